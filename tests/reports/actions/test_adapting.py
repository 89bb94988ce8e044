"""A report takes over what was ticked of a newer calendar, in one act."""

from datetime import date

import pytest

from calendar_app import actions as calendars
from calendar_app import step_rows
from calendar_app.models import CalendarRevision
from calendar_app.step_rows import StepRow
from ita_portal import thai
from ita_portal.thai import Window
from reports import actions, adapting, content
from reports.models import Line, Report
from tests import cast

pytestmark = pytest.mark.django_db

FEBRUARY = Window(date(2024, 2, 1), date(2024, 2, 29), "day", "")


def newer() -> CalendarRevision:
    """REG moves to February under another name, a new step comes after it, PROCESS goes."""
    revision = calendars.copy_revision(revision=cast.calendar(), by=None)
    rows = step_rows.rows_of(revision)
    said = [
        StepRow("REG", "การลงทะเบียน ITAS", window=FEBRUARY, was="REG"),
        StepRow("NEW", "ขั้นตอนใหม่", window=FEBRUARY),
        rows[1],
    ]
    calendars.write(revision=revision, rows=said, by=None)
    return calendars.put_in_force(revision=revision, by=None)


def rows(report: Report) -> list[tuple]:
    draft = content.draft(Report.objects.get(pk=report.pk))
    return [
        (line.items[0].text, line.items[0].steps, thai.write_window(group.official))
        for _, group, line in draft.lines()
    ]


def everything(report: Report) -> set[str]:
    calendar = actions.adapting.newer_calendar(report)
    return {one.key for one in adapting.offer_for(report, calendar).adjustments}


def adapt(report: Report, chosen, *, by=None, version=None, revision=2) -> Report:
    return actions.adapting.adapt(
        report=report,
        by=by or cast.clerk(),
        version=version or Report.objects.get(pk=report.pk).version,
        revision=revision,
        chosen=chosen,
    )


REG = ("การลงทะเบียนเข้าสู่ระบบ ITAS", ("REG",), "๑ - ๓๑ มกราคม ๒๕๖๗")
IIT = ("การเก็บรวบรวมข้อมูลตามแบบวัด IIT", ("IIT",), "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗")
PROCESS = ("การประมวลผลและจัดทำรายงานผลการประเมิน", ("PROCESS",), "๒ - ๓๑ กรกฎาคม ๒๕๖๗")


def test_a_report_takes_over_everything_that_is_ticked():
    report = cast.report()
    newer()

    adapted = adapt(report, everything(report))

    assert rows(report) == [
        ("การลงทะเบียน ITAS", ("REG",), "๑ - ๒๙ กุมภาพันธ์ ๒๕๖๗"),
        ("ขั้นตอนใหม่", ("NEW",), "๑ - ๒๙ กุมภาพันธ์ ๒๕๖๗"),
        IIT,
    ]
    assert adapted.calendar.number == 2
    assert actions.adapting.newer_calendar(adapted) is None


def test_nothing_changes_by_itself_and_what_is_not_ticked_stays():
    report = cast.report()
    newer()
    assert rows(report) == [REG, IIT, PROCESS]

    adapted = adapt(report, set())

    assert rows(report) == [REG, IIT, PROCESS]
    assert (adapted.calendar.number, adapted.version) == (2, report.version + 1)


def test_what_the_province_wrote_is_never_touched():
    report = cast.report()
    line = Line.objects.filter(group__report=report).first()
    item = line.items.get()
    edit = actions.LineEdit(
        line.pk, line.version, (actions.ItemEdit(item.text, item=item.pk),), "ลงทะเบียนแล้ว", "done"
    )
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    newer()

    adapt(report, everything(report))

    line.refresh_from_db()
    assert (line.result, line.status) == ("ลงทะเบียนแล้ว", "done")


def test_a_hand_over_is_withdrawn_as_by_any_edit():
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)
    newer()

    assert not adapt(report, set()).is_handed_over


def test_a_removed_row_comes_back_by_undo():
    report = cast.report()
    newer()
    adapt(report, everything(report))

    actions.rows.undo(report=report, removed=report.removed_rows.get().pk, by=cast.clerk())

    assert PROCESS in rows(report)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"version": 99}, actions.Stale),
        ({"revision": 3}, actions.Stale),
        ({"chosen": {"official-999999"}}, actions.Stale),
        ({"by": cast.reviewer}, actions.Refused),
        ({"by": lambda: cast.clerk(cast.roi_et())}, actions.Refused),
    ],
)
def test_what_was_not_read_and_whose_it_is_not_is_refused(asked, refusal):
    report = cast.report()
    newer()
    asked = {name: value() if name == "by" else value for name, value in asked.items()}

    with pytest.raises(refusal):
        adapt(report, **{"chosen": set()} | asked)

    report.refresh_from_db()
    assert (report.calendar.number, rows(report)) == (1, [REG, IIT, PROCESS])


def test_a_report_that_follows_the_newest_calendar_or_was_sent_is_refused():
    report = cast.report()
    with pytest.raises(actions.Refused, match="ฉบับที่มีผลใช้อยู่แล้ว"):
        adapt(report, set(), revision=1)
    newer()
    actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.NotEditable):
        adapt(report, set())


def test_a_report_begun_without_a_calendar_takes_the_first_one():
    report = actions.start(round=cast.round_(), by=cast.clerk(), today=cast.TODAY)
    cast.calendar()

    adapt(report, everything(report), revision=1)

    assert rows(report) == [REG, IIT, PROCESS]


def test_history_knows_the_calendar_of_each_version():
    report = cast.report()
    before = report.version
    newer()
    adapted = adapt(report, everything(report))

    then = content.draft_of_version(adapted, before)
    now = content.draft_of_version(adapted, adapted.version)

    assert [one.calendar_revision for one in (then, now)] == [1, 2]
    assert [one.code for one in then.calendar_steps] == ["REG", "IIT", "PROCESS"]
    assert now == content.draft(adapted)
    reasons = adapted.history.values_list("history_change_reason", flat=True)
    assert "ปรับตามปฏิทินฉบับปรับปรุงครั้งที่ ๒" in reasons


def test_a_report_says_in_print_which_revision_it_follows():
    report = cast.submitted()
    newer()

    frozen = actions.latest(report).document

    assert (frozen.calendar_revision, frozen.prints_calendar) == (1, True)
