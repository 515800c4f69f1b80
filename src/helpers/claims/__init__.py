"""Claims: what each number of a report says, of whom, where and when."""

from helpers.claims.corrections import (
    apply_corrections,
    correct_claims,
    read_corrections,
    review_worklist,
    write_worklist,
)
from helpers.claims.heads import clock_of
from helpers.claims.notes import notes_on
from helpers.claims.panel import panel_table
from helpers.claims.table import COLUMNS, claims_table

__all__ = [
    "COLUMNS",
    "apply_corrections",
    "claims_table",
    "clock_of",
    "correct_claims",
    "notes_on",
    "panel_table",
    "read_corrections",
    "review_worklist",
    "write_worklist",
]
