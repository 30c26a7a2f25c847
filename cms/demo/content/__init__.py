"""What the demo is about: invented places, people and wishes, in the spirit of the field."""

from cms.demo.content.districts import DISTRICTS
from cms.demo.content.guixi_pages import GUIXI_PAGES
from cms.demo.content.guixi_wishes import GUIXI_WISHES
from cms.demo.content.honors import DISPLAYS, HONORS
from cms.demo.content.liying_old_wishes import LIYING_OLD_WISHES
from cms.demo.content.liying_pages import LIYING_PAGES
from cms.demo.content.liying_wishes import LIYING_WISHES
from cms.demo.content.service import RECOGNITIONS, SERVICE
from cms.demo.content.shiqiao_pages import SHIQIAO_PAGES
from cms.demo.content.shiqiao_wishes import SHIQIAO_WISHES
from cms.demo.content.yunfan_pages import YUNFAN_PAGES
from cms.demo.content.yunfan_wishes import YUNFAN_WISHES
from cms.demo.plans import SitePlan
from cms.demo.story import Story

STORIES: dict[str, tuple[Story, ...]] = {
    "liying": LIYING_OLD_WISHES + LIYING_WISHES,
    "shiqiao": SHIQIAO_WISHES,
    "yunfan": YUNFAN_WISHES,
    "guixi": GUIXI_WISHES,
}

SITES: dict[str, SitePlan] = {
    "liying": LIYING_PAGES,
    "shiqiao": SHIQIAO_PAGES,
    "yunfan": YUNFAN_PAGES,
    "guixi": GUIXI_PAGES,
}

__all__ = ["DISPLAYS", "DISTRICTS", "HONORS", "RECOGNITIONS", "SERVICE", "SITES", "STORIES"]
