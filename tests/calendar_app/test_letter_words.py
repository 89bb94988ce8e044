"""The words of letters: places that are filled in, places that are refused."""

import pytest

from calendar_app import letter_words
from calendar_app.models import Round


def test_the_standard_words_name_only_places_that_are_known():
    assert [words for words in letter_words.STANDARD.values() if letter_words.refusal(words)] == []


def test_the_standard_words_stand_for_columns_of_a_round():
    columns = {field.name for field in Round._meta.concrete_fields}

    assert set(letter_words.STANDARD) - columns == set()


def test_places_are_filled_in_and_others_stay_as_written():
    words = "จังหวัด{province} {months} {unknown} {} { {province}"

    filled = letter_words.filled(words, {"province": "ลำพูน", "months": "6"})

    assert filled == "จังหวัดลำพูน 6 {unknown} {} { ลำพูน"


def test_a_value_is_not_filled_in_again():
    assert letter_words.filled("{province}", {"province": "{months}", "months": "6"}) == "{months}"


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("{provinces} {month} {province} {month}", ["provinces", "month"]),
        ("{} {0} {province.name} {province!r}", ["", "0", "province.name", "province!r"]),
        ("{ province }", [" province "]),
        ("{province", []),
    ],
)
def test_places_that_nothing_fills_in_are_found(words, unknown):
    assert letter_words.unknown_places(words) == unknown


def test_the_refusal_names_what_is_wrong_and_what_may_be_written():
    assert letter_words.refusal("เรียน {boss}") == (
        "ไม่รู้จัก {boss} โปรดแก้หรือลบออก ที่ใช้ได้คือ {province} {months} {fiscal_year} {period} {as_of} {due}"
        " {reference} {receiver} (พิมพ์เป็นภาษาอังกฤษตามนี้)"
    )


@pytest.mark.parametrize("words", ["จังหวัด{province", "จังหวัด province}", "{{province}}", "} {"])
def test_half_a_place_is_refused(words):
    assert letter_words.refusal(words).startswith("วงเล็บปีกกาไม่ครบคู่ โปรดพิมพ์ให้ครบหรือลบออก")
