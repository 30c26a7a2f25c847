"""云帆 on its pages: office towers and those who work in them."""

from __future__ import annotations

from cms.demo.content.page_lists import contacts, questions
from cms.demo.plans import BlockPlan as B
from cms.demo.plans import ContentPlan, SitePlan

YUNFAN_PAGES = SitePlan(
    color="#1b4f9c",
    badge="楼宇邻里",
    banner=("smartphone", 3),
    blocks=(
        B(
            "hero",
            title="一栋楼，也是邻里",
            text="午休的半小时，够帮一个忙。",
            button="许个愿",
            link={"room": "new_wish"},
        ),
        B("numbers", heading="这会儿", numbers=["wishes_open", "wishes_confirmed", "posts"]),
        B("wishes", heading="等人认领的心愿", state="open", category="", limit=3),
        B("cases", heading="这样办好的", limit=3),
        B("post_set", heading="我们的岗位"),
    ),
    pages=(
        ContentPlan(
            "notice",
            "周五消防演习",
            "xiao-fang-yan-xi",
            ago=3,
            summary="下午三点，走楼梯下楼，十五分钟。",
            blocks=(
                B(
                    "text",
                    heading="",
                    text="<p>周五 <b>15 点</b>警报响起，请走楼梯到东广场集合。腿脚不便的请提前告诉前台。</p>",
                ),
            ),
        ),
        ContentPlan(
            "article",
            "十二楼的书架",
            "shu-jia",
            ago=22,
            cover=("books", 1),
            summary="一家公司搬走，留下一面墙的书。",
            fields={"byline": "云帆阿宁"},
            blocks=(B("text", heading="", text="<p>书没有扔。茶水间的墙边立起一个架子，放一本，拿一本。</p>"),),
        ),
        ContentPlan(
            "case",
            "早高峰的电梯",
            "dian-ti",
            ago=40,
            cover=("smartphone", 1),
            summary="错开十分钟，少等一刻钟。",
            fields={
                "problem": "八点五十到九点，电梯口排到大门外。",
                "way": "各家公司的行政坐到一起\n三家愿意错开十分钟上班\n二到五楼的约好走楼梯",
                "outcome": "最长等候从十六分钟降到四分钟。",
            },
        ),
        ContentPlan(
            "contact_list",
            "有事找谁",
            "you-shi-zhao-shui",
            ago=60,
            summary="前台、物业、片长。",
            fields={
                "contacts": contacts(
                    ("楼宇服务站", "企业诉求、党员报到", "0755-0000 0301", "工作日 9–18 点", "A 座一楼"),
                )
            },
        ),
        ContentPlan(
            "question",
            "楼里常问",
            "chang-wen",
            ago=60,
            summary="停车、刷卡、会议室。",
            fields={
                "questions": questions(
                    ("会议室怎么借？", "<p>服务站登记，两小时以内不收费。</p>"),
                )
            },
        ),
    ),
)
