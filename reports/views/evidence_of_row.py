"""What was asked for on the page of a row about its evidence: done piece by piece, each refusal told by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from ita_portal import thai, uploads
from reports import actions
from reports.actions.evidence import Added, New, NewFile
from reports.evidence import examine
from reports.evidence.refusals import NotAccepted
from reports.forms import rows
from reports.forms.evidence import (
    ACCEPTED,
    CAPTION_LIMIT,
    LINK,
    MOST_FILES,
    OFFICIAL,
    LinkForm,
    OfficialForm,
    offered,
    offers,
    touched_captions,
)
from reports.forms.evidence_shown import section
from reports.forms.shown import ShownLine
from reports.models import OFFICIAL_TYPES, Evidence, Report

LINE, FILES = "evidence-line", "evidence-files"
TOO_MANY = f"แนบได้ครั้งละไม่เกิน {thai.to_thai_digits(MOST_FILES)} ไฟล์ โปรดแนบไฟล์ที่เหลืออีกครั้ง"
TOO_MUCH_AT_ONCE = "ไฟล์ที่เลือกรวมกันใหญ่เกินที่ส่งพร้อมกันได้ (๒๕ MB) ไฟล์นี้จึงยังไม่ได้แนบ โปรดแนบทีละไฟล์"
LONG_CAPTION = f"คำอธิบายยาวได้ไม่เกิน {thai.to_thai_digits(CAPTION_LIMIT)} ตัวอักษร โปรดตัดให้สั้นลง"


@dataclass
class Outcome:
    """What became of it. `refused` are (what, why); the forms hold what was typed and could not be kept."""

    line: int | None = None
    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    link: LinkForm = field(default_factory=lambda: LinkForm(prefix=LINK))
    official: OfficialForm = field(default_factory=lambda: OfficialForm(prefix=OFFICIAL))
    captions: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        return bool(self.refused)


def take(request: HttpRequest, report: Report) -> Outcome:
    """Do what was posted beside a row; nothing where the page had no evidence. Raises NotEditable."""
    written = request.POST.get(LINE, "")
    if not rows.KEY.fullmatch(written):
        return Outcome()
    taking = Taking(request, report, int(written))
    taking.captions()
    taking.buttons()
    taking.chosen()
    taking.link()
    taking.official()
    taking.files(request.FILES.getlist(FILES), FILES)
    return taking.outcome


class Taking:
    """One request about one row."""

    def __init__(self, request: HttpRequest, report: Report, line: int) -> None:
        self.request, self.by = request, request.user
        self.row = {"report": report, "line": line}
        self.report = report
        self.outcome = Outcome(line)
        self.attached = 0

    def _tried(self, what: str, act: Callable[[], str]) -> bool:
        """Whether an act was done; its sentence or its refusal is kept."""
        try:
            done = act()
        except actions.NotEditable:
            raise
        except (actions.Refused, NotAccepted) as refused:
            self.outcome.refused.append((what, refused.message))
            return False
        if done:
            self.outcome.done.append(done)
        return True

    # Words of pieces that are there

    def captions(self) -> None:
        touched = {
            pk: " ".join(words.split()) for pk, words in touched_captions(self.request.POST).items()
        }
        own = Evidence.objects.of_province(self.report.province)
        for piece in own.filter(pk__in=touched) if touched else ():
            self._caption(piece, touched[piece.pk])

    def _caption(self, piece: Evidence, caption: str) -> None:
        version = rows.version(self.request.POST.get(f"evidence-version-{piece.pk}", ""))

        def act() -> str:
            if len(caption) > CAPTION_LIMIT:
                raise actions.Refused(LONG_CAPTION)
            if message := thai.forbidden_message(caption):
                raise actions.Refused(message)
            actions.evidence.describe(evidence=piece, by=self.by, version=version, caption=caption)
            return "บันทึกคำอธิบายแล้ว"

        if not self._tried(piece.title, act):
            self.outcome.captions[piece.pk] = (caption, self.outcome.refused[-1][1])

    # Buttons

    def buttons(self) -> None:
        for name, act in (("detach", self._detach), ("up", self._up), ("down", self._down)):
            written = self.request.POST.get(f"evidence-{name}", "")
            if rows.KEY.fullmatch(written):
                self._tried("หลักฐาน", lambda act=act, written=written: act(int(written)))
        if value := self.request.POST.get("evidence-offer"):
            new = offered(value)
            if new is None:
                self.outcome.refused.append(("หลักฐานในข้อความ", "อ่านไม่ได้ โปรดพิมพ์เองด้านล่าง"))
            else:
                self._tried("หลักฐานในข้อความ", lambda: self._added(new))

    def _detach(self, evidence: int) -> str:
        was_there = actions.evidence.detach(evidence=evidence, by=self.by, **self.row)
        return "เลิกแนบแล้ว หลักฐานยังอยู่ในคลังหลักฐานประจำปี" if was_there else ""

    def _up(self, evidence: int) -> str:
        actions.evidence.move(evidence=evidence, step=-1, by=self.by, **self.row)
        return "เลื่อนหลักฐานขึ้นแล้ว"

    def _down(self, evidence: int) -> str:
        actions.evidence.move(evidence=evidence, step=1, by=self.by, **self.row)
        return "เลื่อนหลักฐานลงแล้ว"

    # New ones

    def chosen(self) -> None:
        written = [
            one for one in self.request.POST.getlist("evidence-attach") if rows.KEY.fullmatch(one)
        ]
        if not written:
            return

        def act() -> str:
            pks = [int(one) for one in written]
            count = actions.evidence.attach(evidence=pks, by=self.by, **self.row)
            return f"แนบจากคลังแล้ว {thai.to_thai_digits(count)} รายการ"

        self._tried("หลักฐานจากคลัง", act)

    def link(self) -> None:
        self._form(LinkForm, LINK, "link", "ลิงก์")

    def official(self) -> None:
        self._form(OfficialForm, OFFICIAL, "official", "เอกสารราชการ")

    def _form(self, kind, prefix: str, name: str, what: str) -> None:
        form = kind(self.request.POST, prefix=prefix)
        if not form.is_typed():
            return
        if form.is_valid():
            caption = form.cleaned_data["caption"]
            if self._tried(what, lambda: self._added(form.new, caption)):
                return
        else:
            self.outcome.refused += [
                (f"{what} – {form[field].label}", message)
                for field, messages in form.errors.items()
                for message in messages
            ]
        setattr(self.outcome, name, form)

    def _added(self, new: New, caption: str = "") -> str:
        added = actions.evidence.add(
            by=self.by,
            fiscal_year=self.report.round.fiscal_year,
            new=new,
            caption=caption,
            **self.row,
        )
        return added_sentence(added)

    def files(self, files: list[UploadedFile], field: str) -> None:
        for file in files[:MOST_FILES]:
            self._tried(file.name, lambda file=file: self._file(file))
        self.outcome.refused += [(file.name, TOO_MANY) for file in files[MOST_FILES:]]
        self.outcome.refused += passed_over(self.request, field)

    def _file(self, file: UploadedFile) -> str:
        new, note = examined(file)
        return " ".join(filter(None, (self._added(new), note)))


def anchor(request: HttpRequest) -> str:
    """Back to the evidence where one of its own buttons was pressed."""
    pressed = (
        "evidence-attach-files",
        "evidence-detach",
        "evidence-up",
        "evidence-down",
        "evidence-offer",
    )
    return "#evidence" if any(name in request.POST for name in pressed) else ""


def tell(request: HttpRequest, outcome: Outcome) -> None:
    for done in outcome.done:
        messages.success(request, done)


def tell_refused(request: HttpRequest, outcome: Outcome) -> None:
    """Above a page that has no place of its own for it."""
    for what, why in outcome.refused:
        messages.error(request, f"{what}: {why}")


def context(report: Report, line: ShownLine, outcome: Outcome) -> dict:
    """What templates/evidence/_section.html needs: of a row as it is shown, and what was not kept: two queries."""
    year = report.round.fiscal_year
    shown = section(line.pk, report.province, year, outcome.captions)
    return {
        "evidence": shown,
        "outcome": outcome,
        "offers": offers(
            [line.result.value, *(step.box.value for step in line.steps)], shown.evidence
        ),
        "accepted": ACCEPTED,
        "most_megabytes": settings.EVIDENCE_MEGABYTES,
        "fiscal_year": year,
        "official_types": OFFICIAL_TYPES,
    }


def passed_over(request: HttpRequest, field: str) -> list[tuple[str, str]]:
    """The files that were too large to be taken in at all, with why."""
    names = uploads.too_large(request, field)
    why = TOO_MUCH_AT_ONCE if uploads.is_too_much_at_once(request) else examine.too_large()
    return [(name, why) for name in names]


def examined(file: UploadedFile) -> tuple[NewFile, str]:
    """A file to keep, and what is told about it. Raises NotAccepted."""
    file.seek(0)
    found = examine.examine(file.read(), file.name)
    note = f"เนื้อในเป็น {found.format.upper()} จึงแสดงชื่อเป็น {found.name}" if found.is_renamed else ""
    return NewFile(found.data, found.name, found.format), note


def added_sentence(added: Added) -> str:
    title = thai.thai_digits_in_text(added.evidence.title)
    if added.is_attached:
        return f"แนบแล้ว: {title}" if added.is_new else f"แนบแล้ว (มีอยู่ในคลังก่อนแล้ว): {title}"
    return f"เพิ่มในคลังแล้ว: {title}" if added.is_new else f"มีอยู่แล้ว: {title}"
