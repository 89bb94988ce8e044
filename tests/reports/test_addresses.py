"""Addresses as evidence: kept as typed, refused with a sentence, compared by where they lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import addresses


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://www.lamphun.go.th/ita", "https://www.lamphun.go.th/ita"),
        ("  HTTP://Lamphun.go.th/แผน ", "HTTP://Lamphun.go.th/แผน"),
        ("www.lamphun.go.th", "https://www.lamphun.go.th"),
        ("https://itas.nacc.go.th/go/iit/0vsux0", "https://itas.nacc.go.th/go/iit/0vsux0"),
        ("https://เทศบาล.ไทย/x?a=1#b", "https://เทศบาล.ไทย/x?a=1#b"),
    ],
)
def test_an_address_is_kept_as_typed(typed, kept):
    assert addresses.read(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", addresses.NO_ADDRESS),
        ("https://itas.nacc.go.th/go/iit/๐vsux๐", addresses.THAI_DIGITS.format("๐")),
        ("javascript:alert(1)", addresses.OTHER_SCHEME),
        ("file:///C:/x.pdf", addresses.OTHER_SCHEME),
        ("data:text/html,x", addresses.OTHER_SCHEME),
        ("lamphun", addresses.NOT_AN_ADDRESS),
        ("https://localhost/x", addresses.NOT_AN_ADDRESS),
        ("https:///x", addresses.NOT_AN_ADDRESS),
        ("https://[::1/x", addresses.NOT_AN_ADDRESS),
        ("https://a.go.th:port/", addresses.NOT_AN_ADDRESS),
        ("https://a.go.th/ และ https://b.go.th/", addresses.SPACES),
        ("https://a.go.th/\u202efdp", addresses.SPACES),
        ("https://me:secret@a.go.th/", addresses.WITH_PASSWORD),
        ("https://a.go.th/" + "x" * 2000, addresses.TOO_LONG),
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(addresses.BadAddress) as refused:
        addresses.read(typed)

    assert refused.value.message == sentence


@given(st.text())
def test_any_text_is_kept_or_refused(typed):
    try:
        kept = addresses.read(typed)
    except addresses.BadAddress:
        return
    assert addresses.read(kept) == kept
    assert addresses.comparable(kept) == addresses.comparable(kept)
    assert addresses.host(kept)


@pytest.mark.parametrize(
    "other",
    [
        "http://lamphun.go.th/ita",
        "https://www.LAMPHUN.go.th/ita/",
        "https://lamphun.go.th:443/ita#top",
    ],
)
def test_the_same_place_is_known_again(other):
    assert addresses.comparable(other) == addresses.comparable("https://lamphun.go.th/ita")


@pytest.mark.parametrize("other", ["https://lamphun.go.th/ITA", "https://lamphun.go.th/ita?a=1"])
def test_another_place_is_another(other):
    assert addresses.comparable(other) != addresses.comparable("https://lamphun.go.th/ita")
