"""Each community has its own posts, and each district its own chiefs: whoever looks around sees it."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

# One post that no other community has, and the kind of place it is.
OWN_POSTS = {
    "荔影社区": ("普通社区", "名单管理岗"),
    "石桥社区": ("城中村", "小哥联络岗"),
    "云帆社区": ("商务楼宇", "第二楼长·企业诉求岗"),
    "桂溪社区": ("老旧小区", "古井护水岗"),
}
FIVE_CHIEFS = ["理事长", "社长", "片长", "网格长", "楼栋长"]
THREE_CHIEFS = ["片区长", "楼栋长", "弄巷长"]


def test_every_community_shows_its_own_posts_and_its_districts_chiefs(phone: Page) -> None:
    sets: dict[str, list[str]] = {}
    for name, (kind, own) in OWN_POSTS.items():
        phone.goto("/?choose=1")
        phone.get_by_role("link").filter(has_text=name).click()
        expect(phone.get_by_role("heading", name=name, level=1)).to_be_visible()
        expect(phone.get_by_role("main").get_by_text(kind, exact=True)).to_be_visible()
        chiefs = (
            phone.locator("section").filter(has=phone.get_by_role("heading", name="这里的长")).get_by_role("listitem")
        )
        expect(chiefs).to_have_text(THREE_CHIEFS if name == "桂溪社区" else FIVE_CHIEFS)

        phone.get_by_role("navigation", name="主要栏目").get_by_role("link", name="服务").click()
        phone.get_by_role("main").get_by_role("link", name=re.compile("^社区岗位")).click()
        phone.wait_for_url("**/posts")
        cards = phone.get_by_role("main").get_by_role("listitem").get_by_role("link")
        expect(cards.filter(has_text=own)).to_be_visible()
        sets[name] = [text.split("\n")[0] for text in cards.all_inner_texts()]
    assert len({tuple(names) for names in sets.values()}) == len(OWN_POSTS)
    for name, (_kind, own) in OWN_POSTS.items():
        assert [place for place, names in sets.items() if own in names] == [name]
    assert len(sets["荔影社区"]) == 6
