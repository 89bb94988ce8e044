"""How every province of a round stands, without who changed what last: a fixed number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from calendar_app.models import Round
from ita_portal.models import Province
from reports import overview
from reports.models import STATE_KEY_LABELS, Submission
from reports.overview import ProvinceRow

LATE = "late"
STATES = {**overview.STATES, LATE: "ส่งล่าช้า"}
# In lists without long cells.
SHORT_STATES = {**STATE_KEY_LABELS, "draft": "ร่าง", "handed_over": "รอหัวหน้ารับรอง"}

REPORT_COLUMNS = (
    *("round_id", "province_id", "calendar_id", "state", "handed_at", "taken_at", "due_on"),
    *("accepted_id", "withdrawn_at", "read_in_at"),
)
SUBMISSION_COLUMNS = (
    *("report_id", "number", "submitted_at", "due_on", "days_late"),
    *("answered_steps", "all_steps"),
)


def standings(round_: Round, today: date) -> list[ProvinceRow]:
    """One row for each province with an office, in the order of their codes: five queries."""
    prefetch_related_objects([round_], "extensions")
    reports = {one.province_id: one for one in round_.reports.order_by().only(*REPORT_COLUMNS)}
    sent = Submission.objects.filter(report__round=round_).newest_of_each_report()
    submissions = {one.report_id: one for one in sent.only(*SUBMISSION_COLUMNS).order_by()}
    drafts = overview.draft_coverage(round_.reports.all())
    return [
        overview.standing(province, reports.get(province.pk), round_, submissions, drafts, today)
        for province in Province.objects.with_office()
    ]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which provinces are shown; what is empty was not asked for. `zone` as in the reference data."""

    region: str = ""
    cluster: str = ""
    zone: str = ""
    state: str = ""

    def takes(self, row: ProvinceRow) -> bool:
        home = row.province
        return (
            self.region in ("", home.region)
            and self.cluster in ("", home.cluster)
            and self.zone in ("", home.inspection_zone)
            and (not self.state or is_in(row, self.state))
        )

    def words(self) -> str:
        """What was chosen, for a heading or a file: ภาคเหนือ · เขตตรวจราชการที่ 15."""
        zone = f"เขตตรวจราชการที่ {self.zone}" if self.zone else ""
        chosen = (self.region, self.cluster, zone, STATES.get(self.state, ""))
        return " · ".join(filter(None, chosen))


def is_in(row: ProvinceRow, state: str) -> bool:
    return row.days_late > 0 if state == LATE else row.is_in(state)


def offered(rows: Iterable[ProvinceRow], name: Callable[[Province], str]) -> list[str]:
    """What there is to choose from of one kind, in the order of numbers, then of letters."""
    found = {name(row.province) for row in rows} - {""}
    return sorted(
        found, key=lambda word: (not word.isdigit(), int(word) if word.isdigit() else 0, word)
    )
