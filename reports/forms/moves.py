"""Forms of the province's moves: handing over, giving back, certifying, asking to correct; the letter it went with."""

from django import forms
from django.utils import timezone

from ita_portal import thai
from reports.forms.review import DayField, WordsField

MAX_VERSION = 2**31 - 1  # what the database holds


class ReadForm(forms.Form):
    """A move about exactly what was on the screen: the version and what it said, form and contacts included."""

    version = forms.IntegerField(min_value=1, max_value=MAX_VERSION, widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def read(self) -> dict[str, object]:
        """What was on the screen, apart from what was typed beside it."""
        return {name: self.cleaned_data[name] for name in ("version", "digest")}


class HandOverForm(ReadForm):
    note = WordsField(
        label="บันทึกถึงหัวหน้าสำนักงาน (ถ้ามี)",
        required=False,
        max_length=5_000,
        help_text="หัวหน้าสำนักงานจะเห็นข้อความนี้เมื่อเปิดอ่านรายงาน ข้อความนี้ไม่พิมพ์ในรายงาน",
    )


class GiveBackForm(forms.Form):
    note = WordsField(
        label="สิ่งที่ขอให้แก้ไข",
        max_length=5_000,
        error_messages={"required": "โปรดเขียนว่าขอให้แก้ไขอะไร เพื่อให้เจ้าหน้าที่ทราบ"},
        help_text="เจ้าหน้าที่จะเห็นข้อความนี้ที่หน้างานของจังหวัดและหน้าแก้ไขรายงาน",
    )


class CorrectionForm(forms.Form):
    reason = WordsField(
        label="คำที่ขอแก้ไขและเหตุผล",
        max_length=5_000,
        error_messages={"required": "โปรดเขียนว่าขอแก้ไขคำใดและเพราะเหตุใด เพื่อให้ส่วนกลางทราบ"},
        help_text="เช่น ลำดับที่ ๓ พิมพ์จำนวนหน่วยงานผิด ส่วนกลางจะเห็นข้อความนี้",
    )


class LetterForm(forms.Form):
    """ที่ … ลงวันที่ … of the letter that a version went with; `seen` says which note was on the screen."""

    number = WordsField(
        label="ที่ของหนังสือนำส่ง",
        required=False,
        max_length=80,
        help_text="เช่น ลพ 0017.3/1234 ตามที่ลงในหนังสือ",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = DayField(
        label="ลงวันที่",
        help_text="พิมพ์วันเดียว เช่น 15 พ.ค. 2567 หรือ ๑๕/๕/๒๕๖๗",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["day"].fiscal_year = thai.fiscal_year_of(timezone.localdate())
