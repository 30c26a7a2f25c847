"""桂溪 on its pages: an old estate in another district."""

from __future__ import annotations

from cms.demo.content.page_lists import contacts, questions
from cms.demo.plans import BlockPlan as B
from cms.demo.plans import ContentPlan, SitePlan

GUIXI_PAGES = SitePlan(
    color="#7a4b12",
    badge="",
    banner=("cat", 0),
    blocks=(
        B(
            "hero",
            title="桂溪老街坊",
            text="推开窗就能喊一声。",
            picture=("plant", 2),
            button="许个愿",
            link={"room": "new_wish"},
        ),
        B("notice_strip", text="每月 10 日，理发师傅在老樟树下，老人免费。", tone="info", link={"page": "li-fa-ri"}),
        B("wishes", heading="等人认领的心愿", state="open", category="", limit=3),
        B("post_set", heading="我们的岗位"),
        B(
            "contact_card",
            name="桂溪服务站",
            role="有事就来坐坐",
            phone="0599-0000 0401",
            hours="每天 8–18 点",
            place="老樟树旁",
        ),
        B("area_map", heading="片区、弄巷"),
    ),
    pages=(
        ContentPlan(
            "notice",
            "老樟树下理发日",
            "li-fa-ri",
            ago=6,
            cover=("scissors", 0),
            summary="每月 10 日上午，老人免费。",
            blocks=(B("text", heading="", text="<p>带条毛巾就行。走不动的，许个心愿，师傅上门。</p>"),),
        ),
        ContentPlan(
            "article",
            "一只猫认识半条街",
            "mao",
            ago=16,
            cover=("cat", 2),
            summary="它每天从弄口走到弄尾，谁家都有它的碗。",
            fields={"byline": "桂溪阿敏"},
            blocks=(B("text", heading="", text="<p>猫不见了三天，半条街的人出来找，找到的时候，大家都认识了。</p>"),),
        ),
        ContentPlan(
            "case",
            "共用水龙头的账",
            "shui-long-tou",
            ago=33,
            cover=("tap", 1),
            summary="十二户一只表，三年没吵过。",
            fields={
                "problem": "十二户共用一只水表，每月为几块钱吵。",
                "way": "推一位大家信得过的收账\n人多的多出一份，老人减半\n账贴在墙上",
                "outcome": "三年没有再吵过，多出来的钱修了井台。",
            },
        ),
        ContentPlan(
            "contact_list",
            "有事找谁",
            "you-shi-zhao-shui",
            ago=60,
            summary="弄巷长的电话。",
            fields={
                "contacts": contacts(
                    ("桂溪服务站", "样样管", "0599-0000 0401", "每天 8–18 点", "老樟树旁"),
                )
            },
        ),
        ContentPlan(
            "question",
            "街坊常问",
            "chang-wen",
            ago=60,
            summary="修房、看病、喂猫。",
            fields={
                "questions": questions(
                    ("老房漏雨找谁？", "<p>先来服务站登记，雨季前统一看一遍屋顶。</p>"),
                )
            },
        ),
    ),
)
