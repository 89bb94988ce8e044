"""Who is asked in which capacity they certify, and what their answer becomes."""

import pytest

from ita_portal.models import Province, User
from reports.forms.certify import ASK, OWN, CertifyForm

READ = {"version": "3", "digest": "a" * 64}
LAMPHUN = Province(name="ลำพูน")


def person(post: str, role="province_head") -> User:
    return User(name="สมชาย", post=post, role=role, province=LAMPHUN)


def certify(post: str, role="province_head", **typed) -> CertifyForm:
    return CertifyForm(READ | typed, by=person(post, role))


@pytest.mark.parametrize(
    ("post", "initial"),
    [
        ("หัวหน้าสำนักงานจังหวัดลำพูน", OWN),
        ("หัวหน้าสำนักงาน จังหวัดลำพูน", OWN),
        ("ผู้อำนวยการกลุ่มงานยุทธศาสตร์", None),
        ("รักษาราชการแทนหัวหน้าสำนักงานจังหวัดลำพูน", None),
        ("", None),
    ],
)
def test_only_the_holder_of_the_post_has_it_chosen(post, initial):
    form = CertifyForm(by=person(post))

    assert form["signs_as"].initial == initial
    assert form["acting_for"].initial == "หัวหน้าสำนักงานจังหวัดลำพูน"


def test_the_own_post_is_offered_by_its_name():
    form = CertifyForm(by=person("ปลัดจังหวัดลำพูน"))

    assert [label for _, label in form.fields["signs_as"].choices] == [
        "ปลัดจังหวัดลำพูน",
        "รักษาราชการแทน",
        "ปฏิบัติราชการแทน",
    ]


@pytest.mark.parametrize("acting", ["รักษาราชการแทน", "ปฏิบัติราชการแทน"])
def test_who_acts_for_another_says_for_whom(acting):
    form = certify("ปลัดจังหวัด", signs_as=acting, acting_for=" ผู้ว่าราชการจังหวัดลำพูน ")

    assert form.is_valid()
    assert form.read() == {"version": 3, "digest": "a" * 64}
    assert form.capacity() == {"acting": acting, "acting_for": "ผู้ว่าราชการจังหวัดลำพูน"}


def test_a_post_beside_ones_own_counts_for_nothing():
    form = certify("ปลัดจังหวัด", signs_as=OWN, acting_for="หัวหน้าสำนักงานจังหวัดลำพูน")

    assert form.is_valid()
    assert form.capacity() == {"acting": "", "acting_for": ""}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"signs_as": [ASK]}),
        ({"signs_as": "อื่น"}, {"signs_as": [ASK]}),
        (
            {"signs_as": "รักษาราชการแทน", "acting_for": " "},
            {"acting_for": ["โปรดพิมพ์ตำแหน่งที่แทน เช่น หัวหน้าสำนักงานจังหวัด"]},
        ),
    ],
)
def test_what_cannot_be_signed_is_said(typed, errors):
    form = certify("ปลัดจังหวัด", **typed)

    assert form.errors == errors


def test_a_clerk_whom_the_round_lets_send_is_not_asked():
    form = certify("นักทรัพยากรบุคคล", role="province_staff")

    assert form.is_valid()
    assert form.capacity() == {"acting": "", "acting_for": ""}
