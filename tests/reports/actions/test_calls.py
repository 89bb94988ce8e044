"""Notes of calls: kept with who and when, once for a second click, by reviewers alone."""

import pytest

from reports import actions
from reports.models import CallNote
from tests import cast

pytestmark = pytest.mark.django_db


def note(text="ไม่มีผู้รับสาย", *, by=None, province=None):
    return actions.calls.note_call(
        round=cast.round_(),
        province=province or cast.lamphun(),
        by=by or cast.reviewer(),
        text=text,
    )


def test_what_was_said_is_kept_with_who_and_when():
    kept = note("  รับปากว่าจะส่งพรุ่งนี้\r\n")

    assert (kept.text, kept.written_by, kept.province) == (
        *("รับปากว่าจะส่งพรุ่งนี้", cast.reviewer(), cast.lamphun()),
    )
    assert kept.written_at is not None
    assert kept.history.get().history_user == cast.reviewer()


def test_a_second_click_is_one_note_and_another_day_s_same_words_after_others_are_two():
    first = note()

    assert note() == first
    assert note(by=cast.central()) != first
    assert note() != first
    assert note(province=cast.roi_et()).province == cast.roi_et()
    assert CallNote.objects.count() == 4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n​", "โปรดเขียนว่าได้คุยอะไร หรือโทรไม่ติด ก่อนบันทึก"),
        ("ก" * 1001, "โปรดเขียนไม่เกิน ๑๐๐๐ ตัวอักษร (ขณะนี้ ๑๐๐๑)"),
    ],
)
def test_no_words_or_too_many_are_refused(text, sentence):
    with pytest.raises(actions.Refused) as refused:
        note(text)

    assert refused.value.message == sentence
    assert CallNote.objects.count() == 0


@pytest.mark.parametrize("person", [cast.clerk, cast.head, cast.inspector])
def test_only_who_reviews_may_note(person):
    with pytest.raises(actions.Refused):
        note(by=person())
