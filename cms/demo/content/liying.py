"""荔影社区: a residential community with the standard six posts. The demo's main stage."""

from cms.demo.content.liying_people import LIYING_PEOPLE
from cms.demo.plans import ApplicationPlan, CommunityPlan, PlacePlan, PostPlan, QuestionPlan, buildings
from content_models.areas.models import CommunityKind

POSTS = (
    PostPlan(
        "名单管理岗", "list",
        "心里有本账：哪家有独居老人、哪家刚添了宝宝、谁腿脚不便。\n"
        "每月和楼栋长对一次名单，有变化当天更新。\n名单只在社区里用，不拍照、不外传。",
        wanted=3, holders=("zhang", "cheng"),
        questions=(
            QuestionPlan("yes_no", "愿意签一份保密承诺吗？", "名单里都是邻居的私事。", required=True),
            QuestionPlan("text", "您有什么顾虑？", "说出来，社区和您商量。", only_if=("愿意签一份保密承诺吗？", "no")),
            QuestionPlan("choice", "您对哪一片最熟？", options=("荔影花园", "听荷苑", "邮电大院", "榕树新村", "星河名居")),
        ),
    ),
    PostPlan(
        "诉求采办岗", "megaphone",
        "听见邻居的难处，记下来，报给网格长。\n小事当场办，大事跟到底，办完给邻居回个话。\n一天内回应，三天内有说法。",
        wanted=4, holders=("heshu", "zhao"),
        applications=(
            ApplicationPlan("xiaolin", 21, "我每天骑车上下班，路过哪里坏了顺手就报。", outcome="approved"),
        ),
    ),
    PostPlan(
        "关爱服务岗", "heart",
        "每周去看看独居老人：聊几句天，看看药够不够、灯亮不亮。\n节日里多敲一次门。\n发现不对劲，马上告诉社工。",
        wanted=6, holders=("limei", "wu", "xiuli"),
        questions=(
            QuestionPlan("choices", "您什么时候有空？", "可以多选。", required=True,
                         options=("工作日白天", "工作日晚上", "周六", "周日")),
            QuestionPlan("text", "会说哪些方言？", "老人家听到乡音会开心。"),
            QuestionPlan("yes_no", "学过急救吗？"),
        ),
        applications=(
            ApplicationPlan("jiajia", 2.2, "我妈也是一个人住老家，我懂老人家怕什么。",
                            {"您什么时候有空？": ["工作日晚上", "周日"], "会说哪些方言？": "潮汕话、客家话", "学过急救吗？": False}),
            ApplicationPlan("may", 0.9, "理发的时候老人最爱聊天，聊天我在行。",
                            {"您什么时候有空？": ["周六"], "学过急救吗？": True}),
        ),
    ),
    PostPlan(
        "纠纷调处岗", "scale",
        "楼上漏水、半夜装修、车位争执，先坐下来喝杯茶。\n两边都听，讲情也讲理。\n谈不拢的，请社区律师一起来。",
        wanted=2, holders=("cheng",),
        questions=(QuestionPlan("long_text", "讲一次您劝和的经历", "三五句话就好。"),),
        applications=(
            ApplicationPlan("fang", 33, "我也想帮忙劝劝架。", outcome="declined",
                            reason="这个岗要求住在本社区，谢谢您的热心，欢迎先来参加议事会旁听。"),
            ApplicationPlan("heshu", 5.4, "三栋这几年的漏水都是我两头跑的。",
                            {"讲一次您劝和的经历": "502 漏水到 402，两家半年不说话。我请物业开了检测，费用三家分，现在过年还互相送年糕。"}),
        ),
    ),
    PostPlan(
        "邻里互助岗", "hand",
        "搬个东西、修个灯、接个孩子，谁家都有搭把手的时候。\n多看看心愿墙，力所能及就认领一个。",
        wanted=12, holders=("zhou", "hui", "limei", "may", "xiaolin"),
        questions=(QuestionPlan("choices", "您会什么？", options=("水电维修", "搬搬抬抬", "开车接送", "理发", "缝补", "教手机", "陪聊天")),),
        applications=(
            ApplicationPlan("kai", 1.6, "大三，周末都在，力气大。", {"您会什么？": ["搬搬抬抬", "教手机"]}),
        ),
    ),
    PostPlan(
        "文明劝导岗", "leaf",
        "早晚各走一圈：电动车不进楼道，垃圾别放门口，狗绳要牵好。\n笑着说，别板着脸。",
        wanted=5, holders=("pang",),
        applications=(
            ApplicationPlan("zhang", 40, "早上散步顺便转转。", outcome="ended", reason="膝盖做了手术，先歇一阵子。"),
        ),
    ),
)  # fmt: skip

LIYING = CommunityPlan(
    slug="liying",
    name="荔影社区",
    kind=CommunityKind.STANDARD,
    intro="五个小区、四千多户，老邻居多，新邻居也多。小事邻里帮，大事一起商量。",
    at=(22.1512, 113.8624),
    places=(
        PlacePlan("zone", "东片区", (
            PlacePlan("grid", "第一网格", (
                PlacePlan("estate", "荔影花园", buildings(10), at=(22.1521, 113.8631)),
                PlacePlan("estate", "听荷苑", buildings(8), at=(22.1534, 113.8652)),
            )),
            PlacePlan("grid", "第二网格", (PlacePlan("estate", "邮电大院", buildings(6), at=(22.1506, 113.8660)),)),
        )),
        PlacePlan("zone", "西片区", (
            PlacePlan("grid", "第三网格", (PlacePlan("estate", "榕树新村", buildings(12), at=(22.1518, 113.8596)),)),
            PlacePlan("grid", "第四网格", (PlacePlan("estate", "星河名居", buildings(8), at=(22.1493, 113.8589)),)),
        )),
    ),
    categories={
        "搭把手": "hand", "修修补补": "wrench", "借一借": "box", "陪一陪": "people",
        "接送跑腿": "car", "学一学": "book", "吃饭那点事": "bowl",
    },
    posts_title="荔影六岗",
    posts_intro="六个岗位，都是邻居在做。看看哪个合你的手，来认一个。",
    posts=POSTS,
    people=LIYING_PEOPLE,
    phone_block=11,
    category_questions={
        "修修补补": (
            QuestionPlan("yes_no", "要爬高吗？", "换灯、挂窗帘这类，来的人好备梯子。"),
            QuestionPlan("choice", "家里有梯子吗？", options=("有", "没有", "不清楚"), only_if=("要爬高吗？", "yes")),
            QuestionPlan("photo", "坏的地方拍一张？", "不拍也行，拍了带工具更准。"),
        ),
    },
    registration_questions=(
        QuestionPlan("choices", "能帮上什么忙？", options=("陪老人", "辅导功课", "修修补补", "开车接送", "法律咨询")),
        QuestionPlan("yes_no", "工作日晚上有空吗？"),
        QuestionPlan("choice", "哪天晚上最方便？", options=("周一", "周三", "周五"), only_if=("工作日晚上有空吗？", "yes")),
    ),
)  # fmt: skip
