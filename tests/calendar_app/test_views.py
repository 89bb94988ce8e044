"""The desk's pages of a plan: where it is begun and written."""

import pytest
from django.test import Client
from django.urls import reverse

from calendar_app import plan_actions, plans
from calendar_app.models import Activity, CalendarStep, Phase, Schedule
from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent
from ita_portal import thai
from reports.management import demo_data, reference
from tests import cast
from tests.browser_form import Boxes

pytestmark = pytest.mark.django_db

EDIT = "/province/plans/2567/"


# ---- what a browser sees and sends


class Page:
    """What a browser would send of a page's plan."""

    def __init__(self, response) -> None:
        boxes = Boxes("plan")
        boxes.feed(response.content.decode())
        self.pairs = boxes.pairs

    def sends(self) -> dict[str, list[str]]:
        data: dict[str, list[str]] = {}
        for name, value in self.pairs:
            data.setdefault(name, []).append(value)
        return data


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def desk(client):
    client.force_login(cast.clerk())
    return client


@pytest.fixture
def plan():
    cast.calendar()
    return plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)


def rows_of(schedule):
    (phase,) = plans.phases_of(schedule)
    return phase.rows


def first(schedule):
    return plans.name_of(rows_of(schedule)[0])


def typed(schedule):
    return [(row.text, [one.window for one in row.spans], row.ties) for row in rows_of(schedule)]


def sent(client, plan, **changes):
    """Post the page as it is, with changes in the boxes of the first activity."""
    boxes = {f"{first(plan)}-{name}": value for name, value in changes.items()}
    return client.post(EDIT, Page(client.get(EDIT)).sends() | boxes)


@pytest.fixture
def yasothon():
    reference.load()
    province = cast.Province.objects.get(slug="yasothon")
    cast.clerk(province)
    demo_data.make_plan("plans/yasothon-2566.json")
    return province


# ---- who


PAGES = [("GET", "/province/plans/"), ("GET", EDIT), ("POST", f"{EDIT}start/")]


@pytest.mark.parametrize(("method", "address"), PAGES)
def test_a_stranger_is_led_to_sign_in(client, plan, method, address):
    response = client.generic(method, address)

    back = address if method == "GET" else reverse("desk")
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={back}")


@pytest.mark.parametrize("who", [cast.reviewer, cast.central, cast.inspector])
@pytest.mark.parametrize(
    ("method", "address"), [*PAGES, ("POST", EDIT), ("POST", f"{EDIT}rows/add_phase/plan/")]
)
def test_the_centre_has_no_plan_to_write(client, plan, who, method, address):
    client.force_login(who())

    assert client.generic(method, address).status_code == 403


def test_another_province_sees_and_changes_only_its_own(client, plan):
    client.force_login(cast.clerk(cast.roi_et()))
    name = first(plan)

    assert "ยังไม่มีแผนของปีงบประมาณ พ.ศ. ๒๕๖๗" in words(client.get(EDIT))
    assert client.post(f"{EDIT}rows/delete/{name}/").status_code == 404
    client.post(f"{EDIT}start/", {"from": "empty"})
    client.post(EDIT, {f"{name}-token": "x", f"{name}-text": "ของจังหวัดอื่น"})
    client.post(f"{EDIT}rows/delete/{name}/")
    assert Activity.objects.filter(phase__schedule=plan).count() == 3
    assert not Activity.objects.filter(text="ของจังหวัดอื่น").exists()


@pytest.mark.parametrize("who", [cast.clerk, cast.head])
def test_clerk_and_head_write_the_plan(client, plan, who):
    client.force_login(who())

    response = sent(client, plan, text="ลงทะเบียนแล้ว")

    assert (response.status_code, response.url) == (302, EDIT)
    assert rows_of(plan)[0].text == "ลงทะเบียนแล้ว"


@pytest.mark.parametrize("address", ["/province/plans/2400/", "/province/plans/2400/start/"])
def test_a_year_without_calendar_and_plan_is_not_there(desk, address):
    cast.calendar()

    assert desk.post(address).status_code == 404


@pytest.mark.parametrize("method", ["start/", "rows/add_phase/plan/"])
def test_get_changes_nothing(desk, plan, method):
    assert desk.get(EDIT + method).status_code == 405


# ---- the way in


def test_the_plans_lead_to_the_year_people_work_on(desk):
    cast.calendar(fiscal_year=2568, steps=[])
    cast.calendar()
    cast.round_()

    assert desk.get("/province/plans/").url == EDIT


def test_the_plans_lead_to_the_newest_year_where_no_round_says_otherwise(desk, plan):
    cast.calendar(fiscal_year=2568, steps=[])

    assert desk.get("/province/plans/").url == "/province/plans/2568/"
    assert EDIT in words(desk.get("/province/plans/2568/"))


def test_without_calendar_and_plan_the_page_says_what_is_awaited(desk):
    assert "ยังไม่มีปฏิทินที่มีผลใช้" in words(desk.get("/province/plans/"))


def test_a_plan_starts_from_the_calendar_or_empty(desk):
    cast.calendar()
    cast.calendar(fiscal_year=2568)

    desk.post(f"{EDIT}start/", {"from": "calendar"})
    desk.post("/province/plans/2568/start/", {"from": "empty"})

    assert Activity.objects.filter(phase__schedule__fiscal_year=2567).count() == 3
    assert Schedule.objects.filter(fiscal_year=2568, phases=None).count() == 1
    assert "แผนนี้ยังไม่มีช่วงการดำเนินงาน" in words(desk.get("/province/plans/2568/"))


# ---- saving


def test_saving_what_was_rendered_changes_nothing(client, yasothon):
    client.force_login(cast.clerk(yasothon))
    address = "/province/plans/2566/"
    plan = Schedule.objects.get(province=yasothon)
    before = (plan.version, plan.history.count(), Activity.history.count())

    response = client.post(address, Page(client.get(address)).sends())

    plan.refresh_from_db()
    assert response.status_code == 302
    assert (plan.version, plan.history.count(), Activity.history.count()) == before


ODD = [
    "\nบรรทัดแรกว่าง",
    "ท้ายมีช่องว่าง  ",
    "สอง\n\nย่อหน้า",
    "<b>&amp;\"'",
    "ก" * 3000,
    "zero\u200bwidth",
    "กำ ก\u0e4d\u0e32",
]


def test_saving_odd_texts_as_rendered_changes_nothing(desk):
    cast.calendar()
    windows = (
        thai.Window.unread("ไตรมาส ๒; หรือ\nตามที่กำหนด"),
        thai.Window(None, thai.be_date(2567, 1, 31), "day", ""),
        thai.read_window("1-31 ม.ค. 67"),
    )
    plan = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
    rows = tuple(ActivityContent(text, text[:200], windows=windows) for text in ODD)
    texts = dict.fromkeys(("title", "intro", "footnote", "issuer"), "\n แปลก \n")
    content = PlanContent(**texts, phases=(PhaseContent(" สอง  ช่อง ", rows),))
    plan_actions.fill(schedule=plan, by=cast.clerk(), plan=content)
    plan.refresh_from_db()
    version, before = plan.version, typed(plan)

    response = desk.post(EDIT, Page(desk.get(EDIT)).sends())

    plan.refresh_from_db()
    assert response.status_code == 302
    assert (plan.version, typed(plan)) == (version, before)


def test_several_windows_are_typed_in_one_box_and_said_as_read(desk, plan):
    response = sent(desk, plan, windows="1-31 ม.ค. 67; ธันวาคม\r\nภายใน 31 มี.ค. 67\r\nแล้วแต่ ป.ป.ช.")

    assert response.status_code == 302
    assert [thai.write_window(one) for one in typed(plan)[0][1]] == [
        "๑ - ๓๑ มกราคม ๒๕๖๗",
        "เดือนธันวาคม ๒๕๖๖",
        "ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗",
        "แล้วแต่ ป.ป.ช.",
    ]
    page = words(desk.get(EDIT))
    assert "อ่านว่า วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗" in page
    assert "อ่านว่า เดือนธันวาคม ๒๕๖๖ (เติมปีตามปีงบประมาณให้)" in page
    assert "อ่าน “แล้วแต่ ป.ป.ช.” เป็นวันที่ไม่ได้" in page


@pytest.mark.parametrize("written", ["", "-", " \r\n ; "])
def test_an_activity_may_have_no_window(desk, plan, written):
    sent(desk, plan, windows=written)

    assert typed(plan)[0][1] == []


def test_a_window_outside_the_year_is_kept_and_said(desk, plan):
    sent(desk, plan, windows="มกราคม 2570")

    assert "อยู่นอกปีงบประมาณนี้" in words(desk.get(EDIT))


REFUSED = [
    ("windows", "29 ก.พ. 2566", "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖"),
    ("windows", "ธันวาคม; 31 - 1 มกราคม 2567", "“31 - 1 มกราคม 2567”"),
    ("windows", "1 มกราคม 2024", "หมายถึง"),
    ("windows", "; ".join(["มกราคม"] * 25), "ไม่เกิน ๒๔ ช่วง"),
    ("windows", "ก" * 201, "ยาวเกิน ๒๐๐ ตัวอักษร"),
    ("text", "ก" * 200_000, "ข้อความยาว ๒๐๐,๐๐๐ ตัวอักษร"),
    ("text", "มี\x00ว่าง", "อักขระควบคุม"),
    ("responsible", "ก" * 201, "ข้อความยาว ๒๐๑ ตัวอักษร"),
]


@pytest.mark.parametrize(("box", "written", "sentence"), REFUSED)
def test_bad_input_is_refused_in_thai_and_nothing_typed_is_lost(desk, plan, box, written, sentence):
    name = first(plan)
    other = plans.name_of(rows_of(plan)[1])
    boxes = {f"{name}-{box}": written, f"{name}-intro": "x", f"{other}-text": "แถวอื่น"}

    response = desk.post(EDIT, Page(desk.get(EDIT)).sends() | boxes)

    page = Page(response)
    assert response.status_code == 200
    assert sentence in words(response)
    assert page.sends()[f"{name}-{box}"] == [written]
    assert f'href="#{name}-{box}"' in words(response)
    assert rows_of(plan)[0].text == cast.STEPS[0][1]
    assert rows_of(plan)[1].text == "แถวอื่น"
    assert "บันทึกแล้ว ๑ แถว ยังไม่บันทึก ๑ แถว" in words(response)


def test_a_page_that_was_refused_can_be_mended_and_saved(desk, plan):
    refused = sent(desk, plan, windows="29 ก.พ. 2566", text="ใหม่")

    response = desk.post(EDIT, Page(refused).sends() | {f"{first(plan)}-windows": "29 ก.พ. 2567"})

    assert response.status_code == 302
    assert typed(plan)[0][0] == "ใหม่"
    assert thai.write_window(typed(plan)[0][1][0]) == "๒๙ กุมภาพันธ์ ๒๕๖๗"


def test_an_offer_is_taken_up_in_one_click(desk, plan):
    refused = sent(desk, plan, windows="ธันวาคม 2566\r\n1 - 31 มกราคม 2024")

    response = desk.post(EDIT, Page(refused).sends() | {"offer": f"{first(plan)}-windows"})

    assert response.status_code == 302
    written = [thai.write_window(one) for one in typed(plan)[0][1]]
    assert written == ["เดือนธันวาคม ๒๕๖๖", "๑ - ๓๑ มกราคม ๒๕๖๗"]


def test_ties_are_ticked_and_unticked(desk, plan):
    ties = [str(row.ties[0]) for row in rows_of(plan)]

    sent(desk, plan, steps=["", ties[1], ties[2], "999999", "x", "๑"])
    assert typed(plan)[0][2] == [int(ties[1]), int(ties[2])]

    sent(desk, plan, steps=[""])
    assert typed(plan)[0][2] == []


def test_a_tie_that_a_newer_calendar_no_longer_has_stays(desk, plan):
    tie = rows_of(plan)[0].ties
    plan_calendar = cast.calendar()
    plan_calendar.steps.filter(step__in=tie).delete()

    sent(desk, plan, text="ใหม่")

    assert (typed(plan)[0][0], typed(plan)[0][2]) == ("ใหม่", tie)


def test_phases_and_the_words_around_are_saved(desk, plan):
    phase = plans.name_of(Phase.objects.get())
    page = Page(desk.get(EDIT))
    boxes = {
        "plan-title": "ชื่อ",
        "plan-intro": "นำ",
        "plan-footnote": "ท้าย",
        "plan-issuer": "ศูนย์ฯ\r\nจังหวัด",
    }

    desk.post(EDIT, page.sends() | boxes | {f"{phase}-title": " ช่วง\r\nแรก "})

    plan.refresh_from_db()
    said = (plan.title, plan.intro, plan.footnote, plan.issuer, Phase.objects.get().title)
    assert said == ("ชื่อ", "นำ", "ท้าย", "ศูนย์ฯ\nจังหวัด", "ช่วง แรก")


# ---- two people


@pytest.fixture
def stale(desk, plan):
    """A page of the clerk, opened before the head wrote into the first row."""
    page = Page(desk.get(EDIT))
    name = first(plan)
    edit = plan_actions.Edit(
        name, plans.token(rows_of(plan)[0]), {"text": "ของหัวหน้า", "responsible": "", "reason": ""}
    )
    plan_actions.save(schedule=plan, by=cast.head(), edits=[edit])
    return page.sends() | {f"{name}-text": "ของเจ้าหน้าที่"}


def test_a_stale_row_shows_both_texts_and_writes_neither_over_the_other(desk, plan, stale):
    response = desk.post(EDIT, stale)

    assert response.status_code == 409
    assert Page(response).sends()[f"{first(plan)}-text"] == ["ของเจ้าหน้าที่"]
    assert "มีผู้แก้ไขแถวนี้ก่อนท่าน" in words(response)
    assert "ของหัวหน้า" in words(response)
    assert rows_of(plan)[0].text == "ของหัวหน้า"


def test_a_stale_row_stays_stale_until_someone_chooses(desk, plan, stale):
    again = desk.post(EDIT, Page(desk.post(EDIT, stale)).sends())

    assert again.status_code == 409


@pytest.mark.parametrize(("choice", "text"), [("mine", "ของเจ้าหน้าที่"), ("theirs", "ของหัวหน้า")])
def test_one_of_two_texts_is_chosen(desk, plan, stale, choice, text):
    page = Page(desk.post(EDIT, stale))

    response = desk.post(EDIT, page.sends() | {choice: first(plan)})

    assert response.status_code == 302
    assert rows_of(plan)[0].text == text


def test_what_another_person_wrote_elsewhere_is_not_undone(desk, plan, stale):
    other = plans.name_of(rows_of(plan)[1])
    untouched = stale | {f"{first(plan)}-text": cast.STEPS[0][1], f"{other}-text": "แถวอื่น"}

    response = desk.post(EDIT, untouched)

    assert response.status_code == 302
    assert [row.text for row in rows_of(plan)[:2]] == ["ของหัวหน้า", "แถวอื่น"]


def test_what_was_typed_into_a_row_that_is_gone_is_shown_and_can_be_added(desk, plan):
    name = first(plan)
    stale = Page(desk.get(EDIT)).sends() | {f"{name}-text": "ของเจ้าหน้าที่"}
    plan_actions.delete(schedule=plan, by=cast.head(), row=name)

    gone = desk.post(EDIT, stale)
    assert gone.status_code == 409
    assert Page(gone).sends()[f"{name}-text"] == ["ของเจ้าหน้าที่"]

    assert desk.post(EDIT, Page(gone).sends() | {"restore": name}).status_code == 302
    assert rows_of(plan)[-1].text == "ของเจ้าหน้าที่"


def test_what_was_typed_into_a_row_that_is_gone_can_be_left(desk, plan):
    name = first(plan)
    stale = Page(desk.get(EDIT)).sends() | {f"{name}-text": "ของเจ้าหน้าที่"}
    plan_actions.delete(schedule=plan, by=cast.head(), row=name)

    gone = Page(desk.post(EDIT, stale))

    assert desk.post(EDIT, gone.sends() | {"theirs": name}).status_code == 302
    assert len(rows_of(plan)) == 2


# ---- rows


def acted(desk, action, row, **boxes):
    page = Page(desk.get(EDIT))
    return desk.post(f"{EDIT}rows/{action}/{row}/", page.sends() | boxes)


def test_rows_are_added_where_the_person_is_led(desk, plan):
    phase = Phase.objects.get()

    activity = acted(desk, "add_activity", plans.name_of(phase))
    added = acted(desk, "add_phase", "plan")

    newest = Activity.objects.latest("pk")
    assert activity.url == f"{EDIT}#row-a{newest.pk}"
    assert added.url == f"{EDIT}#row-p{Phase.objects.latest('pk').pk}"
    assert f'id="row-a{newest.pk}"' in words(desk.get(EDIT))


def test_a_row_action_saves_the_page_first(desk, plan):
    second = plans.name_of(rows_of(plan)[1])

    acted(desk, "move_up", second, **{f"{second}-text": "พิมพ์ก่อนเลื่อน"})

    assert rows_of(plan)[0].text == "พิมพ์ก่อนเลื่อน"


def test_a_row_action_waits_until_the_page_can_be_saved(desk, plan):
    name = first(plan)

    response = acted(desk, "move_down", name, **{f"{name}-windows": "29 ก.พ. 2566"})

    assert "จึงยังไม่ได้ทำ “เลื่อนลง”" in words(response)
    assert first(plan) == name


def test_a_deleted_row_is_named_and_brought_back(desk, plan):
    name, before = first(plan), typed(plan)

    deleted = acted(desk, "delete", name)
    page = desk.get(deleted.url)
    assert f"ลบแล้ว: “{cast.STEPS[0][1]}”" in words(page)
    removal = deleted.url.rpartition("=")[2]
    assert f'formaction="{EDIT}rows/undo/{removal}/"' in words(page)

    assert acted(desk, "undo", removal).url == f"{EDIT}#row-{name}"
    assert typed(plan) == before


def test_a_deleted_phase_is_brought_back_with_all_in_it(desk, plan):
    before = typed(plan)
    deleted = acted(desk, "delete", plans.name_of(Phase.objects.get()))
    assert not Activity.objects.exists()

    acted(desk, "undo", deleted.url.rpartition("=")[2])

    assert typed(plan) == before


def test_ties_of_many_rows_are_saved_at_once(desk, plan):
    ties = [row.ties[0] for row in rows_of(plan)]
    boxes = {f"{plans.name_of(row)}-steps": ["", str(ties[0])] for row in rows_of(plan)}

    response = desk.post(EDIT, Page(desk.get(EDIT)).sends() | boxes)

    assert response.status_code == 302
    assert [row.ties for row in rows_of(plan)] == [[ties[0]]] * 3


@pytest.mark.parametrize(
    ("action", "row"), [("delete", "a999999"), ("move_up", "nonsense"), ("undo", "999999")]
)
def test_an_action_on_a_row_that_is_gone_says_so(desk, plan, action, row):
    response = acted(desk, action, row)

    assert response.url == EDIT
    assert 'class="notice notice-error"' in words(desk.get(EDIT))


@pytest.mark.parametrize(("action", "row"), [("burn", "plan"), ("undo", "x")])
def test_an_action_that_does_not_exist_is_not_found(desk, plan, action, row):
    assert acted(desk, action, row).status_code == 404


# ---- signed out


def test_what_is_sent_after_the_session_ended_comes_back(desk, plan):
    name = first(plan)
    typed_in = Page(desk.get(EDIT)).sends() | {f"{name}-text": "พิมพ์ไว้แล้ว"}
    desk.logout()

    response = desk.post(f"{EDIT}rows/add_phase/plan/", typed_in)
    assert response.status_code == 403
    assert "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่" in words(response)

    desk.force_login(cast.clerk())
    assert desk.post(EDIT, Page(response).sends()).status_code == 302
    assert rows_of(plan)[0].text == "พิมพ์ไว้แล้ว"


def test_a_page_with_an_old_token_comes_back_to_be_sent_once_more(plan):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.clerk())
    name = first(plan)
    typed_in = Page(browser.get(EDIT)).sends() | {f"{name}-text": "พิมพ์ไว้แล้ว"}
    browser.force_login(cast.clerk())
    browser.cookies["csrftoken"] = "x" * 32

    refused = browser.post(EDIT, typed_in)
    assert refused.status_code == 403
    assert "โปรดกดบันทึกอีกครั้ง" in words(refused)

    assert browser.post(EDIT, Page(refused).sends()).status_code == 302
    assert rows_of(plan)[0].text == "พิมพ์ไว้แล้ว"


# ---- queries


def grown(plan):
    """The same plan with three phases of three activities, each of two windows and two ties."""
    window = thai.read_window("มกราคม ๒๕๖๗")
    ties = {tie for row in rows_of(plan) for tie in row.ties}
    steps = tuple(step.code for step in CalendarStep.objects.filter(pk__in=ties))
    rows = tuple(ActivityContent("ประชุม", windows=(window, window), steps=steps) for _ in range(3))
    content = PlanContent(phases=(PhaseContent("ช่วง", rows),) * 3)
    plan_actions.fill(schedule=plan, by=cast.clerk(), plan=content, replace=True)


def test_the_desk_costs_nine_queries_whatever_the_size(desk, plan, django_assert_num_queries):
    with django_assert_num_queries(9):
        desk.get(EDIT)

    grown(plan)
    with django_assert_num_queries(9):
        desk.get(EDIT)


# ---- from last year


@pytest.fixture
def from_last_year(desk, plan):
    """The plan of 2568 as it was begun from that of 2567, whose last step the new calendar lacks."""
    cast.calendar(fiscal_year=2568, steps=cast.STEPS[:2])
    desk.post("/province/plans/2568/start/", {"from": "last_year", "move_years": "1"})
    return Schedule.objects.get(fiscal_year=2568)


def test_the_start_offers_last_years_plan_where_there_is_one(desk, plan):
    cast.calendar(fiscal_year=2568, steps=cast.STEPS[:2])
    cast.calendar(fiscal_year=2570, steps=cast.STEPS[:2])

    assert "เริ่มจากแผนปี ๒๕๖๗" in words(desk.get("/province/plans/2568/"))
    assert "เริ่มจากแผนปี" not in words(desk.get("/province/plans/2570/"))


def test_what_this_year_lacks_is_told_until_it_is_settled(desk, from_last_year):
    address = "/province/plans/2568/"
    page = desk.get(address)
    row = plans.phases_of(from_last_year)[0].rows[2]
    assert f"ปีก่อนผูกกับ “{cast.STEPS[2][1]}” ซึ่งไม่มีในปฏิทินปีนี้" in words(page)
    assert f'href="#row-a{row.pk}"' in words(page)

    desk.post(f"{address}rows/settle/plan/", Page(page).sends())

    assert "ซึ่งไม่มีในปฏิทินปีนี้" not in words(desk.get(address))


def test_without_last_years_plan_a_forged_start_says_so(desk):
    cast.calendar()

    desk.post(f"{EDIT}start/", {"from": "last_year"})

    assert "ไม่มีแผนของปีก่อนให้เริ่มต้น" in words(desk.get(EDIT))


# ---- outside the official time


def test_a_window_outside_the_official_one_is_kept_and_asks_for_a_reason(desk, plan):
    name = first(plan)

    response = sent(desk, plan, windows="กุมภาพันธ์ 2567")

    page = desk.get(EDIT)
    assert response.status_code == 302
    assert (
        "เดือนกุมภาพันธ์ ๒๕๖๗ อยู่นอกช่วงของสำนักงาน ป.ป.ช. (วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗) โปรดเขียนเหตุผล"
        in words(page)
    )
    assert f'<textarea class="cell-field" name="{name}-reason"' in words(page)


def test_a_reason_is_kept_and_the_page_asks_no_more(desk, plan):
    sent(desk, plan, windows="กุมภาพันธ์ 2567")

    sent(desk, plan, reason=" รอคำสั่ง\r\nแต่งตั้ง ")

    assert rows_of(plan)[0].reason == "รอคำสั่ง แต่งตั้ง"
    assert "โปรดเขียนเหตุผล" not in words(desk.get(EDIT))


def test_a_reason_that_is_no_longer_needed_stays_until_it_is_removed(desk, plan):
    sent(desk, plan, windows="กุมภาพันธ์ 2567", reason="รอคำสั่ง")
    sent(desk, plan, windows="มกราคม 2567")

    assert "ลบเหตุผลได้" in words(desk.get(EDIT))
    sent(desk, plan, reason="")
    assert "ลบเหตุผลได้" not in words(desk.get(EDIT))


def test_a_reason_too_long_is_refused_and_stays_in_its_box(desk, plan):
    name = first(plan)

    response = sent(desk, plan, windows="กุมภาพันธ์ 2567", reason="ก" * 501)

    assert "ข้อความยาว ๕๐๑ ตัวอักษร" in words(response)
    assert Page(response).sends()[f"{name}-reason"] == ["ก" * 501]


# ---- months that are clicked


def clicks(plan, page, *keys):
    """The page as a browser without scripts sends it with these months ticked in the first activity."""
    return page.sends() | {f"{first(plan)}-months": ["", *keys]}


def windows_of(plan):
    return [thai.write_window(one) for one in typed(plan)[0][1]]


def test_months_are_ticked_as_the_windows_say(desk, plan):
    sent(desk, plan, windows="ธันวาคม 2566; 5 ม.ค. - 1 ก.พ. 67")

    page = Page(desk.get(EDIT)).sends()

    assert page[f"{first(plan)}-months"] == ["", "2023-12", "2024-01", "2024-02"]
    assert page[f"{first(plan)}-had"] == ["2023-12 2024-01 2024-02"]


def test_clicked_months_become_windows(desk, plan):
    response = desk.post(EDIT, clicks(plan, Page(desk.get(EDIT)), "2023-10", "2023-11", "2024-05"))

    assert response.status_code == 302
    assert windows_of(plan) == ["เดือนตุลาคม - พฤศจิกายน ๒๕๖๖", "เดือนพฤษภาคม ๒๕๖๗"]


def test_days_that_were_typed_stay_beside_clicked_months(desk, plan):
    sent(desk, plan, windows="1-15 ม.ค. 67")

    desk.post(EDIT, clicks(plan, Page(desk.get(EDIT)), "2024-01", "2024-03"))

    assert windows_of(plan) == ["๑ - ๑๕ มกราคม ๒๕๖๗", "เดือนมีนาคม ๒๕๖๗"]


def test_typing_and_clicking_at_once_keeps_both(desk, plan):
    name = first(plan)
    boxes = clicks(plan, Page(desk.get(EDIT)), "2024-01", "2024-06")

    desk.post(EDIT, boxes | {f"{name}-windows": "1-31 ม.ค. 67\r\n7 ก.ย. 67"})

    assert windows_of(plan) == ["๑ - ๓๑ มกราคม ๒๕๖๗", "เดือนมิถุนายน ๒๕๖๗", "๗ กันยายน ๒๕๖๗"]


def test_days_typed_instead_of_a_month_that_was_taken_off_stay(desk, plan):
    sent(desk, plan, windows="มกราคม 2567\r\nมีนาคม 2567")
    boxes = clicks(plan, Page(desk.get(EDIT)))

    desk.post(EDIT, boxes | {f"{first(plan)}-windows": "5-10 ม.ค. 67\r\nมีนาคม 2567"})

    assert windows_of(plan) == ["๕ - ๑๐ มกราคม ๒๕๖๗"]


def test_clicks_beside_words_that_are_refused_stay_until_they_are_mended(desk, plan):
    name = first(plan)
    boxes = clicks(plan, Page(desk.get(EDIT)), "2024-01", "2024-06")

    refused = Page(desk.post(EDIT, boxes | {f"{name}-windows": "29 ก.พ. 2566"}))
    assert refused.sends()[f"{name}-months"] == ["", "2024-01", "2024-06"]

    response = desk.post(EDIT, refused.sends() | {f"{name}-windows": "28 ก.พ. 2567"})
    assert response.status_code == 302
    assert windows_of(plan) == ["๒๘ กุมภาพันธ์ ๒๕๖๗", "เดือนมิถุนายน ๒๕๖๗"]


def test_clicks_meet_another_persons_text_as_words(desk, plan, stale):
    boxes = stale | {f"{first(plan)}-months": ["", "2024-01", "2024-06"]}

    response = desk.post(EDIT, boxes)

    assert response.status_code == 409
    assert "เดือนมิถุนายน ๒๕๖๗" in Page(response).sends()[f"{first(plan)}-windows"][0]


def test_clicks_sent_after_the_session_ended_come_back(desk, plan):
    boxes = clicks(plan, Page(desk.get(EDIT)), "2024-06")
    desk.logout()

    response = desk.post(EDIT, boxes)
    desk.force_login(cast.clerk())
    desk.post(EDIT, Page(response).sends())

    assert windows_of(plan) == ["เดือนมิถุนายน ๒๕๖๗"]


@pytest.mark.parametrize("keys", [["2024-13"], ["x"], ["2030-01"], ["2024-01", "๒๕๖๗"]])
def test_months_that_are_not_of_the_year_say_nothing(desk, plan, keys):
    before = typed(plan)

    desk.post(EDIT, clicks(plan, Page(desk.get(EDIT)), "2024-01", *keys))

    assert typed(plan) == before
