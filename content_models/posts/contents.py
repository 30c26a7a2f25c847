"""What a post and a set say, as plain data: how it is read from rows, compared, and merged three ways.

Three ways: what the template said when it was last taken (base), what the community says (ours), what the template
says now (theirs). Only what they changed is news; only where both changed the same field differently must somebody
choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from content_models.posts.models import PostContent, PostSet, PostSetTemplate, PostType

POST_FIELDS = ("name", "icon", "duties", "wanted", "points_weight", "form")
SET_FIELDS = ("title", "intro")
Values = Mapping[str, Any]  # field → value


class OriginContent(TypedDict):
    """Where a post came from, as its row in PostOrigin said."""

    template: str
    key: str
    number: int
    base: dict[str, Any]


class KeptPost(TypedDict):
    """One post in a version. `key` is the id of the row it was: a PostType's, or a TemplatePost's."""

    key: str
    live: bool
    values: dict[str, Any]
    origin: NotRequired[OriginContent | None]


class SetContent(TypedDict):
    """A whole set in its order."""

    values: dict[str, Any]
    posts: list[KeptPost]


def values_of(post: PostContent) -> dict[str, Any]:
    """The fields of a post as JSON: `form` is the list of its blocks."""
    return {
        "name": post.name,
        "icon": post.icon,
        "duties": _lines(post.duties),
        "wanted": post.wanted,
        "points_weight": post.points_weight,
        "form": [dict(block) for block in post.form.get_prep_value()],
    }


def set_values_of(post_set: PostSet | PostSetTemplate | None) -> dict[str, Any]:
    if post_set is None:
        return dict.fromkeys(SET_FIELDS, "")
    return {"title": post_set.title, "intro": _lines(post_set.intro)}


def _lines(text: str) -> str:
    # Browsers send \r\n for a new line; to a reader that is no change.
    return text.replace("\r\n", "\n").strip()


def own_content(community_id: Any) -> SetContent:
    """The set of a community as it stands now. Its scope must be open."""
    posts = PostType.objects.filter(community_id=community_id, retired_at__isnull=True)
    post_set = PostSet.objects.filter(community_id=community_id).first()
    return SetContent(
        values=set_values_of(post_set),
        posts=[
            KeptPost(key=str(post.pk), live=post.live, values=values_of(post), origin=_origin_of(post))
            for post in posts.select_related("origin").order_by("sort_order", "id")
        ],
    )


def _origin_of(post: PostType) -> OriginContent | None:
    origin = getattr(post, "origin", None)
    if origin is None:
        return None
    return OriginContent(
        template=str(origin.template_id), key=str(origin.key), number=origin.number, base=dict(origin.base)
    )


def draft_content(template: PostSetTemplate) -> SetContent:
    """What would be published of a template now."""
    posts = [KeptPost(key=str(post.pk), live=True, values=values_of(post)) for post in template.posts.all()]
    return SetContent(values=set_values_of(template), posts=posts)


# --- comparing ----------------------------------------------------------------------------------

Standing = Literal["same", "theirs", "ours", "both"]


def same(field: str, one: Any, other: Any) -> bool:
    """Would a reader call the two equal? Forms are compared by what they ask, not by their blocks' ids."""
    return bool(_asked(one) == _asked(other)) if field == "form" else bool(one == other)


def _asked(form: Any) -> list[tuple[str, Any]]:
    blocks = form or []
    # A condition names another question by its block's id: here by its place.
    places = {str(block.get("id")): place for place, block in enumerate(blocks)}
    return [(block["type"], _plain(block["value"], places)) for block in blocks]


def _plain(value: Any, places: Mapping[str, int]) -> Any:
    """A block's value without ids and without what was left empty."""
    if isinstance(value, Mapping):
        if value.get("type") == "item" and "value" in value:  # an entry of a ListBlock
            return _plain(value["value"], places)
        if "question" in value and not value["question"]:  # a condition that is none
            return {}
        plain = {name: _plain(part, places) for name, part in value.items()}
        if "question" in plain:
            plain["question"] = places.get(str(plain["question"]), plain["question"])
        return {name: part for name, part in plain.items() if part not in (None, "", [], {}) and part is not False}
    if isinstance(value, list):
        return [_plain(part, places) for part in value]
    return value


def standing(field: str, *, base: Values | None, ours: Values, theirs: Values) -> Standing:
    """Who changed the field. Without a base nobody knows who did: where they differ, somebody must choose."""
    if same(field, ours[field], theirs[field]):
        return "same"
    if base is None or field not in base:
        return "both"
    if same(field, base[field], theirs[field]):
        return "ours"
    return "theirs" if same(field, base[field], ours[field]) else "both"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs: before and after."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class PostChange:
    """One post that differs between two versions of a set."""

    name: str
    kind: Literal["added", "removed", "changed"]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class SetChange:
    """What differs between two versions of a set. `moved`: the same posts stand in another order."""

    set_fields: tuple[Change, ...]
    posts: tuple[PostChange, ...]
    moved: bool

    def __bool__(self) -> bool:
        return bool(self.set_fields or self.posts or self.moved)


def changes_between(before: SetContent, after: SetContent) -> SetChange:
    """Post by post, in the order of `after`; what is gone comes last."""
    old = {post["key"]: post for post in before["posts"]}
    new = {post["key"]: post for post in after["posts"]}
    found: list[PostChange] = []
    for key, post in new.items():
        if key not in old:
            found.append(PostChange(post["values"]["name"], "added"))
        elif changes := _changes(old[key], post):
            found.append(PostChange(old[key]["values"]["name"], "changed", changes))
    found += [PostChange(post["values"]["name"], "removed") for key, post in old.items() if key not in new]
    stayed = [key for key in old if key in new]
    return SetChange(
        set_fields=_value_changes(SET_FIELDS, before["values"], after["values"]),
        posts=tuple(found),
        moved=stayed != [key for key in new if key in old],
    )


def _changes(old: KeptPost, new: KeptPost) -> tuple[Change, ...]:
    changes = _value_changes(POST_FIELDS, old["values"], new["values"])
    return changes if old["live"] == new["live"] else (*changes, Change("live", old["live"], new["live"]))


def _value_changes(fields: Iterable[str], old: Values, new: Values) -> tuple[Change, ...]:
    return tuple(
        Change(field, old[field], new[field])
        for field in fields
        if field in old and field in new and not same(field, old[field], new[field])
    )


__all__ = [
    "POST_FIELDS",
    "SET_FIELDS",
    "Change",
    "KeptPost",
    "OriginContent",
    "PostChange",
    "SetChange",
    "SetContent",
    "Standing",
    "Values",
    "changes_between",
    "draft_content",
    "own_content",
    "same",
    "set_values_of",
    "standing",
    "values_of",
]
