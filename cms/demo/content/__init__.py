"""What the demo is about: invented places, people and wishes, in the spirit of the field."""

from cms.demo.content.districts import DISTRICTS
from cms.demo.content.guixi_wishes import GUIXI_WISHES
from cms.demo.content.liying_old_wishes import LIYING_OLD_WISHES
from cms.demo.content.liying_wishes import LIYING_WISHES
from cms.demo.content.pages import SITES
from cms.demo.content.service import RECOGNITIONS, SERVICE
from cms.demo.content.shiqiao_wishes import SHIQIAO_WISHES
from cms.demo.content.yunfan_wishes import YUNFAN_WISHES
from cms.demo.story import Story

STORIES: dict[str, tuple[Story, ...]] = {
    "liying": LIYING_OLD_WISHES + LIYING_WISHES,
    "shiqiao": SHIQIAO_WISHES,
    "yunfan": YUNFAN_WISHES,
    "guixi": GUIXI_WISHES,
}

__all__ = ["DISTRICTS", "RECOGNITIONS", "SERVICE", "SITES", "STORIES"]
