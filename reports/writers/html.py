"""The body of a report as HTML: the same for the screen, the paper and the submitted version."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, groupby

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from ita_portal import thai
from reports import text, ties
from reports.document import Group, Imprint, Item, Line, Report, Signer
from reports.writers import qr, wording
from reports.writers.wording import CONTACT, FOOTNOTE, NOTHING, PUBLISHED_AT

# Characters of a step's text in a bookmark.
BOOKMARK = 80

# (สำนักงาน ป.ป.ช.), (อยู่ระหว่างดำเนินการ/: a heading breaks before a bracket and after a stroke.
_IN_BRACKETS = re.compile(r"(\([^()/]*[/)]|(?<=/)[^()/]+[/)])")

# Room for a name that is written by hand.
TO_BE_FILLED_IN = "." * 60

ROOM_TO_SIGN = ".report-signature { padding-top: 14mm }\n"

# What would end a text in a style sheet.
_NOT_IN_CSS = re.compile(r'["\\<\n\r\f]')

# The line ends keep words apart where only the text is read: by a search, in a bookmark.
BREAK = mark_safe("<br>\n")
NEXT = mark_safe("\n")
EMPTY = mark_safe("")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row as the template shows it; the cells hold escaped HTML."""

    id: str
    css_class: str
    bookmark: str
    number: str
    official: SafeString
    provincial: SafeString
    steps: SafeString
    result: SafeString
    status: SafeString
    beside: SafeString = EMPTY
    below: SafeString = EMPTY


def render_body(
    document: Report,
    *,
    beside: Mapping[int, SafeString] | None = None,
    below: Mapping[int, SafeString] | None = None,
) -> SafeString:
    """The title, the table, the footnote, the contact block, the signature block and the QR code.

    Digits are Thai by the safe rule of running text and addresses of links are left alone; a
    window is written normalised when it was understood, else in the words typed. `beside` is what
    stands below the result of a row (by `Line.key`) on the screen alone, `below` what stands below the
    whole row, over all its columns.
    """
    return _body(document, on_paper=False, beside=beside or {}, below=below or {})


def _body(
    document: Report,
    *,
    on_paper: bool,
    beside: Mapping[int, SafeString] | None = None,
    below: Mapping[int, SafeString] | None = None,
) -> SafeString:
    """The body; on paper its title is the first heading and its rows stand in the outline."""
    return render_to_string(
        "reports/_body.html",
        {
            "heading": "h1" if on_paper else "h2",
            "on_paper": on_paper,
            "text_size": document.text_size,
            "ties": ties.packed(document),
            "title": _lines(document.title),
            "headings": [_heading(heading) for heading in document.headings],
            "labels": None if on_paper else [_plain(heading) for heading in document.headings],
            "rows": list(_rows(document, beside or {}, below or {})),
            "footnote": render_typed(wording.headed(FOOTNOTE, document.footnote, separator=" : ")),
            "calendar": wording.calendar(document),
            "masked": wording.masked(document),
            "contact": render_typed(wording.headed(CONTACT, document.contact, separator="\n")),
            "signer": _signature(document.signer) if document.signer else None,
            "published": _published(document.address) if document.address else None,
        },
    )


def render_page(
    document: Report,
    *,
    imprint: Imprint | None = None,
    draft_at: datetime | None = None,
    css: str = "",
) -> SafeString:
    """The whole report as one page: what the PDF is made of and what `print_report` writes.

    A frozen version names itself by its `imprint` and is of its day; with `draft_at` the page says
    ร่าง and that moment. `css` is put into the page, so that a file on its own looks like the
    paper; our own style sheet only, it is not escaped.
    """
    made_at = imprint.submitted_at if imprint else draft_at
    return render_to_string(
        "reports/print.html",
        {
            "title": wording.title(document, is_draft=draft_at is not None),
            "author": wording.author(document),
            "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds") if made_at else "",
            "style": _style(css + _margins(imprint, draft_at)),
            "body": _body(document, on_paper=True),
        },
    )


def _style(css: str) -> SafeString:
    return format_html("<style>{}</style>", mark_safe(css)) if css else EMPTY


def _margins(imprint: Imprint | None, draft_at: datetime | None) -> str:
    """What stands in the margins of each page; paper.css says how it looks."""
    css = ""
    if draft_at:
        css += _margin("top-right", wording.draft(draft_at))
    if imprint and imprint.to_sign is not None:
        css += _margin("top-right", wording.TO_SIGN) + ROOM_TO_SIGN
    if imprint:
        css += _margin("bottom-left", wording.version(imprint))
    return css


def _margin(place: str, words: str) -> str:
    return f'@page {{ @{place} {{ content: "{_NOT_IN_CSS.sub("", words)}" }} }}\n'


def render_typed(typed: str) -> SafeString:
    """One cell of typed text as paragraphs, lists and links; empty for white space or a lone dash."""
    if text.is_dash(typed):
        return EMPTY
    return _join((_block(block) for block in text.parse(typed)), separator=NEXT)


def _rows(
    document: Report, beside: Mapping[int, SafeString], below: Mapping[int, SafeString]
) -> Iterator[Row]:
    for number, group in enumerate(document.groups, start=1):
        printed = thai.to_thai_digits(document.printed_number(number))
        for index, line in enumerate(group.lines):
            yield Row(
                id=f"row-{number}-{index}",
                css_class=_css_class(document, group, index),
                bookmark=_bookmark(printed, line) if index == 0 else "",
                steps=_items(line.items) or _nothing(),
                result=render_typed(document.printed_result(line)) or _nothing(),
                status=_lines(document.printed_status(line)) or _nothing(),
                beside=beside.get(line.key, EMPTY),
                below=below.get(line.key, EMPTY),
                **_first_cells(group, printed if index == 0 else None),
            )


def _first_cells(group: Group, number: str | None) -> dict[str, str]:
    """The number and both windows, empty beside every row of a group but its first."""
    if number is None:
        return {"number": "", "official": EMPTY, "provincial": EMPTY}
    return {
        "number": number,
        "official": _window(group.official),
        "provincial": _window(group.provincial),
    }


def _bookmark(number: str, line: Line) -> str:
    """ลำดับที่ ๑ and the first words of its first step, for the outline of a PDF."""
    first = " ".join(line.items[0].text.split()) if line.items else ""
    words = thai.thai_digits_in_text(Truncator(first).chars(BOOKMARK))
    return f"ลำดับที่ {number.rstrip('.')} {words}".strip()


def _css_class(document: Report, group: Group, index: int) -> str:
    """Whether rows of the same number stand above and below, and whether the row is kept whole."""
    names = {
        "continued": index > 0,
        "continues": index < len(group.lines) - 1,
        "whole": wording.is_kept_whole(document, group, group.lines[index]),
    }
    return " ".join(name for name, holds in names.items() if holds)


def _nothing() -> SafeString:
    return conditional_escape(NOTHING)


def _window(window: thai.Window | None) -> SafeString:
    if window is None:
        return _nothing()
    written = thai.write_window(window)
    return _together(wording.DAY_AND_MONTH, written) if window.understood else _words(written)


def _heading(typed: str) -> SafeString:
    return _together(_IN_BRACKETS, _plain(typed))


def _plain(heading: str) -> str:
    """A heading on one line; on a telephone, where rows stand below each other, before each cell."""
    return thai.thai_digits_in_text(" ".join(heading.split()))


def _together(pattern: re.Pattern[str], words: str) -> SafeString:
    """Words whose parts found by a pattern of one group should each stay on one line."""
    return _join(
        format_html('<span class="together">{}</span>', piece) if found else piece
        for piece, found in zip(pattern.split(words), cycle((False, True)), strict=False)
    )


def _items(items: Iterable[Item]) -> SafeString:
    """Step texts that bear labels as lists, the others as typed text."""
    pieces = (
        _list([(item.label, _typed_lines(item.text)) for item in run])
        if labelled
        else _join((render_typed(item.text) for item in run), separator=NEXT)
        for labelled, run in groupby(items, key=lambda item: bool(item.label.strip()))
    )
    return _join(pieces, separator=NEXT)


def _block(block: text.Block) -> SafeString:
    if isinstance(block, text.Paragraph):
        return format_html("<p>{}</p>", _broken(block.lines))
    return _list([(item.label, _broken(item.lines)) for item in block.items])


def _list(items: list[tuple[str, SafeString]]) -> SafeString:
    """A list whose labels hang in the margin, as wide as the longest of them needs."""
    longest = max(len(label.strip()) for label, _ in items)
    width = "narrow" if longest < 2 else "medium" if longest < 4 else "wide"
    entries = format_html_join(
        NEXT,
        '<li><span class="label">{} </span>{}</li>',
        ((thai.to_thai_digits(label.strip()), words) for label, words in items),
    )
    return format_html('<ul class="typed-list {}">{}</ul>', width, entries)


def _typed_lines(typed: str) -> SafeString:
    return _broken(text.inlines(line.strip()) for line in typed.splitlines() if line.strip())


def _broken(lines: Iterable[text.Inlines]) -> SafeString:
    """Lines with their links, each on a line of its own."""
    return _join((_join(map(_inline, line)) for line in lines), separator=BREAK)


def _inline(inline: text.Inline) -> SafeString:
    if isinstance(inline, text.Link):
        return format_html('<a href="{}" rel="noopener nofollow">{}</a>', inline.href, inline.text)
    return _words(inline.text)


def _lines(typed: str) -> SafeString:
    """Lines of a title, a heading or a status, without links."""
    lines = (line.strip() for line in typed.splitlines())
    return _join((_words(line) for line in lines if line), separator=BREAK)


def _signature(signer: Signer) -> dict[str, SafeString]:
    """The name in brackets below the line, then the posts."""
    return {"name": _words(signer.name or TO_BE_FILLED_IN), "post": _lines("\n".join(signer.posts))}


def _published(address: str) -> dict[str, SafeString]:
    """The QR code of the public address, and beside it the same address in words."""
    return {"qr": qr.svg(address), "words": _typed_lines(f"{PUBLISHED_AT}\n{address}")}


def _words(words: str) -> SafeString:
    return conditional_escape(thai.thai_digits_in_text(words))


def _join(pieces: Iterable[SafeString], separator: SafeString = EMPTY) -> SafeString:
    """str.join for HTML; escapes what is not safe yet. format_html_join takes twice the time."""
    return mark_safe(separator.join(map(conditional_escape, pieces)))
