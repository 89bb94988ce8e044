"""What the codes of a font mean, by the table that the file gives for it."""

import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reports.readers.pdf import fonts


def font(table: str | None, kind: str = "/Type0") -> fonts.Font:
    made = DictionaryObject({NameObject("/Subtype"): NameObject(kind)})
    if table is not None:
        stream = DecodedStreamObject()
        stream.set_data(table.encode())
        made[NameObject("/ToUnicode")] = stream
    return fonts.of(made)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("2 beginbfchar\n<0001> <0E01>\n<0002> <0E190E49>\nendbfchar", "กน้"),
        ("1 beginbfrange\n<0001> <0002> <0E01>\nendbfrange", "กข"),
        ("1 beginbfrange\n<0001> <0002> [<0E01> <0E04>]\nendbfrange", "กค"),
        ("1 beginbfrange <0001><0001><0E01> endbfrange 1 beginbfchar <0002><0041> endbfchar", "กA"),
        ("1 beginbfchar <0001> <0E01> endbfchar", f"ก{fonts.UNKNOWN}"),
        ("1 beginbfrange <0000> <ffffffff> <0E00> endbfrange", "กข"),
    ],
)
def test_tables_of_two_bytes(table, text):
    assert font(table).text(b"\x00\x01\x00\x02") == text


def test_tables_of_one_byte_and_latin_without_a_table():
    table = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <01> <0E01> endbfchar"

    assert font(table, "/TrueType").text(b"\x01A\x02") == f"กA{fonts.UNKNOWN}"
    assert font(None, "/Type1").text(b"ITA \x96") == "ITA –"
    assert font(None).text(b"\x00\x01") == fonts.UNKNOWN
