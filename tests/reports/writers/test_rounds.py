"""A round as tables: standing of each province, rows of what was sent, the matrix of steps."""

import json
from csv import DictReader
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from reports.document import CalendarStep, Imprint, Item, Line, Province, canonical_json
from reports.writers import csv, rounds, xlsx
from reports.writers import json as writer
from tests.reports import documents as made
from tests.reports.readers.data_files import of_csv
from tests.reports.writers.test_json import VALIDATOR

AT = datetime(2024, 4, 20, 3, tzinfo=UTC)
SENT_AT = datetime(2024, 4, 15, 20, tzinfo=UTC)  # the sixteenth in Bangkok
STEPS = (
    CalendarStep("REG", "การลงทะเบียน", date(2024, 1, 1), date(2024, 1, 31)),
    CalendarStep("IIT", "แบบวัด IIT"),
    CalendarStep("OIT", "แบบวัด OIT"),
)


def line(*codes: str, **fields) -> Line:
    return Line((Item("ขั้นตอน", steps=codes),), **fields)


LAMPHUN = made.report(
    made.group(
        line("REG", "IIT", status="done"),
        line("IIT", status="in_progress"),
        line("IIT", status="done"),
    ),
    calendar_steps=(*STEPS[:2], CalendarStep("OLD", "ขั้นตอนเดิม")),
)
SENT = rounds.Entry(
    province=LAMPHUN.province,
    region="ภาคเหนือ",
    state="accepted",
    state_text="รับรายงานแล้ว",
    imprint=Imprint("2567-6-51-01", 1, SENT_AT, canonical_json(LAMPHUN)),
    report=LAMPHUN,
    words={"REG": "ดำเนินการแล้ว", "IIT": "ดำเนินการแล้ว / อยู่ระหว่างดำเนินการ"},
    answered=2,
    all=3,
    due_on=date(2024, 4, 30),
    days_late=0,
    accepted_at=AT,
    published_on=date(2024, 4, 20),
    address="https://ita.example.go.th/reports/2567/6/lamphun/",
)
DRAFT = rounds.Entry(
    province=Province("45", "roi-et", "ร้อยเอ็ด"),
    region="ภาคอีสาน",
    state="draft",
    state_text="ร่าง",
    answered=1,
    all=3,
    due_on=date(2024, 4, 1),
    is_overdue=True,
)
ROUND = rounds.Round(
    fiscal_year=2567,
    months=6,
    name="รอบ ๖ เดือน",
    as_of=date(2024, 3, 31),
    entries=(DRAFT, SENT),
    steps=STEPS,
    publisher="ศปท.",
    licence="CC BY 4.0",
    made_at=AT,
)
PUBLIC = replace(ROUND, entries=(SENT,), is_public=True)


def sheets(data: bytes) -> dict[str, list[dict]]:
    found = {}
    for sheet in load_workbook(BytesIO(data)):
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [
            {name: value for name, value in zip(head, row, strict=True) if value is not None}
            for row in rows
        ]
    return found


def test_every_province_stands_in_the_centre_s_sheet_of_reports():
    found = sheets(xlsx.render_round(ROUND))

    assert list(found) == ["reports", "rows", "steps", "about", "columns"]
    assert found["reports"] == [
        {
            **{"fiscal_year": 2567, "months": 6, "province_code": "45", "province": "ร้อยเอ็ด"},
            **{"province_slug": "roi-et", "region": "ภาคอีสาน"},
            **{"answered_steps": 1, "all_steps": 3, "state": "draft", "state_text": "ร่าง"},
            **{"due_on": datetime(2024, 4, 1), "due_on_be": "2567-04-01", "overdue": "yes"},
        },
        {
            **{"fiscal_year": 2567, "months": 6, "province_code": "51", "province": "ลำพูน"},
            **{"province_slug": "lamphun", "region": "ภาคเหนือ"},
            **{"reference": "2567-6-51-01", "submission": 1, "rows": 3},
            **{"submitted_at": datetime(2024, 4, 16, 3), "submitted_on_be": "2567-04-16"},
            **{"published_on": datetime(2024, 4, 20), "published_on_be": "2567-04-20"},
            **{"answered_steps": 2, "all_steps": 3},
            "address": "https://ita.example.go.th/reports/2567/6/lamphun/",
            **{"state": "accepted", "state_text": "รับรายงานแล้ว"},
            **{"due_on": datetime(2024, 4, 30), "due_on_be": "2567-04-30", "overdue": "no"},
            **{"days_late": 0, "accepted_at": datetime(2024, 4, 20, 10)},
            "accepted_on_be": "2567-04-20",
        },
    ]
    assert [(row["province"], row["line"], row["status"]) for row in found["rows"]] == [
        ("ลำพูน", 1, "done"),
        ("ลำพูน", 2, "in_progress"),
        ("ลำพูน", 3, "done"),
    ]


def test_what_is_public_says_nothing_of_how_reports_are_reviewed():
    found = sheets(xlsx.render_round(PUBLIC))

    (row,) = found["reports"]
    assert (
        set(row) & {"state", "state_text", "due_on", "overdue", "days_late", "accepted_at"} == set()
    )
    assert {fact["name"]: fact["value"] for fact in found["about"]} == {
        "title": "รายงานการขับเคลื่อน ITA จังหวัดที่เผยแพร่แล้ว รอบ ๖ เดือน",
        **{"fiscal_year": 2567, "months": 6, "provinces": 1, "reports": 1},
        **{"as_of": datetime(2024, 3, 31), "as_of_be": "2567-03-31"},
        **{"publisher": "ศปท.", "licence": "CC BY 4.0", "made_at": datetime(2024, 4, 20, 10)},
    }


def test_the_csv_of_a_round_holds_the_rows_of_all_that_was_sent():
    head, *rows = of_csv(csv.render_round(ROUND)).blocks[0].rows

    names = [cell.text for cell in head]
    assert [
        (row[names.index("province_code")].text, row[names.index("reference")].text) for row in rows
    ] == [("51", "2567-6-51-01")] * 3


def test_the_json_of_a_round_is_of_the_schema():
    data = json.loads(writer.render_round(PUBLIC))

    VALIDATOR.validate(data)
    assert (data["format"], data["fiscal_year"], data["months"]) == ("ita-round", 2567, 6)
    assert data["about"]["licence"] == "CC BY 4.0"
    assert data["about"]["as_of"] == "2024-03-31"
    assert [entry["submission"]["reference"] for entry in data["reports"]] == ["2567-6-51-01"]


def test_the_matrix_has_a_row_for_each_province_and_a_column_for_each_step():
    found = sheets(xlsx.render_matrix(ROUND))

    assert list(found) == ["matrix", "steps", "about", "columns"]
    assert found["matrix"] == [
        {
            **{"fiscal_year": 2567, "months": 6, "province_code": "45", "province": "ร้อยเอ็ด"},
            **{"region": "ภาคอีสาน", "state_text": "ร่าง", "overdue": "yes"},
            **{"answered_steps": 1, "all_steps": 3},
        },
        {
            **{"fiscal_year": 2567, "months": 6, "province_code": "51", "province": "ลำพูน"},
            **{"region": "ภาคเหนือ", "state_text": "รับรายงานแล้ว"},
            **{"overdue": "no", "days_late": 0, "answered_steps": 2, "all_steps": 3},
            **{"REG": "ดำเนินการแล้ว", "IIT": "ดำเนินการแล้ว / อยู่ระหว่างดำเนินการ"},
            **{"OIT": "ไม่มีแถว", "OLD": "ไม่มีแถว"},
        },
    ]
    assert [step["code"] for step in found["steps"]] == ["REG", "IIT", "OIT", "OLD"]
    assert {"sheet": "matrix", "column": "REG", "kind": "code", "meaning": "การลงทะเบียน"} in (
        found["columns"]
    )


def test_whose_a_row_is_stays_in_sight():
    matrix = load_workbook(BytesIO(xlsx.render_matrix(ROUND)))["matrix"]
    reports = load_workbook(BytesIO(xlsx.render_round(ROUND)))["reports"]

    assert (matrix.freeze_panes, reports.freeze_panes) == ("E2", "E2")


def test_the_matrix_as_csv_is_the_same_table():
    written = csv.render_matrix(replace(ROUND, entries=(SENT,))).decode("utf-8-sig")

    assert list(DictReader(StringIO(written, newline=""))) == [
        {
            **{"fiscal_year": "2567", "months": "6", "province_code": "51", "province": "ลำพูน"},
            **{"region": "ภาคเหนือ", "state_text": "รับรายงานแล้ว"},
            **{"overdue": "no", "days_late": "0", "answered_steps": "2", "all_steps": "3"},
            **{"REG": "ดำเนินการแล้ว", "IIT": "ดำเนินการแล้ว / อยู่ระหว่างดำเนินการ"},
            **{"OIT": "ไม่มีแถว", "OLD": "ไม่มีแถว", "marked": ""},
        }
    ]


def test_a_matrix_says_which_provinces_were_chosen():
    about = sheets(xlsx.render_matrix(replace(ROUND, selection="ภาคเหนือ")))["about"]

    assert ("selection", "ภาคเหนือ") in [(row["name"], row["value"]) for row in about]


def test_a_round_without_a_report_is_written_too():
    empty = replace(ROUND, entries=(), steps=())

    assert sheets(xlsx.render_round(empty))["reports"] == []
    assert sheets(xlsx.render_matrix(empty))["matrix"] == []
    VALIDATOR.validate(json.loads(writer.render_round(empty)))


def test_the_same_round_gives_the_same_bytes():
    assert xlsx.render_round(ROUND) == xlsx.render_round(ROUND)
    assert xlsx.render_matrix(ROUND) == xlsx.render_matrix(ROUND)
