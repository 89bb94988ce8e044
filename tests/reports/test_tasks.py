"""How far each row of a draft is, and what is left to do in all of it."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from ita_portal.thai import Window
from reports import checks, document
from reports.document import CalendarStep, Explanation
from reports.tasks import Mark, task_list
from tests.reports.documents import JANUARY, REPORTS, group, line, report

APRIL = Window(date(2024, 4, 1), date(2024, 4, 30), "day", "")
DONE = group(line("ลงทะเบียน", key=1, result="ลงแล้ว", status="done"), official=JANUARY)


def listed(draft: document.Report):
    return task_list(draft, checks.check(draft))


def marks(*groups: document.Group, **fields) -> list[Mark]:
    return [row.mark for row in listed(report(*groups, **fields)).rows]


def test_each_row_has_one_mark():
    found = marks(
        DONE,
        group(line("", key=2, result="ผล", status="done"), official=JANUARY),
        group(line("ก", key=3, status="in_progress"), official=JANUARY),
        group(line("ข", key=4), official=JANUARY),
        group(line("ค", key=5), official=APRIL),
        group(line("ง", key=6, status="not_due"), official=APRIL),
        group(line("จ", key=7, answer="not_ours", answer_reason="เป็นของ ป.ป.ช."), official=JANUARY),
    )

    assert found == [
        Mark.DONE,
        Mark.MEND,
        Mark.LOOK,
        Mark.UNWRITTEN,
        Mark.UNWRITTEN,
        Mark.NOT_DUE,
        Mark.DONE,
    ]


def test_a_sign_never_stands_without_its_words():
    rows = listed(report(DONE, group(line("", key=2)), group(line("ก", key=3)))).rows

    assert [(row.sign, row.label) for row in rows] == [
        ("✓", "ครบแล้ว"),
        ("!", "ต้องแก้ก่อนส่ง"),
        ("–", "ยังไม่เขียน"),
    ]


def test_what_is_explained_no_longer_counts():
    early = group(line("ลงทะเบียน", key=1, result="ลงแล้ว", status="done"), official=APRIL)
    said = Explanation("done_early", 1, "ดำเนินการแล้ว", "ทำเสร็จก่อน")

    assert marks(early) == [Mark.LOOK]
    assert marks(early, explanations=(said,)) == [Mark.DONE]


def test_an_empty_row_with_a_secret_in_its_step_deserves_a_look():
    assert marks(group(line("รหัสผู้ตอบ 67065b", key=1), official=JANUARY)) == [Mark.LOOK]


def test_every_row_of_a_finding_with_several_places_is_marked():
    code = "แบบวัด IIT รหัสผู้ตอบ 67065b"
    rows = [group(line("ก", key=key, result=code, status="in_progress")) for key in (1, 2)]

    found = listed(report(*rows))

    assert [row.mark for row in found.rows] == [Mark.LOOK, Mark.LOOK]
    assert [one.finding.code for one in found.unexplained] == ["respondent_code"]


def test_a_row_is_named_and_leads_to_the_first_cell_that_wants_something():
    second = line("ข " * 90, key=2, result="ผล")
    _, row = listed(report(group(line("ก", key=1, result="ผล", status="done"), second))).rows

    assert (row.name, row.column, row.key) == ("ลำดับที่ ๑ แถวที่ ๒", "status", 2)
    assert len(row.words) == 81


def test_counts_name_the_worst_first():
    counts = listed(report(DONE, replace(DONE), group(line("", key=2)))).counts

    assert [(one.mark, one.rows) for one in counts] == [(Mark.MEND, 1), (Mark.DONE, 2)]


def test_the_first_row_that_wants_something_is_next():
    found = listed(report(DONE, group(line("ก", key=2), official=JANUARY)))

    assert found.first.key == 2
    assert not found.is_nothing


def test_nothing_is_left_of_a_report_that_is_written():
    step = CalendarStep("REG", "ลงทะเบียน")
    tied = replace(DONE.lines[0], items=(document.Item("ลงทะเบียน", steps=("REG",)),))
    whole = report(replace(DONE, lines=(tied,)), calendar_steps=(step,))

    assert listed(whole).is_nothing
    assert not listed(replace(whole, calendar_steps=(step, CalendarStep("IIT", "IIT")))).is_nothing


@given(REPORTS)
def test_any_report_has_a_list_with_all_its_rows(any_report):
    found = listed(replace(any_report, fiscal_year=2567))

    assert [row.key for row in found.rows] == [one.key for _, _, one in any_report.lines()]
    assert sum(count.rows for count in found.counts) == len(found.rows)
