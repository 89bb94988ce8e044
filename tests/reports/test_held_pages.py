"""While an acceptance is held back everyone reads what they read before, and an address never blinks."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from ita_portal import thai
from reports import actions, exports, overview, verification, year
from reports.models import Report, Submission
from tests import bulk, cast, explaining

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)
ADDRESS = [2567, 6, "lamphun"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def first() -> Report:
    """Accepted for the first time, and held."""
    report = cast.submitted()
    bulk.accepted([report])
    return report


@pytest.fixture
def corrected() -> Report:
    """Public since before; its correction is accepted, and held."""
    report = cast.accepted()
    actions.ask_to_correct(report=report, by=cast.head(), reason="คำผิด")
    report.refresh_from_db()
    explaining.write(report, "ฉบับที่แก้แล้ว")
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    bulk.accepted([report])
    return report


def answers(client) -> dict[str, int]:
    """The status of every address that everyone may open of the report."""
    one, many = [*ADDRESS], ADDRESS[:2]
    addresses = {
        "page": reverse("public_report", args=one),
        "csv": reverse("public_report_file", args=[*one, "csv"]),
        "version 1": reverse("public_version", args=[*one, 1]),
        "version 2": reverse("public_version", args=[*one, 2]),
        "version 2 csv": reverse("public_version_file", args=[*one, 2, "csv"]),
        "round": reverse("public_round", args=many),
    }
    return {name: client.get(address).status_code for name, address in addresses.items()}


def test_a_first_acceptance_is_nowhere_until_the_time_is_over(client, first, clock):
    held = answers(client)
    listed = overview.published_reports([first.round], cast.TODAY)
    clock.move_to(NOW + timedelta(minutes=10))

    assert (held["page"], held["csv"], held["version 1"]) == (404, 404, 404)
    assert listed == {}
    assert answers(client)["page"] == 200
    assert list(Report.objects.published(cast.TODAY)) == [first]


def test_a_public_address_shows_the_version_of_before_meanwhile(client, corrected, clock):
    page = reverse("public_report", args=ADDRESS)
    held, text = answers(client), client.get(page).content.decode()
    clock.move_to(NOW + timedelta(minutes=10))
    after = client.get(page).content.decode()

    assert (held["page"], held["csv"], held["version 1"]) == (200, 200, 200)
    assert (held["version 2"], held["version 2 csv"]) == (404, 404)
    assert "ฉบับที่แก้แล้ว" not in text
    assert "ฉบับแก้ไขครั้งที่" not in text
    assert "ฉบับที่แก้แล้ว" in after
    assert answers(client) == dict.fromkeys(held, 200)


def test_undone_nothing_public_was_ever_different(client, corrected):
    page = reverse("public_report", args=ADDRESS)
    before = client.get(page).content

    actions.undo_accept(report=corrected, by=cast.reviewer())

    assert client.get(page).content == before
    assert answers(client)["version 2"] == 404


def test_files_and_the_year_hold_the_version_of_before(corrected):
    public = exports.of_everyone(corrected.round, cast.TODAY)
    (entry,) = public.entries
    told = year.published(corrected.province, 2567, cast.TODAY)

    assert entry.imprint.number == 1
    assert "ฉบับที่แก้แล้ว" not in str(told)
    assert [one.submission.number for one in overview.editions(corrected)] == [1]


def standings(report: Report) -> list[str]:
    numbers = report.submissions.order_by("number").values_list("reference", flat=True)
    found = [verification.find(reference) for reference in numbers]
    return [verification.standing(one, cast.TODAY).title for one in found]


def test_whoever_verifies_is_told_what_was_true_before(first):
    assert standings(first) == ["ส่งแล้ว ยังไม่ได้รับรายงาน"]


def test_of_a_correction_the_version_before_is_the_one_that_counts(corrected, clock):
    held = standings(corrected)
    clock.move_to(NOW + timedelta(minutes=10))

    assert held == ["ฉบับที่รับรายงานแล้ว", "ส่งแล้ว ยังไม่ได้รับรายงาน"]
    assert standings(corrected) == ["ฉบับก่อน มีฉบับแก้ไขแทนแล้ว", "ฉบับที่รับรายงานแล้ว"]


def test_the_province_is_told_from_when_it_is_public(client, first, clock):
    client.force_login(cast.head())
    held = client.get(reverse("province_home")).content.decode()
    clock.move_to(NOW + timedelta(minutes=10))
    client.force_login(cast.head())
    after = client.get(reverse("province_home")).content.decode()

    assert "จะเผยแพร่หลังเวลา ๑๐:๑๐ น." in held
    assert "เผยแพร่แล้ว" in after


def test_a_withdrawal_while_it_is_held_ends_the_address_at_once(client, corrected):
    actions.withdraw(report=corrected, by=cast.central(), reason="ข้อมูลส่วนบุคคล")

    assert answers(client)["page"] == 410


def test_lists_cost_the_same_held_or_not(first, django_assert_num_queries):
    bulk.accepted([cast.submitted(of=cast.roi_et())], token="0" * 32)

    rounds = [first.round]

    with django_assert_num_queries(1):
        overview.published_reports(rounds, cast.TODAY)
    assert Submission.objects.accepted().count() == 2
