"""Noting the letter of a submission: by its province alone, at any time, never over another's words unread."""

from datetime import date

import pytest

from reports import actions
from tests import cast

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 5)


def note(submission, *, by=None, number="ลพ 0017.3/12", day=DAY, seen=""):
    return actions.note_letter(
        submission=submission, by=by or cast.clerk(), number=number, day=day, seen=seen
    )


@pytest.mark.parametrize("sent", [cast.submitted, cast.accepted])
def test_the_letter_is_noted_with_who_and_when_and_the_content_stays(sent):
    submission = actions.latest(sent())
    before = submission.content, submission.sha256, submission.print_digest

    noted = note(submission, number=" ลพ 0017.3/12 ")

    noted.refresh_from_db()
    assert noted.letter == "ที่ ลพ 0017.3/12 ลงวันที่ ๕ เมษายน ๒๕๖๗"
    assert noted.letter_noted_by == cast.clerk()
    assert noted.letter_noted_at is not None
    assert (noted.content, noted.sha256, noted.print_digest) == before


def test_a_note_is_corrected_and_taken_back():
    submission = actions.latest(cast.submitted())
    first = note(submission)

    second = note(submission, by=cast.head(), number="ลพ 13", day=None, seen=first.letter_token)
    third = note(submission, number="", day=None, seen=second.letter_token)

    assert (second.letter, second.letter_noted_by) == ("ที่ ลพ 13", cast.head())
    assert (third.letter, third.letter_noted_by) == ("", cast.clerk())


def test_what_another_person_noted_meanwhile_is_said_and_stays():
    submission = actions.latest(cast.submitted())
    note(submission, by=cast.head())

    with pytest.raises(actions.Stale) as refused:
        note(submission, number="ลพ 99")

    submission.refresh_from_db()
    assert submission.letter_number == "ลพ 0017.3/12"
    assert "มีผู้บันทึกที่หนังสือก่อนท่าน (นายสมชาย ตัวอย่าง" in refused.value.message
    assert "“ที่ ลพ ๐๐๑๗.๓/๑๒ ลงวันที่ ๕ เมษายน ๒๕๖๗”" in refused.value.message


@pytest.mark.parametrize("by", [lambda: cast.clerk(cast.roi_et()), cast.reviewer, cast.central])
def test_nobody_else_notes_it(by):
    submission = actions.latest(cast.submitted())

    with pytest.raises(actions.Refused):
        note(submission, by=by())

    submission.refresh_from_db()
    assert submission.letter_noted_at is None
