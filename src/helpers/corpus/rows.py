"""Rows: tables of reports (JSON Lines, CSV, Parquet), read row by row, however long they are."""

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import IO, Any

from helpers.corpus.reading import BYTE_ORDER_MARKS, UnreadableError, UnusableError, decode
from helpers.resources import read_resource
from helpers.tables import records

Columns = Mapping[str, str]
SAMPLE = 1 << 20  # bytes from which the encoding of a CSV is read
LONGEST_LINE = 256 << 20  # bytes of a line of JSON; a longer one would not fit beside the rest in memory
BATCH = 256  # rows of a Parquet file held at a time
SHOWN = 8  # columns named in a sentence
DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds a text, or what is wrong with it.

    Attributes
    ----------
    number
        Counted from 1: the line of a JSON Lines file, the record of another.
    cells
        By role: ``text``, ``id``, ``title``, ``published`` and what else the columns give.
    fault
        What is wrong when the row cannot be used, or ``""``.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    fault: str = ""


def read_json_lines(stream: IO[bytes], columns: Columns | None = None) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file, one object a line; blank lines are passed over.

    Parameters
    ----------
    stream
        The file, open for reading bytes.
    columns
        Role → name of the column that has it; found by their names when None.

    Yields
    ------
    Row
        In the order of the file.
    """
    number = 0
    for number, line in _lines(stream):
        if line is None:
            yield Row(number, fault=f"is longer than {LONGEST_LINE >> 20} MB")
        elif line.strip(b" \t\r\n\xef\xbb\xbf\0"):
            yield _json_row(number, line, columns)
    if not number:
        raise UnusableError("is empty", "Put its rows into it, or take it away")


def read_json(content: bytes, columns: Columns | None = None) -> Iterator[Row]:
    """Yield the rows of a JSON file: a list of objects, one object, or else JSON Lines."""
    try:
        value = json.loads(decode(content).text.lstrip("\ufeff"))
    except UnreadableError as error:
        raise UnusableError(str(error), "Save it again as JSON in UTF-8") from None
    except (ValueError, RecursionError):
        yield from read_json_lines(io.BytesIO(content), columns)
        return
    for number, each in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _object_row(number, each, columns)


def read_csv(stream: IO[bytes], columns: Columns | None = None) -> Iterator[Row]:
    """Yield the rows of a CSV, in any encoding in which a spreadsheet saves one.

    Parameters
    ----------
    stream
        The file, open for reading bytes.
    columns
        As of `read_json_lines`.

    Yields
    ------
    Row
        In the order of the file, the first below the header being 1.

    Raises
    ------
    UnusableError
        When no column holds the text.
    """
    text, encoding = _as_text(stream)
    header_line = text.readline().lstrip("\ufeff")
    while header_line.count('"') % 2 and (more := text.readline()):
        header_line += more
    delimiter = max(DELIMITERS, key=header_line.count)
    header = next(csv.reader(io.StringIO(header_line, newline=""), delimiter=delimiter), [])
    roles = _checked_roles(header, columns)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number, begins = number + 1, reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, fault=_csv_fault(str(error), begins + header_line.count("\n")))
            continue
        if not cells:
            number -= 1
        elif len(cells) > len(header):
            fault = (
                f"has {len(cells)} cells, not {len(header)} (a comma or quotation mark outside of quotes?)"
            )
            yield Row(number, fault=fault)
        else:
            by_name = dict(
                reversed(list(zip(header, cells, strict=False)))
            )  # the first of two columns of a name
            yield _row(number, {role: by_name.get(name, "") for role, name in roles.items()}, encoding)


def read_parquet(stream: IO[bytes], columns: Columns | None = None) -> Iterator[Row]:
    """Yield the rows of a Parquet file, a small batch in memory at a time.

    Parameters
    ----------
    stream
        The file, open for reading bytes.
    columns
        As of `read_json_lines`.

    Yields
    ------
    Row
        In the order of the file.

    Raises
    ------
    UnusableError
        When it is broken, or no column holds the text.
    """
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        file = pyarrow.parquet.ParquetFile(stream)
        roles = _checked_roles(file.schema_arrow.names, columns)
        for batch in file.iter_batches(batch_size=BATCH, columns=list(dict.fromkeys(roles.values()))):
            for cells in batch.to_pylist():
                number += 1
                yield _row(number, {role: _as_cell(cells[name]) for role, name in roles.items()})
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        if isinstance(error, UnusableError):
            raise
        read = f" after row {number:,}" if number else ""
        raise UnusableError(f"is a broken Parquet file and cannot be read{read}", "Write it again") from None


def find_roles(names: Iterable[str], columns: Columns | None = None) -> dict[str, str]:
    """Return which column of a table has which role, by its name.

    Parameters
    ----------
    names
        Names of the columns.
    columns
        Role → name, where the reader says so; these win.

    Returns
    -------
    dict
        Role → name; roles that no column has are left out.
    """
    there = list(names)
    plain: dict[str, str] = {}
    for name in there:
        plain.setdefault(_plain(name), name)
    known = [(row["role"], plain[row["name"]]) for row in _known_columns() if row["name"] in plain]
    found: dict[str, str] = dict(reversed(known))
    return found | {role: name for role, name in (columns or {}).items() if name in there}


def _checked_roles(names: list[str], columns: Columns | None) -> dict[str, str]:
    roles = find_roles(names, columns)
    if "text" not in roles:
        shown = ", ".join(name.strip() or "(no name)" for name in names[:SHOWN]) or "none"
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        raise UnusableError(
            f"has no column that is known to hold the text (its columns: {' '.join(shown.split())}{more})",
            "Name that column text, or take the file away if it holds no reports",
        )
    return roles


@cache
def _known_columns() -> list[dict[str, Any]]:
    return records(read_resource("input_columns.csv"))


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-.\ufeff]+", "", name).casefold()


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a file with their numbers; None for one that is too long to hold."""
    start = stream.readline(LONGEST_LINE + 1)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):  # a line feed is two bytes here
        wide = (start + stream.read()).decode(BYTE_ORDER_MARKS[start[:2]], "replace").lstrip("\ufeff")
        yield from enumerate((line.encode() for line in wide.split("\n")), start=1)
        return
    number, line = 1, start
    while line:
        whole = len(line) <= LONGEST_LINE
        yield number, line if whole else None
        while not whole and not line.endswith(b"\n") and line:
            line = stream.readline(1 << 20)
        number, line = number + 1, stream.readline(LONGEST_LINE + 1)


def _json_row(number: int, line: bytes, columns: Columns | None) -> Row:
    try:
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = decode(line).text
        value = json.loads(text.strip("\ufeff\0 \r\n\t"))
    except UnreadableError as error:
        return Row(number, fault=str(error))
    except RecursionError:
        return Row(number, fault="nests too deeply to be read")
    except ValueError as error:
        where = f" at character {error.pos + 1:,}" if isinstance(error, json.JSONDecodeError) else ""
        return Row(number, fault=f"is no whole JSON object{where}")
    return _object_row(number, value, columns)


def _object_row(number: int, value: Any, columns: Columns | None) -> Row:
    if not isinstance(value, dict):
        return Row(number, fault="is no JSON object with a text in it")
    roles = find_roles(value, columns)
    if "text" not in roles:
        names = ", ".join(" ".join(name.split()) for name in list(value)[:SHOWN]) or "none"
        return Row(number, fault=f"has no field that is known to hold the text (its fields: {names})")
    return _row(number, {role: _as_cell(value[name]) for role, name in roles.items()})


def sheet_reader(text: str) -> "csv.DictReader[str]":
    """Return a reader of a CSV with a header, whatever sets its cells apart; cells that a row lacks are empty.

    Parameters
    ----------
    text
        The whole file, as `decode` gives it.
    """
    text = text.lstrip("\ufeff")
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    reader.fieldnames = [str(name).strip() for name in reader.fieldnames or ()]
    return reader


def _row(number: int, cells: dict[str, str], encoding: str = "") -> Row:
    if any("\udc80" <= character <= "\udcff" for character in cells["text"]) and encoding:
        return Row(number, fault=f"holds bytes that are not {encoding.upper()}")
    if not cells["text"].strip("\ufeff \t\r\n\u3000"):
        return Row(number, fault="has no text")
    return Row(number, cells)


def _as_cell(value: Any) -> str:
    """Return a cell of any type as text: a date as it is written in a report's date, a list as its lines."""
    if value is None or value != value:
        return ""
    if isinstance(value, bytes):
        try:
            return decode(value).text
        except UnreadableError:
            return ""
    if isinstance(value, list):
        return "\n".join(_as_cell(each) for each in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    isoformat: Callable[[], str] | None = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)


def _as_text(stream: IO[bytes]) -> tuple[io.TextIOWrapper, str]:
    """Return a file of text as a stream of it; bytes that break its encoding become lone surrogates."""
    head = stream.read(SAMPLE)
    if not head.strip():
        raise UnusableError("is empty", "Put its rows into it, or take it away")
    wide = head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    sample = head[: len(head) // 2 * 2] if wide else head[: head.rfind(b"\n") + 1] or head
    try:
        encoding = decode(sample).encoding
    except UnreadableError as error:
        if "utf-8" not in str(error).lower() or not _mostly_utf8(sample):
            raise UnusableError(str(error), "Save it as CSV in UTF-8") from None
        encoding = "utf-8"
    rest = io.BufferedReader(_Again(head, stream))
    return io.TextIOWrapper(rest, encoding, errors="surrogateescape", newline=""), encoding


def _mostly_utf8(sample: bytes) -> bool:
    """Return whether only a few bytes keep a text from being UTF-8."""
    text = sample.decode("utf-8", "surrogateescape")
    return sum("\udc80" <= character <= "\udcff" for character in text) * 50 < len(text)


class _Again(io.RawIOBase):
    """A file whose beginning has been read already, from its beginning."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)


def _csv_fault(said: str, line: int) -> str:
    if "unexpected end" in said:
        return f"opens a quotation mark on line {line:,} that is never closed, so the rest of the file was not read"
    return f"is not well-formed CSV from line {line:,} on (a quotation mark inside of a cell must be doubled)"
