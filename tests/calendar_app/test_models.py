"""What the database refuses of calendars, rounds and plans, and the questions they answer."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from calendar_app import actions
from calendar_app.models import (
    Activity,
    ActivityWindow,
    CalendarRevision,
    CalendarStep,
    Phase,
    RevisionStep,
    Round,
    RoundExtension,
    Schedule,
)
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db


def refused(row) -> bool:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return True


def refused_by(row, name: str) -> bool:
    """Whether the database refuses the row by the check of this name."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        row.save()
    return name in str(error.value)


def test_every_constraint_is_a_sentence():
    models = (CalendarStep, CalendarRevision, RevisionStep, Round, RoundExtension, Schedule)
    names = [rule.name for model in models for rule in model._meta.constraints]

    assert names == [
        "one_calendar_step_per_year_and_code",
        "one_calendar_revision_per_year_and_number",
        "one_edition_of_a_step_per_revision",
        "revision_step_does_not_end_before_it_starts",
        "revision_step_has_a_precision_when_dated",
        "one_round_per_year_and_months",
        "a_round_covers_six_or_twelve_months",
        "a_round_is_not_due_before_it_opens",
        "one_extension_per_round_and_province",
        "one_extension_for_all_per_round",
        "one_schedule_per_province_and_year",
    ]


# Calendars


def test_a_step_is_known_by_year_and_code():
    CalendarStep.objects.create(fiscal_year=2567, code="REG")

    assert refused(CalendarStep(fiscal_year=2567, code="REG"))
    CalendarStep.objects.create(fiscal_year=2568, code="REG")


def test_a_revision_is_known_by_year_and_number():
    CalendarRevision.objects.create(fiscal_year=2567, number=1)

    assert refused(CalendarRevision(fiscal_year=2567, number=1))


def test_a_step_stands_once_in_a_revision():
    edition = cast.calendar().steps.first()

    assert refused(RevisionStep(revision=edition.revision, step=edition.step, order=9, title="ซ้ำ"))


WRONG_WINDOWS = [
    ((date(2024, 1, 31), date(2024, 1, 1), "day"), "does_not_end_before_it_starts"),
    ((date(2024, 1, 1), date(2024, 1, 31), ""), "has_a_precision_when_dated"),
    ((date(2024, 1, 1), None, "year"), "has_a_precision_when_dated"),
    ((None, None, "day"), "has_a_precision_when_dated"),
]


@pytest.mark.parametrize(("columns", "rule"), WRONG_WINDOWS)
def test_a_step_has_a_window_that_can_be(columns, rule):
    edition = cast.calendar().steps.first()
    edition.start, edition.end, edition.precision = columns

    assert refused_by(edition, f"revision_step_{rule}")


@pytest.mark.parametrize(("columns", "rule"), WRONG_WINDOWS)
def test_an_activity_has_windows_that_can_be(columns, rule):
    schedule = Schedule.objects.create(province=cast.lamphun(), fiscal_year=2567)
    phase = Phase.objects.create(schedule=schedule, order=1, title="เตรียมการ")
    window = ActivityWindow(activity=Activity.objects.create(phase=phase, order=1, text="ประชุม"))
    window.start, window.end, window.precision = columns

    assert refused_by(window, f"activity_window_{rule}")


@pytest.mark.parametrize(
    "typed", ["1-31 ม.ค. 2567", "ภายในวันที่ 31 มีนาคม 2567", "ตั้งแต่ 1 ม.ค. 2567", "เดือนธันวาคม 2566"]
)
def test_every_window_that_can_be_read_can_be_kept(typed):
    edition = cast.calendar().steps.first()
    edition.window = thai.read_window(typed)
    edition.save()

    assert RevisionStep.objects.get(pk=edition.pk).window == thai.read_window(typed)


def test_words_that_are_no_dates_are_kept_as_words():
    edition = cast.calendar().steps.first()
    edition.window = thai.Window.unread("ตามที่แจ้งภายหลัง")
    edition.save()

    assert RevisionStep.objects.get(pk=edition.pk).window.text == "ตามที่แจ้งภายหลัง"


def test_the_newest_revision_in_force_rules_and_drafts_do_not():
    first = cast.calendar()
    second = CalendarRevision.objects.create(
        fiscal_year=2567, number=2, in_force_since=timezone.now()
    )
    CalendarRevision.objects.create(fiscal_year=2567, number=3)

    assert list(CalendarRevision.objects.in_force()) == [second, first]
    assert CalendarRevision.objects.current(2567) == second
    assert CalendarRevision.objects.current(2560) is None
    assert CalendarRevision.objects.next_number(2567) == 4


# Rounds


def test_a_round_is_known_by_year_and_months():
    round_ = cast.round_()
    round_.pk = None

    assert refused(round_)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"months": 9}, "a_round_covers_six_or_twelve_months"),
        ({"due_on": date(2024, 3, 31)}, "a_round_is_not_due_before_it_opens"),
    ],
)
def test_a_round_that_cannot_be_is_refused(change, rule):
    round_ = cast.round_()
    for name, value in change.items():
        setattr(round_, name, value)

    assert refused_by(round_, rule)


@pytest.mark.parametrize("for_all", [False, True])
def test_a_round_has_one_extension_a_province_and_one_for_all(for_all):
    province = None if for_all else cast.lamphun()
    facts = {"round": cast.round_(), "due_on": date(2024, 5, 1), "reason": "ขยาย"}
    RoundExtension.objects.create(province=province, **facts)

    assert refused(RoundExtension(province=province, **facts))


def test_the_newest_round_is_the_newest_open_one():
    first, last = cast.round_(), cast.round_(months=12, opens_on=date(2024, 4, 2))
    today = date(2024, 4, 2)

    assert list(Round.objects.opened(date(2024, 4, 1))) == [first]
    assert Round.objects.newest(today) == last
    last.closed_at = timezone.now()
    last.save()
    assert Round.objects.newest(today) == first
    first.closed_at = timezone.now()
    first.save()
    assert Round.objects.newest(today) == last
    assert Round.objects.newest(date(2024, 3, 1)) is None


def test_a_round_is_named_with_its_months():
    assert cast.round_().name == "รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)"
    assert str(cast.round_()) == "รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗"


def test_a_province_has_one_plan_a_year():
    Schedule.objects.create(province=cast.lamphun(), fiscal_year=2567)

    assert refused(Schedule(province=cast.lamphun(), fiscal_year=2567))


def test_a_province_is_due_on_the_latest_day_it_was_given():
    round_, ours, others = cast.round_(), cast.lamphun(), cast.roi_et()
    actions.extend(round=round_, province=None, due_on=date(2024, 5, 10), reason="ทุกจังหวัด", by=None)
    actions.extend(round=round_, province=ours, due_on=date(2024, 5, 3), reason="น้ำท่วม", by=None)

    assert (round_.due_for(ours), round_.due_for(others)) == (date(2024, 5, 10), date(2024, 5, 10))
    assert cast.round_(months=12).due_for(ours) == date(2024, 4, 30)
