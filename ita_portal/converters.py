"""Parts of addresses, each in one spelling, so that a page has one address. Importing this registers them."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class FiscalYear(IntConverter):
    """A Buddhist-era year: 2567."""

    regex = "[1-9][0-9]{3}"


class Months(IntConverter):
    """A round by its months."""

    regex = "6|12"


class Number(IntConverter):
    """What is counted from one, such as the versions of a report; never 01."""

    regex = "[1-9][0-9]{0,8}"


class ReportFormat(StringConverter):
    """What a report is downloaded as beside its PDF."""

    regex = "docx|xlsx|csv|json"


class DataFormat(StringConverter):
    """What a whole round is downloaded as."""

    regex = "xlsx|csv|json"


class TableFormat(StringConverter):
    """What a list is downloaded as."""

    regex = "xlsx|csv"


register_converter(FiscalYear, "year")
register_converter(Months, "months")
register_converter(Number, "number")
register_converter(ReportFormat, "format")
register_converter(DataFormat, "data")
register_converter(TableFormat, "table")
