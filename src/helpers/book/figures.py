"""Figures: an index with thumbnails, and a page for each figure with its files, data, passport and citation."""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from helpers.book.model import Book, Row
from helpers.book.pages import Both, Page, Section, address, say, slug, untitled
from helpers.citation import Work, cite_bibtex, cite_latex, cite_plain
from helpers.figures import first_sentence

FILES = ("pdf", "svg", "png")


def figure_pages(book: Book, work: Work) -> list[Page]:
    """Return the index of figures and a page for each.

    Parameters
    ----------
    book
        What the run made.
    work
        How the collection is cited.

    Returns
    -------
    list of Page
        The index first.
    """
    cards = [figure_card(passport, book.figures_dir) for passport in book.passports.values()]
    pages = [_figure_page(book, passport, work) for passport in book.passports.values()]
    section = untitled("figures.html", {"figures": cards})
    return [Page("figures/index", say("title.figures"), (section,)), *pages]


def figure_page(figure_id: str) -> str:
    """Return the name of a figure's page."""
    return f"figures/{slug(figure_id)}"


def figure_file(figure_id: str, form: str) -> str:
    """Return the address of a file of a figure."""
    return quote(f"figures/files/{slug(figure_id)}.{form}")


def figure_card(passport: Row, folder: Path) -> Row:
    """Return what the index shows of a figure."""
    name = passport["id"]
    width, height = passport["size_mm"]
    return {
        "id": name,
        "title": Both(**passport["title"]),
        "alt": Both(**passport["alt"]),
        "notebook": passport["notebook"],
        "target": address(figure_page(name)),
        "thumbnail": figure_file(name, "thumb.png"),
        "width": 480,
        "height": max(1, round(480 * height / width)),
    }


def _figure_page(book: Book, passport: Row, work: Work) -> Page:
    name = passport["id"]
    caption = Both(**passport["caption"])
    data = {
        "id": name,
        "image": figure_file(name, "svg" if _is_light(book.figures_dir / f"{name}.svg") else "png"),
        "alt": Both(**passport["alt"]),
        "rest": Both(_after_title(caption.en), _after_title(caption.zh)),
        "files": [(form.upper(), figure_file(name, form)) for form in FILES],
        "data": figure_file(name, "csv") if (book.figures_dir / f"{name}.csv").is_file() else "",
        "size": passport["size_mm"],
    }
    sections = [
        untitled("figure.html", data),
        Section("cite", say("figures.cite"), "cite.html", {"ways": _ways(passport, work)}),
        Section("passport", say("figures.passport"), "passport.html", _passport(book, passport)),
    ]
    return Page(figure_page(name), Both(**passport["title"]), tuple(sections), above="figures/index")


def _ways(passport: Row, work: Work) -> Sequence[tuple[str, Both, Both]]:
    ways = (("BibTeX", cite_bibtex), ("LaTeX", cite_latex))
    plain = Both(cite_plain(passport, work, "en"), cite_plain(passport, work, "zh"))
    others = [
        (name, Both(name, name), Both(cite(passport, work, "en"), cite(passport, work, "zh")))
        for name, cite in ways
    ]
    return [("plain", say("figures.plain"), plain), *others]


def _passport(book: Book, passport: Row) -> Row:
    chapters = {each.name for each in book.notebooks}
    return {
        "id": passport["id"],
        "notebook": passport["notebook"],
        "chapter": address(f"notebooks/{passport['notebook']}", f"figure-{slug(passport['id'])}")
        if passport["notebook"] in chapters
        else "",
        "function": passport.get("function", ""),
        "cell": (passport.get("cell") or {}).get("count", ""),
        "inputs": sorted((passport.get("inputs") or {}).items()),
        "rows": (passport.get("data") or {}).get("rows", ""),
        "data_hash": (passport.get("data") or {}).get("sha256", ""),
        "tables": [
            (name, digest, address("codebook", f"t-{name}") if name in book.tables else "")
            for name, digest in passport["tables"].items()
        ],
        "parameters": json.dumps(passport.get("parameters", {}), ensure_ascii=False),
        "size": passport["size_mm"],
        "licence": passport["licence"],
        "lock": passport.get("lock_sha256", ""),
        "json": figure_file(passport["id"], "json"),
    }


def _after_title(caption: str) -> str:
    return caption.removeprefix(first_sentence(caption)).lstrip("。. ")


def _is_light(path: Path, most: int = 400_000) -> bool:
    return path.is_file() and path.stat().st_size <= most
