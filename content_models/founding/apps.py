from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundingConfig(AppConfig):
    name = "content_models.founding"
    label = "founding"
    verbose_name = _("New communities")
