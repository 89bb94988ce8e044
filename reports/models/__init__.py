"""What was done: reports with their rows, submissions and history; the documents that were taken in."""

from reports.models.assignment import Assignment
from reports.models.books import BOOKS, Book, BookQuerySet
from reports.models.bulk import BulkAct, BulkKind, BulkOutcome
from reports.models.calls import LONGEST_CALL_NOTE, CallNote
from reports.models.contact import ContactCheck
from reports.models.evidence import (
    OFFICIAL_TYPES,
    Attachment,
    Evidence,
    EvidenceKind,
    EvidenceQuerySet,
    FrozenEvidence,
)
from reports.models.explanations import LONGEST_NOTE, Explanation
from reports.models.finding_count import FindingCount
from reports.models.good_examples import GoodExample, GoodExampleQuerySet
from reports.models.hold import Hold
from reports.models.intake import Intake, IntakeQuerySet, IntakeState
from reports.models.mail import (
    MailMessage,
    MailQuerySet,
    MailState,
    MailWording,
    ReminderRule,
)
from reports.models.order_letter import OrderLetter
from reports.models.paper import SignedScan, SigningCopy, SigningCopyQuerySet
from reports.models.plan_print import PlanPrint, PlanPrintQuerySet
from reports.models.public_version import PUBLIC_VERSIONS, PublicVersion
from reports.models.receipts import Receipt, ReceiptQuerySet
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
from reports.models.review import (
    LONGEST_COMMENT,
    Comment,
    CommentQuerySet,
    InternalNote,
    ReadMark,
    ReadMarkQuerySet,
    Reason,
)
from reports.models.search import SearchRow, SearchRowQuerySet
from reports.models.starting import LeftRow, Start, source_words
from reports.models.step_answers import StepAnswer, StepAnswerQuerySet

__all__ = [
    "BOOKS",
    "KEPT",
    "LONGEST_CALL_NOTE",
    "LONGEST_COMMENT",
    "LONGEST_NOTE",
    "OFFICIAL_TYPES",
    "PUBLIC_VERSIONS",
    "STATE_KEY_LABELS",
    "SUBMISSIONS",
    "Answer",
    "Assignment",
    "Attachment",
    "Book",
    "BookQuerySet",
    "BulkAct",
    "BulkKind",
    "BulkOutcome",
    "CallNote",
    "Comment",
    "CommentQuerySet",
    "ContactCheck",
    "DraftPrint",
    "DraftPrintQuerySet",
    "Evidence",
    "EvidenceKind",
    "EvidenceQuerySet",
    "Explanation",
    "FindingCount",
    "FrozenEvidence",
    "GoodExample",
    "GoodExampleQuerySet",
    "Group",
    "Hold",
    "Intake",
    "IntakeQuerySet",
    "IntakeState",
    "InternalNote",
    "Item",
    "LeftRow",
    "Line",
    "MailMessage",
    "MailQuerySet",
    "MailState",
    "MailWording",
    "OrderLetter",
    "PlanPrint",
    "PlanPrintQuerySet",
    "PublicVersion",
    "ReadMark",
    "ReadMarkQuerySet",
    "Reason",
    "Receipt",
    "ReceiptQuerySet",
    "ReminderRule",
    "RemovedRow",
    "Report",
    "ReportQuerySet",
    "SearchRow",
    "SearchRowQuerySet",
    "SignedScan",
    "SigningCopy",
    "SigningCopyQuerySet",
    "Start",
    "StateChange",
    "Status",
    "StepAnswer",
    "StepAnswerQuerySet",
    "Submission",
    "SubmissionQuerySet",
    "source_words",
]
