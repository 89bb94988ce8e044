"""Windows as people type them, as they are written, and the sentences that refuse them."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai

SEED_DATES = Path(__file__).parents[1] / "data" / "seed_dates.csv"


def meaning(window):
    return window.start, window.end, window.precision


def read(text, fiscal_year=None):
    """What a text means in short: '2024-01-01/2024-01-31', '/…' end only, '…/' start only."""
    window = thai.read_window(text, fiscal_year)
    start, end = (day.isoformat() if day else "" for day in (window.start, window.end))
    span = start if start == end else f"{start}/{end}"
    return f"{span} month" if window.precision == "month" else span


def refusal(text, fiscal_year=None):
    with pytest.raises(thai.WindowError) as caught:
        thai.read_window(text, fiscal_year)
    return caught.value.code, caught.value.message, caught.value.offer


with SEED_DATES.open(encoding="utf-8", newline="") as file:
    _SEEDS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", _SEEDS, ids=lambda row: row["verbatim"])
def test_every_window_of_the_seed_documents_is_read(row):
    window = thai.read_window(row["verbatim"])

    start, end = (row[column] for column in ("start_iso", "end_iso"))
    assert window == thai.Window(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        "month" if row["form"] == "prefix:เดือน" else "day",
        row["verbatim"],
    )


JANUARY = "2024-01-01/2024-01-31"
TYPED = [
    # Digits, dashes, spaces.
    ("วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗", JANUARY),
    ("1-31 ม.ค. 67", JANUARY),
    ("๑-๓๑ มค ๖๗", JANUARY),
    ("1 – 31 มกราคม 2567", JANUARY),
    ("1—31 มกราคม 2567", JANUARY),
    ("1−31 มกราคม 2567", JANUARY),
    ("1 ~ 31 มกราคม 2567", JANUARY),
    ("1 ถึง 31 มกราคม 2567", JANUARY),
    ("1 จนถึง 31 มกราคม 2567", JANUARY),
    ("วันที่ 1 ถึงวันที่ 31 มกราคม 2567", JANUARY),
    ("วันที่ 1 - วันที่ 31 มกราคม 2567", JANUARY),
    ("วันที่1-31มกราคม2567", JANUARY),
    ("1\u00a0-\u00a031\u00a0มกราคม\u200b\u00a02567", JANUARY),
    ("วันที่ ๑ มกราคม -\n๓๑ มกราคม ๒๕๖๗", JANUARY),
    ("  ๑ - ๓๑  ม ก ร า ค ม  ๒๕๖๗.  ", JANUARY),
    ("1 ม.ค. ถึง 31 ม.ค. 2567", JANUARY),
    ("1ม.ค.67-31ม.ค.67", JANUARY),
    ("1 มกรา - 31 มกรา 67", JANUARY),
    ("วันท่ี ๑ - ๓๑ มกราคม ๒๕๖๗", JANUARY),
    # The year and what stands before it.
    ("๑ - ๓๑ มกราคม พ.ศ. ๒๕๖๗", JANUARY),
    ("๑ - ๓๑ มกราคม พ.ศ.๒๕๖๗", JANUARY),
    ("1 - 31 มกราคม พศ 2567", JANUARY),
    ("1 - 31 มกราคม ปี 2567", JANUARY),
    ("1 - 31 เดือนมกราคม ปี พ.ศ. 2567", JANUARY),
    ("1 - 31 มกราคม พุทธศักราช 2567", JANUARY),
    ("1 มกราคม 2567 - 31 มกราคม 2567", JANUARY),
    ("1 มกราคม 2567 - 31 มกราคม", JANUARY),
    # Words before a window.
    ("ระหว่างวันที่ 1 - 31 มกราคม 2567", JANUARY),
    ("ในระหว่างวันที่ 1 ถึง 31 มกราคม 2567", JANUARY),
    ("ช่วงวันที่ 1 - 31 ม.ค. 67", JANUARY),
    ("ตั้งแต่วันที่ 1 มกราคม 2567 ถึงวันที่ 31 มกราคม 2567", JANUARY),
    ("ตั้งเเต่วันที่ 1 ถึงวันที่ 31 มกราคม 2567", JANUARY),
    ("ตั้งแต่ 1 ม.ค. จนถึง 31 ม.ค. 67", JANUARY),
    ("ภายในวันที่ 1 - 31 มกราคม 2567", JANUARY),
    ("วันจันทร์ที่ 1 - วันพุธที่ 31 มกราคม 2567", JANUARY),
    # Numbers, the day first; also Excel's and ISO's.
    ("1/1/2567 - 31/1/2567", JANUARY),
    ("1/1/67-31/1/67", JANUARY),
    ("01/01/2567 ถึง 31/01/2567", JANUARY),
    ("1-1-2567 - 31-1-2567", JANUARY),
    ("1.1.67 - 31.1.67", JANUARY),
    ("๑/๑/๒๕๖๗ - ๓๑/๑/๒๕๖๗", JANUARY),
    ("1-31/1/2567", JANUARY),
    ("1/1 - 31/1/67", JANUARY),
    ("1-ม.ค.-67 - 31-ม.ค.-67", JANUARY),
    ("2567-01-01 - 2567-01-31", JANUARY),
    ("31/1/2567", "2024-01-31"),
    ("1.1.67", "2024-01-01"),
    ("2567-01-31", "2024-01-31"),
    ("2567/1/31", "2024-01-31"),
    ("31-ม.ค.-2567", "2024-01-31"),
    # Single days.
    ("๒๓ มกราคม ๒๕๖๗", "2024-01-23"),
    ("เมื่อวันที่ ๒๓ มกราคม ๒๕๖๗", "2024-01-23"),
    ("ลงวันที่ ๑๑ มกราคม ๒๕๖๖", "2023-01-11"),
    ("ในวันที่ 11 ม.ค. 66", "2023-01-11"),
    ("ณ วันที่ ๓๑ มีนาคม ๒๕๖๗", "2024-03-31"),
    ("วันจันทร์ที่ ๑ มกราคม ๒๕๖๗", "2024-01-01"),
    ("พฤหัสบดีที่ 4 มกราคม 2567", "2024-01-04"),
    ("วันพฤหัสที่ 4 มกราคม 2567", "2024-01-04"),
    ("29 กุมภาพันธ์ 2567", "2024-02-29"),
    ("สิ้นเดือนกุมภาพันธ์ ๒๕๖๗", "2024-02-29"),
    ("1 ม.ค. - สิ้นเดือน มี.ค. 67", "2024-01-01/2024-03-31"),
    # Several months, several years.
    ("๑ มกราคม – ๓๐ เมษายน ๒๕๖๗", "2024-01-01/2024-04-30"),
    ("๑๕ ธันวาคม ๒๕๖๕ - ๓๑ มกราคม ๒๕๖๖", "2022-12-15/2023-01-31"),
    ("15 ธ.ค. 65 - 31 ม.ค. 66", "2022-12-15/2023-01-31"),
    ("15 ธันวาคม - 31 มกราคม 2566", "2022-12-15/2023-01-31"),
    ("15 ธันวาคม 2565 - 31 มกราคม", "2022-12-15/2023-01-31"),
    # Months.
    ("เดือนธันวาคม ๒๕๖๕", "2022-12-01/2022-12-31 month"),
    ("ธ.ค. 65", "2022-12-01/2022-12-31 month"),
    ("ประจำเดือนธันวาคม พ.ศ. ๒๕๖๕", "2022-12-01/2022-12-31 month"),
    ("ประจําเดือนธันวาคม ๒๕๖๕", "2022-12-01/2022-12-31 month"),
    ("ภายในเดือนธันวาคม ๒๕๖๕", "/2022-12-31 month"),
    ("มกราคม - มีนาคม ๒๕๖๗", "2024-01-01/2024-03-31 month"),
    ("เดือน ม.ค.-มี.ค. 67", "2024-01-01/2024-03-31 month"),
    ("เดือนมกราคม ถึงเดือนมีนาคม 2567", "2024-01-01/2024-03-31 month"),
    ("เดือนธันวาคม ๒๕๖๕ - มกราคม ๒๕๖๖", "2022-12-01/2023-01-31 month"),
    ("ธันวาคม - มกราคม 2566", "2022-12-01/2023-01-31 month"),
    ("ปีงบประมาณ พ.ศ. ๒๕๖๗", "2023-10-01/2024-09-30 month"),
    ("ตลอดปีงบประมาณ 2567", "2023-10-01/2024-09-30 month"),
    ("ภายในปีงบประมาณ 67", "/2024-09-30 month"),
    # One end is not known.
    ("ภายในวันที่ ๒๗ ธันวาคม ๒๕๖๕", "/2022-12-27"),
    ("ภายใน 27 ธ.ค. 65", "/2022-12-27"),
    ("ไม่เกินวันที่ 27 ธันวาคม 2565", "/2022-12-27"),
    ("จนถึงวันที่ 27 ธันวาคม 2565", "/2022-12-27"),
    ("ภายในสิ้นเดือนธันวาคม ๒๕๖๕", "/2022-12-31"),
    ("ภายใน 27/12/65", "/2022-12-27"),
    ("ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๗", "2024-01-01/"),
    ("ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๗ เป็นต้นไป", "2024-01-01/"),
    ("วันที่ 1 มกราคม 2567 เป็นต้นไป", "2024-01-01/"),
    ("ตั้งแต่เดือนมกราคม 2567 เป็นต้นไป", "2024-01-01/ month"),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_what_people_type_is_read(typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_long_short_and_without_dots(month):
    short = thai.MONTHS_SHORT[month - 1]
    day = date(2024, month, 9)

    for name in (thai.MONTHS[month - 1], short, short.rstrip("."), short.replace(".", "")):
        assert thai.read_window(f"9 {name} 2567").start == day


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1-31 ม.ค.", JANUARY),
        ("1/1 - 31/1", JANUARY),
        ("มกราคม", f"{JANUARY} month"),
        ("1 ต.ค. - 31 ธ.ค.", "2023-10-01/2023-12-31"),
        ("15 ธ.ค. - 31 ม.ค.", "2023-12-15/2024-01-31"),
        ("1 กันยายน - 31 ตุลาคม", "2024-09-01/2024-10-31"),
        ("ตุลาคม - มีนาคม", "2023-10-01/2024-03-31 month"),
        ("ภายในวันที่ 30 พฤศจิกายน", "/2023-11-30"),
        ("ตั้งแต่ 1 พ.ย. เป็นต้นไป", "2023-11-01/"),
        ("ตลอดปีงบประมาณ", "2023-10-01/2024-09-30 month"),
        ("1-31 ม.ค. 66", "2023-01-01/2023-01-31"),
    ],
)
def test_a_missing_year_is_taken_from_the_fiscal_year(typed, meant):
    assert read(typed, fiscal_year=2567) == meant


@pytest.mark.parametrize("text", ["", "  \n\t", "-", " – ", "—", "\u200b", "\u00a0-\u00a0"])
def test_an_empty_cell_and_a_lone_dash_are_no_window(text):
    assert thai.read_window(text) is None


def test_the_words_are_kept_as_typed():
    assert thai.read_window(" 1-31 ม.ค. 67\n").text == " 1-31 ม.ค. 67\n"


def test_words_kept_without_dates_are_not_understood():
    window = thai.Window.unread("หลังประชุม 2 สัปดาห์ (ดู O43)")

    assert window == thai.Window(None, None, None, "หลังประชุม 2 สัปดาห์ (ดู O43)")
    assert not window.understood
    assert thai.write_window(window) == "หลังประชุม ๒ สัปดาห์ (ดู O43)"
    assert thai.window_sentence(window) == "หลังประชุม ๒ สัปดาห์ (ดู O43)"


# ---- refusals

NOT_UNDERSTOOD = (
    "not_understood",
    "อ่านข้อความนี้เป็นช่วงระยะเวลาไม่ได้ โปรดพิมพ์เช่น ๑ - ๓๑ มกราคม ๒๕๖๗, ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗ "
    "หรือ เดือนธันวาคม ๒๕๖๖",
    None,
)
NO_YEAR = (
    "not_understood",
    "ยังไม่ได้ระบุปี โปรดพิมพ์ปี พ.ศ. ด้วย เช่น ๑ - ๓๑ มกราคม ๒๕๖๗",
    None,
)


@pytest.mark.parametrize(
    "text",
    [
        "๑๒๗/๒๕๖๖",
        "127/2566",
        "5/67",
        "5/12",
        "ตามหนังสือที่ ๑๒๗/๒๕๖๖",
        "คำสั่ง ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
        "๓๓ หน่วยงาน",
        "๔๓ ข้อคำถาม",
        "ทั้ง ๒๐๓",
        "เมื่อวันที่ ๒๓ มกราคม ๒๕๖๗ เรียบร้อยแล้ว",
        "จังหวัดได้ดำเนินการ วันที่ ๑ มกราคม ๒๕๖๗",
        "๒๓, ๒๔ มกราคม ๒๕๖๗",
        "1 31 มกราคม 2567",
        "1 มกราคม 31 มกราคม 2567",
        "1 - 31",
        "1 - 31 - 1 มกราคม 2567",
        "ถึง 1 - 31 มกราคม 2567",
        "1 - 31 มกราคม 2567 เป็นต้นไป",
        "ภายใน 31 มกราคม 2567 เป็นต้นไป",
        "ก่อน 1 - 31 มกราคม 2567",
        "- 31 มกราคม 2567",
        "31 มกราคม 2567 -",
        "2567",
        "ปี 2567",
        "67",
        "98",
        "02-123-4567",
        "16.30 - 17.00",
        "--",
        "January",
        "ก",
        "\x00",
        "1 มกราคม\x00 2567",
        "\ud800",
    ],
)
def test_what_is_not_a_window_from_end_to_end_is_refused(text):
    assert refusal(text) == NOT_UNDERSTOOD
    assert refusal(text, 2567) == NOT_UNDERSTOOD


@pytest.mark.parametrize("text", ["1-31 ม.ค.", "มกราคม", "1/1 - 31/1", "ตลอดปีงบประมาณ"])
def test_a_year_that_nobody_knows_is_asked_for(text):
    assert refusal(text) == NO_YEAR


def test_a_day_and_a_month_are_not_mixed():
    expected = (
        "not_understood",
        "ข้างหนึ่งระบุวันที่ อีกข้างหนึ่งระบุเพียงเดือน โปรดระบุให้เหมือนกันทั้งสองข้าง เช่น ๑ มกราคม - ๓๑ มีนาคม ๒๕๖๗",
        None,
    )

    assert refusal("1 มกราคม - มีนาคม 2567") == expected
    assert refusal("เดือนมกราคม - 31 มีนาคม 2567") == expected
    assert refusal("1 - มกราคม 2567") == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("๒๙ กุมภาพันธ์ ๒๕๖๖", "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖ (เดือนนี้มี ๒๘ วัน)"),
        ("29 ก.พ. 2566", "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖ (เดือนนี้มี ๒๘ วัน)"),
        ("1 - 30 ก.พ. 67", "ไม่มีวันที่ ๓๐ กุมภาพันธ์ ๒๕๖๗ (เดือนนี้มี ๒๙ วัน)"),
        ("31/4/2567", "ไม่มีวันที่ ๓๑ เมษายน ๒๕๖๗ (เดือนนี้มี ๓๐ วัน)"),
        ("0 มกราคม 2567", "ไม่มีวันที่ ๐ มกราคม ๒๕๖๗ (เดือนนี้มี ๓๑ วัน)"),
        ("32 - 33 มกราคม 2567", "ไม่มีวันที่ ๓๒ มกราคม ๒๕๖๗ (เดือนนี้มี ๓๑ วัน)"),
        ("29/2/2023", "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖ (เดือนนี้มี ๒๘ วัน)"),
        ("1/13/2567", "ไม่มีเดือนที่ ๑๓ โปรดพิมพ์วันก่อนเดือน เช่น ๓๑/๑/๒๕๖๗"),
        ("1 มกราคม 256", "ไม่มีปี พ.ศ. ๒๕๖ โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น ๒๕๖๗"),
        ("1 มกราคม 2967", "ไม่มีปี พ.ศ. ๒๙๖๗ โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น ๒๕๖๗"),
        ("1 มกราคม 2300", "ไม่มีปี พ.ศ. ๒๓๐๐ โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น ๒๕๖๗"),
        ("วันอังคารที่ 1 มกราคม 2567", "ไม่มีวันอังคารที่ ๑ มกราคม ๒๕๖๗ (วันนั้นเป็นวันจันทร์)"),
    ],
)
def test_an_impossible_date_is_named(text, sentence):
    assert refusal(text) == ("impossible_date", sentence, None)


def test_a_missing_year_can_make_a_date_impossible():
    assert refusal("29 ก.พ.", 2566) == (
        "impossible_date",
        "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖ (เดือนนี้มี ๒๘ วัน)",
        None,
    )


@pytest.mark.parametrize(
    ("text", "end", "start"),
    [
        ("31 - 1 มกราคม 2567", "๑ มกราคม ๒๕๖๗", "๓๑ มกราคม ๒๕๖๗"),
        ("31 มีนาคม - 1 มกราคม 2567", "๑ มกราคม ๒๕๖๗", "๓๑ มีนาคม ๒๕๖๗"),
        ("1/2/2567 - 1/1/2567", "๑ มกราคม ๒๕๖๗", "๑ กุมภาพันธ์ ๒๕๖๗"),
        ("1 มกราคม 2567 - 31 มกราคม 2566", "๓๑ มกราคม ๒๕๖๖", "๑ มกราคม ๒๕๖๗"),
        ("มีนาคม - มกราคม 2567", "๓๑ มกราคม ๒๕๖๗", "๑ มีนาคม ๒๕๖๗"),
    ],
)
def test_an_end_before_its_start_names_both(text, end, start):
    assert refusal(text) == (
        "end_before_start",
        f"วันสิ้นสุด ({end}) มาก่อนวันเริ่มต้น ({start}) โปรดตรวจวันที่ทั้งสอง",
        None,
    )


@pytest.mark.parametrize(
    ("text", "typed", "meant", "offer"),
    [
        ("1-31 มกราคม 2024", "๒๐๒๔", "๒๕๖๗", "1 - 31 มกราคม 2567"),
        ("๑-๓๑ มกราคม ๒๐๒๔", "๒๐๒๔", "๒๕๖๗", "๑ - ๓๑ มกราคม ๒๕๖๗"),
        ("1-31 มกราคม ค.ศ. 2024", "๒๐๒๔", "๒๕๖๗", "1 - 31 มกราคม 2567"),
        ("1-31 มกราคม พ.ศ. 2024", "๒๐๒๔", "๒๕๖๗", "1 - 31 มกราคม 2567"),
        ("1-31 มกราคม ค.ศ. 2567", "๒๕๖๗", "๒๕๖๗", "1 - 31 มกราคม 2567"),
        ("1-31 ม.ค. 24", "๒๔", "๒๕๖๗", "1 - 31 มกราคม 2567"),
        ("1/1/24", "๒๔", "๒๕๖๗", "1 มกราคม 2567"),
        ("2024-01-31", "๒๐๒๔", "๒๕๖๗", "31 มกราคม 2567"),
        ("มกราคม 2024", "๒๐๒๔", "๒๕๖๗", "เดือนมกราคม 2567"),
        ("ภายในวันที่ 31 มีนาคม 2024", "๒๐๒๔", "๒๕๖๗", "ภายในวันที่ 31 มีนาคม 2567"),
        ("ปีงบประมาณ 2024", "๒๐๒๔", "๒๕๖๗", "เดือนตุลาคม 2566 - กันยายน 2567"),
        (
            "15 ธ.ค. 2022 - 31 ม.ค. 2023",
            "๒๐๒๒ และ ๒๐๒๓",
            "๒๕๖๕ และ ๒๕๖๖",
            "15 ธันวาคม 2565 - 31 มกราคม 2566",
        ),
        ("1 ม.ค. 2567 - 31 ม.ค. 2024", "๒๐๒๔", "๒๕๖๗", "1 - 31 มกราคม 2567"),
    ],
)
def test_a_western_year_is_refused_with_an_offer(text, typed, meant, offer):
    sentence = f"ปี {typed} ไม่ใช่ปี พ.ศ. หมายถึง {meant} ใช่หรือไม่"

    assert refusal(text) == ("western_year", sentence, offer)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        (",dik8,", "มกราคม"),
        (",dik8, 2567", "มกราคม 2567"),
        ("1-31 ,dik8, 2567", "1-31 มกราคม 2567"),
        ("1-31,dik8,67", "1-31มกราคม67"),
        (";yomuj 1 - 31 ,dik8, 2567", "วันที่ 1 - 31 มกราคม 2567"),
        ('1-31 ,"8" 67', "1-31 ม.ค. 67"),
        ("$@ ,dik8, #*()", "๓๑ มกราคม ๒๕๖๗"),
        ("1 d6,4kryoTN 2567", "1 กุมภาพันธ์ 2567"),
        ("1 มกราคม - 31 ,uok8, 2567", "1 มกราคม - 31 มีนาคม 2567"),
        ("ๅข-ๅ มกราคม /ถุึ", "1-31 มกราคม 2567"),
        ("ๅฝๅฝ/ถุึ", "1/1/2567"),
    ],
)
def test_the_wrong_keyboard_layout_is_recognised(text, offer):
    sentence = f"ดูเหมือนแป้นพิมพ์อยู่คนละภาษา หมายถึง {offer} ใช่หรือไม่"

    assert refusal(text) == ("keyboard_layout", sentence, offer)


@pytest.mark.parametrize(
    ("text", "offer", "printed"),
    [
        ("1-31 มกรคม 2567", "1 - 31 มกราคม 2567", "๑ - ๓๑ มกราคม ๒๕๖๗"),
        ("เดือนกุมภาพันธุ์ 2567", "เดือนกุมภาพันธ์ 2567", "เดือนกุมภาพันธ์ ๒๕๖๗"),
        ("๒ กรกฏาคม ๒๕๖๗", "๒ กรกฎาคม ๒๕๖๗", "๒ กรกฎาคม ๒๕๖๗"),
        ("ภายในวันที่ 30 พฤษจิกายน 2566", "ภายในวันที่ 30 พฤศจิกายน 2566", "ภายในวันที่ ๓๐ พฤศจิกายน ๒๕๖๖"),
        ("1 เมษยน - 30 มิถุนยน 2567", "1 เมษายน - 30 มิถุนายน 2567", "๑ เมษายน - ๓๐ มิถุนายน ๒๕๖๗"),
        ("1 มกรคม 2024", "1 มกราคม 2567", "๑ มกราคม ๒๕๖๗"),
    ],
)
def test_a_misspelt_month_is_offered_as_it_is_spelt(text, offer, printed):
    sentence = f"ชื่อเดือนสะกดไม่ตรง หมายถึง {printed} ใช่หรือไม่"

    assert refusal(text) == ("not_understood", sentence, offer)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("ก่อนวันที่ ๑ มีนาคม ๒๕๖๗", "ภายในวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๗"),
        ("ก่อนเดือนมีนาคม ๒๕๖๗", "ภายในเดือนกุมภาพันธ์ ๒๕๖๗"),
    ],
)
def test_before_a_day_is_offered_as_by_the_day_before(text, offer):
    sentence = f"คำว่า “ก่อน” ไม่นับวันนั้นด้วย หมายถึง {offer} ใช่หรือไม่"

    assert refusal(text) == ("not_understood", sentence, offer)


def test_a_long_text_is_refused_unread():
    expected = (
        "too_long",
        "ข้อความยาวเกิน ๒๐๐ ตัวอักษร โปรดพิมพ์เช่น ๑ - ๓๑ มกราคม ๒๕๖๗, ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗ "
        "หรือ เดือนธันวาคม ๒๕๖๖",
        None,
    )

    assert refusal(" " * 201) == expected
    assert refusal("1 มกราคม 2567" * 100_000) == expected


@pytest.mark.parametrize("fiscal_year", [0, -1, 67, 2399, 2701, 10**9])
def test_an_absurd_fiscal_year_is_refused_like_any_other(fiscal_year):
    code, _, _ = refusal("1 มกราคม", fiscal_year)

    assert code == "impossible_date"


# ---- writing


def window(start, end, precision="day"):
    return thai.Window(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        precision,
        "",
    )


WRITTEN = [
    (window("2024-01-01", "2024-01-31"), "๑ - ๓๑ มกราคม ๒๕๖๗", "1 - 31 ม.ค. 2567"),
    (window("2024-01-01", "2024-04-30"), "๑ มกราคม - ๓๐ เมษายน ๒๕๖๗", "1 ม.ค. - 30 เม.ย. 2567"),
    (
        window("2022-12-15", "2023-01-31"),
        "๑๕ ธันวาคม ๒๕๖๕ - ๓๑ มกราคม ๒๕๖๖",
        "15 ธ.ค. 2565 - 31 ม.ค. 2566",
    ),
    (window("2024-01-23", "2024-01-23"), "๒๓ มกราคม ๒๕๖๗", "23 ม.ค. 2567"),
    (window(None, "2022-12-27"), "ภายในวันที่ ๒๗ ธันวาคม ๒๕๖๕", "ภายใน 27 ธ.ค. 2565"),
    (window("2024-01-01", None), "ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๗", "ตั้งแต่ 1 ม.ค. 2567"),
    (window("2022-12-01", "2022-12-31", "month"), "เดือนธันวาคม ๒๕๖๕", "ธ.ค. 2565"),
    (window("2024-01-01", "2024-03-31", "month"), "เดือนมกราคม - มีนาคม ๒๕๖๗", "ม.ค. - มี.ค. 2567"),
    (
        window("2022-12-01", "2023-01-31", "month"),
        "เดือนธันวาคม ๒๕๖๕ - มกราคม ๒๕๖๖",
        "ธ.ค. 2565 - ม.ค. 2566",
    ),
    (window(None, "2022-12-31", "month"), "ภายในเดือนธันวาคม ๒๕๖๕", "ภายใน ธ.ค. 2565"),
    (window("2024-01-01", None, "month"), "ตั้งแต่เดือนมกราคม ๒๕๖๗", "ตั้งแต่ ม.ค. 2567"),
]


@pytest.mark.parametrize(("window", "long", "short"), WRITTEN)
def test_a_window_is_written_in_one_form(window, long, short):
    assert thai.write_window(window) == long
    assert thai.write_window(window, "arabic") == thai.to_arabic_digits(long)
    assert thai.write_window(window, "arabic", short=True) == short


def test_the_echo_says_day_or_month():
    assert [thai.window_sentence(window) for window, _, _ in WRITTEN] == [
        "วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗",
        "วันที่ ๑ มกราคม - ๓๐ เมษายน ๒๕๖๗",
        "วันที่ ๑๕ ธันวาคม ๒๕๖๕ - ๓๑ มกราคม ๒๕๖๖",
        "วันที่ ๒๓ มกราคม ๒๕๖๗",
        "ภายในวันที่ ๒๗ ธันวาคม ๒๕๖๕",
        "ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๗",
        "เดือนธันวาคม ๒๕๖๕",
        "เดือนมกราคม - มีนาคม ๒๕๖๗",
        "เดือนธันวาคม ๒๕๖๕ - มกราคม ๒๕๖๖",
        "ภายในเดือนธันวาคม ๒๕๖๕",
        "ตั้งแต่เดือนมกราคม ๒๕๖๗",
    ]


# ---- properties

_DAYS = st.dates(thai.be_date(2400, 1, 1), thai.be_date(2700, 12, 31))


@st.composite
def windows(draw):
    """Understood windows of every kind: near and far ends, one end, days and months."""
    start = draw(_DAYS)
    length = timedelta(draw(st.integers(0, 70) | st.integers(0, 4000)))
    end = min(start + length, thai.be_date(2700, 12, 31))
    if months := draw(st.booleans()):
        start = start.replace(day=1)
        end = (end.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    side = draw(st.sampled_from(["both", "start", "end"]))
    return thai.Window(
        None if side == "end" else start,
        None if side == "start" else end,
        "month" if months else "day",
        "",
    )


@given(windows(), st.sampled_from(["thai", "arabic"]), st.booleans(), st.none() | st.just(2567))
def test_a_written_window_is_read_as_the_same(window, digits, short, fiscal_year):
    written = thai.write_window(window, digits, short)

    assert meaning(thai.read_window(written, fiscal_year)) == meaning(window)


@given(windows())
def test_the_echo_is_read_as_the_same(window):
    assert meaning(thai.read_window(thai.window_sentence(window))) == meaning(window)


# What dates are made of: put together at random, this is where two readings would hide.
_FRAGMENTS = (
    *("1", "31", "๓๑", "29", "0", "67", "๖๗", "24", "2567", "๒๕๖๗", "2024", "127", "2567-01-31"),
    *(" ", "-", "–", "~", "/", ".", ",", "\n", "\u00a0", "\u200b", "ถึง", "จนถึง", "1/1/67", "1/1"),
    *("มกราคม", "กุมภาพันธ์", "ม.ค.", "ธค", "มกรคม", "ธันวาคม", "มกรา", ",dik8,", "ๅ", "ค", "ข"),
    *("วันที่", "วันจันทร์ที่", "เดือน", "สิ้นเดือน", "ปี", "พ.ศ.", "ค.ศ.", "ปีงบประมาณ", "ภายใน", "ก่อน"),
    *("ตั้งแต่", "เมื่อ", "ณ", "เป็นต้นไป", "ระหว่าง", "ประจำ", "a", '"', "\x00", "\ud800", "๓๓ หน่วยงาน"),
)
typed_text = st.lists(st.sampled_from(_FRAGMENTS), max_size=12).map("".join) | st.text()
fiscal_years = st.none() | st.integers(2400, 2700) | st.integers()


CODES = {
    *("impossible_date", "end_before_start", "western_year"),
    *("keyboard_layout", "not_understood", "too_long"),
}


def outcome(text, fiscal_year=None):
    try:
        return thai.read_window(text, fiscal_year)
    except thai.WindowError as error:
        return error


@given(typed_text, fiscal_years)
def test_any_text_is_read_or_refused_with_a_sentence(text, fiscal_year):
    match outcome(text, fiscal_year):
        case thai.WindowError(code=code, message=message, offer=offer):
            assert code in CODES
            assert message
            assert offer is None or offer != text
        case thai.Window(text=kept) as window:
            assert window.understood
            assert kept == text
        case nothing:
            assert nothing is None


@given(typed_text, st.none() | st.just(2567))
def test_what_is_read_is_written_and_read_as_the_same(text, fiscal_year):
    window = outcome(text, fiscal_year)

    if isinstance(window, thai.Window):
        assert window.start is None or window.end is None or window.start <= window.end
        assert meaning(thai.read_window(thai.write_window(window))) == meaning(window)


@given(typed_text, st.none() | st.just(2567))
def test_an_offered_window_is_read(text, fiscal_year):
    refused = outcome(text, fiscal_year)

    if (
        isinstance(refused, thai.WindowError)
        and refused.code != "keyboard_layout"
        and refused.offer
    ):
        assert thai.read_window(refused.offer).understood


@given(typed_text)
def test_a_reading_does_not_depend_on_the_digits(text):
    def read(text):
        result = outcome(text, 2567)
        return result and meaning(result) if not isinstance(result, thai.WindowError) else "refused"

    assert read(thai.to_thai_digits(text)) == read(thai.to_arabic_digits(text))
