"""Typed words that did not arrive: signed out, an old token, another account in the same browser."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from reports import actions
from reports.models import Report
from tests import cast, explaining
from tests.browser_form import Form

pytestmark = pytest.mark.django_db

TYPED = "พิมพ์อยู่ตั้งนาน <b>"
SIGN_IN = reverse("account_login")
# What only takes forms, by the number of a report.
ONLY_FORMS = [
    *("report_take", "report_return", "report_accept", "report_reopen", "report_withdraw"),
    *("report_hand_over", "report_take_back", "report_give_back", "report_submit"),
    *("report_recall", "report_ask_to_correct"),
]


@dataclass(frozen=True)
class Words:
    """A move with words: its view, who makes it, and what its form holds."""

    view: str
    by: object
    box: str
    back: str

    def __str__(self) -> str:
        return self.view


MOVES = [
    Words("report_return", cast.reviewer, "comment", "review_report"),
    Words("report_reopen", cast.reviewer, "reopen-reason", "review_report"),
    Words("report_withdraw", cast.central, "withdraw-reason", "review_report"),
    Words("report_hand_over", cast.clerk, "note", "report_check"),
    Words("report_give_back", cast.head, "note", "report_check"),
    Words("report_ask_to_correct", cast.clerk, "reason", "report_check"),
]


def report_for(view: str) -> Report:
    if view == "report_return":
        return cast.submitted()
    if view in ("report_hand_over", "report_give_back"):
        report = cast.report()
        if view == "report_give_back":
            actions.hand_over(report=report, by=cast.clerk(), version=report.version)
        return report
    return cast.accepted()


def typed(move: Words, report: Report) -> dict:
    sent = actions.latest(report)
    hidden = {"submission": sent.pk} if move.view == "report_return" else {}
    hidden |= cast.shown(report) if move.view == "report_hand_over" else {}
    return hidden | {move.box: TYPED}


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("move", MOVES, ids=str)
def test_words_sent_after_the_session_ended_can_be_sent_again(client, move):
    report = report_for(move.view)
    address = reverse(move.view, args=[report.pk])

    response = client.post(address, typed(move, report))

    form = Form(client, response, "unsaved")
    assert response.status_code == 403
    assert "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่" in page(response)
    assert f'href="{reverse(move.back, args=[report.pk])}"' in page(response)
    assert form[move.box] == TYPED
    client.force_login(move.by())
    assert form.send(address).status_code == 302
    assert report.state_changes.order_by("pk").last().comment == TYPED


@pytest.mark.parametrize(
    ("view", "by"), [("report_hand_over", cast.clerk), ("report_submit", cast.head)]
)
def test_explanations_sent_along_after_the_session_ended_come_back(client, view, by):
    report = explaining.write(cast.report(), explaining.WITH_CODE)
    one = explaining.about(report, "respondent_code")
    chosen = {f"note-{one.mark}": TYPED, f"kept-{one.mark}": "yes", f"seen-{one.mark}": one.token}
    address = reverse(view, args=[report.pk])

    response = client.post(address, cast.shown(report) | chosen)

    form = Form(client, response, "unsaved")
    assert response.status_code == 403
    assert {name: form[name] for name in chosen} == chosen
    client.force_login(by())
    refused = form.send(address)
    assert refused.status_code in (409, 422)
    assert f'value="{escape(TYPED)}"' in page(refused)


@pytest.mark.parametrize("move", MOVES, ids=str)
def test_words_sent_with_an_old_token_can_be_sent_again(move):
    report = report_for(move.view)
    address = reverse(move.view, args=[report.pk])
    client = Client(enforce_csrf_checks=True)
    client.force_login(move.by())
    client.cookies["csrftoken"] = "x" * 32

    response = client.post(address, typed(move, report))

    assert response.status_code == 403
    assert "ยังไม่ได้ทำรายการ ข้อความที่พิมพ์ยังอยู่" in page(response)
    assert Form(client, response, "unsaved").send(address).status_code == 302
    assert report.state_changes.order_by("pk").last().comment == TYPED


@pytest.mark.parametrize("move", MOVES, ids=str)
def test_words_sent_by_another_account_come_back(client, move):
    report = report_for(move.view)
    client.force_login(cast.inspector())

    response = client.post(reverse(move.view, args=[report.pk]), typed(move, report))

    assert response.status_code == 403
    assert Form(client, response, "unsaved")[move.box] == TYPED
    assert "บัญชีเดิม" in page(response)


@pytest.mark.parametrize(
    ("person", "status"),
    [(lambda: cast.clerk(cast.roi_et()), 404), (cast.reviewer, 403)],
    ids=["of another province", "of the centre"],
)
def test_a_table_sent_by_another_account_comes_back(client, person, status):
    report = cast.report()
    client.force_login(cast.clerk())
    address = reverse("report_edit", args=[report.pk])
    line = report.groups.first().lines.get()
    form = Form(client, client.get(address)).type(f"l{line.pk}-result", TYPED)
    client.force_login(person())

    response = form.send(address)

    assert response.status_code == status
    client.force_login(cast.clerk())
    assert Form(client, response, "unsaved").send(address).status_code == 302
    line.refresh_from_db()
    assert line.result == TYPED


def test_a_plan_sent_by_another_account_comes_back(client):
    cast.calendar()
    client.force_login(cast.reviewer())

    response = client.post(reverse("plan_edit", args=[2567]), {"plan-title": TYPED})

    assert response.status_code == 403
    assert "พิมพ์อยู่ตั้งนาน &lt;b&gt;" in page(response)


# ---- the way to the sign-in page


def only_forms(report: Report) -> list[str]:
    return [
        *(reverse(name, args=[report.pk]) for name in ONLY_FORMS),
        reverse("report_start", args=[report.round_id]),
        reverse("row_action", args=[report.pk, "undo", 1]),
        reverse("plan_start", args=[2567]),
        reverse("plan_row", args=[2567, "undo", 1]),
    ]


def test_signing_in_never_leads_to_what_only_takes_forms(client):
    desk = f"{SIGN_IN}?next={reverse('desk')}"

    for address in only_forms(cast.report()):
        assert client.get(address).url == desk
        response = client.post(address)
        assert response.status_code == 403 or response.url == desk


def test_signing_in_leads_back_to_a_page(client):
    report = cast.report()

    for name in ("report_edit", "report_check", "review_report"):
        address = reverse(name, args=[report.pk])
        assert client.get(f"{address}?a=1").url == f"{SIGN_IN}?next={address}%3Fa%3D1"
