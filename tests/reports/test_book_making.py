"""Books made of what provinces sent: the queue is let in, a killed worker loses nothing, public ones hold no secret."""

import csv
import io
import subprocess
import zipfile
from datetime import timedelta

import docx
import pikepdf
import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from calendar_app.models import Round
from reports import actions, book_recipes, printing
from reports.models import Book, Submission
from reports.writers import pdf
from tests import bulk, cast, evidence
from tests.printing_worker import print_all
from tests.reports.test_printing import HERE, dead_process

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def two_provinces() -> Round:
    """Lamphun's report is accepted, Roi Et's sent."""
    cast.accepted()
    cast.submitted(of=cast.roi_et())
    return cast.round_()


def ask(round_: Round, **wanted) -> Book:
    given = {"kind": "book", "audience": "full", "chosen": "sent"} | wanted
    recipe = book_recipes.recipe(round_, **given, today=timezone.localdate())
    return printing.ask_for_book(round=round_, recipe=recipe, by=cast.reviewer())


def made(round_: Round, **wanted) -> bytes:
    book = ask(round_, **wanted)
    printing.work()
    book.refresh_from_db()
    assert book.print_problem == ""
    with book.pdf.open() as file:
        return file.read()


def text_of(data: bytes) -> str:
    said = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return said.stdout.decode()


def titles(data: bytes) -> list[tuple[str, list[str]]]:
    with pikepdf.open(io.BytesIO(data)).open_outline() as outline:
        return [(one.title, [below.title for below in one.children]) for one in outline.root]


# What is made ------------------------------------------------------------------------------------


def test_a_book_has_its_parts_and_a_chapter_for_each_report():
    data = made(two_provinces())

    assert [title for title, _ in titles(data)] == [
        "สารบัญ",
        "ส่วนที่ ๑ บทสรุป",
        "ส่วนที่ ๒ ตารางภาพรวม ๒ จังหวัด",
        "ส่วนที่ ๓ สังเคราะห์รายขั้นตอน",
        "ส่วนที่ ๔ รายงานรายจังหวัด",
    ]
    assert titles(data)[-1][1] == ["จังหวัดร้อยเอ็ด (ยังไม่รับ)", "จังหวัดลำพูน"]
    assert "เล่มรายงานภาพรวมประเทศ" in text_of(data)


def test_contents_lead_to_the_chapters_on_the_pages_they_name():
    book = pikepdf.open(io.BytesIO(made(two_provinces())))
    pages = {page.objgen: number for number, page in enumerate(book.pages, start=1)}

    links = [note for note in book.pages[1].Annots if "/Dest" in note]
    leads = [pages[note.Dest[0].objgen] for note in links if isinstance(note.Dest, pikepdf.Array)]

    with book.open_outline() as outline:
        begins = [pages[one.destination[0].objgen] for one in outline.root[-1].children]
    assert leads[-2:] == begins


def test_chapters_alone_have_no_summary():
    data = made(two_provinces(), kind="chapters", provinces=["lamphun"])

    assert [title for title, _ in titles(data)] == ["สารบัญ", "ส่วนที่ ๑ รายงานรายจังหวัด"]
    assert titles(data)[-1][1] == ["จังหวัดลำพูน"]


def chapters(round_: Round, **wanted) -> list[tuple[str, bool]]:
    """(province, whether it counts as accepted) of what goes into a book."""
    given = {"kind": "chapters", "audience": "full", "chosen": "sent"} | wanted
    recipe = book_recipes.recipe(round_, **given, today=timezone.localdate())
    return [(entry.slug, entry.is_accepted) for entry in recipe.sent]


def test_an_acceptance_that_may_be_undone_is_none_yet():
    bulk.accepted([cast.submitted()])
    round_ = cast.round_()

    assert chapters(round_) == [("lamphun", False)]
    assert chapters(round_, chosen="accepted") == chapters(round_, audience="public") == []
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert chapters(round_, chosen="accepted") == [("lamphun", True)]
        assert chapters(round_, audience="public") == [("lamphun", True)]


def test_a_public_book_holds_nothing_before_the_day_of_publication():
    round_ = cast.round_()
    round_.publishes_on = timezone.localdate() + timedelta(days=3)
    round_.save()
    cast.accepted()

    assert chapters(round_, audience="public") == []
    assert chapters(round_, chosen="accepted") == [("lamphun", True)]


def test_accepted_ones_alone_leave_out_what_is_not_and_say_how_it_stands():
    data = made(two_provinces(), chosen="accepted")

    assert titles(data)[-1][1] == ["จังหวัดลำพูน"]
    assert "ยังไม่รับ" not in text_of(data)
    assert "ไม่มีรายงานในเล่ม: ส่งแล้ว รอตรวจ" in text_of(data)


def test_the_summary_is_a_word_file_with_its_tables():
    paper = docx.Document(io.BytesIO(made(two_provinces(), kind="summary")))

    words = [paragraph.text for paragraph in paper.paragraphs]
    assert words[0] == "เล่มรายงานภาพรวมประเทศ"
    assert "ส่วนที่ ๓ สังเคราะห์รายขั้นตอน" in words
    assert [table.cell(0, 0).text for table in paper.tables] == ["สถานะ", "ภาค", "ที่", "จังหวัด"]
    assert [cell.text for cell in paper.tables[-1].columns[0].cells] == ["จังหวัด", "ร้อยเอ็ด", "ลำพูน"]


def test_a_zip_holds_reports_and_what_was_sent_beside_them():
    report = cast.report()
    evidence.attached(report, new=evidence.FILE)
    actions.submit(report=report, by=cast.head(), version=report.version)

    packed = zipfile.ZipFile(io.BytesIO(made(report.round, kind="zip")))

    report_name, evidence_name, listed = packed.namelist()
    assert report_name.startswith("51-ลำพูน/รายงาน-ITA-ลำพูน-2567-รอบ-6-เดือน-ครั้งที่-1-ยังไม่รับ")
    assert (evidence_name, listed) == ("51-ลำพูน/หลักฐาน/01-หนังสือแจ้ง.pdf", "manifest.csv")
    assert packed.read(evidence_name) == evidence.FILE.data
    rows = list(csv.DictReader(io.StringIO(packed.read(listed).decode().removeprefix("\ufeff"))))
    assert [(row["kind"], row["row"], row["as_sent"]) for row in rows] == [
        ("report", "", ""),
        ("evidence", "1", "yes"),
    ]


def test_a_public_zip_holds_what_everyone_may_read_and_no_evidence():
    report = cast.report()
    evidence.attached(report, new=evidence.FILE)
    actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)

    packed = zipfile.ZipFile(io.BytesIO(made(report.round, kind="zip_ascii", audience="public")))

    name, listed = packed.namelist()
    assert (name, listed) == ("51-lamphun/ita-2567-6-51-01-lamphun.pdf", "manifest.csv")
    with Submission.objects.get().public.pdf.open() as public:
        assert packed.read(name) == public.read()


# Kept per content --------------------------------------------------------------------------------


def test_the_same_book_asked_for_again_is_the_same_file():
    round_ = two_provinces()
    first = ask(round_)
    printing.work()

    again = ask(round_)

    assert (again, bool(again.pdf)) == (first, True)
    assert not printing.is_work_waiting()


def test_another_version_makes_another_book():
    round_ = two_provinces()
    first = ask(round_)
    sent = actions.latest(round_.reports.get(province__slug="roi-et"))
    actions.accept(report=sent.report, by=cast.reviewer(), submission=sent.pk)

    assert ask(round_) != first


def test_nobody_s_reports_make_no_book():
    cast.report()

    with pytest.raises(actions.Refused, match="ยังไม่มีรายงาน"):
        ask(cast.round_())


def test_an_inspector_asks_for_none():
    round_ = two_provinces()
    recipe = book_recipes.recipe(
        round_, kind="book", audience="full", chosen="sent", today=timezone.localdate()
    )

    with pytest.raises(actions.Refused):
        printing.ask_for_book(round=round_, recipe=recipe, by=cast.inspector())


# The queue ---------------------------------------------------------------------------------------


def test_what_a_clerk_asks_for_meanwhile_is_printed_between_two_chapters(monkeypatch):
    round_ = two_provinces()
    nan = cast.province(slug="nan", name="น่าน", code="55")
    print_all()
    order, told = [], []
    render = pdf.render
    monkeypatch.setattr(
        pdf, "render", lambda document, **mark: order.append("draft") or render(document, **mark)
    )
    tell = actions.books.tell

    def told_and_asked(*, book, done, doing):
        told.append((done, doing))
        order.append(done)
        if done == 1:
            printing.ask_for_draft(report=cast.report(of=nan), by=cast.clerk(nan))
        tell(book=book, done=done, doing=doing)

    monkeypatch.setattr(actions.books, "tell", told_and_asked)

    book = ask(round_)
    printing.work()

    book.refresh_from_db()
    assert book.pdf
    assert order[-3:] == [1, "draft", 2]
    assert told[-3:] == [
        (0, "เข้าเล่มรายงานของจังหวัดร้อยเอ็ด"),
        (1, "เข้าเล่มรายงานของจังหวัดลำพูน"),
        (2, "เข้าเล่มส่วนหน้า"),
    ]


def test_a_book_waits_for_all_that_came_before_it():
    round_ = two_provinces()
    book = ask(round_)
    for sent in Submission.objects.all():
        printing.ask_for_submission(sent, priority=printing.SWEPT)

    waiting = DBTaskResult.objects.ready()

    assert waiting.last().task_path == printing.make_book.module_path
    assert printing.place_in_queue(book, timezone.now()).number == 3


def test_a_worker_that_dies_in_the_middle_leaves_no_half_file_and_the_next_finishes(monkeypatch):
    round_ = two_provinces()
    print_all()
    book = ask(round_)

    class Killed(BaseException):
        pass

    def die(**named):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(actions.books, "keep_file", die)
        printing.work()
    book.refresh_from_db()
    offered = bool(book.pdf)
    job = DBTaskResult.objects.get(task_path=printing.make_book.module_path)
    job.status, job.worker_ids = "RUNNING", [f"{HERE}:{dead_process()}"]
    job.started_at = timezone.now()
    job.save()

    printing.sweep()
    printing.work()

    book.refresh_from_db()
    assert not offered
    assert book.pdf.size == book.size > 10_000


def test_what_a_killed_worker_wrote_of_the_file_is_written_anew(store):
    book = ask(two_provinces())
    half = store / "books" / book.file_name
    half.parent.mkdir()
    half.write_bytes(b"%PDF half")

    printing.work()

    book.refresh_from_db()
    assert book.pdf.name == f"books/{book.file_name}"
    assert half.stat().st_size == book.size


def test_a_book_that_is_being_made_is_not_taken_for_dead():
    book = ask(two_provinces())
    job = DBTaskResult.objects.get(task_path=printing.make_book.module_path)
    job.claim("elsewhere:1")
    job.started_at = timezone.now() - timedelta(seconds=100)
    job.save()

    actions.books.still_at(job=job, every=printing.TELL_EVERY)
    printing.sweep()

    job.refresh_from_db()
    assert job.status == "RUNNING"
    assert job.started_at > timezone.now() - timedelta(seconds=30)
    assert not printing.place_in_queue(book, timezone.now()).stands_still


def test_a_report_that_cannot_be_printed_is_named(monkeypatch):
    round_ = two_provinces()
    book = ask(round_)
    monkeypatch.setattr(pdf, "render", lambda *args, **mark: (_ for _ in ()).throw(OSError))

    printing.work()

    book.refresh_from_db()
    assert book.print_problem.startswith("รายงานของจังหวัดร้อยเอ็ดพิมพ์ไม่ได้ (พิมพ์ไม่สำเร็จ")


def test_a_kept_file_that_is_no_pdf_of_ours_is_named():
    round_ = two_provinces()
    for sent in Submission.objects.all():
        actions.keep_pdf(paper=sent, pdf=b"%PDF-1.7 of somebody else" * 40)
    book = ask(round_, kind="chapters")

    printing.work()

    book.refresh_from_db()
    assert "เข้าเล่มไม่ได้" in book.print_problem or book.print_problem == printing.BROKEN
