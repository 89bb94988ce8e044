"""The commands of the server: reference data, demo data, and a report as a file."""

import io

import pypdfium2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from calendar_app import plan_actions
from calendar_app.models import CalendarRevision, Round
from ita_portal.models import Province, User
from reports.management import demo_data, reference
from reports.models import Report, Submission
from reports.writers import formats, html, pdf
from tests import cast

pytestmark = pytest.mark.django_db


def run(*arguments, **options) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_reference_data_are_loaded_once_and_never_again():
    first = run("load_reference")
    Province.objects.get(slug="roi-et")
    second = run("load_reference")

    assert first.splitlines() == [
        "จังหวัด: เพิ่ม 77 รายการ",
        "ปฏิทิน: เพิ่ม 2 รายการ",
        "รอบรายงาน: เพิ่ม 2 รายการ",
        "วันหยุดราชการ: เพิ่ม 81 รายการ",
    ]
    assert second.splitlines() == [
        "จังหวัด: เพิ่ม 0 รายการ",
        "ปฏิทิน: เพิ่ม 0 รายการ",
        "รอบรายงาน: เพิ่ม 0 รายการ",
        "วันหยุดราชการ: เพิ่ม 0 รายการ",
    ]


def test_reference_data_that_the_centre_changed_are_left_alone():
    run("load_reference")
    province = Province.objects.get(slug="roi-et")
    province.phone = "0 4351 9999"
    province.save(update_fields=["phone"])

    run("load_reference")

    assert Province.objects.get(slug="roi-et").phone == "0 4351 9999"


def test_the_loaded_calendars_are_in_force_with_their_windows():
    reference.load()

    revision = CalendarRevision.objects.current(2567)
    first = revision.steps.select_related("step").first()
    assert (revision.number, revision.steps.count()) == (1, 12)
    assert (first.step.code, first.start.isoformat(), first.end.isoformat()) == (
        "REG",
        "2024-01-01",
        "2024-01-31",
    )
    assert Round.objects.get(fiscal_year=2566).number_style == "๑."


@pytest.fixture
def seeds():
    """The demo without its 72 samples."""
    reference.load()
    demo_data.make_people()
    demo_data.make_seed_reports()


def test_the_demo_is_refused_outside_the_demo_settings(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="เฉพาะในระบบสาธิต"):
        run("demo")

    assert not User.objects.exists()


def test_the_demo_prints_its_accounts(seeds):
    printed = run("demo")

    assert "รหัสผ่านทุกบัญชี: ita-demo-2567" in printed
    assert [line.split()[0] for line in printed.splitlines() if line.startswith("  ")] == [
        "lamphun",
        "lamphun-head",
        "samut-prakan",
        "samut-prakan-head",
        "roi-et",
        "roi-et-head",
        "yasothon",
        "yasothon-head",
        "reviewer",
        "reviewer-2",
        "reviewer-3",
        "central",
        "inspector",
    ]


def test_the_seed_reports_are_in_the_states_the_demo_promises(seeds):
    states = {
        (report.province.slug, report.round.fiscal_year): (report.state, report.round.is_closed)
        for report in Report.objects.select_related("province", "round")
    }

    assert states == {
        ("lamphun", 2567): ("draft", False),
        ("samut-prakan", 2567): ("accepted", False),
        ("roi-et", 2566): ("accepted", True),
    }


def test_raw_text_of_the_papers_is_kept_beside_the_rows(seeds):
    report = Report.objects.get(province__slug="roi-et")
    first = report.groups.first().lines.first()

    assert first.raw["ช่วงระยะเวลา (สำนักงานป.ป.ช.)"] == "เดือนธันวาคม ๒๕๖๕"
    assert "mailto:hr๑๐๑๙๕๘@gmail.com" in str(report.raw["contact"])


def test_a_sample_is_made_for_each_state(seeds):
    provinces = [cast.province(slug=slug) for slug in ("lampang", "phrae", "nan")]

    for number, province in enumerate(provinces, start=1):
        demo_data.make_sample(province, number)

    keys = [Report.objects.get(province=province).state_key for province in provinces]
    assert keys == ["draft", "handed_over", "submitted"]


def test_a_report_is_written_as_a_page_that_stands_alone(seeds, tmp_path):
    target = tmp_path / "report.html"

    run("print_report", "roi-et", "2566", "6", format="html", output=target)

    page = target.read_text(encoding="utf-8")
    report = Report.objects.get(province__slug="roi-et")
    style = (settings.BASE_DIR / "static/css/report.css").read_text(encoding="utf-8")
    sent = report.accepted
    assert page == html.render_page(sent.document, imprint=sent.imprint, css=style)
    assert '<html lang="th">' in page
    assert "table-layout: fixed" in page
    assert "src=" not in page


def test_a_draft_is_written_as_a_pdf_that_says_so(seeds, tmp_path):
    target = tmp_path / "report.pdf"

    run("print_report", "lamphun", "2567", "6", format="pdf", output=target)

    document = pypdfium2.PdfDocument(target)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "ร่าง" in text
    assert "ที่" in text


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_report_is_written_as_what_it_is_downloaded_as(seeds, tmp_path, name):
    target = tmp_path / f"report.{name}"

    run("print_report", "roi-et", "2566", "6", format=name, output=target)

    sent = Report.objects.get(province__slug="roi-et").accepted
    assert target.read_bytes() == formats.render(name, sent.document, imprint=sent.imprint)


def test_printing_what_is_not_there_says_what_was_looked_for(seeds, tmp_path):
    with pytest.raises(CommandError, match="ไม่พบรายงานของ yala ปีงบประมาณ 2567 รอบ 6 เดือน"):
        run("print_report", "yala", "2567", "6", output=tmp_path / "report.pdf")


def test_printing_to_where_nothing_can_be_written_says_so(seeds, tmp_path):
    with pytest.raises(CommandError, match=r"เขียนไฟล์ .* ไม่ได้"):
        run("print_report", "lamphun", "2567", "6", output=tmp_path / "no" / "report.pdf")


# ---- PDFs


def test_the_worker_prints_all_that_is_wanted_once(printer):
    cast.accepted()
    cast.submitted(of=cast.roi_et())

    assert (run("print_worker", once=True), run("print_worker", once=True)) == ("", "")

    assert [document.province.slug for document in printer.printed] == ["lamphun", "roi-et"]
    assert Submission.objects.exclude(pdf="").count() == 2


def test_pdfs_that_cannot_be_made_are_said(printer, caplog, capsys):
    cast.accepted()
    printer.is_broken = True

    call_command("print_worker", once=True)

    assert "ยังไม่มี PDF 1 ฉบับ" in capsys.readouterr().err
    assert "2567-6-51-01" in caplog.text


def test_a_worker_that_cannot_print_ends_and_says_why(monkeypatch):
    def broken():
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "warm_up", broken)

    with pytest.raises(CommandError, match="libpango"):
        call_command("print_worker")


# A plan as a file ----------------------------------------------------------------------------------


@pytest.fixture
def plan():
    cast.calendar()
    return plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)


def test_a_plan_is_written_as_html_that_stands_alone(plan, tmp_path):
    run("print_plan", "lamphun", "2567", "--format", "html", "--output", tmp_path / "plan.html")

    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "การลงทะเบียนเข้าสู่ระบบ ITAS" in page
    assert ".plan-months" in page


def test_a_plan_is_written_as_pdf(plan, tmp_path):
    run("print_plan", "lamphun", "2567", "--output", tmp_path / "plan.pdf")

    assert len(pypdfium2.PdfDocument(tmp_path / "plan.pdf")) == 1


def test_a_plan_that_is_not_there_is_named(plan, tmp_path):
    with pytest.raises(CommandError, match="ไม่พบแผนของ lamphun ปีงบประมาณ 2570"):
        run("print_plan", "lamphun", "2570", "--output", tmp_path / "x.pdf")
