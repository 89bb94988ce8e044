"""A correction through HTTP, from the province's wish to the new public version, with the public page watched."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from reports import actions
from tests import cast
from tests.reports.actions.test_paper import write
from tests.reports.test_corrections import OTHER, PRIVATE, corrected

pytestmark = pytest.mark.django_db

OLD, NEW = "อบรม ๓๓ หน่วยงาน", "อบรม ๓๔ หน่วยงาน"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def words(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def review(report) -> str:
    return reverse("review_report", args=[report.pk])


def test_the_public_address_shows_the_old_version_until_the_new_one_is_accepted():
    report = cast.report()
    write(report, "อบรม 33 หน่วยงาน")
    sent = actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)
    clerk, head, reviewer = (client_of(who()) for who in (cast.clerk, cast.head, cast.reviewer))
    address, seen = report.get_absolute_url(), []

    def watch():
        answer = Client().get(address)
        said = words(answer)
        seen.append((answer.status_code, OLD in said, NEW in said))

    def move(client, name, **fields):
        answer = client.post(reverse(name, args=[report.pk]), fields)
        assert answer.status_code == 302, words(answer)
        report.refresh_from_db()
        watch()

    watch()
    move(clerk, "report_ask_to_correct", reason="พิมพ์ 33 เป็น 34")
    write(report, "อบรม 34 หน่วยงาน")
    watch()
    move(clerk, "report_hand_over", **cast.shown(report))
    move(head, "report_give_back", note="ตรวจอีกครั้ง")
    move(clerk, "report_hand_over", **cast.shown(report))
    move(head, "report_submit", **cast.shown(report))
    move(clerk, "report_recall")
    move(head, "report_submit", **cast.shown(report))
    corrected = actions.latest(report)
    move(reviewer, "report_accept_correction", submission=corrected.pk)

    assert seen == [(200, True, False)] * 9 + [(200, False, True)]
    public = words(Client().get(address))
    assert "ฉบับแก้ไขครั้งที่ ๑" in public
    assert "ฉบับแรก เผยแพร่เมื่อ" in public
    assert OLD in words(Client().get(f"{address}1/"))


def test_the_reviewer_reads_only_the_difference_and_why():
    report = corrected("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")

    answer = client_of(cast.reviewer()).get(review(report))

    said = words(answer)
    shown = said[: said.index("ฉบับใหม่ทั้งฉบับในหน้านี้")]
    assert "จังหวัดขอแก้ไขคำผิด สมหญิง ตัวอย่าง ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. พิมพ์ ๓๓ เป็น ๓๔" in shown
    assert "ลำดับที่ ๑ แก้ไข ผลการดำเนินการ เดิม อบรม ๓๓ หน่วยงาน ใหม่ อบรม ๓๔ หน่วยงาน" in shown
    assert "<del>๓๓</del>" in answer.content.decode()
    assert "ส่วนอื่นทั้งหมดเหมือนฉบับที่รับไว้ (๒ แถวไม่เปลี่ยน)" in shown
    assert "การประมวลผลและจัดทำรายงานผลการประเมิน" not in shown
    main = answer.content.decode().partition("</main>")[0]
    assert re.findall(r'<button class="btn btn-primary"[^>]*>([^<]+)', main) == ["รับฉบับแก้ไข"]


def test_only_new_secrets_are_quoted_to_be_ticked():
    report = corrected(f"ส่งที่ {PRIVATE}", f"ส่งแล้วที่ {PRIVATE} และ {OTHER}")
    reviewer = client_of(cast.reviewer())

    page = reviewer.get(review(report)).content.decode()
    (tick,) = re.findall(r'name="acknowledged" value="(\w+)"', page)
    sent = {"submission": actions.latest(report).pk}
    address = reverse("report_accept_correction", args=[report.pk])
    without = reviewer.post(address, sent)
    ticked = reviewer.post(address, {**sent, "acknowledged": tick})

    assert re.findall(r'<q class="secret">([^<]+)</q> ลำดับ', page) == [OTHER]
    assert without.status_code == 409
    assert "โปรดอ่านและทำเครื่องหมายยืนยันก่อนรับรายงาน" in words(without)
    assert ticked.status_code == 302


def test_a_correction_sent_anew_meanwhile_is_not_accepted_by_an_old_page():
    report = corrected("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")
    read = actions.latest(report).pk
    actions.recall(report=report, by=cast.clerk())
    actions.submit(report=report, by=cast.head(), version=report.version)

    answer = client_of(cast.reviewer()).post(
        reverse("report_accept_correction", args=[report.pk]), {"submission": read}
    )

    assert answer.status_code == 409
    assert "จังหวัดส่งฉบับใหม่เข้ามาแล้ว โปรดอ่านฉบับล่าสุดก่อน" in words(answer)


def test_a_second_click_is_answered_as_the_first():
    report = corrected("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")
    reviewer = client_of(cast.reviewer())
    sent = {"submission": actions.latest(report).pk}
    address = reverse("report_accept_correction", args=[report.pk])

    answers = [reviewer.post(address, sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [one.move for one in report.state_changes.all()].count("accept") == 2


def test_the_queue_marks_corrections_and_can_show_them_alone():
    corrected("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")
    plain = cast.submitted(of=cast.roi_et())
    reviewer = client_of(cast.reviewer())
    address = reverse("review_round", args=[plain.round_id])

    every, alone = reviewer.get(address), reviewer.get(address, {"state": "correction"})
    beside = reviewer.get(review(plain))

    assert words(every).count("ฉบับแก้ไข ฉบับที่รับแล้วยังเผยแพร่อยู่") == 1
    assert "ลำพูน ภาคเหนือ" in words(alone)
    assert "ร้อยเอ็ด ภาคตะวันออกเฉียงเหนือ" not in words(alone)
    assert "ถัดไป: จังหวัดลำพูน (ฉบับแก้ไข)" in words(beside)
