"""The admin: who enters, what its pages of provinces and people do, and that all goes through actions."""

import re

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ita_portal import actions
from ita_portal.models import Province, Role, User
from tests import cast
from tests.admin_form import admin_form, form_of, said, save

pytestmark = pytest.mark.django_db

PASSWORD = "เขียว-ขจี-สี่แสน-42"
REGISTERED = [model._meta.label for model in admin.site._registry]


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def messages(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# Who enters


def admin_pages() -> list[str]:
    pages = ["admin:index", "admin:password_change"]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages += [f"{name}_{page}" for page in ("changelist", "add", "import", "export")]
    return pages


def forms_to_fill_in() -> list[str]:
    return [
        reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_form", args=[number])
        for page in admin.site._registry.values()
        for number in range(len(page.resource_classes))
    ]


def test_only_what_the_centre_keeps_is_in_the_admin():
    assert sorted(REGISTERED) == [
        "calendar_app.Round",
        "ita_portal.Province",
        "ita_portal.User",
    ]


@pytest.mark.parametrize("name", admin_pages())
def test_a_stranger_is_led_to_the_portal_s_sign_in(client, name):
    answer = client.get(reverse(name), follow=True)

    address, status = answer.redirect_chain[-1]
    assert (address.partition("?")[0], status) == (reverse("account_login"), 302)


@pytest.mark.parametrize("someone", ["clerk", "head", "reviewer", "inspector"])
@pytest.mark.parametrize("name", admin_pages())
def test_others_are_told_whose_page_it_is(client, name, someone):
    client.force_login(getattr(cast, someone)())

    answer = client.get(reverse(name))

    assert answer.status_code == 403
    assert "หน้านี้สำหรับผู้ดูแลระบบส่วนกลาง" in said(answer)


def test_forms_to_fill_in_are_for_the_central_admin(client):
    client.force_login(cast.reviewer())
    assert {client.get(address).status_code for address in forms_to_fill_in()} == {403}

    client.force_login(cast.central())
    answers = [client.get(address) for address in forms_to_fill_in()]
    assert [answer["Content-Disposition"] for answer in answers] == [
        f'attachment; filename="{name}.xlsx"'
        for name in ("provinces-form", "accounts-form", "rounds-form", "rounds-form-1")
    ]
    assert {client.post(address).status_code for address in forms_to_fill_in()} == {405}


@pytest.mark.parametrize("name", [page for page in admin_pages() if "password" not in page])
def test_the_central_admin_reads_every_page(centre, name):
    answer = centre.get(reverse(name))

    if name == "admin:calendar_app_round_add":  # rounds are made on pages of their own
        assert answer.status_code == 403
        return
    assert answer.status_code == 200
    assert "ระบบจัดการ ITA จังหวัด" in said(answer)


REFUSED_BY_THE_POLICY = re.compile(
    r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|javascript:|https?://(?!www\.w3\.org/)"
)


@pytest.mark.parametrize("name", [page for page in admin_pages() if "password" not in page])
def test_no_page_holds_what_the_policy_refuses(centre, name):
    cast.lamphun()

    assert REFUSED_BY_THE_POLICY.findall(said(centre.get(reverse(name)))) == []


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_no_page_of_a_row_holds_what_the_policy_refuses(centre, page):
    province = cast.lamphun()
    save(admin_form(centre, "ita_portal_province_change", province.pk), phone="0 1234")

    answer = centre.get(reverse(f"admin:ita_portal_province_{page}", args=[province.pk]))

    assert REFUSED_BY_THE_POLICY.findall(said(answer)) == []


def test_one_s_own_password_is_changed_on_the_portal_s_page(centre):
    answer = centre.get(reverse("admin:password_change"))

    assert answer.url == reverse("account_change_password")


def test_no_page_offers_to_delete_many_at_once(centre):
    cast.lamphun()

    for name in ("ita_portal_province", "ita_portal_user"):
        assert "delete_selected" not in said(centre.get(reverse(f"admin:{name}_changelist")))
    centre.post(
        reverse("admin:ita_portal_province_changelist"),
        {"action": "delete_selected", "_selected_action": [cast.lamphun().pk]},
    )
    assert Province.objects.count() == 1


# Provinces


def test_a_province_is_changed_through_the_actions(centre, monkeypatch):
    province = cast.lamphun()
    saved = []
    save_province = actions.save_province
    monkeypatch.setattr(
        actions, "save_province", lambda **given: saved.append(given) or save_province(**given)
    )

    form = admin_form(centre, "ita_portal_province_change", province.pk)
    answer = save(form, phone="๐ ๕๓๕๑ ๑๐๐๐", contact_person="นางสาวตัวอย่าง")

    assert answer.status_code == 302
    assert [(given["province"], given["by"]) for given in saved] == [(province, cast.central())]
    province.refresh_from_db()
    assert (province.phone, province.contact_person) == ("๐ ๕๓๕๑ ๑๐๐๐", "นางสาวตัวอย่าง")
    assert province.history.first().history_user == cast.central()


def test_the_address_of_a_province_is_shown_and_not_typed(centre):
    form = admin_form(centre, "ita_portal_province_change", cast.lamphun().pk)

    assert not {"slug", "code"} & {name for name, _ in form.pairs}


def test_thai_digits_in_an_e_mail_are_refused_and_stay_in_the_box(centre):
    form = admin_form(centre, "ita_portal_province_change", cast.lamphun().pk)

    answer = save(form, email="hr๑@gmail.com", phone="0 1234 5678")

    assert answer.status_code == 200
    assert "เลขอารบิก (0-9) เท่านั้น" in said(answer)
    again = form_of(centre, answer, "ita_portal_province_change")
    assert (again["email"], again["phone"]) == ("hr๑@gmail.com", "0 1234 5678")


def test_control_characters_are_refused_and_line_ends_kept_clean(centre):
    form = admin_form(centre, "ita_portal_province_change", cast.lamphun().pk)

    answer = save(form, unit="กลุ่มงาน\x07บริหาร")

    assert "U+0007" in said(answer)


def test_a_page_that_went_stale_shows_both_texts_and_saves_the_second_time(centre):
    province = cast.lamphun()
    form = admin_form(centre, "ita_portal_province_change", province.pk)
    theirs = Province.objects.get(pk=province.pk)
    theirs.phone = "ของเขา"
    actions.save_province(province=theirs, by=None)

    answer = save(form, phone="ของเรา")

    assert answer.status_code == 200
    assert "มีผู้แก้ไขรายการนี้ก่อนท่าน" in said(answer)
    assert "ขณะนี้คือ “ของเขา”" in said(answer)
    again = form_of(centre, answer, "ita_portal_province_change")
    again.address = form.address
    assert again["phone"] == "ของเรา"
    assert save(again).status_code == 302
    province.refresh_from_db()
    assert province.phone == "ของเรา"


def test_what_only_the_action_can_refuse_comes_back_in_the_form(centre, monkeypatch):
    def refuse(**given):
        raise actions.Refused("เพิ่งมีผู้แก้ไข")

    monkeypatch.setattr(actions, "save_province", refuse)
    form = admin_form(centre, "ita_portal_province_change", cast.lamphun().pk)

    answer = save(form, phone="0 1234 5678")

    assert answer.status_code == 200
    assert "เพิ่งมีผู้แก้ไข" in said(answer)
    assert form_of(centre, answer, "ita_portal_province_change")["phone"] == "0 1234 5678"


def test_a_province_with_people_is_not_deleted(centre):
    province = cast.clerk().province
    address = reverse("admin:ita_portal_province_delete", args=[province.pk])

    answer = centre.post(address, {"post": "yes"})

    assert answer.status_code != 500
    assert Province.objects.filter(pk=province.pk).exists()


def test_a_deletion_that_an_action_refuses_says_why(centre, monkeypatch):
    def refuse(**given):
        raise actions.Refused("ลบไม่ได้")

    monkeypatch.setattr(actions, "delete_province", refuse)
    province = cast.lamphun()

    answer = centre.post(
        reverse("admin:ita_portal_province_delete", args=[province.pk]), {"post": "yes"}
    )

    assert messages(answer) == ["ลบไม่ได้"]


def test_the_list_filters_and_finds(centre):
    cast.lamphun()
    cast.roi_et()
    address = reverse("admin:ita_portal_province_changelist")

    assert "ร้อยเอ็ด" not in said(centre.get(address, {"region": "ภาคเหนือ"})).split("result_list")[1]
    assert "ลำพูน" not in said(centre.get(address, {"q": "roi"})).split("result_list")[1]


def test_history_tells_who_changed_what_and_offers_no_way_back(centre):
    province = cast.lamphun()
    save(admin_form(centre, "ita_portal_province_change", province.pk), phone="0 1234")

    answer = centre.get(reverse("admin:ita_portal_province_history", args=[province.pk]))

    assert "<ins>0 1234</ins>" in said(answer)
    assert str(cast.central()) in said(answer)
    version = province.history.last().pk
    old = f"{reverse('admin:ita_portal_province_history', args=[province.pk])}{version}/"
    assert centre.post(old, {"phone": ""}).status_code != 200
    province.refresh_from_db()
    assert province.phone == "0 1234"


# People


def new_account(client, **typed: str):
    form = admin_form(client, "ita_portal_user_add")
    chosen = {"username": "new", "name": "คนใหม่", "role": Role.REVIEWER.value}
    return save(form, **(chosen | typed))


def test_an_account_is_made_and_can_sign_in(centre, client):
    answer = new_account(centre, password1=PASSWORD, password2=PASSWORD)

    assert answer.status_code == 302
    person = User.objects.get(username="new")
    assert (person.role, person.province, person.is_active) == (Role.REVIEWER, None, True)
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("role", "with_province", "sentence"),
    [
        (Role.PROVINCE_STAFF, False, "บทบาทนี้เป็นของจังหวัด โปรดเลือกจังหวัด"),
        (Role.PROVINCE_HEAD, False, "บทบาทนี้เป็นของจังหวัด โปรดเลือกจังหวัด"),
        (Role.INSPECTOR, True, "บทบาทนี้เป็นของส่วนกลาง โปรดเว้นจังหวัดว่างไว้"),
    ],
)
def test_role_and_province_belong_together(centre, role, with_province, sentence):
    province = str(cast.lamphun().pk) if with_province else ""

    answer = new_account(centre, role=role.value, province=province)

    assert answer.status_code == 200
    assert said(answer).count(sentence) == 1
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize(
    ("passwords", "sentence"),
    [
        (("short", "short"), "12 ตัวอักษร"),
        ((PASSWORD, "other-password-9"), "รหัสผ่านสองช่องไม่ตรงกัน"),
        (("new-new-new-1", "new-new-new-1"), ""),
    ],
)
def test_a_password_that_is_not_good_enough_is_refused(centre, passwords, sentence):
    first, second = passwords

    answer = new_account(centre, password1=first, password2=second, username="new-new-new")

    assert answer.status_code == 200
    assert sentence in said(answer)
    assert first not in said(answer).split("<form", 2)[2]


def test_the_demo_password_is_refused_outside_the_demo(centre, settings):
    settings.DEMO = False

    answer = new_account(centre, password1="ita-demo-2567", password2="ita-demo-2567")

    assert "รหัสผ่านนี้เป็นของระบบสาธิต" in said(answer)


def test_nobody_sees_a_password(centre):
    clerk = cast.clerk()

    page = said(centre.get(reverse("admin:ita_portal_user_change", args=[clerk.pk])))

    assert clerk.password not in page
    assert "md5" not in page


def test_a_new_password_is_set_and_an_empty_box_keeps_the_old(centre):
    clerk = cast.clerk()
    save(admin_form(centre, "ita_portal_user_change", clerk.pk), phone="123")
    clerk.refresh_from_db()
    assert clerk.check_password(cast.PASSWORD)

    form = admin_form(centre, "ita_portal_user_change", clerk.pk)
    save(form, password1=PASSWORD, password2=PASSWORD)

    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_one_stays_signed_in_after_setting_one_s_own_password(centre):
    form = admin_form(centre, "ita_portal_user_change", cast.central().pk)

    save(form, password1=PASSWORD, password2=PASSWORD)

    assert centre.get(reverse("admin:index")).status_code == 200


def test_nobody_takes_their_own_role_away(centre):
    form = admin_form(centre, "ita_portal_user_change", cast.central().pk)

    answer = save(form, role=Role.REVIEWER.value)

    assert answer.status_code == 200
    assert "ของตนเองไม่ได้" in said(answer)
    assert form_of(centre, answer, "ita_portal_user_change")["role"] == Role.REVIEWER.value
    assert cast.central().role == Role.CENTRAL_ADMIN


def test_an_account_is_closed_and_never_deleted(centre, client):
    clerk = cast.clerk()
    form = admin_form(centre, "ita_portal_user_change", clerk.pk)

    form.untick("is_active", "on")
    save(form)

    clerk.refresh_from_db()
    assert not clerk.is_active
    delete = reverse("admin:ita_portal_user_delete", args=[clerk.pk])
    assert centre.post(delete, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=clerk.pk).exists()


def test_the_last_sign_in_is_written_the_thai_way(centre):
    clerk = cast.clerk()
    clerk.last_login = "2024-04-10T07:02:00Z"
    clerk.save(update_fields=["last_login"])

    page = said(centre.get(reverse("admin:ita_portal_user_changelist")))

    assert "๑๐ เมษายน ๒๕๖๗ ๑๔:๐๒ น." in page


@pytest.mark.parametrize("name", ["ita_portal_province", "ita_portal_user"])
def test_lists_cost_the_same_for_one_row_as_for_three(centre, name):
    address = reverse(f"admin:{name}_changelist")
    counts = []
    for make in (cast.clerk, lambda: (cast.clerk(cast.roi_et()), cast.head())):
        make()
        with CaptureQueriesContext(connection) as queries:
            centre.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]
