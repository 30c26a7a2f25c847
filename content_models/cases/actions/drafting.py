"""A case page is drafted from wishes that came true: what can be told without a name is filled in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import log
from wagtail.models import Page

from content_models.areas.models import Community
from content_models.cases.actions.pictures import offer_pictures
from content_models.cases.models import Case, CaseSource
from content_models.cases.policy import may_draft_cases
from content_models.cases.words import names_of, places_of, scrub
from content_models.common.errors import Conflict, Invalid, Refused
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.hours.models import ServiceRecord
from content_models.pages.models import CasePage, CommunitySite, HomePage
from content_models.pages.samples import block, in_installations_language
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.wishes.models import Claim, Wish, WishEvent, WishSearchTerm
from content_models.wishes.states import PUBLIC_EVENTS, EventKind, WishState

WISHES_MAX = 30
LIKE_MAX = 8
_LIKE_LEAST = 0.12  # of the pairs of characters of the wish that is asked about
_TITLE_MAX, _PROBLEM_MAX = 60, 500


class NothingChosen(Invalid):
    code = "no_wishes"
    message = gettext_lazy("Please choose at least one wish.")


class TooManyWishes(Invalid):
    code = "too_many_wishes"
    message = gettext_lazy("A case can be drafted from at most %(limit)d wishes.")


class NotConfirmed(Conflict):
    code = "wish_not_confirmed"
    message = gettext_lazy("A case is drafted from wishes that came true; “%(title)s” is not confirmed.")


class InAnotherCase(Conflict):
    code = "wish_in_another_case"
    message = gettext_lazy("“%(title)s” is already part of a case. Please leave it out, or go on with that case.")


class NoHomePage(Conflict):
    code = "no_home_page"
    message = gettext_lazy("The community has no pages yet. Please open its home page first.")


@again_when_overtaken
def draft_case(*, wish_ids: Sequence[UUID], community: Community, actor: Actor, now: datetime) -> CasePage:
    """A draft below the home page, not on show. Drafting from the same wishes again opens the same draft.

    In the scope of `community`; `community.area` must be loaded.

    Raises:
        Refused: the actor does not work on this community's pages.
        NothingChosen, TooManyWishes: none, or more than 30.
        NotConfirmed: one of them did not come true.
        InAnotherCase: some of them are part of a case, others are not.
        NoHomePage: there is nowhere to put it.
    """
    user = signed_in(actor)
    if not may_draft_cases(actor, community):
        raise Refused
    wishes = _chosen(wish_ids, community)
    kept = _case_of(wishes)
    if kept is not None:
        return kept
    site = CommunitySite.objects.filter(community=community, root__isnull=False).first()
    if site is None:
        raise NoHomePage
    page = _plant(_drafted(wishes, community), site, user)
    case = Case.objects.get(page=page)
    try:
        CaseSource.objects.bulk_create(
            CaseSource(id=uuid7(), community=community, case=case, wish=wish) for wish in wishes
        )
    except IntegrityError as error:  # two pressed the button at the same moment
        raise Overtaken from error
    offer_pictures(case)
    page.save_revision(user=user, log_action=True)
    log(page, "linli.case.drafted", user=user, data={"wishes": len(wishes)})
    del now  # Wagtail dates revisions by its own clock
    return page


def _chosen(wish_ids: Sequence[UUID], community: Community) -> list[Wish]:
    ids = list(dict.fromkeys(wish_ids))
    if not ids:
        raise NothingChosen(fields={"wishes": NothingChosen.message})
    if len(ids) > WISHES_MAX:
        raise TooManyWishes(limit=WISHES_MAX)
    wishes = list(
        Wish.objects.filter(pk__in=ids, community=community)
        .select_related("category", "area", "estate", "author", "entered_by", "contact")
        .order_by("id")
    )
    if len(wishes) < len(ids):
        raise NothingChosen(fields={"wishes": NothingChosen.message})
    for wish in wishes:
        if wish.state != WishState.CONFIRMED:
            raise NotConfirmed(title=wish.title)
    return wishes


def _case_of(wishes: list[Wish]) -> CasePage | None:
    """The case that all of them are part of, if any of them is part of one."""
    sources = {one.wish_id: one for one in CaseSource.objects.filter(wish__in=wishes).select_related("case")}
    if not sources:
        return None
    cases = {one.case_id for one in sources.values()}
    if len(cases) > 1 or len(sources) < len(wishes):
        taken = next(wish for wish in wishes if wish.pk in sources)
        raise InAnotherCase(title=taken.title)
    page: CasePage = CasePage.objects.get(pk=next(iter(sources.values())).case.page_id)
    return page


def _plant(page: CasePage, site: CommunitySite, user: User) -> CasePage:
    # The row as it stands in the database: treebeard numbers children from it.
    Page.objects.select_for_update().get(pk=site.root_id)
    page.owner = user
    home = HomePage.objects.get(pk=site.root_id)
    home.add_child(instance=page)
    return page


def _drafted(wishes: list[Wish], community: Community) -> CasePage:
    """The page in the neighbourhood's language."""
    names = set().union(*(names_of(wish) for wish in wishes))
    places = set().union(*(places_of(wish) for wish in wishes))

    def clean(text: str) -> str:
        return scrub(text, names=names, places=places)

    first, category = wishes[0], wishes[0].category.name
    with in_installations_language():
        if len(wishes) == 1:
            title = clean(first.title) or category
            moments = _moments_of_one(first)
        else:
            words = _("%(category)s: how %(number)d wishes came true")
            title = words % {"category": category, "number": len(wishes)}
            moments = _moments_of_several(wishes)
        return CasePage(
            title=title[:_TITLE_MAX],
            slug=f"case-{str(first.pk)[-12:]}",
            live=False,
            community=community,
            category=category,
            area_kind=community.kind,
            problem="\n".join(filter(None, (clean(wish.description) for wish in wishes[:3])))[:_PROBLEM_MAX],
            figures=_stream("figure", _figures(wishes)),
            moments=_stream("moment", moments),
            from_wishes=True,
        )


def _stream(kind: str, values: list[dict[str, str]]) -> str:
    return json.dumps([block(kind, **value) for value in values])


def _moments_of_one(wish: Wish) -> list[dict[str, str]]:
    """The wish's story by days: what happened, never who or with which words."""
    said = {
        EventKind.POSTED: _("A neighbour made a wish"),
        EventKind.APPROVED: _("The community put it on the board"),
        EventKind.CLAIMED: _("A neighbour took it on"),
        EventKind.RELEASED: _("It was given back, and waited for the next helper"),
        EventKind.TIMED_OUT: _("It was given back, and waited for the next helper"),
        EventKind.FULFILLED: _("The helpers said that it is done"),
        EventKind.REOPENED: _("Something was still missing"),
        EventKind.EXPIRED: _("Its last day passed without a helper"),
        EventKind.REPOSTED: _("It was put back on the board"),
        EventKind.CONFIRMED: _("The neighbour confirmed: it came true"),
    }
    moments: list[dict[str, str]] = []
    begin = timezone.localdate(wish.created_at)
    for kind, at in (
        WishEvent.objects.filter(wish=wish, kind__in=sorted(PUBLIC_EVENTS)).order_by("id").values_list("kind", "at")
    ):
        moment = {"when": _day(timezone.localdate(at), begin), "what": str(said.get(EventKind(kind), ""))}
        if moment["what"] and (not moments or moments[-1] != moment):
            moments.append(moment)
    return moments


def _moments_of_several(wishes: list[Wish]) -> list[dict[str, str]]:
    begin = timezone.localdate(min(wish.created_at for wish in wishes))
    closed = sorted(wish.closed_at for wish in wishes if wish.closed_at)
    posted = sorted(wish.created_at for wish in wishes)
    moments = [
        {"when": _day(begin, begin), "what": _("The first neighbour made such a wish")},
        {
            "when": _day(timezone.localdate(posted[-1]), begin),
            "what": _("By now there were %(number)d wishes of the kind") % {"number": len(wishes)},
        },
    ]
    if closed:
        moments.insert(1, {"when": _day(timezone.localdate(closed[0]), begin), "what": _("The first one came true")})
        moments.append({"when": _day(timezone.localdate(closed[-1]), begin), "what": _("All of them had come true")})
    return sorted(moments, key=lambda one: int("".join(filter(str.isdigit, one["when"])) or 0))


def _day(day: Any, begin: Any) -> str:
    return _("Day %(number)d") % {"number": (day - begin).days + 1}


def _figures(wishes: list[Wish]) -> list[dict[str, str]]:
    """Days from the wish to a helper and to the end (the median of several), helpers, verified minutes, how many."""
    ids = [wish.pk for wish in wishes]
    claimed: dict[UUID, datetime] = {}
    helpers: set[UUID | None] = set()
    for wish_id, helper_id, at in Claim.objects.filter(wish__in=ids, state="fulfilled").values_list(
        "wish_id", "helper_id", "claimed_at"
    ):
        claimed[wish_id] = min(at, claimed.get(wish_id, at))
        helpers.add(helper_id)
    to_claim = [(claimed[one.pk] - one.created_at).days for one in wishes if one.pk in claimed]
    to_end = [(one.closed_at - one.created_at).days for one in wishes if one.closed_at]
    minutes = ServiceRecord.objects.filter(wish__in=ids, state="verified").aggregate(sum=Sum("minutes"))["sum"]
    figures = []
    if to_claim:
        figures.append({"label": _("until somebody took it on"), "value": _days(round(median(to_claim)))})
    if to_end:
        figures.append({"label": _("until it came true"), "value": _days(round(median(to_end)))})
    figures.append({"label": _("neighbours who helped"), "value": str(len(helpers))})
    if minutes:
        figures.append({"label": _("of service"), "value": _minutes(minutes)})
    if len(wishes) > 1:
        figures.append({"label": _("wishes of the kind"), "value": str(len(wishes))})
    return figures


def _days(days: int) -> str:
    if days < 1:
        return _("the same day")
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def _minutes(minutes: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}


def like_wishes(*, wish: Wish, limit: int = LIKE_MAX) -> list[Wish]:
    """Other wishes that came true, of the same category and in much the same words, the likest first.

    Those that are part of a case already are left out. In the scope of the wish's community.
    """
    terms = list(WishSearchTerm.objects.filter(wish=wish).values_list("term", flat=True))
    if not terms:
        return []
    shared = (
        WishSearchTerm.objects.filter(term__in=terms, wish__category=wish.category_id, wish__state=WishState.CONFIRMED)
        .exclude(wish=wish)
        .exclude(wish__in=CaseSource.objects.values("wish_id"))
        .values("wish")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=max(2, int(len(terms) * _LIKE_LEAST)))
        .order_by("-shared", "-wish")
        .values_list("wish", flat=True)[:limit]
    )
    ids = list(shared)
    wishes = Wish.objects.select_related("category", "estate").in_bulk(ids)
    return [wishes[pk] for pk in ids]
