"""Prose: what the tables of the words stage say, in sentences whose numbers come from them."""

from collections.abc import Iterable

import pandas as pd

from helpers.tables import Lang
from helpers.words.keyness import REST, era_of, holds
from helpers.words.lexicon import Lexicon
from helpers.words.plots import group_title
from helpers.words.sensitivity import first_comparison

SENTENCES: dict[str, dict[Lang, str]] = {
    "undated": {
        "en": "Left out of the comparison of eras, because no date of publication is stated: {docs}.",
        "zh": "未写明发布日期、因而不参与时期比较的报告：{docs}。",
    },
    "one": {
        "en": "Nothing can be compared: all reports belong to one era, one place and one name.",
        "zh": "无可比较：全部报告同属一个时期、一个地方、一篇。",
    },
    "compared": {
        "en": "Of {words} words compared between {target} and {against}, {significant} differ beyond chance"
        " after adjustment, and {holding} of these still do whichever single report is left out.",
        "zh": "比较{target}与{against}，共 {words} 个词；校正后显著者 {significant} 个，"
        "其中去掉任何一篇报告仍成立者 {holding} 个。",
    },
    "more": {"en": "More in {target}: {words}.", "zh": "{target}更多：{words}。"},
    "word": {
        "en": "{word} ({a} : {b}, odds {odds:.1f} times, {low:.1f} to {high:.1f})",
        "zh": "{word}（{a} : {b}，优势为 {odds:.1f} 倍，{low:.1f} 至 {high:.1f}）",
    },
}


def term_rates(words: pd.DataFrame, documents: pd.DataFrame, terms: Iterable[str]) -> pd.DataFrame:
    """Return how often each report uses terms, per thousand words, in the order of the reports' dates.

    Parameters
    ----------
    words, documents
        The tables.
    terms
        In the order of the rows.

    Returns
    -------
    pandas.DataFrame
        One row a term, one column a report, undated reports last; 0 where a report does not use a term.
    """
    order = documents.assign(key=documents["published"].replace("", "~")).sort_values(["key", "doc"])["doc"]
    rates = words.pivot(index="word", columns="doc", values="per_1000")
    return rates.reindex(index=list(terms), columns=order.tolist()).fillna(0).round(2)


def say_what_moves(
    keyness: pd.DataFrame, documents: pd.DataFrame, lexicon: Lexicon, lang: Lang = "en"
) -> str:
    """Return sentences on what the first comparison shows and who is left out of it.

    Parameters
    ----------
    keyness, documents
        The tables.
    lexicon
        Gives the English of words.
    lang
        Language of the sentences.

    Returns
    -------
    str
        Markdown, a paragraph a sentence.
    """
    lines = []
    undated = [
        doc for doc, date in zip(documents["doc"], documents["published"], strict=True) if not era_of(date)
    ]
    if undated:
        lines.append(SENTENCES["undated"][lang].format(docs=", ".join(undated)))
    rows = first_comparison(keyness)
    if rows.empty:
        return "\n\n".join([*lines, SENTENCES["one"][lang]])
    sure = rows[holds(rows)]
    target, against = (str(rows.iloc[0][name]) for name in ("target", "against"))
    lines.append(
        SENTENCES["compared"][lang].format(
            words=len(rows),
            target=group_title(target, lang),
            against=group_title(against, lang),
            significant=int((rows["p_adjusted"] < 0.05).sum()),
            holding=len(sure),
        )
    )
    for group, side in ((target, 1), (against, -1)):
        said = [_say_word(row, side, lexicon, lang) for _, row in sure.iterrows() if row["z"] * side > 0]
        if said and group != REST:
            words = ("; " if lang == "en" else "；").join(said)
            lines.append(SENTENCES["more"][lang].format(target=group_title(group, lang), words=words))
    return "\n\n".join(lines)


def _say_word(row: pd.Series, side: int, lexicon: Lexicon, lang: Lang) -> str:
    odds = sorted(2.0 ** (side * float(row[name])) for name in ("log_odds_low", "log_odds", "log_odds_high"))
    counts = [int(row[name]) for name in ("count_target", "count_against")][::side]
    return SENTENCES["word"][lang].format(
        word=lexicon.label(row["word"], lang),
        a=counts[0],
        b=counts[1],
        low=odds[0],
        odds=odds[1],
        high=odds[2],
    )
