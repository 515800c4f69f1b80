"""Dating: the period of a number, by the time words of its sentence and the frame that is open."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from helpers.claims.clauses import Number, Sentence
from helpers.claims.runs import RESPECTIVELY
from helpers.claims.status import ONCE_BUILT
from helpers.periods import (
    Anchor,
    Needs,
    TimeWord,
    choose,
    earlier_year,
    is_edtf,
    of_plan_or_review,
    period_of,
)
from helpers.resources import alternation, read_resource

_TOTAL = re.compile(
    r"累计|累积|(?<!公)共(?!同|有|产|和|识(?!别)|建|享|计有)|共计|总计|全部|完成|建成(?!区)|脱贫(?!县|村|户|人口|劳动力|地区|攻坚|成果|群众|不稳|家庭|农户|监测|人员|对象|人数)|脱了贫|摘了帽|"
    r"摘帽|出列|发放|投入|搬出|改造|新建|"
    r"批出|获批|核发|受理|办结|签约|受惠|"
    r"培养|选派|派出|举办|办[了起]|"
    r"实施|成立|出台|整治|修建|解决|消除|培训|资助|帮助|"
    r"开发|引进|设立|组建|流转|安排|推介|创建|打造|培育|认定|命名|评定|救助|兑付|拨付|下达|排查|化解|整改|卖出|收购"
)
_DONE = re.compile(
    r"已(?!有|达|为|是|成|过|超|突破|接近|逼近|近|占|经|婚|形成|拥有|发展)|已经(?!近|有|达|为|是|成|过|超|突破|接近|占|形成|拥有|发展)"
)
_THE_REST = re.compile("另有|其余|剩余|剩下|尚|还有|仍|未[^，。；]{2,8}的")
_DONE_EARLIER = re.compile(
    r"累计|累积|已经?有[^，。；]{2,20}了|已经?(?:建成(?!区)|完成|培训|发放|投入|帮扶|带动|消除|解决|搬迁|脱贫|改造|建起|建立|实施)|已经?(?:在|向|为|对|从|于)[^，。；\d]{2,14}(?:开通|建成|设立|投放|发放|安装|开设|完成)|建成(?!区)|完成|全部(?:脱贫|搬迁|出列|摘帽)"
)
_COUNTED_UP = re.compile(
    r"累计|累积|共计|总计|批出|获批|核发|受理|办结|签约|发放|收到|已有[^，。]{1,12}申请|先后|共(?=[选派投建发实引培举开帮带搬])"
)
_EVERY_YEAR = re.compile(
    r"(?:^|[，,；;。])(?:一[亩户头只棵人]|平均|每[户人亩家]|[户人]均){0,2}(?:每年|一年)(?![内来])"
)
_OF_A_STANDARD = re.compile(
    "标准[^，。；]{0,10}[，,]?每人每年[^，。；]{0,12}$"
)  # 低保标准年内提了一回，每人每年3320元
_LONG_SINCE = re.compile("有?[^，。；]{1,8}历史|被")
_ONCE_DONE = re.compile("(?:完成|建成|竣工|通车|投产|开通|投用){1,2}后，")
_MARK = re.compile("[，,；]")
_END_OF = re.compile(r"年[底末]|\d{0,2}月[底末]")
_YEARLY = re.compile("每年(?!都?(?:稳定|保持))")
_SUMMED_UP = re.compile("(?:全[国省市县区州乡镇村])?(?:已经?)?累[计积]")
_APART_FROM_TIME = re.compile(
    r"(?:海拔(?:高度)?|距离?[^，。；\d]{0,12}|相距|相隔)(?:仅|只|约|近|不足|不到|超过?|有)?$"
)
_TURNS = re.compile("；|[，,]在")  # to another place, where one is named behind
_WHOLLY = re.compile("全部|全都|全数|均已|累计|已")
_HABIT = re.compile(
    r"(?:^|[，,；;。])[^，,；;。]{0,8}?每(?:天|月|年|日|周)|一个?[年月天](?=[能可就要]|收|挣|赚|卖|拿)"
)
_DEADLINE = re.compile("[要须应将]|力争|确保|计划|争取|必须|务必|拟")
_COMING = re.compile("预计|有望|打算|想再|[能可会将要]")
_ENDED = re.compile("了|获得|获评|领到|得到|加入|取得|搬[进入]|办[理结]")
_DONE_FOR = re.compile(r"已经?(?:为|向|给|对|有)$")
_PART = re.compile(r"其中[^，。；\d有占]{2,16}")  # 其中脱贫劳动力: what is told of the whole is told of it
_LEVEL = re.compile(r"尚|还有|仍|剩余|现有|达到?$|为$|减至|降至|降到|升至|增至|率|占|余额|常住|户籍|总人口")


def _acts(reading: str) -> str:
    table = read_resource("time_acts.csv")
    return alternation(table["word"][table["reading"] == reading])


_ACT = re.compile(rf"(?:{_acts('done')})(?!人[员数]|的|后|率)")  # 转移, 恢复通电, 遇难
_COUNTED = f"(?:{_acts('done')}|{_acts('counted')})"
_ACTED = re.compile(rf"已经?(?:全部|全面|陆续|累计)?{_COUNTED}|{_COUNTED}已")  # 收获已超
_BEHIND_DONE = re.compile(
    "已(?:经)?(?:全部|全面|陆续|基本)?(?:完成|抢通|恢复|修复|转移|运[抵到]|发放|搬[入迁]|投[入用产]|建成(?!区)|开[工通园])"
)
_STOCK = re.compile(_acts("level"))  # 总规模, 产值, 集聚: how things stand
_GOING_ON = re.compile("正在|正(?=进行|加紧|抓紧|开展)")
_EACH_OF_THEM = re.compile(r"[^，。；\d]{0,6}都(?!已|有|市|城|江|匀|会区)")  # 11个区县都成立了…
_ABLE = re.compile("可[为供满达以实]|[能可]$")  # 可为近10万亩农田供水: what it is good for
_A_HEAD = re.compile(r"[人户亩株棵头]均(?!已)|租金|售价|单价")  # an average or a price is no total
_ELSEWHERE = re.compile(r"[，,。；;、：:（(）)\d]")  # what ends the words that belong to a number
_TOLD_OF = ("now", "total", "point", "since")
_ATTRIBUTE = re.compile("以?[的处外远长]")
_ADDED = re.compile(
    "新[增建开改添辟]|[再多](?:增加|建|添|开|引进|发展)|开[通发辟]|引进|培育|打造|建设|创建|改建|安装|完成(?!率)|改造|整治|修建|铺设"
)
_HELD = re.compile("[到至在]$|稳定|保持|突破|超过|总|每年|年均")
# 10月底前投产，年加工2万吨: what a thing can do once it stands.
_STANDS = re.compile(
    "(?:投产|达产|建成|竣工|完工|通车|投用|投入使用|投入运营|交付|开园|开业|落成)[^，。；]{0,4}[，,]"
)
_CAPACITY = re.compile("[可能将]|年[产加处储育屠出养]|日[产加处供均]|预计")
_STATE = re.compile(
    "经?(?:全面|全部|陆续|基本|正式|逐步|大面积)?(?:近|进入|有|是|为|成为|超|过(?!半)|占|接近)"
)  # 早稻插秧已近九成


def period_of_number(
    anchor: Anchor, sentence: Sentence, number: Number, frame: TimeWord | None, status: str
) -> tuple[str, str]:
    """Return the period of a number and the rule that gave it.

    Parameters
    ----------
    anchor
        The date from which the report tells.
    sentence, number
        A number and its sentence, with its time words.
    frame
        The time word that opened earlier in the paragraph and holds still, if one does.
    status
        Of the number: what is planned takes the date by which it is due.

    Returns
    -------
    tuple of str
        EDTF, ``""`` where the text gives none, and the rule.
    """
    if number.kind == "measure" and _APART_FROM_TIME.search(sentence.text[: number.start]):
        return "", "a distance or a height"
    if not sentence.words and frame is None:
        return "", "no time word"
    head = _head_of_ratio(sentence, number)
    starts = [n.start for n in sentence.numbers]
    words = _holding(sentence, number, status)
    word, rule = choose(words, head.start, number.end, sentence.clause(number.start), starts)
    if word is not None and word.form == "then" and frame is not None and frame.form == "point":
        word, rule = frame, "time phrase that opened earlier in the paragraph"  # 2012年，…。当时，…
    if word is None and sentence.joined and number is sentence.numbers[0] and sentence.words:
        word, rule = sentence.words[0], "time word behind the number"
    if rule == "time word behind the number" and _is_age(number, sentence):
        word = None
    if word is None and not _is_age(number, sentence) and (word := _said_of(sentence, number)) is not None:
        rule = "time word behind the number"
    if word is not None and word.counted and frame is not None and _counts_within(frame):
        word, rule = frame, "time phrase that opened earlier in the paragraph"  # “十四五”期间，…。累计改造…
    if word is None and frame is not None and _is_age(number, sentence):
        return "", "an age that no time told dates"
    if (
        word is None
        and frame is not None
        and frame.form == "before"
        and not frame.alone
        and status == "reported"
    ):
        return "", "a deadline of something else"
    if word is None and frame is not None:
        if any(w.form == "vague" and not w.base and w.end <= number.start for w in sentence.words):
            return "", "a time that the text does not date"
        word, rule = frame, "time phrase that opened earlier in the paragraph"
    if word is None:
        return "", "no time word"
    if rule != "time word in the clause" and _apart(sentence, number, word, word is frame):
        return "", "a time that the text does not date"
    if status == "rule":
        return "", "a rule has no period"
    if number.kind == "duration" and status == "target":
        return "", "the length of a programme has no period"
    if status == "target" and rule == "time word earlier in the sentence" and _is_past(word, anchor):
        return "", "a plan made at that time"
    if (
        status == "reported"
        and word.form == "before"
        and rule == "time word earlier in the sentence"
        and _DEADLINE.search(sentence.text[slice(*sentence.clause(word.start))])
    ):
        return "", "a deadline of something else"
    orders = anchor.review == str(anchor.year)
    if (
        word.bare
        and word.form != "before"
        and status != "target"
        and anchor.published
        and word.value > anchor.published
        and not orders
        and not _is_second_half(word, anchor)
        and not _is_near(word, anchor)
    ):
        start = sentence.clause(number.start)[0]
        word = word if _COMING.search(sentence.text[start : number.start]) else earlier_year(word)
    word = of_plan_or_review(word, anchor, status == "target")
    total = is_total(number, sentence, word)
    clause = sentence.text[slice(*sentence.clause(number.start))]
    if total and sentence.text[: word.end].endswith(("底", "末")) and _WHOLLY.search(clause):
        word = replace(word, until=True)  # 2020年底，5个县全部摘帽
    planned = status == "target" or (word.until and is_future(word.value, anchor))
    if year := _year_in_order(sentence, number, word):
        return year, rule
    period = period_of(word, anchor, Needs(total or (planned and _is_added(number, sentence)), planned))
    if number.kind == "percent" and (begun := _growth_from(sentence, number, word)):
        period = f"{begun}/{period}"
    if word is frame and sentence.text.startswith("至此") and "/" not in period and period:
        period = f"/{period}"
    if number.kind == "duration" and orders and is_future(period, anchor):
        return "", "the length of a programme has no period"
    if period and not is_edtf(period):
        return "", f"no such date ({period})"
    return period, rule


_NEAR = 14  # days


def _is_near(word: TimeWord, anchor: Anchor) -> bool:
    """Return whether a day or month lies so shortly behind publication that it is announced, not the one a year before."""
    if len(anchor.published) < 10 or not is_edtf(word.value):
        return False
    published = date.fromisoformat(anchor.published[:10])
    if len(word.value) == 10:
        return (date.fromisoformat(word.value) - published).days <= _NEAR
    month = _MONTH.fullmatch(word.value)
    return (
        month is not None and int(month[1]) * 12 + int(month[2]) - published.year * 12 - published.month == 1
    )


_MONTH = re.compile(r"(\d{4})-(0\d|1[0-2])")


def _is_second_half(word: TimeWord, anchor: Anchor) -> bool:
    """Return whether 下半年 is that of the year of publication: said shortly before or while it runs."""
    return word.value.endswith("-12") and "-07/" in word.value and "04" <= anchor.published[5:7] <= "11"


_YEARS = re.compile(r"(\d{4})/(\d{4})")
_LINK = re.compile("[、，,和及以]*")


def _year_in_order(sentence: Sentence, number: Number, word: TimeWord) -> str:
    """Return the year of a number among as many as there are years, told one by one (2021年至2023年，分别为…), '' elsewhere."""
    match = _YEARS.fullmatch(word.value)
    told = RESPECTIVELY.search(sentence.text, word.end, number.start) if match else None
    if match is None or told is None:
        return ""
    each = [n for n in sentence.numbers if n.start >= told.end() and n.unit == number.unit]
    first, last = int(match[1]), int(match[2])
    years = range(first, last + 1)
    each = each[: len(years)]
    listed = all(_LINK.fullmatch(sentence.text, a.end, b.start) for a, b in pairwise(each))
    if len(each) < len(years) or not listed or number not in each:
        return ""
    return str(years[each.index(number)])


def _growth_from(sentence: Sentence, number: Number, word: TimeWord) -> str:
    """Return 2012 of 由2012年的20个增加到2023年的40个，年均增长8%, '' where no first year is told."""
    head = sentence.text[sentence.clause(number.start)[0] : number.start]
    if "年均" not in head or not re.fullmatch(r"\d{4}", word.value):
        return ""
    first = [w.value for w in sentence.words if w.source and not w.base and w.end <= word.start]
    return first[-1] if first and re.fullmatch(r"\d{4}", first[-1]) and first[-1] < word.value else ""


def _counts_within(frame: TimeWord) -> bool:
    """Return whether a frame is a span of years, within which 累计 counts."""
    return frame.form == "since" or bool(re.fullmatch(r"\d{4}/\d{4}", frame.value))


def _said_of(sentence: Sentence, number: Number) -> TimeWord | None:
    """Return 目前, 已 or 去年 of what is told of the number before it (120个村目前已通水)."""
    if number.kind not in ("count", "percent") and _ATTRIBUTE.match(sentence.text, number.end):
        return None  # 总投资5亿元的产业园已开工
    for word in sentence.words:
        if word.start < number.end or word.source or word.quoted or word.form not in _TOLD_OF:
            continue
        if _ELSEWHERE.search(sentence.text, number.end, word.start) or _STATE.match(sentence.text, word.end):
            return None
        dated = word.form in ("point", "since")
        doer = (
            number.kind == "count"
            and not (word.until or word.base)
            and sentence.text[word.end : word.end + 1] != "的"
        )
        return word if doer or not dated else None  # 3家单位全年投入80万元
    return None


def _holding(sentence: Sentence, number: Number, status: str) -> list[TimeWord]:
    """Return the time words of a sentence that may hold for a number.

    3年内 is a deadline of plans only. What dates a part (其中今年新识别) ends with its clause when the whole is
    as of a moment, and so does the beginning of what is counted up to a moment (截至6月底，过渡期以来累计).
    A total that opens a part of its own
    (上半年营业收入…；累计建成) leaves the span before it.
    """
    text, start = sentence.text, sentence.clause(number.start)[0]
    out: list[TimeWord] = []
    moment: TimeWord | None = None
    last = text.rfind("；", 0, number.start) + 1
    anew = last if last and _SUMMED_UP.match(text, last) else 0
    if last and any(
        w.form == "total" and not w.counted and start <= w.start < number.start for w in sentence.words
    ):
        anew = last  # 去年…增长13%；864户中，已有517户
    for word in sentence.words:
        if word.form == "within" and status != "target":
            continue
        if word.form == "total" and not word.counted and word.start < number.start:
            if _LONG_SINCE.match(text, word.end):
                continue  # 已有200多年的历史
            turn = _TURNS.search(text, word.end, number.start)
            if turn and any(turn.end() <= ref.start < number.start for ref in sentence.places):
                continue  # 湖南…已达98%；在四川，… and 早稻插秧已过六成，在清远，…
        if word.end <= last and (word.form == "before" or (status == "target" and _a_deadline(word, text))):
            continue  # 6月底前开工率达到100%；力争增收10%
        if word.end <= anew and word.form in ("point", "since") and not word.until:
            continue
        if moment is not None and word.form in ("point", "since") and not word.until and not word.base:
            part = text[: word.start].endswith(("其中", "其中，", "其中,"))
            if part and sentence.clause(word.start)[1] <= start:
                continue
            if word.form == "since" and text[moment.end : word.start] in ("，", ","):
                continue
        if (word.until and word.form == "point") or word.form == "now":
            moment = word
        out.append(word)
    return out


def _a_deadline(word: TimeWord, text: str) -> bool:
    """Return whether a plan names the end of the year or of a month for one of its items (力争年底突破1万元)."""
    return word.form == "point" and not word.until and bool(_END_OF.fullmatch(text, word.start, word.end))


def _is_age(number: Number, sentence: Sentence) -> bool:
    """Return whether a number is the age of somebody, which no time told of his deeds dates (38岁的…2019年搬下山)."""
    return (
        number.kind == "duration"
        and "岁" in number.surface
        and sentence.text[number.end : number.end + 1] == "的"
    )


def _apart(sentence: Sentence, number: Number, word: TimeWord, framed: bool) -> bool:
    """Return whether a number tells of what is so every year, or only once something is built."""
    between = sentence.text[0 if framed else word.end : number.start]
    between = between if framed else between.removeprefix("一年")  # 仅去年一年
    then = "后" in between  # in all that tells of what is so once something stands
    if then and (built := ONCE_BUILT.search(between)):
        dated = not framed and word.form == "point" and not word.until
        return not (dated and not _MARK.search(between, 0, built.start()))  # 明年6月投产后: from then on
    done = _ONCE_DONE.search(between) if then else None
    if done and _COMING.search(
        between + sentence.text[number.end : sentence.clause(number.start)[1]], done.end()
    ):
        return True  # 年底全部建成通车后，沿线20万群众将…
    head = sentence.text[sentence.clause(number.start)[0] : number.start]
    if word.form == "before" and _CAPACITY.search(head) and _STANDS.search(between):
        return True
    if word.form in ("total", "before", "within") or word.until:
        return False
    if word.form == "since" and sentence.text[: word.end].endswith(("开始", "起")) and not framed:
        return False  # 从2019年开始…，每年都有
    clause = sentence.text[max(sentence.clause(number.start)[0] - 1, 0) : number.start]
    if not framed and word.form in ("point", "now") and _YEARLY.search(clause):
        return True
    standard = number.kind == "money" and _OF_A_STANDARD.search(between)
    return bool((_EVERY_YEAR.search(between) and not standard) or (framed and _HABIT.search(clause)))


def _is_past(word: TimeWord, anchor: Anchor) -> bool:
    """Return whether a time lies wholly before the publication date, so that it is no deadline."""
    last = word.value.split("/")[-1]
    now = anchor.published[: len(last)]
    return word.form == "point" and not word.until and len(now) == len(last) and last < now


def _head_of_ratio(sentence: Sentence, number: Number) -> Number:
    """Return the first part of a ratio (34.1∶24.3∶41.6), whose time word holds for all of it."""
    at = sentence.numbers.index(number)
    while at and sentence.text[sentence.numbers[at - 1].end : sentence.numbers[at].start].strip() in (
        ":",
        "：",
        "∶",
    ):
        at -= 1
    return sentence.numbers[at]


def is_future(period: str, anchor: Anchor) -> bool:
    """Return whether a period begins after the publication of its report, as exactly as both are known."""
    if not period or not anchor.published:
        return False
    first = period.split("/")[0] or period.split("/")[-1]
    shorter = min(len(first), len(anchor.published), 7)
    return first[:shorter] > anchor.published[:shorter]


def _is_added(number: Number, sentence: Sentence) -> bool:
    """Return whether a plan adds a number, so that it is done by its deadline and no level at it."""
    head = sentence.text[sentence.clause(number.start)[0] : number.start]
    return number.kind in ("count", "measure") and bool(_ADDED.search(head)) and not _HELD.search(head)


def _part_of_total(number: Number, sentence: Sentence, word: TimeWord) -> bool:
    """Return whether a number is a part of the one before it, of the same unit, and that is a total."""
    at = sentence.numbers.index(number)
    whole = sentence.numbers[at - 1] if at else number
    told = whole is not number and word.end <= whole.start and whole.unit == number.unit
    return told and is_total(whole, sentence, word)


def is_total(number: Number, sentence: Sentence, word: TimeWord) -> bool:
    """Return whether a number counts what was done up to a moment, not a level at it."""
    if number.kind in ("multiple", "points") or (
        number.kind in ("percent", "duration") and (word.until or word.form == "now")
    ):
        return False
    start, end = sentence.clause(number.start)
    head, tail = sentence.text[start : number.start], sentence.text[number.end : end]
    if _DONE_FOR.search(head) and _ENDED.search(tail):
        return True  # 已为86户安排了岗位
    if _LEVEL.search(head) or _A_HEAD.search(head):
        return "累计" in head or bool(_ACTED.search(head))
    moment = word.until or word.form == "now"
    if moment and _STOCK.search(head) and not _COUNTED_UP.search(head):
        return False
    if _EACH_OF_THEM.match(tail) or (moment and _GOING_ON.search(sentence.text[word.end : number.start])):
        return False
    if _THE_REST.search(head):
        return False
    if _PART.fullmatch(head) and moment and word.end <= start and _part_of_total(number, sentence, word):
        return True
    if moment and word.end <= number.start and (told := _BEHIND_DONE.search(tail)):
        behind = number.end + told.end()
        return not any(behind <= n.start < end for n in sentence.numbers)  # 30处公路已抢通28处
    goes_on = word.end <= start and moment
    between = sentence.text[word.end : start]
    part = between.rfind("；") + 1  # 累计 carries on behind a semicolon, 已 does not
    if goes_on and (
        _COUNTED_UP.search(between) or _DONE_EARLIER.search(between, part) or _DONE.search(between, part)
    ):
        return not _ABLE.search(head)
    if _DONE.search(head) or (
        moment and (_ACTED.search(head) or _ACT.search(head) or _ACT.search(tail[:12]))
    ):
        return True
    if _TOTAL.search(head):
        return True
    told = _TOTAL.search(tail[:12])
    behind = number.end + told.end() if told else end
    return told is not None and not any(behind <= n.start < end for n in sentence.numbers)  # 13个县排查642个
