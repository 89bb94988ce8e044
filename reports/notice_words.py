"""What is told of a move of a report: to whom, in which words, with which page to go on at. Reads only.

Nothing of an internal note or of a question that was not sent ever stands in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ita_portal import thai
from ita_portal.models import Role
from reports import document, mail_words
from reports.models import Comment, StateChange
from reports.workflow import Move


@dataclass(frozen=True, slots=True)
class Told:
    """One notice of a move; `mail` is the kind of mail that goes with it, '' for none.

    `due`: the day on which the report is due, where the notice names it.
    """

    kind: str
    title: str
    words: str = ""
    to_centre: bool = False
    role: str = ""
    route: str = "report_edit"
    is_important: bool = False
    mail: str = ""
    due: date | None = None


def of_move(change: StateChange) -> list[Told]:
    """What a move is told as; nothing for those that concern nobody else."""
    tell = _TELLERS.get(Move(change.move))
    return list(tell(change)) if tell else []


def _round(change: StateChange) -> str:
    return str(change.report.round)


def _to_the_centre(kind: str, said: str, **more) -> Callable[[StateChange], Iterator[Told]]:
    """…, of which province, in the words of whoever did it."""

    def tell(change: StateChange) -> Iterator[Told]:
        title = f"{change.report.province}{said} {_round(change)}"
        yield Told(kind, title, _said(change), to_centre=True, route="review_report", **more)

    return tell


def _sent(change: StateChange) -> Iterator[Told]:
    sent = change.submission
    number = thai.to_thai_digits(sent.number)
    late = f" ส่งล่าช้า {thai.to_thai_digits(sent.days_late)} วัน" if sent.days_late else ""
    yield Told(
        "submitted",
        f"{change.report.province}ส่งรายงานฉบับที่ {number} {_round(change)}{late}",
        f"เลขอ้างอิง {sent.reference}",
        to_centre=True,
        route="review_report",
    )
    yield Told(
        "submitted",
        f"ส่งรายงานแล้ว {_round(change)}",
        f"เลขอ้างอิง {sent.reference} โดย {change.by}",
        route="report_receipt",
    )


def _returned(change: StateChange) -> Iterator[Told]:
    due = change.report.due() if change.report.due_on else None
    until = f" กำหนดส่งใหม่ภายในวันที่ {thai.write_date(due)}" if due else ""
    words = [_said(change), *quoted_questions(change)]
    yield Told(
        "returned",
        f"ส่วนกลางส่งคืนให้แก้ไข {_round(change)}{until}",
        "\n".join(filter(None, words)),
        is_important=True,
        mail=mail_words.RETURNED,
        due=due,
    )


def quoted_questions(change: StateChange) -> list[str]:
    """The questions that a return carried to the province, each with its row, in the order of the rows."""
    if change.submission is None:
        return []
    sent = Comment.objects.sent().filter(
        report=change.report_id, sent_at__gte=change.submission.submitted_at
    )
    places = row_places(change.submission.document)
    order = {key: place for place, key in enumerate(places)}
    # Those to the report as a whole come first.
    found = sorted(sent, key=lambda one: (order.get(one.row, -1), one.asked_at, one.pk))
    return [f"{places.get(one.row, 'ทั้งฉบับ')}: {_thai(one.question)}" for one in found]


def row_places(report: document.Report) -> dict[int | None, str]:
    """Id of a row → ลำดับที่ …, with แถวที่ … where a number holds several rows."""
    found = {}
    for number, group in enumerate(report.groups, start=1):
        for place, line in enumerate(group.lines, start=1):
            row = f" แถวที่ {place}" if len(group.lines) > 1 else ""
            found[line.key] = thai.to_thai_digits(f"ลำดับที่ {number}{row}")
    return found


def _accepted(change: StateChange) -> Iterator[Told]:
    sent = change.submission
    published = f" เผยแพร่วันที่ {thai.write_date(sent.published_on)}" if sent.published_on else ""
    yield Told(
        "accepted",
        f"ส่วนกลางรับรายงานแล้ว {_round(change)}",
        f"เลขอ้างอิง {sent.reference}{published}",
        route="report_receipt",
        mail=mail_words.ACCEPTED,
    )


def _reopened(change: StateChange) -> Iterator[Told]:
    yield Told(
        "reopened",
        f"ส่วนกลางเปิดให้แก้ไขอีกครั้ง {_round(change)}",
        _said(change),
        is_important=True,
        mail=mail_words.NOTICE,
    )


def _withdrawn(change: StateChange) -> Iterator[Told]:
    yield Told(
        "withdrawn",
        f"ส่วนกลางถอนการเผยแพร่รายงาน {_round(change)}",
        _said(change),
        route="report_receipt" if change.report.submissions.exists() else "report_edit",
        is_important=True,
        mail=mail_words.NOTICE,
    )


def _handed_over(change: StateChange) -> Iterator[Told]:
    yield Told(
        "handed_over",
        f"รอท่านรับรองและส่ง {_round(change)}",
        _from(change),
        role=Role.PROVINCE_HEAD,
        route="report_check",
        is_important=True,
        mail=mail_words.HANDED_OVER,
    )


def _taken_back(change: StateChange) -> Iterator[Told]:
    title = f"เจ้าหน้าที่ถอนเรื่องกลับ {_round(change)}"
    yield Told("taken_back", title, _from(change), role=Role.PROVINCE_HEAD)


def _given_back(change: StateChange) -> Iterator[Told]:
    yield Told(
        "given_back",
        f"หัวหน้าสำนักงานส่งกลับให้แก้ไข {_round(change)}",
        _from(change),
        role=Role.PROVINCE_STAFF,
        is_important=True,
        mail=mail_words.NOTICE,
    )


def _from(change: StateChange) -> str:
    said = f": {_said(change)}" if change.comment else ""
    return f"{change.by}{said}"


def _said(change: StateChange) -> str:
    return _thai(change.comment)


def _thai(typed: str) -> str:
    """Typed words as people read them; references and addresses of ours keep their digits."""
    return thai.thai_digits_in_text(typed)


def _imported(change: StateChange) -> Iterator[Told]:
    """Only the centre's: the province stands by it or undoes it."""
    if change.by.of_the_centre:
        yield Told(
            "imported",
            f"ส่วนกลางนำเข้ารายงานจากเอกสารให้ {_round(change)}",
            "โปรดอ่านแล้วยืนยัน หรือย้อนการนำเข้า",
            is_important=True,
            mail=mail_words.NOTICE,
        )


_TELLERS = {
    Move.SUBMIT: _sent,
    Move.SUBMIT_SIGNED: _sent,
    Move.RECALL: _to_the_centre("recalled", "ดึงรายงานกลับไปแก้ไข"),
    Move.ASK_TO_CORRECT: _to_the_centre("asked_to_correct", "ขอแก้ไขคำผิด"),
    Move.CONFIRM_IMPORT: _to_the_centre("confirmed", "ยืนยันการนำเข้าของส่วนกลาง"),
    Move.RETURN: _returned,
    Move.ACCEPT: _accepted,
    Move.REOPEN: _reopened,
    Move.WITHDRAW: _withdrawn,
    Move.HAND_OVER: _handed_over,
    Move.TAKE_BACK: _taken_back,
    Move.GIVE_BACK: _given_back,
    Move.IMPORT: _imported,
}
