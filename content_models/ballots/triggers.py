"""What the database itself holds about votes, however they come to the table.

A vote goes in, or is taken out to be changed, only while its ballot is in voting, for a candidate of this ballot who
stands, and within the ballot's number of votes. On PostgreSQL the look at the ballot holds its row: whoever closes it
waits for the votes on their way, and a vote that comes later finds it closed.
"""

from __future__ import annotations

from content_models.common.triggers import Wall

TABLE = "ballots_vote"
REFUSAL = "this ballot takes no such vote"
# No value of anybody's is in these.
_OPEN = "SELECT 1 FROM ballots_ballot b WHERE b.id = {row}.ballot_id AND b.state = 'voting'"
_FITS = "AND b.votes_per_person >= NEW.slot AND b.community_id = NEW.community_id"
_STANDS = """
    SELECT 1 FROM ballots_candidate c
    WHERE c.id = NEW.candidate_id AND c.ballot_id = NEW.ballot_id AND c.state = 'standing'
"""
_GOOD = f"{_OPEN.format(row='NEW')} {_FITS}"
_ABORT = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"

ONLY_WHILE_VOTING = Wall(
    table=TABLE,
    sqlite={
        "votes_only_while_voting": (
            f"BEFORE INSERT ON {TABLE} WHEN NOT EXISTS ({_GOOD}) OR NOT EXISTS ({_STANDS}) {_ABORT}"
        ),
        "votes_go_only_while_voting": (
            f"BEFORE DELETE ON {TABLE} WHEN NOT EXISTS ({_OPEN.format(row='OLD')}) {_ABORT}"
        ),
        "votes_are_never_rewritten": f"BEFORE UPDATE ON {TABLE} {_ABORT}",
    },
    postgresql_up=(
        f"""
        CREATE FUNCTION linli_hold_votes() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
          IF TG_OP = 'DELETE' THEN
            PERFORM 1 FROM ({_OPEN.format(row="OLD")} FOR SHARE) held;
            IF FOUND THEN RETURN OLD; END IF;
          ELSIF TG_OP = 'INSERT' THEN
            PERFORM 1 FROM ({_GOOD} FOR SHARE) held;
            IF FOUND AND EXISTS ({_STANDS}) THEN RETURN NEW; END IF;
          END IF;
          RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        (
            f"CREATE TRIGGER votes_only_while_voting BEFORE INSERT OR UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION linli_hold_votes()"
        ),
    ),
    postgresql_down=(
        f"DROP TRIGGER IF EXISTS votes_only_while_voting ON {TABLE}",
        "DROP FUNCTION IF EXISTS linli_hold_votes()",
    ),
)
