"""Score what is found in the texts of the extra annotation: ``python tools/score_extra.py --corpus DIR``.

The extra annotation (`data/coding/gold-extra/`) holds positions and values only. Its texts are not part
of this project, so its scores can be made again only where the corpora lie: DIR holds the files that
`data/coding/gold-extra/documents.csv` names, in JSON lines with ``id`` and ``text``. The scores are
committed as `data/coding/evaluation-extra.csv`, which notebook 90 reads; its first lines say of which
state of the annotation and of the rules they are.

With ``--peers``, the programs of `peers.py` are scored on the same texts.
"""

import argparse
import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from peers import run_peers, set_up

from helpers.evaluation import OURS, evaluation_table, gold_sha256, read_gold, rules_sha256
from helpers.mentions import find_mentions
from helpers.tables import replace_file, to_csv_bytes

CODING = Path(__file__).resolve().parents[1] / "data/coding"
GENRE = ("xwlb-", "prov-")  # names of news and work reports; the others widen the ways of writing
MEASURES = ("found", "number", "value", "strict")
HEAD = (
    "# Scores on the extra annotation (gold-extra/), made by tools/score_extra.py where its texts are."
    " Columns as in\n# the table evaluation; part: split of the annotation; texts: how many. SHA-256 of"
    " the annotation and the rules:\n"
)
CELLS = ["kind", "low", "high", "unit", "per", "bound"]


def main() -> None:
    """Read the corpus, score each part of the annotation and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus files")
    parser.add_argument("--peers", action="store_true", help="score the peers too, in .venv-peers")
    arguments = parser.parse_args()
    documents = pd.read_csv(CODING / "gold-extra/documents.csv")
    texts = read_excerpts(documents, arguments.corpus)
    found = {OURS: find_all(texts)}
    if arguments.peers:
        set_up()
        _, rows = run_peers(texts)
        found |= {str(system): frame for system, frame in rows.groupby("system", sort=False)}
    scores = score_parts(documents, found)
    head = f"{HEAD}# gold {gold_sha256(CODING / 'gold-extra')}\n# rules {rules_sha256()}\n"
    replace_file(CODING / "evaluation-extra.csv", head.encode() + to_csv_bytes(scores))
    shown = scores[(scores["by"] == "all") & scores["measure"].isin(["value", "strict"])]
    print(shown[["part", "system", "measure", "gold", "found", "right", "f1"]].to_string(index=False))
    print("Written: data/coding/evaluation-extra.csv. Next: make")


def read_excerpts(documents: pd.DataFrame, corpus: Path) -> dict[str, str]:
    """Return the annotated excerpts by name of the document.

    Parameters
    ----------
    documents
        The list of the annotated documents: file, record, hash and place of each excerpt.
    corpus
        Folder of the corpus files.

    Raises
    ------
    SystemExit
        When a file or a record is missing, or is not the text that was annotated.
    """
    texts: dict[str, str] = {}
    for name, rows in documents.groupby("corpus_file"):
        records = _records(corpus / str(name), set(rows["id"]))
        for row in rows.itertuples():
            text = records.get(row.id, "")
            if hashlib.sha256(text.encode("utf-8")).hexdigest() != row.sha256:
                raise SystemExit(f"{name}: record {row.id} is missing or is not the annotated text.")
            texts[row.doc] = text[row.start : row.end]
    return texts


def _records(path: Path, wanted: set[str]) -> dict[str, str]:
    if not path.is_file():
        raise SystemExit(f"{path}: is missing; --corpus names the folder that holds it.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row["text"] for row in rows if row["id"] in wanted}


def find_all(texts: Mapping[str, str]) -> pd.DataFrame:
    """Return what this project finds in each text."""
    rows = [
        {"doc": doc, "start": each.start, "end": each.end} | {cell: getattr(each, cell) for cell in CELLS}
        for doc, text in texts.items()
        for each in find_mentions(text)
    ]
    return pd.DataFrame(rows).astype({"low": float, "high": float})


def score_parts(documents: pd.DataFrame, found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the scores over each part of the annotation, by kind and over all kinds.

    Parameters
    ----------
    documents
        As for `read_excerpts`, with `split`.
    found
        What each system found.
    """
    gold = read_gold(CODING / "gold-extra")
    genre = documents["doc"].str.startswith(GENRE)
    parts = {"all": documents["doc"]}
    for split in ("dev", "test"):
        parts[split] = documents["doc"][documents["split"] == split]
        parts[f"{split}, the genre"] = documents["doc"][(documents["split"] == split) & genre]
    tables = []
    for part, docs in parts.items():
        table = evaluation_table(gold[gold["doc"].isin(docs)], found, MEASURES)
        table = table[table["by"] != "report"]
        tables.append(table.assign(part=part, texts=len(docs)))
    scores = pd.concat(tables, ignore_index=True)
    shares = scores.select_dtypes("float").columns
    scores[shares] = scores[shares].round(4)
    shown = (scores["by"] == "all") | scores["measure"].isin(["value", "strict"])
    scores = scores[shown].reset_index(drop=True)
    first = ["part", "texts", "system", "measure", "by", "of"]
    return scores[first + [column for column in scores.columns if column not in first]]


if __name__ == "__main__":
    main()
