"""Words typed into the forms of people's pages that could not be kept, shown so that nothing is lost."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse

from ita_portal.unsaved import SENT_TOO_LATE, Why, kept_on

NOT_DONE = "ยังไม่ได้ทำรายการ ข้อความที่พิมพ์ยังอยู่ โปรดกดอีกครั้ง"


def words_kept(
    form: type[forms.Form], *, back: str, button: str, given: tuple[str, ...] = ()
) -> Callable:
    """A decorator for a view that takes a form: `back` names the page to go back to, `button` what is done.

    `given` names what of the view's address goes into that of `back`.
    """
    return kept_on(partial(_page, form=form, back=back, button=button, given=given))


def _page(
    request: HttpRequest,
    why: Why,
    *,
    form: type[forms.Form],
    back: str,
    button: str,
    given: tuple[str, ...],
) -> HttpResponse:
    """What was typed in boxes of text; what was chosen goes along hidden, for it may name people."""
    boxes = [
        (field.label, name, request.POST[name])
        for name, field in form.base_fields.items()
        if _is_text(field) and name in request.POST
    ]
    shown = {name for _, name, _ in boxes}
    context = {
        "why": why,
        "title": NOT_DONE if why == SENT_TOO_LATE else why.title,
        "boxes": boxes,
        "hidden": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in shown and name != "csrfmiddlewaretoken"
        ],
        "address": request.path,
        "button": button,
        "back": reverse(back, kwargs=_of_address(request, given)),
    }
    return render(request, "people/unsaved.html", context, status=why.status)


def _of_address(request: HttpRequest, given: tuple[str, ...]) -> dict[str, object]:
    found = resolve(request.path_info).kwargs if given else {}
    return {name: found[name] for name in given}


def _is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not field.widget.is_hidden
