"""A new report from an earlier one: what has a place, what is left, which windows; nothing is lost."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai
from ita_portal.thai import Window
from reports import document, starting
from reports.document import CalendarStep, Item
from reports.management import reference
from reports.starting import Edition
from tests.reports import documents
from tests.seed_text import SEEDS

SAMUT_PRAKAN, LAMPHUN, ROI_ET = (seed.report for seed in SEEDS)


def calendar_of(year: int) -> list[Edition]:
    steps = reference.read("calendars.json")[str(year)]["steps"]
    return [Edition(one["code"], one["title"], reference.window(one)) for one in steps]


def titles(year: int) -> list[CalendarStep]:
    return [one.step for one in calendar_of(year)]


def shape(plan):
    return [[[item.steps for item in line.items] for line in group.lines] for group in plan.groups]


def day(text: str) -> Window:
    return thai.read_window(text)


# Steps of one year and of another


def test_within_a_year_a_step_is_known_by_its_code_whatever_its_title():
    then = [CalendarStep("REG", "เดิม"), CalendarStep("GONE", "ข้อที่ไม่มีแล้ว")]
    now = [CalendarStep("REG", "ใหม่"), CalendarStep("IIT", "การเก็บรวบรวมข้อมูลตามแบบวัด IIT")]

    found = starting.counterparts(then, now, same_year=True)

    assert (found.sure, found.doubtful) == ({"REG": ("REG",)}, {})


def test_the_steps_of_2566_are_those_of_2567_as_far_as_their_titles_tell():
    found = starting.counterparts(titles(2566), titles(2567), same_year=False)

    assert found.sure == {"REG": ("REG",), "OIT": ("OIT",), "IIT_EIT": ("IIT", "EIT1", "EIT2")}
    assert found.doubtful == {"PREP_STAKEHOLDERS": ("IIT", "EIT1", "EIT2")}


def test_a_code_that_means_another_step_this_year_is_asked_about():
    then = [CalendarStep("S1", "การเก็บรวบรวมข้อมูลตามแบบวัด IIT")]
    now = [
        CalendarStep("S1", "การลงทะเบียนเข้าสู่ระบบ ITAS"),
        CalendarStep("S2", "การเก็บรวบรวมข้อมูลตามแบบวัด OIT"),
    ]

    found = starting.counterparts(then, now, same_year=False)

    assert found.sure == {}
    assert found.doubtful["S1"][0] == "S1"


def test_two_steps_that_name_the_same_new_one_are_both_asked_about():
    then = [
        CalendarStep("A", "การตอบและอนุมัติข้อมูลตามแบบวัด OIT"),
        CalendarStep("B", "การตอบข้อมูลตามแบบวัด OIT"),
    ]

    found = starting.counterparts(then, titles(2567), same_year=False)

    assert found.sure == {}
    assert {code: "OIT" in near for code, near in found.doubtful.items()} == {"A": True, "B": True}


# The rows


def test_what_was_merged_stays_merged_with_its_labels_and_order():
    plan = starting.plan(LAMPHUN, calendar_of(2567), 2567)

    assert plan.left == ()
    assert [
        [[(item.label, item.text) for item in line.items] for line in group.lines]
        for group in plan.groups
    ] == [
        [[(item.label, item.text) for item in line.items] for line in group.lines]
        for group in LAMPHUN.groups
    ]
    assert {line.kind for group in plan.groups for line in group.lines} == {"carried"}


def test_steps_that_had_no_row_get_one_in_the_calendar_s_order():
    plan = starting.plan(SAMUT_PRAKAN, calendar_of(2567), 2567)

    assert [group.steps[0] for group in plan.groups] == [one.code for one in calendar_of(2567)]
    kinds = [line.kind for group in plan.groups for line in group.lines]
    assert kinds == ["carried"] * 6 + ["new"] * 6


def test_rows_of_2566_without_a_step_in_2567_are_left_and_asked_about():
    plan = starting.plan(ROI_ET, calendar_of(2567), 2567)

    assert {code for group in plan.groups for code in group.steps} == {
        one.code for one in calendar_of(2567)
    }
    asked = {left.proposals for left in plan.left}
    assert ("IIT", "EIT1", "EIT2") in asked
    assert all(left.gone for left in plan.left)


def test_a_row_that_loses_a_part_keeps_the_other():
    line = document.Line(
        items=(Item("ลงทะเบียน", "-", ("REG",)), Item("ข้อที่ยกเลิก", "-", ("GONE",))), key=7
    )
    earlier = documents.report(
        documents.group(line, provincial=day("๑ - ๕ มกราคม ๒๕๖๗")),
        calendar_steps=(CalendarStep("REG", "ลงทะเบียน"), CalendarStep("GONE", "ข้อที่ยกเลิก")),
    )

    plan = starting.plan(earlier, [Edition("REG", "ลงทะเบียน")], 2567)

    assert shape(plan) == [[[("REG",)]]]
    (left,) = plan.left
    assert (left.number, left.source, left.gone) == (1, 7, ("ข้อที่ยกเลิก",))
    assert [item.text for item in left.items] == ["ข้อที่ยกเลิก"]


def test_a_row_of_ones_own_comes_along_marked():
    own = documents.group(documents.line("ประชุมคณะทำงานของจังหวัด"), provincial=day("๑ มกราคม ๒๕๖๗"))

    plan = starting.plan(documents.report(own), calendar_of(2567), 2567)

    assert plan.groups[0].lines[0].kind == "own"
    assert plan.groups[0].steps == ()


def test_an_untied_text_that_surely_names_a_step_answers_it():
    earlier = documents.report(documents.group(documents.line("การลงทะเบียนเข้าสู่ระบบ ITAS")))

    plan = starting.plan(earlier, calendar_of(2567), 2567)

    assert plan.groups[0].steps == ("REG",)
    assert len(plan.groups) == 12


def test_words_of_the_old_calendar_become_those_of_the_new_and_ones_own_stay():
    then = (CalendarStep("OIT", "เก็บข้อมูลการเปิดเผยข้อมูลสาธารณะ (OIT)"),)
    line = document.Line(items=(Item("เก็บข้อมูลการเปิดเผยข้อมูลสาธารณะ  (OIT)", steps=("OIT",)),))
    other = document.Line(items=(Item("เก็บ OIT ของเรา", steps=("OIT",)),))
    earlier = documents.report(
        documents.group(line), documents.group(other), calendar_steps=then, fiscal_year=2566
    )

    plan = starting.plan(earlier, calendar_of(2567), 2567)

    texts = [
        item.text for group in plan.groups for item in group.lines[0].items if "OIT" in item.steps
    ]
    assert texts == ["การตอบและอนุมัติข้อมูลตามแบบวัด OIT", "เก็บ OIT ของเรา"]


# Windows

OFFICIAL = day("๑ - ๓๑ มกราคม ๒๕๖๗")


def one_row(provincial, *, year=2566, planned=None, official=OFFICIAL):
    title = "การลงทะเบียนเข้าสู่ระบบ ITAS"
    line = document.Line(items=(Item(title, steps=("REG",)),))
    earlier = documents.report(
        documents.group(line, official=day("๑ - ๓๐ มกราคม ๒๕๖๖"), provincial=provincial),
        calendar_steps=(CalendarStep("REG", title),),
        fiscal_year=year,
    )
    (group,) = starting.plan(earlier, [Edition("REG", title, official, planned)], 2567).groups
    return group


@pytest.mark.parametrize(
    ("then", "now", "whence"),
    [
        ("๕ - ๒๐ มกราคม ๒๕๖๖", "๕ - ๒๐ มกราคม ๒๕๖๗", "shifted"),
        ("๒๐ มกราคม - ๕ กุมภาพันธ์ ๒๕๖๖", "๒๐ - ๓๑ มกราคม ๒๕๖๗", "shifted"),
        ("๑ - ๕ มีนาคม ๒๕๖๖", "๑ - ๓๑ มกราคม ๒๕๖๗", "official"),
        ("เดือนมกราคม ๒๕๖๖", "เดือนมกราคม ๒๕๖๗", "shifted"),
        ("ภายในวันที่ ๑๕ มกราคม ๒๕๖๖", "ภายในวันที่ ๑๕ มกราคม ๒๕๖๗", "shifted"),
    ],
)
def test_a_window_of_last_year_is_moved_to_this_and_kept_inside(then, now, whence):
    group = one_row(day(then))

    assert group.official == OFFICIAL
    assert (thai.write_window(group.provincial), group.window_from) == (now, whence)
    assert thai.read_window(group.provincial.text) == group.provincial


def test_a_window_in_words_gives_way_in_another_year_and_stays_within_one():
    words = Window.unread("ตามที่ ป.ป.ช. กำหนด")

    assert one_row(words).provincial == OFFICIAL
    assert one_row(words, year=2567).provincial == words


def test_the_plan_of_this_year_goes_before_everything():
    planned = day("๒ - ๓ มกราคม ๒๕๖๗")

    group = one_row(day("๕ - ๒๐ มกราคม ๒๕๖๖"), planned=planned)

    assert (group.provincial, group.window_from) == (planned, "plan")


def test_a_window_of_the_same_year_stays_as_typed():
    typed = Window(date(2024, 1, 23), date(2024, 1, 24), "day", "23-24 ม.ค. 67")

    assert one_row(typed, year=2567).provincial == typed


def test_the_29th_of_february_becomes_the_28th():
    window = Window(date(2024, 2, 1), date(2024, 2, 29), "day", "")

    assert starting.shifted(window, 1).end == date(2025, 2, 28)
    assert starting.shifted(day("เดือนกุมภาพันธ์ ๒๕๖๖"), 1) == replace(
        day("เดือนกุมภาพันธ์ ๒๕๖๗"), text="เดือนกุมภาพันธ์ ๒๕๖๗"
    )


def test_several_steps_in_one_number_have_the_span_of_their_windows():
    assert (
        thai.write_window(starting.span([day("๑ - ๓๑ มกราคม ๒๕๖๗"), None, day("เดือนมีนาคม ๒๕๖๗")]))
        == "๑ มกราคม - ๓๑ มีนาคม ๒๕๖๗"
    )
    assert starting.span([None]) is None
    assert starting.span([day("ภายในวันที่ ๕ มกราคม ๒๕๖๗"), day("๑ - ๙ มกราคม ๒๕๖๗")]).start is None


# Laws

CODES = ["REG", "IIT_LIST", "IIT", "EIT1", "EIT2", "OIT", "OIT_SCORE", "GONE", "AWAY"]
STEP_TITLES = {one.code: one.title for one in calendar_of(2567)}
DAYS = st.dates(date(2022, 10, 1), date(2024, 9, 30))
WINDOWS = st.none() | st.tuples(DAYS, DAYS).map(
    lambda days: Window(min(days), max(days), "day", "ที่พิมพ์")
)
ITEMS = st.builds(
    Item,
    st.sampled_from(["", "ประชุม", *STEP_TITLES.values()]),
    st.sampled_from(["", "-", "๑."]),
    st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple),
)
LINES = st.builds(
    document.Line,
    items=st.lists(ITEMS, max_size=3).map(tuple),
    result=st.just("ผลของรอบที่แล้ว"),
    status=st.sampled_from([None, *document.STATUSES]),
)
GROUPS = st.builds(
    document.Group, st.lists(LINES, min_size=1, max_size=3).map(tuple), WINDOWS, WINDOWS
)


@st.composite
def earlier_reports(draw):
    groups = draw(st.lists(GROUPS, max_size=5))
    keys = iter(range(1, 99))
    groups = [
        replace(group, lines=tuple(replace(line, key=next(keys)) for line in group.lines))
        for group in groups
    ]
    steps = tuple(CalendarStep(code, STEP_TITLES.get(code, f"ข้อ {code}")) for code in CODES)
    year = draw(st.sampled_from([2566, 2567]))
    return documents.report(*groups, calendar_steps=steps, fiscal_year=year)


@given(earlier_reports())
def test_no_row_is_lost_no_word_copied_and_every_step_answered(earlier):
    plan = starting.plan(earlier, calendar_of(2567), 2567)

    placed = [line for group in plan.groups for line in group.lines]
    there = {line.source for line in placed} | {left.source for left in plan.left}
    assert {line.key for _, _, line in earlier.lines()} <= there
    then = Counter(len(line.items) for _, _, line in earlier.lines() if line.items)
    items = sum(size * count for size, count in then.items())
    kept = sum(len(line.items) for line in placed if line.source and line.items != (Item(""),))
    blank = sum(1 for line in placed if line.source and line.items == (Item(""),))
    left = sum(len(one.items) for one in plan.left)
    assert kept + left <= items <= kept + left + blank
    answers = Counter(code for group in plan.groups for code in _answers(group))
    before = Counter(
        code for _, _, line in earlier.lines() for item in line.items for code in item.steps
    )
    assert set(answers) == set(STEP_TITLES)
    assert all(answers[code] == 1 for code in STEP_TITLES if before[code] == 1)
    assert "ผลของรอบที่แล้ว" not in repr(plan.groups)


def _answers(group):
    return [code for line in group.lines for item in line.items for code in item.steps]


@given(earlier_reports())
def test_a_province_s_window_is_inside_the_official_one_in_another_year(earlier):
    plan = starting.plan(replace(earlier, fiscal_year=2566), calendar_of(2567), 2567)

    for group in plan.groups:
        if group.official and group.provincial:
            assert group.official.start <= group.provincial.start
            assert group.provincial.end <= group.official.end
