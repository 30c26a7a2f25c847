"""Two editions of one roll never share a day: the last wall, in the database itself.

What makes it safe under concurrency is that whoever opens an edition holds the roll's row (actions/opening.py); this
holds for every other way to the table.
"""

from __future__ import annotations

from content_models.common.triggers import Wall

TABLE = "honors_edition"
REFUSAL = "editions of one roll overlap"
_ANOTHER = f"""
    SELECT 1 FROM {TABLE} other
    WHERE other.roll_id = NEW.roll_id AND other.id <> NEW.id
      AND other.period_start <= NEW.period_end AND other.period_end >= NEW.period_start
"""  # noqa: S608 - no value of anybody's is in it

NO_SHARED_DAYS = Wall(
    table=TABLE,
    sqlite={
        f"editions_never_overlap_{verb.lower()}": (
            f"BEFORE {verb} ON {TABLE} WHEN EXISTS ({_ANOTHER}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        for verb in ("INSERT", "UPDATE")
    },
    postgresql_up=(
        f"""
        CREATE FUNCTION linli_refuse_overlapping_editions() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
          IF EXISTS ({_ANOTHER}) THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'exclusion_violation';
          END IF;
          RETURN NEW;
        END $$
        """,
        (
            "CREATE TRIGGER editions_never_overlap "
            f"BEFORE INSERT OR UPDATE OF roll_id, period_start, period_end ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION linli_refuse_overlapping_editions()"
        ),
    ),
    postgresql_down=(
        f"DROP TRIGGER IF EXISTS editions_never_overlap ON {TABLE}",
        "DROP FUNCTION IF EXISTS linli_refuse_overlapping_editions()",
    ),
)
