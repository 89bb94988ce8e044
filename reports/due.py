"""Whether a row is due: it is not while its window begins after the day that the report speaks of."""

from datetime import date

from ita_portal.thai import Window


def is_not_due(official: Window | None, provincial: Window | None, as_of: date) -> bool:
    """Whether a row begins after `as_of` (inclusive): by the official window, else by the province's own.

    A window that does not say when it begins has begun.
    """
    begins = _start(official) or _start(provincial)
    return begins is not None and begins > as_of


def _start(window: Window | None) -> date | None:
    return window.start if window else None
