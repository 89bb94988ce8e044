"""A report goes into canonical JSON and comes back the same; what is no report says so."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import document
from reports.document import CalendarStep, Item, Line, UnreadableContent
from reports.writers import wording
from tests.reports.documents import JANUARY, REPORTS, group, line, report

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)
SLOW_TO_BUILD = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@SLOW_TO_BUILD
@given(REPORTS)
def test_a_report_comes_back_from_its_canonical_json(any_report):
    assert document.from_json(document.canonical_json(any_report)) == any_report


@SLOW_TO_BUILD
@given(REPORTS)
def test_canonical_json_is_the_same_each_time(any_report):
    written = document.canonical_json(any_report)

    assert document.canonical_json(document.from_json(written)) == written


SMALL = report(
    group(
        Line((Item("ลงทะเบียน", "-", ("REG",)),), result="เสร็จแล้ว", status="done", key=7),
        official=JANUARY,
    ),
    headings=("ก", "ข", "ค", "ง", "จ", "ฉ"),
    title="รายงาน",
)


def test_canonical_json_is_spelled_in_one_way():
    printed = replace(SMALL, address="https://x.go.th/reports/2567/6/lamphun/", text_size="large")

    assert document.canonical_json(printed) == (
        '{"address":"https://x.go.th/reports/2567/6/lamphun/",'
        '"as_of":null,"calendar_revision":null,"calendar_steps":[],"contact":"",'
        '"explanations":[],"fiscal_year":2567,"footnote":"","groups":[{"lines":[{"answer":null,'
        '"answer_reason":"","evidence":[],"items":[{"label":"-","steps":["REG"],"text":"ลงทะเบียน"}],'
        '"key":7,"result":"เสร็จแล้ว","status":"done","status_text":""}],"official":{"end":"2024-01-31",'
        '"precision":"day","start":"2024-01-01","text":"1-31 ม.ค. 67"},"provincial":null}],'
        '"headings":["ก","ข","ค","ง","จ","ฉ"],"masked":0,"months":6,"number_style":"๑",'
        '"prints_calendar":false,"province":{"code":"51","name":"ลำพูน","slug":"lamphun"},"schema":3,"signer":null,'
        '"status_words":{"done":"ดำเนินการแล้ว","in_progress":"อยู่ระหว่างดำเนินการ","not_due":"-",'
        '"not_ours":"","nothing_to_report":""},"text_size":"large","title":"รายงาน"}'
    )


def test_what_was_frozen_in_schema_1_is_still_read_and_prints_no_qr_code():
    frozen = (
        '{"as_of":null,"calendar_revision":null,"calendar_steps":[],"contact":"",'
        '"fiscal_year":2567,"footnote":"","groups":[{"lines":[{"answer":null,"answer_reason":"",'
        '"items":[{"label":"-","steps":["REG"],"text":"ลงทะเบียน"}],"key":7,"result":"เสร็จแล้ว",'
        '"status":"done","status_text":""}],"official":{"end":"2024-01-31","precision":"day",'
        '"start":"2024-01-01","text":"1-31 ม.ค. 67"},"provincial":null}],'
        '"headings":["ก","ข","ค","ง","จ","ฉ"],"months":6,"number_style":"๑",'
        '"province":{"code":"51","name":"ลำพูน","slug":"lamphun"},"schema":1,"signer":null,'
        '"status_words":{"done":"ดำเนินการแล้ว","in_progress":"อยู่ระหว่างดำเนินการ","not_due":"-"},'
        '"title":"รายงาน"}'
    )

    assert document.from_json(frozen) == replace(SMALL, address="", text_size="normal")


def test_what_was_frozen_in_schema_2_is_still_read_and_has_no_evidence():
    frozen = (
        '{"address":"https://x.go.th/reports/2567/6/lamphun/","as_of":null,"calendar_revision":null,'
        '"calendar_steps":[],"contact":"","fiscal_year":2567,"footnote":"","groups":[{"lines":['
        '{"answer":null,"answer_reason":"","items":[{"label":"-","steps":["REG"],"text":"ลงทะเบียน"}],'
        '"key":7,"result":"เสร็จแล้ว","status":"done","status_text":""}],"official":{"end":"2024-01-31",'
        '"precision":"day","start":"2024-01-01","text":"1-31 ม.ค. 67"},"provincial":null}],'
        '"headings":["ก","ข","ค","ง","จ","ฉ"],"months":6,"number_style":"๑",'
        '"province":{"code":"51","name":"ลำพูน","slug":"lamphun"},"schema":2,'
        '"signer":{"acting":"","name":"ชื่อ","post":"ตำแหน่ง"},'
        '"status_words":{"done":"ดำเนินการแล้ว","in_progress":"อยู่ระหว่างดำเนินการ","not_due":"-"},'
        '"text_size":"large","title":"รายงาน"}'
    )
    address = "https://x.go.th/reports/2567/6/lamphun/"
    signer = document.Signer("ชื่อ", "ตำแหน่ง")

    assert document.from_json(frozen) == replace(
        SMALL, address=address, text_size="large", signer=signer
    )


def test_what_was_frozen_before_a_report_could_print_its_calendar_does_not_print_it():
    followed = replace(SMALL, calendar_revision=2)
    frozen = document.canonical_json(followed).replace('"prints_calendar":false,', "")

    assert document.from_json(frozen) == followed
    assert wording.calendar(document.from_json(frozen)) == ""


@given(JSON)
def test_what_is_no_report_is_unreadable(content):
    with pytest.raises(UnreadableContent):
        document.from_json(json.dumps(content))


@given(st.text())
def test_what_is_no_json_is_unreadable(text):
    with pytest.raises(UnreadableContent):
        document.from_json(text)


def test_very_deep_json_is_unreadable():
    with pytest.raises(UnreadableContent):
        document.from_json("[" * 200_000)


def places(content, path=()):
    """The path of every value inside JSON data."""
    inside = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in inside:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


FULL = document.to_dict(
    report(
        group(
            line(
                "ลงทะเบียน",
                status="done",
                evidence=(document.Evidence("official", 3, number="127/2566", day=JANUARY.end),),
            ),
            official=JANUARY,
        ),
        signer=document.Signer("ชื่อ", "ตำแหน่ง"),
        explanations=(document.Explanation("done_early", 7, "ดำเนินการแล้ว", "ทำเสร็จก่อน"),),
        calendar_steps=(CalendarStep("REG", "ลงทะเบียน"),),
    )
)


@given(st.sampled_from(list(places(FULL))), JSON)
def test_a_report_with_one_wrong_value_is_read_or_unreadable(path, value):
    content = json.loads(json.dumps(FULL))
    inside = content
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value

    try:
        read = document.from_dict(content)
    except UnreadableContent:
        return
    assert document.from_json(document.canonical_json(read)) == read


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schema", 0),
        ("schema", 4),
        ("title", 5),
        ("fiscal_year", "2567"),
        ("months", True),
        ("headings", ["ก"] * 5),
        ("number_style", "1"),
        ("text_size", "huge"),
        ("address", None),
        ("as_of", "31/3/2567"),
        ("groups", "ลงทะเบียน"),
        ("added", ""),
    ],
)
def test_a_wrong_field_makes_a_report_unreadable(field, value):
    with pytest.raises(UnreadableContent):
        document.from_dict({**FULL, field: value})


def test_an_unknown_status_makes_a_report_unreadable():
    content = json.loads(json.dumps(FULL))
    content["groups"][0]["lines"][0]["status"] = "finished"

    with pytest.raises(UnreadableContent):
        document.from_dict(content)


def test_coverage_follows_the_calendar_and_counts_a_step_once():
    steps = tuple(CalendarStep(code, code) for code in ("REG", "IIT", "EIT1", "OIT"))
    covered = report(
        group(
            Line((Item("ก", steps=("EIT1", "REG")),), result="ลงทะเบียนแล้ว"),
            Line((Item("ข", steps=("REG",)),), status="not_due"),
        ),
        group(Line((Item("ค", steps=("GONE",)), Item("ง")), result="แจ้งแล้ว")),
        group(Line((Item("จ", steps=("OIT",)),))),
        calendar_steps=steps,
    )

    assert covered.answered_steps() == ("REG", "EIT1")
    assert covered.missing_steps() == (steps[1],)


def test_each_row_comes_with_the_number_of_its_group():
    first, second, third = line("ก"), line("ข"), line("ค")
    two, one = group(first, second), group(third)

    assert list(report(two, one).lines()) == [(1, two, first), (1, two, second), (2, one, third)]


@pytest.mark.parametrize(("style", "printed"), [("๑", "3"), ("๑.", "3.")])
def test_a_number_is_printed_in_the_style_of_the_report(style, printed):
    assert report(number_style=style).printed_number(3) == printed


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({}, "-"),
        ({"status": "done"}, "ดำเนินการแล้ว"),
        ({"status": "not_due"}, "-"),
        ({"status": "done", "status_text": "เสร็จเรียบร้อยแล้ว"}, "เสร็จเรียบร้อยแล้ว"),
    ],
)
def test_a_status_is_printed_as_typed_else_in_the_words_of_the_round(fields, printed):
    assert report().printed_status(line("ก", **fields)) == printed


# What stands in the place of an empty result

WORDS = document.StatusWords("ก", "ข", "-", "ไม่มีเรื่องต้องรายงาน", "สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ")


@pytest.mark.parametrize(
    ("cells", "printed"),
    [
        ({}, ""),
        ({"result": "ผล", "answer": "nothing_to_report", "answer_reason": "ไม่มีผู้ร้อง"}, "ผล"),
        (
            {"answer": "nothing_to_report", "answer_reason": "ไม่มีผู้ร้อง"},
            "ไม่มีเรื่องต้องรายงาน\nไม่มีผู้ร้อง",
        ),
        ({"answer": "nothing_to_report"}, "ไม่มีเรื่องต้องรายงาน"),
        ({"answer": "not_ours"}, "สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ"),
    ],
)
def test_an_answer_is_printed_where_there_is_no_result(cells, printed):
    line = document.Line(items=(), **cells)

    assert replace(SMALL, status_words=WORDS).printed_result(line) == printed
    # What was frozen before the rounds had words for it prints a dash, as it did.
    assert SMALL.printed_result(line) == cells.get("result", "")


@pytest.mark.parametrize(
    ("cells", "is_written"),
    [
        ({"answer": "nothing_to_report"}, False),
        ({"answer": "nothing_to_report", "answer_reason": " "}, False),
        ({"answer": "nothing_to_report", "answer_reason": "ไม่มีผู้ร้อง"}, True),
        ({"answer": "not_ours"}, True),
    ],
)
def test_nothing_to_report_is_an_answer_with_its_reason(cells, is_written):
    assert document.Line(items=(), **cells).is_written is is_written
