"""Who works for a merchant."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.common.errors import Conflict, Missing
from content_models.common.ids import uuid7
from content_models.people.actions import end_roles_from, grant_role, pass_roles_on, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor, Role
from content_models.rewards.models import Merchant, MerchantStaff
from content_models.rewards.policy import may_keep


class AlreadyStaff(Conflict):
    code = "already_staff"
    message = _("This person works there already.")


@transaction.atomic
def add_merchant_staff(*, merchant: Merchant, person: User, actor: Actor, now: datetime) -> MerchantStaff:
    """Let somebody hand over for a merchant; the role comes with it.

    Raises:
        Missing: not the actor's to say. AlreadyStaff
    """
    user = signed_in(actor)
    if not may_keep(actor, merchant.community):
        raise Missing
    try:
        with transaction.atomic():
            staff = MerchantStaff.objects.create(
                id=uuid7(), community_id=merchant.community_id, merchant=merchant, person=person, created_at=now
            )
    except IntegrityError as error:
        raise AlreadyStaff from error
    grant_role(user=person, role=Role.MERCHANT, area=merchant.community.area, by=user, now=now, source_id=staff.pk)
    log(merchant, "linli.merchant.staff_added", user=user)
    return staff


@transaction.atomic
def end_merchant_staff(*, staff: MerchantStaff, actor: Actor, now: datetime) -> MerchantStaff:
    """Somebody does not work there any more; the role that came with it ends, if no other shop here carries it.

    Raises:
        Missing: not the actor's to say. Conflict: it has ended.
    """
    user = signed_in(actor)
    if not may_keep(actor, staff.merchant.community):
        raise Missing
    if not MerchantStaff.objects.filter(pk=staff.pk, ended_at__isnull=True).update(ended_at=now):
        raise Conflict
    staff.refresh_from_db()
    others = MerchantStaff.objects.filter(
        community_id=staff.community_id, person_id=staff.person_id, ended_at__isnull=True
    )
    heir = others.order_by("pk").first()
    if heir is not None:
        pass_roles_on(source_id=staff.pk, to=heir.pk)
    else:
        end_roles_from(source_id=staff.pk, by=user, now=now)
    log(staff.merchant, "linli.merchant.staff_ended", user=user)
    return staff
