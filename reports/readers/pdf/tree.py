"""The tags of a PDF → pieces of mark-up as of a page of HTML, in the order they are read in."""

from collections.abc import Iterator
from html import escape
from typing import Any

from reports.readers.pdf.content import Run, runs_of
from reports.readers.tags import Piece

# Elements of a structure by what they are on a page of HTML; all others stand within a line.
_NAMES = {
    **dict.fromkeys(("/Table",), "table"),
    **dict.fromkeys(("/TR",), "tr"),
    **dict.fromkeys(("/TH", "/TD"), "td"),
    **dict.fromkeys(("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"), "p"),
    **dict.fromkeys(("/Caption", "/Note", "/BlockQuote", "/Title", "/TOCI"), "p"),
    **dict.fromkeys(("/Document", "/Part", "/Art", "/Sect", "/Div", "/L", "/LI"), "div"),
    "/Link": "a",
}
_SPANS = {"/RowSpan": "rowspan", "/ColSpan": "colspan"}
# Pictures and sums say nothing in words.
_UNSEEN = frozenset({"/Figure", "/Formula"})
# Elements in each other: deeper is no document.
DEPTH = 100
# Lines that are nearer than that, in the page's units, are one.
SAME_LINE = 2.0


def pieces(reader: Any) -> Iterator[Piece]:
    """What a tagged file of pypdf says. Elements nested without end are left alone."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return _with_whole_links(_Walk(reader, root.get("/RoleMap", {})).below(root, None, 0))


def _with_whole_links(found: Iterator[Piece]) -> Iterator[Piece]:
    """A link that was broken over lines is one again."""
    target, end = "", None
    for piece in found:
        if end is not None and piece.name == "a" and piece.written == target:
            end = None
            continue
        if end is not None:
            yield end
            end = None
        if piece.name == "a" and piece.closes:
            end = piece
            continue
        target = piece.written if piece.name == "a" else target
        yield piece
    if end is not None:
        yield end


class _Walk:
    def __init__(self, reader: Any, roles: Any) -> None:
        self.roles = roles
        self.pages = {page.indirect_reference.idnum: page for page in reader.pages}
        self.runs: dict[int, dict[int, list[Run]]] = {}
        self.height: float | None = None

    def below(self, element: Any, page: int | None, depth: int) -> Iterator[Piece]:
        if depth > DEPTH:
            return
        for kid in _kids(element):
            if isinstance(kid, int):
                yield from self._words(page, kid)
            elif kid.get("/Type") == "/MCR":
                yield from self._words(_page(kid, page), kid.get("/MCID"))
            elif kid.get("/Type") != "/OBJR":
                yield from self._element(kid, _page(kid, page), depth)

    def _element(self, element: Any, page: int | None, depth: int) -> Iterator[Piece]:
        kind = element.get("/S", "")
        kind = self.roles.get(kind, kind)
        if kind in _UNSEEN:
            return
        name = _NAMES.get(kind)
        if name:
            yield Piece(0, 0, name=name, written=_attributes(kind, element))
        yield from self.below(element, page, depth + 1)
        if kind == "/Lbl":
            yield Piece(0, 0, text=" ")
        if name:
            yield Piece(0, 0, name=name, closes=True)

    def _words(self, page: int | None, number: int | None) -> Iterator[Piece]:
        """The words of a marked piece; a line ends in a space, for who knows how it was broken."""
        if page is None or number is None or page not in self.pages:
            return
        if page not in self.runs:
            self.runs[page] = runs_of(self.pages[page])
        for run in self.runs[page].get(number, ()):
            is_same = self.height is not None and abs(self.height - run.height) < SAME_LINE
            self.height = run.height
            yield Piece(0, 0, text=run.text if is_same else f" {run.text}")


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    found = kids if isinstance(kids, list) else [kids]
    return [kid.get_object() if hasattr(kid, "get_object") else kid for kid in found]


def _page(element: Any, otherwise: int | None) -> int | None:
    page = element.raw_get("/Pg") if "/Pg" in element else None
    return page.idnum if page is not None and hasattr(page, "idnum") else otherwise


def _attributes(kind: str, element: Any) -> str:
    if kind == "/Link":
        return f'href="{escape(_target(element))}"'
    attributes = element.get("/A", {})
    attributes = attributes.get_object() if hasattr(attributes, "get_object") else attributes
    written = ""
    for one in attributes if isinstance(attributes, list) else [attributes]:
        one = one.get_object() if hasattr(one, "get_object") else one
        for key, name in _SPANS.items():
            if isinstance(one, dict) and key in one:
                written += f' {name}="{int(one[key])}"'
    return written


def _target(link: Any) -> str:
    """Where the annotation of a link leads."""
    for kid in _kids(link):
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
            action = kid["/Obj"].get("/A", {})
            return str(action.get("/URI", ""))
    return ""
