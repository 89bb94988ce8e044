"""Months that were clicked, brought into the windows of an activity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.month_clicks import clicked, ticked
from calendar_app.months import months_of
from ita_portal import thai
from ita_portal.thai import Window

KEYS = [month.key for month in months_of(2567)]
UNREAD = Window.unread("ตามที่กำหนด")


def read(*written):
    return tuple(thai.read_window(one, 2567) for one in written)


def click(windows, *names):
    """Click months by their short names: those ticked go off, the others on."""
    before = set(ticked(windows, 2567))
    places = {month.short: month.key for month in months_of(2567)}
    after = before ^ {places[name] for name in names}
    return clicked(windows, before, after, 2567)


CLICKS = [
    ([], ["ธ.ค."], ["เดือนธันวาคม ๒๕๖๖"]),
    ([], ["ธ.ค.", "ม.ค.", "ก.พ."], ["เดือนธันวาคม ๒๕๖๖ - กุมภาพันธ์ ๒๕๖๗"]),
    ([], ["ธ.ค.", "ก.พ."], ["เดือนธันวาคม ๒๕๖๖", "เดือนกุมภาพันธ์ ๒๕๖๗"]),
    (["ธ.ค. 66"], ["ม.ค."], ["เดือนธันวาคม ๒๕๖๖ - มกราคม ๒๕๖๗"]),
    (["ธ.ค. 66", "ก.พ. 67"], ["ม.ค."], ["เดือนธันวาคม ๒๕๖๖ - กุมภาพันธ์ ๒๕๖๗"]),
    (["มี.ค. 67"], ["ธ.ค."], ["เดือนธันวาคม ๒๕๖๖", "เดือนมีนาคม ๒๕๖๗"]),
    (["ธ.ค. 66"], ["ธ.ค."], []),
    (["ธ.ค. 66 - ก.พ. 67"], ["ม.ค."], ["เดือนธันวาคม ๒๕๖๖", "เดือนกุมภาพันธ์ ๒๕๖๗"]),
    (["1-15 ม.ค. 67"], ["ก.พ."], ["๑ - ๑๕ มกราคม ๒๕๖๗", "เดือนกุมภาพันธ์ ๒๕๖๗"]),
    (["5 ม.ค. - 10 มี.ค. 67"], ["มี.ค."], ["๕ มกราคม - ๒๙ กุมภาพันธ์ ๒๕๖๗"]),
    (["5 ม.ค. - 10 มี.ค. 67"], ["ก.พ."], ["๕ - ๓๑ มกราคม ๒๕๖๗", "๑ - ๑๐ มีนาคม ๒๕๖๗"]),
    (["ภายใน 31 ม.ค. 67"], ["ม.ค."], []),
    (["ม.ค. 70"], ["ต.ค."], ["เดือนตุลาคม ๒๕๖๖", "เดือนมกราคม ๒๕๗๐"]),
]


@pytest.mark.parametrize(("windows", "names", "expected"), CLICKS)
def test_a_click_adds_a_month_or_takes_it_away(windows, names, expected):
    found = click(read(*windows), *names)

    assert [thai.write_window(one) for one in found] == expected


def test_words_that_were_not_understood_stay():
    assert click((UNREAD, *read("ธ.ค. 66")), "ธ.ค.", "ม.ค.") == (UNREAD, *read("เดือนมกราคม ๒๕๖๗"))


def test_windows_that_no_click_touches_stay_as_they_were_typed():
    windows = read("1-15 ม.ค. 67", "มีนาคม 67")

    assert click(windows, "ก.ย.")[:2] == windows


keys = st.sets(st.sampled_from(KEYS))
typed = st.lists(
    st.sampled_from(
        ["ธ.ค. 66", "1-15 ม.ค. 67", "5 ม.ค. - 10 มี.ค. 67", "ก.พ. 67 - เม.ย. 67", "ส.ค. 70"]
    ),
    unique=True,
    max_size=3,
)


@given(typed, keys)
def test_after_the_clicks_just_the_ticked_months_are_covered(written, after):
    windows = (*read(*written), UNREAD)
    before = ticked(windows, 2567)

    found = clicked(windows, before, after, 2567)

    assert set(ticked(found, 2567)) == after
    assert UNREAD in found
    for one in found:
        assert not one.understood or one.start is None or one.end is None or one.start <= one.end


@given(typed)
def test_no_click_changes_nothing(written):
    windows = read(*written)
    before = ticked(windows, 2567)

    assert clicked(windows, before, before, 2567) == windows


@given(keys)
def test_what_was_clicked_is_read_back_from_its_words(after):
    found = clicked((), (), after, 2567)

    assert tuple(thai.read_window(one.text, 2567) for one in found) == found


def test_no_click_takes_away_what_was_typed_with_it():
    typed = read("5-10 ม.ค. 67")

    found = clicked(typed, ["2024-01"], [], 2567, typed=typed)

    assert found == typed
