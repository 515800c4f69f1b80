"""Ranks: ordinals, grades, and hierarchies that only look like them."""

from __future__ import annotations

import re

from helpers.mentions.context import Atom, Context, in_unit, unmeasured
from helpers.mentions.lexicon import cue_words
from helpers.mentions.numerals import Numeral, read_arabic, read_chinese

_RANK = re.compile(
    "(?:[号线]?(?=书记|产业|时间|责任|一线)|十?届|个|位|名|次|批|期|轮|条|款|项|章|节|号|代|大|季度|阶段|产业|期|版|集|卷|部|站|步|天|年|月|例|家|座|条|台|场|师|军|中学|医院|人民)?"
)


def ordinal(context: Context, start: int, run_end: int) -> tuple[Atom, int]:
    """第一, 第二位, 第26届: numeral and rank word. 第三季度 is a date."""
    text = context.text
    numeral = read_arabic(text, start + 1) if text[start + 1].isascii() else read_chinese(text, start + 1)
    at = numeral.end if numeral is not None else run_end
    if text.startswith("季度", at):
        return unmeasured(text, start, at + 2, "date")
    match = _RANK.match(text, at)
    return unmeasured(text, start, match.end() if match else at, "ordinal")


_GRADE = re.compile(
    "级|档|等(?=奖|功|舱|品|[，。、])|楼|届|审|环|号(?:线|楼|院|令|文件|公告|机组|馆|门|台风|公路)?|期(?!间|望|待|限|满)|中全会|[Aa](?:级|景区)|星级|年级|线城市|强(?!化|调|劲|烈|国|度|力|制)|产(?:业|(?=[，。、]))|后(?=[，。、的”]|青年|大学生|返乡|干部|创业|新农人|村官|姑娘|小伙|党员|年轻|新)|本(?=院校|线|批)"
)
_GROUP = re.compile("[组社队](?=村民|农户|群众|组长|村|[，。、的])|村(?=成立|的|村民|党|，)")
_HIERARCHY = frozenset("省市县乡村镇组区州国央户社厅局处")
_LINKED = tuple(cue_words("linked_levels").split("|"))
_CONGRESS = re.compile(
    "(?:十[一二三四五六七八九]|二十|[七八九]|1[0-9]|20)大(?=[，。、；”以召报精会代闭胜开提作确部]|$|的|后|上|和)"
)


_SESSION = re.compile("次(?:全体)?(?:会议|全会|代表大会)")
_OF_A_TERM = re.compile("届(?:[^，。；、\\d]{0,10})$")
_SECOND = re.compile("[次轮茬](?=[一-鿿])(?!元|数)")
_SO_OFTEN = re.compile(cue_words("so_often"))
_CLASSES = re.compile("(?:一二|二三|三四|四五)[类级线]")
_LEVELS = re.compile("(?:联动|书记)")
_QUAKE = re.compile("级(?:以上)?(?:的?(?:强烈|强|大)?地震|余震)")
_CLASS_OF = re.compile("(?:19|20)[0-9]{2}")


def _magnitude(context: Context, start: int, numeral: Numeral) -> tuple[Atom, int]:
    """Return the magnitude of an earthquake (6.2级地震), which is measured."""
    end = numeral.end + 1
    return in_unit(context, start, numeral, "级", end), end


def read_grade(context: Context, start: int, numeral: Numeral) -> tuple[Atom, int] | None:
    """三级, 1档, 二楼, 十八大, 20号线: ranks and grades without 第; 省市县三级 is a hierarchy, hence a slogan."""
    text, at = context.text, numeral.end
    if _CONGRESS.match(text, start):
        return unmeasured(text, start, at + 1, "ordinal")
    if (
        text[start - 1 : start] in ("村", "区", "乡", "镇", "道")
        and start
        and (group := _GROUP.match(text, at))
    ):
        return unmeasured(text, start, group.end(), "ordinal")
    if (session := _SESSION.match(text, at)) and _OF_A_TERM.search(text, context.clause_before(start), start):
        return unmeasured(text, start, session.end(), "ordinal")  # 十四届全国人大三次会议
    if (
        text[start:at] == "二"
        and (again := _SECOND.match(text, at))
        and not _SO_OFTEN.search(text, context.clause_before(start), start)
    ):
        return unmeasured(text, start, again.end(), "ordinal")  # 二次烘干, 二轮承包, 二茬瓜: 两 would count
    if (classes := _CLASSES.match(text, start)) and not _LEVELS.match(text, classes.end()):
        return unmeasured(text, start, classes.end(), "ordinal")  # 一二类苗, 三四级手术
    match = _GRADE.match(text, at)
    if match and match[0] == "级" and _QUAKE.match(text, at):
        return _magnitude(context, start, numeral)
    if match and match[0] in ("级", "届") and _CLASS_OF.fullmatch(text, start, at):
        return unmeasured(text, start, match.end(), "ordinal")  # 2009级本科生, 2023届毕业生
    if match is None or numeral.high > 2000 or numeral.bound != "exact":
        return None
    if match[0] == "级" and (text[start - 1 : start] in _HIERARCHY or text.startswith(_LINKED, at + 1)):
        begin = start
        while begin > 0 and text[begin - 1] in _HIERARCHY:
            begin -= 1
        return unmeasured(text, begin, match.end(), "slogan")
    if match[0] == "级" and numeral.number.denominator > 1:
        return None
    if match[0].startswith("期") and (text[start].isascii() or numeral.high > 10):
        return None
    if match[0] == "届" and text[start].isascii():
        return None
    if match[0] == "级" and numeral.bare and numeral.scale == 1:
        return None
    return unmeasured(text, start, match.end(), "ordinal")
