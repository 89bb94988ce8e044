"""Names of WordprocessingML and how its values are asked for."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFF = ("0", "false", "off", "none")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def value(parent: etree._Element | None, path: str, otherwise: str = "") -> str:
    """The `w:val` at a path such as `pPr/pStyle`."""
    found = find(parent, path)
    return otherwise if found is None else found.get(f"{W}val", otherwise)


def find(parent: etree._Element | None, path: str) -> etree._Element | None:
    if parent is None:
        return None
    return parent.find("/".join(f"{W}{name}" for name in path.split("/")))


def number(written: str | None, otherwise: int) -> int:
    """A whole number as written; `otherwise` for anything else."""
    try:
        return int(written or "")
    except ValueError:
        return otherwise


def is_on(parent: etree._Element | None, path: str) -> bool:
    """Whether a property that is either on or off is there and on."""
    found = find(parent, path)
    return found is not None and found.get(f"{W}val", "1") not in _OFF
