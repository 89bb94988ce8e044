"""What was done: reports with their rows, submissions and history."""

from reports.models.report import (
    KEPT,
    STATE_KEY_LABELS,
    SUBMISSIONS,
    Answer,
    DraftPrint,
    DraftPrintQuerySet,
    Group,
    Item,
    Line,
    RemovedRow,
    Report,
    ReportQuerySet,
    StateChange,
    Status,
    Submission,
    SubmissionQuerySet,
)

__all__ = [
    "KEPT",
    "STATE_KEY_LABELS",
    "SUBMISSIONS",
    "Answer",
    "DraftPrint",
    "DraftPrintQuerySet",
    "Group",
    "Item",
    "Line",
    "RemovedRow",
    "Report",
    "ReportQuerySet",
    "StateChange",
    "Status",
    "Submission",
    "SubmissionQuerySet",
]
