"""The ballots of the demo: one in voting, one whose result is out, one that still gathers names."""

from cms.demo.content.honors import BUILDING_CHIEFS
from cms.demo.plans import BallotPlan as Ballot
from cms.demo.plans import CandidatePlan as Candidate

LIYING_BALLOTS = (
    Ballot(
        "荔影好邻居（秋季）",
        "这一季，谁最让您觉得“有这样的邻居真好”？每位邻居可以选两位。评委是三位老住户，占三成。",
        names=(-36, -30),
        voting=(-28, -21),
        each=2,
        jury_share=30,
        jury=("yang", "mo", "tangbo"),
        roll="荔影好邻居",
        candidates=(
            Candidate("limei", "amei", "谁家有事，她总是第一个到", "邻居好，日子才好。我多跑几步不累。", "soup"),
            Candidate("zhou", "chen", "半夜跳闸，他披着棉袄就来了", "修了三十年电，退休前再帮大家多看几家。", "toolbox"),
            Candidate("zhang", "guo", "教老人用手机，一遍不会教十遍", "教书教了一辈子，教手机也一样，要有耐心。", "smartphone"),
            Candidate("xiuli", "liuqian", "给二宝改的校服，比买的还合身", "一针一线，都是街坊情。", "scissors"),
        ),
        votes=(
            ("chen", ("zhou", "limei")), ("amei", ("limei",)), ("guo", ("zhang", "zhou")), ("liuqian", ("xiuli", "limei")),
            ("sunnv", ("zhang", "limei")), ("xiaohe", ("zhou",)), ("heshu", ("zhou", "xiuli")), ("pang", ("limei", "xiuli")),
            ("zhao", ("zhang", "zhou")), ("jiajia", ("limei", "zhou")), ("yang", ("zhang", "limei")), ("tangbo", ("limei",)),
            ("mo", ("zhou", "limei")), ("zhou", ("limei", "zhang")), ("limei", ("zhou",)),
        ),
        honored=("limei", "zhou"),
        remark="李姐和老周得到的认可最多。张老师、秀丽同样谢谢您，重阳节的茶话会请四位都来。",
    ),
    Ballot(
        "本月最美楼栋长评选",
        "谁家楼道最亮堂，谁的电话打得通？选一位您心里的楼栋长。结果供社区参考，最后由居委会和大家商量着定。",
        names=(-13, -6),
        voting=(-3, 4),
        eligible="chiefs",
        roll=BUILDING_CHIEFS,
        candidates=(
            Candidate("pang", "tangbo", "六栋的灯坏了，当晚就修亮", "我嗓门大、腿脚快，楼里的事喊一声就到。", "lamp"),
            Candidate("jin", "limei", "楼道里的旧家具一周清完，还给老人送汤", "七栋就是我家，家里干净我才睡得着。", "soup"),
            Candidate("shanjie", "xiaohe", "给加班的年轻人代收了一个月快递", "年轻人上班辛苦，我在家，顺手的事。", "boxes"),
        ),
        votes=(
            ("tangbo", ("pang",)), ("limei", ("jin",)), ("xiaohe", ("shanjie",)), ("may", ("pang",)), ("amei", ("jin",)),
            ("zhang", ("shanjie",)), ("guo", ("jin",)), ("hui", ("pang",)), ("xiaolin", ("shanjie",)), ("jiajia", ("jin",)),
        ),
    ),
    Ballot(
        "冬至饺子会·最佳搭档",
        "今年冬至饺子会想请一位掌勺、带着大家包饺子的邻居。您觉得谁合适？",
        names=(-2, 5),
        voting=(7, 11),
        candidates=(
            Candidate("heshu", "chen", "何叔调的馅儿，三栋谁没吃过？"),
            Candidate("wu", "limei", "吴医生会教大家包低盐的馅", "少盐少油，也能包出好味道。", "medicine", admitted=False),
        ),
    ),
)  # fmt: skip

BALLOTS = {"liying": LIYING_BALLOTS}
