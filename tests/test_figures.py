"""Figures: the same bytes each time, every glyph there, a passport that says where it comes from."""

import importlib
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers.corpus import Report, sentences_table
from helpers.corpus.figures import alt_of_roles, captions_of_roles, plot_roles
from helpers.figures import (
    LICENCE,
    MM,
    ONE_COLUMN,
    SMALLEST_TEXT,
    first_sentence,
    save_figure,
    smallest_text,
    use_style,
)
from helpers.mentions import figures as mention_figures
from helpers.mentions import mentions_table
from helpers.notebooks import WHOSE_REPORTS, find_cell
from helpers.tables import PROJECT, Lang, Receipt, file_sha256, write_table

NEWS = (
    "全市投入1.5亿元,惠及3200户1.2万余人,人均增收800元以上。\n"
    "其中近2万元用于培训,比例达45.6%,落实“两不愁三保障”。"
)


@pytest.fixture(autouse=True)
def style() -> None:
    use_style()


def a_figure() -> Figure:
    fig = Figure(figsize=(ONE_COLUMN, 40 * MM))
    ax = fig.subplots()
    ax.plot([1, 2], [-1, 3])
    ax.set_title("乡村振兴 鄉村 −5 %")
    return fig


def save(folder: Path) -> Receipt:
    return save_figure(
        a_figure(), "try", data=pd.DataFrame({"a": [1]}), notebook="99-try", tables=["mentions"],
        captions={"en": "A line. It rises.", "zh": "一线。上升。"},
        alt={"en": "A rising line", "zh": "上升的线"},
        tables_dir=folder, figures_dir=folder / "figures", parameters={"n": 2}, lang="zh",
        function=plot_roles, inputs={"甲.txt": "0" * 64},
    )  # fmt: skip


def test_a_figure_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    receipts = [save(tmp_path / name) for name in ("a", "b")]
    assert repr(receipts[0]) == repr(receipts[1])
    for kind in ("pdf", "svg", "png", "csv", "json"):
        a, b = (tmp_path / name / "figures" / f"try.{kind}" for name in ("a", "b"))
        assert a.read_bytes() == b.read_bytes() != b"", kind


def test_the_passport_says_where_a_figure_comes_from(tmp_path: Path) -> None:
    reports = [Report("甲", NEWS)]
    write_table(mentions_table(reports), "mentions", tmp_path)
    save(tmp_path)
    passport = json.loads((tmp_path / "figures" / "try.json").read_text(encoding="utf-8"))
    assert passport["title"] == {"en": "A line", "zh": "一线"}
    assert passport["alt"]["zh"] == "上升的线"
    assert passport["notebook"] == "99-try"
    assert passport["tables"] == {"mentions": file_sha256(tmp_path / "mentions.csv")}
    assert passport["tables"]["mentions"]
    assert passport["function"] == "helpers.corpus.figures.plot_roles"
    assert passport["parameters"] == {"n": 2}
    assert passport["size_mm"] == [85, 40]
    assert passport["licence"] == "CC-BY-4.0"
    assert passport["inputs"] == {"甲.txt": "0" * 64}
    assert passport["cell"] == {}  # no notebook of this name saves it
    assert passport["smallest_text_pt"] == 6.5
    assert passport["same_in_grey"] == []
    assert passport["data"]["sha256"] == file_sha256(tmp_path / "figures" / "try.csv")
    assert (tmp_path / "figures" / "try.csv").read_text(encoding="utf-8") == "a\n1\n"


# -- the figures of the collection -------------------------------------------------------------------------

PASSPORTS = {path.stem: path for path in sorted((PROJECT / "figures").glob("*.json"))}
SHA256 = re.compile(r"[0-9a-f]{64}")


@pytest.mark.parametrize("name", PASSPORTS)
def test_a_committed_passport_leads_back_to_all_that_made_the_figure(name: str) -> None:
    passport = json.loads(PASSPORTS[name].read_text(encoding="utf-8"))
    assert passport["id"] == name
    assert passport["cell"] == find_cell(PROJECT / "notebooks" / f"{passport['notebook']}.ipynb", name) != {}
    module, _, function = passport["function"].rpartition(".")
    assert callable(getattr(importlib.import_module(module), function))
    assert passport["tables"] or passport["inputs"]
    assert all(SHA256.fullmatch(digest) for digest in (passport["tables"] | passport["inputs"]).values())
    for table, digest in passport["tables"].items():
        assert digest == file_sha256(PROJECT / "data/processed" / f"{table}.csv"), table
    assert passport["data"]["sha256"] == file_sha256(PROJECT / "figures" / f"{name}.csv")
    assert passport["lock_sha256"] == file_sha256(PROJECT / "requirements.lock")
    assert passport["licence"] == LICENCE
    assert isinstance(passport["parameters"], dict)
    for words in ("title", "caption", "alt"):
        assert re.search("[\u4e00-\u9fff]", passport[words]["zh"]), words
        assert len(passport[words]["en"]) > 10, words
        assert not re.search(r"\bnan\b|\{|\}", passport[words]["en"] + passport[words]["zh"]), words


@pytest.mark.parametrize("name", PASSPORTS)
def test_a_committed_figure_is_made_for_print(name: str) -> None:
    passport = json.loads(PASSPORTS[name].read_text(encoding="utf-8"))
    assert passport["size_mm"][0] in (85, 170)
    assert passport["size_mm"][1] <= 260
    assert passport["smallest_text_pt"] >= SMALLEST_TEXT
    assert passport["same_in_grey"] == [], "told apart by colour alone"


def test_figures_of_a_readers_own_reports_get_no_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for whose, licence in (("the reader's", ""), ("the collection's", LICENCE)):
        monkeypatch.setenv(WHOSE_REPORTS, whose)
        save(tmp_path)
        passport = json.loads((tmp_path / "figures" / "try.json").read_text(encoding="utf-8"))
        assert passport["licence"] == licence


def test_text_too_small_to_read_is_seen() -> None:
    fig = a_figure()
    fig.text(0.5, 0.5, "small", fontsize=4)
    assert smallest_text(fig) == 4


def test_no_file_names_a_date_or_the_program(tmp_path: Path) -> None:
    save(tmp_path)
    assert b"CreationDate" not in (tmp_path / "figures" / "try.pdf").read_bytes()
    assert b"<dc:date>" not in (tmp_path / "figures" / "try.svg").read_bytes()


def test_a_glyph_that_the_font_lacks_is_an_error(tmp_path: Path) -> None:
    fig = a_figure()
    fig.text(0.5, 0.5, "\U0001f600")
    with pytest.raises(UserWarning, match="Glyph"):
        fig.savefig(tmp_path / "x.png")


@pytest.mark.parametrize(
    ("caption", "title"), [("A b. C.", "A b"), ("甲乙。丙。", "甲乙"), ("Only one.", "Only one")]
)
def test_the_title_is_the_first_sentence(caption: str, title: str) -> None:
    assert first_sentence(caption) == title


# -- the figures of the notebooks, on corpora of any size -------------------------------------------------

CORPORA = {
    "none of them says anything": [Report("a", "天气很好。")],
    "no money": [Report("a", "全村有300户1200人。"), Report("b", "没有数字。")],
    "one report": [Report("甲", NEWS)],
    "forty reports": [Report(f"r{i:02d}", NEWS.replace("3200", str(3200 + i))) for i in range(40)],
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", CORPORA)
def test_every_plot_draws_any_corpus(name: str, lang: Lang) -> None:
    reports = CORPORA[name]
    mentions, sentences = mentions_table(reports), sentences_table(reports)
    counts = mention_figures.count_by_kind(mentions)
    amounts = mention_figures.amounts_of_money(mentions, reports)
    for fig in (
        mention_figures.plot_by_kind(counts, lang),
        mention_figures.plot_money(amounts, lang),
        plot_roles(sentences, lang),
    ):
        fig.draw_without_rendering()
        width, height = fig.get_size_inches() / MM
        assert round(width) == 170
        assert height < 260
    for words in (
        mention_figures.captions_by_kind(counts), mention_figures.alt_by_kind(counts),
        mention_figures.captions_of_money(amounts), mention_figures.alt_of_money(amounts),
        captions_of_roles(sentences), alt_of_roles(sentences),
    ):  # fmt: skip
        assert words["en"]
        assert words["zh"]
    assert mention_figures.describe_mentions(mentions, lang)


def test_kinds_are_counted_by_how_precise_the_text_says_they_are() -> None:
    counts = mention_figures.count_by_kind(mentions_table(CORPORA["one report"]))
    money = counts[counts["kind"] == "money"].set_index("precision")["numbers"].to_dict()
    assert money == {"exact": 1, "more": 1, "about": 1}  # 1.5亿元, 800元以上, 近2万元
    assert counts["numbers"].sum() == len(mentions_table(CORPORA["one report"]))


def test_amounts_carry_the_words_of_their_clause() -> None:
    amounts = mention_figures.amounts_of_money(mentions_table(CORPORA["one report"]), CORPORA["one report"])
    assert amounts[["words", "surface"]].to_numpy().tolist() == [
        ["全市投入", "1.5亿元"], ["其中近", "2万元"], ["人均增收", "800元"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "surface", "words"),
    [
        ("增收。累计投入3万元,完成。", "3万元", "累计投入"),
        ("达标,7000元以下对象全部消除。", "7000元", "…以下对象全部消除"),
        ("2017年底全乡农民人均可支配收入达到9846元", "9846元", "…农民人均可支配收入达到"),
    ],
)
def test_words_beside_an_amount(raw: str, surface: str, words: str) -> None:
    start = raw.index(surface)
    assert mention_figures.words_beside(raw, start, start + len(surface), most=12) == words


def test_no_two_labels_of_the_money_figure_overlap() -> None:
    reports = CORPORA["one report"]
    fig = mention_figures.plot_money(mention_figures.amounts_of_money(mentions_table(reports), reports))
    renderer = FigureCanvasAgg(fig).get_renderer()
    fig.draw(renderer)
    found = dict.fromkeys(fig.findobj(Text))
    texts = [text for text in found if text.get_visible() and text.get_text().strip()]
    boxes = [t.get_window_extent(renderer) for t in texts]
    corners = np.array([[b.x0, b.y0, b.x1, b.y1] for b in boxes])
    for i, a in enumerate(corners):
        for j, b in enumerate(corners[:i]):
            wide = min(a[2], b[2]) - max(a[0], b[0])
            high = min(a[3], b[3]) - max(a[1], b[1])
            assert min(wide, high) < 2, (texts[i].get_text(), texts[j].get_text())
