"""The checks at start: a machine that cannot print says what it lacks, and which command mends it."""

import pytest

from reports import print_checks
from reports.writers import dictionary, press


@pytest.fixture(autouse=True)
def on_linux(monkeypatch, tmp_path, settings):
    """A Linux with every library and the dictionary, until a test takes one away."""
    words = tmp_path / "thbrk.tri"
    words.touch()
    monkeypatch.setattr(print_checks.sys, "platform", "linux")
    monkeypatch.setattr(dictionary, "SYSTEM", words)
    monkeypatch.setattr(print_checks, "is_there", lambda library: True)
    settings.PRINT_ROOT = tmp_path / "print"


def test_a_machine_that_can_print_is_not_mentioned():
    assert print_checks.print_libraries(None) == []


def test_missing_libraries_are_named_by_their_packages(monkeypatch):
    here = ("libpango-1.0.so.0", "libthai.so.0", "libdatrie.so.1")
    monkeypatch.setattr(print_checks, "is_there", lambda library: library in here)

    (warning,) = print_checks.print_libraries(None)

    assert warning.id == "reports.W001"
    assert warning.hint == "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"


def test_the_dictionary_of_thai_words_is_missed_too(monkeypatch, tmp_path):
    monkeypatch.setattr(dictionary, "SYSTEM", tmp_path / "nothing")

    (warning,) = print_checks.print_libraries(None)

    assert warning.hint == "apt-get install libthai-data"


def test_a_library_that_is_not_on_the_machine_is_seen(monkeypatch):
    monkeypatch.undo()

    assert not print_checks.is_there("libnothing-of-this-name.so.0")


def test_fonts_that_are_not_made_yet_are_missed_until_they_are(monkeypatch):
    monkeypatch.setattr(press, "_make_dictionary", lambda: None)

    (warning,) = print_checks.print_files(None)
    press.prepare()

    assert (warning.id, warning.hint) == ("reports.W002", "manage.py prepare_printing")
    assert print_checks.print_files(None) == []


def test_a_font_that_is_not_installed_is_an_error(monkeypatch):
    monkeypatch.setattr(press.finders, "find", lambda name: None)

    (error,) = print_checks.print_files(None)

    assert error.id == "reports.E001"
    assert "fonts/Sarabun-Light.ttf" in error.msg


def test_a_folder_that_cannot_be_read_is_named(monkeypatch):
    def refuse():
        raise PermissionError(13, "Permission denied", "/closed/print")

    monkeypatch.setattr(press, "is_prepared", refuse)

    (warning,) = print_checks.print_files(None)

    assert warning.id == "reports.W003"
    assert "/closed/print" in warning.msg
