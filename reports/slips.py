"""Words that were damaged or mistyped, each with what was probably meant. Suggested, never mended. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ita_portal import thai

_THAI_OR_ASCII = "A-Za-z0-9๐-๙"
# An e-mail address, its digits of either script. The look-behind lets a run of letters be tried from
# its beginning only: the time stays linear.
EMAIL = re.compile(
    rf"(?<![{_THAI_OR_ASCII}._%+-])[{_THAI_OR_ASCII}._%+-]{{1,64}}\s?@\s?"
    rf"(?P<domain>[{_THAI_OR_ASCII}-]{{1,63}}(?:\.[{_THAI_OR_ASCII}-]{{1,63}}){{1,5}})"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """The words as they stand in a text, and what was probably meant."""

    words: str
    meant: str


# The same with what fingers do to it: two signs for one, a comma for a dot, the end forgotten.
_ENDS = "com|co|go|or|ac|in|mi|net|org|th"
_BROKEN_EMAIL = re.compile(
    rf"(?<![{_THAI_OR_ASCII}._%+-])[{_THAI_OR_ASCII}._%+-]{{1,64}}\s?(?:[@＠]{{1,2}}|[(]at[)])\s?"
    rf"[{_THAI_OR_ASCII}-]{{1,63}}(?:\.[{_THAI_OR_ASCII}-]{{1,63}}|(?:\.\.|,)(?:{_ENDS})(?![A-Za-z])){{0,5}}"
)
_SAYS_WHERE = re.compile(r"\s|@@|＠|[(]at[)]")
_FORGOTTEN = re.compile(r"(@(?:gmail|hotmail|yahoo|outlook|icloud))$", re.IGNORECASE)
_MISTYPED_END = {"con": "com", "cmo": "com", "comm": "com", "vom": "com", "t": "th", "tth": "th"}


def damaged_emails(text: str) -> list[Slip]:
    """Addresses whose digits became Thai (hr๑๐๑@…) or that are mistyped: no letter sent there arrives."""
    if "@" not in text and "＠" not in text and "(at)" not in text:
        return []
    words = dict.fromkeys(match[0] for match in _BROKEN_EMAIL.finditer(text))
    slips = [Slip(one, _mended(one)) for one in words]
    return [slip for slip in slips if slip.meant not in ("", slip.words)]


def _mended(address: str) -> str:
    """The address that was probably meant; '' where it is none."""
    meant = _SAYS_WHERE.sub(lambda match: "" if match[0].isspace() else "@", address)
    meant = thai.to_arabic_digits(meant).replace("..", ".").replace(",", ".")
    if " " not in address:
        meant = _FORGOTTEN.sub(r"\1.com", meant)
    name, _, end = meant.rpartition(".")
    meant = f"{name}.{_MISTYPED_END.get(end, end)}" if "@" in name else meant
    return meant if EMAIL.fullmatch(meant) else ""


# ---- codes of the OIT's items

_DASH = "[-‐-―−]"
_MONTH = "|".join(map(re.escape, chain(thai.MONTHS, thai.MONTHS_SHORT)))
# \d is a digit of any script, Thai ones included.
_CODE = r"[0๐][1-9๑-๙]\d?"
_CODE_RANGE = re.compile(
    rf"""
    (?<! [\d./,:] ) (?<! {_DASH} ) (?<! {_DASH}\s )
    (?P<first> {_CODE} ) \s{{0,2}} (?: {_DASH} | ถึง ) \s{{0,2}} (?P<last> {_CODE} )
    (?! \d | [./:,]\d | \s{{0,2}} (?: {_DASH} | / ) \s{{0,2}} \d | \s{{0,2}} (?: น\. | {_MONTH} ) )
    """,
    re.VERBOSE,
)
_CODE_ALONE = re.compile(
    rf"(?:OIT\)?|ข้อ|ตัวชี้วัด)\s{{0,2}}(?:ข้อ|ทั้ง)?(?:ที่)?\s{{0,2}}(?P<code>{_CODE})"
    rf"(?!\d|[./:,]\d|\s{{0,2}}(?:{_DASH}|/|น\.|{_MONTH}))"
)
_NUMBERED_OTHERWISE = re.compile(r"(?:โทร|สาร|เบอร์|หมายเลข|วันที่|เวลา)[^ก-ฮ]{0,6}$")


def damaged_codes(text: str) -> list[Slip]:
    """๐๑ - ๐๔๓ for O1 - O43: the letter O of an OIT item read or typed as zero."""
    found = {}
    for match in _CODE_RANGE.finditer(text):
        before = text[max(0, match.start() - 100) : match.start()]
        likely = len(match["last"]) == 3 or "OIT" in before
        if likely and not _NUMBERED_OTHERWISE.search(before):
            found[match[0]] = f"{_with_letter(match['first'])} - {_with_letter(match['last'])}"
    if "OIT" in text:
        for match in _CODE_ALONE.finditer(text):
            found[match["code"]] = _with_letter(match["code"])
    return [Slip(words, meant) for words, meant in found.items()]


def _with_letter(code: str) -> str:
    return f"O{thai.to_arabic_digits(code[1:])}"


# ---- names of the instruments and what is done with them

_SPACE = r"[\s\u200b]*"


def _loose(words: str) -> str:
    """A pattern for Thai words that may be broken by spaces."""
    return _SPACE.join(map(re.escape, words))


_NOT_LATIN = "(?<![A-Za-z0-9]){}(?![A-Za-z0-9])"
_OTHER_IT = r"(?<!ระบบ)(?<!ระบบ\s)(?<!งาน)(?<!งาน\s)(?<!ด้าน)(?<!ด้าน\s)(?<!ฝ่าย)(?<!ศูนย์)(?<!หน้าที่)(?<!หน้าที่\s)(?<!ทาง)"
_TERMS = (
    (re.compile(_OTHER_IT + _NOT_LATIN.format("(?:IT|ITT|IlT|lIT|llT|1IT|I1T|HT)")), "IIT"),
    (re.compile(_NOT_LATIN.format("(?:ETT|EIIT|EITT|ElT|E1T)")), "EIT"),
    (re.compile(_NOT_LATIN.format("(?:0IT|OlT|O1T|OTT|๐IT)")), "OIT"),
    (
        re.compile(
            rf"(?:(?<=ระบุและ)|(?<=ผู้บริหารได้)|(?<=ผู้บริหาร)|(?<=ตอบและ))(?P<slip>{_loose('เชื่อมโยง')})"
            rf"(?={_SPACE}{_loose('ข้อมูล')})"
        ),
        "อนุมัติ",
    ),
)
_OF_AN_INSTRUMENT = re.compile(
    r"แบบ\s*วัด|ส่วน\s*ได้|ส่วน\s*เสีย|EIT|ETT|OIT|ITA(?![A-Za-z])|[(]IT+[)]|สำรวจ"
)


def term_slips(text: str) -> list[Slip]:
    """IT for IIT, ETT for EIT, เชื่อมโยง for อนุมัติ (the executive's act on the list of stakeholders)."""
    found: dict[str, str] = {}
    for pattern, meant in _TERMS:
        for match in pattern.finditer(text):
            near = text[max(0, match.start() - 120) : match.end() + 120]
            if meant == "อนุมัติ" or _OF_AN_INSTRUMENT.search(near):
                found.setdefault(match[0], meant)
    return [Slip(words, meant) for words, meant in found.items()]


# ---- links of the surveys

_SURVEY = re.compile(
    r"(?P<before>/go/)(?P<kind>[A-Za-z0-9]{1,6})(?P<slash>/)(?P<code>[A-Za-z0-9]{4,12})(?![A-Za-z0-9])"
)
INSTRUMENTS = ("iit", "eit", "oit")
_KINDS = {"it": "iit", "itt": "iit", "lit": "iit", "llt": "iit", "ett": "eit", "elt": "eit"}
_KINDS |= dict.fromkeys(("1it", "i1t", "ilt", "iitt", "lt"), "iit")
_KINDS |= dict.fromkeys(("e1t", "eiit", "eitt", "et"), "eit")
_KINDS |= dict.fromkeys(("0it", "olt", "o1t", "oitt", "0lt"), "oit")
_HOST = "itas.nacc.go.th"
_BEFORE_PATH = re.compile(r"[A-Za-z0-9._:/-]{0,60}$")
# Letters and digits that are taken for each other.
_ALIKE = str.maketrans("oOlLiI", "001111")


def survey_links(text: str) -> Iterator[re.Match[str]]:
    """The survey links of a text: groups kind and code."""
    return _SURVEY.finditer(text)


def instrument(link: re.Match[str]) -> str:
    """Which survey a link leads to (iit, eit or oit), or was probably meant to; '' where nobody can say."""
    kind = link["kind"].lower()
    return kind if kind in INSTRUMENTS else _KINDS.get(kind, "")


def leads_to_survey(link: re.Match[str]) -> bool:
    """Whether a link is one of the ITAS; without a host only where its path names a survey."""
    host = _BEFORE_PATH.search(link.string[max(0, link.start() - 60) : link.start()])[0]
    return host.lower().endswith(_HOST) or (not host and bool(instrument(link)))


def code_meant(code: str, codes: Iterable[str]) -> str:
    """The code of these that another was probably meant to be; '' for none."""
    return min((one for one in codes if _is_mistaken(one, code)), default="")


def survey_slips(text: str, codes: frozenset[str] = frozenset()) -> list[Slip]:
    """Links to a survey that does not exist (/go/it/…), and codes that differ from another link's by
    letters that look the same (ovsuxo, 0vsux0) or by one. `codes`: those of all links of the report."""
    found: dict[str, str] = {}
    for match in survey_links(text):
        kind, code = match["kind"], match["code"]
        if kind.lower() in _KINDS:
            kind = _KINDS[kind.lower()]
        else:
            code = code_meant(code, codes) or code
        if (kind, code) != (match["kind"], match["code"]):
            found[match[0]] = f"/go/{kind}/{code}"
    return [Slip(words, meant) for words, meant in found.items()]


def _is_mistaken(one: str, other: str) -> bool:
    """Whether two codes are one with a letter that looks the same, or with one letter mistyped."""
    if one == other or len(one) != len(other):
        return False
    differing = sum(a != b for a, b in zip(one, other, strict=True))
    return differing == 1 or one.translate(_ALIKE) == other.translate(_ALIKE)


# ---- a suggestion taken up


def taken_up(text: str, slip: Slip) -> str:
    """A text that says what was meant wherever the slip stands, and never inside another word."""
    places = _places(text, slip) or re.finditer(_NOT_LATIN.format(re.escape(slip.words)), text)
    for match in reversed([*places]):
        text = f"{text[: match.start()]}{slip.meant}{text[match.end() :]}"
    return text


def _places(text: str, slip: Slip) -> list[re.Match[str]]:
    """Where a term is a slip; elsewhere the same words are what they say."""
    patterns = [pattern for pattern, meant in _TERMS if meant == slip.meant]
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    return [match for match in found if match[0] == slip.words]
