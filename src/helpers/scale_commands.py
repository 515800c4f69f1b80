"""Commands for large corpora: ``xianjie extract`` and ``xianjie sql``."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.plurals import counted

if TYPE_CHECKING:
    from helpers.scale import Rules, Tally


Command = Callable[[argparse.Namespace, Path], int]
NOTHING_DONE = 2
EVERY = 60.0  # seconds between the lines of a log


class CommandError(Exception):
    """What was asked cannot be done; the message is one sentence for the reader."""


def add_scale_commands(commands: Any) -> None:
    """Add the commands to a parser of commands."""
    _add_extract(commands).set_defaults(call=_saying(extract))
    _add_sql(commands).set_defaults(call=_saying(sql))


def _saying(command: Command) -> Command:
    """Let a command say in a sentence what it cannot do."""

    def call(arguments: argparse.Namespace, root: Path) -> int:
        try:
            return command(arguments, root)
        except CommandError as error:
            print(error, file=sys.stderr, flush=True)
            return NOTHING_DONE

    return call


# -- extract -------------------------------------------------------------------------------------------


def _add_extract(commands: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        "extract",
        allow_abbrev=False,
        help="read a large corpus into Parquet tables",
        description="Read every report of SOURCE with the rules of the notebooks, partition by partition, and write"
        " documents, texts, sentences, mentions, claims, checks, evidence, cadences and systems as Parquet. A run that"
        " was stopped goes on where it was. What cannot be read is kept in the table quarantine, with the reason.",
    )
    command.add_argument(
        "source",
        metavar="SOURCE",
        help="a file or folder (.txt .md .html .docx .pdf .jsonl .csv .parquet, packed with gzip or not), or a URL of one"
        " (s3://…)",
    )
    command.add_argument(
        "--out", required=True, metavar="PARQUET", help="folder of the tables, or a URL of one"
    )
    who = command.add_mutually_exclusive_group()
    who.add_argument(
        "--workers", type=_count, default=0, metavar="N", help="read with N processes on this machine"
    )
    who.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="read with a Dask cluster that runs, such as tcp://host:8786",
    )
    command.add_argument(
        "--partition-size",
        type=_count,
        metavar="CHARACTERS",
        help="characters read and written together (default: 500000)",
    )
    command.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        help="how long one report may take before it goes into quarantine (default: 60; 0: as long as it likes)",
    )
    command.add_argument("--units", type=Path, metavar="CSV", help="a table that adds units and classifiers")
    return command


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number from 1")
    return int(text)


def _seconds(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (seconds := float(text)) < 1e9:
            return seconds
    raise argparse.ArgumentTypeError(f"`{text}` is not a number of seconds from 0")


def extract(arguments: argparse.Namespace, root: Path) -> int:
    """Read a corpus and say what was found and where it lies."""
    from helpers.scale import ScaleError
    from helpers.scale.extraction import SECONDS, SIZE
    from helpers.scale.extraction import extract as extract_all

    rules, families = _rules(arguments.units, root)
    began = time.monotonic()
    try:
        with _progress() as watcher:
            tally = extract_all(
                arguments.source,
                arguments.out,
                rules,
                families=families,
                workers=arguments.workers,
                scheduler=arguments.scheduler,
                size=arguments.partition_size or SIZE,
                seconds=SECONDS if arguments.time_limit is None else arguments.time_limit,
                watcher=watcher,
            )
    except ScaleError as error:
        raise CommandError(str(error)) from None
    _summarise(tally, arguments.out, time.monotonic() - began)
    return 0 if tally.rows["documents"] else NOTHING_DONE


def _rules(units: Path | None, root: Path) -> tuple[Rules, list[str]]:
    from helpers.mentions import UnitsError, lexicon_with_units
    from helpers.scale import make_rules
    from helpers.systems import CodingError, read_catalogue

    content = b""
    if units is not None:
        if not units.is_file():
            raise CommandError(f"{units}: there is no such file; --units takes a CSV file.")
        try:
            lexicon_with_units(units)
        except UnitsError as error:
            raise CommandError(str(error)) from None
        content = units.read_bytes()
    try:
        catalogue = read_catalogue(root / "data/coding")
    except CodingError as error:
        raise CommandError(str(error)) from None
    return make_rules(catalogue, content), list(catalogue.families["family"])


def _summarise(tally: Tally, out: str, seconds: float) -> None:
    speed = f" ({tally.characters / seconds:,.0f} a second)" if tally.characters and not tally.kept else ""
    read = f"{counted(tally.documents, 'report')}, {counted(tally.characters, 'character')}"
    print(f"{read} in {seconds:,.0f} s{speed}.")
    if tally.kept:
        print(f"{tally.kept:,} of {counted(tally.parts, 'partition')} had been read before and stayed.")
    print("  " + ", ".join(f"{name} {count:,}" for name, count in tally.rows.items() if name != "quarantine"))
    if aside := tally.rows["quarantine"]:
        print(f"{aside:,} could not be read, and why is in the table quarantine:")
        for reason in tally.aside:
            print(f"  {reason}")
        if aside > len(tally.aside):
            print("  …")
    print(
        f'The tables are in {out}. Ask them: xianjie sql --tables {out} "select kind, count(*) from mentions group by all"'
    )


@contextmanager
def _progress() -> Iterator[Callable[[Any], None]]:
    """Show how far the run is: as a bar where somebody is looking, else a line a minute."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    line = "{documents:,} reports  {characters:.1f} M characters  {speed:,.0f}/s"
    fields = re.sub(r"\{(\w+)", r"{task.fields[\1]", line)
    columns = (TextColumn("reading"), BarColumn(), TextColumn(fields), TimeElapsedColumn())
    console = Console(stderr=True)
    began = said = time.monotonic()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None, documents=0, characters=0.0, speed=0.0)

        def watch(tally: Any) -> None:
            nonlocal said
            now = time.monotonic()
            facts = {"documents": tally.documents, "characters": tally.characters / 1e6}
            facts["speed"] = tally.characters / max(now - began, 0.1)
            progress.update(task, **facts)
            if not console.is_terminal and now - said >= EVERY:  # a log of a run that nobody looks at
                said = now
                print(line.format(**facts), file=sys.stderr, flush=True)

        yield watch


# -- sql -----------------------------------------------------------------------------------------------


def _add_sql(commands: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        "sql",
        allow_abbrev=False,
        help="ask the tables in SQL",
        description="Answer a question in SQL (DuckDB) over the tables of `xianjie extract` or of the notebooks. Each"
        " table is a view of its name. Nothing is changed and nothing is fetched from elsewhere.",
    )
    command.add_argument(
        "query", metavar="QUERY", help='such as "select kind, count(*) from mentions group by all"'
    )
    command.add_argument(
        "--tables",
        default="",
        metavar="DIR",
        help="folder of the tables, or a URL of one (default: data/processed of the collection)",
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print the answer as CSV")
    form.add_argument("--parquet", type=Path, metavar="FILE", help="write the answer to a Parquet file")
    return command


def sql(arguments: argparse.Namespace, root: Path) -> int:
    """Answer a question over the tables."""
    from helpers.query import QueryError, answer, as_csv, as_text, open_tables, write_parquet

    folder = arguments.tables or root / "data/processed"
    try:
        with open_tables(folder) as tables:
            if note := tables.note:
                print(note, file=sys.stderr)
            found = answer(tables, arguments.query)
            if arguments.parquet:
                rows = write_parquet(found, arguments.parquet)
                print(f"{counted(rows, 'row')} in {arguments.parquet}.")
            elif arguments.csv:
                for block in as_csv(found):
                    sys.stdout.write(block)
            else:
                print(as_text(found))
    except QueryError as error:
        raise CommandError(str(error)) from None
    return 0
