"""Changes of provinces and people: what is saved, what is refused, and that history tells it."""

import pytest

from ita_portal import actions
from ita_portal.models import Province, Role, User
from tests import cast

pytestmark = pytest.mark.django_db

GOOD_PASSWORD = "เขียว-ขจี-สี่แสน-42"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


# Provinces


def test_a_province_is_changed_with_a_history_row_that_names_who(settings):
    province = cast.lamphun()
    province.phone = "0 5351 1000"

    actions.save_province(province=province, by=cast.central())

    assert fresh(province).phone == "0 5351 1000"
    assert [row.phone for row in province.history.all()] == ["0 5351 1000", ""]


def test_saving_a_province_as_it_is_leaves_no_trace():
    province = cast.lamphun()

    actions.save_province(province=province, by=cast.central())

    assert province.history.count() == 1


@pytest.mark.parametrize("someone", ["clerk", "head", "reviewer", "inspector"])
def test_only_the_central_admin_changes_provinces_and_people(someone):
    by = getattr(cast, someone)()
    province = cast.lamphun()

    for act in (
        lambda: actions.save_province(province=province, by=by),
        lambda: actions.delete_province(province=province, by=by),
        lambda: actions.save_person(person=by, by=by),
    ):
        with pytest.raises(actions.Refused):
            act()


@pytest.mark.parametrize(("column", "value"), [("slug", "lampoon"), ("code", "99")])
def test_what_stands_in_public_addresses_never_changes(column, value):
    province = cast.lamphun()
    setattr(province, column, value)

    with pytest.raises(actions.Refused, match="เปลี่ยนไม่ได้"):
        actions.save_province(province=province, by=cast.central())

    assert fresh(province).slug == "lamphun"


def test_a_row_that_someone_changed_meanwhile_is_not_overwritten():
    mine, theirs = fresh(cast.lamphun()), fresh(cast.lamphun())
    seen = actions.token(mine)
    theirs.phone = "1"
    actions.save_province(province=theirs, by=cast.central())
    mine.phone = "2"

    with pytest.raises(actions.Stale):
        actions.save_province(province=mine, by=cast.central(), seen=seen)

    assert fresh(mine).phone == "1"


def test_a_row_that_is_gone_is_said_to_be_gone():
    province = cast.lamphun()
    Province.objects.get(pk=province.pk).delete()

    with pytest.raises(actions.Refused, match="ถูกลบไปแล้ว"):
        actions.save_province(province=province, by=cast.central())


def test_a_province_with_people_is_not_deleted():
    province = cast.clerk().province

    with pytest.raises(actions.Refused, match="ลบจังหวัดลำพูนไม่ได้"):
        actions.delete_province(province=province, by=cast.central())

    assert Province.objects.filter(pk=province.pk).exists()


def test_a_province_that_nothing_hangs_on_is_deleted():
    province = cast.roi_et()

    actions.delete_province(province=province, by=cast.central())

    assert list(Province.objects.all()) == []


# People


def new_person(**fields) -> User:
    defaults = {"username": "new", "name": "คนใหม่", "role": Role.REVIEWER}
    return User(**(defaults | fields))


def test_a_new_person_with_a_password_can_sign_in():
    person = actions.save_person(person=new_person(), by=cast.central(), password=GOOD_PASSWORD)

    assert fresh(person).check_password(GOOD_PASSWORD)


def test_a_new_person_without_a_password_cannot_sign_in():
    person = actions.save_person(person=new_person(), by=cast.central())

    assert not fresh(person).has_usable_password()


def test_a_change_keeps_the_password():
    clerk = cast.clerk()
    clerk.phone = "123"

    actions.save_person(person=clerk, by=cast.central())

    assert fresh(clerk).check_password(cast.PASSWORD)


@pytest.mark.parametrize("bad", ["short", "123456789012", "password1234", "lamphun12345"])
def test_a_weak_password_is_refused_and_nothing_is_saved(bad):
    clerk = cast.clerk()
    clerk.phone = "123"

    with pytest.raises(actions.Refused):
        actions.save_person(person=clerk, by=cast.central(), password=bad)

    assert (fresh(clerk).phone, fresh(clerk).check_password(cast.PASSWORD)) == ("", True)


def test_history_says_that_a_password_was_set_and_never_holds_it():
    clerk = cast.clerk()

    actions.change_password(person=clerk, password=GOOD_PASSWORD)

    assert clerk.history.first().history_change_reason == "ตั้งรหัสผ่านใหม่"
    assert not hasattr(clerk.history.first(), "password")


@pytest.mark.parametrize("change", [{"role": Role.REVIEWER}, {"is_active": False}])
def test_nobody_locks_themselves_out(change):
    central = cast.central()
    changed = fresh(central)
    for name, value in change.items():
        setattr(changed, name, value)

    with pytest.raises(actions.Refused, match="ของตนเองไม่ได้"):
        actions.save_person(person=changed, by=central)

    assert fresh(central).is_staff


def test_a_sign_in_between_does_not_make_a_form_stale():
    clerk = cast.clerk()
    seen = actions.token(clerk)
    other = fresh(clerk)
    other.last_login = "2024-04-10T00:00:00Z"
    other.save(update_fields=["last_login"])
    clerk.phone = "123"

    actions.save_person(person=clerk, by=cast.central(), seen=seen)

    assert fresh(clerk).phone == "123"
    assert fresh(clerk).last_login is not None
