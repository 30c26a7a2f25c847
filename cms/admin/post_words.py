"""Differences between posts in words that need no explaining: which field, what it says, who changed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.blocks import StructBlock

from cms.admin.icons import drawn
from content_models.common.own_forms.blocks import form_blocks
from content_models.posts.comparing import FieldStand
from content_models.posts.contents import Change, PostChange, SetChange, Standing
from content_models.posts.models import ICON_CHOICES, Deed, PostSetVersion

FIELDS: dict[str, Any] = {
    "name": gettext_lazy("Name"),
    "icon": gettext_lazy("Icon"),
    "duties": gettext_lazy("What one does"),
    "wanted": gettext_lazy("Number wanted"),
    "points_weight": gettext_lazy("Weight of its hours"),
    "form": gettext_lazy("Questions for who applies"),
    "title": gettext_lazy("Title above the posts"),
    "intro": gettext_lazy("Introduction"),
    "live": gettext_lazy("On phones"),
}
STANDINGS: dict[Standing, Any] = {
    "same": gettext_lazy("The same on both sides"),
    "theirs": gettext_lazy("They have changed it; ours is as it was."),
    "ours": gettext_lazy("We have changed it; theirs is as it was."),
    "both": gettext_lazy("Both sides have changed it: which one?"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A value to be read: lines of text, or an icon with its name."""

    lines: tuple[str, ...]
    icon: Any = ""

    def __bool__(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class Line:
    """One field on both sides."""

    field: str
    label: str
    ours: Said
    theirs: Said
    standing: str = ""
    words: str = ""


def in_words(field: str, value: Any) -> Said:
    """What a field says."""
    match field:
        case "icon":
            return Said((str(dict(ICON_CHOICES).get(value, value)),), drawn(str(value)))
        case "wanted":
            return Said((ngettext("%(number)d person", "%(number)d people", value) % {"number": value},))
        case "points_weight":
            return Said((f"{value}%",))
        case "form":
            return Said(tuple(_questions(value)))
        case "live":
            return Said((_("yes") if value else _("no, a draft"),))
        case _:
            return Said(tuple(line for line in str(value).splitlines() if line.strip()))


def _questions(form: Any) -> Iterable[str]:
    kinds: dict[str, StructBlock] = dict(form_blocks())
    labels = {str(block.get("id")): block["value"].get("label", "") for block in form or []}
    for block in form or []:
        value = block["value"]
        kind = kinds.get(block["type"])
        words = f"{value.get('label', '')}（{kind.label if kind else block['type']}）"
        options = [one["value"] if isinstance(one, dict) else one for one in value.get("options") or []]
        if options:
            words += "：" + "、".join(str(option) for option in options)
        if value.get("required"):
            words += " · " + _("must be answered")
        condition = value.get("shown_if") or {}
        if condition.get("question"):
            answer = "、".join(str(condition.get("answers") or "").split())
            other = labels.get(str(condition["question"]), "")
            words += " · " + _("only after “%(question)s”: %(answer)s") % {"question": other, "answer": answer or "✓"}
        yield words


def side_by_side(fields: Iterable[FieldStand]) -> list[Line]:
    """Ours beside theirs, with who changed it."""
    lines = []
    for one in fields:
        words = STANDINGS[one.standing]
        if one.standing == "both" and one.base is None:
            words = gettext_lazy("The two sides differ: which one?")
        lines.append(
            Line(
                field=one.field,
                label=str(FIELDS[one.field]),
                ours=in_words(one.field, one.ours),
                theirs=in_words(one.field, one.theirs),
                standing=one.standing,
                words=str(words),
            )
        )
    return lines


def before_and_after(changes: Iterable[Change]) -> list[Line]:
    """`ours` is before, `theirs` is after."""
    return [
        Line(one.field, str(FIELDS[one.field]), in_words(one.field, one.was), in_words(one.field, one.now))
        for one in changes
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One post that changes, in words."""

    name: str
    tag: str
    tone: str
    lines: list[Line]


TAGS: dict[str, tuple[Any, str]] = {
    "added": (gettext_lazy("comes in"), "active"),
    "removed": (gettext_lazy("goes off the phones"), "rejected"),
    "changed": (gettext_lazy("changes"), "pending"),
}


def tell(change: SetChange) -> list[Told]:
    """All that changes: the title first, then post by post."""
    told = []
    if change.set_fields:
        told.append(Told(_("Title and introduction"), _("changes"), "pending", before_and_after(change.set_fields)))
    told += [_tell_post(post) for post in change.posts]
    if change.moved:
        told.append(Told(_("Order of the posts"), _("changes"), "pending", []))
    return told


def _tell_post(post: PostChange) -> Told:
    tag, tone = TAGS[post.kind]
    return Told(post.name, str(tag), tone, before_and_after(post.changes))


def deed_in_words(version: PostSetVersion) -> str:
    """What made this version, in one sentence."""
    said: dict[str, Any] = version.words
    match version.deed:
        case Deed.RETURNED:
            return _("Gone back to version %(number)d") % {"number": said.get("number", 0)}
        case Deed.ADOPTED:
            return _("Begun with the template “%(template)s”, version %(number)d") % said
        case Deed.TAKEN:
            names = "、".join(said.get("posts") or [_("Title and introduction")])
            return _("Taken over from the template “%(template)s”: %(names)s") % {**said, "names": names}
        case Deed.EDITED:
            return "；".join(_edits(said)) or str(version.get_deed_display())
        case _:
            return str(version.get_deed_display())


def _edits(said: dict[str, Any]) -> Iterable[str]:
    sentences = {
        "added": _("Added: %(names)s"),
        "changed": _("Changed: %(names)s"),
        "removed": _("Removed: %(names)s"),
    }
    for kind, sentence in sentences.items():
        if names := said.get(kind):
            yield sentence % {"names": "、".join(names)}
    if said.get("moved"):
        yield _("Another order")
    if said.get("title"):
        yield _("Title or introduction")


__all__ = ["Line", "Said", "Told", "before_and_after", "deed_in_words", "in_words", "side_by_side", "tell"]
