"""Calendars to subscribe to (iCalendar, RFC 5545): the NACC's of a year, a province's own plan.

The same rows always give the same bytes, so that a digest of them is an ETag.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

from calendar_app.models import CalendarRevision, Phase, RevisionStep, Schedule
from ita_portal import thai
from ita_portal.thai import Window

PRODUCT = "-//ITA//ระบบรายงานการขับเคลื่อน ITA จังหวัด//TH"
# How often a calendar program may ask again.
ASK_EVERY = timedelta(hours=12)
# Characters of a title in a list of appointments; the whole of it stands in the description.
LONGEST_SUMMARY = 160
ONLY_END, ONLY_START = "วันสุดท้าย ไม่ทราบวันเริ่ม", "วันเริ่ม ไม่ทราบวันสิ้นสุด"


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day appointment. `uid` is its name for good; `lines` are what its description says."""

    uid: str
    title: str
    window: Window
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is told to others; `number` and `changed_at` are those of its last change."""

    name: str
    lines: Sequence[str]
    entries: Sequence[Entry]
    address: str
    number: int
    changed_at: datetime


# ---- what the feeds say


def of_calendar(revision: CalendarRevision, steps: Sequence[RevisionStep], address: str) -> Feed:
    """The NACC's calendar of a year; `steps` with their CalendarStep, `address` that of its page."""
    name = f"ปฏิทินการประเมิน ป.ป.ช. ปีงบประมาณ พ.ศ. {revision.fiscal_year}"
    lines = [f"ฉบับปรับปรุงครั้งที่ {revision.number}"]
    if not revision.complete:
        lines.append("ขั้นตอนของปีนี้ยังไม่ครบ มีเฉพาะขั้นตอนที่ทราบ")
    lines += _left_out("ขั้นตอนที่ไม่ทราบช่วงเวลา", [one.title for one in steps if not _dated(one)])
    return Feed(
        name=name,
        lines=lines,
        entries=[
            _step(revision.fiscal_year, place, step)
            for place, step in enumerate(steps, start=1)
            if _dated(step)
        ],
        address=address,
        number=revision.number,
        changed_at=revision.in_force_since,
    )


def _step(fiscal_year: int, place: int, edition: RevisionStep) -> Entry:
    owner = edition.get_owner_display()
    return Entry(
        uid=f"{fiscal_year}-{edition.step.code}@calendar.ita",
        title=f"ข้อ {place} {edition.title}",
        window=edition.window,
        lines=[*([f"ผู้ดำเนินการ: {owner}"] if owner else []), *filter(None, [edition.guidance])],
    )


def of_plan(
    schedule: Schedule, phases: Sequence[Phase], address: str, changed_at: datetime
) -> Feed:
    """A province's plan of a year; `phases` as of `plans.phases_of`. Only what its public page says too."""
    entries, undated = [], []
    for place, phase in enumerate(phases, start=1):
        for number, activity in enumerate(phase.rows, start=1):
            title = f"{place}.{number} {activity.text}"
            dated = [span for span in activity.spans if _dated(span)]
            entries += [
                Entry(
                    uid=f"{schedule.fiscal_year}-{schedule.province.slug}-{activity.pk}-{span.order}@plan.ita",
                    title=title,
                    window=span.window,
                    lines=_about(phase.title, activity.responsible),
                )
                for span in dated
            ]
            if not dated:
                undated.append(title)
    return Feed(
        name=str(schedule),
        lines=_left_out("กิจกรรมที่ยังไม่ระบุช่วงเวลา", undated),
        entries=entries,
        address=address,
        number=schedule.version,
        changed_at=changed_at,
    )


def _about(phase: str, responsible: str) -> list[str]:
    told = (("ช่วงการดำเนินงาน", phase), ("ผู้รับผิดชอบ", responsible))
    return [f"{label}: {words}" for label, words in told if words]


def _dated(row) -> bool:
    return row.start is not None or row.end is not None


def _left_out(what: str, titles: Sequence[str]) -> list[str]:
    return [f"{what}: {'; '.join(' '.join(title.split()) for title in titles)}"] if titles else []


# ---- how they are written


def write(feed: Feed) -> bytes:
    """The feed as an .ics file in UTF-8, its lines folded by octets and never within a character."""
    calendar = Calendar()
    name, about = _said(feed.name), _said("\n".join([*feed.lines, feed.address]))
    # The library takes what begins with X- as it stands, so it is told that these are texts.
    for key, value in (
        *(("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN")),
        *(("method", "PUBLISH"), ("name", name), ("x-wr-calname", vText(name))),
        *(
            ("description", about),
            ("x-wr-caldesc", vText(about)),
            ("x-wr-timezone", "Asia/Bangkok"),
        ),
    ):
        calendar.add(key, value)
    calendar.add("refresh-interval", ASK_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for entry in feed.entries:
        calendar.add_component(_event(feed, entry))
    return calendar.to_ical()


def _event(feed: Feed, entry: Entry) -> Event:
    first, last, note = _days(entry.window)
    changed = feed.changed_at.astimezone(UTC).replace(microsecond=0)
    title = " ".join(entry.title.split())
    cut = title if len(title) <= LONGEST_SUMMARY else f"{title[:LONGEST_SUMMARY]}…"
    whole = [entry.title] if cut != title else []
    lines = [*whole, f"ช่วงระยะเวลา: {thai.window_sentence(entry.window)}", *entry.lines]
    event = Event()
    for key, value in (
        *(("uid", entry.uid), ("dtstamp", changed), ("last-modified", changed)),
        *(("sequence", feed.number), ("dtstart", first), ("dtend", last + timedelta(days=1))),
        *(("summary", _said(f"{cut} ({note})" if note else cut)),),
        *(("description", _said("\n".join([*lines, feed.address]))), ("transp", "TRANSPARENT")),
    ):
        event.add(key, value)
    return event


def _days(window: Window) -> tuple[date, date, str]:
    """First and last day of an appointment; a window with one end only is that day, with a word on it."""
    if window.start is None:
        return window.end, window.end, ONLY_END
    if window.end is None:
        return window.start, window.start, ONLY_START
    return window.start, window.end, ""


def _said(text: str) -> str:
    """Thai digits outside addresses; characters that a calendar's line may not hold are left out."""
    kept = (char for char in thai.thai_digits_in_text(text) if char in "\n\t" or char >= " ")
    return "".join(kept).replace("\x7f", "")
