"""The process that parses one file and ends: `python -m reports.readers`, started by `reports.intake`.

It limits itself before it looks at the file: memory, time of the processor, no files written, no core.
"""

import os
import sys
import traceback

from reports import limits
from reports.readers import (
    apart,
    read,
    read_calendar,
    read_pasted,
    read_pasted_calendar,
)
from reports.readers.calendar import CalendarReading
from reports.readers.paper import NotReadable, Reference
from reports.readers.reading import Reading

MEMORY = 300 * limits.MEGABYTE
SECONDS = 10

TOO_MUCH = "ไฟล์นี้ซับซ้อนเกินกว่าที่ระบบจะอ่านได้ โปรดคัดเฉพาะรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
FAILED = "อ่านไฟล์นี้ไม่สำเร็จ โปรดเปิดในโปรแกรมเดิมแล้วบันทึกเป็นไฟล์ใหม่ จากนั้นลองอีกครั้ง"


def limit() -> None:
    limits.limit(memory=MEMORY, seconds=SECONDS)


def main() -> None:
    # What a library prints must not get among the answer.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit()
    kind, parts, reference = apart.read_request(sys.stdin.buffer)
    out.write(apart.answer(_found(kind, parts, reference)))
    out.flush()


def _found(
    kind: str, parts: list[bytes], reference: Reference
) -> Reading | CalendarReading | NotReadable:
    try:
        if kind == "calendar-paste":
            return read_pasted_calendar(parts[0].decode(), parts[1].decode())
        if kind == "calendar-file":
            return read_calendar(parts[0])
        if kind == "paste":
            return read_pasted(parts[0].decode(), parts[1].decode(), reference)
        return read(parts[0], reference)
    except NotReadable as refusal:
        return refusal
    except (MemoryError, RecursionError):
        return NotReadable(TOO_MUCH)
    except Exception:
        # Whatever a strange file does to a library, a person gets a sentence and the log the rest.
        traceback.print_exc()
        return NotReadable(FAILED)


if __name__ == "__main__":
    main()
