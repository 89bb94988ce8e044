"""Rehearsing and opening: what is lacking is listed, the button works once."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import actions as people
from ita_portal import thai
from ita_portal.models import Invitation, Province
from reports import rehearsal
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK), tick=False):
        yield


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


@pytest.fixture
def unopened():
    return cast.round_(opened_at=None)


def said(response) -> str:
    return " ".join(response.content.decode().split())


def lacks() -> dict[str, tuple[str, ...]]:
    return {one.province.slug: one.lacks for one in rehearsal.offices(timezone.now())}


# What is lacking ---------------------------------------------------------------------------------


def test_an_office_of_nobody_lacks_everything():
    cast.lamphun()

    assert lacks() == {"lamphun": ("no_clerk", "no_head", "no_phone", "no_email")}


def test_an_office_with_people_and_contacts_lacks_nothing():
    home = cast.lamphun()
    cast.clerk(), cast.head()
    Province.objects.filter(pk=home.pk).update(phone="0 5351 1000", email="a@example.go.th")

    assert lacks() == {"lamphun": ()}
    assert rehearsal.counts(rehearsal.offices(timezone.now())) == []


def test_closed_accounts_do_not_count():
    cast.clerk()
    people.close_account(person=cast.clerk(), by=cast.head(), reason="ย้าย")

    assert "no_clerk" in lacks()["lamphun"]


def test_a_code_that_ran_out_and_a_head_who_waits_are_told():
    head, clerk = cast.head(), cast.clerk()
    issued = people.invite(
        by=head, username="lamphun-2", title="", name="ใหม่ ตัวอย่าง", post="", phone="1"
    )
    assert not {"code_ran_out", "not_set"} & set(lacks()["lamphun"])

    expired = timezone.now() - timedelta(days=1)
    Invitation.objects.filter(person=issued.person).update(expires_at=expired)
    proposed = people.Candidate(clerk, "", str(clerk), "หัวหน้าสำนักงานจังหวัดลำพูน")
    people.propose_head(by=head, candidate=proposed)

    assert set(lacks()["lamphun"]) >= {"code_ran_out", "head_waits"}


def test_the_list_is_of_those_who_lack_something_or_of_one_kind_or_all(centre, unopened):
    home = cast.lamphun()
    cast.clerk(), cast.head(), cast.roi_et()
    Province.objects.filter(pk=home.pk).update(phone="0 5351 1000", email="a@example.go.th")
    address = reverse("round_rehearsal", args=[unopened.pk])

    some, of_kind, everyone, unknown = (
        said(centre.get(address + query)) for query in ("", "?lacks=no_head", "?all=1", "?lacks=x")
    )

    assert ("ลำพูน" in some, "ร้อยเอ็ด" in some) == (False, True)
    assert ("ลำพูน" in of_kind, "ร้อยเอ็ด" in of_kind) == (False, True)
    assert ("๐ ๕๓๕๑ ๑๐๐๐" in everyone, "ร้อยเอ็ด" in everyone) == (True, True)
    assert "ร้อยเอ็ด" in unknown


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_telephone_list_is_a_table_file(centre, unopened, kind):
    cast.head()

    answer = centre.get(reverse("round_rehearsal_file", args=[unopened.pk, kind]))

    assert answer.status_code == 200
    assert f"ita-2567-6-rehearsal.{kind}" in answer["Content-Disposition"]
    if kind == "csv":
        head, row = answer.content.decode("utf-8-sig").splitlines()
        assert head.startswith("province_code,province,region,lacks,head,head_phone")
        assert row.startswith("51,ลำพูน,ภาคเหนือ,")
        assert "นายสมชาย ตัวอย่าง" in row


def test_there_is_no_json_of_it(centre, unopened):
    address = reverse("round_rehearsal_file", args=[unopened.pk, "json"])

    assert centre.get(address).status_code == 404


@pytest.mark.parametrize("name", ["round_rehearsal", "round_opening"])
def test_the_pages_cost_the_same_for_one_office_as_for_three(
    centre, unopened, name, django_assert_num_queries
):
    address, queries = reverse(name, args=[unopened.pk]), 7 if name == "round_rehearsal" else 11
    cast.head()
    with django_assert_num_queries(queries):
        centre.get(f"{address}?all=1")

    for place in (cast.roi_et(), cast.province(slug="trat", name="ตราด", code="23")):
        cast.head(place), cast.clerk(place)

    with django_assert_num_queries(queries):
        centre.get(f"{address}?all=1")


# Opening -----------------------------------------------------------------------------------------


def test_a_round_is_prepared_unseen_and_opened_for_every_province(client, unopened):
    home = reverse("province_home")
    client.force_login(cast.clerk())
    assert "รอบ ๖ เดือน" not in said(client.get(home))

    client.force_login(cast.central())
    address = reverse("round_opening", args=[unopened.pk])
    assert "ยังไม่มี จังหวัดจะไม่เห็นหนังสือสั่งการ" in said(client.get(address))
    first, second = client.post(address, follow=True), client.post(address, follow=True)

    assert "ทุกจังหวัดเห็นรอบนี้ที่หน้างานของจังหวัด" in said(first)
    assert "รอบนี้เปิดไว้แล้วเมื่อ" in said(second)
    assert unopened.history.count() == 2
    for person in (cast.clerk(), cast.clerk(cast.roi_et())):
        client.force_login(person)
        assert "รอบ ๖ เดือน" in said(client.get(home))


def test_a_round_opened_ahead_says_from_when_it_is_seen(centre):
    round_ = cast.round_(
        opened_at=None, months=12, opens_on=datetime(2024, 10, 1), due_on=datetime(2024, 10, 31)
    )

    answer = centre.post(reverse("round_opening", args=[round_.pk]), follow=True)

    assert "ทุกจังหวัดจะเห็นรอบนี้ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๗" in said(answer)


def test_looking_opens_nothing(centre, unopened):
    centre.get(reverse("round_opening", args=[unopened.pk]))

    assert not Round.objects.get().was_opened


def test_an_opening_is_taken_back_with_a_reason(centre):
    round_ = cast.round_()
    address = reverse("round_opening_undo", args=[round_.pk])

    asked = centre.post(address, {"reason": " "})
    assert (asked.status_code, "โปรดเขียนเหตุผล" in said(asked)) == (422, True)

    centre.post(address, {"reason": "เปิดผิดรอบ"})
    assert not Round.objects.get().was_opened
    again = centre.post(address, {"reason": "เปิดผิดรอบ"}, follow=True)
    assert "ยังไม่ได้เปิด" in said(again)
