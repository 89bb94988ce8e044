"""Pieces of evidence as pages show them: beside a printed row, in the editor, on the shelf."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ita_portal import thai
from reports import addresses, document
from reports.forms.evidence import told
from reports.models import Attachment, Evidence, EvidenceKind, FrozenEvidence

KINDS = dict(EvidenceKind.choices)
FORMATS = {"pdf": "PDF", "jpg": "ภาพ", "png": "ภาพ", "docx": "Word", "xlsx": "Excel"}
_UNITS = ((1024 * 1024, "MB"), (1024, "KB"))


def size(count: int) -> str:
    """Bytes as people read them: ๑.๒ MB, ๓๔๐ KB."""
    for unit, name in _UNITS:
        if count >= unit:
            number = count / unit
            return thai.to_thai_digits(
                f"{number:.1f} {name}" if number < 10 else f"{number:.0f} {name}"
            )
    return thai.to_thai_digits(f"{count} ไบต์")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page says of a piece: its kind, its title, where it leads ('' nowhere), what is behind it."""

    key: int
    kind: str
    title: str
    caption: str
    href: str
    facts: str

    @property
    def is_file(self) -> bool:
        return self.kind == KINDS["file"]


def piece(one: document.Evidence) -> Piece:
    title = one.title if one.kind != "official" else thai.thai_digits_in_text(one.title)
    return Piece(one.key, KINDS[one.kind], title, one.caption, _href(one), _facts(one))


def _href(one: document.Evidence) -> str:
    if one.kind == "file":
        return reverse("evidence_file", args=[one.key])
    return one.address


def _facts(one: document.Evidence) -> str:
    if one.kind == "file":
        kind = FORMATS.get(one.name.rpartition(".")[2].lower(), "")
        return f"{kind} {size(one.size)}".strip()
    return addresses.host(one.address)


# Beside a printed row ------------------------------------------------------------------------------

_BESIDE = '<div class="row-evidence no-print"><p class="row-evidence-head">เอกสารหลักฐาน</p><ul>{}</ul></div>'
_ENTRY = "<li>{}{}{}</li>"


def beside(report: document.Report) -> dict[int, SafeString]:
    """Line key → its evidence as HTML for the screen; rows without any are left out."""
    return {
        line.key: format_html(_BESIDE, format_html_join("", _ENTRY, map(_entry, line.evidence)))
        for _, _, line in report.lines()
        if line.evidence and line.key is not None
    }


def _entry(one: document.Evidence) -> tuple[SafeString, SafeString, SafeString]:
    shown = piece(one)
    caption = format_html("<strong>{}</strong> ", thai.thai_digits_in_text(one.caption))
    facts = format_html(' <span class="muted">({})</span>', shown.facts)
    return caption if one.caption else EMPTY, _link(shown), facts if shown.facts else EMPTY


EMPTY = mark_safe("")


def _link(shown: Piece) -> SafeString:
    if not shown.href:
        return conditional_escape(shown.title)
    extra = (
        mark_safe(" download")
        if shown.is_file
        else mark_safe(' rel="noopener noreferrer nofollow"')
    )
    return format_html('<a href="{}"{}>{}</a>', shown.href, extra, shown.title)


# In the editor -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Attached:
    """A piece beside a row in the editor, with the box of its caption; `others` counts further rows."""

    pk: int
    shown: Piece
    caption: str
    version: int
    told: str
    others: int
    is_official: bool
    error: str = ""


@dataclass(slots=True)
class Section:
    """What the page of a row shows of its evidence; `shelf` is what may be chosen from."""

    attached: list[Attached]
    evidence: list[Evidence] = field(default_factory=list)
    shelf: list[tuple[Evidence, Piece]] = field(default_factory=list)
    is_shelf_cut: bool = False


SHELF_SHOWN = 100


def section(
    line: int, province, fiscal_year: int, captions: Mapping[int, tuple[str, str]] | None = None
) -> Section:
    """Of a row: two queries. `captions`: piece → what was typed and why it was not kept."""
    captions = captions or {}
    found = (
        Evidence.objects.filter(attachments__line=line)
        .order_by("attachments__order", "attachments__pk")
        .annotate(rows=Count("attachments__evidence__attachments", distinct=True))
    )
    evidence = list(found)
    there = {one.pk for one in evidence}
    shelf = Evidence.objects.shelf(province, fiscal_year).on_shelf().exclude(pk__in=there)
    others = list(shelf[: SHELF_SHOWN + 1])
    return Section(
        attached=[_attached(one, *captions.get(one.pk, (one.caption, ""))) for one in evidence],
        evidence=evidence,
        shelf=[(one, piece(one.document)) for one in others[:SHELF_SHOWN]],
        is_shelf_cut=len(others) > SHELF_SHOWN,
    )


def _attached(one: Evidence, caption: str, error: str) -> Attached:
    return Attached(
        pk=one.pk,
        shown=piece(one.document),
        caption=caption,
        version=one.version,
        told=told(one.caption),
        others=one.rows - 1,
        is_official=one.is_official,
        error=error,
    )


# On the shelf --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Use:
    """Where a piece stands: the round, the numbers of its rows, its submissions."""

    round: str
    report: int
    numbers: list[int] = field(default_factory=list)
    submissions: list[int] = field(default_factory=list)

    @property
    def words(self) -> str:
        rows = ", ".join(map(str, dict.fromkeys(self.numbers)))
        sent = ", ".join(map(str, sorted(self.submissions)))
        parts = [f"ลำดับที่ {rows}" if rows else "", f"ฉบับที่ส่ง ครั้งที่ {sent}" if sent else ""]
        return thai.to_thai_digits(" · ".join(filter(None, parts)))


def uses(evidence: Iterable[Evidence]) -> dict[int, list[Use]]:
    """Piece → where it is used, by report: two queries."""
    keys = [one.pk for one in evidence]
    found: dict[int, dict[int, Use]] = defaultdict(dict)
    beside = Attachment.objects.filter(evidence__in=keys).select_related(
        "line__group__report__round"
    )
    for one in beside.order_by("line__group__report", "line__group__order", "line__order"):
        group = one.line.group
        _use(found[one.evidence_id], group.report).numbers.append(group.order)
    frozen = FrozenEvidence.objects.filter(evidence__in=keys)
    frozen = frozen.select_related("submission__report__round").defer("submission__content")
    for one in frozen.order_by("submission__report", "submission__number"):
        submission = one.submission
        _use(found[one.evidence_id], submission.report).submissions.append(submission.number)
    return {key: list(by_report.values()) for key, by_report in found.items()}


def _use(by_report: dict[int, Use], report) -> Use:
    if report.pk not in by_report:
        by_report[report.pk] = Use(str(report.round), report.pk)
    return by_report[report.pk]
