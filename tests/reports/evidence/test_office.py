"""Word and Excel files: what runs, fetches or hides is found; what offices really write is taken."""

import pytest

from reports.evidence import office, refusals
from reports.evidence.refusals import NotAccepted
from tests import hostile
from tests.reports.readers import office as parts

REMOTE = "https://evil.example/x"
MACRO_KIND = "application/vnd.ms-word.document.macroEnabled.main+xml"


def refusal(data: bytes) -> str:
    try:
        office.check(data)
    except NotAccepted as refused:
        return refused.message
    return ""


def related(kind: str, target: str) -> bytes:
    return hostile.docx(relations=[("r9", kind, target)])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (hostile.docx(), "docx"),
        (hostile.xlsx(), "xlsx"),
        (related("hyperlink", "https://www.nacc.go.th/"), "docx"),
        (related("hyperlink", "mailto:ita@lamphun.go.th"), "docx"),
        (related("hyperlink", "file:///D:/งาน/แผน.docx"), "docx"),
        (related("attachedTemplate", "file:///C:\\Users\\a\\Templates\\Normal.dotm"), "docx"),
        # The numbers of a chart.
        (
            hostile.docx(
                relations=[("r9", "package", "embeddings/Microsoft_Excel_Sheet1.xlsx")],
                parts={"word/embeddings/Microsoft_Excel_Sheet1.xlsx": hostile.xlsx()},
            ),
            "docx",
        ),
        (hostile.xlsx(parts={"xl/printerSettings/printerSettings1.bin": b"\0\1"}), "xlsx"),
        (hostile.docx(parts={"word/media/image1.png": hostile.picture()}), "docx"),
        (hostile.xlsx(parts={"xl/worksheets/sheet1.xml": "<f>SUM(A1:A9)/2</f>"}), "xlsx"),
        (hostile.docx(parts={"docProps/app.xml": "<a>DDE และ INCLUDE</a>"}), "docx"),
    ],
)
def test_what_offices_write_is_taken(data, kind):
    assert office.check(data) == kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (hostile.docx(kind=MACRO_KIND), refusals.MACRO),
        (hostile.docx(parts={"word/x/VBAPROJECT.BIN": b"x"}), refusals.MACRO),
        (related("vbaProject", "other.bin"), refusals.MACRO),
        (
            hostile.docx(kind=f"{hostile.CONTENT}wordprocessingml.template.main+xml"),
            refusals.TEMPLATE,
        ),
        (
            hostile.xlsx(kind="application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
            refusals.MACRO,
        ),
        (
            hostile.docx(kind=f"{hostile.CONTENT}presentationml.presentation.main+xml"),
            refusals.SLIDES,
        ),
        (hostile.docx(kind="text/plain"), refusals.OFFICE_DAMAGED),
        (
            related("attachedTemplate", "file://host/x.dotm"),
            refusals.REMOTE_TEMPLATE.format("file://host/x.dotm"),
        ),
        (related("hyperlink", "file://host/x"), refusals.BAD_LINK.format("file://host/x")),
        (related("hyperlink", "ms-msdt:/id"), refusals.BAD_LINK.format("ms-msdt:/id")),
        (related("frame", REMOTE), refusals.OUTSIDE.format(REMOTE)),
        (related("webextensiontaskpanes", "x.xml"), refusals.ACTIVE_X),
        (
            hostile.xlsx(relations=[("r9", "connections", "connections.xml")]),
            refusals.EXTERNAL_LINKS,
        ),
        (
            hostile.xlsx(parts={"xl/worksheets/sheet1.xml": "<f>_xlfn.WEBSERVICE(A1)</f>"}),
            refusals.EXTERNAL_LINKS,
        ),
        (
            hostile.xlsx(parts={"xl/worksheets/sheet1.xml": "<f>cmd|'/c calc'!A1</f>"}),
            refusals.EXTERNAL_LINKS,
        ),
        (hostile.docx(parts={"word/embeddings/a.bin": hostile.ole("x")}), refusals.OLE),
        (
            hostile.docx(
                relations=[("r9", "package", "embeddings/a.xlsx")],
                parts={"word/embeddings/a.xlsx": b"MZ"},
            ),
            refusals.HIDDEN_PROGRAM.format("a.xlsx"),
        ),
        (
            hostile.docx(
                relations=[("r9", "package", "embeddings/a.xlsx")],
                parts={"word/embeddings/a.xlsx": hostile.xlsx(parts={"xl/vbaProject.bin": b"x"})},
            ),
            refusals.MACRO,
        ),
        (
            hostile.docx(parts.paragraph('<w:fldSimple w:instr="DDE c:\\\\cmd.exe"/>')),
            refusals.DDE,
        ),
        (
            hostile.docx(
                parts.paragraph(
                    '<w:r><w:instrText>INCLUDEPICTURE "https://evil.example/x"</w:instrText></w:r>'
                )
            ),
            refusals.REMOTE_PICTURE.format("INCLUDE"),
        ),
        (
            hostile.docx(parts={"word/styles.xml": "<!DOCTYPE a []><a/>".encode("utf-16")}),
            refusals.OFFICE_ENTITIES,
        ),
        (hostile.docx() + b"<script>", refusals.TWO_KINDS.format("ข้อมูลนอกเอกสาร")),
        (hostile.docx()[:300], refusals.OFFICE_DAMAGED),
        (
            parts.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "a": "b"}),
            refusals.OPEN_DOCUMENT,
        ),
        (parts.zipped({}), refusals.OFFICE_DAMAGED),
    ],
)
def test_what_would_harm_is_found(data, sentence):
    assert refusal(data) == sentence


def test_a_program_before_the_archive_is_found():
    with_head = b"PK\x03\x04" + b"\0" * 100 + hostile.docx()

    assert refusal(with_head) == refusals.TWO_KINDS.format("ข้อมูลนอกเอกสาร")
