"""What each staff role may touch in the admin. Which rows, is the scope's business (cms/admin/scoping.py).

content_models/people/staff.py puts people into these groups when a role comes into force.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q
from wagtail import hooks
from wagtail.models import GroupCollectionPermission
from wagtail.snippets.models import create_extra_permissions

from content_models.people.roles import Role

EDITED = ("view", "add", "change", "publish")
KEPT_IN_ORDER = ("view", "add", "change")
LOOKED_AT = ("view",)

# model → what may be done with it. Nothing is ever deleted: posts and categories are taken off the show instead.
Rights = dict[str, tuple[str, ...]]
WORKER: Rights = {
    "posts.posttype": EDITED,
    "posts.postset": EDITED,
    "wishes.wishcategory": EDITED,
    "wishes.wish": LOOKED_AT,
    "wishes.claim": LOOKED_AT,
    "posts.appointment": LOOKED_AT,
    "people.membership": LOOKED_AT,
    "people.invitation": LOOKED_AT,
    "people.registrationform": EDITED,
    "people.registration": LOOKED_AT,
    "hours.servicerecord": LOOKED_AT,
    "hours.activity": LOOKED_AT,
    "hours.certificate": LOOKED_AT,
    "rewards.reward": EDITED,
    "rewards.merchant": EDITED,
    "rewards.redemption": LOOKED_AT,
    "honors.honorroll": EDITED,
    "ledger.transfer": LOOKED_AT,
}
COMMUNITY_ADMIN: Rights = WORKER | {"areas.community": ("view", "change")}
DISTRICT_ADMIN: Rights = COMMUNITY_ADMIN | {
    # A new district's ladder comes with the district; until a place stands on it, it would be nobody's.
    "areas.ladder": ("view", "change"),
    "areas.arealevel": KEPT_IN_ORDER,
    "areas.area": KEPT_IN_ORDER,
    "posts.chiefrole": KEPT_IN_ORDER,
}
RIGHTS: dict[Role, Rights] = {
    Role.WORKER: WORKER,
    Role.COMMUNITY_ADMIN: COMMUNITY_ADMIN,
    Role.DISTRICT_ADMIN: DISTRICT_ADMIN,
}


def sync_groups(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """After migrate: the groups have exactly these rights. Repeating it changes nothing."""
    # Wagtail makes the `publish` permissions of what is registered as a snippet; nobody else has registered them yet.
    hooks.search_for_hooks()
    create_extra_permissions(apps.get_app_config("wagtailsnippets"), using=using)
    for role, rights in RIGHTS.items():
        group, _made = Group.objects.using(using).get_or_create(name=f"linli {role.value}")
        group.permissions.set(_permissions(rights, using=using))
        # Pictures and documents lie in each community's own library (content_models/pages/actions/furnishing.py).
        GroupCollectionPermission.objects.using(using).filter(group=group).delete()


def _permissions(rights: Rights, *, using: str) -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for label, verbs in rights.items():
        app_label, model = label.split(".")
        codenames = [f"{verb}_{model}" for verb in verbs]
        wanted |= Q(content_type__app_label=app_label, codename__in=codenames)
    return list(Permission.objects.using(using).filter(wanted))
