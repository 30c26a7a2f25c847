"""Screens of our own beside Wagtail's lists: one community at a time, chosen by tabs; refusals beside their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.admin.scoping import actor_of, own_communities
from content_models.areas.models import Community
from content_models.common.errors import DomainError
from content_models.people.roles import Actor

MayUse = Callable[[Actor, Community], bool]


def communities_for(request: HttpRequest, may_use: MayUse) -> tuple[Community, list[Community]]:
    """The community that is chosen, and all among which the person may choose.

    Raises:
        PermissionDenied: there is none.
    """
    actor = actor_of(request)
    communities = [one for one in own_communities().select_related("area") if may_use(actor, one)]
    if not communities:
        raise PermissionDenied
    wanted = request.GET.get("community", "")
    return next((one for one in communities if str(one.pk) == wanted), communities[0]), communities


def frame(title: str, icon: str, *above: tuple[str, str]) -> dict[str, Any]:
    """Heading and breadcrumbs; `above` are the screens between the first one and this, as address and label."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    between = [{"url": url, "label": label} for url, label in above]
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [home, *between, {"url": "", "label": title}],
    }


def say_refusal(
    refusal: DomainError,
    request: HttpRequest,
    form: forms.BaseForm | None = None,
    names: Mapping[str, str] | None = None,
) -> None:
    """The domain's words, beside the field they are about, else above the page.

    `names` are the form's names of fields for the domain's, where they differ.
    """
    if form is None or not refusal.fields:
        said = [str(words) for _code, words in refusal.fields.values()] or [str(refusal)]
        for words in said:
            messages.error(request, words)
        return
    for name, (code, words) in refusal.fields.items():
        field = (names or {}).get(name, name)
        form.add_error(field if field in form.fields else None, forms.ValidationError(str(words), code=code))


def whole_number(request: HttpRequest, name: str) -> int:
    """A number from a hidden field; anything that is none counts as never seen."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
