"""Evidence as it is typed: links, official documents, captions; and what a page offers of it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils import timezone

from ita_portal import thai
from reports import addresses, cited
from reports.actions.evidence import NewLink, NewOfficial
from reports.forms import cells
from reports.forms.review import DayField, WordsField
from reports.models import OFFICIAL_TYPES, Evidence

CAPTION_LIMIT = Evidence._meta.get_field("caption").max_length
NAME_LIMIT = Evidence._meta.get_field("name").max_length
NUMBER_LIMIT = Evidence._meta.get_field("number").max_length

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
MOST_FILES = 20

CAPTION_HELP = "บอกผู้ตรวจว่าหลักฐานนี้แสดงอะไร เช่น คำสั่งแต่งตั้งคณะทำงาน"


def caption_field(**options) -> WordsField:
    return WordsField(
        label="คำอธิบาย (ถ้ามี)",
        required=False,
        max_length=CAPTION_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **options,
    )


class Typed(forms.Form):
    """A form beside others on its page: nothing typed into it is no mistake."""

    def is_typed(self) -> bool:
        return any((field.value() or "").strip() for field in self.visible_fields())

    def clean(self):
        data = super().clean()
        if caption := data.get("caption"):
            data["caption"] = " ".join(caption.split())
        return data


class LinkForm(Typed):
    address = forms.CharField(
        label="ที่อยู่เว็บ",
        strip=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text="คัดลอกจากแถบที่อยู่ของเบราว์เซอร์ ขึ้นต้นด้วย http:// หรือ https://",
    )
    caption = caption_field()

    def clean_address(self):
        try:
            return addresses.read(self.cleaned_data["address"])
        except addresses.BadAddress as refused:
            raise forms.ValidationError(refused.message) from refused

    @property
    def new(self) -> NewLink:
        return NewLink(self.cleaned_data["address"])


class OfficialForm(Typed):
    name = WordsField(
        label="ชนิดเอกสาร",
        max_length=NAME_LIMIT,
        error_messages={"required": "โปรดระบุชนิดเอกสาร เช่น คำสั่งจังหวัด หรือ หนังสือ"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "official-types"}),
        help_text="เช่น คำสั่งจังหวัดลำพูน หนังสือ บันทึกข้อความ ประกาศ",
    )
    number = WordsField(
        label="เลขที่",
        required=False,
        max_length=NUMBER_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="เช่น ๑๒๗/๒๕๖๖ หรือ ลพ 0017.2/ว 812",
    )
    day = DayField(
        label="ลงวันที่",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="พิมพ์วันเดียว เช่น ๑๑ มกราคม ๒๕๖๖ หรือ 11/1/2566",
    )
    caption = caption_field()
    TYPES = OFFICIAL_TYPES

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["day"].fiscal_year = thai.fiscal_year_of(timezone.localdate())

    def clean(self):
        data = super().clean()
        for name in ("name", "number"):
            if data.get(name):
                data[name] = " ".join(data[name].split())
        if not self.errors and not (data.get("number") or data.get("day")):
            self.add_error("number", "โปรดระบุเลขที่หรือวันที่ของเอกสาร อย่างน้อยหนึ่งอย่าง")
        return data

    @property
    def new(self) -> NewOfficial:
        return NewOfficial(*(self.cleaned_data[name] for name in ("name", "number", "day")))


class CaptionForm(Typed):
    """Other words for a piece; `version` is that of the piece on the page."""

    caption = caption_field(help_text=CAPTION_HELP)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class OfficialCaptionForm(CaptionForm, OfficialForm):
    field_order = ["name", "number", "day", "caption"]


def describing(piece: Evidence, data=None) -> CaptionForm:
    """The form of a piece's words, filled with them or with what was typed."""
    kind = OfficialCaptionForm if piece.is_official else CaptionForm
    initial = {
        "name": piece.name,
        "number": piece.number,
        "day": thai.write_date(piece.day) if piece.day else "",
        "caption": piece.caption,
        "version": piece.version,
    }
    return kind(data, initial=initial, auto_id=f"id-{piece.pk}-%s")


# What a text names --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece that the row's words name: what it is called, and the button's value that adds it."""

    title: str
    kind: str
    value: str


def offers(texts: Iterable[str], there: Iterable[Evidence]) -> list[Offer]:
    """What texts name and does not stand beside the row yet."""
    texts, there = list(texts), list(there)
    numbers = {thai.bare(one.number) for one in there if one.is_official}
    known = {addresses.comparable(one.address) for one in there if one.address}
    found = [
        _of_official(one) for one in cited.officials(*texts) if thai.bare(one.number) not in numbers
    ]
    return found + [
        Offer(address, "ลิงก์", json.dumps(["link", address], ensure_ascii=False))
        for address in cited.links(*texts)
        if addresses.comparable(address) not in known
    ]


def _of_official(one: cited.Official) -> Offer:
    day = one.day.isoformat() if one.day else ""
    value = json.dumps(["official", one.name, one.number, day], ensure_ascii=False)
    said = f" ลงวันที่ {thai.write_date(one.day)}" if one.day else ""
    return Offer(f"{one.name} ที่ {one.number}{said}", "เอกสารราชการ", value)


def offered(value: str) -> NewLink | NewOfficial | None:
    """The reverse of an offer's value; None for anything else."""
    try:
        kind, *rest = json.loads(value)
        if kind == "link":
            return NewLink(addresses.read(*rest))
        name, number, day = (str(one) for one in rest)
        if kind != "official" or not name or len(name) > NAME_LIMIT or len(number) > NUMBER_LIMIT:
            return None
        if thai.forbidden_characters(name + number):
            return None
        return NewOfficial(name, number, date.fromisoformat(day) if day else None)
    except (ValueError, TypeError, RecursionError, addresses.BadAddress):
        return None


# Typed and not kept -------------------------------------------------------------------------------

LINK, OFFICIAL = "evidence-link", "evidence-official"
CAPTION = re.compile("evidence-caption-([1-9][0-9]{0,17})")
_LABELS = {
    f"{LINK}-address": "ที่อยู่เว็บ",
    f"{LINK}-caption": "คำอธิบายของลิงก์",
    f"{OFFICIAL}-name": "ชนิดเอกสาร",
    f"{OFFICIAL}-number": "เลขที่",
    f"{OFFICIAL}-day": "ลงวันที่",
    f"{OFFICIAL}-caption": "คำอธิบายของเอกสารราชการ",
    "name": "ชนิดเอกสาร",
    "number": "เลขที่",
    "day": "ลงวันที่",
    "caption": "คำอธิบาย",
}


def told(caption: str) -> str:
    """A short word for a caption as a page showed it."""
    return cells.digest({"caption": [caption]})


def touched_captions(data: QueryDict) -> dict[int, str]:
    """Piece → its caption, of those that were typed over."""
    found = ((CAPTION.fullmatch(name), words) for name, words in data.items())
    typed = {int(match[1]): words for match, words in found if match}
    return {
        pk: words
        for pk, words in typed.items()
        if told(words) != data.get(f"evidence-told-{pk}", "")
    }


Boxes = list[tuple[str, str, str]]


def typed_boxes(data: QueryDict) -> tuple[Boxes, list[tuple[str, str]]]:
    """Label, name and words of what was typed about evidence, and what goes back hidden with them."""
    boxes = [(_LABELS[name], name, words) for name, words in data.items() if name in _LABELS]
    hidden = ["evidence-line", "version"]
    for pk, words in touched_captions(data).items():
        boxes.append(("คำอธิบายของหลักฐาน", f"evidence-caption-{pk}", words))
        hidden += [f"evidence-version-{pk}", f"evidence-told-{pk}"]
    boxes = [box for box in boxes if box[2].strip()]
    return boxes, [(name, data[name]) for name in hidden if boxes and name in data]
