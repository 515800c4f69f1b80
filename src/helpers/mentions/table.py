"""The table `mentions`: one row per number expression of every report."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.cache import each_cached, report_key
from helpers.mentions.context_dates import with_context
from helpers.mentions.extract import find_mentions
from helpers.mentions.lexicon import Lexicon

if TYPE_CHECKING:
    from helpers.corpus import Report

COLUMNS = ["doc", "start", "end", "surface", "kind", "low", "high", "unit", "per", "bound", "period"]
_cells = attrgetter(*COLUMNS[1:])


def mentions_table(reports: Iterable[Report], lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Return the number expressions of reports as a table.

    Parameters
    ----------
    reports
        Reports as `helpers.corpus` reads them.
    lexicon
        Units and word lists; the project's own when None.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, sorted by ``doc`` and ``start``; ``low`` and ``high`` are NaN where nothing is measured.
    """
    read = list(reports)
    units = "" if lexicon is None else repr(lexicon.units)
    found = each_cached(
        "mentions",
        read,
        key=lambda report: (*report_key(report), units),
        compute=lambda some: (_read_mentions(report, lexicon) for report in some),
    )
    rows = [(report.doc, *cells) for report, each in zip(read, found, strict=True) for cells in each]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame[["low", "high"]] = frame[["low", "high"]].astype(float)
    return frame.sort_values(["doc", "start"], kind="stable", ignore_index=True)


def _read_mentions(report: Report, lexicon: Lexicon | None) -> list[tuple[Any, ...]]:
    found = find_mentions(report.raw, lexicon)
    return [_cells(mention) for mention in with_context(report.raw, found, report.published)]
