"""荔影社区: wishes that are still on their way."""

from cms.demo.story import (
    Neighbour,
    Story,
    approve,
    claim,
    fulfil,
    keep,
    reject,
    release,
    send_back,
    withdraw,
)

LIYING_WISHES = (
    Story(
        21.5, "amei", "学一学", "想学拍短视频，记录阳台菜园",
        "会拍不会剪，想请年轻人教一次，一小时就够。",
        (approve(0.3),), days=14,
    ),
    Story(
        19.3, "tangbo", "借一借", "想借一本大字版《三国演义》",
        "眼睛花了，普通的字看不清，大字版图书馆总借不到。",
        (approve(0.2, "pang"), claim(14.9, "xiaolin"),
         fulfil(17.9, "xiaolin", "馆里调来一套大字版，上中下三册，可以看两个月。", "books"),),
        photos=("books",), days=30,
    ),
    Story(
        16.8, "liuqian", "借一借", "家里聚会，想借两把折叠椅",
        "周日外婆外公都来，椅子不够坐。",
        (approve(0.2), withdraw(1.0, "亲家说不来了，椅子够了。")), days=6,
    ),
    Story(
        14.2, "xiaohe", "陪一陪", "出差时有人帮喂两天猫吗",
        "周末出差，橘猫一只，很乖，添粮换水、铲一次屎就好。钥匙当面交。",
        (approve(0.1), claim(0.4, "jiajia"), release(2.0, "jiajia", "临时要加班，对不起猫猫。"), claim(2.3, "cheng"),
         fulfil(5.0, "cheng", "橘猫胃口很好，还陪我看了会儿书。照片为证。", "cat", "cat"),),
        photos=("cat",), days=10,
    ),
    Story(
        11.6, "guo", "修修补补", "果果的小台灯一闪一闪",
        "晚上写字伤眼睛，换了灯泡还是闪，可能是线的问题。",
        (approve(0.2), claim(0.7, "zhou"), fulfil(3.0, "zhou", "换了一段电源线。"),
         send_back(3.6, "晚上还是会闪一两下，能不能再看看底座？"), keep(8.2, "zhou"), keep(10.9, "zhou")),
        photos=("lamp",),
    ),
    Story(
        9.8, "xulan", "吃饭那点事", "给术后在家的邻居送一周午饭",
        "叶姨刚做完膝盖手术，女儿白天上班。想请几位邻居轮流中午送一顿，清淡、少油。四位最好。",
        (approve(0.1, "zhe"), claim(0.5, "limei"), claim(0.9, "xiuli"), claim(8.6, "wu"),
         fulfil(4.1, "xiuli", "头两天送的，鱼片粥和清炒时蔬。"), fulfil(6.0, "limei", "中间两天送的，排骨山药汤和蒸水蛋。", "soup")),
        photos=("soup",), place="荔影花园 9栋", wanted=4, days=20,
        on_behalf_of=Neighbour("叶姨", "19900009004", "602室"),
    ),
    Story(
        8.3, "chen", "接送跑腿", "妈妈复查，想请有车的邻居接一趟",
        "拆石膏后第一次复查，走路还不稳。周四上午九点出门，医院停车我来付。",
        (approve(0.1, "heshu"), claim(1.0, "zhao"),
         fulfil(7.4, "zhao", "来回都送到单元门口，医生说恢复得好，可以慢慢走了。")),
        days=12,
    ),
    Story(
        7.2, "yang", "修修补补", "卫生间想装一根扶手",
        "上次差点滑倒，女儿买了扶手寄来，就是没人装。墙是瓷砖的。",
        (approve(0.3), claim(1.9, "hui")),
        photos=("toolbox",),
    ),
    Story(
        6.4, "pang", "搭把手", "楼道里的旧家具谁来一起清一清",
        "六栋三楼转角堆了旧沙发和纸箱，主人同意清走。要四个人，周六上午，一小时，管早茶。",
        (approve(0.4, "xulan"), claim(1.0, "jiajia"), keep(4.9, "jiajia"), claim(5.2, "may")),
        photos=("boxes",), place="榕树新村 6栋", wanted=4, days=9,
        on_behalf_of=Neighbour("六栋的街坊们", "", "三楼转角"),
    ),
    Story(
        5.5, "sunnv", "陪一陪", "想找人陪奶奶去听一场粤曲",
        "周日下午文化站有粤曲，我走不开。奶奶走路慢，要人扶着过马路。",
        (approve(0.2), claim(3.8, "zhang")), photos=("smartphone",), days=12,
    ),
    Story(
        4.9, "liuqian", "搭把手", "婴儿车的轮子卡住了",
        "前轮转不动，一推就跑偏，可能缠了头发，我拆不开。",
        (approve(0.1), claim(3.6, "hui")), days=15,
    ),
    Story(
        4.1, "tangbo", "修修补补", "电饭煲煮饭夹生，想请人看看",
        "煲是老伴留下的，不想换。按下去灯亮，就是煮不熟。",
        (approve(0.1, "pang"), claim(2.9, "zhou")), photos=("rice_cooker",),
    ),
    Story(
        3.7, "amei", "搭把手", "旅游五天，想请人帮忙浇花",
        "阳台三十多盆，早上浇一次就行，番茄熟了随便摘。钥匙面交。",
        (approve(0.2),), photos=("plant",), days=12,
    ),
    Story(
        3.2, "guo", "借一借", "想借一套小学科普书",
        "果果迷上了恐龙和星星，图书馆排队到下个月。看完包好书皮还。",
        (approve(0.1),), photos=("books",),
    ),
    Story(
        2.9, "zhe", "吃饭那点事", "帮陈婆婆换一个能用的电饭煲",
        "陈婆婆的电饭煲内胆花了，煮饭总糊。谁家有闲置的、三升左右的，送一个给她。",
        (approve(0.1, "xulan"),), photos=("rice_cooker",), place="榕树新村 11栋",
        on_behalf_of=Neighbour("陈婆婆", "19900009005", "203房"),
    ),
    Story(
        2.6, "heshu", "修修补补", "三栋单元门口的灯不亮了",
        "老人晚上回来看不清台阶，物业报修还要排队，想请懂电的邻居先看看，材料费楼栋出。",
        (approve(0.2, "xulan"),), photos=("lamp",), days=20,
    ),
    Story(
        2.2, "xiaohe", "学一学", "想跟会做菜的邻居学三个家常菜",
        "外卖吃怕了，想学番茄炒蛋以外的菜，食材我买，饭一起吃。",
        (approve(0.1),), days=25,
    ),
    Story(
        1.9, "yang", "接送跑腿", "帮忙去菜鸟驿站取一个重箱子",
        "女儿寄来的被子，十几斤，我提不动。取件码到时候告诉你。",
        (approve(0.1),), photos=("boxes",), days=8,
    ),
    Story(
        1.7, "sunnv", "接送跑腿", "周一早上帮奶奶去社康拿降压药",
        "社康八点开门，九点前拿到最好，医保卡在奶奶手里。",
        (approve(0.1),), photos=("medicine",), days=7,
    ),
    Story(
        1.4, "chen", "学一学", "想找人教妈妈用打车软件",
        "妈妈复查都靠我请假，她想学会自己叫车。她眼睛还行，就是怕按错。",
        (approve(0.1, "heshu"),), photos=("smartphone",), days=20,
    ),
    Story(
        1.2, "liuqian", "陪一陪", "周末想给大宝找个下棋的伴",
        "八岁，刚学会国际象棋，水平一般，输了不哭。",
        (approve(0.1),), photos=("chess",), wanted=2, days=30,
    ),
    Story(
        1.1, "guo", "借一借", "求购二手学区房信息",
        "有没有邻居要卖房，直接联系我，省中介费。",
        (reject(0.3, "买卖房屋不属于微心愿，建议找正规中介，注意别被骗。"),),
    ),
    Story(
        0.8, "tangbo", "陪一陪", "想找人一起去公园打太极",
        "早上六点半，榕树新村北门出发，慢慢走。",
        photos=("plant",), days=30,
    ),
    Story(
        0.6, "xulan", "搭把手", "帮行动不便的邻居把轮椅抬下三级台阶",
        "范叔每周二、周五要去透析，车停在楼下，门口有三级台阶，要两个人早上七点半搭把手。",
        photos=("ramp",), place="邮电大院 6栋", wanted=2, days=21,
        on_behalf_of=Neighbour("范叔", "19900009006", "202"),
    ),
    Story(
        0.35, "sunnv", "修修补补", "奶奶房间的窗户关不严",
        "晚上漏风，奶奶总咳嗽。好像是轮子掉了一个。",
        days=15, answers={"要爬高吗？": True, "家里有梯子吗？": "没有"},
    ),
    Story(
        0.2, "chen", "修修补补", "厨房水龙头拧不紧，一直滴",
        "滴了两天，拿盆接着。三栋的水压有点大，可能要带生料带。",
        photos=("tap",), days=14,
    ),
    Story(
        0.1, "amei", "吃饭那点事", "番茄丰收，想换几把青菜",
        "小番茄熟了一大盆，吃不完，想跟邻居换点青菜。",
        photos=("plant",), days=5,
    ),
)  # fmt: skip
