"""微心愿: what a resident wishes for, who takes it on, and the story of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransition, ConcurrentTransitionMixin, FSMField, transition
from django_scopes import ScopedManager
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.common.own_forms import KeepsAnswers, OwnFormBlock
from content_models.wishes.figures import HelpedMonth
from content_models.wishes.querysets import CategoryManager, ClaimManager, ContactManager, WishManager
from content_models.wishes.states import MOVES, SEATED, ClaimState, EventKind, WishState
from media.answers import AnswerPhoto

TITLE_MIN, TITLE_MAX = 2, 40
DESCRIPTION_MAX = 500
PHOTOS_MAX = 3
HELPERS_MAX = 20
TEXT_MAX = 300  # reasons, notes, thanks


class WishCategory(DraftStateMixin, RevisionMixin, models.Model):
    """A kind of wish, named by the community."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=20, help_text=_("Two to six characters read best: 搭把手."))
    icon = models.CharField(_("icon"), max_length=20, default="heart")
    form = StreamField(
        OwnFormBlock(),
        blank=True,
        default="",
        db_default="[]",  # the release before this one goes on writing categories while the new one starts
        verbose_name=_("own questions"),
        help_text=_("Asked when somebody posts a wish of this kind. The fewer the better: three are plenty."),
    )
    sort_order = models.IntegerField(_("order"), default=0, editable=False)
    retired_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    sort_order_field = "sort_order"
    objects = ScopedManager(community="community", _manager_class=CategoryManager)

    class Meta:
        verbose_name = _("wish category")
        verbose_name_plural = _("wish categories")
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(retired_at__isnull=True),
                name="category_name_once_per_community",
                violation_error_message=_("There is already a category of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


def _moves(name: str, field: Any) -> Any:
    """The FSM declaration of one row of the table in states.py."""
    return transition(field=field, source=sorted(MOVES[name].sources), target=MOVES[name].target)


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
    @_moves("approve", state)
    def approve(self) -> Any: ...

    @_moves("reject", state)
    def reject(self) -> Any: ...

    @_moves("withdraw", state)
    def withdraw(self) -> Any: ...

    @_moves("fill", state)
    def fill(self) -> Any: ...

    @_moves("make_room", state)
    def make_room(self) -> Any: ...

    @_moves("fulfil", state)
    def fulfil(self) -> Any: ...

    @_moves("confirm", state)
    def confirm(self) -> Any: ...

    @_moves("send_back", state)
    def send_back(self) -> Any: ...

    @_moves("expire", state)
    def expire(self) -> Any: ...

    @_moves("reopen", state)
    def reopen(self) -> Any: ...


class WishContact(models.Model):
    """Whom to call and where to knock. Sealed; shown to those on it; erased some days after the wish closes."""

    wish = models.OneToOneField(Wish, models.CASCADE, primary_key=True, related_name="contact")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    name = SealedTextField(blank=True, default="")
    phone = SealedTextField(blank=True, default="")
    door = SealedTextField(blank=True, default="")
    erase_after = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(community="community", _manager_class=ContactManager)

    class Meta:
        verbose_name = _("contact of a wish")
        verbose_name_plural = _("contacts of wishes")
        indexes = [models.Index(fields=["erase_after"], condition=Q(erased_at__isnull=True), name="contacts_to_erase")]

    def __str__(self) -> str:
        return str(self.wish_id)


class WishAnswers(KeepsAnswers):
    """What was answered to the category's own questions. Sealed; erased on the same day as the contact."""

    wish = models.OneToOneField(Wish, models.CASCADE, primary_key=True, related_name="own_answers")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("answers of a wish")
        verbose_name_plural = _("answers of wishes")

    def __str__(self) -> str:
        return str(self.wish_id)


class WishAnswerPhoto(AnswerPhoto):
    """A picture that answers a question: for those who may read the answers, unlike the wish's public pictures."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="answer_photos")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("picture among a wish's answers")
        verbose_name_plural = _("pictures among wishes' answers")

    def __str__(self) -> str:
        return str(self.wish_id)


class Claim(ConcurrentTransitionMixin, models.Model):
    """认领: one helper on one wish."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="claims", verbose_name=_("wish"))
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="claims", verbose_name=_("helper")
    )
    state = FSMField(_("state"), choices=ClaimState.choices, default=ClaimState.ACTIVE, protected=True)
    slot = models.PositiveSmallIntegerField(
        editable=False, help_text="Which of the helper's places in this community it takes, from 1 to the limit."
    )
    wears_badge = models.BooleanField(_("shows the badge"), default=False)
    claimed_at = models.DateTimeField(_("claimed at"))
    last_sign_at = models.DateTimeField(_("last sign of life"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    note = SealedTextField(_("what was done"), blank=True, default="")
    reason = models.CharField(_("reason"), max_length=TEXT_MAX, blank=True)

    objects = ScopedManager(community="community", _manager_class=ClaimManager)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["helper", "state"], name="claims_of_helper"),
            models.Index(fields=["last_sign_at"], condition=Q(state="active"), name="claims_by_silence"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "helper"], condition=Q(state__in=sorted(SEATED)), name="one_living_claim_per_helper"
            ),
            # The limit of wishes in hand, held by the database: two claims at once cannot take the same place.
            models.UniqueConstraint(
                fields=["helper", "community", "slot"], condition=Q(state="active"), name="one_claim_per_place"
            ),
            models.CheckConstraint(condition=Q(slot__gte=1), name="places_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.wish_id} · {self.get_state_display()}"

    @transition(field=state, source=ClaimState.ACTIVE, target=ClaimState.FULFILLED)
    def fulfil(self) -> Any: ...

    @transition(field=state, source=ClaimState.FULFILLED, target=ClaimState.ACTIVE)
    def take_up_again(self) -> Any: ...

    @transition(field=state, source=ClaimState.ACTIVE, target=ClaimState.RELEASED)
    def release(self) -> Any: ...

    @transition(field=state, source=ClaimState.ACTIVE, target=ClaimState.TIMED_OUT)
    def time_out(self) -> Any: ...


class WishPhoto(models.Model):
    """A picture of what is wished for, or of what was done."""

    class Stage(models.TextChoices):
        ASKED = "asked", _("With the wish")
        DONE = "done", _("Of the outcome")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="wish_photos")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="photos")
    photo = models.OneToOneField("media.Photo", models.CASCADE, related_name="+")
    stage = models.CharField(max_length=5, choices=Stage.choices)
    position = models.PositiveSmallIntegerField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("picture of a wish")
        verbose_name_plural = _("pictures of wishes")
        ordering = ["stage", "position"]

    def __str__(self) -> str:
        return f"{self.wish_id} {self.stage} {self.position}"


class WishEvent(models.Model):
    """One line of a wish's story. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=12, choices=EventKind.choices)
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    as_role = models.CharField(_("as"), max_length=12, help_text="resident, helper, reviewer or system")
    text = SealedTextField(_("words"), blank=True, default="")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("event of a wish")
        verbose_name_plural = _("events of wishes")
        ordering = ["id"]
        indexes = [models.Index(fields=["wish", "id"], name="story")]

    def __str__(self) -> str:
        return self.get_kind_display()


class ContactReveal(models.Model):
    """Who was shown a contact, and when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="reveals")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=12)
    at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("look at a contact")
        verbose_name_plural = _("looks at contacts")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.wish_id} {self.at:%Y-%m-%d %H:%M}"


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


__all__ = [
    "DESCRIPTION_MAX",
    "HELPERS_MAX",
    "PHOTOS_MAX",
    "TEXT_MAX",
    "TITLE_MAX",
    "TITLE_MIN",
    "Claim",
    "ContactReveal",
    "HelpedMonth",
    "Wish",
    "WishAnswerPhoto",
    "WishAnswers",
    "WishCategory",
    "WishContact",
    "WishEvent",
    "WishPhoto",
    "WishSearchTerm",
]
