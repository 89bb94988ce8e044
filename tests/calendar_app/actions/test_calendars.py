"""Changes of calendars: drafts, their steps, the revision in force."""

import pytest

from calendar_app import actions
from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db


def draft(fiscal_year=2567) -> CalendarRevision:
    """A draft copied from the calendar in force, with its three steps."""
    return actions.copy_revision(revision=cast.calendar(fiscal_year=fiscal_year), by=cast.central())


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("someone", ["clerk", "head", "reviewer", "inspector"])
def test_only_the_central_admin_changes_calendars(someone):
    by = getattr(cast, someone)()
    revision = draft()

    for act in (
        lambda: actions.new_revision(fiscal_year=2568, by=by),
        lambda: actions.copy_revision(revision=revision, by=by),
        lambda: actions.save_revision(revision=revision, by=by),
        lambda: actions.delete_revision(revision=revision, by=by),
        lambda: actions.save_step(edition=revision.steps.first(), by=by),
        lambda: actions.delete_step(edition=revision.steps.first(), by=by),
        lambda: actions.step(fiscal_year=2567, code="NEW", by=by),
        lambda: actions.put_in_force(revision=revision, by=by),
    ):
        with pytest.raises(actions.Refused, match="เฉพาะผู้ดูแลระบบส่วนกลาง"):
            act()


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
    older = draft()
    older.note = "อีกแบบหนึ่ง"
    actions.save_revision(revision=older, by=None)
    newer = draft()
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


def test_a_copy_made_twice_is_one_until_somebody_changes_it():
    ruling = cast.calendar()
    first = actions.copy_revision(revision=ruling, by=cast.central())

    again = actions.copy_revision(revision=ruling, by=cast.central())
    first.note = "ตามหนังสือที่ ๑"
    actions.save_revision(revision=first, by=cast.central())
    other = actions.copy_revision(revision=ruling, by=cast.central())

    assert (again.pk, other.number) == (first.pk, first.number + 1)
