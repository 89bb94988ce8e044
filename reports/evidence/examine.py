"""A file that somebody brings: its name, its harm, a virus scanner if there is one; what of it is kept."""

import json
import logging
import threading
from dataclasses import dataclass

from django.conf import settings

from ita_portal import thai
from reports import processes
from reports.evidence import clamd, names, refusals
from reports.evidence.refusals import NotAccepted

log = logging.getLogger(__name__)

# Seconds that a person waits at most; the process limits its own time and memory besides.
WAIT = 30
# Each process may take its 600 MB: so many at once of one web process, others wait their turn.
AT_ONCE = 2
_TURNS = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file to keep: its bytes, made anew where it is a picture; the name to show; its format.

    `is_renamed` where the name said another kind of file than it is.
    """

    data: bytes
    name: str
    format: str
    is_renamed: bool = False


def examine(data: bytes, name: str) -> Accepted:
    """What may be kept of a file under the name it came with. Raises NotAccepted with a sentence."""
    if len(data) > most_bytes():
        raise NotAccepted(too_large())
    # A name that deceives is said before anything is opened.
    names.shown(name, "pdf")
    found, anew = _looked_at(data)
    _scan(data)
    format = found["format"]
    return Accepted(
        anew or data, names.shown(name, format), format, names.has_other_end(name, format)
    )


def most_bytes() -> int:
    return settings.EVIDENCE_MEGABYTES * 1024 * 1024


def too_large() -> str:
    """The sentence for a file beyond the limit, also for one that was passed over while it arrived."""
    return refusals.TOO_LARGE.format(thai.to_thai_digits(settings.EVIDENCE_MEGABYTES))


def _looked_at(data: bytes) -> tuple[dict[str, str], bytes]:
    if not _TURNS.acquire(timeout=WAIT):
        raise NotAccepted(refusals.BUSY)
    try:
        ended = processes.run("reports.evidence", data, WAIT)
    except TimeoutError as error:
        log.warning("a file of evidence was not looked at in %s seconds", WAIT)
        raise NotAccepted(refusals.TOO_LONG) from error
    finally:
        _TURNS.release()
    if ended.said:
        log.warning("while a file of evidence was looked at: %s", ended.said)
    head, _, anew = ended.written.partition(b"\n")
    try:
        found = json.loads(head)
    except ValueError as error:
        log.warning("looking at a file ended with %s and no answer", ended.code)
        raise NotAccepted(refusals.TOO_MUCH) from error
    if "refused" in found:
        raise NotAccepted(found["refused"])
    return found, anew


def _scan(data: bytes) -> None:
    """By the clamd of the settings, if there is one. Raises NotAccepted."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        virus = clamd.virus_in(data, settings.CLAMD_ADDRESS, settings.CLAMD_SECONDS)
    except clamd.Unreachable as error:
        log.error("the virus scanner gave no verdict: %s", error)
        if settings.CLAMD_REQUIRED:
            raise NotAccepted(refusals.NO_SCANNER) from error
        return
    if virus:
        log.warning("a file of evidence held %s", virus)
        raise NotAccepted(refusals.VIRUS.format(virus))
