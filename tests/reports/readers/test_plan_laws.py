"""Laws of reading plans: what was printed is read back however it was printed, and nothing is lost."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal import thai
from reports.readers import plan
from reports.readers import reading as form
from reports.readers.paper import Cell, Paper, Table, Words
from reports.readers.reading import Activity, Mark, Phase
from tests.reports.readers import papers

REF = papers.reference()
TITLE = "แผนการขับเคลื่อนการประเมิน ITA\nประจำปีงบประมาณ พ.ศ. ๒๕๖๖ ของจังหวัดลำพูน"
ORDER = (*range(10, 13), *range(1, 10))
TEXTS = [
    "แต่งตั้งคณะทำงานระดับจังหวัด",
    "ประชุมคณะทำงาน ครั้งที่ ๑/๒๕๖๖",
    "ลงทะเบียนเข้าสู่ระบบ ITAS",
    "แจ้งส่วนราชการจัดทำข้อมูล IIT และ EIT",
    "เผยแพร่บนเว็บไซต์ www.lamphun.go.th จำนวน ๔๓ ข้อ",
    "สรุปและรายงานผล",
]
TITLES = ["ช่วงเตรียมความพร้อม", "การเก็บข้อมูล", "กำกับติดตาม", "สรุปผล"]

# ---- a plan, and how it is printed


@st.composite
def spans(draw):
    """Marks of an activity as places of months, not touching each other."""
    found, at = [], draw(st.integers(0, 11))
    while at < 12 and len(found) < 3:
        last = min(11, at + draw(st.integers(0, 4)))
        found.append((at, last))
        at = last + 1 + draw(st.integers(1, 6))
    return found if draw(st.booleans()) else found[:1] if draw(st.booleans()) else []


activities = st.lists(
    st.tuples(st.sampled_from(TEXTS), spans(), st.sampled_from(["", "สนจ.", "ทุกส่วนราชการ"])),
    min_size=1,
    max_size=5,
)
plans = st.lists(st.tuples(st.sampled_from(TITLES), activities), min_size=1, max_size=4)


@st.composite
def styles(draw):
    return {
        "digits": draw(st.sampled_from([thai.to_thai_digits, str])),
        "stop": draw(st.sampled_from([".", ")"])),
        "space": draw(st.sampled_from([" ", ""])),
        "number_column": draw(st.booleans()),
        "responsible": draw(st.booleans()),
        "title_across": draw(st.booleans()),
        "head": draw(st.sampled_from(["short", "bare", "long", "year"])),
        "one": draw(st.sampled_from(["↔", "✓", "<->", "x", "●", "/", "←→"])),
        "span": draw(st.sampled_from(["merged", "arrow", "ascii"])),
        "breaks": draw(st.sets(st.integers(1, 20), max_size=2)),
        "catchword": draw(st.booleans()),
    }


def head_of(style):
    names = {
        "short": lambda month: thai.month_name(month, short=True),
        "bare": lambda month: thai.month_name(month, short=True).replace(".", ""),
        "long": thai.month_name,
        "year": lambda month: f"{thai.month_name(month, short=True)} {'๖๕' if month > 9 else '66'}",
    }
    left = ["ที่", "กิจกรรม"] if style["number_column"] else ["ขั้นตอนการดำเนินงาน"]
    right = ["ผู้รับผิดชอบ"] if style["responsible"] else []
    return [Cell(name) for name in (*left, *map(names[style["head"]], ORDER), *right)]


def labelled(number, text, style):
    stop = style["stop"] if "." not in number else ""
    number = style["digits"](number) + stop
    if style["number_column"]:
        return [Cell(number), Cell(text)]
    gap = style["space"] if stop else " "
    return [Cell(f"{number}{gap}{text}")]


def under(marks, style):
    """The twelve cells under the months."""
    cells = [Cell("") for _ in ORDER]
    for first, last in marks:
        if first == last:
            cells[first] = Cell(style["one"])
        elif style["span"] == "merged":
            cells[first] = Cell("↔", columns=last - first + 1)
            cells[first + 1 : last + 1] = [None] * (last - first)
        else:
            left, line, right = ("←", "–", "→") if style["span"] == "arrow" else ("<-", "--", "->")
            cells[first : last + 1] = [
                Cell(left),
                *[Cell(line)] * (last - first - 1),
                Cell(right),
            ]
    return cells


def printed(content, style):
    """The rows of a plan as a person would have typed them."""
    width = len(head_of(style))
    rows = []
    for place, (title, rows_below) in enumerate(content, start=1):
        cells = labelled(str(place), title, style)
        if style["title_across"] and not style["number_column"]:
            rows.append([Cell(cells[0].text, columns=width), *[None] * (width - 1)])
        else:
            rows.append([*cells, *[Cell("")] * (width - len(cells))])
        for number, (text, marks, responsible) in enumerate(rows_below, start=1):
            right = [Cell(responsible)] if style["responsible"] else []
            left = labelled(f"{place}.{number}", text, style)
            rows.append([*left, *under(marks, style), *right])
    return rows


def paper_of(content, style):
    """The plan on pages, the head on each of them."""
    pages, head = [[]], head_of(style)
    for place, row in enumerate(printed(content, style)):
        if place in style["breaks"]:
            pages.append([])
        pages[-1].append(row)
    blocks = [Words(f"{TITLE}\n\nมีขั้นตอน ดังนี้")]
    for number, page in enumerate(pages, start=1):
        if number > 1:
            words = "ช่วงการจัดเก็บ...\n" if style["catchword"] else ""
            blocks.append(Words(f"{words}- {number} -"))
        blocks.append(Table(tuple(map(tuple, (head, *page)))))
    blocks.append(Words("หมายเหตุ: อาจเปลี่ยนแปลง\nสำนักงานจังหวัดลำพูน"))
    return Paper("docx", tuple(blocks))


def month(place):
    return f"{2022 + (place > 2)}-{ORDER[place]:02}"


def expected(content, style):
    return tuple(
        Phase(
            str(place),
            title,
            tuple(
                Activity(
                    number=f"{place}.{number}",
                    text=text,
                    marks=tuple(Mark(month(first), month(last)) for first, last in marks),
                    responsible=responsible if style["responsible"] else "",
                )
                for number, (text, marks, responsible) in enumerate(rows, start=1)
            ),
        )
        for place, (title, rows) in enumerate(content, start=1)
    )


def bare(phases):
    """Phases without what is not printed as such: raw cells and matches."""
    return tuple(
        Phase(
            one.number,
            one.title,
            tuple(
                Activity(row.number, row.text, row.marks, responsible=row.responsible)
                for row in one.activities
            ),
        )
        for one in phases
    )


@settings(max_examples=100)
@given(plans, styles())
def test_a_plan_is_read_back_however_it_was_printed(content, style):
    reading = plan.understand(paper_of(content, style), REF)

    assert bare(reading.phases) == expected(content, style)
    assert (reading.title, reading.intro) == (TITLE, "มีขั้นตอน ดังนี้")
    assert (reading.footnote, reading.issuer) == ("อาจเปลี่ยนแปลง", "สำนักงานจังหวัดลำพูน")
    assert {one.code for one in reading.warnings} <= {
        *("furniture_dropped", "step_unsure"),
        *(["mark_unread"] if not any(row[1] for _, rows in content for row in rows) else []),
    }


# ---- anything at all

WORDS = st.text("กขค๑๒. -↔()/x\n", max_size=8) | st.sampled_from(
    [
        *TEXTS,
        *TITLES,
        "๑.",
        "๑.๑ ก",
        "- ข",
        "หมายเหตุ: ค",
        "ต.ค.",
        "ม.ค. ๖๖",
        "ที่",
        "←",
        "→",
        "พ.ศ. ๒๕๖๕",
    ]
)


@st.composite
def grids(draw):
    """A table of any cells, some of them merged."""
    width = draw(st.integers(1, 8))
    head = [Cell("กิจกรรม"), *(Cell(thai.month_name(month, short=True)) for month in ORDER)]
    rows, left = [], [0] * 13
    for place in range(draw(st.integers(1, 8))):
        if place and draw(st.integers(0, 3)) == 0:
            rows.append(tuple(head))
            left = [0] * 13
            continue
        row, column = [], 0
        while column < width:
            if left[column]:
                left[column] -= 1
                row.append(None)
                column += 1
                continue
            columns = min(draw(st.sampled_from([1, 1, 1, 2, 9])), width - column)
            columns = next((n for n in range(1, columns) if left[column + n]), columns)
            down = draw(st.sampled_from([1, 1, 1, 2]))
            row += [Cell(draw(WORDS), columns=columns, rows=down), *[None] * (columns - 1)]
            left[column : column + columns] = [down - 1] * columns
            column += columns
        rows.append(tuple(row))
    return Table((tuple(head), *rows))


blocks = st.lists(
    grids() | st.builds(Words, st.lists(WORDS, max_size=4).map("\n".join)), max_size=4
)


@settings(max_examples=200)
@given(blocks)
def test_of_any_table_nothing_is_lost_and_nothing_fails(found):
    reading = plan.understand(Paper("docx", tuple(found)), REF)

    kept = squeezed(json.dumps(form.to_dict(reading), ensure_ascii=False))
    texts = [
        line
        for block in found
        for cell in (
            [block] if isinstance(block, Words) else [one for row in block.rows for one in row]
        )
        if cell
        for line in cell.text.split("\n")
    ]
    assert [text for text in texts if in_json(text) not in kept] == []
    assert form.from_dict(json.loads(json.dumps(form.to_dict(reading)))) == reading


def in_json(text):
    """A line of a paper as JSON holds it; the word หมายเหตุ before a note is known to be left out."""
    return squeezed(json.dumps(text.removeprefix("หมายเหตุ:"), ensure_ascii=False)[1:-1])


def squeezed(text):
    return "".join(text.replace("\\n", "").split())
