"""Titles: year, round and province in the words offices write."""

import pytest

from reports.readers.title import province_in, provinces_named, read_title
from tests.reports.readers.papers import reference


@pytest.mark.parametrize(
    ("text", "province", "year", "months", "doubts"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ (รอบ ๖ เดือน)\nจังหวัดสมุทรปราการ", "samut-prakan", 2567, 6, 0),
        ("แผน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ ของจังหวัดยโสธร", "yasothon", 2566, None, 0),
        ("รอบ 12 เดือน ปี 2568 จังหวัดสมุทปราการ", "samut-prakan", 2568, 12, 1),
        ("(1 ตุลาคม 2566 – 31 มีนาคม 2567) จ.เลย ปีงบประมาณ 67", "loei", 2567, 6, 1),
        ("(๑ ต.ค. ๒๕๖๖ - ๓๐ ก.ย. ๒๕๖๗) สำนักงานจังหวัดตาก", "tak", 2566, 12, 0),
        ("จังหวัด นครศรี ธรรมราช ๒๕๖๗ ๖ เดือนหลัง", "nakhon-si-thammarat", 2567, 12, 0),
        ("รอบที่ ๒ ปีงบประมาณ พ.ศ. 2024 จังหวัดน่าน", "nan", 2567, 12, 1),
        ("รอบหกเดือน ลำพูน พ.ศ.๒๕๖๙", "lamphun", 2569, 6, 0),
        ("คำสั่งที่ ๑๒๗/๒๕๖๖ จังหวัดที่ได้ดำเนินการ ประจำปีงบประมาณ ๒๕๖๗", None, 2567, None, 0),
        ("", None, None, None, 0),
    ],
)
def test_titles(text, province, year, months, doubts):
    title = read_title(text, reference())

    assert (title.text, title.province, title.fiscal_year, title.months) == (
        text,
        province,
        year,
        months,
    )
    assert len(title.doubts) == doubts


def test_every_province_is_known_by_its_name():
    names = {
        one.slug: read_title(f"จังหวัด{one.name}", reference()).province
        for one in reference().provinces
    }

    assert names == {slug: slug for slug in names}


def test_the_one_province_of_a_text():
    assert province_in("จังหวัดลำพูนได้แจ้งจังหวัดลำพูน", reference()) == "lamphun"
    assert province_in("จังหวัดลำพูนและจังหวัดน่าน", reference()) is None
    assert provinces_named(["จังหวัดน่าน จังหวัดลำพูน", "จังหวัดน่าน"], reference()) == ["nan", "lamphun"]
