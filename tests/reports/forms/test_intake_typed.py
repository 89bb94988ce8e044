"""The buttons of a preview put words into a box; nothing else changes it."""

import pytest
from django.http import QueryDict

from reports.forms.intake_typed import is_place, is_touched, is_words, marks, place_of, posted
from reports.readers.reading import Warning

SHOWN = {"g0l0-result": ["แบบวัด IT"], "g0-official": ["1-31 ม.ค. 2024"]}
WARNINGS = [Warning("here", "term_slip", "", "IT", "IIT"), Warning("here", "row_unread", "")]


def sent(query: str) -> dict:
    data = QueryDict(query)
    return posted(
        data, SHOWN, WARNINGS, lambda place: "g0l0-result", lambda written: "1 - 31 มกราคม"
    )


def test_a_suggestion_goes_into_what_was_typed():
    assert sent("use=0") == {"g0l0-result": ["แบบวัด IIT"]}
    assert sent("use=0&g0l0-result=ตาม IT") == {"g0l0-result": ["ตาม IIT"]}


def test_a_warning_without_a_suggestion_changes_nothing():
    assert sent("use=1") == {}


def test_an_offer_goes_into_its_box_alone():
    assert sent("offer=g0-official") == {"g0-official": ["1 - 31 มกราคม"]}
    assert sent("offer=made-up") == {}


@pytest.mark.parametrize(
    ("written", "counts"), [("0", True), ("1", True), ("2", False), ("-1", False), ("๑", False)]
)
def test_a_number_of_a_browser_counts_what_is_there(written, counts):
    assert is_place(written, WARNINGS) is counts


def test_boxes_that_were_typed_into_are_told_by_their_marks():
    sent = marks({"g0l0-result": "ก\nข", "footnote": ""})

    assert not is_touched(sent, "g0l0-result", "ก\r\nข")
    assert is_touched(sent, "g0l0-result", "ก")
    assert not is_touched(sent, "footnote", "")
    assert is_touched("", "footnote", "")


@pytest.mark.parametrize(
    ("box", "place"),
    [
        ("g0-official", "ลำดับที่ ๑ ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)"),
        ("g1l2-item-0", "ลำดับที่ ๒ แถวที่ ๓ ขั้นตอน"),
        ("g1l0-status_text", "ลำดับที่ ๒ สถานะการดำเนินการ"),
        ("p0a1-windows", "๑.๒ ช่วงระยะเวลา"),
        ("p1-title", "๒ ชื่อแผนหรือช่วงการดำเนินงาน"),
        ("contact", "จัดทำโดย"),
        ("made-up", ""),
    ],
)
def test_a_box_says_by_its_name_where_it_stood(box, place):
    assert place_of(box) == place


def test_choices_and_ticks_are_no_words():
    boxes = [
        "g0l0-result",
        "g0l0-ties-0",
        "g0l0-choice",
        "u0-as",
        "g0l0-status",
        "agree",
        "footnote",
    ]

    assert [box for box in boxes if is_words(box)] == ["g0l0-result", "footnote"]
