"""What every test needs: no network, and no memory of the test before."""

import os
import socket

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

from reports.writers import press

# A busy machine is slow, not wrong.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")

THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def pytest_collection_modifyitems(config, items):
    """PostgreSQL gets what touches a database: the rest cannot tell one from the other, and passed on SQLite."""
    if not os.environ.get("TEST_DATABASE_URL", "").startswith("postgres"):
        return
    there = [item for item in items if touches_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(there)])
    items[:] = there


def touches_a_database(item: pytest.Item) -> bool:
    """pytest-django lets no other test near one."""
    fixtures = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Fails a test that connects to another machine; the databases and live servers are on this."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if isinstance(address, tuple) and address[0] not in THIS_MACHINE:
            pytest.fail(f"a test may not connect to {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(autouse=True, scope="session")
def fonts_and_dictionary():
    """What printing needs is made once in a checkout, as `make run` does."""
    press.prepare()
    # libthai looks for its dictionary once: whichever test breaks the first line of Thai finds ours.
    press.use_dictionary()


@pytest.fixture(autouse=True)
def no_wrong_passwords_counted():
    """Each test begins with an empty cache, where sign-in counts the wrong passwords."""
    cache.clear()
