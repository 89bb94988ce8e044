"""Which steps of a year's calendar a step text of a paper answers, and how sure that is.

Titles are data and change every year. What tells one step from another is weighed by how rare it is
among the titles of the calendar itself; only what the three instruments are called is known beforehand.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from math import log
from typing import NamedTuple

from rapidfuzz import fuzz

from ita_portal import thai
from reports.document import CalendarStep
from reports.readers.reading import Match

# From what score on a step is taken; of a text that says nothing but words of its title; told as near.
TAKEN = 0.62
BARELY = 0.54
NEAR = 0.36
# Below this score, or with a rival this near, a person should look.
SURE = 0.75
MARGIN = 0.12
# Nobody writes a step in more characters; what is beyond is not looked at.
LONGEST = 3_000

Matches = tuple[Match, ...]


def match(text: str, steps: Sequence[CalendarStep]) -> tuple[Matches, Matches]:
    """The steps that a text answers, in the calendar's order, and the rivals: near, but not taken.

    Both empty for a text that has nothing to do with the calendar, as a row of the province's own.
    Scores are 0–1 with two decimals. When in doubt a step is a rival.
    """
    calendar = _calendar(tuple((step.code, step.title) for step in steps))
    said = _understood(text[:LONGEST])
    scores = {title.code: calendar.score(title, said) for title in calendar.titles}
    taken, left = _taken(calendar, said, scores)
    near = _near(calendar, said, scores, taken, left)
    rivals = sorted(near, key=near.get, reverse=True)[:3]
    return (
        tuple(_match(title.code, taken) for title in calendar.titles if title.code in taken),
        tuple(_match(code, near) for code in rivals),
    )


def is_unsure(taken: Matches, rivals: Matches) -> bool:
    """Whether a person should look at what `match` said."""
    if not taken:
        return bool(rivals)
    lowest = min(one.score for one in taken)
    nearest = max((one.score for one in rivals), default=0.0)
    return lowest < SURE or nearest > lowest - MARGIN


def _match(code: str, scores: dict[str, float]) -> Match:
    return Match(code, round(min(scores[code], 1.0), 2))


# ---- a text as words, names of instruments and parts


class _Said(NamedTuple):
    """A text understood: `words` without spaces, names and parts; `doubt` is 1, less if it disagrees with itself."""

    words: str
    names: frozenset[str]
    parts: frozenset[str]
    doubt: float = 1.0

    @property
    def whole(self) -> str:
        return self.words + "".join(sorted(self.names)) + "".join(sorted(self.parts))


# What each instrument is called: in English, and in Thai without spaces.
_IN_ENGLISH = [
    (r"INTERNAL\s*(?:INTEGRITY\s*(?:AND|&)\s*TRANSPARENCY\s*ASSESS?MENT)?", "IIT"),
    (r"EXTERNAL\s*(?:INTEGRITY\s*(?:AND|&)\s*TRANSPARENCY\s*ASSESS?MENT)?", "EIT"),
    (r"OPEN\s*DATA\s*(?:INTEGRITY\s*(?:AND|&)\s*TRANSPARENCY\s*ASSESS?MENT|ITA)?", "OIT"),
    (r"INTEGRITY\s*(?:AND|&)\s*TRANSPARENCY\s*ASSESS?MENT", "ITA"),
]
_STAKEHOLDERS = "(?:กลุ่ม)?(?:ผู้|ที่)?(?:มี)?ส่วนได้(?:ส่วน|ส่วนได้)?เสีย"
_IN_THAI = [
    (rf"{_STAKEHOLDERS}(?:ทั้ง)?ภายใน(?:\(?IIT\)?)?และภายนอก", "iit|eit|"),
    (f"{_STAKEHOLDERS}ภายใน(?!วัน|ระยะ|เวลา|เดือน)(?:หน่วยงาน)?", "iit|"),
    (f"{_STAKEHOLDERS}ภายนอก(?:หน่วยงาน)?", "eit|"),
    ("(?:การ)?เปิดเผยข้อมูล(?:ต่อ)?สา?ธารณะ", "oit|"),
]
# One letter lost, doubled or taken for another.
_SLIPS = {"IT": "IIT", "LIT": "IIT", "IITT": "IIT", "ETT": "EIT", "EITT": "EIT", "ETI": "EIT"}
_SLIPS |= {"0IT": "OIT", "OTT": "OIT", "OITT": "OIT", "OTI": "OIT", "ITTA": "ITA"}
_NAMES = ("IIT", "EIT", "OIT")

# What every text of this kind may hold and no step is known by, without spaces.
_BOILERPLATE = [
    (r"(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?25\d\d", ""),
    (
        "(?:การ)?ประเมินคุณธรรมและความโปร่งใส(?:ใน)?(?:การดำเนินงาน)?(?:(?:ของ|ใน)?หน่วยงานภาครัฐ)?",
        "การประเมิน",
    ),
    (r"สำนักงาน(?:คณะกรรมการ)?ป\.?ป\.?ช\.?|ป\.ป\.ช\.?", "ปปช"),
    (r"\bITAS?\b|ITAS?(?![A-Z])", ""),
    ("ฯลฯ|ฯ", ""),
]
# Words that offices use for one another, in texts and titles alike.
_SAME_WORDS = [
    ("แบบ(?:วัด|สำรวจ|ประเมิน|ตรวจ|สอบถาม)(?:การ)?(?:รับรู้)?(?:ของ)?", "แบบวัด"),
    ("แบบ(?=oit)", "แบบวัด"),
    ("(?:จัด)?เก็บ(?:และ)?(?:รวบรวม)?|รวบรวม|(?<!ผู้)ตอบ(?!สนอง|แทน)|กรอก", "เก็บ"),
    ("เชื่อมโยง(?=ข้อมูล)|เห็นชอบ", "อนุมัติ"),
    ("ปปช(?:ประจำจังหวัด)?(?:เป็นผู้|ดำเนินการ|ลงพื้นที่|เข้า|จะ|ได้)+เก็บ", "ปปชเก็บ"),
    ("คำชี้แจง", "ชี้แจง"),
    ("พิจารณา(?=(?:ข้อมูล|การ)*ชี้แจง)", "ประเมิน"),
    ("(?:เข้า)?ใช้(?:งาน)?ระบบ", "เข้าสู่ระบบ"),
]
_PART = re.compile(r"(?:ส่วนที่|PART|ตอนที่)\.?(\d)(?:(?:และ|,|-|ถึง|&)(?:ส่วนที่|PART|ตอนที่)?(\d))?")
_GLOSS = re.compile(r"(iit|eit|oit)\|\(([A-Z]+)\)")


def _substituted(text: str, rules: Sequence[tuple[str, str]]) -> str:
    for pattern, words in rules:
        text = re.sub(pattern, words, text)
    return text


@lru_cache(maxsize=2048)
def _understood(text: str) -> _Said:
    bare = _substituted(_without_spaces(text), _BOILERPLATE)
    bare = _substituted(_substituted(bare, _IN_THAI), _SAME_WORDS)
    disagrees = any(
        name.upper() != gloss for name, gloss in _GLOSS.findall(bare) if gloss in _NAMES
    )
    if disagrees:
        bare = _GLOSS.sub(lambda found: found[1], bare)
    return _Said(
        words=_PART.sub("|", re.sub("|".join(_NAMES), "|", bare, flags=re.IGNORECASE)),
        names=frozenset(
            name for name in _NAMES if re.search(f"{name}(?![A-Z])|{name.lower()}", bare)
        ),
        parts=frozenset(part for found in _PART.findall(bare) for part in found if part),
        doubt=0.8 if disagrees else 1.0,
    )


def _without_spaces(text: str) -> str:
    """A text in capitals and Arabic digits, English names short, | between Latin words, no spaces."""
    bare = thai.to_arabic_digits(thai.fold(text)).upper()
    bare = _substituted(bare, [(pattern, f" {name} ") for pattern, name in _IN_ENGLISH])
    bare = re.sub("[0A-Z]{2,5}", lambda found: _SLIPS.get(found[0], found[0]), bare)
    bare = re.sub("(?<=[A-Z]) +(?=[A-Z])", "|", bare).replace(" ", "")
    return re.sub(r"([:;|]+)(?=\))|(?<=\()[:;|]+", "", bare)


# ---- a calendar: what its titles are known by


@dataclass(frozen=True, slots=True)
class _Title:
    """A title in pieces: those of each of its halves around และ, and those in brackets, which explain it."""

    code: str
    halves: tuple[tuple[str, ...], ...]
    aside: tuple[str, ...]
    names: frozenset[str]
    parts: frozenset[str]
    whole: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(piece for half in self.halves for piece in half)


_JOINTS = re.compile(
    r"(?<!ราช)(?<!กรรม)(?<!บริ)(?<!โครง)(?<!ปฏิบัติ)การ|(?<!ติด)ตาม|ของ|หรือ|เข้าสู่|โดย|ผ่าน|ในระบบ|"
    r"[^ก-๎A-Z]+"
)
# Words that say little, however few titles hold them.
_WEAK = ("ประเมิน", "ข้อมูล", "หน่วยงาน", "ระบบ", "ผล", "แบบวัด")


def _title(code: str, title: str) -> _Title:
    said = _understood(title)
    aside = "|".join(re.findall(r"\(([^)]*)\)", said.words))
    main = re.sub(r"\([^)]*\)", "|", said.words)
    halves = filter(None, map(_pieces, main.split("และ")))
    return _Title(code, tuple(halves), _pieces(aside), said.names, said.parts, said.words)


def _pieces(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for piece in _JOINTS.split(words) if len(piece) > 1))


def _parted(titles: list[_Title]) -> list[_Title]:
    """The titles with each piece cut where it shares words with another, until no two do."""
    pieces = {piece for title in titles for piece in (*title.words, *title.aside)} | set(_WEAK)
    shared = {_longest_shared(a, b) for a in pieces for b in pieces if a != b}
    cuts = sorted((word for word in shared if len(word) > 5), key=len, reverse=True)
    if not cuts:
        return titles
    knife = re.compile(f"({'|'.join(map(re.escape, cuts))})")
    parted = [
        replace(
            title,
            halves=tuple(_cut(half, knife) for half in title.halves),
            aside=_cut(title.aside, knife),
        )
        for title in titles
    ]
    return parted if parted == titles else _parted(parted)


def _cut(pieces: tuple[str, ...], knife: re.Pattern[str]) -> tuple[str, ...]:
    parts = (part for piece in pieces for part in knife.split(piece))
    return tuple(dict.fromkeys(part for part in parts if len(part) > 2))


def _longest_shared(a: str, b: str) -> str:
    block = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return a[block.a : block.a + block.size].lstrip(_MARKS)


# Vowels and tone marks that stand over, under or after a letter: no word begins with one.
_MARKS = "ะัาำิีึืฺุู็่้๊๋์ํ๎"


class _Found(NamedTuple):
    """How well a piece is found in a text, 0–1, and where."""

    share: float
    start: int = 0
    end: int = 0


@lru_cache(maxsize=8192)
def _find(piece: str, words: str) -> _Found:
    at = words.find(piece)
    if at >= 0:
        return _Found(1.0, at, at + len(piece))
    best = fuzz.partial_ratio_alignment(piece, words) if len(piece) > 4 else None
    if best is None or len(words) < len(piece) - 2:
        return _Found(0.0)
    close = (best.score / 100 - 0.65) / 0.3
    apart = 0.9 * _shared_triples(piece, words) if len(piece) > 8 else 0.0
    return _Found(min(max(close, apart, 0.0), 1.0), best.dest_start, best.dest_end)


def _shared_triples(piece: str, words: str) -> float:
    triples = [piece[at : at + 3] for at in range(len(piece) - 2)]
    return sum(triple in words for triple in triples) / len(triples) * 2 - 1


# What an office does about a step without doing the step, unless the calendar says so itself.
_OWN = re.compile(
    "มอบหมาย|ประชุม|อบรม|สัมมนา|ติดตาม|กำชับ|ทบทวน|วิเคราะห์|แผน|แนวทาง|มาตรการ|แต่งตั้ง|รับผิดชอบ|เตรียม|ซักซ้อม|สื่อสาร|สรุป"
)


class _Calendar:
    """The titles of one calendar, their pieces weighed by how few titles have them."""

    def __init__(self, steps: tuple[tuple[str, str], ...]) -> None:
        self.titles = _parted([_title(code, title) for code, title in steps])
        self.weights = {
            piece: self._weight_of(piece)
            for title in self.titles
            for piece in (*title.words, *title.aside)
        }
        self.name_weights = {
            name: self._weight(sum(name in title.names for title in self.titles)) for name in _NAMES
        }

    def _weight_of(self, piece: str) -> float:
        weight = self._weight(sum(_find(piece, one.whole).share > 0.8 for one in self.titles))
        return weight * 0.4 if piece in _WEAK else weight

    def _weight(self, titles: int) -> float:
        return log((len(self.titles) + 1) / max(titles, 1)) + 0.15

    def score(self, title: _Title, said: _Said) -> float:
        """How surely a text answers a step: 0–1, a little more where words in brackets agree too."""
        if not _fits(title, said):
            return 0.0
        best = self._share(title, title.words, said)
        if len(title.halves) > 1:
            best = max(best, *(0.9 * self._share(title, half, said) for half in title.halves))
        aside = self._found(title.aside, said)
        if self._is_telling(title.aside):
            best = max(best, 0.8 * self._share(title, title.aside, said))
        if title.aside and best > NEAR and aside > 0.8 * self._of_all(title.aside):
            best += 0.05
        return best * said.doubt * self._own_work(title, said)

    def _share(self, title: _Title, pieces: tuple[str, ...], said: _Said) -> float:
        """The share of a title's weight that is found in a text."""
        weight = self._of_all(pieces)
        found = self._found(pieces, said)
        if title.names:
            names = sum(map(self.name_weights.get, title.names))
            known = len(title.names & said.names) / len(title.names)
            weight += names
            found += names * (0.5 + 0.5 * known) if known else 0.0
        return found / weight if weight else 0.0

    def _of_all(self, pieces: tuple[str, ...]) -> float:
        return sum(map(self.weights.get, pieces))

    def _found(self, pieces: tuple[str, ...], said: _Said) -> float:
        return sum(self.weights[piece] * _find(piece, said.words).share for piece in pieces)

    def _is_telling(self, pieces: tuple[str, ...]) -> bool:
        """Whether words in brackets are known by themselves: long ones that no other title has."""
        return any(len(piece) > 8 and self.weights[piece] >= self._weight(1) for piece in pieces)

    def explained(self, title: _Title, said: _Said) -> float:
        """How much of the text a step explains, in weight."""
        names = sum(self.name_weights[name] for name in title.names & said.names)
        return names + self._found((*title.words, *title.aside), said)

    def _own_work(self, title: _Title, said: _Said) -> float:
        """1, less where the text is about work of the office that the title does not name."""
        own = _OWN.search(said.words)
        if own is None or own[0] in title.whole:
            return 1.0
        places = [_find(piece, said.words) for piece in title.words if self._is_rare(piece)]
        first = min((found.start for found in places if found.share > 0.5), default=len(said.words))
        return 0.58 if own.start() < first else 1.0

    def _is_rare(self, piece: str) -> bool:
        return self.weights[piece] >= self._weight(3)

    def share_a_rare_piece(self, title: _Title, other: _Title) -> bool:
        return any(piece in other.words and self._is_rare(piece) for piece in title.words)

    def says_all(self, title: _Title, said: _Said) -> bool:
        """Whether a text names the title's instrument and holds no word that the title has not."""
        left = re.sub("การ|[^ก-๎A-Z]", "", self.without(title, said).words)
        return bool(title.names & said.names) and not left

    def without(self, title: _Title, said: _Said) -> _Said:
        """A text without the words by which it answers a step."""
        words = said.words
        for piece in (*title.words, *title.aside):
            found = _find(piece, words)
            if found.share > 0.5:
                words = words[: found.start] + "|" * (found.end - found.start) + words[found.end :]
        return said._replace(words=words)

    def has_a_twin(self, title: _Title, score: float, taken: Mapping[str, float]) -> bool:
        """Whether a step that is taken differs in nothing but the part, which the text leaves open."""
        return any(
            (one.names, one.words) == (title.names, title.words)
            and abs(taken[one.code] - score) < 0.03
            for one in self.titles
            if one.code in taken
        )


def _fits(title: _Title, said: _Said) -> bool:
    """Whether a text speaks of no other instrument or part than the title."""
    if title.names and said.names and not title.names & said.names:
        return False
    return not (title.parts and said.parts) or bool(title.parts & said.parts)


@lru_cache(maxsize=16)
def _calendar(steps: tuple[tuple[str, str], ...]) -> _Calendar:
    return _Calendar(steps)


# ---- what is taken, what came near

Scores = dict[str, float]


def _taken(calendar: _Calendar, said: _Said, scores: Scores) -> tuple[Scores, _Said]:
    """The best step and each other that answers what is left of the text; and what is left in the end.

    What names the same instrument as a step that is taken must have words of its own.
    """
    taken: Scores = {}
    left, names = said, said.names
    worth = _worth(calendar, said, scores)
    for title in sorted(calendar.titles, key=lambda one: worth[one.code], reverse=True):
        score = scores[title.code]
        if taken and not title.names & names and not calendar.has_a_twin(title, score, taken):
            score = min(score, calendar.score(title, left))
        if score >= TAKEN or (score >= BARELY and calendar.says_all(title, said)):
            taken[title.code] = score
            left, names = calendar.without(title, left), names - title.names
    return taken, left


def _worth(calendar: _Calendar, said: _Said, scores: Scores) -> Scores:
    """What each step is worth: of two that fit, the one that explains more of the text is meant."""
    return {
        title.code: scores[title.code] * calendar.explained(title, said)
        for title in calendar.titles
    }


def _near(calendar: _Calendar, said: _Said, scores: Scores, taken: Scores, left: _Said) -> Scores:
    """The steps that came near: by the whole text where they rival one taken, else by what is left of it."""
    worth = _worth(calendar, said, scores)
    near: Scores = {}
    for title in calendar.titles:
        if title.code in taken:
            continue
        is_rival = any(
            worth[title.code] > 0.9 * worth[one.code] and calendar.share_a_rare_piece(title, one)
            for one in calendar.titles
            if one.code in taken
        )
        score = scores[title.code]
        near[title.code] = score if is_rival else min(score, calendar.score(title, left))
    return {code: score for code, score in near.items() if score >= NEAR}
