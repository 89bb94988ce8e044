"""Years and dates that do not fit, in the words of the seeds and of hurried clerks, and those that do."""

from dataclasses import replace
from datetime import date

import pytest

from ita_portal.thai import Window
from reports import checks
from reports.checks import Level
from reports.document import CalendarStep
from tests.reports.checked import SEEDS, found, group, line, report, saying, seed, words

LAST_JANUARY = (CalendarStep("REG", "ลงทะเบียน", date(2023, 1, 1), date(2023, 1, 30)),)
OWN = Window(date(2024, 2, 15), date(2024, 6, 27), "day", "๑๕ กุมภาพันธ์ - ๒๗ มิถุนายน ๒๕๖๗")


# ---- a year that is far away


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๓ จังหวัดได้แจ้ง", "ปีงบประมาณ พ.ศ. ๒๕๖๓"),
        ("การประเมิน ITA ปี 2565 แล้ว", "ปี 2565"),
        ("เมื่อวันที่ ๒๓ มกราคม ๒๕๕๗", "๒๓ มกราคม ๒๕๕๗"),
        ("เมื่อวันที่ 23 ม.ค. 76", "23 ม.ค. 76"),
        ("ในปี ค.ศ. 2019", "ปี ค.ศ. 2019"),
        ("เมื่อวันที่ ๑๕ กันยายน ๒๕๖๕", "๑๕ กันยายน ๒๕๖๕"),
    ],
)
def test_a_year_that_is_no_neighbour_is_quoted(text, quoted):
    assert found(checks.warnings(saying(text))) == [("other_year", 1, "result", quoted)]


@pytest.mark.parametrize(
    "text",
    [
        "ปีงบประมาณ พ.ศ. ๒๕๖๖ ปี 2567 และปี ๒๕๖๘",
        "เดือนตุลาคม ๒๕๖๕",
        "พระราชบัญญัติประกอบรัฐธรรมนูญว่าด้วยการป้องกันและปราบปรามการทุจริต พ.ศ. ๒๕๖๑",
        "ตามระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ และที่แก้ไขเพิ่มเติม (ฉบับที่ ๒) พ.ศ. ๒๕๔๘",
        "มติคณะรัฐมนตรีเมื่อวันที่ ๒๓ มกราคม ๒๕๖๑",
        "แผนปฏิบัติการด้านการต่อต้านการทุจริต (พ.ศ. ๒๕๖๓ - ๒๕๗๐)",
        "ระหว่าง พ.ศ. ๒๕๖๑ - ๒๕๘๐",
        "คะแนนเทียบกับปี ๒๕๖๔",
        "คำสั่งที่ ๑๒๗/๒๕๖๓ จำนวน ๒๕๖๐ คน",
        "https://www.lamphun.go.th/ita-2560 และ https://example.go.th/01-02-2560",
    ],
)
def test_near_years_laws_plans_and_comparisons_are_no_other_years(text):
    assert words(checks.check(saying(text)), "other_year") == []


def test_far_years_in_many_places_are_one_finding():
    many = report(group(line(result="ปี ๒๕๖๓")), group(line(step="ปี ๒๕๖๒")), footnote="ปี ๒๕๖๑")

    (finding,) = checks.check(many)

    assert [(one.number, one.column, one.words) for one in finding.each] == [
        (1, "result", "ปี ๒๕๖๓"),
        (2, "step", "ปี ๒๕๖๒"),
        (None, "footnote", "ปี ๒๕๖๑"),
    ]
    assert finding.message.startswith("มีปีที่ไม่ใช่ปีงบประมาณนี้หรือปีที่ติดกัน ๓ แห่ง")


def test_the_words_of_roi_et_are_of_a_far_year_three_years_later():
    """Copied into 2569 without a change, its years and dates of 2565 and 2566 are far away."""
    late = replace(seed("roi-et-2566-6"), fiscal_year=2569)

    (finding,) = [one for one in checks.check(late) if one.code == "other_year"]

    assert "๑๑ มกราคม ๒๕๖๖" in {one.words for one in finding.each}
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๖" in {one.words for one in finding.each}


# ---- last year's date


def of_the_year_before(text: str, around=None, **fields):
    row = report(group(line(result=text, codes=["REG"]), **fields))
    return checks.check(row, around or checks.Around(last_calendar=LAST_JANUARY))


def test_a_date_in_last_year_s_window_of_the_step_is_quoted_with_this_year_s():
    """Row ๓ of Roi Et 2566 copied into 2567."""
    (finding,) = of_the_year_before("มีคำสั่ง ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖ แต่งตั้ง")

    assert found([finding]) == [("last_years_date", 1, "result", "๑๑ มกราคม ๒๕๖๖")]
    assert finding.level == Level.WARNING
    assert finding.meant == "๑๑ มกราคม ๒๕๖๗"


def test_last_year_s_window_is_known_from_last_year_s_report_too():
    last = checks.Around(last_year=seed("roi-et-2566-6"))

    assert found(of_the_year_before("เดือนมกราคม ๒๕๖๖ และ ๑๑ มกราคม ๒๕๖๖", last)) == [
        ("last_years_date", 1, "result", "๑๑ มกราคม ๒๕๖๖")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "เมื่อวันที่ ๑๑ มกราคม ๒๕๖๗",
        "เมื่อวันที่ ๑๑ กุมภาพันธ์ ๒๕๖๖",
        "เทียบกับวันที่ ๑๑ มกราคม ๒๕๖๖",
        "คำสั่ง ที่ ๑๒๗/๒๕๖๖",
    ],
)
def test_this_year_s_dates_and_comparisons_are_not_last_year_s(text):
    assert words(of_the_year_before(text), "last_years_date") == []


def test_a_date_within_this_year_s_window_of_the_row_is_right_although_it_was_last_year_s_too():
    long = Window(date(2023, 1, 1), date(2024, 1, 31), "day", "")
    found_there = of_the_year_before("เมื่อวันที่ ๑๑ มกราคม ๒๕๖๖", official=long, provincial=None)

    assert words(found_there, "last_years_date") == []


def test_without_last_year_no_date_is_last_year_s():
    assert words(of_the_year_before("๑๑ มกราคม ๒๕๖๖", checks.NOTHING), "last_years_date") == []


@pytest.mark.parametrize("name", SEEDS)
def test_no_seed_names_a_far_year_or_acts_early(name):
    codes = {finding.code for finding in checks.check(seed(name))}

    assert not codes & {"other_year", "acted_early"}


# ---- before one's own window


def acting(text: str) -> list[tuple]:
    row = report(group(line(result=text, status="in_progress"), official=OWN, provincial=OWN))
    return found(checks.check(row))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("จังหวัดลำพูนได้ตอบแบบวัด IIT เมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๗", "๘ กุมภาพันธ์ ๒๕๖๗"),
        ("เมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๗ ได้เก็บข้อมูลผู้มีส่วนได้ส่วนเสียภายในแล้ว", "๘ กุมภาพันธ์ ๒๕๖๗"),
        ("มีหนังสือลงวันที่ ๑ ก.พ. ๖๗ และได้เก็บข้อมูลเมื่อวันที่ ๘ ก.พ. ๖๗", "๘ ก.พ. ๖๗"),
    ],
)
def test_acting_before_one_s_own_window_is_a_hint(text, quoted):
    assert acting(text) == [("acted_early", 1, "result", quoted)]
    assert checks.KINDS["acted_early"].level == Level.HINT


@pytest.mark.parametrize(
    "text",
    [
        "จังหวัดลำพูนมีหนังสือแจ้งให้ส่วนราชการส่วนภูมิภาค ดำเนินการตอบแบบวัดเรียบร้อยแล้ว\n\nเมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๗",
        "เมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๗ ได้ประชุมคณะทำงาน",
        "คำสั่งที่ ๑/๒๕๖๗ ลงวันที่ ๘ กุมภาพันธ์ ๒๕๖๗",
        "ส่งข้อมูลภายในวันที่ ๘ กุมภาพันธ์ ๒๕๖๗",
        "เก็บข้อมูลเมื่อวันที่ ๑๕ กุมภาพันธ์ ๒๕๖๗",
        "เก็บข้อมูลเมื่อเดือนกุมภาพันธ์ ๒๕๖๗",
        "เก็บข้อมูลเมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๖",
    ],
)
def test_letters_meetings_orders_and_deadlines_go_before_rightly(text):
    assert acting(text) == []
