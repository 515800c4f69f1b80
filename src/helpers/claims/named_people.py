"""Named people: persons whom a report meets by name (脱贫户秦四平), and paragraphs that go on with one or with the place before."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.claims.clauses import PlaceRef
from helpers.claims.people import NO_NAMES, SURNAMES, SYLLABLES
from helpers.patterns import quick
from helpers.resources import alternation, read_resource
from helpers.wordclass import words_of

_GOES_ON = re.compile(
    r"[\s“「\"]*(?:当地|这里|这个|该|古镇|小镇|小城|古城|古村|村口|村头|村子|镇上|在村|村里|县里|镇里|乡里|他|她|如今的|在这|这[座片条个张家处块项笔批株棵幢栋间]|工作人员|施工人员|"
    r"技术人员|现场|走进)"
)


# 李华去年养了20头猪: what begins a time word ends no name.
_WHEN = "[去今前明每]年|[今明昨]天|每天|现在|如今|以前|过去|最近|后来|当时|从前|此前"


def _names() -> str:
    """Return a pattern of names of people; a surname that is a word of its own needs a verb or a mark behind them.

    A name that is withheld (李某) is one, too, and 王明说 is not.
    """
    table = read_resource("surnames.csv")
    common = table["common_word"] == "yes"
    sure, words = (alternation(table.loc[rows, "surname"]) for rows in (~common, common))
    ended = (
        "(?=[^\u4e00-\u9fff]|[家说道在的和与有是今去种养算把从给向一正就]"
        "|介绍|告诉|表示|高兴|激动|感慨|坦言|老[人汉]|存栏|承包|流转|投[入资]|靠|卖|每[天月年])"
    )
    given = f"[\u4e00-\u9fff](?:(?![说称笑]|{_WHEN})[\u4e00-\u9fff])?"
    return f"(?:(?:{sure}|{words})某{{1,2}}|(?:{sure}){given}|(?:{words})[\u4e00-\u9fff]{{1,2}}{ended})"


_OF_NAMES = ("nr", "nrfg", "ns", "nz")
_SOUNDS = re.compile(f"[{SYLLABLES}]+")
_BY_SOUND = ("nr", "nrt", "nrfg", "ns")


@lru_cache(maxsize=1024)
def is_word(name: str) -> bool:
    """Return whether what looks like a name begins with a word that is none (安全, 林果收).

    Parameters
    ----------
    name
        What stands where a name would.
    """
    if name.startswith(NO_NAMES):
        return True
    words = words_of(name, guess=False)
    if len(name) > 3 and _SOUNDS.fullmatch(name):  # by its sound (扎西多吉), and no word (加拿大籍)
        return len(words) == 1 or (len(words) == 2 and not any(kind in _BY_SOUND for _, kind in words))
    word, kind = words[0]
    return len(word) > 1 and kind not in _OF_NAMES


_NAME = _names()
# Those known by what they do may live anywhere in a county; 村民 goes on in the village told of.
_BY_TRADE = re.compile("[农牧渔]民|[果菜茶]农|工人|大户|种植户|养殖户|学生|青年")
_ROLES = read_resource("roles.csv")
OFFICIAL = re.compile(alternation(_ROLES.loc[_ROLES["office"] == "yes", "role"]))
# What one does for oneself, behind a name that begins a clause (杨志强返乡办起养鸡场).
_OWN_LIFE = (
    "返乡|回乡|辞职|创办|承包|流转了|[种养]了|[种养]植了|养殖了|家[里的住有]|靠着?|花了|用了|贷款|借款|借了|买[了来回]|"
    "开[了起]|办起|建起|卖了|打工|务工|每[天月年]|一[天年]|算了|学会|毕业|患|因病|搬[进到出]|住[进上]|领到|挣|赚|"
    "的(?:果园|大棚|家|地里|院|鸡|羊|牛|猪|茶园|小店|鱼塘|[\u4e00-\u9fff]{0,2}养殖场|菜|责任田|民宿|新房|农场|女儿|儿子|孩子|妻子|丈夫|母亲|父亲|爱人|老伴|爷爷|奶奶|合作社|公司|[\u4e00-\u9fff]{0,2}基地|车间|加工厂|家庭农场|工作室|直播间)|"
    "合不拢嘴|[满一]脸|掰着|指着|笑|乐|抹着|捧着|正?忙着|盘算|感慨"
)
PERSON = quick(
    rf"(?:(?!农民申)(?:{alternation(_ROLES.loc[_ROLES['met'] == 'yes', 'role'])})|(?:上班|务工|打工|干活)的|"
    rf"岁的(?!高龄|时候|年|孙|老)(?:[\u4e00-\u9fff]{{1,4}}族)?(?:妇女|大姐|大妈|大娘|大爷|大叔|大哥|老汉|汉子|青年|小伙子?|姑娘|女士|先生|村民|农民|居民|老?党员)?)"
    rf"[“”]?(?:(?P<sound>[{SYLLABLES}]{{4,6}}(?<!一))|(?P<name>{_NAME}))(?![\u4e00-\u9fff]{{0,4}}·)"
    rf"|(?:村|社区|镇|乡)的(?P<of>{_NAME})(?=[，,]|家|[在从靠把当已正刚蹲站到]|今年|去年|前年|原来|以前|如今|现在|常年)|(?:村|社区|镇|乡|县)的?(?P<elder>{_NAME})(?:老人|大爷|大娘|大姐|大妈|大叔|奶奶|老汉)"
    rf"|(?<![^，。；：“、（\s])(?P<self>{_NAME})(?={_OWN_LIFE})"
    rf"|的(?P<teller>{_NAME})(?=给记者|告诉|算了|说|笑|感慨)"
    rf"|(?:村|镇|乡)(?P<near>{_NAME})(?=[贷养种租](?:了|\d|款)|承包|流转了|借了|贷起|办起了)"
    r"|\d岁的(?P<aged>[\u4e00-\u9fff]{2,6}?)(?=[，,是说在]|已经|正在|早已|告诉|介绍|今年|去年|家)"
    r"|(?:户|民|众|家|工|员|人|岁的)(?P<dotted>[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,4}?[\u4e00-\u9fff]?)(?=[，,、。“家说和与在的把去今从正就也每]|$)"
)


def is_in_name_of_person(text: str, ref: PlaceRef) -> bool:
    """Return whether the short name of a place is the given name of somebody (脱贫户秦四平).

    Parameters
    ----------
    text
        The sentence.
    ref
        A place that it names.
    """
    if ref.end - ref.start != 2 or ref.start == 0 or text[ref.start - 1] not in SURNAMES:
        return False
    found = PERSON.finditer(text[max(ref.start - 12, 0) : ref.end + 4])
    shift = max(ref.start - 12, 0)
    return any(name_in(m) == (text[ref.start - 1 : ref.end], ref.start - 1 - shift) for m in found)


def name_in(match: re.Match[str]) -> tuple[str, int]:
    """Return the name of a person met, and where it begins.

    Parameters
    ----------
    match
        A match of `PERSON`.
    """
    group = match.lastgroup or 0  # its only group that took part
    return match[group], match.start(group)


def goes_on_there(text: str, villagers: bool = False) -> bool:
    """Return whether a paragraph begins with a word for the place before it (当地, 他) or with a person, or a villager.

    Parameters
    ----------
    text
        The first sentence of the paragraph.
    villagers
        Whether people known by their trade count as strangers.
    """
    if _GOES_ON.match(text):
        return True
    match = PERSON.search(text[:40])
    if match is None:
        return False
    if OFFICIAL.match(match.group()) or (villagers and _BY_TRADE.match(match.group())):
        return False
    return not is_word(name_in(match)[0])
