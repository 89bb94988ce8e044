"""The national book of 76 provinces, measured and looked into: `python -m bench.book`; --kills kills its worker.

Beside it the same reports, each printed by an engine run of its own that shares nothing, and joined by nobody.
The database is SQLite, or PostgreSQL where TEST_DATABASE_URL names a cluster.
"""

import argparse
import hashlib
import io
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults import database
from bench.tables import table

LONGEST = 900  # seconds that a book may take on a busy machine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=0, help="kill the worker so often, e.g. 20")
    parser.add_argument("--unshared", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.unshared:
        _print_unshared(options.unshared)
        return
    with _portal():
        if options.kills:
            told = ", ".join(f"{count:,} {name}" for name, count in kills(options.kills).items())
            print(told)
        else:
            _measure()


@contextmanager
def _portal() -> Iterator[None]:
    """A database and a store of its own, with 76 provinces whose reports were sent and accepted."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        database.fresh(Path(folder)) as address,
    ):
        os.environ["FAULTS_DATABASE_URL"] = address
        os.environ["FAULTS_MEDIA_ROOT"] = f"{folder}/media"
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.faults.settings"
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("prepare_printing", verbosity=0)
        fill()
        try:
            yield
        finally:
            connections.close_all()


def fill() -> None:
    """Each province's report of round 6 of 2567, made of the seeds' three; every tenth is not accepted yet."""
    from django.utils import timezone

    from bench import content
    from bench.faults import office
    from calendar_app.models import Round
    from ita_portal import actions as people
    from ita_portal.models import Province, Role, User
    from reports import document
    from reports.models import Report, Submission

    office.open_rounds()
    reviewer = User(username="reviewer", role=Role.REVIEWER, name="ผู้ตรวจรายงาน", post="-")
    reviewer = people.save_person(person=reviewer, by=None)
    round_ = Round.objects.get(fiscal_year=2567, months=6)
    now = timezone.now()
    for place, made in enumerate(content.provinces()):
        is_accepted = place % 10 != 9
        province = Province.objects.get(code=made.province.code)
        report = Report.objects.create(round=round_, province=province, state="submitted")
        text = document.canonical_json(made)
        accepted = {"accepted_at": now, "accepted_by": reviewer, "published_on": now.date()}
        sent = Submission.objects.create(
            report=report,
            number=1,
            reference=f"2567-6-{province.code}-01",
            content=text,
            sha256=document.digest(text),
            report_version=1,
            submitted_at=now,
            submitted_by=reviewer,
            signer_name="-",
            due_on=round_.due_on,
            answered_steps=len(made.answered_steps()),
            all_steps=len(made.calendar_steps),
            **(accepted if is_accepted else {}),
        )
        if is_accepted:
            report.state, report.accepted = "accepted", sent
            report.save()


def ask():
    """The national book of all that was sent."""
    from django.utils import timezone

    from calendar_app.models import Round
    from ita_portal.models import User
    from reports import book_recipes, printing

    round_ = Round.objects.get(fiscal_year=2567, months=6)
    recipe = book_recipes.recipe(
        round_, kind="book", audience="full", chosen="sent", today=timezone.localdate()
    )
    reviewer = User.objects.get(username="reviewer")
    return printing.ask_for_book(round=round_, recipe=recipe, by=reviewer)


# Measured ----------------------------------------------------------------------------------------

HEADS = ("what", "s", "CPU s", "MB at most", "MB of files")


def _measure() -> None:
    from bench import machine

    print("\n".join(f"{name}: {which}" for name, which in machine.facts()[:3]))
    print(f"load before: {os.getloadavg()[0]:.1f}\n", flush=True)
    book = ask()
    rows = [("the book, its 76 papers printed on the way", *_worked(), _size(book))]
    first = _read(book)
    _begin_again(book)
    rows.append(("the book, papers kept since they were sent", *_worked(), _size(book)))
    again = _read(book)
    rows.append(_unshared())
    shown = [
        (name, f"{s:.1f}", f"{cpu:.1f}", f"{m:,}", f"{n / 1e6:.2f}") for name, s, cpu, m, n in rows
    ]
    print(table(HEADS, shown))
    print(f"\nload after: {os.getloadavg()[0]:.1f}")
    print(f"made again: {'the same bytes' if again == first else 'OTHER BYTES'}")
    print("\n".join(f"{name}: {found}" for name, found in looked_into(first).items()))


def _size(book) -> int:
    book.refresh_from_db()
    if not book.pdf:
        sys.exit(f"No book was made: {book.print_problem}")
    return book.size


def _worked() -> tuple[float, float, int]:
    """Seconds, seconds of the processor and megabytes of a worker that does all that waits, as a new process."""
    return _run([sys.executable, "manage.py", "print_worker", "--once"])


def _run(command: list[str]) -> tuple[float, float, int]:
    from bench import memory

    before, begin = _cpu(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most, end = 0, begin + LONGEST
    while process.poll() is None and time.perf_counter() < end:
        most = max(most, memory.kilobytes(process.pid))
        time.sleep(memory.EVERY)
    if process.returncode != 0:
        process.kill()
        sys.exit(f"{command[1:]} did not end well")
    return time.perf_counter() - begin, _cpu() - before, most // 1024


def _cpu() -> float:
    """Of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _unshared() -> tuple[str, float, float, int, int]:
    """Each report by a run of the engine that knows nothing of the one before."""
    with tempfile.TemporaryDirectory() as folder:
        cost = _run([sys.executable, "-m", "bench.book", "--unshared", folder])
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return ("76 runs of WeasyPrint that share nothing, PDF/A-3a", *cost, size)


def _print_unshared(folder: Path) -> None:
    import django

    django.setup()
    from bench import content
    from bench.engines import bare_archive

    with bare_archive() as printed:
        for report in content.provinces():
            (folder / f"{report.province.slug}.pdf").write_bytes(printed(report))


def _begin_again(book) -> None:
    """As if it had never been made; its papers stay."""
    from reports import printing

    book.pdf.storage.delete(book.pdf.name)
    book.pdf, book.done = "", 0
    book.save()
    printing.sweep()


def _read(book) -> bytes:
    with book.pdf.open("rb") as file:
        return file.read()


def looked_into(data: bytes) -> dict[str, object]:
    """What the book says of itself: pages, numbers that go on, bookmarks, the text of every chapter."""
    from pypdf import PdfReader

    from ita_portal import thai

    reader = PdfReader(io.BytesIO(data))
    pages = len(reader.pages)
    said = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    text = said.stdout.decode()
    numbers = [re.match("-([๐-๙]+)-", re.sub(r"\s", "", sheet)) for sheet in _top_margins(data)]
    right = [
        found is not None and thai.to_arabic_digits(found[1]) == str(place)
        for place, found in enumerate(numbers, start=1)
    ]
    top = [one for one in reader.outline if not isinstance(one, list)]
    chapters = [one for one in reader.outline[-1] if not isinstance(one, list)]
    joined = re.sub(r"\s", "", text)
    found = sum(re.sub(r"\s|\(.*\)", "", one.title) in joined for one in chapters)
    return {
        "pages": pages,
        "numbers that go on": f"{sum(right[1:])} of {pages - 1}, none on the cover: {numbers[0] is None}",
        "bookmarks": f"{len(top)} parts, {len(chapters)} chapters",
        "chapters whose province is in the text layer": found,
        "fonts": _fonts(data),
    }


def _top_margins(data: bytes) -> list[str]:
    """The text above 54 points of each page."""
    crop = ["-r", "72", "-x", "0", "-y", "0", "-W", "842", "-H", "54"]
    said = subprocess.run(
        ["pdftotext", *crop, "-", "-"], input=data, capture_output=True, check=True
    )
    return said.stdout.decode().split("\f")[:-1]


def _fonts(data: bytes) -> int:
    """The number of font files in the book."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    found = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            file = descendant["/FontDescriptor"].raw_get("/FontFile2")
            found.add(file.idnum)
    return len(found)


# Killed ------------------------------------------------------------------------------------------


def kills(count: int) -> dict[str, int]:
    """So many kills of the worker while it makes the book; then it is left alone."""
    book, chance = ask(), random.Random(2567)
    half = told = finished = 0
    for _ in range(count):
        _work_and_kill(book, chance.choice((0, chance.randint(1, 76))), chance.uniform(0, 0.4))
        book.refresh_from_db()
        told += bool(book.done)
        if book.pdf:
            half += not _is_whole(book)
            finished += 1
            _begin_again(book)
    _worked()
    book.refresh_from_db()
    return {
        "kills": count,
        "kills after its first chapter": told,
        "half files offered": half,
        "finished between two kills and begun again": finished,
        "complete at last": int(bool(book.pdf) and _is_whole(book)),
        "papers printed": _papers_printed(),
    }


def _work_and_kill(book, chapter: int, seconds: float) -> None:
    """A worker is killed so long after it has begun that chapter, nought for what comes before the first."""
    from reports import actions

    actions.books.tell(book=book, done=0, doing="")
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "print_worker"], stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + LONGEST
    while not _has_come_to(book, chapter) and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(seconds)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()


def _has_come_to(book, chapter: int) -> bool:
    book.refresh_from_db()
    return bool(book.pdf) or (bool(book.doing) and book.done >= chapter)


def _is_whole(book) -> bool:
    from pypdf import PdfReader

    data = _read(book)
    is_same = hashlib.sha256(data).hexdigest() == book.file_sha256 and len(data) == book.size
    return is_same and len(PdfReader(io.BytesIO(data)).outline) > 0


def _papers_printed() -> int:
    from reports.models import Submission

    return Submission.objects.exclude(pdf="").count()


if __name__ == "__main__":
    main()
