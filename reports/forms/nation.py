"""What is chosen on the centre's pages of the nation: kept in the address of the page."""

from collections.abc import Iterable

from django import forms

from ita_portal import thai
from reports.nation.standing import STATES, Chosen, offered
from reports.overview import ProvinceRow

# Field of the form → the column of a province it is about, the word for all, and for one.
HOMES = {
    "region": ("region", "ทุกภาค", "{}"),
    "cluster": ("cluster", "ทุกกลุ่มจังหวัด", "{}"),
    "zone": ("inspection_zone", "ทุกเขต", "เขต {}"),
}


class NationFilter(forms.Form):
    """Which provinces are shown; a value that nobody offers counts as not asked for."""

    region = forms.ChoiceField(label="ภาค", required=False)
    cluster = forms.ChoiceField(label="กลุ่มจังหวัด", required=False)
    zone = forms.ChoiceField(label="เขตตรวจราชการ", required=False)
    state = forms.ChoiceField(
        label="สถานะ", required=False, choices=[("", "ทุกสถานะ"), *STATES.items()]
    )

    def __init__(self, *args, rows: Iterable[ProvinceRow], **options):
        super().__init__(*args, **options)
        rows = list(rows)
        for name, (column, every, one) in HOMES.items():
            found = offered(rows, lambda home, column=column: getattr(home, column))
            words = [(value, thai.to_thai_digits(one.format(value))) for value in found]
            self.fields[name].choices = [("", every), *words]

    def chosen(self) -> Chosen:
        self.is_valid()
        return Chosen(**{name: self.cleaned_data.get(name, "") for name in self.fields})
