"""`manage.py recount_ballots`: count the votes of closed ballots again, and lay them beside what was written down."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_scopes import scope, scopes_disabled

from content_models.ballots.actions import compare_count
from content_models.ballots.models import Ballot, BallotCount


class Command(BaseCommand):
    help = "Counts the rows of every counted ballot again; says which are equal, and fails if one is not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ballots", nargs="*", help="Ids of ballots; all that were counted if none is given.")

    def handle(self, *_args: Any, **options: Any) -> None:
        with scopes_disabled():
            counted = BallotCount.objects.order_by("pk").values_list("pk", flat=True)
            ballots = list(Ballot.objects.filter(pk__in=options["ballots"] or counted).select_related("community"))
        wrong = 0
        for ballot in ballots:
            with scope(community=ballot.community):
                recount = compare_count(ballot)
            wrong += not recount.is_equal
            said = "equal" if recount.is_equal else f"DIFFERENT: {', '.join(recount.differs)}"
            voters = recount.outcome.voters + recount.outcome.jurors
            self.stdout.write(f"{ballot.pk}  {voters} voters  {recount.outcome.fingerprint[:12]}  {said}")
        self.stdout.write(f"{len(ballots)} ballots counted again, {wrong} different")
        if wrong:
            raise CommandError("The rows of a ballot don't give the result that was written down.")
