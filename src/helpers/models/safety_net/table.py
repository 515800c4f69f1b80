"""What the safety-net model gives, as rows of results."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.models.inputs import Case, Input, Inputs
from helpers.models.results import check, find_result, result, significant
from helpers.models.rows import Rows, banded, bilingual, sensitivity_rows, three
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
from helpers.tables import Lang, records

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


def fund_rows(inputs: Inputs) -> Rows:
    """Return for every fund what it paid of its premium, how far it reaches, and how likely it is used up."""
    rows = [row for case in inputs.of("fund") for row in (*_fund_rows(case), *_risk_rows(case, inputs))]
    return [*rows, *_resort_rows(inputs)] if rows else []


def _resort_rows(inputs: Inputs) -> Rows:
    """Return what of all losses is left to an insurer; no report states any part of it, so it is of no report."""
    ranges = inputs.ranges(*RESORT)
    share = sweep(_share_of, ranges)["value"]
    return [banded("share-to-insurer", TO_INSURER, _share_of(inputs.mids()), share, "%", "", ranges)]


def _fund_rows(case: Case) -> Rows:
    premium, paid, households = (case[key] for key in ("premium", "paid", "households-paid"))
    said: dict[str, Any] = {"scenario": case.name, "inputs": case.used()}
    ratio = [100 * paid.low / premium.high, 100 * paid.value / premium.value, 100 * paid.high / premium.low]
    room = [100 / end for end in reversed(ratio)]
    mean = [paid.low / households.high, paid.value / households.value, paid.high / households.low]
    reach = [premium.low / mean[2], premium.value / mean[1], premium.high / mean[0]]
    return [
        _between("loss-ratio", LOSS_RATIO, ratio, "%", **said),
        _between("mean-payment", MEAN_PAYMENT, mean, "元", **said),
        _between("fund-reach", REACH, reach, "户", **said),
        _between("fund-room", ROOM, room, "times", **said),
    ]


def _risk_rows(case: Case, inputs: Inputs) -> Rows:
    ranges, mids = inputs.ranges(*POOL), inputs.mids()
    premium, paid = case.value("premium"), case.value("paid")
    probability = used_up_of(case)
    spread = sweep(probability, ranges)["value"]
    normal = 100 * used_up_normal(*_pool(case), *(mids[key] for key in POOL))
    bear = sweep(lambda values: bearable(premium, paid, values["shock"], RISK), inputs.ranges("shock"))[
        "value"
    ]
    used, shaken = (*case.used(), *ranges), (*case.used("premium", "paid"), *inputs.ranges("shock"))
    rows = [
        banded("fund-used-up", USED_UP, probability(mids), spread, "%", case.name, used),
        result("fund-used-up-normal", USED_UP_NORMAL, normal, unit="%", scenario=case.name, inputs=used),
        banded(
            "fund-bears",
            BEARS,
            bearable(premium, paid, mids["shock"], RISK),
            bear,
            "times",
            case.name,
            shaken,
            x=100 * RISK,
            x_name="%",
        ),
    ]
    return [
        *rows,
        *sensitivity_rows("fund-used-up", USED_UP, tornado(probability, ranges), case.name, ranges, "%"),
    ]


def fund_tornado(inputs: Inputs) -> pd.DataFrame:
    """Return which assumption moves the probability most that the first fund is used up."""
    for case in inputs.of("fund")[:1]:
        return tornado(used_up_of(case), inputs.ranges(*POOL))
    return tornado(lambda _: math.nan, ())


def fund_checks(inputs: Inputs, years: int = YEARS) -> Rows:
    """Return simulated years beside the closed forms: how often the fund is used up, the mean, the insurer's share.

    Parameters
    ----------
    inputs
        Of the model.
    years
        How many are simulated.
    """
    return [row for case in inputs.of("fund") for row in _fund_checks(case, inputs.mids(), years)]


def _fund_checks(case: Case, mids: Mapping[str, float], years: int) -> Rows:
    premium, paid, households = _pool(case)
    # where the expected payments equal the fund it is a close thing, and a difference would show
    close = (premium / paid, mids["shock"], mids["severity"])
    limit = used_up(premium, paid, households, *close)
    got = used_up_simulated(premium, paid, households, *close, years=years)
    error = 4 * math.sqrt(limit * (1 - limit) / years)
    payments = simulated_payments(paid, households, mids["frequency"], *close[1:], years=years)
    mean, slack = paid * mids["frequency"], 4 * float(payments.std()) / math.sqrt(years)
    losses = np.random.default_rng(SEED).exponential(mids["loss"], years)
    left = 100 * last_resort(losses, mids["relief"], mids["deductible"]).sum() / losses.sum()
    share = _share_of(mids)
    said: dict[str, Any] = {"scenario": case.name, "inputs": case.used()}
    return [
        check(
            "check-fund-used-up",
            CHECK_LIMIT,
            100 * got,
            100 * (limit - error),
            100 * (limit + error),
            unit="%",
            **said,
        ),
        check(
            "check-fund-mean",
            CHECK_MEAN,
            float(payments.mean()),
            mean - slack,
            mean + slack,
            unit="元",
            **said,
        ),
        check(
            "check-insurer-share", CHECK_SHARE, left, share * 0.95, share * 1.05, unit="%", scenario=case.name
        ),
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


def cover_rows(inputs: Inputs) -> Rows:
    """Return for every insurance with a number of insured what it costs each, and how many payments it would bear."""
    return [row for case in inputs.of("cover") for row in _cover_rows(case, inputs)]


def _cover_rows(case: Case, inputs: Inputs) -> Rows:
    premium, insured = case["cover-premium"], case["insured-people"]
    each = [premium.low / insured.high, premium.value / insured.value, premium.high / insured.low]
    rows = [
        _between("premium-per-person", PER_PERSON, each, "元", scenario=case.name, inputs=(premium, insured))
    ]
    if "registered-people" in case:
        more = insured.low - case["registered-people"].high
        given = case.used("insured-people", "registered-people")
        rows.append(
            result(
                "insured-not-registered",
                NOT_REGISTERED,
                low=max(more, 0),
                unit="人",
                scenario=case.name,
                inputs=given,
            )
        )
    if "paid-elsewhere" not in case or "households-elsewhere" not in case:
        return rows
    payments = premium.value / (case.value("paid-elsewhere") / case.value("households-elsewhere"))
    size, ranges = _household_size(case, inputs)
    used = (*case.used(), *ranges)
    share = sweep(lambda values: 100 * payments * values.get("household-size", size) / insured.value, ranges)[
        "value"
    ]
    rows.append(
        result("payments-borne", PAYMENTS, payments, unit="户", scenario=case.name, inputs=case.used())
    )
    return [
        *rows,
        banded(
            "payments-share",
            PAYMENTS_SHARE,
            100 * payments * size / insured.value,
            share,
            "%",
            case.name,
            used,
        ),
    ]


def _household_size(case: Case, inputs: Inputs) -> tuple[float, list[Input]]:
    """Return people in a household: counted where both numbers are stated, else assumed."""
    if "registered-people" in case and "registered-households" in case:
        return case.value("registered-people") / case.value("registered-households"), []
    return inputs.mids()["household-size"], inputs.ranges("household-size")


# -- income lines ----------------------------------------------------------------------------------------


def line_rows(inputs: Inputs) -> Rows:
    """Return for every income line what the stated number at it would mean: everybody above it, or those who crossed.

    Parameters
    ----------
    inputs
        Of the model. People removed from below a line (消除一万元以下对象) are those who crossed; people at or above it may
        be either.
    """
    return [row for case in inputs.of("line") if stated_share(case) for row in _line_rows(case, inputs)]


def _line_rows(case: Case, inputs: Inputs) -> Rows:
    share = 100 * stated_share(case)
    given = case.used("people-at-line", "people-all")
    words = LIFTED_SHARE if lifted_over(case) else STATED_SHARE
    stated = result("line-stated-share", words, share, unit="%", scenario=case.name, inputs=given)
    above = [] if lifted_over(case) else _above_rows(case, inputs)
    return [stated, *above, *_crossing_rows(case, inputs, case.value("mean-income"), case.value("line"))]


def _above_rows(case: Case, inputs: Inputs) -> Rows:
    """Return what would follow if the stated people were everybody above the line."""
    mean, line, share = case.value("mean-income"), case.value("line"), stated_share(case)
    gini, highest, mids = inputs.ranges("gini"), inputs.ranges("highest"), inputs.mids()
    spread = sweep(lambda values: 100 * share_above(mean, line, values["gini"]), gini)["value"]
    low, high = share_bounds(mean, line, highest=mids["highest"])
    given, used = (
        case.used("mean-income", "line", "people-at-line", "people-all"),
        case.used("mean-income", "line"),
    )
    said: dict[str, Any] = {"scenario": case.name, "inputs": given}
    return [
        result("line-mean-needed", MEAN_NEEDED, mean_needed(mean, line, share), unit="元", **said),
        result("line-gini-needed", GINI_NEEDED, gini_needed(mean, line, share), unit="share", **said),
        result(
            "line-share-bounds", BOUNDS, low=100 * low, high=100 * high, unit="%", scenario=case.name, inputs=(*used, *highest),
        ),
        banded(
            "line-share-above", ABOVE, 100 * share_above(mean, line, mids["gini"]), spread, "%", case.name, (*used, *gini)
        ),
    ]  # fmt: skip


def _crossing_rows(case: Case, inputs: Inputs, mean: float, line: float) -> Rows:
    if "income-growth" not in case:
        return []
    growth, gini = case.value("income-growth"), inputs.ranges("gini")
    given = case.used("mean-income", "line", "income-growth")
    crossing = sweep(lambda values: 100 * share_crossing(mean, line, growth, values["gini"]), gini)["value"]
    mid = 100 * share_crossing(mean, line, growth, inputs.mids()["gini"])
    most = 100 * most_crossing(mean, line, growth)
    return [
        banded("line-share-crossing", CROSSING, mid, crossing, "%", case.name, (*given, *gini)),
        result("line-most-crossing", MOST_CROSSING, most, unit="%", scenario=case.name, inputs=given),
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


def backstop_rows(inputs: Inputs) -> Rows:
    """Return for every backstop how many under it cannot be among those still poor, and what topping up would cost."""
    return [row for case in inputs.of("backstop") for row in _backstop_rows(case, inputs)]


def _backstop_rows(case: Case, inputs: Inputs) -> Rows:
    covered, ranges = case["covered-people"], inputs.ranges("top-up")
    cost = sweep(lambda values: covered.value * values["top-up"], ranges)["value"]
    mid = covered.value * inputs.mids()["top-up"]
    rows = [banded("backstop-cost", COST, mid, cost, "元", case.name, (covered, *ranges))]
    if "still-poor" in case:
        poor = case["still-poor"]
        least = max(covered.low - poor.high, 0)
        rows.append(
            result(
                "backstop-not-poor",
                NOT_POOR,
                low=least,
                high=covered.high,
                unit="人",
                scenario=case.name,
                inputs=(covered, poor),
            )
        )
    if "covered-households" in case:
        given = case.used("covered-people", "covered-households")
        size = covered.value / case.value("covered-households")
        rows.append(result("backstop-size", SIZE, size, unit="人", scenario=case.name, inputs=given))
    return rows


def standard_rows(inputs: Inputs) -> Rows:
    """Return for every report that names standards which these are, from when each is met, and what all together means."""
    return [
        row for case in inputs.of("standards") if stated_rules(case) for row in _standard_rows(case, inputs)
    ]


def stated_rules(case: Case) -> list[Rule]:
    """Return the standards of the sets that a report names."""
    return rules_of([key.removeprefix("set:") for key in case.inputs if key.startswith("set:")])


def _standard_rows(case: Case, inputs: Inputs) -> Rows:
    rules, ranges = stated_rules(case), inputs.ranges("share-met")
    sets = tuple(each for key, each in case.inputs.items() if key.startswith("set:"))
    ends = sweep(lambda values: joint_bounds([values["share-met"]] * len(rules)), ranges)
    floor, ceiling = joint_bounds([inputs.mids()["share-met"]] * len(rules))
    rows = [
        result("standards-number", NUMBER, len(rules), unit="standards", scenario=case.name, inputs=sets),
        result(
            "standards-all-met",
            ALL_MET,
            100 * inputs.mids()["share-met"] ** len(rules),
            low=100 * floor,
            high=100 * ceiling,
            unit="%",
            scenario=case.name,
            inputs=(*sets, *ranges),
        ),
        result(
            "standards-all-met-least",
            ALL_MET_LEAST,
            100 * float(ends[0].median()),
            low=100 * float(ends[0].min()),
            high=100 * float(ends[0].max()),
            unit="%",
            scenario=case.name,
            inputs=(*sets, *ranges),
        ),
    ]
    return [*rows, *_date_rows(case, rules), *_coverage_checks(case)]


def standard_checks(inputs: Inputs, households: int = 20_000) -> Rows:
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
        error = 4 * math.sqrt(alone * (1 - alone) / households)
        for alike, words, ends in (
            (ALIKE, CHECK_BOUNDS, (low, high)),
            (0.0, CHECK_ALONE, (alone - error, alone + error)),
        ):
            met = check_households(draw_households(rules, share, alike, households), rules)
            key = "check-standards-bounds" if alike else "check-standards-alone"
            rows.append(
                check(key, words, 100 * float(met["all"].mean()), 100 * ends[0], 100 * ends[1], unit="%")
            )
    return rows


def _date_rows(case: Case, rules: Sequence[Rule]) -> Rows:
    """Return of each standard from when a report has it met or expects it to be, or that it names no date; and the last date."""
    rows, dates = [], []
    for rule in rules:
        words = {lang: rule.label[lang] for lang in rule.label}
        if (key := f"date-{rule.standard}") in case:
            dates.append(case[key])
            said = _both(EXPECTED_BY if expected(case[key].quote) else DATE, words)
            rows.append(_dated(f"standard-{key}", said, case, [case[key]]))
        elif (met := f"met-{rule.standard}") in case:
            rows.append(
                result(
                    f"standard-{met}", _both(UNDATED, words), unit="", scenario=case.name, inputs=[case[met]]
                )
            )
    return [*rows, _dated("standards-from", FROM, case, dates)] if dates else rows


def expected(quote: str) -> bool:
    """Return whether words about a standard say that it can or shall be met, not that it is."""
    return bool(EXPECTED.search(quote))


def _dated(result_id: str, words: Mapping[Lang, str], case: Case, dates: Sequence[Input]) -> dict[str, Any]:
    """Return the row of the last of some dates; the scenario gives it to the month."""
    last = max(dates, key=lambda each: each.period)
    scenario = f"{case.name}: {last.period}"
    return result(result_id, words, last.value, unit="year", scenario=scenario, inputs=dates)


def _coverage_checks(case: Case) -> Rows:
    """Return covered over registered where both are stated: the reports say that all are, which was not used."""
    pairs = (
        ("water-households", "registered-households-2", WATER),
        ("medical-people", "registered-people-2", MEDICAL),
    )
    return [
        check(
            f"check-{part}",
            words,
            100 * case.value(part) / case.value(whole),
            100,
            100,
            unit="%",
            scenario=case.name,
            inputs=case.used(part, whole),
        )
        for part, whole, words in pairs
        if part in case and whole in case
    ]


def doctor_rows(inputs: Inputs) -> Rows:
    """Return for every rule of doctors per people how many it asks for, of the people that the poverty rate implies."""
    rows = []
    for case in inputs.of("doctors"):
        poor, rate, doctors, per = (
            case[key] for key in ("poor-people", "poverty-rate", "doctors", "people-per-doctor")
        )
        base = [100 * poor.low / rate.high, 100 * poor.value / rate.value, 100 * poor.high / rate.low]
        said: dict[str, Any] = {"scenario": case.name, "inputs": case.used()}
        rows += [
            _between("implied-population", POPULATION, base, "人", **said),
            _between("people-per-doctor", PER_DOCTOR, [end / doctors.value for end in base], "人", **said),
            _between("doctors-asked-for", ASKED, [end / per.value for end in base], "人", **said),
            _between(
                "doctors-missing", MISSING, [end / per.value - doctors.value for end in base], "人", **said
            ),
        ]
    return rows


def _between(
    result_id: str, quantity: Mapping[Lang, str], ends: Sequence[float], unit: str, **said: Any
) -> dict[str, Any]:
    """Return a row of a value with the ends that the rounding of the stated numbers allows."""
    low, mid, high = ends
    return result(result_id, quantity, mid, low=low, high=high, unit=unit, **said)


def _both(words: Mapping[Lang, str], label: Mapping[Lang, str]) -> Mapping[Lang, str]:
    return bilingual(f"{label['en']}: {words['en']}", f"{label['zh']}：{words['zh']}")


# -- words -----------------------------------------------------------------------------------------------

LOSS_RATIO = bilingual("paid of the premium fund", "赔付占保费规模的比例")
MEAN_PAYMENT = bilingual("mean payment per household", "户均赔付")
REACH = bilingual("households whom the premium would pay at that mean", "按户均赔付，保费可赔付户数")
ROOM = bilingual("premium, times the payments so far", "保费为已赔付的倍数")
USED_UP = bilingual("probability that payments of a year exceed the premium", "一年赔付超出保费的概率")
USED_UP_NORMAL = bilingual(
    "probability that payments of a year exceed the premium, normal approximation",
    "一年赔付超出保费的概率（正态近似）",
)
BEARS = bilingual(
    "expected payments of a year, times those so far, at which they exceed the premium in so many per cent of years",
    "使相应百分比的年份赔付超出保费的年期望赔付（已赔付的倍数）",
)
TO_INSURER = bilingual(
    "share of losses that reaches an insurer of last resort, if losses are exponential",
    "最终由兜底保险承担的损失比例（设损失服从指数分布）",
)
CHECK_LIMIT = bilingual(
    "payments exceed the premium when they are expected to equal it: simulated, beside the gamma distribution",
    "年期望赔付等于保费时超出的频率：模拟值与伽马分布",
)
CHECK_MEAN = bilingual("mean payments of a year: simulated, beside the expectation", "年均赔付：模拟值与期望")
CHECK_SHARE = bilingual(
    "insurer's share of losses: simulated, beside the closed form", "保险承担比例：模拟值与公式"
)
CHECK_BOUNDS = bilingual(
    "made-up households that meet all standards, beside the bounds", "虚拟农户全部达标的占比与上下界"
)
CHECK_ALONE = bilingual(
    "the same, standards independent, beside the product", "同上，各项相互独立，与乘积对照"
)
PER_PERSON = bilingual("premium per person insured", "人均保费")
NOT_REGISTERED = bilingual("insured who are not registered poor, at least", "参保而非建档立卡者，至少")
PAYMENTS = bilingual(
    "payments that the premium bears, at the mean of a fund that states one",
    "按载明赔付之保险的户均赔付，保费可赔付户数",
)
PAYMENTS_SHARE = bilingual("share of the insured households whom that is", "占参保户的比例")
LIFTED_SHARE = bilingual(
    "people stated as brought over the line, of all lifted out", "所称越线人数占脱贫人口"
)
STATED_SHARE = bilingual("people stated at the line, of all lifted out", "所称达线人数占脱贫人口")
MEAN_NEEDED = bilingual(
    "mean of those above the line, at least, if the stated people were all of them",
    "若所称人数即线上全部，线上人均收入至少为",
)
GINI_NEEDED = bilingual(
    "Gini at which so few stand above the line, if incomes are lognormal",
    "使线上仅有此比例的基尼系数（对数正态）",
)
BOUNDS = bilingual(
    "share above the line that the mean allows, up to the assumed highest income",
    "由均值与假设的最高收入，线上比例的可能范围",
)
ABOVE = bilingual("share above the line, if incomes are lognormal", "线上比例（对数正态）")
CROSSING = bilingual(
    "share that crossed the line in the year, if incomes were lognormal and grew alike",
    "若收入服从对数正态并同步增长，当年越线比例",
)
MOST_CROSSING = bilingual("the same, at the inequality that gives most", "同上，取使其最大的不平等程度")
NOT_POOR = bilingual(
    "under the backstop, yet not among those still poor, if both numbers are of one date: at least and at most",
    "若两数属同一时点，纳入兜底而不属未脱贫者：上下界",
)
COST = bilingual("topping up everybody under the backstop, a year", "全部兜底对象一年补差")
SIZE = bilingual("people per household under the backstop", "兜底户户均人口")
NUMBER = bilingual("standards that every household must meet", "户户须达到的标准数")
ALL_MET = bilingual(
    "households that meet all standards, if each is met by as many: independent, and bounds",
    "各项达标率相同时全部达标的户占比：相互独立及上下界",
)
ALL_MET_LEAST = bilingual("the same at least, over the assumed range", "同上之下界，假设范围内")
DATE = bilingual("met from", "达标时间")
EXPECTED_BY = bilingual("expected to be met by", "预计达标时间")
UNDATED = bilingual("stated as met, no date named", "称已达标，未载时间")
FROM = bilingual("latest date named", "所载最晚的时间")
WATER = bilingual(
    "households with safe water, of those registered; stated: all", "饮水达标户占建档立卡户；原文称全部"
)
MEDICAL = bilingual(
    "people medically insured, of those registered; stated: all", "参保者占建档立卡人口；原文称全部"
)
POPULATION = bilingual("people that poor people and poverty rate imply", "由贫困人口与贫困发生率推算的人口")
PER_DOCTOR = bilingual("of these, people per village doctor", "其中每名村医服务人数")
ASKED = bilingual("village doctors that the rule asks for", "按标准应有村医")
MISSING = bilingual(
    "village doctors missing, if all these people are to be served", "若须服务全部人口，村医缺额"
)


def say_safety_net(results: pd.DataFrame, lang: Lang = "en") -> str:
    """Return in a few sentences what the model gives, every number from the table.

    Parameters
    ----------
    results
        The table ``results_safety_net``.
    lang
        Language of the sentences.
    """
    said = [sentence for speak in (_say_fund, _say_lines, _say_backstop) for sentence in speak(results, lang)]
    return "\n\n".join(said) or {"en": "The model was not run.", "zh": "模型未运行。"}[lang]


def _say_fund(results: pd.DataFrame, lang: Lang) -> Iterable[str]:
    ratio, bears, used = (find_result(results, key) for key in ("loss-ratio", "fund-bears", "fund-used-up"))
    if ratio and bears and used:
        yield SAY_FUND[lang].format(
            ratio=f"{ratio['mid']:.1f}",
            ratio_low=significant(ratio["low"], 2),
            ratio_high=significant(ratio["high"], 2),
            case=ratio["scenario"],
            used=significant(used["mid"], 2),
            used_high=significant(used["high"], 2),
            risk=significant(bears["x"], 2),
            **three(bears),
        )


def _say_lines(results: pd.DataFrame, lang: Lang) -> Iterable[str]:
    for share in records(results[results["result_id"] == "line-stated-share"]):
        case = share["scenario"]
        needed, gini, most = (
            find_result(results, f"line-{key}", case)
            for key in ("mean-needed", "gini-needed", "most-crossing")
        )
        said = (SAY_LINE if needed else SAY_LIFTED)[lang].format(case=case, share=f"{share['mid']:.1f}")
        if needed and gini:
            ends = {"needed": significant(needed["mid"], 5), "gini": significant(gini["mid"], 2)}
            said += SAY_ABOVE[lang].format(**ends)
        yield said + (SAY_CROSSING[lang].format(most=f"{most['mid']:.1f}") if most else "")


def _say_backstop(results: pd.DataFrame, lang: Lang) -> Iterable[str]:
    if row := find_result(results, "backstop-not-poor"):
        yield SAY_BACKSTOP[lang].format(case=row["scenario"], low=significant(row["low"], 5))


SAY_FUND = bilingual(
    "The fund of {case} has paid {ratio} % of its premium ({ratio_low}–{ratio_high} %, as the premium is rounded). If a year cost"
    " what was paid so far and years differ as assumed, payments would exceed the premium with a probability of {used} % (up to"
    " {used_high} % over the ranges); they would do so in {risk} % of years if a year were expected to cost {mid} times as much"
    " ({low}–{high}). Whether the insurer must then pay on, the report leaves open.",
    "{case} 的保费已赔付 {ratio}%（按保费舍入，{ratio_low}%–{ratio_high}%）。若一年赔付与已赔付相当、年际波动如所假设，则赔付超出保费的"
    "概率为 {used}%（假设范围内至多 {used_high}%）；若年期望赔付为已赔付的 {mid} 倍（{low}–{high}），则会有 {risk}% 的年份超出。"
    "超出后保险公司是否须继续赔付，报告未说明。",
)
SAY_LINE = bilingual(
    "{case}: the people stated at the line are {share} % of those lifted out.",
    "{case}：所称达线者占脱贫人口的 {share}%。",
)
SAY_LIFTED = bilingual(
    "{case}: the people stated as brought over the line are {share} % of those lifted out; monitored people are not in that base.",
    "{case}：所称越线者占脱贫人口的 {share}%，此分母不含监测对象。",
)
SAY_ABOVE = bilingual(
    " If they were everybody above it, they would have to have {needed} yuan on average, and incomes, if lognormal, a Gini of"
    " {gini}.",
    "若这就是线上全部，则其人均收入至少须为 {needed} 元，且若收入服从对数正态，基尼系数须达 {gini}。",
)
SAY_CROSSING = bilingual(
    " If they crossed in the year, and incomes were lognormal and grew alike, there could be at most {most} %.",
    "若为当年越线者，且收入服从对数正态并同步增长，则至多 {most}%。",
)
SAY_BACKSTOP = bilingual(
    "{case}: if both numbers are of one date, at least {low} of the people under the backstop are not among those still poor.",
    "{case}：若两数属同一时点，则纳入兜底者中至少 {low} 人不属于未脱贫人口。",
)
