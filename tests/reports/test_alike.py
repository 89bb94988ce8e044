"""Which texts are alike and which stand out, by laws and by the words of provinces."""

from hypothesis import given
from hypothesis import strategies as st

from reports import alike
from reports.alike import Text

texts = st.lists(st.text(alphabet="กขคงจ", max_size=12).map(Text), max_size=12)


@given(texts)
def test_every_text_is_in_one_group_and_the_largest_come_first(found):
    groups = alike.groups(found)

    assert sorted(place for group in groups for place in group) == list(range(len(found)))
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)


@given(texts)
def test_equal_texts_are_always_together_and_the_typical_one_is_of_its_group(found):
    groups = alike.groups(found)
    where = {place: number for number, group in enumerate(groups) for place in group}

    for one, text in enumerate(found):
        assert all(
            where[one] == where[other] for other in range(len(found)) if found[other] == text
        )
    assert all(alike.typical(found, group) in group for group in groups)


def test_texts_that_differ_in_a_few_letters_are_alike():
    found = [
        Text("จังหวัดได้แจ้งให้หน่วยงานลงทะเบียนเรียบร้อยแล้ว"),
        Text("อยู่ระหว่างรวบรวมข้อมูล"),
        Text("จังหวัดได้แจ้งให้หน่วยงานลงทะเบียนเรียบร้อย"),
        Text("จังหวัดได้แจ้งให้ทุกหน่วยงานลงทะเบียนเรียบร้อยแล้ว"),
    ]

    assert alike.groups(found) == [[0, 2, 3], [1]]
    assert alike.typical(found, [0, 2, 3]) == 0


def test_very_many_texts_are_left_as_they_are():
    found = [Text("ก")] * (alike.MOST + 1)

    assert alike.groups(found) == [[place] for place in range(alike.MOST + 1)]


def test_what_stands_out_is_said():
    usual = [Text("ก" * 100, "done", has_evidence=True)] * 8

    assert alike.standing_out([*usual, Text("ก" * 20, "in_progress")]) == [
        *([] for _ in usual),
        [alike.SHORT, alike.OTHER_STATUS, alike.NO_EVIDENCE],
    ]
    assert alike.standing_out([*usual, Text("", "done", has_evidence=True)])[-1] == [alike.EMPTY]
    assert alike.standing_out([*usual, Text("ก" * 500, "done", has_evidence=True)])[-1] == [
        alike.LONG
    ]


def test_of_two_texts_none_stands_out_and_none_where_they_disagree():
    assert alike.standing_out([Text("ก" * 100, "done"), Text("ข", "not_due")]) == [[], []]
    mixed = [Text("ก" * 9, said) for said in ("done", "done", "in_progress", "in_progress")]
    assert alike.standing_out(mixed) == [[], [], [], []]
