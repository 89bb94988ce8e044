"""What is looked for in ประวัติการใช้งาน; it stands in the address of the page."""

from django import forms

from ita_portal.models import Kind, Province
from reports.audit_list import Wanted
from reports.forms.review import DayField


class AuditFilter(forms.Form):
    kind = forms.ChoiceField(
        label="ประเภท", required=False, choices=[("", "ทุกประเภท"), *Kind.choices]
    )
    name = forms.CharField(label="ชื่อผู้ใช้งาน", required=False, max_length=100)
    province = forms.ModelChoiceField(
        label="จังหวัด", required=False, queryset=Province.objects.none(), empty_label="ทุกจังหวัด"
    )
    since = DayField(label="ตั้งแต่วันที่", help_text="เช่น 1 เม.ย. 2567")
    until = DayField(label="ถึงวันที่")
    report = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["province"].queryset = Province.objects.with_office()

    @property
    def wanted(self) -> Wanted:
        """What was asked for; a box that was not understood says so beside it and counts as empty."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})
