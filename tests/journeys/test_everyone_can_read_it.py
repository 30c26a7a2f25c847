"""The main screens in every look: nothing in the way of screen readers, old eyes, big thumbs or small phones."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys import readability
from tests.journeys.phone_steps import enter_as_demo_person
from tests.support.live_stack import LiveStack

pytestmark = pytest.mark.journey

NARROW, USUAL = 320, 390


def settle(page: Page, path: str) -> None:
    """Opens the screen and waits until what it fetches has come."""
    page.goto(path)
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.locator("[aria-busy=true], .skeleton")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")


def screens(page: Page, slug: str) -> list[str]:
    """The main screens of a community, one of its wishes and one of its posts among them."""
    wish = page.request.get(f"/api/v1/communities/{slug}/wishes?state=open").json()["items"][0]["id"]
    post = page.request.get(f"/api/v1/communities/{slug}/posts").json()["items"][0]["id"]
    rolls = page.request.get(f"/api/v1/communities/{slug}/honors").json()["items"]
    here = f"/c/{slug}"
    return [
        here,
        f"{here}/wishes",
        f"{here}/wishes/{wish}",
        f"{here}/wishes/new",
        f"{here}/posts",
        f"{here}/posts/{post}",
        f"{here}/workbench",
        f"{here}/service",
        f"{here}/service/enter",
        f"{here}/exchange",
        f"{here}/honors",
        *(f"{here}/honors/{one['id']}" for one in rolls[:1]),
        "/me",
        "/me/honors",
        "/me/notices",
        "/consent",
    ]


@pytest.mark.parametrize(
    ("look", "slug", "options"),
    [
        ("light", "liying", {"color_scheme": "light"}),
        ("dark", "shiqiao", {"color_scheme": "dark"}),
        ("elder", "guixi", {}),
    ],
    ids=["in light colours", "in dark colours", "in large print"],
)
def test_no_screen_shuts_anybody_out(
    open_page: Callable[..., Page], open_as: Callable[..., Page], look: str, slug: str, options: dict[str, Any]
) -> None:
    reviewer = open_as("community_admin", slug, **options)
    visitor = open_page(**options)
    if look == "elder":
        for page in (reviewer, visitor):
            page.goto("/me")
            page.get_by_role("switch", name="大字模式").check()
            expect(page.locator("html")).to_have_attribute("data-elder", "on")
    wrong: dict[str, list[str]] = {}
    for page, paths in ((reviewer, screens(reviewer, slug)), (visitor, ["/sign-in", "/"])):
        for path in paths:
            settle(page, path)
            wrong[path] = [
                *readability.grave_barriers(page),
                *(readability.too_small_in_large_print(page) if look == "elder" else []),
                *(f"runs off the side at {width} px" for width in (USUAL, NARROW) if runs_off_at(page, width)),
            ]
    assert {path: found for path, found in wrong.items() if found} == {}


def runs_off_at(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 844})
    runs_off = readability.runs_off_the_side(page)
    page.set_viewport_size({"width": USUAL, "height": 844})
    return runs_off


@pytest.mark.parametrize(
    ("locale", "slug", "foreign"),
    [("en-US", "guixi", readability.CHINESE), ("zh-CN", "liying", readability.ENGLISH_WORD)],
    ids=["English", "Chinese"],
)
def test_the_app_keeps_to_one_language(
    open_page: Callable[..., Page], live_stack: LiveStack, locale: str, slug: str, foreign: re.Pattern[str]
) -> None:
    page = open_page(locale=locale)
    content = {person.name for person in live_stack.people}
    page.on("response", lambda answer: content.update(words_of_neighbours(answer)))
    enter_as_demo_person(page, live_stack.person("chief", slug))
    strange: dict[str, list[str]] = {}
    for path in screens(page, slug):
        settle(page, path)
        strange[path] = [words for words in readability.words_of_the_app(page, content) if foreign.search(words)]
    assert {path: words for path, words in strange.items() if words} == {}


def words_of_neighbours(answer: Response) -> set[str]:
    """Every Chinese text of an answer but those that Linli words itself (`state_name`, `kind_name`)."""
    if "/api/v1/" not in answer.url or "json" not in answer.headers.get("content-type", ""):
        return set()
    found: set[str] = set()

    def collect(value: Any, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                collect(inner, name)
        elif isinstance(value, list):
            for inner in value:
                collect(inner, key)
        elif isinstance(value, str) and not key.endswith("_name") and readability.CHINESE.search(value):
            found.update(line.strip() for line in value.splitlines() if line.strip())

    collect(answer.json(), "")
    return found
