"""Completion: words that a model adds to an indicator, and what it may never do."""

import csv
import math
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from helpers.claims import claims_table, completion
from helpers.claims.completion import COMPLETED, chance_of, completed_claims, positions, weights, words_in
from helpers.corpus import read_folder
from helpers.evaluation import alike, read_gold
from helpers.evaluation.scoring import ALIKE
from helpers.mentions import MEASURED
from helpers.mentions import mentions_table as mentions_of
from test_bench import load
from test_claims import Invented
from test_claims import read as read_invented

ROOT = Path(__file__).resolve().parents[1]
INVENTED = ROOT / "data/coding/gold-reports/invented"


HERE = "云南省昭通市鲁甸县"


def read(raw: str) -> dict[str, dict[str, str]]:
    """Return the claims of a report of one county by surface."""
    return read_invented(raw, place=HERE)


def set_weights(monkeypatch: pytest.MonkeyPatch, **features: float) -> None:
    known = {"bias": -4.0, **{name.replace("_", " "): weight for name, weight in features.items()}}
    monkeypatch.setattr(completion, "weights", lambda: known)


def seen(monkeypatch: pytest.MonkeyPatch, raw: str) -> list[tuple[object, object, str, str]]:
    """Return what the model is asked while a report is read: sentence, number, phrase and rule."""
    asked: list[tuple[object, object, str, str]] = []

    def note(sentence: object, number: object, phrase: str, how: str) -> tuple[str, tuple[str, ...]]:
        asked.append((sentence, number, phrase, how))
        return phrase, ()

    monkeypatch.setattr("helpers.claims.table.complete_indicator", note)
    read(raw)
    return asked


def test_a_word_is_put_before_the_word_of_the_phrase_that_follows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "食堂开门后，每天来吃饭的老人有600人。"
    set_weights(monkeypatch)
    bare = read(text)["600人"]["indicator"]
    set_weights(monkeypatch, word_食堂=9.0)
    claim = read(text)["600人"]
    assert claim["indicator"] == "食堂" + bare
    assert f"{COMPLETED} with 食堂" in claim["reasons"]


def test_a_word_behind_the_number_follows_the_noun_that_it_is_said_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "去年，460多名年轻人陆续从大城市返回。"
    set_weights(monkeypatch, word_返回=9.0)
    assert read(text)["460多名"]["indicator"] == "年轻人返回"


def test_no_word_is_added_that_the_model_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "食堂开门后，每天来吃饭的老人有600人。"
    set_weights(monkeypatch)
    assert COMPLETED not in read(text)["600人"]["reasons"]


@pytest.mark.parametrize(
    ("text", "surface", "kept_out"),
    [
        (
            "2021年，鲁甸县食堂办起来，吃饭的老人有600人。",
            "600人",
            ["2021", "鲁甸", "年"],
        ),  # time and place have columns
        ("食堂，厨房，后厨，吃饭的老人有600人。", "600人", ["食堂"]),  # too many clauses before
        ("吃饭的老人有600人，食堂很大。", "600人", ["食堂"]),  # behind the clause
        ("产值达到600万元的大关。", "600万元", ["大关"]),  # behind a number whose phrase stands before it
        ("全县食堂办起来，吃饭的老人有600人。", "600人", ["全县"]),
        ("老人多，吃饭的老人有600人。", "600人", ["老人老人"]),  # no word twice
    ],
)
def test_even_a_model_that_wants_every_word_takes_none_of(
    text: str, surface: str, kept_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "chance_of", lambda features: 1.0)
    indicator = read(text)[surface]["indicator"]
    assert not [word for word in kept_out if word in indicator]


def test_nothing_of_the_phrase_is_lost_whatever_the_model_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((INVENTED / "texts").glob("*.txt"))[:4]]
    asked = [case for text in texts for case in seen(monkeypatch, text)]
    monkeypatch.setattr(completion, "chance_of", lambda features: 1.0)
    assert len(asked) > 100
    for sentence, number, phrase, how in asked:
        longer, added = completion.complete_indicator(sentence, number, phrase, how)  # type: ignore[arg-type]
        rest = iter(longer)
        assert all(character in rest for character in phrase)  # in its order
        assert len(longer) == len(phrase) + sum(map(len, added))


def test_the_words_of_a_phrase_are_found_where_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    for sentence, number, phrase, _ in seen(
        monkeypatch, "脱贫户户均增收3000元。全县建成扶贫车间47家，吸纳就业2280人。"
    ):
        texts = {word.start: word.text for word in words_in(sentence)}  # type: ignore[arg-type]
        held = positions(sentence, number, phrase)  # type: ignore[arg-type]
        assert held
        for start, at in held.items():
            assert phrase[at : at + len(texts[start])] == texts[start]


def test_the_model_helps_on_reports_that_it_never_saw(monkeypatch: pytest.MonkeyPatch) -> None:
    with (INVENTED / "documents.csv").open(encoding="utf-8", newline="") as file:
        kept = {row["doc"] for row in csv.DictReader(file) if row["split"] == "kept"}
    reports = [r for r in read_folder(INVENTED / "texts").reports if r.doc in kept]
    gold = read_gold(INVENTED)
    gold = gold[gold["doc"].isin(kept)]
    rows = gold.assign(period=gold["period"].where(gold["kind"] == "date", "")).sort_values(["doc", "start"])
    wanted = gold[gold["kind"].isin(MEASURED)].set_index(["doc", "start"])["indicator"]

    def right() -> int:
        claims = claims_table(reports, rows).set_index(["doc", "start"])["indicator"]
        both = pd.concat([wanted.rename("gold"), claims.rename("ours")], axis=1, join="inner")
        return sum(alike(str(g), str(o)) >= ALIKE for g, o in zip(both["gold"], both["ours"], strict=True))

    completed = right()
    monkeypatch.setattr(
        "helpers.claims.table.complete_indicator", lambda sentence, number, phrase, how: (phrase, ())
    )
    assert completed >= right() > 0


def test_claims_say_which_words_were_added(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, word_食堂=9.0, word_吃饭=9.0)
    report = Invented("食堂开门后，每天来吃饭的老人有600人。全村有200户。", place=HERE)
    listed = completed_claims(claims_table([report], mentions_of([report])))
    assert listed["surface"].tolist() == ["600人"]
    assert listed["added"].str.split().tolist() == [
        [w for w in ("食堂", "吃饭") if w in listed["added"].iloc[0]]
    ]
    assert "食堂" in listed["indicator"].iloc[0]


@pytest.mark.parametrize(
    ("raw", "word", "expected"),
    [
        ("去年，全县务工形势好，新增省外输出8万人。", "务工", ""),  # newly sent out, not all who work away
        ("去年，努力之下，贫困发生率降至1.2%。", "努力", "poverty-rate"),
    ],
)
def test_the_model_gives_no_claim_a_key_and_keeps_one_only_if_its_words_agree(
    raw: str, word: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "chance_of", lambda features: 1.0 if f"word {word}" in features else 0.0)
    claim = next(iter(read(raw).values()))
    assert word in claim["indicator"]
    assert claim["indicator_id"] == expected


def test_weights_are_numbers_of_known_features() -> None:
    known = weights()
    assert "bias" in known
    assert all(math.isfinite(weight) and weight for weight in known.values())
    kinds = {name.split(" ")[0] for name in known}
    asked: list[str] = []
    told: Callable[..., tuple[str, ...]] = completion._features
    words = [completion.Word(0, "食堂", "n"), completion.Word(2, "老人", "n"), completion.Word(4, "#", "#")]
    number = completion.Number(4, 8, "600人", "count", "人", "", "exact", 600, None)
    asked += told(words, 0, number, "老人", "before", ("b", 2, 0, 0, ">1"), "b")
    assert kinds - {"bias"} <= {name.split(" ")[0] for name in asked}


def test_chances_add_up_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, word_食堂=4.0)
    assert chance_of(("word 食堂", "word 别的")) == pytest.approx(0.5)
    assert chance_of(()) == pytest.approx(1 / (1 + math.exp(4)))


@pytest.fixture(scope="module")
def training():  # type: ignore[no-untyped-def]
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return load("train_completion")
    finally:
        sys.path.remove(str(ROOT / "tools"))


def test_training_finds_the_feature_that_tells(training) -> None:  # type: ignore[no-untyped-def]
    examples = [
        training.Example(f"report {i % 9}", ("near" if i % 2 else "far", f"noise {i % 5}"), bool(i % 2))
        for i in range(180)
    ]
    weights_found = training.fit(examples)
    assert weights_found["near"] > 1 > -1 > weights_found.get("far", -2)
    assert not [name for name in weights_found if name.startswith("noise")]


def test_a_feature_of_few_reports_gets_no_weight(training) -> None:  # type: ignore[no-untyped-def]
    examples = [training.Example("one report", ("near" if i % 2 else "far",), bool(i % 2)) for i in range(60)]
    assert set(training.fit(examples)) == {"bias"}
