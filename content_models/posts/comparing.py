"""“Ours beside the template's version”: post by post and field by field, with who changed what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from content_models.areas.models import Community
from content_models.posts.contents import (
    POST_FIELDS,
    SET_FIELDS,
    KeptPost,
    SetContent,
    Standing,
    Values,
    set_values_of,
    standing,
    values_of,
)
from content_models.posts.models import (
    Adoption,
    Appointment,
    PostOrigin,
    PostSet,
    PostSetTemplate,
    PostSetVersion,
    PostType,
    TemplateVersion,
)

# same: nothing differs · differs: field by field · new: they added it · left_out: they have it, we did without it
# removed: we took it off the show · gone: they have it no more · own: only ours
PostStanding = Literal["same", "differs", "new", "left_out", "removed", "gone", "own"]
NEWS: frozenset[Standing] = frozenset({"theirs", "both"})


@dataclass(frozen=True, slots=True)
class FieldStand:
    """One field: what the template said when we last took it (None: unknown), what we say, what they say now."""

    field: str
    base: Any
    ours: Any
    theirs: Any
    standing: Standing


@dataclass(frozen=True, slots=True)
class PostStand:
    """One post on both sides. `key` is the template's; for posts that are only ours, our own id."""

    key: str
    name: str
    kind: PostStanding
    post: PostType | None = None
    fields: tuple[FieldStand, ...] = ()
    theirs: Values | None = None
    holders: int = 0

    @property
    def differing(self) -> tuple[FieldStand, ...]:
        return tuple(one for one in self.fields if one.standing != "same")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A community's set beside one version of a template. `seen` is the newest version of its own set."""

    template: PostSetTemplate
    version: TemplateVersion
    adoption: Adoption | None
    seen: int
    set_fields: tuple[FieldStand, ...]
    posts: tuple[PostStand, ...]

    @property
    def follows(self) -> bool:
        """Is it the template that the community follows?"""
        return self.adoption is not None and self.adoption.template_id == self.template.pk

    @property
    def news(self) -> int:
        """How many changes of theirs wait to be looked at."""
        return sum(1 for _one in self._news())

    def _news(self) -> Iterator[object]:
        yield from (one for one in self.set_fields if one.standing in NEWS)
        for post in self.posts:
            if post.kind in {"new", "gone"}:
                yield post
            yield from (one for one in post.fields if one.standing in NEWS)

    def of(self, kind: PostStanding) -> list[PostStand]:
        return [post for post in self.posts if post.kind == kind]


def newest_version(template: PostSetTemplate) -> TemplateVersion:
    """The version that the template stands at."""
    found: TemplateVersion = TemplateVersion.objects.get(template=template, number=template.number)
    return found


def compare(community: Community, template: PostSetTemplate) -> Comparison:
    """How the community's set stands to the newest version of `template`. Its scope must be open."""
    version = newest_version(template)
    content: SetContent = version.content
    adoption = Adoption.objects.filter(community=community).select_related("template").first()
    followed = adoption if adoption is not None and adoption.template_id == template.pk else None
    set_fields: tuple[FieldStand, ...] = ()
    if followed is not None:
        post_set = PostSet.objects.filter(community=community).first()
        set_fields = _fields(SET_FIELDS, followed.base, set_values_of(post_set), content["values"])
    newest: int = PostSetVersion.objects.filter(community=community).values_list("number", flat=True).first() or 0
    posts = _Pairing(community, version, followed.number if followed else None).stands()
    return Comparison(template, version, adoption, newest, set_fields, tuple(posts))


def _fields(names: tuple[str, ...], base: Values | None, ours: Values, theirs: Values) -> tuple[FieldStand, ...]:
    return tuple(
        FieldStand(
            field=name,
            base=None if base is None else base.get(name),
            ours=ours[name],
            theirs=theirs[name],
            standing=standing(name, base=base, ours=ours, theirs=theirs),
        )
        for name in names
        if name in theirs
    )


class _Pairing:
    """Which post of ours is which of theirs: by origin, else by name."""

    def __init__(self, community: Community, version: TemplateVersion, looked_at: int | None) -> None:
        content: SetContent = version.content
        self.theirs = content["posts"]
        self.ours = list(
            PostType.objects.filter(community=community, retired_at__isnull=True).order_by("sort_order", "id")
        )
        origins = PostOrigin.objects.filter(community=community, template_id=version.template_id)
        self.origins = {str(origin.key): origin for origin in origins.select_related("post")}
        self.linked = {origin.post_id for origin in self.origins.values()}
        self.by_name = {post.name: post for post in self.ours if post.pk not in self.linked}
        self.known = _known_keys(version.template_id, looked_at)
        held = Appointment.objects.living().filter(community=community, post__isnull=False)
        self.held: dict[UUID, int] = {}
        for post_id in held.values_list("post_id", flat=True):
            self.held[post_id] = self.held.get(post_id, 0) + 1

    def stands(self) -> Iterator[PostStand]:
        paired: set[UUID] = set()
        for item in self.theirs:
            stand = self._stand(item)
            if stand.post is not None:
                paired.add(stand.post.pk)
            yield stand
        keys = {item["key"] for item in self.theirs}
        gone = {
            origin.post_id: key
            for key, origin in self.origins.items()
            if key not in keys and origin.post.retired_at is None
        }
        for post in self.ours:
            if post.pk in paired:
                continue
            key = gone.get(post.pk)
            yield PostStand(
                key=key or str(post.pk),
                name=post.name,
                kind="gone" if key else "own",
                post=post,
                holders=self.held.get(post.pk, 0),
            )

    def _stand(self, item: KeptPost) -> PostStand:
        key, theirs = item["key"], item["values"]
        origin = self.origins.get(key)
        if origin is not None and origin.post.retired_at is not None:
            return PostStand(key, origin.post.name, "removed", origin.post, theirs=theirs)
        post = origin.post if origin is not None else self.by_name.get(theirs["name"])
        if post is None:
            return PostStand(key, theirs["name"], "left_out" if key in self.known else "new", theirs=theirs)
        fields = _fields(POST_FIELDS, origin.base if origin is not None else None, values_of(post), theirs)
        differs = any(field.standing != "same" for field in fields)
        return PostStand(
            key,
            post.name,
            "differs" if differs else "same",
            post,
            fields,
            theirs,
            self.held.get(post.pk, 0),
        )


def _known_keys(template_id: UUID, looked_at: int | None) -> frozenset[str]:
    """The posts of the version that the community has looked at."""
    if looked_at is None:
        return frozenset()
    version = TemplateVersion.objects.filter(template_id=template_id, number=looked_at).first()
    return frozenset(post["key"] for post in version.content["posts"]) if version else frozenset()


def news_for(community: Community) -> tuple[Adoption, int] | None:
    """The template the community follows and how many of its changes wait; None where it follows none."""
    adoption = Adoption.objects.filter(community=community).select_related("template").first()
    if adoption is None:
        return None
    if adoption.number >= adoption.template.number:
        return adoption, 0
    return adoption, compare(community, adoption.template).news


__all__ = ["Comparison", "FieldStand", "PostStand", "PostStanding", "compare", "newest_version", "news_for"]
