"""The rows of the editor as HTML, joined in Python: a template takes three times as long for thirty rows.

What is rare in a row (two texts to choose from) is left to its template.
"""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ita_portal import thai
from reports.forms.choices import TABLE_STATUSES, Choice
from reports.forms.shown import Box, ShownGroup, ShownLine, StepBox
from reports.forms.texts_before import FROM_CALENDAR

EMPTY = mark_safe("")
OPEN = mark_safe(" open")
SHORT = 600  # Characters of a grey text that stand open in the table.
INVALID = mark_safe(' aria-invalid="true"')

# A textarea loses its first line break, so each begins with one.
TEXTAREA = (
    '<textarea class="cell-field" name="{0}" id="{0}" rows="{1}" aria-labelledby="{2}"{3} {4}>\n'
    "{5}</textarea>"
)
META = (
    '<input type="hidden" name="{0}-version" value="{1}">'
    '<input type="hidden" name="{0}-digest" value="{2}">'
)
NUMBER = '<th scope="rowgroup" rowspan="{0}" class="col-number" id="n-{1}">{2}</th>'
WINDOWS = (
    '<td rowspan="{0}" class="col-window">{1}{2}</td><td rowspan="{0}" class="col-window">{3}</td>'
)
CELLS = (
    '<tr id="row-{0}" class="{1}">{2}<td class="col-step">{3}{4}</td><td class="col-result">{5}</td>'
    '<td class="col-status">{6}{7}{8}</td></tr>\n'
)
ASKED = '<tr class="row-continued row-asked" id="asked-{}"><td colspan="3" class="col-asked">{}</td></tr>'
GOOD = '<p class="row-good"><span aria-hidden="true">✓</span> ส่วนกลางอ่านแล้ว ไม่มีข้อทักท้วง</p>'
CLASH = '<tr class="row-clash"><td colspan="6">{}</td></tr>'
OFFER = (
    '<button class="btn btn-quiet btn-sm box-offer" type="submit" name="offer" value="{}">'
    "หมายถึง {}</button>"
)
NOTE = '<p class="{}" id="{}-note">{}</p>'
SELECT = (
    '<select class="cell-field" name="{0}" id="{0}" aria-labelledby="h-status n-{1}"'
    ' data-column="status">{2}</select>'
)
STATUS_TEXT = (
    '<label class="box-place" for="{0}">พิมพ์ว่า</label><input class="cell-field" type="text"'
    ' name="{0}" id="{0}" value="{1}"{2} data-column="status">{3}'
)
HIDDEN = '<input type="hidden" name="{}" value="1">'
REASON = (
    '<div class="reason"><label class="box-place" for="{0}">เพราะ</label><input class="cell-field"'
    ' type="text" name="{0}" id="{0}" value="{1}" placeholder="เหตุผลสั้น ๆ"{2} data-column="status">'
    "{3}</div>"
)
GUIDANCE = '<details class="guidance"><summary>ควรเขียนอะไร</summary>{}</details>'
HELP = '<div class="row-help">{}{}</div>'
BEFORE = (
    '<details class="before"{5}><summary>{0}</summary><p class="before-words" id="b-{1}">{2}</p>'
    '<button class="btn btn-quiet btn-sm" type="submit" formaction="{3}rows/use_text/{1}/"'
    ' data-use="b-{1}" data-into="{4}" aria-describedby="b-{1}">ใช้ข้อความนี้</button></details>'
)
EVIDENCE = (
    '<button class="row-proof" type="submit" name="then" value="{}-evidence">{}'
    '<span class="visually-hidden"> ลำดับที่ {}</span></button>'
)
MENU = """<details class="row-menu" data-menu><summary aria-label="จัดการแถว ลำดับที่ {1}">จัดการแถว</summary>
<div class="row-menu-list">
<button type="submit" name="then" value="{0}">เปิดแถวนี้เป็นหน้าเต็ม</button>
<button type="submit" formaction="{2}rows/merge_up/{0}/">รวมกับแถวบน</button>
<button type="submit" formaction="{2}rows/split/{0}/">แยกเป็นคนละแถว</button>
<button type="submit" formaction="{2}rows/add_line/{0}/">เพิ่มแถวในลำดับเดียวกัน</button>
<button type="submit" formaction="{2}rows/add_group/{0}/">เพิ่มลำดับใหม่</button>
<button type="submit" formaction="{2}rows/move_up/{0}/">เลื่อนขึ้น</button>
<button type="submit" formaction="{2}rows/move_down/{0}/">เลื่อนลง</button>
<button class="row-menu-delete" type="submit" formaction="{2}rows/delete/{0}/">ลบแถว</button>
</div></details>"""
CARD = (
    '<a class="row-card" href="{0}lines/{1}/"><span class="row-card-number">{2}</span>'
    '<span class="row-card-words">{3}</span><span class="row-card-result">{4}</span></a>'
)


def _options(chosen: str) -> SafeString:
    found = (
        (value, mark_safe(" selected") if value == chosen else EMPTY, label)
        for value, label in TABLE_STATUSES
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', found)


OPTIONS = {value: _options(value) for value, _ in TABLE_STATUSES}


def table_rows(groups: Iterable[ShownGroup], address: str) -> SafeString:
    """Every row of the table's body; `address` is the editor's own."""
    return _join(_group(group, address) for group in groups)


def _group(group: ShownGroup, address: str) -> SafeString:
    """The rows of a number and, below them, what has to be chosen: its first cells span its rows alone."""
    clashes = [group.clash, *(line.clash for line in group.lines)]
    return _join(
        [
            *(_row(group, line, address) + _asked(line) for line in group.lines),
            *map(_clash, filter(None, clashes)),
        ]
    )


def _asked(line: ShownLine) -> SafeString:
    """What the centre asked of a row, below it; with the boxes for the answers."""
    if not line.questions:
        return EMPTY
    asked = (
        render_to_string("comments/_question.html", {"question": one}) for one in line.questions
    )
    return format_html(ASKED, line.pk, _join(asked))


def _row(group: ShownGroup, line: ShownLine, address: str) -> SafeString:
    return format_html(
        CELLS,
        line.pk,
        _css_class(line),
        _first_cells(group) if line.is_first else EMPTY,
        format_html(META, line.prefix, line.version, line.digest),
        _join(_step(step, group) for step in line.steps),
        _result(line, group, address),
        _status(line, group),
        format_html(MENU, line.pk, line.name, address),
        format_html(CARD, address, line.pk, line.name, line.summary or "แถวว่าง", _card_state(line)),
    )


def _card_state(line: ShownLine) -> str:
    asked = f"ข้อทักท้วง {thai.to_thai_digits(len(line.questions))}" if line.questions else ""
    return " · ".join(filter(None, (asked, line.beginning)))


def _css_class(line: ShownLine) -> str:
    names = ["" if line.is_first else "row-continued", "row-open" if line.has_problem else ""]
    return " ".join(filter(None, names))


def _first_cells(group: ShownGroup) -> SafeString:
    meta = format_html(META, group.prefix, group.version, group.digest)
    official = _window(group.official, "h-official", group)
    provincial = _window(group.provincial, "h-provincial", group)
    number = format_html(NUMBER, group.span, group.pk, group.number)
    return number + format_html(WINDOWS, group.span, meta, official, provincial)


def _window(box: Box, heading: str, group: ShownGroup) -> SafeString:
    extra = format_html('placeholder="-" data-column="{}" data-one-line', heading)
    return _textarea(box, f"{heading} n-{group.pk}", extra, rows=2) + _window_notes(box)


def _textarea(
    box: Box, named_by: str, extra: SafeString, rows: int, noted: bool = False
) -> SafeString:
    state = INVALID if box.error else EMPTY
    if noted or box.error or box.echo:
        state += format_html(' aria-describedby="{}-note"', box.name)
    return format_html(TEXTAREA, box.name, rows, named_by, state, extra, box.value)


def _window_notes(box: Box) -> SafeString:
    if box.error:
        return _error(box) + _offer(box, box.offer)
    if box.echo is None:
        return EMPTY
    css_class = "box-echo box-plain" if box.echo.is_plain else "box-echo"
    if not box.echo.understood:
        css_class = "box-echo box-unread"
    return format_html(NOTE, css_class, box.name, box.echo.sentence) + _offer(box, box.echo.offer)


def _error(box: Box) -> SafeString:
    if not box.error:
        return EMPTY
    return format_html(NOTE, "box-error", box.name, thai.thai_digits_in_text(box.error))


def _offer(box: Box, offer: str | None) -> SafeString:
    return format_html(OFFER, box.name, thai.thai_digits_in_text(offer)) if offer else EMPTY


STEP = mark_safe('data-column="step"')
RESULT = mark_safe('placeholder="-" data-column="result"')


def _step(step: StepBox, group: ShownGroup) -> SafeString:
    named_by = f"h-step n-{group.pk}"
    box = _textarea(step.box, named_by, STEP, rows=2, noted=bool(step.place))
    if step.box.error or not step.place:
        return box + _error(step.box)
    return box + format_html(NOTE, "box-place", step.box.name, step.place)


def _result(line: ShownLine, group: ShownGroup, address: str) -> SafeString:
    box = _textarea(line.result, f"h-result n-{group.pk}", RESULT, rows=3)
    help_ = format_html(HELP, _guidance(line.guidance), _evidence(line))
    return box + _error(line.result) + before(line, address) + help_


def _evidence(line: ShownLine) -> SafeString:
    count = thai.to_thai_digits(line.evidence)
    words = f"หลักฐาน {count} รายการ" if line.evidence else "แนบหลักฐาน"
    return format_html(EVIDENCE, line.pk, words, line.name)


def before(line: ShownLine, address: str) -> SafeString:
    """The grey text beside a result with its button; `address` is the editor's own."""
    if line.before is None:
        return EMPTY
    words, where = line.before.words, before_title(line)
    state = OPEN if len(words) <= SHORT else EMPTY
    return format_html(BEFORE, where, line.pk, words, address, line.result.name, state)


def before_title(line: ShownLine) -> str:
    where = line.before.where
    return where if where == FROM_CALENDAR else f"รอบที่แล้วเขียนว่า ({where})"


def _guidance(texts: list[str]) -> SafeString:
    if not texts:
        return EMPTY
    lines = ((line,) for text in texts for line in text.splitlines() if line.strip())
    return format_html(GUIDANCE, format_html_join("", "<p>{}</p>", lines))


def _status(line: ShownLine, group: ShownGroup) -> SafeString:
    select = format_html(
        SELECT, line.status.name, group.pk, OPTIONS.get(line.status.value, OPTIONS[""])
    )
    answer = (
        format_html('<p class="box-place">{}</p>', line.answer_words)
        if line.answer_words
        else EMPTY
    )
    follows = format_html(HIDDEN, line.follows) if line.follows else EMPTY
    good = mark_safe(GOOD) if line.is_good else EMPTY
    reason = _reason(line.answer_reason)
    return select + follows + reason + _status_text(line.status_text) + answer + good


def _reason(box: Box) -> SafeString:
    """Why there is nothing to report: shown while that is chosen (starting.css)."""
    state = INVALID if box.error else EMPTY
    return format_html(REASON, box.name, box.value, state, _error(box))


def _status_text(box: Box | None) -> SafeString:
    if box is None:
        return EMPTY
    state = (
        format_html(' aria-invalid="true" aria-describedby="{}-note"', box.name)
        if box.error
        else EMPTY
    )
    return format_html(STATUS_TEXT, box.name, box.value, state, _error(box))


def choice(clash: Choice) -> SafeString:
    """Two texts of a row, to choose from."""
    return render_to_string("province/_choice.html", {"choice": clash})


def notes(box: Box) -> SafeString:
    """What is said below a box of why it could not be kept, or how a window was read."""
    return _window_notes(box)


def _clash(clash: Choice) -> SafeString:
    return format_html(CLASH, choice(clash))


def _join(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # Every piece is escaped already.
