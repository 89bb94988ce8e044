"""A paper with a table of months → a plan: phases, activities, marks; every difference told."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ita_portal import thai
from ita_portal.thai import Window
from reports.readers import around, cells, heads, months, steps
from reports.readers.cells import Told, mended, quoted
from reports.readers.paper import Paper, Reference, Table
from reports.readers.plan_rows import PlanPhase, PlanRow, PlanRows, read_tables
from reports.readers.reading import Activity, Mark, Phase, PlanReading
from reports.readers.title import Title, provinces_named, read_title


def is_plan(paper: Paper) -> bool:
    """Whether a paper holds tables whose head names months, and no more rows of a report than of these."""
    of_plan = of_report = 0
    for block in paper.blocks:
        if not isinstance(block, Table):
            continue
        if any(map(months.names_months, block.rows)):
            of_plan += len(block.rows)
        elif any(map(heads.is_head, block.rows)):
            of_report += len(block.rows)
    return of_plan > 0 and of_plan >= of_report


def understand(paper: Paper, reference: Reference) -> PlanReading:
    """The plan that a paper is; of one that is no plan, nothing but what stands around its tables."""
    told = Told()
    for code, sentence in paper.notes:
        told.add("", code, sentence)
    rows = read_tables(paper, told)
    texts = _around(rows, told)
    title = _title(texts, rows, reference, told)
    phases = _Phases(rows, title.fiscal_year, reference, told).understood()
    return PlanReading(
        title=title.text,
        province=title.province,
        fiscal_year=title.fiscal_year,
        columns=rows.head.names if rows.head else (),
        phases=phases,
        unread=tuple(rows.unread) + _unplaced(texts.unplaced, len(rows.unread), told),
        intro=_mended("intro", texts.intro, told),
        footnote=_mended("footnote", texts.footnote, told),
        issuer=_mended("issuer", texts.issuer, told),
        warnings=tuple(told.warnings),
    )


def window_of(mark: Mark) -> Window:
    """A mark as a window of whole months, in its written form."""
    start, end = _first_day(mark.start), _first_day(mark.end)
    last = (end.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    window = Window(start, last, "month", "")
    return replace(window, text=thai.write_window(window))


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


# ---- around the table


@dataclass(slots=True)
class _Around:
    """The lines above, between and below the tables by what they are."""

    title: list[str] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    footnote: list[str] = field(default_factory=list)
    issuer: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


_TITLE = re.compile(
    r"แผน|ปฏิทิน|ตาราง|กำหนดการ|ประจำปี|ปีงบประมาณ|(?:ใน)?การประเมิน|การขับเคลื่อน|การดำเนินงาน|โครงการ|ของ|จังหวัด|"
    r"สำนักงานจังหวัด|เพื่อ(?:พัฒนา|ยกระดับ)|และ|\(|พ\.?ศ|ITA|Integrity",
    re.IGNORECASE,
)
_PROSE = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ต่อไปนี้|ตามตาราง|รายละเอียด)\s*:?\s*$|^(?:ตามที่|ด้วย|โดยที่)")
_LONGEST_TITLE = 170  # characters of a line
_ATTACHED = re.compile(r"(?:เอกสารแนบ|สิ่งที่ส่งมาด้วย|ภาคผนวก|แนบท้าย|เอกสารหมายเลข).{0,20}")
_UNIT = re.compile(
    r"(?:จัด\s*ทำ|ผู้จัดทำ|ผู้รับผิดชอบ|หน่วยงาน|ศูนย์|สำนักงาน|สำนัก|กลุ่ม|กอง|ฝ่าย|งาน|คณะ|จังหวัด|ที่ทำการ|ศาลากลาง|"
    r"โทร|e-?mail|อีเมล|ไปรษณีย์|ข้อมูล ณ)",
    re.IGNORECASE,
)
_LONGEST_UNIT = 150


def _around(rows: PlanRows, told: Told) -> _Around:
    found = _Around()
    _sort_above("\n".join(rows.above), found)
    titles = {thai.bare(line) for line in (*found.title, *found.intro)}
    for text in rows.others:
        _sort_below(text, titles, found)
    for line in dict.fromkeys(found.furniture):
        told.add("", "furniture_dropped", f"ตัดข้อความประจำหน้าออก: {quoted(line)}", words=line)
    return found


def _sort_above(text: str, found: _Around) -> None:
    """Title first, then what leads over to the table."""
    for line in (one.strip() for one in text.split("\n")):
        if not line:
            continue
        if around.is_furniture(line) or _ATTACHED.fullmatch(line):
            found.furniture.append(line)
        elif found.intro or (found.title and not _is_title(line)):
            found.intro.append(line)
        else:
            found.title.append(line)


def _is_title(line: str) -> bool:
    short = len(line) <= _LONGEST_TITLE and not _PROSE.search(line)
    return short and _TITLE.match(line) is not None


def _sort_below(text: str, titles: set[str], found: _Around) -> None:
    """A note, the unit that made the plan, furniture; a line goes on with the note above it."""
    goes_on = False
    for line in (one.strip() for one in text.split("\n")):
        note = around.footnote_of(line)
        is_unit = len(line) <= _LONGEST_UNIT and _UNIT.match(line) is not None
        if not line:
            goes_on = False
        elif around.is_furniture(line) or thai.bare(line) in titles:
            found.furniture.append(line)
        elif note is not None:
            found.footnote += [note] if note else []
            goes_on = True
        elif goes_on and not is_unit:
            found.footnote.append(line)
        elif is_unit or found.issuer:
            found.issuer.append(line)
            goes_on = False
        else:
            found.unplaced.append(line)


def _unplaced(lines: Sequence[str], before: int, told: Told) -> tuple[tuple[str], ...]:
    for place, line in enumerate(lines, start=before):
        sentence = f"ไม่ทราบว่า {quoted(line)} เป็นส่วนใดของแผน จึงเก็บไว้ตามเอกสาร"
        told.add(f"unread[{place}]", "text_unplaced", sentence, words=line)
    return tuple((line,) for line in lines)


def _mended(place: str, lines: Sequence[str], told: Told) -> str:
    text = mended("\n".join(lines), place, told)
    cells.tell_slips(text, place, frozenset(), told)
    return text


# ---- the title


def _title(texts: _Around, rows: PlanRows, reference: Reference, told: Told) -> Title:
    """What the title says; what it leaves out is looked for elsewhere and told."""
    title = read_title(mended("\n".join(texts.title), "title", told), reference)
    for sentence in title.doubts:
        told.add("title", "title_unread", sentence)
    elsewhere = read_title("\n".join([*texts.intro, *texts.issuer, *texts.footnote]), reference)
    words = [row.text for phase in rows.phases for row in phase.rows]
    province = elsewhere.province or next(iter(provinces_named(words, reference)), None)
    title = _completed(title, "province", province, "จังหวัด", told)
    by_head = _year_of_head(rows)
    if by_head and title.fiscal_year and by_head != title.fiscal_year:
        sentence = (
            f"ปีที่หัวช่องเดือนเป็นของปีงบประมาณ {by_head} ไม่ตรงกับชื่อแผน ({title.fiscal_year}) โปรดตรวจ"
        )
        told.add("fiscal_year", "title_unread", thai.to_thai_digits(sentence))
    year = by_head or elsewhere.fiscal_year or _year_of_words(words, reference)
    return _completed(title, "fiscal_year", year, "ปีงบประมาณ", told)


def _completed(title: Title, name: str, found: str | int | None, label: str, told: Told) -> Title:
    if getattr(title, name) is not None:
        return title
    if found is None:
        sentence = f"ชื่อแผนไม่บอก{label} โปรดเลือก{label}"
    else:
        said = thai.thai_digits_in_text(str(found))
        sentence = f"ชื่อแผนไม่บอก{label} อ่านจากส่วนอื่นของเอกสารเป็น {said} โปรดตรวจ"
    told.add(name, "title_unread", sentence)
    return replace(title, **{name: found})


def _year_of_head(rows: PlanRows) -> int | None:
    """The fiscal year of the months, where their head has years."""
    dated = rows.head and months.counted(rows.head.months, None)
    return months.fiscal_year_of(dated) if dated else None


def _year_of_words(words: Sequence[str], reference: Reference) -> int | None:
    years = Counter(year for text in words if (year := read_title(text, reference).fiscal_year))
    return years.most_common(1)[0][0] if years else None


# ---- phases and activities

_SEVERAL = 4  # rows of a plan that cannot all be without a date


class _Phases:
    """The phases of a plan, understood one after another."""

    def __init__(
        self, rows: PlanRows, fiscal_year: int | None, reference: Reference, told: Told
    ) -> None:
        self.rows = rows
        self.fiscal_year = fiscal_year
        self.calendar = reference.steps_of(fiscal_year)
        self.told = told
        self.dated: dict[int, list[tuple[int, int]] | None] = {}
        self.phases_are_numbered = any(one.row and one.row.number for one in rows.phases)
        self.activities_are_numbered = any(
            row.number for phase in rows.phases for row in phase.rows
        )

    def understood(self) -> tuple[Phase, ...]:
        self._tell_numbering()
        phases = tuple(self._phase(phase, place) for place, phase in enumerate(self.rows.phases))
        if self._lacks_all_marks():
            sentence = "ไม่มีเครื่องหมายใต้เดือนใดเลย อาจเป็นสีที่ระบายหรือลูกศรที่วาดไว้ โปรดดูต้นฉบับแล้วใส่เดือน"
            self.told.add("phases", "mark_unread", sentence)
        return phases

    def _lacks_all_marks(self) -> bool:
        """Whether several activities and not one mark were found, as where cells are coloured instead."""
        rows = [row for phase in self.rows.phases for row in (phase.row, *phase.rows) if row]
        return len(rows) >= _SEVERAL and not any(row.has_marks for row in rows)

    def _tell_numbering(self) -> None:
        phases = self.rows.phases
        if len(phases) == 1 and phases[0].row is None:
            sentence = "ไม่พบชื่อช่วงการดำเนินงาน จึงรวมกิจกรรมทั้งหมดไว้ในช่วงเดียว โปรดตั้งชื่อช่วง"
            self.told.add("phases[0].title", "number_unread", sentence)
        elif phases and not self.phases_are_numbered:
            sentence = "ช่วงการดำเนินงานไม่มีเลขลำดับ จึงนับตามตำแหน่ง"
            self.told.add("phases", "number_unread", sentence)
        if any(phase.rows for phase in phases) and not self.activities_are_numbered:
            self.told.add("phases", "number_unread", "กิจกรรมไม่มีเลขลำดับ จึงนับตามตำแหน่ง")

    def _phase(self, phase: PlanPhase, place: int) -> Phase:
        path = f"phases[{place}]"
        number = self._phase_number(phase, place, path)
        title = " ".join(mended(phase.title, f"{path}.title", self.told).split())
        rows = list(phase.rows)
        if phase.row is not None:
            self._tell_again(phase.row, path)
            if phase.row.has_marks:
                rows = self._marked(phase.row, rows, path)
        activities = (
            self._activity(row, number, order, f"{path}.activities[{order}]")
            for order, row in enumerate(rows)
        )
        return Phase(number, title, tuple(activities), phase.row.raw if phase.row else {})

    def _phase_number(self, phase: PlanPhase, place: int, path: str) -> str:
        expected = str(place + 1)
        typed = phase.row.number[:1] if phase.row else ()
        if not typed and phase.rows and len(phase.rows[0].number) > 1:
            typed = phase.rows[0].number[:1]
        number = ".".join(map(str, typed)) or expected
        if number != expected or (
            self.phases_are_numbered and not (phase.row and phase.row.number)
        ):
            self._tell_number(phase.row, expected, f"{path}.number")
        return number

    def _tell_again(self, row: PlanRow, path: str) -> None:
        for part in row.parts:
            sentence = f"ชื่อช่วง {quoted(part)} พิมพ์ซ้ำในหน้าถัดไป จึงอ่านเป็นช่วงเดียวกัน"
            self.told.add(path, "rows_joined", sentence, words=part)

    def _marked(self, row: PlanRow, rows: list[PlanRow], path: str) -> list[PlanRow]:
        """A phase that has marks itself: its own only activity, or told where it has others."""
        if not rows:
            sentence = "แถวนี้มีเครื่องหมายแต่ไม่มีกิจกรรมย่อย จึงอ่านเป็นทั้งชื่อช่วงและกิจกรรม โปรดตรวจ"
            self.told.add(f"{path}.activities[0].number", "number_unread", sentence)
            return [_as_activity(row)]
        spans = " · ".join(
            thai.write_window(window_of(mark), short=True) for mark in self._marks(row, path)
        )
        sentence = f"แถวชื่อช่วงมีเครื่องหมายของเดือน ({spans}) ซึ่งแผนเก็บไว้ที่กิจกรรมเท่านั้น โปรดใส่ที่กิจกรรม"
        self.told.add(f"{path}.title", "mark_unread", thai.to_thai_digits(sentence))
        return rows

    def _activity(self, row: PlanRow, phase: str, order: int, path: str) -> Activity:
        self._tell_parts(row, path)
        text = mended(row.text, f"{path}.text", self.told)
        cells.tell_slips(text, f"{path}.text", frozenset(), self.told)
        taken, rivals = steps.match(text, self.calendar)
        if taken and steps.is_unsure(taken, rivals):
            self._tell_unsure(text, f"{path}.steps")
        return Activity(
            number=self._number(row, phase, order, f"{path}.number"),
            text=text,
            responsible=" ".join(mended(row.responsible, f"{path}.responsible", self.told).split()),
            marks=self._marks(row, f"{path}.marks"),
            matches=taken,
            raw=row.raw,
        )

    def _tell_parts(self, row: PlanRow, path: str) -> None:
        for part in row.parts:
            sentence = f"ต่อแถวที่ถูกแบ่งหน้า {quoted(part)} เข้ากับแถวนี้ โปรดตรวจรอยต่อ"
            self.told.add(path, "rows_joined", sentence, words=part)
        if row.has_siblings:
            sentence = "หลายกิจกรรมอยู่ในช่องเดียวกัน จึงใช้เครื่องหมายของเดือนร่วมกัน โปรดตรวจ"
            self.told.add(f"{path}.marks", "mark_unread", sentence)

    def _tell_unsure(self, text: str, place: str) -> None:
        sentence = f"ไม่แน่ใจว่า {quoted(text)} ตรงกับขั้นตอนใดของปฏิทิน โปรดเลือก"
        self.told.add(place, "step_unsure", sentence)

    # numbers

    def _number(self, row: PlanRow, phase: str, order: int, place: str) -> str:
        """The number as read, `1.1`; counted where there is none, or only the last part of it."""
        expected = f"{phase}.{order + 1}"
        if len(row.number) > 1:
            number = ".".join(map(str, row.number))
        elif row.number:
            number = f"{phase}.{row.number[0]}"
        else:
            number = ""
        if (number or expected) != expected or (self.activities_are_numbered and not number):
            self._tell_number(row, expected, place)
        return number or expected

    def _tell_number(self, row: PlanRow | None, expected: str, place: str) -> None:
        label = row.label if row else ""
        if row and row.number:
            sentence = f"ลำดับ {quoted(label)} ไม่ต่อจากลำดับก่อนหน้า แผนจะพิมพ์เป็น {expected} ตามตำแหน่ง"
        else:
            sentence = f"แถวนี้ไม่มีเลขลำดับ จึงนับตามตำแหน่งเป็น {expected}"
        self.told.add(place, "number_unread", thai.to_thai_digits(sentence), words=label)

    # marks

    def _marks(self, row: PlanRow, place: str) -> tuple[Mark, ...]:
        spans: list[Mark] = []
        dated = self._dated(row)
        for cells_of_row in row.marks:
            found = months.marks_of(cells_of_row, row.head.months)
            if dated is None:
                self._tell_undated(found, place)
                continue
            for span in found.spans:
                first, last = dated[span.first][0], dated[span.last][1]
                spans.append(Mark(months.written(first), months.written(last)))
            for doubt in found.doubts:
                self._tell_doubt(doubt, place)
        if row.is_shared:
            sentence = "เครื่องหมายอยู่ในช่องที่ผสานกับแถวบน จึงใช้ร่วมกัน โปรดตรวจ"
            self.told.add(place, "mark_unread", sentence)
        return tuple(dict.fromkeys(spans))

    def _dated(self, row: PlanRow) -> list[tuple[int, int]] | None:
        key = id(row.head)
        if key not in self.dated:
            self.dated[key] = months.counted(row.head.months, self.fiscal_year)
        return self.dated[key]

    def _tell_undated(self, found: months.Marks, place: str) -> None:
        if found.spans:
            sentence = "ไม่ทราบปีงบประมาณ จึงยังไม่ได้อ่านเครื่องหมายของเดือน โปรดเลือกปีงบประมาณแล้วอ่านใหม่"
            self.told.add(place, "mark_unread", sentence)

    def _tell_doubt(self, doubt: months.Doubt, place: str) -> None:
        if doubt.is_mark:
            sentence = (
                f"ใต้เดือนเขียนว่า {quoted(doubt.words)} จึงอ่านเป็นเครื่องหมายของเดือนนั้นทั้งเดือน โปรดตรวจ"
            )
        else:
            sentence = "มีช่องเดือนที่ผสานไว้แต่ไม่มีเครื่องหมาย อาจเป็นลูกศรที่วาดหรือสีที่ระบายไว้ โปรดตรวจ"
        self.told.add(place, "mark_unread", sentence, words=doubt.words)


def _as_activity(row: PlanRow) -> PlanRow:
    """The row of a phase as its first activity."""
    return replace(row, number=(1,), parts=[])
