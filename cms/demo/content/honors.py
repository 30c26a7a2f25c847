"""The honor rolls of the demo: three that count, two that are chosen, and how each neighbour wants to be shown."""

from cms.demo.plans import PickPlan as Pick
from cms.demo.plans import RollPlan as Roll

BUILDING_CHIEFS = "最美楼栋长"

LIYING_HONORS = (
    Roll(
        BUILDING_CHIEFS,
        "每月请大家评一评：谁家楼道最亮堂，谁的电话打得通。",
        ago=215,
        source="vote",
        scope="team",
        team="chiefs",
        chief_role="楼栋长",
        size=3,
        picks=(
            Pick(6, "pang", "挨家敲门，把晾衣绳上的旧电线都换了", 86),
            Pick(5, "heshu", "三栋漏水，两头跑了半年，终于修好", 112),
            Pick(4, "jin", "高温天给独居老人送绿豆汤", 74),
            Pick(4, "pang", "替上夜班的邻居接孩子放学", 63),
            Pick(3, "shanjie", "新来的租户，当天就有人上门问好", 91),
            Pick(3, "heshu", "台风夜守在地下车库，没让水进来", 88),
            Pick(2, "jin", "楼道里的旧家具一周清完", 79),
            Pick(1, "shanjie", "给加班的年轻人代收了一个月快递", 95),
            Pick(1, "pang", "六栋的灯坏了，当晚就修亮", 81),
        ),
    ),
    Roll(
        "年度最美楼栋长",
        "十二期月榜汇成年榜：上榜次数最多的楼栋长。",
        ago=214,
        source="editions",
        fed_by=BUILDING_CHIEFS,
        period="year",
        size=5,
    ),
    Roll("志愿服务之星", "当月核实过的服务时长，一小时也算。", ago=130, source="minutes", size=12, least=60),
    Roll("圆梦邻居", "这一季，帮邻居把心愿办成的人。", ago=130, source="wishes", period="quarter", size=20),
    Roll(
        "关爱岗上的老面孔", "一直守在关爱服务岗上的邻居。", ago=120, source="term", scope="post", post="关爱服务岗",
        period="year", size=10,
    ),
)  # fmt: skip

GUIXI_HONORS = (
    Roll("月度热心巷邻", "当月核实过的服务时长，名字按拼音排。", ago=100, source="minutes", size=10, least=30),
)

HONORS = {"liying": LIYING_HONORS, "guixi": GUIXI_HONORS}

# Who has said how she wants to be shown, days ago. The others see the question on their phones: 何叔 for one.
DISPLAYS = (
    (150, "pang", "short", "aunt"),
    (149, "jin", "short", "aunt"),
    (90, "shanjie", "full", ""),
    (80, "zhou", "short", "shifu"),
    (79, "limei", "full", ""),
    (78, "hui", "short", "shifu"),
    (77, "xiaolin", "full", ""),
    (76, "wu", "short", "ms"),
    (75, "zhang", "short", "teacher"),
    (74, "cheng", "no", ""),
    (40, "jiajia", "full", ""),
    (38, "may", "badge", ""),
    (37, "xiuli", "full", ""),
)
