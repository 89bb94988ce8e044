"""One report as data tables: its rows, what else stands on its paper, the calendar's steps, the columns."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ita_portal import thai
from reports.columns import (
    ROW_COLUMNS,
    Column,
    DataTable,
    Row,
    Value,
    be_date,
    in_parts,
    rows,
)
from reports.document import CalendarStep, Imprint, Report, digest

FACT_COLUMNS = (
    Column("name", "code", "ชื่อของข้อมูล"),
    Column("value", "text", "ค่า ข้อความยาวเกินหนึ่งช่องต่อในแถวถัดไปที่มีชื่อเดียวกัน"),
    Column("meaning", "text", "คำอธิบาย"),
)
STEP_COLUMNS = (
    Column("code", "code", "รหัสขั้นตอนตามปฏิทิน"),
    Column("title", "text", "ชื่อขั้นตอนตามปฏิทินการประเมิน ป.ป.ช."),
    Column("start", "date", "วันเริ่มต้นตามปฏิทิน"),
    Column("end", "date", "วันสิ้นสุดตามปฏิทิน"),
    Column("start_be", "be_date", "วันเริ่มต้นตามปฏิทิน ปี พ.ศ."),
    Column("end_be", "be_date", "วันสิ้นสุดตามปฏิทิน ปี พ.ศ."),
)
COLUMN_COLUMNS = (
    Column("sheet", "code", "ชื่อแผ่นงาน"),
    Column("column", "code", "ชื่อช่อง"),
    Column("kind", "code", "ชนิดของค่า"),
    Column("meaning", "text", "คำอธิบาย"),
)


def of_report(
    document: Report, imprint: Imprint | None, draft_at: datetime | None
) -> tuple[DataTable, ...]:
    """All tables of one report, its rows first and the columns' meaning last."""
    reference = imprint.reference if imprint else ""
    return with_columns(
        rows_table([(document, reference)]),
        DataTable("report", FACT_COLUMNS, fact_rows(_facts(document, imprint, draft_at))),
        steps_table(document.calendar_steps),
    )


def rows_table(reports: Iterable[tuple[Report, str]]) -> DataTable:
    """The rows of reports, each with the reference of its submission; a report after the other."""
    every = (row for report, reference in reports for row in rows(report, reference))
    return DataTable("rows", ROW_COLUMNS, (part for row in every for part in in_parts(row)))


def steps_table(steps: Iterable[CalendarStep]) -> DataTable:
    found = (
        {
            "code": step.code,
            "title": step.title,
            "start": step.start,
            "end": step.end,
            "start_be": be_date(step.start),
            "end_be": be_date(step.end),
        }
        for step in steps
    )
    return DataTable("steps", STEP_COLUMNS, found)


def with_columns(*tables: DataTable) -> tuple[DataTable, ...]:
    """The tables, and one that says what each of their columns means."""
    meanings = [
        {"sheet": table.name, "column": one.name, "kind": one.kind, "meaning": one.meaning}
        for table in tables
        for one in table.columns
    ]
    return (*tables, DataTable("columns", COLUMN_COLUMNS, meanings))


Facts = Iterable[tuple[str, Value, str]]


def fact_rows(facts: Facts) -> Iterator[Row]:
    """Name, value and meaning of each fact in rows."""
    for name, value, meaning in facts:
        yield from in_parts({"name": name, "value": value, "meaning": meaning}, ("name",))


def day_facts(name: str, day: date | None, meaning: str) -> Facts:
    """A day in both eras."""
    yield name, day, meaning
    yield f"{name}_be", be_date(day), f"{meaning} ปี พ.ศ."


def local(moment: datetime | None) -> datetime | None:
    """A moment as Bangkok's clocks show it: Excel knows no time zones."""
    return moment and moment.astimezone(thai.BANGKOK).replace(tzinfo=None, microsecond=0)


def _facts(document: Report, imprint: Imprint | None, draft_at: datetime | None) -> Facts:
    yield "title", document.title, "ชื่อรายงาน"
    yield "fiscal_year", document.fiscal_year, "ปีงบประมาณ พ.ศ."
    yield "months", document.months, "รอบรายงาน 6 หรือ 12 เดือน"
    yield from day_facts("as_of", document.as_of, "ข้อมูล ณ วันที่")
    yield "province_code", document.province.code, "รหัสจังหวัดของกรมการปกครอง"
    yield "province", document.province.name, "ชื่อจังหวัด"
    yield "province_slug", document.province.slug, "ชื่อจังหวัดในที่อยู่ของหน้าเว็บ"
    if imprint:
        yield from _version(imprint)
    if draft_at:
        yield "draft_at", local(draft_at), "ร่าง ณ เวลานี้ (เวลาประเทศไทย) รายงานยังไม่ได้ส่ง"
    yield "footnote", document.footnote, "หมายเหตุท้ายรายงาน"
    yield "contact", document.contact, "จัดทำโดย"
    if document.masked:
        yield "masked", document.masked, "จำนวนแห่งที่แสดงเป็น [ปกปิด] เพื่อคุ้มครองข้อมูลส่วนบุคคล"
    yield "address", document.address, "ที่อยู่ของรายงานฉบับเผยแพร่"
    if signer := document.signer:
        yield "signer_name", signer.name, "ผู้รับรอง"
        yield "signer_post", signer.post, "ตำแหน่งของผู้รับรอง"
        yield "signer_acting", signer.acting, "รักษาราชการแทนหรือปฏิบัติราชการแทน"
        yield "signer_acting_for", signer.acting_for, "ตำแหน่งที่แทน"
    yield from _form(document)


def _version(imprint: Imprint) -> Facts:
    yield "reference", imprint.reference, "เลขอ้างอิงของฉบับที่ส่ง"
    yield "submission", imprint.number, "ฉบับที่ส่ง ครั้งที่"
    yield "submitted_at", local(imprint.submitted_at), "ส่งเมื่อ (เวลาประเทศไทย)"
    yield "sha256", digest(imprint.source), "รหัสตรวจสอบความถูกต้องของเนื้อหาที่ส่ง (SHA-256)"


def _form(document: Report) -> Facts:
    """What the round decided of the form."""
    for place, heading in enumerate(document.headings, start=1):
        yield f"heading_{place}", heading, f"หัวตารางช่องที่ {place}"
    words = document.status_words
    yield "word_done", words.done, "ถ้อยคำที่พิมพ์เมื่อดำเนินการแล้ว"
    yield "word_in_progress", words.in_progress, "ถ้อยคำที่พิมพ์เมื่ออยู่ระหว่างดำเนินการ"
    yield "word_not_due", words.not_due, "ถ้อยคำที่พิมพ์เมื่อยังไม่ถึงกำหนด"
    yield "number_style", document.number_style, "รูปแบบเลขลำดับที่"
    yield "text_size", document.text_size, "ขนาดตัวอักษร"
    yield "calendar_revision", document.calendar_revision, "ปฏิทินฉบับปรับปรุงครั้งที่"
