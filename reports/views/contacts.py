"""Contact data of the province: right as they are, or corrected by its own people."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.models import Round
from ita_portal import access
from ita_portal import actions as people
from ita_portal.models import Province
from ita_portal.views.kept import words_kept
from reports import actions
from reports.forms.contacts import ContactForm

SAVED = "บันทึกข้อมูลติดต่อแล้ว ร่างรายงานพิมพ์ตามข้อมูลใหม่ ฉบับที่ส่งแล้วคงเดิม"


@access.province_people
@require_POST
def contact_confirm(request, pk):
    """ถูกต้องแล้ว, in one click."""
    round_ = get_object_or_404(Round.objects.opened(timezone.localdate()), pk=pk)
    seen = request.POST.get("seen", "")
    try:
        actions.confirm_contacts(round=round_, by=request.user, seen=seen)
    except actions.Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "บันทึกแล้วว่าข้อมูลติดต่อถูกต้อง ระบบจะถามอีกครั้งในรอบถัดไป")
    return redirect("province_home")


@words_kept(ContactForm, back="province_home", button="บันทึกข้อมูลติดต่อ")
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request):
    """แก้ไข: what is printed under จัดทำโดย."""
    own = Province.objects.get(pk=request.user.province_id)
    if request.method != "POST":
        return _page(request, ContactForm(instance=own))
    form = ContactForm(request.POST, instance=own)
    if not form.is_valid():
        return _page(request, form, status=422)
    round_ = Round.objects.newest(timezone.localdate())
    try:
        actions.correct_contacts(
            province=own,
            round=None if round_ is None or round_.is_closed else round_,
            by=request.user,
            seen=form.cleaned_data["seen"],
        )
    except people.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, form, status=409)
    messages.success(request, SAVED)
    return redirect("province_home")


def _page(request, form: ContactForm, *, status: int = 200):
    return render(request, "province/contacts.html", {"form": form}, status=status)
