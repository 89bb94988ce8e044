"""รายการที่ยังต้องทำ: who sees it, where it leads, and that nothing typed into its boxes is lost."""

import re

import pytest
from django.urls import reverse

from reports import actions, content
from reports.models import Explanation, Line
from tests import cast
from tests.explaining import CODE, EMAIL, NOTE, WITH_CODE, WITH_EMAIL, about, say, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return write(cast.report(), WITH_CODE, WITH_EMAIL)


@pytest.fixture
def clerk(client, report):
    client.force_login(cast.clerk())
    return client


@pytest.fixture
def head(client, report):
    client.force_login(cast.head())
    return client


def address(report, name="report_tasks") -> str:
    return reverse(name, args=[report.pk])


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def explain(client, report, code="respondent_code", note=NOTE, **fields):
    one = about(report, code)
    data = {f"note-{one.mark}": note, f"seen-{one.mark}": one.token, "at": one.mark}
    data |= {f"kept-{one.mark}": value for name, value in fields.items() if name == "kept"}
    data |= {name: value for name, value in fields.items() if name == "then"}
    return client.post(address(report, "report_explain"), data)


def notes(report) -> list[tuple]:
    return [(one.words, one.note, one.is_kept) for one in content.draft(report).explanations]


# The page ----------------------------------------------------------------------------------------


def test_the_list_says_of_each_row_how_far_it_is(clerk, report):
    page = words(clerk.get(address(report)))

    assert "! ลำดับที่ ๑ ลำดับที่ ๑ ควรตรวจสอบ" in page
    assert "– ลำดับที่ ๓ ลำดับที่ ๓ ยังไม่ถึงกำหนด" in page


def test_each_entry_leads_to_its_box_in_the_table_and_on_the_row_s_page(clerk, report):
    first = Line.objects.filter(group__report=report).order_by("group__order").first()

    page = clerk.get(address(report)).content.decode()
    table = clerk.get(reverse("report_edit", args=[report.pk])).content.decode()
    alone = reverse("line_edit", args=[report.pk, first.pk])

    box = f"l{first.pk}-result"
    assert f'href="{reverse("report_edit", args=[report.pk])}#{box}"' in page
    assert f'href="{alone}#{box}"' in page
    assert f'id="{box}"' in table
    assert f'id="{box}"' in clerk.get(alone).content.decode()


def test_every_way_to_a_cell_is_the_id_of_a_box(clerk, report):
    group = report.groups.first()
    group.official_text, group.official_start, group.official_end = "เร็ว ๆ นี้", None, None
    group.official_precision = ""
    group.save()
    report.footnote = f"รหัสผู้ตอบ {CODE}"
    report.save()
    Line.objects.filter(group__report=report).last().items.all().delete()

    page = clerk.get(address(report)).content.decode()
    table = clerk.get(reverse("report_edit", args=[report.pk])).content.decode()

    ids = set(re.findall(r'id="([^"]+)"', table))
    targets = set(re.findall(rf'href="{reverse("report_edit", args=[report.pk])}#([^"]+)"', page))
    assert {f"g{group.pk}-official", "details-footnote"} <= targets
    assert targets - ids == set()


def test_what_the_centre_asked_comes_first(client):
    report = cast.submitted()
    actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment="โปรดนับการประชุมด้วย",
    )
    client.force_login(cast.clerk())

    page = words(client.get(address(report)))

    assert page.index("โปรดนับการประชุมด้วย") < page.index("สิ่งที่ระบบตรวจพบ")


def test_a_report_that_was_sent_is_read_as_printed(client):
    report = cast.submitted()
    client.force_login(cast.clerk())

    assert client.get(address(report)).url == reverse("report_preview", args=[report.pk])


def test_the_short_form_stands_beside_the_table_and_above_what_is_certified(clerk, report):
    for name in ("report_edit", "report_check"):
        page = words(clerk.get(address(report, name)))

        assert "รายการที่ยังต้องทำ" in page
        assert "! ควรตรวจสอบ ๒ แถว" in page


def test_home_leads_to_the_list(clerk, report):
    assert f'href="{address(report)}"' in clerk.get(reverse("province_home")).content.decode()


def test_saving_leads_to_the_list(clerk, report):
    answer = clerk.post(reverse("report_edit", args=[report.pk]), {"then": "tasks"})

    assert answer.url == address(report)


def test_the_list_costs_the_same_for_many_rows(clerk, report, django_assert_num_queries):
    with django_assert_num_queries(13):
        clerk.get(address(report))
    for _ in range(4):
        actions.rows.add_group(report=report, line=None, by=cast.clerk())

    with django_assert_num_queries(13):
        clerk.get(address(report))


# Explaining --------------------------------------------------------------------------------------


@pytest.mark.parametrize("then", ["tasks", "check"])
def test_a_note_is_saved_and_leads_back_to_its_finding(clerk, report, then):
    mark = about(report, "respondent_code").mark

    answer = explain(clerk, report, then=then)

    assert answer.url == f"{address(report, f'report_{then}')}#finding-{mark}"
    assert notes(report) == [(CODE, NOTE, False)]
    page = clerk.get(answer.url).content.decode()
    assert "บันทึกคำชี้แจงแล้ว" in page
    assert f'value="{NOTE}"' in page


def test_the_head_keeps_a_secret_in_public_with_a_word(head, report):
    explain(head, report, "private_email", "กล่องกลาง", kept="yes")

    assert notes(report) == [(EMAIL, "กล่องกลาง", True)]


def test_keeping_without_a_word_says_so_beside_the_box(head, report):
    answer = explain(head, report, "private_email", "", kept="yes")

    assert answer.status_code == 422
    assert "โปรดเขียนว่าเหตุใด" in words(answer)
    assert 'value="yes" form="explanations" checked' in answer.content.decode()
    assert notes(report) == []


def test_a_clerk_is_offered_no_choice_and_cannot_make_one(clerk, report):
    page = clerk.get(address(report)).content.decode()
    answer = explain(clerk, report, "private_email", "กล่องกลาง", kept="yes")

    assert "kept-" not in page
    assert answer.status_code == 409
    assert 'value="กล่องกลาง"' in answer.content.decode()
    assert notes(report) == []


def test_what_cannot_be_kept_comes_back_and_the_rest_is_saved(clerk, report):
    code, email = about(report, "respondent_code"), about(report, "private_email")
    answer = clerk.post(
        address(report, "report_explain"),
        {
            f"note-{code.mark}": NOTE,
            f"seen-{code.mark}": code.token,
            f"note-{email.mark}": "ก" * 600,
            f"seen-{email.mark}": email.token,
        },
    )

    assert answer.status_code == 422
    assert "บันทึกแล้ว ๑ รายการ ยังไม่บันทึก ๑ รายการ" in words(answer)
    assert "ก" * 600 in answer.content.decode()
    assert notes(report) == [(CODE, NOTE, False)]


def test_another_person_s_note_is_shown_beside_mine(clerk, report):
    seen = about(report, "respondent_code")
    say(report, "respondent_code", "คำของหัวหน้า", by=cast.head())

    data = {f"note-{seen.mark}": "คำของฉัน", f"seen-{seen.mark}": seen.token}
    answer = clerk.post(address(report, "report_explain"), data)

    assert answer.status_code == 409
    assert "มีผู้เขียนคำชี้แจงรายการนี้ก่อนท่านว่า “คำของหัวหน้า”" in words(answer)
    assert 'value="คำของฉัน"' in answer.content.decode()
    assert notes(report) == [(CODE, "คำของหัวหน้า", False)]


def test_a_note_to_words_that_are_gone_comes_back(clerk, report):
    seen = about(report, "respondent_code")
    write(report, "ไม่มีรหัสแล้ว")

    data = {f"note-{seen.mark}": "คำของฉัน", f"seen-{seen.mark}": seen.token}
    answer = clerk.post(address(report, "report_explain"), data)

    assert answer.status_code == 409
    assert "คำของฉัน" in answer.content.decode()
    assert not Explanation.objects.exists()


def test_a_note_survives_the_end_of_a_session(client, report):
    seen = about(report, "respondent_code")

    data = {f"note-{seen.mark}": "คำของฉัน", f"seen-{seen.mark}": seen.token}
    answer = client.post(address(report, "report_explain"), data)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "คำของฉัน" in page
    assert f'name="seen-{seen.mark}" value="{seen.token}"' in page


def test_a_note_sent_too_late_comes_back(clerk, report):
    seen = about(report, "respondent_code")
    say(report, "respondent_code")
    actions.submit(report=report, by=cast.head(), version=report.version)

    data = {f"note-{seen.mark}": "คำของฉัน", f"seen-{seen.mark}": seen.token}
    answer = clerk.post(address(report, "report_explain"), data)

    assert answer.status_code == 409
    assert "คำของฉัน" in answer.content.decode()


def test_a_report_with_a_code_is_not_handed_over_before_it_is_explained(clerk, report):
    mark = about(report, "respondent_code").mark

    answer = clerk.post(address(report, "report_hand_over"), cast.shown(report))

    assert answer.status_code == 409
    assert "โปรดเขียนคำชี้แจงสั้น ๆ ให้ครบ ๑ รายการ" in words(answer)
    assert f'href="#finding-{mark}"' in answer.content.decode()
    assert f'id="finding-{mark}"' in answer.content.decode()


def test_a_report_with_a_code_is_not_sent_before_it_is_explained(head, report):
    answer = head.post(address(report, "report_submit"), cast.shown(report))

    assert answer.status_code == 409
    assert "โปรดเขียนคำชี้แจง" in words(answer)


def test_who_is_not_of_the_province_finds_no_list(client, report):
    client.force_login(cast.clerk(cast.roi_et()))

    assert client.get(address(report)).status_code == 404
    assert client.post(address(report, "report_explain")).status_code == 404
