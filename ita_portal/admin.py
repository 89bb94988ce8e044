"""The admin of provinces and people, and what every admin page of the portal does: save by actions alone."""

from collections.abc import Callable

from allauth.account import admin as account_admin  # noqa: F401  (registers what is taken off below)
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as auth_admin  # noqa: F401  (the same)
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tasks_db import admin as tasks_admin  # noqa: F401  (the same)
from django_tasks_db.models import DBTaskResult
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from simple_history.admin import SimpleHistoryAdmin

from ita_portal import actions, thai
from ita_portal.forms import CodeField, DayField, EmailField, PersonForm, RowForm, SlugField
from ita_portal.importing import CHANGED_MEANWHILE, CSV, XLSX, TableFile
from ita_portal.models import Province, User
from ita_portal.resources import ProvinceResource, UserResource
from ita_portal.tables import write_workbook

FILE_LIMIT = 2 * 1024 * 1024  # bytes


# The site ----------------------------------------------------------------------------------------


def may_enter(request: HttpRequest) -> bool:
    """Central admins. Others who are signed in are told whose pages these are."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied("หน้านี้สำหรับผู้ดูแลระบบส่วนกลาง")
    return request.user.is_authenticated


def change_own_password(request: HttpRequest, extra_context=None) -> HttpResponse:
    """One page for one's own password: the portal's."""
    return redirect("account_change_password")


admin.site.site_header = admin.site.site_title = "ระบบจัดการ ITA จังหวัด"
admin.site.index_title = "งานของผู้ดูแลระบบส่วนกลาง"
admin.site.empty_value_display = "–"
# Four lists need no second menu beside them; wide tables need the room.
admin.site.enable_nav_sidebar = False
admin.site.has_permission = may_enter
admin.site.password_change = change_own_password
# Rows are deleted one by one, each after its own question.
admin.site.disable_action("delete_selected")
# What a person may do follows from their role; nobody has an address to confirm; jobs mend themselves.
admin.site.unregister([Group, EmailAddress, DBTaskResult])


# Pages that save by actions ----------------------------------------------------------------------


def column(name: str, label: str, write: Callable) -> Callable:
    """A column of a list that writes a date or a number the Thai way."""

    @admin.display(description=label, ordering=name)
    def written(self, row):
        value = getattr(row, name)
        return None if value is None else write(value)

    return written


DAY_BOX = forms.TextInput(attrs={"autocomplete": "off", "size": 24})
NUMBER_BOX = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8})


# The buttons that Django puts beside a list of choices.
RELATED = ("can_add_related", "can_change_related", "can_delete_related", "can_view_related")


class OwnBoxes:
    """Mixed into pages and their rows: dates typed the Thai way, no buttons beside lists of choices."""

    formfield_overrides = {
        models.DateField: {"form_class": DayField, "widget": DAY_BOX},
        models.EmailField: {"form_class": EmailField},
        models.SlugField: {"form_class": SlugField},
        models.PositiveSmallIntegerField: {"widget": NUMBER_BOX},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for power in RELATED:
            if hasattr(field, "widget") and hasattr(field.widget, power):
                setattr(field.widget, power, False)
        return field


class ThroughActions(OwnBoxes, SimpleHistoryAdmin):
    """Saves and deletes by `save_row` and `delete_row`; what an action refuses is said on the same page."""

    form = RowForm
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    object_history_list_template = "admin/history_list.html"

    def save_row(self, row, *, by: User, form) -> None:
        raise NotImplementedError

    def delete_row(self, row, *, by: User) -> None:
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        self.save_row(obj, by=request.user, form=form)

    def delete_model(self, request, obj):
        self.delete_row(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        raise PermissionDenied("โปรดลบทีละรายการ")

    def changeform_view(self, request, *args, **kwargs):
        """A refusal that only the action could know comes back as an error of the form as typed."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except actions.Refused as refused:
            request.refusal = refused.message
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except actions.Refused as refused:
            messages.error(request, refused.message)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def get_fieldsets(self, request, obj=None):
        """With the token of the row in a form that can be saved."""
        first, *others = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return [first, *others]
        name, options = first
        return [(name, options | {"fields": [*options["fields"], "seen"]}), *others]

    def get_urls(self):
        """Without simple_history's page of one version: it could write an old row past the actions."""
        return super(SimpleHistoryAdmin, self).get_urls()

    def history_view_title(self, request, obj):
        return f"ประวัติการแก้ไข: {obj}"

    def revert_disabled(self, request, obj=None):
        return True


# Table files -------------------------------------------------------------------------------------


class FileForm(ImportForm):
    # What the packages' own form needs scripts for, the file itself tells.
    media = forms.Media()

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > FILE_LIMIT:
            raise forms.ValidationError("ไฟล์ใหญ่เกิน ๒ เมกะไบต์ โปรดตรวจว่าเป็นไฟล์ที่ถูกต้อง")
        return file


class ConfirmForm(ConfirmImportForm):
    """With the digest of what was looked at; `ticked` where something of it is weighty."""

    import_file_name = forms.RegexField("^[0-9a-f]{32}$", widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput)
    ticked = forms.BooleanField(required=False)


class ChosenForm(ExportForm):
    """A workbook, unless another kind of file is chosen."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["format"].choices = self.fields["format"].choices[1:]


class OutAndIn(ImportExportMixin):
    """Table files of an admin page: a form to fill in, the rows as they are, and both back in.

    An import is looked at first and confirmed then; all rows or none.
    """

    import_formats = [TableFile]
    formats = export_formats = [XLSX, CSV]
    import_form_class = FileForm
    confirm_form_class = ConfirmForm
    export_form_class = ChosenForm
    import_template_name, export_template_name = "admin/import.html", "admin/export.html"
    # So that spreadsheets read the Thai of a CSV.
    to_encoding = "utf-8-sig"
    # The history of each row says it already.
    skip_admin_log = True
    file_name = ""
    # Whether nothing is changed on the pages of one row, for other pages do.
    only_tables = False

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_form"
        view = self.admin_site.admin_view(require_safe(self.form_to_fill_in))
        return [path("import/form/<int:number>/", view, name=name), *super().get_urls()]

    def form_to_fill_in(self, request, number):
        """A workbook with heads, guidance and an example. `number`: which of the page's resources."""
        if number >= len(self.resource_classes):
            raise Http404
        form = self.resource_classes[number](by=request.user).form
        file = HttpResponse(write_workbook(form, example=True), content_type=XLSX.CONTENT_TYPE)
        name = (
            f"{self.file_name}-form.xlsx" if number == 0 else f"{self.file_name}-form-{number}.xlsx"
        )
        file["Content-Disposition"] = f'attachment; filename="{name}"'
        return file

    def get_resource_kwargs(self, request, form=None, **kwargs):
        confirmed = getattr(form, "cleaned_data", {})
        given = {name: confirmed[name] for name in ("shown", "ticked") if name in confirmed}
        return {"by": request.user} | given

    def get_import_data_kwargs(self, **kwargs):
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def get_import_context_data(self, **kwargs):
        forms_ = [resource().form for resource in self.resource_classes]
        return super().get_import_context_data(**kwargs) | {"tables": forms_}

    def get_export_filename(self, request, queryset, file_format):
        return f"{self.file_name}-{timezone.localdate()}.{file_format.get_extension()}"

    def process_import(self, request, **kwargs):
        """The confirmed import; a file that has gone from the cache is asked for again."""
        form = self.create_confirm_form(request)
        if request.method == "POST" and not (form.is_valid() and self._file_is_there(form)):
            messages.error(request, "ไฟล์ที่ตรวจดูไว้หมดอายุหรือนำเข้าไปแล้ว โปรดเลือกไฟล์อีกครั้ง")
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")
        return super().process_import(request, **kwargs)

    def _file_is_there(self, form) -> bool:
        named = form.cleaned_data
        known = named["format"] == "0" and named["resource"] in self._resource_numbers()
        storage = self.get_tmp_storage_class()(name=named["import_file_name"])
        return known and storage.read() is not None

    def _resource_numbers(self) -> list[str]:
        return ["", *map(str, range(len(self.resource_classes)))]

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            for sentence in result.sentences or [CHANGED_MEANWHILE]:
                messages.error(request, sentence)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")
        return super().process_result(result, request)

    def add_success_message(self, result, request):
        counts = [result.totals[kind] for kind in ("new", "update", "skip")]
        new, changed, same = map(thai.to_thai_digits, counts)
        messages.success(
            request, f"นำเข้าแล้ว: เพิ่ม {new} รายการ แก้ไข {changed} รายการ คงเดิม {same} รายการ"
        )
        for remark in result.remarks:
            messages.info(request, remark)


# Provinces and people ----------------------------------------------------------------------------


class Named(admin.AllValuesFieldListFilter):
    """Choices of a filter without the empty one, which nobody could read."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.lookup_choices = [value for value in self.lookup_choices if value != ""]


@admin.register(Province)
class ProvinceAdmin(OutAndIn, ThroughActions):
    list_display = ["name", "code", "region", "inspection_zone", "phone", "contact_person"]
    list_filter = [
        ("region", Named),
        ("cluster", Named),
        ("inspection_zone", Named),
        "has_office",
    ]
    search_fields = ["name", "name_en", "slug", "code", "unit", "contact_person"]
    search_help_text = "ชื่อ รหัส หน่วยงาน หรือผู้ประสานงาน"
    fieldsets = [
        (
            None,
            {"fields": ["name", "name_en", "abbr", "code", "iso", "slug", "has_office"]},
        ),
        ("การจัดกลุ่ม", {"fields": ["region", ("cluster_no", "cluster"), "inspection_zone"]}),
        (
            "ผู้จัดทำรายงาน (พิมพ์ใต้ “จัดทำโดย”)",
            {"fields": ["unit", "contact_person", ("phone", "mt_phone"), "email"]},
        ),
    ]
    resource_classes = [ProvinceResource]
    file_name = "provinces"

    def get_readonly_fields(self, request, obj=None):
        return ["code", "slug"] if obj else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("code", "iso"):
            kwargs["form_class"] = CodeField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_row(self, row, *, by, form):
        actions.save_province(province=row, by=by, seen=form.cleaned_data.get("seen") or None)

    def delete_row(self, row, *, by):
        actions.delete_province(province=row, by=by)


@admin.register(User)
class UserAdmin(OutAndIn, ThroughActions):
    form = PersonForm
    resource_classes = [UserResource]
    file_name = "accounts"
    list_display = ["username", "full_name", "role", "province", "is_active", "signed_in"]
    list_filter = ["role", "is_active", ("province__region", Named)]
    list_select_related = ["province"]
    search_fields = ["username", "name", "post", "province__name"]
    search_help_text = "ชื่อผู้ใช้ ชื่อและนามสกุล ตำแหน่ง หรือจังหวัด"
    fieldsets = [
        (None, {"fields": ["username", ("title", "name"), "post", "role", "province"]}),
        ("ติดต่อ", {"fields": ["phone", "email"]}),
        ("การเข้าสู่ระบบ", {"fields": ["is_active", "password1", "password2"]}),
    ]

    full_name = column("full_name", "ชื่อและนามสกุล", str)
    full_name.admin_order_field = "name"
    signed_in = column("last_login", "เข้าสู่ระบบล่าสุด", thai.write_datetime)

    def has_delete_permission(self, request, obj=None):
        """Reports name the people who wrote them: an account is closed, never deleted."""
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj == request.user and form.cleaned_data.get("password1"):
            update_session_auth_hash(request, obj)

    def save_row(self, row, *, by, form):
        actions.save_person(
            person=row,
            by=by,
            password=form.cleaned_data.get("password1") or None,
            seen=form.cleaned_data.get("seen") or None,
        )
