"""A tenth of the faults, on the database of this run of the tests; and that their counters can count."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from bench.faults import kills, rows
from tests import cast


def counted(*kinds: str) -> dict:
    """What a tenth of these kinds came to, tried by a process of its own on a portal of its own."""
    command = [sys.executable, "-m", "bench.faults", "--json", "--share", "0.1", "--only", *kinds]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


# Marked as touching the database: they try the one of this run.
@pytest.mark.django_db
def test_many_hands_lose_and_double_nothing():
    assert counted("races", "editors", "order", "submits") == {
        "races": {"races": 20, "conflicts shown": 20, "lost updates": 0},
        "editors": {"saves": 100, "kept": 100, "refused": 0},
        "order": {"pairs": 5, "regressions": 0, "quarrels with oneself": 0},
        "submits": {"submits": 100, "submissions": 10, "led to the receipt": 100},
    }


@pytest.mark.django_db
def test_nobody_accepts_what_they_have_not_read():
    found = counted("accepts")["accepts"]

    assert (found["races"], found["of unseen content"]) == (20, 0)
    assert found["accepted"] + found["sent again"] >= 20


@pytest.mark.django_db
def test_killed_servers_keep_what_they_acknowledged():
    found = counted("kills")["kills"]

    acknowledged = found.pop("acknowledged")
    assert found == {"kills": 4, "lost": 0, "doubled": 0, "torn": 0}
    assert acknowledged > 0


@pytest.mark.browser
def test_texts_come_back_after_an_ended_session_and_without_a_network():
    assert counted("expiries", "offline") == {
        "expiries": {"session expiries": 2, "texts recovered": 2},
        "offline": {"offline spells": 2, "texts recovered": 2},
    }


# The counters


@pytest.fixture
def line(db):
    return cast.report().groups.first().lines.first()


def save(line, *, history=True, **fields):
    for name, value in fields.items():
        setattr(line, name, value)
    if not history:
        line.skip_history_when_saving = True
    line.save()


def writer(line):
    return kills.Writer(browser=None, line=line)


def test_a_torn_row_bears_two_numbers(line):
    save(line, result="ครั้งที่ 3", status_text="ครั้งที่ 2")

    assert kills._numbers_in(line) == {0, 2, 3}


def test_a_version_without_history_is_torn(line):
    assert kills._torn_history([writer(line)]) == 0

    save(line, version=2, history=False)

    assert kills._torn_history([writer(line)]) == 1


def test_a_save_written_twice_is_doubled(line):
    save(line, result="ครั้งที่ 1")
    assert kills._doubles(writer(line)) == 0

    save(line, status_text="ครั้งที่ 1")

    assert kills._doubles(writer(line)) == 1


def test_a_lost_save_is_not_counted_as_kept(line):
    save(line, result=f"แถว {line.pk} ครั้งที่ 1")
    assert rows._texts_kept(line) == 1

    save(line, result=f"แถว {line.pk} ครั้งที่ 3")

    assert rows._texts_kept(line) == 0
