"""The same submit many times at once: a double click, a retry after a lost answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bench.faults import office
from bench.faults.office import Answer, Browser
from bench.faults.portal import Portal
from ita_portal.models import Role
from reports.models import Report


def identical(portal: Portal, count: int, times: int) -> dict[str, int]:
    """So many reports, each certified so many times at the same moment by the same person."""
    made = receipts = 0
    with ThreadPoolExecutor(times) as hands:
        for place in range(count):
            report = office.report(place + 3)
            answers = _submit(portal, report, hands, times)
            made += report.submissions.count()
            receipt = f"/province/reports/{report.pk}/receipt/"
            receipts += sum(answer.address == receipt for answer in answers)
    return {"submits": count * times, "submissions": made, "led to the receipt": receipts}


def _submit(portal: Portal, report: Report, hands: ThreadPoolExecutor, times: int) -> list[Answer]:
    browser = Browser(portal.port, office.person(report.province, Role.PROVINCE_HEAD))
    desk = f"/province/reports/{report.pk}/"
    fields = browser.form(f"{desk}check/", action=f"{desk}submit/")
    at_once = Barrier(times)

    def press(_: int) -> Answer:
        at_once.wait(office.SECONDS)
        return browser.post(f"{desk}submit/", fields)

    return list(hands.map(press, range(times)))
