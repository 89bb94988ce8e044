"""The report and the plan on paper: their HTML as a PDF. The only module that imports WeasyPrint."""

import atexit
import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders

from calendar_app import sheets
from calendar_app.sheets import Sheet
from ita_portal import thai
from reports import books
from reports import document as documents
from reports.document import Imprint, Report
from reports.writers import archive, book, breaks, font, html, pages, plan, press
from reports.writers import receipt as receipts
from reports.writers.receipt import Receipt

if TYPE_CHECKING:
    from weasyprint import CSS, Attachment, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

log = logging.getLogger(__name__)

# Everything a page is made of, by the only addresses that are answered. The print font is chosen
# here and nowhere else; the style sheets call it by its family.
SCHEME = "report"
REPORT, PLAN = ("css/report.css", "css/paper.css"), ("css/sheet.css", "css/paper.css")
RECEIPT = ("css/receipt-paper.css",)
BOOK = (*REPORT, "css/book-paper.css")
STYLES = {*REPORT, *PLAN, *RECEIPT, *BOOK}
FONTS = {f"fonts/{style}.ttf": (weight, style) for weight, style in press.STYLES.items()}

MAX_PAGES = 600
# What stands on paper for a character that no font has.
BOX = "□"
# A row that begins badly costs a layout more: so often at most, and in reports of ordinary length.
MOST_MOVED_ROWS, FEW_PAGES = 3, 30


class Unprintable(Exception):
    """No PDF can be made of this report; the words are a sentence in Thai that says what to do."""


class MissingFile(RuntimeError):
    """A font or a style sheet of the report cannot be read."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What a PDF is made of: its page, its style sheets, the data attached to it under a file's name.

    `identifier` is the same for the same content, version and moment.
    """

    page: str
    styles: tuple[str, ...]
    what: str
    source: str
    source_name: str
    identifier: bytes
    made_at: datetime | None = None


# Pango's font map, shared by all pages of a process, serves one thread at a time.
_one_at_a_time = threading.Lock()


def render(
    document: Report, *, imprint: Imprint | None = None, draft_at: datetime | None = None
) -> bytes:
    """The report as a PDF: A4 landscape, the headings on every page, Thai page numbers.

    Produced as PDF/A-3a and PDF/UA-1, with the report's JSON attached as its source. A frozen
    version has an `imprint`, which also dates it; with `draft_at` each page says ร่าง and that
    moment in its top margin. The same arguments always give the same bytes. Takes about a tenth of
    a second a page: never call it inside a transaction. Raises Unprintable, and MissingFile when
    the installation lacks a font or a style sheet.
    """
    return _rendered(
        _Work(
            page=html.render_page(document, imprint=imprint, draft_at=draft_at),
            styles=REPORT,
            what="รายงาน",
            source=_source(document, imprint),
            source_name=f"ita-{document.fiscal_year}-{document.months}-{document.province.slug}.json",
            identifier=_identifier(document, imprint, draft_at),
            made_at=imprint.submitted_at if imprint else draft_at,
        )
    )


def render_plan(sheet: Sheet) -> bytes:
    """A province's plan as a PDF of the same kind, of no day: the same plan always gives the same bytes.

    Raises Unprintable, MissingFile.
    """
    source = sheets.canonical_json(sheet)
    return _rendered(
        _Work(
            page=plan.render_page(sheet),
            styles=PLAN,
            what="แผน",
            source=source,
            source_name=f"ita-plan-{sheet.fiscal_year}-{sheet.slug}.json",
            identifier=documents.digest(source).encode(),
        )
    )


def render_receipt(receipt: Receipt) -> bytes:
    """The receipt of a submission as a PDF, with what programs read of it attached; made like a report's.

    The same receipt always gives the same bytes. Raises MissingFile.
    """
    page, data = receipts.render_page(receipt), receipts.data(receipt)
    return _rendered(
        _Work(
            page=page,
            styles=RECEIPT,
            what="ใบตอบรับ",
            source=data,
            source_name=f"ita-receipt-{receipt.reference}.json",
            identifier=documents.digest(f"{page}\n{data}").encode(),
            made_at=receipt.submitted_at,
        )
    )


def render_book_front(front: book.Front) -> bytes:
    """The pages of a book before its chapters, with what it is made of attached; made like a report's.

    Raises Unprintable, MissingFile.
    """
    source = books.canonical_json(front.recipe)
    _, name = front.recipe.file_names
    return _rendered(
        _Work(
            page=book.render_page(front),
            styles=BOOK,
            what="เล่มรายงาน",
            source=source,
            source_name=f"{name.rpartition('.')[0]}.json",
            identifier=books.digest(source).encode(),
            made_at=front.made_at,
        )
    )


def render_book_margin(words: str) -> bytes:
    """Two pages with a page number and these words in the top margin of the second."""
    page = book.render_margin(words)
    return _rendered(_Work(page, BOOK, "เล่มรายงาน", words, "margin.json", words.encode()))


def _rendered(work: _Work) -> bytes:
    from weasyprint.urls import FatalURLFetchingError

    try:
        with _one_at_a_time, _no_collection():
            content, unknown = _printed(work)
            if unknown:
                named = " ".join(f"U+{code:04X}" for code in sorted(unknown))
                log.warning("no font of this machine has %s; a box is printed instead", named)
                page = work.page.translate(dict.fromkeys(unknown, BOX))
                content, _ = _printed(replace(work, page=page))
    # A BaseException, which would end a web worker instead of one answer.
    except FatalURLFetchingError as error:
        raise MissingFile(str(error)) from error
    return content


def _printed(work: _Work) -> tuple[bytes, set[int]]:
    """The PDF, and the characters that no font has: a file for archives may not hold them (ISO 19005-3, 6.2.11.8)."""
    laid_out = _laid_out(work)
    content = laid_out.write_pdf(
        finisher=partial(archive.finish, texts=_texts()),
        pdf_variant="pdf/a-3a",
        pdf_identifier=work.identifier,
        attachments=[_attachment(work)],
    )
    return content, {code for used in laid_out.fonts.values() for code in used.missing}


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for circular garbage meanwhile: a page's boxes all live until it is written.

    Saves a sixth of the time of long reports, for a tenth more memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def warm_up() -> None:
    """Imports WeasyPrint and reads style sheets and fonts, so that the first report waits for neither."""
    _stylesheet(REPORT)


def _laid_out(work: _Work) -> "Document":
    """The work on its pages. Raises Unprintable when there are too many."""
    page = breaks.for_paper(work.page)
    laid_out = _layout(page, work.styles)
    for _ in range(MOST_MOVED_ROWS):
        row = pages.row_to_move(laid_out.pages) if len(laid_out.pages) <= FEW_PAGES else None
        if row is None:
            break
        page = page.replace(f'<tr id="{row}" class="', f'<tr id="{row}" class="on-a-new-page ')
        laid_out = _layout(page, work.styles)
    if len(laid_out.pages) > MAX_PAGES:
        raise Unprintable(
            thai.to_thai_digits(
                f"{work.what}นี้ยาว {len(laid_out.pages)} หน้า เกินที่พิมพ์ได้ ({MAX_PAGES} หน้า)"
                " โปรดตัดข้อความในช่องที่ยาวที่สุดให้สั้นลง หรือแนบรายละเอียดเป็นเอกสารแยก"
            )
        )
    pages.finish(laid_out.pages)
    return laid_out


def _layout(page: str, styles: tuple[str, ...]) -> "Document":
    from weasyprint import HTML

    stylesheet = _stylesheet(styles)
    return HTML(string=page, url_fetcher=url_fetcher()).render(
        font_config=_font_configuration(), stylesheets=[stylesheet], pdf_variant="pdf/a-3a"
    )


def _source(document: Report, imprint: Imprint | None) -> str:
    return imprint.source if imprint else documents.canonical_json(document)


def _identifier(document: Report, imprint: Imprint | None, draft_at: datetime | None) -> bytes:
    """The same for the same report, version and moment."""
    parts = [_source(document, imprint), imprint.reference if imprint else "", str(draft_at or "")]
    return documents.digest("\n".join(parts)).encode()


def _attachment(work: _Work) -> "Attachment":
    """The data of the work, under the name of its file (ISO 19005-3, 6.8)."""
    from weasyprint import Attachment

    at = (work.made_at or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC)
    return Attachment(
        string=work.source,
        name=work.source_name,
        description=f"ข้อมูลของ{work.what}ฉบับนี้ในรูปแบบ JSON",
        relationship="Source",
        created=at,
        modified=at,
    )


@cache
def _texts() -> dict[str, dict[int, str]]:
    """What the glyphs of our fonts mean, by the name of each font."""
    return {
        f"{font.FAMILY} {style}": font.texts(press.font_file(style).read_bytes())
        for style in press.STYLES.values()
    }


@cache
def url_fetcher() -> "URLFetcher":
    """What WeasyPrint fetches by: our style sheets and fonts; any other address ends the rendering."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            return URLFetcherResponse(url, own_file(url))

    return OwnFiles(fail_on_errors=True)


def own_file(url: str) -> bytes:
    """The bytes of one of our own files, `report:<path among the static files>` or a report font.

    Raises PermissionError for every other address, MissingFile when a file of ours is gone.
    """
    scheme, _, name = url.partition(":")
    if scheme != SCHEME or name not in (*STYLES, *FONTS):
        raise PermissionError(f"not a file of the report: {url}")
    path = press.font_file(FONTS[name][1]) if name in FONTS else finders.find(name)
    try:
        return Path(path or "").read_bytes()
    except OSError as error:
        raise MissingFile(name) from error


@cache
def _font_configuration() -> "FontConfiguration":
    press.use_dictionary()
    from weasyprint.text.fonts import FontConfiguration

    # Its folder of fonts is removed while the interpreter still can.
    atexit.register(_font_configuration.cache_clear)
    return FontConfiguration()


@cache
def _stylesheet(styles: tuple[str, ...]) -> "CSS":
    """The style sheets with the print font before them, read once in each process."""
    _prepare()
    from weasyprint import CSS

    css = _font_faces() + "".join(own_file(f"{SCHEME}:{name}").decode() for name in styles)
    return CSS(string=css, font_config=_font_configuration(), url_fetcher=url_fetcher())


def _prepare() -> None:
    try:
        press.prepare()
    except (press.NotPrepared, OSError) as error:
        raise MissingFile(str(error)) from error


def _font_faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{font.FAMILY}"; font-weight: {weight};'
        f' src: url("{SCHEME}:{name}") }}\n'
        for name, (weight, _) in FONTS.items()
    )
