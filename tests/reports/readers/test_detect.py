"""Files are told by what is in them; what cannot be read is refused with what to do."""

import re

import pytest

from reports import document, readers
from reports.readers import data, detect, encoding, notes, package
from reports.readers.paper import NotReadable, Paper
from tests.reports import documents
from tests.reports.readers import office, papers, shown

TABLE = [("ที่", "ก", "ข"), ("๑", "ค", "ง")]
ROWS = [office.row(*row) for row in TABLE]
SHEET = office.worksheet(*(office.sheet_row(place, *row) for place, row in enumerate(TABLE, 1)))
PAGE = "<html><table><tr><td>ที่<td>ก<td>ข<tr><td>๑<td>ค<td>ง</table>"
TEXT = "ที่\tก\tข\n๑\tค\tง"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (office.docx(office.table(*ROWS)), "docx"),
        (office.xlsx(SHEET), "xlsx"),
        (PAGE.encode(), "html"),
        (b"\xef\xbb\xbf\n" + PAGE.encode(), "html"),
        (PAGE.encode("cp874"), "html"),
        (TEXT.encode(), "text"),
        (TEXT.encode("utf-16"), "text"),
        (TEXT.encode("cp874"), "text"),
        (TEXT.replace("\t", ",").encode("utf-8-sig"), "csv"),
    ],
)
def test_one_table_in_every_format(content, kind):
    paper = readers.open_paper(content)

    assert (paper.format, shown.blocks(paper)) == (kind, [TABLE])


def test_json_of_this_portal_is_the_report():
    report = documents.report(documents.group(documents.line("ก")))

    paper = readers.open_paper(document.canonical_json(report).encode())

    assert paper == Paper("json", (), document=report)


def test_a_text_that_begins_with_a_brace_is_a_text():
    assert shown.blocks(readers.open_paper(f"{{ร่าง}}\n{TEXT}".encode())) == ["{ร่าง}", TABLE]


def test_macros_are_never_asked_for():
    paper = readers.open_paper(office.docx(office.table(*ROWS), parts={"vbaProject.bin": b"\0"}))

    assert paper.notes == (notes.note(notes.MACROS),)


def ole(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0".join(
        name.encode("utf-16-le") for name in names
    )


def other(main: str) -> bytes:
    """An Office file of another program."""
    return office.zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": office.relations(("r1", "officeDocument", main)),
            main: "<a/>",
        }
    )


REFUSED = {
    "nothing": (b"", detect.EMPTY),
    "white space": (b" \r\n\t\0", detect.EMPTY),
    "large": (b"x" * (detect.LARGEST + 1), detect.TOO_LARGE),
    "large text": (b"x" * (detect.LARGEST_TEXT + 1), detect.TEXT_TOO_LARGE),
    "old Word": (ole("Root Entry", "WordDocument"), detect.OLD_WORD),
    "old Excel": (ole("Root Entry", "Workbook"), detect.OLD_EXCEL),
    "older Excel": (ole("Root Entry", "Book"), detect.OLD_EXCEL),
    "old slides": (ole("PowerPoint Document"), detect.SLIDES),
    "locked": (ole("EncryptionInfo", "EncryptedPackage"), package.ENCRYPTED),
    "other OLE": (ole("__substg1.0"), detect.UNKNOWN),
    "binary Excel": (other("xl/workbook.bin"), detect.BINARY_EXCEL),
    "slides": (other("ppt/presentation.xml"), detect.SLIDES),
    "odt": (
        office.zipped(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
        ),
        detect.OPEN_DOCUMENT,
    ),
    "zip": (office.zipped({"รายงาน.docx": b"x"}), detect.ARCHIVE),
    "empty zip": (office.zipped({}), detect.ARCHIVE),
    "half a Word file": (office.zipped({"[Content_Types].xml": "<Types/>"}), package.DAMAGED),
    "cut Word file": (office.docx(office.paragraph("ก"))[:200], package.DAMAGED),
    "Word file of a picture": (office.docx(office.paragraph("")), detect.NO_WORDS),
    "PNG": (b"\x89PNG\r\n\x1a\n", detect.IMAGE),
    "JPEG": (b"\xff\xd8\xff\xe0", detect.IMAGE),
    "HEIC": (b"\0\0\0\x18ftypheic", detect.IMAGE),
    "WEBP": (b"RIFF\0\0\0\0WEBPVP8 ", detect.IMAGE),
    "rtf": (b"{\\rtf1\\ansi}", detect.RICH_TEXT),
    "rar": (b"Rar!\x1a\x07", detect.ARCHIVE),
    "gzip": (b"\x1f\x8b\x08", detect.ARCHIVE),
    "program": (b"MZ\x90\x00", detect.UNKNOWN),
    "web archive": (
        b"From: <Saved by Word>\nMIME-Version: 1.0\nContent-Type: x",
        detect.WEB_ARCHIVE,
    ),
    "Word's XML": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
        detect.OFFICE_XML,
    ),
    "other JSON": (b'{"a": 1}', data.OTHER_DATA),
    "bytes": (bytes(range(256)), encoding.UNDECODABLE),
    "empty page": (b"<html><body></body></html>", detect.NO_WORDS),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(name):
    content, sentence = REFUSED[name]

    with pytest.raises(NotReadable) as refused:
        readers.open_paper(content)

    assert refused.value.message == sentence


def test_every_refusal_says_what_to_do():
    sentences = {sentence for _, sentence in REFUSED.values()}

    assert [one for one in sentences if not re.search("โปรด", one)] == []


def test_what_is_pasted_is_read_from_its_html_where_that_holds_a_table():
    paper = readers.open_pasted(TEXT, PAGE)

    assert (paper.format, shown.blocks(paper)) == ("html", [TABLE])


@pytest.mark.parametrize("html", ["", "<p>ที่ ก ข</p>"])
def test_what_is_pasted_is_read_from_its_text_else(html):
    paper = readers.open_pasted(TEXT.replace("\n", "\r\n"), html)

    assert (paper.format, shown.blocks(paper)) == ("text", [TABLE])


def test_html_without_a_text_is_read_although_it_holds_no_table():
    assert shown.blocks(readers.open_pasted("", "<html><p>ก</p><p>ข</p>")) == ["ก\nข"]


@pytest.mark.parametrize(
    ("text", "html", "sentence"),
    [
        ("", "", detect.NOTHING_PASTED),
        (" \n", "<table></table>", detect.NOTHING_PASTED),
        ("x" * detect.LARGEST_TEXT, "y", detect.TEXT_TOO_LARGE),
    ],
)
def test_a_paste_that_says_nothing_or_too_much_is_refused(text, html, sentence):
    with pytest.raises(NotReadable) as refused:
        readers.open_pasted(text, html)

    assert refused.value.message == sentence


@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_samples_in_the_old_code_page_are_the_samples(number):
    source = papers.seed(number)
    old = source.decode().replace("↔", "X").encode("cp874")

    assert readers.open_paper(old) == readers.open_paper(source.decode().replace("↔", "X").encode())
