"""What must not be published: respondent codes, national IDs, private e-mail addresses, mobile numbers."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from ita_portal import thai
from reports.document import Report
from reports.slips import EMAIL, damaged_emails

from .finding import Finding
from .places import cells, distinct, quoted

_OFFICIAL_DOMAIN = re.compile(r"(?:^|\.)(?:go|or|ac|mi|in)\.th$")
_FREE_MAIL = re.compile(
    r"(?:^|\.)(?:gmail|googlemail|hotmail|outlook|live|msn|windowslive|yahoo|ymail|rocketmail|icloud"
    r"|aol|gmx|proton|protonmail|zoho|yandex|qq)\."
)
_FREE_DOMAINS = frozenset({"me.com", "mac.com", "mail.com", "pm.me", "163.com", "126.com"})


def private_email(report: Report) -> Iterator[Finding]:
    """An address at a free-mail provider outside the contact block, however damaged.

    The contact block is meant to be public, and so is its address wherever else it stands.
    """
    public = set(_addresses(report.contact).values())
    for cell in cells(report):
        if cell.column == "contact":
            continue
        for words, address in _addresses(cell.text).items():
            if is_private(address.rpartition("@")[2]) and address not in public:
                message = (
                    f"{quoted(words)} เป็นอีเมลส่วนตัว ไม่ควรเผยแพร่ "
                    "โปรดลบ หรือใช้อีเมลของหน่วยงาน (ลงท้ายด้วย .go.th)"
                )
                yield cell.finding("private_email", words, message)


def _addresses(text: str) -> dict[str, str]:
    """Every e-mail address as it stands → as it was meant, for comparing: small letters, Arabic digits."""
    if "@" not in text and "＠" not in text and "(at)" not in text:
        return {}
    found = {match[0]: match[0] for match in EMAIL.finditer(text)}
    found |= {slip.words: slip.meant for slip in damaged_emails(text)}
    return {
        words: "".join(thai.to_arabic_digits(address).lower().split())
        for words, address in found.items()
    }


def is_private(domain: str) -> bool:
    """Whether anyone may have an address there; official Thai domains never count as private."""
    domain = thai.to_arabic_digits(domain).lower()
    if _OFFICIAL_DOMAIN.search(domain):
        return False
    return domain in _FREE_DOMAINS or _FREE_MAIL.search(domain) is not None


# \d is a digit of any script, Thai ones included.
_SPACE_OR_DASH = "[ \u00a0()‐-―−-]{0,3}"
_MOBILE = re.compile(
    rf"""
    (?<! \d ) (?! [0๐]-\d{{4}}-\d{{5}}- )      # not an agency's tax number
    (?:
        (?: \+(?:66|๖๖) {_SPACE_OR_DASH} (?: [0๐] {_SPACE_OR_DASH} )? | [0๐] {_SPACE_OR_DASH} )
        [689๖๘๙] (?: {_SPACE_OR_DASH} \d ){{8}}
      | [0๐] [689๖๘๙] \d \. \d{{3}} \. \d{{4}}
    )
    (?! \d )
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")


def mobile_phone(report: Report) -> Iterator[Finding]:
    """A mobile number (06, 08, 09 and eight digits) outside the contact block; office numbers are public.

    So is the contact block's own number wherever else it stands.
    """
    public = set(map(_national_digits, _numbers(report.contact, _MOBILE, _is_grouped_as_telephone)))
    for cell in cells(report):
        if cell.column == "contact":
            continue
        for words in _numbers(cell.text, _MOBILE, _is_grouped_as_telephone):
            if _national_digits(words) in public:
                continue
            message = (
                f"{quoted(words)} เป็นหมายเลขโทรศัพท์เคลื่อนที่ ไม่ควรเผยแพร่ โปรดลบ หรือใช้หมายเลขของสำนักงาน"
            )
            yield cell.finding("mobile_phone", words, message)


def _national_digits(number: str) -> str:
    """The nine digits after 0 or +66, Arabic."""
    return "".join(_DIGITS.findall(thai.to_arabic_digits(number)))[-9:]


def _is_grouped_as_telephone(number: str) -> bool:
    """Few groups: a row of small numbers in a sentence is not a telephone number."""
    return len(_DIGITS.findall(number)) <= 5


_BETWEEN_GROUPS = "[ \u00a0\u200b.‐-―−-]{0,3}"
_NATIONAL_ID = re.compile(
    r"(?<!\d)" + _BETWEEN_GROUPS.join(["[1-8๑-๘]", r"\d{4}", r"\d{5}", r"\d\d", r"\d"]) + r"(?!\d)"
)


_CARD_GROUPS = re.compile(r"\d\D+\d{4}\D+\d{5}\D+\d\d\D+\d")
_NAMED_ID = re.compile("เลข(?:ที่)?(?:ประจำตัว|บัตร)|บัตรประ|ประชาชน", re.IGNORECASE)
_NAME_BEFORE = 40  # characters before a number in which it may be named


def national_id(report: Report) -> Iterator[Finding]:
    """A person's 13-digit number. Numbers beginning with 0 belong to agencies and companies.

    Bare digits count when their check digit is right, as other registers have 13 digits too;
    grouped as on the card (1-2345-67890-12-3) or named as one, they count however mistyped.
    """
    for cell in cells(report):
        for words in _national_ids(cell.text):
            message = (
                f"{quoted(words)} เป็นเลขประจำตัวประชาชน ห้ามเผยแพร่ โปรดลบออกจากรายงาน "
                "หากเป็นเลขอื่น โปรดอธิบายว่าเป็นเลขอะไร"
            )
            yield cell.finding("national_id", words, message)


def _national_ids(text: str) -> list[str]:
    if _NATIONAL_ID.search(text) is None:
        return []
    text = _without_addresses(text)
    return distinct(
        match[0]
        for match in _NATIONAL_ID.finditer(text)
        if _CARD_GROUPS.fullmatch(match[0])
        or _has_valid_check_digit(match[0])
        or _NAMED_ID.search(text, max(match.start() - _NAME_BEFORE, 0), match.start())
    )


def _has_valid_check_digit(number: str) -> bool:
    """Twelve digits weighted 13 to 2; eleven less the remainder by 11 ends in the thirteenth."""
    digits = [int(one) for one in "".join(_DIGITS.findall(number))]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - weighted % 11) % 10 == digits[12]


def _numbers(text: str, pattern: re.Pattern[str], holds: Callable[[str], bool]) -> list[str]:
    """The distinct matches for which `holds`, as typed; digits within addresses do not count."""
    if pattern.search(text) is None:
        return []
    found = (match[0] for match in pattern.finditer(_without_addresses(text)))
    return distinct(filter(holds, found))


_LEADS_TO_SURVEY = re.compile(r"itas\.nacc|/go/[ei]?it/", re.IGNORECASE)
_ADDRESS, _SURVEY_LINK = "\ufffe", "\uffff"  # stand for each character of an address


def _without_addresses(text: str) -> str:
    """The text with every URL and e-mail address blotted out, as long as before."""
    pieces = []
    for kind, piece in thai.split_protected(text):
        blot = _SURVEY_LINK if _LEADS_TO_SURVEY.search(piece) else _ADDRESS
        pieces.append(piece if kind == "text" else blot * len(piece))
    return "".join(pieces)


_LINK = re.compile(rf"{_SURVEY_LINK}+|itas\.nacc|/go/[ei]?it/", re.IGNORECASE)
# Six letters and digits that are no part of a longer word, address or number.
_THAI_OR_ASCII = "A-Za-z0-9๐-๙"
_SIX = re.compile(
    rf"(?<![{_THAI_OR_ASCII}])(?<![{_THAI_OR_ASCII}][-_./@])[{_THAI_OR_ASCII}]{{6}}"
    rf"(?![{_THAI_OR_ASCII}]|[-_./@][{_THAI_OR_ASCII}])"
)
_MIXED = re.compile("(?=.*[A-Za-z])(?=.*[0-9๐-๙])")
_ITA_AND_YEAR = re.compile("(?:ITAS?|IIT|EIT|OIT)[0-9๐-๙]+", re.IGNORECASE)
_NAMED = re.compile(
    r"รหัส|โค้ด|โค๊ด|พาสเวิร์ด|pass(?:word|code)|(?<!qr )(?<!qr)(?<![a-z])code", re.IGNORECASE
)
_PUBLIC_CODE = re.compile(
    "รหัส(?:ไปรษณีย์|หน่วยงาน|โครงการ|กิจกรรม|งบ|บัญชี|พัสดุ|ครุภัณฑ์|สินค้า|เอกสาร|หนังสือ|จังหวัด|อำเภอ"
    "|ขั้นตอน|ตัวชี้วัด|ข้อ|แหล่ง|ศูนย์|วิชา|มาตรฐาน)"
)
_OF_SURVEY = re.compile("ตอบ|แบบวัด|แบบสำรวจ|แบบประเมิน|IIT|EIT|ผ่าน|เข้า|pass", re.IGNORECASE)
_SAID_TO_BE = re.compile(r"(?:[:：=]|คือ|ได้แก่|ว่า)[\s\"“(]{0,3}$")


def respondent_code(report: Report) -> Iterator[Finding]:
    """The code that lets anyone answer a survey, beside the words รหัส… or a survey link (67065b).

    A code within a link is the link itself, and public.
    """
    for cell in cells(report):
        for words in _respondent_codes(cell.text):
            message = (
                f"{quoted(words)} ดูเหมือนรหัสสำหรับเข้าตอบแบบวัด ผู้ที่เห็นจะตอบแทนผู้อื่นได้ "
                "ไม่ควรเผยแพร่ โปรดลบรหัสออก หรืออธิบายว่าเหตุใดจึงเผยแพร่ได้"
            )
            yield cell.finding("respondent_code", words, message)


def _respondent_codes(text: str) -> list[str]:
    if _NAMED.search(text) is None and _LEADS_TO_SURVEY.search(text) is None:
        return []
    bare = _without_addresses(text)
    names, links = _Places(_NAMED, bare), _Places(_LINK, bare)
    return distinct(
        match[0]
        for match in _SIX.finditer(bare)
        if not _ITA_AND_YEAR.fullmatch(match[0]) and _is_code(match, names, links)
    )


class _Places:
    """The matches of a pattern in a text, to be asked for what stands next to another match."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self.matches = list(pattern.finditer(text))
        self.starts = [match.start() for match in self.matches]

    def before(self, word: re.Match[str], distance: int) -> re.Match[str] | None:
        """The last match that ends at most `distance` characters before the word."""
        place = bisect_left(self.starts, word.start()) - 1
        if place < 0 or word.start() - self.matches[place].end() > distance:
            return None
        return self.matches[place]

    def after(self, word: re.Match[str], distance: int) -> re.Match[str] | None:
        """The first match that begins at most `distance` characters after the word."""
        place = bisect_left(self.starts, word.end())
        if place == len(self.starts) or self.starts[place] - word.end() > distance:
            return None
        return self.matches[place]


def _is_code(word: re.Match[str], names: _Places, links: _Places) -> bool:
    named = names.before(word, 150)
    if not _MIXED.match(word[0]):
        return _names_a_secret(named) and _is_called_code(word, named)
    return (
        _names_a_secret(named)
        or _names_a_secret(names.after(word, 20))
        or links.before(word, 60) is not None
        or links.after(word, 60) is not None
    )


def _names_a_secret(named: re.Match[str] | None) -> bool:
    return named is not None and not _PUBLIC_CODE.match(named.string, named.start())


def _is_called_code(word: re.Match[str], named: re.Match[str]) -> bool:
    """Six letters or six digits count only when the words say outright that they are such a code."""
    gap = word.string[named.end() : word.start()]
    if not _OF_SURVEY.search(gap):
        return False
    return _SAID_TO_BE.search(gap) is not None or (word[0].isdigit() and len(gap) <= 40)
