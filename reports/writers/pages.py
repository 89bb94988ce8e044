"""What CSS has no words for, done to the laid out pages before they are drawn."""

from collections.abc import Iterator

from tinycss2.color5 import parse_color

GREY = parse_color("#767676")


def row_to_move(pages) -> str | None:
    """The id of the first row that begins on a page without its number: too little of it had room there."""
    seen = set()
    for page in pages:
        for row in _rows(page._page_box):
            name = row.element.get("id")
            is_first_part = name not in seen and "continued" not in row.element.get("class")
            if is_first_part and not _has_text(row.children[0]):
                return name
            seen.add(name)
    return None


def finish(pages) -> None:
    """Numbers rows that go on, closes tables; changes the pages of a `weasyprint.Document`."""
    _repeat_numbers(pages)
    _close_tables(pages)


def _repeat_numbers(pages) -> None:
    """The first row of a page carries its number again, in grey, when that stands on a page before."""
    cells = {}
    for page in pages:
        rows = list(_rows(page._page_box))
        if rows and _number(rows[0]) in cells and not _has_text(rows[0].children[0]):
            _copy_number(cells[_number(rows[0])], rows[0].children[0])
        for row in rows:
            if _has_text(row.children[0]):
                cells.setdefault(_number(row), row.children[0])


def _rows(page) -> Iterator:
    for box in page.descendants():
        if box.element_tag == "tr" and box.element.get("id"):
            yield box


def _number(row) -> str:
    """Which number a row belongs to: 3 of `row-3-1`."""
    return row.element.get("id").split("-")[1]


def _has_text(cell) -> bool:
    return any(getattr(box, "text", "").strip() for box in cell.descendants())


def _copy_number(source, target) -> None:
    across = target.content_box_x() - source.content_box_x()
    down = target.content_box_y() - source.content_box_y()
    target.children = [child.deepcopy() for child in source.children]
    for child in target.children:
        child.translate(across, down)
        for box in (child, *child.descendants()):
            box.style = box.style.copy()
            box.style["color"] = GREY


def _close_tables(pages) -> None:
    """Ends a table below its last row, where a row was moved on and left its place empty."""
    for page in pages:
        for table in _tables(page._page_box):
            last = table.children[-1].children[-1]
            table.height = last.position_y + last.height - table.content_box_y()


def _tables(page) -> Iterator:
    for box in page.descendants():
        if box.element_tag == "table" and not box.is_table_wrapper:
            yield box
