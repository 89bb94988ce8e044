"""ตั้งรหัสผ่านครั้งแรก: the public page, its sentences, and that guessing is stopped."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from ita_portal import actions
from tests import cast
from tests.ita_portal.views.test_people import client_of, words

pytestmark = pytest.mark.django_db

PASSWORD = "เขียว-ขจี-สี่แสน-42"


@pytest.fixture
def code() -> str:
    return actions.issue_code(person=cast.clerk(), by=cast.head()).code


def send(client, code, *, username="lamphun", password=PASSWORD, again=None):
    typed = {"username": username, "code": code, "password1": password}
    return client.post(reverse("first_password"), typed | {"password2": again or password})


def test_whoever_has_the_code_sets_a_password_and_is_signed_in(client, code):
    answer = send(client, f"{code[:3]} {code[3:6]}-{code[6:]}")

    assert (answer.status_code, answer.url) == (302, reverse("desk"))
    assert client.session["_auth_user_id"] == str(cast.clerk().pk)
    assert "ตั้งรหัสผ่านแล้ว" in str(*get_messages(answer.wsgi_request))
    assert cast.clerk().check_password(PASSWORD)


def test_the_rules_are_said_beforehand(client):
    said = words(client.get(reverse("first_password")))

    assert "๑๒" in said
    assert "รหัสผ่านที่ใช้ได้" in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": "222 222 222 222"}, "ชื่อผู้ใช้หรือรหัสครั้งเดียวไม่ถูกต้อง"),
        ({"username": "nobody"}, "ชื่อผู้ใช้หรือรหัสครั้งเดียวไม่ถูกต้อง"),
        ({"again": "another-password"}, "รหัสผ่านสองช่องไม่ตรงกัน"),
        ({"password": "123456789012"}, "รหัสผ่าน"),
    ],
)
def test_what_is_wrong_is_said_and_no_password_comes_back(client, code, typed, sentence):
    answer = send(client, **{"code": code} | typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert PASSWORD not in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped_also_for_the_right_code(client, code):
    for _ in range(5):
        assert send(client, "222222222222").status_code == 422

    answer = send(client, code)

    assert answer.status_code == 429
    assert "ลองผิดหลายครั้งเกินไป" in words(answer)
    assert cast.clerk().check_password(cast.PASSWORD)


def test_an_honest_person_s_weak_passwords_are_not_counted(client, code):
    for _ in range(6):
        send(client, code, password="short")

    assert send(client, code).status_code == 302


def test_guesses_at_one_account_do_not_stop_another(client, code):
    for _ in range(5):
        send(client, "222222222222", username="somebody")

    assert send(client, code).status_code == 302


def test_who_is_signed_in_as_another_is_told_and_changes_over(code):
    client = client_of(cast.head())
    assert "เข้าสู่ระบบอยู่ในชื่อ นายสมชาย ตัวอย่าง" in words(client.get(reverse("first_password")))

    send(client, code)

    assert client.session["_auth_user_id"] == str(cast.clerk().pk)


def test_nothing_odd_is_an_error(client, code):
    for odd in ("\x00", "ก" * 60, "９９９", "²²²", ""):
        assert send(client, odd, username=odd).status_code == 422
