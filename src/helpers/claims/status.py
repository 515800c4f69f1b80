"""Status: whether a number is reported, a target, expected, a rule or an example."""

from __future__ import annotations

import itertools
import re

from helpers.claims.clauses import Number, Sentence
from helpers.claims.firms import of_a_firm
from helpers.claims.people import NO_NAMES, SURNAMES
from helpers.claims.thresholds import BEYOND, is_threshold
from helpers.patterns import last_end, quick
from helpers.resources import alternation, read_resource

PLAN_STARTS = "the value from which a plan starts"
# What 将 and 会 announce; before a noun 将 is another 把 (将车开到田头).
_VERBS = (
    r"于|在|力争|达|实现|建成|建设|新建|新增|投入|投资|完成|继续|进一步|全面|陆续|再|为|有|会|"
    r"安排|发展|配备|参加|入驻|串联|推进|推动|开展|举办|启动|超|突破|提|增|培|打|从|到|按|通过|重点|更|持续|"
    r"创造|带动|形成|惠及|覆盖|使|补|支持|发放|组织|迎|成为|升|不低于|新|让|用|把|累计|分|逐步|每年|给予|下达|"
    r"投放|追加|造林|种植|播种|采购|铺设|架设|实施|扩大|聚焦|围绕|以|加快|加强|全力|大力|着力|深入|积极|坚持|认真|突出|统筹|依托|有序|召开|出台|"
    r"制定|压|降|缩|延|免|拨|派|招|吸|引|促|保障|提供|迎来|削减|裁|创建|改造|改建|扩建|修建|建起|整治|治理|"
    r"认定|评选|遴选|选派|选聘|扶持|帮扶|帮助|落实|解决|满足|接待|投用|投产|完工|通车|"
    r"竣工|开工|启用|举行|拥有|翻|减|淘汰|恢复|巩固|稳定|保持|推广|布局|设立|成立|向|对|可|能|正式|被|变"
)
# 将帮扶资金2000万元投向, 将培训名额分到: a noun, and what is done with it.
_HELD = (
    r"(?:帮扶|扶持|补助|补贴|支持|建设|发展|奖补|救助|治理|改造|培训|保障|推广|巩固|对口|项目|产业|财政)[\u4e00-\u9fff]{0,4}?"
    r"(?:资金|款|项目|成果|任务|对象|政策|资源|经费|物资|名额|指标|责任|用地|收入|力量)"
)
# 计划 as a verb; 行动计划, “三支一扶”计划 and 按计划 name a plan.
_NAMED = alternation(read_resource("plan_names.csv")["word"])
_PLAN_TO = (
    r"计划(?![”》」]|[乡镇村]|是(?![到用在今明把要将建年\d])|的|总?投资(?:额|同比|增)|生育|内|署|经济|单列|志愿)"
    rf"(?<![超按”》」]计划)(?<!(?:完成|达到|按照|根据|实施|{_NAMED})计划)"
)
_WILL = rf"(?:(?<=[将也都还就仍才们他她它后又便均，,、。])会|^会)(?={_VERBS})"
_STRIVES = (
    r"争取(?!了|来|得|回|到(?!20|年底|年末|\d|[今明]年)|"
    r"(?:各类|各级|上级|中央|省级|财政|专项|帮扶|衔接|推进|乡村振兴|补助|社会|配套){0,6}(?:资金|项目|款|投资|贷款|政策))"
)
# 年内再改造300户, 再用3年时间, 定下账目：, 今年重点抓好, 谋划项目350个.
_AHEAD = (
    r"(?<![\d一二三四五六七八九十两几近数半去前])年内(?=(?:全[省市县区州盟旗镇])?(?:再|新建|计划|要|力争|完成|建成|实现|争取)|[^，。；已了]{2,16}(?:稳定在|保持在|控制在|达到|提高到))|"
    r"再用(?=$|[\d一二三四五六七八九十两])|(?:定下|立下)了?(?![^，。；：]{0,8}(?:规矩|规定|制度|办法))[^，。；]{0,12}(?:：|目标，)|"
    r"(?:今年|明年|20\d\d年)，?[^，。；]{0,8}(?:重点|着力)(?:做好|抓好)|"
    r"(?<!累计)(?<!共)谋划(?!了)(?:实施|储备|推进)?(?=[^，。；了]{0,8}项目)"
)
# What tells of a plan in its own clause and in those that follow.
_PLANS = (
    r"(?<!已)(?<!已经)准备(?=[\d一二三四五六七八九十两]+年|再|新|在|投|扩|建|把|$)|"
    rf"{_PLAN_TO}|力争|{_STRIVES}|预期目标|目标[是为：:]|"
    r"打算(?!盘)|(?<![感思联设理梦妄猜构])想(?=[再做把建办种扩开]|多[种养])|"
    rf"(?<![模虚比草])拟(?!定|合|退出|南芥|态|人)|(?<!进行)规划(?:建设|新建|到|投资)|{_AHEAD}|下一步|接下来"
)
_BY_OTHERS = re.compile("医生|干部|书记|队员|网格员|专家|技术员|社工|志愿|上门")  # who come to see somebody
_OF_WHAT_WAS_PLANNED = re.compile(
    r"(?:任务|计划|目标)[（(]?[\d.]+[万亿]?[^，。；\d]{1,4}[）)]?的$"
)  # 占全年计划2.5亿元的69.2%
# 完成年度目标, 占目标, 为全年目标的: how much of a plan is done
_NOT_DONE_OF_IT = "".join(
    f"(?<!{verb}{span})"
    for verb, span in itertools.product(("完成", "占", "为"), ("", "年度", "全年"))
    if verb + span != "为"
)
# 确保 and 努力 say something of their own clause only.
_TARGET = quick(
    rf"{_PLANS}|确保(?!了)|{_NOT_DONE_OF_IT}目标(?:任务(?!的)|约?$)|期望|预期(?=增长)|"
    r"要(?:办[好成]|做好|抓好|巩固|落实|在|到|达|高于|超过|不少于|不超过|实现|完成|建|力|新|确保|继续|再|把|不低于|保持|增|"
    r"提|推|努力|培训|稳定在|突破|覆盖|减贫|脱贫|退出|摘帽)|(?<=[今明]年)要(?![求素么是不点紧好说])|"
    rf"将由[^，。；]{{2,20}}(?:提高|增加|调整|提升|扩大|扩充|上调|降|减)[到至为]?$|将(?={_VERBS})(?!{_HELD})|{_WILL}|努力(?:实现|使|达到|形成|打造|建成)|"
    r"(?:今后|未来)[一二三四五六七八九十两\d]+多?(?:年|天|个月|周)|有望在|到20[2-9]\d年(?:底|末)?[，,]?[要将力确]|"
    r"奋力|不突破"
)
# What still holds in the clauses that follow.
_CARRIED = quick(
    rf"{_PLANS}|(?:主要|重点|工作)任务[是为：:]|未来[一二三四五六七八九十两\d]+多?(?:天|个月|周)|"
    r"(?<![主需重只首])要(?=完成|继续|紧盯|围绕|聚焦|突出|狠抓|办[好成]|做好|落实|巩固|推进|加快|抓好|大力|全力|着力|强化|统筹|高于|超过|实现|建成|达到|增长|增加|提高|突破|稳定在|新增|新建|培训|保持|确保)|"
    f"将(?!{_HELD}|近|至少|[^，。]{{1,24}}(?:纳入|作为|列为|变为|转化|转为|打造成|变成))(?={_VERBS})"
)
_DONE = re.compile(r"已(?!知)|实现了|完成了|达到了|突破了|建成了|历年|(?<![可能])获得|荣获|最终")
_BROKEN = re.compile(
    rf"{_DONE.pattern}|结果|实际上?(?:完成|种|建|投|达)|[，；](?:但|目前|当前|截至目前|可(?!以|能|用|望)|却|然而|不过)"
)
_EXPECTED = quick(
    r"预计|有望|预测(?!预|模|能力|系统|技术|分析)|预估|或将|料将|预料|估计|(?<![经评])估算(?!总)"
)
_RULE = quick(
    r"不(?:得)?(?:低于|少于|高于|超过|大于|小于|多于)|不得|(?<![供响反适效相感对照呼因顺])应当?(?!届|急|对|用|变|链|收|付|邀|聘|征|允|酬|考|出席|到会)|原则上|"
    r"至少(?![\u4e00-\u9fff]{1,6}了)|"
    r"每(?:个|名|支|家)[\u4e00-\u9fff]{1,8}(?:配|配备|选配|派驻|联系|包联|负责)$|"
    r"最(?:高|低|多)(?:可|不|给予|补|奖)|标准(?:为|是|：|:|提高到|达)|"
    r"(?:政府|财政|国家|[省市县乡镇]里)(?:每[亩头户人只]|再|给)?[补奖贴]$|按照?(?:每|不|人均|标准|最)(?![^，。；]*的(?:标准|比例|密度|价格|规格)[^，。；]{2})|给予(?!了|党纪|政务|纪律|[^，。；]{0,6}处分|高度|充分|肯定|积极|大力)|处以|处罚|并处|上限(?:亦|也|均)?(?:由|从|为|是|至|提高到|提高至)|最(?:高|多)$|"
    r"(?:最低|最高)(?:标准|要求|限额)|(?:^|[，；。])要求[^，。；]{2,40}(?:达到|不少于|占)$|要求每[^，。；\d]{1,16}$|[于到合达]省定|[于到合达]国定|"
    r"每(?:人|户|亩|头|只|株|公顷|套|辆|名|吨|斤)(?:每[年月])?再?补(?!充|种|缴|栽)|"
    r"每(?:人|户|亩|个|名|年|月|头|只|公里|平方米)(?:每[年月])?(?:补助|补贴|奖励|奖补|给予|发放|不|最高)|"
    r"以上罚款|予以|须|必须|需(?=满|达|缴)|满(?=\d)|未满|年满|[\d.][万亿]?元?(?:以[上下])?部分(?:按|赔|报销|补)|"
    r"(?:户均|人均|单笔|单户|单村|每户|每人|最高)上限$|元以上(?:的?部分)?赔$|(?:身故|死亡|伤残|[一每][头只户亩株]|自付部分)[^，。；\d已了]{0,4}赔付?$"
)
# Common surnames; others are words behind 老 (老牛, 老石, 老毛病).
_OLD = "[王李张刘陈杨赵黄周吴徐孙朱郭宋郑谢韩唐冯董马何罗梁许邓曹彭曾潘袁蔡蒋余杜苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦邹孟熊秦邱尹薛]"
# Words of one person, family or household.
_EXAMPLE = re.compile(
    r"(?:^|[，,。：:“「\s])(?:我(?!国|省|市|县|区|州|乡|镇|村|盟|旗|们|军|党|方|校|院|会|部|司|厅|局|行|社|港)|"
    r"他(?!们|国|人|乡|山|所在)|她(?!们|所在)|我家|他家|她家|咱家|自家|俺)|"
    r"[他她我](?:家|自己|一年|每[天月年]|预计|的(?=[收工土]))|"
    r"一家(?=$|[\d一二三四五六七八九十两几]{1,2}口|人|老小|老少|子|[三四]代|的|[，,。]|去年|今年|每年|年|靠|住|搬|就|从|也|都|光|来)|"
    r"(?:村民|农民|牧民|居民|社员|[农牧养种][植殖]?户|脱贫户|贫困户|户主)[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}|"
    rf"老{_OLD}(?![一-龥]?[省市县区镇乡村])|举个例子|为例[，,]|"
    r"(?:^|[，,。“])(?:[他她我]?家里|妻子|丈夫|老伴|爱人)|"
    r"(?:给|为|帮|安排|让|替)了?(?:[他她](?!们|国|人|乡|山|所在)|儿媳|妻子|丈夫|老伴|儿子|女儿)|"
    r"(?:^|[，,。“])[\u4e00-\u9fff·]{2,8}(?<![大国农厂商人专店买各多几独酒住户])家(?=一年|去年|今年|每年|年?收入|[养种]了|的[牛羊猪鸡蜂])|"
    r"·[\u4e00-\u9fff]{2,8}(?=[把家种养]|每[天月年]|去年|今年)|"
    r"一户[^，,。一]{0,8}户|一户[^，。；]{0,6}(?:之家|人家)|两口子|(?:父子|母女|母子|兄弟|姐妹|姐弟|兄妹)[俩两]|"
    rf"最[多高少低]的一(?:[户人]|年[能就才]?[挣赚])|全家(?=搬|住|从|一年|去年|今年|年|[三四五六七八两\d]口)|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?<![专大国农])家的(?=$|[\d院地牛羊猪鸡蜂棚田园房果茶])|"
    r"[一-龥]家(?:兄弟|姐妹|父子|兄妹)|夫妇|夫妻|老两口"
)
_ONES = re.compile("[我他她俺家·老例妻丈爱户口父母兄姐夫最儿女]")  # one of these stands in all of them
# 张大爷, 何大姐
_ADDRESSED = re.compile(
    rf"(?:^|[，。；：“、\s的])[{SURNAMES}]"
    "(?:大[爷娘妈姐哥叔伯婶嫂]|阿[姨婆公]|奶奶|爷爷|老[汉伯]|嫂子?|师傅|婆婆)(?!们)"
)
# 同去的47名老乡, 和30多个姐妹: others beside the one of whom the text tells, whom he did not hire or lead
_OTHERS = re.compile(
    r"^多?(?:家)?[^，。；、\d]{0,3}(?:老乡|村民|乡亲|姐妹|妇女|工友|女工|群众|护工|学生|农户|贫困户|脱贫户|监测户|人家|牧民)"
)
_WITH_THEM = re.compile("[带领雇请招收教借帮用]|吸纳|联系|结对|工人|员工")
_FORMS_OF_ADDRESS = re.compile("[爷娘妈姐哥叔伯婶嫂阿奶汉傅婆]")
# 种植户王某承包了, 小学校长李某在这里教了: somebody by trade and name who does something
_BY_NAME = quick(
    r"(?:(?:脱贫|贫困|监测|搬迁|低保|边缘|建档立卡|[种养租][\u4e00-\u9fff]{1,3}|大|专业)户|农民|[果菜茶药烟蔗蚕莲瓜花粮棉]农|村民|经纪人|医[生师]|校长|教师|老师|专家|工人|"
    r"社员|大学生|青年|特派员|带头人|工匠|职工|网格员|护林员|保洁员|护工|车工|师傅|店主|老板|技术员|主播|绣娘|传承人|牧民|居民|老人|老兵|小伙|姑娘|"
    r"(?:返乡|回乡)[^，。；的]{1,10}的)"
    rf"(?!{alternation(NO_NAMES)})[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?<![省市县区州乡镇村队厂社园会党族院校部局委们山河江湖桥路户])"
    r"(?=[，,在去今前把承租种养办靠从第已每和只家还曾一刚]|返乡|的[羊牛猪鸡果茶菜药蜂鱼地田大])|"
    # 脱贫户阿木租了: a name that begins with no common surname
    r"(?:脱贫|贫困|监测|搬迁|低保|建档立卡)户(?!全[部都])(?![\u4e00-\u9fff]{0,3}[户人均每都共发产增已也就可将们中里])[\u4e00-\u9fff]{2,4}"
    r"(?=(?:租|养|种|承包|买|卖|贷|借|开|办|盖|挣|领)[了起下到])"
)
_GOES_FURTHER = re.compile(
    "；|全[村镇乡县市]|[他她]们|人均|户均|合作社|[乡镇县市]医?院|团队|带动|学校|[均市]价"
)
_AT_LEAST = re.compile("(?:不少于|不低于|至少)[^，。；、]{0,4}$")
_BY_DEADLINE = re.compile(r"(?:年底|年末|月底|月末|20\d\d年|\d月)[之以]?前|到(?:20\d\d年|年底|[今明]年底)")
_IN_YEARS = re.compile(
    r"(?:提出|计划|要求|决定|明确|规划|目标)[^。；了已]{0,30}(?:\d+|[一二两三四五六七八九十])年(?:之|以)?内[^。；了已]*$"
)  # 县里提出，三年内新建
_BY_THE_PLAN = re.compile(r"(?:按照?|根据|依据)[^，。；\d已]{0,12}(?:规划|计划|方案)[，,]")
# 确保200万亩小麦安全越冬: the wheat is there, its wintering is aimed at
_KEPT_SAFE = re.compile("^[^，。；]{0,8}(?:安全|及时|顺利|平稳|颗粒归仓|应收尽收)")
_ENSURED = re.compile(r"确保[^，。；\d]{0,8}$")
_HELPED = re.compile(r"(?:带动|惠及|吸纳|辐射|带领)(?:了|周边|附近|就业|当地|本村|[^，。；\d]{0,6})$")
# 高于省定标准2个百分点; 超过八成的脱贫户至少落实一项: facts
_NO_RULE = re.compile(
    r"(?<!要)(?<!须)(?<!应)至少有$|(?:户|家庭)至少$|[高低]于[^，。；]{0,6}标准$|(?:%|成|分之[一二三四])(?:以上)?的[^，。；]{2,14}至少[^，。；]{0,8}$"
)
_HARMED = re.compile(
    "^[^，。；]{0,4}(?:全毁|受损|损毁|倒塌|死|受?伤|遇难|丧生|失踪|被困|受灾)"
)  # 至少13人死亡
# 步行上学不超过15分钟: how far it is, no requirement
_HOW_FAR = re.compile(
    r"(?:步行|车程|路程|行程|上学|就医|最远|最近|来回|往返)[^，。；\d要须应]{0,8}不(?:超过|到)$"
)
_ONE_GIFT = re.compile("其中[^，。；]{2,14}给予[^，。；]{0,8}$")  # part of a sum, not what is due to each
_EXISTING = re.compile("全[省市县区州盟旗乡镇村](?:现有|共有|的)?$")
_NOT_YET_CHANGED = re.compile(
    r"(?:[从由](?:现在|目前|当前|如今|眼下|去年|上年|20\d\d年底?)的|[从由](?:现在|目前|当前|如今|眼下)|在?现有的?)(?:约|近|不足|不到)?$"
)  # 由目前的12%提高到
# 由2小时缩短到40分钟: what is so before the change
_FROM = re.compile(
    r"[从由](?:原来|过去|以前|之前|原先|最初|今年|年初|上年|去年)?[底末]?的?(?:约|近|不足|不到)?$"
)
_CHANGES_TO = re.compile(
    r"^左?右?[^，。；\d]{0,6}(?:缩短|提高|提升|提|增加|增长|扩大|扩|发展|上升|下降|降低|降|减少|减|压缩|压|增|升|变)[为到至成]"
)
_STOCK = re.compile("[把对][^，。；]{0,26}$")  # 把5.2万人纳入监测: those who exist are meant, not a goal
_PRICED = re.compile(
    r"(?:按照?|[费价金]|价格)每(?:公?[斤里顷]|亩|吨|头|只|株|箱|天)$|[一每](?:公?斤|吨)[^，。；\d]{0,3}(?:能?卖到?|给到|[卖收]到)$|"
    # 一棒4.5元, 每件计件0.8元, 分一斤给两块: what one piece fetches; what one earns with it stays
    r"[包做缝织编绣]一个(?:给|能?挣)?$|"
    r"[一每](?:采一?)?(?:公?斤|吨|棒|穗|件|羽|只|条|株|箱|桌|张|双|枚|颗|捆|袋|瓶|盒)(?![^，。；]*[赚多净纯补奖贴租予发助])[^，。；\d]{0,4}$"
)
_NO_PRICE = re.compile("不[低高]于|不少于|预计|有望|降低|节省|节约|[将拟]")
_RULED = quick(
    r"按照?(?:现行|有关|相关)?政策[，,：:]|按照?[^，。；：]{0,8}(?:办法|规定|规矩|约定|章程|细则|协议)[，,：:]|规矩[^，。；：]{0,8}[：:]|"
    r"(?:另有|分档|分级|分类)[^，。；：]{0,6}(?:奖补|补助|补贴|资助|发放|报销)[：:]|(?:奖补|补助|补贴|资助|报销)分[^，。；：]{1,5}[：:]|(?:一并纳入|纳入(?:条件|范围|标准)|(?:条件|情形|标准|门槛|情况之一)(?:的|为|是|有)?)[：:]|"
    r"(?:出台|制定|印发)了?[^，。；]{0,10}(?:(?:办法|规定|细则)[，,：:]|标准[：:])|(?<!程序)(?<!管理)(?<!若干)(?<!暂行)(?<![有相]关)规定[，,：:]|(?:明确|统一|硬性)要求[，,：:]|(?<![一相])约定[，：]"
)
_MAY_GROW = re.compile(
    r"[今明]年[^，。；]{0,8}(?:还|也)?[能可会](?:再)?(?:涨|增|升|提高|突破|翻|达)[^，。；]{0,3}$"
)
_REACH = re.compile("^[”」]?[\u4e00-\u9fff“”]{0,7}(?:圈|服务网)")  # 15分钟医保服务圈, “一刻钟”养老服务网
_SCHOOLING = re.compile("^(?:制?义务教育|一贯制)")
_DUE = re.compile(
    r"^[^，。；已了\d]{0,16}\d{0,4}[年月]?\d{0,2}[^，。；已了\d]{0,3}[前底末][将要可]能?(?:全部|全面|陆续)?(?:完成|建成|完工|竣工|投用|投产|通车|交付|实现|搬迁|入住)(?!了)"
)
# 剩下的65个贫困村要全部退出
_TO_COME = re.compile(
    r"^[^，。；\d了已将要]{0,8}[将要](?:在[^，。；\d]{0,8})?(?:全部|全面|陆续)?(?:退出|脱贫|出列|摘帽|受益|入驻|搬[入迁]|完成|开工|投用|建成)(?![了后的])"
)
_OF_A_GOAL = re.compile(r"^(?:以[上内]|左右)?的?(?:年度|全年|预期|预定|规划|约束性)*目标(?!任务的)")
_GOAL_IN_BRACKETS = re.compile(r"(?:目标|任务|计划|指标)(?:任务|数|值)?（(?:为|是)?$")  # 完成年度目标（36%）
# 承担33万亩造林任务
_TASK = re.compile(r"^的?[^，。；、\d了]{2,16}任务")
# 将1200万亩冬小麦播种任务分解到村
_HANDED_DOWN = re.compile(r"^[^，。；\d]{0,14}任务(?:目标|指标)?(?:分解|落实|下达|细化)")
_TAKES_ON = re.compile(r"(?:承担|肩负|下达|领取|接到|安排|分解)[^，。；\d]{0,12}$")
# 发现家庭人均收入低于7000元的, 凡自付费用超过1万元: who is meant
_TRIGGER = re.compile(
    r"(?:^|[，；：。、])(?:对|凡|一旦|若|如果|发现)[^，；。]{0,24}(?:收入|费用|支出|自付|负担|使用)[^，；。了]{0,10}(?:[低高]于|超过?|不足|骤[增减]|下降|减少)(?:每人每年)?$"
)
_OF_ALARMS = re.compile("^[^，。；]{0,24}预警(?:指标|条件|标准|线)")
# 监测线定为7000元, 起付线由3000元降至2000元
_LINE = re.compile(
    r"(?:监测|警戒|封顶|起付|预警|防返贫)(?:收入)?(?:线|标准|范围)[^，。；：\d]{0,12}(?:(?:\d[^，。；]{0,8})?(?:提高|调整|降低?|上调|下调)[为到至])?$"
)
# What pays at most, and of what is beyond: 一年封顶3万元, 部分赔50%
_INSURED = re.compile(
    "封顶线?(?:为|是)?$|年度限额(?:为|是)?$|部分[^，。；\\d]{0,4}(?:赔付?|报销|按)$|[元上下]的(?:救助|赔付?|补助|报销)$"
)
# What the insurance of fields, stock and households costs and pays (每亩保费60元、保额1500元)
_PREMIUM = re.compile("保[费额](?:为|是|按)?$")
_INSURES = re.compile("[一每][亩座头只户株棚穗][^，。；]{0,4}保[费额]")
_BY_ONESELF = re.compile(
    "(?:农户|[^，。；]{2,4}户|群众)(?:自缴|自己?只?[掏出缴]|只[掏出缴])$"
)  # 农户只出27元
_FOR_EACH = re.compile("每(?:新?(?:带动|吸纳|招用|安置|培训)|稳定吸纳)$")  # 每带动10人降低0.1个百分点
_UP_TO = re.compile(r"最[高低](?:可|能)?(?:贷款?|赔付|赔偿|补偿|报销|享受|获|救助)[^，。；\d了]{0,6}$")
_BORNE = re.compile(
    "(?:财政|政府|集体|保险公司|个人|企业|[省市县乡镇])(?:贴息|补贴|补助|承担|负担|自付)$|财政[各再]?补$"
)  # 由财政承担八成
_ON_CALL = re.compile("^[^，。；]{0,6}(?:热线|值班|值守|电话)")  # 24小时服务热线
_EACH = re.compile("每[人户年月亩生天名]$")
_OF_SUPPORT = re.compile(r"^的?[^，。；\d]{0,6}(?:补贴|补助|奖补|津贴)")
_PROGRAMME = re.compile(
    r"^(?:行动|计划|方案|规划|攻坚(?:行动|计划|方案|目标)|集中|巩固|滚动|专项|大变样|提升|强基|倍增|建设)"
)


_DIVIDED = re.compile("(?:归|留作|留给|分给|作为(?!.{0,8}(?:之一|重点)))")
# 四成留村发展，三成开公益岗，三成给监测户: only where the shares make a whole
_DIVIDED_UP = re.compile("(?:留|奖?给|开)(?!了)")
_SHARED = re.compile(
    r"(?:补贴|补助|自缴|自筹|占股|持股|承担|负担|出资|缴纳|配套|拿|得|分|分得|留|留存|提留|享有|其余|余下|剩余|剩下)的?$"
)
# 租期十五年; 对就业满6个月的; 每台奖补25%, 买一只种羊补贴60%: of whoever does so.
_TERM = re.compile(
    r"(?:[租工聘任学贷保]期|有效期|保质期|合同期|服务期|时限|期限|(?<!教育)年限|学制|承包到?期?后?再?延长)(?:最长|一般|不超过)?(?:为|是|定为|规定为)?$"
)
_FOR_ALL_OF = re.compile(r"(?<![圆丰美充干蓄])满$")
_WHOSE = re.compile("(?:以上)?(?:的|后?可|者)")
_SUBSIDY = re.compile(
    r"每(?![年月天日])[\u4e00-\u9fff]{1,6}(?:奖补|补贴|补助|奖励|贴息|优惠|减免|资助)$|"
    r"(?:^|[，；。：])(?:凡|对)?(?:[新]?[买购种养建租办栽引])[^，。；]{0,2}一[\u4e00-\u9fff][^，。；]{0,8}(?:奖补|补贴|补助|奖励|优惠|减免)$"
)
_SUPPORT = re.compile("(?:补贴|补助|奖补|奖励|补偿)[^，。；]{0,8}$")
# 对稳定就业半年以上的再奖励500元
_TO_ALL_WHO = re.compile("以上的?，?[^，。；]{0,4}再(?:奖励?|补助?|补贴|发给|给予)$")
_PAID = re.compile("累计|共(?!同)|发放|领[到取]|兑付|拨付|支付|拿到|获得|去年|今年")


def status_of(
    number: Number,
    sentence: Sentence,
    person: bool,
    planned: bool = False,
    legal: bool = False,
    told: bool = False,
) -> tuple[str, str]:
    """Return the status of a number and the cue that gave it.

    Parameters
    ----------
    number, sentence
        A number and its sentence.
    person
        Whether a named person stands before the number in the sentence.
    planned
        Whether an earlier sentence of the paragraph or a heading announced targets.
    legal
        Whether the text is a law or regulation, whose numbers are rules unless they tell of something done.
    told
        Whether the passage tells of one of the people whom the report follows.
    """
    start, end = sentence.clause(number.start)
    head = sentence.text[start : number.start]
    tail = sentence.text[number.end : end]
    if number.kind != "duration" and any(map(tail.__contains__, "前底末")) and _DUE.match(tail):
        return "target", "due by a date behind the number"
    if number.kind == "count" and _TO_COME.match(tail):
        return "target", "what is to come of a number, told behind it"
    if number.kind != "multiple" and _is_goal(sentence, number, head, tail):
        return "target", "a goal"
    if number.kind == "frequency":
        habit = (
            person
            and not _BY_OTHERS.search(head)
            and _tells_of_one(number, sentence.text[: number.start], tail, person)
        )
        return ("example", "what one person does again and again") if habit else ("rule", "cadence")
    if number.kind == "percent" and _OF_WHAT_WAS_PLANNED.search(head):
        return "reported", "how much of a task is done"
    if is_threshold(number, head, tail) or (
        tail.startswith("以") and _REWARDED.match(sentence.text, number.end)
    ):
        return "rule", "threshold or size class"
    if number.kind == "duration" and (
        _EARNS.match(sentence.text, number.end) or (_MUST.match(tail) and not _DONE.search(head))
    ):
        return "rule", "a term that a rule sets"
    if number.kind == "duration" and head.endswith("最长") and not _PAID.search(sentence.text):
        return "rule", "a term that a rule sets"
    if number.kind in ("money", "percent") and _BY_ONESELF.search(head) and _INSURES.search(sentence.text):
        return "rule", "a line or ceiling that a rule draws"
    if number.kind == "money" and _PREMIUM.search(head) and _INSURES.search(sentence.text):
        return "rule", "a line or ceiling that a rule draws"
    if number.kind == "duration" and _REACH.match(tail):
        return "rule", "reach of a service"
    if number.kind == "duration" and (
        _TERM.search(head) or (_FOR_ALL_OF.search(head) and _WHOSE.match(tail))
    ):
        return "rule", "a term that a rule sets"
    if number.kind == "money" and "，" in sentence.text and _WHO_DOES.search(sentence.text[: number.start]):
        return "rule", "a standing subsidy"
    if number.kind in ("money", "percent") and _is_rate_of_support(number, head):
        return "rule", "a standing subsidy"
    if _sets_a_line(number, head, tail):
        return "rule", "a line or ceiling that a rule draws"
    if number.kind == "percent" and (
        ((_SHARED.search(head) or _DIVIDED_UP.match(tail)) and _shares_all(number, sentence))
        or _DIVIDED.match(tail)
    ):
        return "rule", "how something is divided"
    if number.kind == "duration" and (_SCHOOLING.match(tail) or head.endswith("学前")):
        return "rule", "a standing length of time"
    if number.unit == "岁":
        return _of_an_age(number, head, tail)
    if number.kind == "duration" and _is_time_limit(head, tail):
        return "rule", "a time limit"
    if number.kind == "money" and _PRICED.search(head) and not _NO_PRICE.search(head):
        return "reported", "a going rate"
    ages = [
        n.end
        for n in sentence.numbers
        if n.unit == "岁" and n.start < number.start and _is_ones_age(n, sentence)
    ]
    if _FORMS_OF_ADDRESS.search(sentence.text, 0, number.start):
        ages += [m.end() for m in _ADDRESSED.finditer(sentence.text[: number.start])]
    aged = bool(ages) and not _OF_MANY.search(sentence.text[ages[-1] : number.start])
    others = number.kind == "count" and _OTHERS.match(tail) and not _WITH_THEM.search(head)
    if (
        aged
        and not others
        and not any(r.how == "relative" and r.end <= number.start for r in sentence.places)
    ):
        return "example", "told of somebody whose age is given"
    person = person and not (number.unit in ("户", "人", "名") and _HELPED.search(head))
    told_by = sentence.text[: number.start]
    if sentence.leader and number.kind != "duration":
        told_by = _OFFICE_HE.sub("其", told_by)
    if not others and _tells_of_one(number, told_by, tail, person):
        return "example", "one person or household"
    if number.kind == "duration" and number.surface.endswith("周年"):
        return "reported", "an anniversary"
    if number.kind == "duration" and _PROGRAMME.match(tail):
        return "target", "length of a programme"
    if _EXPECTED.search(head) or (
        number.unit in ("℃", "摄氏度", "毫米") and re.search("[将可会]|预[计报]", told_by)
    ):
        return "expected", "预计"
    if _changes(head) and (_NOT_YET_CHANGED.search(head) or (_FROM.search(head) and _CHANGES_TO.match(tail))):
        return "reported", PLAN_STARTS
    if "年" in head and _MAY_GROW.search(head):
        return "expected", "what may come this year or next"
    effect = "将" in head and _EFFECT.search(head)
    if head.endswith("再过") or _once_built(sentence, number.start) or effect:
        return "expected", "once something is built or has come"
    if planned and _CAN.search(head):
        return "expected", "what a planned thing can do"
    if number.kind in ("measure", "count") and _ENSURED.search(head) and _KEPT_SAFE.match(tail):
        return "reported", "what is there and is to be kept safe"
    had_to = "要" in head and _HAD_TO.search(sentence.text[: number.start])
    if _TARGET.search(head) and not had_to and not _is_habit(sentence, number.start, head):
        return "target", "planned in the clause"
    done = bool(_DONE.search(head))
    if "内" in sentence.text[: number.start] and _IN_YEARS.search(sentence.text[: number.start]):
        return "target", "within years that a plan sets"
    if legal and not done:
        return "rule", "in a law"
    if planned and not (done or _EXISTING.search(head) or _is_stock(number, head)):
        return "target", "in a list of targets or under a heading of plans"
    before = sentence.text[:start]
    if _AT_LEAST.search(head) and (_holds_on(_CARRIED, before) or _BY_DEADLINE.search(before + head)):
        return "target", "a floor for what is planned earlier in the sentence"
    if (
        _RULE.search(head)
        and not _HARMED.match(tail)
        and not (done or _ONE_GIFT.search(head) or _NO_RULE.search(head) or _HOW_FAR.search(head))
    ):
        return "rule", "requirement"
    if before and not done and _RULED.search(before):
        return "rule", "laid down earlier in the sentence"
    if not done and not _HAVE.fullmatch(head) and not _is_stock(number, head):
        if (
            before
            and _holds_on(_BY_THE_PLAN, before, head)
            and not re.search("[。；]|了", before[last_end(_BY_THE_PLAN, before) :])
        ):
            return "target", "by the plan named earlier in the sentence"
        if before and _holds_on(_CARRIED, before[_turned(sentence, start) :], head):
            return "target", "planned earlier in the sentence"
        if _is_part_of_another(sentence, number, before):
            return "reported", "no cue of another status"
        if before and _EXPECTED.search(before if _MAY.search(head) else _PART_END.split(before + head)[-1]):
            return "expected", "预计 earlier in the sentence"
        if _laid_out(before + head) or _strives_behind(sentence.text, number, head):
            return "target", "in a sentence about what is planned"
    if told and not others:
        return "example", "in a passage about one person"
    return "reported", "no cue of another status"


_OF_MANY = re.compile(
    "惠及|带动(?!下)|(?:师傅|村民|乡亲|队员|工友|司机|姐妹|群众|农户|牧民|老乡|居民|党员|干部)们|其他|全[村镇乡县]"
)  # a number behind an age that is told of others


_MEAN_AGE = re.compile("平均|人均|寿命")
_OF_A_THING = re.compile(r"[座棵株栋幢口处间][^，。；]{0,12}$")


# 对新识别对象，15天内落实措施; 接到线索后5个工作日内核实.
_WITHIN = re.compile(
    r"^(?:之|以)?内(?:全部|及时|必须|要|应|须|予以|给予)?(?:完成|落实|上报|报送|明?确?定(?!期|点|向|价|居)|办结|办理|响应|上门|核实|核查|处置|反馈|纳入|整改|解决|兑现|到位|制定|认定|审批|答复|回复|送达|赶到|入户)(?!了)"
)
_MUST = re.compile("^(?:之|以)?内(?:就要|就得|必须|须|应当?)")  # 24小时内必须回应


def _is_time_limit(head: str, tail: str) -> bool:
    """Return whether a duration is the time that something may take whenever it falls due."""
    if _DONE.search(head) or "了" in tail[:14]:
        return False
    return bool(_WITHIN.match(tail))


def _is_ones_age(number: Number, sentence: Sentence) -> bool:
    """Return whether a number of years of age is that of one person."""
    start, end = sentence.clause(number.start)
    head, tail = sentence.text[start : number.start], sentence.text[number.end : end]
    return _of_an_age(number, head, tail)[0] == "example"


def _of_an_age(number: Number, head: str, tail: str) -> tuple[str, str]:
    """Return the status of an age: one person's is an example, that of many or of a tree is reported."""
    if re.match("(?:以[上下内]|往[上下]|及以上)", tail):
        return "rule", "a class of ages"
    if re.search("[至到—~-]", number.surface) and not re.search("[名位人]$", head):
        return "rule", "a class of ages"
    if re.search("[至到—~-]", number.surface) or _MEAN_AGE.search(head) or _OF_A_THING.search(head):
        return "reported", "an age of many or of a thing"
    return "example", "age"


# 过去要到30公里外拉水: what had to be done is no plan
_HAD_TO = re.compile(
    r"(?:过去(?![一二三四五六七八九十两几\d]+[年个])|(?<![年月日底末])以前|从前|原来|原先|当年|那时|早些年|曾经)(?!的)"
    r"[^。；]{0,20}(?<![将需])要(?!把|力争|确保|努力)[^，。；]{0,8}$"
)
# What something is to do once it stands (建成后可带动150人).
ONCE_BUILT = re.compile(
    r"(?:建成|投产|达产|开园|完工|竣工|投用|投运|运营)(?:(?:并|和|、)?(?:投产|投用|运营|达产|投入使用))?[之以]?后"
)
_ONCE_CHANGED = re.compile(r"届时|(?:通车|落成|启用|上线)之?后")
# What comes about by itself (这条路的建成将解决200名群众的出行): an effect, no task.
_EFFECT = re.compile(
    r"(?:建成|投用|投产|开通|通车|落地|实施|项目|工程|公路|大桥|道路|园区|基地|中心|村)”?将(?:有效|极大|大大|彻底|直接|可|能|会)?(?:解决|改善|缩短|惠及|带动|拉动|辐射|造福|吸引|催生|满足|方便|保障|受益)[^，。；]{0,24}$"
)
_CAN = re.compile(
    "可(?:直接|间接|再|新增)?(?:安置|带动|吸纳|提供|解决|实现|增收|增产|辐射|惠及|满足|加工|产出|创造)[^，。；]{0,12}$"
)
_WOULD = re.compile("[可能将会]|有望|预计")
_WOULD_BE = re.compile("将|便?可(?:以|达|实|望|为|带|吸|满|运|解)|便可|有望|预计|就能")
_HABITUAL = re.compile(r"每(?:年|到|逢|当|天|月|季)|往往|通常|平时|年年|一般")


def _is_habit(sentence: Sentence, at: int, head: str) -> bool:
    """Return whether 会 tells of what happens again and again (每年都会吸引数万只候鸟)."""
    return bool(_HABITUAL.search(sentence.text[:at])) and not _TARGET.search(re.sub(_WILL, "", head))


def _changes(head: str) -> bool:
    """Return whether words before a number may tell from what something changes (由目前的, 在现有)."""
    return "从" in head or "由" in head or "现有" in head


_PLANNED = re.compile("(?:[今明]年|全年|年度)计划的$")


def _is_goal(sentence: Sentence, number: Number, head: str, tail: str) -> bool:
    """Return whether the words around a number call it a goal or a task (目标（36%）, 承担80万亩造林任务)."""
    if "目标" in tail and _OF_A_GOAL.match(tail):
        return True
    if "（" in sentence.text and _GOAL_IN_BRACKETS.search(sentence.text[: number.start]):
        return True
    if _PLANNED.search(head):
        return True  # 今年计划的520户也已接近收尾
    if "任务" not in tail:
        return False
    if _HANDED_DOWN.match(tail) and re.search("[将把]", head):
        return True
    return bool(_TASK.match(tail) and _TAKES_ON.search(head))


def _holds_on(plan: re.Pattern[str], before: str, head: str = "") -> bool:
    """Return whether a plan said earlier in the sentence still holds, up to the number's own clause or within it."""
    end = last_end(plan, before) if before else 0
    return bool(end) and not _BROKEN.search(before[end:] + head)


def _turned(sentence: Sentence, start: int) -> int:
    """Return where a sentence has last turned to another place behind a semicolon (；宁夏启动实施), 0 if nowhere."""
    last = sentence.text.rfind("；", 0, start) + 1
    if not last:
        return 0
    named = any(r.how == "named" and 0 <= r.start - last < 3 for r in sentence.places)
    return last if named else 0


def _once_built(sentence: Sentence, at: int) -> bool:
    """Return whether a number is what a project is to do once it stands."""
    if "后" not in sentence.text and "届时" not in sentence.text:
        return False
    end = max(last_end(_ONCE_CHANGED, sentence.text[:at]), last_end(ONCE_BUILT, sentence.text[:at]))
    if not end or re.search("[。；]|已|了", sentence.text[end:at]):
        return False
    behind = re.split("[。；]", sentence.text[at:], maxsplit=1)[0]
    return bool(_WOULD.search(sentence.text[end:at]) or _WOULD_BE.search(behind))


# 会议明确, 《规划》提出: what follows is to be done.
_LAYS_OUT = re.compile("(?:会议|规划|方案|意见|计划|通知|决定|》)[^，。；]{0,6}(?:明确|提出)")
_TELLS = re.compile("已|了|目前|当前|截至|去年|上年|以来|如今")


def _laid_out(text: str) -> bool:
    """Return whether a meeting or plan named earlier in the sentence lays out what follows (会议明确，新建50公里)."""
    end = last_end(_LAYS_OUT, text) if "明确" in text or "提出" in text else 0
    return bool(end) and not _TELLS.search(text[end:])


def _strives_behind(text: str, number: Number, head: str) -> bool:
    """Return whether a sentence that tells of nothing done comes to 力争 behind a number."""
    at = text.find("力争", number.end)
    return at >= 0 and not (_TELLS.search(text[:at]) or _NOT_YET_CHANGED.search(head))


# What is done with the village or said of all of it, after words of one person.
_OF_THE_VILLAGE = re.compile(
    r"(?:带领|领着|带着|率领|组织|发动|动员|号召)(?:着|了)?[^，。；\d]{0,4}?(?:大家|大伙|党员|干部|全[村寨乡镇]|村里|村[“‘]|班子|[\u4e00-\u9fff]{2}村(?!民))|"
    r"(?:^|[，；：、。“说])(?:如今|现在|目前|当时|那时|当年)?，?(?:安置[点区]|园区|全[村寨乡镇县市](?!人)|村里(?!人)|村集体|村组|村上|寨子里|[镇乡县市]里)"
)
_KIN = re.compile("^(?:孩子|娃娃?|女儿|儿子|孙子|孙女|孙儿|闺女|姑娘|弟弟|妹妹|哥哥|姐姐|兄弟|姐妹)")


def _tells_of_one(number: Number, head: str, tail: str, person: bool) -> bool:
    """Return whether words before or behind a number tie it to one person, household or firm.

    Parameters
    ----------
    number, head, tail
        A number, its sentence up to it, and its clause behind it.
    person
        Whether a named person stands before it.
    """
    if number.kind == "count" and number.low < 6 and _KIN.match(tail):
        return True
    if number.unit == "口" and tail.startswith("之家"):
        return True
    cue = last_end(_EXAMPLE, head) if _ONES.search(head) else 0
    if not (person or cue):
        named = last_end(_BY_NAME, head)
        return (bool(named) and not _GOES_FURTHER.search(head[named:])) or of_a_firm(head)
    return number.kind == "duration" or not turns_to_village(head, cue)


_OFFICE_HE = re.compile("[他她](?!家|自己|的[妻丈父母儿女孩])")


def turns_to_village(text: str, cue: int = 0) -> bool:
    """Return whether a sentence goes over from one person to the village, behind the cue of the person.

    Parameters
    ----------
    text
        The sentence, up to a number.
    cue
        Where the last words that tie it to one person end.
    """
    return bool(_OF_THE_VILLAGE.search(text, max(cue - 1, 0)))


# 带动3人以上就业的，再奖励5000元: who is meant, and what they get
_REWARDED = re.compile(
    r"以[上下][^，。；了\d]{0,10}(?:的|者)，(?:再|另|还|均|给予|一次性|每[人户年月亩个])*(?:奖励?|补[助贴]?|资助)"
)
_WHO_DOES = re.compile(
    r"(?:以上|满[^，。；]{1,6}|(?:就业|创业|考上|考取|录取|符合|达到|超过|获评|通过)[^，。；]{0,8})[^，。；了]{0,10}(?:的|者)，"
    r"(?:再|另|还|均|可)?(?:给予|一次性|每[人户年月亩个]|予以|发放|享受|按标准)*(?:奖励|奖补|补[助贴]|资助|奖|补)[^，。；\d了]{0,6}$"
)


def _is_rate_of_support(number: Number, head: str) -> bool:
    """Return whether an amount is what is due to each (饲草补贴每亩60元), not what was paid."""
    if _DONE.search(head) or _PAID.search(head):
        return False
    each = number.per not in ("", "年", "月", "天") and number.kind == "money"
    if "均" in head and re.search("[户人村亩]均[^，。；]{0,8}$", head):
        return False  # what each got on average
    return bool(_SUBSIDY.search(head) or _TO_ALL_WHO.search(head) or (each and _SUPPORT.search(head)))


def _sets_a_line(number: Number, head: str, tail: str) -> bool:
    """Return whether an amount is a line that a rule draws (监测线定为7000元, 最高可贷30万元, 凡收入低于7000元的)."""
    if number.kind == "duration" and _ON_CALL.match(tail) and number.unit == "小时":
        return True
    if number.kind == "count" and "每" in head and _FOR_EACH.search(head):
        return True
    if number.kind == "count" or not head or _DONE.search(head):
        return False
    if number.kind == "percent" and _BORNE.search(head):
        return True
    if _TRIGGER.search(head) or _LINE.search(head) or _UP_TO.search(head) or _INSURED.search(head):
        return True
    if "预警" in tail and BEYOND.search(head) and _OF_ALARMS.match(tail):
        return True
    return bool("每" in head and _EACH.search(head) and _OF_SUPPORT.match(tail)) and not _PAID.search(head)


def _shares_all(number: Number, sentence: Sentence) -> bool:
    """Return whether shares beside each other make a whole (企业拿85%，农户拿15%)."""
    shares = [n for n in sentence.numbers if n.kind == "percent"]
    if len(shares) > 2 and round(sum(n.low for n in shares)) == 100:
        return True
    return any(
        n is not number and round(n.low + number.low) == 100 and abs(n.start - number.start) < 16
        for n in shares
    )


_PART_END = re.compile(
    "[；;]|，(?=今年，|目前|去年|上年|当前|截至|眼下|而(?!且))"
)  # where what is expected ends
_HAVE = re.compile("(?:共|现|已|也)?有")
_MAY = re.compile("[可能将会](?:望)?(?:达|超|突破|实现|增|提|带|接|吸|新|完|为|有|到)")


def _is_part_of_another(sentence: Sentence, number: Number, before: str) -> bool:
    """Return whether a part is of what stands before 预计 (面积43万亩，预计产值21亿元，其中甲镇4.6万亩)."""
    at = last_end(_EXPECTED, before) if before and "其中" in before + sentence.text else 0
    if not at or "其中" not in sentence.text[at : number.start]:
        return False
    expected = next((n for n in sentence.numbers if n.start >= at), number)
    return expected.unit != number.unit and any(
        n.unit == number.unit and n.start < at for n in sentence.numbers
    )


def _is_stock(number: Number, head: str) -> bool:
    """Return whether a plan acts on people or households that are there already."""
    return number.kind == "count" and number.unit in ("户", "人", "名") and bool(_STOCK.search(head))


# 稳定就业3个月以上的，奖励1000元; 最长补3年, 头两年免租
_EARNS = re.compile(
    r"以上[^，。；了\d]{0,10}，?(?:每[人户月年][每人月年]*)?(?:再|给予|发放|享受|一次性)*(?:奖励?|补[助贴]?|发给)(?=\d|[一二三四五六七八九十两])"
)
