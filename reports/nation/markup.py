"""The rows of the matrix as HTML, joined in Python: a template takes five times as long for 76 × 12 cells."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ita_portal import thai
from reports.answers import Said
from reports.nation.matrix import NO_ROW, NOT_SENT, SHORT_LABELS, CellRow, MatrixRow
from reports.nation.standing import SHORT_STATES
from reports.overview import Coverage, ProvinceRow

ROW = (
    '<tr><th scope="row">{}</th><td class="m-state">{}</td><td class="m-coverage">{}</td>'
    '<td class="m-count">{}</td><td class="m-count">{}</td>{}</tr>\n'
)
BADGE = (
    '<span class="state state-{0}"><svg class="shape" aria-hidden="true"><use href="#shape-{0}"/>'
    "</svg>{1}</span>"
)
LINK = '<a href="{}#row-{}-{}">{}</a>'
MORE = '<a class="m-more" href="{}#row-{}-{}">{}</a>'
NOTHING = mark_safe("")


def rows_html(rows: Iterable[MatrixRow], codes: Sequence[str]) -> SafeString:
    """The rows of the table's body; each cell leads to its row of the report."""
    return _join(_row(row, codes) for row in rows)


def _row(row: MatrixRow, codes: Sequence[str]) -> SafeString:
    standing = row.standing
    address = reverse("review_report", args=[standing.report.pk]) if standing.report else ""
    is_sent = row.cells is not None
    return format_html(
        ROW,
        _name(standing, address),
        state_html(standing),
        _coverage(standing.coverage) if standing.report else NOTHING,
        thai.to_thai_digits(row.count(codes, Said.DONE)) if is_sent else NOTHING,
        thai.to_thai_digits(row.count(codes, Said.IN_PROGRESS)) if is_sent else NOTHING,
        _cells(row, codes, address) if is_sent else _not_sent(len(codes)),
    )


def _name(standing: ProvinceRow, address: str) -> SafeString:
    name = standing.province.name
    return format_html('<a href="{}">{}</a>', address, name) if address else format_html("{}", name)


def state_html(standing: ProvinceRow) -> SafeString:
    """The state by word and shape, and how late it is or was."""
    badges = [format_html(BADGE, standing.state_key, SHORT_STATES[standing.state_key])]
    if standing.is_overdue:
        badges.append(format_html(BADGE, "overdue", "เลยกำหนด ยังไม่ส่ง"))
    if standing.days_late:
        days = thai.to_thai_digits(standing.days_late)
        badges.append(format_html(BADGE, "late", f"ส่งล่าช้า {days} วัน"))
    if standing.is_correction:
        badges.append(mark_safe('<span class="beside-state">ฉบับแก้ไข</span>'))
    return _join(badges, " ")


def _coverage(coverage: Coverage | None) -> SafeString:
    if coverage is None or not coverage.all:
        return NOTHING
    told = f"{thai.to_thai_digits(coverage.answered)} จาก {thai.to_thai_digits(coverage.all)}"
    draft = mark_safe(' <span class="muted">(ร่าง)</span>') if coverage.is_draft else ""
    return format_html('<span class="kept">{}</span>{}', told, draft)


def _not_sent(count: int) -> SafeString:
    return format_html(
        '<td class="m m-not_sent" colspan="{}">{}</td>', count, SHORT_LABELS[NOT_SENT]
    )


def _cells(row: MatrixRow, codes: Iterable[str], address: str) -> SafeString:
    """The cells of all steps; address is one of our own and needs no escaping, nor do our words."""
    return mark_safe("".join([_cell(row, code, address) for code in codes]))


def _cell(row: MatrixRow, code: str, address: str) -> str:
    kind = row.counts_as(code)
    if kind == NO_ROW:
        return _NO_ROW
    said = row.cells[code]
    links = [_link(one, address, told=said[:place]) for place, one in enumerate(said)]
    return f'<td class="m m-{kind}">{" ".join(links)}</td>'


_NO_ROW = f'<td class="m m-{NO_ROW}">{SHORT_LABELS[NO_ROW]}</td>'


def _link(one: CellRow, address: str, *, told: Sequence[CellRow]) -> str:
    """The words of one row; only its place where a row before it says the same."""
    pattern, words = LINK, short_words(one)
    if any((before.kind, before.words) == (one.kind, one.words) for before in told):
        pattern, words = MORE, place_words(one)
    return pattern.format(address, one.number, one.place, words)


def short_words(one: CellRow) -> str:
    """What a cell says of one row, safe in HTML."""
    if one.kind == Said.WORDS:
        return escape(thai.thai_digits_in_text(one.words))
    return SHORT_LABELS[one.kind]


def place_words(one: CellRow) -> str:
    """และลำดับที่ ๓ แถวที่ ๒"""
    row = f" แถวที่ {thai.to_thai_digits(one.place + 1)}" if one.place else ""
    return f"และลำดับที่ {thai.to_thai_digits(one.number)}{row}"


def _join(pieces: Iterable[SafeString], separator: str = "") -> SafeString:
    return mark_safe(separator.join(map(conditional_escape, pieces)))
