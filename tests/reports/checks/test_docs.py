"""docs/checks.md shows every check as the code has it: its level, what triggers it, whether it must be explained."""

from django.conf import settings

from reports import checks

PAGE = settings.BASE_DIR / "docs" / "checks.md"


def shown() -> list[list[str]]:
    """The rows of the page's table, cell by cell."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("| `")
    ]


def in_the_code() -> list[list[str]]:
    written = {check.__name__: check for check in (*checks.CHECKS, *checks.COMPARISONS)}
    return [
        [
            f"`{code}`",
            checks.LEVEL_LABELS[kind.level],
            written[code].__doc__.splitlines()[0].removesuffix("."),
            "required" if kind.needs_explanation else "",
        ]
        for code, kind in checks.KINDS.items()
    ]


def test_the_table_is_that_of_the_code():
    assert [[code, level, triggers, must] for code, level, triggers, _, must in shown()] == (
        in_the_code()
    )


def test_of_each_check_it_says_what_would_settle_it():
    assert all(settles for _, _, _, settles, _ in shown())
