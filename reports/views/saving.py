"""Saving what was posted from the editor, by its button or by itself: what was saved, what was not and why."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest

from calendar_app.models import RevisionStep
from ita_portal.models import User
from reports import actions
from reports.forms import rows, shown, table
from reports.models import Comment, Report


@dataclass
class Attempt:
    """A save as it went: `form` is what was posted, `conflicts` what other people changed meanwhile.

    `kept` says of each row that says now what was posted which version and which step texts that are.
    """

    form: rows.TableForm
    report: Report
    by: User
    conflicts: dict[str, actions.Conflict] = field(default_factory=dict)
    kept: dict[str, actions.Kept] = field(default_factory=dict)

    @property
    def unsaved(self) -> list[str]:
        return [*self.form.problems, *self.conflicts]

    def typed(self) -> shown.Typed:
        kept = {prefix: self.form.touched[prefix] for prefix in self.unsaved}
        return shown.Typed(kept, self.form.problems, self.conflicts, reader=self.by)

    def count(self, prefixes) -> int:
        """How many printed rows these are: a number's windows stand in its first row."""
        first = {rows.group_prefix(group): group.rows[0] for group in self.form.table}
        lines = {rows.line_prefix(first[one]) if one in first else one for one in prefixes}
        return len(lines)


def read(report: Report, request: HttpRequest) -> rows.TableForm:
    """What was posted, read against the report as it is; nothing is written."""
    return rows.TableForm(report, table.rows_of(report), calendar_of(report), request.POST)


def write_typed(report: Report, request: HttpRequest) -> Attempt:
    """Write every posted row that was typed into and can be saved. Raises NotEditable."""
    form = read(report, request)
    attempt = Attempt(form, report, request.user)
    if form.groups or form.lines or form.gone:
        saved = actions.save(report=report, by=request.user, groups=form.groups, lines=form.lines)
        gone = [actions.Conflict(edit, None) for edit in form.gone]
        attempt.conflicts |= {prefix_of(one.mine): one for one in (*saved.conflicts, *gone)}
        attempt.kept |= {prefix_of(one.edit): one for one in saved.kept}
        attempt.report = saved.report
    if form.details is not None:
        _save_details(report, request, attempt)
    _save_replies(request, attempt)
    _restore(report, request, attempt)
    return attempt


def prefix_of(edit: actions.LineEdit | actions.GroupEdit) -> str:
    return f"l{edit.line}" if isinstance(edit, actions.LineEdit) else f"g{edit.group}"


def _save_details(report: Report, request: HttpRequest, attempt: Attempt) -> None:
    form = attempt.form
    posted = form.touched["details"]
    try:
        saved = actions.save_details(
            report=report,
            by=request.user,
            token=posted.version,
            sent=len(posted.sent),
            unheard=form.unheard_details,
            **form.details,
        )
    except actions.Stale:
        attempt.conflicts["details"] = actions.details_conflict(report)
    else:
        attempt.report = saved.report


def _save_replies(request: HttpRequest, attempt: Attempt) -> None:
    """คำชี้แจง: no change of the report's content, so it takes no report back from the head."""
    form = attempt.form
    for prefix, reply in form.replies.items():
        posted, question = form.touched[prefix], form.questions.get(form.touched[prefix].pk)
        if question is None:
            attempt.conflicts[prefix] = actions.Conflict(None, None)
            continue
        try:
            form.questions[question.pk] = actions.comments.reply(
                comment=question,
                by=request.user,
                reply=reply,
                version=_made_from(posted, question, request.user),
            )
        except actions.Stale:
            question.refresh_from_db()
            at = question.replied_at
            attempt.conflicts[prefix] = actions.Conflict(None, None, question.replied_by, at)


def _made_from(posted: rows.Posted, question: Comment, by: User) -> int:
    """The version that an answer was typed over: its own where the same page sent what stands there now."""
    unheard = {one.one("reply").strip() for one in posted.unheard}
    is_own = question.replied_by_id == by.pk and question.reply in unheard
    return question.version if is_own else rows.version(posted.version)


def _restore(report: Report, request: HttpRequest, attempt: Attempt) -> None:
    """เพิ่มเป็นแถวใหม่: what was typed into a row that is gone becomes a row at the end."""
    conflict = attempt.conflicts.get(request.POST.get("restore", ""))
    if conflict is None or not isinstance(conflict.mine, actions.LineEdit) or conflict.theirs:
        return
    try:
        actions.rows.add_typed(report=report, edit=conflict.mine, by=request.user)
    except actions.RowAction as refusal:
        messages.error(request, refusal.message)
    else:
        del attempt.conflicts[prefix_of(conflict.mine)]


def calendar_of(report: Report) -> dict[int, RevisionStep]:
    """CalendarStep id → what the report's edition of the calendar says of it, in order."""
    if report.calendar_id is None:
        return {}
    editions = (
        RevisionStep.objects.filter(revision=report.calendar_id)
        .order_by("order", "pk")
        .select_related("step")
    )
    return {edition.step_id: edition for edition in editions}
