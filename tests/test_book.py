"""The site: what its pages are made of, without a browser. What a reader sees is tested in tests/site."""

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers.book.chapters import chapter, figures_shown, live_links
from helpers.book.command import raw_of_run
from helpers.book.dead_links import find_dead_links
from helpers.book.entries import period_words, value_words
from helpers.book.findings import sentence_words
from helpers.book.lists import script_json
from helpers.book.marks import Piece, Run, cut, find_lines, find_overlap
from helpers.book.model import Book, read_book
from helpers.book.pages import BookError, Both, address, both, labels, relative, slug, split_keys
from helpers.book.sphinx_parts import math_html, search_words
from helpers.book.vocabulary import vocabulary_page
from helpers.corpus import Report, read_report
from helpers.mentions.model import MEASURED
from helpers.notebooks import ROOT
from helpers.resources import read_resource
from helpers.run import main
from support import notebook_file

# --- addresses and words ---


@pytest.mark.parametrize("name", ["huize-2020", "昭通2021", "a_b.c-d"])
def test_a_plain_name_is_its_own_address(name):
    assert slug(name) == name


@pytest.mark.parametrize("name", ['a"><b', "2019 报告", "index", ".hidden", "x" * 300, "a/b", "#?%", "  "])
def test_any_other_name_gets_an_address_of_plain_characters(name):
    assert re.fullmatch(r"[\w.-]+", slug(name))
    assert slug(name) not in ("index", name)
    assert not slug(name).startswith((".", "_"))
    assert len(slug(name)) <= 80


def test_two_names_have_two_addresses():
    names = ["a b", "a  b", "a/b", "a?b", "a-b", "A b"]
    assert len({slug(name) for name in names}) == len(names)


def test_a_link_holds_from_any_depth():
    assert relative(address("evidence/昭通", "m12"), "index") == "evidence/%E6%98%AD%E9%80%9A.html#m12"
    assert relative(address("claims"), "evidence/a") == "../claims.html"


def test_words_are_escaped_in_both_languages():
    html = str(both(Both("<b>", "“</span>")))
    assert "<b>" not in html
    assert html.count("</span>") == 2
    assert both("a<b") == "a&lt;b"


def test_every_kind_bound_and_status_has_words_in_both_languages():
    columns = read_resource("columns.csv")
    for table, column in (
        ("mentions", "kind"),
        ("mentions", "bound"),
        ("claims", "status"),
        ("evidence", "source"),
    ):
        (values,) = columns[(columns["table"] == table) & (columns["column"] == column)]["values"]
        assert {f"{column}.{value}" for value in values.split()} <= labels().keys()
    assert {f"kind.{kind}" for kind in MEASURED} <= labels().keys()
    assert all(words.en and words.zh for words in labels().values())


def test_keys_of_reports_whose_names_hold_spaces_are_told_apart():
    assert split_keys("a b:1-2 c:3-4") == ["a b:1-2", "c:3-4"]
    assert split_keys("a b:1-2;a b:3-4") == ["a b:1-2", "a b:3-4"]
    assert split_keys("") == []


def test_data_for_a_script_cannot_end_it():
    text = script_json({"a": "</script><!-- & \u2028"})
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!-- & \u2028"}


# --- marks ---


def test_a_line_is_cut_at_marks_and_passages():
    raw = "建立27个机构"
    runs = cut(raw, (0, 7), marks=[(2, 5)], passages=[(0, 4), (3, 7)])
    assert runs == [
        Run(None, (Piece("建立", ((0, 4),), ((0, 4),)),)),
        Run((2, 5), (Piece("2", ((0, 4),)), Piece("7", ((0, 4), (3, 7)), ((3, 7),)), Piece("个", ((3, 7),)))),
        Run(None, (Piece("机构", ((3, 7),)),)),
    ]


def test_a_passage_begins_once_though_it_runs_over_two_lines():
    raw = "甲乙\n丙丁"
    first = cut(raw, (0, 2), [], [(1, 5)])
    begun = [span for run in first for piece in run.pieces for span in piece.begins]
    assert begun == [(1, 5)]
    second = cut(raw, (3, 5), [], [(1, 5)], begun)
    assert second == [Run(None, (Piece("丙丁", ((1, 5),)),))]


@pytest.mark.parametrize("raw", ["\ufeff标题\r\n\r\n  一段3个。\n\n", "一\r二\n三", "", "\n\n", "10\n万人"])
def test_lines_hold_every_character_but_blanks(raw):
    lines = find_lines(raw, [])
    assert "".join("".join(raw[a:b] for a, b in lines).split()) == "".join(raw.replace("\ufeff", "").split())
    assert all(raw[a:b].strip() == raw[a:b] for a, b in lines)


def test_a_mark_over_a_line_break_stays_whole():
    raw = "共10\n万人"
    assert find_lines(raw, [(1, 6)]) == [(0, 6)]
    assert [run.mark for run in cut(raw, (0, 6), [(1, 6)], [])] == [None, (1, 6)]


def test_overlapping_marks_are_found():
    assert find_overlap([(0, 3), (3, 5)]) is None
    assert find_overlap([(4, 6), (0, 5)]) == ((0, 5), (4, 6))


# --- values ---


@pytest.mark.parametrize(
    ("low", "high", "unit", "per", "words"),
    [
        (422900.0, 422900.0, "户", "", "422,900 户"),
        (15487.0, 15487.0, "元", "人", "15,487 元/人"),
        (9.2, 9.3, "元", "", "9.2–9.3 元"),
        (7.67, 7.67, "%", "", "7.67 %"),
        (float("nan"), float("nan"), "", "", ""),
    ],
)
def test_a_value_is_written_with_its_unit(low, high, unit, per, words):
    assert value_words({"low": low, "high": high, "unit": unit, "per": per}) == words


def test_a_period_is_written_in_words():
    assert period_words("2020-06") == "2020-06"
    assert period_words("/2020-12") == Both("up to 2020-12", "截至 2020-12")
    assert period_words("2016/2021") == Both("2016 to 2021", "2016 至 2021")


# --- notebooks ---


def code(source, *outputs):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs)}


PICTURE = {
    "output_type": "execute_result",
    "metadata": {},
    "data": {"image/png": "AA==", "text/plain": "<Figure>"},
}
PASSPORT = {
    "id": "sums",
    "title": {"en": "Sums", "zh": "总数"},
    "caption": {"en": "Sums <b>", "zh": "总数"},
    "alt": {"en": 'bars "of" <i>', "zh": "条形"},
    "notebook": "05-x",
    "tables": {},
}


def test_the_figure_that_a_cell_shows_is_the_one_saved_under_its_name():
    cells = [
        code("figure = draw(1)\nfigure"),
        code('save_figure(figure, "first", data=a)'),
        code("figure = draw(2)\nfigure"),
        code('save_figure(figure, "second", data=b)'),
        code("table"),
        code("%matplotlib inline\nnot python ("),
    ]
    assert figures_shown(cells) == {0: "first", 2: "second"}


def test_a_picture_in_a_notebook_has_the_figure_s_description_and_a_link_to_its_page():
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# 5 · Title"},
        {"cell_type": "markdown", "metadata": {}, "source": "Which *sums*?"},
        code("fig", PICTURE),
        code('save_figure(fig, "sums", data=a)'),
        {"cell_type": "markdown", "metadata": {}, "source": "And [others](90-z.ipynb)?"},
        code("other", PICTURE, {"output_type": "stream", "name": "stderr", "text": "warning"}),
    ]
    book = Book({}, {}, {"sums": PASSPORT})
    shown = chapter(book, "05-x", {"cells": cells})["cells"]
    assert shown[3]["metadata"]["mystnb"]["image"]["alt"] == 'bars "of" <i>'
    note = shown[3]["outputs"][1]["data"]["text/html"]
    assert 'href="../figures/sums.html"' in note
    assert "Sums &lt;b&gt;" in note
    assert shown[6]["metadata"]["mystnb"]["image"]["alt"] == "And others?"
    assert len(shown[6]["outputs"]) == 1
    assert cells[2]["outputs"] == [PICTURE]  # what was given stays as it was


def test_links_to_notebooks_that_are_not_there_are_words():
    text = "[a](01-a.ipynb), [b](02-b.ipynb#x), [c](https://example.org/02-b.ipynb)\n\n---\n"
    assert (
        live_links(text, {"01-a"})
        == "[a](01-a.ipynb), b, [c](https://example.org/02-b.ipynb)\n\n\n<hr />\n\n"
    )


def test_the_folder_of_reports_is_read_from_the_notebooks_of_a_run(tmp_path):
    (tmp_path / "notebooks").mkdir()
    cell = ("code", 'raw_dir = "../my reports"\nlang = "zh"', ["injected-parameters"])
    notebook_file(tmp_path / "notebooks/01-corpus.ipynb", ("markdown", "# 1"), cell)
    assert raw_of_run(tmp_path / "notebooks") == tmp_path / "my reports"
    assert raw_of_run(tmp_path) is None


# --- search and formulas ---


def test_chinese_is_found_by_pairs_of_characters_and_other_words_whole():
    assert search_words("易地搬迁 2,738个 GDP") == ["易地", "地搬", "搬迁", "2", "738", "个", "gdp"]


def test_a_formula_needs_no_script_and_a_broken_one_is_shown_as_written():
    assert math_html(r"\frac{a}{b}", as_block=True).startswith("<math")
    assert "&lt;" in math_html(r"\nosuchthing{<", as_block=False)


# --- dead links ---


def test_dead_links_and_things_from_outside_are_named(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.html").write_text('<p id="here"><a href="../index.html#top">x</a>', encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<a id="top" href="a/b.html#here">1</a><a href="a/b.html#gone">2</a><a href="no.html">3</a>'
        '<a href="https://example.org">4</a><script src="https://example.org/x.js"></script><a href="#top">5</a>',
        encoding="utf-8",
    )
    problems = find_dead_links(tmp_path)
    assert len(problems) == 3
    assert [
        word for word in ("b.html#gone", "no.html", "example.org/x.js") if word in " ".join(problems)
    ] == [
        "b.html#gone",
        "no.html",
        "example.org/x.js",
    ]


# --- what cannot be shown is named ---


@pytest.fixture
def made(tmp_path):
    """Copy the files of the collection's own run, to break them."""
    for name, folder in (
        ("raw", "data/raw"),
        ("tables", "data/processed"),
        ("figures", "figures"),
        ("notebooks", "notebooks"),
    ):
        shutil.copytree(ROOT / folder, tmp_path / name)
    return tmp_path


def read(made: Path) -> Book:
    return read_book(made / "raw", made / "tables", made / "figures", made / "notebooks")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_collection_s_own_tables_lead_to_their_characters(made):
    book = read(made)
    assert set(book.claims) <= set(book.mentions)
    assert book.reports


def test_the_vocabulary_has_a_row_for_each_concept_and_every_claim_that_carries_it(made):
    book = read(made)
    (section,) = vocabulary_page(book).sections
    shown = {concept["id"]: concept for concept in section.data["concepts"]}
    assert list(shown) == list(read_resource("indicators.csv")["id"])
    anchors = [concept["anchor"] for concept in shown.values()]
    assert len(set(anchors)) == len(anchors)
    carried = book.table("claims")["indicator_id"].value_counts().drop("", errors="ignore")
    assert {key: len(concept["claims"]) for key, concept in shown.items() if concept["claims"]} == {
        key: count for key, count in carried.items() if key in shown
    }
    targets = {link.target for each in shown.values() for _, links in each["links"] for link in links}
    assert targets <= {address("vocabulary", anchor) for anchor in anchors}
    links = {label.en: [link.words.en for link in found] for label, found in shown["income-rural"]["links"]}
    assert links["part of"] == ["Income per person"]
    assert links["not the same as"] == ["Net income per rural resident"]


def test_a_claim_that_no_longer_fits_its_report_is_named(made):
    book = read(made)
    key, row = next(iter(book.claims.items()))
    path = made / "raw" / book.reports[row["doc"]].path_name
    path.write_bytes(
        path.read_bytes().replace(row["surface"].encode(), ("9" * len(row["surface"])).encode(), 1)
    )
    with pytest.raises(BookError, match=f"{re.escape(key)} says .{re.escape(row['surface'])}"):
        read(made)


def test_a_finding_that_rests_on_no_words_is_named(made):
    key, names = next(iter(read(made).findings_of.items()))
    doc, _, span = key.rpartition(":")
    path = made / "tables/findings.csv"
    beyond = f"{doc}:9{span.replace('-', '-9')}"
    path.write_text(path.read_text(encoding="utf-8").replace(key, beyond), encoding="utf-8")
    with pytest.raises(
        BookError, match=f"{names[0]} rests on {re.escape(beyond)}, where no report has words"
    ):
        read(made)


def test_a_finding_that_misquotes_is_named(made):
    (row, quote) = next(
        (row, json.loads(row["quotes"])[0]) for row in read(made).rows("findings") if row["quotes"]
    )
    path = made / "tables/findings.csv"
    inside = quote["quote"][:6]
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'""quote"": ""{inside}', '""quote"": ""谬误'),
        encoding="utf-8",
    )
    with pytest.raises(BookError, match=f"{row['finding_id']} quotes “谬误"):
        read(made)


@pytest.mark.parametrize("form", ["pdf", "svg", "png", "json"])
def test_a_missing_figure_is_named(made, form):
    figure = sorted(path.stem for path in (made / "figures").glob("*.json"))[0]
    (made / f"figures/{figure}.{form}").unlink()
    with pytest.raises(BookError, match=rf"{figure}\.{form}: is missing"):
        read(made)


def test_a_broken_table_is_named(made):
    change(made / "tables/mentions.csv", "exact", "exactly")
    with pytest.raises(BookError, match=r"mentions\.csv: does not fit its description"):
        read(made)


def test_the_command_says_in_a_sentence_what_is_missing(tmp_path, capsys):
    assert main(["site", "--out", str(tmp_path / "nothing")], ROOT) == 2
    assert "holds no tables; `xianjie run" in capsys.readouterr().err
    assert main(["site", "--raw", str(tmp_path)], ROOT) == 2
    assert "goes with --out" in capsys.readouterr().err


def test_the_site_is_made_only_when_something_has_changed(made, capsys, monkeypatch):
    def pretend(places):
        places.site.mkdir(exist_ok=True)
        (places.site / "index.html").write_text("made", encoding="utf-8")
        return []

    monkeypatch.setattr("helpers.book.build.build_site", pretend)
    ask = ["site", "--out", str(made), "--raw", str(made / "raw")]
    assert main(ask, ROOT) == 0
    assert "not made here before" in capsys.readouterr().out
    assert main(ask, ROOT) == 0
    assert "nothing that it shows has changed since it was made. Open" in capsys.readouterr().out
    (made / "tables/claims.csv").write_text("changed", encoding="utf-8")
    assert main(ask, ROOT) == 0
    assert "claims.csv" in capsys.readouterr().out
    (made / "site/index.html").unlink()
    assert main(ask, ROOT) == 0
    assert "no longer as it was made" in capsys.readouterr().out


def test_a_site_that_cannot_be_made_leaves_the_last_one(made, capsys):
    (made / "site").mkdir()
    (made / "site/index.html").write_text("the last one", encoding="utf-8")
    (made / "tables/mentions.csv").unlink()
    assert main(["site", "--out", str(made), "--raw", str(made / "raw")], ROOT) == 2
    assert "holds no mentions.csv" in capsys.readouterr().err
    assert (made / "site/index.html").read_text(encoding="utf-8") == "the last one"


# --- findings ---


def test_the_words_of_a_finding_are_its_sentence_and_each_value_leads_somewhere():
    report: Report = read_report("r", "共27个村。".encode(), "r.txt")
    mention = {"doc": "r", "start": 1, "end": 4, "surface": "27个"}
    book = Book({"r": report}, {"mentions": pd.DataFrame([mention])})
    values = {
        "said": {"value": 27.0, "en": "27个", "zh": "27个", "key": "r:1-4", "query": ""},
        "doc": {"value": "r", "en": "r", "zh": "r", "key": "", "query": ""},
        "all": {"value": 1, "en": "1", "zh": "1 处", "key": "", "query": "kind == kind"},
    }
    row = {"finding_id": "how-many", "template_en": "{said} in {doc}; {all}.", "values": json.dumps(values)}
    words = sentence_words(book, row, "en")
    assert "".join(word.text for word in words) == "27个 in r; 1."
    assert [word.target for word in words if word.target] == [
        "evidence/r.html#m1",
        "evidence/r.html",
        "findings/how-many.html#v-all",
    ]
