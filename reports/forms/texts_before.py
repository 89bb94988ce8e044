"""Grey texts beside a result: what the round before wrote of a row, else what the calendar says of it."""

from collections.abc import Mapping, Sequence

from calendar_app.models import RevisionStep
from ita_portal import thai
from reports import actions
from reports.models import Line, Status
from reports.previous import Earlier, Text

FROM_CALENDAR = "ข้อความสำเร็จรูปของปฏิทิน"


# Characters of grey text that a table of many rows still carries; beyond, they are on the page of each row.
MOST = 100_000


def fit(rows: Sequence[Text | None]) -> bool:
    """Whether a page can carry these texts."""
    return sum(len(one.words) for one in rows if one is not None) <= MOST


def offered(line: Line, calendar: Mapping[int, RevisionStep], earlier: Earlier) -> Text | None:
    """The text to use for a row of the table; None for a row not yet due and for one that says it."""
    if line.status == Status.NOT_DUE:
        return None
    tied = [calendar[tie] for item in line.texts for tie in item.ties if tie in calendar]
    items = [
        (item.text, [calendar[tie].step.code for tie in item.ties if tie in calendar])
        for item in line.texts
    ]
    text = earlier.of(items)
    if text is None and (sentence := actions.starting.sentence_of(tied)):
        text = Text(sentence, FROM_CALENDAR)
    if text is None or thai.bare(text.words) in thai.bare(line.result):
        return None
    return text
