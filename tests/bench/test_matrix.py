"""A small share of the matrix of many agencies: as many queries as of a few, every cell told."""

import pytest

from bench import agencies, matrix
from reports.models import StepAnswer

pytestmark = pytest.mark.django_db


def test_many_agencies_cost_as_many_queries_as_few():
    few, many = matrix.measured(4, 40)

    assert [(one.what, one.rows) for one in many] == [("page", 40), ("table", 40), ("csv", 40)]
    assert [one.queries for one in few] == [one.queries for one in many]
    assert StepAnswer.objects.count() == 30 * agencies.STEPS


def test_a_figure_is_told_in_the_units_of_the_table():
    figure = agencies.Figure("page", queries=11, rows=8_300, seconds=0.5)

    assert matrix.told(figure) == ["page", "8,300", "11", "500", "60"]
