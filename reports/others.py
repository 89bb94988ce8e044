"""Who else has written in a report today, from its history: said in the editor, so that nothing has to be locked."""

from datetime import datetime, time

from django.db.models import Max
from django.utils import timezone

from ita_portal import thai
from ita_portal.models import User
from reports.models import Report


def others_today(report: Report, reader: User) -> str:
    """ชื่อ (ล่าสุด เวลา) of everybody but the reader, the latest first; empty where there is nobody. One query."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    edits = Report.history.filter(id=report.pk, changed_at__gte=midnight)
    others = edits.exclude(changed_by=reader).exclude(changed_by=None).order_by()
    found = others.values_list("changed_by__title", "changed_by__name", "changed_by__username")
    latest = found.annotate(last=Max("changed_at")).order_by("-last")
    return ", ".join(
        f"{f'{title}{name}' or username} (ล่าสุด {thai.write_time(last)})"
        for title, name, username, last in latest
    )
