"""The pictures of the README and of the guide in the admin, taken from a running demo: `make screenshots`.

A fresh demo tells the same stories in the same order, so the pictures change only when Linli looks different (or a
relative date does). They are quantised to a palette: sharp letters, a third of the bytes.
"""

import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.desk_steps import enter_the_admin, open_menu, rows
from tests.journeys.phone_steps import board
from tests.support.browser import FLAGS, PHONE, find_chromium
from tests.support.live_stack import LiveStack, serve_demo
from tools.console import ROOT, say

PICTURES = ROOT / "docs" / "pictures"
GUIDE = ROOT / "cms" / "static" / "cms" / "guide"
LARGEST_BYTES = 300_000
DESK = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1.5}
# The guide of the admin shows them at half the width of a screen.
LESSON = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1}
# What each lesson shows (cms/admin/guide.py): an address, and which link of it is opened.
LESSONS = {
    "first-screen": ("/admin/", None),
    "posts": ("/admin/snippets/posts/posttype/", None),
    "page": ("/admin/pages/", 'a[href*="/admin/pages/"][href$="/edit/"]'),
    "invite": ("/admin/people/invite/", None),
    "sheets": ("/admin/sheets/", None),
    "wish": ("/admin/wishes/?state=pending", 'a[href*="/admin/wishes/inspect/"]'),
    "records": ("/admin/records/?state=submitted", None),
    "reward": ("/admin/snippets/rewards/reward/", 'a[href*="/admin/snippets/rewards/reward/edit/"]'),
}


def take_phone(context: BrowserContext) -> Page:
    """The wish board of the first community, as anybody sees it."""
    page = context.new_page()
    page.goto("/c/liying/wishes")
    expect(board(page).first).to_be_visible()
    return page


def take_home(context: BrowserContext) -> Page:
    """The home page that the second community made of blocks."""
    page = context.new_page()
    page.goto("/c/shiqiao")
    expect(page.get_by_role("heading", name="等人认领的心愿")).to_be_visible()
    return page


def take_shelf(context: BrowserContext) -> Page:
    """What points are exchanged for."""
    page = context.new_page()
    page.goto("/c/liying/exchange")
    expect(page.get_by_role("link").filter(has_text="暖心汤一份")).to_be_visible()
    return page


def take_first_screen(context: BrowserContext, stack: LiveStack) -> Page:
    """What a worker sees when she signs in."""
    page = context.new_page()
    enter_the_admin(page, stack.person("worker", "liying"))
    return page


def take_admin(context: BrowserContext, stack: LiveStack) -> Page:
    """The posts of a community at its worker's desk."""
    page = context.new_page()
    enter_the_admin(page, stack.person("worker", "liying"))
    open_menu(page, "岗位")
    expect(rows(page).first).to_be_visible()
    return page


def take_lessons(context: BrowserContext, stack: LiveStack) -> None:
    """The screens of the guide, as the worker of the first community has them."""
    page = context.new_page()
    enter_the_admin(page, stack.person("worker", "liying"))
    for name, (address, link) in LESSONS.items():
        page.goto(address)
        if link is not None:
            page.goto(page.locator(link).first.get_attribute("href") or address)
        keep(page, GUIDE / f"{name}.png")


def keep(page: Page, target: Path) -> None:
    """Waits for every picture on the page, then writes the palette PNG."""
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => Promise.all(
          [...document.images]
            .filter((one) => one.getBoundingClientRect().top < window.innerHeight)  // lazy ones below never load
            .map((one) => one.decode().catch(() => undefined)),
        )"""
    )
    page.mouse.move(0, 0)
    page.screenshot(path=target, animations="disabled", caret="hide")
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    assert size <= LARGEST_BYTES, f"{target.name} has {size} bytes; a README's picture stays below {LARGEST_BYTES}"
    say(f"  {target.relative_to(ROOT)}  {size // 1000} kB")


def open_context(browser: Browser, stack: LiveStack, shape: dict[str, Any]) -> BrowserContext:
    here = {"base_url": stack.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "color_scheme": "light"}
    context = browser.new_context(**{**here, **shape})
    context.set_default_timeout(30_000)
    return context


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    GUIDE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="linli-pictures-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        with serve_demo(Path(folder)) as stack:
            keep(take_home(open_context(browser, stack, PHONE)), PICTURES / "home.png")
            keep(take_phone(open_context(browser, stack, PHONE)), PICTURES / "phone.png")
            keep(take_shelf(open_context(browser, stack, PHONE)), PICTURES / "exchange.png")
            keep(take_first_screen(open_context(browser, stack, DESK), stack), PICTURES / "desk.png")
            keep(take_admin(open_context(browser, stack, DESK), stack), PICTURES / "admin.png")
            take_lessons(open_context(browser, stack, LESSON), stack)
        browser.close()


if __name__ == "__main__":
    main()
