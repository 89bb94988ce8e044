"""Single cells: windows, texts and step texts as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai
from reports.forms import cells

JANUARY = thai.read_window("๑ - ๓๑ มกราคม ๒๕๖๗")


@pytest.mark.parametrize("typed", ["", "  ", "-", "–", " - \r\n"])
def test_an_empty_box_and_a_lone_dash_are_no_window(typed):
    assert cells.read_window(typed, 2567) is None


def test_a_window_broken_over_two_lines_is_one_window():
    window = cells.read_window("๑ มกราคม\r\n- ๓๑ มกราคม ๒๕๖๗", 2567)

    assert (window.start, window.end) == (JANUARY.start, JANUARY.end)
    assert window.text == "๑ มกราคม - ๓๑ มกราคม ๒๕๖๗"


@pytest.mark.parametrize("words", ["ตลอดปี", "ภายใน ๓ วันหลังได้รับหนังสือ", "ตามคำสั่งที่ ๑๒๗/๒๕๖๖"])
def test_words_that_are_no_window_are_kept(words):
    assert cells.read_window(words, 2567) == thai.Window.unread(words)


def test_what_is_refused_carries_its_offer():
    with pytest.raises(cells.CellError) as refused:
        cells.read_window("1 มกราคม 2024", 2567)

    assert refused.value.offer == "1 มกราคม 2567"


def read_or_refused(typed: str) -> thai.Window | cells.CellError | None:
    try:
        return cells.read_window(typed, 2567)
    except cells.CellError as error:
        return error


@given(st.text(max_size=220))
def test_any_text_in_a_window_box_is_a_window_or_refused_in_thai(typed):
    found = read_or_refused(typed)

    if isinstance(found, cells.CellError):
        assert found.message
    else:
        assert found is None or len(found.text) <= thai.MAX_LENGTH


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1-31 ม.ค. 67", "อ่านว่า วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗"),
        ("เดือนธันวาคม ๒๕๖๕", "อ่านว่า เดือนธันวาคม ๒๕๖๕"),
        ("๑ มกราคม", "อ่านว่า วันที่ ๑ มกราคม ๒๕๖๗ (เติมปีตามปีงบประมาณให้)"),
    ],
)
def test_the_echo_says_how_a_window_was_read(typed, sentence):
    assert cells.echo(cells.read_window(typed, 2567), 2567).sentence == sentence


def test_a_window_nobody_typed_has_no_echo():
    written = thai.Window(JANUARY.start, JANUARY.end, "day", "")

    assert cells.echo(None, 2567) is None
    assert cells.echo(written, 2567) is None
    assert cells.shown_window(written) == "๑ - ๓๑ มกราคม ๒๕๖๗"


def test_an_echo_that_says_the_same_again_is_plain():
    assert cells.echo(JANUARY, 2567).is_plain
    assert not cells.echo(cells.read_window("1/1/2567 - 31/1/2567", 2567), 2567).is_plain


def test_text_is_kept_as_typed_but_for_its_line_ends():
    assert cells.read_text("ก\r\n\r\nข\u00a0\u200bค ํา", 100) == "ก\n\nข\u00a0\u200bค ํา"
    assert cells.read_text(" \r\n\t", 100) == ""


def test_a_text_that_is_too_long_is_told_its_length():
    with pytest.raises(cells.CellError, match="ข้อความยาว ๒๐,๐๐๑ ตัวอักษร"):
        cells.read_text("ก" * 20_001, cells.RESULT_LIMIT)


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("การลงทะเบียน", [("", "การลงทะเบียน")]),
        ("- การลงทะเบียน", [("-", "การลงทะเบียน")]),
        ("-การลงทะเบียน\r\n-การระบุ", [("-", "การลงทะเบียน"), ("-", "การระบุ")]),
        ("๑. หนึ่ง\nต่อบรรทัด\n๒. สอง", [("๑.", "หนึ่ง\nต่อบรรทัด"), ("๒.", "สอง")]),
        ("ดังนี้\n- หนึ่ง\n- สอง", [("", "ดังนี้\n- หนึ่ง\n- สอง")]),
        ("-", [("", "")]),
        ("", [("", "")]),
        ("(๑๑.๑๑.๑๑.๑๑) ยาวเกินจะเป็นเครื่องหมาย", [("", "(๑๑.๑๑.๑๑.๑๑) ยาวเกินจะเป็นเครื่องหมาย")]),
    ],
)
def test_step_texts_bear_their_labels(typed, steps):
    assert cells.read_steps(typed) == steps


@given(st.text(st.characters(exclude_categories=["C"]) | st.sampled_from("-๑1.) \n"), max_size=60))
def test_nothing_but_white_space_is_lost_between_step_texts(typed):
    try:
        steps = cells.read_steps(typed)
    except cells.CellError:
        return
    joined = "".join(label + words for label, words in steps)
    kept = "".join(thai.clean_text(typed).split())
    assert "".join(joined.split()) in (kept, "")
    assert joined or kept in ("", *"-‐‑‒–—―−")


@given(st.dictionaries(st.text(max_size=5), st.lists(st.text(max_size=20), max_size=3), max_size=4))
def test_the_digest_does_not_see_how_a_browser_ends_lines(fields):
    sent = {
        name: [cells.fold_lines(one).replace("\n", "\r\n") for one in values]
        for name, values in fields.items()
    }

    assert cells.digest(sent) == cells.digest(fields)
