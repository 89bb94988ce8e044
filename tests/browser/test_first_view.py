"""The front page at somebody's first visit: what it weighs over the wire, how often it asks."""

import gzip

import pytest

from tests import cast

pytestmark = pytest.mark.browser

MOST_BYTES = 250_000
MOST_REQUESTS = 12
# What production sends compressed (WhiteNoise packs static files once, when they are collected).
PACKED = {"stylesheet", "script", "font", "image"}


@pytest.fixture
def published(lamphun):
    return cast.accepted(of=lamphun)


def weight(response) -> int:
    """Bytes of an answer's body as production sends it."""
    body = response.body()
    if response.request.resource_type in PACKED:
        return min(len(body), len(gzip.compress(body, 9)))
    return len(body)


@pytest.mark.parametrize(
    ("name", "args"),
    [("home", ()), ("public_report", (2567, 6, "lamphun")), ("account_login", ())],
    ids=["home", "report", "sign-in"],
)
def test_a_first_view_is_light(name, args, published, somebody):
    visitor, answers = somebody(), []
    visitor.page.on("response", lambda answer: answers.append(answer))

    visitor.open(name, *args)
    visitor.page.wait_for_load_state("networkidle")

    weights = {answer.url.rpartition("/static/")[2]: weight(answer) for answer in answers}
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert len(answers) <= MOST_REQUESTS
