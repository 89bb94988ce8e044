"""What goes between a web process and the one that parses comes back as it was."""

import io
from datetime import date

import pytest

from reports.document import CalendarStep, Province
from reports.readers import apart
from reports.readers.paper import NotReadable, Reference
from reports.readers.reading import Group, Line, ReportReading
from tests.reports.readers import papers

REFERENCE = Reference(
    (Province("51", "lamphun", "ลำพูน"),),
    {2567: (CalendarStep("REG", "ลงทะเบียน", date(2024, 1, 1)), CalendarStep("X", "ก"))},
)


@pytest.mark.parametrize("reference", [REFERENCE, papers.reference()])
def test_requests(reference):
    parts = [b"\0\n{}", "ก".encode()]

    sent = apart.request("paste", parts, reference)

    assert apart.read_request(io.BytesIO(sent)) == ("paste", parts, reference)


def test_a_reference_without_calendars():
    kind, parts, reference = apart.read_request(
        io.BytesIO(apart.request("file", [b""], Reference()))
    )

    assert (kind, parts, reference) == ("file", [b""], Reference((), {}))


def test_answers():
    reading = ReportReading("รายงาน", groups=(Group((Line((), "ก", key=7),), 1, "๑"),))

    assert apart.read_answer(apart.answer(reading)) == reading


def test_refusals():
    with pytest.raises(NotReadable) as refused:
        apart.read_answer(apart.answer(NotReadable("ไฟล์นี้ว่างเปล่า")))

    assert refused.value.message == "ไฟล์นี้ว่างเปล่า"
