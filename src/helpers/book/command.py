"""The command ``xianjie site``: makes the site of the collection, or of a reader's own run, unless it is up to date."""

import argparse
import ast
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.fingerprints import Fingerprint, Records, hash_files

RECORD = ".made.json"  # in the site: what it was made from, and what was made
UNSEEN = (".parquet", ".pyc")  # of what it is made from
DONE, NOTHING_DONE = 0, 2


@dataclass(frozen=True, slots=True)
class Site:
    """The step that makes the site, as it is recorded."""

    name: str = "site"


def add_site_command(commands: Any) -> None:
    """Add ``site`` to the commands of ``xianjie``.

    Parameters
    ----------
    commands
        What `argparse.ArgumentParser.add_subparsers` returned.
    """
    command = commands.add_parser(
        "site",
        allow_abbrev=False,
        help="make the site: notebooks, findings, reports with every number marked",
        description="Make the site from notebooks, tables and figures as they lie there; nothing is run again."
        " With no option: of the collection, in build/site.",
    )
    command.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="what `xianjie run --out DIR` wrote; the site goes into DIR/site",
    )
    command.add_argument(
        "--raw", type=Path, metavar="DIR", help="its reports (default: the folder that the run was given)"
    )
    command.add_argument("--again", action="store_true", help="also when nothing has changed")
    command.set_defaults(call=site)


def site(arguments: argparse.Namespace, root: Path) -> int:
    """Make the site that the arguments ask for, say where it lies, and return the exit code."""
    folders = _folders(arguments, root)
    if isinstance(folders, str):
        return _refuse(folders)
    folder, inputs = folders["site"], _inputs(folders, root)
    why = Records(folder, folder / RECORD).why_not_current(Site(), inputs)
    index = _shown(folder / "index.html")
    if why is None and not arguments.again:
        print(f"The site is kept: nothing that it shows has changed since it was made. Open {index}")
        return DONE
    print(f"Making the site ({why or 'asked for again'})", flush=True)
    started = time.monotonic()
    from helpers.book.build import Places, build_site
    from helpers.book.pages import BookError

    try:
        for warning in build_site(Places(root=root, **folders)):
            print(f"  {warning}", file=sys.stderr)
    except BookError as error:
        return _refuse(f"{error}\nThe site was not made; the last one, if any, is kept.")
    made = [path for path in folder.rglob("*") if path.is_file() and path.name != RECORD]
    Records(folder, folder / RECORD).note(Site(), inputs, made)
    pages = sum(path.suffix == ".html" for path in made)
    print(f"{pages} pages in {time.monotonic() - started:.0f} s. Open {index}")
    return DONE


def raw_of_run(notebooks: Path) -> Path | None:
    """Return the folder of reports that a run was given, as its notebooks record it, or None.

    Parameters
    ----------
    notebooks
        Folder of the executed notebooks.
    """
    for path in sorted(notebooks.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if "injected-parameters" in cell.get("metadata", {}).get("tags", ()):
                for node in ast.parse("".join(cell["source"])).body:
                    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "raw_dir":
                        return (notebooks / str(ast.literal_eval(node.value))).resolve()
    return None


def _folders(arguments: argparse.Namespace, root: Path) -> dict[str, Path] | str:
    """Return where everything lies, or a sentence that says why it cannot be told."""
    if arguments.out is None:
        if arguments.raw is not None:
            return "--raw: goes with --out, the folder that a run of these reports wrote to."
        return {
            "raw": root / "data/raw",
            "tables": root / "data/processed",
            "figures": root / "figures",
            "notebooks": root / "notebooks",
            "site": root / "build/site",
        }
    out = arguments.out.absolute()
    if not (out / "tables").is_dir():
        return (
            f"{arguments.out}: holds no tables; `xianjie run --raw REPORTS --out {arguments.out}` makes them."
        )
    raw = arguments.raw or raw_of_run(out / "notebooks")
    if raw is None or not raw.is_dir():
        return f"{raw or arguments.out}: the folder of the reports was not found; name it with --raw."
    return {"raw": raw.resolve(), **{name: out / name for name in ("tables", "figures", "notebooks", "site")}}


def _inputs(folders: dict[str, Path], root: Path) -> Fingerprint:
    """Return the hash of every file that the site depends on."""
    found = hash_files((root / name for name in ("requirements.lock", "CITATION.cff")), root)
    read = [folders[name] for name in ("raw", "tables", "figures", "notebooks")]
    for folder in [*read, root / "site", root / "src/helpers"]:
        shown = (path for path in folder.rglob("*") if path.suffix not in UNSEEN and path.name[0] != ".")
        hashes = hash_files((path for path in shown if path.is_file()), folder)
        found |= {f"{_shown(folder, root)}/{name}": digest for name, digest in hashes.items()}
    return found


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return NOTHING_DONE


def _shown(path: Path, start: Path | None = None) -> str:
    try:
        return path.relative_to(start or Path.cwd()).as_posix()
    except ValueError:
        return str(path)
