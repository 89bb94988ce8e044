"""Calendars read from tables, and what a draft would change before it rules."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app import actions as calendars
from calendar_app import plan_actions, step_rows
from calendar_app.models import CalendarRevision
from ita_portal import thai
from ita_portal.thai import Window
from reports import actions
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


PASTED = """ที่\tขั้นตอน\tช่วงระยะเวลา
1\tการลงทะเบียนเข้าใช้ระบบ ITAS\t1-31 ม.ค. 68
2\tขั้นตอนใหม่\t1 - 31 มกราคม 2025
3\tยังไม่ทราบวัน\tเร็ว ๆ นี้"""


def read(client, **sent):
    return client.post(reverse("calendar_read"), {"fiscal_year": "2568", **sent})


def test_a_pasted_table_becomes_a_draft_with_its_words_beside_it(centre):
    cast.calendar()

    answer = read(centre, text=PASTED)

    revision = CalendarRevision.objects.get(fiscal_year=2568)
    rows = step_rows.rows_of(revision)
    assert [(row.code, row.window and thai.write_window(row.window)) for row in rows] == [
        ("REG", "๑ - ๓๑ มกราคม ๒๕๖๘"),
        ("S01", "๑ - ๓๑ มกราคม ๒๐๒๕"),
        ("S02", "เร็ว ๆ นี้"),
    ]
    assert answer.url == reverse("calendar_edit", args=[revision.pk])
    page = centre.get(answer.url).content.decode()
    assert "1-31 ม.ค. 68" in page
    assert "รหัสเดียวกับ “การลงทะเบียนเข้าสู่ระบบ ITAS” ของปฏิทินก่อนหน้า" in page
    assert "หมายถึง ๑ - ๓๑ มกราคม ๒๕๖๘" in page
    assert "ระบบตั้งรหัสให้" in page
    assert revision.is_draft


def test_the_file_of_a_calendar_is_read_back_as_the_same_steps(centre):
    ruling = cast.calendar()
    file = centre.get(reverse("calendar_file", args=[ruling.pk, "xlsx"]))

    read(centre, file=SimpleUploadedFile("calendar.xlsx", file.content), fiscal_year="2567")

    copy = CalendarRevision.objects.get(number=2)
    told = [
        [(row.code, row.title, thai.write_window(row.window)) for row in step_rows.rows_of(one)]
        for one in (ruling, copy)
    ]
    assert told[0] == told[1]
    assert copy.raw["source"] == "calendar.xlsx"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "โปรดเลือกไฟล์ หรือวางข้อความ"),
        ({"text": "ไม่มีตาราง"}, "ไม่พบตารางปฏิทินในข้อความนี้"),
        ({"text": PASTED, "fiscal_year": "2025"}, "หมายถึง ๒๕๖๘ ใช่หรือไม่"),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG....")}, "ไฟล์นี้เป็นรูปภาพ"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_paste_stays(centre, sent, words):
    answer = read(centre, **sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert sent.get("text", "") in page
    assert not CalendarRevision.objects.exists()


def test_a_paste_after_the_session_ended_comes_back(client):
    answer = read(client, text=PASTED)

    assert answer.status_code == 403
    assert "การลงทะเบียนเข้าใช้ระบบ ITAS" in answer.content.decode()


# Before it rules


def days(first: date, last: date) -> Window:
    return Window(first, last, "day", "")


def moved_draft(**windows: Window) -> CalendarRevision:
    """A draft in which steps have other windows, and PROCESS is gone."""
    revision = calendars.copy_revision(revision=cast.calendar(), by=None)
    rows = [
        step_rows.StepRow(
            row.code, row.title, window=windows.get(row.code, row.window), was=row.code
        )
        for row in step_rows.rows_of(revision)
        if row.code != "PROCESS"
    ]
    return calendars.write(revision=revision, rows=rows, by=None)


LATER = {"REG": days(date(2024, 2, 1), date(2024, 2, 28))}


def force(client, revision, **sent):
    return client.post(reverse("calendar_force", args=[revision.pk]), sent)


def test_a_page_asks_before_a_draft_rules_and_says_what_no_longer_fits(centre):
    cast.report()
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)
    revision = moved_draft(**LATER)

    page = centre.get(reverse("calendar_force", args=[revision.pk]))

    assert [(one.words, one.sentence) for one in page.context["reports"]] == [
        (
            "การลงทะเบียนเข้าสู่ระบบ ITAS",
            "วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗ อยู่นอกช่วงของสำนักงาน ป.ป.ช. (วันที่ ๑ - ๒๘ กุมภาพันธ์ ๒๕๖๗)",
        ),
        ("การประมวลผลและจัดทำรายงานผลการประเมิน", "ขั้นตอนที่ผูกไว้ไม่อยู่ในฉบับนี้แล้ว"),
    ]
    assert [one.words for one in page.context["plans"]] == [
        "การลงทะเบียนเข้าสู่ระบบ ITAS",
        "การประมวลผลและจัดทำรายงานผลการประเมิน",
    ]
    assert page.context["moved"].summary == "ตัดออก ๑ ขั้นตอน · เลื่อนช่วงเวลา ๑ ขั้นตอน"
    assert "เป็นร่างหรือรอแก้ไข ๑ จังหวัด" in page.content.decode()


def test_what_never_fitted_and_what_was_accepted_is_not_told(centre):
    report = cast.accepted()
    other = cast.report(of=cast.roi_et())
    group = other.groups.first()
    outside = days(date(2023, 11, 1), date(2023, 11, 30))
    edit = actions.GroupEdit(group.pk, group.version, group.official, outside)
    actions.save(report=other, by=cast.clerk(cast.roi_et()), groups=[edit])

    page = centre.get(reverse("calendar_force", args=[moved_draft(**LATER).pk]))

    assert {one.report.pk for one in page.context["reports"]} == {other.pk} != {report.pk}
    assert [one.sentence for one in page.context["reports"]] == ["ขั้นตอนที่ผูกไว้ไม่อยู่ในฉบับนี้แล้ว"]


def test_a_draft_rules_once_it_was_read_and_ticked(centre):
    revision = moved_draft(**LATER)
    seen = calendars.reading_token(revision)

    assert force(centre, revision, seen=seen).status_code == 422
    revision.refresh_from_db()
    assert revision.is_draft
    answer = force(centre, revision, seen=seen, sure="on")

    revision.refresh_from_db()
    assert not revision.is_draft
    assert answer.url == reverse("calendar_page", args=[revision.pk])
    assert "ประกาศใช้" in str(next(iter(get_messages(answer.wsgi_request))))


@pytest.mark.parametrize("what", ["the draft", "the calendar in force"])
def test_what_changed_since_it_was_read_is_not_put_in_force(centre, what):
    revision = moved_draft(**LATER)
    seen = calendars.reading_token(revision)
    if what == "the draft":
        calendars.write(revision=revision, rows=step_rows.rows_of(revision)[:1], by=None)
    else:
        between = calendars.copy_revision(revision=cast.calendar(), by=None)
        CalendarRevision.objects.get(pk=revision.pk).delete()
        between.number = 2
        revision = calendars.copy_revision(revision=between, by=None)
        calendars.put_in_force(revision=between, by=None)

    answer = force(centre, revision, seen=seen, sure="on")

    assert answer.status_code == 409
    revision.refresh_from_db()
    assert revision.is_draft
    assert "หลังจากที่ท่านอ่าน" in answer.content.decode()


def test_the_first_calendar_of_a_year_has_nothing_to_compare(centre):
    revision = calendars.begin(
        fiscal_year=2568, rows=[step_rows.StepRow("REG", "ลงทะเบียน")], by=None
    )

    page = centre.get(reverse("calendar_force", args=[revision.pk])).content.decode()

    assert "เป็นปฏิทินฉบับแรก" in page
    assert "ยังไม่มีช่วงระยะเวลา ๑ ขั้นตอน" in page


def test_a_draft_without_steps_does_not_rule(centre):
    revision = calendars.new_revision(fiscal_year=2568, by=None)

    answer = force(centre, revision, seen=calendars.reading_token(revision), sure="on")

    assert answer.status_code == 409
    assert "ยังไม่มีขั้นตอน" in answer.content.decode()


def test_the_page_costs_the_same_for_one_province_as_for_three(centre):
    def asked(revision) -> int:
        with CaptureQueriesContext(connection) as captured:
            centre.get(reverse("calendar_force", args=[revision.pk]))
        return len(captured)

    homes = [cast.lamphun(), cast.roi_et(), cast.province(slug="nan", name="น่าน", code="55")]
    for count, home in enumerate(homes):
        cast.report(of=home)
        plan_actions.start(fiscal_year=2567, by=cast.clerk(home), from_calendar=True)
        if count == 0:
            revision = moved_draft(**LATER)
            one = asked(revision)

    assert asked(revision) == one == 14
