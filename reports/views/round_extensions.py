"""ขยายเวลา: for one province, several or all in one act, with everything that was ever extended below."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import actions as rounds
from calendar_app.models import Round, RoundExtension
from calendar_app.round_forms import ExtensionForm, OptionalReasonForm
from calendar_app.round_warnings import day_off, with_weekday
from calendar_app.workdays import next_working_day
from ita_portal import access, thai
from ita_portal.models import Province
from ita_portal.views.kept import words_kept
from reports import overview
from reports.round_desk import desk, holidays_of, years_without_holidays

SHOWN_OF_HISTORY = 60


@words_kept(ExtensionForm, back="round_extensions", button="ขยายเวลา", given=("pk",))
@access.centre_reads
@require_http_methods(["GET", "HEAD", "POST"])
def round_extensions(request, pk):
    """The form and the list; a day on which offices are closed is asked about first."""
    round_ = get_object_or_404(Round, pk=pk)
    every = list(Province.objects.with_office())
    if request.method != "POST":
        return _page(request, round_, every, _form(round_, every))
    form = _form(round_, every, _posted(request))
    if not form.is_valid():
        return _page(request, round_, every, form, status=422)
    due_on = form.cleaned_data["due_on"]
    known = holidays_of(due_on)
    if (why := day_off(due_on, known)) and not request.POST.get("as_it_is"):
        asked = (f"{with_weekday(due_on)} {why}", next_working_day(due_on, known))
        return _page(request, round_, every, form, asked=asked, status=422)
    try:
        done = rounds.extend_several(
            round=round_,
            provinces=form.chosen,
            due_on=due_on,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
    except rounds.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, round_, every, form, status=409)
    _say(request, done, due_on)
    return redirect("round_extensions", pk)


def _form(round_: Round, every: list[Province], data=None) -> ExtensionForm:
    return ExtensionForm(data, every=every, due_for_all=round_.due_on)


def _posted(request: HttpRequest):
    """What was typed; the button with the next working day puts it into the box."""
    try:
        day = date.fromisoformat(request.POST.get("use_day", ""))
    except ValueError:
        return request.POST
    data = request.POST.copy()
    data["due_on"] = thai.write_date(day)
    return data


def _say(request: HttpRequest, done: rounds.Extended, due_on: date) -> None:
    until = thai.write_date(due_on)
    names = [str(one.province) if one.province else "ทุกจังหวัด" for one in done.made]
    if names:
        listed = " ".join(names[:5]) + (
            f" และอีก {thai.to_thai_digits(len(names) - 5)} จังหวัด" if len(names) > 5 else ""
        )
        messages.success(request, f"ขยายเวลาถึงวันที่ {until} ให้ {listed} แล้ว จังหวัดเห็นที่หน้างานของจังหวัด")
    kept = [one.name for one in done.kept]
    if kept:
        messages.info(request, f"คงกำหนดเดิมที่เท่ากันหรือช้ากว่าอยู่แล้ว: {' '.join(kept)}")
    elif not names:
        messages.info(request, f"ทุกจังหวัดขยายเวลาถึงวันที่ {until} หรือช้ากว่าอยู่แล้ว จึงไม่มีสิ่งใดเปลี่ยน")


# What is shown -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ticked:
    """One province of the form: how it stands, its due date, whether it is ticked."""

    row: overview.ProvinceRow
    is_ticked: bool

    @property
    def key(self) -> str:
        return str(self.row.province.pk)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the history of extensions; `who` is empty for a command of the server."""

    at: datetime
    who: str
    what: str
    reason: str


KINDS = {"+": "ขยายเวลาให้", "~": "แก้การขยายเวลาของ", "-": "ถอนการขยายเวลาของ"}


def _deeds(round_: Round) -> list[Deed]:
    """The newest of the round's: one query."""
    rows = RoundExtension.history.filter(round=round_).select_related("history_user", "province")
    return [
        Deed(
            row.history_date,
            str(row.history_user or ""),
            f"{KINDS[row.history_type]}{row.province or 'ทุกจังหวัด'} ถึงวันที่ {thai.write_date(row.due_on)}",
            (row.history_change_reason or "") if row.history_type == "-" else row.reason,
        )
        for row in rows.order_by("-history_date", "-history_id")[:SHOWN_OF_HISTORY]
    ]


def _regions(rows: list[overview.ProvinceRow], form: ExtensionForm):
    """(region, whether it is ticked, its provinces) in the order of their names."""
    provinces, regions = form.ticked
    names = sorted({row.province.region for row in rows})
    return [
        (
            name,
            name in regions,
            [
                Ticked(row, str(row.province.pk) in provinces)
                for row in rows
                if row.province.region == name
            ],
        )
        for name in names
    ]


def _page(
    request: HttpRequest,
    round_: Round,
    every: list[Province],
    form: ExtensionForm,
    *,
    asked: tuple[str, date] | None = None,
    refused: tuple[int, OptionalReasonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    prefetch_related_objects([round_], "extensions__province")
    rows = overview.province_rows(round_, today)
    known = holidays_of(round_.due_on)
    context = {
        **desk(round_, request.user, "round_extensions", today),
        "form": form,
        "regions": _regions(rows, form),
        "extensions": sorted(
            round_.extensions.all(), key=lambda one: (one.province is not None, one.province_id)
        ),
        "asked": asked,
        "refused": refused,
        "deeds": _deeds(round_),
        "years_without_holidays": years_without_holidays(known, round_.due_on),
    }
    return render(request, "rounds/extensions.html", context, status=status)


@words_kept(OptionalReasonForm, back="round_extensions", button="ถอนการขยายเวลา", given=("pk",))
@access.central_admin
@require_POST
def round_extension_take_back(request, pk, extension_pk):
    """The day of before holds again; done twice, the second time only says so."""
    round_ = get_object_or_404(Round, pk=pk)
    extension = round_.extensions.select_related("province").filter(pk=extension_pk).first()
    if extension is None:
        messages.info(request, "การขยายเวลานี้ถอนไปแล้ว")
        return redirect("round_extensions", pk)
    form = OptionalReasonForm(request.POST)
    if not form.is_valid():
        every = list(Province.objects.with_office())
        page = {"refused": (extension_pk, form), "status": 422}
        return _page(request, round_, every, _form(round_, every), **page)
    whose = extension.province or "ทุกจังหวัด"
    try:
        reason = form.cleaned_data["reason"]
        rounds.take_back_extension(extension=extension, by=request.user, reason=reason)
    except rounds.Refused as refused:
        messages.info(request, refused.message)
    else:
        messages.success(request, f"ถอนการขยายเวลาของ{whose}แล้ว")
    return redirect("round_extensions", pk)
