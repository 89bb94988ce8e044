"""สิ่งที่แก้ไข (เดิม → ใหม่) between any two versions of a report: at the centre, and for its own province."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ita_portal import access, thai
from ita_portal.models import User
from reports import content
from reports.asked import after_return, since_return
from reports.comparing import OTHER_ROUND, SAME_VERSION, comparison, why_not
from reports.desk import moves_of
from reports.models import Report, Submission
from reports.views.editor import own_report
from reports.workflow import Move

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Version:
    """One version to choose: the value of its option, and what it is called."""

    value: str
    label: str
    submission: Submission | None = None


class Asked(Exception):
    """What the address asks for cannot be compared; the sentence says why."""


@access.centre
def report_differences(request, pk):
    """Two submissions of a report; unless told otherwise the newest, against the one that this person read last."""
    report = get_object_or_404(Report.objects.select_related("round", "province"), pk=pk)
    versions = _sent(report)
    default = _seen_last(report, versions, request.user)
    back = (reverse("review_report", args=[pk]), report.province)
    return _page(request, report, versions, default, back=back)


@access.province_people
def report_changes(request, pk):
    """The same for the province: its submissions, and the draft against the one sent last."""
    report = own_report(request, pk)
    versions = _sent(report)
    if report.is_editable:
        versions = [Version(DRAFT, "ร่างตามที่บันทึกไว้"), *versions]
        back = (reverse("report_check", args=[pk]), "ตรวจทานก่อนส่ง")
    else:
        back = (reverse("report_receipt", args=[pk]), "ใบตอบรับการส่งรายงาน")
    default = versions[1] if len(versions) > 1 else None
    return _page(request, report, versions, default, back=back)


def _sent(report: Report) -> list[Version]:
    """The submissions without their content, newest first."""
    sent = report.submissions.defer("content").order_by("-number")
    return [Version(str(one.pk), _label(one), one) for one in sent]


def _label(submission: Submission) -> str:
    at = thai.write_datetime(submission.submitted_at)
    return thai.to_thai_digits(f"ฉบับที่ส่ง ครั้งที่ {submission.number} ({at})")


def _seen_last(report: Report, versions: Sequence[Version], user: User) -> Version | None:
    """What this person read last before the newest, else what was accepted or returned last, else the one before."""
    earlier = {one.submission.pk: one for one in versions[1:]}
    read = (
        Submission.objects.filter(
            pk__in=earlier, read_marks__by=user, read_marks__whole_at__isnull=False
        )
        .order_by("-number")
        .values_list("pk", flat=True)
    )
    decided = (
        report.state_changes.filter(
            move__in=(Move.ACCEPT, Move.RETURN), submission__in=earlier.keys()
        )
        .order_by("-at", "-pk")
        .values_list("submission", flat=True)
    )
    found = read.first() or decided.first()
    return earlier[found] if found else next(iter(earlier.values()), None)


def _page(
    request: HttpRequest,
    report: Report,
    versions: Sequence[Version],
    default: Version | None,
    *,
    back: tuple[str, object],
) -> HttpResponse:
    context = {
        "report": report,
        "round": report.round,
        "versions": versions,
        "back_url": back[0],
        "back_label": back[1],
    }
    status = 200
    if len(versions) > 1:
        try:
            context |= _compared(request, report, versions, default)
        except Asked as refusal:
            context |= {"refusal": str(refusal), "old": default, "new": versions[0]}
            status = 422
    return render(request, "differences/page.html", context, status=status)


def _compared(
    request: HttpRequest, report: Report, versions: Sequence[Version], default: Version
) -> dict:
    old = _chosen(request, report, versions, "old", default)
    new = _chosen(request, report, versions, "new", versions[0])
    if old == new:
        raise Asked(SAME_VERSION)
    places = list(versions)
    if places.index(old) < places.index(new):  # The newer one is always read as the new one.
        old, new = new, old
    # With their content, of both in one query.
    read = Submission.objects.in_bulk([one.submission.pk for one in (old, new) if one.submission])
    before = read[old.submission.pk].document
    frozen = read[new.submission.pk] if new.submission else None
    after = frozen.document if frozen else content.draft(report)
    if reason := why_not(before, after):
        raise Asked(reason)
    asked = (
        after_return(report, frozen) if frozen else since_return(report, after, moves_of(report))
    )
    return {"old": old, "new": new, "comparison": comparison(before, after, asked)}


def _chosen(
    request: HttpRequest, report: Report, versions: Sequence[Version], name: str, default: Version
) -> Version:
    """The version that the address names. Raises Http404, and Asked for one of another round."""
    value = request.GET.get(name, "")
    if not value:
        return default
    found = next((one for one in versions if one.value == value), None)
    if found:
        return found
    if value.isascii() and value.isdigit() and len(value) <= 18:
        others = Submission.objects.filter(report__in=Report.objects.visible_to(request.user))
        if others.filter(pk=int(value)).exists():
            raise Asked(OTHER_ROUND)
    raise Http404
