"""The year at the centre's desk: calendars begun, typed, revised and thrown away."""

from datetime import date

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app import actions, step_rows
from calendar_app.models import CalendarRevision, RevisionStep
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db

BOXES = ("was", "code", "title", "owner", "when", "guidance", "sentence")


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def draft() -> CalendarRevision:
    return actions.copy_revision(revision=cast.calendar(), by=None)


def said(revision) -> list[tuple]:
    rows = step_rows.rows_of(CalendarRevision.objects.get(pk=revision.pk))
    return [(row.code, row.title, row.window and thai.write_window(row.window)) for row in rows]


def messages(answer) -> list[str]:
    return [str(one) for one in get_messages(answer.wsgi_request)]


def page_of(client, revision, **query) -> dict:
    """What a browser would send back from the page of a draft, untouched."""
    answer = client.get(reverse("calendar_edit", args=[revision.pk]), query)
    data = {"seen": answer.context["seen"], "note": answer.context["note"], "row": []}
    data |= {"complete": "on"} if answer.context["complete"] else {}
    for row in answer.context["rows"]:
        data["row"].append(row.key)
        data[f"{row.key}-was"] = row.posted.was
        data |= {box.name: box.value for box in row.boxes.values()}
    return data


def send(client, revision, data, **more):
    return client.post(reverse("calendar_edit", args=[revision.pk]), data | more)


THREE = [
    ("REG", "การลงทะเบียนเข้าสู่ระบบ ITAS", "๑ - ๓๑ มกราคม ๒๕๖๗"),
    ("IIT", "การเก็บรวบรวมข้อมูลตามแบบวัด IIT", "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗"),
    ("PROCESS", "การประมวลผลและจัดทำรายงานผลการประเมิน", "๒ - ๓๑ กรกฎาคม ๒๕๖๗"),
]


# The years


@time_machine.travel("2024-04-10")
def test_each_year_says_what_to_do_next(centre):
    cast.calendar()
    cast.round_()
    draft()

    page = centre.get(reverse("years_home"))

    assert [year.fiscal_year for year in page.context["years"]] == [2568, 2567]
    assert [[one.words for one in year.next] for year in page.context["years"]] == [
        ["ยังไม่มีปฏิทินการประเมินของปีนี้", "ยังไม่ได้ตั้งรอบ ๖ เดือน", "ยังไม่ได้ตั้งรอบ ๑๒ เดือน"],
        [
            "ปฏิทินฉบับปรับปรุงครั้งที่ ๒ ยังเป็นร่าง ยังไม่ประกาศใช้",
            "รอบ ๖ เดือน เปิดรับรายงานอยู่ กำหนดส่งภายในวันที่ ๓๐ เมษายน ๒๕๖๗",
            "ยังไม่ได้ตั้งรอบ ๑๒ เดือน",
        ],
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2024-03-01", "รอบ ๖ เดือน เปิดรับรายงานวันที่ ๑ เมษายน ๒๕๖๗ แต่ปฏิทินยังไม่ประกาศใช้"),
        ("2024-05-01", "รอบ ๖ เดือน เลยกำหนดส่ง (๓๐ เมษายน ๒๕๖๗) แล้ว ยังเปิดรับอยู่"),
    ],
)
def test_a_round_says_where_it_stands(centre, today, words):
    cast.round_()

    with time_machine.travel(today):
        page = centre.get(reverse("years_home"))

    assert words in page.content.decode()


@time_machine.travel("2024-04-10")
def test_a_round_that_is_prepared_leads_to_its_opening(centre):
    round_ = cast.round_(opened_at=None)

    page = centre.get(reverse("years_home")).content.decode()

    assert "รอบ ๖ เดือน กำลังเตรียม จังหวัดยังไม่เห็นรอบนี้" in page
    assert reverse("round_opening", args=[round_.pk]) in page
    assert f"{reverse('round_new', args=[2567])}?months=12" in page


def test_those_who_only_read_are_offered_no_work(client):
    cast.calendar()
    revision = draft()

    for someone in (cast.reviewer(), cast.inspector()):
        client.force_login(someone)
        addresses = [reverse("years_home"), reverse("calendar_page", args=[revision.pk])]

        for page in map(client.get, addresses):
            assert page.status_code == 200
            assert "calendars/new/" not in page.content.decode()
            assert "/edit/" not in page.content.decode()


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_pages_cost_the_same_for_few_rows_as_for_many(centre):
    revision = draft()
    addresses = [
        reverse("years_home"),
        reverse("calendar_page", args=[revision.pk]),
        reverse("calendar_edit", args=[revision.pk]),
    ]
    few = [queries(centre, address) for address in addresses]

    draft()
    cast.round_(), cast.round_(months=12), cast.round_(fiscal_year=2566)
    rows = [step_rows.StepRow(f"X{n}", f"ขั้นตอนที่ {n}") for n in range(40)]
    actions.write(revision=revision, rows=rows, by=None)

    assert [queries(centre, address) for address in addresses] == few == [4, 7, 6]


# Beginning


def test_a_calendar_is_begun_empty(centre):
    answer = centre.post(reverse("calendar_begin"), {"fiscal_year": "๒๕๖๘"})

    revision = CalendarRevision.objects.get()
    assert (revision.fiscal_year, revision.number, revision.is_draft) == (2568, 1, True)
    assert answer.url == reverse("calendar_edit", args=[revision.pk])


def test_a_calendar_is_carried_over_from_the_year_before_with_every_date_marked(centre):
    cast.calendar()

    centre.post(reverse("calendar_begin"), {"fiscal_year": "2568", "from": "last_year"})

    revision = CalendarRevision.objects.get(fiscal_year=2568)
    assert said(revision) == [
        ("REG", "การลงทะเบียนเข้าสู่ระบบ ITAS", "๑ - ๓๑ มกราคม ๒๕๖๘"),
        ("IIT", "การเก็บรวบรวมข้อมูลตามแบบวัด IIT", "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๘"),
        ("PROCESS", "การประมวลผลและจัดทำรายงานผลการประเมิน", "๒ - ๓๑ กรกฎาคม ๒๕๖๘"),
    ]
    assert all(edition.is_shifted for edition in revision.steps.all())
    page = centre.get(reverse("calendar_edit", args=[revision.pk])).content.decode()
    assert "ยังเป็นวันที่เลื่อนจากปีก่อน ๓ ขั้นตอน" in page
    assert "เดิม ๑ - ๓๑ มกราคม ๒๕๖๗" in page


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"fiscal_year": "2025"}, 422, "หมายถึง ๒๕๖๘ ใช่หรือไม่"),
        ({"fiscal_year": ""}, 422, "โปรดพิมพ์ปีงบประมาณ"),
        ({"fiscal_year": "ปีหน้า"}, 422, "โปรดพิมพ์ปีงบประมาณ"),
        ({"fiscal_year": "2568", "from": "last_year"}, 409, "ยังไม่มีปฏิทินของปีก่อน"),
    ],
)
def test_a_calendar_that_cannot_be_begun_is_refused_with_what_to_do(centre, asked, status, words):
    answer = centre.post(reverse("calendar_begin"), asked)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not CalendarRevision.objects.exists()


def test_a_calendar_in_force_is_revised_as_a_copy(centre):
    ruling = cast.calendar()

    answer = centre.post(reverse("calendar_copy", args=[ruling.pk]))

    copy = CalendarRevision.objects.get(number=2)
    assert (copy.is_draft, said(copy)) == (True, THREE)
    assert answer.url == reverse("calendar_edit", args=[copy.pk])


# Typing


def test_a_page_that_was_not_touched_changes_nothing(centre):
    revision = draft()
    history = RevisionStep.history.count()

    answer = send(centre, revision, page_of(centre, revision))

    assert (answer.status_code, messages(answer)) == (
        302,
        ["บันทึกร่างปฏิทินแล้ว ยังไม่ได้ประกาศใช้"],
    )
    assert said(revision) == THREE
    assert RevisionStep.history.count() == history


def test_steps_are_typed_and_get_codes(centre):
    revision = actions.new_revision(fiscal_year=2568, by=None)
    data = page_of(centre, revision)
    typed = {"r1-title": "การลงทะเบียน", "r1-when": "1-31 ม.ค.", "r1-owner": "province"}
    typed |= {"r3-title": "การประมวลผล", "r3-code": "END", "r3-when": "เร็ว ๆ นี้"}

    send(centre, revision, data, **typed, note="ตามหนังสือ ที่ ๑")

    assert said(revision) == [
        ("S01", "การลงทะเบียน", "๑ - ๓๑ มกราคม ๒๕๖๘"),
        ("END", "การประมวลผล", "เร็ว ๆ นี้"),
    ]
    revision.refresh_from_db()
    assert revision.note == "ตามหนังสือ ที่ ๑"
    page = centre.get(reverse("calendar_edit", args=[revision.pk])).content.decode()
    assert "อ่านว่า วันที่ ๑ - ๓๑ มกราคม ๒๕๖๘ (เติมปีตามปีงบประมาณให้)" in page
    assert "อ่านเป็นวันที่ไม่ได้" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"r1-when": "1 - 31 มกราคม 2024"}, "ปี ๒๐๒๔ ไม่ใช่ปี พ.ศ."),
        ({"r1-when": "29 ก.พ. 2566"}, "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖"),
        ({"r1-title": " "}, "โปรดพิมพ์ชื่อขั้นตอน หรือลบแถวนี้"),
        ({"r1-title": "ก" * 401}, "เกินที่รับได้"),
        ({"r1-title": "ก\x00"}, "อักขระควบคุม"),
        ({"r1-code": "๑"}, "เลขอารบิก"),
        ({"r1-code": "IIT"}, "รหัส IIT ซ้ำกับแถวอื่น"),
        ({"r1-code": "X" * 31}, "ไม่เกิน ๓๐ ตัวอักษร"),
        ({"r1-owner": "someone"}, "โปรดเลือกผู้ดำเนินการจากรายการ"),
        ({"note": "ก" * 301}, "เกินที่รับได้"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_box_and_nothing_is_lost(centre, typed, words):
    revision = draft()
    data = page_of(centre, revision) | {"r2-title": "ชื่อที่เพิ่งพิมพ์"} | typed

    answer = send(centre, revision, data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "ชื่อที่เพิ่งพิมพ์" in page
    assert said(revision) == THREE


def test_a_western_year_is_put_right_by_one_button(centre):
    revision = draft()
    data = page_of(centre, revision) | {"r1-when": "1 - 15 มกราคม 2024"}

    send(centre, revision, data, act="offer r1")

    assert said(revision)[0] == ("REG", "การลงทะเบียนเข้าสู่ระบบ ITAS", "๑ - ๑๕ มกราคม ๒๕๖๗")


@pytest.mark.parametrize(
    ("act", "codes", "place"),
    [
        ("down r1", ["IIT", "REG", "PROCESS"], "#place-2"),
        ("up r3", ["REG", "PROCESS", "IIT"], "#place-2"),
        ("up r1", ["REG", "IIT", "PROCESS"], "#place-1"),
        ("insert r1", ["REG", "IIT", "PROCESS"], "?blank=1#place-2"),
        ("nonsense r1", ["REG", "IIT", "PROCESS"], ""),
        ("down r99", ["REG", "IIT", "PROCESS"], "#place-0"),
    ],
)
def test_rows_are_moved_and_begun_and_what_was_typed_is_saved_with_it(centre, act, codes, place):
    revision = draft()
    data = page_of(centre, revision) | {"r3-title": "ชื่อใหม่"}

    answer = send(centre, revision, data, act=act)

    assert answer.url == reverse("calendar_edit", args=[revision.pk]) + place
    assert [code for code, _, _ in said(revision)] == codes
    assert RevisionStep.objects.get(revision=revision, step__code="PROCESS").title == "ชื่อใหม่"


def test_an_empty_row_stands_where_it_was_asked_for(centre):
    revision = draft()

    page = centre.get(reverse("calendar_edit", args=[revision.pk]), {"blank": "1"})

    assert [row.posted.was for row in page.context["rows"]] == ["REG", "", "IIT", "PROCESS"]


def test_a_row_begun_behind_empty_ones_comes_after_what_was_typed(centre):
    revision = actions.new_revision(fiscal_year=2568, by=None)
    data = page_of(centre, revision) | {"r1-title": "การลงทะเบียน"}

    answer = send(centre, revision, data, act="insert r5")

    assert answer.url.endswith("?blank=1#place-2")
    page = centre.get(answer.url.partition("#")[0])
    assert [row.posted.was for row in page.context["rows"]] == ["S01", ""]


def test_a_row_typed_into_the_middle_is_saved_there(centre):
    revision = draft()
    data = page_of(centre, revision, blank="1") | {"r4-title": "แทรก", "r4-code": "MID"}

    send(centre, revision, data)

    assert [code for code, _, _ in said(revision)] == ["REG", "MID", "IIT", "PROCESS"]


def test_a_removed_row_comes_back_where_it_was(centre):
    revision = draft()

    answer = send(centre, revision, page_of(centre, revision), act="remove r2")
    assert [code for code, _, _ in said(revision)] == ["REG", "PROCESS"]
    page = centre.get(answer.url)
    assert "ลบ “การเก็บรวบรวมข้อมูลตามแบบวัด IIT” แล้ว" in page.content.decode()
    send(centre, revision, {"act": f"undo {page.context['removed']['id']}"})

    assert said(revision) == THREE


@pytest.mark.parametrize("removed", ["", "x", "0", "99999999"])
def test_nothing_comes_back_that_was_not_removed_here(centre, removed):
    revision = draft()

    answer = send(centre, revision, {"act": f"undo {removed}"})

    assert answer.status_code == 302
    assert said(revision) == THREE


def test_rows_may_exchange_their_codes(centre):
    revision = draft()

    send(centre, revision, page_of(centre, revision) | {"r1-code": "IIT", "r2-code": "REG"})

    assert [(code, title) for code, title, _ in said(revision)][:2] == [
        ("IIT", "การลงทะเบียนเข้าสู่ระบบ ITAS"),
        ("REG", "การเก็บรวบรวมข้อมูลตามแบบวัด IIT"),
    ]


def test_dates_of_last_year_are_confirmed_by_a_tick_by_typing_and_all_at_once(centre):
    cast.calendar()
    revision = actions.begin_from_last_year(fiscal_year=2568, by=None)

    def shifted():
        return [row.code for row in step_rows.rows_of(revision) if row.is_shifted]

    send(centre, revision, page_of(centre, revision))
    assert shifted() == ["REG", "IIT", "PROCESS"]
    send(centre, revision, page_of(centre, revision) | {"r1-confirmed": "on"})
    assert shifted() == ["IIT", "PROCESS"]
    send(centre, revision, page_of(centre, revision) | {"r2-when": "1 ก.พ. - 30 มิ.ย. 2568"})
    assert shifted() == ["PROCESS"]
    send(centre, revision, page_of(centre, revision), act="confirm all")
    assert shifted() == []


def test_two_people_at_one_draft_see_each_other_s_words(centre):
    revision = draft()
    mine = page_of(centre, revision) | {"r1-title": "ของฉัน"}
    send(centre, revision, page_of(centre, revision) | {"r1-title": "ของเขา"})

    answer = send(centre, revision, mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ของท่าน “ของฉัน” ขณะนี้คือ “ของเขา”" in page
    assert said(revision)[0][1] == "ของเขา"
    send(centre, revision, mine | {"seen": answer.context["seen"]})
    assert said(revision)[0][1] == "ของฉัน"


def test_a_draft_that_was_put_in_force_meanwhile_is_left_alone_and_the_words_stay(centre):
    revision = draft()
    mine = page_of(centre, revision) | {"r1-title": "พิมพ์ไว้แล้ว"}
    actions.put_in_force(revision=revision, by=None)

    answer = send(centre, revision, mine)

    assert answer.status_code == 409
    assert "พิมพ์ไว้แล้ว" in answer.content.decode()
    assert said(revision) == THREE


def test_words_typed_after_the_session_ended_come_back(client, centre):
    revision = draft()
    mine = page_of(centre, revision) | {"r1-title": "พิมพ์ค้างไว้"}
    client.logout()

    answer = send(client, revision, mine)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="r1-title"' in page
    assert "พิมพ์ค้างไว้" in page
    assert said(revision) == THREE


def test_a_draft_is_thrown_away_after_a_tick(centre):
    revision = draft()

    centre.post(reverse("calendar_delete", args=[revision.pk]))
    assert CalendarRevision.objects.count() == 2
    centre.post(reverse("calendar_delete", args=[revision.pk]), {"sure": "on"})
    assert list(CalendarRevision.objects.all()) == [cast.calendar()]
    centre.post(reverse("calendar_delete", args=[cast.calendar().pk]), {"sure": "on"})
    assert CalendarRevision.objects.count() == 1


def test_a_page_says_what_a_revision_changed(centre):
    revision = draft()
    rows = step_rows.rows_of(revision)
    window = thai.Window(date(2024, 1, 6), date(2024, 1, 31), "day", "")
    moved = [step_rows.StepRow("REG", rows[0].title, window=window, was="REG"), rows[1]]
    actions.write(revision=revision, rows=moved, by=None)

    page = centre.get(reverse("calendar_page", args=[revision.pk])).content.decode()

    assert "เลื่อนช่วงเวลา ๑ ขั้นตอน" in page
    assert "เริ่มช้าลง ๕ วัน" in page
    assert "ตัดออก ๑ ขั้นตอน" in page


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
def test_the_steps_go_out_as_a_table_file(centre, format):
    revision = cast.calendar()

    answer = centre.get(reverse("calendar_file", args=[revision.pk, format]))

    assert answer.status_code == (404 if format == "json" else 200)
    if format == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[0] == "order,code,title,window,owner,guidance,sentence"
        assert lines[1] == "1,REG,การลงทะเบียนเข้าสู่ระบบ ITAS,๑ - ๓๑ มกราคม ๒๕๖๗,,,"
