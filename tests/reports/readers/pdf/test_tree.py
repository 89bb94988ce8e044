"""Tags of a PDF as pieces of mark-up, in the order they are read in."""

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from reports.readers import html
from reports.readers.pdf import tree
from tests.reports.readers import shown


class File:
    """A file of one page, on which each mark says one word on a line of its own."""

    def __init__(self, *words: str) -> None:
        self.writer = PdfWriter()
        self.page = self.writer.add_blank_page(200, 200)
        stream = DecodedStreamObject()
        stream.set_data(
            "\n".join(
                f"/P <</MCID {mark}>> BDC BT 0 {1000 - 20 * mark} Td ({word}) Tj ET EMC"
                for mark, word in enumerate(words)
            ).encode()
        )
        self.page[NameObject("/Contents")] = self.writer._add_object(stream)

    def element(self, kind: str, *kids: object, **more: object) -> DictionaryObject:
        """An element; kids are marks or elements."""
        found = [NumberObject(kid) if isinstance(kid, int) else kid for kid in kids]
        return DictionaryObject(
            {
                NameObject("/S"): NameObject(f"/{kind}"),
                NameObject("/Pg"): self.page.indirect_reference,
                NameObject("/K"): ArrayObject(found),
                **{NameObject(f"/{name}"): value for name, value in more.items()},
            }
        )

    def link(self, address: str, *kids: object) -> DictionaryObject:
        action = DictionaryObject({NameObject("/URI"): TextStringObject(address)})
        note = DictionaryObject({NameObject("/A"): action})
        annotation = DictionaryObject(
            {NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): note}
        )
        return self.element("Link", annotation, *kids)

    def blocks(self, *elements: DictionaryObject) -> list:
        root = DictionaryObject(
            {
                NameObject("/K"): ArrayObject(elements),
                NameObject("/RoleMap"): DictionaryObject({NameObject("/Body"): NameObject("/P")}),
            }
        )
        self.writer._root_object[NameObject("/StructTreeRoot")] = root
        return [shown.block(block) for block in html.blocks_of(tree.pieces(_Reader(self.writer)))]


class _Reader:
    """A writer in the place of a reader: the same pages, the same catalogue."""

    def __init__(self, writer: PdfWriter) -> None:
        self.pages = writer.pages
        self.trailer = {"/Root": writer._root_object}


def test_paragraphs_lists_and_tables():
    file = File("Title", "1", "a", "-", "b", "c", "2", "d")
    spans = ArrayObject([DictionaryObject({NameObject("/RowSpan"): NumberObject(2)})])
    entry = file.element("LI", file.element("Lbl", 3), file.element("LBody", 4))

    assert file.blocks(
        file.element("Body", 0),
        file.element(
            "Table",
            file.element(
                "TR",
                file.element("TD", 1, A=spans),
                file.element("TD", file.element("P", 2), file.element("L", entry)),
            ),
            file.element("TR", file.element("TD", 5)),
            file.element("TR", file.element("TD", 6), file.element("TD", 7)),
        ),
    ) == ["Title", [(("1", 2, 1), "a\n- b"), (None, "c"), ("2", "d")]]


def test_lines_of_a_paragraph_are_parted_by_a_space():
    file = File("one", "two")

    assert file.blocks(file.element("P", 0, file.element("Span", 1))) == ["one two"]


def test_a_link_that_was_broken_over_lines_is_whole():
    file = File("see", "https://u.go.th/", "abc", "end", "here")
    address = "https://u.go.th/abc"

    assert file.blocks(
        file.element("P", 0, file.link(address, 1), file.link(address, 2), 3),
        file.element("P", file.link(address, 4)),
    ) == [f"see {address} end\nhere ({address})"]


def test_pictures_and_what_is_not_on_a_page_say_nothing():
    file = File("one", "two")

    assert file.blocks(file.element("Figure", 0), file.element("P", 1, 99)) == ["two"]


def test_elements_within_elements_without_bound_end_somewhere():
    file = File("one")
    element = file.element("P", 0)
    for _ in range(tree.DEPTH + 1):
        element = file.element("Div", element)

    assert file.blocks(element, file.element("P", 0)) == ["one"]
