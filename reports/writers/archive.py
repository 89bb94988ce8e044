"""What makes the PDF fit for archives and for screen readers, where WeasyPrint stops short of it.

WeasyPrint writes PDF/A-3a. Added here: that the file is PDF/UA-1 as well (ISO 14289-1), header cells
with their scope and their index, labels of lists as labels, page furniture as no part of the text.
Nothing of WeasyPrint is patched: `finish` is the finisher that it calls before writing.
"""

import re
from collections.abc import Iterator, Mapping

import pydyf

# In PDF/A-3 a property must be described where it is not of a predefined schema (ISO 19005-3, 6.6.2.3).
_UA_METADATA = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END_OF_METADATA = b"</rdf:RDF>"


def finish(document, pdf: pydyf.PDF, texts: Mapping[str, Mapping[int, str]]) -> None:
    """Completes a tagged PDF/A-3a; with `texts` given, the finisher of `write_pdf`.

    `texts`: by the name of a font ("ITA Report Light") what each of its glyphs means.
    """
    _say_ua(pdf)
    _say_what_glyphs_mean(pdf, texts)
    _name_attachments_once(pdf)
    tree = _Tree(pdf)
    tree.describe_headers()
    tree.name_labels()
    tree.set_furniture_aside()
    tree.drop_spans()
    _write_once(pdf)


def _say_ua(pdf: pydyf.PDF) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    (packet,) = metadata.stream
    body, end, rest = packet.rpartition(_END_OF_METADATA)
    metadata.stream = [body + _UA_METADATA + end + rest]


def _name_attachments_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint finds each attachment in two places and names it twice."""
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


_LETTERS_ONLY = re.compile("[^A-Za-z]")
_MEANING = re.compile("<([0-9a-f]{4})> <[0-9a-f]*>")


def _say_what_glyphs_mean(pdf: pydyf.PDF, texts: Mapping[str, Mapping[int, str]]) -> None:
    """WeasyPrint takes a glyph's text from where it is drawn first: one slip there would be everywhere."""
    known = {_LETTERS_ONLY.sub("", name): meaning for name, meaning in texts.items()}
    for font in pdf.objects:
        if isinstance(font, pydyf.Dictionary) and font.get("Subtype") == "/Type0":
            # /ABCDEF+ITA-Report-Semi-Bold
            name = font["BaseFont"].decode().partition("+")[2]
            meaning = known.get(_LETTERS_ONLY.sub("", name), {})
            stream = _object(pdf, font["ToUnicode"]).stream
            stream[:] = [_with_meaning(line, meaning) for line in stream]


def _with_meaning(line: bytes, texts: Mapping[int, str]) -> bytes:
    found = _MEANING.fullmatch(line.decode())
    text = found and texts.get(int(found[1], 16))
    return f"<{found[1]}> <{text.encode('utf-16-be').hex()}>".encode() if text else line


def _object(pdf: pydyf.PDF, reference: bytes):
    return pdf.objects[int(reference.split()[0])]


class _Tree:
    """The structure of a document: its elements in order of reading, from the root."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root = _object(pdf, pdf.catalog["StructTreeRoot"])
        self.elements = list(self._below(self.root))

    def _below(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        for kid in self._kids(element):
            yield kid
            yield from self._below(kid)

    def _kids(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """The elements directly below one; not what stands on the page, nor links' annotations."""
        for kid in element.get("K", ()):
            if isinstance(kid, bytes):
                found = _object(self.pdf, kid)
                if found.get("Type") == "/StructElem":
                    yield found

    def describe_headers(self) -> None:
        """Each head says what it is the head of, and is found by the name that its cells know it by."""
        heads = [element for element in self.elements if element["S"] == "/TH"]
        names = {}
        for head in heads:
            head["A"]["Scope"] = self._scope(head)
            names[head["ID"].data] = head
        if names:
            listed = pydyf.Array()
            for name in sorted(names):
                listed.extend([names[name]["ID"], names[name].reference])
            index = pydyf.Dictionary({"Names": listed})
            self.pdf.add_object(index)
            self.root["IDTree"] = index.reference

    def _scope(self, head: pydyf.Dictionary) -> str:
        row = _object(self.pdf, head["P"])
        return "/Column" if _object(self.pdf, row["P"])["S"] == "/THead" else "/Row"

    def name_labels(self) -> None:
        """The mark of a list's entry stands beside the entry's text, not in it (ISO 32000-1, 14.8.4.3.3)."""
        for entry in [element for element in self.elements if element["S"] == "/LI"]:
            for body in list(self._kids(entry)):
                label = next(self._kids(body), None) if body["S"] == "/LBody" else None
                if label is not None and self._is_label(label):
                    label["S"], label["P"] = "/Lbl", entry.reference
                    body["K"].remove(label.reference)
                    entry["K"].insert(entry["K"].index(body.reference), label.reference)

    def _is_label(self, element: pydyf.Dictionary) -> bool:
        """Whether an entry begins with its label: the only span in an entry that holds a span."""
        return element["S"] == "/Span" and next(self._kids(element), None) is not None

    def set_furniture_aside(self) -> None:
        """Page numbers, the mark of a draft and the imprint are artifacts (ISO 14289-1, 7.8).

        WeasyPrint gives them elements and hangs those nowhere in the tree.
        """
        parents = dict(_pairs(_object(self.pdf, self.root["ParentTree"])["Nums"]))
        known = {element.reference for element in self.elements}
        for page in self._pages():
            owners = parents[page["StructParents"]]
            aside = {mark for mark, owner in enumerate(owners) if owner not in known}
            _mark_as_furniture(_object(self.pdf, page["Contents"]).stream, aside)
            for mark in aside:
                owners[mark] = "null"

    def drop_spans(self) -> None:
        """Text hangs directly on its paragraph or cell, not on a span for each line of it.

        Half of the file's objects would say nothing else. They are emptied, since numbers must stay.
        """
        parents = dict(_pairs(_object(self.pdf, self.root["ParentTree"])["Nums"]))
        pages = {page.reference: page["StructParents"] for page in self._pages()}
        for span in reversed(self.elements):
            if span["S"] == "/Span" and all(isinstance(kid, int) for kid in span["K"]):
                parent, owners = _object(self.pdf, span["P"]), parents[pages[span["Pg"]]]
                for mark in span["K"]:
                    owners[mark] = parent.reference
                at = parent["K"].index(span.reference)
                parent["K"][at : at + 1] = span["K"]
                span.clear()

    def _pages(self) -> Iterator[pydyf.Dictionary]:
        for reference in self.pdf.page_references:
            yield _object(self.pdf, reference)


def _pairs(numbers: pydyf.Array) -> Iterator[tuple]:
    """Keys and values of a number tree."""
    return zip(numbers[::2], numbers[1::2], strict=True)


def _mark_as_furniture(stream: list, marks: set[int]) -> None:
    """Turns marked contents of a page with these numbers into artifacts."""
    for place, operand in enumerate(stream):
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in marks:
            stream[place - 1] = "/Artifact"
            stream[place] = pydyf.Dictionary({"Type": "/Pagination"})


class _Written(pydyf.Object):
    """An object in its final form."""

    data = b""
    compressible = True

    def __init__(self, source: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = source.number, source.generation
        self.data, self.compressible = source.data, source.compressible


def _write_once(pdf: pydyf.PDF) -> None:
    """pydyf asks each object for its bytes twice, and compresses streams each time: saves 5 % of a PDF."""
    pdf.objects[1:] = map(_Written, pdf.objects[1:])
