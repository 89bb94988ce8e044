"""What the commands print: Markdown tables, and lines that hold a figure against its goal."""

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; every column but the first holds figures."""
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def at_most(goal: float, figure: float, unit: str = "") -> str:
    return _goal("≤", goal, figure, unit, reached=figure <= goal)


def at_least(goal: float, figure: float, unit: str = "") -> str:
    return _goal("≥", goal, figure, unit, reached=figure >= goal)


def _goal(sign: str, goal: float, figure: float, unit: str, *, reached: bool) -> str:
    # A figure that only rounding brings to its goal is written out.
    digits = 2 if reached or round(figure, 2) != goal else 4
    return f"goal {sign} {goal:g}{unit}: {figure:.{digits}f}{unit} {'✓' if reached else '✗'}"


def percent(part: int, whole: int) -> str:
    """Rounded down, so that only all of it is 100 %."""
    hundredths = 10_000 * part // whole if whole else 10_000
    return f"{hundredths / 100:.2f} %"
