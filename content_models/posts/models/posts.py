"""岗位: the posts a community sets up for itself, the chiefs its district knows, and who holds which."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from django_scopes import ScopedManager
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin

from content_models.common.ids import uuid7
from content_models.common.own_forms import KeepsAnswers, OwnFormBlock
from content_models.posts.querysets import AppointmentManager, PostManager
from content_models.posts.states import LIVING, AppointmentState
from media.answers import AnswerPhoto

ICON_CHOICES = [
    ("heart", _("Heart")), ("hand", _("Helping hand")), ("list", _("List")), ("megaphone", _("Megaphone")),
    ("scale", _("Scales")), ("chat", _("Conversation")), ("leaf", _("Leaf")), ("shield", _("Shield")),
    ("lamp", _("Lamp")), ("wrench", _("Wrench")), ("broom", _("Broom")), ("bowl", _("Bowl")),
    ("car", _("Car")), ("bike", _("Bicycle")), ("building", _("Building")), ("box", _("Box")),
    ("medal", _("Medal")), ("book", _("Book")), ("clock", _("Clock")), ("phone", _("Telephone")),
    ("home", _("House")), ("people", _("People")), ("briefcase", _("Briefcase")), ("star", _("Star")),
]  # fmt: skip


class PostContent(models.Model):
    """What a post says, in a community's own set and in a template alike."""

    name = models.CharField(_("name"), max_length=30, help_text=_("As neighbours call it, for example 邻里互助岗."))
    icon = models.CharField(_("icon"), max_length=20, choices=ICON_CHOICES, default="hand")
    duties = models.TextField(
        _("duties"), max_length=1000, help_text=_("What one does in this post: a few plain sentences, one per line.")
    )
    wanted = models.PositiveSmallIntegerField(
        _("number wanted"), default=1, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    points_weight = models.PositiveSmallIntegerField(
        _("weight of its hours, in percent"),
        default=100,
        db_default=100,  # the release before this one goes on writing posts while the new one starts
        validators=[MinValueValidator(0), MaxValueValidator(500)],
        help_text=_("100 is what every hour is worth; 150 gives half as many points again, 0 gives none."),
    )
    form = StreamField(
        OwnFormBlock(),
        blank=True,
        verbose_name=_("own questions"),
        help_text=_("Asked when somebody applies. The fewer the better: three are plenty."),
    )
    sort_order = models.IntegerField(_("order"), default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)


class PostSet(DraftStateMixin, RevisionMixin, models.Model):
    """岗位集: the ordered set of posts of one community (the "six posts", however many there are)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.OneToOneField("areas.Community", models.CASCADE, related_name="post_set")
    title = models.CharField(_("title"), max_length=40, help_text=_("For example: our six posts."))
    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("post set")
        verbose_name_plural = _("post sets")

    def __str__(self) -> str:
        return self.title


class PostType(DraftStateMixin, RevisionMixin, PostContent):
    """岗位: one post with its duties, how many people it wants, and questions of its own for applicants."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    retired_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    sort_order_field = "sort_order"
    objects = ScopedManager(community="community", _manager_class=PostManager)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["sort_order", "id"]
        indexes = [models.Index(fields=["community", "sort_order"], name="posts_in_order")]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gte=1), name="post_wants_somebody"),
            # Two posts of one name could not be told apart on the phone.
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(retired_at__isnull=True),
                name="post_name_once_per_community",
                violation_error_message=_("There is already a post of this name."),
            ),
        ]


class ChiefRole(models.Model):
    """长: a role tied to a level of the ladder (楼栋长, 网格长 …); each district has its own set."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.ForeignKey("areas.AreaLevel", models.PROTECT, related_name="chief_roles", verbose_name=_("level"))
    name = models.CharField(_("name"), max_length=20)
    name_en = models.CharField(_("English name"), max_length=40, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("chief role")
        verbose_name_plural = _("chief roles")
        ordering = ["sort_order", "id"]
        constraints = [models.UniqueConstraint(fields=["level", "name"], name="chief_name_once_per_level")]

    def __str__(self) -> str:
        return self.name


class Appointment(ConcurrentTransitionMixin, KeepsAnswers):
    """任职 (认岗): a person holds a post, or a chief role, in an area."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="appointments", verbose_name=_("person")
    )
    post = models.ForeignKey(
        PostType, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("post")
    )
    chief_role = models.ForeignKey(
        ChiefRole, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("chief role")
    )
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    state = FSMField(_("state"), choices=AppointmentState.choices, default=AppointmentState.APPLIED, protected=True)
    note = models.CharField(_("a word to the community"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    ends_on = models.DateField(_("until (last day)"), null=True, blank=True)
    created_at = models.DateTimeField(_("applied at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ScopedManager(community="community", _manager_class=AppointmentManager)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["community", "state", "id"], name="appointments_waiting"),
            models.Index(
                fields=["ends_on"],
                condition=Q(state=AppointmentState.APPROVED, ends_on__isnull=False),
                name="appointments_by_last_day",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, chief_role__isnull=True)
                | Q(post__isnull=True, chief_role__isnull=False),
                name="appointment_to_a_post_or_a_chief_role",
            ),
            # Tapping twice must not apply twice.
            models.UniqueConstraint(
                fields=["person", "post"],
                condition=Q(state__in=sorted(LIVING)),
                name="one_living_appointment_per_post",
            ),
            models.UniqueConstraint(
                fields=["person", "chief_role", "area"],
                condition=Q(state__in=sorted(LIVING)),
                name="one_living_appointment_per_chief_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post or self.chief_role} · {self.area}"

    # The table of moves; saving is a conditional UPDATE … WHERE state = old (ConcurrentTransitionMixin).
    @transition(field=state, source=AppointmentState.APPLIED, target=AppointmentState.APPROVED)
    def approve(self) -> Any: ...

    @transition(field=state, source=AppointmentState.APPLIED, target=AppointmentState.DECLINED)
    def decline(self) -> Any: ...

    @transition(field=state, source=sorted(LIVING), target=AppointmentState.ENDED)
    def end(self) -> Any: ...


class AppointmentPhoto(AnswerPhoto):
    """A picture that answers a question of a post: for the applicant and for who decides."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="answer_photos")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("picture of an application")
        verbose_name_plural = _("pictures of applications")

    def __str__(self) -> str:
        return str(self.appointment_id)
