"""Typed text that could not be saved, shown so that nothing is lost: signed out, sent too late, no longer editable."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse

from ita_portal import thai
from ita_portal.unsaved import SENT_TOO_LATE, SIGNED_OUT, Why, kept_on, to_sign_in
from reports.forms import rows, shown
from reports.forms.evidence import typed_boxes
from reports.forms.explanations import ExplanationsForm
from reports.workflow import MOVE_LABELS, Move

NOT_EDITABLE = Why("ยังไม่ได้บันทึก เพราะรายงานส่งหรือรับไปแล้ว ข้อความที่พิมพ์ยังอยู่", advice="copy", status=409)
NOT_MOVED = "ยังไม่ได้ทำรายการ ข้อความที่พิมพ์ยังอยู่ โปรดกดอีกครั้ง"


# ---- the table


def page(request: HttpRequest, why: Why) -> HttpResponse:
    """The page of typed text. Its form is sent to where it came from; a row action is not repeated."""
    posted = rows.posted_rows(request.POST)
    touched = {prefix: row for prefix, row in posted.items() if row.is_touched}
    context = {
        "why": why,
        "address": _address(request),
        "rows": [*_touched(posted, touched)],
        "untouched": [*_untouched(posted, touched)],
    }
    context["evidence"], context["evidence_hidden"] = typed_boxes(request.POST)
    return render(request, "province/unsaved.html", context, status=why.status)


kept_when_signed_out = kept_on(page)


def _address(request) -> str:
    match = resolve(request.path_info)
    if match.url_name == "row_action":
        return reverse("report_edit", args=[match.kwargs["pk"]])
    return request.path


def _touched(posted, touched):
    """Touched rows as the page shows them: name, boxes of text, and what goes back hidden."""
    numbers = _numbers(posted)
    for prefix, row in touched.items():
        labels = {name: shown.box_label(name) for name in row.fields}
        unlabelled = {name: values for name, values in row.fields.items() if not labels[name]}
        yield {
            "name": numbers.get(prefix, ""),
            "boxes": [
                (label, shown.Box(f"{prefix}-{name}", row.one(name)))
                for name, label in labels.items()
                if label
            ],
            "hidden": [*_fields(replace(row, fields=unlabelled))],
        }


def _numbers(posted) -> dict[str, str]:
    """Prefix → ลำดับที่ …: the table listed its rows in order; the page of one row says nothing of its place."""
    numbers, count = {}, 0
    for prefix in posted:
        count += prefix.startswith("g")
        if count and prefix != "details" and not rows.is_question(prefix):
            numbers[prefix] = f"ลำดับที่ {thai.to_thai_digits(count)}"
    return numbers if count > 1 else {}


def _untouched(posted, touched):
    """Every row in the order of the table, so that a page sent again numbers them alike."""
    for prefix, row in posted.items():
        yield from _meta(row)
        if prefix not in touched:
            yield from _fields(row)


def _fields(row):
    for name, values in row.fields.items():
        yield from ((f"{row.prefix}-{name}", value) for value in values)


def _meta(row) -> list[tuple[str, str]]:
    meta = {name: getattr(row, name) for name in rows.META}
    pairs = [(f"{row.prefix}-{name}", value) for name, value in meta.items() if value]
    sent = [(f"{row.prefix}-{rows.SENT}", value) for value in row.sent]
    joined = [(f"{row.prefix}-{rows.JOINED}{box}", it[0]) for box, it in row.joined.items()]
    return pairs + sent + joined


# ---- the words of a move


def words_kept(
    form: type[Form], *, back: str, prefix: str | None = None, button: str = ""
) -> Callable:
    """A decorator for a move with words: what was typed into its form is shown, to be sent again.

    `back` names the page of the report; the view's address begins with its number. `button` says what
    is done where that is no move of the workflow.
    """
    return kept_on(partial(_words_page, form=form, back=back, prefix=prefix, button=button))


def typed_kept(
    form: type[Form], *, back: str, is_typed: Callable[[Form], bool], button: str = ""
) -> Callable:
    """The same for a button that takes no words of its own but carries those of the page around it.

    Where `is_typed` finds none there is nothing to show, and the answer is that of any other page.
    """

    def shown(request: HttpRequest, why: Why) -> HttpResponse:
        if is_typed(form(request.POST)) or why == SENT_TOO_LATE:
            return _words_page(request, why, form=form, back=back, prefix=None, button=button)
        if why == SIGNED_OUT:
            return to_sign_in(request)
        raise Http404 if why.status == 404 else PermissionDenied

    return kept_on(shown)


def _explanations(request: HttpRequest) -> dict:
    """The boxes คำชี้แจง that were sent along with a move: `notes` to read, and `beside` what was chosen there."""
    typed = ExplanationsForm(request.POST).typed
    beside = (f"{name}-{mark}" for mark in typed for name in ("kept", "seen"))
    return {
        "notes": [(f"note-{mark}", request.POST[f"note-{mark}"]) for mark in typed],
        "beside": [(name, request.POST[name]) for name in beside if name in request.POST],
    }


def _words_page(
    request: HttpRequest,
    why: Why,
    *,
    form: type[Form],
    back: str,
    prefix: str | None,
    button: str,
) -> HttpResponse:
    match = resolve(request.path_info)
    context = {
        "why": why,
        "title": NOT_MOVED if why == SENT_TOO_LATE else why.title,
        "form": form(request.POST, prefix=prefix),
        **_explanations(request),
        "address": request.path,
        "button": button or MOVE_LABELS[Move(match.url_name.removeprefix("report_"))],
        "back": reverse(back, args=[match.kwargs["pk"]]),
    }
    return render(request, "reports/unsaved.html", context, status=why.status)
