"""办好了的事，写成案例: what the communities tell each other, who agreed, who found it of use, who did it, too."""

from __future__ import annotations

from cms.demo.plans import CaseAdoptionPlan, CasePlan

CASES = (
    CasePlan(
        "liying",
        wishes=("想借一台轮椅，妈妈拆石膏前用两周",),
        title="一台轮椅，轮着用",
        slug="yi-tai-lun-yi",
        ago=45,
        summary="医院淘汰的轮椅紧一紧刹车，一年借出去十一次。",
        problem="家里有人摔伤，轮椅只用两周，买一台不值，租又要押金。",
        way="在心愿墙上问一声，谁家、谁单位有闲着的\n先检查刹车和轮胎，再教会折叠和上下台阶\n用完擦干净，直接交给下一家，不用还回来",
        outcome="这台轮椅后来又借给了三家人。社区记了一本台账，谁在用、下一家是谁，一看就知道。",
        steps="先问三处：社区医院、残联、刚康复的人家\n接手时两个人一起试一次刹车\n登记一行字：几号借、几号还、放在谁家\n坏了谁修要先说好，我们是社区基金出零件",
        photos=True,
    ),
    CasePlan(
        "liying",
        wishes=("独居老人家厨房灯坏了半个月",),
        title="老式圆灯，一次换成不用爬梯子的",
        slug="lao-shi-yuan-deng",
        ago=6,
        summary="换灯的时候顺手看一眼开关，老人家以后少爬一次梯子。",
        problem="独居老人厨房灯坏了半个月，灯管是老式圆形的，配不到。",
        way="带梯子和试电笔上门，先断电\n圆灯管换成一体的吸顶灯，以后坏了整个换\n顺手把接触不良的开关也换掉",
        outcome="厨房亮了，老人不用再摸黑热饭。",
        steps="先问房龄和灯的样子，拍张照再出门\n电的事要两个人，一个人扶梯子\n换下来的灯管含汞，送到有害垃圾桶",
        waits_for=("zhou",),
    ),
    CasePlan(
        "shiqiao",
        wishes=("巷子里的灯黑了三盏",),
        title="三盏太阳能灯，照亮下夜班的路",
        slug="tai-yang-neng-deng",
        ago=38,
        summary="不接电线、不用审批，一个晚上装好。",
        problem="握手楼之间的巷子没有路灯，上夜班的女工打着手电跑回家。",
        way="先装三盏太阳能的应急，天黑自己亮\n请巷口三家铺头当“看灯人”，不亮就说一声\n社区同时去申请正式路灯",
        outcome="装好的当晚就不用打手电了。正式路灯四十天后通电，太阳能的移到了下一条巷子。",
        steps="挑朝南、晒得到太阳的墙面，两米五以上\n房东点头再打孔，我们写了一张半页纸的同意书\n灯上贴社区电话，坏了找得到人",
        photos=True,
    ),
    CasePlan(
        "yunfan",
        wishes=("驿站的微波炉坏了，小哥中午没热饭",),
        title="写字楼里换下来的，正是驿站缺的",
        slug="yi-zhan-wei-bo-lu",
        ago=30,
        summary="一台旧微波炉，牵出一张“换下来先问一声”的单子。",
        problem="驿站中午二十多位小哥吃饭，微波炉一坏就只能吃凉的。",
        way="在心愿墙上说清楚缺什么、几瓦、放哪里\n一楼的店家换新，旧的当天搬下来\n物业电工看过插座才通电",
        outcome="现在楼里公司换家具电器，会先发到“换下来先问一声”的群里，半年接了十七件。",
        steps="电器先让电工看一眼，超过十年的不要\n谁捐的不写名字，写“楼里的邻居”\n每周五擦一次，谁用谁签到",
        photos=True,
    ),
    CasePlan(
        "guixi",
        wishes=("独居阿公的木门合不上",),
        title="老木门合不上，不一定要换门",
        slug="lao-mu-men",
        ago=36,
        summary="刨门边、换合页，老房子保住了老门。",
        problem="老城的木门受潮变形，合不上，独居老人晚上用凳子顶着睡。",
        way="会木工的邻居带刨子上门，刨掉胀出来的一边\n换一对加长合页，门就正了\n里面加一道老人拉得动的门闩",
        outcome="一个下午修好。木工师傅后来把同一条弄里的七扇门都看了一遍。",
        steps="晴天修，雨天木头还会胀\n先看门框歪没歪，门框歪了要先垫平\n合页买不锈钢的，一对十几块钱",
        photos=True,
    ),
)

# What the cases that were written by hand have beside their words: category, and what to do when one meets it.
ADVICE = {
    "yi-zhan-deng": (
        "修修补补",
        "一盏灯坏了，先把整栋看一遍\n问清楚开关站和物业的分界，拍照留底\n材料和人手分开找，谁也不为难",
    ),
    "lun-yi-po-dao": (
        "无障碍",
        "先量坡度，一比十二以内才推得动\n请坐轮椅的邻居一起看图\n雨天试一次，表面要防滑",
    ),
    "xiao-fang-tong-dao": (
        "楼巷安全",
        "先帮忙搬，再谈规矩\n搬走的东西当天有去处\n每栋定一个愿意管的人",
    ),
    "dian-ti": (
        "楼里修修",
        "数三天，看清最挤的是哪十分钟\n请行政来谈，不找老板\n低楼层走楼梯，先把楼梯间的灯修亮",
    ),
    "shui-long-tou": (
        "邻里账目",
        "先选一位大家信得过的人\n规矩写在墙上，不靠记性\n多出来的钱当场说好怎么花",
    ),
}

# Whose worker found which case of use: (community of the worker, case, of use).
RATINGS = (
    ("shiqiao", "yi-tai-lun-yi", True),
    ("yunfan", "yi-tai-lun-yi", True),
    ("guixi", "yi-tai-lun-yi", True),
    ("liying", "tai-yang-neng-deng", True),
    ("guixi", "tai-yang-neng-deng", True),
    ("liying", "yi-zhan-wei-bo-lu", True),
    ("shiqiao", "lao-mu-men", False),
    ("liying", "lao-mu-men", True),
    ("shiqiao", "yi-zhan-deng", True),
    ("guixi", "yi-zhan-deng", True),
    ("liying", "xiao-fang-tong-dao", True),
)

ADOPTIONS = (
    CaseAdoptionPlan("guixi", "yi-zhan-deng", "老城没有物业，我们请供电所来看了总闸，六条弄的灯都换了。", 5),
    CaseAdoptionPlan(
        "shiqiao", "yi-zhan-deng", "照着单子走了一遍，巷子里先装太阳能的顶上。", 4, own_case="tai-yang-neng-deng"
    ),
    CaseAdoptionPlan("liying", "yi-zhan-wei-bo-lu", "小区里也建了“换下来先问一声”的群，第一周就接到两把轮椅。", 7),
    CaseAdoptionPlan("yunfan", "yi-tai-lun-yi", "大堂放了一台，扫码登记就能推走。", 9),
)
