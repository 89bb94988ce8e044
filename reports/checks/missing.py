"""Parts that a report lacks, or that could not be printed."""

from collections.abc import Iterator

from ita_portal import thai
from reports.document import CalendarStep, Report

from .finding import Finding
from .places import (
    as_of_date,
    cells,
    is_blank,
    measured_rows,
    of_the_report,
    quoted,
    rows,
    window_cells,
)


def no_rows(report: Report) -> Iterator[Finding]:
    """A report without a single row."""
    if next(rows(report), None) is None:
        message = "รายงานยังไม่มีแถว โปรดเพิ่มอย่างน้อยหนึ่งแถวก่อนส่ง"
        yield of_the_report("no_rows", "", message)


def empty_step(report: Report) -> Iterator[Finding]:
    """A row that does not say which step it reports."""
    message = "แถวนี้ยังไม่มีขั้นตอน โปรดพิมพ์ขั้นตอนที่ท่านรายงาน หรือลบแถวนี้"
    for row in rows(report):
        if all(is_blank(item.text) for item in row.line.items):
            yield row.finding("empty_step", "step", "", message)


def unprintable(report: Report) -> Iterator[Finding]:
    """Control characters and the like; quoted with a few letters around them and � in their place."""
    for cell in cells(report):
        characters = thai.forbidden_characters(cell.text)
        if characters:
            words = _around(cell.text, characters)
            message = f"ใกล้คำว่า {quoted(words)} : {thai.forbidden_message(cell.text)}"
            yield cell.finding("unprintable", words, message)


def _around(text: str, characters: list[str]) -> str:
    place = text.index(characters[0])
    near = text[max(0, place - 15) : place + 16]
    return "".join("�" if thai.forbidden_characters(one) else one for one in near)


def unanswered_steps(report: Report) -> Iterator[Finding]:
    """Steps that had begun by the report's date and that no row answers: one finding for all."""
    missing = [step.title for step in report.missing_steps() if _is_due(report, step)]
    if not missing or not any(rows(report)):
        return
    message = (
        f"มีขั้นตอนตามปฏิทิน {thai.to_thai_digits(len(missing))} ขั้นตอนที่ถึงกำหนดเริ่มภายในวันที่ "
        f"{thai.write_date(as_of_date(report))} แต่ยังไม่มีแถวใดรายงาน ได้แก่ {', '.join(missing)} "
        "โปรดเพิ่มแถว หรือระบุในแถวที่มีอยู่ว่าตรงกับขั้นตอนใด"
    )
    words = ", ".join(missing)
    yield of_the_report("unanswered_steps", words, message)


def empty_result(report: Report) -> Iterator[Finding]:
    """Done or in progress, and not a word of what was done; an answer with a reason explains it."""
    for row in rows(report):
        line = row.line
        if line.status in ("done", "in_progress") and not line.answer and is_blank(line.result):
            words = report.printed_status(line)
            message = (
                f"แถวนี้ระบุว่า {quoted(words)} แต่ยังไม่มีผลการดำเนินการ "
                "โปรดพิมพ์ผลการดำเนินการ หรือเลือกสถานะให้ตรงกับความจริง"
            )
            yield row.finding("empty_result", "result", words, message)


def no_status(report: Report) -> Iterator[Finding]:
    """A row without a status, unless it is not yet due: then the dash it prints is right."""
    message = "แถวนี้ยังไม่ได้เลือกสถานะการดำเนินการ โปรดเลือกสถานะ"
    as_of = as_of_date(report)
    for row, window in measured_rows(report):
        line = row.line
        if line.status or line.answer or line.status_text.strip():
            continue
        has_begun = window is None or (window.start or window.end) <= as_of
        if has_begun or not is_blank(line.result):
            yield row.finding("no_status", "status", "", message)


def no_reason(report: Report) -> Iterator[Finding]:
    """Nothing to report, and not a word of why: it does not count as answered."""
    message = (
        "แถวนี้ตอบว่าไม่มีเรื่องต้องรายงาน แต่ยังไม่บอกเหตุผล จึงยังไม่นับว่ารายงานแล้ว โปรดพิมพ์เหตุผลสั้น ๆ ในช่องเดียวกัน"
    )
    for row in rows(report):
        line = row.line
        if line.answer == "nothing_to_report" and is_blank(line.answer_reason + line.result):
            yield row.finding("no_reason", "status", "", message)


def unread_window(report: Report) -> Iterator[Finding]:
    """A window that was kept in words because it was not understood."""
    for row in rows(report):
        for cell in window_cells(row) if row.line_number == 1 else ():
            window = getattr(row.group, cell.column)
            if window.understood or is_blank(cell.text):
                continue
            message = (
                f"ระบบอ่านช่วงระยะเวลา {quoted(cell.text)} ไม่เข้าใจ จะพิมพ์ตามนี้โดยไม่เปลี่ยนแปลง "
                "หากท่านหมายถึงวันที่ โปรดพิมพ์เช่น ๑ - ๓๑ มกราคม ๒๕๖๗"
            )
            yield cell.finding("unread_window", cell.text, message)


def _is_due(report: Report, step: CalendarStep) -> bool:
    """Whether a step has begun by the report's date; one without dates is due by the year's end."""
    begins = step.start or step.end or thai.fiscal_year_window(report.fiscal_year).end
    return begins <= as_of_date(report)
