"""Boxes that several forms use, and the form of the admin: clean Thai text, and nothing typed is lost."""

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)

from ita_portal import thai
from ita_portal.actions import token
from ita_portal.models import PROVINCE_ROLES, Province, User
from ita_portal.typed import CellError, read_day

ARABIC_ONLY = "ช่องนี้ใช้เลขอารบิก (0-9) เท่านั้น โปรดพิมพ์เลขใหม่โดยไม่ใช้เลขไทย"


class ArabicDigits:
    """Mixed into a field: Thai digits are refused with a sentence that says so."""

    def to_python(self, value):
        value = super().to_python(value)
        if value and thai.holds_thai_digits(value):
            raise forms.ValidationError(ARABIC_ONLY, code="thai_digits")
        return value


class EmailField(ArabicDigits, forms.EmailField):
    pass


class SlugField(ArabicDigits, forms.SlugField):
    pass


class CodeField(ArabicDigits, forms.CharField):
    pass


class DayField(forms.CharField):
    """One day typed the Thai way (15 พ.ค. 2567, ๑๕/๕/๒๕๖๗) as a date; None for an empty box."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def __init__(self, **options):
        super().__init__(**{"max_length": thai.MAX_LENGTH} | options)

    def prepare_value(self, value):
        return thai.write_date(value) if hasattr(value, "year") else value

    def to_python(self, value):
        if hasattr(value, "year"):
            return value
        try:
            return read_day(super().to_python(value) or "")
        except thai.WindowError as error:
            raise forms.ValidationError(error.message, code=error.code) from error
        except CellError as error:
            raise forms.ValidationError(error.message, code="not_a_day") from error

    def run_validators(self, value):
        """Those of the text (its length) do not fit a date."""


class RowForm(forms.ModelForm):
    """A form of one row: its text is cleaned, and what others changed meanwhile is shown, not overwritten.

    `refusal` is the sentence by which an action refused what this form had let pass.
    """

    refusal = ""
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["seen"].initial = token(self.instance) if self.instance.pk else ""

    def clean(self):
        cleaned = super().clean()
        self._clean_texts()
        self._refuse_stale()
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned

    def _clean_texts(self):
        for name, value in list(self.cleaned_data.items()):
            if not isinstance(value, str) or name == "seen":
                continue
            if message := thai.forbidden_message(value):
                self.add_error(name, message)
            else:
                self.cleaned_data[name] = thai.clean_text(value)

    def _refuse_stale(self):
        """Show what stands there now beside what was typed; saving once more takes what was typed."""
        now = self.fields["seen"].initial
        if not now or self.cleaned_data.get("seen") == now:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = now
        self.add_error(None, f"มีผู้แก้ไขรายการนี้ก่อนท่าน{self._last_editor()} ข้อความของท่านยังอยู่")
        for name in self.changed_data:
            if name in self.fields and name != "seen" and name in self.initial:
                self.add_error(name, f"ขณะนี้คือ “{self._shown(name)}” หากบันทึกอีกครั้ง จะใช้ของท่าน")

    def _last_editor(self) -> str:
        last = self.instance.history.select_related("history_user").first()
        if last is None:
            return ""
        at = thai.write_datetime(last.history_date)
        return f" ({last.history_user} {at})" if last.history_user else f" ({at})"

    def _shown(self, name: str) -> str:
        """The row's present value as the box would show it."""
        field = self.fields[name]
        value = field.prepare_value(self.initial[name])
        choices = dict(getattr(field, "choices", ()))
        return str(choices.get(value, value) or "")


def wrong_province(role: str, province: Province | None) -> str:
    """The sentence that refuses the province of a role, or '' where the two belong together."""
    if role in PROVINCE_ROLES and province is None:
        return "บทบาทนี้เป็นของจังหวัด โปรดเลือกจังหวัด"
    if role not in PROVINCE_ROLES and province is not None:
        return "บทบาทนี้เป็นของส่วนกลาง โปรดเว้นจังหวัดว่างไว้"
    return ""


class PersonForm(RowForm):
    """An account. A password is only ever set, never shown."""

    password1 = forms.CharField(
        label="ตั้งรหัสผ่าน",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="รหัสผ่านอีกครั้ง",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["username", "title", "name", "post", "role", "province", "phone", "email"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kept = "เว้นว่างเพื่อใช้รหัสผ่านเดิม " if self.instance.pk else "เว้นว่างได้ แต่บัญชีจะยังเข้าสู่ระบบไม่ได้ "
        self.fields["password1"].help_text = kept + " ".join(password_validators_help_texts())
        self.fields["province"].queryset = Province.objects.with_office()

    def clean_username(self):
        username = self.cleaned_data["username"]
        if thai.holds_thai_digits(username):
            raise forms.ValidationError(ARABIC_ONLY)
        return username

    def clean(self):
        cleaned = super().clean()
        self._refuse_province_of_the_wrong_role()
        if cleaned.get("password1") != cleaned.get("password2"):
            self.add_error("password2", "รหัสผ่านสองช่องไม่ตรงกัน โปรดพิมพ์ใหม่ทั้งสองช่อง")
        return cleaned

    def _refuse_province_of_the_wrong_role(self):
        role, province = self.cleaned_data.get("role"), self.cleaned_data.get("province")
        if role is None or "province" in self.errors:
            return
        if message := wrong_province(role, province):
            self.add_error("province", message)

    def _post_clean(self):
        super()._post_clean()
        password = self.cleaned_data.get("password1")
        if password:
            try:
                # After the instance has its new names, which a password must not resemble.
                validate_password(password, self.instance)
            except forms.ValidationError as error:
                self.add_error("password1", error)
