"""Wagtail's upload form with our refusals in it (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from content_models.common.errors import DomainError
from media.fields import SanitisedFile


class SanitisedImageFormField(WagtailImageField):
    """Answers with the picture as it will be kept, or with the reason why not."""

    def to_python(self, data: Any) -> SanitisedFile | None:
        # Not Wagtail's own reading: it unfolds the whole picture to learn its size, and trusts the file's name.
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        try:
            upload.seek(0)
            clean = SanitisedFile(upload.read())
        except DomainError as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        _overwrite(upload, clean)
        return clean


class CommunityImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not declared on the class: Wagtail makes forms without the file from this one, too.
        if (plain := self.fields.get("file")) is not None:
            self.fields["file"] = SanitisedImageFormField(
                label=plain.label, required=plain.required, widget=plain.widget
            )


def _overwrite(upload: Any, clean: SanitisedFile) -> None:
    """Make the upload itself the clean picture.

    If another field of the form is wrong, Wagtail keeps the upload (with GPS and all) in a public folder until the
    form is right.
    """
    content = clean.read()
    clean.seek(0)
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size = len(content)
    upload.name = str(PurePath(upload.name).with_suffix(PurePath(str(clean.name)).suffix))
