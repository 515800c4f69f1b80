"""The command ``xianjie site``: makes the site of the collection, or of a reader's own run, unless it is up to date."""

import argparse
import ast
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.fingerprints import differences

RECORD = ".made.json"  # in the site: what it was made from, and what was made
DONE, NOTHING_DONE = 0, 2
SHOWN_CHANGES = 3


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
    made_from = dict(_inputs(folders, root))
    why = _why_not_current(folders["site"], made_from)
    index = _shown(folders["site"] / "index.html")
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
    made = dict(_outputs(folders["site"]))
    record = {"inputs": made_from, "outputs": made}
    (folders["site"] / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    pages = sum(name.endswith(".html") for name in made)
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


def _inputs(folders: dict[str, Path], root: Path) -> Iterator[tuple[str, str]]:
    """Yield every file that the site depends on, with its hash."""
    read = [folders[name] for name in ("raw", "tables", "figures", "notebooks")]
    for folder in [*read, root / "site", root / "src/helpers"]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in (".parquet", ".pyc") and not path.name.startswith("."):
                yield _shown(path, root), hashlib.sha256(path.read_bytes()).hexdigest()
    for name in ("requirements.lock", "CITATION.cff"):
        if (root / name).is_file():
            yield name, hashlib.sha256((root / name).read_bytes()).hexdigest()


def _outputs(folder: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != RECORD:
            yield path.relative_to(folder).as_posix(), path.stat().st_size


def _why_not_current(folder: Path, made_from: dict[str, str]) -> str | None:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        before, made = dict(record["inputs"]), {name: str(size) for name, size in record["outputs"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return "not made here before"
    if changed := differences(before, made_from):
        more = f" and {len(changed) - SHOWN_CHANGES} more" if len(changed) > SHOWN_CHANGES else ""
        return f"changed: {', '.join(changed[:SHOWN_CHANGES])}{more}"
    if differences(made, {name: str(size) for name, size in _outputs(folder)}):
        return "no longer as it was made"
    return None


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return NOTHING_DONE


def _shown(path: Path, start: Path | None = None) -> str:
    try:
        return path.relative_to(start or Path.cwd()).as_posix()
    except ValueError:
        return str(path)
