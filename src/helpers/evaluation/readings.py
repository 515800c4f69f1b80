"""Readings: how far two readings of the same reports agree, neither of which saw the other or a program."""

from pathlib import Path

import pandas as pd

from helpers.evaluation.gold import read_gold
from helpers.evaluation.scoring import Row
from helpers.evaluation.unseen import CELLS_OF_CLAIM, REPORTS_GOLD, WHOLE, split_sets
from helpers.evaluation.unseen_words import (
    CELL_WORDS,
    SET_WORDS,
    listed,
    show_claim_scores,
)
from helpers.evaluation.words import share_words
from helpers.tables import Lang, records, resolve_dir

ORIGINS = ("invented", "real")
SECOND = "second"  # folder of the second readings, beside those of the first
WHOSE: dict[Lang, str] = {"en": "compared", "zh": "比较"}
COMPARED: dict[str, dict[Lang, str]] = {
    "readings": {"en": "two readings", "zh": "两遍标注"},
    "rules": {"en": "rules and first reading", "zh": "规则与第一遍标注"},
}
NONE: dict[Lang, str] = {
    "en": "No annotated report was read a second time, so nothing is said of agreement here.",
    "zh": "没有标注过两遍的报告，故此处对一致程度不作评定。",
}
SET_SAID: dict[Lang, str] = {
    "en": "- *{name}* ({texts} texts read twice): the two readings agree with an F1 of {value} on *value* and of {claim}"
    " ({low} to {high}) on *claim*. Of the equal values, {cells}.",
    "zh": "- *{name}*（{texts} 篇标注过两遍）：两遍标注的数值 F1 为 {value}，断言 F1 为 {claim}（{low} 至 {high}）。"
    "数值相同者中，{cells}。",
}
RULES_SAID: dict[bool, dict[Lang, str]] = {
    True: {
        "en": " The rules agree less with the first reading than the second does: F1 of *claim* is {rules} on {of} texts.",
        "zh": "规则与第一遍标注的一致程度低于第二遍：在 {of} 篇上，断言 F1 为 {rules}。",
    },
    False: {
        "en": " The rules, with F1 of *claim* {rules} on {of} texts, do not agree less with the first reading than the"
        " second does beyond what chance allows.",
        "zh": "规则在 {of} 篇上的断言 F1 为 {rules}，与第一遍标注的一致程度并未低至超出偶然所及。",
    },
}
CELL_SAID: dict[Lang, str] = {
    "en": "{right} of {of} have {same} {cell}",
    "zh": "{cell}{same}者 {right}/{of}",
}
SAME: dict[bool, dict[Lang, str]] = {  # whether phrases are compared, or cells
    True: {"en": "a like", "zh": "相近"},
    False: {"en": "the same", "zh": "相同"},
}
LEAST: dict[Lang, str] = {
    "en": " They part most often over the {cells}.",
    "zh": "两遍分歧最多的是{cells}。",
}
MEANT: dict[Lang, str] = {
    "en": "What two readings agree on that see no program is the most that rules can be asked for when they are scored on"
    " one of them. Both followed the same codebook, with machine assistance; they were not two people, and nobody settled"
    " where they differ: this is **not** human agreement.",
    "zh": "两遍标注均未见任何程序的结果，其一致程度即是以其中一遍为准时对规则所能要求的上限。两遍遵循同一编码手册，有机器辅助；"
    "并非两人所作，分歧亦未经裁定：这**并非**人与人之间的一致性。",
}


def reading_sets(coding_dir: str | Path) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return first and second reading of the reports that were read twice, by name of the set.

    Parameters
    ----------
    coding_dir
        Folder of what people decided. Without second readings in it there are no sets.

    Returns
    -------
    dict
        As `claim_scores` takes it, the second reading in the part of what was found.
    """
    folder = resolve_dir(coding_dir) / REPORTS_GOLD
    if not (folder / SECOND).is_dir():
        return {}
    second = read_gold(folder / SECOND)
    sets: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}
    for origin in ORIGINS:
        documents = pd.read_csv(folder / origin / "documents.csv", keep_default_na=False)
        twice = documents[documents["doc"].isin(second["doc"])]
        sets |= split_sets(origin, twice, read_gold(folder / origin), second)
    return sets


def show_agreement(scores: pd.DataFrame, agreement: pd.DataFrame, lang: Lang = "en") -> pd.DataFrame:
    """Return the agreement of two readings as a table to read, above the scores of the rules on the same set.

    Parameters
    ----------
    scores
        The table `claim_scores` of what the rules find.
    agreement
        The same table of what the second reading found.
    lang
        Language of the heads.
    """
    compared = {"readings": agreement, "rules": scores}
    tables = []
    for name in dict.fromkeys(agreement["set"]):
        for which, table in compared.items():
            shown = show_claim_scores(table[table["set"] == name], lang)
            if len(shown):
                shown.insert(1, WHOSE[lang], COMPARED[which][lang])
                tables.append(shown)
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def describe_agreement(scores: pd.DataFrame, agreement: pd.DataFrame, lang: Lang = "en") -> str:
    """Say how far two readings agree, whether the rules fall short of that, and what it cannot say.

    Parameters
    ----------
    scores, agreement
        As for `show_agreement`.
    lang
        Language of the sentences.
    """
    if agreement.empty:
        return NONE[lang]
    lines = [
        _say_set(str(name), rows, lang)
        + _say_rules(_by_cell(rows), _by_cell(scores[scores["set"] == name]), lang)
        for name, rows in agreement.groupby("set", sort=False)
    ]
    return "\n".join([*lines, "", MEANT[lang]])


def _say_set(name: str, rows: pd.DataFrame, lang: Lang) -> str:
    by_cell = _by_cell(rows)
    cells = [_say_cell(by_cell[cell], lang) for cell in CELLS_OF_CLAIM]
    said = {measure: share_words(by_cell[measure]["score"]) for measure in WHOLE}
    said |= {end: share_words(by_cell["claim"][end]) for end in ("low", "high")}
    texts = by_cell["claim"]["texts"]
    return SET_SAID[lang].format(
        name=SET_WORDS[name][lang], texts=texts, cells=listed(cells, lang), **said
    ) + _say_least(by_cell, lang)


def _say_least(by_cell: dict[str, Row], lang: Lang) -> str:
    least = min(by_cell[cell]["right"] for cell in CELLS_OF_CLAIM)
    cells = [CELL_WORDS[cell][lang] for cell in CELLS_OF_CLAIM if by_cell[cell]["right"] == least]
    return LEAST[lang].format(cells=listed(cells, lang)) if len(cells) < len(CELLS_OF_CLAIM) else ""


def _say_cell(row: Row, lang: Lang) -> str:
    same = SAME[row["cell"] == "indicator"][lang]
    return CELL_SAID[lang].format(
        cell=CELL_WORDS[row["cell"]][lang], same=same, right=row["right"], of=row["among"]
    )


def _say_rules(readings: dict[str, Row], rules: dict[str, Row], lang: Lang) -> str:
    if "claim" not in rules:
        return ""
    below = rules["claim"]["high"] < readings["claim"]["low"]
    said = {"rules": share_words(rules["claim"]["score"]), "of": rules["claim"]["texts"]}
    return RULES_SAID[bool(below)][lang].format(**said)


def _by_cell(rows: pd.DataFrame) -> dict[str, Row]:
    return {row["cell"]: row for row in records(rows)}
