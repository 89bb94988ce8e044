"""Dates that do not fit the report's year or the row's window: often what is left of a text copied from before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ita_portal import thai
from reports.document import CalendarStep, Report

from .around import Around
from .dates import Mention, dates, years
from .finding import Finding
from .places import Cell, Row, measured_rows, quoted, result_cells, rows, step_cell, text_cells

# In which a law, a plan or an earlier year is named on purpose.
_CONTEXT = 150
_OF_LONG_STANDING = re.compile(
    r"พระราช|พ\.?\s?ร\.?\s?[บฎก]\.?|รัฐธรรมนูญ|ระเบียบ|ข้อบังคับ|กฎกระทรวง|กฎหมาย|ประมวล|คสช|ฉบับที่"
    r"|มติ|ประกาศ\s?(?:คณะ|กระทรวง|สำนัก|กรม|ก\.)|ยุทธศาสตร์|แผนแม่บท|แผนการปฏิรูป|แผนปฏิรูป|แผนพัฒนา"
    r"|แผนปฏิบัติ|แผนระดับ|มาตรฐาน|หลักเกณฑ์|เทียบ|ย้อนหลัง|ตั้งแต่ปี|นับแต่|สถิติ|ปีที่(?:ผ่านมา|แล้ว)|ปีก่อน"
)
_RANGE_BEFORE = re.compile(r"\d{4}\s{0,2}(?:[-‐-―−]|ถึง)\s{0,2}$")
_RANGE_AFTER = re.compile(r"\s{0,2}(?:[-‐-―−]|ถึง)\s{0,2}(?:ปี|พ\.ศ\.)?\s{0,2}\d{4}")


def other_year(report: Report) -> Iterator[Finding]:
    """A year in the text that is neither this fiscal year's nor a neighbour's, and no law's or plan's."""
    near = range(report.fiscal_year - 1, report.fiscal_year + 2)
    for cell in text_cells(report):
        told = set()
        dated = dates(cell.text, report.fiscal_year)
        odd = [one for one in dated if thai.fiscal_year_of(one.first) not in near]
        odd += [one for one in years(cell.text) if one.year not in near and not _within(one, dated)]
        for mention in odd:
            if mention.words in told or _is_on_purpose(cell.text, mention):
                continue
            told.add(mention.words)
            message = (
                f"{quoted(mention.words)} ไม่ใช่ปีงบประมาณ พ.ศ. {thai.to_thai_digits(report.fiscal_year)} "
                "หรือปีที่ติดกัน โปรดแก้ปี หากตั้งใจให้เป็นปีนั้น ไม่ต้องแก้"
            )
            yield cell.finding("other_year", mention.words, message)


def _within(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(one.start <= mention.start < one.end for one in others)


def _is_on_purpose(text: str, mention: Mention) -> bool:
    """Whether the year is that of a law or plan, of a comparison, or one end of a stretch of years."""
    before = text[max(0, mention.start - _CONTEXT) : mention.start].rpartition("\n")[2]
    if _OF_LONG_STANDING.search(before):
        return True
    if mention.month is not None:
        return False
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(text, mention.end))


# ---- last year's date


Span = tuple[date, date]


def last_years_date(report: Report, around: Around) -> Iterator[Finding]:
    """A date within last year's window of the same step and not within this year's of the row."""
    last = _last_windows(around)
    if not last:
        return
    for row in rows(report):
        codes = {code for item in row.line.items for code in item.steps}
        spans = [span for code in codes for span in last.get(code, ())]
        if not spans:
            continue
        this = _spans(row.group.official, row.group.provincial)
        for cell in (step_cell(row), *result_cells(row)):
            yield from _last_years(cell, report.fiscal_year, spans, this)


def _last_years(cell: Cell, year: int, last: list[Span], this: list[Span]) -> Iterator[Finding]:
    told = set()
    for mention in dates(cell.text, year):
        if mention.words in told or not _is_in(mention, last) or _is_in(mention, this):
            continue
        if _is_on_purpose(cell.text, mention):
            continue
        told.add(mention.words)
        meant = _a_year_later(mention, this)
        message = (
            f"{quoted(mention.words)} อยู่ในช่วงของขั้นตอนนี้เมื่อปีก่อน โปรดตรวจว่าปีถูกต้อง "
            f"{'หากหมายถึง ' + quoted(meant) + ' โปรดแก้' if meant else 'หากคัดลอกมาจากปีก่อน โปรดแก้'} "
            "หากตั้งใจให้เป็นวันนั้น ไม่ต้องแก้"
        )
        yield cell.finding("last_years_date", mention.words, message, meant)


def _a_year_later(mention: Mention, this: list[Span]) -> str:
    """The same day of this year where it lies within the row's window, in words; else ''."""
    later = replace(mention, year=mention.year + 1)
    if mention.day is None or (mention.day, mention.month) == (29, 2) or not _is_in(later, this):
        return ""
    return thai.write_date(later.first)


def _is_in(mention: Mention, spans: Iterable[Span]) -> bool:
    return any(start <= mention.first and mention.last <= end for start, end in spans)


def _last_windows(around: Around) -> dict[str, list[Span]]:
    """Code of a step → its windows of last year, by the calendar and in the province's own report."""
    found: dict[str, list[Span]] = {}
    for step in around.last_calendar:
        found.setdefault(step.code, []).extend(_spans(step))
    if around.last_year:
        for _, group, line in around.last_year.lines():
            for code in {code for item in line.items for code in item.steps}:
                found.setdefault(code, []).extend(_spans(group.official, group.provincial))
    return found


def _spans(*windows: thai.Window | CalendarStep | None) -> list[Span]:
    return [(one.start, one.end) for one in windows if one and one.start and one.end]


# ---- before one's own window


_PREPARES = re.compile(
    r"หนังสือ|ประชุม|คำสั่ง|สั่งการ|ลงวันที่|แต่งตั้ง|มอบหมาย|แจ้ง|เวียน|บันทึกข้อความ|ซักซ้อม|อบรม|สัมมนา|เชิญ|กำชับ"
    r"|วิทยุ|(?<![ก-๎])ว\.?\s?\d"
)
_SAYS_WHEN = re.compile(r"(?:เมื่อ|ใน)?(?:วัน)?(?:ที่)?\s*$")
_DEADLINE = re.compile(r"(?:ภายใน|ก่อน|ไม่เกิน|ตั้งแต่|ถึง)\s?(?:วันที่)?\s*$")


def acted_early(report: Report) -> Iterator[Finding]:
    """A date of action before the row's own window; letters, meetings and orders go before rightly."""
    for row, window in measured_rows(report):
        if window is None or window.start is None:
            continue
        for cell in result_cells(row):
            yield from _early(cell, row, report, window.start)


def _early(cell: Cell, row: Row, report: Report, begins: date) -> Iterator[Finding]:
    of_the_year = thai.fiscal_year_window(report.fiscal_year).start
    found = dates(cell.text, report.fiscal_year)
    told = set()
    for place, mention in enumerate(found):
        if (
            mention.day is None
            or not of_the_year <= mention.first < begins
            or mention.words in told
        ):
            continue
        if _is_prepared(cell.text, found, place):
            continue
        told.add(mention.words)
        message = (
            f"{quoted(mention.words)} อยู่ก่อนช่วงระยะเวลาของแถวนี้ ซึ่งเริ่มวันที่ {thai.write_date(begins)} "
            "และไม่ใช่หนังสือ การประชุม หรือคำสั่ง โปรดถามจังหวัดว่าวันที่หรือช่วงระยะเวลาถูกต้องหรือไม่"
        )
        yield row.finding("acted_early", cell.column, mention.words, message)


def _is_prepared(text: str, found: list[Mention], place: int) -> bool:
    """Whether the date is that of a letter, a meeting or an order, or one that was only set."""
    lead = text[max(0, found[place].start - 30) : found[place].start]
    said = _said_of(text, found, place)
    return _DEADLINE.search(lead) is not None or _PREPARES.search(said) is not None


def _said_of(text: str, found: list[Mention], place: int) -> str:
    """The words that a date belongs to: those before it, or those after where it stands first."""
    mention = found[place]
    before = text[found[place - 1].end if place else 0 : mention.start]
    if len(_SAYS_WHEN.sub("", before).strip()) >= 10:
        return before
    after = found[place + 1].start if place + 1 < len(found) else len(text)
    return before + text[mention.end : after]
