"""The admin of rounds: tables out and in, and the way to the pages that change them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from tests.admin_form import said

pytestmark = pytest.mark.django_db

ROUND = "calendar_app_round"


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def address(name: str, *pk: int) -> str:
    return reverse(f"admin:{name}", args=pk)


def test_rounds_are_only_tables_here_and_lead_to_their_own_pages(centre):
    round_ = cast.round_()

    page = said(centre.get(address(f"{ROUND}_changelist")))

    assert f'href="{reverse("round_settings", args=[round_.pk])}"' in page
    assert centre.get(address(f"{ROUND}_add")).status_code == 403
    assert centre.get(address(f"{ROUND}_delete", round_.pk)).status_code == 403
    assert centre.post(address(f"{ROUND}_change", round_.pk), {}).status_code == 403


# Lists


def test_lists_are_written_in_thai(centre):
    cast.report()

    rounds = said(centre.get(address(f"{ROUND}_changelist")))

    assert "๒๕๖๗ · รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)" in rounds
    assert "๓๐ เม.ย. ๒๕๖๗" in rounds


def queries(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def test_lists_cost_the_same_for_one_row_as_for_three(centre):
    rounds = address(f"{ROUND}_changelist")
    cast.round_()
    one = queries(centre, rounds)

    cast.round_(months=12), cast.round_(fiscal_year=2566)

    assert queries(centre, rounds) == one
