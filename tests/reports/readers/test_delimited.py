"""Text with tables in it: the samples, and what other offices and programs write."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.readers import delimited, encoding, grid
from reports.readers.paper import Cell, NotReadable, Paper, Table, Words
from tests.reports.readers import papers, shown


def read(text: str) -> list:
    return shown.blocks(delimited.read(text))


def seed(number: str) -> Paper:
    return delimited.read(encoding.decode(papers.seed(number)))


SEEDS = {
    "001": ["words", (5, 6), (3, 6), "words"],
    "002": ["words", (3, 6), (8, 6), "words"],
    "003": ["words", (2, 6), (3, 6), (3, 6), (2, 6), (2, 6), "words"],
    "004": ["words", (10, 13), "words", (10, 13), "words"],
}


@pytest.mark.parametrize("number", SEEDS)
def test_samples_are_words_and_tables_in_their_order(number):
    paper = seed(number)

    assert paper.format == "text"
    assert paper.notes == ()
    assert [
        "words" if isinstance(block, Words) else (len(block.rows), len(block.rows[0]))
        for block in paper.blocks
    ] == SEEDS[number]


@pytest.mark.parametrize("number", SEEDS)
def test_no_text_of_a_sample_is_lost_and_its_raw_is_verbatim(number):
    source = encoding.decode(papers.seed(number))
    paper = seed(number)

    said = "".join(
        block.text
        if isinstance(block, Words)
        else "".join(cell.text for row in block.rows for cell in row if cell)
        for block in paper.blocks
    )
    without_mark_up = re.sub(r"<[^<>]*>|\[([^]]*)\]\([^)]*\)", r"\1", source)
    assert "".join(said.split()) == "".join(without_mark_up.split())
    lines = [
        block.raw or block.text
        if isinstance(block, Words)
        else "\n".join("\t".join(cell.verbatim for cell in row if cell) for row in block.rows)
        for block in paper.blocks
    ]
    assert "\n\n".join(lines) == source.strip("\n")


def test_cells_of_a_sample_have_their_mark_up_resolved():
    steps, result = seed("002").blocks[1].rows[1][3:5]

    assert steps.text == "- การลงทะเบียนเข้าสู่ระบบ ITAS - การระบุและเชื่อมโยงข้อมูลผู้มีส่วนได้ส่วนเสียภายใน"
    assert steps.raw == f'<ul style="list-style-type: none"> {steps.text} '
    assert result.text.split("\n")[1:] == ["เมื่อวันที่ ๒๔ มกราคม ๒๕๖๗"]


def test_contacts_of_a_sample_lose_their_markdown():
    assert seed("003").blocks[-1].text == (
        "จัดทำโดย\nกลุ่มงานบริหารทรัพยากรบุคคล สำนักงานจังหวัดร้อยเอ็ด\nโทร. ๐ ๔๓๕๑ ๑๓๕๓ มท. ๔๒๓๒๙\n"
        "e-mail: hr๑๐๑๙๕๘@gmail.com"
    )


def test_markdown_around_a_table_of_strokes():
    assert read(
        "# รายงาน\n\nจังหวัด **ลำพูน**\n---\n"
        "| ที่ | ขั้นตอน | [คู่มือ](https://u.go.th/x) |\n|:--|:-:|---|\n"
        "| ๑ | ก<br>ข | 1 \\| 2 |\n| ๒ |  |\n\n```\nท้าย\n```"
    ) == [
        "รายงาน\n\nจังหวัด ลำพูน",
        [("ที่", "ขั้นตอน", "คู่มือ (https://u.go.th/x)"), ("๑", "ก\nข", "1 | 2"), ("๒", "", "")],
        "ท้าย",
    ]


def test_a_table_of_strokes_needs_none_at_its_edges_nor_a_head():
    assert read("ที่ | ก | ข\n--- | --- | ---\n๑ | ค | ง\nท้าย") == [
        [("ที่", "ก", "ข"), ("๑", "ค", "ง")],
        "ท้าย",
    ]
    assert read("| | | |\n|---|---|---|\n| ๑ | ค | ง |\n| ๒ | ค | ง |") == [
        [("๑", "ค", "ง"), ("๒", "ค", "ง")]
    ]


def test_tables_of_html_among_words():
    assert read(
        'รายงาน\nจังหวัดลำพูน\n\n<table><thead><tr><th>ที่</th><th colspan="2">ก</th></tr></thead>'
        "<tbody><tr><td rowspan=2>๑</td><td>ข<br>ค</td><td>ง</td></tr><tr><td>จ</td><td>ฉ</td></tr>"
        "</tbody></table>\n<figure>ตรา</figure>\nท้าย\n<page_number>- ๒ -</page_number>"
    ) == [
        "รายงาน\nจังหวัดลำพูน",
        [("ที่", ("ก", 1, 2), None), (("๑", 2, 1), "ข\nค", "ง"), (None, "จ", "ฉ")],
        "ตรา\nท้าย\n- ๒ -",
    ]


def test_a_table_of_html_that_never_ends_goes_to_the_end():
    assert read("ก\n<table><tr><td>๑<td>๒<td>๓") == ["ก", [("๑", "๒", "๓")]]


def test_words_in_brackets_and_signs_of_sums_are_kept():
    assert read("ที่\t<ไม่มี>\t1 < 2\nก\t* ข\t# ค") == [[("ที่", "<ไม่มี>", "1 < 2"), ("ก", "* ข", "ค")]]


def test_quoted_cells_between_tabs_hold_line_ends():
    assert read('ที่\tก\tข\n๑\t"ค\nง"\t"จ ""ฉ"""\n๒\t"ช" ซ\t"ฌ"') == [
        [("ที่", "ก", "ข"), ("๑", "ค\nง", 'จ "ฉ"'), ("๒", '"ช" ซ', '"ฌ"')]
    ]


def test_a_quote_left_open_takes_no_neighbour():
    assert read('ที่\tก\tข\n๑\t"ค\tง\n๒\tจ\tฉ"') == [
        [("ที่", "ก", "ข"), ("๑", '"ค', "ง"), ("๒", "จ", 'ฉ"')]
    ]


def test_entities_of_a_cell():
    assert read("ที่\t&nbsp;\tก&amp;ข\n๑\tก&nbsp;ข\tค") == [[("ที่", "", "ก&ข"), ("๑", "ก ข", "ค")]]


def test_a_table_of_word_pasted_as_text_has_its_rows_whole():
    """A tab between cells, a line end between paragraphs of a cell and between rows."""
    assert read(
        "รายงาน\nจังหวัดลำพูน\n"
        "ที่\tช่วงระยะเวลา\n(สำนักงาน ป.ป.ช.)\tช่วงระยะเวลา\n(จังหวัด)\tขั้นตอน\tผล\tหมายเหตุ\n"
        "๑\tก\tข\t- ค\n- ง\tย่อหน้า\n\n๑) จ\n๒) ฉ\tดำเนินการ\nแล้ว\n"
        "๒\tก\tข\tค\tง\tจ\n"
        "\t\t\tค\tง\nต่อ\tจ\n"
        "หมายเหตุ : ก\nท้าย"
    ) == [
        "รายงาน\nจังหวัดลำพูน",
        [
            *[
                (
                    "ที่",
                    "ช่วงระยะเวลา\n(สำนักงาน ป.ป.ช.)",
                    "ช่วงระยะเวลา\n(จังหวัด)",
                    "ขั้นตอน",
                    "ผล",
                    "หมายเหตุ",
                )
            ],
            ("๑", "ก", "ข", "- ค\n- ง", "ย่อหน้า\n\n๑) จ\n๒) ฉ", "ดำเนินการ\nแล้ว"),
            ("๒", "ก", "ข", "ค", "ง", "จ"),
            ("", "", "", "ค", "ง\nต่อ", "จ"),
        ],
        "หมายเหตุ : ก\nท้าย",
    ]


def test_rows_that_only_lack_their_last_cells_stay_rows():
    assert read("ที่\tก\tข\tค\n๑\tง\n๒\tจ\tฉ\n๓\tช\tซ\tฌ") == [
        [("ที่", "ก", "ข", "ค"), ("๑", "ง", "", ""), ("๒", "จ", "ฉ", ""), ("๓", "ช", "ซ", "ฌ")]
    ]


CSV = [("ที่", "ขั้นตอน", "ผล"), ("๑", "ก, ข\nค", 'ง "จ"'), ("๒", "-", "")]


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
def test_data_files_by_what_stands_between_their_cells(delimiter):
    lines = ["ที่,ขั้นตอน,ผล", '๑,"ก, ข\nค","ง ""จ"""', "๒,-,"]
    text = "\n".join(lines).replace(",", delimiter).replace(f"ก{delimiter}", "ก,")
    paper = delimited.read(text)

    assert paper.format == "csv"
    assert shown.blocks(paper) == [CSV]


def test_a_data_file_is_no_markdown():
    assert read("ที่,ก,ข\n1,**ค**,# ง\n2,[x](y),<p>จ</p>") == [
        [("ที่", "ก", "ข"), ("1", "**ค**", "# ง"), ("2", "[x](y)", "จ")]
    ]


def test_titles_and_notes_of_a_sheet_saved_as_csv():
    assert read("รายงาน,,,\n,,,\nที่,ก,ข,ค\n1,ง,จ,ฉ\n,,,\nหมายเหตุ : ช,,,\n") == [
        "รายงาน",
        [("ที่", "ก", "ข", "ค"), ("1", "ง", "จ", "ฉ")],
        "หมายเหตุ : ช",
    ]


def test_words_around_a_data_table_keep_their_commas():
    assert read('"รายงาน"\nจังหวัดลำพูน, รอบ ๖ เดือน\nที่,ก,ข\n1,ค,ง\n\nหมายเหตุ : จ, ฉ\n') == [
        "รายงาน\nจังหวัดลำพูน, รอบ ๖ เดือน",
        [("ที่", "ก", "ข"), ("1", "ค", "ง")],
        "หมายเหตุ : จ, ฉ",
    ]


def test_a_tab_within_a_cell_of_a_data_file_is_no_end_of_it():
    assert read('ที่,ก,ข\n1,"\t=1",ค\n2,ง,จ\tฉ\n') == [
        [("ที่", "ก", "ข"), ("1", "=1", "ค"), ("2", "ง", "จ\tฉ")]
    ]


def test_sentences_with_commas_are_no_table():
    text = "ก, ข, ค และ ง\nรายงานนี้\nมีเพียงข้อความ, ไม่มีตาราง"

    assert read(text) == [text]


@pytest.mark.parametrize("text", ["x\n" * (delimited.LINES + 1), "ก\t" * (grid.CELLS + 1)])
def test_a_text_longer_than_any_report_is_refused(text):
    with pytest.raises(NotReadable) as refused:
        delimited.read(text)

    assert refused.value.message == grid.TOO_LARGE


# Words without mark-up, at least one in a cell.
WORDS = st.text(st.sampled_from("กขคำ่้ ๑1aZ-.()"), min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3).map(tuple), min_size=2, max_size=5))
def test_what_is_parted_by_tabs_is_read_as_it_was(rows):
    text = "\n".join("\t".join(row) for row in rows)

    assert delimited.read(text).blocks == (Table(tuple(tuple(map(Cell, row)) for row in rows)),)
