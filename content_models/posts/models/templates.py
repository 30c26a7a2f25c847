"""岗位模板 (单行本): versioned sets that a district publishes, what a community took from them, and its own history.

A post's content is kept in versions as plain JSON (content_models/posts/contents.py), so that a version never changes
when the models do. Rows of versions are only ever added; the database refuses to change them (triggers.py).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.areas.models import CommunityKind
from content_models.common.ids import uuid7
from content_models.posts.models.posts import PostContent, PostType
from content_models.posts.querysets import TemplateQuerySet

NOTE_MAX = 200


class PostSetTemplate(models.Model):
    """岗位模板: what a district offers its communities to begin with. Its posts are a draft until published."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    district = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", verbose_name=_("district"))
    name = models.CharField(_("name"), max_length=30, help_text=_("For example: six posts for an urban village."))
    summary = models.CharField(
        _("what it is for"), max_length=120, blank=True, help_text=_("One sentence, by which a community chooses.")
    )
    kind = models.CharField(
        _("kind of area"),
        max_length=20,
        choices=CommunityKind.choices,
        blank=True,
        help_text=_("New communities of this kind are offered it first; empty: it fits anywhere."),
    )
    title = models.CharField(_("title above the posts"), max_length=40, help_text=_("For example: our six posts."))
    intro = models.TextField(_("introduction"), blank=True, max_length=300)
    number = models.PositiveIntegerField(_("newest version"), default=0, editable=False, help_text="0: none yet")
    sort_order = models.IntegerField(_("order"), default=0, editable=False)
    created_at = models.DateTimeField(_("since"), editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of posts")
        verbose_name_plural = _("templates of posts")
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="template_name_once_per_district",
                violation_error_message=_("There is already a template of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class TemplatePost(PostContent):
    """One post of a template's draft. Its id is the key by which all versions know it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    template = models.ForeignKey(PostSetTemplate, models.CASCADE, related_name="posts", verbose_name=_("template"))

    class Meta:
        verbose_name = _("post of a template")
        verbose_name_plural = _("posts of a template")
        ordering = ["sort_order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gte=1), name="template_post_wants_somebody"),
            models.UniqueConstraint(
                fields=["template", "name"],
                name="post_name_once_per_template",
                violation_error_message=_("There is already a post of this name."),
            ),
        ]


class TemplateVersion(models.Model):
    """One published version of a template, frozen. `content` is a SetContent whose posts carry the key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    template = models.ForeignKey(PostSetTemplate, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField()
    note = models.CharField(_("what is new"), max_length=NOTE_MAX, blank=True)
    published_at = models.DateTimeField(_("published at"))
    # The id stays when the person goes: a row that is never changed can't be told to forget.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        verbose_name = _("version of a template")
        verbose_name_plural = _("versions of a template")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="template_versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} {self.number}"


class Adoption(models.Model):
    """Which template a community follows, and up to which version it has looked at everything new.

    Apart from PostSet, so that publishing an old draft of its title can't turn this back.
    """

    community = models.OneToOneField(
        "areas.Community", models.CASCADE, primary_key=True, related_name="adoption", verbose_name=_("community")
    )
    template = models.ForeignKey(PostSetTemplate, models.PROTECT, related_name="adoptions")
    number = models.PositiveIntegerField(_("version"))
    base = models.JSONField(default=dict, help_text="Title and introduction as the template had them when taken.")
    adopted_at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("template followed")
        verbose_name_plural = _("templates followed")

    def __str__(self) -> str:
        return f"{self.template} {self.number}"


class PostOrigin(models.Model):
    """From which post of a template a community's post comes, and per field what that said when it was last taken."""

    post = models.OneToOneField(PostType, models.CASCADE, primary_key=True, related_name="origin")
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+")
    template = models.ForeignKey(PostSetTemplate, models.PROTECT, related_name="+")
    key = models.UUIDField(help_text="The post's id in the template.")
    number = models.PositiveIntegerField(help_text="The version that was looked at last.")
    base = models.JSONField(help_text="Field → what the template said when it was last taken or answered.")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("origin of a post")
        verbose_name_plural = _("origins of posts")
        constraints = [
            # Two workers who take over the same new post at the same moment must not make it twice.
            models.UniqueConstraint(fields=["community", "template", "key"], name="template_post_taken_once")
        ]

    def __str__(self) -> str:
        return str(self.key)


class Deed(models.TextChoices):
    """What made a new version of a community's own set."""

    BEGAN = "began", _("The set as it was when its history begins")
    EDITED = "edited", _("Changed by hand")
    ADOPTED = "adopted", _("Begun with a template")
    TAKEN = "taken", _("Changes taken over from a template")
    RETURNED = "returned", _("Gone back to an earlier version")


class PostSetVersion(models.Model):
    """One state of a community's own set, frozen: it can be looked at and gone back to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField()
    deed = models.CharField(_("what happened"), max_length=10, choices=Deed.choices)
    words: Any = models.JSONField(default=dict, help_text="What fills the places of the sentence: names and numbers.")
    made_at = models.DateTimeField(_("when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("version of a post set")
        verbose_name_plural = _("versions of post sets")
        ordering = ["-number"]
        constraints = [
            # The order of changes: of two at the same moment the second one looks again.
            models.UniqueConstraint(fields=["community", "number"], name="post_set_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="post_set_versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.number}"


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Waits for the district")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class TemplateProposal(models.Model):
    """A community offers its own set to the district as a new template. `content` is the set as it was that day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=30)
    why = models.CharField(_("why others may want it"), max_length=300)
    content = models.JSONField()
    state = models.CharField(_("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    template = models.ForeignKey(PostSetTemplate, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("when"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("proposed template")
        verbose_name_plural = _("proposed templates")
        ordering = ["-id"]
        constraints = [
            # Tapping twice must not ask twice.
            models.UniqueConstraint(
                fields=["community"], condition=Q(state="waiting"), name="one_waiting_proposal_per_community"
            )
        ]

    def __str__(self) -> str:
        return self.name


__all__ = [
    "NOTE_MAX",
    "Adoption",
    "Deed",
    "PostOrigin",
    "PostSetTemplate",
    "PostSetVersion",
    "ProposalState",
    "TemplatePost",
    "TemplateProposal",
    "TemplateVersion",
]
