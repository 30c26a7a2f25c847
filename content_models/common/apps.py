from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "content_models.common"
    label = "common"
    verbose_name = _("Background work")

    def ready(self) -> None:
        from content_models.common import schedules, tasks  # noqa: F401 - they declare jobs of their own
        from content_models.common.journal import keep_write_ahead_log
        from content_models.common.triggers import keep_up

        # A worker finds a job by its name, so every app's jobs.py is read at start.
        autodiscover_modules("jobs", "triggers", "invited")
        post_migrate.connect(keep_write_ahead_log, sender=self)
        post_migrate.connect(keep_up, sender=self)
