"""`manage.py audit_ledger`: recomputes every account of points from its transfers. Exits 1 on any drift."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content_models.ledger.audit import audit_ledger


class Command(BaseCommand):
    help = "Recomputes every account of points from its transfers and says what is not as it must be."

    def handle(self, **options: Any) -> None:
        found = audit_ledger()
        for drift in found.drifts:
            self.stderr.write(f"{drift.what}: kept {drift.kept}, by the transfers {drift.recomputed}")
        self.stdout.write(f"{found.accounts} accounts, {found.transfers} transfers, sum of all accounts {found.total}")
        if not found.is_sound:
            raise CommandError(f"The ledger drifts in {len(found.drifts)} places.")
        self.stdout.write("Every kept balance is what the transfers say.")
