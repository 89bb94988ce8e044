"""The card on the province's home that asks once per round whether its contact data are right."""

from collections.abc import Iterable
from dataclasses import dataclass

from calendar_app.models import Round
from ita_portal import office
from ita_portal.actions import token
from ita_portal.models import Province, User
from reports.models import ContactCheck


@dataclass(frozen=True, slots=True)
class ContactCard:
    """The data as they print. `check` is the answer of this round, None while it is asked for."""

    round: Round
    province: Province
    heads: list[User]
    seen: str
    check: ContactCheck | None

    @property
    def block(self) -> str:
        return self.province.contact_block()


def contact_card(user: User, rounds: Iterable[Round]) -> ContactCard | None:
    """For the newest of these rounds that still takes reports; None where there is none."""
    round_ = next((one for one in rounds if not one.is_closed), None)
    if round_ is None:
        return None
    answers = ContactCheck.objects.filter(province=user.province_id, round=round_)
    check = answers.select_related("by").first()
    heads = [] if check else office.heads(user.province)
    return ContactCard(round_, user.province, heads, token(user.province), check)
