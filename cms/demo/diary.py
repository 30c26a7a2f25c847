"""Sixty days played in their order, so that ids, inboxes and logs stand in the order of what they tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from wagtail.models import ModelLogEntry

Act = Callable[[datetime], object]

MORNING, WAKING_HOURS = timedelta(hours=7, minutes=30), 14.5


class Diary:
    """Collects what happened when and plays it, oldest first."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self._entries: list[tuple[datetime, int, Act]] = []

    def days_ago(self, days: float) -> datetime:
        """A moment that many days ago, by daylight: nobody posts a wish at three in the morning.

        Days before today are squeezed into waking hours, which keeps every order as it was.
        """
        moment = timezone.localtime(self.now - timedelta(days=days))
        midnight = timezone.make_aware(datetime.combine(moment.date(), time()))
        if midnight.date() == timezone.localdate(self.now):
            return moment.astimezone(UTC)
        share_of_day = (moment - midnight) / timedelta(days=1)
        return (midnight + MORNING + timedelta(hours=WAKING_HOURS) * share_of_day).astimezone(UTC)

    def write(self, moment: datetime, act: Act) -> None:
        """Note what is to happen at `moment`.

        Raises:
            ValueError: the moment has not come yet.
        """
        if moment > self.now:
            raise ValueError(f"The demo's diary can't know {moment:%Y-%m-%d %H:%M}.")
        # In UTC, as the faces read the clock: some of what is kept (a wish's card) spells the moment out.
        self._entries.append((moment.astimezone(UTC), len(self._entries), act))

    def play(self) -> None:
        for moment, _number, act in sorted(self._entries, key=lambda entry: entry[:2]):
            newest = ModelLogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            act(moment)
            # Wagtail's log reads the clock by itself; sixty days that all say "just now" would tell nothing.
            ModelLogEntry.objects.filter(pk__gt=newest).update(timestamp=moment)
        self._entries.clear()
