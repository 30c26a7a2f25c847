"""What happens to cases, one verb each. Writing and publishing the page is Wagtail's own, through door.py."""

from content_models.cases.actions.adopting import OwnCase, adopt_case, drop_adoption
from content_models.cases.actions.answering import TextHasChanged, answer_case, withdraw_agreement
from content_models.cases.actions.asking import ask_about_case, ask_again_if_changed, drop_source
from content_models.cases.actions.drafting import (
    InAnotherCase,
    NotConfirmed,
    NothingChosen,
    draft_case,
    like_wishes,
)
from content_models.cases.actions.rating import rate_case, take_rating_back

__all__ = [
    "InAnotherCase",
    "NotConfirmed",
    "NothingChosen",
    "OwnCase",
    "TextHasChanged",
    "adopt_case",
    "answer_case",
    "ask_about_case",
    "ask_again_if_changed",
    "draft_case",
    "drop_adoption",
    "drop_source",
    "like_wishes",
    "rate_case",
    "take_rating_back",
    "withdraw_agreement",
]
