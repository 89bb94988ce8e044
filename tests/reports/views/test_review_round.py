"""The centre's table of all provinces of a round."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from calendar_app.models import RoundExtension
from ita_portal import thai
from reports import actions, overview
from reports.models import Report
from tests import cast

pytestmark = pytest.mark.django_db

BEFORE_DUE = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)
FIVE_DAYS_LATE = datetime(2024, 5, 5, 10, 0, tzinfo=thai.BANGKOK)


@pytest.fixture
def round_():
    return cast.round_()


@pytest.fixture
def url(round_):
    return reverse("review_round", args=[round_.pk])


def trat():
    return cast.province(slug="trat", name="ตราด", code="23", region="ภาคตะวันออก")


def rows_of(response) -> dict[str, list[str]]:
    """Province → the words of its other cells, as a reader meets them."""
    body = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        name, *others = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
        found[name] = others
    return found


def test_a_stranger_is_led_to_the_sign_in(client, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={url}"


def test_people_of_a_province_are_refused(client, url):
    client.force_login(cast.head())

    assert client.get(url).status_code == 403


@pytest.mark.parametrize("person", [cast.reviewer, cast.central, cast.inspector])
def test_the_centre_may_read(client, url, person):
    client.force_login(person())

    assert client.get(url).status_code == 200


def test_the_desk_leads_to_the_newest_open_round(client, round_, url):
    cast.round_(fiscal_year=2566, opens_on=date(2023, 4, 1), due_on=date(2023, 4, 30))
    client.force_login(cast.reviewer())

    assert client.get(reverse("review_home"))["Location"] == url


def test_the_desk_says_what_to_do_without_any_round(client):
    client.force_login(cast.reviewer())

    response = client.get(reverse("review_home"))

    assert response.status_code == 200
    assert "ยังไม่มีรอบรายงานที่เปิดรับ" in response.content.decode()


def test_an_unknown_round_is_not_found(client, round_):
    client.force_login(cast.reviewer())

    assert client.get(reverse("review_round", args=[round_.pk + 1])).status_code == 404


@time_machine.travel(BEFORE_DUE, tick=False)
def test_each_province_stands_with_state_coverage_and_last_change(client, url):
    cast.submitted()
    draft = cast.report(of=cast.roi_et())
    line = draft.groups.first().lines.get()
    line.result = "ลงทะเบียนแล้ว"
    line.save()
    trat()
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)
    client.force_login(cast.reviewer())

    response = client.get(url)

    when = "๑๐ เม.ย. ๒๕๖๗ ๑๐:๐๐ น."
    assert rows_of(response) == {
        "ตราด": ["ภาคตะวันออก", "ยังไม่เริ่มจัดทำ", "นำเข้าจากไฟล์ แทนจังหวัดตราด", ""],
        "ร้อยเอ็ด": [
            "ภาคตะวันออกเฉียงเหนือ",
            "ร่าง (อยู่ระหว่างจัดทำ)",
            "๒ จาก ๓ ขั้นตอน (ร่าง)",
            f"{when} สมหญิง ตัวอย่าง",
        ],
        "ลำพูน": ["ภาคเหนือ", "ส่งแล้ว รอตรวจ", "๑ จาก ๓ ขั้นตอน", f"{when} นายสมชาย ตัวอย่าง"],
    }


def test_after_the_due_date_it_says_who_is_overdue_and_how_late_others_were(client, round_, url):
    with time_machine.travel(FIVE_DAYS_LATE, tick=False):
        cast.submitted()
        trat()
        cast.roi_et()
        RoundExtension.objects.create(
            round=round_, province=cast.roi_et(), due_on=date(2024, 5, 20), reason="น้ำท่วม"
        )
        client.force_login(cast.reviewer())

        states = {name: cells[1] for name, cells in rows_of(client.get(url)).items()}

    assert states == {
        "ตราด": "ยังไม่เริ่มจัดทำ เลยกำหนด ยังไม่ส่ง",
        "ร้อยเอ็ด": "ยังไม่เริ่มจัดทำ กำหนดส่ง ๒๐ พ.ค. ๒๕๖๗",
        "ลำพูน": "ส่งแล้ว รอตรวจ ส่งล่าช้า ๕ วัน",
    }


def test_a_report_returned_without_a_new_day_is_not_overdue(round_):
    report = cast.submitted()
    submission = actions.latest(report)
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=submission.pk, comment="โปรดแก้"
    )

    row = overview.province_rows(round_, date(2026, 1, 1))[0]

    assert (row.state_key, row.is_overdue) == ("returned", False)


def test_a_correction_under_way_says_that_the_accepted_version_is_public(client, url):
    report = cast.accepted()
    actions.ask_to_correct(report=report, by=cast.head(), reason="คำผิด")
    client.force_login(cast.reviewer())

    assert "ฉบับที่รับแล้วยังเผยแพร่อยู่" in rows_of(client.get(url))["ลำพูน"][1]


def test_region_and_state_are_chosen_in_the_address(client, url):
    cast.submitted()
    cast.roi_et()
    trat()
    client.force_login(cast.reviewer())

    by_region = client.get(url, {"region": "ภาคเหนือ"})
    by_state = client.get(url, {"state": "not_started"})
    by_both = client.get(url, {"region": "ภาคเหนือ", "state": "not_started"})

    assert list(rows_of(by_region)) == ["ลำพูน"]
    assert list(rows_of(by_state)) == ["ตราด", "ร้อยเอ็ด"]
    assert "ไม่มีจังหวัดที่ตรงกับที่เลือก" in by_both.content.decode()
    assert '<option value="ภาคเหนือ" selected>' in by_both.content.decode()


@pytest.mark.parametrize("query", [{"region": "ภาคอื่น"}, {"state": "nonsense"}, {"state": "\x00"}])
def test_a_choice_nobody_offers_shows_every_province(client, url, query):
    cast.lamphun()
    cast.roi_et()
    client.force_login(cast.reviewer())

    assert list(rows_of(client.get(url, query))) == ["ร้อยเอ็ด", "ลำพูน"]


@time_machine.travel(BEFORE_DUE, tick=False)
def test_the_counts_say_in_words_how_many_stand_where(round_):
    cast.submitted()
    cast.report(of=cast.roi_et())
    trat()

    table = overview.RoundTable(round_, overview.province_rows(round_, date(2024, 5, 1)))

    assert [(one.label, one.count) for one in table.counts] == [
        ("ยังไม่เริ่มจัดทำ", 1),
        ("ร่าง (อยู่ระหว่างจัดทำ)", 1),
        ("ส่งแล้ว รอตรวจ", 1),
        ("เลยกำหนด ยังไม่ส่ง", 2),
    ]


def test_three_reports_cost_as_many_queries_as_one(client, url, django_assert_num_queries):
    cast.submitted()
    client.force_login(cast.reviewer())
    client.get(url)

    with django_assert_num_queries(8):
        client.get(url)
    cast.accepted(of=cast.roi_et())
    cast.report(of=trat())
    with django_assert_num_queries(8):
        client.get(url)
    assert Report.objects.count() == 3
