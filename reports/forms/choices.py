"""Two texts of one row, to choose from: column by column with the differing words marked, and boxes to join them in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ita_portal import thai
from reports import redline
from reports.forms.cells import Fields
from reports.forms.rows import JOINED, Posted
from reports.models import Answer, Status
from reports.redline import Pieces

STATUSES = [("", "ยังไม่ระบุ"), *Status.choices]
# In the table an answer is chosen where the status is.
TABLE_STATUSES = [*STATUSES, (Answer.NOTHING_TO_REPORT.value, "ไม่มีเรื่องต้องรายงาน")]
ANSWERS = [("", "รายงานตามปกติ"), *Answer.choices]
NUMBER_STYLES = [("", "ตามรอบรายงาน"), ("๑", "๑"), ("๑.", "๑.")]
LABELS = {
    "official": "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "provincial": "ช่วงระยะเวลา (จังหวัด)",
    "step": "ขั้นตอน",
    "ties": "ขั้นตอนตามปฏิทิน",
    "result": "ผลการดำเนินการ",
    "status": "สถานะการดำเนินการ",
    "status_text": "ถ้อยคำสถานะที่พิมพ์",
    "answer": "คำตอบ",
    "answer_reason": "เหตุผล",
    "contact": "จัดทำโดย",
    "footnote": "หมายเหตุท้ายรายงาน",
    "number_style": "รูปแบบเลขลำดับที่",
    "reply": "คำชี้แจง",
}
OPTIONS = {"status": TABLE_STATUSES, "answer": ANSWERS, "number_style": NUMBER_STYLES}
ONE_LINE = ("status_text", "answer_reason")


@dataclass(frozen=True, slots=True)
class JoinBox:
    """A box to join two texts in: its name, label and value; `options` where there is something to choose."""

    name: str
    label: str
    value: str
    is_one_line: bool = False
    options: list[tuple[str, str]] = field(default_factory=list)
    rows: int = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """One column that two people wrote in, each text cut where it differs from the other."""

    label: str
    mine: Pieces
    theirs: Pieces
    boxes: list[JoinBox]


@dataclass(frozen=True, slots=True)
class Choice:
    """Two texts of a row. `theirs` names the version of the other text, `title` says what happened.

    `is_kept` where one text was kept by the browser and the other stands in the report.
    """

    prefix: str
    place: str
    title: str
    whose: str
    theirs: str
    pairs: list[Pair]
    is_kept: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def boxes(self) -> list[tuple[Pair, JoinBox]]:
        return [(pair, box) for pair in self.pairs for box in pair.boxes]


def conflict_title(who: str) -> str:
    return f"มีผู้แก้ไขแถวนี้ก่อนท่าน ({who}) ข้อความของท่านยังอยู่ โปรดเลือก"


def kept_title(posted: Posted) -> str:
    """What is said of a text that never reached the portal; with the time of its typing, where that is known."""
    moment = _moment(posted.typed_at)
    when = f"เมื่อ {thai.write_datetime(moment)} " if moment else ""
    return f"ข้อความที่ท่านพิมพ์ไว้{' ' if when else ''}{when}ยังไม่ได้บันทึก ข้อความของท่านยังอยู่ โปรดเลือก"


def _moment(milliseconds: str) -> datetime | None:
    if not (milliseconds.isascii() and milliseconds.isdigit() and len(milliseconds) <= 14):
        return None
    return datetime.fromtimestamp(int(milliseconds) / 1000, tz=UTC)


def pairs(posted: Posted, stored: Fields, places: Mapping[str, str]) -> list[Pair]:
    """Where what was typed differs from what is stored; the step texts count as one column.

    `places` says of each calendar step that can be ticked where it stands in the calendar.
    """
    mine, theirs = _columns(posted.fields, places), _columns(stored, places)
    return [
        Pair(
            LABELS[name],
            *_pieces(name, mine[name], theirs.get(name, "")),
            list(_boxes(posted, name)),
        )
        for name in LABELS
        if name in mine and mine[name] != theirs.get(name, "")
    ]


def _pieces(column: str, mine: str, theirs: str) -> tuple[Pieces, Pieces]:
    """What is chosen from a list differs as a whole."""
    if column in OPTIONS:
        return (redline.Piece(mine, True),), (redline.Piece(theirs, True),)
    return redline.word_pieces(mine, theirs)


def _columns(fields: Fields, places: Mapping[str, str]) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    for box, values in fields.items():
        name = _column(box)
        if name == "ties":
            ticked = [place for step, place in places.items() if step in values]
            parts.setdefault(name, []).append(", ".join(ticked))
        elif name in LABELS:
            parts.setdefault(name, []).append(_words(name, values[0]))
    return {name: "\n".join(filter(None, found)) for name, found in parts.items()}


def _column(box: str) -> str:
    kind, dash, _ = box.partition("-")
    return {"item": "step"}.get(kind, kind) if dash else kind


def _words(name: str, value: str) -> str:
    return dict(OPTIONS[name]).get(value, value) if name in OPTIONS else value


def _boxes(posted: Posted, column: str) -> Iterator[JoinBox]:
    """The boxes of a column as they were typed, or as they were joined since."""
    if column == "ties":
        return
    names = [box for box in posted.fields if _column(box) == column]
    for number, box in enumerate(names, start=1):
        label = LABELS[column]
        if len(names) > 1:
            label += f" {thai.to_thai_digits(number)}"
        yield JoinBox(
            name=f"{posted.prefix}-{JOINED}{box}",
            label=label,
            value=posted.joined.get(box, posted.fields[box])[0],
            is_one_line=column in ONE_LINE,
            options=OPTIONS.get(column, []),
            rows=8 if column == "result" else 3,
        )
