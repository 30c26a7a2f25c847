"""The usual six templates, to begin with: what districts have written down for themselves (their words, abridged).

A district publishes them with one tap and changes them as it likes; nothing refers back to this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from content_models.areas.models import CommunityKind
from content_models.common.ids import uuid7


@dataclass(frozen=True, slots=True)
class StarterPost:
    """One post: what one does in it, one sentence a line, and questions as (type, label, options)."""

    name: str
    icon: str
    wanted: int
    duties: tuple[str, ...]
    questions: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def values(self) -> dict[str, Any]:
        """As fields of a template's post."""
        return {
            "name": self.name,
            "icon": self.icon,
            "wanted": self.wanted,
            "duties": "\n".join(self.duties),
            "points_weight": 100,
            "form": [_block(kind, label, options) for kind, label, options in self.questions],
        }


def _block(kind: str, label: str, options: tuple[str, ...]) -> dict[str, Any]:
    value: dict[str, Any] = {"label": label, "help": "", "required": False}
    if options:
        value["options"] = list(options)
    return {"type": kind, "id": str(uuid7()), "value": value}


@dataclass(frozen=True, slots=True)
class Starter:
    """One template."""

    name: str
    kind: str
    summary: str
    title: str
    intro: str
    posts: tuple[StarterPost, ...]


_FREE_TIME = ("choices", "您什么时候有空？", ("工作日白天", "工作日晚上", "周六", "周日"))
_SKILLS = ("choices", "您会什么？", ("水电维修", "搬搬抬抬", "开车接送", "理发", "教手机", "陪聊天"))

_LISTS = StarterPost(
    "名单管理岗", "list", 3,
    ("记住哪家有独居老人、哪家添了宝宝、谁腿脚不便。", "每月和楼栋长对一次名单。", "名单只在社区里用，不外传。"),
)  # fmt: skip
_APPEALS = StarterPost(
    "诉求采办岗", "megaphone", 4,
    ("听见邻居的难处，记下来，报给网格长。", "一天内回应，三天内有说法。", "办完给邻居回个话。"),
)  # fmt: skip
_CARE = StarterPost(
    "关爱服务岗", "heart", 6,
    ("每周去看看独居老人，聊几句天。", "看看药够不够、灯亮不亮。", "发现不对劲，马上告诉社工。"),
    (_FREE_TIME,),
)  # fmt: skip
_DISPUTES = StarterPost(
    "纠纷调处岗", "scale", 2,
    ("漏水、噪声、车位，先坐下来喝杯茶。", "两边都听，讲情也讲理。", "谈不拢的，请社区律师一起来。"),
)  # fmt: skip
_MUTUAL = StarterPost(
    "邻里互助岗", "hand", 10,
    ("搬个东西、修个灯、接个孩子，谁家都有搭把手的时候。", "多看看心愿墙，力所能及就认领一个。"),
    (_SKILLS,),
)  # fmt: skip
_MANNERS = StarterPost(
    "文明劝导岗", "leaf", 5,
    ("早晚各走一圈：电动车不进楼道，垃圾别放门口。", "笑着说，别板着脸。"),
)  # fmt: skip

STARTERS: tuple[Starter, ...] = (
    Starter(
        "标准六岗", CommunityKind.STANDARD, "普通小区用的六个岗位，先照着用，再慢慢改成自己的。",
        "我们的六岗", "六个岗位，都是邻居在做。看看哪个合您的手，来认一个。",
        (_LISTS, _APPEALS, _CARE, _DISPUTES, _MUTUAL, _MANNERS),
    ),
    Starter(
        "城中村六支队", CommunityKind.URBAN_VILLAGE, "人来人往、党员少的地方：一个岗就是一支队伍。",
        "我们的六支队伍", "本村人、外来人，都能报名。来了就是邻居。",
        (
            StarterPost("新住户名单队", "people", 4, ("和房东一起，三天内认识每一户新来的邻居。", "告诉他们：上学找谁、看病去哪。")),
            StarterPost("诉求采办队", "phone", 5, ("每周一晚在村口摆张桌子，谁都能来说。", "办到哪一步，写在墙上让大家看见。")),
            StarterPost("关爱服务队", "bowl", 8, ("惦记刚来没熟人的、带娃上不了班的、夜班没饭吃的。",), (_FREE_TIME,)),
            StarterPost("纠纷调处队", "chat", 3, ("租房押金、楼道堆物、半夜吵闹，先请到调解室。", "讲不清的请法律援助来。")),
            StarterPost("邻里互助队", "wrench", 10, ("会修的修、会搬的搬、会开车的开车。",), (_SKILLS,)),
            StarterPost("文明劝导队", "broom", 6, ("巷子窄，一辆电动车就能堵住消防。", "早晚各走一遍，帮忙挪，不骂人。")),
        ),
    ),
    Starter(
        "老旧小区岗位", CommunityKind.OLD_ESTATE, "调解的事多：加了议事团和老邻居照看。",
        "老街坊的岗位", "住了几十年的老街坊，事情坐下来商量。",
        (
            _LISTS, _APPEALS, _CARE,
            StarterPost("议事团代表", "chat", 5, ("和执法、物业、业主三方坐到一张桌上。", "把大家的话带去，把答复带回来。")),
            StarterPost("楼道调解岗", "scale", 4, ("加装电梯、漏水、堆物，一个楼道一个楼道地谈。",)),
            StarterPost("老楼安全岗", "shield", 4, ("看电线、看燃气、看楼道灯。", "发现了当天报，修好了再看一眼。")),
            _MUTUAL,
        ),
    ),
    Starter(
        "无物业小区岗位", CommunityKind.NO_PROPERTY_FIRM, "没有物业：自管委员会管日常，邻居轮着来。",
        "自己的家自己管", "没有物业，我们自己来。人人有一份。",
        (
            StarterPost("自管委员", "people", 5, ("收支每月公示一次。", "大事开会定，小事当天办。")),
            StarterPost("保洁绿化岗", "leaf", 6, ("一人一周，扫楼道、浇花、清垃圾点。",), (_FREE_TIME,)),
            StarterPost("门岗值守岗", "shield", 6, ("晚上轮流看门、看车棚。", "陌生人问一句，老人进出扶一把。")),
            StarterPost("修缮采办岗", "wrench", 3, ("路灯、门锁、水泵坏了先找人修。", "花了多少钱，贴出来。")),
            _CARE, _DISPUTES,
        ),
    ),
    Starter(
        "商务楼宇岗位", CommunityKind.OFFICE_TOWER, "写字楼里：片长兼第二楼长，专听企业的事。",
        "楼宇里的岗位", "午休和下班后就能做。",
        (
            StarterPost("第二楼长", "briefcase", 4, ("每月走十家企业，听一件记一件。", "答复要带着办法来。")),
            StarterPost("楼宇安全岗", "shield", 6, ("午饭后巡一层楼：消防门、插座、通道。",)),
            StarterPost("午间课堂岗", "book", 5, ("午休四十分钟，会什么教什么。",)),
            StarterPost("政策讲解岗", "list", 2, ("招工、社保、停车、证照，用大白话讲清楚。",)),
            StarterPost("楼下联络岗", "phone", 3, ("一个楼层一个群，通知不过夜。",)),
        ),
    ),
    Starter(
        "小哥岗位", "", "给送外卖、送快递的小哥：跟别的模板放在一起用。",
        "小哥的岗位", "跑遍大街小巷的人，最先知道哪里需要搭把手。",
        (
            StarterPost("小哥联络岗", "bike", 6, ("每天兜一圈、每次聊两句、每周跑几家、每月学一次。", "灯坏了、门没开，顺手说一声。")),
            StarterPost("小哥驿站岗", "bowl", 4, ("驿站每天有人添水、补创可贴、看充电柜。", "小哥进来坐坐，听听他们说什么。")),
            StarterPost("骑行安全岗", "shield", 3, ("每月一次刹车和头盔检查。", "雨天在路口提醒一句慢点。")),
        ),
    ),
)  # fmt: skip

__all__ = ["STARTERS", "Starter", "StarterPost"]
