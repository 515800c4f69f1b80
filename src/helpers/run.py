"""Run: the notebooks in order, on the five reports or on the reader's own; the command ``xianjie``.

The main job (``xianjie run``, which ``make`` calls) writes the committed notebooks, tables and figures and
leaves out what is up to date. A job of the reader's own (``--raw``, ``--out`` and the rest) writes below
``--out`` and leaves the committed files alone.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from helpers import __version__
from helpers.book.command import add_site_command
from helpers.cache import CACHE
from helpers.check_command import add_check_command
from helpers.citation import CitationError, add_cite_command
from helpers.diff import DiffError, add_diff_command
from helpers.fingerprints import Records, Setting, fingerprint, hash_files, load_hashes, save_hashes
from helpers.notebooks import ROOT, WHOSE_REPORTS, Notebook, find_notebooks, needed_for, producers
from helpers.package import NAME as PACKAGE
from helpers.package import Place, package_inputs, write_package
from helpers.plurals import counted, plural
from helpers.scale_commands import add_scale_commands
from helpers.staging import BusyError, Stage

DEFAULT_OUT = Path("xianjie-out")
HASHES = "hashes.json"
LANGUAGES = ("en", "zh")
SEGMENTERS = ("jieba", "rjieba")
# parameters that options of the command set
SET_BY = {
    "raw_dir": "--raw",
    "tables_dir": "--out",
    "figures_dir": "--out",
    "lang": "--lang",
    "units": "--units",
    "segmenter": "--segmenter",
    "lexicon": "--lexicon",
    "stop_words": "--stop-words",
}
WRITTEN = ("notebooks", "tables", "figures", "failed", "site", ".xianjie")  # below --out
FIGURE_FORMS = (".pdf", ".svg", ".png", ".csv", ".json")
TABLE_FORMS = (".csv", ".parquet")
DONE, NOTHING_DONE, STOPPED = 0, 2, 130
PARTLY_DONE = 1
GO_ON = "every file written so far is whole. Run again to go on."


class Refusal(Exception):  # noqa: N818 - it is an answer to the reader
    """What was asked cannot be done; the message is one sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Job:
    """Which reports are read and where everything goes."""

    root: Path
    raw: Path
    notebooks: Path
    tables: Path
    figures: Path
    failed: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    is_main: bool = False

    @property
    def base(self) -> Path:
        """The folder below which everything is written."""
        return self.root if self.is_main else self.notebooks.parent

    @property
    def state(self) -> Path:
        """The folder of what a run knows of earlier ones; it can be deleted at any time."""
        return self.root / "build" if self.is_main else self.base / ".xianjie"

    @property
    def setting(self) -> Setting | None:
        """What a job of the reader's own reads in place of the collection's files."""
        return None if self.is_main else Setting(self.raw, self.tables, self.base, self.parameters)

    @property
    def is_of_collection(self) -> bool:
        """Whether the reports are the collection's own."""
        return self.raw == self.root / "data/raw"

    def parameters_of(self, notebook: Notebook) -> dict[str, Any]:
        """Return those of the job's parameters that the notebook has."""
        return {name: value for name, value in self.parameters.items() if name in notebook.parameters}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one notebook: made, kept or not made, and why."""

    notebook: Notebook
    state: str
    why: str = ""
    files: tuple[Path, ...] = ()


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        Arguments without the program's name; `sys.argv` when None.
    root
        The project's folder.

    Returns
    -------
    int
        0 when everything asked for was made, 1 when part of it was, 2 when nothing was, 130 when stopped.
    """
    with _while_read():
        return _called(argv, root)
    return DONE


def _called(argv: Sequence[str] | None, root: Path) -> int:
    """Carry out the command that the arguments name and return its exit code."""
    try:
        parser = _parser()
        arguments = parser.parse_args(argv)
        if arguments.command is None:
            parser.print_help()
            return DONE
        if "call" in arguments:
            return int(arguments.call(arguments, root))
        if arguments.command == "review":
            return review(arguments, root)
        return run(arguments, root)
    except (Refusal, CitationError, DiffError) as refusal:
        if str(refusal):
            _complain(str(refusal))
        return NOTHING_DONE
    except KeyboardInterrupt:
        _complain(f"\nStopped by hand; {GO_ON}")
        return STOPPED


@contextmanager
def _while_read() -> Iterator[None]:
    """Print as long as somebody reads: who has enough, as `head` has, closes the pipe, and that is no mistake."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # what is held back would else fail when Python ends
    except BrokenPipeError:
        _let_go()


def _let_go() -> None:
    """Have what is still to be printed go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Plan the job that the arguments describe, carry it out and say what was made."""
    notebooks = find_notebooks(root / "notebooks")
    if not notebooks:
        raise Refusal(
            f"{root}: holds no notebooks; run xianjie from a clone of the project, installed by `make`."
        )
    parameters = _read_parameters(arguments, notebooks)
    selected = select(arguments.only, notebooks)
    job = _plan(arguments, parameters, root)
    selected = selected if job.is_main else with_texts(selected, notebooks)
    stage = Stage(job.base, job.state)
    os.environ[WHOSE_REPORTS] = "the collection's" if job.is_of_collection else "the reader's"
    try:
        with stage.alone():
            if stage.recover():
                print(
                    "The last run was stopped while it wrote; what it had finished is in its place now.",
                    flush=True,
                )
            load_hashes(job.state / HASHES)
            outcomes = _carry_out(job, stage, selected, notebooks, again=arguments.again)
            if job.is_main and any(outcome.state == "made" for outcome in outcomes):
                _renew_readme(root, notebooks)
            described = _describe(job, notebooks, outcomes, again=arguments.again)
            save_hashes(job.state / HASHES)
    except BusyError:
        raise Refusal(f"{_shown(job.base)}: another run is writing there; wait for it, or stop it.") from None
    except BrokenPipeError:
        _let_go()  # whoever closes the pipe of a long run stops it, as with Ctrl-C
        with suppress(BrokenPipeError):
            _complain(f"Stopped, since nobody reads what is printed any more; {GO_ON}")
        return STOPPED
    finally:
        del os.environ[WHOSE_REPORTS]
    with _while_read():
        _summarise(job, outcomes)
    failed = sum(outcome.state == "failed" for outcome in outcomes) + (not described)
    made = sum(outcome.state in ("made", "kept") for outcome in outcomes)
    return DONE if not failed else PARTLY_DONE if made else NOTHING_DONE


def review(arguments: argparse.Namespace, root: Path) -> int:
    """Write a worklist of claims to check, least certain first, and say where it lies."""
    from helpers.claims import write_worklist
    from helpers.claims.corrections import DecidedError
    from helpers.corpus import read_folder

    raw = _checked_raw(arguments.raw) if arguments.raw else root / "data/raw"
    try:
        rows, problems = write_worklist(raw, arguments.out)
    except DecidedError as error:
        raise Refusal(f"{error}; move it, or give another --out.") from None
    except OSError as error:
        raise Refusal(f"{arguments.out}: cannot be written ({error.strerror}); give another --out.") from None
    if not rows and not read_folder(raw).reports:
        raise Refusal(
            f"{raw}: holds no report that can be read, so there is nothing to check; name another --raw."
        )
    print(
        f"{rows} claims to check, least certain first, in {arguments.out}. Fill in the column new of those that are"
    )
    print(
        "wrong and add these rows to corrections.csv beside the reports (or to data/coding/corrections.csv): claims"
    )
    print("that are corrected there are no longer listed here.")
    for problem in problems:
        _complain(problem)
    return DONE


def select(only: Sequence[str] | None, notebooks: Sequence[Notebook]) -> list[Notebook]:
    """Return the notebooks to run: all, or those asked for and what they need.

    Parameters
    ----------
    only
        Numbers or names, such as ``3``, ``03`` or ``03-mentions``; None for all.
    notebooks
        All notebooks.

    Returns
    -------
    list of Notebook
        In the order in which they run.

    Raises
    ------
    Refusal
        When there is no such notebook.
    """
    if not only:
        return list(notebooks)
    by_key = {
        key: notebook for notebook in notebooks for key in (notebook.number, notebook.name, notebook.stage)
    }
    wanted = []
    for asked in (key for keys in only for key in keys.split(",")):
        key = asked.strip().removesuffix(".ipynb")
        if (found := by_key.get(key.zfill(2) if key.isdigit() else key)) is None:
            there = ", ".join(notebook.name for notebook in notebooks)
            raise Refusal(f"--only {asked}: there is no such notebook. There are: {there}.")
        wanted.append(found)
    return needed_for(wanted, notebooks)


def with_texts(selected: Sequence[Notebook], notebooks: Sequence[Notebook]) -> list[Notebook]:
    """Return notebooks with the one that says how each report is encoded and keeps the texts that were extracted.

    Offsets in the tables of the others mean nothing without these.
    """
    if not any("raw_dir" in notebook.parameters for notebook in selected):
        return list(selected)
    texts = [notebook for notebook in notebooks if "documents" in notebook.writes]
    return needed_for([*selected, *texts], notebooks)


# --- what was asked ---


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message}. See `{self.prog} --help`.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="xianjie", description="Chinese reports in; tables, figures and findings out.")
    parser.add_argument("--version", action="version", version=f"xianjie {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    command = commands.add_parser(
        "run",
        allow_abbrev=False,
        help="run the notebooks",
        description="Run the numbered notebooks in order. With no option: on the collection's own reports,"
        " writing the committed notebooks, tables and figures, and leaving out what is up to date.",
    )
    command.add_argument(
        "--raw",
        type=Path,
        metavar="DIR",
        help="folder of reports: .txt, .md, .html, .docx, .pdf, .jsonl, .csv, .parquet",
    )
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="folder to write to (default: ./xianjie-out)"
    )
    command.add_argument("--lang", choices=LANGUAGES, help="language of figures and findings (default: en)")
    command.add_argument(
        "--only",
        action="append",
        metavar="NN",
        help="run this notebook (such as 03) and what it needs; of other reports, also what keeps their texts",
    )
    command.add_argument("--units", type=Path, metavar="CSV", help="a table that adds units and classifiers")
    command.add_argument(
        "--segmenter",
        choices=SEGMENTERS,
        help="what cuts words (default: jieba; rjieba is faster, for large corpora)",
    )
    command.add_argument(
        "--lexicon", type=Path, metavar="CSV", help="a table that adds terms cut as one word"
    )
    command.add_argument("--stop-words", type=Path, metavar="CSV", help="a table that adds stop-words")
    command.add_argument(
        "-p",
        dest="parameters",
        nargs=2,
        action="append",
        default=[],
        metavar=("NAME", "VALUE"),
        help="set a parameter of the notebooks (repeatable)",
    )
    command.add_argument("--again", action="store_true", help="also make what is up to date")
    worklist = commands.add_parser(
        "review",
        allow_abbrev=False,
        help="write a worklist of claims to check",
        description="Read the reports and write their claims as a CSV to check, least certain first;"
        " filled in, it is a table of corrections.",
    )
    worklist.add_argument(
        "--raw",
        type=Path,
        metavar="DIR",
        help="folder of reports: .txt, .md, .html, .docx, .pdf, .jsonl, .csv, .parquet",
    )
    worklist.add_argument(
        "--out",
        type=Path,
        metavar="CSV",
        default=Path("worklist.csv"),
        help="file to write (default: ./worklist.csv)",
    )
    add_cite_command(commands)
    add_diff_command(commands)
    add_check_command(commands)
    add_scale_commands(commands)
    add_site_command(commands)
    return parser


def _read_parameters(arguments: argparse.Namespace, notebooks: Iterable[Notebook]) -> dict[str, Any]:
    defaults: dict[str, Any] = {}
    for notebook in notebooks:
        defaults = notebook.parameters | defaults
    own = sorted(defaults.keys() - SET_BY.keys())
    given: dict[str, Any] = {}
    for name, value in arguments.parameters:
        if name in SET_BY and name in defaults:
            raise Refusal(f"-p {name}: is set by {SET_BY[name]}; use that.")
        if name not in defaults:
            known = f"They have: {', '.join(own)}." if own else "They have none but those that options set."
            raise Refusal(f"-p {name}: no notebook has a parameter of this name. {known}")
        given[name] = _as_typed(name, value, defaults[name])
    if arguments.lang:
        given["lang"] = arguments.lang
    if arguments.units:
        if "units" not in defaults:
            raise Refusal("--units: no notebook takes units of the reader's own.")
        given["units"] = str(_checked_units(arguments.units))
    return given | _words_parameters(arguments, defaults)


def _words_parameters(arguments: argparse.Namespace, defaults: dict[str, Any]) -> dict[str, Any]:
    """Return what the options of the words stage set, their files checked."""
    asked = {
        "segmenter": arguments.segmenter,
        "lexicon": arguments.lexicon,
        "stop_words": arguments.stop_words,
    }
    given = {name: value for name, value in asked.items() if value}
    if unknown := [SET_BY[name] for name in given if name not in defaults]:
        raise Refusal(f"{unknown[0]}: no notebook takes this.")
    files = {name: path for name, path in given.items() if isinstance(path, Path)}
    for name, path in files.items():
        if not path.is_file():
            raise Refusal(f"{path}: there is no such file; {SET_BY[name]} takes a CSV file.")
    if files:
        from helpers.words import WordsFileError, read_lexicon

        try:
            read_lexicon(files.get("lexicon", ""), files.get("stop_words", ""))
        except WordsFileError as error:
            raise Refusal(str(error)) from None
    return given | {name: str(path.resolve()) for name, path in files.items()}


def _as_typed(name: str, value: str, default: Any) -> Any:
    """Read a value as what the parameter's default is."""
    readers: dict[type, Callable[[str], Any]] = {bool: _as_bool, int: int, float: float}
    try:
        return readers.get(type(default), str)(value)
    except (ValueError, KeyError):
        kind = {bool: "true or false", int: "a whole number", float: "a number"}[type(default)]
        raise Refusal(f"-p {name}: `{value}` is not {kind}.") from None


def _as_bool(value: str) -> bool:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[value.lower()]


def _checked_units(path: Path) -> Path:
    from helpers.mentions import UnitsError, lexicon_with_units

    if not path.is_file():
        raise Refusal(f"{path}: there is no such file; --units takes a CSV file.")
    try:
        lexicon_with_units(path)
    except UnitsError as error:
        raise Refusal(str(error)) from None
    return path.resolve()


def _plan(arguments: argparse.Namespace, parameters: dict[str, Any], root: Path) -> Job:
    if arguments.raw is None and arguments.out is None and not parameters:
        return Job(
            root=root,
            raw=root / "data/raw",
            notebooks=root / "notebooks",
            tables=root / "data/processed",
            figures=root / "figures",
            failed=root / "build/failed",
            is_main=True,
        )
    raw = _checked_raw(arguments.raw) if arguments.raw else root / "data/raw"
    if arguments.out is None:
        print(f"No --out given: writing to ./{DEFAULT_OUT}.", flush=True)
    out = _checked_out((arguments.out or DEFAULT_OUT).absolute(), root, raw)
    notebooks = out / "notebooks"
    # relative to where the notebooks run: the passports of figures name no folder of this machine
    folders = {"raw_dir": _relative(raw, notebooks), "tables_dir": "../tables", "figures_dir": "../figures"}
    return Job(
        root=root,
        raw=raw,
        notebooks=notebooks,
        tables=out / "tables",
        figures=out / "figures",
        failed=out / "failed",
        parameters=folders | parameters,
    )


def _relative(path: Path, start: Path) -> str:
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:  # another drive
        return str(path)


def _checked_raw(raw: Path) -> Path:
    if raw.is_file():
        raise Refusal(f"{raw}: is a file; --raw takes the folder that holds the reports.")
    if not raw.is_dir():
        raise Refusal(f"{raw}: there is no such folder; --raw takes a folder that holds reports.")
    return raw.resolve()


def _checked_out(out: Path, root: Path, raw: Path) -> Path:
    real = out.resolve()
    if real == root or (root in real.parents and real.relative_to(root).parts[0] in _own_folders()):
        raise Refusal(f"{out}: holds the collection's own files; give --out another folder.")
    if out.exists() and not out.is_dir():
        raise Refusal(f"{out}: is a file; give --out a folder.")
    _check_apart(out, real, raw)
    try:
        for folder in ("notebooks", "tables", "figures"):
            (real / folder).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=real / folder):
                pass
    except OSError as error:
        raise Refusal(
            f"{out}: cannot be written to ({error.strerror}); give --out a folder of your own."
        ) from None
    return real


def _check_apart(out: Path, real: Path, raw: Path) -> None:
    """Refuse a folder for results that lie where reports are looked for, or that hide reports from who looks for them.

    A folder of results below that of the reports is known for one and passed over, with all that it holds.
    """
    if real.exists() and real.samefile(raw):
        raise Refusal(f"{out}: is the folder of the reports; give --out a folder of its own.")
    if any(raw.is_relative_to(real / name) for name in WRITTEN):
        raise Refusal(
            f"{out}: would have results written into the reports in {raw}; give --out another folder."
        )
    is_new = not any((real / "notebooks").glob("*.ipynb"))  # else an earlier run has written there
    if is_new and any(folder.resolve() == real for folder in _folders_of_reports(raw)):
        raise Refusal(
            f"{out}: holds reports of {raw}, and beside results they would be passed over; give --out another folder."
        )


def _folders_of_reports(raw: Path) -> set[Path]:
    """Return the folders below that of the reports in which reports lie, at any depth."""
    from helpers.corpus.inputs import is_read_or_named, list_files

    files = (file for file in list_files(raw) if isinstance(file, Path) and is_read_or_named(file))
    return {folder for file in files for folder in file.parents if folder.is_relative_to(raw)} - {raw}


def _own_folders() -> set[str]:
    return {"notebooks", "data", "figures", "src", "tests", "site", ".git", ".venv"}


# --- doing it ---


def _carry_out(
    job: Job, stage: Stage, selected: Sequence[Notebook], notebooks: Sequence[Notebook], again: bool
) -> list[Outcome]:
    records = Records(job.base, job.state / "state.json")
    made_by = producers(notebooks)
    prepare = _Once(lambda: _prepare(job))
    outcomes: list[Outcome] = []
    for notebook in selected:
        failed = {outcome.notebook.name for outcome in outcomes if outcome.state == "failed"}
        broken = next((made_by[table] for table in notebook.reads if made_by.get(table) in failed), None)
        inputs = fingerprint(notebook, notebooks, job.root, job.setting)
        why = records.why_not_current(notebook, inputs)
        if broken:
            outcome = Outcome(notebook, "failed", f"not run, because it needs {broken}")
        elif why is None and not again:
            outcome = Outcome(notebook, "kept", "nothing that it depends on has changed since it was made")
        else:
            prepare()
            outcome = _make(job, stage, notebook, why or "asked for again", records.outputs(notebook))
        if outcome.state == "made":
            records.note(notebook, inputs, (*outcome.files, job.notebooks / notebook.path.name))
            save_hashes(job.state / HASHES)
        outcomes.append(outcome)
        _report(outcome, max(len(each.name) for each in selected))
    return outcomes


class _Once:
    """Do something the first time it is asked for."""

    def __init__(self, action: Callable[[], None]) -> None:
        self._action: Callable[[], None] | None = action

    def __call__(self) -> None:
        if self._action is not None:
            self._action()
            self._action = None


def _prepare(job: Job) -> None:
    """Look at the reports before the first notebook runs, and say what is wrong with them."""
    from helpers.corpus import read_folder
    from helpers.execution import warm_up
    from helpers.preflight import gaps_summary

    folder = read_folder(job.raw)
    for problem in folder.problems:
        _complain(str(problem))
    if not folder.reports:
        print(f"Nothing was made: no report in {_shown(job.raw)} could be read.", flush=True)
        raise Refusal("")  # the problems are said already
    for doubt in _doubts(folder.reports):
        _complain(doubt)
    count = len(folder.reports)
    print(f"{counted(count, 'report')} read from {_shown(job.raw)}.", flush=True)
    if gaps := gaps_summary(folder.reports, _shown(job.raw)):
        print(gaps, flush=True)
    for path in (job.tables, job.figures):
        path.mkdir(parents=True, exist_ok=True)
    warm_up()


def _doubts(reports: Sequence[Any]) -> Iterator[str]:
    """Yield what may mislead in reports that can be read; `xianjie check` says more."""
    from helpers.preflight import LOOK, SHORTEST, NearDuplicates, check_report

    near = NearDuplicates()
    for report in reports:
        if len("".join(report.raw.split())) >= SHORTEST:
            found = (*near.findings(report), *check_report(report, numbers=False))
            yield from (str(finding) for finding in found if finding.level == LOOK)


def _make(job: Job, stage: Stage, notebook: Notebook, why: str, before: Sequence[Path]) -> Outcome:
    """Run a notebook; what it writes takes its place when it has run to its end, or not at all."""
    from helpers.execution import CellFailedError, execute, notebook_text

    stamps = _stamps(job)
    started = time.monotonic()
    try:
        with _progress(notebook) as watcher, _cached(job), stage.step():
            executed = execute(notebook.path, job.parameters_of(notebook), job.notebooks, watcher)
            _write(job.notebooks / notebook.path.name, notebook_text(executed))
    except CellFailedError as error:
        where = ""
        if error.notebook is not None:
            _write(job.failed / notebook.path.name, notebook_text(error.notebook))
            where = f" (as far as it ran: {_shown(job.failed / notebook.path.name)})"
        _complain(f"{notebook.name}: {error}{where}")
        return Outcome(notebook, "failed", "stopped, as said above; what was made before is kept")
    written = set(stage.files()) | {path for path, stamp in _stamps(job).items() if stamp != stamps.get(path)}
    stage.commit(gone=[path for path in before if path not in written and _is_result(path, job)])
    (job.failed / notebook.path.name).unlink(missing_ok=True)
    written = {path for path in written if _is_result(path, job)} | _declared(job, notebook)
    took = f"in {time.monotonic() - started:.1f} s"
    return Outcome(notebook, "made", f"{took}; {why}" if why else took, tuple(sorted(written)))


def _is_result(path: Path, job: Job) -> bool:
    return path.is_relative_to(job.tables) or path.is_relative_to(job.figures)


@contextmanager
def _cached(job: Job) -> Iterator[None]:
    """Let the notebooks keep what they read from each report for the next run."""
    os.environ[CACHE] = str(job.root / "build/cache")
    try:
        yield
    finally:
        os.environ.pop(CACHE, None)


def _describe(job: Job, notebooks: Sequence[Notebook], outcomes: Sequence[Outcome], again: bool) -> bool:
    """Write the files that describe tables and figures to others; return whether all of it could be described."""
    place = Place(job.root, job.tables, job.figures, job.is_of_collection, job.is_main)
    width = max(len(outcome.notebook.name) for outcome in outcomes)
    records = Records(job.root, job.root / "build/state.json") if job.is_main else None
    inputs = hash_files(package_inputs(place), job.root) if records else {}
    why = records.why_not_current(place, inputs) if records else ""
    if why is None and not again:
        print(
            f"  {PACKAGE:<{width}}  kept    nothing that it describes has changed since it was made",
            flush=True,
        )
        return True
    files, problems = write_package(place, notebooks)
    for problem in problems:
        _complain(problem)
    if records and not problems:
        records.note(place, inputs, files)
    said = ", ".join(_shown(path) for path in files) or "as said above; what was made before is kept"
    print(f"  {PACKAGE:<{width}}  {'made' if files else 'failed'}    {said}", flush=True)
    return not problems


def _write(path: Path, text: str) -> None:
    from helpers.tables import replace_file

    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, text.encode())


def _renew_readme(root: Path, notebooks: Sequence[Notebook]) -> None:
    """Bring the README's table of notebooks in step with the notebooks."""
    from helpers.flow import with_map

    readme = root / "README.md"
    if readme.is_file() and (text := readme.read_text(encoding="utf-8")) != (
        new := with_map(text, notebooks)
    ):
        _write(readme, new)


def _declared(job: Job, notebook: Notebook) -> set[Path]:
    tables = {job.tables / f"{table}{form}" for table in notebook.writes for form in TABLE_FORMS}
    figures = {job.figures / f"{figure}{form}" for figure in notebook.figures for form in FIGURE_FORMS}
    return {path for path in tables | figures if path.is_file()}


def _stamps(job: Job) -> dict[Path, tuple[int, int]]:
    paths = [path for folder in (job.tables, job.figures) for path in folder.glob("*") if path.is_file()]
    return {path: (status.st_mtime_ns, status.st_ino) for path in paths for status in [path.stat()]}


# --- saying it ---


@contextmanager
def _progress(notebook: Notebook) -> Any:
    """Show how far a notebook is, where somebody is looking; a line when it is done is enough for a log."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("cells"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(notebook.name, total=len(notebook.cells))
        yield lambda done, cells: progress.update(task, completed=done, total=cells)


def _report(outcome: Outcome, width: int) -> None:
    print(f"  {outcome.notebook.name:<{width}}  {outcome.state:<6}  {outcome.why}", flush=True)


def _summarise(job: Job, outcomes: Sequence[Outcome]) -> None:
    states = [outcome.state for outcome in outcomes]
    said = ", ".join(
        f"{states.count(state)} {state}" for state in ("made", "kept", "failed") if state in states
    )
    print(f"\n{counted(len(outcomes), 'notebook')}: {said}.")
    made = [path for outcome in outcomes for path in outcome.files]
    for what, folder, form in (("table", job.tables, ".csv"), ("figure", job.figures, ".json")):
        there = sorted(path.stem for path in folder.glob(f"*{form}"))
        news = sorted(path.stem for path in made if path.parent == folder and path.suffix == form)
        said = f"; made now: {', '.join(news)}" if news else ""
        print(f"  {len(there):>3} {plural(what, len(there)):<9} in {_shown(folder)}{said}")
    there = sorted(path.stem for path in job.notebooks.glob("*.ipynb"))
    print(f"  {len(there):>3} {plural('notebook', len(there)):<9} in {_shown(job.notebooks)}")
    if not job.is_main and any(
        outcome.notebook.stage == "coverage" and outcome.state != "failed" for outcome in outcomes
    ):
        _say_coverage(job)
    good = [each.notebook for each in outcomes if each.state != "failed"]
    if first := next((each for each in good if each.stage == "findings"), good[-1] if good else None):
        print(f"Look at {_shown(job.notebooks / first.path.name)} first.")
    if job.is_main:
        print("`make lab` opens the notebooks, `make test` checks everything.")
    else:
        print(f"`xianjie site --out {_shown(job.tables.parent)}` makes a site of it to browse.")
    if any(outcome.notebook.stage == "claims" and outcome.state != "failed" for outcome in outcomes):
        _say_not_applied(job)


def _say_coverage(job: Job) -> None:
    """Say how much of the reader's own reports was read."""
    from helpers.coverage import describe_coverage, read_reference
    from helpers.tables import read_table

    tables = [read_table(name, job.tables) for name in ("coverage", "unknown_units")]
    print("How much was read (coverage.csv, unknown_units.csv):")
    for sentence in describe_coverage(tables[0], tables[1], read_reference(job.raw)):
        print(f"  {sentence}")


def _say_not_applied(job: Job) -> None:
    """Say which corrections the claims do not have, and why; that stops nothing."""
    from helpers.claims.corrections import corrections_not_applied

    unread, not_applied = corrections_not_applied(job.tables, job.raw)
    sys.stdout.flush()  # in a log of both, this comes last
    for problem in unread:
        _complain(f"{problem} None of its corrections was applied.")
    if not_applied:
        _complain(f"{counted(len(not_applied), 'correction')} not applied:")
    for sentence in not_applied:
        _complain(f"  {sentence}")


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
