"""Estates and buildings as a worker writes them down: one estate a line, its buildings behind a colon.

荔影花园：1栋 2栋 3栋
邮电大院
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content_models.common.errors import Invalid

LINES_MAX, PLACES_MAX, NAME_MAX = 100, 1000, 60
_COLON, _BETWEEN = re.compile(r"[:：]"), re.compile(r"[\s,，、;；]+")
# 1-12栋: a run of buildings.
_RUN = re.compile(r"^(\d{1,3})[-~－—–至到](\d{1,3})(\D{0,6})$")


@dataclass(frozen=True, slots=True)
class Estate:
    """One place below the community, with what stands in it."""

    name: str
    buildings: tuple[str, ...] = ()


def read_places(text: str) -> tuple[Estate, ...]:
    """The estates of a text, in its order.

    Raises:
        Invalid: `places` says which line is wrong and why.
    """
    estates: list[Estate] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        estate = _read_line(line, number)
        if any(one.name == estate.name for one in estates):
            raise _wrong(number, _("“%(name)s” stands there twice.") % {"name": estate.name})
        estates.append(estate)
    if len(estates) > LINES_MAX or sum(1 + len(one.buildings) for one in estates) > PLACES_MAX:
        message = _("At most %(limit)d places here; add the others later under “Places”.") % {"limit": PLACES_MAX}
        raise Invalid(fields={"places": ("too_many", message)})
    return tuple(estates)


def _read_line(line: str, number: int) -> Estate:
    name, *rest = _COLON.split(line.strip(), maxsplit=1)
    name = " ".join(name.split())
    if not name:
        raise _wrong(number, _("the estate has no name."))
    buildings: list[str] = []
    for word in _BETWEEN.split(rest[0].strip()) if rest else ():
        buildings += _run(word, number)
    if twice := next((one for one in buildings if buildings.count(one) > 1), None):
        raise _wrong(number, _("“%(name)s” stands there twice.") % {"name": twice})
    if long := next((one for one in (name, *buildings) if len(one) > NAME_MAX), None):
        raise _wrong(number, _("“%(name)s…” is too long.") % {"name": long[:12]})
    return Estate(name, tuple(buildings))


def _run(word: str, number: int) -> list[str]:
    """One building, or all of a run such as 1-12栋."""
    if not word:
        return []
    found = _RUN.match(word)
    if found is None:
        return [word]
    first, last, suffix = int(found[1]), int(found[2]), found[3]
    if not first <= last:
        raise _wrong(number, _("“%(run)s” runs backwards.") % {"run": word})
    return [f"{one}{suffix}" for one in range(first, last + 1)]


def _wrong(number: int, why: str) -> Invalid:
    message = _("Line %(number)d: %(why)s") % {"number": number, "why": why}
    return Invalid(fields={"places": ("invalid", message)})
