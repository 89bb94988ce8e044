"""Nothing of what is masked leaves the portal: every byte that everyone can get is searched for it."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
import pytest
from django.urls import reverse

from ita_portal import thai
from reports import actions, checks, corrections, document
from reports.models import Item, Line, Report
from tests import cast
from tests.explaining import CODE, EMAIL, NOTE, explain_all, found
from tests.printed import pdf_text
from tests.printing_worker import print_all

pytestmark = pytest.mark.django_db

ID = "1 1037 02071 81 1"
MOBILE = "081-234-5678"
KEPT = "ita.amphoe@gmail.com"
WHY = "กล่องจดหมายกลางของอำเภอ"
SECRETS = (CODE, EMAIL, ID, MOBILE)
# Also as printed, where digits are Thai, and what is said of them.
NOWHERE = (*SECRETS, *map(thai.to_thai_digits, SECRETS), NOTE, WHY)


def with_secrets() -> Report:
    """A secret in every kind of cell, one kept on purpose; accepted, and a correction of it accepted too."""
    report = cast.report()
    first, second, third = Line.objects.filter(group__report=report).order_by("group__order")
    first.result, first.status = f"แบบวัด IIT รหัสผู้ตอบ {CODE} ถาม {EMAIL} หรือ {KEPT}", "in_progress"
    first.status_text = f"ผ่าน {CODE} แล้ว"
    first.save()
    step = Item.objects.create(line=second, order=2, label="-", text=f"ลงทะเบียน {MOBILE}")
    step.save()
    second.answer, second.answer_reason = "nothing_to_report", f"เลขประจำตัวประชาชน {ID}"
    second.save()
    third.result = f"รหัสผู้ตอบ {thai.to_thai_digits(CODE)}"
    third.save()
    report.footnote = f"ติดต่อ {EMAIL}"
    report.save()
    for one in found(report):
        if one.finding.words == KEPT:
            said = actions.Said(one.mark, WHY, one.token, is_kept=True)
            actions.explain(report=report, by=cast.head(), said=[said])
    explain_all(report)
    accepted(report)
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้ไขคำผิด")
    first.refresh_from_db()
    first.result += " แก้ไขแล้ว"
    first.save()
    return accepted(report)


def accepted(report: Report) -> Report:
    report.refresh_from_db()
    sent = actions.submit(report=report, by=cast.head(), version=report.version)
    flagged = corrections.newly_flagged(report, sent.as_public.document)
    actions.accept(
        report=report,
        by=cast.reviewer(),
        submission=sent.pk,
        acknowledged=checks.acknowledgement(flagged),
    )
    report.refresh_from_db()
    return report


@pytest.fixture
def report(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = with_secrets()
    print_all()
    return report


def addresses(report: Report) -> dict[str, str]:
    """Everything that everyone can ask for of a report, its versions, its round."""
    of_round = [2567, 6]
    of_report = [*of_round, "lamphun"]
    found = {
        "home": reverse("home"),
        "rounds": reverse("public_rounds"),
        "round": reverse("public_round", args=of_round),
        "report": reverse("public_report", args=of_report),
        "pdf": reverse("public_report_pdf", args=of_report),
    }
    for sent in report.submissions.all():
        number = sent.number
        found[f"version {number}"] = reverse("public_version", args=[*of_report, number])
        found[f"pdf {number}"] = reverse("public_version_pdf", args=[*of_report, number])
        found[f"verify {number}"] = reverse("verify", args=[sent.reference])
        for name in ("docx", "xlsx", "csv", "json"):
            address = reverse("public_version_file", args=[*of_report, number, name])
            found[f"{name} {number}"] = address
    for name in ("docx", "xlsx", "csv", "json"):
        found[name] = reverse("public_report_file", args=[*of_report, name])
    for name in ("xlsx", "csv", "json"):
        found[f"round {name}"] = reverse("public_round_file", args=[*of_round, name])
    return found


def streams(data: bytes) -> Iterator[bytes]:
    """A file, and whatever is packed in it."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inside in map(packed.read, packed.namelist()):
                yield inside
                yield re.sub(rb"<[^>]*>", b"", inside)  # words that stand in several runs
    if data.startswith(b"%PDF"):
        yield pdf_text(data).encode()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for one in pdf.objects:
                yield from _of_object(one)


def _of_object(one: pikepdf.Object) -> Iterator[bytes]:
    """The bytes of a stream and every string of an object; what it only refers to comes in its own turn."""
    if isinstance(one, pikepdf.String):
        yield str(one).encode()
    if isinstance(one, pikepdf.Stream):
        yield one.read_bytes()
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        kids = [value for _, value in one.items()]
    else:
        kids = list(one) if isinstance(one, pikepdf.Array) else []
    for kid in kids:
        if isinstance(kid, pikepdf.Object) and not kid.is_indirect:
            yield from _of_object(kid)


def squeezed(data: bytes) -> str:
    """Without white space, which differs on paper; letters that XML writes as numbers as themselves."""
    return re.sub(r"\s+", "", html.unescape(data.decode("utf-8", "replace")))


def test_the_search_finds_what_is_there(client, report):
    sent = report.accepted
    client.force_login(cast.reviewer())
    files = [reverse("submission_pdf", args=[sent.pk])]
    files += [reverse("submission_file", args=[sent.pk, name]) for name in ("docx", "xlsx", "json")]

    for address in files:
        everything = "".join(map(squeezed, streams(client.get(address).content)))
        assert [one for one in (CODE, EMAIL) if one not in everything] == [], address
        assert re.sub(r"\s+", "", thai.to_thai_digits(MOBILE)) in thai.to_thai_digits(everything)


def test_no_masked_word_is_in_any_public_byte(client, report):
    hidden = [re.sub(r"\s+", "", words) for words in NOWHERE]
    hidden += [sent.sha256 for sent in report.submissions.all()]
    leaks = []
    for name, address in addresses(report).items():
        answer = client.get(address)
        assert answer.status_code == 200, name
        headers = "".join(f"{key}:{value}" for key, value in answer.headers.items())
        for data in (headers.encode(), *streams(answer.content)):
            leaks += [(name, words) for words in hidden if words in squeezed(data)]

    assert leaks == []


def test_what_is_kept_and_all_else_is_public(client, report):
    for name in ("report", "pdf", "docx", "xlsx", "csv", "json", "round json"):
        everything = "".join(map(squeezed, streams(client.get(addresses(report)[name]).content)))

        assert KEPT in everything, name
        assert "[ปกปิด]" in everything, name


def test_the_page_and_the_paper_say_how_much_is_masked(client, report):
    page = client.get(addresses(report)["report"]).content.decode()
    paper = client.get(addresses(report)["pdf"]).content
    masked = report.accepted.public.masked

    said = thai.to_thai_digits(f"{masked} แห่ง")
    assert masked == 7
    assert f"ปกปิดข้อมูลส่วนบุคคลและรหัสที่ไม่ควรเผยแพร่ {said} แสดงเป็น [ปกปิด] เพื่อคุ้มครอง" in page
    assert re.sub(r"\s+", "", said) in re.sub(r"\s+", "", pdf_text(paper))


def test_the_full_version_stays_for_the_province_and_the_centre(client, report):
    sent = report.accepted
    client.force_login(cast.reviewer())
    centre = client.get(reverse("submission_pdf", args=[sent.pk]))
    page = client.get(reverse("review_submission", args=[sent.pk])).content.decode()
    client.force_login(cast.clerk())
    province = client.get(reverse("report_submission_pdf", args=[report.pk, sent.number]))

    assert CODE in page
    assert centre.content == province.content
    assert centre.headers["Cache-Control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(centre.content)) as pdf:
        (attached,) = (one.get_file().read_bytes() for one in pdf.attachments.values())
    assert attached.decode() == sent.content


def test_the_public_paper_carries_the_public_data(client, report):
    paper = client.get(addresses(report)["pdf"]).content

    with pikepdf.open(io.BytesIO(paper)) as pdf:
        (attached,) = (one.get_file().read_bytes() for one in pdf.attachments.values())

    assert attached.decode() == report.accepted.public.content
    assert document.from_json(attached.decode()).explanations == ()


def test_a_browser_that_held_the_full_paper_asks_anew(client, report):
    sent = report.accepted

    answer = client.get(addresses(report)["pdf"], HTTP_IF_NONE_MATCH=f'"{sent.print_digest}"')

    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{sent.public.print_digest}"'


def test_the_verify_page_shows_the_seal_of_what_is_public(client, report):
    page = client.get(addresses(report)["verify 2"]).content.decode()

    assert report.accepted.public.sha256 in page
    assert "รหัสตรวจสอบความถูกต้องของฉบับเผยแพร่" in page


def test_what_was_published_before_there_were_public_versions_is_served_as_ever(
    client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    report = with_secrets()
    old = report.accepted
    old.public = None
    old.save()
    print_all()

    page = client.get(addresses(report)["report"]).content.decode()
    paper = client.get(addresses(report)["pdf"])

    assert CODE in page
    assert "[ปกปิด]" not in page
    assert paper.headers["ETag"] == f'"{old.print_digest}"'
