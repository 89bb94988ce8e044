"""What the database refuses of provinces and people, and the questions they answer."""

import pytest
from django.db import IntegrityError, transaction

from ita_portal.models import CENTRE_ROLES, PROVINCE_ROLES, Province, Role, User
from tests import cast

pytestmark = pytest.mark.django_db


def refused(build, name: str) -> bool:
    """Whether the database refuses the row, by the constraint of this name."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        build()
    return name in str(error.value)


RULE = "province_people_and_only_they_have_a_province"


@pytest.mark.parametrize("role", sorted(PROVINCE_ROLES))
def test_people_of_a_province_have_one(role):
    assert refused(lambda: cast.person(username="x", role=role, of=None), RULE)


@pytest.mark.parametrize("role", sorted(CENTRE_ROLES))
def test_people_of_the_centre_have_none(role):
    home = cast.lamphun()

    assert refused(lambda: cast.person(username="x", role=role, of=home), RULE)


def test_an_unknown_role_is_refused():
    assert refused(lambda: User.objects.create(username="x", name="ก", role="king"), RULE)


@pytest.mark.parametrize("column", ["code", "iso", "slug", "name"])
def test_what_names_a_province_names_only_one(column):
    one = cast.lamphun()
    other = cast.roi_et()
    setattr(other, column, getattr(one, column))

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_every_role_belongs_to_a_province_or_to_the_centre():
    assert set(Role) == PROVINCE_ROLES | CENTRE_ROLES
    assert not PROVINCE_ROLES & CENTRE_ROLES


def test_only_an_active_central_admin_enters_the_admin():
    people = [cast.clerk(), cast.head(), cast.reviewer(), cast.central(), cast.inspector()]

    assert [person.is_staff for person in people] == [False, False, False, True, False]
    assert not User(role=Role.CENTRAL_ADMIN, is_active=False).is_staff


def test_a_superuser_is_a_central_admin():
    person = User.objects.create_superuser("first", password=cast.PASSWORD, name="คนแรก")

    assert (person.role, person.is_staff) == (Role.CENTRAL_ADMIN, True)


def test_a_sign_in_leaves_no_history_row_and_a_change_does(client):
    person = cast.clerk()

    client.force_login(person)
    signed_in = person.history.count()
    person.phone = "0 5351 0000"
    person.save()

    assert (signed_in, person.history.count()) == (1, 2)


def test_only_provinces_with_an_office_report():
    ours = cast.lamphun()
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)

    assert list(Province.objects.with_office()) == [ours]


def test_the_contact_block_says_what_is_known():
    office = Province(
        unit="กลุ่มงานบริหารทรัพยากรบุคคล", phone="0 5351 1000", mt_phone="42329", email="a@b.go.th"
    )

    assert office.contact_block() == (
        "กลุ่มงานบริหารทรัพยากรบุคคล\nโทร. 0 5351 1000 มท. 42329\ne-mail: a@b.go.th"
    )
    assert Province().contact_block() == ""
