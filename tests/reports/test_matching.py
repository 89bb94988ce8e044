"""Which row is which: by identity first, then by steps, words and number."""

from hypothesis import given
from hypothesis import strategies as st

from reports.matching import Row, match


def row(words="", *, key=None, steps=(), number=None) -> Row:
    return Row(key, frozenset(steps), number, words)


def test_identity_goes_before_words():
    ours = [row("ลงทะเบียน", key=7), row("ประชุม", key=8)]
    theirs = [row("ลงทะเบียน", key=8), row("ประชุม", key=7)]

    assert match(ours, theirs) == {0: 1, 1: 0}


def test_an_identity_that_is_not_ours_says_nothing():
    assert match([row("ลงทะเบียน", key=7)], [row("ลงทะเบียน", key=99)]) == {0: 0}


def test_the_same_steps_are_the_same_row_in_other_words():
    ours = [row("การลงทะเบียนเข้าสู่ระบบ", steps=["REG"]), row("การเก็บข้อมูล", steps=["IIT"])]
    theirs = [row("เก็บข้อมูลภายใน", steps=["IIT"]), row("ลงทะเบียน", steps=["REG"])]

    assert match(ours, theirs) == {0: 1, 1: 0}


def test_rows_of_one_text_are_told_apart_by_their_number():
    ours = [row("การตอบแบบวัด", number=1), row("การตอบแบบวัด", number=2)]
    theirs = [row("การตอบแบบวัด", number=2), row("การตอบแบบวัด", number=1)]

    assert match(ours, theirs) == {0: 1, 1: 0}


def test_rows_with_nothing_in_common_stay_apart():
    ours = [row("ลงทะเบียน", steps=["REG"], number=1)]
    theirs = [row("ประกาศผลการประเมิน", steps=["RESULT"], number=1), row()]

    assert match(ours, theirs) == {}


ROWS = st.lists(
    st.builds(
        Row,
        key=st.none() | st.integers(1, 4),
        steps=st.frozensets(st.sampled_from("ABC"), max_size=2),
        number=st.none() | st.integers(1, 3),
        words=st.sampled_from(["", "ลงทะเบียน", "ลงทะเบียนใหม่", "ประชุม"]),
    ),
    max_size=6,
)


@given(ROWS, ROWS)
def test_no_row_is_matched_twice(ours, theirs):
    found = match(ours, theirs)

    assert set(found) <= set(range(len(theirs)))
    assert set(found.values()) <= set(range(len(ours)))
    assert len(set(found.values())) == len(found)


@given(ROWS)
def test_rows_with_words_or_steps_match_themselves(rows):
    rows = [Row(place, one.steps, one.number, one.words) for place, one in enumerate(rows, 1)]

    assert match(rows, rows) == {place: place for place in range(len(rows))}
