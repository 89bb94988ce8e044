"""The reviewer's queue of a round."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import RoundExtension
from ita_portal import actions as portal
from ita_portal import thai
from reports import actions, overview
from reports.models import FindingCount, Report, StateChange, Submission
from tests import cast

pytestmark = pytest.mark.django_db

BEFORE_DUE = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)
FIVE_DAYS_LATE = datetime(2024, 5, 5, 10, 0, tzinfo=thai.BANGKOK)


@pytest.fixture
def round_():
    return cast.round_()


@pytest.fixture
def url(round_):
    return reverse("review_round", args=[round_.pk])


def trat(**fields):
    return cast.province(slug="trat", name="ตราด", code="23", region="ภาคตะวันออก", **fields)


def rows_of(response) -> dict[str, list[str]]:
    """Province → the words of its other cells, as a reader meets them."""
    body = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        plain = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
        name, *others = plain if row.lstrip().startswith("<th") else plain[1:]
        found[name.split()[0]] = [name.partition(" ")[2], *others]
    return found


def test_a_stranger_is_led_to_the_sign_in(client, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={url}"


def test_people_of_a_province_are_refused(client, url):
    client.force_login(cast.head())

    assert client.get(url).status_code == 403


@pytest.mark.parametrize("person", [cast.reviewer, cast.central, cast.inspector])
def test_the_centre_may_read(client, url, person):
    client.force_login(person())

    assert client.get(url).status_code == 200


def test_the_desk_leads_to_the_newest_open_round(client, round_, url):
    cast.round_(fiscal_year=2566, opens_on=date(2023, 4, 1), due_on=date(2023, 4, 30))
    client.force_login(cast.reviewer())

    assert client.get(reverse("review_home"))["Location"] == url


def test_the_desk_says_what_to_do_without_any_round(client):
    client.force_login(cast.reviewer())

    response = client.get(reverse("review_home"))

    assert response.status_code == 200
    assert "ยังไม่มีรอบรายงานที่เปิดรับ" in response.content.decode()


def test_an_unknown_round_is_not_found(client, round_):
    client.force_login(cast.reviewer())

    assert client.get(reverse("review_round", args=[round_.pk + 1])).status_code == 404


@time_machine.travel(BEFORE_DUE, tick=False)
def test_each_province_stands_with_what_a_reviewer_asks_for(client, url):
    report = cast.submitted()
    draft = cast.report(of=cast.roi_et())
    line = draft.groups.first().lines.get()
    line.result = "ลงทะเบียนแล้ว"
    line.save()
    trat(phone="0 3951 1234", mt_phone="42329")
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)
    reviewer = cast.reviewer()
    actions.assignments.assign(provinces=[cast.lamphun()], to=reviewer, by=reviewer)
    actions.assignments.assign(provinces=[trat()], to=cast.central(), by=cast.central())
    sent = actions.latest(report)
    actions.comments.ask(report=report, by=reviewer, submission=sent.pk, row=None, question="เมื่อใด")
    actions.comments.mark_read(submission=sent, by=reviewer)
    client.force_login(reviewer)

    response = client.get(url, {"tab": "all"})

    assert rows_of(response) == {
        "ตราด": [
            "ภาคตะวันออก โทร. ๐ ๓๙๕๑ ๑๒๓๔ มท. ๔๒๓๒๙",
            *("ยังไม่เริ่มจัดทำ", "", "๗ / ๐", "นำเข้าจากไฟล์ แทนจังหวัดตราด", "", "", "Central"),
        ],
        "ร้อยเอ็ด": [
            *("ภาคตะวันออกเฉียงเหนือ", "ร่าง (อยู่ระหว่างจัดทำ)", "๑ เม.ย. ๒๕๖๗", "๗ / ๐"),
            *("๒ จาก ๓ ขั้นตอน (ร่าง)", "", "", "ยังไม่มอบหมาย"),
        ],
        "ลำพูน": [
            *("ภาคเหนือ", "กำลังตรวจ ท่านอ่านแล้ว", "๑๐ เม.ย. ๒๕๖๗ ๑๐:๐๐ น.", "๗ / ๐"),
            *("๑ จาก ๓ ขั้นตอน", "๒", "ค้าง ๑", "ท่าน"),
        ],
    }


def test_after_the_due_date_it_says_who_is_overdue_and_how_late_others_were(client, round_, url):
    with time_machine.travel(FIVE_DAYS_LATE, tick=False):
        cast.submitted()
        trat()
        cast.roi_et()
        RoundExtension.objects.create(
            round=round_, province=cast.roi_et(), due_on=date(2024, 5, 20), reason="น้ำท่วม"
        )
        client.force_login(cast.reviewer())

        states = {
            name: cells[1] for name, cells in rows_of(client.get(url, {"tab": "all"})).items()
        }

    assert states == {
        "ตราด": "ยังไม่เริ่มจัดทำ เลยกำหนด ยังไม่ส่ง",
        "ร้อยเอ็ด": "ยังไม่เริ่มจัดทำ กำหนดส่ง ๒๐ พ.ค. ๒๕๖๗",
        "ลำพูน": "ส่งแล้ว รอตรวจ ส่งล่าช้า ๕ วัน",
    }


def test_a_report_returned_without_a_new_day_is_not_overdue(round_):
    report = cast.submitted()
    submission = actions.latest(report)
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=submission.pk, comment="โปรดแก้"
    )

    row = overview.province_rows(round_, date(2026, 1, 1))[0]

    assert (row.state_key, row.is_overdue) == ("returned", False)


def test_a_correction_under_way_says_that_the_accepted_version_is_public(client, url):
    report = cast.accepted()
    actions.ask_to_correct(report=report, by=cast.head(), reason="คำผิด")
    client.force_login(cast.reviewer())

    assert "ฉบับที่รับแล้วยังเผยแพร่อยู่" in rows_of(client.get(url, {"tab": "returned"}))["ลำพูน"][1]


def test_region_and_state_are_chosen_in_the_address(client, url):
    cast.submitted()
    cast.roi_et()
    trat()
    client.force_login(cast.reviewer())

    by_region = client.get(url, {"region": "ภาคเหนือ", "tab": "all"})
    by_state = client.get(url, {"state": "not_started"})
    by_both = client.get(url, {"region": "ภาคเหนือ", "state": "not_started"})

    assert list(rows_of(by_region)) == ["ลำพูน"]
    assert list(rows_of(by_state)) == ["ตราด", "ร้อยเอ็ด"]
    assert "ไม่มีจังหวัดที่ตรงกับที่เลือก" in by_both.content.decode()
    assert '<option value="ภาคเหนือ" selected>' in by_both.content.decode()


@pytest.mark.parametrize("query", [{"region": "ภาคอื่น"}, {"state": "nonsense"}, {"state": "\x00"}])
def test_a_choice_nobody_offers_shows_every_province(client, url, query):
    cast.lamphun()
    cast.roi_et()
    client.force_login(cast.reviewer())

    assert list(rows_of(client.get(url, query | {"tab": "all"}))) == ["ร้อยเอ็ด", "ลำพูน"]


@pytest.mark.parametrize("tab", ["nonsense", "", "\x00"])
def test_without_a_tab_what_waits_is_shown(client, url, tab):
    cast.submitted()
    cast.roi_et()
    client.force_login(cast.reviewer())

    assert list(rows_of(client.get(url, {"tab": tab}))) == ["ลำพูน"]


def test_the_first_screen_leads_to_the_oldest_of_mine(client, url):
    oldest, mine = cast.submitted(of=trat()), cast.submitted()
    reviewer = cast.reviewer()
    client.force_login(reviewer)

    of_all = client.get(url).content.decode()
    actions.assignments.assign(provinces=[cast.lamphun()], to=reviewer, by=reviewer)
    of_mine = client.get(url).content.decode()

    assert next_of(of_all) == reverse("review_report", args=[oldest.pk])
    assert next_of(of_mine) == reverse("review_report", args=[mine.pk])
    assert "รอตรวจ <strong" in of_mine
    assert "ฉบับที่รอนานที่สุดของท่าน" in of_mine


def next_of(page: str) -> str:
    return re.search(r'href="([^"]+)">เริ่มตรวจฉบับถัดไป', page).group(1)


def test_nothing_waits_and_the_page_says_where_to_go(client, url):
    cast.lamphun()
    client.force_login(cast.reviewer())

    page = client.get(url).content.decode()

    assert "ไม่มีรายงานที่รอตรวจในรอบนี้" in page
    assert "เริ่มตรวจฉบับถัดไป" not in page


def test_the_inspector_sees_the_queue_without_its_acts(client, url):
    cast.submitted()
    client.force_login(cast.inspector())

    page = client.get(url).content.decode()

    assert "ลำพูน" in page
    assert "bulk/accept/?" not in page
    assert 'type="checkbox" name="province"' not in page
    assert "กับที่เลือกไว้" not in page


def test_76_provinces_cost_as_many_queries_as_one(client, url, django_assert_num_queries):
    report = cast.submitted()
    client.force_login(cast.reviewer())
    client.get(url)

    with django_assert_num_queries(QUERIES):
        client.get(url)
    cast.accepted(of=cast.roi_et())
    cast.report(of=trat())
    for number in range(73):
        every_way(number)
    with django_assert_num_queries(QUERIES):
        assert "๗๖" in client.get(url, {"tab": "all"}).content.decode()
    with django_assert_num_queries(QUERIES):
        client.get(url, {"tab": "waiting", "mine": "on", "changed": "on", "warned": "on"})
    assert report.round.reports.count() == 76


# The session, the person, the rounds, the regions; the provinces with whom they are given to, their
# reports, submissions with counts, extensions and drafts; moves, questions, marks, days off;
# the newest notice to go on with.
QUERIES = 14


def every_way(number: int) -> None:
    """A province with a report that somebody was given, some of them sent, asked about and read."""
    name = f"จังหวัดที่ {number}"
    home = cast.province(
        slug=f"p{number}", name=name, code=f"{number // 10}{'abcdefghij'[number % 10]}"
    )
    draft = Report.objects.create(round=cast.round_(), province=home)
    reviewer = cast.reviewer()
    actions.assignments.assign(provinces=[home], to=reviewer, by=reviewer)
    if number % 3:
        sent = Submission.objects.create(
            report=draft,
            number=1,
            reference=f"2567-6-{home.code}-01",
            content="{}",
            report_version=1,
            submitted_at=timezone.now(),
            submitted_by=cast.head(),
            due_on=date(2024, 4, 30),
            answered_steps=1,
            all_steps=3,
        )
        draft.state = "submitted"
        draft.save()
        change = {"from_state": "draft", "to_state": "submitted", "report_version": 1}
        StateChange.objects.create(
            report=draft,
            move="submit",
            by=cast.head(),
            at=timezone.now(),
            submission=sent,
            **change,
        )
        FindingCount.objects.create(submission=sent, warnings=number % 4, hints=number % 2)
        actions.comments.mark_read(submission=sent, by=reviewer)
        actions.comments.ask(
            report=draft, by=reviewer, submission=sent.pk, row=None, question="เมื่อใด"
        )


def test_the_newest_thing_to_go_on_with_stands_on_the_queue(client, url):
    told = {"kind": "round_opened", "by": None, "is_important": True}
    portal.tell(key="a", title="เรื่องที่ต้องทำ", page=portal.Page("review_home"), **told)
    portal.tell(key="b", title="คำขอรับรองหัวหน้า", **(told | {"kind": "head_request"}))
    client.force_login(cast.reviewer())

    page = client.get(url).content.decode()

    assert '<p class="notice-title">เรื่องที่ต้องทำ</p>' in page
    assert "คำขอรับรองหัวหน้า" not in page
