"""Secrets of an embedded installation: made once, kept beside its data, never in the repository."""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import TypedDict


class Keys(TypedDict):
    secret_key: str
    field_keys: list[str]
    lookup_key: str


def _random_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def load_or_create_keys(path: Path) -> Keys:
    """Read the key file, or write a new one that only its owner can read.

    `os.link` makes the first writer win when several processes start at once.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Keys(secret_key=_random_key(), field_keys=[f"k1:{_random_key()}"], lookup_key=_random_key())
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(made, file, indent=1)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    loaded: Keys = json.loads(path.read_text())
    return loaded
