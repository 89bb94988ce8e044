"""The paper path: what is printed to be signed, which signed scan may be sent, and what it becomes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from calendar_app import actions as calendars
from reports import actions
from reports.models import Line, SignedScan, SigningCopy, Submission
from reports.workflow import Refusal
from tests import cast, papers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def write(report, result: str) -> None:
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    items = tuple(
        actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
        for item in line.items.all()
    )
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status="done")
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    report.refresh_from_db()


def told(report) -> list[tuple[str, str]]:
    return [(one.move, one.comment) for one in report.state_changes.all()][1:]


def refused(move, **arguments) -> Refusal:
    with pytest.raises(actions.MoveRefused) as caught:
        move(**arguments)
    return caught.value.reason


def test_a_copy_bears_the_reference_that_the_submission_will_have():
    report = papers.printed()

    copy = SigningCopy.objects.get()
    assert (copy.reference, copy.number, copy.report_version) == ("2567-6-51-01", 1, 1)
    assert copy.document.signer == papers.HEAD
    assert copy.imprint.to_sign == 1
    assert told(report) == [("print_to_sign", "เลขอ้างอิง 2567-6-51-01 ข้อความรุ่นที่ ๑")]


def test_the_same_words_are_one_copy_and_another_signer_another():
    report = papers.printed()
    papers.printed(report=report)
    papers.printed(papers.ACTING, report=report)

    assert [copy.document.signer for copy in report.signing_copies.all()] == [
        papers.HEAD,
        papers.ACTING,
    ]


@pytest.mark.parametrize("prints", [True, False])
def test_what_was_signed_on_paper_is_sent_by_the_clerk_in_the_signers_name(prints):
    report = papers.signed(papers.ACTING)
    report.round.show_signature = prints
    calendars.save_round(round=report.round, by=None)
    report.refresh_from_db()

    sent = papers.send(report)

    report.refresh_from_db()
    assert report.state == "submitted"
    assert (sent.reference, sent.submitted_by) == ("2567-6-51-01", cast.clerk())
    assert (sent.signer, sent.signed_on) == (papers.ACTING, date(2024, 4, 10))
    assert sent.document.signer == (papers.ACTING if prints else None)
    assert sent.signed_scan == SignedScan.objects.get()
    posts = " ".join(papers.ACTING.posts)
    assert told(report)[1:] == [
        ("sign_on_paper", f"ลงนามโดย นางสาวสมศรี ตัวอย่าง {posts} ลงวันที่ ๑๐ เมษายน ๒๕๖๗"),
        (
            "submit_signed",
            f"ส่งโดย สมหญิง ตัวอย่าง ตามเอกสารลงนามของ นางสาวสมศรี ตัวอย่าง {posts} ลงวันที่ ๑๐ เมษายน ๒๕๖๗",
        ),
    ]


def test_without_the_rounds_setting_there_is_no_paper_path():
    report = cast.report()
    signer = {"signer": papers.HEAD}

    why = refused(
        actions.print_to_sign, report=report, by=cast.clerk(), **cast.shown(report), **signer
    )

    assert why == Refusal.NOT_ON_PAPER


def test_nothing_is_sent_without_a_signed_scan_nor_by_the_scan_of_other_words():
    report = papers.printed()
    without = refused(
        actions.submit_signed, report=report, by=cast.clerk(), scan=1, **cast.shown(report)
    )
    papers.scan(report)
    write(report, "แก้หลังลงนาม")

    assert without == Refusal.NOT_SIGNED
    for of_other_words in (papers.send, papers.scan):
        with pytest.raises(actions.Stale, match="โปรดพิมพ์ฉบับเสนอลงนามใหม่"):
            of_other_words(report)


def test_words_that_were_changed_and_changed_back_are_those_that_were_signed():
    report = papers.draft()
    write(report, "ลงทะเบียนแล้ว")
    papers.printed(report=report)
    papers.scan(report)
    write(report, "แก้หลังลงนาม")
    write(report, "ลงทะเบียนแล้ว")

    assert papers.send(report).signed_scan == SignedScan.objects.get()


def test_a_form_that_changed_after_the_signature_is_not_what_was_signed():
    report = papers.signed()
    report.round.heading_result = "ผลการดำเนินงาน"
    calendars.save_round(round=report.round, by=None)
    report.refresh_from_db()

    with pytest.raises(actions.Stale, match="โปรดพิมพ์ฉบับเสนอลงนามใหม่"):
        papers.send(report)

    assert not Submission.objects.exists()


def test_a_scan_that_was_replaced_is_not_sent_by_an_old_page():
    report = papers.signed()
    seen = papers.shown(report)
    papers.scan(report, data=papers.pdf() + b"\n")

    with pytest.raises(actions.Stale, match="มีผู้แนบฉบับลงนามใหม่แล้ว"):
        actions.submit_signed(report=report, by=cast.clerk(), **seen)


def test_a_paper_serves_one_submission_only():
    report = papers.signed()
    seen = papers.shown(report)
    sent = papers.send(report)
    again = actions.submit_signed(report=report, by=cast.clerk(), **seen)
    actions.recall(report=report, by=cast.clerk())

    report.refresh_from_db()
    why = refused(actions.submit_signed, report=report, by=cast.clerk(), **seen)
    papers.printed(report=report)

    assert again == sent
    assert why == Refusal.NOT_SIGNED
    assert report.signing_copies.last().reference == "2567-6-51-02"


def test_the_head_may_certify_here_although_a_paper_lies_ready():
    report = papers.signed()

    sent = actions.submit(report=report, by=cast.head(), **cast.shown(report))

    assert (sent.signed_on, sent.signer) == (None, papers.HEAD)
    assert SignedScan.objects.get().submission is None


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 4, 11), "วันที่ลงนาม ๑๑ เมษายน ๒๕๖๗ ยังมาไม่ถึง"),
        (date(2024, 4, 9), "เป็นวันก่อนพิมพ์ฉบับนี้ (๑๐ เมษายน ๒๕๖๗)"),
    ],
)
def test_a_paper_is_signed_between_its_printing_and_today(day, sentence, tmp_path):
    report = papers.printed()

    with pytest.raises(actions.Refused) as caught:
        papers.scan(report, day=day)

    assert sentence in caught.value.message
    assert not SignedScan.objects.exists()
    assert not any((tmp_path / "signed").iterdir())


def test_the_same_scan_handed_in_twice_is_one_and_another_takes_its_place(today, tmp_path):
    report = papers.printed()
    first = papers.scan(report)
    again = papers.scan(report)
    today.shift(timedelta(days=1))
    other = papers.scan(report)

    assert again == first
    assert list(report.signing_copies.get().scans.all()) == [first, other]
    assert len(list((tmp_path / "signed").iterdir())) == 2


def test_people_of_another_province_sign_nothing():
    report = papers.printed()
    stranger = cast.clerk(cast.roi_et())

    with pytest.raises(actions.Refused, match="เป็นของจังหวัดอื่น"):
        actions.print_to_sign(report=report, by=stranger, **cast.shown(report), signer=papers.HEAD)


def test_the_block_to_be_signed_may_be_left_without_a_name():
    papers.printed(replace(papers.HEAD, name=""))

    assert SigningCopy.objects.get().document.signer.name == ""
