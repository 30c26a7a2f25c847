"""What the tests of the admin do again and again: posting a wish, filling the form of a post."""

from __future__ import annotations

from typing import Any

from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.people.models import User
from content_models.posts.actions import apply_for_post
from content_models.posts.models import Appointment, PostType
from content_models.wishes.actions import NewWish, approve_wish, post_wish
from content_models.wishes.models import Wish
from tests.support.cast import Neighbourhood, actor

POSTS = "/admin/snippets/posts/posttype/"
CATEGORIES = "/admin/snippets/wishes/wishcategory/"
PUBLISH = {"action-publish": "action-publish"}


def a_wish(place: Neighbourhood, author: User, *, approved_by: User | None = None, **changes: Any) -> Wish:
    """A wish as a resident posts it; on the board if somebody approves it."""
    words = {"title": "想修一盏楼道灯", "description": "三楼的声控灯不亮了，老人看不清台阶。", **changes}
    new = NewWish(category_id=place.category.pk, area_id=place.building_1.pk, **words)
    with scope(community=place.community):
        wish = post_wish(actor=actor(author), community=place.community, new=new, now=utc_now())
        if approved_by is not None:
            wish = approve_wish(wish_id=wish.pk, actor=actor(approved_by), now=utc_now())
    return wish


def an_application(place: Neighbourhood, person: User, post: PostType | None = None) -> Appointment:
    with scope(community=place.community):
        return apply_for_post(actor=actor(person), community=place.community, post=post or place.post, now=utc_now())


def post_form(name: str = "文明劝导岗", *, questions: tuple[str, ...] = (), **changes: Any) -> dict[str, Any]:
    """The form of a post as a browser sends it, with one short-text question per entry of `questions`."""
    form: dict[str, Any] = {
        "name": name,
        "icon": "leaf",
        "duties": "劝导不文明行为",
        "wanted": "3",
        "points_weight": "100",
    }
    form["form-count"] = str(len(questions))
    for number, label in enumerate(questions):
        prefix = f"form-{number}"
        form |= {
            f"{prefix}-deleted": "",
            f"{prefix}-order": str(number),
            f"{prefix}-type": "text",
            f"{prefix}-id": "",
            f"{prefix}-value-label": label,
            f"{prefix}-value-help": "",
        }
    return form | changes


def reward_form(name: str = "大米 5 公斤", **changes: Any) -> dict[str, Any]:
    """The form of a reward as a browser sends it."""
    form = {"name": name, "kind": "goods", "description": "", "price": "30", "stock": "5", "limit_per_person": "2"}
    form |= {"opens_on": "", "closes_on": "", "pick_up": "", "pick_up_days": "7", "merchant": "", "picture": ""}
    return form | changes


def messages_of(answer: Any) -> list[str]:
    """The words shown to the person after the answer was followed."""
    return [str(message) for message in answer.context["messages"]]
