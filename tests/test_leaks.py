"""What is the centre's alone reaches nobody else: every place of it bears a mark, and no address gives one away.

A new place of the centre for words is added to `centre_writes`; a new address is walked by itself, and
says where to add its arguments when it cannot be filled in.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from pypdf import PdfReader

from calendar_app import plan_actions
from ita_portal.models import Notice
from reports import actions, mail_words
from reports.models import BulkKind, InternalNote, MailMessage, Report
from tests import asking, cast, evidence, intakes
from tests.printing_worker import print_all
from tests.test_access import patterns

pytestmark = pytest.mark.django_db

# In every word that is the centre's alone. Neither a digit, which is printed in Thai, nor a word.
MARK = "zqxleak"
SENT = "โปรดระบุวันที่ลงทะเบียน"
# In the words of the province, which nobody elsewhere reads before they are public.
OWN = "zqxours"


def centre_writes(report: Report) -> None:
    """A marked word in every place of the centre that no province reads, beside a submission under review."""
    first, second, third = asking.lines(report)
    reviewer, sent = cast.reviewer(), actions.latest(report)
    for row in (first.pk, None):
        note = actions.comments.note(report=report, by=reviewer, row=row, text=f"{MARK} note")
        actions.comments.change_note(
            note=note, by=reviewer, text=f"{MARK} other note", version=note.version
        )
    actions.comments.mark_read(submission=sent, by=reviewer, good_rows=[second.pk])
    asking.ask(report, first, f"{MARK} waiting")
    asking.ask(report, None, f"{MARK} waiting for all", reason="other")
    actions.comments.drop(comment=asking.ask(report, third, f"{MARK} dropped"), by=reviewer)
    actions.calls.note_call(
        round=report.round, province=report.province, by=reviewer, text=f"{MARK} call"
    )
    # Words for many that nobody was sent yet.
    actions.bulk.begin(
        token=uuid4(), kind=BulkKind.RETURN, round=report.round, by=reviewer, text=f"{MARK} to many"
    )
    words = mail_words.Words(f"{MARK} subject", f"{MARK} body")
    kind = {"kind": mail_words.REMINDER, "version": 0}
    actions.mail.save_wording(words=words, by=cast.central(), **kind)


def asked_and_answered() -> Report:
    """A report that came back once with a question whose first words were other ones, and was sent again."""
    report = cast.report()
    evidence.attached(report, new=evidence.FILE)
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    row = asking.lines(report)[0]
    asked = asking.ask(report, row, f"{MARK} first words")
    actions.comments.change_question(
        comment=asked, by=cast.reviewer(), question=SENT, reason="", version=asked.version
    )
    asking.send_back(report)
    asking.answer(report.comments.get())
    asking.write(report, row, f"ลงทะเบียนแล้ว {OWN}", status="done")
    asking.send_again(report)
    return report


def under_review() -> Report:
    """Its first row waits for the head's word on whether others may read it."""
    report = asked_and_answered()
    centre_writes(report)
    row = actions.latest(report).document.groups[0].lines[0]
    actions.good_examples.propose(
        submission=actions.latest(report),
        by=cast.reviewer(),
        row=row.key,
        code=row.items[0].steps[0],
    )
    return report


def published_and_opened_again() -> Report:
    """Accepted with the questions that waited kept as notes; public, and under correction."""
    report = under_review()
    accepted = actions.latest(report)
    waiting = list(report.comments.unsent().values_list("pk", flat=True))
    actions.accept(report=report, by=cast.reviewer(), submission=accepted.pk, keep_as_notes=waiting)
    actions.ask_to_correct(report=report, by=cast.clerk(), reason="แก้ไขคำผิด")
    intakes.taken_in(by=None)
    report.refresh_from_db()
    return report


# ---- the addresses

FILES = {
    "format": ("docx", "xlsx", "csv", "json"),
    "data": ("xlsx", "csv", "json"),
    "table": ("xlsx", "csv"),
}


def arguments(route: str, name: str, report: Report) -> Iterator[dict]:
    """The arguments of an address, as many ways as it gives files. A new one is added here."""
    first = asking.lines(report)[0]
    given = {
        "fiscal_year": 2567,
        "months": 6,
        "slug": report.province.slug,
        "number": 1,
        "reference": "2567-6-51-01",
        "line_pk": first.pk,
        "row": first.pk,
        "draft_pk": _pk(report.draft_prints),
        "copy_pk": 1,
        "scan_pk": 1,
        "comment_pk": _pk(report.comments),
        "like": 1,
        "action": "add_line",
        # Whose id stands in an address is told by the words before it.
        "pk": _pk_of(route, report),
    }
    if name == "plan_row":
        given |= {"action": "add_phase", "row": "plan"}
    wanted = re.findall("<(?:([a-z]+):)?([a-z_]+)>", route)
    files = [(kind, part) for kind, part in wanted if kind in FILES]
    unknown = {part for _, part in wanted} - set(given) - {part for _, part in files}
    # The pages of the centre refuse everybody else whatever their arguments are.
    given |= dict.fromkeys(unknown, 1) if route.startswith("review/") else {}
    missing = [part for kind, part in wanted if part not in given and (kind, part) not in files]
    if missing:
        fail(name, route, ", ".join(missing))
    filled = {part: given[part] for _, part in wanted if part in given}
    if not files:
        yield filled
    for kind, part in files:
        yield from (filled | {part: one} for one in FILES[kind])


def fail(name: str, route: str, missing: str) -> None:
    pytest.fail(
        f"The address {name} ({route}) has an argument that this test cannot fill in: {missing}. "
        "Add it to `arguments` in tests/test_leaks.py."
    )


def _pk(rows) -> int:
    first = rows.first()
    return first.pk if first else 1


# What an id in an address belongs to, by how the address begins; the longest beginning counts.
OWNERS = {
    "": lambda report: 1,
    "province/reports/": lambda report: report.pk,
    "province/rounds/": lambda report: report.round_id,
    "province/people/": lambda report: cast.clerk().pk,
    "province/imports/": lambda report: _pk(report.intakes),
    "review/reports/": lambda report: report.pk,
    "review/rounds/": lambda report: report.round_id,
    "review/submissions/": lambda report: actions.latest(report).pk,
}


def _pk_of(route: str, report: Report) -> int:
    return OWNERS[max((one for one in OWNERS if route.startswith(one)), key=len)](report)


def addresses(report: Report) -> Iterator[str]:
    for route, pattern in patterns(get_resolver()):
        if not isinstance(pattern, URLPattern) or not pattern.name or "accounts/" in route:
            continue
        for filled in arguments(route, pattern.name, report):
            try:
                yield reverse(pattern.name, kwargs=filled)
            except NoReverseMatch:
                fail(pattern.name, route, str(filled))
            if "number" in filled:
                yield reverse(pattern.name, kwargs=filled | {"number": 2})


# ---- what is read of an answer


@cache
def words_of(content: bytes) -> str:
    """Everything that can be read in an answer or a file: also in the parts of a ZIP and the text of a PDF."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(f"{name}\n{words_of(parts.read(name))}" for name in parts.namelist())
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-64:]:
        document = PdfReader(io.BytesIO(content))
        return "\n".join(
            [str(document.metadata), *(page.extract_text() for page in document.pages)]
        )
    return content.decode("utf-8", "replace")


def answer(client: Client, method: str, address: str) -> tuple[int, str]:
    """The status and every word of an answer, its headers too; what it changed is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    heads = "\n".join(f"{name}: {value}" for name, value in response.items())
    return response.status_code, f"{heads}\n{words_of(content)}"


PEOPLE = {
    "clerk": cast.clerk,
    "head": cast.head,
    "other province": lambda: cast.clerk(cast.roi_et()),
    "stranger": lambda: None,
}


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


@pytest.mark.parametrize("state", [under_review, published_and_opened_again])
def test_no_word_of_the_centre_reaches_anybody_else(state):
    report = state()
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
    print_all()
    found, seen = [], set()
    waiting = () if report.accepted_id else ("other province", "stranger")
    walk = sorted(set(addresses(report)))

    for name, person in PEOPLE.items():
        client = Client()
        if user := person():
            client.force_login(user)
        for address in walk:
            for method in ("get", "post"):
                status, words = answer(client, method, address)
                seen.add((name, status))
                if MARK in words or (OWN in words and name in waiting):
                    found.append((name, method, address))

    assert found == []
    # It has not walked past closed doors alone.
    assert {("clerk", 200), ("head", 200), ("stranger", 200), ("other province", 404)} <= seen
    assert InternalNote.objects.filter(text__contains=MARK).exists()


def test_no_notice_and_no_mail_to_others_bears_a_word_of_the_centre(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    report = published_and_opened_again()

    told = Notice.objects.filter(Q(province=report.province) | Q(to__province=report.province))
    mails = MailMessage.objects.filter(
        Q(province=report.province) | Q(person__province=report.province)
    )
    said = [str(vars(one)) for one in (*told, *mails)]
    said += [f"{one.subject} {one.body}" for one in mail.outbox]

    assert [words for words in said if MARK in words] == []


def test_an_address_that_cannot_be_filled_in_says_where_to_add_its_arguments():
    report = cast.report()

    with pytest.raises(
        pytest.fail.Exception, match=r"Add it to `arguments` in tests/test_leaks\.py"
    ):
        list(arguments("province/things/<int:thing>/", "thing", report))


def test_marks_are_found_in_every_kind_of_file():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", f"<w:t>{MARK}</w:t>")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as parts:
        parts.writestr("report.docx", packed.getvalue())

    assert MARK in words_of(outer.getvalue())
    assert MARK in words_of(f"a,b\n{MARK}".encode())
