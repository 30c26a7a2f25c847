"""What a refusal must look like: words for the reader, a code for programs, and nothing changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db.models import Model
from django_scopes import scopes_disabled
from wagtail.blocks import StreamValue

CHINESE = re.compile(r"[\u4e00-\u9fff]")
DOMAIN = (
    *("areas", "people", "posts", "wishes", "ledger", "hours", "rewards", "honors", "ballots", "letters", "sheets"),
    *("cases", "media", "cms", "common"),
)
LOGS = ("wagtailcore.modellogentry", "django_q.ormq")


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the domain, of the log and of the queue, as the database holds them."""
    models = [
        model for model in apps.get_models() if model._meta.app_label in DOMAIN or model._meta.label_lower in LOGS
    ]
    with scopes_disabled():
        return {
            model._meta.label: sorted(
                (tuple(map(_plain, row)) for row in model._base_manager.values_list(*_columns(model))), key=repr
            )
            for model in models
        }


def _columns(model: type[Model]) -> list[str]:
    """All but the time of the last sign-in: the test's browsers sign in when they are first used."""
    return [field.attname for field in model._meta.concrete_fields if field.name != "last_login"]


def _plain(value: Any) -> Any:
    """A form as it is stored: read, its lists get new ids each time."""
    return list(value.raw_data) if isinstance(value, StreamValue) else value


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = every_row()
    yield
    after = every_row()
    changed = [label for label, rows in before.items() if after[label] != rows]
    assert not changed, f"a refusal changed {changed}"


def assert_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The answer is an RFC 9457 problem of this status and code; returns its body."""
    assert answer.status_code == status, (answer.status_code, answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert (body["status"], body["code"]) == (status, code), body
    assert body["type"] == f"urn:linli:problem:{code}"
    assert body["title"]
    assert body["detail"]
    return body


def assert_refused(call: Callable[[dict[str, str]], Any], status: int, code: str) -> dict[str, Any]:
    """`call(headers)` is refused in Chinese by default and in English on request, and changes nothing."""
    with nothing_changes():
        chinese = assert_problem(call({}), status, code)
        english = assert_problem(call({"Accept-Language": "en"}), status, code)
    assert CHINESE.search(chinese["title"]), chinese
    assert CHINESE.search(chinese["detail"]), chinese
    assert not CHINESE.search(english["title"]), english
    assert re.search(r"[a-z]", english["detail"]), english
    for error in chinese.get("errors", []):
        assert CHINESE.search(error["message"]), error
    return chinese
