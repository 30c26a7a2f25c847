"""Personal data at rest: AES-256-GCM, authenticated and bound to its row; found by a keyed hash.

A sealed text is `key id` `.` base64(nonce 12 bytes + ciphertext + tag). The associated data is
`table.column.row id`: a value copied to another row or column does not open. Keys are
`settings.LINLI_FIELD_KEYS` (`id:base64 of 32 bytes`, newest first: the first seals, all open), so a key
is retired by adding a new one in front and running `manage.py reseal`.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class CannotOpen(Exception):
    """A sealed text is damaged, was moved from another row, or its key is gone."""


@lru_cache(maxsize=8)
def _keyring(spec: tuple[str, ...]) -> dict[str, AESGCM]:
    keys: dict[str, AESGCM] = {}
    for entry in spec:
        key_id, _, encoded = entry.strip().partition(":")
        try:
            keys[key_id] = AESGCM(base64.urlsafe_b64decode(encoded))
        except ValueError as error:
            raise ImproperlyConfigured("LINLI_FIELD_KEYS: each key is `id:base64 of 32 bytes`.") from error
    if not keys:
        raise ImproperlyConfigured("LINLI_FIELD_KEYS is empty.")
    return keys


def _keys() -> dict[str, AESGCM]:
    return _keyring(tuple(settings.LINLI_FIELD_KEYS))


def newest_key_id() -> str:
    """The id of the key that seals now."""
    return next(iter(_keys()))


def seal(text: str, *, bound_to: str) -> str:
    """Encrypt `text` so that it opens only with the same `bound_to`."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(12)
    sealed = key.encrypt(nonce, text.encode(), bound_to.encode())
    return f"{key_id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, *, bound_to: str) -> str:
    """The text that was sealed.

    Raises:
        CannotOpen: the text is damaged, belongs to another row, or its key is not in the settings.
    """
    key_id, _, body = sealed.partition(".")
    try:
        raw = base64.urlsafe_b64decode(body)
        return _keys()[key_id].decrypt(raw[:12], raw[12:], bound_to.encode()).decode()
    except (KeyError, ValueError, InvalidTag) as error:
        raise CannotOpen(bound_to) from error


def lookup_hash(text: str, *, purpose: str) -> str:
    """A keyed hash by which an encrypted value can be found (64 hex digits), different for every purpose."""
    key = base64.urlsafe_b64decode(settings.LINLI_LOOKUP_KEY)
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


class _Sealed(str):
    """What came out of the database and has not been opened yet."""

    __slots__ = ()


class _SealedAttribute:
    """Opens on first read, so that a list of rows costs no decryption nobody asked for."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, _Sealed):
            value = unseal(value, bound_to=self.field.bound_to(instance))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text that is plain in Python and sealed in the database. The empty text stays empty.

    Saving through an instance only: `queryset.update()` has no row to bind to and is refused,
    except with "" (erasure).
    """

    def bound_to(self, instance: models.Model) -> str:
        return f"{instance._meta.db_table}.{self.column}.{instance.pk}"

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _SealedAttribute(self))

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return _Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if not value or isinstance(value, _Sealed):
            return value
        return _Sealed(seal(value, bound_to=self.bound_to(model_instance)))

    def sealed_anew(self, instance: models.Model) -> str:
        """The row's value sealed with the newest key, ready for `update()`."""
        text = getattr(instance, self.attname)
        return _Sealed(seal(text, bound_to=self.bound_to(instance))) if text else ""

    def get_lookup(self, lookup_name: str) -> Any:
        """Only what needs no plain text can be asked in SQL: is it empty, and which key sealed it."""
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "startswith", "isnull", "in"} else None

    def get_prep_value(self, value: Any) -> Any:
        if value and not isinstance(value, _Sealed):
            raise TypeError(f"{self.name} is sealed: save the instance, or update() it to an empty text.")
        return cast(Any, value)

    def value_to_string(self, obj: models.Model) -> str:
        """Fixtures and dumps carry the sealed form, never the plain one."""
        return str(self.pre_save(obj, add=False) or "")
