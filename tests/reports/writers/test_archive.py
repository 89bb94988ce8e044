"""The rules of PDF/A-3a and PDF/UA-1 that count, read in the PDFs of the seeds' reports."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pydyf
import pytest

from reports import document
from reports.document import Imprint
from reports.writers import archive, pdf
from tests.reports.documents import group, line, report
from tests.seed_text import SEEDS, each_seed

SUBMITTED = datetime(2024, 4, 1, 7, 2, 9, tzinfo=UTC)


def imprint(content: document.Report) -> Imprint:
    return Imprint("2567-6-51-02", 2, SUBMITTED, document.canonical_json(content))


@cache
def printed(number: str) -> bytes:
    """The frozen report of a seed as a PDF."""
    content = next(seed.report for seed in SEEDS if seed.number == number)
    return pdf.render(content, imprint=imprint(content))


@pytest.fixture
def paper(seed) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(printed(seed.number)))


# The structure tree


def elements(paper: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure, in order of reading."""
    yield from _below(paper.Root.StructTreeRoot)


def _below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    for kid in kids(element):
        yield kid
        yield from _below(kid)


def kids(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    below = element.get("/K", [])
    below = below if isinstance(below, pikepdf.Array) else [below]
    return [kid for kid in below if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def marks(element: pikepdf.Dictionary) -> list[int]:
    """The contents of the page that an element holds itself."""
    return [int(kid) for kid in element.get("/K", []) if isinstance(kid, int)]


def kind(element: pikepdf.Dictionary) -> str:
    return str(element.S)


def named(paper: pikepdf.Pdf) -> dict[str, pikepdf.Dictionary]:
    """What the index of the structure calls by name."""
    names = list(paper.Root.StructTreeRoot.IDTree.Names)
    return {str(name): element for name, element in zip(names[::2], names[1::2], strict=True)}


@each_seed
def test_the_report_begins_with_its_title_as_first_heading(paper):
    headings = [kind(one) for one in elements(paper) if kind(one) in ("/H1", "/H2", "/H3")]

    assert headings == ["/H1"]


@each_seed
def test_each_page_has_a_table_whose_heads_say_what_they_head(seed, paper):
    tables = [one for one in elements(paper) if kind(one) == "/Table"]
    heads = [one for one in elements(paper) if kind(one) == "/TH"]

    assert len(heads) == 6 * len(tables)
    assert {str(head.A.Scope) for head in heads} == {"/Column"}
    assert {name: element.objgen for name, element in named(paper).items()} == {
        str(head.ID): head.objgen for head in heads
    }


@each_seed
def test_each_cell_names_the_head_of_its_column(paper):
    index = named(paper)

    for row in (one for one in elements(paper) if kind(one) == "/TR"):
        cells = [cell for cell in kids(row) if kind(cell) == "/TD"]
        assert len(cells) in (0, 6)
        for column, cell in enumerate(cells):
            (head,) = [index[str(name)] for name in cell.A.Headers]
            assert head.objgen == kids(head.P)[column].objgen


@each_seed
def test_lists_hold_entries_with_label_and_body(paper):
    entries = [one for one in elements(paper) if kind(one) == "/LI"]

    assert {kind(entry.P) for entry in entries} <= {"/L"}
    assert {tuple(map(kind, kids(entry))) for entry in entries} <= {
        ("/Lbl", "/LBody"),
        ("/LBody",),  # the rest of an entry that began on the page before
    }
    assert [tuple(map(kind, kids(entry))) for entry in entries].count(("/Lbl", "/LBody")) == {
        "001": 0,
        "002": 5,
        "003": 8,
    }[seed_of(paper)]


def seed_of(paper: pikepdf.Pdf) -> str:
    return next(one.number for one in SEEDS if one.report.province.name in str(paper.docinfo.Title))


@each_seed
def test_links_are_elements_with_a_description(paper):
    links = [one for one in elements(paper) if kind(one) == "/Link"]
    annotations = [note for page in paper.pages for note in page.get("/Annots", [])]

    assert len(links) == len(annotations)
    for note in annotations:
        assert str(note.Contents) == str(note.A.URI)
        assert int(note.F) == 4  # printed, not hidden


@each_seed
def test_every_mark_on_a_page_is_text_of_the_report_or_an_artifact(paper):
    parents = list(paper.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(parents[::2], parents[1::2], strict=True))
    reachable = {one.objgen for one in elements(paper)}

    for page in paper.pages:
        wanted = {
            place
            for place, owner in enumerate(owners[int(page.StructParents)])
            if owner is not None
        }
        drawn = marked_contents(page)
        assert drawn["unmarked"] == 0
        assert drawn["marks"] == wanted
        for place in wanted:
            owner = owners[int(page.StructParents)][place]
            assert owner.objgen in reachable
            assert place in marks(owner)


def marked_contents(page: pikepdf.Page) -> dict:
    """The numbers of marked contents, and how many drawing operators stand outside of any mark."""
    inside, found, unmarked = [], set(), 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            inside.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                found.add(int(operands[1].MCID))
        elif name == "EMC":
            inside.pop()
        elif name in ("Tj", "TJ", "f", "f*", "S", "B", "Do") and not inside:
            unmarked += 1
    return {"marks": found, "unmarked": unmarked}


@each_seed
def test_page_numbers_and_imprint_are_artifacts(seed, paper):
    for number, page in enumerate(paper.pages):
        kinds = Counter(
            str(operands[1].get("/Type"))
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        )
        # The imprint is of two pieces or one; the page number stands on all pages but the first.
        assert kinds["/Pagination"] >= (2 if number else 1)


# What the file says of itself


@each_seed
def test_the_file_says_that_it_is_pdf_a_3a_and_pdf_ua_1(paper):
    metadata = ElementTree.fromstring(paper.Root.Metadata.read_bytes())
    said = {name: text for element in metadata.iter() for name, text in element.attrib.items()}

    assert said["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert said["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    described = metadata.iter("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")
    assert [schema.text for schema in described] == ["http://www.aiim.org/pdfua/ns/id/"]
    assert len(metadata.findall("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF")) == 1


@each_seed
def test_both_places_that_describe_the_file_agree(seed, paper):
    with paper.open_metadata(update_docinfo=False) as metadata:
        described = {
            name: metadata[name]
            for name in ("dc:title", "dc:creator", "pdf:Producer", "xmp:CreatorTool")
        } | {name: metadata[name] for name in ("xmp:CreateDate", "xmp:ModifyDate")}

    info = paper.docinfo
    assert described == {
        "dc:title": str(info.Title),
        "dc:creator": [str(info.Author)],
        "pdf:Producer": str(info.Producer),
        "xmp:CreatorTool": str(info.Creator),
        "xmp:CreateDate": "2024-04-01T07:02:09+00:00",
        "xmp:ModifyDate": "2024-04-01T07:02:09+00:00",
    }
    assert str(info.CreationDate) == str(info.ModDate) == "D:20240401070209+00'00"
    assert str(info.Author) == f"สำนักงานจังหวัด{seed.report.province.name}"
    assert str(info.Creator) == "ระบบรายงานการขับเคลื่อน ITA จังหวัด"


@each_seed
def test_the_file_is_thai_tagged_and_shows_its_title(paper):
    root = paper.Root

    assert str(root.Lang) == "th"
    assert bool(root.MarkInfo.Marked) is True
    assert bool(root.ViewerPreferences.DisplayDocTitle) is True
    assert {str(page.Tabs) for page in paper.pages} == {"/S"}


@each_seed
def test_colours_are_defined_and_nothing_is_locked_or_runs(paper):
    (intent,) = paper.Root.OutputIntents

    assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)
    assert paper.is_encrypted is False
    assert "/JavaScript" not in paper.Root.Names
    assert "/OpenAction" not in paper.Root
    assert "/AcroForm" not in paper.Root
    assert len(paper.trailer.ID) == 2


@each_seed
def test_every_font_is_inside_and_says_what_each_of_its_glyphs_means(paper):
    fonts = {font.objgen: font for page in paper.pages for font in page.Resources.Font.values()}

    for font in fonts.values():
        (descendant,) = font.DescendantFonts
        assert "/FontFile2" in descendant.FontDescriptor
        assert (str(font.Encoding), str(descendant.CIDToGIDMap)) == ("/Identity-H", "/Identity")
        meant = re.findall(r"<(\w{4})> <(\w*)>", font.ToUnicode.read_bytes().decode())
        texts = [bytes.fromhex(text).decode("utf-16-be") for _, text in meant if text]
        assert len(texts) == len(meant)
        assert [text for text in texts if set(text) & {"\0", "\ufeff", "\ufffe", "\ufffd"}] == []
        assert len(set(texts)) == len(texts) or mark_variants(texts)


def mark_variants(texts: list[str]) -> bool:
    """Whether only marks and sara am stand for the same text in several glyphs, one for each place."""
    doubled = {text for text, count in Counter(texts).items() if count > 1}
    return all(re.fullmatch("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]+", text) for text in doubled)


@each_seed
def test_the_report_s_data_are_attached_as_its_source(seed, paper):
    content = seed.report
    name = f"ita-{content.fiscal_year}-{content.months}-{content.province.slug}.json"
    (file,) = paper.Root.AF

    assert (str(file.F), str(file.UF)) == (name, name)
    assert str(file.AFRelationship) == "/Source"
    assert str(file.Desc) == "ข้อมูลของรายงานฉบับนี้ในรูปแบบ JSON"
    assert str(file.EF.F.Subtype) == "/application/json"
    assert str(file.EF.F.Params.ModDate) == "D:20240401070209Z"
    attached = paper.attachments[name].get_file().read_bytes()
    assert attached.decode() == document.canonical_json(content)
    assert document.from_dict(json.loads(attached)) == content


@each_seed
def test_the_outline_names_the_report_and_each_number(seed, paper):
    with paper.open_outline() as outline:
        (top,) = outline.root
        entries = [entry.title for entry in top.children]

    numbers = [f"ลำดับที่ {thai_number(place + 1)}" for place in range(len(seed.report.groups))]
    assert top.title == str(paper.docinfo.Title)
    assert [entry[: len(number)] for entry, number in zip(entries, numbers, strict=True)] == numbers
    assert all(len(entry) > len("ลำดับที่ ๑ ") for entry in entries)


def thai_number(number: int) -> str:
    return "".join("๐๑๒๓๔๕๖๗๘๙"[int(digit)] for digit in str(number))


# One submission, one file


@each_seed
def test_the_same_submission_gives_the_same_bytes(seed):
    content = seed.report

    assert pdf.render(content, imprint=imprint(content)) == printed(seed.number)


def test_another_version_of_the_same_content_is_another_file():
    content = report(group(line("ขั้นตอน")))
    first, second = (
        pdf.render(content, imprint=Imprint(f"2567-6-51-0{number}", number, SUBMITTED, "{}"))
        for number in (1, 2)
    )

    ids = [str(pikepdf.open(BytesIO(one)).trailer.ID[0]) for one in (first, second)]
    assert ids[0] != ids[1]


def test_a_draft_is_titled_and_dated_as_one():
    at = datetime(2024, 4, 1, 7, 2, tzinfo=UTC)

    paper = pikepdf.open(BytesIO(pdf.render(report(group(line("ขั้นตอน"))), draft_at=at)))

    assert str(paper.docinfo.Title).startswith("ร่าง รายงานผลการดำเนินการ")
    assert str(paper.docinfo.CreationDate) == "D:20240401070200+00'00"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ITA-Report-Light", ["<0007> <0e01>", "<0009> <0e02>"]),
        ("ITA-Report-Semi-Bold", ["<0007> <0e03>", "<0009> <0e02>"]),
        ("Noto-Sans-Light", ["<0007> <0041>", "<0009> <0e02>"]),
    ],
)
def test_only_glyphs_of_our_own_fonts_are_given_our_meaning(name, meant):
    """A fallback font of the same weight has other glyphs under the same numbers."""
    written = pydyf.PDF()
    stream = pydyf.Stream([b"<0007> <0041>", b"<0009> <0e02>"])
    written.add_object(stream)
    font = {"Subtype": "/Type0", "BaseFont": b"/ABCDEF+" + name.encode()}
    written.add_object(pydyf.Dictionary({**font, "ToUnicode": stream.reference}))

    archive._say_what_glyphs_mean(
        written, {"ITA Report Light": {7: "ก"}, "ITA Report SemiBold": {7: "ฃ"}}
    )

    assert [line.decode() for line in stream.stream] == meant


def test_links_that_hold_numbers_have_one_element_each():
    address = "https://ita.go.th/?x=1-2&y=๑"
    content = report(group(line(f"ดู {address}", result=f"{address}\n" * 8)))

    paper = pikepdf.open(BytesIO(pdf.render(content)))

    links = [one for one in elements(paper) if kind(one) == "/Link"]
    notes = [note for page in paper.pages for note in page.get("/Annots", [])]
    assert len(links) == len(notes) > 8


def test_a_report_without_rows_is_an_archive_s_too():
    paper = pikepdf.open(BytesIO(pdf.render(report())))

    assert [kind(one) for one in elements(paper)].count("/TH") == 6
    assert len(paper.Root.AF) == 1
