"""微心愿: what a resident wishes for, who takes it on, and the story of it."""

from content_models.wishes.figures import HelpedMonth
from content_models.wishes.models.categories import WishCategory
from content_models.wishes.models.claims import Claim
from content_models.wishes.models.private import ContactReveal, WishAnswerPhoto, WishAnswers, WishContact
from content_models.wishes.models.story import PHOTOS_MAX, WishEvent, WishPhoto
from content_models.wishes.models.wish import (
    DESCRIPTION_MAX,
    HELPERS_MAX,
    TEXT_MAX,
    TITLE_MAX,
    TITLE_MIN,
    Wish,
    WishSearchTerm,
)

__all__ = [
    "DESCRIPTION_MAX",
    "HELPERS_MAX",
    "PHOTOS_MAX",
    "TEXT_MAX",
    "TITLE_MAX",
    "TITLE_MIN",
    "Claim",
    "ContactReveal",
    "HelpedMonth",
    "Wish",
    "WishAnswerPhoto",
    "WishAnswers",
    "WishCategory",
    "WishContact",
    "WishEvent",
    "WishPhoto",
    "WishSearchTerm",
]
