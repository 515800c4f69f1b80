"""The command ``xianjie check``: its options and what it prints; `preflight` does the work, and is loaded only then."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.preflight import Check

REFUSED = 2


def add_check_command(commands: argparse._SubParsersAction[Any]) -> None:
    """Add ``check`` to the command line."""
    command = commands.add_parser(
        "check",
        allow_abbrev=False,
        help="look at a folder of reports before anything is run",
        description="Say of every file what it is, what is wrong with it and what to do. Ends with 0 when every file is"
        " used, 1 when one is left out, 2 when nothing can be used.",
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="folder of reports")
    command.add_argument(
        "--sources", type=Path, metavar="CSV", help="write a sources.csv filled with what could be found out"
    )
    command.add_argument("--json", action="store_true", help="print the check as JSON")
    command.set_defaults(call=run_command)


def run_command(arguments: argparse.Namespace, root: Path) -> int:
    """Carry out ``check`` and return its exit code."""
    from helpers.corpus.inputs import shown
    from helpers.preflight import as_json, check_folder, check_text

    folder: Path = arguments.folder
    if not folder.is_dir():
        what = "is a file; check takes a folder" if folder.exists() else "there is no such folder"
        print(f"{shown(str(folder))}: {what}.", file=sys.stderr)
        return REFUSED
    check = check_folder(folder)
    if arguments.json:
        print(json.dumps(as_json(check, str(folder)), ensure_ascii=False, indent=1))
    else:
        print(check_text(check, shown(str(folder))))
    return max(check.exit_code, _write_sources(check, arguments.sources) if arguments.sources else 0)


def _write_sources(check: Check, path: Path) -> int:
    from helpers.corpus.inputs import shown
    from helpers.preflight import write_template

    try:
        write_template(check, path)
    except FileExistsError:
        print(
            f"{shown(str(path))}: is there already and was left alone; give --sources another name.",
            file=sys.stderr,
        )
        return REFUSED
    except OSError as error:
        print(f"{shown(str(path))}: cannot be written ({error.strerror}).", file=sys.stderr)
        return REFUSED
    print(
        f"{len(check.sources):,} rows in {shown(str(path))}: fill in what is missing and put it beside the reports as"
        f" sources.csv.",
        file=sys.stderr,
    )
    return 0
