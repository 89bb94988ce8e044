"""Rows on their pages: numbers said again, tables closed, long rows begun only where there is room."""

import pymupdf
import pytest

from ita_portal.thai import Window
from reports.document import Item, Line
from reports.writers import pdf
from tests.reports.documents import JANUARY, group, line, report

SENTENCE = "จังหวัดแจ้งเวียนส่วนราชการและมอบหมายภารกิจในการขับเคลื่อนการประเมินให้ส่วนราชการในสังกัด "
LONG = Line((Item("ขั้นตอนยาว"),), result=f"{SENTENCE}\n\n" * 40, status="done")
GREY, BLACK = 0x767676, 0x000000
COLUMN_2, COLUMN_3, COLUMN_5 = (
    pymupdf.Rect(left, 100, right, 560) for left, right in ((92, 196), (198, 301), (463, 680))
)


def pages(content) -> list[pymupdf.Page]:
    return list(pymupdf.open(stream=pdf.render(content)))


def numbers(page: pymupdf.Page) -> list[tuple[str, int]]:
    """The numbers in the first column below its head, with the colour of each."""
    spans = [
        span
        for block in page.get_text("dict")["blocks"]
        for row in block.get("lines", [])
        for span in row["spans"]
    ]
    return [
        (span["text"].strip(), span["color"])
        for span in spans
        if 66 < span["bbox"][0] < span["bbox"][2] < 95 and span["text"].strip() not in ("", "ที่")
    ]


def test_a_row_that_goes_on_carries_its_number_again_in_grey():
    first, *middle, last = pages(report(group(LONG), group(line("ข")), number_style="๑."))

    assert numbers(first) == [("๑.", BLACK)]
    assert [numbers(page) for page in middle] == [[("๑.", GREY)]] * 3
    assert numbers(last) == [("๑.", GREY), ("๒.", BLACK)]


def test_another_row_of_a_number_carries_it_where_it_begins_a_page():
    rows = [Line((Item(f"ก{place}"),), result=f"{SENTENCE}\n\n{SENTENCE}") for place in range(9)]

    printed = pages(report(group(*rows, official=JANUARY)))

    assert [numbers(page) for page in printed] == [[("๑", BLACK)], [("๑", GREY)], [("๑", GREY)]]


def test_a_number_that_begins_its_page_is_not_said_twice():
    rows = [group(line(f"ก{place}", result=f"{SENTENCE}\n\n{SENTENCE}")) for place in range(20)]

    printed = pages(report(*rows))

    assert {colour for page in printed for _, colour in numbers(page)} == {BLACK}
    assert sum(len(numbers(page)) for page in printed) == 20


def test_the_footnote_takes_the_last_row_with_it_and_the_table_is_closed_above():
    rows = [group(line(f"ก{place}", result=f"{SENTENCE}\n\n{SENTENCE}")) for place in range(4)]

    first, second = pages(report(*rows, footnote=SENTENCE * 20))

    assert [number for number, _ in numbers(first)] == ["๑", "๒", "๓"]
    assert [number for number, _ in numbers(second)] == ["๔"]
    assert "หมายเหตุ :" in second.get_text()
    table, cells = bottoms(first)
    assert table == pytest.approx(cells, abs=1)


def bottoms(page: pymupdf.Page) -> tuple[float, float]:
    """Where the table's frame ends and where the lowest frame of a cell does, in points from the top."""
    frames = [path["rect"] for path in page.get_drawings()]
    return (
        max(frame.y1 for frame in frames if frame.width > 700),
        max(frame.y1 for frame in frames if frame.width < 300),
    )


@pytest.mark.parametrize("before", range(14, 27))
def test_a_long_row_begins_with_all_its_cells_or_on_the_next_page(before):
    filler = group(line("ก", result="\n".join("ก" for _ in range(before))))
    row = Line((Item(SENTENCE * 3),), result=SENTENCE * 12)

    window = Window.unread("ตั้งแต่วันที่กำหนดไว้แล้ว จนถึงวันสุดท้ายที่รับ")

    first = pages(report(filler, group(row, official=window, provincial=window)))[0]

    is_begun = ("๒", BLACK) in numbers(first)
    assert first.get_text(clip=COLUMN_2).count("ตั้งแต่วันที่") == is_begun
    assert first.get_text(clip=COLUMN_3).count("ตั้งแต่วันที่") == is_begun
    assert first.get_text(clip=COLUMN_5).count("\n") >= before + 2 * is_begun


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("letters", [150, 330, 700])
def test_the_heads_stand_above_every_row_however_tall_its_cells(size, letters):
    window = Window.unread("คำ " * (letters // 3))
    filler = group(line("ก", result="\n".join("ก" for _ in range(15))))
    tall = group(line("ก", status_text="คำ " * 100), official=window, provincial=window)

    printed = pages(report(filler, tall, filler, text_size=size))

    assert ["ขั้นตอน" in page.get_text() for page in printed] == [True] * len(printed)


LABELS = ("-", "•", "๑.", "๑๐.", "๑๐)", "(๑)", "(๑๐)", "๑.๑", "๑.๑.๑", "๑๐๐.", "(ก)")


@pytest.mark.parametrize("label", LABELS)
def test_a_label_stands_apart_from_its_text(label):
    content = report(group(Line((Item("ขขขข", label), Item("คคคค", "๑.")))))

    (page,) = pages(content)

    letters = [
        (letter["c"], letter["bbox"])
        for block in page.get_text("rawdict")["blocks"]
        for row in block.get("lines", [])
        for span in row["spans"]
        for letter in span["chars"]
    ]
    at = next(place for place, (letter, _) in enumerate(letters) if letter == "ข")
    last = next(box for letter, box in reversed(letters[:at]) if not letter.isspace())
    assert letters[at][1][0] - last[2] > 1


def test_numbers_that_belong_to_a_long_word_stay_in_their_column():
    words = ("๐๒-๑๒๓-๔๕๖๗" + "x" * 60, "plan(1-12)" + "y" * 60, "https://a.go.th/?d=1-2" + "z" * 60)
    content = report(group(line("ก", result="\n".join(words), status_text=words[1])))

    (page,) = pages(content)

    edges = [
        span["bbox"][2]
        for block in page.get_text("dict")["blocks"]
        for row in block.get("lines", [])
        for span in row["spans"]
    ]
    assert max(edges) < (297 - 18) * 72 / 25.4
    assert page.get_text(clip=COLUMN_5).count("x") == 60


def test_no_number_is_lost_where_rows_are_not_moved(monkeypatch):
    monkeypatch.setattr(pdf, "FEW_PAGES", 0)
    filler = group(line("ก", result="\n".join("ก" for _ in range(24))))

    printed = pages(report(filler, group(LONG)))

    assert [numbers(page) for page in printed[:3]] == [
        [("๑", BLACK)],
        [("๒", BLACK)],
        [("๒", GREY)],
    ]


@pytest.mark.parametrize("rows", [1, 6, 30, 300])
def test_reports_of_every_length_hold_all_their_rows(rows):
    content = report(*(group(line(f"STEP{place}", result=SENTENCE)) for place in range(rows)))

    text = "".join(page.get_text() for page in pages(content))

    assert [place for place in range(rows) if f"STEP{place}\n" not in text] == []
