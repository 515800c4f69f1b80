"""People: of whom a passage tells, so that the numbers of one person are known for examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from helpers.claims.clauses import Number, Sentence
from helpers.patterns import quick
from helpers.resources import alternation, read_resource
from helpers.wordclass import holds_no_word, words_of

_HAN = "\u4e00-\u9fff"
# Whom the news follows in office is no example (王某主席, 李某强调).
_OF_THE_STATE = ("总书记", "主席", "副主席", "总理", "委员长", "同志", "指出", "强调", "会见", "部长", "省长")
_SAYS = "说|告诉|介绍|表示|坦言|回忆|感慨|感叹|告诉记者|直言|道|算|发现|了解到|意识到|认为|建议|提出|看到"
# What a person does and an office, a firm or a place does not.
_LIVES = (
    f"{_SAYS}|笑|决定|放弃|返乡|回乡|回村|回到|打工|毕业|出生|从小|自己|家[里的，]|患|结识|萌发|今年[^，。]{{1,4}}岁|觉得|"
    "想|发现|领着|带着|带头|带领|心里|一家|夫妇|夫妻|老人|起早|承包|种了|养了|走上|当上|加入"
)
_MET = r"(?:村民|户|书记|主任|代表|带头人|获得者|创业者|负责人|技术员|老人|大学生|青年|小伙子?|姑娘|[叫员]|岁的|后[”“]?的)[“”]?"
_MET_BEFORE = re.compile(rf"{_MET}\Z")
_LONGEST_MET = 8  # characters within which what `_MET` takes ends
_ACTS = re.compile(_LIVES)
_NO_NAME = re.compile("[省市县区州乡镇村队厂社园会党族院校部局委们山河江湖]$")
_BEFORE_NAME = r"(?:^|(?<=[，。；：、！？“”‘’（）\s的叫是和跟与像让为由请，]))"
_INSIDE = frozenset("说在和与从把被带等的是就也都正已今去一两又想将")


SURNAMES = "".join(name for name in read_resource("surnames.csv")["surname"] if len(name) == 1)
# Characters with which names of Tibetans, Uyghurs, Kazakhs, Mongols, Yi and Hui are written by their sound.
SYLLABLES = (
    "巴丁才仁旦达阿艾安敖奥巴白班宝贝毕宾布草才仓查柴昌次措达旦丹当德登迪顿多尔尕嘎噶甘高格贡古哈海汗和黑洪扈吉加嘉江杰金居军卡康克库拉兰朗勒"
    "里力丽利林龙鲁玛马买麦曼毛美门米明莫木那娜尼努诺欧帕潘培平普齐其恰强琼曲却热仁日赛桑色沙莎斯苏索塔坦特提图吐托娃旺维伟文乌吾西希"
    "夏祥肖辛雅雅牙亚央扬依伊尤玉云扎泽增扎珍卓宗佐呷铁伍惹妞各果合支一拖洛阳"
)
# Words that begin like a surname and are no names (申报, 周转).
NO_NAMES = tuple(read_resource("no_person_names.csv")["word"])
_CANDIDATE = quick(rf"{_BEFORE_NAME}(?!{alternation(NO_NAMES)})[{SURNAMES}][{_HAN}]{{1,2}}", re.MULTILINE)
_TITLED = quick(
    rf"(?:总书记|总理|院士|教授|研究员)(?<=[{_HAN}]{{4}})|"
    rf"(?:书记|支书|乡长|镇长|县长|村长|局长|市长|区长|州长|盟长|旗长)(?=[{SURNAMES}][{_HAN}])"
)
_GROUP = (
    "两人|二人|夫妻俩|小两口|团队|"
    "(?:(?<=^)|(?<=[，,。；：“]))(?:如今|现在|后来|从此|于是|因此|为此|当时|那时|最终)?[他她](?!们|国|人|乡|山)"
)
# Those to whom the text turns, at the head of a clause; and what a person does for others.
_OTHERS = (
    r"(?:(?<=^)|(?<=[，,；：。！？”]))(?:据(?:了解|统计|介绍|悉)|[^，,。；：\d]{0,8}?(?:村民|乡亲|群众|居民|妇女|干部|职工|社区|企业|合作社|农户|牧民|贫困户|脱贫户|老乡|游客|当地|我国|村集体|"
    r"村里|村组|县里|镇里|市里|政府|全[村县乡镇市区省州国寨社]))|带领|带动|领着|(?:带着|率领|组织|发动)(?:党员|大家|大伙|干部|全村|村[“‘])|帮助|帮扶|吸纳|辐射|惠及|教会|动员|人均|户均|村均|村集体|全[村县乡镇市区省州国寨]"
)
_AFTER_LENGTH = re.compile(r"多?(?:来|间|下来|的?时间|里)[，,]")
# 腿脚残疾的甘月钦， … 镇的李志强就是: told of once.
_ONCE = re.compile(
    rf"的(?P<name>[{SURNAMES}][{_HAN}]{{2}})(?=(?:[，,]|就是|今年|也是|家).{{0,90}}?[他她](?!们))",
    re.DOTALL,
)
# 7名村民 are not the one who saves them.
_OF_OTHERS = re.compile(
    r"多?(?:名|户|位|个)?[^，,。；\d]{0,4}(?:村民|群众|乡亲|居民|农户|贫困户|脱贫户|老乡|百姓|游客)"
)
_PASSIVE = re.compile("[跟向给对找为被像让请和与]$")
_TURNS = quick(rf"(?P<one>{_GROUP})|(?P<others>{_OTHERS})")
# What stands behind a name: nothing that says otherwise, what they say, what they are named for.
_ALONE = re.compile(
    rf"(?!等|们|[：:]|家?一样|这样|所[在属]|[^，。：]{{0,14}}(?:{_SAYS})|[^，。]{{0,6}}(?:带领|带动|影响|帮助|示范)下)"
)
_SPEAKS = re.compile(rf"[：:]|[^，。：]{{0,14}}(?:{_SAYS})|家?一样")
_MEANT = re.compile("这样|所[在属]")


class Token(NamedTuple):
    """Where a sentence tells of one of the people (one), lets them speak (speaks) or turns to others (others)."""

    kind: str
    start: int
    end: int
    text: str


def _of_turn(turn: re.Match[str]) -> Token:
    return Token("one" if turn["one"] else "others", turn.start(), turn.end(), turn.group())


@dataclass
class Cast:
    """The people of whom a report tells again and again, and whether it is telling of one now."""

    names: tuple[str, ...]
    main: bool = False  # one of them is named so often that the report is about them
    told: bool = False
    who: str = ""  # the one named last
    paragraph: int = -1
    named: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.named = re.compile("|".join(map(re.escape, self.names)))

    def read(self, sentence: Sentence) -> list[bool]:
        """Return for each number of the next sentence whether it is told of one of these people.

        Parameters
        ----------
        sentence
            The sentence, with its places.
        """
        tokens = list(self._tokens(sentence.text))
        named = [t.text for t in tokens if t.kind == "one" and t.text in self.names]
        self.who = self._in_full(named[-1]) if named else self.who
        begins = sentence.paragraph != self.paragraph
        if begins:
            turns = any(w.start == 0 for w in sentence.words)
            self.paragraph, self.told = sentence.paragraph, self.told and self.main and not turns
        marks = self._marks(sentence, tokens)
        out = [self._of_one(number, sentence, marks) for number in sentence.numbers]
        lasting = [one for _, one in marks if one is not None]
        if lasting or (begins and not marks):
            self.told = bool(lasting) and bool(lasting[-1])
        return out

    def _in_full(self, name: str) -> str:
        return next((n for n in self.names if n != name and n.endswith(name)), name)

    def _tokens(self, text: str) -> Iterator[Token]:
        """Yield where a text tells of one of the people or turns to others, left to right.

        The names alone are compiled for each report: compiling them with all that may stand beside them takes longer
        than reading it.
        """
        name, turn, at = self.named.search(text), _TURNS.search(text), 0
        while name or turn:
            if name and (not turn or name.start() <= turn.start()):
                here = turn if turn and turn.start() == name.start() else None
                token = self._at_name(text, name.start(), here)
            else:
                token = _of_turn(turn) if turn else None
            at = token.end if token else name.start() + 1 if name else len(text)
            if token:
                yield token
            if name and name.start() < at:
                name = self.named.search(text, at)
            if turn and turn.start() < at:
                turn = _TURNS.search(text, at)

    def _at_name(self, text: str, at: int, turn: re.Match[str] | None) -> Token | None:
        """Return what a name at `at` says, or else a turn there; None where the name only stands in passing."""
        names = [name for name in self.names if text.startswith(name, at)]
        for name in names:
            if _ALONE.match(text, at + len(name)):
                return Token("one", at, at + len(name), name)
        if turn and turn["one"]:
            return _of_turn(turn)
        for name in names:
            if match := _SPEAKS.match(text, at + len(name)):
                return Token("speaks", at, match.end(), text[at : match.end()])
        if turn:
            return _of_turn(turn)
        for name in names:
            if match := _MEANT.match(text, at + len(name)):
                return Token("others", at, match.end(), text[at : match.end()])
        return None

    def _marks(self, sentence: Sentence, tokens: list[Token]) -> list[tuple[int, bool | None]]:
        """Return where the sentence names one of the people (True, None when they speak) or turns to others (False)."""
        text = sentence.text
        found: list[tuple[int, bool | None]] = [
            (t.end, None if t.kind == "speaks" else t.kind == "one")
            for t in tokens
            if not (t.kind == "one" and _PASSIVE.search(text[: t.start]))
        ]
        heads = {0, *(m.end() for m in re.finditer("[，,。；;：:！？“]", text))}
        heads |= {w.end for w in sentence.words if w.start in heads}
        found += [
            (r.end, False)
            for r in sentence.places
            if r.how in ("named", "relative")
            and not r.compared
            and (r.start in heads or r.start - 1 in heads)
        ]
        return sorted(found, key=lambda mark: mark[0])

    def _of_one(self, number: Number, sentence: Sentence, marks: list[tuple[int, bool | None]]) -> bool:
        if number.kind == "duration" and (match := _AFTER_LENGTH.match(sentence.text, number.end)):
            behind = [one for at, one in marks if number.end < at <= match.end() + 6]
            if behind:
                return bool(behind[0])
        tail = sentence.text[number.end : number.end + 14]
        if _OF_OTHERS.match(tail):
            return False
        before = [one for at, one in marks if at <= number.start]
        if before:
            return bool(before[-1])
        return self.told and not any(r.end <= number.start for r in sentence.places)


_OFTEN = 3  # times that a report names somebody whom it follows
_LONG = 20_000  # characters from which on a text is searched once for all names, and not once for each
_SURNAME = re.compile(f"[{SURNAMES}]")


class _Sought:
    """A text in which names are sought, each with its surname in front."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._pairs: dict[str, list[int]] = {}
        if len(text) > _LONG:
            for match in _SURNAME.finditer(text):
                self._pairs.setdefault(text[match.start() : match.start() + 2], []).append(match.start())

    def count(self, name: str) -> int:
        return len(self.starts(name)) if self._pairs else self.text.count(name)

    def starts(self, name: str) -> list[int]:
        if self._pairs:
            return [at for at in self._pairs.get(name[:2], ()) if self.text.startswith(name, at)]
        found, at = [], self.text.find(name)
        while at >= 0:
            found.append(at)
            at = self.text.find(name, at + 1)
        return found


def cast_of(text: str) -> Cast | None:
    """Return the people whom a report names three times and more and lets act, None if there are none.

    Parameters
    ----------
    text
        The report in Simplified script.
    """
    sought = _Sought(text)
    counts: dict[str, int] = {}
    for candidate in dict.fromkeys(match.group() for match in _CANDIDATE.finditer(text)):
        often = sought.count(candidate[:2]) >= _OFTEN  # else no name that begins so is
        name = _name(candidate, sought) if often else ""
        if name and name not in counts:
            counts[name] = sought.count(name)
    names = [n for n, count in counts.items() if count >= _OFTEN and _acts(n, sought)]
    once = [m["name"] for m in _ONCE.finditer(text) if m["name"] not in names]
    names += [n for n in once if not _NO_NAME.search(n) and holds_no_word(n)]
    for name in names[:]:
        if len(name) == 3 and text.count(name[1:]) > text.count(name):
            names.append(name[1:])  # 小燕 of 邓小燕
    if not names:
        return None
    return Cast(tuple(names), max(counts.get(n, 0) for n in names) >= 4)


def titles(text: str) -> list[int]:
    """Return where a sentence has named somebody by their office (第一书记李某, 王某院士).

    Parameters
    ----------
    text
        The sentence.
    """
    return [match.end() for match in _TITLED.finditer(text)]


def _name(candidate: str, sought: _Sought) -> str:
    """Return the two or three characters of a candidate that recur as a name, '' if none do."""
    if len(candidate) == 3 and candidate[2] not in _INSIDE:
        short = sought.count(candidate[:2])
        if sought.count(candidate) * 5 >= short * 3:
            return "" if _NO_NAME.search(candidate) else candidate
    short_name = candidate[:2]
    return "" if short_name[1] in _INSIDE or _NO_NAME.search(short_name) else short_name


def _acts(name: str, sought: _Sought) -> bool:
    word, kind = words_of(name, guess=False)[0]
    if len(word) > 1 and kind not in ("nr", "nrfg", "nrt"):
        return False
    text, acts = sought.text, False
    for at in sought.starts(name):  # a pattern of each name would cost more to compile than all texts to read
        if text.startswith(_OF_THE_STATE, at + len(name)):
            return False
        acts = acts or bool(
            _ACTS.match(text, at + len(name)) or _MET_BEFORE.search(text, max(at - _LONGEST_MET, 0), at)
        )
    return acts
