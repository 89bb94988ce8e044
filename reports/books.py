"""What a book of a round is made of, as data: which provinces, how each stands, in which form. No database.

Its canonical JSON is kept beside the file: the same words are the same file.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from ita_portal import thai

SCHEMA = 1

Kind = Literal["book", "chapters", "summary", "zip", "zip_ascii"]
Audience = Literal["full", "public"]
Chosen = Literal["accepted", "sent"]

KINDS: dict[Kind, str] = {
    "book": "เล่มรายงาน (PDF)",
    "chapters": "รวมรายงาน ไม่มีบทสรุป (PDF)",
    "summary": "บทสรุป (Word)",
    "zip": "ชุดไฟล์ ZIP ชื่อไฟล์ภาษาไทย",
    "zip_ascii": "ชุดไฟล์ ZIP ชื่อไฟล์ภาษาอังกฤษ",
}
AUDIENCES: dict[Audience, str] = {"full": "ฉบับเต็ม ใช้ภายในส่วนกลาง", "public": "ฉบับเผยแพร่"}
CHOICES: dict[Chosen, str] = {
    "accepted": "เฉพาะฉบับที่รับแล้ว",
    "sent": "ทุกฉบับที่ส่งแล้ว ฉบับที่ยังไม่รับมีคำว่า “ยังไม่รับ”",
}
NOT_ACCEPTED = "ยังไม่รับ"

ENDINGS = {"book": "pdf", "chapters": "pdf", "summary": "docx", "zip": "zip", "zip_ascii": "zip"}
ZIPS = ("zip", "zip_ascii")
# Those that say how every province of their scope stands, also those that have sent nothing.
SUMMED_UP = ("book", "summary")


@dataclass(frozen=True, slots=True)
class Entry:
    """One province. `submission` is the id of what goes in, null where nothing does, then all after it is empty.

    `state` and its Thai words are those of the report. `digest` is all that its paper says, as one word.
    answered of all: steps of the calendar.
    """

    code: str
    slug: str
    name: str
    region: str
    state: str
    state_text: str
    is_overdue: bool = False
    submission: int | None = None
    is_accepted: bool = False
    reference: str = ""
    number: int = 0
    days_late: int = 0
    answered: int = 0
    all: int = 0
    digest: str = ""

    @property
    def province(self) -> str:
        return f"จังหวัด{self.name}"


@dataclass(frozen=True, slots=True)
class Recipe:
    """A book as it is asked for. `scope` says of where (ทั้งประเทศ, ภาคเหนือ, ๓ จังหวัดที่เลือก); entries in order.

    `fiscal_year` is a Buddhist-era year; `issuer` the receiving unit of the round.
    """

    kind: Kind
    audience: Audience
    chosen: Chosen
    fiscal_year: int
    months: int
    round_name: str
    as_of: date
    due_on: date
    issuer: str
    scope: str
    scope_slug: str
    entries: tuple[Entry, ...]

    @property
    def sent(self) -> tuple[Entry, ...]:
        """The provinces whose report goes in."""
        return tuple(entry for entry in self.entries if entry.submission is not None)

    @property
    def title(self) -> str:
        """What the book is called: เล่มรายงานภาพรวมประเทศ, or that of a part of it."""
        return "เล่มรายงานภาพรวมประเทศ" if self.scope_slug == "nation" else f"เล่มรายงาน {self.scope}"

    @property
    def file_names(self) -> tuple[str, str]:
        """เล่มรายงาน-ITA-ทั้งประเทศ-2567-รอบ-6-เดือน.pdf and ita-book-2567-6-nation.pdf."""
        words = {"book": "เล่มรายงาน", "chapters": "รวมรายงาน", "summary": "บทสรุป"}
        word, kind = words.get(self.kind, "ชุดไฟล์"), self.kind.replace("_", "-")
        public = "-เผยแพร่" if self.audience == "public" else ""
        ending = ENDINGS[self.kind]
        scope = "-".join(thai.to_arabic_digits(self.scope).split())
        year, months = self.fiscal_year, self.months
        name = f"{word}-ITA-{scope}-{year}-รอบ-{months}-เดือน{public}.{ending}"
        suffix = "-public" if self.audience == "public" else ""
        return name, f"ita-{kind}-{year}-{months}-{self.scope_slug}{suffix}.{ending}"


def canonical_json(recipe: Recipe) -> str:
    """Sorted keys, no spaces, Thai unescaped."""
    data = {"schema": SCHEMA, **asdict(recipe)}
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
    )


def from_json(text: str) -> Recipe:
    """The reverse of `canonical_json`. Raises ValueError for a schema that is not known."""
    data: dict[str, Any] = json.loads(text)
    if data.pop("schema") != SCHEMA:
        raise ValueError(f"not a book of schema {SCHEMA}")
    days = {name: date.fromisoformat(data[name]) for name in ("as_of", "due_on")}
    entries = tuple(Entry(**one) for one in data["entries"])
    return Recipe(**{**data, **days, "entries": entries})


def digest(text: str) -> str:
    """SHA-256 of canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def by_region(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Region → its provinces, regions in the order of the codes they begin with."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.region, []).append(entry)
    return found


def made_on(moment: datetime) -> str:
    return f"จัดทำเมื่อ {thai.write_datetime(moment)}"
