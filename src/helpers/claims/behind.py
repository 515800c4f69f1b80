"""Behind: the noun phrase that opens the words behind a number."""

from __future__ import annotations

import itertools
import re

from helpers.claims.phrases import HEADS, noun_phrase
from helpers.claims.wording import AFTER_HEAD, HAN, NOUNS, WORDS
from helpers.patterns import quick
from helpers.resources import alternation
from helpers.wordclass import words_of

_SINGLE = (
    r"基础上|像|如(?!意)|跟|均|都|已(?!婚|脱)|将|被|可(?!再生|回收|移动|视)|在(?!校|职|册|建|岗|籍|营|编|读|"
    r"线)|从(?!业)|因|为(?!民)|是|以(?!工|上|下|内)|由|按|向|与|把|对(?!口|外|象)|使|让|走|"
    r"到(?!户|村|期|位)|来(?!自|华)|至|也|还|随|不(?!动产|良|同)|没|占|有(?!机|轨|线|色|就|劳|意)|能(?!源|"
    r"人|繁)|每|超(?!市|级|算|高)|起(?!重)|后(?!备|勤)|前(?!来)|时(?!装)|中(?!小|高|药|等|央|学|草|医|型|低|"
    r"老|青|西)|上(?!市|游|学|网)|内(?!部|陆|外)"
)


_VERBS = [w for key in ("stop", "change", "link") for w in WORDS[key] if len(w) > 1 and w not in NOUNS]
_STOP_HEAD = re.compile(
    rf"(?:{alternation(_VERBS)}|"
    rf"{_SINGLE})"
)
_STOP_INSIDE = quick(
    rf"(?:{alternation([w for w in WORDS['stop'] if len(w) > 1])})|[、，]|(?<=[{HAN}]{{2}})(?:均|都|已(?!婚|脱)|"
    rf"将|被|在(?!校|职|册|建|岗|籍|营|编)|从(?!业)|是|占|(?<![发到])达|有(?!机|轨|限|线|色|劳|意)|为(?!民)|把|让|"
    rf"与(?!会)|增至|增加|增长|降至|分布|分别|实施|也|就(?!业|近|地|医|读)|正(?!常|式|规)|并(?!网)|以(?!上|"
    rf"下|内|来|工|太))"
)
# How something came to pass, which is no part of its name (如期实现高质量脱贫).
_SO = "全部|全都|均|已经?|都|实现了?|完成|整体|如期|按期|按时|提前|稳定|成功|顺利|同步|高质量"
TAIL = re.compile(rf"^(?:{_SO})*(?P<verb>{alternation(WORDS['tail'])})")
# 93个脱贫村集体经济收入全部超过10万元: the villages are counted, not their income.
_OWNS = re.compile(
    r"^(?P<owner>[\u4e00-\u9fff]{0,10}?(?:村|县|乡|镇|市|区|省份?|州|旗|户|企业|公司|合作社|集群|基地|园区?|家庭|社区|项目))"
    r"(?=的?(?:主导产业|村?集体|[村户人社亩厂店]均|全产业链|总|年|月|累计|平均|实现|进出口|生产|一般公共预算|经营性?|销售|营业)(?:(?!有|达|超)[\u4e00-\u9fff]){0,10}"
    r"(?:收入|产值|收益|利润|进出口|营收|产量|总值|投资|销售额))"
)
_UNIT_OF = re.compile(
    "^(?P<owner>[\u4e00-\u9fff]{0,4}(?:村|县|乡|镇|省份|社区|乡镇|地区|人口|商铺|商超|门店|店铺|超市))的(?!\\d)[\u4e00-\u9fff]{2}"
)
NO_PREDICATE = re.compile(
    "(?:介绍|表示|认为|指出|告诉|强调|透露|坦言|建议|呼吁|回忆|感慨|说|讲)|(?:没有?|未)?发生|被|皆|组成|征收|加快|重新|完全|抬起|齐|大部分|自|和|与|正在|(?:参与|参加)$|纷纷|同时|可"
)
_TO_NEXT = re.compile("(?:[合总共]计|总共|共|大?约|(?<![附邻临最])近|超过|逾|达到)+$")
_PREDICATE_HEAD = re.compile(
    r"^(?:全部|均|已经|已|都|也|就(?!业|近|地|医|读|餐|诊)|正在?|又|还|将|陆续|先后)+"
)
_TAIL = quick(
    rf"(?:{_SO})*(?P<verb>{alternation(WORDS['tail'])})"
    r"(?=$|[的，、]|贫困[村县户]?(?:序列|行列|名单|之列)$)"
)


_LINK_HEAD = re.compile("给|跟|替|算|等(?![级次离候])|并(?!网)|及|和(?!谐|平)|以及|或|而|且|其中")
_WORD_HEAD = re.compile(rf"[{HAN}\d]")
_NO_END = re.compile(
    "(?:(?<=[客人户员众商民者生])来|之一|的|了|、|和|与|及|中|等|发生后|期间|以来|后|时|有|由|从)+$"
)


def noun_behind(post: str, whole: bool = False) -> str:
    """Return the noun phrase that opens the words behind a number, '' when a verb or nothing does.

    Parameters
    ----------
    post
        The words behind the number.
    whole
        Whether they run to the end of the clause; a short predicate then stays with its noun
        (村集体经济有经营性收入).
    """
    post = _TO_NEXT.sub("", AFTER_HEAD.sub("", post).split("之一")[0])
    if post.endswith("等") and HEADS.search(head := post.rpartition("和")[0]):
        post = head  # 9个产业集群和航空、化工等5个园区: what follows tells of the next number
    if not post or _LINK_HEAD.match(post) or not _WORD_HEAD.match(post) or _STOP_HEAD.match(post):
        return ""
    cut = _STOP_INSIDE.search(post, 1)
    tail = _TAIL.search(post)
    if (
        tail
        and tail.start() >= (1 if post[0] == "人" else 2)
        and (cut is None or tail.start() <= cut.start())
        and tail.end() <= 16
    ):
        return post[: tail.start()] + tail["verb"]
    phrase = post[: cut.start()] if cut else post
    if owner := _OWNS.match(post) or _UNIT_OF.match(post):
        return owner["owner"]
    if (
        cut
        and whole
        and not NO_PREDICATE.match(post, len(phrase))
        and post[len(phrase)] not in "促助让使以给"
        and 0 < len(post) - len(phrase) <= 8
        and "、" not in post[len(phrase) :]
        and len(phrase) >= 2
    ):
        return phrase + _PREDICATE_HEAD.sub("", post[len(phrase) :])
    if cut and (match := TAIL.match(post[len(phrase) :])):
        phrase += match["verb"]
    phrase = _before_act(phrase)
    if "的" in phrase[2:-2] and len(phrase) > 12:
        noun, last = noun_phrase(phrase), phrase.rsplit("的", 1)[1]
        behind = words_of(phrase[len(noun) :])
        said = len(noun) >= 3 and behind and behind[0][1] == "v"  # 展品带领观众重温红色历史
        phrase = noun if said else last if len(last) > 3 else phrase
    return _NO_END.sub("", phrase[:20]) + (
        "" if not cut else _and_more(post[cut.start() :], one=not HEADS.search(phrase))
    )


_ACT_MARK = re.compile("[着了过起出]|一[个条座片]")


def _before_act(phrase: str) -> str:
    """Return a phrase up to the verb that a particle or a number behind it marks (省市带着资金, 步道串起一个个村)."""
    if not _ACT_MARK.search(phrase, 2):
        return phrase
    words = words_of(phrase)
    at = len(words[0][0])
    for (word, kind), (after, marks) in itertools.pairwise(words[1:]):
        if kind == "v" and (after in ("着", "了", "过") or marks == "m") and noun_phrase(phrase[:at]):
            return phrase[:at]
        at += len(word)
    return phrase


def _and_more(rest: str, one: bool) -> str:
    """Return the second of two nouns that are counted together (6500多所医院、学校), with its mark.

    Where the first is no head, both stand before one head (3个草莓、葡萄种植基地).
    """
    noun = noun_phrase(rest[1:13]) if rest[0] == "、" else ""
    if not noun or not HEADS.search(noun):
        return ""
    if one:
        return "、" + noun if len(noun) >= 4 and not re.match(r"[\d、\x00]", rest[1 + len(noun) :]) else ""
    after = rest[1 + len(noun) :]
    plain = all(kind.startswith("n") for _, kind in words_of(noun))
    listed = re.match(r"[\d、\x00]|[^，。；]{0,2}\d", after)
    return "、" + noun if plain and 2 <= len(noun) <= 6 and not listed else ""
