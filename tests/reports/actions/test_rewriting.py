"""A report as it shall be: only what differs is written, and any stand can be brought back."""

import json
from dataclasses import replace

import pytest

from reports.actions import rewriting
from reports.actions.locking import mark_changed
from reports.actions.rewriting import Wanted, WantedGroup, WantedItem, WantedLine
from reports.models import Group, Item, Line, Report
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return cast.report()


def stand(report) -> Wanted:
    return rewriting.as_it_stands(Report.objects.get(pk=report.pk))


def counts() -> list[int]:
    return [model.history.count() for model in (Group, Line, Item)]


def test_what_says_it_already_is_left_alone(report):
    before = counts()

    rewriting.write(report, stand(report))

    assert counts() == before
    assert {line.version for line in Line.objects.all()} == {1}


def test_a_changed_row_counts_up_its_version_and_no_other(report):
    wanted = stand(report)
    first, *rest = wanted.groups
    line = replace(first.lines[0], result="ผล")
    wanted = replace(wanted, groups=(replace(first, lines=(line,)), *rest))

    rewriting.write(report, wanted)

    assert stand(report) == wanted
    assert [line.version for line in Line.objects.order_by("group__order")] == [2, 1, 1]
    assert {group.version for group in Group.objects.all()} == {1}


def test_rows_are_made_moved_joined_and_removed_at_once(report):
    one, two, three = stand(report).groups
    new = WantedLine((WantedItem("ใหม่", "-"),), result="ผล")
    moved = replace(two.lines[0], items=(*two.lines[0].items, *one.lines[0].items))
    wanted = replace(
        stand(report),
        groups=(three, replace(two, lines=(new, moved))),
        footnote="หมายเหตุ",
    )

    rewriting.write(report, wanted)

    now = stand(report)
    assert [len(group.lines) for group in now.groups] == [1, 2]
    assert now.groups[1].lines[1].items == moved.items
    assert now.groups[1].lines[0].items[0].text == "ใหม่"
    assert (now.footnote, Line.objects.count(), Item.objects.count()) == ("หมายเหตุ", 3, 4)


def test_any_stand_comes_back_with_its_ids_from_json(report):
    before = stand(report)
    kept = json.loads(json.dumps(rewriting.to_dict(before)))
    rewriting.write(report, Wanted((WantedGroup((WantedLine((WantedItem("ก"),)),)),), contact="ข"))
    mark_changed(report, cast.clerk())

    rewriting.write(Report.objects.get(pk=report.pk), rewriting.from_dict(kept))

    assert stand(report) == before


def test_versions_of_rows_never_go_back(report):
    before = stand(report)
    first, *rest = before.groups
    line = replace(first.lines[0], result="ผล")
    rewriting.write(report, replace(before, groups=(replace(first, lines=(line,)), *rest)))

    rewriting.write(report, before)

    assert Line.objects.get(pk=line.pk).version == 3


def test_edited_rows_are_named_as_people_call_them(report):
    then = stand(report)
    one, two, three = then.groups
    edited = replace(two.lines[0], result="แก้")
    extra = WantedLine((WantedItem("เพิ่ม"),), pk=999_999)
    now = replace(then, groups=(one, replace(two, lines=(edited, extra)), three), contact="ติดต่อ")

    assert rewriting.edited_rows(then, then) == []
    assert rewriting.edited_rows(then, now) == ["ลำดับที่ ๒", "ส่วนท้ายรายงาน", "ลำดับที่ ๒ แถวที่ ๒"]
    assert rewriting.edited_rows(then, replace(then, groups=(two, one, three))) == ["การเรียงแถว"]
