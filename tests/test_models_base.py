"""The shared base of the models: inputs found by what they are, results as one tidy table, sweeps that repeat."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models import (
    MODELS,
    Input,
    as_markdown,
    band,
    check,
    draws,
    join_results,
    load_inputs,
    result,
    results_table,
    show_results,
    sweep,
    tornado,
)
from helpers.models.inputs import SPECIFICATION
from helpers.models.results import significant
from helpers.notebooks import ROOT, find_notebooks
from helpers.resources import RESOURCES, read_resource
from helpers.systems import read_catalogue
from helpers.systems.catalogue import MODELS as MODELS_OF_SYSTEMS
from helpers.tables import SCHEMAS, check_table, empty_table, read_table, write_table

patient = settings(deadline=None)  # a busy machine is no defect
WORDS = {"en": "share", "zh": "占比"}


def a_claim(doc, text, surface, **changes):
    start = text.index(surface)
    row = dict.fromkeys(SCHEMAS["claims"].columns, "") | {
        "doc": doc,
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "kind": "count",
        "unit": "户",
        "bound": "exact",
        "status": "reported",
        "adcode": "530600",
        "place": "云南省昭通市",
        "as_of": "2023",
        "confidence": 0.8,
        "claim_id": f"{doc}:{start}-{start + len(surface)}",
    }
    return row | changes


def a_sentence(doc, text):
    return {"doc": doc, "start": 0, "end": len(text), "text": text, "role": "article"}


TEXT = "全市三类对象55106户,2021年消除率57.39%,现为71.32%,乙县三类对象100户。"
CLAIMS = pd.DataFrame(
    [
        a_claim(
            "甲",
            TEXT,
            "55106户",
            low=55106,
            high=55106,
            indicator_id="three-groups-households",
            indicator="三类对象",
        ),
        a_claim(
            "甲",
            TEXT,
            "57.39%",
            low=57.39,
            high=57.39,
            kind="percent",
            unit="%",
            indicator_id="risk-removed-rate",
            period="2021",
        ),
        a_claim(
            "甲",
            TEXT,
            "71.32%",
            low=71.32,
            high=71.32,
            kind="percent",
            unit="%",
            indicator_id="risk-removed-rate",
            period="/2023",
        ),
        a_claim(
            "甲",
            TEXT,
            "100户",
            low=100,
            high=100,
            indicator_id="three-groups-households",
            indicator="三类对象",
            adcode="530602",
            place="乙县",
        ),
    ]
)
SENTENCES = pd.DataFrame([a_sentence("甲", TEXT)])


def specification(*rows):
    labels = {"group": "risk", "label_en": "label", "label_zh": "名", "unit": "户"}
    return (
        pd.DataFrame([labels | row for row in rows]).reindex(columns=SPECIFICATION, fill_value="").fillna("")
    )


HOUSEHOLDS = {"key": "households", "source": "claim", "indicator_id": "three-groups-households"}
RATE = {"key": "rate", "source": "claim", "indicator_id": "risk-removed-rate"}
BEFORE = {"key": "before", "source": "claim", "indicator_id": "risk-removed-rate", "pick": "previous"}
ASSUMED = {
    "key": "years",
    "source": "assumed",
    "low": "1",
    "mid": "2",
    "high": "4",
    "scale": "log",
    "reason_en": "unknown",
}


def load(*rows, claims=CLAIMS, sentences=SENTENCES):
    return load_inputs("monitoring", claims, sentences, specification=specification(*rows))


# -- inputs ----------------------------------------------------------------------------------------------


def test_an_input_carries_the_words_that_state_it():
    (case,) = load(HOUSEHOLDS, RATE).of("risk")
    households = case["households"]
    assert (households.value, households.claim_id, households.place) == (55106, "甲:6-12", "云南省昭通市")
    assert "三类对象55106户" in households.quote
    assert not households.assumed


def test_a_case_takes_its_inputs_from_one_place():
    cases = load(HOUSEHOLDS).of("risk")
    assert {case["households"].value: case.place for case in cases} == {55106: "云南省昭通市", 100: "乙县"}
    (case,) = load(HOUSEHOLDS, RATE).of("risk")  # 乙县 has no rate
    assert case["households"].value == 55106


def test_the_latest_of_several_is_taken_and_the_one_before_where_asked():
    (case,) = load(RATE, BEFORE).of("risk")
    assert (case.value("before"), case.value("rate")) == (57.39, 71.32)
    once = CLAIMS[CLAIMS["period"] != "2021"]
    assert load(RATE, BEFORE, claims=once).of("risk") == []


def test_a_printed_number_is_the_interval_that_it_can_stand_for():
    (case,) = load(RATE).of("risk")
    assert (case["rate"].low, case["rate"].high) == pytest.approx((71.315, 71.325))


def test_the_same_numbers_elsewhere_in_another_report_calibrate_the_model():
    text = "乙市三类对象900户,消除率80%。"
    more = pd.DataFrame(
        [
            a_claim(
                "乙",
                text,
                "900户",
                low=900,
                high=900,
                indicator_id="three-groups-households",
                adcode="520600",
                place="乙市",
            ),
            a_claim(
                "乙",
                text,
                "80%",
                low=80,
                high=80,
                kind="percent",
                unit="%",
                indicator_id="risk-removed-rate",
                adcode="520600",
                place="乙市",
                period="2024",
            ),
        ]
    )
    sentences = pd.concat([SENTENCES, pd.DataFrame([a_sentence("乙", text)])])
    cases = load(HOUSEHOLDS, RATE, claims=pd.concat([CLAIMS, more]), sentences=sentences).of("risk")
    assert [(case.doc, case.value("households")) for case in cases] == [("乙", 900), ("甲", 55106)]


def test_what_no_report_states_is_named_and_nothing_is_run():
    lacking = {
        "key": "premium",
        "source": "claim",
        "indicator_id": "premium",
        "label_en": "premium",
        "label_zh": "保费",
    }
    inputs = load(HOUSEHOLDS, lacking, ASSUMED)
    assert inputs.cases == ()
    assert list(inputs.missing["key"]) == ["premium"]
    assert "not run" in inputs.status("en")
    assert "保费" in inputs.status("zh")
    assert results_table("monitoring", [], inputs).empty


def test_a_claim_is_asked_for_by_its_clause():
    text = "全年投入1,200万元,赔付保险30万元。"
    said = {"kind": "money", "unit": "元"}
    claims = pd.DataFrame(
        [
            a_claim("丙", text, "1,200万元", low=12e6, high=12e6, **said),
            a_claim("丙", text, "30万元", low=3e5, high=3e5, **said),
        ]
    )
    paid = {"key": "paid", "source": "claim", "clause": "赔付/理赔"}
    spent = {"key": "spent", "source": "claim", "clause": "投入", "sentence": "保险"}
    (case,) = load(paid, spent, claims=claims, sentences=pd.DataFrame([a_sentence("丙", text)])).of("risk")
    assert (case.value("paid"), case.value("spent")) == (3e5, 12e6)


def test_an_optional_input_may_be_missing():
    lacking = {"key": "premium", "source": "claim", "indicator_id": "premium", "need": "optional"}
    cases = load(HOUSEHOLDS, lacking).of("risk")
    assert len(cases) == 2
    assert all("premium" not in case for case in cases)


def test_without_any_claim_everything_is_missing():
    inputs = load_inputs(
        "monitoring",
        empty_table("claims"),
        empty_table("sentences"),
        empty_table("evidence"),
        empty_table("cadences"),
        empty_table("systems"),
        empty_table("mentions"),
    )
    assert inputs.cases == ()
    assert len(inputs.missing)


def test_an_assumed_input_says_so_and_why():
    inputs = load(HOUSEHOLDS, ASSUMED)
    table = inputs.table("en")
    row = table[table["source"] == "assumed"].iloc[0]
    assert (row["value"], row["range"], row["quote or reason"]) == ("2", "1 – 4", "unknown")


@pytest.mark.parametrize("model", MODELS)
def test_every_specification_can_be_read_and_types_no_place_of_a_text(model):
    if not (RESOURCES / f"model_inputs_{model}.csv").is_file():
        pytest.skip("its notebook is not there")
    spec = read_resource(f"model_inputs_{model}.csv")
    assert set(spec.columns) <= set(SPECIFICATION)
    claims = spec[spec["source"].isin(["claim", "cadence", "system", "date"])]
    assert (
        not claims[["low", "mid", "high"]].ne("").any().any() if {"low", "mid", "high"} <= set(spec) else True
    )
    assert not spec.astype(str).apply(lambda column: column.str.contains(r"[a-z]+-\d{4}:\d")).any().any()
    assumed = spec[spec["source"] == "assumed"]
    low, mid, high = (assumed[column].astype(float) for column in ("low", "mid", "high"))
    assert (low <= mid).all()
    assert (mid <= high).all()
    assert assumed[["reason_en", "reason_zh", "label_en", "label_zh"]].ne("").all().all()


# -- results ---------------------------------------------------------------------------------------------


def test_a_result_says_what_it_rests_on():
    inputs = load(HOUSEHOLDS, RATE, ASSUMED)
    (case,) = inputs.of("risk")
    row = result(
        "share", WORDS, 0.5, unit="%", low=0.1, high=np.inf, inputs=(*case.used(), *inputs.ranges("years"))
    )
    table = results_table("monitoring", [row], inputs)
    (made,) = table[table["kind"] == "result"].to_dict("records")
    assert made["claims"] == " ".join(each.claim_id for each in case.used())
    assert made["assumed"] == "years"
    assert np.isnan(made["high"])  # open
    assert set(table[table["kind"] == "input"]["result_id"]) == {
        "input-households",
        "input-rate",
        "input-years",
    }


def test_the_tables_of_the_models_are_joined_into_one(tmp_path):
    inputs = load(HOUSEHOLDS, ASSUMED)
    tables = [results_table(name, [result("a", WORDS, 1, unit="%")], inputs) for name in MODELS]
    joined = join_results(*tables, empty_table("results_monitoring"))
    assert list(joined["model"].unique()) == list(MODELS)
    write_table(joined, "model_results", tmp_path)
    pd.testing.assert_frame_equal(read_table("model_results", tmp_path), joined)
    assert join_results(empty_table("results_monitoring")).empty


def test_two_results_of_one_name_and_scenario_are_refused():
    row = result("a", WORDS, 1, unit="%", scenario="x")
    with pytest.raises(Exception, match=r"duplicate|unique"):
        results_table("monitoring", [row, row], load(HOUSEHOLDS))


def test_each_table_of_results_is_written_by_one_notebook():
    writers = [name for each in find_notebooks(ROOT / "notebooks") for name in each.writes]
    assert all(writers.count(f"results_{model}") <= 1 for model in MODELS)


def test_results_are_shown_with_few_digits_and_whole_sentences():
    table = results_table(
        "monitoring",
        [result("a", WORDS, 1234567.891, unit="元"), check("b", WORDS, 1, 0, 2, unit="%")],
        load(HOUSEHOLDS),
    )
    shown = show_results(table, lang="en")
    assert list(shown["value"]) == ["1,234,568"]
    assert as_markdown(shown).splitlines()[0] == "| quantity | value | unit |"
    assert as_markdown(shown.head(0)) == "–"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0123456, "0.01235"),
        (12.3456, "12.35"),
        (1234567, "1,234,567"),
        (0, "0"),
        (-3.14159, "-3.142"),
        (np.nan, ""),
    ],
)
def test_numbers_for_people(value, text):
    assert significant(value, 4) == text


# -- sweeps ----------------------------------------------------------------------------------------------


def a_range(key="years", low=1.0, mid=2.0, high=4.0, scale="linear"):
    return Input(key, "g", {"en": key, "zh": key}, mid, low, high, "year", "assumed", scale=scale)


def test_draws_repeat_and_fill_their_range():
    ranges = [a_range("a"), a_range("b", 0.001, 0.1, 10, "log")]
    first, again = draws(ranges, 200), draws(ranges, 200)
    pd.testing.assert_frame_equal(first, again)
    assert first["a"].between(1, 4).all()
    assert first["a"].mean() == pytest.approx(2.5, abs=0.02)
    assert np.log10(first["b"]).mean() == pytest.approx(-1, abs=0.02)


def test_a_band_of_a_straight_line_is_the_line_over_the_range():
    outputs = sweep(lambda values: {"twice": 2 * values["a"]}, [a_range("a", 0, 5, 10)])
    ends = band(outputs).iloc[0]
    assert (ends["low"], ends["mid"], ends["high"]) == pytest.approx((1, 10, 19), abs=0.1)


@patient
@given(st.floats(0.1, 10), st.floats(0.1, 10))
def test_a_tornado_moves_one_assumption_at_a_time(slope_a, slope_b):
    ranges = [a_range("a"), a_range("b")]
    moved = tornado(lambda values: slope_a * values["a"] + slope_b * values["b"], ranges).set_index("key")
    assert moved.loc["a", "swing"] == pytest.approx(3 * slope_a)
    assert moved.loc["b", "at_low"] == pytest.approx(2 * slope_a + slope_b)
    assert moved["swing"].is_monotonic_decreasing


def test_without_assumptions_there_is_one_value():
    assert sweep(lambda _: 3.0, [], size=4)["value"].tolist() == [3.0] * 4
    assert tornado(lambda _: 3.0, []).empty


# -- which model runs which system -----------------------------------------------------------------------


def test_every_system_that_can_be_run_has_a_model_with_a_notebook():
    systems = read_catalogue(Path(ROOT / "data/coding")).systems
    assert systems[systems["executable"] == "yes"]["model"].ne("").all()
    assert MODELS_OF_SYSTEMS == MODELS
    stages = {each.stage.replace("-", "_") for each in find_notebooks(ROOT / "notebooks")}
    assert set(systems["model"]) - {""} <= stages


def test_schemas_of_all_models_are_alike():
    columns = [list(SCHEMAS[f"results_{model}"].columns) for model in MODELS]
    assert all(each == list(SCHEMAS["model_results"].columns) for each in columns)
    assert check_table(empty_table("model_results"), "results_monitoring").empty
