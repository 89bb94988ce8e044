"""What the centre asks for when it makes a book of a round."""

from collections.abc import Sequence

from django import forms

from ita_portal import thai
from reports import books, overview

NATION, CHOSEN = "nation", "chosen"


class BookForm(forms.Form):
    """Kind, scope, which versions; the provinces count where the scope is those chosen."""

    kind = forms.ChoiceField(
        label="ชนิดของไฟล์",
        choices=list(books.KINDS.items()),
        initial="book",
        widget=forms.RadioSelect,
        error_messages={
            "required": "โปรดเลือกชนิดของไฟล์",
            "invalid_choice": "โปรดเลือกชนิดของไฟล์จากรายการ",
        },
    )
    scope = forms.ChoiceField(
        label="ขอบเขต",
        initial=NATION,
        error_messages={"required": "โปรดเลือกขอบเขต", "invalid_choice": "โปรดเลือกขอบเขตจากรายการ"},
    )
    provinces = forms.MultipleChoiceField(
        label="จังหวัดที่เลือก",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ไม่มีจังหวัดที่เลือกในรอบนี้ โปรดเลือกจากรายการ"},
    )
    chosen = forms.ChoiceField(
        label="รายงานที่นำมารวม",
        choices=list(books.CHOICES.items()),
        initial="accepted",
        widget=forms.RadioSelect,
        error_messages={
            "required": "โปรดเลือกรายงานที่นำมารวม",
            "invalid_choice": "โปรดเลือกรายงานที่นำมารวมจากรายการ",
        },
    )
    audience = forms.ChoiceField(
        label="ฉบับ",
        choices=list(books.AUDIENCES.items()),
        initial="full",
        widget=forms.RadioSelect,
        error_messages={"required": "โปรดเลือกฉบับ", "invalid_choice": "โปรดเลือกฉบับจากรายการ"},
    )

    def __init__(self, *args, rows: Sequence[overview.ProvinceRow], **options):
        """`rows`: the provinces of the round with how each stands."""
        super().__init__(*args, **options)
        by_region = _by_region(rows)
        regions = [(f"region-{name}", _counted(name, found)) for name, found in by_region.items()]
        self.fields["scope"].choices = [
            (NATION, _counted("ทั้งประเทศ", rows)),
            *regions,
            (CHOSEN, "เฉพาะจังหวัดที่เลือกด้านล่าง"),
        ]
        self.fields["provinces"].choices = [
            (name, [(row.province.slug, row.province.name) for row in found])
            for name, found in by_region.items()
        ]

    def clean(self):
        data = super().clean()
        ticked, scope = data.get("provinces"), data.get("scope")
        if scope == CHOSEN and ticked == []:
            self.add_error("provinces", "โปรดเลือกจังหวัดอย่างน้อยหนึ่งจังหวัด")
        if ticked and scope not in (CHOSEN, None):
            self.add_error(
                "scope",
                thai.to_thai_digits(f"ท่านเลือกจังหวัดไว้ {len(ticked)} จังหวัด")
                + " โปรดเปลี่ยนขอบเขตเป็น เฉพาะจังหวัดที่เลือกด้านล่าง หรือนำเครื่องหมายออกจากทุกจังหวัด",
            )
        if data.get("audience") == "public" and data.get("chosen") == "sent":
            self.add_error(
                "chosen", "ฉบับเผยแพร่มีได้เฉพาะรายงานที่รับแล้ว โปรดเลือก เฉพาะฉบับที่รับแล้ว หรือเปลี่ยนเป็นฉบับเต็ม"
            )
        return data

    def wanted(self) -> dict:
        """What `book_recipes.recipe` takes; of a valid form."""
        data = self.cleaned_data
        scope = data["scope"]
        return {
            "kind": data["kind"],
            "audience": data["audience"],
            "chosen": data["chosen"],
            "region": scope.removeprefix("region-") if scope.startswith("region-") else "",
            "provinces": data["provinces"] if scope == CHOSEN else (),
        }


def _by_region(rows: Sequence[overview.ProvinceRow]) -> dict[str, list[overview.ProvinceRow]]:
    found: dict[str, list[overview.ProvinceRow]] = {}
    for row in rows:
        found.setdefault(row.province.region, []).append(row)
    return found


def _counted(name: str, rows: Sequence[overview.ProvinceRow]) -> str:
    """ภาคเหนือ (๑๗ จังหวัด รับแล้ว ๓ ส่งแล้ว ๕)"""
    sent = sum(row.submission is not None for row in rows)
    accepted = sum(bool(row.report and row.report.accepted_id) for row in rows)
    return thai.to_thai_digits(f"{name} ({len(rows)} จังหวัด รับแล้ว {accepted} ส่งแล้ว {sent})")
