"""Texts of many provinces to one question: which are alike, which stand out (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz, process

# Two texts are alike from here on (0–100).
ALIKE = 85
# Of a text only its beginning is compared, of a list no more than this.
LONGEST, MOST = 1_000, 600
# A text stands out by its length where it is so many times shorter or longer than half of the others.
MUCH = 4
# Of what so many say (0–1), whoever says otherwise stands out.
MAJORITY = 0.8
SHORT, LONG, EMPTY = "สั้นกว่าจังหวัดส่วนใหญ่มาก", "ยาวกว่าจังหวัดส่วนใหญ่มาก", "ไม่มีข้อความ"
OTHER_STATUS, NO_EVIDENCE = "สถานะต่างจากจังหวัดส่วนใหญ่", "ไม่มีเอกสารหลักฐาน แต่จังหวัดส่วนใหญ่มี"


@dataclass(frozen=True, slots=True)
class Text:
    """What one row says: its letters without spaces, how far it says the step is, whether evidence stands beside it."""

    letters: str
    said: str = ""
    has_evidence: bool = False


def groups(texts: Sequence[Text]) -> list[list[int]]:
    """The places of the texts, alike ones together: the largest group first, of equals the upper one.

    A text is in a group with each text that is like it, so two of a group may be less alike. Texts
    without letters are alike. More than MOST texts are left as they are, each by itself.
    """
    if len(texts) > MOST:
        return [[place] for place in range(len(texts))]
    above = list(range(len(texts)))

    def top(place: int) -> int:
        while above[place] != place:
            place = above[place]
        return place

    letters = [text.letters[:LONGEST] for text in texts]
    likeness = process.cdist(letters, letters, scorer=fuzz.ratio, score_cutoff=ALIKE)
    for one, row in enumerate(likeness):
        for other in range(one):
            if row[other] >= ALIKE or letters[one] == letters[other]:
                first, second = sorted((top(one), top(other)))
                above[second] = first
    found: dict[int, list[int]] = {}
    for place in range(len(texts)):
        found.setdefault(top(place), []).append(place)
    return sorted(found.values(), key=lambda places: (-len(places), places[0]))


def typical(texts: Sequence[Text], places: Sequence[int]) -> int:
    """The place of the text of a group that is most like the others; of equals the upper one."""
    letters = [texts[place].letters[:LONGEST] for place in places]
    sums = process.cdist(letters, letters, scorer=fuzz.ratio).sum(axis=1)
    return places[max(range(len(places)), key=lambda one: (sums[one], -one))]


def standing_out(texts: Sequence[Text]) -> list[list[str]]:
    """Of each text in words why it stands out; none where it does not."""
    lengths = [len(text.letters) for text in texts if text.letters]
    usual = median(lengths) if len(lengths) > 2 else 0
    status = _most([text.said for text in texts])
    evidence = _most([text.has_evidence for text in texts])
    return [_why(text, usual, status, evidence) for text in texts]


def _why(text: Text, usual: float, status: object, evidence: object) -> list[str]:
    length = len(text.letters)
    reasons = {
        EMPTY: not length,
        SHORT: bool(usual and length and length * MUCH < usual),
        LONG: bool(usual and length > usual * MUCH),
        OTHER_STATUS: status is not None and text.said != status,
        NO_EVIDENCE: evidence is True and not text.has_evidence,
    }
    return [words for words, holds in reasons.items() if holds]


def _most(values: Sequence[object]) -> object:
    """What most of at least three say; None where they do not agree so far."""
    if len(values) < 3:
        return None
    value, count = Counter(values).most_common(1)[0]
    return value if count < len(values) and count >= MAJORITY * len(values) else None
