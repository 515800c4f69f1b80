"""What the safety-net model gives, as rows of results."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.models.checks import four_errors
from helpers.models.corners import corners
from helpers.models.inputs import Case, Input, Inputs
from helpers.models.results import find_result, significant
from helpers.models.safety_net.lines import (
    gini_needed,
    mean_needed,
    most_crossing,
    share_above,
    share_bounds,
    share_crossing,
)
from helpers.models.safety_net.pool import (
    bearable,
    last_resort,
    share_to_insurer,
    simulated_payments,
    used_up,
    used_up_normal,
    used_up_simulated,
)
from helpers.models.safety_net.standards import (
    Rule,
    check_households,
    draw_households,
    joint_bounds,
    rules_of,
)
from helpers.models.sweep import SEED, Values, sweep, tornado
from helpers.models.wording import NOT_RUN, Row, Wording, three
from helpers.tables import Lang, records

say = Wording("safety_net")
YEARS = 100_000  # simulated
POOL = ("frequency", "shock", "severity")
RESORT = ("loss", "relief", "deductible")
RISK = 0.05  # how often a fund may be used up
BELOW = ("under", "at_most")
LIFTED = (
    "消除",
    "清除",
    "清零",
    "减少",
    "退出",
    "跨过",
    "越过",
)  # of people below a line: that they no longer are
EXPECTED = re.compile(
    r"(可|将|力争|预计|有望|计划|争取|确保|务必)[^已,，;；。]{0,14}(达标|清零|达到|完成|实现|解决)"
)
ALIKE = 0.5  # how alike the standards of one made-up household are, in the check of the bounds


# -- the fund --------------------------------------------------------------------------------------------


def fund_rows(inputs: Inputs) -> list[Row]:
    """Return for every fund what it paid of its premium, how far it reaches, and how likely it is used up."""
    rows = [row for case in inputs.of("fund") for row in (*_fund_rows(case), *_risk_rows(case, inputs))]
    return [*rows, *_resort_rows(inputs)] if rows else []


def _resort_rows(inputs: Inputs) -> list[Row]:
    """Return what of all losses is left to an insurer; no report states any part of it, so it is of no report."""
    ranges = inputs.ranges(*RESORT)
    share = sweep(_share_of, ranges)["value"]
    return [say.banded("share-to-insurer", "", ranges, _share_of(inputs.mids()), share)]


def _fund_rows(case: Case) -> list[Row]:
    fund = case["premium"], case["paid"]
    means = case["paid"], case["households-paid"]
    used, name = case.used(), case.name
    return [
        say.spread("loss-ratio", name, used, corners(lambda premium, paid: 100 * paid / premium, *fund)),
        say.spread("mean-payment", name, used, corners(lambda paid, households: paid / households, *means)),
        say.spread("fund-reach", name, used, corners(lambda p, paid, n: p / (paid / n), fund[0], *means)),
        say.spread("fund-room", name, used, corners(lambda premium, paid: premium / paid, *fund)),
    ]


def _risk_rows(case: Case, inputs: Inputs) -> list[Row]:
    ranges, mids = inputs.ranges(*POOL), inputs.mids()
    premium, paid = case.value("premium"), case.value("paid")
    probability = used_up_of(case)
    spread = sweep(probability, ranges)["value"]
    normal = 100 * used_up_normal(*_pool(case), *(mids[key] for key in POOL))
    bear = sweep(lambda values: bearable(premium, paid, values["shock"], RISK), inputs.ranges("shock"))[
        "value"
    ]
    used, shaken = (*case.used(), *ranges), (*case.used("premium", "paid"), *inputs.ranges("shock"))
    times = bearable(premium, paid, mids["shock"], RISK)
    return [
        say.banded("fund-used-up", case.name, used, probability(mids), spread),
        say.value("fund-used-up-normal", case.name, used, normal),
        say.banded("fund-bears", case.name, shaken, times, bear, x=100 * RISK, x_name="%"),
        *say.moved("fund-used-up", case.name, ranges, tornado(probability, ranges)),
    ]


def fund_tornado(inputs: Inputs) -> pd.DataFrame:
    """Return which assumption moves the probability most that the first fund is used up."""
    for case in inputs.of("fund")[:1]:
        return tornado(used_up_of(case), inputs.ranges(*POOL))
    return tornado(lambda _: math.nan, ())


def fund_checks(inputs: Inputs, years: int = YEARS) -> list[Row]:
    """Return simulated years beside the closed forms: how often the fund is used up, the mean, the insurer's share.

    Parameters
    ----------
    inputs
        Of the model.
    years
        How many are simulated.
    """
    return [row for case in inputs.of("fund") for row in _fund_checks(case, inputs.mids(), years)]


def _fund_checks(case: Case, mids: Mapping[str, float], years: int) -> list[Row]:
    premium, paid, households = _pool(case)
    # where the expected payments equal the fund it is a close thing, and a difference would show
    close = (premium / paid, mids["shock"], mids["severity"])
    limit = used_up(premium, paid, households, *close)
    got = used_up_simulated(premium, paid, households, *close, years=years)
    error = four_errors(limit, years)
    payments = simulated_payments(paid, households, mids["frequency"], *close[1:], years=years)
    mean, slack = paid * mids["frequency"], 4 * float(payments.std()) / math.sqrt(years)
    losses = np.random.default_rng(SEED).exponential(mids["loss"], years)
    left = 100 * last_resort(losses, mids["relief"], mids["deductible"]).sum() / losses.sum()
    share = _share_of(mids)
    used, name = case.used(), case.name
    return [
        say.check("check-fund-used-up", name, used, 100 * got, 100 * (limit - error), 100 * (limit + error)),
        say.check("check-fund-mean", name, used, float(payments.mean()), mean - slack, mean + slack),
        say.check("check-insurer-share", name, (), left, share * 0.95, share * 1.05),
    ]


def used_up_of(case: Case) -> Callable[[Values], float]:
    """Return the probability, in per cent, that the fund of a case is used up, as a function of what is assumed."""
    given = _pool(case)
    return lambda values: 100 * used_up(*given, *(values[key] for key in POOL))


def _pool(case: Case) -> tuple[float, float, float]:
    return case.value("premium"), case.value("paid"), case.value("households-paid")


def _share_of(values: Values) -> float:
    return 100 * share_to_insurer(values["loss"], values["relief"], values["deductible"])


# -- whom an insurance covers ----------------------------------------------------------------------------


def cover_rows(inputs: Inputs) -> list[Row]:
    """Return for every insurance with a number of insured what it costs each, and how many payments it would bear."""
    return [row for case in inputs.of("cover") for row in _cover_rows(case, inputs)]


def _cover_rows(case: Case, inputs: Inputs) -> list[Row]:
    premium, insured = case["cover-premium"], case["insured-people"]
    each = corners(lambda whole, people: whole / people, premium, insured)
    rows = [say.spread("premium-per-person", case.name, (premium, insured), each)]
    if "registered-people" in case:
        more = insured.low - case["registered-people"].high
        given = case.used("insured-people", "registered-people")
        rows.append(say.value("insured-not-registered", case.name, given, low=max(more, 0)))
    if "paid-elsewhere" not in case or "households-elsewhere" not in case:
        return rows
    payments = premium.value / (case.value("paid-elsewhere") / case.value("households-elsewhere"))
    size, ranges = _household_size(case, inputs)
    share = sweep(lambda values: 100 * payments * values.get("household-size", size) / insured.value, ranges)[
        "value"
    ]
    mid = 100 * payments * size / insured.value
    return [
        *rows,
        say.value("payments-borne", case.name, case.used(), payments),
        say.banded("payments-share", case.name, (*case.used(), *ranges), mid, share),
    ]


def _household_size(case: Case, inputs: Inputs) -> tuple[float, list[Input]]:
    """Return people in a household: counted where both numbers are stated, else assumed."""
    if "registered-people" in case and "registered-households" in case:
        return case.value("registered-people") / case.value("registered-households"), []
    return inputs.mids()["household-size"], inputs.ranges("household-size")


# -- income lines ----------------------------------------------------------------------------------------


def line_rows(inputs: Inputs) -> list[Row]:
    """Return for every income line what the stated number at it would mean: everybody above it, or those who crossed.

    Parameters
    ----------
    inputs
        Of the model. People removed from below a line (消除一万元以下对象) are those who crossed; people at or above it may
        be either.
    """
    return [row for case in inputs.of("line") if stated_share(case) for row in _line_rows(case, inputs)]


def _line_rows(case: Case, inputs: Inputs) -> list[Row]:
    share = 100 * stated_share(case)
    given = case.used("people-at-line", "people-all")
    about: dict[str, Any] = {"quantity": say("line-lifted-share")} if lifted_over(case) else {}
    stated = say.value("line-stated-share", case.name, given, share, **about)
    above = [] if lifted_over(case) else _above_rows(case, inputs)
    return [stated, *above, *_crossing_rows(case, inputs, case.value("mean-income"), case.value("line"))]


def _above_rows(case: Case, inputs: Inputs) -> list[Row]:
    """Return what would follow if the stated people were everybody above the line."""
    mean, line, share = case.value("mean-income"), case.value("line"), stated_share(case)
    gini, highest, mids = inputs.ranges("gini"), inputs.ranges("highest"), inputs.mids()
    spread = sweep(lambda values: 100 * share_above(mean, line, values["gini"]), gini)["value"]
    low, high = share_bounds(mean, line, highest=mids["highest"])
    given, used = (
        case.used("mean-income", "line", "people-at-line", "people-all"),
        case.used("mean-income", "line"),
    )
    above = 100 * share_above(mean, line, mids["gini"])
    return [
        say.value("line-mean-needed", case.name, given, mean_needed(mean, line, share)),
        say.value("line-gini-needed", case.name, given, gini_needed(mean, line, share)),
        say.value("line-share-bounds", case.name, (*used, *highest), low=100 * low, high=100 * high),
        say.banded("line-share-above", case.name, (*used, *gini), above, spread),
    ]


def _crossing_rows(case: Case, inputs: Inputs, mean: float, line: float) -> list[Row]:
    if "income-growth" not in case:
        return []
    growth, gini = case.value("income-growth"), inputs.ranges("gini")
    given = case.used("mean-income", "line", "income-growth")
    crossing = sweep(lambda values: 100 * share_crossing(mean, line, growth, values["gini"]), gini)["value"]
    mid = 100 * share_crossing(mean, line, growth, inputs.mids()["gini"])
    most = 100 * most_crossing(mean, line, growth)
    return [
        say.banded("line-share-crossing", case.name, (*given, *gini), mid, crossing),
        say.value("line-most-crossing", case.name, given, most),
    ]


def stated_share(case: Case) -> float:
    """Return the share that the stated people make up; 0 where they are below it or it lies above the mean: other questions."""
    below = case["line"].bound in BELOW and not lifted_over(case)  # people who still stand below it
    if below or case.value("line") >= case.value("mean-income"):
        return 0.0
    return case.value("people-at-line") / case.value("people-all")


def lifted_over(case: Case) -> bool:
    """Return whether the stated people are said to have been brought over the line, not to stand above it."""
    return case["line"].bound in BELOW and any(word in case["people-at-line"].quote for word in LIFTED)


# -- the backstop, the standards, the doctors ------------------------------------------------------------


def backstop_rows(inputs: Inputs) -> list[Row]:
    """Return for every backstop how many under it cannot be among those still poor, and what topping up would cost."""
    return [row for case in inputs.of("backstop") for row in _backstop_rows(case, inputs)]


def _backstop_rows(case: Case, inputs: Inputs) -> list[Row]:
    covered, ranges = case["covered-people"], inputs.ranges("top-up")
    cost = sweep(lambda values: covered.value * values["top-up"], ranges)["value"]
    mid = covered.value * inputs.mids()["top-up"]
    rows = [say.banded("backstop-cost", case.name, (covered, *ranges), mid, cost)]
    if "still-poor" in case:
        poor = case["still-poor"]
        least = max(covered.low - poor.high, 0)
        rows.append(say.value("backstop-not-poor", case.name, (covered, poor), low=least, high=covered.high))
    if "covered-households" in case:
        given = case.used("covered-people", "covered-households")
        size = covered.value / case.value("covered-households")
        rows.append(say.value("backstop-size", case.name, given, size))
    return rows


def standard_rows(inputs: Inputs) -> list[Row]:
    """Return for every report that names standards which these are, from when each is met, and what all together means."""
    return [
        row for case in inputs.of("standards") if stated_rules(case) for row in _standard_rows(case, inputs)
    ]


def stated_rules(case: Case) -> list[Rule]:
    """Return the standards of the sets that a report names."""
    return rules_of([key.removeprefix("set:") for key in case.inputs if key.startswith("set:")])


def _standard_rows(case: Case, inputs: Inputs) -> list[Row]:
    rules, ranges = stated_rules(case), inputs.ranges("share-met")
    sets = tuple(each for key, each in case.inputs.items() if key.startswith("set:"))
    ends = sweep(lambda values: joint_bounds([values["share-met"]] * len(rules)), ranges)
    share = inputs.mids()["share-met"]
    floor, ceiling = (100 * end for end in joint_bounds([share] * len(rules)))
    least, used = 100 * ends[0], (*sets, *ranges)
    return [
        say.value("standards-number", case.name, sets, len(rules)),
        say.value("standards-all-met", case.name, used, 100 * share ** len(rules), floor, ceiling),
        say.value("standards-all-met-least", case.name, used, least.median(), least.min(), least.max()),
        *_date_rows(case, rules),
        *_coverage_checks(case),
    ]


def standard_checks(inputs: Inputs, households: int = 20_000) -> list[Row]:
    """Return made-up households that the rule engine judges beside the bounds, and beside independence.

    Parameters
    ----------
    inputs
        Of the model; the report with most standards is taken.
    households
        How many are drawn.
    """
    stated = sorted((stated_rules(case) for case in inputs.of("standards")), key=len)[-1:]
    share = inputs.mids()["share-met"]
    rows = []
    for rules in stated:
        low, high = joint_bounds([share] * len(rules))
        alone = share ** len(rules)
        error = four_errors(alone, households)
        for key, alike, ends in (
            ("check-standards-bounds", ALIKE, (low, high)),
            ("check-standards-alone", 0.0, (alone - error, alone + error)),
        ):
            met = check_households(draw_households(rules, share, alike, households), rules)
            computed = 100 * float(met["all"].mean())
            rows.append(say.check(key, "", (), computed, 100 * ends[0], 100 * ends[1]))
    return rows


def _date_rows(case: Case, rules: Sequence[Rule]) -> list[Row]:
    """Return of each standard from when a report has it met or expects it to be, or that it names no date; and the last date."""
    rows, dates = [], []
    for rule in rules:
        about: dict[str, Any] = {"suffix": f"-{rule.standard}", "fill": {"label": rule.label}}
        if (key := f"date-{rule.standard}") in case:
            dates.append(case[key])
            words = say(
                "standard-expected" if expected(case[key].quote) else "standard-date", label=rule.label
            )
            rows.append(_dated("standard-date", case, [case[key]], quantity=words, **about))
        elif (met := f"met-{rule.standard}") in case:
            rows.append(say.value("standard-met", case.name, [case[met]], **about))
    return [*rows, _dated("standards-from", case, dates)] if dates else rows


def expected(quote: str) -> bool:
    """Return whether words about a standard say that it can or shall be met, not that it is."""
    return bool(EXPECTED.search(quote))


def _dated(key: str, case: Case, dates: Sequence[Input], **about: Any) -> Row:
    """Return the row of the last of some dates; the scenario gives it to the month."""
    last = max(dates, key=lambda each: each.period)
    return say.value(key, f"{case.name}: {last.period}", dates, last.value, **about)


def _coverage_checks(case: Case) -> list[Row]:
    """Return covered over registered where both are stated: the reports say that all are, which was not used."""
    pairs = (("water-households", "registered-households-2"), ("medical-people", "registered-people-2"))
    return [
        say.check(
            f"check-{part}", case.name, case.used(part, whole), 100 * case.value(part) / case.value(whole), 100, 100
        )
        for part, whole in pairs
        if part in case and whole in case
    ]  # fmt: skip


def doctor_rows(inputs: Inputs) -> list[Row]:
    """Return for every rule of doctors per people how many it asks for, of the people that the poverty rate implies."""
    return [row for case in inputs.of("doctors") for row in _doctor_rows(case)]


def _doctor_rows(case: Case) -> list[Row]:
    doctors, per = case.value("doctors"), case.value("people-per-doctor")
    of_people: dict[str, Callable[[float], float]] = {
        "implied-population": lambda people: people,
        "people-per-doctor": lambda people: people / doctors,
        "doctors-asked-for": lambda people: people / per,
        "doctors-missing": lambda people: people / per - doctors,
    }
    given = case["poor-people"], case["poverty-rate"]
    return [
        say.spread(
            key, case.name, case.used(), corners(lambda poor, rate, of=of: of(100 * poor / rate), *given)
        )
        for key, of in of_people.items()
    ]


# -- sentences -------------------------------------------------------------------------------------------


def say_safety_net(results: pd.DataFrame, lang: Lang = "en") -> str:
    """Return in a few sentences what the model gives, every number from the table.

    Parameters
    ----------
    results
        The table ``results_safety_net``.
    lang
        Language of the sentences.
    """
    parts = [
        sentence for speak in (_say_fund, _say_lines, _say_backstop) for sentence in speak(results, lang)
    ]
    return "\n\n".join(parts) or NOT_RUN[lang]


def _say_fund(results: pd.DataFrame, lang: Lang) -> Iterable[str]:
    ratio, bears, used = (find_result(results, key) for key in ("loss-ratio", "fund-bears", "fund-used-up"))
    if ratio and bears and used:
        yield say(
            "say-fund",
            ratio=f"{ratio['mid']:.1f}",
            ratio_low=significant(ratio["low"], 2),
            ratio_high=significant(ratio["high"], 2),
            case=ratio["scenario"],
            used=significant(used["mid"], 2),
            used_high=significant(used["high"], 2),
            risk=significant(bears["x"], 2),
            **three(bears),
        )[lang]


def _say_lines(results: pd.DataFrame, lang: Lang) -> Iterable[str]:
    for share in records(results[results["result_id"] == "line-stated-share"]):
        case = share["scenario"]
        needed, gini, most = (
            find_result(results, f"line-{key}", case)
            for key in ("mean-needed", "gini-needed", "most-crossing")
        )
        text = say("say-line" if needed else "say-lifted", case=case, share=f"{share['mid']:.1f}")[lang]
        if needed and gini:
            ends = {"needed": significant(needed["mid"], 5), "gini": significant(gini["mid"], 2)}
            text += say("say-above", **ends)[lang]
        yield text + (say("say-crossing", most=f"{most['mid']:.1f}")[lang] if most else "")


def _say_backstop(results: pd.DataFrame, lang: Lang) -> Iterable[str]:
    if row := find_result(results, "backstop-not-poor"):
        yield say("say-backstop", case=row["scenario"], low=significant(row["low"], 5))[lang]
