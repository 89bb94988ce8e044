"""Each check on a seed's own words where one has them, and beside it what must not trigger it."""

import dataclasses
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai import Window
from reports import checks, document
from reports.checks import Finding, Level
from reports.checks.gathering import HEADS
from reports.document import CalendarStep, Group, Item, Line
from tests.reports.checked import (
    JANUARY,
    MAY,
    SEEDS,
    found,
    group,
    line,
    report,
    saying,
    seed,
    words,
)

# ---- the seeds


def test_samut_prakan_has_nothing_to_mend():
    assert checks.check(seed("samut-prakan-2567-6")) == ()


def test_lamphun_says_in_progress_without_a_result():
    assert found(checks.check(seed("lamphun-2567-6"))) == [
        ("empty_result", 3, "result", "อยู่ระหว่างดำเนินการ"),
    ]


def test_roi_et_shows_a_code_an_early_end_and_damaged_words():
    findings = checks.check(seed("roi-et-2566-6"))

    (damaged,) = [one for one in findings if one.code == "survey_links"]
    assert found(findings) == [
        ("respondent_code", 4, "result", "67065b"),
        ("survey_links", 4, "result", "/go/it/ovsuxo"),
        ("done_early", 4, "status", "ดำเนินการเสร็จเรียบร้อยแล้ว"),
    ]
    assert [(one.code, one.number, one.words) for one in damaged.each] == [
        ("survey_links", 4, "/go/it/ovsuxo"),
        ("survey_links", 4, "/go/eit/0vsux0"),
        ("damaged_code", 5, "๐๑ - ๐๔๓"),
    ]


def test_the_address_of_roi_et_is_private_once_the_contact_block_does_not_publish_it():
    hidden = dataclasses.replace(seed("roi-et-2566-6"), contact="")

    assert found(checks.secrets(hidden)) == [
        ("private_email", 2, "result", "hr101958@gmail.com"),
        ("respondent_code", 4, "result", "67065b"),
    ]


def test_the_secrets_of_the_seeds_are_those_of_roi_et():
    assert {name: found(checks.secrets(seed(name))) for name in SEEDS} == {
        "samut-prakan-2567-6": [],
        "lamphun-2567-6": [],
        "roi-et-2566-6": [("respondent_code", 4, "result", "67065b")],
    }


# ---- must be mended


def test_a_report_without_rows_is_blocked():
    assert found(checks.check(report())) == [("no_rows", None, None, "")]
    assert found(checks.blocking(report(Group(lines=())))) == [("no_rows", None, None, "")]


@pytest.mark.parametrize("text", ["", "  \n ", "-", "–", "\u200b"])
def test_a_row_without_a_step_is_blocked(text):
    assert found(checks.blocking(report(group(line(step=text))))) == [("empty_step", 1, "step", "")]


def test_one_step_text_of_several_is_enough():
    both = Line((Item("", "-"), Item("การลงทะเบียน", "-")), "ลงทะเบียนแล้ว", "done")

    assert checks.blocking(report(group(both))) == ()


def test_a_row_without_items_is_blocked():
    assert found(checks.blocking(report(group(Line((), "ผล", "done"))))) == [
        ("empty_step", 1, "step", "")
    ]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x7f", "\x9f", "\ud800", "\uffff"])
def test_a_character_that_cannot_be_printed_blocks_and_is_shown_by_its_neighbours(character):
    (finding,) = checks.blocking(saying(f"ลงทะเบียน{character}แล้ว"))

    assert finding.code == "unprintable"
    assert finding.words == "ลงทะเบียน�แล้ว"
    assert f"U+{ord(character):04X}" in finding.message


def test_line_ends_tabs_and_invisible_spaces_can_be_printed():
    assert checks.blocking(saying("หนึ่ง\r\nสอง\n\tสาม\u200bสี่\u00a0ห้า")) == ()


def test_blocking_looks_at_the_footnote_and_the_contact_block_too():
    findings = checks.blocking(report(group(), footnote="ก\x00", contact="ข\x00"))

    assert found(findings) == [
        ("unprintable", None, "footnote", "ก�"),
        ("unprintable", None, "contact", "ข�"),
    ]


# ---- missing parts

STEPS = (
    CalendarStep("REG", "ลงทะเบียน", date(2024, 1, 1), date(2024, 1, 31)),
    CalendarStep("OIT", "ตอบแบบวัด OIT", date(2024, 3, 31), date(2024, 4, 30)),
    CalendarStep("OIT_SCORE", "ให้คะแนน", date(2024, 4, 1), date(2024, 5, 31)),
    CalendarStep("ANNOUNCE", "ประกาศผล"),
)


def test_unanswered_steps_are_one_finding_and_only_those_that_had_begun():
    reported = report(group(), calendar_steps=STEPS)

    (finding,) = checks.warnings(reported)
    assert (finding.code, finding.number, finding.place) == ("unanswered_steps", None, "ทั้งฉบับ")
    assert finding.words == "ลงทะเบียน, ตอบแบบวัด OIT"
    assert "๒ ขั้นตอน" in finding.message
    assert "๓๑ มีนาคม ๒๕๖๗" in finding.message


def test_a_step_is_answered_by_any_item_of_any_row():
    both = Line((Item("ก", steps=("OIT",)), Item("ข", steps=("REG",))), "ผล", "done")

    assert checks.warnings(report(group(both), calendar_steps=STEPS)) == ()


def test_all_steps_are_due_in_a_twelve_month_report():
    year = report(group(), months=12, as_of=None, calendar_steps=STEPS)

    assert words(checks.check(year), "unanswered_steps") == [
        "ลงทะเบียน, ตอบแบบวัด OIT, ให้คะแนน, ประกาศผล"
    ]


def test_a_report_without_a_date_speaks_of_the_end_of_its_months():
    undated = report(group(), as_of=None, calendar_steps=STEPS)

    assert words(checks.check(undated), "unanswered_steps") == ["ลงทะเบียน, ตอบแบบวัด OIT"]


@pytest.mark.parametrize("status", ["done", "in_progress"])
@pytest.mark.parametrize("result", ["", " ", "-", " – "])
def test_a_status_without_a_result_is_warned_about(status, result):
    findings = checks.warnings(report(group(line(status=status, result=result))))

    assert [finding.code for finding in findings] == ["empty_result"]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "not_due"},
        {"status": "in_progress", "answer": "not_ours", "answer_reason": "สำนักงาน ป.ป.ช. จัดเก็บ"},
        {"status": None, "answer": "nothing_to_report"},
        {"status": None, "status_text": "รอผลการประเมิน"},
    ],
)
def test_an_empty_result_that_is_explained_is_not_warned_about(fields):
    findings = checks.warnings(
        report(group(line(result="", **fields), official=None, provincial=MAY))
    )

    assert words(findings, "empty_result") == []


def test_a_row_without_a_status_is_warned_about_once():
    untouched = line(status=None, result="")

    assert found(checks.warnings(report(group(untouched)))) == [("no_status", 1, "status", "")]
    assert found(checks.warnings(report(group(untouched, official=None, provincial=None)))) == [
        ("no_status", 1, "status", "")
    ]


def test_a_row_not_yet_due_needs_no_status_until_something_is_written_there():
    may = {"official": MAY, "provincial": None}

    assert checks.warnings(report(group(line(status=None, result=""), **may))) == ()
    assert found(checks.warnings(report(group(line(status=None), **may)))) == [
        ("no_status", 1, "status", "")
    ]


def test_a_window_kept_in_words_is_quoted_once_for_its_number():
    unread = Window(None, None, None, "ตลอดทั้งปี")

    findings = checks.warnings(report(group(line(), line(), provincial=unread)))

    assert found(findings) == [("unread_window", 1, "provincial", "ตลอดทั้งปี")]


@pytest.mark.parametrize(
    "window",
    [
        None,
        Window(None, None, None, "-"),
        Window(None, date(2024, 3, 31), "day", "ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗"),
        Window(date(2024, 2, 1), None, "day", "ตั้งแต่วันที่ ๑ กุมภาพันธ์ ๒๕๖๗"),
    ],
)
def test_a_window_that_was_understood_or_is_empty_is_not_warned_about(window):
    assert words(checks.check(report(group(provincial=window))), "unread_window") == []


# ---- damage


def test_an_address_with_thai_digits_is_warned_about_where_the_address_may_stand():
    kept = report(group(), contact="e-mail: hr๑๐๑๙๕๘@gmail.com")

    (finding,) = checks.check(kept)
    assert found([finding]) == [("damaged_email", None, "contact", "hr๑๐๑๙๕๘@gmail.com")]
    assert "hr101958@gmail.com" in finding.message
    assert words(checks.check(saying("ส่งที่ ita๒@lamphun.go.th")), "damaged_email") == [
        "ita๒@lamphun.go.th"
    ]


def test_a_private_address_with_thai_digits_is_one_finding_not_two():
    assert found(checks.warnings(saying("ส่งที่ hr๑๐๑๙๕๘@gmail.com ภายในวันที่ ๒๗"))) == [
        ("private_email", 1, "result", "hr๑๐๑๙๕๘@gmail.com")
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("แบบวัด OIT ทั้ง ๐๑ - ๐๔๓ และกำหนดให้", "๐๑ - ๐๔๓"),
        ("ตั้งแต่ข้อ 01-043 ครบถ้วน", "01-043"),
        ("ข้อมูลสาธารณะ (OIT) ๐๑ – ๐๙", "๐๑ – ๐๙"),
        ("๐๑ถึง๐๓๕", "๐๑ถึง๐๓๕"),
        ("เผยแพร่ OIT ข้อ ๐๑๒ แล้ว", "๐๑๒"),
    ],
)
def test_zeros_for_the_letter_of_oit_items_are_quoted(text, quoted):
    assert words(checks.warnings(saying(text)), "damaged_code") == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        "ทั้ง O1 - O43 ตามแบบวัด OIT",
        "โทร. ๐ ๔๓๕๑ ๑๓๕๓ มท. ๔๒๓๒๙",
        "โทร. ๐๔๓-๕๑๑๓๕๓ ต่อ ๐๑",
        "โทร. 02-034-5678",
        "หมายเลข ๐๒ - ๐๓๔",
        "OIT วันที่ ๐๑ - ๐๕ มกราคม ๒๕๖๗",
        "OIT เวลา ๐๙.๐๐ - ๐๙.๓๐ น.",
        "OIT ๐๑/๐๒/๒๕๖๗ - ๐๕/๐๒/๒๕๖๗",
        "คำสั่งที่ ๑๒๗/๒๕๖๖ และ ๔๓ ข้อคำถาม",
        "ช่วง ๐๑ - ๐๙",
        "ข้อ ๐๑๒ ของระเบียบ",
    ],
)
def test_other_numbers_are_no_damaged_items(text):
    assert words(checks.check(saying(text)), "damaged_code") == []


def test_letters_of_old_fonts_are_warned_about():
    assert words(checks.warnings(saying("เปิด\uf70aเผย")), "old_glyphs") == ["เปิด\uf70aเผย"]


def test_bullets_of_symbol_fonts_are_warned_about():
    found = checks.warnings(saying("ดังนี้\n\uf0b7\tสรุปผล"))

    assert words(found, "symbol_glyphs") == ["ดังนี้\n\uf0b7\tสรุปผล"]
    assert words(found, "old_glyphs") == []


# ---- secrets


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(รหัสสำหรับเข้าตอบแบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน : 67065b)", "67065b"),
        ("รหัสสำหรับเข้าตอบแบบวัด:67065b", "67065b"),
        ("รหัสผู้ตอบ ๖๗๐๖๕b แล้ว", "๖๗๐๖๕b"),
        ("ใช้รหัส67065bในการตอบ", "67065b"),
        ("โดยใช้ 67065b เป็นรหัสเข้าระบบ", "67065b"),
        ("ผ่าน https://itas.nacc.go.th/go/iit/ovsuxo (67065b) ภายในวันที่ ๒", "67065b"),
        ("รหัสเข้าตอบแบบวัด IIT คือ 670651", "670651"),
        ("รหัสสำหรับเข้าตอบแบบวัด EIT : ovsuxo", "ovsuxo"),
        ("รหัสสำหรับเข้าตอบ\n: 67065b.", "67065b"),
        ("Code : 67065B", "67065B"),
    ],
)
def test_a_respondent_code_is_quoted(text, code):
    assert found(checks.secrets(saying(text))) == [("respondent_code", 1, "result", code)]


@pytest.mark.parametrize(
    "text",
    [
        "QR Code หรือเว็บไซต์ได้ที่ https://itas.nacc.go.th/go/it/ovsuxo ภายในวันที่ ๒ มีนาคม ๒๕๖๖",
        "ทาง https://itas.nacc.go.th/go/eit/0vsux0 แล้วรายงาน",
        "ทาง itas.nacc.go.th/go/eit/0vsux0 แล้วรายงาน",
        "รหัส O43 และรหัส COVID-19",
        "คำสั่งที่ 127/2566 จำนวน 123456 บาท",
        "รหัสไปรษณีย์ 51000 รหัสหน่วยงาน A12345",
        "รหัสหน่วยงาน : 670651",
        "รหัสสำหรับเข้าตอบแบบวัดจัดส่งเป็นหนังสือลับแล้ว",
        "ระบบ ITAS67 ผ่าน https://itas.nacc.go.th/go/iit/ovsuxo",
        "67065b",
        "รหัสแนบใน 67065b.pdf และ a67065b1",
    ],
)
def test_public_codes_links_and_numbers_are_no_respondent_codes(text):
    assert words(checks.secrets(saying(text)), "respondent_code") == []


@pytest.mark.parametrize(
    "number",
    [
        "1234567890121",
        "1-2345-67890-12-1",
        "1 2345 67890 12 1",
        "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
        "๑๒๓๔๕๖๗๘๙๐๑๒๑",
        "1 - 2345 - 67890 - 12 - 1",
        "1\u200b2345\u200b67890\u200b12\u200b1",
        "1–2345–67890–12–1",
    ],
)
def test_a_national_id_is_quoted_as_typed(number):
    text = f"นายตัวอย่าง เลขประจำตัว{number}ลงทะเบียน"

    assert found(checks.secrets(saying(text))) == [("national_id", 1, "result", number)]


@pytest.mark.parametrize(
    "text",
    [
        "1234567890123",
        "ครุภัณฑ์ 1234567890123",
        "12345678901210",
        "91234567890121",
        "เลขประจำตัวผู้เสียภาษี 0-9940-00165-32-1",
        "https://example.go.th/news/1234567890121",
        "๑๒๓๔ ๕๖๗๘ ๙๐๑๒ ๑",
    ],
)
def test_other_long_numbers_are_no_national_ids(text):
    assert checks.secrets(saying(text)) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ผู้ประสานงาน 1-2345-67890-12-3", "1-2345-67890-12-3"),
        ("เลขประจำตัวประชาชน 1234567890123", "1234567890123"),
        ("บัตรประชาชนเลขที่ ๓๑๐๑๗๐๐๑๒๓๔๕๖", "๓๑๐๑๗๐๐๑๒๓๔๕๖"),
    ],
)
def test_a_mistyped_national_id_counts_when_grouped_or_named_as_one(text, number):
    assert found(checks.secrets(saying(text))) == [("national_id", 1, "result", number)]


@pytest.mark.parametrize(
    "address",
    [
        "hr101958@gmail.com",
        "HR101958@GMAIL.COM",
        "hr๑๐๑๙๕๘@gmail.com",
        "a.b@hotmail.co.th",
        "a_b@yahoo.co.th",
        "a@outlook.com",
        "a@live.com",
        "a@icloud.com",
        "hr101958 @gmail.com",
    ],
)
def test_a_private_address_is_quoted_outside_the_contact_block(address):
    text = f"ทางไปรษณีย์อิเล็กทรอนิกส์ {address} ภายในวันที่ ๒๗"

    assert found(checks.secrets(saying(text))) == [("private_email", 1, "result", address)]
    assert found(checks.secrets(report(group(), footnote=text))) == [
        ("private_email", None, "footnote", address)
    ]
    assert checks.secrets(report(group(), contact=text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "lamphun@moi.go.th",
        "ita@outlook.lamphun.go.th",
        "a@cmu.ac.th b@thaired.or.th c@rta.mi.th",
        "info@example.com",
        "เพจ @gmail และ https://gmail.com",
    ],
)
def test_official_and_other_addresses_are_not_private(text):
    assert checks.secrets(saying(text)) == ()


@pytest.mark.parametrize(
    "number",
    [
        "0812345678",
        "081-234-5678",
        "08 1234 5678",
        "06-1234-5678",
        "๐๙๑ ๒๓๔ ๕๖๗๘",
        "๐ ๘๑๒๓ ๔๕๖๗๘",
        "081.234.5678",
        "+66 81 234 5678",
        "+66812345678",
    ],
)
def test_a_mobile_number_is_quoted_outside_the_contact_block(number):
    text = f"ติดต่อนายตัวอย่าง โทร. {number} ได้"

    assert found(checks.secrets(saying(text))) == [("mobile_phone", 1, "result", number)]
    assert checks.secrets(report(group(), contact=text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "โทร. ๐ ๔๓๕๑ ๑๓๕๓ มท. ๔๒๓๒๙",
        "โทร. 0 5351 1000 ต่อ 101, 02 123 4567",
        "ที่ ลพ ๐๐๑๗.๒/ว ๐๘๑๒ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
        "ที่ นร ๐๘๐๓.๑/๑๒๓๔๕",
        "เลขที่ 108123456789",
        "คะแนน 0 8 1 2 3 4 5 6 7 8",
        "๐.๘๑๒๓๔๕๖๗๘ และ 10,812,345,678",
        "https://example.go.th/0812345678",
        "เลขประจำตัวผู้เสียภาษี 0-9940-00165-32-1",
        "๐๘/๐๒/๒๕๖๗ - ๑๕/๐๒/๒๕๖๗",
    ],
)
def test_office_numbers_and_other_figures_are_no_mobile_numbers(text):
    assert checks.secrets(saying(text)) == ()


def test_a_respondent_code_and_an_id_are_secret_in_the_contact_block_too():
    contact = "รหัสเข้าตอบ : 67065b โทร. 08 1234 5678 a@gmail.com 1234567890121"

    assert found(checks.secrets(report(group(), contact=contact))) == [
        ("respondent_code", None, "contact", "67065b"),
        ("national_id", None, "contact", "1234567890121"),
    ]


def test_secrets_are_found_in_every_typed_cell():
    mail = "{}@gmail.com"
    everywhere = report(
        group(
            line(
                step=mail.format("step"),
                result=mail.format("result"),
                status_text=mail.format("status"),
            ),
            line(result="", answer="not_ours", answer_reason=mail.format("reason")),
            official=Window(None, None, None, mail.format("official")),
            provincial=Window(None, None, None, mail.format("provincial")),
        ),
        footnote=mail.format("footnote"),
    )

    assert [(one.line, one.column, one.words) for one in checks.secrets(everywhere)] == [
        (1, "official", "official@gmail.com"),
        (1, "provincial", "provincial@gmail.com"),
        (1, "step", "step@gmail.com"),
        (1, "result", "result@gmail.com"),
        (1, "status", "status@gmail.com"),
        (2, "result", "reason@gmail.com"),
        (None, "footnote", "footnote@gmail.com"),
    ]


def test_the_same_words_in_one_cell_are_one_finding():
    assert words(
        checks.secrets(saying("a@gmail.com และ a@gmail.com, b@gmail.com")), "private_email"
    ) == [
        "a@gmail.com",
        "b@gmail.com",
    ]


def test_every_secret_is_a_warning_of_the_whole_check():
    full = saying("รหัสผู้ตอบ : 67065b 1234567890121 a@gmail.com 081-234-5678")

    secrets = checks.secrets(full)

    assert [finding.code for finding in secrets] == [
        "respondent_code",
        "national_id",
        "private_email",
        "mobile_phone",
    ]
    assert set(secrets) <= set(checks.warnings(full))


# ---- contradictions


@pytest.mark.parametrize(
    ("start", "end", "outside"),
    [
        (date(2024, 1, 1), date(2024, 1, 31), False),
        (date(2024, 1, 23), date(2024, 1, 24), False),
        (date(2023, 12, 31), date(2024, 1, 31), True),
        (date(2024, 1, 1), date(2024, 2, 1), True),
        (None, date(2024, 2, 1), True),
        (None, date(2024, 1, 31), False),
        (date(2024, 1, 1), None, False),
    ],
)
def test_a_window_of_the_province_outside_the_official_one_is_warned_about(start, end, outside):
    provincial = Window(start, end, "day", "ของจังหวัด")

    findings = checks.warnings(report(group(line(status="in_progress"), provincial=provincial)))

    warning = [("window_outside", 1, "provincial", "ของจังหวัด")]
    assert found(findings) == (warning if outside else [])


def test_done_is_early_only_while_the_window_is_open():
    april = Window(date(2024, 1, 1), date(2024, 4, 30), "day", "")

    assert found(checks.warnings(report(group(provincial=april, official=None)))) == [
        ("done_early", 1, "status", "ดำเนินการแล้ว")
    ]
    assert checks.check(report(group(provincial=JANUARY, official=april))) == ()


# ---- the findings themselves


def test_findings_stand_in_reading_order():
    messy = report(
        group(
            line(result="a@gmail.com", status=None), provincial=Window(None, None, None, "ตลอดปี")
        ),
        group(line(step="", result=""), line(result="b@gmail.com")),
        calendar_steps=STEPS[:1],
        contact="hr๑@moi.go.th",
        footnote="c@gmail.com",
    )

    assert [(one.number, one.line, one.column, one.code) for one in checks.check(messy)] == [
        (None, None, None, "unanswered_steps"),
        (1, 1, "provincial", "unread_window"),
        (1, 1, "result", "private_email"),
        (1, 1, "status", "no_status"),
        (2, 1, "step", "empty_step"),
        (2, 1, "result", "empty_result"),
        (2, 2, "result", "private_email"),
        (None, None, "footnote", "private_email"),
        (None, None, "contact", "damaged_email"),
    ]


def test_a_finding_names_its_row_and_says_where_it_is():
    rows = report(group(), group(line(), line(result="", key=7)))

    (finding,) = checks.check(rows)

    assert (finding.key, finding.number, finding.line) == (7, 2, 2)
    assert finding.place == "ลำดับที่ ๒ แถวที่ ๒ ช่องผลการดำเนินการ"
    assert finding.level_label == "ควรตรวจสอบ"


def test_levels_have_the_words_of_the_glossary():
    assert checks.LEVEL_LABELS == {
        "blocking": "ต้องแก้ก่อนส่ง",
        "warning": "ควรตรวจสอบ",
        "hint": "ข้อสังเกต",
    }


def test_each_check_is_named_once_and_the_secrets_are_among_them():
    names = [check.__name__ for check in (*checks.CHECKS, *checks.COMPARISONS)]
    assert sorted(names) == sorted(checks.KINDS)
    assert set(checks.SECRET_CHECKS) < set(checks.CHECKS)


def test_what_is_told_together_asks_for_the_same():
    kinds = [kind for kind in checks.KINDS.values() if kind.together]

    assert len(set(kinds)) == len({kind.together for kind in kinds})
    assert {kind.together for kind in kinds} == set(HEADS)


def test_an_explanation_is_required_of_the_worst_secrets_and_of_an_early_end():
    assert [code for code, kind in checks.KINDS.items() if kind.needs_explanation] == [
        "done_early",
        "respondent_code",
        "national_id",
    ]


APRIL = Window(date(2024, 4, 1), date(2024, 4, 30), "day", "๑ - ๓๐ เมษายน ๒๕๖๗")


def test_not_due_is_wrong_once_the_window_has_begun():
    late = group(line(result="", status="not_due"), official=JANUARY, provincial=None)

    assert found(checks.warnings(report(late))) == [("not_due_begun", 1, "status", "-")]


@pytest.mark.parametrize(
    "own",
    [
        group(line(result="", status="not_due"), official=JANUARY, provincial=APRIL),
        group(line(result="", status="not_due"), official=None, provincial=None),
        group(
            line(result="", status="not_due", answer="not_ours"), official=JANUARY, provincial=None
        ),
    ],
)
def test_not_due_is_right_by_one_s_own_window_without_one_and_where_others_act(own):
    assert words(checks.check(report(own)), "not_due_begun") == []


def test_a_row_without_windows_is_measured_by_the_calendar_s():
    rows = report(
        group(line(codes=["OIT"]), official=None, provincial=None),
        group(line(result="", status="not_due", codes=["REG"]), official=None, provincial=None),
        group(line(result="", status=None, codes=["OIT_SCORE"]), official=None, provincial=None),
        calendar_steps=STEPS[:3],
    )

    assert found(checks.check(rows)) == [
        ("done_early", 1, "status", "ดำเนินการแล้ว"),
        ("not_due_begun", 2, "status", "-"),
    ]


def test_a_step_that_two_numbers_report_is_named_once():
    twice = report(
        group(line(step="ลงทะเบียน", codes=["REG"])),
        group(line(step="การลงทะเบียน", codes=["REG"])),
        calendar_steps=STEPS[:1],
    )

    (finding,) = checks.check(twice)

    assert found([finding]) == [("step_twice", 2, "step", "การลงทะเบียน")]
    assert finding.message.startswith("ขั้นตอน “ลงทะเบียน” มีรายงานแล้วในลำดับที่ ๑ ")


def test_rows_of_one_number_may_report_one_step_and_two_steps_one_text():
    shared = report(
        group(line(codes=["REG"]), line(codes=["REG"])),
        group(line(step="ก", codes=["IIT"])),
        group(line(step="ข", codes=["EIT1"])),
    )

    assert checks.check(shared) == ()


# ---- links of the surveys


def test_the_survey_links_of_roi_et_disagree():
    linked = dataclasses.replace(seed("roi-et-2566-6"), groups=seed("roi-et-2566-6").groups[3:4])

    (damaged,) = [one for one in checks.check(linked) if one.code == "survey_links"]

    assert [(one.words, one.meant) for one in damaged.each] == [
        ("/go/it/ovsuxo", "/go/iit/ovsuxo"),
        ("/go/eit/0vsux0", "/go/eit/ovsuxo"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://itas.nacc.go.th/go/IT/abc123", [("/go/IT/abc123", "/go/iit/abc123")]),
        ("https://itas.nacc.go.th/go/survey/abc123", [("/go/survey/abc123", "")]),
        (
            "https://itas.nacc.go.th/go/iit/abc123 https://itas.nacc.go.th/go/eit/xyz789",
            [("/go/eit/xyz789", "")],
        ),
        (
            "itas.nacc.go.th/go/iit/abl123 และ itas.nacc.go.th/go/eit/ab1123",
            [("/go/eit/ab1123", "/go/eit/abl123")],
        ),
    ],
)
def test_a_survey_link_that_leads_nowhere_or_disagrees_is_quoted(text, expected):
    findings = [one for one in checks.warnings(saying(text)) if one.code == "survey_links"]

    assert [(one.words, one.meant) for each in findings for one in each.each] == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://itas.nacc.go.th/go/iit/ovsuxo และ https://itas.nacc.go.th/go/eit/ovsuxo",
        "https://itas.nacc.go.th/go/eit/0vsux0",
        "https://www.lamphun.go.th/go/news/123456 และ https://itas.nacc.go.th/go/iit/ovsuxo",
        "https://www.lamphun.go.th/go/it/123456",
        "itas.nacc.go.th/go/iit/aaaaaa itas.nacc.go.th/go/eit/aaaaaa itas.nacc.go.th/go/eit/bbbbbb",
        "https://itas.nacc.go.th/ และ /go/to/place",
    ],
)
def test_links_that_agree_or_lead_elsewhere_are_no_wrong_survey_links(text):
    assert words(checks.check(saying(text)), "survey_links") == []


def test_links_of_one_report_are_held_against_each_other_across_its_rows():
    apart = report(
        group(line(result="https://itas.nacc.go.th/go/iit/ovsuxo")),
        group(line(result="https://itas.nacc.go.th/go/eit/0vsux0")),
    )

    assert found(checks.warnings(apart)) == [("survey_links", 2, "result", "/go/eit/0vsux0")]


# ---- one cause, one finding


def test_the_same_secret_in_three_places_is_one_finding_that_names_them():
    code = "รหัสผู้ตอบ : 67065b"
    thrice = report(
        group(line(result=code, key=1), line(result=code, key=2)), group(line(result=code, key=3))
    )

    (finding,) = checks.check(thrice)

    assert (finding.code, finding.words, finding.key) == ("respondent_code", "67065b", 1)
    assert finding.place == "ลำดับที่ ๑ ช่องผลการดำเนินการ และอีก ๒ แห่ง"
    assert finding.message.endswith(
        "(พบใน ลำดับที่ ๑ ช่องผลการดำเนินการ, ลำดับที่ ๑ แถวที่ ๒ ช่องผลการดำเนินการ, ลำดับที่ ๒ ช่องผลการดำเนินการ)"
    )
    assert [(one.key, one.words) for one in finding.each] == [
        (1, "67065b"),
        (2, "67065b"),
        (3, "67065b"),
    ]


def test_damaged_words_are_one_finding_each_with_what_was_meant():
    damaged = report(
        group(line(result="OIT ๐๑ - ๐๔๓", key=1)), contact="e-mail: hr๑๐๑๙๕๘@gmail.com"
    )

    (finding,) = checks.check(damaged)

    assert [(one.code, one.words, one.meant) for one in finding.each] == [
        ("damaged_code", "๐๑ - ๐๔๓", "O1 - O43"),
        ("damaged_email", "hr๑๐๑๙๕๘@gmail.com", "hr101958@gmail.com"),
    ]
    assert finding.message == (
        "มีคำที่น่าจะพิมพ์ผิดหรือเสียหายจากการคัดลอก ๒ แห่ง โปรดตรวจและแก้ทีละแห่ง: "
        "ลำดับที่ ๑ ช่องผลการดำเนินการ “๐๑ - ๐๔๓” (น่าจะเป็น “O1 - O43”), "
        "จัดทำโดย “hr๑๐๑๙๕๘@gmail.com” (น่าจะเป็น “hr101958@gmail.com”)"
    )


def test_of_very_many_places_the_first_are_named_and_the_rest_counted():
    many = report(*[group(line(result=f"OIT ๐๑ - ๐{number}")) for number in range(20, 40)])

    (finding,) = checks.check(many)

    assert len(finding.each) == 20
    assert finding.message.count("น่าจะเป็น") == 10
    assert finding.message.endswith("และอีก ๑๐ แห่ง")


# ---- what an explanation hangs on


def test_a_finding_of_a_row_is_known_by_its_check_its_row_and_its_words():
    april = Window(date(2024, 1, 1), date(2024, 4, 30), "day", "")
    early = report(group(line(key=7), official=april, provincial=april))
    below = report(group(line(key=3)), *early.groups)

    identities = [finding.identity for one in (early, below) for finding in checks.check(one)]

    assert identities == [("done_early", 7, "ดำเนินการแล้ว")] * 2


def test_a_secret_is_known_by_its_words_wherever_it_stands():
    here, there = (
        report(*[group(line(result="รหัสผู้ตอบ : 67065b", key=key)) for key in keys])
        for keys in ([1], [4, 5])
    )

    (one,), (other,) = checks.check(here), checks.check(there)
    assert one.identity == other.identity == ("respondent_code", None, "67065b")


def test_what_is_told_together_is_known_by_all_its_words():
    one, more = (
        report(*[group(line(result=text)) for text in texts])
        for texts in (["OIT ๐๑ - ๐๔๓"], ["OIT ๐๑ - ๐๔๓", "OIT ๐๑ - ๐๙"])
    )

    identities = [finding.identity for a in (one, more) for finding in checks.check(a)]
    assert identities == [
        ("damaged_words", None, "๐๑ - ๐๔๓"),
        ("damaged_words", None, "๐๑ - ๐๔๓\n๐๑ - ๐๙"),
    ]


def secret(words: str, code: str = "private_email", number: int = 1) -> Finding:
    return Finding(code, Level.WARNING, number, None, "result", words, "")


def test_an_acknowledgement_stands_for_the_quoted_words_alone():
    both = [secret("a@gmail.com"), secret("67065b", "respondent_code", 4)]

    known = checks.acknowledgement(both)

    assert known == "68d5e096a3e974bd"
    assert checks.acknowledgement(reversed(both)) == known
    assert checks.acknowledgement([*both, secret("a@gmail.com", number=9)]) == known
    assert checks.acknowledgement([dataclasses.replace(one, message="x") for one in both]) == known


def test_other_words_need_another_acknowledgement():
    one = checks.acknowledgement([secret("a@gmail.com")])

    assert one != checks.acknowledgement([secret("b@gmail.com")])
    assert one != checks.acknowledgement([secret("a@gmail.com"), secret("b@gmail.com")])
    assert one != checks.acknowledgement([secret("a@gmail.com", "damaged_email")])
    assert checks.acknowledgement([]) == ""


# ---- any text at all

PIECES = st.sampled_from(
    [
        "รหัส",
        "ตอบ",
        ": ",
        "67065b",
        "๐",
        "0",
        "8",
        "1",
        "9",
        "-",
        " ",
        "@",
        "gmail.com",
        "OIT",
        "ข้อ",
        "\n",
        "https://itas.nacc.go.th/go/iit/x",
        "โทร.",
        "a",
        "ก",
        ".",
        "/",
        "\x00",
        "\ud800",
        "\uf70a",
        "+66",
    ]
)
ANY_TEXT = st.text() | st.lists(PIECES, max_size=40).map("".join)
WINDOWS = st.none() | st.builds(
    Window,
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.sampled_from([None, "day", "month"]),
    ANY_TEXT,
)
LINES = st.builds(
    Line,
    st.lists(st.builds(Item, ANY_TEXT, ANY_TEXT), max_size=2).map(tuple),
    result=ANY_TEXT,
    status=st.sampled_from([None, *document.STATUSES]),
    status_text=ANY_TEXT,
    answer=st.sampled_from([None, *document.ANSWERS]),
    answer_reason=ANY_TEXT,
)
GROUPS = st.builds(Group, st.lists(LINES, max_size=3).map(tuple), WINDOWS, WINDOWS)


@given(st.lists(GROUPS, max_size=3), ANY_TEXT, ANY_TEXT)
def test_no_text_makes_a_check_raise(groups, footnote, contact):
    anything = report(*groups, footnote=footnote, contact=contact, calendar_steps=STEPS)

    findings = checks.check(anything)

    assert all(finding.message for finding in findings)
    assert len(checks.acknowledgement(findings)) == (16 if findings else 0)
    assert set(checks.secrets(anything)) <= set(checks.warnings(anything))


@given(ANY_TEXT)
def test_a_secret_is_quoted_verbatim(text):
    assert all(finding.words in text for finding in checks.secrets(saying(text)))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "๐",
        " ",
        "0 ",
        "0-",
        "a@",
        "a.",
        "@",
        "รหัส",
        "รหัส ab12cd ",
        "ab12cd ",
        "OIT 0",
        "ข้อ ",
        "ก",
        "-",
        "a@gmail.com ",
        "081-234-5678 ",
        "https://itas.nacc.go.th/ ",
        "01 - 043 ",
        "1-2345-",
        "+66 ",
        "ปี ",
        "1 มกราคม ",
        "1/1/",
        "จังหวัด",
        "จ. ",
        "/go/it/abcdef",
        "a@@",
        "a@a,com",
    ],
)
def test_the_longest_result_takes_time_in_proportion(piece):
    text = (piece * 200_000)[:200_000]

    began = time.process_time()
    checks.check(saying(text), checks.Around(province_names=("ลำปาง", "เลย")))

    assert time.process_time() - began < 3
