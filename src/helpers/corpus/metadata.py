"""Metadata: what a page says of itself: its title, who published it, when, and the place that it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from helpers.corpus.script import simplify_characters
from helpers.corpus.sentences import Line
from helpers.resources import read_resource
from helpers.tables import EDTF, records
from helpers.wordclass import ends_word

CHINESE_DIGITS = {**dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))}
LONGEST_NAME = 14
REPUBLIC = 1911  # year 1 of the calendar in use in Taiwan is 1912

# Forms of a date: year, then month and day where stated.
DATES = (
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[-/.．年]\s*(?P<m>\d{1,2})\s*(?:[-/.．月]\s*(?P<d>\d{1,2})(?!\d))?"
    ),
    re.compile(
        r"(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?:(?P<d>[一二三四五六七八九十]{1,3})日)?"
    ),
    re.compile(r"(?:民國|民国)\s*(?P<r>\d{2,3})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*日)?"),
    re.compile(r"(?<!\d)(?P<r>1[0-4]\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
)
SOURCE = re.compile(
    r"(?:来源|來源|稿源|出处|出處|发布机构|發布機構|發布單位|發佈單位|发布单位|发文机关|发文单位)\s*[:：]\s*(?P<name>[^\s|｜:：，,。；;）)】\]]{2,24})"
)
OF_A_PICTURE = re.compile(r"(?:图片|圖片|照片|数据|數據|资料|資料|视频)$")
AGENCY = re.compile(
    r"[（(【\[〔]?(?P<name>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:讯|訊|消息|电|電|[\u4e00-\u9fff]{2,4}\d{1,2}月\d{1,2}日(?:电|電|讯|訊))"
    r"\s*[（(〔\[]?(?:记者|記者|通讯员|见习|全媒体|[）)：:]|\S{0,12}(?:记者|記者)|新闻联播)"
)
CRUMBS = re.compile(r"\s*[>＞»›]{1,2}\s*")
HERE = re.compile(r"^.{0,10}位置(?:是|为|為)?\s*[:：]\s*")
HOME = {"首页", "首頁", "主页", "主頁", "正文", "返回", "新闻", "新聞", "网站首页", "網站首頁", ""}
BY_LINE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,16}?)(?:全媒体|融媒体|全媒體|融媒體|特约|首席|見習|见习|本报)*(?:记者|記者)[\s:：]"
)
OURS = {"本报", "本報", "本网", "本網", "本站", "本刊", "据", "據"}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page states of itself; ``""`` for what it does not state."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    place: str = ""


def read_metadata(lines: Sequence[Line], roles: Sequence[str]) -> Metadata:
    """Return what a page says of itself around the article; running text is not searched for dates.

    Parameters
    ----------
    lines
        The lines of the page.
    roles
        The role of each.

    Returns
    -------
    Metadata
        Nothing is guessed: what is not stated is ``""``.
    """
    title = "".join(_tidy(text) for text in _with_role(lines, roles, "title"))
    publisher = _find_publisher(lines, roles)
    return Metadata(title, publisher, _find_date(lines, roles), find_place((title, publisher)))


def parse_date(text: str) -> str:
    """Return the first calendar date of a text as EDTF, or ``""``.

    Parameters
    ----------
    text
        Such as ``发布日期:2020-06-13``, ``2020年6月13日``, ``二〇二〇年六月十三日``, ``民國109年6月13日``.

    Returns
    -------
    str
        Such as ``2020-06-13``; ``2020-06`` where no day is stated.
    """
    found = (_as_edtf(match) for form in DATES for match in form.finditer(text))
    return next(filter(None, found), "")


def read_edtf(text: str) -> str:
    """Return a date that a researcher wrote, in EDTF or in a form of `parse_date`; ``""`` for none.

    The year 1, which databases write for no date at all, is none.
    """
    text = text.strip()
    is_edtf = re.fullmatch(EDTF, text) and _is_calendar_date(text) and not text.startswith("0")
    return text if is_edtf else parse_date(text)


def find_place(texts: Sequence[str]) -> str:
    """Return the official name, from province down, of the place that the first text to name any is about.

    Parameters
    ----------
    texts
        Where to look, the best first: title, publisher.

    Returns
    -------
    str
        Such as ``云南省曲靖市会泽县``; ``""`` when none is named, a name could be two places, or two places stand side
        by side and no further text names one of them.
    """
    each = [list(_places_in(simplify_characters(text))) for text in texts]
    for number, named in enumerate(each):
        sure = [place for place in named if place.sure]
        if sure:
            rivals = {place.chain for pair in pairwise(sure) if _side_by_side(*pair) for place in pair}
            further = [place.chain for places in each[number + 1 :] for place in places]
            told = [chain for chain in rivals if any(place.startswith(chain) for place in further)]
            first = sure[0].chain if not rivals else told[0] if len(told) == 1 else None
            # 曲靖市举行……会泽专场: the deepest place that lies in the first one, by a short name too
            within = (place.chain for place in named if first and place.chain.startswith(first))
            return max(within, key=len, default="")
    return ""


def _side_by_side(first: "_Named", second: "_Named") -> bool:
    """Return whether two places are named as partners (南通市与汉中市), neither in the other."""
    nested = first.chain.startswith(second.chain) or second.chain.startswith(first.chain)
    return second.joined and not nested


def same_words(a: str, b: str) -> bool:
    """Return whether two texts say the same but for script, spacing, punctuation and length."""
    a, b = (re.sub(r"[\W_]+", "", simplify_characters(text)) for text in (a, b))
    return a in b or b in a


def _with_role(lines: Sequence[Line], roles: Sequence[str], *wanted: str) -> Iterator[str]:
    return (line.text for line, role in zip(lines, roles, strict=True) if role in wanted)


def _tidy(text: str) -> str:
    """Return a headline without the marks and runs of spaces of a page's layout."""
    text = re.sub(r"^#+\s*|^[■◆●▲]\s*", "", text)
    return (
        re.sub(r"\s*[—–]{1,2}(?=\S)", "——", re.sub(r"\s{2,}", " ", text))
        if "—" in text
        else re.sub(r"\s+", " ", text)
    )


def _find_date(lines: Sequence[Line], roles: Sequence[str]) -> str:
    """Return the date of the publication line, or else the day beside the source that is named behind the article."""
    if stated := next(filter(None, map(parse_date, _with_role(lines, roles, "dateline"))), ""):
        return stated
    sources = (text for text in _with_role(lines, roles, "editorial") if SOURCE.match(text))
    return next((day for day in map(parse_date, sources) if len(day) == len("2020-06-13")), "")


def _find_publisher(lines: Sequence[Line], roles: Sequence[str]) -> str:
    around = list(_with_role(lines, roles, "dateline", "editorial"))
    searches = (
        (_source_in(text) for text in around),
        (_agency_in(text) for text in list(_with_role(lines, roles, "article"))[:3]),
        (_site_in(text) for text in _with_role(lines, roles, "navigation")),
        (_by_line_in(text) for text in around),
    )
    return next((name for search in searches for name in search if name), "")


def _source_in(text: str) -> str:
    for found in SOURCE.finditer(text):
        if not OF_A_PICTURE.search(text[: found.start()]):
            return found["name"].strip('“”"《》「」')
    return ""


def _agency_in(text: str) -> str:
    found = AGENCY.match(text)
    return found["name"] if found and found["name"] not in OURS else ""


def _site_in(text: str) -> str:
    first = CRUMBS.split(HERE.sub("", text))
    return first[0].strip() if len(first) > 1 and first[0].strip() not in HOME else ""


def _by_line_in(text: str) -> str:
    found = BY_LINE.match(text)
    return found["name"] if found and found["name"] not in OURS else ""


def _as_edtf(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year = REPUBLIC + int(parts["r"]) if parts.get("r") else int("".join(_digits(parts["y"])))
    numbers = [year] + [_small_number(parts[key]) for key in "md" if parts.get(key)]
    text = "-".join(f"{number:02d}" for number in numbers)
    return text if _is_calendar_date(text) else ""


def _digits(text: str) -> Iterator[str]:
    return (CHINESE_DIGITS.get(character, character) for character in text)


def _small_number(text: str) -> int:
    """Return a number up to 99 written with digits or as 六, 十三, 二十."""
    if "十" not in text:
        return int("".join(_digits(text)))
    tens, _, ones = text.partition("十")
    return int("".join(_digits(tens)) or 1) * 10 + int("".join(_digits(ones)) or 0)


def _is_calendar_date(text: str) -> bool:
    for moment in filter(None, text.strip("?~%").split("/")):
        numbers = [int(part) for part in re.findall(r"\d+", moment)]
        try:
            date(*[*numbers, 1, 1][:3])
        except ValueError:
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Named:
    """A place that a text names; sure unless by a county's short name, which may be a word: 振兴, 和平.

    It is joined where 与, 和 or 、 before it join it to the place before.
    """

    chain: str
    sure: bool
    joined: bool


@cache
def _gazetteer() -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    """Return the codes that each name may stand for, and the row of each code; today's divisions only."""
    words = {row["name"] for row in records(read_resource("common_word_places.csv"))}
    names: dict[str, list[str]] = {}
    places = {row["adcode"]: row for row in records(read_resource("gazetteer.csv")) if not row["last"]}
    for code, row in places.items():
        for name in {row["name"], row["short"]}:
            if len(name) > 1 and not (row["level"] == "county" and name in words):
                names.setdefault(name, []).append(code)
    return names, places


def _places_in(text: str) -> Iterator[_Named]:
    names, places = _gazetteer()
    start, last = 0, -1
    while start < len(text):
        for end in range(min(len(text), start + LONGEST_NAME), start + 1, -1):
            codes = names.get(text[start:end], ())
            if codes and end - start == 2 and text[start + 1] == "县" and start != last:
                codes = () if ends_word(text, start) else codes  # 示范县, 名单县
            if codes:
                if len(codes) == 1 and not (end - start == 2 and text[start:end].endswith("区")):
                    row = places[codes[0]]
                    sure = row["level"] != "county" or text[start:end] == row["name"]
                    yield _Named(_chain(codes[0]), sure, start == last + 1 and text[last] in "与和、")
                start, last = end - 1, end
                break
        start += 1


def _chain(code: str) -> str:
    _, places = _gazetteer()
    row = places[code]
    return (_chain(row["parent"]) if row["parent"] in places else "") + row["name"]
