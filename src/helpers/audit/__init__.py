"""Audit: the arithmetic that reports assert or imply, found in their own words and put to the test."""

from typing import TYPE_CHECKING, Any

from helpers.audit.chance import chance_rate, chance_table
from helpers.audit.intervals import Interval, printed_interval
from helpers.audit.show import show_check
from helpers.audit.table import COLUMNS, find_checks, find_checks_within
from helpers.audit.verdicts import VERDICTS

if TYPE_CHECKING:
    from helpers.audit.figures import ALT, CAPTIONS, interval_rows, ledger, plot_intervals, plot_ledger

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


def __getattr__(name: str) -> Any:
    """Load what draws when it is asked for: those who only read large corpora never do."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from helpers.audit import figures

    return getattr(figures, name)
