"""The admin of rounds: they open, close and extend."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app import actions
from calendar_app.models import Round, RoundExtension
from tests import cast
from tests.admin_form import admin_form, form_of, said, save

pytestmark = pytest.mark.django_db

ROUND = "calendar_app_round"


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def messages(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def address(name: str, *pk: int) -> str:
    return reverse(f"admin:{name}", args=pk)


@pytest.mark.parametrize("someone", ["clerk", "reviewer"])
@pytest.mark.parametrize("name", [f"{ROUND}_close", f"{ROUND}_open_again"])
def test_only_the_central_admin_acts(client, someone, name):
    client.force_login(getattr(cast, someone)())
    round_ = cast.round_()

    assert client.post(address(name, round_.pk), {"reason": "เหตุ"}).status_code == 403

    round_.refresh_from_db()
    assert not round_.is_closed


# Rounds


def test_dates_of_a_round_are_typed_the_thai_way(centre):
    round_ = cast.round_()
    form = admin_form(centre, f"{ROUND}_change", round_.pk)
    assert form["due_on"] == "๓๐ เมษายน ๒๕๖๗"

    answer = save(form, due_on="๑๕ พ.ค. ๒๕๖๗", publishes_on="1/6/2567")

    assert answer.status_code == 302
    round_.refresh_from_db()
    assert (round_.due_on, round_.publishes_on) == (date(2024, 5, 15), date(2024, 6, 1))


def test_saving_a_round_untouched_changes_nothing(centre):
    round_ = cast.round_()

    assert save(admin_form(centre, f"{ROUND}_change", round_.pk)).status_code == 302

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
        ({"letter_to": "ปลัด{ministry}"}, "ไม่รู้จัก {ministry} โปรดแก้หรือลบออก ที่ใช้ได้คือ {province}"),
        ({"memo_body": "ด้วยจังหวัด{province"}, "วงเล็บปีกกาไม่ครบคู่"),
    ],
)
def test_what_a_round_cannot_be_is_said_once_and_stays_in_the_boxes(centre, typed, sentence):
    round_ = cast.round_()
    form = admin_form(centre, f"{ROUND}_change", round_.pk)

    answer = save(form, footnote="หมายเหตุที่พิมพ์ไว้", **typed)

    assert answer.status_code == 200
    assert said(answer).count(sentence) >= 1
    assert "Constraint" not in said(answer)
    again = form_of(centre, answer, f"{ROUND}_change")
    assert again["footnote"] == "หมายเหตุที่พิมพ์ไว้"
    assert {name: again[name] for name in typed} == typed
    round_.refresh_from_db()
    assert (round_.due_on, round_.footnote) == (date(2024, 4, 30), "")


def test_a_new_round_takes_over_the_words_of_the_last(centre):
    last = cast.round_(heading_step="ขั้นตอนพิเศษ")
    form = admin_form(centre, f"{ROUND}_add")
    assert (form["heading_step"], form["title"].replace("\r\n", "\n")) == (
        "ขั้นตอนพิเศษ",
        last.title,
    )

    days = {"as_of": "30 ก.ย. 2567", "opens_on": "1 ต.ค. 2567", "due_on": "31 ต.ค. 2567"}
    answer = save(form, fiscal_year="2567", months="12", **days)

    assert answer.status_code == 302, said(answer)
    made = Round.objects.get(months=12)
    assert (made.as_of, made.heading_step) == (date(2024, 9, 30), "ขั้นตอนพิเศษ")


def test_the_words_of_the_letters_are_typed_and_taken_over(centre):
    round_ = cast.round_()
    page = said(centre.get(address(f"{ROUND}_change", round_.pk)))
    assert "{receiver} หน่วยงานผู้รับรายงาน" in page
    assert "เว้นว่าง = หัวหน้าสำนักงานจังหวัด{province}" in page

    typed = {"letter_to": "อธิบดี", "letter_body": "หนึ่ง {due}\nสอง"}
    answer = save(admin_form(centre, f"{ROUND}_change", round_.pk), **typed)

    assert answer.status_code == 302, said(answer)
    round_.refresh_from_db()
    assert {name: getattr(round_, name) for name in typed} == typed
    assert admin_form(centre, f"{ROUND}_add")["letter_to"] == "อธิบดี"


def test_the_qr_code_and_the_size_of_the_text_are_chosen_and_taken_over(centre):
    round_ = cast.round_()
    form = admin_form(centre, f"{ROUND}_change", round_.pk).tick("show_qr", "on")

    answer = save(form, text_size="large")

    assert answer.status_code == 302, said(answer)
    round_.refresh_from_db()
    assert (round_.show_qr, round_.text_size) == (True, "large")
    new = admin_form(centre, f"{ROUND}_add")
    assert (new["show_qr"], new["text_size"]) == ("on", "large")


def test_a_qr_code_of_an_unknown_address_is_refused_with_what_to_do(centre, settings):
    settings.PUBLIC_URL = ""
    round_ = cast.round_()

    answer = save(admin_form(centre, f"{ROUND}_change", round_.pk).tick("show_qr", "on"))

    assert answer.status_code == 200
    assert "กำหนดค่า PUBLIC_URL เช่น https://ita.example.go.th แล้วเริ่มระบบใหม่" in said(answer)
    round_.refresh_from_db()
    assert round_.show_qr is False


def test_year_and_months_of_a_round_are_shown_and_not_typed(centre):
    form = admin_form(centre, f"{ROUND}_change", cast.round_().pk)

    assert not {"fiscal_year", "months", "closed_at", "closed_reason"} & dict(form.pairs).keys()


def test_a_round_is_closed_and_opened_again_on_pages_of_their_own(centre):
    round_ = cast.round_()
    close, open_again = (
        address(f"{ROUND}_close", round_.pk),
        address(f"{ROUND}_open_again", round_.pk),
    )
    assert centre.get(close).status_code == 200

    assert "โปรดกรอกช่องนี้" in said(centre.post(close, {"reason": ""}))
    centre.post(close, {"reason": "สิ้นสุดการรับรายงาน"})

    round_.refresh_from_db()
    assert (round_.closed_by, round_.closed_reason) == (cast.central(), "สิ้นสุดการรับรายงาน")
    assert "เหตุผล: สิ้นสุดการรับรายงาน" in said(centre.get(address(f"{ROUND}_change", round_.pk)))
    assert "ปิดรับรายงานรอบนี้ไปแล้ว" in said(centre.post(close, {"reason": "อีก"}))

    centre.post(open_again, {"reason": "น้ำท่วม"})
    round_.refresh_from_db()
    assert not round_.is_closed
    assert "น้ำท่วม" in said(centre.get(address(f"{ROUND}_history", round_.pk)))


EXTENSION = "extensions-0"


def extend(form, province="", due_on="๑๕ พ.ค. ๒๕๖๗", reason="น้ำท่วม"):
    typed = {"province": province, "due_on": due_on, "reason": reason}
    return save(form, **{f"{EXTENSION}-{name}": value for name, value in typed.items()})


def test_an_extension_is_made_changed_and_taken_back(centre):
    round_, province = cast.round_(), cast.lamphun()
    page = lambda: admin_form(centre, f"{ROUND}_change", round_.pk)  # noqa: E731

    answer = extend(page(), province=str(province.pk))
    assert answer.status_code == 302, said(answer)
    assert round_.due_for(province) == date(2024, 5, 15)

    save(page(), **{f"{EXTENSION}-due_on": "20 พ.ค. 2567"})
    assert Round.objects.get().due_for(province) == date(2024, 5, 20)

    save(page().tick(f"{EXTENSION}-DELETE", "on"))
    assert not RoundExtension.objects.exists()


def test_an_extension_is_later_than_the_round_s_day(centre):
    form = admin_form(centre, f"{ROUND}_change", cast.round_().pk)

    answer = extend(form, due_on="30 เม.ย. 2567")

    assert "โปรดกำหนดวันหลังกำหนดส่งของรอบ (๓๐ เมษายน ๒๕๖๗)" in said(answer)
    assert form_of(centre, answer, f"{ROUND}_change")[f"{EXTENSION}-reason"] == "น้ำท่วม"


def test_a_due_date_moved_past_an_extension_is_noticed(centre):
    round_ = cast.round_()
    actions.extend(round=round_, province=None, due_on=date(2024, 5, 15), reason="น้ำท่วม", by=None)

    answer = save(admin_form(centre, f"{ROUND}_change", round_.pk), due_on="31 พ.ค. 2567")

    assert "หรือลบการขยายเวลานี้" in said(answer)


def test_a_province_has_one_extension(centre):
    round_ = cast.round_()
    actions.extend(round=round_, province=None, due_on=date(2024, 5, 15), reason="น้ำท่วม", by=None)
    form = admin_form(centre, f"{ROUND}_change", round_.pk)
    form.type("extensions-1-due_on", "20 พ.ค. 2567").type("extensions-1-reason", "อีก")

    answer = save(form)

    assert answer.status_code == 200
    assert "ขยายเวลาได้เพียงแถวเดียว" in said(answer)
    assert RoundExtension.objects.count() == 1


def test_a_round_with_reports_is_not_deleted(centre):
    round_ = cast.report().round

    answer = centre.post(address(f"{ROUND}_delete", round_.pk), {"post": "yes"})

    assert answer.status_code != 500
    assert Round.objects.filter(pk=round_.pk).exists()


# Lists


def test_lists_are_written_in_thai(centre):
    cast.report()

    rounds = said(centre.get(address(f"{ROUND}_changelist")))

    assert "๒๕๖๗ · รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)" in rounds
    assert "๓๐ เม.ย. ๒๕๖๗" in rounds


def queries(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def test_lists_cost_the_same_for_one_row_as_for_three(centre):
    rounds = address(f"{ROUND}_changelist")
    cast.round_()
    one = queries(centre, rounds)

    cast.round_(months=12), cast.round_(fiscal_year=2566)

    assert queries(centre, rounds) == one
