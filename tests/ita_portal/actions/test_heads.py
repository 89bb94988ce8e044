"""A new head: asked for by the office, made by the centre alone."""

import pytest
from django.db import IntegrityError

from ita_portal import actions
from ita_portal.models import HeadRequest, Role
from tests import cast

pytestmark = pytest.mark.django_db

POST = "หัวหน้าสำนักงานจังหวัดลำพูน"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def of(person) -> actions.Candidate:
    return actions.Candidate(person, person.title, person.name, POST, person.phone)


NEWCOMER = actions.Candidate(None, "นาง", "มาใหม่ ตัวอย่าง", POST, "0 5351 1002")


def ask(*, by=None, candidate=None) -> HeadRequest:
    return actions.propose_head(
        by=by or cast.head(), candidate=candidate or of(cast.clerk()), words="คำสั่งที่ ๑๒๗/๒๕๖๗"
    )


def confirm(asked, *, by=None, **named):
    named = {"close_previous": False} | named
    return actions.confirm_head(request=asked, by=by or cast.central(), **named)


def test_asking_makes_nobody_a_head():
    ask()

    assert fresh(cast.clerk()).role == Role.PROVINCE_STAFF


def test_the_centre_makes_the_head_and_history_tells_who_asked_and_confirmed():
    asked = ask()

    head, issued = confirm(asked)

    clerk = fresh(cast.clerk())
    assert (head, issued) == (clerk, None)
    assert (clerk.role, clerk.post) == (Role.PROVINCE_HEAD, POST)
    last = clerk.history.first()
    assert (last.history_user, last.history_change_reason) == (
        cast.central(),
        "รับรองเป็นหัวหน้าสำนักงาน ตามคำขอของนายสมชาย ตัวอย่าง",
    )
    assert fresh(asked).outcome == "confirmed"
    assert fresh(cast.head()).is_active


def test_the_previous_head_is_closed_where_that_was_ticked(client):
    cast.head(cast.roi_et())
    client.force_login(cast.head())

    confirm(ask(), close_previous=True)

    assert not fresh(cast.head()).is_active
    assert client.get("/province/").status_code == 302
    assert fresh(cast.head(cast.roi_et())).is_active


def test_somebody_without_an_account_gets_one_with_a_code():
    asked = ask(candidate=NEWCOMER)

    head, issued = confirm(asked, username="lamphun-head-2")

    assert (head.role, head.province, head.full_name) == (
        Role.PROVINCE_HEAD,
        cast.lamphun(),
        "นางมาใหม่ ตัวอย่าง",
    )
    actions.set_password_by_code(
        username="lamphun-head-2", code=issued.code, password=cast.PASSWORD
    )
    assert fresh(asked).person == head


def test_a_user_name_that_is_taken_leaves_the_request_open():
    asked = ask(candidate=NEWCOMER)

    with pytest.raises(actions.Refused, match="อยู่แล้ว"):
        confirm(asked, username="lamphun-head")

    assert fresh(asked).is_open


@pytest.mark.parametrize("someone", [cast.head, cast.clerk, cast.reviewer, cast.inspector])
def test_nobody_but_the_central_admin_confirms_or_refuses(someone):
    asked = ask()

    with pytest.raises(actions.Refused):
        confirm(asked, by=someone())
    with pytest.raises(actions.Refused):
        actions.refuse_head(request=asked, by=someone(), answer="ไม่")

    assert (fresh(asked).outcome, fresh(cast.clerk()).role) == ("", Role.PROVINCE_STAFF)


def test_a_clerk_asks_only_where_there_is_no_head():
    cast.head()
    with pytest.raises(actions.Refused, match="หัวหน้าคนปัจจุบัน"):
        ask(by=cast.clerk())

    actions.save_person(person=closed(cast.head()), by=cast.central())

    assert ask(by=cast.clerk()).asked_by == cast.clerk()


def closed(person):
    person.is_active = False
    return person


@pytest.mark.parametrize(
    "candidate",
    [
        lambda: of(cast.head()),
        lambda: of(cast.clerk(cast.roi_et())),
        lambda: of(cast.reviewer()),
    ],
)
def test_only_a_clerk_of_the_office_is_proposed(candidate):
    with pytest.raises(actions.Refused):
        ask(candidate=candidate())


def test_the_centre_does_not_propose():
    with pytest.raises(actions.Refused):
        ask(by=cast.central())


def test_one_request_at_a_time_also_in_the_database():
    ask()

    with pytest.raises(actions.Refused, match="รอส่วนกลางอยู่แล้ว"):
        ask(candidate=NEWCOMER)
    again = HeadRequest.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError):
        again.save()


def test_whose_account_was_closed_meanwhile_is_not_made_head():
    asked = ask()
    actions.close_account(person=cast.clerk(), by=cast.head())

    with pytest.raises(actions.Refused, match="ปิดอยู่"):
        confirm(asked)


def test_a_refusal_has_a_reason_and_is_final():
    asked = ask()
    with pytest.raises(actions.Refused, match="เหตุผล"):
        actions.refuse_head(request=asked, by=cast.central(), answer=" ")

    actions.refuse_head(request=asked, by=cast.central(), answer="ไม่มีคำสั่งแต่งตั้ง")

    with pytest.raises(actions.Refused, match="ส่วนกลางไม่รับรองไปแล้ว"):
        confirm(asked)
    assert (fresh(asked).answer, fresh(cast.clerk()).role) == (
        "ไม่มีคำสั่งแต่งตั้ง",
        Role.PROVINCE_STAFF,
    )


def test_the_office_takes_its_request_back():
    asked = ask()
    for someone in (cast.clerk(), cast.head(cast.roi_et()), cast.central()):
        with pytest.raises(actions.Refused):
            actions.withdraw_head_request(request=asked, by=someone)

    actions.withdraw_head_request(request=asked, by=cast.head())

    assert fresh(asked).outcome == "withdrawn"
    assert ask().is_open
