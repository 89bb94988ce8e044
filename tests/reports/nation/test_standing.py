"""How provinces stand: chosen by place and state, in as many queries for one as for three."""

import pytest
import time_machine

from reports.nation.standing import Chosen, offered, standings
from tests import cast
from tests.nation import FIVE_DAYS_LATE, nan

pytestmark = pytest.mark.django_db


def names(rows) -> list[str]:
    return [row.province.name for row in rows]


@time_machine.travel(FIVE_DAYS_LATE, tick=False)
def test_every_office_stands_as_it_is():
    cast.submitted()
    cast.report(of=cast.roi_et())
    nan()
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)

    found = standings(cast.round_(), cast.TODAY.replace(month=5, day=5))

    assert [(one.province.name, one.state_key, one.is_overdue, one.days_late) for one in found] == [
        ("ร้อยเอ็ด", "draft", True, 0),
        ("ลำพูน", "submitted", False, 5),
        ("น่าน", "not_started", True, 0),
    ]


@time_machine.travel(FIVE_DAYS_LATE, tick=False)
@pytest.mark.parametrize(
    ("chosen", "expected", "words"),
    [
        ({}, ["ร้อยเอ็ด", "ลำพูน", "น่าน"], ""),
        ({"region": "ภาคเหนือ"}, ["ลำพูน", "น่าน"], "ภาคเหนือ"),
        ({"cluster": "ล้านนา"}, ["น่าน"], "ล้านนา"),
        ({"zone": "16"}, ["น่าน"], "เขตตรวจราชการที่ 16"),
        ({"state": "late"}, ["ลำพูน"], "ส่งล่าช้า"),
        ({"state": "overdue", "region": "ภาคเหนือ"}, ["น่าน"], "ภาคเหนือ · เลยกำหนด ยังไม่ส่ง"),
    ],
)
def test_provinces_are_chosen_by_place_and_state(chosen, expected, words):
    cast.submitted()
    cast.roi_et()
    nan()
    every = standings(cast.round_(), cast.TODAY.replace(month=5, day=5))

    wanted = Chosen(**chosen)

    assert names(one for one in every if wanted.takes(one)) == expected
    assert wanted.words() == words


def test_numbers_are_offered_in_their_order():
    for code, zone in (("55", "16"), ("51", "2"), ("45", "ส่วนกลาง"), ("23", "")):
        cast.province(slug=f"p{code}", name=f"จังหวัด {code}", code=code, inspection_zone=zone)

    rows = standings(cast.round_(), cast.TODAY)

    assert offered(rows, lambda home: home.inspection_zone) == ["2", "16", "ส่วนกลาง"]


@pytest.mark.parametrize("count", [1, 3])
def test_five_queries_for_one_as_for_three(count, django_assert_num_queries):
    for home in [cast.lamphun, cast.roi_et, nan][:count]:
        cast.accepted(of=home())
    round_ = cast.round_()

    with django_assert_num_queries(5):
        found = standings(round_, cast.TODAY)
        told = [(one.state_key, one.is_correction, one.coverage.all) for one in found]

    assert told == [("accepted", False, 3)] * count
