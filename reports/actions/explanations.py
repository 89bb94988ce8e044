"""What the drafter says to what the checks found, and which secret the certifier keeps in public on purpose."""

from collections.abc import Sequence
from dataclasses import dataclass

from ita_portal.models import User
from ita_portal.writing import action, has_words
from reports import around, checks, content, document, explained
from reports.actions.locking import locked_for_editing, mark_changed
from reports.actions.refusals import Refused, Unexplained
from reports.models import Explanation, Report
from reports.workflow import Move


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed to one finding, known by `explained.mark`.

    `seen` is the `explained.token` of what stood there when the form was made. `is_kept`: whether a
    secret stays in the public version; None leaves that as it is.
    """

    mark: str
    note: str
    seen: str
    is_kept: bool | None = None


@dataclass(frozen=True, slots=True)
class ExplanationConflict:
    """What was typed and not written: `theirs` is another person's meanwhile, null where the finding is gone."""

    mine: Said
    theirs: document.Explanation | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The report as it is now, how many explanations changed, and what was not written."""

    report: Report
    changed: int
    conflicts: tuple[ExplanationConflict, ...] = ()


@action
def explain(*, report: Report, by: User, said: Sequence[Said]) -> Told:
    """Write what was typed to findings of the report as it stands; all of it is one new version.

    Raises NotEditable, and Refused for keeping a secret by somebody who may not certify, or without a note.
    """
    report = locked_for_editing(report, by)
    draft = content.draft(report)
    found = checks.warnings(draft, around.around(report))
    findings = {one.mark: one for one in explained.with_notes(found, draft)}
    changed, conflicts = 0, []
    for one in said:
        changed += _say(report, by, one, findings.get(one.mark), conflicts)
    if changed:
        mark_changed(report, by)
    return Told(report, changed, tuple(conflicts))


def _say(
    report: Report,
    by: User,
    said: Said,
    about: explained.Explained | None,
    conflicts: list[ExplanationConflict],
) -> bool:
    if about is None:
        conflicts.append(ExplanationConflict(said))
        return False
    is_kept = about.is_kept if said.is_kept is None else said.is_kept
    if (said.note, is_kept) == (about.note, about.is_kept):
        return False
    if said.seen != about.token:
        conflicts.append(ExplanationConflict(said, about.explanation))
        return False
    if is_kept != about.is_kept:
        _permit_keeping(report, by, about)
    if is_kept and not has_words(said.note):
        raise Refused(KEPT_WITHOUT_A_WORD.format(words=about.finding.words))
    _write(report, about, said.note, is_kept)
    return True


KEPT_WITHOUT_A_WORD = (
    "โปรดเขียนคำชี้แจงว่าเหตุใดจึงคง “{words}” ไว้ในฉบับเผยแพร่ หรือเลือกปกปิด ข้อความที่พิมพ์ยังไม่บันทึก"
)
NOT_THE_CERTIFIER = "ผู้ที่รับรองและส่งรายงานเท่านั้นที่เลือกคงข้อมูลไว้ในฉบับเผยแพร่ได้"


def _permit_keeping(report: Report, by: User, about: explained.Explained) -> None:
    if not about.is_secret or Move.SUBMIT not in report.moves_for(by):
        raise Refused(NOT_THE_CERTIFIER)


def _write(report: Report, about: explained.Explained, note: str, is_kept: bool) -> None:
    code, key, words = about.finding.identity
    row = report.explanations.filter(mark=about.mark).first()
    row = row or Explanation(report=report, mark=about.mark, code=code, row=key, words=words)
    row.note, row.is_kept = note, is_kept
    row.save()


def refuse_unexplained(draft: document.Report) -> None:
    """Raise Unexplained where something stands in a draft that needs a word first."""
    if findings := explained.unexplained(draft):
        raise Unexplained(findings)


def follow(report: Report, *, old: int | None, new: int) -> None:
    """What was said of a removed row is said of the one that came back for it; inside another action."""
    if old is None:
        return
    for one in report.explanations.filter(row=old):
        one.row = new
        one.mark = explained.mark(explained.identity_of(one.document))
        one.save(update_fields=["row", "mark"])
