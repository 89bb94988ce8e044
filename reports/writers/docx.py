"""The report as a Word file: the same form as the PDF, to be edited by hand and read again.

Nothing typed is lost: each line of a result is a paragraph, a line within a step text a line break,
a blank line an empty paragraph, and labels of lists are typed words, never counted by Word.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from textwrap import wrap

from docx.shared import Mm

from ita_portal import thai
from reports import document as documents
from reports import text, ties
from reports.document import Group, Imprint, Item, Line, Report, Signer
from reports.writers import qr, word, wording
from reports.writers.word import BOLD, Element, el, paragraph, run

# Lengths are in twentieths of a point. The page and the columns (in per mille of a line) as in paper.css
# and report.css.
MARGINS = {"top": 1134, "right": 1021, "bottom": 907, "left": 1247, "header": 567, "footer": 397}
LINE = word.LONG_SIDE - MARGINS["left"] - MARGINS["right"]
COLUMNS = [LINE * share // 1000 for share in (40, 145, 145, 220, 300, 150)]
NUMBER, _, _, STEP, RESULT, STATUS = range(6)

# Half points: running text, heads of columns, title. A round may ask for one step more.
SIZES = {"normal": (32, 30, 34), "large": (36, 30, 34)}
DRAFT_SIZE = 26

HEAD_SHADE = {"val": "clear", "color": "auto", "fill": "E9ECEF"}
# Space above what stands below the table.
ABOVE = {"before": 200}
SIGNATURE_LINE = "." * 60
QR_SIDE = Mm(18)

# Names in the file by which programs know it and its rows again. Word does not list bookmarks that begin
# with an underscore.
BOOKMARK = "_ita_line_"
FACT = "ita_"
# Characters of a fact that Word keeps.
LONGEST_FACT = 240


def render(
    document: Report, *, imprint: Imprint | None = None, draft_at: datetime | None = None
) -> bytes:
    """The report as a .docx: A4 landscape, the headings on every page, Thai page numbers.

    A frozen version has an `imprint`, which also dates it; with `draft_at` each page says ร่าง and that
    moment. Rows bear hidden bookmarks `_ita_line_<key>`; which report it is stands in custom properties.
    The same arguments always give the same bytes.
    """
    writer = _Writer(document)
    writer.set_form(imprint, draft_at)
    writer.describe_report(imprint, draft_at)
    writer.add(*writer.page())
    return writer.saved()


class _Writer(word.Paper):
    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self.size, self.head_size, self.title_size = SIZES[report.text_size]
        self.keys: set[int] = set()

    # The file ------------------------------------------------------------------------------------

    def set_form(self, imprint: Imprint | None, draft_at: datetime | None) -> None:
        """The page, the sizes of its letters, and what stands in its margins."""
        self.set_page(is_landscape=True, **MARGINS)
        self.set_running_size(self.size)
        self.set_size("ReportHead", self.head_size)
        self.set_size("ReportTitle", self.title_size)
        version = [run(wording.version(imprint))] if imprint else []
        self.set_furniture(
            first=_header([], draft_at),
            later=_header([run("- "), *word.page_number(), run(" -")], draft_at),
            foot=paragraph(*version, pStyle="Footer"),
        )

    def describe_report(self, imprint: Imprint | None, draft_at: datetime | None) -> None:
        report = self.report
        self.describe(
            title=wording.title(report, is_draft=draft_at is not None),
            subject=wording.subject(report),
            author=wording.author(report),
            made_at=imprint.submitted_at if imprint else draft_at,
            identifier=imprint.reference if imprint else "",
        )
        facts = {
            "province": report.province.slug,
            "fiscal_year": report.fiscal_year,
            "months": report.months,
        }
        if imprint:
            facts |= {"reference": imprint.reference, "sha256": documents.digest(imprint.source)}
        for place, part in enumerate(wrap(ties.packed(report), LONGEST_FACT), start=1):
            facts[f"ties_{place}"] = part
        self.note({f"{FACT}{name}": value for name, value in facts.items()})

    def page(self) -> list[Element]:
        """All that stands between head and foot, in order."""
        title = paragraph(_lines(self.report.title), pStyle="ReportTitle")
        table, below = self._table(), list(self._below())
        _keep_together(table, below)
        # A table cannot end a file; the line after it takes no room.
        end = [] if below else [paragraph(spacing={"line": 20, "lineRule": "exact"})]
        return [title, table, *chain(*(block for block, _ in below)), *end]

    # The table -----------------------------------------------------------------------------------

    def _table(self) -> Element:
        looks = el(
            "w:tblPr",
            el("w:tblStyle", val="ReportTable"),
            el("w:tblW", w=LINE, type="dxa"),
            el("w:tblLayout", type="fixed"),
            el("w:tblLook", val="0020", firstRow=1),
            el("w:tblCaption", val=word.printable(wording.title(self.report))),
        )
        grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in COLUMNS))
        return el("w:tbl", looks, grid, _head(self.report.headings), *self._rows())

    def _rows(self) -> Iterator[Element]:
        for number, group in enumerate(self.report.groups, start=1):
            for place, line in enumerate(group.lines):
                is_whole = wording.is_kept_whole(self.report, group, line)
                cells = [*self._first_cells(number, group, place), *self._own_cells(line)]
                yield _row(cells, cantSplit=is_whole or None)

    def _first_cells(self, number: int, group: Group, place: int) -> Iterator[Element]:
        """The number and both windows, merged over the rows of a number."""
        printed = thai.to_thai_digits(self.report.printed_number(number))
        texts = (printed, _window(group.official), _window(group.provincial))
        merge = None if len(group.lines) == 1 else "continue" if place else "restart"
        for column, words in enumerate(texts):
            content = [] if place else [run(words)]
            yield _cell(column, paragraph(*content), vMerge=merge)

    def _own_cells(self, line: Line) -> tuple[Element, Element, Element]:
        steps = list(self._steps(line.items)) or [_nothing()]
        self._identify(steps[0], line.key)
        return (
            _cell(STEP, *steps),
            _cell(
                RESULT, *(self._typed_paragraphs(self.report.printed_result(line)) or [_nothing()])
            ),
            _cell(STATUS, paragraph(_lines(self.report.printed_status(line) or wording.NOTHING))),
        )

    def _identify(self, first: Element, key: int | None) -> None:
        """The row's identity at the beginning of its first step; a second row of the same key has none."""
        if key is None or key in self.keys:
            return
        self.keys.add(key)
        number = len(self.keys)
        mark = el("w:bookmarkStart", id=number, name=f"{BOOKMARK}{key}")
        word.begin_with(first, mark, el("w:bookmarkEnd", id=number))

    def _steps(self, items: Iterable[Item]) -> Iterator[Element]:
        """A paragraph for each step text, its lines parted by breaks."""
        for item in items:
            first, *others = word.lines_of(item.text) or [""]
            label = item.label.strip()
            label, first = (f"{label} ", first) if label else word.split_label(first)
            if label or first:
                yield self._paragraph(label, [first, *others])

    def _typed_paragraphs(self, typed: str) -> list[Element]:
        """A paragraph for each line, blank ones too; what follows a label stands below its text.

        None for white space and for a lone dash.
        """
        if text.is_dash(typed):
            return []
        indent, made = 0, []
        for line in word.lines_of(typed):
            label, rest = word.split_label(line)
            indent = self._width(label) if label else indent if line.strip() else 0
            made.append(self._paragraph(label, [rest], indent=indent))
        return made

    def _paragraph(self, label: str, lines: Sequence[str], *, indent: int = 0) -> Element:
        """Lines of one paragraph; a label, with the space after it, hangs beside them."""
        content = [run(thai.to_thai_digits(label))] if label else []
        for place, line in enumerate(lines):
            content += [el("w:r", el("w:br"))] if place else []
            content += self.typed(line)
        return paragraph(*content, ind=self._indent(label, indent))

    def _indent(self, label: str, indent: int) -> dict[str, int] | None:
        if label:
            return {"left": self._width(label), "hanging": self._width(label)}
        return {"left": indent} if indent else None

    def _width(self, label: str) -> int:
        return word.width(label, self.size)

    # Below the table -----------------------------------------------------------------------------

    def _below(self) -> Iterator[tuple[list[Element], bool]]:
        """Blocks of paragraphs, and whether a block stands on the page of what is above it."""
        report = self.report
        footnote = wording.headed(wording.FOOTNOTE, report.footnote, separator=" : ")
        contact = wording.headed(wording.CONTACT, report.contact, separator="\n")
        if footnote:
            yield self._typed_paragraphs(footnote), True
        if calendar := wording.calendar(report):
            yield [paragraph(*self.typed(calendar))], True
        if masked := wording.masked(report):
            yield [paragraph(*self.typed(masked))], True
        if contact:
            yield _together(self._typed_paragraphs(contact)), False
        if report.signer:
            yield _together(_signature(report.signer)), False
        if report.address:
            yield [self._published(report.address)], True

    def _published(self, address: str) -> Element:
        """The QR code of the public address, and beside it the same address in words."""
        code = self.picture(qr.png(address), QR_SIDE, f"คิวอาร์โค้ดไปยัง {address}")
        words = run(f"  {wording.PUBLISHED_AT} ")
        return paragraph(code, words, *self.typed(address), textAlignment="center")


def _header(centre: list[Element], draft_at: datetime | None) -> Element:
    """A line at the head of a page: what stands in the middle, and at the right that it is a draft."""
    stops = el(
        "w:tabs",
        el("w:tab", val="center", pos=LINE // 2),
        el("w:tab", val="right", pos=LINE),
    )
    draft = wording.draft(draft_at) if draft_at else ""
    right = [run(f"\t{draft}", **BOLD, **word.size(DRAFT_SIZE))] if draft else []
    return paragraph(run("\t"), *centre, *right, pStyle="Header", tabs=stops)


def _head(headings: Sequence[str]) -> Element:
    """The heads of the columns, repeated on each page."""
    cells = [
        _cell(
            column,
            paragraph(run(_heading(heading)), pStyle="ReportHead"),
            shd=HEAD_SHADE,
            vAlign="center",
        )
        for column, heading in enumerate(headings)
    ]
    return _row(cells, cantSplit=True, tblHeader=True)


def _window(window: thai.Window | None) -> str:
    """A window; where it was understood, a day stays on the line of its month."""
    written = wording.window(window)
    if window is None or not window.understood:
        return written
    return wording.DAY_AND_MONTH.sub(lambda found: found[0].replace(" ", "\u00a0"), written)


def _heading(typed: str) -> str:
    """A heading on one line but for what it says in brackets, which begins another."""
    return thai.thai_digits_in_text(" ".join(typed.split()).replace(" (", "\n("))


def _row(cells: Iterable[Element], **looks: object) -> Element:
    return el("w:tr", word.properties("w:trPr", looks), *cells)


def _cell(column: int, *content: Element, **looks: object) -> Element:
    """A cell of a column; numbers stand in the middle and have no room beside them."""
    looks["tcW"] = {"w": COLUMNS[column], "type": "dxa"}
    if column == NUMBER:
        looks["tcMar"] = el(
            "w:tcMar", *(el(f"w:{side}", w=0, type="dxa") for side in ("left", "right"))
        )
        word.give(content[0], jc="center")
    return el("w:tc", word.properties("w:tcPr", looks), *content)


def _keep_together(table: Element, below: list[tuple[list[Element], bool]]) -> None:
    """Space above each block below the table, and on which page it stands."""
    above = list(word.paragraphs(table[-1]))
    for block, stays in below:
        word.give(block[0], spacing=ABOVE)
        for last in above if stays else ():
            word.give(last, keepNext=True)
        above = block[-1:]


def _together(blocks: list[Element]) -> list[Element]:
    """Paragraphs that stand on one page."""
    for block in blocks:
        word.give(block, keepLines=True)
    for block in blocks[:-1]:
        word.give(block, keepNext=True)
    return blocks


def _signature(signer: Signer) -> list[Element]:
    """The name in brackets below the line, then the posts."""
    post = (line.strip() for line in word.lines_of("\n".join(signer.posts)))
    texts = (f"ลงชื่อ{SIGNATURE_LINE}", f"({signer.name})", *filter(None, post))
    return [
        paragraph(run(thai.thai_digits_in_text(words)), ind={"left": LINE // 2}, jc="center")
        for words in texts
    ]


def _lines(typed: str) -> Element:
    """Lines of a title or a status, without links."""
    lines = (line.strip() for line in word.lines_of(typed))
    return run(thai.thai_digits_in_text("\n".join(filter(None, lines))))


def _nothing() -> Element:
    return paragraph(run(wording.NOTHING))
