"""A paper → what it says, a report or a plan, whichever it is."""

from reports.readers import data, data_rows, plan, report
from reports.readers.paper import NotReadable, Paper, Reference
from reports.readers.reading import Reading

NO_TABLE = (
    "ไม่พบตารางรายงานหรือตารางแผนในเอกสารนี้ "
    "โปรดใช้เอกสารที่มีตารางหกช่อง (ที่ ช่วงระยะเวลา ขั้นตอน ผลการดำเนินการ หมายเหตุ)"
)
MANY_REPORTS = "ไฟล์นี้รวมรายงานหลายฉบับ โปรดใช้ไฟล์ของรายงานฉบับเดียว"


def understand(paper: Paper, reference: Reference) -> Reading:
    """What a paper says; a file of our own exactly. Raises NotReadable where it is no report and no plan."""
    if paper.document is not None:
        if not data.is_of_the_form(paper.document):
            raise NotReadable(data.OTHER_DATA)
        return report.of_document(paper.document)
    ours = data_rows.read_paper(paper, reference)
    if len(ours) > 1:
        raise NotReadable(MANY_REPORTS)
    if ours:
        return ours[0]
    if plan.is_plan(paper):
        return plan.understand(paper, reference)
    found = report.understand(paper, reference)
    if found is None:
        raise NotReadable(NO_TABLE)
    return found
