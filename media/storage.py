"""Where files lie and what they are called."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """Files that have no public address; who asks gets them through a view that asks the policy first."""
    return storages["private"]


def _unguessable(folder: str, extension: str) -> str:
    # The uploaded name may tell who or where (张三身份证.jpg); ours tells nothing and cannot be guessed.
    # Two letters as a folder keep a directory listing short on a plain file system.
    token = secrets.token_hex(16)
    return f"{folder}/{token[:2]}/{token}.{extension}"


def photo_file_name(_instance: Any, _uploaded_name: str) -> str:
    return _unguessable("photos", "jpg")


def picture_file_name(encoding: str) -> str:
    return _unguessable("pictures", "png" if encoding == "PNG" else "jpg")


def sheet_file_name(_instance: Any, _uploaded_name: str) -> str:
    return _unguessable("sheets", "bin")
