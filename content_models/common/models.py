"""The two tables of background work: what was done, and who is alive."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobEffectQuerySet(models.QuerySet["JobEffect"]):
    def open(self) -> "JobEffectQuerySet":
        """Neither done nor given up."""
        return self.filter(done_at=None, failed_at=None)

    def running_since(self, moment: datetime, *, node: str) -> "JobEffectQuerySet":
        """Under way on this node, begun after `moment`. What began earlier was killed, not busy."""
        return self.open().filter(node=node, started_at__gt=moment)

    def failed_since(self, moment: datetime) -> "JobEffectQuerySet":
        return self.filter(failed_at__gt=moment)

    def outlived(self, now: datetime) -> "JobEffectQuerySet":
        """Old enough to forget: a redelivery comes within minutes, and a failure was on show for a quarter."""
        return self.filter(
            Q(done_at__lt=now - timedelta(days=14)) | Q(failed_at__lt=now - timedelta(days=90)),
        )


class JobEffect(models.Model):
    """One intended effect of one job. The queue delivers at least once; this row makes the effect happen once.

    It holds no arguments and of an error only its type: messages quote personal data.
    """

    effect_key = models.CharField(_("effect"), max_length=200, unique=True)
    job = models.CharField(_("job"), max_length=100)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    node = models.CharField(_("node"), max_length=200, blank=True)
    queued_at = models.DateTimeField(_("queued"))
    started_at = models.DateTimeField(_("last started"), null=True)
    done_at = models.DateTimeField(_("done"), null=True)
    failed_at = models.DateTimeField(_("given up"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    objects = JobEffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        indexes: ClassVar = [
            models.Index(fields=["failed_at"], name="job_effect_failed", condition=Q(failed_at__isnull=False)),
            models.Index(
                fields=["node", "started_at"],
                name="job_effect_open",
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            # An effect that happened was not given up: a late redelivery can't turn one into the other.
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True), name="job_effect_done_or_failed"
            ),
        ]

    def __str__(self) -> str:
        return self.effect_key


class Heartbeat(models.Model):
    """When something last proved, by doing work, that it is alive: `worker:<node>`, `scheduler`."""

    name = models.CharField(max_length=200, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%Y-%m-%d %H:%M:%S}"
