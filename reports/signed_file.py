"""The scan of a signed paper: looked at like any evidence, and of those kinds that a scanner makes."""

from reports.evidence import examine as evidence
from reports.evidence.examine import Accepted, too_large
from reports.evidence.refusals import NotAccepted

__all__ = ["KINDS", "Accepted", "NotAccepted", "examine", "too_large"]

KINDS = ("pdf", "jpeg", "png")

OTHER_KIND = "รับเฉพาะไฟล์ PDF, JPEG หรือ PNG ที่สแกนจากฉบับลงนาม ไฟล์นี้เป็นชนิดอื่น"


def examine(data: bytes, name: str) -> Accepted:
    """What may be kept of a file under the name it came with. Raises NotAccepted with a sentence."""
    accepted = evidence.examine(data, name)
    if accepted.format not in KINDS:
        raise NotAccepted(OTHER_KIND)
    return accepted
