"""石桥社区: an urban village 城中村. Much coming and going, so each post is a team of its own."""

from cms.demo.plans import ApplicationPlan, CommunityPlan, PlacePlan, PostPlan, QuestionPlan, buildings
from cms.demo.plans import PersonPlan as Person
from content_models.areas.models import CommunityKind
from content_models.people.roles import Role

POSTS = (
    PostPlan(
        "新住户名单队", "people",
        "和房东、二房东一起，三天内认识每一户新来的邻居。\n告诉他们：上学找谁、看病去哪、垃圾放哪。\n人走了也记一笔，不让名单变成旧账。",
        wanted=4, holders=("qiaosao", "fangdong"),
        questions=(
            QuestionPlan("choice", "您在村里住了多久？", required=True, options=("不到一年", "一到三年", "三年以上", "本村人")),
            QuestionPlan("choices", "您会说哪里的话？", "新来的人听到乡音就不慌。", options=("普通话", "粤语", "客家话", "四川话", "湖南话")),
        ),
        applications=(
            ApplicationPlan("hunan", 1.3, "我也是外地来的，知道刚来时多难。",
                            {"您在村里住了多久？": "一到三年", "您会说哪里的话？": ["普通话", "湖南话"]}),
        ),
    ),
    PostPlan(
        "诉求采办队", "phone",
        "每周三晚上在村口榕树下摆一张桌子，谁都能来说。\n巷灯、下水、充电桩，当晚报给网格长。\n办到哪一步，写在墙上让大家看见。",
        wanted=5, holders=("kuaidi",),
    ),
    PostPlan(
        "关爱服务队", "bowl",
        "惦记三种人：刚来没熟人的、带娃上不了班的、夜班回来没饭吃的。\n周末有爱心厨房，缺人洗菜也缺人送。",
        wanted=8, holders=("zaocan", "daima", "lvyi"),
        applications=(ApplicationPlan("baoan", 12, "夜班巡逻，能顺路送饭。", outcome="approved"),),
    ),
    PostPlan(
        "纠纷调处队", "chat",
        "租房押金、楼道堆物、半夜吵闹，先把两边请到调解室。\n讲不清的请法律援助来。",
        wanted=3, holders=("qiaosao",),
    ),
    PostPlan(
        "邻里互助队", "wrench",
        "会修的修、会搬的搬、会开车的开车。\n工具房有电钻、梯子和手推车，登记就能借。",
        wanted=10, holders=("shuigong", "lvyi"),
        questions=(QuestionPlan("date", "您哪天起可以开始？"), QuestionPlan("phone", "急事找您打哪个电话？")),
    ),
    PostPlan(
        "文明劝导队", "broom",
        "握手楼巷子窄，一辆电动车就能堵住消防。\n早晚各走一遍，帮忙挪，不骂人。",
        wanted=6, holders=("baoan",),
    ),
    PostPlan(
        "小哥联络岗", "bike",
        "每天兜一圈、每次聊两句、每周跑几家、每月学一次。\n送外卖的小哥最先知道哪条巷子灯坏了、哪家老人没开门。",
        wanted=6, holders=("kuaidi",),
        applications=(ApplicationPlan("waimai", 0.6, "我跑这一片，每条巷子都熟。"),),
    ),
)  # fmt: skip

PEOPLE = (
    Person("shiqiao-worker", "社工阿莲", "方莲", since=260, staff=Role.WORKER, listed_as=Role.WORKER, username="worker-shiqiao"),
    Person("shiqiao-admin", "石桥阿庆", "石庆生", since=262, staff=Role.COMMUNITY_ADMIN, listed_as=Role.COMMUNITY_ADMIN,
           username="community-admin-shiqiao"),
    Person("daima", "带娃的晓燕", "邹晓燕", "桥头片 桥东一巷3号", "401", 130, volunteer="yes", listed_as=Role.RESIDENT),
    Person("shuigong", "水电阿强", "彭志强", "桥头片 桥东二巷6号", "102", 150, volunteer="yes", listed_as=Role.VOLUNTEER),
    Person("fangdong", "房东石伯", "石炳坤", "祠堂片 祠前巷1号", "101", 240, chief_of="祠堂片 祠前巷1号", listed_as=Role.CHIEF),
    Person("wujin", "老街五金店", "卢永发", since=120, staff=Role.MERCHANT, listed_as=Role.MERCHANT),
    Person("qiaosao", "桥嫂", "石金凤", "祠堂片 祠后巷2号", "201", 230, volunteer="yes", wears_badge=True, unit="石桥股份合作公司"),
    Person("kuaidi", "快递小覃", "覃勇", "新围片 新围三巷5号", "602", 110, volunteer="yes"),
    Person("zaocan", "早餐店阿兰", "贺兰", "桥头片 桥东一巷5号", "一楼铺", 140, volunteer="yes"),
    Person("lvyi", "绿衣大姐", "孔秀英", "新围片 新围一巷8号", "203", 125, volunteer="yes"),
    Person("baoan", "夜班保安老覃", "覃国富", "新围片 新围二巷4号", "301", 105, volunteer="yes"),
    Person("chuzu", "合租的阿乐", "陶乐", "新围片 新围三巷5号", "504", 66),
    Person("xiaomei", "厂里的小梅", "向小梅", "桥头片 桥东二巷9号", "703", 72),
    Person("laoma", "卖糖水的马姨", "马桂香", "祠堂片 祠前巷4号", "102", 180, large_print=True),
    Person("wangge-sq", "网格员阿凤", "温凤", since=250, chief_of="第二网格"),
    Person("hunan", "湖南妹子", "欧阳倩", "桥头片 桥东一巷9号", "505", 64, volunteer="yes"),
    Person("waimai", "外卖阿豪", "秦豪", "新围片 新围一巷2号", "608", 1.8, volunteer="waiting"),
    Person("jiaoshi", "夜校的丁老师", "丁小雨", "祠堂片 祠后巷6号", "302", 2.6, volunteer="waiting", unit="榕荫小学"),
)  # fmt: skip


def _lane_houses(lanes: str, numbers: range) -> tuple[PlacePlan, ...]:
    return tuple(PlacePlan("building", f"{lane}{number}号") for lane in lanes.split() for number in numbers)


SHIQIAO = CommunityPlan(
    slug="shiqiao",
    name="石桥社区",
    kind=CommunityKind.URBAN_VILLAGE,
    intro="握手楼里住着两万人，九成是外来的。来了就是邻居，难处说一声。",
    at=(22.1437, 113.8705),
    places=(
        PlacePlan("zone", "老村片区", (
            PlacePlan("grid", "第一网格", (
                PlacePlan("estate", "桥头片", (
                    *_lane_houses("桥东一巷 桥东二巷", range(3, 10, 3)),
                    PlacePlan("building", "桥东一巷5号"), PlacePlan("building", "桥西巷2号"),
                ), at=(22.1441, 113.8699)),
                PlacePlan("estate", "祠堂片", (
                    *_lane_houses("祠前巷 祠后巷", range(1, 5)),
                    PlacePlan("building", "祠后巷6号"),
                ), at=(22.1432, 113.8712)),
            )),
        )),
        PlacePlan("zone", "新围片区", (
            PlacePlan("grid", "第二网格", (
                PlacePlan("estate", "新围片", (
                    *_lane_houses("新围一巷 新围二巷", range(2, 9, 2)),
                    PlacePlan("building", "新围三巷5号"), PlacePlan("building", "新围三巷7号"),
                ), at=(22.1425, 113.8691)),
                PlacePlan("estate", "工友公寓", buildings(6, "座"), at=(22.1419, 113.8702)),
            )),
        )),
    ),
    categories={
        "刚来求助": "home", "修一修": "wrench", "借工具": "box", "带娃": "heart",
        "热饭热汤": "bowl", "找工作学手艺": "briefcase", "跑个腿": "bike",
    },
    posts_title="石桥七支队伍",
    posts_intro="城中村人来人往，六支专门的队伍，加上熟门熟路的小哥。本村人、外来人，都能报名。",
    posts=POSTS,
    people=PEOPLE,
    phone_block=12,
)  # fmt: skip
