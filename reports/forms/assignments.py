"""Forms of assigning: a region, ticked provinces, or everything of one reviewer, to a reviewer."""

from collections.abc import Sequence

from django import forms

from ita_portal.models import User


class PersonField(forms.ChoiceField):
    """One of the people it was given, as the User; None for the empty choice where that may be chosen."""

    def __init__(self, *, nobody: str = "โปรดเลือก", **options):
        super().__init__(**options)
        self.nobody = nobody
        self.error_messages["required"] = "โปรดเลือกผู้ตรวจ"
        self.error_messages["invalid_choice"] = "โปรดเลือกผู้ตรวจจากรายการ"

    def offer(self, people: Sequence[User]) -> None:
        self.people = {str(one.pk): one for one in people}
        self.choices = [("", self.nobody), *((pk, str(one)) for pk, one in self.people.items())]

    def clean(self, value):
        return self.people.get(super().clean(value))


class ToForm(forms.Form):
    """To whom."""

    to = PersonField(label="ผู้ตรวจ")
    # Several of these forms stand on one page, each with ids of its own.
    ids = "id_%s"

    def __init__(self, *args, reviewers: Sequence[User], **options):
        super().__init__(*args, auto_id=self.ids, **options)
        self.fields["to"].offer(reviewers)


class RegionForm(ToForm):
    region = forms.ChoiceField(label="ภาค")
    ids = "region-%s"

    def __init__(self, *args, regions: Sequence[str], **options):
        super().__init__(*args, **options)
        self.fields["region"].choices = [("", "โปรดเลือก"), *((name, name) for name in regions)]
        self.fields["region"].error_messages["required"] = "โปรดเลือกภาค"
        self.fields["region"].error_messages["invalid_choice"] = "โปรดเลือกภาคจากรายการ"

    field_order = ("region", "to")


class ProvincesForm(ToForm):
    """The provinces themselves are ticked in the table; nobody may be chosen too."""

    to = PersonField(label="ผู้ตรวจ", nobody="ไม่มอบหมายให้ผู้ใด", required=False)
    ids = "provinces-%s"


class HandOverForm(ToForm):
    from_ = PersonField(label="จาก")
    ids = "hand-over-%s"

    field_order = ("from_", "to")

    def __init__(self, *args, givers: Sequence[User], **options):
        super().__init__(*args, **options)
        # Also whose account was closed: their provinces wait for somebody.
        self.fields["from_"].offer(givers)
        self.fields["to"].label = "ให้"
