"""What the province's desk shows: each round as it stands for the person who looks, and what to do next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter

from django.db.models import QuerySet
from django.utils import timezone

from calendar_app.models import Round, RoundExtension
from calendar_app.round_warnings import with_weekday
from ita_portal import thai
from ita_portal.models import User
from reports import actions, around, checks, content, document
from reports.asked import AfterReturn, since_return, since_returns
from reports.models import STATE_KEY_LABELS, Intake, OrderLetter, Report, StateChange, Submission
from reports.previous import Source, sources
from reports.tasks import TaskList, task_list
from reports.workflow import SENDING, Move, without_undone

# What happened to a report -----------------------------------------------------------------------


class Moves(tuple[StateChange, ...]):
    """The moves of one report, oldest first."""

    def last(self, *moves: Move) -> StateChange | None:
        """The newest of these moves, or None."""
        return next((one for one in reversed(self) if one.move in moves), None)

    def last_since(self, ends: Collection[Move], *moves: Move) -> StateChange | None:
        """The newest of these moves if none of `ends` was made after it (and stands), else None."""
        found = Moves(without_undone(self, attrgetter("move"))).last(*ends, *moves)
        return None if found is None or found.move in ends else found

    @property
    def submissions(self) -> list[Submission]:
        """The versions that were sent, oldest first, without their content."""
        return [one.submission for one in self if one.move in SENDING and one.submission]


def moves_of(report: Report) -> Moves:
    return Moves(_changes().filter(report=report))


def _changes():
    changes = StateChange.objects.select_related("by", "submission").defer("submission__content")
    return changes.order_by("at", "pk")


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that someone wrote about the report for those who work on it now.

    `asks` where they ask for a change, not where they only accompany the report. `asked` are the
    centre's questions that came along.
    """

    title: str
    by: str
    at: datetime
    words: str
    asks: bool = True
    asked: AfterReturn = field(default_factory=AfterReturn)


RETURNS = {
    Move.RETURN: "ส่วนกลางส่งคืนให้แก้ไข",
    Move.REOPEN: "ส่วนกลางเปิดให้แก้ไขอีกครั้ง",
    Move.ASK_TO_CORRECT: "จังหวัดขอแก้ไขคำผิด",
}


def notices(report: Report, moves: Moves, asked: AfterReturn | None = None) -> list[Notice]:
    """What the centre and the head asked for and the clerk wrote to the head, while it concerns anyone."""
    if not report.is_editable:
        return []
    returned = moves.last_since({Move.ACCEPT}, *RETURNS)
    given_back = moves.last_since(SENDING, Move.GIVE_BACK, Move.HAND_OVER)
    found = []
    if returned:
        asked = asked or AfterReturn()
        notice = _notice(_returned_title(report, returned, asked), returned)
        found.append(replace(notice, asked=asked))
    if given_back and given_back.move == Move.GIVE_BACK:
        found.append(_notice("หัวหน้าสำนักงานส่งกลับให้เจ้าหน้าที่แก้ไข", given_back))
    if report.is_handed_over and given_back and given_back.move == Move.HAND_OVER:
        found.append(_notice("บันทึกของเจ้าหน้าที่ถึงหัวหน้าสำนักงาน", given_back, asks=False))
    return [notice for notice in found if notice.words or notice.asked.asked]


def _notice(title: str, change: StateChange, *, asks: bool = True) -> Notice:
    return Notice(title, str(change.by), change.at, change.comment, asks)


def _returned_title(report: Report, change: StateChange, asked: AfterReturn) -> str:
    title = RETURNS[Move(change.move)]
    if change.move == Move.RETURN and asked.rows:
        title += f" {thai.to_thai_digits(asked.rows)} แถว"
    if change.move == Move.RETURN and report.due_on:
        title += f" กำหนดส่งใหม่ภายในวันที่ {thai.write_date(report.due())}"
    return title


# What is missing ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Missing:
    """What the checks found in a draft for those who write it, and how far it answers the calendar."""

    draft: document.Report
    around: checks.Around = checks.NOTHING
    asked: AfterReturn = field(default_factory=AfterReturn)

    @cached_property
    def _found(self) -> tuple[checks.Finding, ...]:
        return checks.check(self.draft, self.around)

    @cached_property
    def blocking(self) -> list[checks.Finding]:
        return [one for one in self._found if one.level == checks.Level.BLOCKING]

    @cached_property
    def warnings(self) -> list[checks.Finding]:
        return [one for one in self._found if one.level == checks.Level.WARNING]

    @cached_property
    def tasks(self) -> TaskList:
        """Every row with what it still wants, and everything that was found."""
        return task_list(self.draft, self._found, self.asked)

    @property
    def answered(self) -> int:
        """How many steps of the calendar a row answers with anything."""
        return len(self.draft.answered_steps())

    @property
    def all_steps(self) -> int:
        return len(self.draft.calendar_steps)

    @property
    def is_nothing(self) -> bool:
        """Every step is answered and nothing was found: the draft is ready to be read through."""
        return not (self.blocking or self.warnings) and self.answered == self.all_steps


def missing_in(report: Report, moves: Moves) -> Missing:
    """What a report that is being written lacks: seven queries, ten where a finding was explained, and two
    where the centre has asked something."""
    draft = content.draft(report)
    return Missing(draft, around.around(report), since_return(report, draft, moves))


# One round ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do: the words of its button and the URL name with the id it leads to.

    `is_turn` is false where others are to act and the person can only look.
    """

    label: str
    route: str
    pk: int
    is_post: bool = False
    is_turn: bool = True
    source: int | None = None  # the version that a report is started from


@dataclass(frozen=True)
class Desk:
    """A round as it stands for one person of a province on a day."""

    round: Round
    user: User
    today: date
    report: Report | None = None
    moves: Moves = field(default_factory=Moves)
    draft: document.Report | None = None
    around: checks.Around = checks.NOTHING  # what the draft is checked against
    asked: AfterReturn = field(default_factory=AfterReturn)  # by the centre, of that draft
    intake: Intake | None = None  # the last document that was taken in and may still be undone
    is_first_report: bool = False  # the province has none here, of this round or any other
    sources: list[Source] = field(default_factory=list)  # what a report can be started from
    letter: OrderLetter | None = None  # by which the centre ordered the reports of this round

    @property
    def state_key(self) -> str:
        return self.report.state_key if self.report else "not_started"

    @property
    def state_label(self) -> str:
        return STATE_KEY_LABELS[self.state_key]

    @cached_property
    def submission(self) -> Submission | None:
        """The version sent last."""
        sent = self.moves.submissions
        return sent[-1] if sent else None

    @cached_property
    def notices(self) -> list[Notice]:
        return notices(self.report, self.moves, self.asked) if self.report else []

    @cached_property
    def missing(self) -> Missing | None:
        return Missing(self.draft, self.around, self.asked) if self.draft else None

    @cached_property
    def due(self) -> date:
        return self.report.due() if self.report else self.round.due_for(self.user.province)

    @property
    def due_words(self) -> str:
        """วันอังคารที่ ๓๐ เมษายน ๒๕๖๗."""
        return with_weekday(self.due)

    @property
    def extension(self) -> RoundExtension | None:
        """By which the province has until its due date, where an extension gave it."""
        return self.round.extension_for(self.user.province, self.due)

    @property
    def is_with_province(self) -> bool:
        return self.report is None or self.report.is_editable

    @cached_property
    def is_closed(self) -> bool:
        """Whether the round is closed and does not take this province's report any more."""
        report = self.report or Report(round=self.round, province=self.user.province)
        sent = self.submission is not None
        return actions.is_closed_for(report, sent_before=sent, today=self.today)

    @property
    def closed_sentence(self) -> str:
        return actions.closed_sentence(self.round)

    @property
    def is_quiet(self) -> bool:
        """The round is closed and the province has nothing to mend in it."""
        return self.round.is_closed and (self.is_closed or not self.is_with_province)

    @property
    def is_overdue(self) -> bool:
        if self.is_closed:
            return False
        if self.report is None:
            return self.due < self.today
        return self.report.is_overdue(self.today, was_sent=self.submission is not None)

    @property
    def days(self) -> str:
        """เหลือ … วัน, เลยกำหนดมาแล้ว … วัน; once it is sent, whether that was in time."""
        if not self.is_with_province:
            return _lateness(self.submission)
        if self.is_closed:
            return ""
        left = (self.due - self.today).days
        if left < 0:
            return _days("เลยกำหนดมาแล้ว", -left) if self.is_overdue else ""
        return _days("เหลือ", left) if left else "ครบกำหนดวันนี้"

    @property
    def public_since(self) -> date | None:
        """The day since or from which everyone can read an accepted version; None while nobody can."""
        report = self.report
        if report is None or report.accepted is None or report.withdrawn_at:
            return None
        if report.is_held(timezone.now()):
            return report.hold.before.published_on if report.hold.before else None
        return report.accepted.published_on

    @property
    def is_public(self) -> bool:
        return self.public_since is not None and self.public_since <= self.today

    @property
    def sentence(self) -> str:
        """Where the report stands and since when, in one sentence."""
        return SENTENCES[self.state_key](self)

    @property
    def next_step(self) -> NextStep | None:
        if self.report is None:
            return None if self.is_closed else self._ways_to_start[0]
        steps = _HEAD_STEPS if self.user.is_head else _CLERK_STEPS
        return steps[self._step_key](self.report.pk)

    @property
    def other_step(self) -> NextStep | None:
        """The clerk's other way on from a draft: to read through what is written, or to go on writing.

        Before there is a report, the other way to begin one.
        """
        if self.report is None:
            return None if self.is_closed else self._ways_to_start[1]
        other = None if self.user.is_head else _OTHER_STEPS.get(self._step_key)
        return other(self.report.pk) if other else None

    @property
    def _ways_to_start(self) -> list[NextStep]:
        """What was sent before helps most; who begins with this portal has a paper at hand, else the calendar."""
        if self.sources:
            return [_from_source(self.round, self.sources[0]), _choose_start(self.round)]
        calendar = NextStep("เริ่มจัดทำรายงาน", "report_start", self.round.pk, is_post=True)
        paper = NextStep("เริ่มจากไฟล์ Word ของท่าน", "report_import", self.round.pk)
        if self.is_first_report:
            return [paper, replace(calendar, label="เริ่มจากปฏิทิน", is_turn=False)]
        return [calendar, replace(paper, is_turn=False)]

    @property
    def _step_key(self) -> str:
        if self.report.is_read_in and self.report.is_editable:
            return "read_in"
        if self.state_key == "draft" and self.missing.is_nothing and not self._is_asked:
            return "ready"
        return self.state_key

    @property
    def _is_asked(self) -> bool:
        """Whether the head or the centre asked for a change."""
        return any(notice.asks for notice in self.notices)


def _from_source(round_: Round, source: Source) -> NextStep:
    label = f"เริ่มจากรายงาน{source.round}"
    return NextStep(label, "report_start", round_.pk, is_post=True, source=source.pk)


def _choose_start(round_: Round) -> NextStep:
    return NextStep("เริ่มจากอย่างอื่น", "report_start_from", round_.pk, is_turn=False)


def _step(label: str, route: str, *, is_turn: bool = True):
    return lambda pk: NextStep(label, route, pk, is_turn=is_turn)


_RECEIPT = _step("ดูใบตอบรับการส่งรายงาน", "report_receipt", is_turn=False)
_SENT = {"submitted": _RECEIPT, "under_review": _RECEIPT, "accepted": _RECEIPT}
_CLERK_STEPS = _SENT | {
    "draft": _step("ทำรายงานต่อ", "report_edit"),
    "read_in": _step("อ่านและยืนยันการนำเข้า", "report_check"),
    "ready": _step("ตรวจทานก่อนส่ง", "report_check"),
    "returned": _step("แก้ไขรายงาน", "report_edit"),
    "handed_over": _step("ดูรายงานที่เสนอ", "report_check", is_turn=False),
}
_OTHER_STEPS = {
    "read_in": _step("แก้ไขรายงาน", "report_edit", is_turn=False),
    "draft": _step("ตรวจทานก่อนส่ง", "report_check", is_turn=False),
    "ready": _step("ทำรายงานต่อ", "report_edit", is_turn=False),
    "returned": _step("ตรวจทานก่อนส่ง", "report_check", is_turn=False),
}
_HEAD_STEPS = _SENT | {
    "read_in": _step("อ่านและยืนยันการนำเข้า", "report_check"),
    "draft": _step("อ่านร่างรายงาน", "report_check", is_turn=False),
    "ready": _step("อ่านร่างรายงาน", "report_check", is_turn=False),
    "returned": _step("อ่านร่างรายงาน", "report_check", is_turn=False),
    "handed_over": _step("อ่านและรับรอง", "report_check"),
}


def _days(words: str, count: int) -> str:
    return f"{words} {thai.to_thai_digits(count)} วัน"


def _lateness(submission: Submission | None) -> str:
    if submission is None:
        return ""
    late = submission.days_late
    return _days("ส่งล่าช้า", late) if late else "ส่งภายในกำหนด"


# Where a report stands, in a sentence ------------------------------------------------------------


def _not_started(desk: Desk) -> str:
    if desk.is_closed:
        return "จังหวัดไม่ได้ส่งรายงานในรอบนี้"
    if desk.is_first_report:
        return (
            "ยังไม่เริ่มจัดทำ มีรายงานใน Word หรือ Excel อยู่แล้ว ระบบอ่านให้ท่านตรวจดูก่อน"
            " หรือเริ่มจากปฏิทิน ระบบตั้งแถวให้ครบทุกขั้นตอน"
        )
    if desk.sources:
        return (
            f"ยังไม่เริ่มจัดทำ เริ่มจากรายงานที่ส่งไว้ได้ แถว ช่วงระยะเวลาของจังหวัด และผู้จัดทำตามมา"
            f" ({_version_of(desk.sources[0])}) ส่วนผลและสถานะเขียนใหม่ ข้อความเดิมอยู่ให้ดูข้างช่อง"
        )
    return "ยังไม่เริ่มจัดทำ เมื่อเริ่ม ระบบจะตั้งแถวให้ครบทุกขั้นตอนตามปฏิทินการประเมิน ป.ป.ช."


def _version_of(source: Source) -> str:
    """ฉบับที่ส่งครั้งที่ ๑ วันที่ ๓๐ เมษายน ๒๕๖๗."""
    number = thai.to_thai_digits(source.submission.number)
    return f"ฉบับที่ส่งครั้งที่ {number} วันที่ {thai.write_date(source.submission.submitted_at)}"


def _drafted(desk: Desk) -> str:
    changed = _said("บันทึกล่าสุดเมื่อ", desk.report.changed_at, desk.report.changed_by)
    return f"อยู่ระหว่างจัดทำ รายงานยังไม่ได้ส่ง {changed}".strip()


def _handed_over(desk: Desk) -> str:
    handed = _said("เสนอหัวหน้าสำนักงานแล้วเมื่อ", desk.report.handed_at, desk.report.handed_by)
    return f"{handed} รอหัวหน้าสำนักงานอ่านและรับรอง รายงานยังไม่ได้ส่ง"


def _submitted(desk: Desk) -> str:
    return f"{_sent(desk)} ยังไม่เปิดอ่าน"


def _under_review(desk: Desk) -> str:
    taken = _said("ส่วนกลางรับไว้ตรวจเมื่อ", desk.report.taken_at, desk.report.taken_by)
    return f"{_sent(desk)} {taken} กำลังตรวจ"


def _returned(desk: Desk) -> str:
    change = desk.moves.last(*RETURNS)
    if change is None:
        return "ส่งคืนให้แก้ไข"
    back = _said(f"{RETURNS[Move(change.move)]}เมื่อ", change.at, change.by)
    due = f" กำหนดส่งใหม่ภายในวันที่ {thai.write_date(desk.due)}" if desk.report.due_on else ""
    public = " ฉบับที่รับไว้แล้วยังเผยแพร่อยู่ระหว่างแก้ไข" if desk.is_public else ""
    return f"{back}{due}{public}"


def _accepted(desk: Desk) -> str:
    accepted = desk.report.accepted
    said = f"รับรายงานแล้วเมื่อ {thai.write_datetime(accepted.accepted_at)}"
    if desk.report.withdrawn_at:
        withdrawn = thai.write_date(desk.report.withdrawn_at)
        return f"{said} ถอนการเผยแพร่เมื่อ {withdrawn} เหตุผล: {desk.report.withdrawn_reason}"
    if accepted.published_on > desk.today:
        return f"{said} จะเผยแพร่ตั้งแต่วันที่ {thai.write_date(accepted.published_on)}"
    if desk.report.is_held(timezone.now()):
        return f"{said} จะเผยแพร่หลังเวลา {thai.write_time(desk.report.held_until)}"
    return f"{said} เผยแพร่แล้ว"


SENTENCES = {
    "not_started": _not_started,
    "draft": _drafted,
    "handed_over": _handed_over,
    "submitted": _submitted,
    "under_review": _under_review,
    "returned": _returned,
    "accepted": _accepted,
}


def _sent(desk: Desk) -> str:
    sent = desk.submission
    return f"ส่งแล้วเมื่อ {thai.write_datetime(sent.submitted_at)}" if sent else "ส่งแล้ว"


def _said(words: str, at: datetime | None, by: User | None) -> str:
    """When and by whom, as far as they are known."""
    if at is None:
        return ""
    return f"{words} {thai.write_datetime(at)}" + (f" โดย {by}" if by else "")


# All rounds --------------------------------------------------------------------------------------


def desks(user: User, today: date) -> list[Desk]:
    """The rounds that have opened, newest first, as they stand for a person: eleven queries, one more where a
    report is being written, and two where the centre has asked something."""
    rounds = list(Round.objects.opened(today).prefetch_related("extensions"))
    reports = {report.round_id: report for report in _reports(user)}
    for round_ in rounds:
        if round_.pk in reports:
            reports[round_.pk].round = round_
    moves, intakes = _moves_by_report(user), undoable_intakes(user)
    letters = {one.round_id: one for one in OrderLetter.objects.filter(round__in=rounds)}
    shown = [reports[round_.pk] for round_ in rounds if round_.pk in reports]
    written = [report for report in shown if report.is_editable]
    drafts, arounds = content.drafts(written), around.arounds(written)
    asked = since_returns(written, drafts, moves)
    found = [
        _desk(round_, user, today, reports.get(round_.pk), moves, drafts, arounds, asked)
        for round_ in rounds
    ]
    sent = _versions(reports, moves)
    return [
        replace(
            one,
            intake=intakes.get(one.round.pk),
            is_first_report=not reports,
            sources=sources(one.round, sent) if one.report is None else [],
            letter=letters.get(one.round.pk),
        )
        for one in found
    ]


def _versions(reports: dict[int, Report], moves: dict[int, Moves]) -> list[Submission]:
    """The accepted version of each report, else the one sent last; each with its report."""
    found = []
    for report in reports.values():
        sent = moves.get(report.pk, Moves()).submissions
        if submission := report.accepted or (sent[-1] if sent else None):
            submission.report = report
            found.append(submission)
    return found


def undoable_intakes(user: User, **which) -> dict[int | None, Intake]:
    """Round id (None: a plan) → the document taken in last that the person may still undo."""
    intakes = Intake.objects.of_province(user.province).undoable(timezone.now()).filter(**which)
    related = ("applied_by", "report", "schedule")
    kept = ("reading", "boxes", "before", "report__raw", "schedule__raw")
    newest_last = intakes.select_related(*related).defer(*kept).order_by("applied_at", "pk")
    last = {intake.round_id: intake for intake in newest_last}
    return {key: one for key, one in last.items() if not actions.intakes.edited_since(one)}


def waiting_intakes(user: User, **which) -> QuerySet[Intake]:
    """The documents that this person's side has read and nobody has confirmed or given up, newest first."""
    waiting = Intake.objects.waiting().filter(by__province=user.province_id, **which)
    return waiting.select_related("changed_by", "round").defer("reading", "boxes")


def _reports(user: User) -> Iterable[Report]:
    related = ("calendar", "accepted", "changed_by", "handed_by", "taken_by", "read_in_by")
    reports = Report.objects.of_province(user.province).select_related(*related)
    for report in reports.with_ruling_calendar().defer("raw", "accepted__content"):
        report.province = user.province
        yield report


def _moves_by_report(user: User) -> dict[int, Moves]:
    found: dict[int, list[StateChange]] = {}
    for change in _changes().filter(report__province=user.province):
        found.setdefault(change.report_id, []).append(change)
    return {pk: Moves(changes) for pk, changes in found.items()}


def _desk(round_, user, today, report: Report | None, moves, drafts, arounds, asked) -> Desk:
    if report is None:
        return Desk(round_, user, today)
    return Desk(
        round_,
        user,
        today,
        report,
        moves.get(report.pk, Moves()),
        drafts.get(report.pk),
        arounds.get(report.pk, checks.NOTHING),
        asked.get(report.pk, AfterReturn()),
    )
