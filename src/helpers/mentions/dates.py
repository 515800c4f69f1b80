"""Dates: calendar years, months, days and plan periods, and the EDTF that one of them says by itself.

Everything here reads folded text (see `lexicon.fold`).
"""

from __future__ import annotations

import re
from calendar import monthrange

from helpers.mentions.numerals import DIGITS, read_chinese

_N = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
ERA = re.compile(
    r"(?P<era>民国|公元|光绪|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|宣统|崇祯|万历|嘉靖|正德|弘治|成化|永乐|洪武|至元|贞观|开元|天宝|昭和|平成|令和|大正|明治)"
    r"(?P<number>元|\d{1,3}|[一二三四五六七八九十百零〇]{1,5})年(?:度)?(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3}|正)月(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?)?"
)
REPUBLIC_YEAR = re.compile(
    r"(?P<number>(?:[89]|1[0-3])\d)(?:年(?!以?[来來]|間|间|內|内|之久|歷史|历史|的历史|多|餘|余)"
    r"(?:度|底|末|初|(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日)?)?|(?:至|到|[-—–~～])(?:[89]|1[0-3])\d年(?:度|底)?|(?=[)）]年))"
)
FIRST_YEAR_OF_ERA = {
    "民国": 1912,
    "昭和": 1926,
    "平成": 1989,
    "令和": 2019,
    "大正": 1912,
    "明治": 1868,
    "光绪": 1875,
    "同治": 1862,
    "宣统": 1909,
    "康熙": 1662,
    "乾隆": 1736,
    "雍正": 1723,
    "道光": 1821,
    "咸丰": 1851,
    "嘉庆": 1796,
}
_YEAR = r"(?:1[0-9]|2[01])\d\d|[12] \d \d \d(?= ?年)|[一二][零〇○一二三四五六七八九]{3}"
_TO = "(?:[-－—–~～〜―]{1,2}|至|到)"
_PART_OF_YEAR = "年?底|年?末|年?初|年中|(?:第?[一二三四]|[1-4])季度|前(?:[一二三]|[123])季度|[上下]半年|[春夏秋冬][季天]?(?![a-z])"
_PART_OF_MONTH = "底|末|初|[上中下]旬|中(?=[，。、])"

YEAR = re.compile(
    rf"(?P<year>{_YEAR})(?: ?年(?!代|限|轻(?!工|纺)|级|龄)(?:度(?!假))?(?:(?P<month>{_N})月(?:份)?(?:(?P<day>{_N})[日号])?)?"
    rf"(?P<part>{_PART_OF_YEAR}|{_PART_OF_MONTH})?"
    rf"(?:{_TO}(?:(?P<year2>{_YEAR})年(?:度)?)?(?:(?P<month2>{_N})月(?:份)?)?(?:(?P<day2>{_N})[日号])?(?P<part2>{_PART_OF_YEAR}|{_PART_OF_MONTH})?(?<=[年月份日号底末初度旬季]))?"
    rf"|{_TO}(?P<year3>{_YEAR})(?:年(?:度)?|(?![\d元万亿千公斤米亩吨%％个人户名家.]))(?!\d)|(?=[、/和及](?:{_YEAR})(?:年|[、/和及])))"
)
ISO = re.compile(r"((?:1[89]|20|21)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])")
MONTH = re.compile(
    rf"(?P<month>{_N})(?:月(?:份)?(?:(?P<day>{_N})[日号])?(?P<part>{_PART_OF_MONTH})?"
    rf"(?:{_TO}(?:(?P<month2>{_N})月(?:份)?)?(?:(?P<day2>{_N})[日号])?(?P<part2>{_PART_OF_MONTH})?(?<=[月份日号底末初旬]))?"
    rf"|{_TO}(?P<month3>{_N})月(?:份)?|(?=(?:[、和及]{_N}){{1,11}}月(?!球|亮|季)))"
)
DAY = re.compile(
    rf"(?P<day>{_N})(?:日(?!元|均|本(?!轮|次|地|届|周|月)|报(?![道告称])|常|产|前|益|圆|照|志)(?:{_TO}(?P<day2>{_N})[日号])?|{_TO}(?P<day3>{_N})日(?!元|均|内)|号(?=至|到|上午|下午|晚|凌晨|当天))"
)
CENTURY = re.compile(
    rf"(?:(?P<century>{_N})世纪(?P<decade>{_N}年代)?|(?P<decade2>\d0|[二三四五六七八九]十|{_YEAR})年代)(?:初|末|中期|初期|末期|后期|前期|中叶)?"
)
QUARTER = re.compile(r"(?:[一二三四1-4](?:(?:至|到|、|-|—)[二三四2-4])?)季度(?:末|初)?")
PLAN = re.compile(
    '十[一二三四五六七]五|(?<=[“‘「『"])[六七八九]五(?=[”’」』"])|(?<=[“‘「『"])十五(?=[”’」』"])'
)
_PLAN_AS_NUMBER = re.compile("十[一二三四五六七]五(?=[岁个人天里斤米分名亩元])")
FIRST_YEAR_OF_PLAN = 1956  # counted back from the sixth (1981-1985): plans since then are regular


def small_number(digits: str) -> int | None:
    """Return the value of a month or day numeral, or None."""
    if digits.isascii():
        return int(digits)
    numeral = read_chinese(digits, 0)
    return int(numeral.low) if numeral is not None and numeral.low == numeral.high else None


def year_number(digits: str) -> int:
    """Return the year of four digits, Arabic or Chinese."""
    return int(digits.replace(" ", "")) if digits.isascii() else int("".join(str(DIGITS[c]) for c in digits))


def plan_period(name: str) -> str:
    """Return the EDTF interval of a five-year plan by its number (十三五 → 2016/2020)."""
    numeral = read_chinese(name[:-1], 0)
    first = FIRST_YEAR_OF_PLAN + 5 * (int(numeral.low) - 1 if numeral else 0)
    return f"{first}/{first + 4}"


def is_plan(text: str, start: int) -> re.Match[str] | None:
    """Return the match of a plan period's name at `start`, unless it is an age or another amount (十四五岁)."""
    if _PLAN_AS_NUMBER.match(text, start):
        return None
    return PLAN.match(text, start)


_SEASON_OF = {"春": "21", "夏": "22", "秋": "23", "冬": "24"}
_MONTH_OF_PART = {"年底": "12", "底": "12", "年末": "12", "末": "12", "年初": "01", "初": "01", "年中": "06"}


def point(year: int, month: str | None, day: str | None, part: str | None) -> str:
    """Return the EDTF of one calendar point; an impossible month or day gives an empty string."""
    if month is not None:
        number = small_number(month)
        if number is None or not 1 <= number <= 12:
            return ""
        if day is None:
            return f"{year:04d}-{number:02d}"
        date = small_number(day)
        exists = date is not None and 1 <= date <= monthrange(year, number)[1]
        return f"{year:04d}-{number:02d}-{date:02d}" if exists else ""
    if not part:
        return f"{year:04d}"
    if part in _MONTH_OF_PART:
        return f"{year:04d}-{_MONTH_OF_PART[part]}"
    return _part_of_year(year, part)


def _part_of_year(year: int, part: str) -> str:
    if part.endswith("半年"):
        return f"{year:04d}-01/{year:04d}-06" if part[0] == "上" else f"{year:04d}-07/{year:04d}-12"
    if part.endswith("季度"):
        quarter = small_number(part.strip("第前季度"))
        if quarter is None:
            return f"{year:04d}"
        return (
            f"{year:04d}-01/{year:04d}-{3 * quarter:02d}" if part[0] == "前" else f"{year:04d}-{32 + quarter}"
        )
    season = _SEASON_OF.get(part[0])
    return f"{year:04d}-{season}" if season else f"{year:04d}"


def iso_period(match: re.Match[str]) -> str:
    """Return the EDTF of a match of `ISO`; empty when its month or day cannot be."""
    return point(int(match[1]), match[3], match[4], None)


def month_period(match: re.Match[str], year: int) -> str:
    """Return the EDTF of a match of `MONTH` in a given year (6月12日, 1—10月); empty when it cannot be."""
    start = point(year, match["month"], match["day"], None)
    if match["month3"]:
        end = point(year, match["month3"], None, None)
    elif match["month2"] or match["day2"]:
        end = point(year, match["month2"] or match["month"], match["day2"], None)
    else:
        return start
    # a half-year is a stretch itself: 1950年至1953年上半年 goes from the first year to the end of the half
    return f"{start.partition('/')[0]}/{end.rpartition('/')[2]}" if start and end else ""


def era_period(match: re.Match[str]) -> str:
    """Return the EDTF of a match of `ERA` (民国六十七年 → 1978); empty for eras whose years follow another calendar."""
    first = FIRST_YEAR_OF_ERA.get(match["era"])
    number = 1 if match["number"] == "元" else small_number(match["number"])
    if first is None or not number:
        return ""
    western = match["era"] in ("民国", "昭和", "平成", "令和", "大正")
    return point(
        first + number - 1, match["month"] if western else None, match["day"] if western else None, None
    )


def republic_period(match: re.Match[str]) -> str:
    """Return the EDTF of a match of `REPUBLIC_YEAR` (113年6月5日 → 2024-06-05)."""
    return point(1911 + int(match["number"]), match["month"], match["day"], None)


def edtf_of(match: re.Match[str]) -> str:
    """Return the EDTF of a match of `YEAR`; empty when its month or day cannot be."""
    year = year_number(match["year"])
    start = point(year, match["month"], match["day"], match["part"])
    if match["year3"]:
        return f"{start.partition('/')[0]}/{year_number(match['year3']):04d}"
    if not (match["year2"] or match["month2"] or match["day2"]):
        return start
    year2 = year_number(match["year2"]) if match["year2"] else year
    month2 = match["month2"] or (match["month"] if match["day2"] else None)
    end = point(year2, month2, match["day2"], match["part2"])
    # a half-year is a stretch itself: 1950年至1953年上半年 goes from the first year to the end of the half
    return f"{start.partition('/')[0]}/{end.rpartition('/')[2]}" if start and end else ""
