"""The catalogue: systems, the passages coded for them, and patterns, read from files that people edit and checked."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pandas.errors import ParserError

from helpers.report_like import ReportLike
from helpers.resources import RESOURCES, read_csv_resource, read_resource
from helpers.tables import records

SYSTEMS_FILE = "systems.csv"
EVIDENCE_FILE = "evidence.csv"
PATTERNS_FILE = RESOURCES / "system_patterns.csv"

SYSTEM_COLUMNS = [
    "system_id", "name_zh", "name_en", "family", "part_of", "actors", "target_population", "rule_or_cadence", "inputs",
    "outputs", "executable", "model_idea", "model",
]  # fmt: skip
EVIDENCE_COLUMNS = [
    "system_id", "doc", "start", "end", "quote", "occurrence", "name_zh", "part_of", "part_basis", "actors", "levels",
    "target_population", "rule_or_cadence", "cadence", "inputs", "outputs", "executable", "model_idea",
]  # fmt: skip
PATTERN_COLUMNS = ["system_id", "pattern", "not_before", "not_after", "attested"]
EXECUTABLE = ("yes", "partly", "no")
MODELS = ("monitoring", "safety_net", "livelihoods", "governance")
PART_BASES = ("named", "section", "clause", "reader")  # how a text shows that a part lies in its whole
LEVELS = ("国", "省", "市", "县", "乡", "村", "组", "户")


class CodingError(ValueError):
    """A file that people edit cannot be used; the message says which file, which row and what to do."""


@dataclass(frozen=True)
class Catalogue:
    """What people decided about systems.

    Attributes
    ----------
    systems
        One row a system of the catalogue, columns `SYSTEM_COLUMNS`.
    evidence
        One row a coded passage, columns `EVIDENCE_COLUMNS`.
    national
        Systems known from anywhere in China, with the same columns as `systems`.
    patterns
        Columns `PATTERN_COLUMNS`.
    families
        One row a family, in the order of figures.
    """

    systems: pd.DataFrame
    evidence: pd.DataFrame
    national: pd.DataFrame
    patterns: pd.DataFrame
    families: pd.DataFrame

    @property
    def known(self) -> pd.DataFrame:
        """All systems, with `scope`: ``catalogue`` or ``national``."""
        return pd.concat(
            [self.systems.assign(scope="catalogue"), self.national.assign(scope="national")],
            ignore_index=True,
        )


def read_catalogue(coding_dir: Path, patterns: Path = PATTERNS_FILE) -> Catalogue:
    """Return the catalogue of a coding folder, checked.

    Parameters
    ----------
    coding_dir
        Folder with ``systems.csv`` and ``evidence.csv``.
    patterns
        A CSV with columns `PATTERN_COLUMNS`.

    Raises
    ------
    CodingError
        When a file or column is missing, an id stands twice or is not known, a family is unknown, a part has no
        whole or lies in itself, the two files disagree about it, a rule that can be run has no model, or offsets
        are no offsets.
    """
    families = read_resource("system_families.csv")
    known = set(families["family"])
    national = read_resource("national_systems.csv").reindex(columns=SYSTEM_COLUMNS, fill_value="")
    path = coding_dir / SYSTEMS_FILE
    systems = _read(path, SYSTEM_COLUMNS)
    _check_ids(path, systems, set(national["system_id"]))
    _check_choice(path, systems, "family", known, "add it to system_families.csv or write one of those")
    _check_choice(path, systems, "executable", EXECUTABLE, "write one of those")
    _check_choice(path, systems, "model", {"", *MODELS}, "write one of those or nothing")
    _check_modelled(path, systems)
    _check_wholes(path, systems)
    evidence = _evidence(coding_dir / EVIDENCE_FILE, systems)
    _check_links(path, systems, evidence)
    everyone = {*systems["system_id"], *national["system_id"]}
    return Catalogue(systems, evidence, national, read_patterns(patterns, everyone), families)


def read_patterns(path: Path, systems: Iterable[str]) -> pd.DataFrame:
    """Return the patterns of a file, checked.

    Parameters
    ----------
    path
        A CSV with columns `PATTERN_COLUMNS`; ``not_before``, ``not_after`` and ``attested`` may be empty.
    systems
        The ids that may stand in it.
    """
    frame = _read(path, PATTERN_COLUMNS)
    _check_choice(
        path, frame, "system_id", set(systems), "add the system first, or mend the id", name_all=False
    )
    seen: dict[str, int] = {}
    for number, row in _numbered(frame):
        text = row["pattern"]
        if len(text.strip("…")) < 2 or text != text.strip("…") or text != "".join(text.split()):
            raise CodingError(
                f"{path.name}, row {number}: the pattern {text!r} must have two characters or more, no spaces, and … only"
                " between words. Mend it and run again."
            )
        if text in seen:
            raise CodingError(
                f"{path.name}, row {number}: the pattern {text} stands in row {seen[text]} already. Remove one of the two."
            )
        if not (row["attested"] == "" or row["attested"].isdecimal()):
            raise CodingError(
                f"{path.name}, row {number}: attested is {row['attested']!r}. Write a whole number or nothing."
            )
        seen[text] = number
    return frame


def evidence_of(catalogue: Catalogue, reports: Sequence[ReportLike]) -> pd.DataFrame:
    """Return the coded passages of the reports at hand; rows of other reports are left out.

    Parameters
    ----------
    catalogue
        As from `read_catalogue`.
    reports
        The reports of a folder.

    Raises
    ------
    CodingError
        When a quote does not stand at its offsets in its report.
    """
    raws: Mapping[str, str] = {report.doc: report.raw for report in reports}
    for number, row in _numbered(catalogue.evidence):
        raw = raws.get(row["doc"])
        if raw is None or raw[int(row["start"]) : int(row["end"])] == row["quote"]:
            continue
        at = raw.find(row["quote"])
        mend = (
            f"It stands at {at}: write start {at}, end {at + len(row['quote'])}."
            if at >= 0
            else "Mend or remove the row."
        )
        raise CodingError(
            f"{EVIDENCE_FILE}, row {number} ({row['system_id']}): the quote {_short(row['quote'])} is not at "
            f"{row['start']}-{row['end']} of the report {row['doc']}. {mend}"
        )
    return catalogue.evidence[catalogue.evidence["doc"].isin(list(raws))].reset_index(drop=True)


def link_bases(catalogue: Catalogue) -> pd.Series:
    """Return how many links between a part and its whole the coded passages show in which way.

    Parameters
    ----------
    catalogue
        As from `read_catalogue`.

    Returns
    -------
    pandas.Series
        Numbers of links by `PART_BASES`.
    """
    bases = catalogue.evidence["part_basis"].str.split().explode().value_counts()
    return bases.reindex(PART_BASES, fill_value=0)


def _evidence(path: Path, systems: pd.DataFrame) -> pd.DataFrame:
    frame = _read(path, EVIDENCE_COLUMNS)
    known = set(systems["system_id"])
    _check_choice(path, frame, "system_id", known, "add it to systems.csv, or mend the id", name_all=False)
    _check_choice(path, frame, "executable", EXECUTABLE, "write one of those")
    seen: dict[tuple[str, ...], int] = {}
    for number, row in _numbered(frame):
        if not row["quote"]:
            raise CodingError(
                f"{path.name}, row {number} ({row['system_id']}): the quote is empty. Copy it from the report."
            )
        if not (row["start"].isdecimal() and row["end"].isdecimal() and int(row["start"]) < int(row["end"])):
            raise CodingError(
                f"{path.name}, row {number} ({row['system_id']}): start {row['start']!r} and end {row['end']!r} are no span."
                " Write two whole numbers, the first smaller."
            )
        key = (row["system_id"], row["doc"], row["start"], row["end"])
        if key in seen:
            raise CodingError(
                f"{path.name}, row {number} ({row['system_id']}): the same passage as row {seen[key]}. Remove one."
            )
        _check_bases(path, number, row, known)
        if strange := set(row["levels"].split()) - set(LEVELS):
            raise CodingError(
                f"{path.name}, row {number} ({row['system_id']}): unknown level {' '.join(sorted(strange))}."
                f" Write some of {' '.join(LEVELS)}."
            )
        seen[key] = number
    return frame.assign(start=frame["start"].astype(int), end=frame["end"].astype(int))


def _check_bases(path: Path, number: int, row: Mapping[str, str], known: set[str]) -> None:
    """Check that a passage's wholes are systems, and that it says of each how the text shows it."""
    at = f"{path.name}, row {number} ({row['system_id']})"
    wholes, bases = row["part_of"].split(), row["part_basis"].split()
    if strange := [whole for whole in wholes if whole not in known]:
        raise CodingError(
            f"{at}: unknown part_of {', '.join(strange)}. Please add it to systems.csv, or mend the id."
        )
    if len(wholes) != len(bases) or not set(bases) <= set(PART_BASES):
        raise CodingError(
            f"{at}: part_basis is {row['part_basis']!r} where part_of is {row['part_of']!r}."
            f" Write for each system of part_of one of {', '.join(PART_BASES)}."
        )


def _check_links(path: Path, systems: pd.DataFrame, evidence: pd.DataFrame) -> None:
    """Check that a system is part of what its passages say it is part of."""
    said: dict[str, set[str]] = {}
    for row in records(evidence):
        said.setdefault(row["system_id"], set()).update(row["part_of"].split())
    for number, row in _numbered(systems):
        differing = set(row["part_of"].split()) ^ said.get(row["system_id"], set())
        if differing:
            raise CodingError(
                f"{path.name}, row {number} ({row['system_id']}): part_of and the passages of {EVIDENCE_FILE} disagree about"
                f" {', '.join(sorted(differing))}. Write it in both, or in neither."
            )


def _read(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    try:
        frame = read_csv_resource(path)
    except FileNotFoundError:
        raise CodingError(f"{path.name} is missing. Put it back, or name the folder that holds it.") from None
    except UnicodeDecodeError as error:
        raise CodingError(
            f"{path.name} cannot be read as a CSV in UTF-8 (first bad byte at {error.start:,})."
            " Save it as UTF-8 and run again."
        ) from None
    except ParserError as error:
        raise CodingError(f"{path.name}, {error}. Put text with commas in quotes and run again.") from None
    except (csv.Error, OSError) as error:
        raise CodingError(f"{path.name} cannot be read as a CSV: {error}. Mend it and run again.") from None
    if twice := [str(name) for name in frame.columns[frame.columns.duplicated()].unique()]:
        raise CodingError(
            f"{path.name} has the column {', '.join(twice)} twice. Rename or remove one and run again."
        )
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        has = ", ".join(map(str, frame.columns)) or "nothing"
        raise CodingError(
            f"{path.name} has no column {', '.join(missing)} (it has {has}). Add it and run again."
        )
    return frame[list(columns)]


def _check_ids(path: Path, frame: pd.DataFrame, taken: set[str]) -> None:
    seen: dict[str, int] = {}
    for number, row in _numbered(frame):
        name = row["system_id"]
        if not name or name in seen or name in taken:
            why = (
                f"stands in row {seen[name]} already"
                if name in seen
                else "is a national system's"
                if name
                else "is empty"
            )
            raise CodingError(
                f"{path.name}, row {number}: the system_id {name} {why}. Give the system an id of its own."
            )
        seen[name] = number


def _check_choice(
    path: Path, frame: pd.DataFrame, column: str, allowed: Iterable[str], mend: str, name_all: bool = True
) -> None:
    choices = set(allowed)
    for number, row in _numbered(frame):
        if row[column] not in choices:
            among = f" (known: {', '.join(sorted(choices))})" if name_all else ""
            raise CodingError(
                f"{path.name}, row {number}: unknown {column} {row[column]!r}{among}. Please {mend}."
            )


def _check_modelled(path: Path, systems: pd.DataFrame) -> None:
    for number, row in _numbered(systems):
        if row["executable"] == "yes" and not row["model"]:
            raise CodingError(
                f"{path.name}, row {number}: the rule of {row['system_id']} can be run, but no model runs it."
                f" Write one of {', '.join(MODELS)} in the column model, or partly in executable."
            )


def _check_wholes(path: Path, systems: pd.DataFrame) -> None:
    wholes = {row["system_id"]: row["part_of"].split() for row in records(systems)}
    for number, row in _numbered(systems):
        strange = [whole for whole in row["part_of"].split() if whole not in wholes]
        if strange:
            raise CodingError(
                f"{path.name}, row {number} ({row['system_id']}): part of {', '.join(strange)}, which is no system."
                " Add it, or mend the id."
            )
        above, waiting = set[str](), list(wholes[row["system_id"]])
        while waiting:
            name = waiting.pop()
            if name not in above:
                above.add(name)
                waiting.extend(wholes.get(name, ()))
        if row["system_id"] in above:
            raise CodingError(
                f"{path.name}, row {number}: {row['system_id']} is part of itself through part_of. Mend the chain."
            )


def _numbered(frame: pd.DataFrame) -> Iterable[tuple[int, dict[str, str]]]:
    """Yield each row with its number, counted from 1 below the header."""
    return enumerate(records(frame), start=1)


def _short(quote: str) -> str:
    return f"“{quote if len(quote) <= 16 else quote[:15] + '…'}”"
