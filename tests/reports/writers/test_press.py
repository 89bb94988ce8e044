"""What printing needs is made once, made anew when it is stale, and missed in words."""

import pytest

from reports.writers import dictionary, font, press


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.PRINT_ROOT = tmp_path / "print"
    return settings.PRINT_ROOT


def contents(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_fonts_and_dictionary_are_made_once(folder):
    made = press.prepare()
    first = contents(folder)
    again = press.prepare()

    assert (made, again) == (True, False)
    assert sorted(first) == [
        "ITAReport-Light.ttf",
        "ITAReport-SemiBold.ttf",
        "made-from",
        "thbrk.tri",
    ]
    assert contents(folder) == first


def test_they_are_made_anew_when_their_sources_have_changed(folder):
    press.prepare()
    fresh = contents(folder)
    (folder / "made-from").write_text("an older version")
    (folder / "ITAReport-Light.ttf").write_bytes(b"old")

    assert press.is_prepared() is False
    assert press.prepare() is True
    assert contents(folder) == fresh


@pytest.mark.parametrize("name", ["ITAReport-SemiBold.ttf", "ITAReport-Light.ttf", "thbrk.tri"])
def test_what_was_lost_or_changed_is_made_again(folder, name):
    press.prepare()
    fresh = contents(folder)
    (folder / name).unlink()
    lost = press.is_prepared()
    press.prepare()
    (folder / name).write_bytes(b"other")

    assert (lost, press.is_prepared(), press.prepare()) == (False, False, True)
    assert contents(folder) == fresh


def test_a_machine_without_libthai_s_dictionary_prints_without_ours(folder, monkeypatch, tmp_path):
    monkeypatch.setattr(dictionary, "SYSTEM", tmp_path / "nothing")
    monkeypatch.delenv(dictionary.VARIABLE, raising=False)

    press.prepare()
    press.use_dictionary()

    assert not (folder / "thbrk.tri").exists()
    assert dictionary.VARIABLE not in press.os.environ


def test_libthai_is_shown_our_dictionary(folder, monkeypatch):
    monkeypatch.setenv(dictionary.VARIABLE, "")
    press.prepare()

    press.use_dictionary()

    assert press.os.environ[dictionary.VARIABLE] == str(folder)


def test_a_font_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(press.finders, "find", lambda name: None)

    with pytest.raises(press.NotPrepared, match=r"fonts/Sarabun-Light\.ttf"):
        press.prepare()


def test_a_font_that_cannot_be_derived_from_is_named(monkeypatch):
    def refuse(source, style):
        raise font.MissingSource(f"{source.name}: no table")

    monkeypatch.setattr(font, "derive", refuse)

    with pytest.raises(press.NotPrepared, match=r"Sarabun-Light\.ttf: no table"):
        press.prepare()
