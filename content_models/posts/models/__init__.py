"""岗位: posts and who holds them (posts.py), templates and versions (templates.py). Import from here."""

from content_models.posts.models.posts import (
    ICON_CHOICES,
    Appointment,
    AppointmentPhoto,
    ChiefRole,
    PostContent,
    PostSet,
    PostType,
)
from content_models.posts.models.templates import (
    NOTE_MAX,
    Adoption,
    Deed,
    PostOrigin,
    PostSetTemplate,
    PostSetVersion,
    ProposalState,
    TemplatePost,
    TemplateProposal,
    TemplateVersion,
)

__all__ = [
    "ICON_CHOICES",
    "NOTE_MAX",
    "Adoption",
    "Appointment",
    "AppointmentPhoto",
    "ChiefRole",
    "Deed",
    "PostContent",
    "PostOrigin",
    "PostSet",
    "PostSetTemplate",
    "PostSetVersion",
    "PostType",
    "ProposalState",
    "TemplatePost",
    "TemplateProposal",
    "TemplateVersion",
]
