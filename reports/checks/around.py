"""What a report is held against besides itself: its earlier reports, last year's calendar, the other provinces."""

from dataclasses import dataclass

from reports.document import CalendarStep, Report


@dataclass(frozen=True, slots=True)
class OtherText:
    """What another province wrote of some calendar steps (their codes) in the same round."""

    province: str
    steps: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Around:
    """All that a check may know besides the report; by default nothing, of which nothing is found.

    previous: the report of the round before: of a 12-month round the 6-month one of its year, of a
    6-month round last year's 12-month one. last_year: the round of the same months a year before.
    last_calendar: the steps of last year's calendar. province_names: all of Thailand's, without
    จังหวัด. others: what the other provinces sent in this round, for the reviewer only.
    """

    previous: Report | None = None
    last_year: Report | None = None
    last_calendar: tuple[CalendarStep, ...] = ()
    province_names: tuple[str, ...] = ()
    others: tuple[OtherText, ...] = ()


NOTHING = Around()
