"""One-time codes: how they look, how they are read out, how they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import codes, thai

some_code = st.text("".join(codes.WORDS), min_size=codes.LENGTH, max_size=codes.LENGTH)


def test_a_code_is_twelve_digits_that_nobody_mistakes_for_letters():
    made = [codes.make_code() for _ in range(200)]

    assert {len(code) for code in made} == {12}
    assert set("".join(made)) == set("23456789")
    assert len(set(made)) == 200


def test_a_code_is_read_out_in_groups_of_three_each_digit_with_its_word():
    assert codes.spoken("234567892345") == [
        [("2", "โท"), ("3", "สาม"), ("4", "สี่")],
        [("5", "ห้า"), ("6", "หก"), ("7", "เจ็ด")],
        [("8", "แปด"), ("9", "เก้า"), ("2", "โท")],
        [("3", "สาม"), ("4", "สี่"), ("5", "ห้า")],
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "234 567 892 345",
        "234-567-892-345",
        " ๒๓๔ ๕๖๗ ๘๙๒ ๓๔๕ ",
        "234567892345\u200b",
        "234.567.892.345",
    ],
)
def test_a_code_may_be_typed_as_it_was_heard(typed):
    assert codes.read_code(typed) == "234567892345"


@given(some_code, st.sampled_from([" ", "-", "  ", " – "]))
def test_what_was_read_out_is_read_back(code, between):
    assert codes.read_code(between.join(codes.groups(code))) == code
    assert codes.read_code(thai.to_thai_digits(code)) == code
