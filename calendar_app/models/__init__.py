"""When things are due: the NACC's calendar, the rounds of reporting, each province's plan of the year."""

from calendar_app.models.calendars import (
    FISCAL_YEAR,
    CalendarRevision,
    CalendarRevisionQuerySet,
    CalendarStep,
    Owner,
    RevisionStep,
)
from calendar_app.models.plans import Activity, ActivityWindow, Phase, Schedule, ScheduleQuerySet
from calendar_app.models.rounds import (
    A_PARAGRAPH_A_LINE,
    CARRIED_OVER,
    Holiday,
    HolidayQuerySet,
    Round,
    RoundExtension,
    RoundQuerySet,
)

__all__ = [
    "A_PARAGRAPH_A_LINE",
    "CARRIED_OVER",
    "FISCAL_YEAR",
    "Activity",
    "ActivityWindow",
    "CalendarRevision",
    "CalendarRevisionQuerySet",
    "CalendarStep",
    "Holiday",
    "HolidayQuerySet",
    "Owner",
    "Phase",
    "RevisionStep",
    "Round",
    "RoundExtension",
    "RoundQuerySet",
    "Schedule",
    "ScheduleQuerySet",
]
