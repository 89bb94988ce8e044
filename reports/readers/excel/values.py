"""What a cell of Excel shows: numbers, dates of either era, times, by the format that the cell has."""

import re
from datetime import datetime, time, timedelta

from ita_portal import thai

# Formats that every Excel knows by number (ISO/IEC 29500-1, 18.8.30); those of Thai are from 59 on.
_DATE_NUMBERS = {
    **dict.fromkeys((14, 15, 16, 71, 72, 73), "d mmmm yyyy"),
    **dict.fromkeys(range(27, 32), "d mmmm yyyy"),
    **dict.fromkeys((36, *range(50, 59)), "d mmmm yyyy"),
    **dict.fromkeys((17, 74), "mmmm yyyy"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 75, 76), "h:mm"),
    **dict.fromkeys((22, 77), "d mmmm yyyy h:mm"),
    **dict.fromkeys((45, 46, 47, 78, 79, 80), "mm:ss"),
    **dict.fromkeys((9, 10, 67, 68), "0%"),
    81: "d mmmm yyyy",
}
# What a format says beside its codes: words, colours, conditions, single characters.
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ZEROS = re.compile("0{2,}")

# Years from here on are of the Buddhist era already.
BUDDHIST_FROM = 2400
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
# Excel believes that 1900 had a 29th of February; days before are one off.
_AFTER_THE_SLIP = 60
_LAST = 2958466
_CODES = re.compile("[bdmyhs]")


def format_of(number: int, own: dict[int, str]) -> str:
    """The codes of a format, own ones of the file first."""
    return _ASIDE.sub("", own.get(number) or _DATE_NUMBERS.get(number, "")).lower().split(";")[0]


def number(written: str, codes: str, *, from_1904: bool = False) -> str:
    """A number as it stands in the file → what the cell shows. No number is left as it is."""
    try:
        value = float(written)
    except ValueError:
        return written
    if _CODES.search(codes) and 0 <= value < _LAST:
        return _moment(value, codes, _EPOCH_1904 if from_1904 else _EPOCH)
    if "%" in codes:
        return f"{_plain(value * 100)}%"
    plain = _plain(value)
    # 0########: a telephone number that lost its nought.
    if _ZEROS.fullmatch(codes) and plain.isdigit():
        return plain.zfill(len(codes))
    return f"0{plain}" if codes.startswith("0#") and plain.isdigit() else plain


def iso_moment(written: str, codes: str) -> str:
    """A date that stands in the file as a date."""
    try:
        moment = datetime.fromisoformat(written.rstrip("Z"))
    except ValueError:
        return written
    return _written(moment, codes or "d m y h")


def _plain(value: float) -> str:
    """1.0 → 1; no more digits than Excel keeps."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def _moment(value: float, codes: str, epoch: datetime) -> str:
    if value < 1:
        return thai.write_time(datetime.min + timedelta(seconds=round(value * 86400)))
    if epoch == _EPOCH and value < _AFTER_THE_SLIP:
        epoch += timedelta(days=1)
    return _written(epoch + timedelta(seconds=round(value * 86400)), codes)


def _written(moment: datetime, codes: str) -> str:
    """๑ มกราคม ๒๕๖๗, with the time where the format shows it, without the day where it does not."""
    shows_day, shows_year = "d" in codes, "y" in codes or "b" in codes
    shows_time = "h" in codes or "s" in codes
    if not shows_day and not shows_year:
        return thai.write_time(moment) if shows_time else thai.month_name(moment.month)
    year = moment.year if moment.year >= BUDDHIST_FROM else moment.year + thai.BUDDHIST_ERA
    words = [str(moment.day)] if shows_day else []
    words += [thai.month_name(moment.month)] if "m" in codes or shows_day else []
    written = thai.to_thai_digits(" ".join([*words, str(year)]))
    has_time = shows_time and moment.time() != time.min
    return f"{written} {thai.write_time(moment)}" if has_time else written
