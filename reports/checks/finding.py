"""What a check hands back: a finding with its level, its place and the words that triggered it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ita_portal import thai

from .kinds import KINDS, LEVEL_LABELS, Level

Column = Literal["official", "provincial", "step", "result", "status", "footnote", "contact"]

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


class Identity(NamedTuple):
    """What an explanation hangs on: the same while the same words trigger the same check.

    key: the row's `document.Line.key`; null outside the table, and for what is one finding however
    many places it has. words: all that triggered it.
    """

    code: str
    key: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and where.

    code: the check's name for it. number: the ที่, from one; key: the row's `document.Line.key`;
    both null outside the table. column: null when the finding concerns the whole row or report.
    words: what triggered it, verbatim; empty when something is missing. message: a Thai sentence
    saying what is wrong and what would settle it. line: the row within its number, from one.
    meant: what the words probably should have been, where that is known. parts: where one cause
    shows in several places, a finding for each; the place and words above are then the first one's.
    """

    code: str
    level: Level
    number: int | None
    key: int | None
    column: Column | None
    words: str
    message: str
    line: int | None = None
    meant: str = ""
    parts: tuple["Finding", ...] = ()

    @property
    def level_label(self) -> str:
        return LEVEL_LABELS[self.level]

    @property
    def needs_explanation(self) -> bool:
        """Whether the drafter has to say why it stays before the report is sent."""
        return KINDS[self.code].needs_explanation

    @property
    def each(self) -> tuple["Finding", ...]:
        """One finding for every place."""
        return self.parts or (self,)

    @property
    def identity(self) -> Identity:
        kind = KINDS[self.code]
        if kind.together:
            words = sorted({one.words for one in self.each})
            return Identity(kind.together, None, "\n".join(words))
        return Identity(self.code, None if kind.by_words else self.key, self.words)

    @property
    def place(self) -> str:
        """Where to look, in words: ลำดับที่ ๓ แถวที่ ๒ ช่องผลการดำเนินการ; จัดทำโดย; ทั้งฉบับ; … และอีก ๒ แห่ง."""
        more = len({one.spot for one in self.each} - {self.spot})
        return thai.to_thai_digits(f"{self.spot} และอีก {more} แห่ง" if more else self.spot)

    @property
    def spot(self) -> str:
        """The one place, the first of several."""
        if self.number is None:
            return COLUMN_LABELS.get(self.column, "ทั้งฉบับ")
        parts = [f"ลำดับที่ {self.number}"]
        if self.line and self.line > 1:
            parts.append(f"แถวที่ {self.line}")
        if self.column:
            parts.append(f"ช่อง{COLUMN_LABELS[self.column]}")
        return thai.to_thai_digits(" ".join(parts))
