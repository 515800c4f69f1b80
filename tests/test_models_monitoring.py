"""Monitoring: the closed forms against theory and simulation, invariants, and what the reports state."""

import resource
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.models import Input, load_inputs, monitoring, results_table
from helpers.models.monitoring.figures import curve_bands, plot_risk, plot_tiers
from helpers.models.monitoring.grades import compare_visits, gain, implied_ratios
from helpers.models.monitoring.risk import at_risk_after, freed_between, path, yearly_rate
from helpers.models.monitoring.simulation import simulate
from helpers.models.monitoring.tiers import (
    ASKING,
    HELP,
    Tier,
    act_of,
    days_unseen,
    frontier,
    still_unseen,
    tiers_of,
    unseen_by_one,
    work_hours,
)
from helpers.tables import empty_table
from models_support import NAMES, inputs_of_five, inputs_of_nothing, inputs_of_texts

patient = settings(deadline=None)  # a busy machine is no defect
VALUES = {
    "sees:visit": 0.75, "sees:report": 0.05, "sees:meeting": 0.15, "sees:analysis": 0.2, "sees:dispatch": 0.05,
    "work:visit": 30.0, "work:report": 0.1, "work:meeting": 0.6, "work:analysis": 0.1, "work:dispatch": 0.01,
    "hidden": 0.1, "asks": 0.3, "asks-days": 10.0,
}  # fmt: skip
ALL_SEE = VALUES | {key: 1.0 for key in VALUES if key.startswith("sees:")} | {"hidden": 0.0}


def a_tier(days, act="visit"):
    label = {"en": f"{act} {days}", "zh": f"{act} {days}"}
    source = Input(label["en"], "tiers", label, days, days, days, "day", "cadence", claim_id="甲:0-1")
    return Tier(label["en"], days, act, HELP if act == ASKING else label, source)


FIVE = [
    a_tier(60, "dispatch"),
    a_tier(30, "analysis"),
    a_tier(30, "visit"),
    a_tier(10, "meeting"),
    a_tier(1, "report"),
]
ACTS = st.sampled_from(["visit", "report", "meeting", "analysis", "dispatch"])
TIERS = st.lists(st.builds(a_tier, st.sampled_from([1, 7, 10, 30, 60]), ACTS), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def inputs():
    return inputs_of_five("monitoring")


# -- closed forms ----------------------------------------------------------------------------------------


def test_a_level_that_sees_everything_waits_half_its_interval():
    for days in (1, 10, 30, 60):
        assert days_unseen([a_tier(days)], ALL_SEE) == pytest.approx(days / 2)


def test_two_levels_that_see_everything_wait_a_third_of_their_interval():
    assert days_unseen([a_tier(30), a_tier(30, "analysis")], ALL_SEE) == pytest.approx(10)


def test_of_two_levels_that_see_everything_the_mean_of_the_sooner_turn():
    # uniform on (0, a) and (0, b) with a < b: a/2 − a²/(6 b)
    assert days_unseen([a_tier(10), a_tier(60, "analysis")], ALL_SEE) == pytest.approx(5 - 100 / 360)


@pytest.mark.parametrize("chance", [0.05, 0.3, 0.9])
def test_a_level_that_misses_some_comes_round_again(chance):
    values = VALUES | {"sees:visit": chance}
    assert days_unseen([a_tier(2)], values) == pytest.approx(2 * (1 / chance - 0.5), rel=1e-3)


def test_requests_alone_follow_their_delay():
    # 30 % ask, after 10 days on average; the others stay unseen for the year
    expected = 0.3 * 10 * (1 - np.exp(-36.5)) + 0.7 * 365
    assert days_unseen([a_tier(0, ASKING)], VALUES) == pytest.approx(expected)


def test_without_a_level_nothing_is_seen():
    assert days_unseen([], VALUES) == pytest.approx(365)


def test_between_turns_the_share_unseen_falls_in_a_straight_line():
    assert unseen_by_one(30, 0.5, np.array([0.0, 15, 30, 45, 60])) == pytest.approx(
        [1, 0.75, 0.5, 0.375, 0.25]
    )


@pytest.mark.parametrize("tiers", [FIVE, [*FIVE, a_tier(0, ASKING)], FIVE[:1], [a_tier(30)]], ids=len)
def test_simulated_households_are_seen_when_the_closed_form_says(tiers):
    run = simulate(tiers, VALUES, 60_000, entering=1.0, follow=365)
    assert abs(run.days_unseen() - days_unseen(tiers, VALUES)) < 4 * run.standard_error()
    assert run.standard_error() < 1.5


def test_the_simulated_share_unseen_after_a_month_is_that_of_the_curve():
    run = simulate(FIVE, VALUES, 60_000, entering=1.0, follow=365)
    unseen = (run.found - run.began > 30).mean()
    assert unseen == pytest.approx(float(still_unseen(FIVE, VALUES, np.array([30.0]))[0]), abs=0.01)


def test_those_unseen_at_once_are_arrivals_times_delay():
    run = simulate(FIVE, VALUES, 100_000, entering=0.5, follow=365)
    assert run.backlog.sum() == pytest.approx(
        np.minimum(run.found, run.days).sum() - run.began.sum(), rel=0.02
    )
    steady = run.backlog[180:360].mean()
    assert steady == pytest.approx(len(run.began) / 365 * days_unseen(FIVE, VALUES), rel=0.05)


def test_the_same_seed_gives_the_same_year():
    first, again = (simulate(FIVE, VALUES, 20_000, seed=7) for _ in range(2))
    assert np.array_equal(first.found, again.found)
    assert not np.array_equal(first.began, simulate(FIVE, VALUES, 20_000, seed=8).began)


@pytest.mark.slow
def test_a_year_of_a_million_households_takes_seconds_and_little_memory():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    simulate(FIVE, VALUES, 1_000_000, entering=1.0)  # every one of them comes into risk
    assert time.process_time() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000  # kB


# -- invariants ------------------------------------------------------------------------------------------


@patient
@given(TIERS, ACTS, st.sampled_from([1, 7, 10, 30, 60]))
def test_another_level_never_delays(tiers, act, days):
    assert days_unseen([*tiers, a_tier(days, act)], VALUES) <= days_unseen(tiers, VALUES) + 1e-9


@patient
@given(TIERS, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_seeing_better_never_delays(tiers, one, other):
    low, high = sorted((one, other))
    looks = [key for key in VALUES if key.startswith("sees:")]
    worse, better = (VALUES | dict.fromkeys(looks, chance) for chance in (low, high))
    assert days_unseen(tiers, better) <= days_unseen(tiers, worse) + 1e-9


@patient
@given(TIERS)
def test_the_share_unseen_falls_from_all_and_stays_a_share(tiers):
    days = np.linspace(0, 365, 500)
    unseen = still_unseen(tiers, VALUES, days)
    assert unseen[0] == 1
    assert (np.diff(unseen) <= 1e-12).all()
    assert (unseen >= 0).all()


@patient
@given(TIERS)
def test_the_order_of_the_levels_does_not_matter(tiers):
    assert days_unseen(tiers[::-1], VALUES) == pytest.approx(days_unseen(tiers, VALUES))
    assert work_hours(tiers[::-1], VALUES) == pytest.approx(work_hours(tiers, VALUES))


def test_the_work_of_the_levels_adds_up():
    assert work_hours([a_tier(30)], VALUES) == pytest.approx(365 / 30 * 30 / 60)
    assert work_hours(FIVE, VALUES) == pytest.approx(sum(work_hours([tier], VALUES) for tier in FIVE))


def test_nothing_on_the_frontier_is_beaten():
    points = frontier(FIVE, VALUES)
    assert len(points) == 2**5 - 1
    for row in points[points["best"]].itertuples():
        assert not ((points["hours"] <= row.hours) & (points["days"] < row.days - 1e-9)).any()
    for row in points[~points["best"]].itertuples():
        assert ((points["hours"] <= row.hours) & (points["days"] <= row.days + 1e-9)).sum() > 1


# -- visits by colour ------------------------------------------------------------------------------------

GRADED = {"red": 0.02, "yellow": 0.1, "yellow-risk": 6.0, "red-risk": 6.0}
SHARES = st.fixed_dictionaries({"red": st.floats(0.001, 0.2), "yellow": st.floats(0.01, 0.4)})


@patient
@given(SHARES)
def test_grading_saves_nothing_where_risk_is_as_visits(shares):
    values = shares | {"yellow-risk": 30 / 7, "red-risk": 7.0}
    assert gain((1.0, 7.0, 30.0), values) == pytest.approx(0, abs=1e-9)


@patient
@given(SHARES, st.floats(1, 100), st.floats(1, 100))
def test_no_visits_beat_the_best_ones_and_equal_risks_make_equal_visits_best(shares, yellow, red):
    found = compare_visits((1.0, 7.0, 30.0), shares | {"yellow-risk": yellow, "red-risk": red})
    assert found["best"] <= min(found["graded"], found["equal"]) + 1e-9
    alike = compare_visits((1.0, 7.0, 30.0), shares | {"yellow-risk": 1.0, "red-risk": 1.0})
    assert alike["best"] == pytest.approx(alike["equal"])


def test_the_intervals_are_the_best_ones_at_the_risks_that_they_imply():
    yellow, red = implied_ratios((1.0, 7.0, 30.0))
    assert (yellow, red) == pytest.approx((900 / 49, 900))
    found = compare_visits((1.0, 7.0, 30.0), GRADED | {"yellow-risk": yellow, "red-risk": red / yellow})
    assert found["graded"] == pytest.approx(found["best"])


def test_visits_of_a_year_are_those_of_the_colours():
    found = compare_visits((1.0, 7.0, 30.0), GRADED)
    assert found["visits"] == pytest.approx(365 * (0.02 / 1 + 0.1 / 7 + 0.88 / 30))


# -- stocks and flow -------------------------------------------------------------------------------------


@patient
@given(st.floats(0.05, 0.9), st.floats(0.01, 0.95), st.floats(0.5, 2), st.floats(0, 0.5))
def test_the_yearly_rate_leads_from_one_stock_to_the_other(before, now, span, intake):
    assume(now > before)
    values = {"span": span, "intake": intake}
    rate = yearly_rate(before, now, values)
    assume(rate == rate)
    assert path(before, values, rate, np.array([0.0, span])) == pytest.approx(
        [100 * before, 100 * now], abs=1e-4
    )


def test_without_intake_the_rate_is_the_logarithm_of_the_stocks():
    values = {"span": 1.0, "intake": 0.0}
    assert yearly_rate(0.5739, 0.7132, values) == pytest.approx(np.log(0.4261 / 0.2868))


@patient
@given(st.floats(0.1, 5), st.floats(0.01, 3), st.floats(0, 2), st.floats(0.01, 3))
def test_the_stock_at_risk_stays_between_where_it_is_and_where_it_tends(years, start, inflow, rate):
    stock, rest = at_risk_after(years, start, inflow, rate), inflow / rate
    assert min(start, rest) - 1e-9 <= stock <= max(start, rest) + 1e-9


def test_people_freed_between_two_rates_are_bounded_by_the_list_having_only_grown():
    def a(value, low=None, high=None):
        return Input("", "", {}, value, low or value, high or value, "", "claim")

    few, many = freed_between(a(50.0), a(1000.0), a(700.0))
    assert (few, many) == (200, 700)
    rounded, _ = freed_between(a(50.0, 49.5, 50.5), a(1000.0), a(700.0))
    assert rounded == pytest.approx(195)
    people, _ = freed_between(a(33.3), a(100.0), a(70.0))
    assert people == 37  # 36.7: people are whole


# -- the reports -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "act"),
    [
        ("双月一调度", "dispatch"),
        ("一月一分析", "analysis"),
        ("一月一遍访一研判", "visit"),  # the visit, which also ends in an assessment
        ("每旬一办公", "meeting"),
        ("每天一报告", "report"),
        ("每周入户走访", "visit"),
        ("每季度比对数据", "analysis"),
        ("每月发工资", ""),
    ],
)
def test_a_duty_is_read_by_its_verb(quote, act):
    assert act_of(quote).get("act", "") == act


def test_the_five_levels_of_the_report_are_found(inputs):
    tiers = {case.doc: tiers_of(case) for case in inputs.of("tiers")}["zhaotong-2023"]
    turns = [(tier.days, tier.act) for tier in tiers if tier.act != ASKING]
    assert turns == [(60, "dispatch"), (30, "analysis"), (30, "visit"), (10, "meeting"), (1, "report")]


@pytest.fixture(scope="module")
def rows(inputs):
    made = [*monitoring.tier_rows(inputs), *monitoring.grade_rows(inputs), *monitoring.risk_rows(inputs)]
    return results_table("monitoring", made, inputs)


def value_of(rows, result_id, column="mid"):
    return rows.loc[rows["result_id"] == result_id, column].iloc[0]


def test_the_rates_of_the_report_follow_from_its_counts(rows):
    # 164440 of 230570 persons, 37650 of 55106 households; 3.12 and 5.62 points above province and nation
    assert value_of(rows, "risk-rate-persons") == pytest.approx(71.319, abs=0.001)
    assert value_of(rows, "risk-rate-households") == pytest.approx(68.323, abs=0.001)
    assert value_of(rows, "risk-rate-province") == pytest.approx(68.20)
    assert value_of(rows, "risk-rate-nation") == pytest.approx(65.70)
    assert (value_of(rows, "risk-left-people"), value_of(rows, "risk-left-households")) == (66130, 17456)
    check = rows[rows["result_id"] == "check-risk-rate"].iloc[0]
    assert check["low"] <= check["mid"] <= check["high"]  # stated: 71.32 %


def test_every_result_names_claims_or_assumptions_and_bands_hold_their_middle(rows):
    results = rows[rows["kind"] == "result"]
    assert (results["claims"].ne("") | results["assumed"].ne("")).all()
    banded = results.dropna(subset=["low", "mid", "high"])
    assert len(banded)
    assert (banded["low"] <= banded["high"]).all()
    assert banded["mid"].between(banded["low"] - 1e-9, banded["high"] + 1e-9).all()


def test_a_case_holds_no_tier_and_no_households_that_another_report_states(inputs, rows):
    assert all(tier.source.doc == case.doc for case in inputs.of("tiers") for tier in tiers_of(case))
    backlog = rows[rows["result_id"] == "unseen-at-once"]
    assert backlog["scenario"].tolist() == ["zhaotong-2023"]


def test_requests_alone_are_no_result_of_a_report(rows):
    # of 每月遍访 and 群众求助, without the visits only what is assumed of requests would be left
    named = rows.loc[rows["result_id"].isin(["days-unseen", "days-added"]), "scenario"]
    assert not named.str.endswith((": without 每月遍访", ": only 群众求助")).any()


def test_what_the_missed_level_adds_rests_on_hidden_risks_and_the_cut(rows):
    own = rows[rows["scenario"] == "zhaotong-2023: without 一月一遍访一研判"].set_index("result_id")
    whole, part = own.loc["days-added", "mid"], own.loc["days-added-hidden", "mid"]
    assert 0 < part < whole
    by_cut = own.loc["days-added-horizon"].set_index("x")["mid"]
    assert by_cut[365.0] == pytest.approx(whole)
    assert by_cut.is_monotonic_increasing


def test_a_duty_is_named_by_who_has_it(inputs):
    labels = [each.label["zh"] for case in inputs.of("tiers") for each in case.inputs.values()]
    assert any("一月一分析（部门）" in label for label in labels)  # 部门“一月一分析”, of the city


def test_the_people_freed_follow_from_the_counts(rows):
    # 164440 less 57.395 % of 230570, which is 132335.7
    assert value_of(rows, "risk-freed", "low") == 32_105


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_we_see_is_said_with_numbers_of_the_table(rows, lang):
    said = monitoring.say_monitoring(rows, lang)
    assert "68.32" in said
    assert "{" not in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_inputs_it_says_so_and_draws_a_page_that_says_so(lang):
    nothing = inputs_of_nothing("monitoring")
    made = [*monitoring.tier_rows(nothing), *monitoring.grade_rows(nothing), *monitoring.risk_rows(nothing)]
    assert [*made, *monitoring.check_rows(nothing), *monitoring.tornado_rows(nothing)] == []
    table = results_table("monitoring", [], nothing)
    assert monitoring.say_monitoring(table, lang) in ("The model was not run.", "模型未运行。")
    points, curves = monitoring.frontier_of(nothing), curve_bands(nothing)
    assert plot_tiers(points, curves, monitoring.tiers_tornado(nothing), lang).texts
    assert plot_risk(nothing, monitoring.risk_paths(nothing), lang).texts


def test_a_report_never_seen_calibrates_the_model():
    inputs = inputs_of_texts(
        "monitoring",
        "截至2023年10月底,全县累计识别监测对象3120户11856人,其中已消除风险2406户9340人,风险消除率由2022年底的65.2%提高到78.78%。\n"
        "在监测上,实行县级每月一研判、乡镇每周一排查。对搬迁群众落实“日访、周访、月访”制度。",
        place="河南省信阳市新县",
    )
    (case,) = inputs.of("tiers")
    assert [(tier.days, tier.act) for tier in tiers_of(case)] == [(30, "meeting"), (7, "visit")]
    made = results_table("monitoring", monitoring.risk_rows(inputs), inputs)
    assert value_of(made, "risk-rate-persons") == pytest.approx(100 * 9340 / 11856)
    assert value_of(made, "risk-rate-households") == pytest.approx(100 * 2406 / 3120)
    check = made[made["result_id"] == "check-risk-rate"].iloc[0]
    assert check["low"] <= check["mid"] <= check["high"]  # stated: 78.78 %
    assert "risk-rate-province" not in set(made["result_id"])  # no lead is stated
    assert monitoring.grade_rows(inputs)


def test_a_chance_above_one_is_no_chance():
    inputs = inputs_of_texts("monitoring", "村级每天一走访,县级每月一研判。", place="河南省信阳市新县")
    assert "even-chance" not in {row["result_id"] for row in monitoring.tier_rows(inputs)}


@settings(max_examples=5, deadline=None)
@given(st.lists(st.sampled_from([1, 7, 10, 30]), min_size=1, max_size=3))
def test_any_cadences_can_be_run(turns):
    quotes = {1: "每天一报告", 7: "每周一走访", 10: "每旬一办公", 30: "一月一分析"}
    rows = [
        {"doc": "丁", "start": 10 * number, "end": 10 * number + 5, "quote": quotes[days], "cadence": "月", "days": float(days),
         "system_id": "", "actors": "某县", "levels": "县"}
        for number, days in enumerate(turns)
    ]  # fmt: skip
    frames = {name: empty_table(name) for name in NAMES} | {"cadences": pd.DataFrame(rows)}
    found = load_inputs("monitoring", **frames)
    (case,) = found.of("tiers")
    assert {tier.days for tier in tiers_of(case)} == set(turns)
    assert monitoring.tier_rows(found)
