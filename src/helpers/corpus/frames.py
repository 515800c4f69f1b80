"""Frames: the tables `documents` and `sentences`."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd

from helpers.cache import each_cached, report_key
from helpers.corpus.reading import Report
from helpers.corpus.script import simplify, simplify_characters, write_offsets
from helpers.corpus.sentences import split_sentences
from helpers.resources import read_resource
from helpers.tables import Lang, check_table, empty_table, records

ARTICLE = ("title", "heading", "article")
ROLES = (*ARTICLE, "caption", "dateline", "navigation", "editorial", "copyright")


def documents_table(reports: Iterable[Report]) -> pd.DataFrame:
    """Return one row a report.

    Parameters
    ----------
    reports
        From `read_folder`.

    Returns
    -------
    pandas.DataFrame
        The table `documents`.
    """
    return _frame("documents", [_document(report) for report in reports])


def sentences_table(reports: Iterable[Report]) -> pd.DataFrame:
    """Return one row a sentence, with its text in Simplified Chinese and where each character comes from.

    Parameters
    ----------
    reports
        From `read_folder`.

    Returns
    -------
    pandas.DataFrame
        The table `sentences`.
    """
    found = each_cached("sentences", reports, report_key, lambda some: (list(_sentences(r)) for r in some))
    return _frame("sentences", [row for rows in found for row in rows])


def roles_table(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count sentences and characters of each role in each report.

    Parameters
    ----------
    sentences
        The table `sentences`.

    Returns
    -------
    pandas.DataFrame
        Columns ``doc``, ``role``, ``sentences``, ``characters``; roles in the order of the schema.
    """
    lengths = sentences.assign(characters=sentences["end"] - sentences["start"])
    grouped = lengths.groupby(["doc", "role"])["characters"].agg(["size", "sum"]).reset_index()
    counted: pd.DataFrame = grouped.rename(columns={"size": "sentences", "sum": "characters"})
    placed = counted.assign(place=counted["role"].map(ROLES.index)).sort_values(["doc", "place"])
    return placed.drop(columns="place").reset_index(drop=True)


def reworded_sentences(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences whose words, not only characters, differ in Simplified Chinese.

    Parameters
    ----------
    sentences
        The table `sentences`.

    Returns
    -------
    pandas.DataFrame
        Columns ``doc``, ``start``, ``text``, ``text_simplified``.
    """
    reworded = sentences[sentences["text"].map(simplify_characters) != sentences["text_simplified"]]
    reworded = reworded[reworded["text"] != reworded["text_simplified"]]
    return reworded[["doc", "start", "text", "text_simplified"]].reset_index(drop=True)


def describe_corpus(documents: pd.DataFrame, sentences: pd.DataFrame, lang: Lang = "en") -> str:
    """Return in a few sentences what a corpus is, every number counted from its tables.

    Parameters
    ----------
    documents, sentences
        The tables of these names.
    lang
        Language of the sentences.

    Returns
    -------
    str
        Markdown.
    """
    lengths = sentences["end"] - sentences["start"]
    inside = sentences["role"].isin(ARTICLE)
    share = 100 * lengths[inside].sum() / lengths.sum() if len(sentences) else 0.0
    untold = "; ".join(f"{row['doc']} ({row['notes']})" for row in records(documents) if row["notes"])
    summaries = read_resource("summaries.yaml")
    said = [summaries["corpus"][lang]] + ([summaries["corpus-untold"][lang]] if untold else [])
    return " ".join(said).format(
        reports=len(documents),
        characters=int(documents["article_characters"].sum()),
        share=f"{share:.0f}",
        traditional=int((documents["script"] == "Hant").sum()),
        untold=untold,
    )


def _document(report: Report) -> dict[str, Any]:
    sentences = split_sentences(report.raw)
    article = [report.raw[s.start : s.end] for s in sentences if s.role in ARTICLE]
    return {
        "doc": report.doc,
        "file": report.path_name or f"{report.doc}.txt",
        "encoding": report.encoding,
        "script": report.script,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "place": report.place,
        "url": report.url,
        "rights": report.rights,
        "characters": len(report.raw),
        "article_characters": sum(len("".join(text.split())) for text in article),
        "sentences": sum(s.role == "article" for s in sentences),
        "sha256": report.sha256 or sha256(report.raw.encode(report.encoding)).hexdigest(),
        "notes": "; ".join(report.notes),
        "row": report.row,
        "text_file": f"texts/{report.doc}.txt" if report.is_extracted else "",
    }


def _sentences(report: Report) -> Iterable[dict[str, Any]]:
    for sentence in split_sentences(report.raw):
        text = report.raw[sentence.start : sentence.end]
        simplified = simplify(text, report.script)
        yield {
            "doc": report.doc,
            "start": sentence.start,
            "end": sentence.end,
            "paragraph": sentence.paragraph,
            "role": sentence.role,
            "text": text,
            "text_simplified": simplified.text,
            "offset_map": write_offsets(simplified.offsets, sentence.start),
        }


def _frame(name: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    return check_table(pd.DataFrame(list(rows)), name) if rows else empty_table(name)
