"""The main job, told once from end to end: a new neighbour's wish, until she says thank you."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, FilePayload, Page, expect

from tests.journeys.phone_steps import (
    add_photos,
    agree,
    describe_wish,
    enter_with_code,
    find_on_board,
    go_to_tab,
    is_told,
    new_number,
    newest_message,
    say_where_and_when,
    say_where_one_lives,
    sheet,
    story,
    tap,
    tile,
)
from tests.media.uploads import TELLTALES, camera_exif, encoded, phone_photo, two_halves

pytestmark = pytest.mark.journey

TITLE = "阳台晾衣杆掉下来了一头"
DESCRIPTION = "够不着天花板，想请个子高的邻居把螺丝拧回去。"
MISSING = "左边那颗还是松的，能再拧一下吗？"
THANKS = "谢谢您，晾衣杆稳稳当当。"
# What only she, the reviewers and her helper may read.
NAME, DOOR, BUILDING = "顾晓雨", "1单元1906", "3栋"

# Held sideways: the camera stores it lying down and says in its EXIF that it must be turned. With GPS.
SIDEWAYS = FilePayload(
    name="IMG_2041.JPG",
    mimeType="image/jpeg",
    buffer=encoded(two_halves(1600, 1200), "JPEG", exif=camera_exif(orientation=6)),
)
HEIC = FilePayload(name="IMG_2042.HEIC", mimeType="image/heic", buffer=phone_photo("HEIF"))


def test_a_new_neighbours_wish_is_approved_claimed_done_and_thanked_for(
    open_page: Callable[..., Page], open_as: Callable[..., Page]
) -> None:
    number = new_number()
    resident = open_page()
    a_new_neighbour_signs_in_with_a_code(resident, number)
    address = she_posts_her_wish_in_three_screens(resident)
    her_photos_stand_upright_and_tell_nothing(resident)

    visitor = open_page()
    visitor.goto(address)
    expect(visitor.get_by_text("没找到，可能已经撤下了。")).to_be_visible()

    the_buildings_chief_approves_it(open_as("chief", "liying"))
    helper = open_as("volunteer", "liying")
    a_party_member_finds_and_claims_it(helper, number)
    he_gives_it_back_and_thinks_again(helper, number)
    he_reports_it_done(helper)

    she_says_what_is_missing(resident)
    he_finishes_it(helper)
    she_confirms_with_thanks(resident)
    expect(newest_message(helper, "谢谢您！")).to_contain_text(THANKS)
    anyone_reads_the_public_part(visitor, address, number)


def a_new_neighbour_signs_in_with_a_code(phone: Page, number: str) -> None:
    phone.goto("/c/liying")
    go_to_tab(phone, "我的")
    phone.get_by_role("link", name="登录").click()
    enter_with_code(phone, number)
    agree(phone)
    expect(phone.get_by_text("还没选社区和住处")).to_be_visible()
    phone.get_by_role("link", name="我住这里").click()
    say_where_one_lives(phone, BUILDING, found_by="荔影花园 3栋", name=NAME, door=DOOR)
    expect(phone.get_by_role("heading", name="荔影社区", level=1)).to_be_visible()


def she_posts_her_wish_in_three_screens(phone: Page) -> str:
    # The community's own page may have a button of the same words below.
    phone.get_by_role("main").get_by_role("link", name="许个愿").first.click()
    describe_wish(phone, category="搭把手", title=TITLE, description=DESCRIPTION)
    add_photos(phone, SIDEWAYS, HEIC)
    say_where_and_when(phone, BUILDING, found_by="荔影花园 3栋")
    expect(phone.get_by_text("楼栋、姓名、电话和门牌都不会公开。")).to_be_visible()
    tap(phone, "发出去")
    is_told(phone, "发出去了，社区看过就挂上心愿墙")

    go_to_tab(phone, "我的")
    phone.get_by_role("link", name="我的心愿").click()
    expect(tile(phone, TITLE)).to_contain_text("待审核")
    tile(phone, TITLE).click()
    expect(phone.get_by_text("社区会先看一眼")).to_be_visible()
    return phone.url


def her_photos_stand_upright_and_tell_nothing(phone: Page) -> None:
    thumbs = phone.get_by_role("button", name=re.compile("^看大图")).get_by_role("presentation")
    expect(thumbs).to_have_count(2)
    shapes = thumbs.evaluate_all(
        "all => Promise.all(all.map((one) => one.decode().then(() => [one.naturalWidth, one.naturalHeight])))"
    )
    assert sorted(height > width for width, height in shapes) == [False, True], shapes
    thumbs.first.click()
    shown = phone.get_by_role("dialog").get_by_role("img").first
    expect(shown).to_be_visible()
    picture = phone.request.get(shown.get_attribute("src") or "").body()
    assert not [telltale for telltale in TELLTALES if telltale in picture]
    tap(phone, "关闭")


def the_buildings_chief_approves_it(phone: Page) -> None:
    phone.goto("/c/liying")
    go_to_tab(phone, "工作台")
    card = phone.get_by_role("article")
    expect(card).to_be_visible()
    while not card.get_by_role("heading", name=TITLE).is_visible():
        title = card.get_by_role("heading").inner_text()
        tap(phone, "先放一放，看下一件")
        expect(card.get_by_role("heading", name=title, exact=True)).to_have_count(0)
    expect(card).to_contain_text(DESCRIPTION)
    tap(phone, "通过")
    is_told(phone, "通过了")


def a_party_member_finds_and_claims_it(phone: Page, number: str) -> None:
    phone.goto("/c/liying/wishes")
    find_on_board(phone, "衣杆")
    expect(tile(phone, TITLE)).to_contain_text("待认领")
    tile(phone, TITLE).click()
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(phone.get_by_text(number)).to_have_count(0)
    claims_it(phone, number)


def claims_it(phone: Page, number: str) -> None:
    tap(phone, "我来帮")
    sheet(phone, "认领这个心愿").get_by_role("button", name="我来帮").click()
    is_told(phone, "认领好了，谢谢你")
    contact = phone.get_by_role("region", name="联系方式和地址")
    expect(contact).to_contain_text(NAME)
    expect(contact).to_contain_text(f"荔影花园 {BUILDING} {DOOR}")
    expect(contact.get_by_role("link", name=f"打电话 {number}")).to_have_attribute("href", f"tel:+86{number}")


def he_gives_it_back_and_thinks_again(phone: Page, number: str) -> None:
    tap(phone, "办不了，退回")
    reasons = sheet(phone, "退回这个心愿")
    reasons.get_by_role("button", name="这几天有事，抽不开身").click()
    reasons.get_by_role("button", name="退回", exact=True).click()
    is_told(phone, "已退回，会有别的邻居来帮")
    expect(phone.get_by_role("region", name="联系方式和地址")).to_have_count(0)
    claims_it(phone, number)


def he_reports_it_done(phone: Page) -> None:
    tap(phone, "我办好了")
    report = sheet(phone, "我办好了")
    report.get_by_label("办了什么").fill("带了冲击钻，两头都换了膨胀螺丝。")
    add_photos(phone, FilePayload(name="done.jpg", mimeType="image/jpeg", buffer=phone_photo("JPEG")))
    report.get_by_role("button", name="告诉对方").click()
    is_told(phone, "已告诉对方，等一声确认")
    expect(phone.get_by_text("您说办好了，等对方确认一声。")).to_be_visible()


def she_says_what_is_missing(phone: Page) -> None:
    newest_message(phone, "您的心愿办好了吗？").click()
    expect(phone.get_by_text("帮忙的邻居说办好了。看看是不是，给个准信儿吧。")).to_be_visible()
    expect(phone.get_by_text("带了冲击钻，两头都换了膨胀螺丝。").first).to_be_visible()
    expect(phone.get_by_text("党员志愿者")).to_be_visible()
    tap(phone, "还没办好")
    missing = sheet(phone, "还差什么？")
    missing.get_by_label("还差什么").fill(MISSING)
    missing.get_by_role("button", name="告诉对方").click()
    is_told(phone, "已告诉帮忙的邻居")


def he_finishes_it(phone: Page) -> None:
    newest_message(phone, "还差一点没办好").click()
    expect(phone.get_by_role("heading", name="还差一点")).to_be_visible()
    expect(phone.get_by_text(MISSING).first).to_be_visible()
    tap(phone, "我办好了")
    report = sheet(phone, "我办好了")
    report.get_by_label("办了什么").fill("左边那颗也拧紧了，挂了一桶水试过。")
    report.get_by_role("button", name="告诉对方").click()
    is_told(phone, "已告诉对方，等一声确认")


def she_confirms_with_thanks(phone: Page) -> None:
    newest_message(phone, "您的心愿办好了吗？").click()
    tap(phone, "确认办好了")
    confirming = sheet(phone, "确认办好了")
    confirming.get_by_label("道声谢").fill(THANKS)
    confirming.get_by_role("button", name="确认办好了").click()
    is_told(phone, "好，心愿完成了")
    expect(phone.get_by_text("已完成").first).to_be_visible()


def anyone_reads_the_public_part(phone: Page, address: str, number: str) -> None:
    phone.goto(address)
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(story(phone).first).to_contain_text("许下心愿")
    expect(story(phone).last).to_contain_text("确认办好了")
    expect(story(phone).last).to_contain_text(THANKS)
    expect(phone.get_by_text("荔影花园", exact=True)).to_be_visible()
    secrets = (NAME, NAME[0] + "女士", DOOR, BUILDING, number, number[-4:])
    seen = phone.locator("body").inner_text()
    assert not [secret for secret in secrets if secret in seen]

    found = re.search(r"/c/([^/]+)/wishes/([^/?]+)", address)
    assert found
    slug, wish_id = found.groups()
    answer: APIResponse = phone.request.get(f"/api/v1/communities/{slug}/wishes/{wish_id}")
    assert answer.ok
    told = answer.json()
    assert told["state"] == "confirmed"
    assert told["area"]["name"] == "荔影花园"
    assert not told.get("contact")
    assert not told.get("building")
    assert not [secret for secret in (NAME, DOOR, number, BUILDING) if secret in answer.text()]
