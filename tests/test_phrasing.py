"""Phrasing: words that a model adds to an indicator or takes out of it, and what it may never do."""

import csv
import gzip
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from helpers.claims import claims_table, phrasing
from helpers.claims.clauses import Number, Sentence, Word
from helpers.claims.network import Candidate
from helpers.claims.phrasing import (
    REWORDED,
    Phrase,
    Vicinity,
    agreement,
    chosen,
    phrase_indicators,
    reworded,
    reworded_claims,
)
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


def set_chances(monkeypatch: pytest.MonkeyPatch, *wanted: str, unwanted: tuple[str, ...] = ()) -> None:
    """Let the model want some words, and of the others keep what the rules took, save those that it does not want."""

    def chance(word: Candidate) -> float:
        return 0.0 if word.text in unwanted else float(word.held or word.text in wanted)

    set_chance(monkeypatch, chance)


def set_chance(monkeypatch: pytest.MonkeyPatch, chance: Callable[[Candidate], float]) -> None:
    """Let the model give every word a chance of the test's own."""
    monkeypatch.setattr(
        phrasing, "chances", lambda near: [[chance(word) for word in one.candidates] for one in near]
    )


Asked = tuple[Sentence, Number]


def seen(monkeypatch: pytest.MonkeyPatch, raw: str) -> list[Asked]:
    """Return what the model is asked while a report is read."""
    asked: list[Asked] = []

    def note(numbers: Sequence[Asked]) -> list[Phrase]:
        asked.extend(numbers)
        return [Phrase(number.indicator, 1.0) for _, number in numbers]

    monkeypatch.setattr("helpers.claims.table.phrase_indicators", note)
    read(raw)
    return asked


def word(start: int, text: str, held: bool = False) -> Candidate:
    return Candidate(start, text, held)


def test_a_word_is_put_before_the_word_of_the_phrase_that_follows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "食堂开门后，每天来吃饭的老人有600人。"
    set_chances(monkeypatch)
    bare = read(text)["600人"]["indicator"]
    set_chances(monkeypatch, "食堂")
    claim = read(text)["600人"]
    assert claim["indicator"] == "食堂" + bare
    assert claim["named"] == bare
    assert REWORDED in claim["reasons"]


def test_a_word_behind_the_number_follows_the_noun_that_it_is_said_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_chances(monkeypatch, "返回")
    assert read("去年，460多名年轻人陆续从大城市返回。")["460多名"]["indicator"] == "年轻人返回"


def test_a_word_that_the_model_does_not_want_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "全县有290户村民搬进新居。"
    set_chances(monkeypatch)
    bare = read(text)["290户"]["indicator"]
    assert "新居" in bare
    set_chances(monkeypatch, unwanted=("新居",))
    claim = read(text)["290户"]
    assert claim["indicator"] == bare.replace("新居", "")
    assert claim["named"] == bare


def test_a_model_that_wants_what_the_rules_took_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    set_chances(monkeypatch)
    claim = read("食堂开门后，每天来吃饭的老人有600人。")["600人"]
    assert claim["indicator"] == claim["named"]
    assert REWORDED not in claim["reasons"]


def test_what_the_vocabulary_knows_stays_as_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "去年，努力之下，贫困发生率降至1.2%。"
    set_chances(monkeypatch, "努力")
    claim = read(text)["1.2%"]
    assert claim["indicator"] == claim["named"]
    assert claim["indicator_id"] == "poverty-rate"


def test_what_the_model_rewords_gets_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    set_chances(monkeypatch, "贫困", "发生率")
    claims = read("贫困发生率高的村，去年办起工厂3家。")
    assert claims["3家"]["indicator_id"] == ""


@pytest.mark.parametrize(
    ("text", "surface", "kept_out"),
    [
        # Time has a column of its own; a year is no name.
        ("2021年，鲁甸县食堂办起来，吃饭的老人有600人。", "600人", ["2021", "年"]),
        ("吃饭的老人有600人，食堂很大。", "600人", ["食堂"]),  # behind the clause
        ("食堂，厨房，后厨，灶台，炉子，吃饭的老人有600人。", "600人", ["食堂"]),  # too many clauses before
        ("老人多，吃饭的老人有600人。", "600人", ["老人老人"]),  # no word twice
    ],
)
def test_even_a_model_that_wants_every_word_takes_none_of(
    text: str, surface: str, kept_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_chance(monkeypatch, lambda word: 1.0)
    indicator = read(text)[surface]["indicator"]
    assert not [word for word in kept_out if word in indicator]


def test_nothing_of_the_phrase_is_lost_when_the_model_wants_every_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((INVENTED / "texts").glob("*.txt"))[:4]]
    asked = [case for text in texts for case in seen(monkeypatch, text)]
    set_chance(monkeypatch, lambda word: 1.0)
    assert len(asked) > 100
    for (_, number), phrase in zip(asked, phrase_indicators(asked), strict=True):
        rest = iter(phrase.indicator)
        assert all(
            character in rest for character in number.indicator if character not in "的和与及等、之在了或"
        )


def test_a_model_that_wants_no_word_leaves_the_phrase_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    set_chance(monkeypatch, lambda word: 0.0)
    claims = read("食堂开门后，每天来吃饭的老人有600人。全县建成扶贫车间47家，吸纳就业2280人。")
    assert [claim["indicator"] for claim in claims.values()] == [claim["named"] for claim in claims.values()]


def test_the_words_of_a_phrase_are_found_where_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in seen(monkeypatch, "脱贫户户均增收3000元。全县建成扶贫车间47家，吸纳就业2280人。"):
        near = Vicinity(*asked)
        texts = {word.start: word.text for word in near.words}
        assert near.held
        for start, at in near.held.items():
            assert near.number.indicator[at : at + len(texts[start])] == texts[start]


# 群众的收入: each word of the phrase where it stands in the sentence, three characters before.
WORDS = [
    Word(3, "群众", "n"),
    Word(5, "的", "u"),
    Word(6, "年", "t"),
    Word(7, "收入", "n"),
    Word(9, "#", "#"),
]
HELD = {3: 0, 5: 2, 6: 3, 7: 4}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([word(3, "群众", True), word(7, "收入", True)], "群众的年收入"),
        ([word(7, "收入", True)], "年收入"),  # 的 joins nothing any more, 年 goes with its neighbour
        ([word(0, "搬迁"), word(3, "群众", True), word(7, "收入", True)], "搬迁群众的年收入"),
        ([word(3, "群众", True), word(7, "收入", True), word(12, "增长")], "群众的年收入增长"),
        ([], "群众的年收入"),  # a number is named, come what may
    ],
)
def test_a_phrase_is_put_together_in_the_order_of_the_text(found: list[Candidate], expected: str) -> None:
    assert reworded("群众的年收入", WORDS, HELD, found) == expected


def test_what_no_word_of_the_sentence_gives_stays() -> None:
    assert reworded("群众年龄", [Word(3, "群众", "n")], {3: 0}, [word(3, "群众", True)]) == "群众年龄"


def test_words_are_added_before_a_phrase_that_the_text_does_not_have() -> None:
    assert reworded("总户数", [Word(0, "全村", "n")], {}, [word(0, "全村")]) == "全村总户数"


def test_agreement_is_one_where_the_chances_leave_no_doubt() -> None:
    asked = [(word(0, "群众"), 1.0), (word(2, "收入"), 1.0), (word(4, "增长"), 0.0)]
    assert agreement([asked[0][0], asked[1][0]], asked) == pytest.approx(1.0)
    assert agreement([asked[0][0]], asked) == pytest.approx(2 * 2 / (2 + 4))
    assert agreement([], asked) == 0.0


def test_the_words_chosen_promise_no_less_than_any_other_choice() -> None:
    asked = [
        (word(i * 2, "词语", held=i % 2 == 0), chance) for i, chance in enumerate((0.9, 0.2, 0.5, 0.45, 0.1))
    ]
    usable = [w for w, chance in asked if w.held or chance >= phrasing.LIKELY]
    every = [[w for i, w in enumerate(usable) if bits >> i & 1] for bits in range(2 ** len(usable))]
    assert agreement(chosen(asked), asked) == pytest.approx(max(agreement(found, asked) for found in every))


def test_no_unlikely_word_is_added() -> None:
    asked = [(word(0, "群众", held=True), 0.05), (word(2, "收入"), phrasing.LIKELY - 0.01)]
    assert [w.text for w in chosen(asked)] == ["群众"]


def test_no_more_words_are_added_than_a_phrase_bears() -> None:
    """Six words are all but sure; the rules' own counts for none of those that may be added."""
    asked = [(word(i * 2, "词语", held=i == 0), 0.99 - i / 100) for i in range(7)]
    assert [w.start for w in chosen(asked)] == [0, 2, 4, 6, 8]
    assert phrasing.MOST == 4


def test_the_model_helps_on_reports_that_it_never_saw(monkeypatch: pytest.MonkeyPatch) -> None:
    with (INVENTED / "documents.csv").open(encoding="utf-8", newline="") as file:
        kept = {row["doc"] for row in csv.DictReader(file) if row["split"] == "kept"}
    reports = [r for r in read_folder(INVENTED / "texts").reports if r.doc in kept]
    gold = read_gold(INVENTED)
    gold = gold[gold["doc"].isin(kept)]
    rows = gold.assign(period=gold["period"].where(gold["kind"] == "date", "")).sort_values(["doc", "start"])
    wanted = gold[gold["kind"].isin(MEASURED)].set_index(["doc", "start"])["indicator"]
    claims = claims_table(reports, rows).set_index(["doc", "start"])
    both = claims.join(wanted.rename("gold"), how="inner")

    def right(column: str) -> int:
        return sum(alike(str(g), str(o)) >= ALIKE for g, o in zip(both["gold"], both[column], strict=True))

    assert right("indicator") >= right("named") > 0


@pytest.mark.parametrize(
    ("beside", "expected"),
    [(Word(2, "至", "p"), "时间"), (Word(2, "木", "n"), "木时间"), (Word(2, "桩", "q"), "桩时间")],
)
def test_of_what_stood_beside_a_word_that_is_gone_only_what_names_something_stays(
    beside: Word, expected: str
) -> None:
    words = [Word(0, "压缩", "v"), beside, Word(3, "时间", "n")]
    phrase = "".join(each.text for each in words)
    assert reworded(phrase, words, {0: 0, 2: 2, 3: 3}, [word(3, "时间", True)]) == expected


def test_no_word_is_asked_for_without_the_not_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """不减员 and 未完工: without the first character the phrase would say the contrary."""
    raw = "全县选派的18名挂职干部不减员。脱贫村中有3个项目未完工。"
    texts = {
        word.text for asked in seen(monkeypatch, raw) for word in Vicinity(*asked).candidates if not word.held
    }
    assert not texts & {"减员", "完工", "不", "未"}
    assert "不减员" in texts


def test_what_denies_a_word_stays_with_it() -> None:
    words = [Word(0, "抽调", "v"), Word(2, "未", "d"), Word(3, "脱贫", "v"), Word(5, "人口", "n")]
    held = {2: 0, 3: 1, 5: 3}
    found = [word(3, "脱贫", True), word(5, "人口", True)]
    assert reworded("未脱贫人口", words, held, found) == "未脱贫人口"
    assert reworded("未脱贫人口", words, held, found[1:]) == "人口"


@pytest.mark.parametrize(
    ("phrase", "whole", "expected"),
    [
        ("段补助", "各学段", "各学段补助"),  # the rules cut the word
        ("补助标", "标准", "补助标准"),
        ("区补助", "各学段", "区各学段补助"),  # 区 is no part of it
    ],
)
def test_a_word_is_not_said_twice_where_the_rules_cut_it(phrase: str, whole: str, expected: str) -> None:
    words = [Word(0, "各学段", "n"), Word(3, "补助", "vn"), Word(5, "标准", "n")]
    at = next(each.start for each in words if each.text == whole)
    found = [word(3, "补助", True), word(at, whole)]
    assert reworded(phrase, words, {3: phrase.index("补助")}, found) == expected


def test_claims_say_which_indicators_were_reworded(monkeypatch: pytest.MonkeyPatch) -> None:
    set_chances(monkeypatch, "食堂")
    report = Invented("食堂开门后，每天来吃饭的老人有600人。全村有200户。", place=HERE)
    listed = reworded_claims(claims_table([report], mentions_of([report])))
    assert listed["surface"].tolist() == ["600人"]
    assert listed["indicator"].tolist() == ["食堂" + listed["named"].iloc[0]]


def test_words_behind_the_clause_are_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    (asked,) = seen(monkeypatch, "食堂开门后，老人有600人来吃饭，厨房很大。")
    near = Vicinity(*asked)
    reached = [word.text for word in near.words[near.first : near.last]]
    assert "食堂" in reached
    assert "吃饭" in reached
    assert "厨房" not in reached


def test_the_model_says_how_well_its_phrase_is_expected_to_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = seen(monkeypatch, "食堂开门后，每天来吃饭的老人有600人。")
    set_chances(monkeypatch)
    assert [phrase.agreement for phrase in phrase_indicators(asked)] == [1.0]
    set_chance(monkeypatch, lambda word: 0.5)
    (phrase,) = phrase_indicators(asked)
    assert 0 < phrase.agreement < 1


def test_a_long_report_is_asked_for_in_parts_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "食堂开门后，每天来吃饭的老人有600人。全县建成扶贫车间47家，吸纳就业2280人。"
    asked = seen(monkeypatch, text) * 3
    whole = phrase_indicators(asked)
    monkeypatch.setattr(phrasing, "_AT_ONCE", 2)
    in_parts = phrase_indicators(asked)
    assert [phrase.indicator for phrase in in_parts] == [phrase.indicator for phrase in whole]
    assert [p.agreement for p in in_parts] == pytest.approx([p.agreement for p in whole])


def test_verbs_of_the_clause_before_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    (asked,) = seen(monkeypatch, "食堂开门迎客，每天吃饭的老人有600人。")
    texts = {word.text for word in Vicinity(*asked).candidates}
    assert {"食堂", "老人"} <= texts
    assert "开门" not in texts


@pytest.fixture(scope="module")
def examples() -> Any:
    """Return what the network learns from, a tool that needs other tools beside it."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return load("examples")
    finally:
        sys.path.remove(str(ROOT / "tools"))


def test_of_an_annotated_phrase_each_word_is_taken_once_and_the_nearest(
    examples: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, *_ = seen(monkeypatch, "老人多的村里，老人食堂有600人吃饭。")
    near = Vicinity(*asked)
    found: Callable[..., set[int]] = examples.words_of_phrase
    texts = {w.start: w.text for w in near.words}
    taken = found(near, "老人食堂")
    assert sorted(texts[start] for start in taken) == ["老人", "食堂"]
    assert max(start for start, text in texts.items() if text == "老人") in taken


def without_annotation(examples: Any, folder: Path, texts: dict[str, str], left_out: set[str]) -> list[Any]:
    """Return the numbers of a corpus of texts, as a larger network is asked about them."""
    corpus = folder / "corpus.jsonl.gz"
    with gzip.open(corpus, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    found: list[Any] = examples.without_annotation([corpus], left_out)
    return found


TEXTS = {"a": "食堂里每天来吃饭的老人有600人，志愿者30人。", "b": "合作社今年种下羊肚菌120亩。"}


def test_what_is_kept_for_scoring_is_not_asked_about(examples: Any, tmp_path: Path) -> None:
    both = without_annotation(examples, tmp_path, TEXTS, set())
    one = without_annotation(examples, tmp_path, TEXTS, {"a"})
    assert {"".join(e.spoken)[:3] for e in both} == {"食堂里", "合作社"}
    assert {"".join(e.spoken)[:3] for e in one} == {"合作社"}
    assert [word for word in one[0].spoken if word.endswith("亩")] == ["120亩"]


def test_what_a_larger_network_says_is_read_as_it_was_written(examples: Any, tmp_path: Path) -> None:
    asked = without_annotation(examples, tmp_path, TEXTS, set())
    said = [[i / 10 for i in range(len(e.wanted))] for e in asked]
    examples.write_taught(asked, said, tmp_path / "taught.jsonl.gz")
    found = examples.read_taught(tmp_path / "taught.jsonl.gz")
    assert [(e.question, e.wanted) for e in found] == [
        (e.question, tuple(chances)) for e, chances in zip(asked, said, strict=True)
    ]
    shared = {id(e.question.words) for e in found}
    assert len(shared) == 2  # numbers of one sentence share its words


def test_no_phrase_is_lengthened_to_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    set_chance(monkeypatch, lambda word: 1.0)
    claims = read("村里老年食堂开门以后每天来这里吃饭聊天下棋打牌看病拿药领取快递包裹的高龄独居老人有600人。")
    assert len(claims["600人"]["indicator"]) <= max(phrasing.LONG, len(claims["600人"]["named"]))
