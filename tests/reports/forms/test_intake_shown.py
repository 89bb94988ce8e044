"""Where a warning belongs: its box, its row; what a match is called."""

import pytest

from reports.forms.intake_shown import Sureness, box_of, row_of, told_of
from reports.readers.reading import Warning


@pytest.mark.parametrize(
    ("place", "box", "row"),
    [
        ("groups[0].official", "g0-official", (0, 0)),
        ("groups[2].lines[1].result", "g2l1-result", (2, 1)),
        ("groups[2].lines[1].items[3].text", "g2l1-item-3", (2, 1)),
        ("groups[2].lines[1].items[3].steps", "g2l1-ties-3", (2, 1)),
        ("groups[2].lines[1].status", "g2l1-status", (2, 1)),
        ("groups[2].lines[1]", "", (2, 1)),
        ("groups[2]", "", (2, 0)),
        ("footnote", "footnote", None),
        ("unread[1]", "", None),
        ("", "", None),
    ],
)
def test_a_warning_stands_at_its_box_and_in_its_row(place, box, row):
    assert (box_of(place), row_of(place)) == (box, row)


@pytest.mark.parametrize(
    ("score", "words"),
    [(1.0, "มั่นใจมาก ๑๐๐%"), (0.9, "มั่นใจมาก ๙๐%"), (0.81, "ค่อนข้างมั่นใจ ๘๑%"), (0.5, "ไม่แน่ใจ ๕๐%")],
)
def test_sureness_is_said_in_words_and_percent(score, words):
    assert Sureness("ข้อ ๑", score).words == words


IT = Warning("groups[0].lines[0].result", "term_slip", "IT น่าจะเป็น IIT", "IT", "IIT")


@pytest.mark.parametrize(
    ("stands", "use", "is_used"),
    [
        ("แบบวัด (IT) ใน ITAS", "4", False),
        ("แบบวัด (IIT) ใน ITAS", "", True),
        ("ไม่มีคำนี้", "", False),
    ],
)
def test_a_suggestion_is_offered_while_its_words_stand_there(stands, use, is_used):
    told = told_of(4, IT, "g0l0-result", stands, "ผล")

    assert (told.use, told.is_used, told.asks) == (use, is_used, True)


def test_what_only_informs_asks_for_nothing():
    quiet = Warning("groups[0].lines[0].result", "characters_normalised", "แปลงแล้ว", "นํา")

    assert not told_of(0, quiet, "g0l0-result", "นำ", "ผล").asks
