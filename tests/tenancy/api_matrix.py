"""The matrix of the API: every role × every call × the things of its own place, beside it, above it and next door.

Each cell is one request with what must come of it. `cells_of` makes them from the OpenAPI document and the tables;
nothing here knows a single call.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from cms.api.api import api as linli_api
from tests.cms.api.routes import ROUTES, Route
from tests.tenancy.api_rules import CURSOR, FIELDS, PLAIN, RULES, Rule, Search, Swap
from tests.tenancy.asking import Asking, Heard, Tally, marks_not_for, marks_read
from tests.tenancy.marks import HIDDEN, MONTH, NOBODY, SHOWN
from tests.tenancy.world import Somebody, World

_C = "/api/v1/communities/{slug}"
# Parts of a path that are no thing's id.
WORDS = {"slug", "size", "month", "period_start"}
# Shown to all by their community: that they exist is no secret, so a refusal there may say more than "not found".
SHOWN_TO_ALL = {
    "wish_open",
    "wish_claimed",
    "wish_fulfilled",
    "post",
    "activity",
    "reward",
    "merchant",
    "file",
    "page_path",
    "roll",
    "award",
    "ballot",
    "ballot_open",
    "ballot_settled",
    "candidate",
    "case",
    "case_elsewhere",
}


def name_of(method: str, path: str) -> str:
    """`GET C/wishes/{wish_id}`."""
    return f"{method.upper()} {path.replace(_C, 'C')}"


@lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    document: dict[str, Any] = linli_api.get_openapi_schema()
    return document


def documented() -> dict[str, dict[str, Any]]:
    """Every operation of the OpenAPI document by its name."""
    return {
        name_of(method, path): operation
        for path, operations in _document()["paths"].items()
        for method, operation in operations.items()
    }


def parts_of(path: str) -> list[str]:
    """The ids in a path: `wish` of /wishes/{wish_id}, `token` of /page-previews/{token}."""
    named = [part.split("}")[0] for part in path.split("{")[1:]]
    return [part.removesuffix("_id") for part in named if part not in WORDS]


def fields_of(name: str, operation: dict[str, Any]) -> dict[str, str]:
    """Field of the query or of the body → `query`, `body`, or the field of the body that it lies in."""
    found = {one["name"]: "query" for one in operation.get("parameters", []) if one["in"] == "query"}
    schemas = _document()["components"]["schemas"]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        found |= _properties(content["schema"], schemas, "body")
    return found


def _properties(schema: dict[str, Any], schemas: dict[str, Any], where: str) -> dict[str, str]:
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[-1]]
    found: dict[str, str] = {}
    for choice in schema.get("anyOf", []) + schema.get("allOf", []):
        found |= _properties(choice, schemas, where)
    if "items" in schema:
        found |= _properties(schema["items"], schemas, where)
    for name, below in schema.get("properties", {}).items():
        found[name] = where
        found |= dict.fromkeys(_properties(below, schemas, name), name)
    return found


def rule_of_field(name: str, field: str) -> Swap | Search | str | None:
    return FIELDS.get(f"{name}: {field}", FIELDS.get(field))


@dataclass(frozen=True)
class Cell:
    """One request, and what must come of it."""

    what: str
    who: Somebody
    call: str
    slug: str
    heard: Heard
    expected: bool | None = None  # gets through; None: neither asked nor known, only compared
    like: Heard | None = None  # answered to the byte like this

    def hole(self) -> str | None:
        """What is wrong, in one line; None if all is well."""
        at = f"{self.who.role} · {self.call} · {self.what}"
        across = set(SHOWN.values()) if RULES[self.call].across else set()
        marks = marks_read(self.heard, marks_not_for(self.who, self.slug or None) - across)
        if marks:
            return f"{at}: shows {', '.join(marks)}"
        if self.heard.changed:
            return f"{at}: refused, but changed {', '.join(self.heard.changed)}"
        if self.heard.status >= 500:
            return f"{at}: {self.heard.status}"
        if self.expected is not None and self.expected == self.heard.is_refusal:
            return f"{at}: {self.heard.status}, should {'get through' if self.expected else 'be refused'}"
        if self.like is not None and (self.like.status, self.like.content) != (self.heard.status, self.heard.content):
            return f"{at}: answers {_short(self.heard)}, to an id that nobody has {_short(self.like)}"
        return None


def _short(heard: Heard) -> str:
    return f"{heard.status} {heard.content[:120]!r}"


class ApiMatrix:
    """Asks everything of the table as one person after the other."""

    def __init__(self, world: World, asking: Asking, tally: Tally) -> None:
        self.world, self.asking, self.tally = world, asking, tally
        self._like_a_newcomer: dict[Any, Heard] = {}

    def holes(self, who: Somebody, calls: set[str] | None = None) -> list[str]:
        """Every cell of one person; `calls` narrows it down."""
        found = []
        for cell in self._cells(who, calls):
            self.tally.calls.add(cell.call)
            how = "refused" if cell.heard.is_refusal else "like an unknown id" if cell.like else "allowed by rule"
            self.tally.counted[how] += 1
            hole = cell.hole()
            if hole is not None:
                found.append(hole)
        self.tally.holes += found
        return found

    def _cells(self, who: Somebody, calls: set[str] | None) -> Iterator[Cell]:
        document = documented()
        for route in ROUTES:
            call = name_of(route.method, route.path)
            if calls is not None and call not in calls:
                continue
            rule = RULES[call]
            yield from self._in_own_place(who, route, call, rule)
            yield from self._swapped_in_path(who, route, call, rule)
            if "{slug}" in route.path:
                yield from self._next_door(who, route, call, rule)
            yield from self._swapped_in_fields(who, route, call, fields_of(call, document[call]))

    # --- the columns ------------------------------------------------------------------------------------
    def _in_own_place(self, who: Somebody, route: Route, call: str, rule: Rule) -> Iterator[Cell]:
        """Her own place; for a chief the building beside hers and the estate around it; what her place covers."""
        for slug in who.covers if "{slug}" in route.path else (who.home,):
            may = who.role in rule.may
            yield Cell(f"own place, {slug}", who, call, slug, self._ask(who, route, rule, slug, slug), may)
        thing = rule.things.get("wish", "")
        for where in ("beside", "above"):
            if who.home == "pine" and f"{thing}_{where}" in self.world.things["pine"]:
                may = who.role in rule.may - {"chief"}
                heard = self._ask(who, route, rule, "pine", "pine", wish=self.world.things["pine"][f"{thing}_{where}"])
                yield Cell(f"{where} her place", who, call, "pine", heard, may)

    def _swapped_in_path(self, who: Somebody, route: Route, call: str, rule: Rule) -> Iterator[Cell]:
        """Each id in the path that of next door, at home: as if nobody had it."""
        for part in parts_of(route.path):
            thing = rule.things.get(part, part)
            nobodys = self._ask(who, route, rule, who.home, who.home, **{part: unknown(thing)})
            foreign = self.world.things[who.next_door][HIDDEN.get(thing, thing)]
            heard = self._ask(who, route, rule, who.home, who.home, **{part: foreign})
            refused = False if part != "person" else None  # a person is no thing of the community: "not a helper here"
            yield Cell(f"{part} of {who.next_door}", who, call, who.home, heard, refused, like=nobodys)
            if part == "membership":
                above = self.world.things[who.home]["district_membership"]
                heard = self._ask(who, route, rule, who.home, who.home, membership=above)
                yield Cell("membership above", who, call, who.home, heard, False, like=nobodys)

    def _next_door(self, who: Somebody, route: Route, call: str, rule: Rule) -> Iterator[Cell]:
        """All of it at next door's own address: a role at home is worth nothing there."""
        slug = who.next_door
        heard = self._ask(who, route, rule, slug, slug)
        may = who.role in rule.strangers
        stranger = None if who.role == "visitor" else self._as_newcomer(route, rule, slug)
        same = stranger if stranger is not None and (heard.is_refusal or route.method == "GET") else None
        yield Cell(f"at {slug}", who, call, slug, heard, may, like=same)
        kept = [part for part in parts_of(route.path) if rule.things.get(part, part) not in SHOWN_TO_ALL]
        for part in kept if not may else []:
            nobodys = self._ask(who, route, rule, slug, slug, **{part: unknown(rule.things.get(part, part))})
            yield Cell(f"{part} at {slug}", who, call, slug, heard, False, like=nobodys)

    def _as_newcomer(self, route: Route, rule: Rule, slug: str) -> Heard:
        """What somebody without any role hears."""
        key = (route.method, route.path, slug)
        if key not in self._like_a_newcomer:
            self._like_a_newcomer[key] = self._ask(self.world.people["newcomer"], route, rule, slug, slug)
        return self._like_a_newcomer[key]

    def _swapped_in_fields(self, who: Somebody, route: Route, call: str, fields: dict[str, str]) -> Iterator[Cell]:
        """Each id in the query and in the body that of next door or of a place above."""
        for field, where in fields.items():
            rule = rule_of_field(call, field)
            if rule is None or rule == PLAIN:
                continue
            if rule == CURSOR:
                yield from self._with_their_cursor(who, route, call)
            elif isinstance(rule, Search):
                for words in rule.words:
                    heard = self._ask_with(who, route, call, field, where, words)
                    yield Cell(f"{field}={words}", who, call, who.home, heard)
            elif isinstance(rule, Swap):
                nobodys = self._ask_with(who, route, call, field, where, rule, unknown(rule.thing))
                theirs, ours = self.world.things[who.next_door], self.world.things[who.home]
                named = {f"{field} of {who.next_door}": theirs[rule.thing]}
                named |= {f"{field} above ({one})": ours[one] for one in rule.above}
                for what, value in named.items():
                    heard = self._ask_with(who, route, call, field, where, rule, value)
                    heard = _without(heard, value, unknown(rule.thing))
                    yield Cell(what, who, call, who.home, heard, like=nobodys)

    def _with_their_cursor(self, who: Somebody, route: Route, call: str) -> Iterator[Cell]:
        """A cursor that next door's list handed out to somebody who works there."""
        owner = self.world.people["other_district_admin" if who.next_door == "willow" else "street_worker"]
        slug = who.next_door if who.next_door in owner.covers or who.next_door != "oak" else "oak"
        rule = RULES[call]
        theirs = self._ask(owner, route, rule, slug, slug, query={"limit": "1"})
        cursor = json.loads(theirs.content).get("next") if theirs.status == 200 else None
        if cursor:
            heard = self._ask(who, route, rule, who.home, who.home, query={"cursor": cursor})
            yield Cell(f"cursor of {slug}", who, call, who.home, heard)

    # --- one request --------------------------------------------------------------------------------------
    def _ask_with(
        self, who: Somebody, route: Route, call: str, field: str, where: str, rule: Any, value: str = ""
    ) -> Heard:
        given: Any = value or rule
        if isinstance(rule, Swap):
            given = [value] if rule.many else {value: True} if rule.keyed else value
        if where == "query":
            query = {"sort": "near", field: given} if field == "from" else {field: given}
            return self._ask(who, route, RULES[call], who.home, who.home, query=query)
        changes = {field: given} if where == "body" else {where: [{field: given, "minutes": 30}]}
        changes |= rule.beside if isinstance(rule, Swap) else {}
        return self._ask(who, route, RULES[call], who.home, who.home, changes=changes)

    def _ask(
        self,
        who: Somebody,
        route: Route,
        rule: Rule,
        slug: str,
        of: str,
        *,
        query: dict[str, str] | None = None,
        changes: dict[str, Any] | None = None,
        **ids: str,
    ) -> Heard:
        """At the address of community `slug` with the things of `of`; `ids` stand in their place."""
        things = self.world.things[of]
        values = {"slug": slug, "size": "thumb", "month": MONTH, "period_start": things["period_start"]}
        for part in parts_of(route.path):
            value = ids.get(part, things[rule.things.get(part, part)])
            values |= {part: value, f"{part}_id": value}
        path = route.path.format(**values)
        says = {field: things[thing] for field, thing in rule.says.items()}
        body = None if route.body is None else route.body(self.world.cast_at(of)) | says | (changes or {})
        return self.asking.ask(who, route.method, f"{path}?{urlencode(query)}" if query else path, body=body)


def unknown(thing: str) -> str:
    """The id of nobody, in the shape that things of this kind have."""
    shapes = {"file": "987654", "code": "ZZZZZZZZ", "digits": "0" * 12, "token": "forged", "page_path": "no-such-page"}
    return shapes.get(thing, NOBODY)


def _without(heard: Heard, value: str, nobody: str) -> Heard:
    """An answer that repeats the id it was asked with, with the id of nobody in its place."""
    content = heard.content.replace(value.encode(), nobody.encode())
    return Heard(heard.status, content, heard.words, heard.place, heard.changed)
