"""Finds the machine's Chromium for the browser tests and the screenshots."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of an installed Chromium, the headless shell first; None when there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
