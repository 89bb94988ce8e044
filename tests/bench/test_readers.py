"""The command that counts how papers are read, with readers that are known."""

from dataclasses import replace

from bench import readers
from bench.papers.paper import with_line
from reports.readers.paper import NotReadable
from reports.readers.reading import Warning

FILES = list(readers.files(40))


def oracle(file):
    """A reader that knows the truth of a file, keeps every cell and gives every warning that is due."""
    truth = file.paper.truth
    for row in file.paper.rows():
        group, line = row.place
        if not file.paper.is_plan and group >= 0:
            kept = truth.groups[group].lines[line]
            raw = {**kept.raw, f"{len(kept.raw)}": "\n".join(row.cells.values())}
            truth = with_line(truth, row.place, replace(kept, raw=raw))
    aside = ((*file.paper.above, *file.paper.below),)
    cells = tuple(tuple(row.cells.values()) for row in file.paper.rows() if row.place[0] < 0)
    warnings = tuple(
        Warning((due.place or "").split("|")[0], min(due.codes), "") for due in file.paper.due
    )
    return lambda data, reference: replace(
        truth, warnings=warnings, unread=(*truth.unread, *aside, *cells)
    )


def refusing(data, reference):
    raise NotReadable("ไม่ใช่รายงาน")


def crashing(data, reference):
    raise ZeroDivisionError


def test_files_are_the_same_every_time():
    assert [file.data for file in readers.files(40)] == [file.data for file in FILES]


def test_a_reader_that_knows_the_truth_is_exact():
    outcomes = [readers.judged(file, oracle(file)) for file in FILES]

    assert [one for one in outcomes if not (one.exact and one.warned)] == []
    assert readers.summary(outcomes).splitlines()[-1] == (
        f"| all | 40 | 100.00 % | {sum(bool(file.paper.due) for file in FILES)} | 100.00 % | 0 | 0 | 0 |"
    )
    assert list(readers.failures(outcomes, most=3)) == []


def test_a_refusal_is_told_and_not_exact():
    outcome = readers.judged(FILES[0], refusing)

    assert (outcome.exact, outcome.warned, outcome.silent) == (False, False, False)
    assert "refused: ไม่ใช่รายงาน" in "\n".join(readers.failures([outcome], most=1))


def test_a_crash_counts_as_silent():
    outcome = readers.judged(FILES[0], crashing)

    assert outcome.silent
    assert "ZeroDivisionError" in "\n".join(readers.failures([outcome], most=1))


def test_a_failing_file_is_named_so_that_it_can_be_made_again():
    file = FILES[4]
    outcome = readers.judged(
        file, lambda data, reference: replace(file.paper.truth, title="", groups=())
    )

    first, *rest = next(readers.failures([outcome], most=1)).splitlines()

    assert first.startswith(f"--only {file.kind} --seed {file.seed} (")
    assert "  SILENT title" in rest
