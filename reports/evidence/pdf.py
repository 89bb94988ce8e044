"""A PDF is kept as it is, or refused for what it would do to whoever opens it."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from reports.evidence import kinds, refusals
from reports.evidence.refusals import NotAccepted

# Its libraries' words on every oddity of every file are of no use to anybody.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# From the end of the file: where its last mark must stand.
TAIL = 2048
END = b"%%EOF"
# Actions that follow one another; more is a loop.
LONGEST_CHAIN = 20

_ACTIONS = {
    "/JavaScript": refusals.PDF_SCRIPT,
    "/Rendition": refusals.PDF_MEDIA,
    "/Launch": refusals.PDF_LAUNCH,
    "/GoToR": refusals.PDF_LAUNCH,
    "/GoToE": refusals.PDF_LAUNCH,
    "/SubmitForm": refusals.PDF_SENDS,
    "/ImportData": refusals.PDF_SENDS,
    "/Movie": refusals.PDF_MEDIA,
    "/Sound": refusals.PDF_MEDIA,
}
_KEYS = {
    "/JavaScript": refusals.PDF_SCRIPT,
    "/JS": refusals.PDF_SCRIPT,
    "/XFA": refusals.PDF_FORM,
    "/RichMediaContent": refusals.PDF_MEDIA,
}
_SUBTYPES = {"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"}
# The same, wherever it stands in the file, also where no table of its objects leads.
_ANYWHERE = re.compile(rb"/S\s*/(JavaScript|Launch|SubmitForm|ImportData)(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_GOOD_LINKS = re.compile(r"(?:https?://|mailto:|tel:|www\.|[\w%][^:\\]*$|#)", re.IGNORECASE)
# Where the name of a file that lies inside may stand.
_NAMES = ("/UF", "/F", "/Unix", "/DOS", "/Mac")
# What may lie inside: data that programs read and nothing runs, as e-tax papers and our own have it.
_EMBEDDABLE = (".json", ".xml", ".csv", ".txt")


def check(data: bytes) -> None:
    """Raises NotAccepted."""
    kinds.refuse_markup(data)
    kinds.refuse_other_kinds(data, _after_end(data))
    _refuse_anywhere(data)
    try:
        _check_objects(data)
    except (NotAccepted, MemoryError, RecursionError):
        raise
    except Exception as error:
        # pypdf meets broken files with errors of every kind.
        raise NotAccepted(refusals.PDF_DAMAGED) from error


def _after_end(data: bytes) -> bytes:
    place = data.rfind(END)
    if place < 0:
        raise NotAccepted(refusals.PDF_DAMAGED)
    rest = data[place + len(END) :]
    if len(rest.strip(b"\x00 \t\r\n")) > TAIL:
        raise NotAccepted(refusals.TWO_KINDS.format("ข้อมูลท้ายไฟล์"))
    return rest


def _refuse_anywhere(data: bytes) -> None:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    if found := _ANYWHERE.search(plain):
        raise NotAccepted(_ACTIONS[f"/{found[1].decode()}"])


def _check_objects(data: bytes) -> None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAccepted(refusals.PDF_ENCRYPTED)
        for found in _objects(reader):
            _check(found)
        if not len(reader.pages):
            raise NotAccepted(refusals.PDF_DAMAGED)
    except (DependencyError, NotImplementedError) as error:
        raise NotAccepted(refusals.PDF_ENCRYPTED) from error
    except LimitReachedError as error:
        raise NotAccepted(refusals.TOO_MUCH) from error


def _objects(reader) -> Iterator[Any]:
    """Every object that a reader can come to, and the trailer."""
    from pypdf.generic import IndirectObject

    yield reader.trailer
    for generation, places in list(reader.xref.items()):
        for number in list(places):
            yield reader.get_object(IndirectObject(number, generation, reader))
    for number in list(reader.xref_objStm):
        yield reader.get_object(IndirectObject(number, 0, reader))


def _check(found: Any) -> None:
    """An object with what it holds itself; what it refers to is looked at in its own turn."""
    from pypdf.generic import ArrayObject, DictionaryObject

    if isinstance(found, DictionaryObject):
        _check_dictionary(found)
        for value in found.values():
            _check(value)
    elif isinstance(found, ArrayObject):
        for value in found:
            _check(value)


def _check_dictionary(found) -> None:
    for key, sentence in _KEYS.items():
        if key in found:
            raise NotAccepted(sentence)
    action = _name(found, "/S")
    if action in _ACTIONS:
        raise NotAccepted(_ACTIONS[action])
    if "/F" in found and (action == "/Thread" or hasattr(found, "get_data")):
        raise NotAccepted(refusals.PDF_LAUNCH)
    _refuse_what_opens(found)
    if _name(found, "/Subtype") in _SUBTYPES and "/Rect" in found:
        raise NotAccepted(refusals.PDF_MEDIA)
    _check_links(found, action)
    if "/EF" in found:
        _check_embedded(found)
    if _name(found, "/Type") == "/ObjStm":
        _refuse_anywhere(found.get_data())


def _refuse_what_opens(found) -> None:
    """Of the actions that begin by themselves and those that follow, none may lead to the web."""
    from pypdf.generic import DictionaryObject

    begins = [found.get("/OpenAction")]
    at_times = _resolved(found.get("/AA"))
    if isinstance(at_times, DictionaryObject):
        begins += at_times.values()
    for one in begins:
        _refuse_chain(_resolved(one))


def _refuse_chain(action: Any, length: int = 1) -> None:
    """An action with what follows it. An array in its place is a page to go to."""
    from pypdf.generic import ArrayObject, DictionaryObject

    if not isinstance(action, DictionaryObject):
        return
    if length > LONGEST_CHAIN:
        raise NotAccepted(refusals.TOO_MUCH)
    if _name(action, "/S") == "/URI":
        raise NotAccepted(refusals.PDF_OPENS)
    follow = _resolved(action.get("/Next"))
    for one in follow if isinstance(follow, ArrayObject) else [follow]:
        _refuse_chain(_resolved(one), length + 1)


def _resolved(value: Any) -> Any:
    return None if value is None else value.get_object()


def _name(found, key: str) -> str:
    value = found.get(key)
    value = value.get_object() if value is not None else ""
    return str(value) if isinstance(value, str | bytes) else ""


def _check_links(found, action: str) -> None:
    """Where a link leads, and what addresses without a beginning are added to."""
    if action == "/URI" and "/URI" in found:
        _check_link(_name(found, "/URI"))
    if "/Base" in found:
        _check_link(_name(found, "/Base"))


def _check_link(address: str) -> None:
    if not _GOOD_LINKS.match(address.strip()):
        raise NotAccepted(refusals.PDF_LAUNCH)


def _check_embedded(specification) -> None:
    """The files that lie inside, under each of their names: programs differ in which one they show."""
    names = [name for key in _NAMES if (name := _name(specification, key))]
    name = next((one for one in names if not _is_data(one)), names[0] if names else "")
    for stream in specification["/EF"].get_object().values():
        embedded = stream.get_object().get_data()
        if not (_is_data(name) and kinds.is_text(embedded)):
            raise NotAccepted(refusals.PDF_EMBEDDED.format(_short(name)))


def _is_data(name: str) -> bool:
    return name.isprintable() and name.lower().endswith(_EMBEDDABLE)


def _short(name: str) -> str:
    plain = "".join(char for char in name if char.isprintable())
    return plain[:40] or "ไม่มีชื่อ"
