"""What a check hands back: a finding with its level, its place and the words that triggered it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ita_portal import thai

Column = Literal["official", "provincial", "step", "result", "status", "footnote", "contact"]


class Level(StrEnum):
    """What a finding asks for: mending before it is sent, a second look, the reviewer's eye only."""

    BLOCKING = "blocking"
    WARNING = "warning"
    HINT = "hint"


LEVEL_LABELS = {
    Level.BLOCKING: "ต้องแก้ก่อนส่ง",
    Level.WARNING: "ควรตรวจสอบ",
    Level.HINT: "ข้อสังเกต",
}
# In reading order, which is also the order of findings.
COLUMN_LABELS: dict[Column, str] = {
    "official": "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "provincial": "ช่วงระยะเวลา (จังหวัด)",
    "step": "ขั้นตอน",
    "result": "ผลการดำเนินการ",
    "status": "สถานะการดำเนินการ",
    "footnote": "หมายเหตุท้ายรายงาน",
    "contact": "จัดทำโดย",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and where.

    code: the check's name for it. number: the ที่, from one; key: the row's `document.Line.key`;
    both null outside the table. column: null when the finding concerns the whole row or report.
    words: what triggered it, verbatim; empty when something is missing. message: a Thai sentence
    saying what is wrong and what would settle it. line: the row within its number, from one.
    """

    code: str
    level: Level
    number: int | None
    key: int | None
    column: Column | None
    words: str
    message: str
    line: int | None = None

    @property
    def level_label(self) -> str:
        return LEVEL_LABELS[self.level]

    @property
    def place(self) -> str:
        """Where to look, in words: ลำดับที่ ๓ แถวที่ ๒ ช่องผลการดำเนินการ; จัดทำโดย; ทั้งฉบับ."""
        if self.number is None:
            return COLUMN_LABELS.get(self.column, "ทั้งฉบับ")
        parts = [f"ลำดับที่ {self.number}"]
        if self.line and self.line > 1:
            parts.append(f"แถวที่ {self.line}")
        if self.column:
            parts.append(f"ช่อง{COLUMN_LABELS[self.column]}")
        return thai.to_thai_digits(" ".join(parts))
