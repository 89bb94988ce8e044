"""The head's certification: exactly what was on the screen, and in which capacity they sign it."""

from django import forms

from ita_portal import thai
from ita_portal.models import User
from reports.forms.moves import ReadForm
from reports.forms.review import WordsField

HEAD = "หัวหน้าสำนักงานจังหวัด"
OWN = "ตำแหน่งของข้าพเจ้า"
ACTING = ("รักษาราชการแทน", "ปฏิบัติราชการแทน")

ASK = "โปรดเลือกว่าท่านลงนามในฐานะใด"


class OneOfFew(forms.RadioSelect):
    """Radio buttons whose first one a message about all of them leads to."""

    def id_for_label(self, id_, index=None):
        return super().id_for_label(id_, "0" if index is None else index)


class PostField(WordsField):
    """A post as it is printed, on one line."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"max_length": 160, "required": False, "widget": widget} | options)


class CapacityForm(forms.Form):
    """In which capacity somebody signs, with the post they act for."""

    signs_as = forms.ChoiceField(
        label="ลงนามในฐานะ",
        required=False,
        choices=[(OWN, OWN), *((words, words) for words in ACTING)],
        error_messages={"invalid_choice": ASK},
        widget=OneOfFew,
    )
    acting_for = PostField(
        label="ตำแหน่งที่แทน",
        help_text="ใช้เมื่อรักษาราชการแทนหรือปฏิบัติราชการแทน จะพิมพ์ต่อท้ายคำนั้นในช่องลงนาม",
        error_messages={"required": "โปรดพิมพ์ตำแหน่งที่แทน เช่น หัวหน้าสำนักงานจังหวัด"},
    )

    def clean(self):
        data = super().clean()
        is_missing = data.get("signs_as") in ACTING and not data.get("acting_for")
        if is_missing and "acting_for" not in self.errors:
            self.add_error("acting_for", self.fields["acting_for"].error_messages["required"])
        return data

    def capacity(self) -> dict[str, str]:
        """`acting` and `acting_for` of a document.Signer; both empty for one's own post."""
        signs_as = self.cleaned_data["signs_as"]
        if signs_as not in ACTING:
            return {"acting": "", "acting_for": ""}
        return {"acting": signs_as, "acting_for": self.cleaned_data["acting_for"]}


class CertifyForm(CapacityForm, ReadForm):
    """`by` certifies; without one (a page of typed text) nothing is prefilled or asked for.

    Whoever holds the head's own post signs in it unless they say otherwise. Anyone else who may
    certify is asked each time, because a capacity remembered from another day may be wrong today.
    """

    def __init__(self, *args, by: User | None = None, **options):
        super().__init__(*args, **options)
        self.by = by
        if by is None:
            return
        self.fields["signs_as"].choices = [
            (OWN, by.post or "ตำแหน่งของข้าพเจ้าตามบัญชีผู้ใช้"),
            *((words, words) for words in ACTING),
        ]
        self.fields["signs_as"].initial = OWN if _is_sure(by) else None
        self.fields["acting_for"].initial = f"{HEAD}{by.province.name}"

    def clean(self):
        data = super().clean()
        signs_as = data.get("signs_as")
        if not signs_as and "signs_as" not in self.errors and not self._goes_without_saying:
            self.add_error("signs_as", ASK)
        return data

    @property
    def _goes_without_saying(self) -> bool:
        return self.by is None or _is_sure(self.by)


def _is_sure(by: User) -> bool:
    """Whether a person's own post is what they certify in: the head's, or a clerk's where the round lets them."""
    post = thai.bare(by.post)
    return not by.is_head or (thai.bare(HEAD) in post and "แทน" not in post)
