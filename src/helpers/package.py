"""Package: the files that describe tables and figures to other people and programs, made after the notebooks.

`datapackage.json` beside the tables; `README.md` and `figures.bib` beside the figures; `ro-crate-metadata.json` and
`.zenodo.json` for the collection as a whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.citation import (
    CitationError,
    Passport,
    Work,
    figures_bib,
    figures_readme,
    read_passports,
    read_work,
)
from helpers.notebooks import Notebook

NAME = "package"
DATAPACKAGE, PAGE, BIBLIOGRAPHY = "datapackage.json", "README.md", "figures.bib"
CRATE, DEPOSIT = "ro-crate-metadata.json", ".zenodo.json"
RESOURCES = ("package.yaml", "tables.csv", "columns.csv", "foreign_keys.csv")


@dataclass(frozen=True, slots=True)
class Place:
    """Where tables and figures lie, and whose they are.

    Attributes
    ----------
    root
        The project's folder, where CITATION.cff lies.
    tables, figures
        Their folders.
    is_collection
        Whether they were made from the collection's own reports.
    is_main
        Whether they are the committed ones; then the whole collection is described too.
    """

    root: Path
    tables: Path
    figures: Path
    is_collection: bool = True
    is_main: bool = True

    @property
    def name(self) -> str:
        """The name under which a run is recorded."""
        return NAME


def write_package(place: Place, notebooks: Sequence[Notebook]) -> tuple[list[Path], list[str]]:
    """Write the files that describe tables and figures.

    Parameters
    ----------
    place
        Where they lie.
    notebooks
        All notebooks.

    Returns
    -------
    tuple of list
        The files, and a sentence for each thing that is broken. A broken passport is left out; without a good
        CITATION.cff nothing is written, and what was there is kept.
    """
    from helpers.datapackage import describe_tables, to_json_bytes
    from helpers.tables import replace_file

    try:
        work = read_work(place.root / "CITATION.cff") if place.is_collection else None
    except CitationError as error:
        return [], [str(error)]
    problems: list[str] = []
    written: dict[Path, bytes] = {}
    described = describe_tables(place.tables, notebooks, work)
    if described["resources"]:
        written[place.tables / DATAPACKAGE] = to_json_bytes(described)
    passports: list[dict[str, Any]] = []
    if work is not None:
        passports, problems = read_passports(place.figures)
    if work is not None and passports:
        written[place.figures / PAGE] = figures_readme(passports, work).encode()
        written[place.figures / BIBLIOGRAPHY] = figures_bib(passports, work).encode()
    for path, content in written.items():
        replace_file(path, content)
    files = list(written)
    if work is not None and place.is_main:
        files += _write_whole(place, notebooks, passports, work)
    return files, problems


def package_inputs(place: Place) -> list[Path]:
    """Return the files that the package of the collection depends on.

    Parameters
    ----------
    place
        Where they lie.
    """
    return sorted(set(_inputs(place)))


def _inputs(place: Place) -> Iterator[Path]:
    from helpers.fingerprints import module_files

    root = place.root
    made = {place.tables / DATAPACKAGE, place.figures / PAGE, place.figures / BIBLIOGRAPHY}
    for folder in (place.tables, place.figures, root / "data/raw"):
        yield from (path for path in folder.glob("[!.]*") if path.is_file() and path not in made)
    yield from (root / "notebooks").glob("*.ipynb")
    yield from module_files([f"{__package__}.{NAME}"], root / "src")
    yield from (root / "src/helpers/resources" / name for name in RESOURCES)
    yield from (root / "CITATION.cff", root / "requirements.lock")


def _write_whole(
    place: Place, notebooks: Sequence[Notebook], passports: Sequence[Passport], work: Work
) -> list[Path]:
    """Describe the collection as a whole; last, since this names the other files."""
    from helpers.crate import describe_collection, describe_deposit
    from helpers.datapackage import to_json_bytes
    from helpers.tables import replace_file

    crate, deposit = place.root / CRATE, place.root / DEPOSIT
    replace_file(deposit, to_json_bytes(describe_deposit(work)))
    replace_file(crate, to_json_bytes(describe_collection(place.root, notebooks, passports, work)))
    return [crate, deposit]
