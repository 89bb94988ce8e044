"""References as they are typed, how a submission stands on its way, which file is whose."""

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai
from reports import actions, document, verification
from reports.models import Submission
from reports.writers import json
from tests import cast
from tests.printing_worker import print_all


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


@pytest.mark.parametrize(
    "typed",
    [
        "2567-6-51-02",
        "๒๕๖๗-๖-๕๑-๐๒",
        " 2567 - 6 - 51 - 02 ",
        "2567–6–51–02",
        "2567/6/51/02",
        "2567_6_51_2",
        "２５６７-6-51-02",
        "เลขอ้างอิง ๒๕๖๗-๖-๕๑-๐๒",
        "เลขอ้างอิง: 2567-6-51-02",
        "https://ita.example.go.th/verify/2567-6-51-02/",
    ],
)
def test_a_reference_is_understood_however_it_is_written(typed):
    assert verification.normalised(typed) == "2567-6-51-02"


@pytest.mark.parametrize("typed", ["", "-", "2567", "2567-5-51-02", "256-6-51-02", "2567-6-51-2a"])
def test_what_is_no_reference_becomes_none(typed):
    assert verification.normalised(typed) == ""


@given(st.integers(2500, 2699), st.sampled_from([6, 12]), st.integers(10, 96), st.integers(1, 120))
def test_every_reference_is_found_again_in_either_digits(year, months, code, number):
    reference = f"{year}-{months}-{code}-{number:02d}"

    assert verification.normalised(reference) == reference
    assert verification.normalised(thai.to_thai_digits(reference)) == reference


@given(st.text())
def test_no_text_breaks_it(typed):
    found = verification.normalised(typed)

    assert verification.normalised(found) == found


def standing(number: int = 1) -> tuple[str, str]:
    submission = verification.find(f"2567-6-51-{number:02d}")
    found = verification.standing(submission, cast.TODAY)
    return found.title, found.address


@pytest.mark.django_db
def test_a_submission_is_told_as_it_stands_on_its_way():
    public = "/reports/2567/6/lamphun/"
    report, head, reviewer = cast.submitted(), cast.head(), cast.reviewer()
    told = [standing()]
    actions.recall(report=report, by=head)
    told.append(standing())
    sent = actions.submit(report=report, by=head, version=1)
    told += [standing(), standing(2)]
    actions.accept(report=report, by=reviewer, submission=sent.pk)
    told += [standing(), standing(2)]
    actions.reopen(report=report, by=reviewer, reason="แก้คำผิด")
    told.append(standing(2))
    corrected = actions.submit(report=report, by=head, version=1)
    told += [standing(2), standing(3)]
    actions.accept(report=report, by=reviewer, submission=corrected.pk)
    told += [standing(2), standing(3)]
    actions.withdraw(report=report, by=cast.central(), reason="ข้อมูลส่วนบุคคล")
    told += [standing(1), standing(2), standing(3)]

    waits, accepted = ("ส่งแล้ว ยังไม่ได้รับรายงาน", ""), ("ฉบับที่รับรายงานแล้ว", public)
    replaced, withdrawn = ("ฉบับก่อน มีฉบับใหม่แทนแล้ว", ""), ("ถอนการเผยแพร่แล้ว", "")
    assert told == [
        waits,
        ("อยู่ระหว่างแก้ไข", ""),
        *(replaced, waits),
        *(replaced, accepted),
        accepted,
        *(accepted, waits),
        *(("ฉบับก่อน มีฉบับแก้ไขแทนแล้ว", public), accepted),
        *(replaced, withdrawn, withdrawn),
    ]


@pytest.mark.django_db
def test_a_day_of_publication_is_waited_for():
    cast.accepted(in_=cast.round_(publishes_on=cast.TODAY.replace(month=6)))

    found = verification.standing(verification.find("2567-6-51-01"), cast.TODAY)

    assert (found.address, "จะเผยแพร่ตั้งแต่วันที่ ๑๐ มิถุนายน ๒๕๖๗" in found.sentence) == ("", True)


@pytest.mark.django_db
def test_a_reference_is_found_by_one_query_without_what_the_report_says(django_assert_num_queries):
    cast.accepted()

    with django_assert_num_queries(1):
        found = verification.find("2567-6-51-01")

    assert "content" in found.get_deferred_fields()
    assert "content" in found.report.accepted.get_deferred_fields()
    assert verification.find("2567-6-51-02") is None


@pytest.mark.django_db
def test_a_file_is_known_byte_for_byte(printer):
    report = cast.submitted()
    actions.ask_for_receipt(submission=actions.latest(report), by=cast.clerk())
    print_all()
    sent = Submission.objects.get()
    with sent.pdf.open("rb") as kept:
        paper = kept.read()

    def named(data):
        return verification.name_of(data, sent)

    assert [
        named(sent.content.encode()),
        named(json.render(sent.document, imprint=sent.imprint)),
        named(paper),
        named(b"%PDF-1.7 receipt 2567-6-51-01"),
        named(paper + b"\n"),
        named(b""),
        named(document.canonical_json(sent.document)[:-1].encode()),
    ] == [
        "เนื้อหาที่ส่ง (JSON)",
        "ไฟล์ JSON ของรายงาน",
        "ไฟล์ PDF ของรายงาน",
        "ใบตอบรับ (PDF)",
        *("", "", ""),
    ]
