"""The boxes คำชี้แจง as they come back: only what was touched, cleaned, with a sentence for what cannot be kept."""

import pytest
from django.http import QueryDict

from reports import actions, explained
from reports.forms.explanations import ExplanationsForm, read_note

MARK = "0123456789abcdef"
EMPTY = explained.token("", is_kept=False)


def posted(note: str, *, seen: str = EMPTY, kept: str | None = None) -> ExplanationsForm:
    data = QueryDict(mutable=True)
    data[f"note-{MARK}"], data[f"seen-{MARK}"] = note, seen
    if kept is not None:
        data[f"kept-{MARK}"] = kept
    return ExplanationsForm(data)


def test_what_was_typed_is_said():
    said = actions.Said(MARK, "ปิดรับแล้ว", EMPTY)

    form = posted("  ปิดรับแล้ว\r\n")

    assert (form.said, form.typed, form.problems) == ([said], {MARK: said}, {})


@pytest.mark.parametrize("kept", [None, "no"])
def test_an_untouched_box_says_nothing(kept):
    assert posted("", kept=kept).typed == {}


def test_a_choice_alone_is_a_touch():
    seen = explained.token("เหตุผล", is_kept=False)

    form = posted("เหตุผล", seen=seen, kept="yes")

    assert form.said == [actions.Said(MARK, "เหตุผล", seen, True)]


def test_keeping_without_a_word_is_a_problem():
    form = posted(" - ", kept="yes")

    assert form.said == []
    assert "เหตุใด" in form.problems[MARK]


def test_a_note_that_is_too_long_is_counted():
    form = posted("ก" * 501)

    assert form.said == []
    assert form.problems[MARK] == "โปรดเขียนคำชี้แจงไม่เกิน ๕๐๐ ตัวอักษร (ขณะนี้ ๕๐๑)"
    assert form.typed[MARK].note == "ก" * 501


def test_invisible_characters_are_named():
    assert "U+0007" in posted("ก\x07ข").problems[MARK]


@pytest.mark.parametrize("typed", ["", " ", "-", "–", "\u200b"])
def test_what_says_nothing_is_no_note(typed):
    assert read_note(typed) == ""


@pytest.mark.parametrize("name", ["note-", "note-xyz", f"note-{MARK}0", f"other-{MARK}"])
def test_other_names_are_passed_over(name):
    data = QueryDict(mutable=True)
    data[name] = "ก"

    assert ExplanationsForm(data).typed == {}


def test_a_box_without_what_was_seen_counts_as_touched():
    data = QueryDict(mutable=True)
    data[f"note-{MARK}"] = "ก"

    assert ExplanationsForm(data).said == [actions.Said(MARK, "ก", "")]
