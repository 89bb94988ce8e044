"""Proposing a head and confirming one, through the pages of both sides."""

import pytest
from django.urls import reverse

from ita_portal import actions
from ita_portal.models import HeadRequest, User
from tests import cast
from tests.ita_portal.views.test_people import client_of, code_on, page, words

pytestmark = pytest.mark.django_db

POST = "หัวหน้าสำนักงานจังหวัดลำพูน"


def propose(by=None, **typed):
    typed = {"post": POST} | typed
    return client_of(by or cast.head()).post(reverse("head_propose"), typed)


def asked() -> HeadRequest:
    propose(person=cast.clerk().pk)
    return HeadRequest.objects.get()


def decide(name: str, request: HeadRequest, by=None, **typed):
    return client_of(by or cast.central()).post(reverse(name, args=[request.pk]), typed)


def test_both_sides_see_what_waits_and_what_became_of_it():
    request = asked()
    for one in (page(cast.head()), page(cast.clerk(), "province_home")):
        assert "รอส่วนกลางรับรองหัวหน้าสำนักงานคนใหม่ สมหญิง ตัวอย่าง" in one
    assert "จังหวัดลำพูน · รอรับรอง สมหญิง ตัวอย่าง" in page(cast.central(), "head_requests")

    decide("head_confirm", request)

    assert "ส่วนกลางรับรองแล้ว สมหญิง ตัวอย่าง" in page(cast.head(), "province_home")
    assert "ไม่มีคำขอที่รอรับรอง" in page(cast.central(), "head_requests")
    assert User.objects.get(pk=cast.clerk().pk).is_head


def test_the_centre_s_home_tells_the_central_admin_alone_that_something_waits():
    request = asked()
    cast.round_()
    address = reverse("review_round", args=[cast.round_().pk])
    told = "คำขอรับรองหัวหน้าสำนักงาน ๑ จังหวัด รอท่านรับรอง"

    assert told in words(client_of(cast.central()).get(address))
    assert told not in words(client_of(cast.reviewer()).get(address))
    decide("head_confirm", request)
    assert told not in words(client_of(cast.central()).get(address))


def test_a_refusal_is_read_by_the_office():
    decide("head_refuse", asked(), answer="ไม่มีคำสั่งแต่งตั้ง")

    assert "เหตุผล: ไม่มีคำสั่งแต่งตั้ง" in page(cast.clerk(), "province_home")


def test_a_refusal_without_a_reason_comes_back():
    answer = decide("head_refuse", asked(), answer=" ")

    assert answer.status_code == 422
    assert "โปรดเขียนเหตุผล" in words(answer)


def test_a_new_account_is_made_when_the_centre_confirms_and_its_code_shown():
    cast.head()
    propose(title="นาง", name="มาใหม่ ตัวอย่าง")
    request = HeadRequest.objects.get()
    assert (
        'value="lamphun-head-2"'
        in client_of(cast.central()).get(reverse("head_requests")).content.decode()
    )

    answer = decide("head_confirm", request, username="lamphun-head-2", close_previous="on")

    actions.set_password_by_code(
        username="lamphun-head-2", code=code_on(answer), password=cast.PASSWORD
    )
    heads = User.objects.filter(role="province_head").order_by("pk")
    assert list(heads.values_list("username", "is_active")) == [
        ("lamphun-head", False),
        ("lamphun-head-2", True),
    ]


def test_a_user_name_that_is_taken_is_said_beside_the_request():
    propose(name="มาใหม่ ตัวอย่าง")

    answer = decide("head_confirm", HeadRequest.objects.get(), username="lamphun-head")

    assert answer.status_code == 409
    assert "มีบัญชีชื่อผู้ใช้ lamphun-head อยู่แล้ว" in words(answer)


@pytest.mark.parametrize(
    "typed",
    [{}, {"name": "มาใหม่", "person": "clerk"}, {"person": "other"}, {"name": "x", "post": ""}],
)
def test_a_proposal_names_one_person_of_the_office(typed):
    people = {"clerk": cast.clerk().pk, "other": cast.clerk(cast.roi_et()).pk}
    chosen = {"person": people[typed["person"]]} if "person" in typed else {}

    answer = propose(**typed | chosen)

    assert answer.status_code == 422
    assert list(HeadRequest.objects.all()) == []


def test_a_clerk_of_an_office_without_a_head_asks():
    assert propose(by=cast.clerk(), person=cast.clerk().pk).status_code == 302

    assert HeadRequest.objects.get().asked_by == cast.clerk()
    assert "สำนักงานยังไม่มีหัวหน้า" in page(cast.clerk())


def test_the_centre_gives_heads_their_codes():
    head = cast.head()

    answer = client_of(cast.central()).post(reverse("head_code", args=[head.pk]))

    actions.set_password_by_code(
        username=head.username, code=code_on(answer), password="เขียว-ขจี-สี่แสน-42"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_centre_s_page_costs_the_same_for_one_as_for_three(count, django_assert_num_queries):
    for number in range(count):
        home = cast.province(slug=f"p-{number}", name=f"ที่ {number}", code=f"{60 + number}")
        head, clerk = cast.head(home), cast.clerk(home)
        actions.issue_code(person=head, by=cast.central())
        candidate = actions.Candidate(clerk, clerk.title, clerk.name, POST)
        actions.propose_head(by=head, candidate=candidate)
    client = client_of(cast.central())

    # Session, person, requests, their heads, decided, provinces, heads, codes.
    with django_assert_num_queries(8):
        client.get(reverse("head_requests"))
