"""Figures that are kept beside the records they count, in the same transaction, and can be counted anew at any time.

A model of kept figures has one row per key (whose, which month, where) and adds up some numbers. Nothing is read
before it is written: adding is one upsert, taking away one conditional UPDATE, each on a row that belongs to a single
person, so that no two people's writes meet. `counted_anew` is the truth; `put_right` makes the rows equal to it while
others go on writing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F

logger = logging.getLogger(__name__)
BATCH = 2_000

Key = tuple[Any, ...]
Sums = tuple[int, ...]


class KeptFigure(models.Model):
    """One row: what the records of one key come to. Rows of which nothing is left are not kept."""

    id = models.BigAutoField(primary_key=True)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its first day, on the installation's calendar.")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")

    # Attribute names. Of the key, `optional` may be empty; the first of the sums counts records.
    key: ClassVar[tuple[str, ...]] = ("community_id", "month", "person_id", "area_id")
    optional: ClassVar[str] = ""
    sums: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def counted_anew(cls, community_id: UUID, key: Key | None = None) -> Iterable[tuple[Key, Sums]]:
        """What the records say: of the whole community, or of one key. The community's scope is open."""
        raise NotImplementedError

    @classmethod
    def add(cls, key: Mapping[str, Any], by: Sums) -> None:
        """Add to the row of this key, or make it. One statement."""
        values = [_sent(cls, name, key[name]) for name in cls.key]
        filled = not cls.optional or key[cls.optional] is not None
        with connection.cursor() as cursor:
            cursor.execute(_upsert(cls, filled), [*values, *by])

    @classmethod
    def take(cls, key: Mapping[str, Any], by: Sums) -> None:
        """Take away from the row of this key. What is not there is left to the next `put_right`, and logged."""
        row = cls._base_manager.filter(**_exactly(key))
        enough = {f"{name}__gte": less for name, less in zip(cls.sums, by, strict=True)}
        changed = row.filter(**enough).update(**{name: F(name) - less for name, less in zip(cls.sums, by, strict=True)})
        if not changed:
            logger.error("%s of community %s has less than is taken away", cls._meta.label, key["community_id"])
        row.filter(**{cls.sums[0]: 0}).delete()


@dataclass(frozen=True, slots=True)
class Difference:
    """A key whose row is not what the records say. None: there is no row, or no record. It names nobody in words."""

    model: type[KeptFigure]
    key: Key
    kept: Sums | None
    counted: Sums | None


def differences(model: type[KeptFigure], community_id: UUID) -> list[Difference]:
    """Row by row: what is kept against what the records say. Reads only; the community's scope is open.

    While somebody writes between the two looks it can name a row that is right; `put_right` looks again.
    """
    counted = dict(model.counted_anew(community_id))
    size = len(model.key)
    rows = model._base_manager.filter(community_id=community_id).values_list(*model.key, *model.sums)
    kept = {tuple(row[:size]): tuple(row[size:]) for row in rows.iterator(chunk_size=BATCH)}
    return [
        Difference(model, key, kept.get(key), counted.get(key))
        for key in sorted(counted.keys() | kept.keys(), key=repr)
        if kept.get(key) != counted.get(key)
    ]


def put_right(found: Iterable[Difference]) -> int:
    """Make the rows what the records say, while others go on verifying; the number of rows written."""
    missing: dict[type[KeptFigure], list[Difference]] = {}
    rest = []
    for difference in found:
        if difference.kept is None:
            missing.setdefault(difference.model, []).append(difference)
        else:
            rest.append(difference)
    written = 0
    for model, differing in missing.items():
        # Where somebody has made the row meanwhile, hers stays and is looked at once more below.
        rows = [_row(model, one.key, one.counted or ()) for one in differing]
        model._base_manager.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        written += len(rows)
    return written + sum(_put_one_right(one.model, one.key) for one in rest)


@transaction.atomic
def _put_one_right(model: type[KeptFigure], key: Key) -> int:
    """Hold the row, then count: who verifies meanwhile waits with her upsert and adds to what we have written."""
    named = dict(zip(model.key, key, strict=True))
    nothing = _row(model, key, (0,) * len(model.sums))
    model._base_manager.bulk_create([nothing], ignore_conflicts=True)
    held = model._base_manager.select_for_update().filter(**_exactly(named)).first()
    if held is None:
        return 0  # its last record was corrected at this very moment
    counted = dict(model.counted_anew(named["community_id"], key)).get(key)
    if counted is None:
        held.delete()
    else:
        model._base_manager.filter(pk=held.pk).update(**dict(zip(model.sums, counted, strict=True)))
    return 1


def _row(model: type[KeptFigure], key: Key, counted: Sums) -> KeptFigure:
    return model(**dict(zip((*model.key, *model.sums), (*key, *counted), strict=True)))


def _exactly(key: Mapping[str, Any]) -> dict[str, Any]:
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in key.items()
    }


def _sent(model: type[KeptFigure], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name.removesuffix("_id"))
    return field.get_db_prep_save(value, connection)


@lru_cache(maxsize=16)
def _upsert(model: type[KeptFigure], filled: bool) -> str:
    """The unique index that it hits is the partial one of rows with, or without, the optional part of the key."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [quote(name) for name in (*model.key, *model.sums)]
    hit = [quote(name) for name in model.key if filled or name != model.optional]
    condition = f" WHERE {quote(model.optional)} IS {'NOT ' if filled else ''}NULL" if model.optional else ""
    added = ", ".join(f"{quote(name)} = {table}.{quote(name)} + excluded.{quote(name)}" for name in model.sums)
    places = ", ".join(["%s"] * len(columns))
    return (  # nobody's value is in it
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places}) "  # noqa: S608 - names of the model
        f"ON CONFLICT ({', '.join(hit)}){condition} DO UPDATE SET {added}"
    )


__all__ = ["Difference", "KeptFigure", "Key", "Sums", "differences", "put_right"]
