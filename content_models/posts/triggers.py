"""Versions are frozen, held by the database itself: UPDATE and DELETE of one are refused."""

from __future__ import annotations

from content_models.common.triggers import Wall


def _frozen(table: str, name: str) -> Wall:
    refusal = f"{table} is append-only: publish or keep another version"
    function = f"linli_refuse_to_change_{name}"
    return Wall(
        table=table,
        sqlite={
            f"{name}_refuse_{verb.lower()}": f"BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            for verb in ("UPDATE", "DELETE")
        },
        postgresql_up=(
            f"""
            CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END $$
            """,
            (
                f"CREATE TRIGGER {name}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {function}()"
            ),
            (
                f"CREATE TRIGGER {name}_refuse_truncate BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            ),
        ),
        postgresql_down=(
            f"DROP TRIGGER IF EXISTS {name}_refuse_truncate ON {table}",
            f"DROP TRIGGER IF EXISTS {name}_refuse_change ON {table}",
            f"DROP FUNCTION IF EXISTS {function}()",
        ),
    )


TEMPLATE_VERSIONS = _frozen("posts_templateversion", "template_versions")
OWN_VERSIONS = _frozen("posts_postsetversion", "post_set_versions")
