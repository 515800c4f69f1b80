"""Inputs: every text of a file or folder, whatever kind of file it comes in, one document at a time.

Plain text (``.txt``, ``.md``) is a document as it lies on disk. The text of web pages, Word files, PDFs and packed
files, and of the rows of tables (JSON Lines, CSV, Parquet), is extracted; offsets then refer to the extracted text.
"""

import gzip
import hashlib
import io
import os
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from helpers.cache import each_cached
from helpers.corpus.metadata import find_place, read_edtf, read_metadata
from helpers.corpus.pages import Extracted, read_docx, read_html, read_pdf
from helpers.corpus.reading import EMPTY, Problem, Report, UnreadableError, UnusableError, decode
from helpers.corpus.rows import (
    Columns,
    Row,
    read_csv,
    read_json,
    read_json_lines,
    read_parquet,
)
from helpers.corpus.script import detect_script
from helpers.corpus.sentences import find_roles, split_lines
from helpers.seen import Seen

PLAIN = {".txt", ".md", ".markdown", ".text"}
PAGES: dict[str, Callable[[bytes], Extracted]] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".shtml": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
}
TABLES: dict[str, Callable[[IO[bytes], Columns | None], Iterator[Row]]] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": lambda stream, columns: read_json(stream.read(), columns),
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
}
KINDS = PLAIN | PAGES.keys() | TABLES.keys()
PACKED = ".gz"
OTHER_KINDS = {
    ".doc": "Save its text as a .txt file in UTF-8, or the file as .docx, and run again",
    ".rtf": "Save it as .docx or .txt and run again",
    ".odt": "Save it as .docx or .txt and run again",
    ".wps": "Save it as .docx or .txt and run again",
    ".mht": "Save the page as .html and run again",
    ".mhtml": "Save the page as .html and run again",
    ".epub": "Save its text as a .txt file in UTF-8 and run again",
    ".xls": "Save the sheet as CSV in UTF-8 and run again",
    ".xlsx": "Save the sheet as CSV in UTF-8 and run again",
    ".zip": "Unpack it and run again",
    ".rar": "Unpack it and run again",
    ".7z": "Unpack it and run again",
    ".tar": "Unpack it and run again",
}
# Files beside the reports that are none.
COMPANIONS = {"sources.csv", "corrections.csv", "worklist.csv", "datapackage.json", "thumbs.db"}
READ_ME = re.compile(r"(?:readme|read-me|license|licence|copying|changelog)", re.IGNORECASE)
GIVE_AN_ENDING = "Let its name end in .txt (packed: .txt.gz) if it holds a report, and run again"
SAVE_AS_TEXT = "Save its text as a .txt file in UTF-8 and run again"
FILL_IT = "Put the report's text into it, or take it away"
LARGEST = 512 << 20  # bytes of one text once unpacked
LONGEST_TEXT = 1_500_000  # characters that are read; what is found in them takes 120 MB for each million
MANY = 20  # rows of one id that are numbered; of more, as of a column that is no id, each takes the number of its row
LONGEST_NAME = 120  # bytes of a doc that becomes the name of a file


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its name, before anything is read from it.

    Attributes
    ----------
    doc
        Its key: the stem of the file, ``<stem>-<id>`` for a row of a table.
    text
        What offsets refer to.
    file
        Path of the file below the folder, with ``/``.
    encoding
        How the file's bytes become the text; ``utf-8`` for an extracted one.
    is_extracted
        Whether the text is not simply what the file's bytes decode to.
    row
        Of a table: the id or else the number of the row; ``""`` for a whole file.
    sha256
        Of the file's bytes; ``""`` for a row of a table.
    stated
        What the row or the file's metadata states: `title`, `published`, `publisher`, `place`, `url`, `rights`.
    told
        What `sources.csv` says of it, for those who read documents apart from their folder.
    """

    doc: str
    text: str
    file: str
    encoding: str = "utf-8"
    is_extracted: bool = False
    row: str = ""
    sha256: str = ""
    stated: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)


def read_documents(path: str | Path, columns: Columns | None = None) -> Iterator[Document | Problem]:
    """Yield every document of a file or folder, and a problem for each file or row that gives none.

    One document is held at a time, whatever the size of a table; the order is that of the files' paths and of the
    rows in them, and the keys depend on nothing else. `helpers.corpus.report_of` makes a report of a document.

    Parameters
    ----------
    path
        A file of any kind in `KINDS` (packed with gzip or not), or a folder of such files, at any depth.
    columns
        Role → name of the column of a table that has it: ``text``, ``id``, ``title``, ``published``, ``publisher``,
        ``place``, ``url``, ``rights``. None to find them by their names, as `input_columns.csv` lists them.

    Yields
    ------
    Document or Problem
        Nothing raises: what cannot be read is a problem, and the rest goes on.
    """
    root = Path(path)
    if root.is_file():
        yield from documents_of(root, root.parent, columns)
        return
    for file in list_files(root):
        if isinstance(file, Problem):
            yield file
        elif is_read_or_named(file):
            yield from documents_of(file, root, columns)


def documents_named(folder: Path, docs: Set[str]) -> Iterator[Document]:
    """Yield the documents of a folder that have one of these keys; files that cannot give one are not read.

    Parameters
    ----------
    folder
        As of `read_documents`.
    docs
        Keys, as in `sources.csv`.
    """
    for file in list_files(folder) if docs else ():
        if isinstance(file, Problem) or not is_read_or_named(file):
            continue
        key = doc_of(_name(file, folder))
        rows = f"{_cut(key, LONGEST_NAME)}-"
        if key in docs or (kind_of(file) in TABLES and any(doc.startswith(rows) for doc in docs)):
            found = documents_of(file, folder)
            yield from (each for each in found if isinstance(each, Document) and each.doc in docs)


def report_of(document: Document) -> Report:
    """Return a document as a report, with what its text, its row or its file says of it.

    Parameters
    ----------
    document
        From `read_documents`.

    Returns
    -------
    Report
        A row of a table knows its date best; of a whole file, its own text does.
    """
    lines = split_lines(document.text)
    read = asdict(read_metadata(lines, find_roles(lines)))
    stated = {key: value for key, value in document.stated.items() if value}
    notes = []
    if written := stated.pop("published", ""):
        if date := read_edtf(written):
            stated["published"] = date
        else:
            notes.append(f"the date “{written[:40]}” was not understood")
    said = {key: value for key, value in read.items() if value}
    told = {**said, **stated} if document.row else {**stated, **said}
    return Report(
        doc=document.doc,
        raw=document.text,
        path_name=document.file,
        encoding=document.encoding,
        script=detect_script(document.text),
        title=told.get("title", ""),
        publisher=told.get("publisher", ""),
        published=told.get("published", ""),
        place=told.get("place", "") or find_place((told.get("title", ""), told.get("publisher", ""))),
        url=told.get("url", ""),
        rights=told.get("rights", ""),
        sha256=document.sha256,
        notes=tuple(notes),
        row=document.row,
        is_extracted=document.is_extracted,
    )


def is_read_or_named(file: Path) -> bool:
    """Return whether a file of a folder is read, or is of a kind that a reader may take for a report."""
    return kind_of(file) in {*KINDS, ""} or file.suffix.lower() in OTHER_KINDS


def documents_of(file: Path, root: Path, columns: Columns | None = None) -> Iterator[Document | Problem]:
    """Yield the documents of one file, or the problem with it.

    Parameters
    ----------
    file
        A file below `root`.
    root
        The folder from which documents take their names.
    columns
        As of `read_documents`.
    """
    kind, name = kind_of(file), _name(file, root)
    if kind not in KINDS:
        what = f"is a {file.suffix} file" if kind else "has no ending that says what kind of file it is,"
        mend = OTHER_KINDS.get(file.suffix.lower(), SAVE_AS_TEXT if kind else GIVE_AN_ENDING)
        yield Problem(shown(name), f"{what} and was not read", mend)
        return
    try:
        if kind in TABLES:
            yield from _rows_of(file, name, kind, columns)
        else:
            yield _whole(file, name, kind)
    except UnusableError as error:
        yield Problem(shown(name), error.what, f"{error.mend} and run again")
    except UnreadableError as error:
        yield Problem(shown(name), str(error), FILL_IT if str(error) == EMPTY else SAVE_AS_TEXT)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Problem(shown(name), "is a broken packed file", "Pack it again with gzip and run again")
    except OSError as error:
        what = f"cannot be opened ({error.strerror or 'it is damaged'})"
        yield Problem(shown(name), what, "Allow reading it and run again")


def list_files(folder: Path) -> Iterator[Path | Problem]:
    """Yield the files below a folder that may hold reports, sorted by path; links are followed, once.

    Hidden files, lists beside the reports, read-me files, the parts of saved web pages and results of earlier runs are
    left out.
    """
    yield from _walk(folder, folder, frozenset())


def kind_of(file: Path) -> str:
    """Return the ending that says how a file is read, that of packing left out."""
    suffixes = [suffix.lower() for suffix in file.suffixes]
    if suffixes[-1:] == [PACKED]:
        return suffixes[-2] if len(suffixes) > 1 else ""
    return suffixes[-1] if suffixes else ""


def doc_of(name: str) -> str:
    """Return the key of the file of this name: its path without the endings that say how it is read."""
    stem = name.removesuffix(PACKED) if name.lower().endswith(PACKED) else name
    return (stem.rpartition(".")[0] or stem).replace("/", "-")


def safe_id(text: str) -> str:
    """Return an id as it can stand in a key and in the name of a file."""
    plain = re.sub(r"[^\w.+~@=-]+", "_", unicodedata.normalize("NFC", text)).strip("_.")
    return _cut(plain, LONGEST_NAME)


def shown(name: str) -> str:
    """Return a file's name as it can be printed on one line."""
    whole = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in whole)


class Keys:
    """Keys of the rows of one table: made safe, and each given once."""

    def __init__(self, stem: str) -> None:
        self._stem = _cut(stem, LONGEST_NAME)
        self._given = Seen()

    def key(self, row: Row) -> str:
        """Return the key of a row: of its id, or else of its number."""
        wanted = f"{self._stem}-{safe_id(row.cells.get('id', '')) or row.number}"
        key, count = wanted, 1
        while not self._given.add(key.casefold()):  # a file system may not tell A from a
            count += 1
            key = f"{wanted}~{count if count <= MANY else f'{row.number}-{count}'}"
        return key


def _whole(file: Path, name: str, kind: str) -> Document:
    """Return the document that a whole file is."""
    content = _read_packed(file) if file.suffix.lower() == PACKED else file.read_bytes()
    digest = hashlib.sha256(content if file.suffix.lower() != PACKED else file.read_bytes()).hexdigest()
    if kind in PLAIN:
        decoded = decode(content)
        if file.suffix.lower() != PACKED:
            return Document(doc_of(name), decoded.text, name, decoded.encoding, sha256=digest)
        return Document(doc_of(name), clean(decoded.text), name, is_extracted=True, sha256=digest)
    if not content.strip():
        raise UnreadableError(EMPTY)
    key = (kind, hashlib.sha256(content).hexdigest())
    (said,) = each_cached(
        "pages", [content], lambda _: key, lambda some: (asdict(PAGES[kind](page)) for page in some)
    )
    found = Extracted(**said)
    stated = {
        "title": found.title,
        "published": found.published,
        "publisher": found.publisher,
        "url": found.url,
    }
    return Document(
        doc_of(name),
        clean(found.text),
        name,
        is_extracted=True,
        sha256=digest,
        stated={key: " ".join(clean(value).split()) for key, value in stated.items() if value.strip()},
    )


def _rows_of(file: Path, name: str, kind: str, columns: Columns | None) -> Iterator[Document | Problem]:
    keys = Keys(doc_of(name))
    with _open(file, kind) as stream:
        row = None
        for row in TABLES[kind](stream, columns):
            if row.fault:
                what = f"row {row.number:,} {row.fault} and was left out"
                yield Problem(shown(name), what, "Mend that row and run again")
                continue
            stated = {
                role: " ".join(clean(cell).split())
                for role, cell in row.cells.items()
                if role not in ("text", "id") and cell.strip()
            }
            yield Document(
                keys.key(row),
                clean(row.cells["text"]),
                name,
                is_extracted=True,
                row=_cut(clean(row.cells.get("id", "")).strip(), LONGEST_NAME) or str(row.number),
                stated=stated,
            )
        if row is None:
            raise UnusableError("holds no rows", "Put its rows into it, or take it away")


def clean(text: str) -> str:
    """Return a text without what no file of text can hold: zero characters and halves of characters."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def _open(file: Path, kind: str) -> IO[bytes]:
    if file.suffix.lower() != PACKED:
        return file.open("rb")
    if kind == ".parquet":  # is read from its end
        return io.BytesIO(_read_packed(file))
    return gzip.open(file, "rb")  # type: ignore[return-value]


def _read_packed(file: Path) -> bytes:
    with gzip.open(file, "rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnusableError(f"holds more than {LARGEST >> 20} MB once unpacked", "Cut it into smaller files")
    return content


def _walk(folder: Path, root: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Problem]:
    try:
        status = folder.stat()
        place = (status.st_dev, status.st_ino)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        what = f"is a folder that cannot be opened ({error.strerror})"
        yield Problem(shown(_name(folder, root)), what, "Allow reading it and run again")
        return
    if place in above:
        what = "is a link to a folder that it lies in and was not followed"
        yield Problem(shown(_name(folder, root)), what, "Take the link away")
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        path = folder / entry.name
        try:
            if entry.is_dir():
                if not is_aside(entry.name, names) and not _holds_results(path):
                    yield from _walk(path, root, above | {place})
            elif entry.is_symlink() and not path.exists():
                what = "is a link that leads nowhere"
                yield Problem(shown(_name(path, root)), what, "Mend the link, or take it away")
            elif is_aside(entry.name, names):
                continue
            elif entry.is_file():
                yield path
            else:
                what = "is a pipe or a device, not a file"
                yield Problem(shown(_name(path, root)), what, "Take it away")
        except OSError as error:
            what = f"cannot be opened ({error.strerror})"
            yield Problem(shown(_name(path, root)), what, "Mend the link, or take it away")


def is_aside(name: str, names: set[str]) -> bool:
    """Return whether a file or folder lies beside the reports and is none.

    Parameters
    ----------
    name
        Of the file or folder.
    names
        Of all that lies in the same folder.
    """
    if name.startswith((".", "~$", "__")) or name.casefold() in COMPANIONS:
        return True
    if READ_ME.fullmatch(name.split(".")[0]):
        return True
    page = re.fullmatch(r"(.+?)(?:_files|\.files|_文件)", name)  # pictures and scripts of a saved page
    return page is not None and bool({f"{page[1]}{ending}" for ending in (".html", ".htm")} & names)


def _holds_results(folder: Path) -> bool:
    tables = ("documents.csv", "documents.parquet", "sentences.csv")
    with suppress(OSError):  # a folder that cannot be opened is said to be one when it is walked
        if any(
            (folder / own).is_dir() for own in (".xianjie", "_manifest")
        ):  # where a run keeps what it knows
            return True
        return any(all((place / name).is_file() for name in tables) for place in (folder, folder / "tables"))
    return False


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path != root else path.name


def _cut(text: str, most: int) -> str:
    """Return a text cut to so many bytes, told apart by the hash of what was cut."""
    content = text.encode("utf-8", "replace")
    if len(content) <= most:
        return text
    return f"{content[: most - 9].decode('utf-8', 'ignore')}~{hashlib.sha256(content).hexdigest()[:8]}"
