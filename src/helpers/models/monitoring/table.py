"""What the monitoring model gives, as rows of results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.models.inputs import Case, Input, Inputs
from helpers.models.monitoring.grades import compare_visits, gain, implied_ratios, intervals_of
from helpers.models.monitoring.risk import (
    freed_between,
    less,
    share_of,
    sizes,
    stated_and_implied,
    yearly_rate,
)
from helpers.models.monitoring.simulation import simulate
from helpers.models.monitoring.tiers import (
    ASKING,
    VISIT,
    YEAR,
    Tier,
    days_unseen,
    frontier,
    say,
    still_unseen,
    tiers_of,
    work_hours,
)
from helpers.models.results import find_result, significant
from helpers.models.sweep import Values, sweep, tornado
from helpers.models.wording import NOT_RUN, Row, three
from helpers.tables import Lang, records

FOUND_AFTER = (7, 30, 90)  # days after which a reader would ask what share has been seen
WHOLE = "all tiers"
HORIZONS = (YEAR / 2, YEAR, 2 * YEAR)  # after which a risk never seen is counted no further


# -- tiers -----------------------------------------------------------------------------------------------


def most_tiered(inputs: Inputs) -> list[tuple[Case, tuple[Tier, ...]]]:
    """Return the case that states most tiers, with them: none or one."""
    found = [(case, tiers) for case in inputs.of("tiers") if (tiers := tiers_of(case))]
    return sorted(found, key=lambda pair: len(pair[1]))[-1:]


def frontier_of(inputs: Inputs) -> pd.DataFrame:
    """Return `frontier` of the case that states most tiers, at the middle of what is assumed."""
    for _, tiers in most_tiered(inputs):
        return frontier(tiers, inputs.mids())
    return frontier((), {})


def tier_rows(inputs: Inputs) -> list[Row]:
    """Return for every case how long a risk stays unseen with all tiers, without each, and with each alone."""
    return [row for case in inputs.of("tiers") if tiers_of(case) for row in _tier_rows(case, inputs)]


def _tier_rows(case: Case, inputs: Inputs) -> list[Row]:
    tiers = tiers_of(case)
    swept = [each for each in ranges_of(tiers, inputs) if not each.key.startswith("work:")]
    systems = {WHOLE: tiers}
    if len(tiers) > 1:
        systems |= {f"without {tier.label['zh']}": _without(tier, tiers) for tier in tiers}
    if len(tiers) > 2:  # of two, each alone is the whole without the other
        systems |= {f"only {tier.label['zh']}": (tier,) for tier in tiers}
    # households' own requests alone are an assumption, which would stand under the name of a report
    systems = {name: own for name, own in systems.items() if any(tier.act != ASKING for tier in own)}
    outputs = sweep(lambda values: {name: days_unseen(own, values) for name, own in systems.items()}, swept)
    mids = inputs.mids()
    rows = []
    for name, own in systems.items():
        spread = outputs[name]
        used, scenario = (*_sources(own), *swept), f"{case.name}: {name}"
        rows.append(say.banded("days-unseen", scenario, used, days_unseen(own, mids), spread))
        if name.startswith("without"):
            used, added = (*_sources(tiers), *swept), days_unseen(own, mids) - days_unseen(tiers, mids)
            rows.append(say.banded("days-added", scenario, used, added, spread - outputs[WHOLE]))
    rows += _work_rows(case, systems, inputs)
    rows += _most_missed_rows(case, tiers, systems, swept, inputs)
    rows += _found_rows(case, tiers, swept, inputs)
    return [*rows, *_backlog(case, tiers, inputs), *_even(case, tiers, inputs)]


def _most_missed_rows(
    case: Case,
    tiers: Sequence[Tier],
    systems: Mapping[str, Sequence[Tier]],
    swept: Sequence[Input],
    inputs: Inputs,
) -> list[Row]:
    """Return of the level that is missed most how much rests on risks that only visits show, and on the cut of a year."""
    mids, without = inputs.mids(), {name: own for name, own in systems.items() if name.startswith("without")}
    if not without or all(each.key != "hidden" for each in swept):
        return []
    name = max(without, key=lambda each: days_unseen(without[each], mids))
    used, scenario = (*_sources(tiers), *swept), f"{case.name}: {name}"

    def added(values: Values, horizon: float = YEAR) -> float:
        return days_unseen(without[name], values, horizon) - days_unseen(tiers, values, horizon)

    def from_hidden(values: Values) -> float:
        return added(values) - added({**values, "hidden": 0.0})

    spread = sweep(from_hidden, swept)["value"]
    (hidden,) = inputs.ranges("hidden")
    ends = [100 * end for end in (hidden.value, hidden.low, hidden.high)]
    return [
        say.banded("days-added-hidden", scenario, used, from_hidden(mids), spread),
        say.value("risks-hidden", case.name, (hidden,), *ends, fill={"label": hidden.label}),
        *(
            say.value("days-added-horizon", scenario, used, added(mids, days), x=days, x_name="days")
            for days in HORIZONS
        ),
    ]


def _work_rows(case: Case, systems: Mapping[str, Sequence[Tier]], inputs: Inputs) -> list[Row]:
    rows = []
    for name, own in systems.items():
        ranges = [each for each in ranges_of(own, inputs) if each.key.startswith("work:")]
        spread = sweep(lambda values, own=own: work_hours(own, values), ranges)["value"]  # type: ignore[misc]
        mid, used = work_hours(own, inputs.mids()), (*_sources(own), *ranges)
        rows.append(say.banded("work-hours", f"{case.name}: {name}", used, mid, spread))
    return rows


def _found_rows(case: Case, tiers: Sequence[Tier], swept: Sequence[Input], inputs: Inputs) -> list[Row]:
    days = np.asarray(FOUND_AFTER, dtype=float)
    outputs = sweep(lambda values: 100 * (1 - still_unseen(tiers, values, days)), swept)
    mids = 100 * (1 - still_unseen(tiers, inputs.mids(), days))
    used = (*_sources(tiers), *swept)
    return [
        say.banded("found-within", case.name, used, float(mid), outputs[number], x=float(day), x_name="days")
        for number, (day, mid) in enumerate(zip(FOUND_AFTER, mids, strict=True))
    ]


def _backlog(case: Case, tiers: Sequence[Tier], inputs: Inputs) -> list[Row]:
    """Return how many households are at risk and unseen at any one time: arrivals times delay (Little's law)."""
    if "watched-households" not in case:
        return []
    watched = case["watched-households"]
    ranges = [each for each in ranges_of(tiers, inputs) if not each.key.startswith("work:")] + inputs.ranges(
        "years"
    )

    def backlog(values: Values) -> float:
        return float(watched.value / values["years"] * days_unseen(tiers, values) / YEAR)

    spread = sweep(backlog, ranges)["value"]
    used = (*_sources(tiers), watched, *ranges)
    return [say.banded("unseen-at-once", case.name, used, backlog(inputs.mids()), spread)]


def _even(case: Case, tiers: Sequence[Tier], inputs: Inputs) -> list[Row]:
    """Return the chance from which the most frequent look without a visit finds as soon as the visits alone."""
    visits = [tier for tier in tiers if tier.act == VISIT]
    others = [tier for tier in tiers if tier.act not in (VISIT, ASKING)]
    if not visits or not others:
        return []
    visit, other = min(visits, key=lambda tier: tier.days), min(others, key=lambda tier: tier.days)
    ranges = inputs.ranges("sees:visit")

    def even(values: Values) -> float:
        wait = visit.days * (1 / values["sees:visit"] - 0.5)
        return float(100 / (wait / other.days + 0.5))

    if even(inputs.mids()) > 100:  # no chance is so large: the visits come round too often to be matched
        return []
    spread = sweep(even, ranges)["value"]
    scenario = f"{case.name}: {other.label['zh']} / {visit.label['zh']}"
    used = (visit.source, other.source, *ranges)
    return [say.banded("even-chance", scenario, used, even(inputs.mids()), spread)]


def ranges_of(tiers: Sequence[Tier], inputs: Inputs) -> list[Input]:
    """Return the assumptions that a system of tiers rests on."""
    acts = dict.fromkeys(tier.act for tier in tiers)
    keys = [f"{what}:{act}" for what in ("sees", "work") for act in acts if act != ASKING]
    keys += ["hidden"] if set(acts) - {VISIT, ASKING} else []
    return inputs.ranges(*keys, *(("asks", "asks-days") if ASKING in acts else ()))


def tiers_tornado(inputs: Inputs) -> pd.DataFrame:
    """Return which assumption moves the days unseen most, in the case that states most tiers."""
    tiers = next((tiers for _, tiers in most_tiered(inputs)), ())
    swept = [each for each in ranges_of(tiers, inputs) if not each.key.startswith("work:")]
    return tornado(lambda values: days_unseen(tiers, values), swept)


def check_rows(inputs: Inputs, households: int = 200_000) -> list[Row]:
    """Return the simulation of a year beside the closed form, and the formula of one tier beside the integral.

    Parameters
    ----------
    inputs
        Of the model.
    households
        How many are simulated, all of which come into risk, each followed for a year.
    """
    rows = []
    for case, tiers in most_tiered(inputs):
        values = inputs.mids()
        run = simulate(tiers, values, households, entering=1.0, follow=int(YEAR))
        error, exact = 4 * run.standard_error(), days_unseen(tiers, values)
        rows.append(
            say.check("check-simulation", case.name, _sources(tiers), run.days_unseen(), exact - error, exact + error)
        )  # fmt: skip
        for tier in tiers:
            if tier.act != ASKING:
                alone = {**values, "hidden": 0.0}
                formula = tier.days * (1 / values[f"sees:{tier.act}"] - 0.5)
                got = days_unseen((tier,), alone, horizon=400 * tier.days)
                scenario = f"{case.name}: {tier.label['zh']}"
                rows.append(
                    say.check(
                        "check-one-tier", scenario, (tier.source,), got, formula * 0.999, formula * 1.001
                    )
                )
    return rows


# -- grades ----------------------------------------------------------------------------------------------


def grade_rows(inputs: Inputs) -> list[Row]:
    """Return for every case with three intervals what visits by colour find, beside equal and best visits."""
    return [
        row
        for case in inputs.of("graded")
        if len(intervals_of(case)) == 3
        for row in _grade_rows(case, inputs)
    ]


def _grade_rows(case: Case, inputs: Inputs) -> list[Row]:
    every = intervals_of(case)
    ranges = inputs.ranges("red", "yellow", "yellow-risk", "red-risk")
    stated = tuple(each for each in case.inputs.values() if each.source == "cadence")
    mids, outputs = (
        compare_visits(every, inputs.mids()),
        sweep(lambda values: compare_visits(every, values), ranges),
    )
    colours = case.used("colours") if "colours" in case else ()
    used = (*colours, *stated, *ranges)
    rows = [say.banded(name, case.name, used, mids[key], outputs[key]) for key, name in GRADES.items()]
    saved = sweep(lambda values: 100 * gain(every, values), ranges)["value"]
    rows.append(say.banded("visits-gain", case.name, used, 100 * gain(every, inputs.mids()), saved))
    for colour, ratio in zip(("yellow", "red"), implied_ratios(every), strict=True):
        rows.append(say.value(f"visits-ratio-{colour}", case.name, stated, ratio))
    return [*rows, *_visits_a_day(case, every, ranges, inputs)]


def _visits_a_day(case: Case, every: tuple[float, ...], ranges: Sequence[Input], inputs: Inputs) -> list[Row]:
    if "relocated-people" not in case:
        return []
    people = case["relocated-people"]
    swept = [*ranges, *inputs.ranges("household-size")]

    def visits(values: Values) -> float:
        return float(people.value / values["household-size"] * compare_visits(every, values)["visits"] / YEAR)

    spread = sweep(visits, swept)["value"]
    used = (*case.used(), *swept)
    return [say.banded("visits-a-day", case.name, used, visits(inputs.mids()), spread)]


# -- risk ------------------------------------------------------------------------------------------------


def risk_rows(inputs: Inputs) -> list[Row]:
    """Return for every case the rates, what they imply, and the flow between two rates."""
    return [row for case in inputs.of("risk") for row in (*_stock_rows(case), *_flow_rows(case, inputs))]


def _stock_rows(case: Case) -> list[Row]:
    rows = []
    for row in records(stated_and_implied(case)):
        given, key = case.used(*RATE_INPUTS[row["key"]]), row["key"]
        of = {"of": {"en": row["label_en"], "zh": row["label_zh"]}}
        ends = row["mid"], row["low"], row["high"]
        rows.append(say.value("risk-rate", case.name, given, *ends, suffix=f"-{key}", fill=of))
    for what, unit in (("people", "人"), ("households", "户")):
        given = case.used(f"identified-{what}", f"removed-{what}")
        rows.append(say.spread("risk-left", case.name, given, less(*given), suffix=f"-{what}", unit=unit))
    four = case.used("identified-people", "identified-households", "removed-people", "removed-households")
    rows += [say.value(f"household-size-{key}", case.name, four, size) for key, size in sizes(case).items()]
    if "rate-stated" in case:
        computed = share_of(case["removed-people"], case["identified-people"]).mid
        stated = case["rate-stated"]
        rows.append(say.check("check-risk-rate", case.name, case.used(), computed, stated.low, stated.high))
    return rows


def _flow_rows(case: Case, inputs: Inputs) -> list[Row]:
    if "rate-before" not in case or "rate-stated" not in case:
        return []
    before, now = case.value("rate-before") / 100, case.value("rate-stated") / 100
    ranges = inputs.ranges("span", "intake")
    used = (*case.used("rate-before", "rate-stated"), *ranges)
    few, many = freed_between(*(case[key] for key in FREED_INPUTS))
    spread = sweep(lambda values: yearly_rate(before, now, values), ranges)["value"]
    rate = yearly_rate(before, now, inputs.mids())
    moved = tornado(lambda values: yearly_rate(before, now, values), ranges)
    return [
        say.value("risk-freed", case.name, case.used(*FREED_INPUTS), low=few, high=many),
        say.banded("risk-yearly-rate", case.name, used, rate, spread),
        *say.moved("risk-yearly-rate", case.name, ranges, moved),
    ]


# -- which assumption matters --------------------------------------------------------------------------


def tornado_rows(inputs: Inputs) -> list[Row]:
    """Return `tiers_tornado` as rows of results."""
    for case, tiers in most_tiered(inputs):
        moved = tiers_tornado(inputs)
        return say.moved("days-unseen", case.name, ranges_of(tiers, inputs), moved)
    return []


def _without(tier: Tier, tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    return tuple(each for each in tiers if each is not tier)


def _sources(tiers: Sequence[Tier]) -> tuple[Input, ...]:
    return tuple(tier.source for tier in tiers)


FREED_INPUTS = ("rate-before", "identified-people", "removed-people")
GRADES = {
    "visits": "visits-a-year",
    "graded": "visits-graded",
    "equal": "visits-equal",
    "best": "visits-best",
}  # what is compared, and the name of its result
RATE_INPUTS = {
    "persons": ("removed-people", "identified-people"),
    "households": ("removed-households", "identified-households"),
    "province": ("rate-stated", "gap-province"),
    "nation": ("rate-stated", "gap-nation"),
}


# -- sentences -------------------------------------------------------------------------------------------


def say_monitoring(results: pd.DataFrame, lang: Lang = "en") -> str:
    """Return in a few sentences what the model gives, every number from the table.

    Parameters
    ----------
    results
        The table ``results_monitoring``.
    lang
        Language of the sentences.
    """
    parts = [sentence for speak in (_say_tiers, _say_grades, _say_risk) if (sentence := speak(results, lang))]
    return "\n\n".join(parts) or NOT_RUN[lang]


def _say_tiers(results: pd.DataFrame, lang: Lang) -> str:
    whole = results[(results["result_id"] == "days-unseen") & results["scenario"].str.endswith(WHOLE)]
    if whole.empty:
        return ""
    (top,) = records(whole.nsmallest(1, "mid"))
    case = top["scenario"].removesuffix(f": {WHOLE}")
    added = results[(results["result_id"] == "days-added") & results["scenario"].str.startswith(case)]
    most = records(added.nlargest(1, "mid"))
    text = say("say-tiers", case=case, **three(top))[lang]
    for row in most:
        name = row["scenario"].removeprefix(f"{case}: without ")
        text += say("say-most", tier=name, **three(row))[lang]
        part = find_result(results, "days-added-hidden", row["scenario"])
        share = find_result(results, "risks-hidden", case)
        if part and share:
            ends = {"part": significant(part["mid"], 2), "share": significant(share["mid"], 2)}
            text += say("say-hidden", **ends)[lang]
    return text


def _say_grades(results: pd.DataFrame, lang: Lang) -> str:
    gained, red = find_result(results, "visits-gain"), find_result(results, "visits-ratio-red")
    if gained is None or red is None:
        return ""
    return say("say-grades", ratio=significant(red["mid"], 3), **three(gained))[lang]


def _say_risk(results: pd.DataFrame, lang: Lang) -> str:
    persons, households = (find_result(results, f"risk-rate-{key}") for key in ("persons", "households"))
    freed, yearly = find_result(results, "risk-freed"), find_result(results, "risk-yearly-rate")
    if persons is None or households is None:
        return ""
    text = say("say-rates", persons=f"{persons['mid']:.2f}", households=f"{households['mid']:.2f}")[lang]
    if freed is not None and yearly is not None:
        text += say("say-flow", few=significant(freed["low"], 5), **three(yearly))[lang]
    return text
