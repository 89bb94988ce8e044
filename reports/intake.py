"""Files that people bring, read in a process apart: no file can take the web process with it."""

import logging
import threading

from calendar_app.models import CalendarRevision, RevisionStep
from ita_portal.models import Province
from reports import document, processes
from reports.readers import apart, detect, encoding
from reports.readers.calendar import CalendarReading
from reports.readers.paper import NotReadable, Reference
from reports.readers.reading import Reading

log = logging.getLogger(__name__)

# Seconds that a person waits at most; the process limits its own time and memory besides.
WAIT = 10
# Each process may take its 300 MB: so many at once of one web process, others wait their turn.
AT_ONCE = 2
_TURNS = threading.BoundedSemaphore(AT_ONCE)

TOO_LONG = "อ่านไฟล์นี้ไม่เสร็จภายในเวลาที่กำหนด โปรดคัดเฉพาะรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
BUSY = "ระบบกำลังอ่านไฟล์อื่นอยู่ กรุณารอสักครู่ แล้วลองอีกครั้ง"
STOPPED = "อ่านไฟล์นี้ไม่สำเร็จ โปรดคัดเฉพาะรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"


def read_file(data: bytes, reference: Reference) -> Reading:
    """What is understood of a file. Raises NotReadable, also where reading it takes too much."""
    if len(data) > detect.LARGEST:
        raise NotReadable(detect.TOO_LARGE)
    return _read("file", [data], reference)


def read_paste(text: str, html: str, reference: Reference) -> Reading:
    """What is understood of pasted text with its HTML, which may be empty. Raises NotReadable."""
    if len(text) + len(html) > detect.LARGEST_TEXT:
        raise NotReadable(detect.TEXT_TOO_LARGE)
    try:
        parts = [text.encode(), html.encode()]
    except UnicodeEncodeError as error:
        raise NotReadable(encoding.UNDECODABLE) from error
    return _read("paste", parts, reference)


def read_calendar_file(data: bytes) -> CalendarReading:
    """The steps of a calendar in a file. Raises NotReadable."""
    if len(data) > detect.LARGEST:
        raise NotReadable(detect.TOO_LARGE)
    return _read("calendar-file", [data], Reference())


def read_calendar_paste(text: str, html: str) -> CalendarReading:
    """The steps of a calendar in pasted text with its HTML, which may be empty. Raises NotReadable."""
    if len(text) + len(html) > detect.LARGEST_TEXT:
        raise NotReadable(detect.TEXT_TOO_LARGE)
    try:
        parts = [text.encode(), html.encode()]
    except UnicodeEncodeError as error:
        raise NotReadable(encoding.UNDECODABLE) from error
    return _read("calendar-paste", parts, Reference())


def reference() -> Reference:
    """Provinces with an office and each year's calendar in force: two queries, however many there are."""
    provinces = Province.objects.with_office().values_list("code", "slug", "name")
    return Reference(
        provinces=tuple(document.Province(*one) for one in provinces), calendars=_calendars()
    )


def _calendars() -> dict[int, tuple[document.CalendarStep, ...]]:
    """Fiscal year → the steps of its newest revision in force."""
    found: dict[int, dict[int, list[document.CalendarStep]]] = {}
    editions = RevisionStep.objects.filter(
        revision__in=CalendarRevision.objects.in_force()
    ).select_related("step", "revision")
    for edition in editions:
        revision = edition.revision
        steps = found.setdefault(revision.fiscal_year, {}).setdefault(revision.number, [])
        steps.append(
            document.CalendarStep(edition.step.code, edition.title, edition.start, edition.end)
        )
    return {year: tuple(revisions[max(revisions)]) for year, revisions in found.items()}


def _read(kind: str, parts: list[bytes], reference: Reference) -> Reading | CalendarReading:
    if not _TURNS.acquire(timeout=WAIT):
        raise NotReadable(BUSY)
    try:
        return _answer(kind, parts, reference)
    finally:
        _TURNS.release()


def _answer(kind: str, parts: list[bytes], reference: Reference) -> Reading | CalendarReading:
    try:
        ended = processes.run("reports.readers", apart.request(kind, parts, reference), WAIT)
    except TimeoutError as error:
        log.warning("a file was not read in %s seconds", WAIT)
        raise NotReadable(TOO_LONG) from error
    if ended.said:
        log.warning("while a file was read: %s", ended.said)
    try:
        return apart.read_answer(ended.written)
    except NotReadable:
        raise
    except (ValueError, KeyError, TypeError) as error:
        log.warning("reading a file ended with %s and no answer", ended.code)
        raise NotReadable(STOPPED) from error
