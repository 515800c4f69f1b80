"""The map of the notebooks: what it says follows from the notebooks alone."""

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyBboxPatch

from helpers.flow import (
    MARKS,
    REPORTS,
    flow_table,
    map_table,
    markdown_table,
    notebook_hashes,
    plot_flow,
    with_map,
)
from helpers.notebooks import ROOT, find_notebooks, producers
from support import notebook_file


@pytest.fixture
def notebooks(tmp_path):
    corpus = 'write_table(read_folder(raw), "documents", t)\nwrite_table(split(raw), "sentences", t)'
    notebook_file(tmp_path / "01-corpus.ipynb", ("markdown", "**Question:** what is here?"), ("code", corpus))
    mentions = 'write_table(find(read_table("sentences", t)), "mentions", t)'
    notebook_file(tmp_path / "03-mentions.ipynb", ("markdown", "# 3 · Numbers"), ("code", mentions))
    findings = 'read_table("documents", t)\nread_table("mentions", t)\nsave_figure(fig, "sums")'
    notebook_file(tmp_path / "11-findings.ipynb", ("code", findings))
    return find_notebooks(tmp_path)


def test_the_map_has_a_row_for_each_notebook(notebooks):
    table = map_table(notebooks)
    assert table.to_dict("records") == [
        {
            "notebook": "01-corpus",
            "asks": "what is here?",
            "reads": "the reports",
            "writes": "documents, sentences",
            "figures": "",
        },
        {
            "notebook": "03-mentions",
            "asks": "Numbers",
            "reads": "sentences",
            "writes": "mentions",
            "figures": "",
        },
        {
            "notebook": "11-findings",
            "asks": "",
            "reads": "documents, mentions",
            "writes": "",
            "figures": "sums",
        },
    ]


def test_the_flow_says_who_hands_what_to_whom(notebooks):
    flow = flow_table(notebooks)
    assert {tuple(row) for row in flow.itertuples(index=False)} == {
        (REPORTS, "01-corpus", "the reports"),
        ("01-corpus", "03-mentions", "sentences"),
        ("01-corpus", "11-findings", "documents"),
        ("03-mentions", "11-findings", "mentions"),
    }


def test_the_markdown_table_links_to_the_notebooks_and_shows_nothing_as_a_dash(notebooks):
    lines = markdown_table(map_table(notebooks), "notebooks/").splitlines()
    assert len(lines) == 2 + len(notebooks)
    assert lines[-1] == "| [11-findings](notebooks/11-findings.ipynb) | – | documents, mentions | – | sums |"


def test_a_page_is_renewed_between_its_marks_only(notebooks):
    page = with_map(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter", notebooks)
    assert page.startswith("before\n")
    assert page.endswith("\nafter")
    assert "old" not in page
    assert "03-mentions.ipynb" in page
    assert with_map("no marks", notebooks) == "no marks"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_notebook_in_the_flow_has_a_box_with_its_tables(notebooks, lang):
    figure = plot_flow(flow_table(notebooks), map_table(notebooks), lang)
    texts = {text.get_text() for text in figure.axes[0].texts}
    assert {"01 corpus", "03 mentions", "11 findings", "documents", "sentences", "mentions"} <= texts
    assert ("报告" in texts) == (lang == "zh")


def test_boxes_do_not_cover_each_other():
    arrows = "reports>01-a 01-a>02-b 01-a>03-c 01-a>04-d 02-b>05-e 03-c>06-f 05-e>06-f 04-d>06-f"
    pairs = [arrow.split(">") for arrow in arrows.split()]
    flow = pd.DataFrame(pairs, columns=["source", "target"])
    names = sorted(set(flow["target"]))
    table = pd.DataFrame({"notebook": names, "asks": "", "reads": "", "writes": "t", "figures": ""})
    figure = plot_flow(flow, table)
    boxes = figure.axes[0].patches
    extents = [box.get_window_extent() for box in boxes if hasattr(box, "get_boxstyle")]
    assert len(extents) == len(names) + 1
    others = [(a, b) for number, a in enumerate(extents) for b in extents[number + 1 :]]
    assert not [pair for pair in others if pair[0].overlaps(pair[1])]


def test_what_a_notebook_writes_stands_inside_its_box():
    names = [f"table_{number}" for number in range(9)]
    table = pd.DataFrame({"notebook": ["01-a", "02-b"], "writes": [", ".join(names), "one"]})
    flow = pd.DataFrame([("reports", "01-a"), ("01-a", "02-b")], columns=["source", "target"])
    figure = plot_flow(flow, table)
    (axes,) = figure.axes
    boxes = [patch.get_window_extent() for patch in axes.patches if isinstance(patch, FancyBboxPatch)]
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in axes.texts:
        inside = text.get_window_extent(renderer)
        assert any(
            box.x0 <= inside.x0 and inside.x1 <= box.x1 and box.y0 <= inside.y0 and inside.y1 <= box.y1
            for box in boxes
        ), text.get_text()


def test_the_hash_of_a_notebook_changes_with_its_cells_only(notebooks, tmp_path):
    before = notebook_hashes(notebooks)
    assert set(before) == {f"notebooks/{each.name}.ipynb" for each in notebooks}
    path = tmp_path / "01-corpus.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"execution_count": null', '"execution_count": 3'), encoding="utf-8")
    assert notebook_hashes(find_notebooks(tmp_path)) == before
    path.write_text(text.replace("what is here", "what is there"), encoding="utf-8")
    changed = notebook_hashes(find_notebooks(tmp_path))
    assert [name for name in before if before[name] != changed[name]] == ["notebooks/01-corpus.ipynb"]


# --- the committed notebooks ---


def test_every_table_read_is_written_by_an_earlier_notebook():
    notebooks = find_notebooks(ROOT / "notebooks")
    made_by = producers(notebooks)
    for notebook in notebooks:
        for table in notebook.reads:
            assert made_by.get(table, "99") < notebook.name, f"{notebook.name} reads {table}"


def test_every_table_and_figure_has_one_notebook_that_makes_it():
    notebooks = find_notebooks(ROOT / "notebooks")
    tables = sorted(name for each in notebooks for name in each.writes)
    figures = sorted(name for each in notebooks for name in each.figures)
    assert tables == sorted(path.stem for path in (ROOT / "data/processed").glob("*.csv"))
    assert tables == sorted(path.stem for path in (ROOT / "data/processed").glob("*.parquet"))
    for form in ("pdf", "svg", "png", "csv", "json"):
        assert figures == sorted(path.stem for path in (ROOT / "figures").glob(f"*.{form}"))


def test_the_readme_shows_the_notebooks_as_they_are():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert MARKS[0] in page
    assert with_map(page, find_notebooks(ROOT / "notebooks")) == page
