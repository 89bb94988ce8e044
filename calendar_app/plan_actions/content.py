"""A whole plan as data: what a document says, ready to be written into a schedule (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_portal.thai import Window


@dataclass(frozen=True, slots=True)
class ActivityContent:
    """An activity: `steps` are codes of the plan's year, `raw` the cells it was read from, by column.

    `reason`: why its windows lie outside those of its steps, as far as somebody said so.
    """

    text: str
    responsible: str = ""
    steps: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PhaseContent:
    title: str
    activities: tuple[ActivityContent, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan: an empty title leaves the one there is; `raw` is what was read around its rows."""

    title: str = ""
    intro: str = ""
    footnote: str = ""
    issuer: str = ""
    phases: tuple[PhaseContent, ...] = ()
    raw: Mapping = field(default_factory=dict)

    @property
    def activities(self) -> tuple[ActivityContent, ...]:
        return tuple(activity for phase in self.phases for activity in phase.activities)
