"""The queue of PDFs: asked for once, printed once, by a worker that may die at any moment."""

import os
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports import actions, printing
from reports.models import DraftPrint, Intake, Submission
from reports.printing import Place
from reports.writers import pdf
from tests import cast, intakes
from tests.printing_worker import print_all, worker

pytestmark = pytest.mark.django_db

PROVINCES = [("nan", "น่าน", "55"), ("phrae", "แพร่", "54"), ("yala", "ยะลา", "95")]


def submission() -> Submission:
    return actions.latest(cast.submitted())


def job() -> DBTaskResult:
    return DBTaskResult.objects.get()


def printed(paper) -> bytes:
    paper.refresh_from_db()
    with paper.pdf.open() as file:
        return file.read()


# Asking and printing -----------------------------------------------------------------------------


def test_asking_twice_makes_one_job(printer):
    sent = submission()

    for _ in range(2):
        printing.ask_for_submission(sent)

    assert job().args_kwargs == {"args": [sent.pk], "kwargs": {}}
    assert printer.printed == []


def test_what_is_printed_is_not_asked_for_again(printer):
    sent = submission()
    print_all()

    printing.ask_for_submission(sent)

    assert not printing.is_work_waiting()
    assert printed(sent) == b"%PDF-1.7 final lamphun"


def test_a_job_done_twice_prints_once(printer):
    sent = submission()

    for _ in range(2):
        printing.print_submission.call(sent.pk)

    assert printer.printed == [sent.document]


def test_the_paper_bears_the_imprint_of_its_version(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    marks = []
    monkeypatch.setattr(pdf, "render", lambda document, **mark: marks.append(mark) or b"%PDF")
    sent = submission()
    report = cast.report(of=cast.roi_et())
    draft = printing.ask_for_draft(report=report, by=cast.clerk(cast.roi_et()))

    print_all()

    assert marks == [{"draft_at": draft.asked_at}, {"imprint": sent.imprint}]


def test_drafts_come_before_versions_and_those_before_what_the_sweep_finds(printer):
    swept = submission()
    nan, phrae = (cast.province(slug=s, name=n, code=c) for s, n, c in PROVINCES[:2])
    printing.sweep()
    printing.ask_for_submission(actions.latest(cast.submitted(of=nan)))
    printing.ask_for_draft(report=cast.report(of=phrae), by=cast.clerk(phrae))

    printing.work()

    order = [document.province.slug for document in printer.printed]
    assert order == ["phrae", "nan", swept.report.province.slug]


# The place in the queue ----------------------------------------------------------------------------


def test_places_are_counted_from_one_and_the_job_in_hand_counts(printer):
    homes = [cast.province(slug=s, name=n, code=c) for s, n, c in PROVINCES]
    papers = [actions.latest(cast.submitted(of=home)) for home in homes]
    for paper in papers:
        printing.ask_for_submission(paper)

    before = [printing.place_in_queue(paper, timezone.now()) for paper in papers]
    DBTaskResult.objects.last().claim("somewhere:1")
    DBTaskResult.objects.ready().first().claim("somewhere:1")
    after = [printing.place_in_queue(paper, timezone.now()) for paper in papers]

    assert before == [Place(1, False), Place(2, False), Place(3, False)]
    assert sorted(after, key=lambda place: place.number) == [
        Place(0, False),
        Place(0, False),
        Place(3, False),
    ]


def test_what_nobody_asked_for_has_no_place_until_the_sweep(printer):
    sent = submission()

    now = printing.place_in_queue(sent, timezone.now())
    later = printing.place_in_queue(sent, timezone.now() + timedelta(minutes=2))

    assert (now, later) == (Place(None, False), Place(None, True))


def test_a_queue_stands_still_when_no_worker_takes_a_job(printer):
    sent = submission()
    printing.ask_for_submission(sent)

    places = [
        printing.place_in_queue(sent, timezone.now() + timedelta(seconds=seconds))
        for seconds in (10, 30)
    ]

    assert places == [Place(1, False), Place(1, True)]


def test_a_long_print_is_no_standstill_until_it_takes_longer_than_any_may(printer):
    sent = submission()
    printing.ask_for_submission(sent)
    job().claim("somewhere:1")

    places = [
        printing.place_in_queue(sent, timezone.now() + timedelta(seconds=seconds))
        for seconds in (100, 160)
    ]

    assert places == [Place(0, False), Place(0, True)]


# What goes wrong ---------------------------------------------------------------------------------


def test_a_print_that_takes_too_long_is_stopped_and_says_so(settings, monkeypatch):
    settings.PRINT_SECONDS = 1

    def endless(document, **mark):
        while True:
            try:
                time.sleep(0.01)
            except Exception:
                pytest.fail("a library may swallow this")

    monkeypatch.setattr(pdf, "render", endless)
    sent = submission()
    began = time.monotonic()

    print_all()

    sent.refresh_from_db()
    assert sent.print_problem == "ใช้เวลาพิมพ์เกิน ๑ วินาที ระบบจึงหยุดพิมพ์"
    assert time.monotonic() - began < 5
    assert job().status == "SUCCESSFUL"


def test_the_real_writer_is_stopped_too_and_prints_the_next(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PRINT_SECONDS = 0.005
    sent = submission()
    print_all()
    sent.refresh_from_db()
    stopped = sent.print_problem

    settings.PRINT_SECONDS = 60
    print_all()

    assert stopped.startswith("ใช้เวลาพิมพ์เกิน")
    assert printed(sent) == pdf.render(sent.document, imprint=sent.imprint)


def test_what_could_not_be_printed_is_tried_again_by_the_wide_sweep_only(printer):
    sent = submission()
    printer.is_broken = True
    print_all()
    printer.is_broken = False

    printing.sweep()
    waits_after_sweep = printing.is_work_waiting()
    printing.sweep_widely()
    printing.work()

    assert not waits_after_sweep
    assert printed(sent) == b"%PDF-1.7 final lamphun"


HERE = socket.gethostname()


def dead_process() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_the_job_of_a_worker_that_was_killed_here_is_taken_up_at_once(printer):
    sent = submission()
    printing.ask_for_submission(sent)
    job().claim(f"{HERE}:{dead_process()}")

    printing.sweep()
    printing.work()

    assert printed(sent) == b"%PDF-1.7 final lamphun"
    assert len(job().worker_ids) == 2


@pytest.mark.parametrize("who", [f"{HERE}:{os.getppid()}", "elsewhere:1", "elsewhere:x"])
def test_a_job_that_may_still_be_worked_at_is_left_until_it_is_too_late(who, printer):
    printing.ask_for_submission(submission())
    job().claim(who)

    printing.sweep()
    before = job().status
    with time_machine.travel(timezone.now() + timedelta(seconds=160)):
        printing.sweep()

    assert (before, job().status) == ("RUNNING", "READY")


def test_a_job_that_ends_every_worker_is_given_up(printer):
    sent = submission()
    printing.ask_for_submission(sent)
    for _ in range(printing.MOST_TRIES):
        job().claim(f"{HERE}:{dead_process()}")
        printing.sweep()

    sent.refresh_from_db()
    assert job().status == "FAILED"
    assert sent.print_problem == printing.BROKEN


# Sweeping ----------------------------------------------------------------------------------------


def test_the_sweep_asks_for_what_nobody_asked_for_the_oldest_first(printer):
    homes = [cast.province(slug=s, name=n, code=c) for s, n, c in PROVINCES]
    for home in homes:
        cast.submitted(of=home)

    for _ in range(2):
        printing.sweep()
    printing.work()

    assert [document.province.slug for document in printer.printed] == ["nan", "phrae", "yala"]


def cost_of_a_sweep() -> int:
    with CaptureQueriesContext(connection) as queries:
        printing.sweep()
    return len(queries)


def test_sweeping_costs_the_same_for_three_papers_as_for_one(printer):
    cast.submitted()
    print_all()
    # The first one in a process may find something to look up once.
    printing.sweep()
    one = cost_of_a_sweep()
    for slug, name, code in PROVINCES:
        cast.submitted(of=cast.province(slug=slug, name=name, code=code))
    print_all()

    assert cost_of_a_sweep() == one


def test_files_that_the_store_lost_are_found_by_the_wide_sweep(printer, caplog):
    sent = submission()
    print_all()
    sent.refresh_from_db()
    sent.pdf.storage.delete(sent.pdf.name)

    printing.sweep()
    printing.work()
    left = sent.pdf.storage.exists(sent.pdf.name)
    printing.sweep_widely()
    printing.work()

    assert not left
    assert printed(sent) == b"%PDF-1.7 final lamphun"
    assert "2567-6-51-01 is gone" in caplog.text


def test_the_lost_file_of_a_draft_is_printed_again_too(printer):
    draft = printing.ask_for_draft(report=cast.report(), by=cast.clerk())
    print_all()
    draft.refresh_from_db()
    draft.pdf.storage.delete(draft.pdf.name)

    printing.sweep_widely()
    printing.work()

    assert printed(draft) == b"%PDF-1.7 draft lamphun"


def test_who_asks_while_nothing_moves_hears_so_at_once(printer):
    printing.ask_for_submission(submission())
    with time_machine.travel(timezone.now() + timedelta(seconds=25)):
        draft = printing.ask_for_draft(
            report=cast.report(of=cast.roi_et()), by=cast.clerk(cast.roi_et())
        )

        place = printing.place_in_queue(draft, timezone.now())

    assert place == printing.Place(1, stands_still=True)


def test_drafts_and_done_jobs_are_removed_when_they_are_old(printer, settings):
    draft = printing.ask_for_draft(report=cast.report(), by=cast.clerk())
    print_all()
    before = (DraftPrint.objects.count(), DBTaskResult.objects.count())

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        printing.sweep()

    assert before == (1, 1)
    assert (DraftPrint.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    assert list(Path(settings.MEDIA_ROOT).rglob("*.pdf")) == []
    printing.print_draft.call(draft.pk)


def test_previews_that_came_to_nothing_are_removed_when_they_are_old(
    printer, settings, django_capture_on_commit_callbacks
):
    waiting, applied = intakes.taken_in(data=b"waiting"), intakes.taken_in(data=b"applied")
    intakes.apply(applied)

    with time_machine.travel(timezone.now() + timedelta(days=13)):
        printing.sweep()
    before = Intake.objects.count()
    with (
        time_machine.travel(timezone.now() + timedelta(days=15)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        printing.sweep()

    assert before == 2
    assert Intake.objects.get() == applied
    kept = [path.name for path in Path(settings.MEDIA_ROOT).rglob("*.docx")]
    assert kept == [f"{applied.sha256}.docx"] != [f"{waiting.sha256}.docx"]


# The process itself --------------------------------------------------------------------------------


@pytest.fixture
def real_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_two_workers_side_by_side_print_each_version_once(real_store):
    for slug, name, code in PROVINCES:
        home = cast.province(slug=slug, name=name, code=code)
        printing.ask_for_submission(actions.latest(cast.submitted(of=home)))

    with worker("--once") as first, worker("--once") as second:
        codes = first.wait(timeout=60), second.wait(timeout=60)

    jobs = DBTaskResult.objects.values_list("status", "worker_ids")
    assert codes == (0, 0)
    assert [(status, len(workers)) for status, workers in jobs] == [("SUCCESSFUL", 1)] * 3
    assert sorted(path.name for path in real_store.rglob("*.pdf")) == sorted(
        sent.file_name for sent in Submission.objects.all()
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_prints_what_is_asked_for_while_it_runs_and_ends_when_told(real_store):
    sent = submission()

    with worker() as process:
        printing.ask_for_submission(sent)
        deadline = time.monotonic() + 60
        while not Submission.objects.exclude(pdf="").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.terminate()
        code = process.wait(timeout=30)

    assert code == 0
    assert printed(sent).startswith(b"%PDF")
