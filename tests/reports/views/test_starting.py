"""เริ่มจาก through HTTP: the ways offered, one click, what the editor tells afterwards, texts used without scripts."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import actions
from reports.models import LeftRow, Line, Report
from tests import cast

pytestmark = pytest.mark.django_db

SAID = "จังหวัดลงทะเบียนแล้ว"
OPEN = {"opens_on": date(2024, 10, 1), "due_on": date(2024, 10, 31)}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-10-10T09:30:00+07:00", tick=True):
        yield


@pytest.fixture
def clerk():
    client = Client()
    client.force_login(cast.clerk())
    return client


def words(answer) -> str:
    text = re.sub(r"<(script|style|title).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def line_of(report: Report, place: int) -> Line:
    return Line.objects.filter(group__report=report).order_by("group__order", "order")[place]


def write(report: Report, place: int, result: str) -> None:
    line = line_of(report, place)
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in line.items.all())
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status="done")
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    report.refresh_from_db()


@pytest.fixture
def sent():
    """The report of six months as it was sent."""
    report = cast.report()
    write(report, 0, SAID)
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    return report


@pytest.fixture
def twelve():
    dates = {
        "as_of": date(2024, 9, 30),
        "opens_on": date(2024, 10, 1),
        "due_on": date(2024, 10, 31),
    }
    return cast.round_(months=12, **dates)


def start(clerk, round_, **chosen):
    return clerk.post(reverse("report_start", args=[round_.pk]), chosen)


def source(report) -> int:
    return actions.latest(report).pk


def test_home_starts_from_the_last_round_in_one_click(clerk, sent, twelve):
    page = clerk.get(reverse("province_home")).content.decode()

    assert f'name="from" value="{source(sent)}"' in page
    assert "เริ่มจากรายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗" in page
    assert "ฉบับที่ส่งครั้งที่ ๑ วันที่ ๑๐ ตุลาคม ๒๕๖๗" in page
    assert reverse("report_start_from", args=[twelve.pk]) in page


def test_every_way_says_what_comes_along(clerk, sent, twelve):
    said = words(clerk.get(reverse("report_start_from", args=[twelve.pk])))

    order = [said.index(one) for one in ("รายงานรอบที่แล้ว", "ปฏิทินการประเมิน ป.ป.ช.", "ไฟล์ของท่าน")]
    assert order == sorted(order)
    assert "ส่งเมื่อ ๑๐ ตุลาคม ๒๕๖๗" in said
    assert "ตามมา: แถวครบ ๓ ขั้นตอน" in said


def test_a_province_without_a_report_begins_with_the_calendar_or_a_file(clerk, twelve):
    cast.calendar()

    said = words(clerk.get(reverse("report_start_from", args=[twelve.pk])))

    assert "รายงานรอบที่แล้ว" not in said


def test_a_report_that_is_there_is_opened(clerk, sent):
    answer = clerk.get(reverse("report_start_from", args=[sent.round_id]))

    assert answer.url == reverse("report_edit", args=[sent.pk])


def test_a_round_that_has_not_opened_is_not_there(clerk):
    round_ = cast.round_(opens_on=date(2024, 10, 11), due_on=date(2024, 10, 31))

    assert clerk.get(reverse("report_start_from", args=[round_.pk])).status_code == 404


def test_the_editor_says_where_the_report_began(clerk, sent, twelve):
    answer = start(clerk, twelve, **{"from": source(sent)})

    page = clerk.get(answer.url)
    assert "เริ่มจากรายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับที่ส่งครั้งที่ ๑" in words(page)
    assert f"รอบที่แล้วเขียนว่า (รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗) {SAID} ใช้ข้อความนี้" in words(page)
    assert Report.objects.get(round=twelve).start.source_id == source(sent)


@pytest.mark.parametrize("chosen", ["999999", "-1", "๑", "9" * 40, "1 OR 1", "²"])
def test_a_source_that_is_none_starts_from_nothing_else(clerk, sent, twelve, chosen):
    answer = start(clerk, twelve, **{"from": chosen})

    assert answer.url == reverse("province_home")
    assert not Report.objects.filter(round=twelve).exists()


def test_another_province_s_version_is_refused(sent, twelve):
    client = Client()
    client.force_login(cast.clerk(cast.roi_et()))

    answer = client.post(
        reverse("report_start", args=[twelve.pk]), {"from": source(sent)}, follow=True
    )

    assert "ใช้เริ่มรอบนี้ไม่ได้" in words(answer)
    assert not Report.objects.filter(round=twelve).exists()


def test_a_text_is_used_without_scripts_and_what_was_typed_is_saved(clerk, sent, twelve):
    report = Report.objects.get(
        pk=start(clerk, twelve, **{"from": source(sent)}).url.split("/")[-2]
    )
    first, second = line_of(report, 0), line_of(report, 1)
    address = reverse("row_action", args=[report.pk, "use_text", first.pk])

    answer = clerk.post(address, {f"l{second.pk}-result": "พิมพ์ไว้", f"l{second.pk}-version": "1"})

    assert answer.url == reverse("report_edit", args=[report.pk]) + f"#row-{first.pk}"
    assert [line_of(report, place).result for place in (0, 1)] == [SAID, "พิมพ์ไว้"]
    assert "ใช้ข้อความนี้" not in words(clerk.get(answer.url))


def test_a_text_is_used_on_the_page_of_a_row(clerk, sent, twelve):
    report = Report.objects.get(
        pk=start(clerk, twelve, **{"from": source(sent)}).url.split("/")[-2]
    )
    line = line_of(report, 0)
    page = reverse("line_edit", args=[report.pk, line.pk])
    assert SAID in words(clerk.get(page))

    answer = clerk.post(
        reverse("row_action", args=[report.pk, "use_text", line.pk]), {"here": "line"}
    )

    assert answer.url == page


def test_what_has_no_place_is_listed_and_added_in_one_click(clerk, sent):
    steps = [("REG", "การลงทะเบียนเข้าสู่ระบบ ITAS", date(2025, 1, 1), date(2025, 1, 31))]
    cast.calendar(fiscal_year=2568, steps=steps)
    next_year = cast.round_(
        fiscal_year=2568,
        as_of=date(2025, 3, 31),
        opens_on=date(2024, 10, 2),
        due_on=date(2024, 10, 31),
    )
    answer = start(clerk, next_year, **{"from": source(sent)})
    said = words(clerk.get(answer.url))
    assert "มี ๒ แถวเดิมที่ยังไม่มีที่" in said
    assert f"ลำดับที่ ๒ เดิม: {cast.STEPS[1][1]}" in said

    report = Report.objects.get(round=next_year)
    left = LeftRow.objects.first()
    clerk.post(reverse("row_action", args=[report.pk, "add_left", left.pk]))

    said = words(clerk.get(answer.url))
    assert "มี ๑ แถวเดิมที่ยังไม่มีที่" in said
    assert report.groups.count() == 2


def test_the_list_is_folded_away(clerk, sent, twelve):
    address = start(clerk, twelve, **{"from": source(sent)}).url
    report = Report.objects.get(round=twelve)
    assert '<details class="started" open>' in clerk.get(address).content.decode()

    clerk.post(reverse("row_action", args=[report.pk, "hide_start", 0]))

    page = clerk.get(address).content.decode()
    assert '<details class="started">' in page
    assert "อ่านแล้ว ซ่อนรายการนี้" not in page


def test_grey_texts_cost_the_same_for_any_number_of_rows(clerk, sent, twelve):
    start(clerk, twelve, **{"from": source(sent)})
    report = Report.objects.get(round=twelve)
    address = reverse("report_edit", args=[report.pk])
    clerk.get(address)

    with CaptureQueriesContext(connection) as few:
        clerk.get(address)
    for _ in range(20):
        actions.rows.add_group(report=report, line=None, by=cast.clerk())
    with CaptureQueriesContext(connection) as many:
        clerk.get(address)

    assert len(many) == len(few)


# Nothing to report, in the table


def posted(line: Line, **cells) -> dict:
    """What the table sends for a row in which something was chosen."""
    return {f"l{line.pk}-version": line.version, f"l{line.pk}-digest": "x"} | {
        f"l{line.pk}-{name}": value for name, value in cells.items()
    }


def kept(line: Line) -> tuple[str, str, str]:
    line.refresh_from_db()
    return line.status, line.answer, line.answer_reason


def test_nothing_to_report_takes_the_place_of_the_status_it_is_chosen_over(clerk):
    report = cast.report()
    line, address = line_of(report, 0), reverse("report_edit", args=[report.pk])
    clerk.post(address, posted(line, status="in_progress"))
    assert kept(line) == ("in_progress", "", "")

    clerk.post(address, posted(line, status="nothing_to_report", answer_reason="ไม่มีผู้ร้องเรียน"))

    assert kept(line) == ("", "nothing_to_report", "ไม่มีผู้ร้องเรียน")


def test_nothing_to_report_is_chosen_where_the_status_is(clerk):
    report = cast.report()
    line, address = line_of(report, 0), reverse("report_edit", args=[report.pk])

    clerk.post(address, posted(line, status="nothing_to_report", answer_reason="ไม่มีผู้ร้องเรียน"))

    assert kept(line) == ("", "nothing_to_report", "ไม่มีผู้ร้องเรียน")
    page = clerk.get(address).content.decode()
    assert '<option value="nothing_to_report" selected>' in page
    assert 'value="ไม่มีผู้ร้องเรียน"' in page
    said = words(clerk.get(reverse("report_preview", args=[report.pk])))
    assert "ไม่มีเรื่องต้องรายงาน ไม่มีผู้ร้องเรียน" in said


def test_without_a_reason_it_is_kept_and_warned_of(clerk):
    report = cast.report()
    line = line_of(report, 0)

    clerk.post(
        reverse("report_edit", args=[report.pk]),
        posted(line, status="nothing_to_report", answer_reason=""),
    )

    assert kept(line) == ("", "nothing_to_report", "")
    assert "ยังไม่บอกเหตุผล" in words(clerk.get(reverse("report_check", args=[report.pk])))


def test_a_status_takes_the_answer_back_and_keeps_its_words(clerk):
    report = cast.report()
    line, address = line_of(report, 0), reverse("report_edit", args=[report.pk])
    clerk.post(address, posted(line, status="nothing_to_report", answer_reason="ไม่มีผู้ร้องเรียน"))
    line.refresh_from_db()

    clerk.post(address, posted(line, status="done", answer_reason="ไม่มีผู้ร้องเรียน"))

    assert kept(line) == ("done", "", "ไม่มีผู้ร้องเรียน")


def test_what_the_nacc_carries_out_stays_its_own_in_the_table(clerk):
    report = cast.report()
    line = line_of(report, 0)
    line.answer = "not_ours"
    line.save()

    clerk.post(reverse("report_edit", args=[report.pk]), posted(line, status="in_progress"))

    assert kept(line) == ("in_progress", "not_ours", "")


def test_saving_an_untouched_table_changes_nothing(clerk):
    report = cast.report()
    line, address = line_of(report, 0), reverse("report_edit", args=[report.pk])
    clerk.post(address, posted(line, status="nothing_to_report", answer_reason="ไม่มี"))
    report.refresh_from_db()
    page = clerk.get(address).content.decode()
    digest = re.search(rf'name="l{line.pk}-digest" value="(\w+)"', page)[1]

    sent = posted(line, status="nothing_to_report", answer_reason="ไม่มี", result="")
    item = line.items.get()
    sent |= {f"l{line.pk}-item-{item.pk}": item.text, f"l{line.pk}-digest": digest}
    clerk.post(address, sent)

    assert Report.objects.get().version == report.version


# A status that nobody has chosen


def test_a_row_not_yet_due_is_saved_without_choosing_its_status(clerk):
    report = cast.report()
    line, address = line_of(report, 2), reverse("report_edit", args=[report.pk])
    assert f'name="l{line.pk}-follows"' in clerk.get(address).content.decode()

    clerk.post(address, posted(line, status="not_due", follows="1", result="เตรียมการ"))

    line.refresh_from_db()
    assert (line.status, line.status_follows, line.result) == ("not_due", True, "เตรียมการ")


def test_a_page_from_before_a_window_was_moved_chooses_nothing(clerk):
    report = cast.report()
    line, address = line_of(report, 2), reverse("report_edit", args=[report.pk])
    group = f"g{line.group_id}"
    windows = {"version": 1, "digest": "x", "official": "๑ - ๓๑ มกราคม ๒๕๖๗", "provincial": "-"}
    clerk.post(address, {f"{group}-{name}": value for name, value in windows.items()})
    assert kept(line)[0] == ""

    answer = clerk.post(address, posted(line, status="not_due", follows="1", result="ผล"))

    line.refresh_from_db()
    assert (answer.status_code, line.status, line.result) == (302, "", "ผล")


@pytest.mark.parametrize("page", ["report_edit", "line_edit"])
def test_a_person_chooses_otherwise(clerk, page):
    report = cast.report()
    line = line_of(report, 2)
    args = [report.pk, line.pk] if page == "line_edit" else [report.pk]

    clerk.post(reverse(page, args=args), posted(line, status="", follows="1"))

    line.refresh_from_db()
    assert (line.status, line.status_follows) == ("", False)


def test_the_receipt_says_where_the_report_began(clerk, sent, twelve):
    start(clerk, twelve, **{"from": source(sent)})
    report = Report.objects.get(round=twelve)
    actions.submit(report=report, by=cast.head(), version=report.version)

    said = words(clerk.get(reverse("report_receipt", args=[report.pk])))

    assert "เริ่มจากรายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับที่ส่งครั้งที่ ๑" in said


def test_one_button_gives_every_open_row_a_status(clerk):
    report = cast.report()
    first = line_of(report, 0)
    address = reverse("row_action", args=[report.pk, "set_statuses", 0])

    clerk.post(address, posted(first, result="พิมพ์ไว้", status="") | {"status": "done"})

    assert [line_of(report, place).status for place in range(3)] == ["done", "done", "not_due"]
    assert line_of(report, 0).result == "พิมพ์ไว้"


def test_many_long_texts_are_left_to_the_page_of_each_row(clerk, sent, twelve, monkeypatch):
    monkeypatch.setattr("reports.forms.texts_before.MOST", len(SAID) - 1)
    answer = start(clerk, twelve, **{"from": source(sent)})
    report = Report.objects.get(round=twelve)

    assert SAID not in words(clerk.get(answer.url))
    page = reverse("line_edit", args=[report.pk, line_of(report, 0).pk])
    assert SAID in words(clerk.get(page))
