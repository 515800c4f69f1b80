"""Audit: the arithmetic that reports assert or imply, found in their own words and put to the test."""

from helpers.audit.chance import chance_rate, chance_table
from helpers.audit.figures import ALT, CAPTIONS, interval_rows, ledger, plot_intervals, plot_ledger
from helpers.audit.intervals import Interval, printed_interval
from helpers.audit.show import show_check
from helpers.audit.table import COLUMNS, find_checks, find_checks_within
from helpers.audit.verdicts import VERDICTS

__all__ = [
    "ALT",
    "CAPTIONS",
    "COLUMNS",
    "VERDICTS",
    "Interval",
    "chance_rate",
    "chance_table",
    "find_checks",
    "find_checks_within",
    "interval_rows",
    "ledger",
    "plot_intervals",
    "plot_ledger",
    "printed_interval",
    "show_check",
]
