"""What the drafter says to findings: whose it is, what it changes, when a report may not go without it."""

import pytest

from reports import actions, content, document
from reports.models import Explanation, Line
from tests import cast
from tests.explaining import CODE, EMAIL, NOTE, WITH_CODE, WITH_EMAIL, about, say, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A report whose first row shows a respondent code, its second a private address."""
    return write(cast.report(), WITH_CODE, WITH_EMAIL)


def notes(report) -> list[tuple]:
    return [(one.words, one.note, one.is_kept) for one in content.draft(report).explanations]


def test_an_explanation_goes_with_the_report_as_its_next_version(report):
    before = report.version

    told = say(report, "respondent_code")

    assert (told.changed, told.conflicts) == (1, ())
    assert notes(report) == [(CODE, NOTE, False)]
    assert report.version == before + 1
    row = Explanation.objects.get()
    assert [one.history_user for one in row.history.all()] == [cast.clerk()]


def test_saying_the_same_again_changes_nothing(report):
    say(report, "respondent_code")
    before = report.version

    assert say(report, "respondent_code").changed == 0
    assert report.version == before


def test_an_explanation_withdraws_a_hand_over(report):
    say(report, "respondent_code")
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    say(report, "private_email", by=cast.head())

    assert not report.is_handed_over


def test_what_another_person_said_meanwhile_is_not_overwritten(report):
    seen = about(report, "respondent_code").token
    say(report, "respondent_code", "คำของหัวหน้า", by=cast.head())

    told = say(report, "respondent_code", "คำของเจ้าหน้าที่", seen=seen)

    assert told.changed == 0
    assert [(one.mine.note, one.theirs.note) for one in told.conflicts] == [
        ("คำของเจ้าหน้าที่", "คำของหัวหน้า")
    ]
    assert notes(report) == [(CODE, "คำของหัวหน้า", False)]


def test_what_is_said_to_words_that_are_gone_comes_back_to_who_said_it(report):
    one = about(report, "respondent_code")
    write(report, "ไม่มีรหัสแล้ว")

    said = actions.Said(one.mark, NOTE, one.token)
    told = actions.explain(report=report, by=cast.clerk(), said=[said])

    assert told.conflicts == (actions.ExplanationConflict(said),)
    assert not Explanation.objects.exists()


def test_an_explanation_waits_for_its_words_to_come_back(report):
    say(report, "respondent_code")

    write(report, "ไม่มีรหัสแล้ว")
    gone = notes(report)
    write(report, WITH_CODE)

    assert gone == []
    assert notes(report) == [(CODE, NOTE, False)]


def test_a_row_that_is_brought_back_brings_its_explanation(report):
    # The window of the second row ends after the report's day.
    write(report, "ไม่มีรหัส", "ผล", status="done")
    say(report, "done_early", "เสร็จก่อนกำหนด")
    second = Line.objects.filter(group__report=report).order_by("group__order")[1]

    removed = actions.rows.delete(report=report, line=second.pk, by=cast.clerk())
    without = notes(report)
    back = actions.rows.undo(report=report, removed=removed.pk, by=cast.clerk())

    assert without == []
    assert [(one.key, one.note) for one in content.draft(report).explanations] == [
        (back.pk, "เสร็จก่อนกำหนด")
    ]


def test_an_emptied_explanation_is_none(report):
    say(report, "respondent_code")

    say(report, "respondent_code", "")

    assert notes(report) == []
    assert Explanation.history.count() == 2


def test_the_certifier_keeps_a_secret_on_purpose(report):
    say(report, "private_email", "กล่องกลางของอำเภอ", by=cast.head(), is_kept=True)

    assert notes(report) == [(EMAIL, "กล่องกลางของอำเภอ", True)]


def test_a_clerk_who_may_not_certify_keeps_nothing_in_public(report):
    with pytest.raises(actions.Refused) as refused:
        say(report, "private_email", is_kept=True)

    assert "ผู้ที่รับรองและส่ง" in refused.value.message
    assert notes(report) == []


def test_a_clerk_may_where_the_round_lets_clerks_certify():
    report = write(cast.report(in_=cast.round_(clerks_may_submit=True)), WITH_EMAIL)

    say(report, "private_email", is_kept=True)

    assert notes(report) == [(EMAIL, NOTE, True)]


@pytest.mark.parametrize("note", ["", " "])
def test_nothing_is_kept_in_public_without_a_word(report, note):
    with pytest.raises(actions.Refused) as refused:
        say(report, "private_email", note, by=cast.head(), is_kept=True)

    assert EMAIL in refused.value.message


def test_the_word_for_what_is_kept_cannot_be_taken_away(report):
    say(report, "private_email", by=cast.head(), is_kept=True)

    with pytest.raises(actions.Refused):
        say(report, "private_email", "")

    assert notes(report) == [(EMAIL, NOTE, True)]


def test_only_secrets_can_be_kept():
    report = write(cast.report(), "", status="in_progress")

    with pytest.raises(actions.Refused):
        say(report, "empty_result", by=cast.head(), is_kept=True)


def test_a_report_is_not_handed_over_before_a_code_is_explained(report):
    with pytest.raises(actions.Unexplained) as refused:
        actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    assert [one.words for one in refused.value.findings] == [CODE]
    assert "๑ รายการ" in refused.value.message


def test_a_report_is_not_submitted_before_a_code_is_explained(report):
    with pytest.raises(actions.Unexplained):
        actions.submit(report=report, by=cast.head(), version=report.version)

    say(report, "respondent_code")
    submission = actions.submit(report=report, by=cast.head(), version=report.version)

    assert [one.note for one in submission.document.explanations] == [NOTE]


def test_a_copy_to_be_signed_is_not_printed_before_a_code_is_explained():
    report = write(cast.report(in_=cast.round_(paper_path=True)), WITH_CODE)
    signer = document.Signer("ชื่อ", "ตำแหน่ง")

    with pytest.raises(actions.Unexplained):
        actions.print_to_sign(
            report=report, by=cast.clerk(), version=report.version, digest=None, signer=signer
        )


def test_nobody_explains_what_was_sent(report):
    say(report, "respondent_code")
    one = about(report, "respondent_code")
    actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.NotEditable):
        actions.explain(
            report=report, by=cast.clerk(), said=[actions.Said(one.mark, "ใหม่", one.token)]
        )


def test_nobody_explains_for_another_province(report):
    one = about(report, "respondent_code")

    with pytest.raises(actions.Refused):
        actions.explain(
            report=report,
            by=cast.clerk(cast.roi_et()),
            said=[actions.Said(one.mark, NOTE, one.token)],
        )


def test_who_explained_something_cannot_accept_the_report(report):
    say(report, "respondent_code")
    actions.submit(report=report, by=cast.head(), version=report.version)
    moved = cast.clerk()
    moved.role, moved.province = "reviewer", None
    Line.history.all().delete()
    report.history.all().delete()
    sent = actions.latest(report)

    with pytest.raises(actions.OwnWork):
        actions.accept(report=report, by=moved, submission=sent.pk)
