"""The claims table: every measured number with its indicator, place, period, status and speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from helpers.cache import each_cached, report_key
from helpers.claims.clauses import Draft, Number, PlaceRef, Sentence, cut_clauses
from helpers.claims.confidence import ReadClaim, confidence_of
from helpers.claims.dating import is_future, period_of_number
from helpers.claims.finishing import finished
from helpers.claims.firms import comes_to_firm, firm_goes_on, firm_speaks
from helpers.claims.heads import Clock, clock_of, has_parts, listed_in, own_place, title_of
from helpers.claims.indicator import name_indicators
from helpers.claims.keys import keys_of
from helpers.claims.masking import masked
from helpers.claims.names import named_last, says_whose
from helpers.claims.people import SURNAMES, Cast, cast_of, titles
from helpers.claims.phrasing import REWORDED, Phrase, phrase_indicators
from helpers.claims.placing import place_of, whose_policy
from helpers.claims.rows import heading_of, name_cells
from helpers.claims.scope import Scope
from helpers.claims.sections import (
    PLAN,
    is_asked_for_plans,
    is_item,
    is_legal,
    is_line,
    is_part,
    plan_ends,
    plan_opens,
    section_of,
)
from helpers.claims.sentences import behind_quotes, sentences_of
from helpers.claims.speaker import speaker_of
from helpers.claims.status import PLAN_STARTS, status_of, turns_to_village
from helpers.claims.subjects import complete, with_name
from helpers.corpus import simplify
from helpers.mentions import MEASURED, fold
from helpers.periods import (
    Anchor,
    TimeWord,
    find_time_words,
    frame_of,
    with_dates,
)
from helpers.places import CHINA, NOWHERE, Place, find_places
from helpers.report_like import ReportLike

COLUMNS = [
    "doc",
    "start",
    "end",
    "surface",
    "kind",
    "low",
    "high",
    "unit",
    "per",
    "bound",
    "indicator",
    "named",
    "indicator_id",
    "place",
    "adcode",
    "period",
    "as_of",
    "status",
    "speaker",
    "confidence",
    "reasons",
    "corrected",
    "claim_id",
]
_LONG = 10  # years after which a year that opened a paragraph no longer holds for the next sentence
_TOGETHER = 100  # numbers, or reports, whose indicators are worded at once: few at a time take longer
_PAST = 8  # sentences in which a number may find its subject or its person
# “去年卖了2万元。”王大姐笑着说: the words of somebody of whom only a form of address is known.
_VILLAGER_SAYS = re.compile(
    r"[^，。“：]{0,8}?(?:大[姐娘妈爷叔伯哥嫂婶]|老[汉伯]|阿[姨婆]|奶奶|爷爷)[^，。“：]{0,10}(?:说|告诉|道|笑)|"
    # a name alone, and how they are moved: 阿卜杜拉笑着说
    r"[^，。“：]{2,8}(?<!书记)(?<!主任)(?<!经理)(?<!记者)(?:笑着|乐呵呵地|笑呵呵地|高兴地|激动地|感慨地|开心地|欣喜地|感激地|兴奋地|乐着|满脸笑容地)(?:说|告诉|道)"
)
# “上个月挣了3000元。”她翻开账本; ”某镇的护工某某又要动身: who spoke stands behind the quote, and does something.
_WHO_SPOKE = re.compile(
    r"[”」]?\s*(?:[他她](?!们|国|人|乡|山|所在)|[^，。“：\d]{0,14}(?:小伙子?|姑娘|护工|村民|[户员工农牧]民|[脱贫困迁测种养]户|工人|女工|绣娘|车工|焊工)"
    rf"(?:[{SURNAMES}]|[\u4e00-\u9fff]{{2}})[\u4e00-\u9fff]{{1,3}})"
)
_FORMAL = re.compile("坦言|介绍|表示|透露|强调|要求|书记|主任|局长|[镇乡县区市村州]长")
_OF_ALL = re.compile("我们|咱们|全[村镇乡县组寨]|村里|人均|户均|村民|大家|大伙|乡亲|合作社")
_FOR_THE_VILLAGE = re.compile("[“「]?(?:(?:我们|咱们?)(?:[村镇乡寨组社]|合作社|这里)|全村)")
# A sentence that begins with where its scene lies (在县城边的箱包厂，): the text has turned to it.
_SCENE = re.compile(
    r"在(?!全|这|那|此)[^，。；：\d]{2,20}(?:(?<![下中上前后时间内旬月年度])|(?<=车间))(?<!方面|领域|基础|背景|过程|日子|一起|同步)，"
)
# 58岁的李某, 脱贫户张某: somebody else of whom the text begins to tell.
_NEWCOMER = re.compile(
    rf"(?:[^，。：“”\d]{{0,10}}\d\d岁的[^，。：“”\d]{{0,5}}?|[^，。：“”\d]{{0,12}}(?:[脱贫困迁测种养]户|村民|[农牧居]民|青年|大学生|小伙子?|姑娘|护工))[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?!们)"
)
# 面对湖北麦区的多轮降雨，农业农村部 …: the place is said in passing, and the frame goes on.
_IN_PASSING = re.compile(
    "面对|针对|受(?!理|益)|随着|得益于|依托|借助|由于|鉴于|为(?:了|解决|应对|保障|确保|支援)"
)
_NATIONAL = re.compile(
    "全国|我国|中国|国务院|中央|国家|人民政府|海关|央视|新闻联播|新华社|人民日报|经济日报|光明日报|农民日报|脱贫地区|中西部|"
    "(?:农业农村|财政|教育|商务|民政|水利|交通运输)部"
)
_REVIEWED = re.compile(
    r"(20\d\d)年(?:度)?(?:[^\n，。]{0,16}(?P<formal>统计公报|年报|年度报告|发展公报)|"
    # a title that looks back: 某局2023年工作总结暨2024年工作要点
    r"[^\n，。\d]{0,24}(?:总结|回顾|综述|盘点|述职|情况的?(?:通报|报告|汇报)))"
)
_LATE = 20  # characters of a line before the year of a title
# A document that orders what is to be done: its 全年 and 年内 are of its own year.
_ORDERS = re.compile(
    r"关于[^\n。]{4,60}的(?:通知|意见|方案|批复)|(?:实施|行动|工作)(?:方案|要点|计划)\s*(?:\n|$)"
)
_GOES_ON = re.compile(
    r"其|增|(?:(?:20\d\d年|[去今前]年|截至[^，]{1,8})[，,])?[这该](?:个|一|项|组)?(?:数字|数据|比例|比率|指标)(?![中平库体系化经资])|[按分从][^，。]{1,10}[，,]|分[^，。]{1,4}看|"
    r"(?:[今去前]年|20\d\d年|[上下]半年|前?[一二三四]季度|\d{1,2}月份?|[至到底末，,])+(?:已|又|则)*(?:达到?|为|[增升降]至|突破|超过?)"
    r"(?:近|约)?(?=\d)"
)  # the sentence takes its subject from the one before
_HE = re.compile(r"(?:^|[，,。：:]|现在|如今|目前|后来|当时|去年|今年)(?:他|她)(?!们|国|人|乡|山|所在)")
_LIKE_THEM = re.compile("像[^，。；]{2,12}(?:这样|一样|那样)")
_ON_THE_WAY = re.compile("(?:从|到|去|回|往)$")
_ALL = re.compile("[全我本该]")
_ALL_THERE = re.compile(
    r"全[村寨组乡镇县](?![第最唯首]|上下|有名)|村民们|乡亲们|户均|村集体|安置[点区]|园区|"
    r"[\u4e00-\u9fff]{2,4}(?<![回在进到本我离驻出入下返])[村寨乡镇县](?=旅游|人均|共有|集体|产业)"
)
# A report typed with the marks of the Latin keyboard is read as any other; 1,200 and 10:30 stay.
_TYPED = re.compile(r"[,;:!?()](?:(?<=[;!?()])|(?<!\d.)|(?!\d))")  # begins with a class: found at once
_CHINESE = dict(zip(",;:!?()", "，；：！？（）", strict=True))


class MentionRow(NamedTuple):
    """A row of the mentions table, as far as claims need it."""

    doc: str
    start: int
    end: int
    surface: str
    kind: str
    low: float
    high: float
    unit: str
    per: str
    bound: str
    period: str


@dataclass
class Reading:
    """What carries over from sentence to sentence while a report is read."""

    scope: Scope
    legal: bool = False
    section: str = ""  # what the headings above announce
    # By paragraph, where its last sentence with numbers begins.
    ends: Mapping[int, int] = field(default_factory=dict)
    years_last: bool = False  # a year told in one paragraph may date the numbers of the next
    paragraph: int = -1
    frame: TimeWord | None = None
    frame_place: str = ""
    frame_left: bool = False  # the last sentence has come to another time
    year: str = ""
    cast: Cast | None = None  # the people of whom the report tells again and again
    told_year: str = ""  # the year that the paragraph named last
    headed: str = ""  # the year that the heading above names (2018年：…)
    planned: bool = False
    asked: bool = False  # the sentence before, which ends its paragraph, asks what is planned
    aimed: bool = False  # the last number of the sentence before is a target
    lead: TimeWord | None = None  # the time word of the sentence before, which holds for the items behind it
    person: str = ""  # the one person of whom the sentences tell
    leader: bool = False  # the one named last is in office
    home: Place = NOWHERE  # where that villager lives
    firm: bool = False  # somebody in charge of a firm has spoken in the paragraph
    voice: str = ""  # the villager whose words the sentence quotes
    core: str = ""  # what the sentence before named last
    subject: str = ""  # what the sentences of the paragraph tell of
    heading: list[str] = field(default_factory=list)  # the cells of a table's heading
    past: Sequence[Sentence] = ()  # the sentences before, the nearest last


class Read(NamedTuple):
    """A report, the date that its time words lean on, and its claims."""

    report: ReportLike
    clock: Clock
    drafts: Sequence[Draft]


def claims_table(reports: Sequence[ReportLike], mentions: pd.DataFrame) -> pd.DataFrame:
    """Return what the measured numbers of reports say: of what, where, when, and with which standing.

    Parameters
    ----------
    reports
        Reports as `helpers.corpus` reads them.
    mentions
        Their mentions, as `helpers.mentions.mentions_table` finds them.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, one row a measured mention of the article, in the order of the mentions. What
        the text does
        not settle is an empty cell.
    """
    by_doc: dict[str, list[Any]] = {}
    columns = [mentions[column].tolist() for column in MentionRow._fields]
    for row in map(MentionRow._make, zip(*columns, strict=True)):
        by_doc.setdefault(row.doc, []).append(row)
    found = each_cached(
        "claims",
        reports,
        key=lambda report: (*report_key(report), by_doc.get(report.doc, [])),
        compute=lambda some: _read_together((report, by_doc.get(report.doc, [])) for report in some),
    )
    rows = [row for each in found for row in each]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame[["low", "high", "confidence"]] = frame[["low", "high", "confidence"]].astype(float)
    return frame


def _read_together(pairs: Iterable[tuple[ReportLike, Sequence[Any]]]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of reports with their mentions, as many worded at once as have `_TOGETHER` numbers."""
    waiting: list[Read] = []
    count = 0
    for report, mentions in pairs:
        waiting.append(_read(report, mentions))
        count += len(waiting[-1].drafts)
        if count >= _TOGETHER or len(waiting) >= _TOGETHER:
            yield from _worded(waiting)
            waiting, count = [], 0
    yield from _worded(waiting)


def _read(report: ReportLike, mentions: Sequence[Any]) -> Read:
    """Return what a report says, but for the wording of its indicators.

    Parameters
    ----------
    report
        The report.
    mentions
        Its mentions in order, as rows of the mentions table.
    """
    clock = clock_of(report)
    if not any(m.kind in MEASURED for m in mentions):
        return Read(report, clock, [])
    simplified = simplify(report.raw, report.script or None)  # type: ignore[arg-type]
    text = _TYPED.sub(lambda m: _CHINESE[m.group()], fold(simplified.text))
    if reviewed := _year_reviewed(f"{report.title}\n{text[:300]}", clock.anchor.published[:4]):
        clock = Clock(replace(clock.anchor, review=reviewed), clock.source)
    elif clock.anchor.year and _ORDERS.search(report.title or text[:120]):
        clock = Clock(replace(clock.anchor, review=str(clock.anchor.year)), clock.source)
    year = clock.anchor.year or 9999
    title = title_of(report, text)
    own = own_place(report, title, text, year)
    national = _NATIONAL.search(f"{report.title}\n{text}") or is_legal(text)
    found = find_places(text, year, own)
    in_parts = has_parts(title, text, found, year)
    default = CHINA if not own.official and national and not in_parts else NOWHERE
    if not own.official and (listed := listed_in(title, year)):
        default = listed
    starts = [m.start for m in found]
    reading = Reading(Scope(own, year, default), legal=is_legal(text), cast=cast_of(text))
    drafts: list[Draft] = []
    sentences = list(sentences_of(report, simplified, text, mentions))
    early = clock.anchor.published[5:7] < "05" and (
        "年内" in text or "当年" in text
    )  # of the year told before
    reading.years_last = not clock.anchor.year or early
    reading.ends = {s.paragraph: s.start for s in sentences if s.numbers}
    last = max(reading.ends.values(), default=-1)  # nothing behind it can say anything of a number
    for i, (sentence, following) in enumerate(zip(sentences, behind_quotes(sentences), strict=True)):
        if sentence.start > last:
            break
        reading.past = sentences[max(i - _PAST, 0) : i]
        places = found[
            bisect_left(starts, sentence.start) : bisect_left(starts, sentence.start + len(sentence.text))
        ]
        reading.voice, home = "", NOWHERE
        if following is not None and sentence.numbers:
            near = found[bisect_left(starts, following.start) : bisect_left(starts, following.start + 40)]
            reading.voice, home = reading.scope.voice(following, near)
            if _FOR_THE_VILLAGE.match(sentence.text):
                reading.voice = ""
            if (
                not reading.voice
                and (
                    _VILLAGER_SAYS.match(following.text)
                    or firm_speaks(following.text[:24])
                    or (_WHO_SPOKE.match(following.text) and not _told_in_office(reading, sentence))
                )
                and not _OF_ALL.search(sentence.text)
            ):
                reading.voice = "他"
        reading.home = home
        scope = reading.scope  # what follows is asked for only where a paragraph begins away from all places
        begins = sentence.paragraph != scope.paragraph and scope.topic is not scope.default
        rest = _without_place(text, sentence.start, starts) if begins and not places else ""
        drafts += _read_sentence(clock, reading, sentence, places, text, rest)
    return Read(report, clock, drafts)


def _year_reviewed(head: str, published: str) -> str:
    """Return the year on which a report looks back, as its title or first lines say (2022年统计公报), '' if they say none."""
    match = _REVIEWED.search(head)
    if match is None:
        return ""
    opens = match.start() - head.rfind("\n", 0, match.start()) <= _LATE
    return match[1] if match["formal"] or (opens and match[1] < published) else ""


def _told_in_office(reading: Reading, sentence: Sentence) -> bool:
    """Return whether the paragraph of a quote has let somebody in office speak, to whom 他 may point back."""
    if reading.leader and sentence.paragraph == reading.paragraph:
        return True
    return any(_FORMAL.search(s.text) for s in reading.past[-3:] if s.paragraph == sentence.paragraph)


def _without_place(text: str, start: int, starts: Sequence[int]) -> str:
    """Return what follows in a paragraph up to the first place that it names, with the end of the line if it names none."""
    at = bisect_left(starts, start)
    ends = [e for e in (text.find("\n", start), starts[at] if at < len(starts) else -1) if e >= 0]
    end = min(ends, default=len(text))
    return text[start : end + 1] if text[end : end + 1] == "\n" else text[start:end]


def _read_sentence(
    clock: Clock,
    reading: Reading,
    sentence: Sentence,
    places: Sequence[Any],
    text: str,
    rest: str,
) -> list[Draft]:
    if sentence.paragraph != reading.paragraph:
        reading.paragraph, reading.frame, reading.planned, reading.person = (
            sentence.paragraph,
            None,
            reading.asked,
            "",
        )
        reading.core = reading.subject = ""
        reading.told_year = reading.headed = _year_of_heading(sentence.text, reading.headed)
        reading.aimed, reading.lead, reading.firm, reading.leader = False, None, False, False
    reading.section = section_of(sentence.text, reading.section)
    reading.asked = is_asked_for_plans(sentence.text)
    opening = reading.scope.open(sentence, rest)
    if places and reading.voice and reading.home.official:
        places = reading.scope.at_home(sentence, places)
    reading.scope.read(sentence, places, text)
    if reading.voice and reading.home.official and (not opening.official or opening.contains(reading.home)):
        opening = reading.home
    reading.heading = heading_of(sentence.text, reading.heading)
    end = reading.ends.get(sentence.paragraph, -1)
    ahead, more = sentence.start <= end, sentence.start < end
    if not (ahead or reading.years_last or reading.cast):
        return []  # no number of the paragraph for which a time word or a person could hold
    if ahead or reading.years_last or sentence.paragraph in reading.ends:
        words = find_time_words(
            sentence.text,
            clock.anchor,
            reading.year,
            _framed(reading.frame) or reading.headed,
            reading.told_year,
        )
        sentence.words = with_dates(words, sentence.text, sentence.dates) if sentence.dates else words
    opened = _move_frame(reading, sentence)
    reading.leader = sentence.leader = _of_a_leader(sentence, reading.leader)
    reading.person = _of_a_person(sentence, reading.person)
    told = reading.cast.read(sentence) if reading.cast else [False] * len(sentence.numbers)
    if reading.firm and firm_goes_on(sentence.text):
        told = [True] * len(sentence.numbers)
    reading.firm = reading.firm or (more and comes_to_firm(sentence.text))
    opens = more and plan_opens(sentence.text)
    if not sentence.numbers:
        reading.planned = reading.planned or opens
        reading.aimed = False
        return []
    sentence.cuts = cut_clauses(sentence.text)
    bare = masked(sentence)
    name_indicators(sentence, bare, reading.core if _GOES_ON.match(sentence.text) else "")
    people = [_person_of(n, sentence, reading) for n in sentence.numbers]
    reading.subject = complete(sentence, bare, reading.subject, people, reading.past)
    reading.core = sentence.numbers[-1].core
    if reading.heading:
        name_cells(sentence, reading.heading)
    speaker = speaker_of(sentence.text)
    past = (
        reading.frame is not None
        and _long_past(reading.frame, clock.anchor)
        and not sentence.text.startswith(("当时", "那时"))
    )
    frame = None if opened or past else reading.frame
    reading.planned = reading.planned and not plan_ends(sentence.text)
    goes_on = reading.aimed and (is_part(sentence.text) or is_item(sentence.text))
    drafts = [
        _draft(
            clock,
            reading,
            sentence,
            n,
            opening,
            frame,
            speaker,
            reading.planned or goes_on or reading.section.startswith(PLAN),
            person,
            reading.voice or _known(reading, n, of_one),
            of_one,
        )
        for n, of_one, person in zip(sentence.numbers, told, people, strict=True)
    ]
    reading.planned = reading.planned or opens
    reading.aimed = drafts[-1].status == "target"
    return drafts


def _known(reading: Reading, number: Number, of_one: bool) -> str:
    """Return the name of whom a number is told of that no words beside it name, '' if it is not known."""
    if len(reading.person) > 1 or not (of_one and reading.cast):
        return reading.person
    return reading.cast.who if len(number.indicator) < (9 if number.kind == "money" else 5) else ""


def _of_a_leader(sentence: Sentence, before: bool) -> bool:
    """Return whether the one whom a sentence, or those before it, named last is in office (书记, 院士)."""
    ends = titles(sentence.text)
    for ref in reversed(sentence.places):
        if ref.how in ("person", "official"):
            return ref.how == "official" or any(0 <= at - ref.end < 4 for at in ends)
    return bool(ends) or before


def _of_a_person(sentence: Sentence, before: str) -> str:
    """Return the villager of whom a sentence tells, as the next may do without a name; '' if of none."""
    if sentence.leader or ("像" in sentence.text and _LIKE_THEM.search(sentence.text)):
        return ""
    for ref in reversed(sentence.places):
        if ref.how == "person":
            return sentence.text[ref.start : ref.end]
    he = _HE.search(sentence.text) if "他" in sentence.text or "她" in sentence.text else None
    if he:
        return "" if turns_to_village(sentence.text, he.end()) else before or "他"
    return "" if any(ref.how in ("named", "relative") for ref in sentence.places) else before


def _person_of(number: Number, sentence: Sentence, reading: Reading) -> str:
    """Return the villager through whom a number is told, '' if through none."""
    before = [r for r in sentence.places if r.end <= number.start and not r.compared]
    while before and before[-1].how in ("named", "left") and _is_away(before, sentence.text):
        before.pop()  # 李华2012年从同心县搬来, 李华在同心县打工
    if before and before[-1].how == "person":
        return sentence.text[before[-1].start : before[-1].end]
    if reading.voice and not before and _in_quote(number, sentence):
        return reading.voice
    if not reading.person:
        return ""
    he = _HE.search(sentence.text[: number.start]) and not any(
        _ALL.match(sentence.text, r.start) for r in before
    )
    if not he and _ALL_THERE.search(sentence.text[: number.start]):
        return ""
    return reading.person if he or not sentence.places else ""


def _is_away(refs: Sequence[PlaceRef], text: str) -> bool:
    """Return whether the last place is where a person goes to, comes from or works."""
    if _ON_THE_WAY.search(text[: refs[-1].start]):
        return True
    between = text[refs[-2].end : refs[-1].start] if len(refs) > 1 and refs[-2].how == "person" else ""
    return between.endswith(("在", "赴", "来", "于")) and "，" not in between


def _in_quote(number: Number, sentence: Sentence) -> bool:
    head = sentence.text[: number.start]
    return max(head.rfind(mark) for mark in "“「") >= max(head.rfind(mark) for mark in "”」")


def _framed(frame: TimeWord | None) -> str:
    """Return the year that opened the paragraph, '' if another time or none did."""
    return (
        frame.value
        if frame is not None and frame.form == "point" and len(frame.value) == 4 and frame.value.isdecimal()
        else ""
    )


def _move_frame(reading: Reading, sentence: Sentence) -> bool:
    """Open, keep or end the time frame of a paragraph; return whether this sentence opens one."""
    if reading.frame_left:
        reading.frame, reading.frame_left = None, False
    topic, item = reading.scope.topic, is_item(sentence.text)
    opened = frame_of(sentence.text, sentence.words, [(p.start, p.end) for p in sentence.places])
    if opened is None and reading.frame is None and reading.lead is not None and item:
        reading.frame, reading.frame_place = reading.lead, ""
    if not item:
        reading.lead = next((w for w in sentence.words if _leads(w)), None)
    for word in reversed(sentence.words):
        if word.form == "point" and not (word.quoted or word.base):
            reading.year = reading.told_year = word.value[:4]
            break
    if opened is not None:
        if opened.form == "then" and reading.frame is not None and reading.frame.form == "point":
            return False  # 2012年，…。当时，…
        ends = opened.form in ("vague", "then") or _is_left_behind(opened, sentence, opens=True)
        reading.frame, reading.frame_place = None if ends else opened, topic.official
        return True
    if (
        reading.frame is not None
        and not _IN_PASSING.match(sentence.text)
        and not sentence.text.startswith("其中")  # parts of what the frame dates
        and (
            (reading.frame_place and not _same_area(reading.frame_place, topic))
            or _SCENE.match(sentence.text)
            or _NEWCOMER.match(sentence.text)
        )
    ):
        reading.frame = None
    reading.frame_left = reading.frame is not None and _is_left_behind(reading.frame, sentence)
    return False


_HEADED = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十][）)])?(?P<year>(?:19|20)\d\d)年(?:[：:\s]|$)"
)


def _year_of_heading(text: str, before: str) -> str:
    """Return the year in which a heading sets what stands below it, that of the one before where this is none."""
    if not is_line(text):
        return before
    match = _HEADED.match(text.strip())
    return match["year"] if match else ""


_OPENS_CLAUSE = re.compile("[；;，,]$")
_ENDS_CLAUSE = re.compile("(?:在|是|到|直到)$")  # 转机在2018年，


def _is_set_off(word: TimeWord, text: str) -> bool:
    """Return whether a time word opens its clause or ends it."""
    begin = max(word.start - 2, 0)
    closes = text[word.end : word.end + 1] in ("，", ",") and _ENDS_CLAUSE.search(text, begin, word.start)
    return bool(closes or _OPENS_CLAUSE.search(text, begin, word.start))


def _is_left_behind(frame: TimeWord, sentence: Sentence, opens: bool = False) -> bool:
    """Return whether a sentence comes to another year behind the one that opened it (2018年…；今年2月底轮到…)."""
    return frame.form == "point" and any(
        word.form == "point"
        and not (word.base or word.quoted or word.source)
        and word.start > (frame.end if opens else 0)
        and _is_set_off(word, sentence.text)
        and word.value[:4] != frame.value[:4]
        for word in sentence.words
    )


def _long_past(frame: TimeWord, anchor: Anchor) -> bool:
    """Return whether a frame is a year at least ten years back, which dates its own sentence only (1996年，他…)."""
    year = _framed(frame)
    return bool(year) and anchor.year is not None and anchor.year - int(year) >= _LONG


def _leads(word: TimeWord) -> bool:
    """Return whether a time word may hold for the items of the list that its sentence announces."""
    return word.form in ("point", "since") and not (word.quoted or word.base or word.source or word.until)


def _same_area(official: str, topic: Place) -> bool:
    """Return whether the text has stayed at a place."""
    return not topic.official or topic.official == official


def _draft(
    clock: Clock,
    reading: Reading,
    sentence: Sentence,
    number: Number,
    opening: Place,
    frame: TimeWord | None,
    speaker: str,
    planned: bool,
    person: str,
    known: str,
    told: bool,
) -> Draft:
    place, place_rule, distance = place_of(number, sentence, opening, reading.scope.home)
    status, status_rule = status_of(number, sentence, bool(person), planned, reading.legal, told)
    if status == "example" and place == CHINA and place_rule == "running topic":
        place, place_rule = NOWHERE, "one person's whose home is not told"
    if (
        status == "rule"
        and place_rule == "running topic"
        and (county := whose_policy(place, sentence, reading.scope.own))
    ):
        place, place_rule = county, "county whose policy it is"
    head = sentence.text[: number.start]
    if status == "example" and not says_whose(number):
        name = person or known
        meant = name or status_rule != "in a passage about one person" or _HE.search(head)
        if len(name) < 2 and meant:
            name = named_last(number, sentence, reading.past)
        number.indicator = with_name(number.indicator, name)
    period, period_rule = period_of_number(clock.anchor, sentence, number, frame, status)
    if status == "reported" and is_future(period, clock.anchor) and status_rule == PLAN_STARTS:
        period, period_rule = "", "the value from which a plan starts"
    elif status == "reported" and is_future(period, clock.anchor):
        status, status_rule = "target", "after the publication date"
    rules = {"indicator": number.how, "place": place_rule, "period": period_rule, "status": status_rule}
    if clock.source != "publication date":
        rules["date"] = clock.source
    named = finished(number.indicator, sentence.text, number.kind, number.surface, number.unit)
    return Draft(sentence, number, named, place, period, status, speaker, distance, rules)


def _worded(read: Sequence[Read]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of each of some reports, with their indicators as annotators would have worded them."""
    keys = [keys_of(r.drafts) for r in read]
    # What the reviewed vocabulary knows is named; a word more or less would make it another statistic.
    asked = [
        (draft.sentence, draft.number)
        for each, known in zip(read, keys, strict=True)
        for draft, key in zip(each.drafts, known, strict=True)
        if not key
    ]
    phrases = iter(phrase_indicators(asked))
    for each, known in zip(read, keys, strict=True):
        yield _rows(each, known, phrases)


def _rows(read: Read, keys: Sequence[str], phrases: Iterator[Phrase]) -> list[tuple[Any, ...]]:
    """Return the rows of a report, given the keys of its indicators and the wording of those that have none."""
    report, clock, drafts = read
    rows = []
    for draft, indicator_id in zip(drafts, keys, strict=True):
        number, place = draft.number, draft.place
        named = draft.named
        phrase = Phrase(named, None) if indicator_id else next(phrases)
        indicator = finished(phrase.indicator, draft.sentence.text, number.kind, number.surface, number.unit)
        rules = draft.rules
        if indicator != named:
            rules = {**rules, "indicator": number.how + REWORDED}
        confidence = confidence_of(
            ReadClaim(number, draft.sentence, indicator, draft.distance, rules, phrase.agreement)
        )
        m: Any = number.mention
        rows.append(
            (
                report.doc,
                m.start,
                m.end,
                m.surface,
                m.kind,
                m.low,
                m.high,
                m.unit,
                m.per,
                m.bound,
                indicator,
                named,
                indicator_id,
                place.official,
                place.adcode,
                draft.period,
                clock.anchor.published,
                draft.status,
                draft.speaker,
                confidence,
                "; ".join(f"{cell}: {rule}" for cell, rule in rules.items()),
                "",
                f"{report.doc}:{m.start}-{m.end}",
            )
        )
    return rows
