"""What printing needs beside WeasyPrint, made once on each machine: the fonts and the dictionary.

They are derived from installed packages, so nothing binary lies in the repository. `prepare` makes
them anew whenever what they come from has changed.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from reports.writers import dictionary, font

# The weights of Sarabun that come nearest to the colour of TH SarabunPSK, for text and for heads.
STYLES = {300: "Light", 600: "SemiBold"}
_STAMP = "made-from"
# The code that makes the files, beside this module.
SOURCES = ("font.py", "glyphs.py", "dictionary.py", "press.py", "words.txt")


class NotPrepared(RuntimeError):
    """A font that everything is derived from cannot be read."""


def folder() -> Path:
    return Path(settings.PRINT_ROOT)


def font_file(style: str) -> Path:
    return folder() / f"{font.FAMILY.replace(' ', '')}-{style}.ttf"


def source_font(style: str) -> Path:
    """A font file of the package. Raises NotPrepared."""
    found = finders.find(f"fonts/Sarabun-{style}.ttf")
    if found is None:
        raise NotPrepared(f"fonts/Sarabun-{style}.ttf is not among the static files")
    return Path(found)


def is_prepared() -> bool:
    """Whether fonts and dictionary are as they were made, from what they come from now.

    Raises NotPrepared, OSError where the folder cannot be read.
    """
    stamp, wanted = folder() / _STAMP, _fingerprint()
    return stamp.is_file() and stamp.read_text() == f"{wanted} {_digest(_made())}"


def prepare() -> bool:
    """Makes fonts and dictionary unless they are there; True when it did. Raises NotPrepared, OSError.

    Several processes may do so at once: each file appears whole, and all make the same.
    """
    if is_prepared():
        return False
    folder().mkdir(parents=True, exist_ok=True)
    for style in STYLES.values():
        try:
            _write(font_file(style), font.derive(source_font(style), style))
        except font.MissingSource as error:
            raise NotPrepared(str(error)) from error
    _make_dictionary()
    _write(folder() / _STAMP, f"{_fingerprint()} {_digest(_made())}".encode())
    return True


def _made() -> list[Path]:
    return [*map(font_file, STYLES.values()), folder() / dictionary.NAME]


def use_dictionary() -> None:
    """Has libthai read our dictionary; call before Pango breaks its first line of Thai."""
    if (folder() / dictionary.NAME).is_file():
        os.environ[dictionary.VARIABLE] = str(folder())


def _make_dictionary() -> None:
    """Where libthai or its dictionary is missing a system check says so; printing goes on without ours."""
    target = folder() / dictionary.NAME
    with tempfile.TemporaryDirectory(dir=folder()) as scratch:
        made = Path(scratch) / dictionary.NAME
        try:
            dictionary.extend(dictionary.SYSTEM, made, dictionary.words())
        except dictionary.NoDictionary:
            target.unlink(missing_ok=True)
        else:
            made.replace(target)


def _write(target: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    made = Path(file.name)
    made.chmod(0o644)
    made.replace(target)


def _fingerprint() -> str:
    """What the files depend on: their sources and the code that makes them."""
    here = Path(__file__).parent
    code = (here / name for name in SOURCES)
    return _digest([*map(source_font, STYLES.values()), *code, dictionary.SYSTEM])


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes() if path.is_file() else b"-")
    return digest.hexdigest()
