"""签到 in a cellar: the scan stays on the phone with its moment, goes out by itself later, and that moment counts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import announce_activity, be_installed, is_told, tap

pytestmark = pytest.mark.journey

TITLE = "地下车库灭火器检查"
# Longer ago than a code takes to reach the server: only the phone's word says when it was. The phone's clock is
# set back instead of waiting.
AGO = timedelta(minutes=4)


def code_on_paper(worker: Page) -> str:
    """What is printed on the sheet at the cellar's door; unlike the one on the screen it stays the same."""
    activity = worker.url.split("/service/activities/")[1]
    return str(worker.request.get(f"/api/v1/communities/yunfan/activities/{activity}/codes").json()["paper"]["code"])


def test_a_scan_without_a_signal_counts_with_its_own_time(open_as: Callable[..., Page]) -> None:
    worker, helper = open_as("worker", "yunfan"), open_as("volunteer", "yunfan")
    announce_activity(worker, "yunfan", TITLE)
    code = code_on_paper(worker)

    # The service page fetches the key that signs scans while there is a signal.
    with helper.expect_response(lambda answer: answer.url.endswith("/me/scan-key")):
        helper.goto("/c/yunfan/service")
    be_installed(helper)
    helper.get_by_role("main").get_by_role("link", name="扫码签到", exact=True).first.click()
    helper.get_by_label("扫不了就输入 8 个字符").fill(code)
    helper.context.set_offline(True)
    scanned_at = datetime.now(UTC) - AGO
    helper.clock.set_fixed_time(scanned_at)
    tap(helper, "签到")
    expect(helper.get_by_role("heading", name="先记在手机里了")).to_be_visible()
    helper.get_by_role("link", name="回到服务").click()
    expect(helper.get_by_text("签到记在手机里了，有信号就送出。")).to_be_visible()
    expect(helper.get_by_role("link", name="扫码签退")).to_be_visible()

    helper.clock.set_fixed_time(datetime.now(UTC))
    helper.context.set_offline(False)
    expect(helper.get_by_role("heading", name=TITLE, level=2)).to_be_visible()
    expect(helper.get_by_text("签到记在手机里了，有信号就送出。")).to_have_count(0)
    newest = helper.request.get("/api/v1/me/hours").json()["items"][0]
    assert newest["subject"] == TITLE
    assert abs(datetime.fromisoformat(newest["started_at"]) - scanned_at) < timedelta(seconds=1)

    # Nobody is left standing in the cellar: who is in charge checks out by hand.
    worker.get_by_role("link", name="打开签到码").click()
    worker.get_by_role("listitem").filter(has_text="到的，还在").get_by_role("button", name="帮签退").click()
    is_told(worker, "签退了")
