"""System checks: does this machine have what printing a Thai report needs?"""

import ctypes
import sys
from pathlib import Path

from django.core.checks import CheckMessage, Warning, register

# What WeasyPrint and Pango load, and the Debian package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libthai.so.0": "libthai0",
}
# Without its dictionary libthai breaks no line between Thai words.
DICTIONARY = Path("/usr/share/libthai/thbrk.tri")


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
            id="ita_portal.W001",
        )
    ]


def missing_packages() -> list[str]:
    missing = [package for name, package in LIBRARIES.items() if not is_there(name)]
    return missing if DICTIONARY.is_file() else [*missing, "libthai-data"]


def is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
