"""A plan begun from that of the year before: windows a year later, ties to this year's steps."""

from collections.abc import Mapping, Sequence

from calendar_app import plans
from calendar_app.actions import Refused
from calendar_app.models import Activity, CalendarRevision, CalendarStep, RevisionStep, Schedule
from calendar_app.plan_actions.content import ActivityContent, PhaseContent
from calendar_app.plan_actions.filling import begun, step_ids, usual_title
from calendar_app.plan_actions.locking import locked, mark_changed
from calendar_app.plan_actions.storing import add_phases, set_texts
from calendar_app.year_shift import Matched, matched, named, next_year, years_moved
from ita_portal.models import User
from ita_portal.writing import action


@action
def start_from_last_year(*, fiscal_year: int, by: User, move_years: bool = True) -> Schedule:
    """The plan of the person's province for a fiscal year (พ.ศ.), begun from the year before; or the one there.

    Every text comes along, every window a year later, every tie as far as this year's calendar has the
    step: what it lacks stands in `Activity.raw` until it is settled. With `move_years` years that texts
    name become a year later too. Raises Refused when there is no plan of the year before.
    """
    schedule, is_new = begun(fiscal_year, by)
    if not is_new:
        return schedule
    last = Schedule.objects.of_province(by.province).filter(fiscal_year=fiscal_year - 1).first()
    if last is None:
        raise Refused("ไม่มีแผนของปีก่อนให้เริ่มต้น โปรดเริ่มจากปฏิทินหรือแผนเปล่า")
    phases = _phases(last, fiscal_year, move_years)
    add_phases(schedule, phases, step_ids(fiscal_year, phases))
    set_texts(schedule, _texts(last, fiscal_year, by, move_years))
    schedule.save(update_fields=plans.TEXTS[Schedule])
    return schedule


def _texts(last: Schedule, fiscal_year: int, by: User, move_years: bool) -> dict[str, str]:
    texts = {name: getattr(last, name) for name in plans.TEXTS[Schedule]}
    if move_years:
        texts = {name: years_moved(text, fiscal_year) for name, text in texts.items()}
    if last.title in ("", usual_title(by.province, last.fiscal_year)):
        texts["title"] = usual_title(by.province, fiscal_year)
    return texts


def _phases(last: Schedule, fiscal_year: int, move_years: bool) -> list[PhaseContent]:
    phases = plans.phases_of(last)
    ties = {tie for phase in phases for row in phase.rows for tie in row.ties}
    codes = dict(CalendarStep.objects.filter(pk__in=ties).values_list("pk", "code"))
    before = _titles(last.fiscal_year, codes.values())
    steps = Steps(codes, before, matched(before, _titles(fiscal_year)))

    def moved(text: str) -> str:
        return years_moved(text, fiscal_year) if move_years else text

    return [
        PhaseContent(moved(phase.title), tuple(_activity(row, steps, moved) for row in phase.rows))
        for phase in phases
    ]


def _titles(fiscal_year: int, codes: Sequence[str] | None = None) -> dict[str, str]:
    """Code → title of the steps in force, in order; with `codes` of these alone, untold ones by their codes."""
    calendar = CalendarRevision.objects.current(fiscal_year)
    editions = RevisionStep.objects.filter(revision=calendar).order_by("order", "pk")
    titles = dict(editions.values_list("step__code", "title"))
    return titles if codes is None else {code: titles.get(code, "") for code in sorted(set(codes))}


class Steps:
    """The steps of last year's plan: what they were, and what they are now."""

    def __init__(self, codes: Mapping[int, str], titles: Mapping[str, str], now: Matched) -> None:
        self.codes, self.titles, self.now = codes, titles, now

    def of(self, row: Activity) -> tuple[tuple[str, ...], dict[str, list[str]]]:
        """The codes of this year, and what is to be told: `unmatched` and `by_words`, as titles of last year."""
        before = [self.codes[tie] for tie in row.ties]
        kept = dict.fromkeys(self.now.codes[code] for code in before if code in self.now.codes)
        unmatched = [code for code in before if code not in self.now.codes]
        by_words = [code for code in before if code in self.now.by_words]
        told = {"unmatched": unmatched, "by_words": by_words}
        return tuple(kept), {
            name: named(found, self.titles) for name, found in told.items() if found
        }


def _activity(row: Activity, steps: Steps, moved) -> ActivityContent:
    codes, told = steps.of(row)
    return ActivityContent(
        text=moved(row.text),
        responsible=row.responsible,
        steps=codes,
        windows=tuple(next_year(span.window) for span in row.spans),
        raw={plans.LAST_YEAR: told} if told else {},
    )


@action
def settle_last_year(*, schedule: Schedule, by: User) -> Schedule:
    """รับทราบ: what was to be told of last year's steps has been read; it stays in the history."""
    schedule = locked(schedule, by)
    rows = [row for phase in plans.phases_of(schedule) for row in phase.rows]
    told = [row for row in rows if plans.LAST_YEAR in row.raw]
    for row in told:
        settle(row)
    if told:
        mark_changed(schedule)
    return schedule


def settle(row: Activity) -> None:
    """Take what was to be told of last year's steps off an activity."""
    if row.raw.pop(plans.LAST_YEAR, None) is not None:
        row.save(update_fields=["raw"])
