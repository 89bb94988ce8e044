"""What will happen to each of many reports, and why not: looked at before and once more under the lock. Reads only."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province, User
from reports import corrections
from reports.actions.own_work import written_by
from reports.actions.refusals import OwnWork
from reports.models import STATE_KEY_LABELS, Comment, ReadMark, Report, Submission
from reports.workflow import EDITABLE, State

NOT_STARTED = "ยังไม่เริ่มจัดทำ"
WITHDRAWN = "เคยถอนการเผยแพร่ โปรดเปิดอ่านและรับทีละฉบับ"
NOT_READ = "ท่านยังไม่ได้อ่านฉบับล่าสุด โปรดเปิดอ่านก่อน"
SECRET = "มีข้อมูลที่ไม่ควรเผยแพร่ ต้องเปิดอ่านและทำเครื่องหมายยืนยันทีละฉบับ"


@dataclass(frozen=True, slots=True)
class Prospect:
    """One province in an act over many: its report and newest submission if there are, and why it is left out."""

    province: Province
    report: Report | None
    submission: Submission | None
    why_not: str
    open_questions: int = 0

    @property
    def is_good(self) -> bool:
        return not self.why_not


def of_accepting(round: Round, provinces: Collection[Province], by: User) -> list[Prospect]:
    """Only what this person has read, with nothing open, is accepted among many: six queries."""
    found = _standing(round, provinces, _open_questions)
    read, own = _read_by(by, found), written_by(by, [one.report.pk for one in _there(found)])
    return [_with(one, _why_not_accepted(one, read, own, by)) for one in found]


def read_by(round: Round, by: User) -> list[Province]:
    """The provinces of which this person has read all of a version, in the order of their codes: one query."""
    marks = ReadMark.objects.of_whole().filter(by=by, submission__report__round=round)
    read = marks.values("submission__report__province")
    return list(Province.objects.with_office().filter(pk__in=read))


def of_returning(round: Round, provinces: Collection[Province]) -> list[Prospect]:
    """What waits for the centre; `open_questions` are those that will go with it: three queries."""
    found = _standing(round, provinces, _unsent_questions)
    return [_with(one, _why_not_waiting(one)) for one in found]


def of_reminding(round: Round, provinces: Collection[Province]) -> list[Prospect]:
    """Whoever has the report still to send: three queries."""
    found = _standing(round, provinces, _unsent_questions)
    return [_with(one, _why_not_unfinished(one)) for one in found]


def _standing(round_: Round, provinces: Collection[Province], questions) -> list[Prospect]:
    reports = round_.reports.filter(province__in=provinces).defer("raw")
    related = ("round", "province", "accepted__public")
    of_province = {one.province_id: one for one in reports.select_related(*related).order_by()}
    sent = Submission.objects.filter(report__in=of_province.values()).newest_of_each_report()
    newest = {one.report_id: one for one in sent.select_related("public")}
    open_ = questions(of_province.values())
    return [
        Prospect(
            province,
            report := of_province.get(province.pk),
            newest.get(report.pk) if report else None,
            "",
            open_[report.pk] if report else 0,
        )
        for province in provinces
    ]


def _open_questions(reports: Collection[Report]) -> Counter:
    return Counter(
        Comment.objects.open().filter(report__in=reports).values_list("report", flat=True)
    )


def _unsent_questions(reports: Collection[Report]) -> Counter:
    return Counter(
        Comment.objects.unsent().filter(report__in=reports).values_list("report", flat=True)
    )


def _there(found: list[Prospect]) -> list[Prospect]:
    return [one for one in found if one.report is not None]


def _read_by(by: User, found: list[Prospect]) -> set[int]:
    sent = [one.submission.pk for one in found if one.submission]
    marks = ReadMark.objects.of_whole().filter(by=by, submission__in=sent)
    return set(marks.values_list("submission", flat=True))


def _with(one: Prospect, why_not: str) -> Prospect:
    return Prospect(one.province, one.report, one.submission, why_not, one.open_questions)


def _why_not_waiting(one: Prospect) -> str:
    if one.report is None:
        return NOT_STARTED
    if one.report.state != State.SUBMITTED or one.submission is None:
        return f"สถานะเป็น {STATE_KEY_LABELS[one.report.state_key]} จึงไม่มีฉบับที่รอตรวจ"
    return ""


def _why_not_accepted(one: Prospect, read: set[int], own: set[int], by: User) -> str:
    if why := _why_not_waiting(one):
        return why
    report, submission = one.report, one.submission
    if report.withdrawn_at is not None:
        return WITHDRAWN
    if submission.pk not in read:
        return NOT_READ
    if one.open_questions:
        count = thai.to_thai_digits(one.open_questions)
        return f"มีข้อทักท้วงที่ยังไม่เรียบร้อย {count} ข้อ"
    if report.pk in own or submission.submitted_by_id == by.pk:
        return OwnWork.message
    return SECRET if corrections.newly_flagged(report, submission.as_public.document) else ""


def _why_not_unfinished(one: Prospect) -> str:
    if one.report is None or State(one.report.state) in EDITABLE:
        return ""
    return f"สถานะเป็น {STATE_KEY_LABELS[one.report.state_key]} จึงไม่ต้องเตือน"
