"""A paper as a file: tabs as in the samples, CSV, a whole HTML page, Markdown; in several encodings."""

import csv
import html
import io
import re
from collections.abc import Iterator
from random import Random

from bench.papers.paper import Page, Paper, Row

_ADDRESS = re.compile(r"https?://[^\s<>\"ก-๙)]+")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.๐-๙]*@[A-Za-z0-9.]+[A-Za-z]")
_LABEL = re.compile(r"(?:-|[๐-๙0-9]+[.)]) ")


def written(paper: Paper, rng: Random) -> bytes:
    """The bytes of a paper. Raises UnicodeEncodeError where its encoding lacks a character."""
    if paper.writing.verbatim is not None:
        return paper.writing.verbatim
    text = _FORMATS[paper.writing.format](paper, rng)
    return text.replace("\n", paper.writing.line_end).encode(paper.writing.encoding)


# ---- tabs, as in the samples


def _text(paper: Paper, rng: Random) -> str:
    blocks = ["", *paper.above]
    if paper.truth.title:
        blocks.append(paper.truth.title.replace("\n", rng.choice(("\n", "  \n", "\n\n"))))
    if paper.is_plan and paper.truth.intro:
        blocks.append(paper.truth.intro)
    for page in paper.pages:
        blocks += page.above
        blocks.append("\n".join(_tabbed(paper, page, rng)))
    blocks += _below(paper)
    return "\n" + "\n\n".join(blocks)


def _below(paper: Paper) -> list[str]:
    below = [f"{paper.footnote_label}{paper.truth.footnote}"] if paper.truth.footnote else []
    if paper.is_plan:
        return [*below, *([paper.truth.issuer] if paper.truth.issuer else [])]
    contact = _EMAIL.sub(lambda found: f"[{found[0]}](mailto:{found[0]})", paper.truth.contact)
    contact = contact.replace("\n", "  \n")
    return [*below, *([contact] if contact else []), *paper.below]


def _tabbed(paper: Paper, page: Page, rng: Random) -> Iterator[str]:
    for head in _heads(paper, page):
        yield "\t".join(head)
    for row in page.rows:
        keys = [key for key in paper.keys if key not in row.lost]
        cells = [_in_one_line(row.cells.get(key, ""), key, rng, paper) for key in keys]
        if paper.writing.ragged:
            while cells and not cells[-1]:
                cells.pop()
        yield "\t".join(cells)


def _heads(paper: Paper, page: Page) -> list[list[str]]:
    if not page.head:
        return []
    rows = [[paper.heads[key] for key in paper.keys]]
    if paper.second_head is not None:
        rows.append([paper.second_head.get(key, "") for key in paper.keys])
    return rows


def _in_one_line(cell: str, key: str, rng: Random, paper: Paper) -> str:
    """A cell with the mark-up that such files are full of; paragraphs where the text has lines."""
    lines = [_linked(line) for line in cell.split("\n") if line] or [""]
    if key == "steps" and len(lines) > 1 and rng.random() < 0.5:
        return f'<ul style="list-style-type: none;"> {" ".join(lines)} '
    if len(lines) > 1 and rng.random() < 0.2:
        return rng.choice(("<br>", "<br/>", " <br /> ")).join(lines)
    if len(lines) > 1:
        return " ".join(f"<p>{line}</p>" for line in lines)
    if cell and rng.random() < paper.writing.leftovers:
        return rng.choice(_LEFTOVERS).format(lines[0])
    return lines[0]


_LEFTOVERS = (
    "<p>{}</p>",
    "<u>{}</u>",
    "<p><b>{}</b></p>",
    '<span style="font-family: TH SarabunPSK; font-size: 16pt">{}</span>',
    "{}&nbsp;",
    "{}<br>",
    "<p>{}",
    "{}  ",
    "<div><strong>{}</strong><br/></div>",
    "**{}**",
    "<center>{}</center>",
)


def _linked(line: str) -> str:
    return _ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', line)


# ---- CSV


def _csv(paper: Paper, rng: Random) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=paper.writing.delimiter, lineterminator="\n")
    title = [[line] for line in (*paper.above, *paper.truth.title.split("\n")) if line]
    if paper.is_plan and paper.truth.intro:
        title.append([paper.truth.intro])
    writer.writerows([*title, []])
    for page in paper.pages:
        writer.writerows([[line] for line in page.above])
        writer.writerows(_heads(paper, page))
        writer.writerows([[row.cells.get(key, "") for key in paper.keys] for row in page.rows])
    writer.writerow([])
    writer.writerows([[line] for text in _plain_below(paper) for line in text.split("\n")])
    return out.getvalue()


def _plain_below(paper: Paper) -> list[str]:
    below = [f"{paper.footnote_label}{paper.truth.footnote}"] if paper.truth.footnote else []
    last = paper.truth.issuer if paper.is_plan else paper.truth.contact
    return [*below, *([last] if last else []), *paper.below]


# ---- HTML


def _html(paper: Paper, rng: Random) -> str:
    title = "".join(
        f"<p style='text-align:center'><b>{_escaped(line)}</b></p>\n"
        for line in (*paper.above, *paper.truth.title.split("\n"))
        if line
    )
    intro = f"<p>{_escaped(paper.truth.intro)}</p>\n" if paper.is_plan and paper.truth.intro else ""
    tables = "".join(_table(paper, page, rng) for page in paper.pages)
    below = "".join(
        f"<p>{_escaped(text).replace(chr(10), '<br>')}</p>\n" for text in _plain_below(paper)
    )
    charset = paper.writing.encoding.replace("-sig", "").replace("cp874", "windows-874")
    return (
        f'<html>\n<head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>รายงาน</title><style>td {{ border: 1px solid; }}</style></head>\n"
        f"<body>\n{title}{intro}{tables}{below}</body>\n</html>\n"
    )


def _tables(paper: Paper, rng: Random) -> str:
    blocks = [*paper.above, *([paper.truth.title] if paper.truth.title else [])]
    blocks += [_table(paper, page, rng) for page in paper.pages]
    return "\n\n".join([*blocks, *_below(paper)]) + "\n"


def _table(paper: Paper, page: Page, rng: Random) -> str:
    above = "".join(f"<p>{_escaped(line)}</p>\n" for line in page.above)
    rows = "".join(
        "<tr>" + "".join(f"<th>{_escaped(cell)}</th>" for cell in head) + "</tr>\n"
        for head in _heads(paper, page)
    )
    broken = paper.is_plan or any(row.goes_on for row in page.rows)
    merged = rng.random() < 0.5 and not broken
    for at, row in enumerate(page.rows):
        rows += "<tr>" + "".join(_cells(paper, page.rows, at, row, merged, rng)) + "</tr>\n"
    return f"{above}<table>\n{rows}</table>\n"


def _cells(
    paper: Paper, rows: list[Row], at: int, row: Row, merged: bool, rng: Random
) -> Iterator[str]:
    """The cells of a row; number and windows of a group span its lines where `merged`."""
    for key in paper.keys:
        spanning = merged and key in ("number", "official", "provincial")
        if spanning and at and rows[at - 1].place[0] == row.place[0]:
            continue
        span = ""
        if spanning and (height := _height(rows, at)) > 1:
            span = f" rowspan={height}"
        yield f"<td{span}>{_paragraphs(row.cells.get(key, ''), rng)}</td>"


def _height(rows: list[Row], at: int) -> int:
    height = 1
    for row in rows[at + 1 :]:
        if row.place[0] != rows[at].place[0]:
            break
        height += 1
    return height


def _paragraphs(cell: str, rng: Random) -> str:
    lines = [_linked(_escaped(line)) for line in cell.split("\n")]
    if rng.random() < 0.5:
        return "<br>".join(lines)
    return "".join(f"<p>{line}</p>" for line in lines)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


# ---- Markdown


def _markdown(paper: Paper, rng: Random) -> str:
    title = "**" + paper.truth.title.replace("\n", "**  \n**") + "**"
    blocks = [*paper.above, *([title] if paper.truth.title else [])]
    if paper.is_plan and paper.truth.intro:
        blocks.append(paper.truth.intro)
    for page in paper.pages:
        blocks += page.above
        blocks.append("\n".join(_piped(paper, page)))
    return "\n\n".join([*blocks, *_below(paper)]) + "\n"


def _piped(paper: Paper, page: Page) -> Iterator[str]:
    heads = _heads(paper, page)
    body = [
        [row.cells.get(key, "").replace("\n", "<br>") for key in paper.keys] for row in page.rows
    ]
    for number, cells in enumerate([*heads, *body]):
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{'---|' * len(cells)}"


_FORMATS = {
    "text": _text,
    "csv": _csv,
    "html": _html,
    "tables": _tables,
    "markdown": _markdown,
}
