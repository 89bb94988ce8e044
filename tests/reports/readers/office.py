"""Files of Office for the tests of the readers, put together by hand: parts of XML in a zip archive."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from reports.readers.package import Package

MAIN = "http://schemas.openxmlformats.org/"
W = f"{MAIN}wordprocessingml/2006/main"
S = f"{MAIN}spreadsheetml/2006/main"
R = f"{MAIN}officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MAIN}markup-compatibility/2006"'
    f' xmlns:wp="{MAIN}drawingml/2006/wordprocessingDrawing" xmlns:a="{MAIN}drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def relations(*found: tuple[str, str, str]) -> str:
    """Relations of a part: the name used for it, its kind, its target; an address is outside."""
    return f'<Relationships xmlns="{MAIN}package/2006/relationships">{_each(found)}</Relationships>'


def _each(found: Iterable[tuple[str, str, str]]) -> str:
    outside = ' TargetMode="External"'
    return "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{outside if ":" in target else ""}/>'
        for name, kind, target in found
    )


# ---- Word


def paragraph(*runs: str, properties: str = "") -> str:
    """Words as runs; what is XML already stays as it is."""
    return f"<w:p>{_properties('p', properties)}{''.join(map(run, runs))}</w:p>"


def run(words: str, properties: str = "") -> str:
    if words.startswith("<"):
        return words
    return f'<w:r>{_properties("r", properties)}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _properties(of: str, properties: str) -> str:
    return f"<w:{of}Pr>{properties}</w:{of}Pr>" if properties else ""


def cell(*content: str, properties: str = "") -> str:
    """Each content a paragraph, unless it is XML already."""
    inside = "".join(one if one.startswith("<") else paragraph(one) for one in content or ("",))
    return f"<w:tc>{_properties('tc', properties)}{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr>{_properties('tr', properties)}{inside}</w:tr>"


def table(*rows: str, widths: Iterable[int] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def part(inside: str, name: str = "document") -> str:
    return f"<w:{name} {NAMES}>{inside}</w:{name}>"


def docx(
    *body: str,
    links: Iterable[tuple[str, str, str]] = (),
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word file of these paragraphs and tables; `parts` by their names below `word/`.

    A part is known to the document by its name without `.xml` and without a number at its end.
    """
    given = parts or {}
    kinds = [(name, name.removesuffix(".xml").rstrip("0123456789"), name) for name in given]
    return zipped(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": part(f"<w:body>{''.join(body)}</w:body>"),
            "word/_rels/document.xml.rels": relations(*links, *kinds),
            **{f"word/{name}": content for name, content in given.items()},
        }
    )


def package(data: bytes) -> Package:
    return Package(data)


# ---- Excel


def sheet_row(number: int, *cells: str, properties: str = "") -> str:
    """Cells from column A on; one that is XML already stays, an empty one is left out."""
    inside = "".join(
        one if one.startswith("<") else inline(f"{chr(ord('A') + place)}{number}", one)
        for place, one in enumerate(cells)
        if one
    )
    return f'<row r="{number}" {properties}>{inside}</row>'


def inline(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def number(place: str, written: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{written}</v></c>'


def worksheet(*rows: str, before: str = "", after: str = "") -> str:
    return (
        f'<worksheet xmlns="{S}" xmlns:r="{R}"><dimension ref="A1:XFD1048576"/>{before}'
        f"<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"
    )


def xlsx(
    *sheets: str,
    states: Mapping[int, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    properties: str = "",
) -> bytes:
    """An Excel file of these worksheets, named แผ่น๑ …; `parts` by their names below `xl/`."""
    listed, related, content = "", [], {}
    for place, sheet in enumerate(sheets, start=1):
        state = (states or {}).get(place, "visible")
        listed += f'<sheet name="แผ่น{place}" sheetId="{place}" state="{state}" r:id="s{place}"/>'
        related.append((f"s{place}", "worksheet", f"worksheets/sheet{place}.xml"))
        content[f"xl/worksheets/sheet{place}.xml"] = sheet
    for name in parts or {}:
        if "/" not in name:
            related.append((name, name.removesuffix(".xml"), name))
    return zipped(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{properties}<sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(*related),
            **content,
            **{f"xl/{name}": one for name, one in (parts or {}).items()},
        }
    )
