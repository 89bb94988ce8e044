"""What is looked for in the reports; it stands in the address of the page."""

from django import forms

from calendar_app.models import Round
from ita_portal.models import Province
from reports.search import Wanted


class SearchForm(forms.Form):
    q = forms.CharField(
        label="คำที่ค้นหา",
        required=False,
        max_length=200,
        help_text="พบแถวที่มีทุกคำ เลขไทยและเลขอารบิกค้นได้เหมือนกัน",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    round = forms.ModelChoiceField(
        label="รอบรายงาน", required=False, queryset=Round.objects.none(), empty_label="ทุกรอบ"
    )
    region = forms.ChoiceField(label="ภาค", required=False)
    province = forms.ModelChoiceField(
        label="จังหวัด",
        required=False,
        queryset=Province.objects.none(),
        empty_label="ทุกจังหวัด",
        to_field_name="slug",
    )
    every = forms.BooleanField(label="ค้นฉบับที่ส่งก่อนหน้าด้วย", required=False)

    letters = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        provinces = Province.objects.with_office()
        self.fields["round"].queryset = Round.objects.all()
        self.fields["province"].queryset = provinces
        regions = ((name, name) for name in provinces.regions())
        self.fields["region"].choices = [("", "ทุกภาค"), *regions]

    @property
    def wanted(self) -> Wanted:
        """What was asked for; a choice that nobody offers counts as none."""
        self.is_valid()
        data = self.cleaned_data
        return Wanted(
            typed=data.get("q") or "",
            round=data.get("round"),
            region=data.get("region") or "",
            province=data.get("province"),
            every=bool(data.get("every")),
            letters=bool(data.get("letters")),
        )
