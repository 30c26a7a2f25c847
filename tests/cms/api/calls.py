"""The API as the cast uses it: `api.get(cast.anna, "/wishes")` asks Pine Lane, an address with `/api` anything."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from content_models.people.models import User
from tests.support.cast import Cast

SOMEBODY_UNKNOWN = "0190a0a0-0000-7000-8000-000000000000"


class Calls:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._clients: dict[User | None, Client] = {}

    def of(self, person: User | None) -> Client:
        """One browser per person, as in life."""
        if person not in self._clients:
            self._clients[person] = self.cast.client(person)
        return self._clients[person]

    def get(self, person: User | None, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.of(person).get(_address(path), query or {}, headers=headers)

    def post(self, person: User | None, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        return self.of(person).post(
            _address(path), json.dumps({} if body is None else body), content_type="application/json", headers=headers
        )

    def patch(self, person: User | None, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        return self.of(person).patch(_address(path), json.dumps(body), content_type="application/json", headers=headers)

    def put(self, person: User | None, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        return self.of(person).put(_address(path), json.dumps(body), content_type="application/json", headers=headers)

    def all_pages(self, person: User | None, path: str, query: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Every item of a list, page by page."""
        items: list[dict[str, Any]] = []
        cursor = None
        for _page in range(100):
            asked = {**(query or {}), **({"cursor": cursor} if cursor else {})}
            answer = self.get(person, path, asked)
            assert answer.status_code == 200, answer.content
            items += answer.json()["items"]
            cursor = answer.json()["next"]
            if cursor is None:
                return items
        raise AssertionError(f"{path} has no last page")


def _address(path: str) -> str:
    return path if path.startswith("/api") else f"/api/v1/communities/pine{path}"
