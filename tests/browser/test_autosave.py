"""Rows that save themselves, in a real browser: what is typed reaches the report, or waits and is shown."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from reports import actions
from reports.models import Group, Line, Report
from tests import asking, cast
from tests.browser.editor import Editor
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

NO_NETWORK = "ติดต่อระบบไม่ได้ ข้อความที่พิมพ์ยังอยู่ในเครื่องนี้ ระบบจะลองบันทึกใหม่เอง"
SIGNED_OUT = "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง"
KEPT = "มีข้อความที่ท่านพิมพ์ไว้และยังไม่ได้บันทึก"
JOURNAL = "Object.keys(localStorage).filter((key) => key.startsWith('ita-typed')).length"


@pytest.fixture
def report(lamphun):
    return cast.report(of=lamphun)


@pytest.fixture
def clerk(somebody, report):
    return somebody(signed_in=cast.clerk()).open("report_edit", report.pk)


@pytest.fixture
def head(somebody, report):
    return somebody(signed_in=cast.head()).open("report_edit", report.pk)


def line(report, place: int = 0) -> Line:
    return Line.objects.filter(group__report=report).order_by("group__order", "order")[place]


def type_into(box, text: str) -> None:
    """Key by key, as a person does, at the end of what is there."""
    box.focus()
    box.page.keyboard.press("Control+End")
    box.page.keyboard.type(text)


def is_saved(person) -> None:
    expect(person.page.locator("[data-save-state]")).to_contain_text("บันทึกแล้ว")


def is_unsaved(person) -> None:
    expect(person.page.locator("[data-save-state]")).to_have_text("ยังไม่บันทึก")


def keeps(person, texts: int) -> None:
    """So many texts are left in the browser, once the answers under way have come."""
    for _ in range(600):
        if person.page.evaluate(JOURNAL) == texts:
            return
        person.page.wait_for_timeout(100)
    pytest.fail(f"the browser does not keep {texts} texts")


def state_of(box) -> list:
    """Where the caret is, and whether the box has the focus."""
    return box.evaluate(
        "box => [box.selectionStart, box.selectionEnd, box === document.activeElement]"
    )


def sign_out_everybody() -> None:
    for session in Session.objects.all():
        session.delete()


# ---- typed


def test_what_is_typed_is_saved_by_itself_and_the_caret_stays(clerk, report):
    result = Editor(clerk).result(1)
    type_into(result, "ประชุมคณะทำงานแล้ว")
    clerk.page.keyboard.press("Home")

    is_saved(clerk)

    assert state_of(result) == [0, 0, True]
    assert line(report).result == "ประชุมคณะทำงานแล้ว"
    assert clerk.page.evaluate(JOURNAL) == 0
    clerk.look("saved-by-itself")


def test_leaving_the_cell_saves_and_a_window_says_how_it_was_read(clerk, report):
    editor = Editor(clerk)
    type_into(editor.official(1), "")
    clerk.write(editor.official(1), "1-15 ม.ค. 67")
    editor.result(1).focus()

    clerk.sees("อ่านว่า วันที่ ๑ - ๑๕ มกราคม ๒๕๖๗")

    assert str(Group.objects.get(lines=line(report)).official.end) == "2024-01-15"
    assert state_of(editor.result(1))[2]


def test_what_cannot_be_kept_is_told_at_its_cell_while_the_rest_is_saved(clerk, report):
    editor = Editor(clerk)
    clerk.write(editor.official(1), "31 ก.พ. 2567")
    clerk.write(editor.result(2), "ทำแล้ว")
    editor.result(3).focus()

    clerk.sees("ไม่มีวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๗ (เดือนนี้มี ๒๙ วัน)")

    is_unsaved(clerk)
    keeps(clerk, 1)
    assert line(report, 1).result == "ทำแล้ว"
    clerk.look("one-window-cannot-be")
    clerk.write(editor.official(1), "29 ก.พ. 2567")
    is_saved(clerk)
    expect(editor.official(1)).not_to_have_attribute("aria-invalid", "true")


def test_the_page_of_a_row_and_the_closing_words_save_themselves(clerk, report):
    clerk.write(clerk.box("หมายเหตุท้ายรายงาน"), "หมายเหตุของเรา")
    is_saved(clerk)
    clerk.open("line_edit", report.pk, line(report).pk)
    clerk.write(clerk.box("เพิ่มขั้นตอนในแถวนี้"), "ขั้นตอนของเรา")
    is_saved(clerk)
    clerk.write(clerk.box("เพิ่มขั้นตอนในแถวนี้"), "ขั้นตอนของเราเอง")
    is_unsaved(clerk)
    is_saved(clerk)

    assert Report.objects.get().footnote == "หมายเหตุของเรา"
    assert [item.text for item in line(report).items.all()][1:] == ["ขั้นตอนของเราเอง"]
    clerk.look("page-of-a-row-saved")


# ---- no network


def test_what_is_typed_without_a_network_is_saved_when_it_is_back(clerk, report):
    clerk.context.set_offline(True)
    type_into(Editor(clerk).result(1), "พิมพ์ตอนเครือข่ายล่ม")
    clerk.sees(NO_NETWORK)
    is_unsaved(clerk)
    clerk.look("no-network")
    clerk.page.keyboard.press("Control+S")
    expect(Editor(clerk).result(1)).to_have_value("พิมพ์ตอนเครือข่ายล่ม")

    clerk.context.set_offline(False)

    is_saved(clerk)
    assert line(report).result == "พิมพ์ตอนเครือข่ายล่ม"
    assert clerk.page.evaluate(JOURNAL) == 0


def test_an_answer_that_never_came_is_no_conflict_with_oneself(clerk, watch, report):
    address = "**/autosave/"
    answered = []

    def lose(route):
        route.fetch()
        answered.append(route.request)
        route.abort()

    clerk.page.route(address, lose)
    type_into(Editor(clerk).result(1), "หนึ่ง")
    clerk.sees(NO_NETWORK)
    assert line(report).result == "หนึ่ง"
    clerk.page.unroute(address)

    type_into(Editor(clerk).result(1), " สอง")

    is_saved(clerk)
    assert line(report).result == "หนึ่ง สอง"
    expect(clerk.page.locator(".clash")).to_have_count(0)
    watch.problems.clear()  # The console tells of the answers that were lost on purpose.


def test_a_late_answer_leaves_newer_text_alone(clerk, report):
    held = []
    clerk.page.route(
        "**/autosave/", lambda route: route.continue_() if held else held.append(route)
    )
    result = Editor(clerk).result(1)
    type_into(result, "เก่า")
    expect(clerk.page.locator("[data-save-state]")).to_have_text("กำลังบันทึก")
    type_into(result, " ใหม่")

    held[0].continue_()

    is_saved(clerk)
    expect(result).to_have_value("เก่า ใหม่")
    assert line(report).result == "เก่า ใหม่"


# ---- gone away and back


def leave_behind(clerk, text: str) -> None:
    """A text that was typed without a network when the page was closed."""
    clerk.context.set_offline(True)
    type_into(Editor(clerk).result(1), text)
    clerk.sees(NO_NETWORK)
    # A page that closes loses the emulated outage before its last words are lost.
    clerk.page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    clerk.page.close()
    clerk.context.set_offline(False)
    clerk.page = clerk.context.new_page()


def test_a_page_that_was_left_before_saving_shows_the_text_again(clerk, report):
    leave_behind(clerk, "ประชุมคณะทำงานแล้ว")
    clerk.open("report_edit", report.pk)

    clerk.sees(KEPT)
    clerk.sees("ผลการดำเนินการ ที่อยู่ในระบบ")
    assert line(report).result == ""
    clerk.button("ใช้ของฉัน").click()

    is_saved(clerk)
    expect(Editor(clerk).result(1)).to_have_value("ประชุมคณะทำงานแล้ว")
    assert line(report).result == "ประชุมคณะทำงานแล้ว"
    assert clerk.page.evaluate(JOURNAL) == 0


def test_a_page_that_came_before_the_text_was_saved_is_shown_anew(clerk, report):
    typed = "ประชุมคณะทำงานแล้ว"
    leave_behind(clerk, typed)

    def arrives_late(route):
        """What the page before sent while it closed is written after this page was made."""
        asking.write(report, line(report), typed)
        route.continue_()

    clerk.page.route("**/compare/", arrives_late, times=1)
    clerk.open("report_edit", report.pk)

    expect(Editor(clerk).result(1)).to_have_value(typed)
    expect(clerk.page.locator(".clash")).to_have_count(0)
    assert clerk.page.evaluate(JOURNAL) == 0


def test_what_the_report_says_may_be_kept_instead(clerk, head, report):
    leave_behind(clerk, "ไม่เอาแล้ว")
    type_into(Editor(head).result(1), "ของหัวหน้า")
    is_saved(head)
    clerk.open("report_edit", report.pk)

    clerk.button("ใช้ที่อยู่ในระบบ").click()

    expect(clerk.page.locator(".clash")).to_have_count(0)
    expect(Editor(clerk).result(1)).to_have_value("ของหัวหน้า")
    assert line(report).result == "ของหัวหน้า"
    assert clerk.page.evaluate(JOURNAL) == 0


def test_a_text_of_a_row_that_is_gone_becomes_a_new_row(clerk, report):
    leave_behind(clerk, "ข้อความของแถวที่ถูกลบ")
    actions.rows.delete(report=report, line=line(report).pk, by=cast.head())
    clerk.open("report_edit", report.pk)

    clerk.sees("มีผู้ลบหรือรวมแถวนี้ก่อนท่านบันทึก")
    clerk.press("เพิ่มเป็นแถวใหม่")

    assert Line.objects.order_by("-pk").first().result == "ข้อความของแถวที่ถูกลบ"
    expect(clerk.page.locator(".lost-row")).to_have_count(0)
    assert clerk.page.evaluate(JOURNAL) == 0


def test_another_account_of_the_same_browser_sees_nothing_of_it(clerk, report):
    leave_behind(clerk, "ข้อความส่วนตัวของเสมียน")
    clerk.context.clear_cookies()
    clerk.sign_in(cast.head().username)
    clerk.open("report_edit", report.pk)
    clerk.page.wait_for_load_state("networkidle")

    expect(clerk.page.get_by_text("ข้อความส่วนตัวของเสมียน")).to_have_count(0)
    assert clerk.page.evaluate(JOURNAL) == 1


def test_a_browser_that_keeps_nothing_says_so_and_saving_still_works(clerk, report):
    clerk.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    clerk.open("report_edit", report.pk)

    clerk.sees("เบราว์เซอร์นี้เก็บข้อความสำรองไว้ในเครื่องไม่ได้")
    type_into(Editor(clerk).result(1), "ยังบันทึกได้")

    is_saved(clerk)
    assert line(report).result == "ยังบันทึกได้"
    clerk.look("nothing-is-kept")


# ---- the session ended


def test_signing_in_again_leads_back_to_the_text(clerk, watch, report):
    sign_out_everybody()
    type_into(Editor(clerk).result(1), "พิมพ์ตอนหมดเวลา")
    clerk.sees(SIGNED_OUT)
    is_unsaved(clerk)

    clerk.follow(clerk.page.locator("[data-save-trouble] a"))
    clerk.write(clerk.box("ชื่อผู้ใช้"), cast.clerk().username)
    clerk.write(clerk.box("รหัสผ่าน"), cast.PASSWORD)
    clerk.press("เข้าสู่ระบบ")

    clerk.sees(KEPT)
    clerk.look("kept-while-signed-out")
    clerk.button("ใช้ของฉัน").click()
    is_saved(clerk)
    assert line(report).result == "พิมพ์ตอนหมดเวลา"


def test_signing_in_again_in_another_tab_saves_by_itself(clerk, watch, report):
    sign_out_everybody()
    type_into(Editor(clerk).result(1), "พิมพ์ตอนหมดเวลา")
    clerk.sees(SIGNED_OUT)
    clerk.another_tab().sign_in(cast.clerk().username)
    clerk.page.bring_to_front()

    clerk.page.evaluate("dispatchEvent(new Event('focus'))")

    is_saved(clerk)
    assert line(report).result == "พิมพ์ตอนหมดเวลา"


# ---- two people


@pytest.fixture
def met(clerk, head, report):
    """The clerk has just been told that the head wrote in the same row."""
    type_into(Editor(head).result(1), "ประชุมคณะกรรมการ ๓ ครั้ง")
    is_saved(head)
    type_into(Editor(clerk).result(1), "ประชุมคณะทำงาน ๓ ครั้ง")
    clerk.sees("มีผู้แก้ไขแถวนี้ก่อนท่าน (นายสมชาย ตัวอย่าง")
    return clerk


def test_both_texts_stand_below_the_row_and_the_caret_stays(met, report):
    marked = met.page.locator(".clash-pair mark").all_text_contents()

    assert marked[:2] == ["คณะทำงาน", "คณะกรรมการ"]
    assert state_of(Editor(met).result(1))[2]
    assert line(report).result == "ประชุมคณะกรรมการ ๓ ครั้ง"
    is_unsaved(met)
    met.look("two-people-one-row")
    met.button("ใช้ของฉัน").click()
    is_saved(met)
    assert line(report).result == "ประชุมคณะทำงาน ๓ ครั้ง"


def test_theirs_is_taken_into_the_boxes(met, report):
    met.button("ใช้ของเขา").click()

    expect(Editor(met).result(1)).to_have_value("ประชุมคณะกรรมการ ๓ ครั้ง")
    is_saved(met)
    expect(met.page.locator(".clash")).to_have_count(0)
    assert line(report).version == 2


def test_both_are_joined_beside_theirs(met, report):
    met.page.locator(".clash-join summary").click()
    met.write(met.box("ผลการดำเนินการ ที่รวมแล้ว"), "ประชุมคณะกรรมการและคณะทำงาน")
    met.look("joining-by-hand")

    met.button("ใช้ข้อความที่รวมแล้ว").click()

    is_saved(met)
    expect(Editor(met).result(1)).to_have_value("ประชุมคณะกรรมการและคณะทำงาน")
    assert line(report).result == "ประชุมคณะกรรมการและคณะทำงาน"


def test_all_of_it_with_the_keyboard_alone(somebody, head, report):
    type_into(Editor(head).result(1), "ของหัวหน้า")
    clerk = somebody(signed_in=cast.clerk(), hands=Keyboard())
    clerk.page.goto(f"/province/reports/{report.pk}/lines/{line(report).pk}/")
    type_into(Editor(head).result(1), " ต่อ")
    is_saved(head)
    clerk.write(clerk.page.locator(f"[name=l{line(report).pk}-result]"), "ของเสมียน")
    clerk.sees("มีผู้แก้ไขแถวนี้ก่อนท่าน")

    clerk.hands.press(clerk.button("ใช้ของฉัน"))

    is_saved(clerk)
    assert line(report).result == "ของเสมียน"


def test_without_scripts_both_are_joined_too(somebody, head, report):
    clerk = somebody(signed_in=cast.clerk(), javascript=False).open("report_edit", report.pk)
    type_into(Editor(head).result(1), "ของหัวหน้า")
    is_saved(head)
    clerk.write(Editor(clerk).result(1), "ของเสมียน")
    Editor(clerk).save()

    clerk.sees("มีผู้แก้ไขแถวนี้ก่อนท่าน (นายสมชาย ตัวอย่าง")
    clerk.look("conflict-without-scripts")
    clerk.page.locator(".clash-join summary").click()
    clerk.write(clerk.box("ผลการดำเนินการ ที่รวมแล้ว"), "ของหัวหน้าและเสมียน")
    clerk.press("ใช้ข้อความที่รวมแล้ว")

    assert line(report).result == "ของหัวหน้าและเสมียน"
    clerk.sees("วันนี้มีผู้แก้ไขรายงานนี้ด้วย: นายสมชาย ตัวอย่าง")
