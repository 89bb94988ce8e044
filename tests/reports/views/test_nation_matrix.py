"""The page of the matrix: words in cells that lead to rows, filters, files, as many queries for 1 as for 76."""

import re
from csv import DictReader
from io import StringIO

import pytest
import time_machine
from django.urls import reverse

from calendar_app.models import RevisionStep
from reports.models import Report
from tests import cast
from tests.nation import BEFORE_DUE, FIVE_DAYS_LATE, lines_of, nan, send, seventy_six, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return reverse("round_matrix_page", args=[cast.round_().pk])


@pytest.fixture
def reviewer(client):
    client.force_login(cast.reviewer())
    return client


def body_of(response) -> str:
    return response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def rows_of(response) -> dict[str, list[str]]:
    """Province → the words of its other cells, as a reader meets them."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", body_of(response), re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        name, *others = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
        found[name] = others
    return found


@time_machine.travel(BEFORE_DUE, tick=False)
def test_words_stand_in_the_cells_and_lead_to_their_rows(reviewer, url):
    report = cast.report()
    first, second, _ = lines_of(report)
    write(first, status="done", result="ลงทะเบียนแล้ว")
    write(second, status="in_progress")
    send(report)
    cast.roi_et()

    response = reviewer.get(url)

    assert rows_of(response) == {
        "ร้อยเอ็ด": ["ยังไม่เริ่มจัดทำ", "", "", "", "ยังไม่ส่ง"],
        "ลำพูน": [
            *("ส่งแล้ว รอตรวจ", "๓ จาก ๓", "๑", "๑"),
            *("ดำเนินการแล้ว", "อยู่ระหว่างฯ", "-"),
        ],
    }
    report_url = reverse("review_report", args=[report.pk])
    assert re.findall(r'href="(/[^"]+)"', body_of(response)) == [
        report_url,
        *(f"{report_url}#row-{number}-0" for number in (1, 2, 3)),
    ]


def test_each_link_leads_to_a_row_that_is_there(reviewer, url):
    report = cast.submitted()
    links = re.findall(r'href="[^"#]+#([^"]+)"', body_of(reviewer.get(url)))

    page = reviewer.get(reverse("review_report", args=[report.pk])).content.decode()

    assert len(links) == 3
    assert [link for link in links if f'id="{link}"' not in page] == []


def test_rows_that_say_the_same_of_a_step_are_named_after_the_first(reviewer, url):
    report = cast.report()
    lines = lines_of(report)
    step = lines[0].items.get().steps.get()
    for line in lines:
        write(line, status="in_progress")
        line.items.get().steps.set([step])
    send(report)

    cells = rows_of(reviewer.get(url))["ลำพูน"]

    assert cells[4:] == [
        "อยู่ระหว่างฯ และลำดับที่ ๒ และลำดับที่ ๓",
        "ไม่มีแถว",
        "ไม่มีแถว",
    ]


@time_machine.travel(FIVE_DAYS_LATE, tick=False)
def test_what_is_late_or_overdue_says_so(reviewer, url):
    cast.submitted()
    cast.report(of=cast.roi_et())

    found = rows_of(reviewer.get(url))

    assert found["ลำพูน"][0] == "ส่งแล้ว รอตรวจ ส่งล่าช้า ๕ วัน"
    assert found["ร้อยเอ็ด"][0] == "ร่าง เลยกำหนด ยังไม่ส่ง"
    assert found["ร้อยเอ็ด"][1] == "๑ จาก ๓ (ร่าง)"


def test_words_of_a_draft_and_words_typed_are_safe(reviewer, url):
    report = cast.report()
    write(lines_of(report)[0], status="", status_text="<b>รอผล 3 ครั้ง</b>")
    send(report)
    write(lines_of(cast.report(of=cast.roi_et()))[0], status_text="ยังไม่ได้ส่ง")

    body = body_of(reviewer.get(url))

    assert "&lt;b&gt;รอผล ๓ ครั้ง&lt;/b&gt;" in body
    assert "ยังไม่ได้ส่ง" not in body


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"region": "ภาคเหนือ"}, ["ลำพูน", "น่าน"]),
        ({"zone": "16", "cluster": "ล้านนา"}, ["น่าน"]),
        ({"state": "not_started"}, ["ร้อยเอ็ด", "น่าน"]),
        ({"state": "unheard-of", "region": "ภาคใต้"}, ["ร้อยเอ็ด", "ลำพูน", "น่าน"]),
        ({"state": "accepted"}, []),
    ],
)
def test_provinces_are_chosen_in_the_address(reviewer, url, query, expected):
    cast.submitted()
    cast.roi_et()
    nan()

    response = reviewer.get(url, query)

    assert list(rows_of(response)) == expected
    assert ("ไม่มีจังหวัดที่ตรงกับที่เลือก" in response.content.decode()) == (not expected)


def test_files_hold_what_the_page_shows(reviewer, url):
    cast.submitted()
    cast.roi_et()
    page = reviewer.get(url, {"region": "ภาคเหนือ"}).content.decode()
    (address,) = re.findall(r'href="([^"]+matrix\.csv[^"]*)"', page)

    response = reviewer.get(address.replace("&amp;", "&"))

    rows = list(DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert [(row["province"], row["REG"], row["PROCESS"]) for row in rows] == [
        ("ลำพูน", "ยังไม่ได้รายงาน", "ยังไม่ถึงกำหนด")
    ]


def test_a_round_without_a_calendar_says_so(reviewer, url):
    cast.roi_et()

    assert "ยังไม่มีปฏิทินการประเมินที่มีผลใช้" in reviewer.get(url).content.decode()


def test_provinces_and_inspectors(client, url):
    client.force_login(cast.head())
    assert client.get(url).status_code == 403
    client.force_login(cast.inspector())
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("make", [cast.submitted, seventy_six], ids=["1", "76"])
def test_twelve_queries_for_one_as_for_seventy_six(reviewer, url, make, django_assert_num_queries):
    make()

    # Two of them are the session's and the person's, one the round's, five the standings', three the matrix's,
    # one that of the pages its heads lead to.
    with django_assert_num_queries(12):
        response = reviewer.get(url)

    assert len(rows_of(response)) == Report.objects.count()


def test_each_head_leads_to_all_answers_to_its_step(reviewer, url):
    report = cast.submitted()

    page = reviewer.get(url).content.decode()

    step = RevisionStep.objects.get(step__code="REG")
    way = reverse("round_step", args=[report.round_id, step.step_id])
    assert f'<a href="{way}">{step.title}</a></th>' in page
    assert reviewer.get(way).status_code == 200
