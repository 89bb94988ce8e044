"""The web processes are killed in the middle of saving: what was acknowledged is there, whole and once."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException

from django.db import connection

from bench.faults import office
from bench.faults.office import Browser
from bench.faults.portal import Portal
from reports.models import Group, Line

WRITERS = 4
LONGEST = 0.6  # seconds from the first save to the kill


@dataclass
class Writer:
    """Somebody who saves a row with its window over and over: each save writes one number everywhere."""

    browser: Browser
    line: Line
    tried: int = 0
    kept: int = 0  # the last number that the portal acknowledged
    doubted: list[int] = field(default_factory=list)  # those whose answer never came

    @property
    def address(self) -> str:
        return f"/province/reports/{self.line.group.report_id}/"

    def open_page(self) -> dict[str, str]:
        page = f"{self.address}lines/{self.line.pk}/"
        return self.browser.form(page, f"l{self.line.pk}-", f"g{self.line.group_id}-")

    def save_until(self, dead: threading.Event, fields: dict[str, str]) -> None:
        while not dead.is_set():
            self.tried += 1
            try:
                answer = self.browser.post(self.address, fields | self._typed())
            except (OSError, HTTPException):
                self.doubted.append(self.tried)
                return
            if answer.status != 302:
                raise RuntimeError(f"a save was refused: {answer.status}")
            self.kept, self.doubted = self.tried, []
            for name in (f"l{self.line.pk}-version", f"g{self.line.group_id}-version"):
                fields[name] = str(int(fields[name]) + 1)

    def _typed(self) -> dict[str, str]:
        words = f"ครั้งที่ {self.tried}"
        (item,) = self.line.items.values_list("pk", flat=True)
        boxes = {
            f"item-{item}": words,
            **dict.fromkeys(("result", "status_text", "answer_reason"), words),
        }
        typed = {f"l{self.line.pk}-{name}": words for name, words in boxes.items()}
        return typed | {f"g{self.line.group_id}-provincial": words}


def kills(portal: Portal, count: int) -> dict[str, int]:
    """So many kills, each while several people are saving; then everything is read back."""
    report = office.report(0)
    people = [office.person(report.province, number=n) for n in range(1, WRITERS + 1)]
    one_each = [group.lines.first() for group in report.groups.all()[:WRITERS]]
    writers = [
        Writer(Browser(portal.port, one), line) for one, line in zip(people, one_each, strict=True)
    ]
    rows = len(office.lines(report))
    chance = random.Random(2567)
    acknowledged = lost = torn = 0
    for _ in range(count):
        before = [writer.kept for writer in writers]
        _save_and_kill(portal, writers, chance.uniform(0.05, LONGEST))
        connection.close()  # what is read is what a new connection finds
        portal.start()
        found = [_numbers_in(writer.line) for writer in writers]
        torn += sum(len(numbers) != 1 for numbers in found)
        lost += sum(
            not numbers <= {writer.kept, *writer.doubted}
            for writer, numbers in zip(writers, found, strict=True)
        )
        acknowledged += sum(writer.kept - was for writer, was in zip(writers, before, strict=True))
    return {
        "kills": count,
        "acknowledged": acknowledged,
        "lost": lost,
        "doubled": len(office.lines(report)) - rows + sum(map(_doubles, writers)),
        "torn": torn + _torn_history(writers),
    }


def _save_and_kill(portal: Portal, writers: list[Writer], seconds: float) -> None:
    dead = threading.Event()
    pages = [writer.open_page() for writer in writers]
    with ThreadPoolExecutor(len(writers)) as hands:
        saving = [
            hands.submit(writer.save_until, dead, page)
            for writer, page in zip(writers, pages, strict=True)
        ]
        time.sleep(seconds)
        portal.kill()
        dead.set()
        for one in saving:
            one.result()


def _numbers_in(line: Line) -> set[int]:
    """The numbers that a row and its windows bear: one, when every save was kept whole."""
    line, group = Line.objects.get(pk=line.pk), Group.objects.get(pk=line.group_id)
    steps = line.items.values_list("text", flat=True)
    texts = [line.result, line.status_text, line.answer_reason, group.provincial_text, *steps]
    return {_number(text) for text in texts}


def _number(text: str) -> int:
    """Nought for what stood there before the first save."""
    words, _, number = text.partition(" ")
    return int(number) if words == "ครั้งที่" and number.isdigit() else 0


def _doubles(writer: Writer) -> int:
    """Saves that were written twice, and steps that were added beside their own."""
    results = writer.line.history.values_list("result", flat=True)
    numbers = [number for number in map(_number, results) if number]
    return len(numbers) - len(set(numbers)) + writer.line.items.count() - 1


def _torn_history(writers: list[Writer]) -> int:
    """Rows whose history does not tell each of their versions once."""
    rows = [
        row
        for writer in writers
        for row in (
            Line.objects.get(pk=writer.line.pk),
            Group.objects.get(pk=writer.line.group_id),
        )
    ]
    return sum(row.history.count() != row.version for row in rows)
