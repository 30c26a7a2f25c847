from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def make_cache_table(*, using: str, verbosity: int, **_: Any) -> None:
    """After migrate: where the cache is a table, it is there (Django makes it with a command of its own)."""
    call_command("createcachetable", database=using, verbosity=verbosity)


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Linli")

    def ready(self) -> None:
        import cms.demo.checks  # noqa: F401 - registers itself
        from cms.admin.groups import sync_groups

        # After the last app's own signal (apps without models get none), when every app's permissions are there.
        last_app = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
        post_migrate.connect(sync_groups, sender=last_app)
        post_migrate.connect(make_cache_table, sender=last_app)
