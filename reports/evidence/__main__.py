"""The process that looks at one file and ends: `python -m reports.evidence`, started by `reports.evidence.examine`.

On its input the file; on its output a line of JSON, `{"refused": sentence}` or `{"format": …}`, and behind
it the file anew where it was made anew.
"""

import json
import os
import sys
import traceback

from reports.evidence import kinds, refusals
from reports.evidence.refusals import NotAccepted
from reports.limits import MEGABYTE, limit

# A picture of 50 million dots in four colours, twice.
MEMORY = 600 * MEGABYTE
SECONDS = 20


def main() -> None:
    # What a library prints must not get among the answer.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit(memory=MEMORY, seconds=SECONDS)
    found, data = looked_at(sys.stdin.buffer.read())
    out.write(json.dumps(found).encode() + b"\n" + data)
    out.flush()


def looked_at(data: bytes) -> tuple[dict[str, str], bytes]:
    """The answer, and the bytes to keep where they are not those that came."""
    try:
        return _looked_at(data)
    except NotAccepted as refused:
        return {"refused": refused.message}, b""
    except (MemoryError, RecursionError):
        return {"refused": refusals.TOO_MUCH}, b""
    except Exception:
        # Whatever a strange file does to a library, a person gets a sentence and the log the rest.
        traceback.print_exc()
        return {"refused": refusals.FAILED}, b""


def _looked_at(data: bytes) -> tuple[dict[str, str], bytes]:
    kind = kinds.kind_of(data)
    if kind == "pdf":
        from reports.evidence import pdf

        pdf.check(data)
        return {"format": kind}, b""
    if kind == "zip":
        from reports.evidence import office

        return {"format": office.check(data)}, b""
    from reports.evidence import pictures

    return {"format": kind}, pictures.made_anew(data, kind)


if __name__ == "__main__":
    main()
