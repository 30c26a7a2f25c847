"""Blocks with pictures and film. What a screen reader says of a picture is its description in the library."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content_models.pages.blocks.choosing import OwnFileBlock, OwnPictureBlock
from content_models.pages.blocks.words import LinkBlock, heading


class HeroBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Big words"), max_length=30)
    text = blocks.CharBlock(label=_("Small words"), required=False, max_length=80)
    picture = OwnPictureBlock(label=_("Picture behind"), required=False)
    button = blocks.CharBlock(label=_("Words on the button"), required=False, max_length=16)
    link = LinkBlock(required=False)

    class Meta:
        icon = "image"
        label = _("Hero")
        group = _("Pictures")
        description = _("A large picture with a few words and a button, at the top of a page.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"title": _("Good neighbours"), "text": _("Somebody next door has a hand free.")}


class PictureBlock(blocks.StructBlock):
    picture = OwnPictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=80)

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Pictures")
        description = _("One picture over the whole width.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"caption": _("At the spring market")}


class GalleryItemBlock(blocks.StructBlock):
    picture = OwnPictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=80)


class GalleryBlock(blocks.StructBlock):
    heading = heading()
    pictures = blocks.ListBlock(GalleryItemBlock(), label=_("Pictures"), min_num=1, max_num=30)

    class Meta:
        icon = "image"
        label = _("Gallery")
        group = _("Pictures")
        description = _("Several pictures to look through.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("How it was"), "pictures": []}


class VideoBlock(blocks.StructBlock):
    heading = heading()
    file = OwnFileBlock(
        label=_("Film"), help_text=_("A file of the kind mp4 or webm from the documents; short ones load faster.")
    )
    poster = OwnPictureBlock(label=_("Picture before it plays"), required=False)

    class Meta:
        icon = "media"
        label = _("Film")
        group = _("Pictures")
        description = _("A film that plays on the page. Nothing is loaded before it is tapped.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("A film")}
