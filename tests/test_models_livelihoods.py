"""Livelihoods: bindings that firms carry, jobs in households, incomes that meet, tiers, dividends, crops."""

import math
import re
import string
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models import MODELS, Case, Input, livelihoods, results_table
from helpers.models.checks import judge
from helpers.models.corners import Spread, corners
from helpers.models.livelihoods import binding, collective, crops, incomes, jobs
from helpers.models.livelihoods.binding import Binding
from helpers.models.livelihoods.crops import Range
from helpers.models.livelihoods.rows import earlier_input
from helpers.models.model_plots import EMPTY
from helpers.resources import read_resource
from models_support import inputs_of_five, inputs_of_texts

ROWS = (
    livelihoods.binding_rows,
    livelihoods.job_rows,
    livelihoods.month_rows,
    livelihoods.income_rows,
    livelihoods.collective_rows,
    livelihoods.crop_rows,
)


def results_of(inputs):
    return results_table("livelihoods", [row for rows in ROWS for row in rows(inputs)], inputs)


@pytest.fixture(scope="module")
def five():
    return inputs_of_five("livelihoods")


@pytest.fixture(scope="module")
def results(five):
    return results_of(five)


def value(results, result_id, scenario=None):
    own = results[results["result_id"] == result_id]
    own = own if scenario is None else own[own["scenario"] == scenario]
    (mid,) = own["mid"]
    return mid


# -- double binding ------------------------------------------------------------------------------------


@st.composite
def bindings(draw, links=None):
    firms = draw(st.integers(2, 6))
    count = draw(st.integers(1, 7))
    each = draw(st.integers(1, firms)) if links is None else links
    partners = [draw(st.permutations(range(firms)))[:each] for _ in range(count)]
    members = draw(st.lists(st.integers(1, 4), min_size=count, max_size=count))
    return Binding(np.array(members), np.array(partners), firms)


@settings(max_examples=60, deadline=None)
@given(bindings(), st.randoms(use_true_random=False))
def test_the_curve_of_losses_is_what_walking_the_graph_gives(graph, luck):
    order = list(range(graph.firms))
    luck.shuffle(order)
    curve = binding.loss_curve(graph, np.array(order))
    for failed in range(graph.firms + 1):
        left = binding.reachable_households(graph, order[:failed])
        assert curve[failed] == graph.households - left


@settings(max_examples=40, deadline=None)
@given(bindings())
def test_the_mean_over_all_sets_of_failures_is_hypergeometric_whatever_the_sizes(graph):
    links = graph.partners.shape[1]
    for failed in range(graph.firms + 1):
        sets = [set(chosen) for chosen in combinations(range(graph.firms), failed)]
        lost = [
            sum(m for m, row in zip(graph.members, graph.partners, strict=True) if set(row) <= s)
            for s in sets
        ]
        expected = binding.expected_lost_share(graph.firms, failed, links)
        assert np.mean(lost) / graph.households == pytest.approx(float(expected))


def test_the_hypergeometric_by_hand():
    assert binding.expected_lost_share(10, 3) == pytest.approx(0.3)  # one firm each: k / F
    assert binding.expected_lost_share(10, 3, 2) == pytest.approx(3 * 2 / (10 * 9))
    assert binding.expected_lost_share(10, 1, 2) == 0  # one failure cannot take two firms


@settings(max_examples=40, deadline=None)
@given(bindings(links=1), st.randoms(use_true_random=False))
def test_no_order_loses_more_than_the_largest_first_when_each_cooperative_has_one_firm(graph, luck):
    order = list(range(graph.firms))
    luck.shuffle(order)
    rng = np.random.default_rng(0)
    worst = binding.loss_curve(graph, binding.failure_order(graph, math.inf, rng))
    best = binding.loss_curve(graph, binding.failure_order(graph, -math.inf, rng))
    some = binding.loss_curve(graph, np.array(order))
    assert (best <= some).all()
    assert (some <= worst).all()
    assert some[0] == 0
    assert some[-1] == graph.households


@given(st.integers(1, 30), st.integers(0, 500), st.sampled_from(binding.SIZES), st.floats(0, 2))
def test_a_whole_is_divided_without_rest_and_nobody_gets_nothing(parts, more, sizes, spread):
    whole = binding.apportion(parts + more, binding.size_weights(parts, sizes, spread))
    assert whole.sum() == parts + more
    assert (whole >= 1).all()


def test_more_parts_than_there_is_to_divide_is_refused():
    with pytest.raises(ValueError, match="cannot be divided"):
        binding.apportion(3, binding.size_weights(4, "equal"))


@pytest.mark.parametrize(("cooperatives", "links"), [(12, 1), (12, 3), (4, 2)])
def test_a_graph_has_the_numbers_that_are_given(cooperatives, links):
    graph = binding.build_binding(
        8, cooperatives, 500, sizes="zipf", spread=1.0, links=links, rng=np.random.default_rng(1)
    )
    assert graph.households == 500
    assert graph.partners.shape == (cooperatives, links)
    assert all(len(set(row)) == links for row in graph.partners.tolist())
    if cooperatives >= 8:  # then no firm is without a cooperative
        assert set(graph.partners[:, 0]) == set(range(8))


def test_losses_are_the_same_for_the_same_seed():
    given_ = {"sizes": "lognormal", "spread": 1.0, "links": 2, "lean": 0.0, "runs": 3}
    first = binding.simulate_losses(20, 40, 900, seed=5, **given_)
    assert (first == binding.simulate_losses(20, 40, 900, seed=5, **given_)).all()
    assert (first != binding.simulate_losses(20, 40, 900, seed=6, **given_)).any()


# -- jobs ----------------------------------------------------------------------------------------------


def test_nobody_at_work_by_hand():
    assert jobs.without_work(0.9, 2) == pytest.approx(0.01)
    assert jobs.without_work(0.5, [1, 2, 3]) == pytest.approx([0.5, 0.25, 0.125])


@given(st.floats(0.01, 0.99), st.integers(1, 8), st.floats(0, 1), st.floats(0, 1))
def test_jobs_that_go_together_leave_more_households_without(rate, workers, first, second):
    less, more = sorted((first, second))
    lower = float(jobs.without_work(rate, workers, less))
    higher = float(jobs.without_work(rate, workers, more))
    assert lower <= higher + 1e-9
    lowest, highest = jobs.limits_without_work(rate, workers)
    assert lowest - 1e-9 <= lower
    assert higher <= highest + 1e-9


@given(st.floats(0.01, 0.99), st.floats(0, 1))
def test_with_one_worker_nothing_can_go_together(rate, correlation):
    assert jobs.without_work(rate, 1, correlation) == pytest.approx(1 - rate)


def test_drawn_households_agree_with_the_beta_binomial():
    drawn = jobs.simulate_without_work(0.8, 3, 0.3, households=100_000, seed=2)
    assert drawn == pytest.approx(float(jobs.without_work(0.8, 3, 0.3)), abs=0.005)


@given(st.floats(1, 6), st.sampled_from(["narrow", "poisson", "wide"]))
def test_shares_of_households_have_the_mean_and_nobody_without_a_worker(mean, shape):
    shares = jobs.worker_shares(mean, shape)
    assert shares[0] == 0
    assert shares.sum() == pytest.approx(1)
    assert float(shares @ np.arange(len(shares))) == pytest.approx(mean, rel=0.02)


def test_longer_work_raises_income_by_its_share_of_wages():
    assert jobs.months_effect(8, 9, 0.5) == pytest.approx(0.0625)


# -- incomes -------------------------------------------------------------------------------------------


@given(st.floats(100, 9000), st.floats(1.001, 3), st.floats(0.05, 0.3), st.floats(0.001, 0.049))
def test_incomes_are_equal_when_they_are_said_to_meet(lower, ratio, faster, slower):
    meeting = incomes.years_to_meet(lower, lower * ratio, faster, slower)
    assert meeting.state == incomes.CLOSES
    grown = lower * (1 + faster) ** meeting.years
    assert grown == pytest.approx(lower * ratio * (1 + slower) ** meeting.years)
    walked = incomes.first_year_met(lower, lower * ratio, faster, slower, most=5000)
    assert walked == -1 or meeting.years - 1e-6 <= walked < meeting.years + 1 + 1e-6


@pytest.mark.parametrize(
    ("lower", "higher", "fast", "slow", "state"),
    [
        (100, 90, 0.1, 0.2, incomes.CLOSED),
        (90, 100, 0.1, 0.2, incomes.WIDENS),
        (90, 100, 0.1, 0.1, incomes.NEVER),
    ],
)
def test_gaps_that_do_not_close(lower, higher, fast, slow, state):
    meeting = incomes.years_to_meet(lower, higher, fast, slow)
    assert meeting.state == state
    assert meeting.years == (0 if state == incomes.CLOSED else math.inf)


def test_levels_rates_and_means_by_hand():
    assert incomes.level_before(115, 0.15) == pytest.approx(100)
    assert incomes.yearly_growth(100, 121, 2) == pytest.approx(0.1)
    assert incomes.rest_of_mean(10, 13, 0.4) == pytest.approx(8)  # 0.4 × 13 + 0.6 × 8 = 10


# -- collective economy and crops ------------------------------------------------------------------------


def test_a_share_of_villages_is_a_whole_number_of_them():
    assert collective.whole_numbers(8, 0.245, 0.255) == [2]
    assert collective.whole_numbers(1000, 0.245, 0.255) == list(range(245, 255))
    assert collective.whole_numbers(3, 0.4, 0.41) == []


@given(st.floats(0.02, 0.98), st.floats(0.1, 2))
def test_tiers_leave_the_stated_share_above(share, sigma):
    median, mean = collective.lognormal_tiers(share, 50.0, sigma)
    drawn = np.exp(np.log(median) + sigma * np.array([-40.0, 40.0]))
    assert drawn[0] < 50 < drawn[1]
    assert mean >= median
    assert mean >= collective.least_total(1, 50.0) * share - 1e-9  # Markov


@given(st.integers(0, 40), st.integers(0, 40), st.data())
def test_bounds_on_a_group_hold_for_every_division(group, other, data):
    inside = data.draw(st.integers(0, group))
    covered = inside + data.draw(st.integers(0, other))
    low, high = collective.covered_at_least(covered, other, group)
    assert low <= inside <= high


def test_a_dividend_is_an_equal_share_of_the_return():
    assert collective.yearly_dividend(1000, 10, 0.05) == pytest.approx(5)


def test_ranges_of_crops_by_hand():
    income, land, price = Range(900, 1100), Range(10, 20), Range(2, 2.5)
    assert crops.per_mu(income, land) == Range(45, 110)
    assert crops.yield_per_mu(income, price, land) == Range(18, 55)
    assert crops.land_needed(Range(4, 4), Range(500, 500), Range(1000, 1000)) == Range(2, 2)
    assert (crops.days_to_fill(240, 120), crops.days_to_fill(-5, 120)) == (2, 0)
    with pytest.raises(ValueError, match="down to"):
        Range(2, 1)


# -- from reports -----------------------------------------------------------------------------------------


def test_the_numbers_of_the_five_reports_are_found_by_key(five):
    (bound,) = five.of("binding")
    assert [bound.value(key) for key in ("firms", "cooperatives", "bound_households")] == [853, 1685, 413900]
    (work,) = five.of("one job")
    assert (work.value("jobs_each"), work.value("job_rate")) == (1.8, 85.7)
    (months,) = five.of("months")
    assert (months.value("months"), months.value("months_more")) == (9.05, 0.55)
    (crop,) = five.of("crop · sold by weight")
    assert (crop["price"].low, crop["price"].high) == (9.15, 9.35)


def test_what_the_five_reports_imply(results):
    assert value(results, "tier-villages") == 563  # 562 would print as 20.53 %, 564 as 20.60 %
    assert value(results, "months-before") == pytest.approx(8.5)
    assert value(results, "binding-base") == pytest.approx(413900 / 0.9359)
    assert value(results, "dividend-each") == pytest.approx(84e6 / 929100)
    assert value(results, "harvest-days") == pytest.approx((40000 - 25000) / 120)


def test_models_are_what_their_closed_forms_say(results):
    judged = judge(results)
    assert len(judged[~judged["stated"]])
    assert judged.loc[~judged["stated"], "fits"].all()


def test_every_result_of_reports_names_what_it_rests_on(results):
    made = results[results["kind"].isin(["result", "check"])]
    assert (made["claims"] != "").all()


NEW = (
    "2024年，全市60家企业、120个合作社、3.1万户农户实现“双绑”，双绑覆盖率达62%。"
    "平均务工时间延长至10个月，比上年增加2个月。全市800个村集体经济均有经营性收入，其中20万元以上的占12.5%。"
)


def test_a_report_never_seen_calibrates_the_models():
    inputs = inputs_of_texts("livelihoods", NEW, place="贵州省毕节市")
    results = results_of(inputs)
    assert value(results, "binding-base") == pytest.approx(50000)
    assert value(results, "months-growth") == pytest.approx(25)
    assert value(results, "tier-villages") == 100
    assert "one job" in set(inputs.missing["group"])


def test_reports_without_these_claims_give_empty_tables_and_a_page_that_says_so():
    inputs = inputs_of_texts("livelihoods", "今年春天，县里下了一场大雪。", place="贵州省毕节市")
    results = results_of(inputs)
    assert results.empty
    assert {"binding", "one job", "tiers"} <= set(inputs.missing["group"])
    assert "not run" in inputs.status("en")
    curves = livelihoods.loss_curves(inputs)
    figures = (
        livelihoods.plot_binding(curves, livelihoods.binding_bars(inputs), "en"),
        livelihoods.plot_work_and_income(results, "zh"),
    )
    said = [[words.get_text() for words in figure.texts] for figure in figures]
    assert said == [[EMPTY["en"]], [EMPTY["zh"]]]


def test_two_places_in_one_report_are_told_apart():
    first = "贵州省毕节市60家企业、120个合作社、3.1万户农户实现“双绑”，双绑覆盖率达62%。"
    second = "贵州省遵义市30家企业、80个合作社、2.1万户农户实现“双绑”，双绑覆盖率达70%。"
    inputs = inputs_of_texts("livelihoods", first + "\n" + second)
    assert len({case.name for case in inputs.of("binding")}) == len(inputs.of("binding")) == 2
    assert len(results_of(inputs))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_figures_are_drawn_in_both_languages(five, results, lang):
    curves, bars = livelihoods.loss_curves(five), livelihoods.binding_bars(five)
    assert len(livelihoods.plot_binding(curves, bars, lang).axes) == 2
    assert len(livelihoods.plot_work_and_income(results, lang).axes) == 2


@pytest.mark.parametrize(
    ("before", "now", "earlier"),
    [("2021", "/2023", True), ("/2023", "2021", False), ("2016/2020", "2021", True), ("2021", "2021", False)],
)
def test_a_number_is_earlier_when_its_period_ends_earlier(before, now, earlier):
    rates = {"now": (50, "乙:0-1", now), "before": (40, "甲:0-1", before)}
    inputs = {
        key: replace(an_input(value, value, value), key=key, claim_id=claim, period=period)
        for key, (value, claim, period) in rates.items()
    }
    found = earlier_input(Case("g", "乙", "", inputs), "now", "before")
    assert (found is not None) == earlier


# -- what the models share: words, ranges at corners, judged checks ----------------------------------------


def braces(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("model", MODELS)
def test_every_quantity_is_named_in_both_languages_with_the_same_gaps(model):
    words = read_resource(f"model_words_{model}.csv")
    assert words["key"].is_unique
    assert (words[["en", "zh"]] != "").all(axis=None)
    assert [braces(text) for text in words["en"]] == [braces(text) for text in words["zh"]]
    assert not [text for text in words["en"] if re.search("[\u4e00-\u9fff]", text)]


@pytest.mark.parametrize("model", MODELS)
def test_every_input_is_looked_for_or_assumed_with_a_reason(model):
    inputs = read_resource(f"model_inputs_{model}.csv").query("source != 'group'")
    assert inputs["key"].is_unique
    assumed = inputs[inputs["source"] == "assumed"]
    assert (assumed[["reason_en", "reason_zh"]] != "").all(axis=None)
    low, mid, high = (assumed[column].astype(float) for column in ("low", "mid", "high"))
    assert ((low <= mid) & (mid <= high) & (low < high)).all()
    claims = inputs[inputs["source"] == "claim"]
    asked = ["indicator_id", "words", "sentence", "system_id", "kind"]
    assert (claims[asked] != "").any(axis=1).all()


def an_input(value, low, high, assumed=False):
    label = {"en": "x", "zh": "x"}
    return Input("x", "g", label, value, low, high, "", "assumed" if assumed else "claim")


def test_corners_give_the_range_that_rounding_leaves():
    found = corners(lambda a, b: a / b, an_input(10, 9, 11), an_input(4, 2, 5))
    assert found == Spread(9 / 5, 2.5, 11 / 2)
    assert corners(lambda a: 1 / a, an_input(1, 0, 2)).high == math.inf


@given(st.floats(1, 9), st.floats(0, 1), st.floats(1, 9), st.floats(0, 1))
def test_no_value_inside_lies_outside_the_corners(first, a, second, b):
    one, other = an_input(first, first, first + 2), an_input(second, second, second + 3)
    found = corners(lambda x, y: x * y - y, one, other)
    inside = (first + 2 * a) * (second + 3 * b) - (second + 3 * b)
    assert found.low - 1e-9 <= inside <= found.high + 1e-9


def test_a_check_fits_when_it_lies_between_and_an_open_end_is_no_limit():
    rows = pd.DataFrame(
        [
            ("a", "check", 2.0, 1.0, 3.0),
            ("b-stated", "check", 5.0, np.nan, 4.0),
            ("c-stated", "check", 5.0, 5.0, np.nan),
            ("d", "result", 9.0, 0.0, 1.0),
        ],
        columns=["result_id", "kind", "mid", "low", "high"],
    )
    judged = judge(rows)
    assert judged["fits"].tolist() == [True, False, True]
    assert judged["stated"].tolist() == [False, True, True]


# -- what a value rests on ----------------------------------------------------------------------------------


def test_the_value_of_a_swept_result_is_the_one_at_the_listed_values(five, results):
    (work,) = five.of("one job")
    p, mean, rho = 0.857, 1.8 / 0.857, five.assumed["correlation"].value
    shares = jobs.worker_shares(mean, "poisson")
    by_hand = 100 * float(shares @ jobs.without_work(p, np.arange(len(shares)), rho))
    assert value(results, "job-without", work.name) == pytest.approx(by_hand)
    moved = results[results["result_id"].str.startswith("job-without-by-")]
    assert moved["mid"].to_numpy() == pytest.approx(by_hand)


def test_without_dependence_the_spread_of_workers_alone_gives_the_range(results):
    (row,) = results[results["result_id"] == "job-independent"].to_dict("records")
    # 1 − p = 14.3 %: with 2.1 workers, nine tenths of the households have 2 and one tenth 3
    assert row["low"] == pytest.approx(100 * (0.8997 * 0.143**2 + 0.1003 * 0.143**3), rel=1e-3)
    # one worker and a Poisson number more: (1 − p) e^(−p (m − 1))
    assert row["mid"] == pytest.approx(14.3 * math.exp(-0.857 * (1.8 / 0.857 - 1)), rel=1e-6)
    assert row["low"] < row["mid"] < row["high"]


@given(st.floats(1e-5, 0.2), st.floats(1.2, 4), st.sampled_from(["narrow", "poisson", "wide"]))
def test_the_rate_that_is_needed_leaves_the_share_asked_for(share, mean, shape):
    rate = jobs.rate_for(share, mean, shape)
    assert jobs.share_without_work(rate, mean, shape) == pytest.approx(share, rel=1e-6)


def test_who_is_not_transferred_is_not_said_to_be_without_work(results):
    rows = results[results["result_id"] == "job-by-workers"]
    employed = rows["scenario"].str.endswith(": job_rate")
    assert employed.any()
    assert rows.loc[employed, "quantity_en"].str.startswith("nobody at work").all()
    assert rows.loc[~employed, "quantity_en"].str.startswith("nobody transferred").all()
    assert rows.loc[~employed, "quantity_zh"].str.startswith("无人转移就业").all()


def test_days_to_make_up_for_a_loss_are_those_of_the_bounds_of_the_loss(results):
    ends = ["low", "high"]
    (change,) = results.loc[results["result_id"] == "harvest-change", ends].to_numpy()
    (days,) = results.loc[results["result_id"] == "harvest-days", ends].to_numpy()
    assert days == pytest.approx(change / 120)


def test_no_key_of_the_code_stands_in_what_is_read(five, results):
    keys = {each.key for each in five.all() if "_" in each.key}
    read = results[~results["kind"].eq("input") & ~results["result_id"].eq("job-by-workers")]
    assert not [text for text in read["scenario"] if any(key in text for key in keys)]
    assert not read["scenario"].str.contains("_industry").any()
