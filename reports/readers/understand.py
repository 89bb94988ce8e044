"""A paper → what it says, a report or a plan, whichever it is."""

from reports.readers import plan, report
from reports.readers.paper import NotReadable, Paper, Reference
from reports.readers.reading import Reading

NO_TABLE = (
    "ไม่พบตารางรายงานหรือตารางแผนในเอกสารนี้ "
    "โปรดใช้เอกสารที่มีตารางหกช่อง (ที่ ช่วงระยะเวลา ขั้นตอน ผลการดำเนินการ หมายเหตุ)"
)


def understand(paper: Paper, reference: Reference) -> Reading:
    """What a paper says. Raises NotReadable where it is neither a report nor a plan."""
    if paper.document is not None:
        return report.of_document(paper.document)
    if plan.is_plan(paper):
        return plan.understand(paper, reference)
    found = report.understand(paper, reference)
    if found is None:
        raise NotReadable(NO_TABLE)
    return found
