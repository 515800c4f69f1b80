"""Rows: what the models of governance give for every case that the reports state, as results and checks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from helpers.models import SEED, Case, Inputs, band, sweep, tornado
from helpers.models.checks import four_errors
from helpers.models.corners import corners
from helpers.models.governance import gate, registers, relocation, spans
from helpers.models.governance.machines import DUTIES, LEVELS, Delisting, state_of, try_event
from helpers.models.governance.relocation import ALL, Cell, Impossible
from helpers.models.wording import Row, Wording, said
from helpers.tables import Lang, records

say = Wording("governance")
POOR, ALONG, TOWN, ELSEWHERE = "registered poor", "moved along", "county town", "elsewhere"
ROWS, COLUMNS = (POOR, ALONG), (TOWN, ELSEWHERE)
NAMES_ZH = {POOR: "建档立卡", ALONG: "同步搬迁", TOWN: "县城", ELSEWHERE: "其他安置点", ALL: "合计"}
STATED: dict[str, Cell] = {
    "total": (ALL, ALL),
    "poor": (POOR, ALL),
    "along": (ALONG, ALL),
    "town": (ALL, TOWN),
    "town_poor": (POOR, TOWN),
    "town_along": (ALONG, TOWN),
}
WHAT = {"people": said("people", "人口"), "households": said("households", "户")}
MARGINS = ("total", "poor", "along", "town")
ACCOUNTS = (("relocation · households", "households", "户"), ("relocation · people", "people", "人"))
DRAWN = 1000  # projects, units and problems whose machines are run to check a closed form


# -- relocation ----------------------------------------------------------------------------------------


def relocation_rows(inputs: Inputs) -> list[Row]:
    """Return which cells of the relocation accounts are determined, and which sizes of sites are possible."""
    rows = [
        row
        for group, what, unit in ACCOUNTS
        for case in inputs.of(group)
        for row in _account(case, what, unit)
    ]
    rows += [row for case in inputs.of("relocation · people") for row in _household_sizes(case, inputs)]
    rows += [row for case in inputs.of("relocation · people") for row in _stated_shares(case)]
    rows += [row for case in inputs.of("sites") for row in _sites(case, inputs)]
    return rows + list(_sites_of_two_reports(inputs))


def stated_cells(case: Case, what: str, only: tuple[str, ...] = tuple(STATED)) -> dict[Cell, int]:
    """Return the cells and margins of a relocation account that a report states."""
    return {STATED[key]: int(case.value(f"{key}_{what}")) for key in only if f"{key}_{what}" in case}


def cell_table(case: Case, what: str) -> pd.DataFrame:
    """Return what each cell can be: from all numbers, from the margins alone, and with its own number left out.

    Parameters
    ----------
    case
        Of a relocation account.
    what
        ``households`` or ``people``.

    Returns
    -------
    pandas.DataFrame
        ``row``, ``column``, ``stated``, ``low``, ``high``, ``margins_low``, ``margins_high``, ``without_low``,
        ``without_high``; missing numbers are empty.
    """
    stated = stated_cells(case, what)
    margins = relocation.cell_ranges(ROWS, COLUMNS, stated_cells(case, what, MARGINS))
    without = relocation.needed_numbers(ROWS, COLUMNS, stated)
    rows = []
    for found, loose in zip(relocation.cell_ranges(ROWS, COLUMNS, stated), margins, strict=True):
        cell = (found.row, found.column)
        alone = without.get(cell, found)
        rows.append(
            (
                *cell,
                stated.get(cell, np.nan),
                found.low,
                found.high,
                loose.low,
                loose.high,
                alone.low,
                alone.high,
            )
        )
    return pd.DataFrame(rows, columns=CELLS)


HEADS: dict[Lang, list[str]] = {
    "en": ["people", "settled in", "stated", "low", "high", "low, margins alone", "high, margins alone",
           "low, without its own number", "high, without its own number"],
    "zh": ["人群", "安置地", "原文", "下限", "上限", "仅由合计下限", "仅由合计上限", "不用本数下限", "不用本数上限"],
}  # fmt: skip


def show_account(cells: pd.DataFrame, lang: Lang = "en") -> pd.DataFrame:
    """Return a `cell_table` to read: headings in words, numbers with commas, nothing where nothing is stated or open.

    Parameters
    ----------
    cells
        As from `cell_table`.
    lang
        Language of the words.
    """
    named = {name: NAMES_ZH[name] if lang == "zh" else name for name in NAMES_ZH}
    shown = cells.astype(object)
    for column in CELLS:
        shown[column] = [
            named[each] if each in named else f"{each:,.0f}" if math.isfinite(each) else ""
            for each in cells[column]
        ]
    return shown.set_axis(HEADS[lang], axis=1)


def _where(cell: Row) -> dict[Lang, str]:
    return said(f"{cell['row']}, {cell['column']}", f"{NAMES_ZH[cell['row']]}，{NAMES_ZH[cell['column']]}")


CELLS = [
    "row",
    "column",
    "stated",
    "low",
    "high",
    "margins_low",
    "margins_high",
    "without_low",
    "without_high",
]


def account_of_people(inputs: Inputs) -> pd.DataFrame:
    """Return the `cell_table` of the first account of people that fits one table, which the figure shows."""
    for case in inputs.of("relocation · people"):
        try:
            return cell_table(case, "people")
        except Impossible:
            continue
    return pd.DataFrame(columns=CELLS)


def _account(case: Case, what: str, unit: str) -> Iterator[Row]:
    used = case.used(*(f"{key}_{what}" for key in STATED))
    try:
        cells = records(cell_table(case, what))
    except Impossible:
        yield say.check("relocation-fits-stated", f"{case.name}: {what}", used, 0, 1, 1)
        return
    for cell in cells:
        where = _where(cell)
        scenario = f"{case.name}: {what}, {cell['row']}, {cell['column']}"
        middle = cell["low"] if cell["low"] == cell["high"] else np.nan
        yield say.value(
            "relocation-cell",
            scenario,
            used,
            middle,
            low=cell["low"],
            high=cell["high"],
            fill={"where": where},
            unit=unit,
        )
        yield say.value(
            "relocation-without",
            scenario,
            used,
            low=cell["without_low"],
            high=cell["without_high"],
            fill={"where": where},
            unit=unit,
        )
        if cell["row"] != ALL and cell["column"] != ALL and cell["stated"] == cell["stated"]:
            yield say.check(
                "relocation-margins-stated",
                scenario,
                used,
                cell["stated"],
                cell["margins_low"],
                cell["margins_high"],
                fill={"where": where},
                unit=unit,
            )


def _household_sizes(case: Case, inputs: Inputs) -> Iterator[Row]:
    """Return people per household in each cell where both accounts determine it."""
    same = [
        each
        for each in inputs.of("relocation · households")
        if (each.doc, each.place) == (case.doc, case.place)
    ]
    for other in same:
        try:
            people, homes = cell_table(case, "people"), cell_table(other, "households")
        except Impossible:
            return
        for man, home in zip(records(people), records(homes), strict=True):
            if man["low"] == man["high"] and home["low"] == home["high"] and home["low"] > 0:
                where = _where(man)
                yield say.value(
                    "relocation-size",
                    f"{case.name}: {man['row']}, {man['column']}",
                    (*case.used(*(f"{k}_people" for k in STATED)), *other.used()),
                    man["low"] / home["low"],
                    fill={"where": where},
                )


def _stated_shares(case: Case) -> Iterator[Row]:
    if "poor_share" in case and "registered_people" in case:
        stated, used = case["poor_share"], case.used("poor_people", "registered_people")
        yield say.check(
            "relocation-poor-share-stated",
            case.name,
            (*used, stated),
            100 * used[0].value / used[1].value,
            stated.low,
            stated.high,
        )
    if "town_share" in case:
        stated, used = case["town_share"], case.used("town_people", "total_people")
        yield say.check(
            "relocation-town-share-stated",
            case.name,
            (*used, stated),
            100 * used[0].value / used[1].value,
            stated.low,
            stated.high,
        )


def _sites(case: Case, inputs: Inputs) -> Iterator[Row]:
    keys = ("sites", "site_people", "large_sites", "large_threshold")
    sites, people, large, threshold = (int(case.value(key)) for key in keys)
    least, used, name = inputs.assumed["least_site"], case.used(*keys), case.name
    yield say.value("site-mean", name, used[:2], people / sites)
    try:
        free = relocation.site_sizes(sites, people, large, threshold, int(least.low))
        tight = relocation.site_sizes(sites, people, large, threshold, int(least.value))
    except Impossible:
        yield say.check("site-fits-stated", name, used, 0, 1, 1)
        return
    every = (*used, least)
    for key, en, zh in (
        ("largest", "largest site", "最大安置区"),
        ("mean_large", "a large site on average", "大型安置区平均"),
        ("mean_others", "another site on average", "其余安置区平均"),
    ):
        low, high = getattr(free, key)
        yield say.value(
            "site",
            name,
            used,
            low=low,
            high=high,
            suffix=f"-{key.replace('_', '-')}",
            fill={"which": said(en, zh)},
            unit="人",
        )
    low, high = free.people_in_large
    yield say.value("site-share-large", name, used, low=100 * low / people, high=100 * high / people)
    yield say.value("site-largest-if", name, every, low=tight.largest[0], high=tight.largest[1])
    solved = relocation.largest_site_by_programme(sites, people, large, threshold, int(least.low))
    yield say.check("site-largest-programme", name, used, solved, free.largest[1], free.largest[1])


def _sites_of_two_reports(inputs: Inputs) -> Iterator[Row]:
    """Ask whether the same people can live in the sites of both reports of a place."""
    for first, second in combinations(inputs.of("sites"), 2):
        few, many = sorted((first, second), key=lambda case: case.value("sites"))
        if few["sites"].adcode != many["sites"].adcode or few.value("sites") == many.value("sites"):
            continue
        further = many.value("sites") - few.value("sites")
        left = max(0.0, many["site_people"].high - few["site_people"].low)
        both = f"{few.name}, {many.name}"
        used = (*few.used("sites", "site_people"), *many.used("sites", "site_people"))
        yield say.check("site-two-reports-stated", both, used, left, further, np.inf)
        if left < further:
            yield say.value("sites-left", both, used, left, x=further, x_name="further sites")


# -- accounts of exit ----------------------------------------------------------------------------------


def exit_rows(inputs: Inputs) -> list[Row]:
    """Return whether stocks and flows of the poor add up, and which population the headcount ratios imply."""
    rows = [
        row
        for what, unit in (("people", "人"), ("households", "户"))
        for case in inputs.of(f"exit · {what}")
        for row in _flow(case, what, unit)
    ]
    rows += [row for case in inputs.of("incidence") for row in _incidence(case)]
    return rows + [row for case in inputs.of("transition") for row in _years(case)]


def _flow(case: Case, what: str, unit: str) -> Iterator[Row]:
    end = "" if what == "people" else f"_{what}"
    registered, left, remaining = used = case.used(
        *(f"exit_{key}{end}" for key in ("registered", "left", "remaining"))
    )
    yield say.check(
        "exit-identity-stated",
        f"{case.name}: {what}",
        used,
        left.value + remaining.value,
        registered.low,
        registered.high,
        fill={"what": WHAT[what]},
        unit=unit,
    )
    share = corners(lambda a, b: 100 * a / b, left, registered)
    yield say.spread(
        "exit-share", f"{case.name}: {what}", (left, registered), share, fill={"what": WHAT[what]}
    )


def _incidence(case: Case) -> Iterator[Row]:
    name, used = case.name, case.used("incidence_remaining", "incidence")
    base = corners(lambda n, r: 100 * n / r, *used)
    yield say.spread("incidence-base", name, used, base)
    if "incidence_before" in case and case["incidence_before"].claim_id != case["incidence"].claim_id:
        before = case["incidence_before"]
        poor = corners(lambda n, r, b: n * b / r, *used, before)
        yield say.spread("incidence-poor-before", name, (*used, before), poor)
        if "incidence_registered" in case:
            registered = case["incidence_registered"]
            yield say.check(
                "incidence-registered-stated",
                name,
                (*used, before, registered),
                registered.value,
                poor.low,
                poor.high,
            )


def _years(case: Case) -> Iterator[Row]:
    keys = ("assault_years", "consolidation_years")
    if all(key in case for key in keys):
        total = sum(case.value(key) for key in keys)
        yield say.value("programme-years", case.name, case.used(*keys), total)
    years = first_removal(round(case.value("consolidation_years")))
    yield say.value("first-removal", case.name, case.used("consolidation_years"), years)


def first_removal(years: int) -> int:
    """Return in which year after delisting the machine first lets a duty be removed."""
    county = Delisting(years)
    try_event(county, "delist")
    for year in range(years + 2):
        if try_event(county, "remove", duty=DUTIES[0]):
            return year
        try_event(county, "pass_year")
    return -1


# -- spans of responsibility ----------------------------------------------------------------------------


def span_rows(inputs: Inputs) -> list[Row]:
    """Return what totals of people say of single villages, teams and cadres."""
    rows = [
        row
        for case in inputs.of("village cadres")
        for row in _span(
            case, "span_cadres", "span_villages", "village", "cadres per village", "每村干部", "名"
        )
    ]
    for case in inputs.of("poor villages"):
        rows += _poor_villages(case)
    for case in inputs.of("household cadres"):
        rows += _span(
            case, "pair_households", "pair_cadres", "cadre", "households per cadre", "每名干部帮扶户数", "户"
        )
        rows += _visits(case, inputs)
    rows += [row for case in inputs.of("front line") for row in _front_line(case)]
    return rows


def _span(case: Case, people: str, posts: str, key: str, en: str, zh: str, unit: str) -> Iterator[Row]:
    used, name = case.used(people, posts), case.name
    mean = corners(lambda a, b: a / b, *used)
    found = spans.span(round(used[0].value), round(used[1].value), int(mean.mid))
    yield say.spread("span", name, used, mean, suffix=f"-{key}", fill={"what": said(en, zh)}, unit=unit)
    yield say.value(
        "span-largest",
        name,
        used,
        low=found.least_largest,
        suffix=f"-{key}",
        fill={"what": said(en, zh)},
        unit=unit,
    )
    yield say.value(
        "span-above",
        name,
        used,
        high=found.most_above,
        low=min(1, found.most_above),
        suffix=f"-{key}",
        fill={"floor": int(mean.mid)},
        unit="",
    )


def _poor_villages(case: Case) -> Iterator[Row]:
    if "deep_villages" in case:
        used = case.used("deep_villages", "poor_villages")
        yield say.spread("villages-deep", case.name, used, corners(lambda a, b: 100 * a / b, *used))
    if "teams" in case:
        used = case.used("teams", "poor_villages")
        yield say.check("villages-teams-stated", case.name, used, used[0].value, used[1].low, used[1].high)
        if "team_people" in case:
            yield from _span(case, "team_people", "teams", "team", "members per team", "每队人数", "人")
    if "units" in case:
        used = case.used("poor_villages", "units")
        yield say.spread("villages-units", case.name, used, corners(lambda a, b: a / b, *used))


def hours_of(case: Case) -> Callable[[Any], float]:
    """Return the model of visits: hours a month that one cadre visits households, by its assumed inputs."""
    households = case.value("pair_households") / case.value("pair_cadres")
    return lambda values: spans.hours_a_month(households, values["pair_visits"], values["pair_hours"])


def _visits(case: Case, inputs: Inputs) -> Iterator[Row]:
    assumed = inputs.ranges("pair_visits", "pair_hours")
    used = (*case.used("pair_households", "pair_cadres"), *assumed)
    drawn = sweep(hours_of(case), assumed, size=256)["value"]
    yield say.banded("span-hours", case.name, used, hours_of(case)(inputs.mids()), drawn)
    if "pair_remaining" in case:
        few = case.used("pair_remaining", "pair_cadres")
        yield say.spread("span-remaining", case.name, few, corners(lambda a, b: a / b, *few))


def _front_line(case: Case) -> Iterator[Row]:
    days = case["frontline_days"]
    yield say.value("frontline-year", case.name, (days,), low=12 * days.low)
    yield say.value("frontline-share", case.name, (days,), low=100 * 12 * days.low / 365.25)


# -- projects, funds and land --------------------------------------------------------------------------


def gate_rows(inputs: Inputs) -> list[Row]:
    """Return what a review gate lets through, and what floors of funds and rates of land use imply."""
    rows = [row for case in inputs.of("gate") for row in _gate(case, inputs)]
    rows += [row for case in inputs.of("industry funds") for row in _funds(case, inputs)]
    return rows + [row for case in inputs.of("land") for row in _land(case)]


GATE = ("weak_share", "weak_caught", "sound_pass")
ENDS = ("low", "mid", "high")


def weak_after(case: Case, sessions: int | None = None) -> Callable[[Any], float]:
    """Return the model of the gate: weak projects in the library (per cent of it) by its assumed inputs."""
    times = int(case.value("sessions")) if sessions is None else sessions

    def weak(values: Any) -> float:
        shares = (values["weak_share"] / 100, values["weak_caught"] / 100, values["sound_pass"] / 100)
        return 100 * float(gate.weak_in_library(*shares, times))

    return weak


def weak_after_each(rounds: int) -> Callable[[Any], float]:
    """Return the model of a gate that has to be passed in each of so many rounds, as `weak_after`."""

    def weak(values: Any) -> float:
        shares = (values["weak_share"] / 100, values["weak_caught"] / 100, values["sound_pass"] / 100)
        return 100 * float(gate.weak_after_all(*shares, rounds))

    return weak


def gate_curves(case: Case, inputs: Inputs) -> pd.DataFrame:
    """Return the share of weak projects in the library by how often a project can come again, with its band.

    Parameters
    ----------
    case, inputs
        Of the gate.

    Returns
    -------
    pandas.DataFrame
        ``x`` (rounds of review), ``low``, ``mid``, ``high`` in per cent, if a project can come again in each round;
        ``each_low`` … if it must pass each of them; ``drafts_low`` … of drafts. ``mid`` is at the listed values.
    """
    assumed, times = inputs.ranges(*GATE), range(1, int(case.value("sessions")) + 1)
    drawn = sweep(lambda values: {n: weak_after(case, n)(values) for n in times}, assumed, size=512)
    serial = sweep(lambda values: {n: weak_after_each(n)(values) for n in times}, assumed, size=512)
    listed = inputs.mids()
    mids = [weak_after(case, n)(listed) for n in times]
    all_ = band(serial).assign(mid=[weak_after_each(n)(listed) for n in times])
    drafts = inputs.assumed["weak_share"]
    ends = {"drafts_low": drafts.low, "drafts_mid": drafts.value, "drafts_high": drafts.high}
    each = {f"each_{end}": all_[end].to_numpy() for end in ENDS}
    return band(drawn).assign(x=list(times), mid=mids, **ends, **each)


GATE_CURVES = ["x", "low", "mid", "high", *(f"{of}_{end}" for of in ("drafts", "each") for end in ENDS)]


def gate_band(inputs: Inputs) -> pd.DataFrame:
    """Return the `gate_curves` of the first case, which the figure shows; empty when there is none."""
    return next((gate_curves(case, inputs) for case in inputs.of("gate")), pd.DataFrame(columns=GATE_CURVES))


def _gate(case: Case, inputs: Inputs) -> Iterator[Row]:
    name, assumed = case.name, inputs.ranges(*GATE)
    used = (*case.used("gate_rule", "sessions"), *assumed)
    for row in records(gate_curves(case, inputs)):
        yield say.value(
            "gate-weak",
            name,
            used,
            row["mid"],
            low=row["low"],
            high=row["high"],
            x=row["x"],
            x_name="rounds of review",
        )
        each = (row[f"each_{end}"] for end in ("mid", "low", "high"))
        yield say.value("gate-weak-each", name, used, *each, x=row["x"], x_name="rounds of review")
    mids = {each.key: each.value / 100 for each in assumed}
    times = int(case.value("sessions"))
    yield from say.tornado("gate-weak-by", name, used, tornado(weak_after(case), assumed))
    stored = gate.run_gate(DRAWN, mids["weak_share"], mids["weak_caught"], mids["sound_pass"], times, SEED)
    exact = float(gate.weak_in_library(mids["weak_share"], mids["weak_caught"], mids["sound_pass"], times))
    error = four_errors(exact, sum(stored))
    yield say.check(
        "gate-machine",
        name,
        used,
        100 * stored[1] / sum(stored),
        100 * max(0.0, exact - error),
        100 * (exact + error),
    )


def _funds(case: Case, inputs: Inputs) -> Iterator[Row]:
    used = case.used("funds_industry", "funds_all")
    if used[0].claim_id == used[1].claim_id:
        return
    share = corners(lambda a, b: 100 * a / b, *used)
    yield say.spread("funds-industry", case.name, used, share)


def _land(case: Case) -> Iterator[Row]:
    area, rate = case.used("land_area", "land_rate")
    name = case.name
    yield say.spread("land-used", name, (area, rate), corners(lambda a, r: a * r / 100, area, rate))
    yield say.spread("land-all", name, (area, rate), corners(lambda a, r: 100 * a / r, area, rate))
    if "land_people" in case:
        each = corners(lambda a, n: a / n, area, case["land_people"])
        yield say.spread("land-each", name, (area, case["land_people"]), each)


# -- warnings, consultation, what is not removed ---------------------------------------------------------


def machine_rows(inputs: Inputs) -> list[Row]:
    """Return what cards, consultation and the four duties come to when their rules are followed."""
    rows = [row for case in inputs.of("cards") for row in _cards(case, inputs)]
    rows += [row for case in inputs.of("consultation") for row in _consultation(case, inputs)]
    rows += [row for case in inputs.of("no removals") for row in _no_removals(case, inputs)]
    checks = (
        ("cards", _check_cards),
        ("consultation", _check_consultation),
        ("no removals", _check_removals),
    )
    # the machines are run once: what they do depends on the assumptions, not on the case
    return rows + [compute(inputs.of(group)[0], inputs) for group, compute in checks if inputs.of(group)]


CARDS = ("clear", "yellow", "red")


def _cards(case: Case, inputs: Inputs) -> Iterator[Row]:
    miss, units = inputs.assumed["miss"], case["card_units"]
    used, name = (*case.used("card_rule", "card_units"), miss), case.name
    at = [gate.card_shares(value / 100) for value in (miss.low, miss.value, miss.high)]
    for state in CARDS:
        ends = [float(shares[state]) * units.value for shares in at]
        yield say.value(f"cards-{state}", name, used, ends[1], low=min(ends), high=max(ends), unit="个")


def _check_cards(case: Case, inputs: Inputs) -> Row:
    miss, name = inputs.assumed["miss"], case.name
    used = (*case.used("card_rule"), miss)
    run, exact = (
        gate.run_cards(DRAWN, 6, miss.value / 100, SEED),
        float(gate.card_shares(miss.value / 100)["red"]),
    )
    error = four_errors(exact, DRAWN)
    return say.check(
        "cards-machine", name, used, 100 * run["red"], 100 * max(0.0, exact - error), 100 * (exact + error)
    )


LEVELS_ZH = {"county": "县", "city": "市", "province": "省"}


def _consultation(case: Case, inputs: Inputs) -> Iterator[Row]:
    solve = inputs.assumed["solve"]
    used, name = (*case.used("consultation_rule"), solve), case.name
    at = [gate.solved_at(value / 100, len(LEVELS)) for value in (solve.low, solve.value, solve.high)]
    for number, level in enumerate(LEVELS):
        ends = [100 * shares[number] for shares in at]
        yield say.value(
            "consultation-solved",
            f"{name}: {level}",
            used,
            ends[1],
            low=min(ends),
            high=max(ends),
            fill={"level": said(level, LEVELS_ZH[level])},
        )
    ends = [100 * shares[-1] for shares in at]
    yield say.value("consultation-open", name, used, ends[1], low=min(ends), high=max(ends))


def _check_consultation(case: Case, inputs: Inputs) -> Row:
    solve, name = inputs.assumed["solve"], case.name
    used = (*case.used("consultation_rule"), solve)
    exact = gate.solved_at(solve.value / 100, len(LEVELS))[-1]
    run, error = gate.run_consultation(DRAWN, solve.value / 100, SEED), four_errors(exact, DRAWN)
    return say.check(
        "consultation-machine",
        name,
        used,
        100 * run[-1],
        100 * max(0.0, exact - error),
        100 * (exact + error),
    )


def removals_under_random_events(years: int, counties: int, events: int, seed: int) -> int:
    """Return how many duties are gone before the transition is over, when events come at random: none, by the rule."""
    rng = np.random.default_rng(seed)
    gone = 0
    for draws in rng.integers(0, 6, (counties, events)):
        county = Delisting(years)
        for draw in draws:
            if draw < len(DUTIES):
                try_event(county, "remove", duty=DUTIES[draw])
            else:
                try_event(county, "delist" if draw == len(DUTIES) else "pass_year")
            gone += len(DUTIES) - len(county.duties) if state_of(county) != "ordinary" else 0
    return gone


def _no_removals(case: Case, inputs: Inputs) -> Iterator[Row]:
    years = inputs.assumed["transition_years"]
    used, name = (*case.used("no_removals_rule"), years), case.name
    ends = [first_removal(round(value)) for value in (years.low, years.value, years.high)]
    yield say.value("removal-first", name, used, ends[1], low=ends[0], high=ends[2])


def _check_removals(case: Case, inputs: Inputs) -> Row:
    years, name = inputs.assumed["transition_years"], case.name
    used = (*case.used("no_removals_rule"), years)
    gone = removals_under_random_events(round(years.value), 60, 30, SEED)
    return say.check("removal-random", name, used, gone, 0, 0)


# -- demonstration ---------------------------------------------------------------------------------------


def demonstration_rows(inputs: Inputs) -> list[Row]:
    """Return whether tiers reach the sizes in their name, and what a roll-out plan leaves to start."""
    return [row for case in inputs.of("demonstration") for row in _tiers(case)] + [
        row for case in inputs.of("pilot") for row in _pilot(case)
    ]


def _tiers(case: Case) -> Iterator[Row]:
    keys = ("tier_townships", "tier_villages", "tier_hamlets")
    used, name = case.used(*keys), case.name
    numbers = [int(each.value) for each in used]
    for number, ratio in enumerate(spans.branching(numbers), start=1):
        yield say.value(
            "tier-branching", f"{name}: {number}", used, ratio, fill={"above": number, "below": number + 1}
        )
    yield say.value("tier-all", name, used, sum(numbers))
    sizes = spans.named_sizes(case["tier_names"].quote) if "tier_names" in case else []
    if len(sizes) == len(numbers):
        for tier in spans.tiers_of(sizes, numbers):
            yield say.value(
                "tier-named",
                f"{name}: {tier.name}",
                (*used, case["tier_names"]),
                tier.reported,
                x=tier.name,
                x_name="size in the name",
            )


def _pilot(case: Case) -> Iterator[Row]:
    keys = ("pilot_started", "pilot_more", "pilot_goal")
    used, name = case.used(*keys), case.name
    started, more, goal = (int(case.value(key)) for key in keys)
    needed, extra = spans.still_to_start(goal, started, more)
    yield say.value("pilot-needed", name, used, needed)
    yield say.value("pilot-extra", name, used, extra)
    yield say.value("pilot-years", name, used, spans.years_to_goal(goal, started, more))


# -- registers -------------------------------------------------------------------------------------------


def register_rows(inputs: Inputs) -> list[Row]:
    """Return how many entries two registers would differ in, and how many errors no comparison finds."""
    # only where a report states the rule: another report's registers need not agree
    return [
        row for case in inputs.of("registers") for row in _registers(case, inputs) if "register_rule" in case
    ]


def _registers(case: Case, inputs: Inputs) -> Iterator[Row]:
    entries, assumed = case["register_entries"], inputs.ranges("entry_error", "shared_error")
    used, name = (*case.used("register_rule", "register_entries"), *assumed), case.name
    count = int(entries.value)

    def compute(values: Any) -> dict[str, float]:
        differ, hidden = registers.mismatches(
            count, values["entry_error"] / 100, values["shared_error"] / 100
        )
        return {"differ": float(differ), "hidden": float(hidden)}

    drawn, mids = sweep(compute, assumed, size=256), compute(inputs.mids())
    for key, mid in mids.items():
        yield say.banded(f"registers-{key}", name, used, mid, drawn[key])
    error, shared = (each.value / 100 for each in assumed)
    differ, _ = registers.run_registers(count, error, shared, SEED)
    exact = float(registers.mismatches(count, error, shared)[0])
    slack = 4 * exact**0.5 + 1
    yield say.check("registers-run", name, used, differ, exact - slack, exact + slack)


STATES_ZH = {
    registers.EQUAL: "一致",
    registers.ROUNDING: "舍入范围内一致",
    registers.OTHER_DATE: "时点或口径不同",
    registers.CONTRADICTS: "不一致",
    registers.ONCE: "仅出现一次",
}
SCOPES_ZH = {"one report": "一篇报告内", "several reports": "多篇报告间"}


def claim_register_rows(compared: pd.DataFrame) -> list[Row]:
    """Return how many things the reports say twice, and whether alike.

    Parameters
    ----------
    compared
        As from `registers.reconcile_claims`.
    """
    if compared.empty:
        return []
    twice = compared[compared["state"] != registers.ONCE]
    alike = twice["state"].isin([registers.EQUAL, registers.ROUNDING])
    rows = [
        say.value("claims-twice", "", (), len(twice)),
        say.value("claims-alike", "", (), int(alike.sum())),
    ]
    for row in records(registers.count_states(compared)):
        words = {
            "scope": said(row["scope"], SCOPES_ZH[row["scope"]]),
            "state": said(row["state"], STATES_ZH[row["state"]]),
        }
        rows.append(say.value("claims-agree", f"{row['scope']}: {row['state']}", (), row["keys"], fill=words))
    return rows
