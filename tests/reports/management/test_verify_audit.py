"""`manage.py verify_audit`: its words and how it ends."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from ita_portal.actions import audit
from tests import cast

pytestmark = pytest.mark.django_db


def run(*heads: str) -> str:
    out = io.StringIO()
    call_command("verify_audit", stdout=out, head=list(heads))
    return out.getvalue()


def test_a_whole_chain_ends_well_and_names_its_head():
    cast.submitted()
    audit.seal()

    said = run()

    assert re.sub("[0-9a-f]{64}", "…", said) == (
        "อยู่ในสายโซ่ 2 รายการ รอเข้าสายโซ่ 0 รายการ\nหัวสายโซ่ 2:…\nครบถ้วน ไม่มีรายการใดถูกแก้ไขหรือหายไป\n"
    )
    assert run(re.search(r"2:\w+", said)[0]) == said


def test_a_head_that_is_not_in_the_chain_ends_badly():
    with pytest.raises(CommandError, match="ลำดับที่ ๗ ที่จดไว้ ไม่มีในสายโซ่"):
        run(f"7:{'0' * 64}")


def test_a_head_that_is_none_is_said():
    with pytest.raises(CommandError, match="--head เขียนเป็น"):
        run("x")
