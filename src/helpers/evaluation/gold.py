"""Gold: the numbers that readers of the reports wrote down, and what they belong to."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pandas as pd

from helpers.corpus import Report
from helpers.resources import RESOURCES
from helpers.tables import resolve_dir

STRICT_CELLS = ("kind", "bound", "per")
CLAIM_CELLS = ("place", "period", "status")
CELLS = ("doc", "start", "end", "surface", "kind", "low", "high", "unit", "per", "bound")
GOLD_CELLS = (*CELLS, "indicator", *CLAIM_CELLS, "note")
RULES = {
    "mentions": ("mentions/*.py",),
    "claims": (
        "mentions/*.py",
        "claims/*.py",
        "corpus/*.py",
        "datelines.py",
        "periods.py",
        "places.py",
        "wordclass.py",
    ),
}
DRAWING = {"figures.py", "plots.py"}
RESOURCE = re.compile(r'"(\w+\.(?:csv|yaml))"')


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


def rules_sha256(stage: str = "mentions") -> str:
    """Return one SHA-256 over the rules of a stage: their code, drawing aside, and the resources that it names.

    Parameters
    ----------
    stage
        ``mentions``, the rules that find numbers, or ``claims``, all that say what the numbers are of.
    """
    package = Path(__file__).parents[1]
    found = {path for pattern in RULES[stage] for path in package.glob(pattern) if path.name not in DRAWING}
    code = sorted(found)
    named = {name for path in code for name in RESOURCE.findall(path.read_text(encoding="utf-8"))}
    resources = sorted(path for name in named if (path := RESOURCES / name).is_file())
    return sha256(
        b"".join(path.name.encode() + b"\0" + path.read_bytes() for path in code + resources)
    ).hexdigest()


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
    cells = ["indicator", "named", *CLAIM_CELLS]
    said = claims[[*keys, *(cell for cell in cells if cell in claims.columns)]]
    joined = mentions.drop(columns="period").merge(said, on=keys, how="left")
    return joined.fillna(dict.fromkeys(said.columns[len(keys) :], ""))
