"""Provinces and calendar steps out to table files and back in: dry run, all rows or none, through the actions."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from calendar_app import actions
from calendar_app.models import CalendarStep
from calendar_app.resources import RevisionStepResource
from ita_portal import thai
from ita_portal.models import Province
from ita_portal.resources import ProvinceResource
from tests import cast

pytestmark = pytest.mark.django_db

PROVINCES, STEPS = "ita_portal_province", "calendar_app_calendarrevision"
XLSX_FORMAT, CSV_FORMAT = "0", "1"


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def draft():
    return actions.copy_revision(revision=cast.calendar(), by=None)


def messages(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def written(rows: list[dict], encoding="utf-8-sig") -> bytes:
    """A CSV file of rows that all have the same columns."""
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0])
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode(encoding)


def read(data: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def export(client, name: str, format=CSV_FORMAT, **query) -> bytes:
    address = reverse(f"admin:{name}_export", query=query)
    answer = client.post(address, {"format": format, "resource": "0"})
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def dry_run(client, name: str, data: bytes, format=CSV_FORMAT):
    file = SimpleUploadedFile("ตาราง.csv" if format == CSV_FORMAT else "ตาราง.xlsx", data)
    return client.post(
        reverse(f"admin:{name}_import"), {"import_file": file, "format": format, "resource": "0"}
    )


def confirm(client, name: str, looked_at):
    """Press ยืนยันการนำเข้า on the page of the dry run."""
    form = looked_at.context["confirm_form"].initial
    return client.post(reverse(f"admin:{name}_process_import"), form)


def take_in(client, name: str, rows: list[dict]):
    looked_at = dry_run(client, name, written(rows))
    assert "confirm_form" in looked_at.context, looked_at.content.decode()
    return confirm(client, name, looked_at)


def refusals(response) -> list[str]:
    """What the dry run complains about, row by row."""
    result = response.context["result"]
    assert "confirm_form" not in response.context
    rows = [(row.number, message) for row in result.invalid_rows for message in row.error.messages]
    base = [message for error in result.base_errors for message in error.error.messages]
    assert not result.row_errors()
    return [*base, *(f"{number}: {message}" for number, message in rows)]


# Provinces


def test_provinces_go_out_and_in_unchanged(centre):
    cast.province(phone="0 5351 1000", cluster_no=15)
    cast.roi_et()

    data = export(centre, PROVINCES)
    looked_at = dry_run(centre, PROVINCES, data)

    assert [(row["code"], row["phone"], row["has_office"]) for row in read(data)] == [
        ("45", "", "1"),
        ("51", "0 5351 1000", "1"),
    ]
    assert [row.import_type for row in looked_at.context["result"].valid_rows()] == ["skip", "skip"]


def test_provinces_go_out_and_in_as_a_workbook(centre):
    cast.province(phone="0 5351 1000", cluster_no=15)

    data = export(centre, PROVINCES, XLSX_FORMAT)
    looked_at = dry_run(centre, PROVINCES, data, XLSX_FORMAT)

    header, row = openpyxl.load_workbook(io.BytesIO(data)).active.values
    assert dict(zip(header, row, strict=True))["phone"] == "0 5351 1000"
    assert [row.import_type for row in looked_at.context["result"].valid_rows()] == ["skip"]


def test_a_dry_run_shows_the_difference_and_writes_nothing(centre):
    province = cast.province(phone="0 5351 1000")

    looked_at = dry_run(centre, PROVINCES, written([{"code": "51", "phone": "0 5351 2000"}]))

    assert "<del>0 5351 1000</del> <ins>0 5351 2000</ins>" in looked_at.content.decode()
    assert " style=" not in looked_at.content.decode()
    province.refresh_from_db()
    assert province.phone == "0 5351 1000"
    assert province.history.count() == 1


def test_a_confirmed_import_goes_through_the_action_and_into_history(centre, monkeypatch):
    from ita_portal import actions as people

    saved, save_province = [], people.save_province
    monkeypatch.setattr(
        people, "save_province", lambda **given: saved.append(given["by"]) or save_province(**given)
    )
    province = cast.lamphun()

    answer = take_in(centre, PROVINCES, [{"code": "51", "phone": "0 5351 2000"}])

    assert answer.status_code == 302
    assert saved == [cast.central()] * 2  # the dry run, then the import
    province.refresh_from_db()
    assert (province.phone, province.region) == ("0 5351 2000", "ภาคเหนือ")
    assert province.history.first().history_user == cast.central()


def test_all_rows_or_none(centre):
    cast.lamphun()
    cast.roi_et()
    rows = [{"code": "45", "email": "a@b.go.th"}, {"code": "51", "email": "ไม่ใช่อีเมล"}]

    answer = dry_run(centre, PROVINCES, written(rows))

    assert len(refusals(answer)) == 1
    assert "แถวที่ต้องแก้" in answer.content.decode()
    assert list(Province.objects.exclude(email="")) == []


def test_rows_that_became_wrong_after_the_dry_run_are_all_refused(centre):
    cast.lamphun()
    other = cast.roi_et()
    rows = [{"code": "45", "name": "ร้อยเอ็ดใหม่"}, {"code": "51", "name": "ลำพูนใหม่"}]
    looked_at = dry_run(centre, PROVINCES, written(rows))
    cast.province(slug="third", name="ลำพูนใหม่", code="99")

    answer = confirm(centre, PROVINCES, looked_at)

    assert "ยังไม่ได้นำเข้าแถวใด" in messages(answer)[0]
    other.refresh_from_db()
    assert other.name == "ร้อยเอ็ด"


def test_a_confirmation_pressed_twice_asks_for_the_file_again(centre):
    cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, written([{"code": "51", "phone": "1"}]))
    confirm(centre, PROVINCES, looked_at)

    answer = confirm(centre, PROVINCES, looked_at)

    assert answer.url == reverse(f"admin:{PROVINCES}_import")
    assert "โปรดเลือกไฟล์อีกครั้ง" in messages(answer)[-1]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"import_file_name": "x", "original_file_name": "x", "format": "7"},
        {"import_file_name": "../../etc/passwd", "original_file_name": "x", "format": "1"},
    ],
)
def test_a_made_up_confirmation_is_refused(centre, form):
    answer = centre.post(reverse(f"admin:{PROVINCES}_process_import"), form)

    assert answer.url == reverse(f"admin:{PROVINCES}_import")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([{"code": "51", "slug": "lampoon"}], "1: รหัสจังหวัดและชื่อในที่อยู่เว็บเปลี่ยนไม่ได้"),
        ([{"code": "51", "cluster_no": "สิบ"}], "1: “สิบ” ไม่ใช่จำนวนเต็ม"),
        ([{"code": "51", "has_office": "maybe"}], "1: ใส่ได้เพียง 1 (ใช่) หรือ 0 (ไม่ใช่)"),
        ([{"code": "51", "unit": "ก\x00ข"}], "1: ข้อความมีอักขระควบคุม"),
        ([{"code": "51"}, {"code": "51"}], "2: แถวของ 51 มีซ้ำในไฟล์"),
        ([{"name": "ลำพูน"}], "ไฟล์ไม่มีคอลัมน์ code"),
        ([{"code": "51", "โทร": "1"}], "ไม่รู้จักคอลัมน์ โทร"),
    ],
)
def test_errors_are_said_in_thai_by_row(centre, rows, sentence):
    cast.lamphun()

    said = refusals(dry_run(centre, PROVINCES, written(rows)))

    assert [message for message in said if message.startswith(sentence)] == said[:1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_csv_files_of_old_and_new_spreadsheets_are_read(centre, encoding):
    province = cast.lamphun()
    data = written([{"code": "51", "unit": "กลุ่มงานบริหาร"}], encoding)

    confirm(centre, PROVINCES, dry_run(centre, PROVINCES, data))

    province.refresh_from_db()
    assert province.unit == "กลุ่มงานบริหาร"


@pytest.mark.parametrize("format", [XLSX_FORMAT, CSV_FORMAT])
@pytest.mark.parametrize("data", [b"\xff\xfe\x00\xff", b"PK\x03\x04 not a workbook", b"\x00"])
def test_a_file_that_is_no_table_is_refused_kindly(centre, data, format):
    cast.lamphun()

    answer = dry_run(centre, PROVINCES, data, format)

    assert answer.status_code == 200
    assert "confirm_form" not in answer.context
    page = answer.content.decode()
    assert "อ่านไฟล์นี้ไม่ได้" in page or "คอลัมน์" in page or "ไม่มีข้อมูล" in page


def test_spaces_around_cells_and_empty_rows_do_not_matter(centre):
    province = cast.lamphun()

    take_in(centre, PROVINCES, [{"code": " 51 ", "unit": " กลุ่มงาน "}, {"code": "", "unit": ""}])

    province.refresh_from_db()
    assert province.unit == "กลุ่มงาน"


def test_a_file_that_is_far_too_large_is_refused(centre):
    answer = dry_run(centre, PROVINCES, b"a" * (2 * 1024 * 1024 + 1))

    assert "ไฟล์ใหญ่เกิน" in answer.content.decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_goes_out_as_a_formula_and_each_comes_back_as_it_was(centre, start):
    province = cast.province(unit=f"{start}cmd|' /C calc'!A0")

    data = export(centre, PROVINCES)

    assert read(data)[0]["unit"] == f"'{province.unit}"
    result = dry_run(centre, PROVINCES, data).context["result"]
    assert [row.import_type for row in result.valid_rows()] == ["skip"]


def test_a_filtered_list_goes_out_as_it_is_seen(centre):
    cast.lamphun()
    cast.roi_et()

    rows = read(export(centre, PROVINCES, region="ภาคเหนือ"))

    assert [row["slug"] for row in rows] == ["lamphun"]


# Calendar steps


def row(revision, code="REG", **cells) -> dict:
    return {"fiscal_year": "2567", "revision": revision.number, "code": code, **cells}


def test_the_steps_of_a_calendar_go_out_with_iso_dates(centre):
    cast.calendar()

    rows = read(export(centre, STEPS))

    assert list(rows[0]) == [
        "fiscal_year",
        "revision",
        "code",
        "order",
        "title",
        "owner",
        "start",
        "end",
        "precision",
        "window_text",
        "guidance",
    ]
    assert list(rows[0].values()) == [
        *("2567", "1", "REG", "1", "การลงทะเบียนเข้าสู่ระบบ ITAS", ""),
        *("2024-01-01", "2024-01-31", "day", "", ""),
    ]


def test_steps_go_out_and_in_unchanged(centre):
    revision = draft()
    edition = revision.steps.first()
    edition.window = thai.read_window("ภายในวันที่ 31 มีนาคม 2567")
    actions.save_step(edition=edition, by=None)
    rows = [one for one in read(export(centre, STEPS)) if one["revision"] == "2"]

    looked_at = dry_run(centre, STEPS, written(rows))

    result = looked_at.context["result"]
    assert [one.import_type for one in result.valid_rows()] == ["skip"] * 3


def test_a_window_comes_in_as_dates_or_as_thai_words(centre):
    revision = draft()
    rows = [
        row(revision, "REG", start="2024-02-01", end="2024-02-29", precision="", window_text=""),
        row(revision, "IIT", start="", end="", precision="", window_text="๑๕ ธ.ค. - ๓๑ ม.ค."),
        row(revision, "PROCESS", start="", end="", precision="", window_text=""),
    ]

    take_in(centre, STEPS, rows)

    assert [edition.window for edition in revision.steps.all()] == [
        thai.Window(date(2024, 2, 1), date(2024, 2, 29), "day", ""),
        thai.Window(date(2023, 12, 15), date(2024, 1, 31), "day", "๑๕ ธ.ค. - ๓๑ ม.ค."),
        None,
    ]


def test_a_file_without_windows_leaves_them(centre):
    revision = draft()

    take_in(centre, STEPS, [row(revision, title="ชื่อใหม่")])

    edition = revision.steps.first()
    assert (edition.title, edition.window.start) == ("ชื่อใหม่", date(2024, 1, 1))


def test_a_new_code_makes_a_step_only_when_confirmed(centre):
    revision = draft()
    rows = [row(revision, "NEW", order="4", title="ขั้นตอนใหม่", start="2024-08-01", end="2024-08-31")]

    looked_at = dry_run(centre, STEPS, written(rows))
    assert not CalendarStep.objects.filter(code="NEW").exists()
    confirm(centre, STEPS, looked_at)

    assert revision.steps.last().step == CalendarStep.objects.get(fiscal_year=2567, code="NEW")


def test_a_revision_in_force_takes_nothing_in(centre):
    revision = cast.calendar()

    said = refusals(dry_run(centre, STEPS, written([row(revision, title="แก้")])))

    assert said == [
        "1: ฉบับปรับปรุงครั้งที่ ๑ ของปีงบประมาณ พ.ศ. ๒๕๖๗ มีผลใช้แล้ว จึงนำเข้าไม่ได้"
        " โปรดทำสำเนาเป็นฉบับใหม่แล้วแก้เลขในคอลัมน์ revision"
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"revision": "9"}, "1: ไม่มีฉบับปรับปรุงครั้งที่ ๙"),
        ({"fiscal_year": "ปีนี้"}, "1: fiscal_year: “ปีนี้” ไม่ใช่จำนวนเต็ม"),
        ({"code": "O๔๓"}, "1: โปรดใส่รหัสขั้นตอน"),
        ({"start": "2567-01-01"}, "1: ปีในคอลัมน์นี้เป็น ค.ศ. หมายถึง 2024-01-01"),
        ({"start": "31/1/2567"}, "1: โปรดใส่วันที่เป็น ค.ศ."),
        ({"start": "2024-02-01", "end": "2024-01-01"}, "1: วันสิ้นสุด (end) มาก่อน"),
        ({"start": "2024-02-01", "precision": "year"}, "1: precision ใส่ได้เพียง"),
        ({"window_text": "29 ก.พ. 2566"}, "1: ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖"),
        ({"window_text": "ก" * 201}, "1: "),
        ({"owner": "someone"}, "1: "),
        ({"order": "-1"}, "1: “-1” ไม่ใช่จำนวนเต็ม"),
        ({"title": ""}, "1: "),
        ({"title": "ก" * 401}, "1: "),
    ],
)
def test_what_a_step_cannot_be_is_said_in_thai(centre, cells, sentence):
    revision = draft()

    said = refusals(dry_run(centre, STEPS, written([row(revision) | cells])))

    assert said[0].startswith(sentence)
    assert revision.steps.first().window.start == date(2024, 1, 1)


def test_real_dates_of_a_workbook_are_understood(centre):
    revision = draft()
    book = openpyxl.Workbook()
    book.active.append(["fiscal_year", "revision", "code", "start", "end"])
    book.active.append([2567, 2, "REG", datetime(2024, 2, 1), datetime(2024, 2, 29)])
    file = io.BytesIO()
    book.save(file)

    confirm(centre, STEPS, dry_run(centre, STEPS, file.getvalue(), XLSX_FORMAT))

    assert revision.steps.first().window.end == date(2024, 2, 29)


@pytest.mark.parametrize("resource", [ProvinceResource, RevisionStepResource])
def test_columns_are_english_without_spaces(resource):
    assert all(name.isascii() and name.isidentifier() for name in resource().get_export_headers())
