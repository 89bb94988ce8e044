"""What a head does with the clerks' accounts, and what nobody else does."""

import pytest

from ita_portal import actions
from ita_portal.models import Role, User
from tests import cast

pytestmark = pytest.mark.django_db

NEW = {
    "username": "lamphun-2",
    "title": "นาย",
    "name": "ใหม่ ตัวอย่าง",
    "post": "นักทรัพยากรบุคคล",
    "phone": "0 5351 1001",
}


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_the_head_says_where_mail_reaches_a_clerk_and_silence_leaves_it():
    clerk = cast.clerk()
    actions.edit_person(
        person=clerk, by=cast.head(), email="a@example.go.th", **names_of(clerk, phone="1")
    )
    actions.edit_person(person=clerk, by=cast.head(), **names_of(fresh(clerk), phone="2"))

    assert (fresh(clerk).email, fresh(clerk).phone) == ("a@example.go.th", "2")


def test_an_invited_clerk_belongs_to_the_head_s_office_and_cannot_sign_in_yet():
    issued = actions.invite(by=cast.head(), **NEW)

    person = fresh(issued.person)
    assert (person.role, person.province, person.full_name) == (
        Role.PROVINCE_STAFF,
        cast.lamphun(),
        "นายใหม่ ตัวอย่าง",
    )
    assert not person.has_usable_password()
    assert person.history.get().history_user == cast.head()


def test_a_second_click_gets_a_new_code_for_the_same_account():
    first = actions.invite(by=cast.head(), **NEW)

    second = actions.invite(by=cast.head(), **NEW)

    assert (first.person, User.objects.filter(username="lamphun-2").count()) == (second.person, 1)
    with pytest.raises(actions.WrongCode):
        actions.set_password_by_code(username="lamphun-2", code=first.code, password=cast.PASSWORD)
    actions.set_password_by_code(username="lamphun-2", code=second.code, password=cast.PASSWORD)


@pytest.mark.parametrize("taken", ["lamphun", "Lamphun", "roi-et"])
def test_a_user_name_that_somebody_has_is_refused(taken):
    cast.clerk(), cast.clerk(cast.roi_et())

    with pytest.raises(actions.Refused, match="อยู่แล้ว"):
        actions.invite(by=cast.head(), **NEW | {"username": taken})


@pytest.mark.parametrize("someone", [cast.clerk, cast.reviewer, cast.inspector, cast.central])
def test_only_a_head_invites(someone):
    with pytest.raises(actions.Refused):
        actions.invite(by=someone(), **NEW)


# Correcting


def names_of(person: User, **changed) -> dict:
    return {name: getattr(person, name) for name in ("title", "name", "post", "phone")} | changed


def test_a_head_corrects_a_clerk_s_names():
    clerk = cast.clerk()

    actions.edit_person(person=clerk, by=cast.head(), **names_of(clerk, phone="123"))

    assert fresh(clerk).phone == "123"


def test_a_head_corrects_the_own_post_and_not_the_own_name():
    head = cast.head()

    actions.edit_person(person=head, by=head, **names_of(head, post="หัวหน้าสำนักงานจังหวัด"))
    with pytest.raises(actions.Refused, match="โดยส่วนกลาง"):
        actions.edit_person(person=head, by=head, **names_of(fresh(head), name="คนอื่น"))

    assert (fresh(head).post, fresh(head).name) == ("หัวหน้าสำนักงานจังหวัด", "สมชาย ตัวอย่าง")


def test_names_that_somebody_changed_meanwhile_are_not_overwritten():
    clerk = cast.clerk()
    seen = actions.token(clerk)
    actions.edit_person(person=clerk, by=cast.head(), **names_of(clerk, phone="1"))

    with pytest.raises(actions.Stale):
        actions.edit_person(person=clerk, by=cast.head(), seen=seen, **names_of(clerk, phone="2"))


# Closing


def test_who_is_closed_is_signed_out_at_once_and_does_not_come_back_by_the_old_session(client):
    client.force_login(cast.clerk())
    assert client.get("/province/").status_code == 200

    actions.close_account(person=cast.clerk(), by=cast.head(), reason="ย้ายไปจังหวัดแพร่")
    assert client.get("/province/").status_code == 302
    actions.reopen_account(person=cast.clerk(), by=cast.head())

    assert client.get("/province/").status_code == 302
    assert fresh(cast.clerk()).check_password(cast.PASSWORD)


def test_a_closing_in_the_admin_ends_sessions_for_good_too(client):
    client.force_login(cast.clerk())
    for is_active in (False, True):
        clerk = fresh(cast.clerk())
        clerk.is_active = is_active
        actions.save_person(person=clerk, by=cast.central())

    assert client.get("/province/").status_code == 302


def test_history_tells_who_closed_and_opened_and_why():
    actions.close_account(person=cast.clerk(), by=cast.head(), reason="ย้าย")
    actions.reopen_account(person=cast.clerk(), by=cast.head())

    newest, before, _ = cast.clerk().history.order_by("-history_date", "-history_id")
    assert [(row.history_change_reason, row.history_user) for row in (before, newest)] == [
        ("ปิดบัญชี: ย้าย", cast.head()),
        ("เปิดใช้บัญชีอีกครั้ง", cast.head()),
    ]


@pytest.mark.parametrize("act", [actions.close_account, actions.reopen_account])
@pytest.mark.parametrize(
    ("someone", "whom"),
    [
        (cast.head, cast.head),
        (cast.clerk, cast.clerk),
        (lambda: cast.head(cast.roi_et()), cast.clerk),
        (cast.reviewer, cast.clerk),
        (cast.head, cast.reviewer),
    ],
)
def test_nobody_closes_or_opens_what_is_not_theirs(act, someone, whom):
    with pytest.raises(actions.Refused):
        act(person=whom(), by=someone())

    assert fresh(whom()).is_active
