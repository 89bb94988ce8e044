"""Once per round: are the contact data right? The answer, the correction, and what drafts then print."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from ita_portal import actions as people
from ita_portal.models import Province
from reports import actions, content
from reports.models import ContactCheck, Report
from tests import cast
from tests.ita_portal.views.test_people import client_of, page, words

pytestmark = pytest.mark.django_db

ASKED = "ข้อมูลติดต่อของจังหวัดยังถูกต้องหรือไม่"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


@pytest.fixture
def home() -> Province:
    cast.province(unit="กลุ่มงานบริหารทรัพยากรบุคคล", phone="0 5351 1000", email="lamphun@example.go.th")
    cast.round_()
    cast.head()
    return cast.lamphun()


def confirm(by=None, seen=None):
    address = reverse("contact_confirm", args=[cast.round_().pk])
    return client_of(by or cast.clerk()).post(
        address, {"seen": seen or people.token(cast.lamphun())}
    )


def edit(by=None, **typed):
    seen = people.token(cast.lamphun())
    typed = {"unit": "กลุ่มงานใหม่", "phone": "0 5351 2000", "seen": seen} | typed
    return client_of(by or cast.clerk()).post(reverse("contact_edit"), typed)


def test_home_asks_with_the_data_as_they_print(home):
    said = page(cast.clerk(), "province_home")

    assert ASKED in said
    assert "กลุ่มงานบริหารทรัพยากรบุคคล โทร. ๐ ๕๓๕๑ ๑๐๐๐ e-mail: lamphun@example.go.th" in said
    assert "นายสมชาย ตัวอย่าง หัวหน้าสำนักงานจังหวัดลำพูน" in said


@pytest.mark.parametrize("someone", [cast.clerk, cast.head])
def test_one_click_answers_for_the_office_and_the_round(home, someone):
    confirm(by=someone())

    check = ContactCheck.objects.get()
    assert (check.by, check.round, check.is_changed) == (someone(), cast.round_(), False)
    assert check.contact == home.contact_block()
    assert ASKED not in page(cast.clerk(), "province_home")
    assert "ข้อมูลติดต่อของจังหวัดตรวจแล้วเมื่อ" in page(cast.head(), "province_home")


def test_it_is_asked_again_in_the_next_round(home, today):
    confirm()
    cast.round_(
        months=12, opens_on=date(2024, 10, 1), as_of=date(2024, 9, 30), due_on=date(2024, 10, 31)
    )
    today.move_to("2024-10-02T09:00:00+07:00")

    assert ASKED in page(cast.clerk(), "province_home")


def test_a_second_click_keeps_who_said_it_first(home):
    confirm()
    confirm(by=cast.head())

    assert ContactCheck.objects.get().by == cast.clerk()


def test_data_that_changed_meanwhile_are_not_confirmed(home):
    seen = people.token(home)
    edit()
    ContactCheck.objects.all().delete()

    confirm(seen=seen)

    assert list(ContactCheck.objects.all()) == []


def test_without_an_open_round_nothing_is_asked(today):
    cast.round_()
    today.move_to("2024-03-01T09:00:00+07:00")

    assert ASKED not in page(cast.clerk(), "province_home")


def test_a_correction_is_kept_with_who_made_it_and_answers_the_round(home):
    answer = edit()

    assert answer.status_code == 302
    province = cast.lamphun()
    assert (province.unit, province.phone, province.email) == ("กลุ่มงานใหม่", "0 5351 2000", "")
    assert province.history.first().history_user == cast.clerk()
    assert (ContactCheck.objects.get().by, ContactCheck.objects.get().is_changed) == (
        cast.clerk(),
        True,
    )


def test_only_contacts_are_taken_from_the_form(home):
    edit(name="เชียงใหม่", slug="chiang-mai", code="50", has_office="")

    province = cast.lamphun()
    assert (province.name, province.slug, province.code, province.has_office) == (
        "ลำพูน",
        "lamphun",
        "51",
        True,
    )


def test_what_another_saved_meanwhile_is_shown_beside(home):
    seen = people.token(home)
    edit(by=cast.head(), phone="1")

    answer = edit(seen=seen, phone="2")

    assert answer.status_code == 422
    assert "ขณะนี้คือ “๑” หากบันทึกอีกครั้ง จะใช้ของท่าน" in words(answer)
    assert cast.lamphun().phone == "1"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"email": "lamphun"}, "อีเมล"), ({"email": "hr๑๐๑๙๕๘@gmail.com"}, "เลขอารบิก")],
)
def test_what_cannot_be_kept_is_said(home, typed, sentence):
    answer = edit(**typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="กลุ่มงานใหม่"' in answer.content.decode()


def test_a_head_reads_the_draft_anew_after_a_correction(home):
    round_ = cast.round_()
    round_.show_contact = True
    round_.save()
    report = cast.report()
    before = content.digest(content.draft(report))

    edit()

    after = content.draft(Report.objects.get())
    assert content.digest(after) != before
    assert "กลุ่มงานใหม่" in after.contact


@pytest.mark.parametrize(
    "someone", [cast.reviewer, cast.inspector, lambda: cast.clerk(cast.roi_et())]
)
def test_nobody_of_elsewhere_changes_a_province_s_contacts(home, someone):
    with pytest.raises(people.Refused):
        people.save_contacts(province=home, by=someone())
    with pytest.raises((people.Refused, actions.Refused)):
        actions.correct_contacts(province=home, round=None, by=someone())
