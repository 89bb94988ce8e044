"""Giving provinces to reviewers."""

import pytest

from ita_portal.models import Role
from reports import actions
from reports.models import Assignment
from tests import cast

pytestmark = pytest.mark.django_db


def second():
    return cast.person(username="reviewer-2", role=Role.REVIEWER)


def assign(*provinces, to, by):
    return actions.assignments.assign(provinces=provinces, to=to, by=by)


def given() -> dict[str, str]:
    found = Assignment.objects.select_related("province", "reviewer")
    return {one.province.slug: one.reviewer.username for one in found}


def test_the_central_admin_gives_any_province_to_any_reviewer():
    changed = assign(cast.lamphun(), cast.roi_et(), to=cast.reviewer(), by=cast.central())
    assign(cast.roi_et(), to=second(), by=cast.central())

    assert changed == [cast.lamphun(), cast.roi_et()]
    assert given() == {"lamphun": "reviewer", "roi-et": "reviewer-2"}


def test_the_same_again_changes_nothing_and_leaves_no_history():
    assign(cast.lamphun(), to=cast.reviewer(), by=cast.central())

    assert assign(cast.lamphun(), to=cast.reviewer(), by=cast.central()) == []
    assert Assignment.history.count() == 1


def test_history_tells_who_had_it_when():
    assign(cast.lamphun(), to=cast.reviewer(), by=cast.central())
    assign(cast.lamphun(), to=second(), by=cast.reviewer())
    assign(cast.lamphun(), to=None, by=cast.central())

    told = Assignment.history.order_by("history_id")
    assert [(one.history_type, one.reviewer, one.history_user) for one in told] == [
        ("+", cast.reviewer(), cast.central()),
        ("~", second(), cast.reviewer()),
        ("-", second(), cast.central()),
    ]
    assert given() == {}


def test_a_reviewer_takes_for_themselves_and_gives_their_own_away():
    me = cast.reviewer()
    assign(cast.lamphun(), to=me, by=me)
    assign(cast.roi_et(), to=second(), by=cast.central())
    assign(cast.roi_et(), to=me, by=me)
    assign(cast.lamphun(), to=second(), by=me)

    assert given() == {"lamphun": "reviewer-2", "roi-et": "reviewer"}


def test_a_reviewer_moves_nothing_between_others_and_then_nothing_changes():
    assign(cast.lamphun(), to=cast.reviewer(), by=cast.central())
    assign(cast.roi_et(), to=second(), by=cast.central())

    with pytest.raises(actions.Refused):
        assign(cast.lamphun(), cast.roi_et(), to=cast.central(), by=cast.reviewer())
    assert given() == {"lamphun": "reviewer", "roi-et": "reviewer-2"}


@pytest.mark.parametrize("to", [cast.inspector, cast.head])
def test_only_who_reviews_is_given_a_province(to):
    with pytest.raises(actions.Refused):
        assign(cast.lamphun(), to=to(), by=cast.central())


def test_nobody_is_given_a_province_whose_account_is_closed():
    gone = second()
    gone.is_active = False
    gone.save()

    with pytest.raises(actions.Refused):
        assign(cast.lamphun(), to=gone, by=cast.central())


@pytest.mark.parametrize("by", [cast.inspector, cast.head])
def test_only_the_centre_assigns(by):
    with pytest.raises(actions.Refused):
        assign(cast.lamphun(), to=cast.reviewer(), by=by())


def test_a_hand_over_moves_everything_of_one_to_another():
    assign(cast.lamphun(), cast.roi_et(), to=cast.reviewer(), by=cast.central())

    moved = actions.assignments.hand_over(from_=cast.reviewer(), to=second(), by=cast.reviewer())
    again = actions.assignments.hand_over(from_=cast.reviewer(), to=second(), by=cast.reviewer())

    assert {one.slug for one in moved} == {"lamphun", "roi-et"}
    assert again == []
    assert set(given().values()) == {"reviewer-2"}


def test_a_hand_over_to_oneself_is_refused():
    with pytest.raises(actions.Refused):
        actions.assignments.hand_over(from_=cast.reviewer(), to=cast.reviewer(), by=cast.central())
