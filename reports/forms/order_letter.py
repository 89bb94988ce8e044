"""The form of the letter that orders the reports of a round."""

from django import forms
from django.utils import timezone

from ita_portal import thai
from ita_portal.forms import DayField
from ita_portal.people_forms import TextField
from reports import addresses
from reports.forms.evidence import ACCEPTED
from reports.models import OrderLetter

ONE_LINE = forms.TextInput(attrs={"autocomplete": "off"})


class OrderLetterForm(forms.Form):
    """Its number, day and subject, and where it is: a file, a link, or not yet."""

    number = TextField(
        label="ที่",
        max_length=OrderLetter._meta.get_field("number").max_length,
        help_text="เช่น มท 0210.5/ว 1234",
        widget=ONE_LINE,
        error_messages={"required": "โปรดพิมพ์เลขที่หนังสือ"},
    )
    day = DayField(
        label="ลงวันที่",
        help_text="พิมพ์วันเดียว เช่น 20 มี.ค. 2567",
        error_messages={"required": "โปรดพิมพ์วันที่ของหนังสือ"},
    )
    subject = TextField(
        label="เรื่อง",
        max_length=OrderLetter._meta.get_field("subject").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "โปรดพิมพ์เรื่องของหนังสือ"},
    )
    file = forms.FileField(
        label="ไฟล์หนังสือ (ถ้ามี)",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    drop = forms.BooleanField(label="นำไฟล์เดิมออก", required=False)
    address = forms.CharField(
        label="หรือลิงก์ของหนังสือ (ถ้ามี)",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text="คัดลอกจากแถบที่อยู่ของเบราว์เซอร์",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_number(self):
        return " ".join(self.cleaned_data["number"].split())

    def clean_subject(self):
        return " ".join(self.cleaned_data["subject"].split())

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and thai.be_year(day) > thai.be_year(timezone.localdate()) + 1:
            raise forms.ValidationError(f"อ่านว่า {thai.write_date(day)} ซึ่งยังอีกนาน โปรดตรวจปี พ.ศ.")
        return day

    def clean_address(self):
        if not self.cleaned_data["address"]:
            return ""
        try:
            return addresses.read(self.cleaned_data["address"])
        except addresses.BadAddress as refused:
            raise forms.ValidationError(refused.message) from refused
