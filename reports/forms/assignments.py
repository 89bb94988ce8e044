"""Forms of assigning: a region, ticked provinces, or everything of one reviewer, to a reviewer."""

from collections.abc import Sequence

from django import forms

from ita_portal.models import User
from reports import actions


class ReviewerField(forms.ModelChoiceField):
    def __init__(self, *, queryset=None, **options):
        super().__init__(queryset=User.objects.none(), **options)
        self.error_messages["invalid_choice"] = "โปรดเลือกผู้ตรวจจากรายการ"
        self.error_messages["required"] = "โปรดเลือกผู้ตรวจ"

    def label_from_instance(self, person):
        return str(person)


class ToForm(forms.Form):
    """To whom; an empty choice is nobody, where that may be chosen."""

    to = ReviewerField(label="ผู้ตรวจ", empty_label="โปรดเลือก")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["to"].queryset = actions.assignments.may_be_given_to()


class RegionForm(ToForm):
    region = forms.ChoiceField(label="ภาค")

    def __init__(self, *args, regions: Sequence[str], **options):
        super().__init__(*args, **options)
        self.fields["region"].choices = [("", "โปรดเลือก"), *((name, name) for name in regions)]
        self.fields["region"].error_messages["required"] = "โปรดเลือกภาค"
        self.fields["region"].error_messages["invalid_choice"] = "โปรดเลือกภาคจากรายการ"

    field_order = ("region", "to")


class ProvincesForm(ToForm):
    """The provinces themselves are ticked in the table; nobody may be chosen too."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["to"].required = False
        self.fields["to"].empty_label = "ไม่มอบหมายให้ผู้ใด"


class HandOverForm(ToForm):
    from_ = ReviewerField(label="จาก", empty_label="โปรดเลือก")

    field_order = ("from_", "to")

    def __init__(self, *args, givers: Sequence[User], **options):
        super().__init__(*args, **options)
        # Also of an account that was closed: its provinces wait for somebody.
        self.fields["from_"].queryset = User.objects.filter(pk__in=[one.pk for one in givers])
        self.fields["to"].label = "ให้"
