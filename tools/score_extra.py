"""Score what is found in the texts of the extra annotations: ``python tools/score_extra.py --corpus DIR``.

Two annotations hold positions and values only: `data/coding/gold-extra/` of numbers, and
`data/coding/gold-reports/real/` of claims. Their texts are not part of this project, so their scores can be
made again only where the corpora lie: DIR holds the files that their `documents.csv` name, in JSON lines with
``id``, ``title`` and ``text``. The scores are committed as `data/coding/evaluation-extra.csv` and
`data/coding/claims-extra.csv`, which the notebooks read; the first lines of each say of which state of the
annotation and of the rules they are.

With ``--peers``, the programs of `peers.py` are scored on the same texts as well; without, what stands of them
in `evaluation-extra.csv` is kept, as long as the annotation is the same.
"""

import argparse
import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from peers import run_peers, set_up

from helpers.corpus import read_folder
from helpers.evaluation import (
    OURS,
    REAL_SCORES,
    REPORTS_GOLD,
    claim_scores,
    evaluation_table,
    find_claims,
    gold_sha256,
    join_spans,
    read_extra,
    read_gold,
    rules_sha256,
    split_sets,
)
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
REAL = CODING / REPORTS_GOLD / "real"
CLAIMS_HEAD = (
    "# Scores of claims on the real reports (gold-reports/real/), made by tools/score_extra.py where their texts"
    " are. Columns\n# as in the table claim_scores. SHA-256 of the annotation and the rules:\n"
)


def main() -> None:
    """Read the corpus, score numbers and claims, and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus files")
    parser.add_argument("--peers", action="store_true", help="score the peers too, in .venv-peers")
    arguments = parser.parse_args()
    write_numbers(arguments.corpus, arguments.peers)
    write_claims(arguments.corpus)
    print(f"Written: data/coding/evaluation-extra.csv, data/coding/{REAL_SCORES}. Next: make")


def write_numbers(corpus: Path, peers: bool) -> None:
    """Score the numbers that are found in the texts of `gold-extra/`, part by part.

    Parameters
    ----------
    corpus
        Folder of the corpus files.
    peers
        Whether to run the peers as well.
    """
    documents = pd.read_csv(CODING / "gold-extra/documents.csv")
    texts = read_excerpts(documents, corpus)
    found = {OURS: find_all(texts)}
    if peers:
        set_up()
        _, rows = run_peers(texts)
        found |= {str(system): frame for system, frame in rows.groupby("system", sort=False)}
    scores, gold = score_parts(documents, found), gold_sha256(CODING / "gold-extra")
    before, made_of = read_extra(CODING)
    if not peers and made_of.get("gold") == gold:
        both = pd.concat([scores, before[before["system"] != OURS]], ignore_index=True)
        parts = both["part"].map({part: place for place, part in enumerate(dict.fromkeys(scores["part"]))})
        scores = both.iloc[parts.argsort(kind="stable")]
    head = f"{HEAD}# gold {gold}\n# rules {rules_sha256()}\n"
    replace_file(CODING / "evaluation-extra.csv", head.encode() + to_csv_bytes(scores))
    shown = scores[(scores["by"] == "all") & scores["measure"].isin(["value", "strict"])]
    print(shown[["part", "system", "measure", "gold", "found", "right", "f1"]].to_string(index=False))


def write_claims(corpus: Path) -> None:
    """Score the claims that are found in the reports of `gold-reports/real/`, split by split.

    Parameters
    ----------
    corpus
        Folder of the corpus files.
    """
    documents = pd.read_csv(REAL / "documents.csv", keep_default_na=False)
    records = read_records(documents, corpus)
    with TemporaryDirectory() as folder:
        for row in documents.itertuples():
            text = join_spans(records[row.doc]["text"], row.spans, row.heading)
            Path(folder, f"{row.doc}.txt").write_text(text, encoding="utf-8", newline="")
        titles = [row.heading or records[row.doc]["title"] for row in documents.itertuples()]
        stated = documents[["doc", "publisher", "published", "place"]].assign(title=titles)
        stated.to_csv(Path(folder, "sources.csv"), index=False)
        found = find_claims(read_folder(folder).reports)
    scores = claim_scores(split_sets("real", documents, read_gold(REAL), found)).round(4)
    head = f"{CLAIMS_HEAD}# gold {gold_sha256(REAL)}\n# rules {rules_sha256('claims')}\n"
    replace_file(CODING / REAL_SCORES, head.encode() + to_csv_bytes(scores))
    print(scores[["set", "texts", "cell", "right", "among", "score"]].to_string(index=False))


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
    records = read_records(documents, corpus)
    return {row.doc: records[row.doc]["text"][row.start : row.end] for row in documents.itertuples()}


def read_records(documents: pd.DataFrame, corpus: Path) -> dict[str, dict[str, str]]:
    """Return the whole record of each annotated document, by name of the document.

    Parameters
    ----------
    documents, corpus
        As for `read_excerpts`, which says what it raises.
    """
    found: dict[str, dict[str, str]] = {}
    for name, rows in documents.groupby("corpus_file"):
        records = _records(corpus / str(name), set(rows["id"]))
        for row in rows.itertuples():
            record = records.get(row.id, {"text": ""})
            if hashlib.sha256(record["text"].encode("utf-8")).hexdigest() != row.sha256:
                raise SystemExit(f"{name}: record {row.id} is missing or is not the annotated text.")
            found[row.doc] = record
    return found


def _records(path: Path, wanted: set[str]) -> dict[str, dict[str, str]]:
    if not path.is_file():
        raise SystemExit(f"{path}: is missing; --corpus names the folder that holds it.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row for row in rows if row["id"] in wanted}


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
    scores = pd.concat(tables, ignore_index=True).round(4)
    shown = (scores["by"] == "all") | scores["measure"].isin(["value", "strict"])
    scores = scores[shown].reset_index(drop=True)
    first = ["part", "texts", "system", "measure", "by", "of"]
    return scores[first + [column for column in scores.columns if column not in first]]


if __name__ == "__main__":
    main()
