"""One-time codes: who gives them, that they work once and for a week, that only a hash is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import check_password

from ita_portal import actions
from ita_portal.models import Invitation, User
from tests import cast

pytestmark = pytest.mark.django_db

MORNING = "2024-04-10T08:30:00+07:00"
PASSWORD = "เขียว-ขจี-สี่แสน-42"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def use(code: str, *, username="lamphun", password=PASSWORD) -> User:
    return actions.set_password_by_code(username=username, code=code, password=password)


def given(by=None) -> str:
    return actions.issue_code(person=cast.clerk(), by=by or cast.head()).code


def test_a_code_sets_the_password_once():
    code = given()

    use(code)

    assert fresh(cast.clerk()).check_password(PASSWORD)
    with pytest.raises(actions.WrongCode):
        use(code, password=f"{PASSWORD}-again")
    assert fresh(cast.clerk()).check_password(PASSWORD)


def test_the_old_password_holds_until_the_code_is_used():
    code = given()
    assert fresh(cast.clerk()).check_password(cast.PASSWORD)

    use(code)

    assert not fresh(cast.clerk()).check_password(cast.PASSWORD)


def test_only_a_hash_is_kept_also_in_history():
    code = given()

    row = Invitation.objects.get()
    assert row.code_hash != code
    assert check_password(code, row.code_hash)
    assert not hasattr(row.history.get(), "code_hash")


def test_a_code_runs_out_after_seven_days(clock):
    code = given()
    clock.shift(timedelta(days=7))

    with pytest.raises(actions.CodeRanOut, match="หมดอายุแล้วเมื่อ ๑๗ เมษายน ๒๕๖๗"):
        use(code)

    assert fresh(cast.clerk()).check_password(cast.PASSWORD)


def test_a_code_works_until_it_has_run_out(clock):
    code = given()
    clock.shift(timedelta(days=7) - timedelta(seconds=1))

    use(code)

    assert fresh(cast.clerk()).check_password(PASSWORD)


def test_a_new_code_stops_the_one_before():
    first, second = given(), given()

    with pytest.raises(actions.WrongCode):
        use(first)
    use(second)


@pytest.mark.parametrize(
    ("username", "code"),
    [("lamphun", "222222222222"), ("nobody", ""), ("roi-et", ""), ("lamphun", "")],
)
def test_a_wrong_pair_is_refused_alike(username, code):
    cast.clerk(cast.roi_et())
    right = given()

    with pytest.raises(actions.WrongCode) as wrong:
        use(code or (right if username != "lamphun" else ""), username=username)

    assert wrong.value.message == actions.WRONG_CODE


def test_a_password_that_is_not_good_enough_leaves_the_code_to_be_used():
    code = given()

    with pytest.raises(actions.Refused):
        use(code, password="short")

    use(code)


def test_the_user_name_may_be_typed_in_capitals():
    use(given(), username=" Lamphun ")


@pytest.mark.parametrize(
    "someone",
    [
        cast.clerk,
        cast.reviewer,
        cast.inspector,
        lambda: cast.head(cast.roi_et()),
        lambda: cast.clerk(cast.roi_et()),
    ],
)
def test_nobody_else_gives_a_clerk_a_code(someone):
    with pytest.raises(actions.Refused):
        given(someone())

    assert list(Invitation.objects.all()) == []


@pytest.mark.parametrize("someone", [cast.head, cast.clerk, cast.reviewer])
def test_a_head_s_code_comes_from_the_centre_alone(someone):
    with pytest.raises(actions.Refused):
        actions.issue_code(person=cast.head(), by=someone())

    assert actions.issue_code(person=cast.head(), by=cast.central()).person == cast.head()


def test_no_code_opens_an_account_of_the_centre():
    with pytest.raises(actions.Refused):
        actions.issue_code(person=cast.reviewer(), by=cast.central())


def test_a_closed_account_gets_no_code_and_its_code_stops():
    code = given()
    actions.close_account(person=cast.clerk(), by=cast.head())

    with pytest.raises(actions.Refused, match="ปิดอยู่"):
        given()
    with pytest.raises(actions.WrongCode):
        use(code)


def test_history_tells_who_gave_the_code_and_who_used_it():
    use(given())

    rows = cast.clerk().history.order_by("history_date", "history_id")
    assert [(row.history_change_reason, row.history_user) for row in rows] == [
        (None, None),
        ("ออกรหัสครั้งเดียว", cast.head()),
        ("ตั้งรหัสผ่านด้วยรหัสครั้งเดียว", cast.clerk()),
    ]
