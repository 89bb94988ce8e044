"""Questions of the centre as the province's pages show them: each at its row, with the box for its answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.asked import AfterReturn, Asked
from reports.forms import cells, rows
from reports.forms.choices import Choice
from reports.forms.shown import Box, Shown, ShownGroup


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its box, as stored or as typed and not saved; `clash`: two texts to choose from."""

    asked: Asked
    prefix: str
    version: str
    digest: str
    box: Box
    clash: Choice | None


@dataclass(frozen=True, slots=True)
class ShownQuestions:
    """Those of the last return: at no row, and by row id; those of earlier returns."""

    standing: AfterReturn
    apart: list[ShownQuestion]
    of_rows: dict[int, list[ShownQuestion]]


def shown_questions(view: Shown, standing: AfterReturn) -> ShownQuestions:
    """The questions of a report; the view learns which of them its page shows."""
    view.questions = {one.comment.pk: one.name for one in standing.asked}
    return ShownQuestions(
        standing,
        _shown(view, standing.apart),
        {row: _shown(view, asked) for row, asked in standing.of_rows.items()},
    )


def put_beside(groups: Iterable[ShownGroup], questions: ShownQuestions) -> None:
    """Each question to its row of the table, where it takes a row of its own below."""
    for group in groups:
        for line in group.lines:
            line.questions = questions.of_rows.get(line.pk, [])
            line.is_good = line.pk in questions.standing.good
            group.span += bool(line.questions)


def _shown(view: Shown, asked: Iterable[Asked]) -> list[ShownQuestion]:
    return [shown_question(view, one) for one in asked]


def shown_question(view: Shown, asked: Asked) -> ShownQuestion:
    """One question; what was typed and could not be saved stands in its box."""
    comment = asked.comment
    prefix, posted = rows.question_prefix(comment), view.typed.of(rows.question_prefix(comment))
    return ShownQuestion(
        asked,
        prefix,
        version=posted.version if posted else str(comment.version),
        digest=posted.digest if posted else cells.digest(rows.question_fields(comment)),
        box=view.question_box(comment),
        clash=view.question_clash(comment),
    )
