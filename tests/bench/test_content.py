"""What is measured: as many rows as asked for, all provinces, each text in its column."""

import pytest

from bench import content


@pytest.mark.parametrize("rows", [1, 6, 30, 1000])
def test_a_built_report_has_the_rows_asked_for(rows):
    assert len(list(content.built(rows).lines())) == rows


def test_rows_that_come_again_are_varied():
    results = [line.result for _, _, line in content.built(40).lines() if line.result]

    assert results[0] + " (ครั้งที่ 2)" in results
    assert content.built(40) == content.built(40)


def test_every_province_with_an_office_has_its_own_report():
    reports = content.provinces()

    assert len({report.province.code for report in reports}) == 76
    assert all(report.province.name in report.title for report in reports)


def test_six_texts_a_row_in_thai_digits():
    first = next(content.cells(content.built(30)))

    assert len(first) == 6
    assert first[0] == "๑"


@pytest.mark.parametrize(
    ("column", "place"),
    [
        ("result", (4, "#\n[ก่] [ข]")),
        ("steps", (3, "#\n[ก่] [ข]")),
        ("list", (3, "๑) #\n๒) [ก่] [ข]")),
    ],
)
def test_texts_stand_in_their_column_alone(column, place):
    paper = content.of_texts(["ก่", "ข", "ค"], column=column, per_row=2)

    number, words = place
    first, second = content.cells(paper)
    assert first[number] == words
    assert second[number] == words.replace("[ก่] [ข]", "[ค]")
    assert {text for at, text in enumerate(first) if at not in (0, number)} == {"-"}


def test_texts_in_the_title():
    paper = content.of_texts(["ก่", "ข", "ค"], column="title", per_row=2)

    assert (paper.title, paper.groups) == ("[ก่] [ข]\n[ค]", ())


def test_no_seed_text_is_too_long_to_stay_on_one_page():
    assert max(map(len, content.seed_texts())) <= content.LONGEST
