"""Starting a report and saving rows: against a real database, by version, row by row."""

import pytest
from django.utils import timezone

from calendar_app.models import Activity, ActivityWindow, Phase, Schedule
from ita_portal import thai
from reports import actions
from reports.actions.drafts import TYPED
from reports.models import Group, Line, Report, StateChange
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return cast.report()


def line_of(report, place=0) -> Line:
    return Line.objects.filter(group__report=report).order_by("group__order", "order")[place]


def edit_of(line: Line, **changes) -> actions.LineEdit:
    """What a form made from the row would send, with some cells typed anew."""
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in line.items.all())
    cells = {"items": items, "result": line.result, "status": line.status}
    return actions.LineEdit(line=line.pk, version=line.version, **(cells | changes))


def save(report, *lines, groups=(), by=None):
    return actions.save(report=report, by=by or cast.clerk(), lines=lines, groups=groups)


# ---- start


def test_start_makes_a_row_of_each_calendar_step(report):
    rows = [
        (group.order, line.status, item.text, [step.code for step in item.steps.all()])
        for group in report.groups.all()
        for line in group.lines.all()
        for item in line.items.all()
    ]

    assert rows == [
        (order, "not_due" if code == "PROCESS" else "", title, [code])
        for order, (code, title, _, _) in enumerate(cast.STEPS, start=1)
    ]
    assert [thai.write_window(group.official) for group in report.groups.all()] == [
        "๑ - ๓๑ มกราคม ๒๕๖๗",
        "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗",
        "๒ - ๓๑ กรกฎาคม ๒๕๖๗",
    ]
    assert [change.move for change in StateChange.objects.all()] == ["start"]


def test_start_gives_back_the_report_that_is_there(report):
    again = actions.start(round=report.round, by=cast.head(), today=cast.TODAY)

    assert again == report
    assert (Report.objects.count(), Group.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    "closing", [{"closed_at": timezone.now()}, {"opens_on": thai.be_date(2567, 4, 20)}]
)
def test_a_round_that_is_closed_or_not_yet_open_starts_nothing(closing):
    round_ = cast.round_(**closing)

    with pytest.raises(actions.RoundClosed):
        actions.start(round=round_, by=cast.clerk(), today=cast.TODAY)

    assert not Report.objects.exists()


def test_the_provinces_plan_gives_its_own_windows():
    step = cast.calendar().steps.get(order=1).step
    schedule = Schedule.objects.create(province=cast.lamphun(), fiscal_year=2567)
    phase = Phase.objects.create(schedule=schedule, order=1, title="ช่วงที่ ๑")
    activity = Activity.objects.create(phase=phase, order=1, text="ลงทะเบียน")
    activity.steps.add(step)
    for order, typed in enumerate(["๒๓ - ๒๔ มกราคม ๒๕๖๗", "๕ มกราคม ๒๕๖๗"]):
        window = ActivityWindow(activity=activity, order=order)
        window.window = thai.read_window(typed)
        window.save()

    report = cast.report()

    first, second, _ = report.groups.all()
    assert thai.write_window(first.provincial) == "๕ - ๒๔ มกราคม ๒๕๖๗"
    assert thai.write_window(first.official) == "๑ - ๓๑ มกราคม ๒๕๖๗"
    assert second.provincial == second.official


# ---- save


def test_a_row_is_saved_with_its_history(report):
    saved = save(report, edit_of(line_of(report), result="ผล", status="done"))

    line = line_of(report)
    assert (saved.changed, saved.conflicts) == (1, ())
    assert (line.result, line.status, line.version) == ("ผล", "done", 2)
    assert line.history.count() == 2
    assert saved.report.version == report.version + 1


def test_saving_what_is_there_changes_nothing(report):
    saved = save(report, edit_of(line_of(report)))

    assert saved.changed == 0
    assert (saved.report.version, line_of(report).version) == (report.version, 1)


def test_an_old_version_is_a_conflict_and_nothing_is_written(report):
    mine = edit_of(line_of(report), result="ของฉัน")
    save(report, edit_of(line_of(report), result="ของเขา"), by=cast.head())

    saved = save(report, mine)

    (conflict,) = saved.conflicts
    assert (conflict.mine, conflict.theirs) == (mine, line_of(report))
    assert conflict.at is not None
    assert (saved.changed, line_of(report).result) == (0, "ของเขา")


def test_the_same_words_from_two_people_are_no_conflict(report):
    mine = edit_of(line_of(report), result="เหมือนกัน")
    save(report, edit_of(line_of(report), result="เหมือนกัน"), by=cast.head())

    assert save(report, mine).conflicts == ()


def test_different_rows_never_conflict(report):
    first, second = (
        edit_of(line_of(report, 0), result="หนึ่ง"),
        edit_of(line_of(report, 1), result="สอง"),
    )

    assert save(report, second, by=cast.head()).conflicts == ()
    assert save(report, first).conflicts == ()
    assert [line_of(report, place).result for place in (0, 1)] == ["หนึ่ง", "สอง"]


def test_a_conflict_in_one_row_does_not_hold_up_another(report):
    stale = edit_of(line_of(report), result="ของฉัน")
    save(report, edit_of(line_of(report), result="ของเขา"), by=cast.head())

    saved = save(report, stale, edit_of(line_of(report, 1), result="แถวอื่น"))

    assert (saved.changed, len(saved.conflicts)) == (1, 1)
    assert line_of(report, 1).result == "แถวอื่น"


def test_a_row_that_is_gone_is_a_conflict_without_theirs(report):
    edit = edit_of(line_of(report), result="ผล")
    actions.rows.delete(report=report, line=edit.line, by=cast.head())

    (conflict,) = save(report, edit).conflicts

    assert (conflict.mine, conflict.theirs) == (edit, None)


def test_a_row_of_another_report_is_out_of_reach(report):
    theirs = line_of(cast.report(of=cast.roi_et()))

    (conflict,) = save(report, edit_of(theirs, result="ไม่ใช่ของเรา")).conflicts

    assert conflict.theirs is None
    assert line_of(Report.objects.get(province=cast.roi_et())).result == ""


def test_windows_are_saved_apart_from_the_row(report):
    group = report.groups.first()
    window = thai.read_window("เดือนมกราคม ๒๕๖๗")
    edit = actions.GroupEdit(group.pk, group.version, None, window)

    saved = save(report, edit_of(line_of(report), result="ผล"), groups=[edit])

    group.refresh_from_db()
    assert (group.official, group.provincial, group.version) == (None, window, 2)
    assert (saved.changed, saved.conflicts) == (2, ())


def test_step_texts_are_changed_added_tied_and_taken_out(report):
    line = line_of(report)
    first = line.items.get()
    iit = line_of(report, 1).items.get().steps.get()
    added = actions.ItemEdit("ใหม่", "๒.", None, (iit.pk,))
    save(report, edit_of(line, items=(actions.ItemEdit("เดิม", "๑.", first.pk, ()), added)))

    line = line_of(report)
    texts = [(one.order, one.label, one.text, list(one.steps.all())) for one in line.items.all()]
    assert texts == [(1, "๑.", "เดิม", []), (2, "๒.", "ใหม่", [iit])]
    assert line.items.first().pk == first.pk
    save(report, edit_of(line, items=edit_of(line).items[1:]))
    assert [(one.order, one.text) for one in line.items.all()] == [(1, "ใหม่")]


def test_ties_that_were_not_shown_stay(report):
    line = line_of(report)
    item = line.items.get()

    save(report, edit_of(line, items=(actions.ItemEdit("คำใหม่", "-", item.pk, None),)))

    assert [step.code for step in item.steps.all()] == ["REG"]


def test_a_typed_dash_is_kept_beside_what_a_document_said(report):
    line = line_of(report)
    line.raw = {"ผลการดำเนินการ": "<p>-</p>"}
    line.save()

    save(report, edit_of(line, typed={"result": "-"}))
    assert line_of(report).raw == {"ผลการดำเนินการ": "<p>-</p>", TYPED: {"result": "-"}}
    save(report, edit_of(line_of(report), result="ผล"))

    assert line_of(report).raw == {"ผลการดำเนินการ": "<p>-</p>"}


def test_an_edit_ends_the_hand_over(report):
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    saved = save(report, edit_of(line_of(report), result="ผล"), by=cast.head())

    assert not saved.report.is_handed_over


def test_only_people_of_the_province_edit_and_only_a_draft(report):
    edit = edit_of(line_of(report), result="ผล")
    with pytest.raises(actions.Refused):
        save(report, edit, by=cast.clerk(cast.roi_et()))
    with pytest.raises(actions.Refused):
        save(report, edit, by=cast.reviewer())
    actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.NotEditable):
        save(report, edit)

    assert line_of(report).result == ""


# ---- the closing words


def save_details(report, token, **changes):
    details = {"contact": "", "footnote": "", "number_style": ""} | changes
    return actions.save_details(report=report, by=cast.clerk(), token=token, **details)


def test_closing_words_are_saved_against_their_token(report):
    token = actions.details_token(report)

    saved = save_details(report, token, footnote="หมายเหตุ")

    assert (saved.changed, saved.report.footnote) == (1, "หมายเหตุ")
    assert save_details(report, token, footnote="หมายเหตุ").changed == 0
    with pytest.raises(actions.Stale):
        save_details(report, token, footnote="อื่น")


def test_rows_that_are_not_there_cost_no_query(report, django_assert_max_num_queries):
    lines = [actions.LineEdit(10_000 + n, 1, (actions.ItemEdit("ก"),)) for n in range(500)]
    groups = [actions.GroupEdit(10_000 + n, 1, None, None) for n in range(500)]

    with django_assert_max_num_queries(12):
        saved = actions.save(report=report, by=cast.clerk(), lines=lines, groups=groups)

    assert (saved.changed, len(saved.conflicts)) == (0, 1000)


@pytest.mark.parametrize("who", [cast.reviewer, cast.central, cast.inspector])
def test_only_people_of_a_province_start_a_report(who):
    with pytest.raises(actions.Refused, match="จัดทำโดยสำนักงานจังหวัด"):
        actions.start(round=cast.round_(), by=who(), today=cast.TODAY)


def test_a_province_without_an_office_starts_no_report():
    bangkok = cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)

    with pytest.raises(actions.Refused, match="จัดทำโดยสำนักงานจังหวัด"):
        actions.start(round=cast.round_(), by=cast.clerk(bangkok), today=cast.TODAY)
