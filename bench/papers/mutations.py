"""What offices, converters and scanners do to a paper: each kind changes it and says what must be told.

A kind of the `truth` changes what the paper says, and the truth with it. A kind of the `page` changes
how it is said: a reader must find the same truth, or say at that place why not. A kind of the `file`
changes how it is kept.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from bench.papers import made, wording
from bench.papers.paper import MONTH_KEYS, Page, Paper, Row, place_of, with_group, with_line
from bench.papers.seeds import DAMAGED_EMAIL, NUMBERS, seed
from bench.papers.written import written
from ita_portal.thai import OLD_GLYPHS, Window, split_protected, to_arabic_digits, to_thai_digits
from reports.readers.reading import Group, Line, Mark

Stage = Literal["truth", "page", "file"]
Change = Callable[[Paper, Random], bool]
STAGES: tuple[Stage, ...] = ("truth", "page", "file")


@dataclass(frozen=True)
class Kind:
    """change: in place, False where the paper has nothing to change. of: whether for reports or plans."""

    name: str
    stage: Stage
    change: Change
    of: Literal["report", "plan"] = "report"


KINDS: dict[str, Kind] = {}


def kind(stage: Stage, of: Literal["report", "plan"] = "report") -> Callable[[Change], Change]:
    def keep(change: Change) -> Change:
        KINDS[change.__name__] = Kind(change.__name__, stage, change, of)
        return change

    return keep


@dataclass(frozen=True)
class Mutated:
    """A paper that was made, mutated and written; known for good by its kind and its seed."""

    kind: str
    seed: int
    paper: Paper
    data: bytes


COMBINED = ("two_kinds", "four_kinds")


def mutated(name: str, number: int) -> Mutated:
    """The paper of a kind and a seed: the first base to which the kind applies."""
    rng = Random(f"{name} {number}")
    while True:
        paper = _base(name, rng)
        names = _names(name, rng, paper)
        try:
            if _applied(paper, names, rng):
                return Mutated(name, number, paper, written(paper, rng))
        except UnicodeEncodeError:
            continue


def names_of_kinds() -> tuple[str, ...]:
    """Every kind, the combined ones last."""
    return (*KINDS, *COMBINED)


def _base(name: str, rng: Random) -> Paper:
    of = KINDS[name].of if name in KINDS else rng.choice(("report", "report", "plan"))
    if rng.random() < 0.25:
        number = rng.choice([one for one in NUMBERS if (one == "004") == (of == "plan")])
        return seed(number, verbatim=name in ("unchanged", "unchanged_plan"))
    return made.report(rng.randrange(10**6)) if of == "report" else made.plan(rng.randrange(10**6))


def _names(name: str, rng: Random, paper: Paper) -> list[str]:
    if name in KINDS:
        return [name]
    of = "plan" if paper.is_plan else "report"
    possible = [one.name for one in KINDS.values() if one.of == of and one.name not in _ALONE]
    return rng.sample(possible, min(4 if name == "four_kinds" else 2, len(possible)))


# These leave too little of a paper for a second kind to have a truth.
_ALONE = (
    "column_missing",
    "head_missing",
    "title_lost",
    "letter_spaced",
    "cell_lost",
    "cell_added",
)


def _applied(paper: Paper, names: list[str], rng: Random) -> bool:
    """Makes the changes, stage by stage; for a single kind, whether it found something to change."""
    chosen = [KINDS[name] for name in names]
    done = []
    for stage in STAGES:
        if stage == "page":
            paper.lay_out()
        done += [one.change(paper, rng) for one in chosen if one.stage == stage]
    return all(done) if len(names) == 1 else any(done)


# ---- helpers


def _lines(paper: Paper) -> list[tuple[tuple[int, int], Line]]:
    return [
        ((g, n), line)
        for g, group in enumerate(paper.truth.groups)
        for n, line in enumerate(group.lines)
    ]


def _some(rng: Random, found: list, most: int = 3) -> list:
    return rng.sample(found, min(rng.randint(1, most), len(found)))


def _outside_addresses(text: str, change: Callable[[str], str]) -> str:
    return "".join(
        change(piece) if kind == "text" else piece for kind, piece in split_protected(text)
    )


def _everywhere(paper: Paper, change: Callable[[str], str]) -> bool:
    """Changes what the paper says, in truth and cells alike; the change must work letter by letter."""
    before = paper.truth
    truth = paper.truth
    groups = tuple(_changed_group(group, change) for group in truth.groups)
    paper.truth = replace(
        truth,
        groups=groups,
        title=change(truth.title),
        footnote=change(truth.footnote),
        contact=change(truth.contact),
    )
    return paper.truth != before


def _changed_group(group: Group, change: Callable[[str], str]) -> Group:
    windows = {
        name: window and replace(window, text=change(window.text))
        for name in ("official", "provincial")
        for window in (getattr(group, name),)
    }
    lines = tuple(_changed_line(line, change) for line in group.lines)
    return replace(group, lines=lines, number_text=change(group.number_text), **windows)


def _changed_line(line: Line, change: Callable[[str], str]) -> Line:
    items = tuple(
        replace(one, label=change(one.label), text=change(one.text)) for one in line.items
    )
    return replace(
        line,
        items=items,
        result=change(line.result),
        status_text=change(line.status_text),
        raw={key: change(words) for key, words in line.raw.items()},
    )


def _numbered(groups: Iterator[Group] | list[Group]) -> tuple[Group, ...]:
    """The groups counted anew, in the style of the first."""
    groups = list(groups)
    mark = groups[0].number_text.lstrip("0123456789๐๑๒๓๔๕๖๗๘๙")
    return tuple(
        replace(group, number=number, number_text=f"{to_thai_digits(number)}{mark}")
        for number, group in enumerate(groups, 1)
    )


def _disguise(
    paper: Paper,
    rng: Random,
    change: Callable[[str], str],
    keys: tuple[str, ...],
    code: str = "",
    most: int = 4,
) -> bool:
    """Changes how some cells are written; with a code, what must be told of each."""
    cells = [
        (row, key)
        for row in paper.rows()
        for key in keys
        if row.cells.get(key) and change(row.cells[key]) != row.cells[key]
    ]
    for row, key in _some(rng, cells, most) if cells else ():
        row.cells[key] = change(row.cells[key])
        if code:
            paper.warn(place_of(row, key), code)
    return bool(cells)


_WORDS = ("official", "provincial", "steps", "result", "status")


# ---- nothing


@kind("file")
def unchanged(paper: Paper, rng: Random) -> bool:
    return True


@kind("file", of="plan")
def unchanged_plan(paper: Paper, rng: Random) -> bool:
    return True


# ---- what the paper says


@kind("truth")
def dash_style(paper: Paper, rng: Random) -> bool:
    """Every dash that is not part of an address is another one."""
    dash = rng.choice("–—−‒‑-")
    return _everywhere(
        paper, lambda text: _outside_addresses(text, lambda piece: re.sub("[-–]", dash, piece))
    )


@kind("truth")
def digits_arabic(paper: Paper, rng: Random) -> bool:
    """Digits outside addresses, e-mail addresses damaged by digits among them, are Arabic."""
    if DAMAGED_EMAIL in paper.truth.contact:
        return False
    return _everywhere(paper, lambda text: _outside_addresses(text, to_arabic_digits))


@kind("truth")
def rows_merged(paper: Paper, rng: Random) -> bool:
    """Two neighbouring numbers with the same windows and the same status become one row."""
    groups = list(paper.truth.groups)
    pairs = [at for at in range(len(groups) - 1) if _may_merge(groups[at], groups[at + 1])]
    if not pairs or paper.due:
        return False
    at = rng.choice(pairs)
    groups[at : at + 2] = [_merged(groups[at], groups[at + 1])]
    paper.truth = replace(paper.truth, groups=_numbered(groups))
    paper.breaks = tuple(place for place in paper.breaks if place[0] < at)
    return True


def _may_merge(one: Group, other: Group) -> bool:
    lines = (*one.lines, *other.lines)
    return (
        len(lines) == 2
        and one.official == other.official
        and one.provincial == other.provincial
        and lines[0].status_text == lines[1].status_text
        and bool(lines[0].result) == bool(lines[1].result)
        and all(item.label in ("", "-") for line in lines for item in line.items)
    )


def _merged(one: Group, other: Group) -> Group:
    first, second = one.lines[0], other.lines[0]
    items = tuple(replace(item, label="-") for item in (*first.items, *second.items))
    result = "\n".join(filter(None, (first.result, second.result)))
    return replace(one, lines=(replace(first, items=items, result=result),))


@kind("truth")
def rows_split(paper: Paper, rng: Random) -> bool:
    """A row of several steps becomes several rows of one number."""
    rows = [(place, line) for place, line in _lines(paper) if len(line.items) > 1]
    if not rows or paper.due:
        return False
    place, line = rng.choice(rows)
    group = paper.truth.groups[place[0]]
    items = [replace(item, label="") for item in line.items]
    rest = [
        replace(line, items=(item,), result=line.result and "ดำเนินการเช่นเดียวกัน")
        for item in items[1:]
    ]
    lines = (
        *group.lines[: place[1]],
        replace(line, items=(items[0],)),
        *rest,
        *group.lines[place[1] + 1 :],
    )
    paper.truth = with_group(paper.truth, place[0], replace(group, lines=lines))
    return True


@kind("truth")
def steps_counted(paper: Paper, rng: Random) -> bool:
    """ขั้นตอนที่ ๑ … before the words of each step."""
    number = 0
    form = rng.choice(("ขั้นตอนที่ {} ", "ขั้นตอนที่ {} : ", "กิจกรรมที่ {} "))
    for place, line in _lines(paper):
        items = []
        for item in line.items:
            number += 1
            items.append(replace(item, text=form.format(to_thai_digits(number)) + item.text))
        paper.truth = with_line(paper.truth, place, replace(line, items=tuple(items)))
    return True


@kind("truth")
def bullets(paper: Paper, rng: Random) -> bool:
    """The steps of a row behind bullets."""
    found = False
    for place, line in _lines(paper):
        if len(line.items) > 1:
            items = tuple(replace(item, label="•") for item in line.items)
            paper.truth = with_line(paper.truth, place, replace(line, items=items))
            found = True
    return found


@kind("truth")
def window_forms(paper: Paper, rng: Random) -> bool:
    """Windows as people type them in a hurry."""
    found = False
    for place, group in enumerate(paper.truth.groups):
        for name in ("official", "provincial"):
            words = _hurried(getattr(group, name), rng)
            if words:
                group = replace(group, **{name: replace(getattr(group, name), text=words)})
                found = True
        paper.truth = with_group(paper.truth, place, group)
    return found


def _hurried(window: Window | None, rng: Random) -> str:
    if window is None or window.precision != "day" or not (window.start and window.end):
        return ""
    start, end = window.start, window.end
    day = {"d": start.day, "e": end.day, "y": end.year + 543, "v": start.year + 543}
    names = {"m": wording.MONTHS[start.month - 1], "n": wording.MONTHS[end.month - 1]}
    short = {"a": wording.SHORT_MONTHS[start.month - 1], "b": wording.SHORT_MONTHS[end.month - 1]}
    values = day | names | short | {"i": start.month, "j": end.month, "s": (end.year + 543) % 100}
    same = start.year == end.year and start.month == end.month
    forms = ("{d}-{e} {b} {y}", "{d}-{e} {b} {s}", "ระหว่างวันที่ {d} - {e} {n} {y}") if same else ()
    forms += (
        *("{d} {a} {v} - {e} {b} {y}", "{d} {m} {v} ถึง {e} {n} {y}", "{d}/{i}/{v} - {e}/{j}/{y}"),
        *("ตั้งแต่วันที่ {d} {m} {v} ถึงวันที่ {e} {n} {y}", "{d} {m} พ.ศ. {v} - {e} {n} พ.ศ. {y}"),
        "วันที่ {d} {m} {v} - วันที่ {e} {n} {y}",
    )
    words = rng.choice(forms).format(**values)
    return rng.choice((words, to_thai_digits(words)))


@kind("truth")
def window_unread(paper: Paper, rng: Random) -> bool:
    for place in _some(rng, list(range(len(paper.truth.groups)))):
        name = rng.choice(("official", "provincial"))
        words = rng.choice(wording.UNREAD_WINDOWS)
        group = replace(paper.truth.groups[place], **{name: Window.unread(words)})
        paper.truth = with_group(paper.truth, place, group)
        paper.warn(f"groups[{place}].{name}", "window_unread")
    return True


@kind("truth")
def status_words(paper: Paper, rng: Random) -> bool:
    """Other words for the three statuses; a reader may say that it guessed."""
    rows = [(place, line) for place, line in _lines(paper) if line.status]
    for place, line in _some(rng, rows) if rows else ():
        words = rng.choice(wording.OTHER_STATUS_WORDS[line.status])
        paper.truth = with_line(paper.truth, place, replace(line, status_text=words))
    return bool(rows)


@kind("truth")
def status_doubtful(paper: Paper, rng: Random) -> bool:
    """Words that are no status: none is taken without a word."""
    for (group, number), line in _some(rng, _lines(paper)):
        words = rng.choice(wording.DOUBTFUL_STATUS_WORDS)
        changed = replace(line, status=None, status_text=words)
        paper.truth = with_line(paper.truth, (group, number), changed)
        paper.warn(f"groups[{group}].lines[{number}].status")
        paper.loose.add(f"groups[{group}].lines[{number}].status")
    return True


_SLIPS = (("IIT", "IT"), ("EIT", "ETT"), ("อนุมัติ", "เชื่อมโยง"))


@kind("truth")
def term_slip(paper: Paper, rng: Random) -> bool:
    """IT for IIT, ETT for EIT, เชื่อมโยง for อนุมัติ, in a step or a result."""
    return _in_texts(paper, rng, *rng.choice(_SLIPS), code="term_slip")


@kind("truth")
def damaged_code(paper: Paper, rng: Random) -> bool:
    return _in_texts(paper, rng, "O1 - O43", "๐๑ - ๐๔๓", code="damaged_code")


@kind("truth")
def survey_link(paper: Paper, rng: Random) -> bool:
    """Both links of a result in the wrong form, or their codes no longer the same."""
    if rng.random() < 0.6:
        return _in_texts(paper, rng, "/go/iit/", "/go/it/", code="survey_link")
    found = [line for _, line in _lines(paper) if "/go/iit/" in line.result]
    if not found:
        return False
    code = re.search("/go/iit/([a-z0-9]{6})", found[0].result)
    if code is None:
        return False
    wrong = f"0{code[1][1:]}" if code[1][0] != "0" else f"o{code[1][1:]}"
    return _in_texts(paper, rng, f"/go/iit/{code[1]}", f"/go/iit/{wrong}", code="survey_link")


def _in_texts(paper: Paper, rng: Random, right: str, wrong: str, *, code: str) -> bool:
    """Puts wrong words in the place of right ones in some lines, steps and results."""
    pattern = re.compile(
        rf"(?<![A-Za-z]){re.escape(right)}(?![A-Za-z]*/)"
        if right.isascii() and right.isalpha()
        else re.escape(right)
    )
    rows = [
        (place, line)
        for place, line in _lines(paper)
        if any(map(pattern.search, (line.result, *(one.text for one in line.items))))
    ]
    for (group, number), line in _some(rng, rows) if rows else ():
        where = f"groups[{group}].lines[{number}]"
        if pattern.search(line.result):
            paper.warn(f"{where}.result", code)
        for place, item in enumerate(line.items):
            if pattern.search(item.text):
                paper.warn(f"{where}.items[{place}]", code)
        items = tuple(replace(one, text=pattern.sub(wrong, one.text)) for one in line.items)
        changed = replace(line, items=items, result=pattern.sub(wrong, line.result))
        paper.truth = with_line(paper.truth, (group, number), changed)
    return bool(rows)


@kind("truth")
def damaged_email(paper: Paper, rng: Random) -> bool:
    """An address whose digits were converted, in the contact block or in a result."""
    email = re.compile(r"[a-z]+[0-9]+@[a-z.]+")
    found = False
    if email.search(paper.truth.contact):
        contact = email.sub(lambda match: to_thai_digits(match[0]), paper.truth.contact)
        paper.truth = replace(paper.truth, contact=contact)
        paper.warn("contact", "damaged_email")
        found = True
    for (group, number), line in _lines(paper):
        if email.search(line.result):
            result = email.sub(lambda match: to_thai_digits(match[0]), line.result)
            paper.truth = with_line(paper.truth, (group, number), replace(line, result=result))
            paper.warn(f"groups[{group}].lines[{number}].result", "damaged_email")
            found = True
    return found


@kind("truth")
def number_skipped(paper: Paper, rng: Random) -> bool:
    """A number that does not follow the one before; where the windows are others, so that it is no repetition."""
    groups = list(paper.truth.groups)
    places = [at for at in range(1, len(groups) - 1) if not _same_windows(groups, at)]
    if not places:
        return False
    at = rng.choice(places)
    number = groups[at].number + rng.choice((1, 10, -1))
    mark = groups[at].number_text[len(str(groups[at].number)) :]
    changed = replace(groups[at], number=number, number_text=f"{to_thai_digits(number)}{mark}")
    paper.truth = with_group(paper.truth, at, changed)
    paper.warn(f"groups[{at}]|groups[{at + 1}]", "number_unread")
    return True


def _same_windows(groups: Sequence[Group], at: int) -> bool:
    """Whether a number has the windows of the one before, in whatever words."""
    one, other = (_days(groups[place].official) for place in (at - 1, at))
    return one == other


def _days(window: Window | None) -> object:
    return window and (window.start, window.end)


@kind("truth")
def title_lost(paper: Paper, rng: Random) -> bool:
    """A table without its title: year, round and province are not guessed in silence."""
    paper.truth = replace(paper.truth, title="")
    paper.loose.add("title")
    paper.warn(None, "title_unread")
    return True


@kind("truth")
def round_unsaid(paper: Paper, rng: Random) -> bool:
    """A title that does not say of which round it is."""
    title = re.sub(r" ?\(?รอบ ?[๖๑๒612]+ ?เดือน\)?", "", paper.truth.title)
    paper.truth = replace(paper.truth, title=title)
    paper.loose.add("title")
    paper.warn(None, "title_unread")
    return True


@kind("truth")
def title_broken(paper: Paper, rng: Random) -> bool:
    """The title's line ends between จังหวัด and its name."""
    title = re.sub(r"จังหวัด(?=[^ \n]+$)", "จังหวัด\n", paper.truth.title, count=1)
    found = title != paper.truth.title
    paper.truth = replace(paper.truth, title=title)
    return found


@kind("truth")
def words_around(paper: Paper, rng: Random) -> bool:
    """Words above the title and below the table that are no part of the form."""
    if rng.random() < 0.5:
        paper.above = [rng.choice(("เอกสารแนบ ๑", "-สำเนา-", "แบบรายงาน ITA-๐๑"))]
    else:
        signed = "(ลงชื่อ) ......................................... ผู้รายงาน"
        post = "ตำแหน่ง หัวหน้าสำนักงานจังหวัด"
        paper.below = [signed, post]
    return True


# ---- how it is said


@kind("page")
def space_dropped(paper: Paper, rng: Random) -> bool:
    """Spaces between Thai letters, and around months and years, are gone."""
    gap = re.compile(
        "(?<=[ก-ฮะ-ูเ-์]) (?=[ก-ฮเ-ไ])|(?<=[๐-๙]) (?=[ก-ฮเ-ไ])|(?<=[ก-์.]) (?=[๐-๙])|(?<=[ก-์]) (?=\\()"
    )

    def drop(text: str) -> str:
        return "\n".join(
            _after_label(line, lambda words: gap.sub("", words)) for line in text.split("\n")
        )

    return _disguise(paper, rng, drop, _WORDS, most=12)


def _after_label(line: str, change: Callable[[str], str]) -> str:
    label = re.match(r"\s*(?:[-–—•]|\(?[0-9๐-๙]{1,2}[.)])\s+", line)
    at = label.end() if label else 0
    return line[:at] + _outside_addresses(line[at:], change)


@kind("page")
def space_added(paper: Paper, rng: Random) -> bool:
    """Words broken where a line of the paper ended."""
    inside = re.compile("(?<=[ก-ฮะาๅ])(?=[ก-ฮเ-ไ])")

    def add(text: str) -> str:
        return _outside_addresses(
            text, lambda piece: inside.sub(lambda _: " " if rng.random() < 0.06 else "", piece)
        )

    changed = _disguise(paper, rng, add, _WORDS, most=30)
    for key in paper.heads:
        paper.heads[key] = add(paper.heads[key])
    return changed


@kind("page")
def space_doubled(paper: Paper, rng: Random) -> bool:
    return _disguise(paper, rng, lambda text: re.sub(" (?! )", "  ", text), _WORDS, most=20)


@kind("page")
def mark_after_space(paper: Paper, rng: Random) -> bool:
    """A space before a vowel or tone mark, as scanners give it."""

    def part(text: str) -> str:
        places = [found.start() for found in re.finditer("[ิ-ู็-์]", text)]
        if not places or "http" in text:
            return text
        at = places[len(places) // 2]
        return f"{text[:at]} {text[at:]}"

    return _disguise(paper, rng, part, ("steps", "result", "status"))


@kind("page")
def letter_spaced(paper: Paper, rng: Random) -> bool:
    """A cell of one paragraph whose letters stand apart."""

    def spaced(text: str) -> str:
        if (
            "\n" in text
            or "http" in text
            or "@" in text
            or len(text) < 8
            or re.match(r"[-–๐-๙(]", text)
        ):
            return text
        return " ".join(re.findall(r"\S[ัิ-ฺ็-๎]*", text))

    before = list(paper.due)
    done = _disguise(paper, rng, spaced, ("steps", "result", "status"), "letter_spaced", most=2)
    hidden = {due.place for due in paper.due[len(before) :]}
    paper.due = [due for due in paper.due if due not in before or due.place not in hidden]
    return done


@kind("page")
def sara_am(paper: Paper, rng: Random) -> bool:
    return _disguise(
        paper,
        rng,
        lambda text: text.replace("ำ", "ํา"),
        ("steps", "result", "status"),
        "characters_normalised",
    )


@kind("page")
def zero_width(paper: Paper, rng: Random) -> bool:
    mark = rng.choice("\u200b\u200d\u2060\ufeff\u00ad")

    def put(text: str) -> str:
        return _outside_addresses(
            text, lambda piece: re.sub("(?<=[ก-ฮ])(?=[เ-ไก-ฮ])", mark, piece, count=2)
        )

    return _disguise(paper, rng, put, _WORDS, "characters_normalised")


_TO_OLD = {letter: chr(glyph) for glyph, letter in OLD_GLYPHS.items()}


@kind("page")
def old_glyphs(paper: Paper, rng: Random) -> bool:
    """Vowels and tone marks of old Thai fonts."""
    return _disguise(
        paper,
        rng,
        lambda text: re.sub("[่้์ั็](?=[ก-ฮ])", lambda found: _TO_OLD[found[0]], text),
        _WORDS,
        "characters_normalised",
    )


@kind("page")
def no_break_spaces(paper: Paper, rng: Random) -> bool:
    return _disguise(paper, rng, lambda text: text.replace(" ", "\u00a0"), _WORDS, most=30)


@kind("page")
def window_over_lines(paper: Paper, rng: Random) -> bool:
    """The narrow cells of windows break their words into lines."""

    def fold(text: str) -> str:
        return re.sub(" (?=[-–])|(?<=[-–]) ", "\n", text, count=1)

    return _disguise(paper, rng, fold, ("official", "provincial"), most=12)


@kind("page")
def head_words(paper: Paper, rng: Random) -> bool:
    """Other heads for the six columns."""
    for key, words in wording.OTHER_HEADS.items():
        paper.heads[key] = rng.choice(words)
    return True


@kind("page")
def column_order(paper: Paper, rng: Random) -> bool:
    rest = list(paper.keys[1:])
    rng.shuffle(rest)
    paper.keys = (paper.keys[0], *rest)
    return True


@kind("page")
def column_missing(paper: Paper, rng: Random) -> bool:
    key = rng.choice(("number", "official", "provincial", "result", "status"))
    if key == "number" and any(len(group.lines) > 1 for group in paper.truth.groups):
        return False
    paper.keys = tuple(one for one in paper.keys if one != key)
    paper.truth = replace(
        paper.truth, groups=tuple(_without(group, key) for group in paper.truth.groups)
    )
    paper.warn(None, "column_missing", "header_missing")
    paper.due = [one for one in paper.due if one.place is None or not one.place.endswith(key)]
    return True


def _without(group: Group, key: str) -> Group:
    if key == "number":
        return replace(group, number=None, number_text="")
    if key in ("official", "provincial"):
        return replace(group, **{key: None})
    gone = {"result": ""} if key == "result" else {"status": None, "status_text": ""}
    return replace(group, lines=tuple(replace(line, **gone) for line in group.lines))


@kind("page")
def column_added(paper: Paper, rng: Random) -> bool:
    """A column that the form does not have; its words are kept."""
    head, words = rng.choice(
        (
            ("ปัญหา/อุปสรรค", ("ไม่มี", "ส่วนราชการส่งข้อมูลล่าช้า")),
            ("ผู้รับผิดชอบ", ("กลุ่มงานบริหารทรัพยากรบุคคล", "สำนักงานจังหวัด")),
        )
    )
    at = rng.randint(4, len(paper.keys))
    paper.keys = (*paper.keys[:at], "added", *paper.keys[at:])
    paper.heads["added"] = head
    for row in paper.rows():
        row.cells["added"] = "" if row.goes_on else rng.choice(words)
    paper.warn(None, "column_unread")
    return True


@kind("page")
def head_in_two_rows(paper: Paper, rng: Random) -> bool:
    order = [paper.keys.index(key) for key in ("official", "provincial") if key in paper.keys]
    if len(order) != 2 or order[1] != order[0] + 1:
        return False
    paper.heads |= {"official": rng.choice(("ช่วงระยะเวลา", "ระยะเวลา")), "provincial": ""}
    paper.second_head = {
        "official": rng.choice(("สำนักงาน ป.ป.ช.", "ป.ป.ช.")),
        "provincial": "จังหวัด",
    }
    return True


@kind("page")
def head_lost(paper: Paper, rng: Random) -> bool:
    """The head is not repeated on later pages."""
    if len(paper.pages) < 2:
        return False
    for page in paper.pages[1:]:
        page.head = False
    return True


@kind("page")
def head_missing(paper: Paper, rng: Random) -> bool:
    for page in paper.pages:
        page.head = False
    paper.warn(None, "header_missing")
    return True


@kind("page")
def pages_moved(paper: Paper, rng: Random) -> bool:
    """Pages end elsewhere, between two rows."""
    rows = list(paper.rows())
    if len(rows) < 2:
        return False
    paper.pages = [Page([])]
    for row in rows:
        if paper.pages[-1].rows and rng.random() < 0.4:
            paper.pages.append(Page([], above=list(paper.furniture)))
        paper.pages[-1].rows.append(row)
    return True


@kind("page")
def row_broken_between_paragraphs(paper: Paper, rng: Random) -> bool:
    return _break_a_row(paper, rng, _has_paragraphs, _at_paragraph) is not None


@kind("page")
def row_broken_in_a_sentence(paper: Paper, rng: Random) -> bool:
    return _break_a_row(paper, rng, _has_words, _at_space) is not None


def _has_paragraphs(row: Row) -> bool:
    return "\n" in row.cells["result"]


def _has_words(row: Row) -> bool:
    return " " in row.cells["result"][20:-20]


@kind("page")
def row_broken_within_a_page(paper: Paper, rng: Random) -> bool:
    """The rest of a result in a row of its own, as people make room in Excel."""
    broken = _break_a_row(paper, rng, _has_paragraphs, _at_paragraph)
    if broken is None:
        return False
    at = next(at for at, page in enumerate(paper.pages) if page.rows[:1] == [broken[1]])
    paper.pages[at - 1].rows += paper.pages.pop(at).rows
    return True


@kind("page")
def row_broken_with_its_status(paper: Paper, rng: Random) -> bool:
    """Result and status both go on after the page break."""
    words = ("อยู่ระหว่าง", "ดำเนินการ")
    broken = _break_a_row(
        paper,
        rng,
        lambda row: row.cells["status"].startswith(words) and _has_words(row),
        _at_space,
    )
    if broken is None:
        return False
    row, rest = broken
    status = row.cells["status"]
    cut = next(len(word) for word in words if status.startswith(word))
    row.cells["status"], rest.cells["status"] = status[:cut], status[cut:].strip()
    return True


@kind("page")
def row_broken_with_all_its_cells(paper: Paper, rng: Random) -> bool:
    """The rest of a result stands in a row that says number, windows and step once more."""
    broken = _break_a_row(paper, rng, lambda row: _has_words(row) and not row.place[1], _at_space)
    if broken is None:
        return False
    row, rest = broken
    again = ("number", "official", "provincial", "steps")
    rest.cells |= {key: row.cells[key] for key in again}
    group = row.place[0]
    paper.due.pop()
    paper.warn(f"groups[{group}]|groups[{group + 1}]", "rows_joined", "number_unread")
    return True


@kind("page")
def row_broken_with_its_step(paper: Paper, rng: Random) -> bool:
    """Step and result both go on after the page break: it looks like another row of the number."""

    def may(row: Row) -> bool:
        step = row.cells["steps"]
        return _has_words(row) and "\n" not in step and len(step) > 60

    broken = _break_a_row(paper, rng, may, _at_space)
    if broken is None:
        return False
    row, rest = broken
    step = row.cells["steps"]
    cut = len(step) // 2
    while step[cut] in "ะาำิีึืฺุู่้๊๋์ัํ็ๆ" or step[cut - 1] in "เแโใไ":
        cut -= 1
    row.cells["steps"], rest.cells["steps"] = step[:cut], step[cut:].strip()
    paper.due.pop()
    paper.warn(f"groups[{row.place[0]}]")
    return True


@kind("page")
def windows_repeated(paper: Paper, rng: Random) -> bool:
    """Windows, perhaps the number too, stand again in each row of a number."""
    return _repeat(paper, ("official", "provincial"), rng)


@kind("page")
def number_repeated(paper: Paper, rng: Random) -> bool:
    """Number and windows stand again in each row of a number, as when merged cells are parted."""
    return _repeat(paper, ("number", "official", "provincial"), rng)


def _repeat(paper: Paper, keys: tuple[str, ...], rng: Random) -> bool:
    heads = {row.place[0]: row for row in paper.rows() if row.place[1] == 0}
    found = False
    for row in paper.rows():
        if row.place[1]:
            row.cells |= {key: heads[row.place[0]].cells[key] for key in keys}
            found = True
    return found


@kind("page")
def row_broken_with_its_number(paper: Paper, rng: Random) -> bool:
    """The number comes again with (ต่อ), with its windows or without."""
    broken = _break_a_row(paper, rng, _has_words, _at_space)
    if broken is None:
        return False
    row, rest = broken
    number = paper.truth.groups[row.place[0]].number_text
    rest.cells["number"] = rng.choice((f"{number} (ต่อ)", f"{number}(ต่อ)", "(ต่อ)"))
    if rng.random() < 0.4:
        rest.cells |= {key: row.cells[key] for key in ("official", "provincial")}
    return True


def _at_paragraph(text: str, rng: Random) -> int:
    return rng.choice([found.start() for found in re.finditer("\n", text)])


def _at_space(text: str, rng: Random) -> int:
    return rng.choice(
        [found.start() for found in re.finditer(" ", text) if 20 <= found.start() < len(text) - 20]
    )


def _break_a_row(
    paper: Paper, rng: Random, may: Callable[[Row], bool], where: Callable[[str, Random], int]
) -> tuple[Row, Row] | None:
    """Ends a page within a result; the next page begins with the rest of it. The row and its rest."""
    rows = [
        (page, at)
        for page in paper.pages
        for at, row in enumerate(page.rows)
        if not row.goes_on and may(row)
    ]
    if not rows:
        return None
    page, at = rng.choice(rows)
    row = page.rows[at]
    cut = where(row.cells["result"], rng)
    rest = Row(row.place, {"result": row.cells["result"][cut + 1 :]}, goes_on=True)
    row.cells["result"] = row.cells["result"][:cut]
    later = Page([rest, *page.rows[at + 1 :]], above=list(paper.furniture))
    page.rows = page.rows[: at + 1]
    paper.pages.insert(paper.pages.index(page) + 1, later)
    line = "groups[{}].lines[{}]".format(*row.place)
    paper.warn(line, "rows_joined")
    paper.loose.add(f"{line}.result")
    return row, rest


@kind("page")
def furniture(paper: Paper, rng: Random) -> bool:
    """Page numbers and catchwords between the pages."""
    if len(paper.pages) < 2:
        return False
    for number, page in enumerate(paper.pages[1:], 2):
        row = page.rows[0]
        catchword = row.cells.get("steps", "").split("\n")[0][:18]
        page.above = rng.choice(
            (
                [f"- {to_thai_digits(number)} -"],
                [f"-{number}-"],
                [f"หน้า {to_thai_digits(number)}"],
                [f"{catchword}...", f"- {to_thai_digits(number)} -"]
                if catchword
                else [f"- {number} -"],
                [f"/{row.cells['number']} {catchword}..."]
                if row.cells.get("number")
                else [f"- {number} -"],
                [to_thai_digits(number)],
                [f"หน้า {to_thai_digits(number)} จาก {to_thai_digits(len(paper.pages))}"],
                [f"Page {number} of {len(paper.pages)}"],
                [f"--- หน้า {number} ---"],
                [f"[หน้า {to_thai_digits(number)}]"],
                [f"(ต่อหน้า {to_thai_digits(number)})"],
                [f"-- {to_thai_digits(number)} --"],
            )
        )
    paper.warn(None, "furniture_dropped", "text_unplaced")
    return True


@kind("page")
def title_repeated(paper: Paper, rng: Random) -> bool:
    """The title stands above each page."""
    if len(paper.pages) < 2:
        return False
    for page in paper.pages[1:]:
        page.above = paper.truth.title.split("\n")
    return True


@kind("page")
def footnote_repeated(paper: Paper, rng: Random) -> bool:
    """The footnote stands below each page."""
    if len(paper.pages) < 2 or not paper.truth.footnote:
        return False
    for page in paper.pages[1:]:
        page.above = [f"{paper.footnote_label}{paper.truth.footnote}"]
    return True


@kind("page")
def footnote_label(paper: Paper, rng: Random) -> bool:
    paper.footnote_label = rng.choice(
        ("หมายเหตุ ", "หมายเหตุ:", "หมายเหตุ  :  ", "หมายเหตุ - ", "**หมายเหตุ** : ")
    )
    return bool(paper.truth.footnote)


@kind("page")
def heading_row(paper: Paper, rng: Random) -> bool:
    """A row that only heads those below it."""
    page = rng.choice(paper.pages)
    at = rng.randint(0, len(page.rows))
    if at < len(page.rows) and page.rows[at].place[1]:
        return False
    words = rng.choice(wording.HEADINGS)
    page.rows.insert(at, Row((-1, -1), {paper.keys[0]: words}, goes_on=True))
    paper.warn(None, "row_unread", "text_unplaced", "furniture_dropped")
    return True


@kind("page")
def cell_lost(paper: Paper, rng: Random) -> bool:
    """A blank cell in the middle of a row was not written: all after it stand one too far left."""
    rows = [
        (row, key)
        for row in paper.rows()
        for key in ("official", "provincial", "result")
        if row.place[1] == 0 and not row.goes_on and row.cells.get(key) in ("", "-")
        if key != "result" or row.cells["status"] not in ("", "-")
    ]
    if not rows:
        return False
    row, key = rng.choice(rows)
    row.lost.add(key)
    return True


@kind("page")
def cell_added(paper: Paper, rng: Random) -> bool:
    """A tab within a result makes one cell too many."""

    def part(text: str) -> str:
        at = [
            found.start()
            for found in re.finditer(" ", text)
            if "\n" not in text and "http" not in text
        ]
        return f"{text[: at[0]]}\t{text[at[0] + 1 :]}" if at else text

    return _disguise(paper, rng, part, ("result",), most=1)


@kind("page")
def number_lost(paper: Paper, rng: Random) -> bool:
    """A row with its own windows whose number was left out."""
    groups = paper.truth.groups
    places = [
        g for g, group in enumerate(groups) if g and group.official and not _same_windows(groups, g)
    ]
    if not places:
        return False
    at = rng.choice(places)
    for row in paper.rows():
        if row.place == (at, 0):
            row.cells["number"] = ""
    paper.truth = with_group(
        paper.truth, at, replace(paper.truth.groups[at], number=None, number_text="")
    )
    paper.warn(f"groups[{at}]", "number_unread")
    return True


@kind("page")
def empty_rows(paper: Paper, rng: Random) -> bool:
    """Rows without a word between the others."""
    for page in paper.pages:
        page.rows.insert(rng.randint(0, len(page.rows)), Row((0, 0), {}, goes_on=True))
    return True


# ---- how it is kept


@kind("file")
def utf8_with_mark(paper: Paper, rng: Random) -> bool:
    paper.writing.encoding = "utf-8-sig"
    return True


@kind("file")
def windows_874(paper: Paper, rng: Random) -> bool:
    paper.writing.encoding = "cp874"
    return True


@kind("file")
def utf16(paper: Paper, rng: Random) -> bool:
    """Excel's «Unicode text»."""
    paper.writing.encoding = "utf-16"
    return True


@kind("file")
def windows_line_ends(paper: Paper, rng: Random) -> bool:
    paper.writing.line_end = "\r\n"
    return True


@kind("file")
def short_rows(paper: Paper, rng: Random) -> bool:
    """Empty cells at the end of a row are not written."""
    paper.writing.ragged = True
    return True


@kind("file")
def leftover_markup(paper: Paper, rng: Random) -> bool:
    paper.writing.leftovers = 0.5
    return True


@kind("file")
def comma_separated(paper: Paper, rng: Random) -> bool:
    paper.writing.format = "csv"
    paper.writing.encoding = rng.choice(("utf-8", "utf-8-sig", "cp874"))
    return True


@kind("file")
def semicolon_separated(paper: Paper, rng: Random) -> bool:
    paper.writing.format = "csv"
    paper.writing.delimiter = rng.choice((";", "\t"))
    return True


@kind("file")
def web_page(paper: Paper, rng: Random) -> bool:
    paper.writing.format = "html"
    paper.writing.encoding = rng.choice(("utf-8", "utf-8", "cp874"))
    return True


@kind("file")
def tables_in_text(paper: Paper, rng: Random) -> bool:
    """Plain text whose tables are those of HTML."""
    paper.writing.format = "tables"
    return True


@kind("file")
def markdown(paper: Paper, rng: Random) -> bool:
    paper.writing.format = "markdown"
    return True


# ---- plans


@kind("page", of="plan")
def plan_marks(paper: Paper, rng: Random) -> bool:
    """Another sign for a month."""
    sign = rng.choice(("✓", "/", "x", "⟷", "←→", "<->", "●", "P", "↔ "))
    for row in paper.rows():
        for key in MONTH_KEYS:
            if row.cells.get(key) == "↔":
                row.cells[key] = sign
    return any(row.cells.get(key) == sign for row in paper.rows() for key in MONTH_KEYS)


@kind("page", of="plan")
def plan_words_for_marks(paper: Paper, rng: Random) -> bool:
    """A word where a mark should stand."""
    rows = [row for row in paper.rows() if row.place[1] >= 0]
    row = rng.choice(rows)
    key = rng.choice([one for one in MONTH_KEYS if not row.cells.get(one)])
    row.cells[key] = rng.choice(("?", "เลื่อน", "รอ", "ต้นเดือน"))
    place = "phases[{}].activities[{}]".format(*row.place)
    paper.warn(place, "mark_unread")
    paper.loose.add(place)
    return True


@kind("page", of="plan")
def plan_arrow_over_cells(paper: Paper, rng: Random) -> bool:
    """An arrow drawn over several months is one span."""
    rows = [
        row for row in paper.rows() if row.place[1] >= 0 and not any(map(row.cells.get, MONTH_KEYS))
    ]
    if not rows:
        return False
    row = rng.choice(rows)
    first = rng.randint(0, 9)
    last = rng.randint(first + 1, min(first + 4, 11))
    for place in range(first, last + 1):
        row.cells[MONTH_KEYS[place]] = "←" if place == first else "→" if place == last else "─"
    year = paper.truth.fiscal_year
    mark = Mark(made.month_of(year, first), made.month_of(year, last))
    phase, place = row.place
    activities = list(paper.truth.phases[phase].activities)
    activities[place] = replace(activities[place], marks=(mark,))
    phases = list(paper.truth.phases)
    phases[phase] = replace(phases[phase], activities=tuple(activities))
    paper.truth = replace(paper.truth, phases=tuple(phases))
    return True


@kind("page", of="plan")
def plan_months(paper: Paper, rng: Random) -> bool:
    """Months in full, without stops, or with the year."""
    year = paper.truth.fiscal_year
    form = rng.choice(("full", "bare", "year"))
    for place, key in enumerate(MONTH_KEYS):
        month = (place + 9) % 12
        short = wording.SHORT_MONTHS[month]
        shown = to_thai_digits((year - (month >= 9)) % 100)
        paper.heads[key] = {
            "full": wording.MONTHS[month],
            "bare": short.replace(".", ""),
            "year": f"{short} {shown}",
        }[form]
    return True


@kind("page", of="plan")
def plan_digits_arabic(paper: Paper, rng: Random) -> bool:
    """Numbers of phases and activities in Arabic digits."""
    for row in paper.rows():
        number, _, rest = row.cells["steps"].partition(" ")
        row.cells["steps"] = f"{to_arabic_digits(number)} {rest}"
    return True


@kind("page", of="plan")
def plan_pages(paper: Paper, rng: Random) -> bool:
    """Pages end elsewhere, with furniture between, the head repeated or not."""
    rows = list(paper.rows())
    paper.pages = [Page([])]
    for row in rows:
        if paper.pages[-1].rows and rng.random() < 0.3:
            above = rng.choice(
                (
                    [],
                    [f"- {to_thai_digits(len(paper.pages) + 1)} -"],
                    [f"{row.cells['steps'][4:20]}..."],
                )
            )
            paper.pages.append(Page([], above=above, head=rng.random() < 0.7))
        paper.pages[-1].rows.append(row)
    if any(page.above for page in paper.pages):
        paper.warn(None, "furniture_dropped")
    return len(paper.pages) > 1


@kind("file", of="plan")
def plan_web_page(paper: Paper, rng: Random) -> bool:
    paper.writing.format = "html"
    return True


@kind("file", of="plan")
def plan_csv(paper: Paper, rng: Random) -> bool:
    paper.writing.format = "csv"
    paper.writing.encoding = rng.choice(("utf-8", "utf-8-sig"))
    return True


@kind("file", of="plan")
def plan_markdown(paper: Paper, rng: Random) -> bool:
    paper.writing.format = "markdown"
    return True
