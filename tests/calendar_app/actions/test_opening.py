"""Opening a round: once, for every province, undone while nobody has begun."""

import pytest

from calendar_app import actions
from calendar_app.models import Round
from reports.models import Report
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def unopened():
    return cast.round_(opened_at=None)


def test_provinces_see_a_round_that_was_opened_from_its_day_on(unopened):
    assert list(Round.objects.opened(cast.TODAY)) == []

    actions.open_round(round=unopened, by=cast.central())

    assert list(Round.objects.opened(cast.TODAY)) == [unopened]
    assert list(Round.objects.opened(unopened.as_of)) == []


def test_opening_twice_does_nothing_twice(unopened):
    cast.lamphun(), cast.roi_et()
    first = actions.open_round(round=unopened, by=cast.central())
    second = actions.open_round(round=unopened, by=None)

    assert (first.is_new, second.is_new) == (True, False)
    assert (second.round.opened_at, second.round.opened_by) == (
        first.round.opened_at,
        cast.central(),
    )
    assert unopened.history.count() == 2
    # A report is begun by its province's own choice of source.
    assert not Report.objects.exists()


def test_a_closed_round_is_not_opened(unopened):
    actions.close_round(round=unopened, by=cast.central(), reason="ยกเลิก")

    with pytest.raises(actions.Refused, match="ปิดรับแล้ว"):
        actions.open_round(round=unopened, by=cast.central())


def test_saving_an_old_form_does_not_close_what_was_opened(unopened):
    form = Round.objects.get()
    actions.open_round(round=unopened, by=cast.central())

    form.footnote = "หมายเหตุ"
    actions.save_round(round=form, by=cast.central())

    assert Round.objects.get().was_opened


def test_an_opening_is_taken_back_while_nobody_has_begun():
    round_ = cast.round_()
    actions.undo_opening(round=round_, by=cast.central(), reason="เปิดผิดรอบ")

    assert not Round.objects.get().was_opened
    assert round_.history.first().history_change_reason == "เปิดผิดรอบ"
    with pytest.raises(actions.Refused, match="ยังไม่ได้เปิด"):
        actions.undo_opening(round=round_, by=cast.central(), reason="เปิดผิดรอบ")


def test_an_opening_is_not_taken_back_from_under_a_report():
    round_ = cast.report().round

    with pytest.raises(actions.Refused, match="เริ่มจัดทำรายงานแล้ว"):
        actions.undo_opening(round=round_, by=cast.central(), reason="เปิดผิดรอบ")


@pytest.mark.parametrize("someone", [cast.clerk, cast.head, cast.reviewer, cast.inspector])
def test_only_the_central_admin_opens(unopened, someone):
    with pytest.raises(actions.Refused):
        actions.open_round(round=unopened, by=someone())
    with pytest.raises(actions.Refused):
        actions.undo_opening(round=unopened, by=someone(), reason="เหตุ")
