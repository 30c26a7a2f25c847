"""Who takes a wish on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.wishes.models.wish import TEXT_MAX, Wish
from content_models.wishes.querysets import ClaimManager
from content_models.wishes.states import SEATED, ClaimState


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
