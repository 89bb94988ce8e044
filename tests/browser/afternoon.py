"""A reviewer's afternoon: reports that wait, and reading each of them in a browser with every click counted."""

from dataclasses import dataclass, field

from django.urls import reverse
from playwright.sync_api import Page, Response

from calendar_app.models import Round
from ita_portal.models import Province, User
from reports import actions
from reports.management import demo_data
from reports.models import Report
from tests import cast

QUESTION = "โปรดระบุวันที่ดำเนินการ และแนบหนังสือที่อ้างถึง"


def submit_everywhere(round_: Round, provinces: list[Province]) -> list[Report]:
    """A report like the demo's of each province, sent."""
    return [_submitted(round_, province) for province in provinces]


def _submitted(round_: Round, province: Province) -> Report:
    head = cast.head(province)
    report = actions.start(round=round_, by=head, today=round_.opens_on)
    edits = [demo_data.sample_edit(line, province) for line in demo_data.lines(report)]
    report = demo_data.explain(actions.save(report=report, by=head, lines=edits).report, head)
    actions.submit(report=report, by=head, version=report.version)
    return report


@dataclass
class Work:
    """What one report cost its reviewer."""

    clicks: int = 0
    loads: int = 0


@dataclass
class Afternoon:
    """Reads the queue from its first page to its end: every click and page load is put to its report.

    `to_return` are the numbers in the queue (from 0) of those that are sent back with a question.
    """

    page: Page
    round_: Round
    to_return: frozenset[int]
    accepted: list[Work] = field(default_factory=list)
    returned: list[Work] = field(default_factory=list)
    opening: Work = field(default_factory=Work)

    def __post_init__(self) -> None:
        self._present = self.opening
        self.page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        is_page = response.request.resource_type == "document" and response.status < 300
        self._present.loads += is_page

    def _click(self, name: str, *, role: str = "button") -> None:
        self._present.clicks += 1
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=True).first.click()

    def work(self, count: int) -> None:
        """All of them, from the queue on; the last has no next."""
        self.page.goto(reverse("review_round", args=[self.round_.pk]))
        self._click("เริ่มตรวจฉบับถัดไป", role="link")
        for number in range(count):
            self._present = Work()
            is_last = number == count - 1
            if number in self.to_return:
                self._return(is_last)
                self.returned.append(self._present)
            else:
                self._click("รับรายงาน" if is_last else "รับและเปิดฉบับถัดไป")
                self.accepted.append(self._present)

    def _return(self, is_last: bool) -> None:
        self._present.clicks += 1
        box = self.page.locator("[data-ask]").first
        box.click()
        box.press_sequentially(QUESTION)
        self._click("ส่งคืนให้แก้ไข" if is_last else "ส่งคืนและเปิดฉบับถัดไป")

    def told(self) -> str:
        """The figures in a line each."""
        every = [self.opening, *self.accepted, *self.returned]
        return "\n".join(
            [
                _line("accepted", self.accepted),
                _line("returned with a question", self.returned),
                f"the whole afternoon: {sum(one.clicks for one in every)} clicks,"
                f" {sum(one.loads for one in every)} page loads",
            ]
        )


def _line(name: str, works: list[Work]) -> str:
    clicks, loads = [one.clicks for one in works], [one.loads for one in works]
    return (
        f"{len(works)} {name}: {max(clicks, default=0)} clicks at most, {sum(clicks)} in all;"
        f" {max(loads, default=0)} page loads at most, {sum(loads)} in all"
    )


def reviewer_with_everything(provinces: list[Province]) -> User:
    reviewer = cast.reviewer()
    actions.assignments.assign(provinces=provinces, to=reviewer, by=cast.central())
    return reviewer
