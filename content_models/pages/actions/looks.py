"""How a community's pages look, and whether they need a second reader."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content_models.areas.actions import touch_board
from content_models.common.action_log import write_log
from content_models.common.errors import Invalid, Refused
from content_models.pages.actions.approval import require_approval
from content_models.pages.contrast import validate_color
from content_models.pages.models import CommunitySite
from content_models.pages.policy import may_rule_pages
from content_models.pages.purging import purge_pages
from content_models.people.roles import Actor

BADGE_MAX = 12


class UnreadableColor(Invalid):
    code = "unreadable_color"
    message = _("This colour can't be read well.")


class StrangePicture(Invalid):
    code = "strange_picture"
    message = _("Please choose a picture of your own library.")


@transaction.atomic
def change_look(
    *, site: CommunitySite, color: str, logo: Any, banner: Any, badge: str, needs_approval: bool, actor: Actor
) -> CommunitySite:
    """Colour, pictures and badge, on every phone from now on.

    Raises:
        Refused: the actor administers neither the community nor the district above.
        UnreadableColor: less than 4.5:1, in words, with a colour that would do.
        StrangePicture: a picture that lies in another library.
    """
    if not may_rule_pages(actor, site.community):
        raise Refused
    try:
        validate_color(color)
    except ValidationError as error:
        raise UnreadableColor(fields={"color": error.messages[0]}) from error
    for name, picture in (("logo", logo), ("banner", banner)):
        if picture is not None and picture.collection_id != site.collection_id:
            raise StrangePicture(fields={name: StrangePicture.message})
    site.color, site.logo, site.banner, site.badge = color.lower(), logo, banner, badge[:BADGE_MAX]
    site.save(update_fields=["color", "logo", "banner", "badge"])
    if needs_approval != site.needs_approval:
        require_approval(site=site, required=needs_approval, actor=actor)
    write_log(site, "linli.pages.look", user=actor.user, data={})
    purge_pages(site.community_id)
    touch_board(site.community_id)
    return site
