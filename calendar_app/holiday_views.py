"""วันหยุดราชการ: the days off of a year, added one by one or pasted as a list; the centre reads, central admins write."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import actions
from calendar_app.forms import FIRST_YEAR, LAST_YEAR
from calendar_app.holiday_lines import Pasted, read_lines
from calendar_app.models import Holiday, Round
from calendar_app.round_warnings import with_weekday
from calendar_app.workdays import SATURDAY
from ita_portal import access, thai
from ita_portal.forms import DayField
from ita_portal.models import Role
from ita_portal.people_forms import TextField
from ita_portal.views.kept import words_kept

LONGEST_LIST = 20_000


class HolidayForm(forms.Form):
    """One day off."""

    day = DayField(
        label="วันที่",
        help_text="พิมพ์วันเดียว เช่น 13 เม.ย. 2568",
        error_messages={"required": "โปรดพิมพ์วันที่"},
    )
    name = TextField(
        label="ชื่อวันหยุด",
        max_length=Holiday._meta.get_field("name").max_length,
        help_text="เช่น วันสงกรานต์ หรือ วันหยุดชดเชยวันสงกรานต์",
        error_messages={"required": "โปรดพิมพ์ชื่อวันหยุด"},
    )


class HolidayListForm(forms.Form):
    """Several days, one on a line."""

    lines = TextField(
        label="วันหยุดหลายวัน",
        max_length=LONGEST_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="บรรทัดละหนึ่งวัน (หรือช่วงวันติดกัน) แล้วตามด้วยชื่อ วางจากตารางหรือประกาศได้ เช่น 13-15 เม.ย. 2568 วันสงกรานต์",
        error_messages={"required": "โปรดวางหรือพิมพ์รายการวันหยุด"},
    )


@words_kept(HolidayForm, back="holidays", button="เพิ่มวันหยุด")
@access.centre_reads
@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request):
    """The days off of the year that the address names; POST adds one, or names it anew."""
    if request.method != "POST":
        return _page(request, _year(request))
    form = HolidayForm(request.POST)
    if not form.is_valid():
        return _page(request, _year(request), form=form, status=422)
    try:
        saved = actions.save_holiday(by=request.user, **form.cleaned_data)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, _year(request), form=form, status=409)
    messages.success(request, f"บันทึก{with_weekday(saved.day)} {saved.name} แล้ว")
    if saved.day.weekday() >= SATURDAY:
        messages.info(request, "วันนี้ตรงกับวันเสาร์อาทิตย์ การนับวันทำการไม่เปลี่ยน หากมีวันหยุดชดเชย โปรดเพิ่มด้วย")
    return _to_year(thai.be_year(saved.day))


@words_kept(HolidayListForm, back="holidays", button="บันทึกทั้งรายการ")
@access.central_admin
@require_POST
def holidays_paste(request):
    """A pasted list: all of it, or nothing with each line told that is not understood."""
    year, form = _year(request), HolidayListForm(request.POST)
    if not form.is_valid():
        return _page(request, year, list_form=form, status=422)
    pasted = read_lines(form.cleaned_data["lines"], year)
    if pasted.bad or not pasted.days:
        return _page(request, year, list_form=form, pasted=pasted, status=422)
    try:
        saved = actions.save_holidays(days=pasted.days, by=request.user)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, year, list_form=form, status=409)
    counts = [saved.added, saved.renamed, saved.same]
    added, renamed, same = map(thai.to_thai_digits, counts)
    messages.success(request, f"บันทึกแล้ว: เพิ่ม {added} วัน เปลี่ยนชื่อ {renamed} วัน คงเดิม {same} วัน")
    return _to_year(thai.be_year(min(pasted.days)))


@access.central_admin
@require_POST
def holiday_remove(request, pk):
    """Offices work on that day after all; done twice, the second time only says so."""
    holiday = Holiday.objects.filter(pk=pk).first()
    if holiday is None:
        messages.info(request, "วันหยุดนี้นำออกไปแล้ว")
        return _to_year(_year(request))
    named, year = str(holiday), thai.be_year(holiday.day)
    actions.delete_holiday(holiday=holiday, by=request.user)
    messages.success(request, f"นำ {named} ออกแล้ว วันนั้นนับเป็นวันทำการ")
    return _to_year(year)


def _year(request: HttpRequest) -> int:
    """The year (พ.ศ.) that was asked for, else the present one."""
    asked = request.GET.get("year") or request.POST.get("year") or ""
    found = thai.to_arabic_digits(asked)
    today = thai.be_year(timezone.localdate())
    year = int(found) if found.isascii() and found.isdecimal() and len(found) == 4 else today
    return year if FIRST_YEAR <= year <= LAST_YEAR else today


def _to_year(year: int) -> HttpResponse:
    return redirect(f"{reverse('holidays')}?year={year}")


def _page(
    request: HttpRequest,
    year: int,
    *,
    form: HolidayForm | None = None,
    list_form: HolidayListForm | None = None,
    pasted: Pasted | None = None,
    status: int = 200,
) -> HttpResponse:
    known = list(Holiday.objects.filter(day__year=year - thai.BUDDHIST_ERA))
    context = {
        "year": year,
        "years": _years(year),
        "days": [(one, with_weekday(one.day)) for one in known],
        "form": form or HolidayForm(),
        "list_form": list_form or HolidayListForm(),
        "pasted": pasted,
        "may_write": request.user.role == Role.CENTRAL_ADMIN,
    }
    return render(request, "rounds/holidays.html", context, status=status)


def _years(shown: int) -> list[tuple[int, bool]]:
    """(year, whether days off are known) of every year with days, rounds or work: newest first."""
    known = {thai.be_year(day) for day in Holiday.objects.dates("day", "year")}
    rounds = {thai.be_year(day) for day in Round.objects.dates("due_on", "year")}
    today = thai.be_year(timezone.localdate())
    every = known | rounds | {shown, today, today + 1}
    return [(year, year in known) for year in sorted(every, reverse=True)]
