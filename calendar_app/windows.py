"""A window of time as four columns: start, end, precision and the words as typed."""

from django.db import models
from django.db.models import F, Q

from ita_portal.thai import Window

PRECISIONS = [("day", "วัน"), ("month", "เดือน")]


class WindowAttribute:
    """Reads and sets `<prefix>start`, `<prefix>end`, `<prefix>precision`, `<prefix>text` as one Window or None."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        start, end, precision, text = (
            getattr(instance, self.prefix + part) for part in ("start", "end", "precision", "text")
        )
        if start is None and end is None and not text:
            return None
        return Window(start, end, precision or None, text)

    def __set__(self, instance, window: Window | None) -> None:
        start, end, precision, text = (
            (window.start, window.end, window.precision or "", window.text)
            if window
            else (None, None, "", "")
        )
        for part, value in (
            ("start", start),
            ("end", end),
            ("precision", precision),
            ("text", text),
        ):
            setattr(instance, self.prefix + part, value)


def window_columns(prefix: str = "") -> list[str]:
    """Names of the four columns, for `save(update_fields=…)`."""
    return [prefix + part for part in ("start", "end", "precision", "text")]


def start_column() -> models.DateField:
    return models.DateField("ตั้งแต่วันที่", null=True, blank=True)


def end_column() -> models.DateField:
    return models.DateField("ถึงวันที่", null=True, blank=True)


def precision_column() -> models.CharField:
    return models.CharField("ความละเอียด", max_length=5, choices=PRECISIONS, blank=True)


def text_column() -> models.CharField:
    return models.CharField("ตามที่พิมพ์", max_length=200, blank=True)


def window_constraints(subject: str, prefix: str = "") -> list[models.CheckConstraint]:
    """A window does not end before it starts, and has a precision exactly when it has a date."""
    start, end, precision = (f"{prefix}{part}" for part in ("start", "end", "precision"))
    dated = Q(**{f"{start}__isnull": False}) | Q(**{f"{end}__isnull": False})
    return [
        models.CheckConstraint(
            condition=Q(**{f"{start}__isnull": True})
            | Q(**{f"{end}__isnull": True})
            | Q(**{f"{end}__gte": F(start)}),
            name=f"{subject}_does_not_end_before_it_starts",
        ),
        models.CheckConstraint(
            condition=(dated & Q(**{f"{precision}__in": ["day", "month"]}))
            | (~dated & Q(**{precision: ""})),
            name=f"{subject}_has_a_precision_when_dated",
        ),
    ]
