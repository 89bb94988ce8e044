"""Which mail leaves on which day, in which words, once; and what becomes of it when something breaks."""

import smtplib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from calendar_app import actions as calendars
from calendar_app import workdays
from ita_portal.models import Notice
from reports import actions, mailing, printing
from reports.models import MailMessage
from tests import cast

BANGKOK = ZoneInfo("Asia/Bangkok")
DUE = date(2024, 4, 30)  # a Tuesday


def at(day: date, hour=8, minute=30):
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANGKOK))


@pytest.fixture
def on(settings, db):
    """Mail is switched on, and the calendar of the year is no news any more."""
    with at(date(2024, 1, 4)):
        cast.calendar()
    settings.MAIL_ON = True
    settings.PUBLIC_URL = "https://ita.example.go.th"
    settings.DEFAULT_FROM_EMAIL = "ita@example.go.th"


def with_address(person):
    person.email = f"{person.username}@example.go.th"
    person.save()
    return person


def a_turn() -> list:
    """What leaves when the worker sweeps once and does the jobs that wait."""
    before = len(django_mail.outbox)
    mailing.sweep()
    printing.work()
    return django_mail.outbox[before:]


def addresses(messages) -> list[str]:
    return sorted(address for message in messages for address in message.to)


# Which day ---------------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@given(due=DAYS, days=st.integers(-30, 30), holidays=st.frozensets(DAYS, max_size=20))
def test_a_reminder_leaves_on_a_working_day_on_the_right_side_of_its_rule(due, days, holidays):
    said, sent = due + timedelta(days=days), mailing.sending_day(due, days, holidays)

    assert workdays.is_working_day(sent, holidays)
    assert sent <= said if days <= 0 else sent >= said
    between = [min(sent, said) + timedelta(days=n) for n in range(1, abs((sent - said).days))]
    assert not any(workdays.is_working_day(day, holidays) for day in between)


def test_of_two_rules_that_fall_on_one_day_the_nearer_to_the_due_date_counts():
    monday = date(2024, 4, 29)
    friday = date(2024, 4, 26)

    assert mailing.rule_of(monday, friday, (-3, -1, 1), frozenset()) == -1
    assert mailing.rule_of(monday, monday, (-3, -1, 1), frozenset()) is None


@pytest.mark.django_db
def test_the_rules_are_the_standard_ones_until_somebody_changes_them():
    assert mailing.rules() == {-7: True, -3: True, -1: True, 1: True, 5: True}

    actions.mail.set_rule(days=-3, is_on=False, by=cast.central())
    actions.mail.set_rule(days=0, is_on=True, by=cast.central())

    assert mailing.rules() == {-7: True, -3: False, -1: True, 0: True, 1: True, 5: True}


# Reminders ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_reminder_before_the_due_date_as_it_arrives(on):
    with at(date(2024, 4, 23)):
        clerk = with_address(cast.clerk())
        report = cast.report()
        with_address(cast.head())

        (message,) = a_turn()

    assert message.to == [clerk.email]
    assert message.from_email == "ita@example.go.th"
    assert message.subject == "จังหวัดลำพูน: อีก ๗ วันถึงกำหนดส่งรายงาน ITA"
    assert message.body == (
        "เรียน สมหญิง ตัวอย่าง\n\n"
        "รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗) กำหนดส่งภายในวันที่ ๓๐ เมษายน ๒๕๖๗ (อีก ๗ วัน)\n"
        "จังหวัดลำพูนยังมีรายการที่ค้างอยู่ ดังนี้\n"
        "- อยู่ระหว่างจัดทำ\n"
        "- ขั้นตอนที่ยังไม่มีแถวหรือผลการดำเนินการ ๒ ขั้นตอน\n"
        "   · การลงทะเบียนเข้าสู่ระบบ ITAS\n"
        "   · การเก็บรวบรวมข้อมูลตามแบบวัด IIT\n\n"
        f"เปิดดูได้ที่ https://ita.example.go.th/province/reports/{report.pk}/\n\n"
        "ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐\n"
        "จดหมายนี้ส่งโดยระบบ โปรดอย่าตอบกลับ\n"
    )


@pytest.mark.django_db
def test_it_leaves_at_half_past_eight_once_however_often_the_worker_looks(on):
    with at(date(2024, 4, 23), 8, 29):
        with_address(cast.clerk())
        cast.round_()
        assert a_turn() == []
    with at(date(2024, 4, 23)):
        assert len(a_turn()) == 1
        cache.clear()
        assert a_turn() == []
    with at(date(2024, 4, 23), 16):
        cache.clear()
        assert a_turn() == []
    assert Notice.objects.filter(kind="before_due").count() == 1


@pytest.mark.django_db
def test_a_holiday_moves_it_to_the_working_day_before(on):
    calendars.save_holiday(day=date(2024, 4, 23), name="วันหยุดพิเศษ", by=None)
    with at(date(2024, 4, 22)):
        with_address(cast.clerk())
        cast.round_()
        assert len(a_turn()) == 1
    cache.clear()
    with at(date(2024, 4, 23)):
        assert a_turn() == []


@pytest.mark.django_db
def test_an_extension_moves_it(on):
    with at(date(2024, 4, 22)):
        with_address(cast.clerk())
        extended = {"province": cast.lamphun(), "due_on": date(2024, 5, 10), "reason": "น้ำท่วม"}
        calendars.extend(round=cast.round_(), by=cast.central(), **extended)
        a_turn()
    with at(date(2024, 4, 23)):
        assert a_turn() == []
    with at(date(2024, 5, 3)):
        (message,) = a_turn()
    assert "อีก ๗ วัน" in message.subject


@pytest.mark.django_db
def test_what_waits_for_the_head_is_told_to_the_head(on):
    with at(date(2024, 4, 23)):
        with_address(cast.clerk())
        draft = cast.report()
        actions.hand_over(report=draft, by=cast.clerk(), version=draft.version)
        with_address(cast.head())

        (message,) = a_turn()

    assert message.to == [cast.head().email]
    assert "- เสนอหัวหน้าสำนักงานแล้ว รอรับรองและส่ง\n" in message.body
    assert "ขั้นตอนที่ยังไม่มี" not in message.body


@pytest.mark.django_db
def test_after_the_due_date_the_whole_office_is_told(on):
    with at(date(2024, 5, 1)):
        with_address(cast.clerk())
        with_address(cast.head())
        cast.round_()

        left = [one for one in a_turn() if "เลยกำหนด" in one.subject]

    assert addresses(left) == ["lamphun-head@example.go.th", "lamphun@example.go.th"]
    assert {one.subject for one in left} == {"จังหวัดลำพูน: เลยกำหนดมาแล้ว ๑ วัน ยังไม่ส่งรายงาน ITA"}


@pytest.mark.django_db
def test_nobody_who_has_sent_is_reminded_and_nobody_after_closing(on):
    with at(date(2024, 4, 23)):
        cast.submitted()
        cast.report(of=cast.roi_et())
        for person in (cast.clerk(), cast.clerk(cast.roi_et())):
            with_address(person)
        assert addresses(a_turn()) == ["roi-et@example.go.th"]
        calendars.close_round(round=cast.round_(), by=cast.central(), reason="ครบแล้ว")
    with at(date(2024, 5, 1)):
        assert [one for one in a_turn() if "เลยกำหนด" in one.subject] == []


@pytest.mark.django_db
def test_a_reminder_that_was_planned_stays_when_the_report_is_sent_meanwhile(on):
    with at(date(2024, 4, 23)):
        draft = cast.report()
        with_address(cast.clerk())
        mailing.plan(datetime.now(tz=BANGKOK))
        actions.submit(report=draft, by=cast.head(), version=draft.version)

        assert a_turn() == []

    (message,) = MailMessage.objects.all()
    assert (message.state, message.problem) == ("cancelled", "จังหวัดส่งรายงานแล้ว")


@pytest.mark.django_db
def test_questions_without_an_answer_are_counted(on):
    with at(date(2024, 4, 10)):
        report = cast.submitted()
        sent = actions.latest(report)
        for question in ("หนึ่ง", "สอง"):
            actions.comments.ask(
                report=report, by=cast.reviewer(), submission=sent.pk, row=None, question=question
            )
        actions.return_to_province(
            report=report, by=cast.reviewer(), submission=sent.pk, comment="", due_on=DUE
        )
        first = report.comments.first()
        actions.comments.reply(comment=first, by=cast.clerk(), reply="แก้แล้ว", version=first.version)
        with_address(cast.clerk())
    with at(date(2024, 4, 23)):
        (message,) = a_turn()

    assert "- ส่วนกลางส่งคืนให้แก้ไข ยังไม่ได้ส่งกลับ\n- ข้อทักท้วงที่ยังไม่ได้ชี้แจง ๑ ข้อ\n" in message.body


@pytest.mark.django_db
def test_nothing_is_written_while_mail_is_off_and_notices_are_told_all_the_same():
    with at(date(2024, 4, 23)):
        with_address(cast.clerk())
        cast.round_()
        a_turn()

    assert MailMessage.objects.count() == 0
    assert Notice.objects.filter(kind="before_due").count() == 1


@pytest.mark.django_db
def test_the_list_of_a_day_names_whom_no_mail_reaches():
    cast.round_()
    cast.clerk()
    with at(date(2024, 4, 22)):
        (planned,) = mailing.reminders(date(2024, 4, 23))

    assert (planned.owing.province, planned.days, planned.reached) == (cast.lamphun(), -7, [])
    assert planned.people == (cast.clerk(),)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_provinces(count, django_assert_num_queries):
    cast.report()
    for number in range(1, count):
        home = cast.province(slug=f"p{number}", name=f"จังหวัด{number}", code=f"{number + 60}")
        cast.report(of=home)
    with at(date(2024, 4, 22)), django_assert_num_queries(12):
        assert len(mailing.reminders(date(2024, 4, 23))) == count


# The digest --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_digest_says_what_came_what_waits_and_who_is_overdue(on):
    with at(date(2024, 4, 26), 10):
        cast.submitted()
    with at(date(2024, 4, 30), 15):
        cast.submitted(of=cast.roi_et())
        cast.province(slug="nan", name="น่าน", code="55")
        with_address(cast.reviewer())
    with at(date(2024, 5, 1)):
        (message,) = [one for one in a_turn() if one.to == ["reviewer@example.go.th"]]

    assert message.subject == "งานตรวจรายงาน ITA วันที่ ๑ พฤษภาคม ๒๕๖๗"
    assert message.body == (
        "เรียน Reviewer\n\n"
        "ส่งเข้ามาใหม่\n"
        "- จังหวัดร้อยเอ็ด รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ส่งเมื่อ ๓๐ เมษายน ๒๕๖๗ ๑๕:๓๐ น.\n\n"
        "รอตรวจนานที่สุด\n"
        "- จังหวัดลำพูน รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ รอมา ๓ วันทำการ\n"
        "- จังหวัดร้อยเอ็ด รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ รอมา ๑ วันทำการ\n\n"
        "เลยกำหนด ยังไม่ส่ง\n"
        "- รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ๑ จังหวัด: น่าน\n\n"
        "เปิดงานตรวจได้ที่ https://ita.example.go.th/review/\n"
        "จดหมายนี้ส่งโดยระบบ โปรดอย่าตอบกลับ\n"
    )


@pytest.mark.django_db
def test_no_digest_where_there_is_nothing_to_say_or_on_a_day_off(on):
    with at(date(2024, 4, 26)):
        with_address(cast.reviewer())
        assert a_turn() == []
        cast.submitted()
    with at(date(2024, 4, 27)):
        assert [one for one in a_turn() if one.to == ["reviewer@example.go.th"]] == []


# What breaks -------------------------------------------------------------------------------------


def a_message(**columns) -> MailMessage:
    clerk = with_address(cast.clerk())
    (message,) = actions.mail.put(
        kind="notice", people=[clerk], values={"title": "ทดสอบ"}, key="k", by=None, **columns
    )
    return message


class Server:
    """A mail server that answers as it is told."""

    def __init__(self, opening=None, sending=None):
        self.opening, self.sending = opening, sending

    def open(self):
        if self.opening:
            raise self.opening

    def send_messages(self, messages):
        if self.sending:
            raise self.sending

    def close(self):
        """Nothing is open."""


DOWN = OSError("connection refused")
BUSY = smtplib.SMTPRecipientsRefused({"a@b.th": (451, b"greylisted")})
UNKNOWN = smtplib.SMTPRecipientsRefused({"a@b.th": (550, b"no such user")})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("server", "state", "problem"),
    [
        (Server(), "sent", ""),
        (Server(opening=DOWN), "waiting", "ติดต่อเครื่องแม่ข่ายอีเมลไม่ได้ (connection refused)"),
        (Server(sending=BUSY), "waiting", "เครื่องแม่ข่ายอีเมลไม่รับจดหมายนี้"),
        (Server(sending=UNKNOWN), "failed", "เครื่องแม่ข่ายอีเมลไม่รับจดหมายนี้"),
        (Server(sending=smtplib.SMTPServerDisconnected("gone")), "unsure", mailing.BROKEN_OFF),
    ],
    ids=["takes it", "is down", "is busy", "knows nobody", "hangs up"],
)
def test_what_a_mail_server_answers_decides_of_a_message(on, monkeypatch, server, state, problem):
    monkeypatch.setattr(mailing, "get_connection", lambda: server)
    message = a_message()

    mailing.send_mail.call(message.pk)

    message.refresh_from_db()
    assert (message.state, message.tries) == (state, 1)
    assert message.problem.startswith(problem)


@pytest.mark.django_db
def test_a_server_that_is_down_is_tried_with_growing_pauses_and_then_given_up(on, monkeypatch):
    monkeypatch.setattr(mailing, "get_connection", lambda: Server(opening=DOWN))
    message, pauses = a_message(), []
    moment = message.not_before
    while message.state == "waiting":
        with time_machine.travel(moment, tick=False):
            mailing.send_mail.call(message.pk)
        message.refresh_from_db()
        pauses.append(message.not_before - moment)
        moment = message.not_before

    assert (message.state, message.tries) == ("failed", 5)
    assert pauses == [*mailing.PAUSES, timedelta(0)]


@pytest.mark.django_db
def test_a_worker_that_ended_while_it_sent_sends_nothing_twice(on):
    message = a_message()
    actions.mail.begin(message=message)

    mailing.send_mail.call(message.pk)

    message.refresh_from_db()
    assert (message.state, len(django_mail.outbox)) == ("unsure", 0)
    actions.mail.send_again(message=message, by=cast.reviewer())
    assert addresses(a_turn()) == ["lamphun@example.go.th"]


@pytest.mark.django_db
def test_a_message_has_one_job_however_often_the_worker_sweeps(on):
    a_message()
    mailing.sweep()
    mailing.sweep()

    printing.work()

    assert len(django_mail.outbox) == 1
    assert django_mail.outbox[0].extra_headers["Message-ID"].endswith("@ita.example.go.th>")


@pytest.mark.django_db
def test_what_is_held_leaves_only_when_its_time_has_come(on):
    with at(date(2024, 4, 10)):
        until = datetime(2024, 4, 10, 8, 40, tzinfo=BANGKOK)
        a_message(not_before=until, held=True)
        assert a_turn() == []
    with at(date(2024, 4, 10), 8, 40):
        assert len(a_turn()) == 1
