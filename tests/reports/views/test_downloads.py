"""Files beside the PDF: the same content for the same people, their names, their caches, where they are offered."""

import json
import re
from datetime import datetime
from io import BytesIO
from urllib.parse import unquote

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse
from docx import Document
from openpyxl import load_workbook

from ita_portal import thai
from reports import actions
from reports.models import Line
from reports.readers import data_rows
from reports.writers import formats
from tests import cast
from tests.reports.readers.data_files import of_csv, of_xlsx, said

pytestmark = pytest.mark.django_db

PUBLIC = "/reports/2567/6/lamphun"
ROUND = "/reports/2567/6"
NOW = datetime(2024, 5, 2, 10, tzinfo=thai.BANGKOK)


@pytest.fixture(autouse=True)
def at_the_time():
    with time_machine.travel(NOW, tick=False):
        yield


def write(report, words: str) -> None:
    line = Line.objects.filter(group__report=report).first()
    line.result = words
    line.save()


def name_of(response) -> tuple[str, str]:
    """The kind and the Thai name of a file."""
    kind, _, rest = response["Content-Disposition"].partition("; ")
    return kind, unquote(rest.partition("filename*=UTF-8''")[2])


def offered(response) -> list[str]:
    """Where the links of the page's menus lead."""
    menus = re.findall(r'<ul class="downloads-list">(.*?)</ul>', response.content.decode(), re.S)
    return [url for menu in menus for url in re.findall('href="([^"]+)"', menu)]


# What a file holds -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_public_file_is_what_the_writer_makes_of_the_submission(client, name):
    submission = cast.accepted().accepted

    response = client.get(f"{PUBLIC}.{name}")

    assert response.status_code == 200
    assert response.content == formats.render(name, submission.document, imprint=submission.imprint)
    assert response["Content-Type"] == formats.FORMATS[name].media_type
    assert response["Content-Length"] == str(len(response.content))
    assert name_of(response) == (
        "attachment",
        f"รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน-ครั้งที่-1.{name}",
    )
    assert f'filename="ita-2567-6-lamphun.{name}"' in response["Content-Disposition"]


def test_every_format_says_the_same(client):
    report = cast.report()
    write(report, "ลงทะเบียนแล้ว")
    actions.submit(report=report, by=cast.head(), version=report.version)
    document = actions.latest(report).document
    client.force_login(cast.clerk())
    address = reverse("report_submission_file", args=[report.pk, 1, "xlsx"]).removesuffix("xlsx")

    xlsx, csv, docx, json_ = (
        client.get(address + name).content for name in ("xlsx", "csv", "docx", "json")
    )

    assert [said(read) for read in data_rows.read_paper(of_xlsx(xlsx))] == [said(document)]
    assert [said(read) for read in data_rows.read_paper(of_csv(csv))] == [said(document)]
    assert json.loads(json_)["report"]["groups"][0]["lines"][0]["result"] == "ลงทะเบียนแล้ว"
    words = [cell.text for row in Document(BytesIO(docx)).tables[0].rows for cell in row.cells]
    assert "ลงทะเบียนแล้ว" in words


def test_a_submitted_report_s_file_never_changes(client):
    report = cast.submitted()
    client.force_login(cast.clerk())
    address = reverse("report_submission_file", args=[report.pk, 1, "xlsx"])
    first = client.get(address).content
    actions.recall(report=report, by=cast.clerk())
    write(report, "แก้ภายหลัง")
    cast.round_().title = "ชื่ออื่น"

    assert client.get(address).content == first


def test_a_draft_s_file_is_the_draft_as_it_stands_and_says_so(client):
    report = cast.report()
    write(report, "เพิ่งเขียน")
    client.force_login(cast.clerk())

    response = client.get(reverse("report_draft_file", args=[report.pk, "xlsx"]))

    facts = {row[0]: row[1] for row in load_workbook(BytesIO(response.content))["report"].values}
    (read,) = data_rows.read_paper(of_xlsx(response.content))
    assert read.groups[0].lines[0].result == "เพิ่งเขียน"
    assert facts["draft_at"] == datetime(2024, 5, 2, 10)
    assert name_of(response)[1] == "ร่าง-รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.xlsx"
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_a_draft_that_was_sent_meanwhile_leads_to_what_was_sent(client):
    report = cast.submitted()
    client.force_login(cast.clerk())

    response = client.get(reverse("report_draft_file", args=[report.pk, "csv"]))

    assert response["Location"] == reverse("report_submission_file", args=[report.pk, 1, "csv"])


def test_asking_for_a_draft_s_file_changes_nothing(client):
    report = cast.report()
    client.force_login(cast.clerk())

    client.get(reverse("report_draft_file", args=[report.pk, "json"]))

    before = report.version, report.history.count()
    report.refresh_from_db()
    assert (report.version, report.history.count()) == before
    assert report.draft_prints.count() == 0


def test_an_earlier_version_has_files_of_its_own(client):
    report = cast.accepted()
    first = report.accepted
    actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")
    write(report, "ฉบับแก้ไข")
    report.refresh_from_db()
    second = actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=second.pk)

    old, new = client.get(f"{PUBLIC}/1.json"), client.get(f"{PUBLIC}.json")

    assert json.loads(old.content)["submission"]["reference"] == first.reference
    assert json.loads(new.content)["submission"]["reference"] == second.reference
    assert client.get(f"{PUBLIC}/3.json").status_code == 404


@pytest.mark.parametrize(
    "address", [f"{PUBLIC}.doc", f"{PUBLIC}.PDF", f"{ROUND}.docx", f"{PUBLIC}.xls"]
)
def test_other_formats_are_not_found(client, address):
    cast.accepted()

    assert client.get(address).status_code == 404


# Caches ------------------------------------------------------------------------------------------


def test_a_browser_that_has_the_bytes_is_not_sent_them_again(client):
    cast.accepted()
    known = client.get(f"{PUBLIC}.xlsx")["ETag"]

    response = client.get(f"{PUBLIC}.xlsx", headers={"if-none-match": known})

    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Cache-Control"]) == (known, "no-cache")
    assert client.get(f"{PUBLIC}.csv")["ETag"] != known


def test_head_answers_like_get_without_the_bytes(client):
    cast.accepted()
    size = len(client.get(f"{PUBLIC}.docx").content)

    response = client.head(f"{PUBLIC}.docx")

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(size)


def test_what_is_not_accepted_is_kept_by_no_cache(client):
    submission = actions.latest(cast.submitted())
    client.force_login(cast.inspector())

    response = client.get(reverse("submission_file", args=[submission.pk, "csv"]))

    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_a_public_file_takes_one_query(client, django_assert_num_queries):
    cast.accepted()

    with django_assert_num_queries(1):
        client.get(f"{PUBLIC}.json")


# Rounds ------------------------------------------------------------------------------------------


def test_the_public_round_holds_what_is_published(client):
    cast.submitted(of=cast.roi_et())
    cast.accepted()

    data = json.loads(client.get(f"{ROUND}.json").content)
    book = load_workbook(BytesIO(client.get(f"{ROUND}.xlsx").content))

    assert [entry["report"]["province"]["slug"] for entry in data["reports"]] == ["lamphun"]
    assert data["about"]["licence"] == "License not specified"
    assert [row[3] for row in book["reports"].values] == ["province", "ลำพูน"]
    assert {row[3] for row in book["rows"].values} == {"province", "ลำพูน"}


def test_the_public_round_s_file_has_a_name_and_may_be_kept(client):
    cast.accepted()

    response = client.get(f"{ROUND}.csv")
    again = client.get(f"{ROUND}.csv", headers={"if-none-match": response["ETag"]})

    assert name_of(response) == ("attachment", "รายงาน-ITA-ที่เผยแพร่-2567-รอบ-6-เดือน.csv")
    assert again.status_code == 304


def test_a_round_without_a_published_report_is_a_file_without_rows(client):
    cast.submitted()

    assert len(of_csv(client.get(f"{ROUND}.csv").content).blocks[0].rows) == 1


def test_a_round_that_is_not_there_is_not_found(client):
    assert client.get("/reports/2590/6.csv").status_code == 404


def test_the_centre_s_round_holds_every_province_and_no_word_of_a_draft(client):
    write(cast.report(of=cast.roi_et()), "ยังไม่ส่ง")
    report = cast.submitted()
    client.force_login(cast.inspector())

    response = client.get(reverse("round_file", args=[report.round_id, "xlsx"]))

    book = load_workbook(BytesIO(response.content))
    head, *rows = book["reports"].values
    assert [(row[3], row[head.index("state")]) for row in rows] == [
        ("ร้อยเอ็ด", "draft"),
        ("ลำพูน", "submitted"),
    ]
    every = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert "ยังไม่ส่ง" not in every
    assert response["Cache-Control"] == "private, no-store"
    assert name_of(response)[1] == "รายงาน-ITA-ทุกจังหวัด-2567-รอบ-6-เดือน.xlsx"


def test_the_matrix_has_the_provinces_and_the_steps(client):
    report = cast.submitted()
    client.force_login(cast.reviewer())

    response = client.get(reverse("round_matrix", args=[report.round_id]))

    head, row = load_workbook(BytesIO(response.content))["matrix"].values
    found = dict(zip(head, row, strict=True))
    assert (found["province"], found["REG"], found["PROCESS"]) == (
        *("ลำพูน", "ยังไม่ได้รายงาน", "ยังไม่ถึงกำหนด"),
    )
    assert name_of(response)[1] == "รายงาน-ITA-ตารางขั้นตอน-2567-รอบ-6-เดือน.xlsx"


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_s_file_takes_as_many_queries_for_one_report_as_for_three(
    client, django_assert_num_queries, count
):
    homes = [cast.lamphun(), cast.roi_et(), cast.province(slug="nan", name="น่าน", code="55")]
    for home in homes[:count]:
        cast.accepted(of=home)

    with django_assert_num_queries(5):
        client.get(f"{ROUND}.csv")
    client.force_login(cast.reviewer())
    matrix = reverse("round_matrix", args=[cast.round_().pk])
    # Two of them are the session's and the person's, one the round's, and one tells who took the file away.
    with django_assert_num_queries(12):
        client.get(matrix)


# Where they are offered --------------------------------------------------------------------------


def test_the_public_page_offers_the_files_of_the_edition_it_shows(client):
    cast.accepted()

    assert offered(client.get(f"{PUBLIC}/")) == [
        f"{PUBLIC}.docx",
        f"{PUBLIC}.xlsx",
        f"{PUBLIC}.csv",
        f"{PUBLIC}.json",
    ]


def test_the_page_of_an_earlier_version_offers_its_own_files(client):
    report = cast.accepted()
    actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")
    report.refresh_from_db()
    second = actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=second.pk)

    assert offered(client.get(f"{PUBLIC}/1/"))[0] == f"{PUBLIC}/1.docx"
    assert offered(client.get(f"{PUBLIC}/2/"))[0] == f"{PUBLIC}.docx"


@pytest.mark.parametrize(
    ("page", "state", "view", "args"),
    [
        ("report_preview", cast.report, "report_draft_file", lambda report: [report.pk]),
        ("report_preview", cast.submitted, "report_submission_file", lambda report: [report.pk, 1]),
        ("report_receipt", cast.submitted, "report_submission_file", lambda report: [report.pk, 1]),
    ],
)
def test_the_province_s_pages_offer_them_beside_the_pdf(client, page, state, view, args):
    report = state()
    client.force_login(cast.clerk())

    response = client.get(reverse(page, args=[report.pk]))

    assert offered(response) == [
        reverse(view, args=[*args(report), name]) for name in formats.FORMATS
    ]


def test_the_centre_s_pages_offer_them_beside_the_pdf(client):
    report = cast.submitted()
    submission = actions.latest(report)
    client.force_login(cast.inspector())
    files = [reverse("submission_file", args=[submission.pk, name]) for name in formats.FORMATS]

    assert offered(client.get(reverse("review_report", args=[report.pk]))) == files
    assert offered(client.get(reverse("review_submission", args=[submission.pk]))) == files


def test_the_centre_is_offered_no_file_of_a_draft(client):
    report = cast.report()
    client.force_login(cast.reviewer())

    assert offered(client.get(reverse("review_report", args=[report.pk]))) == []


def test_rounds_are_offered_where_they_are_listed(client):
    report = cast.accepted()

    public = offered(client.get(f"{ROUND}/"))
    client.force_login(cast.reviewer())
    centre = offered(client.get(reverse("review_round", args=[report.round_id])))

    assert public == [f"{ROUND}.{name}" for name in ("xlsx", "csv", "json")]
    assert centre == [
        reverse("round_file", args=[report.round_id, "xlsx"]),
        reverse("round_matrix", args=[report.round_id]),
        reverse("round_file", args=[report.round_id, "csv"]),
    ]


def test_no_address_has_a_format_of_another_kind():
    with pytest.raises(NoReverseMatch):
        reverse("public_round_file", args=[2567, 6, "docx"])
