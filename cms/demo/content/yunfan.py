"""云帆社区: office towers 商务楼宇. The zone chief is the second building chief and hears the companies."""

from cms.demo.plans import ApplicationPlan, CommunityPlan, PlacePlan, PostPlan, QuestionPlan, row_of
from cms.demo.plans import PersonPlan as Person
from content_models.areas.models import CommunityKind
from content_models.people.roles import Role

POSTS = (
    PostPlan(
        "第二楼长·企业诉求岗", "briefcase",
        "每栋楼除了物业的楼栋长，再设一位“第二楼长”。\n每月走十家企业：招工、停车、政策、证照，听一件记一件。\n答复要带着办法来。",
        wanted=4, holders=("pianzhang-yf", "hr"),
        questions=(
            QuestionPlan("text", "您在哪家单位？", required=True),
            QuestionPlan("number", "一个月能跑几家企业？"),
            QuestionPlan("choices", "您熟悉哪些事？", options=("招聘用工", "财税", "法务", "消防安全", "党群活动")),
        ),
        applications=(
            ApplicationPlan("kuaiji", 1.1, "楼里十几家小公司的账都问过我。",
                            {"您在哪家单位？": "云帆财税", "一个月能跑几家企业？": 6, "您熟悉哪些事？": ["财税"]}),
        ),
    ),
    PostPlan(
        "楼宇安全岗", "shield", "午饭后巡一层楼：消防门关没关、插座烫不烫、通道堵没堵。\n发现了拍给物业，第二天再看一眼。",
        wanted=6, holders=("baoan-yf",),
    ),
    PostPlan(
        "午间课堂岗", "book", "午休四十分钟，教点有用的：急救、修图、拉伸、写简历。\n会什么教什么。",
        wanted=5, holders=("sheji",),
        applications=(ApplicationPlan("chengxu", 9, "能教大家用表格省半天活。", outcome="approved"),),
    ),
    PostPlan(
        "小哥驿站岗", "bike", "一楼驿站每天要有人添水、补创可贴、看一眼充电柜。\n小哥进来坐坐，顺便听听他们说什么。",
        wanted=4, holders=("kafei",),
    ),
    PostPlan(
        "心事树洞岗", "chat", "加班、失恋、被裁，坐下来喝杯茶说说。\n只听，不评价，不外传。",
        wanted=3, holders=("hr",),
        applications=(ApplicationPlan("chengxu", 2.8, "我话不多，但很会听。"),),
    ),
)  # fmt: skip

PEOPLE = (
    Person("yunfan-worker", "社工小顾", "顾一鸣", since=255, staff=Role.WORKER, listed_as=Role.WORKER, username="worker-yunfan"),
    Person("yunfan-admin", "云帆阿宁", "宁静", since=256, staff=Role.COMMUNITY_ADMIN, listed_as=Role.COMMUNITY_ADMIN,
           username="community-admin-yunfan"),
    Person("chengxu", "14楼的码农", "庄逸", "云帆广场 A座", "1407", 128, volunteer="yes", listed_as=Role.RESIDENT),
    Person("sheji", "爱画画的Coco", "柯可", "云帆广场 B座", "906", 118, volunteer="yes", listed_as=Role.VOLUNTEER),
    Person("baoan-yf", "A座管家阿龙", "龙海", "云帆广场 A座", "管理处", 230, chief_of="云帆广场 A座", listed_as=Role.CHIEF),
    Person("kafei", "拐角咖啡店长", "简宁", "海纳大厦 1号楼", "大堂", 132, volunteer="yes"),
    Person("hr", "海纳的HR阿静", "舒静", "海纳大厦 1号楼", "2203", 142, volunteer="yes", unit="海纳科技", wears_badge=True),
    Person("pianzhang-yf", "二楼长老翟", "翟志远", since=245, chief_of="云帆片区"),
    Person("kuaiji", "会计小田", "田甜", "云帆广场 C座", "503", 92, volunteer="yes"),
    Person("qiantai", "前台小鹿", "陆鹿", "海纳大厦 2号楼", "大堂", 86),
    Person("chuangye", "创业的老付", "付强", "启航公寓 1座", "1109", 79),
    Person("gongyu", "公寓里的阿楠", "阮楠", "启航公寓 2座", "806", 68),
    Person("shixi", "实习生小满", "满晨", "启航公寓 2座", "1203", 1.2, volunteer="waiting"),
)  # fmt: skip

YUNFAN = CommunityPlan(
    slug="yunfan",
    name="云帆社区",
    kind=CommunityKind.OFFICE_TOWER,
    intro="十一栋写字楼和公寓，白天三万人。楼上楼下，也是邻里。",
    at=(22.1578, 113.8540),
    places=(
        PlacePlan("zone", "云帆片区", (
            PlacePlan("grid", "楼宇一网格", (
                PlacePlan("estate", "云帆广场", row_of("building", "A座 B座 C座 D座"), at=(22.1581, 113.8533)),
                PlacePlan("estate", "海纳大厦", row_of("building", "1号楼 2号楼 3号楼"), at=(22.1573, 113.8548)),
            )),
            PlacePlan("grid", "楼宇二网格", (
                PlacePlan("estate", "启航公寓", row_of("building", "1座 2座 3座 4座"), at=(22.1590, 113.8551)),
            )),
        )),
    ),
    categories={
        "企业小事": "briefcase", "楼里修修": "wrench", "拼一拼": "people", "午间学": "book",
        "小哥需要": "bike", "借用一下": "box",
    },
    posts_title="云帆楼宇岗",
    posts_intro="写字楼里的岗位，午休和下班后就能做。",
    posts=POSTS,
    people=PEOPLE,
    phone_block=13,
)  # fmt: skip
