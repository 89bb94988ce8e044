"""What a submission says of each step, kept beside it when it is made."""

from reports import answers, document
from reports.models import StepAnswer, Submission


def freeze(submission: Submission, frozen: document.Report) -> None:
    """Keep the answers of a new submission; inside the action that makes it."""
    for one in answers.step_rows(frozen):
        line = one.line
        StepAnswer.objects.create(
            submission=submission,
            code=one.code,
            number=one.number,
            place=one.place,
            row=line.key,
            said=answers.said(line),
            status=line.status or "",
            status_text=line.status_text,
            answer=line.answer or "",
            answer_reason=line.answer_reason,
            result=line.result,
            evidence=one.evidence,
        )
