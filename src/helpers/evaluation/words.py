"""Words of the evaluation: scores as tables and sentences to read, every number taken from the tables."""

from pathlib import Path

import pandas as pd

from helpers.evaluation.scoring import OURS
from helpers.mentions.model import MEASURED
from helpers.resources import read_csv_resource
from helpers.tables import Lang, records, resolve_dir

SHARES = ("precision", "recall", "f1")
EXTRA_COLUMNS = ["part", "texts", "system", "measure", "by", "of", "f1"]
NAMES = {"part", "system", "measure", "by", "of", "set", "cell"}  # of rows, in the scores made elsewhere
PROGRAM_COLUMNS = ["system", "version", "licence", "reads", "characters_per_second", "times_slower"]

GOLD: dict[Lang, str] = {
    "en": "{rows} rows are annotated in {docs} of these reports; {measured} of them measure something.",
    "zh": "这些报告中有 {docs} 篇共标注 {rows} 行，其中 {measured} 行为计量。",
}
AGREEMENT: dict[Lang, str] = {
    "en": " Each report was annotated twice, independently, with machine assistance, and then settled"
    " row by row. Before that, the two passes agreed on values with an F1 of {value_low} to {value_high}"
    ", on whole claims of {claim_low} to {claim_high}. The passes were not two people: this says how far"
    " the codebook decides, and is **not** human agreement.",
    "zh": "每篇由机器辅助独立标注两遍，再逐行裁定。裁定之前，两遍标注的数值 F1 为 {value_low} 至 "
    "{value_high}，断言 F1 为 {claim_low} 至 {claim_high}。两遍并非两人所作：这只说明编码手册能在多大程"
    "度上定案，**并非**人与人之间的一致性。",
}
NO_GOLD: dict[Lang, str] = {
    "en": "None of these reports has an annotation, so nothing is scored here and the tables stay empty."
    " To score a report of your own, write down its numbers by the codebook as `gold/<doc>.tsv` in the"
    " folder that `coding_dir` names.",
    "zh": "这些报告均无标注，故此处不作评分，数据表为空。若要评测自己的报告，"
    "请按编码手册将其中的数字写入 `coding_dir` 所指文件夹的 `gold/<doc>.tsv`。",
}
SCORES: dict[Lang, str] = {
    "en": "F1 of {measure} is {f1} (95 % interval {low} to {high}; when sentences are drawn again, "
    "{again_low} to {again_high}): {right} right of {found} found and {gold} annotated.",
    "zh": "{measure} 的 F1 为 {f1}（95% 区间 {low} 至 {high}；对句子重抽样为 {again_low} 至 {again_high}"
    "）：抽取 {found} 行、标注 {gold} 行，其中 {right} 行正确。",
}
SEEN: dict[Lang, str] = {
    "en": "These reports were at hand while the rules were written, so their scores say how well the"
    " rules fit, not how well they would do on other texts.",
    "zh": "撰写规则时可见这些报告，故其得分只说明规则的拟合程度，并不说明在其他文本上的表现。",
}
EXTRA: dict[Lang, str] = {
    "en": "On {texts} texts whose errors were set aside from the writing of the rules ({gold} measured"
    " rows), F1 of value is {value} ({value_low} to {value_high}) and strict F1 {strict}; on those of"
    " them that are news or work reports, F1 of value is {genre} ({genre_low} to {genre_high}). {state}",
    "zh": "在其错误不供撰写规则参考的 {texts} 篇文本上（计量 {gold} 行），数值 F1 为 {value}（"
    "{value_low} 至 {value_high}），严格 F1 为 {strict}；其中新闻与工作报告的数值 F1 为 {genre}（"
    "{genre_low} 至 {genre_high}）。{state}",
}
STATE: dict[bool, dict[Lang, str]] = {
    True: {
        "en": "These scores are of the annotation and the rules as they are now.",
        "zh": "上述得分所依据的标注与规则即为当前版本。",
    },
    False: {
        "en": "These scores were made with an earlier state of the annotation or the rules;"
        " `tools/score_extra.py` makes them again where the texts are.",
        "zh": "上述得分所依据的标注或规则为较早版本；在存有文本之处可用 `tools/score_extra.py` 重算。",
    },
}
NO_EXTRA: dict[Lang, str] = {
    "en": "The folder that `coding_dir` names holds no scores on other texts.",
    "zh": "`coding_dir` 所指文件夹中没有其他文本上的得分。",
}
SUMMARY: dict[Lang, str] = {
    "en": "For value, the best of the peers ({name}) reaches an F1 of {peer}; ours on the same reports"
    " is {ours}. Finding the digits is not the difference: for the number alone the best of them reaches"
    " {number}. What they lack is the unit, above all the classifier.",
    "zh": "就数值而言，同类程序最佳者（{name}）的 F1 为 {peer}，本项目在同样的报告上为 {ours}。差别不在"
    "于找到数字：仅论数字，其最佳者 F1 为 {number}。所缺者为单位，尤其是量词。",
}
MISTAKE: dict[Lang, str] = {
    "en": "- `{doc}` {start}–{end}, **{what}**{differs}: annotated {annotated}, found {found}. {sentence}",
    "zh": "- `{doc}` {start}–{end}，**{what}**{differs}：标注 {annotated}，抽取 {found}。{sentence}",
}
WHAT: dict[str, dict[Lang, str]] = {
    "missed": {"en": "missed", "zh": "漏抽"},
    "false-alarm": {"en": "false alarm", "zh": "误抽"},
    "wrong-value": {"en": "wrong value", "zh": "数值有误"},
    "wrong-detail": {"en": "wrong detail", "zh": "细节有误"},
    "wrong-claim": {"en": "another claim", "zh": "所指不同"},
}
NOTHING_WORDS: dict[Lang, str] = {"en": "nothing", "zh": "无"}
NO_MISTAKES: dict[Lang, str] = {"en": "There is none.", "zh": "没有。"}


def read_extra(coding_dir: str | Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the committed scores on the extra annotation, and of which state they are.

    Parameters
    ----------
    coding_dir
        Folder of what people decided; holds ``evaluation-extra.csv``.

    Returns
    -------
    scores : pandas.DataFrame
        As `tools/score_extra.py` writes them.
    made_of : dict
        ``gold`` and ``rules``: SHA-256 of the annotation and of the rules, from the file's first lines.
    """
    path = resolve_dir(coding_dir) / "evaluation-extra.csv"
    return read_scores(path, pd.DataFrame(columns=EXTRA_COLUMNS))


def read_scores(path: Path, empty: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return scores that were made where their texts are, and of which state they are.

    Parameters
    ----------
    path
        A file that `tools/score_extra.py` wrote.
    empty
        What stands for the scores where there is no such file.
    """
    if not path.is_file():
        return empty, {}
    said = [
        line[1:].split() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")
    ]
    made_of = {words[0]: words[-1] for words in said if words and words[0] in ("gold", "rules")}
    scores = read_csv_resource(path)
    numbers = [column for column in scores.columns if column not in NAMES]
    return scores.assign(**{column: pd.to_numeric(scores[column]) for column in numbers}), made_of


def read_agreement(coding_dir: str | Path) -> pd.DataFrame:
    """Return F1 of the two passes of annotation before they were settled, one row a report.

    Parameters
    ----------
    coding_dir
        Folder that holds ``agreement.tsv``; without it there are no rows.
    """
    path = resolve_dir(coding_dir) / "agreement.tsv"
    return pd.read_csv(path, sep="\t") if path.is_file() else pd.DataFrame(columns=["doc"])


def read_peers(coding_dir: str | Path) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Return the programs that were compared, and what each found in the five reports.

    Parameters
    ----------
    coding_dir
        Folder that holds ``peers.csv`` and ``peers-mentions.csv``, as `tools/peers.py` writes them.
    """
    folder = resolve_dir(coding_dir)
    if not (folder / "peers.csv").is_file():
        return pd.DataFrame(columns=PROGRAM_COLUMNS), {}
    programs = pd.read_csv(folder / "peers.csv", keep_default_na=False)
    rows = pd.read_csv(folder / "peers-mentions.csv", keep_default_na=False)
    found = rows.assign(low=rows["low"].astype(float), high=rows["high"].astype(float), surface="")
    return programs, {str(system): frame for system, frame in found.groupby("system", sort=False)}


def with_intervals(scores: pd.DataFrame) -> pd.DataFrame:
    """Return scores as a table to read: precision, recall and F1 each with its interval.

    Parameters
    ----------
    scores
        Rows of the table `evaluation`.
    """
    varied = [name for name in ("system", "measure", "of") if name in scores and scores[name].nunique() > 1]
    shown = scores[[*varied, "gold", "found", "right"]].copy()
    for name in SHARES:
        ends = zip(scores[name], scores[f"{name}_low"], scores[f"{name}_high"], strict=True)
        shown[name] = [f"{share:.3f} ({low:.2f}–{high:.2f})" for share, low, high in ends]
    return shown.reset_index(drop=True)


def compare_peers(evaluation: pd.DataFrame, programs: pd.DataFrame) -> pd.DataFrame:
    """Return one row a program: F1 by each measure, beside its version and speed.

    Parameters
    ----------
    evaluation
        The table `evaluation`.
    programs
        The table `peers`.
    """
    rows = evaluation[(evaluation["by"] == "all") & (evaluation["measure"] != "claim")]
    measures = list(dict.fromkeys(rows["measure"]))
    f1 = rows.pivot_table(index="system", columns="measure", values="f1").reindex(columns=measures).round(3)
    joined = programs.merge(f1.reset_index(), on="system", how="left") if len(rows) else programs
    wanted = ["system", "version", *measures, "characters_per_second", "times_slower"]
    return joined[wanted].fillna(dict.fromkeys(measures, ""))


def describe_gold(gold: pd.DataFrame, agreement: pd.DataFrame, lang: Lang = "en") -> str:
    """Say how much is annotated, how it was made and how far its two passes agreed.

    Parameters
    ----------
    gold
        From `gold_for`.
    agreement
        One row a report: F1 of the two passes before they were settled.
    lang
        Language of the sentences.
    """
    if gold.empty:
        return NO_GOLD[lang]
    measured = int(gold["kind"].isin(MEASURED).sum())
    said = GOLD[lang].format(rows=len(gold), docs=gold["doc"].nunique(), measured=measured)
    about = agreement[agreement["doc"].isin(gold["doc"])]
    if about.empty:
        return said
    ends = {
        f"{name}_{end}": share_words(float(getattr(about[f"{name}_f1"].astype(float), how)()))
        for name in ("value", "claim")
        for end, how in (("low", "min"), ("high", "max"))
    }
    return said + AGREEMENT[lang].format(**ends)


def describe_scores(
    evaluation: pd.DataFrame, again: dict[str, tuple[float, float]], lang: Lang = "en"
) -> str:
    """Say F1 of each measure with both intervals, and what the scores cannot say.

    Parameters
    ----------
    evaluation
        The table `evaluation`.
    again
        Interval of F1 when sentences are drawn again, by measure.
    lang
        Language of the sentences.
    """
    rows = evaluation[(evaluation["system"] == OURS) & (evaluation["by"] == "all")]
    if rows.empty:
        return NO_GOLD[lang]
    lines = [
        "- "
        + SCORES[lang].format(
            measure=f"*{row['measure']}*",
            f1=share_words(row["f1"]),
            low=share_words(row["f1_low"]),
            high=share_words(row["f1_high"]),
            again_low=share_words(again[row["measure"]][0]),
            again_high=share_words(again[row["measure"]][1]),
            **{name: row[name] for name in ("right", "found", "gold")},
        )
        for row in records(rows)
        if row["measure"] in again
    ]
    return "\n".join([*lines, "", SEEN[lang]])


def describe_mistakes(mistakes: pd.DataFrame, lang: Lang = "en") -> str:
    """List mistakes, each with its sentence, as Markdown.

    Parameters
    ----------
    mistakes
        Rows of the table `mistakes`.
    lang
        Language of the words.
    """
    nothing = NOTHING_WORDS[lang]
    lines = [
        MISTAKE[lang]
        .format(
            **{name: row[name] for name in ("doc", "start", "end")},
            what=WHAT[row["what"]][lang],
            differs=f" ({row['differs']})" if row["differs"] else "",
            annotated=row["annotated"] or nothing,
            found=row["found"] or nothing,
            sentence="> " + " ".join(row["sentence"].split()) if row["sentence"] else "",
        )
        .replace(" > ", "\n  > ")
        .replace("。> ", "。\n  > ")
        for row in records(mistakes)
    ]
    return "\n".join(lines) or NO_MISTAKES[lang]


def describe_extra(scores: pd.DataFrame, as_now: bool, lang: Lang = "en") -> str:
    """Say how well numbers are read in texts that are not part of this project.

    Parameters
    ----------
    scores
        From `read_extra`.
    as_now
        Whether they were made with the annotation and the rules as they are.
    lang
        Language of the sentences.
    """
    if scores.empty:
        return NO_EXTRA[lang]
    ours = scores[(scores["system"] == OURS) & (scores["by"] == "all")]
    rows = {(row["part"], row["measure"]): row for row in records(ours)}
    value, strict, genre = rows["test", "value"], rows["test", "strict"], rows["test, the genre", "value"]
    return EXTRA[lang].format(
        texts=value["texts"],
        gold=value["gold"],
        value=share_words(value["f1"]),
        value_low=share_words(value["f1_low"]),
        value_high=share_words(value["f1_high"]),
        strict=share_words(strict["f1"]),
        genre=share_words(genre["f1"]),
        genre_low=share_words(genre["f1_low"]),
        genre_high=share_words(genre["f1_high"]),
        state=STATE[as_now][lang],
    )


def describe_peers(evaluation: pd.DataFrame, lang: Lang = "en") -> str:
    """Say how the best of the peers compares with this project on the same reports.

    Parameters
    ----------
    evaluation
        The table `evaluation`.
    lang
        Language of the sentences.
    """
    rows = evaluation[evaluation["by"] == "all"]
    ours = rows[(rows["system"] == OURS) & (rows["measure"] == "value")]
    peers = rows[rows["system"] != OURS]
    if ours.empty or peers.empty:
        return NO_GOLD[lang]
    value = peers[peers["measure"] == "value"].sort_values("f1", kind="stable").iloc[-1]
    number = peers[peers["measure"] == "number"]["f1"].max()
    shown = {
        "peer": share_words(value["f1"]),
        "name": value["system"],
        "ours": share_words(ours["f1"].iloc[0]),
    }
    return SUMMARY[lang].format(**shown, number=share_words(number))


def share_words(value: float) -> str:
    """Return a share with three digits at most, such as ``0.98``."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
