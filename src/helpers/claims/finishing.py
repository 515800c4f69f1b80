"""Finishing: the phrase that names a number without the words that say nothing of what is counted."""

from __future__ import annotations

import re

from helpers.claims.wording import CHANGE, WORDS, without_echo
from helpers.wordclass import words_of

_PARTICLES = frozenset(WORDS["particle"])
_MODALS = frozenset(WORDS["modal"])
_MAY_HOLD = re.compile(f"[的比较{''.join(sorted({word[0] for word in _PARTICLES | _MODALS}))}]")
# Classes of words that say of a noun which one is meant, without a predicate (居民 of 居民的健康数据).
_NOMINAL = ("n", "b", "m", "f", "s", "t", "q", "j", "l", "vn", "x", "k", "c", "uj", "r", "eng")
_CHANGES = re.compile(CHANGE)
_HEARD = re.compile("^(?:得知|获悉|了解到)(?=[一-龥]{4})")
_ABOUT = re.compile(
    "(?<=[全总][长宽高重深])约|(?<=[线干桥隧路区]长)约|(?<=[程重宽高])约$"
)  # 全长约: the dictionary knows 长约
_BEFORE_VERB = ("v", "d", "p", "ad", "zg")
_BOUNDS = frozenset(["以上", "以下", "以内", "党"])  # 10万元以上的村, 党的二十大
# Words with which a phrase says by itself that it is a length of time, or that name what lasts so long by its term.
_SAYS_TIME = re.compile(
    "时间|用时|历时|连续|行动|计划|方案|年龄|"
    "(?:时长|期限?|年限|天数|龄|史|合同|协议|任务|规划|任期|[工功]夫|车程|路程|圈|网|教育|热线|周年|[前后]|成立|工程|里程|收入)$"
)


def finished(phrase: str, text: str, kind: str = "", surface: str = "", unit: str = "") -> str:
    """Return the phrase that names a number without echoes and particles, with what its unit says it is.

    Parameters
    ----------
    phrase
        The indicator as rules or the model worded it.
    text
        Its sentence.
    kind, surface, unit
        Of the number.

    Returns
    -------
    str
        茶叶产值要 → 茶叶产值, 居民的健康数据 → 居民健康数据 (but 有劳动力的家庭, whose first words hold a verb), for a length of
        time 步行上学 → 步行上学时间, and for square metres 新房 → 新房面积.
    """
    phrase = _HEARD.sub("", _ABOUT.sub("", without_echo(phrase, text)))
    phrase = _without_particles(phrase)
    if not phrase or phrase == "后":
        return ""  # 10天后，…
    if kind == "duration" and not surface.endswith("周年") and not _SAYS_TIME.search(phrase):
        return phrase + "时间"
    return phrase + "面积" if unit == "平方米" and "面积" not in phrase else phrase


def _without_particles(phrase: str) -> str:
    """Return a phrase without particles and modal verbs, as far as they are words of their own (目的 and 主要 stay)."""
    if not _MAY_HOLD.search(phrase) or "《" in phrase:
        return phrase
    words = words_of(phrase)
    kept = [word for i, (word, _) in enumerate(words) if not _says_nothing(words, i)]
    return "".join(kept) or phrase


def _says_nothing(words: tuple[tuple[str, str], ...], at: int) -> bool:
    """Return whether a word of a phrase may go."""
    word = words[at][0]
    if word == "的":
        return at > 0 and (at == len(words) - 1 or _only_names(words[:at]))
    if word in ("比", "较"):
        return 0 < at < len(words) - 1 and _held_against_nothing(words, at)
    if word in _MODALS:
        return at + 1 < len(words) and words[at + 1][1] in _BEFORE_VERB
    return word in _PARTICLES


def _held_against_nothing(words: tuple[tuple[str, str], ...], at: int) -> bool:
    """Return whether a change follows 比 or 较 directly (收入较增长; 人口较多 says how many there are)."""
    behind = words[at + 1][0]
    changes = _CHANGES.match(behind) and (words[at][0] == "比" or len(behind) > 1)
    return bool(changes) and words[at - 1][0] != "相"


def _only_names(words: tuple[tuple[str, str], ...]) -> bool:
    """Return whether the words before 的 hold neither a predicate nor a bound."""
    return words[-1][0] not in _BOUNDS and all(kind.startswith(_NOMINAL) or kind == "a" for _, kind in words)
