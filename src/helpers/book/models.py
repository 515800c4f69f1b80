"""Models: what goes into each model and what comes out, every row with the characters that it rests on."""

from helpers.book.entries import model_page, model_title, span_link, value_words
from helpers.book.model import Book, Row
from helpers.book.pages import Both, Page, Section, address, say, split_keys, untitled
from helpers.notebooks import producers
from helpers.tables import Lang, format_number

KINDS = ("input", "result", "sensitivity", "check")
MOST_ROWS = 400  # of one kind on the page of a model; the table holds all


def model_pages(book: Book) -> list[Page]:
    """Return the list of models and a page for each.

    Parameters
    ----------
    book
        What the run made.

    Returns
    -------
    list of Page
        The list first; none when no model was run.
    """
    models = {row["model"]: None for row in book.results}
    pages = [_model_page(book, model) for model in models]
    cards = [
        {
            "title": model_title(model),
            "target": address(page.name),
            "rows": sum(row["model"] == model for row in book.results),
        }
        for model, page in zip(models, pages, strict=True)
    ]
    section = untitled("models.html", {"models": cards})
    return [Page("models/index", say("title.models"), (section,)), *pages] if models else []


def result_address(row: Row) -> str:
    """Return where an input or result stands."""
    return address(model_page(row["model"]), f"k-{row['kind']}")


def result_words(row: Row, lang: Lang) -> str:
    """Return an input or result in a line: what it is, in which case, and its value."""
    case = f" ({row['scenario']})" if row["scenario"] else ""
    return f"{row[f'quantity_{lang}']}{case}: {result_value(row)}"


def result_value(row: Row) -> str:
    """Return the value of a result with its unit, or the bounds where only these follow."""
    mid = {"low": row["mid"], "high": row["mid"], "unit": row["unit"], "per": ""}
    ends = {"low": row["low"], "high": row["high"], "unit": row["unit"], "per": ""}
    return value_words(mid) or value_words(ends) or "–"


def _model_page(book: Book, model: str) -> Page:
    rows = [row for row in book.results if row["model"] == model]
    made_by = producers(book.notebooks)
    chapter = made_by.get(f"results_{model}", "")
    data = {"chapter": chapter, "target": address(f"notebooks/{chapter}") if chapter else ""}
    sections = [untitled("model.html", data)]
    for kind in KINDS:
        found = [_row(book, row) for row in rows if row["kind"] == kind]
        if found:
            more = max(0, len(found) - MOST_ROWS)
            words = {"rows": found[:MOST_ROWS], "more": more, "table": f"results_{model}", "kind": kind}
            sections.append(Section(f"k-{kind}", say(f"result.{kind}"), "results.html", words))
    return Page(model_page(model), model_title(model), tuple(sections), above="models/index")


def _row(book: Book, row: Row) -> Row:
    return {
        "quantity": Both(row["quantity_en"], row["quantity_zh"]),
        "case": " · ".join(part for part in (row["scenario"], _position(row)) if part),
        "value": result_value(row),
        "notes": Both(row["note"], row["note_zh"]),
        "links": [span_link(book, key) for key in split_keys(row["claims"])],
    }  # fmt: skip


def _position(row: Row) -> str:
    position = format_number(row["x"])
    return f"{row['x_name']} = {position}" if position else ""
