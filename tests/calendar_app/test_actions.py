"""Changes of calendars and rounds: drafts, the revision in force, closing, extensions."""

from datetime import date

import pytest

from calendar_app import actions
from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep, Round, RoundExtension
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db


def draft(fiscal_year=2567) -> CalendarRevision:
    """A draft copied from the calendar in force, with its three steps."""
    return actions.copy_revision(revision=cast.calendar(fiscal_year=fiscal_year), by=cast.central())


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("someone", ["clerk", "head", "reviewer", "inspector"])
def test_only_the_central_admin_changes_calendars_and_rounds(someone):
    by = getattr(cast, someone)()
    round_, revision = cast.round_(), draft()
    day = date(2024, 5, 15)

    for act in (
        lambda: actions.new_revision(fiscal_year=2568, by=by),
        lambda: actions.copy_revision(revision=revision, by=by),
        lambda: actions.save_revision(revision=revision, by=by),
        lambda: actions.delete_revision(revision=revision, by=by),
        lambda: actions.save_step(edition=revision.steps.first(), by=by),
        lambda: actions.delete_step(edition=revision.steps.first(), by=by),
        lambda: actions.step(fiscal_year=2567, code="NEW", by=by),
        lambda: actions.put_in_force(revision=revision, by=by),
        lambda: actions.save_round(round=round_, by=by),
        lambda: actions.delete_round(round=round_, by=by),
        lambda: actions.close_round(round=round_, by=by, reason="เหตุ"),
        lambda: actions.open_round_again(round=round_, by=by, reason="เหตุ"),
        lambda: actions.extend(round=round_, province=None, due_on=day, reason="เหตุ", by=by),
    ):
        with pytest.raises(actions.Refused, match="เฉพาะผู้ดูแลระบบส่วนกลาง"):
            act()


# Calendars


def test_revisions_of_a_year_are_numbered_one_after_the_other():
    numbers = [actions.new_revision(fiscal_year=2568, by=None).number for _ in range(3)]

    assert numbers == [1, 2, 3]


def test_a_copy_is_a_draft_with_the_same_steps():
    original = cast.calendar()

    copy = draft()

    def told(revision):
        rows = revision.steps.select_related("step")
        return [(row.order, row.step.code, row.title, row.window) for row in rows]

    assert (copy.number, copy.is_draft) == (2, True)
    assert told(copy) == told(original)
    assert CalendarStep.objects.count() == 3


def test_a_draft_is_edited_without_touching_the_calendar_in_force():
    copy = draft()
    edition = copy.steps.first()
    edition.title = "ชื่อใหม่"

    actions.save_step(edition=edition, by=cast.central())

    assert fresh(edition).title == "ชื่อใหม่"
    assert cast.calendar().steps.first().title == "การลงทะเบียนเข้าสู่ระบบ ITAS"


def test_a_revision_in_force_is_never_edited():
    revision, by = cast.calendar(), cast.central()
    edition = revision.steps.first()

    for act in (
        lambda: actions.save_revision(revision=revision, by=by),
        lambda: actions.delete_revision(revision=revision, by=by),
        lambda: actions.save_step(edition=edition, by=by),
        lambda: actions.delete_step(edition=edition, by=by),
        lambda: actions.put_in_force(revision=revision, by=by),
    ):
        with pytest.raises(actions.Refused, match="มีผลใช้แล้ว"):
            act()

    assert revision.steps.count() == 3


def test_a_revision_put_in_force_rules_its_year():
    copy = draft()

    actions.put_in_force(revision=copy, by=cast.central())

    assert CalendarRevision.objects.current(2567) == copy
    assert fresh(copy).history.first().in_force_since is not None


def test_a_revision_without_steps_is_not_put_in_force():
    empty = actions.new_revision(fiscal_year=2568, by=None)

    with pytest.raises(actions.Refused, match="ยังไม่มีขั้นตอน"):
        actions.put_in_force(revision=empty, by=None)


def test_an_older_draft_is_not_put_in_force_after_a_newer_revision():
    older, newer = draft(), draft()
    actions.put_in_force(revision=newer, by=None)

    with pytest.raises(actions.Refused, match="ครั้งที่ ๓ ซึ่งใหม่กว่า"):
        actions.put_in_force(revision=older, by=None)

    assert CalendarRevision.objects.current(2567) == newer


def test_a_report_keeps_the_revision_it_was_begun_with():
    report = cast.report()
    actions.put_in_force(revision=draft(), by=None)

    report.refresh_from_db()
    assert report.calendar.number == 1


def test_a_step_belongs_to_the_year_of_its_revision():
    other = actions.step(fiscal_year=2566, code="REG", by=None)
    edition = RevisionStep(revision=draft(), step=other, order=4, title="ขั้นตอน")

    with pytest.raises(actions.Refused, match="ปีงบประมาณอื่น"):
        actions.save_step(edition=edition, by=None)


def test_a_step_stands_once_in_a_revision():
    copy = draft()
    edition = RevisionStep(revision=copy, step=copy.steps.first().step, order=4, title="ซ้ำ")

    with pytest.raises(actions.Refused, match="รหัส REG แล้ว"):
        actions.save_step(edition=edition, by=None)


def test_a_step_is_known_by_year_and_code_for_good():
    first = actions.step(fiscal_year=2567, code="REG", by=None)

    assert actions.step(fiscal_year=2567, code="REG", by=None) == first
    assert actions.step(fiscal_year=2568, code="REG", by=None) != first


def test_a_step_that_someone_changed_meanwhile_is_not_overwritten():
    mine = draft().steps.first()
    theirs, seen = fresh(mine), actions.token(mine)
    theirs.window = thai.read_window("1-15 ม.ค. 2567")
    actions.save_step(edition=theirs, by=None)
    mine.title = "ของฉัน"

    with pytest.raises(actions.Stale):
        actions.save_step(edition=mine, by=None, seen=seen)


def test_a_draft_is_thrown_away_with_its_rows_and_the_steps_stay():
    actions.delete_revision(revision=draft(), by=cast.central())

    assert CalendarRevision.objects.count() == 1
    assert CalendarStep.objects.count() == 3


# Rounds


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

    actions.delete_extension(extension=extension, by=cast.central())

    assert fresh(round_).due_for(cast.lamphun()) == date(2024, 4, 30)
