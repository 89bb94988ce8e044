"""Files and pasted text → what was understood of them, every difference told. No database.

`paper.py` is what every format gives, `reading.py` what is made of it. Calendars and provinces come as
a `Reference`. A web process never calls these itself: `reports.intake` does it in a process apart.
"""

from reports.readers import calendar, detect
from reports.readers.calendar import CalendarReading
from reports.readers.paper import Paper, Reference
from reports.readers.reading import Reading


def open_paper(data: bytes) -> Paper:
    """A file's bytes as a paper, the format found by what is in them. Raises NotReadable."""
    return detect.open_file(data)


def open_pasted(text: str, html: str = "") -> Paper:
    """What was pasted as a paper; its HTML wins where that holds a table. Raises NotReadable."""
    return detect.open_pasted(text, html)


def read(data: bytes, reference: Reference) -> Reading:
    """A file's bytes → what was understood of them. Raises NotReadable."""
    from reports.readers import understand

    return understand.understand(open_paper(data), reference)


def read_pasted(text: str, html: str, reference: Reference) -> Reading:
    """What was pasted → what was understood of it. Raises NotReadable."""
    from reports.readers import understand

    return understand.understand(open_pasted(text, html), reference)


def read_calendar(data: bytes) -> CalendarReading:
    """A file's bytes → the steps of a calendar. Raises NotReadable."""
    return calendar.understand(open_paper(data))


def read_pasted_calendar(text: str, html: str) -> CalendarReading:
    """What was pasted → the steps of a calendar. Raises NotReadable."""
    return calendar.understand(open_pasted(text, html))
