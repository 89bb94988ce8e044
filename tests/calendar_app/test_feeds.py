"""Calendars to subscribe to, read again as a calendar program reads them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_app import feeds
from ita_portal.thai import Window

CHANGED = datetime(2024, 1, 15, 3, 4, 5, 600, tzinfo=UTC)
PAGE = "https://ita.example/calendars/2567/"


def feed(*entries, lines=(), number=3):
    return feeds.Feed("ปฏิทิน", lines, entries, PAGE, number, CHANGED)


def events(made):
    return Calendar.from_ical(feeds.write(made)).walk("VEVENT")


def entry(start, end, precision="day", title="ลงทะเบียน", uid="2567-REG@calendar.ita"):
    return feeds.Entry(uid, title, Window(start, end, precision, ""))


def days(event):
    return event["dtstart"].dt, event["dtend"].dt


JANUARY = (date(2024, 1, 1), date(2024, 1, 31))
LAST, FIRST = "ลงทะเบียน (วันสุดท้าย ไม่ทราบวันเริ่ม)", "ลงทะเบียน (วันเริ่ม ไม่ทราบวันสิ้นสุด)"


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected", "summary"),
    [
        (*JANUARY, "day", (date(2024, 1, 1), date(2024, 2, 1)), "ลงทะเบียน"),
        (*JANUARY, "month", (date(2024, 1, 1), date(2024, 2, 1)), "ลงทะเบียน"),
        (JANUARY[1], JANUARY[1], "day", (date(2024, 1, 31), date(2024, 2, 1)), "ลงทะเบียน"),
        (None, JANUARY[1], "day", (date(2024, 1, 31), date(2024, 2, 1)), LAST),
        (JANUARY[0], None, "day", (date(2024, 1, 1), date(2024, 1, 2)), FIRST),
        (
            *(date(2023, 12, 1), date(2024, 2, 29), "month"),
            *((date(2023, 12, 1), date(2024, 3, 1)), "ลงทะเบียน"),
        ),
    ],
)
def test_a_window_is_an_all_day_event_that_ends_the_day_after(
    start, end, precision, expected, summary
):
    (event,) = events(feed(entry(start, end, precision)))

    assert (days(event), str(event["summary"])) == (expected, summary)


def test_an_event_bears_its_name_and_the_number_and_time_of_the_last_change():
    (event,) = events(feed(entry(*JANUARY)))

    assert str(event["uid"]) == "2567-REG@calendar.ita"
    assert event["sequence"] == 3
    assert (
        event["last-modified"].dt
        == event["dtstamp"].dt
        == datetime(2024, 1, 15, 3, 4, 5, tzinfo=UTC)
    )
    assert event["description"] == f"ช่วงระยะเวลา: วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗\n{PAGE}"


def test_a_long_title_is_cut_and_stands_whole_in_the_description():
    long = "ดำเนินการ " * 40
    (event,) = events(feed(entry(*JANUARY, title=long)))

    assert len(event["summary"]) == feeds.LONGEST_SUMMARY + 1
    assert str(event["description"]).startswith(long)


def test_the_calendar_says_its_name_and_how_often_to_ask():
    calendar = Calendar.from_ical(feeds.write(feed(lines=["ฉบับปรับปรุงครั้งที่ 3"])))

    assert (calendar["name"], calendar["x-wr-calname"]) == ("ปฏิทิน", "ปฏิทิน")
    assert calendar["description"] == f"ฉบับปรับปรุงครั้งที่ ๓\n{PAGE}"
    assert calendar["refresh-interval"].dt == feeds.ASK_EVERY


@given(
    st.text(
        st.one_of(
            st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E),
            st.sampled_from(',;:\\"\n ์่้ABC๐1\U0001f5d3'),
        ),
        min_size=1,
        max_size=150,
    )
)
def test_no_thai_character_is_broken_by_the_folding_of_lines(title):
    written = feeds.write(feed(entry(*JANUARY, title=f"ก{title}ก")))

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    for line in written.split(b"\r\n"):
        line.decode("utf-8")
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert event["summary"] == feeds._said(" ".join(f"ก{title}ก".split()))


def test_what_no_line_may_hold_is_left_out():
    (event,) = events(feed(entry(*JANUARY, title="ก\x00ข\x07ค\x7fง")))

    assert event["summary"] == "กขคง"
