"""Verbs: what is done with a thing that a number counts, where its noun alone says too little."""

from __future__ import annotations

import re

from helpers.claims.clauses import Number, Sentence
from helpers.claims.wording import WORDS
from helpers.wordclass import words_of

_LINKS = re.compile(
    "(?:[了着过]|不到|不足|至少|最多|超过?|超出|达到?|突破|将?近|约|上|逾|国内外?|海内外|多达|高达|不少于|不低于|不超过|大约|大概|仅|只|就|\x00|\\s)+$"
)
# With which verbs begin that make something new: a noun of three characters takes them too.
_RENEWS = re.compile("[新改扩修拆翻]")
# Verbs that say of what is counted only that it is there, or how it is reached.
EMPTY = frozenset(WORDS["empty"])
_SPLIT = frozenset("起出进上下来去入到成好掉完回")  # what a verb is joined by (串起, 收入)


def with_verb(number: Number, sentence: Sentence, masked: str) -> None:
    """Put the verb that stands directly before a number before its short noun (销售60吨脐橙, 修缮370多幢老屋).

    Parameters
    ----------
    number
        A number with its indicator.
    sentence
        Its sentence.
    masked
        The text of the sentence with place and time words blanked.
    """
    noun = number.indicator
    if number.how != "behind" or number.kind not in ("count", "measure") or not 1 <= len(noun) <= 3:
        return
    begin = sentence.clause(number.start)[0]
    begin = max([begin, *(n.end for n in sentence.numbers if n.end <= number.start)])
    before = masked[begin : number.start]
    verb = verb_at_end(_LINKS.sub("", before), done="了" in before[-4:])
    if verb and (len(noun) <= 2 or _RENEWS.match(verb)):
        number.indicator = verb + noun


def verb_at_end(text: str, done: bool = False, longest: int = 8) -> str:
    """Return the verb with which a text ends, '' where it ends with another word or with an empty verb.

    Parameters
    ----------
    text
        The words before a number.
    done
        Whether 了 stood behind them, so that a noun of the dictionary is a verb too (储藏了80吨).
    longest
        How many characters before the end are read.
    """
    words = words_of(text[-longest:]) if text else ()
    if not words:
        return ""
    word, kind = words[-1]
    if len(word) == 1 and word in _SPLIT and len(words) > 1 and words[-2][1] == "v":
        word, kind = words[-2][0] + word, "v"
    word = word.lstrip("先再又还也都就能可共") or word
    return word if (kind in ("v", "vn") or (done and kind == "n")) and word not in EMPTY else ""


def strip_conjunction(text: str) -> str:
    """Return a phrase without the conjunctions, adverbs and pronouns with which it begins (虽说停了 …)."""
    words = words_of(text[:12]) if text else ()
    at = 0
    for word, kind in words[:-1]:
        if kind not in ("c", "d", "r", "y", "uj", "ul") and word not in ("是", "可", "能"):
            break
        at += len(word)
    return text[at:]
