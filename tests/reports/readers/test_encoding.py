"""Bytes become text without a character lost or guessed."""

import pytest

from reports.readers import encoding
from reports.readers.paper import NotReadable

TEXT = "ที่\tขั้นตอน\n๑\tน้ำ – “ITA”\n"


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp874"]
)
def test_each_code_of_thai_text_is_told_by_its_bytes(name):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(name, b"")

    assert encoding.decode(mark + TEXT.encode(name)) == TEXT


def test_tis_620_is_a_part_of_windows_874():
    assert encoding.decode("ที่ ๑ น้ำ".encode("tis-620")) == "ที่ ๑ น้ำ"


def test_line_ends_of_windows_and_old_macs_are_folded():
    assert encoding.decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfea",  # half a character of UTF-16
        "รายงาน".encode()[
            :-1
        ],  # cut in the middle of a character, with bytes that no Thai text has
        b"\x00\x01\x02",
        "naïve café".encode("latin-1"),
        b"caf\xe9 \x81\x8d",
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(NotReadable) as refused:
        encoding.decode(data)

    assert refused.value.message == encoding.UNDECODABLE
