"""Inputs of the models: found in the claims by key, or assumed from a range, with the words that say so.

Nothing here names a number or a place in a text. A specification (`resources/model_inputs_<model>.csv`) has one row
an input and says how its claim is known; the claims of whatever reports are at hand give the value.

Columns of a specification
--------------------------
key, group
    Name of the input, and of the inputs that must come from one report and place to make a case together.
label_en, label_zh, unit
    What it is, for people.
source
    ``claim``: looked up in the table `claims`. ``cadence``: every duty of the table `cadences` that fits, one input each.
    ``system``: the passage that describes a system, value 1 (the rule is stated). ``date``: a date in a sentence with the
    words of `sentence`; the date is the input's `period`, its year the value.
    ``group``: no input, but the name of the group for people.
    ``assumed``: taken from the range `low` to `high`, with `mid` as the value.
indicator_id, system_id, kind, units, per, status, bound
    What the claim must have; several alternatives are separated by ``|``; empty: anything (`status`: ``reported``,
    ``expected`` or ``rule``). `system_id` means that the claim stands in or behind a passage of that system, or for a
    cadence that it is that system's duty; ``family:x`` means any system of the family, ``!x`` any but x.
adcode
    A regular expression that the code of its place must match whole: ``100000`` is the nation.
words, without, clause, sentence
    Words that its indicator must have, must not have, and that its clause and its sentence must have. Words are separated
    by spaces, alternatives by ``/``; they are Simplified. What a claim is called may be cut short: the clause says more.
    Of a date, `without` is what its sentence must not have.
pick
    Which of several: ``latest`` (default), ``previous`` (of the second latest date), ``largest``, ``smallest``.
scope
    ``place`` (default): same report and place as the rest of the case; ``doc``: same report; ``area``: same place, any
    report; ``corpus``: any report. The place of a duty, a date or a system is the one most claims of its report are about.
need
    ``required`` (default) or ``optional``.
low, mid, high, scale
    Of what is assumed; `scale` is ``linear`` (default) or ``log``. Of a claim, ``exact`` means a limit, such as an income
    line: 以上 and 以下 beside it say on which side people stand, and leave the limit itself sharp.
reason_en, reason_zh
    Why this range; or what to know about the claim.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pandas as pd

from helpers.audit.intervals import printed_interval
from helpers.corpus.quotes import find_quote
from helpers.corpus.script import simplify_characters as to_simplified
from helpers.resources import read_resource
from helpers.tables import Lang, format_number, records, split_claims

CLAIM, CADENCE, SYSTEM, DATE, ASSUMED = "claim", "cadence", "system", "date", "assumed"
GROUP = "group"
STATUSES = ("reported", "expected", "rule")
SPECIFICATION = [
    "key", "group", "label_en", "label_zh", "unit", "source", "indicator_id", "words", "without", "clause", "sentence", "system_id",
    "kind", "units", "per", "status", "bound", "adcode", "pick", "scope", "need", "low", "mid", "high", "scale", "reason_en", "reason_zh",
]  # fmt: skip
HEADINGS: dict[Lang, dict[str, str]] = {
    "en": {
        "input": "input",
        "value": "value",
        "range": "range",
        "unit": "unit",
        "source": "source",
        "quote": "quote or reason",
    },
    "zh": {
        "input": "输入",
        "value": "取值",
        "range": "范围",
        "unit": "单位",
        "source": "来源",
        "quote": "原文或理由",
    },
}
ASSUMED_WORD: dict[Lang, str] = {"en": "assumed", "zh": "假设"}
MISSING_HEADINGS: dict[Lang, list[str]] = {
    "en": ["part of the model", "missing input", "unit"],
    "zh": ["模型部分", "缺少的输入", "单位"],
}


@dataclass(frozen=True, slots=True)
class Input:
    """One value that a model is fed, and why.

    Attributes
    ----------
    key, group
        As in the specification.
    label, reason
        By language.
    value, low, high
        The value as printed and the interval that it can stand for given its digits and its bound (an open side is
        infinite); for an assumed input, the value in the middle and the ends of the range.
    unit
        Of all three.
    source
        ``claim``, ``cadence``, ``system``, ``date`` or ``assumed``.
    claim_id
        ``doc:start-end`` of the words that say it; ``""`` when assumed.
    quote, doc, place, adcode, period
        Of the claim.
    scale
        ``linear`` or ``log``: how a range is swept.
    bound
        Of the claim: ``exact``, ``at_least``, ``under`` and so on.
    """

    key: str
    group: str
    label: Mapping[Lang, str]
    value: float
    low: float
    high: float
    unit: str
    source: str
    claim_id: str = ""
    quote: str = ""
    doc: str = ""
    place: str = ""
    adcode: str = ""
    period: str = ""
    reason: Mapping[Lang, str] = field(default_factory=lambda: {"en": "", "zh": ""})
    scale: str = "linear"
    bound: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no report says it."""
        return self.source == ASSUMED


@dataclass(frozen=True, slots=True)
class Case:
    """One report and place that state all required inputs of a group: what a model runs on.

    Attributes
    ----------
    group, doc, place
        What it is a case of, and where.
    inputs
        By key; optional ones only where they are stated.
    several
        Whether its report states the group for other places too.
    """

    group: str
    doc: str
    place: str
    inputs: Mapping[str, Input]
    several: bool = False

    @property
    def name(self) -> str:
        """Name of the case as a scenario: the report, and the place where the report has several."""
        return f"{self.doc} {self.place}" if self.several else self.doc

    def __getitem__(self, key: str) -> Input:
        return self.inputs[key]

    def __contains__(self, key: object) -> bool:
        return key in self.inputs

    def value(self, key: str) -> float:
        """Return the value of an input."""
        return self.inputs[key].value

    def used(self, *keys: str) -> tuple[Input, ...]:
        """Return the inputs of these keys that the case has, all when none is named."""
        return tuple(self.inputs[key] for key in keys or self.inputs if key in self.inputs)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a model can be fed from the reports at hand.

    Attributes
    ----------
    model
        Its name.
    cases
        In the order of groups, then reports.
    assumed
        Assumed inputs by key.
    missing
        Columns ``group``, ``key``, ``label_en``, ``label_zh``, ``unit``: required inputs of groups without a case.
    groups
        Name of each group by language.
    """

    model: str
    cases: tuple[Case, ...]
    assumed: Mapping[str, Input]
    missing: pd.DataFrame
    groups: Mapping[str, Mapping[Lang, str]] = field(default_factory=dict)

    def of(self, group: str) -> list[Case]:
        """Return the cases of a group; empty when an input is missing everywhere."""
        return [case for case in self.cases if case.group == group]

    def ranges(self, *keys: str) -> list[Input]:
        """Return the assumed inputs of these keys, in this order."""
        return [self.assumed[key] for key in keys]

    def mids(self) -> dict[str, float]:
        """Return the middle value of every assumed input by key."""
        return {key: each.value for key, each in self.assumed.items()}

    def all(self) -> list[Input]:
        """Return every input once, claims before assumptions."""
        found = {(each.key, each.claim_id): each for case in self.cases for each in case.inputs.values()}
        return [*found.values(), *self.assumed.values()]

    def table(self, lang: Lang = "en") -> pd.DataFrame:
        """Return the inputs as a table to read: value, range, unit, and the words or the reason behind each."""
        rows = [_shown(each, lang) for each in self.all()]
        return pd.DataFrame(rows, columns=list(HEADINGS[lang].values()))

    def missing_table(self, lang: Lang = "en") -> pd.DataFrame:
        """Return what the reports at hand do not state, as a table to read."""
        table = self.missing[["group", f"label_{lang}", "unit"]].set_axis(MISSING_HEADINGS[lang], axis=1)
        return table.assign(
            **{MISSING_HEADINGS[lang][0]: [self._name(each, lang) for each in self.missing["group"]]}
        )

    def _name(self, group: str, lang: Lang) -> str:
        return self.groups[group][lang] if group in self.groups else group

    def status(self, lang: Lang = "en") -> str:
        """Return one Markdown sentence: what runs, and which inputs are missing."""
        groups = [self._name(each, lang) for each in dict.fromkeys(case.group for case in self.cases)]
        absent = [self._name(each, lang) for each in dict.fromkeys(self.missing["group"])]
        names = _joined(self.missing[f"label_{lang}"], lang)
        if lang == "zh":
            runs = f"可运行的部分：{'、'.join(groups)}。" if groups else "**模型未运行。**"
            return runs + (f"缺少输入：{names}；{'、'.join(absent)} 部分从略。" if absent else "")
        runs = f"Parts that can be run: {', '.join(groups)}." if groups else "**The model is not run.**"
        skipped = f" Missing inputs: {names}. What needs them ({', '.join(absent)}) is left out."
        return runs + (skipped if absent else "")


def load_inputs(
    model: str,
    claims: pd.DataFrame,
    sentences: pd.DataFrame,
    evidence: pd.DataFrame | None = None,
    cadences: pd.DataFrame | None = None,
    systems: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    specification: pd.DataFrame | None = None,
) -> Inputs:
    """Return the inputs of a model as far as the tables state them.

    Parameters
    ----------
    model
        Its name; the specification is ``model_inputs_<model>.csv``.
    claims, sentences
        The tables of these names; the sentences give the quotes.
    evidence, cadences, systems, mentions
        The tables of these names, for inputs that ask for a system, a duty or a date.
    specification
        Instead of the resource, for tests.

    Returns
    -------
    Inputs
        Cases, assumptions, and what is missing.
    """
    spec = read_resource(f"model_inputs_{model}.csv") if specification is None else specification
    spec = spec.reindex(columns=SPECIFICATION, fill_value="")
    world = _World(claims, sentences, evidence, cadences, systems, mentions)
    names = {row["group"]: row for row in records(spec) if row["source"] == GROUP}
    rows = [row for row in records(spec) if row["source"] != GROUP]
    groups: dict[str, Mapping[Lang, str]] = {
        group: {"en": row["label_en"], "zh": row["label_zh"]} for group, row in names.items()
    }
    assumed = {row["key"]: _assume(row) for row in rows if row["source"] == ASSUMED}
    cases: list[Case] = []
    missing: list[dict[str, str]] = []
    for group in dict.fromkeys(row["group"] for row in rows if row["source"] != ASSUMED):
        own = [row for row in rows if row["group"] == group and row["source"] != ASSUMED]
        found = _cases(group, own, world)
        cases += found
        missing += [] if found else _lacking(own, world)
    columns = ["group", "key", "label_en", "label_zh", "unit"]
    return Inputs(model, tuple(cases), assumed, pd.DataFrame(missing, columns=columns), groups)


CLAUSE_END = re.compile(r"[，；;。：:]|(?<!\d),|,(?!\d{3})")
NOBODY = "未点名"  # how the coding writes that a report names no actor
SINCE = re.compile("以?来|起|至今|开始")
YEAR = re.compile(r"\d{4}")

# -- looking claims up -----------------------------------------------------------------------------------


Asking: TypeAlias = "Callable[[dict[str, str], dict[str, Any], _World], bool]"
Making: TypeAlias = "Callable[[dict[str, str], dict[str, Any], _World], Input]"


class _World:
    """The tables, with what every look-up needs computed once."""

    def __init__(
        self,
        claims: pd.DataFrame,
        sentences: pd.DataFrame,
        evidence: pd.DataFrame | None,
        cadences: pd.DataFrame | None,
        systems: pd.DataFrame | None,
        mentions: pd.DataFrame | None,
    ) -> None:
        self.sentences = {str(doc): records(own) for doc, own in sentences.groupby("doc")}
        self.systems = _systems_of_claims(evidence)
        self.family: dict[str, str] = {}
        if systems is not None:
            self.family = dict(zip(systems["system_id"], systems["family"], strict=True))
        self.claims = [self._placed(row) for row in records(claims)]
        self.cadences = [] if cadences is None else records(cadences)
        self.passages = _coded_last([] if evidence is None else records(evidence))
        self.dates = [] if mentions is None else records(mentions[mentions["kind"] == "date"])
        self.homes = {str(doc): _home(own) for doc, own in claims.groupby("doc")}
        self.published: dict[str, str] = dict(zip(claims["doc"], claims["as_of"], strict=True))

    def sentence(self, doc: str, start: int) -> dict[str, Any]:
        """Return the sentence of a report that holds a character."""
        for sentence in self.sentences.get(doc, ()):
            if sentence["start"] <= start < sentence["end"]:
                return sentence
        return {"start": start, "end": start, "text": ""}

    def _placed(self, row: dict[str, Any]) -> dict[str, Any]:
        sentence = self.sentence(row["doc"], row["start"])
        text = to_simplified(sentence["text"])
        clause = _clause(text, row["start"] - sentence["start"], row["end"] - sentence["start"])
        systems = self.systems.get(row["claim_id"], set())
        return row | {"sentence_text": text, "clause_text": clause, "systems": systems}


def _clause(text: str, start: int, end: int) -> str:
    """Return what stands between the commas around a span; a comma between thousands ends no clause."""
    ends = [mark.start() for mark in CLAUSE_END.finditer(text)]
    first = max((at + 1 for at in ends if at < start), default=0)
    return text[first : min((at for at in ends if at >= end), default=len(text))]


def _home(claims: pd.DataFrame) -> tuple[str, str]:
    """Return the place, code and name, that most claims of a report are about."""
    counts = claims[claims["adcode"] != ""].groupby(["adcode", "place"]).size()
    if counts.empty:
        return "", ""
    (most,) = records(counts.rename("claims").reset_index().nlargest(1, "claims"))
    return most["adcode"], most["place"]


def _coded_last(passages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return passages with those that people coded behind those found by wording: of several, the last is taken."""
    return sorted(passages, key=lambda passage: passage["source"] == "coded")


def _systems_of_claims(evidence: pd.DataFrame | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in [] if evidence is None else records(evidence):
        for claim in split_claims(f"{row['claims']} {row['claims_near']}"):
            found.setdefault(claim, set()).add(row["system_id"])
    return found


def _cases(group: str, rows: Sequence[dict[str, str]], world: _World) -> list[Case]:
    """Return a case for each report and place that states every required input of a group."""
    candidates = {row["key"]: _candidates(row, world) for row in rows}
    places = dict.fromkeys(
        (each.doc, each.adcode, each.place)
        for row in rows
        if row["scope"] in ("", "place") and row["need"] != "optional"
        for each in candidates[row["key"]]
    )
    if not places:  # nothing is bound to a place: one case a report
        places = dict.fromkeys((each.doc, "", "") for found in candidates.values() for each in found)
    cases = []
    for doc, adcode, place in sorted(places, key=lambda each: each[:2]):
        chosen = {row["key"]: _choose(row, candidates[row["key"]], doc, adcode) for row in rows}
        if all(chosen[row["key"]] for row in rows if row["need"] != "optional"):
            inputs = {each.key: each for found in chosen.values() for each in found}
            cases.append(Case(group, doc, place, inputs))
    docs = Counter(case.doc for case in cases)
    return [replace(case, several=docs[case.doc] > 1) for case in cases]


def _candidates(row: dict[str, str], world: _World) -> list[Input]:
    read, ask, make = SOURCES[row["source"]]
    return [make(row, each, world) for each in read(world) if ask(row, each, world)]


def _choose(row: dict[str, str], found: Sequence[Input], doc: str, adcode: str) -> list[Input]:
    """Return the inputs of one row for one case: one claim at most, any number of duties."""
    scope = row["scope"] or "place"
    near = [each for each in found if scope in ("area", "corpus") or each.doc == doc]
    near = [each for each in near if scope in ("doc", "corpus") or each.adcode == adcode]
    if row["source"] == CADENCE:
        return near
    return PICKS[row["pick"] or "latest"](near)


def _latest(found: Sequence[Input]) -> list[Input]:
    return sorted(found, key=lambda each: moment(each.period))[-1:]


def _previous(found: Sequence[Input]) -> list[Input]:
    moments = sorted({moment(each.period) for each in found})
    return [each for each in found if len(moments) > 1 and moment(each.period) == moments[-2]][:1]


PICKS: dict[str, Callable[[Sequence[Input]], list[Input]]] = {
    "latest": _latest,
    "previous": _previous,
    "largest": lambda found: sorted(found, key=lambda each: each.value)[-1:],
    "smallest": lambda found: sorted(found, key=lambda each: each.value)[:1],
}


def moment(period: str) -> str:
    """Return when a period ends, as far as it is written: of /2023 and of 2016/2023, 2023."""
    start, _, end = period.rpartition("/")
    return start if end == ".." else end


def _is_wanted(row: dict[str, str], claim: dict[str, Any], world: _World) -> bool:
    same = all(
        not row[asked] or claim[has] in row[asked].split("|")
        for asked, has in (
            ("indicator_id", "indicator_id"),
            ("kind", "kind"),
            ("units", "unit"),
            ("bound", "bound"),
        )
    )
    per = not row["per"] or claim["per"] in [each.replace("none", "") for each in row["per"].split("|")]
    status = claim["status"] in (row["status"].split("|") if row["status"] else STATUSES)
    place = not row["adcode"] or bool(re.fullmatch(row["adcode"], claim["adcode"]))
    words = place and _has_words(row["words"], to_simplified(claim["named"]))
    without = not row["without"] or not _has_any(row["without"], to_simplified(claim["named"]))
    around = _has_words(row["clause"], claim["clause_text"]) and _has_words(
        row["sentence"], claim["sentence_text"]
    )
    in_system = _in_system(row["system_id"], claim["systems"], world)
    return same and per and status and words and without and around and in_system


def _is_duty(row: dict[str, str], duty: dict[str, Any], world: _World) -> bool:
    own = {duty["system_id"]} if duty["system_id"] else set[str]()
    return _in_system(row["system_id"], own, world) and _has_words(row["words"], to_simplified(duty["quote"]))


def _is_passage(row: dict[str, str], passage: dict[str, Any], world: _World) -> bool:
    return _in_system(row["system_id"], {passage["system_id"]}, world) and _has_words(
        row["words"], to_simplified(passage["quote"])
    )


def _is_dated(row: dict[str, str], date: dict[str, Any], world: _World) -> bool:
    """Return whether a date stands in the sentence asked for; 2016年以来 is a beginning, not a date reached."""
    sentence = world.sentence(date["doc"], date["start"])
    text = to_simplified(sentence["text"])
    begins = SINCE.match(text, date["end"] - sentence["start"])
    unwanted = _has_any(row["without"], text)
    return bool(date["period"]) and not begins and not unwanted and _has_words(row["sentence"], text)


def _in_system(asked: str, own: set[str], world: _World) -> bool:
    families = {f"family:{world.family.get(each, '')}" for each in own}
    wanted = set(asked.split("|")) - {""}
    unwanted = {each[1:] for each in wanted if each.startswith("!")}
    wanted = {each for each in wanted if not each.startswith("!")}
    return not (own | families) & unwanted and (not wanted or bool(wanted & (own | families)))


def _has_words(words: str, text: str) -> bool:
    return all(any(each in text for each in word.split("/")) for word in words.split())


def _has_any(words: str, text: str) -> bool:
    return any(each in text for word in words.split() for each in word.split("/"))


def _lacking(rows: Sequence[dict[str, str]], world: _World) -> list[dict[str, str]]:
    """Return the required inputs that no claim gives; all of them when no report gives all together."""
    required = [row for row in rows if row["need"] != "optional"]
    absent = [row for row in required if not _candidates(row, world)] or required
    return [{name: row[name] for name in ("group", "key", "label_en", "label_zh", "unit")} for row in absent]


# -- making inputs ---------------------------------------------------------------------------------------


def _assume(row: dict[str, str]) -> Input:
    return Input(
        key=row["key"],
        group=row["group"],
        label={"en": row["label_en"], "zh": row["label_zh"]},
        value=float(row["mid"]),
        low=float(row["low"]),
        high=float(row["high"]),
        unit=row["unit"],
        source=ASSUMED,
        reason={"en": row["reason_en"], "zh": row["reason_zh"]},
        scale=row["scale"] or "linear",
    )


def _from_claim(row: dict[str, str], claim: dict[str, Any], world: _World) -> Input:
    sentence = world.sentence(claim["doc"], claim["start"])
    start, end = claim["start"] - sentence["start"], claim["end"] - sentence["start"]
    text = sentence["text"]
    first, last = find_quote(text, start, end)
    interval = printed_interval(
        to_simplified(claim["surface"]), claim["low"], claim["high"], kind=claim["kind"],
        bound=claim["bound"], before=text[:start], after=text[end:],
    )  # fmt: skip
    value, exact = (claim["low"] + claim["high"]) / 2, row["scale"] == "exact"
    return replace(
        _named(row),
        value=value,
        low=value if exact else float(interval.low),
        high=value if exact else float(interval.high),
        claim_id=claim["claim_id"],
        quote=" ".join(text[first:last].split()),
        doc=claim["doc"],
        place=claim["place"],
        adcode=claim["adcode"],
        period=claim["period"] or claim["as_of"],
        bound=claim["bound"],
    )


def _from_cadence(row: dict[str, str], duty: dict[str, Any], world: _World) -> Input:
    """Return a duty as an input; its key carries the offset, which tells the duties of one report apart."""
    who = duty["actors"].replace(NOBODY, "") or duty["levels"].replace(NOBODY, "")
    label: dict[Lang, str] = {
        "en": f"{row['label_en']}: {duty['quote']} ({who})" if who else f"{row['label_en']}: {duty['quote']}",
        "zh": f"{row['label_zh']}：{duty['quote']}（{who}）"
        if who
        else f"{row['label_zh']}：{duty['quote']}",
    }
    found = _from_span(row, duty, float(duty["days"]), duty["quote"], world)
    return replace(found, key=f"{row['key']}@{duty['start']}", label=label)


def _from_passage(row: dict[str, str], passage: dict[str, Any], world: _World) -> Input:
    return _from_span(row, passage, 1.0, passage["quote"], world)


def _from_date(row: dict[str, str], date: dict[str, Any], world: _World) -> Input:
    year = YEAR.search(date["period"])
    sentence = world.sentence(date["doc"], date["start"])
    first, last = find_quote(
        sentence["text"], date["start"] - sentence["start"], date["end"] - sentence["start"]
    )
    value = float(year[0]) if year else math.nan
    return replace(_from_span(row, date, value, sentence["text"][first:last], world), period=date["period"])


def _from_span(row: dict[str, str], span: dict[str, Any], value: float, quote: str, world: _World) -> Input:
    adcode, place = world.homes.get(span["doc"], ("", ""))
    return replace(
        _named(row),
        value=value,
        low=value,
        high=value,
        claim_id=f"{span['doc']}:{span['start']}-{span['end']}",
        quote=" ".join(quote.split()),
        doc=span["doc"],
        place=place,
        adcode=adcode,
        period=world.published.get(span["doc"], ""),
    )


def _named(row: dict[str, str]) -> Input:
    label: dict[Lang, str] = {"en": row["label_en"], "zh": row["label_zh"]}
    reason: dict[Lang, str] = {"en": row["reason_en"], "zh": row["reason_zh"]}
    nan = math.nan
    return Input(row["key"], row["group"], label, nan, nan, nan, row["unit"], row["source"], reason=reason)


def _shown(each: Input, lang: Lang) -> tuple[str, ...]:
    source = ASSUMED_WORD[lang] if each.assumed else each.claim_id
    said = (
        each.reason[lang]
        if each.assumed
        else " — ".join(part for part in (each.quote, each.reason[lang]) if part)
    )
    spread = "" if each.low == each.high else f"{_number(each.low)} – {_number(each.high)}"
    return each.label[lang], _number(each.value), spread, each.unit, source, said


# source → which rows are searched, what is asked of each, and how an input is made of it
SOURCES: dict[str, tuple[Callable[[_World], list[dict[str, Any]]], Asking, Making]] = {
    CLAIM: (lambda world: world.claims, _is_wanted, _from_claim),
    CADENCE: (lambda world: world.cadences, _is_duty, _from_cadence),
    SYSTEM: (lambda world: world.passages, _is_passage, _from_passage),
    DATE: (lambda world: world.dates, _is_dated, _from_date),
}


def _number(value: float) -> str:
    return "∞" if math.isinf(value) else format_number(round(value, 6))


def _joined(names: Iterator[str] | pd.Series, lang: Lang) -> str:
    return {"en": ", ", "zh": "、"}[lang].join(dict.fromkeys(names))
