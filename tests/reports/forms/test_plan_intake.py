"""A plan as read, in boxes: what the plan says after a confirmation."""

import pytest

from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent
from reports.forms.plan_intake import PlanMerge, PlanPreview, box_of
from reports.readers.plan import window_of
from reports.readers.reading import Activity, Mark, Match, Phase, PlanReading, Warning
from tests import cast

pytestmark = pytest.mark.django_db

OCTOBER = Mark("2023-10", "2023-10")
READING = PlanReading(
    title="แผน",
    columns=("ที่", "ต.ค."),
    phases=(
        Phase(
            "1",
            "เตรียม",
            (
                Activity(
                    "1.1", "ลงทะเบียน", (OCTOBER,), (Match("REG", 0.9),), {"ต.ค.": "↔"}, "จังหวัด"
                ),
                Activity("1.2", "ประชุม"),
            ),
        ),
    ),
    unread=(("หลุด",),),
    intro="ความนำ",
    warnings=(Warning("phases[0].activities[1].marks", "mark_unread", "อ่านไม่ได้"),),
)
SOURCE = {"source": {"intake": 1, "sha256": "ab"}}


@pytest.fixture
def calendar():
    editions = cast.calendar().steps.select_related("step")
    return {edition.step_id: edition for edition in editions}


def merge(calendar) -> PlanMerge:
    return PlanMerge(READING, {}, calendar, 2567, SOURCE)


def test_untouched_the_plan_is_what_was_read(calendar):
    assert merge(calendar).content == PlanContent(
        title="แผน",
        intro="ความนำ",
        phases=(
            PhaseContent(
                "เตรียม",
                (
                    ActivityContent(
                        "ลงทะเบียน", "จังหวัด", ("REG",), (window_of(OCTOBER),), {"ต.ค.": "↔"}
                    ),
                    ActivityContent("ประชุม"),
                ),
            ),
        ),
        raw={
            "columns": ["ที่", "ต.ค."],
            "unread": [["หลุด"]],
            "title": "แผน",
            "intro": "ความนำ",
            "footnote": "",
            "issuer": "",
            **SOURCE,
        },
    )


def test_what_was_typed_refused_and_chosen_counts(calendar):
    process = next(str(step) for step, one in calendar.items() if one.step.code == "PROCESS")
    typed = {
        "p0a0-choice": ["keep"],
        "p0a1-text": ["ประชุมคณะทำงาน"],
        "p0a1-windows": ["มกราคม; มีนาคม"],
        "p0a1-ties-0": ["", process],
        "u0-as": ["row"],
    }

    (phase,) = PlanMerge(READING, typed, calendar, 2567, SOURCE).content.phases

    assert [(one.text, one.steps, len(one.windows)) for one in phase.activities] == [
        ("ประชุมคณะทำงาน", ("PROCESS",), 2),
        ("หลุด", (), 0),
    ]


def test_what_cannot_be_kept_is_named_by_its_box(calendar):
    typed = {"p0-title": ["ก" * 401], "p0a0-windows": ["31-1 ม.ค. 67"]}

    problems = PlanMerge(READING, typed, calendar, 2567, SOURCE).problems

    assert set(problems) == {"p0-title", "p0a0-windows"}


def marked(row) -> list[int]:
    """The places of the cells with a mark, in the order of the months."""
    return [place for place, cell in enumerate(row.marks) if cell.is_marked]


def test_the_preview_marks_months_and_asks_where_the_reading_does(calendar):
    (phase,) = PlanPreview(merge(calendar)).phases

    assert [(row.key, marked(row)) for row in phase.rows] == [("sure", [0]), ("doubt", [])]


def test_marks_of_another_fiscal_year_are_asked_about_until_a_person_types_over_them(calendar):
    typed = {"p0a0-windows": ["ตุลาคม 2566"]}
    read, corrected = (
        PlanPreview(PlanMerge(READING, boxes, calendar, year, SOURCE)).phases[0].rows[0]
        for boxes, year in (({}, 2568), (typed, 2568))
    )

    assert [(row.key, row.is_open, bool(marked(row))) for row in (read, corrected)] == [
        ("doubt", True, False),
        ("sure", False, False),
    ]
    assert [echo.sentence for echo in read.echoes] == [
        "อ่านว่า เดือนตุลาคม ๒๕๖๖ ซึ่งอยู่นอกปีงบประมาณนี้ จึงไม่มีเครื่องหมายใต้เดือน"
    ]


@pytest.mark.parametrize(
    ("place", "box"),
    [
        ("phases[1].activities[2].text", "p1a2-text"),
        ("phases[1].activities[2].marks", "p1a2-windows"),
        ("phases[1].activities[2].steps", "p1a2-ties-0"),
        ("phases[1].activities[2]", "p1a2-text"),
        ("phases[1].title", "p1-title"),
        ("issuer", "issuer"),
        ("unread[0]", ""),
    ],
)
def test_a_warning_stands_at_its_box(place, box):
    assert box_of(place) == box
