"""What happens to a community's pages, one verb each. Writing and publishing a page is Wagtail's own."""

from content_models.pages.actions.approval import require_approval
from content_models.pages.actions.furnishing import furnish
from content_models.pages.actions.holding import hold_back_refused
from content_models.pages.actions.looks import StrangePicture, UnreadableColor, change_look
from content_models.pages.actions.opening import open_home_page
from content_models.pages.actions.roll_pages import make_roll_page
from content_models.pages.actions.staffing import let_into_pages

__all__ = [
    "StrangePicture",
    "UnreadableColor",
    "change_look",
    "furnish",
    "hold_back_refused",
    "let_into_pages",
    "make_roll_page",
    "open_home_page",
    "require_approval",
]
