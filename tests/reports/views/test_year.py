"""The year page: for everyone, for the province and for the centre; and its printed sheet."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine

from calendar_app import plan_actions, plans
from calendar_app.models import Activity
from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent
from ita_portal import thai
from reports.management import demo_data, reference
from reports.models import PlanPrint
from reports.writers import pdf
from tests import cast
from tests.printing_worker import print_all

pytestmark = pytest.mark.django_db

PAPER = Path(__file__).parents[2] / "data" / "seeds" / "004_7dd1fcc1b7919133.txt"
PUBLIC, OWN, CENTRE = "/plans/2567/lamphun/", "/province/year/2567/", "/review/plans/2567/lamphun/"


class Cells(HTMLParser):
    """The text of each cell of the page's tables, row by row; ↔ once for each month that it runs through."""

    def __init__(self, response, of: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.of, self.is_inside, self.is_open, self.times = of, False, False, 1
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "table":
            self.is_inside = self.of in (found.get("class") or "").split()
        if self.is_inside and tag == "tr":
            self.rows.append([])
        elif self.is_inside and tag in ("td", "th"):
            self.is_open = True
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.is_open = self.is_open and tag not in ("td", "th")

    def handle_data(self, data):
        if self.is_open:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def plan():
    cast.calendar()
    return plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)


@pytest.fixture
def yasothon():
    reference.load()
    province = cast.Province.objects.get(slug="yasothon")
    cast.clerk(province)
    demo_data.make_plan("plans/yasothon-2566.json")
    return province


def outside(plan, reason=""):
    """The first activity lies outside the time of its step."""
    late = ActivityContent(
        "ลงทะเบียน", "กลุ่มงานฯ", ("REG",), (thai.read_window("กุมภาพันธ์ 2567"),), reason=reason
    )
    content = PlanContent(phases=(PhaseContent("เตรียม", (late, ActivityContent("ประชุม"))),))
    return plan_actions.fill(schedule=plan, by=cast.clerk(), plan=content, replace=True)


# ---- who


def test_the_centre_opens_any_provinces_year(client, plan):
    client.force_login(cast.inspector())

    assert "แก้ไขแผน" not in words(client.get(CENTRE))
    assert client.get("/review/plans/2567/nowhere/").status_code == 404
    assert client.get("/review/plans/2570/lamphun/").status_code == 404


def test_the_centre_sees_a_province_without_a_plan_beside_the_calendar(client):
    cast.calendar()
    cast.roi_et()
    client.force_login(cast.reviewer())

    page = words(client.get("/review/plans/2567/roi-et/"))

    assert "จังหวัดนี้ยังไม่ได้จัดทำแผนของปีนี้" in page
    assert "การลงทะเบียนเข้าสู่ระบบ ITAS" in page


def test_a_province_opens_its_own_year_from_its_home(client, plan):
    cast.round_()
    client.force_login(cast.clerk())

    assert 'href="/province/year/"' in words(client.get("/province/"))
    assert client.get("/province/year/").url == OWN
    assert f'href="{PUBLIC}"' in words(client.get(OWN))
    assert client.get("/province/year/2570/").status_code == 404


def test_the_year_stands_below_the_plan_in_the_navigation(client, plan):
    client.force_login(cast.clerk())

    page = client.get(OWN).content.decode()

    assert '<a href="/province/plans/" aria-current="page">แผนการขับเคลื่อน</a>' in page


def test_a_province_without_a_plan_is_led_to_begin_one(client):
    cast.calendar()
    client.force_login(cast.clerk())

    page = words(client.get(OWN))

    assert "ปีนี้ยังไม่มีแผนของจังหวัด" in page
    assert 'href="/province/plans/2567/"' in page


def test_without_calendar_and_plan_the_page_says_what_is_awaited(client):
    client.force_login(cast.clerk())

    assert "ยังไม่มีปฏิทินที่มีผลใช้" in words(client.get("/province/year/"))


@pytest.mark.parametrize(
    "address", ["/plans/2568/lamphun/", "/plans/2567/roi-et/", "/plans/02567/lamphun/"]
)
def test_a_plan_that_is_not_there_is_a_kind_404(client, plan, address):
    cast.roi_et()

    response = client.get(address)

    assert response.status_code == 404
    assert "หากท่านได้รับลิงก์จากผู้อื่น โปรดตรวจว่าเป็นของจังหวัดท่าน" in words(response)


# ---- the year


@time_machine.travel(cast.TODAY, tick=False)
def test_the_table_says_what_the_picture_says(client, plan):
    outside(plan)
    report = cast.accepted()
    assert report.published_on == cast.TODAY

    rows = Cells(client.get(PUBLIC), "year-table").rows

    assert rows == [
        [
            *("ขั้นตอนหรือกิจกรรม", "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)", "ช่วงระยะเวลา (จังหวัด)"),
            *("ผลที่รายงานแล้ว", "วันนี้"),
        ],
        [
            "ข้อ ๑ การลงทะเบียนเข้าสู่ระบบ ITAS",
            "๑ - ๓๑ มกราคม ๒๕๖๗",
            "กิจกรรม ๑.๑ ลงทะเบียน เดือนกุมภาพันธ์ ๒๕๖๗ ผู้รับผิดชอบ: กลุ่มงานฯ อยู่นอกช่วงของสำนักงาน ป.ป.ช.",
            "-",
            "สิ้นสุดแล้ว",
        ],
        [
            *("ข้อ ๒ การเก็บรวบรวมข้อมูลตามแบบวัด IIT", "๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗"),
            *("จังหวัดยังไม่ได้กำหนด", "-", "อยู่ในช่วงเวลานี้"),
        ],
        [
            *("ข้อ ๓ การประมวลผลและจัดทำรายงานผลการประเมิน", "๒ - ๓๑ กรกฎาคม ๒๕๖๗"),
            "จังหวัดยังไม่ได้กำหนด",
            "ยังไม่ถึงกำหนด รอบ ๖ เดือน ข้อมูล ณ วันที่ ๓๑ มี.ค. ๒๕๖๗",
            "ยังไม่ถึงช่วงเวลา",
        ],
        ["กิจกรรมของจังหวัดที่ไม่ได้ผูกกับปฏิทิน"],
        ["๑.๒ ประชุม", "-", "ยังไม่ระบุช่วงระยะเวลา", "-", "ไม่ทราบช่วงเวลา"],
    ]


@time_machine.travel(cast.TODAY, tick=False)
def test_the_picture_is_drawn_without_styles_and_apart_from_screen_readers(client, plan):
    outside(plan)
    page = words(client.get(PUBLIC))
    picture = page[page.index('<div class="timeline" aria-hidden="true">') :]

    assert "วันนี้ ๑๐ เม.ย. ๒๕๖๗" in picture
    assert "จังหวัด ๑.๑ ก.พ. ๒๕๖๗ (นอกช่วง ป.ป.ช.)" in picture
    assert "style=" not in page


def test_a_draft_is_not_public(client, plan):
    cast.report()

    assert "ฉบับร่าง" not in words(client.get(PUBLIC))
    client.force_login(cast.clerk())
    assert "รอบ ๖ เดือน ฉบับร่าง" in words(client.get(OWN))
    client.force_login(cast.reviewer())
    assert "ฉบับร่าง" not in words(client.get(CENTRE))


def test_a_reason_is_for_the_province_and_the_centre(client, plan):
    outside(plan, reason="รอคำสั่งแต่งตั้ง")

    assert "รอคำสั่งแต่งตั้ง" not in words(client.get(PUBLIC))
    for person, address in ((cast.clerk, OWN), (cast.reviewer, CENTRE)):
        client.force_login(person())
        assert "เหตุผล: รอคำสั่งแต่งตั้ง" in words(client.get(address))
        assert "ยังไม่มีเหตุผล" not in words(client.get(address))


def test_a_window_without_a_reason_stands_as_a_warning(client, plan):
    outside(plan)
    client.force_login(cast.clerk())

    page = words(client.get(OWN))

    assert "กิจกรรม ๑.๑ เดือนกุมภาพันธ์ ๒๕๖๗ อยู่นอกช่วงของสำนักงาน ป.ป.ช." in page
    assert "เขียนเหตุผลในแผน" in page


def test_the_page_offers_the_feed_of_the_plan(client, plan):
    assert 'value="http://testserver/plans/2567/lamphun.ics"' in words(client.get(PUBLIC))


# ---- the printed sheet


def test_the_plan_of_yasothon_is_shown_as_its_document(client, yasothon):
    paper = [line.split("\t") for line in PAPER.read_text(encoding="utf-8").split("\n")]
    cells = [[" ".join(cell.split()) for cell in row] for row in paper if len(row) == 13]
    heads = [row for row in cells if row[1] == "ต.ค."]
    body = [row for row in cells if row not in heads]

    response = client.get("/plans/2566/yasothon/")

    # A phase has one cell over all months.
    expected = [row if "." in row[0].split()[0][:-1] else row[:1] for row in body]
    assert Cells(response, "plan-months").rows == [heads[0], *expected]
    for line in (line for row in paper if len(row) == 1 for line in row if line):
        assert line == "ช่วงการจัดเก็บ..." or " ".join(line.split()) in words(response)


def test_days_and_other_words_stand_below_the_activity(client, plan):
    response = client.get(PUBLIC)

    rows = [row for row in Cells(response, "plan-months").rows if len(row) > 1]
    assert "วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗" in rows[1][0]
    assert "วันที่ ๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗" in rows[2][0]
    assert [row.count("↔") + row.count("← →") for row in rows[1:]] == [1, 1, 1]
    assert 'colspan="7"' in words(response)


def test_typed_html_is_shown_as_text(client, plan):
    row = Activity.objects.first()
    edit = plan_actions.Edit(
        f"a{row.pk}",
        plans.token(plans.by_name(plan, plans.phases_of(plan))[f"a{row.pk}"]),
        {"text": "<script>alert(1)</script>", "responsible": "", "reason": ""},
    )
    plan_actions.save(schedule=plan, by=cast.clerk(), edits=[edit])

    assert "<script>alert" not in words(client.get(PUBLIC))


def test_an_empty_plan_without_a_calendar_says_so(client):
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)

    assert "แผนนี้ยังไม่มีกิจกรรม" in words(client.get(PUBLIC))


# ---- queries


def grown(plan):
    """The same plan with three phases of three activities, each of two windows and two ties."""
    window = thai.read_window("มกราคม ๒๕๖๗")
    rows = tuple(
        ActivityContent("ประชุม", windows=(window, window), steps=("REG", "IIT")) for _ in range(3)
    )
    content = PlanContent(phases=(PhaseContent("ช่วง", rows),) * 3)
    plan_actions.fill(schedule=plan, by=cast.clerk(), plan=content, replace=True)


@pytest.mark.parametrize(
    ("person", "address", "queries"),
    [(None, PUBLIC, 9), (cast.clerk, OWN, 10), (cast.reviewer, CENTRE, 12)],
)
def test_a_year_costs_the_same_queries_whatever_its_size(
    client, plan, person, address, queries, django_assert_num_queries
):
    cast.accepted()
    if person:
        client.force_login(person())
    with django_assert_num_queries(queries):
        client.get(address)

    grown(plan)
    with django_assert_num_queries(queries):
        client.get(address)


# ---- the PDF


PRINT, PDF = "/plans/2567/lamphun/print/", "/plans/2567/lamphun.pdf"


@pytest.fixture
def printer(monkeypatch, settings, tmp_path):
    """A printer of plans that takes no time."""
    settings.MEDIA_ROOT = tmp_path
    printed = []

    def render_plan(sheet):
        printed.append(sheet)
        return f"%PDF-1.7 {sheet.slug} {len(printed)}".encode()

    monkeypatch.setattr(pdf, "render_plan", render_plan)
    return printed


def test_anybody_has_the_plan_printed_once_and_reads_it(client, plan, printer):
    assert client.post(PRINT).url == PDF
    waiting = client.get(PDF)
    assert (waiting.status_code, printer) == (202, [])
    assert "อยู่ลำดับที่ ๑ ในคิวพิมพ์" in words(waiting)

    print_all()
    client.post(PRINT)
    print_all()

    response = client.get(PDF)
    assert (response.content, len(printer)) == (b"%PDF-1.7 lamphun 1", 1)
    assert 'filename="ita-plan-2567-lamphun.pdf"' in response["Content-Disposition"]
    assert client.get(PDF, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_changed_plan_offers_to_be_printed_anew(client, plan, printer):
    client.post(PRINT)
    print_all()
    plan_actions.add_phase(schedule=plan, by=cast.clerk(), title="ใหม่")

    response = client.get(PDF)

    assert response.status_code == 404
    assert "กดปุ่มด้านล่างเพื่อพิมพ์ฉบับล่าสุด" in words(response)
    client.post(PRINT)
    print_all()
    assert client.get(PDF).content == b"%PDF-1.7 lamphun 2"


def test_a_plan_that_cannot_be_printed_says_why(client, plan, printer, monkeypatch):
    def refuse(sheet):
        raise pdf.Unprintable("แผนนี้ยาวเกินไป")

    monkeypatch.setattr(pdf, "render_plan", refuse)
    client.post(PRINT)
    print_all()

    response = client.get(PDF)

    assert response.status_code == 409
    assert "แผนนี้ยาวเกินไป" in words(response)
    assert "สั่งพิมพ์อีกครั้งได้จากหน้าแผน" in words(response)


def test_looking_for_a_pdf_asks_for_none(client, plan, printer):
    client.get(PDF)

    assert not PlanPrint.objects.exists()


@pytest.mark.parametrize("address", ["/plans/2567/nowhere/print/", "/plans/2568/lamphun/print/"])
def test_only_plans_that_are_there_are_printed(client, plan, address):
    assert client.post(address).status_code == 404
