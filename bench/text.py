"""Is the printed report's text whole, and do its lines end between words? `python -m bench.text`"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
django.setup()

from bench import content, machine, thai_text  # noqa: E402
from bench.content import Column  # noqa: E402
from bench.extractors import EXTRACTORS, lost  # noqa: E402
from bench.line_ends import line_ends  # noqa: E402
from bench.tables import percent, table  # noqa: E402
from ita_portal import thai  # noqa: E402
from reports.writers import pdf  # noqa: E402

PER_PAPER = 200  # rows; the portal allows 500 in a report
EXAMPLES = 12
COLUMNS = {
    "steps": "ขั้นตอน",
    "list": "ขั้นตอน, list",
    "result": "ผลการดำเนินการ",
    "title": "title, bold",
}


@dataclass(frozen=True)
class Corpus:
    """Texts to print in one column; `in_lines` when their words are sentences whose lines count."""

    name: str
    texts: list[str]
    column: Column
    per_row: int = 1
    per_paper: int = PER_PAPER
    in_lines: bool = True


@dataclass
class Findings:
    """What came back of a corpus: the texts each reader lost, and the ends of its lines."""

    corpus: Corpus
    lost: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in EXTRACTORS})
    lines: int = 0
    inside: list[str] = field(default_factory=list)
    unseen: int = 0


def main() -> None:
    options = _options()
    print(table(("measured with", "version"), machine.facts()), end="\n\n", flush=True)
    found = [read_back(corpus) for corpus in corpora(quick=options.quick, seed=options.seed)]
    print(_text_layer(found), _line_ends(found), sep="\n\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the texts")
    parser.add_argument("--seed", type=int, default=2567, help="other sentences")
    return parser.parse_args()


def corpora(*, quick: bool, seed: int) -> Iterator[Corpus]:
    """Everything that is printed and read back; of each twentieth text only when `quick`."""
    each = slice(None, None, 20 if quick else 1)
    syllables = thai_text.syllables()[each]
    sentences = thai_text.sentences(seed=seed)[each]
    unspaced = thai_text.unspaced(seed=seed)[each]
    yield Corpus("syllables", syllables, "result", per_row=25, in_lines=False)
    yield Corpus("syllables", syllables, "title", per_row=12, in_lines=False)
    columns: tuple[Column, ...] = ("result", "steps", "list")
    for column in columns:
        yield Corpus("sentences", sentences, column)
        yield Corpus("texts without a space", unspaced, column, per_paper=1)
        yield Corpus("lines of the seeds", content.seed_texts(), column)


def read_back(corpus: Corpus) -> Findings:
    """Prints a corpus, paper by paper, and reads every paper with each extractor."""
    found = Findings(corpus)
    size = corpus.per_row * corpus.per_paper
    for at in range(0, len(corpus.texts), size):
        _read_paper(found, corpus.texts[at : at + size])
    return found


def _read_paper(found: Findings, texts: list[str]) -> None:
    corpus = found.corpus
    data = pdf.render(content.of_texts(texts, column=corpus.column, per_row=corpus.per_row))
    printed = [thai.thai_digits_in_text(text) for text in texts]
    for name in EXTRACTORS:
        found.lost[name] += lost(printed, data, name)
    if corpus.in_lines:
        ends = line_ends(printed, data)
        found.lines += ends.lines
        found.inside += ends.inside
        found.unseen += len(ends.lost)


def _text_layer(findings: list[Findings]) -> str:
    rows = [
        (
            f"{len(found.corpus.texts):,} {found.corpus.name}",
            COLUMNS[found.corpus.column],
            *(_share(found, name) for name in EXTRACTORS),
        )
        for found in findings
    ]
    complete = all(not texts for found in findings for texts in found.lost.values())
    return "\n".join(
        [
            "## Texts read back letter by letter",
            "",
            table(("what", "where", *EXTRACTORS), rows),
            "",
            f"goal 100 % everywhere: {'✓' if complete else '✗'}",
            *_lost_examples(findings),
        ]
    )


def _share(found: Findings, extractor: str) -> str:
    whole = len(found.corpus.texts)
    return percent(whole - len(found.lost[extractor]), whole)


def _lost_examples(findings: list[Findings]) -> Iterator[str]:
    """The first of the syllables that each reader lost."""
    for name in EXTRACTORS:
        texts = [one for found in findings if not found.corpus.in_lines for one in found.lost[name]]
        if texts:
            some = dict.fromkeys(texts[:: len(texts) // EXAMPLES + 1])
            yield f"- {name} lost {' '.join(some)} …"


def _line_ends(findings: list[Findings]) -> str:
    measured = [found for found in findings if found.corpus.in_lines]
    rows = [
        (
            f"{len(found.corpus.texts):,} {found.corpus.name}",
            COLUMNS[found.corpus.column],
            found.lines,
            len(found.inside),
            percent(len(found.inside), found.lines),
            found.unseen,
        )
        for found in measured
    ]
    inside = Counter(end for found in measured for end in found.inside)
    unseen = sum(found.unseen for found in measured)
    headings = ("what", "where", "line ends", "inside a word", "share", "texts not recognised")
    return "\n".join(
        [
            "## Lines that end inside a word of libthai's dictionary",
            "",
            table(headings, rows),
            "",
            f"goal 0: {inside.total()} {'✗' if inside or unseen else '✓'}",
            *(f"- {end} ({count}×)" for end, count in inside.most_common(EXAMPLES)),
        ]
    )


if __name__ == "__main__":
    main()
