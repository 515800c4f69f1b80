"""Findings: what the tables say, in sentences whose every number is filled in from a table, with its quote.

A finding is a function of the tables: it gives the values that go into a sentence of `findings.yaml`. A value
that the reports say carries the key of its row, ``doc:start-end``; a value that counts rows carries the query
that counts them; a value computed from others carries its formula. So a reader can redo each.
What the models show is filled in as `model_findings.yaml` says, with the query of its row in `model_results`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from helpers.corpus.quotes import find_quote
from helpers.markup import escape_markdown, markdown_text, one_line
from helpers.mentions.model import MEASURED
from helpers.models.results import significant
from helpers.plurals import counted
from helpers.resources import read_resource
from helpers.tables import Lang, check_table, empty_table, format_number, records, split_claims

ARTICLE = ("title", "heading", "article")
PEOPLE = ("人", "名", "位", "口")
TELLING_DIGITS = 4  # a number with so many digits is hardly the same in two reports by chance
QUOTED_CHECKS = 5  # contradictions that are quoted in full
QUOTED_CLAIMS = 2  # quotes below what a model gives
TEMPLATES: dict[str, dict[str, str]] = read_resource("findings.yaml")
MODEL_FINDINGS: dict[str, dict[str, dict[str, Any]]] = read_resource("model_findings.yaml")


@dataclass(frozen=True, slots=True)
class Value:
    """What goes into a template.

    Attributes
    ----------
    value
        A number, or a name.
    en, zh
        How it is written in each language.
    key
        Of the rows that say it: ``doc:start-end`` of a mention, or a ``check_id``; several are joined by ``;``.
        ``""`` when it is counted or computed.
    query
        How to count it: a pandas query of a table; ``""`` when rows say it.
    table
        What the query is asked of: ``mentions`` (`findings_input`), ``checks``, ``documents`` or ``model_results``.
    of
        What of the rows that the query gives: ``""`` for how many they are, ``different doc`` for how many
        different reports, ``sum article_characters`` for the sum of a column.
    formula
        Arithmetic over the other values of the finding, by name, or a number that was chosen.
    """

    value: float | str
    en: str
    zh: str
    key: str = ""
    query: str = ""
    table: str = "mentions"
    of: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the name of its sentence in `findings.yaml`, what fills it, the rows to quote, and how many at most."""

    finding_id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    most_quotes: int | None = None

    def template(self, lang: Lang) -> str:
        """Return the sentence in a language, with names in braces where values go."""
        return str(TEMPLATES[self.finding_id][lang])

    def sentence(self, lang: Lang) -> str:
        """Return the finding in a language."""
        return self.template(lang).format(
            **{name: getattr(value, lang) for name, value in self.values.items()}
        )


Finder = Callable[[pd.DataFrame, pd.DataFrame], Finding | None]
AuditFinder = Callable[[pd.DataFrame], Finding | None]


def findings_table(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    checks: pd.DataFrame | None = None,
    results: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return every finding that the tables of a corpus allow.

    Parameters
    ----------
    documents, sentences, mentions
        The tables of these names.
    checks
        The table of the audit; without it, nothing is said of what adds up.
    results
        The table `model_results`; without it, nothing is said of what the models show.

    Returns
    -------
    pandas.DataFrame
        The table `findings`. A corpus without money has no finding on money.
    """
    numbers = findings_input(mentions, sentences)
    found: list[tuple[Callable[..., Finding | None], Finding | None]] = []
    if len(numbers):
        found += [(finder, finder(documents, numbers)) for finder in FINDERS]
    if checks is not None and len(checks):
        found += [(audit_finder, audit_finder(checks)) for audit_finder in AUDIT_FINDERS]
    if results is not None:
        found += [(model_finding, model_finding(finding_id, results)) for finding_id in MODEL_FINDINGS]
    rows = [_row(finding, finder, sentences, mentions) for finder, finding in found if finding is not None]
    return check_table(pd.DataFrame(rows), "findings") if rows else empty_table("findings")


def findings_input(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions inside the articles, each with ``key``, ``role`` and whether it is ``measured``.

    Parameters
    ----------
    mentions, sentences
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        What the queries of `Value` are asked of.
    """
    placed = pd.merge_asof(
        mentions.sort_values("start", kind="stable"),
        sentences[["doc", "start", "end", "role"]]
        .rename(columns={"end": "sentence_end"})
        .sort_values("start", kind="stable"),
        on="start",
        by="doc",
    ).sort_values(["doc", "start"], ignore_index=True)
    key = placed["doc"] + ":" + placed["start"].astype(str) + "-" + placed["end"].astype(str)
    placed = placed.assign(key=key, measured=placed["kind"].isin(MEASURED))
    found: pd.DataFrame = placed[placed["role"].isin(ARTICLE)]
    return found.reset_index(drop=True)


def how_many_numbers(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding:
    """Count the numbers, and those that measure something."""
    return Finding(
        "how-many",
        {
            "reports": _reports(len(documents), "doc == doc"),
            "all": _count(numbers, "kind == kind"),
            "measured": _count(numbers, "measured"),
        },
    )


def how_precise(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say how many of the measured numbers the text gives as exact."""
    measured = numbers[numbers["measured"]]
    if measured.empty:
        return None
    exact = _count(numbers, "measured and bound == 'exact'")
    share = 100 * float(exact.value) / len(measured)
    hedged = measured[measured["bound"] != "exact"]
    return Finding(
        "how-precise",
        {
            "exact": exact,
            "measured": _count(numbers, "measured"),
            "share": Value(share, f"{share:.0f} %", f"{share:.0f}%", formula="100 * exact / measured"),
            "hedged": _count(numbers, "measured and bound != 'exact'"),
        },
        tuple(hedged["key"].head(1)),
    )


def densest_report(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say which report has most measured numbers for its length, and which fewest."""
    counts = numbers[numbers["measured"]].groupby("doc").size()
    lengths = documents.set_index("doc")["article_characters"]
    per_1000 = (1000 * counts.reindex(lengths.index, fill_value=0) / lengths[lengths > 0]).dropna()
    if len(per_1000) < 2:
        return None
    most, least = str(per_1000.idxmax()), str(per_1000.idxmin())
    return Finding(
        "densest",
        {
            "per": Value(1000, "1,000", "千", formula="1000"),
            "most": _report(most),
            "most_per": _one_decimal(float(per_1000.max()), "per * most_numbers / most_characters"),
            "most_numbers": _count(numbers, f"measured and doc == {most!r}"),
            "most_characters": _characters(documents, most),
            "least": _report(least),
            "least_per": _one_decimal(float(per_1000.min()), "per * least_numbers / least_characters"),
            "least_numbers": _count(numbers, f"measured and doc == {least!r}"),
            "least_characters": _characters(documents, least),
        },
    )


def largest_amount(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say which amount of money is the largest, in the currency used most."""
    money = numbers[numbers["kind"] == "money"]
    money = money[money["unit"] == money["unit"].mode().get(0, "")]
    return _largest(money, "largest-amount")


def most_people(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say which count of people is the largest."""
    return _largest(numbers[(numbers["kind"] == "count") & numbers["unit"].isin(PEOPLE)], "most-people")


def range_of_percentages(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say between which values the percentages lie, and how many of them are whole hundreds."""
    percent = numbers[numbers["kind"] == "percent"]
    if len(percent) < 2:
        return None
    (low,), (high,) = records(percent.nsmallest(1, "low")), records(percent.nlargest(1, "high"))
    return Finding(
        "percentages",
        {
            "low": _said(low),
            "low_doc": _name(low),
            "high": _said(high),
            "high_doc": _name(high),
            "whole": Value(100, "100 %", "100%", formula="100"),
            "full": _count(numbers, "kind == 'percent' and low == 100 and high == 100"),
            "all": _count(numbers, "kind == 'percent'"),
        },
        (low["key"], high["key"]),
    )


def slogans(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say how many numerals belong to slogans, and which slogan most reports share."""
    found = numbers[numbers["kind"] == "slogan"]
    if found.empty:
        return None
    spread = found.groupby("surface")["doc"].agg(["nunique", "size"]).reset_index()
    (top,) = records(
        spread.sort_values(["nunique", "size", "surface"], ascending=[False, False, True]).head(1)
    )
    keys = found[found["surface"] == top["surface"]].drop_duplicates("doc")["key"]
    query = f"kind == 'slogan' and surface == {top['surface']!r}"
    return Finding(
        "slogans",
        {
            "slogans": _count(numbers, "kind == 'slogan'"),
            "surface": Value(top["surface"], top["surface"], top["surface"], key=keys.iloc[0]),
            "times": Value(
                float(top["size"]), counted(top["size"], "time"), f"{top['size']} 处", query=query
            ),
            "spread": _reports(int(top["nunique"]), query, table="mentions", of="different doc"),
        },
        tuple(keys.head(2)),
    )


def shared_numbers(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say which telling number more than one report gives."""
    measured = numbers[numbers["measured"] & numbers["kind"].isin(["count", "money", "measure"])]
    digits = measured["low"].map(_digits)
    telling = measured[(digits >= TELLING_DIGITS) & (measured["low"] == measured["high"])]
    spread = telling.groupby(["low", "unit"])["doc"].nunique()
    shared = spread[spread > 1].reset_index().sort_values(["doc", "low"], ascending=[False, False])
    if shared.empty:
        return None
    (top,) = records(shared.head(1))
    places = telling[(telling["low"] == top["low"]) & (telling["unit"] == top["unit"])].drop_duplicates("doc")
    (first,) = records(places.head(1))
    members = telling.merge(shared[["low", "unit"]], on=["low", "unit"])
    return Finding(
        "shared",
        {
            "digits": Value(
                TELLING_DIGITS, str(TELLING_DIGITS), str(TELLING_DIGITS), formula=str(TELLING_DIGITS)
            ),
            "shared": Value(len(shared), str(len(shared)), str(len(shared)), key=";".join(members["key"])),
            "surface": _said(first),
            "docs": _names(places["doc"], key=";".join(places["key"])),
        },
        tuple(places["key"]),
    )


def undated_reports(documents: pd.DataFrame, numbers: pd.DataFrame) -> Finding | None:
    """Say which reports state no date, since 目前 and 去年 in them cannot be placed."""
    undated = documents[documents["published"] == ""]["doc"]
    if undated.empty:
        return None
    return Finding(
        "undated",
        {
            "reports": _reports(len(undated), "published == ''"),
            "docs": _names(undated, query="published == ''"),
        },
    )


def what_adds_up(checks: pd.DataFrame) -> Finding | None:
    """Say how many relations that the reports assert hold, and how many do not."""
    tested = checks[checks["verdict"] != "implied"]
    if tested.empty:
        return None
    return Finding(
        "adds-up",
        {
            "tested": _count(checks, "verdict != 'implied'", "checks"),
            "holds": _count(checks, "verdict == 'holds'", "checks"),
            "rounding": _count(checks, "verdict == 'holds within rounding'", "checks"),
            "contradicts": _count(checks, "verdict == 'contradicts'", "checks"),
            "implied": _count(checks, "verdict == 'implied'", "checks"),
        },
    )


def what_does_not_fit(checks: pd.DataFrame) -> Finding | None:
    """Name the relations whose numbers do not fit, and quote them."""
    found = checks[checks["verdict"] == "contradicts"]
    if found.empty:
        return None
    formulas = "; ".join(f"{row['formula']} ({row['doc']})" for row in records(found.head(QUOTED_CHECKS)))
    key = ";".join(found["check_id"].head(QUOTED_CHECKS))
    return Finding(
        "does-not-fit",
        {
            "contradicts": _count(checks, "verdict == 'contradicts'", "checks"),
            "formulas": Value(formulas, formulas, formulas.replace("; ", "；"), key=key),
        },
        _one_of_each_sentence(found["members"].head(QUOTED_CHECKS)),
    )


def what_two_reports_say(checks: pd.DataFrame) -> Finding | None:
    """Say how many numbers two reports of one place share, and how many differ between dates."""
    both = checks[checks["relation"].isin(["agreement", "trend"])]
    if both.empty:
        return None
    return Finding(
        "two-reports",
        {
            "agreement": _count(checks, "relation == 'agreement' and verdict == 'holds'", "checks"),
            "trend": _count(checks, "relation == 'trend'", "checks"),
        },
        tuple(both["members"].iloc[0].split(";")),
    )


def model_finding(finding_id: str, results: pd.DataFrame) -> Finding | None:
    """Fill the sentence of a finding from the results of a model, as `model_findings.yaml` says.

    Parameters
    ----------
    finding_id
        A key of that file. It gives each gap the row and column that fill it; the first gap chooses the case, and the
        other rows are of the same case.
    results
        The table `model_results`.

    Returns
    -------
    Finding or None
        None when the model was not run, or gives no such row.
    """
    case, query, values, keys = "", "", dict[str, Value](), dict[str, None]()
    for name, asked in MODEL_FINDINGS[finding_id].items():
        if (row := _result_row(results, asked, case)) is None:
            return None
        values[name] = _result_value(row, asked)
        case, query = case or row["scenario"].split(": ")[0], query or values[name].query
        keys |= dict.fromkeys(split_claims(row["claims"]))
    values["case"] = Value(case, case, case, query=query, table="model_results")
    return Finding(finding_id, values, tuple(keys), QUOTED_CLAIMS)


AUDIT_FINDERS: tuple[AuditFinder, ...] = (what_adds_up, what_does_not_fit, what_two_reports_say)
FINDERS: tuple[Finder, ...] = (
    how_many_numbers,
    how_precise,
    densest_report,
    largest_amount,
    most_people,
    range_of_percentages,
    slogans,
    shared_numbers,
    undated_reports,
)


def split_key(key: str) -> tuple[str, int, int]:
    """Return report, start and end of a key ``doc:start-end``."""
    doc, _, span = key.rpartition(":")
    start, _, end = span.partition("-")
    return doc, int(start), int(end)


def quote_parts(quote: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return what stands in a quote of a finding before its number, the number, and what stands after it."""
    _, start, end = split_key(quote["key"])
    text, first = quote["quote"], quote["start"]
    a, b = start - first, min(end, quote["end"]) - first
    return text[:a], text[a:b], text[b:]


def findings_text(findings: pd.DataFrame, lang: Lang) -> str:
    """Return the findings as Markdown: each sentence, and below it what the reports say.

    Parameters
    ----------
    findings
        The table `findings`.
    lang
        Language of the sentences; quotes stay as printed.

    Returns
    -------
    str
        One item a finding; a quote is followed by its report and characters.
    """
    if findings.empty:
        return str(TEMPLATES["none"][lang])
    blocks = []
    for row in records(findings):
        quotes = [_quote_line(quote, lang) for quote in json.loads(row["quotes"] or "[]")]
        blocks.append("\n".join([markdown_text(row[f"sentence_{lang}"]), *quotes]))
    return "\n\n".join(blocks)


def recount(
    findings: pd.DataFrame,
    numbers: pd.DataFrame,
    checks: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    results: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Ask each query of the findings again and redo each formula, so that a reader can check a number.

    Parameters
    ----------
    findings
        The table `findings`.
    numbers
        From `findings_input`.
    checks, documents, results
        The tables `checks`, `documents` and `model_results`; without one, what is counted in it is not asked again.

    Returns
    -------
    pandas.DataFrame
        Columns ``finding_id``, ``name``, ``query`` (or formula), ``stated``, ``counted``.
    """
    columns = ["finding_id", "name", "query", "stated", "counted"]
    frames = {"mentions": numbers, "checks": checks, "documents": documents, "model_results": results}
    there = {name: frame for name, frame in frames.items() if frame is not None}
    asked = []
    for row in records(findings):
        values = json.loads(row["values"])
        stated = {
            name: value["value"] for name, value in values.items() if not isinstance(value["value"], str)
        }
        for name in stated:
            if (how := _recount_one(values[name], stated, there)) is not None:
                asked.append((row["finding_id"], name, *how))
    return pd.DataFrame(asked, columns=columns)


def _recount_one(
    value: Mapping[str, Any], stated: Mapping[str, float], frames: Mapping[str, pd.DataFrame]
) -> tuple[str, float, float] | None:
    """Return how a value is counted or computed, what is stated, and what comes out."""
    if query := value["query"]:
        if value["table"] not in frames:
            return None
        return query, value["value"], _asked(frames[value["table"]], query, value["of"])
    if formula := value["formula"]:
        return formula, value["value"], _computed(formula, stated)
    return None


def _computed(formula: str, values: Mapping[str, float]) -> float:
    result: Any = pd.eval(formula, local_dict=dict(values), engine="python")
    return float(result)


def _asked(frame: pd.DataFrame, query: str, of: str) -> float:
    rows = frame.query(query)
    how, _, column = of.partition(" ")
    if how == "different":
        return int(rows[column].nunique())
    return float(rows[column].sum()) if how == "sum" else len(rows)


def _result_row(results: pd.DataFrame, asked: Mapping[str, Any], case: str) -> dict[str, Any] | None:
    """Return the row that fills a gap: of a result and case, the first, or that with the largest or smallest value."""
    own = results[(results["result_id"] == asked["result"]) & results["scenario"].str.startswith(case)]
    own = own[own["scenario"].str.contains(str(asked.get("scenario", "")))]
    if "x" in asked:
        own = own[own["x"] == asked["x"]]
    take, column = asked.get("take", "first"), asked.get("column", "mid")
    if take != "first":
        own = own.sort_values("mid", ascending=take == "smallest", kind="stable")
    row = next(iter(records(own.head(1))), None)
    return None if row is None or pd.isna(row[column]) else row


def _result_value(row: Mapping[str, Any], asked: Mapping[str, Any]) -> Value:
    """Return a value of a row of results with the query of the row; of a scenario, what is left out in it."""
    column = asked.get("column", "mid")
    query = (
        f"model == {row['model']!r} and result_id == {row['result_id']!r} and scenario == {row['scenario']!r}"
    )
    if row["x"] == row["x"]:
        query += f" and x == {format_number(row['x'])}"
    if column == "scenario":
        name = row["scenario"].partition(": ")[2].removeprefix("without ")
        return Value(name, name, name, query=query, table="model_results")
    text = significant(row[column], int(asked.get("digits", 3)))
    return Value(
        row[column], text, text.replace(",", ""), query=query, table="model_results", of=f"sum {column}"
    )


def _row(finding: Finding, finder: Finder, sentences: pd.DataFrame, mentions: pd.DataFrame) -> dict[str, str]:
    values = {name: asdict(value) for name, value in finding.values.items()}
    quotes = _quotes(finding.quoted, sentences)[: finding.most_quotes]
    return {
        "finding_id": finding.finding_id,
        "template_en": finding.template("en"),
        "template_zh": finding.template("zh"),
        "values": json.dumps(values, ensure_ascii=False),
        "sentence_en": finding.sentence("en"),
        "sentence_zh": finding.sentence("zh"),
        "quotes": json.dumps(quotes, ensure_ascii=False) if quotes else "",
        "function": f"{finder.__module__}.{finder.__name__}",
    }


def _quotes(keys: Sequence[str], sentences: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the words around each key; what stands in a quote already is not quoted again."""
    quotes: list[dict[str, Any]] = []
    for key in keys:
        doc, start, end = split_key(key)
        if not any(each["doc"] == doc and each["start"] <= start and end <= each["end"] for each in quotes):
            quotes.append(_quote(key, sentences))
    return quotes


def _quote(key: str, sentences: pd.DataFrame) -> dict[str, Any]:
    doc, start, end = split_key(key)
    within = sentences[(sentences["doc"] == doc) & (sentences["start"] <= start) & (sentences["end"] > start)]
    (sentence,) = records(within.head(1))
    base = int(sentence["start"])
    first, last = find_quote(sentence["text"], start - base, min(end, sentence["end"]) - base)
    quote = sentence["text"][first:last]
    return {"key": key, "doc": doc, "start": base + first, "end": base + last, "quote": quote}


def _quote_line(quote: Mapping[str, Any], lang: Lang) -> str:
    _, start, end = split_key(quote["key"])
    before, number, after = map(escape_markdown, quote_parts(quote))
    words = one_line(f"{before}**{number}**{after}")
    where = {"en": f"characters {start}–{end}", "zh": f"第 {start}–{end} 字符"}[lang]
    return f"> {words} — *{markdown_text(quote['doc'])}*, {where}\n"


def _largest(rows: pd.DataFrame, finding_id: str) -> Finding | None:
    if rows.empty:
        return None
    (top,) = records(rows.nlargest(1, "high"))
    number = format_number(top["high"])
    value = Value(top["high"], f"{top['high']:,.15g}", number, key=top["key"])
    unit = Value(top["unit"], top["unit"], top["unit"], key=top["key"])
    values = {"surface": _said(top), "doc": _name(top), "value": value, "unit": unit}
    return Finding(finding_id, values, (top["key"],))


def _said(row: Mapping[str, Any]) -> Value:
    return Value(float(row["high"]), row["surface"], row["surface"], key=row["key"])


def _name(row: Mapping[str, Any]) -> Value:
    return Value(row["doc"], row["doc"], row["doc"], key=row["key"])


def _count(rows: pd.DataFrame, query: str, table: str = "mentions") -> Value:
    count = len(rows.query(query))
    return Value(count, f"{count:,}", str(count), query=query, table=table)


def _one_of_each_sentence(members: pd.Series) -> tuple[str, ...]:
    """Return the last member of each check: the quote around it shows the others where they stand near."""
    return tuple(dict.fromkeys(keys.split(";")[-1] for keys in members))


def _one_decimal(value: float, formula: str) -> Value:
    return Value(value, f"{value:.1f}", f"{value:.1f}", formula=formula)


def _reports(count: int, query: str, table: str = "documents", of: str = "") -> Value:
    return Value(count, counted(count, "report"), f"{count} 篇报告", query=query, table=table, of=of)


def _report(doc: str) -> Value:
    return Value(doc, doc, doc, query=f"doc == {doc!r}", table="documents")


def _characters(documents: pd.DataFrame, doc: str) -> Value:
    query, of = f"doc == {doc!r}", "sum article_characters"
    count = int(_asked(documents, query, of))
    return Value(count, f"{count:,}", str(count), query=query, table="documents", of=of)


def _names(names: pd.Series, most: int = 5, key: str = "", query: str = "") -> Value:
    """Return names as a list to read, the first `most` of them."""
    shown, rest = list(names[:most]), max(0, len(names) - most)
    en = f"{', '.join(shown)} and {rest} more" if rest else ", ".join([*shown[:-2], " and ".join(shown[-2:])])
    zh = "、".join(shown) + (f"等 {len(names)} 篇" if rest else "")
    return Value(len(names), en, zh, key=key, query=query, table="documents")


def _digits(value: float) -> int:
    """Return how many digits of a number tell something: 354700 has four, 10000 one."""
    return len(format_number(value).replace(".", "").strip("0")) if value == value else 0
