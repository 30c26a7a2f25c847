"""评选: a ballot, who stands for it and who put them forward, the jury, the votes, and what they came to.

How votes stay secret and can be counted again: docs/adr/0025-ballots.md.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField
from django_scopes import ScopedManager

from content_models.ballots.querysets import BallotManager, CandidateManager, VoteManager
from content_models.ballots.states import (
    BALLOT_MOVES,
    CANDIDATE_MOVES,
    BallotState,
    CandidateState,
    Eligible,
    Voice,
)
from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.common.moves import moves
from content_models.common.scoped_keys import ScopedForeignKey

TITLE_MAX, TEXT_MAX, REASON_MAX = 40, 600, 200
WORDS_MAX = 300
VOTES_MAX, JURY_SHARE_MAX = 10, 50


class Ballot(ConcurrentTransitionMixin, models.Model):
    """评选: what is voted on, who may stand, when. What it says is fixed once it is announced."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    title = models.CharField(_("title"), max_length=TITLE_MAX, help_text=_("Such as: 十一月最美楼栋长."))
    explanation = models.TextField(
        _("what it is about"),
        max_length=TEXT_MAX,
        help_text=_("For whom one should vote, and what happens with the result."),
    )
    eligible = models.CharField(
        _("who can be nominated"), max_length=12, choices=Eligible.choices, default=Eligible.ANYBODY
    )
    self_nomination = models.BooleanField(_("one can put oneself forward"), default=True)
    votes_per_person = models.PositiveSmallIntegerField(
        _("votes of each neighbour"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(VOTES_MAX)],
        help_text=_("For so many different candidates at most."),
    )
    nominates_from = models.DateTimeField(_("names can be put forward from"))
    nominates_until = models.DateTimeField(_("names can be put forward until"))
    votes_from = models.DateTimeField(_("voting from"))
    votes_until = models.DateTimeField(_("voting until"))
    jury_share = models.PositiveSmallIntegerField(
        _("share of the jury in percent"),
        default=0,
        validators=[MaxValueValidator(JURY_SHARE_MAX)],
        help_text=_("0: no jury. At most half, so that the neighbours' voice is never the smaller one."),
    )
    shows_order = models.BooleanField(
        _("the result shows an order and figures"),
        default=False,
        help_text=_("Off: the result names who is honoured, in the order of pinyin, without figures."),
    )
    roll = ScopedForeignKey(
        "honors.HonorRoll",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for the honor roll"),
        help_text=_("After the result you decide who is put on it. Only rolls whose names are picked."),
    )
    period_start = models.DateField(_("first day of the roll's period"), null=True, blank=True)
    state = FSMField(_("state"), choices=BallotState.choices, default=BallotState.DRAFT, protected=True)
    # Makes the pseudonyms under which votes are kept; erased when the votes have been counted (secrecy.py).
    secret = SealedTextField(editable=False, blank=True, default="")
    reason = models.CharField(_("reason"), max_length=REASON_MAX, blank=True, default="", editable=False)
    remark = models.CharField(_("word on the result"), max_length=WORDS_MAX, blank=True, default="", editable=False)
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("counted at"), null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(_("result published at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("set up at"), editable=False)

    objects = ScopedManager(community="community", _manager_class=BallotManager)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["community", "-id"], name="ballots_of_community"),
            models.Index(
                fields=["votes_until"],
                condition=Q(state__in=[BallotState.NOMINATING, BallotState.CHECKING, BallotState.VOTING]),
                name="ballots_that_time_moves",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(nominates_from__lt=F("nominates_until")),
                name="nominations_begin_before_they_end",
                violation_error_code="nominations_begin_before_they_end",
                violation_error_message=_("The end must come after the beginning."),
            ),
            # Nobody votes while names are still being put forward: early votes would decide before all are known.
            models.CheckConstraint(
                condition=Q(nominates_until__lte=F("votes_from")),
                name="voting_begins_after_nominations",
                violation_error_code="voting_begins_after_nominations",
                violation_error_message=_("Voting begins when no more names can be put forward."),
            ),
            models.CheckConstraint(
                condition=Q(votes_from__lt=F("votes_until")),
                name="voting_begins_before_it_ends",
                violation_error_code="voting_begins_before_it_ends",
                violation_error_message=_("The end must come after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(votes_per_person__gte=1, votes_per_person__lte=VOTES_MAX), name="at_least_one_vote_each"
            ),
            models.CheckConstraint(condition=Q(jury_share__lte=JURY_SHARE_MAX), name="jury_never_outweighs_neighbours"),
            models.CheckConstraint(
                condition=Q(roll__isnull=True, period_start__isnull=True)
                | Q(roll__isnull=False, period_start__isnull=False),
                name="ballot_for_a_roll_names_the_period",
                violation_error_code="ballot_for_a_roll_names_the_period",
                violation_error_message=_("For a roll, please say for which of its periods."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @moves(BALLOT_MOVES, "announce", state)
    def announce(self) -> Any: ...

    @moves(BALLOT_MOVES, "end_nominations", state)
    def end_nominations(self) -> Any: ...

    @moves(BALLOT_MOVES, "open_voting", state)
    def open_voting(self) -> Any: ...

    @moves(BALLOT_MOVES, "close", state)
    def close(self) -> Any: ...

    @moves(BALLOT_MOVES, "settle", state)
    def settle(self) -> Any: ...

    @moves(BALLOT_MOVES, "call_off", state)
    def call_off(self) -> Any: ...


def forget_words(collector: Any, field: Any, sub_objs: Any, using: str) -> None:
    """When an account goes, what its person said about herself and her picture go with it; the count stays right."""
    models.SET_NULL(collector, field, sub_objs, using)
    meta = field.model._meta
    collector.add_field_update(meta.get_field("words"), "", sub_objs)
    collector.add_field_update(meta.get_field("photo"), None, sub_objs)


class Candidate(ConcurrentTransitionMixin, models.Model):
    """候选人: somebody who was put forward for one ballot. Her name comes from honors.names, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="candidates", verbose_name=_("ballot"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, forget_words, null=True, related_name="candidacies", verbose_name=_("person")
    )
    state = FSMField(_("state"), choices=CandidateState.choices, default=CandidateState.PROPOSED, protected=True)
    words = SealedTextField(_("own words"), blank=True, default="")
    # Sent by the candidate herself when she agreed to stand: nobody else's picture of her is shown.
    photo = models.OneToOneField(
        "media.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    reason = models.CharField(_("reason"), max_length=REASON_MAX, blank=True, default="")
    proposed_at = models.DateTimeField(_("put forward at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    honored_at = models.DateTimeField(_("honoured at"), null=True, blank=True)

    objects = ScopedManager(community="community", _manager_class=CandidateManager)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["id"]
        indexes = [models.Index(fields=["ballot", "state"], name="candidates_by_state")]
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="stands_once_per_ballot")]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @moves(CANDIDATE_MOVES, "agree", state)
    def agree(self) -> Any: ...

    @moves(CANDIDATE_MOVES, "decline", state)
    def decline(self) -> Any: ...

    @moves(CANDIDATE_MOVES, "admit", state)
    def admit(self) -> Any: ...

    @moves(CANDIDATE_MOVES, "refuse", state)
    def refuse(self) -> Any: ...

    @moves(CANDIDATE_MOVES, "withdraw", state)
    def withdraw(self) -> Any: ...


class Nomination(models.Model):
    """提名: who put the candidate forward, and why. The reason is shown with the candidate, its author is not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="nominations")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("put forward by")
    )
    reason = SealedTextField(_("reason"))
    created_at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["candidate", "by"], name="nominates_somebody_once")]

    def __str__(self) -> str:
        return str(self.candidate_id)


class Juror(models.Model):
    """评委: whose vote counts with the jury's, and not among the residents'. Named before the voting."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="jurors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    created_at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("juror")
        verbose_name_plural = _("jurors")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="sits_in_the_jury_once")]

    def __str__(self) -> str:
        return str(self.person)


class Vote(models.Model):
    """选票: one of the votes of one voter, who is kept under a pseudonym of this ballot.

    No time, no person, and an id that tells no order: neither who it was nor when can be read from a row. Rows are
    written and deleted while the ballot takes votes, and never afterwards (triggers.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes")
    voter = models.CharField(max_length=64, editable=False, help_text="A pseudonym (secrecy.py): 64 hex digits.")
    slot = models.PositiveSmallIntegerField(help_text="Which of the voter's votes it is, counted from 1.")
    voice = models.CharField(max_length=8, choices=Voice.choices, default=Voice.RESIDENT)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="votes")

    objects = ScopedManager(community="community", _manager_class=VoteManager)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        default_permissions = ()  # no screen shows votes, to nobody
        constraints = [
            # n votes are n slots: two sendings at once cannot both take the first one.
            models.UniqueConstraint(fields=["ballot", "voter", "slot"], name="one_vote_per_slot"),
            models.UniqueConstraint(fields=["ballot", "voter", "candidate"], name="one_vote_per_candidate"),
            # That the slot is within the ballot's own number is in triggers.py.
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=VOTES_MAX), name="slots_of_votes_start_at_one"),
        ]

    def __str__(self) -> str:
        return "·"


class BallotCount(models.Model):
    """计票: what the rows came to when the voting closed, and their fingerprint."""

    ballot = models.OneToOneField(Ballot, models.PROTECT, primary_key=True, related_name="count")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    voters = models.PositiveIntegerField(_("neighbours who voted"))
    jurors = models.PositiveIntegerField(_("jurors who voted"))
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over all rows (counting.py).")
    counted_at = models.DateTimeField(_("counted at"))

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("count of a ballot")
        verbose_name_plural = _("counts of ballots")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.fingerprint[:12]


class CandidateCount(models.Model):
    """What one candidate got."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="count")
    votes = models.PositiveIntegerField(_("votes of residents"))
    jury_votes = models.PositiveIntegerField(_("votes of the jury"))
    share = models.PositiveIntegerField(_("share"), help_text="In hundredths of a percent, rounded down.")
    place = models.PositiveSmallIntegerField(_("place"), help_text="Equals share one.")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("count of a candidate")
        verbose_name_plural = _("counts of candidates")
        default_permissions = ("view",)
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return str(self.place)
