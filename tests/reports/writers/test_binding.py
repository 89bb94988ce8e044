"""The seeds' three reports bound into one file: numbers that go on, one outline, one tree, one font."""

import io
import re
import subprocess
from functools import cache

import pikepdf
import pytest

from ita_portal import thai
from reports import document
from reports.writers import binding, pdf
from reports.writers.binding import Binder, Chapter, Unbindable
from tests.reports.documents import group, line, report
from tests.reports.writers.test_archive import (
    elements,
    imprint,
    kids,
    kind,
    marked_contents,
    marks,
    named,
    printed,
)
from tests.seed_text import SEEDS

MARK = "ยังไม่รับ"
FRONT = report(group(line("สารบัญ")), title="เล่มรายงาน\nทั้งประเทศ")
# Pages of the front and of the seeds' papers in order.
PAGES = (1, 2, 2, 5)


@cache
def front() -> bytes:
    return pdf.render(FRONT, imprint=imprint(FRONT))


@cache
def margin() -> bytes:
    return pdf.render_book_margin(MARK)


def bind(*, marked: str = "") -> bytes:
    """The book of the three seeds, the pages of the one with this number marked."""
    out = io.BytesIO()
    binder = Binder(out, first_number=PAGES[0] + 1, margin=margin())
    for seed in SEEDS:
        province = seed.report.province
        file = io.BytesIO(printed(seed.number))
        title = f"จังหวัด{province.name}"
        binder.add(Chapter(file, province.code, title, has_mark=seed.number == marked))
    binder.finish(io.BytesIO(front()), title="ส่วนที่ ๑")
    return out.getvalue()


@pytest.fixture(scope="module")
def bound() -> bytes:
    return bind(marked="002")


@pytest.fixture
def book(bound) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(bound))


# The top margin of a page in points, and all below it: left, top, width, height.
ABOVE, BELOW = ("0", "0", "842", "54"), ("0", "54", "842", "541")


def sheets(data: bytes, crop: tuple[str, ...]) -> list[str]:
    """The text of a part of each page, as pdftotext reads it."""
    box = [word for pair in zip("xyWH", crop, strict=True) for word in (f"-{pair[0]}", pair[1])]
    command = ["pdftotext", "-raw", "-r", "72", *box, "-", "-"]
    said = subprocess.run(command, input=data, capture_output=True, check=True)
    return said.stdout.decode().split("\f")[:-1]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def number_of(sheet: str) -> str | None:
    found = re.match("-([๐-๙]+)-", bare(sheet))
    return found and found[1]


def test_page_numbers_go_on_over_all_chapters(bound):
    numbers = [number_of(sheet) for sheet in sheets(bound, ABOVE)]

    assert numbers == [None, *(thai.to_thai_digits(number) for number in range(2, sum(PAGES) + 1))]


def test_a_chapter_says_what_its_paper_says_but_for_the_numbers(bound):
    papers = [sheet for seed in SEEDS for sheet in sheets(printed(seed.number), BELOW)]

    assert sheets(bound, BELOW)[PAGES[0] :] == papers


def test_the_mark_stands_on_each_page_of_what_was_not_accepted_and_on_no_other(bound):
    marked = [MARK in sheet for sheet in sheets(bound, ABOVE)]

    assert marked == [False] * 3 + [True] * 2 + [False] * 5


def test_the_outline_leads_from_the_part_to_the_province_to_its_rows(book):
    places = {page.objgen: number for number, page in enumerate(book.pages)}
    with book.open_outline() as outline:
        front_part, part = outline.root
        chapters = [(one.title, len(one.children)) for one in part.children]
        begins = [places[one.destination[0].objgen] for one in part.children]
        first_row = part.children[0].children[0]

    assert front_part.title.startswith("เล่มรายงาน")
    assert part.title == "ส่วนที่ ๑"
    assert chapters == [
        (f"จังหวัด{seed.report.province.name}", len(seed.report.groups)) for seed in SEEDS
    ]
    assert begins == [1, 3, 5]
    assert first_row.title.startswith("ลำดับที่ ๑ ")
    assert places[first_row.destination[0].objgen] == 1


def test_both_fonts_stand_in_the_file_once(book):
    fonts = {font.objgen: font for page in book.pages for font in page.Resources.Font.values()}

    assert sorted(str(font.BaseFont) for font in fonts.values()) == [
        "/ITA-Report-Light",
        "/ITA-Report-Semi-Bold",
    ]
    for font in fonts.values():
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert "beginbfchar" in font.ToUnicode.read_bytes().decode()


def test_the_structure_is_one_tree_whose_parts_are_the_chapters(book):
    (top,) = kids(book.Root.StructTreeRoot)

    assert kind(top) == "/Document"
    assert [kind(one) for one in kids(top)] == ["/Part"] * 4
    assert {one.P.objgen for one in kids(top)} == {top.objgen}
    headings = [one for one in elements(book) if kind(one) == "/H1"]
    assert len(headings) == 4


def test_every_mark_on_a_page_is_text_of_a_report_or_an_artifact(book):
    parents = list(book.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(parents[::2], parents[1::2], strict=True))
    reachable = {one.objgen for one in elements(book)}

    assert parents[::2] == sorted(parents[::2])
    for page in book.pages:
        listed = owners[int(page.StructParents)]
        wanted = {place for place, owner in enumerate(listed) if owner is not None}
        drawn = marked_contents(page)
        assert drawn == {"marks": wanted, "unmarked": 0}
        for place in wanted:
            assert listed[place].objgen in reachable
            assert place in marks(listed[place])


def test_heads_of_chapters_have_names_of_their_own_and_cells_know_them(book):
    index = named(book)
    heads = [one for one in elements(book) if kind(one) == "/TH"]

    assert {name: one.objgen for name, one in index.items()} == {
        str(head.ID): head.objgen for head in heads
    }
    for cell in (one for one in elements(book) if kind(one) == "/TD"):
        (name,) = cell.A.Headers
        head_table, cell_table = index[str(name)].P.P.P, cell.P.P.P
        assert head_table.objgen == cell_table.objgen


def test_annotations_belong_to_their_elements(book):
    parents = list(book.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, parents[::2]), parents[1::2], strict=True))
    notes = [note for page in book.pages for note in page.get("/Annots", [])]

    assert notes
    assert {kind(owners[int(note.StructParent)]) for note in notes} == {"/Link"}


def test_the_data_of_each_report_are_attached(book):
    names = sorted(book.attachments)

    assert names == sorted(
        f"{prefix}ita-{one.fiscal_year}-{one.months}-{one.province.slug}.json"
        for one, prefix in [(FRONT, "front-"), *((seed.report, "") for seed in SEEDS)]
    )
    assert len(book.Root.AF) == 4
    for seed in SEEDS:
        one = seed.report
        name = f"ita-{one.fiscal_year}-{one.months}-{one.province.slug}.json"
        attached = book.attachments[name].get_file().read_bytes().decode()
        assert attached == document.canonical_json(one)


def test_the_file_says_of_itself_what_its_front_says(book):
    root, info = book.Root, book.docinfo

    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("th", True)
    assert str(root.PageMode) == "/UseOutlines"
    assert str(info.Title) == "เล่มรายงาน ทั้งประเทศ"
    assert b"<pdfaid:part>3" in root.Metadata.read_bytes() or b'pdfaid:part="3"' in (
        root.Metadata.read_bytes()
    )
    (intent,) = root.OutputIntents
    assert int(intent.DestOutputProfile.N) == 3
    assert len(book.trailer.ID) == 2
    assert book.check_pdf_syntax() == []


def test_the_same_chapters_give_the_same_bytes(bound):
    assert bind(marked="002") == bound


def test_a_book_is_smaller_than_its_papers(bound):
    assert len(bound) < sum(len(printed(seed.number)) for seed in SEEDS) + 120_000


def test_a_link_to_a_chapter_leads_to_its_first_page():
    out = io.BytesIO()
    linked = report(group(line("ดู", result="https://example.org/")), title="เล่ม")
    data = pdf.render(linked, imprint=imprint(linked))
    binder = Binder(out, first_number=2, margin=margin())
    binder.add(Chapter(io.BytesIO(printed("001")), "11", "จังหวัดสมุทรปราการ"))
    part = binder._part(io.BytesIO(data), "front")
    for page in part.leaves:
        for note in page["/Annots"]:
            note.get_object()["/A"][binding.NameObject("/URI")] = binding.TextStringObject(
                "chapter:11"
            )
    part.lead_to(binder.chapters)
    (note,) = part.leaves[0]["/Annots"]

    assert "/A" not in note.get_object()
    assert part.copied(note.get_object()["/Dest"]) == binder.chapters["11"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 final lamphun", b"no pdf at all" * 100])
def test_what_is_no_pdf_of_ours_is_refused(data):
    binder = Binder(io.BytesIO(), first_number=2, margin=margin())

    with pytest.raises(Unbindable):
        binder.add(Chapter(io.BytesIO(data), "51", "จังหวัดลำพูน"))


def test_a_pdf_of_others_is_refused():
    others = pikepdf.new()
    others.add_blank_page()
    data = io.BytesIO()
    others.save(data)
    binder = Binder(io.BytesIO(), first_number=2, margin=margin())

    with pytest.raises(Unbindable):
        binder.add(Chapter(data, "51", "จังหวัดลำพูน"))
