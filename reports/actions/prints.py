"""What is wanted on paper and what became of it: the rows of drafts, the kept files, the jobs that stopped midway.

No report is changed here, so each function locks the one row that it writes.
"""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from calendar_app import sheets
from calendar_app.models import Schedule
from calendar_app.sheets import Sheet
from ita_portal.models import User
from ita_portal.writing import action
from reports import content, document
from reports.actions.locking import locked, locked_for_editing
from reports.actions.refusals import Refused
from reports.models import (
    Book,
    DraftPrint,
    PlanPrint,
    PublicVersion,
    Receipt,
    Report,
    SigningCopy,
    Submission,
)

Paper = Submission | PublicVersion | DraftPrint | Receipt | SigningCopy | PlanPrint | Book


@action
def ask_for_draft(*, report: Report, by: User) -> DraftPrint:
    """The report as it stands now, to be printed as a draft of this moment.

    The same words asked for within a day are the same row, so that they are printed once; what could
    not be printed, or was lost, is tried again. Raises Refused, NotEditable.
    """
    report = locked_for_editing(report, by)
    now, text = timezone.now(), document.canonical_json(content.draft(report))
    sha256 = document.digest(text)
    same = report.draft_prints.kept(now).filter(sha256=sha256).last()
    if same is None:
        return DraftPrint.objects.create(report=report, content=text, sha256=sha256, asked_at=now)
    _try_again(same)
    return same


@action
def ask_for_receipt(*, submission: Submission, by: User) -> Receipt:
    """The receipt of a submission on paper; asked for again it is the same, tried anew where it failed.

    Raises Refused for another province's.
    """
    report = locked(submission.report)
    if by.of_a_province and by.province_id != report.province_id:
        raise Refused("รายงานนี้เป็นของจังหวัดอื่น")
    address = submission.verify_address or content.verify_address(submission.reference)
    receipt, _ = Receipt.objects.get_or_create(
        submission=submission,
        defaults={"verify_address": address, "asked_at": timezone.now(), "asked_by": by},
    )
    _try_again(receipt)
    return receipt


def ask_for_plan(*, schedule: Schedule, sheet: Sheet) -> PlanPrint:
    """A plan as it stands, to be printed; by anybody, for it is public.

    The same words are the same row, whoever asks and however often.
    """
    text, now = sheets.canonical_json(sheet), timezone.now()
    sha256 = sheets.digest(text)
    with transaction.atomic():
        schedule = Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
        same = schedule.prints.filter(sha256=sha256).first()
        if same is None:
            fresh = {"version": schedule.version, "content": text, "asked_at": now}
            return PlanPrint.objects.create(schedule=schedule, sha256=sha256, **fresh)
        if same.version != schedule.version:
            same.version, same.asked_at = schedule.version, now
            same.save(update_fields=["version", "asked_at"])
        _try_again(same)
    return same


def _try_again(paper: Paper) -> None:
    """What could not be printed, or was lost, is printed anew."""
    if paper.print_problem or is_lost(paper):
        paper.pdf, paper.print_problem = "", ""
        paper.save(update_fields=["pdf", "print_problem"])


def is_lost(paper: Paper) -> bool:
    """Whether the store has lost the file that was kept."""
    return bool(paper.pdf) and not paper.pdf.storage.exists(paper.pdf.name)


def keep_pdf(*, paper: Paper, pdf: bytes) -> Paper:
    """Keep the bytes first made for a version or a draft; bytes already kept are never replaced."""
    with transaction.atomic():
        paper = _locked(paper)
        if not paper.pdf:
            _clear_the_place(paper)
            paper.pdf.save(paper.file_name, ContentFile(pdf), save=False)
            paper.print_problem = ""
            paper.save(update_fields=["pdf", "print_problem"])
    return paper


def _clear_the_place(paper: Paper) -> None:
    """A worker that was killed while it wrote the file has left a part of it under this name."""
    field = paper.pdf.field
    field.storage.delete(field.generate_filename(paper, paper.file_name))


def keep_problem(*, paper: Paper, problem: str) -> Paper:
    """Why there is no PDF, as a sentence for people; nothing where there is one meanwhile."""
    with transaction.atomic():
        paper = _locked(paper)
        if not paper.pdf:
            paper.print_problem = problem
            paper.save(update_fields=["print_problem"])
    return paper


def forget_lost_pdf(*, paper: Paper) -> Paper:
    """Take the name of a file that the store has lost off its row, so that it is printed again."""
    with transaction.atomic():
        paper = _locked(paper)
        if is_lost(paper):
            paper.pdf = ""
            paper.save(update_fields=["pdf"])
    return paper


def forget_print(*, paper: DraftPrint | PlanPrint) -> None:
    """Remove a print's file and its row; in this order, so that no file is left without a row."""
    with transaction.atomic():
        rows = type(paper).objects.select_for_update(of=("self",))
        current = rows.filter(pk=paper.pk).first()
        if current is None:
            return
        if current.pdf:
            current.pdf.storage.delete(current.pdf.name)
        current.delete()


def _locked(paper: Paper) -> Paper:
    return type(paper).objects.select_for_update(of=("self",)).get(pk=paper.pk)


# Jobs whose worker was killed ----------------------------------------------------------------------


def requeue(*, job: DBTaskResult) -> None:
    """Put a job back into the queue, unless it has been done or taken by another worker meanwhile."""
    with transaction.atomic():
        current = _still_running(job)
        if current:
            current.status = TaskResultStatus.READY
            current.save(update_fields=["status"])


def give_up(*, job: DBTaskResult, why: Exception) -> None:
    """End a job that takes every worker down."""
    with transaction.atomic():
        current = _still_running(job)
        if current:
            current.set_failed(why)


def _still_running(job: DBTaskResult) -> DBTaskResult | None:
    current = DBTaskResult.objects.select_for_update().filter(pk=job.pk).first()
    seen = (TaskResultStatus.RUNNING, job.worker_ids)
    return current if current and (current.status, current.worker_ids) == seen else None
