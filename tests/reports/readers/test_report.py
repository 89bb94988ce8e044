"""Reports of six columns as they are understood: the seeds whole, and every way a paper may differ."""

import json

import jsonschema
import pytest

from reports import document, readers
from reports.readers import reading as form
from reports.readers.paper import NotReadable
from reports.readers.reading import ReportReading
from tests.reports.readers import papers
from tests.reports.readers.papers import HEAD, codes, read, row
from tests.seed_text import each_seed, squeezed

UNSURE = ("groups[0].lines[0].items[0].steps", "step_unsure")
STEP = "การลงทะเบียนเข้าสู่ระบบ ITAS"


def told(reading: ReportReading) -> list[tuple[str, str]]:
    """Places and codes of warnings, but for those of step texts without a match."""
    return [one for one in codes(reading) if one[1] != "step_unsure"]


def said(reading: ReportReading) -> list:
    """Number and rows of each group: status, result, labels and step texts."""
    return [
        (
            group.number,
            [
                (line.status, line.result, [(item.label, item.text) for item in line.items])
                for line in group.lines
            ],
        )
        for group in reading.groups
    ]


def windows(reading: ReportReading) -> list:
    return [
        tuple(
            window and (str(window.start), str(window.end), window.precision)
            for window in (group.official, group.provincial)
        )
        for group in reading.groups
    ]


# ---- the seeds


@pytest.fixture(scope="module")
def seeds() -> dict[str, ReportReading]:
    return {
        number: readers.read(papers.seed(number), papers.reference())
        for number in ("001", "002", "003")
    }


@each_seed
def test_a_seed_says_of_itself_whose_and_when_it_is(seed, seeds):
    reading, report = seeds[seed.number], seed.report

    assert (reading.title, reading.province, reading.fiscal_year, reading.months) == (
        report.title,
        report.province.slug,
        report.fiscal_year,
        report.months,
    )


@each_seed
def test_a_seed_has_the_rows_windows_statuses_and_ties_that_a_person_read(seed, seeds):
    reading, report = seeds[seed.number], seed.report

    assert [
        (
            group.official,
            group.provincial,
            [
                (line.status, [(item.label, item.steps) for item in line.items])
                for line in group.lines
            ],
        )
        for group in reading.groups
    ] == [
        (
            group.official,
            group.provincial,
            [
                (line.status, [(item.label, item.steps) for item in line.items])
                for line in group.lines
            ],
        )
        for group in report.groups
    ]


@each_seed
def test_a_seed_loses_no_word(seed, seeds):
    reading, report = seeds[seed.number], seed.report

    assert [
        (squeezed(line.result), [squeezed(item.text) for item in line.items])
        for _, _, line in reading.lines()
    ] == [
        (squeezed(line.result), [squeezed(item.text) for item in line.items])
        for _, _, line in report.lines()
    ]
    assert squeezed(reading.footnote) == squeezed(report.footnote)
    assert reading.unread == ()


@each_seed
def test_a_seed_keeps_each_paragraph_on_a_line_of_its_own(seed, seeds):
    ours = [line.result.split("\n") for _, _, line in seeds[seed.number].lines()]
    theirs = [line.result.replace("\n\n", "\n").split("\n") for _, _, line in seed.report.lines()]

    assert [[squeezed(one) for one in lines] for lines in ours] == [
        [squeezed(one) for one in lines] for lines in theirs
    ]


@each_seed
def test_a_seed_keeps_its_cells_verbatim(seed, seeds):
    reading = seeds[seed.number]
    raw = [list(line.raw.values()) for _, _, line in reading.lines()]
    kept = {
        key: list(cells.values()) for key, cells in seed.fixture["raw"].items() if key[-1] == "]"
    }
    continued = [cells for key, cells in seed.fixture["raw"].items() if key.endswith(".continued")]
    if continued:
        kept["groups[0].lines[0]"][4] += "\n" + list(continued[0].values())[4]

    assert raw == list(kept.values())
    assert [set(line.raw) for _, _, line in reading.lines()] == [set(reading.columns)] * len(raw)


def test_every_warning_of_the_seeds(seeds):
    assert {number: codes(reading) for number, reading in seeds.items()} == {
        "001": [],
        "002": [
            ("columns", "header_differs"),
            ("groups[0].lines[0].result", "term_slip"),
            ("groups[0].lines[0].result", "term_slip"),
            ("groups[0].lines[0].items[1].text", "term_slip"),
            ("groups[1].lines[0].result", "term_slip"),
            ("groups[1].lines[0].result", "term_slip"),
            ("groups[1].lines[0].items[0].text", "term_slip"),
            ("groups[1].lines[0].items[1].text", "term_slip"),
            ("groups[1].lines[0].items[2].text", "term_slip"),
        ],
        "003": [
            ("groups[0].lines[0]", "rows_joined"),
            ("groups[2].lines[1].items[0].steps", "step_unsure"),
            ("groups[3].lines[0].result", "survey_link"),
            ("groups[3].lines[0].result", "survey_link"),
            ("groups[4].lines[0].result", "damaged_code"),
            ("contact", "damaged_email"),
        ],
    }


def test_the_contact_block_is_kept_as_it_stands(seeds):
    assert seeds["003"].contact.split("\n") == [
        "จัดทำโดย",
        "กลุ่มงานบริหารทรัพยากรบุคคล สำนักงานจังหวัดร้อยเอ็ด",
        "โทร. ๐ ๔๓๕๑ ๑๓๕๓ มท. ๔๒๓๒๙",
        "e-mail: hr๑๐๑๙๕๘@gmail.com",
    ]


# ---- rows that belong together


def test_a_row_without_a_step_goes_on_with_the_row_above():
    reading = read(row(result="ก ดังนี้"), ("", "", "", "", "๒) ข", ""), row("๒"))

    assert said(reading)[0] == (1, [("not_due", "ก ดังนี้\n๒) ข", [("", "การลงทะเบียน")])])
    assert told(reading) == [("groups[0].lines[0]", "rows_joined")]
    assert reading.groups[0].lines[0].raw["ผลการดำเนินการ"] == "ก ดังนี้\n๒) ข"


def test_a_row_with_a_step_and_no_number_is_another_row_of_the_number_above():
    reading = read(row(result="ก"), ("", "", "", "ขั้นสอง", "ข", "ดำเนินการแล้ว"))

    assert said(reading) == [
        (1, [("not_due", "ก", [("", "การลงทะเบียน")]), ("done", "ข", [("", "ขั้นสอง")])])
    ]
    assert told(reading) == []


def test_a_dash_is_a_step_of_its_own_that_says_nothing():
    reading = read(row(), ("", "", "", "-", "ข", "-"))

    assert said(reading)[0][1][1] == ("not_due", "ข", [])


def test_a_number_said_again_on_the_next_page_goes_on():
    reading = read(row(result="ก"), row("๑ (ต่อ)", result="ข"), row("๒", step="สอง", result="ค"))

    assert said(reading) == [
        (1, [("not_due", "ก ข", [("", "การลงทะเบียน")])]),
        (2, [("not_due", "ค", [("", "สอง")])]),
    ]
    assert told(reading) == [("groups[0].lines[0]", "rows_joined")]


def test_a_number_said_again_with_another_step_is_another_row():
    reading = read(row("๑", step="หนึ่ง"), row("๑", step="สอง"))

    assert said(reading) == [(1, [("not_due", "", [("", "หนึ่ง")]), ("not_due", "", [("", "สอง")])])]


def test_windows_and_statuses_broken_by_a_page_are_joined():
    reading = read(
        row(official="วันที่ ๑ - ๓๑", status="อยู่ระหว่าง"),
        ("", "มกราคม ๒๕๖๗", "", "", "", "ดำเนินการ"),
    )

    assert windows(reading) == [(("2024-01-01", "2024-01-31", "day"),) * 2]
    assert reading.groups[0].lines[0].status_text == "อยู่ระหว่าง ดำเนินการ"
    assert reading.groups[0].lines[0].status == "in_progress"
    assert told(reading) == [("groups[0].lines[0]", "rows_joined")]


def test_a_row_with_windows_of_its_own_is_a_number_that_was_not_written():
    reading = read(row(), row("", "๑ - ๕ กุมภาพันธ์ ๒๕๖๗", "๑ - ๕ กุมภาพันธ์ ๒๕๖๗", step="ข"))

    assert [number for number, _ in said(reading)] == [1, None]
    assert told(reading) == [("groups[1].number", "number_unread")]


def test_sub_numbers_are_rows_of_their_number():
    reading = read(row("๑"), row("๑.๑", step="ย่อย"), row("๑.๒", step="ย่อยสอง"), row("๒"))

    assert [(number, len(lines)) for number, lines in said(reading)] == [(1, 3), (2, 1)]
    assert told(reading) == [
        ("groups[0].lines[1]", "number_unread"),
        ("groups[0].lines[2]", "number_unread"),
    ]


def test_numbers_out_of_order_are_told():
    reading = read(row("๑"), row("๓"), row("๔"), row("ก"))

    assert [number for number, _ in said(reading)] == [1, 3, 4, None]
    assert told(reading) == [
        ("groups[1].number", "number_unread"),
        ("groups[3].number", "number_unread"),
    ]


def test_a_row_without_number_and_status_that_begins_a_page_is_perhaps_the_rest_of_the_one_above():
    reading = read(
        row(result="ก"), HEAD, ("", "", "", "ขั้นสอง", "ข", ""), ("", "", "", "สาม", "", "")
    )

    assert [(number, len(lines)) for number, lines in said(reading)] == [(1, 3)]
    assert told(reading) == [("groups[0].lines[1]", "row_perhaps_broken")]


# ---- columns


def test_columns_in_any_order_and_wording():
    reading = read(
        ("แล้ว", "เสร็จสิ้น", STEP, "1", "1-31 ม.ค. 67", "2/1/2567-3/1/2567"),
        head=("ผลการดำเนินงาน", "สถานะ", "กิจกรรม", "ลำดับ", "ระยะเวลาจังหวัด", "ระยะเวลา ป.ป.ช."),
    )

    assert said(reading) == [(1, [("done", "แล้ว", [("", STEP)])])]
    assert windows(reading) == [
        (("2024-01-02", "2024-01-03", "day"), ("2024-01-01", "2024-01-31", "day"))
    ]
    assert codes(reading) == []


def test_missing_and_foreign_columns_are_told():
    reading = read(
        ("๑", "๑-๓๑ ม.ค. ๖๗", STEP, "ก", "ดำเนินการแล้ว", "ไม่มี"),
        head=("ลำดับที่", "ระยะเวลา", "ขั้นตอน/กิจกรรม", "ผลการดำเนินการ", "สถานะ", "ปัญหา/อุปสรรค"),
    )

    assert said(reading) == [(1, [("done", "ก", [("", STEP)])])]
    assert windows(reading) == [(None, ("2024-01-01", "2024-01-31", "day"))]
    assert codes(reading) == [("columns", "column_missing"), ("columns", "column_unread")]
    assert reading.groups[0].lines[0].raw["ปัญหา/อุปสรรค"] == "ไม่มี"


def test_a_column_with_both_windows_named_is_parted():
    reading = read(
        ("๑", "ป.ป.ช. ๑ - ๓๑ มกราคม ๒๕๖๗ จังหวัด ๑๕ - ๓๑ มกราคม ๒๕๖๗", STEP, "ก", "-"),
        head=("ที่", "ช่วงระยะเวลา", "ขั้นตอน", "ผลการดำเนินการ", "หมายเหตุ"),
    )

    assert windows(reading) == [
        (("2024-01-01", "2024-01-31", "day"), ("2024-01-15", "2024-01-31", "day"))
    ]


def test_a_head_of_two_rows_is_one_head():
    reading = read(
        ("", "สำนักงาน ป.ป.ช.", "จังหวัด", "", "", ""),
        row(step=STEP, result="ก"),
        head=("ที่", "ช่วงระยะเวลา", "", "ขั้นตอน", "ผลการดำเนินการ", "หมายเหตุ"),
    )

    assert reading.columns == (
        "ที่",
        "ช่วงระยะเวลา สำนักงาน ป.ป.ช.",
        "ช่วงระยะเวลา จังหวัด",
        "ขั้นตอน",
        "ผลการดำเนินการ",
        "หมายเหตุ",
    )
    assert said(reading) == [(1, [("not_due", "ก", [("", STEP)])])]
    assert codes(reading) == []


def test_a_paper_without_a_head_is_read_by_its_cells():
    rows = row(step=STEP), row("๒", step="การประกาศผลการประเมิน", status="อยู่ระหว่างดำเนินการ")
    reading = read(*rows, head=None)

    assert said(reading) == said(read(*rows))
    assert codes(reading) == [("columns", "header_missing")]


def test_without_a_column_of_numbers_each_row_with_windows_is_a_number():
    rows = [row(step=step)[1:] for step in ("หนึ่ง", "สอง")]
    reading = read(*rows, ("", "", "สาม", "ค", "-"), head=HEAD[1:])

    assert said(reading) == [
        (None, [("not_due", "", [("", "หนึ่ง")])]),
        (None, [("not_due", "", [("", "สอง")]), ("not_due", "ค", [("", "สาม")])]),
    ]
    assert told(reading) == [("columns", "column_missing")]


def test_a_head_repeated_inside_a_table_is_no_row():
    reading = read(row(), HEAD, row("๒"))

    assert [number for number, _ in said(reading)] == [1, 2]
    assert told(reading) == []


def test_a_row_with_a_cell_too_many_is_fitted_and_told():
    january = "๑ - ๓๑ มกราคม ๒๕๖๗"
    # Which of the cells was parted cannot be known; a tab is likeliest in a long result.
    reading = read(("๑", january, january, "การลง", "ทะเบียน", "ผล", "ดำเนินการแล้ว"))

    assert said(reading) == [(1, [("done", "ทะเบียน ผล", [("", "การลง")])])]
    assert told(reading) == [("groups[0]", "cells_joined")]


def test_a_row_that_lacks_a_cell_is_put_back_under_its_heads_and_told():
    reading = read(("๑", "๑ - ๓๑ มกราคม ๒๕๖๗", STEP, "ผล", "ดำเนินการแล้ว"), row("๒"))

    assert said(reading)[0] == (1, [("done", "ผล", [("", STEP)])])
    assert windows(reading)[0] == (None, ("2024-01-01", "2024-01-31", "day"))
    assert told(reading) == [("groups[0]", "cells_shifted")]


def test_a_status_in_the_column_of_results_is_told():
    january = "๑ - ๓๑ มกราคม ๒๕๖๗"
    reading = read(("๑", january, january, STEP, "ดำเนินการแล้ว"), row("๒"))

    assert said(reading)[0] == (1, [(None, "ดำเนินการแล้ว", [("", STEP)])])
    assert told(reading) == [("groups[0]", "cells_shifted")]


def table(*rows: str) -> ReportReading:
    """A report in HTML whose rows are given as their cells."""
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    body = "".join(f"<tr>{cells}</tr>" for cells in rows)
    title = "<p>รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ (รอบ ๖ เดือน) จังหวัดลำพูน</p>"
    page = f"<html><body>{title}<table><tr>{head}</tr>{body}</table></body></html>"
    return readers.read(page.encode(), papers.reference())


JANUARY = ("2024-01-01", "2024-01-31", "day")


def test_a_cell_merged_over_two_numbers_says_the_same_of_both_and_is_told():
    window = "<td rowspan=2>๑ - ๓๑ มกราคม ๒๕๖๗</td>"
    reading = table(
        f"<td>๑</td>{window}{window}<td>หนึ่ง</td><td>ก</td><td rowspan=2>ดำเนินการแล้ว</td>",
        "<td>๒</td><td>สอง</td><td>ข</td>",
    )

    assert windows(reading) == [(JANUARY, JANUARY)] * 2
    assert said(reading) == [
        (1, [("done", "ก", [("", "หนึ่ง")])]),
        (2, [("done", "ข", [("", "สอง")])]),
    ]
    assert told(reading) == [("groups[1]", "result_shared")]


def test_a_cell_merged_over_columns_is_not_one_of_the_row_above():
    window = "<td>๑ - ๓๑ มกราคม ๒๕๖๗</td>"
    reading = table(
        f"<td>๑</td>{window}{window}<td>หนึ่ง</td><td>ก</td><td>ดำเนินการแล้ว</td>",
        "<td>๒</td><td colspan=2>๑ - ๓๑ มกราคม ๒๕๖๗</td><td>สอง</td><td colspan=2>-</td>",
    )

    assert windows(reading) == [(JANUARY, JANUARY)] * 2
    assert said(reading)[1] == (2, [("not_due", "", [("", "สอง")])])
    assert told(reading) == []


def test_a_row_whose_words_look_like_heads_is_a_row():
    reading = read(row(), ("", "", "", "กิจกรรมวันต่อต้าน", "ผลการจัดงาน", "ความคืบหน้าดี"), row("๒"))

    assert [(number, len(lines)) for number, lines in said(reading)] == [(1, 2), (2, 1)]


def test_windows_whose_heads_name_no_owner_are_told():
    reading = read(
        row(step=STEP),
        head=("ที่", "ระยะเวลาตามแผน", "ระยะเวลาจริง", "ขั้นตอน", "ผลการดำเนินการ", "หมายเหตุ"),
    )

    assert codes(reading) == [("columns", "column_unsure")]


def test_a_status_in_the_lower_half_of_a_broken_row_is_asked_about():
    reading = read(
        row(step="การลงทะเบียนเข้าสู่", status=""), HEAD, ("", "", "", "ระบบ", "", "ดำเนินการแล้ว")
    )

    assert told(reading) == [("groups[0].lines[1]", "row_perhaps_broken")]


# ---- cells


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("- ก - ข", [("-", "ก"), ("-", "ข")]),
        ("– ก – ข", [("–", "ก"), ("–", "ข")]),
        ("- วันที่ ๑ - ๓๑ มกราคม", [("-", "วันที่ ๑ - ๓๑ มกราคม")]),
        ("ก - ข", [("", "ก - ข")]),
        ("• ก • ข", [("•", "ก"), ("•", "ข")]),
        ("<p>- ก - ข</p><p>- ค</p>", [("-", "ก - ข"), ("-", "ค")]),
        ("๑. ก ๒. ข ๔. ค", [("๑.", "ก"), ("๒.", "ข ๔. ค")]),
        ("1) ก 2) ข", [("1)", "ก"), ("2)", "ข")]),
        ("๑. ก ๒) ข", [("๑.", "ก ๒) ข")]),
        ("<ul> - ก - ข </ul>", [("-", "ก"), ("-", "ข")]),
        ("(IIT) และ (EIT)", [("", "(IIT) และ (EIT)")]),
    ],
)
def test_step_texts_are_parted_only_where_the_cell_begins_with_a_label(cell, items):
    assert said(read(row(step=cell)))[0][1][0][2] == items


def test_statuses_are_read_by_the_list_of_synonyms():
    words = ["เสร็จเรียบร้อยแล้ว", "อยู่ระหว่าง ดำเนินการ", "-", "", "แล้วเสร็จไปมาก", "ตามเอกสารแนบ"]
    reading = read(*(row(str(place), status=one) for place, one in enumerate(words, start=1)))

    assert [(line.status, line.status_text) for _, _, line in reading.lines()] == [
        ("done", "เสร็จเรียบร้อยแล้ว"),
        ("in_progress", "อยู่ระหว่าง ดำเนินการ"),
        ("not_due", "-"),
        (None, ""),
        ("done", "แล้วเสร็จไปมาก"),
        (None, "ตามเอกสารแนบ"),
    ]
    assert told(reading) == [
        ("groups[4].lines[0].status", "status_guessed"),
        ("groups[5].lines[0].status", "status_unread"),
    ]


def test_a_status_in_the_result_is_read_and_told_where_there_is_no_column_for_it():
    reading = read(
        ("๑", STEP, "ลงทะเบียนแล้ว สถานะ : ดำเนินการแล้ว"),
        ("๒", STEP, "<p>ตอบแบบวัด</p><p>สถานะ : อยู่ระหว่างดำเนินการ</p>"),
        head=("ที่", "ขั้นตอน", "ผลการดำเนินการ/สถานะ"),
    )

    assert [(line.status, line.result) for _, _, line in reading.lines()] == [
        (None, "ลงทะเบียนแล้ว สถานะ : ดำเนินการแล้ว"),
        ("in_progress", "ตอบแบบวัด\nสถานะ : อยู่ระหว่างดำเนินการ"),
    ]
    assert ("groups[1].lines[0].status", "status_guessed") in told(reading)


def test_windows_that_are_not_understood_keep_their_words():
    reading = read(
        row(official="ตามปฏิทิน", provincial="๑-๓๑ ม.ค. 2024"),
        row("๒", official="๑ - ๓๑ มกราคม", provincial="-"),
    )

    assert [
        window and window.text
        for one in reading.groups
        for window in (one.official, one.provincial)
    ] == [
        "ตามปฏิทิน",
        "๑-๓๑ ม.ค. 2024",
        "๑ - ๓๑ มกราคม",
        None,
    ]
    assert windows(reading) == [
        (("None", "None", None), ("None", "None", None)),
        (("2024-01-01", "2024-01-31", "day"), None),
    ]
    assert told(reading) == [
        ("groups[0].official", "window_unread"),
        ("groups[0].provincial", "window_unread"),
        ("groups[1].official", "year_assumed"),
    ]


def test_characters_of_old_fonts_are_mended_and_told_where_they_stood():
    reading = read(
        row(
            step="- การลงทะเบียน - การนํา\u200bเข้า",
            result="ท\uf70bาน ท ี่ ก า ร ล ง ท ะ เ บ ี ย น",
            status="ดําเนินการแล้ว",
        )
    )
    (line,) = reading.groups[0].lines

    assert [item.text for item in line.items] == ["การลงทะเบียน", "การนำเข้า"]
    assert (line.result, line.status) == ("ท้าน ที่การลงทะเบียน", "done")
    assert told(reading) == [
        ("groups[0].lines[0].result", "characters_normalised"),
        ("groups[0].lines[0].result", "letter_spaced"),
        ("groups[0].lines[0].status", "characters_normalised"),
        ("groups[0].lines[0].items[1].text", "characters_normalised"),
    ]
    assert line.raw["ขั้นตอน"] == "- การลงทะเบียน - การนํา\u200bเข้า"


# ---- around the table


def test_what_stands_below_is_footnote_contact_or_furniture():
    below = "- ๒ -\nหมายเหตุ : ก\nข\n\nลงชื่อ....\n(นาย ก)\n\nจัดทำโดย\nกลุ่มงาน\nโทร. ๐๕๓ ๕๖๒๙๖๓"
    reading = read(row(), below=below)

    assert (reading.footnote, reading.contact) == ("ก\nข", "จัดทำโดย\nกลุ่มงาน\nโทร. ๐๕๓ ๕๖๒๙๖๓")
    assert told(reading) == [("", "furniture_dropped")] * 3
    assert reading.unread == ()


def test_a_footnote_below_each_page_is_said_once():
    reading = read(row(), below="หมายเหตุ : ก\nหมายเหตุ  ข้อมูลเบื้องต้น\nหมายเหตุ: ก")

    assert reading.footnote == "ก\nข้อมูลเบื้องต้น"
    assert told(reading) == [("", "furniture_dropped")]


def test_a_table_of_another_kind_is_kept_verbatim_and_told():
    reading = read(row(), below="คณะทำงาน\nที่\tชื่อ\tตำแหน่ง\n๑\tนาย ก\tประธาน\n")

    assert [number for number, _ in said(reading)] == [1]
    assert ("๑", "นาย ก", "ประธาน") in reading.unread


def test_notes_inside_the_table_are_taken_out_and_headings_kept_verbatim():
    reading = read(row(), ("หมายเหตุ : ก", *[""] * 5), ("ระยะที่สอง", *[""] * 5), row("๒"))

    assert reading.footnote == "ก"
    assert reading.unread == (("ระยะที่สอง", "", "", "", "", ""),)
    assert [number for number, _ in said(reading)] == [1, 2]
    assert told(reading) == [("unread[0]", "row_unread")]


def test_text_of_no_known_kind_is_kept_and_told():
    reading = read(row(), below="ข้อความอื่นใด")

    assert reading.unread == (("ข้อความอื่นใด",),)
    assert told(reading) == [("unread[0]", "text_unplaced")]


def test_what_the_title_leaves_out_is_read_elsewhere_and_told():
    reading = read(row(), title="รายงาน\n\n", below="จัดทำโดย\nสำนักงานจังหวัดลำพูน")

    assert (reading.province, reading.fiscal_year, reading.months) == ("lamphun", 2567, None)
    assert told(reading) == [
        ("province", "title_unread"),
        ("fiscal_year", "title_unread"),
        ("months", "title_unread"),
    ]


def test_a_paper_without_such_a_table_is_refused_in_a_sentence():
    with pytest.raises(NotReadable) as refused:
        readers.read("จดหมายฉบับหนึ่ง\nไม่มีตาราง".encode(), papers.reference())

    assert "ไม่พบตารางรายงาน" in refused.value.message


def test_a_reading_is_of_the_published_schema(seeds):
    schema = json.loads((papers.ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8"))

    for one in seeds.values():
        jsonschema.validate(form.published(one), schema)
    assert sorted(schema["$defs"]["code"]["enum"]) == sorted(form.CODES)
    assert set(schema["$defs"]["line"]["properties"]["status"]["enum"]) == {
        *document.STATUSES,
        None,
    }
