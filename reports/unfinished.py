"""Which provinces of a round have not sent what is wanted of them, and what each of them still lacks: reads only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, prefetch_related_objects

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province
from reports import content
from reports.models import Comment, Report, Submission
from reports.workflow import EDITABLE, State


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A province that still owes its report: what is lacking, in the order of what to do first."""

    province: Province
    report: Report | None
    due: date
    steps: tuple[str, ...] = ()  # titles of the calendar's steps without a row or a result
    questions: int = 0  # of the centre, without an answer

    @property
    def waits_for_head(self) -> bool:
        return self.report is not None and self.report.is_handed_over

    @property
    def state(self) -> str:
        """Where it stands, in a few words."""
        if self.report is None:
            return "ยังไม่ได้เริ่มจัดทำรายงาน"
        if self.waits_for_head:
            return "เสนอหัวหน้าสำนักงานแล้ว รอรับรองและส่ง"
        if self.report.is_read_in:
            return "ส่วนกลางนำเข้าจากเอกสารให้ รอจังหวัดอ่านและยืนยัน"
        if self.report.state == State.RETURNED:
            return "ส่วนกลางส่งคืนให้แก้ไข ยังไม่ได้ส่งกลับ"
        return "อยู่ระหว่างจัดทำ" if self.steps else "เขียนครบทุกขั้นตอนแล้ว ยังไม่ได้รับรองและส่ง"

    @property
    def lines(self) -> list[str]:
        """What is lacking, a thing a line."""
        found = [self.state]
        if self.questions:
            found.append(f"ข้อทักท้วงที่ยังไม่ได้ชี้แจง {self.questions} ข้อ")
        if self.steps and not self.waits_for_head:
            found.append(f"ขั้นตอนที่ยังไม่มีแถวหรือผลการดำเนินการ {len(self.steps)} ขั้นตอน")
            found += [f"   · {title}" for title in self.steps]
        return found

    @property
    def words(self) -> str:
        """The same as a text for people, digits Thai."""
        return "\n".join(
            line if line.startswith(" ") else f"- {line}"
            for line in map(thai.thai_digits_in_text, self.lines)
        )


def unfinished(round_: Round, provinces: Collection[Province] | None = None) -> list[Unfinished]:
    """Those of a round (or of some provinces) in the order of their codes; nobody once it is closed.

    A report that was sent before and came back without a day is nobody's debt. Constant in queries.
    """
    if round_.is_closed:
        return []
    prefetch_related_objects([round_], "extensions")
    wanted = Province.objects.with_office()
    if provinces is not None:
        wanted = wanted.filter(pk__in=[one.pk for one in provinces])
    reports = _reports(round_, wanted)
    drafts = content.drafts([one for one in reports.values() if one.state in EDITABLE])
    asked = _questions(round_)
    found = []
    for province in wanted:
        report = reports.get(province.pk)
        if report is None:
            found.append(Unfinished(province, None, round_.due_for(province)))
        elif _is_owed(report):
            steps = _steps_without_result(drafts[report.pk])
            found.append(Unfinished(province, report, report.due(), steps, asked.get(report.pk, 0)))
    return found


def _reports(round_: Round, provinces) -> dict[int, Report]:
    sent = Submission.objects.filter(report=OuterRef("pk"))
    reports = Report.objects.filter(round=round_, province__in=provinces).select_related(
        "province", "calendar"
    )
    found = {one.province_id: one for one in reports.annotate(was_sent=Exists(sent)).defer("raw")}
    for report in found.values():
        report.round = round_
    return found


def _is_owed(report: Report) -> bool:
    return report.state in EDITABLE and (not report.was_sent or report.due_on is not None)


def _questions(round_: Round) -> dict[int, int]:
    """Report id → how many questions that were sent have no answer and are not settled."""
    waiting = Comment.objects.sent().open().filter(report__round=round_, reply="")
    counted = waiting.order_by().values("report").annotate(count=Count("pk"))
    return {one["report"]: one["count"] for one in counted}


def _steps_without_result(draft) -> tuple[str, ...]:
    answered = set(draft.answered_steps())
    return tuple(step.title for step in draft.calendar_steps if step.code not in answered)
