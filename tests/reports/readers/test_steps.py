"""Which steps a text answers: the seeds', other provinces' wordings, a calendar made up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document import CalendarStep
from reports.readers import steps
from reports.readers.reading import Match
from tests.reports.readers.wordings import DOUBTFUL, MADE_UP, WORDINGS
from tests.seed_text import FIXTURES, SEEDS

YEARS = json.loads((FIXTURES / "calendars.json").read_text(encoding="utf-8"))
CALENDARS = {
    int(year): tuple(CalendarStep(step["code"], step["title"]) for step in calendar["steps"])
    for year, calendar in YEARS.items()
} | {2571: MADE_UP}
EVERY_WORDING = [
    (year, text, expected) for year, rows in WORDINGS.items() for text, expected in rows
]


def taken(text, year):
    return tuple(one.code for one in steps.match(text, CALENDARS[year])[0])


def test_every_item_of_the_seeds_answers_what_a_person_tied_it_to():
    ties = [
        (item.text, item.steps, taken(item.text, seed.report.fiscal_year))
        for seed in SEEDS
        for _, _, line in seed.report.lines()
        for item in line.items
    ]

    assert [one for one in ties if one[1] != one[2]] == []


@pytest.mark.parametrize(("year", "text", "expected"), EVERY_WORDING)
def test_other_wordings_answer_their_steps(year, text, expected):
    assert taken(text, year) == DOUBTFUL.get(text, expected)


@pytest.mark.parametrize(("year", "text", "expected"), EVERY_WORDING)
def test_a_step_that_is_not_taken_is_told_as_a_rival(year, text, expected):
    found, rivals = steps.match(text, CALENDARS[year])

    assert set(expected) <= {one.code for one in (*found, *rivals)}


def test_wrong_is_never_confident():
    confident = [
        (year, text, expected)
        for year, text, expected in EVERY_WORDING
        if not steps.is_unsure(*steps.match(text, CALENDARS[year]))
        and taken(text, year) != expected
    ]

    assert confident == []


def test_most_wordings_are_tied_as_a_person_would_and_few_of_those_ask_for_a_look():
    found = [set(taken(text, year)) for year, text, _ in EVERY_WORDING]
    meant = [set(expected) for _, _, expected in EVERY_WORDING]
    right = sum(len(ours & theirs) for ours, theirs in zip(found, meant, strict=True))
    asked = sum(
        steps.is_unsure(*steps.match(text, CALENDARS[year]))
        for year, text, expected in EVERY_WORDING
        if expected
    )

    assert right / sum(map(len, found)) > 0.98
    assert right / sum(map(len, meant)) > 0.95
    assert asked / sum(map(bool, meant)) < 0.17


def test_scores_have_two_decimals_and_rivals_come_nearest_first():
    found, rivals = steps.match("การให้คะแนนแบบวัด OIT", CALENDARS[2566])

    assert found == ()
    assert rivals == tuple(sorted(rivals, key=lambda one: -one.score))
    assert all(one.score == round(one.score, 2) for one in rivals)
    assert steps.is_unsure(found, rivals)


def test_what_is_named_in_thai_and_glossed_otherwise_is_doubtful():
    text = "การเก็บรวบรวมข้อมูลตามแบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (IIT) ส่วนที่ ๑"

    found, rivals = steps.match(text, CALENDARS[2567])

    assert [one.code for one in found] == ["EIT1"]
    assert found[0].score < 0.85
    assert rivals == ()


def test_two_titles_of_the_same_words_are_both_answered():
    twins = (CalendarStep("A", "การให้คะแนนแบบวัด OIT"), CalendarStep("B", "การให้คะแนนแบบวัด OIT"))

    assert steps.match("การให้คะแนน OIT", twins)[0] == (Match("A", 0.83), Match("B", 0.83))


def test_a_year_without_a_calendar_answers_nothing():
    assert steps.match("การลงทะเบียนเข้าสู่ระบบ ITAS", ()) == ((), ())


@pytest.mark.parametrize("title", ["", "-", "การ", "OIT", "ITA"])
def test_a_title_that_says_nothing_breaks_nothing(title):
    calendar = (*CALENDARS[2567], CalendarStep("ODD", title))

    assert [one.code for one in steps.match("การประกาศผลการประเมิน", calendar)[0]] == ["ANNOUNCE"]


def test_a_long_text_without_spaces_is_matched_in_time():
    assert steps.match("ข้อความยาวมาก" * 2000, CALENDARS[2567]) == ((), ())


@pytest.mark.parametrize("year", CALENDARS)
def test_every_title_answers_its_own_step_and_surely(year):
    for step in CALENDARS[year]:
        found, rivals = steps.match(step.title, CALENDARS[year])
        assert found == (Match(step.code, 1.0),)
        assert not steps.is_unsure(found, rivals)


@given(st.data())
def test_spaces_anywhere_change_nothing(data):
    year, text, _ = data.draw(st.sampled_from(EVERY_WORDING))
    places = data.draw(st.sets(st.integers(0, len(text)), max_size=6))
    # A break within a Latin word may make two of it; papers break Thai ones.
    broken = "".join(
        (" " if place in places and not text[max(0, place - 1) : place + 1].isascii() else "")
        + char
        for place, char in enumerate(text)
    )

    assert taken(broken, year) == taken(text, year)


@given(st.text(max_size=80))
def test_any_text_is_matched_without_an_error(text):
    found, rivals = steps.match(text, CALENDARS[2567])

    assert all(0 <= one.score <= 1 for one in (*found, *rivals))
    assert not {one.code for one in found} & {one.code for one in rivals}
