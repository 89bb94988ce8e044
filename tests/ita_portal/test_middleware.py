"""The headers: how a policy is written, that every answer carries them, and what no browser keeps."""

import pytest
from django.conf import settings
from django.http import HttpResponse

from ita_portal.middleware import bodiless_heads, policy, security_headers
from tests import cast


@pytest.mark.parametrize(
    ("directives", "written"),
    [
        ({}, ""),
        ({"default-src": ["'none'"]}, "default-src 'none'"),
        (
            {"img-src": ["'self'", "data:"], "base-uri": ["'none'"]},
            "img-src 'self' data:; base-uri 'none'",
        ),
        ({"img-src": "'self'"}, "img-src 'self'"),
        (
            {"upgrade-insecure-requests": True, "img-src": None, "font-src": False},
            "upgrade-insecure-requests",
        ),
    ],
)
def test_policy_is_written_as_django_6_writes_it(directives, written):
    assert policy(directives) == written


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/accounts/login/", "/no-such-page/", "/static/css/site.css"]
)
def test_every_answer_carries_the_security_headers(client, address):
    response = client.get(address)
    response.close()  # a static file stays open otherwise
    headers = response.headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'; object-src 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_view_may_narrow_its_own_policy(rf, settings):
    def view(request):
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    response = security_headers(view)(rf.get("/"))

    assert response.headers["Content-Security-Policy"] == "default-src 'none'"


def test_a_report_only_policy_is_sent_beside_the_real_one(rf, settings):
    settings.SECURE_CSP_REPORT_ONLY = {"img-src": ["'none'"]}

    response = security_headers(lambda request: HttpResponse())(rf.get("/"))

    assert response.headers["Content-Security-Policy-Report-Only"] == "img-src 'none'"


def test_the_admin_has_the_policy_of_all_pages(rf):
    answer = security_headers(lambda request: HttpResponse())

    admin = answer(rf.get("/admin/ita_portal/province/import/"))

    assert admin.headers["Content-Security-Policy"] == policy(settings.SECURE_CSP)


# ---- what no browser keeps


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/province/", 200), ("/about/", 200), ("/desk/", 302), ("/review/", 403), ("/nowhere/", 404)],
)
def test_no_browser_keeps_what_a_signed_in_person_saw(client, address, status):
    cast.round_()
    client.force_login(cast.clerk())

    response = client.get(address)

    assert (response.status_code, response["Cache-Control"]) == (status, "private, no-store")


@pytest.mark.django_db
def test_no_browser_keeps_what_was_typed_after_the_session_ended(client):
    response = client.post("/province/plans/2567/", {"plan-title": "แผนของเรา"})

    assert (response.status_code, response["Cache-Control"]) == (403, "private, no-store")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/about/", "/reports/"])
def test_public_pages_may_be_kept(client, address):
    assert "no-store" not in client.get(address).headers.get("Cache-Control", "")


@pytest.mark.parametrize(("method", "body"), [("HEAD", b""), ("GET", "หน้า".encode())])
def test_a_head_is_answered_without_a_body(rf, method, body):
    answered = bodiless_heads(lambda request: HttpResponse("หน้า"))(rf.generic(method, "/"))

    assert answered.content == body


@pytest.mark.django_db
def test_a_head_says_how_long_the_page_is(client):
    page = client.get("/about/")

    assert (
        client.head("/about/")["Content-Length"] == page["Content-Length"] == str(len(page.content))
    )
