"""The page of an office's people: what its head does there, what clerks see, what strangers do not."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from ita_portal import actions
from ita_portal.models import Role, User
from tests import cast

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer) -> str:
    text = re.sub(r"<(script|style|title).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def page(user, name="people", *args) -> str:
    return words(client_of(user).get(reverse(name, args=args)))


def code_on(answer) -> str:
    return "".join(re.findall(r'"code-digits">(\d+)<', answer.content.decode()))


NEW = {"title": "นาย", "name": "ใหม่ ตัวอย่าง", "post": "นักทรัพยากรบุคคล", "username": "lamphun-2"}


def invite(**changed):
    return client_of(cast.head()).post(reverse("people_invite"), NEW | changed)


# The list


def test_the_head_sees_everyone_of_the_office_and_nobody_else():
    cast.clerk(), cast.clerk(cast.roi_et()), cast.reviewer()

    said = page(cast.head())

    assert "สมหญิง ตัวอย่าง" in said
    assert "นายสมชาย ตัวอย่าง (ท่าน)" in said
    assert "roi-et" not in said
    assert "เชิญเจ้าหน้าที่" in said


def test_a_clerk_only_sees_who_there_is():
    cast.head()

    said = page(cast.clerk())

    assert "นายสมชาย ตัวอย่าง" in said
    assert not {"เชิญเจ้าหน้าที่", "ออกรหัสครั้งเดียว"} & set(said.split())
    assert reverse("person", args=[cast.clerk().pk]) not in said


def test_the_list_says_how_each_account_stands():
    actions.invite(by=cast.head(), **NEW)
    actions.close_account(person=cast.clerk(), by=cast.head())

    said = page(cast.head())

    assert "รอใช้รหัสครั้งเดียว ใช้ได้ถึง" in said
    assert "ปิดบัญชีแล้วเมื่อ" in said


def people_of_the_office(count: int) -> None:
    for number in range(count):
        name = f"lamphun-{number}"
        about = cast.person(username=name, role=Role.PROVINCE_STAFF, of=cast.lamphun())
        actions.issue_code(person=about, by=cast.head())
        actions.write_handover(about=about, by=cast.head(), to=None, words="ค้างอยู่")


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_for_one_as_for_five(count, django_assert_num_queries):
    people_of_the_office(count)
    client = client_of(cast.head())

    # Session, person, people, codes, requests, notes.
    with django_assert_num_queries(6):
        client.get(reverse("people"))


# Inviting


def test_a_user_name_that_is_free_is_suggested():
    cast.clerk(), cast.head()

    answer = client_of(cast.head()).get(reverse("people_invite"))

    assert 'value="lamphun-2"' in answer.content.decode()


def test_an_invitation_shows_a_code_that_works_and_is_kept_nowhere():
    answer = invite()

    code = code_on(answer)
    assert len(code) == 12
    assert answer["Cache-Control"] == "private, no-store"
    assert "โท" in words(answer) or "สาม" in words(answer) or "เก้า" in words(answer)
    actions.set_password_by_code(username="lamphun-2", code=code, password=cast.PASSWORD)
    session = client_of(cast.head()).session
    assert code not in str(dict(session))


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("username", "สมชาย", "ใช้ได้เฉพาะอักษรอังกฤษตัวเล็ก"),
        ("username", "lamphun-๒", "เลขอารบิก"),
        ("username", "lamphun", "มีบัญชีชื่อผู้ใช้ lamphun อยู่แล้ว โปรดใช้ชื่ออื่น ชื่อที่ยังว่าง เช่น lamphun-2"),
        ("name", "", "โปรดพิมพ์ชื่อและนามสกุล"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_rest_stays(box, typed, sentence):
    cast.clerk()

    answer = invite(**{box: typed})

    assert answer.status_code in (409, 422)
    assert sentence in words(answer)
    assert 'value="นักทรัพยากรบุคคล"' in answer.content.decode()
    assert not User.objects.filter(name="ใหม่ ตัวอย่าง").exists()


def test_what_was_typed_after_the_session_ended_is_shown():
    answer = Client().post(reverse("people_invite"), NEW)

    assert answer.status_code == 403
    assert "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง" in words(answer)
    assert "ใหม่ ตัวอย่าง" in words(answer)


# One account


@pytest.mark.parametrize("name", ["person", "person_code", "person_close", "person_reopen"])
@pytest.mark.parametrize(
    "whom",
    [
        lambda: cast.clerk(cast.roi_et()),
        lambda: cast.head(cast.roi_et()),
        cast.reviewer,
        cast.central,
    ],
)
def test_an_account_of_elsewhere_is_not_there(name, whom):
    address = reverse(name, args=[whom().pk])
    head = client_of(cast.head())

    answer = head.get(address) if name == "person" else head.post(address)

    assert answer.status_code == 404
    assert User.objects.get(pk=whom().pk).is_active


@pytest.mark.parametrize("name", ["person_code", "person_close"])
def test_a_head_does_neither_to_the_own_account(name):
    answer = client_of(cast.head()).post(reverse(name, args=[cast.head().pk]), follow=True)

    assert "หัวหน้าสำนักงานจัดการได้เฉพาะบัญชีเจ้าหน้าที่ของสำนักงานตน" in words(answer)
    assert User.objects.get(pk=cast.head().pk).is_active


def test_a_role_that_was_posted_changes_nothing():
    clerk, head = cast.clerk(), cast.head()
    for one in (clerk, head):
        seen = actions.token(one)
        typed = {"title": one.title, "name": one.name, "post": "ใหม่", "seen": seen}
        typed |= {"role": "central_admin", "province": "", "is_active": "", "username": "root"}
        client_of(head).post(reverse("person", args=[one.pk]), typed)

    rows = User.objects.order_by("pk").values_list("username", "role", "is_active", "post")
    assert list(rows) == [
        ("lamphun", "province_staff", True, "ใหม่"),
        ("lamphun-head", "province_head", True, "ใหม่"),
    ]


def test_the_page_of_an_account_tells_its_history():
    actions.close_account(person=cast.clerk(), by=cast.head(), reason="ย้าย")

    said = page(cast.head(), "person", cast.clerk().pk)

    assert "นายสมชาย ตัวอย่าง ปิดบัญชี: ย้าย" in said
    assert "เปิดใช้บัญชีอีกครั้ง" in said


# Handing over


def test_a_clerk_writes_of_the_own_work_and_the_successor_sees_it_on_home():
    successor = cast.person(username="lamphun-2", role=Role.PROVINCE_STAFF, of=cast.lamphun())
    address = reverse("handover_write", args=[cast.clerk().pk])

    client_of(cast.clerk()).post(address, {"words": "รอข้อมูลจากอำเภอ", "to": successor.pk})

    assert "บันทึกส่งมอบงานถึงท่าน" in page(successor, "province_home")
    assert "บันทึกส่งมอบงานถึงท่าน" not in page(cast.clerk(), "province_home")
    note = successor.province.handover_notes.get()
    client_of(successor).post(reverse("handover_read", args=[note.pk]))
    assert "บันทึกส่งมอบงานถึงท่าน" not in page(successor, "province_home")
    assert "รอข้อมูลจากอำเภอ" in page(successor)


def test_a_note_goes_to_nobody_of_another_office():
    stranger = cast.clerk(cast.roi_et())
    address = reverse("handover_write", args=[cast.clerk().pk])

    answer = client_of(cast.clerk()).post(address, {"words": "ค้างอยู่", "to": stranger.pk})

    assert answer.status_code == 422
    assert "โปรดเลือกผู้รับช่วงจากรายชื่อคนในสำนักงานของท่าน" in words(answer)
