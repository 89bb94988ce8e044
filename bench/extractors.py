"""A PDF's text as its readers get it: four programs that take the words out, and what they miss."""

import re
import subprocess
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from io import BytesIO

SECONDS = 120
# Each text is printed between these, so that what stands around it is not taken for a part of it.
MARKS = "[{}]"
_MARKED = re.compile(r"\[([^\[\]]*)\]")
# A reader of PDFium puts one of these for a hyphen that ends a line.
_LINE_HYPHENS = re.compile("\ufffe|\x02")
_WHITE = re.compile(r"[\s\u200b]+")


def mark(text: str) -> str:
    """A text as it must be printed to be found by `exact`; it holds no square bracket itself."""
    return MARKS.format(text)


def lost(texts: Iterable[str], data: bytes, extractor: str) -> list[str]:
    """The texts, printed by `mark`, that one of EXTRACTORS does not get whole out of a PDF."""
    return exact(texts, EXTRACTORS[extractor](data), ignoring=IGNORED.get(extractor, ""))


def exact(texts: Iterable[str], extracted: str, *, ignoring: str = "") -> list[str]:
    """The texts that did not come back letter by letter and in order, of those printed by `mark`.

    White space counts on neither side: lines are broken somewhere else on paper. Nor do the
    letters in `ignoring`.
    """
    drop = str.maketrans("", "", ignoring)
    texts = list(texts)
    wanted = [squeezed(text).translate(drop) for text in texts]
    found = [text.translate(drop) for text in marked(extracted)]
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    kept = {block.a + place for block in blocks for place in range(block.size)}
    return [text for number, text in enumerate(texts) if number not in kept]


def marked(extracted: str) -> list[str]:
    """Each text between marks, without white space."""
    return _MARKED.findall(squeezed(extracted))


def squeezed(text: str) -> str:
    """Without white space and zero-width spaces."""
    return _WHITE.sub("", text)


def by_pdftotext(data: bytes) -> str:
    return _pdftotext(data)


def by_pdftotext_layout(data: bytes) -> str:
    """Columns side by side, as on the paper."""
    return _pdftotext(data, "-layout")


def _pdftotext(data: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=SECONDS)
    return done.stdout.decode()


def by_pdfium(data: bytes) -> str:
    """What Chrome finds and copies."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = "\n".join(page.get_textpage().get_text_range() for page in document)
    return _LINE_HYPHENS.sub("-", texts)


def by_mupdf(data: bytes) -> str:
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


def by_pypdf(data: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "pdftotext": by_pdftotext,
    "pdftotext -layout": by_pdftotext_layout,
    "PDFium": by_pdfium,
    "MuPDF": by_mupdf,
    "pypdf": by_pypdf,
}
# pdftotext takes a hyphen at the end of a line for that of a divided word and drops it, as it would
# in any PDF; with -layout it keeps it.
IGNORED = {"pdftotext": "-"}
