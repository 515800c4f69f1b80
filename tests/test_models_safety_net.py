"""Safety net: the pool against theory and simulation, incomes against bounds, the checklist as rules, and the reports."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from helpers.models import results_table, safety_net
from helpers.models.safety_net.figures import fund_curve, line_curves, plot_fund, plot_lines
from helpers.models.safety_net.lines import (
    gini_needed,
    gini_of,
    mean_needed,
    most_crossing,
    share_above,
    share_bounds,
    share_crossing,
    sigma_of,
)
from helpers.models.safety_net.pool import (
    bearable,
    deviation,
    last_resort,
    share_to_insurer,
    simulated_payments,
    used_up,
    used_up_normal,
    used_up_simulated,
)
from helpers.models.safety_net.standards import (
    OPERATORS,
    check_households,
    draw_households,
    joint_bounds,
    rules_of,
    to_do,
)
from helpers.notebooks import ROOT
from helpers.resources import read_resource
from helpers.systems import read_catalogue
from models_support import inputs_of_five, inputs_of_nothing, inputs_of_texts

patient = settings(deadline=None)  # a busy machine is no defect
FUND = {"premium": 1e8, "paid": 5e7, "households": 15_000.0}
FIVE = ["five_key_standards"]


@pytest.fixture(scope="module")
def inputs():
    return inputs_of_five("safety_net")


@pytest.fixture(scope="module")
def rows(inputs):
    made = [
        *safety_net.fund_rows(inputs), *safety_net.cover_rows(inputs), *safety_net.line_rows(inputs),
        *safety_net.backstop_rows(inputs), *safety_net.standard_rows(inputs), *safety_net.doctor_rows(inputs),
    ]  # fmt: skip
    return results_table("safety_net", made, inputs)


def value_of(rows, result_id, doc="", column="mid"):
    own = rows[(rows["result_id"] == result_id) & rows["scenario"].str.startswith(doc)]
    return own[column].iloc[0]


# -- the pool --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("frequency", [1.0, 1.5, 2.0, 2.5])
@pytest.mark.parametrize("shock", [0.1, 0.3, 0.8])
def test_simulated_years_use_the_fund_up_as_often_as_the_closed_form_says(frequency, shock):
    probability = used_up(**FUND, frequency=frequency, shock=shock, severity=1.0)
    simulated = used_up_simulated(**FUND, frequency=frequency, shock=shock, severity=1.0, years=40_000)
    error = 4 * math.sqrt(max(probability * (1 - probability), 1e-4) / 40_000)
    assert abs(simulated - probability) < error + 0.001


def test_with_few_households_the_luck_of_single_ones_counts():
    # without a common shock, the spread of a sum of n payments is sqrt((1 + cv²) / n) of its mean
    few = {"premium": 110.0, "paid": 100.0, "households": 200.0}
    spread = math.sqrt((1 + 1.0**2) / 200)
    assert deviation(100.0, 200.0, 1.0, 0.0, 1.0) == pytest.approx(100 * spread)
    expected = norm.sf(0.1 / spread)
    assert used_up_normal(**few, frequency=1, shock=0, severity=1) == pytest.approx(expected)
    assert used_up(**few, frequency=1, shock=0, severity=1) == pytest.approx(expected, abs=0.01)
    assert used_up_simulated(**few, frequency=1, shock=0, severity=1) == pytest.approx(expected, abs=0.01)


def test_years_that_are_all_alike_make_the_fund_hold_or_not():
    assert used_up(**FUND, frequency=1.9, shock=0.0, severity=1.0) < 0.001
    assert used_up(**FUND, frequency=2.1, shock=0.0, severity=1.0) > 0.99


def test_payments_have_the_mean_and_the_spread_that_were_put_in():
    payments = simulated_payments(5e7, 15_000, 1.2, 0.3, 1.0, 40_000)
    assert payments.mean() == pytest.approx(6e7, rel=0.01)
    assert payments.std() == pytest.approx(deviation(5e7, 15_000, 1.2, 0.3, 1.0), rel=0.02)


@patient
@given(st.floats(0.2, 4), st.floats(0.2, 4), st.floats(0.05, 0.9), st.floats(0.3, 3))
def test_more_claims_or_a_smaller_fund_never_make_it_safer(one, other, shock, severity):
    low, high = sorted((one, other))
    said = {"shock": shock, "severity": severity}
    assert used_up(**FUND, frequency=low, **said) <= used_up(**FUND, frequency=high, **said) + 1e-12
    smaller = FUND | {"premium": FUND["premium"] / 2}
    assert used_up(**FUND, frequency=low, **said) <= used_up(**smaller, frequency=low, **said) + 1e-12


@patient
@given(st.floats(0.05, 0.9))
def test_what_a_fund_bears_uses_it_up_one_year_in_twenty(shock):
    many = FUND | {"households": 1e9}
    frequency = bearable(FUND["premium"], FUND["paid"], shock)
    assert used_up(**many, frequency=frequency, shock=shock, severity=1.0) == pytest.approx(0.05, abs=1e-4)
    assert frequency < 2  # the fund is twice what was paid: an expected year must cost less


LOSSES = st.lists(st.floats(0, 1e6), min_size=1, max_size=20).map(np.array)


@patient
@given(LOSSES, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1e5))
def test_the_last_resort_pays_no_more_than_the_loss_and_less_the_more_others_bear(
    losses, one, other, deductible
):
    low, high = sorted((one, other))
    paid = last_resort(losses, low, deductible)
    assert (paid >= 0).all()
    assert (paid <= losses * (1 - low) + 1e-9).all()
    assert (last_resort(losses, high, deductible) <= paid + 1e-9).all()
    assert (last_resort(losses, 1.0, deductible) == 0).all()


def test_the_insurers_share_of_exponential_losses():
    losses = np.random.default_rng(1).exponential(15_000, 400_000)
    share = last_resort(losses, 0.7, 2000).sum() / losses.sum()
    assert share == pytest.approx(share_to_insurer(15_000, 0.7, 2000), rel=0.01)
    assert share_to_insurer(15_000, 0.7, 0) == pytest.approx(0.3)
    assert share_to_insurer(15_000, 1.0, 2000) == 0


# -- income lines ----------------------------------------------------------------------------------------

INCOMES = st.lists(st.floats(0, 1e5), min_size=2, max_size=50).map(np.array)


@patient
@given(INCOMES, st.floats(1000, 50_000))
def test_any_incomes_keep_within_the_bounds_that_their_mean_allows(incomes, line):
    mean, highest = float(incomes.mean()), float(incomes.max())
    assume(highest > line)
    low, high = share_bounds(mean, line, highest=highest)
    share = float((incomes >= line).mean())
    assert low - 1e-9 <= share <= high + 1e-9


def test_the_bounds_are_reached():
    # half at the highest income, the others just below the line; and half at the line, the others at nothing
    assert share_bounds(0.5 * 30_000 + 0.5 * 10_000, 10_000, highest=30_000)[0] == pytest.approx(0.5)
    assert share_bounds(5_000, 10_000)[1] == pytest.approx(0.5)
    assert share_bounds(8_500, 10_000, floor=7_000)[1] == pytest.approx(0.5)


@patient
@given(INCOMES, st.floats(1000, 50_000))
def test_those_above_a_line_have_at_least_the_mean_that_they_need(incomes, line):
    above = incomes[incomes >= line]
    assume(len(above))
    needed = mean_needed(float(incomes.mean()), line, len(above) / len(incomes))
    assert above.mean() >= needed - 1e-6 * max(1, abs(needed))


@patient
@given(st.floats(0.05, 0.9))
def test_gini_and_spread_of_lognormal_incomes_are_each_others_inverse(gini):
    assert gini_of(sigma_of(gini)) == pytest.approx(gini)


def test_lognormal_shares_agree_with_drawn_incomes():
    sigma = sigma_of(0.3)
    incomes = np.random.default_rng(2).lognormal(math.log(15_487) - sigma**2 / 2, sigma, 200_000)
    assert incomes.mean() == pytest.approx(15_487, rel=0.01)
    assert (incomes > 10_000).mean() == pytest.approx(share_above(15_487, 10_000, 0.3), abs=0.005)
    ordered = np.sort(incomes)
    ranks = np.arange(1, len(ordered) + 1)
    measured = 2 * (ranks * ordered).sum() / (len(ordered) * ordered.sum()) - 1
    assert measured == pytest.approx(0.3, abs=0.01)
    crossed = ((incomes > 10_000) & (incomes / 1.146 <= 10_000)).mean()
    assert crossed == pytest.approx(share_crossing(15_487, 10_000, 14.6, 0.3), abs=0.005)


@patient
@given(st.floats(0.05, 0.9), st.floats(1, 30))
def test_no_inequality_lets_more_cross_than_the_most(gini, growth):
    assert share_crossing(15_000, 10_000, growth, gini) <= most_crossing(15_000, 10_000, growth) + 2e-3


@patient
@given(st.floats(0.12, 0.9))
def test_the_gini_needed_gives_the_share_back(gini):
    share = share_above(15_487, 10_000, gini)
    assert share_above(15_487, 10_000, gini_needed(15_487, 10_000, share)) == pytest.approx(share, abs=1e-6)


# -- standards -------------------------------------------------------------------------------------------


def test_the_rules_name_known_sets_fields_and_operators():
    rows = read_resource("guarantee_standards.csv")
    systems = set(read_catalogue(ROOT / "data/coding").systems["system_id"])
    assert {name for sets in rows["sets"] for name in sets.split()} <= systems
    assert set(rows["op"]) <= set(OPERATORS)


def test_the_sets_hold_the_standards_that_their_names_count():
    def named(key):
        return {rule.standard for rule in rules_of([key])}

    assert named("five_key_standards") == {"income", "housing", "education", "medical", "water"}
    assert named("three_plus_one_guarantee") == {"education", "medical", "housing", "water"}
    two_three = named("guarantee_standard_two_three_water")
    assert two_three == {"food", "clothing", "education", "medical", "housing", "water"}


def test_a_household_meets_all_standards_only_if_it_meets_each():
    fine = {
        "income": 5000,
        "children_out_of_school": 0,
        "members_uninsured": 0,
        "house_unsafe": 0,
        "water_unsafe": 0,
    }
    lacks = fine | {"members_uninsured": 1}
    poor = fine | {"income": 3999}
    unknown = fine | {"water_unsafe": math.nan}
    households = pd.DataFrame([fine, lacks, poor, unknown])
    met = check_households(households, rules_of(FIVE, line=4000))
    assert met["all"].tolist() == [True, False, False, False]
    assert met["medical"].tolist() == [True, False, True, True]
    assert to_do(households, rules_of(FIVE, line=4000)).tolist() == [0, 1, 1, 1]


RECORDS = st.lists(
    st.fixed_dictionaries({row["field"]: st.integers(0, 13) for row in read_resource("guarantee_standards.csv").to_dict("records")}),
    min_size=1, max_size=8,
).map(pd.DataFrame)  # fmt: skip
SETS = st.sets(
    st.sampled_from(["five_key_standards", "three_plus_one_guarantee", "guarantee_standard_two_three_water"])
)


@patient
@given(RECORDS, SETS, SETS)
def test_more_standards_never_let_more_households_pass(households, some, more):
    fewer, all_ = rules_of(sorted(some)), rules_of(sorted(some | more))
    passes = check_households(households, all_)["all"]
    assert (passes <= check_households(households, fewer)["all"]).all()
    again = check_households(households, all_[::-1])["all"]
    assert (passes == again).all()
    assert (passes == (to_do(households, all_) == 0)).all()


@patient
@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=1, max_size=30))
def test_any_households_keep_within_the_joint_bounds(met):
    frame = np.array(met)
    low, high = joint_bounds(list(frame.mean(axis=0)))
    assert low - 1e-9 <= frame.all(axis=1).mean() <= high + 1e-9


def test_drawn_households_meet_each_standard_as_often_as_asked():
    rules = rules_of(FIVE, line=4000)
    met = check_households(draw_households(rules, 0.9, 0.5), rules)
    assert met.drop(columns="all").mean().to_numpy() == pytest.approx(0.9, abs=0.01)
    alone = check_households(draw_households(rules, 0.9, 0.0), rules)["all"].mean()
    assert alone == pytest.approx(0.9**5, abs=0.015)
    assert met["all"].mean() > alone + 0.05  # the same households lack several


# -- the reports -----------------------------------------------------------------------------------------


def test_the_fund_paid_about_half_of_its_premium(rows):
    # 4949.92万 of 1亿, to 15234 households
    assert value_of(rows, "loss-ratio") == pytest.approx(49.4992)
    assert value_of(rows, "mean-payment") == pytest.approx(49_499_200 / 15_234)
    assert value_of(rows, "fund-reach") == pytest.approx(1e8 / (49_499_200 / 15_234))


def test_the_premium_of_the_county_is_a_few_yuan_a_person(rows):
    assert value_of(rows, "premium-per-person") == pytest.approx(2_000_000 / 372_000)
    # 371,500 at least (37.2万, rounded) less 341,742 registered
    assert value_of(rows, "insured-not-registered", column="low") == 29_758


def test_the_stated_people_cannot_plausibly_be_all_above_the_line(rows):
    share = 178_992 / 934_600
    assert value_of(rows, "line-stated-share", "tongren-2024") == pytest.approx(100 * share)
    needed = (15_487 - 10_000 * (1 - share)) / share
    assert value_of(rows, "line-mean-needed", "tongren-2024") == pytest.approx(needed)
    assert value_of(rows, "line-gini-needed", "tongren-2024") > 0.8
    assert (
        value_of(rows, "line-most-crossing", "tongren-2024") < 100 * share
    )  # nor those who crossed in the year


def test_the_backstop_holds_more_people_than_are_still_poor(rows):
    assert value_of(rows, "backstop-not-poor", column="low") == 24_480 - 19_870


def test_standards_are_dated_as_the_report_dates_them(rows):
    dated = rows[rows["result_id"].str.startswith("standard-date-")]
    found = {
        row.result_id.removeprefix("standard-date-"): row.scenario.split(": ")[1]
        for row in dated.itertuples()
    }
    # an inspection of the district's schools is not the standard of households, and 6月底可全部达标 is an expectation
    assert found == {"income": "2020-06", "water": "2019-09"}
    said = rows.set_index("result_id")["quantity_en"]
    assert said["standard-date-income"] == "income: expected to be met by"
    assert said["standard-date-water"] == "safe drinking water: met from"
    assert {"standard-met-housing", "standard-met-medical"} <= set(
        said.index
    )  # 已全部清零, 全部参加: without a date
    last = rows[rows["result_id"] == "standards-from"]
    assert last["scenario"].tolist() == ["huize-2020: 2020-06"]


@pytest.mark.parametrize(
    ("quote", "awaited"),
    [
        ("收入方面,6月底可全部达标", True),
        ("住房安全力争年底前清零", True),
        ("确保2020年6月底前全部达标", True),
        ("饮水安全已于去年9月全部达标", False),
        ("2019年12月全部清零", False),
    ],
)
def test_what_can_or_shall_be_met_is_not_met(quote, awaited):
    assert safety_net.table.expected(quote) == awaited


def test_people_removed_from_below_a_line_are_read_as_those_who_crossed(inputs, rows):
    own = rows[rows["scenario"] == "zhaotong-2023"]
    assert {"line-stated-share", "line-share-crossing", "line-most-crossing"} <= set(own["result_id"])
    assert not own["result_id"].isin(["line-mean-needed", "line-gini-needed", "line-share-above"]).any()
    curves = line_curves(inputs)
    assert curves.loc[curves["case"] == "zhaotong-2023", "above"].isna().all()
    assert curves.loc[curves["case"] == "tongren-2024", "above"].notna().all()


def test_an_income_line_is_sharp_whatever_word_says_on_which_side_people_stand(inputs):
    lines = [case["line"] for case in inputs.of("line")]
    assert "at_least" in {each.bound for each in lines}  # 以上
    assert {"under", "at_most"} & {each.bound for each in lines}  # 以下
    assert all(each.low == each.value == each.high == 10_000 for each in lines)


def test_what_no_report_states_any_part_of_is_of_no_report(rows):
    own = rows[rows["result_id"] == "share-to-insurer"]
    assert own["scenario"].tolist() == [""]
    assert own["claims"].tolist() == [""]


def test_stated_coverage_follows_from_the_counts(rows):
    own = rows[rows["result_id"].isin(["check-water-households", "check-medical-people"])]
    assert own["mid"].tolist() == [100, 100]


def test_the_rule_of_doctors_asks_for_one_per_thousand_of_the_implied_people(rows):
    people = 69_676 / 0.0767
    assert value_of(rows, "implied-population") == pytest.approx(people)
    assert value_of(rows, "doctors-missing") == pytest.approx(people / 1000 - 818)


def test_all_checks_hold(inputs):
    made = [*safety_net.fund_checks(inputs, years=20_000), *safety_net.standard_checks(inputs)]
    checks = pd.DataFrame(made)
    assert len(checks) >= 5
    assert checks["mid"].between(checks["low"], checks["high"]).all()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_we_see_is_said_with_numbers_of_the_table(rows, lang):
    said = safety_net.say_safety_net(rows, lang)
    assert "49.5" in said
    assert "38,650" in said
    assert "29,905" not in said  # people removed from below a line are not everybody above it
    assert "{" not in said


def test_a_report_never_seen_calibrates_the_model():
    inputs = inputs_of_texts(
        "safety_net",
        "县财政投入保费600万元,为全县12.5万农村人口购买防贫保险,今年以来已赔付412.6万元,惠及1032户。\n"
        "全县将8120户17450人纳入低保、特困等兜底保障。",
        place="河南省信阳市新县",
    )
    made = [*safety_net.fund_rows(inputs), *safety_net.cover_rows(inputs), *safety_net.backstop_rows(inputs)]
    table = results_table("safety_net", made, inputs)
    assert value_of(table, "loss-ratio") == pytest.approx(100 * 412.6 / 600)
    assert value_of(table, "mean-payment") == pytest.approx(4_126_000 / 1032)
    assert value_of(table, "premium-per-person") == 48
    assert value_of(table, "backstop-size") == pytest.approx(17_450 / 8120)
    assert "backstop-not-poor" not in set(table["result_id"])  # who is still poor is not stated
    assert {"mean-income", "doctors"} <= set(inputs.missing["key"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_inputs_it_says_so_and_draws_a_page_that_says_so(lang):
    nothing = inputs_of_nothing("safety_net")
    makers = (
        safety_net.fund_rows, safety_net.cover_rows, safety_net.line_rows, safety_net.backstop_rows,
        safety_net.standard_rows, safety_net.doctor_rows, safety_net.fund_checks, safety_net.standard_checks,
    )  # fmt: skip
    assert [row for make in makers for row in make(nothing)] == []
    table = results_table("safety_net", [], nothing)
    assert safety_net.say_safety_net(table, lang) in ("The model was not run.", "模型未运行。")
    assert plot_fund(fund_curve(nothing), safety_net.fund_tornado(nothing), lang).texts
    assert plot_lines(line_curves(nothing), nothing, lang).texts
