"""Places: which division of China (or which country) a stretch of text names, in the year of the report.

Names come from a gazetteer with codes by year (GB/T 2260), townships from a list of the present day,
villages and
communities by their form. What a name means is settled by its neighbours, by the other places of the
same report and
by the report's own place; a name that stays ambiguous is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

from helpers.destinations import is_destination
from helpers.patterns import quick
from helpers.resources import alternation, read_resource
from helpers.wordclass import ends_word, holds_no_word, words_of

NATIONAL = "全国"
NEWEST = 9999
RANK = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "town": 4, "village": 5}
REGIONS = frozenset({"150000", "450000", "540000", "640000", "650000"})

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|独龙|"
    "鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_PEOPLE = re.compile(rf"(?:{_PEOPLES})族")
# A name followed by one of these is part of another name (长沙镇, 北京路, 重庆日报, 中国农业大学).
_NOT_AFTER = re.compile(
    r"(?:省|市|县|区|州)?(?:大学|学院|日报|晚报|晨报|时报|电视台|广播|卫视|银行|时间|话剧|菜(?![一-龥]{0,3}[村镇乡])|话|路|大道|"
    r"街(?!道)|大桥|烤鸭|精神|会议|共识|宣言|协定|倡议|奥运|冬奥|世博|进博会|法院|监狱|战区|"
    r"证券|股份|总队|支队|"
    r"集团|公司|天眼|新闻|都市报|商报|青年报|发布|舰|队(?!伍)|们|巴巴)"
)
_NATURE = re.compile(
    r"(?!河套|河西|江汉|江淮|山区)[湖河山江湾峡网报籍]"
)  # 内蒙古河套, 甘肃河西 are parts of it
# 柳江 is the river where its water is told of, and not the district on it.
_WATERS = re.compile(
    "[江河湖溪](?:水位|水质|水域|流域|沿岸|两岸|干流|支流|河段|江段|上游|中游|下游|洪峰|河道|航道|沿线)"
)
_SHORT_NOT_AFTER = re.compile(
    r"(?:瓜|巷|胡同|镇|乡(?!村|镇)|村(?![级民镇落])|街|路|社区|县(?![级域乡])|"
    r"(?:庄|岭(?!南)|沟|坡|坝|梁|塬|峁|湾|坪|垭)(?![一-龥]{1,3}村(?!委))|店|桥|口(?!岸)|楼|寺|峰|话|人民路|"
    r"南北(?!山)|[南北][麓坡]|麓)"  # the range, not the district (天山南北)
)
_NEEDS = quick(
    r"(?:街道|苏木|镇|乡)(?!镇|村(?!委|民)|亲|间|音|贤|土|愁|情|风|里(?!(?:[^各每全个的两几]{1,2})?村)|级|企|野|下(?![一-龥]{1,4}(?<!农)村)|江(?![一-龥]{1,2}(?:村|社区))|供销|街道|静|化|域|居|痛|"
    r"定(?![一-龥]{1,2}(?:村|社区))|压)"
)
_VILLAGE = quick(
    r"(?:村|社区|嘎查|(?<=[苗侗羌藏彝瑶傣])寨)(?!镇|庄|落|务|企|办(?![起了成出好理得着])|居(?!住)|干|卫生|规|级|貌|寨|口|两委|“两委|「两委|道|社|组(?![建织])|史|情|"
    r"容|小学|医|合作|BA|超|晚|歌|集(?![体中群聚])|播|际|舍|而过|串户|屯|民|通[组户]|服务区|收费站|火车站|高铁站|机场|水库|互通)"
)
# What belongs to villages in general, and to one where the name stands right behind its town (三合镇龙堂村小学).
_OF_A_VILLAGE = re.compile("(?:村|社区)(?=干部|卫生[室站]|“?「?两委|小学|医|合作社|组)")
_BOUNDARY = re.compile(
    r"(?:[^\u4e00-\u9fff\d]|\d[年月日]|当时|在|到|来到|到达|抵达|赶赴|奔赴|前往|走进|位于|走访|当选|通往|开往|驶入|走入|来自|名叫|老家|从|于|对|和|与|及|以|由|将|把|为|是|像|记者|如今|今天|"
    r"今日|近日|日前|不少|入|至|去|今|当|往|"
    r"县城?|区|市|州|镇|乡|街道|处|旗)$"
)
_NAME_GOES_ON = frozenset(
    "村镇乡街社路河湖山茶酒米瓜枣羊牛鸡鸭鱼"
)  # 沙溪 in 沙溪村, 沙溪河 or 沙溪茶 is not the township
# Where in a stretch an entry of `place_no_names.csv` bars it.
_PARTS = {"anywhere": "{}", "begins": "^(?:{})", "ends": "(?:{})$", "whole": "^(?:{})$"}


@lru_cache(maxsize=1)
def _no_names() -> dict[str, re.Pattern[str]]:
    """Return what bars a stretch from being the name of a village or town, by the level for which it counts."""
    patterns: dict[str, list[str]] = {}
    for (level, part), rows in read_resource("place_no_names.csv").groupby(["level", "part"], sort=False):
        words = "|".join(" ".join(rows["words"]).split())
        patterns.setdefault(str(level), []).append(_PARTS[str(part)].format(words))
    return {level: quick("|".join(parts)) for level, parts in patterns.items()}


_NATION = quick("我国|全国(?![^，。；]{0,6}(?:第|前|首|最|率先|领先|先进|重点|平均|人大|性|排))")


# Names that many villages bear, though their characters are also words that begin or end a clause.
_COMMON_VILLAGE = re.compile(
    "(?:和平|红旗|幸福|前进|自强|互助|奋斗|勤俭|光荣|团结|新建|联合|永和|太和|人和|兴和|泰和|仁和|义和|共和|清和|中和|合和|民主|先进|跃进|东进|"
    "[上下]营|[一二三四五六七八九十]里|[三五七八九]合|"
    "[合兴旺盛隆昌荣永福德义仁顺丰庆祥泰瑞吉](?!旺盛|荣昌)[发兴旺盛隆昌荣福德义顺丰庆祥泰])$"  # characters of good omen (合发村)
)


class Division(NamedTuple):
    """One division of China and the years in which its code and name held."""

    adcode: str
    name: str
    short: str
    level: str
    parent: str
    line: str
    first: int
    last: int


@dataclass(frozen=True)
class Place:
    """A place as the codebook names it: official names to county level, the text's own below."""

    official: str
    adcode: str
    level: str
    above: tuple[str, ...] = ()  # official names of the places that contain it, widest first
    town: str = ""
    village: str = ""

    def contains(self, other: Place) -> bool:
        """Return whether `other` lies within this place or is the same."""
        return self.official == other.official or self.official in other.above


@dataclass  # not frozen, which takes three times as long to make
class PlaceMention:
    """A stretch of text that names a place."""

    start: int
    end: int
    name: str
    place: Place
    full: bool = True

    @property
    def official(self) -> str:
        """Return the official name from the province down."""
        return self.place.official

    @property
    def adcode(self) -> str:
        """Return the GB/T 2260 code, empty abroad."""
        return self.place.adcode

    @property
    def level(self) -> str:
        """Return the level of the place."""
        return self.place.level


NOWHERE = Place("", "", "")
CHINA = Place(NATIONAL, "100000", "country")


@lru_cache(maxsize=1)
def _divisions() -> tuple[Division, ...]:
    rows = read_resource("gazetteer.csv").itertuples(index=False)
    return tuple(
        Division(
            str(r.adcode),
            str(r.name),
            str(r.short),
            str(r.level),
            str(r.parent),
            str(r.line),
            int(r.first),
            int(r.last or NEWEST),
        )
        for r in rows
    )


def _aliases(name: str, level: str) -> Iterable[str]:
    """Yield usual shorter forms of a name that keep its rank word (印江自治县, 湘西州)."""
    bare = _PEOPLE.sub("", name) if _PEOPLE.search(name) and len(name) > 4 else name
    if bare == name[-3:] and name.endswith(("族自治县", "族自治旗")):
        yield name[:-4] + name[-1]  # 东乡县
    if bare != name and len(bare) > 3:
        yield bare
        if bare.endswith("自治州"):
            yield bare[:-3] + "州"
        if bare.endswith("自治县"):
            yield bare[:-3] + "县"
    if level == "county" and name.endswith("自治旗") and len(name) > 4:
        yield name[:-3] + "旗"


class Gazetteer:
    """Divisions of one year: names to places, with an index on the first two characters."""

    def __init__(self, year: int) -> None:
        """Read the divisions that held in `year`."""
        self.year = year
        alive = [d for d in _divisions() if d.first <= year <= d.last]
        self.by_code = {d.adcode: d for d in alive}
        self.places = {d.adcode: self._place(d) for d in alive}
        self.by_official = {place.official: place for place in self.places.values()}
        self.full: dict[str, list[Place]] = {}
        self.short: dict[str, list[Place]] = {}
        for d in alive:
            self._enter(d)
        self._enter_former(alive)
        self._enter_extra()
        self._enter_countries()
        self.lengths: dict[str, tuple[int, ...]] = {}
        index: dict[str, set[int]] = {}
        for name in (*self.full, *self.short):
            index.setdefault(name[:2], set()).add(len(name))
        self.lengths = {head: tuple(sorted(lengths, reverse=True)) for head, lengths in index.items()}
        firsts, seconds = (re.escape("".join(sorted({head[k] for head in index}))) for k in (0, 1))
        self.heads = re.compile(f"[{firsts}](?=[{seconds}])")  # where a name may begin

    def _place(self, d: Division) -> Place:
        chain = [d]
        while chain[0].parent and chain[0].parent in self.by_code:
            chain.insert(0, self.by_code[chain[0].parent])
        names = [item.name for item in chain]
        above = tuple("".join(names[: i + 1]) for i in range(len(names) - 1))
        return Place("".join(names), d.adcode, d.level, above)

    def _enter(self, d: Division) -> None:
        place = self.places[d.adcode]
        for name in (d.name, *_aliases(d.name, d.level)):
            if len(name) > 2 or (name[-1] in "县市" and len(name) == 2):
                self.full.setdefault(name, []).append(place)
        if len(d.short) >= 2 and d.short != d.name:
            (self.full if d.level != "county" and len(d.short) > 3 else self.short).setdefault(
                d.short, []
            ).append(place)

    def _enter_former(self, alive: Sequence[Division]) -> None:
        """Let the former name of a division lead to the place of today when code or short name stayed."""
        heirs = {(d.parent, d.short): d for d in alive if d.level != "province"}
        lines = {(d.level, d.line): d for d in alive}
        for d in _divisions():
            if (
                d.last < self.year
                and (len(d.name) > 2 or d.name[-1] in "县市")
                and d.name not in self.full
                and (heir := heirs.get((d.parent, d.short)) or lines.get((d.level, d.line)))
            ):
                self.full.setdefault(d.name, []).append(self.places[heir.adcode])

    def _enter_extra(self) -> None:
        for row in read_resource("places_extra.csv").itertuples(index=False):
            if not row.parent:
                self._enter_apart(str(row.name), str(row.short).split())
            if str(row.parent) not in self.places:
                continue
            if not row.name:
                self._enter_usual(str(row.short), self.places[str(row.parent)])
                continue
            above = self.places[str(row.parent)]
            place = Place(
                above.official + str(row.name), above.adcode, "county", (*above.above, above.official)
            )
            self.full.setdefault(str(row.name), []).append(place)
            if row.short:
                self.short.setdefault(str(row.short), []).append(place)

    def _enter_apart(self, name: str, shorts: Iterable[str]) -> None:
        """Enter what ranks with a province and has no code (新疆生产建设兵团)."""
        place = Place(name, "", "province")
        self.full.setdefault(name, []).append(place)
        for short in shorts:
            self.short.setdefault(short, []).append(place)

    def _enter_usual(self, name: str, place: Place) -> None:
        """Enter a usual shorter form of a name (科右中旗, 克州); with its rank word it is as good as the name."""
        names = self.full if name[-1] == "旗" or len(name) > 4 else self.short
        names.setdefault(name, []).append(place)

    def _enter_countries(self) -> None:
        for row in read_resource("countries.csv").itertuples(index=False):
            place = Place(str(row.name), "", "country")
            for name in (str(row.name), *str(row.aliases).split()):
                self.full.setdefault(name, []).append(place)


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(map(str, read_resource("common_word_places.csv")["name"]))


@lru_cache(maxsize=16)  # 3 MB each
def gazetteer(year: int) -> Gazetteer:
    """Return the gazetteer of a year, clipped to the years that are known."""
    return Gazetteer(min(max(year, 1995), 2100))


@lru_cache(maxsize=1)
def _townships() -> dict[str, frozenset[str]]:
    """Return the counties (codes) that have a township of a name."""
    out: dict[str, set[str]] = {}
    for row in read_resource("townships.csv").itertuples(index=False):
        for name in str(row.names).split():
            out.setdefault(name, set()).add(str(row.adcode))
            if (bare := _PEOPLE.sub("", name)) != name and len(bare) > 2:  # 沙溪土家族乡 is written 沙溪乡
                out.setdefault(bare, set()).add(str(row.adcode))
    return {name: frozenset(codes) for name, codes in out.items()}


class _Hit(NamedTuple):
    start: int
    end: int
    name: str
    choices: list[Place]
    full: bool


@lru_cache(maxsize=4)
def _hits(text: str, year: int) -> tuple[_Hit, ...]:
    """Return the longest gazetteer names in the text, left to right; kept, since a report is read twice."""
    gaz = gazetteer(year)
    lengths = gaz.lengths
    out: list[_Hit] = []
    end = 0
    for i in [m.start() for m in gaz.heads.finditer(text)]:
        if i < end or text[i : i + 2] not in lengths:
            continue
        for n in lengths[text[i : i + 2]]:
            if (name := text[i : i + n]) not in gaz.full and name not in gaz.short:
                continue
            hit = _hit(text, i, n, gaz, out[-1].end if out else 0)
            if hit is not None:
                if hit.choices:
                    out.append(hit)
                    end = hit.end
                break
    return tuple(out)


def _hit(text: str, i: int, n: int, gaz: Gazetteer, last: int) -> _Hit | None:
    """Return the name of `n` characters at `i`, None if there is none; part of another has no choices."""
    name, end = text[i : i + n], i + n
    if name[0] == "市" and text[i - 1 : i] == "城":
        return None  # 大中城市郊区
    if name[-1] == "岭" and text[i - 2 : i] in ("地处", "位于", "处于"):
        return None  # 地处大兴安岭南麓: the mountains
    if name in gaz.full:
        inside = (
            n == 2
            and name[-1] == "县"
            and i > last > 0
            and "\u4e00" <= text[i - 1] <= "\u9fff"
            and text[i - 1] not in "在到往从于去至省市州的和与及月年日底末初"
            and text[i - 2 : i] not in ("其中", "轮到")
            and not text.endswith(("大县", "强县", "名县", "老县"), 0, i)
        ) or _is_end_of_word(text, i, end, last)
        region = text[end : end + 1] == "区" and gaz.full[name][0].level == "country"  # 沿海地区
        region = region or (name[-1] == "县" and text[end : end + 1] == "域")  # 新建县域医疗中心
        taken = inside or region or _NOT_AFTER.match(text, end)
        return _Hit(i, end, name, [] if taken else gaz.full[name], True)
    if name not in gaz.short or _NOT_AFTER.match(text, end):
        return None
    if last != i and _is_cut(text, i, end):
        return None
    if name[0] == "镇" and _is_end_of_town(text, i, end):
        return None
    if _SHORT_NOT_AFTER.match(text, end) and not _full_at(text, end, gaz):
        return None
    if _WATERS.match(text, end - 1) or (_NATURE.match(text, end) and text[end : end + 2] not in gaz.lengths):
        return None
    return _Hit(i, end, name, gaz.short[name], False)


def _is_end_of_word(text: str, start: int, end: int, last: int) -> bool:
    """Return whether the name of a county begins in a word, behind no other place (示范|县, 名单|县, 多项|城市, 红海|城市)."""
    short = (end - start == 2 and text[end - 1] == "县") or (
        end - start == 3 and text.endswith("城市", 0, end)
    )
    return short and last != start and ends_word(text, start)


# What begins a predicate ends the name before it, though both may look like a word (颍上|将, 南部|分).
_PREDICATE = re.compile("[将已正把从对以也还就在与和是的有为]")


def _is_cut(text: str, start: int, end: int) -> bool:
    """Return whether a short name is made of two words of the text (海南 in 渤海南部, 北海 in 东北海陆)."""
    first = max(start - 2, 0)
    at = first
    last = end if _PREDICATE.match(text, end) else end + 1
    for word, _ in words_of(text[first:last], guess=False):
        if at < start and end < at + len(word):
            return True  # 山南 in 天山南北
        if at < start < at + len(word) <= end:
            return text[at:start] not in ("首都", "中国", "在")  # 首都北京, 在内蒙古
        at += len(word)
    return False


_VILLAGE_FOLLOWS = re.compile("[一-龥]{0,2}(?:村|社区)")


def _is_end_of_town(text: str, start: int, end: int) -> bool:
    """Return whether the 镇 with which a short name begins ends a township before a village (沙溪镇|江北村)."""
    if not _VILLAGE_FOLLOWS.match(text, end):
        return False
    return any(text[start - n : start + 1] in _townships() for n in (1, 2, 3) if start >= n)


def _full_at(text: str, i: int, gaz: Gazetteer) -> bool:
    return any(text[i : i + n] in gaz.full for n in gaz.lengths.get(text[i : i + 2], ()) if n > 2)


# Where a county may stand by its short name alone, if its province is known: 在舒兰，; 安吉余村; 山阳、勉县; 勉县等.
_SCENE_BEFORE = re.compile("(?:^|[^一-龥])(?:在|位于|来到|走进|到)$|[、和与]$")
_SCENE_AFTER = re.compile(
    "[，,：]|的|[一-龥]{1,3}(?:村|镇|乡|社区|街道)(?!振兴|建设|居民)|[、和与等]|(?:[两三四五六七八九]|\\d个?)县|县城|园区"
)
_FIRST_OF_LIST = re.compile("、[一-龥]{2,4}(?:、|等|(?:[两三四五六七八九]|\\d个?)县|(?<=[县市区])园区)")
_LIST_BEFORE = re.compile(r"(?:^|[^一-龥、\d])$")


def _stands_alone(text: str, hit: _Hit) -> bool:
    """Return whether a short name stands where reports name counties."""
    head = text[max(hit.start - 4, 0) : hit.start]
    if not _PREDICATE.match(text, hit.end):
        words = words_of(text[hit.start : hit.end + 3], guess=False)
        if hit.end - hit.start not in accumulate(len(word) for word, _ in words):
            return False  # 上高 in 上高中
    if _with_figures(text, hit):
        return True
    if _LIST_BEFORE.search(head):
        told_of = text.count(hit.name) > 1 and not hit.choices[0].official.endswith("区")  # 南海区, 天山区
        whole = f"全{hit.choices[0].official[-1]}" in text[hit.end : hit.end + 80].split("\n")[0]
        return told_of or whole or bool(_FIRST_OF_LIST.match(text, hit.end))
    return bool(_SCENE_AFTER.match(text, hit.end) and _SCENE_BEFORE.search(head))


# 其中礼县16.8万人，武都14.9万人: places told of one after another, each with its figure.
_FIGURE_AFTER = re.compile("(?:就?有|为|达)?(?:近|约|超)?\\d[^，、；。\\n]{0,8}(?:[，、；][一-龥]{2,4}\\d|$)")
_FIGURE_BEFORE = re.compile("[一-龥]{2}(?:近|约|超)?\\d[^，、；。\\n一-龥]{0,6}[一-龥%]{1,4}[，、；]$")
_OPENS_LIST = re.compile("(?:^|[，、；：。\\n]|其中)$")


def _with_figures(text: str, hit: _Hit) -> bool:
    """Return whether a short name and a figure stand in a list of such (武都14.9万人，西和13.2万人)."""
    if not text[hit.end : hit.end + 1].isdigit() or not _OPENS_LIST.search(
        text, max(hit.start - 2, 0), hit.start
    ):
        return False
    return bool(
        _FIGURE_AFTER.match(text, hit.end) or _FIGURE_BEFORE.search(text[max(hit.start - 16, 0) : hit.start])
    )


def _is_scene(hit: _Hit, known: Counter[str], text: str) -> bool:
    """Return whether a name that is a word too sets a scene in a province told of (黑龙江…，在大庆，)."""
    only = hit.choices[0]
    told = len(hit.choices) == 1 and only.level == "prefecture" and known[only.above[0]] > 0
    return told and text[hit.start - 1 : hit.start] == "在" and text[hit.end : hit.end + 1] in ("，", "的")


def _is_generic(hit: _Hit) -> bool:
    """Return whether a full name is what many towns have (老城区, 新城区), so that only its city makes it a district."""
    return hit.full and hit.name.endswith("区") and hit.name[:-1] in _common_words()


_LONG = 3  # characters of a short name that is hardly a word (井冈山, 都江堰)


def _settle(
    hit: _Hit, before: Place | None, known: Counter[str], named: set[str], own: Place, text: str
) -> Place | None:
    """Choose among the places that share a name, or None."""
    choices = hit.choices
    if before is not None:
        inside = [p for p in choices if before.official in p.above]
        if inside:
            return inside[0]
        if not hit.full and before.level == "province":
            choices = [
                p for p in choices if p.level in ("province", "country")
            ]  # 浙江南阳 is no city of Henan
    if _is_generic(hit):
        choices = [p for p in choices if own.contains(p) or p.contains(own) or known[p.above[-1]]]
    if not hit.full:
        common = hit.name in _common_words() and not _is_scene(hit, known, text)
        if not common and len(choices) == 1 and own.official != choices[0].official:
            only = choices[0]
            around = own.contains(only) if own.official else any(known[name] for name in only.above[:1])
            around = around or (not own.official and len(hit.name) >= _LONG and text.count(hit.name) > 1)
            if around and only.level == "county" and _stands_alone(text, hit):
                return only
        choices = [
            p
            for p in choices
            if p.official in named or p.contains(own) or (p.level != "county" and not common)
        ]
        wide = [p for p in choices if p.level != "county"]
        choices = (
            wide if wide and not any(p.contains(own) for p in choices if p.level == "county") else choices
        )
    if len(choices) == 1:
        return choices[0]
    if not choices:
        return None
    if own.official and (near := [p for p in choices if p.contains(own) or own.contains(p)]):
        return next((p for p in near if p.official == own.official), near[0])
    if not hit.full and (provinces := [p for p in choices if p.level == "province"]):
        return provinces[0]  # 吉林 alone is the province
    scored = sorted(
        ((max((known[a] for a in p.above), default=0), i) for i, p in enumerate(choices)), reverse=True
    )
    if scored[0][0] > scored[1][0]:
        return choices[scored[0][1]]
    return None


def find_places(text: str, year: int = NEWEST, own: Place = NOWHERE) -> list[PlaceMention]:
    """Return the places that a text names, in order, without overlap.

    Parameters
    ----------
    text
        Text in Simplified script.
    year
        Year whose divisions and codes hold.
    own
        The report's own place, which settles ambiguous names.

    Returns
    -------
    list of PlaceMention
        Ambiguous names that nothing settles are left out.
    """
    return list(_places_of(text, year, own)) if text else []


def _sure(hit: _Hit) -> Place | None:
    """Return the place of a name that needs no settling; a province wins over its namesakes (河北)."""
    choices = hit.choices
    if not hit.full and len(choices) > 1:
        choices = [p for p in choices if p.level == "province"]
    if len(choices) != 1:
        return None
    known = hit.full and not _is_generic(hit)
    return choices[0] if known or (choices[0].level != "county" and hit.name not in _common_words()) else None


_TOWN_GOES_ON = re.compile("[一-龥]{1,3}?[乡镇](?![一-龥]?[里长])")


@lru_cache(maxsize=8)
def _places_of(text: str, year: int, own: Place) -> tuple[PlaceMention, ...]:
    """Return the places of a text; kept, since a report is asked several times."""
    gaz = gazetteer(year)
    hits = _hits(text, year)
    known: Counter[str] = Counter()
    named: set[str] = set()
    sure = [_sure(hit) for hit in hits]
    for hit, place in zip(hits, sure, strict=True):
        if place is not None:
            for official in (*place.above, place.official):
                known[official] += 1  # `update` would take as long as all the rest
            if hit.full:
                named.add(place.official)
    out: list[PlaceMention] = []
    for hit, place in zip(hits, sure, strict=True):
        before = out[-1].place if out and out[-1].end == hit.start else None
        alone = hit.full or (before is None and len(hit.choices) == 1)
        if place is None or not alone:
            place = _settle(hit, before, known, named, own, text)
        if place is not None and not hit.full and before is not None and before.level == "county":
            town = not before.contains(place) and _TOWN_GOES_ON.match(text, hit.end)
            place = None if town else place  # 石渠县长沙贡马乡
        if place is not None:
            out.append(PlaceMention(hit.start, hit.end, hit.name, place, hit.full))
            named.add(place.official)
    return tuple(_join(_with_small(text, _with_abroad(text, out), own, gaz)))


_ABROAD = re.compile("(?P<name>[一-龥]{2,3}?(?:县|府|州|省|邦|市))(?!长|场|民|级|委|值)")


def _with_abroad(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """Add the parts of other countries: behind the name of the country, then alone (日本石川县 … 石川县)."""
    parts: dict[str, Place] = {}
    out: list[PlaceMention] = []
    for mention in found:
        country = mention.place
        match = _ABROAD.match(text, mention.end) if country.level == "country" and country != CHINA else None
        if match and _is_name(match["name"][:-1]):
            name = match["name"]
            parts[name] = Place(country.official + name, "", "province", (country.official,))
            mention = replace(mention, end=match.end(), name=mention.name + name, place=parts[name])
        out.append(mention)
    if not parts:
        return found
    taken = _Taken(text, out)
    for start, name in _occurrences(text, parts):
        if not taken.meets(start, start + len(name)):
            out.append(PlaceMention(start, start + len(name), name, parts[name]))
    return sorted(out, key=attrgetter("start"))


def _join(found: list[PlaceMention]) -> list[PlaceMention]:
    """Let 云南省 + 昭通市 + 鲁甸县, written one after another, be one mention of the last."""
    out: list[PlaceMention] = []
    for mention in found:
        if (
            out
            and out[-1].end == mention.start
            and mention.place.official != out[-1].place.official
            and (out[-1].place.contains(mention.place))
        ):
            last = out.pop()
            mention = replace(mention, start=last.start, name=last.name + mention.name)
        out.append(mention)
    return out


def below(above: Place, name: str, level: str) -> Place:
    """Return the town or village `name` within `above`."""
    if level == "town":
        return Place(above.official + name, above.adcode, "town", (*above.above, above.official), town=name)
    return Place(
        above.official + name, above.adcode, "village", (*above.above, above.official), above.town, name
    )


def _county_of(name: str, scope: Place | None, own: Place, gaz: Gazetteer, seen: Set[str]) -> Place | None:
    """Return the county in which a township of this name lies, when the context settles it."""
    codes = _townships().get(name, frozenset())
    for place in (scope, own):
        if place is None or not place.adcode:
            continue
        if place.level == "county":
            if place.adcode in codes:
                return place
            continue
        prefix = place.adcode[:2] if place.level == "province" else place.adcode[:4]
        inside = [c for c in codes if c.startswith(prefix) and c in gaz.places]
        mentioned = [c for c in inside if c in seen]
        if len(inside) == 1 or mentioned:
            return gaz.places[(mentioned or inside)[0]]
    mentioned = [c for c in codes if c in seen and c in gaz.places]
    return gaz.places[mentioned[0]] if len(mentioned) == 1 else None


def _with_small(text: str, found: list[PlaceMention], own: Place, gaz: Gazetteer) -> list[PlaceMention]:
    """Add townships and villages, by list and by form."""
    seen = frozenset(m.place.adcode for m in found if m.place.level == "county")
    towns = _towns(text, found, own, gaz, seen)
    both = sorted(
        _outside(text, found, towns) + towns,
        key=lambda m: m.start,
    )
    villages = _villages(text, both, own, gaz)
    both = _outside(text, both, villages) + villages
    return sorted(both, key=lambda m: m.start)


def _outside(text: str, found: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions that do not begin inside one of the others."""
    if not others:
        return list(found)
    taken = _Taken(text, others)
    return [m for m in found if not taken.marks[m.start]]


class _Taken:
    """The characters of a text that names have taken: asked of each name, be there ever so many."""

    def __init__(self, text: str, found: Iterable[PlaceMention]) -> None:
        self.marks = bytearray(len(text) + 1)
        for m in found:
            self.add(m.start, m.end)

    def add(self, start: int, end: int) -> None:
        """Take a stretch."""
        self.marks[start:end] = b"\1" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Return whether one of the characters is taken."""
        return self.marks.find(1, start, end) >= 0


class _Finder:
    """The mention that ends last before a position."""

    def __init__(self, found: Sequence[PlaceMention]) -> None:
        self.found = found
        self.ends = [m.end for m in found]

    def __call__(self, position: int) -> PlaceMention | None:
        """Return the last mention that ends at or before `position`."""
        at = bisect_right(self.ends, position)
        return self.found[at - 1] if at else None


def _as_county(place: Place | None, levels: tuple[str, ...] = ("county",)) -> Place | None:
    return place if place is not None and place.level in levels else None


def _towns(
    text: str, found: list[PlaceMention], own: Place, gaz: Gazetteer, seen: Set[str]
) -> list[PlaceMention]:
    out: list[PlaceMention] = []
    settled: dict[str, Place] = {}
    everything = _townships()
    before = _Finder(found)
    divisions = _Taken(text, found)
    for match in _NEEDS.finditer(text):
        end = match.end()
        if divisions.marks[match.start()]:
            continue  # 景德镇
        last = before(end - 1)
        scope = last.place if last else None
        mention: PlaceMention | None = None
        if (
            last is not None
            and last.end < match.start()
            and match.start() - last.end <= 5
            and last.place.level in ("county", "prefecture")
            and not _no_names()["any"].search(name := text[last.end : end])
            and (re.fullmatch(r"[\u4e00-\u9fff]+", name))
            and (name in everything or _may_name_town(name[: -len(match.group())]))
            and (not _no_names()["town"].search(name[: -len(match.group())]) or f"{name}镇" in everything)
        ):
            county = (
                scope
                if scope and scope.level == "county"
                else _county_of(name, scope, own, gaz, seen)
                or _county_of(f"{name}镇", scope, own, gaz, seen)  # 乌镇
                or scope
            )
            if county:
                mention = PlaceMention(last.end, end, name, below(county, name, "town"))
        if mention is None:
            for n in range(6, 1 + len(match.group()), -1):
                name = text[max(end - n, 0) : end]
                if len(name) < n:
                    continue
                if name in settled:
                    mention = PlaceMention(end - n, end, name, settled[name])
                    break
                if name not in everything:
                    continue
                # The report's own county goes before a place that another sentence named.
                told = (
                    None
                    if last and own.adcode in everything[name] and "。" in text[last.end : end]
                    else scope
                )
                if county := _county_of(name, told, own, gaz, seen):
                    mention = PlaceMention(end - n, end, name, below(county, name, "town"))
                    break
        if mention is None:
            mention = _town_by_form(text, match.start(), end, _as_county(own) or _as_county(scope))
        if mention is not None:
            settled[mention.name] = mention.place
            out.append(mention)
    for mention in _in_lists(text, own, divisions):
        if mention.name not in settled and not any(m.start <= mention.start < m.end for m in out):
            settled[mention.name] = mention.place
            out.append(mention)
    for mention in _behind_province(text, found, gaz):
        if not any(m.start <= mention.start < m.end for m in out):
            settled.setdefault(mention.name, mention.place)
    return _and_short(text, found, out, settled)


# 玉洪、沙里、朝里三个瑶族乡: townships without their rank, which stands behind all of them.
_TOWNS_IN_LIST = re.compile(
    rf"(?P<names>(?:[一-龥]{{2,4}}、){{1,5}}[一-龥]{{2,4}}?)(?:等?(?:[两二三四五六七八九十]|\d{{1,2}})个?)(?P<rank>(?:(?:{_PEOPLES})族)?(?:乡镇|乡|镇|街道))(?!企业|干部)"
)
_LISTED_TOWN = re.compile("[一-龥]{2,4}")


def _in_lists(text: str, own: Place, taken: _Taken) -> Iterator[PlaceMention]:
    """Yield the townships of the report's county that a list names by their stems, with how many they are."""
    if own.level != "county" or "、" not in text:
        return
    for match in _TOWNS_IN_LIST.finditer(text):
        for part in _LISTED_TOWN.finditer(text, match.start(), match.end("names")):
            start, end, rank = part.start(), part.end(), match["rank"]
            ranks = ("镇", "乡", "街道") if rank == "乡镇" else (rank, rank[-1])
            for begin in range(start, end - 1):  # 余下的多在玉洪: the name ends the stretch
                stem = text[begin:end]
                known = next((r for r in ranks if own.adcode in _townships().get(stem + r, ())), "")
                if known and not taken.meets(begin, end):
                    name = stem + (rank if rank != "乡镇" else known)
                    yield PlaceMention(begin, end, name, below(own, name, "town"), False)
                    break


_TOWN_ALONE = re.compile("[，、。]|的“|(?:国际)?(?:滑雪|旅游|度假|景区|古城|革命|产业园)|村")


_SIGHTS = frozenset("山湖园海泊岭关寺峰滩宫窟泉")


def _behind_province(text: str, found: Sequence[PlaceMention], gaz: Gazetteer) -> Iterator[PlaceMention]:
    """Yield townships named without their rank behind a province in which only one has the name (陕西照金)."""
    starts = {m.start for m in found}
    for above in found:
        if above.level != "province" or not above.adcode or above.end in starts:
            continue
        for n in (3, 2):
            stem, end = text[above.end : above.end + n], above.end + n
            if not _TOWN_ALONE.match(text, end):
                continue
            towns = [
                (name, code)
                for name in (f"{stem}镇", f"{stem}乡", f"{stem}街道")
                for code in _townships().get(name, ())
                if code.startswith(above.adcode[:2]) and code in gaz.places
            ]
            if len(towns) == 1 and _is_strange(stem, text):
                name, code = towns[0]
                county = gaz.places[code]
                if (
                    stem[-1] in _SIGHTS
                ):  # 浙江千岛湖 is a sight, in the county of the town that bears its name
                    yield PlaceMention(above.end, end, stem, county)
                elif stem[-1] not in "江河":
                    name = stem if stem[-1] == "镇" else name  # 浙江乌镇
                    yield PlaceMention(above.end, end, name, below(county, name, "town"))
                break


def _is_strange(stem: str, text: str) -> bool:
    """Return whether a stretch is the name of a place or no word at all, and said again."""
    words = words_of(stem, guess=False)
    if len(words) == 1:
        return words[0][1] in ("ns", "nz")
    return holds_no_word(stem) and text.count(stem) > 1


# 侨乡, 水乡 and 村镇 are what towns are, 十里八乡 is the country around.
_EPITHET = re.compile(
    "(?:[侨水雪山茶花果酒瓷陶竹药棉糖戏歌画诗梦渔牧村]|里八|对|当|带|为|被|将|把|逐|跨)$|^[市县区州]"
)


_LANDFORMS = frozenset("沟坪湾岭坡坝塘冲岗峪洞坑墩梁塬滩井泉岩铺堡桥河口关店营屯庄寨")


def _may_name_town(stem: str) -> bool:
    """Return whether a stretch before 乡 or 镇 that no list knows may be its name: it holds no word but names."""
    if _EPITHET.search(stem) or _is_no_name(stem):
        return False
    words = words_of(stem, guess=False)
    kinds = {kind for word, kind in words if len(word) > 1}
    return (
        kinds <= {"ns", "nr", "nz", "nt"}
        or (len(words) == 1 and words[0][1] == "n")
        or stem[-1] in _LANDFORMS  # 杀虎口
        or _COMMON_VILLAGE.fullmatch(stem) is not None
    )


_OF_A_PEOPLE = re.compile(rf"(?:{_PEOPLES})族$")


def _town_by_form(text: str, cut: int, end: int, county: Place | None) -> PlaceMention | None:
    """Read 沙溪乡 as a township of the county in scope when words around it set it off."""
    if county is None or county.level != "county":
        return None
    if people := _OF_A_PEOPLE.search(text, max(cut - 7, 0), cut):  # 南关蒙古族乡
        for start in (people.start() - 2, people.start() - 3):
            stem = text[max(start, 0) : people.start()]
            set_off = start == 0 or (start > 0 and _BOUNDARY.search(text[max(start - 2, 0) : start]))
            if set_off and _ALL_HAN.fullmatch(stem) and not _is_no_name(stem, "town"):
                return PlaceMention(start, end, text[start:end], below(county, text[start:end], "town"))
    for n in (2, 3):
        start = cut - n
        stem = text[max(start, 0) : cut]
        if (
            start < 0
            or not re.fullmatch(r"[\u4e00-\u9fff]+", stem)
            or _is_no_name(stem, "town")
            or _is_function(stem)
            or not _may_name_town(stem)
            or _is_within_word(text, start)
        ):
            continue
        if start == 0 or _BOUNDARY.search(text[max(start - 2, 0) : start]):
            name = text[start:end]
            return PlaceMention(start, end, name, below(county, name, "town"))
    return None


# What bears the short name of a township and is more than it (黄花滩生态移民区, 沙溪水库).
_NAMED_AFTER = re.compile(
    "经验|协作|合作(?!社)|(?:生态)?(?:移民|工业|产业|开发|示范|旅游|物流)?(?:园区|移民区|新区|景区)|水库|灌区|林场|农场|牧场|湿地|口岸"
)


def _and_short(
    text: str, found: Sequence[PlaceMention], towns: list[PlaceMention], settled: dict[str, Place]
) -> list[PlaceMention]:
    """Add the short form of a township that the text has named in full (沙溪 for 沙溪乡)."""
    if not settled:
        return towns
    taken = _Taken(text, (*found, *towns))
    stems = {re.sub(r"(?:街道|苏木|镇|乡)$", "", name): place for name, place in settled.items()}
    stems = {stem: place for stem, place in stems.items() if _may_be_short(stem, place)}
    for start, stem in _occurrences(text, [s for s in stems if len(s) >= 2]):
        end = start + len(stem)
        if text[end : end + 1] in _NAME_GOES_ON or _NAMED_AFTER.match(text, end) or taken.meets(start, end):
            continue
        towns.append(PlaceMention(start, end, stem, stems[stem], False))
    return sorted(towns, key=lambda m: m.start)


def _may_be_short(stem: str, place: Place) -> bool:
    """Return whether a township may be told of by its name without 镇: no word of the language, no other place."""
    if any(p.official in place.above for p in gazetteer(NEWEST).short.get(stem, ())):
        return False  # 林芝 is the city, not 林芝镇 in it
    words = words_of(stem, guess=False)
    return len(words) > 1 or words[0][1].startswith("n") or bool(_COMMON_VILLAGE.fullmatch(stem))


def _occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where names stand in a text, longer names first."""
    ordered = sorted(names, key=len, reverse=True)
    if len(ordered) > _MANY:
        yield from _occurrences_of_many(text, ordered)
        return
    for name in ordered:
        start = text.find(name)
        while start >= 0:
            yield start, name
            start = text.find(name, start + len(name))


_MANY = 50  # names; so many are not looked for one by one


def _occurrences_of_many(text: str, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where names of two characters or more stand, from one reading of the text, in the order of the names."""
    begins: dict[str, list[int]] = {name[:2]: [] for name in names}
    for i in range(len(text) - 1):
        if (pair := text[i : i + 2]) in begins:
            begins[pair].append(i)
    for name in names:
        end = 0
        for start in begins[name[:2]]:
            if start >= end and text.startswith(name, start):
                yield start, name
                end = start + len(name)


def _villages(text: str, found: list[PlaceMention], own: Place, gaz: Gazetteer) -> list[PlaceMention]:
    out: list[PlaceMention] = []
    settled: dict[str, Place] = {}
    namesakes: dict[str, Place] = {}
    apart: dict[int, Place] = {}
    before = _Finder(found)
    inside = _Taken(text, (m for m in found if m.place.level != "county"))
    home = _above_village(own) if own.level == "village" else own
    for cut, end in _village_ends(text, found):
        last = before(cut + 1)
        near = last is not None and last.end < cut and cut - last.end <= 6
        stem = text[last.end : cut] if near and last else ""
        coined = (
            near
            and last is not None
            and last.place.level == "town"
            and (_is_coined(stem) or _is_with_office(stem, text, end) or _is_one_character(stem, text, end))
        )
        stem = stem if coined else _name_part(stem.removeprefix("的").removeprefix("至"))
        named = coined or (bool(stem) and _may_name_village(stem))
        start = cut - len(stem) if named else _village_start(text, cut)
        if start >= 0 and text.startswith("集体", end) and _is_verb(text[start:cut]):
            continue  # 发展村集体经济
        if start < 0 or inside.marks[start] or text[start:end] in gaz.short:
            continue
        attached = last is not None and last.end == start
        if not attached and not _is_said_as_name(text, start, cut, end):
            continue
        name = text[start:end]
        if text[cut:end] == "寨" and ("村" in name or f"村{name}" in text):
            continue  # a hamlet of that village
        scope = last.place if last is not None else None
        if scope is not None and scope.level == "village":
            scope = None
        if near and last is not None and _MOVED_TO.search(text[last.end : start]):
            scope = None  # 从横梁乡搬到富民新村
        if not near and scope and own.level in ("prefecture", "county", "town") and not own.contains(scope):
            # a place elsewhere, named some sentences before: a prefecture's report is still at the county told of
            scope = _last_within(own, found, start) if own.level == "prefecture" else None
        above = scope if scope and scope.level in ("town", "county") else _as_county(home, ("county", "town"))
        if above is None and last is not None and "\n" not in text[last.end : start]:
            above = _as_county(scope, ("prefecture", "province"))
        if above is None or above.level in ("prefecture", "province"):
            above = _known_county(name, above or own, gaz) or above
        if above is None:
            continue
        kept = settled.get(name)
        if kept is None or (near and RANK[above.level] > RANK[kept.level] and kept.contains(above)):
            settled[name] = above  # the fullest form in which the text names it
        if near and kept is not None:  # another county may have a village of that name
            namesakes.pop(name, None)
            if not (kept.contains(above) or above.contains(kept)):
                namesakes[name] = above
        if name in namesakes:
            apart[len(out)] = namesakes[name]
        out.append(PlaceMention(start, end, name, above))
    if not out:
        return out
    towns = [m for m in found if m.level == "town"]
    for name, above in settled.items():
        if towns and above.level == "county" and (town := _town_of(name, above, text, towns)):
            settled[name] = town
        elif above.level in ("prefecture", "province") and (told := _said_to_lie(name, above, text, found)):
            settled[name] = told
    out = [
        replace(m, place=below(apart.get(i, settled[m.name]), m.name, "village")) for i, m in enumerate(out)
    ]
    known = {m.name: m for m in out}
    if known:
        taken = _Taken(text, out)
        for start, name in _occurrences(text, known):
            end = start + len(name)
            if not taken.meets(start, end):
                out.append(replace(known[name], start=start, end=end))
                taken.add(start, end)
    return _with_stems(text, found, _with_hamlets(text, out))


def _last_within(own: Place, found: Sequence[PlaceMention], position: int) -> Place | None:
    """Return the county or town of a prefecture that a text names last before a position."""
    inside = (m.place for m in reversed(found) if m.end <= position and m.level in ("county", "town"))
    return next((place for place in inside if own.contains(place)), None)


def _village_ends(text: str, found: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Return where 村, 社区 and the like stand in a text that may end a name."""
    ends = {m.span() for m in _VILLAGE.finditer(text)}
    for town in found:
        if town.level == "town":
            stem = _STEM.match(text, town.end)
            if stem and (match := _OF_A_VILLAGE.match(text, stem.end())):
                ends.add(match.span())
    return sorted(ends)


_STEM = re.compile("[\u4e00-\u9fff]{1,4}?(?=村|社区)")
_WHERE = re.compile(
    "(?:在|到|[进深陷]入|往|进|位于|抵达|走访|的|、|和|与|及|家住|从|——|县|区|市|州|镇|乡|街道)$"
)


def _is_said_as_name(text: str, start: int, cut: int, end: int) -> bool:
    """Return whether what stands behind no place is the name of a village: no word, or said where places are or again."""
    stem = text[start:cut]
    if _no_names()["bare"].search(stem):
        return False
    words = words_of(stem, guess=False)
    if len(words) > 1 or words[0][1].startswith("n") or _COMMON_VILLAGE.search(stem):
        return True
    again = text.count(text[start:end]) > 1
    return again or bool(_WHERE.search(text[max(start - 2, 0) : start]))


_HAMLET = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,4}?(?:自然村|寨|屯))(?=[^\u4e00-\u9fff]|[的有是共里在，。])"
)
_NO_HAMLET = re.compile("[的了是有和与在把被这那就都还从第各每全该本]|^(?:水|山|大|小|老|新|村|民)?[寨屯]$")


def _with_hamlets(text: str, villages: list[PlaceMention]) -> list[PlaceMention]:
    """Let a village and the hamlet in it that follows be one mention (勐根村老达保寨), and add where it stands alone."""
    out: list[PlaceMention] = []
    hamlets: dict[str, Place] = {}
    for mention in villages:
        match = _HAMLET.match(text, mention.end) if mention.name.endswith("村") else None
        if match and not _NO_HAMLET.search(match["name"]):
            name = match["name"]
            place = below(mention.place, name, "village")
            mention = replace(
                mention,
                end=match.end(),
                name=mention.name + name,
                place=replace(place, village=mention.name + name),
            )
            hamlets[name] = mention.place
        out.append(mention)
    taken = _Taken(text, out)
    for start, name in _occurrences(text, hamlets):
        end = start + len(name)
        if len(name) > 2 and not taken.meets(start, end):
            out.append(PlaceMention(start, end, name, hamlets[name]))
            taken.add(start, end)
    return out


def _with_stems(text: str, found: Sequence[PlaceMention], villages: list[PlaceMention]) -> list[PlaceMention]:
    """Add the bare stem of a village where a text says it again and again and it is no other word (漈下 of 漈下村)."""
    stems = {re.sub("(?:自然村|村|社区|[苗侗]?寨|屯)$", "", _last_name(m)): m for m in villages}
    stems = {stem: m for stem, m in stems.items() if len(stem) > 1 and _is_stem(stem, text)}
    taken = _Taken(text, (*found, *villages))
    for start, stem in _occurrences(text, stems):
        end = start + len(stem)
        if text[end : end + 1] in _NAME_GOES_ON or taken.meets(start, end):
            continue
        villages.append(PlaceMention(start, end, stem, stems[stem].place, False))
        taken.add(start, end)
    return sorted(villages, key=lambda m: m.start)


def _last_name(mention: PlaceMention) -> str:
    return mention.name.rpartition("村")[2] or mention.name


_STEM_GOES_ON = _NAME_GOES_ON | {"寨", "屯"}


def _is_stem(stem: str, text: str) -> bool:
    """Return whether the stem of a village is said alone three times and is no word of the language."""
    alone = 0
    at = text.find(stem)  # quicker than a pattern of each stem
    while at >= 0:
        end = at + len(stem)
        goes_on = text[end : end + 1] in _STEM_GOES_ON
        alone += not goes_on
        at = text.find(stem, at + 1 if goes_on else end)
    word, kind = words_of(stem, guess=False)[0]
    often = 3 if len(stem) == 2 else 1  # three characters that are no word are hardly said by chance
    return alone >= often and (len(word) == 1 or (len(word) == len(stem) and kind == "ns"))


@lru_cache(maxsize=1)
def _known_villages() -> dict[str, str]:
    """Return the counties (codes) of villages that reports name without them."""
    rows = read_resource("known_villages.csv").itertuples(index=False)
    return {str(row.name): str(row.adcode) for row in rows}


def _known_county(name: str, wide: Place, gaz: Gazetteer) -> Place | None:
    """Return the county of a village known widely (悬崖村), if it lies in the prefecture or province told of."""
    county = gaz.places.get(_known_villages().get(name, ""))
    wider = wide.level in ("prefecture", "province") and county is not None and wide.contains(county)
    return county if wider else None


_MOVED_TO = re.compile("[搬迁嫁返][到至往入进回]|老家")
_LIES = re.compile(
    "位于|地处|坐落|隶属|属于|属(?=[一-龥]{2,12}[县区乡镇])|是[^。]{0,20}(?:镇|乡|街道)[^。]{0,12}(?:村|社区)"
)


def _said_to_lie(name: str, wide: Place, text: str, found: Sequence[PlaceMention]) -> Place | None:
    """Return the county or town in which a text says that a village lies (卡什代村所在的化隆县)."""
    match = re.search(f"{name}(?:所在|隶属|位于|地处)的?", text)
    inside = [m.place for m in found if match and m.start == match.end() and m.level in ("county", "town")]
    return next((p for p in inside if wide.contains(p)), None)


def _town_of(name: str, county: Place, text: str, towns: Sequence[PlaceMention]) -> Place | None:
    """Return the town in which a sentence says that a village lies (中坝村位于秦巴山区，是漩涡镇最远的村)."""
    at = text.find(name)
    while at >= 0:
        end = min((i for i in (text.find("。", at), text.find("\n", at)) if i >= 0), default=len(text))
        first = bisect_right(towns, at, key=attrgetter("start"))
        last = bisect_left(towns, min(end, at + 60), lo=first, key=attrgetter("start"))
        named = next((m for m in towns[first:last] if county.contains(m.place)), None)
        if named and _LIES.search(text, at, end):
            return named.place
        at = text.find(name, at + len(name))
    return None


_EXTREME = re.compile("最[大小高低深远早晚多少北南东西][处远]?的$")  # 降雨量最大的汉元村
_LANDSCAPE = re.compile(
    "(?:深处|脚下|腹地|山[上中里间]|[河江湖海溪水][岸畔边]|岸边|两岸|边上|旁边|附近|对面|隔壁)的?$"
)


def _village_start(text: str, cut: int) -> int:
    """Return where a village name that ends in 村 at `cut` begins, or −1."""
    for n in (2, 3, 4):
        start = cut - n
        if start < 0:
            break
        stem = text[start:cut]
        if not _may_name_village(stem) or _is_within_word(text, start):
            continue
        if text.startswith("社区", cut):
            if n == 2 and _is_done_with(stem, text, cut):
                return -1
            if _is_function(stem) or (n == 4 and _is_verb(stem) and len(words_of(stem, guess=False)) == 2):
                continue
        elif _name_part(stem) != stem:
            continue
        again = (text[start - 1] == "的" and (text.count(text[start : cut + 1]) > 1 or _is_proper(stem))) or (
            _LANDSCAPE.search(text[max(start - 4, 0) : start])
            or _EXTREME.search(text[max(start - 4, 0) : start])
            or (text[cut + 1 : cut + 2] in "，," and _SCENE_AHEAD.search(text[max(start - 20, 0) : start]))
        )  # 滇池畔的福保社区 … 福保社区; 雪山脚下红光村; 在某市古建筑集中的某村，
        if start == 0 or again or _BOUNDARY.search(text[max(start - 2, 0) : start]):
            coined = _COMMON_VILLAGE.fullmatch(stem) or text[cut] == "寨"  # “云上苗寨” is a sight
            return -1 if text[start - 1] in "“「" and coined else start
    return -1


_SCENE_AHEAD = re.compile("(?:^|[，。；：\n])(?:在|位于|来到|走进|地处)[^，。；、\n]{2,16}的$")
_LINKS = frozenset("当以往入今去像由为将把对从返")


def _is_within_word(text: str, start: int) -> bool:
    """Return whether a name would begin within a word (当选|立峰村, 八成以|上断电村, 4年|前)."""
    pair = text[max(start - 1, 0) : start + 1]
    if len(pair) < 2:  # the text begins here
        return False
    if pair[0] == "年":
        return pair[1] in "前后来初末底间内" and text[start - 2 : start - 1].isdigit()
    return pair[0] in _LINKS and len(words_of(pair, guess=False)) == 1


_ENDS_NAME = re.compile("[，。：、；）)居党支位里委是坐的]|$")


def _is_done_with(stem: str, text: str, cut: int) -> bool:
    """Return whether the word before 社区 is what is done with communities (新增社区工厂, 推广社区食堂), not a name."""
    kinds = [kind for _, kind in words_of(stem, guess=False)]
    if kinds[-1] != "v" or not set(kinds) <= {"v", "a", "d"} or _COMMON_VILLAGE.fullmatch(stem):
        return False
    return not _ENDS_NAME.match(text, cut + 2) and text.count(stem + "社区") < 2


_ALL_HAN = re.compile("[\u4e00-\u9fff]+")


def _may_name_village(stem: str) -> bool:
    """Return whether a stretch before 村 can be its name and no word about villages (贫困, 全, 建设)."""
    if not _ALL_HAN.fullmatch(stem):
        return False
    if len(stem) <= 4 and _COMMON_VILLAGE.search(stem):
        stem = stem[:-2]
        return not stem or not _is_no_name(stem)
    if len(stem) == 4 and stem.endswith("国际") and _is_name(stem[:2]):
        return True  # 仁和国际社区
    if len(stem) > 2 and stem.endswith("新") and all(kind == "ns" for _, kind in words_of(stem[:-1])):
        return True  # 津南新村
    if len(stem) == 3 and stem.endswith("新") and _COMMON_VILLAGE.fullmatch(stem[:2]):
        return True  # 兴和新村
    if len(stem) == 2 and stem.endswith("村") and words_of(stem, guess=False)[0][1] == "nr":
        return True  # 杨村村
    if _BUILT_ANEW.fullmatch(stem) or (_NUMBERED.fullmatch(stem) and holds_no_word(stem[:-1])):
        return True
    return not _is_no_name(stem, "village")


_PEOPLED = re.compile("[苗侗羌藏彝瑶傣]$")


def _is_no_name(stem: str, level: str = "any") -> bool:
    """Return whether a stretch before 村 or 镇 holds a word that names none (谋划, 当地) or is one (街道, 千户苗寨)."""
    bars = _no_names()
    at_all = bars["any"].search(stem) or (_PEOPLED.search(stem) and bars["any"].search(stem[:-1]))
    return bool(at_all or (level != "any" and bars[level].search(stem)))


# A word and a form of the land are one name (得胜沟, 望江岭), unless the word goes or builds there.
_TERRAIN = re.compile(
    "(?!位于|来到|走进|走访|地处|坐落|到达|前往|建设|打造|返回|目前|如今|现在|帮扶|这个|那个)[一-龥]{2}"
    "[沟坪湾岭坡坝塘冲岗峪洞坑墩梁塬滩井泉岩铺堡桥河]"
)
# 富民新村 bears a name, 移民新村 does not.
_BUILT_ANEW = re.compile(
    "(?:富民|富康|富裕|富强|惠民|利民|兴民|为民|民乐|民主|和谐|和平|幸福|团结|友谊|同心|光明|向阳|阳光|希望|感恩|圆梦|兴隆|振兴|"
    "福安|安康|吉祥|平安|黄河|长江|闽宁)新"
)
# A name that is no word may be told apart by 新 or a number (杭嘉新村, 普玉一村).
_NUMBERED = re.compile(
    "[^从到在往去自建住搬进盖起修迁成老在设的了与和及或第共有这那每各个余多]{2}[新一二三四五六七八九]"
)
# Two characters that neither count villages nor say which (两个, 各行政, 等十).
_COINED = re.compile(
    r"(?=[\u4e00-\u9fff]{2})[^各全每该本两几多等个名的里和与及从到在是有第为由十百千另还]"
    r"[^各全每该本两个名的等余多里和与及十百千是有]"
)
_NO_NAME = frozenset({"t", "d", "p", "r", "c", "ul", "uz"})


@lru_cache(maxsize=1024)
def _name_part(stem: str) -> str:
    """Return what of a stretch before 村 is its name: what stands behind the last verb, adverb or time word."""
    if (
        not stem
        or _COMMON_VILLAGE.fullmatch(stem)
        or stem in gazetteer(NEWEST).short
        or _TERRAIN.fullmatch(stem)
    ):
        return stem
    words = words_of(stem, guess=False)
    at = cut = 0
    for word, kind in words:
        at += len(word)
        if (kind in _NO_NAME and len(word) > 1) or (kind in ("v", "vn") and len(word) > 1 and at < len(stem)):
            cut = at
    last, kind = words[-1]
    if (
        cut == 0
        and len(words) == 1
        and kind in ("v", "d", "t", "p", "c")
        and not _COMMON_VILLAGE.search(stem)
    ):
        return ""
    return "" if kind in ("d", "t", "p", "c") and len(last) > 1 else stem[cut:]


def _is_coined(stem: str) -> bool:
    """Return whether what stands between a town and 村 is no word and counts nothing: a name (坝羊镇四联村)."""
    kinds = {kind for word, kind in words_of(stem, guess=False) if len(word) > 1}
    return bool(_COINED.fullmatch(stem)) and kinds <= {"ns", "nr", "nz", "nt"}


_VILLAGE_OFFICE = re.compile(
    "党(?:支部|总支|委|员)|村民|委会|支书|支部书记|监委会|妇联|脱贫户|监测户|种植|养殖|[，。、；：]|(?:位于|地处|原来|原本|曾经|曾是)"
)


def _is_with_office(stem: str, text: str, end: int) -> bool:
    """Return whether a word between a town and 村 is its name, since offices or people of the village follow (自强村党支部)."""
    if len(stem) != 2 or not _VILLAGE_OFFICE.match(text, end) or not _COINED.fullmatch(stem):
        return False
    return not _is_no_name(stem, "village")


# What a single character before 村 says of a village, or what is done there (老村, 驻村).
_NO_ONE_CHARACTER = frozenset(
    "全本该各每我他她它你这那此两二三四五六七八九十百几多些个建农乡山新老大小中某驻等入进出到回去来在的有是和与及或省市县区镇州邻同帮包联名空穷富强贫行城渔古党整外别"
)


def _is_one_character(stem: str, text: str, end: int) -> bool:
    """Return whether one character between a town and 村 is its name (逻楼镇磨村的), since the village is told of."""
    if len(stem) != 1 or stem in _NO_ONE_CHARACTER or not _ALL_HAN.fullmatch(stem):
        return False
    return text[end : end + 1] in ("的", "，", "、", "。") or _VILLAGE_OFFICE.match(text, end) is not None


def _is_proper(stem: str) -> bool:
    """Return whether the dictionary knows a stretch as a name (花溪)."""
    return all(kind in ("ns", "nz") for _, kind in words_of(stem, guess=False))


def _is_name(stem: str) -> bool:
    """Return whether a stretch is no word or a name of the dictionary (仁和, which may be a person's)."""
    return holds_no_word(stem) or all(kind in ("nr", "ns", "nz") for _, kind in words_of(stem, guess=False))


def _is_function(stem: str) -> bool:
    """Return whether a stretch is adverbs, time words and prepositions (目前, 如今)."""
    return all(kind in _NO_NAME for _, kind in words_of(stem))


def _is_verb(stem: str) -> bool:
    return all(kind.startswith(("v", "d", "a")) for _, kind in words_of(stem))


def _above_village(place: Place) -> Place:
    """Return the town or county of a village, as far as its official name tells."""
    official = place.official.removesuffix(place.village)
    if place.town:
        return Place(official, place.adcode, "town", place.above[: -1 if place.above else 0], place.town)
    return Place(official, place.adcode, "county", place.above[:-1])


def short_name(place: Place, year: int) -> str:
    """Return the short name of a division of China (云南 for 云南省), '' for anything else."""
    division = gazetteer(year).by_code.get(place.adcode)
    return division.short if division is not None and place.official else ""


def report_place(title: str, text: str, stated: str = "", year: int = NEWEST) -> Place:
    """Return the place that a report is about, or `NOWHERE` when no place stands out.

    Parameters
    ----------
    title, text
        Title and body, in Simplified script.
    stated
        The place that a source list states for the report; it wins.
    year
        Year of the report.
    """
    if stated:
        if stated in (NATIONAL, "中国"):
            return CHINA
        named = find_places(stated, year)
        if named:
            # The first of several places of a title was found, not stated.
            found = any(m.official == named[-1].official for m in find_places(title, year))
            several = found and (_names_several(title, year) or bool(_PARTNERS.search(title)))
            receiver = _receiver(title, text, year) if several else NOWHERE
            return receiver if receiver.official else named[-1].place
    if subject := _subject_of(text, year):
        return subject
    if _names_several(title, year):
        return _receiver(title, text, year)
    if _of_the_nation(title, text, year):
        return NOWHERE
    weights: Counter[str] = Counter()
    places: dict[str, Place] = {}
    total = float(len(_NATION.findall(text)) // 2)
    known = gazetteer(year).by_official
    told_of = {
        m.official for part in (title, text) for m in find_places(part, year) if not _is_bound_for(part, m)
    }
    for part, weight in ((title, 4), (text, 1)):
        for mention in find_places(part, year):
            if not mention.full and part[max(mention.start - 1, 0) : mention.start] in ("“", "「"):
                continue  # “东宝贡米” is a product
            if mention.official not in told_of:
                continue  # 卖到广东的茶叶, 其中广东2.1万人
            if mention.place.level != "country" and mention.place.above and not mention.place.adcode:
                continue  # a part of another country is told of beside the country
            chain = [*mention.place.above, mention.place.official]
            places[mention.place.official] = mention.place
            places |= {official: known[official] for official in mention.place.above if official in known}
            total += weight / 2 if mention.place.level == "country" else weight  # exported to Japan and Korea
            for official in dict.fromkeys(chain):
                weights[official] += weight
    best = _deepest(weights, places, total, text)
    if not _is_at_the_head(best, title, text, year):
        best = NOWHERE
    if best.level in ("", "province", "prefecture") and (county := _county_in_title(title, text, best, year)):
        return county
    if best.official:
        return best
    return _only_county(places, text, year) or _region_by_words(text, weights, known)


def _is_bound_for(text: str, mention: PlaceMention) -> bool:
    """Return whether a place is named as where workers or goods go; one that is never named otherwise is no report's."""
    parted = mention.level in ("province", "prefecture")
    return is_destination(text, mention.start, mention.end, parted)


_PARTNERS = re.compile("协作|对口|帮扶|支援|携手|结对|山海|援[疆藏青]")
# Between east and west (东西部协作, 对口支援) these provinces help and no other.
_HELPERS = read_resource("helping_provinces.csv")
_EAST_AND_WEST = re.compile(
    "东西部|扶贫协作|对口支援|援[疆藏青]|(?:闽宁|(?:"
    + alternation(_HELPERS["word"])
    + ")[\u4e00-\u9fff])协作"
)
_HELPING = frozenset(str(code)[:2] for code in _HELPERS["adcode"])


def _receiver(title: str, text: str, year: int) -> Place:
    """Return the partner of a title (苏州市与铜仁市协作) in which the places told of lie: that which receives."""
    partners = {m.official: m.place for m in find_places(title, year) if m.level != "country"}
    if _PARTNERS.search(title):  # the text says which county a short name of the title is
        whole = find_places(f"{title}\n{text}", year)
        partners |= {m.official: m.place for m in whole if m.end <= len(title) and m.level != "country"}
    if around := _around(list(partners.values()), year):
        return around
    if not _PARTNERS.search(title) or len(partners) < 2:
        return NOWHERE
    for place in partners.values():
        if (short := short_name(place, year)) and re.search(
            f"{short}(?:日报|晚报|发布|融媒|新闻网)", text[:200]
        ):
            return place
    helped = [p for p in partners.values() if p.adcode and p.adcode[:2] not in _HELPING]
    if len(helped) == 1 and _EAST_AND_WEST.search(f"{title}\n{text}"):
        return helped[0]
    inside: Counter[str] = Counter()
    for mention in find_places(text, year):
        inside.update(name for name in mention.place.above if name in partners)
    ranked = inside.most_common(2)
    sure = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return partners[ranked[0][0]] if sure else NOWHERE


def _around(places: Sequence[Place], year: int) -> Place | None:
    """Return the prefecture or county in which all the places of a title lie (于田、策勒两县), None if there is none."""
    if len(places) < 2:
        return None  # one place is itself, not what lies around it
    known = gazetteer(year).by_official
    shared = [a for a in places[0].above if all(a in p.above for p in places)] if places else []
    around = known.get(shared[-1]) if shared else None
    return around if around is not None and around.level in ("prefecture", "county") else None


def _is_at_the_head(best: Place, title: str, text: str, year: int) -> bool:
    """Return whether the title, or else what a text names first, lies in a place or around it."""
    first = [m.place for m in find_places(title, year) or find_places(text, year) if m.level != "country"]
    return best.level == "country" or any(best.contains(p) or p.contains(best) for p in first[:1])


def _names_several(title: str, year: int) -> bool:
    """Return whether a title announces several places, side by side or part by part (新疆：… 云南：…)."""
    found = [m for m in find_places(title, year) if m.level != "country"]
    return any(
        not (a.place.contains(b.place) or b.place.contains(a.place))
        and re.fullmatch(r"[、和与·]?|[：:].*[\s；;].*", title[a.end : b.start])
        for a, b in pairwise(found)
    )


_NATION_SPEAKS = quick(
    "(?<![于居比较占列])全国(?!平均|水平|独角兽|企业|人大|政协|两会|各地|劳模|劳动模范|道德模范|乡村振兴(?:青年)?先锋|五一|三八|优秀|最|第|前|首|率先|领先|文明|重点|百强|十佳)|我国|国务院|中共中央|党中央|中央财政|国家(?:统计局|发展改革委|能源局|卫生健康委|林草局|乡村振兴局|税务总局)|"
    "(?:农业农村|财政|教育|商务|民政|水利|交通运输|人力资源(?:和)?社会保障|自然资源|住房(?:和)?城乡建设|生态环境|文化和旅游|工业和信息化)部"
)


_EVERYWHERE = re.compile("(?<![省市县州区])各地|多地")
_LONG_HEAD = 120  # characters without a place, in which a report of a place would have named it


def _of_the_nation(title: str, text: str, year: int) -> bool:
    """Return whether a report is of the country: its head speaks of the nation and names no place within it."""
    if find_places(title, year):
        return False
    if title and _NATION_SPEAKS.search(title):
        return True
    at = text.find(title) if title else -1
    body = text[:at] + text[at + len(title) :] if at >= 0 else text
    named = next((m.start for m in find_places(text, year) if m.level != "country"), len(text))
    head = named - len(title) if at >= 0 and named > at else named  # the title names no place
    if head > body.find("。") >= 0 and _EVERYWHERE.search(body, 0, body.find("。")):
        return True
    first = body.find("\n", 45)
    lede = body[: first if first > 0 else 160]
    return (head >= len(lede) and bool(_NATION_SPEAKS.search(title + lede))) or (
        head >= _LONG_HEAD and bool(_NATION_SPEAKS.search(body[:head]))
    )


_VILLAGE_WORDS = re.compile(
    "(?:全|我们|我|该|本|这个|整个)(?:村|社区|寨)(?!民)|(?:村|社区|寨子?)里|[苗侗]?寨子?的|村集体|村“?两委|村民们"
)
_TOWN_WORDS = re.compile("(?:全|我|该|本)(?:镇|乡|街道)|[镇乡]里(?!面)")
_COUNTY_WORDS = re.compile("(?:全|我|该|本)(?:县|区|市|旗|州|省)(?!级)|[县市区]里(?!面)")


_ONE_OF_ITS = re.compile("一个[一-龥]{0,3}(?:村|镇|乡|社区|苏木|嘎查|寨)")  # 紫阳县一个山镇的脱贫记事


def narrower(own: Place, title: str, text: str, year: int) -> Place:
    """Return the town or village within a report's place of which the text speaks most, else the place.

    Parameters
    ----------
    own
        The place that the report's source or title gives.
    title, text
        The report.
    year
        Year of the report.
    """
    if own.level not in ("prefecture", "county", "province") or not text:
        return own
    short = short_name(own, year)
    if (
        short
        and short in title
        and not _ONE_OF_ITS.search(title)
        and not any(m.level in ("town", "village") for m in find_places(title, year, own))
    ):
        return own
    counts: Counter[str] = Counter()
    places: dict[str, Place] = {}
    wide = len(_COUNTY_WORDS.findall(text))
    for mention in find_places(text, year, own):
        place = mention.place
        if not mention.full and text[mention.start - 1 : mention.start] in ("“", "「"):
            continue  # “东宝贡米” is a product
        if place.level in ("town", "village") and own.contains(place):
            counts[place.official] += 1
            places[place.official] = place
        elif own.contains(place):
            wide += 1
    if not counts:
        return own
    in_title = [m for m in find_places(title, year, own) if title[m.start - 1 : m.start] not in ("“", "「")]
    named = [p for m in in_title for p in places.values() if _is_named_alike(m.place, p)]
    if named and all(
        p.contains(named[-1]) for p in named
    ):  # the title says which: 石城县小松镇发展集体经济见闻
        here = named[-1]
        told = sum(n for name, n in counts.items() if here.contains(places[name]))
        weight = told + len((_VILLAGE_WORDS if here.level == "village" else _TOWN_WORDS).findall(text))
        if weight >= 4 and weight > wide and weight > sum(counts.values()) - told:
            return here
    official, times = counts.most_common(1)[0]
    here = places[official]
    said = _VILLAGE_WORDS if here.level == "village" else _TOWN_WORDS
    weight = times + len(said.findall(text))
    inner = sum(n for name, n in counts.items() if name != official and not here.contains(places[name]))
    enough = weight >= 5 if times >= 2 else weight >= 8
    return here if enough and weight > 1.5 * wide and weight > 2 * inner else own


def _is_named_alike(place: Place, other: Place) -> bool:
    """Return whether two towns or villages have one name, the one perhaps without its town (汉滨区双柏村)."""
    if place.level != other.level or place.level not in ("town", "village"):
        return False
    return other.official.endswith(place.village or place.town)


def _only_county(places: dict[str, Place], text: str, year: int) -> Place | None:
    """Return the county in which every place of a text lies, be they few, or which they lead down to."""
    counties = [p for p in places.values() if p.level == "county"]
    if len(counties) != 1 or _NATION.search(text) or not find_places(text.lstrip()[:80], year):
        return None
    return (
        counties[0]
        if all(p.contains(counties[0]) or counties[0].contains(p) for p in places.values())
        else None
    )


_DEFINED = re.compile(r"\s*(?:[（(][^）)]{0,60}[）)])?[，,]?(?:是|为|位于|地处)")
# A name, which has no marks but brackets, and what `_DEFINED` takes.
_MAY_DEFINE = re.compile(r"[^\s，,。；（()）]+?(?:\s*[（(][^）)]{0,60}[）)])*\s*[，,]?(?:是|为|位于|地处)")
_TITLE_EDGE = re.compile(r"[^\u4e00-\u9fff]|[年月日省市县区州]")
_ACCOUNT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:本报|本台)?(?P<name>[\u4e00-\u9fff]{2,4}?)(?:发布|融媒|新闻网|\d{1,2}月\d{1,2}日[讯电])"
)


def _subject_of(text: str, year: int) -> Place | None:
    """Return the place that a text defines in its first words (南华县是…下属的一个县)."""
    head = text[:120].lstrip()
    if not _MAY_DEFINE.match(head):  # few texts begin so, and the places of a head are not cheap to find
        return None
    for mention in find_places(head, year)[:1]:
        if mention.start == 0 and mention.full and _DEFINED.match(head, mention.end):
            return mention.place if mention.place.level != "country" else None
    return None


def _county_in_title(title: str, text: str, above: Place, year: int) -> Place | None:
    """Return the county whose short name sets off the title and that its townships or parents confirm."""
    gaz = gazetteer(year)
    title = title or text.lstrip()[:60].split("\n")[0]
    text = text if title in text else f"{title}\n{text}"
    for match in _ACCOUNT.finditer(text[:300] + "\n" + text[-150:]):
        places = gaz.short.get(match["name"], [])
        if (
            len(places) == 1
            and places[0].level == "county"
            and (above.contains(places[0]) or not above.official)
        ):
            return places[0]
    for i in (0, *(edge.end() for edge in _TITLE_EDGE.finditer(title, 0, max(len(title) - 2, 0)))):
        for n in (3, 2):
            name = title[i : i + n]
            if name not in gaz.short or _SHORT_NOT_AFTER.match(title, i + n):
                continue
            if name + title[i + n : i + n + 1] in _other_short(gaz, name):
                continue
            counties = [p for p in gaz.short[name] if p.level == "county" and _within(p, above)]
            if len(counties) > 1:  # 华容县 and 华容区: the text says 全县 or 全区
                counties = [
                    p for p in counties if re.search(f"[全我]{p.official[-1]}|{p.official[-1]}委", text)
                ]
            if len(counties) != 1 or name in _common_words() or text.count(name) < 2:
                continue
            if _is_confirmed(counties[0], name, text, gaz):
                return counties[0]
    return None


def _other_short(gaz: Gazetteer, name: str) -> frozenset[str]:
    """Return the longer names that a short one may begin with (恩施 in 恩施州 is no county)."""
    return frozenset(
        longer
        for longer in (f"{name}州", f"{name}盟", f"{name}省")
        if longer in gaz.short or longer in gaz.full
    )


def _within(place: Place, above: Place) -> bool:
    return not above.official or above.contains(place)


def _is_province(hit: _Hit) -> bool:
    return len(hit.choices) == 1 and hit.choices[0].level == "province"


def _is_confirmed(county: Place, name: str, text: str, gaz: Gazetteer) -> bool:
    """Return whether a text names the county in full, a township of it or a place above it."""
    full = gaz.by_code[county.adcode].name if county.adcode in gaz.by_code else name
    parents = [
        d for code in (county.adcode[:4] + "00", county.adcode[:2] + "0000") if (d := gaz.by_code.get(code))
    ]
    provinces = {hit.choices[0].official for hit in _hits(text, gaz.year) if _is_province(hit)}
    if len(provinces) > 2:  # a survey of the country; the province of a namesake says nothing
        parents = parents[:1] if len(parents) > 1 else []
    if full in text or re.search(f"[全我]{full[-1]}|{full[-1]}[委里]|{full[-1]}政府", text):
        return True
    if any(d.name in text or (len(d.short) > 1 and d.short in text) for d in parents):
        return True
    towns = {m.group() for m in re.finditer(r"[\u4e00-\u9fff]{2,5}(?:街道|镇|乡)", text)}
    known = _townships()
    return any(county.adcode in known.get(t[k:], ()) for t in towns for k in range(len(t) - 2))


_REGION_WORDS = {
    "香港特别行政区": re.compile("本港|香港|港元|立法会|特区政府|新界|九龙|港岛|渔护署|食环署|财委会"),
    "澳门特别行政区": re.compile("本澳|澳门|澳门元|特区政府|立法会|市政署"),
}


def _region_by_words(text: str, weights: Counter[str], known: dict[str, Place]) -> Place:
    """Return Hong Kong or Macao when a text speaks as one from there (本港, 立法会) and names no other place often."""
    own = {"香港特别行政区": ("本港", "香港"), "澳门特别行政区": ("本澳", "澳门")}
    told = [name for name, words in own.items() if name in known and any(word in text for word in words)]
    counts = {name: len(_REGION_WORDS[name].findall(text)) for name in told}
    name = max(counts, key=lambda item: counts[item], default="")
    others = max((w for place, w in weights.items() if place != name), default=0)
    return known[name] if name and counts[name] >= 3 and counts[name] > 2 * others else NOWHERE


def _is_child(place: Place, above: Place) -> bool:
    return bool(place.above) and place.above[-1] == above.official


def _deepest(weights: Counter[str], places: dict[str, Place], total: float, text: str) -> Place:
    """Return the narrowest place in which most of the place words of a report lie."""
    best = NOWHERE
    order = sorted((o for o in weights if o in places), key=lambda o: (len(places[o].above), o))
    for official in order:
        place = places[official]
        needed = max(2.0, 0.6 * total)
        if weights[official] >= needed and (not best.official or best.contains(place)):
            best = place
    if best.level in ("province", "prefecture"):
        inner = [o for o in order if places[o].level == "county" and best.contains(places[o])]
        alone = weights[best.official] - sum(weights[o] for o in order if _is_child(places[o], best))
        if len(inner) == 1 and weights[inner[0]] >= max(2, alone):
            return places[inner[0]]
    if best.level == "prefecture" and len(re.findall("全县|我县|该县", text)) > len(
        re.findall("全市|我市|该市", text)
    ):
        inside = [(weights[o], o) for o in order if places[o].level == "county" and best.contains(places[o])]
        if inside and max(inside)[0] >= 0.3 * total:
            best = places[max(inside)[1]]
    return best
