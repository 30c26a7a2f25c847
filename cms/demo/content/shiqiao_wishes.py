"""石桥社区: the wishes of an urban village."""

from cms.demo.story import (
    Neighbour,
    Story,
    approve,
    claim,
    confirm,
    fulfil,
    reject,
    release,
    send_back,
    withdraw,
)

SHIQIAO_WISHES = (
    Story(
        57.1, "chuzu", "刚来求助", "刚搬来，想借个电饭煲过渡一周",
        "工资还没发，天天吃泡面。有闲置的电饭煲借我一周就好。",
        (approve(0.2), claim(0.5, "zaocan"), fulfil(0.9, "zaocan", "店里多的一个，连米也装了五斤。", "rice_cooker"),
         confirm(1.2, "第一顿热饭，差点掉眼泪。谢谢兰姐。", share=True)),
        photos=("rice_cooker",),
    ),
    Story(
        49.5, "shiqiao-worker", "修一修", "巷子里的灯黑了三盏",
        "桥东二巷晚上伸手不见五指，女工下夜班害怕。想请会电的邻居先装两盏应急的。",
        (approve(0.1, "shiqiao-admin"), claim(0.4, "shuigong"), fulfil(1.2, "shuigong", "装了三盏太阳能的，天黑自己亮。", "lamp"),
         confirm(2.0, "昨晚走过去亮堂堂的，小梅说不用再打手电跑了。", share=True)),
        photos=("lamp",), place="桥头片 桥东二巷6号",
        on_behalf_of=Neighbour("二巷的租户们", "", "巷口"),
    ),
    Story(
        41.3, "daima", "带娃", "面试两小时，想请人看一下宝宝",
        "宝宝一岁半，爱笑不认生。周四上午十点到十二点，就在家里。",
        (approve(0.2), claim(0.9, "lvyi"), fulfil(2.1, "lvyi", "玩了积木，睡了一小觉。"),
         confirm(2.4, "面试过了！下个月上班，谢谢大姐。", share=True)),
    ),
    Story(
        33.6, "xiaomei", "找工作学手艺", "想学骑电动车考个证",
        "厂里太远，想自己骑车上班，从来没骑过。",
        (approve(0.3),), days=14, photos=("bicycle",),
    ),
    Story(
        27.8, "chuzu", "借工具", "借梯子换窗帘", "三米多的窗，够不着。半天就还。",
        (approve(0.1), claim(0.3, "shuigong"), fulfil(0.8, "shuigong", "梯子送到楼下，顺手帮他挂好了。", "toolbox"),
         confirm(1.0, "终于不用早上五点被晒醒！", share=True)),
    ),
    Story(
        22.4, "laoma", "跑个腿", "糖水铺缺人搬一次煤气罐", "腰扭了，二楼，一罐。",
        (approve(0.1, "shiqiao-worker"), claim(0.2, "baoan"), release(0.5, "baoan", "临时调班，赶不过去。"),
         claim(0.7, "kuaidi"), fulfil(1.0, "kuaidi", "搬好了，接口试过不漏气。"),
         confirm(1.2, "请你喝了三碗番薯糖水，还嫌不够！")),
        days=4,
    ),
    Story(
        18.0, "xiaomei", "刚来求助", "求帮忙刷单兼职", "谁有靠谱的刷单群拉我一下。",
        (reject(0.2, "刷单是骗局，已经请名单队的桥嫂联系您，给您介绍正规的夜校和招工点。"),),
    ),
    Story(
        13.7, "chuzu", "修一修", "出租屋马桶一直流水", "房东在外地，水费一天十几块。",
        (approve(0.1), claim(0.5, "shuigong"), fulfil(1.1, "shuigong", "浮球换了。"),
         send_back(9.9, "又开始流了，声音小了一点。"), fulfil(12.9, "shuigong", "这次连密封圈一起换了，观察了一晚。", "tap")),
        photos=("tap",), days=20,
    ),
    Story(
        6.2, "laoma", "热饭热汤", "给夜班的街坊留几碗姜汤", "降温了，我煮一大锅，想找两个人帮忙送到工友公寓。",
        (approve(0.2, "shiqiao-worker"), claim(4.2, "baoan"), claim(4.6, "kuaidi")), photos=("soup",), wanted=2, days=10,
    ),
    Story(
        5.1, "daima", "带娃", "想找几本宝宝绘本轮着看", "一岁半，喜欢动物。看完消毒再传给下一家。",
        (approve(0.2), withdraw(2.2, "图书角刚好送来一箱，大家去那里拿就行。")), photos=("books",),
    ),
    Story(
        3.4, "chuzu", "找工作学手艺", "想学水电，有没有师傅带", "送了两年外卖，想学门手艺，可以免费打下手。",
        (approve(0.2),), photos=("toolbox",),
    ),
    Story(
        2.3, "shiqiao-worker", "刚来求助", "给刚出生的双胞胎找两床小被子",
        "新围三巷来了一家四口，双胞胎才满月，老家带来的不够。干净的旧被子就很好。",
        (approve(0.1, "shiqiao-admin"),), wanted=2, place="新围片 新围三巷7号", photos=("boxes",),
        on_behalf_of=Neighbour("韦家", "19900009011", "701"),
    ),
    Story(1.5, "laoma", "修一修", "铺头的卷闸门卡一半", "拉不上去也放不下来，晚上不敢睡。", (approve(0.1, "shiqiao-worker"),), days=9),
    Story(0.7, "xiaomei", "跑个腿", "夜班回来想有人陪走一段桥东二巷", "凌晨一点下班，走五分钟就到家。这两周。", days=14),
    Story(0.3, "laoma", "刚来求助", "隔壁新来的小两口语言不通", "听不懂他们讲什么，只会笑。谁会四川话来帮忙问问缺什么。", days=10),
)  # fmt: skip
