"""Windows of our data files read again: days of either era, also as Excel writes them anew."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from ita_portal import thai
from ita_portal.thai import Window
from reports.readers import cells
from reports.readers.cells import Told, quoted

PRECISIONS = ("day", "month")


def window(
    name: str, words: Mapping[str, str], place: str, fiscal_year: int | None, told: Told
) -> Window | None:
    """The window of the six cells `<name>_start` …: its dates rule, its words are kept.

    Where both dates are empty the words are read as anywhere else. What does not fit together is told.
    """
    start = _day(words, f"{name}_start", place, told)
    end = _day(words, f"{name}_end", place, told)
    text = words.get(f"{name}_text", "")
    if start is None and end is None:
        return _of_words(text or _dates_as_typed(words, name), place, fiscal_year, told)
    if start and end and end < start:
        both = f"{thai.write_date(end)} มาก่อน {thai.write_date(start)}"
        told.add(place, "window_unread", f"วันสิ้นสุด {both} จึงเก็บไว้ตามคำที่พิมพ์ โปรดแก้วันที่")
        return Window.unread(text or _dates_as_typed(words, name))
    precision = words.get(f"{name}_precision", "").strip().lower()
    found = Window(start, end, precision if precision in PRECISIONS else "day", text)
    _tell_other_words(found, place, fiscal_year, told)
    return found


def holds(name: str, words: Mapping[str, str]) -> bool:
    """Whether any of a window's cells says something."""
    return any(words.get(f"{name}_{part}", "").strip() for part in PARTS)


def differ(name: str, words: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Whether two rows have other words in a window's cells."""
    names = [f"{name}_{part}" for part in (*PARTS, "precision")]
    return any(words.get(one, "") != others.get(one, "") for one in names)


PARTS = ("start", "end", "start_be", "end_be", "text")


def _dates_as_typed(words: Mapping[str, str], name: str) -> str:
    found = (words.get(f"{name}_{part}") or words.get(f"{name}_{part}_be") for part in PARTS[:2])
    return " - ".join(filter(None, found))


def _of_words(text: str, place: str, fiscal_year: int | None, told: Told) -> Window | None:
    found = cells.window(text, place, fiscal_year, told)
    return found if found is None or found.understood else Window.unread(text)


def _tell_other_words(found: Window, place: str, fiscal_year: int | None, told: Told) -> None:
    """Dates and words of an edited row may say two things; which was meant only a person knows."""
    try:
        said = thai.read_window(" ".join(found.text.split()), fiscal_year)
    except thai.WindowError:
        return
    if said and (said.start, said.end) != (found.start, found.end):
        told.add(
            place,
            "window_differs",
            f"ช่องวันที่บอก {thai.window_sentence(found)} แต่คำที่พิมพ์คือ {quoted(found.text)} "
            "จึงใช้ช่องวันที่ โปรดตรวจ",
            words=found.text,
            suggestion=thai.write_window(said),
        )


# ---- one day


def _day(words: Mapping[str, str], name: str, place: str, told: Told) -> date | None:
    """The day of a cell and of its twin with the Buddhist-era year."""
    typed, twin = words.get(name, "").strip(), words.get(f"{name}_be", "").strip()
    found, also = days(typed), days(twin)
    agreed = [day for day in found if day in also]
    if agreed:
        return agreed[0]
    sentence = _doubt(typed, twin, found, also)
    if sentence:
        code = "window_differs" if found and also else "window_unread"
        told.add(place, code, sentence, words=typed or twin)
    return next(iter([*found, *also]), None)


def _doubt(typed: str, twin: str, found: list[date], also: list[date]) -> str:
    """What a person must hear of two cells that do not name one day; '' where one of them is enough."""
    if typed and not found:
        read = f"จึงใช้วันที่ พ.ศ. {quoted(twin)}" if also else "โปรดพิมพ์เป็น ๒๐๒๔-๐๑-๓๑"
        return f"อ่านวันที่ {quoted(typed)} ไม่ได้ {read}"
    if typed and twin:
        read = thai.write_date(found[0])
        return f"วันที่ {quoted(typed)} กับวันที่ พ.ศ. {quoted(twin)} ไม่ตรงกัน จึงอ่านเป็น {read} โปรดตรวจ"
    if twin and not also:
        return f"อ่านวันที่ พ.ศ. {quoted(twin)} ไม่ได้ โปรดพิมพ์เป็น ๒๕๖๗-๐๑-๓๑"
    both = found or also
    if len(both) > 1:
        read = thai.write_date(both[0])
        return f"วันที่ {quoted(typed or twin)} อ่านเป็น {read} โปรดตรวจว่าวันกับเดือนไม่สลับกัน"
    return ""


_MIDNIGHT = r"(?:[T ]\s*0{1,2}:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_MIDNIGHT}")
_YEAR_LAST = re.compile(
    rf"([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}}|[0-9]{{2}}){_MIDNIGHT}"
)
_ENGLISH = re.compile(r"([0-9]{1,2})[- ]([a-z]{3})[a-z]*[-, ]+([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_ENGLISH_MONTHS = [
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
]
# Excel's count of days, where a cell has lost its format.
_SERIAL = re.compile(r"([0-9]{5,6})(?:\.0+)?")
_DAY_NOUGHT = date(1899, 12, 30)


def days(typed: str) -> list[date]:
    """The days that a cell may name, the likeliest first; none for one that names no day.

    2024-01-31, 2567-01-31, 31/1/2567, 31/1/67, 1/31/2024, 31-Jan-24, 45322, ๓๑ มกราคม ๒๕๖๗. Of
    1/2/2567 both readings: programs set to English write the month first.
    """
    text = thai.to_arabic_digits(thai.fold(typed))
    if found := _YEAR_FIRST.fullmatch(text):
        return _existing((found[1], found[2], found[3]))
    if found := _YEAR_LAST.fullmatch(text):
        return _existing((found[3], found[2], found[1]), (found[3], found[1], found[2]))
    if found := _ENGLISH.fullmatch(text):
        month = found[2].lower()
        number = _ENGLISH_MONTHS.index(month) + 1 if month in _ENGLISH_MONTHS else 0
        return _existing((found[3], number, found[1]))
    if found := _SERIAL.fullmatch(text):
        day = _DAY_NOUGHT + timedelta(days=int(found[1]))
        return _existing((day.year, day.month, day.day))
    return _in_words(text)


def _existing(*parts: tuple[str | int, str | int, str | int]) -> list[date]:
    """The days of years, months and days that exist, each once."""
    found: list[date] = []
    for year, month, day in parts:
        try:
            found.append(date(_western(int(year)), int(month), int(day)))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


# No year of the Buddhist era is earlier than this one, none of the Western era later.
_FIRST_THAI_YEAR = 2400


def _western(year: int) -> int:
    """A typed year, of either era or its last two digits, in the Western era."""
    if year < 100:
        year += 2500 if year >= 50 else 2000
    return year - 543 if year >= _FIRST_THAI_YEAR else year


def _in_words(text: str) -> list[date]:
    try:
        read = thai.read_window(text)
    except thai.WindowError as error:
        return _in_words(error.offer) if error.offer and error.offer != text else []
    return [read.start] if read and read.start and read.start == read.end else []
