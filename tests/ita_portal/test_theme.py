"""The frame of every page: the way around, the sign-in pages, the pages of refusal, the pieces, the Thai."""

import gettext
import gzip
import re
from pathlib import Path

import pytest
from allauth.core.ratelimit import respond_429
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from ita_portal.context import places
from reports.models import STATE_KEY_LABELS, Status
from tests import cast

TEMPLATES = settings.BASE_DIR / "templates"
LOCALE = settings.BASE_DIR / "locale" / "th" / "LC_MESSAGES"
LOGIN = "/accounts/login/"


def words(response) -> str:
    """The text of a page with tags taken out and spaces folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def title(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


# The way around --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "labels"),
    [
        (AnonymousUser, ["หน้าแรก", "ปฏิทินการประเมิน", "เข้าสู่ระบบ"]),
        (
            cast.reviewer,
            [
                *("งานตรวจ", "ค้นหา", "แจ้งเตือน", "ปีงบประมาณและรอบ"),
                *("ปฏิทินการประเมิน", "หน้าเผยแพร่"),
            ],
        ),
        (
            cast.inspector,
            [
                *("งานตรวจ", "ค้นหา", "แจ้งเตือน", "ปีงบประมาณและรอบ", "ปฏิทินการประเมิน"),
                *("หน้าเผยแพร่", "ประวัติการใช้งาน"),
            ],
        ),
        (
            cast.central,
            [
                *("งานตรวจ", "ค้นหา", "แจ้งเตือน", "ปีงบประมาณและรอบ", "ปฏิทินการประเมิน"),
                *("หน้าเผยแพร่", "ประวัติการใช้งาน", "หัวหน้าสำนักงาน", "ระบบจัดการ"),
            ],
        ),
    ],
)
@pytest.mark.django_db
def test_each_person_is_shown_their_own_places(person, labels):
    shown = places(person(), "/")

    assert [place.label for place in shown] == labels


@pytest.mark.django_db
@pytest.mark.parametrize("person", [cast.clerk, cast.head])
def test_people_of_a_province_are_not_led_to_the_centre(person):
    labels = [place.label for place in places(person(), "/")]

    assert labels[-2:] == ["ปฏิทินการประเมิน", "หน้าเผยแพร่"]
    assert "งานตรวจ" not in labels


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["หน้าแรก"]),
        (LOGIN, ["เข้าสู่ระบบ"]),
        ("/calendars/2567/", ["ปฏิทินการประเมิน"]),
        ("/about/", []),
    ],
)
def test_the_present_place_is_marked_also_below_it(path, current):
    shown = places(AnonymousUser(), path)

    assert [place.label for place in shown if place.is_current] == current


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "current"),
    [
        ("mail_home", "แจ้งเตือน"),
        ("mail_outbox", "แจ้งเตือน"),
        ("holidays", "ปีงบประมาณและรอบ"),
        ("good_examples", "งานตรวจ"),
    ],
)
def test_a_page_belongs_to_the_place_from_which_people_come(name, current):
    shown = places(cast.reviewer(), reverse(name))

    assert [place.label for place in shown if place.is_current] == [current]


@pytest.mark.django_db
def test_the_head_of_a_page_says_who_is_signed_in_and_from_where():
    page = words(signed_in(cast.head()).get(reverse("account_change_password")))

    assert "นายสมชาย ตัวอย่าง หัวหน้าสำนักงานจังหวัดลำพูน · จังหวัดลำพูน" in page


@pytest.mark.django_db
def test_people_of_the_centre_are_named_as_such():
    page = words(signed_in(cast.reviewer()).get(reverse("account_change_password")))

    assert "ผู้ตรวจรายงาน · ส่วนกลาง" in page


@pytest.mark.django_db
def test_the_demo_says_on_every_page_that_it_is_one(client, settings):
    banner = "ระบบสาธิต ข้อมูลในหน้านี้เป็นตัวอย่าง"
    assert banner in words(client.get(LOGIN))

    settings.DEMO = False

    assert banner not in words(client.get(LOGIN))


# Signing in ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_sign_in_page_speaks_thai_and_says_who_gives_accounts(client):
    response = client.get(LOGIN)

    assert title(response) == "เข้าสู่ระบบ – ระบบรายงาน ITA จังหวัด"
    assert '<html lang="th">' in response.content.decode()
    page = words(response)
    assert "ชื่อผู้ใช้" in page
    assert "เจ้าหน้าที่จังหวัดขอจากหัวหน้าสำนักงานของท่าน" in page
    assert re.findall(r"[A-Za-z]{4,}", page) == []


@pytest.mark.django_db
def test_a_wrong_password_is_told_in_thai_and_the_name_stays(client):
    response = client.post(LOGIN, {"login": "lamphun", "password": "x"})

    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in words(response)
    assert 'value="lamphun"' in response.content.decode()


@pytest.mark.django_db
def test_five_wrong_passwords_close_the_account_with_a_sentence_that_says_how_long(client):
    for _ in range(6):
        response = client.post(LOGIN, {"login": cast.clerk().username, "password": "x"})

    assert "โปรดรอประมาณ ๕ นาที" in words(response)


@pytest.mark.django_db
def test_an_empty_field_is_named_above_the_form_and_told_at_the_field(client):
    page = client.post(LOGIN, {"login": "lamphun", "password": ""}).content.decode()

    assert '<a href="#id_password">รหัสผ่าน</a>: โปรดกรอกช่องนี้' in page
    assert 'aria-describedby="id_password_error"' in page
    assert 'id="id_password_error"' in page


@pytest.mark.django_db
def test_signing_out_is_a_post_from_any_page():
    client = signed_in(cast.clerk())

    page = client.get(reverse("account_change_password")).content.decode()
    assert '<form action="/accounts/logout/" method="post">' in page
    client.post("/accounts/logout/")

    page = words(client.get(LOGIN))
    assert "ออกจากระบบแล้ว" in page
    assert "สมหญิง ตัวอย่าง" not in page


@pytest.mark.django_db
def test_a_poor_new_password_is_explained_in_thai_digits():
    response = signed_in(cast.clerk()).post(
        reverse("account_change_password"),
        {"oldpassword": cast.PASSWORD, "password1": "12345", "password2": "12345"},
    )

    assert "รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย ๑๒ ตัวอักษร" in words(response)


@pytest.mark.django_db
def test_a_changed_password_is_confirmed():
    new = "another-long-password"
    client = signed_in(cast.clerk())

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": cast.PASSWORD, "password1": new, "password2": new},
        follow=True,
    )

    assert "เปลี่ยนรหัสผ่านแล้ว" in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_signup", "ระบบนี้ไม่เปิดให้ลงทะเบียนเอง"),
        ("account_inactive", "บัญชีนี้ถูกระงับการใช้งาน"),
    ],
)
def test_who_cannot_come_in_is_told_whom_to_ask(client, name, heading):
    page = words(client.get(reverse(name)))

    assert heading in page
    assert "ติดต่อส่วนกลาง" in page


@pytest.mark.django_db
def test_the_first_view_is_light(client):
    """At most 12 requests and 250 KB over the wire, with the compressed files of production."""
    response = client.get(LOGIN)

    names = set(re.findall(r"/static/([^\"]+)", response.content.decode()))
    files = [Path(finders.find(name)).read_bytes() for name in names]
    assert 1 + len(names) <= 12
    assert sum(len(gzip.compress(data)) for data in [response.content, *files]) <= 250_000


# Pages of refusal ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_missing_page_leads_on():
    response = signed_in(cast.clerk()).get("/no-such-page/")

    assert response.status_code == 404
    assert title(response).startswith("ไม่พบหน้านี้")
    assert "โปรดตรวจว่าเป็นของจังหวัดท่าน" in words(response)
    assert f'href="{reverse("desk")}"' in response.content.decode()


@pytest.mark.django_db
def test_a_page_of_others_says_whose_it_is():
    response = signed_in(cast.clerk()).get(reverse("review_home"))

    assert response.status_code == 403
    assert "หน้านี้สำหรับส่วนกลาง" in words(response)
    assert "ท่านเข้าสู่ระบบในบทบาทเจ้าหน้าที่จังหวัด" in words(response)


@pytest.mark.django_db
def test_a_stale_form_is_refused_with_what_to_do_next():
    client = Client(enforce_csrf_checks=True)

    response = client.post(LOGIN, {"login": "lamphun", "password": "x"})

    assert response.status_code == 403
    assert "ระบบยังไม่ได้เปลี่ยนแปลงสิ่งใด" in words(response)


@pytest.mark.django_db
def test_too_many_tries_are_told_how_long_to_wait(rf):
    request = rf.get(LOGIN)
    request.user = AnonymousUser()

    response = respond_429(request)

    assert response.status_code == 429
    assert "โปรดรอประมาณ ๕ นาที" in words(response)


def test_a_withdrawn_report_says_when_and_why(rf):
    context = {"what": "รายงานของจังหวัดลำพูน", "withdrawn_at": "๑ มกราคม ๒๕๖๗", "reason": "ตัวเลขผิด"}

    page = words(render(rf.get("/"), "410.html", context, status=410))

    assert "รายงานของจังหวัดลำพูน" in page
    assert "ถอนการเผยแพร่เมื่อ ๑ มกราคม ๒๕๖๗" in page
    assert "เหตุผล: ตัวเลขผิด" in page


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_for_the_worst_moment_need_no_context_and_no_other_template(name):
    page = render_to_string(name)

    assert "ข้อมูลที่บันทึกไว้แล้วยังอยู่ครบ" in page
    assert "{% " not in (TEMPLATES / name).read_text()
    assert all(finders.find(path) for path in re.findall(r"/static/([^\"]+)", page))


# The pieces ------------------------------------------------------------------------------------

STATE_KEYS = [*STATE_KEY_LABELS, "published", "withdrawn", "overdue", "late"]


@pytest.mark.parametrize("key", STATE_KEYS)
def test_every_state_has_a_word_a_shape_and_a_tone(key):
    badge = render_to_string("_components/state_badge.html", {"state_key": key, "label": "คำ"})

    shape = re.search(r'href="#([^"]+)"', badge)[1]
    assert f'id="{shape}"' in render_to_string("_components/shapes.html")
    assert f".state-{key}" in (settings.BASE_DIR / "static/css/site.css").read_text()
    assert "คำ</span>" in badge


@pytest.mark.parametrize("status", Status.values)
def test_every_status_has_a_shape_and_a_tone(status):
    word = render_to_string("_components/status_word.html", {"status": status, "label": "คำ"})

    shape = re.search(r'href="#([^"]+)"', word)[1]
    assert f'id="{shape}"' in render_to_string("_components/shapes.html")
    assert f".status-{status}" in (settings.BASE_DIR / "static/css/site.css").read_text()


def test_no_two_states_have_the_same_shape():
    drawn = re.findall(
        r'<symbol id="[^"]+"[^>]*>(.*?)</symbol>',
        render_to_string("_components/shapes.html"),
        re.DOTALL,
    )

    assert len(drawn) == len(set(drawn))


@pytest.mark.parametrize("kind", ["info", "success", "warning", "error"])
def test_every_kind_of_notice_has_a_shape(kind):
    notice = render_to_string("_components/notice.html", {"kind": kind, "text": "ข้อความ"})

    shape = re.search(r'href="#([^"]+)"', notice)[1]
    assert f'id="{shape}"' in render_to_string("_components/shapes.html")


@pytest.mark.parametrize(
    ("key", "present"),
    [
        ("not_started", []),
        ("draft", ["ร่าง"]),
        ("handed_over", ["เสนอหัวหน้าแล้ว"]),
        ("submitted", ["ส่งแล้ว"]),
        ("under_review", ["กำลังตรวจ"]),
        ("returned", ["ส่งคืนให้แก้ไข"]),
        ("accepted", ["รับรายงานแล้ว"]),
    ],
)
def test_the_way_of_a_report_marks_one_place(key, present):
    way = render_to_string("_components/steps.html", {"state_key": key})

    assert re.findall(r'<li aria-current="step">([^<]+)</li>', way) == present


def test_errors_lead_to_their_fields_in_thai_digits():
    class Counted(forms.Form):
        count = forms.IntegerField(label="จำนวน", max_value=10)

    box = render_to_string("_components/form_errors.html", {"form": Counted({"count": "99"})})

    assert '<a href="#id_count">จำนวน</a>: ค่านี้ต้องไม่เกิน ๑๐' in box


def test_a_form_without_errors_has_no_box():
    assert render_to_string("_components/form_errors.html", {"form": forms.Form()}).strip() == ""


def test_facts_that_are_not_known_are_left_out():
    facts = render_to_string("_components/facts.html", {"facts": [("จังหวัด", "ลำพูน"), ("โทร.", "")]})

    assert re.findall(r"<dt>(.*?)</dt>", facts) == ["จังหวัด"]


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_no_template_holds_what_the_policy_refuses(path):
    """Styles, scripts and handlers inside a page; and text that is not escaped."""
    template = path.read_text()

    refused = (
        r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|javascript:|\|\s*safe\b|autoescape off"
    )
    assert re.findall(refused, template) == []


# The Thai that the packages lack ---------------------------------------------------------------


def quoted(block: str, keyword: str) -> str | None:
    found = re.search(rf'^{keyword} ((?:".*"\n?)+)', block, re.MULTILINE)
    if found is None:
        return None
    joined = "".join(re.findall(r'"(.*)"', found[1]))
    return joined.replace(r"\"", '"').replace(r"\n", "\n")


def written_sentences() -> dict[str, str]:
    blocks = (LOCALE / "django.po").read_text().split("\n\n")
    found = {
        quoted(block, "msgid"): quoted(block, "msgstr") or quoted(block, r"msgstr\[0\]")
        for block in blocks
        if quoted(block, "msgid")
    }
    assert len(found) > 200
    return found


def test_the_compiled_sentences_are_those_that_were_written():
    """When this fails: run the msgfmt command at the head of django.po."""
    with (LOCALE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert {text: compiled.gettext(text) for text in written_sentences()} == written_sentences()


def test_a_sentence_keeps_the_places_of_what_is_filled_in():
    def places_of(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}", text))

    lost = {
        text: thai
        for text, thai in written_sentences().items()
        if places_of(thai) != places_of(text) and "must be unique" not in text
    }
    assert lost == {}


def test_people_are_addressed_as_than():
    assert [thai for thai in written_sentences().values() if "คุณ" in thai] == []
