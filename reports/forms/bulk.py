"""Forms of an act over many reports: its word, the versions that were on the screen, the words for all of them."""

import uuid

from django import forms

from reports.actions.notices import LONGEST_REMINDER
from reports.forms.review import ReturnForm, WordsField


class BulkForm(forms.Form):
    """`token` tells a second click from a second act; `submission` are the versions that were shown."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    submission = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.MultipleHiddenInput
    )
    province = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args, submissions=(), provinces=(), **options):
        initial = {
            "token": uuid.uuid4(),
            "submission": list(submissions),
            "province": list(provinces),
        }
        super().__init__(*args, initial=initial, **options)
        if self.is_bound:
            # Whatever was sent is looked at by the actions, one by one.
            submissions = [one for one in self.data.getlist("submission") if one.isdecimal()]
            provinces = self.data.getlist("province")
        self.fields["submission"].choices = [(str(one), one) for one in submissions]
        self.fields["province"].choices = [(one, one) for one in provinces]


class BulkAcceptForm(BulkForm):
    """Nothing is typed."""


class BulkReturnForm(BulkForm):
    comment = WordsField(
        label="ข้อทักท้วงถึงทุกจังหวัดที่เลือก",
        max_length=20_000,
        error_messages={"required": "โปรดเขียนข้อทักท้วง เพื่อให้จังหวัดทราบว่าต้องแก้ไขอะไร"},
        help_text="ทุกจังหวัดที่เลือกจะเห็นข้อความเดียวกันนี้ ข้อทักท้วงรายแถวที่เขียนไว้แล้วจะส่งไปพร้อมกัน",
    )
    due_on = ReturnForm.base_fields["due_on"]

    clean_due_on = ReturnForm.clean_due_on

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["due_on"].fiscal_year = ReturnForm().fields["due_on"].fiscal_year


class BulkRemindForm(BulkForm):
    text = WordsField(
        label="ข้อความแจ้งเตือน",
        max_length=LONGEST_REMINDER,
        error_messages={"required": "โปรดเขียนข้อความที่จะแจ้งจังหวัด"},
        help_text="ทุกจังหวัดที่เลือกจะเห็นข้อความเดียวกันนี้",
    )
