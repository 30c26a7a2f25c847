"""Asking as somebody of the matrix: one request, rolled back, with what was answered and whether it wrote anything."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from tests.support.unchanged import every_row
from tests.tenancy.marks import DISTRICT_KEPT, DISTRICT_OF, DISTRICT_SHOWN, KEPT, SHOWN
from tests.tenancy.world import Somebody, World

WITHOUT_ROLE = frozenset({"visitor", "newcomer"})
REFUSALS = frozenset({401, 403, 404})
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
# What Wagtail's own forms can't do without.
EMPTY_FORM = {"body-count": "0", "form-count": "0"}
# What differs from answer to answer although nothing was said differently.
_PASSING = re.compile(
    # nonces and tokens; the random ids of a form's blocks (ours are of version 7); a cut of a picture, stored again
    rb"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|_[A-Za-z0-9]{7}(?=\.)|"
    rb'nonce="[^"]*"|nonce-[A-Za-z0-9+/=_-]+|csrfmiddlewaretoken"? value="[^"]*"|"?csrf_?token"?:\s*"[^"]*"',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heard:
    """One answer. `content` without passing tokens; `words` everything that can be read in it."""

    status: int
    content: bytes
    words: str
    place: str
    changed: tuple[str, ...] = ()

    @property
    def is_refusal(self) -> bool:
        return self.status in REFUSALS


@dataclass
class Tally:
    """What the matrix has done: for `make test` to print."""

    name: str
    calls: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    holes: list[str] = field(default_factory=list)

    def line(self) -> str:
        cells = sum(self.counted.values())
        parts = ", ".join(f"{number:,} {how}" for how, number in sorted(self.counted.items()))
        return f"{self.name}: {len(self.calls)} calls, {cells:,} cells tried: {parts}; {len(self.holes)} holes"


TALLIES: list[Tally] = []


def new_tally(name: str) -> Tally:
    TALLIES.append(Tally(name))
    return TALLIES[-1]


class Browser(Client):
    """Sends, and is told nothing but the answer.

    Django's own keeps every template and context besides, which costs more than most answers; it takes cookies, and
    here signing out is rolled back; it raises, and here 500 is an answer.
    """

    @classmethod
    def of(cls, who: Somebody) -> Browser:
        browser = cls()
        if who.user is not None:
            browser.force_login(who.user)
        return browser

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


class Asking:
    """Everybody's browser, signed in once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browsers = {role: Browser.of(one) for role, one in world.people.items()}
        for browser in self.browsers.values():  # whoever comes into the admin for the first time gets her groups
            browser.get("/admin/")
        self._before = every_row()

    def ask(
        self, who: Somebody, method: str, path: str, *, body: Any = None, form: Any = None, watch: bool = False
    ) -> Heard:
        """One request; whatever it wrote is taken back. `body` is sent as JSON, `form` as a browser sends a form.

        What it changed is looked up where it was refused, and with `watch` in any case.
        """
        for name in ("tries", "default"):
            caches[name].clear()
        writes: list[str] = []

        def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.lstrip().upper().startswith(_WRITES):
                writes.append(sql)
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(listen):
                answer = self._send(self.browsers[who.role], method, path, body, form)
                content = _content(answer)
            changed = self._changed() if writes and (watch or answer.status_code in REFUSALS) else ()
            transaction.set_rollback(True)
        return Heard(
            answer.status_code,
            _PASSING.sub(b"", content),
            words_in(content, answer),
            answer.get("Location", ""),
            changed,
        )

    def _send(self, browser: Client, method: str, path: str, body: Any, form: Any) -> Any:
        send = getattr(browser, method.lower())
        if body is not None:
            return send(path, json.dumps(body), content_type="application/json")
        return send(path) if method == "GET" else send(path, EMPTY_FORM if form is None else form)

    def _changed(self) -> tuple[str, ...]:
        after = every_row()
        return tuple(label for label, rows in self._before.items() if after[label] != rows)


def _content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def words_in(content: bytes, answer: Any = None) -> str:
    """All that a person or program could read in an answer: inside sheets, behind escapes, in headers."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as sheet:
            content = b"\n".join(sheet.read(name) for name in sheet.namelist())
    text = content.decode("utf-8", errors="replace")
    if answer is not None:
        text += "\n".join(f"{name}: {value}" for name, value in answer.items())
        text += str(answer.cookies.get("messages", ""))
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found.group(1), 16)), text)
    return text + "\n" + unquote(text)


def marks_not_for(who: Somebody, slug: str | None) -> set[str]:
    """The marks that must not be read by this person at the address of community `slug` (None: outside of any)."""
    own = set(who.covers) if who.role not in WITHOUT_ROLE else set()
    forbidden = {KEPT[one] for one in KEPT if one not in own}
    forbidden |= {SHOWN[one] for one in SHOWN if (one != slug if slug else one not in own)}
    if slug in KEPT and slug in own:
        forbidden |= {KEPT[one] for one in own if one != slug}
    districts = {DISTRICT_OF[one] for one in who.covers}
    if slug is None:
        forbidden |= {mark for name, mark in DISTRICT_SHOWN.items() if name not in districts}
    return forbidden | {mark for name, mark in DISTRICT_KEPT.items() if name not in districts}


def marks_read(heard: Heard, marks: set[str]) -> list[str]:
    return sorted(mark for mark in marks if mark in heard.words)
