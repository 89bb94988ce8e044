"""The words of a text: one spelling for what is the same word, the same cut in question and text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import searching
from reports.document import Evidence, Group, Item, Line
from tests.reports import documents


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("แต่งตั้งคณะทำงาน", ["แต่งตั้ง", "คณะทำงาน"]),
        ("คำสั่งที่ ๑๒๗/๒๕๖๖", ["คำสั่ง", "ที่", "127", "2566"]),
        ("O43 และ o43", ["o43", "และ", "o43"]),
        ("ส่วนได้\u200bเสีย", ["ส่วน", "ได้เสีย"]),
        ("", []),
        (" - “” / …", []),
    ],
)
def test_a_text_is_its_words(typed, words):
    assert searching.words(typed) == words


def test_old_spellings_and_both_digits_are_the_same_word():
    assert searching.marks("ทํา ๒๕๖๗") == searching.marks("ทำ 2567")


@given(st.text(max_size=80))
def test_marks_are_latin_words_between_spaces_each_once(typed):
    marks = searching.marks(typed)

    assert marks == "" or (marks[0], marks[-1]) == (" ", " ")
    assert all(one.isascii() and one.isalnum() for one in marks.split())
    assert len(set(marks.split())) == len(marks.split())


@given(st.text(max_size=80))
def test_letters_without_spaces_are_found_by_any_part_of_them(typed):
    bare = searching.bare(typed)

    assert " " not in bare
    assert bare[2:6] in searching.bare(f"ก่อน {typed} หลัง")


def test_a_report_is_its_rows_and_its_footnote():
    order = Evidence("official", 1, name="คำสั่ง", number="๑๒๗/๒๕๖๖", caption="แต่งตั้งคณะทำงาน")
    lines = (
        Line((Item("การลงทะเบียน", "-"),), result="ลงทะเบียนแล้ว", status="done", evidence=(order,)),
        Line((Item("การตรวจสอบ"),)),
    )
    report = documents.report(Group(lines), footnote="ให้อ้างอิงปฏิทิน", contact="hr@example.com")

    assert list(searching.texts(report)) == [
        searching.Found(
            *(1, 0), "- การลงทะเบียน\nลงทะเบียนแล้ว\nดำเนินการแล้ว\nคำสั่ง ที่ ๑๒๗/๒๕๖๖ แต่งตั้งคณะทำงาน"
        ),
        searching.Found(1, 1, "การตรวจสอบ"),
        searching.Found(0, 0, "ให้อ้างอิงปฏิทิน"),
    ]
