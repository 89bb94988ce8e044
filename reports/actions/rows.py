"""What moves, joins and parts the rows of a report: รวม แยก เพิ่ม เลื่อน ลบ เลิกทำ.

Numbers are places, so they renew themselves. Each function takes the report, a line's id and the
person, locks the report, and returns the line to lead the person back to. All raise NotEditable,
RowGone when another person removed the line, RowAction when it cannot be done there.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from calendar_app.models import CalendarStep
from ita_portal import thai
from ita_portal.models import User
from ita_portal.thai import Window
from ita_portal.writing import action
from reports import document
from reports.actions import evidence, explanations
from reports.actions.drafts import LineEdit, following_status, write_line
from reports.actions.locking import locked_for_editing, mark_changed
from reports.actions.refusals import RowAction, RowGone
from reports.models import Group, Item, Line, RemovedRow, Report

BULLET = "-"
MOST_ROWS = 500  # What a page can still show and a browser still send.


@action
def add_line(*, report: Report, line: int, by: User) -> Line:
    """Another row under the same number, right after `line`."""
    report, after = _editing(report, line, by)
    refuse_too_many(report)
    lines = list(after.group.lines.all())
    return _done(report, by, _new_line(after.group, lines, lines.index(after) + 1))


@action
def add_group(*, report: Report, line: int | None, by: User) -> Line:
    """A number of the province's own after the one of `line`; None puts it before all."""
    report = locked_for_editing(report, by)
    refuse_too_many(report)
    groups = list(report.groups.all())
    place = groups.index(_line(report, line).group) + 1 if line else 0
    group = Group(report=report, order=place)
    _insert(groups, place, group)
    return _done(report, by, _new_line(group, [], 0))


def add_group_for(report: Report, provincial: Window | None) -> Group:
    """A number of the province's own after all others of the locked report, without a row. Raises RowAction."""
    refuse_too_many(report)
    groups = list(report.groups.all())
    group = Group(report=report, order=0)
    group.provincial = provincial
    _insert(groups, len(groups), group)
    return group


@action
def add_typed(*, report: Report, edit: LineEdit, by: User) -> Line:
    """What was typed into a row that is gone, as a row with a number of its own after all.

    Its step texts answer the calendar steps that they answered last, unless others were ticked.
    """
    report = locked_for_editing(report, by)
    refuse_too_many(report)
    groups = list(report.groups.all())
    group = Group(report=report, order=0)
    _insert(groups, len(groups), group)
    line = Line.objects.create(group=group, order=1)
    write_line(line, _tied_as_before(report, edit))
    return _done(report, by, line)


def _tied_as_before(report: Report, edit: LineEdit) -> LineEdit:
    ties = _last_ties(report, edit.line)
    return replace(
        edit,
        items=tuple(
            item if item.steps is not None else replace(item, steps=ties.get(item.item))
            for item in edit.items
        ),
    )


def _last_ties(report: Report, line: int) -> dict[int, tuple[int, ...]]:
    """Item id → CalendarStep ids of a line that was once in this report, when each was last written in it."""
    groups = Group.history.filter(report_id=report.pk).values("id")
    if not Line.history.filter(id=line, group_id__in=groups).exists():
        return {}
    # On deletion the history finds no ties any more.
    written = Item.history.filter(line_id=line, history_type__in="+~").order_by("history_id")
    newest = dict(written.values_list("id", "history_id"))
    ties: dict[int, tuple[int, ...]] = dict.fromkeys(newest, ())
    tied = Item.history.filter(
        history_id__in=newest.values(), historicalitem_steps__isnull=False
    ).values_list("id", "historicalitem_steps__calendarstep")
    for item, step in tied:
        ties[item] += (step,)
    return ties


@action
def merge_up(*, report: Report, line: int, by: User) -> tuple[Line, str]:
    """Join the row with the one above: step texts below one another, results as paragraphs.

    Returns the joined row and a sentence about what of the lower row is not printed any more
    (its windows or status where they differ), empty when nothing.
    """
    report, lower = _editing(report, line, by)
    upper = _line_above(report, lower)
    if upper is None:
        raise RowAction("แถวแรกไม่มีแถวบนให้รวม")
    note = _not_printed(upper, lower)
    before = _as_it_was(upper)
    removed = keep_removed(report=report, line=lower, by=by)
    _join(upper, lower)
    removed.content["joined"] = {**before, "version": upper.version}
    removed.save(update_fields=["content"])
    _remove_line(lower)
    return _done(report, by, upper), note


def _as_it_was(line: Line) -> dict:
    """What `undo` needs to take a join apart: the upper row before it."""
    return {
        "line": line.pk,
        "values": {name: getattr(line, name) for name in KEPT},
        "items": [{"item": item.pk, "label": item.label} for item in line.items.all()],
        "evidence": evidence.beside(line),
    }


def _join(upper: Line, lower: Line) -> None:
    said = [item for item in lower.items.all() if item.text or item.steps.all()]
    for order, item in enumerate([*upper.items.all(), *said], start=1):
        label = (item.label or BULLET) if said else item.label
        if (item.line_id, item.order, item.label) != (upper.pk, order, label):
            item.line, item.order, item.label = upper, order, label
            item.save(update_fields=["line", "order", "label"])
    upper.result = "\n\n".join(text for text in (upper.result, lower.result) if text)
    if not upper.status:
        upper.status, upper.status_text = lower.status, lower.status_text
        upper.status_follows &= lower.status_follows
    if not upper.answer:
        upper.answer, upper.answer_reason = lower.answer, lower.answer_reason
    evidence.put_beside(upper, [*evidence.beside(upper), *evidence.beside(lower)])
    upper.version += 1
    upper.save(update_fields=[*KEPT, "version"])


def _not_printed(upper: Line, lower: Line) -> str:
    kept = []
    if upper.group_id != lower.group_id:
        for name, label in (("official", "สำนักงาน ป.ป.ช."), ("provincial", "จังหวัด")):
            window = getattr(lower.group, name)
            above = getattr(upper.group, name)
            if window and _printed(window) != _printed(above):
                kept.append(f"ช่วงระยะเวลา ({label}) {_printed(window)}")
    if lower.status and upper.status and lower.status != upper.status:
        kept.append(f"สถานะ {lower.get_status_display()}")
    if not kept:
        return ""
    return f"รวมแถวแล้ว ส่วนที่ไม่ตรงกันใช้ตามแถวบน ของแถวล่างเดิมคือ {' · '.join(kept)}"


def _printed(window: thai.Window | None) -> str:
    return thai.write_window(window) if window else ""


@action
def split(*, report: Report, line: int, by: User) -> Line:
    """Part a row: each step text after the first gets a number of its own, with the same windows.

    Where the number has other rows, the new rows stay under it. A row of one step text that shares
    its number with rows above leaves it, with those below.
    """
    report, line = _editing(report, line, by)
    items = list(line.items.all())
    if len(items) > 1:
        refuse_too_many(report, more=len(items) - 1)
        _split_items(report, line, items)
    else:
        _split_group(report, line)
    return _done(report, by, line)


def _split_items(report: Report, line: Line, items: Sequence[Item]) -> None:
    """New rows for the step texts after the first, so that they are still printed in their order."""
    lines = list(line.group.lines.all())
    for offset, item in enumerate(items[1:], start=1):
        if len(lines) > 1:
            item.line = Line(group=line.group, order=0, **_following(line))
            _insert(lines, lines.index(line) + offset, item.line)
        else:
            group = _group_after(report, line.group, offset)
            item.line = Line.objects.create(group=group, order=1, **_following(line))
        item.order, item.label = 1, _own_label(item)
        item.save(update_fields=["line", "order", "label"])
    if items[0].label == BULLET:
        items[0].label = ""
        items[0].save(update_fields=["label"])
    line.version += 1
    line.save(update_fields=["version"])


def _following(line: Line) -> dict:
    """The status of a row parted from one whose status nobody has chosen."""
    if not line.status_follows:
        return {}
    return {"status": following_status(line.group), "status_follows": True}


def _own_label(item: Item) -> str:
    return "" if item.label == BULLET else item.label


def _split_group(report: Report, line: Line) -> None:
    lines = list(line.group.lines.all())
    place = lines.index(line)
    if place == 0:
        raise RowAction("แถวนี้มีขั้นตอนเดียวและเป็นแถวแรกของลำดับที่อยู่แล้ว จึงแยกอีกไม่ได้")
    group = _group_after(report, line.group, 1)
    for order, moved in enumerate(lines[place:], start=1):
        moved.group, moved.order = group, order
        moved.save(update_fields=["group", "order"])


def _group_after(report: Report, group: Group, offset: int) -> Group:
    groups = list(report.groups.all())
    place = groups.index(group) + offset
    new = Group(report=report, order=place)
    new.official, new.provincial = group.official, group.provincial
    _insert(groups, place, new)
    return new


@action
def move_up(*, report: Report, line: int, by: User) -> Line:
    """One place up within its number; the first row takes its whole number up."""
    return _move(report, line, by, -1)


@action
def move_down(*, report: Report, line: int, by: User) -> Line:
    """One place down within its number; the last row takes its whole number down."""
    return _move(report, line, by, +1)


def _move(report: Report, line: int, by: User, step: int) -> Line:
    report, line = _editing(report, line, by)
    lines, groups = list(line.group.lines.all()), list(report.groups.all())
    if 0 <= lines.index(line) + step < len(lines):
        _swap(lines, lines.index(line), step)
    elif 0 <= groups.index(line.group) + step < len(groups):
        _swap(groups, groups.index(line.group), step)
    else:
        raise RowAction("แถวนี้อยู่บนสุดแล้ว" if step < 0 else "แถวนี้อยู่ล่างสุดแล้ว")
    return _done(report, by, line)


def _swap(rows: list, place: int, step: int) -> None:
    rows[place], rows[place + step] = rows[place + step], rows[place]
    _renumber(rows)


@action
def delete(*, report: Report, line: int, by: User) -> RemovedRow:
    """Remove a row; it is kept whole, and `undo` puts it back."""
    report, line = _editing(report, line, by)
    removed = keep_removed(report=report, line=line, by=by)
    _remove_line(line)
    mark_changed(report, by)
    return removed


def _remove_line(line: Line) -> None:
    group = line.group
    Line.objects.get(pk=line.pk).delete()
    if not group.lines.exists():
        report = group.report
        group.delete()
        _renumber(list(report.groups.all()))
    else:
        _renumber(list(group.lines.all()))


@action
def keep_removed(*, report: Report, line: Line, by: User) -> RemovedRow:
    """A row of the locked report, whole, for the list of those that `undo` brings back."""
    group = line.group
    content = {
        "key": line.pk,
        "group": group.pk,
        "group_order": group.order,
        "line_order": line.order,
        "official": document.window_to_dict(group.official),
        "provincial": document.window_to_dict(group.provincial),
        "line": {name: getattr(line, name) for name in KEPT},
        "items": [
            {
                "label": item.label,
                "text": item.text,
                "steps": [step.pk for step in item.steps.all()],
            }
            for item in line.items.all()
        ],
        "evidence": evidence.beside(line),
    }
    return RemovedRow.objects.create(
        report=report, content=content, removed_at=timezone.now(), removed_by=by
    )


KEPT = ("result", "status", "status_follows", "status_text", "answer", "answer_reason", "raw")


@action
def undo(*, report: Report, removed: int, by: User) -> Line:
    """เลิกทำ: put a removed row (RemovedRow id) back where it was; a row that was joined, apart again."""
    report = locked_for_editing(report, by)
    row = report.removed_rows.filter(pk=removed).first()
    if row is None:
        raise RowGone("แถวนี้นำกลับมาแล้ว")
    content = row.content
    if "joined" in content:
        _part(report, content["joined"], content.get("evidence", []))
    group = report.groups.filter(pk=content["group"]).first() or _restored_group(report, content)
    lines = list(group.lines.all())
    line = Line(group=group, order=0, **content["line"])
    _insert(lines, min(content["line_order"] - 1, len(lines)), line)
    _restore_items(line, content["items"])
    explanations.follow(report, old=content.get("key"), new=line.pk)
    evidence.put_beside(line, content.get("evidence", []))
    row.delete()
    return _done(report, by, line)


def _part(report: Report, joined: dict, of_lower: Sequence[int]) -> None:
    """Give the upper row of a join what it was before, unless someone wrote in it since.

    `of_lower` are the pieces of evidence that came from the lower row; what was put beside the joined
    row since stays there.
    """
    lines = Line.objects.filter(group__report=report).prefetch_related("attachments")
    upper = lines.filter(pk=joined["line"]).first()
    if upper is None or upper.version != joined["version"]:
        raise RowAction("แถวที่รวมแล้วมีการแก้ไขภายหลัง จึงเลิกทำไม่ได้ โปรดใช้ แยกเป็นคนละแถว แทน")
    labels = {kept["item"]: kept["label"] for kept in joined["items"]}
    for item in upper.items.all():
        if item.pk not in labels:
            item.delete()
        elif item.label != labels[item.pk]:
            item.label = labels[item.pk]
            item.save(update_fields=["label"])
    for name, value in joined["values"].items():
        setattr(upper, name, value)
    came = set(of_lower).difference(joined.get("evidence", []))
    evidence.put_beside(upper, [pk for pk in evidence.beside(upper) if pk not in came])
    upper.version += 1
    upper.save(update_fields=[*KEPT, "version"])


def _restored_group(report: Report, content: dict) -> Group:
    groups = list(report.groups.all())
    place = min(content["group_order"] - 1, len(groups))
    group = Group(report=report, order=place)
    group.official = document.window_from_dict(content["official"])
    group.provincial = document.window_from_dict(content["provincial"])
    _insert(groups, place, group)
    # What else was removed from under this number comes back under it too.
    for other in report.removed_rows.filter(content__group=content["group"]):
        other.content["group"] = group.pk
        other.save(update_fields=["content"])
    return group


def _restore_items(line: Line, items: list[dict]) -> None:
    for order, kept in enumerate(items, start=1):
        item = Item.objects.create(line=line, order=order, label=kept["label"], text=kept["text"])
        item.steps.set(CalendarStep.objects.filter(pk__in=kept["steps"]))


def _editing(report: Report, line: int, by: User) -> tuple[Report, Line]:
    report = locked_for_editing(report, by)
    return report, _line(report, line)


def _line(report: Report, pk: int) -> Line:
    line = (
        Line.objects.filter(group__report=report, pk=pk)
        .select_related("group")
        .prefetch_related("items__steps", "attachments")
        .first()
    )
    if line is None:
        raise RowGone()
    return line


def _line_above(report: Report, line: Line) -> Line | None:
    lines = list(
        Line.objects.filter(group__report=report)
        .select_related("group")
        .prefetch_related("items__steps", "attachments")
        .order_by("group__order", "group__pk", "order", "pk")
    )
    place = lines.index(line)
    return lines[place - 1] if place else None


def refuse_too_many(report: Report, more: int = 1) -> None:
    """Raise RowAction where a report would have more rows than a page can show."""
    if Line.objects.filter(group__report=report).count() + more > MOST_ROWS:
        most = thai.to_thai_digits(MOST_ROWS)
        raise RowAction(f"รายงานมีได้ไม่เกิน {most} แถว โปรดรวมหรือลบแถวที่ไม่ใช้ก่อนเพิ่มแถวใหม่")


def _new_line(group: Group, lines: list[Line], place: int) -> Line:
    line = Line(group=group, order=place)
    _insert(lines, place, line)
    Item.objects.create(line=line, order=1)
    return line


def _insert(rows: list, place: int, new) -> None:
    """Put a new row among its siblings and save it; those behind it move on."""
    rows.insert(place, new)
    _renumber(rows)


def _renumber(rows: Sequence[Group] | Sequence[Line]) -> None:
    for order, row in enumerate(rows, start=1):
        if row.pk is None:
            row.order = order
            row.save()
        elif row.order != order:
            row.order = order
            row.save(update_fields=["order"])


def _done(report: Report, by: User, line: Line) -> Line:
    mark_changed(report, by)
    return line
