"""`manage.py rebuild_figures`: counts the figures behind the honor rolls anew. `--check` only looks: 1 on drift."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content_models.honors.keeping import compare_figures, rebuild_figures


class Command(BaseCommand):
    help = "Counts the figures behind the honor rolls anew from the records, and puts right what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only look; exit with 1 if anything differs")

    def handle(self, *, check: bool, **options: Any) -> None:
        if not check:
            self.stdout.write(f"{rebuild_figures()} rows put right.")
        found = list(compare_figures())
        for one in found:
            self.stderr.write(f"{one.model._meta.label}: kept {one.kept}, by the records {one.counted}")
        if found:
            raise CommandError(f"The kept figures drift in {len(found)} rows.")
        self.stdout.write("Every kept figure is what the records say.")
