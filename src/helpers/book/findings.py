"""Findings: each sentence with every number in it a link to the characters, or to the rows, that it rests on."""

import json
from dataclasses import dataclass
from string import Formatter
from typing import Any

import pandas as pd

from helpers.book.entries import check_link, context, evidence_address, report_page
from helpers.book.model import Book, Row
from helpers.book.pages import Both, Page, Section, address, say, slug, split_key, split_keys
from helpers.findings import findings_input
from helpers.tables import Lang, records

MOST_ROWS = 2000  # rows that are listed behind one number
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
    rows = book.rows("findings")
    pages = [_detail_page(book, row) for row in rows]
    cards = [finding_card(book, row) for row in rows]
    section = Section("", Both("", ""), "findings.html", {"findings": cards})
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
    if value["key"]:
        return evidence_address(book, value["key"]), True
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
    sections = [Section("", Both("", ""), "finding.html", {"finding": card})]
    sections += [
        Section(f"v-{slug(name)}", _titled(name, value), "value.html", {"value": rests})
        for (name, value), rests in zip(values.items(), found, strict=True)
        if not value["key"] and value["value"] not in book.reports
    ]
    return Page(_detail_name(row), title, tuple(sections), above="findings")


def _titled(name: str, value: Row) -> Both:
    return Both(*(f"{_short(str(value[lang]))} ({name.replace('_', ' ')})" for lang in LANGS))


def _value(book: Book, row: Row, name: str, value: Row) -> Row:
    """Return how a value is found, and links to what it rests on."""
    rows = _counted(book, value) if value["query"] else pd.DataFrame()
    if len(rows):
        links, how = [_row_link(book, each) for each in records(rows.head(MOST_ROWS))], "counted"
    else:
        links, how = _inferred(book, row, value), "computed"
    return {
        "name": name,
        "how": how,
        "query": value["query"],
        "table": value.get("table", "mentions"),
        "function": row["function"],
        "links": links,
        "more": max(0, len(rows) - MOST_ROWS),
    }


def _counted(book: Book, value: Row) -> pd.DataFrame:
    table = value.get("table", "mentions")
    frame = (
        findings_input(book.table("mentions"), book.table("sentences"))
        if table == "mentions"
        else book.table(table)
    )
    found: pd.DataFrame = frame.query(value["query"])
    return found


def _inferred(book: Book, row: Row, value: Row) -> list[Row]:
    """Return what a computed value rests on: checks that it quotes, else the quotes and reports of its finding."""
    quoted = [check for check in book.rows("checks") if check["formula"] in str(value["value"])]
    if quoted:
        return [_row_link(book, check) for check in quoted]
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
    for key in (row.get("claim_id"), row.get("key"), *split_keys(str(row.get("claims", "")))):
        if key in book.mentions:
            return _number(book, str(key))
    if "doc" in row and row["doc"] in book.reports:
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
    a, b = start - quote["start"], min(end, quote["end"]) - quote["start"]
    text = quote["quote"]
    return {
        "doc": quote["doc"],
        "context": (text[:a], text[a:b], text[b:]),
        "start": start,
        "end": end,
        "target": evidence_address(book, quote["key"]),
    }


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
