"""Our own data files read again: exactly what was written, and what people made of it in Excel with a warning."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from ita_portal.thai import Window
from reports import columns
from reports.document import CalendarStep, Item, Line, Province
from reports.readers import data_rows, open_paper
from reports.readers.paper import Cell, Paper, Reference, Table, Words
from reports.writers import csv, xlsx
from tests.reports import documents as made
from tests.reports.readers import papers
from tests.reports.readers.data_files import of_csv, of_xlsx, said, seed_reports, table

REFERENCE = Reference(
    (Province("51", "lamphun", "ลำพูน"), Province("45", "roi-et", "ร้อยเอ็ด")),
    {2567: (CalendarStep("REG", "การลงทะเบียน"), CalendarStep("IIT", "แบบวัด IIT"))},
)
FEBRUARY = Window(date(2024, 2, 1), date(2024, 2, 29), "month", "ก.พ. 67")
REPORT = made.report(
    made.group(
        Line((Item("ลงทะเบียน", "-", ("REG",)), Item("จัดเก็บ", "-", ("IIT",))), "ผล", "done", key=7),
        Line((Item("ต่อ"),), "ผลอีกแถว", "in_progress", "อยู่ระหว่าง", key=8),
        official=made.JANUARY,
        provincial=FEBRUARY,
    ),
    made.group(made.line("สุดท้าย", key=9), provincial=Window.unread("เมื่อพร้อม")),
    footnote="หมายเหตุ\nสองบรรทัด",
    contact="กลุ่มงาน",
)


# Exactly


@given(made.KEPT_REPORTS)
def test_a_report_comes_back_from_its_excel_file(report):
    (read,) = data_rows.read_paper(of_xlsx(xlsx.render(report))) or [None]

    assert read is None or said(read) == said(report)
    assert (read is None) == (report.groups == ())


@given(made.KEPT_REPORTS)
def test_a_report_comes_back_from_its_csv_file(report):
    (read,) = data_rows.read_paper(of_csv(csv.render(report))) or [None]

    assert read is None or said(read) == said(report)
    assert (read is None) == (report.groups == ())


@pytest.mark.parametrize("seed", seed_reports(), ids=lambda seed: seed.province.slug)
def test_the_seeds_come_back_without_a_warning(seed):
    for paper in (of_xlsx(xlsx.render(seed)), of_csv(csv.render(seed))):
        (read,) = data_rows.read_paper(paper, papers.reference())

        assert said(read) == said(seed)
        assert (read.province, read.fiscal_year) == (seed.province.slug, seed.fiscal_year)
        assert read.warnings == ()


def test_what_stands_outside_the_table_comes_back_from_excel():
    (read,) = data_rows.read_paper(of_xlsx(xlsx.render(REPORT)), REFERENCE)

    assert replace(read, groups=(), columns=()) == replace(
        read,
        groups=(),
        columns=(),
        title=REPORT.title,
        province="lamphun",
        fiscal_year=2567,
        months=6,
        footnote="หมายเหตุ\nสองบรรทัด",
        contact="กลุ่มงาน",
        unread=(),
        warnings=read.warnings,
    )
    assert [warning.code for warning in read.warnings] == ["window_unread"]
    assert read.warnings[0].place == "groups[1].provincial"


def test_raw_keeps_every_cell_that_says_something():
    (read,) = data_rows.read_paper(of_csv(csv.render(REPORT)))

    assert read.groups[0].lines[1].raw == {
        **{"fiscal_year": "2567", "months": "6", "province_code": "51", "province": "ลำพูน"},
        **{"number": "1", "line": "2", "part": "1", "row_key": "8"},
        **{"official_start": "2024-01-01", "official_end": "2024-01-31"},
        **{"official_start_be": "2567-01-01", "official_end_be": "2567-01-31"},
        **{"official_precision": "day", "official_text": "1-31 ม.ค. 67"},
        **{"provincial_start": "2024-02-01", "provincial_end": "2024-02-29"},
        **{"provincial_start_be": "2567-02-01", "provincial_end_be": "2567-02-29"},
        **{"provincial_precision": "month", "provincial_text": "ก.พ. 67"},
        **{"step_text": "ต่อ", "step_codes": "none"},
        **{"result": "ผลอีกแถว", "status": "in_progress", "status_text": "อยู่ระหว่าง"},
    }


def test_texts_longer_than_a_cell_come_back_whole():
    result = ("ก" * 39_999 + "\U0001f600" * 20_000 + "=1+1 ") * 2
    report = made.report(made.group(made.line("- ข\n" * 9000, result=result, key=1)))

    for paper in (of_xlsx(xlsx.render(report)), of_csv(csv.render(report))):
        (read,) = data_rows.read_paper(paper)
        assert said(read) == said(report)


def test_a_round_is_read_as_one_report_after_another():
    other = replace(REPORT, province=Province("45", "roi-et", "ร้อยเอ็ด"), groups=REPORT.groups[1:])
    both = table(
        [columns.NAMES, *(cells_of(row) for one in (REPORT, other) for row in columns.rows(one))]
    )

    found = data_rows.read_rows(both, REFERENCE)

    assert [(read.province, said(read)) for read in found] == [
        ("lamphun", said(REPORT)),
        ("roi-et", said(other)),
    ]


# Which tables are ours


def cells_of(row) -> list[str]:
    return [str(value) if (value := row.get(name)) is not None else "" for name in columns.NAMES]


def edited(**changes) -> Table:
    """The rows of REPORT as a table with some columns of the first row changed."""
    return rows_edited({0: changes})


def rows_edited(changes: dict[int, dict], *, drop: tuple[str, ...] = ()) -> Table:
    rows = [dict(zip(columns.NAMES, cells_of(row), strict=True)) for row in columns.rows(REPORT)]
    for place, change in changes.items():
        if place == len(rows):
            rows.append(dict.fromkeys(columns.NAMES, ""))
        rows[place] |= change
    names = [name for name in columns.NAMES if name not in drop]
    return table([names, *([row[name] for name in names] for row in rows)])


def read(given: Table):
    (found,) = data_rows.read_rows(given, REFERENCE)
    return found


def told(reading) -> list[tuple[str, str]]:
    return [
        (warning.place, warning.code)
        for warning in reading.warnings
        if warning.words != "เมื่อพร้อม"  # the window of REPORT that nobody understands
    ]


def test_a_table_is_ours_by_its_head_in_any_order_and_below_a_title():
    rows = edited().rows
    mixed = Table(tuple(row[::-1] for row in rows))
    below = Table(((Cell("รายงาน"), *[Cell("")] * 28), *rows))

    assert [data_rows.is_ours(one) for one in (edited(), mixed, below)] == [True] * 3
    assert said(read(mixed)) == said(read(below)) == said(REPORT)


@pytest.mark.parametrize(
    "head",
    [
        ("ที่", "ช่วงระยะเวลา", "ขั้นตอน", "ผลการดำเนินการ"),
        ("fiscal_year", "months", "province_code", "province"),
        ("number", "result"),
        ("sheet", "column", "kind", "meaning"),
    ],
)
def test_other_tables_are_not_ours(head):
    given = table([head, ["1"] * len(head)])

    assert not data_rows.is_ours(given)
    assert data_rows.read_rows(given) == ()


def test_a_file_without_a_table_of_ours_is_none():
    assert data_rows.read_paper(Paper("xlsx", (Words("สวัสดี"), table([["a"]])))) == ()


# What people make of it


def test_missing_columns_are_told_and_the_rest_is_read():
    found = read(rows_edited({}, drop=("row_key", "step_codes", "months")))

    assert ("", "column_missing") in told(found)
    assert [line.key for _, _, line in found.lines()] == [None] * 3
    assert [[item.text for item in line.items] for _, _, line in found.lines()] == [
        ["ลงทะเบียน", "จัดเก็บ"],
        ["ต่อ"],
        ["สุดท้าย"],
    ]
    assert found.months is None


def test_a_column_of_somebody_s_own_is_kept_and_told():
    rows = edited().rows
    given = Table(
        tuple((*row, Cell("ตรวจแล้ว" if place else "ความเห็น")) for place, row in enumerate(rows))
    )

    found = read(given)

    assert told(found) == [("", "column_unread")]
    assert found.groups[0].lines[0].raw["ความเห็น"] == "ตรวจแล้ว"
    assert said(found) == said(REPORT)


@pytest.mark.parametrize(
    ("typed", "status", "printed", "code"),
    [
        ("Done", "done", "", None),
        ("ดำเนินการแล้ว", "done", "ดำเนินการแล้ว", None),
        ("ทำไปเสร็จเรียบร้อยหมด", "done", "ทำไปเสร็จเรียบร้อยหมด", "status_guessed"),
        ("ฝากดูด้วย", None, "ฝากดูด้วย", "status_unread"),
        ("", None, "", None),
    ],
)
def test_a_status_that_somebody_typed(typed, status, printed, code):
    found = read(edited(status=typed))

    line = found.groups[0].lines[0]
    assert (line.status, line.status_text) == (status, printed)
    assert told(found) == ([("groups[0].lines[0].status", code)] if code else [])


def test_a_number_typed_into_a_text_is_a_text():
    found = read(edited(result="12.5", step_text="100", step_codes="REG", step_labels=""))

    line = found.groups[0].lines[0]
    assert (line.result, [item.text for item in line.items]) == ("12.5", ["100"])
    assert told(found) == []


def test_a_row_put_in_without_a_key_and_a_number_is_a_row_of_the_number_above():
    found = read(rows_edited({3: {"step_text": "แทรก", "result": "ใหม่"}}))

    assert [len(group.lines) for group in found.groups] == [2, 2]
    added = found.groups[1].lines[1]
    assert (added.items[0].text, added.result, added.key) == ("แทรก", "ใหม่", None)
    assert (found.province, found.fiscal_year) == ("lamphun", 2567)


@pytest.mark.parametrize(
    "whose",
    [
        {"fiscal_year": "๒๕๖๗", "province": "จังหวัดลำพูน"},
        {"fiscal_year": "2567.0", "months": "6", "province_code": "51.0"},
        {"province": "ลำพูน"},
        {"province_code": "๕๑", "province": "ลำพู"},
    ],
)
def test_a_row_put_in_belongs_to_the_report_above_however_it_says_so(whose):
    found = read(rows_edited({3: {"number": "3", "result": "ใหม่", **whose}}))

    assert [len(group.lines) for group in found.groups] == [2, 1, 1]
    raw = found.groups[2].lines[0].raw
    assert raw == {"number": "3", "result": "ใหม่", **whose}


@pytest.mark.parametrize("typed", ["--5", "5.5", "1e3", "²", "", "9" * 30])
def test_what_is_no_whole_number_is_none(typed):
    found = read(edited(row_key=typed))

    assert found.groups[0].lines[0].key is None
    assert told(found) == ([("groups[0].lines[0]", "file_note")] if typed else [])


def test_thousands_of_rows_are_read_without_looking_at_every_pair():
    """Rows that say they go on with one that is not there, each with doubts of its own."""
    rows = [
        [{"part": "2", "row_key": f"x{place}"}.get(name, str(place)) for name in columns.NAMES]
        for place in range(3000)
    ]

    found = data_rows.read_rows(table([columns.NAMES, *rows]))

    assert sum(len(one.groups) for one in found) == 3000


def test_a_row_put_in_with_a_window_is_a_number_of_its_own():
    found = read(rows_edited({3: {"official_text": "1-15 ส.ค. 67", "result": "ใหม่"}}))

    added = found.groups[2]
    assert (added.number, added.official.start, added.official.end) == (
        *(None, date(2024, 8, 1), date(2024, 8, 15)),
    )
    assert told(found) == [("groups[2].number", "number_unread")]


def test_rows_sorted_by_another_column_find_their_order_again():
    head, *rows = edited().rows

    found = read(Table((head, *rows[::-1])))

    assert said(found) == said(REPORT)
    assert told(found) == [("", "number_unread")]


def test_a_number_that_is_gone_is_told():
    head, _, _, last = edited().rows

    found = read(Table((head, last)))

    assert found.groups[0].number == 2
    assert told(found) == [("groups[0].number", "number_unread")]


@pytest.mark.parametrize("typed", ["7", "สอง"])
def test_a_key_that_is_there_twice_or_no_number_is_dropped_and_told(typed):
    found = read(rows_edited({1: {"row_key": typed}}))

    assert [line.key for _, _, line in found.lines()] == [7, None, 9]
    assert told(found) == [("groups[0].lines[1]", "file_note")]


@pytest.mark.parametrize("typed", ["7.0", "๗", " 7 "])
def test_a_key_is_read_as_excel_and_people_write_numbers(typed):
    assert read(edited(row_key=typed)).groups[0].lines[0].key == 7


def test_windows_of_one_number_that_differ_are_told():
    found = read(
        rows_edited({1: {"official_start": "2024-01-05", "official_start_be": "2567-01-05"}})
    )

    assert found.groups[0].official == made.JANUARY
    assert ("groups[0].official", "window_differs") in told(found)


def test_a_cell_merged_over_the_rows_of_a_number_holds_for_all():
    head, first, second, last = edited().rows
    merged = [columns.NAMES.index(name) for name in ("number", "official_start", "official_end")]
    second = tuple(None if place in merged else cell for place, cell in enumerate(second))

    found = read(Table((head, first, second, last)))

    assert said(found) == said(REPORT)
    assert told(found) == []


def test_step_texts_that_were_edited_keep_their_codes_as_far_as_they_can_be_theirs():
    longer = read(edited(step_text="- ลงทะเบียน\n- จัดเก็บ\n- เพิ่ม"))
    single = read(edited(step_text="รวมเป็นข้อเดียว"))

    assert [(item.label, item.text, item.steps) for item in longer.groups[0].lines[0].items] == [
        ("-", "ลงทะเบียน", ("REG",)),
        ("-", "จัดเก็บ", ("IIT",)),
        ("-", "เพิ่ม", ()),
    ]
    assert told(longer) == [("groups[0].lines[0].items", "step_unsure")]
    assert [item.steps for item in single.groups[0].lines[0].items] == [("REG", "IIT")]


def test_a_label_that_was_changed_is_the_one_in_the_text():
    found = read(edited(step_text="๑. ลงทะเบียน\n๒. จัดเก็บ"))

    assert [(item.label, item.text) for item in found.groups[0].lines[0].items] == [
        ("๑.", "ลงทะเบียน"),
        ("๒.", "จัดเก็บ"),
    ]


def test_a_code_that_the_calendar_lacks_is_kept_and_told():
    found = read(edited(step_codes="REG\nXYZ"))

    assert found.groups[0].lines[0].items[1].steps == ("XYZ",)
    assert told(found) == [("groups[0].lines[0].items[1].steps", "step_unsure")]


def test_an_unknown_province_is_told():
    found = read(
        rows_edited({place: {"province_code": "99", "province": "?"} for place in range(3)})
    )

    assert found.province is None
    assert told(found) == [("province", "title_unread")]


def test_a_note_under_the_rows_and_another_sheet_are_kept_and_told():
    rows = edited().rows
    note = (Cell("โปรดตรวจอีกครั้ง"), *[Cell("")] * 28)
    paper = Paper(
        "xlsx",
        (Table((*rows, note)), Words("บันทึกท้าย"), table([["ก", "ข"], ["1", "2"]])),
        (("file_note", "มีแผ่นงานที่ซ่อนอยู่"),),
    )

    (found,) = data_rows.read_paper(paper, REFERENCE)

    assert found.unread == (("โปรดตรวจอีกครั้ง",), ("บันทึกท้าย",), ("ก\tข",), ("1\t2",))
    assert told(found) == [
        ("", "file_note"),
        *(("unread[1]", "text_unplaced"), ("unread[2]", "text_unplaced")),
        *(("unread[3]", "text_unplaced"), ("unread[0]", "row_unread")),
    ]


def test_a_csv_file_that_excel_saved_with_apostrophes_is_read_alike():
    """As an Excel file: what stood before a formula is part of the text there, and `marked` tells it."""
    report = made.report(made.group(made.line("=1+1", result="'=2", key=1)))
    rows = [row.split(",") for row in csv.render(report).decode("utf-8-sig").split("\r\n") if row]

    (found,) = data_rows.read_rows(table(rows))

    assert found.groups[0].lines[0].items[0].text == "=1+1"
    assert found.groups[0].lines[0].result == "'=2"


def test_the_whole_way_from_bytes():
    (found,) = data_rows.read_paper(open_paper(csv.render(REPORT)), REFERENCE)

    assert said(found) == said(REPORT)
