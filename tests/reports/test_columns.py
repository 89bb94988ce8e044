"""Rows as columns and back: step texts with their codes, texts too long for a cell, marks before formulas."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai import Window
from reports import columns
from reports.document import Item, Line
from tests.reports import documents as made


def test_a_row_has_every_value_under_its_name():
    report = made.report(
        made.group(
            Line(
                (Item("ลงทะเบียน", "-", ("REG",)), Item("จัดเก็บ\nต่อ", "-", ("IIT", "EIT"))),
                *("ผล", "done", "เสร็จแล้ว", "not_ours", "เหตุผล", 7),
            ),
            official=made.JANUARY,
            provincial=Window.unread("เมื่อพร้อม"),
        )
    )

    assert list(columns.rows(report, "2567-6-51-01")) == [
        {
            **{"fiscal_year": 2567, "months": 6, "province_code": "51", "province": "ลำพูน"},
            **{"reference": "2567-6-51-01", "number": 1, "line": 1, "part": 1},
            **{"official_start": date(2024, 1, 1), "official_end": date(2024, 1, 31)},
            **{"official_start_be": "2567-01-01", "official_end_be": "2567-01-31"},
            **{"official_precision": "day", "official_text": "1-31 ม.ค. 67"},
            **{"provincial_start": None, "provincial_end": None},
            **{"provincial_start_be": None, "provincial_end_be": None},
            **{"provincial_precision": None, "provincial_text": "เมื่อพร้อม"},
            "step_text": "- ลงทะเบียน\n- จัดเก็บ\nต่อ",
            "step_labels": "-\n-",
            "step_codes": "REG\nIIT,EIT\n^",
            **{"result": "ผล", "status": "done", "status_text": "เสร็จแล้ว"},
            **{"answer": "not_ours", "answer_reason": "เหตุผล", "row_key": 7},
        }
    ]


def test_every_column_has_a_name_without_spaces_and_a_meaning():
    every = (*columns.ROW_COLUMNS, columns.MARKED)

    assert len({column.name for column in every}) == len(every)
    assert [column for column in every if not column.name.replace("_", "").isalpha()] == []
    assert [column for column in every if not column.meaning] == []


def test_a_leap_day_has_a_name_in_the_buddhist_era():
    assert columns.be_date(date(2024, 2, 29)) == "2567-02-29"


# Step texts


@given(st.lists(made.KEPT_ITEMS, max_size=4))
def test_step_texts_come_back_with_labels_and_codes(items):
    cells = columns.step_cells(items)

    read = columns.read_steps(cells["step_text"], cells["step_labels"], cells["step_codes"])

    assert read == items


@given(st.lists(made.KEPT_ITEMS, max_size=4))
def test_they_come_back_without_the_line_ends_that_programs_strip(items):
    cells = {name: words.rstrip("\n") for name, words in columns.step_cells(items).items()}

    read = columns.read_steps(cells["step_text"], cells["step_labels"], cells["step_codes"])

    if cells["step_codes"] and not cells["step_text"].strip("\n"):
        assert [item.steps for item in read] == [item.steps for item in items]
    else:
        assert read is None or [item.steps for item in read] == [item.steps for item in items]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("- ก\n- ข\n- ค", "REG\nIIT"), ("ก", "REG\nIIT"), ("ก", ""), ("ก", "^"), ("ก\nข", "^\nREG")],
)
def test_lines_that_do_not_belong_together_are_not_guessed(text, codes):
    assert columns.read_steps(text, "", codes) is None


def test_codes_may_be_typed_with_spaces():
    assert columns.read_codes(" REG, IIT ,") == ("REG", "IIT")
    assert columns.read_codes("none") == ()


# Texts longer than a cell


def test_a_row_that_fits_is_one_row():
    row = {"number": 1, "result": "ก" * columns.CELL_LIMIT}

    assert list(columns.in_parts(row)) == [{**row, "part": 1}]


def test_a_long_text_goes_on_in_rows_that_hold_what_tells_the_row():
    row = {"number": 1, "line": 2, "row_key": 7, "status": "done", "result": "ก" * 70_000}

    parts = list(columns.in_parts(row))

    assert [len(part["result"]) for part in parts] == [32_000, 32_000, 6_000]
    assert {**parts[2], "result": ""} == {
        **{"number": 1, "line": 2, "row_key": 7, "part": 3, "result": ""}
    }


@given(st.text(max_size=50).map(lambda text: text * 1500) | st.just("\U0001f600" * 20_000))
def test_no_part_is_longer_than_excel_bears_and_nothing_is_lost(text):
    parts = [part["result"] for part in columns.in_parts({"result": text})]

    assert "".join(parts) == text
    assert max(len(part.encode("utf-16-le", "surrogatepass")) for part in parts) <= 2 * 32_767


# Formulas


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "\ufeff=1",
        "- ก",
    ],
)
def test_what_begins_as_a_formula_is_marked(text):
    row = columns.marked({"result": text, "number": 1})

    assert row == {"result": f"'{text}", "number": 1, "marked": "result"}


@pytest.mark.parametrize("text", ["", "ก", "1=1", "'=1", "'", "(=1)", "๑. =1"])
def test_other_texts_are_left_alone(text):
    assert columns.marked({"result": text}) == {"result": text, "marked": ""}


@given(
    st.dictionaries(st.sampled_from(columns.NAMES), st.text() | st.sampled_from(["=", "'=", "-'"]))
)
def test_marks_are_taken_off_again(cells):
    row = columns.marked(cells)

    assert not any(columns.begins_formula(row[name]) for name in cells)
    assert columns.unmarked(row) == {**cells, "marked": row["marked"]}


def test_a_mark_that_somebody_took_off_is_not_missed():
    assert columns.unmarked({"result": "=1", "marked": "result, step_text"}) == {
        **{"result": "=1", "marked": "result, step_text"}
    }


def test_every_column_stands_in_the_documentation():
    written = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")

    assert [name for name in (*columns.NAMES, "marked") if f"`{name}`" not in written] == []
