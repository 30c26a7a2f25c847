"""Wu at her desk in Pine Lane, with sheets."""

from __future__ import annotations

import pytest
from django.core.files.storage import FileSystemStorage
from django_scopes import scopes_disabled

from content_models.sheets.models import SheetImport
from tests.content_models.sheets.paper import Desk


@pytest.fixture(autouse=True)
def _private_files(monkeypatch, tmp_path):
    """Sheets of tests lie in the test's own folder."""
    storage = FileSystemStorage(location=str(tmp_path / "private"))
    for name in ("file", "marked"):
        monkeypatch.setattr(SheetImport._meta.get_field(name), "storage", storage)


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
def work(run_jobs, django_capture_on_commit_callbacks):
    """Work the queue, and do what waits for the commits that a test never makes."""

    def work_and_commit(act=run_jobs):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return work_and_commit


@pytest.fixture
def desk(cast, work) -> Desk:
    return Desk(cast.pine, cast.wu, work)
