"""Somebody at a browser of their own: what they do, and what must hold on every page they look at."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests import cast
from tests.browser.hands import Keyboard, Mouse

ARTEFACTS = Path(settings.BASE_DIR) / "var" / "artefacts"
DESKTOP = {"width": 1366, "height": 768}
# 320 px is also what a desktop of 1280 px shows at 400 %; half of 1366 px is 200 %.
NARROW = (320, 683)

# All rules, also axe's best practices; a test that only ever passes what one level asks finds less.
AXE = Axe()
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
}

WIDTH = "() => document.scrollingElement.scrollWidth"
# What sticks out of the page, for the message of a failed test.
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
                   && getComputedStyle(one).position !== "fixed")
  .slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)
"""


class Person:
    """A browser context with one page, the hands that work it, and the folder its pictures go to."""

    def __init__(
        self,
        context: BrowserContext,
        hands: Mouse | Keyboard,
        pictures: Path,
        counter: list[str],
        *,
        javascript: bool = True,
        looks_closely: bool = True,
    ) -> None:
        self.context = context
        self.hands = hands
        self.javascript = javascript
        self.looks_closely = looks_closely
        self.page: Page = context.new_page()
        self.pictures = pictures
        self.counter = counter
        self._developer = context.new_cdp_session(self.page)
        self._allow_scripts(javascript)

    def _allow_scripts(self, yes: bool) -> None:
        """Playwright's own switch holds for good, and axe would wait for ever."""
        self._developer.send("Emulation.setScriptExecutionDisabled", {"value": not yes})

    # Going about

    def open(self, name: str, *args) -> "Person":
        self.page.goto(reverse(name, args=args))
        return self

    def sign_in(self, username: str) -> "Person":
        """Through the form, as people do; ends at the person's own desk."""
        self.open("account_login")
        self.write(self.box("ชื่อผู้ใช้"), username)
        self.write(self.box("รหัสผ่าน"), cast.PASSWORD)
        self.press("เข้าสู่ระบบ")
        return self

    def another_tab(self) -> "Person":
        """The same person with the same session, at a second page."""
        return Person(self.context, self.hands, self.pictures, self.counter)

    # Finding

    def button(self, name: str, inside: Locator | None = None) -> Locator:
        return (inside or self.page).get_by_role("button", name=name, exact=True)

    def link(self, name: str, *, exact: bool = True) -> Locator:
        return self.page.get_by_role("link", name=name, exact=exact)

    def box(self, label: str) -> Locator:
        """By the words its label begins with: a mark of what must be filled in may follow."""
        return self.page.get_by_label(re.compile(f"^\\s*{re.escape(label)}"))

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    # Doing

    def press(self, button: str | Locator) -> None:
        """A button that leads to another page, which has come when this returns."""
        target = self.button(button) if isinstance(button, str) else button
        with self.page.expect_navigation():
            self.hands.press(target)

    def follow(self, link: str | Locator) -> None:
        target = self.link(link) if isinstance(link, str) else link
        with self.page.expect_navigation():
            self.hands.follow(target)

    def write(self, box: Locator, text: str) -> None:
        self.hands.write(box, text)

    def choose(self, box: Locator, value: str) -> None:
        self.hands.choose(box, value)

    def tick(self, box: Locator) -> None:
        self.hands.tick(box)

    # Looking

    def look(self, name: str) -> None:
        """What holds on every page: a picture of it, nothing for axe to find, no sideways scroll."""
        with self._whole_page():
            self.picture(name)
            if self.looks_closely:
                self.is_accessible(name)
        if self.looks_closely:
            self.fits_narrow_windows(name)

    @contextmanager
    def _whole_page(self) -> Iterator[None]:
        """A window as tall as the page, so that no bar that stays in view covers a part of it."""
        height = self.page.evaluate("() => document.scrollingElement.scrollHeight")
        self.page.set_viewport_size({**DESKTOP, "height": max(height, DESKTOP["height"])})
        yield
        self.page.set_viewport_size(DESKTOP)

    def picture(self, name: str) -> None:
        self.counter.append(name)
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{len(self.counter):02d}-{name}.png"
        self.page.screenshot(path=path, full_page=True)

    def is_accessible(self, name: str) -> None:
        # Django's style sheets import each other. To follow them, axe writes a style into the page,
        # which our policy refuses.
        follows = {"preload": "/admin/" not in self.page.url}
        with self._scripts_for_axe():
            found = AXE.run(self.page, options=AXE_OPTIONS | follows)
        assert not found.response["violations"], f"{name}: {found.generate_report()}"

    @contextmanager
    def _scripts_for_axe(self) -> Iterator[None]:
        """axe needs scripts; by now those of the page have had their time."""
        self._allow_scripts(True)
        yield
        self._allow_scripts(self.javascript)

    def fits_narrow_windows(self, name: str) -> None:
        """The page scrolls down only; what is wider scrolls in a box of its own."""
        for narrow in NARROW:
            self.page.set_viewport_size({"width": narrow, "height": 640})
            width = self.page.evaluate(WIDTH)
            wide = self.page.evaluate(TOO_WIDE) if width > narrow else ""
            assert width <= narrow, f"{name} is {width} px wide in {narrow}: {wide}"
        self.page.set_viewport_size(DESKTOP)
