"""What is kept of the printing: files once and for good, drafts for a day, jobs of dead workers."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from calendar_app import plan_actions, plans
from reports import actions, printing
from reports.models import DraftPrint, PlanPrint
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files_of(store) -> list[str]:
    return sorted(path.name for path in store.rglob("*.pdf"))


def test_the_bytes_first_made_are_kept_for_good():
    submission = actions.latest(cast.accepted())

    actions.keep_pdf(paper=submission, pdf=b"%PDF first")
    kept = actions.keep_pdf(paper=submission, pdf=b"%PDF second")

    with default_storage.open(kept.pdf.name) as file:
        assert file.read() == b"%PDF first"


def test_a_file_is_named_after_all_that_its_paper_says(store):
    submission = actions.latest(cast.submitted())

    kept = actions.keep_pdf(paper=submission, pdf=b"%PDF")

    assert kept.pdf.name == f"submissions/{submission.print_digest}.pdf"
    assert files_of(store) == [f"{submission.print_digest}.pdf"]


def test_half_a_file_that_a_killed_worker_left_is_replaced(store):
    submission = actions.latest(cast.submitted())
    left = store / "submissions" / submission.file_name
    left.parent.mkdir()
    left.write_bytes(b"%PD")

    actions.keep_pdf(paper=submission, pdf=b"%PDF whole")

    assert files_of(store) == [submission.file_name]
    assert left.read_bytes() == b"%PDF whole"


def test_a_problem_goes_when_the_pdf_comes_and_never_comes_after_it():
    submission = actions.latest(cast.submitted())

    before = actions.keep_problem(paper=submission, problem="พิมพ์ไม่ได้").print_problem
    done = actions.keep_pdf(paper=submission, pdf=b"%PDF").print_problem
    after = actions.keep_problem(paper=submission, problem="พิมพ์ไม่ได้").print_problem

    assert (before, done, after) == ("พิมพ์ไม่ได้", "", "")


def test_only_the_own_province_asks_for_a_draft():
    report = cast.report()

    with pytest.raises(actions.Refused):
        actions.ask_for_draft(report=report, by=cast.clerk(cast.roi_et()))

    assert not DraftPrint.objects.exists()


def test_a_report_that_was_sent_has_no_draft():
    report = cast.submitted()

    with pytest.raises(actions.NotEditable):
        actions.ask_for_draft(report=report, by=cast.clerk())


def test_other_words_are_another_draft():
    report = cast.report()
    first = actions.ask_for_draft(report=report, by=cast.clerk())
    line = report.groups.first().lines.get()
    line.result = "เขียนเพิ่ม"
    line.save()

    second = actions.ask_for_draft(report=report, by=cast.clerk())

    assert first != second
    assert second.document.groups[0].lines[0].result == "เขียนเพิ่ม"


def test_a_draft_whose_file_was_lost_is_printed_again(store):
    report = cast.report()
    draft = actions.ask_for_draft(report=report, by=cast.clerk())
    kept = actions.keep_pdf(paper=draft, pdf=b"%PDF")
    kept.pdf.storage.delete(kept.pdf.name)

    again = actions.ask_for_draft(report=report, by=cast.clerk())

    assert (again.pk, bool(again.pdf)) == (draft.pk, False)


def test_a_forgotten_draft_leaves_neither_row_nor_file(store):
    draft = actions.ask_for_draft(report=cast.report(), by=cast.clerk())
    actions.keep_pdf(paper=draft, pdf=b"%PDF")

    actions.forget_print(paper=draft)
    actions.forget_print(paper=draft)

    assert (DraftPrint.objects.count(), files_of(store)) == (0, [])


def test_a_job_that_another_worker_took_meanwhile_is_left_alone():
    printing.ask_for_submission(actions.latest(cast.submitted()))
    job = DBTaskResult.objects.get()
    job.claim("gone:1")
    seen = DBTaskResult.objects.get()
    job.claim("here:2")

    actions.requeue(job=seen)
    actions.give_up(job=seen, why=RuntimeError())

    assert DBTaskResult.objects.get().status == "RUNNING"


# A province's plan ---------------------------------------------------------------------------------


@pytest.fixture
def plan():
    cast.calendar()
    return plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)


def ask_for_plan(plan):
    sheet = plans.sheet_of(plan, plans.phases_of(plan))
    return actions.ask_for_plan(schedule=plan, sheet=sheet)


def test_a_plan_asked_for_twice_is_one_print(plan):
    first, again = ask_for_plan(plan), ask_for_plan(plan)

    assert first == again
    assert first.sheet == plans.sheet_of(plan, plans.phases_of(plan))


def test_a_changed_plan_is_another_print_and_the_old_one_goes_after_a_day(plan):
    old = ask_for_plan(plan)
    plan_actions.add_phase(schedule=plan, by=cast.clerk(), title="ใหม่")
    new = ask_for_plan(plan)

    later = timezone.now() + timedelta(hours=25)
    assert list(PlanPrint.objects.expired(timezone.now())) == []
    assert list(PlanPrint.objects.expired(later)) == [old]
    assert old != new


def test_a_plan_that_says_again_what_it_said_before_is_not_printed_anew(plan):
    first = ask_for_plan(plan)
    phase = plan_actions.add_phase(schedule=plan, by=cast.clerk(), title="ใหม่")
    ask_for_plan(plan)
    plan_actions.delete(schedule=plan, by=cast.clerk(), row=plans.name_of(phase))

    again = ask_for_plan(plan)

    plan.refresh_from_db()
    assert (again.pk, again.version) == (first.pk, plan.version)


def test_a_plan_that_could_not_be_printed_is_tried_again_when_asked(plan):
    actions.keep_problem(paper=ask_for_plan(plan), problem="ยาวเกินไป")

    assert ask_for_plan(plan).print_problem == ""
