"""The boxes of อ่านทีละขั้นตอน: a question and its reason beside each answer, all in the page's one form.

Names: `ask-SUBMISSION-ROW`, `why-SUBMISSION-ROW`.
"""

import re
from dataclasses import dataclass

from django import forms

from reports.forms.review import WordsField
from reports.models import LONGEST_COMMENT, Reason

_NAME = re.compile(r"ask-([0-9]{1,18})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a row of a submission (its id); `name` is that of its box."""

    name: str
    submission: int
    row: int
    question: str
    reason: str


class StepForm(forms.Form):
    """Whatever was typed beside the answers; boxes that are empty are no fields of it."""

    def __init__(self, data=None, *args, **options):
        super().__init__(data, *args, **options)
        for name in self.data:
            if _NAME.fullmatch(name) and self.data[name].strip():
                self.fields[name] = WordsField(
                    label="ข้อทักท้วงที่พิมพ์ไว้", max_length=LONGEST_COMMENT, required=False
                )

    @property
    def boxes(self) -> list[str]:
        """The names of the boxes with words."""
        return [name for name in self.fields if _NAME.fullmatch(name)]

    @property
    def asked(self) -> list[Asked]:
        """The questions as actions take them; after `is_valid`. Boxes with errors are left out."""
        return [self._asked(name) for name in self.boxes if name in self.cleaned_data]

    def _asked(self, name: str) -> Asked:
        submission, row = map(int, _NAME.fullmatch(name).groups())
        reason = self.data.get(name.replace("ask", "why", 1), "")
        known = reason if reason in Reason.values else ""
        return Asked(name, submission, row, self.cleaned_data[name], known)

    def words(self, name: str) -> str:
        """What was typed into a box, to be shown in it again."""
        return self.data.get(name, "") if name in self.fields else ""
