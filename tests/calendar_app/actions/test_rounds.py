"""Changes of rounds: dates and form, closing, extensions."""

from datetime import date

import pytest

from calendar_app import actions
from calendar_app.models import Round, RoundExtension
from tests import cast

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("someone", ["clerk", "head", "reviewer", "inspector"])
def test_only_the_central_admin_changes_rounds(someone):
    by = getattr(cast, someone)()
    round_ = cast.round_()
    day = date(2024, 5, 15)

    for act in (
        lambda: actions.save_round(round=round_, by=by),
        lambda: actions.delete_round(round=round_, by=by),
        lambda: actions.close_round(round=round_, by=by, reason="เหตุ"),
        lambda: actions.open_round_again(round=round_, by=by, reason="เหตุ"),
        lambda: actions.extend(round=round_, province=None, due_on=day, reason="เหตุ", by=by),
    ):
        with pytest.raises(actions.Refused, match="เฉพาะผู้ดูแลระบบส่วนกลาง"):
            act()


def test_a_round_is_changed_but_for_its_year_and_months():
    round_ = cast.round_()
    round_.heading_step = "หัวข้อ"
    actions.save_round(round=round_, by=cast.central())
    round_.months = 12

    with pytest.raises(actions.Refused, match="เปลี่ยนไม่ได้"):
        actions.save_round(round=round_, by=cast.central())

    assert (fresh(round_).heading_step, fresh(round_).months) == ("หัวข้อ", 6)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "รายงานจังหวัด"}, "{province}"),
        ({"due_on": date(2024, 3, 1)}, "ไม่มาก่อนวันเปิดรับ"),
        ({"letter_body": "{nobody}"}, "ไม่รู้จัก {nobody}"),
    ],
)
def test_a_round_that_could_not_be_printed_or_met_is_refused(change, sentence):
    round_ = cast.round_()
    for name, value in change.items():
        setattr(round_, name, value)

    with pytest.raises(actions.Refused, match=sentence):
        actions.save_round(round=round_, by=None)


def test_a_round_with_reports_is_not_opened_later():
    round_ = cast.report().round
    round_.opens_on = date(2024, 4, 2)

    with pytest.raises(actions.Refused, match="มีจังหวัดเริ่มจัดทำรายงานในรอบนี้แล้ว"):
        actions.save_round(round=round_, by=cast.central())

    round_.opens_on = date(2024, 3, 1)
    assert actions.save_round(round=round_, by=cast.central()).opens_on == date(2024, 3, 1)


def test_saving_a_round_never_opens_a_closed_one():
    round_, central = cast.round_(), cast.central()
    form = fresh(round_)
    actions.close_round(round=round_, by=central, reason="สิ้นสุดการรับ")
    form.footnote = "หมายเหตุใหม่"

    actions.save_round(round=form, by=central)

    assert fresh(round_).is_closed
    assert fresh(round_).footnote == "หมายเหตุใหม่"


def test_a_round_is_closed_and_opened_again_each_with_a_reason():
    round_, central = cast.round_(), cast.central()

    closed = actions.close_round(round=round_, by=central, reason=" สิ้นสุดการรับ ")
    assert (closed.closed_by, closed.closed_reason) == (central, "สิ้นสุดการรับ")

    actions.open_round_again(round=round_, by=central, reason="น้ำท่วมหลายจังหวัด")
    assert not fresh(round_).is_closed
    reasons = [row.history_change_reason for row in round_.history.all()]
    assert reasons == ["น้ำท่วมหลายจังหวัด", None, None]


@pytest.mark.parametrize("reason", ["", "  "])
def test_closing_and_opening_need_a_reason(reason):
    round_, central = cast.round_(), cast.central()

    with pytest.raises(actions.Refused, match="เหตุผล"):
        actions.close_round(round=round_, by=central, reason=reason)

    actions.close_round(round=round_, by=central, reason="เหตุ")
    with pytest.raises(actions.Refused, match="เหตุผล"):
        actions.open_round_again(round=round_, by=central, reason=reason)


@pytest.mark.parametrize(
    ("reason", "sentence"), [("\u200b \u3164", "โปรดเขียนเหตุผล"), ("ก" * 301, "ไม่เกิน ๓๐๐ ตัวอักษร")]
)
def test_a_reason_is_one_that_can_be_seen_and_kept(reason, sentence):
    round_, central = cast.round_(), cast.central()

    with pytest.raises(actions.Refused, match=sentence):
        actions.close_round(round=round_, by=central, reason=reason)
    with pytest.raises(actions.Refused, match=sentence):
        actions.extend(
            round=round_, province=None, due_on=date(2024, 5, 20), reason=reason, by=central
        )


def test_a_round_is_neither_closed_nor_opened_twice():
    round_, central = cast.round_(), cast.central()

    with pytest.raises(actions.Refused, match="ยังเปิดรับอยู่"):
        actions.open_round_again(round=round_, by=central, reason="เหตุ")
    actions.close_round(round=round_, by=central, reason="เหตุ")
    with pytest.raises(actions.Refused, match="ปิดรับรายงานรอบนี้ไปแล้ว"):
        actions.close_round(round=round_, by=central, reason="เหตุ")


def test_a_reason_longer_than_the_history_holds_is_refused():
    round_, central = cast.round_(), cast.central()
    actions.close_round(round=round_, by=central, reason="เหตุ")

    with pytest.raises(actions.Refused, match="๑๐๐ ตัวอักษร"):
        actions.open_round_again(round=round_, by=central, reason="ก" * 101)


def test_a_round_with_reports_is_not_deleted():
    round_ = cast.report().round

    with pytest.raises(actions.Refused, match="เริ่มจัดทำรายงานแล้ว"):
        actions.delete_round(round=round_, by=cast.central())

    actions.delete_round(round=cast.round_(months=12), by=cast.central())
    assert list(Round.objects.all()) == [round_]


def test_an_extension_counts_for_its_province_alone():
    round_ = cast.round_()

    actions.extend(
        round=round_, province=cast.lamphun(), due_on=date(2024, 5, 15), reason="น้ำท่วม", by=None
    )

    assert round_.due_for(cast.lamphun()) == date(2024, 5, 15)
    assert round_.due_for(cast.roi_et()) == date(2024, 4, 30)


def test_a_second_extension_replaces_the_first():
    round_ = cast.round_()
    for day in (10, 20):
        actions.extend(
            round=round_, province=None, due_on=date(2024, 5, day), reason="ขยาย", by=None
        )

    assert [one.due_on for one in RoundExtension.objects.all()] == [date(2024, 5, 20)]
    assert round_.due_for(cast.lamphun()) == date(2024, 5, 20)


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [(date(2024, 4, 30), "เหตุ", "หลังกำหนดส่งเดิม"), (date(2024, 5, 1), " ", "เหตุผล")],
)
def test_an_extension_is_later_and_has_a_reason(day, reason, sentence):
    with pytest.raises(actions.Refused, match=sentence):
        actions.extend(round=cast.round_(), province=None, due_on=day, reason=reason, by=None)


def test_an_extension_that_is_taken_back_no_longer_counts():
    round_ = cast.round_()
    extension = actions.extend(
        round=round_, province=None, due_on=date(2024, 5, 15), reason="ขยาย", by=None
    )

    actions.take_back_extension(extension=extension, by=cast.central())

    assert fresh(round_).due_for(cast.lamphun()) == date(2024, 4, 30)
