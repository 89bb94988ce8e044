"""Static files: each one a template or a style sheet names is there, and collected for production."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders

TEMPLATES = settings.BASE_DIR / "templates"


def named_in_templates() -> set[str]:
    texts = (path.read_text() for path in TEMPLATES.rglob("*.html"))
    return {name for text in texts for name in re.findall(r"{% static ['\"]([^'\"]+)", text)}


def named_in_style_sheets() -> set[str]:
    """Addresses relative to static/css, as `url(../fonts/x.ttf)` writes them."""
    texts = (path.read_text() for path in (settings.BASE_DIR / "static/css").glob("*.css"))
    found = {name for text in texts for name in re.findall(r"url\(['\"]?(\.\.?/[^'\")?#]+)", text)}
    return {str(Path("css", name)).replace("css/../", "") for name in found}


def collected() -> set[str]:
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    return {
        f"{storage.prefix}/{name}" if getattr(storage, "prefix", None) else name
        for finder in finders.get_finders()
        for name, storage in finder.list(ignored)
    }


@pytest.mark.parametrize("name", sorted(named_in_templates() | named_in_style_sheets()))
def test_a_named_file_is_there(name):
    assert finders.find(name)


def test_named_files_are_among_those_collected():
    missing = (named_in_templates() | named_in_style_sheets()) - collected()

    assert missing == set()
