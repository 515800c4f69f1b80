"""Digits: what a numeral in Arabic digits is - identifier, date, fraction, ratio or quantity."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.mentions.cadences import cadence_at
from helpers.mentions.context import (
    Atom,
    Context,
    end_of_digits,
    end_of_word,
    exactly,
    percentage,
    rounded,
    unmeasured,
    zero_rate,
)
from helpers.mentions.dating import date_at, hour_of_day
from helpers.mentions.lexicon import cue_words
from helpers.mentions.numerals import read_arabic
from helpers.mentions.quantities import quantity
from helpers.mentions.ranks import ordinal

_CLOCK = (
    r"(?:[01]?\d|2[0-4])(?:[时点](?:[0-5]?\d分?|半|整|许|左右|前后|(?=多|[，。、至到—–~～-]))|时(?=[一-鿿])(?!长|速|差|段|限|空|效))"
    r"(?!\d|钟|间|代|期|候)"
)
_IDENTIFIER = re.compile(
    r"(?<!\d)(?:0\d{2,3}-\d{7,8}(?:-\d{1,5})?|\d{2,4}[)）]\d{3,4}-?\d{3,4}(?:分机\d+)?|\d{2,4}(?:-\d{3,4}){2}"
    r"|1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4})(?!\d)|\d++(?:\.\d++){2,40}+|\d{1,3}°\d{1,2}[′'](?:\d{1,2}″)?|\d{1,3}(?=国道|省道|县道)|\d{1,4}(?=路(?:城乡|城市)?(?:公交|电车|巴士|车|环线))"
    rf"|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\d.:：∶])|(?<!\d){_CLOCK}(?:(?:至|到|[-—–~～]+){_CLOCK.replace('(?=[，。、至到—–~～-])', '')})?"
)
_PARTS = re.compile(r"\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,9}")
_PARTS_BEFORE = re.compile(r"(?:\d+(?:\.\d+)?[:：∶])+$")
_RATIO = re.compile(r"(\d+(?:\.\d+)?)[:：∶比](\d+(?:\.\d+)?)(?![\d:：])")
_FRACTION = re.compile(r"(\d{1,6})\s?/\s?(\d{1,6})(?![\d/])|(\d+)分之(\d+(?:\.\d+)?)")
_LETTERS_BEFORE = re.compile(r"[A-Za-z](?:[-－—–_]|[A-Za-z0-9.]*[-_./])?$")
_COUNTER = re.compile(f"(?:{cue_words('page_counter')})[量数次]{{0,2}}[:：] ?$")


def read_digits(context: Context, start: int) -> tuple[Atom | None, int]:
    """Read what a numeral in Arabic digits is; return the atom, if any, and where it ends."""
    text = context.text
    before = text[start - 1] if start else "\n"
    if (
        before.isascii()
        and (before.isalnum() or before in "-_/@#")
        and _LETTERS_BEFORE.search(text, max(0, start - 8), start)
    ):
        return unmeasured(text, start, end_of_word(text, start), "identifier")
    if before == "第":
        return ordinal(context, start - 1, end_of_digits(text, start))
    if (part := _part_of_whole(context, start)) is not None:
        return part
    if match := _IDENTIFIER.match(text, start) or hour_of_day(text, start):
        return unmeasured(text, start, match.end(), "identifier")
    if before in ":： " and _COUNTER.search(text, max(0, start - 7), start):
        return unmeasured(text, start, end_of_digits(text, start), "identifier")
    if (date := date_at(context, start)) is not None:
        return date
    if match := _FRACTION.match(text, start):
        return _fraction(context, start, match)
    if match := _RATIO.match(text, start):
        return _ratio(context, start, match)
    if (cadence := cadence_at(context, start)) is not None:
        return cadence
    if text[start] == "0" and (zero := zero_rate(context, start)) is not None:
        return zero
    if before == "." and not text[start - 2 : start - 1].isascii():
        return _without_leading_zero(context, start)
    numeral = read_arabic(text, start)
    if numeral is None:
        return unmeasured(text, start, end_of_digits(text, start), "identifier")
    return quantity(context, start, numeral)


def _without_leading_zero(context: Context, start: int) -> tuple[Atom | None, int]:
    """Read .5人, whose zero is not written."""
    numeral = read_arabic(context.text, start)
    digits = end_of_digits(context.text, start) - start
    if numeral is None or numeral.number.denominator > 1 or numeral.low != numeral.number * numeral.scale:
        return unmeasured(context.text, start, end_of_digits(context.text, start), "identifier")
    value, number = numeral.low / 10**digits, numeral.number / 10**digits
    return quantity(context, start - 1, numeral._replace(low=value, high=value, number=number))


def _part_of_whole(context: Context, start: int) -> tuple[Atom, int] | None:
    """34.1∶24.3∶41.6: parts of a whole, when there are at least three and they add up to a hundred."""
    text = context.text
    if text[start - 1 : start] in (":", "：", "∶") and start:
        before = _PARTS_BEFORE.search(text, max(0, start - 40), start)
        first = before.start() if before else start
    else:
        first = start
    match = _PARTS.match(text, first)
    if match is None:
        return None
    shares = [Fraction(part) for part in re.split("[:：∶]", match[0])]
    if not 99 <= sum(shares) <= 101:
        return None
    end = end_of_digits(text, start)
    return exactly(context, start, end, Fraction(text[start:end]), "%")


_RATIO_CUE = re.compile("(?:比例|比率|比值|之比|配比|收入比|差距|汇率|比)[^，。；]{0,8}$")


def _ratio(context: Context, start: int, match: re.Match[str]) -> tuple[Atom, int]:
    """5:1 is five times; 3:2 without a word of ratio is a score."""
    text, end = context.text, match.end()
    first, second = Fraction(match[1]), Fraction(match[2])
    cued = _RATIO_CUE.search(text, context.clause_before(start), start) or text.startswith(
        ("的比例", "之比"), end
    )
    colon = match[0][len(match[1])] != "比"
    if not second or not (cued or (colon and second == 1 and first > 1)):
        return unmeasured(text, start, end, "identifier")
    return exactly(context, start, end, rounded(first / second), "倍")


def _fraction(context: Context, start: int, match: re.Match[str]) -> tuple[Atom | None, int]:
    """三分之一, 1/3, 百分之七."""
    numerator, denominator = (match[1], match[2]) if match[1] else (match[4], match[3])
    if not int(denominator):
        return unmeasured(context.text, start, match.end(), "identifier")
    return percentage(context, start, match.end(), Fraction(numerator) / int(denominator))
