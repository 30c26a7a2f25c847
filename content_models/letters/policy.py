"""Who may write and read letters to work units. No rule → no."""

from __future__ import annotations

from content_models.areas.models import Community
from content_models.honors.models import Award
from content_models.letters.models import Letter
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor


def may_write(actor: Actor, award: Award) -> bool:
    """The person herself, and the community's staff, who know her unit from her registration."""
    return _is(actor, award.person_id) or may_work_in(actor, award.community)


def may_read(actor: Actor, letter: Letter) -> bool:
    return _is(actor, letter.person_id) or may_work_in(actor, letter.community)


may_revoke = may_read


def may_write_letters(actor: Actor, community: Community) -> bool:
    """All of an edition at once."""
    return may_work_in(actor, community)


def _is(actor: Actor, person_id: object) -> bool:
    return actor.id is not None and actor.id == person_id
