"""使用指南: how the office works with Linli, step by step and with pictures, inside the admin itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.scoping import actor_of
from cms.admin.screens import frame
from content_models.people.roles import STAFF_ROLES


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to learn: what it is for, how it goes, its picture (made by `make screenshots`), and where it is."""

    picture: str
    title: Any
    lines: tuple[Any, ...]
    url_name: str
    go: Any


STEPS = (
    Step(
        "first-screen",
        gettext_lazy("What waits for you"),
        (
            gettext_lazy("Whatever needs an answer stands on the first screen, the oldest first."),
            gettext_lazy("What has waited for more than three days is red. Touch a line to open and answer it."),
            gettext_lazy("Below: how the months went. Every column can be touched."),
        ),
        "wagtailadmin_home",
        gettext_lazy("To the first screen"),
    ),
    Step(
        "posts",
        gettext_lazy("Posts of your own"),
        (
            gettext_lazy("Rename, add, remove posts; drag a line by its handle to move it."),
            gettext_lazy("“Save and show on phones” shows it to everybody at once. A draft stays with you."),
            gettext_lazy("Removing a post takes nothing from those who hold it; it can be brought back."),
        ),
        "wagtailsnippets_posts_posttype:list",
        gettext_lazy("To the posts"),
    ),
    Step(
        "page",
        gettext_lazy("Pages from blocks"),
        (
            gettext_lazy(
                "A page is a pile of blocks: text, pictures, numbers, wishes, posts. Add one with the plus sign."
            ),
            gettext_lazy(
                "The phone sign at the top opens the real app beside it: it shows your draft while you write."
            ),
            gettext_lazy("Nothing is lost: earlier versions are under “History”."),
        ),
        "wagtailadmin_explore_root",
        gettext_lazy("To the pages"),
    ),
    Step(
        "invite",
        gettext_lazy("Invite people"),
        (
            gettext_lazy("Enter the mobile number and choose the role: chief, volunteer, shop, colleague."),
            gettext_lazy("Whoever signs in on the phone with this number has the role. Nobody fills in a form."),
        ),
        "linli_invite",
        gettext_lazy("Invite somebody"),
    ),
    Step(
        "sheets",
        gettext_lazy("Bring lists in from Excel"),
        (
            gettext_lazy("Download the template, fill it in, upload it. Every cell that is wrong is named in words."),
            gettext_lazy("Then all of it comes in, or nothing. Uploading the same sheet again changes nothing."),
        ),
        "linli_sheets",
        gettext_lazy("To the Excel import"),
    ),
    Step(
        "wish",
        gettext_lazy("Look at a wish"),
        (
            gettext_lazy("Read it, then say yes, or no with a reason that the resident reads."),
            gettext_lazy("Names and doors are for the helper alone; every look at them is written down."),
        ),
        "wishes_modeladmin_index",
        gettext_lazy("To the wishes"),
    ),
    Step(
        "records",
        gettext_lazy("Verify hours"),
        (
            gettext_lazy("Tick what you know to be true and verify it in one go."),
            gettext_lazy("What is unusual about a record stands beside it in words. You decide, not the machine."),
        ),
        "records_modeladmin_index",
        gettext_lazy("To the service records"),
    ),
    Step(
        "reward",
        gettext_lazy("Set up a reward"),
        (
            gettext_lazy("Name, picture, points, how many. Before you change the points, try the new price."),
            gettext_lazy("It says how many people can afford it, now and then."),
        ),
        "wagtailsnippets_rewards_reward:list",
        gettext_lazy("To the rewards"),
    ),
)


def guide(request: HttpRequest) -> HttpResponse:
    """For everybody who works here."""
    if not actor_of(request).paths_of(*STAFF_ROLES):
        raise PermissionDenied
    steps = [
        {"step": step, "url": reverse(step.url_name), "picture": f"cms/guide/{step.picture}.png"} for step in STEPS
    ]
    return render(request, "cms/admin/guide.html", {"steps": steps, **frame(_("Guide"), "help")})
