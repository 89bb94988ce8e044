"""Many reports in one act: each by itself, once, with its own result, and undone while it is held."""

import uuid
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from ita_portal import thai
from ita_portal.models import Notice
from reports import actions
from reports.actions import moves
from reports.models import BulkAct, BulkKind, Report, StateChange
from reports.workflow import Refusal, State
from tests import bulk, cast, explaining

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def two() -> list[Report]:
    return [cast.submitted(), cast.submitted(of=cast.roi_et())]


def results(act: BulkAct) -> dict[str, str]:
    """Province → 'done' or why not."""
    found = act.outcomes.select_related("province")
    return {one.province.slug: one.why_not or "done" for one in found}


def ask(report: Report, question="เมื่อใด"):
    return actions.comments.ask(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        row=None,
        question=question,
    )


def test_what_was_read_and_has_nothing_open_is_accepted():
    reports = two()

    act = bulk.accepted(reports)

    assert results(act) == {"lamphun": "done", "roi-et": "done"}
    assert [report.state for report in reports] == [State.ACCEPTED, State.ACCEPTED]
    assert {report.held_until for report in reports} == {NOW + timedelta(minutes=10)}
    assert {report.accepted.accepted_by for report in reports} == {cast.reviewer()}


def test_the_window_is_a_setting(settings):
    settings.BULK_UNDO_MINUTES = 3
    report = cast.submitted()
    bulk.accepted([report])

    assert report.held_until == NOW + timedelta(minutes=3)


def why_not(report: Report, by=None) -> str:
    (prospect,) = actions.prospects.of_accepting(
        report.round, [report.province], by or cast.reviewer()
    )
    return prospect.why_not


def not_read(report):
    bulk.read(report, by=cast.central())


def asked(report):
    bulk.read(report)
    ask(report)


def answered_but_open(report):
    ask(report)
    moves.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment="",
    )
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)
    bulk.read(report)


def read_before_it_was_sent_anew(report):
    bulk.read(report)
    actions.recall(report=report, by=cast.head())
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)


def was_withdrawn(report):
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
    actions.withdraw(report=report, by=cast.central(), reason="ข้อมูลส่วนบุคคล")
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้ไข")
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)
    bulk.read(report)


def sent_back(report):
    bulk.read(report)
    actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment="โปรดแก้",
    )


NOT_READ = actions.prospects.NOT_READ


@pytest.mark.parametrize(
    ("hinder", "why"),
    [
        (not_read, NOT_READ),
        (read_before_it_was_sent_anew, NOT_READ),
        (asked, "มีข้อทักท้วงที่ยังไม่เรียบร้อย ๑ ข้อ"),
        (answered_but_open, "มีข้อทักท้วงที่ยังไม่เรียบร้อย ๑ ข้อ"),
        (was_withdrawn, actions.prospects.WITHDRAWN),
        (sent_back, "สถานะเป็น ส่งคืนให้แก้ไข จึงไม่มีฉบับที่รอตรวจ"),
    ],
)
def test_what_is_in_the_way_is_said_before_and_after(hinder, why):
    report = cast.submitted()
    hinder(report)
    report.refresh_from_db()
    state = report.state

    before = why_not(report)
    act = bulk.accept([report])

    assert before == why
    assert results(act) == {"lamphun": why}
    assert report.state == state


def test_secrets_are_never_accepted_among_many():
    report = explaining.write(cast.report(), explaining.WITH_EMAIL)
    explaining.keep_all(report)
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    bulk.read(report)

    assert why_not(report) == actions.prospects.SECRET
    assert results(bulk.accept([report])) == {"lamphun": actions.prospects.SECRET}


def test_what_is_masked_for_everyone_is_no_secret():
    report = explaining.write(cast.report(), explaining.WITH_EMAIL)
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()

    assert results(bulk.accepted([report])) == {"lamphun": "done"}


def test_nobody_accepts_their_own_work_among_many():
    draft = cast.report()
    line = draft.groups.first().lines.get()
    line.result = "เขียนโดยผู้ตรวจ"
    line._history_user = cast.reviewer()
    line.save()
    actions.submit(report=draft, by=cast.head(), version=draft.version)
    draft.refresh_from_db()
    bulk.read(draft)
    bulk.read(draft, by=cast.central())

    assert why_not(draft) == actions.OwnWork.message
    assert why_not(draft, by=cast.central()) == ""


def test_one_that_fails_hinders_no_other():
    good, bad = two()
    bulk.read(good)

    act = bulk.accept([good, bad])

    assert results(act) == {"lamphun": "done", "roi-et": NOT_READ}


def test_the_same_page_sent_twice_does_nothing_twice():
    reports = two()
    first = bulk.accepted(reports)

    second = bulk.accept(reports)

    assert first == second
    assert StateChange.objects.filter(move="accept").count() == 2
    assert results(second) == {"lamphun": "done", "roi-et": "done"}


def test_after_a_crash_the_same_page_finishes_what_was_left(monkeypatch):
    reports = [bulk.read(report) for report in two()]
    calls = []

    def breaks(**named):
        calls.append(named["report"].province.slug)
        if len(calls) == 2:
            raise OSError("the power went")
        return moves.accept(**named)

    monkeypatch.setattr("reports.actions.bulk.accept", breaks)
    with pytest.raises(OSError, match="power"):
        bulk.accept(reports)
    act = bulk.accept(reports)

    assert calls == ["roi-et", "lamphun", "lamphun"]
    assert results(act) == {"lamphun": "done", "roi-et": "done"}


def test_the_word_of_another_persons_page_is_refused():
    bulk.accepted([cast.submitted()])

    with pytest.raises(actions.Refused):
        actions.bulk.begin(
            token=bulk.TOKEN, kind=BulkKind.ACCEPT, round=cast.round_(), by=cast.central()
        )
    with pytest.raises(actions.Refused):
        actions.bulk.begin(
            token=bulk.TOKEN, kind=BulkKind.RETURN, round=cast.round_(), by=cast.reviewer()
        )


def test_the_look_before_costs_the_same_for_one_and_many(django_assert_num_queries):
    report = bulk.read(cast.submitted())
    by, round_, province = cast.reviewer(), report.round, report.province
    with django_assert_num_queries(6):
        actions.prospects.of_accepting(round_, [province], by)
    cast.submitted(of=cast.roi_et())
    trat = cast.province(slug="trat", name="ตราด", code="23")
    bulk.read(cast.submitted(of=trat))
    provinces = [cast.lamphun(), cast.roi_et(), trat]

    with django_assert_num_queries(6):
        found = actions.prospects.of_accepting(round_, provinces, by)
    assert [one.why_not for one in found] == ["", NOT_READ, ""]


# Undoing -------------------------------------------------------------------------------------------


def standing(report: Report) -> dict:
    """Everything of a report and its newest submission that an acceptance touches."""
    report = Report.objects.get(pk=report.pk)
    sent = actions.latest(report)
    marks = ("state", "taken_at", "taken_by_id", "due_on", "accepted_id", "held_until", "version")
    marks += ("withdrawn_at", "withdrawn_reason")
    return {name: getattr(report, name) for name in marks} | {
        "accepted": (sent.accepted_at, sent.accepted_by_id, sent.published_on)
    }


def returned_with_a_day_and_sent_again() -> Report:
    report = cast.submitted()
    actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment="โปรดแก้",
        due_on=date(2024, 5, 20),
    )
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)
    return actions.take(report=report, by=cast.central())


def correction() -> Report:
    report = cast.accepted()
    actions.ask_to_correct(report=report, by=cast.head(), reason="คำผิด")
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)
    return report


@pytest.mark.parametrize("make", [cast.submitted, returned_with_a_day_and_sent_again, correction])
def test_undone_it_stands_exactly_as_before(make):
    report = bulk.read(make())
    before = standing(report)
    act = bulk.accept([report])

    refusals = actions.bulk.undo_many(act=act, by=cast.central())

    assert refusals == {}
    assert standing(report) == before
    told = list(
        report.state_changes.order_by("pk").values_list(
            "move", "from_state", "to_state", "by__username"
        )
    )
    assert told[-2:] == [
        ("accept", "submitted", "accepted", "reviewer"),
        ("undo_accept", "accepted", "submitted", "central"),
    ]


def test_undone_twice_is_undone_once():
    report = cast.submitted()
    act = bulk.accepted([report])

    actions.bulk.undo_many(act=act, by=cast.reviewer())
    actions.bulk.undo_many(act=act, by=cast.reviewer())

    assert StateChange.objects.filter(move="undo_accept").count() == 1


def test_one_of_an_act_is_undone_and_the_others_stand():
    reports = two()
    act = bulk.accepted(reports)

    actions.bulk.undo_many(act=act, by=cast.reviewer(), province=cast.lamphun())

    states = {one.province.slug: one.state for one in Report.objects.select_related("province")}
    assert states == {"lamphun": "submitted", "roi-et": "accepted"}


def test_when_the_time_is_over_it_is_told_and_stands(clock):
    report = cast.submitted()
    act = bulk.accepted([report])
    clock.move_to(NOW + timedelta(minutes=10))

    refusals = actions.bulk.undo_many(act=act, by=cast.reviewer())

    assert list(refusals) == [cast.lamphun()]
    assert "พ้นเวลายกเลิกการรับแล้ว" in refusals[cast.lamphun()]
    assert standing(report)["state"] == "accepted"


@pytest.mark.parametrize(
    ("move", "by"), [(actions.reopen, cast.reviewer), (actions.ask_to_correct, cast.head)]
)
def test_what_is_held_is_opened_again_only_when_its_time_is_over(clock, move, by):
    report = cast.submitted()
    bulk.accepted([report])

    with pytest.raises(actions.MoveRefused) as refused:
        move(report=report, by=by(), reason="แก้ไข")
    clock.move_to(NOW + timedelta(minutes=10))
    move(report=report, by=by(), reason="แก้ไข")

    assert refused.value.reason == Refusal.HELD
    assert standing(report)["state"] == "returned"


def test_an_acceptance_of_one_report_is_not_held_and_not_undone():
    report = cast.accepted()

    with pytest.raises(actions.MoveRefused):
        actions.undo_accept(report=report, by=cast.reviewer())


def test_accepted_again_after_undoing_it_is_held_anew(clock):
    report = cast.submitted()
    actions.bulk.undo_many(act=bulk.accepted([report]), by=cast.reviewer())
    clock.move_to(NOW + timedelta(minutes=30))

    again = bulk.accept([report], token=uuid.uuid4())

    assert results(again) == {"lamphun": "done"}
    assert report.held_until == NOW + timedelta(minutes=40)


# Returning and reminding ---------------------------------------------------------------------------


def return_many(reports, **words):
    said = {"text": "โปรดแนบหลักฐาน", "due_on": date(2024, 5, 20)} | words
    return actions.bulk.return_many(
        token=bulk.TOKEN,
        round=reports[0].round,
        submissions=[actions.latest(report).pk for report in reports],
        by=cast.reviewer(),
        **said,
    )


def test_many_are_returned_with_one_text_and_day_and_their_own_questions():
    reports = two()
    question = ask(reports[0])

    act = return_many(reports)
    again = return_many(reports, text="คำอื่น")

    question.refresh_from_db()
    assert results(act) == {"lamphun": "done", "roi-et": "done"}
    assert act == again
    assert question.is_sent
    changes = StateChange.objects.filter(move="return")
    assert set(changes.values_list("comment", "report__due_on", "to_state")) == {
        ("โปรดแนบหลักฐาน", date(2024, 5, 20), "returned")
    }
    assert changes.count() == 2


def test_what_no_longer_waits_is_not_returned_and_its_reason_is_told():
    reports = two()
    actions.accept(report=reports[0], by=cast.reviewer(), submission=actions.latest(reports[0]).pk)

    act = return_many(reports)

    assert results(act)["roi-et"] == "done"
    assert "สถานะของรายงานเปลี่ยนไปแล้ว" in results(act)["lamphun"]


@pytest.fixture
def reminded(monkeypatch):
    sent = []
    monkeypatch.setattr(
        "reports.actions.bulk.remind",
        lambda **named: sent.append((named["province"].slug, named["text"])),
    )
    return sent


def test_only_who_has_not_sent_is_reminded_and_only_once(reminded):
    cast.submitted()
    cast.report(of=cast.roi_et())
    trat = cast.province(slug="trat", name="ตราด", code="23")

    for _ in range(2):
        act = actions.bulk.remind_many(
            token=bulk.TOKEN,
            round=cast.round_(),
            provinces=[cast.lamphun(), cast.roi_et(), trat],
            by=cast.reviewer(),
            text="โปรดส่งภายในวันศุกร์",
        )

    assert reminded == [("roi-et", "โปรดส่งภายในวันศุกร์"), ("trat", "โปรดส่งภายในวันศุกร์")]
    assert results(act) == {
        "lamphun": "สถานะเป็น ส่งแล้ว รอตรวจ จึงไม่ต้องเตือน",
        "roi-et": "done",
        "trat": "done",
    }


def test_the_last_word_on_time_is_the_clock_of_the_act(clock):
    report = cast.submitted()
    bulk.accepted([report])

    held = [
        report.is_held(report.held_until - timedelta(seconds=1)),
        report.is_held(report.held_until),
    ]

    assert held == [True, False]
    assert report.situation.held == report.is_held(timezone.now())


# Who is told ---------------------------------------------------------------------------------------


def told_of_acceptance() -> list[tuple]:
    notices = Notice.objects.filter(kind="accepted").order_by("pk")
    return [(one.visible_from, one.cancelled_at is not None) for one in notices]


def test_the_province_is_told_when_it_can_no_longer_be_undone():
    report = cast.submitted()
    act = bulk.accepted([report])
    held = told_of_acceptance()
    actions.bulk.undo_many(act=act, by=cast.reviewer())

    assert {moment for moment, _ in held} == {NOW + timedelta(minutes=10)}
    assert {gone for _, gone in held} == {False}
    assert {gone for _, gone in told_of_acceptance()} == {True}


def test_the_reminder_itself_goes_by_the_notices():
    draft = cast.report()
    cast.submitted(of=cast.roi_et())

    act = actions.bulk.remind_many(
        token=uuid.uuid4(),
        round=draft.round,
        provinces=[draft.province],
        by=cast.reviewer(),
        text="โปรดส่งภายในวันศุกร์",
    )
    again = actions.bulk.remind_many(
        token=uuid.uuid4(),
        round=draft.round,
        provinces=[draft.province],
        by=cast.reviewer(),
        text="โปรดส่งภายในวันศุกร์",
    )

    assert results(act) == {"lamphun": "done"}
    assert results(again) == {"lamphun": "วันนี้เตือนด้วยข้อความเดียวกันนี้ไปแล้ว"}


def test_on_the_page_of_the_report_it_is_undone_in_its_act():
    report = cast.submitted()
    act = bulk.accepted([report])

    actions.bulk.undo_one(report=report, by=cast.reviewer())

    assert standing(report)["state"] == "submitted"
    assert act.outcomes.get().undone_by == cast.reviewer()
