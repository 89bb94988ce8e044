"""Many PDFs of ours bound into one, chapter by chapter, each dropped from memory as soon as it is written.

What the bound file gains beside its pages: page numbers that go on, one outline, one tree of structure
(ISO 32000-1, 14.7), the report's fonts once for all, the data of every chapter as an attachment. What
each PDF is made of is copied, not drawn anew: a chapter looks as the paper that was sent.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from ita_portal import thai
from reports.writers import pdf_objects as objects
from reports.writers.book_fonts import WholeFont, packed, whole_fonts
from reports.writers.pdf_objects import CATALOG, DOCUMENT, INFO, PAGES, TREE

# The address of a link to a chapter, by its key, in the pages that stand before the chapters.
SCHEME = "chapter:"
# Where all pages of ours begin: their origin is turned to the upper left corner.
TURNED = b"1 0 0 -1 0 "
PIXEL = 0.75  # points
# What stands above this, in pixels from the upper edge, is in the margin (paper.css: 20 mm).
MARGIN = 75

_FURNITURE = re.compile(rb"/Artifact\n<</Type /Pagination>>\nBDC\n.*?EMC\n", re.DOTALL)
_PLACE = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm")
_FONT = re.compile(rb"/([A-Z]{6}) (\S+) Tf")


class Unbindable(Exception):
    """A file that cannot become a chapter: it is not a PDF as the portal makes it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A PDF to be bound: the file, a word that no other chapter has, its bookmark; `mark` is set above its pages."""

    file: BinaryIO
    key: str
    title: str
    has_mark: bool = False


@dataclass
class Bookmark:
    """One entry of the outline: `place` is an array of a PDF."""

    title: str
    place: bytes
    below: list["Bookmark"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands in the top margin of each page: the middle and height of its number, and a mark as drawn.

    Lengths are in pixels of CSS, `size` is that of the letters.
    """

    middle: float
    height: float
    size: float
    mark: bytes


class _Ours(PdfObject):
    """A reference to an object of the bound file."""

    def __init__(self, number: int) -> None:
        self.number = number


class Binder:
    """A bound file in the making, written to `out` from where it stands."""

    def __init__(self, out: BinaryIO, *, first_number: int, margin: bytes) -> None:
        """Begins with the page `first_number`; `margin`: two pages that show how a number and the mark look."""
        self.out = objects.Out(out)
        self.fonts = _Fonts(self.out)
        self.furniture = self._read_furniture(margin)
        self.number = first_number
        self.pages: list[int] = []
        self.elements: list[int] = []
        self.owners: list[tuple[int, int]] = []
        self.names: list[tuple[bytes, int]] = []
        self.files: dict[str, int] = {}
        self.chapters: dict[str, bytes] = {}
        self.outline: list[Bookmark] = []
        self.next_owner = 0

    def add(self, chapter: Chapter) -> None:
        """Binds a chapter behind those that are there. Raises Unbindable."""
        part = self._part(chapter.file, chapter.key)
        marks = [self._stamp(chapter.has_mark, self.number + at) for at in range(part.count)]
        bound = part.write(stamps=marks, kind="/Part")
        self.number += part.count
        self.chapters[chapter.key] = f"[{bound.pages[0]} 0 R /Fit]".encode()
        rows = [row for one in bound.outline for row in one.below]
        self.outline.append(Bookmark(chapter.title, self.chapters[chapter.key], rows))
        self.pages += bound.pages
        self.elements += bound.elements

    def finish(self, front: BinaryIO, *, title: str) -> None:
        """Binds `front` before the chapters, which stand below the bookmark `title`, and ends the file.

        What the file says of itself is what `front` says. Raises Unbindable.
        """
        part = self._part(front, "front")
        part.lead_to(self.chapters)
        bound = part.write(stamps=[], kind="/Part")
        self.pages[:0] = bound.pages
        self.elements[:0] = bound.elements
        top = bound.outline
        if self.outline:
            top.append(Bookmark(title, self.outline[0].place, self.outline))
        self._write_roots(part, top)

    def _part(self, file: BinaryIO, key: str) -> "_Part":
        try:
            return _Part(self, PdfReader(file), key)
        except (PyPdfError, KeyError, ValueError, OSError, AttributeError, TypeError) as error:
            raise Unbindable(str(error)) from error

    # Furniture -----------------------------------------------------------------------------------

    def _read_furniture(self, margin: bytes) -> Furniture:
        page = PdfReader(io.BytesIO(margin)).pages[1]
        names = {name[1:].encode(): font.get_object() for name, font in _fonts_of(page).items()}
        content = _content(page)
        found = sorted(
            (float(place[1]), float(place[2]), one[0])
            for one in _FURNITURE.finditer(content)
            if (place := _PLACE.search(one[0])) and float(place[2]) < MARGIN
        )
        number, *others = found
        size = float(_FONT.search(number[2])[2])
        middle = number[0] + self._width("- ๒ -", size) / 2
        mark = b"".join(self._with_our_fonts(one[2], names) for one in others)
        return Furniture(middle, number[1], size, mark)

    def _with_our_fonts(self, drawn: bytes, names: dict[bytes, DictionaryObject]) -> bytes:
        def ours(found: re.Match[bytes]) -> bytes:
            name = names[found[1]]["/BaseFont"].partition("+")[2]
            return b"/" + self.fonts.resource(name).encode() + b" " + found[2] + b" Tf"

        return _FONT.sub(ours, drawn)

    def _width(self, words: str, size: float) -> float:
        font = self.fonts.running
        widths = font.widths()
        return sum(widths[glyph] for glyph in font.glyphs(words)) * size / 1000

    def _stamp(self, has_mark: bool, number: int) -> bytes:
        """The number of a page, and the mark, as drawn."""
        where = self.furniture
        words = thai.to_thai_digits(f"- {number} -")
        left = where.middle - self._width(words, where.size) / 2
        glyphs = "".join(f"{glyph:04x}" for glyph in self.fonts.running.glyphs(words))
        resource = self.fonts.resource(self.fonts.running.name)
        drawn = (
            f"/Artifact\n<</Type /Pagination>>\nBDC\n0 0 0 rg\nBT\n1 0 0 -1 {left:.6f} {where.height} Tm\n"
            f"/{resource} {where.size} Tf\n<{glyphs}> Tj\nET\nEMC\n"
        ).encode()
        inner = drawn + (where.mark if has_mark else b"")
        return b"q\n%g 0 0 %g 0 0 cm\n" % (PIXEL, PIXEL) + inner + b"Q\n"

    # The roots -----------------------------------------------------------------------------------

    def _write_roots(self, front: "_Part", outline: list[Bookmark]) -> None:
        out = self.out
        self.fonts.write()
        out.put(
            PAGES,
            objects.dictionary(
                Type=b"/Pages", Count=len(self.pages), Kids=objects.refs(self.pages)
            ),
        )
        self._write_tree()
        entries = {
            "Type": b"/Catalog",
            "Pages": objects.ref(PAGES),
            "StructTreeRoot": objects.ref(TREE),
            "Outlines": objects.ref(self._write_outline(outline)),
            "PageMode": b"/UseOutlines",
            "Names": objects.ref(self._write_files()),
            "AF": objects.refs(self.files.values()),
        }
        kept = ("/Lang", "/ViewerPreferences", "/MarkInfo", "/OutputIntents", "/Metadata")
        entries |= {
            name[1:]: front.copied(front.root.raw_get(name)) for name in kept if name in front.root
        }
        front.drain()
        out.put(CATALOG, objects.dictionary(**entries))
        out.put(INFO, front.copied(front.reader.trailer["/Info"].get_object()))
        out.finish()

    def _write_tree(self) -> None:
        names = b" ".join(name + b" " + objects.ref(at) for name, at in sorted(self.names))
        owners = b" ".join(b"%d %s" % (key, objects.ref(at)) for key, at in sorted(self.owners))
        self.out.put(
            TREE,
            objects.dictionary(
                Type=b"/StructTreeRoot",
                K=objects.refs([DOCUMENT]),
                ParentTree=b"<</Nums [" + owners + b"]>>",
                ParentTreeNextKey=self.next_owner,
                IDTree=b"<</Names [" + names + b"]>>",
            ),
        )
        kids = objects.refs(self.elements)
        self.out.put(
            DOCUMENT,
            objects.dictionary(Type=b"/StructElem", S=b"/Document", P=objects.ref(TREE), K=kids),
        )

    def _write_files(self) -> int:
        listed = b" ".join(
            objects.text(name) + b" " + objects.ref(at) for name, at in sorted(self.files.items())
        )
        return self.out.add(objects.dictionary(EmbeddedFiles=b"<</Names [" + listed + b"]>>"))

    def _write_outline(self, top: list[Bookmark]) -> int:
        root = self.out.new()
        first, last = self._write_bookmarks(top, root)
        self.out.put(
            root, objects.dictionary(Type=b"/Outlines", First=first, Last=last, Count=len(top))
        )
        return root

    def _write_bookmarks(self, marks: list[Bookmark], parent: int) -> tuple[bytes, bytes]:
        """Writes siblings and all below them, closed; the first and the last of them."""
        numbers = [self.out.new() for _ in marks]
        for at, (number, mark) in enumerate(zip(numbers, marks, strict=True)):
            entry: dict[str, object] = {
                "Title": objects.text(mark.title),
                "Parent": objects.ref(parent),
            }
            entry["Dest"] = mark.place
            if at:
                entry["Prev"] = objects.ref(numbers[at - 1])
            if at + 1 < len(marks):
                entry["Next"] = objects.ref(numbers[at + 1])
            if mark.below:
                first, last = self._write_bookmarks(mark.below, number)
                entry |= {"First": first, "Last": last, "Count": -len(mark.below)}
            self.out.put(number, objects.dictionary(**entry))
        return (
            (objects.ref(numbers[0]), objects.ref(numbers[-1])) if numbers else (b"null", b"null")
        )


@dataclass(frozen=True, slots=True)
class _Bound:
    """What of a part the roots must know: its pages, its elements, its bookmarks."""

    pages: list[int]
    elements: list[int]
    outline: list[Bookmark]


class _Part:
    """One PDF on its way into the bound file."""

    def __init__(self, binder: Binder, reader: PdfReader, key: str) -> None:
        self.binder, self.out, self.reader, self.key = binder, binder.out, reader, key
        self.root = reader.trailer["/Root"].get_object()
        # As they are copied; what iterating gives are doubles.
        self.places = [page.indirect_reference for page in reader.pages]
        self.leaves = [place.get_object() for place in self.places]
        self.count = len(self.leaves)
        self.tree = self.root["/StructTreeRoot"]
        if not self.count or not all(_content(page).startswith(TURNED) for page in self.leaves):
            raise Unbindable("not a file of the portal's printing")
        self.numbers: dict[int, int] = {}
        self.waiting: list[int] = []

    def lead_to(self, chapters: dict[str, bytes]) -> None:
        """Links to chapters, written as addresses, become links within the file."""
        for page in self.leaves:
            for link in page.get("/Annots", ()):
                link = link.get_object()
                address = link.get("/A", {}).get("/URI", "")
                place = chapters.get(address.removeprefix(SCHEME))
                if address.startswith(SCHEME) and place:
                    del link["/A"]
                    link[NameObject("/Dest")] = _Raw(place)

    def write(self, *, stamps: list[bytes], kind: str) -> _Bound:
        """All that belongs to its pages; with `stamps` in place of the numbers that they had."""
        self._share_fonts()
        outline = list(self._bookmarks(self.root.get("/Outlines", {})))
        tops = self._tops(kind)
        elements = [self._number(one) for one in tops]
        pages = [self._number(place) for place in self.places]
        for page, stamp in zip(self.leaves, stamps or [b""] * self.count, strict=True):
            self._finish_page(page, stamp)
        self._add_files()
        self._add_owners()
        self.drain()
        return _Bound(pages, elements, outline)

    def _share_fonts(self) -> None:
        """Fonts of ours that are drawn as ours now are those of the book; ours are known to each page."""
        done = set()
        for page in self.leaves:
            fonts = _fonts_of(page)
            if id(fonts) in done:
                continue
            done.add(id(fonts))
            for name, font in list(fonts.items()):
                shared = self.binder.fonts.shared(font.get_object())
                if shared:
                    fonts[NameObject(name)] = _Ours(shared)
            for resource, number in self.binder.fonts.resources.items():
                fonts[NameObject(f"/{resource}")] = _Ours(number)

    def _tops(self, kind: str) -> list[IndirectObject]:
        """The part as one element below the book's document."""
        tops = [one for one in self.tree["/K"] if isinstance(one, IndirectObject)]
        for top in tops:
            element = top.get_object()
            element[NameObject("/S")] = NameObject(kind)
            element[NameObject("/P")] = _Ours(DOCUMENT)
        return tops

    def _finish_page(self, page: DictionaryObject, stamp: bytes) -> None:
        content = _content(page)
        if stamp:
            content = _FURNITURE.sub(_below_the_margin, content).rstrip() + b"\n" + stamp
        number = self.out.add_stream({}, packed(content))
        page[NameObject("/Contents")] = _Ours(number)
        page[NameObject("/Parent")] = _Ours(PAGES)

    def _add_files(self) -> None:
        listed = self.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", ())
        for name, file in zip(listed[::2], listed[1::2], strict=True):
            unique = name if name not in self.binder.files else f"{self.key}-{name}"
            self.binder.files[unique] = self._number(file)

    def _add_owners(self) -> None:
        """Which element each mark on a page belongs to, under keys that no other part has."""
        first = self.binder.next_owner
        listed = self.tree["/ParentTree"]["/Nums"]
        for key, owners in zip(listed[::2], listed[1::2], strict=True):
            body = self.copied(
                owners.get_object() if isinstance(owners, IndirectObject) else owners
            )
            is_element = isinstance(owners, IndirectObject) and isinstance(
                owners.get_object(), DictionaryObject
            )
            number = self._number(owners) if is_element else self.out.add(body)
            self.binder.owners.append((first + int(key), number))
        self.first_owner = first
        self.binder.next_owner = first + max(map(int, listed[::2]), default=-1) + 1

    def _bookmarks(self, parent: DictionaryObject) -> Iterator[Bookmark]:
        entry = parent.get("/First")
        while entry is not None:
            entry = entry.get_object()
            place = self.copied(entry["/Dest"])
            yield Bookmark(str(entry["/Title"]), place, list(self._bookmarks(entry)))
            entry = entry.get("/Next")

    # Copying -------------------------------------------------------------------------------------

    def _number(self, reference: IndirectObject) -> int:
        """The number that an object has in the bound file; it is written in its turn.

        What is the same in every part, a colour profile, is one object.
        """
        number = self.numbers.get(reference.idnum)
        if number is None:
            known = self._content_digest(reference)
            number = self.out.same.get(known) if known else None
            if number is None:
                number = self.out.new()
                self.waiting.append(reference.idnum)
            self.numbers[reference.idnum] = number
            if known:
                self.out.same[known] = number
        return number

    def _content_digest(self, reference: IndirectObject) -> bytes:
        """Of a stream that names no other object; of anything else nothing."""
        value = self.reader.get_object(reference)
        if not isinstance(value, StreamObject):
            return b""
        entries = [value.raw_get(key) for key in value]
        if any(isinstance(one, IndirectObject | DictionaryObject | list) for one in entries):
            return b""
        return hashlib.sha256(repr(dict(value)).encode() + value._data).digest()

    def drain(self) -> None:
        """Writes what was named and is not written yet."""
        while self.waiting:
            old = self.waiting.pop()
            self._write(
                self.numbers[old], self.reader.get_object(IndirectObject(old, 0, self.reader))
            )

    def _write(self, number: int, value: PdfObject) -> None:
        if isinstance(value, DictionaryObject):
            self._adapt(number, value)
        if isinstance(value, StreamObject):
            known = {key[1:]: self.copied(one) for key, one in value.items() if key != "/Length"}
            self.out.put_stream(number, known, value._data)
        else:
            self.out.put(number, self.copied(value))

    def _adapt(self, number: int, value: DictionaryObject) -> None:
        """Keys and names that hold within one file become the book's."""
        for name in ("/StructParents", "/StructParent"):
            if name in value:
                value[NameObject(name)] = NumberObject(int(value[name]) + self.first_owner)
        if value.get("/Type") != "/StructElem":
            return
        if "/ID" in value:
            value[NameObject("/ID")] = self._named(value["/ID"])
            self.binder.names.append((objects.written(value["/ID"]), number))
        looks = value.get("/A")
        if isinstance(looks, DictionaryObject) and "/Headers" in looks:
            heads = ArrayObject(map(self._named, looks["/Headers"]))
            value[NameObject("/A")] = DictionaryObject({**looks, NameObject("/Headers"): heads})

    def _named(self, name: PdfObject) -> TextStringObject:
        return TextStringObject(f"{self.key}-{name}")

    def copied(self, value: PdfObject) -> bytes:
        """A value as it is written, its references those of the bound file."""
        if isinstance(value, _Raw):
            return value.data
        if isinstance(value, _Ours):
            return objects.ref(value.number)
        if isinstance(value, IndirectObject):
            return objects.ref(self._number(value))
        if isinstance(value, DictionaryObject):
            return objects.dictionary(**{key[1:]: self.copied(one) for key, one in value.items()})
        if isinstance(value, list):
            return b"[" + b" ".join(map(self.copied, value)) + b"]"
        return objects.written(value)


class _Raw(PdfObject):
    """A value as it is written."""

    def __init__(self, data: bytes) -> None:
        self.data = data


class _Fonts:
    """The report's fonts in a bound file; each is written whole, once."""

    def __init__(self, out: "objects.Out") -> None:
        self.out = out
        self.known = whole_fonts()
        self.numbers = {name: out.new() for name in self.known}
        self.resources = {f"Ita{at}": number for at, number in enumerate(self.numbers.values())}
        self.running: WholeFont = next(iter(self.known.values()))

    def resource(self, name: str) -> str:
        """What a font is called on the pages."""
        return f"Ita{list(self.known).index(name)}"

    def shared(self, font: DictionaryObject) -> int | None:
        """The number of the book's font that draws and means the same; None where there is none."""
        ours = self.known.get(font["/BaseFont"].partition("+")[2])
        if ours is None:
            return None
        (descendant,) = font["/DescendantFonts"]
        descendant = descendant.get_object()
        file = descendant["/FontDescriptor"].get("/FontFile2")
        if file is None or not ours.has(file.get_object().get_data(), _used(descendant["/W"])):
            return None
        return self.numbers[ours.name]

    def write(self) -> None:
        for name, font in self.known.items():
            self._write_font(self.numbers[name], font)

    def _write_font(self, number: int, font: WholeFont) -> None:
        """A whole font has no tag before its name (ISO 32000-1, 9.9)."""
        out, box, name = self.out, font.box(), f"/{font.name}".encode()
        file = out.add_stream({"Length1": len(font.data)}, packed(font.data))
        meaning = out.add_stream({}, packed(font.meaning_table()))
        descriptor = out.add(
            objects.dictionary(
                Type=b"/FontDescriptor",
                FontName=name,
                Flags=4,
                FontBBox=objects.array(box),
                ItalicAngle=0,
                Ascent=box[3],
                Descent=box[1],
                CapHeight=box[3],
                StemV=80,
                FontFile2=objects.ref(file),
            )
        )
        system = b"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
        descendant = out.add(
            objects.dictionary(
                Type=b"/Font",
                Subtype=b"/CIDFontType2",
                BaseFont=name,
                CIDSystemInfo=system,
                CIDToGIDMap=b"/Identity",
                W=b"[0 " + objects.array(font.widths()) + b"]",
                FontDescriptor=objects.ref(descriptor),
            )
        )
        out.put(
            number,
            objects.dictionary(
                Type=b"/Font",
                Subtype=b"/Type0",
                BaseFont=name,
                Encoding=b"/Identity-H",
                DescendantFonts=objects.refs([descendant]),
                ToUnicode=objects.ref(meaning),
            ),
        )


def _used(widths: ArrayObject) -> Iterator[int]:
    """The glyphs whose widths a font tells: `[1 [295 780] 43 [390]]` of 1, 2 and 43."""
    for first, run in zip(widths[::2], widths[1::2], strict=True):
        yield from range(int(first), int(first) + len(run))


def _fonts_of(page: DictionaryObject) -> DictionaryObject:
    return page["/Resources"]["/Font"]


def _content(page: DictionaryObject) -> bytes:
    return page["/Contents"].get_object().get_data()


def _below_the_margin(found: re.Match[bytes]) -> bytes:
    """Furniture of a page without what stands in its top margin."""
    place = _PLACE.search(found[0])
    return b"" if place and float(place[2]) < MARGIN else found[0]
