"""System checks: does this machine have what printing a Thai report needs?"""

import ctypes
import sys

from django.core.checks import CheckMessage, Error, Warning, register

from reports.writers import dictionary, press

# What WeasyPrint and Pango load, and the Debian package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libthai.so.0": "libthai0",
    "libdatrie.so.1": "libdatrie1",
}


@register()
def print_libraries(app_configs, **kwargs) -> list[CheckMessage]:
    """One warning that names every missing package; pages work without them, PDFs do not."""
    # Elsewhere the libraries have other names; WeasyPrint itself says there what it misses.
    packages = missing_packages() if sys.platform == "linux" else []
    if not packages:
        return []
    return [
        Warning(
            "PDFs of reports cannot be made, or not well: this machine lacks libraries.",
            hint=f"apt-get install {' '.join(packages)}",
            id="reports.W001",
        )
    ]


@register()
def print_files(app_configs, **kwargs) -> list[CheckMessage]:
    """A warning while fonts and dictionary are not made; an error when they never can be."""
    try:
        if press.is_prepared():
            return []
    except press.NotPrepared as error:
        return [
            Error(
                f"PDFs of reports cannot be made: {error}.",
                hint="install requirements/run.txt anew",
                id="reports.E001",
            )
        ]
    except OSError as error:
        return [
            Warning(
                f"The folder of printing cannot be read: {error}.",
                hint="let this user read and write the folder that PRINT_ROOT names",
                id="reports.W003",
            )
        ]
    return [
        Warning(
            "The fonts and the dictionary of printed reports are missing or out of date.",
            hint="manage.py prepare_printing",
            id="reports.W002",
        )
    ]


def missing_packages() -> list[str]:
    """The Debian packages to install. Without its dictionary libthai breaks no line between Thai words."""
    missing = [package for name, package in LIBRARIES.items() if not is_there(name)]
    return missing if dictionary.SYSTEM.is_file() else [*missing, "libthai-data"]


def is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
