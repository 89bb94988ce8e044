"""Counting by address: what is counted, from when, and that asking counts nothing."""

import pytest
from django.core.cache import cache

from ita_portal.limits import Limit

THREE = Limit("tried", most=3, seconds=60)


@pytest.fixture
def request_from(rf):
    return lambda address: rf.get("/", REMOTE_ADDR=address)


def test_a_limit_is_reached_after_so_many_times(request_from):
    here = request_from("203.0.113.7")
    found = []
    for _ in range(4):
        found.append(THREE.is_reached(here))
        THREE.count(here)

    assert found == [False, False, False, True]


def test_other_addresses_and_other_limits_are_counted_apart(request_from):
    for _ in range(3):
        THREE.count(request_from("203.0.113.7"))

    assert not THREE.is_reached(request_from("203.0.113.8"))
    assert not Limit("other", most=3, seconds=60).is_reached(request_from("203.0.113.7"))


def test_asking_counts_nothing(request_from):
    here = request_from("203.0.113.7")
    for _ in range(5):
        THREE.is_reached(here)

    assert not THREE.is_reached(here)
    assert cache.get("limit:tried:203.0.113.7") is None
