"""Research object: the whole collection described for archives (ro-crate-metadata.json, .zenodo.json).

Who reads what and makes what comes from the notebooks, who and under which licence from CITATION.cff, so that the
descriptions cannot say something else. They name no time of making: the same collection gives the same bytes.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rocrate.model.contextentity import ContextEntity  # type: ignore[import-untyped]
from rocrate.model.person import Person  # type: ignore[import-untyped]
from rocrate.rocrate import ROCrate  # type: ignore[import-untyped]

from helpers.citation import FIGURE_FORMS, Author, Work
from helpers.datapackage import ADDRESSES, DATA_LICENCE, WORDS
from helpers.notebooks import Notebook
from helpers.tables import SCHEMAS, file_sha256

VERSION = "1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"  # which notebook made what from what
TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".bib": "application/x-bibtex",
    ".ipynb": "application/x-ipynb+json",
    ".cff": "text/yaml",
    ".lock": "text/plain",
    "": "text/plain",
}
# files of the collection beside notebooks, tables, figures and reports → what they are
OTHERS = {
    "README.md": "What the collection is and how to make it",
    "LICENSE": "Licences of code, data and reports",
    "CITATION.cff": "How to cite the collection",
    "CHANGELOG.md": "What changed between versions",
    "requirements.lock": "The packages that all was made with",
    "data/processed/datapackage.json": "The tables, described column by column",
    "figures/figures.bib": "How to cite each figure",
    "figures/README.md": "All figures with their captions",
}
TABLE_FORMS = ("csv", "parquet")


def describe_collection(
    root: Path, notebooks: Sequence[Notebook], passports: Iterable[Mapping[str, Any]], work: Work
) -> dict[str, Any]:
    """Return the collection as a research object (RO-Crate).

    Parameters
    ----------
    root
        The project's folder.
    notebooks
        All notebooks.
    passports
        Of the figures.
    work
        The collection as CITATION.cff describes it.

    Returns
    -------
    dict
        What ``ro-crate-metadata.json`` holds: its graph is sorted, and names no time but the release's.
    """
    crate = ROCrate(version=VERSION)
    crate.metadata.extra_terms.update(TERMS)
    licences = {name: _licence(crate, name) for name in (*work.licences, DATA_LICENCE) if name in ADDRESSES}
    data = licences[DATA_LICENCE]
    code = licences.get("MIT", data)
    authors = [_author(crate, author, number) for number, author in enumerate(work.authors, start=1)]
    _describe_root(crate, work, authors, data)
    titles = {passport["id"]: passport["title"]["en"] for passport in passports}
    for path, words in OTHERS.items():
        _add_file(crate, root, path, {"description": words}, hashed=False)
    rights = {"description": _RAW, "copyrightNotice": WORDS["rights"]["en"]}
    raw = [_add_file(crate, root, name, rights) for name in _raw_files(root)]
    made = {each.name: _add_outputs(crate, root, each, titles, data) for each in notebooks}
    python = crate.add(
        ContextEntity(crate, "#python", {"@type": "ComputerLanguage", "name": "Python", "version": "3.11"})
    )
    for each in notebooks:
        about = {
            "name": each.title,
            "description": each.question,
            "programmingLanguage": python,
            "license": code,
        }
        file = _add_file(crate, root, f"notebooks/{each.name}.ipynb", about, ["File", "SoftwareSourceCode"])
        if file is not None:
            _add_action(crate, each, file, raw, made[each.name])
    return _sorted(crate.metadata.generate(), work)


def describe_deposit(work: Work) -> dict[str, Any]:
    """Return what Zenodo asks of a deposit (``.zenodo.json``), from CITATION.cff.

    Parameters
    ----------
    work
        The collection as CITATION.cff describes it.
    """
    deposit = {
        "title": work.title,
        "upload_type": "software",
        "description": f"<p>{html.escape(work.abstract or work.title)}</p>",
        "creators": [{"name": author.listed} for author in work.authors],
        "version": work.version,
        "publication_date": work.released,
        "license": DATA_LICENCE.lower(),
        "access_right": "open",
        "keywords": list(work.keywords),
        "language": "eng",
        "notes": WORDS["rights"]["en"],
        "doi": work.doi,
    }
    return {key: value for key, value in deposit.items() if value}


# --- parts ---

_RAW = "A report as received, or what is known of the reports"


def _raw_files(root: Path) -> list[str]:
    raw = root / "data/raw"
    return [f"data/raw/{path.name}" for path in sorted([*raw.glob("*.txt"), *raw.glob("sources.csv")])]


def _describe_root(crate: ROCrate, work: Work, authors: list[Any], licence: Any) -> None:
    root = crate.root_dataset
    about = {
        "name": work.title,
        "alternateName": WORDS["title_zh"],
        "description": work.abstract or work.title,
        "version": work.version,
        "datePublished": work.released,
        "keywords": ", ".join(work.keywords),
        "usageInfo": WORDS["rights"]["en"],
        "identifier": work.link,
        "author": authors,
        "license": licence,
        "conformsTo": crate.add(
            ContextEntity(
                crate, PROFILE, {"@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
            )
        ),
    }
    for name, value in about.items():
        if value:
            root[name] = value


def _licence(crate: ROCrate, name: str) -> Any:
    return crate.add(
        ContextEntity(crate, ADDRESSES[name], {"@type": "CreativeWork", "name": name, "identifier": name})
    )


def _author(crate: ROCrate, author: Author, number: int) -> Any:
    if author.name:
        return crate.add(
            ContextEntity(crate, f"#author-{number}", {"@type": "Organization", "name": author.name})
        )
    return crate.add(Person(crate, f"#author-{number}", {"name": author.shown, "familyName": author.family}))


def _add_outputs(
    crate: ROCrate, root: Path, notebook: Notebook, titles: Mapping[str, str], licence: Any
) -> list[Any]:
    """Add the tables and figures of a notebook; return those that are there."""
    added = [
        _add_file(crate, root, f"data/processed/{name}.{form}", {"name": _title(name), "license": licence})
        for name in notebook.writes
        for form in TABLE_FORMS
    ]
    added += [
        _add_file(crate, root, f"figures/{name}.{form}", {"name": titles.get(name, name), "license": licence})
        for name in notebook.figures
        for form in FIGURE_FORMS
    ]
    return [file for file in added if file is not None]


def _title(table: str) -> str:
    return str(SCHEMAS[table].metadata["title"]["en"]) if table in SCHEMAS else table


def _add_action(crate: ROCrate, notebook: Notebook, file: Any, raw: list[Any], made: list[Any]) -> None:
    """Say that a notebook made tables and figures from tables or reports."""
    read = [crate.get(f"data/processed/{name}.csv") for name in notebook.reads]
    if notebook.reads_reports:
        read += raw
    action = crate.add(
        ContextEntity(
            crate, f"#run-{notebook.name}", {"@type": "CreateAction", "name": f"Run of {notebook.name}"}
        )
    )
    action["instrument"] = file
    if read := [each for each in read if each is not None]:
        action["object"] = read
    if made:
        action["result"] = made
    crate.root_dataset.append_to("mentions", action)


def _add_file(
    crate: ROCrate,
    root: Path,
    path: str,
    about: Mapping[str, Any],
    types: str | list[str] = "File",
    hashed: bool = True,
) -> Any:
    """Add a file when it is there; what people write by hand is not hashed, or every edit would make this stale."""
    there = root / path
    if not there.is_file():
        return None
    kept: dict[str, Any] = {name: value for name, value in about.items() if value and isinstance(value, str)}
    kept |= {"@type": types, "name": kept.get("name", there.name)}
    kept["encodingFormat"] = MEDIA_TYPES.get(there.suffix, "application/octet-stream")
    if hashed:
        kept |= {"contentSize": str(there.stat().st_size), "sha256": file_sha256(there)}
    file = crate.add_file(dest_path=path, properties=kept)
    for name, value in about.items():
        if value and not isinstance(value, str):
            file[name] = value
    return file


def _sorted(content: dict[str, Any], work: Work) -> dict[str, Any]:
    """Return a crate with its graph in an order of its own, and no time but the release's."""
    first = {"ro-crate-metadata.json": 0, "./": 1}
    graph = sorted(content["@graph"], key=lambda each: (first.get(each["@id"], 2), each["@id"]))
    for entity in graph:
        if entity["@id"] == "./" and not work.released:
            entity.pop("datePublished", None)
        for name, value in entity.items():
            if name in ("hasPart", "mentions") and isinstance(value, list):
                entity[name] = sorted(value, key=lambda each: str(each["@id"]))
    return {"@context": content["@context"], "@graph": graph}
