"""邀请: giving somebody a role by phone number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from content_models.areas.models import Area, Community, localized
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.people.actions import invite
from content_models.people.models import Invitation, InvitationState
from content_models.people.policy import grantable_roles
from content_models.people.roles import Actor, Role
from content_models.posts.invited import invite_chief
from content_models.posts.models import ChiefRole
from content_models.rewards.invited import invite_merchant_staff
from content_models.rewards.models import Merchant

# What a choice of the form stands for: a bare role, a chief role, a merchant.
CHIEF, MERCHANT = "chief:", "merchant:"


class InvitationForm(forms.Form):
    """One number, one role, one place."""

    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=20,
        help_text=gettext_lazy(
            "Whoever signs in on the phone with this number has the role at once. The invitation is open for 30 days."
        ),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        help_text=gettext_lazy("What the person may do follows from the role and the place, and nothing else."),
    )
    area = forms.ModelChoiceField(
        queryset=Area.objects.none(),
        label=gettext_lazy("Place of the chief"),
        required=False,
        empty_label=gettext_lazy("the whole community"),
        help_text=gettext_lazy(
            "Chiefs belong to a place of their level. "
            "A role at a place covers what lies below it, and nothing beside it."
        ),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Empty: until somebody ends it."),
    )

    def __init__(self, *args: Any, community: Community, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community
        role: Any = self.fields["role"]
        role.choices = role_choices(actor, community)
        area: Any = self.fields["area"]
        area.queryset = Area.objects.of_community(community).exclude(pk=community.area_id).select_related("level")
        area.label_from_instance = lambda place: "　" * (place.depth - community.area.depth - 1) + place.name

    def send(self, actor: Actor) -> Invitation:
        """Raises: what the domain refuses."""
        given, now = self.cleaned_data, utc_now()
        phone, choice = given["phone"], given["role"]
        area = given["area"] or self.community.area
        if choice.startswith(MERCHANT):
            merchant = Merchant.objects.select_related("community__area").get(pk=choice.removeprefix(MERCHANT))
            return invite_merchant_staff(actor=actor, phone=phone, merchant=merchant, now=now)
        if choice.startswith(CHIEF):
            chief_role = ChiefRole.objects.get(pk=choice.removeprefix(CHIEF))
            return invite_chief(
                actor=actor, phone=phone, chief_role=chief_role, area=area, ends_on=given["ends_on"], now=now
            )
        return invite(
            actor=actor, phone=phone, role=Role(choice), area=self.community.area, ends_on=given["ends_on"], now=now
        )


def role_choices(actor: Actor, community: Community) -> list[Any]:
    """What this person may give here, in groups: people of the office, chiefs by their level, shops."""
    roles = grantable_roles(actor, at=community.area.path)
    bare = [(role.value, role.label) for role in roles if role not in {Role.CHIEF, Role.MERCHANT, Role.DISTRICT_ADMIN}]
    groups: list[Any] = [(_("Community"), bare)]
    if Role.CHIEF in roles:
        chiefs = ChiefRole.objects.filter(
            level__ladder=community.area.level.ladder_id, level__rank__gte=community.area.level.rank
        ).select_related("level")
        groups.append(
            (_("Chiefs"), [(f"{CHIEF}{one.pk}", f"{localized(one)} · {localized(one.level)}") for one in chiefs])
        )
    if Role.MERCHANT in roles:
        merchants = Merchant.objects.filter(community=community, retired_at__isnull=True)
        groups.append((_("Caring merchants"), [(f"{MERCHANT}{one.pk}", one.name) for one in merchants]))
    return [group for group in groups if group[1]]


def may_invite(actor: Actor, community: Community) -> bool:
    return bool(grantable_roles(actor, at=community.area.path))


def send_invitation(request: HttpRequest) -> HttpResponse:
    """Show the form; invite; show the domain's refusals beside the fields they are about."""
    actor = actor_of(request)
    community, communities = communities_for(request, may_invite)
    back = reverse("invitations_modeladmin_index")
    with scope(community=[community.pk]):
        form = InvitationForm(request.POST or None, community=community, actor=actor)
        if request.method == "POST" and form.is_valid():
            try:
                invitation = form.send(actor)
            except DomainError as refusal:
                say_refusal(refusal, request, form)
            else:
                _say(request, invitation)
                return redirect(back)
        context = {
            "form": form,
            "community": community,
            "communities": communities,
            "intro": _("Nobody has to look for a form: the person signs in with the number, and the role is there."),
            "submit": _("Invite"),
            "back": back,
            **frame(_("Invite somebody"), "linli-people", (back, _("Invitations"))),
            "media": form.media,
        }
        return render(request, "cms/admin/plain_form.html", context)


def _say(request: HttpRequest, invitation: Invitation) -> None:
    match invitation.state:
        case InvitationState.TAKEN_UP:
            messages.success(request, _("The person has an account: the role is in force, and she or he is told."))
        case InvitationState.LAPSED:
            messages.warning(request, _("The person holds this role already: nothing was changed."))
        case _state:
            messages.success(
                request, _("Invited. Please tell the person to sign in on the phone with this number within 30 days.")
            )
