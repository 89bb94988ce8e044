"""ประวัติการใช้งาน for who oversees the portal: who read, changed, sent, returned, accepted, took away, signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ita_portal import access, tables, thai
from ita_portal.models import AuditSeal
from reports import audit_list
from reports.forms.audit import AuditFilter

FORM = tables.Form(
    "ประวัติการใช้งาน",
    (
        tables.Column("at", "เมื่อ", is_key=True),
        tables.Column("name", "ผู้ใช้"),
        tables.Column("role", "บทบาท"),
        tables.Column("office", "สังกัด"),
        tables.Column("kind", "ประเภท"),
        tables.Column("what", "ทำอะไร"),
        tables.Column("subject", "เรื่อง"),
        tables.Column("address", "เลขที่อยู่ไอพี"),
    ),
)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITE = {
    "csv": lambda rows: ("\ufeff" + tables.write_csv(FORM, rows)).encode(),
    "xlsx": lambda rows: tables.write_workbook(FORM, rows),
}


@access.auditor
def audit_log(request):
    """A page of entries, newest first; `before` in the address is the entry that the page before ended with."""
    form = AuditFilter(request.GET)
    entries = form.wanted.entries()
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    found = list(entries[: audit_list.PAGE + 1])
    shown = found[: audit_list.PAGE]
    context = {
        "form": form,
        "told": audit_list.told(shown),
        "older": shown[-1].pk if len(found) > len(shown) else None,
        "is_first": not before,
        "most": audit_list.MOST,
        "head": AuditSeal.objects.order_by("-place").first(),
    }
    return render(request, "audit/list.html", context)


@access.auditor
def audit_file(request, format):
    """What is looked for as a table file; the first lines of a list that is too long, which it says."""
    wanted = AuditFilter(request.GET).wanted
    told = audit_list.told(wanted.entries()[: audit_list.MOST])
    rows = [_row(one) for one in told]
    response = HttpResponse(WRITE[format](rows), content_type=TYPES[format])
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="ita-audit-{day}.{format}"'
    return response


def _row(told: audit_list.Told) -> list[str]:
    entry = told.entry
    return [
        timezone.localtime(entry.at).isoformat(timespec="seconds"),
        *(entry.name, entry.role, entry.office, entry.kind, entry.what),
        *(thai.to_arabic_digits(told.subject), entry.address),
    ]
