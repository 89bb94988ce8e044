"""Another province's name is found, a word that only sounds like one is not, nor a province named on purpose."""

import json
from dataclasses import replace

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from reports import checks
from reports.document import Province
from tests.reports.checked import SEEDS, found, group, line, report, saying, seed, words

NAMES = tuple(
    one["name"] for one in json.loads((settings.BASE_DIR / "fixtures/provinces.json").read_text())
)
ALL = checks.Around(province_names=NAMES)


def named(text: str) -> list[str]:
    """What is found in a text of Lamphun."""
    return [
        one.words
        for finding in checks.check(saying(text), ALL)
        if finding.code == "other_province"
        for one in finding.each
    ]


def test_all_provinces_are_known():
    assert len(NAMES) == 77


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_names_its_own_province_alone(name):
    assert words(checks.check(seed(name), ALL), "other_province") == []


def test_the_text_of_roi_et_in_a_report_of_lamphun_is_one_finding_for_all_its_places():
    copied = replace(seed("roi-et-2566-6"), province=Province("51", "lamphun", "ลำพูน"))

    (finding,) = [one for one in checks.warnings(copied, ALL) if one.code == "other_province"]

    assert {one.words for one in finding.each} == {"จังหวัดร้อยเอ็ด"}
    assert [(one.number, one.line, one.column) for one in finding.each] == [
        (1, 1, "step"),
        (1, 1, "result"),
        (2, 1, "result"),
        (3, 1, "step"),
        (3, 1, "result"),
        (3, 2, "step"),
        (3, 2, "result"),
        (4, 1, "result"),
        (5, 1, "result"),
        (None, None, "contact"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("จังหวัดลำปางได้ดำเนินการลงทะเบียน", ["จังหวัดลำปาง"]),
        ("สำนักงานจังหวัดเลย ได้มีหนังสือ", ["จังหวัดเลย"]),
        ("จ.น่าน และ จ. แพร่", ["จ.น่าน", "จ. แพร่"]),
        ("จังหวัด ตาก", ["จังหวัด ตาก"]),
        ("ที่ว่าการอำเภอเมืองลำปาง", ["อำเภอเมืองลำปาง"]),
        ("ประกาศของ ลำปาง (เชียงราย)", ["ลำปาง", "เชียงราย"]),
        ("ตามที่จังหวัดลำปางกำหนด", ["จังหวัดลำปาง"]),
        ("ประชุมส่วนราชการส่วนภูมิภาค 33 หน่วยงานจังหวัดลำปาง", ["จังหวัดลำปาง"]),
        ("สำนักงาน ป.ป.ช. ประจำจังหวัดลำปาง", ["จังหวัดลำปาง"]),
        ("จังหวัดลำปาง จังหวัดลำปาง", ["จังหวัดลำปาง"]),
    ],
)
def test_another_province_s_name_is_quoted(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "จังหวัดลำพูนได้ดำเนินการ จ.ลำพูน อำเภอเมืองลำพูน",
        "เลยกำหนดส่ง เลย แต่น่านน้ำ ตากแดด ตราด แพร่หลาย เผยแพร่ ชัยนาท กระบี่ ระนอง สตูล พังงา",
        "หากจังหวัดเลยกำหนดส่ง และจังหวัดแพร่ข่าวสาร",
        "ไม่พบเรื่องร้องเรียนในจังหวัดเลย",
        "จำนวนหนึ่งร้อยเอ็ดหน่วยงาน",
        "อบรม ณ จังหวัดเชียงใหม่",
        "ประชุมเชิงปฏิบัติการที่จังหวัดขอนแก่น",
        "ศึกษาดูงานจังหวัดนครราชสีมา",
        "ณ โรงแรมแกรนด์ จังหวัดพิษณุโลก",
        "สำนักงาน ป.ป.ช. ภาค ๕ จังหวัดเชียงใหม่",
        "กลุ่มจังหวัดภาคเหนือตอนบน ๑ (เชียงใหม่ ลำพูน ลำปาง แม่ฮ่องสอน)",
        "กระทรวงมหาดไทย กรุงเทพมหานคร จังหวัดกรุงเทพมหานคร",
        "มหาวิทยาลัยเชียงใหม่ ถนนเพชรบุรี มหาวิทยาลัยสุโขทัยธรรมาธิราช",
        "www.lampang.go.th",
    ],
)
def test_common_words_one_s_own_name_and_provinces_named_on_purpose_are_let_pass(text):
    assert named(text) == []


def test_the_finding_says_what_would_settle_it():
    (finding,) = checks.check(saying("จังหวัดลำปางได้ดำเนินการ"), ALL)

    assert finding.message == (
        "ข้อความเอ่ยถึง “จังหวัดลำปาง” ซึ่งไม่ใช่จังหวัดลำพูน หากคัดลอกมา โปรดแก้ชื่อจังหวัด หากตั้งใจเอ่ยถึง ไม่ต้องแก้"
    )
    assert finding.level == checks.Level.WARNING


def test_steps_and_the_contact_block_are_read_too_and_windows_are_not():
    copied = report(group(line(step="ของจังหวัดลำปาง")), contact="สำนักงานจังหวัดลำปาง")

    (finding,) = checks.check(copied, ALL)

    assert [one.column for one in finding.each] == ["step", "contact"]


def test_every_other_name_counts_after_the_word_for_a_province():
    others = [name for name in NAMES if name not in ("ลำพูน", "กรุงเทพมหานคร")]

    assert named("\n".join(f"จังหวัด{name}" for name in others)) == [
        f"จังหวัด{name}" for name in others
    ]


def test_without_names_nothing_is_found():
    assert checks.check(saying("จังหวัดลำปาง")) == ()
    assert found(checks.check(saying("จังหวัดลำปาง"), checks.Around(province_names=("",)))) == []


@given(
    st.lists(st.sampled_from([*NAMES, "จังหวัด", "จ.", " ", "ณ", "ไม่", "กำหนด", "๑"])).map("".join)
)
def test_one_s_own_name_is_never_found(text):
    assert not [one for one in named(text) if "ลำพูน" in one]
