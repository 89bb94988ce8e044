"""An action: all of it or nothing, and history that knows who acted, with or without a request."""

import inspect

import pytest

from calendar_app import actions as calendars
from calendar_app import plan_actions
from ita_portal import actions as people
from ita_portal.models import Province
from ita_portal.writing import acting, action
from reports import actions as reports
from reports.actions import drafts, filling, intakes, moves, rows
from tests import cast

pytestmark = pytest.mark.django_db

# What is done before or within the transaction of an action, and why.
AROUND_AN_ACTION = {
    "take_in": "stores the file, which no transaction may wait for",
    "send": "is a part of submitting, electronically or on paper",
    "sent_already": "only asks",
    "refuse_strangers": "only asks",
}
DOORS = (people, calendars, plan_actions, drafts, filling, intakes, moves, rows)


def public_functions(module) -> dict:
    found = inspect.getmembers(module, inspect.isfunction)
    return {
        name: function
        for name, function in found
        if not name.startswith("_") and function.__module__ == module.__name__
    }


@pytest.mark.parametrize("module", DOORS, ids=lambda module: module.__name__)
def test_whatever_is_done_by_somebody_is_an_action(module):
    plain = [
        name
        for name, function in public_functions(module).items()
        if "by" in inspect.signature(function).parameters and not hasattr(function, "__wrapped__")
    ]

    assert [name for name in plain if name not in AROUND_AN_ACTION] == []


def test_history_names_who_wrote_a_report_without_any_request():
    report = cast.report()
    line = report.groups.first().lines.get()
    item = line.items.get()
    edit = reports.LineEdit(
        line.pk, line.version, (reports.ItemEdit("ใหม่", "", item.pk, ()),), result="แก้แล้ว"
    )

    reports.save(report=report, by=cast.head(), lines=[edit])

    assert line.history.first().history_user == cast.head()
    assert {row.history_user for row in item.history.filter(history_type="~")} >= {cast.head()}
    assert [row.history_user for row in report.history.all()] == [cast.head(), cast.clerk()]


def test_history_names_who_removed_a_row():
    report = cast.report()
    line = report.groups.first().lines.get()

    reports.rows.delete(report=report, line=line.pk, by=cast.head())

    assert line.history.first().history_user == cast.head()


def test_history_names_who_wrote_a_plan_and_whose_password_is_new():
    clerk = cast.clerk()

    plan = plan_actions.start(fiscal_year=2567, by=clerk, from_calendar=False)
    people.change_password(person=clerk, password="เขียว-ขจี-สี่แสน-42")

    assert plan.history.get().history_user == clerk
    assert clerk.history.first().history_user == clerk


def test_a_command_of_the_server_names_nobody():
    province = cast.lamphun()
    province.phone = "0 5351 1000"

    people.save_province(province=province, by=None)

    assert province.history.first().history_user is None


@action
def rename(*, province: Province, name: str, by) -> None:
    province.name = name
    province.save()


def test_the_person_holds_until_the_action_ends_and_no_longer():
    province, central, clerk = cast.lamphun(), cast.central(), cast.clerk()

    with acting(central):
        rename(province=province, name="ก", by=clerk)
        province.save()
    province.save()

    newest_first = [row.history_user for row in province.history.all()[:3]]
    assert newest_first == [None, central, clerk]


def test_an_action_that_fails_writes_nothing_and_forgets_the_person():
    province = cast.lamphun()

    @action
    def fail(*, by):
        rename(province=province, name="ก", by=by)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail(by=cast.clerk())
    unchanged = Province.objects.get()
    unchanged.save()

    assert unchanged.name == "ลำพูน"
    assert unchanged.history.first().history_user is None


def test_a_reason_is_that_of_every_change_inside_that_has_none_of_its_own():
    province, round_ = cast.lamphun(), cast.round_()
    province.phone = "1"

    with acting(cast.central(), "นำเข้าจากไฟล์ " + "ก" * 200):
        people.save_province(province=province, by=cast.central())
        calendars.close_round(round=round_, by=cast.central(), reason="หมดเวลา")
        calendars.open_round_again(round=round_, by=cast.central(), reason="ขอแก้ไข")
    province.phone = "2"
    people.save_province(province=province, by=cast.central())

    assert [row.history_change_reason for row in province.history.all()] == [
        None,
        ("นำเข้าจากไฟล์ " + "ก" * 200)[:100],
        None,
    ]
    assert round_.history.first().history_change_reason == "ขอแก้ไข"
