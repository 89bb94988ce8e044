"""What was done: reports with their rows, submissions and history; the documents that were taken in."""

from reports.models.intake import Intake, IntakeQuerySet, IntakeState
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
    "Intake",
    "IntakeQuerySet",
    "IntakeState",
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
