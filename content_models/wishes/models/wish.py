"""One wish, and what it is found by."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransition, ConcurrentTransitionMixin, FSMField
from django_scopes import ScopedManager

from content_models.common.ids import uuid7
from content_models.common.moves import moves
from content_models.wishes.models.categories import WishCategory
from content_models.wishes.querysets import WishManager
from content_models.wishes.states import MOVES, WishState

TITLE_MIN, TITLE_MAX = 2, 40
DESCRIPTION_MAX = 500
HELPERS_MAX = 20
TEXT_MAX = 300  # reasons, notes, thanks


class Wish(ConcurrentTransitionMixin, models.Model):
    """One small concrete wish.

    Every write is conditional on the state *and* the `revision` that were read (docs/adr/0004): whoever
    comes second writes nothing, reads again, and decides anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    category = models.ForeignKey(WishCategory, models.PROTECT, related_name="wishes", verbose_name=_("category"))
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", verbose_name=_("building"))
    estate = models.ForeignKey(
        "areas.Area", models.PROTECT, related_name="+", verbose_name=_("estate"), help_text=_("Where strangers see it.")
    )
    title = models.CharField(_("title"), max_length=TITLE_MAX)
    description = models.TextField(_("description"), max_length=DESCRIPTION_MAX)
    deadline = models.DateField(_("last day"))
    helpers_wanted = models.PositiveSmallIntegerField(
        _("helpers wanted"), default=1, validators=[MinValueValidator(1), MaxValueValidator(HELPERS_MAX)]
    )
    helpers_active = models.PositiveSmallIntegerField(_("helpers on it"), default=0, editable=False)
    state = FSMField(_("state"), choices=WishState.choices, default=WishState.PENDING, protected=True)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wishes",
        verbose_name=_("resident"),
        help_text=_("Empty when it was written down for somebody without an account."),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written down by"),
    )
    on_behalf = models.BooleanField(_("written down for somebody (代提)"), default=False)
    reason = models.CharField(_("reason"), max_length=TEXT_MAX, blank=True)
    share_outcome = models.BooleanField(_("outcome may be shown"), default=False)

    created_at = models.DateTimeField(_("posted at"))
    changed_at = models.DateTimeField(_("changed at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    # The board hands this out as it is: the public face of the wish in ready JSON (content_models/wishes/board.py).
    card = models.TextField(default="", editable=False)
    search_text = models.TextField(default="", editable=False)

    objects = ScopedManager(community="community", _manager_class=WishManager)

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["community", "state", "-id"], name="board"),
            models.Index(fields=["community", "state", "category", "-id"], name="board_by_category"),
            models.Index(fields=["author", "-id"], name="wishes_of_author"),
            models.Index(fields=["state", "deadline"], name="wishes_by_deadline"),
        ]
        constraints = [
            # The last wall behind the conditional write: never more helpers than wanted.
            models.CheckConstraint(
                condition=Q(helpers_active__lte=F("helpers_wanted")), name="no_more_helpers_than_wanted"
            ),
            models.CheckConstraint(
                condition=Q(helpers_wanted__gte=1) & Q(helpers_wanted__lte=HELPERS_MAX), name="helpers_wanted_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def _do_update(self, base_qs: Any, *args: Any) -> Any:
        """Add "and nobody wrote since we read" to the UPDATE that the mixin already ties to the old state.

        Raises:
            ConcurrentTransition: somebody wrote. (The mixin itself would look for the row with our filter, not find
            it, and take it for a new one.)
        """
        guarded = base_qs.filter(revision=self.revision - 1)
        if not super()._do_update(guarded, *args):
            raise ConcurrentTransition
        return True

    # Legality of moves; the bodies are empty because who may and what follows is in actions/.
    @moves(MOVES, "approve", state)
    def approve(self) -> Any: ...

    @moves(MOVES, "reject", state)
    def reject(self) -> Any: ...

    @moves(MOVES, "withdraw", state)
    def withdraw(self) -> Any: ...

    @moves(MOVES, "fill", state)
    def fill(self) -> Any: ...

    @moves(MOVES, "make_room", state)
    def make_room(self) -> Any: ...

    @moves(MOVES, "fulfil", state)
    def fulfil(self) -> Any: ...

    @moves(MOVES, "confirm", state)
    def confirm(self) -> Any: ...

    @moves(MOVES, "send_back", state)
    def send_back(self) -> Any: ...

    @moves(MOVES, "expire", state)
    def expire(self) -> Any: ...

    @moves(MOVES, "reopen", state)
    def reopen(self) -> Any: ...


class WishSearchTerm(models.Model):
    """One pair of characters that stands in a wish (content_models/common/search.py)."""

    id = models.BigAutoField(primary_key=True)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+")
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="+")
    term = models.CharField(max_length=2)

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("search term")
        constraints = [models.UniqueConstraint(fields=["community", "term", "wish"], name="term_once_per_wish")]

    def __str__(self) -> str:
        return self.term
