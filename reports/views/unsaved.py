"""Typed text that could not be saved, shown so that nothing is lost: signed out, sent too late, no longer editable."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_REFERER
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views.csrf import csrf_failure as plain_csrf_failure

from ita_portal import thai
from reports.forms import rows, shown

EDITOR_PAGES = {"report_edit", "line_edit", "row_action"}
SIGNED_OUT = "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง"
SENT_TOO_LATE = "ยังไม่ได้บันทึก ข้อความที่พิมพ์ยังอยู่ โปรดกดบันทึกอีกครั้ง"
NOT_EDITABLE = "ยังไม่ได้บันทึก เพราะรายงานส่งหรือรับไปแล้ว ข้อความที่พิมพ์ยังอยู่"


def kept_when_signed_out(view):
    """What someone posts after their session ended comes back as a page, instead of a lost POST.

    The access decorator stands inside: only signed-in people get as far as the view.
    """

    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return page(request, title=SIGNED_OUT, status=403)
        return redirect_to_login(request.get_full_path())

    return login_not_required(asked)


def csrf_failure(request, reason=""):
    """A form that was opened before signing in anew holds an old token: its text may be sent once more.

    A form of another site never comes back with a good token.
    """
    if request.method != "POST" or _is_foreign(reason) or not _is_editor(request.path_info):
        return plain_csrf_failure(request, reason)
    signed_in = request.user.is_authenticated
    return page(request, title=SENT_TOO_LATE if signed_in else SIGNED_OUT, status=403)


def _is_foreign(reason: str) -> bool:
    beginnings = (
        reason_text.split("%")[0] for reason_text in (REASON_BAD_ORIGIN, REASON_BAD_REFERER)
    )
    return reason.startswith((*beginnings, REASON_NO_REFERER))


def _is_editor(path: str) -> bool:
    try:
        return resolve(path).url_name in EDITOR_PAGES
    except Resolver404:
        return False


def page(request, *, title: str, status: int):
    """The page of typed text. Its form is sent to where it came from; a row action is not repeated."""
    posted = rows.posted_rows(request.POST)
    touched = {prefix: row for prefix, row in posted.items() if row.is_touched}
    context = {
        "title": title,
        "is_final": status == 409,
        "address": _address(request),
        "rows": [*_touched(posted, touched)],
        "untouched": [*_hidden(row for prefix, row in posted.items() if prefix not in touched)],
    }
    return render(request, "province/unsaved.html", context, status=status)


def _address(request) -> str:
    match = resolve(request.path_info)
    if match.url_name == "row_action":
        return reverse("report_edit", args=[match.kwargs["pk"]])
    return request.path


def _touched(posted, touched):
    """Touched rows under the number they had on the page, which listed them in order."""
    numbers = {}
    for prefix in posted:
        numbers[prefix] = sum(one.startswith("g") for one in numbers) + prefix.startswith("g")
    several = numbers and max(numbers.values()) > 1
    for prefix, row in touched.items():
        number = numbers[prefix] if several and prefix != "details" else 0
        yield {
            "name": f"ลำดับที่ {thai.to_thai_digits(number)}" if number else "",
            "boxes": [
                (label, shown.Box(f"{prefix}-{name}", values[0]))
                for name, values in row.fields.items()
                if (label := shown.box_label(name))
            ],
            "hidden": [
                (f"{prefix}-{name}", value)
                for name, values in row.fields.items()
                if not shown.box_label(name)
                for value in values
            ]
            + _meta(row),
        }


def _hidden(posted):
    for row in posted:
        for name, values in row.fields.items():
            yield from ((f"{row.prefix}-{name}", value) for value in values)
        yield from _meta(row)


def _meta(row) -> list[tuple[str, str]]:
    meta = {name: getattr(row, name) for name in rows.META}
    return [(f"{row.prefix}-{name}", value) for name, value in meta.items() if value]
