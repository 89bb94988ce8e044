"""The pages of the map and the trends: what is chosen in the address, as many queries for 1 as for 76."""

import re

import pytest
from django.urls import reverse

from tests import cast
from tests.nation import nan, seventy_six

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client):
    client.force_login(cast.reviewer())
    return client


def page(client, name: str, **query) -> str:
    response = client.get(reverse(name, args=[cast.round_().pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def squares(text: str) -> dict[str, str]:
    """Title → the word in the square."""
    drawing = text.partition('<svg class="tile-map"')[2].partition("</svg>")[0]
    found = re.findall(r"<title>([^<]+)</title>.*?<text class=\"tile-word[^>]*>([^<]*)<", drawing)
    return dict(found)


@pytest.mark.parametrize(
    ("by", "word"), [("state", "ส่งแล้ว"), ("coverage", "๑/๓"), ("", "ส่งแล้ว"), ("nonsense", "ส่งแล้ว")]
)
def test_the_map_says_what_was_asked(reviewer, by, word):
    cast.submitted()

    found = squares(page(reviewer, "round_map", by=by))

    assert list(found.values()) == [word]


def test_every_square_is_a_link_with_a_name(reviewer):
    report = cast.submitted()
    nan()
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)

    text = page(reviewer, "round_map")

    assert f'<a href="/review/reports/{report.pk}/" aria-label="จังหวัดลำพูน: ส่งแล้ว รอตรวจ">' in text
    assert '<g role="img" aria-label="กรุงเทพมหานคร: ไม่มีสำนักงานจังหวัด' in text


def test_trends_lay_this_round_beside_those_before_it(reviewer):
    cast.submitted()
    cast.round_(fiscal_year=2566)
    cast.round_(fiscal_year=2568)

    text = page(reviewer, "round_trends")

    rounds = re.findall(r'<th scope="row">(รอบ[^<]+)</th>', text)
    assert rounds == ["รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗", "รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๖"]
    assert "๑ จาก ๑ (๑๐๐%)" in text


def test_trends_of_a_region(reviewer):
    cast.submitted()
    cast.roi_et()

    north = page(reviewer, "round_trends", region="ภาคเหนือ")
    nowhere = page(reviewer, "round_trends", region="ภาคที่ไม่มี")

    assert "๑ จาก ๑ (๑๐๐%)" in north.partition("</table>")[0]
    assert "๑ จาก ๒ (๕๐%)" in nowhere.partition("</table>")[0]


@pytest.mark.parametrize("make", [cast.submitted, seventy_six], ids=["1", "76"])
def test_as_many_queries_for_one_as_for_seventy_six(reviewer, make, django_assert_num_queries):
    make()
    pk = cast.round_().pk

    # Two of them are the session's and the person's, one the round's.
    with django_assert_num_queries(9):
        reviewer.get(reverse("round_map", args=[pk]))
    with django_assert_num_queries(8):
        reviewer.get(reverse("round_trends", args=[pk]))
