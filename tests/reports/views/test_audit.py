"""The page of the audit log: its sentences, what is looked for, its files."""

import csv
import io

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from ita_portal import thai
from ita_portal.models import AuditEntry
from reports import actions
from reports.audit_list import PAGE
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=False) as traveller:
        yield traveller


def client() -> Client:
    signed_in = Client()
    signed_in.force_login(cast.central())
    return signed_in


def sentences(**query) -> list[str]:
    response = client().get(reverse("audit_log"), query)
    return [" ".join(one.sentence.split()) for one in response.context["told"]]


def of_a_day(traveller, day: str, province) -> None:
    traveller.move_to(f"{day}T09:30:00+07:00")
    cast.submitted(of=province)


def test_an_act_is_a_sentence_that_leads_to_its_report():
    sent = cast.submitted()

    response = client().get(reverse("audit_log"))
    page = response.content.decode()

    assert [one.sentence for one in response.context["told"]][1:] == [
        "นายสมชาย ตัวอย่าง (หัวหน้าสำนักงานจังหวัด จังหวัดลำพูน) รับรองและส่งรายงาน จังหวัดลำพูน · รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗",
        "สมหญิง ตัวอย่าง (เจ้าหน้าที่จังหวัด จังหวัดลำพูน) เริ่มจัดทำรายงาน จังหวัดลำพูน · รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗",
    ]
    assert f'href="{reverse("review_report", args=[sent.pk])}"' in page
    assert f"{thai.write_datetime(timezone.now())}</time>" in page


@pytest.mark.parametrize(
    ("query", "provinces"),
    [
        ({"kind": "sent"}, ["จังหวัดร้อยเอ็ด", "จังหวัดลำพูน"]),
        ({"kind": "sent", "since": "12 เม.ย. 2567"}, ["จังหวัดร้อยเอ็ด"]),
        ({"kind": "sent", "until": "11/4/2567"}, ["จังหวัดลำพูน"]),
        ({"kind": "sent", "since": "12 เม.ย. 2567", "until": "12 เม.ย. 2567"}, ["จังหวัดร้อยเอ็ด"]),
        ({"kind": "sent", "name": "นาย"}, ["จังหวัดร้อยเอ็ด", "จังหวัดลำพูน"]),
        ({"kind": "sent", "name": "ไม่มีใคร"}, []),
        ({"kind": "sent", "province": "roi-et"}, ["จังหวัดร้อยเอ็ด"]),
        ({"kind": "sent", "report": "lamphun"}, ["จังหวัดลำพูน"]),
    ],
)
def test_what_is_looked_for_is_shown(today, query, provinces):
    of_a_day(today, "2024-04-10", cast.lamphun())
    of_a_day(today, "2024-04-12", cast.roi_et())
    if "province" in query:
        query = query | {"province": cast.roi_et().pk}
    if "report" in query:
        query = query | {"report": cast.report(of=cast.roi_et()).pk - 1}

    assert [
        one.split("รับรองและส่งรายงาน ")[1].split(" · ")[0] for one in sentences(**query)
    ] == provinces


def test_reading_is_found_by_province_too():
    sent = cast.submitted()
    reviewer = Client()
    reviewer.force_login(cast.reviewer())
    reviewer.get(reverse("review_submission", args=[actions.latest(sent).pk]))

    assert sentences(kind="read", province=cast.lamphun().pk) == [
        "Reviewer (ผู้ตรวจรายงาน) เปิดอ่านฉบับที่ส่งก่อนหน้า ๒๕๖๗-๖-๕๑-๐๑"
    ]
    assert sentences(kind="read", province=cast.roi_et().pk) == []


def test_a_day_that_is_not_understood_is_said_and_everything_is_shown():
    cast.submitted()

    page = client().get(reverse("audit_log"), {"since": "เมื่อวาน", "kind": "sent"})

    assert "โปรดพิมพ์วันเดียว เช่น ๑๕ พฤษภาคม ๒๕๖๗" in page.content.decode()
    assert len(page.context["told"]) == 1


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "๑"])
def test_a_strange_place_in_the_address_shows_the_newest(before):
    assert client().get(reverse("audit_log"), {"before": before}).status_code == 200


def test_a_long_log_is_read_page_by_page():
    for _ in range(PAGE):
        Client().force_login(cast.reviewer())

    reader = client()
    first = reader.get(reverse("audit_log"))
    second = reader.get(reverse("audit_log"), {"before": first.context["older"]})

    shown = [one.entry.pk for one in (*first.context["told"], *second.context["told"])]
    assert shown == list(AuditEntry.objects.order_by("-pk").values_list("pk", flat=True))
    assert (len(first.context["told"]), second.context["older"]) == (PAGE, None)


def test_many_entries_cost_as_many_queries_as_few(django_assert_num_queries):
    cast.submitted()
    reader = client()
    with django_assert_num_queries(6):
        reader.get(reverse("audit_log"))
    cast.submitted(of=cast.roi_et())
    with django_assert_num_queries(6):
        reader.get(reverse("audit_log"))


def test_the_list_is_a_table_file_and_its_taking_away_is_told():
    cast.submitted()
    reader = client()
    before = AuditEntry.objects.count()

    response = reader.get(reverse("audit_file", args=["csv"]), {"kind": "sent"})

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [
        {
            "at": "2024-04-10T09:30:00+07:00",
            "name": "นายสมชาย ตัวอย่าง",
            "role": "province_head",
            "office": "จังหวัดลำพูน",
            "kind": "sent",
            "what": "รับรองและส่งรายงาน",
            "subject": "จังหวัดลำพูน · รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2567",
            "address": "",
        }
    ]
    assert response["Content-Disposition"] == 'attachment; filename="ita-audit-2024-04-10.csv"'
    assert AuditEntry.objects.first().what == "ดาวน์โหลดประวัติการใช้งาน"
    assert AuditEntry.objects.count() == before + 1


def test_the_workbook_holds_the_same():
    cast.submitted()

    response = client().get(reverse("audit_file", args=["xlsx"]), {"kind": "sent"})

    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    last = [cell.value for cell in list(sheet.rows)[-1]]
    assert last[:6] == [
        *("2024-04-10T09:30:00+07:00", "นายสมชาย ตัวอย่าง", "province_head", "จังหวัดลำพูน"),
        *("sent", "รับรองและส่งรายงาน"),
    ]
