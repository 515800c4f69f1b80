"""Scope: for which place a number holds, from place words, the running topic and the report's own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from operator import itemgetter

from helpers.claims.bystanders import (
    AID,
    acts,
    holds,
    in_name,
    is_aid,
    is_counted_up,
    is_maker,
    is_of_office,
    is_share_of,
    is_tally,
    named_in,
)
from helpers.claims.clauses import PlaceRef, Sentence
from helpers.claims.named_people import (
    OFFICIAL,
    PERSON,
    goes_on_there,
    is_in_name_of_person,
    is_word,
    name_in,
)
from helpers.claims.regions import regions_in
from helpers.claims.runs import (
    RUN,
    SUBJECT,
    SUFFIX,
    chain,
    count_said,
    is_elsewhere,
    is_wider,
    joint_place,
    run_of,
)
from helpers.claims.sections import is_line
from helpers.destinations import AT, is_destination
from helpers.patterns import quick
from helpers.places import CHINA, NOWHERE, REGIONS, Place, PlaceMention

_RELATIVE = quick(
    r"(?P<all>(?:全|我|该|本|整个|这个|同)(?P<level>自治区|自治州|自治县|国|省|市|州|县|区|乡|镇|街道|村|"
    r"社区|旗|盟)"
    r"(?!委|长|政府|场|级|际|域|民|容|貌|情|直|里有|干部|人大|政协|各界|第|前[列茅]|首[个家批次]|头[一]?[个家批]|率先|领先|"
    r"先进|优秀|文明|百强|性|两会|劳动模范|劳模|统一|最|知名|示范|重点|"
    r"的?(?:各地)?(?:游客|网友|消费者|客商|观众|读者|食客)|[^，。；\d]{1,5}[大强名]县(?!\d)|"
    r"[^，。；、\d]{1,8}(?:示范|先进|文明|特色|样板|试点)(?:[省市县区乡镇村]|单位|社区|基地|企业|集体|个人)|"  # 全国乡村治理示范镇: a title
    r"总工会|妇联|工商联|唯一|上下|脱贫攻坚(?:先进|楷模|总结)|排名|十佳|十大|范围|爱卫))|"
    r"(?P<inside>(?<![乡农山渔牧城])(?P<rank2>[省市县乡镇村])(?:里(?!面|程|有关)|上(?=今年|去年|也|还|又|的|给|为|投资|出资|拿出|建起|建成|引进|成立|统一|组织|安排|办起)))|(?P<community>(?:^|(?<=[，。；：“\n在]))(?:社区|(?:这个|该)?小区)(?=的|共有|有楼|住着|(?:里|内|还|又|也|先后)?(?:[设有把建引办成开为组请给]|党[总支委]|干部|书记|对面|工厂)))|(?P<each>(?<![一-龥])(?:如今|目前|现在|眼下|全县)?各(?:乡镇|镇乡|乡|镇|街道)(?=[一-龥]))|(?P<little>(?<![一-龥])小镇(?!青年)|小镇(?=本地|共|里|上))|(?P<here>当地|这里)|(?P<nation>中国(?=[从由让使用走]|已|保持|正在|坚持|取得|成功|帮助|支持|经历|创造|始终|不断|一直|积极|是[一个]|作为|有(?!限|关)|将|连续|成为|实现|累计|提前|正|还|每年|人均|农村|农民|贫困|减贫|粮食|居民|经济(?!网|日报|时报|信息|社会)))|(?P<aided>援[疆藏青])|(?P<both>(?<![第一二三四五六七八九十百千\d京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕甘陇青宁港澳台深])"
    r"(?:两(?P<rank3>[县市区乡镇村](?!镇|会|级|委)|地(?![级块膜])|[省州盟旗](?!级|会|委))"
    r"|[三四五六3-6](?P<rank4>[省县市州地](?=[省市县区州]|[一共合累总都均联携各协]|[^，。；\d]{0,4}\d)))"
    r"(?:(?<=省)(?:区市|市区|[区市份])|(?<=县)[市区])?(?!制|[一二三]))|(?P<world>全球)|"
    r"(?P<office>(?P<rank5>[省州])(?:级|直)(?=(?:\d+[家个])?(?:有关)?(?:单位|部门|机关)))|"
    r"(?P<own>(?P<rank>[省市县])级(?=[^，。；]{1,12}(?:\d|[一二三四五六七八九十两]+[个项条])))"
)
_COMPARE_BEFORE = re.compile(
    r"(?:比|较|高于|低于|高出|快于|慢于|多于|少于|超过|优于|好于|超|高过|落后于?|(?:只|仅|不)及|相当于)$"
)
_RANK_AFTER = re.compile(
    r"[^，。；]{0,12}之一|[^，。；]{0,6}(?:(?<!的)第[一二三四五六七八九十\d]+(?!人民医院|医院|中学|小学|高中|书记|产业|批)|前列|首位|前茅|率先|领先|最[^，。；]{0,3}[的地])"
)
_SCENE = re.compile(
    r"(?:[^\u4e00-\u9fff，、,“]|^|[北南]上|[南北]下|[东西南北][进行]|[在到于往从对处为据如像以使让见向令]|来自|[这那]是|记者|今年|今天|目前|日前|近日|如今|其中|例如|比如|属|[和与及是]|[大强名范困点产落](?:省|市|县|区|镇|乡|村|村落)|村落|之乡|产区|老区|基地|产地|故里|名城|古城|水乡|侨乡|门户)$"
)
_SCENE_IN = re.compile(
    "(?:^|[，。；])(?:在|位于|坐落[在于]|地处)[^，。；、]{2,12}的$"
)  # 在我国最北端的黑龙江漠河
# Where an event takes place (展览在阿克苏举办), the text goes on about it.
_HELD = re.compile(
    "(?:赛[站场区]|[主分](?:会?场|站)|[站场])?(?:隆重|圆满|正式|成功|如期|同步|顺利|火热)?"
    "(?:举办|举行|召开|开[幕赛展演机场]|启[幕动]|落幕|闭幕|揭幕|收官|上演|登场|亮相|巡[演展回]|进行|拉开(?:帷幕|序幕|大幕))"
)
_SCENE_ENDS = re.compile("[一-龥]{0,3}[，：:]")
_ONE_OF_THEM = re.compile("[^，。；]{2,20}(?:之一|中[^，。；]{0,6}的一个)")
_A_FIRM = re.compile("的?[一某][家]?[^，。；、\\d]{0,6}(?:企业|药企|公司|工厂|集团|商超)")  # 湖北一家药企签下
_MOST = re.compile("最[多大早快高少低](?=[，。；]|$)")
_SUPERLATIVE = re.compile(
    r"[^，。；、]{0,8}(?:最[大高多早快好全长低优完强]|第[一二三四五六七八九十\d]+[位名大个]?|首[位个家批])"
)
_WIDER = re.compile("[全我]?[州市盟]里?(?!场|价|民|级|县)|各地|各县|各市|各区")
_LOCAL = re.compile("村民|村里|当地|这里|乡亲|县里|镇里|乡里|老乡|他家|她家|园区|合作社|工人|社区")
_OF_VILLAGERS = re.compile("村民|村里|当地|这里|乡亲|老乡|[他她]家")
_MANY_HOUSEHOLDS = 10_000  # more than a town has
# A report of the whole country turns back from a place to all of them.
_BACK_TO_ALL = re.compile(
    r"(?:[^，。；]{2,12}(?:显示|认为|说|以来|期间|之后)[，：]|(?:如今|目前|眼下|当前|近年来|截至目前|今年以来|今年|去年|20\d\d年|数据显示|据统计)[，的]?)*(?:\d+个)?"
    r"(?:全国|我国|国家(?![^，。；]{0,8}支持)|国务院|中央|各地|脱贫地区|脱贫县|中西部|西部地区|(?:农业农村|财政|教育|商务|民政|水利|交通运输)部)"
)
_STANDS = re.compile("(?:地处|位于|坐落[在于])$")
_PAYS = re.compile("[^，。；]{0,6}(?:出资|拨付|(?:安排|落实|筹集|筹措)[^，。；]{0,6}资金)")
_FROM_THERE = re.compile(
    "的?(?:老师|教师|医生|专家组?|干部|队员|医疗队|客人|朋友|捐赠)|[^，。；]{0,2}(?:客|商|企业|公司|集团|老板|游|专家|市场|大学|籍|人|户|等|[、和与至到])"
)
_INVESTOR = re.compile(
    r"籍?(?:客商|老板|商人|企业家|投资商|投资者)|[^，。；、\d]{0,10}(?:公司|集团|企业)[^，。；\d]{0,6}投资"
)
_SENT_ONE = re.compile(  # one who was sent works where the text is
    r"[^，。；、\d]{0,10}(?:派来|选派|派出|援派|派驻|支援)的[^，。；\d]{0,10}(?:医生|医师|主任|院长|教师|老师|校长|专家|农技员)"
)
# 援疆, 援藏, 援青 say in two characters where the help goes.
_AIDED = {
    "疆": Place("新疆维吾尔自治区", "650000", "province"),
    "藏": Place("西藏自治区", "540000", "province"),
    "青": Place("青海省", "630000", "province"),
}
_LIES = re.compile("[，,]?(?:是|地?处于?|位于|坐落[在于]|隶属于?|属于?|距离?)")
_GOODS_SHOP = re.compile(
    "(?:特色|优质|名优)?(?:农特产品|农畜产品|农副产品|农产品|土?特产|产品|名品)(?:展销|展示|专卖|体验|直营|专)?(?:馆|店|柜|中心|专区)"
)
_OLD_HOME = re.compile(
    "(?:老家|故乡|娘家)(?:所?在)?$|(?:年前|以前|之前|过去|从前|原来|原先|早先|曾经?|当年|那时|搬迁前)[^。；]{0,12}(?:住|家)在$"
)  # told of in passing, before what the new one is like
# The world as that to which something goes (卖到全球, 与全球200多个国家相连) is no place of a number.
_TO_ALL = re.compile(
    "(?:面向|走向|辐射|服务|供应|供给|覆盖|[畅远]?销往?|[卖发送运]往|(?:[卖销推运送]|销售)[到往至]|推广[到至]|[远畅]销|带动|响彻|享誉|来自|对接)了?$"
)
_COUNTED = re.compile(r"\d|[一二三四五六七八九十百千万两]+[个多余]")
_REACHED = re.compile("(?:着|[到往给向与和]了?|服务|面向|供应|辐射|连接|联通|遍布|覆盖|出口)$")
# What a firm from elsewhere has put money into (由烟台某服饰投资的车间) stands where the text is.
_FIRM_BUILDS = re.compile(
    "[^，。；、\\d]{2,12}(?:投资|出资|援建|捐建|捐资|捐赠|投建|兴建|创办)[^，。；]{0,12}的"
)
# Whence people moved is not where they are (从横梁乡搬到).
_MOVED_FROM = re.compile("(?:从|由|自)(?:[^，。；、]{2,10}的|(?:[一-龥]{2,6}、){0,4})$")
_MOVED = re.compile(
    "[^，。；]{0,12}?(?:[搬迁嫁][来到进入至下出了]|引[进入来]|调[来入运]|购[进入买]|[运招请聘][来进]|采购|进口)"
)


_SAYS = re.compile("[^，。：]{0,12}(?:说|道|告诉|介绍|算|笑|感慨|感叹|坦言|表示|直言|高兴|激动)")
_NOT_IN_NAMES = frozenset(
    "说在和与从把被带等的是就也都正已告靠承流种养通利今去一两看站忙指说对向给为有算拿用家每还又今介"
)
# One of a place who follows at once upon a quote (“…。”某县某镇小伙子扎西去年乘坐专列), whose name need have no surname.
_VILLAGER = re.compile(
    "的?(?:小伙子?|姑娘|汉子|青年|村民|牧民|农民|牧户|脱贫户|监测户|种植户|养殖户|护工|月嫂|保安|务工人员|大姐|大叔|大爷)"
)
_HOMES = frozenset({"county", "town", "village"})
# 村的桑园里, 乡的龙儿沟, 楼栋长: no names of villagers
_ENDS_A_PLACE = frozenset("里园场馆店厂站院口旁边内外中上下沟坪湾坡坝坑峪墩塬滩堡长员户组队社栋")
_NO_GIVEN_NAME = _NOT_IN_NAMES | frozenset("能会可不没只吃喝")  # 牛能在中间打滚


_OF_ALL_BEFORE = re.compile(
    "[“‘\\s]*(?:而|但|同时，|此外，)?(?:从|在|放眼|纵观)?$|[^，。；]{0,12}(?:指出|强调|表示|介绍|说)[，：“]+$"
)
_OF_ALL_AFTER = re.compile("(?:范围内?|来看|看|层面)?[，,]")


def _is_of_all(text: str, start: int, end: int) -> bool:
    """Return whether a sentence turns to the whole country (而在全国，…; 我国经济稳健发展，…), which holds for its clauses."""
    if text[start:end] in ("我国", "中国") and text.endswith(("，", "；"), 0, start):
        return True
    if not _OF_ALL_BEFORE.fullmatch(text[:start]):
        return False
    return text[start:end] in ("我国", "中国") or bool(_OF_ALL_AFTER.match(text, end))


_HAN = re.compile("[一-龥]")
_OF_THE_REPORT = re.compile(
    "\\s*(?:【|(?:记者|采访)?(?:手记|后记|札记)|编后|编者|短评|点评|链接)"
)  # 【记者手记】七个村走完


def _parts_workers(place: Place, sentence: Sentence) -> bool:
    """Return whether a place is one by which people who work away may be parted: large, and not beside others."""
    return place.level in ("province", "prefecture", "") and all(r.how != "named" for r in sentence.places)


def _opens(text: str, start: int, end: int, places: Sequence[PlaceRef]) -> bool:
    """Return whether a place word sets a scene (在四川南充, 四川：, 位于) and is not said in passing."""
    head = text[max(start - 12, 0) : start]
    if head.endswith("的") and _SCENE_ENDS.match(text, end):
        return True
    if head.endswith("的") and _SCENE_IN.search(text[max(start - 16, 0) : start]):
        return True
    return not head or bool(_SCENE.search(head)) or any(p.end == start for p in places)


class Scope:
    """The places of one report while its sentences are read in order."""

    def __init__(self, own: Place, year: int, default: Place) -> None:
        """Start at the report's own place."""
        self.own, self.year, self.default = own, year, default
        self.surveys = bool(default.official) and not own.official  # the report is of the whole country
        self.topic = self.home = own if own.official else default
        self.paragraph = -1
        self.first = True
        self.seen: list[Place] = []
        self.told = 0  # how many were seen before the paragraph
        # Whether the paragraph has turned to the county, so that 村里 is of no village before it.
        self.is_left = False
        self.under = NOWHERE  # the town or village that the heading above names
        self.people: dict[str, tuple[Place, str]] = {}

    def read(self, sentence: Sentence, found: Sequence[PlaceMention], text: str) -> None:
        """Resolve the place words of a sentence that was opened, and move the topic."""
        refs = named_in(sentence, found) if found else []
        refs = [r for r in refs if not is_in_name_of_person(sentence.text, r)]
        refs += self._people_refs(sentence)
        if self.surveys:
            inside = [r.end for r in refs if SUBJECT.match(sentence.text[: r.start])]
            refs += [
                r
                for r in regions_in(sentence.text)
                if not (inside and inside[0] < r.start and sentence.text[r.start - 1] == "在")
            ]  # 吉林在西部地区改良盐碱地: in its own west
        sentence.places, sentence.wide, sentence.away = [], [], []
        for start, end, ref in sorted(self._candidates(sentence, refs), key=itemgetter(0)):
            self._place(sentence, start, end, ref)
        if sentence.places:
            self._leave_list(sentence)
        if not sentence.numbers and is_line(sentence.text):
            self.under = self._named_in_heading(sentence)
        self._meet(sentence, text)

    def _named_in_heading(self, sentence: Sentence) -> Place:
        """Return the town or village of the report's place that a heading sets apart (图③|油：宜居乡 建田村)."""
        if not self.own.official:
            return NOWHERE
        text = sentence.text
        apart = [
            r.place
            for r in sentence.places
            if r.how == "named"
            and r.place.level in ("town", "village")
            and self.own.contains(r.place)
            and not (_HAN.match(text, r.start - 1) if r.start else False)
            and not _HAN.match(text, r.end)
        ]
        return apart[-1] if apart and all(p.contains(apart[-1]) for p in apart[:-1]) else NOWHERE

    def _leave_list(self, sentence: Sentence) -> None:
        """Let the text return to its own place behind a sentence that tells of several places in it (于田、策勒共有…)."""
        named = [r for r in sentence.places if r.how == "named" and not r.compared]
        run = run_of(named, sentence.text) if named else []
        if all(self.topic.official != r.place.official for r in run):
            return
        around = [p for p in chain(run[0].place, self.year)[1:] if all(p.contains(r.place) for r in run)]
        if len(run) < 2 and not is_counted_up(run, sentence.text):
            return
        if around and (self.own.contains(around[0]) or not self.own.official):
            self.topic = around[0]
        elif self.default.official and not around:
            self.topic = self.default

    def open(self, sentence: Sentence, rest: str = "") -> Place:
        """Return the topic where a sentence begins; a new paragraph turns back to the report's own.

        Parameters
        ----------
        sentence
            A sentence that is about to be read.
        rest
            What follows in a paragraph that begins, up to its first place, with the line's end if it has none.
        """
        self.first = sentence.paragraph != self.paragraph
        if self.first:
            self.paragraph, self.told, self.is_left = sentence.paragraph, len(self.seen), False
            if self.own.official and self.topic is not self.own:
                wide = self.own.level == "province" and _LOCAL.search(sentence.text)
                small = self.topic.level in ("town", "village") and (
                    wide or goes_on_there(sentence.text, True)
                )
                goes_on = self._goes_on_in_county(sentence, rest)
                if not small and not goes_on:
                    self.topic = self.own
            elif (
                self.surveys
                and self.topic is not self.default
                and not (
                    goes_on_there(sentence.text) or _LOCAL.search(sentence.text) or _OF_VILLAGERS.search(rest)
                )
            ):
                self.topic = self.default
        if self.first and _OF_THE_REPORT.match(sentence.text):
            self.under = NOWHERE
        if self.first and self.under.official and (sentence.numbers or not is_line(sentence.text)):
            self.topic = self.under
        if sentence.role == "heading" and not self.own.official:
            self.topic = self.default  # the next item of a survey
        if self.topic.level in ("town", "village") and any(
            n.unit == "户" and n.low >= _MANY_HOUSEHOLDS for n in sentence.numbers
        ):
            self.topic = self.own if self.own.official else self.default
        away = self.default.official and self.topic is not self.default
        if away and (back := _BACK_TO_ALL.match(sentence.text)):
            within = back.group().endswith("各地") and not self.first and self.topic.level == "province"
            self.topic = self.topic if within else self.default
        return self.topic

    def _goes_on_in_county(self, sentence: Sentence, rest: str) -> bool:
        """Return whether a prefecture's report is still at the county before: a paragraph without any place, or word for all."""
        return (
            self.own.level == "prefecture"
            and self.topic.level == "county"
            and rest.endswith("\n")
            and not is_line(sentence.text)
            and not _WIDER.search(rest)
        )

    def at_home(self, sentence: Sentence, found: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Return the places of a quote without those elsewhere at which its speaker works (在北京照顾老人)."""
        text, begin = sentence.text, sentence.start
        return [
            m
            for m in found
            if not (
                is_elsewhere(m.place, self.own)
                and AT.search(text[max(m.start - begin - 2, 0) : m.start - begin])
            )
        ]

    def voice(self, following: Sentence, found: Sequence[PlaceMention]) -> tuple[str, Place]:
        """Return the villager to whom the sentence behind a quote gives its words, and where they live.

        Parameters
        ----------
        following
            The sentence behind the quote (金溪村村民李华说).
        found
            The place words of its beginning.
        """
        text = following.text[:40].lstrip("”」\n ")
        shift = following.start + len(following.text[:40]) - len(text) if text else following.start
        for name, (place, how) in self.people.items():
            if text.startswith(name) and _SAYS.match(text, len(name)):
                return (name, place) if how == "person" else ("", NOWHERE)
        match = PERSON.search(text)
        spoken = next(
            (m.place for m in found if m.start == shift and _VILLAGER.match(text, m.end - shift)), NOWHERE
        )
        if spoken.level in _HOMES and not (match and _SAYS.match(text, match.end())):
            return "他", spoken
        if (
            not match
            or match.start() > 30
            or not _SAYS.match(text, match.end())
            or OFFICIAL.match(match.group())
            or is_word(name_in(match)[0])
        ):
            return "", NOWHERE
        homes = [m.place for m in found if m.end <= shift + match.start() and m.place.level in _HOMES]
        return name_in(match)[0], homes[-1] if homes else NOWHERE

    def _candidates(
        self, sentence: Sentence, refs: Sequence[PlaceRef]
    ) -> list[tuple[int, int, PlaceRef | re.Match[str]]]:
        out: list[tuple[int, int, PlaceRef | re.Match[str]]] = [(r.start, r.end, r) for r in refs]
        for match in _RELATIVE.finditer(sentence.text):
            start, end = match.span()
            quoted = match["level"] == "国" and in_name(sentence.text, start, end)
            if not quoted and not any(r.start < end and start < r.end for r in refs):
                out.append((start, end, match))
        return out

    def _place(self, sentence: Sentence, start: int, end: int, item: PlaceRef | re.Match[str]) -> None:
        text = sentence.text
        if isinstance(item, PlaceRef):
            place, how = item.place, item.how
            if self._is_around(sentence, start, place):  # 思南是贵州省8个深度贫困县之一
                sentence.wide.append(PlaceRef(start, end, place, how, False))
                return
            if (
                text.startswith("籍", end)
                or is_of_office(sentence, start, end, place)
                or self._is_of_goods(sentence, end, place)
                or (place.contains(self.own) and place != self.own and _A_FIRM.match(text, end))
            ):
                return
            if is_aid(sentence, start, end, place):
                sentence.away.append(PlaceRef(start, end, place, how, False))
                return
            if _MOVED_FROM.search(text[:start]) and _MOVED.match(text, end):
                sentence.places.append(PlaceRef(start, end, place, "left", False))
                return
            if self._may_be_elsewhere(place) and is_destination(
                text, start, end, _parts_workers(place, sentence)
            ):
                sentence.away.append(PlaceRef(start, end, place, how, False))
                return
            if self._may_be_elsewhere(place) and (
                (text[start - 1 : start] == "由" and _FIRM_BUILDS.match(text, end))
                or _SENT_ONE.match(text, end)
                or _INVESTOR.match(text, end)
            ):
                return
        else:
            found = self._relative(item)
            if item["here"] and (subject_of := self._told_of(sentence)):
                found = subject_of
            if item["aided"] and (sentence.places or text.startswith("省", end)):
                return
            if found is None or (item["world"] and _REACHED.search(text[:start])):
                return
            if (
                found == CHINA
                and not _COUNTED.match(text, end)
                and _TO_ALL.search(text[max(start - 6, 0) : start])
            ):
                return
            if item["both"] and is_tally(sentence, start):
                return
            if is_maker(sentence, end, found) or self._is_benefactor(item, found, sentence):
                sentence.wide.append(PlaceRef(start, end, found, "relative", False))
                return
            last = sentence.places[-1] if sentence.places else None
            if (
                item["inside"]
                and last is not None
                and last.how == "named"
                and last.place.level == "town"
                and found.level == "village"
                and not last.place.contains(found)
            ):
                found = last.place  # 驻晨光镇的第一书记说，他来时村里…: no village told of before
            place, how = found, "relative"
        head = text[max(start - 4, 0) : start]
        compared = bool(_COMPARE_BEFORE.search(head)) or bool(
            sentence.places
            and sentence.places[-1].compared
            and RUN.match(text[sentence.places[-1].end : start])
        )
        if not compared and place.level in ("country", "province", "prefecture"):
            sentence.wide.append(PlaceRef(start, end, place, how, False))
        if sentence.numbers and not compared and is_share_of(text, start, end):
            sentence.places.append(PlaceRef(start, end, place, "left", False))
            return
        if not compared and head.endswith("占"):
            return
        subject = how == "named" and bool(SUBJECT.match(text[:start]))
        if (
            how not in ("person", "official")
            and not (subject and not sentence.places)
            and not compared
            and (
                place.level in ("country", "province", "")
                or (how == "relative" and sentence.places and is_wider(place, sentence.places[-1].place))
            )
            and (
                _RANK_AFTER.match(text[end : end + 15])
                or (
                    (how == "relative" or (sentence.places and is_wider(place, sentence.places[-1].place)))
                    and _SUPERLATIVE.match(text[end : end + 14])
                )
            )
        ):
            return
        inside = self.own.official == "" or self.own.official == NATIONAL_NAME or self.own.contains(place)
        moves = (inside and not compared and place.level != "country") or place.official == self.own.official
        if how == "named" and place.level in ("town", "village") and _MOST.match(text, end):
            moves = False  # 分在11个乡镇，青松乡最多。
        one_of = (
            how == "relative" and self.topic.level in ("town", "village") and _ONE_OF_THEM.match(text, end)
        )
        if one_of:
            moves = False  # 是全县28个安置点中较大的一个
        above = not compared and place.level != "country" and place.contains(self.own)
        around = text[:start].endswith("所在的")  # 井冈山所在的吉安
        wider = above and not one_of and (how == "relative" or subject or around)
        stands = how == "named" and bool(_STANDS.search(text[max(start - 3, 0) : start]))
        visited = (subject or stands) and not compared and self._visits(place, text, end)
        if isinstance(item, re.Match) and (item["office"] or self._is_giver(item, place, sentence)):
            moves = wider = False
        left = how == "named" and _OLD_HOME.search(text[max(start - 20, 0) : start]) is not None
        whole = how == "relative" and not compared and place == CHINA and self.home in (CHINA, NOWHERE)
        of_all = how == "relative" and not compared and place == CHINA and _is_of_all(text, start, end)
        holds_on = moves or wider or whole or visited or of_all
        sentence.places.append(PlaceRef(start, end, place, how, holds_on, compared))
        if (whole and self.home == CHINA) or (of_all and self.home == NOWHERE):
            self.topic = CHINA
        if (visited and (self.first or (text[:start].endswith("在") and start < 3))) or (
            above and (subject or around)
        ):
            self.topic = place
        if moves and not left and self._leads(sentence, start, end, sentence.places[-1], subject):
            self.topic = place
        self.is_left |= not compared and not one_of and place.level in ("county", "prefecture", "province")
        if how == "named":
            self.seen.append(place)

    def _leads(self, sentence: Sentence, start: int, end: int, ref: PlaceRef, subject: bool) -> bool:
        """Return whether a place word of the report's own place leads the text to what it names."""
        text, place = sentence.text, ref.place
        if ref.how == "relative":
            return self._is_told_on(sentence, start, end, ref, subject) and not (
                place.contains(self.topic) and place.official != self.own.official and self.own.official
            )
        if ref.how != "named":
            return self._is_told_on(sentence, start, end, ref, subject)
        passing = (
            place.level in ("province", "prefecture", "county")
            and place.official != self.own.official
            and not subject
            and not _HELD.match(text, end)
            and not _opens(text, start, end, sentence.places)
            and not (self.surveys and (holds(sentence, end) or acts(sentence, start, end)))
        )
        if passing or text.endswith("来自", 0, start):
            return False
        return self._is_told_on(sentence, start, end, ref, subject)

    def _is_told_on(self, sentence: Sentence, start: int, end: int, ref: PlaceRef, subject: bool) -> bool:
        """Return whether a place holds on: a survey names places in passing but where a paragraph begins."""
        text = sentence.text
        return (
            self.own.level != "province"
            or self.first
            or (subject and ref.place.level in _HOMES)
            or text.endswith(("这是", "那是"), 0, start)
            or (ref.how == "named" and bool(_HELD.match(text, end)))
            or (bool(sentence.numbers) and not re.search("[，；]", text[:start]))
        )

    def _is_giver(self, item: re.Match[str], place: Place, sentence: Sentence) -> bool:
        """Return whether 县里 or 省里 amid a sentence of a village or town says who gave or sent, for its clause alone."""
        head = sentence.text[: item.start()]
        if not item["inside"] or item["rank2"] == "村" or head.endswith(("：", "、", "“")):
            return False
        if SUBJECT.match(head):
            return False
        told = [r.place for r in sentence.places if not r.compared and r.topic] or [self.topic]
        return told[-1].level in ("town", "village") and is_wider(place, told[-1])

    def _is_benefactor(self, item: re.Match[str], place: Place, sentence: Sentence) -> bool:
        """Return whether 县里 says only who gave what a village or its people have (是县里给的5万元贷款, 县里派来的技术员)."""
        if not item["inside"] or item["rank2"] == "村":
            return False
        told = [r.place for r in sentence.places if not r.compared] or [self.topic]
        if told[-1].level not in ("town", "village") or not is_wider(place, told[-1]):
            return False
        if sentence.text[item.start() - 1 : item.start()] in ("是", "由"):
            return bool(_GIVEN.match(sentence.text, item.end()))
        return bool(_BENEFITS.match(sentence.text, item.end()))

    def _told_of(self, sentence: Sentence) -> Place | None:
        """Return the place outside that of the report that is the subject of a sentence, to which 当地 leads."""
        last = sentence.places[-1] if sentence.places else None
        if last is None or last.how != "named":
            return None
        if (
            self.topic.level in ("country", "province")
            and self.topic.contains(last.place)
            and not last.compared
        ):
            return last.place  # 江西赣州的南康区建起园区，带动当地就业
        if not SUBJECT.match(sentence.text[: last.start]):
            return None
        return last.place if is_elsewhere(last.place, self.own) else None

    def _may_be_elsewhere(self, place: Place) -> bool:
        """Return whether a place lies outside that of the report, or nobody knows where that is."""
        return is_elsewhere(place, self.own) or not (self.own.official or self.default.official)

    def _is_of_goods(self, sentence: Sentence, end: int, place: Place) -> bool:
        """Return whether a place word says whence goods come that are sold elsewhere (在南京，一家海南州特产馆)."""
        if not sentence.places or not _GOODS_SHOP.match(sentence.text, end):
            return False
        first = sentence.places[0].place
        return self.own.contains(place) and is_elsewhere(first, self.own)

    def _is_around(self, sentence: Sentence, start: int, place: Place) -> bool:
        """Return whether a place word says where the one before it lies (龙利村是勐海县的一个边境村)."""
        last = sentence.places[-1] if sentence.places else None
        return (
            last is not None
            and last.place != place
            and last.how == "named"
            and place.contains(last.place)
            and bool(_LIES.fullmatch(sentence.text[last.end : start]))
        )

    def _visits(self, place: Place, text: str, end: int) -> bool:
        """Return whether a sentence goes to a place outside that of the report, and not to a partner or its people."""
        return (
            is_elsewhere(place, self.own)
            and not AID.search(text)
            and not _FROM_THERE.match(text, end)
            and not _PAYS.match(text, end)
        )

    def _relative(self, match: re.Match[str]) -> Place | None:
        """Resolve 全县, 该乡, 当地, 市级 from the topic upward, then from the report's own place."""
        if match["here"]:
            return self.topic
        if match["nation"]:
            return CHINA
        if match["world"]:
            return WORLD
        if match["each"]:  # 各乡镇卫生院, amid what is told of one of them
            if self.topic.level not in ("town", "village") or self.topic == self.own:
                return None
            return next((p for p in chain(self.topic, self.year) if p.level == "county"), None)
        if match["community"]:
            return next((p for p in reversed(self.seen) if p.official.endswith("社区")), None)
        if match["little"]:
            towns = (p for p in chain(self.topic, self.year) if p.level == "town")
            inside = (p for p in reversed(self.seen) if p.level == "town" and self.topic.contains(p))
            return next(itertools.chain(towns, inside), None)
        if match["aided"]:
            region = _AIDED[match.group()[1]]
            return region if self.own in (NOWHERE, CHINA) and not region.contains(self.topic) else None
        if match["both"]:
            return self._around_several(count_said(match["both"][0]), match["rank3"] or match["rank4"])
        level = match["level"] or match["rank"] or match["rank2"] or match["rank5"]
        if level == "国":
            return CHINA if match.group()[0] in "全我" else None
        if match["own"]:
            return self.own if self.own.official.endswith(SUFFIX[level]) else None
        endings = SUFFIX[level]
        around = (*chain(self.topic, self.year), *chain(self.own, self.year))
        left = match["inside"] and self.is_left and level in ("乡", "镇", "村")
        seen = self.seen[self.told :] if left else self.seen
        far = 2 if level in ("乡", "镇") else 1  # the town of a village told of
        told = (q for p in reversed(seen) for q in (chain(p, self.year)[:far] if far > 1 else (p,)))
        for place in itertools.chain(around, told):  # those seen are many
            if level == "区" and place.official.endswith("地区"):
                continue
            if place.official.endswith(endings) and place.level != "country":
                return place
            if level == "区" and place.adcode[:2] + "0000" in REGIONS and place.level == "province":
                return place
            if level == "省" and place.level == "province":
                return place
        return None

    def _around_several(self, many: int, rank: str) -> Place | None:
        """Return what holds the places just told of (两县, 两地, 三省区), or all of them where that is the country.

        Partners from afar are told of at the report's own place.
        """
        if self.default.level == "region" and self.default.official.count("、") + 1 == many:
            return self.default  # those of the title
        endings = ("县", "市", "旗") if rank == "县" else SUFFIX.get(rank, ())
        named = [
            p
            for p in dict.fromkeys(reversed(self.seen))
            if (p.level == "province" if rank == "省" else not endings or p.official.endswith(endings))
        ]
        told = [p for p in named if p.level == named[0].level][:many]
        if len(told) < many:
            return None
        shared = [p for p in chain(told[0], self.year)[1:] if all(p.contains(other) for other in told)]
        if shared and shared[0].level not in ("province", "country"):
            return shared[0]
        if self.own.official and any(self.own.contains(p) or p.contains(self.own) for p in told):
            return self.own
        if shared:
            return shared[0]
        since = itertools.islice(reversed(self.seen), self.seen[::-1].index(told[-1]))
        last = all(any(p.contains(q) or q.contains(p) for q in told) for p in since)
        return joint_place(told[::-1]) if last else None

    def _people_refs(self, sentence: Sentence) -> list[PlaceRef]:
        out = []
        for name, (place, how) in self.people.items():
            at = sentence.text.find(name)
            if at >= 0 and not re.match(r"(?:家|们)?(?:一样|这样)", sentence.text[at + len(name) :]):
                out.append(PlaceRef(at, at + len(name), place, how))
        return out

    def _meet(self, sentence: Sentence, text: str) -> None:
        """Remember where the people of a sentence live."""
        for match in PERSON.finditer(sentence.text):
            name, at = name_in(match)
            if "族" in name or name[-1] in _ENDS_A_PLACE or is_word(name):
                continue
            if len(name) == 2 and name[1] in _NO_GIVEN_NAME:
                continue
            if (len(name) == 3 and name[2] in _NOT_IN_NAMES) or (
                len(name) == 3 and text.count(name) < 2 and text.count(name[:2]) > 1
            ):
                name = name[:2]
            if name in self.people or any(r.start == at and r.how == "named" for r in sentence.places):
                continue  # 江苏 has a surname for its first character
            refs = [r.place for r in sentence.places if r.end <= match.start() and r.place.level in _HOMES]
            home = refs[-1] if refs else self.topic
            how = "official" if OFFICIAL.match(match.group()) else "person"
            if refs or how == "person":
                self.people[name] = (home, how)
                sentence.places.append(PlaceRef(at, match.end(), home, how, False))
                sentence.places.sort(key=lambda ref: ref.start)


_GIVEN = re.compile("[^，。；]{0,24}的")
# What the county gives to one of a village (县里给他安排了公益性岗位), and whom it sent or what it opened there.
_BENEFITS = re.compile(
    "[^，。；]{0,6}(?:给|为|帮|替)(?:他|她|村里|村子|老人|我们|咱|每[人户]|[一-龥]{0,2}家|儿|女|妻|母|父|丈夫|老伴)|"
    "[^，。；]{0,6}(?:开通|开办|举办|派来|派出|请来|选派|下派|争取|发放|送来|给|牵线)的|"
    "(?:又|还|也|就|专门|特意|及时)*(?:引进|引来|请来|招来|派来|送来|牵线|帮忙|帮着|帮助|帮扶)|的[^，。；]{0,6}(?:技术员|农技员|核查员|专家|干部|医生|老师|工作队|特派员|(?:公司|企业|合作社)(?=进村|进了村|来村|来到|上门|以每|按每))"
)


NATIONAL_NAME = CHINA.official
WORLD = Place("全球", "", "country")
