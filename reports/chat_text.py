"""A text to paste into the provinces' chat group: the round, the due date, who is still awaited (pure).

Names of provinces and the receiving unit alone: nothing of a person.
"""

from collections.abc import Iterable
from datetime import date

from calendar_app.models import Round
from ita_portal import thai
from reports import mail_words
from reports.unfinished import Unfinished


def chat_text(round_: Round, owing: Iterable[Unfinished], of: int, day: date, receiver: str) -> str:
    """`of` is how many provinces report; digits Thai, ready to paste."""
    owing = list(owing)
    days = mail_words.days_words((round_.due_on - day).days)
    head = [
        f"รายงาน ITA {round_.name}",
        f"กำหนดส่งภายในวันที่ {thai.write_date(round_.due_on)} ({days})",
        f"ข้อมูล ณ วันที่ {thai.write_date(day)}: ยังไม่ส่ง {len(owing)} จาก {of} จังหวัด",
    ]
    if not owing:
        return _thai([*head[:2], f"ขอบคุณทุกจังหวัด ส่งครบทั้ง {of} จังหวัดแล้ว"])
    regions: dict[str, list[str]] = {}
    for one in owing:
        regions.setdefault(one.province.region or "อื่น ๆ", []).append(_name(one, round_))
    body = [f"{region} ({len(names)}): {' '.join(names)}" for region, names in regions.items()]
    return _thai([*head, "", *body, "", f"หากมีข้อขัดข้อง โปรดติดต่อ {receiver}"])


def _name(one: Unfinished, round_: Round) -> str:
    """With its own day where that is not the round's."""
    name = one.province.name
    if one.due != round_.due_on:
        name += f" (ถึง {thai.write_date_short(one.due)})"
    return name


def _thai(lines: list[str]) -> str:
    return thai.thai_digits_in_text("\n".join(lines))
