"""What may be typed into the pages of a round: its days and form words, extensions, reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from calendar_app import letter_words
from calendar_app.actions import REASON_TO_OPEN_AGAIN
from calendar_app.forms import due_refusal, let_pass, qr_refusal, title_refusal
from calendar_app.models import Round, RoundExtension
from ita_portal import thai
from ita_portal.forms import DayField, EmailField, RowForm
from ita_portal.models import Province
from ita_portal.people_forms import TextField

DAYS = ("as_of", "opens_on", "due_on", "publishes_on")
ONE_DAY = "พิมพ์วันเดียว เช่น 30 เม.ย. 2567 หรือ ๓๐/๔/๒๕๖๗"

# Heads of the settings' parts, with their fields.
PARTS = (
    ("วัน", ("months", *DAYS)),
    (
        "แบบรายงาน",
        (
            *("title", "heading_number", "heading_official", "heading_provincial"),
            *("heading_step", "heading_result", "heading_status", "number_style", "text_size"),
        ),
    ),
    (
        "คำในช่องสถานะและช่องผล",
        ("word_done", "word_in_progress", "word_not_due", "word_nothing", "word_not_ours"),
    ),
    ("ท้ายรายงาน", ("footnote", "show_contact", "show_signature", "show_qr")),
    ("การส่ง", ("clerks_may_submit", "paper_path")),
    (
        "หน่วยงานผู้รับรายงานและผู้ประสานงาน",
        ("contact_unit", "contact_person", "contact_phone", "contact_email"),
    ),
    ("บันทึกข้อความถึงหัวหน้าสำนักงาน", ("memo_subject", "memo_to", "memo_body")),
    (
        "หนังสือนำส่งถึงกระทรวง",
        ("letter_subject", "letter_to", "letter_reference", "letter_body"),
    ),
)
FIELDS = [name for _, names in PARTS for name in names]


PLACES = " · ".join(f"{{{name}}} {meaning}" for name, meaning in letter_words.PLACES.items())
WHAT_IS_FILLED_IN = f"คำในวงเล็บปีกกา ระบบเติมให้เมื่อจังหวัดดาวน์โหลดหนังสือ (พิมพ์เป็นภาษาอังกฤษตามนี้): {PLACES}"
NOTES = {"บันทึกข้อความถึงหัวหน้าสำนักงาน": WHAT_IS_FILLED_IN, "หนังสือนำส่งถึงกระทรวง": WHAT_IS_FILLED_IN}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the settings: what has a note is folded until it says anything."""

    head: str
    note: str
    boxes: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        return not self.note or any(box.value() or box.errors for box in self.boxes)


def _box(*, rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _with_standard(help_text: str, words: str) -> SafeString:
    """What is said below a box whose words hold where it is left empty; a paragraph on a line of its own."""
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in words.split("\n")))
    return format_html("{} เว้นว่าง = {}", help_text, lines)


class RoundForm(RowForm):
    """A round's days and words. Its year stands in the address of the page, its months too once it is saved."""

    class Meta:
        model = Round
        fields = FIELDS
        field_classes = {**dict.fromkeys(DAYS, DayField), "contact_email": EmailField}
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            "footnote": forms.Textarea(attrs={"rows": 4}),
            **dict.fromkeys(["memo_subject", "letter_subject", "letter_reference"], _box(rows=2)),
            **dict.fromkeys(["memo_body", "letter_body"], _box(rows=6)),
        }
        help_texts = {
            "as_of": f"วันที่ของข้อมูลในรายงาน {ONE_DAY}",
            "opens_on": "จังหวัดเห็นรอบนี้ตั้งแต่วันนี้ เมื่อกดเปิดรอบรายงานแล้ว",
            "due_on": "นับถึงเวลา ๒๓.๕๙ น. ของวันนี้ เลยกำหนดแล้วยังส่งได้ (นับเป็นส่งล่าช้า) จนกว่าจะปิดรับ",
        }

    def __init__(self, *args, may_write: bool = True, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["months"]
        for name, words in letter_words.STANDARD.items():
            self.fields[name].help_text = _with_standard(self.fields[name].help_text, words)
        if not may_write:
            for field in self.fields.values():
                field.disabled = True

    @property
    def parts(self) -> list["Part"]:
        """The boxes under their heads."""
        return [
            Part(head, NOTES.get(head, ""), [self[name] for name in names if name in self.fields])
            for head, names in PARTS
        ]

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

    def validate_constraints(self):
        """What the constraints of a round say is said by `clean` and by the actions."""


class ReasonForm(forms.Form):
    """Why a round is closed."""

    longest = Round._meta.get_field("closed_reason").max_length
    ask = "โปรดเขียนเหตุผลก่อน"
    reason = TextField(label="เหตุผล", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].error_messages["required"] = self.ask

    def clean_reason(self):
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason) > self.longest:
            raise forms.ValidationError(
                f"เหตุผลยาว {thai.to_thai_digits(len(reason))} ตัวอักษร"
                f" โปรดตัดให้ไม่เกิน {thai.to_thai_digits(self.longest)} ตัวอักษร"
            )
        return reason


class ShortReasonForm(ReasonForm):
    """A reason that stands in the history of the round."""

    longest = REASON_TO_OPEN_AGAIN


class OptionalReasonForm(ShortReasonForm):
    reason = TextField(label="เหตุผล (ถ้ามี)", required=False)


class ExtensionForm(ReasonForm):
    """Later for whom, until when, why. Provinces by themselves and by whole regions, or all of them."""

    longest = RoundExtension._meta.get_field("reason").max_length
    ask = "โปรดเขียนเหตุผลที่ขยายเวลา จังหวัดเห็นเหตุผลนี้ที่หน้างานของจังหวัด"

    whom = forms.ChoiceField(
        label="ขยายเวลาให้",
        choices=[("some", "จังหวัดที่เลือกด้านล่าง"), ("all", "ทุกจังหวัด")],
        widget=forms.RadioSelect,
        initial="some",
    )
    provinces = forms.MultipleChoiceField(label="จังหวัด", required=False)
    regions = forms.MultipleChoiceField(label="ทั้งภาค", required=False)
    due_on = DayField(
        label="กำหนดส่งใหม่",
        help_text=ONE_DAY,
        error_messages={"required": "โปรดพิมพ์กำหนดส่งใหม่"},
    )
    as_it_is = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ["whom", "due_on", "reason"]

    def __init__(self, *args, every: Sequence[Province], due_for_all: date, **options):
        super().__init__(*args, **options)
        self.every, self.due_for_all = every, due_for_all
        self.fields["provinces"].choices = [(str(one.pk), one.name) for one in every]
        self.fields["regions"].choices = [(name, name) for name in regions_of(every)]

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on <= self.due_for_all:
            raise forms.ValidationError(
                f"โปรดกำหนดวันหลังกำหนดส่งของรอบ ({thai.write_date(self.due_for_all)})"
            )
        return due_on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("whom") == "some" and not self._chosen(cleaned):
            self.add_error("provinces", "โปรดเลือกจังหวัดหรือภาคอย่างน้อยหนึ่งรายการ")
        return cleaned

    def _chosen(self, cleaned) -> list[Province]:
        by_name, regions = set(cleaned.get("provinces", ())), set(cleaned.get("regions", ()))
        return [one for one in self.every if str(one.pk) in by_name or one.region in regions]

    @property
    def chosen(self) -> list[Province] | None:
        """Of a valid form: the provinces, or None for all."""
        return None if self.cleaned_data["whom"] == "all" else self._chosen(self.cleaned_data)

    @property
    def ticked(self) -> tuple[set[str], set[str]]:
        """What stands ticked on the page: numbers of provinces, names of regions."""
        return set(self["provinces"].value() or ()), set(self["regions"].value() or ())


def regions_of(provinces: Sequence[Province]) -> list[str]:
    return sorted({one.region for one in provinces} - {""})
