"""Words that Wagtail's Chinese catalogue does not have yet are brought along."""

from __future__ import annotations

from django.test import Client
from django.utils import translation

from tests.support.cast import Cast


def test_scripts_of_the_admin_speak_chinese(cast: Cast) -> None:
    words = cast.client(cast.wu).get("/admin/jsi18n/", headers={"Accept-Language": "zh-CN"}).content.decode()
    assert '"Insert a block": "\\u52a0\\u4e00\\u9879"' in words


def test_pages_of_the_admin_speak_chinese() -> None:
    with translation.override("zh-hans"):
        assert translation.gettext("New: %(model_name)s") == "新建%(model_name)s"
    with translation.override("en"):
        assert translation.gettext("New: %(model_name)s") == "New: %(model_name)s"


def test_the_words_are_there_before_signing_in() -> None:
    assert Client().get("/admin/jsi18n/").status_code == 200
