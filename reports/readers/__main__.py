"""The process that parses one file and ends: `python -m reports.readers`, started by `reports.intake`.

It limits itself before it looks at the file: memory, time of the processor, no files written, no core.
"""

import os
import sys
import traceback
from pathlib import Path

from reports.readers import apart, read, read_pasted
from reports.readers.paper import NotReadable, Reference
from reports.readers.reading import Reading

MEGABYTE = 1024 * 1024
MEMORY = 300 * MEGABYTE
SECONDS = 10
OPEN_FILES = 64

TOO_MUCH = "ไฟล์นี้ซับซ้อนเกินกว่าที่ระบบจะอ่านได้ โปรดคัดเฉพาะรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
FAILED = "อ่านไฟล์นี้ไม่สำเร็จ โปรดเปิดในโปรแกรมเดิมแล้วบันทึกเป็นไฟล์ใหม่ จากนั้นลองอีกครั้ง"


def limit() -> None:
    """Limits of this process; where a system knows none of them, only the parent's clock is left."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": SECONDS,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": OPEN_FILES,
        "RLIMIT_DATA": MEMORY,
        "RLIMIT_AS": _size() + MEMORY,
    }
    for name, worth in limits.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            _, hard = resource.getrlimit(kind)
            most = worth if hard == resource.RLIM_INFINITY else min(worth, hard)
            resource.setrlimit(kind, (most, most))


def _size() -> int:
    """How much memory this process has asked for so far, in bytes."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    # What a library prints must not get among the answer.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit()
    kind, parts, reference = apart.read_request(sys.stdin.buffer)
    out.write(apart.answer(_found(kind, parts, reference)))
    out.flush()


def _found(kind: str, parts: list[bytes], reference: Reference) -> Reading | NotReadable:
    try:
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
