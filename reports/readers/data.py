"""JSON of this portal → paper: the report itself, every text as typed, every row with its identity."""

import json
import re

from reports import document
from reports.readers.paper import NotReadable, Paper

OTHER_DATA = (
    "ไฟล์ JSON นี้ไม่ใช่รายงานของระบบนี้ โปรดดาวน์โหลดรายงานเป็น JSON จากระบบอีกครั้ง หรือใช้ไฟล์ Word หรือ Excel"
)
MANY_REPORTS = "ไฟล์ JSON นี้รวมรายงานหลายจังหวัด โปรดใช้ไฟล์ของรายงานฉบับเดียว"


def read(text: str) -> Paper | None:
    """The paper of canonical JSON, or of a file that holds it under `report`; None where it is no JSON.

    Raises NotReadable for JSON of another kind.
    """
    try:
        found = json.loads(text)
    except ValueError:
        return None
    except RecursionError as error:
        raise NotReadable(OTHER_DATA) from error
    if not isinstance(found, dict):
        raise NotReadable(OTHER_DATA)
    if "reports" in found:
        raise NotReadable(MANY_REPORTS)
    try:
        report = document.from_dict(found.get("report", found))
    except document.UnreadableContent as error:
        raise NotReadable(OTHER_DATA) from error
    return Paper("json", (), document=report)


def is_of_the_form(report: document.Report) -> bool:
    """Whether a report's round, year and province are such as there may be, and each number has rows."""
    return (
        report.months in (6, 12)
        and 2400 <= report.fiscal_year <= 2700
        and re.fullmatch("[a-z]+(?:-[a-z]+)*", report.province.slug) is not None
        and all(group.lines for group in report.groups)
    )
