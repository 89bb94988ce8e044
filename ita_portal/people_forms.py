"""Forms of an office's people: inviting, one's own password, handing over, proposing a head."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.validators import RegexValidator

from ita_portal import thai
from ita_portal.forms import ArabicDigits, EmailField, RowForm
from ita_portal.models import User

LONGEST_WORDS = 5_000

USERNAME = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{2,29}\Z",
    "ใช้ได้เฉพาะอักษรอังกฤษตัวเล็ก a-z เลข 0-9 และ . _ - ยาว ๓ ถึง ๓๐ ตัว เริ่มด้วยอักษรหรือเลข",
)


class TextField(forms.CharField):
    """Typed text, kept clean; what cannot be printed is refused in Thai."""

    def to_python(self, value):
        text = super().to_python(value)
        if message := thai.forbidden_message(text):
            raise forms.ValidationError(message)
        return thai.clean_text(text)


class UsernameField(ArabicDigits, forms.CharField):
    default_validators = [USERNAME]


def words_field(**options) -> TextField:
    options = {"max_length": LONGEST_WORDS, "widget": forms.Textarea(attrs={"rows": 4})} | options
    return TextField(**options)


def title_field() -> TextField:
    return TextField(label="คำนำหน้า", required=False, max_length=40, help_text="เช่น นาย นาง นางสาว")


def name_field(**options) -> TextField:
    missing = {"required": "โปรดพิมพ์ชื่อและนามสกุล"}
    return TextField(label="ชื่อและนามสกุล", max_length=120, error_messages=missing, **options)


def phone_field() -> TextField:
    return TextField(label="โทร.", required=False, max_length=60)


def email_field() -> EmailField:
    return EmailField(
        label="อีเมล (ถ้ามี)",
        required=False,
        max_length=254,
        help_text="สำหรับรับแจ้งเตือนทางอีเมล หากเว้นว่าง แจ้งเตือนอยู่ในระบบเท่านั้น",
    )


class InviteForm(forms.Form):
    title = title_field()
    name = name_field()
    post = TextField(label="ตำแหน่ง", required=False, max_length=160)
    phone = phone_field()
    email = email_field()
    username = UsernameField(
        label="ชื่อผู้ใช้",
        max_length=150,
        help_text="ใช้เข้าสู่ระบบ ระบบเสนอชื่อที่ยังว่างให้ เปลี่ยนได้",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": "โปรดพิมพ์ชื่อผู้ใช้"},
    )


class MemberForm(RowForm):
    """Names, post, telephone and mail of a clerk; of heads the name belongs to the centre."""

    email = email_field()

    class Meta:
        model = User
        fields = ["title", "name", "post", "phone", "email"]

    def __init__(self, *args, own: bool, **options):
        super().__init__(*args, **options)
        if own:
            self.fields["title"].disabled = self.fields["name"].disabled = True
            self.fields["name"].help_text = "ชื่อของหัวหน้าสำนักงานแก้ไขโดยส่วนกลาง เพราะเป็นชื่อที่รับรองรายงาน"


class CloseForm(forms.Form):
    reason = TextField(
        label="เหตุผล (ถ้ามี)",
        required=False,
        max_length=80,
        help_text="เช่น ย้ายไปสำนักงานจังหวัดอื่น เก็บไว้ในประวัติของบัญชี",
    )


class HandoverForm(forms.Form):
    """`people` may be the successor; nobody chosen is somebody who has no account yet."""

    words = words_field(
        label="สิ่งที่ค้างอยู่ และสิ่งที่ผู้รับช่วงควรทราบ",
        help_text="เช่น รายงานทำถึงลำดับใด รอข้อมูลจากใคร เอกสารเก็บไว้ที่ใด โทรหาใครได้",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "โปรดเขียนสิ่งที่ค้างอยู่ เพื่อให้ผู้รับช่วงทำต่อได้"},
    )
    to = forms.ModelChoiceField(
        label="ผู้รับช่วง",
        queryset=User.objects.none(),
        required=False,
        empty_label="ผู้ที่จะมาแทน (ยังไม่มีบัญชี)",
        help_text="ผู้รับช่วงเห็นบันทึกนี้ที่หน้างานของจังหวัดจนกว่าจะกดว่าอ่านแล้ว",
        error_messages={"invalid_choice": "โปรดเลือกผู้รับช่วงจากรายชื่อคนในสำนักงานของท่าน"},
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["to"].queryset = people


class ProposeForm(forms.Form):
    """Somebody of the office, or the names of somebody who has no account yet."""

    person = forms.ModelChoiceField(
        label="ผู้ที่เสนอ",
        queryset=User.objects.none(),
        required=False,
        empty_label="ผู้ที่ยังไม่มีบัญชี (พิมพ์ชื่อด้านล่าง)",
        error_messages={"invalid_choice": "โปรดเลือกจากรายชื่อคนในสำนักงานของท่าน"},
    )
    title = title_field()
    name = TextField(
        label="ชื่อและนามสกุล",
        required=False,
        max_length=120,
        help_text="พิมพ์เมื่อผู้ที่เสนอยังไม่มีบัญชี",
    )
    phone = phone_field()
    post = TextField(
        label="ตำแหน่งที่พิมพ์ใต้ชื่อ",
        max_length=160,
        error_messages={"required": "โปรดพิมพ์ตำแหน่งตามที่จะพิมพ์ใต้ชื่อผู้รับรอง"},
    )
    words = words_field(
        label="คำสั่งหรือเหตุผล (ถ้ามี)",
        required=False,
        help_text="เช่น คำสั่งจังหวัดที่ ๑๒๗/๒๕๖๗ ลงวันที่ ๑ เมษายน ๒๕๖๗ ส่วนกลางอ่านข้อความนี้",
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people

    def clean(self):
        cleaned = super().clean()
        person, name = cleaned.get("person"), cleaned.get("name")
        if person and name:
            self.add_error("name", "เลือกผู้ที่มีบัญชีแล้ว โปรดลบชื่อนี้ หรือเลือกว่าผู้ที่เสนอยังไม่มีบัญชี")
        elif not person and not name and not self.errors:
            self.add_error("person", "โปรดเลือกผู้ที่เสนอ หรือพิมพ์ชื่อของผู้ที่ยังไม่มีบัญชี")
        return cleaned


class ConfirmForm(forms.Form):
    """`is_new`: an account is made for the head, under a user name."""

    username = UsernameField(
        label="ชื่อผู้ใช้ของบัญชีใหม่",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": "โปรดพิมพ์ชื่อผู้ใช้"},
    )
    close_previous = forms.BooleanField(
        label="ปิดบัญชีของหัวหน้าคนเดิมด้วย",
        required=False,
    )

    def __init__(self, *args, is_new: bool, **options):
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["username"]


class RefuseForm(forms.Form):
    answer = words_field(
        label="เหตุผลที่ไม่รับรอง",
        help_text="จังหวัดเห็นข้อความนี้",
        error_messages={"required": "โปรดเขียนเหตุผล เพื่อให้จังหวัดทราบ"},
    )


class FirstPasswordForm(forms.Form):
    """The code, and one's own new password twice. Whether they are good is the action's to say."""

    username = forms.CharField(
        label="ชื่อผู้ใช้",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "โปรดพิมพ์ชื่อผู้ใช้ที่ได้รับแจ้ง"},
    )
    code = forms.CharField(
        label="รหัสครั้งเดียว",
        max_length=60,
        help_text="ตัวเลข ๑๒ ตัวที่ได้รับแจ้ง เว้นวรรคหรือไม่ก็ได้",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "โปรดพิมพ์รหัสครั้งเดียวที่ได้รับแจ้ง"},
    )
    password1 = forms.CharField(
        label="รหัสผ่านใหม่",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "โปรดตั้งรหัสผ่าน"},
    )
    password2 = forms.CharField(
        label="รหัสผ่านใหม่อีกครั้ง",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "โปรดพิมพ์รหัสผ่านอีกครั้ง"},
    )

    rules = staticmethod(password_validators_help_texts)

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "รหัสผ่านสองช่องไม่ตรงกัน โปรดพิมพ์ใหม่ทั้งสองช่อง")
        return cleaned
