"""Tables: their schemas, and reading and writing them whole, checked and byte for byte the same."""

import csv
import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.parquet

from helpers.plurals import counted
from helpers.resources import read_resource
from helpers.staging import current, replace_whole

Lang = Literal["en", "zh"]

PROJECT = Path(__file__).resolve().parents[2]
SIGNIFICANT, DECIMALS = 12, 4  # digits that a table keeps of a number, and decimals that it keeps at least
EDTF = r"^(|/?\d{4}(-\d{2}(-\d{2})?)?[?~%]?(/(\d{4}(-\d{2}(-\d{2})?)?[?~%]?|\.\.)?)?)$"


# -- schemas, from resources/tables.csv and resources/columns.csv ----------------------------------------

CHECKS: dict[str, Callable[[str], list[pa.Check]]] = {
    "key": lambda _: [pa.Check.str_length(min_value=1)],
    "text": lambda _: [],
    "edtf": lambda _: [pa.Check.str_matches(EDTF)],
    "choice": lambda values: [pa.Check.isin(values.split("|") if "|" in values else values.split())],
    "choice or empty": lambda values: [pa.Check.isin(["", *values.split()])],
    "whole": lambda _: [pa.Check.ge(0)],
    "number": lambda _: [],
    "flag": lambda _: [],
}
TYPES = {"whole": "int64", "number": "float64", "flag": "bool"}


def build_schemas(tables: pd.DataFrame, columns: pd.DataFrame) -> dict[str, pa.DataFrameSchema]:
    """Return one strict schema per table, with titles and descriptions in both languages as metadata.

    Parameters
    ----------
    tables
        One row a table: ``table``, ``key`` (columns that name a row once), titles.
    columns
        One row a column, in the order in which they are written: ``table``, ``column``, ``type`` (a key of
        `CHECKS`), ``values`` (of a choice), ``unit``, titles, descriptions.

    Returns
    -------
    dict of str to pandera.DataFrameSchema
        By name of the table.
    """
    return {row["table"]: _schema(row, columns[columns["table"] == row["table"]]) for row in records(tables)}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries by column name."""
    names = list(map(str, frame.columns))
    columns = [column.tolist() for _, column in frame.items()]
    rows = zip(*columns, strict=True) if columns else [()] * len(frame)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _schema(row: dict[str, Any], columns: pd.DataFrame) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {rule["column"]: _column(rule) for rule in records(columns)},
        unique=row["key"].split(),
        strict=True,
        name=row["table"],
        metadata={"title": {"en": row["title_en"], "zh": row["title_zh"]}, "key": row["key"].split()},
    )


def _column(rule: dict[str, Any]) -> pa.Column:
    return pa.Column(
        TYPES.get(rule["type"], str),
        CHECKS[rule["type"]](rule["values"]),
        nullable=rule["type"] == "number",
        coerce=True,
        metadata={
            "type": rule["type"],
            "title": {"en": rule["title_en"], "zh": rule["title_zh"]},
            "description": {"en": rule["description_en"], "zh": rule["description_zh"]},
            "unit": rule["unit"],
        },
    )


SCHEMAS = build_schemas(read_resource("tables.csv"), read_resource("columns.csv"))


# -- reading and writing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Receipt:
    """What was written, in one line that is the same on every machine.

    Attributes
    ----------
    name
        Of the table or figure.
    size
        How much of it there is, in words.
    sha256
        Of the file that counts: a table's CSV, a figure's SVG.
    """

    name: str
    size: str
    sha256: str

    def __repr__(self) -> str:
        return f"{self.name}: {self.size}, sha256 {self.sha256[:8]}"


def write_table(frame: pd.DataFrame, name: str, tables_dir: str | Path) -> Receipt:
    """Check a table against its schema and write it as CSV and Parquet.

    Each file is written whole or not at all, so that a run that is stopped leaves the last good table.

    Parameters
    ----------
    frame
        The rows, in the order in which they are to be written.
    name
        A key of `SCHEMAS`.
    tables_dir
        Folder of the tables; made when it is missing.

    Returns
    -------
    Receipt
        How many rows and columns, and the hash of the CSV.

    Raises
    ------
    pandera.errors.SchemaError
        When a row breaks the schema.
    """
    folder = resolve_dir(tables_dir)
    folder.mkdir(parents=True, exist_ok=True)
    checked = check_table(frame, name)
    content = to_csv_bytes(checked)
    replace_file(folder / f"{name}.csv", content)
    replace_file(folder / f"{name}.parquet", to_parquet_bytes(checked))
    size = f"{counted(len(checked), 'row')}, {counted(checked.shape[1], 'column')}"
    return Receipt(name, size, hashlib.sha256(content).hexdigest())


def read_table(name: str, tables_dir: str | Path) -> pd.DataFrame:
    """Return a table that was written by `write_table`.

    Parameters
    ----------
    name
        A key of `SCHEMAS`.
    tables_dir
        Folder of the tables.

    Returns
    -------
    pandas.DataFrame
        Read from the CSV, which people may correct by hand, and checked against the schema.

    Raises
    ------
    FileNotFoundError
        When the table has not been made yet; says which notebook stage makes it.
    """
    path = current(resolve_dir(tables_dir) / f"{name}.csv")
    if not path.is_file():
        raise FileNotFoundError(
            f"table {name!r} has not been made yet: run the notebook that writes it first"
        )
    return check_table(_typed(pd.read_csv(path, dtype=str, keep_default_na=False), name), name)


def check_table(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the columns of a schema in its order, checked; the index is counted anew."""
    schema = SCHEMAS[name]
    wanted = [column for column in schema.columns if column in frame.columns]
    extra = [column for column in frame.columns if column not in schema.columns]
    ordered = frame[wanted + extra].reset_index(drop=True)
    for column, rule in schema.columns.items():
        if column in ordered.columns and rule.nullable:
            ordered[column] = [settled(value) for value in pd.to_numeric(ordered[column]).astype(float)]
    return schema.validate(ordered)


def empty_table(name: str) -> pd.DataFrame:
    """Return a table with all its columns and no rows."""
    columns = SCHEMAS[name].columns
    return check_table(pd.DataFrame({column: [] for column in columns}), name)


def split_claims(cell: str) -> list[str]:
    """Return the claims, or spans, that a cell lists, parted by spaces; the name of a report may hold spaces too."""
    return re.findall(r"\S(?:.*?\S)??:\d+-\d+(?=\s|$)", cell)


def to_csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as the bytes of a CSV: UTF-8, line feeds, shortest numbers, nothing for missing."""
    written = frame.copy()
    for column in written.columns:
        if pd.api.types.is_float_dtype(written[column].dtype):
            written[column] = [format_number(settled(value)) for value in written[column]]
    text = written.to_csv(index=False, lineterminator="\n")
    if "\r" in text:  # a carriage return alone would not be quoted, and would end the row when read
        cells = written.astype(object).where(written.notna(), "")
        text = csv_text([list(written.columns), *cells.itertuples(index=False)])
    return text.encode("utf-8")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as the text of a CSV: line feeds between rows, every cell with a break of any kind quoted."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return "".join(lines.found)


class _Lines:
    """Takes the rows that a CSV writer writes, and gives each a line feed at its end."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def write(self, line: str) -> None:
        self.found.append(line.removesuffix("\r\n") + "\n")


def settled(value: float) -> float:
    """Return a number without the digits that depend on the processor it was worked out on.

    Logarithms, exponentials and long sums differ in their last bits from one processor to another. `SIGNIFICANT` digits are
    kept, and of a large number, such as an amount to the cent in a budget, at least `DECIMALS` decimals.

    Parameters
    ----------
    value
        Any number; missing stays missing.
    """
    value = float(value)
    if value != value or value.is_integer():
        return value
    if abs(value) < 10 ** (SIGNIFICANT - DECIMALS):
        return float(f"{value:.{SIGNIFICANT}g}")
    return round(value, DECIMALS)


def format_number(value: float) -> str:
    """Return the shortest text of a number that reads back equal: 422900, 7.67, nothing for missing."""
    value = float(value)
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, or ``""`` when there is no such file."""
    path = current(path)
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; aside, while a step of a run is under way (`helpers.staging`)."""
    replace_whole(path, content)


def resolve_dir(path: str | Path) -> Path:
    """Return the folder that a notebook's parameter names.

    A relative path counts from the working folder or from the project's `notebooks/`, so that a notebook
    finds the same folders whether it is run where it lies or from the project's root.

    Parameters
    ----------
    path
        As written in the parameters cell.

    Returns
    -------
    Path
        Absolute. It need not exist yet.
    """
    here = Path.cwd()
    candidates = [here / path, PROJECT / "notebooks" / path]
    candidates = [Path(os.path.normpath(candidate)) for candidate in candidates]
    if here == PROJECT:  # from the root, ../data would leave the project
        candidates.sort(key=lambda candidate: not candidate.is_relative_to(PROJECT))
    for acceptable in (Path.exists, lambda candidate: candidate.parent.exists()):
        for candidate in candidates:
            if acceptable(candidate):
                return candidate
    return candidates[0]


def _typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table read as text with numbers as Python reads them, to the last digit, and flags."""
    for column, rule in SCHEMAS[name].columns.items():
        if column in frame.columns and rule.nullable:
            frame[column] = [float(cell) if cell else float("nan") for cell in frame[column]]
        elif column in frame.columns and str(rule.dtype) == "bool":
            frame[column] = frame[column] == "True"
    return frame


def to_parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as the bytes of a Parquet file, the same for the same rows."""
    table_ = pyarrow.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    plain = [_plain_string(field) for field in table_.schema]
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table_.cast(pyarrow.schema(plain)), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _plain_string(field: pyarrow.Field) -> pyarrow.Field:
    return field.with_type(pyarrow.string()) if pyarrow.types.is_large_string(field.type) else field
