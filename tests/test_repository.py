"""The repository itself: locks that agree, and no address of a registry or path of a machine."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

LOCKS = settings.BASE_DIR / "requirements"
DOCS = settings.BASE_DIR / "docs"
# Written in pieces, so that this file does not hold what it looks for.
OUR_OWN_BUSINESS = re.compile(
    "|".join(
        [
            r"py" + r"pi\.(org|python)",
            r"python" + r"hosted\.org",
            r"registry\." + r"npm",
            r"index-" + r"url\s*=",
            r"(?<![\w.])/(ho" + r"me|Us" + r"ers|ro" + r"ot|wo" + r"rk)/\w",
        ]
    )
)


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^[\w.-]+(?:\[.*\])?==\S+", lock.read_text(), re.MULTILINE))


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return [settings.BASE_DIR / name for name in listed.stdout.split("\0") if name]


def is_text(path: Path) -> bool:
    return path.is_file() and b"\0" not in path.read_bytes()[:8000]


@pytest.mark.parametrize(("smaller", "larger"), [("run", "test"), ("test", "bench")])
def test_a_larger_lock_holds_every_pin_of_the_smaller(smaller, larger):
    missing = pins(LOCKS / f"{smaller}.txt") - pins(LOCKS / f"{larger}.txt")

    assert missing == set()


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "bench.txt", "uv.txt"])
def test_every_pin_of_a_lock_has_a_hash_and_no_address(name):
    lock = (LOCKS / name).read_text()

    unhashed = [pin for pin in re.split(r"\n(?=\w)", lock) if "--hash=sha256:" not in pin]
    assert unhashed == []
    assert "://" not in lock


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    texts = {path: path.read_text(errors="replace") for path in tracked_files() if is_text(path)}

    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {hit.group()}"
        for path, text in texts.items()
        for hit in OUR_OWN_BUSINESS.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in DOCS.glob("*.md"))])
def test_every_link_of_the_docs_leads_to_a_file(page):
    path = settings.BASE_DIR / page
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).is_file()] == []
