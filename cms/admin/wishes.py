"""心愿 in the admin: every wish of the community, its story, and the answers of who reviews it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from cms.admin.case_drafting import CASE_VERBS, DRAFT, address_of_draft, case_verbs, draft_of, like_section, may_draft
from cms.admin.icons import drawn
from cms.admin.register_answers import AnswersRegister, answer_facts
from cms.admin.register_filters import area_filter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Verb, day_and_time, state_tag
from cms.admin.scoping import actor_of, own_community_ids
from cms.admin.seen_minutes import seen_minutes, shown_minutes
from content_models.areas.models import Community
from content_models.common.errors import DomainError
from content_models.common.ids import parse_id
from content_models.common.own_forms import Answer, FormField, read_form
from content_models.hours.actions import confirm_wish, living_records
from content_models.people.roles import Actor
from content_models.wishes.actions import approve_wish, reject_wish, reopen_wish, withdraw_wish
from content_models.wishes.actions.story import claim_of
from content_models.wishes.board import photo_json
from content_models.wishes.models import Wish, WishCategory
from content_models.wishes.policy import allowed_actions, facts_of, may_write_for_others, sees_answers
from content_models.wishes.states import WishState

VERBS = {
    "approve": Verb(gettext_lazy("Put it on the board"), gettext_lazy("The wish is on the board."), tone="main"),
    "reject": Verb(
        gettext_lazy("Don't accept"),
        gettext_lazy("The wish was not accepted; the resident reads your reason."),
        asks_for=gettext_lazy("Why not? The resident reads this."),
        text_required=True,
        tone="serious",
    ),
    "confirm": Verb(
        gettext_lazy("Confirm that it is done"),
        gettext_lazy("The wish is done. Thank you!"),
        asks_for=gettext_lazy("A word of thanks (everybody can read it)"),
        tone="main",
    ),
    "reopen": Verb(
        gettext_lazy("Open again"),
        gettext_lazy("The wish is open again."),
        asks_for=gettext_lazy("What is still missing?"),
    ),
    "withdraw": Verb(
        gettext_lazy("Take it back"),
        gettext_lazy("The wish was taken back."),
        asks_for=gettext_lazy("Why? (may stay empty)"),
        tone="serious",
    ),
    **CASE_VERBS,
}

# One domain action per verb, each with the words that were typed; confirming takes along what was seen besides.
Perform = Callable[[Wish, Actor, str, datetime], Any]
ACTIONS: dict[str, Perform] = {
    "approve": lambda wish, actor, _text, now: approve_wish(wish_id=wish.pk, actor=actor, now=now),
    "reject": lambda wish, actor, text, now: reject_wish(wish_id=wish.pk, actor=actor, reason=text, now=now),
    "reopen": lambda wish, actor, text, now: reopen_wish(wish_id=wish.pk, actor=actor, reason=text, now=now),
    "withdraw": lambda wish, actor, text, now: withdraw_wish(wish_id=wish.pk, actor=actor, reason=text, now=now),
}


class SayingSearch(DjangoORMSearchHandler):
    """Finds a Chinese word anywhere in the words of a wish (content_models/common/search.py)."""

    show_search_form = True

    def search_queryset(self, queryset: Any, search_term: str, **kwargs: Any) -> Any:
        return queryset.saying(search_term) if search_term.strip() else queryset


def _categories() -> Sequence[tuple[str, Any]]:
    several = len(own_community_ids()) > 1
    rows = WishCategory.objects.select_related("community").order_by("community__name", "sort_order", "id")
    return [(str(row.pk), f"{row.name}（{row.community.name}）" if several else row.name) for row in rows]


class WishRegister(AnswersRegister):
    """All wishes, the newest first."""

    model = Wish
    base_url_path = "wishes"
    menu_label = gettext_lazy("Wishes")
    menu_item_name = "wishes"
    menu_icon = "linli-wish"
    menu_order = 100
    verbs = VERBS
    several = (DRAFT,)
    empty_words = gettext_lazy(
        "No wish yet. Residents post them on their phones; you can write one down for an old neighbour."
    )
    search_handler_class = SayingSearch
    list_display = ("title", "state_shown", "category_name", "place", "helpers", "deadline", "posted")
    list_select_related = (
        "community",
        "community__area",
        "category",
        "estate",
        "area",
        "area__level",
        "author",
        "entered_by",
        "own_answers",
    )
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: WishState.choices),
        choice_filter("category", gettext_lazy("category"), "category", _categories),
        area_filter(),
        *day_filters("created_at"),
    )
    list_export = (
        "posted",
        "community_name",
        "state_name",
        "title_text",
        "description_text",
        "category_name",
        "place",
        "helpers",
        "last_day",
        "resident",
        "for_somebody",
        "reason_text",
    )
    export_filename = "wishes"

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("title", "description")

    def header_buttons(self, request: HttpRequest) -> list[Any]:
        actor = actor_of(request)
        paths = Community.objects.filter(pk__in=own_community_ids()).values_list("area__path", flat=True)
        if not any(may_write_for_others(actor, path) for path in paths):
            return []
        url = reverse("wishes_modeladmin_for_another")
        return [HeaderButton(_("Write one down for somebody"), url=url, icon_name="plus")]

    # --- columns ------------------------------------------------------------------------------

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, wish: Wish) -> str:
        return state_tag(wish)

    @display(description=gettext_lazy("state"))
    def state_name(self, wish: Wish) -> str:
        return str(wish.get_state_display())

    @display(description=gettext_lazy("title"))
    def title_text(self, wish: Wish) -> str:
        return wish.title

    @display(description=gettext_lazy("description"))
    def description_text(self, wish: Wish) -> str:
        return wish.description

    @display(description=gettext_lazy("category"), ordering="category__sort_order")
    def category_name(self, wish: Wish) -> str:
        return wish.category.name

    @display(description=gettext_lazy("place"))
    def place(self, wish: Wish) -> str:
        return place_of(wish)

    @display(description=gettext_lazy("helpers"))
    def helpers(self, wish: Wish) -> str:
        return f"{wish.helpers_active} / {wish.helpers_wanted}"

    @display(description=gettext_lazy("last day"))
    def last_day(self, wish: Wish) -> str:
        return wish.deadline.isoformat()

    @display(description=gettext_lazy("posted at"), ordering="created_at")
    def posted(self, wish: Wish) -> str:
        return day_and_time(wish.created_at)

    @display(description=gettext_lazy("resident"))
    def resident(self, wish: Wish) -> str:
        return wish.author.shown_name if wish.author else ""

    @display(description=gettext_lazy("written down for somebody (代提)"))
    def for_somebody(self, wish: Wish) -> str:
        return _("yes") if wish.on_behalf else ""

    @display(description=gettext_lazy("reason"))
    def reason_text(self, wish: Wish) -> str:
        return wish.reason

    # --- one wish -----------------------------------------------------------------------------

    def facts(self, row: Wish, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("category"), row.category.name),
            (_("place"), place_of(row)),
            (_("resident"), row.author.shown_name if row.author else _("without an account")),
            (_("helpers"), self.helpers(row)),
            (_("last day"), date_format(row.deadline)),
            (_("posted at"), day_and_time(row.created_at)),
        ]
        if row.on_behalf and row.entered_by:
            facts.insert(4, (_("written down by"), row.entered_by.shown_name))
        if row.reason:
            facts.append((_("reason"), row.reason))
        return facts

    def allowed(self, row: Wish, actor: Actor) -> Sequence[str]:
        mine = claim_of(row, actor.id)
        return [*allowed_actions(actor, facts_of(row, mine.state if mine else None)), *case_verbs(row, actor)]

    def prepare(self, rows: Sequence[Any], actor: Actor) -> None:
        """Ticks for those that came true: a case can be drafted from several."""
        for row in rows:
            row.may_tick = may_draft(row, actor)

    def leads_to(self, verb: str, rows: Sequence[Any]) -> str | None:
        return address_of_draft(rows) if verb in CASE_VERBS else None

    def perform_on_several(
        self, verb: str, rows: Sequence[Any], *, actor: Actor, text: str, now: datetime, **seen: Any
    ) -> list[tuple[Any, DomainError | None]]:
        draft_of(verb, rows, actor=actor, now=now)
        return [(row, None) for row in rows]

    def seen(self, request: HttpRequest) -> dict[str, Any]:
        """Who confirms agrees to the helpers' minutes: those that the page showed."""
        return {"minutes": seen_minutes(request)}

    def perform(
        self,
        verb: str,
        row: Any,
        *,
        actor: Actor,
        text: str,
        now: datetime,
        minutes: Mapping[UUID, int | None] | None = None,
    ) -> None:
        if verb == "confirm":
            confirm_wish(wish_id=row.pk, actor=actor, thanks=text, seen=minutes, now=now)
        elif verb in CASE_VERBS:
            draft_of(verb, [row], actor=actor, now=now)
        else:
            ACTIONS[verb](row, actor, text, now)

    def more(self, row: Wish, actor: Actor) -> dict[str, Any]:
        events = row.events.select_related("actor")
        claims = row.claims.select_related("helper").order_by("id")
        records = living_records(row.pk)
        minutes = {record.claim_id: record.minutes for record in records}
        return {
            "seen": shown_minutes(records),
            "sections": like_section(row, actor),
            "icon": drawn(row.category.icon, size=28),
            "body": row.description,
            "photos": [photo_json(photo) for photo in row.wish_photos.select_related("photo")],
            "answers": answer_facts(self.answers_of(row)) if sees_answers(actor, facts_of(row, None)) else [],
            "timeline": [
                {
                    "when": event.at,
                    "what": event.get_kind_display(),
                    "who": event.actor.shown_name if event.actor else "",
                    "text": event.text,
                    "kind": event.kind,
                }
                for event in events
            ],
            "claims": [
                {
                    "who": claim.helper.shown_name if claim.helper else _("somebody"),
                    "state": state_tag(claim),
                    "when": claim.claimed_at,
                    "minutes": minutes.get(claim.pk),
                    "note": claim.note or claim.reason,
                }
                for claim in claims
            ],
        }

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Wish]:
        return super().get_queryset(request).defer("card", "search_text")

    def questions(self, request: HttpRequest) -> list[FormField]:
        wanted = parse_id(request.GET.get("category", ""))
        category = WishCategory.objects.filter(pk=wanted).first() if wanted else None
        return read_form(category.form) if category is not None else []

    def answers_of(self, row: Wish) -> list[Answer]:
        kept = getattr(row, "own_answers", None)
        return kept.answers if kept is not None else []

    def with_answers(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related(None).select_related("own_answers").only("pk", "own_answers__answers_json")


def place_of(wish: Wish) -> str:
    """Estate and building, once where they are the same."""
    if wish.area_id == wish.estate_id:
        return str(wish.estate.name)
    return f"{wish.estate.name} · {wish.area.name}"
