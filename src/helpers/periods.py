"""Periods: when a number holds, as EDTF (ISO 8601-2), from the time words of its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from edtf import EDTFParseException, parse_edtf

from helpers.datelines import dateline
from helpers.patterns import quick
from helpers.resources import alternation, read_resource

_DIGIT = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
_HALF = (
    r"(?:上半年|下半年|第?[一二三四1234]季度|前[三3]季度|前[二两2]季度|首季|[前头](?:\d{1,2}|"
    r"[一二两三四五六七八九十]{1,2})个?月)"
)
_WORK = "不懈|持续|连续|接续|传承|发展|努力|建设|奋斗|探索|摸索|实践|培育|攻坚|经营|打造|治理|帮扶|拼搏|试验"  # 经过3年的努力
_GROWS = "增长|增加了|增[幅收]|翻了?|提高了?|累计"  # 十年增长近八成
# What was done in so many years, said at the head of a clause (5年改造危房14207户).
_DID = (
    "建成|改造|新建|新增|投入|筹集|整合|培训|发放|兑现|劝返|减贫|脱贫|搬迁|实施|硬化|修[建通筑]|架设|治理|带动|吸纳|引进|"
    "选派|派出|完成|落实|解决|救助|资助|共(?![同享建富产])"
)
_MONTHS = rf"{_N}\s*(?:月份?)?\s*(?:[-—–~～至到])\s*{_N}\s*月份?"


def _plans() -> dict[str, str]:
    table = read_resource("plan_periods.csv")
    return dict(zip(table["word"], table["period"], strict=True))


def _cues() -> dict[str, str]:
    table = read_resource("time_cues.csv")
    return dict(zip(table["word"], table["form"], strict=True))


def _festivals() -> dict[str, tuple[str, str]]:
    table = read_resource("spring_festivals.csv")
    return {str(r["year"]): (str(r["first"]), str(r["last"])) for _, r in table.iterrows()}


def _events() -> dict[str, str]:
    table = read_resource("time_cues.csv")
    return {str(r["word"]): str(r["value"]) for _, r in table.iterrows() if r["value"]}


PLAN_PERIODS = _plans()  # 十三五 → 2016/2020
CUES = _cues()  # 目前 → now, 累计 → total, 近年来 → recent
FESTIVALS = _festivals()  # 2025 → 2025-01-28, 2025-02-04
EVENTS = _events()  # 党的二十大以来 → 2022-10


_TIME = quick(
    rf"(?P<range>(?P<r1>{_YEAR})\s*年?\s*(?:[-—–~～至到]+|——)\s*(?P<r2>{_YEAR})\s*(?:年|(?=期间)))"
    rf"|(?:民国(?P<roc>\d{{2,3}})年|(?P<iso>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|"
    rf"3[01]))(?!\d)"
    rf"|(?P<year>{_YEAR})\s*年(?!代|级|轮)(?:度)?|(?P<rel>过去的?这?一年|去年|上年|今年|(?<![一-龥])来年(?![均产])|(?<=[到在])来年(?=[初春夏秋冬底的])|本年度?|当年|前年|明年|"
    rf"(?<![成产园工用营之以])后年|去冬今春|[今去](?<!回去)[春夏秋冬](?![节晚运联])|今明两年|(?<![\d一二三四五六七八九十两几多个])年内|同年|次年|翌年|全年|[那这]一?年(?![里份头些来前代月])|新的?一年(?![级次轮期]))(?:全年)?)"
    rf"(?:\s*(?P<months>{_MONTHS})|(?P<half>{_HALF})(?P<quarterend>[末底])?|"
    rf"的?\s*(?P<month>{_N})\s*月份?(?:\s*(?P<day>{_N})\s*[日号](?:[至到—–-](?P<dayto>{_N})[日号])?|(?P<mlate>上旬|中旬|下旬|[底末初]))?"
    rf"|的?[“\"]?(?P<feast>国庆|五一|元旦|春节|端午|中秋|清明)[”\"]?(?:国庆|中秋|节|长假|假期|黄金周|期间)*"
    rf"|(?P<late>年?[底末初](?!期|步|级|中|衷|心|次)))?"
    rf"|(?P<festival>[“\"]?春节[”\"]?(?:以来|(?:期间|小?长假|假期|假日|黄金周)+))"
    rf"|(?P<days>[“\"]?(?P<feast2>国庆|五一|元旦)[”\"]?(?:、?中秋)?节?(?:期间|小?长假|假期|假日|黄金周)+)"
    rf"|(?P<opening>新[年春]伊始|开年(?:伊始|之初|(?=以?来|[，,]))|岁首年初|岁首)"
    rf"|(?P<months2>(?<!\d){_MONTHS})"
    rf"|(?<![\d.一二三四五六七八九十每几数第个])(?P<month3>{_N})\s*月(?!度|均|薪|租|亮|球|饼|嫂|子|供|"
    rf"票|(?<=[一二两三四五六七八九十]月)内(?!蒙)|(?<=[一半]月)[\d.]+[万千]?[多余]?[元块])份?(?:(?P<day3>{_N})\s*[日号](?:[至到—–-](?P<dayto3>{_N})[日号])?|(?P<mlate3>上旬|中旬|下旬|[底末初]))?"
    rf"|(?P<half3>{_HALF})(?P<quarterend3>[末底])?"
    rf"|(?P<while>半年|(?:两|{_N})个多?月)多?以?来(?![到自源看说])"
    rf"|(?P<endofmonth>(?<![\d一二三四五六七八九十个本上每])月[底末初])"
    rf"|(?P<plan>[“\"「]?(?<![一二三四五六七八九百])(?<!正月)(?<!八月)(?<!腊月)(?:{alternation(PLAN_PERIODS)})[”\"」]?(?=时期|期间|以来|末|初|规划|开局|收官|前|"
    rf"五年|中期|头|第|，|,|、|共|全|累计|[^月日年运个大条项千百万周元岁名户人位天号台所家处次斤亩公里]))"
    rf"|(?<![\d.几数])(?P<ago>\d{{1,2}}|100|[一二三四五六七八九十两]{{1,3}})(?P<agou>[多余几]?年多?)(?P<agos>前(?!景|途|后|"
    rf"列|三|十)|来|以来|间(?!隔|断|歇|接|作|种)|下来|过去(?=[，,了])|里(?![程面边外])|(?={_GROWS})|的?(?={_WORK})|(?<![^，。；：,;:\n][\d一二两三四五六七八九十]年)(?={_DID}))"
    rf"|(?<![\d.近去])(?P<within>\d{{1,2}}|[一二三四五六七八九十两]{{1,3}})年(?:之|以)?内"
    rf"|未来(?P<coming>{_N}|两)年(?!来)"
    rf"|(?P<more>再用(?:近|约)?(?:两|{_N})个?[年月](?:左右)?(?:的?时间)?)"
    rf"|(?:过去|近|最近|这|(?<![提学])前)(?P<past>\d{{1,2}}|[一二三四五六七八九十两]{{1,3}})(?:个)?年(?:来|以来|间|里)?"
    rf"|(?P<decade>(?:上世纪|20世纪|本世纪|21世纪)?(?P<dec>[二三四五六七八九1-9]?[十0])年代)"
    rf"|(?P<lateonly>(?<![去今上本前明当全周每整成次青少老中多历往近同连年数\d])年[底末初](?!\S?[总报]))"
    rf"|(?P<day1>今天|今日|今[早晨晚](?![会报点餐饭])|昨天|昨日|昨[晚夜](?:今晨)?|前天|明天|当天|当日|本月|这个月|下个?月|上月|上个月|本周|上周|近日|日前|近期)"
    rf"|(?<![\d月.日到—-])(?<!(?<![截止])至)(?P<dayonly>\d{{1,2}})日(?!均|常|本|报|前|夜|产|游)"
    rf"|(?!截?[至止]今?[（(]?\d{{0,4}}[)）]?年|至今[天日早晨晚年]|从前年(?!年)|(?<=超)过去[年冬])(?P<cue>{alternation(CUES)}|现(?=种|全|有|拥|累|共|住|存)|自[^，,。；;\d]{{2,24}}?以来|刚[^，,。；;、]{{1,6}}时(?=[，,])|以来(?![最首]))"
)
_SINCE = re.compile(
    r"(?:[^，,。；;\d]{0,3}?(?:以来|至今(?!年))|[^，,。；;\d是创]{0,22}?(?:以来|至今(?!年))(?!的?[最首新])|来(?=[，,共已全累我，、])|起(?![来到义源草点步伏])|开始|之后|以后|"
    r"后(?=[，,]))"
)
_FROM_THEN_ON = re.compile(r"[^，,。；;\d]{1,10}起(?=[，,、累已共先])")  # 自2020年建立机制起累计
_BEFORE = re.compile(r"(?:之前|以前|前(?![三五十\d半期沿后景]|[一二两四六七八九]个?[月季]))")
_BASE_AFTER = re.compile(r"(?:相比|同期|的?基础上|为基[期数]|以来最|水平(?:相|比)|价格)")
_BASE_BEFORE = re.compile(
    r"(?:占|比|较|相比|相对于?|对比|[高低多少快慢优好长短]于|超过|与|跟|同|不变价|不[如及]|比[^，。；、\d]{1,6}的)$"
)
# 完成全年任务（12万公里）的九成: the year of a task is not the time up to which part of it was done.
_OF_A_TASK = re.compile(
    r"的?(?:全年|年度)?(?:目标)?(?:任务|目标|计划)(?:数|量|总数|总量)?(?=的|(?P<told>[（(]))"
)
# 1日发生的地震已造成…: the date of what is named, not of what is told of it.
_OF_AN_EVENT = re.compile("(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|夜间?)?发生的")
_MADE_KNOWN = re.compile("(?:公布|发布|通报)的?(?:最新)?(?:数据|统计|消息|情况)")  # is as of that day
_BECOMES = re.compile("[发拓扩变转改提增升上][^，。；]{0,6}?[到成为至]|成长为")  # 从过去的单一品种发展成
_THAN = re.compile("(?:比|较|相比于?|相较于?)$")
_TIMES = re.compile(r"的?(?:近|约|超过?)?[\d.一二三四五六七八九十百两多余几]{1,6}倍")
_FROM = ("由", "从", "自")
_UNTIL = re.compile(r"(?:截至|截止到?|截止|至|到|迄|到了|直到|止于)$")
_FIRST_YEARS = re.compile("[前头](?P<count>[两二三四])年")  # of a five-year plan
_EDGE = re.compile("期?末|初|开局|收官")  # of a five-year plan
_DOCUMENT = re.compile(
    r"[”\"」]?(?:[省国]定)?(?:深度)?(?:贫困|重点|脱贫)(?:村|县)|[”\"」]?规划(?:纲要)?[》”]?(?:[^，。；]{0,4}(?:提出|指出|明确|强调)|(?:确定的|提出的)?(?:目标|任务))|[”\"」]?(?:重点|重大)[^，。；]{0,6}(?:项目|工程)"
)  # 十五五规划纲要提出
_IN_QUOTE = re.compile(r"《[^》]*》|【[^】]*】|〈[^〉]*〉|『[^』]*』")


_UNDATED = ("vague", "then")  # 过去, 当时
_STOPS = ("，", ",", "；", ";", "。", "：", "“")


@dataclass  # not frozen, which takes three times as long to make
class TimeWord:
    """A time word of a sentence and what it gives.

    `form`: point (a date or span), since (open to the publication date), before (deadline), now, total,
    recent, none.
    """

    start: int
    end: int
    form: str
    value: str = ""
    until: bool = False
    base: bool = False
    source: bool = False  # 从2018年的52.1%: holds for the number right behind it only
    bare: bool = False  # 年底, 6月: took its year from the context
    quoted: bool = False
    loose: bool = False  # 全年, 年内: of the year under review in a report, of the coming one in a plan
    reach: int = -1  # where 从2018年的 … 发展成 turns to what has become of it
    counted: bool = False  # 累计, 共计: up to now, whatever was told before
    alone: bool = False  # 过去，: a clause of its own, so that it holds for what is behind it; or a heading's


@dataclass(frozen=True)
class Anchor:
    """The publication date that 去年 and 目前 refer to; empty strings when unknown."""

    published: str
    context: str = ""  # a year that the text named before, when there is no publication date
    review: str = ""  # the year that the report looks back on, as its title says (2022年统计公报)

    @property
    def year(self) -> int | None:
        """Return the year of publication."""
        head = self.published[:4]
        return int(head) if len(head) == 4 and head.isdigit() else None

    @property
    def month(self) -> str:
        """Return the date of publication to the month, or to what is known."""
        return self.published[:7] if len(self.published) >= 7 else self.published[:4]


_PLAIN = re.compile(r"/?\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")


@lru_cache(maxsize=4096)
def is_edtf(text: str) -> bool:
    """Return whether a text is a valid EDTF date or interval.

    The plain forms that time words give are checked by hand, since the library's parser takes
    milliseconds; the tests
    hold the two together. Every other form goes to the library.
    """
    if _PLAIN.fullmatch(text):
        return not (text.startswith("/") and text.count("/") > 1) and _possible(text) and _in_order(text)
    try:
        parse_edtf(text)
    except (EDTFParseException, ValueError):
        return False
    return _possible(text)


def _in_order(text: str) -> bool:
    """Return whether an interval does not end before it begins."""
    first, _, last = text.partition("/")
    shorter = min(len(first), len(last))
    return not last or first[:shorter] <= last[:shorter]


@lru_cache(maxsize=4096)
def _possible(text: str) -> bool:
    """Return whether every calendar date in an EDTF text exists (no 13th month, no 30 February)."""
    for year, month, day in re.findall(r"(\d{4})(?:-(\d+))?(?:-(\d+))?", text):
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return False
    return True


def numeral(text: str) -> int:
    """Read 12, 十二 or 二〇一二."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_DIGIT.get(tens, "1")) * 10 + int(_DIGIT.get(ones, "0") if ones else "0")
    return int("".join(_DIGIT.get(c, "2" if c == "两" else "") for c in text) or 0)


def find_time_words(
    text: str, anchor: Anchor, year_before: str = "", framed: str = "", told: str = ""
) -> list[TimeWord]:
    """Return the time words of a sentence in order, resolved against those before and the anchor.

    Parameters
    ----------
    text
        The sentence.
    anchor
        The publication date.
    year_before
        The year that the sentences before it named last; it serves when no publication date is known.
    framed
        The year that opened the paragraph; months without a year lie in it.
    told
        The year that the paragraph named last; 六年下来 and 4年间 count from it.
    """
    if year_before:
        anchor = Anchor(anchor.published, year_before, anchor.review)
    words: list[TimeWord] = []
    quoted = [m.span() for m in _IN_QUOTE.finditer(text)] if "》" in text or "】" in text else []
    quoted.append(dateline(text))  # when a report was filed, not when what it tells of was
    year = int(framed) if framed else None
    month = ""
    guessed = False  # whether the year is that of a bare month, which may be the one before
    for match in _TIME.finditer(text):
        if words and match.start() < words[-1].end:
            continue  # 以前 in 2005年以前
        if words and _quote_ends(text, words[-1].start, match.start()):
            year, month, guessed = int(framed) if framed else None, "", False
        begun = year if year is not None else int(told) if told.isdigit() else None
        known = begun if match["rel"] in _OF_THE_TOLD else year
        lasting = match["ago"] and (_between(match, words) or _lasting(match, anchor, begun))
        word = lasting or (None if match["ago"] else _read(match, anchor, known, month))
        if word is None:
            continue
        if year is None and match["rel"] in ("全年", "年内"):
            word = replace(word, loose=True)
        word = _with_surroundings(text, word)
        if match["past"] or match["ago"] or match["coming"]:
            word = _beside(word, match, words, anchor)
        if word.form == "since" and match["day1"] and len(word.value) == 10 < len(anchor.published) + 1:
            days = dict.fromkeys((word.value, anchor.published[:10]))
            word = replace(word, form="point", value="/".join(days))  # 昨天开始: up to today
        if words and words[-1].base and text[words[-1].end : word.start] == "的":
            word = replace(word, base=True)  # 比搬迁前的2014年
        if any(a <= word.start < b for a, b in quoted):
            word = replace(word, quoted=True)
        elif match["ago"] and (word.quoted or word.form == "since"):
            pass  # 建院17年来演出最多的一年: names its own length only; 三年共换下549人，前三季度…: is no year for what follows
        elif word.form in ("point", "since", "before") and word.value[:4].isdigit() and not word.base:
            if guessed and (match["month3"] or match["half3"] or match["months2"] or match["lateonly"]):
                word = replace(word, bare=True)
            guessed = word.bare and not word.value.endswith("-12")  # 下半年 is hardly the last one
            year = int(word.value[:4])
            month = word.value if len(word.value) >= 7 and "/" not in word.value else month
        words.append(word)
    return _spans(text, words)


def _quote_ends(text: str, last: int, at: int) -> bool:
    """Return whether a quote in which a time word stands ends before another (“去年突破了一千万。”5月7日，…)."""
    end = text.find("”", last, at)
    return end >= 0 and text.rfind("“", 0, last) > text.rfind("”", 0, last)


_SEASON = re.compile(r"(\d{4})-2[1-4](?!\d)")  # EDTF's 2021-22, summer: the year is what counts for a number


def with_dates(words: Sequence[TimeWord], text: str, dates: Sequence[tuple[int, int, str]]) -> list[TimeWord]:
    """Add the dates that the mentions found and no time word covers (112年 in a text of Taiwan).

    What is no date that exists (2月30日) stays a time word that gives none.

    Parameters
    ----------
    words
        Time words of a sentence.
    text
        The sentence.
    dates
        Start, end and period of its date mentions.
    """
    out = list(words)
    _, told = dateline(text)
    for start, end, named in dates:
        period = _SEASON.sub(r"\1", named) if "-2" in named else named
        if start < told or _is_of_an_event(text, start, end):
            continue
        touching = [w for w in out if w.start < end and start < w.end]
        if not period and impossible_dates(text[start:end]):
            out = [w for w in out if w not in touching]
            out.append(TimeWord(start, end, "vague"))
        elif period and all(
            w.start >= start and w.end <= end and (w.start, w.end) != (start, end) for w in touching
        ):
            out = [w for w in out if w not in touching]
            out.append(_with_surroundings(text, TimeWord(start, end, "point", period)))
    return sorted(out, key=lambda word: word.start)


_BARE_YEAR = re.compile(r"20\d\d(?![年至到、和—–~～/.-])")


def _is_of_an_event(text: str, start: int, end: int) -> bool:
    """Return whether a date is the year in a name (2024中关村论坛, “非遗月2025”), which dates nothing else."""
    match = _BARE_YEAR.match(text, start)
    return match is not None and match.end() == end


def of_plan_or_review(word: TimeWord, anchor: Anchor, planned: bool) -> TimeWord:
    """Return 全年 and 年内 in the year that they mean early in a year: this one in a plan, else the one before."""
    if not word.loose or anchor.year is None or not "01" <= anchor.published[5:7] <= "04":
        return word
    if planned and word.value == str(anchor.year - 1):
        return replace(word, value=str(anchor.year))
    looks_back = not planned and anchor.published[5:7] < "03" and word.value == str(anchor.year)
    return earlier_year(word) if looks_back else word


def earlier_year(word: TimeWord) -> TimeWord:
    """Return a date that took its year from the context, one year earlier."""
    parts = [f"{int(part[:4]) - 1}{part[4:]}" for part in word.value.split("/") if part]
    return replace(word, value="/".join(parts))


_TO = ("至", "到", "—", "——", "–", "-", "~", "～")
# 7月28日8时至29日8时, 从昨天凌晨到今天中午: the hour stands between the day and the word that leads on.
_HOUR_TO = re.compile(
    r"(?:凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上?|夜间?)?(?:\d{1,2}[时点](?:\d{1,2}分|半)?)?[至到]"
)


def _spans(text: str, words: list[TimeWord]) -> list[TimeWord]:
    """Let 从2019年3月到2020年5月 be one span, and 从2023年到现在 one up to publication."""
    out: list[TimeWord] = []
    for word in words:
        if out and (whole := _explained(text, out[-1], word)) is not None:
            out[-1] = whole
            continue
        if out and out[-1].source and word.until and out[-1].form == word.form == "point":
            between = text[out[-1].end : word.start]
            if _HOUR_TO.fullmatch(between) and "/" not in out[-1].value + word.value:
                first = out.pop()
                word = replace(word, start=first.start, value=f"{first.value}/{word.value}", until=False)
        elif (
            out
            and out[-1].form == word.form == "point"
            and (text[out[-1].end : word.start] in _TO or _HOUR_TO.fullmatch(text, out[-1].end, word.start))
            and len(out[-1].value) == len(word.value) > 4
            and "/" not in out[-1].value + word.value
            and out[-1].value < word.value
        ):
            first = out.pop()  # 4月20日至5月31日
            word = replace(word, start=first.start, value=f"{first.value}/{word.value}", until=False)
        elif (
            out
            and out[-1].form == word.form == "point"
            and text[out[-1].end : word.start] in ("至", "到")
            and len(out[-1].value) == 4 <= len(word.value)
            and "/" not in word.value
            and out[-1].value < word.value[:4]
        ):
            first = out.pop()  # 2016年至今年6月
            word = replace(word, start=first.start, value=f"{first.value}/{word.value}", until=False)
        elif (
            out
            and out[-1].source
            and (out[-1].form, word.form) == ("point", "now")
            and text[out[-1].end : word.start] in ("到", "至", "一直到")
        ):
            first = out.pop()
            word = replace(word, start=first.start, form="since", value=first.value)
        if out and _begun(text, out[-1], word):
            word = replace(word, value=f"{word.value[:4]}/{out[-1].value}")
        out.append(word)
    return out


def _begun(text: str, moment: TimeWord, plan: TimeWord) -> bool:
    """Return whether a plan's years are counted up to a moment told before (截至2024年底，“十四五”时期累计)."""
    return (
        moment.until
        and moment.form == plan.form == "point"
        and "/" not in moment.value
        and len(plan.value) == 9
        and text[moment.end : plan.start] in ("，", ",")
        and plan.value[:4] < moment.value[:4] <= plan.value[5:]
    )


def _explained(text: str, first: TimeWord, second: TimeWord) -> TimeWord | None:
    """Return 今天（1月7日） as one time word, whose date is what stands in brackets; None if there are two."""
    if (
        second.start - first.end != 1
        or text[first.end] not in "（("
        or not first.form == second.form == "point"
    ):
        return None
    if (
        len(first.value) != 10
        or len(second.value) != 10
        or text[second.end : second.end + 1] not in ("）", ")")
    ):
        return None
    end = second.end + 1
    return replace(_with_surroundings(text, replace(first, end=end)), value=second.value)


def _with_surroundings(text: str, word: TimeWord) -> TimeWord:
    """Add what stands around a time word: 以来, 前, 截至, 比 … 增加, 从 … 的."""
    head = text[max(word.start - 8, 0) : word.start]
    if word.form == "vague" and (_TIMES.match(text, word.end) or _THAN.search(head)):
        return replace(word, base=True, quoted=True)  # 是搬迁前的4倍, 比以往高
    if (
        word.form in _UNDATED
        and text[max(word.start - 1, 0)] in _STOPS
        and text[word.end : word.end + 1] in _STOPS
    ):
        word = replace(word, alone=True)
    if word.form in ("now", "vague", "then") and head.endswith(_FROM):
        return _as_source(text, word)  # 从现在的3800元提高到5000元
    if word.form != "point":
        return word
    if _may_last(text, word.end) and (match := _SINCE.match(text, word.end)):
        return replace(word, end=match.end(), form="since")
    if head.endswith(("自", "从")) and (match := _FROM_THEN_ON.match(text, word.end)):
        return replace(word, end=match.end(), form="since")
    if match := _BEFORE.match(text, word.end):
        return replace(word, end=match.end(), form="before")
    if match := _OF_A_TASK.match(text, word.end):
        end = match.end() if match["told"] else word.end
        return replace(word, base=True, end=end, source=bool(match["told"]))
    tail = text[word.end : word.end + 6]
    if (_BASE_BEFORE.search(head) and not re.search(r"(?:将|按照|可)$", head)) or _BASE_AFTER.match(
        tail.lstrip("的")
    ):
        return replace(word, base=True, source=tail.startswith(("的", "（", "(")))  # 比2018年的8%
    if _TIMES.match(text, word.end) and head.endswith(("是", "为", "达", "达到", "相当于")):
        return replace(word, base=True, quoted=True)  # 是2014年的3.2倍
    if head.endswith(_FROM):
        return _as_source(text, word)
    if _OF_AN_EVENT.match(text, word.end):
        return replace(word, source=True)
    known = len(word.value) == 10 and _MADE_KNOWN.match(text, word.end)
    until = bool(known or _UNTIL.search(head))
    return word if until == word.until else replace(word, until=until)


def _may_last(text: str, at: int) -> bool:
    """Return whether what stands behind a time word may make it the beginning of what lasts."""
    return text[at : at + 1] in "来起开之以后" or "以来" in text or "至今" in text


def _as_source(text: str, word: TimeWord) -> TimeWord:
    change = _BECOMES.search(text, word.end)
    return replace(word, source=True, reach=change.end() if change else -1)


def _read(match: re.Match[str], anchor: Anchor, year: int | None, month: str) -> TimeWord | None:
    """Return the time word of one match, without its surroundings; `month` is the month or day told before."""
    group = match.group
    start, end = match.span()
    if group("cue"):
        if group("cue")[-1] == "前" and match.string[end : end + 1] in ("期", "景", "列", "沿"):
            return None  # 改造前期
        if group("cue").endswith("来") and _RECORD.match(match.string, end):
            return None  # 创改革开放以来新高
        form = CUES.get(group("cue"), {"现": "now", "刚": "vague"}.get(group("cue")[0], "recent"))
        if group("cue")[0] == "自" and (event := next((e for e in EVENTS if e in group("cue")), "")):
            return TimeWord(start, end, "since", EVENTS[event])  # 自党的十八大以来
        counted = form == "total" and group("cue")[0] != "已"
        value = str(anchor.year or "") if form == "total" else EVENTS.get(group("cue"), "")
        return TimeWord(start, end, form, value, counted=counted)
    if group("festival"):
        return _festival(start, end, anchor, match.string[end - 2 : end] == "以来")
    if group("days"):
        return _days_off(_FEASTS[group("feast2")], start, end, anchor)
    if group("range"):
        return TimeWord(start, end, "point", f"{numeral(group('r1'))}/{numeral(group('r2'))}")
    if group("plan"):
        value = PLAN_PERIODS[group("plan").strip('“”"「」')]
        if part := _FIRST_YEARS.match(match.string, end):
            first = int(value[:4])
            return TimeWord(start, part.end(), "point", f"{first}/{first + numeral(part['count']) - 1}")
        if edge := _EDGE.match(match.string, end):
            value = _edge_of(value, edge.group())
            end = edge.end()
        return TimeWord(start, end, "point", value, quoted=bool(_DOCUMENT.match(match.string, end)))
    if group("more"):
        return TimeWord(start, end, "vague")
    if group("coming"):
        return _coming(numeral(group("coming")), start, end, anchor)
    if group("within"):
        return _within(group("within"), start, end, anchor)
    if group("opening"):
        return TimeWord(start, end, "point", f"{anchor.year}-01") if anchor.year is not None else None
    if group("while") or group("endofmonth"):
        return _months_ago(group("while"), start, end, anchor)
    if group("past"):
        word = _past(group("past"), start, end, anchor)
        if word is not None and _RECORD.match(match.string, end):
            return replace(word, quoted=True)  # holds for its own length only
        return None if _a_length(match.string, start, end) else word
    if group("decade"):
        return _decade(group("decade"), group("dec"), start, end)
    if group("day1"):
        if _NOWADAYS.match(match.string, start) or (
            group("day1") == "今天" and match.string[max(start - 2, 0) : start] == "再到"
        ):
            return TimeWord(start, end, "now")
        return _day_word(group("day1"), start, end, anchor, month)
    if group("dayonly"):
        base = month[:7] or anchor.published[:7]
        value = f"{base}-{int(group('dayonly')):02d}" if len(base) == 7 else ""
        value = value if _possible(value) else ""
        return TimeWord(start, end, "point", value, bare=True) if value else None
    value = _calendar(match, anchor, year)
    if not value and group("rel") in ("当年", "那一年", "那年") and anchor.year is not None:
        return TimeWord(start, end, "vague")  # 当年只有三户人家: back then
    if not value or not _possible(value):
        return None
    bare = year is None and bool(group("month3") or group("half3") or group("months2") or group("lateonly"))
    return TimeWord(start, end, "point", value, bare=bare)


_NOWADAYS = re.compile(
    r"今日(?=中国)|今[天日]的(?=[\u4e00-\u9fff])(?![^，,。；]{0,8}(?:会|新闻|节目|活动|发布|天气|比赛|报道|联播|论坛|仪式|现场|降))"
)  # 今天的浙江，…
_RECORD = re.compile(r"来?(?:[^，,。；\d]{0,6}最[多高大低少好快]|[^，,。；\d]{0,4}新[高低])")  # 近9年增产最多
_OF_THE_TOLD = (
    "当年",
    "同年",
    "年内",
    "那一年",
    "这一年",
    "那年",
    "这年",
    "次年",
    "翌年",
)  # of the year told before
_CLAUSE_ENDS = re.compile(r"的?(?:时间|[，,。；;、！])|$")
_FEASTS = {"国庆": "10", "五一": "05", "元旦": "01", "清明": "04"}
_RELATIVE = {
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "年内": 0,
    "前年": -2,
    "来年": 1,
    "明年": 1,
    "后年": 2,
} | {f"{when}{season}": -(when == "去") for when in "今去" for season in "春夏秋冬"}


def _calendar(match: re.Match[str], anchor: Anchor, year: int | None) -> str:
    """Return the EDTF value of a year, month or day, written or relative."""
    group = match.group
    if group("iso"):
        y, m, d = (int(x) for x in re.split(r"[-/.]", group("iso")))
        return f"{y:04d}-{m:02d}-{d:02d}"
    if group("rel") == "去冬今春" and anchor.year is not None:
        return f"{anchor.year - 1}/{anchor.year}"
    stated = _stated_year(match, anchor, year)
    if stated is None:
        stated = _context_year(match, anchor, year)
    if stated is None:
        return ""
    if months := group("months") or group("months2"):
        first, last = (numeral(x) for x in re.findall(_N, months)[:2])
        return f"{stated}-{first:02d}/{stated}-{last:02d}" if 0 < first < last <= 12 else ""
    if half := group("half") or group("half3"):
        whole = _part_of_year(stated, half)
        return whole[-7:] if group("quarterend") or group("quarterend3") else whole
    if feast := group("feast"):
        return f"{stated}-{_FEASTS[feast]}" if feast in _FEASTS else str(stated)
    if month := group("month") or group("month3"):
        value = f"{stated}-{numeral(month):02d}"
        day = group("day") or group("day3")
        if to := group("dayto") or group("dayto3"):
            return f"{value}-{numeral(day):02d}/{value}-{numeral(to):02d}"  # 4月15日至19日
        return f"{value}-{numeral(day):02d}" if day else value
    if late := (group("late") or group("lateonly") or "")[-1:]:
        return f"{stated}-01" if late == "初" else f"{stated}-12"
    return str(stated)


_THIS = ("本年", "本年度", "当年", "年内")


def _stated_year(match: re.Match[str], anchor: Anchor, year: int | None) -> int | None:
    if match["year"]:
        return numeral(match["year"])
    if match["roc"]:
        return int(match["roc"]) + 1911
    rel = match["rel"]
    if rel in _THIS and year is None and anchor.review and anchor.review == str((anchor.year or 0) - 1):
        return int(anchor.review)  # 本年 in 2023年工作总结, of January
    looked_back = year is None and anchor.context == str(_year_in_review(anchor))
    if rel in ("当年", "年内") and looked_back and match["month"] is None:
        return int(anchor.context)  # a report of January looks back on the year that it told before
    if rel in ("当年", "同年"):
        dated = match["month"] or match["half"] or anchor.year is None
        return (
            year if year is not None else int(anchor.context) if dated and anchor.context.isdigit() else None
        )
    if rel in ("次年", "翌年"):
        return None if year is None else year + 1
    if rel == "上年" and year is not None and year == _year_in_review(anchor):
        return year - 1  # 截至12月底，…由上年的58%提高到70%, in a report of January
    if rel == "年内" and year is not None and str(year) == str(_year_in_review(anchor)):
        return year
    december = year is None and anchor.published[5:7] == "12"  # when 这一年 and 全年 are the year that ends
    if rel == "这一年" and december and not anchor.context:
        return anchor.year
    if rel in ("那一年", "这一年", "那年", "这年"):
        return year if year is not None else int(anchor.context) if anchor.context.isdigit() else None
    if rel in ("新的一年", "新一年") and anchor.year is not None:
        return anchor.year + (anchor.published[5:7] in ("11", "12"))
    if rel == "全年" and year is None and anchor.published[5:7] > "04" and (december or _ahead(match)):
        return anchor.year  # 预计全年产值
    if rel == "全年" or (rel or "").startswith("过去"):
        return year if year is not None else _year_in_review(anchor)
    if rel in ("今明两年", "去冬今春", "次年", "翌年") or rel is None or anchor.year is None:
        return None
    if rel == "前年" and match.string.startswith("大", max(match.start() - 1, 0)):
        return anchor.year - 3
    return anchor.year + _RELATIVE[rel]


_AHEAD = re.compile("预计|有望|力争|确保|预期|计划|目标|[将可]")


def _ahead(match: re.Match[str]) -> bool:
    """Return whether the words beside a time word look ahead."""
    start, end = match.span()
    return bool(
        _AHEAD.search(match.string, max(start - 5, 0), start) or _AHEAD.search(match.string, end, end + 8)
    )


def _year_in_review(anchor: Anchor) -> int | None:
    """Return the year that 全年 means: the title's, else in January to April the one before."""
    if anchor.review:
        return int(anchor.review)
    if anchor.year is None or len(anchor.published) < 7:
        return None
    return anchor.year - 1 if anchor.published[5:7] < "05" else None


def _context_year(match: re.Match[str], anchor: Anchor, year: int | None) -> int | None:
    """Return the year of a date that states none: that of the words before it, else of publication."""
    if match["rel"] or match["iso"]:
        return None
    if year is not None and not _still_to_come(match, anchor, year):
        return year
    if anchor.year is not None and _has_ended(match, anchor):
        return anchor.year - 1
    if match["lateonly"] and (reviewed := _year_in_review(anchor)) is not None and anchor.review:
        return reviewed
    return anchor.year or (int(anchor.context) if anchor.context.isdigit() else None)


def _still_to_come(match: re.Match[str], anchor: Anchor, year: int) -> bool:
    """Return whether 年底 is that of publication though a year before it was told (去年…，预计年底前再上两条线)."""
    return bool(match["lateonly"]) and anchor.year is not None and year < anchor.year and _ahead(match)


def _has_ended(match: re.Match[str], anchor: Anchor) -> bool:
    """Return whether 前三季度 or 1至11月, which look back, cannot lie in the year of publication."""
    now, half, months = anchor.published[5:7], match["half3"], match["months2"]
    if not now or not (months or (half and half[0] in "前头")):
        return False
    last = _part_of_year(2000, half)[-2:] if half else f"{numeral(re.findall(_N, months)[1]):02d}"
    return last > now


def _part_of_year(year: int, words: str) -> str:
    """Return 上半年, 一季度 … as a span of months."""
    digit = next((numeral(c) if not c.isdigit() else int(c) for c in words if c in "一二三四1234两"), 1)
    if words.endswith("月"):
        last = numeral(re.sub(r"\D", "", words) or words.strip("前个月"))
        return f"{year}-01/{year}-{last:02d}"
    if "半年" in words:
        return f"{year}-01/{year}-06" if words[0] == "上" else f"{year}-07/{year}-12"
    if words.startswith("前"):
        return f"{year}-01/{year}-{3 * digit:02d}"
    return f"{year}-{3 * digit - 2:02d}/{year}-{3 * digit:02d}"


_IN_A_ROW = re.compile(r"(?:连续|每|第|每隔|前|后|头|将|未来|今后|用|在|[到为满有至近达])$")
_ON_AND_ON = re.compile("(?:不懈|持续|连续|接续|传承)")  # not said of a year told in passing
_HAPPENED = re.compile(f"{_GROWS}|{_DID}")
_BY = re.compile(r"(?:经过?|历经|历时)(?:[这了近约]|整整)?$")


def _lasting(match: re.Match[str], anchor: Anchor, begun: int | None) -> TimeWord | None:
    """Read N年前 as a year, and N年来, N年间, N年下来 as spans from the year told before, else up to now."""
    start, end = match.span()
    count, suffix, vague = _years(match["ago"]), match["agos"], match["agou"] != "年"
    if anchor.year is None:
        return None
    if suffix == "前":
        return (
            TimeWord(start, end, "vague")
            if vague
            else TimeWord(start, end, "point", str(anchor.year - count))
        )
    first = anchor.year - count
    gone = begun is None and suffix in ("", "的") and count > 1 and _BY.search(match.string[:start])
    if gone and not vague:
        return TimeWord(start, end, "since", str(first), quoted=True)  # 经过20年的传承: its own length only
    if begun is not None and begun > first + 1:
        begun = None  # 40 years cannot have passed since a year told in passing
    if suffix == "过去":  # 12年过去，园区已有…: names its own length, and dates nothing behind it
        since = str(first if begun is None else begun)
        return TimeWord(start, end, "since", since, quoted=True) if count > 1 else None
    if suffix in ("来", "以来") or (suffix == "下来" and begun is None and count > 1):
        return TimeWord(start, end, "since", str(begun if vague and begun == first - 1 else first))
    grown = suffix in ("间", "里") or (suffix == "" and _HAPPENED.match(match.string, end))
    if (
        begun is None
        and grown
        and count > 1 + (suffix == "间")
        and not _IN_A_ROW.search(match.string[:start])
    ):
        return TimeWord(start, end, "since", str(first))
    if suffix in ("", "的") and _ON_AND_ON.match(match.string, end):
        return None
    if begun is None or count == 1 or (suffix in ("", "的") and not _BY.search(match.string[:start])):
        return None  # 一年下来能挣 is so every year
    if begun >= first - vague:
        return TimeWord(start, end, "since", str(begun))
    return TimeWord(start, end, "point", f"{begun}/{begun + count}")


def _beside(word: TimeWord, match: re.Match[str], words: Sequence[TimeWord], anchor: Anchor) -> TimeWord:
    """Read 近5年 beside a year before this one as the years up to it, and 这5年 beside a plan as the plan's.

    未来5年 beside a plan dates nothing of its own.
    """
    told = [w for w in words if w.form == "point" and not w.base]
    if match["coming"] and any("/" in w.value for w in told):
        return replace(word, form="vague", value="")
    if match["ago"] and word.form == "since" and _RECORD.match(match.string, word.end):
        return replace(word, quoted=True)  # 建院17年来演出最多的一年
    if match["agos"] == "间" and word.form == "since" and told and told[-1].value < f"{anchor.year}":
        year = int(told[-1].value[:4])
        return replace(word, form="point", value=f"{year - _years(match['ago'])}/{year}")
    if not match["past"] or word.form != "since" or not told:
        return word
    last, count = told[-1], numeral(match["past"])
    parted = "；" in match.string[last.end : word.start]  # what is told behind a semicolon is of now
    if "/" not in last.value and not (last.quoted or parted) and last.value < f"{anchor.year}":
        year = int(last.value[:4])
        return replace(word, form="point", value=f"{year - count + 1}/{year}")
    first, _, end = last.value.partition("/")
    if match[0].startswith("这") and word.start - last.end <= 1 and end and len(first) == len(end) == 4:
        return replace(word, form="point", value=last.value)
    return word


def _between(match: re.Match[str], words: Sequence[TimeWord]) -> TimeWord | None:
    """Read N年间 as the span between the last two years told when they lie as far apart."""
    years = [int(w.value[:4]) for w in words[-2:] if w.form == "point" and w.value[:4].isdigit()]
    if match["agos"] not in ("间", "来") or len(years) < 2 or years[1] - years[0] != _years(match["ago"]):
        return None
    return TimeWord(*match.span(), "point", f"{years[0]}/{years[1]}")


def _years(words: str) -> int:
    """Read a number of years; 七八年 are up to eight."""
    if len(words) == 2 and not words.isdigit() and "十" not in words:
        words = words[1]
    return numeral(words)


def _edge_of(plan: str, word: str) -> str:
    """Return the first or last year or month of a plan (“十四五”开局之年, “十三五”末)."""
    first, last = plan.split("/")
    return {"开局": first, "收官": last, "初": f"{first}-01"}.get(word, f"{last}-12")


def _months_ago(words: str | None, start: int, end: int, anchor: Anchor) -> TimeWord | None:
    """Read 半年来 and 三个月来 as spans up to now, 月底 as the month of publication."""
    if len(anchor.published) < 7:
        return None
    back = 0 if words is None else 6 if words == "半年" else numeral(re.sub("个.*", "", words))
    year, month = divmod(int(anchor.published[:4]) * 12 + int(anchor.published[5:7]) - 1 - back, 12)
    return TimeWord(start, end, "since" if words else "point", f"{year}-{month + 1:02d}")


def _within(count: str, start: int, end: int, anchor: Anchor) -> TimeWord | None:
    """Read 3年内 as a deadline, which holds for targets only."""
    if anchor.year is None:
        return None
    return TimeWord(start, end, "within", str(anchor.year + numeral(count)))


def _coming(years: int, start: int, end: int, anchor: Anchor) -> TimeWord:
    """Read 未来3年 as the years from now on."""
    if anchor.year is None or len(anchor.published) < 7:
        return TimeWord(start, end, "vague")
    return TimeWord(start, end, "point", f"{anchor.month}/{anchor.year + years}")


def _a_length(text: str, start: int, end: int) -> bool:
    """Return whether 近十年 at the end of a clause tells how long somebody has done what stands before it."""
    inside = start > 0 and text[start - 1] not in "，,。；;：:“”（("
    return (
        text.startswith("近", start)
        and text[end - 1] == "年"
        and inside
        and bool(_CLAUSE_ENDS.match(text, end))
    )


def _past(count: str, start: int, end: int, anchor: Anchor) -> TimeWord | None:
    if anchor.year is None or not 1 < numeral(count) < 60:
        return None
    return TimeWord(start, end, "since", str(anchor.year - numeral(count)))


def _days_off(month: str, start: int, end: int, anchor: Anchor) -> TimeWord:
    """Read 国庆假期 as the month of the one that has just been, else as a time not dated."""
    now = anchor.published
    if len(now) < 7 or anchor.year is None or not 0 <= int(now[5:7]) - int(month) <= 1:
        return TimeWord(start, end, "vague")
    return TimeWord(start, end, "point", f"{anchor.year}-{month}")


def _festival(start: int, end: int, anchor: Anchor, since: bool) -> TimeWord:
    """Read 春节期间 as the holiday that began in the two months before publication, else as a time not dated."""
    first, last = FESTIVALS.get(anchor.published[:4], ("", ""))
    if not first or len(anchor.published) < 10:
        return TimeWord(start, end, "vague")
    days = (date.fromisoformat(anchor.published[:10]) - date.fromisoformat(first)).days
    if not 0 <= days <= 60:
        return TimeWord(start, end, "vague")
    return (
        TimeWord(start, end, "since", first[:7])
        if since
        else TimeWord(start, end, "point", f"{first}/{last}")
    )


def _decade(words: str, digits: str, start: int, end: int) -> TimeWord | None:
    tens = digits[0] if digits[0].isdigit() else str(numeral(digits) // 10)
    century = "20" if words.startswith(("本", "21")) else "19"
    return TimeWord(start, end, "point", f"{century}{tens}0/{century}{tens}9")


def _day_word(word: str, start: int, end: int, anchor: Anchor, told: str) -> TimeWord | None:
    """Read 今天, 昨夜今晨, 上月, and 当天 as the day told; 近日 and 日前 give nothing but end what held before."""
    if word in ("近日", "日前", "近期"):
        return TimeWord(start, end, "vague")
    if word in ("本周", "上周"):
        return None
    if word.endswith("月"):
        if len(anchor.published) < 7:
            return None
        months = int(anchor.published[:4]) * 12 + int(anchor.published[5:7]) - 1
        year, month = divmod(months + {"上": -1, "下": 1}.get(word[0], 0), 12)
        return TimeWord(start, end, "point", f"{year}-{month + 1:02d}")
    if len(anchor.published) < 10:
        return None
    if word[:2] in ("当天", "当日"):
        return TimeWord(start, end, "point", told) if len(told) == 10 else None
    day = date.fromisoformat(anchor.published[:10])
    first = day + timedelta(days={"今": 0, "昨": -1, "前": -2, "明": 1}[word[0]])
    value = f"{first.isoformat()}/{day.isoformat()}" if word.endswith("今晨") else first.isoformat()
    return TimeWord(start, end, "point", value)


@dataclass(frozen=True)
class Needs:
    """What the mention says about its period."""

    total: bool = False  # something done up to a moment (累计, 建成, 全部摘帽), not a level at it
    target: bool = False


def period_of(word: TimeWord, anchor: Anchor, needs: Needs) -> str:
    """Return the EDTF period that a time word gives a number (codebook, section 2, rule 2)."""
    return _READERS[word.form](word, anchor, needs)


def _point(word: TimeWord, anchor: Anchor, needs: Needs) -> str:
    if word.until and needs.target and "/" not in word.value and needs.total:
        return f"/{word.value}"
    if word.until and needs.total and not needs.target and "/" not in word.value and len(word.value) > 4:
        return f"/{word.value}"
    return word.value


def _since(word: TimeWord, anchor: Anchor, needs: Needs) -> str:
    first, now = word.value.split("/")[0], anchor.month
    if not now:
        return f"{first}/.."
    if len(first) == 4 and first == now[:4] and len(now) == 7:
        first += "-01"
    if first == now:
        return now  # 7月起 in a report of July
    return f"{first}/{now}" if first[:7] <= now else ""


def _before(word: TimeWord, anchor: Anchor, needs: Needs) -> str:
    return "/" + word.value.split("/")[-1]


def _now(word: TimeWord, anchor: Anchor, needs: Needs) -> str:
    return (f"/{anchor.month}" if needs.total else anchor.month) if anchor.month else ""


def _total(word: TimeWord, anchor: Anchor, needs: Needs) -> str:
    return f"/{anchor.month}" if anchor.month else ""


_READERS: dict[str, Callable[[TimeWord, Anchor, Needs], str]] = {
    "point": _point,
    "since": _since,
    "before": _before,
    "within": _before,
    "now": _now,
    "total": _total,
    "recent": _total,
    "vague": lambda word, anchor, needs: "",
    "then": lambda word, anchor, needs: "",
}


def choose(
    words: Sequence[TimeWord], start: int, end: int, clause: tuple[int, int], numbers: Sequence[int]
) -> tuple[TimeWord | None, str]:
    """Return the time word that holds for the number at `start`–`end`, and the rule that found it.

    Parameters
    ----------
    words
        Time words of the sentence.
    start, end
        Span of the number, in the sentence.
    clause
        Span of its clause.
    numbers
        Starts of the measured numbers of the sentence; a time word behind a number belongs to the next
        number, if any.
    """
    for word in words:
        if word.base and word.source and word.form == "point" and start - word.end == 1:
            return word, "year of the figure compared with"
    for word in words:
        if word.start <= start and end <= word.end and (word.form == "since" or "/" in word.value):
            return word, "the span that the number itself names"
    usable = [w for w in words if not w.base and not w.quoted and w.form not in _UNDATED]
    vague = [
        w for w in words if w.form in _UNDATED and (clause[0] - 1 if not w.alone else 0) <= w.end <= start
    ]
    vague = [w for w in vague if not w.base and not _left(w, start, numbers)]
    if vague and vague[-1].form == "then":  # 2012年搬来，当时
        named = [w for w in usable if w.form == "point" and w.end <= vague[-1].start and not w.until]
        if named:
            return named[-1], "the time named before"
    if vague and not any(vague[-1].end <= w.start and w.end <= start for w in usable):
        return vague[-1], "a time that the text does not date"
    explicit: TimeWord | None = None
    weak: TimeWord | None = None
    for word in reversed([w for w in usable if w.end <= start]):
        if _left(word, start, numbers):
            continue
        if word.form == "total":
            weak = weak or word
            continue
        explicit = word
        break
    behind = _behind(usable, start, end, clause, numbers)
    if explicit is not None and explicit.start >= clause[0]:
        return explicit, "time word in the clause"
    if behind is not None:
        return behind, "time word behind the number"
    found = weak if explicit is None or (weak and _overrules(weak, explicit, clause)) else explicit
    if found is None:
        return None, ""
    inside = found.start >= clause[0]
    return found, "time word in the clause" if inside else "time word earlier in the sentence"


def _overrules(weak: TimeWord, explicit: TimeWord, clause: tuple[int, int]) -> bool:
    """Return whether 已 in the clause, or 累计 anywhere, makes a year named before only the year counted up to."""
    return (
        explicit.form == "point"
        and not (explicit.until or "/" in explicit.value)  # 上半年，…已投入
        and (
            (
                weak.value == explicit.value  # 2020年底，…已建成: by that moment
                and (weak.counted or (weak.start >= clause[0] and weak.end - weak.start == 1))
            )
            or (weak.start > explicit.end and _long_before(explicit, weak) and weak.end - weak.start == 1)
        )
    )


def _long_before(event: TimeWord, now: TimeWord) -> bool:
    """Return whether a date is the month of an event, or a year before the last one (9月，…投产，…已接到订单)."""
    if len(event.value) == 7:
        return True
    return len(event.value) == 4 and now.value.isdigit() and int(event.value) < int(now.value) - 1


def _left(word: TimeWord, start: int, numbers: Sequence[int]) -> bool:
    """Return whether the text has gone from 从过去的… to what has become of it before a number."""
    return word.source and (-1 < word.reach <= start or any(word.end <= n < start for n in numbers))


def _behind(
    words: Sequence[TimeWord], start: int, end: int, clause: tuple[int, int], numbers: Sequence[int]
) -> TimeWord | None:
    for word in words:
        if end <= word.start < clause[1] and word.form in ("point", "before") and not word.source:
            if any(end <= n < clause[1] for n in numbers):
                return None
            return word
    return None


_LEAD = re.compile(
    r"(?:[\s“”‘’\"「」『』（(■●▲◆—\-·…]|初步(?:核算|统计|测算)[，,]|按[^，,。]{2,12}[，,]|据[^，,。]{1,"
    r"14}[，,]|根据[^，,。\d]{2,16}[，,]|[^，,。\d]{2,20}(?:显示|表明|获悉|了解到|指出|透露|通报|公布)[，,：:]|其中[，,]?|同时[，,]?|此外[，,]?|特别是|"
    r"尤其是|另外[，,]?|而|且|并|"
    r"[一二三四五六七八九十]+是|[^，,。]{2,10}(?:方面|上)[，,]|记者[^，,。]{0,10}[，,]|[^，,。：:\d]{2,8}[：:][“\"]?|[^，,。]{2,"
    r"12}(?:介绍|表示|说|告诉记者)[，,：:“]*|"
    r"(?:截至|截止|到|至|在|自|从|于)|今年|全[国省市县区州乡镇村]|我[国省市县区州]|该[省市县区州乡镇村]|均)*"
)


# A heading within its paragraph that says in brackets when its step is to be taken.
_TIMETABLE = re.compile(
    r"[^，。；：（(]{0,4}[（(]?[^，。；：（(]{2,16}[（(](?:截至|截止|到|至)?"
    r"(?P<when>[^（）()，。；]{2,24})[）)][。：:]?\s*$"
)
_FEW_DAYS = re.compile("春节|这[几些两]天")
_CLAUSE_ALONE = re.compile("[，,]")
_IN_CLAUSE = re.compile(r"[，,。；：“”、\d]")


def frame_of(
    text: str, words: Sequence[TimeWord], place_ends: Sequence[tuple[int, int]] = ()
) -> TimeWord | None:
    """Return the time word that opens a sentence and so holds for what follows in its paragraph."""
    if not words:
        return None
    first = words[0]
    if first.form == "now" and text.startswith(("今天", "今日"), first.start):
        return replace(first, form="vague")  # 今天的西部: what is general from there on
    if first.form == "now" and text[first.start] == "现":
        return None  # 全县现有 says when, but opens nothing
    if first.form == "total":
        return None  # 累计 says how a number was counted, not when the paragraph is told
    if (
        first.form == "since"
        and _CLAUSE_ALONE.match(text, first.end)
        and not _IN_CLAUSE.search(text, 0, first.start)
    ):
        return first if not first.quoted else None  # 示范区建设五年多来，
    if "）" in text[-3:] and (heading := _TIMETABLE.match(text)) and heading.start("when") == first.start:
        return replace(first, alone=True)  # （一）宣传发动（4月15日至19日）。
    at = 0
    while at < first.start:
        match = _LEAD.match(text, at)
        step = match.end() if match else at
        for a, b in place_ends:
            if a == step:
                step = b
        if step <= at:
            break
        at = step
    if at >= first.start and _FEW_DAYS.search(text[first.start : first.end]):
        return replace(first, form="vague")  # a few days date what happened in them, not a paragraph
    ready = at >= first.start or (
        first.form == "vague" and first.start <= 4 and not re.search(r"[，,。；]", text[: first.start])
    )  # 投产第二年
    return first if ready and not first.base and not first.quoted and not first.source else None


_DATE_LIKE = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年)?(?<!\d)(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?")


def impossible_dates(text: str) -> list[str]:
    """Return what looks like a date but names a month or day that no calendar has (13月, 2月30日).

    Parameters
    ----------
    text
        Text in Simplified script.
    """
    out = []
    for match in _DATE_LIKE.finditer(text):
        year, month, day = match["y"] or "2000", int(match["m"]), int(match["d"] or 1)
        if not _possible(f"{year}-{month:02d}-{day:02d}"):
            out.append(match.group())
    return list(dict.fromkeys(out))
