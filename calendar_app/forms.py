"""What may be typed into the admin's pages of rounds, said in Thai."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from calendar_app import letter_words
from calendar_app.actions import REASON_TO_OPEN_AGAIN
from calendar_app.models import Round, RoundExtension
from ita_portal import thai
from ita_portal.forms import RowForm
from ita_portal.models import Province

FIRST_YEAR, LAST_YEAR = 2540, 2640  # พ.ศ.
NOT_A_YEAR = "โปรดพิมพ์ปีงบประมาณเป็น พ.ศ. เช่น 2567"


def year_validators() -> list:
    """For a fiscal year: Buddhist era, so that 2024 is refused."""
    return [
        MinValueValidator(FIRST_YEAR, message=NOT_A_YEAR),
        MaxValueValidator(LAST_YEAR, message=NOT_A_YEAR),
    ]


class KnownRow(forms.ModelChoiceField):
    """The hidden number of a row, looked up among the rows that were loaded; Django asks once for each."""

    def to_python(self, value):
        if value in self.empty_values:
            return None
        for row in self.queryset:
            if str(row.pk) == str(value):
                return row
        raise forms.ValidationError("แถวนี้ถูกลบไปแล้ว โปรดเปิดหน้านี้ใหม่", code="row_gone")


class RowFormSet(forms.BaseInlineFormSet):
    """Rows below one row, that know it without asking the database again."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        theirs = form.fields[self._pk_field.name]
        mine = KnownRow(self.queryset, initial=theirs.initial, required=False, widget=theirs.widget)
        # The field would copy the rows it was given, unread.
        mine._queryset = self.get_queryset()
        form.fields[self._pk_field.name] = mine
        for field in form.fields.values():
            # The heads of the columns are no labels to a screen reader.
            box = getattr(field.widget, "widget", field.widget)
            box.attrs.setdefault("aria-label", field.label)

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.name, self.instance)
        return form


def _box(*, rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "cols": 80})


class RoundForm(RowForm):
    class Meta:
        model = Round
        fields = ["title", "as_of", "opens_on", "due_on", "publishes_on"]
        widgets = {
            **dict.fromkeys(["memo_subject", "letter_subject", "letter_reference"], _box(rows=2)),
            **dict.fromkeys(["memo_body", "letter_body"], _box(rows=6)),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "fiscal_year" in self.fields:
            self.fields["fiscal_year"].validators += year_validators()
        for name, words in letter_words.STANDARD.items():
            if name in self.fields:
                self.fields[name].help_text = _with_standard(self.fields[name].help_text, words)

    def clean_title(self):
        return let_pass(self.cleaned_data["title"], title_refusal)

    def clean_show_qr(self):
        return let_pass(self.cleaned_data["show_qr"], qr_refusal)

    def clean(self):
        cleaned = super().clean()
        if message := due_refusal(cleaned.get("opens_on"), cleaned.get("due_on")):
            self.add_error("due_on", message)
        for name in letter_words.STANDARD:
            if refusal := letter_words.refusal(cleaned.get(name) or ""):
                self.add_error(name, refusal)
        return cleaned


def _with_standard(help_text: str, words: str) -> SafeString:
    """What is said below a box whose words hold where it is left empty; a paragraph on a line of its own."""
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in words.split("\n")))
    return format_html("{} เว้นว่าง = {}", help_text, lines)


def let_pass(value, refusal: Callable[..., str]):
    """The value, unless a sentence refuses it."""
    if message := refusal(value):
        raise forms.ValidationError(message)
    return value


def title_refusal(title: str) -> str:
    """The sentence that refuses a round's title, or ''."""
    if "{province}" in title:
        return ""
    return "ชื่อรายงานต้องมี {province} ตรงที่จะพิมพ์ชื่อจังหวัด เช่น จังหวัด{province} (พิมพ์เป็นภาษาอังกฤษตามนี้)"


def qr_refusal(show_qr: bool) -> str:
    """The sentence that refuses a QR code where nobody has said which address it leads to, or ''."""
    if not show_qr or settings.PUBLIC_URL:
        return ""
    return (
        "ยังพิมพ์คิวอาร์โค้ดไม่ได้ เพราะระบบยังไม่รู้ที่อยู่เว็บไซต์ของตนเอง"
        " โปรดให้ผู้ดูแลเครื่องแม่ข่ายกำหนดค่า PUBLIC_URL เช่น https://ita.example.go.th"
        " แล้วเริ่มระบบใหม่ หรือไม่เลือกข้อนี้"
    )


def due_refusal(opens_on: date | None, due_on: date | None) -> str:
    """The sentence that refuses a due date before the opening, or ''."""
    if not (opens_on and due_on and due_on < opens_on):
        return ""
    return f"กำหนดส่ง ({thai.write_date(due_on)}) มาก่อนวันเปิดรับรายงาน ({thai.write_date(opens_on)})"


def extension_refusal(due_on: date | None, due_for_all: date | None) -> str:
    """The sentence that refuses an extension that extends nothing, or ''."""
    if not (due_on and due_for_all and due_on <= due_for_all):
        return ""
    return f"โปรดกำหนดวันหลังกำหนดส่งของรอบ ({thai.write_date(due_for_all)}) หรือลบการขยายเวลานี้"


class ExtensionForm(RowForm):
    class Meta:
        model = RoundExtension
        fields = ["province", "due_on", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["province"].queryset = Province.objects.with_office()
        self.fields["province"].empty_label = "ทุกจังหวัด"
        # One extension a province: for another province it is another extension.
        self.fields["province"].disabled = bool(self.instance.pk)

    def clean_due_on(self):
        due_for_all = self.instance.round.due_on
        return let_pass(
            self.cleaned_data["due_on"], lambda due_on: extension_refusal(due_on, due_for_all)
        )


class ExtensionFormSet(RowFormSet):
    def clean(self):
        super().clean()
        refuse_twice(self, "province", "แต่ละจังหวัด (หรือทุกจังหวัด) ขยายเวลาได้เพียงแถวเดียว โปรดแก้แถวที่มีอยู่")


def refuse_twice(formset: forms.BaseFormSet, name: str, message: str) -> None:
    """An error at the second row that says the same in a field."""
    said = set()
    for form in formset.forms:
        if name not in getattr(form, "cleaned_data", {}) or form.cleaned_data.get("DELETE"):
            continue
        if not form.has_changed() and not form.instance.pk:
            continue
        value = form.cleaned_data[name]
        if value in said:
            form.add_error(name, message)
        said.add(value)


class CloseForm(forms.Form):
    reason = forms.CharField(
        label="เหตุผล", max_length=300, widget=forms.TextInput(attrs={"class": "vTextField"})
    )


class OpenAgainForm(CloseForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"] = forms.CharField(
            label="เหตุผล",
            max_length=REASON_TO_OPEN_AGAIN,
            widget=forms.TextInput(attrs={"class": "vTextField"}),
        )
