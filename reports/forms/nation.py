"""What is chosen on the centre's pages of the nation: kept in the address of the page."""

from collections.abc import Iterable

from django import forms

from ita_portal import thai
from reports.forms.review import WordsField
from reports.models import LONGEST_CALL_NOTE
from reports.nation.due_day import BY_DUE, BY_REGION
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
        names = (*HOMES, "state")
        return Chosen(**{name: self.cleaned_data.get(name, "") for name in names})


class CallsFilter(NationFilter):
    """Whom of the unfinished to ring, and in which order."""

    order = forms.ChoiceField(
        label="เรียงตาม",
        required=False,
        choices=[(BY_DUE, "เลยกำหนดนานที่สุดก่อน"), (BY_REGION, "ภาค")],
    )
    uncalled = forms.BooleanField(label="เฉพาะที่วันนี้ยังไม่ได้โทร", required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        unfinished = ("not_started", "draft", "handed_over", "returned", "overdue")
        self.fields["state"].choices = [
            ("", "ทุกสถานะ"),
            *((state, STATES[state]) for state in unfinished),
        ]

    def ordered_by(self) -> str:
        return self.cleaned_data.get("order") or BY_DUE

    def only_uncalled(self) -> bool:
        return bool(self.cleaned_data.get("uncalled"))


# What a call most often comes to, offered while typing.
USUAL_WORDS = (
    "ไม่มีผู้รับสาย",
    "สายไม่ว่าง ให้โทรใหม่",
    "รับปากว่าจะส่งภายในวันนี้",
    "รอหัวหน้ารับรอง",
    "ขอขยายเวลา",
)


class CallNoteForm(forms.Form):
    """What was said on the telephone: one line, kept with Enter."""

    text = WordsField(
        label="บันทึกการโทร",
        max_length=LONGEST_CALL_NOTE,
        error_messages={"required": "โปรดเขียนว่าได้คุยอะไร หรือโทรไม่ติด ก่อนบันทึก"},
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "off", "list": "usual-words"}
        ),
    )
