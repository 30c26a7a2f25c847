"""桂溪社区: the wishes of a county town."""

from cms.demo.story import Neighbour, Story, approve, claim, confirm, fulfil, reject, withdraw

GUIXI_WISHES = (
    Story(
        54.6, "zhouma", "写写读读", "想请人读一封老战友的来信",
        "字太小，眼睛不行了。信是从北方寄来的，想听听，也想回一封。",
        (approve(0.3, "laoyu"), claim(1.0, "youdi"),
         fulfil(2.0, "youdi", "读了三遍，周妈口述我来写，回信当天就寄出了。", "books"),
         confirm(2.3, "四十年没见的人，听着听着就回到从前了。", share=True)),
    ),
    Story(
        46.1, "guixi-worker", "修修补补", "独居阿公的木门合不上",
        "门框变形，晚上用凳子顶着睡。",
        (approve(0.1, "guixi-admin"), claim(0.5, "mujiang"), fulfil(1.6, "mujiang", "刨了门边，换了合页，装了一道新门闩。", "toolbox"),
         confirm(2.0, "阿公说，这下睡踏实了。", share=True)),
        photos=("toolbox",), place="东门片区 城墙弄", on_behalf_of=Neighbour("徐阿公", "", "17号"),
    ),
    Story(
        35.2, "huixiang", "借一借", "回乡办酒，借十张圆桌", "社区那套够不够？还差三张。",
        (approve(0.2), claim(1.1, "shaobing"), fulfil(3.0, "shaobing", "铺子里三张大桌先给你用。"),
         confirm(5.0, "办得热热闹闹，烧饼也被抢光了。", share=True)),
        days=10,
    ),
    Story(
        31.4, "zhouma", "带点东西", "想吃乡下亲戚的土鸡蛋", "每周三有班车，没人帮我接。",
        (approve(0.4, "laoyu"), claim(2.0, "xiaoxue")), days=20,
    ),
    Story(
        20.0, "naicha", "一起热闹", "想把店门口借给大家摆象棋", "缺一张石桌和几把凳子。",
        (approve(0.2), claim(1.4, "mujiang"), fulfil(7.0, "mujiang", "打了一张木桌四条凳，棋盘刻在桌面上。", "chess"),
         confirm(7.5, "现在门口天天有人笑。", share=True)),
        photos=("chess",),
    ),
    Story(
        15.3, "huixiang", "一起热闹", "求人一起众筹买彩票", "合买中奖率高。",
        (reject(0.5, "心愿墙不帮买彩票，欢迎来认个岗，一起做点踏实的事。"),),
    ),
    Story(
        9.1, "naicha", "带点东西", "去省城的车帮带一箱杯子", "不重，到车站我去拿。",
        (approve(0.2), withdraw(2.0, "快递改成送货上门了。")), days=12,
    ),
    Story(
        7.7, "guixi-worker", "帮老街坊", "给井头弄的老人家量量血压", "七八位老人走不到卫生院，想每周有人上门量一次。",
        (approve(0.1, "guixi-admin"), claim(4.4, "zhongyi"), fulfil(7.1, "zhongyi", "量了八位，两位偏高，已经陪着去看了。", "medicine")),
        photos=("medicine",), place="东门片区 井头弄", on_behalf_of=Neighbour("井头弄的老人", "", "井边亭子"), days=21,
    ),
    Story(
        4.6, "zhouma", "帮老街坊", "天冷了，想把被子抱上楼顶晒晒", "两床厚被，楼梯陡。",
        (approve(0.2, "laoyu"), claim(3.1, "mujiang")), days=12,
    ),
    Story(2.8, "huixiang", "写写读读", "给爷爷的老照片配几句话", "想做一本册子给他过九十大寿，请会写的街坊帮忙。", (approve(0.2),), photos=("books",)),
    Story(1.9, "naicha", "修修补补", "染坊弄的路灯忽明忽暗", "晚上关店时看不清台阶。", (approve(0.1),), photos=("lamp",)),
    Story(0.9, "zhouma", "修修补补", "灶间的水龙头滴答滴答", "一晚上能滴一桶。", photos=("tap",), days=20),
    Story(0.4, "huixiang", "帮老街坊", "临河楼没电梯，想请人帮忙抬轮椅", "外婆周六要下楼看龙舟排练，四楼，要两个人。", wanted=2, days=6, photos=("ramp",)),
)  # fmt: skip
