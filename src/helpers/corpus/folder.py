"""Folder: every report in a folder, and one sentence for each file that could not be used."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.corpus.reading import EMPTY, Problem, Report, UnreadableError, read_report
from helpers.corpus.sources import SOURCES, with_sources

OTHER_KINDS = {".doc", ".docx", ".pdf", ".html", ".htm", ".rtf", ".odt", ".wps"}
SAVE_AS_TEXT = "Save its text as a .txt file in UTF-8 and run again"
FILL_IT = "Put the report's text into it, or take it away"


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds.

    Attributes
    ----------
    reports
        In the order of their names.
    problems
        What could not be used, and what to do about it.
    """

    reports: list[Report] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_folder(raw_dir: str | Path) -> Folder:
    """Return the reports of a folder, and what is wrong with the files that gave none.

    Parameters
    ----------
    raw_dir
        A folder with one report a ``.txt`` file and, optionally, `sources.csv`.

    Returns
    -------
    Folder
        What can be read is read, whatever is wrong with the rest.
    """
    folder = Path(raw_dir)
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        return Folder([], [Problem(_shown(folder.name), what, "Name a folder that holds .txt files")])
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    texts = [path for path in files if path.suffix.lower() == ".txt"]
    found = Folder()
    found.problems.extend(_other_kinds(files))
    for path in texts:
        _add_report(path, found)
    if not texts:
        found.problems.append(
            Problem(_shown(folder.name), "holds no .txt file", "Put one report a file into it")
        )
    reports, problems = with_sources(found.reports, folder / SOURCES)
    return Folder(reports, [*found.problems, *problems])


def _add_report(path: Path, found: Folder) -> None:
    """Append the report of a file, or the problem with it."""
    doc = path.stem
    if problem := _unusable_name(path, found.reports):
        found.problems.append(problem)
        return
    try:
        report = read_report(doc, path.read_bytes(), path.name)
    except UnreadableError as error:
        mend = FILL_IT if str(error) == EMPTY else SAVE_AS_TEXT
        found.problems.append(Problem(_shown(path.name), str(error), mend))
        return
    except OSError as error:
        what = f"cannot be opened ({error.strerror})"
        found.problems.append(Problem(_shown(path.name), what, "Allow reading it and run again"))
        return
    if twin := _twin(report, found.reports):
        what = (
            f"has the same text as {_shown(twin.path_name)} and was left out: its numbers would count twice"
        )
        found.problems.append(Problem(_shown(path.name), what, "Take one of the two away"))
        return
    found.reports.append(report)


def _unusable_name(path: Path, reports: Sequence[Report]) -> Problem | None:
    doc = path.stem
    if not doc.isprintable() or ":" in doc or doc != doc.strip() or doc != _shown(doc):
        what = (
            "has a name that cannot be a report's (a colon, a space at its end or an unprintable character)"
        )
        return Problem(_shown(path.name), what, "Rename it and run again")
    same = unicodedata.normalize("NFC", doc)
    clash = next((report for report in reports if unicodedata.normalize("NFC", report.doc) == same), None)
    if clash:
        what = f"has the same name as {_shown(clash.path_name)} but for its ending"
        return Problem(_shown(path.name), what, "Rename one of the two and run again")
    return None


def _twin(report: Report, reports: Sequence[Report]) -> Report | None:
    text = "".join(report.raw.strip("\ufeff").split())
    return next((r for r in reports if "".join(r.raw.strip("\ufeff").split()) == text), None)


def _other_kinds(files: Sequence[Path]) -> Iterator[Problem]:
    for path in files:
        if path.suffix.lower() in OTHER_KINDS:
            yield Problem(_shown(path.name), f"is a {path.suffix} file and was not read", SAVE_AS_TEXT)


def _shown(name: str) -> str:
    """Return a file name as it can be printed."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
