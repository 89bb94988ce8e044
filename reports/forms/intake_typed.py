"""What a person did with a preview: boxes typed into, buttons that put other words into a box."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from django.http import QueryDict

from ita_portal import thai
from ita_portal.typed import Fields, fold_lines
from reports import slips
from reports.forms import intake_boxes
from reports.forms.intake_shown import CELL_OF, HEADINGS
from reports.readers.reading import Warning


def posted(
    data: QueryDict,
    shown: Fields,
    warnings: Sequence[Warning],
    box_of: Callable[[str], str],
    offered: Callable[[str], str],
) -> Fields:
    """The boxes that differ from the reading, after the buttons ใช้คำที่แนะนำ (`use`) and หมายถึง (`offer`).

    `shown`: what the boxes hold at first; `box_of`: a warning's place → its box; `offered`: typed
    windows → what was probably meant.
    """
    typed = intake_boxes.kept(data, shown)
    box = data.get("offer", "")
    if box in shown:
        typed[box] = [offered(typed.get(box, shown[box])[0])]
    use = data.get("use", "")
    if is_place(use, warnings):
        warning = warnings[int(use)]
        _use(typed, shown, warning, box_of(warning.place))
    return typed


# ---- a page that came back after its session had ended


def is_words(box: str) -> bool:
    """Whether a box holds words of a person's own, not a choice or a tick."""
    return "-ties-" not in box and not box.endswith(("-choice", "-as", "-status", "agree"))


_PLACE = re.compile(r"g(\d+)(?:l(\d+))?-([a-z_]+)|p(\d+)(?:a(\d+))?-([a-z_]+)")


def place_of(box: str) -> str:
    """Where a box stood, as far as its own name says: ลำดับที่ ๒ ผลการดำเนินการ."""
    found = _PLACE.match(box)
    if found is None:
        return HEADINGS.get(box, "")
    group, line, cell, phase, activity, column = found.groups()
    if group is not None:
        row = f" แถวที่ {int(line) + 1}" if line and int(line) else ""
        place = f"ลำดับที่ {int(group) + 1}{row} {HEADINGS.get(CELL_OF.get(cell, cell), '')}"
    else:
        number = f"{int(phase) + 1}" + (f".{int(activity) + 1}" if activity else "")
        place = f"{number} {HEADINGS.get(column, '')}"
    return thai.to_thai_digits(place.strip())


def marks(boxes: Mapping[str, str]) -> str:
    """A short word for what each box holds, to be sent along: which of them were typed into is told by it."""
    return " ".join(f"{name}={_mark(value)}" for name, value in boxes.items())


def _mark(value: str) -> str:
    written = fold_lines(value).encode("utf-8", "surrogatepass")
    return hashlib.blake2s(written, digest_size=3).hexdigest()


def is_touched(sent: str, name: str, value: str) -> bool:
    """Whether a box holds something else than when its page was made (`sent`: the `marks` of that page)."""
    return f" {name}={_mark(value)} " not in f" {sent} "


def is_place(written: str, rows: Sequence) -> bool:
    """Whether a number sent by a browser counts one of these."""
    is_number = written.isascii() and written.isdecimal() and len(written) < 7
    return is_number and int(written) < len(rows)


def _use(typed: Fields, shown: Fields, warning: Warning, box: str) -> None:
    """Put the suggested words in the place of those that were read, each time they stand there."""
    if box in shown and warning.words and warning.suggestion:
        written = typed.get(box, shown[box])[0]
        typed[box] = [slips.taken_up(written, slips.Slip(warning.words, warning.suggestion))]
