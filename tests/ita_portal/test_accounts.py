"""The demo's password works in the demo alone, and own passwords are changed through the actions."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from ita_portal.accounts import DEMO_PASSWORD
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_person():
    """Somebody whose password was set while this was a demo."""
    person = cast.clerk()
    person.set_password(DEMO_PASSWORD)
    person.save()
    return person


def sign_in(client, username: str, password: str):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_the_demo_password_signs_in_to_the_demo(client, demo_person):
    answer = sign_in(client, "lamphun", DEMO_PASSWORD)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(demo_person.pk)


def test_the_demo_password_opens_nothing_outside_the_demo(client, demo_person, settings):
    settings.DEMO = False

    answer = sign_in(client, "lamphun", DEMO_PASSWORD)

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert authenticate(username="lamphun", password=DEMO_PASSWORD) is None


def test_other_passwords_sign_in_outside_the_demo(client, settings):
    settings.DEMO = False
    cast.clerk()

    assert sign_in(client, "lamphun", cast.PASSWORD).status_code == 302


def test_nobody_chooses_the_demo_password_outside_the_demo(settings):
    validate_password(DEMO_PASSWORD)
    settings.DEMO = False

    with pytest.raises(ValidationError, match="ระบบสาธิต"):
        validate_password(DEMO_PASSWORD)


def test_one_s_own_password_is_changed_on_the_portal_s_page(client):
    clerk = cast.clerk()
    client.force_login(clerk)
    new = "เขียว-ขจี-สี่แสน-42"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": cast.PASSWORD, "password1": new, "password2": new},
    )

    clerk.refresh_from_db()
    assert clerk.check_password(new)
    assert clerk.history.first().history_change_reason == "ตั้งรหัสผ่านใหม่"
