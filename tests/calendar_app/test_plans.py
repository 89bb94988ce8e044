"""A plan as its pages need it: rows read at once."""

import pytest

from calendar_app import plans


@pytest.mark.django_db
def test_a_plan_is_read_in_three_queries_whatever_its_size(plan, django_assert_num_queries):
    with django_assert_num_queries(3):
        plans.phases_of(plan)
