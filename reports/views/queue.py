"""The reviewer's queue of a round: what to read next, what waits for whom, what may be done with many."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import access, notices, office
from ita_portal.models import Province
from reports import queue
from reports.forms.queue import QueueFilter
from reports.round_places import round_places
from reports.views import downloads


@access.centre
def review_round(request, pk):
    """The queue of a round; what of it is shown is chosen in the address."""
    now, today = timezone.now(), timezone.localdate()
    rounds = list(Round.objects.opened(today))
    round_ = next((one for one in rounds if one.pk == pk), None) or get_object_or_404(Round, pk=pk)
    form = QueueFilter(request.GET, regions=Province.objects.with_office().regions())
    shown = queue.queue(round_, today, now, request.user, form.chosen())
    context = {
        "round": round_,
        "places_of_round": round_places(round_, "review_round"),
        "rounds": rounds,
        "form": form,
        "queue": shown,
        "today": today,
        "downloads": downloads.round_menu(round_),
        "may_import": request.user.may_review and not round_.is_closed,
        "newest_notice": notices.newest_important(request.user, now, but=["head_request"]),
        "waiting_heads": office.waiting_count(request.user),
    }
    return render(request, "review/round.html", context)
