"""The audit log with real actions and the real database: what is told, that it stays, how the chain shows a change."""

import hashlib
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from ita_portal.actions import audit
from ita_portal.models import AuditEntry, AuditSeal, Kind, NeverChanged
from reports import actions
from tests import bulk, cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def told() -> list[tuple]:
    """Everything that was told, oldest first."""
    columns = ("kind", "what", "name", "role", "office", "subject_kind", "address")
    return list(AuditEntry.objects.order_by("pk").values_list(*columns))


def break_into(sql: str, *values) -> None:
    """Change the log past the portal and past the guard of the database."""
    table = "ita_portal_auditentry" if "auditentry" in sql else "ita_portal_auditseal"
    guard = f"{table}_is_only_added_to"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # No table is altered while some of its rows wait for theirs.
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard}")
        cursor.execute(sql, values)


@pytest.fixture
def chain():
    """Five sealed entries of a report's first steps."""
    sent = cast.submitted()
    actions.accept(report=sent, by=cast.reviewer(), submission=actions.latest(sent).pk)
    for _ in range(2):
        Client().force_login(cast.reviewer())
    audit.seal()
    return list(AuditSeal.objects.select_related("entry").order_by("place"))


# What is told --------------------------------------------------------------------------------------


def test_each_act_is_told_once_with_who_did_it():
    sent = cast.submitted()
    actions.accept_correction(report=sent, by=cast.reviewer(), submission=actions.latest(sent).pk)

    clerk = ("สมหญิง ตัวอย่าง", "province_staff", "จังหวัดลำพูน", "reports.report", "")
    head = ("นายสมชาย ตัวอย่าง", "province_head", "จังหวัดลำพูน", "reports.report", "")
    centre = ("Reviewer", "reviewer", "", "reports.report", "")
    assert told() == [
        ("changed", "เริ่มจัดทำรายงาน", *clerk),
        ("sent", "รับรองและส่งรายงาน", *head),
        ("accepted", "รับฉบับแก้ไขของรายงาน", *centre),
    ]
    assert set(AuditEntry.objects.values_list("subject", "province")) == {
        (sent.pk, sent.province_id)
    }


def test_each_of_many_is_told_of_its_report_by_what_became_of_it():
    one, other = cast.submitted(), cast.submitted(of=cast.roi_et())
    act = bulk.accepted([one])
    bulk.accept([one])
    bulk.accept([other], token=uuid.uuid4())
    actions.bulk.undo_many(act=act, by=cast.reviewer())

    found = AuditEntry.objects.filter(kind__in=(Kind.ACCEPTED, Kind.RETURNED)).order_by("pk")
    assert [(each.kind, each.what, each.subject) for each in found] == [
        ("accepted", "รับรายงาน (หลายจังหวัดพร้อมกัน)", one.pk),
        ("returned", "ยกเลิกการรับรายงาน", one.pk),
    ]
    assert {each.subject_kind for each in found} == {"reports.report"}


def test_what_was_refused_is_not_told():
    draft = cast.report()
    before = told()

    with pytest.raises(actions.Refused):
        actions.submit(report=draft, by=cast.head(), version=draft.version + 1)

    assert told() == before


def test_what_changes_nothing_is_not_told():
    sent = cast.submitted()
    question = {"submission": actions.latest(sent).pk, "row": None, "question": "โปรดแนบคำสั่ง"}
    actions.comments.ask(report=sent, by=cast.reviewer(), **question)
    before = told()

    actions.comments.ask(report=sent, by=cast.reviewer(), **question)

    assert told() == before


def test_what_a_command_of_the_server_does_is_not_told():
    from ita_portal import actions as people

    people.save_province(province=cast.lamphun(), by=None)

    assert told() == []


def test_a_question_is_told_of_its_report_without_its_words():
    sent = cast.submitted()
    asked = {"submission": actions.latest(sent).pk, "row": None, "question": "คำลับ"}

    actions.comments.ask(report=sent, by=cast.reviewer(), **asked)

    newest = AuditEntry.objects.first()
    assert (newest.what, newest.subject_kind, newest.subject) == (
        *("เขียนข้อทักท้วง", "reports.report", sent.pk),
    )
    assert "คำลับ" not in str(list(AuditEntry.objects.values()))


def test_signing_in_and_out_and_failing_are_told():
    clerk, client = cast.clerk(), Client(REMOTE_ADDR="192.0.2.7")
    client.post("/accounts/login/", {"login": clerk.username, "password": cast.PASSWORD})
    client.post("/accounts/logout/")
    authenticate(username=clerk.username, password="wrong")
    authenticate(username="a-password-in-the-wrong-box", password="x")

    clerk = ("สมหญิง ตัวอย่าง", "province_staff", "จังหวัดลำพูน", "")
    nobody = (audit.SOMEBODY, "", "")
    assert told() == [
        ("signed_in", "เข้าสู่ระบบ", *clerk, "192.0.2.7"),
        ("signed_in", "ออกจากระบบ", *clerk, "192.0.2.7"),
        ("signed_in", "เข้าสู่ระบบไม่สำเร็จ", *nobody, "ita_portal.user", ""),
        ("signed_in", "เข้าสู่ระบบไม่สำเร็จ", *nobody, "", ""),
    ]
    assert "wrong-box" not in str(list(AuditEntry.objects.values()))


# That it stays -------------------------------------------------------------------------------------


def test_no_entry_and_no_seal_is_changed_or_removed(chain):
    for row in (chain[0], chain[0].entry):
        for change in (row.save, row.delete, type(row).objects.all().delete):
            with pytest.raises(NeverChanged):
                change()
        with pytest.raises(NeverChanged):
            type(row).objects.update(pk=99)


@pytest.mark.parametrize("table", ["auditentry", "auditseal"])
def test_the_database_itself_refuses_a_change(chain, table):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        connection.cursor().execute(f"UPDATE ita_portal_{table} SET id = id + 1000")


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite empties tables row by row after a test"
)
@pytest.mark.parametrize("table", ["auditentry", "auditseal"])
def test_the_database_itself_refuses_a_removal(chain, table):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM ita_portal_{table}")


# The chain -----------------------------------------------------------------------------------------


def test_entries_are_sealed_in_their_order_and_once(chain):
    assert [seal.place for seal in chain] == [1, 2, 3, 4, 5]
    assert [seal.entry_id for seal in chain] == sorted(seal.entry_id for seal in chain)
    assert audit.seal() == 0


def test_sealing_goes_on_where_it_stopped():
    cast.submitted()

    assert [audit.seal(most=1), audit.seal(most=1), audit.seal(most=1)] == [1, 1, 0]
    assert audit.verify(now=timezone.now()).problems == []


def test_a_digest_holds_every_column_and_the_digest_before(chain):
    entry = chain[1].entry

    assert chain[1].sha256 == entry.digest(chain[0].sha256)
    assert len(chain[1].sha256) == len(hashlib.sha256().hexdigest())
    for name in ("at", "kind", "what", "person", "name", "role", "office", "subject", "province"):
        other = AuditEntry.objects.get(pk=entry.pk)
        value = entry.at + timedelta(seconds=1) if name == "at" else "1"
        setattr(other, name, value)
        assert other.digest(chain[0].sha256) != chain[1].sha256


def test_a_whole_chain_is_found_whole(chain):
    verdict = audit.verify(now=timezone.now(), heads=[str(chain[2])])

    assert verdict == audit.Verdict(sealed=5, head=str(chain[-1]))


def test_a_changed_entry_is_found(chain):
    break_into("UPDATE ita_portal_auditentry SET name = 'ใครอื่น' WHERE id = %s", chain[1].entry_id)

    (problem,) = audit.verify(now=timezone.now()).problems

    assert problem.startswith("ลำดับที่ ๒ ไม่ตรงกับตราประทับ: ๑๐ เมษายน ๒๕๖๗")
    assert "ใครอื่น" in problem


def test_a_link_that_was_taken_out_is_found(chain):
    break_into("DELETE FROM ita_portal_auditseal WHERE place = 3")

    problems = audit.verify(now=timezone.now() + timedelta(hours=1)).problems

    assert problems[0] == "ลำดับที่ ๓ หายไปจากสายโซ่"
    assert problems[1].startswith("ลำดับที่ ๔ ไม่ตรงกับตราประทับ")
    assert problems[-1].startswith("มี ๑ รายการที่ควรอยู่ในสายโซ่แล้วแต่ยังไม่อยู่")


def test_a_chain_that_was_cut_or_made_anew_is_found_by_a_head_noted_before(chain):
    noted = [str(chain[-1]), f"2:{'0' * 64}"]
    break_into("DELETE FROM ita_portal_auditseal WHERE place = 5")

    assert audit.verify(now=timezone.now(), heads=noted).problems == [
        "ลำดับที่ ๒ ไม่ตรงกับตราประทับที่จดไว้",
        "ลำดับที่ ๕ ที่จดไว้ ไม่มีในสายโซ่",
    ]


def test_what_waits_for_its_seal_is_counted_and_missed_only_after_a_while():
    cast.submitted()

    assert audit.verify(now=timezone.now()) == audit.Verdict(unsealed=2)
    later = audit.verify(now=timezone.now() + audit.LATEST + timedelta(seconds=1))
    assert [problem[:10] for problem in later.problems] == ["มี ๒ รายกา"]
