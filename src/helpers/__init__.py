"""Xianjie: reports in, tables, figures and findings out, every number traced to its characters."""

import csv

from helpers.compiled import use_compiled

__version__ = "0.1.0"

csv.field_size_limit(2**31 - 1)  # characters of a cell: it may hold a report, and Python stops at 131,072

use_compiled()
