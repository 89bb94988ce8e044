"""PDFs: what would run, fetch or send is found wherever it hides; ordinary papers are taken as they are."""

import pytest

from reports.evidence import pdf, refusals
from reports.evidence.refusals import NotAccepted
from tests import hostile

JSON = '{"a": "ก"}'.encode()


WEB = "<< /S /URI /URI (https://evil.example/) >>"


TURNED_NAME = "a\u202etxt.exe.txt".encode("utf-16-be").hex()
TURNED = f"<< /UF <feff{TURNED_NAME}> /EF << /F 11 0 R >> >>"


def two_names(short: str, long: str) -> str:
    return f"<< /Type /Filespec /F ({short}) /UF ({long}) /EF << /F 11 0 R >> >>"


def refusal(data: bytes) -> str:
    try:
        pdf.check(data)
    except NotAccepted as refused:
        return refused.message
    return ""


@pytest.mark.parametrize(
    "data",
    [
        hostile.pdf(),
        hostile.pdf(version="2.0") + b"\r\n\0\0",
        # A newer version behind the older.
        hostile.pdf() + hostile.pdf()[9:],
        hostile.pdf("/OpenAction [3 0 R /Fit]"),
        hostile.pdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
        hostile.pdf("/AA << /WP << /S /Named /N /Print >> >>"),
        hostile.pdf("/AcroForm << /Fields [] >>"),
        hostile.pdf(objects={10: "<< /S /URI /URI (https://www.nacc.go.th/Launch) >>"}),
        hostile.pdf(objects={10: "<< /S /URI /URI (mailto:a@b.go.th) >>"}),
        hostile.pdf(objects={10: "<< /S /GoTo /D [3 0 R /Fit] >>"}),
        hostile.pdf(objects={10: "(/S of /JavaScript is a name)"}),
        hostile.pdf_with_embedded("report.json", JSON),
        hostile.pdf_with_embedded("ETDA.xml", b'<?xml version="1.0"?><Invoice/>'),
        hostile.pdf_with_password(""),
    ],
)
def test_ordinary_papers_are_taken(data):
    assert refusal(data) == ""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (hostile.pdf("/Names << /JavaScript 10 0 R >>"), refusals.PDF_SCRIPT),
        (hostile.pdf("/OpenAction << /S /J#61vaScript /J#53 (x) >>"), refusals.PDF_SCRIPT),
        (hostile.pdf(objects={10: "<< /JS (x) >>"}), refusals.PDF_SCRIPT),
        (hostile.pdf(objects={10: "[ [ << /A << /S /JavaScript >> >> ] ]"}), refusals.PDF_SCRIPT),
        (hostile.pdf_hidden_in_objects(), refusals.PDF_SCRIPT),
        # No table leads there, a reader that mends a file finds it.
        (
            hostile.pdf().replace(b"xref\n", b"90 0 obj\n<</S/JavaScript>>\nendobj\nxref\n", 1),
            refusals.PDF_SCRIPT,
        ),
        (hostile.pdf(objects={10: "<< /S /GoToR /F (\\\\\\\\host\\\\x) >>"}), refusals.PDF_LAUNCH),
        (hostile.pdf(objects={10: "<< /S /URI /URI (file:///c:/x.exe) >>"}), refusals.PDF_LAUNCH),
        (hostile.pdf(objects={10: "<< /S /URI /URI (javascript:x) >>"}), refusals.PDF_LAUNCH),
        (hostile.pdf(objects={10: "<< /S /Thread /F (\\\\\\\\host\\\\x) >>"}), refusals.PDF_LAUNCH),
        (hostile.pdf(objects={10: hostile.stream(b"", "/F (x)")}), refusals.PDF_LAUNCH),
        (hostile.pdf("/URI << /Base (javascript:) >>"), refusals.PDF_LAUNCH),
        (hostile.pdf("/OpenAction 10 0 R", objects={10: WEB}), refusals.PDF_OPENS),
        (hostile.pdf(f"/AA << /WC << /S /Named /N /Print /Next [{WEB}] >> >>"), refusals.PDF_OPENS),
        (hostile.pdf(objects={10: f"<< /Type /Page /AA << /O {WEB} >> >>"}), refusals.PDF_OPENS),
        (
            hostile.pdf("/OpenAction 10 0 R", objects={10: "<< /S /Named /Next 10 0 R >>"}),
            refusals.TOO_MUCH,
        ),
        (
            hostile.pdf(objects={10: two_names("evil.exe", "a.txt"), 11: hostile.stream(b"a")}),
            refusals.PDF_EMBEDDED.format("evil.exe"),
        ),
        (
            hostile.pdf(objects={10: TURNED, 11: hostile.stream(b"a")}),
            refusals.PDF_EMBEDDED.format("atxt.exe.txt"),
        ),
        (hostile.pdf(objects={10: "<< /S /ImportData /F (x) >>"}), refusals.PDF_SENDS),
        (hostile.pdf(objects={10: "<< /S /Movie >>"}), refusals.PDF_MEDIA),
        (
            hostile.pdf_with_embedded("a.json", b"MZ\x90\0"),
            refusals.PDF_EMBEDDED.format("a.json"),
        ),
        (
            hostile.pdf_with_embedded("a.xml", b" " * 2000 + b"<html><script>x</script>"),
            refusals.PDF_EMBEDDED.format("a.xml"),
        ),
        (
            hostile.pdf_with_embedded("b.pdf", b"%PDF-1.7"),
            refusals.PDF_EMBEDDED.format("b.pdf"),
        ),
        (b"%PDF-1.7\n%%EOF\n", refusals.PDF_DAMAGED),
        (
            hostile.pdf().replace(b"/Count 1", b"/Count 0").replace(b"[3 0 R]", b"[]"),
            refusals.PDF_DAMAGED,
        ),
        (
            hostile.pdf() + b"x" * 5000,
            refusals.TWO_KINDS.format("ข้อมูลท้ายไฟล์"),
        ),
        (hostile.pdf() + b"MZ\x90\0", refusals.TWO_KINDS.format("โปรแกรม")),
        (
            hostile.pdf().replace(b"%\xe2", b"<script>x</script>%\xe2", 1),
            refusals.TWO_KINDS.format("หน้าเว็บหรือชุดคำสั่ง"),
        ),
    ],
)
def test_what_would_harm_is_found(data, sentence):
    assert refusal(data) == sentence


def test_a_stream_that_grows_beyond_measure_is_too_much():
    import zlib

    bomb = zlib.compress(b" " * (200 << 20))
    data = hostile.pdf(
        objects={10: hostile.stream(bomb, "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode")}
    )

    assert refusal(data) in (refusals.TOO_MUCH, refusals.PDF_DAMAGED)


def test_objects_that_hold_themselves_without_end_are_too_much():
    deep = "[" * 5000 + "]" * 5000

    with pytest.raises((NotAccepted, RecursionError)):
        pdf.check(hostile.pdf(objects={10: deep}))
