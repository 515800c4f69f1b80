"""Money: the phrase for an amount of money, from the words around it."""

from __future__ import annotations

import re

from helpers.claims.around import Around
from helpers.claims.clauses import Number
from helpers.claims.counted import ends_in_people
from helpers.claims.phrases import noun_phrase, object_of
from helpers.claims.verbs import strip_conjunction
from helpers.claims.wording import (
    ACT_ONLY,
    MAKE_ONLY,
    SUBJECT_HEAD,
    bare_name,
    clean,
    last_clause,
    strip_lead,
)
from helpers.wordclass import words_of

USED = re.compile(
    r"^(?:都|均|要|将|应当?|必须|主要|全部)*"
    r"(?P<use>(?:作为|用于|用来|用在|归|留作|投入|投向|返还|分给|上缴)[\u4e00-\u9fff]{1,20})$"
)
OWN_MEASURE = re.compile("(?:产值|收入|利润|投资|销售额|营收|营业额|交易额|规模)$")
_OWN_FUND = re.compile("(?:资金|收益|收入|利润|贷款|投资|分红|补助|款)$")
_OF_A_FIRM = re.compile("产值|营收|投资|税收|利润")
_SUPPLY = re.compile("(?:提供|发放|送去|送上|赠送)了?$")
# 投资2亿元建成占地300亩的产业园, 统筹8亿元支持乡村振兴
_SPENT_ON = re.compile(
    r"^(?:以上|以内|左右|多)?(?:[为给][\u4e00-\u9fff]{2,10}?(?=购|改|建|修|安装|换上|配))?"
    r"(?:用于|用在|修(?=一|[\u4e00-\u9fff]{3})|换上|安装|购置|配备|翻修|实施|新建|建设|改造|修建|打造|建起|建成|兴建|发展|开展|推进|改善|购买|购置|引进|完善|的|(?=支持|扶持))(?:了|起)?"
    r"(?:[^，]*\d[^，]*?的)?(?P<on>[\u4e00-\u9fff]{2,24})"
)
_GIVEN_AS = re.compile(r"^(?:作为|设立|成立|建立)(?:了)?(?P<on>[\u4e00-\u9fff]{2,10})$")
_SPENDS = re.compile(
    r"(?P<verb>总?投资|投入(?:资金)?|资金|安排|统筹(?:资金)?|拿出|斥资|出资|筹资|筹措|列支)(?:了|约|近|超过?|逾)*$"
)
_GAVE = re.compile(
    "(?:我们|咱们|他们|政府|[省市州区县乡镇村社]里|还|又|再|也|先后|陆续|每年|今年|去年|计划|将|已|累计|共|总共)*"
    "(?P<verb>拿出|斥资|出资|筹资)了?"
)
# 县水务局今年又拿出2700万元，给1.8万户换上了水表
_PUBLIC = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:局|财政|政府|委|部门|镇|乡|县|区)(?:里|上)?(?:还|又|再|也|先后|每年|计划|将|已|累计|共)*(?P<verb>拿出|斥资|出资|筹资)了?"
)
_AID_BEHIND = re.compile(
    "[\u4e00-\u9fff]{0,8}(?:补贴|补助|奖补|奖励|救助金?|资金|基金|贷款|分红|奖金|工资|红包|收入|租金|利润|收益)"
)
# 县财政安排1200万元救助基金; 资助200名大学生，每人5000元
_FUNDED = re.compile("(?P<verb>安排|下达|拨付|落实|列支|设立|拿出|争取|申请|筹集)[到了]?$")
_MOST = re.compile("^(最[高低多少])(?:的|可|能|达|到|有|也|就|一[户人家名])+")
_PAID = {
    "统筹": "统筹资金",
    "拿出": "投入",
    "斥资": "投资",
    "出资": "投资",
    "筹资": "投资",
    "筹措": "筹措资金",
    "列支": "支出",
    "安排": "安排资金",
}
# 每月2400元, 一天280元: what somebody earns in the time.
_EARNED_IN = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}(?:后|时|前)|(?P<at>[\u4e00-\u9fff]{0,6}(?:打工|务工|做工|干活|上班|帮工|做活)))?(?:现在|如今|目前|以前|过去|平均|大概|差不多|就|也|都)*(?:每个?[天月年日]|一[天年日]|一个月|一年到头|全年)"
    r"(?:就|也|都|还|大概|少说|最少|起码|能|可|只)*有?$"
)
_WORK = re.compile(
    "做|打工|上班|上岗|就业|工作|务工|车间|工厂|工地|工资|月薪|应聘|护林员|保洁员|管护员|质检员|公益性?岗位|当上|转正"
)
_SPENT = re.compile(
    "成本|花(?:了|费|掉|去|销)|租(?:金|给|了)|交(?:了|费)|付(?:了|给)|支出|开销|吃(?:了|掉)|补(?:贴|助)|折"
)
_FUNDS = re.compile(r"(?P<verb>投入|安排|下达|拨付|筹集|落实)了?[^，]{0,20}资金$")


def money_name(number: Number, around: Around) -> tuple[str, str, str]:
    """Return the indicator of an amount of money, the rule that gave it, and what the following may be of.

    Parameters
    ----------
    number
        The amount.
    around
        The words around it.
    """
    before, behind = around.before, around.behind
    core = re.sub("(?:花|掏|卖|挣|赚)(?:了|到)*$", "", around.core)
    if (
        re.match(r"^(?:以下|以内|以上)的?[\u4e00-\u9fff]", around.post)
        and around.income
        and not before.endswith("收入")
    ):
        return around.income, "carried over", core
    plain = bare_name(before)
    if _NET_OF_ONE.fullmatch(around.lead):
        crops = [match["what"] for match in _GROWING.finditer(around.told)]
        return (crops[-1] if crops else "") + "亩净收入", "net of one mu", ""
    if piece := _PIECE.fullmatch(around.lead):
        return (piece["what"] or "") + "计件工资", "paid by the piece", ""
    if once := _ONE_OFF.fullmatch(plain):
        return once["what"] + ("补助" if once["what"].endswith("费") else ""), "aid given once", ""
    if spent := _spent_on(around) or _spent_then(around, plain):
        return spent, "what is spent on", ""
    if not before and core and (used := USED.match(around.post)) and _OWN_FUND.search(core):
        return core + used["use"], "around and behind", core
    if not behind and (match := _GAVE.fullmatch(around.lead)):
        return _PAID[match["verb"]], "what is done with the money", ""
    if around.last and (most := _MOST.fullmatch(around.lead)) and not behind:
        return most[1] + around.last, "most or least of what was named before", core
    if paid := _by_rate(around) or _at_price(around) or per_unit(number, around):
        return paid, "what is paid for", ""
    if behind and around.linked and _SOLD.search(around.lead):
        return (behind + "价格" if number.per in _SOLD_BY else f"卖{behind}收入"), "sold", behind
    if not behind and _SOLD.search(around.lead) and (what := _what_is_sold(around, plain, core)):
        each = (number.per and number.per not in _PERIODS) or "卖到" in around.lead
        return (what + "价格" if each else f"卖{what}收入"), "sold", what
    if not behind and (price := _price(around, core)):
        return price, "price of one", price.removesuffix("价格")
    if not behind and (by := _BY_ALONE.search(clean(around.told + around.pre))):
        return by["by"] + "收入", "earned by one thing", ""
    pay = None if behind else _PAY_ONLY.fullmatch(before)
    doing = _doing(around) if pay else ""
    earned = _EARNED_IN.match(around.lead) if not behind and not _SPENT.search(around.told[-12:]) else None
    if earned and earned["at"]:
        return bare_name(earned["at"]) + "收入", "earned in a time", ""
    if pay and pay["verb"] and doing and not earned:
        return doing + ("费用" if pay["verb"] in _COSTS else "收入"), "pay for what is done", ""
    if earned:
        wage = re.search("[每一]个?[天日]", around.lead) or _WORK.search(around.told + around.pre)
        return doing + ("工资" if wage else "收入"), "earned in a time", ""
    if funds := _FUNDS.search(before):
        named = SUBJECT_HEAD.sub("", before)
        return ("累计" if around.counted_up and named.startswith(funds["verb"]) else "") + named, "before", ""
    if (funded := _FUNDED.search(before)) and behind and (aid := _AID_BEHIND.fullmatch(behind)):
        return (funded["verb"] if len(behind) < 5 else "") + aid.group(), "behind", ""
    if behind and _SUPPLY.search(before):
        return behind, "behind", ""
    if plain.endswith("居民") and "居民" in core and not behind:
        return plain + core.split("居民", 1)[1], "carried over", ""
    if re.match(r"^以[上下]的", around.post) and OWN_MEASURE.search(before):
        return plain, "before", ""
    if behind and around.linked and _UNDER.search(plain) and not behind.endswith("线"):
        return _UNDER.sub("", plain), "before", ""  # 人均收入低于5000元的农户
    if behind and around.linked:
        return (
            (plain if len(plain) <= 10 and not MAKE_ONLY.match(plain) else "") + behind,
            "around and behind",
            "",
        )
    if before and not MAKE_ONLY.match(before) and not ACT_ONLY.match(before):
        if (
            len(plain) <= 2
            and core
            and plain not in core
            and not re.search("(?:收入|产值|工资|补贴|分红)$", core)
            and plain not in ("进口", "出口")
            and not (plain == "工资" and core in ("城市", "地方", "国家", "工种"))
            and not (_OF_A_FIRM.match(plain) and ends_in_people(core))
        ):
            return core + plain, "carried over", core
        if len(behind) > 1 and len(behind) <= 10 and len(plain) <= 10:
            return plain + behind, "around and behind", ""
        return plain, "before", ""
    if behind:
        return (before if ACT_ONLY.match(before) else "") + behind, "verb and noun behind", ""
    if before and core and len(core) <= 16 and not around.same_clause:
        return core + before, "carried over", core
    if (
        before
        and around.rest
        and len(around.rest) <= 14
        and re.match(r"^(?:用于|为|购买|支持|建设|改善|发展)", around.rest)
    ):
        return around.rest + before, "around", ""
    return (
        ("累计" + before if before and len(before) <= 4 and around.counted_up else before) or core,
        "before",
        "",
    )


# 菌棒一棒4.5元, 头批果每斤7块, 熟的时候一斤从6元跌到1元
_ONE = re.compile(
    "(?P<what>[\u4e00-\u9fff]{0,8}?)(?:原先|现在|过去|如今|今年|去年)?(?:每|一)(?:公斤|斤|[棒穗羽袋箱筐枚盒瓶株棵尾])"
    "(?:只|就|才|能|可|要)*(?:由|从|跌到|涨到|给)?(?:约|近|不到)?"
)
# 一次性给予交通补贴1000元, 一次性补助交通费800元
_ONE_OFF = re.compile("一次性(?:给予|发放|补助|补贴|奖励)(?P<what>[\u4e00-\u9fff]{2,5}(?:费|补贴|补助))")
# 刨去人工，一亩能净落1500元
_NET_OF_ONE = re.compile(
    "[\u4e00-\u9fff]{0,4}?一亩地?(?:就|也|都|能|可)*(?:净[落剩赚挣得]|[落剩])(?:下|得|个)?"
)
_ONE_SOLD = re.compile("[一每][斤羽只头穗箱袋枚株棵]")
_MONEY_ITSELF = re.compile("[价费金租钱资本款]$|价格|[补奖助]")
_GROWING = re.compile(
    "(?:试养|养殖|种植|栽种|栽植|发展|[种养栽])(?:了|起|着)?(?P<what>[\u4e00-\u9fff]{2,4})(?=[，,、；])"
)


def _price(around: Around, core: str) -> str:
    """Return the price of one of something, '' where no price is told or nothing says of what."""
    one = _ONE.fullmatch(clean(around.pre))
    if not one or around.same_clause:
        return ""
    what = re.sub("^.*(?:时|时候|[好差]时)$", "", one["what"])
    grown = [match["what"] for match in _GROWING.finditer(around.told)]
    what = what or (grown[-1] if grown and noun_phrase(grown[-1]) == grown[-1] else "")
    noun = re.sub("^[头首二三四末][批茬季]", "", what)
    named = len(what) > 1 and noun_phrase(noun) == noun and not _MONEY_ITSELF.search(what)
    return what + "价格" if named else ""


# 一条裤子计件1.8元, 每个计件8元
_PIECE = re.compile(
    "(?:[\u4e00-\u9fff]{0,6}[一每][\u4e00-\u9fff])?(?P<what>[\u4e00-\u9fff]{1,4})?计件(?:能?挣|给|价)?"
)
_UNDER = re.compile("(?<=收入|支出|费用|产值)(?:低于|高于|超过|不足|不到|达不到)$")


_THEN = re.compile(
    r"^(?:用于|用来|主要|重点|集中|先后|陆续|共|累计|计划|将)*"
    r"(?P<verb>(?:支持|扶持|实施|新建|建设|改造|修建|打造|建起|建成|兴建|发展|开展|推进|改善|购买|购置|引进|完善|创建|设置|开发|"
    r"铺设|修复|治理|整治|改建|扩建|维修|养护|提升|维护|硬化|安装|和(?!美)|、)+)(?:了|起)?(?P<on>[\u4e00-\u9fff_、“”]{3,28})$"
)
# 把92间卫生室翻修了一遍, 给1.8万户换上了智能水表, 对988个小区进行改造
_DONE_TO = re.compile(
    r"^(?:把|将|对)_?的?(?P<on>[\u4e00-\u9fff]{2,10}?)(?:统一|全部|逐一|进行|实施|重新)*(?P<verb>翻修|改造|修缮|改建|扩建|装修|硬化|整治|治理|维修)(?:了|一遍|一新)*$|"
    r"^[给为]_?[\u4e00-\u9fff]{0,8}?(?:换上|装上|安上|配上|通上)了?(?P<on2>[\u4e00-\u9fff]{2,10})$"
)
_BARE_SPENDING = re.compile("(?:投资|投入?|资金|下达资金|统筹资金|安排资金|投入资金|斥资|筹资|出资)")


# 按每人每月200元给予补贴, 按每亩300元的标准发放奖补
_AID = re.compile(
    "^(?:的|标准|左右|以内|进行|给予|发放|予以|享受|兑现|领取|支付|实行|落实|一次性|现金|了)*"
    "(?P<aid>[\u4e00-\u9fff]{0,6}?(?:补贴|补助|奖励|奖补|补偿|救助|资助|扶持|分红|报酬|工资|租金))$"
)
# 以每斤9毛钱的价格收山楂
_PRICE = re.compile(
    "^的?(?P<kind>[^，]{0,3}?(?:价格|均价|单价|高价|总价|价))(?P<did>(?!达|为|是|比|从|由)[\u4e00-\u9fff]{2,8})"
)
# 每户最高3万元, 每台奖补25%: how much for each; the clause before says of what
_EACH = re.compile(
    "(?=.*(?:[每一]个?[^天月年日季一每个]|最|奖|补))(?:按照?)?(?:每个?[^\\W补奖给付收分增交领得挣赚花卖，]{1,3}?|一[斤亩年天月只头袋筐张次]|最[高低多少]|平均)+?"
    "(?:可|能|各|再|还|只|仅|就|也|约|得|要|都)*(?P<aid>(?:补贴|分红|租金|补助|奖补|奖励|补偿|给|给予|付|收|补|奖)?)(?:给|了|到|为)*"
)
_AIDS = {"给": "", "给予": "", "付": "", "收": "", "补": "补助", "奖": "奖励"}
_HOW_MANY = re.compile(
    "^[一每][斤亩头只公]斤?|^(?:村[上里])?(?:产|采|摘|收)(?![品业购入获割])(?=[\u4e00-\u9fff]{1,3}$)|(?:每[\u4e00-\u9fff]?|[一每][件斤只头瓶盒袋箱幅张双顶]|价格?|能|可|收入)+$"
)
_PERIODS = ("年", "月", "天", "日", "人", "户", "周", "季度")
# 每斤卖到3元, 红枣去年卖了3万元
_SOLD = re.compile("(?:能|可|只|只能|多)?卖(?:到|了|出|得|上)*(?:近|约|上|超过?|不到|不足)*$")
_SOLD_BY = ("斤", "公斤", "吨", "袋", "筐", "箱", "担", "只", "头", "枚", "尾", "羽", "株", "棵")


def _what_is_sold(around: Around, plain: str, core: str) -> str:
    """Return what is sold: it stands before the verb, was named before or is what the clause before makes."""
    made = object_of(last_clause(around.told))
    grown = (
        [match["what"] for match in _GROWING.finditer(around.told)] if _ONE_SOLD.match(around.lead) else []
    )
    names = [_HOW_MANY.sub("", name) for name in ("" if _SOLD.search(plain) else plain, core, made)]
    names = [*names[:1], grown[-1], *names[1:]] if grown else names
    return next((name for name in names if 1 <= len(name) <= 14), "")


def _by_rate(around: Around) -> str:
    """Return the aid that is given at so much a head."""
    aid = _AID.match(around.clause) if re.search("按照?[^，]{0,8}$", clean(around.pre)) else None
    return aid["aid"] if aid else ""


def _at_price(around: Around) -> str:
    """Return what is done at a price, as a price (以每斤9毛钱的价格收山楂)."""
    at = re.search(
        "[以按](?:平均)?(?:每[\u4e00-\u9fff]{1,2}|一[斤头只])?(?:近|约|超过|高出|不低于)*$", clean(around.pre)
    )
    price = _PRICE.match(around.clause) if at else None
    if not at or not price:
        return ""
    who = bare_name(clean(around.pre)[: at.start()])
    return (who if len(who) <= 6 else "") + price["did"] + "价格"


def per_unit(number: Number, around: Around) -> str:
    """Return of what so much for each is, where the clause before says it (还付除草费，每亩2元), '' else.

    Parameters
    ----------
    number
        The amount, or the share that is paid.
    around
        The words around it.
    """
    each = _EACH.fullmatch(clean(around.pre)) if not around.behind and not around.same_clause else None
    said = last_clause(around.told) if around.told.endswith(("，", ",")) else ""
    if not each or not said or re.search(r"\d", said) or _SAYS.search(said):
        return ""
    phrase = strip_lead(strip_conjunction(clean(said)))
    phrase = re.sub(
        "^(?:对于?|给|为|向|凡是?)",
        "",
        re.sub("给予|进行|予以|(?<=[\u4e00-\u9fff])[还又再另]+(?=付|给|有|发)", "", phrase),
    )
    aid = _AIDS.get(each["aid"], each["aid"])
    aid = aid or ("价格" if number.per in _SOLD_BY and re.search("[收卖买售]", phrase) else "")
    phrase = bare_name(phrase)
    return phrase + ("" if phrase.endswith(aid) else aid) if 3 <= len(phrase) <= 16 else ""


# What somebody does before 挣了3万元, 一年要花60万元, 一天160元.
_PAY_ONLY = re.compile(
    "(?:[\u4e00-\u9fff]{0,2}(?:下来|到头))?(?:我|他|她|俺)?"
    "(?:光|就|也|还|都|能|可|只|要|得|共|[一每](?:个月|[斤亩年天月季只头户棵株])[羊牛猪地]?)*?"
    "(?P<verb>挣|赚|拿|领|净赚|纯挣|挣下|收入|增收|卖|花|花费|掏|要)?(?:了|到|下|掉)*"
)
_COSTS = ("花", "花费", "掏", "要")
_SAYS = re.compile("据|说|算|记者|告诉|介绍|笔账|粗略|坦言")
_NO_DOING = frozenset(
    "上班 就业 上岗 工作 干活 忙碌 是 有 来 去 到 在 说 能 会 想 可以 需要 回来 成为 开始 没有 起来 下来 过去".split()  # noqa: SIM905
)
# 光养蜂这一项，他家一年就收入6万元; 光靠采茶就挣了3万元
_BY_ALONE = re.compile(
    "(?:(?:光|仅|单单?|仅仅)靠?着?|靠着?)(?P<by>(?!着|[一此这])[\u4e00-\u9fff]{2,14}?)(?:这?[一两三几]项)?(?:[，,]|(?=就))[^，,；。：]{0,8}?"
    "(?:就|便|也|都)?(?:能|可|多)*(?:(?<![均年纯总净毛月的])收入|挣|赚|增收|进账|入账|挣下|卖|拿到|收益)(?:到|了|得|约|近|超过?)*$"
)


def _doing(around: Around) -> str:
    """Return what the clause before tells of somebody's doing (在园区擦板子，一天160元), '' if of none."""
    if not around.told.endswith(("，", ",")):
        return ""
    said = re.split(r"\d+[^\u4e00-\u9fff]*|[“”]", last_clause(around.told))[-1]
    if _SAYS.search(said) or re.search("[是了]", said) or not 2 <= len(clean(said)) <= 24:
        return ""
    words = words_of(clean(said))
    at = next(
        (i for i, (word, kind) in enumerate(words) if kind in ("v", "vn") and word not in _NO_DOING),
        len(words),
    )
    doing = "".join(word for word, kind in words[at:] if kind not in ("ul", "uz", "ud"))
    return doing if 2 <= len(doing) <= 8 and "的" not in doing else ""


def _spent_then(around: Around, plain: str) -> str:
    """Return what bare spending was for, from the next clause (投资300万元，新建饮水工程9处), '' if it tells of none."""
    given = _GAVE.fullmatch(around.lead) or _PUBLIC.fullmatch(around.lead)
    if around.behind or not (given or _BARE_SPENDING.fullmatch(plain)):
        return ""
    first, _, second = (around.beyond or _at_once(around)).replace(",", "，").partition("，")
    then = _THEN.match(first) or _DONE_TO.match(first)
    if not then or (_THEN.match(second) and "_" in second):  # a list of what it was for: no one thing
        return ""
    parts = [part for part in (then["on"] or then["on2"]).split("_") if len(part) >= 2]
    on = parts[0].lstrip("的") if parts else ""
    on = "和美" + noun_phrase(on[2:]) if on.startswith("和美") else noun_phrase(on)
    on += (then["verb"] or "") if on and then.re is _DONE_TO else ""
    word = _PAID[given["verb"]] if given else plain.replace("下达", "") if len(plain) > 1 else "投入"
    return on + word if 3 <= len(on) <= 14 else ""


def _at_once(around: Around) -> str:
    """Return the words behind an amount up to the end of the clause, each number in them replaced by _ (投入9亿元对4个湖进行治理)."""
    return (
        re.sub(r"\d[\d.]*[万亿]?[余多]?[个座处条户所家]?", "_", around.clause)
        if around.clause[:1] in ("对", "把", "给", "为")
        else ""
    )


def _spent_on(around: Around) -> str:
    """Return what money is spent on, with the word for the spending, '' when the clause does not say."""
    match = _SPENDS.search(around.lead)
    if not match:
        return ""
    who = around.lead[: match.start()]
    if given := _GIVEN_AS.match(around.clause):
        return (bare_name(who) if len(who) <= 8 else "") + given["on"]
    use = _SPENT_ON.match(around.clause)
    if not use or len(bare_name(who)) > 8:
        return ""
    on = re.sub("^一[条座个处批所]", "", noun_phrase(use["on"]) or use["on"][:12])
    return on + _PAID.get(match["verb"], match["verb"])


# 给儿媳安排了护林员岗位，每个月800元; 老伴在小区当保洁员，一年也有7200元
_AT_A_JOB = re.compile(
    "(?:(?P<kin>儿媳妇?|女儿|儿子|妻子|丈夫|老伴|父亲|母亲|孙子|孙女|哥哥|弟弟|姐姐|妹妹|爱人|老公|老婆|媳妇)[^，。；“”]{0,8}?)?"
    "(?:当上?|担任|聘为|成为|安排|提供|做)了?(?:[到在给个名一她他的]|[^，。；“”]{1,3}当)*(?:一[名个])?"
    "(?P<job>(?!当)[\u4e00-\u9fff]{2,3}员|(?:[\u4e00-\u9fff]{2,3}员|公益性?|保洁|护林)岗位?)，"
    "(?:每个?月|一个?月|月|每年|一年)(?:的?工资|也|还|就|能|可|有|挣|拿|领|收入|补贴|补助)*(?:到|约|近)?$"
)
_PLAIN_PAY = re.compile("[\u4e00-\u9fff]{0,14}(?:工资|收入)")


def name_job_pay(number: Number, text: str) -> None:
    """Name pay by the job that the clause before tells of, and by whose it is.

    Parameters
    ----------
    number
        An amount of money.
    text
        The sentence.
    """
    if number.kind != "money" or not _PLAIN_PAY.fullmatch(number.indicator):
        return
    if job := _AT_A_JOB.search(text[: number.start].replace(",", "，")):
        number.indicator, number.how = (job["kin"] or "") + job["job"] + "工资", "pay for a job"


_PAID_OUT = re.compile("[\u4e00-\u9fff]{0,8}?(?P<most>最高)?赔付")
_INSURANCE = re.compile(
    "(?:政策性|商业)?(?:防返?贫|防止返贫|意外伤害|人身意外|意外|农业|养殖业?|种植业?|价格|收入|特色产业|农房|大病|补充医疗|医疗|指数)"
    "(?:责任|综合|补充|指数|救助)?保险|防贫保|惠民保"
)


def name_insurance(number: Number, text: str) -> None:
    """Say what insurance pays where the clauses before name it (为农户购买防贫保险，已赔付263户).

    Parameters
    ----------
    number
        An amount that is paid, or those to whom it is.
    text
        The sentence.
    """
    if "赔付" not in number.indicator or "险" in number.indicator or "保" in number.indicator:
        return
    paid = _PAID_OUT.fullmatch(number.indicator)
    named = _INSURANCE.findall(text[: number.start]) if paid else []
    if paid and named:
        number.indicator = named[-1] + (paid["most"] or "") + "赔付"
