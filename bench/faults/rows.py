"""Many hands on the rows of one report: on the same row, on different ones, and out of order."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bench.faults import office
from bench.faults.office import Answer, Browser
from bench.faults.portal import Portal
from reports.models import Line


class Row:
    """A row as one person sees it in the editor, typed into and saved again and again."""

    def __init__(self, browser: Browser, line: Line) -> None:
        self.browser, self.line = browser, line
        self.address = f"/province/reports/{line.group.report_id}/"
        self.fields: dict[str, str] = {}
        self.load()

    def load(self) -> None:
        self.fields = self.browser.form(self.address, f"l{self.line.pk}-")

    @property
    def version(self) -> int:
        return int(self.fields[f"l{self.line.pk}-version"])

    def save(self, result: str) -> Answer:
        """What was typed over the row as it was loaded."""
        return self.browser.post(self.address, self.fields | {f"l{self.line.pk}-result": result})

    def autosave(self, result: str, *, sent: str | None = None) -> str:
        """What became of it; `sent` was sent before, and no answer came."""
        name = f"l{self.line.pk}"
        fields = self.fields | {f"{name}-result": result}
        if sent is not None:
            boxes = {
                box.removeprefix(f"{name}-"): [value]
                for box, value in (self.fields | {f"{name}-result": sent}).items()
                if not box.endswith(("-version", "-digest"))
            }
            fields[f"{name}-sent"] = json.dumps(boxes)
        answer = self.browser.post(f"{self.address}autosave/", fields)
        return json.loads(answer.body)["rows"][name]["outcome"]

    def saved(self) -> None:
        """The next text is typed over what was saved just now."""
        self.fields[f"l{self.line.pk}-version"] = str(self.version + 1)


def races(portal: Portal, count: int) -> dict[str, int]:
    """Two people save the same row at the same moment: one is kept, the other is shown both texts."""
    report = office.report()
    line = office.lines(report)[0]
    both = [Browser(portal.port, office.person(report.province, number=n)) for n in (1, 2)]
    conflicts = lost = 0
    with ThreadPoolExecutor(2) as hands:
        for number in range(count):
            rows = [Row(browser, line) for browser in both]
            texts = [f"ครั้งที่ {number} ของคนที่ {who}" for who in (1, 2)]
            at_once = Barrier(2)
            answers = list(hands.map(_save_at_once, rows, texts, [at_once] * 2))
            line.refresh_from_db()
            conflicts += sorted(answer.status for answer in answers) == [302, 409] and all(
                text in answer.body for answer in answers for text in texts if answer.status == 409
            )
            lost += any(
                answer.status == 302 and line.result != text
                for answer, text in zip(answers, texts, strict=True)
            )
    return {"races": count, "conflicts shown": conflicts, "lost updates": lost}


def _save_at_once(row: Row, text: str, at_once: Barrier) -> Answer:
    at_once.wait(office.SECONDS)
    return row.save(text)


def editors(portal: Portal, count: int, saves: int) -> dict[str, int]:
    """So many people each save a row of their own so many times, all at the same time."""
    report = office.report(1)
    lines = office.with_rows(report, count)
    people = [office.person(report.province, number=n) for n in range(1, count + 1)]
    rows = [Row(Browser(portal.port, one), line) for one, line in zip(people, lines, strict=True)]
    with ThreadPoolExecutor(count) as hands:
        refused = sum(hands.map(lambda row: _save_often(row, saves), rows))
    kept = sum(_texts_kept(line) for line in lines)
    return {"saves": count * saves, "kept": kept, "refused": refused}


def _save_often(row: Row, saves: int) -> int:
    """How many of the saves were not taken."""
    refused = 0
    for number in range(1, saves + 1):
        if row.save(f"แถว {row.line.pk} ครั้งที่ {number}").status == 302:
            row.saved()
        else:
            refused += 1
    return refused


def _texts_kept(line: Line) -> int:
    """The texts of a row that its history has, the last one also in the row itself."""
    line.refresh_from_db()
    # A row may come with a sentence of the calendar's.
    saved = line.history.filter(history_type="~").order_by("history_id")
    texts = list(saved.values_list("result"))
    wanted = [(f"แถว {line.pk} ครั้งที่ {number}",) for number in range(1, len(texts) + 1)]
    return len(texts) if texts == wanted and texts[-1:] == [(line.result,)] else 0


def out_of_order(portal: Portal, count: int) -> dict[str, int]:
    """Texts of one row that saved itself, after an answer that was not waited for.

    By turns the older request comes only after the newer one, or it came and its answer was lost. Either
    way the newer text stays; and nobody is asked to choose between their own two texts.
    """
    report = office.report(2)
    line = office.lines(report)[0]
    browser = Browser(portal.port, office.person(report.province))
    regressions = quarrels = 0
    for number in range(count):
        row = Row(browser, line)
        older, newer = f"คู่ที่ {number} พิมพ์ก่อน", f"คู่ที่ {number} พิมพ์ทีหลัง"
        if number % 2:
            row.autosave(older)
            quarrels += row.autosave(newer, sent=older) != "saved"
        else:
            quarrels += row.autosave(newer, sent=older) != "saved"
            row.autosave(older)
        line.refresh_from_db()
        regressions += line.result != newer
    return {"pairs": count, "regressions": regressions, "quarrels with oneself": quarrels}
