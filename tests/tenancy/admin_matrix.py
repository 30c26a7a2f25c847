"""The matrix of everything outside of the API: every role × every address that Django's resolver knows × the things of
her own place, of next door and of the district above.

`addresses` walks the resolver, tests/tenancy/admin_rules.py says what each address lets whom do; nothing here knows a
single screen, but for what a kind of snippet or a register calls its things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.snippets.models import get_snippet_models

from tests.tenancy.admin_rules import REGISTERS, STAFF, Rule, rule_for
from tests.tenancy.asking import EMPTY_FORM, Asking, Heard, Tally, marks_not_for, marks_read
from tests.tenancy.marks import HIDDEN, KEPT, NO_NUMBER, NOBODY, SHOWN
from tests.tenancy.world import Somebody, World

# The API has its own matrix; sign-in knows no communities; below these prefixes nothing is named.
NOT_HERE = ("api/v1/", "^api/", "_allauth/", "^media/", "^(?:static|media|_allauth|admin)/", "^(?!api/).*$")
SENT_AWAY = frozenset({401, 403, 404})


@dataclass(frozen=True)
class Address:
    """One entry of the resolver. `parts` are the names in its path, numbers where they have none."""

    name: str
    pattern: str
    parts: tuple[str, ...]
    is_named: bool = True

    def path(self, values: dict[str, Any]) -> str:
        if not self.is_named:
            plain = (
                self.pattern.replace("^", "").replace("$", "").replace(".*", "no-such-screen").replace("(?:/|)", "/")
            )
            for part in self.parts:
                plain = plain.replace(f"<str:{part}>", str(values[part]))
            return "/" + plain.replace("?:/|", "/").replace("(/)", "/")
        if self.parts and self.parts[0].isdigit():
            return reverse(self.name, args=[values[part] for part in self.parts])
        return reverse(self.name, kwargs={part: values[part] for part in self.parts})


def addresses() -> list[Address]:
    """Every address but those of the API, once."""
    found: dict[tuple[str, tuple[str, ...]], Address] = {}
    for one in _walk(get_resolver().url_patterns, "", ""):
        if not one.pattern.startswith(NOT_HERE):
            found.setdefault((one.name, one.parts), one)
    return list(found.values())


def _walk(patterns: Any, prefix: str, space: str) -> Iterator[Address]:
    for one in patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            below = ":".join(part for part in (space, one.namespace) if part)
            yield from _walk(one.url_patterns, path, below)
        elif isinstance(one, URLPattern):
            regex = one.pattern.regex
            names = tuple(one.pattern.converters or regex.groupindex) or tuple(map(str, range(regex.groups)))
            name = ":".join(part for part in (space, one.name or "") if part) if one.name else path
            yield Address(name, path, names, bool(one.name))


def thing_of(address: Address, part: str, rule: Rule) -> str:
    """What stands in this part of the path: a kind of thing of the world, or `=word`."""
    named = rule.parts.get(part, "")
    if named == "register":
        return REGISTERS[address.name.partition("_modeladmin_")[0]]
    if named == "snippet":
        return address.name.partition(":")[0].rsplit("_", 1)[-1]
    if named.startswith("snippet_"):  # snippet_revision, snippet_removed
        return address.name.partition(":")[0].rsplit("_", 1)[-1] + named.removeprefix("snippet")
    return named


def things_needed() -> set[str]:
    """The kinds of things that the addresses name: one of each must be in the world."""
    found = set()
    for address in addresses():
        rule = rule_for(address.name)
        if rule is not None and not rule.closed:
            found |= {thing_of(address, part, rule) for part in address.parts}
    return {one for one in found if not one.startswith("=")}


def models_of_snippets() -> set[str]:
    return {str(model._meta.model_name) for model in get_snippet_models()}


@dataclass(frozen=True)
class Cell:
    """One request, and what must come of it."""

    what: str
    who: Somebody
    call: str
    heard: Heard
    through: bool | None = None  # True: must get through; False: must be sent away; None: only what is shown counts
    like: Heard | None = None
    asked_for: str = ""  # what was asked with, which may be repeated
    across: bool = False
    is_public: bool = False  # e.g. the service worker, which may not be built yet

    @property
    def sent_away(self) -> bool:
        heard = self.heard
        return heard.status in SENT_AWAY or (
            heard.status == 302 and (heard.place.startswith("/admin/login/") or heard.place == "/admin/")
        )

    def hole(self, ids: dict[str, str]) -> str | None:
        at = f"{self.who.role} · {self.call} · {self.what}"
        heard = self.heard
        across = set(SHOWN.values()) if self.across else set()
        forbidden = marks_not_for(self.who, None) - across
        marks = [mark for mark in marks_read(heard, forbidden) if mark not in self.asked_for]
        shown = [kind for kind, value in ids.items() if value in heard.words and value not in self.asked_for]
        if marks or shown:
            return f"{at}: shows {', '.join(marks + [f'the id of {kind}' for kind in shown])}"
        if heard.changed and (self.like is None or heard.changed != self.like.changed):
            return f"{at}: refused, but changed {', '.join(heard.changed)}"
        if heard.status >= 500 and not self.is_public:
            return f"{at}: {heard.status}"
        if self.through is True and self.sent_away:
            return f"{at}: {heard.status} {heard.place}, should get through"
        if self.through is False and not self.sent_away and heard.status != 405:
            return f"{at}: {heard.status}, should be sent away"
        if self.like is not None and (heard.status, heard.content) != (self.like.status, self.like.content):
            return f"{at}: answers {heard.status}, otherwise than to an id that nobody has ({self.like.status})"
        return None


class AdminMatrix:
    """Asks at every address as one person after the other."""

    def __init__(self, world: World, asking: Asking, tally: Tally) -> None:
        self.world, self.asking, self.tally = world, asking, tally

    def holes(self, who: Somebody, names: set[str] | None = None) -> list[str]:
        """Every cell of one person; `names` narrows the addresses down."""
        found = []
        ids = self._ids_not_for(who)
        for address in addresses():
            rule = rule_for(address.name)
            if rule is None or (names is not None and address.name not in names):
                continue
            for cell in self._cells(who, address, rule):
                self.tally.calls.add(address.name)
                self.tally.counted["refused" if cell.sent_away else "allowed by rule"] += 1
                hole = replace(cell, across=rule.across).hole(
                    {kind: value for kind, value in ids.items() if kind not in rule.names}
                )
                if hole is not None:
                    found.append(hole)
        self.tally.holes += found
        return found

    def _ids_not_for(self, who: Somebody) -> dict[str, str]:
        """The long ids of next door's things: none of them may be read anywhere."""
        covered = {value for slug in who.covers for value in self.world.things[slug].values()}
        theirs = self.world.things[who.next_door].items()
        return {kind: value for kind, value in theirs if len(value) == len(NOBODY) and value not in covered}

    def _cells(self, who: Somebody, address: Address, rule: Rule) -> Iterator[Cell]:
        if rule.public:
            for slug in (who.home, who.next_door):
                heard = self.asking.ask(who, "GET", address.path(self._values(address, rule, slug)))
                yield Cell(f"of {slug}", who, address.name, heard, asked_for=SHOWN[slug], is_public=True)
        elif rule.closed or who.role not in STAFF:
            path = self._closed(address, rule, who.next_door)
            heard = self.asking.ask(who, "GET", path)
            empty_room = who.role == "grid_worker" and not rule.closed and not self._ids_in(address, rule)
            yield Cell("of next door", who, address.name, heard, None if empty_room else False, asked_for=path)
        else:
            yield from self._at_home(who, address, rule)
            yield from self._swapped(who, address, rule)
            yield from self._asked_about_next_door(who, address, rule)
            yield from self._swapped_in_form(who, address, rule)

    def _at_home(self, who: Somebody, address: Address, rule: Rule) -> Iterator[Cell]:
        """Her own things: whom the rule names gets through by GET or by POST, everybody else by neither."""
        path = address.path(self._values(address, rule, who.home)) + self._query(rule.own, who.home)
        may = who.role in rule.may
        form = EMPTY_FORM | {name: self._filled(value, who.home) for name, value in rule.form.items()}
        for method in ("GET", "POST"):
            heard = self.asking.ask(who, method, path, form=form)
            cell = Cell(f"{method}, her own", who, address.name, heard, None if may else False, asked_for=path)
            if may and method == "POST":
                cell = replace(cell, through=True)  # neither by GET, so by POST
            yield cell
            if may and not cell.sent_away and heard.status != 405:
                return

    def _swapped(self, who: Somebody, address: Address, rule: Rule) -> Iterator[Cell]:
        """Each id in the path that of next door: sent away, word for word as with an id that nobody has."""
        own, theirs = self._values(address, rule, who.home), self._values(address, rule, who.next_door)
        ids = self._ids_in(address, rule)
        for part in ids:
            thing = thing_of(address, part, rule)
            if thing in HIDDEN:
                theirs[part] = self.world.things[who.next_door][HIDDEN[thing]]
            nobody = self._unknown(thing)
            for method in ("GET", "POST"):
                unknown = self.asking.ask(who, method, address.path({**own, part: nobody}))
                foreign = address.path({**own, part: theirs[part]})
                heard = self.asking.ask(who, method, foreign)
                yield Cell(f"{method}, {part} of next door", who, address.name, heard, False, unknown, foreign)
        if len(ids) > 1:
            foreign = address.path(theirs)
            for method in ("GET", "POST"):
                heard = self.asking.ask(who, method, foreign)
                yield Cell(f"{method}, all of next door", who, address.name, heard, False, asked_for=foreign)

    def _swapped_in_form(self, who: Somebody, address: Address, rule: Rule) -> Iterator[Cell]:
        """Each id that a form names that of next door: as with an id that nobody has, and nothing is written."""
        if who.role not in rule.may or "{" not in "".join(rule.form.values()):
            return
        path = address.path(self._values(address, rule, who.home))
        own = EMPTY_FORM | {name: self._filled(value, who.home) for name, value in rule.form.items()}
        for name, value in rule.form.items():
            if "{" not in value:
                continue
            theirs, nobodys = self._filled(value, who.next_door), self._filled(value, None)
            like = self.asking.ask(who, "POST", path, form=own | {name: nobodys}, watch=True)
            heard = self.asking.ask(who, "POST", path, form=own | {name: theirs}, watch=True)
            if len(theirs) == len(NOBODY):  # repeated as it was sent
                heard = replace(heard, content=heard.content.replace(theirs.encode(), nobodys.encode()))
            yield Cell(f"POST, {name} of next door", who, address.name, heard, None, like, asked_for=theirs)

    @staticmethod
    def _ids_in(address: Address, rule: Rule) -> list[str]:
        return [part for part in address.parts if not rule.parts.get(part, "=").startswith("=")]

    def _asked_about_next_door(self, who: Somebody, address: Address, rule: Rule) -> Iterator[Cell]:
        """Queries with next door's ids and words: nothing of it is shown."""
        path = address.path(self._values(address, rule, who.home))
        for ask in rule.asks:
            query = self._query(ask, who.next_door)
            heard = self.asking.ask(who, "GET", path + query)
            # An id or a word that one has asked with may be said again; nothing that was not asked for.
            like = self.asking.ask(who, "GET", path + self._query(ask, None)) if rule.like_unknown else None
            yield Cell(f"?{ask}", who, address.name, heard, None, like, asked_for="" if "term=" in ask else query)

    def _closed(self, address: Address, rule: Rule, slug: str) -> str:
        """An address at which nobody is let in: numbers, or somebody next door where it takes only long ids."""
        values = self._values(address, rule, slug)
        try:
            return address.path(values)
        except NoReverseMatch:
            return address.path(dict.fromkeys(values, self.world.things[slug]["person"]))

    # --- what stands in an address ---------------------------------------------------------------------------
    def _values(self, address: Address, rule: Rule, slug: str) -> dict[str, Any]:
        return {part: self._value(thing_of(address, part, rule), slug) for part in address.parts}

    def _value(self, thing: str, slug: str) -> str:
        if thing.startswith("="):
            return thing[1:]
        # Nothing is asked of what stands at a closed door: any value of the right shape will do.
        return self.world.things[slug].get(thing, "1")

    def _query(self, ask: str, slug: str | None) -> str:
        return f"?{self._filled(ask, slug)}" if ask else ""

    def _filled(self, words: str, slug: str | None) -> str:
        """`{thing}` in the words filled with one of this community; None: with what nobody has."""
        if slug is None:
            things = {kind: self._unknown(kind) for kind in self.world.things["pine"]}
            return words.format(**things, kept="无", shown="无")
        return words.format(**self.world.things[slug], kept=KEPT[slug], shown=SHOWN[slug])

    def _unknown(self, thing: str) -> str:
        return NOBODY if len(self.world.things["pine"][thing]) == len(NOBODY) else str(NO_NUMBER)
