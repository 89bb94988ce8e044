"""Statements of a report that contradict each other."""

from collections.abc import Iterator
from datetime import date

from ita_portal import thai
from reports.document import Report

from .finding import Finding
from .places import Row, as_of_date, measured_rows, quoted, rows


def window_outside(report: Report) -> Iterator[Finding]:
    """A province's window that begins before or ends after the official one."""
    for row in rows(report):
        official, provincial = row.group.official, row.group.provincial
        if row.line_number > 1 or official is None or provincial is None:
            continue
        if _goes_beyond(provincial, official):
            message = (
                f"ช่วงระยะเวลาของจังหวัดอยู่นอกช่วงของสำนักงาน ป.ป.ช. ({thai.write_window(official)}) "
                "โปรดแก้วันที่ หรืออธิบายสั้น ๆ ว่าเหตุใดจึงต่างจากช่วงนั้น"
            )
            words = provincial.text or thai.write_window(provincial)
            yield row.finding("window_outside", "provincial", words, message)


def _goes_beyond(window: thai.Window, limits: thai.Window) -> bool:
    return _is_earlier(window.start, limits.start) or _is_earlier(limits.end, window.end)


def _is_earlier(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def not_due_begun(report: Report) -> Iterator[Finding]:
    """Said not to be due although the window has begun by the report's date."""
    as_of = as_of_date(report)
    for row, window in measured_rows(report):
        if row.line.status != "not_due" or row.line.answer or window is None:
            continue
        begins = window.start or window.end
        if begins <= as_of:
            since = "เริ่มแล้วตั้งแต่" if window.start else "สิ้นสุดแล้วเมื่อ"
            message = (
                f"แถวนี้ระบุว่ายังไม่ถึงกำหนด แต่ช่วงระยะเวลา{since}วันที่ {thai.write_date(begins)} "
                "โปรดพิมพ์ผลการดำเนินการและเลือกสถานะใหม่ หรืออธิบายสั้น ๆ ว่าเหตุใดจึงยังไม่เริ่ม"
            )
            yield row.finding("not_due_begun", "status", report.printed_status(row.line), message)


def step_twice(report: Report) -> Iterator[Finding]:
    """A step of the calendar that rows of two numbers report; rows of one number share it rightly."""
    titles = {step.code: step.title for step in report.calendar_steps}
    first: dict[str, Row] = {}
    for row in rows(report):
        for item in row.line.items:
            for code in item.steps:
                before = first.setdefault(code, row)
                if before.number != row.number:
                    message = (
                        f"ขั้นตอน {quoted(titles.get(code, item.text))} มีรายงานแล้วใน"
                        f"ลำดับที่ {thai.to_thai_digits(before.number)} "
                        "โปรดรวมเป็นแถวเดียว หรือระบุในแถวนี้ว่าตรงกับขั้นตอนอื่น"
                    )
                    yield row.finding("step_twice", "step", item.text.strip(), message)


def done_early(report: Report) -> Iterator[Finding]:
    """Said to be done although the window ends after the report's date."""
    as_of = as_of_date(report)
    for row, window in measured_rows(report):
        if row.line.status == "done" and window and _is_earlier(as_of, window.end):
            words = report.printed_status(row.line)
            message = (
                f"แถวนี้ระบุว่า {quoted(words)} แต่ช่วงระยะเวลาสิ้นสุดวันที่ {thai.write_date(window.end)} "
                f"หลังวันที่ของข้อมูล ({thai.write_date(as_of)}) โปรดเปลี่ยนเป็นอยู่ระหว่างดำเนินการ "
                "หรืออธิบายว่าเสร็จก่อนกำหนดได้อย่างไร"
            )
            yield row.finding("done_early", "status", words, message)
