"""A clerk at a real browser while the session ends or the network goes: is the text there again afterwards?"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Locator, Page, sync_playwright

from bench.faults import office
from bench.faults.office import Browser
from bench.faults.portal import Portal
from ita_portal import actions as people
from reports.models import Line, Report
from tools import chromium

PASSWORD = "typed-again-after-the-end"
PATIENCE = 60_000  # milliseconds, because the machine may be busy
# Playwright keeps an event loop in this thread, beside which Django refuses its database.
BESIDE_PLAYWRIGHT = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SAVED, SIGNED_OUT, NO_NETWORK = "บันทึกแล้ว", "หมดเวลาการใช้งาน", "ติดต่อระบบไม่ได้"


class NoBrowser(Exception):
    """No Chromium is on this machine."""


class Desk:
    """A clerk with a report open in the editor."""

    def __init__(self, portal: Portal, context: BrowserContext, report: Report) -> None:
        self.portal, self.context, self.report = portal, context, report
        self.clerk = office.person(report.province)
        people.save_person(person=self.clerk, by=None, password=PASSWORD)
        self.come_in()
        self.page = context.new_page()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.portal.port}/province/reports/{self.report.pk}/"

    @cached_property
    def lines(self) -> list[Line]:
        return office.lines(self.report)

    def come_in(self) -> None:
        cookies = Browser(self.portal.port, self.clerk).cookies
        at = f"http://127.0.0.1:{self.portal.port}"
        self.context.add_cookies(
            [{"name": name, "value": value, "url": at} for name, value in cookies.items()]
        )

    def open(self) -> Page:
        self.page.goto(self.address)
        return self.page

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).locator("visible=true").first.wait_for()

    def type(self, line: Line, text: str) -> None:
        """Key by key over what is there, as a person does."""
        self.page.locator(f"[name='l{line.pk}-result']").focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    @property
    def mine(self) -> Locator:
        return self.page.get_by_role("button", name="ใช้ของฉัน")

    def take_mine(self) -> None:
        self.mine.click()

    def is_asked(self, line: Line, text: str) -> bool:
        """Whether both texts are shown; else a last request of the closed page reached the report after all."""
        mine, box = self.mine, self.page.locator(f"[name='l{line.pk}-result']")
        for _ in range(PATIENCE // 100):
            if mine.is_visible() or box.input_value() == text:
                return mine.is_visible()
            self.page.wait_for_timeout(100)
        return False

    def is_kept(self, line: Line, text: str) -> bool:
        """Whether the report says the text, once the page says that it is saved."""
        state = self.page.locator("[data-save-state]").filter(has_text=SAVED)
        state.wait_for()
        line.refresh_from_db()
        return line.result == text

    def sign_in(self) -> None:
        self.page.locator("[data-save-trouble] a").click()
        self.page.get_by_label("ชื่อผู้ใช้").fill(self.clerk.username)
        self.page.get_by_label("รหัสผ่าน").fill(PASSWORD)
        self.page.get_by_role("button", name="เข้าสู่ระบบ").click()

    def put_away(self) -> None:
        """The page is closed as it is, and another opened later."""
        self.page.close()
        self.page = self.context.new_page()


@contextmanager
def _desk(portal: Portal, report: Report) -> Iterator[Desk]:
    path = chromium.find()
    if path is None:
        raise NoBrowser("no Chromium is installed: apt-get install chromium-headless-shell")
    os.environ |= BESIDE_PLAYWRIGHT
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(locale="th-TH", timezone_id="Asia/Bangkok")
        context.set_default_timeout(PATIENCE)
        yield Desk(portal, context, report)
        browser.close()


def expiries(portal: Portal, count: int) -> dict[str, int]:
    """The session ends in the middle of a sentence; after signing in again the text is shown and kept."""
    return {"session expiries": count, "texts recovered": _tried(portal, 104, count, _expired)}


def offline(portal: Portal, count: int) -> dict[str, int]:
    """The network goes while somebody types: it comes back, or the page is closed before it does."""
    return {"offline spells": count, "texts recovered": _tried(portal, 105, count, _cut_off)}


def _tried(portal: Portal, place: int, count: int, spell: Callable[[Desk, Line, int], bool]) -> int:
    with _desk(portal, office.report(place)) as desk:
        lines = desk.lines
        return sum(spell(desk, lines[number % len(lines)], number) for number in range(count))


def _expired(desk: Desk, line: Line, number: int) -> bool:
    text = f"ประชุมคณะทำงานครั้งที่ {number} แล้วแจ้งทุกส่วนราชการ"
    desk.open()
    half = len(text) // 2
    desk.type(line, text[:half])
    Session.objects.all().delete()
    desk.page.keyboard.type(text[half:])
    desk.sees(SIGNED_OUT)
    desk.sign_in()
    desk.take_mine()
    return desk.is_kept(line, text)


def _cut_off(desk: Desk, line: Line, number: int) -> bool:
    text = f"ส่งหนังสือฉบับที่ {number} ถึงอำเภอทุกแห่ง"
    desk.open()
    desk.context.set_offline(True)
    desk.type(line, text)
    if number % 2:
        desk.sees(NO_NETWORK)
        desk.context.set_offline(False)
        return desk.is_kept(line, text)
    # A laptop that is closed at once: nothing was said yet, nothing sent.
    desk.put_away()
    desk.context.set_offline(False)
    desk.open()
    if desk.is_asked(line, text):
        desk.take_mine()
        return desk.is_kept(line, text)
    line.refresh_from_db()
    return line.result == text
