"""Settings of the tests: the demo's, with a database and files of their own and fast passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# A test must never reach a production database, whatever the shell's environment says.
NEVER = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "PUBLIC_URL", "DATA_LICENCE")
for name in (*NEVER, "EMAIL_URL", "MAIL_FROM", "S3_BUCKET", "CLAMD_ADDRESS", "EVIDENCE_MEGABYTES"):
    os.environ.pop(name, None)

from ita_portal.settings import *  # noqa: E402, F403
from ita_portal.settings import INSTALLED_APPS, MIDDLEWARE, database  # noqa: E402

SCRATCH = Path(tempfile.mkdtemp(prefix="ita-portal-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

DATABASES = {
    "default": database(os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{SCRATCH / 'unused'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: only files have WAL and the locks between connections that production has.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        # Nobody mourns a test's data after a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }

MEDIA_ROOT = Path(os.environ.get("TEST_MEDIA_ROOT") or SCRATCH / "media")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A query repeated for every row of a page is an error.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Django reads a session once more when it ends it or gives it a new key.
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session"},
    # Saving what was typed and then moving a row are two actions of one request, each with its lock.
    {"model": "reports.Report", "field": "get()"},
    # Each report of an act over many is a transaction of its own, with its locks.
    {"model": "reports.BulkAct", "field": "get()"},
    {"model": "reports.BulkOutcome", "field": "get()"},
    {"model": "reports.Hold", "field": "get()"},
    {"model": "reports.ReadMark", "field": "get()"},
    # Each step of a new calendar is made by an action of its own.
    {"model": "calendar_app.CalendarStep", "field": "get()"},
]
