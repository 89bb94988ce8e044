"""The letters through HTTP: files of the draft and of each version, and the note of the letter it went with."""

import io
import re
from datetime import date
from html import unescape
from urllib.parse import unquote

import docx
import pytest
from django.urls import reverse

from reports import actions
from reports.views.letters import WORD
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    client.force_login(cast.clerk())
    return client


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def thai_name(answer) -> str:
    return unquote(answer["Content-Disposition"].partition("filename*=UTF-8''")[2])


def texts(answer) -> str:
    paper = docx.Document(io.BytesIO(answer.content))
    return "\n".join(paragraph.text for paragraph in paper.paragraphs)


@pytest.mark.parametrize(
    ("name", "ascii_name", "thai", "said"),
    [
        ("report_memo", "memo", "บันทึกข้อความ", "เรียน  หัวหน้าสำนักงานจังหวัดลำพูน"),
        ("report_letter", "letter", "หนังสือนำส่ง", "เรียน  ปลัดกระทรวงมหาดไทย"),
    ],
)
def test_a_letter_with_the_draft_is_a_word_file(clerk, name, ascii_name, thai, said):
    answer = clerk.get(reverse(name, args=[cast.report().pk]))

    assert (answer.status_code, answer["Content-Type"]) == (200, WORD)
    assert answer["Content-Disposition"].startswith(
        f'attachment; filename="{ascii_name}-ita-2567-6-lamphun.docx"; '
    )
    assert thai_name(answer) == f"{thai}-รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.docx"
    assert answer["Cache-Control"] == "private, no-store"
    assert said in texts(answer)


def test_a_letter_of_a_version_names_its_reference(clerk):
    report = cast.submitted()

    answer = clerk.get(reverse("report_submission_letter", args=[report.pk, 1]))

    assert "เลขอ้างอิง ๒๕๖๗-๖-๕๑-๐๑" in texts(answer)
    assert thai_name(answer) == "หนังสือนำส่ง-รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน-ครั้งที่-1.docx"


def test_the_letter_of_a_report_that_was_sent_is_that_of_its_last_version(clerk):
    report = cast.submitted()

    answers = [
        clerk.get(reverse(name, args=[report.pk])) for name in ("report_memo", "report_letter")
    ]

    assert [answer.url for answer in answers] == [
        reverse("report_submission_memo", args=[report.pk, 1]),
        reverse("report_submission_letter", args=[report.pk, 1]),
    ]


def test_a_version_that_is_not_there_has_no_letter(clerk):
    answer = clerk.get(reverse("report_submission_memo", args=[cast.submitted().pk, 2]))

    assert answer.status_code == 404


def test_preview_receipt_and_version_lead_to_the_letters(clerk):
    report = cast.report()
    draft = clerk.get(reverse("report_preview", args=[report.pk])).content.decode()
    actions.submit(report=report, by=cast.head(), version=report.version)
    sent = [
        clerk.get(reverse(name, args=args)).content.decode()
        for name, args in (("report_receipt", [report.pk]), ("report_submission", [report.pk, 1]))
    ]

    for name in ("report_memo", "report_letter"):
        assert f'href="{reverse(name, args=[report.pk])}"' in draft
        version = reverse(name.replace("report", "report_submission"), args=[report.pk, 1])
        assert [f'href="{version}"' in page for page in sent] == [True, True]


# The note


def note(client, report, **typed):
    fields = {"number": "ลพ 0017.3/12", "day": "5 เม.ย. 67", "seen": ""} | typed
    return client.post(reverse("report_note_letter", args=[report.pk, 1]), fields)


def test_a_noted_letter_is_said_on_the_receipt_and_to_the_centre(clerk):
    report = cast.submitted()

    answer = note(clerk, report)

    said = words(clerk.get(answer.url))
    letter = "ที่ ลพ ๐๐๑๗.๓/๑๒ ลงวันที่ ๕ เมษายน ๒๕๖๗"
    assert answer.url == reverse("report_receipt", args=[report.pk])
    assert f"บันทึกที่หนังสือนำส่งแล้ว {letter}" in said
    assert f"{letter} (สมหญิง ตัวอย่าง บันทึกเมื่อ" in said
    clerk.force_login(cast.reviewer())
    assert letter in words(clerk.get(reverse("review_report", args=[report.pk])))


def test_the_form_shows_what_is_noted_and_takes_it_back(clerk):
    report = cast.submitted()
    note(clerk, report)
    page = clerk.get(reverse("report_receipt", args=[report.pk])).content.decode()
    shown = dict(re.findall(r'name="(number|day|seen)" value="([^"]+)"', page))

    answer = note(clerk, report, number="", day="", seen=unescape(shown["seen"]))

    assert (shown["number"], shown["day"]) == ("ลพ 0017.3/12", "๕ เมษายน ๒๕๖๗")
    assert "ลบที่หนังสือแล้ว" in words(clerk.get(answer.url))
    assert actions.latest(report).letter == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "5 เม.ย. 2024"}, "หมายถึง ๒๕๖๗ ใช่หรือไม่"),
        ({"day": "เมษายน 2567"}, "โปรดพิมพ์วันเดียว"),
        ({"number": "ล" * 81}, "๘๐"),
        ({"number": "ลพ\x00"}, "อักขระควบคุม"),
    ],
)
def test_what_cannot_be_noted_is_said_and_stays_in_its_box(clerk, typed, sentence):
    report = cast.submitted()

    answer = note(clerk, report, **typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    for value in typed.values():
        assert value.replace("\x00", "") in answer.content.decode().replace("\x00", "")
    assert actions.latest(report).letter == ""


def test_a_letter_noted_meanwhile_is_said_and_what_was_typed_can_be_saved(clerk):
    report = cast.submitted()
    day = date(2024, 4, 4)
    first = actions.note_letter(
        submission=actions.latest(report), by=cast.head(), number="ลพ 11", day=day, seen=""
    )

    answer = note(clerk, report)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ขณะนี้คือ “ที่ ลพ ๑๑ ลงวันที่ ๔ เมษายน ๒๕๖๗”" in words(answer)
    assert 'value="ลพ 0017.3/12"' in page
    assert f'value="{first.letter_token}"' in page.replace("&#x27;", "'").replace("&quot;", '"')
    note(clerk, report, seen=first.letter_token)
    assert actions.latest(report).letter_number == "ลพ 0017.3/12"


def test_what_was_typed_when_signed_out_is_shown_to_be_sent_again(client):
    report = cast.submitted()

    answer = note(client, report)

    assert answer.status_code == 403
    assert "ลพ 0017.3/12" in words(answer)
    assert "บันทึกที่หนังสือ" in words(answer)
