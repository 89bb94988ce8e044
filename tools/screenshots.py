"""The pictures of the README and docs/: `python -m tools.screenshots`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import django

# The tests' settings keep the data of the demo on this machine out of it.
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop.
django.setup()

import pypdfium2  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from django.urls import reverse  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from ita_portal.models import User  # noqa: E402
from reports import document  # noqa: E402
from reports.management import demo_data  # noqa: E402
from reports.models import Report  # noqa: E402
from reports.writers import pdf  # noqa: E402
from tests.browser.server import serving  # noqa: E402
from tests.seed_text import SEEDS, Seed  # noqa: E402
from tools import chromium  # noqa: E402

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WINDOW = {"width": 1280, "height": 1240}
SUBMITTED = datetime(2024, 4, 1, 2, 30, tzinfo=UTC)
COLOURS = 64  # enough for pages of text


def main() -> None:
    with demo(), serving() as address, browser() as page:
        keep("editor", editor(page, address))
        keep("report", first_page(Report.objects.get(province__slug="samut-prakan")))
    for seed in SEEDS:
        for number, picture in enumerate(pages(printed(seed)), start=1):
            keep(f"seeds/{seed.number}-{number}", picture)


@contextmanager
def demo() -> Iterator[None]:
    """The demo's data in a database of its own."""
    databases = setup_databases(verbosity=0, interactive=False)
    demo_data.make()
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)


@contextmanager
def browser() -> Iterator[Page]:
    path = chromium.find()
    if path is None:
        raise SystemExit("A Chromium is needed: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page(viewport=WINDOW, locale="th-TH")
        browser.close()


def editor(page: Page, address: str) -> Image.Image:
    """The draft of Lamphun as its clerk writes it."""
    client = Client()
    client.force_login(User.objects.get(username="lamphun"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
    page.context.add_cookies([cookie])
    draft = Report.objects.get(province__slug="lamphun", round__fiscal_year=2567)
    page.goto(address + reverse("report_edit", args=[draft.pk]))
    page.evaluate("document.fonts.ready")
    return Image.open(BytesIO(page.screenshot()))


def first_page(report: Report) -> Image.Image:
    """The first page of an accepted report's PDF."""
    submission = report.accepted
    return next(pages(pdf.render(submission.document, imprint=submission.imprint), scale=1.5))


def printed(seed: Seed) -> bytes:
    """The report of a real paper as its first submission would be printed."""
    report = seed.report
    reference = f"{report.fiscal_year}-{report.months}-{report.province.code}-01"
    content = document.canonical_json(report)
    return pdf.render(report, imprint=document.Imprint(reference, 1, SUBMITTED, content))


def pages(content: bytes, *, scale: float = 1.2) -> Iterator[Image.Image]:
    """Each page of a PDF as a picture, `scale` times 72 dots an inch."""
    return (page.render(scale=scale).to_pil() for page in pypdfium2.PdfDocument(content))


def keep(name: str, image: Image.Image) -> None:
    """As a small PNG with few colours."""
    path = IMAGES / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"{path.relative_to(IMAGES.parent.parent)} ({path.stat().st_size // 1024} KB)")


if __name__ == "__main__":
    main()
