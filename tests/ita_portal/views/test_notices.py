"""แจ้งเตือน: who is shown what, that only an act marks it as read, and the count beside the way to it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ita_portal import actions, thai
from ita_portal.models import Notice, NoticeRead, Province, User
from ita_portal.models.notices import count_for_each_person
from tests import cast
from tests.ita_portal.views.test_people import client_of, words

pytestmark = pytest.mark.django_db


def tell(number=0, of: Province | None = None, **more) -> Notice:
    told = {"kind": "round_opened", "title": thai.to_thai_digits(f"เรื่องที่ {number}"), "by": None}
    return actions.tell(**told | {"key": f"k{number}", "province": of or cast.lamphun()} | more)


def page(person) -> str:
    return words(client_of(person).get(reverse("notices")))


def test_unread_ones_come_first_then_the_newest():
    first, second, third = (tell(number) for number in (1, 2, 3))
    actions.mark_read(notice=third, by=cast.clerk())

    said = page(cast.clerk())

    assert said.index("เรื่องที่ ๒") < said.index("เรื่องที่ ๑") < said.index("เรื่องที่ ๓")
    assert "ยังไม่อ่าน ๒ เรื่อง" in said
    assert (first.url, second.url) == ("", "")


def test_opening_the_page_marks_nothing():
    tell()

    page(cast.clerk())

    assert NoticeRead.objects.count() == 0


def test_each_person_marks_for_themselves():
    notice = tell()

    answer = client_of(cast.clerk()).post(reverse("notice_read", args=[notice.pk]))

    assert (answer.status_code, answer.url) == (302, reverse("notices"))
    assert list(NoticeRead.objects.values_list("person", flat=True)) == [cast.clerk().pk]
    assert "ยังไม่อ่าน ๑ เรื่อง" in page(cast.head())
    assert "ทำเครื่องหมายว่าอ่านแล้วทั้งหมด" not in page(cast.clerk())


def test_opening_what_it_tells_of_marks_it_and_leads_there():
    notice = tell(page=actions.Page("province_home", anchor="round"))
    client = client_of(cast.clerk())

    answer = client.post(reverse("notice_read", args=[notice.pk]), {"open": "1"})

    assert answer.url == f"{reverse('province_home')}#round"
    assert NoticeRead.objects.count() == 1


def test_a_second_click_marks_once():
    address = reverse("notice_read", args=[tell().pk])
    client = client_of(cast.clerk())

    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    assert NoticeRead.objects.count() == 1


def test_all_that_was_shown_is_marked_and_nothing_that_came_meanwhile():
    tell(1)
    shown_at = timezone.now()
    tell(2)

    client_of(cast.clerk()).post(reverse("notices_read_all"), {"until": shown_at.isoformat()})

    assert "ยังไม่อ่าน ๑ เรื่อง" in page(cast.clerk())


@pytest.mark.parametrize(
    "until", ["", "yesterday", "2024-02-30T00:00:00+07:00", "2024-01-01T00:00"]
)
def test_a_moment_that_cannot_be_read_means_now(until):
    tell()

    answer = client_of(cast.clerk()).post(reverse("notices_read_all"), {"until": until})

    assert answer.status_code == 302
    assert NoticeRead.objects.count() == 1


def test_what_is_told_to_others_is_not_there():
    for number, (of, more) in enumerate(
        [
            (cast.roi_et(), {}),
            (None, {"role": "province_head"}),
            (None, {"province": None, "to": cast.head()}),
            (None, {"province": None}),
            (None, {"by": cast.clerk()}),
            (None, {"visible_from": timezone.now() + timedelta(hours=1)}),
        ]
    ):
        tell(number, of, **more)

    assert "ยังไม่มีแจ้งเตือน" in page(cast.clerk())


def test_what_was_taken_back_is_gone():
    tell(source="move:1")
    actions.cancel_notices(source="move:1", by=None)

    assert "ยังไม่มีแจ้งเตือน" in page(cast.clerk())


def test_the_count_stands_beside_the_way_to_them_on_every_page():
    for number in range(3):
        tell(number)

    assert "แจ้งเตือน ๓ เรื่องยังไม่อ่าน" in words(
        client_of(cast.clerk()).get(reverse("account_change_password"))
    )
    assert "เรื่องยังไม่อ่าน" not in words(
        client_of(cast.reviewer()).get(reverse("account_change_password"))
    )


@pytest.mark.parametrize(
    ("person", "count"),
    [
        (cast.clerk, 2),
        (cast.head, 3),
        (lambda: cast.clerk(cast.roi_et()), 0),
        (cast.reviewer, 1),
        (cast.central, 2),
        (cast.inspector, 0),
    ],
)
def test_the_count_is_that_of_the_list(person, count):
    everybody = person()
    tell(1)
    tell(2)
    tell(3, role="province_head")
    tell(4, province=None)
    tell(5, province=None, role="central_admin")

    answer = client_of(everybody).get(reverse("notices"))

    assert answer.wsgi_request.user.unread_notices == count
    assert len(answer.context["page"].object_list) == count


def test_the_count_is_of_the_moment_it_is_asked_for():
    clerk = cast.clerk()
    tell(1)
    visible = Notice.objects.get().visible_from

    def count(now) -> int:
        people = User.objects.annotate(count=count_for_each_person(now))
        return people.get(pk=clerk.pk).count

    assert [count(visible - timedelta(seconds=1)), count(visible), count(visible)] == [0, 1, 1]


def test_home_shows_the_newest_thing_to_go_on_with():
    tell(1, kind="extension", is_important=True)
    tell(2)
    # Of this the card of its round says how it stands.
    tell(3, kind="returned", is_important=True)

    home = words(client_of(cast.clerk()).get(reverse("province_home")))

    assert [number for number in "๑๒๓" if f"เรื่องที่ {number}" in home] == ["๑"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_many(count, django_assert_num_queries):
    client = client_of(cast.clerk())
    for number in range(count):
        tell(number, by=cast.reviewer())

    with django_assert_num_queries(4):
        client.get(reverse("notices"))


def test_a_long_list_has_pages():
    for number in range(31):
        tell(number)
    client = client_of(cast.clerk())

    assert "หน้า ๑ จาก ๒ หน้าถัดไป" in words(client.get(reverse("notices")))
    assert "เรื่องที่ ๐" in words(client.get(reverse("notices"), {"page": "2"}))


def test_said_twice_is_one_notice():
    assert isinstance(tell(), Notice)
    assert tell() is None
    assert Notice.objects.get().created_at <= datetime.now(tz=timezone.get_current_timezone())
