"""Folder: every report in a folder, and one sentence for each file that could not be used."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.corpus.inputs import Document, documents_named, read_documents, report_of, shown
from helpers.corpus.reading import Problem, Report
from helpers.corpus.sources import SOURCES, named_in_sources, with_sources
from helpers.staging import aside
from helpers.tables import file_sha256, replace_file, resolve_dir

TEXTS = "texts"  # folder of extracted texts, beside the tables
SAID_OF_A_FILE = 3  # problems of rows that are said one by one before the rest are counted
RENAME = "convmv -r -f gb18030 -t utf8 --notest DIR"
KINDS_SHOWN = ".txt, .md, .html, .docx, .pdf, .jsonl, .csv or .parquet"


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
        A folder with reports in files of any kind that `read_documents` reads and, optionally, `sources.csv`.

    Returns
    -------
    Folder
        What can be read is read, whatever is wrong with the rest.
    """
    folder = Path(raw_dir)
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        return Folder([], [Problem(shown(folder.name), what, "Name a folder that holds reports")])
    sifter = Sifter(folder)
    found, seen = Folder(), 0
    for seen, each in enumerate(read_documents(folder), start=1):  # noqa: B007
        if problem := each if isinstance(each, Problem) else sifter.problem_with(each):
            found.problems.append(problem)
        elif isinstance(each, Document):
            found.reports.append(sifter.report(each))
    if not seen:
        what = f"holds no {KINDS_SHOWN} file"
        found.problems.append(Problem(shown(folder.name), what, "Put one report a file into it"))
    reports, problems = with_sources(found.reports, folder / SOURCES)
    return Folder(reports, [*_counted(found.problems), *problems])


def write_texts(reports: Iterable[Report], tables_dir: str | Path) -> int:
    """Write the extracted texts beside the tables, one ``texts/<doc>.txt`` each, and take away those of earlier runs.

    Parameters
    ----------
    reports
        From `read_folder`. A report that is plain text on disk is not copied.
    tables_dir
        Folder of the tables.

    Returns
    -------
    int
        How many there are.
    """
    folder = resolve_dir(tables_dir) / TEXTS
    wanted = {f"{report.doc}.txt": report.raw for report in reports if report.is_extracted}
    if wanted:
        folder.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        replace_file(folder / name, text.encode())
    for path in folder.glob("*.txt") if aside(folder) == folder else ():  # else the run takes them away
        if path.name not in wanted:
            path.unlink()
    return len(wanted)


class Sifter:
    """What of a folder's documents can be used: no name and no text twice.

    Of equal texts the first is used that `sources.csv` names, or else the first.

    Parameters
    ----------
    folder
        Where the documents come from.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] = {}  # doc → file
        self._texts: dict[bytes, str] = {}  # hash of a text → what holds it
        self._hashes: dict[str, str] = {}  # table → its SHA-256
        self._named = named_in_sources(folder / SOURCES)
        self._named_texts: dict[bytes, str] | None = None  # of these, read when one that is not named is met

    def problem_with(self, document: Document) -> Problem | None:
        """Return why a document cannot be used beside those before it, or None."""
        return _unusable_name(document, self._names) or self._twin(document)

    def report(self, document: Document) -> Report:
        """Return a document as a report that knows the hash of its file."""
        report = report_of(document)
        return replace(report, sha256=report.sha256 or self._hash(document.file))

    def _twin(self, document: Document) -> Problem | None:
        digest, here = _text_hash(document), _where(document)
        if first := self._texts.get(digest):
            return _twin_of(document, first)
        if document.doc not in self._named and (named := self._texts_named().get(digest)):
            return _twin_of(document, f"{named}, which {SOURCES} names,")
        self._texts[digest] = here
        return None

    def _texts_named(self) -> dict[bytes, str]:
        """Return the texts of the reports that `sources.csv` names, wherever in the folder they come."""
        if self._named_texts is None:
            self._named_texts = {}
            names: dict[str, str] = {}
            for document in documents_named(self._folder, self._named):
                if not _unusable_name(document, names):
                    self._named_texts.setdefault(_text_hash(document), _where(document))
        return self._named_texts

    def _hash(self, file: str) -> str:
        if file not in self._hashes:
            self._hashes[file] = file_sha256(self._folder / file)
        return self._hashes[file]


def _text_hash(document: Document) -> bytes:
    """Return what equal texts have in common, whatever their white space."""
    text = "".join(document.text.strip("\ufeff").split())
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _where(document: Document) -> str:
    return f"{shown(document.file)}{f' (row {shown(document.row)})' if document.row else ''}"


def _twin_of(document: Document, other: str) -> Problem:
    row = f"row {shown(document.row)} " if document.row else ""
    what = f"{row}has the same text as {other} and was left out: its numbers would count twice"
    return Problem(shown(document.file), what, "Take one of the two away")


def badly_named(document: Document) -> Problem | None:
    """Return what is wrong with a name whose bytes are no UTF-8, as names from Chinese archives often are, or None."""
    try:
        f"{document.file}{document.doc}".encode()
    except UnicodeEncodeError:
        meant = _in_gb18030(document.file)
        what = f"has a name that is not in UTF-8{f' (in GB18030 it is {meant})' if meant else ''}"
        mend = f"Rename it, or all of a folder with `{RENAME}`, and run again"
        return Problem(shown(document.file), what, mend)
    return None


def _unusable_name(document: Document, names: dict[str, str]) -> Problem | None:
    doc, file = document.doc, shown(document.file)
    if problem := badly_named(document):
        return problem
    if not doc.isprintable() or ":" in doc or doc != doc.strip() or doc != shown(doc):
        what = (
            "has a name that cannot be a report's (a colon, a space at its end or an unprintable character)"
        )
        return Problem(file, what, "Rename it and run again")
    first = names.setdefault(unicodedata.normalize("NFC", doc), file)
    if first != file:
        what = f"would have the key {shown(doc)}, which {first} has already"
        return Problem(file, what, "Rename one of the two and run again")
    return None


def _in_gb18030(name: str) -> str:
    try:
        return shown(name.encode("utf-8", "surrogateescape").decode("gb18030"))
    except UnicodeError:
        return ""


def _counted(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems with all but the first few of a file's rows in one sentence."""
    rows = Counter(problem.file for problem in problems if problem.what.startswith("row "))
    said: Counter[str] = Counter()
    kept = []
    for problem in problems:
        if problem.what.startswith("row ") and rows[problem.file] > SAID_OF_A_FILE + 1:
            said[problem.file] += 1
            if said[problem.file] == SAID_OF_A_FILE + 1:
                what = f"{rows[problem.file] - SAID_OF_A_FILE:,} more rows were left out for reasons of this kind"
                kept.append(Problem(problem.file, what, "`xianjie check` lists them all"))
            if said[problem.file] > SAID_OF_A_FILE:
                continue
        kept.append(problem)
    return kept
