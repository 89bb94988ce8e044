"""Typed text that could not be saved, shown so that nothing is lost: signed out, sent too late, no longer editable."""

from django.shortcuts import render
from django.urls import resolve, reverse

from ita_portal import thai
from ita_portal.unsaved import kept_on
from reports.forms import rows, shown

NOT_EDITABLE = "ยังไม่ได้บันทึก เพราะรายงานส่งหรือรับไปแล้ว ข้อความที่พิมพ์ยังอยู่"


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


kept_when_signed_out = kept_on(page)


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
