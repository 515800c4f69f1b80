"""Diff: which rows of which tables differ between two outputs, and in which columns."""

import argparse
import csv
import io
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from helpers.markup import markdown_text, one_line
from helpers.plurals import counted

SAME, DIFFERENT, TROUBLE = 0, 1, 2
PLACES = ("", "tables", "data/processed")  # where tables lie in a folder that somebody names
COMMITTED = "data/processed"
SHOWN = 20  # rows of each kind that a page shows, unless told otherwise
LONGEST = 80  # characters of a cell that a page shows
HEADS = ("table", "change", "key", "column", "before", "now")

Row = Mapping[str, str]


class DiffError(ValueError):
    """Two outputs cannot be compared; the message is one sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its file holds it: text in rows."""

    columns: tuple[str, ...]
    rows: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs.

    Attributes
    ----------
    key
        Of its row, by column.
    column
        Its column.
    before, now
        What it holds.
    """

    key: dict[str, str]
    column: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class TableDiff:
    """What differs between two states of one table.

    Attributes
    ----------
    name
        Of the table.
    key
        Columns that name a row once in both; empty when rows were compared as wholes.
    rows_before, rows_now
        How many rows there are.
    added_columns, removed_columns
        Only the others are compared.
    added, removed
        Rows, whole.
    changed
        Cells of rows that are in both.
    note
        What the reader should know of how they were compared.
    """

    name: str
    key: tuple[str, ...]
    rows_before: int
    rows_now: int
    added_columns: tuple[str, ...] = ()
    removed_columns: tuple[str, ...] = ()
    added: list[dict[str, str]] = field(default_factory=list)
    removed: list[dict[str, str]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    note: str = ""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed or self.added_columns or self.removed_columns)

    @property
    def changed_rows(self) -> int:
        """How many rows have a cell that differs."""
        return len({tuple(change.key.values()) for change in self.changed})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two outputs.

    Attributes
    ----------
    before, now
        What the reader called them.
    tables
        Those that are in both, by name.
    added, removed
        Names of tables that only one has.
    problems
        A sentence for each table that could not be compared.
    """

    before: str
    now: str
    tables: list[TableDiff]
    added: list[str]
    removed: list[str]
    problems: list[str]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed) and all(table.is_same for table in self.tables)


def compare_outputs(before: str, now: str, root: Path) -> Comparison:
    """Compare the tables of two outputs.

    Parameters
    ----------
    before, now
        A folder of tables, a folder that ``xianjie run`` wrote to, the project's folder, or a git revision of the
        project.
    root
        The project's folder.

    Returns
    -------
    Comparison
        What differs. A table that cannot be read is a sentence in it; the others are compared.

    Raises
    ------
    DiffError
        When one of the two holds no tables.
    """
    old, new = read_output(before, root), read_output(now, root)
    keys = table_keys()
    compared, problems = [], []
    for name in sorted(old.keys() & new.keys()):
        try:
            first = parse_table(old[name], f"{name}.csv in {before}")
            second = parse_table(new[name], f"{name}.csv in {now}")
            compared.append(compare_tables(name, first, second, keys.get(name, ())))
        except DiffError as error:
            problems.append(str(error))
    added, removed = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    return Comparison(before, now, compared, added, removed, problems)


def compare_tables(name: str, before: Table, now: Table, key: Sequence[str] = ()) -> TableDiff:
    """Compare two states of a table.

    Parameters
    ----------
    name
        Of the table.
    before, now
        The two states.
    key
        Columns that name a row once. Where they do not, in either state, rows are compared as wholes.

    Returns
    -------
    TableDiff
        Rows in the order of their files.
    """
    common = tuple(column for column in now.columns if column in before.columns)
    note = _why_no_key(key, before, now)
    used = () if note else tuple(key)
    added, removed = (
        _other_rows(before.rows, now.rows, used or common),
        _other_rows(now.rows, before.rows, used or common),
    )
    return TableDiff(
        name=name,
        key=used,
        rows_before=len(before.rows),
        rows_now=len(now.rows),
        added_columns=tuple(column for column in now.columns if column not in before.columns),
        removed_columns=tuple(column for column in before.columns if column not in now.columns),
        added=added,
        removed=removed,
        changed=_changed_cells(before.rows, now.rows, used, common) if used else [],
        note=note,
    )


def read_output(named: str, root: Path) -> dict[str, bytes]:
    """Return the CSV files of an output, by name of the table.

    Parameters
    ----------
    named
        A folder or a git revision.
    root
        The project's folder.

    Raises
    ------
    DiffError
        When it is neither, or holds no tables.
    """
    folder = Path(named)
    if folder.is_dir():
        for place in PLACES:
            if found := sorted((folder / place).glob("*.csv")):
                return {path.stem: path.read_bytes() for path in found}
        raise DiffError(
            f"{named}: holds no tables; give a folder of .csv files, or one that xianjie run wrote to."
        )
    if folder.is_file():
        raise DiffError(f"{named}: is a file; give the folder that holds the tables.")
    return _read_revision(named, root)


def parse_table(content: bytes, said: str) -> Table:
    """Return a CSV as rows of text.

    Parameters
    ----------
    content
        Bytes of the file.
    said
        What to call it in a sentence.

    Raises
    ------
    DiffError
        When it is not a CSV in UTF-8 with as many cells in each row as in its first.
    """
    try:
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        raise DiffError(f"{said}: is not a CSV in UTF-8 ({error}); it was not compared.") from None
    except ValueError:
        raise DiffError(f"{said}: is empty, without even a header; it was not compared.") from None
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise DiffError(
                f"{said}: row {number} has {len(row)} cells, not {len(header)}; it was not compared."
            )
    return Table(tuple(header), [dict(zip(header, row, strict=True)) for row in rows])


def table_keys() -> dict[str, tuple[str, ...]]:
    """Return the columns that name a row once, by name of the table."""
    from helpers.resources import read_resource

    tables = read_resource("tables.csv")
    return {name: tuple(key.split()) for name, key in zip(tables["table"], tables["key"], strict=True)}


# --- how it is said ---


def to_markdown(comparison: Comparison, most: int = SHOWN) -> str:
    """Return a comparison as a page for people.

    Parameters
    ----------
    comparison
        From `compare_outputs`.
    most
        How many rows of each kind to show of a table; 0 for all.

    Returns
    -------
    str
        Markdown: an overview, then a section for each table that differs.
    """
    lines = [
        f"# From {_code(comparison.before)} to {_code(comparison.now)}",
        "",
        _overview(comparison),
    ]
    differing = [table for table in comparison.tables if not table.is_same]
    if differing:
        lines += [
            "",
            "| table | rows before | rows now | added | removed | changed |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        for table in differing:
            counts = (
                table.rows_before,
                table.rows_now,
                len(table.added),
                len(table.removed),
                table.changed_rows,
            )
            lines.append(f"| {table.name} | " + " | ".join(f"{count:,}" for count in counts) + " |")
    lines += [line for table in differing for line in _section(table, most)]
    lines += (
        ["", *(f"Not compared: {markdown_text(problem)}" for problem in comparison.problems)]
        if comparison.problems
        else []
    )
    return "\n".join(lines) + "\n"


def to_json(comparison: Comparison) -> str:
    """Return a comparison as JSON, with every row and cell that differs."""
    content = asdict(comparison) | {"same": comparison.is_same}
    return json.dumps(content, ensure_ascii=False, indent=2)


def to_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return a comparison as a table: a row for each row added or removed and each cell that changed.

    Parameters
    ----------
    comparison
        From `compare_outputs`.

    Returns
    -------
    list of tuple of str
        As named by `HEADS`. The key is JSON; of a row that was added or removed, the whole row is.
    """
    rows: list[tuple[str, ...]] = [(name, "table added", "", "", "", "") for name in comparison.added]
    rows += [(name, "table removed", "", "", "", "") for name in comparison.removed]
    for table in comparison.tables:
        rows += [(table.name, "column added", "", column, "", "") for column in table.added_columns]
        rows += [(table.name, "column removed", "", column, "", "") for column in table.removed_columns]
        rows += [(table.name, "added", _key_text(row, table), "", "", _as_json(row)) for row in table.added]
        rows += [
            (table.name, "removed", _key_text(row, table), "", _as_json(row), "") for row in table.removed
        ]
        rows += [
            (table.name, "changed", _as_json(each.key), each.column, each.before, each.now)
            for each in table.changed
        ]
    return rows


# --- the command ---


def add_diff_command(commands: Any) -> None:
    """Add ``diff`` to the commands of ``xianjie``.

    Parameters
    ----------
    commands
        What `argparse.ArgumentParser.add_subparsers` returned.
    """
    command = commands.add_parser(
        "diff",
        allow_abbrev=False,
        help="say what differs between the tables of two outputs",
        description="Compare the tables of two outputs row by row. OLD and NEW are folders, or git revisions of the"
        " project such as v0.1.0. Exit code: 0 when nothing differs, 1 when something does, 2 when not all"
        " could be compared.",
    )
    command.add_argument("old", metavar="OLD", help="folder or git revision")
    command.add_argument(
        "new", metavar="NEW", help="folder or git revision (default: the project's tables)", nargs="?"
    )
    command.add_argument("--json", action="store_true", help="print JSON, with every row that differs")
    command.add_argument("--csv", type=Path, metavar="FILE", help="also write every difference to a CSV")
    command.add_argument(
        "--most",
        type=int,
        default=SHOWN,
        metavar="N",
        help=f"rows of each kind to show (default: {SHOWN}; 0: all)",
    )
    command.set_defaults(call=diff)


def diff(arguments: argparse.Namespace, root: Path) -> int:
    """Compare two outputs as the arguments say, print what differs, and return the exit code."""
    comparison = compare_outputs(arguments.old, arguments.new or str(root), root)
    if arguments.csv:
        _write_csv(comparison, arguments.csv)
    print(
        to_json(comparison) if arguments.json else to_markdown(comparison, max(arguments.most, 0)),
        end="\n" if arguments.json else "",
    )
    if comparison.problems:
        return TROUBLE
    return SAME if comparison.is_same else DIFFERENT


# --- parts ---


def _read_revision(revision: str, root: Path) -> dict[str, bytes]:
    listed = _git(
        root, "ls-tree", "-z", "--name-only", "--full-tree", f"{revision}:{COMMITTED}", named=revision
    )
    names = [name for name in listed.decode().split("\0") if name.endswith(".csv")]
    if not names:
        raise DiffError(f"{revision}: this revision holds no tables in {COMMITTED}.")
    return {
        Path(name).stem: _git(root, "show", f"{revision}:{COMMITTED}/{name}", named=revision)
        for name in names
    }


def _git(root: Path, *arguments: str, named: str) -> bytes:
    if named.startswith("-"):
        raise DiffError(f"{named}: there is no such folder or git revision.")
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError:
        raise DiffError(
            f"{named}: there is no such folder, and git, which could find a revision, is not installed."
        ) from None
    if done.returncode:
        raise DiffError(
            f"{named}: there is no such folder, and no git revision of this name with tables in {COMMITTED}."
        )
    return done.stdout


def _why_no_key(key: Sequence[str], before: Table, now: Table) -> str:
    """Return why rows are compared as wholes, or "" when the key names each of them once."""
    whole = "rows were compared as wholes, so that a changed row counts as one removed and one added."
    if not key:
        return f"This table has no key; {whole}"
    for said, table in (("before", before), ("now", now)):
        if missing := [column for column in key if column not in table.columns]:
            return f"The key column {missing[0]} is missing {said}; {whole}"
        counts = Counter(_key_of(row, key) for row in table.rows)
        if twice := [each for each, count in counts.items() if count > 1]:
            return f"The key {' '.join(key)} names more than one row {said}, such as {' · '.join(twice[0])}; {whole}"
    return ""


def _other_rows(
    those: Iterable[dict[str, str]], these: Iterable[dict[str, str]], columns: Sequence[str]
) -> list[dict[str, str]]:
    """Return the rows of `these` that `those` lack, judged by some columns; equal rows count one by one."""
    left = Counter(_key_of(row, columns) for row in those)
    others = []
    for row in these:
        if left[_key_of(row, columns)] > 0:
            left[_key_of(row, columns)] -= 1
        else:
            others.append(row)
    return others


def _changed_cells(
    before: Iterable[Row], now: Iterable[Row], key: Sequence[str], columns: Sequence[str]
) -> list[Change]:
    old = {_key_of(row, key): row for row in before}
    return [
        Change({name: row[name] for name in key}, column, old[_key_of(row, key)][column], row[column])
        for row in now
        if _key_of(row, key) in old
        for column in columns
        if row[column] != old[_key_of(row, key)][column]
    ]


def _key_of(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def _overview(comparison: Comparison) -> str:
    parts = []
    if comparison.is_same:
        parts.append(f"Nothing differs in the {len(comparison.tables)} tables that both have.")
    else:
        differing = sum(not table.is_same for table in comparison.tables)
        parts.append(f"{differing} of {len(comparison.tables)} tables differ.")
    for words, names in (("Only now there", comparison.added), ("No longer there", comparison.removed)):
        if names:
            parts.append(f"{words}: {', '.join(names)}.")
    return " ".join(parts)


def _section(table: TableDiff, most: int) -> list[str]:
    lines = ["", f"## {table.name}", ""]
    for words, columns in (
        ("Columns added", table.added_columns),
        ("Columns removed", table.removed_columns),
    ):
        if columns:
            lines.append(f"{words}: {', '.join(columns)}.")
    if table.note:
        lines.append(table.note)
    if table.changed:
        counts = Counter(change.column for change in table.changed)
        lines.append(
            "Changed: "
            + ", ".join(f"{name} in {counted(count, 'row')}" for name, count in counts.most_common())
            + "."
        )
    if table.changed:
        lines += ["", "| row | column | before | now |", "| --- | --- | --- | --- |"]
        cells = [
            (" · ".join(each.key.values()), each.column, each.before, each.now) for each in table.changed
        ]
        lines += _table_lines(cells, most)
    for words, rows in (("added", table.added), ("removed", table.removed)):
        if rows:
            names, told = _told_columns(table, rows[0])
            lines += [
                "",
                f"| {words}: {' · '.join(names)} | {' | '.join(told)} |",
                "| --- |" + " --- |" * len(told),
            ]
            shown = [[" · ".join(row[name] for name in names), *(row[name] for name in told)] for row in rows]
            lines += _table_lines(shown, most)
    return lines


def _told_columns(table: TableDiff, row: Row) -> tuple[list[str], list[str]]:
    """Return the columns that name a row, and a few that tell what it says."""
    names = list(table.key) or list(row)[:1]
    return names, [name for name in row if name not in names][:3]


def _table_lines(cells: Sequence[Sequence[str]], most: int) -> list[str]:
    shown = cells[:most] if most else cells
    lines = ["| " + " | ".join(markdown_text(_short(cell)) for cell in row) + " |" for row in shown]
    rest = len(cells) - len(shown)
    return [*lines, *(["", f"… and {rest:,} more (`--most 0` shows all)."] if rest else [])]


def _code(text: str) -> str:
    return f"`{one_line(text).replace('`', '')}`"


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + "…"


def _key_text(row: Row, table: TableDiff) -> str:
    return _as_json({name: row[name] for name in table.key}) if table.key else ""


def _as_json(row: Row) -> str:
    return json.dumps(dict(row), ensure_ascii=False)


def _write_csv(comparison: Comparison, path: Path) -> None:
    from helpers.tables import csv_text

    try:
        path.write_text(csv_text([HEADS, *to_rows(comparison)]), encoding="utf-8", newline="")
    except OSError as error:
        raise DiffError(f"{path}: cannot be written ({error.strerror}); give another --csv.") from None
