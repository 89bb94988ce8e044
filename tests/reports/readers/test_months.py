"""Heads of months in every spelling, and what stands under them."""

import itertools

import pytest

from ita_portal import thai
from reports.readers import months
from reports.readers.months import Doubt, MonthHead, Months, Span
from reports.readers.paper import Cell

YEAR = (*thai.MONTHS_SHORT[9:], *thai.MONTHS_SHORT[:9])


def row(*texts):
    """A row of cells; `(text, columns)` is one merged over columns."""
    cells = []
    for text in texts:
        words, columns = text if isinstance(text, tuple) else (text, 1)
        cells += [Cell(words, columns=columns), *([None] * (columns - 1))]
    return tuple(cells)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("ต.ค.", MonthHead(10, 10)),
        ("ตค", MonthHead(10, 10)),
        ("ตค.", MonthHead(10, 10)),
        ("ต. ค.", MonthHead(10, 10)),
        ("ต.\nค.", MonthHead(10, 10)),
        ("ตุลาคม", MonthHead(10, 10)),
        ("ตุลา", MonthHead(10, 10)),
        ("เดือนตุลาคม", MonthHead(10, 10)),
        ("ต.ค. ๖๕", MonthHead(10, 10, 2565)),
        ("ต.ค.2565", MonthHead(10, 10, 2565)),
        ("ตุลาคม พ.ศ. ๒๕๖๕", MonthHead(10, 10, 2565)),
        ("เม.ย", MonthHead(4, 4)),
        ("มี.ค.", MonthHead(3, 3)),
        ("ม.ค.", MonthHead(1, 1)),
        ("มิย.", MonthHead(6, 6)),
        ("พฤษจิกายน", MonthHead(11, 11)),
        ("กุมภาพันธ์\n๒๕๖๖", MonthHead(2, 2, 2566)),
        ("ต.ค. - ธ.ค. ๖๕", MonthHead(10, 12, 2565)),
        ("ม.ค.–มี.ค.", MonthHead(1, 3)),
        ("ไตรมาสที่ ๑", MonthHead(10, 12)),
        ("ไตรมาส 4", MonthHead(7, 9)),
        ("ไตรมาสที่ ๑ พ.ศ. ๒๕๖๖", MonthHead(10, 12, 2565)),
        ("กิจกรรม", None),
        ("๑ ต.ค. ๖๕", None),
        ("หมายเหตุ", None),
        ("", None),
        ("ผู้รับผิดชอบ", None),
        ("ภายในเดือนมกราคม", None),
    ],
)
def test_a_head_names_months_in_any_spelling(text, head):
    assert months.head_of(text) == head


@pytest.mark.parametrize(
    ("cells", "is_head"),
    [
        (("ขั้นตอน", *YEAR), True),
        (("ขั้นตอน", "ต.ค.", "พ.ย.", "ธ.ค."), True),
        (("ขั้นตอน", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"), True),
        (("ประชุม", "มกราคม", "มกราคม", "มกราคม"), False),
        (("ที่", "ช่วงระยะเวลา", "ขั้นตอน"), False),
        (("๑", "มกราคม ๒๕๖๗", "มกราคม ๒๕๖๗"), False),
    ],
)
def test_three_different_months_make_a_head(cells, is_head):
    assert months.names_months(row(*cells)) is is_head


@pytest.mark.parametrize(
    ("heads", "fiscal_year", "first", "last"),
    [
        (YEAR, 2566, "2022-10", "2023-09"),
        (YEAR[3:], 2566, "2023-01", "2023-09"),
        ((*YEAR[1:], "ต.ค."), 2566, "2022-11", "2023-10"),
        (("ก.ย.", *YEAR[:11]), 2566, "2022-09", "2023-08"),
        (YEAR[3:] + YEAR[:3], 2566, "2023-01", "2023-12"),
        (("ต.ค. ๖๕", *YEAR[1:]), None, "2022-10", "2023-09"),
        (("ต.ค. ๖๖", *YEAR[1:3], "ม.ค. ๖๗", *YEAR[4:]), 2566, "2023-10", "2024-09"),
        (("ไตรมาสที่ ๑", "ไตรมาสที่ ๒", "ไตรมาสที่ ๓", "ไตรมาสที่ ๔"), 2567, "2023-10", "2024-09"),
    ],
)
def test_months_are_dated_by_their_own_years_else_by_the_fiscal_year(
    heads, fiscal_year, first, last
):
    dated = months.counted(months.months_of(row("ขั้นตอน", *heads)), fiscal_year)

    assert (months.written(dated[0][0]), months.written(dated[-1][1])) == (first, last)
    assert all(before[1] + 1 == after[0] for before, after in itertools.pairwise(dated))


def test_months_without_any_year_are_not_dated():
    assert months.counted(months.months_of(row("ขั้นตอน", *YEAR)), None) is None


@pytest.mark.parametrize("merged", [True, False])
def test_years_stand_in_a_row_above(merged):
    years = (("พ.ศ. ๒๕๖๕", 3), ("พ.ศ. ๒๕๖๖", 9)) if merged else ("2565", "", "", "2566")
    above = row("", *years)

    found = months.months_of(row("", *YEAR), [above])

    assert [head.year for head in found.heads] == [2565] * 3 + [2566] * 9


def test_the_fiscal_year_above_is_no_year_of_months():
    found = months.months_of(row("", *YEAR), [row("", ("ปีงบประมาณ พ.ศ. ๒๕๖๖", 12))])

    assert {head.year for head in found.heads} == {None}


def test_a_head_that_is_not_understood_takes_the_month_between_its_neighbours():
    found = months.months_of(row("ขั้นตอน", "ต.ค.", "w.ย.", "ธ.ค.", "", "ก.พ."))

    assert [head.first for head in found.heads] == [10, 11, 12, 1, 2]
    assert found.inferred == (("w.ย.", 11), ("", 1))


def test_no_month_is_taken_where_more_than_one_is_missing():
    found = months.months_of(row("ขั้นตอน", "ต.ค.", "?", "ม.ค.", "ก.พ."))

    assert [head.first for head in found.heads] == [10, 1, 2]


MONTHS = months.months_of(row("ขั้นตอน", *YEAR))


def marks(*texts):
    found = months.marks_of(row("กิจกรรม", *texts), MONTHS)
    return [(span.first, span.last) for span in found.spans], [one.words for one in found.doubts]


@pytest.mark.parametrize(
    ("cells", "spans"),
    [
        (("", "↔"), [(1, 1)]),
        (("↔", "↔", "", "↔"), [(0, 0), (1, 1), (3, 3)]),
        ((("↔", 3), "", "↔"), [(0, 2), (4, 4)]),
        (("", ("←→", 2)), [(1, 2)]),
        (("←", "–", "→"), [(0, 2)]),
        (("←–", "––", "––", "–→", "", "↔"), [(0, 3), (5, 5)]),
        (("<-", "-", "->"), [(0, 2)]),
        (("←", "→"), [(0, 1)]),
        (("<", ">"), [(0, 1)]),
        (("←", "→", "←", "→"), [(0, 1), (2, 3)]),
        (("✓", "/", "x", "X", "●", "√", "*", "■", "ü"), [(place, place) for place in range(9)]),
        (("<->", "<-->", "⟷", "←→", "<–>", "⇔", "◄►", " ↔ "), [(at, at) for at in range(8)]),
        (("✓✓", "↔↔"), [(0, 0), (1, 1)]),
        (("-", "–", "", "↔"), [(3, 3)]),
        (((" ", 12),), []),
        ((("——", 3),), [(0, 2)]),
        ((), []),
    ],
)
def test_marks_are_read_without_a_doubt(cells, spans):
    assert marks(*cells) == (spans, [])


@pytest.mark.parametrize(
    ("cells", "spans", "doubts"),
    [
        (("", "๑-๑๕"), [(1, 1)], ["๑-๑๕"]),
        (("ภายใน ๓๐", "↔"), [(0, 0), (1, 1)], ["ภายใน ๓๐"]),
        ((("ตลอดปี", 12),), [(0, 11)], ["ตลอดปี"]),
        (("←", "", "→"), [(0, 2)], ["← →"]),
        (("←", "", ""), [(0, 0)], ["←"]),
        (("", "→"), [(1, 1)], ["→"]),
        (("←", "↔"), [(0, 0), (1, 1)], ["←"]),
        (("", ("", 3)), [], [""]),
    ],
)
def test_what_is_no_plain_mark_is_doubted(cells, spans, doubts):
    assert marks(*cells) == (spans, doubts)


def test_weeks_under_a_month_are_marks_of_the_month():
    head = row("กิจกรรม", ("ต.ค.", 4), ("พ.ย.", 4), ("ธ.ค.", 4))
    found = months.months_of(head)
    weeks = row("", *"๑๒๓๔๑๒๓๔๑๒๓๔")

    assert months.is_week_row(weeks, found)
    assert months.marks_of(row("ประชุม", "", "✓", "✓", "", "✓"), found).spans == [
        Span(0, 0),
        Span(1, 1),
    ]


def test_a_row_of_a_plan_is_no_row_of_weeks():
    assert not months.is_week_row(row("ประชุม", *"๑๒๓๔๑๒๓๔๑๒๓๔"), MONTHS)
    assert not months.is_week_row(row("", "", "๑"), MONTHS)


def test_a_doubt_says_whether_it_was_read_as_a_mark():
    assert months.marks_of(row("", "๑๕"), MONTHS).doubts == [Doubt("๑๕", is_mark=True)]
    assert months.marks_of(row("", ("", 2)), MONTHS).doubts == [Doubt("", is_mark=False)]


def test_months_of_a_head_know_their_columns():
    found = months.months_of(row("ที่", "กิจกรรม", *YEAR, "ผู้รับผิดชอบ"))

    assert isinstance(found, Months)
    assert list(found.columns) == list(range(2, 14))
