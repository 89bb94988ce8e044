"""A printed report read back, as its reader sees it: the words of the page and of the PDF."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pypdfium2

# Where one of these begins or ends, so does a word.
BLOCKS = {"article", "br", "div", "h2", "li", "p", "table", "td", "th", "tr", "ul"}
# What holds a text of its own, by the name it has below.
CELLS = {"td": "cells", "th": "headings", "h2": "title"}
PLACES = {
    "report-footnote": "footnote",
    "report-contact": "contact",
    "report-qr": "published",
}


@dataclass
class Printed:
    """The texts of a report's body, white space folded: what stands around its rows of six cells."""

    title: str = ""
    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    footnote: str = ""
    contact: str = ""
    published: str = ""


def read_body(html: str) -> Printed:
    """The one report in a page or in a rendered body."""
    reader = _Reader()
    reader.feed(html)
    return reader.printed


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.printed = Printed()
        self.inside = False
        self.pieces: list[str] = []

    def handle_starttag(self, tag, attrs):
        css_class = dict(attrs).get("class") or ""
        if tag == "article" and "report" in css_class.split():
            self.inside = True
        if tag == "tr":
            self.printed.rows.append([])
        if tag in CELLS or css_class in PLACES:
            self.pieces = []
        if tag == "div" and css_class:
            self.place = PLACES.get(css_class)
        self._break(tag)

    def handle_endtag(self, tag):
        self._break(tag)
        if not self.inside:
            return
        if tag == "article":
            self.inside = False
            self.printed.rows = [row for row in self.printed.rows if row]
        elif tag in CELLS:
            self._keep(CELLS[tag])
        elif tag == "div" and self.place:
            setattr(self.printed, self.place, self._text())
            self.place = None

    def _keep(self, name: str) -> None:
        if name == "cells":
            self.printed.rows[-1].append(self._text())
        elif name == "headings":
            self.printed.headings.append(self._text())
        else:
            self.printed.title = self._text()

    def handle_data(self, data):
        if self.inside:
            self.pieces.append(data)

    def _break(self, tag):
        if tag in BLOCKS:
            self.pieces.append(" ")

    def _text(self) -> str:
        return " ".join("".join(self.pieces).split())


def pdf_text(content: bytes) -> str:
    """All words of a PDF without white space; sara am is not to be relied on in it."""
    document = pypdfium2.PdfDocument(content)
    pages = (page.get_textpage().get_text_range() for page in document)
    return unspaced("".join(pages))


def unspaced(text: str) -> str:
    """A text as `pdf_text` gives it: without white space and the marks of broken lines."""
    return "".join(one for one in text if not one.isspace() and one not in "\x02\ufffe\u200b")
