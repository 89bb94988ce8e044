"""What goes between a web process and the one that parses: a request on its input, an answer on its output.

A request is a line of JSON that tells how long each part is, then the parts: a file's bytes, or the text
and the HTML of what was pasted. An answer is one JSON object: a reading, or `{"refused": sentence}`.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from reports.document import CalendarStep, Province
from reports.readers import calendar, reading
from reports.readers.calendar import CalendarReading
from reports.readers.paper import NotReadable, Reference
from reports.readers.reading import Reading


def request(kind: str, parts: Sequence[bytes], reference: Reference) -> bytes:
    """kind: `file` (one part) or `paste` (two); the same with `calendar-` before it for a calendar."""
    header = {
        "kind": kind,
        "sizes": [len(part) for part in parts],
        "reference": _to_dict(reference),
    }
    return b"\n".join([json.dumps(header).encode(), b"".join(parts)])


def read_request(stream: BinaryIO) -> tuple[str, list[bytes], Reference]:
    """The reverse of `request`."""
    header = json.loads(stream.readline())
    parts = [stream.read(size) for size in header["sizes"]]
    return header["kind"], parts, _from_dict(header["reference"])


def answer(found: Reading | CalendarReading | NotReadable) -> bytes:
    if isinstance(found, NotReadable):
        return json.dumps({"refused": found.message}).encode()
    if isinstance(found, CalendarReading):
        return json.dumps({"calendar": calendar.to_dict(found)}, ensure_ascii=False).encode()
    return json.dumps(reading.to_dict(found), ensure_ascii=False).encode()


def read_answer(data: bytes) -> Reading | CalendarReading:
    """The reverse of `answer`. Raises NotReadable, and ValueError for what is no answer."""
    found = json.loads(data)
    if "refused" in found:
        raise NotReadable(found["refused"])
    if "calendar" in found:
        return calendar.from_dict(found["calendar"])
    return reading.from_dict(found)


def _to_dict(reference: Reference) -> dict[str, Any]:
    return {
        "provinces": [[one.code, one.slug, one.name] for one in reference.provinces],
        "calendars": {
            year: [[step.code, step.title, _iso(step.start), _iso(step.end)] for step in steps]
            for year, steps in (reference.calendars or {}).items()
        },
    }


def _from_dict(data: dict[str, Any]) -> Reference:
    return Reference(
        provinces=tuple(Province(*one) for one in data["provinces"]),
        calendars={
            int(year): tuple(
                CalendarStep(code, title, _date(start), _date(end))
                for code, title, start, end in steps
            )
            for year, steps in data["calendars"].items()
        },
    )


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


def _date(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
