"""Files that mean harm: each is refused with a sentence of its own, and the good file after it is taken."""

import pytest

from reports.evidence import examine, refusals
from reports.evidence.__main__ import looked_at
from reports.evidence.refusals import NotAccepted
from tests import hostile

# Files whose harm is one, in two kinds of file.
SHARED = (refusals.TWO_KINDS.format("หน้าเว็บหรือชุดคำสั่ง"),)


def test_there_are_many_and_each_has_its_sentence():
    sentences = [sentence for _, _, sentence in hostile.HOSTILE.values()]
    own = [one for one in sentences if one not in SHARED]

    assert len(set(sentences)) >= 24
    assert len(set(own)) == len(own)


@pytest.mark.parametrize("what", hostile.HOSTILE)
def test_it_is_refused_with_its_sentence(what, monkeypatch):
    made, name, sentence = hostile.HOSTILE[what]
    # In this process: the one apart is tried below.
    monkeypatch.setattr(examine, "_looked_at", looked_here)

    with pytest.raises(NotAccepted) as refused:
        examine.examine(made(), name)

    assert refused.value.message == sentence


def looked_here(data: bytes):
    found, anew = looked_at(data)
    if "refused" in found:
        raise NotAccepted(found["refused"])
    return found, anew


ONE_OF_EACH = [
    "a bomb",
    "a PDF that runs JavaScript",
    "a picture of 900 million dots",
    "Word with entities that grow",
    "a page named .pdf",
]


@pytest.mark.parametrize(("what", "good"), [*zip(ONE_OF_EACH, hostile.GOOD, strict=True)])
def test_a_good_file_after_it_is_taken_by_the_process_apart(what, good):
    made, name, sentence = hostile.HOSTILE[what]
    with pytest.raises(NotAccepted) as refused:
        examine.examine(made(), name)
    assert refused.value.message == sentence

    make, name = hostile.GOOD[good]
    data = make()
    accepted = examine.examine(data, name)

    assert (accepted.format, accepted.name, accepted.is_renamed) == (good, name, False)
    assert good in ("jpeg", "png") or accepted.data == data


@pytest.mark.parametrize("good", hostile.GOOD)
def test_good_files_are_taken(good, monkeypatch):
    monkeypatch.setattr(examine, "_looked_at", looked_here)
    make, name = hostile.GOOD[good]

    assert examine.examine(make(), name).name == name


def test_a_file_beyond_the_limit_starts_no_process(settings, monkeypatch):
    settings.EVIDENCE_MEGABYTES = 1
    monkeypatch.setattr(examine.processes, "run", None)

    with pytest.raises(NotAccepted) as refused:
        examine.examine(b"%PDF-" + b"x" * (1 << 20), "a.pdf")

    assert refused.value.message == refusals.TOO_LARGE.format("๑")


def test_a_process_that_takes_too_long_is_ended(monkeypatch, caplog):
    monkeypatch.setattr(examine, "WAIT", 0)

    with pytest.raises(NotAccepted) as refused:
        examine.examine(hostile.pdf(), "a.pdf")

    assert refused.value.message == refusals.TOO_LONG


def test_a_process_that_ends_without_an_answer_is_told(monkeypatch, caplog):
    ended = examine.processes.Ended(b"", "Killed", -9)
    monkeypatch.setattr(examine.processes, "run", lambda *args: ended)

    with pytest.raises(NotAccepted) as refused:
        examine.examine(hostile.pdf(), "a.pdf")

    assert refused.value.message == refusals.TOO_MUCH
    assert "ended with -9 and no answer" in caplog.text
