"""The editor's keys: Tab goes down a column and reaches everything, a tick lets it go across."""

import pytest

from tests import cast
from tests.browser.editor import Editor

pytestmark = pytest.mark.browser

GUIDANCE = "ควรเขียนอะไร"
EVIDENCE = "แนบหลักฐาน"
FOCUSED = """(document.activeElement.matches("button") ? "" : document.activeElement.name)
  || document.activeElement.firstChild.textContent.trim()"""


@pytest.fixture
def clerk(somebody, lamphun):
    return somebody(signed_in=cast.clerk()).open("report_edit", cast.report(of=lamphun).pk)


def tabbed(clerk, times: int) -> list[str]:
    """What has the focus after each of so many presses of Tab: names without the row's number."""
    reached = []
    for _ in range(times):
        clerk.page.keyboard.press("Tab")
        reached.append(clerk.page.evaluate(FOCUSED).lstrip("lg0123456789"))
    return reached


def test_tab_goes_down_the_results_and_then_through_their_menus(clerk):
    editor = Editor(clerk)
    rows = editor.rows.count()
    editor.result(1).focus()

    reached = tabbed(clerk, 5 * rows - 1)

    below = [GUIDANCE, EVIDENCE] * rows
    assert reached == (["-result"] * (rows - 1) + below + ["-status"] * rows + ["จัดการแถว"] * rows)


def test_tab_goes_across_when_that_was_ticked(clerk):
    editor = Editor(clerk)
    clerk.page.locator("[data-tab-across]").check()
    editor.provincial(1).focus()

    step, *rest = tabbed(clerk, 6)

    assert step.startswith("-item-")
    assert rest == ["-result", GUIDANCE, EVIDENCE, "-status", "จัดการแถว"]
