"""Pages: the text of saved web pages, Word files and PDFs, by libraries loaded only when such a file occurs."""

import html
import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helpers.corpus.metadata import parse_date
from helpers.corpus.reading import UnreadableError, UnusableError, decode
from helpers.plurals import counted

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
# Encodings that pages name, and the larger one that browsers read them with.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
FEWEST_CHARACTERS = 10  # a page; a PDF with fewer is taken for pictures of pages
# Two characters between which a line end stands for a space; a number that is cut in two is not two numbers.
BETWEEN_WORDS = re.compile(r"(?!\d\d)[\w,.;:]\w", re.ASCII)
ENDS_A_LINE = "。！？；：!?;:…”」』）)】》"
# A date of publication may lie after today where a clock is wrong; what a page says must not depend on the day.
DATES = {"original_date": True, "extensive_search": False, "min_date": "1949-10-01", "max_date": "2099-12-31"}


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file that is not plain text, and what the file says beside it; ``""`` for what it does not."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""


def read_html(content: bytes) -> Extracted:
    """Return the main text of a saved web page, without its menus and advertisements.

    Parameters
    ----------
    content
        The bytes of the file.

    Returns
    -------
    Extracted
        With title, date and site name from the page's own metadata.

    Raises
    ------
    UnusableError
        When it holds no text.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = _decoded_page(content)
    found: Any = None
    try:
        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params=DATES,
        )
        text = (found.text if found else "") or trafilatura.baseline(page)[1] or _without_tags(page)
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError):
        raise UnusableError(
            "is a web page that cannot be taken apart", "Save its text as a .txt file in UTF-8"
        ) from None
    if not text or not text.strip():
        raise UnusableError(
            "is a web page without text (perhaps its text is loaded by a script)",
            "Copy the article into a .txt file",
        )
    if found is None:
        return Extracted(text)
    return Extracted(
        text=_with_title(text, found.title or ""),
        title=found.title or "",
        published=parse_date(found.date or ""),
        publisher=found.sitename or "",
        url=found.url or "",
    )


def read_docx(content: bytes) -> Extracted:
    """Return the text of a Word file, paragraphs and tables in reading order, cells parted by tabs.

    Parameters
    ----------
    content
        The bytes of the file.

    Returns
    -------
    Extracted
        With the title from the file's properties.

    Raises
    ------
    UnusableError
        When the file is broken or holds no text.
    """
    import docx
    from docx.opc.exceptions import OpcError

    logging.getLogger("docx").setLevel(logging.CRITICAL)
    try:
        document = docx.Document(io.BytesIO(content))
        text = "\n".join(_blocks(document))
        title = document.core_properties.title or ""
    except (OpcError, OSError, ValueError, KeyError, AttributeError, SyntaxError, RecursionError, EOFError):
        raise UnusableError(*_broken("Word file", "Word")) from None
    except Exception as error:  # the zip and XML libraries underneath raise types of their own
        if type(error).__module__.split(".")[0] not in {"zipfile", "zlib", "lxml", "docx"}:
            raise
        raise UnusableError(*_broken("Word file", "Word")) from None
    if not text.strip():
        raise UnusableError(
            "is a Word file without text (perhaps pictures of pages)", "Put the text into it, or take it away"
        )
    return Extracted(text, title="" if title in {"Word Document", "Microsoft Word"} else title)


def read_pdf(content: bytes) -> Extracted:
    """Return the text of a PDF, lines of a paragraph joined, pages parted by a blank line.

    Parameters
    ----------
    content
        The bytes of the file.

    Returns
    -------
    Extracted
        Without metadata: a PDF's own dates are those of its making.

    Raises
    ------
    UnusableError
        When the file is broken, locked, or holds pictures of pages only.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnusableError("is a PDF locked with a password", "Save it without the password")
        pages = [page.extract_text() for page in reader.pages]
    except UnusableError:
        raise
    except pypdf.errors.DependencyError:
        raise UnusableError("is an encrypted PDF", "Print it to a new PDF, or save its text") from None
    except Exception:  # broken files raise nearly every type there is, deep inside the library
        raise UnusableError(*_broken("PDF", "a PDF reader")) from None
    if sum(map(_count, pages)) < FEWEST_CHARACTERS * max(len(pages), 1):
        raise UnusableError(
            f"is a PDF of {counted(len(pages), 'page')} that holds pictures, not text (a scan)",
            "Run text recognition (OCR) over it and save the text as a .txt file",
        )
    return Extracted("\n\n".join(map(unwrap, pages)).strip("\n") + "\n")


def unwrap(page: str) -> str:
    """Return a page of print with the lines of each paragraph joined.

    A line goes on in the next one when it is nearly as long as the longest and does not end a sentence; Chinese, and
    a number cut in two, is joined without a space.
    """
    lines = [line.strip() for line in page.splitlines()]
    widest = max(map(len, lines), default=0)
    joined: list[str] = []
    going_on = False
    for line in lines:
        if going_on and line and joined:
            joined[-1] += (" " if BETWEEN_WORDS.fullmatch(joined[-1][-1] + line[0]) else "") + line
        else:
            joined.append(line)
        going_on = len(line) >= max(0.85 * widest, 12) and line[-1] not in ENDS_A_LINE
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined))


def _decoded_page(content: bytes) -> str:
    named = CHARSET.search(content[:4096])
    if named and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = named.group(1).decode().lower()
        try:
            return content.decode(WIDER.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass  # pages lie; the bytes tell
    try:
        return decode(content).text
    except UnreadableError as error:
        raise UnusableError(str(error), "Save the page again, or its text as a .txt file in UTF-8") from None


def _without_tags(page: str) -> str:
    """Return all words of a page that no parser could make sense of."""
    body = re.sub(r"(?is)<(script|style|head|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?-->", "\n", page)
    words = html.unescape(re.sub(r"<[^>]*>", "\n", body))
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())


def _with_title(text: str, title: str) -> str:
    """Return a text headed by its title, as a reader sees it, unless it is there already."""
    beginning = "".join(text[: len(title) + 200].split())
    return text if not title or "".join(title.split()) in beginning else f"{title}\n\n{text}"


def _blocks(container: Any) -> Iterator[str]:
    """Yield the lines of a Word document, a table row or a cell, in reading order."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _rows(block)
        else:
            yield from _paragraph(block._p)


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        seen: list[Any] = []
        for cell in row.cells:
            if not any(cell._tc is other._tc for other in seen):  # a merged cell comes once a column
                seen.append(cell)
        yield "\t".join(" ".join(filter(None, _blocks(cell))) for cell in seen)


def _paragraph(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph, insertions under review included, then that of the boxes anchored in it."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    marks = {f"{space}tab": "\t", f"{space}br": "\n", f"{space}cr": "\n", f"{space}noBreakHyphen": "-"}
    line: list[str] = []
    boxes: list[Any] = []

    def walk(parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{space}t":
                line.append(child.text or "")
            elif tag in marks:
                line.append(marks[tag])
            elif tag == f"{space}txbxContent":
                boxes.extend(child.iterchildren(f"{space}p"))
            elif isinstance(tag, str) and not tag.endswith(
                ("}Fallback", "}pPr", "}rPr", "}del", "}moveFrom")
            ):
                walk(child)

    walk(element)
    yield "".join(line)
    for box in boxes:
        yield from _paragraph(box)


def _count(text: str) -> int:
    return len("".join(text.split()))


def _broken(kind: str, program: str) -> tuple[str, str]:
    return (
        f"is a broken {kind} and cannot be read",
        f"Open it in {program} and save it again, or its text as .txt",
    )
