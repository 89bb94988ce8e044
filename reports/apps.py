"""Names the reports app and has its checks made at start."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "รายงานของจังหวัด"

    def ready(self) -> None:
        from reports import print_checks  # noqa: F401  (importing registers the checks)
