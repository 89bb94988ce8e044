"""What a report says after a document was confirmed: its own words, the document's, or both."""

from dataclasses import replace

import pytest

from reports import actions, content
from reports.models import Line, Report
from tests import cast, intakes
from tests.intakes import group, line, paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def written() -> Report:
    """A report that holds the paper of the cast already."""
    return intakes.apply(intakes.taken_in())


def said(report) -> list[tuple]:
    return [
        (number, " / ".join(item.text for item in one.items), one.result)
        for number, _, one in content.draft(report).lines()
    ]


def merged(report, reading, boxes=None) -> list[tuple]:
    """What the report says after another document was applied."""
    intakes.apply(intakes.taken_in(reading, data=b"other"), boxes=boxes)
    return said(report)


REG = "ลงทะเบียนเข้าสู่ระบบ ITAS"
REGISTERED = "ลงทะเบียนแล้วเมื่อ 23 มกราคม 2567"


def reg(result=REGISTERED, text=REG, **more):
    return group(
        line(text, result, "done", steps=["REG"], **more),
        number=1,
        official="1 - 31 มกราคม 2567",
        provincial="23 มกราคม 2567",
    )


# What differs


def test_only_the_cells_that_differ_are_taken(written):
    first = Line.objects.order_by("group__order").first()
    item = first.items.get()

    assert merged(written, paper(reg(result="ลงทะเบียนครบทุกหน่วยงาน")))[0] == (
        1,
        REG,
        "ลงทะเบียนครบทุกหน่วยงาน",
    )
    first.refresh_from_db()
    assert first.items.get() == item
    assert [step.code for step in item.steps.all()] == ["REG"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("keep", [(1, REG, REGISTERED)]),
        ("take", [(1, REG, "ใหม่")]),
        ("both", [(1, REG, REGISTERED), (1, REG, "ใหม่")]),
    ],
)
def test_each_row_is_kept_taken_or_both(choice, expected, written):
    boxes = {"g0l0-choice": [choice]}

    if choice == "keep":
        with pytest.raises(actions.NothingNew):
            merged(written, paper(reg(result="ใหม่")), boxes)
    else:
        merged(written, paper(reg(result="ใหม่")), boxes)

    assert [row for row in said(written) if row[0] == 1] == expected


def test_a_row_of_the_document_alone_stands_where_it_stood_there(written):
    more = paper(
        reg(),
        group(line("อบรมเจ้าหน้าที่", "อบรมแล้ว"), number=2),
        group(line("เก็บข้อมูล IIT", "แจ้งเวียนส่วนราชการแล้ว", "in_progress", steps=["IIT"]), number=3),
    )

    assert [row[1] for row in merged(written, more)] == [
        REG,
        "อบรมเจ้าหน้าที่",
        "เก็บข้อมูล IIT",
        "ประชุมคณะทำงานจังหวัด",
    ]


def test_a_second_row_of_a_number_joins_that_number(written):
    first, second = reg(), line("แต่งตั้งคณะทำงาน", "แต่งตั้งแล้ว")
    two = paper(
        group(
            *first.lines,
            second,
            number=1,
            official="1 - 31 มกราคม 2567",
            provincial="23 มกราคม 2567",
        )
    )

    assert [row[:2] for row in merged(written, two)][:3] == [
        (1, REG),
        (1, "แต่งตั้งคณะทำงาน"),
        (2, "เก็บข้อมูล IIT"),
    ]


def test_rows_of_the_report_alone_stay_unless_they_are_removed(written):
    third = Line.objects.order_by("group__order").last()

    assert len(merged(written, paper(reg(result="ใหม่")))) == 3
    remove = {f"l{third.pk}-choice": ["take"]}
    assert len(merged(written, paper(reg(result="ใหม่กว่า")), remove)) == 2


def test_an_edited_step_text_keeps_its_ties(written):
    merged(written, paper(reg(text="ลงทะเบียนเข้าสู่ระบบ ITAS ของจังหวัด")))

    assert content.draft(written).answered_steps() == ("REG", "IIT")


def test_ties_that_were_ticked_are_taken_although_the_words_are_the_same(written):
    process = cast.calendar().steps.get(order=3).step_id

    merged(written, paper(reg()), {"g0l0-ties-0": ["", str(process)]})

    assert content.draft(written).answered_steps() == ("IIT", "PROCESS")


# What is read into it besides


def test_loose_words_become_a_row_or_part_of_the_footnote_only_when_chosen():
    loose = paper(reg(), unread=(("ก", "ข"), ("ค",)))

    report = intakes.apply(intakes.taken_in(loose), boxes={"u0-as": ["row"], "u1-as": ["footnote"]})

    assert said(report) == [(1, REG, REGISTERED), (2, "", "ก · ข")]
    assert report.footnote == "ค"


def test_closing_words_are_the_reports_own_only_where_they_differ():
    cast.round_(footnote="หมายเหตุของรอบ", show_contact=True)
    reading = paper(reg(), footnote="หมายเหตุของรอบ", contact="กลุ่มงานบุคคล")

    report = intakes.apply(intakes.taken_in(reading))

    assert (report.footnote, report.contact) == ("", "กลุ่มงานบุคคล")


@pytest.mark.parametrize(
    ("marks", "style"), [(("1.", "2."), "๑."), (("1", "2"), ""), (("", ""), "")]
)
def test_the_style_of_numbers_is_the_documents(marks, style):
    groups = [
        replace(group(line(f"แถว {n}"), number=n), number_text=mark)
        for n, mark in enumerate(marks, start=1)
    ]

    assert intakes.apply(intakes.taken_in(paper(*groups))).number_style == style


def test_status_words_are_kept_where_the_round_prints_others():
    rows = [
        line("ก", "ผล", "done", status_text="ดำเนินการแล้ว"),
        line("ข", "ผล", "done", status_text="เสร็จ เรียบร้อยแล้ว"),
        line("ค", "", "not_due", status_text="-"),
    ]

    report = intakes.apply(intakes.taken_in(paper(group(*rows, number=1))))

    lines = Line.objects.filter(group__report=report)
    assert [(one.status, one.status_text) for one in lines] == [
        ("done", ""),
        ("done", "เสร็จ เรียบร้อยแล้ว"),
        ("not_due", ""),
    ]
