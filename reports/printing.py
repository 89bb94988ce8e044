"""PDFs are made by a process of its own, `manage.py print_worker`; here is its queue.

Pages ask for a PDF and for its place in the queue, never for the printing itself. The queue is in the
database (django-tasks-db). A worker that is killed leaves its job RUNNING, so every job may run twice
and `sweep` makes up for whatever was not asked for or not finished.
"""

import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from calendar_app.models import Round, Schedule
from calendar_app.sheets import Sheet
from ita_portal import thai
from ita_portal.actions import audit
from ita_portal.models import User
from reports import actions, book_making, books, receipts
from reports.actions.prints import Paper
from reports.models import (
    Book,
    DraftPrint,
    Intake,
    PlanPrint,
    PublicVersion,
    Receipt,
    Report,
    SigningCopy,
    Submission,
)
from reports.writers import pdf

log = logging.getLogger(__name__)

# Who comes first: somebody who waits for a draft, what was sent just now, what the sweep found, and
# last what could not be printed before.
ASKED_FOR, SENT, SWEPT, TRIED_AGAIN = 30, 20, 10, 0
# A book takes long: whatever else waits is done between two of its chapters.
BOOK = 5

# A job that ended this many workers is not given to another.
MOST_TRIES = 3
# A book is worked at for so long that it meets more restarts that are no fault of its own.
MOST_TRIES_OF_A_BOOK = 30
# What a worker may need beyond PRINT_SECONDS until its job is told from one that nobody works at.
GRACE = timedelta(seconds=30)
# A worker with nothing to do takes a job at once; when nothing moved for so long, none is there.
STANDSTILL = timedelta(seconds=20)
# How often a long job says that it is being worked at.
TELL_EVERY = timedelta(seconds=5)
# Jobs that are done are of no use to anybody; what failed is looked into.
DAYS_DONE_JOBS_STAY, DAYS_FAILED_JOBS_STAY = 1, 30

BROKEN = "พิมพ์ไม่สำเร็จ เพราะระบบพิมพ์ขัดข้อง"

LIVE = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


class TooSlow(BaseException):
    """A PDF took longer than PRINT_SECONDS. Libraries that catch every Exception do not catch this."""


class WorkerLost(Exception):
    """The workers that took a job ended before they finished it."""


# Jobs --------------------------------------------------------------------------------------------


@task
def print_submission(pk: int) -> None:
    """Makes and keeps the PDF of a frozen version, unless it is there."""
    submission = Submission.objects.get(pk=pk)
    _print(submission, lambda: pdf.render(submission.document, imprint=submission.imprint))


@task
def print_public(pk: int) -> None:
    """Makes and keeps the PDF of what everyone reads of a frozen version, unless it is there."""
    public = PublicVersion.objects.select_related("submission").get(pk=pk)
    _print(public, lambda: pdf.render(public.document, imprint=public.imprint))


@task
def print_draft(pk: int) -> None:
    """Makes the PDF of a draft, unless it is there, or gone since a day has passed."""
    draft = DraftPrint.objects.filter(pk=pk).first()
    if draft:
        _print(draft, lambda: pdf.render(draft.document, draft_at=draft.asked_at))


@task
def print_receipt(pk: int) -> None:
    """Makes and keeps the receipt of a submission, unless it is there."""
    receipt = Receipt.objects.select_related("submission__report").get(pk=pk)
    _print(receipt, lambda: pdf.render_receipt(receipts.on_paper(receipt)))


@task
def print_signing_copy(pk: int) -> None:
    """Makes and keeps the PDF of a draft to be signed by hand, unless it is there."""
    copy = SigningCopy.objects.get(pk=pk)
    _print(copy, lambda: pdf.render(copy.document, imprint=copy.imprint))


@task
def print_plan(pk: int) -> None:
    """Makes the PDF of a province's plan, unless it is there, or gone since the plan has changed."""
    paper = PlanPrint.objects.filter(pk=pk).first()
    if paper:
        _print(paper, lambda: pdf.render_plan(paper.sheet))


@task(takes_context=True, priority=BOOK)
def make_book(context: TaskContext, pk: int) -> None:
    """Makes and keeps the file of a book, unless it is there, letting other jobs pass between its parts."""
    book = Book.objects.get(pk=pk)
    if book.pdf:
        return
    job = DBTaskResult.objects.get(pk=context.task_result.id)

    def pause(done: int, doing: str) -> None:
        actions.books.still_at(job=job, every=TELL_EVERY)
        actions.books.tell(book=book, done=done, doing=doing)
        _let_others_pass()

    shop = book_making.Workshop(
        print_paper=_print_frozen, pause=pause, limited=partial(time_limit, settings.PRINT_SECONDS)
    )
    try:
        with book_making.make(book, shop) as file:
            actions.books.keep_file(book=book, file=file)
    except (pdf.Unprintable, book_making.Unmakeable) as known:
        actions.keep_problem(paper=book, problem=str(known))
    except TooSlow:
        log.error("a part of %s was not made in %s seconds", book, settings.PRINT_SECONDS)
        actions.keep_problem(paper=book, problem=_too_slow())
    except Exception:
        log.exception("%s could not be made", book)
        actions.keep_problem(paper=book, problem=BROKEN)


def _print_frozen(paper: Submission | PublicVersion) -> None:
    _print(paper, lambda: pdf.render(paper.document, imprint=paper.imprint))


JOBS = {
    Submission: print_submission,
    PublicVersion: print_public,
    DraftPrint: print_draft,
    Receipt: print_receipt,
    SigningCopy: print_signing_copy,
    PlanPrint: print_plan,
    Book: make_book,
}


def _print(paper: Paper, render: Callable[[], bytes]) -> None:
    if paper.pdf:
        return
    try:
        with time_limit(settings.PRINT_SECONDS):
            data = render()
    except pdf.Unprintable as unprintable:
        actions.keep_problem(paper=paper, problem=str(unprintable))
    except TooSlow:
        log.error("%s was not printed in %s seconds", paper, settings.PRINT_SECONDS)
        actions.keep_problem(paper=paper, problem=_too_slow())
    except Exception:
        log.exception("no PDF could be made of %s", paper)
        actions.keep_problem(paper=paper, problem=BROKEN)
    else:
        actions.keep_pdf(paper=paper, pdf=data)


def _too_slow() -> str:
    seconds = thai.to_thai_digits(settings.PRINT_SECONDS)
    return f"ใช้เวลาพิมพ์เกิน {seconds} วินาที ระบบจึงหยุดพิมพ์"


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TooSlow in what takes longer; in the main thread of a process only.

    It is raised anew every second, because an exception is lost where C calls Python.
    """

    def stop(number, frame):
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# Asking ------------------------------------------------------------------------------------------


def ask_for_submission(submission: Submission, *, priority: int = SENT) -> None:
    """Put a frozen version and what everyone reads of it into the queue, unless they are printed or wait there."""
    _ask(submission, priority)
    if submission.public_id:
        _ask(submission.public, priority)


def ask_for_draft(*, report: Report, by: User) -> DraftPrint:
    """The draft as it stands now, printed or on its way. Raises Refused, NotEditable."""
    draft = actions.ask_for_draft(report=report, by=by)
    _ask(draft, ASKED_FOR)
    return draft


def ask_for_receipt(*, submission: Submission, by: User) -> Receipt:
    """The receipt of a submission, printed or on its way. Raises Refused."""
    receipt = actions.ask_for_receipt(submission=submission, by=by)
    _ask(receipt, ASKED_FOR)
    return receipt


def ask_to_sign(**asked) -> SigningCopy:
    """A draft to be signed by hand, printed or on its way; arguments and refusals as actions.print_to_sign."""
    copy = actions.print_to_sign(**asked)
    _ask(copy, ASKED_FOR)
    return copy


def ask_for_plan(*, schedule: Schedule, sheet: Sheet) -> PlanPrint:
    """A plan as it stands now, printed or on its way."""
    paper = actions.ask_for_plan(schedule=schedule, sheet=sheet)
    _ask(paper, ASKED_FOR)
    return paper


def ask_for_book(*, round: Round, recipe: books.Recipe, by: User) -> Book:
    """A book of a round, made or on its way. Raises Refused."""
    book = actions.books.ask(round=round, recipe=recipe, by=by)
    _ask(book, BOOK)
    return book


def _ask(paper: Paper, priority: int) -> None:
    """Under the lock of its row, so that two people who ask at once make one job."""
    job = JOBS[type(paper)]
    priority = min(priority, BOOK) if isinstance(paper, Book) else priority
    with transaction.atomic():
        locked = type(paper).objects.select_for_update(of=("self",)).filter(pk=paper.pk, pdf="")
        if locked.values_list("pk").first() and not _jobs_of(paper).exists():
            job.using(priority=priority).enqueue(paper.pk)


def _jobs_of(paper: Paper) -> QuerySet[DBTaskResult]:
    """The job of a version or a draft that waits or is being done; there is at most one."""
    given = {"args": [paper.pk], "kwargs": {}}
    return _live_jobs(type(paper)).filter(args_kwargs=given)


def _live_jobs(kind: type[Paper]) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(task_path=JOBS[kind].module_path, status__in=LIVE)


# Waiting -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a PDF is on its way.

    `number` is its place in the queue, 0 when it is being printed, None when it is not in the queue
    until the next sweep. `stands_still`: nothing was printed for so long that no worker can be there.
    """

    number: int | None
    stands_still: bool


def place_in_queue(paper: Paper, now: datetime) -> Place:
    """Three queries at most, however long the queue is."""
    job = _jobs_of(paper).first()
    if job is None:
        return Place(None, _asked_at(paper) < now - SWEEP_EVERY - STANDSTILL)
    number = 0 if job.status == TaskResultStatus.RUNNING else _before(job).count() + 1
    return Place(number, _stands_still(job, now))


def _before(job: DBTaskResult) -> QuerySet[DBTaskResult]:
    """What is printed before a job that waits."""
    same = Q(priority=job.priority, enqueued_at__lt=job.enqueued_at)
    ahead = Q(status=TaskResultStatus.READY) & (Q(priority__gt=job.priority) | same)
    return DBTaskResult.objects.filter(Q(status=TaskResultStatus.RUNNING) | ahead)


def _stands_still(job: DBTaskResult, now: datetime) -> bool:
    """Whether no job was begun or done for longer than any may take, or than an idle worker needs."""
    life = DBTaskResult.objects.aggregate(
        begun=Max("started_at"),
        done=Max("finished_at"),
        running=Max("started_at", filter=Q(status=TaskResultStatus.RUNNING)),
        waiting=Min("enqueued_at", filter=Q(status=TaskResultStatus.READY)),
    )
    asked = life["waiting"] or job.enqueued_at
    last = max(filter(None, (life["begun"], life["done"], asked)))
    return last < now - (_longest() if life["running"] else STANDSTILL)


def _longest() -> timedelta:
    """The time after which nobody can still be working at a job."""
    return timedelta(seconds=settings.PRINT_SECONDS) + GRACE


def _asked_at(paper: Paper) -> datetime:
    return paper.submitted_at if isinstance(paper, Submission | PublicVersion) else paper.asked_at


# Working -----------------------------------------------------------------------------------------


def is_work_waiting() -> bool:
    return DBTaskResult.objects.ready().exists()


def work(*, most: int | None = None) -> None:
    """Do the jobs that wait, or the first `most` of them. Only in the main thread of a process."""
    worker, done = _worker(), 0
    while done != most and (job := _take(worker)):
        worker.run_task(job)
        done += 1


def _let_others_pass() -> None:
    """Do what came before a book, in the middle of it."""
    worker = _worker()
    while job := _take(worker, above=BOOK):
        worker.run_task(job)


def _take(worker: Worker, *, above: int | None = None) -> DBTaskResult | None:
    """The next job, marked as this worker's under a lock that others skip (PostgreSQL) or wait for (SQLite).

    With `above`, one of more than that priority.
    """
    ready = DBTaskResult.objects.ready()
    if above is not None:
        ready = ready.filter(priority__gt=above)
        if not ready.exists():
            return None
    with exclusive_transaction():
        job = ready.get_locked()
        if job:
            job.claim(worker.worker_id)
    return job


def _worker() -> Worker:
    """The package's own, for how it does a job; its loop looks too seldom and knows no sweep."""
    return Worker(
        worker_id=_this_worker(),
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name="default",
        interval=0,
        startup_delay=False,
        batch=True,
        max_tasks=None,
    )


def _this_worker() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


# Sweeping ----------------------------------------------------------------------------------------

SWEEP_EVERY = timedelta(minutes=1)
SWEEP_WIDELY_EVERY = timedelta(minutes=10)


def sweep() -> None:
    """Make up for what was not asked for or not finished, remove what is too old, seal what was done."""
    audit.seal()
    _take_up_dead_jobs()
    for kind in JOBS:
        _ask_for_all(kind.objects.not_printed(), SWEPT)
    for kind in (DraftPrint, PlanPrint):
        for paper in kind.objects.expired(timezone.now()).defer("content"):
            actions.forget_print(paper=paper)
    for intake in Intake.objects.expired(timezone.now()).defer("reading", "boxes"):
        actions.intakes.forget(intake=intake)
    call_command(
        "prune_db_task_results",
        min_age_days=DAYS_DONE_JOBS_STAY,
        failed_min_age_days=DAYS_FAILED_JOBS_STAY,
        verbosity=0,
    )


def sweep_widely() -> None:
    """What is looked for less often: files that the store has lost, versions that could not be printed."""
    for paper in (one for kind in JOBS for one in _lost(kind)):
        log.error("the kept PDF of %s is gone; it is printed again", paper)
        actions.forget_lost_pdf(paper=paper)
    for kind in (Submission, PublicVersion, Receipt, SigningCopy, Book):
        _ask_for_all(kind.objects.filter(pdf="").exclude(print_problem=""), TRIED_AGAIN)
    sweep()


def _ask_for_all(papers: QuerySet, priority: int) -> None:
    given = _live_jobs(papers.model).values_list("args_kwargs", flat=True)
    asked = {one["args"][0] for one in given}
    for paper in _without_content(papers).order_by("pk"):
        if paper.pk not in asked:
            _ask(paper, priority)


def _lost(kind: type[Paper]) -> list[Paper]:
    """The rows are read before the folder, so that a file kept meanwhile is not missed in it."""
    kept = list(_without_content(kind.objects.exclude(pdf="")))
    if not kept:
        return []
    field = kind._meta.get_field("pdf")
    try:
        _, names = field.storage.listdir(field.upload_to)
    except FileNotFoundError:
        names = []
    there = {f"{field.upload_to}{name}" for name in names}
    return [paper for paper in kept if paper.pdf.name not in there]


def _without_content(papers: QuerySet) -> QuerySet:
    """What is printed is long; a receipt keeps nothing that its submission has."""
    columns = {column.name for column in papers.model._meta.concrete_fields}
    return papers.defer("content") if "content" in columns else papers


def _take_up_dead_jobs() -> None:
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    for job in filter(_is_dead, running):
        if len(job.worker_ids) < _most_tries(job):
            log.warning("job %s is taken up again: its worker ended in the middle", job.pk)
            actions.requeue(job=job)
        else:
            log.error("job %s is given up: it ended %s workers", job.pk, len(job.worker_ids))
            _give_up(job)


def _most_tries(job: DBTaskResult) -> int:
    return MOST_TRIES_OF_A_BOOK if job.task_path == make_book.module_path else MOST_TRIES


def _is_dead(job: DBTaskResult) -> bool:
    """Whether nobody works at it any more: its process is gone from this machine, or it takes too long.

    Whoever sweeps works at nothing, so a job of this very process belongs to an earlier one of its
    number.
    """
    host, _, process = job.worker_ids[-1].rpartition(":")
    is_here = host == socket.gethostname() and process.isdecimal()
    if is_here and (int(process) == os.getpid() or not _runs(int(process))):
        return True
    return job.started_at < timezone.now() - _longest()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _give_up(job: DBTaskResult) -> None:
    for kind, known in JOBS.items():
        paper = kind.objects.filter(pk=job.args_kwargs["args"][0]).first()
        if known.module_path == job.task_path and paper:
            actions.keep_problem(paper=paper, problem=BROKEN)
    actions.give_up(job=job, why=WorkerLost(", ".join(job.worker_ids)))
