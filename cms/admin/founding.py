"""建社区: the guided set-up of a new community: ask, show what will be made, make it, say what comes next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.scoping import actor_of
from cms.admin.screens import frame, say_refusal
from content_models.areas.models import Area, Community, CommunityKind, localized
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.common.ids import any_id, uuid7
from content_models.founding.actions import set_up_community
from content_models.founding.models import Founding
from content_models.founding.plan import (
    INTRO_MAX,
    NAME_MAX,
    SLUG_MAX,
    NewCommunity,
    Plan,
    free_slug,
    may_found,
    places_for,
    plan_community,
)
from content_models.pages.models import CommunitySite
from content_models.people.models import Invitation, Membership
from content_models.people.phones import mask_phone
from content_models.people.roles import STAFF_ROLES, Actor, Role
from content_models.posts.models import PostSetTemplate, PostType, TemplateVersion
from content_models.wishes.models import WishCategory

RECENT = 5


class FoundingForm(forms.Form):
    """Seven questions; only four must be answered. What is right, the domain says (plan_community)."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name of the community"),
        max_length=NAME_MAX,
        help_text=gettext_lazy("As neighbours call it, for example 荔影社区."),
    )
    parent = forms.ChoiceField(
        label=gettext_lazy("Where it lies"), help_text=gettext_lazy("The street or district that it belongs to.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is like"),
        choices=CommunityKind.choices,
        help_text=gettext_lazy("Decides with which wish categories it begins. You can change it later."),
    )
    slug = forms.CharField(
        label=gettext_lazy("Short address"),
        max_length=SLUG_MAX,
        help_text=gettext_lazy(
            "It stands in the link that you share: small letters, digits and hyphens, best the name in pinyin (liying)."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    template = forms.ChoiceField(
        label=gettext_lazy("Which posts to begin with"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Every word can be changed afterwards."),
    )
    worker_phone = forms.CharField(
        label=gettext_lazy("Mobile number of who will run it"),
        max_length=20,
        required=False,
        help_text=gettext_lazy(
            "She becomes the community's administrator when she signs in with this number. May be left for later."
        ),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    places = forms.CharField(
        label=gettext_lazy("Estates and buildings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "荔影花园：1-10栋\n邮电大院：甲楼 乙楼"}),
        help_text=gettext_lazy(
            "One estate a line, its buildings behind a colon; 1-10栋 means ten. May be left for later, or be imported."
        ),
    )
    intro = forms.CharField(
        label=gettext_lazy("A word of welcome"),
        max_length=INTRO_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Two or three sentences for newcomers; they stand on the home page."),
    )

    def __init__(self, *args: Any, places: list[Area], templates: list[PostSetTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shallowest = min((place.depth for place in places), default=1)
        lies_in: list[tuple[Any, str]] = [
            (place.pk, "　" * (place.depth - shallowest) + place.name) for place in places
        ]
        # The first one would be the district itself, which is hardly ever meant.
        self._choose("parent", lies_in if len(lies_in) == 1 else [("", _("please choose")), *lies_in])
        self._choose("template", [(template.pk, template.name) for template in templates])

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def new_community(self) -> NewCommunity:
        given = self.cleaned_data
        return NewCommunity(
            id=given["key"],
            name=given["name"].strip(),
            slug=given["slug"].strip(),
            parent_id=any_id(given["parent"]),
            kind=given["kind"],
            template_id=any_id(given["template"]),
            intro=given["intro"],
            places=given["places"],
            worker_phone=given["worker_phone"],
        )


def set_up(request: HttpRequest) -> HttpResponse:
    """The form; then what will be made, in words; then it is made."""
    actor = actor_of(request)
    if not may_found(actor):
        raise PermissionDenied
    places = places_for(actor)
    templates = _templates(places)
    if not places or not templates:
        return _not_yet(request, places)
    form = FoundingForm(
        request.POST or None, places=places, templates=templates, initial={"key": uuid7(), "slug": free_slug("shequ")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            if "make" in request.POST:
                made = set_up_community(new=form.new_community(), actor=actor, now=utc_now())
                messages.success(request, _("“%(name)s” is set up and on the phones.") % {"name": made.name})
                return redirect("linli_begun", made.pk)
            if "look" in request.POST:
                plan = plan_community(new=form.new_community(), actor=actor)
                return _preview(request, form, plan)
        except DomainError as refusal:
            say_refusal(refusal, request, form)
    context = {
        "form": form,
        "offers": _offers(templates, form["template"].value()),
        "recent": _recent(actor),
        "media": form.media,
        **frame(_("New community"), "linli-founding"),
    }
    return render(request, "cms/admin/founding.html", context)


def _templates(places: list[Area]) -> list[PostSetTemplate]:
    """What the districts of these places have published."""
    rows = PostSetTemplate.objects.filter(number__gt=0).select_related("district").order_by("sort_order", "id")
    return [one for one in rows if any(place.path.startswith(one.district.path) for place in places)]


def _offers(templates: list[PostSetTemplate], chosen: Any) -> list[dict[str, Any]]:
    """The templates as one chooses among them: for what, and with which posts."""
    newest = {
        version.template_id: version
        for version in TemplateVersion.objects.filter(template__in=templates).order_by("number")
    }
    return [
        {
            "template": one,
            "names": [post["values"]["name"] for post in newest[one.pk].content["posts"]],
            "chosen": str(one.pk) == str(chosen or ""),
        }
        for one in templates
    ]


def _recent(actor: Actor) -> list[Founding]:
    """What was set up in her district lately, to go on with."""
    rows = Founding.objects.filter(community__isnull=False).select_related("community__area").order_by("-founded_at")
    paths = actor.paths_of(Role.DISTRICT_ADMIN)
    found = [one for one in rows[:200] if one.community and one.community.area.path.startswith(tuple(paths))]
    return found[:RECENT]


def _not_yet(request: HttpRequest, places: list[Area]) -> HttpResponse:
    """Without a place above communities or a template there is nothing to ask; say what comes first."""
    context = {"places": places, **frame(_("New community"), "linli-founding")}
    return render(request, "cms/admin/founding_not_yet.html", context)


def _preview(request: HttpRequest, form: FoundingForm, plan: Plan) -> HttpResponse:
    context = {
        "form": form,
        "plan": plan,
        "path": [*plan.parent.get_ancestors(), plan.parent],
        "level": localized(plan.level),
        "estate_level": localized(plan.estate_level) if plan.estate_level else "",
        "buildings": sum(len(one.buildings) for one in plan.estates),
        "kind": CommunityKind(plan.new.kind).label,
        "chiefs": [localized(chief) for chief in plan.chiefs],
        "categories": [name for name, _icon in plan.categories],
        "link": request.build_absolute_uri(f"/c/{plan.new.slug}"),
        "phone": mask_phone(plan.worker_phone) if plan.worker_phone else "",
        **frame(_("New community"), "linli-founding"),
    }
    return render(request, "cms/admin/founding_preview.html", context)


def begun(request: HttpRequest, community_id: UUID) -> HttpResponse:
    """What comes next for a new community, with links and its code for phones."""
    community = _own(request, community_id)
    link = request.build_absolute_uri(f"/c/{community.slug}")
    with scope(community=[community.pk]):
        context = {
            "community": community,
            "link": link,
            # Made here from the address alone; without a size of its own, so that it fills its frame.
            "code": mark_safe(segno.make(link, error="m").svg_inline(omitsize=True, border=0)),  # noqa: S308
            "sign_in": request.build_absolute_uri("/sign-in"),
            "home": CommunitySite.objects.filter(community=community).values_list("root_id", flat=True).first(),
            "invited": Invitation.objects.filter(community=community, state="open").count(),
            "workers": Membership.objects.filter(community=community, state="active", role__in=STAFF_ROLES).count(),
            "posts": PostType.objects.filter(community=community).on_show().count(),
            "categories": WishCategory.objects.filter(community=community).on_show().count(),
            "places": community.areas.exclude(pk=community.area_id).count(),
            **frame(
                _("%(name)s: what comes next") % {"name": community.name},
                "linli-founding",
                (reverse("linli_new_community"), _("New community")),
            ),
        }
        return render(request, "cms/admin/founding_next.html", context)


def _own(request: HttpRequest, community_id: UUID) -> Community:
    """A community of the person's own district; any other does not exist."""
    actor = actor_of(request)
    found: Community | None = Community.objects.select_related("area").filter(pk=community_id).first()
    if found is None or not actor.holds(Role.DISTRICT_ADMIN, at=found.area.path):
        raise Http404
    return found
