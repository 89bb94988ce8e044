"""A kept PDF's download beside an empty view, in one process: `python -m bench.download` prints JSON."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from wsgiref.util import setup_testing_defaults

import django

# As the tests' settings these keep the data of the demo on this machine out of it.
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from django.urls import reverse  # noqa: E402

from reports import actions  # noqa: E402
from reports.management import demo_data, reference  # noqa: E402
from reports.models import Report  # noqa: E402
from reports.writers import pdf  # noqa: E402

ROUNDS, WARM_UP = 400, 50


def main() -> None:
    with demo() as report:
        print(json.dumps(measured(report)))


@contextmanager
def demo() -> Iterator[Report]:
    """An accepted report with its kept PDF, in a database of its own."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        reference.load()
        demo_data.make_people()
        demo_data.make_seed_reports()
        report = Report.objects.exclude(accepted=None).select_related("accepted").first()
        submission = report.accepted
        printed = pdf.render(submission.document, imprint=submission.imprint)
        actions.keep_pdf(paper=submission, pdf=printed)
        yield report
    finally:
        teardown_databases(databases, verbosity=0)


def measured(report: Report) -> dict[str, float]:
    """Milliseconds (medians) of an empty view, of the PDF, and of asking whether it changed."""
    round_, handler = report.round, WSGIHandler()
    address = reverse(
        "public_report_pdf", args=[round_.fiscal_year, round_.months, report.province.slug]
    )
    known = {"HTTP_IF_NONE_MATCH": f'"{report.accepted.print_digest}"'}
    calls = {
        "empty": (reverse("empty"), {}, 200),
        "download": (address, {}, 200),
        "unchanged": (address, known, 304),
    }
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(WARM_UP + ROUNDS):
        for name, call in calls.items():
            taken[name].append(_milliseconds(handler, *call))
    return {name: median(found[WARM_UP:]) for name, found in taken.items()}


def _milliseconds(handler: Callable, path: str, headers: dict[str, str], status: int) -> float:
    """One request, from the web server's side: the answer is read to its end."""
    environ = {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1", **headers}
    setup_testing_defaults(environ)
    said = []
    begin = time.perf_counter()
    answer = handler(environ, lambda line, headers: said.append(line))
    for _ in answer:
        pass
    answer.close()
    taken = time.perf_counter() - begin
    if said[0].split()[0] != str(status):
        raise RuntimeError(f"{path}: {said[0]}")
    return taken * 1000


if __name__ == "__main__":
    main()
