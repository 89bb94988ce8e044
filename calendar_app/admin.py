"""The admin of rounds: table files alone, out and in."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html

from calendar_app.models import Round
from calendar_app.resources import RoundExtensionResource, RoundResource
from ita_portal import thai
from ita_portal.admin import OutAndIn, ThroughActions, column


@admin.register(Round)
class RoundAdmin(OutAndIn, ThroughActions):
    """Rounds and extensions as table files alone: pages of their own change them (reports/views/rounds.py)."""

    only_tables = True
    list_display = ["title_with_months", "opens", "due", "report_count", "manage"]
    list_display_links = None
    list_filter = [("fiscal_year", admin.AllValuesFieldListFilter), "months"]
    resource_classes = [RoundResource, RoundExtensionResource]
    file_name = "rounds"

    opens = column("opens_on", "วันเปิดรับรายงาน", thai.write_date_short)
    due = column("due_on", "กำหนดส่ง", thai.write_date_short)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(begun=Count("reports"))

    @admin.display(description="รอบรายงาน", ordering="fiscal_year")
    def title_with_months(self, round_):
        return thai.to_thai_digits(f"{round_.fiscal_year} · {round_.name}")

    @admin.display(description="เริ่มจัดทำแล้ว (จังหวัด)", ordering="begun")
    def report_count(self, round_):
        return thai.to_thai_digits(round_.begun)

    @admin.display(description="แก้ไข")
    def manage(self, round_):
        address = reverse("round_settings", args=[round_.pk])
        return format_html('<a href="{}">จัดการ{}</a>', address, round_)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
