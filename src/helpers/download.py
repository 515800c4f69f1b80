"""Download: tables as CSV for spreadsheets, in which no cell is taken for a formula.

The tables of the collection are exact; this is for what a page hands out, which readers open in a spreadsheet.
A cell that begins with ``=``, ``+``, ``-`` or ``@`` would be run there, so an apostrophe is put before it. The claims
table does the same in the browser (``site/static/claims.js``), with `RULES`, which its page hands it.
"""

import csv
import io
import re

from helpers.tables import csv_text

BOM = "\ufeff"  # so that a spreadsheet reads Chinese as UTF-8
# blanks that only one of Python and JavaScript counts as such are named
RUN = re.compile(r"[\s\x1c-\x1f\x85\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
# where a semicolon or a tab separates cells, what follows it begins a cell
RUN_INSIDE = re.compile(r"([;\t\r\n])(?=[ '\"]*[=+\-@＝＋－＠])")
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?%?")
RULES = {"run": RUN.pattern, "inside": RUN_INSIDE.pattern, "number": NUMBER.pattern}


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs: one that begins like a formula gets an apostrophe.

    Parameters
    ----------
    cell
        Text. A plain number such as ``-3.5`` stays one.

    Returns
    -------
    str
        The cell, or the cell with apostrophes where a formula would begin.
    """
    if NUMBER.fullmatch(cell):
        return cell
    inside = RUN_INSIDE.sub(r"\1'", cell)
    return f"'{inside}" if RUN.match(cell) else inside


def safe_csv(content: str) -> str:
    """Return a CSV to open in a spreadsheet.

    Parameters
    ----------
    content
        A CSV, such as a table of the collection.

    Returns
    -------
    str
        The same rows behind a byte order mark; cells are changed only where `neutral` says so.
    """
    rows = csv.reader(io.StringIO(content.removeprefix(BOM), newline=""))
    return BOM + csv_text([neutral(cell) for cell in row] for row in rows)
