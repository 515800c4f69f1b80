"""Warm: what a worker loads before it takes its first document, whose time is watched."""

from __future__ import annotations

import signal
from contextlib import suppress

from helpers.claims import claims_table
from helpers.corpus import Document, report_of
from helpers.mentions import mentions_table

TEXTS = (
    "2020年云南省昭通市投入资金5亿元，占20%。",
    "2020年臺灣投入資金5億元，占20%。",
)  # a sentence in each script


def load_lexicons() -> None:
    """Read a sentence in each script: every lexicon is loaded with its first use."""
    with suppress(Exception):  # if something fails, it will be said of a document
        reports = [report_of(Document(str(number), text, "")) for number, text in enumerate(TEXTS)]
        claims_table(reports, mentions_table(reports))


def dask_setup(_worker: object) -> None:
    """Leave it to the process that hands out to end the worker when somebody stops the run by hand."""
    with suppress(ValueError):  # outside of the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)


load_lexicons()
