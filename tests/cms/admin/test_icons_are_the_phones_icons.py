"""What the worker picks in the grid is what the phone draws."""

from __future__ import annotations

import re

import pytest

from cms.admin.icons import CATEGORY_ICON_CHOICES, PATHS
from content_models.posts.models import ICON_CHOICES
from tests.cms.admin.acting import POSTS
from tools.console import ROOT

DRAWN = dict(re.findall(r"^  (\w+): '([^']+)'", (ROOT / "pwa/src/shared/ui/icons.ts").read_text("utf-8"), re.MULTILINE))


def test_every_choice_is_drawn_at_the_desk_and_on_the_phone():
    choices = {name for name, _label in [*ICON_CHOICES, *CATEGORY_ICON_CHOICES]}
    assert choices <= set(PATHS)
    assert choices <= set(DRAWN)


@pytest.mark.parametrize("name", sorted(set(PATHS) & set(DRAWN)))
def test_it_is_the_same_picture(name):
    assert PATHS[name] == DRAWN[name]


def test_the_grid_shows_each_with_its_name(wu):
    page = wu.get(f"{POSTS}add/").content.decode()
    assert page.count('class="linli-icon-option"') == len(ICON_CHOICES)
    for name, label in ICON_CHOICES:
        assert f'value="{name}"' in page
        assert f"<small>{label}</small>" in page
