"""Wu at her desk in Pine Lane, with sheets."""

from __future__ import annotations

import pytest
from django_scopes import scopes_disabled

from tests.content_models.sheets.paper import Desk


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    """Sheets of tests lie in the test's own folder."""
    storages = {**settings.STORAGES}
    storages["private"] = {**storages["private"], "OPTIONS": {"location": str(tmp_path / "private"), "base_url": None}}
    settings.STORAGES = storages


@pytest.fixture
def kept_files(tmp_path):
    """The files that lie in the private storage."""

    def look():
        return sorted(path for path in (tmp_path / "private").rglob("*") if path.is_file())

    return look


@pytest.fixture(autouse=True)
def _behind_the_scenes(db):
    """Assertions look at every community."""
    with scopes_disabled():
        yield


@pytest.fixture
def desk(cast, run_jobs) -> Desk:
    return Desk(cast.pine, cast.wu, run_jobs)
