"""Whether a province's window lies within those of its steps."""

import pytest

from calendar_app.official import outside
from ita_portal import thai

JANUARY, TO_30 = "1-31 ม.ค. 67", "1-30 ม.ค. 67"


def read(*written):
    return tuple(thai.read_window(one) for one in written)


@pytest.mark.parametrize(
    ("ours", "official", "beyond"),
    [
        ("1-31 ม.ค. 67", [JANUARY], False),
        ("10 ม.ค. 67", [JANUARY], False),
        ("31 ธ.ค. 66 - 5 ม.ค. 67", [JANUARY], True),
        ("31 ม.ค. 67 - 1 ก.พ. 67", [JANUARY], True),
        ("มกราคม 67", [TO_30], False),
        ("มกราคม 67 - กุมภาพันธ์ 67", [TO_30], True),
        ("1-31 ม.ค. 67", [TO_30], True),
        ("ภายใน 31 ม.ค. 67", [JANUARY], False),
        ("ภายใน 1 ก.พ. 67", [JANUARY], True),
        ("ตั้งแต่ 31 ธ.ค. 66", [JANUARY], True),
        ("ธันวาคม 66", ["ภายใน 31 ม.ค. 67"], False),
        ("กุมภาพันธ์ 67", ["ภายใน 31 ม.ค. 67"], True),
        ("กุมภาพันธ์ 67", ["ตั้งแต่ 1 ม.ค. 67"], False),
        ("กุมภาพันธ์ 67", [JANUARY, "มีนาคม 67"], False),
        ("เมษายน 67", [JANUARY, "มีนาคม 67"], True),
    ],
)
def test_a_window_beyond_the_steps_of_an_activity_is_found(ours, official, beyond):
    found = outside(read(ours), read(*official))

    assert (found.windows if found else ()) == (read(ours) if beyond else ())


@pytest.mark.parametrize("official", [(), (None,), (thai.Window.unread("รอประกาศ"),)])
def test_nothing_is_outside_of_what_is_not_known(official):
    assert outside(read("เมษายน 67"), official) is None


def test_words_that_were_not_understood_are_outside_of_nothing():
    assert outside((thai.Window.unread("แล้วแต่"),), read(JANUARY)) is None


def test_the_sentence_names_what_lies_outside_of_what():
    found = outside(read("มกราคม 67", "เมษายน 67"), read(JANUARY, JANUARY))

    assert found.sentence == ("เดือนเมษายน ๒๕๖๗ อยู่นอกช่วงของสำนักงาน ป.ป.ช. (วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗)")
