"""A paper with a table of six columns → a report, every difference told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_portal import thai
from ita_portal.thai import Window
from reports import document, slips
from reports.document import CalendarStep
from reports.readers import around, cells, characters, steps
from reports.readers.cells import Told, mended, quoted
from reports.readers.paper import Paper, Reference
from reports.readers.reading import Group, Item, Line, Match, ReportReading
from reports.readers.rows import PaperGroup, PaperLine, PaperRows, read_tables
from reports.readers.title import Title, provinces_named, read_title
from reports.ties import Ties


def understand(paper: Paper, reference: Reference) -> ReportReading | None:
    """The report that a paper is; None where it holds no row of one."""
    told = Told()
    for code, sentence in paper.notes:
        told.add("", code, sentence)
    rows = read_tables(paper, told)
    if not rows.groups:
        return None
    title_text, below = _around(rows, told)
    title = _title(title_text, below, rows, reference, told)
    groups = _Groups(rows, title.fiscal_year, reference, Ties(paper.ties), told).understood()
    unread = tuple(rows.unread) + _unplaced(below.unplaced, len(rows.unread), told)
    return ReportReading(
        title=title.text,
        province=title.province,
        fiscal_year=title.fiscal_year,
        months=title.months,
        columns=rows.head.names if rows.head else (),
        groups=groups,
        unread=unread,
        footnote=_below("footnote", below.footnote, told),
        contact=_below("contact", below.contact, told),
        warnings=tuple(told.warnings),
        made_at=paper.made_at,
    )


def of_document(report: document.Report) -> ReportReading:
    """The report of a file that holds it whole, exactly: nothing is read, so nothing is told."""
    return ReportReading(
        title=report.title,
        province=report.province.slug,
        fiscal_year=report.fiscal_year,
        months=report.months,
        columns=report.headings,
        groups=tuple(
            Group(
                number=number,
                number_text=report.printed_number(number),
                official=group.official,
                provincial=group.provincial,
                lines=tuple(map(_of_line, group.lines)),
            )
            for number, group in enumerate(report.groups, start=1)
        ),
        footnote=report.footnote,
        contact=report.contact,
    )


def _of_line(line: document.Line) -> Line:
    return Line(
        items=tuple(
            Item(item.label, item.text, tuple(Match(code, 1.0) for code in item.steps))
            for item in line.items
        ),
        result=line.result,
        status=line.status,
        status_text=line.status_text,
        key=line.key,
    )


# ---- around the table


def _around(rows: PaperRows, told: Told) -> tuple[str, around.Below]:
    """The title, and the lines below and between the tables by what they are."""
    title, rest, furniture = around.title_and_rest("\n".join(rows.above))
    below = around.Below(furniture=furniture, unplaced=rest)
    for text in rows.others:
        around.sort_below(text, title, below)
    for line in dict.fromkeys(below.furniture):
        told.add("", "furniture_dropped", f"ตัดข้อความประจำหน้าออก: {quoted(line)}", words=line)
    return mended(title, "title", told), below


def _unplaced(lines: Sequence[str], before: int, told: Told) -> tuple[tuple[str], ...]:
    for place, line in enumerate(lines, start=before):
        sentence = f"ไม่ทราบว่า {quoted(line)} เป็นส่วนใดของรายงาน จึงเก็บไว้ตามเอกสาร"
        told.add(f"unread[{place}]", "text_unplaced", sentence, words=line)
    return tuple((line,) for line in lines)


def _below(place: str, lines: Iterable[str], told: Told) -> str:
    text = mended("\n".join(lines), place, told)
    cells.tell_slips(text, place, frozenset(), told)
    return text


# ---- the title


def _title(
    text: str, below: around.Below, rows: PaperRows, reference: Reference, told: Told
) -> Title:
    """What the title says; what it leaves out is looked for elsewhere and told."""
    title = read_title(text, reference)
    for sentence in title.doubts:
        told.add("title", "title_unread", sentence)
    elsewhere = read_title("\n".join([*below.contact, *below.footnote]), reference)
    title = _completed(
        title, "province", elsewhere.province or _province_of_rows(rows, reference), told
    )
    title = _completed(title, "fiscal_year", elsewhere.fiscal_year or _year_of_rows(rows), told)
    return _completed(title, "months", None, told)


_MISSING = {"province": "จังหวัด", "fiscal_year": "ปีงบประมาณ", "months": "รอบ"}


def _completed(title: Title, name: str, found: str | int | None, told: Told) -> Title:
    if getattr(title, name) is not None:
        return title
    label = _MISSING[name]
    if found is None:
        sentence = f"ชื่อรายงานไม่บอก{label} โปรดเลือก{label}"
    else:
        sentence = f"ชื่อรายงานไม่บอก{label} อ่านจากส่วนอื่นของเอกสารเป็น {thai.thai_digits_in_text(str(found))} โปรดตรวจ"
    told.add(name, "title_unread", sentence)
    return replace(title, **{name: found})


def _province_of_rows(rows: PaperRows, reference: Reference) -> str | None:
    texts = (text for group in rows.groups for line in group.lines for text in line.cells.values())
    return next(iter(provinces_named(texts, reference)), None)


def _year_of_rows(rows: PaperRows) -> int | None:
    """The fiscal year in which most official windows end."""
    years = Counter(
        thai.fiscal_year_of(window.end)
        for group in rows.groups
        for words in group.windows.values()
        if (window := _window_or_none(words)) is not None and window.end
    )
    return years.most_common(1)[0][0] if years else None


def _window_or_none(words: str) -> Window | None:
    try:
        return thai.read_window(" ".join(words.split()))
    except thai.WindowError:
        return None


# ---- the rows


# What was done to bring cells under their heads: the code and the sentence.
_CHANGES = {
    "joined": (
        "cells_joined",
        "แถวนี้มีช่องมากกว่าหัวตาราง จึงรวมช่องที่อยู่ติดกัน โปรดตรวจว่าข้อความตรงช่อง",
    ),
    "shifted": (
        "cells_shifted",
        "แถวนี้ขาดไปหนึ่งช่อง จึงเลื่อนข้อความไปยังช่องที่ตรงชนิดกัน โปรดตรวจว่าข้อความตรงช่อง",
    ),
    "doubtful": (
        "cells_shifted",
        "ข้อความของแถวนี้อาจเลื่อนไปหนึ่งช่อง โปรดตรวจช่องผลการดำเนินการและหมายเหตุ",
    ),
}


def _whole(path: str) -> str:
    """The number of a first row, as its windows may be concerned; else the row."""
    return path.removesuffix(".lines[0]")


class _Groups:
    """The numbers of a report, understood one after another."""

    def __init__(
        self,
        rows: PaperRows,
        fiscal_year: int | None,
        reference: Reference,
        ties: Ties,
        told: Told,
    ) -> None:
        self.rows = rows
        self.fiscal_year = fiscal_year
        self.calendar: tuple[CalendarStep, ...] = reference.steps_of(fiscal_year)
        self.told = told
        self.ties = ties
        results = [line.cells.get("result", "") for group in rows.groups for line in group.lines]
        self.survey_codes = frozenset(
            match["code"] for text in results for match in slips.survey_links(text)
        )

    def understood(self) -> tuple[Group, ...]:
        expected = 1
        groups = []
        for place, group in enumerate(self.rows.groups):
            self._tell_number(group, expected, f"groups[{place}].number")
            expected = expected if group.number is None else group.number + 1
            groups.append(self._group(group, f"groups[{place}]"))
        return tuple(groups)

    def _tell_number(self, group: PaperGroup, expected: int, place: str) -> None:
        text = group.number_text
        if group.number is None and (text or self._has_numbers()):
            words = quoted(text) if text else "ช่องว่าง"
            sentence = f"อ่านลำดับที่จาก {words} ไม่ได้ รายงานจะพิมพ์เลขตามตำแหน่งของแถว"
        elif group.number is not None and group.number != expected:
            found = thai.to_thai_digits(group.number)
            sentence = f"ลำดับที่ {found} ไม่ต่อจากลำดับที่ก่อนหน้า รายงานจะพิมพ์เลขตามตำแหน่งของแถว"
        else:
            return
        self.told.add(place, "number_unread", sentence, words=text)

    def _has_numbers(self) -> bool:
        return self.rows.head is not None and "number" in self.rows.head.roles

    def _group(self, group: PaperGroup, path: str) -> Group:
        windows = {}
        for role, words in group.windows.items():
            place = f"{path}.{role}"
            text = mended(words, place, self.told)
            windows[role] = cells.window(text, place, self.fiscal_year, self.told)
        return Group(
            number=group.number,
            number_text=group.number_text,
            lines=tuple(
                self._line(line, f"{path}.lines[{place}]") for place, line in enumerate(group.lines)
            ),
            **windows,
        )

    def _line(self, line: PaperLine, path: str) -> Line:
        self._tell_joins(line, path)
        result = cells.result_text(
            mended(line.cells.get("result", ""), f"{path}.result", self.told)
        )
        cells.tell_slips(result, f"{path}.result", self.survey_codes, self.told)
        words = mended(line.cells.get("status", ""), f"{path}.status", self.told)
        status, status_text = cells.status(words, f"{path}.status", self.told)
        if "status" not in line.cells:
            status, status_text = cells.status_in(result, f"{path}.status", self.told)
        return Line(
            items=self._items(line, path),
            result=result,
            status=status,
            status_text=status_text,
            raw=line.raw,
            key=line.key,
        )

    def _tell_joins(self, line: PaperLine, path: str) -> None:
        for part in line.parts:
            sentence = f"ต่อแถวที่ถูกแบ่งหน้า {quoted(part)} เข้ากับแถวนี้ โปรดตรวจรอยต่อ"
            self.told.add(path, "rows_joined", sentence, words=part)
        if line.change:
            code, sentence = _CHANGES[line.change]
            self.told.add(_whole(path), code, sentence)
        if line.is_without_status and line.begins_a_page:
            sentence = "แถวนี้ไม่มีลำดับที่และไม่มีสถานะ หากเป็นส่วนที่เหลือของแถวบนซึ่งถูกแบ่งหน้า โปรดรวมกับแถวบน"
            self.told.add(path, "row_perhaps_broken", sentence)
        if line.sub_number:
            sentence = (
                f"แบบรายงานไม่มีลำดับย่อย {quoted(line.sub_number)} จึงอ่านเป็นแถวในลำดับที่เดียวกับแถวบน"
            )
            self.told.add(path, "number_unread", sentence, words=line.sub_number)
        if line.is_shared:
            sentence = "เซลล์เดียวครอบคลุมหลายแถว จึงใช้ข้อความเดียวกันทุกแถว โปรดตรวจ"
            self.told.add(_whole(path), "result_shared", sentence)

    def _items(self, line: PaperLine, path: str) -> tuple[Item, ...]:
        items: list[Item] = []
        for part in (line.cells.get("step", ""), *line.more_steps):
            text, changes = characters.normalised(part)
            there = " ".join(part.split())
            for label, words in cells.step_items(text):
                place = f"{path}.items[{len(items)}]"
                if changes and " ".join(words.split()) not in there:
                    cells.tell_changes(changes, part, f"{place}.text", self.told)
                items.append(self._item(label, words, place))
        return tuple(items)

    def _item(self, label: str, text: str, path: str) -> Item:
        text = mended(text, f"{path}.text", self.told)
        cells.tell_slips(text, f"{path}.text", self.survey_codes, self.told)
        taken, rivals = self._tied(text) or steps.match(text, self.calendar)
        if steps.is_unsure(taken, rivals):
            self._tell_unsure(taken, rivals, f"{path}.steps")
        return Item(label, text, taken, rivals)

    def _tied(self, text: str) -> tuple[tuple[Match, ...], tuple[Match, ...]] | None:
        """The ties that a file of ours says its text had; None where it does not know the text."""
        codes = self.ties.of(text)
        if codes is None:
            return None
        known = {step.code for step in self.calendar}
        return tuple(Match(code, 1.0) for code in codes if code in known), ()

    def _tell_unsure(self, taken: Sequence[Match], rivals: Sequence[Match], place: str) -> None:
        titles = {step.code: step.title for step in self.calendar}
        near = " · ".join(quoted(titles[match.code]) for match in (*taken, *rivals)[:3])
        self.told.add(place, "step_unsure", f"ไม่แน่ใจว่าตรงกับขั้นตอนใดของปฏิทิน ใกล้เคียง {near} โปรดเลือก")
