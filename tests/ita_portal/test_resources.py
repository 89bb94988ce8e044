"""Provinces and accounts out to table files and back in: looked at first, all rows or none, through the actions."""

import pytest
from django.urls import reverse

from ita_portal import actions
from ita_portal.models import Province, Role, User
from ita_portal.resources import ProvinceResource, UserResource
from tests import cast
from tests.browser_form import Form
from tests.table_files import (
    CSV,
    PEOPLE,
    PROVINCES,
    XLSX,
    Workbook,
    confirm,
    counts,
    csv_of,
    differences,
    dry_run,
    export,
    form_to_fill_in,
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


def fresh(row):
    return type(row).objects.get(pk=row.pk)


# Out and in again


AWKWARD = {
    "unit": "=cmd|' /C calc'!A0",
    "contact_person": "'+1 บรรทัดหนึ่ง\nบรรทัดสอง ",
    "phone": "053511000",
    "mt_phone": "-",
    "inspection_zone": "15",
    "cluster_no": 15,
    "region": "ภาค,เหนือ",
}


@pytest.mark.parametrize("format", [XLSX, CSV])
def test_what_goes_out_comes_in_unchanged_and_nothing_is_written(centre, format):
    province = cast.province(**AWKWARD)
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)

    looked_at = dry_run(centre, PROVINCES, export(centre, PROVINCES, format))

    assert counts(looked_at) == (0, 0, 2)
    assert "ตรงกับข้อมูลในระบบทั้ง ๒ รายการ ไม่มีอะไรต้องนำเข้า" in looked_at.content.decode()
    assert Form(centre, looked_at, "confirm_form").pairs == []
    assert province.history.count() == 1


@pytest.mark.parametrize("format", [XLSX, CSV])
def test_accounts_go_out_and_in_unchanged_and_without_passwords(centre, format):
    people = [cast.clerk(), cast.head(), cast.reviewer(), cast.central()]

    data = export(centre, PEOPLE, format)

    assert counts(dry_run(centre, PEOPLE, data)) == (0, 0, 4)
    assert all(person.history.count() == 1 for person in people)
    assert not any(person.password.encode() in data for person in people)


def test_a_confirmed_file_that_changes_nothing_writes_nothing(centre):
    province = cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, export(centre, PROVINCES))
    page = looked_at.context["confirm_form"].initial | {"shown": looked_at.context["result"].digest}

    centre.post(reverse(f"admin:{PROVINCES}_process_import"), page)

    assert province.history.count() == 1


def test_a_filtered_list_goes_out_as_it_is_seen(centre):
    cast.lamphun()
    cast.roi_et()

    rows = read_csv(export(centre, PROVINCES, CSV, filtered={"region": "ภาคเหนือ"}))

    assert [row["slug"] for row in rows] == ["lamphun"]


def test_a_text_that_a_workbook_cannot_hold_is_said_on_the_page(centre):
    province = cast.lamphun()
    Province.objects.filter(pk=province.pk).update(unit="ก\x07")

    answer = centre.post(reverse(f"admin:{PROVINCES}_export"), {"format": XLSX, "resource": "0"})

    assert "อักขระควบคุม" in messages(answer)[0]


@pytest.mark.parametrize("resource", [ProvinceResource, UserResource])
def test_every_column_has_both_heads_one_line_of_guidance_and_an_example(resource):
    columns = resource().form.columns

    assert all(column.code.isascii() and column.code.isidentifier() for column in columns)
    assert all(column.label and column.hint and "\n" not in column.hint for column in columns)
    assert len({column.label for column in columns}) == len(columns)


# The form to fill in


def test_the_example_of_a_form_is_left_out_and_told(centre):
    cast.lamphun()
    book = Workbook(form_to_fill_in(centre, PROVINCES))
    assert book.rows()[0]["code"] == "ตัวอย่าง"
    book.write(5, code="51", phone="0 5351 1000")
    # Whoever fills in few columns deletes the others.
    for _ in range(len(book.codes) - 13):
        book.sheet.delete_cols(14)
    book.sheet.delete_cols(2, 11)

    looked_at = dry_run(centre, PROVINCES, book.saved())

    assert differences(looked_at) == {5: {"โทร.": ("", "0 5351 1000")}}
    notes = looked_at.context["result"].notes
    assert notes[0] == "ข้ามแถวตัวอย่าง (แถวที่ ๔)"
    assert notes[1].startswith("ไฟล์ไม่มีคอลัมน์ รหัส ISO 3166-2, ชื่อในที่อยู่เว็บ, ")


@pytest.mark.parametrize(
    ("name", "resource"), [(PROVINCES, ProvinceResource), (PEOPLE, UserResource)]
)
def test_the_example_of_a_form_is_a_row_that_would_be_taken(centre, name, resource):
    cast.roi_et()
    if name == PEOPLE:
        cast.lamphun()
    example = {column.code: column.example for column in resource().form.columns}

    assert counts(dry_run(centre, name, workbook_of(resource, [example]))) == (1, 0, 0)


def test_a_form_is_asked_for_by_number(centre):
    assert centre.get(reverse(f"admin:{PROVINCES}_form", args=[1])).status_code == 404


# Looking first


def test_a_dry_run_shows_the_difference_in_words_and_writes_nothing(centre):
    province = cast.province(phone="0 5351 1000")
    data = csv_of([{"code": "51", "phone": "0 5351 2000", "has_office": "0", "region": ""}])

    looked_at = dry_run(centre, PROVINCES, data)

    assert counts(looked_at) == (0, 1, 0)
    assert differences(looked_at) == {
        2: {
            "โทร.": ("0 5351 1000", "0 5351 2000"),
            "มีสำนักงานจังหวัด": ("ใช่", "ไม่ใช่"),
            "ภาค": ("ภาคเหนือ", ""),
        }
    }
    page = looked_at.content.decode()
    assert "<del>0 5351 1000</del> → <ins>0 5351 2000</ins>" in page
    assert "<del>ภาคเหนือ</del> → <ins>(ว่าง)</ins>" in page
    assert (fresh(province).phone, province.history.count()) == ("0 5351 1000", 1)


def test_a_new_row_shows_all_that_it_says(centre):
    row = {"code": "45", "iso": "TH-45", "slug": "roi-et", "name": "ร้อยเอ็ด", "abbr": "รอ"}

    looked_at = dry_run(centre, PROVINCES, csv_of([row | {"name_en": "Roi Et"}]))

    assert counts(looked_at) == (1, 0, 0)
    assert differences(looked_at)[2] == {
        "รหัสจังหวัด": ("", "45"),
        "รหัส ISO 3166-2": ("", "TH-45"),
        "ชื่อในที่อยู่เว็บ": ("", "roi-et"),
        "ชื่อจังหวัด": ("", "ร้อยเอ็ด"),
        "ชื่อภาษาอังกฤษ": ("", "Roi Et"),
        "อักษรย่อ": ("", "รอ"),
        "มีสำนักงานจังหวัด": ("", "ใช่"),
    }


def test_rows_that_a_file_lacks_stay(centre):
    cast.lamphun()
    cast.roi_et()

    take_in(centre, PROVINCES, csv_of([{"code": "51", "phone": "1"}]))

    assert sorted(Province.objects.values_list("slug", "phone")) == [
        ("lamphun", "1"),
        ("roi-et", ""),
    ]


def test_an_old_encoding_and_other_sheets_are_told(centre):
    cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, csv_of([{"code": "51", "unit": "กลุ่มงาน"}], "cp874"))
    assert "TIS-620" in looked_at.context["result"].notes[0]

    book = Workbook(export(centre, PROVINCES)).write(4, phone="1")
    book.book.create_sheet("บันทึก").append(["อื่น ๆ"])
    looked_at = dry_run(centre, PROVINCES, book.saved())
    assert looked_at.context["result"].notes == ["อ่านเฉพาะแผ่น “จังหวัด” ไม่ได้อ่านแผ่น “บันทึก”"]


# Confirming


def test_a_confirmed_import_goes_through_the_action_and_into_history(centre, monkeypatch):
    saved, save_province = [], actions.save_province
    monkeypatch.setattr(
        actions,
        "save_province",
        lambda **given: saved.append(given["by"]) or save_province(**given),
    )
    province = cast.lamphun()

    answer = take_in(centre, PROVINCES, csv_of([{"code": "51", "phone": "0 5351 2000"}]))

    assert saved == [cast.central()] * 2  # the dry run, then the import
    assert messages(answer) == ["นำเข้าแล้ว: เพิ่ม ๐ รายการ แก้ไข ๑ รายการ คงเดิม ๐ รายการ"]
    assert (fresh(province).phone, fresh(province).region) == ("0 5351 2000", "ภาคเหนือ")
    last = province.history.first()
    assert last.history_user == cast.central()
    assert last.history_change_reason == "นำเข้าจากไฟล์ ตาราง.xlsx"


def test_all_rows_or_none(centre):
    cast.lamphun()
    cast.roi_et()
    rows = [{"code": "45", "email": "a@b.go.th"}, {"code": "51", "email": "ไม่ใช่อีเมล"}]

    answer = dry_run(centre, PROVINCES, csv_of(rows))

    assert [(row, letter) for row, letter, _ in problems(answer)] == [(3, "B")]
    assert list(Province.objects.exclude(email="")) == []


def meanwhile_phone():
    province = cast.lamphun()
    province.phone = "ของเขา"
    actions.save_province(province=province, by=None)


def meanwhile_same():
    province = cast.lamphun()
    province.phone = "2"
    actions.save_province(province=province, by=None)


def meanwhile_name():
    cast.province(slug="third", name="ลำพูนใหม่", code="99")


@pytest.mark.parametrize("meanwhile", [meanwhile_phone, meanwhile_same, meanwhile_name])
def test_what_changed_after_the_dry_run_is_refused_and_looked_at_again(centre, meanwhile):
    other = cast.roi_et()
    cast.lamphun()
    rows = [
        {"code": "45", "name": "ร้อยเอ็ด", "phone": "1"},
        {"code": "51", "name": "ลำพูนใหม่", "phone": "2"},
    ]
    looked_at = dry_run(centre, PROVINCES, csv_of(rows))
    meanwhile()
    written = other.history.count()

    answer = confirm(centre, PROVINCES, looked_at)

    assert "ยังไม่ได้นำเข้าแถวใด" in messages(answer)[0]
    assert answer.url == reverse(f"admin:{PROVINCES}_import")
    assert (fresh(other).phone, other.history.count()) == ("", written)


def test_what_changed_in_columns_that_the_file_lacks_is_kept(centre):
    province = cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, csv_of([{"code": "51", "unit": "กลุ่มงาน"}]))
    meanwhile_phone()

    confirm(centre, PROVINCES, looked_at)

    assert (fresh(province).unit, fresh(province).phone) == ("กลุ่มงาน", "ของเขา")


def test_a_row_that_changes_between_reading_and_writing_is_refused(centre, monkeypatch):
    """As on PostgreSQL, where nobody waits for the one who reads."""
    province = cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, csv_of([{"code": "51", "unit": "กลุ่มงาน"}]))
    save_row = ProvinceResource.save_row

    def save_after_somebody(self, row, seen):
        meanwhile_phone()
        save_row(self, row, seen)

    monkeypatch.setattr(ProvinceResource, "save_row", save_after_somebody)

    answer = confirm(centre, PROVINCES, looked_at)

    assert "ยังไม่ได้นำเข้าแถวใด" in messages(answer)[0]
    assert fresh(province).unit == ""


def test_a_confirmation_pressed_twice_asks_for_the_file_again(centre):
    cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, csv_of([{"code": "51", "phone": "1"}]))
    confirm(centre, PROVINCES, looked_at)

    answer = confirm(centre, PROVINCES, looked_at)

    assert answer.url == reverse(f"admin:{PROVINCES}_import")
    assert "โปรดเลือกไฟล์อีกครั้ง" in messages(answer)[-1]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"import_file_name": "x", "original_file_name": "x", "format": "7"},
        {"import_file_name": "../../etc/passwd", "original_file_name": "x", "format": "0"},
        {"import_file_name": "0" * 32, "original_file_name": "x", "format": "0", "shown": "x"},
    ],
)
def test_a_made_up_confirmation_is_refused(centre, form):
    answer = centre.post(reverse(f"admin:{PROVINCES}_process_import"), form)

    assert answer.url == reverse(f"admin:{PROVINCES}_import")


@pytest.mark.parametrize("change", [{"shown": "another"}, {"resource": "7"}, {"format": "1"}])
def test_a_changed_confirmation_is_refused(centre, change):
    province = cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, csv_of([{"code": "51", "phone": "1"}]))
    form = dict(Form(centre, looked_at, "confirm_form").pairs) | change

    answer = centre.post(reverse(f"admin:{PROVINCES}_process_import"), form)

    assert answer.url == reverse(f"admin:{PROVINCES}_import")
    assert fresh(province).phone == ""


def test_a_file_in_which_something_is_wrong_is_not_confirmed_by_hand(centre):
    cast.lamphun()
    looked_at = dry_run(centre, PROVINCES, b"%PDF-1.7")
    name = looked_at.context["form"].cleaned_data["import_file"].tmp_storage_name
    form = {"import_file_name": name, "original_file_name": "x", "format": "0", "shown": "x"}

    answer = centre.post(reverse(f"admin:{PROVINCES}_process_import"), form)

    assert "เป็น PDF" in messages(answer)[0]


# What is wrong


def wrong(centre, *rows: dict) -> list[tuple]:
    return problems(dry_run(centre, PROVINCES, csv_of(list(rows))))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            {"slug": "lampoon"},
            (2, "B", "เปลี่ยนไม่ได้ เพราะอยู่ในที่อยู่ของรายงานที่เผยแพร่แล้ว โปรดใส่ lamphun ดังเดิม"),
        ),
        ({"cluster_no": "สิบ"}, (2, "B", "“สิบ” ไม่ใช่จำนวนเต็ม โปรดพิมพ์ตัวเลข เช่น 12")),
        ({"cluster_no": "40000"}, (2, "B", "มากเกินไป โปรดใส่ค่าไม่เกิน 32767")),
        ({"has_office": "maybe"}, (2, "B", "โปรดเลือกจาก ใช่ / ไม่ใช่")),
        ({"name": ""}, (2, "B", "ต้องไม่ว่าง โปรดใส่ค่า")),
        ({"name": "ร้อยเอ็ด"}, (2, "B", "ค่านี้เป็นของรายการอื่นอยู่แล้ว โปรดใส่ค่าที่ไม่ซ้ำ")),
        (
            {"abbr": "ยาวเกินไป"},
            (2, "B", "ยาว ๙ ตัวอักษร เกินที่รับได้ (๔ ตัวอักษร) โปรดตัดให้สั้นลง"),
        ),
        (
            {"email": "hr๑@gmail.com"},
            (2, "B", "ช่องนี้ใช้เลขอารบิก (0-9) เท่านั้น โปรดพิมพ์เลขใหม่โดยไม่ใช้เลขไทย"),
        ),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column_with_what_to_do(centre, row, problem):
    cast.lamphun()
    cast.roi_et()

    assert wrong(centre, {"code": "51"} | row) == [problem]


def test_the_key_of_a_row_must_be_there_readable_and_once(centre):
    cast.lamphun()
    rows = [
        *({"code": code, "email": "ไม่ใช่"} for code in ("51", "", "๕๑")),
        {"code": " 51 ", "email": ""},
    ]

    assert [(row, letter, said.split(" ")[0]) for row, letter, said in wrong(centre, *rows)] == [
        (2, "B", "ที่อยู่อีเมลไม่ถูกต้อง"),
        (3, "A", "ต้องไม่ว่าง"),
        (3, "B", "ที่อยู่อีเมลไม่ถูกต้อง"),
        (4, "A", "ช่องนี้ใช้เลขอารบิก"),
        (4, "B", "ที่อยู่อีเมลไม่ถูกต้อง"),
        (5, "A", "ซ้ำกับแถวที่"),
    ]


def test_a_new_row_without_what_it_needs_is_told_so_for_each_column(centre):
    said = wrong(centre, {"code": "45", "name": "ร้อยเอ็ด", "iso": ""})

    assert said == [
        (2, "C", "ต้องไม่ว่าง โปรดใส่ค่า"),
        *[(2, "", "ต้องไม่ว่าง โปรดใส่ค่า (ไฟล์ไม่มีคอลัมน์นี้)")] * 3,
    ]


def test_everything_that_is_wrong_is_told_at_once_by_sheet_row_and_column(centre):
    cast.lamphun()
    cast.roi_et()
    book = Workbook(export(centre, PROVINCES))
    book.write(4, phone=535110000, email="=A1").write(5, region=None, has_office="มี")
    letter = book.cell(4, "unit").column_letter
    book.sheet.merge_cells(f"{letter}4:{letter}5")
    book.sheet.cell(3, len(book.codes) + 1).value = "สี"

    answer = dry_run(centre, PROVINCES, book.saved())

    assert [(row, letter) for row, letter, _ in problems(answer)] == [
        (3, "Q"),
        (4, "L"),
        (4, "M"),
        (4, "O"),
        (5, "K"),
    ]
    page = answer.content.decode()
    assert "ยังนำเข้าไม่ได้: มี ๕ แห่งที่ต้องแก้" in page
    assert "<td>จังหวัด</td>" in page
    assert "ไม่มีแถวใดถูกบันทึก" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe\x00\xff", "โปรด"),
        (b"PK\x03\x04 not a workbook", "อ่านไฟล์นี้ไม่ได้"),
        (b"\x00", "อ่านไฟล์นี้ไม่ได้"),
        (b"%PDF-1.4", "เป็น PDF"),
        (b"one line", "ไม่พบหัวคอลัมน์ของ “จังหวัด”"),
        (b"code\n", "ไม่มีแถวข้อมูลใต้หัวตาราง"),
    ],
)
def test_a_file_that_is_no_table_is_refused_kindly(centre, data, sentence):
    ((row, letter, said),) = problems(dry_run(centre, PROVINCES, data))

    assert (row, letter) == (None, "")
    assert sentence in said


def test_a_file_that_is_far_too_large_is_refused(centre):
    answer = dry_run(centre, PROVINCES, b"a" * (2 * 1024 * 1024 + 1))

    assert "ไฟล์ใหญ่เกิน" in answer.content.decode()


def test_a_failure_that_nobody_foresaw_is_kept_from_the_screen(centre, monkeypatch):
    def fail(self, row, seen):
        raise KeyError("secret")

    cast.lamphun()
    monkeypatch.setattr(ProvinceResource, "save_row", fail)

    answer = dry_run(centre, PROVINCES, csv_of([{"code": "51", "phone": "1"}]))

    assert problems(answer) == [(2, "", "บันทึกแถวนี้ไม่ได้ โปรดเทียบกับแถวตัวอย่างในแบบกรอก")]
    assert "secret" not in answer.content.decode()


# Accounts


def account(username="new", role=Role.PROVINCE_STAFF.label, province="ลำพูน", **cells) -> dict:
    return {"username": username, "name": "คนใหม่", "role": role, "province": province, **cells}


@pytest.fixture
def lamphun(centre):
    return cast.lamphun()


def test_new_accounts_come_without_a_password_and_that_is_told(centre, lamphun):
    looked_at = dry_run(centre, PEOPLE, csv_of([account(), account("boss-2", province="51")]))
    said = "บัญชีใหม่ ๒ บัญชียังเข้าสู่ระบบไม่ได้ จนกว่าท่านจะตั้งรหัสผ่านในหน้าบัญชีของแต่ละคน"
    assert looked_at.context["result"].remarks == [said]

    answer = confirm(centre, PEOPLE, looked_at)

    person = User.objects.get(username="new")
    assert (person.role, person.province, person.is_active) == ("province_staff", lamphun, True)
    assert not person.has_usable_password()
    assert person.history.get().history_user == cast.central()
    assert messages(answer)[-1] == said


def test_an_account_keeps_its_password_when_a_file_changes_it(centre, lamphun):
    clerk = cast.clerk()

    take_in(centre, PEOPLE, csv_of([{"username": "lamphun", "phone": "0 5351 1000"}]))

    assert fresh(clerk).phone == "0 5351 1000"
    assert fresh(clerk).check_password(cast.PASSWORD)


@pytest.mark.parametrize("head", ["password", "รหัสผ่าน"])
def test_passwords_are_never_taken_from_a_file(centre, lamphun, head):
    answer = dry_run(centre, PEOPLE, csv_of([account() | {head: "secret"}]))

    assert problems(answer)[0] == (
        *(1, "E"),
        "ห้ามใส่รหัสผ่านในไฟล์ โปรดลบคอลัมน์นี้ แล้วตั้งรหัสผ่านในหน้าบัญชีของแต่ละคน",
    )


CENTRAL = Role.CENTRAL_ADMIN.label


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (account("boss", CENTRAL, ""), "boss (คนใหม่): บัญชีใหม่ → ผู้ดูแลระบบส่วนกลาง"),
        (
            account("lamphun", CENTRAL, ""),
            "lamphun (คนใหม่): เจ้าหน้าที่จังหวัด → ผู้ดูแลระบบส่วนกลาง",
        ),
        (
            account("lamphun", Role.PROVINCE_HEAD.label),
            "lamphun (คนใหม่): เจ้าหน้าที่จังหวัด → หัวหน้าสำนักงานจังหวัด",
        ),
        (
            {"username": "closed", "is_active": "ใช่"},
            "closed (Closed): บัญชีที่ปิดอยู่ → ผู้ตรวจรายงาน",
        ),
    ],
)
def test_a_role_is_given_only_when_that_was_ticked(centre, row, said):
    cast.clerk()
    cast.person(username="closed", role=Role.REVIEWER, is_active=False)
    looked_at = dry_run(centre, PEOPLE, csv_of([row]))
    assert looked_at.context["result"].weighty == [said]
    before = list(User.objects.order_by("pk").values())

    answer = confirm(centre, PEOPLE, looked_at)

    assert "โปรดทำเครื่องหมายว่าได้ตรวจบทบาทแล้ว" in messages(answer)[0]
    assert list(User.objects.order_by("pk").values()) == before
    take_in(centre, PEOPLE, csv_of([row]), ticked="on")
    person = User.objects.get(username=row["username"])
    assert person.is_active
    assert person.get_role_display() == said.rpartition("→ ")[2]


@pytest.mark.parametrize(
    "row",
    [
        account(),
        account("lamphun"),
        {"username": "lamphun", "is_active": "ไม่ใช่"},
        {"username": "reviewer", "phone": "1"},
    ],
)
def test_what_gives_nobody_a_role_needs_no_tick(centre, row):
    cast.clerk()
    cast.reviewer()

    assert dry_run(centre, PEOPLE, csv_of([row])).context["result"].weighty == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (account(role="เจ้าหน้าที่"), (2, "C", "โปรดเลือกจาก เจ้าหน้าที่จังหวัด / หัวหน้าสำนักงานจังหวัด")),
        (account(role=""), (2, "C", "ต้องไม่ว่าง โปรดใส่ค่า")),
        (account(province=""), (2, "D", "บทบาทนี้เป็นของจังหวัด โปรดเลือกจังหวัด")),
        (account(role=CENTRAL), (2, "D", "บทบาทนี้เป็นของส่วนกลาง โปรดเว้นจังหวัดว่างไว้")),
        (account(province="Lamphun"), (2, "D", "ไม่มีสำนักงานจังหวัดชื่อ “Lamphun”")),
        (account("คน๑"), (2, "A", "ช่องนี้ใช้เลขอารบิก")),
        (account("a b"), (2, "A", "")),
        (account("LAMPHUN"), (2, "A", "มีบัญชี lamphun อยู่แล้ว ต่างกันเพียงตัวพิมพ์ใหญ่เล็ก")),
        (
            account("central", Role.REVIEWER.label, ""),
            (2, "", "ท่านเปลี่ยนบทบาทหรือปิดบัญชีของตนเองไม่ได้"),
        ),
        (
            {"username": "central", "is_active": "0"},
            (2, "", "ท่านเปลี่ยนบทบาทหรือปิดบัญชีของตนเองไม่ได้"),
        ),
    ],
)
def test_what_an_account_cannot_be_is_said(centre, row, problem):
    cast.clerk()

    ((number, letter, said),) = problems(dry_run(centre, PEOPLE, csv_of([row])))

    assert (number, letter) == problem[:2]
    assert said.startswith(problem[2])
    assert User.objects.count() == 2
