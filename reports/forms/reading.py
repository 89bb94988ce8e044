"""The boxes of the reading desk: questions, reasons and notes beside each row, all in the page's one form.

Names: `ask-PLACE`, `why-PLACE`, `note-PLACE`, where a place is the key of a row or `report`; `question-ID`,
`reason-ID`, `renote-ID` change what is kept already, `seen-question-ID`, `seen-renote-ID` say what was on the screen.
"""

import re
from dataclasses import dataclass

from django import forms
from django.utils import timezone

from calendar_app import workdays
from calendar_app.models import Holiday
from ita_portal import thai
from reports import document
from reports.actions.reading import Asked, Noted, Renoted, Reworded, Typed
from reports.forms.review import AcceptForm, ReasonForm, ReturnForm, WordsField
from reports.models import LONGEST_COMMENT, Comment, InternalNote, Reason, Report

__all__ = [
    "AcceptingForm",
    "ReadingForm",
    "ReasonForm",
    "ReturningForm",
    "comment_token",
    "note_token",
    "proposed_due",
]

# Working days a province is offered to answer in.
DAYS_TO_ANSWER = 5
_NAME = re.compile(r"(ask|note)-(report|[0-9]{1,18})|(question|renote)-([0-9]{1,18})")
_LABELS = {
    "ask": "ข้อทักท้วงที่พิมพ์ไว้",
    "note": "บันทึกภายในที่พิมพ์ไว้",
    "question": "ข้อทักท้วงที่ท่านแก้ไข",
    "renote": "บันทึกภายในที่ท่านแก้ไข",
}
_COMPANIONS = {"ask": ("why",), "question": ("reason", "seen-question"), "renote": ("seen-renote",)}


def comment_token(comment: Comment) -> str:
    """What a waiting question said when the page was made: its version and a word for its texts."""
    return _token(comment.version, comment.question, comment.reason)


def note_token(note: InternalNote) -> str:
    return _token(note.version, note.text)


def _token(version: int, *texts: str) -> str:
    return f"{version}.{document.digest('|'.join(texts))[:12]}"


@dataclass(frozen=True, slots=True)
class _Box:
    """A text box as it was sent: its name, kind and place, and the words in it."""

    name: str
    kind: str
    place: str
    words: str


class ReadingForm(forms.Form):
    """Whatever was typed beside the rows. Boxes that are empty or as the page made them are no fields of it."""

    submission = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data=None, *args, **options):
        super().__init__(data, *args, **options)
        self.boxes = [box for box in _boxes(self.data) if self._is_typed(box)]
        for box in self.boxes:
            self.fields[box.name] = WordsField(
                label=_LABELS[box.kind], max_length=LONGEST_COMMENT, required=False
            )
            for name in _companions(box):
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _is_typed(self, box: _Box) -> bool:
        if box.kind in ("ask", "note"):
            return bool(box.words.strip())
        said = [box.words] + ([self._sent(f"reason-{box.place}")] if box.kind == "question" else [])
        seen = self._sent(f"seen-{box.kind}-{box.place}")
        return seen != _token(_version(seen), *map(_folded, said))

    def _sent(self, name: str) -> str:
        return self.data.get(name, "")

    def words(self, name: str) -> str:
        """What was typed into a box, to be shown in it again; '' for a box that was left alone."""
        return self.data.get(name, "") if name in self.fields else ""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("submission") is None and any(box.kind == "ask" for box in self.boxes):
            raise forms.ValidationError(
                "ไม่ทราบว่าท่านทักฉบับใด โปรดอ่านฉบับล่าสุดแล้วบันทึกอีกครั้ง ข้อความที่พิมพ์ยังอยู่"
            )
        return cleaned

    @property
    def typed(self) -> Typed:
        """All of it as actions take it; after `is_valid`."""
        kinds = {kind: [box for box in self.boxes if box.kind == kind] for kind in _LABELS}
        return Typed(
            asked=[
                Asked(_row(box), self._said(box), self._reason(f"why-{box.place}"))
                for box in kinds["ask"]
            ],
            reworded=[self._reworded(box) for box in kinds["question"]],
            noted=[Noted(_row(box), self._said(box)) for box in kinds["note"]],
            renoted=[
                Renoted(int(box.place), self._said(box), self._version_of(box))
                for box in kinds["renote"]
            ],
        )

    def _said(self, box: _Box) -> str:
        return self.cleaned_data[box.name].strip()

    def _reworded(self, box: _Box) -> Reworded:
        reason = self._reason(f"reason-{box.place}")
        return Reworded(int(box.place), self._said(box), reason, self._version_of(box))

    def _version_of(self, box: _Box) -> int:
        return _version(self._sent(f"seen-{box.kind}-{box.place}"))

    def _reason(self, name: str) -> str:
        """A reason nobody offers counts as none: choosing one is never asked for."""
        chosen = self._sent(name)
        return chosen if chosen in Reason.values else ""


def _boxes(data) -> list[_Box]:
    found = []
    for name in data:
        if match := _NAME.fullmatch(name):
            kind, place = match[1] or match[3], match[2] or match[4]
            found.append(_Box(name, kind, place, data[name]))
    return found


def _companions(box: _Box) -> list[str]:
    return [f"{kind}-{box.place}" for kind in _COMPANIONS.get(box.kind, ())]


def _row(box: _Box) -> int | None:
    return None if box.place == "report" else int(box.place)


def _version(seen: str) -> int:
    number = seen.partition(".")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def _folded(words: str) -> str:
    """A browser sends line ends as two characters."""
    return words.replace("\r\n", "\n")


class AcceptingForm(ReadingForm, AcceptForm):
    """Accepting what was read; `keep` are the waiting questions that become notes of the centre."""

    submission = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    acknowledged = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    keep = forms.CharField(max_length=4_000, required=False, widget=forms.HiddenInput)

    @property
    def kept(self) -> set[int]:
        numbers = self.cleaned_data["keep"].split(",")
        return {int(one) for one in numbers if one.isascii() and one.isdigit()}

    @property
    def decision(self) -> dict:
        """As `actions.accept` takes it."""
        names = ("submission", "acknowledged", "seen")
        return {name: self.cleaned_data[name] for name in names} | {"keep_as_notes": self.kept}


class ReturningForm(ReadingForm, ReturnForm):
    """A return with all that was typed; words for the whole of it are wanted only where nothing is asked."""

    submission = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    field_order = ["submission", "comment", "due_on"]

    def __init__(self, data=None, *args, has_waiting: bool = False, **options):
        super().__init__(data, *args, **options)
        self.has_waiting = has_waiting
        comment = self.fields["comment"]
        comment.required = False
        comment.label = "ข้อทักท้วงหรือข้อความถึงจังหวัด (ถ้ามี)"
        comment.help_text = "เขียนที่นี่เมื่อไม่ใช่เรื่องของแถวใดแถวหนึ่ง จังหวัดจะเห็นข้อความนี้ทั้งหมด"
        comment.widget.attrs["rows"] = 2

    def clean(self):
        cleaned = super().clean()
        asks = self.has_waiting or any(box.kind in ("ask", "question") for box in self.boxes)
        if not asks and "comment" not in self.errors and not cleaned.get("comment", "").strip():
            self.add_error("comment", "โปรดเขียนข้อทักท้วง เพื่อให้จังหวัดทราบว่าต้องแก้ไขอะไร")
        return cleaned


def proposed_due(report: Report) -> str:
    """The new day offered for a return, as it is typed: some working days from now, never before the one that holds."""
    today = timezone.localdate()
    day = workdays.working_day_after(today, DAYS_TO_ANSWER, Holiday.objects.days())
    return thai.write_date(max(day, report.due()))
