"""The centre's pages of mail: words with a preview, days, who would get what, the outbox, the text to paste."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from calendar_app import actions as calendars
from ita_portal.models import Province
from reports import actions, mail_words
from reports.models import MailMessage, MailWording
from tests import cast
from tests.ita_portal.views.test_people import client_of, words

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 4, 22, 10, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture(autouse=True)
def a_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def on(settings):
    settings.MAIL_ON = True
    settings.PUBLIC_URL = "https://ita.example.go.th"


def get(person, name, *args, **query):
    return client_of(person).get(reverse(name, args=args), query)


def post(name, *args, by=cast.central, **data):
    return client_of(by()).post(reverse(name, args=args), data)


WORDS = {"subject": "เรื่องใหม่ {province}", "body": "เรียน {person}\n{words}", "version": 0}


# Words -------------------------------------------------------------------------------------------


def test_the_page_says_that_mail_is_off_and_whom_no_mail_reaches():
    cast.clerk()
    cast.roi_et()
    cast.clerk().save()

    said = words(get(cast.reviewer(), "mail_home"))

    assert "ระบบยังไม่ได้เปิดใช้อีเมล" in said
    assert "๒ จังหวัดยังไม่มีเจ้าหน้าที่หรือหัวหน้าที่มีอีเมลในบัญชี" in said
    assert "ถ้อยคำมาตรฐาน" in said


def test_words_are_saved_and_hold_from_then_on(on):
    answer = post("mail_save", "returned", **WORDS)

    assert answer.url == reverse("mail_wording", args=["returned"])
    assert actions.mail.wording("returned") == mail_words.Words(WORDS["subject"], WORDS["body"])
    assert "ถ้อยคำของส่วนกลาง แก้ไขแล้ว ๑ ครั้ง" in words(get(cast.central(), "mail_home"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": "เรียน {prvince}"}, "ไม่รู้จัก {prvince} โปรดแก้หรือลบออก ที่ใช้ได้คือ {person}"),
        ({"body": "เรียน {person"}, "วงเล็บปีกกาไม่ครบคู่"),
        ({"subject": "  "}, "โปรดเขียนเรื่อง"),
        ({"subject": "ก" * 201}, "๒๐๐"),
        ({"body": "{arrived}"}, "ไม่รู้จัก {arrived}"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed, sentence):
    answer = post("mail_save", "returned", **WORDS | typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert (WORDS | typed)["body"] in answer.content.decode()
    assert MailWording.objects.count() == 0


def test_words_that_somebody_else_changed_meanwhile_are_not_written_over():
    post("mail_save", "returned", **WORDS)

    answer = post("mail_save", "returned", **WORDS | {"body": "อีกแบบ"})

    assert answer.status_code == 409
    assert "มีผู้แก้ไขถ้อยคำนี้ก่อนท่าน" in words(answer)
    assert "อีกแบบ" in answer.content.decode()


def test_a_preview_fills_in_a_real_province_and_saves_nothing():
    cast.round_()
    cast.lamphun()
    cast.roi_et()

    answer = post("mail_preview", "returned", **WORDS, province="roi-et")

    assert answer.context["preview"] == mail_words.Words(
        "เรื่องใหม่ ร้อยเอ็ด", "เรียน นางสาวตัวอย่าง ชื่อผู้รับ\nลำดับที่ ๑: ตัวอย่างข้อความที่แจ้ง\n"
    )
    assert MailWording.objects.count() == 0


@pytest.mark.parametrize("kind", mail_words.KIND_LABELS)
def test_every_kind_has_a_page_whose_preview_leaves_no_place_empty(kind):
    cast.report()

    answer = get(cast.reviewer(), "mail_wording", kind)

    assert "{" not in answer.context["preview"].subject + answer.context["preview"].body
    assert mail_words.refusal(kind, mail_words.STANDARD[kind].body) == ""
    assert mail_words.refusal(kind, mail_words.STANDARD[kind].subject) == ""
    assert "บันทึกถ้อยคำ" not in words(answer)


def test_a_kind_that_nobody_knows_is_not_found():
    assert get(cast.central(), "mail_wording", "weekly").status_code == 404


def test_a_test_goes_to_oneself_and_saves_nothing(on):
    central = cast.central()
    central.email = "central@example.go.th"
    central.save()
    cast.round_()
    cast.lamphun()

    answer = post("mail_test", "returned", **WORDS)

    (message,) = MailMessage.objects.all()
    assert (message.address, message.subject) == (
        "central@example.go.th",
        "[ทดสอบ] เรื่องใหม่ ลำพูน",
    )
    assert message.body == "เรียน Central\nลำดับที่ ๑: ตัวอย่างข้อความที่แจ้ง\n"
    assert "จะส่งทดสอบถึง central@example.go.th" in words(answer)
    assert MailWording.objects.count() == 0


def test_without_mail_or_an_address_no_test_is_sent(settings):
    answer = post("mail_test", "returned", **WORDS)
    assert "ระบบยังไม่ได้เปิดใช้อีเมล จึงส่งทดสอบไม่ได้" in words(answer)

    settings.MAIL_ON = True
    answer = post("mail_test", "returned", **WORDS)

    assert (answer.status_code, MailMessage.objects.count()) == (409, 0)
    assert "บัญชีของท่านยังไม่มีอีเมล" in words(answer)


def test_the_standard_words_come_back_and_the_others_stay_in_the_history():
    post("mail_save", "returned", **WORDS)

    post("mail_standard", "returned")

    assert actions.mail.wording("returned") == mail_words.STANDARD["returned"]
    bodies = MailWording.history.order_by("history_id").values_list("body", flat=True)
    assert list(bodies) == [WORDS["body"], mail_words.STANDARD["returned"].body]


# Days --------------------------------------------------------------------------------------------


def test_rules_are_switched_and_added():
    post("mail_rules", **{"days_-7": "on", "new_days": "๑๔", "new_side": "before"})

    rows = dict(actions.mail.ReminderRule.objects.values_list("days", "is_on"))
    assert rows == {-14: True, -7: True, -3: False, -1: False, 1: False, 5: False}


@pytest.mark.parametrize("typed", ["สาม", "61", "-3", "1.5"])
def test_a_number_of_days_that_cannot_be_is_refused(typed):
    answer = post("mail_rules", new_days=typed, new_side="before")

    assert answer.status_code == 422
    assert "โปรดพิมพ์จำนวนวันเป็นตัวเลข ๐ ถึง ๖๐" in words(answer)
    assert actions.mail.ReminderRule.objects.count() == 0


def test_the_list_of_tomorrow_names_who_gets_what():
    clerk = cast.clerk()
    clerk.email = "clerk@example.go.th"
    clerk.save()
    cast.report()
    cast.round_()
    cast.roi_et()

    said = words(get(cast.inspector(), "mail_day"))

    assert "๒๓ เมษายน ๒๕๖๗ (พรุ่งนี้)" in said
    assert "เตือน ๒ จังหวัด · อีเมลส่งไม่ถึง ๑ จังหวัด" in said
    assert "ลำพูน ก่อนกำหนดส่ง ๗ วัน (๓๐ เม.ย. ๒๕๖๗) สมหญิง ตัวอย่าง clerk@example.go.th" in said
    assert "ร้อยเอ็ด ก่อนกำหนดส่ง ๗ วัน (๓๐ เม.ย. ๒๕๖๗) ไม่มีอีเมล - ยังไม่ได้เริ่มจัดทำรายงาน" in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("27 เม.ย. 2567", "วันหยุด ไม่มีการเตือน"),
        ("๒๔/๔/๒๕๖๗", "ไม่มีจังหวัดที่ต้องเตือนในวันนี้"),
        ("พรุ่งนี้", "โปรดพิมพ์วันเดียว"),
        ("31/2/2567", "ไม่มีวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๗"),
    ],
)
def test_any_day_can_be_asked_for(typed, sentence):
    cast.round_()
    cast.lamphun()

    answer = get(cast.reviewer(), "mail_day", day=typed)

    assert answer.status_code == 200
    assert sentence in words(answer)


@pytest.mark.parametrize(
    ("day", "ways"),
    [
        ("22/4/2567", ["23/4/2567"]),
        ("23/4/2567", ["22/4/2567", "24/4/2567"]),
        ("23/5/2567", ["22/5/2567"]),
    ],
)
def test_its_days_lead_from_today_to_a_month_ahead(day, ways):
    page = get(cast.reviewer(), "mail_day", day=day).content.decode()

    assert re.findall(r'href="\?day=([^"]+)"', page) == ways


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_many_provinces(count, django_assert_num_queries):
    client = client_of(cast.reviewer())
    cast.round_()
    for number in range(count):
        cast.report(of=cast.province(slug=f"p{number}", name=f"ก{number}", code=f"{number + 60}"))

    with django_assert_num_queries(16):
        client.get(reverse("mail_day"))


def test_two_open_rounds_stand_in_one_list():
    cast.report()
    cast.report(in_=cast.round_(months=12))

    assert "เตือน ๒ จังหวัด" in words(get(cast.reviewer(), "mail_day"))


# The outbox --------------------------------------------------------------------------------------


def message(number=0, **columns) -> MailMessage:
    now = timezone.now()
    told = {"kind": "notice", "address": f"a{number}@example.go.th", "body": "ข้อความ"}
    told |= {"subject": f"เรื่องที่ {number}", "province": cast.lamphun(), "key": f"k{number}"}
    return MailMessage.objects.create(**told | {"created_at": now, "not_before": now} | columns)


def test_the_outbox_shows_every_message_with_its_state():
    message(1, state="failed", problem="เครื่องแม่ข่ายอีเมลไม่รับจดหมายนี้ (550)")
    message(2)

    said = words(get(cast.reviewer(), "mail_outbox"))
    failed = words(get(cast.reviewer(), "mail_outbox", state="failed"))

    assert "รอส่ง ๑ · ส่งไม่สำเร็จ ๑" in said
    assert "a1@example.go.th" in failed
    assert "เครื่องแม่ข่ายอีเมลไม่รับจดหมายนี้ (550)" in failed
    assert "a2@example.go.th" not in failed


def test_what_failed_is_sent_again_and_what_waits_is_cancelled():
    failed, waiting = message(1, state="failed", tries=5), message(2)

    post("mail_again", failed.pk, by=cast.reviewer)
    post("mail_cancel", waiting.pk, by=cast.reviewer)

    failed.refresh_from_db()
    waiting.refresh_from_db()
    assert (failed.state, failed.tries) == ("waiting", 0)
    assert (waiting.state, waiting.problem) == ("cancelled", "ยกเลิกโดย Reviewer")


@pytest.mark.parametrize("act", ["mail_again", "mail_cancel"])
def test_what_was_sent_is_neither_sent_again_nor_cancelled(act):
    sent = message(state="sent", sent_at=timezone.now())

    answer = post(act, sent.pk, by=cast.reviewer)

    sent.refresh_from_db()
    assert sent.state == "sent"
    assert "โปรดดูรายการล่าสุด" in str(*get_messages(answer.wsgi_request))


@pytest.mark.parametrize("count", [1, 3])
def test_the_outbox_costs_the_same_for_many(count, django_assert_num_queries):
    client = client_of(cast.reviewer())
    for number in range(count):
        message(number, person=cast.clerk())

    with django_assert_num_queries(5):
        client.get(reverse("mail_outbox"))


# The chat group ----------------------------------------------------------------------------------


def test_the_text_for_the_chat_group_is_ready_to_paste():
    round_ = cast.round_()
    cast.submitted()
    cast.province(slug="nan", name="น่าน", code="55")
    cast.province(slug="phrae", name="แพร่", code="54")
    cast.roi_et()
    given = {"due_on": round_.due_on + timedelta(days=10), "reason": "น้ำท่วม"}
    nan = Province.objects.get(slug="nan")
    calendars.extend(round=round_, province=nan, by=cast.central(), **given)

    answer = get(cast.reviewer(), "mail_chat")

    assert answer.context["text"] == (
        "รายงาน ITA รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)\n"
        "กำหนดส่งภายในวันที่ ๓๐ เมษายน ๒๕๖๗ (อีก ๘ วัน)\n"
        "ข้อมูล ณ วันที่ ๒๒ เมษายน ๒๕๖๗: ยังไม่ส่ง ๓ จาก ๔ จังหวัด\n\n"
        "ภาคตะวันออกเฉียงเหนือ (๑): ร้อยเอ็ด\n"
        "ภาคเหนือ (๒): แพร่ น่าน (ถึง ๑๐ พ.ค. ๒๕๖๗)\n\n"
        "หากมีข้อขัดข้อง โปรดติดต่อ ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐"
    )
    assert "สมหญิง" not in answer.context["text"]


def test_without_an_open_round_there_is_no_text():
    assert "ไม่มีรอบที่เปิดรับอยู่" in words(get(cast.reviewer(), "mail_chat"))
