"""What a notebook says about itself, and what follows from it."""

import pytest

from helpers.notebooks import find_notebooks, needed_for, producers, read_notebook
from support import notebook_file


def test_a_notebook_is_read_as_its_author_wrote_it(tmp_path):
    path = notebook_file(
        tmp_path / "05-audit.ipynb",
        ("markdown", "# 5 · Does it add up?\nProse. **Question:** which of the\nsums follow?\n\nMore prose."),
        ("code", 'raw_dir = "../data/raw"  # reports\ntop = 3  # rows', ["parameters"]),
        ("code", "%matplotlib inline\nfrom helpers.audit import find_checks\nfrom helpers import tables"),
        ("code", 'claims = read_table("claims", tables_dir)'),
        ("code", 'tables.write_table(find_checks(claims), name="checks", tables_dir=tables_dir)'),
        ("code", 'save_figure(fig, "checks-by-report", data=claims)'),
    )
    notebook = read_notebook(path)
    assert (notebook.number, notebook.stage) == ("05", "audit")
    assert notebook.title == "Does it add up?"
    assert notebook.question == "which of the sums follow?"
    assert notebook.parameters == {"raw_dir": "../data/raw", "top": 3}
    assert notebook.reads == ("claims",)
    assert notebook.writes == ("checks",)
    assert notebook.figures == ("checks-by-report",)
    assert {"helpers.audit", "helpers.tables"} <= set(notebook.modules)
    assert not notebook.reads_reports


@pytest.fixture
def chain(tmp_path):
    notebook_file(tmp_path / "01-corpus.ipynb", ("code", 'write_table(read_folder(raw), "documents", t)'))
    notebook_file(
        tmp_path / "02-words.ipynb", ("code", 'write_table(read_table("documents", t), "words", t)')
    )
    notebook_file(
        tmp_path / "03-mentions.ipynb", ("code", 'write_table(read_table("documents", t), "mentions", t)')
    )
    notebook_file(tmp_path / "11-findings.ipynb", ("code", 'read_table("mentions", t)'))
    notebook_file(tmp_path / "scratch.ipynb", ("code", "1"))
    return find_notebooks(tmp_path)


def test_numbered_notebooks_run_in_order_and_others_not_at_all(chain):
    assert [each.number for each in chain] == ["01", "02", "03", "11"]
    assert producers(chain)["mentions"] == "03-mentions"


def test_a_notebook_takes_along_what_it_needs_and_no_more(chain):
    assert [each.number for each in needed_for([chain[3]], chain)] == ["01", "03", "11"]
    assert [each.number for each in needed_for([chain[0]], chain)] == ["01"]
