"""Each page that the walks do not pass, looked at once by somebody who may open it."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from ita_portal.models import Province
from reports import actions, printing
from reports.management import demo_data
from reports.models import Line
from tests import cast

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(lamphun):
    return cast.report(of=lamphun)


@pytest.fixture
def published(portal):
    """A report of Roi Et that was accepted, corrected and accepted again."""
    report = cast.accepted(of=cast.roi_et())
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้ไขคำผิด")
    actions.submit(report=report, by=cast.head(cast.roi_et()), version=report.version)
    actions.accept(
        report=report, by=cast.reviewer(), submission=actions.latest(report).pk, acknowledged=""
    )
    return report


def look_at(person, pages):
    """Pages as (URL name, arguments…)."""
    for name, *args in pages:
        person.open(name, *args)
        person.look(name)


def test_pages_for_everyone(somebody, published):
    nobody = somebody()
    look_at(
        nobody,
        [
            ("home",),
            ("public_rounds",),
            ("public_round", 2567, 6),
            ("public_report", 2567, 6, "roi-et"),
            ("public_version", 2567, 6, "roi-et", 1),
            ("public_report", 2567, 6, "lamphun"),
            ("public_calendar", 2567),
            ("about",),
            ("account_login",),
            ("account_signup",),
        ],
    )
    nobody.page.goto("/no/such/page/")
    nobody.look("not-found")


def test_a_withdrawn_report_says_so(somebody, published):
    actions.withdraw(report=published, by=cast.central(), reason="มีข้อมูลส่วนบุคคล")

    look_at(somebody(), [("public_report", 2567, 6, "roi-et")])


def test_a_wrong_password_is_said_beside_the_form(somebody, lamphun):
    nobody = somebody().open("account_login")
    nobody.write(nobody.box("ชื่อผู้ใช้"), "lamphun")
    nobody.write(nobody.box("รหัสผ่าน"), "not-the-password")
    nobody.press("เข้าสู่ระบบ")

    nobody.sees("เข้าสู่ระบบไม่สำเร็จ")
    nobody.look("wrong-password")


def test_pages_of_a_province(somebody, draft):
    first = Line.objects.order_by("group__order", "order").first()
    look_at(
        somebody(signed_in=cast.clerk()),
        [
            ("line_edit", draft.pk, first.pk),
            ("report_preview", draft.pk),
            ("account_change_password",),
            ("account_logout",),
            # Another role's page.
            ("review_home",),
        ],
    )


def test_the_page_that_waits_for_a_pdf(somebody, draft):
    others = [actions.latest(cast.submitted(of=home)) for home in (cast.roi_et(), nan())]
    asked = [printing.ask_for_draft(report=draft, by=cast.clerk()), *others]
    for submission in others:
        printing.ask_for_submission(submission, priority=printing.ASKED_FOR + 1)
    clerk = somebody(signed_in=cast.clerk()).open("report_draft_pdf", draft.pk, asked[0].pk)
    clerk.sees("อยู่ลำดับที่ ๓ ในคิวพิมพ์")
    clerk.look("waiting")

    DBTaskResult.objects.order_by("-priority").first().set_successful(None)

    clerk.sees("อยู่ลำดับที่ ๒ ในคิวพิมพ์")


def nan():
    return Province.objects.get(slug="nan")


def test_a_pdf_that_cannot_be_made(somebody, draft):
    asked = printing.ask_for_draft(report=draft, by=cast.clerk())
    actions.keep_problem(paper=asked, problem="รายงานยาวเกินกว่าจะพิมพ์ได้ โปรดลดข้อความ")

    clerk = somebody(signed_in=cast.clerk())
    look_at(clerk, [("report_draft_pdf", draft.pk, asked.pk), ("report_draft_pdf", draft.pk, 0)])


def test_what_a_province_sent(somebody, published):
    head = somebody(signed_in=cast.head(cast.roi_et()))
    look_at(
        head, [("report_receipt", published.pk), ("report_submission", published.pk, 1), ("desk",)]
    )


def test_the_plan_of_a_province(somebody, lamphun):
    clerk = somebody(signed_in=cast.clerk()).open("plan_edit", 2567)
    clerk.look("plan-start")
    clerk.press(clerk.page.get_by_role("button", name="ปฏิทิน"))
    clerk.look("plan")

    look_at(somebody(), [("public_plan", 2567, "lamphun")])


def test_the_plan_of_yasothon_as_its_paper_has_it(somebody, portal):
    cast.clerk(Province.objects.get(slug="yasothon"))
    demo_data.make_plan("plans/yasothon-2566.json")

    look_at(somebody(), [("public_plan", 2566, "yasothon")])


def test_pages_of_the_centre(somebody, draft, published):
    submission = actions.latest(published)
    pages = [
        ("review_round", draft.round_id),
        ("review_report", draft.pk),
        ("review_report", published.pk),
        ("review_submission", submission.pk),
    ]

    look_at(somebody(signed_in=cast.central()), pages)


def test_the_inspector_reads_and_has_nothing_to_press(somebody, published):
    inspector = somebody(signed_in=cast.inspector())
    look_at(inspector, [("review_round", published.round_id), ("review_report", published.pk)])

    main = inspector.page.locator("main")
    assert main.locator("form[method=post]").count() == 0


@pytest.mark.parametrize("name", ["ita_portal_user", "ita_portal_province"])
def test_the_admin_works_under_the_policy(name, somebody, published):
    """Django's own pages: no breach of the CSP, no error; their accessibility is Django's matter."""
    central = somebody(signed_in=cast.central())
    central.page.goto(reverse(f"admin:{name}_changelist"))
    central.picture(name)
    central.follow(central.page.locator("#result_list tbody th a").first)
    central.picture(f"{name}-form")
