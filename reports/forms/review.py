"""Forms of the centre: returning, accepting, opening again, withdrawing."""

from django import forms
from django.utils import timezone

from ita_portal import thai

ONE_DAY = "โปรดพิมพ์วันเดียว เช่น ๑๕ พฤษภาคม ๒๕๖๗"


class WordsField(forms.CharField):
    """A text of some lines that another person will read; clean Thai, white space around it cut off."""

    widget = forms.Textarea(attrs={"rows": 4})

    def widget_attrs(self, widget):
        """Without a length: a browser would cut off pasted text without a word."""
        return {}

    def to_python(self, value):
        return thai.clean_text(super().to_python(value) or "")

    def validate(self, value):
        super().validate(value)
        if message := thai.forbidden_message(value):
            raise forms.ValidationError(message)


class DayField(forms.CharField):
    """One day typed the Thai way (15 พ.ค. 2567, ๑๕/๕/๒๕๖๗) as a date; None for an empty box."""

    def __init__(self, *, fiscal_year: int | None = None, **options):
        super().__init__(**{"max_length": thai.MAX_LENGTH, "required": False} | options)
        self.fiscal_year = fiscal_year

    def clean(self, value):
        typed = super().clean(value)
        try:
            window = thai.read_window(typed, self.fiscal_year)
        except thai.WindowError as error:
            message = ONE_DAY if error.code == "not_understood" else error.message
            raise forms.ValidationError(message, code=error.code) from error
        if window is None:
            return None
        if (
            window.end is None
            or window.precision != "day"
            or window.start not in (None, window.end)
        ):
            raise forms.ValidationError(ONE_DAY)
        return window.end


class SubmissionForm(forms.Form):
    """A decision about exactly the submission that was on the screen."""

    submission = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AcceptForm(SubmissionForm):
    acknowledged = forms.CharField(max_length=64, required=False)


class ReturnForm(SubmissionForm):
    comment = WordsField(
        label="ข้อทักท้วง",
        max_length=20_000,
        error_messages={"required": "โปรดเขียนข้อทักท้วง เพื่อให้จังหวัดทราบว่าต้องแก้ไขอะไร"},
        help_text="จังหวัดจะเห็นข้อความนี้ทั้งหมด โปรดระบุลำดับที่และสิ่งที่ขอให้แก้ไข",
    )
    due_on = DayField(
        label="กำหนดส่งใหม่ (ถ้ามี)",
        help_text="พิมพ์วันเดียว เช่น 15 พ.ค. 2567 หรือ ๑๕/๕/๒๕๖๗ หากเว้นว่าง กำหนดส่งจะคงเดิม",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # A day typed without a year lies in the year that runs now, whatever the round's is.
        self.fields["due_on"].fiscal_year = thai.fiscal_year_of(timezone.localdate())

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise forms.ValidationError(
                f"อ่านว่า {thai.write_date(due_on)} ซึ่งผ่านไปแล้ว โปรดกำหนดวันนี้หรือหลังจากนี้"
            )
        return due_on


class ReasonForm(forms.Form):
    """A reason that is kept in the history of the report."""

    reason = WordsField(
        label="เหตุผล", max_length=500, error_messages={"required": "โปรดเขียนเหตุผลก่อน"}
    )
