"""What a cell of Excel shows, by its format."""

import pytest

from reports.readers.excel import values


@pytest.mark.parametrize(
    ("written", "format_code", "shown"),
    [
        ("1", "General", "1"),
        ("1.0", "0", "1"),
        ("1.50", "0.00", "1.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E+20", "General", "1e+20"),
        ("-5", "General", "-5"),
        ("0.5", "0%", "50%"),
        ("7", "000", "007"),
        ("43511353", "0########", "043511353"),
        ("45322", "d/m/yyyy", "๓๑ มกราคม ๒๕๖๗"),
        ("45322", "[$-D07041E]d\\ mmmm\\ yyyy;@", "๓๑ มกราคม ๒๕๖๗"),
        ("45322", "bbbb", "๒๕๖๗"),
        ("45322", "mmmm yyyy", "มกราคม ๒๕๖๗"),
        ("45322", "mmm", "มกราคม"),
        ("243649", "d/m/yyyy", "๓๑ มกราคม ๒๕๖๗"),  # typed as 31/1/2567
        ("45322.395833333", "d/m/yyyy h:mm", "๓๑ มกราคม ๒๕๖๗ ๐๙:๓๐ น."),
        ("45322.395833333", "d/m/yyyy", "๓๑ มกราคม ๒๕๖๗"),
        ("0.395833333", "h:mm", "๐๙:๓๐ น."),
        ("1", "d/m/yyyy", "๑ มกราคม ๒๔๔๓"),
        ("-1", "d/m/yyyy", "-1"),
        ("9999999", "d/m/yyyy", "9999999"),
        ("5", '0" วันที่"', "5"),
        ("5", '[Red]0;[Blue]"d"0', "5"),
        ("abc", "General", "abc"),
    ],
)
def test_numbers_by_their_format(written, format_code, shown):
    codes = values.format_of(200, {200: format_code})

    assert values.number(written, codes) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "45322"),
        (9, "4532200%"),
        (14, "๓๑ มกราคม ๒๕๖๗"),
        (17, "มกราคม ๒๕๖๗"),
        (71, "๓๑ มกราคม ๒๕๖๗"),
    ],
)
def test_formats_that_every_excel_knows_by_number(number, shown):
    assert values.number("45322", values.format_of(number, {})) == shown


def test_days_are_counted_from_1904_on_old_macs():
    assert values.number("43860", "d/m/yyyy", from_1904=True) == "๓๑ มกราคม ๒๕๖๗"


@pytest.mark.parametrize(
    ("written", "codes", "shown"),
    [
        ("2024-01-31T00:00:00", "", "๓๑ มกราคม ๒๕๖๗"),
        ("2024-01-31T09:30:00Z", "", "๓๑ มกราคม ๒๕๖๗ ๐๙:๓๐ น."),
        ("2567-01-31", "d/m/yyyy", "๓๑ มกราคม ๒๕๖๗"),
        ("ปลายเดือน", "", "ปลายเดือน"),
    ],
)
def test_dates_that_stand_in_the_file_as_dates(written, codes, shown):
    assert values.iso_moment(written, codes) == shown
