"""Settings, each time in a fresh Python: the demo, production, and what stops a start."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "a-key-of-a-test-that-is-long-and-mixed-enough-0123456789-ABCDEF",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:5432/portal",
    "ALLOWED_HOSTS": "ita.example.go.th,www.ita.example.go.th",
}


def run(*command: str, **environment: str) -> subprocess.CompletedProcess:
    """Runs Python in the project with nothing in its environment but these variables."""
    base = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=base | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def read(*names: str, **environment: str) -> list:
    """The values of these settings in a Python with this environment."""
    script = "import json; from ita_portal import settings as s;"
    script += f"print(json.dumps([getattr(s, name, None) for name in {names!r}], default=str))"
    done = run("-c", script, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in PRODUCTION.items() if name not in names}


def test_an_empty_environment_is_the_demo_without_debug_pages():
    demo, debug, hosts = read("DEMO", "DEBUG", "ALLOWED_HOSTS")

    assert (demo, debug) == (True, False)
    assert hosts == ["localhost", "127.0.0.1", "[::1]"]


def test_the_three_variables_make_production():
    demo, debug, hosts = read("DEMO", "DEBUG", "ALLOWED_HOSTS", **PRODUCTION)

    assert (demo, debug) == (False, False)
    assert hosts == ["ita.example.go.th", "www.ita.example.go.th"]


@pytest.mark.parametrize(
    "missing",
    [
        ("SECRET_KEY",),
        ("DATABASE_URL",),
        ("ALLOWED_HOSTS",),
        ("SECRET_KEY", "DATABASE_URL"),
        ("DATABASE_URL", "ALLOWED_HOSTS"),
    ],
)
def test_a_missing_variable_stops_the_start_with_one_sentence(missing):
    done = run("manage.py", "check", **without(*missing))

    assert done.returncode == 1
    assert done.stderr == (
        f"The portal did not start: production needs {', '.join(missing)}"
        " in the environment as well (see docs/running.md).\n"
    )


def test_a_web_server_is_stopped_by_the_same_sentence():
    done = run("-m", "ita_portal.wsgi", **without("ALLOWED_HOSTS"))

    assert done.returncode == 1
    assert done.stderr.startswith("The portal did not start: production needs ALLOWED_HOSTS in")


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_an_empty_variable_counts_as_missing(name):
    done = run("manage.py", "check", **PRODUCTION | {name: " "})

    assert done.returncode == 1
    assert f"production needs {name} in" in done.stderr


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:p@host/name", "postgres://host:port/x"])
def test_an_address_of_no_database_stops_the_start(url):
    done = run("manage.py", "check", **PRODUCTION | {"DATABASE_URL": url})

    assert done.returncode == 1
    assert done.stderr.startswith("The portal did not start: DATABASE_URL must look like")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PUBLIC_URL": "http://127.0.0.1:8001"}, "http://127.0.0.1:8001"),
        (PRODUCTION, ""),
        (PRODUCTION | {"PUBLIC_URL": " "}, ""),
        (PRODUCTION | {"PUBLIC_URL": "https://ita.example.go.th"}, "https://ita.example.go.th"),
        (PRODUCTION | {"PUBLIC_URL": "https://ita.example.go.th/"}, "https://ita.example.go.th"),
    ],
)
def test_the_public_address_is_as_given_and_known_in_the_demo(environment, address):
    assert read("PUBLIC_URL", **environment) == [address]


@pytest.mark.parametrize(
    ("environment", "licence"),
    [
        ({}, "License not specified"),
        (PRODUCTION | {"DATA_LICENCE": " "}, "License not specified"),
        (PRODUCTION | {"DATA_LICENCE": "CC BY 4.0"}, "CC BY 4.0"),
    ],
)
def test_the_terms_of_the_data_are_as_given_and_else_not_claimed(environment, licence):
    assert read("DATA_LICENCE", **environment) == [licence]


@pytest.mark.parametrize(
    "address",
    [
        "ita.example.go.th",
        "ftp://ita.example.go.th",
        "https://",
        "https://ita.example.go.th/portal",
        "https://ita.example.go.th?a=1",
        "https://ita.example.go.th#a",
        "https://user:password@ita.example.go.th",
        "https://ita.example.go.th:port",
        "https://ita.example.go.th https://www.example.go.th",
    ],
)
def test_a_public_address_with_more_or_less_than_a_host_stops_the_start(address):
    done = run("manage.py", "check", **PRODUCTION | {"PUBLIC_URL": address})

    assert (done.returncode, done.stderr) == (
        1,
        "The portal did not start: PUBLIC_URL must look like https://ita.example.go.th,"
        " with nothing after the host.\n",
    )


def test_the_demo_key_is_refused_in_production():
    (demo_key,) = read("SECRET_KEY")

    done = run("manage.py", "check", **PRODUCTION | {"SECRET_KEY": demo_key})

    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr


def test_the_deployment_check_is_silent_in_production():
    done = run("manage.py", "check", "--deploy", "--fail-level", "DEBUG", **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


def test_production_refuses_the_demo_data(tmp_path):
    done = run("manage.py", "demo", **PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/real"})

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Unknown command" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_sqlite_keeps_its_promises_and_postgres_its_connections():
    (sqlite,) = read("DATABASES")
    (postgres,) = read("DATABASES", **PRODUCTION)

    assert sqlite["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL; PRAGMA synchronous=FULL" in str(sqlite["default"]["OPTIONS"])
    assert postgres["default"]["CONN_MAX_AGE"] == 600
    assert postgres["default"]["CONN_HEALTH_CHECKS"] is True
    assert not postgres["default"].get("ATOMIC_REQUESTS")


def test_production_cookies_travel_only_over_https_and_last_a_working_day():
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_AGE")

    assert read(*names, **PRODUCTION) == [True, True, 8 * 60 * 60]
