"""A good local set is put forward as a new template; the district says yes or no, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.models import Area, Community
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.people.actions import clean_reason, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor, Role
from content_models.posts.actions.publishing import create_template, publish_template
from content_models.posts.contents import SetContent, own_content
from content_models.posts.models import PostSetTemplate, ProposalState, TemplateProposal
from content_models.posts.policy import may_keep_posts, may_publish_for

NAME_MAX, WHY_MAX = 30, 300


class AlreadyProposed(Conflict):
    code = "already_proposed"
    message = _("A proposal of your community is waiting already.")


class NothingToPropose(Conflict):
    code = "nothing_to_propose"
    message = _("Your community has no posts on the phones yet.")


class ProposalAnswered(Conflict):
    code = "already_decided"
    message = _("This has already been answered.")


def district_of(community: Community) -> Area:
    """The top of the ladder that the community stands on."""
    top: Area = community.area.get_root()
    return top


@transaction.atomic
def propose_template(*, community: Community, name: str, why: str, actor: Actor, now: datetime) -> TemplateProposal:
    """Offer the set as it is on the phones today. Later changes of it don't change the proposal.

    Raises:
        Missing: not the actor's community. Invalid: name or reason missing or too long.
        NothingToPropose, AlreadyProposed
    """
    user = signed_in(actor)
    if not may_keep_posts(actor, community):
        raise Missing
    name, why = " ".join(name.split()), why.strip()
    wrong = {
        field: ("required" if not text else "too_long", _("Please write 1 to %(limit)d characters.") % {"limit": limit})
        for field, text, limit in (("name", name, NAME_MAX), ("why", why, WHY_MAX))
        if not 0 < len(text) <= limit
    }
    if wrong:
        raise Invalid(fields=wrong)
    content = own_content(community.pk)
    content["posts"] = [post for post in content["posts"] if post["live"]]
    if not content["posts"]:
        raise NothingToPropose
    try:
        with transaction.atomic():
            proposal: TemplateProposal = TemplateProposal.objects.create(
                community=community, name=name, why=why, content=content, made_at=now, made_by=user
            )
    except IntegrityError as error:
        raise AlreadyProposed from error
    log(community, "linli.template.proposed", user=user, data={"template": name})
    return proposal


def _decide(
    proposal: TemplateProposal, state: ProposalState, *, by: User, now: datetime, reason: str = ""
) -> TemplateProposal:
    """Answer what still waits: of two answers at the same moment one counts."""
    moved = TemplateProposal.objects.filter(pk=proposal.pk, state=ProposalState.WAITING).update(
        state=state, reason=reason, decided_at=now, decided_by=by
    )
    if not moved:
        raise ProposalAnswered
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: TemplateProposal, actor: Actor, now: datetime) -> TemplateProposal:
    """The community takes it back.

    Raises:
        Missing: not the actor's community. ProposalAnswered
    """
    user = signed_in(actor)
    if not may_keep_posts(actor, proposal.community):
        raise Missing
    return _decide(proposal, ProposalState.WITHDRAWN, by=user, now=now)


def _answerer(proposal: TemplateProposal, actor: Actor) -> User:
    user = signed_in(actor)
    if not may_publish_for(actor, district_for(proposal, actor)):
        raise Missing
    return user


def district_for(proposal: TemplateProposal, actor: Actor) -> Area:
    """Where the template will stand: the actor's own district above the community, else the community's."""
    path = proposal.community.area.path
    own = [one for one in actor.paths_of(Role.DISTRICT_ADMIN) if one and path.startswith(one)]
    return Area.objects.get(path=own[0]) if own else district_of(proposal.community)


@transaction.atomic
def accept_proposal(*, proposal: TemplateProposal, actor: Actor, now: datetime, name: str = "") -> PostSetTemplate:
    """Make it a template with its first version, under its own name or another one.

    Raises:
        Missing: not the actor's district. ProposalAnswered, TemplateNameTaken
    """
    user = _answerer(proposal, actor)
    _decide(proposal, ProposalState.ACCEPTED, by=user, now=now)
    content: SetContent = proposal.content
    template = create_template(
        district=district_for(proposal, actor),
        name=" ".join(name.split()) or proposal.name,
        summary=proposal.why[:120],
        title=content["values"]["title"] or proposal.name,
        intro=content["values"]["intro"],
        posts=[post["values"] for post in content["posts"]],
        actor=actor,
        now=now,
    )
    publish_template(template=template, seen=0, actor=actor, now=now, note=proposal.community.name)
    TemplateProposal.objects.filter(pk=proposal.pk).update(template=template)
    log(proposal.community, "linli.template.accepted", user=user, data={"template": template.name})
    return template


@transaction.atomic
def decline_proposal(*, proposal: TemplateProposal, reason: str, actor: Actor, now: datetime) -> TemplateProposal:
    """Say no, with a reason that the community reads.

    Raises:
        Missing: not the actor's district. ReasonMissing, ProposalAnswered
    """
    user = _answerer(proposal, actor)
    reason = clean_reason(reason)
    _decide(proposal, ProposalState.DECLINED, by=user, now=now, reason=reason)
    log(proposal.community, "linli.template.declined", user=user, data={"reason": reason})
    return proposal


__all__ = [
    "AlreadyProposed",
    "NothingToPropose",
    "ProposalAnswered",
    "accept_proposal",
    "decline_proposal",
    "district_for",
    "district_of",
    "propose_template",
    "withdraw_proposal",
]
