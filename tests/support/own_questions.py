"""Building own forms in tests: short words for questions, and putting them where they are asked."""

from __future__ import annotations

from typing import Any

from django_scopes import scope

from content_models.people.models import RegistrationForm
from content_models.posts.models import PostType
from content_models.wishes.models import WishCategory
from tests.support.cast import Neighbourhood


def question(kind: str, key: str, *, only_if: tuple[str, str, str] | None = None, **value: Any) -> dict[str, Any]:
    """A block as the editor's form stores it. `only_if`: key of the earlier question, test, answers (one a line)."""
    block: dict[str, Any] = {"type": kind, "id": key, "value": {"label": key, "help": "", "required": False, **value}}
    if only_if is not None:
        block["value"]["shown_if"] = dict(zip(("question", "test", "answers"), only_if, strict=True))
    return block


# Stairs? → which floor; and a picture of the lamp, for who reviews only.
LAMP = [
    question("yes_no", "要爬楼吗", required=True),
    question("number", "几楼", required=True, only_if=("要爬楼吗", "is", "yes")),
    question("choice", "灯头", options=["螺口", "卡口"]),
    question("photo", "灯的照片"),
]


def ask(place: Neighbourhood, blocks: list[dict[str, Any]], *, of: str = "category") -> None:
    """Put the questions on the place's category, post or registration, published."""
    with scope(community=place.community):
        if of == "registration":
            thing: Any = RegistrationForm.objects.get_or_create(community=place.community)[0]
        else:
            model: Any = WishCategory if of == "category" else PostType
            thing = model.objects.get(pk=getattr(place, of).pk)
        thing.form = thing._meta.get_field("form").stream_block.to_python(blocks)
        thing.save()
