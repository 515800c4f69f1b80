"""Count how often each rule of the claims is right: ``python tools/count_trust.py TEXTS=GOLD …``.

TEXTS is a folder of reports with its `sources.csv`, GOLD a folder of annotated tables with the codebook's
columns; ``TEXTS=GOLD:PREFIX`` takes only the documents whose name begins so. The annotated numbers are given
to the rules, so that only what they say of them is counted. Writes `claim_trust.csv` of the resources, whose
header says by hand which texts were counted: texts that are not part of this project count where they lie.
"""

import argparse
import csv
import io
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from helpers.claims import claims_table
from helpers.corpus import Report, read_folder
from helpers.evaluation import alike, read_gold
from helpers.evaluation.scoring import ALIKE
from helpers.mentions import MEASURED

TARGET = Path(__file__).resolve().parents[1] / "src/helpers/resources/claim_trust.csv"
CELLS = ("indicator", "period", "place", "status")
KEPT = "date,"  # rows of what dates a report: counted by hand, a report each


def main() -> None:
    """Count every pair of folders and write the table below the header that it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="+", metavar="TEXTS=GOLD", help="texts and their annotation")
    right: Counter[tuple[str, str]] = Counter()
    among: Counter[tuple[str, str]] = Counter()
    for pair in parser.parse_args().pairs:
        texts, _, rest = pair.partition("=")
        gold_dir, _, prefix = rest.partition(":")
        count(Path(texts), Path(gold_dir), prefix, right, among)
    TARGET.write_text(renewed(TARGET.read_text(encoding="utf-8"), right, among), encoding="utf-8", newline="")
    claims = sum(of for (cell, _), of in among.items() if cell == "indicator")
    print(f"{claims} claims counted. Now mend the header.")


def renewed(before: str, right: Counter[tuple[str, str]], among: Counter[tuple[str, str]]) -> str:
    """Return the file with new counts between the header and the rows that it keeps.

    Parameters
    ----------
    before
        The file as it is.
    right, among
        Counts by cell and rule.
    """
    lines = before.splitlines(keepends=True)
    out = io.StringIO()
    out.writelines(line for line in lines if line.startswith("#"))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("cell", "rule", "right", "of"))
    order = sorted(among, key=lambda key: (CELLS.index(key[0]), -among[key], key[1]))
    writer.writerows((*key, right[key], among[key]) for key in order)
    out.writelines(line for line in lines if line.startswith(KEPT))
    return out.getvalue()


def count(
    texts: Path, gold_dir: Path, prefix: str, right: Counter[tuple[str, str]], among: Counter[tuple[str, str]]
) -> None:
    """Add the rules of one set of texts to the counts.

    Parameters
    ----------
    texts, gold_dir, prefix
        Folder of the reports, folder of their annotation, and how the names of those to count begin.
    right, among
        Counts by cell and rule, added to in place.
    """
    gold = read_gold(gold_dir)
    gold = gold[gold["doc"].str.startswith(prefix)]
    claims = claims_table(read_only(texts, set(gold["doc"])), as_mentions(gold))
    found = {(row.doc, row.start, row.end): row for row in claims.itertuples()}
    for row in gold[gold["kind"].isin(MEASURED)].itertuples():
        claim = found.get((row.doc, row.start, row.end))
        for reason in str(claim.reasons).split("; ") if claim else ():
            cell, _, rule = reason.partition(": ")
            if cell in CELLS:
                among[cell, rule] += 1
                right[cell, rule] += agrees(row, claim, cell)


def read_only(texts: Path, docs: set[str]) -> list[Report]:
    """Return the named reports of a folder, read with its `sources.csv`."""
    with TemporaryDirectory() as folder:
        for path in (*(texts / f"{doc}.txt" for doc in sorted(docs)), texts / "sources.csv"):
            if path.is_file():
                Path(folder, path.name).write_bytes(path.read_bytes())
        return list(read_folder(folder).reports)


def as_mentions(gold: pd.DataFrame) -> pd.DataFrame:
    """Return annotated numbers as rows of the mentions table; only dates bring their period."""
    dated = gold["kind"] == "date"
    rows = gold.assign(period=gold["period"].where(dated, ""))
    return rows.sort_values(["doc", "start"], kind="stable")


def agrees(gold: Any, claim: Any, cell: str) -> bool:
    """Return whether a cell of a claim is as annotated; indicators need only be alike."""
    one, other = str(getattr(gold, cell)), str(getattr(claim, cell))
    return alike(one, other) >= ALIKE if cell == "indicator" else one == other


if __name__ == "__main__":
    main()
