"""The centre's pages of one round, in the order of their use: what the bar above each of them leads to."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from calendar_app.models import Round

PLACES = (
    ("คิวตรวจ", "review_round"),
    ("มอบหมายผู้ตรวจ", "round_assignments"),
    ("อ่านทีละขั้นตอนทุกจังหวัด", "round_steps"),
    ("ตารางภาพรวม ๗๖ จังหวัด", "round_matrix_page"),
    ("แผนที่", "round_map"),
    ("แนวโน้ม", "round_trends"),
    ("วันครบกำหนด", "round_due_day"),
    ("เล่มรายงานภาพรวมประเทศ", "round_book"),
    ("จัดการรอบ", "round_settings"),
)
# What begins another part of the bar: reading, the nation, the round itself.
PARTS = frozenset({"round_matrix_page", "round_book"})


@dataclass(frozen=True, slots=True)
class RoundPlace:
    """One link of the bar; `is_current` on the page it leads to."""

    label: str
    url: str
    is_current: bool
    begins_a_part: bool = False


def round_places(round_: Round, current: str) -> list[RoundPlace]:
    """Every page of a round that there is; `current` is the URL name of the one that is shown."""
    found = [(label, name, _address(name, round_)) for label, name in PLACES]
    return [
        RoundPlace(label, url, name == current, name in PARTS) for label, name, url in found if url
    ]


def _address(name: str, round_: Round) -> str:
    try:
        return reverse(name, args=[round_.pk])
    except NoReverseMatch:
        return ""
