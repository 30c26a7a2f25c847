"""先审后发: whether a page needs a second reader before it goes out."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, WorkflowPage

from content_models.common.action_log import write_log
from content_models.common.errors import Refused
from content_models.pages.actions.opening import PUBLISHED
from content_models.pages.models import CommunitySite
from content_models.pages.policy import may_rule_pages
from content_models.people.roles import Actor


@transaction.atomic
def require_approval(*, site: CommunitySite, required: bool, actor: Actor) -> CommunitySite:
    """From now on pages need a second reader, or need none any more. What is on show stays on show.

    Raises:
        Refused: the actor administers neither the community nor the district above.
    """
    if not may_rule_pages(actor, site.community):
        raise Refused
    site.needs_approval = required
    site.save(update_fields=["needs_approval"])
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename=PUBLISHED)
    if required:
        GroupPagePermission.objects.filter(group=site.editors, permission=publish).delete()
        WorkflowPage.objects.update_or_create(page_id=site.root_id, defaults={"workflow_id": site.workflow_id})
    else:
        GroupPagePermission.objects.get_or_create(group=site.editors, page_id=site.root_id, permission=publish)
        WorkflowPage.objects.filter(page_id=site.root_id).delete()
    write_log(site, "linli.pages.approval", user=actor.user, data={"required": required})
    return site
