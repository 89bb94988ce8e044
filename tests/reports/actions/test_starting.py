"""Starting from an earlier report: against a real database; what is left over, the texts of then."""

from datetime import date

import pytest

from ita_portal import thai
from reports import actions
from reports.actions import evidence as evidence_actions
from reports.actions import starting
from reports.models import Group, LeftRow, Line, Report, Start, StateChange
from tests import cast, evidence

pytestmark = pytest.mark.django_db

SAID = "จังหวัดลงทะเบียนแล้วเมื่อ ๕ มกราคม ๒๕๖๗"
LATER = date(2024, 10, 10)


def write(report: Report, place: int, result: str, **changes) -> Line:
    line = Line.objects.filter(group__report=report).order_by("group__order", "order")[place]
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in line.items.all())
    cells = {"items": items, "result": result, "status": line.status} | changes
    edit = actions.LineEdit(line.pk, line.version, **cells)
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    report.refresh_from_db()
    return line


@pytest.fixture
def earlier():
    """The accepted report of six months: two steps merged into one row, one row of the province's own."""
    report = cast.report()
    _, second, _ = Line.objects.filter(group__report=report).order_by("group__order")
    actions.rows.merge_up(report=report, line=second.pk, by=cast.clerk())
    own = actions.rows.add_group(report=report, line=None, by=cast.clerk())
    write(
        report,
        0,
        "ประชุมคณะทำงาน ๓ ครั้ง",
        items=(actions.ItemEdit("ประชุมคณะทำงาน", "", own.items.get().pk),),
    )
    write(report, 1, SAID, status="done")
    actions.save_details(
        report=report, by=cast.clerk(), token=actions.details_token(report),
        contact="กลุ่มงานของเรา", footnote="ของปีนี้", number_style="๑.",
    )  # fmt: skip
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
    report.refresh_from_db()
    return report


def twelve(**fields):
    dates = {
        "as_of": date(2024, 9, 30),
        "opens_on": date(2024, 10, 1),
        "due_on": date(2024, 10, 31),
    }
    return cast.round_(months=12, **dates | fields)


def begun(earlier, round_=None) -> Report:
    return starting.start_from(
        round=round_ or twelve(), source=earlier.accepted_id, by=cast.clerk(), today=LATER
    )


def table(report):
    return [
        [
            ([item.text for item in line.items.all()], line.result, line.status)
            for line in group.lines.all()
        ]
        for group in report.groups.all()
    ]


REG, IIT, PROCESS = (title for _, title, _, _ in cast.STEPS)


def test_rows_come_along_without_results_and_statuses(earlier):
    report = begun(earlier)

    assert table(report) == [
        [(["ประชุมคณะทำงาน"], "", "")],
        [([REG, IIT], "", "")],
        [([PROCESS], "", "")],
    ]
    assert [thai.write_window(group.official) for group in report.groups.all()[1:]] == [
        "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗",
        "๒ - ๓๑ กรกฎาคม ๒๕๖๗",
    ]
    assert (report.contact, report.footnote, report.number_style) == ("กลุ่มงานของเรา", "ของปีนี้", "๑.")


def test_where_it_began_is_recorded(earlier):
    report = begun(earlier)

    change = StateChange.objects.get(report=report)
    words = "รายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับที่ส่งครั้งที่ ๑"
    assert (change.move, change.comment) == ("start", f"เริ่มจาก{words}")
    assert (report.start.words, report.start.source) == (words, earlier.accepted)


def test_steps_not_due_at_six_months_are_open_again_at_twelve(earlier):
    assert earlier.groups.last().lines.get().status == "not_due"

    assert begun(earlier).groups.last().lines.get().status == ""


def test_two_clicks_start_one_report(earlier):
    first, again = begun(earlier), begun(earlier)

    assert first == again
    assert (Report.objects.count(), Start.objects.count()) == (2, 1)
    assert StateChange.objects.filter(report=first).count() == 1


def test_another_province_s_version_starts_nothing(earlier):
    round_, stranger = twelve(), cast.clerk(cast.roi_et())

    with pytest.raises(actions.Refused, match="ใช้เริ่มรอบนี้ไม่ได้"):
        starting.start_from(round=round_, source=earlier.accepted_id, by=stranger, today=LATER)

    assert not Report.objects.filter(round=round_).exists()


def test_a_round_does_not_start_from_itself_or_a_later_one(earlier):
    of_last_year = cast.round_(fiscal_year=2566)

    with pytest.raises(actions.Refused, match="ใช้เริ่มรอบนี้ไม่ได้"):
        begun(earlier, of_last_year)


def test_a_closed_round_starts_nothing(earlier):
    with pytest.raises(actions.RoundClosed):
        begun(earlier, twelve(opens_on=date(2024, 10, 20)))


def test_a_failure_leaves_nothing(earlier, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(starting, "carry_evidence", broken)

    with pytest.raises(RuntimeError):
        begun(earlier)

    assert (Report.objects.count(), Start.objects.count()) == (1, 0)


def test_a_footnote_of_another_year_stays_there(earlier):
    cast.calendar(fiscal_year=2568)
    next_year = cast.round_(fiscal_year=2568, as_of=date(2025, 3, 31))

    report = begun(earlier, next_year)

    assert (report.contact, report.footnote) == ("กลุ่มงานของเรา", "")


# What is left over


@pytest.fixture
def left(earlier):
    """A report of the next year, whose calendar has another title for a code and lacks two steps."""
    titles = ["การลงทะเบียนเข้าสู่ระบบ ITAS", "การประกาศผลการประเมิน", "การให้คะแนนแบบวัด OIT"]
    windows = [(date(2025, 1, month), date(2025, 1, 28)) for month in (1, 2, 3)]
    cast.calendar(
        fiscal_year=2568,
        steps=[
            (code, title, *window)
            for code, title, window in zip(["REG", "PROCESS", "OIT"], titles, windows, strict=True)
        ],
    )
    begun(earlier, cast.round_(fiscal_year=2568, as_of=date(2025, 3, 31)))
    return LeftRow.objects.select_related("start__report").first()


def test_what_has_no_place_is_kept(left):
    report = left.start.report

    assert [group[0][0] for group in table(report)] == [
        ["ประชุมคณะทำงาน"],
        [REG],
        ["การประกาศผลการประเมิน"],
        ["การให้คะแนนแบบวัด OIT"],
    ]
    kept = [[one["text"] for one in row.content["items"]] for row in LeftRow.objects.all()]
    assert kept == [[IIT], [PROCESS]]


def test_a_left_row_is_added_with_one_click_and_once(left):
    report = left.start.report
    line = starting.add_left(report=report, left=left.pk, by=cast.clerk())

    with pytest.raises(actions.RowGone):
        starting.add_left(report=report, left=left.pk, by=cast.clerk())

    assert table(report)[-1] == [([IIT], "", "")]
    assert report.groups.last().provincial.text == "๑ - ๓๑ มกราคม ๒๕๖๘"
    assert line.group.order == 5


def test_a_person_says_what_a_left_row_answers(left):
    row = LeftRow.objects.last()
    step = row.content["proposals"][0]

    line = starting.answer_left(report=row.start.report, left=row.pk, step=step, by=cast.clerk())

    row.refresh_from_db()
    assert (row.step_id, line.items.get().steps.get().pk) == (step, step)


def test_only_what_was_proposed_can_be_said(left):
    row = LeftRow.objects.last()

    with pytest.raises(actions.RowAction):
        starting.answer_left(report=row.start.report, left=row.pk, step=10**9, by=cast.clerk())

    row.refresh_from_db()
    assert row.settled_at is None


def test_a_left_row_of_another_province_is_out_of_reach(left):
    other = cast.report(of=cast.roi_et())

    with pytest.raises(actions.RowGone):
        starting.add_left(report=other, left=left.pk, by=cast.clerk(cast.roi_et()))


def test_what_is_told_is_folded_away(left):
    starting.hide(report=left.start.report, by=cast.clerk())
    starting.hide(report=left.start.report, by=cast.clerk())

    assert Start.objects.get().hidden_at is not None


# The texts of then


def use(report, place):
    line = Line.objects.filter(group__report=report).order_by("group__order")[place]
    return starting.use_text(report=report, line=line.pk, by=cast.clerk())


def test_a_text_of_then_fills_an_empty_result(earlier):
    report = begun(earlier)

    assert use(report, 1).result == SAID
    assert use(report, 0).result == "ประชุมคณะทำงาน ๓ ครั้ง"


def test_a_text_of_then_never_writes_over_what_is_there(earlier):
    report = begun(earlier)
    write(report, 1, "ของรอบนี้")

    assert use(report, 1).result == f"ของรอบนี้\n\n{SAID}"
    assert use(report, 1).result == f"ของรอบนี้\n\n{SAID}"


def test_a_row_that_was_not_written_of_has_no_text(earlier):
    with pytest.raises(actions.RowAction, match="ไม่มีข้อความ"):
        use(begun(earlier), 2)


def test_the_text_is_there_however_the_report_was_begun(earlier):
    report = actions.start(round=twelve(), by=cast.clerk(), today=LATER)

    assert [use(report, place).result for place in (0, 1)] == [SAID, SAID]


# What the NACC carries out, what is not due


def calendar_with_sentence():
    revision = cast.calendar()
    edition = revision.steps.get(order=2)
    edition.owner, edition.sentence = (
        "nacc_province",
        "สำนักงาน ป.ป.ช. ประจำจังหวัด เป็นผู้ดำเนินการเก็บข้อมูล",
    )
    edition.save()
    return edition.sentence


def test_a_step_of_the_nacc_comes_with_its_sentence():
    sentence = calendar_with_sentence()

    report = cast.report()

    rows = Line.objects.filter(group__report=report).order_by("group__order")
    assert [(row.result, row.answer, row.status) for row in rows] == [
        ("", "", ""),
        (sentence, "not_ours", ""),
        ("", "", "not_due"),
    ]
    assert report.is_as_started()


def test_a_step_of_the_nacc_that_is_not_due_says_nothing():
    revision = cast.calendar()
    edition = revision.steps.get(order=3)
    edition.owner, edition.sentence = "nacc", "สำนักงาน ป.ป.ช. เป็นผู้ประมวลผล"
    edition.save()

    line = cast.report().groups.last().lines.get()

    assert (line.result, line.answer, line.status) == ("", "", "not_due")


def window(report: Report, place: int, text: str):
    group: Group = report.groups.all()[place]
    edit = actions.GroupEdit(group.pk, group.version, thai.read_window(text), group.provincial)
    actions.save(report=report, by=cast.clerk(), groups=[edit])
    return group.lines.get()


def test_a_status_nobody_chose_follows_its_window():
    report = cast.report()

    assert window(report, 0, "๑ - ๓๐ เมษายน ๒๕๖๗").status == "not_due"
    assert window(report, 0, "๑ - ๓๑ มกราคม ๒๕๖๗").status == ""
    assert window(report, 2, "๑ - ๓๑ มกราคม ๒๕๖๗").status == ""


def test_a_status_that_a_person_chose_never_follows():
    report = cast.report()
    write(report, 0, "ผล", status="in_progress")

    assert window(report, 0, "๑ - ๓๐ เมษายน ๒๕๖๗").status == "in_progress"


def test_words_in_a_row_leave_its_status_following():
    report = cast.report()
    write(report, 2, "เตรียมการ")

    assert window(report, 2, "๑ - ๓๑ มกราคม ๒๕๖๗").status == ""


# Evidence


def test_evidence_comes_along_beside_its_row(earlier):
    report = cast.report(of=cast.roi_et())
    row = evidence.rows(report)[1]
    piece = evidence.on_shelf(evidence.LINK, by=cast.clerk(cast.roi_et()))
    evidence_actions.attach(
        report=report, line=row.pk, evidence=[piece.pk], by=cast.clerk(cast.roi_et())
    )
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(cast.roi_et()), version=report.version)

    started = starting.start_from(
        round=twelve(),
        source=actions.latest(report).pk,
        by=cast.clerk(cast.roi_et()),
        today=LATER,
    )

    assert [evidence_actions.beside(row) for row in evidence.rows(started)] == [[], [piece.pk], []]


# One status for many rows


def statuses(report):
    rows = Line.objects.filter(group__report=report).order_by("group__order")
    return [(row.status, row.status_follows) for row in rows]


def test_rows_without_a_status_get_the_one_that_a_person_chose():
    report = cast.report()
    write(report, 0, "ผล", status="in_progress")

    count = starting.set_statuses(report=report, status="done", by=cast.clerk())

    assert count == 1
    assert statuses(report) == [("in_progress", False), ("done", False), ("not_due", True)]


@pytest.mark.parametrize("status", ["", "not_due", "nothing_to_report", "x"])
def test_no_other_status_is_given_to_many(status):
    with pytest.raises(actions.RowAction):
        starting.set_statuses(report=cast.report(), status=status, by=cast.clerk())


def test_a_second_click_gives_no_row_a_new_version():
    report = cast.report()
    starting.set_statuses(report=report, status="done", by=cast.clerk())
    version = Report.objects.get().version

    assert starting.set_statuses(report=report, status="in_progress", by=cast.clerk()) == 0
    assert Report.objects.get().version == version
