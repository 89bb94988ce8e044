"""The page on which provinces are given to reviewers."""

import re

import pytest
from django.urls import reverse

from ita_portal.models import Role
from reports import actions
from reports.models import Assignment
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def central(client):
    cast.lamphun()
    cast.roi_et()
    cast.reviewer()
    client.force_login(cast.central())
    return client


def address(name: str = "round_assignments") -> str:
    return reverse(name, args=[cast.round_().pk])


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def given() -> dict[str, str]:
    found = Assignment.objects.select_related("province", "reviewer")
    return {one.province.slug: one.reviewer.username for one in found}


def test_a_region_is_given_at_once(central):
    form = {"region": "ภาคเหนือ", "to": cast.reviewer().pk}

    answer = central.post(address("assign_region"), form, follow=True)

    assert given() == {"lamphun": "reviewer"}
    assert "มอบหมาย ๑ จังหวัด ให้ Reviewer แล้ว (ภาคเหนือ ๑)" in words(answer)


def test_ticked_provinces_are_given_and_taken_back(central):
    ticked = {"province": ["51", "45"]}
    central.post(address("assign_provinces"), ticked | {"to": cast.reviewer().pk})
    both = given()
    answer = central.post(address("assign_provinces"), {"province": "45", "to": ""}, follow=True)

    assert both == {"lamphun": "reviewer", "roi-et": "reviewer"}
    assert given() == {"lamphun": "reviewer"}
    assert "เลิกมอบหมาย ๑ จังหวัดแล้ว (ภาคตะวันออกเฉียงเหนือ ๑)" in words(answer)


def test_everything_of_one_goes_to_another(central):
    leaving = cast.person(username="reviewer-2", role=Role.REVIEWER)
    actions.assignments.assign(provinces=[cast.lamphun()], to=leaving, by=cast.central())
    leaving.is_active = False
    leaving.save()

    shown = central.get(address())
    form = {"from_": leaving.pk, "to": cast.reviewer().pk}
    central.post(address("assignments_hand_over"), form)

    assert "บัญชีปิดแล้ว" in words(shown)
    assert given() == {"lamphun": "reviewer"}


def test_the_page_counts_what_each_has(central):
    cast.submitted()
    actions.assignments.assign(provinces=[cast.lamphun()], to=cast.reviewer(), by=cast.central())

    page = words(central.get(address()))

    assert "Central (ท่าน) ๐ ๐ ๐ ๐ Reviewer ๑ ๑ ๐ ๐ ยังไม่มอบหมาย ๑ ๐ ๐ ๐" in page


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        ("assign_region", {"to": ""}, "โปรดเลือกภาค"),
        ("assign_region", {"region": "ภาคอื่น", "to": "x"}, "โปรดเลือกภาคจากรายการ"),
        ("assign_provinces", {"to": ""}, "โปรดทำเครื่องหมายหน้าจังหวัดอย่างน้อยหนึ่งจังหวัด"),
        ("assign_provinces", {"province": ["51"], "to": "999999"}, "โปรดเลือกผู้ตรวจจากรายการ"),
        ("assignments_hand_over", {"from_": "\x00", "to": ""}, "โปรดเลือกผู้ตรวจ"),
    ],
)
def test_what_was_not_chosen_is_said_and_nothing_changes(central, name, form, said):
    answer = central.post(address(name), form)

    assert answer.status_code == 422
    assert said in words(answer)
    assert given() == {}


def test_a_tick_is_kept_when_something_is_wrong(central):
    answer = central.post(address("assign_provinces"), {"province": ["45"], "to": "999999"})

    assert 'value="45" checked' in answer.content.decode()


def test_a_reviewer_is_told_what_they_may_not(central, client):
    actions.assignments.assign(provinces=[cast.roi_et()], to=cast.central(), by=cast.central())
    client.force_login(cast.reviewer())

    other = cast.person(username="reviewer-2", role=Role.REVIEWER)
    answer = client.post(address("assign_provinces"), {"province": ["45"], "to": other.pk})

    assert answer.status_code == 409
    assert actions.assignments.NOT_YOURS in words(answer)


def test_the_inspector_reads_without_forms(client):
    cast.lamphun()
    client.force_login(cast.inspector())

    page = client.get(address()).content.decode()

    assert "ลำพูน" in page
    assert "มอบหมายที่เลือก" not in page


def test_three_provinces_cost_as_many_queries_as_one(central, django_assert_num_queries):
    central.get(address())
    with django_assert_num_queries(10):
        central.get(address())
    cast.submitted()
    cast.submitted(of=cast.roi_et())
    trat = cast.province(slug="trat", name="ตราด", code="23")
    actions.assignments.assign(
        provinces=[trat, cast.lamphun()], to=cast.reviewer(), by=cast.central()
    )

    with django_assert_num_queries(10):
        central.get(address())
