"""Confidence: what the model is told of a claim, what chance it gives, and how often such claims were right."""

import pytest

from helpers.claims import confidence
from helpers.claims.clauses import Number, Sentence
from helpers.claims.confidence import BIAS, TRUST, ReadClaim
from test_bench import load


def test_trust_is_a_share() -> None:
    assert all(0 < value <= 1 for value in TRUST.values())


def one_read(**rules: str) -> ReadClaim:
    """Return a claim of 全县有合作社312个 as it was read, by the rules given."""
    number = Number(6, 10, "312个", "count", "个", "", "exact", 312.0, None, "合作社")
    sentence = Sentence(0, "全县有合作社312个。", 0, "body", numbers=[number])
    given = {
        "indicator": "before",
        "place": "running topic",
        "period": "no time word",
        "status": "no cue of another status",
    }
    return ReadClaim(number, sentence, "合作社", 5, given | rules)


def test_the_confidence_is_the_chance_that_the_weights_give(monkeypatch: pytest.MonkeyPatch) -> None:
    """1 / (1 + e^-(1 - 2 + 0.5)) = 0.378; traits without a weight say nothing."""
    weights = {BIAS: 1.0, ("indicator", "before"): -2.0, ("unit", "个/"): 0.5, ("unit", "户/"): 9.0}
    monkeypatch.setattr(confidence, "weights", lambda: weights)
    assert confidence.confidence_of(one_read()) == 0.38
    weights[confidence.UNREAD] = -0.5  # a reader's report counts as one that nobody has read
    assert confidence.confidence_of(one_read()) == 0.27


def test_a_date_that_was_found_in_the_text_lowers_the_confidence() -> None:
    dated = "date in the first lines"
    assert 0 < TRUST[dated] < 1
    whole = confidence.confidence_of(one_read())
    assert confidence.confidence_of(one_read(date=dated)) == pytest.approx(whole * TRUST[dated], abs=0.011)


def test_the_model_of_the_confidence_is_told_of_rules_unit_words_and_neighbours() -> None:
    assert dict(confidence.traits_of(one_read())) == {
        "indicator": "before",
        "place": "running topic",
        "period": "no time word",
        "status": "no cue of another status",
        "unit": "个/",
        "first": "合",
        "last": "社",
        "length": "3",
        "places": "0 running topic",
        "numbers": "0/1",
        "agreement": "known",
        "distance": "2",
    }
    doubted = one_read()._replace(agreement=0.55)
    assert dict(confidence.traits_of(doubted))["agreement"] == "1"


def test_more_confident_claims_were_right_more_often_where_nobody_had_read_them() -> None:
    """The counts also bear the chances out: each share lies within a tenth of its step."""
    told = confidence.reliability()
    share = told["right"] / told["claims"]
    assert share.is_monotonic_increasing
    assert (told["least"] - 0.1 < share).all()
    assert (share < told["below"] + 0.1).all()
    assert list(told["below"][:-1]) == list(told["least"][1:])


@pytest.mark.on_sources
def test_the_confidence_is_judged_on_reports_that_its_weights_have_not_seen() -> None:
    """What is peculiar to each report tells whether its claims are right: known to one who has seen it, to nobody else."""
    tool = load("train_confidence")
    docs = [f"d{i}" for i in range(20)]
    unread = [
        tool.Example(doc, (("first", doc), confidence.UNREAD), i % 2 == 0)
        for i, doc in enumerate(docs)
        for _ in range(20)
    ]
    rows = tool.reliability(unread, [])
    assert sum(claims for *_, claims, _ in rows) == len(unread)
    assert all(0.3 <= least < 0.7 for least, *_ in rows)


def test_training_finds_the_feature_that_tells() -> None:
    """What tells gets a weight within the cap, noise and its opposite none that is positive."""
    logistic = load("logistic")
    near, far = ("near", ""), ("far", "")
    examples = [
        logistic.Example(f"report {i % 9}", (near if i % 2 else far, ("noise", str(i % 5))), bool(i % 2))
        for i in range(180)
    ]
    found: dict[tuple[str, ...], float] = logistic.fit(examples, BIAS, 5, 2.0, 1.5)
    assert found[near] > 0.5
    assert found.get(far, -1.0) < 0
    assert max(abs(weight) for feature, weight in found.items() if feature != BIAS) <= 1.5
    assert not [feature for feature in found if feature[0] == "noise"]


def test_a_feature_of_few_reports_gets_no_weight() -> None:
    logistic = load("logistic")
    examples = [
        logistic.Example("one report", (("near" if i % 2 else "far", ""),), bool(i % 2)) for i in range(60)
    ]
    assert set(logistic.fit(examples, BIAS, 5, 2.0, 1.5)) == {BIAS}
