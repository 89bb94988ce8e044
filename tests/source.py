"""The portal's own Python files, for the tests that read the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

APPS = ("ita_portal", "calendar_app", "reports")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """(path from the project's folder, its syntax tree) of every module but the migrations."""
    for app in APPS:
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            name = path.relative_to(settings.BASE_DIR).as_posix()
            if "/migrations/" not in name:
                yield name, ast.parse(path.read_text(encoding="utf-8"), name)


def dotted(path: str) -> str:
    """reports/actions/__init__.py → reports.actions"""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
