"""A round set up by the centre: made from the last, changed, doubted, shown as it prints."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from calendar_app import actions as rounds
from calendar_app.models import Holiday, Round
from ita_portal import thai
from tests import cast
from tests.browser_form import Form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK), tick=False):
        yield


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def settings_of(round_: Round) -> str:
    return reverse("round_settings", args=[round_.pk])


def opened(client, address: str) -> Form:
    response = client.get(address)
    assert response.status_code == 200
    return Form(client, response, "round-form")


def said(response) -> str:
    return " ".join(response.content.decode().split())


NEW = "/review/years/2567/rounds/new/"


# A new one ---------------------------------------------------------------------------------------


def test_a_new_round_takes_over_the_words_of_the_last_moved_to_its_year(centre):
    cast.round_(
        fiscal_year=2566,
        months=12,
        title="รายงาน ปี ๒๕๖๖ (รอบ ๑๒ เดือน)\nจังหวัด{province}",
        heading_step="ขั้นตอนพิเศษ",
        contact_person="นางสาวตัวอย่าง",
    )
    form = opened(centre, NEW)
    assert (form["months"], form["as_of"], form["opens_on"], form["due_on"]) == (
        *("6", "๓๑ มีนาคม ๒๕๖๗", "๑ เมษายน ๒๕๖๗", "๓๐ เมษายน ๒๕๖๗"),
    )
    assert form["title"].replace("\r\n", "\n") == "รายงาน ปี ๒๕๖๗ (รอบ ๖ เดือน)\nจังหวัด{province}"

    answer = form.send(NEW)

    made = Round.objects.get(fiscal_year=2567)
    assert answer["Location"] == settings_of(made)
    assert (made.months, made.heading_step, made.contact_person) == (6, "ขั้นตอนพิเศษ", "นางสาวตัวอย่าง")
    assert (made.was_opened, made.as_of) == (False, date(2024, 3, 31))
    assert made.history.first().history_user == cast.central()


def test_the_first_round_of_all_is_typed(centre):
    form = opened(centre, f"{NEW}?months=12").type("title", "รายงานจังหวัด{province}")

    assert form.send(NEW).status_code == 302
    assert Round.objects.get().months == 12


def test_a_round_is_looked_at_before_it_is_made(centre):
    form = opened(centre, NEW).type("title", "รายงานลองพิมพ์ {province}")

    answer = form.send(NEW, preview="1")

    assert answer.status_code == 200
    assert "รายงานลองพิมพ์ ตัวอย่าง" in said(answer)
    assert not Round.objects.exists()


def test_a_round_is_there_once(centre):
    cast.round_()
    form = opened(centre, NEW)
    assert form["months"] == "12"

    answer = form.type("months", "6").send(NEW)

    assert answer.status_code == 422
    assert "มีรอบนี้ของปีนี้อยู่แล้ว" in said(answer)


@pytest.mark.parametrize("year", ["2024", "9999"])
def test_there_is_no_round_of_a_year_that_cannot_be(centre, year):
    assert centre.get(f"/review/years/{year}/rounds/new/").status_code == 404


# Changed -----------------------------------------------------------------------------------------


def test_dates_of_a_round_are_typed_the_thai_way(centre):
    round_ = cast.round_()
    form = opened(centre, settings_of(round_))
    assert form["due_on"] == "๓๐ เมษายน ๒๕๖๗"

    answer = (
        form.type("due_on", "๑๕ พ.ค. ๒๕๖๗")
        .type("publishes_on", "1/6/2567")
        .send(settings_of(round_))
    )

    assert answer.status_code == 302
    round_.refresh_from_db()
    assert (round_.due_on, round_.publishes_on) == (date(2024, 5, 15), date(2024, 6, 1))


def test_saving_a_round_untouched_changes_nothing(centre):
    round_ = cast.round_(footnote="บรรทัดหนึ่ง\nบรรทัดสอง", show_signature=True)

    assert opened(centre, settings_of(round_)).send(settings_of(round_)).status_code == 302

    assert round_.history.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due_on": "31 เม.ย. 2567"}, "ไม่มีวันที่ ๓๑ เมษายน ๒๕๖๗"),
        ({"due_on": "เม.ย. 2567"}, "โปรดพิมพ์วันเดียว"),
        ({"due_on": "1-30 เม.ย. 2567"}, "โปรดพิมพ์วันเดียว"),
        ({"due_on": "30/4/2024"}, "ไม่ใช่ปี พ.ศ."),
        ({"due_on": ""}, "โปรดกรอกช่องนี้"),
        ({"due_on": "31 มี.ค. 2567"}, "มาก่อนวันเปิดรับรายงาน (๑ เมษายน ๒๕๖๗)"),
        ({"title": "รายงานของจังหวัด {จังหวัด}"}, "ชื่อรายงานต้องมี {province}"),
        ({"contact_email": "ศูนย์@example.org"}, "อีเมล"),
        ({"contact_email": "ita๑@example.org"}, "เลขอารบิก"),
        ({"letter_to": "ปลัด{ministry}"}, "ไม่รู้จัก {ministry}"),
        ({"memo_body": "ด้วยจังหวัด{province"}, "วงเล็บปีกกาไม่ครบคู่"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_what_a_round_cannot_be_is_said_and_stays_in_the_boxes(centre, typed, sentence, button):
    round_ = cast.round_()
    form = opened(centre, settings_of(round_)).type("footnote", "หมายเหตุที่พิมพ์ไว้")
    for name, value in typed.items():
        form.type(name, value)

    answer = form.send(settings_of(round_), **button)

    assert answer.status_code == 422
    assert sentence in said(answer)
    again = Form(centre, answer, "round-form")
    assert {name: again[name] for name in typed} == typed
    assert again["footnote"] == "หมายเหตุที่พิมพ์ไว้"
    round_.refresh_from_db()
    assert (round_.due_on, round_.footnote) == (date(2024, 4, 30), "")


def test_two_who_write_at_once_see_each_others_words(centre):
    round_ = cast.round_()
    mine = opened(centre, settings_of(round_)).type("footnote", "ของฉัน")
    theirs = Round.objects.get()
    theirs.footnote = "ของเพื่อน"
    rounds.save_round(round=theirs, by=cast.central())

    answer = mine.send(settings_of(round_))

    assert answer.status_code == 422
    assert "มีผู้แก้ไขรายการนี้ก่อนท่าน" in said(answer)
    assert "ขณะนี้คือ “ของเพื่อน”" in said(answer)
    again = Form(centre, answer, "round-form")
    assert again["footnote"] == "ของฉัน"
    assert again.send(settings_of(round_)).status_code == 302
    round_.refresh_from_db()
    assert round_.footnote == "ของฉัน"


def test_words_of_a_session_that_ended_come_back(client):
    round_ = cast.round_()
    client.force_login(cast.central())
    form = opened(client, settings_of(round_)).type("footnote", "พิมพ์ไว้นาน").tick("show_qr", "on")
    client.logout()

    answer = form.send(settings_of(round_))

    assert answer.status_code == 403
    assert "พิมพ์ไว้นาน" in said(answer)
    assert '<input type="hidden" name="show_qr" value="on">' in said(answer)


def test_a_qr_code_of_an_unknown_address_is_refused_with_what_to_do(centre, settings):
    settings.PUBLIC_URL = ""
    round_ = cast.round_()

    answer = opened(centre, settings_of(round_)).tick("show_qr", "on").send(settings_of(round_))

    assert answer.status_code == 422
    assert "กำหนดค่า PUBLIC_URL" in said(answer)


def test_other_roles_of_the_centre_read_and_do_not_write(client):
    round_ = cast.round_()
    client.force_login(cast.inspector())

    page = said(client.get(settings_of(round_)))

    assert "การแก้ไขทำได้เฉพาะผู้ดูแลระบบส่วนกลาง" in page
    assert "บันทึกการตั้งค่ารอบ" not in page


# Doubts ------------------------------------------------------------------------------------------


def test_a_due_date_on_a_day_off_is_doubted_and_settled_by_one_click(centre):
    Holiday.objects.create(day=date(2024, 5, 6), name="ชดเชยวันฉัตรมงคล")
    round_ = cast.round_(due_on=date(2024, 5, 4))
    page = said(centre.get(settings_of(round_)))
    assert "วันเสาร์ที่ ๔ พฤษภาคม ๒๕๖๗ เป็นวันหยุดสุดสัปดาห์" in page
    assert 'name="use_day" value="due_on:2024-05-07"' in page

    form = opened(centre, settings_of(round_)).type("footnote", "พิมพ์พร้อมกัน")
    answer = form.send(settings_of(round_), use_day="due_on:2024-05-07")

    assert answer.status_code == 302
    round_.refresh_from_db()
    assert (round_.due_on, round_.footnote) == (date(2024, 5, 7), "พิมพ์พร้อมกัน")


@pytest.mark.parametrize("value", ["due_on:x", "title:2024-05-07", "", "closed_at:2024-05-07"])
def test_a_button_that_no_page_has_settles_nothing(centre, value):
    round_ = cast.round_()

    opened(centre, settings_of(round_)).send(settings_of(round_), use_day=value)

    assert round_.history.count() == 1


def test_a_year_without_days_off_is_said(centre):
    round_ = cast.round_()
    assert "ยังไม่มีวันหยุดราชการของปี พ.ศ. ๒๕๖๗" in said(centre.get(settings_of(round_)))

    Holiday.objects.create(day=date(2024, 4, 13), name="วันสงกรานต์")

    assert "ยังไม่มีวันหยุดราชการของปี" not in said(centre.get(settings_of(round_)))


def test_what_was_sent_is_said_to_keep_its_words(centre):
    round_ = cast.submitted().round
    cast.report(of=cast.roi_et())

    page = said(centre.get(settings_of(round_)))

    assert "ส่งรายงานแล้ว ๑ จังหวัด ฉบับที่ส่งแล้วคงคำและวันตามวันที่ส่ง" in page
    assert "ร่างของ ๑ จังหวัดพิมพ์ตามคำใหม่ทันที" in page


def test_the_printed_head_shows_what_the_round_decides(centre):
    round_ = cast.round_(
        heading_result="ผลที่ทำ", show_signature=True, show_contact=True, footnote="หมายเหตุของรอบ"
    )

    page = said(centre.get(settings_of(round_)))

    assert "จังหวัดตัวอย่าง" in page
    for words in ("ผลที่ทำ", "หมายเหตุของรอบ", "นายตัวอย่าง ชื่อสกุล", "จัดทำโดย"):
        assert words in page


def test_the_settings_cost_the_same_for_one_report_as_for_three(centre, django_assert_num_queries):
    round_ = cast.report().round
    with django_assert_num_queries(7):
        centre.get(settings_of(round_))

    for place in (cast.roi_et(), cast.province(slug="trat", name="ตราด", code="23")):
        cast.report(of=place)

    with django_assert_num_queries(7):
        centre.get(settings_of(round_))
