"""The twin of the race: Linli without its guard, for one installation of benchmark settings."""

from typing import Any

from django.apps import AppConfig


class Unguarded(AppConfig):
    """Writes a wish whatever happened since it was read: no "and nobody wrote" in the UPDATE.

    Nothing else stands in the way of two helpers: the constraint on their number compares what each of them
    wrote, and a helper's places are her own.
    """

    name = "tests.benchmarks"
    label = "unguarded"

    def ready(self) -> None:
        from django_fsm import ConcurrentTransitionMixin

        from content_models.wishes.models import Wish

        def write_anyway(wish: Wish, *arguments: Any) -> Any:
            return super(ConcurrentTransitionMixin, wish)._do_update(*arguments)

        Wish._do_update = write_anyway
