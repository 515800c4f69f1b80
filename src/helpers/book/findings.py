"""Findings: each sentence with every number in it a link to the characters, or to the rows, that it rests on."""

import json
import re
from dataclasses import dataclass
from string import Formatter
from typing import Any

from helpers.book.entries import check_link, context, evidence_address, report_page
from helpers.book.model import IS_SPAN, Book, Row, value_keys
from helpers.book.models import result_address, result_words
from helpers.book.pages import Both, Page, Section, address, say, shortened, slug, split_keys, untitled
from helpers.findings import quote_parts, split_key
from helpers.tables import Lang, records

MOST_ROWS = 1000  # rows that are listed behind one number
LANGS: tuple[Lang, ...] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a sentence; a value has a target, plain words have none."""

    text: str
    target: str = ""
    direct: bool = False


def findings_pages(book: Book) -> list[Page]:
    """Return the page of all findings and one for each that says how its numbers are found.

    Parameters
    ----------
    book
        What the run made.

    Returns
    -------
    list of Page
        All findings first.
    """
    rows = list(book.findings.values())
    pages = [_detail_page(book, row) for row in rows]
    cards = [finding_card(book, row) for row in rows]
    section = untitled("findings.html", {"findings": cards})
    return [Page("findings", say("title.findings"), (section,)), *pages]


def finding_card(book: Book, row: Row) -> Row:
    """Return a finding as it stands on the page: its words in both languages, and what the reports say."""
    return {
        "anchor": f"f-{slug(row['finding_id'])}",
        "words": {lang: sentence_words(book, row, lang) for lang in LANGS},
        "quotes": [_quote(book, quote) for quote in json.loads(row["quotes"] or "[]")],
        "detail": address(_detail_name(row)),
        "function": row["function"],
    }


def sentence_words(book: Book, row: Row, lang: Lang) -> list[Word]:
    """Return the sentence of a finding in parts, every value with where it leads.

    Parameters
    ----------
    book
        What the run made.
    row
        Of the table `findings`.
    lang
        Language of the sentence.

    Returns
    -------
    list of Word
        Joined, they are the sentence.
    """
    values = json.loads(row["values"])
    words = []
    for text, name, _, _ in Formatter().parse(row[f"template_{lang}"]):
        if text:
            words.append(Word(text))
        if name:
            words.append(Word(values[name][lang], *_target(book, row, name, values[name])))
    return words


def _target(book: Book, row: Row, name: str, value: Row) -> tuple[str, bool]:
    """Return where a value leads and whether that is the characters themselves."""
    keys = value_keys(value)
    if len(keys) == 1 and IS_SPAN.search(keys[0]):
        return evidence_address(book, keys[0]), True
    if value["value"] in book.reports:
        return address(report_page(value["value"])), True
    return address(_detail_name(row), f"v-{slug(name)}"), False


def _detail_name(row: Row) -> str:
    return f"findings/{slug(row['finding_id'])}"


def _detail_page(book: Book, row: Row) -> Page:
    values = json.loads(row["values"])
    found = [_value(book, row, name, value) for name, value in values.items()]
    card = finding_card(book, row)
    name = row["finding_id"].replace("-", " ")
    title = Both(f"Finding: {name}", f"发现：{name}")
    sections = [untitled("finding.html", {"finding": card})]
    sections += [
        Section(f"v-{slug(name)}", _titled(name, value), "value.html", {"value": rests})
        for (name, value), rests in zip(values.items(), found, strict=True)
        if _target(book, row, name, value)[1] is False
    ]
    return Page(_detail_name(row), title, tuple(sections), above="findings")


def _titled(name: str, value: Row) -> Both:
    return Both(*(f"{shortened(str(value[lang]), 60)} ({name.replace('_', ' ')})" for lang in LANGS))


def _value(book: Book, row: Row, name: str, value: Row) -> Row:
    """Return how a value is found, and links to what it rests on."""
    rows = value_rows(book, value)
    formula = value.get("formula", "")
    values = json.loads(row["values"])
    if formula:  # it rests on what the values in it rest on
        rows = [
            each for part in values if part in _names_in(formula) for each in value_rows(book, values[part])
        ]
    links = [_row_link(book, each) for each in rows[:MOST_ROWS]]
    return {
        "name": name,
        "how": "counted" if value["query"] else "computed" if formula else "said",
        "query": value["query"],
        "table": value.get("table", "mentions"),
        "of": value.get("of", ""),
        "formula": _formula_words(book, row, formula, values),
        "function": row["function"],
        "links": links if any(map(_leads_to_words, links)) else [*links, *_quoted(book, row)],
        "more": max(0, len(rows) - MOST_ROWS),
    }


def _leads_to_words(link: Row) -> bool:
    return link["target"].startswith("evidence/") or bool(link.get("members"))


def value_rows(book: Book, value: Row) -> list[Row]:
    """Return the rows that a value of a finding is said by or counts.

    Parameters
    ----------
    book
        What the run made.
    value
        Of the column `values` of the table `findings`.

    Returns
    -------
    list of dict
        Mentions, checks or rows of the table that its query asks.
    """
    if keys := value_keys(value):
        return [book.checks.get(key) or {"key": key} for key in keys]
    if not value["query"]:
        return []
    table = value.get("table", "mentions")
    frame = book.numbers if table == "mentions" else book.table(table)
    return records(frame.query(value["query"]))


def _names_in(formula: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", formula))


def _formula_words(book: Book, row: Row, formula: str, values: Row) -> list[Word]:
    """Return a formula in parts; the name of a value in it leads to where that is found."""
    parts = [part for part in re.split(r"([A-Za-z_]\w*)", formula) if part]
    return [
        Word(part, *_target(book, row, part, values[part])) if part in values else Word(part)
        for part in parts
    ]


def _quoted(book: Book, row: Row) -> list[Row]:
    """Return the quotes of a finding, else the reports that it names, else all reports."""
    links = [{**_quote(book, quote), "kind": "quote"} for quote in json.loads(row["quotes"] or "[]")]
    said = " ".join(str(each[lang]) for each in json.loads(row["values"]).values() for lang in LANGS)
    named = [doc for doc in book.reports if doc in said] or list(book.reports)
    return links or [{"kind": "report", "text": doc, "target": address(report_page(doc))} for doc in named]


def _row_link(book: Book, row: Row) -> Row:
    """Return a link for a row of any table, by the key that it has."""
    if "check_id" in row:
        link = check_link(row)
        return {
            "kind": "check",
            "text": link.words,
            "note": link.note,
            "target": link.target,
            "members": [_number(book, key) for key in split_keys(row["members"])],
        }
    if key := row.get("claim_id") or row.get("key"):
        return _number(book, str(key))
    if "quantity_en" in row:
        return {
            "kind": "result",
            "text": Both(result_words(row, "en"), result_words(row, "zh")),
            "target": result_address(row),
            "members": [_number(book, key) for key in split_keys(row["claims"])],
        }
    if row.get("doc") in book.reports:
        return {"kind": "report", "text": row["doc"], "target": address(report_page(row["doc"]))}
    return {"kind": "row", "text": " · ".join(str(cell) for cell in list(row.values())[:4]), "target": ""}


def _number(book: Book, key: str) -> Row:
    return {
        "kind": "number",
        "context": context(book, key),
        "doc": split_key(key)[0],
        "target": evidence_address(book, key),
    }


def _quote(book: Book, quote: dict[str, Any]) -> Row:
    _, start, end = split_key(quote["key"])
    return {
        "doc": quote["doc"],
        "context": quote_parts(quote),
        "start": start,
        "end": end,
        "target": evidence_address(book, quote["key"]),
    }
