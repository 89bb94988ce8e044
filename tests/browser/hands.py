"""How a person works a page: with a mouse and keys, or with the keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page

# More than any page has places to stop at.
MOST_STOPS = 400

IS_FOCUSED = "one => one === document.activeElement"
# The ring of site.css is an outline; Bootstrap's boxes have a shadow or another border.
SHOWS_FOCUS = """one => {
  const style = getComputedStyle(one);
  const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return isOutlined || style.boxShadow !== "none";
}"""


class Mouse:
    """Points, clicks and types."""

    def press(self, target: Locator) -> None:
        target.click()

    tick = press
    follow = press

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def choose(self, target: Locator, value: str) -> None:
        target.select_option(value)


class Keyboard:
    """Never touches a mouse: Tab leads to everything, and what has the focus shows it."""

    def press(self, target: Locator) -> None:
        self._reach(target)
        target.page.keyboard.press("Enter")

    follow = press

    def tick(self, target: Locator) -> None:
        self._reach(target)
        target.page.keyboard.press("Space")

    def write(self, target: Locator, text: str) -> None:
        self._reach(target)
        keyboard = target.page.keyboard
        keyboard.press("Control+A")
        if not text:
            keyboard.press("Delete")
        for number, line in enumerate(text.split("\n")):
            if number:
                keyboard.press("Enter")
            keyboard.type(line)

    def choose(self, target: Locator, value: str) -> None:
        self._reach(target)
        values = target.evaluate("box => [...box.options].map((one) => one.value)")
        target.page.keyboard.press("Home")
        for _ in range(values.index(value)):
            target.page.keyboard.press("ArrowDown")

    def _reach(self, target: Locator) -> None:
        page: Page = target.page
        target.wait_for()
        for _ in range(MOST_STOPS):
            if target.evaluate(IS_FOCUSED):
                break
            page.keyboard.press("Tab")
        else:
            pytest.fail(f"Tab does not lead to {target}")
        if not target.evaluate(SHOWS_FOCUS):
            pytest.fail(f"the focus is not to be seen on {target}")
