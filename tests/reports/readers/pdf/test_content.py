"""Words on a page by the marks they bear, wherever and however they are drawn."""

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reports.readers.pdf.content import runs_of


def drawn(content: str) -> dict[int, list[tuple[str, float]]]:
    """What a page of such content says: the words of each mark with their heights."""
    page = PdfWriter().add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(content.encode("latin-1"))
    font = DictionaryObject({NameObject("/Subtype"): NameObject("/Type1")})
    page[NameObject("/Contents")] = stream
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/Font"): DictionaryObject({NameObject("/F1"): font}),
            NameObject("/Properties"): DictionaryObject(
                {NameObject("/P1"): DictionaryObject({NameObject("/MCID"): NameObject("/x")})}
            ),
        }
    )
    found = runs_of(page)
    return {mark: [(run.text, run.height) for run in runs] for mark, runs in found.items()}


@pytest.mark.parametrize(
    ("content", "runs"),
    [
        ("/P <</MCID 3>> BDC BT /F1 9 Tf 1 0 0 1 5 70 Tm (ITA) Tj ET EMC", {3: [("ITA", 70)]}),
        (
            "/P <</MCID 3>> BDC BT 5 70 Td (a) Tj 0 -12 Td (b) Tj ET EMC",
            {3: [("a", 70), ("b", 58)]},
        ),
        (
            "/P <</MCID 3>> BDC BT 5 70 Td 12 TL (a) Tj T* (b) Tj (c) ' ET EMC",
            {3: [("a", 70), ("b", 58), ("c", 46)]},
        ),
        (
            "/P <</MCID 3>> BDC BT 5 70 Td 0 -10 TD (a) Tj T* (b) Tj ET EMC",
            {3: [("a", 60), ("b", 50)]},
        ),
        (
            "q 1 0 0 -1 0 100 cm /P <</MCID 3>> BDC BT 5 30 Td [(I) -900 (TA)] TJ ET EMC Q"
            " /P <</MCID 4>> BDC BT 0 9 Td (b) Tj ET EMC",
            {3: [("ITA", 70)], 4: [("b", 9)]},
        ),
        (
            "BT (x) Tj ET /Artifact BMC BT (y) Tj ET EMC /Artifact <</MCID 2>> BDC BT (z) Tj ET EMC",
            {},
        ),
        (
            "/P <</MCID 3>> BDC /Span <</Lang (th)>> BDC BT 5 7 Td (a) Tj ET EMC EMC",
            {3: [("a", 7)]},
        ),
        (
            "/P <</MCID 3>> BDC BT /Span <</ActualText (word)>> BDC 1 0 0 1 5 7 Tm (x) Tj (y) Tj EMC"
            " (z) Tj ET EMC",
            {3: [("word", 7), ("z", 7)]},
        ),
        ("/P <</MCID 3>> BDC /Span <</ActualText (word)>> BDC EMC EMC", {3: [("word", 0)]}),
        ("EMC Q BT (x) Tj ET", {}),
        ("", {}),
    ],
)
def test_words_by_their_marks(content, runs):
    assert drawn(content) == runs
