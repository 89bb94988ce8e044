"""What was understood, as JSON and back."""

import json
from datetime import date

from ita_portal.thai import Window
from reports.readers import reading

JANUARY = Window(date(2024, 1, 1), date(2024, 1, 31), "day", "๑ - ๓๑ มกราคม ๒๕๖๗")
REPORT = reading.ReportReading(
    title="รายงาน",
    province="lamphun",
    fiscal_year=2567,
    months=6,
    columns=("ที่", "ขั้นตอน"),
    groups=(
        reading.Group(
            lines=(
                reading.Line(
                    items=(
                        reading.Item(
                            "-",
                            "การลงทะเบียน",
                            (reading.Match("REG", 0.91),),
                            (reading.Match("OIT", 0.4),),
                        ),
                    ),
                    result="แล้วเสร็จ",
                    status="done",
                    status_text="เสร็จเรียบร้อยแล้ว",
                    raw={"ที่": "๑", "ขั้นตอน": "- การลงทะเบียน"},
                    key=7,
                ),
            ),
            number=1,
            number_text="๑",
            official=JANUARY,
            provincial=Window.unread("ตามที่กำหนด"),
        ),
    ),
    unread=(("ก", "ข"), ("ค",)),
    footnote="ตามปฏิทิน",
    contact="จัดทำโดย",
    warnings=(reading.Warning("groups[0]", "rows_joined", "ต่อกัน", "ก", "ข"),),
)
PLAN = reading.PlanReading(
    title="แผน",
    province="yasothon",
    fiscal_year=2566,
    columns=("ขั้นตอนการดำเนินงาน", "ต.ค."),
    phases=(
        reading.Phase(
            "1",
            "เตรียมความพร้อม",
            (
                reading.Activity(
                    "1.1",
                    "แต่งตั้งคณะกรรมการ",
                    (reading.Mark("2022-11", "2022-12"),),
                    (reading.Match("REG", 0.5),),
                    {"ต.ค.": "↔"},
                ),
            ),
        ),
    ),
    unread=(("?",),),
    intro="ดังนี้",
    footnote="อาจเปลี่ยนแปลง",
    issuer="ศูนย์ปฏิบัติการ",
    warnings=(
        reading.Warning("", "title_unread", "ไม่พบปี"),
        reading.Warning("phases[0].activities[0].steps", "step_unsure", "โปรดเลือก"),
    ),
)


def test_a_reading_comes_back_from_its_json():
    for one in (REPORT, PLAN, reading.ReportReading(), reading.PlanReading()):
        assert reading.from_dict(json.loads(json.dumps(reading.to_dict(one)))) == one


def test_a_report_is_published_in_the_form_of_the_schema():
    assert reading.published(REPORT) == {
        "kind": "report",
        "title": "รายงาน",
        "province": "lamphun",
        "fiscal_year": 2567,
        "months": 6,
        "columns": ["ที่", "ขั้นตอน"],
        "groups": [
            {
                "number": 1,
                "number_text": "๑",
                "official": {
                    "start": "2024-01-01",
                    "end": "2024-01-31",
                    "precision": "day",
                    "text": "๑ - ๓๑ มกราคม ๒๕๖๗",
                },
                "provincial": {
                    "start": None,
                    "end": None,
                    "precision": None,
                    "text": "ตามที่กำหนด",
                },
                "lines": [
                    {
                        "status": "done",
                        "status_text": "เสร็จเรียบร้อยแล้ว",
                        "result": "แล้วเสร็จ",
                        "items": [{"label": "-", "text": "การลงทะเบียน", "steps": ["REG"]}],
                        "raw": {"ที่": "๑", "ขั้นตอน": "- การลงทะเบียน"},
                    }
                ],
            }
        ],
        "unread": [{"cells": ["ก", "ข"]}, {"cells": ["ค"]}],
        "footnote": "ตามปฏิทิน",
        "contact": "จัดทำโดย",
        "warnings": [{"place": "groups[0]", "code": "rows_joined", "text": "ต่อกัน"}],
    }


def test_a_plan_is_published_in_the_form_of_the_schema():
    assert reading.published(PLAN) == {
        "kind": "plan",
        "title": "แผน",
        "province": "yasothon",
        "fiscal_year": 2566,
        "months": None,
        "columns": ["ขั้นตอนการดำเนินงาน", "ต.ค."],
        "phases": [
            {
                "number": "1",
                "title": "เตรียมความพร้อม",
                "activities": [
                    {
                        "number": "1.1",
                        "text": "แต่งตั้งคณะกรรมการ",
                        "marks": [{"start": "2022-11", "end": "2022-12"}],
                    }
                ],
            }
        ],
        "unread": [{"cells": ["?"]}],
        "intro": "ดังนี้",
        "footnote": "อาจเปลี่ยนแปลง",
        "issuer": "ศูนย์ปฏิบัติการ",
        "warnings": [
            {"place": "", "code": "title_unread", "text": "ไม่พบปี"},
            {"place": "phases[0].activities[0]", "code": "step_unsure", "text": "โปรดเลือก"},
        ],
    }


def test_steps_are_those_that_were_matched():
    item = REPORT.groups[0].lines[0].items[0]

    assert item.steps == ("REG",)
    assert [path for path, _, _ in REPORT.lines()] == ["groups[0].lines[0]"]
