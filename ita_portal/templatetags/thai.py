"""Template filters that only register ita_portal.thai; nothing is written for None."""

from collections.abc import Callable
from functools import wraps

from django import template

from ita_portal import thai

register = template.Library()


def _blank_for_none(function: Callable[..., object]) -> Callable[..., object]:
    @wraps(function)
    def filtered(value: object, *arguments: object) -> object:
        return "" if value is None or value == "" else function(value, *arguments)

    return filtered


def _register(name: str, function: Callable[..., object]) -> None:
    register.filter(name, _blank_for_none(function))


_register("thai_digits", thai.to_thai_digits)
_register("thai_text", thai.thai_digits_in_text)
_register("thai_date", thai.write_date)
_register("thai_date_short", thai.write_date_short)
_register("thai_time", thai.write_time)
_register("thai_datetime", thai.write_datetime)
_register("window", thai.write_window)
_register("window_sentence", thai.window_sentence)
_register("be_year", thai.be_year)
_register("fiscal_year", thai.fiscal_year_of)
_register("round_name", thai.round_name)
