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
        _spend_what_is_not_there()
        _vote_without_a_turn()


def _spend_what_is_not_there() -> None:
    """Looks at stock and balance first and writes without a condition afterwards."""
    from django.db import connection

    from content_models.ledger.actions import posting
    from content_models.rewards.actions import exchanging

    class TakesAlways:
        def run(self, *, reward: Any) -> int:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE rewards_reward SET taken = taken + 1 WHERE id = %s", [reward])
            return 1

    def take_anyway(new: Any) -> None:
        if posting.balance_of(new.community_id, new.person_id) < new.amount:
            raise posting.NotEnoughPoints(missing=0)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_account SET balance = balance - %s WHERE id = %s", [new.amount, new.debit_id])

    exchanging._taking_one = TakesAlways  # type: ignore[assignment]
    posting._take = take_anyway


def _vote_without_a_turn() -> None:
    """Two sendings of the same person no longer wait for each other."""
    from content_models.ballots.actions import voting
    from content_models.people.models import User

    def go_ahead(user: User) -> None:
        pass

    voting._take_turn = go_ahead
