"""Every change of calendars and rounds. `by` is the person, or None for a command of the server.

`seen`: see ita_portal/actions.
"""

from ita_portal.actions import Refused, Stale, token

from .calendars import (
    MOST_STEPS,
    begin,
    begin_from_last_year,
    copy_revision,
    delete_revision,
    delete_step,
    new_revision,
    put_in_force,
    reading_token,
    restore_step,
    save_revision,
    save_step,
    step,
    titles_before,
    write,
    year_before,
)
from .extensions import Extended, extend_several, take_back_extension
from .holidays import HolidaysSaved, delete_holiday, save_holiday, save_holidays
from .opening import Opened, open_round, undo_opening
from .rounds import (
    REASON_TO_OPEN_AGAIN,
    close_round,
    delete_round,
    extend,
    open_round_again,
    save_round,
)

__all__ = [
    "MOST_STEPS",
    "REASON_TO_OPEN_AGAIN",
    "Extended",
    "HolidaysSaved",
    "Opened",
    "Refused",
    "Stale",
    "begin",
    "begin_from_last_year",
    "close_round",
    "copy_revision",
    "delete_holiday",
    "delete_revision",
    "delete_round",
    "delete_step",
    "extend",
    "extend_several",
    "new_revision",
    "open_round",
    "open_round_again",
    "put_in_force",
    "reading_token",
    "restore_step",
    "save_holiday",
    "save_holidays",
    "save_revision",
    "save_round",
    "save_step",
    "step",
    "take_back_extension",
    "titles_before",
    "token",
    "undo_opening",
    "write",
    "year_before",
]
