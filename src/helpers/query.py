"""Query: questions in SQL over the tables, answered by DuckDB; nothing is changed and nothing is fetched."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from numbers import Number
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet
from rich.cells import cell_len

from helpers.plurals import counted
from helpers.scale.afar import ScaleError, file_system, is_here
from helpers.scale.store import Store, part_name, read_receipts, read_run
from helpers.tables import SCHEMAS, format_number

ROWS, WIDTH = 50, 48  # shown of an answer: rows, and columns of the screen that a cell may take
LONG = 10_000  # characters of a cell that are looked at for what is shown of it
SAFE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
TYPES = {"int64": "BIGINT", "float64": "DOUBLE", "bool": "BOOLEAN"}
SLIP = 0.7  # as alike as a name and the same name mistyped
NAME = re.compile(r"^[a-z_][a-z0-9_]*$")
# What DuckDB says of a name that it does not know.
NO_TABLE = re.compile(r"Table with name (\S+) does not exist")
NO_COLUMN = re.compile(
    r"(?:Referenced column|column named) \"([^\"]+)\"|does not have a column named \"([^\"]+)\""
)
NO_FUNCTION = re.compile(r"Function with name (\S+) does not exist")


class QueryError(Exception):
    """A question cannot be answered; the message is one sentence for the reader."""


@dataclass(frozen=True)
class OpenTables:
    """Tables that can be asked.

    Attributes
    ----------
    connection
        Of DuckDB; each table is a view of its name.
    columns
        The columns of each table.
    note
        What should be known of the answer, or ``""``.
    """

    connection: duckdb.DuckDBPyConnection
    columns: dict[str, list[str]]
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What a question gives, once its rows are fetched.

    Attributes
    ----------
    columns
        Their names.
    connection, query
        Where the rows come from.
    """

    columns: list[str]
    connection: duckdb.DuckDBPyConnection
    query: str

    def rows(self) -> Any:
        """Begin to answer; rows come in the order in which they are fetched."""
        return self.connection.execute(self.query)

    def batches(self, rows: int) -> Any:
        """Begin to answer; rows come as batches of Arrow."""
        return self.connection.sql(self.query).to_arrow_reader(rows)


@contextmanager
def open_tables(folder: Path | str) -> Iterator[OpenTables]:
    """Give the tables of a folder: of ``xianjie extract``, of ``xianjie run --out``, or `data/processed`.

    Parameters
    ----------
    folder
        With a folder of Parquet parts a table, or a Parquet or CSV file a table; or the URL of an extraction.

    Raises
    ------
    QueryError
        When there are none.
    """
    with (
        tempfile.TemporaryDirectory() as spill,
        duckdb.connect(config={**SAFE, "temp_directory": spill}) as connection,
    ):
        place = _place_of(folder, connection)
        columns = {name: _add_view(connection, name, source) for name, source in place.sources.items()}
        connection.execute(f"SET allowed_directories = [{_quoted(place.name + '/')}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield OpenTables(connection, columns, _note(place.store))


def answer(tables: OpenTables, query: str) -> Answer:
    """Return what a question gives.

    Parameters
    ----------
    tables
        From `open_tables`.
    query
        One SELECT.

    Raises
    ------
    QueryError
        When it is no SELECT, or names something that is not there; says what is.
    """
    try:
        statements = tables.connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise QueryError(
                "Only one question is answered at a time, and nothing is changed: write one SELECT."
            )
        text = statements[0].query
        return Answer([str(name) for name in tables.connection.sql(text).columns], tables.connection, text)
    except duckdb.Error as error:
        raise QueryError(_explained(str(error), tables)) from None


def as_text(found: Answer, rows: int = ROWS) -> str:
    """Return the first rows of an answer as a table whose columns stand under each other, Chinese too."""
    with _explaining():
        body = found.rows().fetchmany(rows + 1)
    cells = [[_shown(value) for value in row] for row in body[:rows]]
    numeric = [
        all(isinstance(row[i], Number) or row[i] is None for row in body) for i in range(len(found.columns))
    ]
    table = [found.columns, *cells]
    widths = [max(cell_len(row[i]) for row in table) for i in range(len(found.columns))]
    lines = [_line(row, widths, numeric) for row in table]
    lines.insert(1, "  ".join("─" * width for width in widths))
    if len(body) > rows:
        lines.append(f"… and more: the first {rows} rows are shown; --csv or --parquet FILE gives all.")
    elif not body:
        lines.append("No rows.")
    return "\n".join(lines)


def as_csv(found: Answer, rows: int = 10_000) -> Iterator[str]:
    """Yield an answer as CSV, some rows at a time."""
    with _explaining():
        result = found.rows()
    head: Sequence[Sequence[Any]] = [found.columns]
    while head:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([_cell(value) for value in row] for row in head)
        yield out.getvalue()
        with _explaining():
            head = result.fetchmany(rows)


def write_parquet(found: Answer, path: Path) -> int:
    """Write an answer to a Parquet file and return how many rows it has."""
    if not path.name or path.is_dir():
        raise QueryError(f"{path}: is no name of a file; --parquet takes one, such as answer.parquet.")
    if not path.parent.is_dir():
        raise QueryError(f"{path}: there is no folder {path.parent}; make it and ask again.")
    partial = path.with_name(f".~{path.name}")
    count = 0
    try:
        with _explaining():
            batches = found.batches(10_000)
            with pyarrow.parquet.ParquetWriter(partial, batches.schema, compression="zstd") as writer:
                for batch in batches:
                    count += batch.num_rows
                    writer.write_table(pa.Table.from_batches([batch]))
        partial.replace(path)
    except OSError as error:
        raise QueryError(f"{path}: cannot be written ({error.strerror or error}).") from None
    except pa.ArrowException as error:
        raise QueryError(
            f"Parquet cannot hold this answer ({_first_line(str(error))}): cast that column to text, as in interval::text."
        ) from None
    finally:
        partial.unlink(missing_ok=True)
    return count


# -- tables --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """Where tables lie, as DuckDB names it, and the files of each."""

    name: str
    store: Store
    sources: dict[str, list[str]]


def _place_of(folder: Path | str, connection: duckdb.DuckDBPyConnection) -> _Place:
    """Return where the tables of a folder lie; what lies elsewhere is read through its own file system."""
    try:
        fs, root = file_system(str(folder))
        if not is_here(fs):
            connection.register_filesystem(fs)
            name, store = fs.unstrip_protocol(root), Store(str(folder))
            place = _Place(name, store, _parts(store, name))
        elif not Path(root).is_dir():
            raise QueryError(
                f"{folder}: there is no such folder; --tables takes the folder that holds the tables."
            )
        else:
            place = _place_here(Path(root))
    except ScaleError as error:
        raise QueryError(str(error)) from None
    if not place.sources:
        raise QueryError(f"{folder}: holds no tables; make some with `xianjie extract` or `xianjie run`.")
    return place


def _place_here(root: Path) -> _Place:
    for folder in (root / "tables", root):  # `xianjie run` puts them into a folder of their own
        name, store = folder.resolve().as_posix(), Store(folder.as_posix())
        if sources := _files(folder) | _parts(store, name):
            break
    return _Place(name, store, sources)


def _files(folder: Path) -> dict[str, list[str]]:
    """Return the tables that are one file each; Parquet comes last and wins."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    tables = [path for path in paths if path.suffix in (".csv", ".parquet") and path.is_file()]
    return {path.stem: [path.resolve().as_posix()] for path in tables if NAME.match(path.stem)}


def _parts(store: Store, root: str) -> dict[str, list[str]]:
    """Return the tables that are a folder of parts each; of an extraction, those parts that are done."""
    done = {f"{part_name(number)}.parquet" for number in read_receipts(store)} if read_run(store) else None
    found: dict[str, list[str]] = {}
    for name in filter(NAME.match, store.names()):
        parts = [part for part in store.names(name) if part.endswith(".parquet") and not part.startswith(".")]
        parts = [part for part in parts if done is None or name == "systems" or part in done]
        if parts:
            found[name] = [f"{root}/{name}/{part}" for part in parts]
    return found


def _note(store: Store) -> str:
    state, there = read_run(store), len(read_receipts(store))
    if not state or (state.get("finished") and state.get("parts") == there):
        return ""
    what = f"lacks some of its {state['parts']:,} partitions" if state.get("finished") else "is not finished"
    return (
        f"The extraction in {store.root.rpartition('/')[2]} {what}: the answer is of the {counted(there, 'partition')} there"
        " so far. Run `xianjie extract` again to finish it."
    )


def _add_view(connection: duckdb.DuckDBPyConnection, name: str, paths: Sequence[str]) -> list[str]:
    files = ", ".join(map(_quoted, paths))
    source = (
        f"SELECT * FROM read_parquet([{files}])"
        if paths[0].endswith(".parquet")
        else _from_csv(name, Path(paths[0]), files)
    )
    try:
        connection.execute(f'CREATE VIEW "{name}" AS {source}')
        return [str(row[0]) for row in connection.execute(f'DESCRIBE "{name}"').fetchall()]
    except duckdb.Error as error:
        raise QueryError(f"{paths[0]}: cannot be read as a table ({_first_line(str(error))}).") from None


def _from_csv(name: str, path: Path, files: str) -> str:
    """Return how DuckDB reads a CSV: with the types of its schema, an empty cell of text being text."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header = next(csv.reader(line for line in stream if not line.startswith("#")), [])
    except UnicodeDecodeError:
        raise QueryError(f"{path}: is not in UTF-8; save it as CSV in UTF-8 and ask again.") from None
    schema = SCHEMAS[name].columns if name in SCHEMAS else {}
    types = {column: TYPES.get(str(schema[column].dtype), "VARCHAR") for column in header if column in schema}
    given = ", ".join(f"{_quoted(column)}: {_quoted(kind)}" for column, kind in types.items())
    texts = ", ".join(
        f'coalesce("{column}", \'\') AS "{column}"' for column, kind in types.items() if kind == "VARCHAR"
    )
    cells = f"* REPLACE ({texts})" if texts else "*"
    options = f", types = {{{given}}}" if types else ""
    return f"SELECT {cells} FROM read_csv([{files}], header = true, comment = '#', quote = '\"', escape = '\"'{options})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# -- sentences -----------------------------------------------------------------------------------------


@contextmanager
def _explaining() -> Iterator[None]:
    """Turn what goes wrong while rows are made into a sentence."""
    try:
        yield
    except RuntimeError as error:
        if "interrupted" in str(error):  # by Ctrl-C
            raise KeyboardInterrupt from None
        raise
    except duckdb.Error as error:
        raise QueryError(f"The question cannot be answered: {_first_line(str(error))}.") from None


def _explained(said: str, tables: OpenTables) -> str:
    if match := NO_TABLE.search(said):
        return _unknown("table", match[1].strip('"!'), list(tables.columns))
    if match := NO_COLUMN.search(said):
        name = match[1] or match[2]
        columns = sorted({column for own in tables.columns.values() for column in own})
        return _unknown("column", name, columns, homes=tables.columns)
    if match := NO_FUNCTION.search(said):
        return f"There is no function {match[1].strip('!')} in DuckDB: {_first_line(said)}."
    if "Permission" in said or "disabled" in said:
        return "Only the tables of this folder can be asked: files and addresses elsewhere are not read."
    return f"The question cannot be answered: {_first_line(said)}."


def _unknown(what: str, name: str, known: Sequence[str], homes: dict[str, list[str]] | None = None) -> str:
    near = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    is_slip = what == "table" or get_close_matches(name.lower(), known, n=1, cutoff=SLIP)
    quoting = "" if is_slip else f" A word that is meant as text stands in single quotes: '{name}'."
    if not near:
        there = ", ".join(known) if what == "table" else ""
        return f"There is no {what} {name}." + (f" There are: {there}." if there else "") + quoting
    homes = homes or {}
    said = [each + _in_tables(each, homes) for each in near]
    return f"There is no {what} {name}; nearest: {', '.join(said)}.{quoting}"


def _in_tables(column: str, homes: dict[str, list[str]]) -> str:
    tables = [name for name, columns in homes.items() if column in columns]
    return f" (in {', '.join(tables[:4])}{' …' if len(tables) > 4 else ''})" if tables else ""


def _first_line(said: str) -> str:
    lines = [line for line in said.split("\n") if line.strip()]
    return (
        re.sub(r"^\w+(?: \w+)* Error: ", "", lines[0]).strip().rstrip(".!") if lines else "no more is known"
    )


# -- cells ---------------------------------------------------------------------------------------------


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return format_number(value) if isinstance(value, float) else str(value)


def _shown(value: Any) -> str:
    text = "".join(each if each.isprintable() else "\ufffd" for each in " ".join(_cell(value)[:LONG].split()))
    return _cut(text) if cell_len(text) > WIDTH else text


def _cut(text: str) -> str:
    kept = ""
    for character in text:
        if cell_len(kept + character) > WIDTH - 1:
            break
        kept += character
    return kept + "…"


def _line(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    cells = [
        " " * (width - cell_len(cell)) + cell if right else cell + " " * (width - cell_len(cell))
        for cell, width, right in zip(row, widths, numeric, strict=True)
    ]
    return "  ".join(cells).rstrip()
