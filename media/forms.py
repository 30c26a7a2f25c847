"""Wagtail's upload form with our refusals in it (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm

from content_models.common.errors import DomainError
from media.fields import SanitisedFile


class CommunityImageForm(BaseImageForm):  # type: ignore[misc]
    def clean_file(self) -> Any:
        """The picture as it will be kept, or the reason why not, in the form."""
        upload = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile):
            return upload  # an edit that leaves the picture as it is
        try:
            upload.seek(0)
            clean = SanitisedFile(upload.read())
        except DomainError as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        _overwrite(upload, clean)
        return clean


def _overwrite(upload: UploadedFile, clean: SanitisedFile) -> None:
    # If another field of the form is wrong, Wagtail keeps the upload itself (with GPS and all) in a public folder
    # until the form is right: so the upload becomes the clean picture too.
    content = clean.read()
    clean.seek(0)
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size = len(content)
