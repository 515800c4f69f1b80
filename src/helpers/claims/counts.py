"""Counts: the phrase for a number of people or things, from the words around it."""

from __future__ import annotations

import re

from helpers.claims.around import LENGTHS, MEASURE_TAIL, Around
from helpers.claims.behind import NO_PREDICATE, TAIL, noun_behind
from helpers.claims.clauses import Number
from helpers.claims.counted import ends_in_people
from helpers.claims.money import OWN_MEASURE
from helpers.claims.phrases import HEADS, NOMINAL, noun_phrase
from helpers.claims.verbs import EMPTY
from helpers.claims.wording import (
    ACT_ONLY,
    AFTER_HEAD,
    HAN,
    MAKE_ONLY,
    PLACE_HEAD,
    SUBJECT_HEAD,
    WORDS,
    bare_name,
    clean,
    strip_lead,
)
from helpers.resources import alternation
from helpers.wordclass import words_of

KEEP_END = re.compile(
    rf"(?P<verb>{alternation(WORDS['keep'])})了?(?:周边|下游|上游|流域|区域内|辖区|当地|附近|本地|沿线|[东西中]部(?:地区)?|脱贫地区|欠发达地区)?$"
)


# 全村216户820人; 村里591户
_ALL_OF = re.compile(
    "(?:(?P<all>全[省市州区县乡镇村盟旗组])|[村镇乡]里|这里|[该本我][村镇乡组]|(?:我们|该|这个|全)?(?P<where>社区|小区|安置[点区]|新区|寨子|屯))?(?:里)?(?:共|现|总共|一共|现有|共有|有)*"
)


# 近1亿人脱贫的奇迹
_FATE_OF = re.compile(rf"^({alternation([w for w in WORDS['tail'] if len(w) == 2])})的")
# 还剩19户没有脱贫
_NOT_YET = re.compile("^(?:没有?|尚未|还未|还没有?|仍未)(?P<what>[\u4e00-\u9fff]{2})$")
# 贫困发生率降到0.02%，仅剩5户18人
_LEFT = re.compile("^(?:(?:还|仅|只)剩(?:下|余)?(?:的|最后)*|剩(?:下|余)的(?:最后)?)$")
_POVERTY = re.compile("贫困发生率|减贫")
_UNDONE = {"户": "户", "人": "人口"}
_NEARBY = re.compile("(?<=[\u4e00-\u9fff]{2})(?:附近|周边|周围|邻近|沿线|当地)$")  # 联合附近4个村
Name = tuple[str, str, str]  # the indicator, the rule that gave it, and what the following may be of
_DIVISIONS = tuple("市县省州乡镇村旗")
_WEIGHTS = ("斤", "公斤", "吨")
_OF_ONE_MU = re.compile(
    "[\u4e00-\u9fff]{0,4}?一亩地?(?:一年)?(?:就|也|都|能|可)*(?:收获?|出|产|打|结)[了到]?"
)  # 一亩地能收八吨
_FAR_OFF = re.compile("^(?:以|之)?[外远]的([\u4e00-\u9fff]{2,10})")


# 50部作品获得国家大奖, 9个学科进入前千分之一
_HONOURED = re.compile(
    "(?:现?(?:已经?|均)|都|也|将|全部|新)*(?:荣?获|入选|入围|列入|纳入|进入|跻身|上榜|通过|达到|完成|实现)(?!得感)"
)


# People, households and units of government; firms only without another word, as 制茶企业 is a class of its own.
_COUNTED = re.compile(
    "(?:人口|群众|百姓|乡亲|青年|教师|老师|医生|专家|骨干|劳动力|对象|居民|农民|村民|牧民|学生|儿童|妇女|老人|党员|干部|职工|员|人|者|民|户|村|县|乡|镇|市|州|旗|盟|省|社区|家庭|^(?:企业|合作社|单位|机构|学校))$"
)
_GENERIC = frozenset(WORDS["generic"])
_LEVEL = re.compile("^(?:国家|省|市|县|区|乡镇?|村)级")
_HAS = re.compile(rf"^(?P<who>[{HAN}]{{2,6}}?)(?:便|就|共|现|已|总共|总计)*(?:有|设有|拥有|建有|下辖|辖)$")
AVERAGE = re.compile(r"^(?:人均|户均|年均|月均|亩均|社均|村均|日均|次均|单产|单价)")
_SIZE_OF = {("项目", "工程"): "投资", ("产业", "集群", "市场", "园区"): "规模", ("企业", "公司"): "产值"}


def class_name(number: Number, around: Around) -> Name:
    """Return the indicator of a size class, the rule that gave it, and what the following may be of.

    Parameters
    ----------
    number
        A number that only sets a class apart (万人安置区).
    around
        The words around it.
    """
    post = AFTER_HEAD.sub("", around.post)
    head = PLACE_HEAD.match(post)
    noun = head.group() if head else around.behind or post[:8]
    tail = {"人": "人口", "元": "收入"}.get(number.unit, "")
    if number.unit == "元":
        tail = next((word for heads, word in _SIZE_OF.items() if noun.endswith(heads)), tail)
    if number.unit == "元" and OWN_MEASURE.search(around.before):
        return around.before, "before", around.core
    if number.unit == "元" and around.income:
        return around.income, "carried over", around.core
    if number.kind == "measure":
        noun = noun_phrase(noun) or noun
    return noun + tail, "size class", around.core or noun


def count_name(number: Number, around: Around) -> Name:
    """Return the indicator of a count or measure, the rule that gave it, and what the following may be of.

    Parameters
    ----------
    number
        The count or measure.
    around
        The words around it.
    """
    if named := _named_alone(number, around):
        return named
    if set_apart := _set_apart(number, around):
        return set_apart, "behind the clause that sets it apart", set_apart
    behind = _noun_behind(number, around)
    if told := _told_before(around):
        return told, "clause before and noun behind", told
    if said := _said_of_those(number, around):
        return said, "those behind and what is said of them", behind
    if behind and (number.unit in _OF_ACTS or not _only_done(behind, around)):
        return _with_noun(behind, around)
    return _without_noun(number, around)


_OF_ACTS = frozenset("次回遍趟轮场")  # 5次组织审查: what is done is what is counted


def _only_done(behind: str, around: Around) -> bool:
    """Return whether the words behind say only what for, where a noun before tells what is counted (投入农机20台保障春耕)."""
    before = around.before
    if not before or MAKE_ONLY.match(before) or ACT_ONLY.match(before) or len(before) > 16:
        return False
    if around.lead.endswith("的") or MEASURE_TAIL.search(before):
        return False
    word, kind = words_of(behind)[0]
    ends, noun = words_of(before)[-1]
    return kind == "v" and len(word) > 1 and word not in NOMINAL and noun == "n" and len(ends) > 1


def _named_alone(number: Number, around: Around) -> Name | None:
    """Return the name of a number that its unit or a turn of speech names, None if none does."""
    before, core = around.before, around.core
    if core and len(before) == 1 and before in "长宽高厚深重":
        return core.rstrip("长宽高厚深重") + before, "dimension of what was named before", core
    if (said := _said_to_be(around)) and (
        not before or MAKE_ONLY.match(before) or around.lead.endswith(("中有", "里有"))
    ):
        return said, "said behind", core
    if _LEVEL.fullmatch(before) and core and not around.behind:
        return before + _LEVEL.sub("", core), "carried over", core
    if number.unit in _WEIGHTS and _OF_ONE_MU.fullmatch(around.lead):
        return "亩产", "yield of one mu", core
    if number.unit == "口" and re.search("[一全][家户]$|家[里中]$", around.lead):
        return "家庭人口", "people of a household", core
    if number.unit in ("户", "人", "名") and (fate := _FATE_OF.match(around.post)):
        return fate[1] + "人口", "what became of people", ""
    if number.unit in _UNDONE and _LEFT.search(clean(around.pre)) and _POVERTY.search(around.told):
        return "剩余未脱贫人口", "those left", core
    if number.unit in _UNDONE and (undone := _NOT_YET.match(around.post)) and not around.behind:
        return "未" + undone["what"] + _UNDONE[number.unit], "what has not become of them", core
    if number.unit == "户" and around.post.startswith("人家"):  # 180户人家的小村
        home = noun_phrase(around.post[3:11]) if around.post[2:3] == "的" else ""
        return home + "户数", "all who live there", ""
    if number.unit in LENGTHS and around.behind and around.linked and before.startswith("距"):
        return around.behind + before, "how far off", ""
    if number.kind == "measure" and (far := _FAR_OFF.match(around.post)):
        return (noun_phrase(far[1]) or far[1]) + "距离", "how far off", ""
    if number.surface[-1:] in _DIVISIONS and number.surface[-2:-1] != "个":
        return (bare_name(before) if len(before) <= 10 else "") + number.surface[-1], "in its own unit", core
    return None


def _noun_behind(number: Number, around: Around) -> str:
    """Return the noun behind a number, '' where it only leads to a rate of what stands before."""
    if around.before and around.behind.endswith("率"):
        return ""
    if number.unit in ("口", "人", "名", "位") and (people := _PEOPLE.match(around.post)):
        return people.group() if around.before else "人口"
    return around.behind


def _set_apart(number: Number, around: Around) -> str:
    """Return a noun with the clause before it that sets apart what is counted (5个有搬迁任务的县), '' if none stands behind."""
    match = _RELATIVE.match(AFTER_HEAD.sub("", around.clause)) if "的" in around.clause else None
    if not match or re.search(r"[了着过]|^[一两]|[、，].*\d", match["said"]):
        return ""
    words = words_of(match["said"])
    opens = (words[0][1] in ("v", "p") and words[0][0] not in NOMINAL) or words[0][0] in ("年", "日")
    opens = opens and (number.unit not in ("人", "户") or words[0][0] in ("有", "没有"))
    described = words[-1][1] in ("a", "d") and words[0][1].startswith("n") and not HEADS.search(words[0][0])
    head = noun_phrase(match["head"][:16])
    if not (opens or (described and around.post)) or not 1 <= len(head) <= 12:
        return ""
    return (match["said"] if opens and 3 <= len(match["said"]) <= 14 else "") + head


_TOLD_LEAD = re.compile(r"^.*[是，,]|近$|约$|超$")


def _told_before(around: Around) -> str:
    """Return the noun behind a number with the verb phrase before it that tells which are counted (新引进的5家企业)."""
    said = _TOLD_LEAD.sub("", around.lead) if around.behind else ""
    if not said.endswith("的") or not 3 <= len(said) <= 16:
        return ""
    words = [word for word in words_of(strip_lead(SUBJECT_HEAD.sub("", said[:-1]))) if word[1] != "x"]
    while words and (words[0][1] in ("f", "t", "m") or words[0][0] in ("来", "以来")):
        words.pop(0)
    kinds = [kind for _, kind in words if kind not in ("d", "ad", "a")]
    acts = [i for i, kind in enumerate(kinds) if kind == "v"]
    things = [i for i, kind in enumerate(kinds) if kind.startswith("n")]
    has = bool(words) and words[0][0] == "有"
    if not acts or acts[0] or (not has and (words[0][0] in EMPTY or (things and acts[-1] > things[0]))):
        return ""
    noun = min(around.behind, noun_phrase(around.post[:20]) or around.behind, key=len)
    return "".join(word for word, _ in words) + noun


def _with_noun(behind: str, around: Around) -> Name:
    """Return the noun behind a number with what of the words before belongs to it."""
    before = around.before
    if AVERAGE.fullmatch(each := bare_name(before)):
        return each + behind, "around and behind", behind
    if len(before) <= 14 and (verb := KEEP_END.search(before)):
        return bare_name(before[: verb.end()]) + behind, "verb and noun behind", behind
    name = _NEARBY.sub("", bare_name(before))
    made = not before or MAKE_ONLY.match(before)
    if len(behind) == 1 and not made and len(name) <= 6:
        return name + behind, "around and behind", behind
    if TAIL.fullmatch(behind) and ends_in_people(before):
        return name + behind, "around and behind", ""
    if behind in _GENERIC and not made and len(before) <= 22:
        return name + behind, "around and behind", behind
    has = _HAS.match(around.lead) if len(behind) <= 3 else None
    if has and has["who"][-1] not in "其中还另只没约均各上内里中":
        return has["who"] + behind, "owner and noun behind", behind
    return behind, "behind", behind


def _without_noun(number: Number, around: Around) -> Name:
    """Return a name from the words before a number, or from what was named or is said behind."""
    before, core = around.before, around.core
    if named := _all_who_live_there(number, around):
        return named, "all who live there", named
    if before and not MAKE_ONLY.match(before):
        return _act(number, around) if ACT_ONLY.match(before) else (bare_name(before), "before", "")
    if did := _what_they_did(number, around):
        return did, "what they did", did
    if core:
        return core, "carried over", core
    post = AFTER_HEAD.sub("", around.post)[:12]
    return (post, "behind", post) if post else ("", "", "")


_RELATIVE = re.compile("(?P<said>[^，。；：的]{2,20})的(?P<head>[\u4e00-\u9fff].*)")
_PEOPLE = re.compile("人(?![才员口工民大物均次士家行选身事体群])")


# 238户群众搬进了集镇安置小区, 已为86户监测户安排了岗位: nothing but the predicate tells which of them are counted.
_OF_THOSE = re.compile(
    r"^(?:.*的|(?:.*[，,])?(?:目前|现在|如今)?(?:已经?|现|共|另|还|累计)*(?:[\u4e00-\u9fff]{0,8}[为给对有])?[把将让使有在]?(?:近|约|超过?)?)$"
)
_PREDICATE = re.compile(
    r"^(?:已经?|均|都|全部|也|就(?!业|近|地|医|读|餐|诊)|又|还|正在?|陆续|先后|相继|纷纷|可以|能够?|将|第一次|首次|因此|由此|从中)*(?P<said>[\u4e00-\u9fff“”][\u4e00-\u9fff“”、]{1,17}?)"
    r"(?:在(?:这里|此)|了|起来)?、?$"
)

# 为86户监测户安排岗位, 对区域内的19处老屋进行修缮: what follows is what is done to them
_DONE_TO = re.compile(
    "[为给对把将](?:[区辖境县乡镇村][域区]?内的?|附近|周边|沿线|当地|全[国省市县区州乡镇村盟旗])?(?:近|约|超过?)?$"
)
# 26处老屋进行修缮: a verb that only leads to the act.
_LIGHT = re.compile("(?:进行|予以|加以|给予|实行)了?(?=[\u4e00-\u9fff]{2})")
_STAYS_AT = re.compile("来自|散落|分布|位于|坐落|(?:围坐|聚集|散布|零星)[在于]")
_PARTICLE = re.compile("(?<=[\u4e00-\u9fff])[了着](?=[\u4e00-\u9fff])")


def _said_of_those(number: Number, around: Around) -> str:
    """Return people, households or units with the whole predicate that tells which of them are counted."""
    whole = around.whole or around.post.endswith("、")
    if not around.behind or not whole:
        return ""
    done_to = _DONE_TO.search(clean(around.pre))
    if not (done_to or _OF_THOSE.match(_DONE_TO.sub("", SUBJECT_HEAD.sub("", around.lead)))):
        return ""
    noun = noun_phrase(around.post[:24]) or around.behind
    said = around.post.removeprefix(noun)
    if not 1 <= len(noun) <= 12 or not (done_to or _COUNTED.search(noun) or _HONOURED.match(said)):
        return ""
    match = _PREDICATE.match(said)
    if not match or NO_PREDICATE.match(match["said"]) or match["said"].startswith(("跟", "随")):
        return ""
    if _STAYS_AT.match(match["said"]):
        return noun  # 居民来自5个乡镇: where they are tells of all of them
    if (fate := TAIL.match(match["said"])) and len(fate["verb"]) <= 2:
        return ""  # 贫困人口全部脱贫: the verb is part of the name behind
    leads = ("通过", "对", "向", "就近", "就地")
    if words_of(match["said"])[0][1] not in ("v", "a") and not match["said"].startswith(leads):
        return ""
    return noun + _PARTICLE.sub("", _LIGHT.sub("", match["said"]))


def _what_they_did(number: Number, around: Around) -> str:
    """Return what people of whom no word tells did (820人在家门口上班, 近2000万人喝上了放心水), '' if nothing."""
    if number.unit not in ("户", "人", "名") or not around.whole or len(around.post) < 4:
        return ""
    match = _PREDICATE.match(around.post)
    if not match or NO_PREDICATE.match(around.post) or around.post[0] in "像跟同如和":
        return ""
    if words_of(match["said"])[0][1] not in ("v", "p", "a") and not match["said"].startswith(
        ("就近", "就地")
    ):
        return ""
    return _PARTICLE.sub("", match["said"])


def _all_who_live_there(number: Number, around: Around) -> str:
    """Return 总户数, 户数 or 总人口 where only a place is said to have them (全村216户820人), '' elsewhere."""
    if around.post or number.unit not in ("户", "人") or not (whole := _ALL_OF.fullmatch(clean(around.pre))):
        return ""
    if not whole.group() and not around.placed:
        return ""
    if whole["where"]:
        return whole["where"] + ("总人口" if number.unit == "人" else "总户数")
    return "总人口" if number.unit == "人" else "总户数" if whole["all"] or around.placed else "户数"


_IS_SAID = re.compile(r"(?:均|都|全)?[为是](?=[\u4e00-\u9fff]{2})")


def _said_to_be(around: Around) -> str:
    """Return what some of a total are said to be (其中6万人为现役军人)."""
    if around.behind:
        return ""
    match = _IS_SAID.match(around.post)
    return noun_behind(around.post[match.end() :]) if match else ""


def _act(number: Number, around: Around) -> Name:
    """Name a number that has only a verb before it (带动3万人次就业, 搬迁安置27293户)."""
    before, post = around.before, AFTER_HEAD.sub("", around.post)
    if AVERAGE.match(post) or (not post and len(before) < 4):
        who = {"户": "农户", "人": "群众"}.get(number.unit, "") if KEEP_END.search(before) else ""
        who = "人口" if who and before.endswith(("搬迁", "安置")) else who
        if who and not around.core:
            return before + who, "verb and what its unit says", ""
    elif post and len(post) <= 8:
        return before + post, "verb and words behind", ""
    if len(before) >= 4 or not around.core:
        return before, "before", ""
    core = MEASURE_TAIL.sub("", around.core) or around.core
    return core + before, "carried over", core
