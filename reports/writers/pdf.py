"""The report on paper: its HTML body as a PDF. The only module that imports WeasyPrint."""

import atexit
import threading
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders

from reports import document as documents
from reports.document import Imprint, Report
from reports.writers import html

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

# Everything a page is made of, by the only addresses that are answered. The print font is chosen
# here and nowhere else; report.css calls it by its family.
SCHEME = "report"
STYLE = "css/report.css"
FONT_FAMILY = "Sarabun"
FONTS = {
    ("normal", 400): "fonts/Sarabun-Regular.ttf",
    ("normal", 700): "fonts/Sarabun-Bold.ttf",
}
FILES = frozenset({STYLE, *FONTS.values()})


class Unprintable(Exception):
    """No PDF can be made of this report; the words are a sentence in Thai that says what to do."""


class MissingFile(RuntimeError):
    """A font or the style sheet of the report cannot be read."""


# Pango's font map, shared by all pages of a process, serves one thread at a time.
_one_at_a_time = threading.Lock()


def render(
    document: Report, *, imprint: Imprint | None = None, draft_at: datetime | None = None
) -> bytes:
    """The report as a PDF: A4 landscape, the headings on every page, Thai page numbers.

    A frozen version has an `imprint`; with `draft_at` each page says ร่าง and that moment in its
    top margin. The same arguments always give the same bytes. Takes about a tenth of a second a
    page: never call it inside a transaction. Raises Unprintable, and MissingFile when the
    installation lacks a font or the style sheet.
    """
    from weasyprint.urls import FatalURLFetchingError

    try:
        with _one_at_a_time:
            return _page(document, draft_at).write_pdf(
                font_config=_font_configuration(),
                stylesheets=[_stylesheet()],
                pdf_identifier=documents.digest(documents.canonical_json(document)).encode(),
                pdf_tags=True,
            )
    # A BaseException, which would end a web worker instead of one answer.
    except FatalURLFetchingError as error:
        raise MissingFile(str(error)) from error


def _page(document: Report, draft_at: datetime | None):
    from weasyprint import HTML

    page = html.render_page(document, draft_at=draft_at)
    return HTML(string=page, url_fetcher=url_fetcher())


@cache
def url_fetcher() -> "URLFetcher":
    """What WeasyPrint fetches by: our style sheet and fonts; any other address ends the rendering."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            return URLFetcherResponse(url, own_file(url))

    return OwnFiles(fail_on_errors=True)


def own_file(url: str) -> bytes:
    """The bytes of one of our own files, `report:<path among the static files>`.

    Raises PermissionError for every other address, MissingFile when a file of ours is gone.
    """
    scheme, _, name = url.partition(":")
    if scheme != SCHEME or name not in FILES:
        raise PermissionError(f"not a file of the report: {url}")
    found = finders.find(name)
    if found is None:
        raise MissingFile(name)
    return Path(found).read_bytes()


@cache
def _font_configuration() -> "FontConfiguration":
    from weasyprint.text.fonts import FontConfiguration

    # Its folder of fonts is removed while the interpreter still can.
    atexit.register(_font_configuration.cache_clear)
    return FontConfiguration()


@cache
def _stylesheet() -> "CSS":
    """The style sheet with the print font before it, read once in each process."""
    from weasyprint import CSS

    css = _font_faces() + own_file(f"{SCHEME}:{STYLE}").decode()
    return CSS(string=css, font_config=_font_configuration(), url_fetcher=url_fetcher())


def _font_faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{FONT_FAMILY}"; font-style: {style};'
        f' font-weight: {weight}; src: url("{SCHEME}:{name}") }}\n'
        for (style, weight), name in FONTS.items()
    )
