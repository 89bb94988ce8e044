"""The map: a square for each of the 77 provinces, none upon another, its word and its row in the table."""

import itertools
import json
from collections import Counter
from datetime import date

import pytest
import time_machine
from django.conf import settings

from ita_portal.models import Province
from reports.nation.standing import standings
from reports.nation.tile_map import BY, STEP, tile_map
from reports.nation.tiles import COLUMNS, PLACES, ROWS
from tests import cast
from tests.nation import FIVE_DAYS_LATE, nan

TODAY = date(2024, 5, 5)


def reference() -> list[dict]:
    return json.loads((settings.BASE_DIR / "fixtures" / "provinces.json").read_text())


def test_every_province_has_a_square_of_its_own():
    assert set(PLACES) == {one["code"] for one in reference()}
    assert Counter(PLACES.values()).most_common(1)[0][1] == 1


def test_neighbours_lie_as_on_a_map():
    def is_north_of(one: str, other: str) -> bool:
        return PLACES[one][1] < PLACES[other][1]

    def is_west_of(one: str, other: str) -> bool:
        return PLACES[one][0] < PLACES[other][0]

    # เชียงราย, เชียงใหม่, ลำพูน, นครสวรรค์, กรุงเทพมหานคร, ชุมพร, สงขลา, ยะลา; แม่ฮ่องสอน, ขอนแก่น, อุบลราชธานี, ตราด
    down = ["57", "50", "51", "60", "10", "86", "90", "95"]
    assert all(is_north_of(*pair) for pair in itertools.pairwise(down))
    across = ["58", "40", "34"]
    assert all(is_west_of(*pair) for pair in itertools.pairwise(across))
    assert is_west_of("10", "23")
    assert (COLUMNS, ROWS) == (10, 16)


def drawn(by: str):
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)
    round_ = cast.round_()
    without = Province.objects.filter(has_office=False)
    return tile_map(round_, standings(round_, TODAY), without, by)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "state",
            {
                "ลำพูน": ("submitted", "ส่งแล้ว", "จังหวัดลำพูน: ส่งแล้ว รอตรวจ"),
                "ร้อยเอ็ด": ("draft", "ร่าง", "จังหวัดร้อยเอ็ด: ร่าง (อยู่ระหว่างจัดทำ)"),
                "น่าน": ("not_started", "ยังไม่เริ่ม", "จังหวัดน่าน: ยังไม่เริ่มจัดทำ"),
            },
        ),
        (
            "late",
            {
                "ลำพูน": ("late", "๕ วัน", "จังหวัดลำพูน: ส่งล่าช้าไม่เกิน ๗ วัน (๕ วัน)"),
                "ร้อยเอ็ด": ("overdue", "เลยกำหนด", "จังหวัดร้อยเอ็ด: เลยกำหนด ยังไม่ส่ง"),
                "น่าน": ("overdue", "เลยกำหนด", "จังหวัดน่าน: เลยกำหนด ยังไม่ส่ง"),
            },
        ),
        (
            "coverage",
            {
                "ลำพูน": ("some", "๑/๓", "จังหวัดลำพูน: รายงานไม่ถึงครึ่งหนึ่ง (๑/๓)"),
                "ร้อยเอ็ด": ("some", "๑/๓", "จังหวัดร้อยเอ็ด: รายงานไม่ถึงครึ่งหนึ่ง (๑/๓)"),
                "น่าน": ("nothing", "ไม่มี", "จังหวัดน่าน: ยังไม่ได้รายงาน"),
            },
        ),
    ],
)
@time_machine.travel(FIVE_DAYS_LATE, tick=False)
def test_a_square_says_by_word_how_its_province_stands(by, expected):
    cast.submitted()
    cast.report(of=cast.roi_et())
    nan()

    found = drawn(by)

    squares = {one.name: (one.kind, one.word, one.title) for one in found.squares}
    assert squares.pop("กรุงเทพมหานคร") == (
        *("none", "ไม่มี", "กรุงเทพมหานคร: ไม่มีสำนักงานจังหวัด ไม่ต้องรายงาน"),
    )
    assert squares == expected
    in_table = [one.name for shelf in found.shelves for one in shelf.squares]
    assert sorted(in_table) == sorted(expected)


@pytest.mark.django_db
def test_a_square_leads_to_the_report_or_to_whom_to_ring():
    report = cast.submitted()
    nan()

    found = {one.name: one for one in drawn("state").squares}

    assert found["ลำพูน"].url == f"/review/reports/{report.pk}/"
    assert found["น่าน"].url == f"/review/rounds/{report.round_id}/due-day/#call-nan"
    assert (found["ลำพูน"].x, found["ลำพูน"].y) == (1 * STEP, 2 * STEP)


@pytest.mark.django_db
def test_a_code_without_a_place_stands_in_the_table_alone():
    cast.province(slug="new", name="จังหวัดใหม่", code="99")

    found = drawn("state")

    assert "จังหวัดใหม่" not in [one.name for one in found.squares]
    assert [one.name for one in found.shelves[0].squares] == ["จังหวัดใหม่"]


@pytest.mark.django_db
@pytest.mark.parametrize("by", BY)
def test_every_state_of_a_province_is_a_kind(by):
    cast.accepted()
    cast.submitted(of=cast.roi_et())
    cast.report(of=nan())

    assert sum(len(shelf.squares) for shelf in drawn(by).shelves) == 3
