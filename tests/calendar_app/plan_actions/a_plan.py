"""A plan of two phases for the tests of its actions, and what is said and done with it."""

from calendar_app import plan_actions, plans
from calendar_app.models import Activity, CalendarStep
from calendar_app.plan_actions import ActivityContent, Edit, PhaseContent, PlanContent
from ita_portal import thai
from tests import cast

JANUARY = thai.read_window("มกราคม ๒๕๖๗")
DAYS = thai.read_window("1-15 ก.พ. 67")
UNREAD = thai.Window.unread("ตามที่ ป.ป.ช. กำหนด")
CONTENT = PlanContent(
    title="แผน",
    intro="ความนำ",
    phases=(
        PhaseContent(
            "เตรียม",
            (
                ActivityContent(
                    "แต่งตั้งคณะทำงาน", "กลุ่มงานฯ", ("REG",), (JANUARY, UNREAD), {"ที่": "๑.๑"}
                ),
                ActivityContent("ประชุม"),
            ),
        ),
        PhaseContent("เก็บข้อมูล", (ActivityContent("แจ้งหน่วยงาน"),)),
    ),
)


def step(code, fiscal_year=2567):
    return CalendarStep.objects.get_or_create(fiscal_year=fiscal_year, code=code)[0].pk


def said(schedule):
    """The whole plan, in words."""
    return [
        (
            phase.title,
            [
                (row.text, row.responsible, [one.window for one in row.spans], row.ties)
                for row in phase.rows
            ],
        )
        for phase in plans.phases_of(schedule)
    ]


def texts(schedule):
    return [(phase.title, [row.text for row in phase.rows]) for phase in plans.phases_of(schedule)]


def row(schedule, text):
    """The name of the phase or activity that says this."""
    rows = plans.by_name(schedule, plans.phases_of(schedule))
    return next(name for name, one in rows.items() if str(one) == text)


def edit_of(schedule, words, **changes):
    """An edit of the row that says this, made from what it says now."""
    one = plans.by_name(schedule, plans.phases_of(schedule))[row(schedule, words)]
    columns = {name: getattr(one, name) for name in plans.TEXTS[type(one)]}
    rest = {}
    if isinstance(one, Activity):
        rest = {"windows": tuple(s.window for s in one.spans), "steps": tuple(one.ties)}
    rest |= {name: changes.pop(name) for name in ("windows", "steps") if name in changes}
    return Edit(plans.name_of(one), plans.token(one), columns | changes, **rest)


def save(schedule, *edits, by=None):
    return plan_actions.save(schedule=schedule, by=by or cast.clerk(), edits=edits)
