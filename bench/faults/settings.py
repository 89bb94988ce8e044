"""The portal as it is served, in a database and with files of its own: what faults are tried on."""

import os
from pathlib import Path

for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"):
    os.environ.pop(name, None)

from ita_portal.settings import *  # noqa: E402, F403
from ita_portal.settings import database  # noqa: E402

# As in production SQLite waits for the disk at every commit: a kill must not find out otherwise.
DATABASES = {"default": database(os.environ["FAULTS_DATABASE_URL"])}
MEDIA_ROOT = Path(os.environ["FAULTS_MEDIA_ROOT"])
# The pages of a try are asked for far more often than by people.
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "CRITICAL"}}
