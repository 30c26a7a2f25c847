"""A link from a chat leads to a candidate: read as a visitor, voted for after signing in, changed until the close."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import tap
from tests.support.live_stack import LiveStack

pytestmark = pytest.mark.journey

BALLOT = "本月最美楼栋长评选"


def test_from_the_link_to_a_vote_that_is_changed(open_page: Callable[..., Page], live_stack: LiveStack) -> None:
    phone = open_page()
    first, second = links_to_candidates(phone)

    phone.goto(first)
    expect(phone.get_by_text("结果仅供社区参考").first).to_be_visible()
    phone.get_by_role("link", name="登录后投票").click()
    resident = live_stack.person("resident", "liying")
    phone.get_by_role("button", name=re.compile(f"^{re.escape(resident.name)}")).click()

    # Back where she was, not at some home page.
    phone.wait_for_url(f"**{first}")
    tap(phone, "投 TA 一票")
    expect(phone.get_by_text("您已投给 TA")).to_be_visible()

    phone.goto(second)
    tap(phone, "改投 TA")
    expect(phone.get_by_text("您已投给 TA")).to_be_visible()
    phone.goto(first)
    expect(phone.get_by_role("button", name="改投 TA")).to_be_visible()

    # How it stands is told to nobody before the close; how many have voted is.
    phone.goto(first.partition("/candidates")[0])
    expect(phone.get_by_role("heading", name=BALLOT)).to_be_visible()
    expect(phone.get_by_text("位邻居已投票").first).to_be_visible()
    expect(phone.get_by_text(re.compile(r"\d\s*票"))).to_have_count(0)


def links_to_candidates(phone: Page) -> tuple[str, str]:
    """The addresses under which two who stand are shared."""
    here = "/api/v1/communities/liying/ballots"
    (ballot,) = (one for one in phone.request.get(here).json()["items"] if one["title"] == BALLOT)
    standing = phone.request.get(f"{here}/{ballot['id']}").json()["candidates_shown"]
    first, second = (f"/c/liying/ballots/{ballot['id']}/candidates/{one['id']}" for one in standing[:2])
    return first, second
