"""Documents taken in: kept, corrected, applied in one act, undone; by the province and by the centre."""

import itertools
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from ita_portal.models import Role
from reports import actions, content
from reports.actions import rewriting
from reports.actions.intakes import Original
from reports.models import Intake, IntakeState, Line, RemovedRow, Report, StateChange
from reports.workflow import Move
from tests import cast, intakes
from tests.intakes import PAPER, group, line, paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def rows(report) -> list[tuple]:
    """What the printed rows say, in order."""
    draft = content.draft(report)
    return [
        (number, "".join(item.text for item in one.items), one.result, one.status)
        for number, _, one in draft.lines()
    ]


FRESH = [
    (1, "การลงทะเบียนเข้าสู่ระบบ ITAS", "", None),
    (2, "การเก็บรวบรวมข้อมูลตามแบบวัด IIT", "", None),
    (3, "การประมวลผลและจัดทำรายงานผลการประเมิน", "", "not_due"),
]
READ = [
    (1, "ลงทะเบียนเข้าสู่ระบบ ITAS", "ลงทะเบียนแล้วเมื่อ 23 มกราคม 2567", "done"),
    (2, "เก็บข้อมูล IIT", "แจ้งเวียนส่วนราชการแล้ว", "in_progress"),
    (3, "ประชุมคณะทำงานจังหวัด", "ประชุม 3 ครั้ง", "done"),
]


# Taking in


def test_the_file_is_kept_as_it_came_with_hash_time_and_person():
    intake = intakes.taken_in(data=b"\x00 bytes")

    with intake.original.open("rb") as file:
        assert file.read() == b"\x00 bytes"
    assert intake.sha256 == Original(b"\x00 bytes", "", "docx").sha256
    assert (intake.name, intake.format, intake.size) == ("รายงาน.docx", "docx", 7)
    assert (intake.by, intake.state) == (cast.clerk(), IntakeState.READ)
    assert intake.original.name == f"intakes/{intake.sha256}.docx"


def test_taking_in_changes_nothing_of_the_report():
    report = cast.report()
    intakes.taken_in()

    assert rows(report) == FRESH
    report.refresh_from_db()
    assert report.version == 1


def stored(settings) -> list[str]:
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*.docx"))


def test_no_file_is_left_of_what_was_refused_or_is_there_already(settings):
    first = intakes.taken_in()
    intakes.taken_in()
    first.round.closed_at = timezone.now()
    first.round.save()

    with pytest.raises(actions.Refused):
        intakes.taken_in(data=b"late", round=first.round)
    with pytest.raises(actions.Refused):
        intakes.taken_in(data=b"strange", province=cast.roi_et())

    assert stored(settings) == [f"{first.sha256}.docx"]


def test_no_file_is_left_of_what_could_not_be_kept(settings, monkeypatch):
    save = Intake.save

    def broken(intake, **given):
        save(intake, **given)
        raise OSError("the disk is full")

    monkeypatch.setattr(Intake, "save", broken)

    with pytest.raises(OSError, match="disk"):
        intakes.taken_in()

    assert stored(settings) == []
    assert not Intake.objects.exists()


def test_the_same_document_that_waits_is_found_again_with_its_corrections():
    first = intakes.taken_in()
    boxes = {"g0l0-result": ["แก้แล้ว"]}
    actions.intakes.correct(intake=first, by=cast.head(), version=1, boxes=boxes)

    again = intakes.taken_in(by=cast.head())

    assert (again, again.boxes) == (first, boxes)


def test_another_province_and_an_inspector_take_nothing_in():
    for by in (cast.clerk(cast.roi_et()), cast.inspector()):
        with pytest.raises(actions.Refused):
            intakes.taken_in(by=by, province=cast.lamphun())


def test_nothing_is_taken_in_for_a_report_that_was_sent():
    cast.submitted()

    with pytest.raises(actions.NotEditable):
        intakes.taken_in()


# Correcting


def test_corrections_are_kept_as_typed_by_version():
    intake = intakes.taken_in()

    kept = actions.intakes.correct(
        intake=intake, by=cast.clerk(), version=1, boxes={"g0-official": ["31-1 ม.ค. 67"]}
    )

    assert (kept.boxes, kept.version) == ({"g0-official": ["31-1 ม.ค. 67"]}, 2)
    assert kept.history.count() == 2


def test_corrections_of_an_old_page_are_refused_unless_they_say_the_same():
    intake = intakes.taken_in()
    boxes = {"g0l0-result": ["ของเขา"]}
    actions.intakes.correct(intake=intake, by=cast.head(), version=1, boxes=boxes)

    with pytest.raises(actions.Stale):
        actions.intakes.correct(intake=intake, by=cast.clerk(), version=1, boxes={})

    same = actions.intakes.correct(intake=intake, by=cast.clerk(), version=1, boxes=boxes)
    assert same.version == 2


# Applying to a report that nobody has written


def test_a_document_replaces_the_rows_of_a_fresh_report():
    report = cast.report()
    intakes.apply(intakes.taken_in())

    assert rows(report) == READ


def test_a_document_starts_the_report_that_is_not_there():
    report = intakes.apply(intakes.taken_in())

    assert rows(report) == READ
    assert [change.move for change in report.state_changes.all()] == [Move.START, Move.IMPORT]


def test_rows_keep_their_cells_as_read_and_the_document_they_came_from():
    intake = intakes.taken_in()
    intakes.apply(intake)

    first = Line.objects.order_by("group__order").first()
    assert first.raw == {
        "ขั้นตอน": "ลงทะเบียนเข้าสู่ระบบ ITAS",
        "ผลการดำเนินการ": "ลงทะเบียนแล้วเมื่อ 23 มกราคม 2567",
        "source": {"intake": intake.pk, "sha256": intake.sha256},
    }
    assert Report.objects.get().raw["columns"] == list(PAPER.columns)


def test_the_history_says_that_rows_came_from_a_file():
    intake = intakes.taken_in()
    report = intakes.apply(intake)

    last = StateChange.objects.filter(report=report).last()
    assert (last.move, last.by, last.comment) == (
        "import",
        cast.clerk(),
        f"รายงาน.docx ๓ แถว (SHA-256 {intake.sha256[:12]})",
    )


def test_a_handed_over_report_is_back_with_the_clerk():
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    report = intakes.apply(intakes.taken_in())

    assert not report.is_handed_over


def test_what_was_typed_and_refused_counts():
    boxes = {
        "g0l0-result": ["ลงทะเบียนแล้ว"],
        "g1l0-choice": ["keep"],
        "g2l0-ties-0": ["", str(cast.calendar().steps.get(order=3).step_id)],
    }
    report = intakes.apply(intakes.taken_in(), boxes=boxes)

    assert rows(report) == [
        (1, "ลงทะเบียนเข้าสู่ระบบ ITAS", "ลงทะเบียนแล้ว", "done"),
        (2, "ประชุมคณะทำงานจังหวัด", "ประชุม 3 ครั้ง", "done"),
    ]
    assert content.draft(report).answered_steps() == ("REG", "PROCESS")


def test_a_preview_that_is_out_of_date_applies_nothing():
    report = cast.report()
    intake = intakes.taken_in()
    first = Line.objects.filter(group__report=report).first()
    edit = actions.LineEdit(
        line=first.pk, version=1, items=(actions.ItemEdit("ก"),), result="พิมพ์แล้ว"
    )

    actions.save(report=report, by=cast.clerk(), lines=[edit])
    with pytest.raises(actions.Stale):
        intakes.apply(intake, report_version=1)
    with pytest.raises(actions.Stale):
        intakes.apply(intake, version=intake.version + 1)

    assert rows(report)[0] == (1, "ก", "พิมพ์แล้ว", None)


def test_a_document_is_applied_once():
    intake = intakes.taken_in()
    merged = intakes.wanted(intake)
    intakes.apply(intake)

    with pytest.raises(actions.Refused, match="นำเข้าแล้ว"):
        intakes.apply(intake, wanted=merged)


def test_a_closed_round_starts_no_report_from_a_file():
    cast.round_(closed_at=timezone.now())

    with pytest.raises(actions.RoundClosed):
        intakes.apply(intakes.taken_in())


def test_more_rows_than_a_page_can_show_are_refused():
    many = paper(*(group(line(f"แถว {number}", "ผล")) for number in range(501)))

    with pytest.raises(actions.Refused, match="๕๐๐"):
        intakes.apply(intakes.taken_in(many))


# Undoing


def stand(report) -> rewriting.Wanted:
    return rewriting.as_it_stands(Report.objects.get(pk=report.pk))


def test_undo_puts_back_what_was_there_down_to_the_ids():
    report = cast.report()
    before = stand(report)
    intake = intakes.taken_in()
    intakes.apply(intake)

    actions.intakes.undo(intake=intake, by=cast.head())

    undone = Report.objects.get()
    assert stand(report) == before
    assert undone.version == 3
    intake.refresh_from_db()
    assert (intake.state, intake.undone_by) == (IntakeState.UNDONE, cast.head())
    assert [change.move for change in undone.state_changes.all()] == [
        Move.START,
        Move.IMPORT,
        Move.UNDO_IMPORT,
    ]
    assert undone.is_as_started()


def test_undo_of_a_merge_brings_rows_ties_and_closing_words_back():
    written = intakes.apply(intakes.taken_in())
    before = stand(written)
    first, *_ = before.lines()
    other = paper(
        group(
            line("ลงทะเบียน ITAS", "เขียนใหม่", "done", steps=["REG"]),
            number=1,
            official="1 - 31 มกราคม 2567",
            provincial="24 มกราคม 2567",
        ),
        group(line("แถวใหม่ของเอกสาร", "ผล"), number=9),
        footnote="หมายเหตุจากเอกสาร",
    )
    intake = intakes.taken_in(other, data=b"other")
    gone = list(before.lines())[2].pk
    intakes.apply(intake, boxes={f"l{gone}-choice": ["take"]})
    assert [row[2] for row in rows(written)] == ["เขียนใหม่", "ผล", "แจ้งเวียนส่วนราชการแล้ว"]
    assert RemovedRow.objects.count() == 1

    actions.intakes.undo(intake=intake, by=cast.clerk())

    assert stand(written) == before
    assert RemovedRow.objects.count() == 0
    assert Line.objects.get(pk=first.pk).version > 2


def test_undo_is_refused_where_rows_were_written_over_and_says_which():
    report = intakes.apply(intakes.taken_in())
    second = Line.objects.filter(group__report=report, group__order=2).get()
    edit = actions.LineEdit(line=second.pk, version=second.version, items=(), result="แก้ภายหลัง")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    with pytest.raises(actions.EditedSince) as refused:
        actions.intakes.undo(intake=Intake.objects.get(), by=cast.clerk())

    assert refused.value.rows == ("ลำดับที่ ๒",)
    assert rows(report)[1][2] == "แก้ภายหลัง"


def test_undo_is_possible_for_24_hours():
    with time_machine.travel("2024-04-10 09:00:00Z", tick=False):
        intakes.apply(intakes.taken_in())
    intake = Intake.objects.get()

    with (
        time_machine.travel("2024-04-11 09:00:00Z", tick=False),
        pytest.raises(actions.Refused, match="๒๔ ชั่วโมง"),
    ):
        actions.intakes.undo(intake=intake, by=cast.clerk())
    with time_machine.travel("2024-04-11 08:59:59Z", tick=False):
        actions.intakes.undo(intake=intake, by=cast.clerk())


def test_undo_of_a_report_that_was_sent_is_refused():
    report = intakes.apply(intakes.taken_in())
    actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.NotEditable):
        actions.intakes.undo(intake=Intake.objects.get(), by=cast.clerk())


def test_a_discarded_document_is_not_applied():
    intake = intakes.taken_in()
    actions.intakes.discard(intake=intake, by=cast.clerk())

    with pytest.raises(actions.Refused, match="ยกเลิกแล้ว"):
        intakes.apply(intake)


# The centre


def read_in_by_the_centre() -> Report:
    return intakes.apply(intakes.taken_in(by=cast.reviewer()), by=cast.reviewer())


def test_what_the_centre_read_in_is_marked_until_the_province_confirms():
    report = read_in_by_the_centre()

    assert rows(report) == READ
    assert (report.read_in_by, report.read_in_version) == (cast.reviewer(), report.version)
    with pytest.raises(actions.MoveRefused):
        actions.hand_over(report=report, by=cast.clerk(), version=report.version)
    with pytest.raises(actions.MoveRefused):
        actions.submit(report=report, by=cast.head(), version=report.version)

    confirmed = actions.confirm_import(report=report, by=cast.clerk(), **cast.shown(report))

    assert not confirmed.is_read_in
    actions.hand_over(report=report, by=cast.clerk(), version=confirmed.version)
    actions.submit(report=report, by=cast.head(), version=confirmed.version)


def test_the_province_confirms_what_it_has_read():
    report = read_in_by_the_centre()

    with pytest.raises(actions.Stale):
        actions.confirm_import(report=report, by=cast.clerk(), version=report.version - 1)
    for by in (cast.reviewer(), cast.central(), cast.clerk(cast.roi_et())):
        with pytest.raises(actions.Refused):
            actions.confirm_import(report=report, by=by, version=report.version)


def test_the_centre_never_writes_over_the_words_of_a_province():
    report = cast.report()
    intake = intakes.taken_in(by=cast.reviewer())
    wanted = intakes.wanted(intake)
    first = Line.objects.filter(group__report=report).first()
    edit = actions.LineEdit(line=first.pk, version=1, items=(), result="ของจังหวัด")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    with pytest.raises(actions.Refused, match="จังหวัดเขียนรายงานฉบับนี้แล้ว"):
        intakes.apply(intake, by=cast.reviewer(), wanted=wanted, report_version=1)
    with pytest.raises(actions.Refused, match="จังหวัดเขียนรายงานฉบับนี้แล้ว"):
        intakes.taken_in(by=cast.reviewer(), data=b"another")


def test_the_centre_may_undo_until_the_province_has_confirmed():
    report = read_in_by_the_centre()
    intake = Intake.objects.get()
    actions.confirm_import(report=report, by=cast.clerk(), version=report.version)

    with pytest.raises(actions.Refused, match="ยืนยันการนำเข้านี้แล้ว"):
        actions.intakes.undo(intake=intake, by=cast.reviewer())
    actions.intakes.undo(intake=intake, by=cast.clerk())

    assert rows(report) == FRESH


def test_undoing_takes_the_mark_of_the_centre_off():
    report = read_in_by_the_centre()
    actions.intakes.undo(intake=Intake.objects.get(), by=cast.reviewer())

    report.refresh_from_db()
    assert not report.is_read_in
    assert rows(report) == FRESH


def test_who_read_a_report_in_does_not_accept_it():
    report = read_in_by_the_centre()
    actions.confirm_import(report=report, by=cast.clerk(), version=report.version)
    sent = actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.OwnWork):
        actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)
    actions.accept(report=report, by=cast.central(), submission=sent.pk)


MAKERS = {
    Role.PROVINCE_STAFF: cast.clerk,
    Role.PROVINCE_HEAD: cast.head,
    Role.REVIEWER: cast.reviewer,
    Role.CENTRAL_ADMIN: cast.central,
    Role.INSPECTOR: cast.inspector,
}


@pytest.mark.parametrize(
    ("state", "role"), [*itertools.product(["none", "fresh", "sent", "returned"], Role)]
)
def test_who_may_take_in_what_in_which_state(state, role):
    make = {
        "none": lambda: None,
        "fresh": cast.report,
        "sent": cast.submitted,
        "returned": lambda: actions.return_to_province(
            report=cast.submitted(),
            by=cast.reviewer(),
            submission=actions.latest(Report.objects.get()).pk,
            comment="โปรดแก้ไข",
        ),
    }
    make[state]()
    of_province = role in (Role.PROVINCE_STAFF, Role.PROVINCE_HEAD)
    may = role != Role.INSPECTOR and (
        state in ("none", "fresh") or (state == "returned" and of_province)
    )

    try:
        intakes.apply(intakes.taken_in(by=MAKERS[role]()), by=MAKERS[role]())
        done = True
    except actions.Refused:
        done = False

    assert done == may


# Sweeping


def test_only_previews_that_nobody_touched_for_days_are_forgotten(
    django_capture_on_commit_callbacks,
):
    old = timezone.now() - timedelta(days=15)
    with time_machine.travel(old):
        waiting = intakes.taken_in(data=b"waiting")
        applied = intakes.taken_in(data=b"applied")
        intakes.apply(applied)
    fresh = intakes.taken_in(data=b"fresh")
    storage, name = waiting.original.storage, waiting.original.name

    with django_capture_on_commit_callbacks(execute=True):
        for intake in (waiting, applied, fresh):
            actions.intakes.forget(intake=intake)
        kept_until_then = storage.exists(name)

    assert kept_until_then
    assert set(Intake.objects.all()) == {applied, fresh}
    assert not storage.exists(name)
    assert storage.exists(applied.original.name)
