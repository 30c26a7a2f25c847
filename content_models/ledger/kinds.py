"""The kinds of accounts and of transfers, and the one way that each kind of transfer goes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    PERSON = "person", _("Person")  # what somebody has in one community; never below zero
    ISSUED = "issued", _("Issued")  # where earned points come from: as far below zero as points were handed out
    REDEEMED = "redeemed", _("Exchanged")  # what was spent on rewards
    EXPIRED = "expired", _("Expired")
    FUND = "fund", _("Community fund")  # what people gave away
    UNCOVERED = "uncovered", _("Not recovered")  # points of a wrong record that were spent before it was corrected


class TransferKind(models.TextChoices):
    EARN = "earn", _("Earned")
    REDEEM = "redeem", _("Exchanged")
    REFUND = "refund", _("Given back")  # of a redemption that was cancelled or not fetched
    EXPIRE = "expire", _("Expired")
    GIVE = "give", _("Given to the community fund")
    REVERSE = "reverse", _("Corrected")  # of an earning, as far as the person still has it
    WRITE_OFF = "write_off", _("Not recovered")  # the rest of a corrected earning: nobody goes below zero
    CARRY_OUT = "carry_out", _("Taken along to another community")
    CARRY_IN = "carry_in", _("Brought along from another community")


@dataclass(frozen=True, slots=True)
class Route:
    """From which kind of account to which; one end is the person's, but for what was not recovered."""

    debit: AccountKind
    credit: AccountKind


A, T = AccountKind, TransferKind
ROUTES: dict[TransferKind, Route] = {
    T.EARN: Route(A.ISSUED, A.PERSON),
    T.REDEEM: Route(A.PERSON, A.REDEEMED),
    T.REFUND: Route(A.REDEEMED, A.PERSON),
    T.EXPIRE: Route(A.PERSON, A.EXPIRED),
    T.GIVE: Route(A.PERSON, A.FUND),
    T.REVERSE: Route(A.PERSON, A.ISSUED),
    T.WRITE_OFF: Route(A.UNCOVERED, A.ISSUED),
    T.CARRY_OUT: Route(A.PERSON, A.ISSUED),
    T.CARRY_IN: Route(A.ISSUED, A.PERSON),
}
# What undoes what. One transfer is undone once.
UNDOES: dict[TransferKind, TransferKind] = {T.REFUND: T.REDEEM, T.REVERSE: T.EARN, T.WRITE_OFF: T.EARN}
# What uses up points, the ones that expire first being used first.
SPENDING = frozenset({T.REDEEM, T.EXPIRE, T.GIVE, T.CARRY_OUT})
GAINING = frozenset({T.EARN, T.CARRY_IN})
