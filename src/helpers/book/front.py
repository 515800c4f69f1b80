"""Front: the first page, with ways in, the reports, and the map of the notebooks."""

from collections.abc import Sequence

from helpers.book.evidence import report_cards
from helpers.book.figures import figure_file, figure_page
from helpers.book.model import Book
from helpers.book.pages import Both, Page, Section, address, say, untitled
from helpers.flow import map_table
from helpers.tables import records

WAYS = ("findings", "evidence", "claims", "vocabulary", "checks", "systems", "models", "figures", "codebook")
MAP_FIGURE = "flow"  # drawn from the notebooks themselves, when the map was made


def front_page(book: Book, pages: Sequence[Page]) -> Page:
    """Return the first page: what this is, the ways in, the reports and the map.

    Parameters
    ----------
    book
        What the run made.
    pages
        All other pages; those that stand on top are linked.

    Returns
    -------
    Page
        Its table of contents holds the others.
    """
    there = {page.name for page in pages}
    names = {name: next((each for each in (name, f"{name}/index") if each in there), "") for name in WAYS}
    ways = [
        {"title": say(f"title.{name}"), "words": say(f"front.{name}"), "target": address(page)}
        for name, page in names.items()
        if page
    ]
    chapters = tuple(f"notebooks/{each.name}" for each in book.notebooks)
    rows = [
        row | {"target": address(f"notebooks/{row['notebook']}"), "tables": row["writes"].split(", ")}
        for row in records(map_table(book.notebooks))
    ]
    drawn = book.passports.get(MAP_FIGURE)
    figure = {
        "target": address(figure_page(MAP_FIGURE)),
        "image": figure_file(MAP_FIGURE, "svg"),
        "alt": Both(**drawn["alt"]),
        "size": drawn["size_mm"],
    } if drawn else None  # fmt: skip
    data = {
        "lead": say("front.lead"),
        "ways": ways,
        "reports": report_cards(book),
        "rows": rows,
        "figure": figure,
    }
    read = tuple(page for name in ("findings", "evidence") if (page := names[name]))
    look = tuple(page for name in WAYS[2:] if (page := names[name]))
    below = (("part.read", read), ("part.look", look), ("part.notebooks", chapters))
    sections = [
        untitled("front.html", data),
        Section("reports", say("front.reports"), "reports.html", data),
    ]
    if rows:
        sections.append(Section("map", say("front.map"), "map.html", data))
    return Page(
        "index", say("title.front"), tuple(sections), tuple((key, names) for key, names in below if names)
    )
