"""How much work a report is, counted in a browser and printed: page loads of a first one, clicks of a second."""

import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from calendar_app import actions as calendars
from calendar_app.models import Round
from ita_portal.models import Province
from reports import actions, content
from reports.management import demo_data
from reports.models import Report
from tests import cast
from tests.browser.editor import Editor
from tests.browser.hands import Keyboard, Mouse
from tests.seed_text import SEEDS

pytestmark = pytest.mark.browser

SAMUT_PRAKAN = SEEDS[0].report

MOST_LOADS = 4
MOST_CLICKS = 25


class Counting(Mouse):
    """Counts every click, that which puts the cursor in a box and that which opens a list included."""

    def __init__(self) -> None:
        self.clicks = 0

    def press(self, target) -> None:
        self.clicks += 1
        super().press(target)

    tick = press
    follow = press

    def write(self, target, text) -> None:
        self.clicks += 1
        super().write(target, text)

    def choose(self, target, value) -> None:
        self.clicks += 2
        super().choose(target, value)


class Loads:
    """Counts the pages that a person waits for."""

    def __init__(self, person) -> None:
        self.count = 0
        person.page.on("response", self._answered)

    def _answered(self, response) -> None:
        is_page = response.request.resource_type == "document" and response.status < 300
        self.count += is_page


def told(capsys, words: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{words}\n")


@pytest.fixture
def home(portal):
    province = Province.objects.get(slug="samut-prakan")
    cast.clerk(province)
    cast.head(province)
    return province


def hand_over(clerk) -> None:
    clerk.press("ตรวจทานก่อนส่ง")
    clerk.press("เสนอหัวหน้าสำนักงาน")
    clerk.sees("เสนอหัวหน้าสำนักงานแล้ว")


def test_the_report_of_samut_prakan_is_typed_and_handed_over(somebody, home, capsys):
    hands = Counting()
    clerk = somebody(signed_in=cast.clerk(home), hands=hands)
    loads = Loads(clerk)
    round_ = Round.objects.get(fiscal_year=2567, months=6)

    clerk.open("province_home")
    clerk.press(clerk.button(f"เริ่มจากปฏิทิน {round_}"))
    editor = Editor(clerk)
    for row, group in enumerate(SAMUT_PRAKAN.groups, start=1):
        editor.type_windows(row, group.official.text, group.provincial.text)
        editor.type_line(row, group.lines[0])
    hand_over(clerk)

    told(capsys, f"001 typed and handed over: {loads.count} page loads, {hands.clicks} clicks")
    report = Report.objects.get()
    assert report.is_handed_over
    typed = [line.result for _, _, line in content.draft(report).lines()][:6]
    assert typed == [line.result for _, _, line in SAMUT_PRAKAN.lines()]
    assert loads.count <= MOST_LOADS


@pytest.fixture
def twelve(home):
    """The round of twelve months, and the report of six accepted before it."""
    sent = demo_data.make_seed_report("samut-prakan", 2567)
    actions.submit(report=sent, by=cast.head(home), version=sent.version)
    sent.refresh_from_db()
    actions.accept(
        report=sent, by=cast.reviewer(), submission=actions.latest(sent).pk, acknowledged=""
    )
    first, today = Round.objects.get(fiscal_year=2567, months=6), timezone.localdate()
    first.pk, first.months, first.as_of = None, 12, first.as_of.replace(month=9, day=30)
    first.opens_on, first.due_on = today, today + timedelta(days=14)
    first.title = first.title.replace("๖ เดือน", "๑๒ เดือน")
    return calendars.save_round(round=first, by=None)


def start(clerk, round_) -> Editor:
    clerk.open("province_home")
    clerk.press(clerk.button(f"เริ่มจากรายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ {round_}"))
    return Editor(clerk)


def use_texts(clerk, editor) -> int:
    """Take every grey text; how many there were."""
    buttons = clerk.page.get_by_role("button", name="ใช้ข้อความนี้")
    count = buttons.count()
    for row in range(1, editor.rows.count() + 1):
        button = clerk.button("ใช้ข้อความนี้", editor.row(row))
        if button.count():
            clerk.hands.press(button)
    return count


def test_a_second_round_from_the_last_with_a_mouse(somebody, home, twelve, capsys):
    hands = Counting()
    clerk = somebody(signed_in=cast.clerk(home), hands=hands)
    loads = Loads(clerk)

    editor = start(clerk, twelve)
    assert use_texts(clerk, editor) == 5
    expect(editor.result(1)).to_have_value(SAMUT_PRAKAN.groups[0].lines[0].result)
    for row in range(7, 13):
        clerk.write(editor.result(row), f"ดำเนินการตามขั้นตอนนี้แล้ว ลำดับที่ {row}")
    hands.press(clerk.button("ดำเนินการแล้ว"))
    clerk.choose(editor.status(12), "in_progress")
    hand_over(clerk)

    told(capsys, f"a second round from the last: {hands.clicks} clicks, {loads.count} page loads")
    report = Report.objects.get(round=twelve)
    rows = [(line.result != "", line.status) for _, _, line in content.draft(report).lines()]
    assert report.is_handed_over
    assert rows == [(True, "done")] * 11 + [(True, "in_progress")]
    assert hands.clicks <= MOST_CLICKS


def test_a_second_round_from_the_last_by_keyboard(somebody, home, twelve):
    clerk = somebody(signed_in=cast.clerk(home), hands=Keyboard())

    editor = start(clerk, twelve)
    assert use_texts(clerk, editor) == 5
    clerk.look("second-round")
    clerk.choose(editor.status(1), "done")
    clerk.choose(editor.status(2), "nothing_to_report")
    clerk.write(editor.row(2).get_by_label("เพราะ"), "ไม่มีผู้ร้องเรียน")
    clerk.look("reason")
    editor.save()

    lines = list(content.draft(Report.objects.get(round=twelve)).lines())
    assert [(line.status, line.answer, line.answer_reason) for _, _, line in lines[:2]] == [
        ("done", None, ""),
        (None, "nothing_to_report", "ไม่มีผู้ร้องเรียน"),
    ]


def test_a_second_round_without_scripts(somebody, home, twelve):
    clerk = somebody(signed_in=cast.clerk(home), javascript=False)
    clerk.open("report_start_from", twelve.pk)
    clerk.look("start-from")
    clerk.press("เริ่มจากรายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗")
    editor = Editor(clerk)
    clerk.look("started")

    clerk.write(editor.result(7), "พิมพ์ไว้ก่อน")
    clerk.press(clerk.button("ใช้ข้อความนี้", editor.row(1)))
    clerk.press(clerk.button("ดำเนินการแล้ว"))
    clerk.press("อ่านแล้ว ซ่อนรายการนี้")

    lines = [line for _, _, line in content.draft(Report.objects.get(round=twelve)).lines()]
    assert [lines[0].result, lines[6].result] == [
        SAMUT_PRAKAN.groups[0].lines[0].result,
        "พิมพ์ไว้ก่อน",
    ]
    assert {line.status for line in lines} == {"done"}
    clerk.look("hidden")


def test_what_has_no_place_is_looked_at_and_added(somebody, portal):
    """The report of 2566 begins one of 2567 in another province's hands."""
    home = Province.objects.get(slug="roi-et")
    clerk_of, head = cast.clerk(home), cast.head(home)
    sent = demo_data.explain(demo_data.make_seed_report("roi-et", 2566), head)
    actions.submit(report=sent, by=head, version=sent.version)
    round_ = Round.objects.get(fiscal_year=2567, months=6)
    clerk = somebody(signed_in=clerk_of)
    clerk.open("report_start_from", round_.pk)
    clerk.press("เริ่มจากรายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๖")
    clerk.look("left-rows")
    rows = Editor(clerk).rows.count()

    clerk.press(clerk.page.get_by_role("button", name="เพิ่มแถวนี้").first)
    clerk.press(clerk.page.get_by_role("button", name="ตรงกับข้อ").first)

    assert Editor(clerk).rows.count() == rows + 1
    clerk.look("left-rows-settled")
