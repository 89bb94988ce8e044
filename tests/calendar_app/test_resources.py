"""Calendars, rounds and extensions out to table files and back in: dry run, all rows or none, through the actions."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from calendar_app import actions
from calendar_app.models import (
    CalendarRevision,
    CalendarStep,
    RevisionStep,
    Round,
    RoundExtension,
)
from calendar_app.resources import RevisionStepResource, RoundExtensionResource, RoundResource
from ita_portal import thai
from tests import cast
from tests.table_files import (
    CSV,
    ROUNDS,
    STEPS,
    XLSX,
    Workbook,
    confirm,
    counts,
    csv_of,
    differences,
    dry_run,
    export,
    messages,
    problems,
    read_csv,
    take_in,
    workbook_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def draft() -> CalendarRevision:
    return actions.copy_revision(revision=cast.calendar(), by=None)


def step(revision=2, code="REG", **cells) -> dict:
    """A row of a file of steps."""
    return {"fiscal_year": "2567", "revision": str(revision), "code": code, **cells}


def stored() -> list[tuple]:
    steps = RevisionStep.objects.select_related("revision", "step")
    return [(one.revision.number, one.step.code, one.title) for one in steps.order_by("pk")]


@pytest.mark.parametrize("resource", [RevisionStepResource, RoundResource, RoundExtensionResource])
def test_every_column_has_both_heads_and_one_line_of_guidance(resource):
    columns = resource().form.columns

    assert all(column.code.isascii() and column.code.isidentifier() for column in columns)
    assert all(column.label and column.hint and "\n" not in column.hint for column in columns)
    assert len({column.label for column in columns}) == len(columns)


# Calendars out and in again


def test_the_steps_of_one_revision_go_out(centre):
    revision = draft()
    chosen = {"revision": CalendarRevision.objects.get(number=1).pk}

    rows = read_csv(export(centre, STEPS, CSV, **chosen))

    assert rows[0] == {
        "fiscal_year": "2567",
        "revision": "1",
        "code": "REG",
        "order": "1",
        "title": "การลงทะเบียนเข้าสู่ระบบ ITAS",
        "owner": "",
        "window": "๑ - ๓๑ มกราคม ๒๕๖๗",
        "guidance": "",
        "sentence": "",
        "note": "",
        "complete": "ใช่",
    }
    assert [row["code"] for row in rows] == ["REG", "IIT", "PROCESS"]
    assert Workbook(export(centre, STEPS, revision=revision.pk)).rows()[0]["revision"] == 2


@pytest.mark.parametrize("format", [XLSX, CSV])
@pytest.mark.parametrize("make", [draft, cast.calendar])
def test_a_revision_goes_out_and_in_unchanged_whether_in_force_or_not(centre, format, make):
    revision = make()
    edition, second, third = RevisionStep.objects.filter(revision=revision)
    edition.window = thai.Window.unread("ช่วงต้นปี")
    second.window = thai.Window(date(2023, 12, 1), date(2023, 12, 31), "month", "ธ.ค. 66")
    third.guidance = "=บรรทัดหนึ่ง\n- บรรทัดสอง "
    for one in (edition, second, third):
        one.save()
    history = RevisionStep.history.count()

    looked_at = dry_run(centre, STEPS, export(centre, STEPS, format, revision=revision.pk))

    assert counts(looked_at) == (0, 0, 3)
    assert not looked_at.context["result"].changes
    assert RevisionStep.history.count() == history


def test_steps_are_changed_added_and_kept(centre):
    revision = draft()
    rows = [
        step(
            code="REG", order="1", title="ชื่อใหม่", owner="สำนักงาน ป.ป.ช.", window="๑๕ ธ.ค. - ๓๑ ม.ค."
        ),
        step(code="NEW", order="4", title="ขั้นตอนใหม่", owner="", window="ภายในวันที่ 31 สิงหาคม 2567"),
    ]

    looked_at = dry_run(centre, STEPS, csv_of(rows))

    assert counts(looked_at) == (1, 1, 0)
    assert differences(looked_at)[2] == {
        "ชื่อขั้นตอน": ("การลงทะเบียนเข้าสู่ระบบ ITAS", "ชื่อใหม่"),
        "ผู้ดำเนินการ": ("", "สำนักงาน ป.ป.ช."),
        "ช่วงระยะเวลา": (
            "๑ - ๓๑ มกราคม ๒๕๖๗",
            "๑๕ ธ.ค. - ๓๑ ม.ค. (อ่านได้เป็น ๑๕ ธันวาคม ๒๕๖๖ - ๓๑ มกราคม ๒๕๖๗)",
        ),
    }
    assert looked_at.context["result"].remarks == ["ขั้นตอนที่ไม่อยู่ในไฟล์คงอยู่ในฉบับนี้: IIT, PROCESS"]
    assert not CalendarStep.objects.filter(code="NEW").exists()

    confirm(centre, STEPS, looked_at)

    assert [(one.step.code, one.window and one.window.start) for one in revision.steps.all()] == [
        ("REG", date(2023, 12, 15)),
        ("IIT", date(2024, 1, 1)),
        ("PROCESS", date(2024, 7, 2)),
        ("NEW", None),
    ]
    assert revision.steps.get(step__code="REG").history.first().history_user == cast.central()


def test_a_file_without_windows_leaves_them_and_an_empty_one_is_none(centre):
    revision = draft()

    take_in(centre, STEPS, csv_of([step(title="ชื่อใหม่")]))
    assert revision.steps.first().window.start == date(2024, 1, 1)

    take_in(centre, STEPS, csv_of([step(window="")]))
    assert revision.steps.first().window is None


@pytest.mark.parametrize("day", [datetime(2024, 2, 29), datetime(2567, 1, 31)])
def test_a_single_day_that_the_spreadsheet_made_a_date_is_understood(centre, day):
    revision = draft()
    book = Workbook(export(centre, STEPS, revision=revision.pk)).write(4, window=day)

    take_in(centre, STEPS, book.saved())

    first = revision.steps.first().window
    assert (first.start, first.end, first.precision) == (
        *[date(2024, day.month, day.day)] * 2,
        "day",
    )


def test_a_file_is_named_after_its_revision(centre):
    pk = draft().pk
    address = reverse(f"admin:{STEPS}_export")

    answer = centre.post(address, {"format": XLSX, "resource": "0", "revision": pk})
    made_up = centre.post(address, {"format": XLSX, "resource": "0", "revision": "0"})

    assert f'"calendar-steps-2567-2-{timezone.localdate()}.xlsx"' in answer["Content-Disposition"]
    assert (made_up.status_code, "Content-Disposition" in made_up) == (200, False)


# New revisions


def test_the_next_number_begins_a_draft_after_the_last_and_shows_what_differs(centre):
    cast.calendar()
    book = Workbook(export(centre, STEPS, revision=CalendarRevision.objects.get().pk))
    for row in (4, 5, 6):
        book.write(row, revision=2, note="ปรับปรุงกลางปี")
    book.write(5, title="ชื่อใหม่")

    looked_at = dry_run(centre, STEPS, book.saved())

    assert counts(looked_at) == (0, 2, 1)
    assert differences(looked_at) == {
        4: {"หมายเหตุของฉบับ": ("", "ปรับปรุงกลางปี")},
        5: {"ชื่อขั้นตอน": ("การเก็บรวบรวมข้อมูลตามแบบวัด IIT", "ชื่อใหม่")},
    }
    calendar = "ปฏิทินการประเมิน ป.ป.ช. ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับปรับปรุงครั้งที่"
    assert looked_at.context["result"].remarks == [
        f"ฉบับใหม่: {calendar} ๒ เป็นร่าง ยังไม่มีผลจนกว่าจะประกาศใช้",
        f"ฉบับใหม่เริ่มจาก{calendar} ๑ สิ่งที่แก้ไขคือสิ่งที่ต่างจากฉบับนั้น",
    ]
    assert CalendarRevision.objects.count() == 1

    answer = confirm(centre, STEPS, looked_at)

    assert len(messages(answer)) == 3
    made = CalendarRevision.objects.get(number=2)
    assert (made.note, made.is_draft, made.complete) == ("ปรับปรุงกลางปี", True, True)
    assert [one.title for one in made.steps.all()][1] == "ชื่อใหม่"
    assert CalendarRevision.objects.get(number=1).steps.all()[1].title != "ชื่อใหม่"


def test_the_first_calendar_of_a_year_comes_in_whole(centre):
    rows = [
        {
            **step(1, code, order=str(number), title=f"ขั้นตอน {code}"),
            "fiscal_year": "2568",
            "complete": "ไม่ใช่",
        }
        for number, code in enumerate(["A", "B"], start=1)
    ]

    looked_at = dry_run(centre, STEPS, workbook_of(RevisionStepResource, rows))
    assert counts(looked_at) == (2, 0, 0)
    confirm(centre, STEPS, looked_at)

    made = CalendarRevision.objects.get(fiscal_year=2568)
    assert (made.number, made.is_draft, made.complete) == (1, True, False)
    assert [(one.step.code, one.step.fiscal_year) for one in made.steps.all()] == [
        ("A", 2568),
        ("B", 2568),
    ]


def test_a_copy_that_changes_nothing_is_still_asked_about(centre):
    cast.calendar()
    rows = read_csv(export(centre, STEPS, CSV, revision=CalendarRevision.objects.get().pk))

    looked_at = dry_run(centre, STEPS, csv_of([row | {"revision": "2"} for row in rows]))

    assert counts(looked_at) == (0, 0, 3)
    confirm(centre, STEPS, looked_at)
    assert CalendarRevision.objects.get(number=2).steps.count() == 3


def test_a_number_that_somebody_took_meanwhile_is_refused(centre):
    cast.calendar()
    looked_at = dry_run(centre, STEPS, csv_of([step(title="ชื่อใหม่")]))
    draft()
    before = stored()

    answer = confirm(centre, STEPS, looked_at)

    assert "ยังไม่ได้นำเข้าแถวใด" in messages(answer)[0]
    assert stored() == before


def test_a_draft_that_was_put_in_force_meanwhile_is_left_alone(centre):
    revision = draft()
    looked_at = dry_run(centre, STEPS, csv_of([step(title="ชื่อใหม่")]))
    actions.put_in_force(revision=revision, by=None)
    before = stored()

    answer = confirm(centre, STEPS, looked_at)

    assert "ยังไม่ได้นำเข้าแถวใด" in messages(answer)[0]
    assert stored() == before


# What is wrong with a calendar


def wrong(centre, *rows: dict, name=STEPS, resource="0") -> list[tuple]:
    return problems(dry_run(centre, name, csv_of(list(rows)), resource=resource))


def test_a_revision_in_force_is_not_changed_and_the_way_out_is_said(centre):
    cast.calendar()

    assert wrong(centre, step(1, title="แก้")) == [
        (
            *(2, "B"),
            "ฉบับนี้ประกาศใช้แล้ว จึงแก้ไขไม่ได้ หากปฏิทินเปลี่ยน โปรดใส่ ๒ ในคอลัมน์นี้ทุกแถว เพื่อนำเข้าเป็นฉบับใหม่",
        )
    ]


def test_a_number_beyond_the_next_is_refused(centre):
    cast.calendar()

    assert wrong(centre, step(9, title="แก้")) == [
        (
            *(None, ""),
            "ไม่มีฉบับปรับปรุงครั้งที่ ๙ ของปีงบประมาณ พ.ศ. ๒๕๖๗"
            " หากจะเพิ่มฉบับใหม่ โปรดใส่ ๒ ในคอลัมน์ฉบับปรับปรุงครั้งที่ ทุกแถว",
        )
    ]


def test_one_file_holds_one_revision_and_says_the_same_of_it_in_every_row(centre):
    draft()
    rows = [
        step(2, "REG", note="ก", complete="ใช่"),
        step(1, "IIT", note="ก", complete="ใช่"),
        step(2, "PROCESS", note="ข", complete="ไม่ใช่"),
    ]

    assert [(row, letter, said[:20]) for row, letter, said in wrong(centre, *rows)] == [
        (3, "B", "ไฟล์หนึ่งมีได้ฉบับเด"),
        (4, "D", "ต่างจากแถวที่ ๒ ช่อง"),
        (4, "E", "ต่างจากแถวที่ ๒ ช่อง"),
    ]


@pytest.mark.parametrize(
    ("cells", "place", "sentence"),
    [
        ({"fiscal_year": "ปีนี้"}, (2, "A"), "“ปีนี้” ไม่ใช่จำนวนเต็ม"),
        (
            {"fiscal_year": "2024"},
            (2, "A"),
            "โปรดพิมพ์ปีงบประมาณเป็น พ.ศ. เช่น 2567 หมายถึง 2567 ใช่หรือไม่",
        ),
        ({"fiscal_year": "1"}, (2, "A"), "โปรดพิมพ์ปีงบประมาณเป็น พ.ศ."),
        ({"revision": ""}, (2, "B"), "ต้องไม่ว่าง"),
        ({"code": "O๔๓"}, (2, "C"), "ช่องนี้ใช้เลขอารบิก"),
        ({"code": ""}, (2, "C"), "ต้องไม่ว่าง"),
        ({"window": "29 ก.พ. 2566"}, (2, "D"), "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖"),
        ({"window": "1 - 31 มกราคม 2024"}, (2, "D"), "ปี ๒๐๒๔ ไม่ใช่ปี พ.ศ. หมายถึง ๒๕๖๗ ใช่หรือไม่"),
        ({"window": "2024-01-31"}, (2, "D"), "ปี ๒๐๒๔ ไม่ใช่ปี พ.ศ. หมายถึง ๒๕๖๗ ใช่หรือไม่"),
        ({"window": "45000"}, (2, "D"), "อ่านข้อความนี้เป็นช่วงระยะเวลาไม่ได้"),
        ({"window": "ก" * 201}, (2, "D"), "ข้อความยาวเกิน ๒๐๐ ตัวอักษร"),
        ({"owner": "someone"}, (2, "D"), "โปรดเลือกจาก จังหวัด / สำนักงาน ป.ป.ช."),
        ({"order": "-1"}, (2, "D"), "“-1” ไม่ใช่จำนวนเต็ม"),
        ({"order": ""}, (2, "D"), "ต้องไม่ว่าง"),
        ({"title": ""}, (2, "D"), "ต้องไม่ว่าง"),
        ({"title": "ก" * 401}, (2, "D"), "ยาว ๔๐๑ ตัวอักษร เกินที่รับได้ (๔๐๐ ตัวอักษร)"),
        ({"complete": ""}, (2, "D"), "โปรดใส่ ใช่ หรือ ไม่ใช่"),
    ],
)
def test_what_a_step_cannot_be_is_said_in_thai(centre, cells, place, sentence):
    draft()
    before = stored()

    ((row, letter, said),) = wrong(centre, step() | cells)

    assert (row, letter) == place
    assert said.startswith(sentence)
    assert stored() == before


# Rounds


@pytest.mark.parametrize("format", [XLSX, CSV])
def test_rounds_go_out_and_in_unchanged(centre, format):
    rounds = [
        cast.round_(footnote="=1\n๒", publishes_on=date(2024, 5, 15), number_style="๑."),
        cast.round_(months=12, due_on=date(2024, 10, 15)),
    ]

    data = export(centre, ROUNDS, format)

    assert counts(dry_run(centre, ROUNDS, data)) == (0, 0, 2)
    assert [round_.history.count() for round_ in rounds] == [1, 1]


@pytest.mark.parametrize(
    "due_on", ["๑๕ พ.ค. ๒๕๖๗", "15/5/2567", datetime(2024, 5, 15), datetime(2567, 5, 15)]
)
def test_days_come_in_as_words_or_as_dates_of_either_era(centre, due_on):
    round_ = cast.round_()
    book = Workbook(export(centre, ROUNDS)).write(4, due_on=due_on, show_contact="ใช่")

    looked_at = dry_run(centre, ROUNDS, book.saved())

    assert differences(looked_at) == {
        4: {
            "กำหนดส่ง": ("30 เมษายน 2567", "15 พฤษภาคม 2567"),
            "พิมพ์ “จัดทำโดย”": ("ไม่ใช่", "ใช่"),
        }
    }
    confirm(centre, ROUNDS, looked_at)
    round_.refresh_from_db()
    assert (round_.due_on, round_.show_contact) == (date(2024, 5, 15), True)
    assert round_.history.first().history_change_reason == "นำเข้าจากไฟล์ ตาราง.xlsx"


def test_a_new_round_takes_over_what_the_file_leaves_unsaid(centre):
    cast.round_(heading_status="หมายเหตุของเรา", contact_phone="0 2000 0000")
    row = {
        "fiscal_year": "2567",
        "months": "12",
        "as_of": "30 กันยายน 2567",
        "opens_on": "1 ตุลาคม 2567",
        "due_on": "31 ตุลาคม 2567",
        "contact_phone": "",
    }

    take_in(centre, ROUNDS, csv_of([row]))

    made = Round.objects.get(months=12)
    assert (made.heading_status, made.contact_phone, made.contact_unit) == (
        *("หมายเหตุของเรา", ""),
        "ศูนย์ปฏิบัติการต่อต้านการทุจริต",
    )


@pytest.mark.parametrize(
    ("cells", "place", "sentence"),
    [
        ({"fiscal_year": "2024"}, "A", "โปรดพิมพ์ปีงบประมาณเป็น พ.ศ."),
        ({"months": "7"}, "B", "โปรดเลือกจาก รอบ ๖ เดือน / รอบ ๑๒ เดือน"),
        ({"title": "ไม่มีที่ของชื่อ"}, "C", "ชื่อรายงานต้องมี {province}"),
        ({"due_on": "1 มีนาคม 2567"}, "C", "กำหนดส่ง (๑ มีนาคม ๒๕๖๗) มาก่อนวันเปิดรับรายงาน"),
        ({"due_on": ""}, "C", "ต้องไม่ว่าง"),
        ({"opens_on": "31 เมษายน 2567"}, "C", "ไม่มีวันที่ ๓๑ เมษายน ๒๕๖๗"),
        ({"show_qr": "ใช่"}, "C", "ยังพิมพ์คิวอาร์โค้ดไม่ได้"),
        ({"number_style": "1)"}, "C", "โปรดเลือกจาก ๑ / ๑."),
        ({"memo_body": "เรียน {someone}"}, "C", "ไม่รู้จัก {someone} โปรดแก้หรือลบออก"),
    ],
)
def test_what_a_round_cannot_be_is_said_in_thai(centre, settings, cells, place, sentence):
    settings.PUBLIC_URL = ""
    cast.round_()
    row = {"fiscal_year": "2567", "months": "6"} | cells

    ((number, letter, said),) = wrong(centre, row, name=ROUNDS)

    assert (number, letter) == (2, place)
    assert said.startswith(sentence)
    assert Round.objects.get().history.count() == 1


def test_what_only_the_action_knows_is_said_of_the_whole_row(centre):
    cast.report()

    row = {"fiscal_year": "2567", "months": "6", "opens_on": "15 เมษายน 2567"}

    ((number, letter, said),) = wrong(centre, row, name=ROUNDS)
    assert (number, letter) == (2, "")
    assert said.startswith("เลื่อนวันเปิดรับรายงานให้ช้ากว่าเดิมไม่ได้")


# Extensions


def extension(province="ลำพูน", **cells) -> dict:
    row = {"fiscal_year": "2567", "months": "6", "province": province}
    return row | {"due_on": "15 พ.ค. 2567", "reason": "น้ำท่วม"} | cells


@pytest.mark.parametrize("format", [XLSX, CSV])
def test_extensions_come_in_and_go_out_unchanged(centre, format):
    round_ = cast.round_()
    cast.lamphun()
    rows = [extension(), extension("ทุกจังหวัด", due_on="10 พ.ค. 2567", reason="วันหยุด")]

    take_in(centre, ROUNDS, csv_of(rows), resource="1")

    assert [
        (one.province and one.province.slug, one.due_on, one.reason)
        for one in round_.extensions.order_by("due_on")
    ] == [(None, date(2024, 5, 10), "วันหยุด"), ("lamphun", date(2024, 5, 15), "น้ำท่วม")]
    assert RoundExtension.history.first().history_user == cast.central()
    data = export(centre, ROUNDS, format, resource="1")
    assert counts(dry_run(centre, ROUNDS, data, resource="1")) == (0, 0, 2)
    assert RoundExtension.history.count() == 2


def test_an_extension_is_changed_by_its_province(centre):
    round_ = cast.round_()
    home = cast.lamphun()
    given = {"round": round_, "province": home, "reason": "น้ำท่วม", "by": None}
    actions.extend(due_on=date(2024, 5, 10), **given)

    looked_at = dry_run(centre, ROUNDS, csv_of([extension("จังหวัดลำพูน")]), resource="1")

    assert differences(looked_at) == {2: {"กำหนดส่งใหม่": ("10 พฤษภาคม 2567", "15 พฤษภาคม 2567")}}


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([extension("เชียงใหม่")], (2, "C", "ไม่มีสำนักงานจังหวัดชื่อ “เชียงใหม่”")),
        ([extension("")], (2, "C", "โปรดใส่ชื่อจังหวัด หรือ ทุกจังหวัด")),
        ([extension(), extension("51")], (3, "A", "ซ้ำกับแถวที่ ๒")),
        ([extension(months="12")], (2, "B", "ไม่มีรอบนี้ของปีนี้ โปรดเพิ่มรอบรายงานก่อน")),
        ([extension(due_on="30 เม.ย. 2567")], (2, "D", "โปรดกำหนดวันหลังกำหนดส่งของรอบ")),
        ([extension(reason="")], (2, "E", "ต้องไม่ว่าง")),
        ([extension(reason="\u3164")], (2, "", "โปรดเขียนเหตุผลที่ขยายเวลา")),
    ],
)
def test_what_an_extension_cannot_be_is_said_in_thai(centre, rows, problem):
    cast.round_()
    cast.lamphun()

    ((number, letter, said),) = wrong(centre, *rows, name=ROUNDS, resource="1")

    assert (number, letter) == problem[:2]
    assert said.startswith(problem[2])
    assert not RoundExtension.objects.exists()


@pytest.mark.parametrize(
    ("name", "number", "resource"),
    [
        (STEPS, "0", RevisionStepResource),
        (ROUNDS, "0", RoundResource),
        (ROUNDS, "1", RoundExtensionResource),
    ],
)
def test_the_example_of_a_form_is_a_row_that_would_be_taken(centre, name, number, resource):
    cast.lamphun()
    if number == "1":
        cast.round_(fiscal_year=2568, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 30))
    example = {column.code: column.example for column in resource().form.columns if column.example}

    looked_at = dry_run(centre, name, workbook_of(resource, [example]), resource=number)

    assert counts(looked_at) == (1, 0, 0)
