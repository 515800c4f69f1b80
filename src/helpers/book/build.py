"""Build: the site from what a run made, in a folder of its own that replaces the last one when it is whole."""

import io
import json
import re
import shutil
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from PIL import Image
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from helpers.book.chapters import chapter
from helpers.book.dead_links import find_dead_links
from helpers.book.evidence import evidence_pages
from helpers.book.figures import figure_pages
from helpers.book.findings import findings_pages
from helpers.book.front import front_page
from helpers.book.lists import checks_page, claims_page, codebook_page, system_pages
from helpers.book.model import NEEDED_FORMS, Book, read_book
from helpers.book.models import model_pages
from helpers.book.pages import BookError, Both, Page, address, both, relative, say, slug
from helpers.book.vocabulary import vocabulary_page
from helpers.citation import CitationError, Work, read_work
from helpers.download import safe_csv

THUMBNAIL = 480  # pixels
MANY = 5  # problems that are said
# files of the theme that no page loads
UNUSED = (
    "*.map",
    "fontawesome.js*",
    "fa-brands*",
    "fa-regular*",
    "webpack-macros.html",
    "sbt-webpack-macros.html",
    "locales",
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything lies: the project, the reports and what was made of them, and the site to make."""

    root: Path
    raw: Path
    tables: Path
    figures: Path
    notebooks: Path
    site: Path


def build_site(places: Places) -> list[str]:
    """Make the site.

    Parameters
    ----------
    places
        Where everything lies.

    Returns
    -------
    list of str
        What Sphinx warned of.

    Raises
    ------
    BookError
        When something is missing or does not fit, or a link would lead nowhere; the last site is then kept.
    """
    book = read_book(places.raw, places.tables, places.figures, places.notebooks)
    try:
        work = read_work(places.root / "CITATION.cff")
    except CitationError as error:
        raise BookError(str(error)) from None
    places.site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".~site-", dir=places.site.parent) as folder:
        source, made = Path(folder) / "source", Path(folder) / "site"
        write_sources(book, work, places, source)
        warned = _run_sphinx(places.root / "site", source, made, Path(folder) / "doctrees")
        _add_files(book, places, made)
        if dead := find_dead_links(made):
            more = f" (and {len(dead) - MANY} more)" if len(dead) > MANY else ""
            raise BookError("\n".join(dead[:MANY]) + more)
        if places.site.exists():
            shutil.rmtree(places.site)
        made.replace(places.site)
    return warned


def make_pages(book: Book, work: Work) -> list[Page]:
    """Return every page that is made from tables and figures, the first page first; what has no rows has no page."""
    pages: list[Page] = []
    if len(book.table("findings")):
        pages += findings_pages(book)
    pages += evidence_pages(book)
    if len(book.table("claims")):
        pages += [claims_page(book), vocabulary_page(book)]
    if len(book.table("checks")):
        pages.append(checks_page(book))
    if len(book.table("systems")):
        pages += system_pages(book)
    pages += model_pages(book)
    if book.passports:
        pages += figure_pages(book, work)
    pages.append(codebook_page(book))
    return [front_page(book, pages), *pages]


def write_sources(book: Book, work: Work, places: Places, folder: Path) -> None:
    """Write what Sphinx reads: a file for each page, and the notebooks as the site shows them."""
    templates = _templates(places.root / "site/pages")
    pages = make_pages(book, work)
    names = {page.name: page.title for page in pages}
    short = {page.name: page.short for page in pages} | {
        f"notebooks/{each.name}": f"{int(each.number)} · {each.stage.replace('-', ' ')}"
        for each in book.notebooks
    }
    for page in pages:
        content = _rendered(page, templates, names, short)
        _write(folder / f"{page.name}.page", json.dumps(content, ensure_ascii=False))
    for each in book.notebooks:
        content = json.loads(each.path.read_text(encoding="utf-8"))
        shown = chapter(book, each.name, content)
        _write(folder / f"notebooks/{each.name}.ipynb", json.dumps(shown, ensure_ascii=False))


def _templates(folder: Path) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _rendered(
    page: Page, templates: jinja2.Environment, names: dict[str, Both], short: dict[str, str]
) -> dict[str, Any]:
    """Return a page as JSON can hold it, its sections as HTML."""
    tools = {
        "say": lambda key: both(say(key)),
        "words": lambda key: say(key),
        "both": both,
        "slug": slug,
        "raw": Markup,
        "to": lambda target: relative(target, page.name),
    }
    sections = [
        {
            "anchor": section.anchor,
            "title": _as_dict(section.title),
            "html": templates.get_template(section.template).render(**tools, **section.data),
        }
        for section in page.sections
    ]
    below = [
        {
            "caption": _caption(key),
            "entries": [{"name": name, "title": short.get(name, "")} for name in inside],
        }
        for key, inside in page.below
    ]
    above = Markup('<p class="xj-above"><a href="{}">← {}</a></p>').format(
        relative(address(page.above), page.name), both(names[page.above])
    ) if page.above else ""  # fmt: skip
    return {"title": _as_dict(page.title), "sections": sections, "below": below, "above": above}


def _as_dict(words: Both) -> dict[str, str]:
    """Return words for a heading, on one line."""
    return {"en": " ".join(words.en.split()), "zh": " ".join(words.zh.split())}


def _caption(key: str) -> str | None:
    return f"{say(key).en} · {say(key).zh}" if key else None


def _run_sphinx(config: Path, source: Path, made: Path, doctrees: Path) -> list[str]:
    said = io.StringIO()
    try:
        with warnings.catch_warnings(), patch_docutils(str(config)), docutils_namespace():
            warnings.simplefilter("ignore")  # of the theme's use of Sphinx: nothing that a reader can mend
            app = Sphinx(
                str(source), str(config), str(made), str(doctrees), "html", status=None, warning=said
            )
            app.build(force_all=True)
    except SphinxError as error:
        raise BookError(f"The site was not made: {error}") from None
    text = re.sub(r"\x1b\[[0-9;]*m", "", said.getvalue())
    if app.statuscode:
        raise BookError(f"The site was not made: {text.strip() or 'Sphinx stopped'}")
    return [line.replace(f"{source}/", "") for line in text.splitlines() if line.strip()]


def _add_files(book: Book, places: Places, made: Path) -> None:
    """Put the files to download beside the pages, and take away what no page loads."""
    files, pictures = made / "files", made / "figures/files"
    for folder in (files, pictures):
        folder.mkdir(parents=True)
    for name in book.tables:
        _write_safe(places.tables / f"{name}.csv", made / f"data/{name}.csv")
    for name in book.passports:
        for path in (places.figures / f"{name}.{form}" for form in NEEDED_FORMS):
            shutil.copyfile(path, pictures / f"{slug(name)}{path.suffix}")
        if (data := places.figures / f"{name}.csv").is_file():
            _write_safe(data, pictures / f"{slug(name)}.csv")
        _write_thumbnail(places.figures / f"{name}.png", pictures / f"{slug(name)}.thumb.png")
    for each in book.notebooks:
        shutil.copyfile(each.path, files / f"{each.name}.ipynb")
    for pattern in UNUSED:
        for path in (made / "_static").rglob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _write_thumbnail(picture: Path, target: Path) -> None:
    with Image.open(picture) as image:
        small = image.convert("RGB")
        small.thumbnail((THUMBNAIL, THUMBNAIL * 4))
        small.quantize(64).save(target, optimize=True)


def _write_safe(table: Path, target: Path) -> None:
    _write(target, safe_csv(table.read_bytes().decode("utf-8")))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
