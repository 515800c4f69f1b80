"""Words of the scores on other reports: as a table and as sentences that follow from it."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from helpers.evaluation.scoring import Row
from helpers.evaluation.unseen import CELLS_OF_CLAIM, HERE, KEPT, WHOLE, read_real_scores
from helpers.evaluation.words import share_words
from helpers.tables import Lang, records

REWORDED: dict[Lang, str] = {
    "en": "- {set}: of {values} right values, the rules name {by_rules} as annotators did, the model {reworded}.",
    "zh": "- {set}：数值正确者 {values} 个，其中规则所定指标与标注一致 {by_rules} 个，经模型改写后 {reworded} 个。",
}
SET_WORDS: dict[str, dict[Lang, str]] = {
    HERE: {"en": "the reports here", "zh": "此处的报告"},
    "invented-read": {"en": "invented, errors read", "zh": "拟写，错误已看"},
    "invented-kept": {"en": "invented, errors kept apart", "zh": "拟写，错误未看"},
    "real-read": {"en": "real, errors read", "zh": "真实，错误已看"},
    "real-kept": {"en": "real, errors kept apart", "zh": "真实，错误未看"},
}
CELL_WORDS: dict[str, dict[Lang, str]] = {
    "value": {"en": "value F1", "zh": "数值 F1"},
    "claim": {"en": "claim F1", "zh": "断言 F1"},
    "indicator": {"en": "indicator", "zh": "指标"},
    "place": {"en": "place", "zh": "地点"},
    "period": {"en": "period", "zh": "时期"},
    "status": {"en": "status", "zh": "性质"},
}
TABLE_WORDS: dict[str, dict[Lang, str]] = {
    "set": {"en": "set", "zh": "文本组"},
    "texts": {"en": "texts", "zh": "篇数"},
    "rows": {"en": "rows", "zh": "行数"},
}
NONE: dict[Lang, str] = {
    "en": "No annotated report is at hand, so nothing is said of claims here.",
    "zh": "没有可用的已标注报告，故此处对断言不作评定。",
}
SET_SAID: dict[Lang, str] = {
    "en": "- *{name}* ({texts} texts, {gold} annotated rows): F1 of *claim* is {claim}, of *value* {value}. Of the right"
    " values, {cells}.",
    "zh": "- *{name}*（{texts} 篇，标注 {gold} 行）：断言 F1 为 {claim}，数值 F1 为 {value}。数值正确者中，{cells}。",
}
CELL_SAID: dict[Lang, str] = {
    "en": "{right} of {of} have the right {cell}",
    "zh": "{cell}正确者 {right}/{of}",
}
FALL: dict[str, dict[Lang, str]] = {
    "all": {
        "en": "**Claims are read worse outside the reports here.** On the sets whose errors were kept apart, F1 of"
        " *claim* is {kept}, against {here} here, and no interval reaches that far: a claim from another report is a"
        " proposal to check, not a result.",
        "zh": "**离开此处的报告，断言的识读变差。**在错误未看的文本组上，断言 F1 为 {kept}，而此处为 {here}，"
        "区间互不相及：取自其他报告的断言是有待核对的提议，而非结果。",
    },
    "some": {
        "en": "Outside the reports here claims are read worse, but not on every set beyond what chance allows: on the"
        " sets whose errors were kept apart, F1 of *claim* is {kept}, against {here} here.",
        "zh": "离开此处的报告，断言的识读变差，但并非每组都超出偶然所及：在错误未看的文本组上，断言 F1 为 {kept}，"
        "此处为 {here}。",
    },
    "none": {
        "en": "On the sets whose errors were kept apart, F1 of *claim* is {kept}, against {here} here: on none is it"
        " lower beyond what chance allows, so no fall outside these reports is shown.",
        "zh": "在错误未看的文本组上，断言 F1 为 {kept}，此处为 {here}：没有一组低至超出偶然所及，未见离开这些报告后的下降。",
    },
    "alone": {
        "en": "On the sets whose errors were kept apart, F1 of *claim* is {kept}.",
        "zh": "在错误未看的文本组上，断言 F1 为 {kept}。",
    },
}
F1_SAID: dict[Lang, str] = {
    "en": "{score} ({name}; {low} to {high})",
    "zh": "{score}（{name}；{low} 至 {high}）",
}
WEAKEST: dict[Lang, str] = {
    "en": " Least often right there is the {cell}, in {share} of the right values of both kept sets together.",
    "zh": "其中最少正确的是{cell}：在两个未看组中合占正确数值的 {share}。",
}
FITTED: dict[bool, dict[Lang, str]] = {
    True: {
        "en": " Of the {origin} reports, those whose errors were read score higher, {read} against {kept}: the rules were"
        " fitted to them, or they are easier texts; the others say what to expect.",
        "zh": "{origin}报告中，错误已看者得分更高，为 {read}，未看者为 {kept}：或因规则已向其拟合，或因文本较易；"
        "可期待的水平以未看者为准。",
    },
    False: {
        "en": " Of the {origin} reports, those whose errors were read ({read}) do not score higher than the others ({kept})"
        " beyond what chance allows.",
        "zh": "{origin}报告中，错误已看者（{read}）并不比未看者（{kept}）高出偶然所及。",
    },
}
ORIGINS: dict[str, dict[Lang, str]] = {
    "invented": {"en": "invented", "zh": "拟写"},
    "real": {"en": "real", "zh": "真实"},
}
WIDER: dict[Lang, str] = {
    "en": "Mistakes cluster in texts, which these intervals (Wilson) cannot know; with so few texts in a set the true"
    " ones are wider. The invented reports were each written and annotated by one hand, with machine assistance. {state}",
    "zh": "错误往往集中于个别文本，上述 Wilson 区间无从得知；每组文本既少，真实区间更宽。拟写的报告均由一人撰写并标注，"
    "有机器辅助。{state}",
}
STATE: dict[bool, dict[Lang, str]] = {
    True: {
        "en": "The scores of the real ones are of the annotation and the rules as they are now.",
        "zh": "真实文本的得分所依据的标注与规则即为当前版本。",
    },
    False: {
        "en": "The scores of the real ones were made with an earlier state of the annotation or the rules, or are not"
        " there; `tools/score_extra.py` makes them again where the texts are.",
        "zh": "真实文本的得分所依据的标注或规则为较早版本，或尚无得分；在存有文本之处可用 `tools/score_extra.py` 重算。",
    },
}
POINTER: dict[Lang, str] = {
    "en": "On {texts} news items and work reports whose errors were kept"
    " apart from the writing of the rules, {shares} when the value is right, and F1 of whole claims is {score}"
    " ({low} to {high}). Take a claim as a proposal, begin with the least `confidence`, and let `xianjie review` write"
    " the worklist. [90-evaluation](90-evaluation.ipynb) has the whole count.",
    "zh": "在 {texts} 篇错误未供撰写规则参考的新闻与工作报告上，数值正确者中，{shares}；"
    "整条断言的 F1 为 {score}（{low} 至 {high}）。请把断言当作提议，从 `confidence` 最低者查起，并用 `xianjie review` "
    "生成核对清单。完整统计见 [90-evaluation](90-evaluation.ipynb)。",
}
POINTER_SHARE: dict[Lang, str] = {"en": "the {cell} is right in {share}", "zh": "{cell}正确者占 {share}"}
AND: dict[Lang, tuple[str, str]] = {"en": (", ", " and "), "zh": ("、", "、")}


def show_claim_scores(scores: pd.DataFrame, lang: Lang = "en") -> pd.DataFrame:
    """Return the scores as a table to read: one row a set, each score with its interval.

    Parameters
    ----------
    scores
        The table `claim_scores`.
    lang
        Language of the heads.
    """
    head = {name: words[lang] for name, words in TABLE_WORDS.items()}
    shown = [
        {
            head["set"]: SET_WORDS[str(name)][lang],
            head["texts"]: rows["texts"].iloc[0],
            head["rows"]: rows["gold"].iloc[0],
        }
        | {
            CELL_WORDS[row["cell"]][lang]: f"{row['score']:.2f} ({row['low']:.2f}–{row['high']:.2f})"
            for row in records(rows)
        }
        for name, rows in scores.groupby("set", sort=False)
    ]
    return pd.DataFrame(shown)


def describe_reworded(counts: pd.DataFrame, lang: Lang = "en") -> str:
    """Say of each set of reports how many indicators the model that rewords them gains or loses, as Markdown.

    Parameters
    ----------
    counts
        As `count_reworded` gives them.
    lang
        Language of the sentences.
    """
    return "\n".join(
        REWORDED[lang].format(**row | {"set": SET_WORDS[str(row["set"])][lang]}) for row in records(counts)
    )


def describe_claim_scores(scores: pd.DataFrame, as_now: bool, lang: Lang = "en") -> str:
    """Say how well claims are read in reports that the rules were not written for.

    Parameters
    ----------
    scores
        The table `claim_scores`.
    as_now
        Whether the scores made elsewhere are of the annotation and the rules as they are.
    lang
        Language of the sentences.
    """
    if scores.empty:
        return NONE[lang]
    lines = [_say_set(str(name), rows, lang) for name, rows in scores.groupby("set", sort=False)]
    return "\n".join([*lines, "", _say_fall(scores, lang), "", WIDER[lang].format(state=STATE[as_now][lang])])


def _say_set(name: str, rows: pd.DataFrame, lang: Lang) -> str:
    by_cell = {row["cell"]: row for row in records(rows)}
    cells = [
        CELL_SAID[lang].format(
            cell=CELL_WORDS[cell][lang], right=by_cell[cell]["right"], of=by_cell[cell]["among"]
        )
        for cell in CELLS_OF_CLAIM
    ]
    whole = {measure: share_words(by_cell[measure]["score"]) for measure in WHOLE}
    said = {
        "name": SET_WORDS[name][lang],
        "texts": by_cell["claim"]["texts"],
        "gold": by_cell["claim"]["gold"],
    }
    return SET_SAID[lang].format(**said, **whole, cells=listed(cells, lang))


def _say_fall(scores: pd.DataFrame, lang: Lang) -> str:
    claims = {row["set"]: row for row in records(scores[scores["cell"] == "claim"])}
    kept = [claims[name] for name in KEPT if name in claims]
    if not kept:
        return NONE[lang]
    below = [each["high"] < claims[HERE]["low"] for each in kept] if HERE in claims else []
    case = "alone" if not below else "all" if all(below) else "some" if any(below) else "none"
    each = [F1_SAID[lang].format(name=SET_WORDS[row["set"]][lang], **_ends(row)) for row in kept]
    here = share_words(claims[HERE]["score"]) if below else ""
    fall = FALL[case][lang].format(kept=listed(each, lang), here=here)
    return fall + _say_fitted(claims, lang) + _say_weakest(scores, lang)


def _say_fitted(claims: Mapping[str, Row], lang: Lang) -> str:
    pairs = {origin: (claims.get(f"{origin}-read"), claims.get(f"{origin}-kept")) for origin in ORIGINS}
    return "".join(
        FITTED[kept["high"] < read["low"]][lang].format(
            origin=ORIGINS[origin][lang], read=share_words(read["score"]), kept=share_words(kept["score"])
        )
        for origin, (read, kept) in pairs.items()
        if read and kept
    )


def _say_weakest(scores: pd.DataFrame, lang: Lang) -> str:
    rows = scores[scores["set"].isin(KEPT) & scores["cell"].isin(CELLS_OF_CLAIM)]
    counts = rows.groupby("cell")[["right", "among"]].sum()
    shares = counts["right"] / counts["among"]
    cell = str(shares.idxmin())
    return WEAKEST[lang].format(cell=CELL_WORDS[cell][lang], share=f"{shares[cell]:.0%}")


def describe_unseen(coding_dir: str | Path, lang: Lang = "en") -> str:
    """Say in a few sentences what to expect of claims from a report that the rules were not written for.

    Parameters
    ----------
    coding_dir
        Folder of what people decided.
    lang
        Language of the sentences.
    """
    scores, _ = read_real_scores(coding_dir)
    rows = {row["cell"]: row for row in records(scores[scores["set"] == "real-kept"])}
    if not rows:
        return NONE[lang]
    shares = [
        POINTER_SHARE[lang].format(cell=CELL_WORDS[cell][lang], share=f"{rows[cell]['score']:.0%}")
        for cell in CELLS_OF_CLAIM
    ]
    claim = rows["claim"]
    return POINTER[lang].format(texts=claim["texts"], shares=listed(shares, lang), **_ends(claim))


def _ends(row: Row) -> dict[str, str]:
    return {name: share_words(row[name]) for name in ("score", "low", "high")}


def listed(parts: list[str], lang: Lang) -> str:
    """Return parts as a list in words: commas between them, and "and" before the last.

    Parameters
    ----------
    parts
        In order.
    lang
        Language of the list.
    """
    comma, last = AND[lang]
    return last.join([comma.join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
