"""The admin of calendars and rounds: revisions are copied, edited as drafts and put in force; rounds open and close."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from calendar_app import actions, letter_words
from calendar_app.forms import (
    CloseForm,
    ExtensionForm,
    ExtensionFormSet,
    OpenAgainForm,
    RevisionForm,
    RoundForm,
    StepForm,
    StepFormSet,
)
from calendar_app.models import CalendarRevision, RevisionStep, Round, RoundExtension
from calendar_app.resources import (
    RevisionStepResource,
    RoundExtensionResource,
    RoundResource,
)
from ita_portal import thai
from ita_portal.admin import ChosenForm, OutAndIn, OwnBoxes, ThroughActions, column
from ita_portal.typed import shown_window


class Inline(OwnBoxes, admin.TabularInline):
    """Rows of an admin page that `save_formset` of the page saves by actions."""

    extra = 1

    def get_fields(self, request, obj=None):
        token = ["seen"] if self.has_change_permission(request, obj) else []
        return [*super().get_fields(request, obj), *token]


# Calendars ---------------------------------------------------------------------------------------


class Steps(Inline):
    model = RevisionStep
    form = StepForm
    formset = StepFormSet
    fields = ["order", "code", "title", "when", "owner", "guidance", "sentence"]
    verbose_name = "ขั้นตอน"
    verbose_name_plural = "ขั้นตอนตามปฏิทิน"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("step")

    def has_add_permission(self, request, obj):
        return is_draft(obj)

    def has_change_permission(self, request, obj=None):
        return is_draft(obj)

    def has_delete_permission(self, request, obj=None):
        return is_draft(obj)

    @admin.display(description="รหัส")
    def code(self, edition):
        return edition.step.code

    @admin.display(description="ช่วงระยะเวลา")
    def when(self, edition):
        return shown_window(edition.window)


def is_draft(revision: CalendarRevision | None) -> bool:
    return revision is None or revision.is_draft


class RevisionChosenForm(ChosenForm):
    """One file holds one revision; the newest, unless another is chosen."""

    revision = forms.ModelChoiceField(CalendarRevision.objects.all(), label="ฉบับ", empty_label=None)


@admin.register(CalendarRevision)
class CalendarRevisionAdmin(OutAndIn, ThroughActions):
    form = RevisionForm
    change_form_template = "admin/calendar_app/revision.html"
    list_display = ["name", "standing", "step_count", "complete", "note"]
    list_filter = [("fiscal_year", admin.AllValuesFieldListFilter)]
    resource_classes = [RevisionStepResource]
    export_form_class = RevisionChosenForm
    file_name = "calendar-steps"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(steps_in_it=Count("steps"))

    @admin.display(description="ฉบับ", ordering=("-fiscal_year"))
    def name(self, revision):
        return thai.to_thai_digits(
            f"ปีงบประมาณ พ.ศ. {revision.fiscal_year} ฉบับปรับปรุงครั้งที่ {revision.number}"
        )

    @admin.display(description="สถานะ")
    def standing(self, revision):
        if revision.is_draft:
            return "ร่าง"
        return f"มีผลใช้ตั้งแต่ {thai.write_date(revision.in_force_since)}"

    @admin.display(description="ขั้นตอน", ordering="steps_in_it")
    def step_count(self, revision):
        return thai.to_thai_digits(revision.steps_in_it)

    def get_fields(self, request, obj=None):
        first = ["name", "standing"] if obj else ["fiscal_year"]
        return [*first, "note", "complete"]

    def get_readonly_fields(self, request, obj=None):
        return ["name", "standing"] if obj else []

    def get_inlines(self, request, obj):
        """A new revision is saved first: its year completes the windows of its steps."""
        return [Steps] if obj else []

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_draft(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_draft(obj)

    def get_export_filename(self, request, queryset, file_format):
        """With the revision that the form of the page has found to be one."""
        chosen = CalendarRevision.objects.get(pk=request.POST["revision"])
        name = super().get_export_filename(request, queryset, file_format)
        edition = f"{self.file_name}-{chosen.fiscal_year}-{chosen.number}"
        return name.replace(self.file_name, edition, 1)

    def save_row(self, row, *, by, form):
        actions.save_revision(revision=row, by=by, seen=form.cleaned_data.get("seen") or None)

    def delete_row(self, row, *, by):
        actions.delete_revision(revision=row, by=by)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)  # fills the lists that the page's message is made from
        for edition in formset.deleted_objects:
            actions.delete_step(edition=edition, by=request.user)
        for row in changed_rows(formset):
            edition = row.instance
            if edition.pk is None:
                edition.step = actions.step(
                    fiscal_year=edition.revision.fiscal_year,
                    code=row.cleaned_data["code"],
                    by=request.user,
                )
            actions.save_step(
                edition=edition, by=request.user, seen=row.cleaned_data.get("seen") or None
            )

    def response_add(self, request, obj, post_url_continue=None):
        return redirect("admin:calendar_app_calendarrevision_change", obj.pk)

    def get_urls(self):
        copy = self.admin_site.admin_view(require_POST(self.copy))
        put_in_force = self.admin_site.admin_view(self.put_in_force)
        return [
            path("<int:pk>/copy/", copy, name="calendar_app_calendarrevision_copy"),
            path("<int:pk>/in-force/", put_in_force, name="calendar_app_calendarrevision_in_force"),
            *super().get_urls(),
        ]

    def copy(self, request, pk):
        revision = get_object_or_404(CalendarRevision, pk=pk)
        copy = actions.copy_revision(revision=revision, by=request.user)
        self.message_user(request, f"ทำสำเนาเป็น{copy} (ร่าง) แล้ว โปรดแก้ไขแล้วประกาศใช้")
        return redirect("admin:calendar_app_calendarrevision_change", copy.pk)

    def put_in_force(self, request, pk):
        revision = get_object_or_404(CalendarRevision, pk=pk)
        if request.method == "POST" or not revision.is_draft:
            self._put_in_force(request, revision)
            return redirect("admin:calendar_app_calendarrevision_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "ประกาศใช้ปฏิทิน",
            "opts": self.opts,
            "revision": revision,
            "steps": revision.steps.count(),
            "rounds": followers(revision.fiscal_year),
            "ruling": CalendarRevision.objects.current(revision.fiscal_year),
        }
        return TemplateResponse(request, "admin/calendar_app/put_in_force.html", context)

    def _put_in_force(self, request, revision):
        try:
            actions.put_in_force(revision=revision, by=request.user)
        except actions.Refused as refused:
            self.message_user(request, refused.message, messages.ERROR)
        else:
            self.message_user(request, f"ประกาศใช้{revision} แล้ว", messages.SUCCESS)


def followers(fiscal_year: int):
    """The year's rounds that still take reports, with how many reports were begun in each.

    Those keep the revision they were begun with; reports begun from now on follow the new one.
    """
    return Round.objects.filter(fiscal_year=fiscal_year, closed_at__isnull=True).annotate(
        begun=Count("reports"),
        drafts=Count("reports", filter=Q(reports__state__in=["draft", "returned"])),
    )


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
