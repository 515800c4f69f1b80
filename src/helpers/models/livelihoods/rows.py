"""Rows: what the models of livelihoods give for every case that the reports state, as results and checks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from helpers.models import SEED, Case, Input, Inputs, sweep, tornado
from helpers.models.checks import four_errors
from helpers.models.corners import Spread, corners
from helpers.models.inputs import moment
from helpers.models.livelihoods import binding, collective, crops, incomes, jobs
from helpers.models.livelihoods.crops import Range
from helpers.models.model_plots import below
from helpers.models.sweep import TORNADO
from helpers.models.wording import Row, Wording, said

say = Wording("livelihoods")
BOUND = ("firms", "cooperatives", "bound_households")
RUNS = 40  # graphs drawn for one expectation
LOSS_RUNS = 200  # graphs drawn for a band
SHARES_FAILED = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
TENTH = 0.1  # of the households, whose loss is asked for
MOST_JOBS = 6  # workers in a household that are shown
SHAPES = ("narrow", "poisson", "wide")
WITHOUT_ORDER = "zipf, random"
RULES: dict[str, tuple[str, float]] = {  # scenario → sizes, lean of failing
    "equal, random": ("equal", 0.0),
    "lognormal, random": ("lognormal", 0.0),
    "zipf, random": ("zipf", 0.0),
    "lognormal, largest first": ("lognormal", np.inf),
    "zipf, largest first": ("zipf", np.inf),
    "zipf, smallest first": ("zipf", -np.inf),
}


# -- double binding ------------------------------------------------------------------------------------


def binding_rows(inputs: Inputs) -> list[Row]:
    """Return who is bound, who is not, and how many households are cut off when firms fail."""
    rows: list[Row] = []
    for case in inputs.of("binding"):
        rows += [*_coverage(case), *_sizes(case), *_losses(case, inputs), *_losses_in_a_year(case, inputs)]
    return rows


def _coverage(case: Case) -> Iterator[Row]:
    households, covered = case["bound_households"], case["coverage"]
    base = corners(lambda h, c: 100 * h / c, households, covered)
    used = (households, covered)
    yield say.spread("binding-base", case.name, used, base)
    unbound = corners(lambda h, c: h * (100 / c - 1), households, covered)
    yield say.spread("binding-unbound", case.name, used, unbound)
    before = earlier_input(case, "coverage", "coverage_before")
    if before is not None:
        gained = base.mid * (covered.value - before.value) / 100
        yield say.value("binding-gained", case.name, (households, covered, before), gained)
    goal = earlier_input(case, "coverage", "coverage_goal")
    if goal is not None:
        used = (covered, goal)
        yield say.check("binding-goal-stated", case.name, used, covered.value, goal.low, 100)
    if "lifted_households" in case and "risk_households" in case:
        lifted, risk = case["lifted_households"], case["risk_households"]
        yield say.check(
            "binding-base-stated",
            case.name,
            (households, covered, lifted, risk),
            base.mid,
            lifted.low,
            lifted.high + risk.high,
        )


def earlier_input(case: Case, key: str, before: str) -> Input | None:
    """Return an input whose period ends before that of another, or None."""
    found = _another(case, key, before)
    return found if found and moment(found.period) < moment(case[key].period) else None


def _another(case: Case, key: str, other: str) -> Input | None:
    """Return an input where the case states it in other words than another, or None."""
    return case[other] if other in case and case[other].claim_id != case[key].claim_id else None


def _sizes(case: Case) -> Iterator[Row]:
    pairs = {
        "binding-households-a-cooperative": ("bound_households", "cooperatives"),
        "binding-households-a-firm": ("bound_households", "firms"),
        "binding-cooperatives-a-firm": ("cooperatives", "firms"),
    }
    for key, (part, whole) in pairs.items():
        spread = corners(lambda a, b: a / b, case[part], case[whole])
        yield say.spread(key, case.name, case.used(part, whole), spread)


def _losses(case: Case, inputs: Inputs) -> Iterator[Row]:
    firms = int(case.value("firms"))
    curves = {rule: _curves(case, inputs, rule) for rule in RULES}
    used = (*case.used(*BOUND), *inputs.ranges("spread"))
    for failed in dict.fromkeys(max(1, round(share * firms)) for share in SHARES_FAILED):
        for rule, losses in curves.items():
            low, mid, high = np.percentile(100 * losses[:, failed], [5, 50, 95])
            yield say.value(
                "binding-loss",
                f"{case.name}: {rule}",
                used,
                mid,
                low=low,
                high=high,
                x=failed,
                x_name="firms failed",
            )
    for rule, losses in curves.items():
        counts = [binding.failures_to_lose(curve, TENTH) for curve in losses]
        low, mid, high = np.percentile(counts, [5, 50, 95])
        yield say.value(
            "binding-failures-tenth",
            f"{case.name}: {rule}",
            used,
            mid,
            low,
            high,
            x=100 * TENTH,
            x_name="households, %",
        )
    yield say.value("binding-zipf", case.name, used, inputs.assumed["spread"].value)
    yield from _check_closed_form(case, inputs)


def _curves(case: Case, inputs: Inputs, rule: str) -> np.ndarray:
    firms, cooperatives, households = (int(case.value(key)) for key in BOUND)
    return _drawn_curves(firms, cooperatives, households, *RULES[rule], inputs.assumed["spread"].value)


@cache  # drawn for the table, and again for the figure
def _drawn_curves(
    firms: int, cooperatives: int, households: int, sizes: str, lean: float, spread: float
) -> np.ndarray:
    return binding.simulate_losses(
        firms,
        cooperatives,
        households,
        sizes=sizes,
        spread=spread,
        links=1,
        lean=lean,
        runs=LOSS_RUNS,
        seed=SEED,
    )


def _check_closed_form(case: Case, inputs: Inputs) -> Iterator[Row]:
    """Set the mean over random failures beside the hypergeometric, for one, two and three firms a cooperative."""
    counts = [int(case.value(key)) for key in BOUND]
    failed = round(0.3 * counts[0])
    for links in (1, 2, 3):
        drawn = binding.simulate_losses(
            *counts, sizes="zipf", spread=0.8, links=links, lean=0.0, runs=LOSS_RUNS, seed=SEED
        )[:, failed]
        error = 4 * drawn.std(ddof=1) / np.sqrt(len(drawn))
        exact = float(binding.expected_lost_share(counts[0], failed, links))
        yield say.check(
            "binding-hypergeometric",
            f"{case.name}: {links}",
            case.used(*BOUND),
            100 * drawn.mean(),
            100 * (exact - error),
            100 * (exact + error),
        )


def lost_in_a_year(case: Case) -> Callable[[Any], float]:
    """Return the model of a year: the share of households (per cent) that its assumed inputs cut off on average."""
    counts = [int(case.value(key)) for key in BOUND]

    def lost(values: Any) -> float:
        failed = round(counts[0] * values["failed_share"] / 100)
        links = max(1, round(values["links"]))
        curves = binding.simulate_losses(
            *counts,
            sizes="zipf",
            spread=values["spread"],
            links=links,
            lean=values["lean"],
            runs=RUNS,
            seed=SEED,
        )
        return 100 * float(curves[:, failed].mean())

    return lost


YEAR = ("failed_share", "spread", "links", "lean")


def _losses_in_a_year(case: Case, inputs: Inputs) -> Iterator[Row]:
    assumed = inputs.ranges(*YEAR)
    drawn = sweep(lost_in_a_year(case), assumed, size=128)["value"]
    mid = lost_in_a_year(case)(inputs.mids())
    used = (*case.used(*BOUND), *assumed)
    yield say.banded("binding-year", case.name, used, mid, drawn)
    households = case.value("bound_households") / 100
    yield say.banded("binding-year-households", case.name, used, mid * households, drawn * households)
    yield from say.tornado("binding-year-by", case.name, used, binding_tornado(case, inputs))


def binding_tornado(case: Case, inputs: Inputs) -> pd.DataFrame:
    """Return how far each assumption moves the share of households that a year cuts off."""
    return tornado(lost_in_a_year(case), inputs.ranges(*YEAR))


def binding_bars(inputs: Inputs) -> pd.DataFrame:
    """Return the tornado of the first case, which the figure shows; empty when there is none."""
    return next(
        (binding_tornado(case, inputs) for case in inputs.of("binding")), pd.DataFrame(columns=TORNADO)
    )


def loss_curves(inputs: Inputs) -> pd.DataFrame:
    """Return the curves to draw: households cut off by firms failed, by rule, for every case.

    Parameters
    ----------
    inputs
        Of this model.

    Returns
    -------
    pandas.DataFrame
        ``case``, ``rule``, ``x`` (share of firms failed, per cent), ``low``, ``mid``, ``high`` (per cent of households).
    """
    frames = []
    for case in inputs.of("binding"):
        firms = int(case.value("firms"))
        at = np.unique(np.round(np.linspace(0, 0.5, 51) * firms).astype(int))
        for rule in RULES:
            low, mid, high = np.percentile(100 * _curves(case, inputs, rule)[:, at], [5, 50, 95], axis=0)
            frames.append(
                pd.DataFrame(
                    {
                        "case": case.name,
                        "rule": rule,
                        "x": 100 * at / firms,
                        "low": low,
                        "mid": mid,
                        "high": high,
                    }
                )
            )
    return below(frames, ["case", "rule", "x", "low", "mid", "high"])


# -- jobs ----------------------------------------------------------------------------------------------


def job_rows(inputs: Inputs) -> list[Row]:
    """Return in how many households nobody is at work, if jobs fall as they fall."""
    rows = [row for case in inputs.of("one job") for row in _one_job(case, inputs)]
    for group, key, en, zh in RATES:
        for case in inputs.of(group):
            rows += _by_workers(case, key, en, zh)
    rows += [row for case in inputs.of("transfer rate (relocated)") for row in _relocated_workers(case)]
    return rows + [row for case in inputs.of("transfer rate (all)") for row in _labour_base(case)]


RATES = (
    ("transfer rate (rural)", "rate_rural", "rural workers", "农村劳动力"),
    ("transfer rate (lifted out)", "rate_lifted", "workers lifted out of poverty", "脱贫劳动力"),
    ("transfer rate (relocated)", "rate_relocated", "relocated workers", "易迁劳动力"),
    ("transfer rate (all)", "rate_all", "all workers", "全部劳动力"),
    ("one job", "job_rate", "relocated workers of the county town", "县城安置劳动力"),
)


AT_WORK = said("nobody at work", "无人就业")
# somebody who is not transferred may farm at home, so this is no rate of employment
TRANSFERRED = said("nobody transferred to a job", "无人转移就业")


def _one_job(case: Case, inputs: Inputs) -> Iterator[Row]:
    each, rate = case["jobs_each"], case["job_rate"]
    name, used = case.name, case.used("jobs_each", "job_rate")
    workers = corners(lambda e, r: 100 * e / r, each, rate)
    yield say.spread("job-workers", name, used, workers)
    spreads = inputs.ranges("worker_spread")
    lowest, highest = jobs.limits_without_work(rate.value / 100, workers.mid)
    yield say.value("job-limits", name, used, low=100 * lowest, high=100 * highest)
    ends = sorted(100 * jobs.share_without_work(rate.value / 100, workers.mid, shape) for shape in SHAPES)
    alone = without_work_of(case)({**inputs.mids(), "correlation": 0.0})
    independent = Spread(ends[0], alone, ends[-1])
    yield say.spread("job-independent", name, (*used, *spreads), independent)
    ranges = inputs.ranges("correlation", "worker_spread")
    drawn = sweep(without_work_of(case), ranges, size=256)["value"]
    mid = without_work_of(case)(inputs.mids())
    assumed = (*used, *ranges)
    yield say.banded("job-without", name, assumed, mid, drawn)
    if "job_households" in case:
        total = case["job_households"]
        yield say.banded(
            "job-without-households",
            name,
            (*assumed, total),
            mid * total.value / 100,
            drawn * total.value / 100,
        )
        rates = [100 * jobs.rate_for(1 / total.value, workers.mid, shape) for shape in SHAPES]
        yield say.value("job-rate-needed", name, (*used, *spreads, total), low=min(rates), high=max(rates))
    yield from say.tornado("job-without-by", name, assumed, job_tornado(case, inputs))
    if "job_floor" in case:
        yield say.check("job-floor-stated", name, (*used, case["job_floor"]), independent.low, 0, 0)
    simulated = jobs.simulate_without_work(rate.value / 100, 2, 0.2, households=200_000, seed=SEED)
    exact = float(jobs.without_work(rate.value / 100, 2, 0.2))
    error = four_errors(exact, 200_000)
    yield say.check(
        "job-beta-binomial",
        name,
        case.used("job_rate"),
        100 * simulated,
        100 * (exact - error),
        100 * (exact + error),
    )


def without_work_of(case: Case) -> Callable[[Any], float]:
    """Return the model of jobs: the share of households (per cent) with nobody at work, by its assumed inputs."""
    rate = case.value("job_rate") / 100
    workers = case.value("jobs_each") / rate

    def without(values: Any) -> float:
        place = min(max(values["worker_spread"], 0), 2)
        below, above = SHAPES[int(place)], SHAPES[min(int(place) + 1, 2)]
        ends = [
            jobs.share_without_work(rate, workers, shape, values["correlation"]) for shape in (below, above)
        ]
        return 100 * float(np.interp(place - int(place), [0, 1], ends))

    return without


def job_tornado(case: Case, inputs: Inputs) -> pd.DataFrame:
    """Return how far each assumption moves the share of households with nobody at work."""
    return tornado(without_work_of(case), inputs.ranges("correlation", "worker_spread"))


def _by_workers(case: Case, key: str, en: str, zh: str) -> Iterator[Row]:
    for workers in range(1, MOST_JOBS + 1):
        spread = corners(lambda r, k=workers: 100 * float(jobs.without_work(r / 100, k)), case[key])
        ends = sorted((spread.low, spread.high))
        yield say.value(
            "job-by-workers",
            f"{case.name}: {key}",
            case.used(key),
            spread.mid,
            low=ends[0],
            high=ends[1],
            x=workers,
            x_name="workers",
            fill={"who": said(en, zh), "what": AT_WORK if key == "job_rate" else TRANSFERRED},
        )


def _relocated_workers(case: Case) -> Iterator[Row]:
    if "relocated_workers" not in case:
        return
    used = case.used("relocated_workers", "rate_relocated")
    at_work = corners(lambda n, r: n * r / 100, *used)
    yield say.spread("job-relocated-at-work", case.name, used, at_work)


def _labour_base(case: Case) -> Iterator[Row]:
    if "transferred" in case:
        used = case.used("transferred", "rate_all")
        base = corners(lambda n, r: 100 * n / r, *used)
        yield say.spread("job-labour", case.name, used, base)
        before = _another(case, "rate_all", "rate_all_before")
        if before is not None:
            more = corners(lambda n, r, b: n * (1 - b / r), *used, before)
            yield say.spread("job-more", case.name, (*used, before), more)
    if "transferred_poor" in case and "poor_jobs_each" in case:
        used = case.used("transferred_poor", "poor_jobs_each")
        implied = corners(lambda n, e: n / e, *used)
        yield say.spread("job-poor-households", case.name, used, implied)
        if "registered_households" in case:
            registered = case["registered_households"]
            yield say.check(
                "job-poor-households-stated", case.name, (*used, registered), implied.mid, 0, registered.high
            )


def month_rows(inputs: Inputs) -> list[Row]:
    """Return what longer work adds to income, and what of the growth of income is left to explain."""
    return [row for case in inputs.of("months") for row in _months(case, inputs)]


def _months(case: Case, inputs: Inputs) -> Iterator[Row]:
    used = case.used("months", "months_more")
    name = case.name
    before = corners(lambda m, more: m - more, *used)
    yield say.spread("months-before", name, used, before)
    growth = corners(lambda m, more: 100 * more / (m - more), *used)
    yield say.spread("months-growth", name, used, growth)
    share = inputs.assumed["wage_share"]
    effect = [
        100 * jobs.months_effect(before.mid, case.value("months"), part)
        for part in (share.low, share.value, share.high)
    ]
    yield say.value("months-effect", name, (*used, share), effect[1], low=effect[0], high=effect[2])
    if "income_now" in case and "income_growth" in case:
        yield from _accounts(case, inputs, before.mid)


def _accounts(case: Case, inputs: Inputs, months_before: float) -> Iterator[Row]:
    """Divide the growth of income into longer work, own business and the rest."""
    name, share = case.name, inputs.assumed["wage_share"]
    used = case.used("income_now", "income_growth")
    rise = corners(lambda now, g: now - now / (1 + g / 100), *used)
    yield say.spread("income-rise", name, used, rise)
    base = case.value("income_now") - rise.mid
    parts = [
        base * jobs.months_effect(months_before, case.value("months"), part)
        for part in (share.low, share.value, share.high)
    ]
    work = (*used, *case.used("months", "months_more"), share)
    yield say.value("income-rise-months", name, work, parts[1], low=parts[0], high=parts[2])
    business = 0.0
    if "business_income" in case and "business_growth" in case:
        own = case.used("business_income", "business_growth")
        more = corners(lambda now, g: now - now / (1 + g / 100), *own)
        business = more.mid
        yield say.spread("income-rise-business", name, own, more)
        if "business_more" in case:
            stated = case["business_more"]
            yield say.check(
                "income-rise-business-stated", name, (*own, stated), more.mid, stated.low, stated.high
            )
    rest = [rise.mid - business - part for part in parts]
    yield say.value(
        "income-rise-rest",
        name,
        (*work, *case.used("business_income", "business_growth")),
        rest[1],
        low=rest[2],
        high=rest[0],
    )


STATES_ZH = {"closed already": "已消失", "closes": "将消失", "widens": "在扩大", "stays": "不变"}

# -- incomes -------------------------------------------------------------------------------------------


def income_rows(inputs: Inputs) -> list[Row]:
    """Return when gaps between incomes would close if the growth of one year held. Arithmetic, not a forecast."""
    rows = [row for case in inputs.of("income gap") for row in _gap(case)]
    rows += [row for case in inputs.of("relocated") for row in _relocated(case)]
    rows += [row for case in inputs.of("benchmark") for row in _benchmark(case)]
    return rows + [row for case in inputs.of("growth lead") for row in _lead(case, inputs)]


def _gap(case: Case) -> Iterator[Row]:
    name, levels = case.name, case.used("lower", "higher")
    gap = corners(lambda low, high: high - low, *levels)
    yield say.spread("gap", name, levels, gap)
    if "gap_stated" in case:
        stated = case["gap_stated"]
        yield say.check("gap-stated", name, (*levels, stated), gap.mid, stated.low, stated.high)
    growth, used = _higher_growth(case)
    if growth is None:
        return
    yield say.spread("gap-higher-growth", name, used, growth)
    rate = case["lower_growth"]
    ends = [
        incomes.years_to_meet(low, high, lg / 100, hg / 100).years
        for low, high in ((case["lower"].low, case["higher"].high), (case["lower"].high, case["higher"].low))
        for lg in (rate.low, rate.high)
        for hg in (growth.low, growth.high)
    ]
    mid = incomes.years_to_meet(case.value("lower"), case.value("higher"), rate.value / 100, growth.mid / 100)
    every = (*levels, rate, *used)
    yield say.value(
        "gap-years",
        name,
        every,
        mid.years,
        low=min(ends),
        high=max(ends),
        fill={"state": said(mid.state, STATES_ZH[mid.state]), "year": _year(case["lower"].period)},
    )
    if math.isfinite(mid.years):
        walked = incomes.first_year_met(
            case.value("lower"), case.value("higher"), rate.value / 100, growth.mid / 100
        )
        yield say.check("gap-years-walked", name, every, walked, mid.years, mid.years + 1)


def _higher_growth(case: Case) -> tuple[Spread | None, tuple[Any, ...]]:
    """Return the growth of the higher income: as stated, or from its level in an earlier report."""
    if "higher_growth" in case:
        stated = case["higher_growth"]
        return Spread(stated.low, stated.value, stated.high), (stated,)
    before = earlier_input(case, "higher", "higher_before")
    if before is None:
        return None, ()
    years = _year(case["higher"].period) - _year(before.period)
    if years <= 0:
        return None, ()
    return corners(lambda a, b: 100 * incomes.yearly_growth(a, b, years), before, case["higher"]), (
        case["higher"],
        before,
    )


def _year(period: str) -> int:
    digits = period.rpartition("/")[2][:4]
    return int(digits) if digits.isdigit() else 0


def _relocated(case: Case) -> Iterator[Row]:
    name = case.name
    levels, rates = (
        case.used("relocated_income", "lifted_income"),
        case.used("relocated_growth", "lifted_growth"),
    )
    lead = corners(lambda a, b: a - b, *levels)
    yield say.spread("relocated-lead", name, levels, lead)
    before = corners(
        lambda a, ga, b, gb: incomes.level_before(a, ga / 100) - incomes.level_before(b, gb / 100),
        levels[0],
        rates[0],
        levels[1],
        rates[1],
    )
    yield say.spread("relocated-lead-before", name, (*levels, *rates), before)
    if "relocated_people" in case and "lifted_people" in case:
        heads = case.used("relocated_people", "lifted_people")
        rest = corners(lambda part, all_, n, m: incomes.rest_of_mean(all_, part, n / m), *levels, *heads)
        yield say.spread("relocated-others", name, (*levels, *heads), rest)


def _benchmark(case: Case) -> Iterator[Row]:
    """Return the growth of the province and the nation that stated leads over them imply."""
    for whom in ("province", "nation"):
        if f"over_{whom}" in case:
            used = case.used("benchmark_growth", f"over_{whom}")
            implied = corners(lambda growth, points: growth - points, *used)
            yield say.spread(f"benchmark-{whom}", case.name, used, implied)


def _lead(case: Case, inputs: Inputs) -> Iterator[Row]:
    ratio, rates = inputs.assumed["gap_ratio"], case.used("lead_growth", "rural_growth")
    lead = corners(lambda a, b: a - b, *rates)
    yield say.spread("growth-lead", case.name, rates, lead)
    for at in np.linspace(ratio.low, ratio.high, 7):
        years = corners(lambda a, b, r=at: incomes.years_to_meet(1, r, a / 100, b / 100).years, *rates)
        yield say.spread(
            "gap-years-by-ratio",
            case.name,
            (*rates, ratio),
            years,
            x=round(float(at), 6),
            x_name="income ratio",
        )


# -- collective economy --------------------------------------------------------------------------------


def collective_rows(inputs: Inputs) -> list[Row]:
    """Return what tiers, dividends, shares and workshops bound."""
    rows = [row for case in inputs.of("tiers") for row in _tiers(case, inputs)]
    rows += [row for case in inputs.of("dividends") for row in _dividends(case)]
    rows += [row for case in inputs.of("equity") for row in _equity(case, inputs)]
    for case in inputs.of("workshops"):
        jobs_each = corners(lambda n, w: n / w, *case.used("workshop_jobs", "workshops"))
        rows.append(
            say.spread("workshop-jobs", case.name, case.used("workshop_jobs", "workshops"), jobs_each)
        )
    return rows


def _tiers(case: Case, inputs: Inputs) -> Iterator[Row]:
    name, share = case.name, case["tier_share"]
    villages, tier = int(case.value("villages")), case.value("tier")
    used = case.used("villages", "tier", "tier_share")
    counts = collective.whole_numbers(villages, share.low / 100, share.high / 100)
    if not counts:
        yield say.check("tier-none-stated", name, used, 0, 1, villages)
        return
    yield say.value(
        "tier-villages",
        name,
        used,
        counts[0] if len(counts) == 1 else math.nan,
        low=counts[0],
        high=counts[-1],
    )
    least = collective.least_total(counts[0], tier)
    yield say.value("tier-total", name, used, low=least)
    yield say.value("tier-mean", name, used, low=least / villages)
    sigma = inputs.assumed["village_sigma"]
    fraction = counts[len(counts) // 2] / villages
    for place, en, zh in ((0, "median", "中位数"), (1, "mean", "均值")):
        ends = [
            float(collective.lognormal_tiers(fraction, tier, s)[place])
            for s in (sigma.low, sigma.value, sigma.high)
        ]
        yield say.value(
            "tier-lognormal",
            name,
            (*used, sigma),
            ends[1],
            low=min(ends),
            high=max(ends),
            suffix=f"-{en}",
            fill={"which": said(en, zh)},
            unit="元",
        )
    yield _tier_check(name, fraction, tier, sigma.value, villages, used)


def _tier_check(name: str, fraction: float, tier: float, sigma: float, villages: int, used: Any) -> Row:
    median, _ = collective.lognormal_tiers(fraction, tier, sigma)
    drawn = np.random.default_rng(SEED).lognormal(np.log(median), sigma, (200, villages))
    error = four_errors(fraction, drawn.size)
    return say.check(
        "tier-drawn",
        name,
        used,
        100 * collective.share_above_of(drawn, tier),
        100 * (fraction - error),
        100 * (fraction + error),
    )


def _dividends(case: Case) -> Iterator[Row]:
    name, used = case.name, case.used("dividend_total", "dividend_people")
    each = corners(lambda total, people: total / people, *used)
    yield say.spread("dividend-each", name, used, each)
    yield say.value("dividend-one-kind", name, used, low=0.0, high=each.high)
    if "dividend_income" in case:
        part = corners(lambda t, p, income: 100 * t / p / income, *used, case["dividend_income"])
        yield say.spread("dividend-of-income", name, (*used, case["dividend_income"]), part)
    if "dividend_lifted" in case and "dividend_monitored" in case:
        lifted, other = case["dividend_lifted"], case["dividend_monitored"]
        people = case["dividend_people"]
        low, _ = collective.covered_at_least(int(people.low), int(other.high), int(lifted.high))
        yield say.value(
            "dividend-lifted",
            name,
            (*used, lifted, other),
            low=100 * low / lifted.high,
            high=min(100.0, 100 * people.high / lifted.low),
        )
        yield say.check(
            "dividend-people-stated", name, (people, lifted, other), people.value, 0, lifted.high + other.high
        )


def _equity(case: Case, inputs: Inputs) -> Iterator[Row]:
    used, rate = case.used("equity_capital", "equity_households"), inputs.assumed["equity_rate"]
    each = corners(lambda capital, households: capital / households, *used)
    yield say.spread("equity-each", case.name, used, each)
    ends = [
        float(
            collective.yearly_dividend(case.value("equity_capital"), case.value("equity_households"), r / 100)
        )
        for r in (rate.low, rate.value, rate.high)
    ]
    yield say.value("equity-dividend", case.name, (*used, rate), ends[1], low=ends[0], high=ends[2])


# -- industry and crops --------------------------------------------------------------------------------


def crop_rows(inputs: Inputs) -> list[Row]:
    """Return what stated areas, prices and gains imply for a mu and a household, and whether they fit together."""
    rows = [row for case in inputs.of("coverage") for row in _left_out(case)]
    for group in dict.fromkeys(case.group for case in inputs.cases if case.group.startswith("crop · ")):
        rows += [row for case in inputs.of(group) for row in CROPS.get(group, _gains)(case)]
    return rows


def _range(case: Case, key: str) -> Range:
    return Range(case[key].low, case[key].high)


def _ends(found: Range) -> Spread:
    return Spread(found.low, math.nan, found.high)


def _left_out(case: Case) -> Iterator[Row]:
    used = case.used("all_households", "covered_households", "all_people", "covered_people")
    name = case.name
    left = corners(lambda a, c: a - c, *used[:2])
    people = corners(lambda a, c: a - c, *used[2:])
    yield say.spread("uncovered-households", name, used[:2], left)
    yield say.spread("uncovered-people", name, used[2:], people)
    size = corners(lambda a, c, b, d: (b - d) / (a - c), *used)
    mean = case.value("all_people") / case.value("all_households")
    yield say.value("registered-size", name, (used[0], used[2]), mean)
    yield say.check(
        "uncovered-size-stated",
        name,
        used,
        size.mid,
        1,
        3 * mean,
        fill={"low": size.low, "high": size.high},
    )
    if "entities" in case:
        each = corners(lambda c, n: c / n, *case.used("covered_households", "entities"))
        yield say.spread("entity-households", name, case.used("covered_households", "entities"), each)


def _gains(case: Case) -> Iterator[Row]:
    """Return whether the gain of the households fits into the gain of the land."""
    crop = next(key for key in case.inputs if key.endswith("_area")).removesuffix("_area")
    keys = [f"{crop}_{part}" for part in ("households", "registered_people", "registered_households", "gain")]
    name, used = f"{case.name}: {case.group.removeprefix('crop · ')}", case.used(*keys)
    size = _range(case, keys[1]) / _range(case, keys[2])
    least = case[keys[3]].low
    total = crops.gain_of_households(_range(case, keys[0]), size, Range(least, least))
    yield say.spread("crop-gain", name, used, _ends(total))
    land = _range(case, f"{crop}_area")
    per_mu = crops.per_mu(total, land)
    yield say.spread("crop-gain-per-mu", name, (*used, case[f"{crop}_area"]), _ends(per_mu))
    if f"{crop}_per_mu" in case:
        every = (*used, case[f"{crop}_per_mu"], case[f"{crop}_area"])
        share = crops.share_of(total, land * _range(case, f"{crop}_per_mu"))
        yield say.value("crop-share", name, every, low=100 * share.low, high=100 * share.high)
        yield say.check("crop-share-stated", name, every, share.low, 0, 1)
        mu = crops.land_needed(size, Range(least, least), _range(case, f"{crop}_per_mu"))
        yield say.spread("crop-land", name, every, _ends(mu))


def _by_weight(case: Case) -> Iterator[Row]:
    keys = ("harvest_income", "price", "harvest_area")
    name, used = case.name, case.used(*keys)
    income, price, area = (_range(case, key) for key in keys)
    yield say.spread("harvest-income-per-mu", name, used, _ends(crops.per_mu(income, area)))
    yield say.spread("harvest-yield", name, used, _ends(crops.yield_per_mu(income, price, area)))
    before = _another(case, "harvest_income", "harvest_before")
    if before is not None:
        both = (before, case["harvest_income"])
        gap = corners(lambda then, now: then - now, *both)
        yield say.spread("harvest-change", name, both, gap)
        if "wage_day" in case:
            wage = case["wage_day"]
            days = Spread(*(crops.days_to_fill(end, wage.value) for end in (gap.low, gap.mid, gap.high)))
            yield say.spread("harvest-days", name, (*both, wage), days)


def _output(case: Case) -> Iterator[Row]:
    used = case.used("output", "output_area")
    per_mu = crops.per_mu(_range(case, "output"), _range(case, "output_area"))
    yield say.spread("output-per-mu", case.name, used, _ends(per_mu))


CROPS = {"crop · sold by weight": _by_weight, "crop · output": _output}
