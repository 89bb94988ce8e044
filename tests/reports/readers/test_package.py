"""Archives of Office files: parts by their names, nothing that would not fit into memory."""

import zipfile

import pytest

from reports.readers import package
from reports.readers.package import Package, Relation
from reports.readers.paper import NotReadable
from tests.reports.readers import office


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(NotReadable) as refused:
        Package(data).xml(name)
    return refused.value.message


def test_parts_and_what_they_refer_to():
    found = Package(
        office.docx(
            office.paragraph("ก"),
            links=[("u", "hyperlink", "https://u.go.th/x")],
            parts={"styles.xml": office.part("", "styles")},
        )
    )

    assert found.main == "word/document.xml"
    assert found.relations(found.main) == {
        "u": Relation("hyperlink", "https://u.go.th/x", is_outside=True),
        "styles.xml": Relation("styles", "word/styles.xml", is_outside=False),
    }
    assert found.optional("word/none.xml") is None
    assert found.xml("word/styles.xml").tag == f"{{{office.W}}}styles"
    assert not found.has_macros


def test_targets_that_climb_stay_in_the_archive():
    related = office.relations(("a", "image", "../../../etc/passwd"), ("b", "image", "/word/x.png"))

    found = Package(office.zipped({"word/_rels/document.xml.rels": related}))

    assert [one.target for one in found.relations("word/document.xml").values()] == [
        "etc/passwd",
        "word/x.png",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("<a>", package.DAMAGED),
        ("", package.DAMAGED),
        ("<a/>" * 2, package.DAMAGED),
        ("<a>" * 5000, package.DAMAGED),
        ('<!DOCTYPE a SYSTEM "http://u.go.th/x.dtd"><a/>', package.FOREIGN),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', package.FOREIGN),
        ('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', package.FOREIGN),
    ],
)
def test_xml_that_is_broken_or_declares_entities_is_refused(content, sentence):
    assert refusal(office.zipped({"a.xml": content}), "a.xml") == sentence


def test_a_part_that_is_not_there_is_refused():
    assert refusal(office.zipped({"a.xml": "<a/>"}), "b.xml") == package.DAMAGED


@pytest.mark.parametrize(
    "parts",
    [
        {"a": b"\0" * (package.INFLATED + 1)},
        {"a": b"\0" * (package.SMALL + 1)},
        {str(place): b"" for place in range(package.PARTS + 1)},
    ],
)
def test_archives_that_would_grow_beyond_measure_are_refused(parts):
    assert refusal(office.zipped(parts)) == package.BOMB


def test_a_part_larger_than_any_report_s_is_refused(monkeypatch):
    monkeypatch.setattr(package, "PART", 3)

    assert refusal(office.zipped({"a.xml": "<a/>"}), "a.xml") == package.BOMB


def test_what_a_part_says_of_its_size_is_not_believed():
    """A size that is too small in the directory gives no more than that, and a wrong sum."""
    data = bytearray(office.zipped({"a.xml": "<a>" + "b" * 1000 + "</a>"}))
    with zipfile.ZipFile(__import__("io").BytesIO(bytes(data))) as archive:
        size = archive.infolist()[0].file_size.to_bytes(4, "little")
    at = data.rindex(b"PK\x01\x02")
    place = data.index(size, at)
    data[place : place + 4] = (4).to_bytes(4, "little")

    assert refusal(bytes(data), "a.xml") == package.DAMAGED


def test_a_locked_part_is_refused():
    data = bytearray(office.zipped({"a.xml": "<a/>"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(data), "a.xml") == package.ENCRYPTED


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_an_archive_that_ends_too_early_is_refused(share):
    data = office.docx(office.paragraph("ก" * 1000))

    assert refusal(data[: int(len(data) * share)], "word/document.xml") == package.DAMAGED
