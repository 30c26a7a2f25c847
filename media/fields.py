"""The one door through which editors' pictures reach the disk.

The admin has four ways to store a picture (form, multiple upload, the upload kept for later, the API) and code
has more; all of them end in `FieldFile.save`. So sanitising stands there and no way leads around it.
"""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from media.sanitising import measure_picture, sanitise_editorial_picture
from media.storage import picture_file_name


class SanitisedFile(ContentFile):  # type: ignore[type-arg]  # generic for the checker only
    """A picture that has been sanitised already (by the form, to be able to answer); it isn't encoded twice."""

    def __init__(self, uploaded: bytes) -> None:
        """
        Raises:
            PhotoTooLarge, PhotoTooManyPixels, NotAPhoto, BrokenPhoto
        """
        picture = sanitise_editorial_picture(uploaded)
        super().__init__(picture.content, name=picture_file_name(picture.encoding))


class SanitisedImageFieldFile(WagtailImageFieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        del name  # the uploaded one; see media/storage.py
        clean = content if isinstance(content, SanitisedFile) else SanitisedFile(_all_bytes(content))
        super().save(clean.name, clean, save=save)

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        # Asked as soon as a file is assigned. Wagtail unfolds the whole picture for it, which is what a bomb
        # waits for; the header tells as much, and what isn't a picture is refused when it is saved.
        opened_here = self.closed
        self.open()
        size = measure_picture(self)
        if opened_here:
            self.close()
        else:
            self.seek(0)
        return size or (None, None)


class SanitisedImageField(WagtailImageField):
    attr_class = SanitisedImageFieldFile


def _all_bytes(content: Any) -> bytes:
    content.seek(0)
    return bytes(content.read())
