"""The end of a session in a browser: asked in time, one key goes on, tabs agree, and nothing typed is thrown away."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from tests import cast
from tests.browser.editor import Editor

pytestmark = pytest.mark.browser

TYPED = "จังหวัดประชุมคณะกรรมการ ๓ ครั้ง"


@pytest.fixture
def clerk(somebody, lamphun):
    """At a page whose clock can be put forward."""
    clerk = somebody(signed_in=cast.clerk(lamphun))
    clerk.page.clock.install()
    return clerk


@pytest.fixture
def typed(clerk, lamphun):
    """The first result of a draft with something typed and not saved."""
    clerk.open("report_edit", cast.report(of=lamphun).pk)
    result = Editor(clerk).result(1)
    clerk.write(result, TYPED)
    return result


def end_in(time: timedelta) -> None:
    """The session ends so soon on the server; the next page knows."""
    session = Session.objects.get()
    session.expire_date = timezone.now() + time
    session.save()


def pass_by(person, hours: int, minutes: int, *, is_over: bool = False) -> None:
    """Time goes by on the person's machine; on the server the session comes to its end if `is_over`."""
    if is_over:
        end_in(timedelta(0))
    person.page.clock.fast_forward(1000 * 60 * (60 * hours + minutes))


def asking(person):
    return person.page.get_by_role("dialog", name="ใกล้หมดเวลาการใช้งาน")


def ended(person):
    return person.page.get_by_role("dialog", name="หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่")


def test_one_key_goes_on_where_the_person_was(clerk, typed):
    pass_by(clerk, 7, 50)
    expect(asking(clerk)).to_be_hidden()

    pass_by(clerk, 0, 5)
    expect(asking(clerk)).to_be_visible()
    clerk.sees("เหลือเวลา ๕ นาที")
    clerk.look("asking")
    clerk.page.keyboard.press("Enter")

    expect(asking(clerk)).to_be_hidden()
    expect(typed).to_be_focused()
    expect(typed).to_have_value(TYPED)
    pass_by(clerk, 7, 54)
    expect(asking(clerk)).to_be_hidden()


def test_a_question_that_was_put_off_is_asked_once_more_in_the_last_minute(clerk):
    clerk.open("province_home")
    pass_by(clerk, 7, 56)
    expect(asking(clerk)).to_be_visible()

    clerk.page.keyboard.press("Escape")
    pass_by(clerk, 0, 2)
    expect(asking(clerk)).to_be_hidden()

    pass_by(clerk, 0, 1)
    expect(asking(clerk)).to_be_visible()
    clerk.sees("ไม่ถึง ๑ นาที")


def test_tabs_agree(somebody, lamphun):
    tab = somebody(signed_in=cast.clerk(lamphun))
    end_in(timedelta(minutes=4))
    other = tab.open("province_home").another_tab().open("about")
    for one in (tab, other):
        expect(asking(one)).to_be_visible()

    other.page.keyboard.press("Enter")
    expect(asking(other)).to_be_hidden()
    expect(asking(tab)).to_be_hidden()

    other.press("ออกจากระบบ")
    expect(ended(tab)).to_be_visible()


def test_who_signs_in_again_elsewhere_goes_on_with_what_was_typed(clerk, typed):
    pass_by(clerk, 9, 0, is_over=True)
    expect(ended(clerk)).to_be_visible()
    clerk.look("ended")

    with clerk.context.expect_page() as opened:
        clerk.hands.press(clerk.link("เข้าสู่ระบบอีกครั้ง"))
    other = opened.value
    other.get_by_label("ชื่อผู้ใช้").fill("lamphun")
    other.get_by_label("รหัสผ่าน").fill(cast.PASSWORD)
    other.get_by_role("button", name="เข้าสู่ระบบ").click()
    other.wait_for_url(clerk.page.url)

    expect(ended(clerk)).to_be_hidden()
    Editor(clerk).save()
    clerk.sees("บันทึกร่างแล้ว")
    expect(typed).to_have_value(TYPED)


def test_a_page_that_only_believes_the_time_is_over_asks_and_goes_on(clerk, typed):
    pass_by(clerk, 9, 0)

    expect(ended(clerk)).to_be_hidden()
    expect(typed).to_be_focused()
