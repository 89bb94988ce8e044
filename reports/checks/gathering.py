"""One cause makes one finding that names its places, so that a list of findings stays short."""

from collections.abc import Iterable
from dataclasses import replace

from ita_portal import thai

from .finding import Finding
from .kinds import KINDS
from .places import distinct, quoted

# So many places are named; of more it is said how many.
MOST_NAMED = 10

# What is said of all that is told together, by the name in `Kind.together`.
HEADS = {
    "step_twice": (
        "มีขั้นตอนตามปฏิทินที่รายงานซ้ำในลำดับที่อื่นแล้ว {count} แห่ง โปรดรวมเป็นแถวเดียว "
        "หรือระบุว่าแถวเหล่านี้ตรงกับขั้นตอนอื่น"
    ),
    "damaged_words": "มีคำที่น่าจะพิมพ์ผิดหรือเสียหายจากการคัดลอก {count} แห่ง โปรดตรวจและแก้ทีละแห่ง",
    "other_year": ("มีปีที่ไม่ใช่ปีงบประมาณนี้หรือปีที่ติดกัน {count} แห่ง โปรดแก้ปี หากตั้งใจให้เป็นปีนั้น ไม่ต้องแก้"),
    "last_years_date": (
        "มีวันที่ซึ่งอยู่ในช่วงของขั้นตอนเดียวกันเมื่อปีก่อน {count} แห่ง โปรดแก้หากคัดลอกมาจากปีก่อน "
        "หากตั้งใจให้เป็นวันนั้น ไม่ต้องแก้"
    ),
    "other_province": ("มีชื่อจังหวัดอื่น {count} แห่ง โปรดแก้หากคัดลอกมา หากตั้งใจเอ่ยถึง ไม่ต้องแก้"),
    "same_as_before": (
        "มีผลการดำเนินการที่เหมือนรอบที่แล้วเกือบทั้งหมด {count} แถว โปรดเพิ่มสิ่งที่ทำในรอบนี้ "
        "หากไม่มีอะไรเปลี่ยนแปลง ไม่ต้องแก้"
    ),
    "old_glyphs": ("มีสระหรือวรรณยุกต์ของแบบอักษรรุ่นเก่า ซึ่งจะพิมพ์ออกมาไม่ครบ {count} แห่ง โปรดพิมพ์คำเหล่านี้ใหม่"),
    "symbol_glyphs": (
        "มีสัญลักษณ์ที่คัดลอกมาจากโปรแกรมอื่น ซึ่งจะพิมพ์ออกมาเป็นช่องสี่เหลี่ยม {count} แห่ง โปรดพิมพ์เครื่องหมายใหม่ เช่น -"
    ),
}


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with those of one cause made one, where the first of them stood."""
    causes: dict[object, list[Finding]] = {}
    for finding in findings:
        causes.setdefault(_cause(finding), []).append(finding)
    return [_as_one(found) for found in causes.values()]


def _cause(finding: Finding) -> object:
    kind = KINDS[finding.code]
    if kind.together:
        return kind.together
    return (finding.code, finding.words) if kind.by_words else id(finding)


def _as_one(found: list[Finding]) -> Finding:
    first = found[0]
    if len(found) == 1:
        return first
    said = _of_several if KINDS[first.code].together else _of_the_same_words
    return replace(first, message=said(found), parts=tuple(found))


def _of_the_same_words(found: list[Finding]) -> str:
    return f"{found[0].message} (พบใน {_listed(distinct(one.spot for one in found))})"


def _of_several(found: list[Finding]) -> str:
    head = HEADS[KINDS[found[0].code].together]
    return f"{head.format(count=thai.to_thai_digits(len(found)))}: {_listed(map(_named, found))}"


def _named(finding: Finding) -> str:
    meant = f" (น่าจะเป็น {quoted(finding.meant)})" if finding.meant else ""
    return f"{finding.spot} {quoted(thai.fold(finding.words))}{meant}"


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = len(names) - MOST_NAMED
    end = f" และอีก {thai.to_thai_digits(more)} แห่ง" if more > 0 else ""
    return ", ".join(names[:MOST_NAMED]) + end
