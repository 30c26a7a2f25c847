"""石桥 on its pages: an urban village, where most people rent."""

from __future__ import annotations

from cms.demo.content.page_lists import contacts, questions
from cms.demo.plans import BlockPlan as B
from cms.demo.plans import ContentPlan, SitePlan

SHIQIAO_PAGES = SitePlan(
    color="#0f6b66",
    badge="",
    banner=("bicycle", 2),
    blocks=(
        B(
            "hero",
            title="石桥，租来的房子，自己的家",
            text="初来乍到，有事先问邻居。",
            button="看看谁要帮忙",
            link={"room": "wishes"},
        ),
        B(
            "notice_strip",
            text="出租屋登记：搬来三天内，带身份证到网格站。",
            tone="info",
            link={"page": "chu-zu-wu-deng-ji"},
        ),
        B("numbers", heading="这会儿", numbers=["wishes_open", "volunteers", "posts_filled"]),
        B("wishes", heading="等人认领的心愿", state="open", category="", limit=4),
        B("post_set", heading="六支小队"),
        B("chart", heading="岗位到岗情况", chart="posts_filled"),
        B("area_map", heading="片区和楼栋"),
    ),
    pages=(
        ContentPlan(
            "notice",
            "出租屋登记",
            "chu-zu-wu-deng-ji",
            ago=14,
            summary="搬来三天内登记，孩子上学用得上。",
            blocks=(
                B(
                    "text",
                    heading="要带什么",
                    text="<ul><li>身份证</li><li>租房合同，没有合同的请房东一起来</li></ul><p>登记不收钱，也不会告诉别人。</p>",
                ),
            ),
        ),
        ContentPlan(
            "article",
            "巷口那盏红灯笼",
            "hong-deng-long",
            ago=18,
            cover=("boxes", 1),
            summary="外卖小哥们的歇脚点，是这样来的。",
            fields={"byline": "石桥阿庆"},
            blocks=(
                B(
                    "text",
                    heading="",
                    text="<p>夏天最热那阵，送餐的小哥在巷口蹲着吃饭。修车铺的老板把门口腾出来，摆了两张凳子。</p><p>现在那里有热水、充电口和一箱雨衣，谁用谁添。</p>",
                ),
            ),
        ),
        ContentPlan(
            "case",
            "握手楼里的消防通道",
            "xiao-fang-tong-dao",
            ago=30,
            cover=("boxes", 3),
            summary="杂物搬走了，没有吵一次架。",
            fields={
                "problem": "巷子本来就窄，杂物一堆，担架都过不去。",
                "way": "先帮忙搬，再谈规矩\n每栋选一个愿意管的租客\n搬走的旧家具，当天换成心愿墙上有人要的东西",
                "outcome": "十一条巷子都通了，搬走的柜子去了新来的人家。",
            },
        ),
        ContentPlan(
            "contact_list",
            "有事找谁",
            "you-shi-zhao-shui",
            ago=60,
            summary="网格站、楼长、房东联络点。",
            fields={
                "contacts": contacts(
                    ("网格站", "登记、办证", "0755-0000 0201", "每天 9–20 点", "石桥正街 8 号"),
                    ("小哥驿站", "热水、充电、雨衣", "", "全天", "正街巷口"),
                )
            },
        ),
        ContentPlan(
            "question",
            "新来的人常问",
            "xin-lai",
            ago=60,
            summary="租房、上学、看病。",
            fields={
                "questions": questions(
                    ("孩子上学要什么？", "<p>居住登记满一年，三月开始报名。先来网格站拿一张单子。</p>"),
                    ("房东不退押金怎么办？", "<p>先找楼长说和，谈不拢的来网格站，有律师值班。</p>"),
                )
            },
        ),
    ),
)
