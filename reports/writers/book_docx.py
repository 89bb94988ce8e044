"""The summary of a book as a Word file: summary, matrix, synthesis of each step; to be edited and passed on."""

from collections.abc import Iterable, Iterator, Sequence

from ita_portal import thai
from reports import books
from reports.synthesis import Region, Step, Summary
from reports.writers import book, word
from reports.writers.book import QUOTED, QUOTED_WEAK, Front, Matrix
from reports.writers.word import BOLD, Element, el, paragraph, run

# Lengths in twentieths of a point; the page is that of the reports.
MARGINS = {"top": 1134, "right": 1021, "bottom": 907, "left": 1247, "header": 567, "footer": 397}
LINE = word.LONG_SIDE - MARGINS["left"] - MARGINS["right"]
SIZE, TITLE_SIZE, HEAD_SIZE, SMALL, SMALLEST = 32, 48, 36, 28, 20
SHADE = {"val": "clear", "color": "auto", "fill": "E9ECEF"}
ABOVE = {"before": 160}
PROVINCE = 1300

REGION_HEADS = (
    *("ภาค", "จังหวัด", "มีรายงาน", "รับแล้ว", "ส่งล่าช้า", "เลยกำหนด ยังไม่ส่ง"),
    "รายงานแล้ว (ร้อยละของขั้นตอน)",
)


def render(front: Front) -> bytes:
    """A .docx, A4 landscape, Thai page numbers; the same front gives the same bytes."""
    paper = word.Paper()
    paper.set_page(is_landscape=True, **MARGINS)
    paper.set_running_size(SIZE)
    number = paragraph(run("- "), *word.page_number(), run(" -"), pStyle="Header", jc="center")
    paper.set_furniture(
        first=paragraph(pStyle="Header"), later=number, foot=paragraph(pStyle="Footer")
    )
    paper.describe(
        title=book.title(front.recipe),
        author=front.recipe.issuer or "ส่วนกลาง",
        made_at=front.made_at,
        subject=front.recipe.round_name,
    )
    paper.add(*_title(front), *_summary(front), *_matrix(front), *_synthesis(front))
    return paper.saved()


def _title(front: Front) -> Iterator[Element]:
    recipe = front.recipe
    yield paragraph(_run(recipe.title, **BOLD, **word.size(TITLE_SIZE)), jc="center")
    lines = (
        recipe.round_name,
        f"{recipe.scope} · ข้อมูล ณ วันที่ {thai.write_date(recipe.as_of)} · {books.CHOICES[recipe.chosen]}",
        f"{books.AUDIENCES[recipe.audience]} · {books.made_on(front.made_at)}",
    )
    for line in lines:
        yield paragraph(_run(line), jc="center")


def _head(words: str) -> Element:
    return paragraph(
        _run(words, **BOLD, **word.size(HEAD_SIZE)),
        keepNext=True,
        spacing={"before": 240},
        outlineLvl=0,
    )


# Summary -----------------------------------------------------------------------------------------


def _summary(front: Front) -> Iterator[Element]:
    summary = front.summary
    yield _head(book.part(1, book.PARTS[0]))
    yield paragraph(_run(_sentence(summary)))
    yield _caption("จำนวนจังหวัดตามสถานะของรายงาน")
    states = [(label, str(count)) for label, count in summary.states]
    yield _table((6000, 2000), ("สถานะ", "จังหวัด"), states)
    yield _caption("รายภาค")
    regions = [_region(row) for row in (*summary.regions, summary.total)]
    widths = (3200, 1500, 1500, 1500, 1500, 2400, LINE - 11600)
    yield _table(widths, REGION_HEADS, regions)
    yield _caption("จำนวนจังหวัดที่รายงานแต่ละขั้นตอนตามปฏิทิน")
    steps = [
        (str(number), one.step.title, _counts(one))
        for number, one in enumerate(summary.steps, start=1)
    ]
    yield _table((700, 6000, LINE - 6700), ("ที่", "ขั้นตอนตามปฏิทิน", "สิ่งที่จังหวัดรายงาน"), steps)


def _sentence(summary: Summary) -> str:
    total = summary.total
    return (
        f"มี {total.provinces} จังหวัด มีรายงาน {total.sent} จังหวัด ส่วนกลางรับแล้ว {total.accepted} จังหวัด"
        f" ส่งทันกำหนด {summary.on_time} จังหวัด ส่งล่าช้า {summary.late} จังหวัด"
        f" เลยกำหนดยังไม่ส่ง {summary.overdue} จังหวัด"
    )


def _region(row: Region) -> tuple[str, ...]:
    counts = (row.provinces, row.sent, row.accepted, row.late, row.overdue)
    share = "-" if row.coverage is None else str(row.coverage)
    return (row.name, *map(str, counts), share)


def _counts(step: Step) -> str:
    return " · ".join(f"{label} {count}" for label, count in step.counts)


# Matrix ------------------------------------------------------------------------------------------


def _matrix(front: Front) -> Iterator[Element]:
    yield _head(book.part(2, book.PARTS[1]))
    for matrix in book.matrices(front):
        yield from _one_matrix(matrix)


def _one_matrix(matrix: Matrix) -> Iterator[Element]:
    each = (LINE - PROVINCE) // len(matrix.steps)
    heads = ("จังหวัด", *(f"{number} {step.title}" for number, step in matrix.steps))
    rows = [
        (
            row.entry.name,
            *(
                cell.words if row.entry.submission else row.entry.state_text if not place else ""
                for place, cell in enumerate(row.cells)
            ),
        )
        for row in matrix.rows
    ]
    yield _table((PROVINCE, *(each for _ in matrix.steps)), heads, rows, size=SMALLEST)
    yield paragraph()


# Synthesis ---------------------------------------------------------------------------------------


def _synthesis(front: Front) -> Iterator[Element]:
    yield _head(book.part(3, book.PARTS[2]))
    for number, step in enumerate(front.summary.steps, start=1):
        yield paragraph(
            _run(f"{number}. {step.step.title}", **BOLD),
            keepNext=True,
            spacing={"before": 200},
            outlineLvl=1,
        )
        yield paragraph(_run(_counts(step)))
        if step.typical:
            yield paragraph(_run("ข้อความที่พบทั่วไป", **BOLD), keepNext=True)
        for quote in step.typical:
            words = f"“{book.quoted(quote.text, QUOTED)}”"
            yield paragraph(_run(words), ind={"left": 400})
            yield paragraph(
                _run(f"{quote.entry.province} · {quote.why}", **word.size(SMALL)), ind={"left": 400}
            )
        if step.weak:
            yield paragraph(_run("ข้อความที่ควรเขียนเพิ่ม", **BOLD), keepNext=True)
        for weak in step.weak:
            quoted = f" “{book.quoted(weak.text, QUOTED_WEAK)}”" if weak.text else ""
            yield paragraph(
                _run(f"- {weak.why}: {book.names(weak.entries)}{quoted}"),
                ind={"left": 400, "hanging": 200},
            )


# Pieces ------------------------------------------------------------------------------------------


def _run(words: str, **looks: object) -> Element:
    return run(thai.thai_digits_in_text(words), **looks)


def _caption(words: str) -> Element:
    return paragraph(_run(words, **BOLD), keepNext=True, spacing=ABOVE)


def _table(
    widths: Sequence[int],
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    size: int = SMALL,
) -> Element:
    looks = el(
        "w:tblPr",
        el("w:tblStyle", val="ReportTable"),
        el("w:tblW", w=sum(widths), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el("w:tblLook", val="0020", firstRow=1),
    )
    grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
    head = _row(widths, heads, {**BOLD, **word.size(size)}, shd=SHADE)
    head[0:0] = [word.properties("w:trPr", {"cantSplit": True, "tblHeader": True})]
    body = [_row(widths, row, word.size(size)) for row in rows]
    return el("w:tbl", looks, grid, head, *body)


def _row(
    widths: Sequence[int], words: Sequence[str], letters: dict[str, object], **looks: object
) -> Element:
    cells = (
        el(
            "w:tc",
            word.properties("w:tcPr", {"tcW": {"w": width, "type": "dxa"}, **looks}),
            paragraph(_run(cell, **letters)),
        )
        for width, cell in zip(widths, words, strict=True)
    )
    return el("w:tr", *cells)
