"""One report printed by one engine in a process of its own: `python -m bench.once ENGINE`.

Reads the report's canonical JSON from standard input and writes the PDF to standard output.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
django.setup()

from bench.engines import ENGINES  # noqa: E402
from reports import document  # noqa: E402


def main() -> None:
    report = document.from_json(sys.stdin.buffer.read().decode())
    with ENGINES[sys.argv[1]]() as engine:
        sys.stdout.buffer.write(engine(report))


if __name__ == "__main__":
    main()
