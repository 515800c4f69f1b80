"""Vocabulary: the concepts that give claims of different reports one key, each with the claims that carry it."""

from helpers.book.entries import Link, span_link
from helpers.book.model import Book, Row
from helpers.book.pages import Both, Page, address, say, slug, untitled
from helpers.resources import read_resource
from helpers.tables import records

PAGE = "vocabulary"


def vocabulary_page(book: Book) -> Page:
    """Return the page of the vocabulary of indicators, a row with an anchor of its own for each concept.

    Parameters
    ----------
    book
        What the run made.
    """
    rows = records(read_resource("indicators.csv"))
    names = {row["id"]: Both(row["prefLabel_en"], row["prefLabel_zh"]) for row in rows}
    narrower: dict[str, list[str]] = {}
    for row in rows:
        narrower.setdefault(row["broader"], []).append(row["id"])
    carry: dict[str, list[str]] = {}
    for key, claim in book.claims.items():
        carry.setdefault(claim["indicator_id"], []).append(key)
    concepts = [
        {
            "anchor": concept_anchor(row["id"]),
            "id": row["id"],
            "zh": row["prefLabel_zh"],
            "en": row["prefLabel_en"],
            "others": [label for label in row["altLabels_zh"].split("|") if label],
            "links": _links(row, narrower, names),
            "units": [f"{unit}/{row['per']}" if row["per"] else unit for unit in row["units"].split()],
            "definition": Both(row["definition_en"], row["definition_zh"]),
            "claims": [span_link(book, key) for key in carry.get(row["id"], ())],
        }
        for row in rows
    ]
    used = sum(bool(concept["claims"]) for concept in concepts)
    data = {"concepts": concepts, "used": used, "named": sum(len(each["claims"]) for each in concepts),
            "all": len(book.claims)}  # fmt: skip
    return Page(PAGE, say("title.vocabulary"), (untitled("vocabulary.html", data),))


def concept_anchor(key: str) -> str:
    """Return the anchor of a concept."""
    return f"i-{slug(key)}"


def _links(row: Row, narrower: dict[str, list[str]], names: dict[str, Both]) -> list[tuple[Both, list[Link]]]:
    """Return the concepts that one is part of, that are part of it, and that only look like it."""
    others = {
        "broader": [row["broader"]] if row["broader"] else [],
        "narrower": narrower.get(row["id"], []),
        "related": row["related"].split(),
    }
    return [
        (
            say(f"vocabulary.{kind}"),
            [Link(names[key], address(PAGE, concept_anchor(key))) for key in keys],
        )
        for kind, keys in others.items()
        if keys
    ]
