"""Extensions for several provinces in one act: nobody gets less time by it, and all of it is told."""

from datetime import date

import pytest

from calendar_app import actions
from calendar_app.models import RoundExtension
from tests import cast

pytestmark = pytest.mark.django_db

LATER, LATEST = date(2024, 5, 15), date(2024, 5, 31)


def extend(provinces, due_on=LATER, reason="น้ำท่วม"):
    return actions.extend_several(
        round=cast.round_(), provinces=provinces, due_on=due_on, reason=reason, by=cast.central()
    )


def until() -> dict[str, date]:
    return {
        one.province.name if one.province else "ทุกจังหวัด": one.due_on
        for one in RoundExtension.objects.select_related("province")
    }


def test_each_province_gets_its_own_extension():
    done = extend([cast.lamphun(), cast.roi_et()])

    assert [one.province for one in done.made] == [cast.lamphun(), cast.roi_et()]
    assert until() == {"ลำพูน": LATER, "ร้อยเอ็ด": LATER}
    assert RoundExtension.history.first().history_user == cast.central()


def test_a_later_day_is_kept_and_told():
    extend([cast.lamphun()], LATEST)

    done = extend([cast.lamphun(), cast.roi_et()], LATER)

    assert (done.kept, [one.province for one in done.made]) == ((cast.lamphun(),), [cast.roi_et()])
    assert until() == {"ลำพูน": LATEST, "ร้อยเอ็ด": LATER}


def test_the_same_act_twice_changes_nothing():
    extend([cast.lamphun()])
    again = extend([cast.lamphun()])
    extend(None)
    of_all = extend(None)

    assert (again, of_all) == (actions.Extended((), (cast.lamphun(),)), actions.Extended())
    assert RoundExtension.history.count() == 2


def test_for_all_it_is_one_extension_and_own_later_ones_stay():
    extend([cast.lamphun()], LATEST)

    extend(None, LATER)

    assert until() == {"ทุกจังหวัด": LATER, "ลำพูน": LATEST}
    round_ = cast.round_()
    assert [round_.due_for(one) for one in (cast.lamphun(), cast.roi_et())] == [LATEST, LATER]
    assert round_.extension_for(cast.lamphun(), LATEST).province == cast.lamphun()
    assert round_.extension_for(cast.roi_et(), LATER).province is None
    assert round_.extension_for(cast.roi_et(), round_.due_on) is None


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ({"provinces": []}, "อย่างน้อยหนึ่งจังหวัด"),
        ({"provinces": None, "due_on": date(2024, 4, 30)}, "หลังกำหนดส่งเดิม"),
        ({"provinces": None, "reason": " "}, "เหตุผล"),
    ],
)
def test_what_extends_nothing_is_refused(named, sentence):
    with pytest.raises(actions.Refused, match=sentence):
        extend(**named)

    assert not RoundExtension.objects.exists()


def test_all_provinces_of_an_act_or_none():
    cast.round_()
    with pytest.raises(actions.Refused, match="หลังกำหนดส่งเดิม"):
        extend([cast.lamphun(), cast.roi_et()], date(2024, 4, 1))

    assert not RoundExtension.objects.exists()


def test_an_extension_is_taken_back_once_with_its_reason():
    (extension,) = extend([cast.lamphun()]).made

    actions.take_back_extension(extension=extension, by=cast.central(), reason="พิมพ์ผิดจังหวัด")

    assert not RoundExtension.objects.exists()
    last = RoundExtension.history.first()
    assert (last.history_type, last.history_change_reason) == ("-", "พิมพ์ผิดจังหวัด")
    with pytest.raises(actions.Refused, match="ถูกลบไปแล้ว"):
        actions.take_back_extension(extension=extension, by=cast.central())


def test_only_the_central_admin_extends():
    with pytest.raises(actions.Refused):
        actions.extend_several(
            round=cast.round_(), provinces=None, due_on=LATER, reason="เหตุ", by=cast.reviewer()
        )
