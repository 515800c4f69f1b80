"""Sheet: one system on one page: what it is, who runs it, how often, and what each report says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.markup import markdown_text
from helpers.resources import read_resource
from helpers.tables import Lang, format_number, records, split_claims

WORDS: dict[str, dict[Lang, str]] = {
    "family": {"en": "Family", "zh": "类别"},
    "part_of": {"en": "Part of", "zh": "隶属"},
    "parts": {"en": "Contains", "zh": "包含"},
    "actors": {"en": "Run by", "zh": "执行者"},
    "target_population": {"en": "For", "zh": "对象"},
    "rule_or_cadence": {"en": "Rule", "zh": "规则"},
    "cadence": {"en": "How often", "zh": "频率"},
    "inputs": {"en": "Inputs", "zh": "投入"},
    "executable": {"en": "Can be run", "zh": "可执行"},
    "model_idea": {"en": "How", "zh": "建模设想"},
    "passages": {"en": "What the reports say", "zh": "报告原文"},
    "nothing": {"en": "no passage in these reports", "zh": "这些报告中没有相关原文"},
}
FACTS = ["actors", "target_population", "rule_or_cadence", "cadence", "inputs", "executable", "model_idea"]


def evidence_sheet(
    system_id: str, systems: pd.DataFrame, evidence: pd.DataFrame, claims: pd.DataFrame, lang: Lang = "en"
) -> str:
    """Return the evidence sheet of a system as Markdown.

    Parameters
    ----------
    system_id
        Key in `systems`.
    systems, evidence
        The tables of those names.
    claims
        The table `claims`; the numbers of a passage are shown with indicator, place and period.
    lang
        Language of the headings.

    Returns
    -------
    str
        Name, facts, and a list of quotes, each with its place in its report and the claims that it makes.
    """
    found = records(systems[systems["system_id"] == system_id])
    if not found:
        return f"**{system_id}**: {WORDS['nothing'][lang]}"
    system = found[0]
    names = systems.set_index("system_id")[f"name_{lang}"]
    parts = [row["system_id"] for row in records(systems) if system_id in row["part_of"].split()]
    families = read_resource("system_families.csv").set_index("family")[f"name_{lang}"]
    facts = [
        ("family", str(families[system["family"]])),
        ("part_of", _named(system["part_of"].split(), names)),
    ]
    facts += [("parts", _named(parts, names))] + [(name, system[name]) for name in FACTS]
    lines = [f"**{system['name_zh']} · {system['name_en']}**", ""]
    lines += [f"- {WORDS[name][lang]}: {markdown_text(value)}" for name, value in facts if value]
    lines += ["", f"{WORDS['passages'][lang]}:", ""]
    by_id = {row["claim_id"]: row for row in records(claims)}
    own = evidence[evidence["system_id"] == system_id]
    lines += [_passage(row, by_id) for row in records(own)]
    return "\n".join(lines)


def _named(ids: Sequence[str], names: pd.Series) -> str:
    return ", ".join(str(names.get(each, each)) for each in ids)


def _passage(row: dict[str, Any], claims: dict[str, dict[str, Any]]) -> str:
    numbers = [
        _claim(claims[name])
        for name in split_claims(f"{row['claims']} {row['claims_near']}")
        if name in claims
    ]
    said = "; ".join(dict.fromkeys(numbers))
    quote, doc = markdown_text(row["quote"]), markdown_text(row["doc"])
    return f"- “{quote}” ({doc}, {row['start']}–{row['end']}, {row['source']})" + (
        f": {said}" if said else ""
    )


def _claim(claim: dict[str, Any]) -> str:
    low, high = format_number(claim["low"]), format_number(claim["high"])
    value = low if low == high else f"{low}–{high}"
    about = ", ".join(part for part in (claim["place"], claim["period"], claim["status"]) if part)
    return f"{claim['indicator']} {value} {claim['unit']} ({about})"
