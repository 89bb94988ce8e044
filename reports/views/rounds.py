"""A round as the centre sets it up: its days and form words, and the printed head before anything is saved."""

from copy import copy
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from calendar_app import actions as rounds
from calendar_app.forms import FIRST_YEAR, LAST_YEAR
from calendar_app.models import Round
from calendar_app.round_forms import DAYS, RoundForm
from calendar_app.round_warnings import moved
from ita_portal import access, thai
from ita_portal.models import Province
from ita_portal.views.kept import words_kept
from reports.round_desk import (
    days_of,
    desk,
    doubts,
    holidays_of,
    may_write,
    work_in,
    years_without_holidays,
)
from reports.round_preview import preview

EXISTS = "มีรอบนี้ของปีนี้อยู่แล้ว โปรดเลือกอีกรอบ หรือแก้ไขรอบที่มีอยู่"


@words_kept(RoundForm, back="years_home", button="เพิ่มรอบรายงาน")
@access.central_admin
@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request, fiscal_year):
    """A round of a year; its words are those of the last round, moved to this one."""
    if not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        return render(request, "404.html", status=404)
    there = set(Round.objects.filter(fiscal_year=fiscal_year).values_list("months", flat=True))
    if request.method != "POST":
        months = _wanted_months(request, there)
        begun = Round(fiscal_year=fiscal_year, **_taken_over(fiscal_year, months))
        return _new_page(request, fiscal_year, RoundForm(instance=begun), there)
    form = RoundForm(_posted(request), instance=Round(fiscal_year=fiscal_year))
    if form.is_valid() and form.instance.months in there:
        form.add_error("months", EXISTS)
    if not form.is_valid():
        return _new_page(request, fiscal_year, form, there, status=422)
    if "preview" in request.POST:
        return _new_page(request, fiscal_year, form, there, shown=form.instance)
    try:
        made = rounds.save_round(round=form.instance, by=request.user)
    except rounds.Refused as refused:
        form.add_error(None, refused.message)
        return _new_page(request, fiscal_year, form, there, status=409)
    messages.success(request, f"เพิ่ม{made} แล้ว จังหวัดยังไม่เห็นรอบนี้จนกว่าจะกดเปิดรอบรายงาน")
    return redirect("round_settings", made.pk)


def _wanted_months(request: HttpRequest, there: set[int]) -> int:
    missing = [months for months in (6, 12) if months not in there]
    asked = request.GET.get("months", "")
    return int(asked) if asked in ("6", "12") else (missing or [12])[0]


def _taken_over(fiscal_year: int, months: int) -> dict[str, object]:
    """The words of the last round with its year and months as they are now, and days that follow the round's end."""
    last = Round.objects.first()
    found = Round.objects.words_of_the_last()
    if last:
        change = {"year": (last.fiscal_year, fiscal_year), "months": (last.months, months)}
        for name in ("title", "footnote"):
            found[name] = moved(str(found[name]), **change)
    end = thai.round_window(fiscal_year, months).end
    first = date(end.year, end.month + 1, 1)
    return found | {
        "months": months,
        "as_of": end,
        "opens_on": first,
        "due_on": _a_month_later(first),
    }


def _a_month_later(first: date) -> date:
    """The last day of a month by its first: reports are due within it."""
    return first.replace(day=30 if first.month == 4 else 31)


def _new_page(
    request: HttpRequest,
    fiscal_year: int,
    form: RoundForm,
    there: set[int],
    *,
    shown: Round | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "fiscal_year": fiscal_year,
        "form": form,
        "there": sorted(there),
        **_looked_at(shown),
    }
    return render(request, "rounds/new.html", context, status=status)


@words_kept(RoundForm, back="round_settings", button="บันทึกการตั้งค่ารอบ", given=("pk",))
@access.centre_reads
@require_http_methods(["GET", "HEAD", "POST"])
def round_settings(request, pk):
    """Days and words of a round; what is doubtful about them is said, and settled by a click."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method != "POST":
        form = RoundForm(instance=copy(round_), may_write=may_write(request.user))
        return _settings_page(request, round_, form, shown=round_)
    form = RoundForm(_posted(request), instance=copy(round_))
    if not form.is_valid():
        return _settings_page(request, round_, form, status=422)
    if "preview" in request.POST:
        return _settings_page(request, round_, form, shown=form.instance, is_typed=True)
    try:
        rounds.save_round(round=form.instance, by=request.user, seen=form.cleaned_data["seen"])
    except rounds.Refused as refused:
        form.add_error(None, refused.message)
        return _settings_page(request, round_, form, status=409)
    messages.success(request, "บันทึกการตั้งค่ารอบแล้ว")
    return redirect("round_settings", pk)


def _posted(request: HttpRequest) -> QueryDict:
    """What was typed; a button that offers a day puts it into its box."""
    field, _, written = request.POST.get("use_day", "").partition(":")
    if field not in DAYS:
        return request.POST
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return request.POST
    data = request.POST.copy()
    data[field] = thai.write_date(day)
    return data


def _settings_page(
    request: HttpRequest,
    round_: Round,
    form: RoundForm,
    *,
    shown: Round | None = None,
    is_typed: bool = False,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        **desk(round_, request.user, "round_settings", today),
        "form": form,
        "work": work_in(round_),
        "is_typed": is_typed,
        **_looked_at(shown),
    }
    return render(request, "rounds/settings.html", context, status=status)


def _looked_at(shown: Round | None) -> dict:
    """The printed head of a round as saved or as typed, and what is doubtful about it."""
    if shown is None:
        return {}
    known = holidays_of(*days_of(shown))
    return {
        "doubts": doubts(shown, known),
        "years_without_holidays": years_without_holidays(known, *days_of(shown)),
        "body": preview(shown, Province.objects.with_office().first()),
    }
