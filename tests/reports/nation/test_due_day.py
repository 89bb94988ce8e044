"""The day on which reports are due: the numbers, whom to ring and for what, and no word of a draft."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from calendar_app.models import RoundExtension
from ita_portal import thai
from reports import actions
from reports.nation import due_day
from reports.nation.standing import standings
from tests import cast
from tests.nation import FIVE_DAYS_LATE, lines_of, nan, write

pytestmark = pytest.mark.django_db

TODAY = date(2024, 5, 5)


def trat():
    return cast.province(slug="trat", name="ตราด", code="23", region="ภาคตะวันออก")


def listed(order=due_day.BY_DUE, today=TODAY):
    round_ = cast.round_()
    return due_day.calls(standings(round_, today), round_, today, order=order)


def returned(of=None, **told):
    report = cast.submitted(of=of)
    sent = actions.latest(report)
    actions.comments.ask(
        report=report, by=cast.reviewer(), submission=sent.pk, row=None, question="เมื่อใด"
    )
    return actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent.pk, comment="โปรดแก้", **told
    )


@time_machine.travel(FIVE_DAYS_LATE, tick=False)
def test_one_row_of_numbers():
    returned()
    cast.accepted(of=cast.roi_et())
    cast.submitted(of=nan())
    RoundExtension.objects.create(
        round=cast.round_(), province=trat(), due_on=date(2024, 5, 10), reason="น้ำท่วม"
    )
    cast.province(slug="phayao", name="พะเยา", code="56")

    found = due_day.figures(standings(cast.round_(), TODAY), cast.round_())

    assert [(one.label, one.count) for one in found] == [
        ("ส่งแล้ว", 3),
        ("รอตรวจ", 1),
        ("ส่งคืนให้แก้ไข", 1),
        ("รับรายงานแล้ว", 1),
        ("ยังไม่ส่ง", 2),
        ("เลยกำหนด ยังไม่ส่ง", 1),
        ("ได้ขยายเวลา", 1),
    ]


@time_machine.travel(FIVE_DAYS_LATE, tick=False)
def test_whom_to_ring_and_what_is_unfinished():
    returned(due_on=date(2024, 5, 6))
    draft = cast.report(of=cast.roi_et())
    write(lines_of(draft)[0], status="done", result="ข้อความของร่าง")
    handed = cast.report(of=nan())
    actions.hand_over(report=handed, by=cast.clerk(nan()), version=handed.version)
    trat()
    cast.accepted(of=cast.province(slug="phayao", name="พะเยา", code="56"))

    found = listed()

    assert [(one.standing.province.name, one.due_words, one.unfinished) for one in found] == [
        ("ตราด", "เลยกำหนด ๕ วัน", ["ยังไม่เริ่มจัดทำ"]),
        ("ร้อยเอ็ด", "เลยกำหนด ๕ วัน", ["ร่าง เขียนแล้ว ๒ จาก ๓ ขั้นตอน"]),
        (
            *("น่าน", "เลยกำหนด ๕ วัน"),
            ["เสนอหัวหน้าแล้วเมื่อ ๕ พฤษภาคม ๒๕๖๗ ๑๐:๐๐ น. รอรับรอง"],
        ),
        (
            *("ลำพูน", "เหลืออีก ๑ วัน"),
            ["ส่งคืนให้แก้ไขเมื่อ ๕ พฤษภาคม ๒๕๖๗ ๑๐:๐๐ น.", "ข้อทักท้วง ๑ ข้อ ยังไม่ชี้แจง ๑ ข้อ"],
        ),
    ]
    assert "ข้อความของร่าง" not in repr(found)


@time_machine.travel(FIVE_DAYS_LATE, tick=False)
def test_answered_questions_and_a_return_without_a_day():
    report = returned()
    question = report.comments.get()
    actions.comments.reply(comment=question, by=cast.clerk(), reply="แล้ว", version=question.version)

    (call,) = listed()

    assert call.due_words == "ส่งคืนโดยไม่ได้กำหนดวันส่งใหม่"
    assert call.unfinished[1] == "ข้อทักท้วง ๑ ข้อ ชี้แจงครบแล้ว"


def test_the_order_is_that_of_days_or_of_regions():
    cast.report()
    trat()
    RoundExtension.objects.create(
        round=cast.round_(), province=trat(), due_on=date(2024, 5, 4), reason="น้ำท่วม"
    )
    cast.roi_et()

    by_due = [call.standing.province.name for call in listed()]
    by_region = [call.standing.province.name for call in listed(due_day.BY_REGION)]

    assert by_due == ["ร้อยเอ็ด", "ลำพูน", "ตราด"]
    assert by_region == ["ตราด", "ร้อยเอ็ด", "ลำพูน"]


def test_people_and_notes_stand_beside_the_province():
    cast.report()
    head = cast.head()
    cast.person(username="gone", role="province_staff", of=cast.lamphun(), is_active=False)
    for day in range(1, 6):
        with time_machine.travel(datetime(2024, 5, day, 10, tzinfo=thai.BANGKOK), tick=False):
            actions.calls.note_call(
                round=cast.round_(), province=cast.lamphun(), by=cast.reviewer(), text=f"ครั้งที่ {day}"
            )

    (call,) = listed()

    assert (call.heads, call.clerks) == ([head], [cast.clerk()])
    assert [note.text for note in call.newest] == ["ครั้งที่ 5", "ครั้งที่ 4", "ครั้งที่ 3"]
    assert [note.text for note in call.earlier] == ["ครั้งที่ 2", "ครั้งที่ 1"]
    assert call.was_called_today
    assert call.is_without_contact
    assert not listed(today=TODAY + timedelta(days=1))[0].was_called_today


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("0 5351 1000", "053511000"),
        ("๐ ๕๓๕๑ ๑๐๐๐ ต่อ ๑๒", "053511000"),
        ("08-1234-5678 (มือถือ)", "0812345678"),
        ("42329", ""),
        ("ไม่มี", ""),
    ],
)
def test_what_a_telephone_dials(typed, dialled):
    assert due_day.dialled(typed) == dialled
