"""แจ้งเตือน: everything a person is told, what is unread first; marked as read by acts of theirs alone."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from ita_portal import access, actions, thai
from ita_portal import notices as told
from ita_portal.models import Notice


@access.signed_in
def notices(request):
    """One page of them at a time; opening it marks nothing."""
    now = timezone.now()
    pages = Paginator(told.told_to(request.user, now), told.A_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "unread": getattr(request.user, "unread_notices", 0),
        "now": now,
    }
    return render(request, "notices/list.html", context)


@access.signed_in
@require_POST
def notice_read(request, pk):
    """อ่านแล้ว; with `open` on to what it tells of."""
    theirs = Notice.objects.visible(timezone.now()).told_to(request.user)
    notice = get_object_or_404(theirs, pk=pk)
    actions.mark_read(notice=notice, by=request.user)
    if "open" in request.POST and notice.url:
        return redirect(notice.url)
    return redirect("notices")


@access.signed_in
@require_POST
def notices_read_all(request):
    """Everything that stood on the page; what came meanwhile stays unread."""
    count = actions.mark_all_read(by=request.user, until=_shown_at(request.POST.get("until", "")))
    if count:
        messages.success(request, f"ทำเครื่องหมายว่าอ่านแล้ว {thai.to_thai_digits(count)} เรื่อง")
    return redirect("notices")


def _shown_at(typed: str) -> datetime:
    try:
        moment = parse_datetime(typed)
    except ValueError:
        moment = None
    return moment if moment and timezone.is_aware(moment) else timezone.now()
