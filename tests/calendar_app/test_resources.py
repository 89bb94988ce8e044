"""Rounds and extensions out to table files and back in: dry run, all rows or none, through the actions."""

from datetime import date, datetime

import pytest

from calendar_app import actions
from calendar_app.models import (
    Round,
    RoundExtension,
)
from calendar_app.resources import RoundExtensionResource, RoundResource
from tests import cast
from tests.table_files import (
    CSV,
    ROUNDS,
    XLSX,
    Workbook,
    confirm,
    counts,
    csv_of,
    differences,
    dry_run,
    export,
    problems,
    take_in,
    workbook_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


@pytest.mark.parametrize("resource", [RoundResource, RoundExtensionResource])
def test_every_column_has_both_heads_and_one_line_of_guidance(resource):
    columns = resource().form.columns

    assert all(column.code.isascii() and column.code.isidentifier() for column in columns)
    assert all(column.label and column.hint and "\n" not in column.hint for column in columns)
    assert len({column.label for column in columns}) == len(columns)


def wrong(centre, *rows: dict, name=ROUNDS, resource="0") -> list[tuple]:
    return problems(dry_run(centre, name, csv_of(list(rows)), resource=resource))


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
