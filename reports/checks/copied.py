"""Texts that are all but equal to another: of the round before, or of another province."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rapidfuzz import fuzz

from ita_portal import thai
from reports.document import Line, Report

from .around import Around, OtherText
from .finding import Finding
from .places import Row, rows

T = TypeVar("T")

LEAST = 90  # of a hundred letters so many agree
# Shorter texts say the same in every round, and in every province.
SHORTEST, SHORTEST_OF_OTHERS = 30, 60
# Of a text only its beginning is compared, and with so many texts: the time stays short.
LONGEST = 4_000
LEAST_AS_TYPED = 70  # below this even spaces and digits cannot make up for it
MOST_OF_A_STEP = 8
MOST_OF_OTHERS = 200
_QUOTED = 60  # characters of a text that stand for it


def same_as_before(report: Report, around: Around) -> Iterator[Finding]:
    """A result equal for nine tenths to that of the same step in the round before.

    What was done by then may say so again within the year.
    """
    if around.previous is None:
        return
    before = _by_step(around.previous)
    is_same_year = around.previous.fiscal_year == report.fiscal_year
    for row in rows(report):
        ours = _comparable(row.line.result, SHORTEST)
        if not ours or row.line.answer:
            continue
        earlier = [
            line
            for line in _of_steps(before, _codes(row.line), MOST_OF_A_STEP)
            if not (is_same_year and line.status == row.line.status == "done")
        ]
        if any(_likeness(ours, _comparable(line.result)) for line in earlier):
            message = (
                "ผลการดำเนินการเหมือนรอบที่แล้วเกือบทั้งหมด โปรดเพิ่มสิ่งที่ทำในรอบนี้ หากไม่มีอะไรเปลี่ยนแปลง ไม่ต้องแก้"
            )
            yield row.finding("same_as_before", "result", _beginning(row), message)


def like_another(report: Report, around: Around) -> Iterator[Finding]:
    """A result equal for nine tenths to what another province wrote of the same step, names aside."""
    if not around.others:
        return
    others = defaultdict(list)
    for other in around.others:
        for code in other.steps:
            others[code].append(other)
    for row in rows(report):
        ours = _comparable(row.line.result, SHORTEST_OF_OTHERS, report.province.name)
        if ours and not row.line.answer:
            texts = _of_steps(others, _codes(row.line), MOST_OF_OTHERS)
            yield from _like(row, _nameless(row.line.result, report.province.name), ours, texts)


def _like(row: Row, typed: str, ours: str, texts: Iterable[OtherText]) -> Iterator[Finding]:
    alike: dict[str, float] = {}
    for other in texts:
        if not fuzz.ratio(
            typed, _nameless(other.text, other.province), score_cutoff=LEAST_AS_TYPED
        ):
            continue
        theirs = _comparable(other.text, SHORTEST_OF_OTHERS, other.province)
        if likeness := _likeness(ours, theirs):
            alike[other.province] = max(likeness, alike.get(other.province, 0))
    if not alike:
        return
    nearest = min(alike, key=lambda name: (-alike[name], name))
    others = len(alike) - 1
    more = f" และอีก {thai.to_thai_digits(others)} จังหวัด" if others else ""
    message = (
        f"ผลการดำเนินการเหมือนของจังหวัด{nearest} ร้อยละ {thai.to_thai_digits(int(alike[nearest]))}{more} "
        "โปรดอ่านทั้งสองฉบับ และถามจังหวัดหากข้อความไม่ใช่ของตนเอง"
    )
    yield row.finding("like_another", "result", _beginning(row), message)


def _by_step(report: Report) -> dict[str, list[Line]]:
    found = defaultdict(list)
    for _, _, line in report.lines():
        for code in _codes(line):
            found[code].append(line)
    return found


def _codes(line: Line) -> list[str]:
    return list(dict.fromkeys(code for item in line.items for code in item.steps))


def _of_steps(by_step: dict[str, list[T]], codes: Iterable[str], most: int) -> list[T]:
    """What is kept under any of these steps, each once, and no more than `most`."""
    found = {id(one): one for code in codes for one in by_step.get(code, ())}
    return list(found.values())[:most]


def _comparable(text: str, shortest: int = 0, province: str = "") -> str:
    """A text for comparing, without the province's name; '' for one that is too short to tell."""
    plain = thai.fold(thai.to_arabic_digits(_nameless(text, province))).replace(" ", "")
    return plain if len(plain) >= shortest else ""


def _nameless(text: str, province: str) -> str:
    return text[:LONGEST].replace(province or "\0", "")


def _likeness(one: str, other: str) -> float:
    """Of a hundred, how much of both agrees; 0 below the least that counts."""
    return fuzz.ratio(one, other, score_cutoff=LEAST)


def _beginning(row: Row) -> str:
    """The first words of a result, verbatim."""
    text = row.line.result.strip()
    return text[:_QUOTED].rstrip()
