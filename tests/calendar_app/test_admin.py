"""The admin of calendars and rounds: drafts are copied, edited and put in force; rounds open, close and extend."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app import actions
from calendar_app.models import CalendarRevision, CalendarStep, Round, RoundExtension
from ita_portal import thai
from tests import cast
from tests.admin_form import admin_form, form_of, said, save

pytestmark = pytest.mark.django_db

REVISION, ROUND = "calendar_app_calendarrevision", "calendar_app_round"
NEXT = "steps-3"  # the empty row under the three steps of the cast's calendar


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def draft() -> CalendarRevision:
    return actions.copy_revision(revision=cast.calendar(), by=None)


def messages(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def address(name: str, *pk: int) -> str:
    return reverse(f"admin:{name}", args=pk)


# Calendars


def test_a_new_revision_gets_the_next_number_of_its_year(centre):
    cast.calendar()
    form = admin_form(centre, f"{REVISION}_add")

    answer = save(form, fiscal_year="๒๕๖๗", note="ปรับปรุงกลางปี")

    made = CalendarRevision.objects.get(note="ปรับปรุงกลางปี")
    assert (made.fiscal_year, made.number, made.is_draft) == (2567, 2, True)
    assert answer.url == address(f"{REVISION}_change", made.pk)


def test_a_western_fiscal_year_is_refused(centre):
    answer = save(admin_form(centre, f"{REVISION}_add"), fiscal_year="2024")

    assert "โปรดพิมพ์ปีงบประมาณเป็น พ.ศ." in said(answer)
    assert form_of(centre, answer, f"{REVISION}_add")["fiscal_year"] == "2024"


def test_windows_are_typed_in_one_box_and_stored_as_dates(centre):
    revision = draft()
    form = admin_form(centre, f"{REVISION}_change", revision.pk)

    answer = save(form, **{"steps-0-when": "๑๕ ธ.ค. - ๓๑ ม.ค.", "steps-1-when": ""})

    assert answer.status_code == 302, said(answer)
    windows = [edition.window for edition in revision.steps.all()]
    assert windows[0] == thai.Window(
        date(2023, 12, 15), date(2024, 1, 31), "day", "๑๕ ธ.ค. - ๓๑ ม.ค."
    )
    assert windows[1] is None


def test_a_row_that_was_not_touched_is_not_saved(centre):
    revision = draft()
    form = admin_form(centre, f"{REVISION}_change", revision.pk)

    save(form, **{"steps-0-title": "ชื่อใหม่"})

    assert [edition.history.count() for edition in revision.steps.all()] == [2, 1, 1]
    assert revision.history.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("29 ก.พ. 2566", "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖"),
        ("31 - 1 ม.ค. 2567", "มาก่อนวันเริ่มต้น"),
        ("1 ม.ค. 2024", "หมายถึง 2567 ใช่หรือไม่"),
        ("ตามที่แจ้ง", "อ่านข้อความนี้เป็นช่วงระยะเวลาไม่ได้"),
    ],
)
def test_a_window_that_cannot_be_is_refused_and_stays_in_its_box(centre, typed, sentence):
    revision = draft()
    form = admin_form(centre, f"{REVISION}_change", revision.pk)

    answer = save(form, **{"steps-0-when": typed, "steps-0-title": "พิมพ์ไว้แล้ว"})

    assert thai.to_thai_digits(sentence) in thai.to_thai_digits(said(answer))
    again = form_of(centre, answer, f"{REVISION}_change")
    assert (again["steps-0-when"], again["steps-0-title"]) == (typed, "พิมพ์ไว้แล้ว")
    assert revision.steps.first().title != "พิมพ์ไว้แล้ว"


def new_step(form, **typed: str):
    chosen = {"order": "4", "code": "NEW", "title": "ขั้นตอนใหม่", "when": "1-31 ส.ค. 2567"}
    return save(form, **{f"{NEXT}-{name}": value for name, value in (chosen | typed).items()})


def test_a_new_code_makes_a_step_of_the_year(centre):
    revision = draft()

    answer = new_step(admin_form(centre, f"{REVISION}_change", revision.pk))

    assert answer.status_code == 302
    edition = revision.steps.last()
    assert edition.step == CalendarStep.objects.get(fiscal_year=2567, code="NEW")
    assert edition.window.start == date(2024, 8, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": "REG"}, "รหัสเดียวกันได้เพียงแถวเดียว"),
        ({"code": "O๔๓"}, "เลขอารบิก (0-9) เท่านั้น"),
        ({"title": ""}, "โปรดกรอกช่องนี้"),
    ],
)
def test_a_new_step_that_cannot_be_is_refused(centre, typed, sentence):
    revision = draft()

    answer = new_step(admin_form(centre, f"{REVISION}_change", revision.pk), **typed)

    assert answer.status_code == 200
    assert sentence in said(answer)
    assert revision.steps.count() == 3
    assert not CalendarStep.objects.filter(code__in=["NEW", "O๔๓"]).exists()


def test_a_step_is_taken_out_of_a_draft(centre):
    revision = draft()
    form = admin_form(centre, f"{REVISION}_change", revision.pk)

    save(form.tick("steps-1-DELETE", "on"))

    assert [edition.step.code for edition in revision.steps.all()] == ["REG", "PROCESS"]


def test_a_step_changed_by_someone_else_meanwhile_is_shown(centre):
    revision = draft()
    form = admin_form(centre, f"{REVISION}_change", revision.pk)
    theirs = revision.steps.first()
    theirs.title = "ของเขา"
    actions.save_step(edition=theirs, by=None)

    answer = save(form, **{"steps-0-title": "ของเรา"})

    assert "ขณะนี้คือ “ของเขา”" in said(answer)
    assert form_of(centre, answer, f"{REVISION}_change")["steps-0-title"] == "ของเรา"
    again = form_of(centre, answer, f"{REVISION}_change")
    again.address = form.address
    assert save(again).status_code == 302
    assert revision.steps.first().title == "ของเรา"


def test_a_revision_in_force_is_only_read_and_can_be_copied(centre):
    revision = cast.calendar()
    page = address(f"{REVISION}_change", revision.pk)

    answer = centre.get(page)

    assert "ฉบับนี้มีผลใช้แล้ว จึงแก้ไขไม่ได้" in said(answer)
    assert "ทำสำเนาเป็นฉบับปรับปรุงใหม่" in said(answer)
    assert "๑ - ๓๑ มกราคม ๒๕๖๗" in said(answer)
    assert 'name="_save"' not in said(answer)
    assert centre.post(page, {"note": "แก้"}).status_code == 403
    delete = address(f"{REVISION}_delete", revision.pk)
    assert centre.post(delete, {"post": "yes"}).status_code == 403
    assert list(CalendarRevision.objects.all()) == [revision]


def test_copying_is_a_post_and_leads_to_the_draft(centre):
    revision = cast.calendar()
    copy = address(f"{REVISION}_copy", revision.pk)
    assert centre.get(copy).status_code == 405

    answer = centre.post(copy)

    made = CalendarRevision.objects.get(number=2)
    assert answer.url == address(f"{REVISION}_change", made.pk)
    assert made.steps.count() == 3
    assert made.history.first().history_user == cast.central()


def test_putting_in_force_first_says_what_follows(centre):
    cast.report()
    cast.round_(months=12)
    revision = draft()
    page = address(f"{REVISION}_in_force", revision.pk)

    question = said(centre.get(page))

    assert "มี ๓ ขั้นตอน" in question
    assert "ใช้แทนฉบับปรับปรุงครั้งที่ ๑" in question
    assert "เริ่มไว้แล้ว ๑ จังหวัด (ร่างหรือรอแก้ไข ๑)" in question
    assert "เริ่มไว้แล้ว ๐ จังหวัด" in question
    revision.refresh_from_db()
    assert revision.is_draft

    answer = centre.post(page)

    revision.refresh_from_db()
    assert not revision.is_draft
    assert messages(answer)[0].startswith("ประกาศใช้ปฏิทิน")


def test_a_revision_without_steps_is_not_put_in_force(centre):
    empty = actions.new_revision(fiscal_year=2568, by=None)

    answer = centre.post(address(f"{REVISION}_in_force", empty.pk))

    assert messages(answer) == ["ปฏิทินฉบับนี้ยังไม่มีขั้นตอน โปรดเพิ่มขั้นตอนก่อนประกาศใช้"]


def test_a_draft_is_deleted_after_a_question(centre):
    revision = draft()
    delete = address(f"{REVISION}_delete", revision.pk)
    assert centre.get(delete).status_code == 200
    assert CalendarRevision.objects.count() == 2

    centre.post(delete, {"post": "yes"})

    assert list(CalendarRevision.objects.all()) == [cast.calendar()]


@pytest.mark.parametrize("someone", ["clerk", "reviewer"])
@pytest.mark.parametrize(
    "name", [f"{REVISION}_copy", f"{REVISION}_in_force", f"{ROUND}_close", f"{ROUND}_open_again"]
)
def test_only_the_central_admin_acts(client, someone, name):
    client.force_login(getattr(cast, someone)())
    revision, round_ = draft(), cast.round_()
    pk = revision.pk if name.startswith(REVISION) else round_.pk

    assert client.post(address(name, pk), {"reason": "เหตุ"}).status_code == 403

    assert CalendarRevision.objects.count() == 2
    revision.refresh_from_db()
    round_.refresh_from_db()
    assert (revision.is_draft, round_.is_closed) == (True, False)


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
    revisions = said(centre.get(address(f"{REVISION}_changelist")))

    assert "๒๕๖๗ · รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)" in rounds
    assert "๓๐ เม.ย. ๒๕๖๗" in rounds
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับปรับปรุงครั้งที่ ๑" in revisions
    assert "มีผลใช้ตั้งแต่" in revisions


def queries(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def test_lists_cost_the_same_for_one_row_as_for_three(centre):
    revisions, rounds = address(f"{REVISION}_changelist"), address(f"{ROUND}_changelist")
    cast.calendar()
    cast.round_()
    one = queries(centre, revisions), queries(centre, rounds)

    draft(), draft()
    cast.round_(months=12), cast.round_(fiscal_year=2566)

    assert (queries(centre, revisions), queries(centre, rounds)) == one
