"""What reviewers asked of a calendar step before: reasons counted, one's own questions to use again. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from ita_portal.models import User
from reports.models import Comment, Item, Reason

# The newest questions that are looked at, of everyone and of oneself; those that are offered at a row.
COUNTED = 4_000
OWN = 300
OFFERED = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one's own: its id, its words, and the label of its reason ('' for none)."""

    pk: int
    words: str
    reason: str


@dataclass(frozen=True)
class AskedBefore:
    """By the code of a calendar step: how often each reason was used, and one's own questions, newest first."""

    counts: dict[str, Counter] = field(default_factory=dict)
    own: dict[str, list[Asked]] = field(default_factory=dict)
    anywhere: list[Asked] = field(default_factory=list)

    def often(self, codes: Collection[str]) -> list[tuple[str, int]]:
        """The reasons used for any of these steps with their counts, the most frequent first."""
        total = sum((self.counts.get(code, Counter()) for code in codes), Counter())
        return [(Reason(reason).label, count) for reason, count in total.most_common()]

    def questions(self, codes: Collection[str]) -> list[Asked]:
        """Some of one's own: those about these steps first, then the newest of all."""
        about = [one for code in codes for one in self.own.get(code, [])]
        distinct: dict[str, Asked] = {}
        for one in (*about, *self.anywhere):
            distinct.setdefault(one.words, one)
        return list(distinct.values())[:OFFERED]


def asked_before(user: User, fiscal_year: int) -> AskedBefore:
    """Three queries, however much was asked; reasons are counted in one year (พ.ศ.), whose steps have its codes."""
    of_year = Comment.objects.filter(report__round__fiscal_year=fiscal_year).exclude(reason="")
    counted = list(of_year.order_by("-pk").values_list("row", "reason")[:COUNTED])
    own = Comment.objects.filter(asked_by=user).order_by("-pk")[:OWN]
    own = list(own.only("row", "question", "reason"))
    steps = _steps({row for row, _ in counted} | {one.row for one in own})
    counts: dict[str, Counter] = defaultdict(Counter)
    for row, reason in counted:
        for code in steps.get(row, ()):
            counts[code][reason] += 1
    mine: dict[str, list[Asked]] = defaultdict(list)
    for one in own:
        for code in steps.get(one.row, ()):
            mine[code].append(_asked(one))
    return AskedBefore(dict(counts), dict(mine), [_asked(one) for one in own])


def _asked(comment: Comment) -> Asked:
    return Asked(comment.pk, comment.question, comment.get_reason_display())


def _steps(rows: set[int | None]) -> dict[int, set[str]]:
    """Row → the codes of the steps it answers now; rows that are gone answer none."""
    found: dict[int, set[str]] = defaultdict(set)
    ties = Item.objects.filter(line__in=sorted(rows - {None}), steps__isnull=False)
    for row, code in ties.order_by().values_list("line", "steps__code"):
        found[row].add(code)
    return found
