"""云帆社区: the wishes of people who work in towers."""

from cms.demo.story import Neighbour, Story, approve, claim, confirm, fulfil, reject, withdraw

YUNFAN_WISHES = (
    Story(
        52.3, "chuangye", "企业小事", "刚注册公司，想有人讲讲怎么报税",
        "三个人的小公司，第一次报税，怕填错。请有经验的邻居讲一小时。",
        (approve(0.2), claim(0.9, "kuaiji"), fulfil(3.0, "kuaiji", "对着电脑填了一遍，写了一张每月几号做什么的单子。", "books"),
         confirm(3.3, "一次通过，那张单子贴墙上了。", share=True)),
    ),
    Story(
        38.4, "yunfan-worker", "小哥需要", "驿站的微波炉坏了，小哥中午没热饭",
        "中午二十多位小哥在这里吃饭，微波炉不转了。",
        (approve(0.1, "yunfan-admin"), claim(0.4, "kafei"), fulfil(0.9, "kafei", "店里换新，旧的这台还很好用，搬下来了。", "soup"),
         confirm(1.1, "小哥们说今天的饭特别香。", share=True)),
        photos=("soup",), place="云帆广场 A座", on_behalf_of=Neighbour("小哥驿站", "", "一楼东侧"),
    ),
    Story(
        29.6, "qiantai", "午间学", "想学急救，大堂里总有人晕倒", "夏天已经两次了，很怕。",
        (approve(0.3),), days=20,
    ),
    Story(
        24.7, "gongyu", "借用一下", "搬家借一辆平板推车", "从二座搬到四座，一上午。",
        (approve(0.1), claim(0.3, "sheji"), fulfil(0.7, "sheji", "工作室的推车，绑带也给了。", "boxes"),
         confirm(1.0, "两趟搞定，谢谢 Coco！", share=True)),
        photos=("boxes",), days=5,
    ),
    Story(
        17.9, "chuangye", "企业小事", "转让办公室，求接手", "还有半年租期，家具全送。",
        (reject(0.3, "转租信息请走物业招商群，心愿墙留给互相帮忙的小事。"),),
    ),
    Story(
        12.2, "gongyu", "拼一拼", "找人一起夜跑，一个人有点怕", "九点半，绕园区两圈，五公里左右。",
        (approve(0.1), withdraw(3.1, "已经约到同公司的了。")), wanted=3, days=20,
    ),
    Story(
        8.8, "qiantai", "楼里修修", "二号楼大堂的绿植快不行了", "叶子发黄，不知道是水多了还是虫。",
        (approve(0.2), claim(5.4, "kafei"), fulfil(8.1, "kafei", "换盆、剪了烂根，放到能晒到太阳的窗边。", "plant")),
        photos=("plant",), days=20,
    ),
    Story(
        4.4, "chengxu", "拼一拼", "周五晚上想凑一桌桌游", "还差三位，新手也欢迎，输的请奶茶。",
        (approve(0.1), claim(2.2, "sheji"), claim(3.6, "kuaiji")), photos=("chess",), wanted=3, days=8,
    ),
    Story(
        3.3, "gongyu", "楼里修修", "公寓洗衣房的龙头漏水", "报修两次没人来，地上很滑。",
        (approve(0.1), claim(2.6, "chengxu")), photos=("tap",),
    ),
    Story(2.5, "qiantai", "午间学", "想学剪辑短视频，给公司做招聘", "零基础，午休四十分钟就行。", (approve(0.1),), photos=("smartphone",)),
    Story(1.6, "chuangye", "借用一下", "借一台投影仪开路演", "周三下午两小时，摔了照赔。", (approve(0.1),), days=9),
    Story(0.5, "chengxu", "楼里修修", "A座自行车架少了两个锁扣", "最近丢了一辆，大家都不敢停。", photos=("bicycle",), days=14),
    Story(0.25, "gongyu", "拼一拼", "公寓楼下有只流浪猫想找领养", "已经绝育，很亲人，会自己敲门。", photos=("cat",), days=30),
)  # fmt: skip
