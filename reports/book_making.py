"""How the file of a book is made, part by part; the queue is let in between two parts and what is kept is used again.

The chapters of a book are the papers that were made of the submissions themselves and are kept for good:
a worker that is killed leaves all of them behind for the next.
"""

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from pypdf import PdfReader

from ita_portal import thai
from reports import books, synthesis
from reports.books import Entry, Recipe
from reports.document import Report
from reports.models import Book, EvidenceKind, FrozenEvidence, PublicVersion, Submission
from reports.writers import binding, book_docx, bundle, pdf
from reports.writers import book as writer

Paper = Submission | PublicVersion

# How often the pages before the chapters may grow by the numbers that stand in them.
MOST_FRONTS = 3


class Unmakeable(Exception):
    """No file can be made of this book; the words are a sentence in Thai that says what to do."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What making needs of the queue.

    print_paper: makes and keeps the PDF of a version. pause: called between two parts with how many
    chapters are done and what comes next. limited: what must not take too long happens within it.
    """

    print_paper: Callable[[Paper], None]
    pause: Callable[[int, str], None]
    limited: Callable[[], AbstractContextManager[None]]


def make(book: Book, shop: Workshop) -> BinaryIO:
    """The file, to be read from its beginning; it is gone when it is closed.

    Raises Unmakeable, and what the store or the printing raises.
    """
    out = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        recipe = book.recipe
        if recipe.kind in books.ZIPS:
            _pack(recipe, out, shop)
        elif recipe.kind == "summary":
            _sum_up(book, recipe, out, shop)
        else:
            _bind(book, recipe, out, shop)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


# What goes in ------------------------------------------------------------------------------------


def _papers(recipe: Recipe) -> dict[str, Paper]:
    """Province's code → the version that goes in, of whose paper the recipe knows the digest."""
    wanted = [entry.submission for entry in recipe.sent]
    found = Submission.objects.filter(pk__in=wanted).select_related("public", "report")
    by_pk = {one.pk: one for one in found}
    papers: dict[str, Paper] = {}
    for entry in recipe.sent:
        paper: Paper = by_pk[entry.submission]
        if recipe.audience == "public" and paper.public_id:
            paper.public.submission = paper
            paper = paper.public
        if paper.print_digest != entry.digest:
            raise Unmakeable(f"รายงานของ{entry.province}เปลี่ยนไปแล้ว โปรดสั่งทำเล่มใหม่")
        papers[entry.code] = paper
    return papers


def _printed(recipe: Recipe, papers: dict[str, Paper], shop: Workshop) -> None:
    """Every paper is printed; most were when they were sent."""
    for done, entry in enumerate(recipe.sent):
        paper = papers[entry.code]
        if not paper.pdf:
            shop.pause(done, f"เตรียมรายงานของ{entry.province}")
            shop.print_paper(paper)
            paper.refresh_from_db(fields=["pdf", "print_problem"])
        if not paper.pdf:
            raise Unmakeable(
                f"รายงานของ{entry.province}พิมพ์ไม่ได้ ({paper.print_problem})"
                " โปรดแก้เหตุนั้น หรือเลือกจังหวัดอื่นโดยไม่รวมจังหวัดนี้"
            )


def _documents(recipe: Recipe, papers: dict[str, Paper]) -> dict[int, Report]:
    return {entry.submission: papers[entry.code].document for entry in recipe.sent}


# PDF ---------------------------------------------------------------------------------------------


def _bind(book: Book, recipe: Recipe, out: BinaryIO, shop: Workshop) -> None:
    papers = _papers(recipe)
    _printed(recipe, papers, shop)
    shop.pause(0, "นับหน้า")
    counts = {entry.code: _page_count(papers[entry.code]) for entry in recipe.sent}
    front = _front(book, recipe, papers, counts, shop)
    binder = binding.Binder(
        out,
        first_number=_count(io.BytesIO(front)) + 1,
        margin=pdf.render_book_margin(books.NOT_ACCEPTED),
    )
    for done, entry in enumerate(recipe.sent):
        shop.pause(done, f"เข้าเล่มรายงานของ{entry.province}")
        with shop.limited():
            _add(binder, entry, papers[entry.code])
    shop.pause(len(recipe.sent), "เข้าเล่มส่วนหน้า")
    with shop.limited():
        binder.finish(io.BytesIO(front), title=writer.parts(recipe)[-1])


def _add(binder: binding.Binder, entry: Entry, paper: Paper) -> None:
    title, has_mark = writer.chapter_title(entry), not entry.is_accepted
    try:
        binder.add(binding.Chapter(_opened(paper), entry.code, title, has_mark=has_mark))
    except binding.Unbindable as error:
        raise Unmakeable(
            f"ไฟล์ PDF ที่เก็บไว้ของ{entry.province}เข้าเล่มไม่ได้ โปรดแจ้งผู้ดูแลระบบ หรือเลือกจังหวัดอื่นโดยไม่รวมจังหวัดนี้"
        ) from error


def _opened(paper: Paper) -> io.BytesIO:
    with paper.pdf.open("rb") as file:
        return io.BytesIO(file.read())


def _page_count(paper: Paper) -> int:
    return _count(_opened(paper))


def _count(file: BinaryIO) -> int:
    return int(PdfReader(file).trailer["/Root"]["/Pages"]["/Count"])


def _front(
    book: Book, recipe: Recipe, papers: dict[str, Paper], counts: dict[str, int], shop: Workshop
) -> bytes:
    """The pages before the chapters, which say on which pages those begin and so how many they are themselves."""
    documents = _documents(recipe, papers) if recipe.kind == "book" else {}
    summary = synthesis.sum_up(recipe, documents) if documents else None
    pages = 0
    for _ in range(MOST_FRONTS):
        shop.pause(0, "จัดหน้าบทสรุปและสารบัญ")
        first_pages = _first_pages(recipe, counts, pages)
        with shop.limited():
            made = pdf.render_book_front(
                writer.Front(recipe, book.asked_at, summary, documents, first_pages)
            )
        before, pages = pages, _count(io.BytesIO(made))
        if before == pages:
            break
    return made


def _first_pages(recipe: Recipe, counts: dict[str, int], front: int) -> dict[str, int]:
    found, number = {}, front + 1
    for entry in recipe.sent:
        found[entry.code] = number
        number += counts[entry.code]
    return found


# Word --------------------------------------------------------------------------------------------


def _sum_up(book: Book, recipe: Recipe, out: BinaryIO, shop: Workshop) -> None:
    shop.pause(0, "อ่านรายงานทุกจังหวัด")
    with shop.limited():
        documents = _documents(recipe, _papers(recipe))
        summary = synthesis.sum_up(recipe, documents)
        out.write(
            book_docx.render(
                writer.Front(recipe, book.asked_at, summary, documents, first_pages={})
            )
        )


# ZIP ---------------------------------------------------------------------------------------------


def _pack(recipe: Recipe, out: BinaryIO, shop: Workshop) -> None:
    papers = _papers(recipe)
    _printed(recipe, papers, shop)
    order = [entry.code for entry in recipe.sent]

    def pause(member: bundle.Member) -> None:
        shop.pause(order.index(member.province_code), f"รวมไฟล์ของจังหวัด{member.province}")

    members = (
        member for entry in recipe.sent for member in _members(recipe, entry, papers[entry.code])
    )
    bundle.write(out, members, is_ascii=recipe.kind == "zip_ascii", pause=pause)


def _members(recipe: Recipe, entry: Entry, paper: Paper) -> Iterator[bundle.Member]:
    """A province's report, then what it has sent as evidence; what is public has none."""
    whose = {
        "province_code": entry.code,
        "province": entry.name,
        "reference": entry.reference,
    }
    mark = "" if entry.is_accepted else f"-{books.NOT_ACCEPTED}"
    unread = "" if entry.is_accepted else "-not-accepted"
    year, months = recipe.fiscal_year, recipe.months
    yield bundle.Member(
        folders=(f"{entry.code}-{entry.name}",),
        name=f"รายงาน-ITA-{entry.name}-{year}-รอบ-{months}-เดือน-ครั้งที่-{entry.number}{mark}.pdf",
        folders_ascii=(f"{entry.code}-{entry.slug}",),
        name_ascii=f"ita-{entry.reference}-{entry.slug}{unread}.pdf",
        open=lambda: paper.pdf.open("rb"),
        size=paper.pdf.size,
        kind="report",
        **whose,
    )
    if recipe.audience == "full":
        yield from _evidence(entry, whose, paper.document)


def _evidence(entry: Entry, whose: dict[str, str], document: Report) -> Iterator[bundle.Member]:
    """The files beside the rows, each once, numbered in the order of the rows, under the names they were sent with."""
    files = FrozenEvidence.objects.filter(
        submission=entry.submission, evidence__kind=EvidenceKind.FILE
    ).select_related("evidence")
    kept = {frozen.evidence_id: frozen.evidence for frozen in files}
    rows: dict[int, list[int]] = {}
    named = {}
    for number, _, line in document.lines():
        for piece in line.evidence:
            if piece.key in kept:
                rows.setdefault(piece.key, []).append(number)
                named.setdefault(piece.key, piece)
    for place, (key, piece) in enumerate(named.items(), start=1):
        evidence = kept[key]
        yield bundle.Member(
            folders=(f"{entry.code}-{entry.name}", "หลักฐาน"),
            name=f"{place:02d}-{piece.name}",
            folders_ascii=(f"{entry.code}-{entry.slug}", "evidence"),
            name_ascii=f"{place:02d}-{piece.sha256[:12]}.{evidence.format.replace('jpeg', 'jpg')}",
            open=lambda evidence=evidence: evidence.file.open("rb"),
            size=piece.size,
            kind="evidence",
            row=" ".join(str(number) for number in dict.fromkeys(rows[key])),
            sha256=piece.sha256,
            **whose,
        )


def progress(book: Book) -> str:
    """ทำแล้ว … จาก … บท, in Thai digits."""
    return thai.to_thai_digits(f"{book.done} จาก {book.parts} บท")
