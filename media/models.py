"""Pictures and documents of editors (Wagtail's library), and photos that people send from their phones."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from content_models.common.ids import uuid7
from media.fields import SanitisedImageField
from media.storage import photo_file_name, private_storage


class CommunityImage(AbstractImage):
    """An editor's picture: public, sanitised like everybody's. `description` is what a screen reader says."""

    file = SanitisedImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Who took or drew it."))
    people_agreed = models.BooleanField(
        _("people shown have agreed"),
        default=False,
        help_text=_("Everyone who can be recognised has agreed to be shown (for children: a guardian)."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "people_agreed",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        # The field has already given it a name of ours, folder included.
        return filename

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Store the file first: its size, width and hash are columns that Django would otherwise read before the
        # picture is sanitised.
        field = self._meta.get_field("file")
        stored_before = self.file and self.file._committed
        field.pre_save(self, self._state.adding)
        if self.file and not stored_before:
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class CommunityRendition(AbstractRendition):
    """A cut of an editor's picture, made when it is first asked for."""

    image = models.ForeignKey(CommunityImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_picture_and_cut"
            )
        ]


class CommunityDocument(AbstractDocument):
    """An editor's document: private on the disk, so that a collection kept to some is not readable by its address."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Wagtail asks for the file's ending also where one that waits gets its title: there the form has no file, the
        ending was looked at when it came, and Wagtail's own complaint would have no field to stand at (a 500).
        """
        if self.file:
            super().clean()


class Photo(models.Model):
    """A person's photo: sent first, then used once, in the wish or report it was taken for.

    Two JPEG sizes, sanitised, in the private storage. Who may see it is decided by what it is attached to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The photo belongs to the story of the wish, which outlives an account: when its owner is erased the link to
    # the person goes, the picture stays for as long as the wish keeps it. Unused ones go with the daily purge.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="photos", verbose_name=_("sent by")
    )
    full = models.FileField(storage=private_storage, upload_to=photo_file_name, editable=False)
    thumb = models.FileField(storage=private_storage, upload_to=photo_file_name, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    byte_size = models.PositiveIntegerField(editable=False, help_text="Of the full size, as stored.")
    sha256 = models.CharField(max_length=64, editable=False, help_text="Of the full size, as stored.")
    created_at = models.DateTimeField(_("sent at"), editable=False)
    attached_at = models.DateTimeField(_("used at"), null=True, editable=False)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        indexes = [
            # The day's limit counts a person's latest; the purge walks the unused ones from the oldest.
            models.Index(fields=["owner", "created_at"], name="photo_by_owner"),
            models.Index(fields=["created_at"], condition=models.Q(attached_at=None), name="photo_unattached"),
        ]
        constraints = [
            # A photo is used after it was sent: an earlier moment means a clock or a caller is wrong.
            models.CheckConstraint(
                condition=models.Q(attached_at=None) | models.Q(attached_at__gte=models.F("created_at")),
                name="photo_sent_before_used",
            ),
            # A row without a picture behind it was never made by store_photo.
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0, byte_size__gt=0), name="photo_has_a_picture"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.width}×{self.height}, {self.created_at:%Y-%m-%d}"
