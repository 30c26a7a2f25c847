"""A community gets its home page, with everything that page needs to be worked on by its own people alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Revision,
    Workflow,
    WorkflowTask,
)

from content_models.areas.actions import touch_board
from content_models.areas.models import Community
from content_models.common.errors import Refused
from content_models.pages.actions.furnishing import furnish
from content_models.pages.models import CommunitySite, HomePage
from content_models.pages.policy import may_rule_pages
from content_models.pages.samples import in_installations_language, sample_blocks
from content_models.people.roles import Actor

EDITED = ("add_page", "change_page", "lock_page")
APPROVED = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
PUBLISHED = "publish_page"


@transaction.atomic
def open_home_page(*, community: Community, actor: Actor, now: datetime) -> HomePage:
    """Give `community` its home page with sample blocks, on show at once. If it has one, that one is the answer.

    Made with it: the groups of who edits and who approves (people come into them when they enter the admin,
    staffing.py), the collection of pictures and documents, and the workflow (in force once approval is wanted).

    Raises:
        Refused: the actor administers neither the community nor the district above.
    """
    if not may_rule_pages(actor, community):
        raise Refused
    with scope(community=community):
        return _open(community, actor, now)


def _open(community: Community, actor: Actor, now: datetime) -> HomePage:
    # Of two at the same moment the second waits here for the first, and finds its page.
    site: Any = CommunitySite.objects.select_for_update().get(pk=furnish(community=community).pk)
    if site.root_id is not None:
        return _home(site)
    home = _plant(community)
    site.root = home
    _give_rights(site.editors, home, (*EDITED, PUBLISHED))
    _give_rights(site.approvers, home, APPROVED)
    site.workflow = _workflow(community, site.approvers)
    site.save()
    # What a person set up stands in the history under that person's name.
    revision = home.save_revision(user=actor.user, log_action=True)
    revision.publish(user=actor.user, skip_permission_checks=True)
    Revision.objects.filter(pk=revision.pk).update(created_at=now)
    HomePage.objects.filter(pk=home.pk).update(first_published_at=now, last_published_at=now)
    touch_board(community.pk)
    return _home(site)


def _home(site: CommunitySite) -> HomePage:
    found: HomePage = HomePage.objects.get(pk=site.root_id)
    return found


def _plant(community: Community) -> HomePage:
    # The row as it stands in the database: treebeard numbers children from it.
    tree = Page.objects.select_for_update().get(depth=1)
    home = HomePage(title=community.name, slug=community.slug, community=community, live=False)
    with in_installations_language():
        home.body = sample_blocks(community)
        home.seo_title = ""
    tree.add_child(instance=home)
    return home


def _give_rights(group: Group, home: HomePage, rights: tuple[str, ...]) -> None:
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=rights)
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=home.pk, permission=one) for one in pages
    )


def _workflow(community: Community, approvers: Group) -> Workflow:
    with in_installations_language():
        name = _("Second reader · %(community)s") % {"community": community.name}
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(approvers)
    workflow: Workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
