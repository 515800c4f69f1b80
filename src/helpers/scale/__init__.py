"""Scale: corpora of any size, read by the functions of the notebooks on one core, many, or a Dask cluster."""

from helpers.scale.extraction import Tally, documents_in, extract, partitions
from helpers.scale.reading import (
    QUARANTINE,
    TABLES,
    Partition,
    Rules,
    make_rules,
    merge_systems,
    read_safely,
)
from helpers.scale.store import CannotWriteError, ScaleError, Store

__all__ = [
    "QUARANTINE",
    "TABLES",
    "CannotWriteError",
    "Partition",
    "Rules",
    "ScaleError",
    "Store",
    "Tally",
    "documents_in",
    "extract",
    "make_rules",
    "merge_systems",
    "partitions",
    "read_safely",
]
