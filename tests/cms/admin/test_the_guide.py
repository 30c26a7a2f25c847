"""使用指南: every lesson has its picture and leads to a screen that a worker can open."""

from __future__ import annotations

from django.contrib.staticfiles import finders
from django.urls import reverse

from cms.admin.guide import STEPS
from tests.screenshots import LESSONS
from tests.support.page_life import PageLife


def test_every_lesson_has_its_picture():
    for step in STEPS:
        assert finders.find(f"cms/guide/{step.picture}.png"), step.picture
    assert set(LESSONS) == {step.picture for step in STEPS}


def test_every_lesson_leads_somewhere(wu, cast):
    PageLife(cast)
    page = wu.get(reverse("linli_guide")).content.decode()
    for step in STEPS:
        assert str(step.title) in page
        assert wu.get(reverse(step.url_name), follow=True).status_code == 200, step.url_name


def test_the_first_screen_shows_the_way(wu):
    assert reverse("linli_guide") in wu.get("/admin/").content.decode()


def test_it_is_for_those_who_work_here(cast):
    assert cast.client(cast.bo).get(reverse("linli_guide")).status_code in {302, 403, 404}
