from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "content_models.cases"
    label = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from content_models.cases.door import CaseDoor
        from content_models.cases.leaving import watch
        from content_models.pages.publishing import register_doorkeeper

        register_doorkeeper("cases", CaseDoor())
        watch()
