"""Our printed report beside other ways to print it, in one run: `python -m bench.pdf`."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402

from bench import clock, content, machine, memory, provinces  # noqa: E402
from bench.clock import Cost  # noqa: E402
from bench.engines import ENGINES, NAMES, NotInstalled, Print  # noqa: E402
from bench.figures import exponent, middle, ratio  # noqa: E402
from bench.tables import at_least, at_most, table  # noqa: E402
from reports.document import Report  # noqa: E402

ROWS = (6, 30, 100, 300, 1000)
# A process costs the same to start however long its report is.
MOST_ROWS_COLD = 100
LEAST_ROWS_OF_EXPONENT = 30
MEMORY_ROWS = 100
# A size of report is printed until its time is up, but by each engine at least and at most so often.
SECONDS_PER_SIZE, LEAST_ROUNDS, MOST_ROUNDS = 40, 3, 9
# On a slow machine, what is left after this time is printed once.
LATE = 300
PROVINCE_ROUNDS = 3

GOAL_OF_BARE, GOAL_OF_CORES, GOAL_OF_EXPONENT, GOAL_OF_DOWNLOAD = 0.85, 1.8, 1.05, 3


@dataclass(frozen=True)
class Size:
    """Reports that are printed one after the other in each round."""

    name: str
    reports: tuple[Report, ...]
    rows: int


@dataclass
class Measured:
    """What each engine took for a size, round by round."""

    size: Size
    costs: dict[str, list[Cost]] = field(default_factory=dict)


def main() -> None:
    options = _options()
    # Whatever is started later is counted with us.
    clock.instructions()
    _show("Measured with", table(("what", "version"), machine.facts()))
    goals = [*_times(options), *_provinces(options), *_download()]
    if not options.quick:
        _memory(options)
    _show("Goals", "\n".join(f"- {goal}" for goal in goals))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less than a minute, rough figures")
    parser.add_argument("--rows", type=int, nargs="+", help=f"of built reports: {ROWS}")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--rounds", type=int, help="how often each engine prints each size")
    options = parser.parse_args()
    options.rows = options.rows or ((30, 100) if options.quick else ROWS)
    options.rounds = options.rounds or (1 if options.quick else None)
    return options


def _show(heading: str, words: str) -> None:
    print(f"## {heading}\n\n{words}\n", flush=True)


# Times -------------------------------------------------------------------------------------------


def _times(options: argparse.Namespace) -> Iterator[str]:
    """Prints what every engine takes; gives the goals of our writer."""
    with ExitStack() as stack:
        engines = dict(_started(options.engines, stack))
        end = time.monotonic() + LATE
        found = [
            measured(size, engines, options.rounds or (1 if time.monotonic() > end else None))
            for size in _sizes(options.rows)
        ]
    counted = "" if clock.instructions() is not None else " (instructions: not allowed here)"
    _show(f"From document to PDF{counted}", _table_of_times(found))
    _show("Exponent of time in rows", _table_of_exponents(found, engines))
    yield from _goals_beside_bare(found)
    seconds = _seconds_by_rows(found, "ours")
    if len(seconds) > 1:
        yield f"exponent of our writer's time: {at_most(GOAL_OF_EXPONENT, exponent(seconds))}"


def _started(names: Sequence[str], stack: ExitStack) -> Iterator[tuple[str, Print]]:
    """The engines of this machine, warm; one that is missing is named aloud."""
    for name in names:
        try:
            engine = stack.enter_context(ENGINES[name]())
        except NotInstalled as missing:
            print(f"SKIPPED: {NAMES[name]} is not installed: {missing}\n", flush=True)
            continue
        if name != "cold":
            engine(content.built(2))
        yield name, engine


def _sizes(rows: Iterable[int]) -> Iterator[Size]:
    yield Size("the seeds' three reports", content.seeds(), 0)
    for number in rows:
        yield Size(f"{number:,} rows", (content.built(number),), number)


def measured(size: Size, engines: dict[str, Print], rounds: int | None) -> Measured:
    """Every engine once in each round, each round begun by another one."""
    print(f"… {size.name}", file=sys.stderr, flush=True)
    names = [name for name in engines if name != "cold" or size.rows <= MOST_ROWS_COLD]
    found = Measured(size, {name: [] for name in names})
    end = time.monotonic() + SECONDS_PER_SIZE
    for number in range(rounds or MOST_ROUNDS):
        if not rounds and number >= LEAST_ROUNDS and time.monotonic() > end:
            break
        for name in names:
            found.costs[name].append(clock.measure(partial(_print, engines[name], size)))
        names = [*names[1:], *names[:1]]
    return found


def _print(engine: Print, size: Size) -> None:
    for report in size.reports:
        if not engine(report).startswith(b"%PDF"):
            raise RuntimeError("no PDF")


def _table_of_times(found: Iterable[Measured]) -> str:
    headings = ("printed", "by", "rounds", "ms", "× bare", "CPU ms", "× bare", "Minstr", "× bare")
    return table(headings, [row for one in found for row in _rows_of_times(one)])


def _rows_of_times(found: Measured) -> Iterator[tuple]:
    for name, costs in found.costs.items():
        figures = []
        for kind, times in (("wall", 1000), ("cpu", 1000), ("instructions", 1)):
            most = middle(costs, kind)
            figures.append("–" if most is None else f"{most * times:,.0f}")
            figures.append(_written(_beside_bare(found, name, kind)))
        yield found.size.name, NAMES[name], len(costs), *figures


def _written(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.2f}"


def _beside_bare(found: Measured, name: str, kind: str) -> float | None:
    if not {name, "bare"} <= set(found.costs):
        return None
    return ratio(found.costs[name], found.costs["bare"], kind)


def _goals_beside_bare(found: Iterable[Measured]) -> Iterator[str]:
    """On the clock, and by what a busy machine changes less."""
    steady = "cpu" if clock.instructions() is None else "instructions"
    for one in found:
        for kind in ("wall", steady):
            beside = _beside_bare(one, "ours", kind)
            if beside is not None:
                goal = at_most(GOAL_OF_BARE, beside)
                yield f"our writer, warm, beside bare WeasyPrint, {one.size.name}, {kind}: {goal}"


def _table_of_exponents(found: Sequence[Measured], engines: Iterable[str]) -> str:
    seconds = {name: _seconds_by_rows(found, name) for name in engines if name != "cold"}
    rows = [(NAMES[name], f"{exponent(of):.2f}") for name, of in seconds.items() if len(of) > 1]
    return table(("engine", f"{LEAST_ROWS_OF_EXPONENT} rows and more"), rows)


def _seconds_by_rows(found: Iterable[Measured], name: str) -> dict[int, float]:
    """Of processors: they do not count how long others had the machine."""
    return {
        one.size.rows: middle(one.costs[name], "cpu")
        for one in found
        if name in one.costs and one.size.rows >= LEAST_ROWS_OF_EXPONENT
    }


# All provinces, downloads, memory ----------------------------------------------------------------


def _provinces(options: argparse.Namespace) -> Iterator[str]:
    """Prints how long the reports of all provinces take; gives the goal of two cores."""
    reports = content.provinces()[: 8 if options.quick else None]
    taken = [
        (*provinces.seconds(1, reports), *provinces.seconds(2, reports))
        for _ in range(1 if options.quick else PROVINCE_ROUNDS)
    ]
    one, counted_by_one, two, counted_by_two = (median(of) for of in zip(*taken, strict=True))
    gain = median(round_[0] / round_[2] for round_ in taken)
    rows = [
        ("print", f"{one:.1f}", f"{two:.1f}", f"{gain:.2f} ×"),
        (
            "only count, to compare",
            *(f"{counted_by_one:.1f}", f"{counted_by_two:.1f}"),
            f"{median(round_[1] / round_[3] for round_ in taken):.2f} ×",
        ),
    ]
    headings = ("work", "s by one process", "s by two", "gain")
    _show(f"{len(reports)} provinces", table(headings, rows))
    yield f"{len(reports)} reports by two processes: {at_least(GOAL_OF_CORES, gain, ' ×')}"


def _download() -> Iterator[str]:
    """Prints what a kept PDF's download takes; gives its goal."""
    taken = json.loads(
        subprocess.run(
            [sys.executable, "-m", "bench.download"],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            check=True,
            timeout=180,
        ).stdout
    )
    rows = [
        (name, f"{taken[key]:.2f}", f"{taken[key] / taken['empty']:.2f}")
        for name, key in (
            ("empty view", "empty"),
            ("kept PDF", "download"),
            ("kept PDF, unchanged (304)", "unchanged"),
        )
    ]
    _show("Cached download", table(("answer", "ms", "× empty view"), rows))
    beside = taken["download"] / taken["empty"]
    yield f"a cached download: {at_most(GOAL_OF_DOWNLOAD, beside, ' × an empty view')}"


def _memory(options: argparse.Namespace) -> None:
    """Prints the most memory that each engine takes in processes of its own."""
    rows = []
    for name in options.engines:
        if name == "cold":
            continue
        try:
            with ENGINES[name]():
                pass
        except NotInstalled:
            continue
        rows.append((NAMES[name], memory.peak(name, content.built(MEMORY_ROWS))))
    _show("Memory", table(("engine", f"MB for {MEMORY_ROWS} rows"), rows))


if __name__ == "__main__":
    main()
