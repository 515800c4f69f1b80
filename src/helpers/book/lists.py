"""Lists: the claims table, the checks, the systems and the codebook, a page each."""

import json
from collections import Counter
from collections.abc import Iterable

from helpers.book.entries import (
    check_anchor,
    claim_anchor,
    context,
    evidence_address,
    family_names,
    family_page,
    passage_address,
    period_words,
    span_link,
    system_anchor,
    system_link,
    value_words,
)
from helpers.book.model import Book, Row
from helpers.book.pages import Both, Page, Section, address, say, split_keys, untitled
from helpers.download import RULES
from helpers.resources import read_resource
from helpers.tables import SCHEMAS, format_number, records

FILTERS = ("doc", "kind", "status", "indicator", "place", "period")
SHOWN = ("surface", "indicator", "place", "period", "kind", "status", "confidence")
MOST_ROWS = 400  # rows of the claims table that stand in the page; scripts show the others
SAID_OF_SYSTEM = (
    "actors",
    "levels",
    "cadence",
    "target_population",
    "rule_or_cadence",
    "inputs",
    "outputs",
    "model_idea",
)


def claims_page(book: Book) -> Page:
    """Return the table of claims, with what its filters offer.

    Parameters
    ----------
    book
        What the run made.

    Returns
    -------
    Page
        Holds all rows as data for its script, and the first rows to read without one.
    """
    rows = [_claim_row(book, row) for row in book.rows("claims")]
    columns = list(SCHEMAS["claims"].columns)
    data = {
        "columns": columns,
        "rows": [
            {
                "id": row["id"],
                "href": row["target"],
                "cells": row["cells"],
                "value": row["value"],
                "words": row["words"],
            }
            for row in rows
        ],
        "kinds": _words_of("kind", rows),
        "statuses": _words_of("status", rows),
        "safe": RULES,
    }
    filters = {name: sorted({row["cells"][columns.index(name)] for row in rows} - {""}) for name in FILTERS}
    section = untitled(
        "claims.html",
        {
            "rows": rows[:MOST_ROWS],
            "others": [row["id"] for row in rows[MOST_ROWS:]],
            "data": script_json(data),
            "filters": filters,
            "count": len(rows),
            "shown": SHOWN,
        },
    )
    return Page("claims", say("title.claims"), (section,))


def script_json(data: object) -> str:
    """Return data as JSON that can stand inside a ``<script>`` element, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
    )


def checks_page(book: Book) -> Page:
    """Return the page of all checks, by verdict, those that do not fit first."""
    relations = {
        row["relation"]: Both(row["en"], row["zh"]) for row in records(read_resource("audit_relations.csv"))
    }
    rows = book.rows("checks")
    sections = []
    for verdict in ("contradicts", "holds within rounding", "holds", "implied"):
        found = [_check_row(book, row, relations) for row in rows if row["verdict"] == verdict]
        if found:
            words = say(f"verdict.{verdict}")
            title = Both(f"{words.en.capitalize()} ({len(found)})", f"{words.zh}（{len(found)}）")
            sections.append(Section(verdict.replace(" ", "-"), title, "checks.html", {"checks": found}))
    lead = untitled("lead.html", {"lead": say("checks.lead")})
    return Page("checks", say("title.checks"), (lead, *sections))


def system_pages(book: Book) -> list[Page]:
    """Return the index of systems and a page for each family.

    Parameters
    ----------
    book
        What the run made.

    Returns
    -------
    list of Page
        The index first, then the families in their order.
    """
    passages: dict[str, list[Row]] = {}
    for row in book.rows("evidence"):
        passages.setdefault(row["system_id"], []).append(row)
    names = family_names()
    families: dict[str, list[Row]] = {family: [] for family in names}
    for row in book.rows("systems"):
        families.setdefault(row["family"], []).append(_system_row(book, row, passages))
    there = {family: rows for family, rows in families.items() if rows}
    titles = {family: names.get(family, Both(family, family)) for family in there}
    pages = [_family_page(family, titles[family], rows) for family, rows in there.items()]
    groups = [
        {"title": titles[family], "target": address(family_page(family)), "systems": rows}
        for family, rows in there.items()
    ]
    section = untitled("systems.html", {"groups": groups})
    return [Page("systems/index", say("title.systems"), (section,)), *pages]


def codebook_page(book: Book) -> Page:
    """Return what every table holds, column by column, from the schemas that check them."""
    sections = [
        Section(
            f"t-{name}",
            Both(
                f"{name}: {_title(SCHEMAS[name].metadata).en}", f"{name}：{_title(SCHEMAS[name].metadata).zh}"
            ),
            "codebook.html",
            {
                "name": name,
                "key": (SCHEMAS[name].metadata or {})["key"],
                "rows": len(book.tables[name]),
                "columns": _columns(name),
            },
        )
        for name in SCHEMAS
        if name in book.tables
    ]
    lead = untitled("lead.html", {"lead": say("codebook.lead")})
    return Page("codebook", say("title.codebook"), (lead, *sections))


def _claim_row(book: Book, row: Row) -> Row:
    cells = [_text(row[name]) for name in SCHEMAS["claims"].columns]
    return {
        "id": claim_anchor(row["claim_id"]),
        "target": evidence_address(book, row["claim_id"]),
        "cells": cells,
        "value": value_words(row),
        "words": _period(row["period"]),
        **{name: _text(row[name]) for name in ("doc", *SHOWN)},
        "period_words": period_words(row["period"]),
        "kind_words": say(f"kind.{row['kind']}"),
        "status_words": say(f"status.{row['status']}"),
    }


def _period(period: str) -> list[str]:
    words = period_words(period)
    return [words, words] if isinstance(words, str) else [words.en, words.zh]


def _words_of(name: str, rows: Iterable[Row]) -> dict[str, list[str]]:
    words = {row[name]: say(f"{name}.{row[name]}") for row in rows}
    return {key: [each.en, each.zh] for key, each in words.items()}


def _text(value: object) -> str:
    if isinstance(value, float):
        return format_number(value)
    return str(value)


def _check_row(book: Book, row: Row, relations: dict[str, Both]) -> Row:
    members = split_keys(row["members"])
    return row | {
        "anchor": check_anchor(row["check_id"]),
        "relation_words": relations.get(row["relation"], Both(row["relation"], row["relation"])),
        "notes": Both(row["note"], row["note_zh"]),
        "links": [
            {
                "target": evidence_address(book, key),
                "context": context(book, key),
                "doc": key.rpartition(":")[0],
            }
            for key in members
        ],
    }


def _system_row(book: Book, row: Row, passages: dict[str, list[Row]]) -> Row:
    quotes = passages.get(row["system_id"], [])
    facts = [(say(f"systems.{name}"), row[name]) for name in SAID_OF_SYSTEM if row[name]]
    return {
        "id": row["system_id"],
        "anchor": system_anchor(row["system_id"]),
        "name": Both(row["name_en"], row["name_zh"]),
        "name_zh": row["name_zh"],
        "name_en": row["name_en"],
        "target": address(family_page(row["family"]), system_anchor(row["system_id"])),
        "part_of": [system_link(book, name) for name in row["part_of"].split()],
        "facts": facts,
        "reports": Counter(quote["doc"] for quote in quotes).most_common(),
        "passages": [_passage(book, quote) for quote in quotes],
    }


def _passage(book: Book, row: Row) -> Row:
    return {
        "doc": row["doc"],
        "quote": row["quote"],
        "source": row["source"],
        "target": passage_address(book, row["doc"], row["start"], row["end"]),
        "numbers": [span_link(book, key) for key in split_keys(row["claims"])],
    }


def _family_page(family: str, title: Both, rows: list[Row]) -> Page:
    sections = [Section(row["anchor"], row["name"], "system.html", {"system": row}) for row in rows]
    return Page(family_page(family), title, tuple(sections), above="systems/index")


def _title(metadata: object) -> Both:
    title = (metadata or {})["title"]  # type: ignore[index]
    return Both(title["en"], title["zh"])


def _columns(name: str) -> list[Row]:
    rows = records(read_resource("columns.csv"))
    return [
        {
            "name": row["column"],
            "type": say(f"type.{row['type']}"),
            "choices": row["values"].split("|") if "|" in row["values"] else row["values"].split(),
            "unit": row["unit"],
            "title": Both(row["title_en"], row["title_zh"]),
            "description": Both(row["description_en"], row["description_zh"]),
        }
        for row in rows
        if row["table"] == name
    ]
