"""What a file is, told by its first bytes."""

import pytest

from reports.evidence import kinds, refusals
from reports.evidence.refusals import NotAccepted
from tests import hostile


@pytest.mark.parametrize(
    ("kind", "found"), [("pdf", "pdf"), ("jpeg", "jpeg"), ("png", "png"), ("docx", "zip")]
)
def test_what_is_taken_is_known(kind, found):
    assert kinds.kind_of(hostile.GOOD[kind][0]()) == found


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\0\0 \n", refusals.EMPTY),
        (b"\x7fELF\2\1", refusals.PROGRAM),
        (b"#!/bin/sh\nrm -rf", refusals.SCRIPT_FILE),
        (b"<?php echo 1;", refusals.SCRIPT_FILE),
        (b"\xef\xbb\xbf<html>", refusals.WEB_PAGE),
        ("บันทึกข้อความ\r\nเรื่อง".encode(), refusals.TEXT),
        (hostile.eicar(), refusals.TEXT),
        (b"\n" + hostile.pdf(), refusals.TWO_KINDS.format("ข้อมูลก่อนหัวไฟล์ PDF")),
        (b"{\\rtf1", refusals.RICH_TEXT),
        (b"RIFF\0\0\0\0WEBPVP8 ", refusals.OTHER_PICTURE.format("WebP")),
        (b"\0\0\0\x18ftypheic", refusals.OTHER_PICTURE.format("HEIC")),
        (b"II*\0\0\0", refusals.OTHER_PICTURE.format("TIFF")),
        (b"Rar!\x1a", refusals.ARCHIVE),
        (hostile.ole("Workbook"), refusals.OLD_EXCEL),
        (hostile.ole("x"), refusals.OLD_OFFICE),
        (b"\x01\x02\x03\xff\xfe", refusals.UNKNOWN),
    ],
)
def test_what_is_not_taken_is_said_by_its_name(data, sentence):
    with pytest.raises(NotAccepted) as refused:
        kinds.kind_of(data)

    assert refused.value.message == sentence
