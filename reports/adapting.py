"""What a report could take over of a newer calendar, row by row; nobody has changed anything yet. Reads only.

Rows follow the calendar only where they still say what the older one said: windows and titles that the
province wrote itself are shown and left alone unless they are ticked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calendar_app import revisions, step_rows
from calendar_app.models import CalendarRevision
from calendar_app.moved import Said, same_window
from ita_portal import thai
from ita_portal.thai import Window
from reports.models import Answer, Group, Line, Report
from reports.starting import span

OFFICIAL, PROVINCIAL, TITLE, NEW, GONE = "official", "provincial", "title", "new", "gone"
LABELS = {
    OFFICIAL: "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    PROVINCIAL: "ช่วงระยะเวลา (จังหวัด)",
    TITLE: "ชื่อขั้นตอน",
    NEW: "เพิ่มแถวของขั้นตอนใหม่",
    GONE: "ลบแถวของขั้นตอนที่ตัดออก",
}


@dataclass(frozen=True, slots=True)
class SaidItem:
    """One step text of a row, with the codes of the steps it answers."""

    pk: int
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One number (ที่) of a report as the offer sees it."""

    pk: int
    number: int
    official: Window | None
    provincial: Window | None
    items: tuple[SaidItem, ...]
    is_written: bool
    lines: tuple[int, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for item in self.items for code in item.codes))

    @property
    def words(self) -> str:
        return next((" ".join(item.text.split()) for item in self.items if item.text), "")


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One thing that may be ticked. `key` names it in the form; `target` is the row, text or step it means.

    `window` or `title` is what the row would say then. `is_chosen` where it is ticked to begin with.
    """

    kind: str
    target: str
    number: int | None
    words: str
    old: str
    new: str
    note: str = ""
    is_chosen: bool = True
    window: Window | None = None
    title: str = ""
    place: int = 0

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.target}"

    @property
    def label(self) -> str:
        return LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything a newer calendar would change in a report; `told` are sentences about rows that stay."""

    adjustments: tuple[Adjustment, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not self.adjustments and not self.told


def offer_for(report: Report, revision: CalendarRevision) -> Offer:
    """What a newer revision offers a report: six queries, whatever its size."""
    old = step_rows.rows_of(report.calendar) if report.calendar_id else []
    new = step_rows.rows_of(revision)
    return offer(places_of(report), list(map(revisions.said, old)), list(map(revisions.said, new)))


def places_of(report: Report) -> list[Place]:
    """The numbers of a report in order: four queries."""
    groups = Group.objects.filter(report=report).prefetch_related("lines__items__steps")
    return [_place(group, number) for number, group in enumerate(groups, start=1)]


def _place(group: Group, number: int) -> Place:
    lines = list(group.lines.all())
    items = tuple(
        SaidItem(item.pk, item.text, tuple(step.code for step in item.steps.all()))
        for line in lines
        for item in line.items.all()
    )
    return Place(
        pk=group.pk,
        number=number,
        official=group.official,
        provincial=group.provincial,
        items=items,
        is_written=any(map(_is_written, lines)),
        lines=tuple(line.pk for line in lines),
    )


def _is_written(line: Line) -> bool:
    """Whether somebody wrote into a row; what the calendar said in it when it began is nobody's."""
    if line.status_follows and line.version == 1 and line.answer == Answer.NOT_OURS:
        return False
    chosen = line.status and not line.status_follows
    return bool(line.result or line.answer or line.status_text or chosen)


# What is offered ---------------------------------------------------------------------------------


def offer(places: Sequence[Place], old: Sequence[Said], new: Sequence[Said]) -> Offer:
    """What rows could take over, in their order; then the steps that have no row (pure)."""
    before = {one.code: one for one in old}
    now = {one.code: one for one in new}
    found: list[Adjustment] = []
    told: list[str] = []
    for place in places:
        if _is_gone(place, before, now):
            _offer_gone(place, found, told)
            continue
        found += _windows(place, before, now)
        found += _titles(place, before, now)
    found += _new_steps(places, before, new)
    return Offer(tuple(found), tuple(told))


def _is_gone(place: Place, before: Mapping[str, Said], now: Mapping[str, Said]) -> bool:
    known = [code for code in place.codes if code in before]
    return bool(known) and not any(code in now for code in place.codes)


def _offer_gone(place: Place, found: list[Adjustment], told: list[str]) -> None:
    if place.is_written:
        number = thai.to_thai_digits(place.number)
        told.append(
            f"ลำดับที่ {number} “{place.words}” ขั้นตอนนี้ไม่อยู่ในปฏิทินฉบับใหม่ แถวที่เขียนไว้ยังอยู่ ท่านลบหรือรวมแถวเองได้"
        )
        return
    found.append(
        Adjustment(
            GONE,
            str(place.pk),
            place.number,
            place.words,
            old=place.words,
            new="-",
            note="ยังไม่มีผู้เขียนแถวนี้ ลบแล้วเลิกทำได้ในหน้าแก้ไข",
        )
    )


def _windows(
    place: Place, before: Mapping[str, Said], now: Mapping[str, Said]
) -> Iterable[Adjustment]:
    kept = [code for code in place.codes if code in before and code in now]
    if not any(not same_window(before[code].window, now[code].window) for code in kept):
        return
    target, is_own = _target(place, kept, before, now)
    if same_window(place.official, target):
        return
    yield Adjustment(
        OFFICIAL,
        str(place.pk),
        place.number,
        place.words,
        old=_written(place.official),
        new=_written(target),
        note="ช่วงในแถวนี้ไม่ตรงกับฉบับเดิม อาจมีผู้แก้ไว้เอง" if is_own else "",
        is_chosen=not is_own,
        window=target,
    )
    if place.provincial and not is_own and same_window(place.provincial, place.official):
        yield Adjustment(
            PROVINCIAL,
            str(place.pk),
            place.number,
            place.words,
            old=_written(place.provincial),
            new=_written(target),
            note="เดิมเท่ากับช่วงของสำนักงาน ป.ป.ช." + (" แถวนี้เขียนผลไว้แล้ว" if place.is_written else ""),
            is_chosen=not place.is_written,
            window=target,
        )


def _target(
    place: Place, kept: Sequence[str], before: Mapping[str, Said], now: Mapping[str, Said]
) -> tuple[Window | None, bool]:
    """The window that a number would have by the new calendar, and whether what it has now is its own."""
    carriers = [code for code in kept if same_window(before[code].window, place.official)]
    if carriers:
        return span(now[code].window for code in carriers), False
    whole = span(before[code].window for code in kept)
    return span(now[code].window for code in kept), not same_window(whole, place.official)


def _titles(
    place: Place, before: Mapping[str, Said], now: Mapping[str, Said]
) -> Iterable[Adjustment]:
    """Step texts that still are the old title of their one step, word for word."""
    for item in place.items:
        code = item.codes[0] if len(item.codes) == 1 else ""
        if code not in before or code not in now:
            continue
        old, new = before[code].title, now[code].title
        if item.text == old != new:
            yield Adjustment(
                TITLE, str(item.pk), place.number, place.words, old=old, new=new, title=new
            )


def _new_steps(
    places: Sequence[Place], before: Mapping[str, Said], new: Sequence[Said]
) -> Iterable[Adjustment]:
    """Steps of the new calendar alone that no row answers, each with the place where its row would stand."""
    there = {code for place in places for code in place.codes}
    at = 0
    for said in new:
        if said.code in there:
            at = next(n for n, place in enumerate(places, 1) if said.code in place.codes)
        elif said.code not in before:
            yield Adjustment(
                NEW,
                said.code,
                None,
                said.title,
                old="-",
                new=_written(said.window),
                window=said.window,
                title=said.title,
                place=at,
            )


def _written(window: Window | None) -> str:
    return thai.write_window(window) if window else "-"
