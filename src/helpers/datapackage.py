"""Data package: the tables of a folder described for machines, as Frictionless Data asks (datapackage.json).

Titles, units and descriptions come from the schemas (`helpers.tables`), in English and, under names that end in
``_zh``, in Chinese; the codebook of the site comes from the same.
"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet

from helpers.citation import LICENCES, Work
from helpers.notebooks import Notebook
from helpers.resources import read_resource
from helpers.tables import EDTF, SCHEMAS, file_sha256, records

WORDS = read_resource("package.yaml")
FOREIGN_KEYS = read_resource("foreign_keys.csv")
ADDRESSES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "MIT": "https://opensource.org/license/mit",
}
DATA_LICENCE = "CC-BY-4.0"
# type in columns.csv → type of a field
FIELD_TYPES = {"whole": "integer", "number": "number", "flag": "boolean"}
MOST_SOURCES = 100  # reports named one by one; more are named together


def describe_tables(
    tables_dir: Path, notebooks: Sequence[Notebook], work: Work | None = None
) -> dict[str, Any]:
    """Return the data package of a folder of tables.

    Parameters
    ----------
    tables_dir
        The folder; every table of `SCHEMAS` that is there is described.
    notebooks
        Say which tables a table was made from.
    work
        The collection, when the tables are its own; a reader's own tables have no licence and no authors here.

    Returns
    -------
    dict
        What ``datapackage.json`` holds. It names no date of making and no folder.
    """
    there = [name for name in SCHEMAS if (tables_dir / f"{name}.csv").is_file()]
    makers = {table: each for each in notebooks for table in each.writes}
    resources = [describe_table(name, tables_dir, there, makers.get(name), work) for name in there]
    return {
        "profile": "tabular-data-package",
        **_about(work),
        "sources": report_sources(tables_dir),
        "resources": resources,
    }


def describe_table(
    name: str, tables_dir: Path, there: Sequence[str], notebook: Notebook | None, work: Work | None
) -> dict[str, Any]:
    """Return one table as a resource of a data package.

    Parameters
    ----------
    name
        A key of `SCHEMAS`.
    tables_dir
        Where its files lie.
    there
        Tables that the package holds; keys that name rows of others are left out.
    notebook
        The one that makes it.
    work
        The collection, when the table is its own.
    """
    path = tables_dir / f"{name}.csv"
    title = SCHEMAS[name].metadata["title"]
    made = {
        lang: words.format(notebook=notebook.name) if notebook else ""
        for lang, words in WORDS["made"].items()
    }
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path.name,
        "title": title["en"],
        "title_zh": title["zh"],
        "description": WORDS["row"]["en"].format(title=title["en"][:1].lower() + title["en"][1:])
        + made["en"],
        "description_zh": WORDS["row"]["zh"].format(title=title["zh"]) + made["zh"],
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sha256(path)}",
        **_parquet(path.with_suffix(".parquet")),
        **({"licenses": [licence(DATA_LICENCE)]} if work else {}),
        "sources": _table_sources(notebook, there),
        "schema": describe_schema(name, there),
    }


def describe_schema(name: str, there: Iterable[str] = ()) -> dict[str, Any]:
    """Return the schema of a table as Frictionless Data writes it.

    Parameters
    ----------
    name
        A key of `SCHEMAS`.
    there
        Tables beside it, to which its keys may lead.
    """
    schema = SCHEMAS[name]
    fields = [_field(column, rule.metadata, rule.checks) for column, rule in schema.columns.items()]
    keys = [
        {
            "fields": row["columns"].split(),
            "reference": {"resource": row["names"], "fields": row["its_columns"].split()},
        }
        for row in records(FOREIGN_KEYS)
        if row["table"] == name and row["names"] in set(there)
    ]
    described: dict[str, Any] = {
        "fields": fields,
        "missingValues": [""],
        "primaryKey": list(schema.unique or []),
    }
    return described | ({"foreignKeys": keys} if keys else {})


def report_sources(tables_dir: Path) -> list[dict[str, str]]:
    """Return the reports as sources of a data package, from the table `documents`.

    Parameters
    ----------
    tables_dir
        A folder without that table has no sources.
    """
    path = tables_dir / "documents.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row.get("doc")]
    if len(rows) > MOST_SOURCES:
        words = {lang: text.format(count=f"{len(rows):,}") for lang, text in WORDS["listed"].items()}
        return [{"title": words["en"], "title_zh": words["zh"], "path": path.name}]
    return [_report_source(row) for row in rows]


def licence(name: str) -> dict[str, str]:
    """Return a licence as a data package names it, from its SPDX identifier."""
    return {"name": name, "path": ADDRESSES[name], "title": LICENCES[name]}


def to_json_bytes(content: Mapping[str, Any]) -> bytes:
    """Return JSON as the bytes of a file: UTF-8, indented, a line feed at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


# --- parts ---


def _about(work: Work | None) -> dict[str, Any]:
    title = WORDS["own_title"]
    if work is None:
        return {"name": f"{WORDS['name']}-tables", "title": title["en"], "title_zh": title["zh"]}
    about = {
        "name": WORDS["name"],
        "title": work.title,
        "title_zh": WORDS["title_zh"],
        "description": f"{work.abstract} {WORDS['rights']['en']}".strip(),
        "description_zh": WORDS["rights"]["zh"],
        "version": work.version,
        "id": f"https://doi.org/{work.doi}" if work.doi else "",
        "homepage": work.url,
        "keywords": list(work.keywords),
        "contributors": [{"title": author.shown, "role": "author"} for author in work.authors],
        "licenses": [licence(DATA_LICENCE)],
    }
    return {key: value for key, value in about.items() if value}


def _parquet(path: Path) -> dict[str, Any]:
    """Return the same table in its other form, and how many rows both have."""
    try:
        rows = pyarrow.parquet.read_metadata(path).num_rows
    except (OSError, pyarrow.ArrowInvalid):
        return {}
    form = {"path": path.name, "mediatype": "application/vnd.apache.parquet", "bytes": path.stat().st_size}
    return {"rows": rows, "alternates": [form | {"hash": f"sha256:{file_sha256(path)}"}]}


def _table_sources(notebook: Notebook | None, there: Sequence[str]) -> list[dict[str, str]]:
    if notebook is None:
        return []
    tables = [{"title": name, "path": f"{name}.csv"} for name in notebook.reads if name in there]
    if notebook.reads_reports and "documents" in there:
        tables.insert(0, {"title": "the reports listed in documents.csv", "path": "documents.csv"})
    return list({each["path"]: each for each in reversed(tables)}.values())[::-1]


def _report_source(row: Mapping[str, str]) -> dict[str, str]:
    said = [row.get(part) or "" for part in ("title", "publisher", "published")]
    title = ", ".join(part for part in said if part)
    source = {"title": f"{row['doc']}: {title}" if title else row["doc"], "path": row.get("url") or ""}
    return {key: value for key, value in source.items() if value}


def _field(name: str, about: Mapping[str, Any], checks: Sequence[Any]) -> dict[str, Any]:
    kind = about["type"]
    field: dict[str, Any] = {
        "name": name,
        "type": FIELD_TYPES.get(kind, "string"),
        "title": about["title"]["en"],
        "title_zh": about["title"]["zh"],
        "description": about["description"]["en"],
        "description_zh": about["description"]["zh"],
    }
    if about["unit"]:
        field["unit"] = about["unit"]
    if kind == "flag":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    if constraints := _constraints(kind, checks):
        field["constraints"] = constraints
    return field


def _constraints(kind: str, checks: Sequence[Any]) -> dict[str, Any]:
    values = [value for check in checks for value in check.statistics.get("allowed_values", ()) if value]
    constraints: dict[str, dict[str, Any]] = {
        "key": {"required": True, "minLength": 1},
        "edtf": {"pattern": EDTF},
        "choice": {"required": True, "enum": values},
        "choice or empty": {"enum": values},
        "whole": {"required": True, "minimum": 0},
        "flag": {"required": True},
    }
    return constraints.get(kind, {})
