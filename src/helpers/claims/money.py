"""Money: the phrase for an amount of money, from the words around it."""

from __future__ import annotations

import re

from helpers.claims.around import Around
from helpers.claims.clauses import Number
from helpers.claims.counted import ends_in_people
from helpers.claims.phrases import noun_phrase
from helpers.claims.wording import ACT_ONLY, MAKE_ONLY, SUBJECT_HEAD, bare_name

OWN_MEASURE = re.compile("(?:产值|收入|利润|投资|销售额|营收|营业额|交易额|规模)$")
_OF_A_FIRM = re.compile("产值|营收|投资|税收|利润")
_SUPPLY = re.compile("(?:提供|发放|送去|送上|赠送)了?$")
# 投资2亿元建成占地300亩的产业园, 统筹8亿元支持乡村振兴
_SPENT_ON = re.compile(
    r"^(?:用于|用在|实施|新建|建设|改造|修建|打造|建起|建成|兴建|发展|开展|推进|改善|购买|购置|引进|完善|的|(?=支持|扶持))(?:了|起)?"
    r"(?:[^，]*\d[^，]*?的)?(?P<on>[\u4e00-\u9fff]{3,24})"
)
_GIVEN_AS = re.compile(r"^(?:作为|设立|成立|建立)(?:了)?(?P<on>[\u4e00-\u9fff]{2,10})$")
_SPENDS = re.compile(
    r"(?P<verb>总?投资|投入(?:资金)?|资金|统筹(?:资金)?|拿出|斥资|出资|筹资|筹措|列支)(?:了|约|近|超过?|逾)*$"
)
_GAVE = re.compile(
    "(?:我们|咱们|他们|政府|[省市州区县乡镇村社]里|还|又|再|也|先后|陆续|每年|今年|去年|计划|将|已|累计|共|总共)*"
    "(?P<verb>拿出|斥资|出资|筹资)了?"
)
_MOST = re.compile("^(最[高低多少])(?:的|可|能|达|一[户人家名])")
_PAID = {
    "统筹": "统筹资金",
    "拿出": "投入",
    "斥资": "投资",
    "出资": "投资",
    "筹资": "投资",
    "筹措": "筹措资金",
    "列支": "支出",
}
# 每月2400元, 一天280元: what somebody earns in the time.
_EARNED_IN = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}(?:后|时|前)|(?P<at>[\u4e00-\u9fff]{0,6}(?:打工|务工|做工|干活|上班|帮工|做活)))?(?:现在|如今|目前|以前|过去|平均|大概|差不多|就|也|都)*(?:每个?[天月年日]|一[天年日]|一个月|一年到头|全年)"
    r"(?:就|也|都|还|大概|能|可|只)*有?$"
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
    before, behind, core = around.before, around.behind, around.core
    if (
        re.match(r"^(?:以下|以内|以上)的?[\u4e00-\u9fff]", around.post)
        and around.income
        and not before.endswith("收入")
    ):
        return around.income, "carried over", core
    plain = bare_name(before)
    if spent := _spent_on(around):
        return spent, "what is spent on", ""
    if not behind and (match := _GAVE.fullmatch(around.lead)):
        return _PAID[match["verb"]], "what is done with the money", ""
    if around.last and (most := _MOST.match(around.lead)) and not behind:
        return most[1] + around.last, "most or least of what was named before", core
    earned = _EARNED_IN.match(around.lead) if not behind and not _SPENT.search(around.told[-12:]) else None
    if earned and earned["at"]:
        return bare_name(earned["at"]) + "收入", "earned in a time", ""
    if earned:
        return ("工资" if _WORK.search(around.told + around.pre) else "收入"), "earned in a time", ""
    if funds := _FUNDS.search(before):
        named = SUBJECT_HEAD.sub("", before)
        return ("累计" if around.counted_up and named.startswith(funds["verb"]) else "") + named, "before", ""
    if behind and _SUPPLY.search(before):
        return behind, "behind", ""
    if plain.endswith("居民") and "居民" in core and not behind:
        return plain + core.split("居民", 1)[1], "carried over", ""
    if re.match(r"^以[上下]的", around.post) and OWN_MEASURE.search(before):
        return plain, "before", ""
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
            and not (_OF_A_FIRM.match(plain) and ends_in_people(core))
        ):
            return core + plain, "carried over", core
        if behind and len(behind) <= 10 and len(plain) <= 10:
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
    on = noun_phrase(use["on"]) or use["on"][:12]
    return on + _PAID.get(match["verb"], match["verb"])
