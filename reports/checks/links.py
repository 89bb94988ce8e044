"""Links to the surveys: one that leads nowhere, and IIT and EIT links that disagree. Suggested, never mended."""

import re
from collections.abc import Iterator

from reports import slips
from reports.document import Report

from .finding import Finding
from .places import Cell, cells, quoted


def survey_links(report: Report) -> Iterator[Finding]:
    """A link to a survey that does not exist (/go/it/…), and a pair of IIT and EIT links whose codes differ."""
    links = [
        (cell, link)
        for cell in cells(report)
        for link in {found[0]: found for found in slips.survey_links(cell.text)}.values()
        if slips.leads_to_survey(link)
    ]
    of_iit = {link["code"] for _, link in links if slips.instrument(link) == "iit"}
    of_eit = {link["code"] for _, link in links if slips.instrument(link) == "eit"}
    for cell, link in links:
        if link["kind"].lower() not in slips.INSTRUMENTS:
            yield _wrong_kind(cell, link)
        elif slips.instrument(link) == "eit" and link["code"] not in of_iit:
            alike = slips.code_meant(link["code"], of_iit)
            if alike or (of_iit and not of_iit & of_eit):
                yield _other_code(cell, link, min(of_iit), alike)


def _wrong_kind(cell: Cell, link: re.Match[str]) -> Finding:
    kind = slips.instrument(link)
    meant = f"/go/{kind}/{link['code']}" if kind else ""
    asked = f"โปรดตรวจว่าท่านหมายถึง {quoted(meant)} หรือไม่" if kind else "โปรดเปิดลิงก์และคัดลอกมาใหม่"
    message = f"ลิงก์ {quoted(link[0])} ไม่ใช่ลิงก์ของแบบวัด IIT, EIT หรือ OIT {asked}"
    return cell.finding("survey_links", link[0], message, meant)


def _other_code(cell: Cell, link: re.Match[str], code: str, alike: str) -> Finding:
    other = f"/go/iit/{alike or code}"
    message = (
        f"รหัสในลิงก์ {quoted(link[0])} ไม่ตรงกับ {quoted(other)} ซึ่งควรเป็นรหัสเดียวกัน "
        "(อักษรโอกับเลขศูนย์มักสลับกัน) โปรดเปิดลิงก์ทั้งสองและคัดลอกมาใหม่"
    )
    return cell.finding("survey_links", link[0], message, f"/go/eit/{alike}" if alike else "")
