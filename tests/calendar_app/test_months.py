"""The months of a fiscal year, and what marks under them can say."""

import pytest

from calendar_app.months import is_told_by_months, months_of, span_of, spans_of
from ita_portal import thai
from tests.calendar_app.plan_actions.a_plan import UNREAD

# Under October to September, a mark for each month that is told.
OCT, NOV, DEC, JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP = range(12)
MARKED = [
    ("ธันวาคม ๒๕๖๖", [DEC]),
    ("ธันวาคม ๒๕๖๖ - กุมภาพันธ์ ๒๕๖๗", [DEC, JAN, FEB]),
    ("๓๑ มกราคม - ๑ มีนาคม ๒๕๖๗", [JAN, FEB, MAR]),
    ("๒๙ กุมภาพันธ์ ๒๕๖๗", [FEB]),
    ("ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗", [MAR]),
    ("ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๗", [APR]),
    ("๓๐ กันยายน ๒๕๖๗ - ๑ ตุลาคม ๒๕๖๗", [SEP]),
    ("๑ กันยายน ๒๕๖๖ - ๑ ตุลาคม ๒๕๖๖", [OCT]),
    ("๑ มกราคม ๒๕๖๘", []),
]


@pytest.mark.parametrize(("written", "marked"), MARKED)
def test_a_mark_stands_under_each_month_that_a_window_covers(written, marked):
    window = thai.read_window(written)

    months = months_of(2567)

    assert [place for place, month in enumerate(months) if month.is_in(window)] == marked


def test_words_that_were_not_understood_have_no_mark():
    assert not any(month.is_in(UNREAD) for month in months_of(2567))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ธันวาคม ๒๕๖๖", True),
        ("ธันวาคม ๒๕๖๖ - กุมภาพันธ์ ๒๕๖๗", True),
        ("๑ - ๓๑ ธันวาคม ๒๕๖๖", False),
        ("ภายในเดือนธันวาคม ๒๕๖๖", False),
        ("กันยายน - ตุลาคม ๒๕๖๗", False),
    ],
)
def test_what_the_marks_cannot_say_is_listed_in_words(written, told):
    assert is_told_by_months(thai.read_window(written), months_of(2567)) is told


def test_the_months_of_a_fiscal_year_run_from_october_to_september():
    months = months_of(2567)

    assert (months[0].name, months[-1].name) == ("ตุลาคม ๒๕๖๖", "กันยายน ๒๕๖๗")
    assert [month.short for month in months][2:5] == ["ธ.ค.", "ม.ค.", "ก.พ."]


@pytest.mark.parametrize(("written", "marked"), MARKED)
def test_a_window_is_one_span_of_months(written, marked):
    span = span_of(thai.read_window(written), months_of(2567))

    assert span == ((marked[0], marked[-1]) if marked else None)


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        (["ธ.ค. 66", "ม.ค. 67"], ((DEC, DEC), (JAN, JAN))),
        (["ม.ค. 67 - มี.ค. 67", "ธ.ค. 66"], ((DEC, DEC), (JAN, MAR))),
        (["1-10 ม.ค. 67", "20-25 ม.ค. 67"], ((JAN, JAN),)),
        (["15 ธ.ค. 66 - 10 ม.ค. 67", "20 ม.ค. 67 - 3 ก.พ. 67"], ((DEC, FEB),)),
        ([], ()),
    ],
)
def test_windows_that_share_a_month_are_one_span(written, spans):
    windows = [thai.read_window(one) for one in written]

    assert spans_of(windows, months_of(2567)) == spans
