"""When a file of ours was made, by its core properties, which Word, Excel and LibreOffice keep."""

from datetime import UTC, datetime

from reports.readers.package import Package

_CREATED = "{http://purl.org/dc/terms/}created"
# Files whose moment is not known bear an early year.
_FIRST_YEAR = 2020


def made_at(package: Package) -> str:
    """The moment as an ISO text in UTC; '' where the file does not tell it."""
    core = package.optional("docProps/core.xml")
    return "" if core is None else read(core.findtext(_CREATED, ""))


def read(said: str) -> str:
    """A moment in the words of a file, for `made_at`."""
    try:
        found = datetime.fromisoformat(said.strip())
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return found.isoformat() if found.year >= _FIRST_YEAR else ""
