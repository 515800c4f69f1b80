"""Find the number expressions of a text and say what each is.

The text is folded once (Traditional and full-width characters one for one) and scanned for numeral characters; each is read by the first
reader that fits: identifier, date, fraction, lost-number word, rank, cadence, quantity. Then neighbours are joined (ranges, lists that
share a unit), slogans are told from counts, and bounds and denominators are read from the words around. Nothing looks beyond a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from helpers.mentions import cues, dates
from helpers.mentions.lexicon import Lexicon, Unit, default_lexicon, fold
from helpers.mentions.model import Mention
from helpers.mentions.numerals import DIGITS, Numeral, read_arabic, read_chinese

_RUN = re.compile(r"[0-9零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅半双几数翻]+|倍增")
_MAX_RUN = 60
_BREAK = re.compile(r"[，。；：！？!?;\n（）()…、“”]|,(?!\d{3}(?!\d))|:(?!\d)")
_SENTENCE_END = frozenset("。！？!?\n…")
_QUOTED = re.compile("[“「『‘\"]([^“”「」『』‘’\"\n。！？，,]{1,14})[”」』’\"]")
_SPACES = "  　"
_BLANK = re.compile("[  　]{1,4}")


@dataclass(slots=True)
class Atom:
    """A mention in the making: a `Mention` and what its neighbours may want of it."""

    mention: Mention
    numeral: Numeral | None = None
    unit: Unit | None = None
    weak: bool = False  # a bare 一 or a size word: kept only when something around it says that it counts


@dataclass(slots=True)
class Context:
    """A folded text, where its clauses and sentences end, and its short quotations."""

    text: str
    lexicon: Lexicon
    breaks: list[int]
    quotes: list[tuple[int, int]]
    quote_starts: list[int]

    def clause_start(self, at: int) -> int:
        """Offset where the clause that holds `at` begins."""
        index = bisect_right(self.breaks, at - 1) - 1
        return self.breaks[index] + 1 if index >= 0 else 0

    def sentence_start(self, at: int) -> int:
        """Offset where the sentence that holds `at` begins."""
        index = bisect_right(self.breaks, at - 1) - 1
        while index >= 0 and self.text[self.breaks[index]] not in _SENTENCE_END:
            index -= 1
        return self.breaks[index] + 1 if index >= 0 else 0

    def quote_around(self, start: int, end: int) -> tuple[int, int] | None:
        """Span of the inside of the short quotation that holds start..end."""
        index = bisect_right(self.quote_starts, start) - 1
        if index >= 0 and end <= self.quotes[index][1]:
            return self.quotes[index]
        return None


def find_mentions(text: str, lexicon: Lexicon | None = None) -> list[Mention]:
    """Return the number expressions of a text.

    Parameters
    ----------
    text
        Any text, as decoded from its file; Simplified or Traditional.
    lexicon
        Units and word lists; the project's own when None.

    Returns
    -------
    list of Mention
        In order of `start`, without overlap, with ``text[m.start:m.end] == m.surface``.
    """
    lexicon = lexicon or default_lexicon()
    folded = fold(text)
    quotes = [m.span(1) for m in _QUOTED.finditer(folded)]
    context = Context(folded, lexicon, [m.start() for m in _BREAK.finditer(folded)], quotes, [q[0] for q in quotes])
    atoms = _read_atoms(context)
    atoms = _join_neighbours(context, atoms)
    atoms = _tell_slogans(context, atoms)
    _read_cues(context, atoms)
    found = [atom.mention for atom in atoms if not atom.weak]
    if folded is not text:
        for mention in found:
            mention.surface = text[mention.start : mention.end]
    return found


# --- reading one numeral ---------------------------------------------------------------------------------------------------------


def _read_atoms(context: Context) -> list[Atom]:
    """Read every run of numeral characters, left to right."""
    text, atoms, position = context.text, [], 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if end <= position:
            continue
        if end - start > _MAX_RUN:
            position = end
            continue
        start = max(start, position)
        while start < end:
            atom, after = _next_cadence(context, start, atoms[-1] if atoms else None) or _read_at(context, start, end)
            if atom is not None:
                atoms.append(atom)
            start = position = max(after, start + 1)
    return atoms


def _read_at(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """Read what starts at `start`; return the atom, if any, and the offset after what was read."""
    text = context.text
    char = text[start]
    if char.isascii():
        return _read_digits(context, start)
    if (special := _SPECIAL_STARTS.get(char)) is not None:
        return special(context, start, run_end)
    return _read_characters(context, start, run_end)


def _unmeasured(text: str, start: int, end: int, kind: str, period: str = "") -> tuple[Atom, int]:
    return Atom(Mention(start, end, text[start:end], kind, period=period)), end


_IDENTIFIER = re.compile(
    r"(?<!\d)(?:0\d{2,3}-\d{7,8}(?:-\d{1,5})?|1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}|\d{1,3}(?:\.\d{1,3}){3})(?![\d.])|\d{1,3}(?=国道|省道|县道)"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<!\d)(?:[01]?\d|2[0-4])[时点](?:[0-5]?\d分?|半|整|许|左右|前后|(?=[，。、至到]))(?!\d|钟|间|代|期|候)"
)
_RATIO = re.compile(r"(\d+(?:\.\d+)?)[:：∶比](\d+(?:\.\d+)?)(?![\d:：])")
_FRACTION = re.compile(r"(\d+)\s?/\s?(\d+)(?![\d/])|(\d+)分之(\d+(?:\.\d+)?)")
_LETTERS_BEFORE = re.compile(r"[A-Za-z](?:[-－—–_]|[A-Za-z0-9.]*[-_./])?$")
_COUNTER = re.compile("(?:浏览|阅读|点击|访问|查看|评论|热度|点赞|转发|人气|关注|编号|文号|电话|热线|邮编|证号)[量数次]{0,2}[:：] ?$")
_LIST_MARKER = re.compile(r"(?:(?<=\n)|^)[ 　\t]*[(（]?\d{1,2}(?:[.．、)）](?!\d))", re.M)
_CURRENCY_SIGNS = {"$": "美元", "＄": "美元", "¥": "元", "￥": "元", "€": "欧元", "£": "英镑", "￡": "英镑", "₩": "韩元", "₹": "卢比"}


def _read_digits(context: Context, start: int) -> tuple[Atom | None, int]:
    text = context.text
    before = text[start - 1] if start else ""
    if before.isascii() and (before.isalnum() or before in "-_/@#") and _LETTERS_BEFORE.search(text, max(0, start - 8), start):
        return _unmeasured(text, start, _end_of_word(text, start), "identifier")
    if before == "第":
        return _ordinal(context, start - 1, _end_of_digits(text, start))
    if match := _IDENTIFIER.match(text, start):
        return _unmeasured(text, start, match.end(), "identifier")
    if before in ":：" and before and _COUNTER.search(text, max(0, start - 6), start):
        return _unmeasured(text, start, _end_of_digits(text, start), "identifier")
    if (date := _date_at(context, start)) is not None:
        return date
    if match := _FRACTION.match(text, start):
        return _fraction(context, start, match)
    if match := _RATIO.match(text, start):
        return _ratio(context, start, match)
    if (cadence := _cadence_at(context, start)) is not None:
        return cadence
    numeral = read_arabic(text, start)
    if numeral is None:
        return _unmeasured(text, start, _end_of_digits(text, start), "identifier")
    return _quantity(context, start, numeral)


_RATIO_CUE = re.compile("(?:比例|比率|比值|之比|配比|收入比|差距|汇率|比)[^，。；]{0,8}$")


def _ratio(context: Context, start: int, match: re.Match[str]) -> tuple[Atom, int]:
    """5:1 is five times; 3:2 without a word of ratio is a score."""
    text, end = context.text, match.end()
    first, second = Fraction(match[1]), Fraction(match[2])
    cued = _RATIO_CUE.search(text, context.clause_start(start), start) or text.startswith(("的比例", "之比"), end)
    colon = match[0][len(match[1])] != "比"
    if not second or not (cued or (colon and second == 1 and first > 1)):
        return _unmeasured(text, start, end, "identifier")
    value = _rounded(first / second)
    return Atom(Mention(start, end, match[0], "multiple", value, value, "倍", bound="exact")), end


_WORD_END = re.compile(r"[0-9A-Za-z.\-_/]*[0-9A-Za-z]")
_DIGITS_END = re.compile(r"[0-9]+(?:[,.][0-9]+)*")


def _end_of_word(text: str, start: int) -> int:
    match = _WORD_END.match(text, start)
    return match.end() if match else start + 1


def _end_of_digits(text: str, start: int) -> int:
    match = _DIGITS_END.match(text, start)
    return match.end() if match else start + 1


_DURATION_AFTER_DAY = re.compile("(?:以?内|之内|以上|以下|的?(?:期限|时间|旅|游|签)|左右)")
_DURATION_BEFORE = re.compile("(?:为期|不少于|不超过|超过|满|长达|历时|近|约|不得少于|不得超过|至少|每|提前|连续|共)$")
_HISTORY = re.compile("(?:前(?!三|[1-4])|多?的?(?:历史|岁月|文明|沧桑|来|之久|树龄|传承)|来|间|后)")


def _date_at(context: Context, start: int) -> tuple[Atom, int] | None:
    """Read a date that starts at `start`, or return None."""
    text = context.text
    if text.startswith("月", start + 1) or text.startswith("月", start + 2) or text[start : start + 4].isdigit() or _may_be_date(text, start):
        for pattern in (dates.YEAR, dates.MONTH, dates.DAY, dates.CENTURY, dates.QUARTER):
            match = pattern.match(text, start)
            if match is not None and _is_date(context, match, pattern):
                if pattern is dates.YEAR:
                    return _unmeasured(text, start, match.end(), "date", dates.edtf_of(match))
                return _unmeasured(text, start, match.end(), "date")
        if match := dates.ISO.match(text, start):
            year, month, day = int(match[1]), int(match[3]), int(match[4])
            period = f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
            return _unmeasured(text, start, match.end(), "date", period)
    era_start = start - 2 if start >= 2 else start
    if (match := dates.ERA.match(text, era_start)) and match.start("number") == start:
        return _unmeasured(text, era_start, match.end(), "date", dates.era_period(match))
    if match := _SHORT_YEAR.match(text, start):
        return _unmeasured(text, start, match.end(), "date")
    if plan := dates.is_plan(text, start):
        return _unmeasured(text, start, plan.end(), "date", dates.plan_period(plan[0]))
    return None


_SHORT_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:年)?[/／－—-](?:\d\d|(?:1[89]|20)\d\d)(?!\d)(?:年度?|学年|财年)?|0\d年(?!级|代)")
_DATE_TAIL = re.compile(r"[0-9一二三四五六七八九十廿〇零○]{1,4}(?:[-－—–~～至到、和及][0-9一二三四五六七八九十廿]{1,4})*[年月日号世季]|[2-9]0年代|[二三四五六七八九]十年代")


def _may_be_date(text: str, start: int) -> bool:
    return _DATE_TAIL.match(text, start) is not None


def _is_date(context: Context, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    text, start, end = context.text, match.start(), match.end()
    if pattern is dates.YEAR:
        round_year = match["year"][-2:] in ("00", "〇〇", "零零") and not match["month"]
        long_ago = _DURATION_BEFORE.search(text, max(0, start - 4), start) or _HISTORY.match(text, end)
        return not (round_year and long_ago)
    if pattern is dates.MONTH:
        month = dates.small_number(match["month"])
        if match["month3"] is None and text.startswith("一", match.end("month") + 1) and not text[start].isascii():
            return False  # 一月一研判 is a cadence
        return month is not None and 1 <= month <= 12 and text[start - 1 : start] not in ("每", "个")
    if pattern is dates.DAY:
        day = dates.small_number(match["day"])
        length = _DURATION_AFTER_DAY.match(text, end) or (not text[start].isascii() and text.startswith("前", end)) or _DURATION_BEFORE.search(text, max(0, start - 4), start)
        return day is not None and 1 <= day <= 31 and not length and text[start - 1 : start] != "每"
    if pattern is dates.QUARTER:
        return text[start - 1 : start] != "每"
    return True


def _fraction(context: Context, start: int, match: re.Match[str]) -> tuple[Atom | None, int]:
    """三分之一, 1/3, 百分之七."""
    numerator, denominator = (match[1], match[2]) if match[1] else (match[4], match[3])
    if not int(denominator):
        return _unmeasured(context.text, start, match.end(), "identifier")
    return _share(context, start, match.end(), Fraction(numerator) / int(denominator))


def _share(context: Context, start: int, end: int, share: Fraction) -> tuple[Atom, int]:
    value = _rounded(share * 100)
    return Atom(Mention(start, end, context.text[start:end], "percent", value, value, "%", bound="exact")), end


def _rounded(value: Fraction) -> float:
    """Two decimals, as the codebook writes fractions (三分之一 → 33.33)."""
    return round(float(value), 2)


# --- numerals in Chinese characters ------------------------------------------------------------------------------------------------

_PERMILLAGE = re.compile("(百|千|万)分之(?=([0-9]|[零〇○一二三四五六七八九十百两几])|负)")
_CHINESE_FRACTION = re.compile("([一二三四五六七八九十两百]+)分之([一二三四五六七八九十两百]+)")
_CADENCE = re.compile(
    r"(?P<every>(?:[每逐](?:[一两双半三]|\d+)?|[一两双半三]|\d+)(?:天|日|周|旬|个?月|个?季度?|年|分钟|个?小时|个?学期))(?P<times>[一两三二]|\d+)(?P<unit>次|回|遍(?!访)|趟|班|轮|场|届)?(?=(?P<verb>[一-鿿])?)"
)
_EVERY_BEFORE = re.compile(r"[每逐](?:[两三半]|\d+)?(?:天|日|周|旬|个?月|个?季度?|年|个?小时|个?学期)$")
_NOT_A_CADENCE_VERB = frozenset("度个天年月日些样直定的种年路批生起线")


def _read_characters(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    text, lexicon = context.text, context.lexicon
    before = text[start - 1] if start else ""
    if match := _PERMILLAGE.match(text, start):
        return _percent_in_words(context, start, match)
    if match := _CHINESE_FRACTION.match(text, start):
        return _fraction_in_words(context, start, match)
    if before == "第":
        return _ordinal(context, start - 1, run_end)
    if (cadence := _cadence_at(context, start)) is not None:
        return cadence
    if text.startswith("一半", start) and before not in "另每前后" or text.startswith("一半", start) and not before:
        return _share(context, start, start + 2, Fraction(1, 2))
    if match := _DISCOUNT.match(text, start):
        value = float(10 * DIGITS[match[1]] + DIGITS[match[2]])
        return Atom(Mention(start, match.end(), match[0], "percent", value, value, "%", bound="exact")), match.end()
    if match := _ONE_BY_ONE.match(text, start):
        return None, match.end()
    if (formula := _formula_at(context, start)) is not None:
        return formula
    if not _COUNTS_FOR_SURE.match(text, start) and not (before in _BARE_CUES and text[start] in "百千万亿"):
        if (skip := _lost_word_end(context, start, run_end)) is not None:
            return None, skip
    if text[start] in _FORMAL and run_end == start + 1 and text[run_end : run_end + 1] not in _AFTER_FORMAL:
        return None, run_end
    if (date := _date_at(context, start)) is not None:
        return date
    if match := _SPOKEN_CLOCK.match(text, start):
        return _unmeasured(text, start, match.end(), "identifier")
    numeral = read_chinese(text, start)
    if numeral is None:
        return None, run_end
    if text.startswith("是", numeral.end) and numeral.low <= 20 and start == context.clause_start(start):
        return None, numeral.end  # 一是, 二是: list markers
    if text.startswith(("、", "，"), numeral.end) and numeral.low <= 30 and not text[context.sentence_start(start) : start].strip("（( 　"):
        return None, numeral.end  # 一、 at the head of a line
    if before in "（(" and text.startswith(("）", ")"), numeral.end):
        return None, numeral.end
    return _quantity(context, start, numeral)


_COUNTS_FOR_SURE = re.compile("[零〇○一二三四五六七八九十百千万]+[点.][零〇○一二三四五六七八九]|[一二三四五六七八九十]+(?:分钟|分之)")
_BARE_CUES = frozenset("上近超逾过达破每")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_AFTER_FORMAL = frozenset("元圆角万亿整")
_DISCOUNT = re.compile("([一二三四五六七八九])([一二三四五六七八九])折(?!叠|射|磨|腾)")
_ONE_BY_ONE = re.compile("一([一-鿿]{1,2})(?:又|接着|挨着)?一\\1")
_SPOKEN_CLOCK = re.compile("(?:二?十[一二三四]?|二十|[零一二两三四五六七八九])时(?:[一二三四五]?十?[一二三四五六七八九]?分|整|许)?(?=至|到|[，。、；）)前后起止])|(?:十[一二]|[一二两三四五六七八九十])点(?:钟|半|整|[一二三四五]?十[一二三四五六七八九]?分|[一三]刻|多钟)")


_ZEAL = re.compile("的?(?:努力|热情|精力|精神|信心|投入|干劲|用心|热忱)")


def _percent_in_words(context: Context, start: int, match: re.Match[str]) -> tuple[Atom | None, int]:
    """百分之七点六七, 千分之三, 百分之50."""
    text, at = context.text, match.end()
    sign = -1 if text.startswith("负", at) else 1
    at += sign < 0
    numeral = read_arabic(text, at) if text[at : at + 1].isascii() else read_chinese(text, at)
    if numeral is None:
        return None, match.end()
    if (zeal := _ZEAL.match(text, numeral.end)) is not None and numeral.low >= 100:
        return _unmeasured(text, start, zeal.end(), "slogan")
    factor = {"百": Fraction(1), "千": Fraction(1, 10), "万": Fraction(1, 100)}[match[1]] * sign
    low, high = float(numeral.low * factor), float(numeral.high * factor)
    mention = Mention(start, numeral.end, text[start : numeral.end], "percent", min(low, high), max(low, high), "%", bound=numeral.bound)
    return Atom(mention, numeral), numeral.end


def _fraction_in_words(context: Context, start: int, match: re.Match[str]) -> tuple[Atom | None, int]:
    denominator, numerator = read_chinese(match[1], 0), read_chinese(match[2], 0)
    if denominator is None or numerator is None or not denominator.low:
        return None, match.end()
    return _share(context, start, match.end(), Fraction(numerator.low) / Fraction(denominator.low))


def _lost_word_end(context: Context, start: int, run_end: int) -> int | None:
    """Return where the lost-number word ends that covers the numeral at `start`, or None.

    The word may begin up to three characters before the numeral (进一步). It is no such word when the numeral goes on to a longer unit
    (十分钟 is not 十分).
    """
    text, words = context.text, context.lexicon.lost_words
    best = None
    for left in range(max(0, start - 3), start + 1):
        for right in range(min(len(text), left + 8), max(run_end, left + 1) - 1, -1):
            if text[left:right] in words:
                best = max(best or 0, right)
                break
    if best is None or best <= start:
        return None
    found = _unit_at(context, run_end)
    if found is not None and found[1] > best and run_end <= best:
        return None
    return best


def _cadence_at(context: Context, start: int) -> tuple[Atom, int] | None:
    """双月一调度, 每旬一办公, 一年两次, 10分钟一班: times per period, up to the verb or with its 次."""
    text = context.text
    every = _EVERY_BEFORE.search(text, max(0, start - 6), start)
    begin = every.start() if every else (start - 1 if text[start - 1 : start] in ("每", "逐") and start else start)
    match = _CADENCE.match(text, begin)
    if match is None or (every and match.start("times") != start):
        return None
    verb = match["verb"]
    if match["unit"] is None:
        if match["times"] != "一" or verb is None or verb in _NOT_A_CADENCE_VERB:
            return None
        if _unit_at(context, match.end()) is not None and text[begin] not in "双每":
            return None
    period = _period_word(match["every"].lstrip("每逐"))
    times = float(DIGITS[match["times"]] if match["times"] in DIGITS else int(match["times"]))
    end = match.end("unit") if match["unit"] else match.end("times")
    return Atom(Mention(begin, end, text[begin:end], "frequency", times, times, "次", period, "exact")), end


def _next_cadence(context: Context, start: int, last: Atom | None) -> tuple[Atom, int] | None:
    """The second 一 of 一月一遍访一研判: the same period again."""
    text = context.text
    if last is None or last.mention.kind != "frequency" or text[start] != "一" or not 1 <= start - last.mention.end <= 3:
        return None
    if not all(_is_han(c) for c in text[last.mention.end : start]) or not _is_han(text[start + 1 : start + 2]):
        return None
    return Atom(Mention(start, start + 1, "一", "frequency", 1.0, 1.0, "次", last.mention.per, "exact")), start + 1


_PERIOD_NUMBER = {"一": "", "双": "2", "两": "2", "半": "半", "三": "3", "": ""}


def _period_word(every: str) -> str:
    """双月 → 2月, 一个月 → 月, 10分钟 → 10分钟."""
    match = re.match(r"([一两双半三四五六七八九十]|\d+)?个?(.+)", every)
    if match is None:
        return every
    number, word = match[1] or "", match[2]
    if number in _PERIOD_NUMBER:
        number = _PERIOD_NUMBER[number]
    elif not number.isdigit():
        number = str(DIGITS.get(number, number))
    return f"{'' if number == '1' else number}{'季度' if word == '季' else word}"


# --- characters with a reading of their own ----------------------------------------------------------------------------------------

_HALF = {"年": ("duration", "年", "级|度|代"), "天": ("duration", "天", ""), "小时": ("duration", "小时", ""), "日": ("duration", "日", "制|游"), "公里": ("measure", "公里", ""), "斤": ("measure", "斤", "八"), "亩": ("measure", "亩", ""), "米": ("measure", "米", ""), "吨": ("measure", "吨", ""), "世纪": ("duration", "世纪", "")}


def _read_half(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """半年, 半个月, 半数, 过半, 半小时."""
    text = context.text
    before = text[start - 1] if start else ""
    if text.startswith("年", start + 1) and before in "上下":
        return _unmeasured(text, start - 1, start + 2, "date")
    if text.startswith("数", start + 1):
        atom, end = _share(context, start, start + 2, Fraction(1, 2))
        atom.mention.bound = "over" if before == "过" else "exact"
        return atom, end
    if before == "过" and not text.startswith(("半百", "半晌"), start):
        atom, end = _share(context, start, start + 1, Fraction(1, 2))
        atom.mention.bound = "over"
        return atom, end
    if (skip := _lost_word_end(context, start, start + 1)) is not None:
        return None, skip
    if before in "多大小对前后上下夜东西南北":
        return None, start + 1
    at = start + 1
    if text.startswith("个", at) and text.startswith(("月", "小时", "世纪", "钟头", "星期", "多月", "多小时"), at + 1):
        over = text.startswith("多", at + 1)
        unit = _unit_at(context, at) if not over else _unit_at(context, at + 2)
        if over:
            unit = (context.lexicon.units["个月" if text.startswith("月", at + 2) else "小时"], at + (3 if text.startswith("月", at + 2) else 4))
        if unit is not None:
            mention = Mention(start, unit[1], text[start : unit[1]], unit[0].kind, 0.5, 0.5, unit[0].name, bound="over" if over else "exact")
            return Atom(mention, unit=unit[0]), unit[1]
    for word, (kind, unit_name, stop) in _HALF.items():
        if text.startswith(word, at) and not (stop and re.match(stop, text[at + len(word) : at + len(word) + 2])):
            end = at + len(word)
            return Atom(Mention(start, end, text[start:end], kind, 0.5, 0.5, unit_name, bound="exact"), unit=context.lexicon.units.get(unit_name)), end
    return None, start + 1


def _read_double(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """双月一调度 is a cadence; 双 elsewhere is part of a name, and a slogan when it is quoted or a known formula."""
    if (cadence := _cadence_at(context, start)) is not None:
        return cadence
    return _formula_at(context, start) or (None, start + 1)


_TURN = re.compile(r"翻(?:了|近|上)?(?P<times>[一两二三四几]|\d+)?(?P<over>多)?番")


def _read_turn(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """翻番, 翻一番, 翻了两番: two to the power of the turns."""
    match = _TURN.match(context.text, start)
    if match is None:
        return None, start + 1
    times = match["times"] or "一"
    if times == "几":
        return None, match.end()
    value = float(2 ** (DIGITS[times] if times in DIGITS else min(int(times), 20)))
    return Atom(Mention(start, match.end(), match[0], "multiple", value, value, "倍", bound="over" if match["over"] else "exact")), match.end()


def _read_vague(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """几十, 数万: a vague numeral; 几 and 数 elsewhere are no number."""
    text = context.text
    if not (text[start + 1 : start + 2] in "十百千万亿" and text[start + 1 : start + 2]):
        return None, start + 1
    if (skip := _lost_word_end(context, start, run_end)) is not None:
        return None, skip
    numeral = read_chinese(text, start)
    return (None, start + 1) if numeral is None else _quantity(context, start, numeral)


_ZERO_RATE = re.compile("率[^，。；、：\n]{0,6}?(?:为|是|降至|降到|保持|实现|达到)?$")


def _read_zero(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """零 as the value of a rate is 0 %."""
    text = context.text
    if run_end == start + 1 and text[start - 1 : start] in "为是至到持现" and _ZERO_RATE.search(text, context.clause_start(start), start):
        atom, end = _share(context, start, start + 1, Fraction(0))
        return atom, end
    return _read_characters(context, start, run_end)


_TWOFOLD = re.compile("(?<=[现均步量入值额])倍增(?=[，。；、,!！）)\n]|$)")


def _read_twofold(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """实现倍增: twice as much; 倍增计划 is only a name."""
    if (match := _TWOFOLD.match(context.text, start)) is None:
        return None, run_end
    return Atom(Mention(start, match.end(), match[0], "multiple", 2.0, 2.0, "倍", bound="exact")), match.end()


_SPECIAL_STARTS = {"半": _read_half, "双": _read_double, "翻": _read_turn, "几": _read_vague, "数": _read_vague, "倍": _read_twofold, "零": _read_zero}


# --- ranks -----------------------------------------------------------------------------------------------------------------------

_RANK = re.compile("(?:[号线]?(?=书记|产业|时间|责任|一线)|十?届|个|位|名|次|批|期|轮|条|款|项|章|节|号|代|大|季度|阶段|产业|期|版|集|卷|部|站|步|天|年|月|例|家|座|条|台|场|师|军|中学|医院|人民)?")


def _ordinal(context: Context, start: int, run_end: int) -> tuple[Atom, int]:
    """第一, 第二位, 第26届: numeral and rank word. 第三季度 is a date."""
    text = context.text
    numeral = read_arabic(text, start + 1) if text[start + 1].isascii() else read_chinese(text, start + 1)
    at = numeral.end if numeral is not None else run_end
    if text.startswith("季度", at):
        return _unmeasured(text, start, at + 2, "date")
    match = _RANK.match(text, at)
    return _unmeasured(text, start, match.end() if match else at, "ordinal")


_GRADE = re.compile("级|档|等(?=奖|功|舱|品|[，。、])|楼|届|审|环|号(?:线|楼|院|令|文件|公告|机组|馆|门|台风|公路)?|期(?!间|望|待|限|满)|中全会|[Aa](?:级|景区)|星级|年级|线城市|强(?!化|调|劲|烈|国|度|力|制)|产(?:业|(?=[，。、]))|后(?=[，。、的]|青年|大学生)|本(?=院校|线|批)")
_GROUP = re.compile("[组社队](?=村民|农户|群众|组长|村|[，。、的])")
_HIERARCHY = frozenset("省市县乡村镇组区州国央户社厅局处")
_LINKED = ("联动", "书记", "负责", "体系", "网络", "平台", "会商", "服务", "干部", "政治", "党组织", "联创", "责任", "协同", "联防", "河长", "林长")
_CONGRESS = re.compile("(?:十[一二三四五六七八九]|二十|[七八九]|1[0-9]|20)大(?=[，。、；”以召报精会代闭胜开提作确部]|$|的|后|上|和)")


def _graded(context: Context, start: int, numeral: Numeral) -> tuple[Atom, int] | None:
    """三级, 1档, 二楼, 十八大, 20号线: ranks and grades without 第; 省市县三级 is a hierarchy, hence a slogan."""
    text, at = context.text, numeral.end
    if _CONGRESS.match(text, start):
        return _unmeasured(text, start, at + 1, "ordinal")
    if text[start - 1 : start] in ("村", "区") and start and (group := _GROUP.match(text, at)):
        return _unmeasured(text, start, group.end(), "ordinal")
    match = _GRADE.match(text, at)
    if match is None or numeral.high > 2000 or numeral.bound != "exact":
        return None
    if match[0] == "级" and (text[start - 1 : start] in _HIERARCHY or text.startswith(_LINKED, at + 1)):
        begin = start
        while begin > 0 and text[begin - 1] in _HIERARCHY:
            begin -= 1
        return _unmeasured(text, begin, match.end(), "slogan")
    if match[0] == "级" and numeral.number.denominator > 1:
        return None
    if match[0].startswith("期") and (text[start].isascii() or numeral.high > 10):
        return None
    if match[0] == "届" and text[start].isascii():
        return None
    if match[0] == "级" and numeral.bare and numeral.scale == 1:
        return None
    return _unmeasured(text, start, match.end(), "ordinal")


# --- quantities ------------------------------------------------------------------------------------------------------------------


def _unit_at(context: Context, at: int, *, guarded: bool = True) -> tuple[Unit, int] | None:
    """Return the unit whose form starts at `at`, and where it ends; the longest form wins.

    After an Arabic numeral (not `guarded`) a classifier gives way only to a noun that numerals count (5万人口), not to any longer word.
    """
    text, lexicon = context.text, context.lexicon
    lengths = lexicon.unit_lengths.get(text[at : at + 1])
    if lengths is None:
        return None
    for length in lengths:
        unit = lexicon.units.get(text[at : at + length])
        if unit is None:
            continue
        if length <= 2 and unit.not_before and text.startswith(unit.not_before, at + length):
            if guarded or unit.kind != "count" or lexicon.noun_pattern.match(text, at):
                continue
        if text[at].isascii() and text[at].isalpha() and text[at + length : at + length + 1].isascii() and text[at + length : at + length + 1].isalnum():
            continue
        return unit, at + length
    return None


_TENFOLD = frozenset("成折")
_HALF_AFTER = re.compile("半(?!程|径|决|导|岛|山|场|数|途|空|夜|路|载|价|年|个|天|小)")
_SPLIT_UNIT = re.compile("个(?P<word>[多余来半])(?P<unit>月|小时|星期|世纪|百分点|季度|钟头|礼拜)")
_MINUTES = re.compile(r"分(\d{1,2}(?:\.\d+)?)秒(\d{2,3})?")
_TENTH = re.compile("[一二三四五六七八九]")


def _quantity(context: Context, start: int, numeral: Numeral) -> tuple[Atom | None, int]:
    """A numeral with its unit; without one, an atom that waits for its neighbours."""
    text = context.text
    if (graded := _graded(context, start, numeral)) is not None:
        return graded
    at = numeral.end
    if numeral.high <= 50 and numeral.bound == "exact" and text.startswith("大", at) and _is_han(text[at + 1 : at + 2]):
        return _unmeasured(text, start, _end_of_name(context, at + 1), "slogan")
    if text.startswith("级", at) and numeral.low >= 10**4 and (numeral.bare or numeral.scale >= 10**8):
        mention = Mention(start, at, text[start:at], "money", float(numeral.low), float(numeral.high), "元", "", "at_least")
        return Atom(mention, numeral, context.lexicon.units["元"]), at  # 万亿级产业, 百亿级项目: size classes
    if match := _MINUTES.match(text, at):
        seconds = Fraction(match[1]) + (Fraction(int(match[2]), 10 ** len(match[2])) if match[2] else 0)
        value = float(numeral.low + seconds / 60)
        unit = context.lexicon.units["分钟"]
        return Atom(Mention(start, match.end(), text[start : match.end()], "duration", value, value, unit.name, bound="exact"), numeral, unit), match.end()
    if match := _SPLIT_UNIT.match(text, at):
        return _split_unit(context, start, numeral, match)
    found = _unit_at(context, at, guarded=numeral.chinese)
    if found is None and text[at : at + 1] in _SPACES and text[at : at + 1]:
        blank = _BLANK.match(text, at)
        found = _unit_at(context, blank.end()) if blank else None
    if found is None:
        return _without_unit(context, start, numeral)
    return _with_unit(context, start, numeral, *found)


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿" if char else False


def _end_of_name(context: Context, at: int) -> int:
    """Up to four Han characters of a name: where a slogan without quotation marks is cut."""
    end = at
    while end < at + 2 and _is_han(context.text[end : end + 1]):
        end += 1
    return end


def _split_unit(context: Context, start: int, numeral: Numeral, match: re.Match[str]) -> tuple[Atom, int]:
    """两个多月, 三个半小时: the qualifier stands inside the unit."""
    text, end = context.text, match.end()
    unit = context.lexicon.units["个月" if match["unit"] == "月" else match["unit"]]
    half = Fraction(1, 2) if match["word"] == "半" else 0
    bound = {"多": "over", "余": "over", "来": "approx"}.get(match["word"], numeral.bound)
    low, high = float(numeral.low + half), float(numeral.high + half)
    return Atom(Mention(start, end, text[start:end], unit.kind, low, high, unit.name, bound=bound), numeral, unit), end


_MINUS = frozenset("-−－﹣")
_SIGNED = frozenset({"℃", "摄氏度", "华氏度", "℉", "度", "%", "‰", "百分点", "元", "美元", "米", "公尺"})


def _signed_start(context: Context, start: int, unit: Unit) -> tuple[int, int]:
    """Return (start, sign) of a quantity: 零下41度 and −17.2℃ start at their sign."""
    text = context.text
    if start >= 2 and text[start - 2 : start] == "零下":
        return start - 2, -1
    if start and text[start - 1] == "负" and text[start - 2 : start - 1] not in ("胜", "正", "肩", "担", "抱", "自", "欺"):
        return start - 1, -1
    if start and text[start - 1] in _MINUS and unit.name in _SIGNED:
        before = text[start - 2 : start - 1] if start >= 2 else ""
        if not (before.isascii() and before.isalnum()) and before not in _MINUS and before not in "%％℃元度亿万千" or not before:
            return start - 1, -1
    return start, 1


def _with_unit(context: Context, start: int, numeral: Numeral, unit: Unit, end: int) -> tuple[Atom | None, int]:
    text = context.text
    start, sign = _signed_start(context, start, unit)
    low, high, bound = sorted((numeral.low * sign, numeral.high * sign)) + [numeral.bound] if sign < 0 else (numeral.low, numeral.high, numeral.bound)
    if unit.name in _TENFOLD:
        tenth = 1 if unit.name == "折" and low > 10 else 10
        low, high, unit_name = low * tenth, high * tenth, "%"
        if unit.name == "成" and (match := _TENTH.match(text, end)):
            low, high, end = low + DIGITS[match[0]], high + DIGITS[match[0]], end + 1
        elif unit.name == "成" and text.startswith("半", end):
            low, high, end = low + 5, high + 5, end + 1
        unit_kind = "percent"
    else:
        unit_name, unit_kind = unit.name, unit.kind
        if unit_kind in ("duration", "multiple", "measure") and _HALF_AFTER.match(text, end):
            low, high, end = low + Fraction(1, 2), high + Fraction(1, 2), end + 1
        elif unit.base:
            low, high, end = _compound(context, low, high, unit, end)
    if unit.name == "块" and _is_money(context, start, end):
        unit = context.lexicon.units["元"]
        unit_name, unit_kind = unit.name, unit.kind
        if match := _COLLOQUIAL.match(text, end):
            end = match.end()
            low = high = low + Fraction(DIGITS[match[1]] if match[1] in DIGITS else int(match[1]), 10)
        else:
            low, high, end = _compound(context, low, high, unit, end)
    if unit_kind == "duration" and (date := _calendar_stretch(context, start, end, unit)) is not None:
        return date
    if unit_kind == "measure" and text.startswith("级", end) and bound == "exact":
        bound = "at_least"  # 500吨级发动机: a size class
    per, end = cues.per_after(text, end)
    name = cues.currency_before(text, start) if unit_name == "元" else ""
    mention = Mention(start, end, text[start:end], unit_kind, float(low), float(high), name or unit_name, per, bound)
    atom = Atom(mention, numeral, unit)
    atom.weak = _is_weak(context, atom)
    return atom, cues.one_after(text, end) if unit_kind == "money" else end


_SPENT = re.compile("(?:花|价|卖|元|钱|费|赚|挣|薪|付|收入|便宜|贵)[^，。；、]{0,8}$")


def _is_money(context: Context, start: int, end: int) -> bool:
    """Whether 块 is the colloquial 元 (两块八, 十块三毛, 花费三块) and not a classifier (三块地)."""
    text = context.text
    following = text[end : end + 1]
    if following and (following.isdigit() or following in DIGITS):
        return True
    return _SPENT.search(text, max(context.clause_start(start), start - 12), start) is not None and not _is_han(following)


_COLLOQUIAL = re.compile("([1-9]|[一二三四五六七八九])(?=一[斤个公]|[，。；、！？的]|$)")
_AGO = frozenset({"年", "个月", "天", "周", "小时", "世纪", "分钟"})
_NOT_FIRST = frozenset("目以之提从天生此空")


def _calendar_stretch(context: Context, start: int, end: int, unit: Unit) -> tuple[Atom, int] | None:
    """前9个月 and 三年前 are dates: a stretch or a point that the calendar names."""
    text = context.text
    if text.startswith("前", end) and unit.name in _AGO and not text.startswith("前通知", end) and not text.startswith(("前三", "前后", "前列", "前往", "前期"), end):
        return _unmeasured(text, start, end + 1, "date")
    first = start >= 1 and text[start - 1] == "前" and text[start - 2 : start - 1] not in _NOT_FIRST
    if first and unit.name in ("个月", "天", "日", "季度", "周"):
        return _unmeasured(text, start - 1, end, "date")
    return None


def _compound(context: Context, low: Fraction, high: Fraction, unit: Unit, end: int) -> tuple[Fraction, Fraction, int]:
    """3元5角, 1小时30分, 一米七五: a second amount in a smaller unit of the same base."""
    text = context.text
    at = end + 1 if text.startswith(("零", "又"), end) and text[end + 1 : end + 2] else end
    char = text[at : at + 1]
    if not char or not (char.isdigit() or char in DIGITS):
        return low, high, end
    second = read_arabic(text, at) if char.isascii() else read_chinese(text, at)
    if second is None or second.low != second.high:
        return low, high, end
    found = _unit_at(context, second.end)
    if found is not None and found[0].base == unit.base and 0 < found[0].factor < unit.factor and second.low * found[0].factor < unit.factor:
        more = second.low * found[0].factor / unit.factor
        return low + more, high + more, found[1]
    if found is None and unit.base == "小时" and text.startswith("分", second.end) and second.low < 60 and not text.startswith("分之", second.end):
        more = second.low / (60 * unit.factor)
        return low + more, high + more, second.end + 1
    if found is None and unit.name == "米" and second.low < 100 and not _is_han(text[second.end : second.end + 1]):
        more = second.low / (10 if second.low < 10 else 100)
        return low + more, high + more, second.end
    return low, high, end


_SIZE_UNITS = frozenset("人亩户元吨头只斤桶辆套") | {"公顷", "千瓦", "平方米", "立方米", "美元", "亿元", "人次", "公里", "平方公里", "名", "个", "棵", "株", "家", "册", "份", "美金", "港元", "标准箱", "件", "台", "次", "场", "种", "字"}


def _is_weak(context: Context, atom: Atom) -> bool:
    """Whether a numeral is too light to count by itself: 一 meaning 'a', a bare 百 or 千."""
    numeral, mention, text = atom.numeral, atom.mention, context.text
    if numeral is None or not numeral.chinese or numeral.bound != "exact":
        return False
    if numeral.bare and mention.start and text[mention.start - 1 : mention.start] == "每":
        return False
    if numeral.bare and mention.unit not in _SIZE_UNITS:
        return True
    if mention.end - mention.start < 2 or text[mention.start] != "一" or numeral.end != mention.start + 1:
        return False
    return cues.bare_one_is_article(text, mention)


_MONEY_BEFORE = re.compile("(?:资金|投资|投入|产值|收入|营收|利润|贷款|补助|补贴|奖励|税收|财政|总额|金额|价值|成本|薪|工资|债务|赔付|理赔|捐款|捐赠|善款|销售额|交易额|成交额|GDP|gdp|生产总值|增加值|预算|费用|保费|市值|净利|收益|增收|分红|价格|售价|罚款|费)[^，。；、：\n0-9]{0,8}$")
_CAMPAIGN = re.compile("百日(?:总攻|攻坚|会战|行动|大战|冲刺|誓师)战?")
_PATTERNED = re.compile("(?:[一二三四五六七八九十百千万两双](?=[^一二三四五六七八九十百千万两双\\W\\d])[一-鿿]{1,3}?){2}(?![年月日个])")


def _without_unit(context: Context, start: int, numeral: Numeral) -> tuple[Atom | None, int]:
    """A numeral that no unit follows: counted noun, money by its context, slogan, or an atom that waits for its neighbours."""
    text, lexicon, end = context.text, context.lexicon, numeral.end
    small = numeral.chinese and numeral.high <= 20 and numeral.bound == "exact"
    if numeral.bare and numeral.bound == "exact" and text[start - 1 : start] not in _BARE_CUES:
        if match := _CAMPAIGN.match(text, start):
            return _unmeasured(text, start, match.end(), "slogan")
        quote = context.quote_around(start, end)
        return (_waiting(context, start, numeral), end) if quote else (None, end)
    if unit_name := _counted_noun(context, end, adjacent=small or numeral.high < 10):
        unit = lexicon.units[unit_name]
        mention = Mention(start, end, text[start:end], unit.kind, float(numeral.low), float(numeral.high), unit_name, "", numeral.bound)
        atom = Atom(mention, numeral, unit)
        atom.weak = numeral.chinese and text[start:end] == "一"
        return atom, end
    if small:
        if match := _PATTERNED.match(text, start):
            return _unmeasured(text, start, match.end(), "slogan")
        return _waiting(context, start, numeral), end
    if unit_name := _counted_before(context, start, numeral):
        unit = lexicon.units[unit_name]
        return Atom(Mention(start, end, text[start:end], unit.kind, float(numeral.low), float(numeral.high), unit_name, "", numeral.bound), numeral, unit), end
    if numeral.scale >= 10**4 and _MONEY_BEFORE.search(text, max(context.clause_start(start), start - 24), start):
        unit = lexicon.units["元"]
        return Atom(Mention(start, end, text[start:end], "money", float(numeral.low), float(numeral.high), "元", "", numeral.bound), numeral, unit), end
    return _waiting(context, start, numeral), end


def _waiting(context: Context, start: int, numeral: Numeral) -> Atom:
    """An atom that a neighbour may complete; its kind stays empty until then."""
    text = context.text
    return Atom(Mention(start, numeral.end, text[start : numeral.end], "", float(numeral.low), float(numeral.high), "", "", numeral.bound), numeral)


_HEADS_BEFORE = re.compile("(人次|人数|户数|病例|人口|游客|用户|党员|辆次|架次)数?(?:量|总数)?(?:已|约|近|超|超过|达|达到|为|突破|增至|升至|合计|共|累计|近|增加到|至|[了 ])*$")
_HEAD_UNITS = {"人次": "人次", "人数": "人", "户数": "户", "病例": "例", "人口": "人", "游客": "人", "用户": "户", "党员": "人", "辆次": "辆次", "架次": "架次"}


def _counted_before(context: Context, start: int, numeral: Numeral) -> str | None:
    """出游人次48.91亿: the unit of a scaled number that follows what it counts."""
    if numeral.scale < 10**4 and numeral.low < 1000:
        return None
    match = _HEADS_BEFORE.search(context.text, max(context.clause_start(start), start - 14), start)
    return _HEAD_UNITS[match[1]] if match else None


_PEOPLE_AFTER = re.compile("[一-鿿]{0,4}?人(?![口民均才大生工类造机力事文物为行数])")
_NO_NOUN = re.compile("[，。；：、！？\n（）()“”0-9a-zA-Z]")


def _counted_noun(context: Context, at: int, adjacent: bool) -> str | None:
    """Return the unit implied by the noun that the numeral before `at` counts."""
    text, lexicon = context.text, context.lexicon
    stop = _NO_NOUN.search(text, at, at + 14)
    limit = stop.start() if stop else min(len(text), at + 14)
    match = lexicon.noun_pattern.match(text, at, limit)
    if match is None and not adjacent:
        match = lexicon.noun_pattern.search(text, at, limit)
        if match is not None and lexicon.nouns[match[0]] == "个" and match.start() > at + 2:
            return None
    if match is None and not adjacent and _PEOPLE_AFTER.match(text, at, limit):
        return "人"
    return lexicon.nouns[match[0]] if match else None


def _formula_at(context: Context, start: int) -> tuple[Atom, int] | None:
    """A known policy formula, or a short quotation, that holds the numeral at `start`."""
    text, formulas = context.text, context.lexicon.formulas
    for length in (8, 7, 6, 5, 4, 3, 2):
        if text[start : start + length] in formulas:
            return _unmeasured(text, start, start + length, "slogan")
    if text[start] == "双" and (quote := context.quote_around(start, start + 1)) is not None:
        return _unmeasured(text, *quote, "slogan")
    return None


# --- neighbours ------------------------------------------------------------------------------------------------------------------

_RANGE_SEP = re.compile(r"\s?(?:[-－—–~～〜―]{1,2}|至|到)\s?")
_LIST_SEP = re.compile(r"\s?(?:[、和与及或/]|以及|甚至|乃至|，|,)\s?")


def _join_neighbours(context: Context, atoms: list[Atom]) -> list[Atom]:
    """Join ranges and give units to list members that have none, right to left."""
    text = context.text
    out: list[Atom] = []
    for atom in reversed(atoms):
        following = out[-1] if out else None
        if following is not None and atom.numeral is not None and following.numeral is not None and following.unit is not None:
            gap = text[atom.mention.end : following.mention.start]
            if len(gap) <= 3 and gap:
                if _RANGE_SEP.fullmatch(gap) and _join_range(context, atom, following):
                    out.pop()
                elif not atom.mention.kind and _LIST_SEP.fullmatch(gap):
                    _share_unit(atom, following)
        out.append(atom)
    out.reverse()
    return out


def _join_range(context: Context, atom: Atom, following: Atom) -> bool:
    """Make `atom` the range that ends in `following`; False when the two are no range."""
    first, second = atom.numeral, following.numeral
    assert first is not None and second is not None and following.unit is not None
    if atom.unit is not None and atom.unit is not following.unit:
        return False
    low = Fraction(first.low)
    if atom.unit is None:
        if first.scale == 1 and second.scale > 1 and first.number < second.number:
            low = first.low * second.scale
        if following.unit.name in _TENFOLD:
            low *= 10
    elif atom.mention.low is not None:
        low = Fraction(atom.mention.low)
        if context.text[atom.mention.start - 1 : atom.mention.start] in ("从", "由") and following.mention.kind in ("percent", "money"):
            return False  # 从8%到10%: a change
    mention, end = atom.mention, following.mention
    if end.high is None or low >= end.high:
        return False
    mention.end, mention.surface = end.end, context.text[mention.start : end.end]
    mention.kind, mention.unit, mention.per = end.kind, end.unit, end.per
    mention.low, mention.high, mention.bound = float(low), end.high, end.bound
    atom.unit, atom.weak = following.unit, False
    atom.numeral = second
    return True


def _share_unit(atom: Atom, following: Atom) -> None:
    """Give a list member the unit, and where it has none the scale, of the member after it."""
    numeral, partner = atom.numeral, following.numeral
    assert numeral is not None and partner is not None and following.unit is not None
    if following.weak or following.mention.kind not in ("count", "money", "percent", "points", "measure", "duration", "multiple"):
        return
    factor = partner.scale if numeral.scale == 1 and partner.scale > 1 and numeral.number < 10000 else 1
    factor *= 10 if following.unit.name in _TENFOLD else 1
    mention = atom.mention
    mention.kind, mention.unit = following.mention.kind, following.mention.unit
    mention.low, mention.high = float(numeral.low * factor), float(numeral.high * factor)
    atom.unit = following.unit
    atom.numeral = numeral._replace(scale=partner.scale) if factor > 1 else numeral


# --- slogans ---------------------------------------------------------------------------------------------------------------------

_RHETORICAL_UNITS = frozenset("个项条种类点步字句大件方场") | {""}
_VALUE_BEFORE = frozenset("为达到至是：:值数破超近约于")


def _tell_slogans(context: Context, atoms: list[Atom]) -> list[Atom]:
    """Tell counts of things from formulas; drop what stayed without a unit."""
    kept: list[Atom] = []
    for atom in atoms:
        mention = atom.mention
        if kept and mention.start < kept[-1].mention.end:
            continue
        if not mention.kind or mention.kind == "count":
            span = _slogan_span(context, atom)
            if span is not None:
                while kept and kept[-1].mention.end > span[0]:
                    kept.pop()
                kept.append(_unmeasured(context.text, *span, "slogan")[0])
                continue
        if not mention.kind and not _borrow_unit(context, atom, kept):
            _value_alone(context, atom)
        if mention.kind:
            kept.append(atom)
    return kept


def _borrow_unit(context: Context, atom: Atom, before: list[Atom]) -> bool:
    """新增就业1206万人,超额完成1100万的目标: a scaled number without unit takes that of the amount before it in its sentence."""
    mention, numeral = atom.mention, atom.numeral
    if numeral is None or numeral.bare or max(numeral.scale, 1) < 10**4 or not before:
        return False
    last = before[-1]
    if last.unit is None or last.mention.kind not in ("count", "money") or last.mention.start < context.sentence_start(mention.start):
        return False
    mention.kind, mention.unit, atom.unit = last.mention.kind, last.mention.unit, last.unit
    return True


def _slogan_span(context: Context, atom: Atom) -> tuple[int, int] | None:
    """Span of the formula that the numeral belongs to, or None when it counts things."""
    mention, numeral, text = atom.mention, atom.numeral, context.text
    if numeral is None or numeral.bound != "exact" or (numeral.high > 20 and not numeral.bare):
        return None
    rhetorical = mention.unit in _RHETORICAL_UNITS
    quote = context.quote_around(mention.start, mention.end)
    if quote is not None and (numeral.chinese or rhetorical):
        return quote
    if numeral.chinese and not rhetorical and len(mention.unit) == 1 and text.startswith(_OF_DUTY, mention.end):
        return mention.start, mention.end  # 五包责任, 三保工作
    if not mention.unit or not rhetorical:
        return None
    strength = _head_after(context, mention.end)
    if strength == "always" or (strength == "chinese" and numeral.chinese) or _is_listed_kind(context, atom):
        return mention.start, _end_of_name(context, mention.end)
    return None


_OF_DUTY = ("责任", "工作", "机制", "制度", "政策", "措施", "要求", "标准")


def _is_listed_kind(context: Context, atom: Atom) -> bool:
    """Whether the numeral counts items that the sentence lists (等7类产品) or stands in a rhyme (两个基地、两个枢纽)."""
    mention, text = atom.mention, context.text
    if (mention.unit == "类" or (mention.unit in ("种", "方面") and atom.numeral is not None and atom.numeral.chinese)) and text[mention.start - 1 : mention.start] == "等":
        return True
    if mention.unit == "字" and text[mention.start - 1 : mention.start] in ("”", "」", "』", "’"):
        return True
    if atom.numeral is None or not atom.numeral.chinese:
        return False
    start, end = mention.start, mention.end
    following = _RHYME.match(text, end)
    if following and text.startswith(text[start:end], following.end()):
        return True
    return text.rfind(f"、{text[start:end]}", max(0, start - 1), end) == start - 1 and text.rfind(text[start:end], max(0, start - 12), start - 1) >= 0


_RHYME = re.compile("[一-鿿]{1,8}、")


def _head_after(context: Context, at: int) -> str:
    """Strength of the abstract head that directly follows a counted numeral, or ''."""
    text, heads = context.text, context.lexicon.heads
    at += text.startswith(("“", "「", "‘"), at)
    for length in (4, 3, 2, 1):
        if strength := heads.get(text[at : at + length]):
            return strength
    return ""


def _stands_alone(context: Context, mention: Mention) -> bool:
    """Whether the numeral is all that its clause says."""
    text = context.text
    if text[context.clause_start(mention.start) : mention.start].strip(" 　\t 负-−"):
        return False
    following = text[mention.end : mention.end + 1]
    return not following or following in "，。；、,;\n\t 　）)！!？?" or following == "\r"


def _value_alone(context: Context, atom: Atom) -> None:
    """A decimal or long Arabic numeral after 为, 达, 至 is a value without unit (an index); another is an identifier."""
    mention, numeral, text = atom.mention, atom.numeral, context.text
    if numeral is None:
        return
    if _stands_alone(context, mention) and (numeral.number.denominator > 1 or "," in mention.surface or numeral.scale > 1 or (numeral.chinese and numeral.low > 10)):
        mention.kind = "count"  # a cell of a table, or a number with no words around it
        return
    if numeral.chinese:
        return
    after = text[mention.end : mention.end + 1]
    if after.isascii() and after.isalnum():
        mention.kind, mention.low, mention.high, mention.bound = "identifier", None, None, ""
        mention.end = _end_of_word(text, mention.start)
        mention.surface = text[mention.start : mention.end]
        return
    before = text[mention.start - 1] if mention.start else ""
    if before and before in _VALUE_BEFORE and (numeral.number.denominator > 1 or numeral.low >= 100):
        mention.kind = "count"
        return
    mention.kind, mention.low, mention.high, mention.bound = "identifier", None, None, ""


# --- bounds and denominators -------------------------------------------------------------------------------------------------------


def _read_cues(context: Context, atoms: list[Atom]) -> None:
    """Fill `bound` and `per` of the quantities from the words around them, left to right."""
    text, lexicon = context.text, context.lexicon
    previous_end, carried = 0, cues.Carried()
    previous: Mention | None = None
    for atom in atoms:
        mention = atom.mention
        if not mention.measured:
            continue
        clause = context.clause_start(mention.start)
        bare = atom.numeral is not None and atom.numeral.bare
        cues.read_bound(text, lexicon, mention, clause, previous_end, bare=bare)
        if atom.weak and mention.bound not in ("exact", "at_least" if bare else ""):
            atom.weak = False
        if mention.kind == "count" and mention.unit in cues.TIMES:
            cues.read_cadence(text, mention, max(clause, previous_end))
        if not mention.per and mention.kind != "frequency":
            cues.read_per(text, mention, clause, context.sentence_start(mention.start), previous_end, carried, previous)
        if atom.weak and mention.per and mention.kind == "count":
            atom.weak = False
        if not atom.weak:
            previous_end, previous = mention.end, mention
    for atom, following in zip(atoms, atoms[1:], strict=False):
        if cues.is_denominator(text, atom.mention, following.mention):
            atom.weak = True
