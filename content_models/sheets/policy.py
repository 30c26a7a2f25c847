"""Who may import what, and which uploaded sheets one sees. No rule → no."""

from __future__ import annotations

from content_models.areas.models import Community
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor
from content_models.sheets.models import SheetImport
from content_models.sheets.states import SheetState


def may_import(actor: Actor, community: Community) -> bool:
    """Staff of the community. What a row may do is asked again of the domain it belongs to."""
    return actor.id is not None and may_work_in(actor, community)


def may_see(actor: Actor, sheet: SheetImport) -> bool:
    """A sheet of names and phones is its uploader's; her colleagues only read that it was imported."""
    return may_import(actor, sheet.community) and sheet.uploaded_by_id == actor.id


def allowed_actions(actor: Actor, sheet: SheetImport) -> list[str]:
    """The verbs open to the actor now."""
    if not may_see(actor, sheet) or sheet.state != SheetState.CHECKED:
        return []
    return ["start", "drop"] if sheet.is_ready else ["drop"]
