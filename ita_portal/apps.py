"""Names the portal's own app, wires its start, and trims what collectstatic copies."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class ItaPortalConfig(AppConfig):
    name = "ita_portal"
    verbose_name = "จังหวัดและบัญชีผู้ใช้"
    default = True

    def ready(self) -> None:
        from ita_portal import writing
        from ita_portal.actions import audit

        post_migrate.connect(make_cache_table, sender=self)
        writing.LISTENERS.append(audit.tell)


class StaticFiles(StaticFilesConfig):
    # The packages of Bootstrap and Sarabun carry far more than the pages ask for.
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.rtl.*",
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.*js*",
        "Sarabun-*Light*",
        "Sarabun-*Thin*",
        "Sarabun-ExtraBold*",
    ]


def make_cache_table(*, using: str, **kwargs) -> None:
    """Makes the table of the production cache, so that `migrate` alone prepares a database."""
    call_command("createcachetable", database=using, verbosity=0)
