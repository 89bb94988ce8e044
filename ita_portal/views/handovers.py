"""บันทึกส่งมอบงาน: writing one, and saying that it was read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal import access, actions, office
from ita_portal.models import HandoverNote, User
from ita_portal.people_forms import HandoverForm
from ita_portal.views.kept import words_kept


@words_kept(HandoverForm, back="people", button="ส่งบันทึก")
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def handover_write(request, pk):
    """A note on the work of one of the office: one's own, or anybody's by the head."""
    about = get_object_or_404(User, pk=pk, province=request.user.province_id)
    if about.pk != request.user.pk and not request.user.is_head:
        raise PermissionDenied("เขียนบันทึกส่งมอบงานแทนผู้อื่นได้เฉพาะหัวหน้าสำนักงานจังหวัด")
    successors = office.colleagues(request.user, but=about)
    if request.method != "POST":
        return _page(request, about, HandoverForm(people=successors))
    form = HandoverForm(request.POST, people=successors)
    if not form.is_valid():
        return _page(request, about, form, status=422)
    try:
        actions.write_handover(about=about, by=request.user, **form.cleaned_data)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, about, form, status=409)
    messages.success(request, "ส่งบันทึกส่งมอบงานแล้ว ผู้รับช่วงจะเห็นที่หน้างานของจังหวัด")
    return redirect("people")


def _page(request: HttpRequest, about: User, form, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "about": about, "own": about.pk == request.user.pk}
    return render(request, "people/handover.html", context, status=status)


@access.province_people
@require_POST
def handover_read(request, pk):
    """อ่านแล้ว: home shows the note no more; it stays on the page of the office."""
    seen = HandoverNote.objects.seen_by(request.user)
    try:
        actions.read_handover(note=get_object_or_404(seen, pk=pk), by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
        return redirect("people")
    messages.success(request, "บันทึกว่าอ่านแล้ว บันทึกส่งมอบงานยังอ่านได้ที่หน้าคนในสำนักงาน")
    return redirect("desk")
