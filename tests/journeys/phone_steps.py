"""What people do on the phone, in their own words: each step finds things as a person does, by what they read."""

import re
import time

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.support.live_stack import Person

# On the phone's own clock: from some minutes ago to at most two hours from now, all of it today.
_TODAY = """() => {
    const now = new Date(), two = (n) => String(n).padStart(2, '0')
    const clock = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
    const minute = now.getHours() * 60 + now.getMinutes()
    return [`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
            clock(Math.max(minute - 5, 0)), clock(Math.min(minute + 120, 1439))]
}"""


def new_number() -> str:
    """A mobile number that nobody had before; the demo's people have 199…."""
    return f"138{time.time_ns() // 1000 % 100_000_000:08}"


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def go_to_tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="主要栏目").get_by_role("link", name=re.compile(f"^{name}|{name}$")).click()


def enter_as_demo_person(page: Page, person: Person) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name=re.compile(f"^{re.escape(person.name)}")).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    expect(page.get_by_role("navigation").last).to_be_visible()


def enter_with_code(page: Page, number: str) -> None:
    """From the sign-in page to wherever one wanted to go; the demo shows the code on the page."""
    page.get_by_label("手机号").fill(number)
    tap(page, "发验证码")
    expect(page.get_by_text("演示环境不发短信，验证码是")).to_be_visible()
    tap(page, "填上")
    expect(page.get_by_label("验证码", exact=True)).to_have_value(re.compile(r"^\w+$"))
    tap(page, "登录")


def agree(page: Page) -> None:
    expect(page.get_by_role("heading", name="您的信息，您做主")).to_be_visible()
    tap(page, "我同意")


def choose_building(page: Page, field: str, building: str, *, found_by: str) -> None:
    """The picker: search for the building, touch it."""
    page.get_by_role("button", name=re.compile(f"^{field}: ")).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("找楼栋").fill(found_by)
    sheet.get_by_role("button", name=re.compile(f"{re.escape(building)}$")).first.click()
    expect(page.get_by_role("button", name=re.compile(f"^{field}: .*{re.escape(building)}$"))).to_be_visible()


def say_where_one_lives(page: Page, building: str, *, found_by: str, name: str, door: str) -> None:
    choose_building(page, "住哪一栋", building, found_by=found_by)
    page.get_by_label("怎么称呼您").fill(name)
    page.get_by_label("门牌").fill(door)
    tap(page, "就住这里")
    is_told(page, "记下了，欢迎")


def describe_wish(page: Page, *, category: str, title: str, description: str) -> None:
    """The wizard's first screen; stays on it, so that photos may be added."""
    expect(page.get_by_text("第 1 步，共 3 步")).to_be_visible()
    page.get_by_role("group", name="是哪一类").get_by_text(category, exact=True).click()
    page.get_by_label("一句话说清楚").fill(title)
    page.get_by_label("再说细一点").fill(description)


def add_photos(page: Page, *photos: FilePayload) -> None:
    """Picks files as the camera roll would give them and waits until the last one is up."""
    before = page.get_by_role("button", name=re.compile("^去掉第")).count()
    page.get_by_label("加照片").set_input_files(list(photos))
    expect(page.get_by_role("button", name=re.compile("^去掉第"))).to_have_count(before + len(photos))
    expect(page.get_by_text(re.compile(r"^上传中"))).to_have_count(0)


def say_where_and_when(page: Page, building: str, *, found_by: str, helpers: int = 1) -> None:
    """The wizard's second screen."""
    tap(page, "下一步")
    expect(page.get_by_text("第 2 步，共 3 步")).to_be_visible()
    choose_building(page, "哪栋楼", building, found_by=found_by)
    tap(page, "一周")
    for _ in range(helpers - 1):
        tap(page, "多一个人")
    expect(page.get_by_role("group", name="要几个人帮忙").get_by_role("status")).to_have_text(f"{helpers} 人")
    tap(page, "下一步")
    expect(page.get_by_text("第 3 步，共 3 步")).to_be_visible()


def find_on_board(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="搜索心愿").fill(words)
    page.get_by_role("searchbox", name="搜索心愿").press("Enter")


def tile(page: Page, title: str) -> Locator:
    """A wish on a board, to look at or to open."""
    return page.get_by_role("link").filter(has=page.get_by_role("heading", name=title, exact=True))


def board(page: Page) -> Locator:
    """The titles on the board, in their order."""
    return page.locator("main").get_by_role("link").get_by_role("heading", level=3)


def sheet(page: Page, title: str) -> Locator:
    return page.get_by_role("dialog", name=title)


def is_told(page: Page, words: str) -> None:
    """The line that tells what has just happened, on the screen and to screen readers."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def story(page: Page) -> Locator:
    """The lines of what happened to the wish."""
    return page.locator("section").filter(has=page.get_by_role("heading", name="这件事的经过")).get_by_role("listitem")


def newest_message(page: Page, title: str) -> Locator:
    """The latest line of that title in the inbox; touching it leads to what it is about."""
    page.goto("/me/notices")
    return page.get_by_role("main").get_by_role("button").filter(has_text=title).first


def be_installed(page: Page) -> None:
    """The service worker has everything it needs and is in charge of the page."""
    page.evaluate(
        """async () => {
          const { serviceWorker } = navigator
          await serviceWorker.ready
          if (!serviceWorker.controller)
            await new Promise((done) => serviceWorker.addEventListener('controllerchange', done, { once: true }))
        }"""
    )


def announce_activity(worker: Page, slug: str, title: str) -> None:
    """Something that has just begun, for the next two hours; stays on its page."""
    worker.goto(f"/c/{slug}/service")
    worker.get_by_role("link", name="发布活动").click()
    day, begin, end = worker.evaluate(_TODAY)
    worker.get_by_label("叫什么").fill(title)
    worker.get_by_label("哪一天").fill(day)
    worker.get_by_label("几点开始").fill(begin)
    worker.get_by_label("几点结束").fill(end)
    worker.get_by_label("在哪里集合").fill("3栋大堂")
    tap(worker, "发布")
    is_told(worker, "发布了")
    expect(worker.get_by_role("heading", name=title)).to_be_visible()


def code_on_screen(worker: Page) -> str:
    """The eight characters below the QR, as they are read out."""
    words = worker.get_by_text(re.compile(r"^[0-9A-Z]{4} [0-9A-Z]{4}$"))
    expect(words).to_be_visible()
    return words.inner_text()
