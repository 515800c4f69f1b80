"""Evaluation: the numbers found, held against those that readers of the reports wrote down.

The definitions are those of `tests/score.py`, and a test holds the two together. A measured mention is right
by *value* when the spans overlap and low, high and unit are equal; *strict* asks for the same span, kind,
bound and per as well; *claim* asks for a right value with the same place, period and status and a like
indicator. Two weaker measures serve programs that read numbers only: *found* (the spans overlap) and *number*
(low and high are equal).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.corpus import Report
from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.mentions.figures import KIND_WORDS
from helpers.mentions.model import MEASURED
from helpers.tables import Lang, empty_table, format_number, records, resolve_dir

Row = dict[str, Any]

OURS = "xianjie"
MEASURES = ("found", "number", "value", "strict", "claim")
STRICT_CELLS = ("kind", "bound", "per")
CLAIM_CELLS = ("place", "period", "status")
CELLS = ("doc", "start", "end", "surface", "kind", "low", "high", "unit", "per", "bound")
GOLD_CELLS = (*CELLS, "indicator", *CLAIM_CELLS, "note")
ALIKE = 0.6  # character F1 from which two indicator phrases name the same statistic
NOTHING = "nothing"
KIND_ORDER = (
    *("count", "money", "percent", "points", "measure", "duration", "frequency", "multiple"),
    *("date", "ordinal", "slogan", "identifier"),
)
DIGITS = re.compile(r"[0-9０-９]")
Z95 = 1.959964  # of the normal distribution, for 95 %


# -- reading ------------------------------------------------------------------------------------------


def read_gold(folder: str | Path) -> pd.DataFrame:
    """Return the annotated tables of a folder as one frame.

    Parameters
    ----------
    folder
        Holds one ``<doc>.tsv`` a document, with the codebook's columns; `surface`, `indicator` and `note`
        may be missing.

    Returns
    -------
    pandas.DataFrame
        Columns `GOLD_CELLS`, in the order of the files; ``low`` and ``high`` are NaN where nothing is
        measured.
    """
    paths = sorted(resolve_dir(folder).glob("*.tsv"))
    frames = [pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False) for path in paths]
    gold = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*GOLD_CELLS])
    gold = gold.reindex(columns=[*GOLD_CELLS], fill_value="").fillna("")
    for column in ("low", "high"):
        gold[column] = pd.to_numeric(gold[column], errors="coerce").astype(float)
    return gold.astype({"start": int, "end": int})


def gold_sha256(folder: str | Path) -> str:
    """Return one SHA-256 over the annotated tables of a folder, names included."""
    digest = sha256()
    for path in sorted(resolve_dir(folder).glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def gold_for(gold: pd.DataFrame, reports: Iterable[Report]) -> pd.DataFrame:
    """Return the annotations that belong to the reports at hand.

    A table belongs to a report of the same name when each of its rows lies on the characters that it quotes;
    so a reader's own report that happens to bear the name of another is not held against it.

    Parameters
    ----------
    gold
        From `read_gold`, with surfaces.
    reports
        From `helpers.corpus.read_folder`.
    """
    raw = {report.doc: report.raw for report in reports}
    kept = [doc for doc, rows in gold.groupby("doc") if str(doc) in raw and _fits(rows, raw[str(doc)])]
    return gold[gold["doc"].isin(kept)].reset_index(drop=True)


def _fits(rows: pd.DataFrame, raw: str) -> bool:
    spans = zip(rows["start"], rows["end"], rows["surface"], strict=True)
    return all(raw[start:end] == surface for start, end, surface in spans)


def with_claims(mentions: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions with the cells of their claims, where they have any.

    Parameters
    ----------
    mentions, claims
        The tables of those names.
    """
    keys = ["doc", "start", "end"]
    cells = [*keys, "indicator", *CLAIM_CELLS]
    joined = mentions.drop(columns="period").merge(claims[cells], on=keys, how="left")
    return joined.fillna(dict.fromkeys(cells[3:], ""))


# -- what is right ------------------------------------------------------------------------------------


def same_number(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether both rows say the same low and high."""
    return all(math.isclose(gold[cell], found[cell], rel_tol=1e-9) for cell in ("low", "high"))


def same_value(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether both rows say the same low, high and unit."""
    return same_number(gold, found) and gold["unit"] == found["unit"]


def same_details(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether two rows of one value have the same span, kind, bound and per."""
    return all(gold[cell] == found[cell] for cell in ("start", "end", *STRICT_CELLS))


def same_claim(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether two rows of one value say it of the same place, period and statistic, with the same status."""
    cells = all(gold.get(cell, "") == found.get(cell, "") for cell in CLAIM_CELLS)
    return cells and alike(gold.get("indicator", ""), found.get("indicator", "")) >= ALIKE


def alike(first: str, second: str) -> float:
    """Return the character F1 of two phrases, from 0 to 1."""
    one, other = Counter(first), Counter(second)
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


# measure → what two rows must share to be paired first, and what makes the pair right
Test = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
TESTS: dict[str, tuple[Test, Test]] = {
    "found": (lambda gold, found: True, lambda gold, found: True),
    "number": (same_number, same_number),
    "value": (same_value, same_value),
    "strict": (same_value, lambda gold, found: same_value(gold, found) and same_details(gold, found)),
    "claim": (same_value, lambda gold, found: same_value(gold, found) and same_claim(gold, found)),
}


# -- pairing and counting -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the annotation and a row found in the same place; None where the other side has nothing.

    Attributes
    ----------
    gold, found
        Rows with the cells `CELLS`; not both None.
    right
        Whether they agree, by the measure for which they were paired.
    """

    gold: Row | None
    found: Row | None
    right: bool

    @property
    def any(self) -> Row:
        """The annotated row, or the found one where there is none."""
        row = self.gold if self.gold is not None else self.found
        assert row is not None
        return row

    @property
    def kind(self) -> str:
        """The annotated kind, or the found one where nothing is annotated."""
        return str(self.any["kind"])


def pair_rows(gold: Sequence[Row], found: Sequence[Row], first: Test) -> list[tuple[Row | None, Row | None]]:
    """Pair overlapping rows of one document, each row once, and add those left alone.

    Parameters
    ----------
    gold, found
        Rows with ``start`` and ``end``.
    first
        Pairs for which this holds come first; then those that share more characters.

    Returns
    -------
    list of tuple
        The pairs in that order; then (gold, None) for what was missed and (None, found) for false alarms.
    """
    overlaps = [
        (not first(row, other), -shared, i, j)
        for i, row in enumerate(gold)
        for j, other in enumerate(found)
        if (shared := min(row["end"], other["end"]) - max(row["start"], other["start"])) > 0
    ]
    free_gold, free_found = dict.fromkeys(range(len(gold))), dict.fromkeys(range(len(found)))
    pairs: list[tuple[Row | None, Row | None]] = []
    for *_, i, j in sorted(overlaps, key=lambda each: each[:2]):
        if i in free_gold and j in free_found:
            del free_gold[i], free_found[j]
            pairs.append((gold[i], found[j]))
    return pairs + [(gold[i], None) for i in free_gold] + [(None, found[j]) for j in free_found]


def compare(gold: pd.DataFrame, found: pd.DataFrame, measure: str) -> list[Pair]:
    """Return the measured rows of the annotated documents, paired for one measure.

    Parameters
    ----------
    gold
        Annotated rows, measured or not.
    found
        Rows found. Documents without annotation are left out.
    measure
        One of `MEASURES`. For ``found`` and ``number``, what was found on an annotated date, rank, slogan or
        identifier is no false alarm: it is a number, and these two measures ask for no more.
    """
    first, right = TESTS[measure]
    rows_found = _by_doc(found[found["kind"].isin(MEASURED)])
    pairs: list[Pair] = []
    for doc, rows in _by_doc(gold).items():
        wanted = [row for row in rows if row["kind"] in MEASURED]
        offered = rows_found.get(doc, [])
        if measure in ("found", "number"):
            others = [row for row in rows if row["kind"] not in MEASURED]
            offered = [row for row in offered if _meets(row, wanted) or not _meets(row, others)]
        for one, other in pair_rows(wanted, offered, first):
            pairs.append(Pair(one, other, one is not None and other is not None and right(one, other)))
    return pairs


def _by_doc(frame: pd.DataFrame) -> dict[str, list[Row]]:
    return {str(doc): records(rows) for doc, rows in frame.groupby("doc", sort=True)}


def _meets(row: Row, others: Iterable[Row]) -> bool:
    return any(row["start"] < other["end"] and other["start"] < row["end"] for other in others)


def wilson(right: int, all_: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; NaN when there is nothing to share.

    Parameters
    ----------
    right, all_
        How many of how many.
    """
    if not all_:
        return math.nan, math.nan
    share, z2 = right / all_, Z95**2
    centre = (share + z2 / (2 * all_)) / (1 + z2 / all_)
    half = Z95 / (1 + z2 / all_) * math.sqrt(share * (1 - share) / all_ + z2 / (4 * all_**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def score(pairs: Iterable[Pair]) -> dict[str, float]:
    """Return precision, recall and F1 of pairs, each with its 95 % interval.

    F1 is no share of anything, but it rises and falls with one: with J, the right ones among all that either
    side has, F1 = 2J / (1 + J). Its interval is the Wilson interval of J, carried over.

    Parameters
    ----------
    pairs
        From `compare`.
    """
    pairs = list(pairs)
    gold = sum(pair.gold is not None for pair in pairs)
    found = sum(pair.found is not None for pair in pairs)
    right = sum(pair.right for pair in pairs)
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    low, high = (2 * end / (1 + end) for end in wilson(right, gold + found - right))
    ends = {"precision": wilson(right, found), "recall": wilson(right, gold), "f1": (low, high)}
    counts = {
        "gold": gold,
        "found": found,
        "right": right,
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }
    return counts | {f"{name}_{end}": value for name, pair in ends.items() for end, value in _named(pair)}


def _named(ends: tuple[float, float]) -> Iterable[tuple[str, float]]:
    return zip(("low", "high"), ends, strict=True)


def evaluation_table(
    gold: pd.DataFrame, found: Mapping[str, pd.DataFrame], measures: Sequence[str] = MEASURES
) -> pd.DataFrame:
    """Return the scores of each system, over all rows, by kind and by report.

    Parameters
    ----------
    gold
        From `gold_for`.
    found
        What each system found, by its name. Only `OURS` is scored by claims, and only when it has them.
    measures
        Some of `MEASURES`.

    Returns
    -------
    pandas.DataFrame
        The table `evaluation`. In the rows of a kind, a pair counts under the annotated kind and a false
        alarm under the kind that it was given.
    """
    rows: list[Row] = []
    for system, frame in found.items() if len(gold) else ():
        for measure in measures:
            if measure == "claim" and not (system == OURS and "indicator" in frame.columns):
                continue
            pairs = compare(gold, frame, measure)
            rows += [
                {"system": system, "measure": measure, "by": by, "of": of} | score(some)
                for by, of, some in _groups(pairs)
            ]
    return pd.DataFrame(rows) if rows else empty_table("evaluation")


def _groups(pairs: list[Pair]) -> Iterable[tuple[str, str, list[Pair]]]:
    yield "all", "", pairs
    for kind in KIND_ORDER:
        if some := [pair for pair in pairs if pair.kind == kind]:
            yield "kind", kind, some
    for doc in sorted({pair.any["doc"] for pair in pairs}):
        yield "report", doc, [pair for pair in pairs if pair.any["doc"] == doc]


def right_cells(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return how many of the right values also have each further cell right.

    Parameters
    ----------
    gold, found
        As for `compare`; the cells of claims are left out when `found` has none.

    Returns
    -------
    pandas.DataFrame
        Columns ``cell``, ``right``, ``of``, ``share``, ``low``, ``high`` (95 % Wilson).
    """
    pairs = [(pair.gold, pair.found) for pair in compare(gold, found, "value") if pair.right]
    cells = [*STRICT_CELLS, *(("indicator", *CLAIM_CELLS) if "indicator" in found.columns else ())]
    rows = []
    for cell in cells:
        right = sum(_same_cell(cell, one, other) for one, other in pairs if one and other)
        low, high = wilson(right, len(pairs))
        share = right / len(pairs) if pairs else math.nan
        rows.append((cell, right, len(pairs), share, low, high))
    return pd.DataFrame(rows, columns=["cell", "right", "of", "share", "low", "high"])


def _same_cell(cell: str, gold: Row, found: Row) -> bool:
    if cell == "indicator":
        return alike(gold[cell], found[cell]) >= ALIKE
    return bool(gold[cell] == found[cell])


def bootstrap_f1(
    pairs: Sequence[Pair], sentences: pd.DataFrame, times: int = 2000, seed: int = 20
) -> tuple[float, float]:
    """Return the 95 % interval of F1 when the sentences of each report are drawn again, with replacement.

    Mistakes cluster in sentences, which Wilson's interval cannot know.

    Parameters
    ----------
    pairs
        From `compare`.
    sentences
        The table `sentences`.
    times
        How often to draw.
    seed
        Of the random numbers.
    """
    counts = _counts_by_sentence(pairs, sentences)
    if counts.empty:
        return math.nan, math.nan
    random = np.random.default_rng(seed)
    total = np.zeros((times, 3))
    for _, rows in counts.groupby("doc"):
        values = rows[["gold", "found", "right"]].to_numpy(float)
        drawn = random.multinomial(len(values), np.full(len(values), 1 / len(values)), size=times)
        total += drawn @ values
    f1 = 2 * total[:, 2] / np.maximum(total[:, 0] + total[:, 1], 1)
    low, high = np.quantile(f1, [0.025, 0.975])
    return float(low), float(high)


def _counts_by_sentence(pairs: Sequence[Pair], sentences: pd.DataFrame) -> pd.DataFrame:
    starts = {str(doc): rows["start"].to_numpy() for doc, rows in sentences.groupby("doc")}
    rows = [
        (
            pair.any["doc"],
            int(np.searchsorted(starts[pair.any["doc"]], pair.any["start"], side="right")),
            pair.gold is not None,
            pair.found is not None,
            pair.right,
        )
        for pair in pairs
    ]
    columns = ["doc", "sentence", "gold", "found", "right"]
    return pd.DataFrame(rows, columns=columns).groupby(["doc", "sentence"], as_index=False).sum()


# -- looking at mistakes ------------------------------------------------------------------------------


def confusion_table(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows of each annotated kind were found as which kind, unmeasured kinds included.

    Parameters
    ----------
    gold, found
        All rows, measured or not.

    Returns
    -------
    pandas.DataFrame
        Annotated kinds down, found kinds across, ``nothing`` last on both sides; only kinds that occur.
    """
    rows_found = _by_doc(found[found["doc"].isin(gold["doc"])])
    pairs = [
        ((one or {"kind": NOTHING})["kind"], (other or {"kind": NOTHING})["kind"])
        for doc, rows in _by_doc(gold).items()
        for one, other in pair_rows(rows, rows_found.get(doc, []), same_value)
    ]
    order = [kind for kind in (*KIND_ORDER, NOTHING) if any(kind in pair for pair in pairs)]
    counts = Counter(pairs)
    cells = [[counts[kind, other] for other in order] for kind in order]
    frame = pd.DataFrame(cells, index=order, columns=order)
    return frame.rename_axis(index="annotated", columns="found")


def mistakes_table(gold: pd.DataFrame, found: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return every miss, false alarm, wrong value and wrong detail, with its sentence.

    Parameters
    ----------
    gold, found
        As for `compare`.
    sentences
        The table `sentences`.

    Returns
    -------
    pandas.DataFrame
        The table `mistakes`, in the order of the texts. Dates, ranks, slogans and identifiers are held
        against one another by kind alone: a wrong kind is a wrong detail.
    """
    pairs = [pair for pair in compare(gold, found, "strict") if not pair.right]
    rows = [_mistake(pair, sentences) for pair in pairs + _wrong_unmeasured(gold, found)]
    if not rows:
        return empty_table("mistakes")
    return pd.DataFrame(rows).sort_values(["doc", "start", "what"], kind="stable", ignore_index=True)


def _wrong_unmeasured(gold: pd.DataFrame, found: pd.DataFrame) -> list[Pair]:
    """Pair all rows and keep those without a measured one in which one side has nothing or another kind."""
    rows_found = _by_doc(found)
    pairs = [
        Pair(one, other, right=False)
        for doc, rows in _by_doc(gold).items()
        for one, other in pair_rows(rows, rows_found.get(doc, []), same_value)
    ]
    kinds = [{row["kind"] for row in (pair.gold, pair.found) if row} for pair in pairs]
    both = [pair.gold is not None and pair.found is not None for pair in pairs]
    return [
        pair
        for pair, some, complete in zip(pairs, kinds, both, strict=True)
        if not some & MEASURED and not (complete and len(some) == 1)
    ]


def _mistake(pair: Pair, sentences: pd.DataFrame) -> Row:
    row = pair.any
    what, differs = _difference(pair.gold, pair.found)
    return {
        "doc": row["doc"],
        "start": row["start"],
        "end": row["end"],
        "what": what,
        "differs": " ".join(differs),
        "annotated": reading(pair.gold),
        "found": reading(pair.found),
        "sentence": sentence_at(sentences, row["doc"], row["start"]),
    }


def _difference(gold: Row | None, found: Row | None) -> tuple[str, list[str]]:
    if gold is None or found is None:
        return ("missed" if found is None else "false-alarm"), []
    if gold["kind"] not in MEASURED:
        return "wrong-detail", ["kind"]
    numbers = [cell for cell in ("low", "high") if not math.isclose(gold[cell], found[cell], rel_tol=1e-9)]
    others = [cell for cell in ("unit", *STRICT_CELLS, "start", "end") if gold[cell] != found[cell]]
    return ("wrong-detail" if same_value(gold, found) else "wrong-value"), numbers + others


def reading(row: Mapping[str, Any] | None) -> str:
    """Return a row in one line, such as ``42.29万户 = 422900 户 (count, exact)``; "" for None."""
    if row is None:
        return ""
    if row["kind"] not in MEASURED:
        return f"{row['surface']} ({row['kind']})"
    value = format_number(row["low"])
    if row["high"] != row["low"]:
        value += "–" + format_number(row["high"])
    unit = f" {row['unit']}" * bool(row["unit"]) + f" / {row['per']}" * bool(row["per"])
    return f"{row['surface']} = {value}{unit} ({row['kind']}, {row['bound']})"


def sentence_at(sentences: pd.DataFrame, doc: str, offset: int) -> str:
    """Return the text of the sentence that holds an offset of a report; "" when none does."""
    rows = sentences[(sentences["doc"] == doc) & (sentences["start"] <= offset) & (sentences["end"] > offset)]
    return str(rows["text"].iloc[0]) if len(rows) else ""


def silent_sentences(sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that hold digits but no mention of any kind.

    Parameters
    ----------
    sentences, mentions
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        Columns ``doc``, ``start``, ``role``, ``text``.
    """
    spans = {str(doc): records(rows[["start", "end"]]) for doc, rows in mentions.groupby("doc")}
    rows = [
        row
        for row in records(sentences[["doc", "start", "end", "role", "text"]])
        if DIGITS.search(row["text"]) and not _meets(row, spans.get(row["doc"], []))
    ]
    return pd.DataFrame(rows, columns=["doc", "start", "role", "text"])


# -- the figure ---------------------------------------------------------------------------------------

FIGURE_CAPTIONS: dict[Lang, str] = {
    "en": "How well numbers are read, by kind. F1 of value: the place, the number and the unit are right."
    " Points are F1 on the annotated reports, lines are 95 % intervals, and the number of annotated rows"
    " stands behind each kind. Peers read bare numbers, money, percentages, physical dimensions or durations; none"
    " attaches classifiers, so a count without its unit is not right here.",
    "zh": "各类数字的识读质量。F1 按数值计：位置、数值、单位均正确。点为在已标注报告上的 F1，"
    "线为 95% 区间，类别后为标注行数。同类程序识读纯数字、金额、百分比、物理量或时长，"
    "均不附量词，缺单位的数目在此不算正确。",
}
FIGURE_ALT: dict[Lang, str] = {
    "en": "A chart of points with intervals. Rows are kinds of number, all kinds on top; the horizontal axis"
    " is F1 from 0 to 1; each row has one point for this project and one for each peer.",
    "zh": "带区间的点图。每行为一类数字，最上为全部类别；横轴为 0 至 1 的 F1；"
    "每行各有本项目与各同类程序一点。",
}
FIGURE_WORDS: dict[str, dict[Lang, str]] = {
    "all": {"en": "all kinds", "zh": "全部"},
    "f1": {"en": "F1 of value (place, number and unit right)", "zh": "数值 F1（位置、数值、单位均正确）"},
    "none": {
        "en": "No report here has an annotation to score against.",
        "zh": "此处的报告均无可供比对的标注。",
    },
}
SYSTEM_COLOURS = tuple(PALETTE[name] for name in ("blue", "orange", "green", "purple", "yellow", "grey"))
ROW_HEIGHT = 8.5  # mm


def scores_by_kind(evaluation: pd.DataFrame, measure: str = "value") -> pd.DataFrame:
    """Return the rows that the figure draws: all kinds first, then the kinds with most annotated rows.

    Parameters
    ----------
    evaluation
        The table `evaluation`.
    measure
        Of which measure.

    Returns
    -------
    pandas.DataFrame
        Columns ``kind``, ``gold``, ``system``, ``f1``, ``f1_low``, ``f1_high``, the systems in the order in
        which they first appear.
    """
    rows = evaluation[(evaluation["measure"] == measure) & (evaluation["by"] != "report")]
    rows = rows.assign(kind=rows["of"].where(rows["by"] == "kind", "all"))
    annotated = rows.groupby("kind")["gold"].transform("max")
    rank = rows["system"].map({name: place for place, name in enumerate(dict.fromkeys(rows["system"]))})
    ordered = rows.assign(annotated=annotated, rank=rank)[annotated > 0].sort_values(
        ["annotated", "kind", "rank"], ascending=[False, True, True], kind="stable"
    )
    return ordered[["kind", "gold", "system", "f1", "f1_low", "f1_high"]].reset_index(drop=True)


def plot_scores(scores: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw F1 by kind, a point and an interval for each system.

    Parameters
    ----------
    scores
        From `scores_by_kind`.
    lang
        Language of the words.
    """
    kinds = list(dict.fromkeys(scores["kind"]))
    systems = list(dict.fromkeys(scores["system"]))
    height = (max(len(kinds), 2) * ROW_HEIGHT + 22) * MM
    fig, ax = plt.subplots(figsize=(TWO_COLUMNS, height))
    if not kinds:
        ax.set_axis_off()
        ax.text(0.5, 0.5, FIGURE_WORDS["none"][lang], ha="center", va="center", transform=ax.transAxes)
        return fig
    for place, system in enumerate(systems):
        shift = (place - (len(systems) - 1) / 2) * 0.8 / max(len(systems), 1)
        _draw_system(ax, scores[scores["system"] == system], kinds, shift, SYSTEM_COLOURS[place % 6])
    _label_kinds(ax, scores, kinds, lang)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(systems), handletextpad=0.2)
    return fig


def _draw_system(ax: Axes, rows: pd.DataFrame, kinds: list[str], shift: float, colour: str) -> None:
    heights = rows["kind"].map({kind: place for place, kind in enumerate(kinds)}) + shift
    ax.hlines(heights, rows["f1_low"], rows["f1_high"], color=colour, linewidth=1)
    ax.plot(
        rows["f1"], heights, "o", color=colour, markersize=3.2, label=rows["system"].iloc[0], clip_on=False
    )


def _label_kinds(ax: Axes, scores: pd.DataFrame, kinds: list[str], lang: Lang) -> None:
    words = {"all": FIGURE_WORDS["all"][lang]} | {kind: text[lang] for kind, text in KIND_WORDS.items()}
    annotated = scores.groupby("kind")["gold"].max()
    ax.set_yticks(range(len(kinds)), [f"{words[kind]} ({annotated[kind]})" for kind in kinds])
    ax.set_ylim(len(kinds) - 0.5, -0.5)
    ax.set_xlim(0, 1)
    ax.set_xlabel(FIGURE_WORDS["f1"][lang])
    ax.grid(axis="x", color=PALETTE["light"], linewidth=0.4)
    for height in range(1, len(kinds)):
        ax.axhline(height - 0.5, color=PALETTE["light"], linewidth=0.4)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
