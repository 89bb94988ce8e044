"""The checks at start: a machine that cannot print says which packages it lacks."""

import pytest

from ita_portal import checks


@pytest.fixture(autouse=True)
def on_linux(monkeypatch, tmp_path):
    """A Linux with every library and the dictionary, until a test takes one away."""
    dictionary = tmp_path / "thbrk.tri"
    dictionary.touch()
    monkeypatch.setattr(checks.sys, "platform", "linux")
    monkeypatch.setattr(checks, "DICTIONARY", dictionary)
    monkeypatch.setattr(checks, "is_there", lambda library: True)


def test_a_machine_that_can_print_is_not_mentioned():
    assert checks.print_libraries(None) == []


def test_missing_libraries_are_named_by_their_packages(monkeypatch):
    here = ("libpango-1.0.so.0", "libthai.so.0")
    monkeypatch.setattr(checks, "is_there", lambda library: library in here)

    (warning,) = checks.print_libraries(None)

    assert warning.id == "ita_portal.W001"
    assert warning.hint == "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"


def test_the_dictionary_of_thai_words_is_missed_too(monkeypatch, tmp_path):
    monkeypatch.setattr(checks, "DICTIONARY", tmp_path / "nothing")

    (warning,) = checks.print_libraries(None)

    assert warning.hint == "apt-get install libthai-data"


def test_a_library_that_is_not_on_the_machine_is_seen(monkeypatch):
    monkeypatch.undo()

    assert not checks.is_there("libnothing-of-this-name.so.0")
