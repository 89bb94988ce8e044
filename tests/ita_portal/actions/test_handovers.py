"""Notes to a successor: who writes, who sees, until when, and that they are kept."""

from datetime import timedelta

import pytest
import time_machine

from ita_portal import actions, office
from ita_portal.models import Role
from tests import cast

pytestmark = pytest.mark.django_db

WORDS = "รายงานทำถึงลำดับที่ ๓ รอข้อมูลจากอำเภอแม่ทา"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2024-04-10T08:30:00+07:00", tick=False) as clock:
        yield clock


def colleague(username="lamphun-2"):
    return cast.person(username=username, role=Role.PROVINCE_STAFF, of=cast.lamphun())


def write(*, by=None, about=None, to=None, words=WORDS):
    return actions.write_handover(
        about=about or cast.clerk(), by=by or cast.clerk(), to=to, words=words
    )


def test_the_successor_sees_the_note_until_it_is_read_and_the_office_keeps_it():
    successor = colleague()
    note = write(to=successor)
    assert list(office.waiting_notes(successor)) == [note]

    actions.read_handover(note=note, by=successor)

    assert list(office.waiting_notes(successor)) == []
    assert [list(office.notes(one)) for one in (successor, cast.clerk(), cast.head())] == [
        [note]
    ] * 3
    assert note.history.count() == 2


def test_a_note_to_whoever_comes_is_seen_by_whoever_came_later(clock):
    beside, head = colleague("lamphun-beside"), cast.head()
    note = write()
    clock.shift(timedelta(days=10))
    successor = colleague()

    assert [list(office.waiting_notes(one)) for one in (beside, head, successor)] == [
        [],
        [],
        [note],
    ]


def test_the_head_writes_for_somebody_who_has_left():
    actions.close_account(person=cast.clerk(), by=cast.head())

    assert write(by=cast.head(), to=colleague()).written_by == cast.head()


@pytest.mark.parametrize(
    "refused",
    [
        lambda: write(by=colleague()),
        lambda: write(by=cast.head(cast.roi_et())),
        lambda: write(by=cast.reviewer()),
        lambda: write(to=cast.clerk(cast.roi_et())),
        lambda: write(to=cast.clerk()),
        lambda: write(to=cast.reviewer()),
        lambda: write(words=" \n\u200b"),
    ],
)
def test_a_note_stays_in_the_office_and_says_something(refused):
    with pytest.raises(actions.Refused):
        refused()


def test_only_whom_it_is_for_has_read_it():
    note = write(to=colleague())

    for one in (cast.clerk(), cast.head(), colleague("lamphun-beside")):
        with pytest.raises(actions.Refused):
            actions.read_handover(note=note, by=one)


def test_who_read_it_first_is_kept(clock):
    note = write(to=colleague())
    actions.read_handover(note=note, by=colleague())
    read_at = type(note).objects.get().read_at
    clock.shift(timedelta(hours=1))

    actions.read_handover(note=note, by=colleague())

    assert type(note).objects.get().read_at == read_at
