import pillow_heif
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    label = "media"
    verbose_name = _("Pictures and documents")

    def ready(self) -> None:
        # Wagtail's own upload form opens HEIC files before our sanitising does.
        pillow_heif.register_heif_opener(thumbnails=False)
