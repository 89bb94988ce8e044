"""Accepting while the province recalls, edits and sends again: nobody ever accepts what they have not read."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from bench.faults import office
from bench.faults.office import Browser
from bench.faults.portal import Portal
from bench.faults.rows import Row
from ita_portal import actions as people
from ita_portal.models import Role, User
from reports import actions, content
from reports.models import Report
from reports.workflow import State

PLACE = 106  # of the report, after those of the other faults
PRESSES = 3


@dataclass
class Office:
    """Both sides of one report: the reviewer with its page open, the head and the clerk of the province."""

    report: Report
    reviewer: Browser
    head: Browser
    clerk: Browser

    @property
    def desk(self) -> str:
        return f"/province/reports/{self.report.pk}/"

    @property
    def page(self) -> str:
        return f"/review/reports/{self.report.pk}/"


def accepts(portal: Portal, count: int) -> dict[str, int]:
    """So many races of one acceptance, pressed some times, against recalling, editing and sending again."""
    report = office.report(PLACE)
    both = Office(
        report,
        Browser(portal.port, _reviewer()),
        Browser(portal.port, office.person(report.province, Role.PROVINCE_HEAD)),
        Browser(portal.port, office.person(report.province)),
    )
    found = {"races": count, "accepted": 0, "sent again": 0, "of unseen content": 0}
    with ThreadPoolExecutor(2) as hands:
        for number in range(count):
            _sent(both)
            accepted, again, unseen = _race(both, hands, number)
            found["accepted"] += accepted
            found["sent again"] += again
            found["of unseen content"] += unseen
    return found


def _reviewer() -> User:
    name = "reviewer-of-races"
    if found := User.objects.filter(username=name).first():
        return found
    account = User(username=name, role=Role.REVIEWER, name=name, post=name)
    return people.save_person(person=account, by=None)


def _sent(both: Office) -> None:
    """The report lies at the centre, not taken in."""
    report = both.report
    report.refresh_from_db()
    if report.state == State.ACCEPTED:
        actions.reopen(report=report, by=both.reviewer.user, reason="แข่งอีกครั้ง")
    if report.state == State.SUBMITTED and report.is_taken:
        read = actions.latest(report).pk
        given = {"report": report, "by": both.reviewer.user, "submission": read}
        actions.return_to_province(comment="แข่งอีกครั้ง", **given)
    report.refresh_from_db()
    if report.is_editable:
        actions.submit(report=report, by=both.head.user, version=report.version)


def _race(both: Office, hands: ThreadPoolExecutor, number: int) -> tuple[bool, bool, bool]:
    """Whether it was accepted, whether it was sent again, and whether something unseen was accepted."""
    fields = both.reviewer.form(both.page, action=f"{both.page}keep/")
    read = both.report.submissions.get(pk=int(fields["submission"]))
    at_once = Barrier(2)
    pressed = hands.submit(_accept, both, fields, at_once)
    changed = hands.submit(_change, both, number, at_once)
    pressed.result()
    again = changed.result()
    report = both.report
    report.refresh_from_db()
    if report.state != State.ACCEPTED:
        return False, again, False
    # What everyone reads is what lay open, and the rows say nothing else behind it.
    draft = content.draft(report)
    is_seen = report.accepted_id == read.pk and draft.groups == read.document.groups
    return True, again, not is_seen


def _accept(both: Office, fields: dict[str, str], at_once: Barrier) -> None:
    at_once.wait(office.SECONDS)
    for _ in range(PRESSES):
        both.reviewer.post(f"{both.page}accept/", fields)


def _change(both: Office, number: int, at_once: Barrier) -> bool:
    at_once.wait(office.SECONDS)
    both.clerk.post(f"{both.desk}recall/", {})
    if both.clerk.get(both.desk).status != 200:  # Not editable: the centre was faster.
        return False
    row = Row(both.clerk, office.lines(both.report)[0])
    row.save(f"แก้ไขครั้งที่ {number}")
    fields = both.head.form(f"{both.desk}check/", action=f"{both.desk}submit/")
    answer = both.head.post(f"{both.desk}submit/", fields)
    return answer.address == f"{both.desk}receipt/"
