"""Ways to print a report as PDF: ours, and what else one might take. Each goes from document to bytes."""

import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from bench import content, stand_in
from reports import document
from reports.document import Report
from reports.writers import docx, html, pdf
from tools import chromium

SECONDS = 180
FAMILY = "Sarabun"
FACES = {400: "Sarabun-Regular.ttf", 700: "Sarabun-Bold.ttf"}

Print = Callable[[Report], bytes]


class NotInstalled(Exception):
    """An engine is not on this machine; the words say how it gets there."""


@contextmanager
def ours() -> Iterator[Print]:
    """The portal's own writer in a process that has printed before."""
    yield lambda report: pdf.render(report, imprint=content.imprint(report))


@contextmanager
def ours_cold() -> Iterator[Print]:
    """The portal's own writer in a new process."""
    yield lambda report: printed_anew("ours", report)


def printed_anew(engine: str, report: Report) -> bytes:
    """A report printed by an engine in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bench.once", engine],
        input=document.canonical_json(report).encode(),
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        check=True,
        timeout=SECONDS,
    ).stdout


@contextmanager
def bare() -> Iterator[Print]:
    """WeasyPrint on the same page, as its manual begins: a call that knows nothing of the last one."""
    from weasyprint import HTML

    yield lambda report: HTML(string=_page(report, _font_file)).write_pdf()


@contextmanager
def bare_archive() -> Iterator[Print]:
    """The same, as the kind of file that ours is: tagged, PDF/A-3a."""
    from weasyprint import HTML

    def printed(report: Report) -> bytes:
        return HTML(string=_page(report, _font_file)).write_pdf(pdf_variant="pdf/a-3a")

    yield printed


@contextmanager
def in_chromium() -> Iterator[Print]:
    """The same page printed by one running browser."""
    path = chromium.find()
    if path is None:
        raise NotInstalled("apt-get install chromium-headless-shell")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(SECONDS * 1000)

        def printed(report: Report) -> bytes:
            page.set_content(_page(report, _font_data))
            page.evaluate("document.fonts.ready")
            return page.pdf(prefer_css_page_size=True, print_background=True)

        yield printed
        browser.close()


def _page(report: Report, address: Callable[[str], str]) -> str:
    """The report's page with its style sheet and the stock fonts inside."""
    faces = "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight};'
        f' src: url("{address(name)}") }}\n'
        for weight, name in FACES.items()
    )
    return html.render_page(report, css=faces + _found("css/report.css").read_text())


def _found(name: str) -> Path:
    return Path(finders.find(name))


def _font_file(name: str) -> str:
    return _found(f"fonts/{name}").as_uri()


def _font_data(name: str) -> str:
    """A page that came over a pipe may read no files."""
    data = base64.b64encode(_found(f"fonts/{name}").read_bytes()).decode()
    return f"data:font/ttf;base64,{data}"


# The same texts, in the languages of others -------------------------------------------------------

# Widths of the columns as report.css sets them, margins and size of the letters too.
WIDTHS = (4, 14.5, 14.5, 22, 30, 15)
TYPST = """
#let report = json(bytes(sys.inputs.report))
#set page(paper: "a4", flipped: true, margin: (top: 20mm, right: 18mm, bottom: 15mm, left: 22mm))
#set text(font: "Sarabun", size: 11pt, lang: "th")
#set par(leading: 0.5em)
#align(center, text(weight: "bold", report.title))
#table(
  columns: report.widths.map(width => width * 1fr),
  inset: 0.3em,
  stroke: 0.5pt,
  table.header(..report.headings.map(strong)),
  ..report.cells.flatten(),
)
"""


@contextmanager
def in_typst() -> Iterator[Print]:
    try:
        import typst
    except ImportError as error:
        raise NotInstalled("python tools/install.py bench") from error
    fonts = str(_found("fonts/" + FACES[400]).parent)

    def printed(report: Report) -> bytes:
        texts = {
            "title": report.title,
            "headings": report.headings,
            "widths": WIDTHS,
            "cells": list(content.cells(report)),
        }
        return typst.compile(
            TYPST.encode(),
            sys_inputs={"report": json.dumps(texts)},
            font_paths=[fonts],
            ignore_system_fonts=True,
        )

    yield printed


@contextmanager
def in_libreoffice() -> Iterator[Print]:
    """Our Word file of the same report, printed by LibreOffice, started each time."""
    if shutil.which("soffice") is None:
        raise NotInstalled("apt-get install --no-install-recommends libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory(prefix="ita-portal-bench-") as scratch:
        folder = Path(scratch)
        stand_in.make(folder)
        (folder / "fonts.conf").write_text(_fonts_conf(folder))
        yield lambda report: _converted(folder, docx.render(report))


def _fonts_conf(folder: Path) -> str:
    return f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"


def _converted(folder: Path, word_file: bytes) -> bytes:
    (folder / "report.docx").write_bytes(word_file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    office = subprocess.Popen(
        [*command, str(folder / "report.docx")],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        office.wait(SECONDS)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()
    return (folder / "report.pdf").read_bytes()


ENGINES: dict[str, Callable[[], AbstractContextManager[Print]]] = {
    "ours": ours,
    "cold": ours_cold,
    "bare": bare,
    "archive": bare_archive,
    "chromium": in_chromium,
    "libreoffice": in_libreoffice,
    "typst": in_typst,
}
NAMES = {
    "ours": "our writer, warm",
    "cold": "our writer, new process",
    "bare": "bare WeasyPrint",
    "archive": "bare WeasyPrint, PDF/A-3a",
    "chromium": "Chromium",
    "libreoffice": "LibreOffice",
    "typst": "typst",
}
