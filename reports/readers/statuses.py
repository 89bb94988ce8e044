"""Wordings of column six: the closed list of synonyms, and what is guessed of others."""

import re
from typing import NamedTuple

from ita_portal import thai
from reports import text as typed
from reports.document import Status

_DONE = """
    ดำเนินการแล้ว | ดำเนินการแล้วเสร็จ | ดำเนินการเสร็จแล้ว | ดำเนินการเสร็จสิ้น | ดำเนินการเสร็จสิ้นแล้ว
    ดำเนินการเรียบร้อย | ดำเนินการเรียบร้อยแล้ว | ดำเนินการเสร็จเรียบร้อย | ดำเนินการเสร็จเรียบร้อยแล้ว
    ดำเนินการแล้วเสร็จเรียบร้อยแล้ว | ดำเนินการครบถ้วนแล้ว | ได้ดำเนินการแล้ว | ได้ดำเนินการเรียบร้อยแล้ว
    เสร็จเรียบร้อยแล้ว | เสร็จเรียบร้อย | เสร็จสิ้น | เสร็จสิ้นแล้ว | เสร็จแล้ว | แล้วเสร็จ | เรียบร้อยแล้ว | เรียบร้อย
    ดำเนินการเสร็จสิ้นเรียบร้อยแล้ว | ดำเนินการแล้วเสร็จเรียบร้อย
"""
_IN_PROGRESS = """
    อยู่ระหว่างดำเนินการ | อยู่ระหว่างการดำเนินการ | อยู่ในระหว่างดำเนินการ | อยู่ในระหว่างการดำเนินการ
    ระหว่างดำเนินการ | กำลังดำเนินการ | อยู่ระหว่างดำเนินงาน
"""
_NOT_DUE = """
    ยังไม่ถึงกำหนด | ยังไม่ถึงกำหนดเวลา | ยังไม่ถึงกำหนดระยะเวลา | ยังไม่ถึงระยะเวลา | ยังไม่ถึงระยะเวลาดำเนินการ
    ยังไม่ถึงกำหนดดำเนินการ | ยังไม่ถึงกำหนดการดำเนินการ | ยังไม่ถึงกำหนดระยะเวลาดำเนินการ
    ยังไม่ถึงห้วงเวลา | ยังไม่ถึงเวลา | ยังไม่ถึงช่วงเวลาดำเนินการ
"""


def _words(listed: str) -> list[str]:
    return [one.strip() for one in re.split(r"[|\n]", listed) if one.strip()]


_SYNONYMS: dict[str, Status] = dict.fromkeys(_words(_DONE), "done")
_SYNONYMS |= dict.fromkeys(_words(_IN_PROGRESS), "in_progress")
_SYNONYMS |= dict.fromkeys(_words(_NOT_DUE), "not_due")

# What is guessed, in order: words anywhere in a wording of the list's kind.
_GUESSES: tuple[tuple[str, Status], ...] = (
    ("ไม่แล้วเสร็จ|ไม่เสร็จ|ไม่เรียบร้อย|ไม่สามารถ|บางส่วน|ยังดำเนินการ", "in_progress"),
    ("คาดว่า|จะ(?:ได้)?(?:ดำเนินการ|แล้วเสร็จ|เสร็จ)", "in_progress"),
    ("ยังไม่ถึง|ยังไม่ดำเนิน|ยังไม่ได้ดำเนิน|รอดำเนิน|ยังไม่เริ่ม", "not_due"),
    ("ระหว่าง|กำลัง", "in_progress"),
    ("แล้วเสร็จ|เสร็จสิ้น|เสร็จเรียบร้อย|เรียบร้อย|เสร็จแล้ว|(?<!ไม่ได้)ดำเนินการแล้ว|^✓$|^[/√☑]$", "done"),
)


# A wording with a tick before it, among others that have none.
_TICKED = re.compile(r"(?:[☑✓✔√☒]|[(\[][/xX✓√][)\]])([ก-๎]+)")


class Understood(NamedTuple):
    """The status of a wording; `is_guess` where it is not of the list of synonyms."""

    status: Status | None
    is_guess: bool = False


def understand(wording: str) -> Understood:
    """A cell of column six; spaces do not count. Empty is no status, a lone dash not due."""
    if typed.is_dash(wording):
        return Understood("not_due")
    bare = bared(wording)
    if not bare or bare in _SYNONYMS:
        return Understood(_SYNONYMS.get(bare))
    ticked = _TICKED.findall(thai.fold(wording).replace(" ", ""))
    if len(ticked) == 1 and (known := _SYNONYMS.get(bared(ticked[0]))):
        return Understood(known, is_guess=True)
    if sum(word in bare for word in ("ดำเนินการแล้ว", "อยู่ระหว่าง", "ยังไม่ถึง")) > 1:
        return Understood(None, is_guess=True)
    for pattern, status in _GUESSES:
        if re.search(pattern, bare):
            return Understood(status, is_guess=True)
    return Understood(None, is_guess=True)


def bared(wording: str) -> str:
    """A wording for comparing: without spaces and the full stop or bracket around it."""
    return thai.fold(wording).replace(" ", "").strip(".()-")


def is_known(wording: str) -> bool:
    """Whether a text is a status and nothing else."""
    return typed.is_dash(wording) or bared(wording) in _SYNONYMS
