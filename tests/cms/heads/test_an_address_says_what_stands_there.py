"""A link in a chat: title, sentence and picture of each public address, in the page that the server hands out."""

from __future__ import annotations

import json

from django_scopes import scope

from content_models.pages.samples import block
from tests.cms.heads.conftest import read
from tests.support.cast import Cast
from tests.support.page_life import PageLife
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife

HOST = "http://testserver"


def test_a_community_says_its_name_and_what_it_is(cast: Cast) -> None:
    cast.pine.community.intro = "松林路上的老小区，三百户人家。"
    cast.pine.community.save()
    told = read("/c/pine")
    assert told.titles == ["松林"]
    assert told.metas["description"] == "松林路上的老小区，三百户人家。"
    assert told.metas["og:url"] == f"{HOST}/c/pine"
    assert told.metas["og:image"] == told.pictures[0] == f"{HOST}/static/pwa/icon-512.png"
    assert told.metas["og:locale"] == "zh_CN"
    assert json.loads(told.data)["@type"] == "Organization"


def test_it_speaks_the_communitys_language_whatever_the_reader_speaks(cast: Cast) -> None:
    assert read("/c/pine/wishes", accept_language="en").titles == ["邻居的微心愿 · 松林"]


def test_an_article_is_told_by_its_own_title_sentence_and_picture(pages: PageLife) -> None:
    picture = pages.picture()
    pages.add(
        "article",
        "集市开张了",
        "market",
        summary="周六上午，楼下见。",
        cover=picture,
        byline="小赵",
        body=json.dumps([block("text", heading="带什么来", text="<p>闲置的<b>书</b>和玩具</p>")]),
    )
    told = read("/c/pine/pages/market")
    assert told.titles == ["集市开张了 · 松林"]
    assert told.metas["description"] == told.metas["og:description"] == "周六上午，楼下见。"
    assert told.metas["og:image"].startswith(f"{HOST}/media/")
    assert "1080x1440" in told.metas["og:image"]
    assert told.metas["twitter:card"] == "summary_large_image"
    assert told.pictures == [told.metas["og:image"]]
    assert {"带什么来", "闲置的书和玩具"} <= set(told.words)
    data = json.loads(told.data)
    assert (data["@type"], data["headline"]) == ("Article", "集市开张了")
    assert data["datePublished"]


def test_a_page_without_a_sentence_is_told_by_its_first_words_and_the_first_picture_in_it(pages: PageLife) -> None:
    picture = pages.picture()
    body = [
        block("text", heading="", text="<p>下周三停水，请提前接水。</p>"),
        block("picture", picture=picture.pk, caption=""),
    ]
    pages.add("notice", "停水", "water", body=json.dumps(body))
    told = read("/c/pine/pages/water/")
    assert told.metas["description"] == "下周三停水，请提前接水。"
    assert "1080x1440" in told.metas["og:image"]


def test_questions_and_events_say_so_to_search_engines(pages: PageLife, service: ServiceLife) -> None:
    pages.add(
        "question",
        "问答",
        "questions",
        questions=json.dumps([block("question", question="怎么报名？", answer="<p>点下面的按钮</p>")]),
    )
    pages.add("event", "议事会", "meeting", starts_at=service.now, place="楼下凉亭")
    asked = json.loads(read("/c/pine/pages/questions").data)
    assert asked["mainEntity"][0]["name"] == "怎么报名？"
    assert asked["mainEntity"][0]["acceptedAnswer"]["text"] == "点下面的按钮"
    event = json.loads(read("/c/pine/pages/meeting").data)
    assert (event["@type"], event["location"]["name"]) == ("Event", "楼下凉亭")


def test_a_post_and_the_posts(cast: Cast) -> None:
    post = cast.pine.post
    told = read(f"/c/pine/posts/{post.pk}")
    assert told.titles == ["邻里互助岗 · 松林"]
    assert "帮邻居搭把手" in told.metas["description"]
    listed = read("/c/pine/posts")
    assert listed.metas["og:title"] == "我们的六岗"
    assert listed.links == [f"/c/pine/posts/{post.pk}"]


def test_a_reward_and_its_price(service: ServiceLife) -> None:
    reward = service.reward(name="一袋大米", description="五公斤", price=30)
    told = read(f"/c/pine/exchange/rewards/{reward.pk}")
    assert told.titles == ["一袋大米 · 松林"]
    assert told.metas["description"] == "30 积分 · 五公斤"


def test_a_wish_is_told_by_what_the_board_shows_of_it(wishes: WishLife) -> None:
    told = read(f"/c/pine/wishes/{wishes.opened()}")
    assert told.titles == ["想修一盏楼道灯 · 松林"]
    assert told.metas["description"].startswith("松林花园 · 搭把手 · ")
    assert "三楼的声控灯不亮了" in told.metas["description"]
    assert told.metas["robots"] == "noindex"
    assert told.pictures == [f"{HOST}/static/pwa/icon-512.png"]


def test_the_communitys_banner_stands_in_where_there_is_no_picture(pages: PageLife) -> None:
    banner = pages.picture("横幅")
    with scope(community=pages.community):
        site = pages.site
        site.banner = banner
        site.save()
    told = read(f"/c/pine/posts/{pages.place.post.pk}")
    assert "1080x1440" in told.metas["og:image"]
    assert told.metas["og:image:alt"] == "横幅的照片"


def test_what_was_built_stays_with_one_title_and_one_description(cast: Cast) -> None:
    html = read("/c/pine/wishes").html
    assert html.count("<title>") == html.count('name="description"') == 1
    assert '<div id="app"></div>' in html
    assert '<script type="module" src="/static/pwa/assets/index.js"></script>' in html
    assert html.index("<title>") < html.index("</head>")
    assert html.index("<noscript><main ") > html.index("<body>")
