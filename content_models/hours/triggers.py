"""Nobody serves in two places at once: the last wall, in the database itself.

What makes it safe under concurrency is `PersonClock`; this holds for every other way to the table. A record that
somebody is still checked in at has no end yet, and shares time with everything after its beginning.
"""

from __future__ import annotations

from content_models.common.triggers import Wall

TABLE = "hours_servicerecord"
REFUSAL = "records of one person overlap in time"
_TAKES_TIME = (
    "NEW.state IN ('draft', 'submitted', 'verified') AND NEW.started_at IS NOT NULL AND NEW.person_id IS NOT NULL"
)
_ANOTHER = f"""
    SELECT 1 FROM {TABLE} other
    WHERE other.person_id = NEW.person_id AND other.id <> NEW.id
      AND other.state IN ('draft', 'submitted', 'verified')
      AND other.started_at IS NOT NULL
      AND (NEW.ended_at IS NULL OR other.started_at < NEW.ended_at)
      AND (other.ended_at IS NULL OR other.ended_at > NEW.started_at)
"""  # noqa: S608 - no value of anybody's is in it

NO_OVERLAP = Wall(
    table=TABLE,
    sqlite={
        f"records_never_overlap_{verb.lower()}": (
            f"BEFORE {verb} ON {TABLE} WHEN {_TAKES_TIME} AND EXISTS ({_ANOTHER}) "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        for verb in ("INSERT", "UPDATE")
    },
    postgresql_up=(
        f"""
        CREATE FUNCTION linli_refuse_overlapping_records() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
          IF {_TAKES_TIME} AND EXISTS ({_ANOTHER}) THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'exclusion_violation';
          END IF;
          RETURN NEW;
        END $$
        """,
        (
            "CREATE TRIGGER records_never_overlap "
            f"BEFORE INSERT OR UPDATE OF state, started_at, ended_at, person_id ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION linli_refuse_overlapping_records()"
        ),
    ),
    postgresql_down=(
        f"DROP TRIGGER IF EXISTS records_never_overlap ON {TABLE}",
        "DROP FUNCTION IF EXISTS linli_refuse_overlapping_records()",
    ),
)
