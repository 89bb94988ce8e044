"""Forms of the paper path: who is to sign, who has signed on which day, the scan, sending by it."""

from django import forms
from django.utils import timezone

from ita_portal import thai
from reports import signed_file
from reports.document import Signer
from reports.forms.certify import ACTING, HEAD, OWN, CapacityForm, PostField
from reports.forms.moves import MAX_VERSION, ReadForm
from reports.forms.review import DayField


class SignerForm(CapacityForm):
    """Who signs by hand; `signer` is who is meant unless something else is typed."""

    name = PostField(
        label="ผู้ลงนาม",
        help_text="คำนำหน้า ชื่อ และนามสกุล ตามช่องลงนาม",
        error_messages={"required": "โปรดพิมพ์ชื่อผู้ลงนามตามที่ปรากฏในฉบับลงนาม"},
    )
    post = PostField(label="ตำแหน่งของผู้ลงนาม")

    field_order = ["name", "post", "signs_as", "acting_for"]

    def __init__(self, *args, signer: Signer | None = None, **options):
        super().__init__(*args, **options)
        self.fields["signs_as"].choices = [
            (OWN, "ตามตำแหน่งข้างต้น"),
            *((words, words) for words in ACTING),
        ]
        meant = signer or Signer("", "")
        self.fields["name"].initial, self.fields["post"].initial = meant.name, meant.post
        self.fields["signs_as"].initial = meant.acting or OWN
        self.fields["acting_for"].initial = meant.acting_for or HEAD

    def signer(self) -> Signer:
        return Signer(self.cleaned_data["name"], self.cleaned_data["post"], **self.capacity())


class PrintToSignForm(SignerForm, ReadForm):
    """ฉบับเสนอลงนาม of what was on the screen; a name that is left out is written by hand."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["name"].help_text = "เว้นว่างไว้เพื่อเขียนชื่อด้วยมือได้"


class SignedForm(SignerForm):
    """Who has signed which copy on which day: all that is typed when a scan is handed in."""

    copy = forms.IntegerField(min_value=1, max_value=MAX_VERSION, widget=forms.HiddenInput)
    signed_on = DayField(
        label="ลงวันที่",
        required=True,
        help_text="วันที่ผู้ลงนามลงไว้ในเอกสาร พิมพ์วันเดียว เช่น 15 พ.ค. 2567 หรือ ๑๕/๕/๒๕๖๗",
        error_messages={"required": "โปรดพิมพ์วันที่ผู้ลงนามลงไว้ในเอกสาร"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ["name", "post", "signs_as", "acting_for", "signed_on"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["name"].required = True
        self.fields["signed_on"].fiscal_year = thai.fiscal_year_of(timezone.localdate())


class ScanForm(SignedForm):
    """The same with the scan; `was_too_large`: see ita_portal.uploads."""

    file = forms.FileField(
        label="ไฟล์สแกนของฉบับที่ลงนามแล้ว (PDF, JPEG หรือ PNG)",
        allow_empty_file=True,
        error_messages={"required": "โปรดเลือกไฟล์สแกนของฉบับที่ลงนามแล้ว"},
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args, was_too_large: bool = False, **options):
        super().__init__(*args, **options)
        if was_too_large:
            self.fields["file"].error_messages["required"] = signed_file.too_large()


class SubmitSignedForm(ReadForm):
    """Sending by exactly the scan that was on the screen."""

    scan = forms.IntegerField(min_value=1, max_value=MAX_VERSION, widget=forms.HiddenInput)
