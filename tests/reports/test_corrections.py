"""What the centre reads of a correction: the difference, the reason, the secrets that are new."""

import pytest
import time_machine

from reports import actions, checks, corrections
from reports.models import Report
from tests import cast, explaining
from tests.reports.actions.test_paper import write

pytestmark = pytest.mark.django_db

PRIVATE, OTHER = "somchai.private@gmail.com", "somsri.private@gmail.com"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def keep_secrets(report: Report) -> None:
    """Every secret stays in what everyone will read, on purpose and by the head."""
    for one in explaining.found(report):
        if one.is_secret:
            said = actions.Said(one.mark, explaining.NOTE, one.token, is_kept=True)
            actions.explain(report=report, by=cast.head(), said=[said])
    report.refresh_from_db()


def corrected(before: str, after: str) -> Report:
    """A report that was accepted saying one thing, sent again saying another; its secrets are kept on purpose."""
    report = cast.report()
    write(report, before)
    keep_secrets(report)
    sent = actions.submit(report=report, by=cast.head(), version=report.version)
    ticked = checks.acknowledgement(checks.secrets(sent.as_public.document))
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk, acknowledged=ticked)
    actions.ask_to_correct(report=report, by=cast.clerk(), reason="พิมพ์ 33 เป็น 34")
    report.refresh_from_db()
    write(report, after)
    keep_secrets(report)
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    return report


def test_only_what_differs_is_told_with_the_reason():
    report = corrected("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")

    found = corrections.correction(report, actions.latest(report))

    (row,) = found.rows
    assert [(cell.heading, cell.old, cell.new) for cell in row.cells] == [
        ("ผลการดำเนินการ", "อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")
    ]
    assert (found.opened.move, found.opened.comment) == ("ask_to_correct", "พิมพ์ 33 เป็น 34")
    assert (found.accepted, found.unchanged) == (report.accepted, 2)


def test_a_correction_that_changes_nothing_says_so():
    report = corrected("อบรม 33 หน่วยงาน", "อบรม 33 หน่วยงาน")

    found = corrections.correction(report, actions.latest(report))

    assert (found.rows, found.unchanged) == ((), 3)


def test_only_what_corrects_an_accepted_version_that_stands_is_one():
    report = cast.submitted()
    first = corrections.correction(report, actions.latest(report))
    accepted = cast.accepted(of=cast.roi_et())
    actions.reopen(report=accepted, by=cast.reviewer(), reason="แก้คำผิด")
    actions.withdraw(report=accepted, by=cast.central(), reason="ข้อมูลส่วนบุคคล")
    actions.submit(report=accepted, by=cast.head(cast.roi_et()), version=1)
    accepted.refresh_from_db()

    assert first is None
    assert corrections.correction(accepted, actions.latest(accepted)) is None


def test_secrets_that_were_accepted_before_are_not_asked_about_again():
    report = corrected(f"ส่งที่ {PRIVATE}", f"ส่งแล้วที่ {PRIVATE} และ {OTHER}")
    sent = actions.latest(report)

    new = corrections.newly_flagged(report, sent.as_public.document)

    assert [one.words for one in new] == [OTHER]
    with pytest.raises(actions.SecretsUnacknowledged):
        actions.accept_correction(report=report, by=cast.reviewer(), submission=sent.pk)
    actions.accept_correction(
        report=report,
        by=cast.reviewer(),
        submission=sent.pk,
        acknowledged=checks.acknowledgement(new),
    )
    report.refresh_from_db()
    assert report.accepted == sent


def test_accepting_a_correction_takes_it_in_and_is_one_act():
    report = corrected("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")
    sent, before = actions.latest(report), report.accepted_id

    with pytest.raises(actions.Stale):
        actions.accept_correction(report=report, by=cast.reviewer(), submission=before)
    report.refresh_from_db()
    untouched = (report.state, report.is_taken)
    actions.accept_correction(report=report, by=cast.reviewer(), submission=sent.pk)

    report.refresh_from_db()
    assert untouched == ("submitted", False)
    assert (report.state, report.accepted) == ("accepted", sent)
    assert [one.move for one in report.state_changes.all()][-2:] == ["take", "accept"]


def test_what_a_colleague_has_taken_in_is_accepted_without_another_take():
    report = corrected("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")
    actions.take(report=report, by=cast.central())

    actions.accept_correction(
        report=report, by=cast.reviewer(), submission=actions.latest(report).pk
    )

    taken = report.state_changes.filter(move="take").order_by("pk")
    assert [one.by for one in taken] == [cast.reviewer(), cast.central()]
