"""A reading in boxes: what is kept of a post, what stands loose, how a row is read back."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from reports.forms import intake_boxes
from reports.forms.intake_boxes import BoxReader
from reports.readers.reading import Warning
from tests import cast
from tests.intakes import group, line, paper

pytestmark = pytest.mark.django_db

READING = paper(
    group(
        line("ลงทะเบียน", "ก\nข", "done", steps=["REG"]),
        number=1,
        official="1 - 31 มกราคม 2567",
    ),
    footnote="หมายเหตุ",
)


@pytest.fixture
def calendar():
    editions = cast.calendar().steps.select_related("step")
    return {edition.step_id: edition for edition in editions}


@pytest.fixture
def shown(calendar):
    return intake_boxes.boxes_of(READING, calendar, cast.round_())


def post(boxes) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in boxes.items():
        data.setlist(name, values)
    return data


def test_boxes_hold_what_was_read(shown, calendar):
    reg = next(str(step) for step, edition in calendar.items() if edition.step.code == "REG")

    assert shown == {
        "agree": [""],
        "footnote": ["หมายเหตุ"],
        "contact": [""],
        "g0-official": ["1 - 31 มกราคม 2567"],
        "g0-provincial": [""],
        "g0l0-item-0": ["ลงทะเบียน"],
        "g0l0-ties-0": ["", reg],
        "g0l0-result": ["ก\nข"],
        "g0l0-status": ["done"],
        "g0l0-status_text": [""],
    }


def test_only_boxes_that_were_changed_are_kept(shown):
    sent = shown | {"g0l0-result": ["ก\r\nข"], "footnote": ["อื่น"], "made-up": ["x"]}

    assert intake_boxes.kept(post(sent), shown) == {"footnote": ["อื่น"]}


def test_ties_are_compared_in_any_order(shown, calendar):
    every = [str(step) for step in calendar]
    shown = shown | {"g0l0-ties-0": ["", *every]}

    assert intake_boxes.kept(post({"g0l0-ties-0": ["", *reversed(every)]}), shown) == {}
    assert intake_boxes.kept(post({"g0l0-ties-0": [""]}), shown) == {"g0l0-ties-0": [""]}


def test_what_stands_in_no_row_is_listed_once_and_verbatim():
    reading = replace(
        READING,
        unread=(("ก", " ", "ข"), ("ค",)),
        warnings=(
            Warning("", "furniture_dropped", "ตัดออก", "หน้า ๒"),
            Warning("unread[1]", "text_unplaced", "ไม่ทราบที่", "ค"),
            Warning("", "file_note", "อื่น", "ง"),
        ),
    )

    assert intake_boxes.leftovers(reading) == ["ก · ข", "ค", "หน้า ๒"]


def test_choices_are_not_taken_over_to_the_next_reading():
    boxes = {"g0l0-choice": ["keep"], "u0-as": ["row"], "agree": ["yes"], "g0l0-result": ["ก"]}

    assert intake_boxes.without_choices(boxes) == {"g0l0-result": ["ก"]}


def test_an_untouched_window_is_the_window_as_it_was_read(shown, calendar):
    boxes = BoxReader(READING, shown, {}, calendar, 2567)

    assert boxes.window(0, "official") == READING.groups[0].official


def test_several_steps_typed_into_one_box_leave_the_ties_with_the_first(shown, calendar):
    boxes = BoxReader(
        READING, shown, {"g0l0-item-0": ["- ลงทะเบียน\n- ระบุผู้มีส่วนได้เสีย"]}, calendar, 2567
    )

    items = boxes.line(0, 0).items

    assert [(item.label, item.text, len(item.steps)) for item in items] == [
        ("-", "ลงทะเบียน", 1),
        ("-", "ระบุผู้มีส่วนได้เสีย", 0),
    ]


def test_a_status_that_is_none_is_no_status(shown, calendar):
    boxes = BoxReader(READING, shown, {"g0l0-status": ["made-up"]}, calendar, 2567)

    assert boxes.line(0, 0).status == ""


def test_a_lone_dash_is_no_result(shown, calendar):
    boxes = BoxReader(READING, shown, {"g0l0-result": [" - "]}, calendar, 2567)

    assert boxes.line(0, 0).result == ""
