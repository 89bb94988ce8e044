"""What a revision would do to the provinces' own plans: windows that come to lie outside, steps that are gone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from calendar_app.models import Activity, ActivityWindow
from calendar_app.moved import Moved, Said
from calendar_app.official import outside
from ita_portal.models import Province
from ita_portal.thai import Window

GONE = "ขั้นตอนที่ผูกไว้ไม่อยู่ในฉบับนี้แล้ว"


@dataclass(frozen=True, slots=True)
class PlanOutside:
    """One activity of a province's plan, and in a sentence what does not fit any more."""

    province: Province
    fiscal_year: int
    words: str
    sentence: str


@dataclass(frozen=True)
class Judge:
    """Windows before and after a revision, by code; what is new in not fitting is told, what never fitted is not."""

    old: Mapping[str, Window | None]
    new: Mapping[str, Window | None]

    @classmethod
    def of(cls, old: Iterable[Said], new: Iterable[Said]) -> "Judge":
        return cls({one.code: one.window for one in old}, {one.code: one.window for one in new})

    def sentence(self, windows: Collection[Window], codes: Collection[str]) -> str:
        """What no longer fits windows that answer these steps, or ''."""
        known = [code for code in codes if code in self.old]
        kept = [code for code in known if code in self.new]
        if known and not kept:
            return GONE
        after = outside(windows, [self.new[code] for code in kept])
        if after is None or outside(windows, [self.old[code] for code in known]):
            return ""
        return after.sentence


def touched(moved: Moved) -> set[str]:
    """The codes of the steps whose time changed, or that are gone."""
    return {one.code for one in moved.changed if one.is_moved} | {one.code for one in moved.removed}


def plans_outside(fiscal_year: int, moved: Moved, judge: Judge) -> list[PlanOutside]:
    """The activities of every plan of the year that no longer fit, by province: three queries at most."""
    ties = _ties(fiscal_year, touched(moved))
    if not ties:
        return []
    windows = defaultdict(list)
    for span in ActivityWindow.objects.filter(activity__in=ties):
        if span.window:
            windows[span.activity_id].append(span.window)
    activities = Activity.objects.filter(pk__in=ties).select_related("phase__schedule__province")
    found = []
    for activity in activities.order_by("phase__schedule__province", "phase__order", "order", "pk"):
        if sentence := judge.sentence(windows[activity.pk], ties[activity.pk]):
            schedule = activity.phase.schedule
            found.append(PlanOutside(schedule.province, fiscal_year, activity.text, sentence))
    return found


def _ties(fiscal_year: int, codes: Collection[str]) -> dict[int, list[str]]:
    """Activity id → the codes of all its steps, of activities tied to one of these."""
    through = Activity.steps.through.objects.filter(
        activity__phase__schedule__fiscal_year=fiscal_year
    )
    every = defaultdict(list)
    for activity, code in through.values_list("activity_id", "calendarstep__code"):
        every[activity].append(code)
    return {pk: tied for pk, tied in every.items() if set(tied) & set(codes)}
