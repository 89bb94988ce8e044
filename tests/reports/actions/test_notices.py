"""Who is told what of a move or a reminder, when it is seen, and that undoing takes it back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from calendar_app import actions as calendars
from ita_portal import thai
from ita_portal.models import Notice
from reports import actions
from reports.actions import notices
from reports.models import MailMessage, StateChange
from reports.workflow import Move
from tests import asking, cast

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 4, 10, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
ROUND = "รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗"


@pytest.fixture(autouse=True)
def a_working_day():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def mail(settings):
    settings.MAIL_ON = True
    settings.PUBLIC_URL = "https://ita.example.go.th"


def seen_by(person) -> list[tuple[str, str]]:
    """Title and words of what a person is told, newest first."""
    told = Notice.objects.visible(timezone.now()).told_to(person)
    return [(one.title, one.words) for one in told]


def returned(comment="โปรดแก้ไขตามข้อทักท้วง", due_on=None, questions=()):
    report = cast.submitted()
    sent = actions.latest(report)
    row = report.groups.first().lines.first().pk
    for place, question in questions:
        actions.comments.ask(
            report=report,
            by=cast.reviewer(),
            submission=sent.pk,
            row=row if place else None,
            question=question,
        )
    return actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent.pk, comment=comment, due_on=due_on
    )


# Moves -------------------------------------------------------------------------------------------


def test_a_return_quotes_its_questions_and_the_new_day():
    questions = [(1, "ขอเอกสารหลักฐาน"), (0, "โปรดตรวจเลขหน้า")]
    returned(due_on=date(2024, 5, 10), questions=questions)

    title, words = seen_by(cast.clerk())[0]

    assert title == f"ส่วนกลางส่งคืนให้แก้ไข {ROUND} กำหนดส่งใหม่ภายในวันที่ ๑๐ พฤษภาคม ๒๕๖๗"
    assert words.splitlines() == [
        "โปรดแก้ไขตามข้อทักท้วง",
        "ทั้งฉบับ: โปรดตรวจเลขหน้า",
        "ลำดับที่ ๑: ขอเอกสารหลักฐาน",
    ]


def test_a_return_tells_the_later_day_where_the_round_gives_more_time():
    returned(due_on=date(2024, 4, 11))

    title, _ = seen_by(cast.clerk())[0]

    assert title.endswith(f"กำหนดส่งใหม่ภายในวันที่ {thai.write_date(cast.report().due())}")
    assert cast.report().due() > date(2024, 4, 11)


def test_the_day_of_a_return_is_asked_for_once_by_its_notice_and_its_mail(mail):
    report = cast.submitted()

    with CaptureQueriesContext(connection) as asked:
        asking.send_back(report, "โปรดแก้ไข", due_on=date(2024, 5, 10))

    extensions = [one for one in asked if 'FROM "calendar_app_roundextension"' in one["sql"]]
    assert len(extensions) == 1


def test_no_notice_and_no_mail_holds_what_stays_at_the_centre(mail):
    report = cast.submitted()
    people = [cast.clerk(), cast.head()]
    for person in people:
        person.email = f"{person.username}@example.go.th"
        person.save()
    actions.comments.note(report=report, by=cast.reviewer(), row=None, text="ลับสุดยอด")
    sent = actions.latest(report)
    asked = actions.comments.ask(
        report=report, by=cast.reviewer(), submission=sent.pk, row=None, question="คำถามที่ถูกลบ"
    )
    actions.comments.drop(comment=asked, by=cast.reviewer())
    actions.return_to_province(report=report, by=cast.reviewer(), submission=sent.pk, comment="แก้")

    told = [one.title + one.words for one in Notice.objects.all()]
    mailed = [one.subject + one.body for one in MailMessage.objects.all()]

    assert mailed
    assert not [one for one in told + mailed if "ลับสุดยอด" in one or "คำถามที่ถูกลบ" in one]


def test_a_question_that_was_sent_before_is_not_quoted_again():
    report = returned(questions=[(1, "ข้อแรก")])
    actions.submit(report=report, by=cast.head(), version=report.version)
    sent = actions.latest(report)
    with time_machine.travel(NOW + timedelta(hours=1)):
        actions.return_to_province(
            report=report, by=cast.reviewer(), submission=sent.pk, comment="ครั้งที่สอง"
        )
        newest = seen_by(cast.clerk())[0]

    assert newest == (f"ส่วนกลางส่งคืนให้แก้ไข {ROUND}", "ครั้งที่สอง")


def test_sending_is_told_to_the_centre_and_to_the_rest_of_the_office():
    cast.submitted()
    reference = "เลขอ้างอิง 2567-6-51-01"

    assert seen_by(cast.reviewer()) == [(f"จังหวัดลำพูนส่งรายงานฉบับที่ ๑ {ROUND}", reference)]
    assert seen_by(cast.central()) == seen_by(cast.reviewer())
    assert seen_by(cast.clerk()) == [(f"ส่งรายงานแล้ว {ROUND}", f"{reference} โดย นายสมชาย ตัวอย่าง")]
    for untold in (cast.head(), cast.clerk(cast.roi_et()), cast.inspector()):
        assert seen_by(untold) == []


def test_an_acceptance_is_told_with_the_day_of_publication():
    cast.accepted()

    assert seen_by(cast.head()) == [
        (
            f"ส่วนกลางรับรายงานแล้ว {ROUND}",
            "เลขอ้างอิง 2567-6-51-01 เผยแพร่วันที่ ๑๐ เมษายน ๒๕๖๗",
        )
    ]


def test_the_way_between_clerk_and_head_is_told_to_the_other_alone():
    draft = cast.report()
    actions.hand_over(report=draft, by=cast.clerk(), version=draft.version, note="เร่งด่วน")
    to_head = [(f"รอท่านรับรองและส่ง {ROUND}", "สมหญิง ตัวอย่าง: เร่งด่วน")]

    assert (seen_by(cast.head()), seen_by(cast.clerk())) == (to_head, [])

    actions.give_back(report=draft, by=cast.head(), note="แก้คำผิด")

    assert seen_by(cast.clerk()) == [
        (f"หัวหน้าสำนักงานส่งกลับให้แก้ไข {ROUND}", "นายสมชาย ตัวอย่าง: แก้คำผิด")
    ]
    assert seen_by(cast.reviewer()) == []


def test_what_the_province_asks_reaches_the_centre_and_the_answer_the_province():
    report = cast.accepted()
    actions.ask_to_correct(report=report, by=cast.head(), reason="คำผิดในลำดับที่ ๑")

    assert (f"จังหวัดลำพูนขอแก้ไขคำผิด {ROUND}", "คำผิดในลำดับที่ ๑") in seen_by(cast.reviewer())


def test_withdrawing_is_told_with_its_reason():
    report = cast.accepted()
    actions.withdraw(report=report, by=cast.central(), reason="มีข้อมูลส่วนบุคคล")

    assert seen_by(cast.clerk())[0] == (f"ส่วนกลางถอนการเผยแพร่รายงาน {ROUND}", "มีข้อมูลส่วนบุคคล")


# Undoing -----------------------------------------------------------------------------------------


def last(move: Move) -> StateChange:
    return StateChange.objects.filter(move=move).latest("pk")


def test_what_was_taken_back_is_never_seen_and_never_leaves(mail):
    clerk = cast.clerk()
    clerk.email = "clerk@example.go.th"
    clerk.save()
    cast.accepted()

    notices.take_back(last(Move.ACCEPT))

    assert not [title for title, _ in seen_by(clerk) if title.startswith("ส่วนกลางรับ")]
    assert [one.state for one in MailMessage.objects.all()] == ["cancelled"]


def test_an_acceptance_that_is_held_is_told_only_when_it_stands(mail):
    clerk = cast.clerk()
    clerk.email = "clerk@example.go.th"
    clerk.save()
    report = cast.submitted()
    until = NOW + timedelta(minutes=10)
    sent = actions.latest(report).pk
    actions.accept(report=report, by=cast.reviewer(), submission=sent, held_until=until)
    before = seen_by(clerk)
    (message,) = MailMessage.objects.filter(kind="accepted")
    held = (message.state, message.not_before)

    actions.undo_accept(report=report, by=cast.reviewer())

    assert held == ("held", until)
    with time_machine.travel(until):
        assert seen_by(clerk) == before
    message.refresh_from_db()
    assert message.state == "cancelled"


def test_what_a_province_sends_is_told_to_its_own_reviewer():
    other = cast.person(username="reviewer-2", role="reviewer")
    actions.assignments.assign(provinces=[cast.lamphun()], to=other, by=cast.central())
    cast.submitted()

    assert len(seen_by(other)) == 1
    assert seen_by(cast.reviewer()) == []


# By hand -----------------------------------------------------------------------------------------


def test_a_reminder_names_what_is_wanting_and_goes_only_to_who_owes():
    cast.report()
    cast.submitted(of=cast.roi_et())
    provinces = [cast.lamphun(), cast.roi_et()]

    done = notices.remind(
        round=cast.round_(), provinces=provinces, by=cast.reviewer(), text="โปรดส่งภายในวันนี้"
    )

    assert done == notices.Reminded((cast.lamphun(),), (), (cast.roi_et(),))
    assert seen_by(cast.head()) == [
        (
            f"ส่วนกลางแจ้งเตือน {ROUND}",
            "โปรดส่งภายในวันนี้\nกำหนดส่งภายในวันที่ ๓๐ เมษายน ๒๕๖๗\n- อยู่ระหว่างจัดทำ\n"
            "- ขั้นตอนที่ยังไม่มีแถวหรือผลการดำเนินการ ๒ ขั้นตอน\n"
            "   · การลงทะเบียนเข้าสู่ระบบ ITAS\n   · การเก็บรวบรวมข้อมูลตามแบบวัด IIT",
        )
    ]


def test_the_same_reminder_twice_on_a_day_is_one():
    asked = {"round": cast.round_(), "provinces": [cast.lamphun()], "by": cast.reviewer()}
    notices.remind(**asked, text="โปรดส่ง")

    again = notices.remind(**asked, text=" โปรดส่ง ")
    notices.remind(**asked, text="โปรดส่งด่วน")
    with time_machine.travel(NOW + timedelta(days=1)):
        notices.remind(**asked, text="โปรดส่ง")

    assert again == notices.Reminded((), (cast.lamphun(),), ())
    assert Notice.objects.filter(kind="reminder").count() == 3


@pytest.mark.parametrize("text", ["", " \u200b ", "ก" * 1001])
def test_a_reminder_needs_words_and_not_too_many(text):
    with pytest.raises(actions.Refused):
        notices.remind(
            round=cast.round_(), provinces=[cast.lamphun()], by=cast.reviewer(), text=text
        )


def test_nobody_is_reminded_of_a_closed_round_or_by_an_inspector():
    round_ = cast.round_()
    asked = {"round": round_, "provinces": [cast.lamphun()], "text": "โปรดส่ง"}
    with pytest.raises(actions.Refused):
        notices.remind(**asked, by=cast.inspector())

    calendars.close_round(round=round_, by=cast.central(), reason="ครบแล้ว")
    round_.refresh_from_db()

    with pytest.raises(actions.Refused):
        notices.remind(**asked, by=cast.reviewer())
