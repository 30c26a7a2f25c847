"""Search that finds Chinese, alike on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.common.search import LONGEST_QUERY, bigrams, normalise, query_terms
from content_models.wishes.models import Wish
from tests.support.cast import Cast
from tests.support.wish_life import WishLife

WISHES = {
    "lamp": ("想修一盏楼道灯", "三楼的声控灯不亮了，晚上老人上下楼看不清。"),
    "rice": ("水稻病虫害防治指南", "想借一本，给孙子写作文用。"),
    "wifi": ("家里的WiFi连不上", "路由器是TP-Link的，5GHz 频段。"),
    "wide": ("手机Ａｐｐ不会用", "想学会用１２３０６买票"),
    "under": ("snake_case 100%", "a_b 和 50%_off 的标签"),
}

FOUND: list[tuple[str, set[str]]] = [
    ("水稻", {"rice"}),
    ("病虫害防", {"rice"}),
    ("老人", {"lamp"}),
    ("楼道灯", {"lamp"}),
    ("灯", {"lamp"}),
    ("修…灯", {"lamp"}),  # two runs, both there
    ("声灯", set()),
    ("wifi", {"wifi"}),
    ("WIFI", {"wifi"}),
    ("ｗｉｆｉ", {"wifi"}),
    ("ifi", {"wifi"}),
    ("tp link", {"wifi"}),
    ("tp-link", {"wifi"}),
    ("5ghz", {"wifi"}),
    ("App", {"wide"}),
    ("ａｐｐ", {"wide"}),
    ("12306", {"wide"}),
    ("１２３０６", {"wide"}),
    ("老人 灯", {"lamp"}),
    ("灯 水稻", set()),
    ("想", {"lamp", "rice", "wide"}),
    ("看不清。", {"lamp"}),
    ("100%", {"under"}),
    ("snake_case", {"under"}),
    ("%", set()),
    ("_", set()),
    ("！？。，", set()),
    ("   ", set()),
    ("不存在的", set()),
    ("x" * 60, set()),
    ("!" * 40 + "灯", {"lamp"}),
    ("水稻病虫害防治指南" + " 想借一本给孙子写作文用" * 8, set()),
]


@pytest.fixture
def wishes(cast: Cast, life: WishLife) -> dict[str, object]:
    return {name: life.new(title=title, description=words) for name, (title, words) in WISHES.items()}


def test_words_are_found_where_they_stand(cast: Cast, wishes: dict[str, object]) -> None:
    with scope(community=cast.pine.community):
        for words, expected in FOUND:
            rows = set(Wish.objects.saying(words).values_list("pk", flat=True))
            assert rows == {wishes[name] for name in expected}, words


def test_the_index_narrows_and_the_text_decides(cast: Cast, wishes: dict[str, object]) -> None:
    """Every pair of a question may stand somewhere without the whole standing anywhere."""
    with scope(community=cast.pine.community):
        assert not Wish.objects.saying("道灯不亮").exists()
        assert Wish.objects.saying("灯不亮").exists()


def test_the_neighbours_wishes_are_not_found(cast: Cast, life: WishLife, wishes: dict[str, object]) -> None:
    with scope(community=cast.oak.community):
        assert not Wish.objects.saying("灯").exists()


def test_full_width_and_case_fold_into_one() -> None:
    assert normalise("ＷｉＦｉ，５Ｇ！") == "wifi 5g"
    assert bigrams("修灯 a") == {"修灯", "灯", "a"}


def test_a_long_question_is_cut_after_folding_so_that_it_stays_small() -> None:
    assert len(query_terms("灯修" * 500)) <= LONGEST_QUERY
    assert len(query_terms("\ufdfa" * 40)) <= LONGEST_QUERY, "one ligature unfolds to eighteen characters"
    assert query_terms("!" * 100) == []
