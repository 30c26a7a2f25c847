"""People, their roles, their consent, and what they are told.

Phone, name, door and Party membership are sealed (content_models/common/encryption.py); a person is found
by the keyed hash of the phone and shown by a nickname.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin

from content_models.common.compiled import CompiledQuery
from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.common.own_forms import KeepsAnswers, OwnFormBlock
from content_models.people.phones import mask_phone
from content_models.people.querysets import (
    InvitationManager,
    MembershipManager,
    NoticeQuerySet,
    PersonManager,
    RegistrationManager,
)
from content_models.people.roles import Actor, Role
from media.answers import AnswerPhoto


class User(AbstractUser):
    """An account. Residents sign in by phone; staff may also use a username in the admin."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Wagtail's screens ask for these two; Linli keeps the name sealed in `full_name` instead.
    first_name = models.CharField(max_length=1, blank=True, default="")
    last_name = models.CharField(max_length=1, blank=True, default="")

    full_name = SealedTextField(_("full name"), blank=True, default="")
    phone = SealedTextField(_("phone"), blank=True, default="")
    phone_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    phone_verified_at = models.DateTimeField(_("phone verified at"), null=True, blank=True)
    nickname = models.CharField(_("nickname"), max_length=20, blank=True, help_text=_("What neighbours see."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    elder_mode = models.BooleanField(_("large print"), default=False)
    is_demo = models.BooleanField(default=False, editable=False, help_text="Made by `manage.py demo`.")

    # With the roles in force at this moment; whoever signs a person in sets it (cms/accounts/backends.py).
    actor: Actor | None = None

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """What other people see: never the surname."""
        return self.nickname or str(_("A neighbour"))

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone) if self.phone else ""

    def get_full_name(self) -> str:
        return self.full_name or self.shown_name

    def get_short_name(self) -> str:
        return self.shown_name


class MembershipState(models.TextChoices):
    PENDING = "pending", _("Waiting for the community")
    ACTIVE = "active", _("In force")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


class Membership(models.Model):
    """身份: one role of one person at one area, from a day to a day. The authority behind every permission."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    community = models.ForeignKey(
        "areas.Community", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("community")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MembershipState.choices, default=MembershipState.PENDING
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until (last day)"), null=True, blank=True)
    door = SealedTextField(_("door"), blank=True, default="")
    source_id = models.UUIDField(
        null=True, blank=True, editable=False, help_text="The appointment or registration that granted it."
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("since"))

    objects = ScopedManager(community="community", _manager_class=MembershipManager)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            # Applying twice, or granting what is already held, must not make a second row.
            models.UniqueConstraint(
                fields=["user", "role", "area"],
                condition=Q(state__in=["pending", "active"]),
                name="one_living_membership_per_role_and_area",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=models.F("ends_on")),
                name="membership_starts_before_it_ends",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "role"], name="membership_by_state")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.get_state_display()}"


class InvitationState(models.TextChoices):
    OPEN = "open", _("Waiting for the first sign-in")
    TAKEN_UP = "taken_up", _("In force")
    WITHDRAWN = "withdrawn", _("Taken back")
    LAPSED = "lapsed", _("Came to nothing")  # who invited may not give the role any more, or the person has it


class Invitation(models.Model):
    """邀请: a role that waits for whoever proves to hold a phone. The number's keyed hash is kept, for some weeks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(
        "areas.Community", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("community")
    )
    area = models.ForeignKey("areas.Area", models.CASCADE, related_name="+", verbose_name=_("place"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    # What comes with the role, by the name its own room registered (invited.py): a chief role, a merchant.
    target_type = models.CharField(max_length=20, blank=True, editable=False)
    target_id = models.UUIDField(null=True, blank=True, editable=False)
    target_name = models.CharField(_("as"), max_length=60, blank=True)
    phone_hash = models.CharField(max_length=64, editable=False)
    phone_shown = models.CharField(_("phone"), max_length=20)
    # As the office wrote it in its list; goes with the number.
    name = SealedTextField(_("name"), blank=True, default="", editable=False)
    ends_on = models.DateField(_("until (last day)"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=InvitationState.choices, default=InvitationState.OPEN, editable=False
    )
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by"))
    person = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person"))
    created_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("open until"))
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(community="community", _manager_class=InvitationManager)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-id"]
        constraints = [
            # Inviting twice is one invitation.
            models.UniqueConstraint(
                fields=["phone_hash", "role", "area", "target_name"],
                condition=Q(state="open"),
                name="one_open_invitation_per_phone_and_role",
            ),
        ]
        indexes = [models.Index(fields=["phone_hash"], condition=Q(state="open"), name="open_invitations_by_phone")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.phone_shown}"


class Unit(models.Model):
    """单位: where an in-service Party member works; receives the quarterly report."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("work unit")
        verbose_name_plural = _("work units")

    def __str__(self) -> str:
        return self.name


class RegistrationForm(DraftStateMixin, RevisionMixin, models.Model):
    """What a community asks besides the work unit when a Party member reports to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.OneToOneField(
        "areas.Community", models.CASCADE, related_name="registration_form", verbose_name=_("community")
    )
    intro = models.TextField(
        _("a word before the questions"),
        blank=True,
        max_length=300,
        help_text=_("For example what you are looking for helpers for. May stay empty."),
    )
    form = StreamField(
        OwnFormBlock(),
        blank=True,
        verbose_name=_("own questions"),
        help_text=_("Asked besides the work unit. The fewer the better."),
    )

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("registration form")
        verbose_name_plural = _("registration forms")

    def __str__(self) -> str:
        return str(_("Questions when reporting"))


class Registration(KeepsAnswers):
    """双报到: an in-service Party member reports to the community of residence. That she is one stays sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="registrations")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    unit = SealedTextField(_("work unit"), blank=True, default="")
    party_member = SealedTextField(_("Party member"), blank=True, default="")
    wears_badge = models.BooleanField(_("shows the badge"), default=False)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(community="community", _manager_class=RegistrationManager)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"], condition=Q(ended_at__isnull=True), name="one_registration_per_community"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RegistrationPhoto(AnswerPhoto):
    """A picture that answers a question of a registration: for the person and for the community's staff."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="answer_photos")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("picture of a registration")
        verbose_name_plural = _("pictures of registrations")

    def __str__(self) -> str:
        return str(self.registration_id)


class Consent(models.Model):
    """A person's yes to one purpose in one wording, and the day it was taken back. Rows are never rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose", "version"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_living_consent_per_purpose_and_wording",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class Notice(models.Model):
    """消息: one line in a person's inbox. The words are made when it is read, in the reader's language."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    community = models.ForeignKey("areas.Community", models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40)
    words = SealedTextField(blank=True, default="", help_text="JSON: what fills the places of the text.")
    subject_type = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["user", "-id"], name="inbox"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="inbox_unread"),
        ]

    def __str__(self) -> str:
        return self.kind


def living_consent(user: User, purpose: str) -> Any:
    """The newest consent to `purpose` that was not taken back, or None."""
    found = _living_consents().instances(user=user.pk, purpose=purpose)
    return found[0] if found else None


@lru_cache(maxsize=1)
def _living_consents() -> CompiledQuery:
    user, purpose = UUID(int=1), "\0purpose"
    consents = Consent.objects.filter(user_id=user, purpose=purpose, withdrawn_at__isnull=True)
    return CompiledQuery(consents.order_by("-given_at")[:1], user=user, purpose=purpose)
