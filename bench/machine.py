"""What of this machine the figures hang on: cores and versions, no names."""

import ctypes
import os
import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version

from tools import chromium

PACKAGES = ("WeasyPrint", "typst", "python-docx", "pypdfium2", "PyMuPDF", "pypdf")
MISSING = "not installed"


def facts() -> list[tuple[str, str]]:
    """(what, which) of everything that prints or reads here; what is not installed says so."""
    return [
        ("cores", str(len(os.sched_getaffinity(0)))),
        ("Python", platform.python_version()),
        *((name, _package(name)) for name in PACKAGES),
        ("Pango", _library("libpango-1.0.so.0", "pango_version_string")),
        ("HarfBuzz", _library("libharfbuzz.so.0", "hb_version_string")),
        ("Chromium", _first_line(chromium.find(), "--version")),
        ("LibreOffice", _first_line(shutil.which("soffice"), "--version")),
        ("pdftotext", _first_line(shutil.which("pdftotext"), "-v")),
    ]


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return MISSING


def _library(file: str, function: str) -> str:
    """What a library says of itself by a function that gives its version."""
    try:
        found = getattr(ctypes.CDLL(file), function)
    except OSError:
        return MISSING
    found.restype = ctypes.c_char_p
    return found().decode()


def _first_line(program: str | None, option: str) -> str:
    """The number of a version, out of the sentence a program says about itself."""
    if program is None:
        return MISSING
    said = subprocess.run([program, option], capture_output=True, text=True, timeout=60)
    words = (said.stdout or said.stderr).split()
    return next((word for word in words if word[0].isdigit()), "unknown")
