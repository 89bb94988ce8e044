"""Two versions of a report are compared by the centre and by its own province, by nobody else."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import actions
from reports.models import Report, Submission
from tests import asking, cast

pytestmark = pytest.mark.django_db

OTHER_ROUND = "ฉบับที่เลือกเป็นของรายงานคนละรอบ จึงเทียบกันไม่ได้ โปรดเลือกสองฉบับของรายงานนี้"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


@pytest.fixture
def report() -> Report:
    """Sent, asked about its first row, answered, changed in two rows and sent again."""
    report = cast.report()
    first, second, _ = asking.lines(report)
    asking.write(report, first, "อบรม 33 หน่วยงาน", status="in_progress")
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    asking.asked(0, report=report)
    asking.answer(report.comments.get(), "นับใหม่แล้ว")
    asking.write(report, first, "อบรม 34 หน่วยงาน", status="done")
    asking.write(report, second, "ส่งหนังสือแล้ว")
    asking.send_again(report)
    return report


def sent(report: Report, number: int) -> int:
    return Submission.objects.get(report=report, number=number).pk


def answer(client, report, name="report_differences", by=None, **query):
    client.force_login(by or cast.reviewer())
    return client.get(reverse(name, args=[report.pk]), query)


def test_the_newest_is_read_against_the_returned_one_word_by_word(client, report):
    html = answer(client, report).content.decode()

    assert "อบรม <del>๓๓</del> หน่วยงาน" in html
    assert "อบรม <ins>๓๔</ins> หน่วยงาน" in html
    assert "<del>อยู่ระหว่างดำเนินการ</del>" in html
    assert "นับใหม่แล้ว" in html
    assert "ลำดับที่ ๓ ถึงส่วนอื่นของรายงาน ไม่เปลี่ยน" in html


def test_it_begins_at_what_this_person_read_last(client, report):
    third = asking.send_again(asking.send_back(report, "ยังขาด"))
    actions.comments.mark_read(
        submission=Submission.objects.get(pk=sent(report, 1)), by=cast.central()
    )

    def chosen(by) -> str:
        html = answer(client, report, by=by).content.decode()
        return html[html.index("versions-told") :][:200]

    assert third.number == 3
    assert "ครั้งที่ ๑" in chosen(cast.central())
    assert "ครั้งที่ ๒" in chosen(cast.reviewer())


def test_any_two_can_be_chosen_and_the_newer_is_the_new_one(client, report):
    forwards = answer(client, report, old=sent(report, 1), new=sent(report, 2))
    backwards = answer(client, report, old=sent(report, 2), new=sent(report, 1))

    assert "<ins>๓๔</ins>" in forwards.content.decode()
    assert "<ins>๓๔</ins>" in backwards.content.decode()


def test_the_province_reads_its_draft_against_what_it_sent(client, report):
    asking.send_back(report, "ยังขาด")
    asking.write(report, asking.lines(report)[0], "อบรม 35 หน่วยงาน", status="done")

    html = answer(client, report, "report_changes", by=cast.clerk()).content.decode()

    assert "ร่างตามที่บันทึกไว้" in html
    assert "<del>๓๔</del>" in html
    assert "<ins>๓๕</ins>" in html


def test_one_version_has_nothing_to_be_compared_with(client):
    response = answer(client, cast.submitted())

    assert response.status_code == 200
    assert "ยังมีฉบับเดียว" in response.content.decode()


def test_a_version_of_another_round_is_refused_with_a_sentence(client, report):
    other = cast.submitted(in_=cast.round_(months=12))

    at_the_centre = answer(client, report, old=sent(other, 1))
    at_home = answer(client, report, "report_changes", by=cast.clerk(), old=sent(other, 1))

    for response in (at_the_centre, at_home):
        assert response.status_code == 422
        assert OTHER_ROUND in response.content.decode()


def test_the_same_version_twice_is_refused_with_a_sentence(client, report):
    response = answer(client, report, old=sent(report, 1), new=sent(report, 1))

    assert response.status_code == 422
    assert "ท่านเลือกฉบับเดียวกันทั้งสองช่อง" in response.content.decode()


@pytest.mark.parametrize("typed", ["0", "-1", "x", "๑", "9" * 30, "draft"])
def test_what_is_no_version_is_not_there(client, report, typed):
    assert answer(client, report, old=typed).status_code == 404


def test_another_provinces_version_is_not_there_for_a_province(client, report):
    foreign = cast.submitted(of=cast.roi_et())

    found = answer(client, report, "report_changes", by=cast.clerk(), old=sent(foreign, 1))
    not_ours = answer(client, foreign, "report_changes", by=cast.clerk())

    assert (found.status_code, not_ours.status_code) == (404, 404)


@pytest.mark.parametrize(
    ("name", "by"), [("report_differences", cast.reviewer), ("report_changes", cast.clerk)]
)
def test_the_queries_do_not_grow_with_versions_or_questions(client, report, name, by):
    counts = []
    for questions in (1, 20):
        for number in range(questions):
            asking.ask(report, asking.lines(report)[number % 3], f"ข้อที่ {number}")
        asking.send_back(report)
        asking.send_again(report)
        answer(client, report, name, by=by())
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, args=[report.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]
