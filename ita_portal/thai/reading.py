"""Reading windows as people type them: the whole text is a window, or a kind refusal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple, NoReturn

from .dates import (
    MONTHS,
    MONTHS_SHORT,
    WEEKDAYS,
    be_date,
    days_in_month,
    month_name,
    write_date,
    year_in_fiscal_year,
)
from .digits import holds_thai_digits, to_arabic_digits, to_thai_digits
from .slips import holds_month_name, nearest_month, other_layouts
from .spelling import fold, forbidden_characters
from .windows import Window, write_window

MAX_LENGTH = 200
FIRST_YEAR, LAST_YEAR = 2400, 2700  # พ.ศ.
_WESTERN_YEARS = range(1900, 2157)

_HELP = "โปรดพิมพ์เช่น ๑ - ๓๑ มกราคม ๒๕๖๗, ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗ หรือ เดือนธันวาคม ๒๕๖๖"
_NOT_UNDERSTOOD = f"อ่านข้อความนี้เป็นช่วงระยะเวลาไม่ได้ {_HELP}"
_TOO_LONG = f"ข้อความยาวเกิน {to_thai_digits(MAX_LENGTH)} ตัวอักษร {_HELP}"
_NO_YEAR = "ยังไม่ได้ระบุปี โปรดพิมพ์ปี พ.ศ. ด้วย เช่น ๑ - ๓๑ มกราคม ๒๕๖๗"
_MIXED = "ข้างหนึ่งระบุวันที่ อีกข้างหนึ่งระบุเพียงเดือน โปรดระบุให้เหมือนกันทั้งสองข้าง เช่น ๑ มกราคม - ๓๑ มีนาคม ๒๕๖๗"


class WindowError(ValueError):
    """A text that is not accepted as a window.

    code: impossible_date, end_before_start, western_year, keyboard_layout, not_understood or
    too_long. message: a Thai sentence. offer: a text that the person may have meant, or None.
    """

    def __init__(self, code: str, message: str, offer: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.offer = offer


def read_window(text: str, fiscal_year: int | None = None) -> Window | None:
    """A typed window; None only for an empty cell or a lone dash.

    A missing year is taken from the fiscal year (พ.ศ.) when that is given. Raises WindowError for
    everything that is not a window from its first character to its last: a date inside a sentence
    is not looked for.
    """
    if len(text) > MAX_LENGTH:
        raise WindowError("too_long", _TOO_LONG)
    if forbidden_characters(text):
        raise WindowError("not_understood", _NOT_UNDERSTOOD)
    if fold(text) in ("", "-"):
        return None
    try:
        return _read(text, fiscal_year)
    except WindowError as error:
        if error.code == "not_understood" and error.offer is None:
            _refuse_a_slip(text, fiscal_year)
        raise


# ---- from text to tokens


class _Token(NamedTuple):
    kind: str
    value: str | int | None


def _stem(name: str) -> str:
    """What is said of a month in a hurry: มกรา, กุมภา, มีนา …"""
    return re.sub("(?:คม|ยน|พันธ์)$", "", name)


_MONTH_OF = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH_OF |= {_stem(name): number for number, name in enumerate(MONTHS, 1)}
_MONTH_OF |= {name.replace(".", ""): number for number, name in enumerate(MONTHS_SHORT, 1)}
_SHORT_FORMS = (name.replace(".", r"\.?") for name in MONTHS_SHORT)
_MONTH = "|".join((*MONTHS, *map(_stem, MONTHS), *_SHORT_FORMS))
_WEEKDAY = "|".join((*WEEKDAYS, "พฤหัส"))

_TOKEN = re.compile(
    rf"""
      (?P<ymd> (?P<y1>[0-9]{{4}}) (?P<s1>[-/.]) (?P<m1>[0-9]{{1,2}}) (?P=s1)
               (?P<d1>[0-9]{{1,2}}) (?![0-9]) )
    | (?P<dmy> (?P<d2>[0-9]{{1,2}}) (?P<s2>[-/.]) (?P<m2>[0-9]{{1,2}}|{_MONTH}) (?P=s2)
               (?P<y2>[0-9]{{4}}|[0-9]{{2}}) (?![0-9]) )
    | (?P<dm>  (?P<d3>[0-9]{{1,2}}) / (?P<m3>1[0-2]|0?[1-9]) (?![0-9/]) )
    | (?P<N> [0-9]+ )
    | (?P<M> {_MONTH} )
    | (?P<e> (?:วัน)?สิ้นเดือน )
    | (?P<m> (?:ประจำ)?เดือน )
    | (?P<F> ปีงบประมาณ | ปีงบ )
    | (?P<y> ปี )
    | (?P<P> พ\.?ศ\.? | พุทธศักราช )
    | (?P<C> ค\.?ศ\.? | คริสต์ศักราช )
    | (?P<w> วันที่ | วัน(?P<weekday>{_WEEKDAY})(?:ที่)? | (?P<weekday2>{_WEEKDAY})ที่ )
    | (?P<t> (?:จน)?ถึง )
    | (?P<dash> - )
    | (?P<f> (?:นับ|เริ่ม)?ตั้งแต่ | เริ่ม | จาก )
    | (?P<i> ภายใน | ไม่เกิน )
    | (?P<b> ก่อน )
    | (?P<o> เป็นต้นไป )
    | (?P<l> เมื่อ | ลง | (?:ใน)?ระหว่าง | (?:ใน)?ช่วง(?:(?:ระยะ)?เวลา)? | ใน | ณ | ประจำ | ตลอด )
    """,
    re.VERBOSE,
)
_GAP = re.compile("(?<![0-9]) | (?![0-9])")


def _tokens(text: str) -> list[_Token]:
    """The tokens of a whole text; a space counts only between two numbers, a last stop never."""
    bare = _GAP.sub("", to_arabic_digits(fold(text))).rstrip(".,")
    tokens: list[_Token] = []
    place = 0
    while place < len(bare):
        match = _TOKEN.match(bare, place)
        if match is None:
            raise WindowError("not_understood", _NOT_UNDERSTOOD)
        tokens += _expanded(match)
        place = match.end()
    return tokens


def _expanded(match: re.Match[str]) -> list[_Token]:
    """One token; three for a date in numbers, two for a day and a month."""
    match match.lastgroup:
        case "ymd":
            return _date_tokens(match["d1"], match["m1"], match["y1"])
        case "dmy":
            return _date_tokens(match["d2"], match["m2"], match["y2"])
        case "dm":
            return [_Token("N", match["d3"]), _Token("B", int(match["m3"]))]
        case "M":
            return [_Token("M", _month_number(match["M"]))]
        case "w":
            return [_Token("w", match["weekday"] or match["weekday2"])]
        case "dash":
            return [_Token("-", None)]
        case kind:
            return [_Token(kind, match[0])]


def _date_tokens(day: str, month: str, year: str) -> list[_Token]:
    return [_Token("N", day), _Token("M", _month_number(month)), _Token("N", year)]


def _month_number(word: str) -> int:
    return int(word) if word.isdecimal() else _MONTH_OF[word.replace(".", "")]


# ---- from tokens to sides

_YEAR = "y?[PC]?N"
_SIDE = f"w{{0,2}}N(?:m?[MB](?:{_YEAR})?)?|[me]?M(?:{_YEAR})?"
_SHAPE = re.compile(
    f"l*(?P<lead>[fibt]?)l*(?P<first>{_SIDE})(?:o?[-t]l*(?P<second>{_SIDE}))?(?P<open>o?)"
)
_FISCAL_SHAPE = re.compile("l*(?P<lead>[fi]?)l*F(?P<year>y?[PC]?N?)")


@dataclass(frozen=True, slots=True)
class _Year:
    value: int  # พ.ศ.
    typed: str
    doubtful: bool = False  # a Western year, or one that may be


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a window as typed; a day alone takes its month from the other end."""

    day: int | None = None
    month: int | None = None
    year: _Year | None = None
    weekday: str | None = None
    end_of_month: bool = False
    without_year: bool = False  # 31/1: only as part of a range, else it may be a number 31/1

    @property
    def of_months(self) -> bool:
        return self.day is None and not self.end_of_month


def _side(tokens: Sequence[_Token]) -> _Side:
    side = _Side()
    era = ""
    for kind, value in tokens:
        match kind:
            case "N" if side.month is None:
                side = replace(side, day=int(value))
            case "N":
                side = replace(side, year=_year(value, era))
            case "M" | "B":
                side = replace(side, month=value, without_year=kind == "B")
            case "w":
                side = replace(side, weekday=value or side.weekday)
            case "e":
                side = replace(side, end_of_month=True)
            case "P" | "C":
                era = kind
    return side


def _year(typed: str, era: str) -> _Year:
    """A typed year as พ.ศ.: 2567, 67; 2024 and 24 are doubtful, others are no year."""
    number = int(typed)
    if len(typed) == 2:
        western = era != "P" and (era == "C" or number < 50)
        return _Year(number + (2543 if western else 2500), typed, doubtful=western)
    if len(typed) == 4 and number in _WESTERN_YEARS:
        return _Year(number + 543, typed, doubtful=True)
    if len(typed) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return _Year(number, typed, doubtful=era == "C")
    message = f"ไม่มีปี พ.ศ. {to_thai_digits(typed[:12])} โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น ๒๕๖๗"
    raise WindowError("impossible_date", message)


# ---- from sides to a window


def _read(text: str, fiscal_year: int | None) -> Window:
    tokens = _tokens(text)
    kinds = "".join(token.kind for token in tokens)
    if fiscal := _FISCAL_SHAPE.fullmatch(kinds):
        return _read_fiscal_year(text, fiscal, tokens, fiscal_year)
    shape = _SHAPE.fullmatch(kinds)
    if shape is None:
        raise WindowError("not_understood", _NOT_UNDERSTOOD)
    first = _side(tokens[slice(*shape.span("first"))])
    second = _side(tokens[slice(*shape.span("second"))]) if shape["second"] else None
    if second is not None:
        window = _range(text, shape, first, second, fiscal_year)
    else:
        window = _one_sided(text, shape, first, fiscal_year)
    _refuse_doubtful_years([first, second], window)
    if shape["lead"] == "b":
        _refuse_day_before(window)
    return window


def _one_sided(text: str, shape: re.Match[str], side: _Side, fiscal_year: int | None) -> Window:
    """A day or a month; with ภายใน or ก่อน the end alone, with ตั้งแต่ or เป็นต้นไป the start."""
    lead, is_open = shape["lead"], bool(shape["open"])
    if side.month is None or side.without_year or (is_open and lead not in ("", "f")):
        raise WindowError("not_understood", _NOT_UNDERSTOOD)
    year = side.year.value if side.year else _implied_year(side.month, fiscal_year)
    first, last = _first_and_last(side, year)
    precision = "month" if side.of_months else "day"
    if lead == "b":
        return Window(None, first - timedelta(days=1), precision, text)
    if lead in ("i", "t"):
        return Window(None, last, precision, text)
    return Window(first, None if is_open or lead == "f" else last, precision, text)


def _range(
    text: str, shape: re.Match[str], first: _Side, second: _Side, fiscal_year: int | None
) -> Window:
    """From one day to another or from one month to another."""
    if shape["open"] or shape["lead"] in ("b", "t") or second.month is None:
        raise WindowError("not_understood", _NOT_UNDERSTOOD)
    if first.of_months != second.of_months:
        raise WindowError("not_understood", _MIXED)
    if first.month is None:
        first = replace(first, month=second.month, year=second.year)
    first_year, last_year = _years(first, second, fiscal_year)
    start, _ = _first_and_last(first, first_year)
    _, end = _first_and_last(second, last_year)
    if end < start:
        _refuse_reversed(start, end)
    return Window(start, end, "month" if first.of_months else "day", text)


def _years(first: _Side, second: _Side, fiscal_year: int | None) -> tuple[int, int]:
    """The years (พ.ศ.) of both ends; a missing one follows from the other, else the fiscal year.

    From October–December to January–September lies the new year; nothing else is assumed.
    """
    across = first.month >= 10 > second.month
    if first.year:
        return first.year.value, second.year.value if second.year else first.year.value + across
    if second.year:
        return second.year.value - across, second.year.value
    year = _implied_year(first.month, fiscal_year)
    return year, year + across


def _implied_year(month: int, fiscal_year: int | None) -> int:
    if fiscal_year is None:
        raise WindowError("not_understood", _NO_YEAR)
    return year_in_fiscal_year(fiscal_year, month)


def _first_and_last(side: _Side, year: int) -> tuple[date, date]:
    """The first and the last day of one side in a year (พ.ศ.); a day is both."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WindowError("impossible_date", f"ปี {to_thai_digits(year)} อยู่นอกช่วงที่ระบบรับ")
    if not 1 <= side.month <= 12:
        month = to_thai_digits(side.month)
        raise WindowError("impossible_date", f"ไม่มีเดือนที่ {month} โปรดพิมพ์วันก่อนเดือน เช่น ๓๑/๑/๒๕๖๗")
    days = days_in_month(year, side.month)
    first = days if side.end_of_month else 1 if side.day is None else side.day
    last = days if side.day is None else side.day
    if not 1 <= first <= days:
        _refuse_impossible(first, side.month, year)
    _refuse_wrong_weekday(side, be_date(year, side.month, first))
    return be_date(year, side.month, first), be_date(year, side.month, last)


def _read_fiscal_year(
    text: str, shape: re.Match[str], tokens: Sequence[_Token], fiscal_year: int | None
) -> Window:
    """ปีงบประมาณ พ.ศ. ๒๕๖๗: from October to September."""
    side = _side([_Token("M", 9), *tokens[slice(*shape.span("year"))]])
    year = side.year.value if side.year else _implied_year(9, fiscal_year)
    start, _ = _first_and_last(_Side(month=10), year - 1)
    _, end = _first_and_last(_Side(month=9), year)
    window = Window(start, end, "month", text)
    _refuse_doubtful_years([side], window)
    if shape["lead"] == "i":
        return replace(window, start=None)
    return replace(window, end=None) if shape["lead"] == "f" else window


# ---- refusals


def _refuse_impossible(day: int, month: int, year: int) -> NoReturn:
    named = to_thai_digits(f"{str(day)[:12]} {month_name(month)} {year}")
    days = to_thai_digits(days_in_month(year, month))
    raise WindowError("impossible_date", f"ไม่มีวันที่ {named} (เดือนนี้มี {days} วัน)")


def _refuse_wrong_weekday(side: _Side, day: date) -> None:
    weekday = WEEKDAYS[day.weekday()]
    if side.weekday and not weekday.startswith(side.weekday):
        message = f"ไม่มีวัน{side.weekday}ที่ {write_date(day)} (วันนั้นเป็นวัน{weekday})"
        raise WindowError("impossible_date", message)


def _refuse_reversed(start: date, end: date) -> NoReturn:
    message = f"วันสิ้นสุด ({write_date(end)}) มาก่อนวันเริ่มต้น ({write_date(start)}) โปรดตรวจวันที่ทั้งสอง"
    raise WindowError("end_before_start", message)


def _refuse_doubtful_years(sides: Sequence[_Side | None], window: Window) -> None:
    years = dict.fromkeys(side.year for side in sides if side and side.year and side.year.doubtful)
    if not years:
        return
    typed = to_thai_digits(" และ ".join(year.typed for year in years))
    meant = to_thai_digits(" และ ".join(str(year.value) for year in years))
    message = f"ปี {typed} ไม่ใช่ปี พ.ศ. หมายถึง {meant} ใช่หรือไม่"
    raise WindowError("western_year", message, _offer(window, window.text))


def _refuse_day_before(window: Window) -> NoReturn:
    offer = _offer(window, window.text)
    message = f"คำว่า “ก่อน” ไม่นับวันนั้นด้วย หมายถึง {to_thai_digits(offer)} ใช่หรือไม่"
    raise WindowError("not_understood", message, offer)


def _refuse_a_slip(text: str, fiscal_year: int | None) -> None:
    """Raise what is better than "not understood": another keyboard layout, a misspelt month."""
    if meant := _other_layout(text, fiscal_year):
        message = f"ดูเหมือนแป้นพิมพ์อยู่คนละภาษา หมายถึง {meant} ใช่หรือไม่"
        raise WindowError("keyboard_layout", message, meant)
    if meant := _respelt(text, fiscal_year):
        message = f"ชื่อเดือนสะกดไม่ตรง หมายถึง {to_thai_digits(meant)} ใช่หรือไม่"
        raise WindowError("not_understood", message, meant)


def _other_layout(text: str, fiscal_year: int | None) -> str | None:
    """The text as typed on the other layout, when that reads better."""
    texts = [other for other in other_layouts(text) if other != text]
    reading = (other for other in texts if _could_be_read(other, fiscal_year))
    naming = (other for other in texts if holds_month_name(other) and not holds_month_name(text))
    return next(reading, None) or next(naming, None)


def _could_be_read(text: str, fiscal_year: int | None) -> bool:
    try:
        _read(text, fiscal_year)
    except WindowError as error:
        return error.code != "not_understood" or error.offer is not None
    return True


_AROUND_MONTHS = re.compile(
    rf"([^ก-๎]+|วันที่|วัน(?:{_WEEKDAY})(?:ที่)?|เดือน|ปี|พุทธศักราช|จนถึง|ถึง|ตั้งแต่|ภายใน|ไม่เกิน"
    "|เป็นต้นไป|เมื่อ|ลง|ระหว่าง|ช่วง|ประจำ|สิ้น)"
)


def _respelt(text: str, fiscal_year: int | None) -> str | None:
    """The window meant by a text with misspelt months, as it would be written."""
    pieces = _AROUND_MONTHS.split(fold(text))
    respelt = "".join(nearest_month(piece) or piece for piece in pieces)
    try:
        return _offer(_read(respelt, fiscal_year), text)
    except WindowError as error:
        return error.offer


def _offer(window: Window, typed: str) -> str:
    """The written window, in the digits that were typed."""
    return write_window(window, "thai" if holds_thai_digits(typed) else "arabic")
