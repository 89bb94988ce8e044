"""The formats a report is downloaded in beside its PDF, and what each is for."""

from dataclasses import dataclass
from datetime import datetime

from reports.document import Imprint, Report
from reports.writers import csv, docx, json, xlsx
from reports.writers.rounds import Round


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is called, what people do with it, and its media type. Its name ends its address."""

    label: str
    purpose: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "docx": Format("Word", "แก้ไขหรือพิมพ์ต่อใน Word", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": Format("Excel", "เรียง กรอง และคำนวณ", f"{_OFFICE}.spreadsheetml.sheet"),
    "csv": Format("CSV", "ข้อมูลแถวสำหรับโปรแกรมอื่น", "text/csv; charset=utf-8; header=present"),
    "json": Format("JSON", "ข้อมูลครบทุกส่วนสำหรับระบบอื่น", "application/json"),
}
WRITERS = {"docx": docx, "xlsx": xlsx, "csv": csv, "json": json}


def render(
    name: str,
    document: Report,
    *,
    imprint: Imprint | None = None,
    draft_at: datetime | None = None,
) -> bytes:
    """A report in one of FORMATS."""
    return WRITERS[name].render(document, imprint=imprint, draft_at=draft_at)


def render_round(name: str, round_: Round) -> bytes:
    """A round in one of FORMATS but Word's."""
    return WRITERS[name].render_round(round_)
