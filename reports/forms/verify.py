"""Forms of the page that confirms a reference: the reference as typed, a file held against it."""

from django import forms

from ita_portal import uploads
from reports import verification

SHAPE = (
    "เลขอ้างอิงมีสี่ส่วน เช่น 2567-6-51-02 (ปีงบประมาณ รอบ จังหวัด ครั้งที่ส่ง)"
    " โปรดดูที่ใบตอบรับหรือท้ายหน้าของรายงานฉบับพิมพ์"
)


class ReferenceForm(forms.Form):
    """`reference` is cleaned to the spelling in which it is kept."""

    reference = forms.CharField(
        label="เลขอ้างอิง",
        max_length=200,
        help_text="เช่น 2567-6-51-02 พิมพ์เลขไทยหรือเลขอารบิกก็ได้",
        error_messages={"required": f"โปรดพิมพ์เลขอ้างอิงก่อน {SHAPE}", "max_length": SHAPE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )

    def clean_reference(self):
        found = verification.normalised(self.cleaned_data["reference"])
        if not found:
            raise forms.ValidationError(SHAPE)
        return found


class FileForm(forms.Form):
    """A file that is compared and not kept; `was_too_large`: see ita_portal.uploads."""

    file = forms.FileField(
        label="ไฟล์ PDF หรือ JSON ของรายงาน หรือใบตอบรับ (PDF)",
        allow_empty_file=True,
        error_messages={"required": "โปรดเลือกไฟล์ที่ต้องการตรวจสอบก่อน"},
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.json"}),
    )

    def __init__(self, *args, was_too_large: bool = False, **options):
        super().__init__(*args, **options)
        if was_too_large:
            self.fields["file"].error_messages["required"] = (
                f"ไฟล์ใหญ่เกิน {uploads.MOST_MEGABYTES} MB ไม่ใช่ไฟล์ที่ระบบนี้ออกให้"
            )
