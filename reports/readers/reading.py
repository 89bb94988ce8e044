"""What was understood of a paper, every difference told: frozen dataclasses and their JSON.

The published form is described by docs/reading.schema.json; `manage.py read_report` prints it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ita_portal.thai import Window
from reports.document import Status, window_from_dict, window_to_dict

# Every code of a warning, and what it says. A new one is named here and in the schema.
CODES = {
    "letter_spaced": "คำถูกเว้นวรรคทีละตัวอักษร",
    "characters_normalised": "อักขระของแบบอักษรเก่าหรืออักขระที่มองไม่เห็นถูกแปลงเป็นอักขระปกติ",
    "rows_joined": "แถวที่ถูกแบ่งหน้าถูกต่อกัน",
    "row_perhaps_broken": "แถวที่อาจเป็นส่วนที่เหลือของแถวบน",
    "cells_shifted": "แถวที่ข้อความอาจเลื่อนช่อง",
    "cells_joined": "แถวที่มีช่องเกินถูกรวมช่อง",
    "term_slip": "คำที่น่าจะพิมพ์ผิด",
    "status_guessed": "สถานะที่เดาจากถ้อยคำ",
    "status_unread": "ถ้อยคำสถานะที่ไม่รู้จัก",
    "result_shared": "เซลล์เดียวของหลายแถว",
    "year_assumed": "ปีที่ไม่ได้เขียนไว้ อ่านตามปีงบประมาณ",
    "window_unread": "ช่วงระยะเวลาที่อ่านไม่ได้",
    "window_differs": "วันที่ไม่ตรงกัน",
    "step_unsure": "ขั้นตอนที่ไม่แน่ใจว่าตรงกับปฏิทินข้อใด",
    "damaged_email": "ที่อยู่อีเมลที่เสียหาย",
    "damaged_code": "รหัสข้อที่เสียหาย",
    "survey_link": "ลิงก์แบบวัดที่น่าจะผิด",
    "furniture_dropped": "ข้อความประจำหน้าที่ตัดออก",
    "row_unread": "แถวที่อ่านไม่ได้",
    "header_missing": "ไม่พบหัวตาราง",
    "header_differs": "หัวตารางของแต่ละหน้าไม่เหมือนกัน",
    "column_unsure": "ช่องที่หัวตารางไม่บอกว่าเป็นของใคร",
    "column_missing": "ขาดช่องของแบบรายงาน",
    "column_unread": "ช่องที่ไม่มีในแบบรายงาน",
    "number_unread": "ลำดับที่ที่อ่านไม่ได้หรือไม่เรียงกัน",
    "title_unread": "ชื่อรายงานที่ไม่บอกปี รอบ หรือจังหวัด",
    "mark_unread": "เครื่องหมายของเดือนที่อ่านไม่ได้",
    "text_unplaced": "ข้อความนอกตารางที่ไม่ทราบว่าเป็นส่วนใด",
    "file_note": "ข้อสังเกตเกี่ยวกับไฟล์",
}


@dataclass(frozen=True, slots=True)
class Warning:
    """One difference between what was read and what was understood.

    place: zero-based path (`groups[0].lines[1].items[0].text`, `contact`), '' for the whole.
    text: a Thai sentence; with `term_slip` it names the suggested word. words: what triggered it,
    verbatim; suggestion: what was probably meant. Both empty where there is none; not published.
    """

    place: str
    code: str
    text: str
    words: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A calendar step that a step text answers, and how sure that is (0–1, two decimals)."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Item:
    """One step text with its label as read. `rivals` are steps that came near and were not taken."""

    label: str
    text: str
    matches: tuple[Match, ...] = ()
    rivals: tuple[Match, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(match.code for match in self.matches)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row. raw: the cells verbatim, by column; parts joined over a page by a line break.

    key: the row's identity in a file of ours (`document.Line.key`), else None.
    """

    items: tuple[Item, ...]
    result: str = ""
    status: Status | None = None
    status_text: str = ""
    raw: dict[str, str] = field(default_factory=dict)
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One ที่. number: as read, None where it is not a number; number_text: the words of its cell."""

    lines: tuple[Line, ...]
    number: int | None = None
    number_text: str = ""
    official: Window | None = None
    provincial: Window | None = None


@dataclass(frozen=True, slots=True)
class ReportReading:
    """A report as read. province: its slug. columns: heads as read. unread: rows kept verbatim.

    made_at: when a file of ours was made (ISO, UTC), else ''; not published.
    """

    title: str = ""
    province: str | None = None
    fiscal_year: int | None = None
    months: int | None = None
    columns: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    unread: tuple[tuple[str, ...], ...] = ()
    footnote: str = ""
    contact: str = ""
    warnings: tuple[Warning, ...] = ()
    made_at: str = ""

    def lines(self) -> Iterator[tuple[str, Group, Line]]:
        """Each row with its path and its group."""
        for place, group in enumerate(self.groups):
            for row, line in enumerate(group.lines):
                yield f"groups[{place}].lines[{row}]", group, line


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of whole months, each `YYYY-MM` (Christian era), inclusive."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Activity:
    """One กิจกรรม with its number as `1.1`; the steps of the calendar it seems to serve.

    raw: the cells verbatim, by column; parts joined over a page by a line break.
    """

    number: str
    text: str
    marks: tuple[Mark, ...] = ()
    matches: tuple[Match, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """One ช่วงการดำเนินงาน with its number as `1`. raw: the cells of its own row, if it has one."""

    number: str
    title: str
    activities: tuple[Activity, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A plan as read: phases → activities against the months of its year."""

    title: str = ""
    province: str | None = None
    fiscal_year: int | None = None
    columns: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    unread: tuple[tuple[str, ...], ...] = ()
    intro: str = ""
    footnote: str = ""
    issuer: str = ""
    warnings: tuple[Warning, ...] = ()


Reading = ReportReading | PlanReading


def published(reading: Reading) -> dict[str, Any]:
    """The reading as JSON data in its published form."""
    data = to_dict(reading)
    data.pop("made_at", None)
    for warning in data["warnings"]:
        del warning["words"], warning["suggestion"]
        if isinstance(reading, PlanReading):
            # A published plan has no steps: what is said of them is said of the activity.
            warning["place"] = warning["place"].removesuffix(".steps")
    for group in data.get("groups", ()):
        for line in group["lines"]:
            del line["key"]
            line["items"] = [_published_item(item) for item in line["items"]]
    for phase in data.get("phases", ()):
        del phase["raw"]
        for activity in phase["activities"]:
            del activity["matches"], activity["raw"], activity["responsible"]
    return data


def _published_item(item: dict[str, Any]) -> dict[str, Any]:
    steps = [match["code"] for match in item["matches"]]
    return {"label": item["label"], "text": item["text"], "steps": steps}


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as JSON data with all that is known: scores, keys, words of warnings."""
    kind = "report" if isinstance(reading, ReportReading) else "plan"
    data = {"kind": kind, **_plain(reading)}
    data.setdefault("months", None)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Window):
        return window_to_dict(value)
    if isinstance(value, tuple):
        if value and all(isinstance(one, tuple) for one in value):
            return [{"cells": list(cells)} for cells in value]
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def from_dict(data: dict[str, Any]) -> Reading:
    """The reverse of `to_dict`."""
    fields = {name: value for name, value in data.items() if name != "kind"}
    fields["columns"] = tuple(data["columns"])
    fields["unread"] = tuple(tuple(row["cells"]) for row in data["unread"])
    fields["warnings"] = tuple(Warning(**one) for one in data["warnings"])
    if data["kind"] == "report":
        return ReportReading(**{**fields, "groups": tuple(map(_group, data["groups"]))})
    del fields["months"]
    return PlanReading(**{**fields, "phases": tuple(map(_phase, data["phases"]))})


def _group(data: dict[str, Any]) -> Group:
    windows = {name: window_from_dict(data[name]) for name in ("official", "provincial")}
    return Group(**{**data, **windows, "lines": tuple(map(_line, data["lines"]))})


def _line(data: dict[str, Any]) -> Line:
    return Line(**{**data, "items": tuple(map(_item, data["items"]))})


def _item(data: dict[str, Any]) -> Item:
    return Item(
        **{**data, "matches": _matches(data["matches"]), "rivals": _matches(data["rivals"])}
    )


def _matches(data: list[dict[str, Any]]) -> tuple[Match, ...]:
    return tuple(Match(**one) for one in data)


def _phase(data: dict[str, Any]) -> Phase:
    return Phase(**{**data, "activities": tuple(map(_activity, data["activities"]))})


def _activity(data: dict[str, Any]) -> Activity:
    marks = tuple(Mark(**one) for one in data["marks"])
    return Activity(**{**data, "marks": marks, "matches": _matches(data["matches"])})
