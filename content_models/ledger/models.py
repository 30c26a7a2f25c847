"""积分: accounts and the transfers between them.

One row is one transfer: what one account loses another gains, so the sum over all accounts is zero by construction.
Transfers are only ever added; the database itself refuses to change or delete them (triggers.py).
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.ids import uuid7
from content_models.ledger.kinds import UNDOES, AccountKind, TransferKind
from content_models.ledger.querysets import AccountManager, TransferManager

SUBJECT_MAX = 80
_ACCOUNTS = UUID("5f0f3b5c-7c0a-4f0e-9c57-1d2a6c1b9e11")


def account_id(community_id: UUID, kind: AccountKind, person_id: UUID | None = None) -> UUID:
    """The id that this account has, whether it exists or not: nothing has to be looked up to write a transfer."""
    return uuid5(_ACCOUNTS, f"{community_id}:{kind}:{person_id or ''}")


class Account(models.Model):
    """积分账户: one per person and community, and a handful per community.

    A person's balance is kept here, moved in the transaction of the transfer. A community's is not: its row would be
    written by every transfer of everybody (`AccountTally` and the transfers since then tell it).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    kind = models.CharField(_("kind"), max_length=10, choices=AccountKind.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    balance = models.BigIntegerField(_("balance"), null=True, blank=True, help_text="points; people's accounts only")

    objects = ScopedManager(community="community", _manager_class=AccountManager)

    class Meta:
        verbose_name = _("account of points")
        verbose_name_plural = _("accounts of points")
        constraints = [
            # The last wall behind the conditional update: nobody ever spends what is not there.
            models.CheckConstraint(
                condition=Q(balance__isnull=True) | Q(balance__gte=0), name="balance_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(kind=AccountKind.PERSON, balance__isnull=False)
                | (~Q(kind=AccountKind.PERSON) & Q(balance__isnull=True, owner__isnull=True)),
                name="balance_kept_for_people_only",
            ),
            models.UniqueConstraint(
                fields=["community", "owner"], condition=Q(owner__isnull=False), name="one_account_per_person"
            ),
            models.UniqueConstraint(
                fields=["community", "kind"], condition=~Q(kind=AccountKind.PERSON), name="one_account_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Transfer(models.Model):
    """流水: a positive amount from one account to another. The id comes from whoever asks for it."""

    id = models.UUIDField(primary_key=True, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    debit = models.ForeignKey(Account, models.PROTECT, related_name="outgoing", verbose_name=_("from"), db_index=False)
    credit = models.ForeignKey(Account, models.PROTECT, related_name="incoming", verbose_name=_("to"), db_index=False)
    amount = models.PositiveBigIntegerField(_("points"))
    kind = models.CharField(_("kind"), max_length=10, choices=TransferKind.choices)
    # The id stays when the person goes: a row that is never changed can't be told to forget.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("undoes")
    )
    reference_type = models.CharField(max_length=20, blank=True, help_text="record, redemption or recognition")
    reference_id = models.UUIDField(null=True, blank=True)
    subject = models.CharField(
        _("what for"), max_length=SUBJECT_MAX, blank=True, help_text="A post, a category, a reward: never a person."
    )
    expires_on = models.DateField(_("can be used until"), null=True, blank=True)
    created_at = models.DateTimeField(_("when"))
    # The clock of the machine that wrote it: what a tally goes by. `created_at` is the moment it is about.
    posted_at = models.DateTimeField()

    objects = ScopedManager(community="community", _manager_class=TransferManager)

    class Meta:
        verbose_name = _("transfer of points")
        verbose_name_plural = _("transfers of points")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["debit", "posted_at"], name="transfers_out"),
            models.Index(fields=["credit", "posted_at"], name="transfers_in"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"),
            # What undoes something says what; a refund of nothing would be points from nowhere.
            models.CheckConstraint(
                condition=~Q(kind__in=[TransferKind.REFUND, TransferKind.REVERSE]) | Q(reverses__isnull=False),
                name="undoing_names_what_it_undoes",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | Q(kind__in=sorted(UNDOES)), name="only_undoing_undoes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class AccountTally(models.Model):
    """What a community's account came to at a moment. The transfers since then are added to it when somebody asks."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="tally")
    balance = models.BigIntegerField(default=0)
    through_at = models.DateTimeField(help_text="transfers posted up to and with this moment are in it")

    class Meta:
        verbose_name = _("tally of an account")

    def __str__(self) -> str:
        return f"{self.balance} ({self.through_at:%Y-%m-%d %H:%M})"


class Recognition(models.Model):
    """时长互认: two communities agree that points earned in one may be used in the other. In force when both signed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    proposer = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    partner = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("with"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField(_("signed at"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended at"), null=True)
    points_a_month = models.PositiveIntegerField(
        _("points one person may bring along in a month"), default=200, help_text=_("0 means as many as they have.")
    )

    class Meta:
        verbose_name = _("recognition between communities")
        verbose_name_plural = _("recognitions between communities")
        constraints = [
            models.CheckConstraint(condition=~Q(proposer=F("partner")), name="recognition_between_two_communities"),
            models.UniqueConstraint(
                fields=["proposer", "partner"], condition=Q(ended_at__isnull=True), name="one_living_recognition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposer} · {self.partner}"
