"""Labels that Word only computes."""

import pytest

from reports.readers import word
from reports.readers.package import Package
from tests.reports.readers import office, shown
from tests.reports.readers.office import cell, paragraph, row, table


def level(place: int, kind: str, pattern: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(words: str, of: int, at: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{of}"/></w:numPr>'
    return paragraph(words, properties=properties)


def said(numbering: str, *body: str, styles: str = "") -> list:
    parts = {"numbering.xml": office.part(numbering, "numbering")}
    if styles:
        parts["styles.xml"] = office.part(styles, "styles")
    return shown.blocks(word.read(Package(office.docx(*body, parts=parts))))


THAI = abstract(
    0,
    level(0, "thaiNumbers", "%1."),
    level(1, "thaiNumbers", "%1.%2"),
    level(2, "thaiLetters", "%3)"),
)


def test_numbers_count_on_and_begin_anew_below_each():
    body = [
        item("ก", 1),
        item("ข", 1, 1),
        item("ค", 1, 1),
        item("ง", 1, 2),
        item("จ", 1),
        item("ฉ", 1, 1),
    ]

    assert said(THAI + num(1, 0), *body) == ["๑. ก\n๑.๑ ข\n๑.๒ ค\nก) ง\n๒. จ\n๒.๑ ฉ"]


def test_an_empty_numbered_cell_shows_its_number():
    made = table(row(cell(item("", 1)), "ก"), row(cell(item("", 1)), "ข"))

    assert said(THAI + num(1, 0), made) == [[("๑.", "ก"), ("๒.", "ข")]]


def test_a_list_goes_on_under_another_name_unless_it_is_told_to_begin_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = [item("ก", 1), item("ข", 2), item("ค", 3), item("ง", 3)]

    assert said(THAI + num(1, 0) + num(2, 0) + num(3, 0, anew), *body) == ["๑. ก\n๒. ข\n๕. ค\n๖. ง"]


def test_a_list_with_a_level_of_its_own():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "(%1)", 3)}</w:lvlOverride>'

    assert said(THAI + num(1, 0, own), item("ก", 1)) == ["(3) ก"]


@pytest.mark.parametrize(
    ("kind", "pattern", "more", "label"),
    [
        ("decimal", "%1)", "", "1)"),
        ("decimalZero", "%1", "", "01"),
        ("lowerLetter", "%1.", "", "a."),
        ("upperRoman", "%1.", "", "I."),
        ("thaiLetters", "%1.", "", "ก."),
        ("bullet", "-", "", "-"),
        ("bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>', "•"),
        ("bullet", "\uf0d8", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>', "➢"),
        ("none", "ข้อ %1", "", "ข้อ"),
        ("someday", "%1.", "", "1."),
    ],
)
def test_kinds_of_labels(kind, pattern, more, label):
    assert said(abstract(0, level(0, kind, pattern, more=more)) + num(1, 0), item("ก", 1)) == [
        f"{label} ก"
    ]


def test_numbering_of_a_style_and_of_the_style_it_is_based_on():
    styles = (
        '<w:style w:styleId="One"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Two"><w:basedOn w:val="One"/></w:style>'
    )
    body = [
        paragraph("ก", properties='<w:pStyle w:val="One"/>'),
        paragraph("ข", properties='<w:pStyle w:val="Two"/>'),
        paragraph("ค", properties='<w:pStyle w:val="Two"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]

    assert said(THAI + num(1, 0), *body, styles=styles) == ["๑. ก\n๒. ข\nค"]


def test_a_level_that_belongs_to_a_style():
    made = abstract(
        0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Sub"/>')
    )
    styles = (
        '<w:style w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = [item("ก", 1), paragraph("ข", properties='<w:pStyle w:val="Sub"/>')]

    assert said(made + num(1, 0), *body, styles=styles) == ["1. ก\n1.1 ข"]


def test_a_definition_that_stands_with_a_style():
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Of"/></w:abstractNum>'
    styles = (
        '<w:style w:styleId="Of"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )

    assert said(THAI + linked + num(1, 0) + num(2, 5), item("ก", 2), styles=styles) == ["๑. ก"]


def test_numbering_that_is_not_there_labels_nothing():
    assert said(num(1, 9), item("ก", 1), item("ข", 7)) == ["ก\nข"]
