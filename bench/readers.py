"""Are papers that were mutated read as what they say, or is it told? `python -m bench.readers`"""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
django.setup()

from bench.papers import made, mutations  # noqa: E402
from bench.papers.judge import Difference, Verdict, verdict  # noqa: E402
from bench.papers.mutations import Mutated  # noqa: E402
from bench.tables import percent, table  # noqa: E402
from reports.readers.paper import NotReadable, Reference  # noqa: E402
from reports.readers.reading import Reading  # noqa: E402

FILES = 600
SHOWN = 160  # characters of each side of a difference

Read = Callable[[bytes, Reference], Reading]


@dataclass(frozen=True)
class Outcome:
    """What became of one file. refused: the reader's sentence; crashed: where it raised."""

    file: Mutated
    verdict: Verdict | None = None
    refused: str = ""
    crashed: str = ""

    @property
    def exact(self) -> bool:
        return self.verdict is not None and self.verdict.exact

    @property
    def warned(self) -> bool:
        return self.verdict is not None and self.verdict.warned

    @property
    def silent(self) -> bool:
        """Whether something differs, and nothing says so there."""
        return bool(self.crashed) or (self.verdict is not None and bool(self.verdict.silent))

    @property
    def size(self) -> int:
        return len(self.file.data)


def main() -> None:
    options = _options()
    if options.show:
        sys.stdout.buffer.write(mutations.mutated(options.only, options.seed).data)
        return
    begun = perf_counter()
    outcomes = [judged(file, _reader()) for file in _chosen(options)]
    print(summary(outcomes), end="\n\n")
    print("\n\n".join(failures(outcomes, most=options.failures)))
    print(f"\n{len(outcomes)} files in {perf_counter() - begun:.0f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES, help="how many, over all kinds in turn")
    parser.add_argument("--only", metavar="KIND", choices=mutations.names_of_kinds())
    parser.add_argument("--seed", type=int, help="one file of that kind")
    parser.add_argument("--show", action="store_true", help="that file itself, to standard output")
    parser.add_argument("--failures", type=int, default=3, help="how many to list of each kind")
    options = parser.parse_args()
    if options.show and (options.only is None or options.seed is None):
        parser.error("--show needs --only KIND and --seed N")
    return options


def _chosen(options: argparse.Namespace) -> Iterator[Mutated]:
    kinds = [options.only] if options.only else mutations.names_of_kinds()
    if options.seed is not None:
        yield from (mutations.mutated(kind, options.seed) for kind in kinds)
        return
    yield from files(options.files, kinds)


def files(count: int, kinds: Iterable[str] = ()) -> Iterator[Mutated]:
    """So many files, the kinds in turn; the same ones every time."""
    kinds = list(kinds) or list(mutations.names_of_kinds())
    for number in range(count):
        yield mutations.mutated(kinds[number % len(kinds)], number // len(kinds))


def _reader() -> Read:
    """The real reader."""
    from reports import readers

    return readers.read


def judged(file: Mutated, read: Read) -> Outcome:
    """One file read and held against its truth."""
    try:
        reading = read(file.data, made.reference())
    except NotReadable as refusal:
        return Outcome(file, refused=refusal.message)
    except Exception:
        return Outcome(file, crashed=traceback.format_exc(limit=-3))
    return Outcome(file, verdict(file.paper, reading))


# ---- what is printed


def summary(outcomes: list[Outcome]) -> str:
    """A row for each kind and one for all; «further» are warnings that nothing called for."""
    kinds = dict.fromkeys(one.file.kind for one in outcomes)
    rows = [_row(kind, [one for one in outcomes if one.file.kind == kind]) for kind in kinds]
    headings = (
        "kind",
        "files",
        "exactly",
        "warnings due",
        "all given",
        "refused",
        "silent",
        "further",
    )
    return table(headings, [*rows, _row("all", outcomes)])


def _row(name: str, outcomes: list[Outcome]) -> tuple[object, ...]:
    due = [one for one in outcomes if one.file.paper.due]
    return (
        name,
        len(outcomes),
        percent(sum(one.exact for one in outcomes), len(outcomes)),
        len(due),
        percent(sum(one.warned for one in due), len(due)),
        sum(bool(one.refused) for one in outcomes),
        sum(one.silent for one in outcomes),
        sum(len(one.verdict.further) for one in outcomes if one.verdict),
    )


def failures(outcomes: list[Outcome], *, most: int) -> Iterator[str]:
    """Of each kind the smallest files that were not read well: silent ones first, then unwarned, then inexact."""
    for kind in dict.fromkeys(one.file.kind for one in outcomes):
        failing = [one for one in outcomes if one.file.kind == kind and _rank(one) < 3]
        for one in sorted(failing, key=lambda one: (_rank(one), one.size))[:most]:
            yield "\n".join(_described(one))


def _rank(outcome: Outcome) -> int:
    if outcome.silent or outcome.refused:
        return 0
    return 3 if outcome.warned and outcome.exact else 1 if not outcome.warned else 2


def _said(outcome: Outcome) -> str:
    if outcome.refused:
        return f"refused: {outcome.refused}"
    return ("SILENT", "no warning", "inexact, told")[_rank(outcome)]


def _described(outcome: Outcome) -> Iterator[str]:
    file = outcome.file
    yield f"--only {file.kind} --seed {file.seed} ({file.paper.name}): {_said(outcome)}"
    if outcome.crashed:
        yield outcome.crashed
    if outcome.verdict is None:
        return
    for due in outcome.verdict.missing:
        yield f"  no warning {'|'.join(sorted(due.codes))} at {due.place or 'any place'}"
    for one in outcome.verdict.differences:
        yield from _side_by_side(one)
    for one in outcome.verdict.further:
        yield f"  further {one.code} at {one.place}: {one.words or one.text}"


def _side_by_side(one: Difference) -> Iterator[str]:
    yield f"  {'told  ' if one.warned else 'SILENT'} {one.place}"
    true, read = str(one.true), str(one.read)
    begin = max(_shared(true, read) - 30, 0)
    for name, side in (("true", true), ("read", read)):
        yield f"    {name} {'…' if begin else ''}{side[begin : begin + SHOWN]}"


def _shared(one: str, other: str) -> int:
    """How many letters two texts have in common from their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


if __name__ == "__main__":
    main()
