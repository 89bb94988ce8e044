"""Buddhist-era and fiscal years, dates and times as words, the filters of templates."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai


@pytest.mark.parametrize(
    ("day", "fiscal_year"),
    [
        (date(2023, 9, 30), 2566),
        (date(2023, 10, 1), 2567),
        (date(2024, 1, 1), 2567),
        (date(2024, 9, 30), 2567),
    ],
)
def test_a_fiscal_year_begins_in_october(day, fiscal_year):
    assert thai.fiscal_year_of(day) == fiscal_year


@given(st.integers(2400, 2700), st.integers(1, 12))
def test_a_month_of_a_fiscal_year_lies_in_it(fiscal_year, month):
    year = thai.year_in_fiscal_year(fiscal_year, month)

    assert thai.fiscal_year_of(thai.be_date(year, month, 1)) == fiscal_year


def test_the_year_of_a_date_is_of_the_buddhist_era():
    assert thai.be_year(date(2024, 2, 29)) == 2567


@pytest.mark.parametrize(
    ("months", "last"),
    [
        (3, date(2023, 12, 31)),
        (5, date(2024, 2, 29)),
        (6, date(2024, 3, 31)),
        (12, date(2024, 9, 30)),
    ],
)
def test_a_round_runs_from_the_first_of_october(months, last):
    window = thai.round_window(2567, months)

    assert (window.start, window.end, window.precision) == (date(2023, 10, 1), last, "day")


@pytest.mark.parametrize("months", [0, 13, -6])
def test_a_round_stays_within_its_fiscal_year(months):
    with pytest.raises(ValueError, match="not within one fiscal year"):
        thai.round_window(2567, months)


def test_a_fiscal_year_is_a_window():
    assert thai.fiscal_year_window(2567) == thai.Window(
        date(2023, 10, 1), date(2024, 9, 30), "day", "๑ ตุลาคม ๒๕๖๖ - ๓๐ กันยายน ๒๕๖๗"
    )


def test_a_round_is_named_with_its_months():
    assert thai.round_name(6, 2567) == "รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)"
    assert thai.round_name(12, 2566) == "รอบ ๑๒ เดือน (๑ ต.ค. ๒๕๖๕ – ๓๐ ก.ย. ๒๕๖๖)"


def test_dates_are_written_long_and_short():
    assert thai.write_date(date(2024, 1, 1)) == "๑ มกราคม ๒๕๖๗"
    assert thai.write_date_short(date(2024, 1, 1)) == "๑ ม.ค. ๒๕๖๗"


def test_moments_are_written_in_bangkok():
    moment = datetime(2024, 12, 31, 17, 2, tzinfo=UTC)

    assert thai.write_time(moment) == "๐๐:๐๒ น."
    assert thai.write_datetime(moment) == "๑ มกราคม ๒๕๖๘ ๐๐:๐๒ น."
    assert thai.write_date_short(moment) == "๑ ม.ค. ๒๕๖๘"


def test_a_moment_without_a_zone_is_bangkoks():
    assert thai.write_datetime(datetime(2024, 1, 1, 14, 2)) == "๑ มกราคม ๒๕๖๗ ๑๔:๐๒ น."


# ---- filters

_WINDOW = thai.Window(date(2024, 1, 1), date(2024, 1, 31), "day", "1-31 ม.ค. 67")


@pytest.mark.parametrize(
    ("expression", "value", "written"),
    [
        ("value|thai_digits", 2567, "๒๕๖๗"),
        ("value|thai_digits", 0, "๐"),
        ("value|thai_text", "<b>O43</b> ปี 2567", "&lt;b&gt;O43&lt;/b&gt; ปี ๒๕๖๗"),
        ("value|thai_date", date(2024, 1, 1), "๑ มกราคม ๒๕๖๗"),
        ("value|thai_date_short", date(2024, 1, 1), "๑ ม.ค. ๒๕๖๗"),
        ("value|thai_time", datetime(2024, 1, 1, 7, 2, tzinfo=UTC), "๑๔:๐๒ น."),
        ("value|thai_datetime", datetime(2024, 1, 1, 7, 2, tzinfo=UTC), "๑ มกราคม ๒๕๖๗ ๑๔:๐๒ น."),
        ("value|window", _WINDOW, "๑ - ๓๑ มกราคม ๒๕๖๗"),
        ("value|window_sentence", _WINDOW, "วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗"),
        ("value|be_year|thai_digits", date(2024, 1, 1), "๒๕๖๗"),
        ("value|fiscal_year|thai_digits", date(2023, 10, 1), "๒๕๖๗"),
        ("value|round_name:2567", 6, "รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)"),
    ],
)
def test_filters_write_thai_and_nothing_for_none(expression, value, written):
    page = Template(f"{{% load thai %}}{{{{ {expression} }}}}")

    assert page.render(Context({"value": value})) == written
    assert page.render(Context({"value": None})) == ""
