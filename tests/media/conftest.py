"""The cast (Ana sends photos, Bo is a neighbour) and storages that a test can look into."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import FileSystemStorage

from media.models import CommunityDocument, CommunityImage, CommunityRendition, Photo
from tests.media.shelves import Shelf


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def ana(db):
    return get_user_model().objects.create(username="ana")


@pytest.fixture
def bo(db):
    return get_user_model().objects.create(username="bo")


@pytest.fixture
def private_shelf(monkeypatch, tmp_path) -> Shelf:
    """The private storage, empty at the start of the test."""
    return _emptied(monkeypatch, tmp_path / "private", (Photo, "full"), (Photo, "thumb"), (CommunityDocument, "file"))


@pytest.fixture
def public_shelf(monkeypatch, tmp_path) -> Shelf:
    return _emptied(monkeypatch, tmp_path / "public", (CommunityImage, "file"), (CommunityRendition, "file"))


def _emptied(monkeypatch, folder, *places) -> Shelf:
    folder.mkdir()
    storage = FileSystemStorage(location=str(folder), base_url="/media/")
    for model, name in places:
        monkeypatch.setattr(model._meta.get_field(name), "storage", storage)
    return Shelf(storage)
