"""Forms of the queue: what of it is shown, and which provinces were ticked."""

from collections.abc import Sequence
from dataclasses import fields

from django import forms

from ita_portal.models import Province
from reports import overview, queue


class QueueFilter(forms.Form):
    """What the queue shows; kept in the address of the page."""

    tab = forms.ChoiceField(required=False, choices=[*queue.TABS.items()])
    region = forms.ChoiceField(label="ภาค", required=False)
    state = forms.ChoiceField(
        label="สถานะ", required=False, choices=[("", "ทุกสถานะ"), *overview.STATES.items()]
    )
    mine = forms.BooleanField(label="เฉพาะจังหวัดของฉัน", required=False)
    changed = forms.BooleanField(label="เฉพาะฉบับที่ส่งใหม่", required=False)
    warned = forms.BooleanField(label="เฉพาะที่มีข้อควรตรวจสอบ", required=False)

    def __init__(self, *args, regions: Sequence[str], **options):
        super().__init__(*args, **options)
        self.fields["region"].choices = [("", "ทุกภาค"), *((name, name) for name in regions)]

    def chosen(self) -> queue.Chosen:
        """What was asked for and exists; a value nobody offers counts as not asked for.

        A state belongs to the list of all provinces.
        """
        self.is_valid()
        found = {
            field.name: self.cleaned_data.get(field.name) or field.default
            for field in fields(queue.Chosen)
        }
        if found["state"] and not self.cleaned_data.get("tab"):
            found["tab"] = queue.ALL
        if found["tab"] != queue.ALL:
            found["state"] = ""
        return queue.Chosen(**found)


def ticked_provinces(codes: Sequence[str]) -> list[Province]:
    """The provinces with an office that were ticked, in their order; what nobody offers is left out."""
    known = [code for code in codes if code.isdecimal() and len(code) == 2]
    return list(Province.objects.with_office().filter(code__in=known))
