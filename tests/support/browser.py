"""A real headless Chromium, and pages in it as people hold them: a phone, and a desk with a screen."""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.live_stack import LiveStack
from tools.console import ROOT

PICTURES = ROOT / "test-results"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1366, "height": 900}}


class NoChromiumError(Exception):
    """There is none on this machine."""


def find_chromium() -> str:
    """LINLI_CHROMIUM, else the system's, else the one Playwright once downloaded."""
    named = os.environ.get("LINLI_CHROMIUM")
    for candidate in [named] if named else NAMES:
        found = shutil.which(candidate)
        if found:
            return found
    with contextlib.suppress(Exception), sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).exists():
            return playwright.chromium.executable_path
    raise NoChromiumError("no Chromium is installed (apt install chromium, or set LINLI_CHROMIUM)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, live_stack: LiveStack, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`open_page()` is a fresh phone, `open_page(desk=True)` a screen with a keyboard; each has its own cookies.

    Paths are relative to the running stack. A script error on any page fails the test; a failed test leaves a
    picture of every open page in test-results/.
    """
    contexts: list[BrowserContext] = []
    script_errors: list[str] = []

    def open_one(*, desk: bool = False, **options: Any) -> Page:
        shape = DESK if desk else PHONE
        here = {"base_url": live_stack.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        context = browser.new_context(**{**here, **shape, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: script_errors.append(f"{page.url}: {error}"))
        return page

    yield open_one
    outcome = getattr(request.node, "outcome_of_call", None)
    if outcome is not None and outcome.failed:
        _take_pictures(contexts, request.node.name)
    for context in contexts:
        context.close()
    assert script_errors == []


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def desk(open_page: Callable[..., Page]) -> Page:
    return open_page(desk=True)


def _take_pictures(contexts: list[BrowserContext], test_name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, 1):
        name = re.sub(r"[^\w-]+", "-", test_name)
        with contextlib.suppress(Exception):
            page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let fixtures see how the test went, while its pages are still open."""
    report = yield
    if report.when == "call":
        item.outcome_of_call = report
    return report
