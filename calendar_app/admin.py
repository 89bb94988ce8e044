"""The admin of rounds: they open and close."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from calendar_app import actions, letter_words
from calendar_app.forms import (
    CloseForm,
    ExtensionForm,
    ExtensionFormSet,
    OpenAgainForm,
    RoundForm,
)
from calendar_app.models import Round, RoundExtension
from calendar_app.resources import (
    RoundExtensionResource,
    RoundResource,
)
from ita_portal import thai
from ita_portal.admin import OutAndIn, OwnBoxes, ThroughActions, column


class Inline(OwnBoxes, admin.TabularInline):
    """Rows of an admin page that `save_formset` of the page saves by actions."""

    extra = 1

    def get_fields(self, request, obj=None):
        token = ["seen"] if self.has_change_permission(request, obj) else []
        return [*super().get_fields(request, obj), *token]


def changed_rows(formset: forms.BaseInlineFormSet) -> list[forms.ModelForm]:
    """The forms of a valid formset whose rows are to be saved."""
    return [
        form
        for form in formset.forms
        if form.has_changed() and not (formset.can_delete and formset._should_delete_form(form))
    ]


# Rounds ------------------------------------------------------------------------------------------


class Extensions(Inline):
    model = RoundExtension
    form = ExtensionForm
    formset = ExtensionFormSet
    fields = ["province", "due_on", "reason"]
    verbose_name = verbose_name_plural = "การขยายเวลา"


MEMO = ["memo_subject", "memo_to", "memo_body"]
LETTER = ["letter_subject", "letter_to", "letter_reference", "letter_body"]
PLACES = " · ".join(f"{{{name}}} {meaning}" for name, meaning in letter_words.PLACES.items())
WHAT_IS_FILLED_IN = f"คำในวงเล็บปีกกา ระบบเติมให้เมื่อจังหวัดดาวน์โหลดหนังสือ (พิมพ์เป็นภาษาอังกฤษตามนี้): {PLACES}"

HEADINGS = [
    ("heading_number", "heading_official", "heading_provincial"),
    ("heading_step", "heading_result", "heading_status"),
]


@admin.register(Round)
class RoundAdmin(OutAndIn, ThroughActions):
    form = RoundForm
    change_form_template = "admin/calendar_app/round.html"
    list_display = ["title_with_months", "opens", "due", "standing", "report_count"]
    list_filter = [("fiscal_year", admin.AllValuesFieldListFilter), "months"]
    inlines = [Extensions]
    fieldsets = [
        (None, {"fields": [("fiscal_year", "months"), "standing"]}),
        ("วัน", {"fields": [("as_of", "opens_on"), ("due_on", "publishes_on")]}),
        ("แบบรายงาน", {"fields": ["title", *HEADINGS, ("number_style", "text_size")]}),
        ("สถานะการดำเนินการ", {"fields": [("word_done", "word_in_progress", "word_not_due")]}),
        ("ในช่องผลการดำเนินการเมื่อเว้นว่าง", {"fields": [("word_nothing", "word_not_ours")]}),
        ("ท้ายรายงาน", {"fields": ["footnote", "show_contact", "show_signature", "show_qr"]}),
        ("การส่ง", {"fields": ["clerks_may_submit", "paper_path"]}),
        (
            "ผู้ประสานงานส่วนกลาง",
            {"fields": ["contact_unit", "contact_person", ("contact_phone", "contact_email")]},
        ),
        (
            "บันทึกข้อความถึงหัวหน้าสำนักงาน",
            {"fields": MEMO, "description": WHAT_IS_FILLED_IN},
        ),
        ("หนังสือนำส่งถึงกระทรวง", {"fields": LETTER, "description": WHAT_IS_FILLED_IN}),
    ]
    resource_classes = [RoundResource, RoundExtensionResource]
    file_name = "rounds"

    opens = column("opens_on", "วันเปิดรับรายงาน", thai.write_date_short)
    due = column("due_on", "กำหนดส่ง", thai.write_date_short)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(begun=Count("reports"))

    @admin.display(description="รอบรายงาน", ordering="fiscal_year")
    def title_with_months(self, round_):
        return thai.to_thai_digits(f"{round_.fiscal_year} · {round_.name}")

    @admin.display(description="สถานะ", empty_value="ยังไม่ได้บันทึก")
    def standing(self, round_):
        if round_.pk is None:
            return None
        if round_.is_closed:
            return f"ปิดรับรายงานแล้วเมื่อ {thai.write_datetime(round_.closed_at)}"
        if round_.has_opened(timezone.localdate()):
            return "เปิดรับรายงาน"
        return "ยังไม่ถึงวันเปิดรับรายงาน"

    @admin.display(description="เริ่มจัดทำแล้ว (จังหวัด)", ordering="begun")
    def report_count(self, round_):
        return thai.to_thai_digits(round_.begun)

    def get_readonly_fields(self, request, obj=None):
        return ["fiscal_year", "months", "standing"] if obj else ["standing"]

    def get_inlines(self, request, obj):
        return [Extensions] if obj else []

    def get_changeform_initial_data(self, request):
        return Round.objects.words_of_the_last() | super().get_changeform_initial_data(request)

    def save_row(self, row, *, by, form):
        actions.save_round(round=row, by=by, seen=form.cleaned_data.get("seen") or None)

    def delete_row(self, row, *, by):
        actions.delete_round(round=row, by=by)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for extension in formset.deleted_objects:
            actions.delete_extension(extension=extension, by=request.user)
        for row in changed_rows(formset):
            actions.extend(
                round=row.instance.round,
                province=row.instance.province,
                due_on=row.instance.due_on,
                reason=row.instance.reason,
                by=request.user,
                seen=row.cleaned_data.get("seen") or None,
            )

    def get_urls(self):
        close = self.admin_site.admin_view(self.close)
        open_again = self.admin_site.admin_view(self.open_again)
        return [
            path("<int:pk>/close/", close, name="calendar_app_round_close"),
            path("<int:pk>/open-again/", open_again, name="calendar_app_round_open_again"),
            *super().get_urls(),
        ]

    def close(self, request, pk):
        return self._act(
            request,
            pk,
            actions.close_round,
            CloseForm,
            title="ปิดรับรายงาน",
            explanation="จังหวัดที่ยังไม่ส่งจะส่งไม่ได้ เว้นแต่ได้รับการขยายเวลา และรายงานที่เผยแพร่แล้วยังอยู่ตามเดิม เหตุผลจะเก็บไว้กับรอบนี้",
        )

    def open_again(self, request, pk):
        return self._act(
            request,
            pk,
            actions.open_round_again,
            OpenAgainForm,
            title="เปิดรับรายงานอีกครั้ง",
            explanation="จังหวัดจะส่งรายงานในรอบนี้ได้อีก เหตุผลจะเก็บไว้ในประวัติของรอบ",
        )

    def _act(self, request, pk, act, form_class, *, title, explanation):
        """A page that asks for the reason of an act, and does it."""
        round_ = get_object_or_404(Round, pk=pk)
        form = form_class(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                act(round=round_, by=request.user, reason=form.cleaned_data["reason"])
            except actions.Refused as refused:
                form.add_error(None, refused.message)
            else:
                self.message_user(request, f"{title}: {round_} แล้ว", messages.SUCCESS)
                return redirect("admin:calendar_app_round_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "explanation": explanation,
            "opts": self.opts,
            "round": round_,
            "form": form,
        }
        return TemplateResponse(request, "admin/calendar_app/round_act.html", context)
