"""Reading: the bytes of a file, in whatever encoding Chinese text comes, as a report."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache

from helpers.corpus.metadata import read_metadata
from helpers.corpus.script import Script, detect_script, traditional_forms
from helpers.corpus.sentences import find_roles, split_lines
from helpers.resources import read_resource

# First bytes of files that are no text, and what they are.
MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
}
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# Tried where the bytes are not UTF-8; of those that decode, the most plausible holds, the first at a tie.
LEGACY_ENCODINGS = ("gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
PLAUSIBLE = 0.5
EMPTY = "is empty"
PUNCTUATION = "，。、；：？！“”‘’「」『』（）《》〈〉【】—…·％～\u3000\ufeff０１２３４５６７８９"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a folder that could not be used, for the researcher to mend.

    Attributes
    ----------
    file
        Its name.
    what
        What is wrong; continues the name to a sentence.
    mend
        What to do.
    """

    file: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}. {self.mend}."


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    Attributes
    ----------
    doc
        Stem of the file's name.
    raw
        The file's bytes, decoded with `encoding` and otherwise unchanged; offsets count its characters.
    path_name
        Name of the file.
    encoding
        How the bytes were decoded.
    script
        ``Hans``, ``Hant`` or ``""``.
    title, publisher, published, place
        From `sources.csv`, or else from the text; ``""`` where neither states it. `published` is EDTF.
    notes
        What is uncertain.
    url, rights
        From `sources.csv`.
    sha256
        Of the file's bytes.
    row
        Of a table of reports: the id, or else the number, of its row; ``""`` for a whole file.
    is_extracted
        Whether the text was extracted from the file; it is then kept beside the tables, and `encoding` is that copy's.
    """

    doc: str
    raw: str
    path_name: str = ""
    encoding: str = "utf-8"
    script: Script = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    url: str = ""
    rights: str = ""
    sha256: str = ""
    row: str = ""
    is_extracted: bool = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text from bytes, and the encoding with which ``bytes.decode`` gives it."""

    text: str
    encoding: str


class UnreadableError(ValueError):
    """Bytes that are no text; the message says what is wrong."""


class UnusableError(ValueError):
    """A file that is no plain text gives nothing; the arguments say what is wrong and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def read_report(doc: str, content: bytes, path_name: str = "") -> Report:
    """Return a report from the bytes of its file.

    Parameters
    ----------
    doc
        Its name.
    content
        The file's bytes.
    path_name
        The file's name.

    Returns
    -------
    Report
        With what the text says of itself.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    decoded = decode(content)
    lines = split_lines(decoded.text)
    metadata = read_metadata(lines, find_roles(lines))
    return Report(
        doc=doc,
        raw=decoded.text,
        path_name=path_name or f"{doc}.txt",
        encoding=decoded.encoding,
        script=detect_script(decoded.text),
        title=metadata.title,
        publisher=metadata.publisher,
        published=metadata.published,
        place=metadata.place,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def decode(content: bytes) -> Decoded:
    """Return the text that bytes hold.

    UTF-8 holds when the bytes allow it. Older encodings allow nearly everything, so of those that decode,
    the one that gives the most common characters is taken. A byte order mark stays in the text, as its
    first character.

    Parameters
    ----------
    content
        The bytes of a file.

    Returns
    -------
    Decoded
        The text and its encoding.

    Raises
    ------
    UnreadableError
        When the bytes are empty, no text, or text in no encoding that is known here.
    """
    if not content.strip():
        raise UnreadableError(EMPTY)
    if kind := next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None):
        raise UnreadableError(f"is {kind}, not text")
    mark = next((e for mark, e in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    try:
        decoded = Decoded(content.decode(mark or "utf-8"), mark or "utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(content, error.start)
    if "\0" in decoded.text:
        return _decode_legacy(content, content.index(0))
    if not decoded.text.strip("\ufeff \t\r\n\u3000"):
        raise UnreadableError(EMPTY)
    return decoded


def plausibility(text: str) -> float:
    """Return the share of common characters among those of a text beyond ASCII; 0 with control characters."""
    wide = [character for character in text if character > "\x7f"]
    if not wide:
        return 1.0 if text.isprintable() or not _has_controls(text) else 0.0
    if _has_controls(text):
        return 0.0
    common = common_characters()
    return sum(character in common for character in wide) / len(wide)


@cache
def common_characters() -> frozenset[str]:
    """Return frequent characters of both scripts and the punctuation that goes with them."""
    simplified: str = "".join(read_resource("common_characters.yaml")["simplified"])
    return frozenset(simplified) | traditional_forms(simplified) | frozenset(PUNCTUATION)


def _decode_legacy(content: bytes, first_bad: int) -> Decoded:
    candidates = []
    for encoding in LEGACY_ENCODINGS:
        try:
            candidates.append(Decoded(content.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
    best = max(candidates, key=lambda decoded: plausibility(decoded.text), default=None)
    if best is None or plausibility(best.text) < PLAUSIBLE:
        if b"\0" in content:
            raise UnreadableError(f"is not text (a zero byte at {content.index(0):,})")
        raise UnreadableError(
            f"cannot be read as UTF-8, GB18030, Big5 or UTF-16 (first bad byte at {first_bad:,})"
        )
    return best


def _has_controls(text: str) -> bool:
    return re.search(r"[\x00-\x08\x0e-\x1a\x7f]", text) is not None
