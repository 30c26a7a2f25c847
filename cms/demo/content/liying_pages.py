"""荔影 on its pages: a residential community with its own six posts."""

from __future__ import annotations

from cms.demo.content.page_lists import contacts, questions
from cms.demo.plans import BlockPlan as B
from cms.demo.plans import ContentPlan, SitePlan

LIYING_PAGES = SitePlan(
    color="#b93a0e",
    badge="冬日送暖",
    banner=("plant", 1),
    logo=("lamp", 4),
    blocks=(
        B(
            "hero",
            title="荔影人家，有事招呼一声",
            text="一盏灯、一碗饭、一趟医院，都有邻居接着。",
            picture=("soup", 2),
            button="许个愿",
            link={"room": "new_wish"},
        ),
        B(
            "notice_strip",
            text="周四 9 点到 12 点，荔影花园 3、4 栋检修水管。",
            tone="warning",
            link={"page": "shui-guan-jian-xiu"},
        ),
        B("numbers", heading="这会儿", numbers=["wishes_open", "wishes_confirmed", "posts_filled", "service_hours"]),
        B("wishes", heading="等人认领的心愿", state="open", category="", limit=3),
        B("post_set", heading="我们的六岗"),
        B("honor_roll", heading="谢谢这些邻居", page="zui-mei-lou-dong-zhang", limit=4),
        B("cases", heading="这些事是这样办好的", limit=2),
        B(
            "gallery",
            heading="上个月的百家宴",
            pictures=[
                {"picture": ("rice_cooker", 2), "caption": "李婶的腊味饭，半小时就见底"},
                {"picture": ("chess", 0), "caption": "饭后老陈摆开了棋盘"},
                {"picture": ("plant", 3), "caption": "带一盆走，认养楼下的花"},
            ],
        ),
        B("chart", heading="每月服务时长", chart="hours_by_month"),
        B("rewards", heading="换点好东西", kind="", limit=4),
        B("area_map", heading="我们在哪里"),
        B(
            "accordion",
            heading="常问的事",
            items=[
                {"title": "许愿要不要钱？", "text": "<p>不要钱。邻居帮忙都是自愿的，要买的东西先说好谁出。</p>"},
                {
                    "title": "会不会让别人知道我家门牌？",
                    "text": "<p>不会。公开的只写到小区，<b>谁认领了谁才看得到</b>门牌和电话，办完就看不到了。</p>",
                },
            ],
        ),
        B(
            "columns",
            columns=[
                [{"text": {"heading": "不会用手机？", "text": "<p>打电话给网格员，替您写上去。</p>"}}],
                [
                    {
                        "contact_card": {
                            "name": "便民窗口",
                            "role": "办证、咨询",
                            "phone": "0755-0000 0101",
                            "hours": "周一到周六 9–18 点",
                        }
                    }
                ],
            ],
        ),
    ),
    pages=(
        ContentPlan(
            "notice",
            "荔影花园 3、4 栋检修水管",
            "shui-guan-jian-xiu",
            ago=2.1,
            summary="周四上午停水三小时，请提前存好水。",
            fields={"is_urgent": True},
            blocks=(
                B(
                    "text",
                    heading="几点停、停多久",
                    text="<p>本周四 <b>9 点到 12 点</b>，荔影花园 3 栋、4 栋停水检修。</p><ul><li>请提前存好水，关好水龙头</li><li>来水先放几分钟，等水清了再用</li><li>家里有老人、病人要送水的，打窗口电话</li></ul>",
                ),
                B("button", label="要人送水，许个愿", link={"room": "new_wish"}, style="main"),
                B(
                    "contact_card",
                    name="物业值班室",
                    role="停水检修",
                    phone="0755-0000 0110",
                    hours="24 小时",
                    place="荔影花园 1 栋大堂",
                ),
            ),
        ),
        ContentPlan(
            "article",
            "楼道里的灯，是谁修亮的",
            "lou-dao-de-deng",
            ago=12,
            cover=("lamp", 1),
            summary="八年没亮的声控灯，从一个心愿开始，三个晚上全换好了。",
            fields={"byline": "居委会秋姐"},
            blocks=(
                B(
                    "text",
                    heading="",
                    text="<p>五栋三楼的灯坏了八年，住户上楼都靠手机照。十月里，八十岁的陈奶奶许了一个心愿：“想修一盏楼道灯。”</p><p>认领的是住隔壁单元的周师傅。他上楼一看，整栋坏了十一盏。</p>",
                ),
                B("picture", picture=("toolbox", 2), caption="周师傅的工具箱"),
                B(
                    "text",
                    heading="后来",
                    text="<p>物业出灯泡，周师傅和两个邻居出力气，三个晚上全换好了。陈奶奶说：“现在晚上也敢下楼倒垃圾了。”</p>",
                ),
            ),
        ),
        ContentPlan(
            "case",
            "一盏灯，一栋楼",
            "yi-zhan-deng",
            ago=9,
            cover=("lamp", 2),
            summary="从一个心愿看出一类问题，一次解决一栋楼。",
            fields={
                "problem": "老楼道的声控灯坏了没人管：物业说归开关站，开关站说归物业。",
                "way": "认领心愿的邻居把整栋楼的灯看了一遍，列成单子\n楼栋长拿着单子找物业，当场商量好：物业出材料，邻居出人\n三个晚上换完，贴上报修电话\n社区把另外六栋也照这张单子走了一遍",
                "outcome": "七栋楼换了六十三盏灯，再没有人摸黑上楼。单子的样式放在服务站，谁都可以拿去用。",
            },
        ),
        ContentPlan(
            "case",
            "小区门口的轮椅坡道",
            "lun-yi-po-dao",
            ago=25,
            cover=("ramp", 0),
            summary="从等了三年，到三周就铺好。",
            fields={
                "problem": "门口有两级台阶，坐轮椅的邻居出门要两个人抬。",
                "way": "三位邻居写了同一个心愿，社工把它们放到一起\n议事会上请物业、设计师和坐轮椅的邻居一起量了坡度\n社区基金出材料，施工队周末铺好",
                "outcome": "现在婴儿车、买菜车也走这里。",
            },
        ),
        ContentPlan(
            "honor_roll",
            "最美楼栋长",
            "zui-mei-lou-dong-zhang",
            ago=19,
            summary="每月评一评，谢谢守着一栋楼的人。",
            fields={"roll": "最美楼栋长"},
        ),
        ContentPlan(
            "honor_roll",
            "志愿服务之星",
            "zhi-yuan-fu-wu-zhi-xing",
            ago=18.5,
            summary="按拼音排，不分先后。",
            fields={"roll": "志愿服务之星"},
        ),
        ContentPlan(
            "honor_roll",
            "十月光荣榜",
            "guang-rong-bang",
            ago=20,
            summary="不排名次，只说谢谢。",
            fields={
                "period": "2026 年 10 月",
                "names": (
                    B("name", name="周师傅", reason="修亮七栋楼的灯"),
                    B("name", name="李婶", reason="给独居老人送了三十顿饭"),
                    B("name", name="小林", reason="骑车路过，顺手报修十二处"),
                    B("name", name="程老师", reason="教二十位老人用手机挂号"),
                    B("name", name="何叔", reason="三栋漏水，两头跑了半年"),
                ),
            },
        ),
        ContentPlan(
            "event",
            "社区议事会：电动车放哪儿",
            "yi-shi-hui",
            ago=5,
            summary="想说两句的都来，旁听也欢迎。",
            fields={
                "event_kind": "meeting",
                "in_days": 4,
                "hours": 2,
                "place": "党群服务中心二楼",
                "contact": "居委会秋姐",
            },
            blocks=(
                B(
                    "text",
                    heading="这次商量什么",
                    text="<ol><li>充电棚放在 2 栋后面还是停车场边</li><li>晚上飞线充电怎么劝</li><li>费用怎么分</li></ol>",
                ),
            ),
        ),
        ContentPlan(
            "contact_list",
            "有事找谁",
            "you-shi-zhao-shui",
            ago=60,
            summary="窗口、网格、物业、派出所的电话都在这里。",
            fields={
                "contacts": contacts(
                    (
                        "社区便民窗口",
                        "办证、咨询、代许心愿",
                        "0755-0000 0101",
                        "周一到周六 9–18 点",
                        "党群服务中心一楼",
                    ),
                    ("第一网格", "荔影花园", "0755-0000 0121", "工作日白天", "荔影花园 1 栋架空层"),
                    ("第二网格", "听荷苑、邮电大院", "0755-0000 0122", "工作日白天", "听荷苑会所"),
                    ("物业值班室", "水电、电梯", "0755-0000 0110", "24 小时", "荔影花园 1 栋大堂"),
                    ("社区律师", "每月第一个周六坐班", "0755-0000 0133", "9–12 点", "党群服务中心二楼"),
                )
            },
        ),
        ContentPlan(
            "service_list",
            "资源与服务清单",
            "zi-yuan-qing-dan",
            ago=45,
            summary="场地、工具、课程，谁都可以用。",
            fields={
                "services": (
                    B(
                        "service",
                        name="二楼议事厅",
                        kind="resource",
                        offered_by="社区",
                        for_whom="楼栋、兴趣小组",
                        how="提前两天打窗口电话",
                        phone="0755-0000 0101",
                    ),
                    B(
                        "service",
                        name="借工具：冲击钻、人字梯",
                        kind="resource",
                        offered_by="邻里互助岗",
                        for_whom="本社区居民",
                        how="到服务站登记，三天内还",
                    ),
                    B(
                        "service",
                        name="教老人用手机",
                        kind="service",
                        offered_by="志愿者",
                        for_whom="六十岁以上",
                        how="每周三下午，直接来",
                    ),
                    B(
                        "service",
                        name="缺一台轮椅",
                        kind="need",
                        offered_by="",
                        for_whom="听荷苑的老人",
                        how="家里有闲置的请联系窗口",
                        phone="0755-0000 0101",
                    ),
                )
            },
        ),
        ContentPlan(
            "question",
            "办事问答",
            "ban-shi-wen-da",
            ago=70,
            summary="窗口上最常问的几件事。",
            fields={
                "questions": questions(
                    (
                        "居住证到期了怎么续？",
                        "<p>带身份证和租房合同到一楼窗口，<b>当场就能办</b>。也可以让子女代办，要带两人的身份证。</p>",
                    ),
                    (
                        "高龄补贴什么时候发？",
                        "<p>每季度第一个月的 15 号前。满八十岁的当月来登记：</p><ul><li>身份证</li><li>银行卡</li><li>一寸照片</li></ul>",
                    ),
                    ("楼上漏水找谁？", "<p>先打物业值班室。谈不拢的，请 <b>纠纷调处岗</b> 来帮着说说。</p>"),
                )
            },
        ),
    ),
)
