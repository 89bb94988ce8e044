"""What everyone is told of a reference: which submission it is and how it stands, never what it says. Reads only."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models.fields.files import FieldFile
from django.utils import timezone

from ita_portal import thai
from reports.models import PublicVersion, Report, StateChange, Submission
from reports.workflow import Move, State
from reports.writers import json

# 2567-6-51-02, also with other dashes, strokes, points or spaces between.
_SHAPE = re.compile(r"([1-9][0-9]{3})\W+(6|12)\W+([0-9]{2})\W+([0-9]{1,3})")


def normalised(typed: str) -> str:
    """A reference as it is kept, from what somebody typed or pasted; empty where it looks like none.

    Thai digits, other dashes, spaces, the word เลขอ้างอิง before it and the whole address of its page
    are understood; 2567-6-51-2 is the second submission too.
    """
    plain = thai.to_arabic_digits(unicodedata.normalize("NFKC", typed)).replace("_", "-")
    plain = plain.strip().rstrip("/").split("/verify/")[-1].removeprefix("เลขอ้างอิง")
    found = _SHAPE.fullmatch(plain.strip(" \t\r\n:."))
    if found is None:
        return ""
    year, months, province, number = found.groups()
    return f"{year}-{months}-{province}-{int(number):02d}"


def find(reference: str) -> Submission | None:
    """The submission of a reference without its content: one query."""
    related = ("report__round", "report__province", "report__accepted", "public")
    found = Submission.objects.select_related(*related)
    return found.defer("content", "report__accepted__content").filter(reference=reference).first()


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a submission is the one that counts: in a word for the look, in a sentence for reading.

    `key` is as in _components/notice.html; `address` leads to what is public now, empty where nothing is.
    """

    key: str
    title: str
    sentence: str
    address: str = ""


def standing(submission: Submission, today: date) -> Standing:
    """How a submission stands on a day: two queries at most."""
    report, now = submission.report, timezone.now()
    is_held = report.is_held(now) and submission.pk == report.accepted_id
    if submission.accepted_at is None or is_held:
        return _not_accepted(submission)
    report.as_everyone_reads(now)
    if _is_withdrawn(submission):
        return Standing("warning", "ถอนการเผยแพร่แล้ว", "ส่วนกลางเคยรับฉบับนี้ และถอนการเผยแพร่ภายหลัง")
    address = _public_address(report, today)
    if submission.pk != report.accepted_id:
        title = "ฉบับก่อน มีฉบับแก้ไขแทนแล้ว"
        return Standing("warning", title, "ส่วนกลางเคยรับฉบับนี้ ปัจจุบันใช้ฉบับแก้ไขที่รับภายหลัง", address)
    accepted = f"ส่วนกลางรับรายงานฉบับนี้แล้วเมื่อ {thai.write_datetime(submission.accepted_at)}"
    if not address:
        waits = thai.write_date(submission.published_on)
        return Standing("success", "ฉบับที่รับรายงานแล้ว", f"{accepted} จะเผยแพร่ตั้งแต่วันที่ {waits}")
    sentence = f"{accepted} และเป็นฉบับที่เผยแพร่อยู่"
    return Standing("success", "ฉบับที่รับรายงานแล้ว", sentence, address)


def _not_accepted(submission: Submission) -> Standing:
    report = submission.report
    is_newest = not report.submissions.filter(number__gt=submission.number).exists()
    if is_newest and (report.state == State.SUBMITTED or report.is_held(timezone.now())):
        return Standing(
            "info", "ส่งแล้ว ยังไม่ได้รับรายงาน", "ส่วนกลางได้รับฉบับนี้แล้ว อยู่ระหว่างรอตรวจหรือกำลังตรวจ"
        )
    if is_newest:
        sentence = "ฉบับนี้ถูกดึงกลับหรือส่งคืนให้แก้ไข จึงไม่ใช่ฉบับที่รับรายงาน"
        return Standing("warning", "อยู่ระหว่างแก้ไข", sentence)
    sentence = "จังหวัดส่งฉบับใหม่แทนฉบับนี้แล้ว และส่วนกลางไม่ได้รับฉบับนี้"
    return Standing("warning", "ฉบับก่อน มีฉบับใหม่แทนแล้ว", sentence)


def _is_withdrawn(submission: Submission) -> bool:
    withdrawals = StateChange.objects.filter(report=submission.report_id, move=Move.WITHDRAW)
    return withdrawals.filter(at__gte=submission.accepted_at).exists()


def _public_address(report: Report, today: date) -> str:
    accepted = report.accepted
    is_public = report.withdrawn_at is None and accepted.published_on <= today
    return report.get_absolute_url() if is_public else ""


def facts(submission: Submission) -> list[tuple[str, str]]:
    """Which report and version it is, when and by which post it was certified."""
    round_, signed_on = submission.report.round, submission.signed_on
    return [
        ("รายงานของ", str(submission.report.province)),
        ("รอบรายงาน", round_.name),
        ("ปีงบประมาณ พ.ศ.", thai.to_thai_digits(round_.fiscal_year)),
        ("ฉบับที่ส่ง", thai.to_thai_digits(f"ครั้งที่ {submission.number}")),
        ("ส่งเมื่อ", thai.write_datetime(submission.submitted_at)),
        ("รับรองโดย", thai.thai_digits_in_text(" ".join(submission.signer.posts))),
        ("ตามเอกสารลงนามลงวันที่", thai.write_date(signed_on) if signed_on else ""),
    ]


# A file that somebody holds against it -------------------------------------------------------------


def name_of(data: bytes, submission: Submission) -> str:
    """Which file of a submission these bytes are, in words; empty where they are none of them."""
    given = hashlib.sha256(data).hexdigest()
    return next((name for name, sha256 in _files(submission) if sha256 == given), "")


def _files(submission: Submission) -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of each file that the portal gives out of a submission and keeps the same for good."""
    yield from _files_of(submission, "เนื้อหาที่ส่ง (JSON)", "ไฟล์ JSON ของรายงาน", "ไฟล์ PDF ของรายงาน")
    if public := submission.public:
        names = ("เนื้อหาฉบับเผยแพร่ (JSON)", "ไฟล์ JSON ของฉบับเผยแพร่", "ไฟล์ PDF ของฉบับเผยแพร่")
        yield from _files_of(public, *names)
    receipt = getattr(submission, "receipt", None)
    yield from _kept("ใบตอบรับ (PDF)", receipt and receipt.pdf)


def _files_of(
    paper: Submission | PublicVersion, content: str, data: str, printed: str
) -> Iterator[tuple[str, str]]:
    yield content, paper.sha256
    own = json.render(paper.document, imprint=paper.imprint)
    yield data, hashlib.sha256(own).hexdigest()
    yield from _kept(printed, paper.pdf)


def _kept(name: str, file: FieldFile | None) -> Iterator[tuple[str, str]]:
    if file and file.storage.exists(file.name):
        with file.open("rb") as opened:
            yield name, hashlib.sha256(opened.read()).hexdigest()


@dataclass(frozen=True, slots=True)
class Seal:
    """The SHA-256 that everyone is shown of a submission, and of what it is.

    Where secrets are masked that of the full version would let somebody try all numbers until one fits.
    """

    label: str
    sha256: str


def seal(submission: Submission) -> Seal:
    public = submission.public
    if public is not None and public.masked:
        return Seal("รหัสตรวจสอบความถูกต้องของฉบับเผยแพร่ (SHA-256)", public.sha256)
    return Seal("รหัสตรวจสอบความถูกต้องของเนื้อหา (SHA-256)", submission.sha256)
