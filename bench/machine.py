"""What of this machine the figures hang on: cores and versions, no names."""

import ctypes
import os
import platform
import shutil
import subprocess
from importlib.metadata import version

from tools import chromium


def facts() -> list[tuple[str, str]]:
    """(what, which) of everything that prints or reads here; what is not installed says so."""
    return [
        ("cores", str(len(os.sched_getaffinity(0)))),
        ("Python", platform.python_version()),
        *((name, version(name.lower())) for name in ("WeasyPrint", "typst", "pypdfium2")),
        *((name, version(name.lower())) for name in ("PyMuPDF", "pypdf")),
        ("Pango", _text(_call("libpango-1.0.so.0", "pango_version_string"))),
        ("HarfBuzz", _text(_call("libharfbuzz.so.0", "hb_version_string"))),
        ("Chromium", _first_line(chromium.find(), "--version")),
        ("LibreOffice", _first_line(shutil.which("soffice"), "--version")),
        ("pdftotext", _first_line(shutil.which("pdftotext"), "-v")),
    ]


def _call(library: str, function: str) -> bytes | None:
    try:
        found = getattr(ctypes.CDLL(library), function)
    except OSError:
        return None
    found.restype = ctypes.c_char_p
    return found()


def _text(found: bytes | None) -> str:
    return found.decode() if found else "not installed"


def _first_line(program: str | None, option: str) -> str:
    """The numbers of a version, out of the sentence a program says about itself."""
    if program is None:
        return "not installed"
    said = subprocess.run([program, option], capture_output=True, text=True, timeout=60)
    words = (said.stdout or said.stderr).split()
    return next((word for word in words if word[0].isdigit()), "unknown")
