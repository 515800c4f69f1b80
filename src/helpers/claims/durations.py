"""Durations: the phrase for a length of time, from the words around it."""

from __future__ import annotations

import re

from helpers.claims.around import Around
from helpers.claims.behind import noun_behind
from helpers.claims.clauses import Number
from helpers.claims.names import names_in
from helpers.claims.phrases import NOMINAL, noun_phrase
from helpers.claims.verbs import EMPTY, strip_conjunction, verb_at_end
from helpers.claims.wording import MAKE_ONLY, WORDS, bare_name
from helpers.resources import alternation
from helpers.wordclass import words_of

_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,12})[”」』\"](?:计划)?$")
_PROGRAMME = re.compile("行动|计划|方案|工程|攻坚")
# 有效衔接五年过渡期的最后一年: the term is meant, not the year.
_TERM = re.compile(r"^的?(?P<term>[\u4e00-\u9fff]{1,3}期)(?=$|[的内间后满里，])")
_NO_TERM = re.compile("^(?:长|短|初|中|后|前|早|晚|定|同|近|延|任|首|末|假|星|日)期$|时期$")
_SET = re.compile(rf"(?:设立|{alternation([w for w in WORDS['make'] if len(w) > 1])})了?$")
# 用3年时间建成示范园, 5年内改造旧茶园
_TIME_FOR = re.compile(
    r"^(?:的?时间|[之以]?内)(?:(?:便|即|就)?(?:可以?|能够?)|要|将|再|就|全部|全面|基本)*(?P<what>[\u4e00-\u9fff]{4,16})$"
)
_CAN_THEN = re.compile("(?:便|即|就|才)(?:可以?|能够?)")
_PROLONGED = re.compile("[\u4e00-\u9fff]{2}(?:延长|延期|推迟|推后)$")
# 36年党龄的镇长李华
_SERVICE = re.compile("的?(?P<what>[党团工教军警驾医艺厨]龄)")
# 粮食产量连续8年稳定在1.3万亿斤以上
_IN_A_ROW = re.compile("连续?$")
_STAYS = re.compile(
    "^(?:都|均|全部)?(?P<what>(?P<sure>保持|稳定|维持|位居|位列|居|名列|排名|高于|低于|超过|只|不)?[^，；\\d][^，；]{1,14})$"
)
_TAKES = re.compile("(?<=[\u4e00-\u9fff]{2})(?:也|就|只|仅|最快)*(?:需要?|要|用)(?:了|时)?$")
# 40分钟就能装完一车货, 3个月才学会: the words behind tell what took the time.
_THEN = re.compile(
    r"^(?:的?时间)?(?:就|便|才|即)(?:能够?|可以?|得以|会|要|已经?|是)*(?P<did>[\u4e00-\u9fff].+)$"
)
_AMOUNT = re.compile(
    r"[\d.〇一二两三四五六七八九十百千万亿几]+[余多]?(?:公里|平方米|公斤|[个亩株单件名户人台斤次间座吨米条张所家项头只袋箱车道]|)"
)
_CARRIED_OUT = re.compile(r"^(?:完成|实现|达到|做到)(?:了)?(?P<what>.+)$")
_NO_LENGTH = re.compile(
    "(?:时间|时长|用时|期限?|年限|年龄|天数|历史|合同|协议|任务|计划|行动|规划|方案|任期|工夫|功夫|车程|路程)$"
)
_SPENDS_TIME = frozenset(
    ["花", "花费", "耗", "耗时", "过", "历经", "经过", "经历", "走过", "满", "长", "缩短", "延长", "提前"]
)
_KIN = (
    "女儿|儿子|妻子|丈夫|老伴|父亲|母亲|爷爷|奶奶|孙子|孙女|哥哥|弟弟|姐姐|妹妹|婆婆|公公|爱人|老公|老婆|媳妇"
)
_WHOSE = re.compile(rf"(?P<kin>{_KIN})(?P<name>[\u4e00-\u9fff]{{2,3}}(?=[\d，,今是已刚]))?")
# 12岁才上学, 16岁就外出打工
_AT_THE_AGE = re.compile(r"^(?:才|就|便)(?:开始)?(?P<did>[\u4e00-\u9fff]{2,6})$")
_AT_LEAST = re.compile("^(?:以[上下内]|左右)?(?:的|$)")
_MOVED = re.compile(
    "(?:压缩|控制|恢复|提前|推迟|推后|延后|延长|缩短|连涨|连跌|增加|减少|需要?|要|用|为|达|历时|耗时|时长|时间)$"
)


def duration_name(number: Number, around: Around) -> tuple[str, str, str]:
    """Return the indicator of a length of time, the rule that gave it, and what the following may be of.

    Parameters
    ----------
    number
        The length of time.
    around
        The words around it.
    """
    if number.unit == "岁":
        return _of_age(around) + "年龄", "age", around.core
    if around.pre.endswith("学前"):  # 学前三年毛入园率
        return "学前教育", "years of school", around.core
    if service := _SERVICE.match(around.post):
        who = names_in(around.clause)
        return (who[0][1] if who else "") + service["what"], "years of service", around.core
    if around.behind and (quote := _QUOTED.search(around.pre.strip())):
        noun = noun_behind(re.split(r"[“「《(（]", around.behind)[0])[:8]
        return quote[1] + noun, "quote and noun behind", ""
    plain = strip_conjunction(_TAKES.sub("", bare_name(_before(around))))
    if term := _term(plain, around.post):
        return term, "term", around.core or term
    spent = "时间" if number.surface.endswith("时间") else ""
    if (use := _TIME_FOR.match(spent + around.post)) and (done := _done_within(use["what"])):
        return done + "时间", "what is done in the time", ""
    if _PROLONGED.search(plain):
        return re.sub("^(?:随着|对于?|关于)", "", plain) + "时间", "what lasts", plain
    if gone := _what_did(around):
        return gone + "时间", "what lasts", around.core
    if plain and around.behind and _PROGRAMME.match(around.behind):
        return plain[-12:] + around.behind[:2], "programme", around.core
    anniversary = number.surface.endswith("周年")
    if not anniversary and _AT_LEAST.match(around.post) and _lasts(plain):
        return plain + "时间", "what lasts", around.core or plain
    if _IN_A_ROW.search(around.pre.rstrip("\x00 ")) and (said := _stays(around.clause)):
        return (plain or around.core) + said, "what went on in a row", plain or around.core
    if not anniversary and (done := _what_took(around)):
        return done + "时间", "what took the time", around.core
    if around.behind:
        head = plain if around.linked and len(plain) <= 6 else ""
        return head + around.behind.replace("时间", ""), "behind", around.core or around.behind
    return plain or around.core, "before", plain if len(plain) > 3 else around.core or plain


def _before(around: Around) -> str:
    """Return the words before a length of time without those that only give it (为期三年)."""
    return around.before.removesuffix("期") if "为期" in around.pre[-5:] else around.before


def _of_age(around: Around) -> str:
    """Return whose the age is: of those counted before where only 平均 is said, else as the words beside it say."""
    who = _whose_age(around).removesuffix("年龄")
    if not who and "平均年龄" in around.pre:
        who = "平均"
    if who in ("平均", "最大", "最小"):
        return (around.core if len(around.core) <= 10 else "") + who
    named = (
        _INTRODUCED.search(who)
        if re.search("今年(?:已经?|刚好?|才)?$", _told_before(around)) or around.placed
        else None
    )
    return named["name"] if named and not around.linked else who


_AT_DEATH = re.compile("(?:享年|终年|时年|年)$")


def _told_before(around: Around) -> str:
    """Return the words before a number with the times and places that stand among them."""
    return around.spot.sentence.text[: around.spot.group[0].start]


# 安置区搬迁群众李秀英今年52岁
_INTRODUCED = re.compile(
    "^.{2,}(?:群众|村民|[^副]主任|书记|茶农|果农|菜农|农民|牧民|居民|工人|老人|党员|[脱贫困农养殖种植监测]户|大户|员|族)(?P<name>[\u4e00-\u9fff]{2,3})$"
)


def _whose_age(around: Around) -> str:
    """Return those behind an age (27岁的绣娘, 60岁以上老人), else those before it, '' if neither stands there."""
    if around.linked and around.clause.removeprefix("的")[:1] in ("她", "他"):
        return ""  # 45岁的她今年养了11批蚕
    if around.linked and (named := names_in("岁的" + around.behind)):
        return named[0][1]  # 30岁的扎西每天放牧
    kind = words_of(around.behind)[0][1] if around.behind else ""
    if around.behind and (around.linked or kind[:1] in ("n", "a", "b") or kind == "vn"):
        return noun_phrase(around.behind) or around.behind
    did = match["did"] if (match := _AT_THE_AGE.match(around.post)) else ""
    if before := bare_name(around.before):
        return _AT_DEATH.sub("", before) + did
    found = list(_WHOSE.finditer(around.told + around.pre))
    return ((found[-1]["name"] or found[-1]["kin"]) if found else "") + did


def _done_within(what: str) -> str:
    """Return what is done in a time from the words behind it, with its subject (果蔬便可运往各地), '' if nothing is."""
    said = _CAN_THEN.sub("", what)
    return said if said != what or words_of(what)[0][1] in ("v", "a", "ad", "d", "vn") else ""


def _what_did(around: Around) -> str:
    """Return the thing behind a length of time with what it did so long (服役14年的公路), '' where none is told of."""
    if not around.linked or not around.behind:
        return ""
    before = around.before.rstrip("了着过")
    verb = verb_at_end(before, longest=4)
    if len(verb) < 2 or verb in _SPENDS_TIME:
        return ""
    noun = noun_phrase(around.behind.split("的")[0])
    return noun + verb if 1 <= len(noun) <= 10 and not _NO_LENGTH.search(noun) else ""


def _what_took(around: Around) -> str:
    """Return what was done in a length of time: with what stands behind (就能装完一车货), or only before (学了3个月)."""
    before = strip_conjunction(around.before)
    verb = verb_at_end(before, longest=6)
    verb = "" if verb in _SPENDS_TIME else verb
    if then := _THEN.match(around.clause):
        return verb or _done(then["did"])
    if not around.clause and verb:
        return before if len(before) <= 10 else verb
    behind = around.behind
    if not behind or _NO_LENGTH.search(behind):
        return ""
    first, kind = words_of(behind)[0]
    if verb and kind.startswith("n") and not around.linked:
        return verb + behind
    return behind if not verb and kind in ("v", "vn") and first not in NOMINAL and first not in EMPTY else ""


def _done(did: str) -> str:
    """Return what words behind a length of time tell to have been done, without numbers."""
    said = _AMOUNT.sub("", did)
    match = _CARRIED_OUT.match(said)
    what = re.sub("[了着]|的$", "", match["what"] if match else said)
    if match and "的" in what[1:-2]:
        what = what.rsplit("的", 1)[1]
    return what[:10] if len(what) >= 2 and words_of(what)[0][1] in ("v", "vn", "n", "nz", "a", "d") else ""


def _term(plain: str, post: str) -> str:
    """Return a term with what it is for (有效衔接过渡期), '' when the words behind name none."""
    match = _TERM.match(post)
    if not match or _NO_TERM.search(match["term"]):
        return ""
    what = "" if _SET.search(plain) or MAKE_ONLY.match(plain) else plain
    return what + match["term"]


def _stays(clause: str) -> str:
    """Return what went on, '' when the clause behind does not say."""
    match = _STAYS.match(clause)
    return match["what"] if match and (match["sure"] or words_of(match["what"])[0][1] == "v") else ""


def _lasts(plain: str) -> bool:
    """Return whether a phrase ends with something done that lasts (稳定就业6个月以上)."""
    return (
        len(plain) >= 2
        and "时间" not in plain
        and not _MOVED.search(plain)
        and words_of(plain)[-1][1] in ("v", "vn")
    )
