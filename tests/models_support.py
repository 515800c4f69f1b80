"""What the tests of models share: inputs of the five reports, and of reports that somebody might have written."""

from dataclasses import dataclass

from helpers.claims import claims_table
from helpers.corpus import sentences_table
from helpers.mentions import mentions_table
from helpers.models import load_inputs
from helpers.notebooks import ROOT
from helpers.systems import read_catalogue
from helpers.systems.table import cadences_table, evidence_table, systems_table
from helpers.tables import empty_table, read_table

TABLES = ROOT / "data" / "processed"
NAMES = ("claims", "sentences", "evidence", "cadences", "systems", "mentions")  # what inputs are found in


@dataclass(frozen=True)
class Invented:
    """A report that somebody might have written."""

    doc: str
    raw: str
    script: str = "Hans"
    title: str = ""
    published: str = "2024-03-01"
    place: str = ""


def tables_of_texts(*texts, place=""):
    """Return claims, sentences and evidence of invented reports."""
    reports = [Invented(f"r{number}", text, place=place) for number, text in enumerate(texts)]
    claims = claims_table(reports, mentions_table(reports))
    catalogue = read_catalogue(ROOT / "data" / "coding")
    evidence = evidence_table(catalogue, reports, claims)
    return claims, sentences_table(reports), evidence, systems_table(catalogue, evidence)


def inputs_of_texts(model, *texts, place=""):
    """Return the inputs that invented reports give a model."""
    claims, sentences, evidence, systems = tables_of_texts(*texts, place=place)
    reports = [Invented(f"r{number}", text, place=place) for number, text in enumerate(texts)]
    cadences, mentions = cadences_table(evidence, reports), mentions_table(reports)
    return load_inputs(model, claims, sentences, evidence, cadences, systems, mentions)


def inputs_of_five(model):
    """Return the inputs that the collection's own reports give a model."""
    return load_inputs(model, **{name: read_table(name, TABLES) for name in NAMES})


def inputs_of_nothing(model):
    """Return the inputs of a model when there is no report."""
    return load_inputs(model, **{name: empty_table(name) for name in NAMES})
