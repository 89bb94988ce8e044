"""One act over many reports: each in a transaction of its own, with its own result, and only once.

The page that asks sends a word with it. The same word again finishes what was left undone and
repeats nothing; who asked twice by a double click is told once.
"""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from calendar_app.models import Round
from ita_portal.models import Province, User
from ita_portal.writing import action
from reports.actions import prospects
from reports.actions.locking import locked_with_round
from reports.actions.moves import accept, return_to_province, undo_accept
from reports.actions.refusals import Refused
from reports.actions.reminding import remind
from reports.models import BulkAct, BulkKind, BulkOutcome, Report, Submission

OF_SOMEBODY_ELSE = "รายการนี้เป็นของผู้อื่น โปรดเลือกจังหวัดจากคิวตรวจใหม่"
NO_LONGER_ACCEPTED = "ฉบับนี้ไม่ใช่ฉบับที่รับไว้แล้ว จึงไม่มีสิ่งที่ต้องยกเลิก"


def accept_many(*, token: UUID, round: Round, submissions: Collection[int], by: User) -> BulkAct:
    """Accept the submissions that were read (their ids), held back for the time of undoing.

    Those with anything against it are left out with the reason. Raises Refused.
    """
    act = begin(token=token, kind=BulkKind.ACCEPT, round=round, by=by)
    return _each(act, submissions, by, accept_one)


def return_many(
    *,
    token: UUID,
    round: Round,
    submissions: Collection[int],
    by: User,
    text: str,
    due_on: date | None = None,
) -> BulkAct:
    """Send the submissions (their ids) back with the same words and perhaps a new day. Raises Refused."""
    act = begin(token=token, kind=BulkKind.RETURN, round=round, by=by, text=text, due_on=due_on)
    return _each(act, submissions, by, return_one)


def remind_many(
    *, token: UUID, round: Round, provinces: Collection[Province], by: User, text: str
) -> BulkAct:
    """Remind the offices that have not sent. Raises Refused."""
    act = begin(token=token, kind=BulkKind.REMIND, round=round, by=by, text=text)
    for province in provinces:
        _tried(partial(remind_one, province=province, act=act, by=by), act, province)
    return act


@action
def begin(
    *,
    token: UUID,
    kind: BulkKind,
    round: Round,
    by: User,
    text: str = "",
    due_on: date | None = None,
) -> BulkAct:
    """The act of this word, as it was first asked for. Raises Refused."""
    asked = {
        "kind": kind,
        "round": round,
        "by": by,
        "at": timezone.now(),
        "text": text.strip(),
        "due_on": due_on,
    }
    act, _ = BulkAct.objects.get_or_create(token=token, defaults=asked)
    if (act.by_id, act.kind, act.round_id) != (by.pk, kind, round.pk):
        raise Refused(OF_SOMEBODY_ELSE)
    return act


def _each(
    act: BulkAct, submissions: Collection[int], by: User, one: Callable[..., None]
) -> BulkAct:
    related = ("report__round", "report__province")
    asked = Submission.objects.filter(pk__in=submissions, report__round=act.round_id)
    for submission in asked.select_related(*related).order_by("report__province__code"):
        # The log names what comes first: the report, not the round of the act.
        do = partial(one, submission=submission, act=act, by=by)
        _tried(do, act, submission.report.province, submission)
    return act


def _tried(
    do: Callable[[], None], act: BulkAct, province: Province, submission: Submission | None = None
) -> None:
    """One of the many; what was refused is written down as left out, with the reason."""
    try:
        do()
    except Refused as refused:
        with transaction.atomic():
            if _is_to_be_done(act, province):
                _tell(act, province, submission, why_not=refused.message)


def _is_to_be_done(act: BulkAct, province: Province) -> bool:
    """Whether it has no result yet; a second click waits here for the first."""
    BulkAct.objects.select_for_update().get(pk=act.pk)
    return not act.outcomes.filter(province=province).exists()


def _tell(
    act: BulkAct, province: Province, submission: Submission | None = None, *, why_not: str = ""
) -> None:
    BulkOutcome.objects.create(
        act=act, province=province, submission=submission, is_done=not why_not, why_not=why_not
    )


@action
def accept_one(*, submission: Submission, act: BulkAct, by: User) -> None:
    """One of an act, unless it has its result. Raises Refused for whatever is against it."""
    province = submission.report.province
    if not _is_to_be_done(act, province):
        return
    report = locked_with_round(submission.report)
    (prospect,) = prospects.of_accepting(report.round, [province], by)
    if prospect.why_not:
        raise Refused(prospect.why_not)
    until = timezone.now() + timedelta(minutes=settings.BULK_UNDO_MINUTES)
    accept(report=report, by=by, submission=submission.pk, held_until=until)
    _tell(act, province, submission)


@action
def return_one(*, submission: Submission, act: BulkAct, by: User) -> None:
    """One of an act, unless it has its result. Raises Refused."""
    report = submission.report
    if not _is_to_be_done(act, report.province):
        return
    given = {"comment": act.text, "due_on": act.due_on}
    return_to_province(report=report, by=by, submission=submission.pk, **given)
    _tell(act, report.province, submission)


@action
def remind_one(*, province: Province, act: BulkAct, by: User) -> None:
    """One of an act, unless it has its result. Raises Refused."""
    if not _is_to_be_done(act, province):
        return
    (prospect,) = prospects.of_reminding(act.round, [province])
    if prospect.why_not:
        raise Refused(prospect.why_not)
    remind(round=act.round, province=province, by=by, text=act.text)
    _tell(act, province)


# Undoing -------------------------------------------------------------------------------------------


def undo_many(*, act: BulkAct, by: User, province: Province | None = None) -> dict[Province, str]:
    """ยกเลิกการรับ of one province's report of an act, or of all; those it could not, with the reason."""
    done = act.outcomes.filter(is_done=True, submission__isnull=False, undone_at__isnull=True)
    if province is not None:
        done = done.filter(province=province)
    refusals = {}
    for outcome in done.select_related("province", "submission__report__round"):
        try:
            _undo(outcome=outcome, by=by)
        except Refused as refused:
            refusals[outcome.province] = refused.message
    return refusals


@action
def _undo(*, outcome: BulkOutcome, by: User) -> None:
    report = locked_with_round(outcome.submission.report)
    current = BulkOutcome.objects.select_for_update().get(pk=outcome.pk)
    if current.undone_at is not None:
        return
    if report.accepted_id != outcome.submission_id:
        raise Refused(NO_LONGER_ACCEPTED)
    undo_accept(report=report, by=by)
    current.undone_at, current.undone_by = timezone.now(), by
    current.save(update_fields=["undone_at", "undone_by"])


def undo_one(*, report: Report, by: User) -> None:
    """ยกเลิกการรับ of a report that is held, told in the act that accepted it. Raises Refused."""
    done = BulkOutcome.objects.filter(submission=report.accepted_id, is_done=True)
    outcome = done.filter(undone_at__isnull=True).last()
    if outcome is None:
        undo_accept(report=report, by=by)
    else:
        _undo(outcome=outcome, by=by)
