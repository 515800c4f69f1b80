"""Claims: what each number of a report says, of whom, where and when."""

from helpers.claims.table import COLUMNS, claims_table, clock_of, read_claims

__all__ = ["COLUMNS", "claims_table", "clock_of", "read_claims"]
