"""What rows say of steps: the surest wins, several rows together, each wording once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import answers
from reports.answers import Said
from reports.document import Evidence, Item, Line
from tests.reports import documents as made


def line(*codes: str, **fields) -> Line:
    return Line((Item("ขั้นตอน", steps=codes),), **fields)


@pytest.mark.parametrize(
    ("fields", "expected", "words"),
    [
        ({}, Said.UNWRITTEN, "ยังไม่ได้รายงาน"),
        ({"result": "ประชุมแล้ว"}, Said.RESULT, "มีผล ไม่ได้ระบุสถานะ"),
        ({"status": "done", "result": "ประชุมแล้ว"}, Said.DONE, "ดำเนินการแล้ว"),
        ({"status": "done", "status_text": "เสร็จเรียบร้อยแล้ว"}, Said.DONE, "ดำเนินการแล้ว"),
        ({"status": "in_progress"}, Said.IN_PROGRESS, "อยู่ระหว่างดำเนินการ"),
        ({"status": "not_due"}, Said.NOT_DUE, "ยังไม่ถึงกำหนด"),
        ({"status_text": "ตามเอกสาร"}, Said.WORDS, "ตามเอกสาร"),
        (
            {"answer": "not_ours", "status": "not_due"},
            Said.NOT_OURS,
            "สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ",
        ),
        (
            {"answer": "nothing_to_report", "answer_reason": "ไม่มี"},
            Said.NOTHING_TO_REPORT,
            "ไม่มีเรื่องต้องรายงาน",
        ),
    ],
)
def test_what_one_row_says(fields, expected, words):
    row = line("REG", **fields)

    kind = answers.said(row)

    assert (kind, answers.words(kind, row.status_text)) == (expected, words)


def test_every_row_stands_once_for_each_step_it_answers():
    twice = Line((Item("ก", steps=("REG", "IIT")), Item("ข", steps=("IIT", "OIT"))))
    proved = line("REG", evidence=(Evidence("link", 1, address="https://lamphun.go.th"),))
    report = made.report(made.group(twice, line()), made.group(proved))

    found = [(one.code, one.number, one.place, one.evidence) for one in answers.step_rows(report)]

    assert found == [("REG", 1, 0, 0), ("IIT", 1, 0, 0), ("OIT", 1, 0, 0), ("REG", 2, 0, 1)]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([Said.DONE], Said.DONE),
        ([Said.DONE, Said.DONE], Said.DONE),
        ([Said.DONE, Said.IN_PROGRESS], Said.IN_PROGRESS),
        ([Said.DONE, Said.NOT_DUE], Said.IN_PROGRESS),
        ([Said.DONE, Said.UNWRITTEN], Said.DONE),
        ([Said.NOT_OURS, Said.DONE], Said.DONE),
        ([Said.WORDS, Said.RESULT], Said.WORDS),
        ([Said.UNWRITTEN, Said.RESULT], Said.RESULT),
        ([Said.NOT_OURS, Said.NOTHING_TO_REPORT], Said.NOTHING_TO_REPORT),
        ([Said.UNWRITTEN], Said.UNWRITTEN),
    ],
)
def test_what_several_rows_say_together(kinds, expected):
    assert answers.together(kinds) == expected


@given(st.lists(st.sampled_from(Said), min_size=1))
def test_the_order_of_rows_does_not_matter_and_one_voice_is_itself(kinds):
    together = answers.together(kinds)

    assert together == answers.together(kinds[::-1])
    assert together in set(kinds) | {Said.IN_PROGRESS}
    assert answers.together([kinds[0]]) == kinds[0]


def test_each_wording_comes_once_in_its_order():
    assert answers.joined(["ข", "ก", "ข"]) == "ข / ก"
