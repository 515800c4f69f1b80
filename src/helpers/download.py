"""Download: tables as CSV for spreadsheets, in which no cell is taken for a formula.

The tables of the collection are exact; this is for what a page hands out, which readers open in a spreadsheet.
A cell that begins with ``=``, ``+``, ``-`` or ``@`` would be run there, so an apostrophe is put before it.
"""

import csv
import re
from io import StringIO

import pandas as pd

from helpers.tables import format_number

BOM = "\ufeff"  # so that a spreadsheet reads Chinese as UTF-8
# The same expressions serve a page that builds its CSV in a browser.
RUN = r"^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]"
# where a semicolon or a tab separates cells, what follows it begins a cell
RUN_INSIDE = r"([;\t\r\n])(?=[ '\"]*[=+\-@＝＋－＠])"
PLAIN_NUMBER = r"^[+-]?\d+(\.\d+)?%?$"
MARK = "'"


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
    if re.search(PLAIN_NUMBER, cell):
        return cell
    inside = re.sub(RUN_INSIDE, rf"\1{MARK}", cell)
    return MARK + inside if re.search(RUN, cell) else inside


def download_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as a CSV to open in a spreadsheet.

    Parameters
    ----------
    frame
        Any table. Numbers are written as `helpers.tables` writes them.

    Returns
    -------
    bytes
        UTF-8 with byte order mark, every cell neutral, header included.
    """
    sink = StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow([neutral(str(name)) for name in frame.columns])
    columns = [_texts(frame.iloc[:, place]) for place in range(frame.shape[1])]
    writer.writerows(zip(*columns, strict=True))
    return (BOM + sink.getvalue()).encode("utf-8")


def _texts(column: pd.Series) -> list[str]:
    if pd.api.types.is_float_dtype(column.dtype):
        return [format_number(value) for value in column]
    missing = column.isna()
    return ["" if gone else neutral(str(cell)) for cell, gone in zip(column, missing, strict=True)]
