"""What happens after `migrate`: the table of the production cache is there."""

import pytest
from django.core.cache import cache
from django.core.management.sql import emit_post_migrate_signal


@pytest.mark.django_db
def test_migrating_makes_the_table_where_wrong_passwords_are_counted(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
        }
    }

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    cache.set("misses", 3)
    assert cache.get("misses") == 3
