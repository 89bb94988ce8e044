"""Every change of a year's calendar.

A revision that is in force is never edited: a change is a copy, edited as a draft and then put in
force, so that reports can say which revision they followed. `seen` of a whole revision is the token of
step_rows.py.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from calendar_app import step_rows
from calendar_app.actions.asking import only_central
from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep
from calendar_app.step_rows import StepRow
from ita_portal import thai
from ita_portal.actions import Refused, Stale, locked, save_columns
from ita_portal.models import User
from ita_portal.writing import action


@action
def new_revision(*, fiscal_year: int, by: User | None, note: str = "", complete: bool = True):
    """An empty draft revision of a fiscal year (Buddhist era), numbered after the last."""
    revision = CalendarRevision(fiscal_year=fiscal_year, note=note, complete=complete)
    return save_revision(revision=revision, by=by)


@action
def copy_revision(*, revision: CalendarRevision, by: User | None) -> CalendarRevision:
    """A draft revision of the same year with the same steps; one that says the same still is the same copy.

    A second click, or a second person, goes on in it.
    """
    only_central(by)
    locked(revision)
    drafts = CalendarRevision.objects.filter(
        fiscal_year=revision.fiscal_year, number__gt=revision.number, in_force_since=None
    )
    newest = drafts.exclude(pk=revision.pk).order_by("-number").first()
    if newest and _says(newest) == _says(revision):
        return newest
    copy = new_revision(
        fiscal_year=revision.fiscal_year, by=by, note=revision.note, complete=revision.complete
    )
    for edition in revision.steps.all():
        edition.pk, edition.revision, edition.raw = None, copy, {}
        edition.save()
    return copy


# What a step of a copy has of its own.
OWN = {"id", "revision_id", "raw"}


def _says(revision: CalendarRevision) -> list:
    """Everything that a revision says, as a copy of it says the same."""
    names = [field.attname for field in RevisionStep._meta.concrete_fields]
    steps = revision.steps.values_list(*(name for name in names if name not in OWN))
    return [revision.note, revision.complete, *steps]


@action
def save_revision(
    *, revision: CalendarRevision, by: User | None, seen: str | None = None
) -> CalendarRevision:
    """A draft's note and completeness; a new one gets the next number of its year.

    Raises Refused for one in force, Stale.
    """
    only_central(by)
    if revision.pk is None:
        return _numbered(revision)
    current = _locked_draft(revision, seen)
    save_columns(revision, current, but=["fiscal_year", "number", "in_force_since"])
    return revision


def _numbered(revision: CalendarRevision) -> CalendarRevision:
    revision.number = CalendarRevision.objects.next_number(revision.fiscal_year)
    try:
        with transaction.atomic():
            revision.save()
    except IntegrityError as error:
        raise Refused("มีผู้เพิ่มฉบับปรับปรุงของปีนี้พร้อมกับท่าน โปรดลองอีกครั้ง") from error
    return revision


@action
def delete_revision(*, revision: CalendarRevision, by: User | None) -> None:
    """Throw a draft away with its steps. Raises Refused for one in force."""
    only_central(by)
    _locked_draft(revision).delete()


@action
def save_step(*, edition: RevisionStep, by: User | None, seen: str | None = None) -> RevisionStep:
    """One step of a draft revision, new or changed.

    Raises Refused for a revision in force, a step of another year or one the revision has; Stale.
    """
    only_central(by)
    _locked_draft(edition.revision)
    if edition.step.fiscal_year != edition.revision.fiscal_year:
        raise Refused("ขั้นตอนนี้เป็นของปีงบประมาณอื่น โปรดเลือกขั้นตอนของปีเดียวกับปฏิทิน")
    if edition.revision.steps.filter(step=edition.step).exclude(pk=edition.pk).exists():
        raise Refused(f"ฉบับนี้มีขั้นตอนรหัส {edition.step.code} แล้ว โปรดใช้รหัสอื่นหรือแก้แถวที่มีอยู่")
    if edition.pk is None:
        edition.save()
    else:
        save_columns(edition, locked(edition, seen), but=["revision"])
    return edition


@action
def delete_step(*, edition: RevisionStep, by: User | None) -> None:
    """Take a step out of a draft revision. Raises Refused for one in force."""
    only_central(by)
    _locked_draft(edition.revision)
    edition.delete()


@action
def step(*, fiscal_year: int, code: str, by: User | None) -> CalendarStep:
    """The step known by year and code for good; made when it is new."""
    only_central(by)
    found, _ = CalendarStep.objects.get_or_create(fiscal_year=fiscal_year, code=code)
    return found


@action
def put_in_force(
    *, revision: CalendarRevision, by: User | None, seen: str | None = None
) -> CalendarRevision:
    """From now on this revision rules its year.

    `seen` is what was read before: the token of the draft, and the number of the revision that rules
    now. Raises Refused for one in force, without steps, or older than the one in force; Stale.
    """
    only_central(by)
    revision = _locked_draft(revision)
    if seen is not None and seen != reading_token(revision):
        raise Stale()
    if not revision.steps.exists():
        raise Refused("ปฏิทินฉบับนี้ยังไม่มีขั้นตอน โปรดเพิ่มขั้นตอนก่อนประกาศใช้")
    ruling = CalendarRevision.objects.current(revision.fiscal_year)
    if ruling and ruling.number > revision.number:
        raise Refused(
            f"ฉบับปรับปรุงครั้งที่ {thai.to_thai_digits(ruling.number)} ซึ่งใหม่กว่ามีผลใช้แล้ว"
            " โปรดทำสำเนาฉบับนี้เป็นฉบับปรับปรุงใหม่ แล้วประกาศใช้ฉบับใหม่นั้น"
        )
    revision.in_force_since = timezone.now()
    revision.save(update_fields=["in_force_since"])
    return revision


def _locked_draft(revision: CalendarRevision, seen: str | None = None) -> CalendarRevision:
    """The revision under its lock, so that nobody puts it in force meanwhile. Raises Refused, Stale."""
    current = locked(revision, seen)
    if not current.is_draft:
        raise Refused("ปฏิทินฉบับนี้มีผลใช้แล้ว จึงแก้ไขไม่ได้ โปรดทำสำเนาเป็นฉบับปรับปรุงใหม่แล้วแก้ไขฉบับนั้น")
    return current


def reading_token(revision: CalendarRevision) -> str:
    """What somebody has read who asks what a draft would change: it, and the revision that it would replace."""
    ruling = CalendarRevision.objects.current(revision.fiscal_year)
    draft = step_rows.token(revision, step_rows.rows_of(revision))
    return f"{draft}-{ruling.number if ruling else 0}"


# Whole revisions ---------------------------------------------------------------------------------

MOST_STEPS = 200


@action
def begin(
    *,
    fiscal_year: int,
    rows: Sequence[StepRow],
    by: User | None,
    note: str = "",
    raw: dict[str, Any] | None = None,
) -> CalendarRevision:
    """A new draft of a year with these steps; those without a code get one. `raw`: what was read and is no step."""
    _refuse_too_many(rows)
    revision = save_revision(
        revision=CalendarRevision(fiscal_year=fiscal_year, note=note, raw=raw or {}), by=by
    )
    _write_rows(revision, step_rows.with_codes(rows, titles_before(fiscal_year)), by)
    return revision


@action
def begin_from_last_year(*, fiscal_year: int, by: User | None) -> CalendarRevision:
    """A new draft with the steps of the newest earlier year, every window so many years later, to be confirmed.

    Raises Refused where no earlier year has a calendar in force.
    """
    earlier = year_before(fiscal_year)
    if earlier is None:
        raise Refused("ยังไม่มีปฏิทินของปีก่อนที่ประกาศใช้แล้ว โปรดพิมพ์หรือวางตารางปฏิทินแทน")
    rows = step_rows.a_year_later(
        step_rows.rows_of(earlier),
        years=fiscal_year - earlier.fiscal_year,
        fiscal_year=fiscal_year,
    )
    return begin(fiscal_year=fiscal_year, rows=rows, by=by)


def year_before(fiscal_year: int) -> CalendarRevision | None:
    """The calendar that rules the newest year before this one, or None."""
    return (
        CalendarRevision.objects.in_force()
        .filter(fiscal_year__lt=fiscal_year)
        .order_by("-fiscal_year", "-number")
        .first()
    )


def titles_before(fiscal_year: int) -> dict[str, str]:
    """Code → title of the calendar that a new one of this year follows: that of the year itself, else of the last."""
    before = CalendarRevision.objects.current(fiscal_year) or year_before(fiscal_year)
    return {row.code: row.title for row in step_rows.rows_of(before)} if before else {}


@action
def write(
    *,
    revision: CalendarRevision,
    rows: Sequence[StepRow],
    by: User | None,
    seen: str | None = None,
    note: str | None = None,
    complete: bool | None = None,
) -> CalendarRevision:
    """Make a draft say these steps in this order, and its note and completeness where given.

    A step keeps by its `was` what a document said of it. Raises Refused for a revision in force, two
    rows of one code or too many; Stale.
    """
    only_central(by)
    _refuse_too_many(rows)
    current = _locked_draft(revision)
    before = step_rows.rows_of(current)
    if seen is not None and step_rows.token(current, before) != seen:
        raise Stale()
    if note is not None:
        current.note, current.complete = note, bool(complete)
        save_columns(current, locked(revision), but=["fiscal_year", "number", "in_force_since"])
    kept = {row.code: row.raw for row in before}
    rows = [_with_raw(row, kept.get(row.was, {})) for row in rows]
    _write_rows(current, step_rows.with_codes(rows, titles_before(current.fiscal_year)), by)
    return current


def _with_raw(row: StepRow, raw: dict[str, Any]) -> StepRow:
    """A row with what was kept of it; a code that somebody typed was neither found nor made."""
    kept = {
        name: said for name, said in raw.items() if name != step_rows.CODE or row.code == row.was
    }
    return replace(row, raw=kept)


def _refuse_too_many(rows: Sequence[StepRow]) -> None:
    if len(rows) > MOST_STEPS:
        most = thai.to_thai_digits(MOST_STEPS)
        raise Refused(f"ปฏิทินหนึ่งฉบับมีได้ไม่เกิน {most} ขั้นตอน โปรดแยกเฉพาะขั้นตอนของ ป.ป.ช.")


def _write_rows(revision: CalendarRevision, rows: Sequence[StepRow], by: User | None) -> None:
    """The steps of a locked draft. A code is a step: its row goes on, whatever place it has now."""
    there = {edition.step.code: edition for edition in step_rows.editions_of(revision)}
    codes = [row.code for row in rows]
    if len(codes) != len(set(codes)):
        raise Refused("ฉบับหนึ่งมีขั้นตอนรหัสเดียวกันได้เพียงแถวเดียว โปรดแก้รหัสให้ไม่ซ้ำ")
    for code, edition in there.items():
        if code not in codes:
            edition.delete()
    for order, row in enumerate(rows, start=1):
        edition = there.get(row.code) or RevisionStep(
            revision=revision, step=step(fiscal_year=revision.fiscal_year, code=row.code, by=by)
        )
        _write_row(edition, order, row)


COLUMNS = ("title", "owner", "guidance", "sentence", "is_shifted", "window", "raw")


def _write_row(edition: RevisionStep, order: int, row: StepRow) -> None:
    said = {name: getattr(row, name) for name in COLUMNS} | {"order": order, "raw": dict(row.raw)}
    if edition.pk and all(getattr(edition, name) == value for name, value in said.items()):
        return
    for name, value in said.items():
        setattr(edition, name, value)
    edition.save()


@action
def restore_step(*, revision: CalendarRevision, removed: int, by: User | None) -> RevisionStep:
    """เลิกทำการลบ: a step that was taken out of a draft (the id of its last history row) comes back to its place.

    Raises Refused where it cannot.
    """
    only_central(by)
    revision = _locked_draft(revision)
    history = RevisionStep.history.filter(revision_id=revision.pk, history_type="-")
    found = history.filter(history_id=removed).select_related("step").first()
    rows = step_rows.rows_of(revision)
    if found is None or found.step is None or found.step.code in {row.code for row in rows}:
        raise Refused("ขั้นตอนนี้นำกลับมาแล้ว หรือมีขั้นตอนรหัสเดียวกันอยู่แล้ว")
    # Its history row has no window of its own: the columns are those of a step.
    back = step_rows.row_of(found.instance)
    place = min(found.order - 1, len(rows))
    _write_rows(revision, [*rows[:place], back, *rows[place:]], by)
    return RevisionStep.objects.get(revision=revision, step=found.step)
