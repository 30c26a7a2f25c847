"""People who use the running product: each journey begins with somebody who holds a phone or sits at a desk."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, StorageState, expect

from tests.journeys.desk_steps import enter_the_admin
from tests.journeys.phone_steps import enter_as_demo_person
from tests.support.live_stack import LiveStack

# Two cores share the server, its worker and every browser window.
PATIENCE_MS = 25_000
expect.set_options(timeout=PATIENCE_MS)
DESK_SIZE = {"width": 1280, "height": 800}

# Chromium writes every answer above 399 into the console. These are parts of a conversation, not mistakes: nobody is
# signed in yet, somebody else was faster, the words were refused, that wish is not yours to see, the network is away.
REFUSAL = re.compile(r"status of (401|409|422)|net::ERR_(INTERNET_DISCONNECTED|FAILED)|/wishes/[^/]+: .*status of 404")

# Somebody signed in, by phone or desk, role and community: who comes again keeps the session.
SignIns = dict[tuple[bool, str, str | None], StorageState]


@pytest.fixture
def open_page(open_page: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """The harness's pages, with more patience, and with an ear for the console: a complaint fails the journey."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        words = f"{message.location.get('url')}: {message.text}"
        if message.type == "error" and not REFUSAL.search(words):
            complaints.append(words)

    def open_one(*, desk: bool = False, **options: Any) -> Page:
        if desk:
            options.setdefault("viewport", DESK_SIZE)
        page = open_page(desk=desk, **options)
        page.context.set_default_timeout(PATIENCE_MS)
        page.context.on("console", listen)
        return page

    yield open_one
    assert complaints == []


@pytest.fixture(scope="session")
def sign_ins() -> SignIns:
    return {}


@pytest.fixture
def open_as(open_page: Callable[..., Page], live_stack: LiveStack, sign_ins: SignIns) -> Callable[..., Page]:
    """`open_as("worker", "liying")`: the phone of a person of the demo; with `desk=True` her screen in the admin."""

    def open_one(role: str, community: str | None = None, *, desk: bool = False, **options: Any) -> Page:
        person = live_stack.person(role, community)
        known = sign_ins.get((desk, role, community))
        page = open_page(desk=desk, storage_state=known, **options)
        if known is None:
            enter_the_admin(page, person) if desk else enter_as_demo_person(page, person)
            sign_ins[desk, role, community] = page.context.storage_state()
        return page

    return open_one
