"""Forms of the centre's mail: the words of a kind, the days of reminders, what a list shows."""

from django import forms

from ita_portal import thai
from reports import mail_words
from reports.forms.review import DayField, WordsField
from reports.models import MailState


class SubjectField(WordsField):
    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class WordingForm(forms.Form):
    """Subject and body of a kind of mail; `version` is that of the words on the screen."""

    subject = SubjectField(
        label="เรื่อง",
        max_length=mail_words.LONGEST_SUBJECT,
        error_messages={"required": "โปรดเขียนเรื่อง"},
    )
    body = WordsField(
        label="ข้อความ",
        max_length=mail_words.LONGEST_BODY,
        error_messages={"required": "โปรดเขียนข้อความ"},
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    province = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, kind: str = mail_words.NOTICE, **options):
        super().__init__(*args, **options)
        self.kind = kind

    def clean_subject(self):
        return self._known("subject")

    def clean_body(self):
        return self._known("body")

    def _known(self, name: str) -> str:
        words = self.cleaned_data[name]
        if refusal := mail_words.refusal(self.kind, words):
            raise forms.ValidationError(refusal)
        return words

    @property
    def words(self) -> mail_words.Words:
        return mail_words.Words(self.cleaned_data["subject"], self.cleaned_data["body"])


class RulesForm(forms.Form):
    """A box for each rule that is known, and room for one more."""

    new_days = forms.CharField(
        label="เพิ่มวัน (จำนวนวัน)",
        required=False,
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    new_side = forms.ChoiceField(
        label="ก่อนหรือหลัง",
        required=False,
        choices=[("before", "ก่อนกำหนดส่ง"), ("after", "หลังกำหนดส่ง")],
    )

    def __init__(self, *args, rules: dict[int, tuple[str, bool]], **options):
        super().__init__(*args, **options)
        self.rules = rules
        for days, (label, is_on) in rules.items():
            self.fields[f"days_{days}"] = forms.BooleanField(
                label=label, required=False, initial=is_on
            )

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[f"days_{days}"] for days in self.rules]

    def clean_new_days(self) -> int | None:
        typed = thai.to_arabic_digits(self.cleaned_data["new_days"]).strip()
        if not typed:
            return None
        if not (typed.isdecimal() and int(typed) <= mail_words.MOST_DAYS):
            most = thai.to_thai_digits(mail_words.MOST_DAYS)
            raise forms.ValidationError(f"โปรดพิมพ์จำนวนวันเป็นตัวเลข ๐ ถึง {most}")
        return int(typed)

    def chosen(self) -> dict[int, bool]:
        """Days before (negative) or after the due date → whether reminders go then."""
        found = {days: self.cleaned_data[f"days_{days}"] for days in self.rules}
        new = self.cleaned_data["new_days"]
        if new is not None:
            is_after = self.cleaned_data["new_side"] == "after"
            found[new if is_after else -new] = True
        return found


class DayForm(forms.Form):
    """Which day a list is for; tomorrow unless given."""

    day = DayField(
        label="วันที่",
        help_text="เช่น 15 พ.ค. 2567",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class OutboxFilter(forms.Form):
    """Which messages are shown; kept in the address of the page."""

    state = forms.ChoiceField(
        label="สถานะ", required=False, choices=[("", "ทุกสถานะ"), *MailState.choices]
    )

    def chosen(self) -> str:
        """What was asked for and exists; a value nobody offers counts as not asked for."""
        self.is_valid()
        return self.cleaned_data.get("state", "")
