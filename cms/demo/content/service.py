"""Hours and exchange of the demo's communities: turns that come round, what is still to come, what points buy."""

from cms.demo.plans import ComingPlan as Coming
from cms.demo.plans import ExchangePlan as Exchange
from cms.demo.plans import ForgottenPlan as Forgotten
from cms.demo.plans import MerchantPlan as Merchant
from cms.demo.plans import RewardPlan as Reward
from cms.demo.plans import ServicePlan
from cms.demo.plans import WeeklyPlan as Weekly

LIYING = ServicePlan(
    points_per_hour=10,
    weights={"纠纷调处岗": 120, "关爱服务岗": 120},
    weekly=(
        Weekly(5, "09:00", 120, "周六清洁日", "荔影花园中心花园", "荔影社区", "xulan",
               ("zhou", "limei", "hui", "xiaolin", "jiajia", "may", "zhao"), 4, weeks=13),
        Weekly(2, "15:00", 90, "独居老人探访", "邮电大院门口集合", "荔影社区", "zhe",
               ("limei", "wu", "xiuli"), 2, post="关爱服务岗", weeks=13),
        Weekly(1, "07:30", 60, "早高峰文明劝导", "星河名居东门", "荔影社区", "zhe",
               ("zhao", "cheng", "jiajia"), 2, post="文明劝导岗", weeks=10, proof="chief"),
        Weekly(6, "14:30", 100, "手机课堂", "社区活动室", "荔影社区", "xulan",
               ("zhang", "xiaolin", "cheng"), 1, weeks=8, proof="paper"),
    ),
    coming=(
        Coming(1, "09:30", 120, "邻里饺子会", "社区食堂", "荔影社区", "xulan", 12, ("limei", "xiuli", "may", "wu"),
               note="带围裙。会擀皮的站前排，不会的端盘子也行。"),
        Coming(2, "19:30", 60, "夜间安全巡楼", "荔影花园3栋大堂", "荔影花园 3栋", "heshu", 3, ("zhou",), post="诉求采办岗"),
        Coming(4, "15:00", 90, "独居老人探访", "邮电大院门口集合", "荔影社区", "zhe", 3, ("limei",), post="关爱服务岗"),
        Coming(6, "09:00", 120, "中心花园大扫除", "荔影花园中心花园", "荔影社区", "xulan", 10, ("hui", "jiajia", "zhou")),
    ),
    forgotten=(
        Forgotten(33, "19:00", 75, "cheng", "给两家漏水的邻居劝和", "当晚谈得晚，走的时候忘了签退。", "纠纷调处岗", ("xulan", "deng")),
        Forgotten(16, "10:00", 60, "zhang", "教阿婆们用手机挂号", "那天签到码的纸没带去。", "名单管理岗", ("xulan",)),
        Forgotten(12, "20:00", 180, "zhao", "帮忙搬家", "没想起来要登记。", "", ("zhe",), refused="搬家是邻居私下帮忙，不算社区服务。谢谢您！"),
        Forgotten(6, "08:30", 45, "may", "给卧床的街坊上门理发", "手机没电了。", "邻里互助岗"),
    ),
    merchants=(
        Merchant("福来小超市", "荔影花园 7栋楼下", "每天 7:30–22:00", ("fulai",)),
        Merchant("阿May理发", "榕树新村 4栋旁", "10:00–20:00，周二休息", ()),
    ),
    rewards=(
        Reward("五常大米 5斤", "goods", 60, 40, "福来小超市的当季新米，可以请家人代领。", "rice_cooker", "福来小超市", limit=3),
        Reward("食用油 1.8升", "goods", 80, 25, "花生油或玉米油，任选一瓶。", "soup", "福来小超市", limit=2),
        Reward("免费理发一次", "service", 45, 30, "阿May亲自剪，老人也可以上门。", "scissors", "阿May理发", limit=4),
        Reward("暖心汤一份", "goods", 25, 60, "社区食堂当天的老火汤，自带饭盒更环保。", "soup", pick_up="社区食堂窗口", limit=10),
        Reward("绿萝一盆", "goods", 30, 12, "楼道花架上长大的，好养活。", "plant", pick_up="社区服务站前台", limit=2),
        Reward("家电清洗八折", "privilege", 20, 200, "油烟机、空调、洗衣机，凭码享受八折。", "toolbox", pick_up="社区服务站前台", limit=5),
        Reward("老花镜一副", "goods", 50, 3, "100度到300度，现场试戴。", "books", pick_up="社区服务站前台"),
    ),
    exchanges=(
        Exchange(41, "limei", "五常大米 5斤", "fetched", 1.5),
        Exchange(36, "hui", "免费理发一次", "fetched", 3),
        Exchange(30, "zhou", "暖心汤一份", "fetched", 0.6),
        Exchange(27, "wu", "绿萝一盆", "cancelled", 0.4),
        Exchange(25, "xiuli", "五常大米 5斤", "forgotten"),
        Exchange(15, "xiaolin", "家电清洗八折", "fetched", 2),
        Exchange(9, "jiajia", "暖心汤一份", "fetched", 0.3),
        Exchange(2.5, "limei", "食用油 1.8升", "waiting", proxy="李姐的先生"),
        Exchange(1.2, "zhou", "五常大米 5斤", "waiting"),
        Exchange(0.4, "wu", "暖心汤一份", "waiting"),
    ),
    gifts=((20, "cheng", 20), (8, "hui", 15)),
)  # fmt: skip

SHIQIAO = ServicePlan(
    points_per_hour=8,
    weekly=(
        Weekly(6, "08:30", 90, "巷子大扫除", "祠堂前空地", "石桥社区", "shiqiao-worker",
               ("shuigong", "qiaosao", "kuaidi", "zaocan", "lvyi", "hunan"), 4, weeks=10),
        Weekly(3, "20:00", 60, "夜巡防火防盗", "新围三巷口", "石桥社区", "shiqiao-worker",
               ("baoan", "kuaidi", "shuigong"), 2, weeks=8, proof="chief"),
    ),
    coming=(
        Coming(3, "20:00", 60, "夜巡防火防盗", "新围三巷口", "石桥社区", "shiqiao-worker", 4, ("baoan",)),
        Coming(5, "08:30", 90, "巷子大扫除", "祠堂前空地", "石桥社区", "shiqiao-worker", 8, ("qiaosao", "lvyi")),
    ),
    forgotten=(
        Forgotten(5, "21:00", 90, "shuigong", "帮三户出租屋查电线", "查到太晚，没来得及签退。"),
    ),
    merchants=(Merchant("老街五金店", "桥头片老街 18号", "每天 8:00–21:00", ("wujin",)),),
    rewards=(
        Reward("LED灯泡一只", "goods", 15, 80, "7瓦或9瓦，买灯泡的钱省下来。", "lamp", "老街五金店", limit=5),
        Reward("插排一个", "goods", 40, 20, "带保护门，带娃家庭放心用。", "toolbox", "老街五金店", limit=2),
        Reward("糖水一碗", "goods", 12, 50, "马姨的绿豆沙。", "soup", pick_up="石桥社区服务站", limit=6),
    ),
    exchanges=(
        Exchange(22, "qiaosao", "LED灯泡一只", "fetched", 1),
        Exchange(6, "kuaidi", "糖水一碗", "fetched", 0.5),
        Exchange(1.1, "lvyi", "LED灯泡一只", "waiting"),
    ),
    gifts=((9, "qiaosao", 10),),
)  # fmt: skip

YUNFAN = ServicePlan(
    points_per_hour=12,
    weekly=(
        Weekly(4, "12:15", 45, "午间楼道文明岗", "云帆广场A座大堂", "云帆社区", "yunfan-worker",
               ("sheji", "kafei", "hr", "kuaiji", "chengxu"), 2, weeks=9),
    ),
    coming=(Coming(3, "12:15", 45, "午间楼道文明岗", "云帆广场A座大堂", "云帆社区", "yunfan-worker", 3, ("sheji",)),),
    rewards=(
        Reward("手冲咖啡一杯", "goods", 18, 60, "拐角咖啡，店长亲手冲。", "soup", pick_up="海纳大厦1号楼大堂", limit=8),
        Reward("工位绿植", "goods", 25, 20, "多肉或文竹，二选一。", "plant", pick_up="云帆社区服务站", limit=1),
    ),
    exchanges=(Exchange(7, "sheji", "手冲咖啡一杯", "fetched", 0.3), Exchange(1.3, "hr", "手冲咖啡一杯", "waiting")),
)  # fmt: skip

GUIXI = ServicePlan(
    points_per_hour=10,
    weekly=(
        Weekly(5, "08:00", 90, "弄巷清沟", "柳叶巷口", "桂溪社区", "guixi-worker",
               ("mujiang", "shaobing", "youdi", "zhongyi", "xiaoxue"), 3, weeks=9, proof="chief"),
    ),
    coming=(Coming(4, "08:00", 90, "弄巷清沟", "柳叶巷口", "桂溪社区", "guixi-worker", 6, ("mujiang", "shaobing")),),
    rewards=(
        Reward("浦溪烧饼十个", "goods", 30, 40, "阿菊铺子，当天现烤。", "soup", pick_up="桂溪社区服务站", limit=4),
        Reward("木凳修一把", "service", 20, 15, "木匠老饶上门修。", "toolbox", pick_up="电话预约", limit=3),
    ),
    exchanges=(Exchange(10, "mujiang", "浦溪烧饼十个", "fetched", 0.5),),
)  # fmt: skip

SERVICE: dict[str, ServicePlan] = {"liying": LIYING, "shiqiao": SHIQIAO, "yunfan": YUNFAN, "guixi": GUIXI}
# Communities that recognise each other's hours: slugs, and who signed.
RECOGNITIONS = (("liying", "qiujie", "shiqiao", "shiqiao-admin"),)
