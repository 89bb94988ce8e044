"""The reading desk as HTML: what stands below each printed row, with its boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template import loader
from django.utils.safestring import SafeString

from ita_portal.models import User
from reports.forms.reading import ReadingForm, comment_token, note_token
from reports.models import Comment, InternalNote, Reason, Report
from reports.reading import Desk, Row

ROW = "reading/_row.html"
# What is worth a look in any row, beside the guidance of its steps.
QUESTIONS = (
    "ข้อความตอบว่าทำอะไร เมื่อใด กับใคร และได้ผลอย่างไร",
    "วันที่อยู่ในช่วงระยะเวลาของขั้นตอน และไม่เลยวันที่ของข้อมูล",
    "สถานะตรงกับข้อความและวันที่",
    "มีเอกสารหลักฐานประกอบ และเปิดอ่านได้",
    "ไม่มีข้อมูลส่วนบุคคลหรือรหัสที่ไม่ควรเผยแพร่",
)


@dataclass(frozen=True, slots=True)
class Box:
    """A text box with what stands in it; `latest` is what is kept where something else was typed over it."""

    name: str
    value: str
    error: str = ""
    latest: str = ""
    token: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.name}"


class Shown:
    """The rows of a desk for one person; `form` holds what was typed and not kept."""

    def __init__(
        self,
        report: Report,
        user: User,
        desk: Desk,
        may: set[str],
        form: ReadingForm | None,
        *,
        is_masked: bool,
    ) -> None:
        self.user, self.desk, self.form = user, desk, form
        self.boxes: set[str] = set()
        self.common = {
            "report_pk": str(report.pk),
            "round_pk": report.round_id,
            "may_ask": "return" in may,
            "is_reviewer": user.may_review,
            "is_masked": is_masked,
            "reasons": Reason.choices,
            "questions": QUESTIONS,
        }

    def rows(self) -> Iterator[tuple[int | None, SafeString]]:
        template = loader.get_template(ROW)
        for row in self.desk.places:
            yield row.key, template.render(self._context(row))

    def _context(self, row: Row) -> dict[str, Any]:
        return {
            **self.common,
            "row": row,
            "ask": self._box(f"ask-{row.place}", why=f"why-{row.place}"),
            "note": self._box(f"note-{row.place}"),
            "waiting": [(one, self._of_comment(one)) for one in row.waiting],
            "notes": [(one, self._of_note(one)) for one in row.notes],
        }

    def _box(self, name: str, why: str = "") -> Box:
        if self.common["may_ask"] if why else self.common["is_reviewer"]:
            self.boxes.add(name)
        return Box(name, self._typed(name), self._error(name), reason=self._typed(why))

    def _of_comment(self, one: Comment) -> Box:
        name = f"question-{one.pk}"
        return self._kept(name, one.question, comment_token(one), one.reason, f"reason-{one.pk}")

    def _of_note(self, one: InternalNote) -> Box | None:
        """One's own notes may be changed, those of others only read."""
        is_own = one.written_by_id == self.user.pk and self.user.may_review
        return self._kept(f"renote-{one.pk}", one.text, note_token(one)) if is_own else None

    def _kept(self, name: str, words: str, token: str, reason: str = "", why: str = "") -> Box:
        if self.common["may_ask"] or not why:
            self.boxes.add(name)
        typed = self.form is not None and name in self.form.fields
        return Box(
            name,
            self._typed(name) if typed else words,
            self._error(name),
            latest=words if typed and self._typed(name) != words else "",
            token=token,
            reason=self._typed(why) if typed else reason,
        )

    def _typed(self, name: str) -> str:
        return self.form.data.get(name, "") if self.form is not None and name else ""

    def _error(self, name: str) -> str:
        errors = self.form.errors.get(name, []) if self.form is not None else []
        return " ".join(errors)

    @property
    def keep_ids(self) -> str:
        """The waiting questions as an acceptance that keeps them as notes names them."""
        return ",".join(str(one.pk) for _, one in self.desk.waiting)


def below(shown: Shown) -> dict[int | None, SafeString]:
    """Row → its part of the desk; that of the whole report under None."""
    return dict(shown.rows())
