"""桂溪社区: a county town with lanes. Its district knows three chiefs 三长 and no estates in between."""

from cms.demo.plans import ApplicationPlan, CommunityPlan, PlacePlan, PostPlan, QuestionPlan, row_of
from cms.demo.plans import PersonPlan as Person
from content_models.areas.models import CommunityKind
from content_models.people.roles import Role

POSTS = (
    PostPlan(
        "弱信号收集岗", "lamp", "井盖响了、墙裂了、谁家几天没亮灯，看到就记一笔。\n当天告诉弄巷长，弄巷长解决不了的报片区长。",
        wanted=8, holders=("shaobing", "youdi"),
        applications=(ApplicationPlan("xiaoxue", 1.9, "每天带学生路队，走遍三条巷子。"),),
    ),
    PostPlan(
        "邻里互助岗", "hand", "帮老街坊挑水、换灯、写字、读信。\n谁家办事都去搭把手。",
        wanted=10, holders=("mujiang", "shaobing"),
    ),
    PostPlan(
        "红白事帮办岗", "home", "喜事不攀比，白事不慌张。\n桌椅碗筷社区有一套，登记就能用。",
        wanted=4, holders=("laoyu",),
        questions=(QuestionPlan("yes_no", "会写毛笔字吗？"), QuestionPlan("choices", "能帮哪些？", options=("掌勺", "记账", "写对联", "搬桌椅"))),
        applications=(ApplicationPlan("zhongyi", 6.5, "逢年过节的对联都是我写的。",
                                      {"会写毛笔字吗？": True, "能帮哪些？": ["写对联", "记账"]}, outcome="approved"),),
    ),
    PostPlan(
        "护学岗", "shield", "早上七点二十、下午四点半，站在小学门口的斑马线。\n一件背心一面旗，下雨也在。",
        wanted=5, holders=("youdi",),
    ),
    PostPlan("古井护水岗", "leaf", "三口老井还在用。\n每周清一次井沿，每月送一次水样。", wanted=3),
)  # fmt: skip

PEOPLE = (
    Person("guixi-worker", "社工小章", "章晨曦", since=250, staff=Role.WORKER, listed_as=Role.WORKER, username="worker-guixi"),
    Person("guixi-admin", "桂溪阿敏", "项敏", since=251, staff=Role.COMMUNITY_ADMIN, listed_as=Role.COMMUNITY_ADMIN,
           username="community-admin-guixi"),
    Person("zhouma", "柳叶巷周妈", "周桂花", "梨园片区 柳叶巷", "12号", 170, listed_as=Role.RESIDENT, large_print=True),
    Person("mujiang", "木匠老饶", "饶木根", "梨园片区 梨园1号楼", "302", 160, volunteer="yes", listed_as=Role.VOLUNTEER),
    Person("laoyu", "柳叶巷老余", "余长庚", "梨园片区 柳叶巷", "3号", 220, chief_of="梨园片区 柳叶巷", listed_as=Role.CHIEF),
    Person("shaobing", "烧饼铺阿菊", "叶菊", "东门片区 打铁巷", "8号", 150, volunteer="yes"),
    Person("youdi", "邮递员小祝", "祝平", "东门片区 东门2号楼", "501", 145, volunteer="yes", unit="浦溪邮政", wears_badge=True),
    Person("zhongyi", "老中医季伯", "季明德", "东门片区 井头弄", "1号", 155, volunteer="yes", large_print=True),
    Person("pianqu", "片区长小毛", "毛卫东", since=240, chief_of="东门片区"),
    Person("loudong", "一号楼方姐", "方丽娟", "梨园片区 梨园1号楼", "101", 210, chief_of="梨园片区 梨园1号楼"),
    Person("huixiang", "回乡的阿斌", "柴斌", "河埠片区 河埠新居", "1102", 84),
    Person("naicha", "奶茶店小雪", "吕雪", "河埠片区 染坊弄", "5号", 77),
    Person("xiaoxue", "路队姜老师", "姜文静", "河埠片区 河埠新居", "603", 63, volunteer="yes"),
    Person("guixi-new", "退伍的小邵", "邵军", "东门片区 东门1号楼", "402", 1.5, volunteer="waiting"),
)  # fmt: skip

GUIXI = CommunityPlan(
    slug="guixi",
    name="桂溪社区",
    kind=CommunityKind.OLD_ESTATE,
    intro="老县城的三个片区，楼栋和弄巷挨着。谁家炖肉，一条巷子都闻得见。",
    at=(28.0610, 119.2040),
    places=(
        PlacePlan("zone", "梨园片区", row_of("building", "梨园1号楼 梨园2号楼 梨园3号楼") + row_of("lane", "柳叶巷 书院弄 豆腐巷"),
                  at=(28.0617, 119.2031)),
        PlacePlan("zone", "东门片区", row_of("building", "东门1号楼 东门2号楼") + row_of("lane", "打铁巷 井头弄 城墙弄 盐仓弄"),
                  at=(28.0603, 119.2056)),
        PlacePlan("zone", "河埠片区", row_of("building", "河埠新居 临河楼") + row_of("lane", "染坊弄 船厂弄 鱼行弄"),
                  at=(28.0596, 119.2027)),
    ),
    categories={
        "帮老街坊": "heart", "修修补补": "wrench", "写写读读": "book", "带点东西": "car",
        "一起热闹": "people", "借一借": "box",
    },
    posts_title="桂溪五岗",
    posts_intro="片区长、楼栋长、弄巷长牵头，街坊认岗。",
    posts=POSTS,
    people=PEOPLE,
    phone_block=14,
)  # fmt: skip
