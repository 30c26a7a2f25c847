"""The ledger's append-only rule, held by the database itself: UPDATE and DELETE of a transfer are refused.

Not even SQL by mistake gets through; who really has to must take the wall down first, in plain sight.
"""

from __future__ import annotations

from content_models.common.triggers import Wall

TABLE = "ledger_transfer"
REFUSAL = "ledger_transfer is append-only: correct a transfer by another one"

APPEND_ONLY = Wall(
    table=TABLE,
    sqlite={
        f"transfers_refuse_{verb.lower()}": f"BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for verb in ("UPDATE", "DELETE")
    },
    postgresql_up=(
        f"""
        CREATE FUNCTION linli_refuse_to_change_transfers() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
        """,
        (
            f"CREATE TRIGGER transfers_refuse_change BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION linli_refuse_to_change_transfers()"
        ),
        (
            f"CREATE TRIGGER transfers_refuse_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION linli_refuse_to_change_transfers()"
        ),
    ),
    postgresql_down=(
        f"DROP TRIGGER IF EXISTS transfers_refuse_truncate ON {TABLE}",
        f"DROP TRIGGER IF EXISTS transfers_refuse_change ON {TABLE}",
        "DROP FUNCTION IF EXISTS linli_refuse_to_change_transfers()",
    ),
)
