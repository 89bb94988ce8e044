"""Texts equal to last round's or another province's, and those that are rightly alike."""

from dataclasses import replace

import pytest

from reports import checks
from reports.checks import Level, OtherText
from reports.document import Report
from tests.reports.checked import found, group, line, report, seed, words

# Row ๓ of Samut Prakan.
WORDS = (
    "จังหวัดได้แจ้งเวียนส่วนราชการและมอบหมายภารกิจในการขับเคลื่อนการประเมิน ITA "
    "ให้ส่วนราชการสังกัดราชการบริหารส่วนภูมิภาค และกำกับติดตามอย่างใกล้ชิด"
)
OTHERWISE = "จังหวัดประชุมคณะทำงานครบทุกส่วนราชการแล้วสองครั้ง และส่งข้อมูลให้สำนักงานคลังจังหวัดตรวจสอบ"


def saying(text: str, *, status="in_progress", codes=("IIT",), **fields) -> Report:
    row = group(line(result=text, status=status, codes=codes, key=1))
    return report(replace(row, official=None, provincial=None), **fields)


# ---- last round's text


def against(ours: Report, before: Report) -> list[tuple]:
    return found(checks.check(ours, checks.Around(previous=before)))


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        WORDS.replace(" ", "  "),
        WORDS.replace("อย่างใกล้ชิด", "ทุกเดือน"),
        f"{WORDS} เรียบร้อยแล้ว",
    ],
)
def test_a_text_all_but_equal_to_last_round_s_is_warned_about(text):
    ours = saying(text, months=12)

    assert against(ours, saying(WORDS)) == [("same_as_before", 1, "result", text[:60].strip())]
    assert [one.level for one in checks.check(ours, checks.Around(previous=saying(WORDS)))] == [
        Level.WARNING
    ]


def test_another_text_and_another_step_are_not_last_round_s():
    assert against(saying(OTHERWISE), saying(WORDS)) == []
    assert against(saying(WORDS), saying(WORDS, codes=["EIT1"])) == []


def test_the_same_step_is_found_in_another_row_and_among_several_steps():
    before = report(*saying(OTHERWISE).groups, *saying(WORDS, codes=["EIT1", "IIT"]).groups)

    assert len(against(saying(WORDS), before)) == 1


def test_short_sentences_say_the_same_every_time():
    assert against(saying("แจ้งเวียนแล้ว"), saying("แจ้งเวียนแล้ว")) == []


def test_what_was_done_in_six_months_may_say_so_again_in_twelve_but_not_next_year():
    before, year = saying(WORDS, status="done"), saying(WORDS, status="done", months=12)
    next_year = saying(WORDS, status="done", fiscal_year=2568)

    assert against(year, before) == []
    assert against(replace(year, groups=saying(WORDS).groups), before) != []
    assert words(checks.check(next_year, checks.Around(previous=year)), "same_as_before") != []


def test_a_whole_report_copied_from_the_last_is_one_finding():
    before = seed("samut-prakan-2567-6")
    copied = replace(before, months=12)

    (finding,) = [
        one
        for one in checks.warnings(copied, checks.Around(previous=before))
        if one.code == "same_as_before"
    ]

    assert [one.number for one in finding.each] == [3, 4, 5, 6]
    assert finding.message.startswith("มีผลการดำเนินการที่เหมือนรอบที่แล้วเกือบทั้งหมด ๔ แถว")


def test_two_steps_of_one_report_may_share_a_text():
    """Rows ๓ and ๔ of Samut Prakan do."""
    assert checks.check(seed("samut-prakan-2567-6")) == ()


# ---- another province's text


def likeness(ours: Report, *others: OtherText):
    return checks.check(ours, checks.Around(others=others))


def of(province: str, text: str, *codes: str) -> OtherText:
    return OtherText(province, frozenset(codes or ("IIT",)), text)


def test_a_text_all_but_equal_to_another_province_s_is_a_hint_that_names_it():
    (finding,) = likeness(saying(WORDS), of("น่าน", f"{WORDS} ทุกเดือน"), of("ลำปาง", WORDS))

    assert found([finding]) == [("like_another", 1, "result", WORDS[:60].strip())]
    assert finding.level == Level.HINT
    assert "เหมือนของจังหวัดลำปาง ร้อยละ ๑๐๐ และอีก ๑ จังหวัด" in finding.message


def test_each_province_s_own_name_is_no_difference():
    short = "จังหวัด{0}ได้ประชุมคณะทำงานจังหวัด{0} และสำนักงานจังหวัด{0}ติดตามทุกส่วนราชการจังหวัด{0}"

    (finding,) = likeness(
        saying(short.format("ลำพูน")), of("ประจวบคีรีขันธ์", short.format("ประจวบคีรีขันธ์"))
    )

    assert "เหมือนของจังหวัดประจวบคีรีขันธ์ ร้อยละ ๑๐๐" in finding.message


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (saying(WORDS), of("ลำปาง", OTHERWISE)),
        (saying(WORDS), of("ลำปาง", WORDS, "OIT")),
        (
            saying("สำนักงาน ป.ป.ช. ประจำจังหวัด เป็นผู้ดำเนินการเก็บข้อมูล"),
            of("ลำปาง", "สำนักงาน ป.ป.ช. ประจำจังหวัด เป็นผู้ดำเนินการเก็บข้อมูล"),
        ),
    ],
)
def test_other_texts_other_steps_and_short_sentences_are_not_alike(ours, theirs):
    assert likeness(ours, theirs) == ()
