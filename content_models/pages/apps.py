from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "content_models.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from content_models.pages.purging import watch

        watch()
