"""Plans as they are understood: the seed whole, and every way another province's may differ."""

import json

import jsonschema
import pytest

from ita_portal import thai
from reports import document, readers
from reports.readers import plan, understand
from reports.readers import reading as form
from reports.readers.paper import Cell, Paper, Table, Words
from reports.readers.reading import PlanReading
from tests.reports.readers import papers
from tests.reports.readers.papers import codes
from tests.seed_text import FIXTURES, ROOT

MONTHS = (*thai.MONTHS_SHORT[9:], *thai.MONTHS_SHORT[:9])
HEAD = ("ขั้นตอนการดำเนินงาน", *MONTHS)
TITLE = "แผนการขับเคลื่อนการประเมิน ITA\nประจำปีงบประมาณ พ.ศ. ๒๕๖๖ ของจังหวัดลำพูน\n\n"
SCHEMA = json.loads((ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8"))


def read(*rows, head=HEAD, title=TITLE, below="") -> PlanReading:
    """What is understood of a plan typed with tabs; a row is its text and its marks by month."""
    return readers.read(papers.text(*rows, head=head, title=title, below=below).encode(), REF)


REF = papers.reference()


def row(*texts, **marks):
    """A row of cells: its texts, then a mark under each month named (oct="↔")."""
    under = ["oct", "nov", "dec", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep"]
    return (*texts, *(marks.get(month, "") for month in under))


def made(*rows, columns, above="", below=""):
    """A plan of which cells are merged: a cell is a text, or (text, columns) or (text, columns, rows)."""
    table = Table(tuple(_merged(cells, columns) for cells in rows))
    blocks = (Words(TITLE + above), table, *([Words(below)] if below else []))
    return understand.understand(Paper("docx", blocks), REF)


def _merged(cells, width):
    row = []
    for cell in cells:
        if cell is None or isinstance(cell, str):
            row.append(cell if cell is None else Cell(cell))
            continue
        text, columns, *rows = cell
        row += [Cell(text, columns=columns, rows=rows[0] if rows else 1), *[None] * (columns - 1)]
    return (*row, *([Cell("")] * (width - len(row))))


def said(reading):
    """Number, title and activities of each phase; an activity as number, text and marks (22-10/22-12)."""
    return [
        (
            phase.number,
            phase.title,
            [
                (one.number, one.text, [f"{mark.start[2:]}/{mark.end[2:]}" for mark in one.marks])
                for one in phase.activities
            ],
        )
        for phase in reading.phases
    ]


def told(reading):
    return [one for one in codes(reading) if one[1] != "step_unsure"]


# ---- the seed


@pytest.fixture(scope="module")
def seed() -> PlanReading:
    return readers.read(papers.seed("004"), REF)


@pytest.fixture(scope="module")
def fixture():
    return json.loads((FIXTURES / "plans" / "yasothon-2566.json").read_text(encoding="utf-8"))


def test_the_seed_says_around_its_table_what_a_person_typed(seed, fixture):
    names = ("title", "province", "fiscal_year", "intro", "footnote", "issuer")

    assert {name: getattr(seed, name) for name in names} == {name: fixture[name] for name in names}
    assert list(seed.columns) == fixture["columns_raw"][0]
    assert seed.unread == ()


def test_every_activity_of_the_seed_is_read_with_its_marks_steps_and_raw_cells(seed, fixture):
    read = [
        {
            "title": phase.title,
            "activities": [
                {
                    "text": one.text,
                    "responsible": one.responsible,
                    "steps": [match.code for match in one.matches],
                    "windows": [
                        document.window_to_dict(plan.window_of(mark)) for mark in one.marks
                    ],
                }
                for one in phase.activities
            ],
        }
        for phase in seed.phases
    ]
    raw = {
        f"phases[{place}].activities[{number}]": one.raw
        for place, phase in enumerate(seed.phases)
        for number, one in enumerate(phase.activities)
    }

    assert read == fixture["phases"]
    assert raw == {name: cells for name, cells in fixture["raw"].items() if "activities" in name}


def test_the_seed_numbers_its_phases_and_activities(seed):
    assert [phase.number for phase in seed.phases] == ["1", "2", "3"]
    assert [[one.number for one in phase.activities] for phase in seed.phases] == [
        [f"1.{number}" for number in range(1, 9)],
        ["2.1", "2.2", "2.3", "2.4"],
        ["3.1", "3.2", "3.3"],
    ]


def test_of_the_seed_a_catchword_is_dropped_and_a_person_looks_at_two_steps(seed):
    assert codes(seed) == [
        ("", "furniture_dropped"),
        ("phases[0].activities[5].steps", "step_unsure"),
        ("phases[1].activities[0].steps", "step_unsure"),
    ]


def test_the_published_form_fits_the_schema(seed):
    data = form.published(seed)

    jsonschema.validate(data, SCHEMA)
    assert data["phases"][0]["activities"][0] == {
        "number": "1.1",
        "text": seed.phases[0].activities[0].text,
        "marks": [{"start": "2022-11", "end": "2022-11"}],
    }
    assert form.from_dict(json.loads(json.dumps(form.to_dict(seed)))) == seed


# ---- which papers


def test_a_report_is_no_plan():
    for number in ("001", "002", "003"):
        assert not plan.is_plan(readers.open_paper(papers.seed(number)))


def test_a_table_of_months_is_a_plan():
    assert plan.is_plan(readers.open_paper(papers.seed("004")))


@pytest.mark.parametrize(("reported", "is_plan"), [(1, True), (5, False)])
def test_a_paper_of_both_is_what_most_of_its_rows_are(reported, is_plan):
    lines = [papers.row()] * reported
    report = Table(tuple(_merged(cells, 6) for cells in (papers.HEAD, *lines)))
    table = Table(tuple(_merged(cells, 13) for cells in (HEAD, row("๑. ก"), row("๑.๑ ข"))))

    assert plan.is_plan(Paper("docx", (report, table))) is is_plan


# ---- heads


@pytest.mark.parametrize(
    "months",
    [
        [name.replace(".", "") for name in MONTHS],
        [*thai.MONTHS[9:], *thai.MONTHS[:9]],
        [f"{name} {'๖๕' if place < 3 else '๖๖'}" for place, name in enumerate(MONTHS)],
        [f"{name}{'2565' if place < 3 else '2566'}" for place, name in enumerate(MONTHS)],
    ],
)
@pytest.mark.parametrize(
    "first", ["ขั้นตอน", "กิจกรรม", "การดำเนินงาน", "โครงการ/กิจกรรม", "รายการ", ""]
)
def test_heads_in_any_spelling_are_the_same_plan(months, first):
    reading = read(row("๑. เตรียมการ"), row("๑.๑ แต่งตั้งคณะทำงาน", nov="↔"), head=(first, *months))

    assert said(reading) == [("1", "เตรียมการ", [("1.1", "แต่งตั้งคณะทำงาน", ["22-11/22-11"])])]
    assert told(reading) == []
    assert reading.columns == (first, *months)


def test_years_in_a_row_above_the_months():
    reading = made(
        [("กิจกรรม", 1, 2), ("พ.ศ. ๒๕๖๕", 3), ("พ.ศ. ๒๕๖๖", 9)],
        [None, *MONTHS],
        ["๑. เตรียมการ"],
        row("๑.๑ แต่งตั้งคณะทำงาน", nov="↔", jan="↔"),
        columns=13,
    )

    assert said(reading)[0][2] == [("1.1", "แต่งตั้งคณะทำงาน", ["22-11/22-11", "23-01/23-01"])]
    assert reading.columns[:3] == ("กิจกรรม", "พ.ศ. ๒๕๖๕ ต.ค.", "พ.ศ. ๒๕๖๕ พ.ย.")
    assert list(reading.phases[0].activities[0].raw) == list(reading.columns)
    assert told(reading) == []


def test_a_row_above_the_next_head_stays_a_row_of_the_plan():
    reading = read(
        row("๑. เตรียมการ"), row("๑.๑ ประชุม", nov="เดือนละครั้ง"), HEAD, row("๑.๒ แจ้ง", dec="↔")
    )

    assert said(reading)[0][2] == [
        ("1.1", "ประชุม", ["22-11/22-11"]),
        ("1.2", "แจ้ง", ["22-12/22-12"]),
    ]
    assert told(reading) == [("phases[0].activities[0].marks", "mark_unread")]


def test_words_in_a_column_without_a_head_are_told():
    reading = read(
        (*row("๑. เตรียมการ"), ""), (*row("๑.๑ ประชุม", oct="x"), "สนจ."), head=(*HEAD, "")
    )

    assert told(reading) == [("columns", "column_unread")]
    assert reading.phases[0].activities[0].raw["(ช่องที่ 14)"] == "สนจ."


@pytest.mark.parametrize("over", ["ระยะเวลาดำเนินการ", "ปีงบประมาณ พ.ศ. ๒๕๖๖", "เดือน"])
def test_a_head_over_the_months_stands_beside_others_of_two_rows(over):
    reading = made(
        [("ที่", 1, 2), ("กิจกรรม", 1, 2), (over, 12), ("ผู้รับผิดชอบ", 1, 2)],
        [None, None, *MONTHS, None],
        ["๑", "เตรียมการ"],
        ["๑.๑", "ประชุม", "↔", *[""] * 11, "สนจ."],
        columns=15,
    )

    assert said(reading) == [("1", "เตรียมการ", [("1.1", "ประชุม", ["22-10/22-10"])])]
    assert reading.phases[0].activities[0].responsible == "สนจ."
    assert (reading.title, reading.intro) == (TITLE.strip(), "")
    assert told(reading) == []


def test_a_title_inside_the_table_is_the_title():
    reading = understand.understand(
        Paper(
            "xlsx",
            (
                Table(
                    (
                        _merged([(TITLE.strip(), 13)], 13),
                        _merged([], 13),
                        _merged(HEAD, 13),
                        _merged(row("๑. เตรียมการ"), 13),
                        _merged(row("๑.๑ ประชุม", oct="x"), 13),
                    )
                ),
            ),
        ),
        REF,
    )

    assert reading.title == TITLE.strip()
    assert (reading.province, reading.fiscal_year) == ("lamphun", 2566)
    assert told(reading) == []


def test_the_number_and_who_is_responsible_stand_in_columns_of_their_own():
    reading = read(
        (*row("๑", "ช่วงเตรียมการ"), ""),
        (*row("๑.๑", "ประชุม", dec="✓"), "สนจ.ลำพูน"),
        (*row("๑.๒", "แจ้งหน่วยงาน"), "ทุกส่วนราชการ"),
        head=("ที่", "กิจกรรม", *MONTHS, "ผู้รับผิดชอบ"),
    )

    assert said(reading) == [
        ("1", "ช่วงเตรียมการ", [("1.1", "ประชุม", ["22-12/22-12"]), ("1.2", "แจ้งหน่วยงาน", [])])
    ]
    assert [one.responsible for one in reading.phases[0].activities] == ["สนจ.ลำพูน", "ทุกส่วนราชการ"]
    assert told(reading) == []


def test_a_column_of_another_kind_is_told_and_kept_as_raw():
    reading = read(
        (*row("๑. เตรียมการ"), ""),
        (*row("๑.๑ ประชุม"), "ครั้งที่ ๑"),
        head=(*HEAD, "ตัวชี้วัด"),
    )

    assert told(reading) == [("columns", "column_unread")]
    assert reading.phases[0].activities[0].raw["ตัวชี้วัด"] == "ครั้งที่ ๑"


def test_phases_may_have_a_column_of_their_own():
    reading = made(
        ["ขั้นตอน", "กิจกรรม", *MONTHS],
        [("๑. เตรียมการ", 1, 2), "๑.๑ ประชุม", "↔"],
        [None, "๑.๒ แจ้งหน่วยงาน", "", "↔"],
        ["๒. เก็บข้อมูล", "๒.๑ ลงทะเบียน", "", "", ("↔", 3)],
        columns=14,
    )

    assert said(reading) == [
        (
            "1",
            "เตรียมการ",
            [("1.1", "ประชุม", ["22-10/22-10"]), ("1.2", "แจ้งหน่วยงาน", ["22-11/22-11"])],
        ),
        ("2", "เก็บข้อมูล", [("2.1", "ลงทะเบียน", ["22-12/23-02"])]),
    ]
    assert told(reading) == []


def test_weeks_below_the_months_are_part_of_the_head():
    reading = made(
        [("กิจกรรม", 1, 2), ("ต.ค. ๖๕", 4), ("พ.ย. ๖๕", 4), ("ธ.ค. ๖๕", 4)],
        [None, *"๑๒๓๔๑๒๓๔๑๒๓๔"],
        ["๑. เตรียมการ"],
        ["๑.๑ ประชุม", "", "", "✓", "✓", "✓"],
        columns=13,
    )

    assert said(reading)[0][2] == [("1.1", "ประชุม", ["22-10/22-10", "22-11/22-11"])]
    assert told(reading) == []


# ---- marks


def test_neighbouring_marks_are_separate_and_an_arrow_over_cells_is_one_span():
    reading = read(
        row("๑. เตรียมการ"),
        row("๑.๑ ก", nov="↔", dec="↔"),
        row("๑.๒ ข", nov="←", dec="–", jan="→"),
    )

    assert [one[2] for one in said(reading)[0][2]] == [
        ["22-11/22-11", "22-12/22-12"],
        ["22-11/23-01"],
    ]
    assert told(reading) == []


def test_a_cell_merged_over_months_is_one_span():
    reading = made(HEAD, ["๑. เตรียมการ"], ["๑.๑ ก", "", ("↔", 4), "", "✓"], columns=13)

    assert [one[2] for one in said(reading)[0][2]] == [["22-11/23-02", "23-04/23-04"]]
    assert told(reading) == []


def test_a_mark_merged_down_is_shared_and_told():
    reading = made(
        HEAD,
        ["๑. เตรียมการ"],
        ["๑.๑ ก", "", ("↔", 2, 2)],
        ["๑.๒ ข", "", None, None, "↔"],
        columns=13,
    )

    assert [one[2] for one in said(reading)[0][2]] == [
        ["22-11/22-12"],
        ["22-11/22-12", "23-01/23-01"],
    ]
    assert told(reading) == [("phases[0].activities[1].marks", "mark_unread")]


def test_words_under_a_month_are_a_mark_with_a_doubt():
    reading = read(row("๑. เตรียมการ"), row("๑.๑ ประชุม", dec="๑-๑๕"))

    assert said(reading)[0][2] == [("1.1", "ประชุม", ["22-12/22-12"])]
    assert told(reading) == [("phases[0].activities[0].marks", "mark_unread")]
    assert "๑-๑๕" in reading.warnings[0].text
    assert reading.phases[0].activities[0].raw["ธ.ค."] == "๑-๑๕"


def test_a_merged_month_without_a_sign_may_be_a_drawn_arrow():
    reading = made(HEAD, ["๑. เตรียมการ"], ["๑.๑ ก", "", ("", 3)], columns=13)

    assert said(reading)[0][2] == [("1.1", "ก", [])]
    assert told(reading) == [("phases[0].activities[0].marks", "mark_unread")]


def test_a_plan_without_any_mark_may_be_coloured():
    reading = read(row("๑. เตรียมการ"), row("๑.๑ ก"), row("๑.๒ ข"), row("๑.๓ ค"))

    assert told(reading) == [("phases", "mark_unread")]


@pytest.mark.parametrize(
    "title",
    ["แผนการขับเคลื่อนการประเมิน ITA ของจังหวัดลำพูน\n\n", "แผนปี พ.ศ. ๒๕๖๗ จังหวัดลำพูน\n\n"],
)
def test_marks_follow_the_years_of_the_head(title):
    head = ("กิจกรรม", "ต.ค. ๖๖", *MONTHS[1:])

    reading = read(row("๑. เตรียมการ"), row("๑.๑ ประชุม", jan="↔"), head=head, title=title)

    assert said(reading)[0][2] == [("1.1", "ประชุม", ["24-01/24-01"])]
    assert reading.fiscal_year == 2567


def test_years_of_the_head_and_of_the_title_that_differ_are_told():
    reading = read(
        row("๑. เตรียมการ"),
        row("๑.๑ ประชุม", jan="↔"),
        head=("กิจกรรม", "ต.ค. ๖๖", *MONTHS[1:]),
    )

    assert reading.fiscal_year == 2566
    assert said(reading)[0][2] == [("1.1", "ประชุม", ["24-01/24-01"])]
    assert ("fiscal_year", "title_unread") in told(reading)


def test_without_any_year_marks_are_left_to_a_person():
    reading = read(row("๑. เตรียมการ"), row("๑.๑ ประชุม", jan="↔"), title="แผน ITA จังหวัดลำพูน\n\n")

    assert (reading.fiscal_year, said(reading)[0][2]) == (None, [("1.1", "ประชุม", [])])
    assert told(reading) == [
        ("fiscal_year", "title_unread"),
        ("phases[0].activities[0].marks", "mark_unread"),
    ]


# ---- phases and numbers


def test_a_phase_goes_on_over_a_repeated_head_and_a_page_number():
    text = papers.text(
        row("๑. เตรียมการ"), row("๑.๑ ก", oct="↔"), head=HEAD, title=TITLE, below="\n- ๒ -\n\n"
    )
    text += "\n".join("\t".join(cells) for cells in (HEAD, row("๑.๒ ข", nov="↔"), row("๒. เก็บ")))

    reading = readers.read(text.encode(), REF)

    assert said(reading) == [
        ("1", "เตรียมการ", [("1.1", "ก", ["22-10/22-10"]), ("1.2", "ข", ["22-11/22-11"])]),
        ("2", "เก็บ", []),
    ]
    assert told(reading) == [("", "furniture_dropped")]


def test_a_title_printed_again_on_the_next_page_is_the_same_phase():
    reading = read(row("๑. เตรียมการ"), row("๑.๑ ก"), HEAD, row("๑. เตรียมการ (ต่อ)"), row("๑.๒ ข"))

    assert said(reading) == [("1", "เตรียมการ", [("1.1", "ก", []), ("1.2", "ข", [])])]
    assert told(reading) == [("phases[0]", "rows_joined")]


def test_a_row_that_a_page_parted_is_joined():
    reading = read(
        row("๑. เตรียมการ"), row("๑.๑ ประชุมคณะ", oct="↔"), HEAD, row("ทำงานระดับจังหวัด"), row("๑.๒ ข")
    )

    assert [one[1] for one in said(reading)[0][2]] == ["ประชุมคณะ ทำงานระดับจังหวัด", "ข"]
    assert told(reading) == [("phases[0].activities[0]", "rows_joined")]
    assert reading.phases[0].activities[0].raw[HEAD[0]] == "๑.๑ ประชุมคณะ\nทำงานระดับจังหวัด"


def test_titles_merged_over_the_table_are_phases_without_numbers():
    reading = made(
        HEAD,
        [("ช่วงเตรียมการ", 13)],
        ["ประชุม", "↔"],
        ["แจ้งหน่วยงาน", "", "↔"],
        [("การเก็บข้อมูล", 13)],
        ["ลงทะเบียน", "", "", "↔"],
        columns=13,
    )

    assert said(reading) == [
        (
            "1",
            "ช่วงเตรียมการ",
            [("1.1", "ประชุม", ["22-10/22-10"]), ("1.2", "แจ้งหน่วยงาน", ["22-11/22-11"])],
        ),
        ("2", "การเก็บข้อมูล", [("2.1", "ลงทะเบียน", ["22-12/22-12"])]),
    ]
    assert told(reading) == [("phases", "number_unread"), ("phases", "number_unread")]


def test_unnumbered_titles_stand_before_the_first_of_their_numbers():
    reading = read(
        row("เตรียมการ"),
        row("๑.๑ ประชุม", oct="↔"),
        row("เก็บข้อมูล"),
        row("๒.๑ ลงทะเบียน", jan="↔"),
        row("๒.๒ ตอบแบบวัด"),
    )

    assert said(reading) == [
        ("1", "เตรียมการ", [("1.1", "ประชุม", ["22-10/22-10"])]),
        ("2", "เก็บข้อมูล", [("2.1", "ลงทะเบียน", ["23-01/23-01"]), ("2.2", "ตอบแบบวัด", [])]),
    ]
    assert told(reading) == [("phases", "number_unread")]


def test_numbers_that_begin_anew_have_titles_above_them():
    reading = read(
        row("เตรียมการ"),
        row("๑. ประชุม", oct="↔"),
        row("๒. แจ้ง"),
        row("เก็บข้อมูล"),
        row("๑. ลงทะเบียน", jan="↔"),
    )

    assert said(reading) == [
        ("1", "เตรียมการ", [("1.1", "ประชุม", ["22-10/22-10"]), ("1.2", "แจ้ง", [])]),
        ("2", "เก็บข้อมูล", [("2.1", "ลงทะเบียน", ["23-01/23-01"])]),
    ]


def test_dashes_under_numbers_are_activities_of_phases():
    reading = read(
        row("๑. เตรียมการ"),
        row("- ประชุม", oct="↔"),
        row("- แจ้ง"),
        row("๒. เก็บ"),
        row("- ตอบ", may="↔"),
    )

    assert said(reading) == [
        ("1", "เตรียมการ", [("1.1", "ประชุม", ["22-10/22-10"]), ("1.2", "แจ้ง", [])]),
        ("2", "เก็บ", [("2.1", "ตอบ", ["23-05/23-05"])]),
    ]


def test_stages_named_by_number_are_phases():
    reading = read(
        row("ระยะที่ ๑ เตรียมการ"),
        row("๑) ประชุม", oct="↔"),
        row("๒) แจ้ง"),
        row("ระยะที่ ๒ เก็บข้อมูล"),
        row("๑) ตอบ", may="↔"),
    )

    assert said(reading) == [
        ("1", "ระยะที่ ๑ เตรียมการ", [("1.1", "ประชุม", ["22-10/22-10"]), ("1.2", "แจ้ง", [])]),
        ("2", "ระยะที่ ๒ เก็บข้อมูล", [("2.1", "ตอบ", ["23-05/23-05"])]),
    ]
    assert told(reading) == []


def test_a_plan_without_phases_has_one_without_a_title():
    reading = read(row("๑. ประชุม", oct="↔"), row("๒. แจ้ง", nov="↔"))

    assert said(reading) == [
        ("1", "", [("1.1", "ประชุม", ["22-10/22-10"]), ("1.2", "แจ้ง", ["22-11/22-11"])])
    ]
    assert told(reading) == [("phases[0].title", "number_unread")]


def test_a_missing_number_is_counted_and_told():
    reading = read(row("๑. เตรียมการ"), row("๑.๑ ก"), row("ข", oct="↔"), row("๑.๓ ค"))

    assert [one[0] for one in said(reading)[0][2]] == ["1.1", "1.2", "1.3"]
    assert told(reading) == [("phases[0].activities[1].number", "number_unread")]


def test_a_number_out_of_order_stays_as_read_and_is_told():
    reading = read(row("๑. เตรียมการ"), row("๑.๑ ก"), row("๑.๑ ข"), row("๓. เก็บ"), row("๓.๑ ค"))

    assert [phase.number for phase in reading.phases] == ["1", "3"]
    assert [one[0] for one in said(reading)[0][2]] == ["1.1", "1.1"]
    assert told(reading) == [
        ("phases[0].activities[1].number", "number_unread"),
        ("phases[1].number", "number_unread"),
        ("phases", "mark_unread"),
    ]


def test_a_phase_with_marks_and_nothing_below_it_is_an_activity_too():
    reading = read(row("๑. เตรียมการ"), row("๑.๑ ก"), row("๒. รายงานผล", sep="↔"))

    assert said(reading)[1] == ("2", "รายงานผล", [("2.1", "รายงานผล", ["23-09/23-09"])])
    assert told(reading) == [("phases[1].activities[0].number", "number_unread")]


def test_marks_of_a_phase_with_activities_are_told():
    reading = read(row("๑. เตรียมการ", oct="↔"), row("๑.๑ ก", oct="↔"))

    assert told(reading) == [("phases[0].title", "mark_unread")]


def test_a_heading_above_each_table_is_its_phase():
    text = papers.text(
        row("๑.๑ ก", oct="↔"),
        head=HEAD,
        title=TITLE + "๑. เตรียมการ\n",
        below="\n๒. เก็บข้อมูล\n",
    )
    text += "\n".join("\t".join(cells) for cells in (HEAD, row("๒.๑ ข", may="↔")))

    reading = readers.read(text.encode(), REF)

    assert said(reading) == [
        ("1", "เตรียมการ", [("1.1", "ก", ["22-10/22-10"])]),
        ("2", "เก็บข้อมูล", [("2.1", "ข", ["23-05/23-05"])]),
    ]
    assert reading.title == TITLE.strip()
    assert told(reading) == []


def test_activities_in_one_cell_share_its_marks_and_are_told():
    reading = made(HEAD, ["๑. เตรียมการ"], ["๑.๑ ก\n๑.๒ ข", "↔"], columns=13)

    assert said(reading)[0][2] == [("1.1", "ก", ["22-10/22-10"]), ("1.2", "ข", ["22-10/22-10"])]
    assert [code for _, code in told(reading)] == ["mark_unread", "mark_unread"]


def test_a_table_that_goes_on_without_a_head_is_the_same_plan():
    blocks = (
        Words(TITLE),
        Table(tuple(_merged(cells, 13) for cells in (HEAD, row("๑. เตรียมการ"), row("๑.๑ ก")))),
        Table((_merged(row("๑.๒ ข", nov="↔"), 13),)),
        Table((_merged(("ผู้จัดทำ", "ผู้ตรวจ"), 2),)),
    )

    reading = understand.understand(Paper("docx", blocks), REF)

    assert said(reading)[0][2] == [("1.1", "ก", []), ("1.2", "ข", ["22-11/22-11"])]
    assert reading.unread == (("ผู้จัดทำ", "ผู้ตรวจ"),)
    assert told(reading) == [("unread[0]", "row_unread")]


# ---- around the table


def test_what_stands_below_is_a_footnote_and_the_unit():
    below = "\nหมายเหตุ : อาจเปลี่ยนแปลง\nได้ตามที่ ป.ป.ช. กำหนด\nกลุ่มงานบริหารทรัพยากรบุคคล\nสำนักงานจังหวัดลำพูน\nโทร. ๐ ๕๓๕๑\n"

    reading = read(row("๑. เตรียมการ"), row("๑.๑ ก"), below=below)

    assert reading.footnote == "อาจเปลี่ยนแปลง\nได้ตามที่ ป.ป.ช. กำหนด"
    assert reading.issuer == "กลุ่มงานบริหารทรัพยากรบุคคล\nสำนักงานจังหวัดลำพูน\nโทร. ๐ ๕๓๕๑"
    assert told(reading) == []


def test_a_note_in_the_last_row_of_the_table_is_the_footnote():
    reading = made(HEAD, ["๑. ก"], ["๑.๑ ข"], [("หมายเหตุ: อาจเปลี่ยนแปลง", 13)], columns=13)

    assert reading.footnote == "อาจเปลี่ยนแปลง"
    assert said(reading) == [("1", "ก", [("1.1", "ข", [])])]


def test_the_introduction_is_parted_from_the_title():
    intro = "ด้วยจังหวัดลำพูนได้จัดทำแผนการขับเคลื่อน\nการประเมิน ITA จึงกำหนดขั้นตอน ดังนี้"

    reading = read(row("๑. ก"), row("๑.๑ ข"), title=f"เอกสารแนบ ๑\n{TITLE}{intro}\n")

    assert (reading.title, reading.intro) == (TITLE.strip(), intro)
    assert told(reading) == [("", "furniture_dropped")]


def test_text_of_no_known_part_is_kept_and_told():
    reading = read(row("๑. ก"), row("๑.๑ ข"), below="\nเห็นชอบตามเสนอ\n")

    assert reading.unread == (("เห็นชอบตามเสนอ",),)
    assert told(reading) == [("unread[0]", "text_unplaced")]


def test_a_province_and_a_year_are_looked_for_outside_the_title():
    reading = read(
        row("๑. ก"),
        row("๑.๑ ประชุมปีงบประมาณ พ.ศ. ๒๕๖๖", oct="↔"),
        title="แผนการขับเคลื่อนการประเมิน ITA\n\n",
        below="\nสำนักงานจังหวัดลำพูน\n",
    )

    assert (reading.province, reading.fiscal_year) == ("lamphun", 2566)
    assert told(reading) == [("province", "title_unread"), ("fiscal_year", "title_unread")]


def test_a_numbered_note_at_the_end_is_no_phase():
    below = "\nหมายเหตุ:\n๑. อาจเปลี่ยนแปลง\n๒. ตามที่ ป.ป.ช. กำหนด\n"

    reading = read(row("๑. ก"), row("๑.๑ ข"), below=below)

    assert reading.footnote == "๑. อาจเปลี่ยนแปลง\n๒. ตามที่ ป.ป.ช. กำหนด"
    assert said(reading) == [("1", "ก", [("1.1", "ข", [])])]


def test_a_head_of_other_words_is_told():
    reading = read(row("๑. ก"), row("๑.๑ ข", oct="x"), ("กิจกรรม", *MONTHS), row("๑.๒ ค"))

    assert said(reading)[0][2] == [("1.1", "ข", ["22-10/22-10"]), ("1.2", "ค", [])]
    assert told(reading) == [("columns", "header_differs")]


# ---- characters and words


def test_old_characters_slips_and_letter_spacing_are_told_and_raw_is_kept():
    reading = read(
        row("๑. เตรียมการ"),
        row("๑.๑ จัดท\u0e4d\u0e32ข้อมูลผู้มีส่วนได้ส่วนเสียภายใน (IT)", oct="↔"),
    )

    activity = reading.phases[0].activities[0]
    assert activity.text == "จัดทำข้อมูลผู้มีส่วนได้ส่วนเสียภายใน (IT)"
    assert activity.raw[HEAD[0]].startswith("๑.๑ จัดท\u0e4d\u0e32")
    assert told(reading) == [
        ("phases[0].activities[0].text", "characters_normalised"),
        ("phases[0].activities[0].text", "term_slip"),
    ]


def test_notes_of_the_file_are_passed_on():
    table = Table(tuple(_merged(cells, 13) for cells in (HEAD, row("๑. ก"), row("๑.๑ ข"))))
    paper = Paper("docx", (Words(TITLE), table), notes=(("file_note", "มีข้อความที่ซ่อนไว้"),))

    assert understand.understand(paper, REF).warnings[0] == form.Warning(
        "", "file_note", "มีข้อความที่ซ่อนไว้"
    )


@pytest.mark.parametrize(
    ("mark", "start", "end", "text"),
    [
        (("2022-11", "2022-11"), "2022-11-01", "2022-11-30", "เดือนพฤศจิกายน ๒๕๖๕"),
        (("2024-01", "2024-02"), "2024-01-01", "2024-02-29", "เดือนมกราคม - กุมภาพันธ์ ๒๕๖๗"),
    ],
)
def test_a_mark_is_a_window_of_whole_months(mark, start, end, text):
    assert document.window_to_dict(plan.window_of(form.Mark(*mark))) == {
        "start": start,
        "end": end,
        "precision": "month",
        "text": text,
    }
