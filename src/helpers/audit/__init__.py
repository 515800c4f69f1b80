"""Audit: the arithmetic that reports assert or imply, found in their own words and put to the test."""

from helpers.audit.intervals import Interval, printed_interval
from helpers.audit.table import COLUMNS, find_checks

__all__ = ["COLUMNS", "Interval", "find_checks", "printed_interval"]
