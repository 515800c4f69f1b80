"""Slogans: numerals inside policy formulas, told from counts by their form."""

from __future__ import annotations

import re

from helpers.mentions.context import Atom, Context, end_of_name, end_of_word, unmeasured
from helpers.mentions.model import Mention


def formula_at(context: Context, start: int) -> tuple[Atom, int] | None:
    """Return the policy formula, or the short quotation with 双, that starts at `start`, or None."""
    text, formulas = context.text, context.lexicon.formulas
    for length in (8, 7, 6, 5, 4, 3, 2):
        if start + length <= len(text) and text[start : start + length] in formulas:
            return unmeasured(text, start, start + length, "slogan")
    if text[start] == "双" and (quote := context.quote_around(start, start + 1)) is not None:
        return unmeasured(text, *quote, "slogan")
    return None


_RHETORICAL_UNITS = frozenset("个项条种类点步字句大件方场") | {""}
_CHANGED = re.compile("(?:缩小|扩大|下降|提高|降低|到|至)了?$")
_RATIO_BEFORE = re.compile("(?:收入比|比值|之比|倍差|差距比)[^，。；]{0,14}$")


def tell_slogans(context: Context, atoms: list[Atom]) -> list[Atom]:
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
                kept.append(unmeasured(context.text, *span, "slogan")[0])
                continue
        if not mention.kind and not _borrow_unit(context, atom, kept):
            _value_alone(context, atom, kept)
        if mention.kind:
            kept.append(atom)
    return kept


def _borrow_unit(context: Context, atom: Atom, before: list[Atom]) -> bool:
    """Give a numeral without unit that of the amount before it in its sentence.

    A scaled number may share any unit (新增就业1206万人,超额完成1100万的目标), a small one only that of money
    that is paid (每人120元,财政补100、个人交20).
    """
    mention, numeral = atom.mention, atom.numeral
    last = before[-1] if before else None
    if numeral is None or numeral.bare or last is None or last.unit is None:
        return False
    if last.mention.kind not in ("count", "money") or last.mention.start < context.sentence_start(
        mention.start
    ):
        return False
    paid = last.mention.kind == "money" and _PAID.search(
        context.text, max(0, mention.start - 3), mention.start
    )
    if numeral.scale < 10**4 and not paid:
        return False
    mention.kind, mention.unit, atom.unit = last.mention.kind, last.mention.unit, last.unit
    return True


_PAID = re.compile("(?:补|交|缴|付|奖|赔|掏|给|出|贴)了?$")


def _slogan_span(context: Context, atom: Atom) -> tuple[int, int] | None:
    """Span of the formula that the numeral belongs to, or None when it counts things."""
    mention, numeral, text = atom.mention, atom.numeral, context.text
    if numeral is None or numeral.bound != "exact" or (numeral.high > 20 and not numeral.bare):
        return None
    rhetorical = mention.unit in _RHETORICAL_UNITS
    quote = context.quote_around(mention.start, mention.end)
    if quote is not None and (numeral.chinese or rhetorical) and not _SPOKEN.search(text, *quote):
        return quote
    if (
        numeral.chinese
        and not rhetorical
        and len(mention.unit) == 1
        and text.startswith(_OF_DUTY, mention.end)
    ):
        return mention.start, mention.end  # 五包责任, 三保工作
    if not mention.unit or not rhetorical:
        return None
    strength = _head_after(context, mention.end)
    if strength == "always" or (strength == "chinese" and numeral.chinese) or _is_listed_kind(context, atom):
        return mention.start, end_of_name(context.text, mention.end)
    return None


_SPOKEN = re.compile("[了我你他她就钱元吗吧呢啊落卖买剩]")
_OF_DUTY = ("责任", "工作", "机制", "制度", "政策", "措施", "要求", "标准")


def _is_listed_kind(context: Context, atom: Atom) -> bool:
    """Whether the numeral counts items that the sentence lists (等7类产品) or stands in a rhyme (两个基地、两个枢纽)."""
    mention, text = atom.mention, context.text
    if (
        mention.unit == "类"
        or (mention.unit in ("种", "方面") and atom.numeral is not None and atom.numeral.chinese)
    ) and text[mention.start - 1 : mention.start] == "等":
        return True
    if mention.unit == "类" and atom.numeral is not None and atom.numeral.chinese:
        return True
    if mention.unit == "字" and text[mention.start - 1 : mention.start] in ("”", "」", "』", "’"):
        return True
    if atom.numeral is None or not atom.numeral.chinese:
        return False
    start, end = mention.start, mention.end
    following = _RHYME.match(text, end)
    if following and text.startswith(text[start:end], following.end()):
        return True
    return text[start - 1 : start] == "、" and text.find(text[start:end], max(0, start - 12), start - 1) >= 0


_RHYME = re.compile("[一-鿿]{1,8}、")


def _head_after(context: Context, at: int) -> str:
    """Strength of the abstract head that directly follows a counted numeral, or ''."""
    text, heads = context.text, context.lexicon.heads
    at += text.startswith(("“", "「", "‘"), at)
    for length in (4, 3, 2, 1):
        if strength := heads.get(text[at : at + length]):
            return strength
    return ""


_BLANKS = " \u3000\t\xa0」』”’）)"
_AFTER_CELL = frozenset("，。；、,;\n\r\t \xa0\u3000）)！!？?")


def _stands_alone(context: Context, mention: Mention) -> bool:
    """Whether the numeral is all that its clause says."""
    text = context.text
    clause = context.clause_start(mention.start)
    if mention.start - clause > 8 or text[clause : mention.start].lstrip(_BLANKS):
        return False
    following = text[mention.end : mention.end + 1]
    return not following or following in _AFTER_CELL


def _value_alone(context: Context, atom: Atom, before: list[Atom]) -> None:
    """Settle a numeral without unit: a ratio, a number that stands alone, or an identifier."""
    mention, numeral, text = atom.mention, atom.numeral, context.text
    if numeral is None:
        return
    if _stands_alone(context, mention) and (
        numeral.number.denominator > 1
        or "," in mention.surface
        or numeral.scale > 1
        or (numeral.chinese and numeral.low > 10)
    ):
        mention.kind = "count"  # a cell of a table, or a number with no words around it
        return
    if numeral.chinese:
        return
    after = text[mention.end : mention.end + 1]
    if after.isascii() and after.isalnum():
        mention.kind, mention.low, mention.high, mention.bound = "identifier", None, None, ""
        mention.end = end_of_word(text, mention.start)
        mention.surface = text[mention.start : mention.end]
        return
    if numeral.number.denominator > 1 and _RATIO_BEFORE.search(
        text, context.clause_before(mention.start), mention.start
    ):
        mention.kind, mention.unit = "multiple", "倍"  # 收入比值为2.02
        return
    last = before[-1].mention if before else None
    after_ratio = (
        last is not None and last.kind == "multiple" and last.start >= context.sentence_start(mention.start)
    )
    if after_ratio and _CHANGED.search(text, context.clause_before(mention.start), mention.start):
        mention.kind, mention.unit = "multiple", "倍"  # 比值为2.02,比上年缩小0.08
        return
    mention.kind, mention.low, mention.high, mention.bound = "identifier", None, None, ""
