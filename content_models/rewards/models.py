"""兑换: what points can be exchanged for, who hands it over, and every single exchange."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField
from django_scopes import ScopedManager
from wagtail.models import DraftStateMixin, RevisionMixin

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.common.moves import moves
from content_models.common.scoped_keys import ScopedForeignKey
from content_models.rewards.querysets import MerchantManager, RedemptionManager, RewardManager
from content_models.rewards.states import MOVES, TAKING, RedemptionState, RewardKind

NAME_MAX, PLACE_MAX, TEXT_MAX = 40, 80, 300
PRICE_MAX, STOCK_MAX, LIMIT_MAX = 100_000, 1_000_000, 100


class Merchant(DraftStateMixin, RevisionMixin, models.Model):
    """爱心商家: a shop of the neighbourhood that hands rewards over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=NAME_MAX)
    place = models.CharField(_("where it is"), max_length=PLACE_MAX, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=60, blank=True)
    sort_order = models.IntegerField(_("order"), default=0, editable=False)
    retired_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    sort_order_field = "sort_order"
    objects = ScopedManager(community="community", _manager_class=MerchantManager)

    class Meta:
        verbose_name = _("caring merchant")
        verbose_name_plural = _("caring merchants")
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(retired_at__isnull=True),
                name="merchant_name_once_per_community",
                violation_error_message=_("There is already a merchant of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MerchantStaff(models.Model):
    """Who may hand over for a shop. The role (people.Membership) opens the door, this says which shop."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="staff", verbose_name=_("merchant"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    created_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("merchant staff")
        verbose_name_plural = _("merchant staff")
        constraints = [
            models.UniqueConstraint(
                fields=["merchant", "person"], condition=Q(ended_at__isnull=True), name="once_per_merchant"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class Reward(DraftStateMixin, RevisionMixin, models.Model):
    """兑换品: goods, a service or a privilege, with its price in points."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=NAME_MAX)
    kind = models.CharField(_("kind"), max_length=10, choices=RewardKind.choices, default=RewardKind.GOODS)
    description = models.TextField(_("what one gets"), max_length=TEXT_MAX, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    price = models.PositiveIntegerField(
        _("price in points"), validators=[MinValueValidator(1), MaxValueValidator(PRICE_MAX)]
    )
    stock = models.PositiveIntegerField(
        _("how many in all"),
        validators=[MaxValueValidator(STOCK_MAX)],
        help_text=_("All that were ever offered, with those already taken. Raise it when new ones arrive."),
    )
    # Moved by conditional updates only (actions/exchanging.py), never by a form.
    taken = models.PositiveIntegerField(_("taken"), default=0, editable=False)
    limit_per_person = models.PositiveSmallIntegerField(
        _("how many one person may take"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(LIMIT_MAX)],
    )
    opens_on = models.DateField(_("from"), null=True, blank=True)
    closes_on = models.DateField(_("until (last day)"), null=True, blank=True)
    merchant = ScopedForeignKey(
        Merchant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rewards",
        verbose_name=_("merchant"),
        help_text=_("Empty: fetched at the community's own desk."),
    )
    pick_up = models.CharField(_("where to fetch it"), max_length=PLACE_MAX, blank=True)
    pick_up_days = models.PositiveSmallIntegerField(
        _("days to fetch it"), default=7, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    sort_order = models.IntegerField(_("order"), default=0, editable=False)
    retired_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    sort_order_field = "sort_order"
    objects = ScopedManager(community="community", _manager_class=RewardManager)

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        ordering = ["sort_order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gte=1, price__lte=PRICE_MAX),
                name="reward_has_a_price",
                violation_error_message=_("A reward costs at least one point."),
            ),
            # The last wall behind the conditional update: nothing is promised that is not there.
            models.CheckConstraint(
                condition=Q(taken__lte=F("stock")),
                name="never_more_taken_than_there_are",
                violation_error_message=_("More than that are reserved or handed over already."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(opens_on__lte=F("closes_on")),
                name="reward_opens_before_it_closes",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(retired_at__isnull=True),
                name="reward_name_once_per_community",
                violation_error_message=_("There is already a reward of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stock_left(self) -> int:
        return self.stock - self.taken

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Everything but `taken`: publishing a draft begun last week must not put pieces back that were taken since."""
        if not self._state.adding and kwargs.get("update_fields") is None and not kwargs.get("force_insert"):
            fields = (field for field in self._meta.concrete_fields if not field.primary_key)
            kwargs["update_fields"] = [field.name for field in fields if field.name != "taken"]
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Reward:
        """A draft shows how many are taken today, not on the day it was begun."""
        draft: Reward = super().with_content_json(content)
        draft.taken = self.taken
        return draft


class Redemption(ConcurrentTransitionMixin, models.Model):
    """兑换单: one exchange with its pick-up code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="redemptions", verbose_name=_("reward"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="redemptions", verbose_name=_("person")
    )
    state = FSMField(_("state"), choices=RedemptionState.choices, default=RedemptionState.RESERVED, protected=True)
    slot = models.PositiveSmallIntegerField(
        editable=False, help_text="Which of the pieces that one person may take it is, from 1 to the limit."
    )
    # As they were when it was exchanged.
    name = models.CharField(_("what"), max_length=NAME_MAX)
    price = models.PositiveIntegerField(_("points"))
    merchant = models.ForeignKey(
        Merchant, models.PROTECT, null=True, blank=True, related_name="redemptions", verbose_name=_("merchant")
    )
    number = models.CharField(
        max_length=8, editable=False, help_text="The digits of the code before its signature (codes.py)."
    )
    secret = SealedTextField(editable=False, help_text="What its code is signed with: 32 random bytes as hex.")
    proxy = SealedTextField(_("fetched by"), blank=True, default="", help_text="Who fetches it for the person.")
    reserved_at = models.DateTimeField(_("exchanged at"))
    expires_at = models.DateTimeField(_("to be fetched until"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("handed over by"),
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=TEXT_MAX, blank=True)
    # The ids that its transfers have or would have.
    payment_id = models.UUIDField(editable=False)
    refund_id = models.UUIDField(default=uuid7, editable=False)

    objects = ScopedManager(community="community", _manager_class=RedemptionManager)

    class Meta:
        verbose_name = _("redemption")
        verbose_name_plural = _("redemptions")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "-id"], name="redemptions_of_person"),
            models.Index(fields=["community", "state", "-id"], name="redemptions_by_state"),
            # A code is looked for among the closed ones too, to say why it opens nothing any more.
            models.Index(fields=["community", "number"], name="redemptions_by_number"),
            models.Index(
                fields=["expires_at"], condition=Q(state=RedemptionState.RESERVED), name="redemptions_to_expire"
            ),
            models.Index(
                fields=["merchant", "closed_at"],
                condition=Q(state=RedemptionState.HANDED_OVER),
                name="hand_overs_of_merchant",
            ),
        ]
        constraints = [
            # The limit per person, held by the database: two exchanges at once cannot take the same place.
            models.UniqueConstraint(
                fields=["reward", "person", "slot"],
                condition=Q(state__in=sorted(TAKING)),
                name="one_redemption_per_place",
            ),
            models.CheckConstraint(condition=Q(slot__gte=1), name="redemption_places_start_at_one"),
            # Two people with the same digits could fetch each other's.
            models.UniqueConstraint(
                fields=["community", "number"],
                condition=Q(state=RedemptionState.RESERVED),
                name="one_living_code_of_its_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @moves(MOVES, "hand_over", state)
    def hand_over(self) -> Any: ...

    @moves(MOVES, "cancel", state)
    def cancel(self) -> Any: ...

    @moves(MOVES, "expire", state)
    def expire(self) -> Any: ...


class Settlement(models.Model):
    """What a merchant handed over in a month, frozen when the month was over. The sheet is made from it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    merchant = models.ForeignKey(Merchant, models.PROTECT, related_name="settlements", verbose_name=_("merchant"))
    month = models.DateField(_("month"), help_text="its first day")
    pieces = models.PositiveIntegerField(_("handed over"))
    points = models.PositiveBigIntegerField(_("points"))
    made_at = models.DateTimeField(_("made at"))

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        ordering = ["-month", "merchant"]
        constraints = [models.UniqueConstraint(fields=["merchant", "month"], name="one_settlement_per_month")]

    def __str__(self) -> str:
        return f"{self.merchant} {self.month:%Y-%m}"
