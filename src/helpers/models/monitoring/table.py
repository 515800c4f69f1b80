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
    Values,
    days_unseen,
    frontier,
    still_unseen,
    tiers_of,
    work_hours,
)
from helpers.models.results import check, find_result, result, significant
from helpers.models.rows import Rows, banded, bilingual, sensitivity_rows, three
from helpers.models.sweep import sweep, tornado
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


def tier_rows(inputs: Inputs) -> Rows:
    """Return for every case how long a risk stays unseen with all tiers, without each, and with each alone."""
    return [row for case in inputs.of("tiers") if tiers_of(case) for row in _tier_rows(case, inputs)]


def _tier_rows(case: Case, inputs: Inputs) -> Rows:
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
        rows.append(
            banded(
                "days-unseen", DAYS_UNSEEN, days_unseen(own, mids), spread, "day", f"{case.name}: {name}", (*_sources(own), *swept),
            )
        )  # fmt: skip
        if name.startswith("without"):
            rows.append(
                banded(
                    "days-added", DAYS_ADDED, days_unseen(own, mids) - days_unseen(tiers, mids), spread - outputs[WHOLE],
                    "day", f"{case.name}: {name}", (*_sources(tiers), *swept),
                )
            )  # fmt: skip
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
) -> Rows:
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
    hidden = inputs.ranges("hidden")
    rows = [banded("days-added-hidden", ADDED_HIDDEN, from_hidden(mids), spread, "day", scenario, used)]
    rows += [
        result("risks-hidden", each.label, 100 * each.value, low=100 * each.low, high=100 * each.high, unit="%", scenario=case.name,
               inputs=[each])
        for each in hidden
    ]  # fmt: skip
    return rows + [
        result("days-added-horizon", ADDED_HORIZON, added(mids, days), unit="day", scenario=scenario, inputs=used, x=days,
               x_name="days")
        for days in HORIZONS
    ]  # fmt: skip


def _work_rows(case: Case, systems: Mapping[str, Sequence[Tier]], inputs: Inputs) -> Rows:
    rows = []
    for name, own in systems.items():
        ranges = [each for each in ranges_of(own, inputs) if each.key.startswith("work:")]
        spread = sweep(lambda values, own=own: work_hours(own, values), ranges)["value"]  # type: ignore[misc]
        mid = work_hours(own, inputs.mids())
        rows.append(
            banded("work-hours", WORK, mid, spread, "hour", f"{case.name}: {name}", (*_sources(own), *ranges))
        )
    return rows


def _found_rows(case: Case, tiers: Sequence[Tier], swept: Sequence[Input], inputs: Inputs) -> Rows:
    days = np.asarray(FOUND_AFTER, dtype=float)
    outputs = sweep(lambda values: 100 * (1 - still_unseen(tiers, values, days)), swept)
    mids = 100 * (1 - still_unseen(tiers, inputs.mids(), days))
    return [
        banded("found-within", FOUND, float(mids[number]), outputs[number], "%", case.name, (*_sources(tiers), *swept))
        | {"x": float(day), "x_name": "days"}
        for number, day in enumerate(FOUND_AFTER)
    ]  # fmt: skip


def _backlog(case: Case, tiers: Sequence[Tier], inputs: Inputs) -> Rows:
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
    return [banded("unseen-at-once", BACKLOG, backlog(inputs.mids()), spread, "户", case.name, used)]


def _even(case: Case, tiers: Sequence[Tier], inputs: Inputs) -> Rows:
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
    return [banded("even-chance", EVEN, even(inputs.mids()), spread, "%", scenario, (visit.source, other.source, *ranges))]  # fmt: skip


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


def check_rows(inputs: Inputs, households: int = 200_000) -> Rows:
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
            check(
                "check-simulation", SIMULATED, run.days_unseen(), exact - error, exact + error, unit="day", scenario=case.name,
                inputs=_sources(tiers),
            )
        )  # fmt: skip
        for tier in tiers:
            if tier.act != ASKING:
                alone = {**values, "hidden": 0.0}
                formula = tier.days * (1 / values[f"sees:{tier.act}"] - 0.5)
                got = days_unseen((tier,), alone, horizon=400 * tier.days)
                rows.append(
                    check(
                        "check-one-tier", ONE_TIER, got, formula * 0.999, formula * 1.001, unit="day",
                        scenario=f"{case.name}: {tier.label['zh']}", inputs=(tier.source,),
                    )
                )  # fmt: skip
    return rows


# -- grades ----------------------------------------------------------------------------------------------


def grade_rows(inputs: Inputs) -> Rows:
    """Return for every case with three intervals what visits by colour find, beside equal and best visits."""
    return [
        row
        for case in inputs.of("graded")
        if len(intervals_of(case)) == 3
        for row in _grade_rows(case, inputs)
    ]


def _grade_rows(case: Case, inputs: Inputs) -> Rows:
    every = intervals_of(case)
    ranges = inputs.ranges("red", "yellow", "yellow-risk", "red-risk")
    stated = tuple(each for each in case.inputs.values() if each.source == "cadence")
    mids, outputs = (
        compare_visits(every, inputs.mids()),
        sweep(lambda values: compare_visits(every, values), ranges),
    )
    colours = case.used("colours") if "colours" in case else ()
    used = (*colours, *stated, *ranges)
    rows = [
        banded(f"visits-{key}" if key != "visits" else "visits-a-year", words, mids[key], outputs[key], unit, case.name, used)
        for key, (words, unit) in GRADES.items()
    ]  # fmt: skip
    saved = sweep(lambda values: 100 * gain(every, values), ranges)["value"]
    rows.append(banded("visits-gain", GAIN, 100 * gain(every, inputs.mids()), saved, "%", case.name, used))
    for key, ratio, words in zip(
        ("yellow", "red"), implied_ratios(every), (RATIO_YELLOW, RATIO_RED), strict=True
    ):
        rows.append(
            result(f"visits-ratio-{key}", words, ratio, unit="times", scenario=case.name, inputs=stated)
        )
    return [*rows, *_visits_a_day(case, every, ranges, inputs)]


def _visits_a_day(case: Case, every: tuple[float, ...], ranges: Sequence[Input], inputs: Inputs) -> Rows:
    if "relocated-people" not in case:
        return []
    people = case["relocated-people"]
    swept = [*ranges, *inputs.ranges("household-size")]

    def visits(values: Values) -> float:
        return float(people.value / values["household-size"] * compare_visits(every, values)["visits"] / YEAR)

    spread = sweep(visits, swept)["value"]
    return [
        banded(
            "visits-a-day", A_DAY, visits(inputs.mids()), spread, "visit", case.name, (*case.used(), *swept)
        )
    ]


# -- risk ------------------------------------------------------------------------------------------------


def risk_rows(inputs: Inputs) -> Rows:
    """Return for every case the rates, what they imply, and the flow between two rates."""
    return [row for case in inputs.of("risk") for row in (*_stock_rows(case), *_flow_rows(case, inputs))]


def _stock_rows(case: Case) -> Rows:
    rows = []
    for row in records(stated_and_implied(case)):
        words = bilingual(f"{RATE['en']}, {row['label_en']}", f"{RATE['zh']}，{row['label_zh']}")
        given = case.used(*RATE_INPUTS[row["key"]])
        ends = {"low": row["low"], "high": row["high"]}
        rows.append(
            result(f"risk-rate-{row['key']}", words, row["mid"], **ends, unit="%", scenario=case.name, inputs=given)
        )  # fmt: skip
    for what, unit in (("people", "人"), ("households", "户")):
        given = case.used(f"identified-{what}", f"removed-{what}")
        low, mid, high = less(*given)
        rows.append(result(f"risk-left-{what}", LEFT, mid, low=low, high=high, unit=unit, scenario=case.name, inputs=given))  # fmt: skip
    four = ("identified-people", "identified-households", "removed-people", "removed-households")
    for key, size in sizes(case).items():
        rows.append(result(f"household-size-{key}", SIZES[key], size, unit="人", scenario=case.name, inputs=case.used(*four)))  # fmt: skip
    if "rate-stated" in case:
        _, computed, _ = share_of(case["removed-people"], case["identified-people"])
        stated = case["rate-stated"]
        rows.append(
            check("check-risk-rate", STATED, computed, stated.low, stated.high, unit="%", scenario=case.name, inputs=case.used())
        )  # fmt: skip
    return rows


def _flow_rows(case: Case, inputs: Inputs) -> Rows:
    if "rate-before" not in case or "rate-stated" not in case:
        return []
    before, now = case.value("rate-before") / 100, case.value("rate-stated") / 100
    ranges = inputs.ranges("span", "intake")
    used = (*case.used("rate-before", "rate-stated"), *ranges)
    few, many = freed_between(*(case[key] for key in FREED_INPUTS))
    spread = sweep(lambda values: yearly_rate(before, now, values), ranges)["value"]
    rate = yearly_rate(before, now, inputs.mids())
    rows = [
        result("risk-freed", FREED_PEOPLE, low=few, high=many, unit="人", scenario=case.name, inputs=case.used(*FREED_INPUTS)),
        banded("risk-yearly-rate", YEARLY, rate, spread, "1/year", case.name, used),
    ]  # fmt: skip
    moved = tornado(lambda values: yearly_rate(before, now, values), ranges)
    return [*rows, *sensitivity_rows("risk-yearly-rate", YEARLY, moved, case.name, ranges, "1/year")]


# -- rows and words --------------------------------------------------------------------------------------


def tornado_rows(inputs: Inputs) -> Rows:
    """Return `tiers_tornado` as rows of results."""
    for case, tiers in most_tiered(inputs):
        moved = tiers_tornado(inputs)
        return sensitivity_rows("days-unseen", DAYS_UNSEEN, moved, case.name, ranges_of(tiers, inputs), "day")
    return []


def _without(tier: Tier, tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    return tuple(each for each in tiers if each is not tier)


def _sources(tiers: Sequence[Tier]) -> tuple[Input, ...]:
    return tuple(tier.source for tier in tiers)


DAYS_UNSEEN = bilingual(
    "days of the first year that a risk stays unseen, mean", "风险发生后一年内未被发现的平均天数"
)
DAYS_ADDED = bilingual("days unseen that leaving the tier out adds", "取消该级后平均多出的未发现天数")
ADDED_HIDDEN = bilingual(
    "of the days that leaving it out adds, from risks that only visits or requests show",
    "其中来自仅凭走访或求助才能发现的风险的天数",
)
ADDED_HORIZON = bilingual(
    "days that leaving it out adds, when counted for so many days", "若只计若干天，取消该级多出的天数"
)
WORK = bilingual("hours of work a year, per household", "每户每年用工小时")
FOUND = bilingual("share of risks seen within so many days", "若干天内被发现的风险占比")
BACKLOG = bilingual("households at risk and unseen at any one time", "任一时点有风险而未被发现的户数")
EVEN = bilingual(
    "chance per turn from which it sees as soon as the visits alone", "单次发现概率达到多少即与走访同样快"
)
SIMULATED = bilingual("days unseen: simulated, beside the closed form", "未发现天数：模拟值与解析解")
ONE_TIER = bilingual("days unseen with one tier, beside T (1/p − 1/2)", "单级未发现天数与公式 T(1/p−1/2)")
RATE = bilingual("share of those identified whose risk was removed", "风险消除率")
LEFT = bilingual("identified, risk not removed", "已认定而风险未消除")
STATED = bilingual("share removed by persons, beside the stated rate", "按人计的消除率与报告所称")
FREED_INPUTS = ("rate-before", "identified-people", "removed-people")
FREED_PEOPLE = bilingual(
    "people freed of risk between the two rates, if both are by persons and the list only grows: at least and at most",
    "两个消除率之间消除风险的人数上下界（设均按人计且认定只增不减）",
)
YEARLY = bilingual("yearly rate at which those at risk were freed, if constant", "风险消除的年速率（设不变）")
GAIN = bilingual(
    "days to the next visit that grading saves against equal visits", "分级走访较均等走访节省的等待天数占比"
)
RATIO_YELLOW = bilingual(
    "risk of yellow against green for which the intervals are best", "使所定间隔最优的黄绿风险之比"
)
RATIO_RED = bilingual(
    "risk of red against green for which the intervals are best", "使所定间隔最优的红绿风险之比"
)
A_DAY = bilingual("visits a day if all relocated households were graded", "若搬迁户全部分级，每天走访次数")
SIZES = {
    "all": bilingual("people per household, all identified", "户均人口，全部认定户"),
    "freed": bilingual("people per household, risk removed", "户均人口，已消除风险户"),
    "rest": bilingual("people per household, risk not removed", "户均人口，未消除风险户"),
}
GRADES = {
    "visits": (bilingual("visits per household and year, graded", "分级走访：每户每年次数"), "visit"),
    "graded": (bilingual("days from a risk's beginning to the next visit, graded", "分级走访：风险发生至下次走访天数"), "day"),
    "equal": (bilingual("days to the next visit, equal visits as many", "同样次数均等走访：至下次走访天数"), "day"),
    "best": (bilingual("days to the next visit, best intervals", "最优间隔：至下次走访天数"), "day"),
}  # fmt: skip
RATE_INPUTS = {
    "persons": ("removed-people", "identified-people"),
    "households": ("removed-households", "identified-households"),
    "province": ("rate-stated", "gap-province"),
    "nation": ("rate-stated", "gap-nation"),
}


def say_monitoring(results: pd.DataFrame, lang: Lang = "en") -> str:
    """Return in a few sentences what the model gives, every number from the table.

    Parameters
    ----------
    results
        The table ``results_monitoring``.
    lang
        Language of the sentences.
    """
    said = [sentence for speak in (_say_tiers, _say_grades, _say_risk) if (sentence := speak(results, lang))]
    return "\n\n".join(said) or {"en": "The model was not run.", "zh": "模型未运行。"}[lang]


def _say_tiers(results: pd.DataFrame, lang: Lang) -> str:
    whole = results[(results["result_id"] == "days-unseen") & results["scenario"].str.endswith(WHOLE)]
    if whole.empty:
        return ""
    (top,) = records(whole.nsmallest(1, "mid"))
    case = top["scenario"].removesuffix(f": {WHOLE}")
    added = results[(results["result_id"] == "days-added") & results["scenario"].str.startswith(case)]
    most = records(added.nlargest(1, "mid"))
    text = SAY_TIERS[lang].format(case=case, **three(top))
    for row in most:
        name = row["scenario"].removeprefix(f"{case}: without ")
        text += SAY_MOST[lang].format(tier=name, **three(row))
        part = find_result(results, "days-added-hidden", row["scenario"])
        share = find_result(results, "risks-hidden", case)
        if part and share:
            said = {"part": significant(part["mid"], 2), "share": significant(share["mid"], 2)}
            text += SAY_HIDDEN[lang].format(**said)
    return text


def _say_grades(results: pd.DataFrame, lang: Lang) -> str:
    gained, red = find_result(results, "visits-gain"), find_result(results, "visits-ratio-red")
    if gained is None or red is None:
        return ""
    return SAY_GRADES[lang].format(ratio=significant(red["mid"], 3), **three(gained))


def _say_risk(results: pd.DataFrame, lang: Lang) -> str:
    persons, households = (find_result(results, f"risk-rate-{key}") for key in ("persons", "households"))
    freed, yearly = find_result(results, "risk-freed"), find_result(results, "risk-yearly-rate")
    if persons is None or households is None:
        return ""
    text = SAY_RATES[lang].format(persons=f"{persons['mid']:.2f}", households=f"{households['mid']:.2f}")
    if freed is not None and yearly is not None:
        text += SAY_FLOW[lang].format(few=significant(freed["low"], 5), **three(yearly))
    return text


SAY_TIERS = bilingual(
    "If the turns that {case} states are kept and risks begin at any time, then a risk stays unseen for {mid} days of the first year"
    " on average (band {low}–{high} over what is assumed).",
    "若 {case} 所述频率得到执行，且风险随时可能发生，则风险在首年平均有 {mid} 天未被发现（假设范围内 {low}–{high} 天）。",
)
SAY_MOST = bilingual(
    " Leaving out {tier} would add most: {mid} days ({low}–{high}).",
    "其中取消“{tier}”影响最大：多出 {mid} 天（{low}–{high}）。",
)
SAY_HIDDEN = bilingual(
    " Of these, {part} come from the {share} % of risks that are assumed to show only in a visit or a request, each counted for a"
    " year at most.",
    "其中 {part} 天来自假设仅凭走访或求助才能发现的 {share}% 的风险，每项至多计至首年末。",
)
SAY_GRADES = bilingual(
    "If red, yellow and green mean the three intervals, then grading may save or cost time: from {low} to {high} % of the wait"
    " for the next visit against equally many equal visits, {mid} % at the middle of the assumed shares and risks. The"
    " intervals would be the best ones if risk in"
    " red were {ratio} times that in green.",
    "若红、黄、绿分别对应三种走访间隔，则与同样次数的均等走访相比，分级可能更快也可能更慢：等待下次走访的天数节省 {low}% 至 {high}%，"
    "各假设取中值时为 {mid}%；"
    "只有红色户风险为绿色户的 {ratio} 倍时，这些间隔才最优。",
)
SAY_RATES = bilingual(
    "Counted by persons, risk was removed for {persons} %; counted by households, for {households} %.",
    "按人计，风险消除率为 {persons}%；按户计，为 {households}%。",
)
SAY_FLOW = bilingual(
    " If both rates are by persons and the list only grows, at least {few} people were freed between them;"
    " if the rate stayed constant and people came in evenly, it was"
    " {mid} a year ({low}–{high}).",
    "若两个消除率均按人计且认定只增不减，其间至少有 {few} 人消除风险；若速率不变且认定均匀发生，则年速率为 {mid}（{low}–{high}）。",
)
