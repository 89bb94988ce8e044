"""Files that LibreOffice makes of our Word files say what the reports say: each conversion starts it once or twice."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from bench.papers.made import reference
from reports import readers
from reports.writers import docx
from tests.reports.readers.printed import blank_lines_folded, facts_of, facts_read
from tests.seed_text import SEEDS, each_seed

# What Calc 7.4 made of the HTML that Writer made of our Word files.
CALC = Path(__file__).parents[2] / "data" / "office"
PATIENCE = 180  # seconds for one start, because the machine may be busy

# What a file goes through: each step is a format for `soffice --convert-to` and further options.
WEB_TABLE = "--infilter=calc_HTML_WebQuery"
WAYS = {
    "docx": [("docx:MS Word 2007 XML",)],
    "docx through odt": [("odt",), ("docx:MS Word 2007 XML",)],
    "html": [("html:XHTML Writer File",)],
    "html of the clipboard": [("html:HTML (StarWriter)",)],
    "xlsx": [("html:HTML (StarWriter)",), ("xlsx:Calc MS Excel 2007 XML", WEB_TABLE)],
}
# Where blank lines between paragraphs are gone in what LibreOffice writes.
FOLDED = ("html", "html of the clipboard", "xlsx")


def missing(package: str) -> NoReturn:
    """Skips the test, aloud; where nothing may be left out it fails."""
    end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    end(f"LibreOffice is not whole: apt-get install {package}")


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> list[str]:
    """The command that starts LibreOffice without a window, with a profile of its own."""
    path = shutil.which("soffice")
    if path is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(
            "no LibreOffice is installed: apt-get install libreoffice-writer-nogui …-calc-nogui"
        )
    profile = tmp_path_factory.mktemp("profile").as_uri()
    return [path, "--headless", "--norestore", f"-env:UserInstallation={profile}"]


def has_calc(path: str) -> bool:
    """Whether LibreOffice knows tables; its parts stand beside the program itself."""
    return (Path(path).resolve().parent / "libsclo.so").exists()


def converted(office: list[str], files: list[Path], to: str, *options: str) -> list[Path]:
    """All files in another format, by one start; beside them in a folder of that format."""
    folder = files[0].parent / to.partition(":")[0]
    command = [*office, *options, "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [folder / f"{file.stem}.{to.partition(':')[0]}" for file in files]


@pytest.mark.parametrize("way", WAYS)
def test_a_version_made_in_libreoffice_says_the_report(way, office, tmp_path):
    files = []
    for seed in SEEDS:
        files.append(tmp_path / f"{seed.number}.docx")
        files[-1].write_bytes(docx.render(seed.report))

    if way == "xlsx" and not has_calc(office[0]):
        missing("libreoffice-calc-nogui")
    for step in WAYS[way]:
        files = converted(office, files, *step)

    for seed, file in zip(SEEDS, files, strict=True):
        reading = readers.read(file.read_bytes(), reference())
        read = facts_read(reading, status_words=seed.report.status_words)
        wanted = facts_of(seed.report)
        if way in FOLDED:
            read, wanted = blank_lines_folded(read), blank_lines_folded(wanted)
        assert read == wanted


# Calc gives each paragraph of a cell a row of its own, the other cells of the printed row merged beside them.
@each_seed
def test_a_table_of_libreoffice_calc_says_the_report(seed):
    reading = readers.read((CALC / f"{seed.number}.xlsx").read_bytes(), reference())

    read = facts_read(reading, status_words=seed.report.status_words)

    assert blank_lines_folded(read) == blank_lines_folded(facts_of(seed.report))
