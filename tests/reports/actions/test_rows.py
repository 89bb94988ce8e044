"""Joining, parting, adding, moving, removing and bringing back rows."""

import pytest

from ita_portal import thai
from reports import actions
from reports.actions import rows
from reports.models import Group, Item, Line
from tests import cast

pytestmark = pytest.mark.django_db

REG, IIT, PROCESS = (title for _, title, _, _ in cast.STEPS)


@pytest.fixture
def report():
    return cast.report()


def lines(report) -> list[Line]:
    return list(Line.objects.filter(group__report=report).order_by("group__order", "order"))


def act(report, perform, place, by=None):
    """Perform an action on the row at a place, from zero."""
    return perform(report=report, line=lines(report)[place].pk, by=by or cast.clerk())


def write(report, place, *, items=None, **cells):
    """Give a row cells; `items` are pairs of label and text."""
    line = lines(report)[place]
    for name, value in cells.items():
        setattr(line, name, value)
    line.save()
    for order, (label, text) in enumerate(items or [], start=1):
        if order == 1:
            line.items.all().delete()
        Item.objects.create(line=line, order=order, label=label, text=text)


def table(report) -> list[list[list[str]]]:
    """Groups → rows → step texts with their labels."""
    return [
        [
            [f"{one.label} {one.text}".strip() for one in line.items.all()]
            for line in group.lines.all()
        ]
        for group in Group.objects.filter(report=report).order_by("order")
    ]


def orders(report) -> list[tuple[int, list[int]]]:
    return [
        (group.order, [line.order for line in group.lines.all()]) for group in report.groups.all()
    ]


def test_numbers_and_places_renew_themselves(report):
    act(report, rows.add_line, 1)
    act(report, rows.add_group, 0)
    act(report, rows.delete, 2)
    act(report, rows.move_down, 0)

    assert orders(report) == [(1, [1]), (2, [1]), (3, [1]), (4, [1])]


# ---- adding


def test_another_row_under_the_same_number_comes_right_after(report):
    new = act(report, rows.add_line, 0)

    assert table(report) == [[[REG], [""]], [[IIT]], [[PROCESS]]]
    assert (new.group_id, new.order) == (lines(report)[0].group_id, 2)


def test_a_number_of_ones_own_is_put_after_or_before_all(report):
    act(report, rows.add_group, 1)
    rows.add_group(report=report, line=None, by=cast.clerk())

    assert table(report) == [[[""]], [[REG]], [[IIT]], [[""]], [[PROCESS]]]


def test_a_number_is_put_into_an_empty_report(report):
    for _ in range(3):
        act(report, rows.delete, 0)

    rows.add_group(report=report, line=None, by=cast.clerk())

    assert table(report) == [[[""]]]


# ---- joining


def test_two_calendar_steps_are_joined_in_one_row(report):
    write(report, 0, result="บน", status="done")
    write(report, 1, result="ล่าง", status="done")

    line, note = act(report, rows.merge_up, 1)

    assert table(report) == [[[f"- {REG}", f"- {IIT}"]], [[PROCESS]]]
    assert (line.result, line.status, line.version) == ("บน\n\nล่าง", "done", 2)
    assert note == "รวมแถวแล้ว ส่วนที่ไม่ตรงกันใช้ตามแถวบน ของแถวล่างเดิมคือ " + " · ".join(
        f"ช่วงระยะเวลา ({whose}) ๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗" for whose in ("สำนักงาน ป.ป.ช.", "จังหวัด")
    )
    codes = [[step.code for step in item.steps.all()] for item in lines(report)[0].items.all()]
    assert codes == [["REG"], ["IIT"]]


def test_labels_that_were_typed_stay_when_rows_are_joined(report):
    write(report, 0, items=[("๑.", "หนึ่ง"), ("๒.", "สอง")])

    act(report, rows.merge_up, 1)

    assert table(report)[0] == [["๑. หนึ่ง", "๒. สอง", f"- {IIT}"]]


def test_an_empty_row_joins_without_leaving_a_bullet(report):
    act(report, rows.add_line, 0)

    act(report, rows.merge_up, 1)

    assert table(report)[0] == [[REG]]


def test_the_lower_rows_status_and_answer_fill_what_the_upper_lacks(report):
    write(report, 1, status="done", status_text="เสร็จแล้ว", answer="not_ours", answer_reason="เหตุ")

    line, _ = act(report, rows.merge_up, 1)

    assert (line.status, line.status_text) == ("done", "เสร็จแล้ว")
    assert (line.answer, line.answer_reason) == ("not_ours", "เหตุ")


def test_a_status_that_gives_way_is_named(report):
    write(report, 0, status="in_progress")
    write(report, 1, status="done")

    line, note = act(report, rows.merge_up, 1)

    assert line.status == "in_progress"
    assert "สถานะ ดำเนินการแล้ว" in note


def test_the_first_row_of_a_number_leaves_the_others_under_it(report):
    act(report, rows.add_line, 1)
    write(report, 2, items=[("", "แถวสอง")])

    act(report, rows.merge_up, 1)

    assert table(report) == [[[f"- {REG}", f"- {IIT}"]], [["แถวสอง"]], [[PROCESS]]]


def test_the_first_row_of_all_has_nothing_above(report):
    with pytest.raises(actions.RowAction):
        act(report, rows.merge_up, 0)

    assert table(report) == [[[REG]], [[IIT]], [[PROCESS]]]


def test_a_join_can_be_undone(report):
    write(report, 0, result="บน", raw={"ขั้นตอน": "เดิม"})
    write(report, 1, result="ล่าง", status="done", answer="not_ours")
    before = [(one.result, one.status, one.answer, one.raw) for one in lines(report)]
    act(report, rows.merge_up, 1)

    rows.undo(report=report, removed=report.removed_rows.get().pk, by=cast.clerk())

    assert table(report) == [[[REG]], [[IIT]], [[PROCESS]]]
    assert [(one.result, one.status, one.answer, one.raw) for one in lines(report)] == before
    assert [thai.write_window(group.official) for group in report.groups.all()][1] == (
        "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗"
    )


def test_a_join_someone_wrote_in_since_is_not_undone(report):
    act(report, rows.merge_up, 1)
    line = lines(report)[0]
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in line.items.all())
    edit = actions.LineEdit(line.pk, line.version, items, result="เขียนต่อ")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    with pytest.raises(actions.RowAction):
        rows.undo(report=report, removed=report.removed_rows.get().pk, by=cast.clerk())

    assert lines(report)[0].result == "เขียนต่อ"
    assert len(lines(report)) == 2


# ---- parting


def test_a_joined_row_is_parted_into_numbers_with_the_same_windows(report):
    write(report, 0, result="ผล", status="done")
    act(report, rows.merge_up, 1)

    act(report, rows.split, 0)

    assert table(report) == [[[REG]], [[IIT]], [[PROCESS]]]
    first, second, _ = report.groups.all()
    assert (second.official, second.provincial) == (first.official, first.provincial)
    assert [(one.result, one.status) for one in lines(report)[:2]] == [("ผล", "done"), ("", "")]


def test_numbered_labels_stay_when_a_row_is_parted(report):
    write(report, 0, items=[("๑)", "หนึ่ง"), ("๒)", "สอง"), ("-", "สาม")])

    act(report, rows.split, 0)

    assert table(report)[:3] == [[["๑) หนึ่ง"]], [["๒) สอง"]], [["สาม"]]]


def test_step_texts_keep_their_order_where_a_number_has_more_rows(report):
    write(report, 0, items=[("-", "หนึ่ง"), ("-", "สอง"), ("-", "สาม")])
    act(report, rows.add_line, 0)
    write(report, 1, items=[("", "แถวสอง")])

    act(report, rows.split, 0)

    assert table(report)[0] == [["หนึ่ง"], ["สอง"], ["สาม"], ["แถวสอง"]]
    assert orders(report)[0] == (1, [1, 2, 3, 4])


def test_a_row_below_the_first_leaves_its_number_with_those_below(report):
    act(report, rows.add_line, 0)
    act(report, rows.add_line, 1)
    write(report, 1, items=[("", "สอง")])
    write(report, 2, items=[("", "สาม")])

    act(report, rows.split, 1)

    assert table(report) == [[[REG]], [["สอง"], ["สาม"]], [[IIT]], [[PROCESS]]]
    assert orders(report)[1] == (2, [1, 2])


def test_a_row_that_stands_alone_is_not_parted(report):
    with pytest.raises(actions.RowAction):
        act(report, rows.split, 0)


# ---- moving


def test_rows_move_within_their_number_and_numbers_as_a_whole(report):
    act(report, rows.add_line, 0)
    write(report, 1, items=[("", "สอง")])

    act(report, rows.move_up, 1)
    assert table(report)[0] == [["สอง"], [REG]]
    act(report, rows.move_down, 1)

    assert table(report) == [[[IIT]], [["สอง"], [REG]], [[PROCESS]]]


def test_the_ends_of_the_table_are_said(report):
    with pytest.raises(actions.RowAction, match="บนสุด"):
        act(report, rows.move_up, 0)
    with pytest.raises(actions.RowAction, match="ล่างสุด"):
        act(report, rows.move_down, 2)


# ---- removing


def test_a_removed_row_comes_back_whole_and_in_its_place(report):
    write(
        report, 1, result="ผล", status="done", status_text="คำ", answer="not_ours", raw={"ก": "ข"}
    )
    before = Line.objects.values("result", "status", "status_text", "answer", "raw")
    kept = before.get(pk=lines(report)[1].pk)
    removed = act(report, rows.delete, 1)
    assert table(report) == [[[REG]], [[PROCESS]]]

    line = rows.undo(report=report, removed=removed.pk, by=cast.head())

    assert table(report) == [[[REG]], [[IIT]], [[PROCESS]]]
    assert before.get(pk=line.pk) == kept
    assert [step.code for step in line.items.get().steps.all()] == ["IIT"]
    assert thai.write_window(line.group.official) == "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗"
    assert not report.removed_rows.exists()


def test_a_row_removed_from_a_number_of_several_comes_back_under_it(report):
    act(report, rows.add_line, 0)
    write(report, 1, items=[("", "สอง")])
    removed = act(report, rows.delete, 0)

    rows.undo(report=report, removed=removed.pk, by=cast.clerk())

    assert table(report)[0] == [[REG], ["สอง"]]


def test_a_row_comes_back_once(report):
    removed = act(report, rows.delete, 0)
    rows.undo(report=report, removed=removed.pk, by=cast.clerk())

    with pytest.raises(actions.RowGone):
        rows.undo(report=report, removed=removed.pk, by=cast.clerk())


# ---- refusing

ACTIONS = [rows.add_line, rows.add_group, rows.merge_up, rows.split, rows.move_up, rows.move_down]


@pytest.mark.parametrize("perform", [*ACTIONS, rows.delete], ids=lambda one: one.__name__)
def test_no_action_reaches_a_row_of_another_report(report, perform):
    theirs = lines(cast.report(of=cast.roi_et()))[1]

    with pytest.raises(actions.RowGone):
        perform(report=report, line=theirs.pk, by=cast.clerk())

    assert Line.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("perform", [*ACTIONS, rows.delete], ids=lambda one: one.__name__)
def test_a_submitted_report_keeps_its_rows(report, perform):
    actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.NotEditable):
        act(report, perform, 1)

    assert table(report) == [[[REG]], [[IIT]], [[PROCESS]]]


@pytest.mark.parametrize("perform", [rows.add_line, rows.merge_up, rows.delete, rows.move_up])
def test_every_action_is_a_new_version_and_ends_the_hand_over(report, perform):
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    act(report, perform, 1)

    report.refresh_from_db()
    assert (report.version, report.is_handed_over) == (2, False)
    assert report.changed_by == cast.clerk()


def test_what_was_typed_into_a_row_that_is_gone_becomes_the_last_row(report):
    edit = actions.LineEdit(
        999, 1, (actions.ItemEdit("ขั้นตอน", "-", 7),), result="ผล", status="done"
    )

    line = rows.add_typed(report=report, edit=edit, by=cast.clerk())

    assert table(report)[-1] == [["- ขั้นตอน"]]
    assert (line.result, line.status, line.group.order) == ("ผล", "done", 4)


# ---- no more rows than a page can show


@pytest.fixture
def full(report, monkeypatch):
    """A report that has as many rows as it may have."""
    monkeypatch.setattr(actions.rows, "MOST_ROWS", len(lines(report)))
    return report


@pytest.mark.parametrize("perform", [actions.rows.add_line, actions.rows.add_group])
def test_a_full_report_takes_no_more_rows(full, perform):
    with pytest.raises(actions.RowAction, match="รายงานมีได้ไม่เกิน ๓ แถว"):
        act(full, perform, 0)

    assert len(lines(full)) == 3


def test_a_row_of_two_steps_is_not_parted_in_a_full_report(full):
    write(full, 0, items=[("-", "หนึ่ง"), ("-", "สอง")])

    with pytest.raises(actions.RowAction, match="รวมหรือลบแถว"):
        act(full, actions.rows.split, 0)


def test_a_full_report_still_brings_a_row_back(full):
    removed = actions.rows.delete(report=full, line=lines(full)[0].pk, by=cast.clerk())

    actions.rows.undo(report=full, removed=removed.pk, by=cast.clerk())

    assert len(lines(full)) == 3


def test_a_number_whose_rows_were_all_removed_comes_back_as_one_number(report):
    act(report, rows.add_line, 1)
    write(report, 2, items=[("", "สอง")])
    before = table(report)
    first, second = (act(report, rows.delete, 1) for _ in range(2))

    rows.undo(report=report, removed=second.pk, by=cast.clerk())
    rows.undo(report=report, removed=first.pk, by=cast.clerk())

    assert table(report) == before == [[[REG]], [[IIT], ["สอง"]], [[PROCESS]]]


def test_words_typed_into_a_row_that_is_gone_keep_its_ties(report):
    line = lines(report)[1]
    item = line.items.get()
    typed = actions.LineEdit(
        line.pk, 1, (actions.ItemEdit("พิมพ์แล้ว", "", item.pk), actions.ItemEdit("ใหม่"))
    )
    act(report, rows.delete, 1)

    added = rows.add_typed(report=report, edit=typed, by=cast.clerk())

    ties = [[step.code for step in one.steps.all()] for one in added.items.all()]
    assert ties == [["IIT"], []]


def test_words_typed_into_a_row_of_another_report_bring_no_ties(report):
    elsewhere = lines(cast.report(of=cast.roi_et()))[1]
    typed = actions.LineEdit(
        elsewhere.pk, 1, (actions.ItemEdit("พิมพ์แล้ว", "", elsewhere.items.get().pk),)
    )

    added = rows.add_typed(report=report, edit=typed, by=cast.clerk())

    assert not added.items.get().steps.exists()
