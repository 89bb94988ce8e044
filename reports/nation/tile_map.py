"""แผนที่: each province as a square that says by word and colour how it stands, and the same as a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province
from reports.models import STATE_KEY_LABELS
from reports.nation.standing import SHORT_STATES
from reports.nation.tiles import COLUMNS, PLACES, ROWS
from reports.overview import ProvinceRow

# Units of the drawing: a square, and from one to the next.
SIDE, STEP = 60, 64
BY = {"state": "สถานะ", "late": "การส่งตามกำหนด", "coverage": "จำนวนขั้นตอนที่รายงาน"}
A_WEEK = 7
NO_OFFICE = "none"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of square: its class, the word in it (empty where each has its own), and in full."""

    key: str
    word: str
    label: str


# As short as a square is wide.
STATE_WORDS = {
    "not_started": "ยังไม่เริ่ม",
    "draft": "ร่าง",
    "handed_over": "เสนอ",
    "submitted": "ส่งแล้ว",
    "under_review": "กำลังตรวจ",
    "returned": "ส่งคืน",
    "accepted": "รับแล้ว",
}
STATE_KINDS = tuple(Kind(key, word, STATE_KEY_LABELS[key]) for key, word in STATE_WORDS.items())
LATE_KINDS = (
    Kind("in_time", "ทันกำหนด", "ส่งทันกำหนด"),
    Kind("late", "", "ส่งล่าช้าไม่เกิน ๗ วัน"),
    Kind("very_late", "", "ส่งล่าช้าเกิน ๗ วัน"),
    Kind("overdue", "เลยกำหนด", "เลยกำหนด ยังไม่ส่ง"),
    Kind("waiting", "รอส่ง", "ยังไม่ส่ง ยังไม่เลยกำหนด"),
)
COVERAGE_KINDS = (
    Kind("all", "", "รายงานครบทุกขั้นตอน"),
    Kind("most", "", "รายงานตั้งแต่ครึ่งหนึ่งขึ้นไป"),
    Kind("some", "", "รายงานไม่ถึงครึ่งหนึ่ง"),
    Kind("nothing", "ไม่มี", "ยังไม่ได้รายงาน"),
)


@dataclass(frozen=True, slots=True)
class Square:
    """A province on the map; `title` says all of it, `url` is empty where there is nothing to open."""

    name: str
    abbr: str
    x: int
    y: int
    kind: str
    word: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind with the squares of it: a row of the table beside the map."""

    kind: Kind
    squares: list[Square]


@dataclass(frozen=True, slots=True)
class TileMap:
    """The map by one question; `width` and `height` in units of the drawing."""

    by: str
    squares: list[Square]
    shelves: list[Shelf]
    width: int = COLUMNS * STEP
    height: int = ROWS * STEP


def tile_map(
    round_: Round, rows: Iterable[ProvinceRow], without_office: Iterable[Province], by: str
) -> TileMap:
    """The map of a round of which `standings` are known; what has no place in the grid stands in the table alone."""
    kinds, kind_of = QUESTIONS[by]
    squares = [_square(round_, row, *kind_of(row), kinds) for row in rows]
    shelves = [
        Shelf(kind, [square for square in squares if square.kind == kind.key]) for kind in kinds
    ]
    placed = [square for square in squares if square.x >= 0]
    return TileMap(by, placed + [_empty(home) for home in without_office], shelves)


def _square(round_: Round, row: ProvinceRow, key: str, word: str, kinds: Iterable[Kind]) -> Square:
    kind = next(one for one in kinds if one.key == key)
    home = row.province
    x, y = _place(home)
    told = f"{kind.label} ({word})" if word and not kind.word else kind.label
    return Square(
        name=home.name,
        abbr=home.abbr,
        x=x,
        y=y,
        kind=key,
        word=kind.word or word,
        title=f"{home}: {told}",
        url=_address(round_, row),
    )


def _place(home: Province) -> tuple[int, int]:
    """The corner of its square; beside the map for a code the grid does not know."""
    column, row = PLACES.get(home.code, (-1, -1))
    return column * STEP, row * STEP


def _address(round_: Round, row: ProvinceRow) -> str:
    if row.report:
        return reverse("review_report", args=[row.report.pk])
    return f"{reverse('round_due_day', args=[round_.pk])}#call-{row.province.slug}"


def _empty(home: Province) -> Square:
    x, y = _place(home)
    title = f"{home.name}: ไม่มีสำนักงานจังหวัด ไม่ต้องรายงาน"
    return Square(home.name, home.abbr, x, y, NO_OFFICE, "ไม่มี", title, "")


# The questions -------------------------------------------------------------------------------------


def _by_state(row: ProvinceRow) -> tuple[str, str]:
    return row.state_key, SHORT_STATES[row.state_key]


def _by_lateness(row: ProvinceRow) -> tuple[str, str]:
    if row.is_overdue:
        return "overdue", ""
    if row.submission is None:
        return "waiting", ""
    days = row.days_late
    if not days:
        return "in_time", ""
    return ("late" if days <= A_WEEK else "very_late"), f"{thai.to_thai_digits(days)} วัน"


def _by_coverage(row: ProvinceRow) -> tuple[str, str]:
    """Of what was sent, else of the draft: the number alone."""
    coverage = row.coverage
    if coverage is None or not coverage.answered:
        return "nothing", ""
    word = f"{thai.to_thai_digits(coverage.answered)}/{thai.to_thai_digits(coverage.all)}"
    if coverage.answered >= coverage.all:
        return "all", word
    return ("most" if 2 * coverage.answered >= coverage.all else "some"), word


QUESTIONS: dict[str, tuple[tuple[Kind, ...], Callable[[ProvinceRow], tuple[str, str]]]] = {
    "state": (STATE_KINDS, _by_state),
    "late": (LATE_KINDS, _by_lateness),
    "coverage": (COVERAGE_KINDS, _by_coverage),
}
