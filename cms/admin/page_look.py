"""社区外观: colour, logo, banner, badge, and whether pages need a second reader; with the home page's first opening."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.pages.actions import change_look, furnish, open_home_page
from content_models.pages.blocks.choosing import OwnPictureChooser
from content_models.pages.models import CommunitySite
from content_models.pages.policy import may_rule_pages


class LookForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself takes no type argument here
    """The look of one community."""

    class Meta:
        model = CommunitySite
        fields = ("color", "logo", "banner", "badge", "needs_approval")
        widgets = {
            "color": forms.TextInput(attrs={"type": "color"}),
            "logo": OwnPictureChooser,
            "banner": OwnPictureChooser,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("logo", "banner"):
            field: Any = self.fields[name]
            # A picture of next door is no choice, and looks like none at all.
            field.queryset = field.queryset.filter(collection=self.instance.collection_id)


def page_look(request: HttpRequest) -> HttpResponse:
    """Show and change how one community looks; before its pages are opened, offer to open them."""
    actor = actor_of(request)
    community, communities = communities_for(request, may_rule_pages)
    here = f"{reverse('linli_page_look')}?community={community.pk}"
    with scope(community=[community.pk]):
        site = furnish(community=community)
        site.community = community
        context = {
            "community": community,
            "communities": communities,
            "back": reverse("wagtailadmin_home"),
            **frame(_("Look of the community"), "view"),
        }
        if site.root_id is None:
            return _opening(request, context, community, here)
        form = LookForm(request.POST or None, instance=CommunitySite.objects.get(pk=site.pk))
        if request.method == "POST" and form.is_valid():
            try:
                change_look(site=site, actor=actor, **form.cleaned_data)
            except DomainError as refusal:
                say_refusal(refusal, request, form)
            else:
                messages.success(request, _("Phones show it from now on."))
                return redirect(here)
        words = {
            "form": form,
            "intro": _("How the community looks on phones, and who reads pages before they go out."),
            "submit": _("Save"),
        }
        return render(request, "cms/admin/plain_form.html", context | words)


def _opening(request: HttpRequest, context: dict[str, Any], community: Any, here: str) -> HttpResponse:
    if request.method == "POST":
        home = open_home_page(community=community, actor=actor_of(request), now=utc_now())
        messages.success(request, _("The home page is open. Put in your own words and pictures."))
        return redirect("wagtailadmin_pages:edit", home.pk)
    words = {
        "form": forms.Form(),
        "intro": _("The community has no pages yet. Open its home page: it begins with a few blocks to change."),
        "submit": _("Open the home page"),
    }
    return render(request, "cms/admin/plain_form.html", context | words)
